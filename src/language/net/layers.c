/* Parts of networks. The derivatives are written by hand, each below the part it belongs to;
 * tests/unit/test_net.c holds them against finite differences. */
#include "language/net/layers.h"

#include "language/net/kernel.h"
#include "language/training.h"

#include <math.h>

#pragma GCC optimize("O3", "fp-contract=off")

/* ---- products with weights ------------------------------------------------------------------- */

/* y [m][n] (+)= x [m][k] · w [k][n] */
void
ag_times(ag_pass *p, const float *x, int ldx, const float *w, int m, int k, int n, float *y, int ldy, bool add)
{
    ag_net_scratch *s = p->s;
    ag_mark at = ag_here(s);
    float *packed = ag_take(s, ag_pack_size(k, n));

    ag_pack(w, n, k, n, false, packed);
    ag_product(x, ldx, packed, m, k, n, y, ldy, add);
    ag_back_to(s, at);
}

/* g [k][n] += xᵀ · dy */
void
ag_times_back_weight(ag_pass *p, const float *x, int ldx, const float *dy, int ldy, int m, int k, int n, float *g)
{
    ag_net_scratch *s = p->s;
    ag_mark at = ag_here(s);
    float *turned = ag_take(s, (size_t)k * (size_t)m), *packed = ag_take(s, ag_pack_size(m, n));

    ag_turn(x, ldx, m, k, turned);
    ag_pack(dy, ldy, m, n, false, packed);
    ag_product(turned, m, packed, k, m, n, g, n, true);
    ag_back_to(s, at);
}

/* dx [m][k] (+)= dy [m][n] · wᵀ */
void
ag_times_back_input(ag_pass *p, const float *dy, int ldy, const float *w, int m, int k, int n, float *dx, int ldx,
                    bool add)
{
    ag_net_scratch *s = p->s;
    ag_mark at = ag_here(s);
    float *packed = ag_take(s, ag_pack_size(n, k));

    ag_pack(w, n, n, k, true, packed);
    ag_product(dy, ldy, packed, m, n, k, dx, ldx, add);
    ag_back_to(s, at);
}

void
ag_set_rows(float *y, int ldy, const float *row, int m, int n)
{
    for (int i = 0; i < m; i++)
        memcpy(y + (size_t)i * (size_t)ldy, row, (size_t)n * sizeof *row);
}

void
ag_add_rows(const float *x, int ldx, int m, int n, float *out)
{
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++)
            out[j] += x[(size_t)i * (size_t)ldx + (size_t)j];
}

void
ag_multiply(float *x, const float *by, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] *= by[i];
}

/* ---- dropout --------------------------------------------------------------------------------- */

float
ag_uniform(uint64_t *state)
{
    return (float)(ag_random(state) >> 40) / 16777216.0f;
}

float *
ag_mask(ag_pass *p, float rate, size_t n)
{
    if (!p->drop || rate <= 0)
        return NULL;

    float *m = ag_take(p->s, n), keep = 1 / (1 - rate);
    uint32_t limit = (uint32_t)(rate * 65536.0f);

    for (size_t i = 0; i < n; i += 4) {
        uint64_t r = ag_random(&p->seed);

        for (size_t e = i; e < n && e < i + 4; e++, r >>= 16)
            m[e] = (r & 0xffff) < limit ? 0 : keep;
    }
    return m;
}

float *
ag_mask_of_sentences(ag_pass *p, float rate, int width)
{
    size_t w = (size_t)width;
    float *rows = ag_mask(p, rate, (size_t)p->b->sentences * w), *m;

    if (!rows)
        return NULL;
    m = ag_take(p->s, (size_t)p->b->words * w);
    for (int s = 0; s < p->b->sentences; s++)
        for (int i = p->b->start[s]; i < p->b->start[s + 1]; i++)
            memcpy(m + (size_t)i * w, rows + (size_t)s * w, w * sizeof *m);
    return m;
}

/* ---- embeddings ------------------------------------------------------------------------------ */

/* Each table with its rows for a word: one, or several that are added up. */
#define EACH_TABLE(w, q)                                  \
    {                                                     \
        { 1, &(w)->word, (q)->d_word },                   \
        { AG_NET_SUFFIXES, (w)->suffix, (q)->d_suffix },  \
        { AG_NET_PREFIXES, (w)->prefix, (q)->d_prefix },  \
        { 1, &(w)->shape, (q)->d_shape },                 \
    }

typedef struct rows {
    int n;
    const int32_t *at;
    int width;
} rows;

