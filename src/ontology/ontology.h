/* What the analyst knows beforehand: the text tables under ontology/, read once and shared as
 * const. Two halves: the gazetteer (countries, places, titles, metonyms, first names …) and the
 * rules of events (types, triggers, light verbs, words of saying …). */
#ifndef AG_ONTOLOGY_H
#define AG_ONTOLOGY_H

#include "base/arena.h"
#include "base/err.h"

typedef struct ag_gazetteer ag_gazetteer; /* ontology/gazetteer.h */
typedef struct ag_rules ag_rules;         /* ontology/rules.h     */
typedef struct ag_states ag_states;       /* ontology/states.h    */

/* Tables and dictionaries of the user's own, to be read with those of the folder, in the order given. */
typedef struct ag_imports {
    const char *const *actors; /* --actors FILE: ontology/import.h */
    const char *const *verbs;  /* --verbs FILE                     */
    int n_actors, n_verbs;
} ag_imports;

typedef AG_LIST(ag_str) ag_import_notes; /* sentences, place first: lines that were left out, and what was taken */

typedef struct ag_ontology {
    const ag_gazetteer *gazetteer;
    const ag_rules *rules;
    const ag_states *states;
    char name[32]; /* "0.1 " + 12 hex digits of SHA-256 over all tables and imports: for records */
    ag_import_notes left_out; /* lines of imports that could not be used, each with its reason */
    ag_import_notes taken;    /* a sentence a file: what was taken of it                       */
} ag_ontology;

/* Reads all tables of folder `dir`, and `imports` (or NULL), into `a`. AG_INPUT with file and line: a table of ours
 * with a fault, a file that cannot be read. What of an import cannot be used is noted. */
ag_status ag_ontology_open(ag_arena *a, const char *dir, const ag_imports *imports, ag_ontology *out, ag_err *err);

/* The gazetteer alone; `imports` may be NULL. */
ag_status ag_gazetteer_open(ag_arena *a, const char *dir, const ag_imports *imports, const ag_gazetteer **out, ag_err *err);
ag_status ag_rules_open(ag_arena *a, const char *dir, const ag_rules **out, ag_err *err);

#endif
