/* Steps of training, and the order in which sentences are read. */
#define _POSIX_C_SOURCE 200809L
#include "language/net/optimise.h"

#include "base/file.h"
#include "language/net/kernel.h"
#include "language/training.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC optimize("fp-contract=off")

enum { WARM = 150, MEAN_EVERY = 10, MEAN_OF = 100 };

static const float CLIP = 5, BETA1 = 0.9f, BETA2 = 0.98f, EPSILON = 1e-8f;

void
ag_optimiser_init(ag_arena *a, ag_optimiser *o, float *w, size_t n)
{
    *o = (ag_optimiser){ .n = n, .w = w };
    o->g = AG_ARRAY(a, float, n);
    o->m = AG_ARRAY(a, float, n);
    o->v = AG_ARRAY(a, float, n);
    o->mean = AG_ARRAY(a, float, n);
}

/* x to the power of n, by squaring. */
static double
power(double x, int64_t n)
{
    double y = 1;

    for (; n; n /= 2, x *= x)
        if (n % 2)
            y *= x;
    return y;
}

/* Half a wave from 1 down to 0: (1 + cos πx) / 2 for x in [0, 1], by the series of the sine of half the
 * angle's complement; exact to 1e-12. */
static double
half_cosine(double x)
{
    double angle = 3.14159265358979 * (0.5 - x), sum = angle, term = angle;

    for (int k = 1; k < 12; k++) {
        term *= -angle * angle / (2 * k * (2 * k + 1));
        sum += term;
    }
    return 0.5 * (1 + sum);
}

double
ag_optimiser_step(ag_optimiser *o, double highest, double way)
{
    double length = sqrt(ag_squares(o->g, o->n)), rate = highest * (0.02 + 0.98 * half_cosine(way));

    o->step++;
    if (o->step < WARM)
        rate *= (double)o->step / WARM;
    rate *= sqrt(1 - power((double)BETA2, o->step)) / (1 - power((double)BETA1, o->step));
    ag_adam(o->w, o->m, o->v, o->g, o->n, (float)rate, BETA1, BETA2, EPSILON,
            length > (double)CLIP ? (float)((double)CLIP / length) : 1);
    if (o->step % MEAN_EVERY == 0) {
        /* over all steps at first, then over about the last thousand */
        float part = o->step / MEAN_EVERY < MEAN_OF ? (float)MEAN_EVERY / (float)o->step : 1.0f / MEAN_OF;

        ag_blend(o->mean, o->w, o->n, part);
    }
    return length;
}

/* ---- the file of what was learned ------------------------------------------------------------ */

/* Magic, shape, seed, rounds, round, step; then w, m, v, mean. */
typedef struct progress {
    uint64_t seed;
    int64_t rounds, round, step;
} progress;

ag_status
ag_learned_save(const ag_learned *s, const char *path, ag_err *err)
{
    progress p = { s->seed, s->rounds, *s->round, s->by->step };
    ag_outfile file;

    AG_TRY(ag_file_create(path, &file, err));
    fwrite(s->magic, 1, sizeof s->magic, file.stream);
    fwrite(s->shape, 1, s->shape_size, file.stream);
    fwrite(&p, sizeof p, 1, file.stream);
    fwrite(s->by->w, sizeof(float), s->by->n, file.stream);
    fwrite(s->by->m, sizeof(float), s->by->n, file.stream);
    fwrite(s->by->v, sizeof(float), s->by->n, file.stream);
    fwrite(s->by->mean, sizeof(float), s->by->n, file.stream);

    ag_status status = ag_file_keep(&file, err);

    ag_file_drop(&file);
    return status;
}

ag_status
ag_learned_restore(const ag_learned *s, const char *path, ag_err *err)
{
    size_t bytes = s->by->n * sizeof(float), head = sizeof s->magic + s->shape_size + sizeof(progress);
    ag_str file;
    progress p;
    FILE *there = fopen(path, "rb");

    if (!there)
        return AG_OK;
    fclose(there);
    AG_TRY(ag_file_map(path, &file, err));
    if (file.len == head + 4 * bytes)
        memcpy(&p, file.at + head - sizeof p, sizeof p);
    if (file.len != head + 4 * bytes || memcmp(file.at, s->magic, sizeof s->magic) != 0 ||
        memcmp(file.at + sizeof s->magic, s->shape, s->shape_size) != 0 || p.seed != s->seed || p.rounds != s->rounds)
        return ag_fail(err, AG_INPUT, "%s: of other options or data; remove it to begin anew", path);
    memcpy(s->by->w, file.at + head, bytes);
    memcpy(s->by->m, file.at + head + bytes, bytes);
    memcpy(s->by->v, file.at + head + 2 * bytes, bytes);
    memcpy(s->by->mean, file.at + head + 3 * bytes, bytes);
    *s->round = (int)p.round;
    s->by->step = p.step;
    fprintf(stderr, "%s: after round %d\n", path, *s->round);
    return AG_OK;
}

/* ---- batches --------------------------------------------------------------------------------- */

typedef struct spot {
    int of;
    double key;
} spot;

static int
by_key(const void *x, const void *y)
{
    const spot *a = x, *b = y;

    return a->key < b->key ? -1 : a->key > b->key ? 1 : a->of - b->of;
}

/* Sorts `of` [n]; uses the places of those sentences, which are done with. */
static void
longest_first(const int *length, int *of, spot *places, int n)
{
    for (int i = 0; i < n; i++)
        places[i] = (spot){ of[i], -length[of[i]] };
    qsort(places, (size_t)n, sizeof *places, by_key);
    for (int i = 0; i < n; i++)
        of[i] = places[i].of;
}

void
ag_cut_batches(ag_arena *a, const int *length, int n, int size, float share, uint64_t *random, int set, ag_cuts *out)
{
    int times = 1 + (random ? (int)share : 0), count = 0, words = 0;
    spot *places = AG_ARRAY(a, spot, (size_t)n * (size_t)times + 1);

    for (int s = 0; s < n; s++)
        for (int k = 0; k < times && (float)k < share; k++) {
            double u = random ? (double)(ag_random(random) >> 11) / 9007199254740992.0 : 0;

            if (random && (length[s] > AG_TRAIN_LONGEST ||
                           (double)(ag_random(random) >> 40) >= ((double)share - k) * 16777216.0))
                continue;
            places[count++] = (spot){ s, length[s] * (1 + 0.2 * u) + 3 * u };
        }
    qsort(places, (size_t)count, sizeof *places, by_key);

    int *order = AG_ARRAY(a, int, count + 1);

    for (int i = 0, from = 0; i < count; i++) {
        order[i] = places[i].of;
        words += length[order[i]];
        if (words >= size || i == count - 1) {
            longest_first(length, order + from, places + from, i + 1 - from);
            AG_PUSH(a, out, (ag_cut){ order + from, i + 1 - from, set });
            from = i + 1;
            words = 0;
        }
    }
}

void
ag_shuffle_cuts(ag_cuts *c, uint64_t *random)
{
    for (int i = c->n - 1; i > 0; i--) {
        int j = (int)(ag_random(random) % (uint64_t)(i + 1));
        ag_cut swap = c->at[i];

        c->at[i] = c->at[j];
        c->at[j] = swap;
    }
}

double
ag_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}
