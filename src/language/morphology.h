/* Tagged tokens → lemma, features: tables from training. */
#ifndef AG_LANGUAGE_MORPHOLOGY_H
#define AG_LANGUAGE_MORPHOLOGY_H

#include "language/models.h"

/* Version of the sections "tags", "lemma-rules", "lemma-texts", "feats" and "feats-texts". */
enum { AG_MORPHOLOGY_VERSION = 1 };

/* A rule turns a word into its lemma: fold the case, cut `cut` bytes off its end, add `add`.
 * In the table: byte 0 the case, byte 1 the cut, byte 2 the length of `add`, then `add`. */
typedef enum ag_lemma_case { AG_LEMMA_KEEP, AG_LEMMA_LOWER, AG_LEMMA_TITLE } ag_lemma_case;

typedef struct ag_lemma_rule {
    uint8_t casing, cut;
    ag_str add;
} ag_lemma_rule;

/* The longest suffix and the longest whole word in the tables, in bytes. */
enum { AG_LEMMA_SUFFIX = 10, AG_LEMMA_WORD = 60 };

/* The key of the last `length` bytes of the lower-cased word; `whole` with its beginning. */
uint64_t ag_lemma_key(int tag, ag_str lower, size_t length, bool whole);

/* The lemma under a rule; false when the word is too short for it, or would be cut inside a character. */
bool ag_lemma_apply(ag_arena *a, const ag_lemma_rule *r, ag_str form, ag_str *out);

uint64_t ag_feats_key(int tag, ag_str form, bool with_word);

/* Fills lemma and feats of a token whose joint tag is known. */
void ag_morphology(ag_arena *a, const ag_models *m, int tag, ag_token *t);

#endif
