/* Linear algebra, written once with the compiler's vectors of 16 floats and compiled three times:
 * for any machine, for AVX2 and for AVX-512. The three differ in the number of rows that fit into
 * registers, not in the order of any sum. Weak on processors without AVX2: about a tenth of the speed. */
#include "language/net/kernel.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The build may ask for any standard: products and sums must stay two operations. */
#pragma GCC optimize("O3", "fp-contract=off")

typedef float v16 __attribute__((vector_size(64)));
typedef int32_t i16 __attribute__((vector_size(64)));

#define INLINE static inline __attribute__((always_inline))

/* ---- dispatch -------------------------------------------------------------------------------- */

static ag_cpu most_allowed = AG_CPU_AVX512;

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_X86 1
#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,prefer-vector-width=512")))
#else
#define HAS_X86 0
#endif

ag_cpu
ag_cpu_level(void)
{
    ag_cpu level = AG_CPU_PORTABLE;

#if HAS_X86
    static int found = -1;

    if (found < 0)
        found = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
                    ? AG_CPU_AVX512
                : __builtin_cpu_supports("avx2") ? AG_CPU_AVX2
                                                 : AG_CPU_PORTABLE;
    level = (ag_cpu)found;
#endif
    return level < most_allowed ? level : most_allowed;
}

void
ag_cpu_limit(ag_cpu most)
{
    most_allowed = most;
}

/* Defines void NAME PARAMS, which calls the best of three copies of NAME_body. */
#if HAS_X86
#define DISPATCH(name, params, ...)                                          \
    static void name##_any params { name##_body(0, __VA_ARGS__); }           \
    AVX2 static void name##_avx2 params { name##_body(1, __VA_ARGS__); }     \
    AVX512 static void name##_avx512 params { name##_body(2, __VA_ARGS__); } \
    void name params                                                         \
    {                                                                        \
        ag_cpu level = ag_cpu_level();                                       \
                                                                             \
        if (level == AG_CPU_AVX512)                                          \
            name##_avx512(__VA_ARGS__);                                      \
        else if (level == AG_CPU_AVX2)                                       \
            name##_avx2(__VA_ARGS__);                                        \
        else                                                                 \
            name##_any(__VA_ARGS__);                                         \
    }
