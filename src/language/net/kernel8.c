/* 8-bit products for VNNI, for AVX2, and for any machine.
 *
 * VNNI: panels of 32 columns, [k / 4][column][4] bytes; vpdpbusd multiplies unsigned a by signed w, so
 * a is read as a + 128 and 128 · (sum of the column) is taken off.
 * Others: the same panels as [k / 2][column][2] of 16 bits; vpmaddwd multiplies and adds pairs. */
#include "language/net/kernel8.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

/* clang knows no target pragma: there the portable code does all (same bits) */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
#define HAS_X86 1
#else
#define HAS_X86 0
#endif
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#pragma GCC optimize("O3", "fp-contract=off")

#define INLINE static inline __attribute__((always_inline))

/* VNNI, or AVX2, or portable. */
static ag_cpu
level8(void)
{
    ag_cpu level = ag_cpu_level();

#if HAS_X86
    if (level == AG_CPU_AVX512 && !__builtin_cpu_supports("avx512vnni"))
        level = AG_CPU_AVX2;
#endif
    return level;
}

static void *
room(size_t bytes)
{
    void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);

    if (!p) {
        fputs("actorgraph: no memory left for the network\n", stderr);
        exit(1);
    }
    memset(p, 0, (bytes + 63) / 64 * 64);
    return p;
}

void
ag_weights8_init(ag_weights8 *out, const int8_t *w, const float *scale, int k, int n)
{
    int padded = (n + AG_PANEL - 1) / AG_PANEL * AG_PANEL, deep = (k + 3) / 4 * 4;
    bool is_vnni = level8() == AG_CPU_AVX512;
    size_t at = 0;

    *out = (ag_weights8){ .k = k, .n = n, .scale = scale, .padded = padded, .cpu = level8() };
    out->offset = room((size_t)padded * sizeof *out->offset);
    out->packed = room((size_t)padded * (size_t)deep * (is_vnni ? 1 : 2));
    for (int panel = 0; panel < padded; panel += AG_PANEL)
        for (int i = 0; i < deep; i += is_vnni ? 4 : 2)
            for (int j = panel; j < panel + AG_PANEL; j++)
                for (int e = i; e < i + (is_vnni ? 4 : 2); e++, at++) {
                    int8_t x = 0;

                    if (e < k && j < n)
                        x = w[(size_t)e * (size_t)n + (size_t)j];
                    if (is_vnni) {
                        ((int8_t *)out->packed)[at] = x;
                        out->offset[j] -= 128 * x;
                    } else {
                        ((int16_t *)out->packed)[at] = x;
                    }
                }
}

void
ag_weights8_done(ag_weights8 *w)
{
    free(w->offset);
    free(w->packed);
    *w = (ag_weights8){ 0 };
}

/* c [wide] = scale · sum (+ plus, which may be c, or NULL). */
INLINE void
finish(const int32_t *sum, const float *scale, const float *plus, float *c, int wide)
{
    for (int j = 0; j < wide; j++)
        c[j] = (plus ? plus[j] : 0) + scale[j] * (float)sum[j];
}

/* ---- pairs of 16 bits ------------------------------------------------------------------------ */

/* Rows are made 16-bit numbers first, as many at a time as the cache holds; then, panel by panel, blocks of
 * rows against half a panel, so that all sums stay in registers. */
enum { WIDE_ROOM = 24 * 1024, HALF = AG_PANEL / 2 };

typedef struct half {
    const int16_t *a, *packed; /* [rows][deep]; of the panel */
    int deep, columns;
    const float *scale;
    float *c;
    size_t ldc;
    const float *plus;
    size_t ldp;
} half;

typedef void (*half_panel)(int rows, const half *h);

/* `most` rows at a time by `block`. */
INLINE void
product16(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, const float *plus, int ldp, int most,
          half_panel block)
{
    int16_t wide[WIDE_ROOM] __attribute__((aligned(64)));
    int deep = (w->k + 3) / 4 * 4, chunk = WIDE_ROOM / deep / most * most;

    for (int from = 0; from < m; from += chunk) {
        int rows = m - from < chunk ? m - from : chunk;
        const int16_t *packed = w->packed;

        for (int r = 0; r < rows; r++)
            for (int i = 0; i < deep; i++)
                wide[r * deep + i] = (int16_t)(a[(size_t)(from + r) * (size_t)lda + (size_t)i] - 128);
        for (int at = 0; at < w->n; at += AG_PANEL, packed += (size_t)deep * AG_PANEL)
            for (int j = 0; j < AG_PANEL && at + j < w->n; j += HALF) {
                int columns = w->n - at - j < HALF ? w->n - at - j : HALF;

                for (int r = 0; r < rows; r += most)
                    block(rows - r < most ? rows - r : most,
                          &(half){ wide + (size_t)r * (size_t)deep, packed + 2 * j, deep, columns, w->scale + at + j,
                                   c + (size_t)(from + r) * (size_t)ldc + at + j, (size_t)ldc,
                                   plus ? plus + (size_t)(from + r) * (size_t)ldp + at + j : NULL, (size_t)ldp });
            }
    }
}

