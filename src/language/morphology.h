/* Tagged tokens → lemma, features: tables from training. */
#ifndef AG_LANGUAGE_MORPHOLOGY_H
#define AG_LANGUAGE_MORPHOLOGY_H

#include "language/models.h"

/* Version of the sections "tags", "lemma-rules", "lemma-texts", "feats" and "feats-texts". */
enum { AG_MORPHOLOGY_VERSION = 2 };

/* A rule turns a word into its lemma: fold the case, take `off` from its end, add `add`. In the table:
 * byte 0 the case, bytes 1 and 2 the lengths of `off` and `add`, then both. */
typedef enum ag_lemma_case { AG_LEMMA_KEEP, AG_LEMMA_LOWER, AG_LEMMA_TITLE } ag_lemma_case;

typedef struct ag_lemma_rule {
    uint8_t casing;
    ag_str off, add; /* of the word as its case is folded */
} ag_lemma_rule;

/* Whether a name is written in small letters: it has rules of its own ("taco bell" is Taco Bell). */
bool ag_lemma_is_small(uint8_t upos, ag_str form);

/* The longest suffix and the longest whole word in the tables, in bytes. */
enum { AG_LEMMA_SUFFIX = 10, AG_LEMMA_WORD = 60 };

/* The keys of the last `length` bytes of the lower-cased word, of the whole word under its tag, and of the
 * word under its part of speech alone (parts of names apart), for tags that training never saw with it. */
uint64_t ag_lemma_suffix_key(int tag, bool is_small, ag_str lower, size_t length);
uint64_t ag_lemma_word_key(int tag, ag_str lower);
uint64_t ag_lemma_upos_key(uint8_t upos, ag_str xpos, ag_str lower);

/* A rule of a table of rules; what is cut short is the empty rule. */
ag_lemma_rule ag_lemma_rule_at(ag_str texts, uint32_t at);

/* The lemma under a rule; false when the word has not the rule's ending, or nothing would be left. */
bool ag_lemma_apply(ag_arena *a, const ag_lemma_rule *r, ag_str form, ag_str *out);

uint64_t ag_feats_key(int tag, ag_str form, bool with_word);

/* Fills lemma and feats of a token whose joint tag is known. */
void ag_morphology(ag_arena *a, const ag_models *m, int tag, ag_token *t);

#endif
