/* Trees → who is meant, who holds which office, quotes, times, events, relations of one article. */
#ifndef AG_EXTRACT_H
#define AG_EXTRACT_H

#include "actorgraph.h"
#include "ontology/ontology.h"

/* All of the below, in order. Cannot fail. */
void ag_extract(ag_arena *a, const ag_ontology *o, ag_doc *doc);

/* names, titles, nominals, pronouns → doc->entities, mentions, offices, states */
void ag_extract_actors(ag_arena *a, const ag_ontology *o, ag_doc *doc);
/* "on Sunday" → doc->times */
void ag_extract_times(ag_arena *a, const ag_ontology *o, ag_doc *doc);
/* "took office in March" → since and until of doc->offices, and with them their status */
void ag_extract_terms(ag_arena *a, const ag_ontology *o, ag_doc *doc);
/* “…,” Carney told reporters → doc->quotes */
void ag_extract_quotes(ag_arena *a, const ag_ontology *o, ag_doc *doc);
/* triggers with their participants, status and claimant → doc->events, doc->relations */
void ag_extract_events(ag_arena *a, const ag_ontology *o, ag_doc *doc);

/* A verb that an actor of the article does or suffers and that no table of events knows. */
typedef struct ag_unknown_verb {
    ag_str words;   /* "rule out" */
    int sentence;   /* from 0 */
} ag_unknown_verb;

typedef AG_LIST(ag_unknown_verb) ag_unknown_verbs;

/* Adds them in the order of the text. `doc` has been through ag_extract. */
void ag_extract_unknown_verbs(ag_arena *a, const ag_ontology *o, const ag_doc *doc, ag_unknown_verbs *out);

/* The mention that covers token `t`, or -1: the narrowest with t as its head, else the narrowest
 * around it. */
int ag_mention_at(const ag_doc *doc, int t);

#endif
