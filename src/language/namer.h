/* Tagged tokens → names of persons, organisations, places …: BILOU labels by a structured
 * perceptron (Collins 2002) with first-order Viterbi. */
#ifndef AG_LANGUAGE_NAMER_H
#define AG_LANGUAGE_NAMER_H

#include "language/models.h"
#include "language/viterbi.h"

enum { AG_NAMER_VERSION = 1 }; /* of the sections "names" and "name-steps" */

/* Labels of tokens: 0 outside; then for each kind of name B (first), I (inner), L (last), U (the
 * only one). GPE is no kind here. */
typedef enum ag_bilou { AG_BILOU_B, AG_BILOU_I, AG_BILOU_L, AG_BILOU_U } ag_bilou;

enum { AG_NAME_KINDS = AG_NAME_COUNT - 1, AG_NAME_TAGS = 1 + 4 * AG_NAME_KINDS };

/* 0 … AG_NAME_KINDS - 1 and back. `label` is not AG_NAME_GPE. */
int ag_name_kind(ag_name_label label);
ag_name_label ag_name_label_of(int kind);

static inline int
ag_name_tag(int kind, ag_bilou place)
{
    return 1 + 4 * kind + (int)place;
}

bool ag_name_may_begin(int tag);            /* a sentence */
bool ag_name_may_end(int tag);
bool ag_name_may_follow(int tag, int next);

/* Features of token `i` (of the document) in sentence [first, end). */
void ag_name_features(const ag_word *words, const uint8_t *tag, int first, int end, int i, ag_features *f);

/* Emission scores of a sentence, emit[(end - first)][AG_NAME_TAGS], with AG_NEVER where a name
 * would stick out of the sentence. */
void ag_name_scores(const ag_scorer *s, const ag_word *words, const uint8_t *tag, int first, int end, int32_t *emit);

/* Fills doc->names. `words` and `tag` of all tokens. */
void ag_find_names(ag_arena *a, const ag_models *m, ag_doc *doc, const ag_word *words, const uint8_t *tag);

#endif