void
ag_embed(ag_pass *p, ag_embedding *e, float *x, int ldx)
{
    const ag_net_shape *q = e->shape;
    int n = p->b->words;
    size_t dv = (size_t)q->d_vector;

    e->word = (ag_net_word *)(void *)ag_take(p->s, (size_t)n * sizeof(ag_net_word) / sizeof(float) + 1);
    memcpy(e->word, p->b->word, (size_t)n * sizeof *e->word);
    if (p->drop)
        for (int i = 0; i < n; i++) {
            if (ag_uniform(&p->seed) < p->drop->word)
                e->word[i].word = 0;
            if (ag_uniform(&p->seed) < p->drop->vector)
                e->word[i].vector = 0;
        }
    for (int i = 0; i < n; i++) {
        const ag_net_word *w = &e->word[i];
        const rows tables[AG_WORD_TABLES] = EACH_TABLE(w, q);
        float *to = x + (size_t)i * (size_t)ldx;

        memcpy(to, e->vectors + (size_t)w->vector * dv, dv * sizeof *to);
        to += dv;
        for (int t = 0; t < AG_WORD_TABLES; to += tables[t++].width)
            for (int k = 0; k < tables[t].n; k++)
                ag_add_rows(e->table[t] + (size_t)tables[t].at[k] * (size_t)tables[t].width, 0, 1, tables[t].width, to);
    }
}

void
ag_embed_back(ag_pass *p, const ag_embedding *e, const float *dx, int ldx, float *const g[AG_WORD_TABLES])
{
    const ag_net_shape *q = e->shape;

    for (int i = 0; i < p->b->words; i++) {
        const ag_net_word *w = &e->word[i];
        const rows tables[AG_WORD_TABLES] = EACH_TABLE(w, q);
        const float *d = dx + (size_t)i * (size_t)ldx + q->d_vector;

        for (int t = 0; t < AG_WORD_TABLES; d += tables[t++].width)
            for (int k = 0; k < tables[t].n; k++)
                ag_add_rows(d, 0, 1, tables[t].width, g[t] + (size_t)tables[t].at[k] * (size_t)tables[t].width);
    }
}

/* ---- recurrence ------------------------------------------------------------------------------ */

void
ag_lstm_run(ag_pass *p, ag_lstm *l, const float *x, float *y)
{
    const int *word = p->steps.word[l->d];
    int n = p->b->words, h = l->h, in = l->in;
    size_t hh = (size_t)h;
    float *packed;

    l->x = ag_take(p->s, (size_t)n * (size_t)in);
    l->gates = ag_take(p->s, (size_t)n * 4 * hh);
    l->cells = ag_take(p->s, (size_t)n * hh);
    l->tanhs = ag_take(p->s, (size_t)n * hh);
    l->y = ag_take(p->s, (size_t)n * hh);
    l->before = ag_take(p->s, (size_t)n * hh);
    l->mask = p->drop ? ag_mask(p, p->drop->recurrent, (size_t)p->b->sentences * hh) : NULL;
    for (int r = 0; r < n; r++)
        memcpy(l->x + (size_t)r * (size_t)in, x + (size_t)word[r] * (size_t)in, (size_t)in * sizeof *x);
    ag_set_rows(l->gates, 4 * h, l->bias, n, 4 * h);
    ag_times(p, l->x, in, l->w_in, n, in, 4 * h, l->gates, 4 * h, true);

    ag_mark at = ag_here(p->s);

    packed = ag_take(p->s, ag_pack_size(h, 4 * h));
    ag_pack(l->w_back, 4 * h, h, 4 * h, false, packed);
    for (int t = 0; t < p->b->longest; t++) {
        size_t row = (size_t)p->steps.first[t], last = t ? (size_t)p->steps.first[t - 1] : 0;
        int k = p->steps.active[t];

        if (t) {
            memcpy(l->before + row * hh, l->y + last * hh, (size_t)k * hh * sizeof *l->y);
            if (l->mask)
                ag_multiply(l->before + row * hh, l->mask, (size_t)k * hh);
            ag_product(l->before + row * hh, h, packed, k, h, 4 * h, l->gates + row * 4 * hh, 4 * h, true);
        }
        ag_lstm_cells(l->gates + row * 4 * hh, t ? l->cells + last * hh : NULL, l->cells + row * hh,
                      l->tanhs + row * hh, l->y + row * hh, k, h);
    }
    ag_back_to(p->s, at);
    for (int r = 0; r < n; r++)
        memcpy(y + (size_t)word[r] * 2 * hh + (size_t)l->d * hh, l->y + (size_t)r * hh, hh * sizeof *y);
}

