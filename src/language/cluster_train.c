/* Word vectors → clusters of words, in three sizes: k-means of words into FINE clusters, of their
 * centres into MIDDLE and into LARGE. (Cut from the top down instead, families that the first cut
 * parts never meet again: Berlin here, Paris there.) Words that features see as one (digits folded)
 * take the place of the most frequent; the file lists words by frequency, and the first FITTED of
 * them make the clusters, the others join the nearest. */
#include "base/map.h"
#include "language/net/vectors.h"
#include "language/training.h"

#include <math.h>
#include <stdio.h>

enum { WORDS = 120000, FITTED = 40000, DIMENSIONS = 100, COMMON = 2, FINE = 1024, MIDDLE = 256, LARGE = 48, TURNS = 10 };

static ag_status
read_vectors(ag_arena *a, const char *path, float **vectors, uint64_t **keys, int *count, ag_err *err)
{
    double x[DIMENSIONS];
    ag_vector_file file;
    ag_map seen = { 0 };
    uint64_t key;
    bool more;

    AG_TRY(ag_vector_file_open(path, &file, err));
    *vectors = AG_ARRAY(a, float, (size_t)WORDS * DIMENSIONS);
    *keys = AG_ARRAY(a, uint64_t, WORDS);
    *count = 0;
    while (*count < WORDS) {
        float *v = *vectors + (size_t)*count * DIMENSIONS;
        double square = 0;

        AG_TRY(ag_vector_file_next(&file, DIMENSIONS, &key, x, &more, err));
        if (!more)
            break;
        for (int d = 0; d < DIMENSIONS; d++)
            square += x[d] * x[d];

        ag_str name = { (const char *)&key, sizeof key };

        if (square == 0 || ag_map_get(&seen, name) >= 0)
            continue;
        for (int d = 0; d < DIMENSIONS; d++)
            v[d] = (float)((double)(float)x[d] / sqrt(square));
        ag_map_set(a, &seen, ag_arena_str(a, name), *count);
        (*keys)[(*count)++] = key;
    }
    return *count ? AG_OK : ag_fail(err, AG_INPUT, "%s: no word in it", path);
}

/* How much a word counts, by its rank: a compromise between one word one vote, which spends most
 * clusters on rare words, and its frequency, which spends them on "the". */
static double
weight_of(int rank)
{
    return 1 / sqrt(rank + 100.0);
}

static void
scale(float *v)
{
    double square = 0;

    for (int d = 0; d < DIMENSIONS; d++)
        square += (double)v[d] * v[d];
    for (int d = 0; d < DIMENSIONS && square > 0; d++)
        v[d] = (float)(v[d] / sqrt(square));
}

/* Takes from all vectors their mean and their COMMON main directions, which tell more of a word's
 * frequency than of its meaning (all-but-the-top, Mu and Viswanath 2018); then length 1. The
 * directions come one by one from power iteration. */
static void
centre(float *vectors, int n)
{
    double mean[DIMENSIONS] = { 0 }, all = 0;

    for (int i = 0; i < n; i++) {
        all += weight_of(i);
        for (int d = 0; d < DIMENSIONS; d++)
            mean[d] += weight_of(i) * vectors[(size_t)i * DIMENSIONS + d];
    }
    for (int i = 0; i < n; i++)
        for (int d = 0; d < DIMENSIONS; d++)
            vectors[(size_t)i * DIMENSIONS + d] -= (float)(mean[d] / all);
    for (int k = 0; k < COMMON; k++) {
        double axis[DIMENSIONS], next[DIMENSIONS];

        for (int d = 0; d < DIMENSIONS; d++)
            axis[d] = 1 / sqrt(DIMENSIONS);
        for (int turn = 0; turn < 20; turn++) {
            double square = 0;

            memset(next, 0, sizeof next);
            for (int i = 0; i < n; i++) {
                const float *v = vectors + (size_t)i * DIMENSIONS;
                double dot = 0;

                for (int d = 0; d < DIMENSIONS; d++)
                    dot += v[d] * axis[d];
                for (int d = 0; d < DIMENSIONS; d++)
                    next[d] += weight_of(i) * dot * v[d];
            }
            for (int d = 0; d < DIMENSIONS; d++)
                square += next[d] * next[d];
            for (int d = 0; d < DIMENSIONS; d++)
                axis[d] = next[d] / sqrt(square);
        }
        for (int i = 0; i < n; i++) {
            float *v = vectors + (size_t)i * DIMENSIONS;
            double dot = 0;

            for (int d = 0; d < DIMENSIONS; d++)
                dot += v[d] * axis[d];
            for (int d = 0; d < DIMENSIONS; d++)
                v[d] -= (float)(dot * axis[d]);
        }
    }
    for (int i = 0; i < n; i++)
        scale(vectors + (size_t)i * DIMENSIONS);
}

