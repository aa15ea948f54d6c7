/* The network in use: weights of 8 bits, from a file.
 *
 * Weights have one scale a column, tables of embeddings one a table; the hidden state, which lies in
 * (-1, 1), is stored in steps of 1/127. Sums are whole numbers; gates, the rectifier and the scores of
 * arcs are floats in a fixed order. So every processor gives the same bits, and no sentence's result
 * depends on its batch. */
#ifndef AG_NET_QUANT_H
#define AG_NET_QUANT_H

#include "base/buf.h"
#include "base/err.h"
#include "language/net/kernel8.h"
#include "language/net/net.h"
#include "language/net/rare.h"

typedef struct ag_pair_of_tags { /* parts of speech that go together */
    uint8_t upos, xpos;
} ag_pair_of_tags;

typedef struct ag_quant {
    ag_net_shape shape;
    float vector_scale, scale[4];                 /* of the tables of words, suffixes, prefixes, shapes */
    const int8_t *vectors, *table[4];
    const ag_rare *rare;                          /* set by the caller, or NULL                        */
    ag_weights8 input[AG_NET_LAYERS][2], recurrent[AG_NET_LAYERS][2], output, label;
    const float *bias[AG_NET_LAYERS][2], *output_bias;
    float *arc;                                   /* packed */
    const float *arc_head, *root, *label_bias, *name_bias;
    float *name_tags;                             /* packed; NULL: it knows no names */
    float *label_linear[2];                       /* packed: dependent, head */
} ag_quant;

/* Writes the section "net". */
void ag_quant_write(const ag_net *net, const ag_vectors *vectors, ag_buf *out);

/* It points into `section`, but for what the processor wants in another order. AG_INPUT when it does
 * not hold together. Release with ag_quant_close. */
ag_status ag_quant_open(ag_str section, ag_quant *out, ag_err *err);
void ag_quant_close(ag_quant *q);

/* Trees and tags of a batch (longest sentence first): head [N] as 1 … n in the sentence or 0,
 * relation [N], pair [N] the place in `pairs` of the tags; names [N][name_tags] scores, or NULL. */
void ag_quant_run(const ag_quant *q, const ag_net_batch *b, ag_net_scratch *s, ag_arena *a,
                  const ag_pair_of_tags *pairs, int pair_count, int *head, uint8_t *relation, uint8_t *pair,
                  float *names);

/* The relation of each word, given scores [N][relations]: what hangs on the root is the root, and
 * nothing else is. And the best pair of tags under scores [N][upos + xpos]. */
uint8_t ag_best_relation(const float *score, int relations, bool is_root);
uint8_t ag_best_pair(const float *score, int upos, const ag_pair_of_tags *pairs, int n);

#endif
