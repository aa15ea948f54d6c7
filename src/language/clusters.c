/* Word vectors → clusters of words: hierarchical k-means, eight branches at each of four levels,
 * so that a word's code is 12 bits and its first 3, 6, 9 bits name larger and larger families.
 * Vectors are brought to length 1 first. Words that features see as one (digits folded) take the
 * place of the most frequent; the file lists words by frequency.
 *
 * The file: {"…": …, "vectors": {"the": [numbers], ",": [numbers], …}, …}; of each list the first
 * DIMENSIONS numbers count. */
#include "base/map.h"
#include "language/training.h"

#include <math.h>
#include <stdio.h>

enum { WORDS = 160000, DIMENSIONS = 100, COMMON = 2, BRANCHES = 1 << AG_CLUSTER_BITS, TURNS = 12 };

static const char *
read_number(const char *p, const char *end, double *out)
{
    double x = 0, scale = 1;
    bool minus = p < end && *p == '-';
    int e = 0;

    if (minus)
        p++;
    for (; p < end && *p >= '0' && *p <= '9'; p++)
        x = 10 * x + (*p - '0');
    if (p < end && *p == '.')
        for (p++; p < end && *p >= '0' && *p <= '9'; p++) {
            scale /= 10;
            x += scale * (*p - '0');
        }
    if (p < end && (*p == 'e' || *p == 'E')) {
        bool below = ++p < end && *p == '-';

        if (p < end && (*p == '-' || *p == '+'))
            p++;
        for (; p < end && *p >= '0' && *p <= '9' && e < 300; p++)
            e = 10 * e + (*p - '0');
        x *= pow(10, below ? -e : e);
    }
    *out = minus ? -x : x;
    return p;
}

/* A JSON string behind its opening quotation mark; escapes are kept as they are but \" and \\. */
static const char *
read_string(const char *p, const char *end, char *out, size_t room, size_t *length)
{
    *length = 0;
    while (p < end && *p != '"') {
        if (*p == '\\' && p + 1 < end)
            p++;
        if (*length < room)
            out[(*length)++] = *p;
        p++;
    }
    return p < end ? p + 1 : p;
}

static ag_status
read_vectors(ag_arena *a, const char *path, float **vectors, uint64_t **keys, int *count, ag_err *err)
{
    ag_str file;

    AG_TRY(ag_file_map(path, &file, err));

    long at = ag_str_find(file, AG_S("\"vectors\":{"));

    if (at < 0)
        return ag_fail(err, AG_INPUT, "%s: no \"vectors\" in it", path);

    const char *p = file.at + at + 11, *end = file.at + file.len;
    ag_map seen = { 0 };

    *vectors = AG_ARRAY(a, float, (size_t)WORDS * DIMENSIONS);
    *keys = AG_ARRAY(a, uint64_t, WORDS);
    *count = 0;
    while (p < end && *p == '"' && *count < WORDS) {
        char word[256];
        size_t length;
        float *v = *vectors + (size_t)*count * DIMENSIONS;
        double square = 0;

        p = read_string(p + 1, end, word, sizeof word, &length);
        if (p + 2 > end || p[0] != ':' || p[1] != '[')
            return ag_fail(err, AG_INPUT, "%s: byte %zu: a list of numbers should stand here", path,
                           (size_t)(p - file.at));
        p += 2;
        for (int d = 0; p < end && *p != ']'; d++) {
            double x;

            p = read_number(p, end, &x);
            if (d < DIMENSIONS) {
                v[d] = (float)x;
                square += x * x;
            }
            if (p < end && *p == ',')
                p++;
            else if (p < end && *p != ']')
                return ag_fail(err, AG_INPUT, "%s: byte %zu: not a number", path, (size_t)(p - file.at));
        }
        p++;
        if (p < end && *p == ',')
            p++;

        uint64_t key = ag_word_number((ag_str){ word, length });
        ag_str name = ag_arena_str(a, (ag_str){ (const char *)&key, sizeof key });

        if (square == 0 || ag_map_get(&seen, name) >= 0) {
            memset(v, 0, DIMENSIONS * sizeof *v);
            continue;
        }
        for (int d = 0; d < DIMENSIONS; d++)
            v[d] = (float)(v[d] / sqrt(square));
        ag_map_set(a, &seen, name, *count);
        (*keys)[(*count)++] = key;
    }
    if (*count < BRANCHES)
        return ag_fail(err, AG_INPUT, "%s: only %d words in it", path, *count);
    return AG_OK;
}

