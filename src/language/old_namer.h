/* TO GO with the next weights. */
/* Tagged tokens → names of persons, organisations, places …: BILOU labels by a structured
 * perceptron (Collins 2002) with first-order Viterbi. */
#ifndef AG_LANGUAGE_OLD_NAMER_H
#define AG_LANGUAGE_OLD_NAMER_H

#include "language/models.h"
#include "language/feature.h"
#include "language/namer.h"
#include "language/viterbi.h"

enum { AG_OLD_NAMER_VERSION = 1 }; /* of the sections "names" and "name-steps" */

/* Features of token `i` (of the document) in sentence [first, end). */
void ag_name_features(const ag_word *words, const uint8_t *tag, int first, int end, int i, ag_features *f);

/* Emission scores of a sentence, emit[(end - first)][AG_NAME_TAGS], with AG_NEVER where a name
 * would stick out of the sentence. */
void ag_name_scores(const ag_scorer *s, const ag_word *words, const uint8_t *tag, int first, int end, int32_t *emit);

/* Fills doc->names. `words` and `tag` of all tokens. */
void ag_find_names(ag_arena *a, const ag_models *m, ag_doc *doc, const ag_word *words, const uint8_t *tag);

#endif