INLINE void
half_any_rows(int rows, const half *h)
{
    int32_t sum[2][HALF] __attribute__((aligned(64)));
    size_t deep = (size_t)h->deep;

#if defined(__SSE2__)
    __m128i lane[2][4];

    for (int r = 0; r < rows; r++)
        for (int q = 0; q < 4; q++)
            lane[r][q] = _mm_setzero_si128();
    for (size_t i = 0; i < deep; i += 2) {
        const __m128i *p = (const __m128i *)(const void *)(h->packed + i * AG_PANEL);

#pragma GCC unroll 2
        for (int r = 0; r < rows; r++) {
            int both;

            memcpy(&both, h->a + (size_t)r * deep + i, sizeof both);
#pragma GCC unroll 4
            for (int q = 0; q < 4; q++)
                lane[r][q] = _mm_add_epi32(lane[r][q], _mm_madd_epi16(_mm_set1_epi32(both), _mm_load_si128(p + q)));
        }
    }
    memcpy(sum, lane, (size_t)rows * sizeof *sum);
#else
    memset(sum, 0, sizeof sum);
    for (size_t i = 0; i < deep; i += 2)
        for (int r = 0; r < rows; r++) {
            const int16_t *p = h->packed + i * AG_PANEL, *x = h->a + (size_t)r * deep + i;

            for (int j = 0; j < HALF; j++)
                sum[r][j] += x[0] * p[2 * j] + x[1] * p[2 * j + 1];
        }
#endif
    for (int r = 0; r < rows; r++)
        finish(sum[r], h->scale, h->plus ? h->plus + (size_t)r * h->ldp : NULL, h->c + (size_t)r * h->ldc, h->columns);
}

static void
half_any(int rows, const half *h)
{
    if (rows == 2)
        half_any_rows(2, h);
    else
        half_any_rows(1, h);
}

static void
product_any(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, const float *plus, int ldp)
{
    product16(a, lda, w, m, c, ldc, plus, ldp, 2, half_any);
}

#if HAS_X86

#define AVX2 "avx2,tune=haswell"

/* More rows than five want more registers than there are. */
__attribute__((target(AVX2), always_inline)) static inline void
half_avx2_rows(int rows, const half *h)
{
    __m256i lane[5][2];
    size_t deep = (size_t)h->deep;

#pragma GCC unroll 5
    for (int r = 0; r < rows; r++)
        lane[r][0] = lane[r][1] = _mm256_setzero_si256();
    for (size_t i = 0; i < deep; i += 2) {
        const __m256i *p = (const __m256i *)(const void *)(h->packed + i * AG_PANEL);
        __m256i w0 = _mm256_load_si256(p), w1 = _mm256_load_si256(p + 1);

#pragma GCC unroll 5
        for (int r = 0; r < rows; r++) {
            int both;

            memcpy(&both, h->a + (size_t)r * deep + i, sizeof both);

            __m256i x = _mm256_set1_epi32(both);

            lane[r][0] = _mm256_add_epi32(lane[r][0], _mm256_madd_epi16(x, w0));
            lane[r][1] = _mm256_add_epi32(lane[r][1], _mm256_madd_epi16(x, w1));
        }
    }
#pragma GCC unroll 5
    for (int r = 0; r < rows; r++) {
        const float *plus = h->plus ? h->plus + (size_t)r * h->ldp : NULL;
        float *c = h->c + (size_t)r * h->ldc;

        if (h->columns < HALF) {
            int32_t sum[HALF];

            memcpy(sum, lane[r], sizeof sum);
            finish(sum, h->scale, plus, c, h->columns);
            continue;
        }
        for (int q = 0; q < 2; q++) {
            __m256 x = _mm256_mul_ps(_mm256_loadu_ps(h->scale + 8 * q), _mm256_cvtepi32_ps(lane[r][q]));
            __m256 y = plus ? _mm256_loadu_ps(plus + 8 * q) : _mm256_setzero_ps();

            _mm256_storeu_ps(c + 8 * q, _mm256_add_ps(y, x));
        }
    }
}

__attribute__((target(AVX2))) static void
half_avx2(int rows, const half *h)
{
    switch (rows) {
    case 5: half_avx2_rows(5, h); break;
    case 4: half_avx2_rows(4, h); break;
    case 3: half_avx2_rows(3, h); break;
    case 2: half_avx2_rows(2, h); break;
    default: half_avx2_rows(1, h);
    }
}

__attribute__((target(AVX2))) static void
product_avx2(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, const float *plus, int ldp)
{
    product16(a, lda, w, m, c, ldc, plus, ldp, 5, half_avx2);
}

#define VNNI "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,prefer-vector-width=512"

/* _mm512_dpbusd_epi32, for which GCC 12 copies every sum to and fro. */
__attribute__((target(VNNI), always_inline)) static inline __m512i
add_dots(__m512i sum, __m512i x, __m512i w)
{
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
    return sum;
}

