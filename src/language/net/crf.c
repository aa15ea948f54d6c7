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

double
ag_crf_learn(ag_net_scratch *s, const float *emit, const float *step, const uint8_t *gold, int n, int Y, float scale,
             float *d_emit, float *d_step)
{
    ag_mark at = ag_here(s);
    size_t w = (size_t)Y;
    float *m = ag_take(s, w * w), *turned = ag_take(s, w * w), *own = ag_take(s, (size_t)n * w);
    float *left = ag_take(s, (size_t)n * w), *right = ag_take(s, (size_t)n * w), *row = ag_take(s, w);
    float *part = ag_take(s, (size_t)n);
    double loss = 0;

    steps_of(step, Y, m, turned);
    for (int t = 0; t < n; t++) {
        const float *e = emit + (size_t)t * w;
        float *o = own + (size_t)t * w, *l = left + (size_t)t * w, most = e[0];

        for (int y = 1; y < Y; y++)
            most = e[y] > most ? e[y] : most;
        ag_exp_all(e, most, Y, o);
        for (int y = 0; y < Y; y++)
            if ((t == 0 && !ag_name_may_begin(y)) || (t == n - 1 && !ag_name_may_end(y)))
                o[y] = 0;
        if (t)
            row_times(l - w, m, Y, l);
        for (int y = 0; y < Y; y++)
            l[y] = t ? l[y] * o[y] : o[y];
        part[t] = total(l, Y);
        for (int y = 0; y < Y; y++)
            l[y] /= part[t];
        loss += log((double)part[t]) + (double)most - (double)e[gold[t]] -
                (t ? (double)step[gold[t - 1] * Y + gold[t]] : 0);
    }
    for (int y = 0; y < Y; y++)
        right[(size_t)(n - 1) * w + (size_t)y] = 1;
    for (int t = n - 1; t >= 0; t--) {
        const float *l = left + (size_t)t * w, *r = right + (size_t)t * w;
        float *d = d_emit + (size_t)t * w;

        for (int y = 0; y < Y; y++)
            d[y] = scale * l[y] * r[y];
        d[gold[t]] -= scale;
        if (t == 0)
            break;
        for (int y = 0; y < Y; y++)
            row[y] = own[(size_t)t * w + (size_t)y] * r[y] / part[t];
        row_times(row, turned, Y, right + (size_t)(t - 1) * w);
        for (int p = 0; p < Y; p++)
            for (int y = 0; y < Y; y++)
                d_step[p * Y + y] += scale * left[(size_t)(t - 1) * w + (size_t)p] * m[p * Y + y] * row[y];
        d_step[gold[t - 1] * Y + gold[t]] -= scale;
    }
    ag_back_to(s, at);
    return loss;
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
