/* What networks in use are made of: parts of a file of 8-bit weights, and the layers of layers.h run on
 * them. Weights have one scale a column, tables of embeddings one a table; states, which lie in (-1, 1),
 * are stored in steps of 1/127. A byte stands for itself less 128. Inside net/ only. */
#ifndef AG_NET_LAYERS8_H
#define AG_NET_LAYERS8_H

#include "base/buf.h"
#include "language/net/inside.h"
#include "language/net/kernel8.h"
#include "language/net/rare.h"

/* ---- writing: each part begins at a multiple of 8 bytes; numbers are little-endian ---- */

void ag_part_add(ag_buf *out, const void *bytes, size_t n);

/* A table of n numbers in steps of `scale`. */
void ag_part_add_table(ag_buf *out, const float *w, size_t n, float scale);

/* Scales [n] floats, then w [k][n] int8; row i of w will meet numbers in steps of row_scale[i]. */
void ag_part_add_dense(ag_buf *out, const float *w, const float *row_scale, int k, int n);

/* The largest absolute value. */
float ag_largest(const float *w, size_t n);

/* ---- reading ---- */

/* The next part of `n` bytes, or NULL when the section ends before. */
const void *ag_part_next(ag_str *rest, size_t n);
bool ag_part_next_dense(ag_str *rest, int k, int n, ag_weights8 *out);

/* w [k][n] packed for ag_product; free it. */
float *ag_packed_copy(const float *w, int k, int n);

/* ---- running ---- */

typedef struct ag_tables8 {
    const ag_net_shape *shape;
    const int8_t *vectors, *table[4]; /* words, suffixes, prefixes, shapes          */
    const ag_rare *rare;              /* vectors of codes below zero; NULL: there are none */
} ag_tables8;

/* Columns 0 … ag_input_width - 1 of x [N][ldx]. */
void ag_embed8(const ag_tables8 *t, const ag_net_batch *b, uint8_t *x, int ldx);

/* One direction of a layer of LSTM cells: x [N][in] → columns [d·h, d·h + h) of y [N][2h]. */
void ag_lstm_run8(const ag_weights8 *input, const ag_weights8 *recurrent, const float *bias, int hidden, const ag_net_batch *b,
                  const ag_steps *steps, ag_net_scratch *s, int d, const uint8_t *x, int in, uint8_t *y);

#endif