static double
gap(const float *x, const double *y)
{
    double s = 0;

    for (int d = 0; d < DIMENSIONS; d++) {
        double e = (double)x[d] - y[d];

        s += e * e;
    }
    return s;
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

/* Weighted k-means (Lloyd 1982) of the words at [0 … n); branch[i] of each. */
static void
split(const float *vectors, const int *at, int n, uint64_t *random, uint8_t *branch)
{
    static double center[BRANCHES][DIMENSIONS], sum[BRANCHES][DIMENSIONS];
    double size[BRANCHES];

    for (int b = 0; b < BRANCHES; b++) {
        /* begin at words from the more frequent tenth: lists are in order of rank */
        int pick = n <= 10 * BRANCHES ? b % n : (int)(ag_random(random) % (uint64_t)(n / 10));
        const float *v = vectors + (size_t)at[pick] * DIMENSIONS;

        for (int d = 0; d < DIMENSIONS; d++)
            center[b][d] = v[d];
    }
    for (int turn = 0; turn < TURNS; turn++) {
        memset(sum, 0, sizeof sum);
        memset(size, 0, sizeof size);
        for (int i = 0; i < n; i++) {
            const float *v = vectors + (size_t)at[i] * DIMENSIONS;
            double least = INFINITY;

            for (int b = 0; b < BRANCHES; b++) {
                double g = gap(v, center[b]);

                if (g < least) {
                    least = g;
                    branch[i] = (uint8_t)b;
                }
            }
            double w = weight_of(at[i]);

            size[branch[i]] += w;
            for (int d = 0; d < DIMENSIONS; d++)
                sum[branch[i]][d] += w * v[d];
        }
        for (int b = 0; b < BRANCHES; b++)
            for (int d = 0; d < DIMENSIONS && size[b] > 0; d++)
                center[b][d] = sum[b][d] / size[b];
    }
}

static void
divide(ag_arena *a, const float *vectors, const int *at, int n, int level, uint64_t *random, uint16_t *code)
{
    if (level == AG_CLUSTER_LEVELS || n == 0)
        return;

    uint8_t *branch = AG_ARRAY(a, uint8_t, n);
    int *part = AG_ARRAY(a, int, n);

    split(vectors, at, n, random, branch);
    for (int b = 0; b < BRANCHES; b++) {
        int k = 0;

        for (int i = 0; i < n; i++)
            if (branch[i] == b) {
                part[k++] = at[i];
                code[at[i]] = (uint16_t)(code[at[i]] | b << AG_CLUSTER_BITS * (AG_CLUSTER_LEVELS - 1 - level));
            }
        divide(a, vectors, part, k, level + 1, random, code);
    }
}

ag_status
ag_train_clusters(ag_arena *a, const char *path, uint64_t seed, ag_buf *out, ag_err *err)
{
    float *vectors;
    uint64_t *keys;
    int n;

    AG_TRY(read_vectors(a, path, &vectors, &keys, &n, err));
    fprintf(stderr, "clusters: %d words\n", n);
    centre(vectors, n);

    uint16_t *code = AG_ARRAY(a, uint16_t, n);
    int *at = AG_ARRAY(a, int, n);
    ag_pair *pairs = AG_ARRAY(a, ag_pair, n);

    for (int i = 0; i < n; i++)
        at[i] = i;
    divide(a, vectors, at, n, 0, &seed, code);
    for (int i = 0; i < n; i++)
        pairs[i] = (ag_pair){ keys[i], code[i] + 1u };
    ag_lookup_write(pairs, (size_t)n, out);
    return AG_OK;
}
