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
/* “…,” Carney told reporters → doc->quotes */
void ag_extract_quotes(ag_arena *a, const ag_ontology *o, ag_doc *doc);
/* triggers with their participants, status and claimant → doc->events, doc->relations */
void ag_extract_events(ag_arena *a, const ag_ontology *o, ag_doc *doc);

/* The mention that covers token `t`, or -1: the narrowest with t as its head, else the narrowest
 * around it. */
int ag_mention_at(const ag_doc *doc, int t);

#endif
