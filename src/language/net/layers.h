/* What networks are made of, forward and back, in 32-bit floats: embeddings of words, layers of LSTM
 * cells, dropout, losses. For training, and to measure what 8 bits (layers8.h) lose. Inside net/ only.
 *
 * Names of sizes: S sentences, N words in all, T the longest (see ag_net_batch); h the width of a
 * direction. A function that ends in _back takes the derivative by what its partner gave, adds to the
 * derivatives of weights (`g…`, as the weights) and gives or adds to that of the input. */
#ifndef AG_NET_LAYERS_H
#define AG_NET_LAYERS_H

#include "language/net/inside.h"

/* One pass over a batch. */
typedef struct ag_pass {
    const ag_net_batch *b;
    ag_net_scratch *s;
    const ag_net_dropout *drop; /* NULL: none; masks are all NULL then */
    uint64_t seed;
    ag_steps steps;             /* ag_lay_steps */
} ag_pass;

/* ---- products with weights w [k][n]; rows of x and y are ldx and ldy floats apart ---- */

void ag_times(ag_pass *p, const float *x, int ldx, const float *w, int m, int k, int n, float *y, int ldy, bool add);
void ag_times_back_weight(ag_pass *p, const float *x, int ldx, const float *dy, int ldy, int m, int k, int n, float *g);
void ag_times_back_input(ag_pass *p, const float *dy, int ldy, const float *w, int m, int k, int n, float *dx, int ldx,
                         bool add);

void ag_set_rows(float *y, int ldy, const float *row, int m, int n);      /* each row of y = row       */
void ag_add_rows(const float *x, int ldx, int m, int n, float *out);      /* out [n] += sum of rows    */
void ag_multiply(float *x, const float *by, size_t n);                    /* element by element        */

/* ---- dropout ---- */

/* 0 with probability `rate`, else 1 / (1 - rate): [n]. NULL where nothing is to be zeroed. */
float *ag_mask(ag_pass *p, float rate, size_t n);

/* [N][width], one draw a sentence, the same for its words (Gal and Ghahramani 2016). */
float *ag_mask_of_sentences(ag_pass *p, float rate, int width);

/* Uniform in [0, 1). */
float ag_uniform(uint64_t *state);

/* ---- embeddings ---- */

enum { AG_WORD_TABLES = 4 }; /* words, suffixes, prefixes, shapes */

typedef struct ag_embedding {
    const ag_net_shape *shape;
    const float *vectors, *table[AG_WORD_TABLES];
    ag_net_word *word;        /* [N] after word dropout; filled by ag_embed */
} ag_embedding;

/* Columns 0 … ag_input_width - 1 of x [N][ldx], which is zero before. */
void ag_embed(ag_pass *p, ag_embedding *e, float *x, int ldx);
void ag_embed_back(ag_pass *p, const ag_embedding *e, const float *dx, int ldx, float *const g[AG_WORD_TABLES]);

/* ---- a layer of LSTM cells in one direction ---- */

typedef struct ag_lstm {
    int in, h, d;               /* d: 0 from the first word on, 1 from the last  */
    const float *w_in, *w_back, *bias;          /* [in][4h], [h][4h], [4h]       */
    float *x;                   /* [N][in] inputs in the order of the recurrence */
    float *gates, *cells, *tanhs, *y;           /* [N][4h], [N][h] …             */
    float *before;              /* [N][h] what each step was given of the one before */
    float *mask;                /* [S][h] recurrent dropout, or NULL             */
} ag_lstm;

/* x [N][in] → columns [d·h, d·h + h) of y [N][2h]. The fields behind `bias` are filled. */
void ag_lstm_run(ag_pass *p, ag_lstm *l, const float *x, float *y);

/* Adds to dx [N][in]. */
void ag_lstm_back(ag_pass *p, const ag_lstm *l, const float *dy, float *dx, float *g_in, float *g_back, float *g_bias);

/* ---- a dense layer ---- */

/* x [N][k] · w [k][n] + bias through the leaky rectifier and dropout of whole sentences: y [N][n] and its
 * mask. */
float *ag_rectify(ag_pass *p, const float *x, int k, const float *w, const float *bias, int n, float rate, float **mask);

/* d [N][n] is used up; adds to dx [N][k]. */
void ag_rectify_back(ag_pass *p, const float *x, int k, const float *w, int n, const float *y, const float *mask, float *d,
                     float *dx, float *g_w, float *g_bias);

/* ---- losses: return the loss, fill d [n] = scale · derivative, count into `right` ---- */

/* Cross-entropy of softmax x [n]. */
double ag_softmax(const float *x, int n, int gold, float scale, float *d, long *right);

/* The same against shares of several classes (which sum to 1); `gold` counts for `right` only. */
double ag_softmax_of_shares(const float *x, int n, const ag_net_share *shares, int count, int gold, float scale, float *d,
                            long *right);

/* - log of the probability of the classes in `may` (partial labels: Tsuboi et al. 2008). */
double ag_softmax_of_some(const float *x, int n, uint64_t may, float scale, float *d, long *right);

#endif