#else
#define DISPATCH(name, params, ...) \
    void name params { name##_body(0, __VA_ARGS__); }
#endif

INLINE void
get(v16 *v, const float *p)
{
    memcpy(v, p, sizeof *v);
}

INLINE void
put(float *p, const v16 *v)
{
    memcpy(p, v, sizeof *v);
}

/* ---- products -------------------------------------------------------------------------------- */

void
ag_pack(const float *b, int ldb, int k, int n, bool turned, float *out)
{
    for (int at = 0; at < n; at += AG_PANEL) {
        int wide = n - at < AG_PANEL ? n - at : AG_PANEL;

        if (turned) {
            for (int i = 0; i < k; i += 16) /* in squares, for the sake of the cache */
                for (int j = 0; j < AG_PANEL; j++)
                    for (int e = i; e < k && e < i + 16; e++)
                        out[(size_t)e * AG_PANEL + (size_t)j] = j < wide ? b[(size_t)(at + j) * (size_t)ldb + (size_t)e] : 0;
        } else {
            for (int i = 0; i < k; i++) {
                memcpy(out + (size_t)i * AG_PANEL, b + (size_t)i * (size_t)ldb + at, (size_t)wide * sizeof *out);
                for (int j = wide; j < AG_PANEL; j++)
                    out[(size_t)i * AG_PANEL + (size_t)j] = 0;
            }
        }
        out += (size_t)k * AG_PANEL;
    }
}

void
ag_turn(const float *a, int lda, int m, int n, float *out)
{
    for (int i = 0; i < m; i += 16)
        for (int j = 0; j < n; j += 16)
            for (int x = i; x < m && x < i + 16; x++)
                for (int y = j; y < n && y < j + 16; y++)
                    out[(size_t)y * (size_t)m + (size_t)x] = a[(size_t)x * (size_t)lda + (size_t)y];
}

/* `rows` rows (a constant where this is inlined) of one panel. */
INLINE void
block(int rows, const float *a, size_t lda, const float *panel, int k, float *c, size_t ldc, bool add, int wide)
{
    v16 sum[12][2];

    for (int r = 0; r < rows; r++) {
        sum[r][0] = sum[r][1] = (v16){ 0 };
        if (add && wide == AG_PANEL) {
            get(&sum[r][0], c + (size_t)r * ldc);
            get(&sum[r][1], c + (size_t)r * ldc + 16);
        } else if (add) {
            float edge[AG_PANEL] = { 0 };

            memcpy(edge, c + (size_t)r * ldc, (size_t)wide * sizeof *edge);
            get(&sum[r][0], edge);
            get(&sum[r][1], edge + 16);
        }
    }
    for (int i = 0; i < k; i++) {
        v16 low, high;

        get(&low, panel + (size_t)i * AG_PANEL);
        get(&high, panel + (size_t)i * AG_PANEL + 16);
#pragma GCC unroll 12
        for (int r = 0; r < rows; r++) {
            float x = a[(size_t)r * lda + (size_t)i];

            sum[r][0] += x * low;
            sum[r][1] += x * high;
        }
    }
    for (int r = 0; r < rows; r++) {
        if (wide == AG_PANEL) {
            put(c + (size_t)r * ldc, &sum[r][0]);
            put(c + (size_t)r * ldc + 16, &sum[r][1]);
        } else {
            float edge[AG_PANEL];

            put(edge, &sum[r][0]);
            put(edge + 16, &sum[r][1]);
            memcpy(c + (size_t)r * ldc, edge, (size_t)wide * sizeof *edge);
        }
    }
}

INLINE void
ag_product_body(int level, const float *a, int lda, const float *packed, int m, int k, int n, float *c, int ldc,
                bool add)
{
    for (int at = 0; at < n; at += AG_PANEL, packed += (size_t)k * AG_PANEL) {
        int wide = n - at < AG_PANEL ? n - at : AG_PANEL, i = 0;
        const float *p = a;
        float *q = c + at;
        size_t da = (size_t)lda, dc = (size_t)ldc;

#define ROWS(n_)                                                             \
    for (; i + (n_) <= m; i += (n_), p += (n_) * da, q += (n_) * dc)           \
        block(n_, p, da, packed, k, q, dc, add, wide)
        if (level == 2) {
            ROWS(12);
            ROWS(8);
            ROWS(4);
        }
        if (level >= 1)
            ROWS(3);
        ROWS(1);
#undef ROWS
    }
}

DISPATCH(ag_product,
         (const float *a, int lda, const float *packed, int m, int k, int n, float *c, int ldc, bool add), a, lda,
         packed, m, k, n, c, ldc, add)

/* ---- functions ------------------------------------------------------------------------------- */

/* 2^n · p(r), x = n·ln 2 + r, |r| ≤ ln 2 / 2 (Cody and Waite 1980; coefficients of Cephes expf). */
INLINE void
exp16(v16 *v)
{
    v16 x = *v;
    i16 high = x > 87.0f, low = x < -87.0f;

    x = (v16)(((i16)x & ~high) | ((i16)(x * 0 + 87.0f) & high));
    x = (v16)(((i16)x & ~low) | ((i16)(x * 0 - 87.0f) & low));

    v16 n = (x * 1.44269504088896341f + 12582912.0f) - 12582912.0f; /* nearest whole number */
    v16 r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    v16 p = r * 1.9875691500e-4f + 1.3981999507e-3f;

    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;

    i16 bits = (__builtin_convertvector(n, i16) + 127) << 23;

    *v = p * (v16)bits;
}

INLINE void
sigmoid16(v16 *v)
{
    *v = -*v;
    exp16(v);
    *v = 1.0f / (1.0f + *v);
}

INLINE void
tanh16(v16 *v)
{
    *v = *v * -2.0f;
    exp16(v);
    *v = 2.0f / (1.0f + *v) - 1.0f;
}

INLINE void
ag_lstm_cells_body(int level, float *gates, const float *before, float *cells, float *tanhs, float *out, int rows,
                   int h)
{
    (void)level;
    for (int r = 0; r < rows; r++)
        for (int e = 0; e < h; e += 16) {
            float *at = gates + (size_t)r * 4 * (size_t)h + e;
            size_t here = (size_t)r * (size_t)h + (size_t)e;
            v16 i, f, o, g, c, t, b = { 0 };

            get(&i, at);
            get(&f, at + h);
            get(&o, at + 2 * h);
            get(&g, at + 3 * h);
            if (before)
                get(&b, before + here);
            sigmoid16(&i);
            sigmoid16(&f);
            sigmoid16(&o);
            tanh16(&g);
            c = f * b + i * g;
            t = c;
            tanh16(&t);
            put(at, &i);
            put(at + h, &f);
            put(at + 2 * h, &o);
            put(at + 3 * h, &g);
            put(cells + here, &c);
            put(tanhs + here, &t);
            t = o * t;
            put(out + here, &t);
        }
}

DISPATCH(ag_lstm_cells,
         (float *gates, const float *before, float *cells, float *tanhs, float *out, int rows, int h), gates, before,
         cells, tanhs, out, rows, h)

INLINE void
ag_lstm_cells_back_body(int level, const float *gates, const float *before, const float *tanhs, const float *d_out,
                        float *d_cells, float *d_gates, int rows, int h)
{
    (void)level;
    for (int r = 0; r < rows; r++)
        for (int e = 0; e < h; e += 16) {
            const float *at = gates + (size_t)r * 4 * (size_t)h + e;
            float *to = d_gates + (size_t)r * 4 * (size_t)h + e;
            size_t here = (size_t)r * (size_t)h + (size_t)e;
            v16 i, f, o, g, t, b = { 0 }, dh, dc, x;

            get(&i, at);
            get(&f, at + h);
            get(&o, at + 2 * h);
            get(&g, at + 3 * h);
            get(&t, tanhs + here);
            get(&dh, d_out + here);
            get(&dc, d_cells + here);
            if (before)
                get(&b, before + here);
            dc = dc + dh * o * (1.0f - t * t);
            x = dc * g * i * (1.0f - i);
            put(to, &x);
            x = dc * b * f * (1.0f - f);
            put(to + h, &x);
            x = dh * t * o * (1.0f - o);
            put(to + 2 * h, &x);
            x = dc * i * (1.0f - g * g);
            put(to + 3 * h, &x);
            dc = dc * f;
            put(d_cells + here, &dc);
        }
}

DISPATCH(ag_lstm_cells_back,
         (const float *gates, const float *before, const float *tanhs, const float *d_out, float *d_cells,
          float *d_gates, int rows, int h),
         gates, before, tanhs, d_out, d_cells, d_gates, rows, h)

INLINE void
ag_dots_body(int level, const float *rows, const float *x, int n, int l, float *out)
{
    (void)level;
    for (int i = 0; i < n; i++, rows += l) {
        v16 sum = { 0 }, a, b;
        float lane[16];

        for (int e = 0; e < l; e += 16) {
            get(&a, rows + e);
            get(&b, x + e);
            sum += a * b;
        }
        put(lane, &sum);
        for (int half = 8; half; half /= 2)
            for (int e = 0; e < half; e++)
                lane[e] += lane[e + half];
        out[i] += lane[0];
    }
}

DISPATCH(ag_dots, (const float *rows, const float *x, int n, int l, float *out), rows, x, n, l, out)

float
ag_exp(float x)
{
    v16 v = { x };

    exp16(&v);
    return v[0];
}

INLINE void
ag_exp_all_body(int level, const float *x, float top, int n, float *y)
{
    (void)level;
    for (int i = 0; i < n; i += 16) {
        float edge[16] = { 0 };
        int wide = n - i < 16 ? n - i : 16;
        v16 v;

        memcpy(edge, x + i, (size_t)wide * sizeof *edge);
        get(&v, edge);
        v = v - top;
        exp16(&v);
        put(edge, &v);
        memcpy(y + i, edge, (size_t)wide * sizeof *edge);
    }
}

DISPATCH(ag_exp_all, (const float *x, float top, int n, float *y), x, top, n, y)

INLINE void
ag_adam_body(int level, float *w, float *m, float *v, const float *g, size_t n, float rate, float b1, float b2,
             float eps, float scale)
{
    (void)level;
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * scale;

        m[i] = b1 * m[i] + (1 - b1) * d;
        v[i] = b2 * v[i] + (1 - b2) * d * d;
        w[i] -= rate * m[i] / (__builtin_sqrtf(v[i]) + eps);
    }
}

DISPATCH(ag_adam,
         (float *w, float *m, float *v, const float *g, size_t n, float rate, float b1, float b2, float eps,
          float scale),
         w, m, v, g, n, rate, b1, b2, eps, scale)

double
ag_squares(const float *x, size_t n)
{
    double sum[8] = { 0 };
    size_t i = 0;

    for (; i + 8 <= n; i += 8)
        for (int e = 0; e < 8; e++)
            sum[e] += (double)x[i + (size_t)e] * (double)x[i + (size_t)e];
    for (; i < n; i++)
        sum[0] += (double)x[i] * (double)x[i];
    for (int e = 1; e < 8; e++)
        sum[0] += sum[e];
    return sum[0];
}