__attribute__((target(VNNI), always_inline)) static inline void
block_vnni(int rows, const uint8_t *a, size_t lda, const int8_t *packed, int deep, const int32_t *offset,
           const float *scale, float *c, size_t ldc, const float *plus, size_t ldp, int wide)
{
    __m512i sum[6][2];

#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
        sum[r][0] = _mm512_loadu_si512(offset);
        sum[r][1] = _mm512_loadu_si512(offset + 16);
    }
    for (int i = 0; i < deep; i += 4) {
        __m512i w0 = _mm512_load_si512(packed + (size_t)i * AG_PANEL);
        __m512i w1 = _mm512_load_si512(packed + (size_t)i * AG_PANEL + 64);

#pragma GCC unroll 6
        for (int r = 0; r < rows; r++) {
            int four;

            memcpy(&four, a + (size_t)r * lda + i, sizeof four);

            __m512i x = _mm512_set1_epi32(four);

            sum[r][0] = add_dots(sum[r][0], x, w0);
            sum[r][1] = add_dots(sum[r][1], x, w1);
        }
    }
    if (wide == AG_PANEL) {
        __m512 s0 = _mm512_loadu_ps(scale), s1 = _mm512_loadu_ps(scale + 16);

#pragma GCC unroll 6
        for (int r = 0; r < rows; r++) {
            const float *from = plus + (size_t)r * ldp;
            float *to = c + (size_t)r * ldc;
            __m512 x0 = _mm512_mul_ps(s0, _mm512_cvtepi32_ps(sum[r][0]));
            __m512 x1 = _mm512_mul_ps(s1, _mm512_cvtepi32_ps(sum[r][1]));

            __m512 y0 = plus ? _mm512_loadu_ps(from) : _mm512_setzero_ps();
            __m512 y1 = plus ? _mm512_loadu_ps(from + 16) : _mm512_setzero_ps();

            _mm512_storeu_ps(to, _mm512_add_ps(y0, x0));
            _mm512_storeu_ps(to + 16, _mm512_add_ps(y1, x1));
        }
        return;
    }
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
        int32_t out[AG_PANEL];

        _mm512_storeu_si512(out, sum[r][0]);
        _mm512_storeu_si512(out + 16, sum[r][1]);
        finish(out, scale, plus ? plus + (size_t)r * ldp : NULL, c + (size_t)r * ldc, wide);
    }
}

__attribute__((target(VNNI))) static void
product_vnni(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, const float *plus, int ldp)
{
    const int8_t *packed = w->packed;
    int deep = (w->k + 3) / 4 * 4;
    size_t da = (size_t)lda, dc = (size_t)ldc, dp = (size_t)ldp;

    for (int at = 0; at < w->n; at += AG_PANEL, packed += (size_t)deep * AG_PANEL) {
        int wide = w->n - at < AG_PANEL ? w->n - at : AG_PANEL, r = 0;

#define ROWS(n_)                                                                                              \
    for (; r + (n_) <= m; r += (n_))                                                                            \
        block_vnni(n_, a + (size_t)r * da, da, packed, deep, w->offset + at, w->scale + at, c + (size_t)r * dc + at, \
                   dc, plus ? plus + (size_t)r * dp + at : NULL, dp, wide)
        ROWS(6); /* more rows want more address registers than there are */
        ROWS(5);
        ROWS(4);
        ROWS(3);
        ROWS(2);
        ROWS(1);
#undef ROWS
    }
}

#endif

void
ag_product8(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, const float *plus, int ldp)
{
#if HAS_X86
    if (w->cpu == AG_CPU_AVX512)
        product_vnni(a, lda, w, m, c, ldc, plus, ldp);
    else if (w->cpu == AG_CPU_AVX2)
        product_avx2(a, lda, w, m, c, ldc, plus, ldp);
    else
#endif
        product_any(a, lda, w, m, c, ldc, plus, ldp);
}

INLINE void
bytes_body(const float *x, float by, size_t n, uint8_t *out)
{
    for (size_t i = 0; i < n; i++) {
        float y = x[i] * by;

        y = y > 127 ? 127 : y < -127 ? -127 : y;
        y = (y + 12582912.0f) - 12582912.0f; /* nearest whole number, ties to even */
        out[i] = (uint8_t)((int32_t)y + 128);
    }
}

#if HAS_X86
__attribute__((target(AVX2))) static void
bytes_avx2(const float *x, float by, size_t n, uint8_t *out)
{
    bytes_body(x, by, n, out);
}

__attribute__((target(VNNI))) static void
bytes_vnni(const float *x, float by, size_t n, uint8_t *out)
{
    bytes_body(x, by, n, out);
}
#endif

void
ag_bytes_of(const float *x, float by, size_t n, uint8_t *out)
{
#if HAS_X86
    ag_cpu level = level8();

    if (level == AG_CPU_AVX512)
        bytes_vnni(x, by, n, out);
    else if (level == AG_CPU_AVX2)
        bytes_avx2(x, by, n, out);
    else
#endif
        bytes_body(x, by, n, out);
}
