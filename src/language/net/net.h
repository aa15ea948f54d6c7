/* The network: words of sentences → scores of tags, of heads and of relations.
 *
 *     pieces of a word → embeddings x [256]: frozen word vector 100, trained word 64, sum of its
 *         suffixes 48, sum of its prefixes 28, shape 16
 *     two layers of LSTM cells, each in both directions (Hochreiter and Schmidhuber 1997; Graves
 *         and Schmidhuber 2005), h a direction → r [2h]
 *     tags: linear in r
 *     names: r → leaky rectifier [names] → linear in name tags
 *     trees: deep biaffine attention (Dozat and Manning 2017): r → leaky rectifier → one vector as
 *         dependent and one as head, for arcs [a] and for labels [l];
 *             arc[i][j]   = dep_i · U · head_j + u · head_j      head 0 is the root, a trained vector
 *             label[i][c] = dep_i · U_c · head_j + w_c · (dep_i, head_j) + b_c
 *
 * Shapes: S sentences, N words in all, T the longest. Words stand sentence by sentence; sentences
 * from the longest to the shortest, so that step t of the recurrence is one product over the
 * sentences that still have a word t: no padding, and no sentence's result depends on its batch. */
#ifndef AG_NET_H
#define AG_NET_H

#include "base/arena.h"

#include <stdint.h>

enum { AG_NET_SUFFIXES = 4, AG_NET_PREFIXES = 3, AG_NET_LAYERS = 2 };

typedef struct ag_net_shape {
    int words, suffixes, prefixes, shapes, vectors;             /* rows; row 0: unknown           */
    int d_vector, d_word, d_suffix, d_prefix, d_shape;          /* columns                         */
    int hidden;                                                  /* a direction, a multiple of 16   */
    int arc, label;                                              /* of the biaffine parts; label a multiple of 16 */
    int upos, xpos, relations;                                   /* classes                         */
    int names, name_tags;                                        /* hidden width, classes; may be 0 */
} ag_net_shape;

/* What the network sees of a word: row numbers. */
typedef struct ag_net_word {
    int32_t vector, word, suffix[AG_NET_SUFFIXES], prefix[AG_NET_PREFIXES], shape;
} ag_net_word;

/* What it should say of it. */
typedef struct ag_net_gold {
    int16_t head; /* 0: the root; 1 …: word of the sentence */
    uint8_t relation, upos, xpos;
} ag_net_gold;

/* What other networks think of a word: classes and their shares of the probability, in 1/65535, the largest
 * first; where there are fewer, shares of 0 follow. */
typedef struct ag_net_share {
    uint16_t of, share;
} ag_net_share;

enum { AG_NET_HEAD_SHARES = 6, AG_NET_CLASS_SHARES = 4 };

typedef struct ag_net_soft {
    ag_net_share head[AG_NET_HEAD_SHARES];
    ag_net_share relation[AG_NET_CLASS_SHARES], upos[AG_NET_CLASS_SHARES], xpos[AG_NET_CLASS_SHARES];
} ag_net_soft;

typedef enum ag_net_block {
    AG_NET_WORD, AG_NET_SUFFIX, AG_NET_PREFIX, AG_NET_SHAPE,
    AG_NET_LSTM, /* [layer][direction] × (input [in][4h], recurrent [h][4h], bias [4h]) */
    AG_NET_TAGS = AG_NET_LSTM + AG_NET_LAYERS * 2 * 3, AG_NET_TAGS_BIAS, /* [2h][upos + xpos] */
    AG_NET_MLP, AG_NET_MLP_BIAS,           /* [2h][arc dep, arc head, label dep, label head]      */
    AG_NET_ARC, AG_NET_ARC_HEAD,           /* [a][a], [a]                                         */
    AG_NET_ROOT,                           /* [a + l]                                             */
    AG_NET_LABEL, AG_NET_LABEL_LINEAR, AG_NET_LABEL_BIAS, /* [l][c·l], [2l][c], [c]                */
    AG_NET_NAMES, AG_NET_NAMES_BIAS, AG_NET_NAME_TAGS, AG_NET_NAME_BIAS, /* [2h][names], [names][tags] */
    AG_NET_BLOCKS
} ag_net_block;

typedef struct ag_net {
    ag_net_shape shape;
    size_t at[AG_NET_BLOCKS + 1];          /* where each block begins; the last: size of all       */
    int rows[AG_NET_BLOCKS], columns[AG_NET_BLOCKS];
    float *w;                              /* all trained numbers                                  */
    const float *vectors;                  /* [vectors][d_vector], frozen                          */
} ag_net;

typedef struct ag_net_batch {
    int sentences, words, longest;
    const int *start;                      /* [S + 1], first word of each; longest sentence first  */
    const ag_net_word *word;               /* [N] */
} ag_net_batch;

/* Probabilities of zeroing while training; all 0 otherwise. */
typedef struct ag_net_dropout {
    float word, vector, input, between, recurrent, output, mlp;
} ag_net_dropout;

/* Memory for one batch after another: grows, never shrinks. Zeroed is empty. */
typedef struct ag_net_scratch {
    struct ag_net_slab *slabs;
    int n, current;
    size_t used;
} ag_net_scratch;

void ag_net_scratch_done(ag_net_scratch *s);

/* Scores of a batch; they live in the scratch until the next run. */
typedef struct ag_net_scores {
    const float *tags;                     /* [N][upos + xpos]                                     */
    const float *names;                    /* [N][name_tags] */
    const float *arc;                      /* sentence s of n words: [n][n + 1] at arc + arc_at[s] */
    const size_t *arc_at;                  /* [S] */
} ag_net_scores;

typedef struct ag_net_loss { /* sums over words, and how many are right (heads without tree decoding) */
    double arc, label, upos, xpos, names;
    long arc_right, label_right, upos_right, xpos_right, words, names_right, name_words;
} ag_net_loss;

/* Fills in `at`, rows and columns; w stays NULL. */
void ag_net_plan(ag_net *net, const ag_net_shape *shape);

/* Random weights for a planned net whose w is there. */
void ag_net_init(ag_net *net, uint64_t seed);

/* Scores; then labels for given heads (0: root): score [N][relations]. */
void ag_net_run(const ag_net *net, const ag_net_batch *b, ag_net_scratch *s, ag_net_scores *out);
const float *ag_net_relations(const ag_net *net, const ag_net_batch *b, ag_net_scratch *s, const int *head);

/* Forward and back: adds the gradient of (arc + label + upos + xpos + names) / N to `g` (as w), and
 * sums to `loss`. Either of `gold` and `may` can be NULL: not annotated. `soft` is NULL, or what to learn
 * in place of gold (Hinton et al. 2015); its relations are those to the heads in gold. `may` has a bit
 * for each name tag that a word may have; the loss is the negative logarithm of their joint probability
 * (partial labels: Tsuboi et al. 2008). Dropout is a function of `seed`. */
void ag_net_learn(const ag_net *net, const ag_net_batch *b, const ag_net_gold *gold, const ag_net_soft *soft,
                  const uint64_t *may, const ag_net_dropout *drop, uint64_t seed, ag_net_scratch *s, float *g,
                  ag_net_loss *loss);

#endif
