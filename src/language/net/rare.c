/* Rare words' vectors into codes and back. */
#include "language/net/rare.h"

#include "language/feature.h"
#include "language/net/kernel.h"
#include "language/training.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#pragma GCC optimize("O3", "fp-contract=off")

/* Means are found on every EACHth word. */
enum { ROUNDS = 6, EACH = 4, CHUNK = 512 };

static uint64_t
key_of(uint32_t word)
{
    return ag_mix(word, 0x72617265);
}

static int8_t
clip(int x)
{
    return (int8_t)(x > 127 ? 127 : x < -127 ? -127 : x);
}

/* For each row of x [n][width] the nearest of the means: the largest x·m - |m|²/2. */
static void
nearest(const float *x, int n, const float *mean, int width, float *packed, float *score, int *to)
{
    float half[AG_RARE_ROWS] = { 0 };

    for (int m = 0; m < AG_RARE_ROWS; m++)
        for (int e = 0; e < width; e++)
            half[m] += mean[m * width + e] * mean[m * width + e] / 2;
    ag_pack(mean, width, width, AG_RARE_ROWS, true, packed);
    for (int from = 0; from < n; from += CHUNK) {
        int rows = n - from < CHUNK ? n - from : CHUNK;

        ag_product(x + (size_t)from * (size_t)width, width, packed, rows, width, AG_RARE_ROWS, score, AG_RARE_ROWS, false);
        for (int i = 0; i < rows; i++) {
            const float *s = score + (size_t)i * AG_RARE_ROWS;
            int best = 0;

            for (int m = 1; m < AG_RARE_ROWS; m++)
                if (s[m] - half[m] > s[best] - half[best])
                    best = m;
            to[from + i] = best;
        }
    }
}

/* The means of the rows that go to them; of one that none goes to, a row by chance. */
static void
move(const float *x, int n, const int *to, int width, uint64_t *random, float *mean)
{
    static int count[AG_RARE_ROWS];

    memset(count, 0, sizeof count);
    memset(mean, 0, (size_t)AG_RARE_ROWS * (size_t)width * sizeof *mean);
    for (int i = 0; i < n; i++) {
        count[to[i]]++;
        for (int e = 0; e < width; e++)
            mean[to[i] * width + e] += x[(size_t)i * (size_t)width + (size_t)e];
    }
    for (int m = 0; m < AG_RARE_ROWS; m++) {
        size_t lot = (size_t)(ag_random(random) % (uint64_t)n);

        for (int e = 0; e < width; e++)
            mean[m * width + e] = count[m] ? mean[m * width + e] / (float)count[m] : x[lot * (size_t)width + (size_t)e];
    }
}

void
ag_rare_make(ag_arena *a, ag_vectors *v, int most, ag_buf *tables, ag_buf *words)
{
    int first = most + 1, n = v->n - first, width = v->width, sample = n / EACH;
    uint64_t random = 1;

    if (sample < 1) {
        if (words)
            ag_lookup_write(NULL, 0, words);
        return;
    }

    size_t w = (size_t)width;
    float *left = AG_ARRAY(a, float, (size_t)n * w), *some = AG_ARRAY(a, float, (size_t)sample * w);
    float *mean = AG_ARRAY(a, float, AG_RARE_ROWS * w), *packed = AG_ARRAY(a, float, ag_pack_size(width, AG_RARE_ROWS));
    float *score = AG_ARRAY(a, float, CHUNK * AG_RARE_ROWS);
    int *to = AG_ARRAY(a, int, n);
    uint32_t *code = AG_ARRAY(a, uint32_t, n);
    double whole = 0, lost = 0;

    for (size_t i = 0; i < (size_t)n * w; i++) {
        left[i] = v->bits[(size_t)first * w + i];
        whole += (double)left[i] * (double)left[i];
    }
    for (int t = 0; t < AG_RARE_TABLES; t++) {
        for (int i = 0; i < sample; i++)
            memcpy(some + (size_t)i * w, left + (size_t)i * EACH * w, w * sizeof *some);
        for (int i = 0; i < sample; i++)
            to[i] = (int)(ag_random(&random) % AG_RARE_ROWS);
        for (int round = 0; round < ROUNDS; round++) {
            if (round)
                nearest(some, sample, mean, width, packed, score, to);
            if (round)
                move(some, sample, to, width, &random, mean);
            else
                for (int m = 0; m < AG_RARE_ROWS; m++)
                    memcpy(mean + (size_t)m * w, some + (size_t)(ag_random(&random) % (uint64_t)sample) * w, w * sizeof *mean);
        }
        for (size_t i = 0; i < AG_RARE_ROWS * w; i++) {
            mean[i] = clip((int)rintf(mean[i]));
            if (tables)
                ag_buf_char(tables, (char)(int8_t)mean[i]);
        }
        nearest(left, n, mean, width, packed, score, to);
        for (int i = 0; i < n; i++) {
            code[i] |= (uint32_t)to[i] << (AG_RARE_BITS * t);
            for (size_t e = 0; e < w; e++)
                left[(size_t)i * w + e] -= mean[(size_t)to[i] * w + e];
        }
    }

    ag_pair *pairs = AG_ARRAY(a, ag_pair, n);

    for (int i = 0; i < n; i++) {
        pairs[i] = (ag_pair){ key_of(v->word[first + i]), code[i] };
        for (size_t e = 0; e < w; e++) {
            size_t at = (size_t)(first + i) * w + e;
            float rest = left[(size_t)i * w + e];

            lost += (double)rest * (double)rest;
            v->bits[at] = clip(v->bits[at] - (int)rest);
        }
    }
    if (words)
        ag_lookup_write(pairs, (size_t)n, words);
    fprintf(stderr, "  %d rare words: %.0f %% of their vectors' variance kept\n", n, 100 * (1 - lost / whole));
}

ag_status
ag_rare_open(ag_str tables, ag_str words, int width, ag_rare *out, ag_err *err)
{
    *out = (ag_rare){ .width = width };
    AG_TRY(ag_lookup_open(words, "rare words", &out->words, err));
    if (tables.len != 0 && tables.len != (size_t)AG_RARE_TABLES * AG_RARE_ROWS * (size_t)width)
        return ag_fail(err, AG_INPUT, "the tables of rare words have the wrong size");
    out->tables = tables.len ? (const int8_t *)tables.at : NULL;
    return AG_OK;
}

int32_t
ag_rare_code(const ag_rare *r, uint32_t word)
{
    uint32_t code = r->tables ? ag_lookup_get(&r->words, key_of(word), UINT32_MAX) : UINT32_MAX;

    return code == UINT32_MAX ? 0 : -1 - (int32_t)(code & ((1u << AG_RARE_BITS * AG_RARE_TABLES) - 1));
}

void
ag_rare_vector(const ag_rare *r, int32_t code, int8_t *out)
{
    uint32_t bits = (uint32_t)(-1 - code);
    const int8_t *row[AG_RARE_TABLES];

    for (int t = 0; t < AG_RARE_TABLES; t++)
        row[t] = r->tables + ((size_t)t * AG_RARE_ROWS + (bits >> AG_RARE_BITS * t & (AG_RARE_ROWS - 1))) * (size_t)r->width;
    for (int e = 0; e < r->width; e++)
        out[e] = clip(row[0][e] + row[1][e] + row[2][e]);
}
