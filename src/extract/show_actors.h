/* The cast list of one article, for people and for tests. */
#ifndef AG_SHOW_ACTORS_H
#define AG_SHOW_ACTORS_H

#include "actorgraph.h"

#include <stdio.h>

/* One line an entity, by first mention; fields parted by two blanks, those without content left out:
 *
 *     TYPE  NAME  [ROLE, COUNTRY]  "mention" "mention" …
 *
 * TYPE has "?" behind it for an actor without a name ("group?"). A mention is as in the text; behind it,
 * in round brackets, what is special: adj (adjective), met (metonym), nom (description), pro (pronoun).
 * Then one line for each office and each state:
 *
 *     office  PERSON  ROLE  OF  STATUS
 *     TYPE    SUBJECT  OBJECT
 */
void ag_show_actors(const ag_doc *doc, FILE *out);

#endif
