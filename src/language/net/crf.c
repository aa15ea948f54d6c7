/* Forward and backward over chains of tags. Everything stays near one: a word's scores are taken less
 * their largest, a row of sums is divided by its total, whose logarithms add up to that of all paths. */
#include "language/net/crf.h"

#include "language/namer.h"
#include "language/net/inside.h"
#include "language/net/kernel.h"
#include "language/viterbi.h"

#include <math.h>

#pragma GCC optimize("O3", "fp-contract=off")

/* exp of the steps that may be, 0 for the others: m [Y][Y], and turned around. */
static void
steps_of(const float *step, int Y, float *m, float *turned)
{
    ag_exp_all(step, 0, Y * Y, m);
    for (int p = 0; p < Y; p++)
        for (int y = 0; y < Y; y++) {
            if (!ag_name_may_follow(p, y))
                m[p * Y + y] = 0;
            turned[y * Y + p] = m[p * Y + y];
        }
}

/* out [Y] = row [Y] · m [Y][Y] */
static void
row_times(const float *row, const float *m, int Y, float *out)
{
    memset(out, 0, (size_t)Y * sizeof *out);
    for (int p = 0; p < Y; p++)
        for (int y = 0; y < Y; y++)
            out[y] += row[p] * m[p * Y + y];
}

static float
total(const float *row, int Y)
{
    float sum = 0;

    for (int y = 0; y < Y; y++)
        sum += row[y];
    return sum;
}

/* Forward and backward sums of a sentence. The chance of tag y of word t is left[t][y] · right[t][y]. */
typedef struct field {
    float *m, *turned; /* exp of steps [Y][Y]                                   */
    float *own;        /* exp of emissions [n][Y], less the largest of the word */
    float *left, *right, *part;
    double all;        /* logarithm of the sum over all paths                   */
} field;

/* row [Y]: what a tag of word t and all that follows it weigh. */
static void
row_before(const field *f, int t, int Y, float *row)
{
    const float *own = f->own + (size_t)t * (size_t)Y, *r = f->right + (size_t)t * (size_t)Y;

    for (int y = 0; y < Y; y++)
        row[y] = own[y] * r[y] / f->part[t];
}

static void
sum_paths(ag_net_scratch *s, const float *emit, const float *step, int n, int Y, field *f)
{
    size_t w = (size_t)Y;
    float *row;

    *f = (field){ .m = ag_take(s, w * w), .turned = ag_take(s, w * w), .own = ag_take(s, (size_t)n * w),
                  .left = ag_take(s, (size_t)n * w), .right = ag_take(s, (size_t)n * w) };
    row = ag_take(s, w);
    f->part = ag_take(s, (size_t)n);
    steps_of(step, Y, f->m, f->turned);
    for (int t = 0; t < n; t++) {
        const float *e = emit + (size_t)t * w;
        float *o = f->own + (size_t)t * w, *l = f->left + (size_t)t * w, most = e[0];

        for (int y = 1; y < Y; y++)
            most = e[y] > most ? e[y] : most;
        ag_exp_all(e, most, Y, o);
        for (int y = 0; y < Y; y++)
            if ((t == 0 && !ag_name_may_begin(y)) || (t == n - 1 && !ag_name_may_end(y)))
                o[y] = 0;
        if (t)
            row_times(l - w, f->m, Y, l);
        for (int y = 0; y < Y; y++)
            l[y] = t ? l[y] * o[y] : o[y];
        f->part[t] = total(l, Y);
        for (int y = 0; y < Y; y++)
            l[y] /= f->part[t];
        f->all += log((double)f->part[t]) + (double)most;
    }
    for (int y = 0; y < Y; y++)
        f->right[(size_t)(n - 1) * w + (size_t)y] = 1;
    for (int t = n - 1; t > 0; t--) {
        row_before(f, t, Y, row);
        row_times(row, f->turned, Y, f->right + (size_t)(t - 1) * w);
    }
}

double
ag_crf_learn(ag_net_scratch *s, const float *emit, const float *step, const uint8_t *gold, int n, int Y, float scale,
             float *d_emit, float *d_step)
{
    ag_mark at = ag_here(s);
    size_t w = (size_t)Y;
    float *row = ag_take(s, w);
    double loss;
    field f;

    sum_paths(s, emit, step, n, Y, &f);
    loss = f.all;
    for (int t = n - 1; t >= 0; t--) {
        const float *l = f.left + (size_t)t * w, *r = f.right + (size_t)t * w;
        float *d = d_emit + (size_t)t * w;

        for (int y = 0; y < Y; y++)
            d[y] = scale * l[y] * r[y];
        d[gold[t]] -= scale;
        loss -= (double)emit[(size_t)t * w + gold[t]];
        if (t == 0)
            break;
        row_before(&f, t, Y, row);
        for (int p = 0; p < Y; p++)
            for (int y = 0; y < Y; y++)
                d_step[p * Y + y] += scale * (l - w)[p] * f.m[p * Y + y] * row[y];
        d_step[gold[t - 1] * Y + gold[t]] -= scale;
        loss -= (double)step[gold[t - 1] * Y + gold[t]];
    }
    ag_back_to(s, at);
    return loss;
}

void
ag_crf_chances(ag_net_scratch *s, const float *emit, const float *step, int n, int Y, float *out)
{
    ag_mark at = ag_here(s);
    field f;

    sum_paths(s, emit, step, n, Y, &f);
    for (size_t i = 0; i < (size_t)n * (size_t)Y; i++)
        out[i] = f.left[i] * f.right[i];
    ag_back_to(s, at);
}

/* In 2^-12ths: whole numbers leave no room for ties that depend on the order of sums. */
void
ag_crf_best(ag_arena *a, const float *emit, const float *step, int n, int Y, uint8_t *tag)
{
    int32_t *e = AG_ARRAY(a, int32_t, (size_t)n * (size_t)Y), *m = AG_ARRAY(a, int32_t, (size_t)Y * (size_t)Y);
    uint8_t *from = AG_ARRAY(a, uint8_t, (size_t)n * (size_t)Y);

    for (int i = 0; i < n * Y; i++)
        e[i] = (int32_t)rintf(emit[i] * 4096);
    for (int y = 0; y < Y; y++) {
        if (!ag_name_may_begin(y))
            e[y] = AG_NEVER;
        if (!ag_name_may_end(y))
            e[(n - 1) * Y + y] = AG_NEVER;
    }
    for (int p = 0; p < Y; p++)
        for (int y = 0; y < Y; y++)
            m[p * Y + y] = ag_name_may_follow(p, y) ? (int32_t)rintf(step[p * Y + y] * 4096) : AG_NEVER;
    ag_viterbi(n, Y, e, m, from, tag);
}
