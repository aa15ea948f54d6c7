/* 8-bit products for VNNI, for AVX2, and for any machine.
 *
 * VNNI: panels of 32 columns, [k / 4][column][4] bytes; vpdpbusd multiplies unsigned a by signed w, so
 * a is read as a + 128 and 128 · (sum of the column) is taken off.
 * Others: the same panels as [k / 2][column][2] of 16 bits; vpmaddwd multiplies and adds pairs. */
#include "language/net/kernel8.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_X86 1
#else
#define HAS_X86 0
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

/* c [wide] (+)= scale · sum. */
INLINE void
finish(const int32_t *sum, const float *scale, float *c, int wide, bool add)
{
    for (int j = 0; j < wide; j++)
        c[j] = (add ? c[j] : 0) + scale[j] * (float)sum[j];
}

static void
product_any(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, bool add)
{
    const int16_t *packed = w->packed;
    int deep = (w->k + 3) / 4 * 4;

    for (int at = 0; at < w->n; at += AG_PANEL, packed += (size_t)deep * AG_PANEL) {
        int wide = w->n - at < AG_PANEL ? w->n - at : AG_PANEL;

        for (int r = 0; r < m; r++) {
            const uint8_t *row = a + (size_t)r * (size_t)lda;
            int32_t sum[AG_PANEL] = { 0 };

#if defined(__SSE2__)
            __m128i lane[8];

            for (int q = 0; q < 8; q++)
                lane[q] = _mm_setzero_si128();
            for (int i = 0; i < deep; i += 2) {
                const __m128i *p = (const __m128i *)(const void *)(packed + (size_t)i * AG_PANEL);
                uint32_t both = (uint16_t)(row[i] - 128) | (uint32_t)(uint16_t)(row[i + 1] - 128) << 16;
                __m128i x = _mm_set1_epi32((int)both);

#pragma GCC unroll 8
                for (int q = 0; q < 8; q++)
                    lane[q] = _mm_add_epi32(lane[q], _mm_madd_epi16(x, _mm_load_si128(p + q)));
            }
            memcpy(sum, lane, sizeof sum);
#else
            for (int i = 0; i < deep; i += 2) {
                const int16_t *p = packed + (size_t)i * AG_PANEL;
                int16_t x = (int16_t)(row[i] - 128), y = (int16_t)(row[i + 1] - 128);

                for (int j = 0; j < AG_PANEL; j++)
                    sum[j] += x * p[2 * j] + y * p[2 * j + 1];
            }
#endif
            finish(sum, w->scale + at, c + (size_t)r * (size_t)ldc + at, wide, add);
        }
    }
}

#if HAS_X86

__attribute__((target("avx2,tune=haswell"), always_inline)) static inline void
block_avx2(int rows, const uint8_t *a, size_t lda, const int16_t *packed, int deep, const float *scale, float *c,
           size_t ldc, int wide, bool add)
{
    __m256i sum[2][4];
    int32_t out[AG_PANEL];

    for (int r = 0; r < rows; r++)
        for (int q = 0; q < 4; q++)
            sum[r][q] = _mm256_setzero_si256();
    for (int i = 0; i < deep; i += 2) {
        const __m256i *p = (const __m256i *)(const void *)(packed + (size_t)i * AG_PANEL);
        __m256i w0 = _mm256_load_si256(p), w1 = _mm256_load_si256(p + 1);
        __m256i w2 = _mm256_load_si256(p + 2), w3 = _mm256_load_si256(p + 3);

#pragma GCC unroll 2
        for (int r = 0; r < rows; r++) {
            const uint8_t *at = a + (size_t)r * lda + i;
            uint32_t both = (uint16_t)(at[0] - 128) | (uint32_t)(uint16_t)(at[1] - 128) << 16;
            __m256i x = _mm256_set1_epi32((int)both);

            sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(x, w0));
            sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(x, w1));
            sum[r][2] = _mm256_add_epi32(sum[r][2], _mm256_madd_epi16(x, w2));
            sum[r][3] = _mm256_add_epi32(sum[r][3], _mm256_madd_epi16(x, w3));
        }
    }
    for (int r = 0; r < rows; r++) {
        for (int q = 0; q < 4; q++)
            _mm256_storeu_si256((__m256i *)(void *)(out + 8 * q), sum[r][q]);
        if (wide == AG_PANEL)
            finish(out, scale, c + (size_t)r * ldc, AG_PANEL, add);
        else
            finish(out, scale, c + (size_t)r * ldc, wide, add);
    }
}

