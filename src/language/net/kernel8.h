/* Products of 8-bit whole numbers: the network in use.
 *
 *     c[i][j] = plus[i][j] + scale[j] · sum over k of a[i][k] · w[k][j]
 *
 * a and w are 8-bit, the sum is 32-bit and exact, so its order does not matter and every processor
 * finds the same bits. (With AVX-512 VNNI one instruction does 64 products; with AVX2, pairs of 16-bit
 * numbers do 16.) */
#ifndef AG_NET_KERNEL8_H
#define AG_NET_KERNEL8_H

#include "language/net/kernel.h"

#include <stdint.h>

/* Weights as the processor at hand wants them. */
typedef struct ag_weights8 {
    int k, n;
    const float *scale;  /* [n], borrowed */
    int32_t *offset;     /* [n padded], -128 · sum of the column: for a read as a + 128 */
    void *packed;
    int padded;          /* n up to a whole panel */
    ag_cpu cpu;
} ag_weights8;

/* w [k][n]; k at most 4096. Borrows scale; the rest is its own: ag_weights8_done. */
void ag_weights8_init(ag_weights8 *out, const int8_t *w, const float *scale, int k, int n);
void ag_weights8_done(ag_weights8 *w);

/* a [m][lda], lda ≥ k; the bytes behind k up to a multiple of 4 must be readable. Each a is stored as
 * a + 128. plus [m][ldp] may be c itself; with ldp = 0 it is one row for all (a bias); NULL: nothing. */
void ag_product8(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, const float *plus, int ldp);

/* out[i] = x[i] · by, rounded to even, held to ±127, + 128. */
void ag_bytes_of(const float *x, float by, size_t n, uint8_t *out);

#endif