/* The nearest of `k` centres to each of n vectors: the largest dot product less half the centre's
 * square. `turned` is [DIMENSIONS][k], so that the inner loop runs over centres. */
static void
assign(const float *vectors, int n, const float *turned, const float *half, int k, int *nearest)
{
    float score[FINE];

    for (int i = 0; i < n; i++) {
        const float *v = vectors + (size_t)i * DIMENSIONS;
        int best = 0;

        for (int c = 0; c < k; c++)
            score[c] = -half[c];
        for (int d = 0; d < DIMENSIONS; d++) {
            const float *row = turned + (size_t)d * (size_t)k;
            float x = v[d];

            for (int c = 0; c < k; c++)
                score[c] += x * row[c];
        }
        for (int c = 1; c < k; c++)
            if (score[c] > score[best])
                best = c;
        nearest[i] = best;
    }
}

/* Weighted k-means (Lloyd 1982): k centres of the first n vectors, and the nearest to each of
 * `all` vectors. It begins at vectors drawn from those with the most weight; a centre that loses
 * all its vectors stays where it was. */
static void
k_means(ag_arena *a, const float *vectors, const double *weight, int n, int all, int k, uint64_t *random, float *centre_of,
        int *nearest)
{
    float *turned = AG_ARRAY(a, float, (size_t)k * DIMENSIONS), *half = AG_ARRAY(a, float, k);
    double *sum = AG_ARRAY(a, double, (size_t)k * DIMENSIONS), *size = AG_ARRAY(a, double, k);
    int *order = AG_ARRAY(a, int, n), pool = n < 6 * k ? n : 6 * k;

    for (int i = 0; i < pool; i++)
        order[i] = i;
    ag_shuffle(order, pool, random);
    for (int c = 0; c < k; c++)
        memcpy(centre_of + (size_t)c * DIMENSIONS, vectors + (size_t)order[c % pool] * DIMENSIONS,
               DIMENSIONS * sizeof *centre_of);
    for (int turn = 0; turn <= TURNS; turn++) {
        for (int c = 0; c < k; c++) {
            float square = 0;

            for (int d = 0; d < DIMENSIONS; d++) {
                float x = centre_of[(size_t)c * DIMENSIONS + (size_t)d];

                turned[(size_t)d * (size_t)k + (size_t)c] = x;
                square += x * x;
            }
            half[c] = square / 2;
        }
        assign(vectors, turn == TURNS ? all : n, turned, half, k, nearest);
        if (turn == TURNS)
            break;
        memset(sum, 0, (size_t)k * DIMENSIONS * sizeof *sum);
        memset(size, 0, (size_t)k * sizeof *size);
        for (int i = 0; i < n; i++) {
            size[nearest[i]] += weight[i];
            for (int d = 0; d < DIMENSIONS; d++)
                sum[(size_t)nearest[i] * DIMENSIONS + (size_t)d] += weight[i] * vectors[(size_t)i * DIMENSIONS + (size_t)d];
        }
        for (int c = 0; c < k; c++)
            for (int d = 0; d < DIMENSIONS && size[c] > 0; d++)
                centre_of[(size_t)c * DIMENSIONS + (size_t)d] =
                    (float)(sum[(size_t)c * DIMENSIONS + (size_t)d] / size[c]);
    }
}

ag_status
ag_train_clusters(ag_arena *a, const char *path, uint64_t seed, ag_buf *out, ag_err *err)
{
    float *vectors = NULL;
    uint64_t *keys = NULL;
    int n = 0;

    AG_TRY(read_vectors(a, path, &vectors, &keys, &n, err));
    fprintf(stderr, "clusters: %d words\n", n);
    centre(vectors, n);

    ag_pair *pairs = AG_ARRAY(a, ag_pair, n);
    double *weight = AG_ARRAY(a, double, n), even[FINE];
    float *fine = AG_ARRAY(a, float, (size_t)FINE * DIMENSIONS), *coarse = AG_ARRAY(a, float, (size_t)FINE * DIMENSIONS);
    int *of_word = AG_ARRAY(a, int, n), middle[FINE], large[FINE];

    for (int i = 0; i < n; i++)
        weight[i] = weight_of(i);
    for (int c = 0; c < FINE; c++)
        even[c] = 1;
    k_means(a, vectors, weight, n < FITTED ? n : FITTED, n, FINE, &seed, fine, of_word);
    k_means(a, fine, even, FINE, FINE, MIDDLE, &seed, coarse, middle);
    k_means(a, fine, even, FINE, FINE, LARGE, &seed, coarse, large);
    for (int i = 0; i < n; i++)
        pairs[i] = (ag_pair){ keys[i], ag_code_of(of_word[i], middle[of_word[i]], large[of_word[i]]) };
    ag_lookup_write(pairs, (size_t)n, out);
    return AG_OK;
}