__attribute__((target("avx2,tune=haswell"))) static void
product_avx2(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, bool add)
{
    const int16_t *packed = w->packed;
    int deep = (w->k + 3) / 4 * 4;
    size_t da = (size_t)lda, dc = (size_t)ldc;

    for (int at = 0; at < w->n; at += AG_PANEL, packed += (size_t)deep * AG_PANEL) {
        int wide = w->n - at < AG_PANEL ? w->n - at : AG_PANEL, r = 0;

        for (; r + 2 <= m; r += 2)
            block_avx2(2, a + (size_t)r * da, da, packed, deep, w->scale + at, c + (size_t)r * dc + at, dc, wide, add);
        for (; r < m; r++)
            block_avx2(1, a + (size_t)r * da, da, packed, deep, w->scale + at, c + (size_t)r * dc + at, dc, wide, add);
    }
}

#define VNNI "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,prefer-vector-width=512"

__attribute__((target(VNNI), always_inline)) static inline void
block_vnni(int rows, const uint8_t *a, size_t lda, const int8_t *packed, int deep, const int32_t *offset,
           const float *scale, float *c, size_t ldc, int wide, bool add)
{
    __m512i sum[6][2];

    for (int r = 0; r < rows; r++)
        for (int q = 0; q < 2; q++)
            sum[r][q] = _mm512_loadu_si512(offset + 16 * q);
    for (int i = 0; i < deep; i += 4) {
        __m512i w0 = _mm512_load_si512(packed + (size_t)i * AG_PANEL);
        __m512i w1 = _mm512_load_si512(packed + (size_t)i * AG_PANEL + 64);

#pragma GCC unroll 6
        for (int r = 0; r < rows; r++) {
            int four;

            memcpy(&four, a + (size_t)r * lda + i, sizeof four);

            __m512i x = _mm512_set1_epi32(four);

            sum[r][0] = _mm512_dpbusd_epi32(sum[r][0], x, w0);
            sum[r][1] = _mm512_dpbusd_epi32(sum[r][1], x, w1);
        }
    }
    if (wide == AG_PANEL) {
        __m512 s0 = _mm512_loadu_ps(scale), s1 = _mm512_loadu_ps(scale + 16);

        for (int r = 0; r < rows; r++) {
            float *to = c + (size_t)r * ldc;
            __m512 x0 = _mm512_mul_ps(s0, _mm512_cvtepi32_ps(sum[r][0]));
            __m512 x1 = _mm512_mul_ps(s1, _mm512_cvtepi32_ps(sum[r][1]));

            __m512 y0 = add ? _mm512_loadu_ps(to) : _mm512_setzero_ps();
            __m512 y1 = add ? _mm512_loadu_ps(to + 16) : _mm512_setzero_ps();

            _mm512_storeu_ps(to, _mm512_add_ps(y0, x0));
            _mm512_storeu_ps(to + 16, _mm512_add_ps(y1, x1));
        }
        return;
    }
    for (int r = 0; r < rows; r++) {
        int32_t out[AG_PANEL];

        _mm512_storeu_si512(out, sum[r][0]);
        _mm512_storeu_si512(out + 16, sum[r][1]);
        finish(out, scale, c + (size_t)r * ldc, wide, add);
    }
}

__attribute__((target(VNNI))) static void
product_vnni(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, bool add)
{
    const int8_t *packed = w->packed;
    int deep = (w->k + 3) / 4 * 4;
    size_t da = (size_t)lda, dc = (size_t)ldc;

    for (int at = 0; at < w->n; at += AG_PANEL, packed += (size_t)deep * AG_PANEL) {
        int wide = w->n - at < AG_PANEL ? w->n - at : AG_PANEL, r = 0;

#define ROWS(n_)                                                                                              \
    for (; r + (n_) <= m; r += (n_))                                                                            \
        block_vnni(n_, a + (size_t)r * da, da, packed, deep, w->offset + at, w->scale + at, c + (size_t)r * dc + at, \
                   dc, wide, add)
        ROWS(6); /* more rows want more address registers than there are */
        ROWS(3);
        ROWS(1);
#undef ROWS
    }
}

#endif

void
ag_product8(const uint8_t *a, int lda, const ag_weights8 *w, int m, float *c, int ldc, bool add)
{
#if HAS_X86
    if (w->cpu == AG_CPU_AVX512)
        product_vnni(a, lda, w, m, c, ldc, add);
    else if (w->cpu == AG_CPU_AVX2)
        product_avx2(a, lda, w, m, c, ldc, add);
    else
#endif
        product_any(a, lda, w, m, c, ldc, add);
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
__attribute__((target("avx2,tune=haswell"))) static void
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
