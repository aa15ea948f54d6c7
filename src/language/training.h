/* What the parts of the trainer share. Inside language/ only. */
#ifndef AG_LANGUAGE_TRAINING_H
#define AG_LANGUAGE_TRAINING_H

#include "language/container.h"
#include "language/corpus.h"
#include "language/models.h"

/* Random numbers: splitmix64 (Steele, Lea and Flood 2014). */
static inline uint64_t
ag_random(uint64_t *state)
{
    uint64_t x = *state += 0x9e3779b97f4a7c15u;

    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

/* 0 … n - 1 in random order (Fisher and Yates). */
static inline void
ag_shuffle(int *order, int n, uint64_t *state)
{
    for (int i = n - 1; i > 0; i--) {
        int j = (int)(ag_random(state) % (uint64_t)(i + 1)), swap = order[i];

        order[i] = order[j];
        order[j] = swap;
    }
}

/* The letter case in which a sentence is read this time: of thirty 26 as it stands, 1 in capitals, 2 in
 * title case, 1 in small letters; NULL: as it stands. */
static inline ag_casing
ag_casing_drawn(uint64_t *random)
{
    int lot = random ? (int)(ag_random(random) % 30) : 0;

    return lot < 26 ? AG_CASING_USUAL : lot < 27 ? AG_CASING_UPPER : lot < 29 ? AG_CASING_TITLE : AG_CASING_LOWER;
}

/* Words of a copy of a sentence in another letter case. */
ag_word *ag_words_recased(ag_arena *a, const ag_doc *doc, int first, int end, ag_casing casing,
                          const ag_lookup *clusters);

/* Word vectors → the section "clusters". */
ag_status ag_train_clusters(ag_arena *a, const char *path, uint64_t seed, ag_buf *out, ag_err *err);

/* Treebanks → the sections "breaks", "splits" and "stops" (segment.h). */
void ag_train_segments(ag_arena *a, const ag_lookup *clusters, const ag_corpus *ud, int n, int rounds, uint64_t seed,
                       ag_buf *breaks, ag_buf *splits, ag_buf *stops);

/* Treebanks → the sections "tags", "lemma-rules", "lemma-texts", "feats" and "feats-texts". */
void ag_train_morphology(ag_arena *a, const ag_corpus *ud, int n, ag_draft *out);

/* What a label of a name corpus is here, letter case aside; false: it is not known. */
bool ag_corpus_label(ag_str name, ag_name_label *out);

/* A BIO tag: its letter and the label behind it; 0 when it is none. */
char ag_split_bio(ag_str tag, ag_str *label);

/* Which name tags (a bit each) a token of each document may have, as the corpus annotates it. */
ag_status ag_name_masks(ag_arena *a, const ag_name_corpus *c, uint64_t ***out, ag_err *err);

/* "  arcs       round  3  94.12 % of 640,000" on stderr. */
void ag_train_report(const char *what, int round, long right, long all);

#endif
