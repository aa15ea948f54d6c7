/* What the analyst knows beforehand: the text tables under ontology/, read once and shared as
 * const. Two halves: the gazetteer (countries, places, titles, metonyms, first names …) and the
 * rules of events (types, triggers, light verbs, words of saying …). */
#ifndef AG_ONTOLOGY_H
#define AG_ONTOLOGY_H

#include "base/arena.h"
#include "base/err.h"

typedef struct ag_gazetteer ag_gazetteer; /* ontology/gazetteer.h */
typedef struct ag_rules ag_rules;         /* ontology/rules.h     */

typedef struct ag_ontology {
    const ag_gazetteer *gazetteer;
    const ag_rules *rules;
    char name[32]; /* "0.1 " + 12 hex digits of SHA-256 over all tables: for records */
} ag_ontology;

/* Reads all tables of folder `dir` into `a`. AG_INPUT with file and line. */
ag_status ag_ontology_open(ag_arena *a, const char *dir, ag_ontology *out, ag_err *err);

ag_status ag_gazetteer_open(ag_arena *a, const char *dir, const ag_gazetteer **out, ag_err *err);
ag_status ag_rules_open(ag_arena *a, const char *dir, const ag_rules **out, ag_err *err);

#endif
