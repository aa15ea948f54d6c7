/* Dense linear algebra of the network, in 32-bit floats.
 *
 * Every sum runs in a fixed order, one product after another and without fused multiply-add, and
 * the exponential is our own polynomial: so the portable, the AVX2 and the AVX-512 code give the
 * same bits, and so do all batch sizes. (On a processor that multiplies and adds in different pipes
 * this costs nothing; elsewhere up to half the speed.)
 *
 * Matrices are row-major. The right factor of a product is first packed into panels of
 * AG_PANEL columns, so that the inner loop reads it from end to end (Goto and van de Geijn 2008,
 * "Anatomy of high-performance matrix multiplication"). */
#ifndef AG_NET_KERNEL_H
#define AG_NET_KERNEL_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { AG_PANEL = 32 };

typedef enum ag_cpu { AG_CPU_PORTABLE, AG_CPU_AVX2, AG_CPU_AVX512 } ag_cpu;

/* The best code this processor can run; ag_cpu_limit lowers it (for tests), and so does the environment:
 * ACTORGRAPH_CPU=portable, avx2 or avx512. AG_USAGE when that is another word. */
ag_cpu ag_cpu_level(void);
void ag_cpu_limit(ag_cpu most);
ag_status ag_cpu_choose(ag_err *err);

extern const char *const ag_cpu_names[]; /* by ag_cpu */

/* Floats that a packed k × n matrix takes. */
static inline size_t
ag_pack_size(int k, int n)
{
    return (size_t)k * (size_t)((n + AG_PANEL - 1) / AG_PANEL * AG_PANEL);
}

/* Packs b [k][n], rows ldb floats apart. With `turned`, b is [n][k] and its transpose is packed. */
void ag_pack(const float *b, int ldb, int k, int n, bool turned, float *out);

/* c [m][n] = a [m][k] · b, or c += with `add`. Rows of a and c are lda and ldc floats apart. */
void ag_product(const float *a, int lda, const float *packed, int m, int k, int n, float *c, int ldc, bool add);

/* out [n][m] = transpose of a [m][n]. */
void ag_turn(const float *a, int lda, int m, int n, float *out);

/* One step of LSTM cells (Hochreiter and Schmidhuber 1997; forget gate of Gers et al. 2000), for
 * `rows` cells of width h (a multiple of 16):
 *
 *     gates [rows][4h]  in: sums of input, forget, output gate and candidate; out: their values
 *     before [rows][h]  the cells before (NULL: zeros)
 *     cells, tanhs, out [rows][h]  out: c = f·before + i·g,  tanh c,  o·tanh c                */
void ag_lstm_cells(float *gates, const float *before, float *cells, float *tanhs, float *out, int rows, int h);

/* The same for networks in use, to 1e-4, the cells in place: at the first step there are none before. */
void ag_lstm_states(const float *gates, float *cells, bool is_first, float *out, int rows, int h);

/* The derivative of ag_lstm_cells: d_out and d_cells [rows][h] in; d_gates [rows][4h] out, of the sums; d_cells out,
 * of the cells before. */
void ag_lstm_cells_back(const float *gates, const float *before, const float *tanhs, const float *d_out,
                        float *d_cells, float *d_gates, int rows, int h);

/* out[i] += rows [n][l] · x [l], l a multiple of 16. */
void ag_dots(const float *rows, const float *x, int n, int l, float *out);

/* exp(x), relative error below 2e-7; 0 and infinity never appear: x is held to ±87. */
float ag_exp(float x);

/* y[i] = exp(x[i] - top); x and y may be one. */
void ag_exp_all(const float *x, float top, int n, float *y);

/* Adam (Kingma and Ba 2015) with bias correction folded into `rate`:
 *     m = b1·m + (1-b1)·g;  v = b2·v + (1-b2)·g²;  w -= rate · m / (sqrt v + eps)               */
void ag_adam(float *w, float *m, float *v, const float *g, size_t n, float rate, float b1, float b2, float eps,
             float scale);

/* mean += part · (x - mean) */
void ag_blend(float *mean, const float *x, size_t n, float part);

/* Sum of squares. */
double ag_squares(const float *x, size_t n);

#endif
