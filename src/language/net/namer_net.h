/* The network of names: words of sentences → scores of name tags.
 *
 *     pieces of a word → embeddings, as the network of trees has them (net.h), in tables of its own but
 *         for the word vectors
 *     one or two layers of LSTM cells in both directions, h a direction → r [2h]
 *     for each way of annotating ("head"): linear in r → scores of tags, and a matrix of steps from tag
 *         to tag: a conditional random field (crf.h; Huang, Xu and Yu 2015)
 *
 * Corpora differ in what they call a name and where it begins. Each has a head of its own over one
 * encoder (Collobert and Weston 2008): they share what they know of words and contexts, and none
 * unteaches what another calls a date. The first head is the one that counts. */
#ifndef AG_NET_NAMER_NET_H
#define AG_NET_NAMER_NET_H

#include "language/net/net.h"

enum { AG_NAMER_LAYERS = 2, AG_NAMER_HEADS = 12 };

typedef struct ag_namer_shape {
    ag_net_shape words;                   /* rows and columns of the tables; the rest of it is zero   */
    int layers, hidden;                   /* hidden: a direction, a multiple of 16                    */
    int heads, tags[AG_NAMER_HEADS];
} ag_namer_shape;

typedef enum ag_namer_block {
    AG_NAMER_TABLE,                        /* words, suffixes, prefixes, shapes                        */
    AG_NAMER_LSTM = 4,                     /* [layer][direction] × (input, recurrent, bias)            */
    AG_NAMER_HEAD = AG_NAMER_LSTM + AG_NAMER_LAYERS * 2 * 3, /* [head] × ([2h][tags], [tags], steps)   */
    AG_NAMER_BLOCKS = AG_NAMER_HEAD + AG_NAMER_HEADS * 3
} ag_namer_block;

typedef struct ag_namer_net {
    ag_namer_shape shape;
    size_t at[AG_NAMER_BLOCKS + 1];
    int rows[AG_NAMER_BLOCKS], columns[AG_NAMER_BLOCKS];
    float *w;                              /* all trained numbers */
    const float *vectors;                  /* [vectors][d_vector], frozen */
} ag_namer_net;

typedef struct ag_namer_loss {
    double sum;                            /* of -log p of sentences */
    long words;
} ag_namer_loss;

/* Fills in `at`, rows and columns; w stays NULL. Then random weights for it. */
void ag_namer_plan(ag_namer_net *net, const ag_namer_shape *shape);
void ag_namer_init(ag_namer_net *net, uint64_t seed);

/* Scores [N][tags of the head]; they live in the scratch until the next run. */
const float *ag_namer_scores(const ag_namer_net *net, const ag_net_batch *b, int head, ag_net_scratch *s);

/* What other networks think of a word: tags of the first head and their shares of the probability (teacher.h). */
typedef struct ag_namer_soft {
    ag_net_share tag[AG_NET_CLASS_SHARES];
} ag_namer_soft;

/* Forward and back: adds the gradient of the loss over all words / N to `g`. gold [N]: tags of the head; or
 * `soft` [N] in its place: then the difference between the chances of tags and those shares goes back, and
 * steps learn nothing. Of `drop`, mlp is not used. Dropout is a function of `seed`. */
void ag_namer_learn(const ag_namer_net *net, const ag_net_batch *b, int head, const uint8_t *gold, const ag_namer_soft *soft,
                    const ag_net_dropout *drop, uint64_t seed, ag_net_scratch *s, float *g, ag_namer_loss *loss);

static inline int
ag_namer_lstm(int layer, int direction, int part)
{
    return AG_NAMER_LSTM + (layer * 2 + direction) * 3 + part;
}

#endif
