/* Parts of networks of 8-bit weights. Follows layers.c; what is left out are dropout and derivatives. */
#include "language/net/layers8.h"

#include "language/net/kernel.h"

#include <math.h>
#include <stdlib.h>

#pragma GCC optimize("O3", "fp-contract=off")

/* ---- writing --------------------------------------------------------------------------------- */

void
ag_part_add(ag_buf *out, const void *bytes, size_t n)
{
    ag_buf_add(out, bytes, n);
    while (out->len % 8)
        ag_buf_char(out, 0);
}

static int8_t
step_of(float x, float scale)
{
    float q = scale > 0 ? rintf(x / scale) : 0;

    return (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
}

float
ag_largest(const float *w, size_t n)
{
    float most = 0;

    for (size_t i = 0; i < n; i++)
        most = fabsf(w[i]) > most ? fabsf(w[i]) : most;
    return most;
}

void
ag_part_add_table(ag_buf *out, const float *w, size_t n, float scale)
{
    for (size_t i = 0; i < n; i++)
        ag_buf_char(out, (char)step_of(w[i], scale));
    while (out->len % 8)
        ag_buf_char(out, 0);
}

void
ag_part_add_dense(ag_buf *out, const float *w, const float *row_scale, int k, int n)
{
    float *scale = calloc((size_t)n, sizeof *scale);

    if (!scale)
        abort();
    for (int i = 0; i < k; i++)
        for (int j = 0; j < n; j++) {
            float x = fabsf(w[(size_t)i * (size_t)n + (size_t)j] * row_scale[i]) / 127;

            if (x > scale[j])
                scale[j] = x;
        }
    ag_part_add(out, scale, (size_t)n * sizeof *scale);
    for (int i = 0; i < k; i++)
        for (int j = 0; j < n; j++)
            ag_buf_char(out, (char)step_of(w[(size_t)i * (size_t)n + (size_t)j] * row_scale[i], scale[j]));
    while (out->len % 8)
        ag_buf_char(out, 0);
    free(scale);
}

/* ---- reading --------------------------------------------------------------------------------- */

const void *
ag_part_next(ag_str *rest, size_t n)
{
    const void *p = rest->at;
    size_t whole = (n + 7) / 8 * 8;

    if (whole > rest->len) {
        rest->len = 0;
        rest->at = NULL;
        return NULL;
    }
    rest->at += whole;
    rest->len -= whole;
    return p;
}

bool
ag_part_next_dense(ag_str *rest, int k, int n, ag_weights8 *out)
{
    const float *scale = ag_part_next(rest, (size_t)n * sizeof *scale);
    const int8_t *w = scale ? ag_part_next(rest, (size_t)k * (size_t)n) : NULL;

    if (w)
        ag_weights8_init(out, w, scale, k, n);
    return w != NULL;
}

float *
ag_packed_copy(const float *w, int k, int n)
{
    float *p = aligned_alloc(64, (ag_pack_size(k, n) * sizeof *p + 63) / 64 * 64);

    if (!p)
        abort();
    ag_pack(w, n, k, n, false, p);
    return p;
}

/* ---- running --------------------------------------------------------------------------------- */

static const int8_t *
row_of(const int8_t *table, int row, int rows, int width)
{
    return table + (size_t)(row >= 0 && row < rows ? row : 0) * (size_t)width;
}

void
ag_embed8(const ag_tables8 *q, const ag_net_batch *b, uint8_t *rows, int ldx)
{
    const ag_net_shape *p = q->shape;

    for (int i = 0; i < b->words; i++) {
        const ag_net_word *w = &b->word[i];
        uint8_t *x = rows + (size_t)i * (size_t)ldx;
        const int8_t *from = row_of(q->vectors, w->vector, p->vectors, p->d_vector);
        int8_t rare[512];

        if (w->vector < 0 && q->rare) {
            ag_rare_vector(q->rare, w->vector, rare);
            from = rare;
        }
        for (int e = 0; e < p->d_vector; e++)
            *x++ = (uint8_t)(from[e] + 128);
        from = row_of(q->table[0], w->word, p->words, p->d_word);
        for (int e = 0; e < p->d_word; e++)
            *x++ = (uint8_t)(from[e] + 128);

#define SUM(count, field, t, rows, width)                                              \
    do {                                                                               \
        int16_t sum[512];                                                              \
                                                                                       \
        memset(sum, 0, (size_t)(width) * sizeof *sum);                                 \
        for (int k = 0; k < (count); k++) {                                            \
            from = row_of(q->table[t], w->field[k], rows, width);                      \
            for (int e = 0; e < (width); e++)                                          \
                sum[e] = (int16_t)(sum[e] + from[e]);                                  \
        }                                                                              \
        for (int e = 0; e < (width); e++)                                              \
            *x++ = (uint8_t)((sum[e] > 127 ? 127 : sum[e] < -127 ? -127 : sum[e]) + 128); \
    } while (0)
        SUM(AG_NET_SUFFIXES, suffix, 1, p->suffixes, p->d_suffix);
        SUM(AG_NET_PREFIXES, prefix, 2, p->prefixes, p->d_prefix);
#undef SUM
        from = row_of(q->table[3], w->shape, p->shapes, p->d_shape);
        for (int e = 0; e < p->d_shape; e++)
            *x++ = (uint8_t)(from[e] + 128);
    }
}

void
ag_lstm_run8(const ag_weights8 *input, const ag_weights8 *recurrent, const float *bias, int hidden, const ag_net_batch *b,
             const ag_steps *steps, ag_net_scratch *s, int d, const uint8_t *x, int in, uint8_t *y)
{
    size_t h = (size_t)hidden, width = (size_t)in, n = (size_t)b->words, wide = (size_t)b->sentences;
    const int *word = steps->word[d];
    ag_mark start = ag_here(s);
    uint8_t *rows = (uint8_t *)ag_take(s, n * width / 4 + 16), *state = (uint8_t *)ag_take(s, n * h / 4 + 16);
    float *gates = ag_take(s, wide * 4 * h), *cells = ag_take(s, wide * h);
    float *out = ag_take(s, wide * h);

    for (size_t r = 0; r < n; r++)
        memcpy(rows + r * width, x + (size_t)word[r] * width, width);
    for (int t = 0; t < b->longest; t++) {
        size_t row = (size_t)steps->first[t], last = t ? (size_t)steps->first[t - 1] : 0;
        int k = steps->active[t];

        ag_product8(rows + row * width, in, input, k, gates, (int)(4 * h), bias, 0);
        if (t)
            ag_product8(state + last * h, (int)h, recurrent, k, gates, (int)(4 * h), gates, (int)(4 * h));
        ag_lstm_states(gates, cells, t == 0, out, k, (int)h);
        ag_bytes_of(out, 127, (size_t)k * h, state + row * h);
    }
    for (size_t r = 0; r < n; r++)
        memcpy(y + (size_t)word[r] * 2 * h + (size_t)d * h, state + r * h, h);
    ag_back_to(s, start);
}
