/* Dictionaries of verbs that users already have (`--verbs FILE`): TABARI's and PETRARCH's. */
#ifndef AG_ONTOLOGY_VERBS_H
#define AG_ONTOLOGY_VERBS_H

#include "ontology/ontology.h"
#include "ontology/rules.h"

/* Reads a .verbs.txt of TABARI, PETRARCH 1 or PETRARCH 2. Codes of CAMEO become types by `dir`/cameo.txt. *out: lines as of
 * event_verbs.txt, in the arena, with is_imported set; to be given to ag_rules_with. What cannot be used goes to `left_out`,
 * a sentence a line, place first; one sentence on the whole to `taken`. AG_INPUT: no such file, or cameo.txt has a fault. */
ag_status ag_verbs_import(ag_arena *a, const char *dir, const char *path, const ag_rules *rules, ag_triggers *out,
                          ag_import_notes *left_out, ag_import_notes *taken, ag_err *err);

#endif