void
ag_lstm_back(ag_pass *p, const ag_lstm *l, const float *dy, float *dx, float *g_in, float *g_back, float *g_bias)
{
    const int *word = p->steps.word[l->d];
    int n = p->b->words, h = l->h, in = l->in, after = p->steps.first[p->b->longest > 1 ? 1 : 0];
    size_t hh = (size_t)h;
    ag_mark start = ag_here(p->s);
    float *dh = ag_take(p->s, (size_t)n * hh), *d_gates = ag_take(p->s, (size_t)n * 4 * hh);
    float *d_cells = ag_take_zero(p->s, (size_t)p->b->sentences * hh);
    float *d_before = ag_take_zero(p->s, (size_t)p->b->sentences * hh);
    float *packed = ag_take(p->s, ag_pack_size(4 * h, h));

    ag_pack(l->w_back, 4 * h, 4 * h, h, true, packed);
    for (int r = 0; r < n; r++)
        memcpy(dh + (size_t)r * hh, dy + (size_t)word[r] * 2 * hh + (size_t)l->d * hh, hh * sizeof *dh);
    for (int t = p->b->longest - 1; t >= 0; t--) {
        size_t row = (size_t)p->steps.first[t], last = t ? (size_t)p->steps.first[t - 1] : 0;
        int k = p->steps.active[t];

        for (size_t i = 0; i < (size_t)k * hh; i++)
            dh[row * hh + i] += d_before[i];
        ag_lstm_cells_back(l->gates + row * 4 * hh, t ? l->cells + last * hh : NULL, l->tanhs + row * hh,
                           dh + row * hh, d_cells, d_gates + row * 4 * hh, k, h);
        if (t) {
            ag_product(d_gates + row * 4 * hh, 4 * h, packed, k, 4 * h, h, d_before, h, false);
            if (l->mask)
                ag_multiply(d_before, l->mask, (size_t)k * hh);
        }
    }
    ag_add_rows(d_gates, 4 * h, n, 4 * h, g_bias);
    ag_times_back_weight(p, l->x, in, d_gates, 4 * h, n, in, 4 * h, g_in);
    if (p->b->longest > 1)
        ag_times_back_weight(p, l->before + (size_t)after * hh, h, d_gates + (size_t)after * 4 * hh, 4 * h, n - after, h,
                             4 * h, g_back);

    float *rows_dx = ag_take(p->s, (size_t)n * (size_t)in);

    ag_times_back_input(p, d_gates, 4 * h, l->w_in, n, in, 4 * h, rows_dx, in, false);
    for (int r = 0; r < n; r++)
        ag_add_rows(rows_dx + (size_t)r * (size_t)in, 0, 1, in, dx + (size_t)word[r] * (size_t)in);
    ag_back_to(p->s, start);
}

/* ---- a dense layer --------------------------------------------------------------------------- */

float *
ag_rectify(ag_pass *p, const float *x, int k, const float *w, const float *bias, int n, float rate, float **mask)
{
    size_t all = (size_t)p->b->words * (size_t)n;
    float *y = ag_take(p->s, all);

    ag_set_rows(y, n, bias, p->b->words, n);
    ag_times(p, x, k, w, p->b->words, k, n, y, n, true);
    for (size_t i = 0; i < all; i++)
        y[i] = y[i] > 0 ? y[i] : AG_LEAK * y[i];
    *mask = ag_mask_of_sentences(p, rate, n);
    if (*mask)
        ag_multiply(y, *mask, all);
    return y;
}

void
ag_rectify_back(ag_pass *p, const float *x, int k, const float *w, int n, const float *y, const float *mask, float *d,
                float *dx, float *g_w, float *g_bias)
{
    size_t all = (size_t)p->b->words * (size_t)n;

    if (mask)
        ag_multiply(d, mask, all);
    for (size_t i = 0; i < all; i++)
        d[i] *= y[i] > 0 ? 1 : AG_LEAK;
    ag_add_rows(d, n, p->b->words, n, g_bias);
    ag_times_back_weight(p, x, k, d, n, p->b->words, k, n, g_w);
    ag_times_back_input(p, d, n, w, p->b->words, k, n, dx, k, true);
}

/* ---- losses ---------------------------------------------------------------------------------- */

double
ag_softmax(const float *x, int n, int gold, float scale, float *d, long *right)
{
    int best = 0;
    float sum = 0;

    for (int i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    *right += best == gold;

    double loss = (double)x[best] - (double)x[gold];

    ag_exp_all(x, x[best], n, d);
    for (int i = 0; i < n; i++)
        sum += d[i];
    for (int i = 0; i < n; i++)
        d[i] *= scale / sum;
    d[gold] -= scale;
    return loss + log((double)sum);
}

double
ag_softmax_of_shares(const float *x, int n, const ag_net_share *shares, int count, int gold, float scale, float *d,
                     long *right)
{
    double loss = ag_softmax(x, n, gold, scale, d, right);

    d[gold] += scale;
    for (int i = 0; i < count && shares[i].share; i++) {
        float share = (float)shares[i].share / 65535;

        d[shares[i].of] -= scale * share;
        loss += (double)share * ((double)x[gold] - (double)x[shares[i].of]);
    }
    return loss;
}

double
ag_softmax_of_some(const float *x, int n, uint64_t may, float scale, float *d, long *right)
{
    int best = 0;
    float sum = 0, some = 0;

    for (int i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    *right += (may >> best & 1) != 0;
    ag_exp_all(x, x[best], n, d);
    for (int i = 0; i < n; i++) {
        sum += d[i];
        some += may >> i & 1 ? d[i] : 0;
    }
    for (int i = 0; i < n; i++)
        d[i] = scale * (d[i] / sum - (may >> i & 1 ? d[i] / some : 0));
    return log((double)sum) - log((double)some);
}
