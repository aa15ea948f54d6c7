/* Linear algebra, written once (kernel_code.h) with the compiler's vectors and compiled three times:
 * for any machine, for AVX2 and for AVX-512. The three differ in how many rows they take at a time, not
 * in the order of any sum. */
#include "language/net/kernel.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Products and sums stay two operations, whatever standard the build asks for. */
#pragma GCC optimize("O3", "fp-contract=off")

#define INLINE static inline __attribute__((always_inline))

/* ---- which processor ------------------------------------------------------------------------- */

/* clang knows no target pragma: there the portable code does all (same bits) */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define HAS_X86 1
#else
#define HAS_X86 0
#endif

static ag_cpu most_allowed = AG_CPU_AVX512;

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

const char *const ag_cpu_names[] = { "portable", "avx2", "avx512" };

ag_status
ag_cpu_choose(ag_err *err)
{
    const char *word = getenv("ACTORGRAPH_CPU");

    for (int i = AG_CPU_PORTABLE; word && i <= AG_CPU_AVX512; i++)
        if (strcmp(word, ag_cpu_names[i]) == 0) {
            ag_cpu_limit((ag_cpu)i);
            return AG_OK;
        }
    return word && *word ? ag_fail(err, AG_USAGE, "ACTORGRAPH_CPU is '%s'; it can be portable, avx2 or avx512", word)
                         : AG_OK;
}

/* ---- packing --------------------------------------------------------------------------------- */

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

/* ---- the kernels, three times ---------------------------------------------------------------- */

#define LANES 4
#define MOST_ROWS 1
#define NAME(x) any_##x
#include "language/net/kernel_code.h"

#if HAS_X86
#pragma GCC push_options
#pragma GCC target("avx2,tune=haswell")
#define LANES 8
#define MOST_ROWS 2
#define NAME(x) avx2_##x
#include "language/net/kernel_code.h"
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,prefer-vector-width=512")
#define LANES 16
#define MOST_ROWS 12
#define NAME(x) avx512_##x
#include "language/net/kernel_code.h"
#pragma GCC pop_options

#define CALL(name, ...)                        \
    do {                                       \
        ag_cpu level = ag_cpu_level();         \
                                               \
        if (level == AG_CPU_AVX512)            \
            avx512_##name(__VA_ARGS__);        \
        else if (level == AG_CPU_AVX2)         \
            avx2_##name(__VA_ARGS__);          \
        else                                   \
            any_##name(__VA_ARGS__);           \
    } while (0)
#else
#define CALL(name, ...) any_##name(__VA_ARGS__)
#endif

void
ag_product(const float *a, int lda, const float *packed, int m, int k, int n, float *c, int ldc, bool add)
{
    CALL(product, a, lda, packed, m, k, n, c, ldc, add);
}

void
ag_lstm_cells(float *gates, const float *before, float *cells, float *tanhs, float *out, int rows, int h)
{
    CALL(lstm_cells, gates, before, cells, tanhs, out, rows, h);
}

void
ag_lstm_states(const float *gates, float *cells, bool is_first, float *out, int rows, int h)
{
    CALL(lstm_states, gates, cells, is_first, out, rows, h);
}

void
ag_lstm_cells_back(const float *gates, const float *before, const float *tanhs, const float *d_out, float *d_cells,
                   float *d_gates, int rows, int h)
{
    CALL(lstm_cells_back, gates, before, tanhs, d_out, d_cells, d_gates, rows, h);
}

void
ag_dots(const float *rows, const float *x, int n, int l, float *out)
{
    CALL(dots, rows, x, n, l, out);
}

void
ag_exp_all(const float *x, float top, int n, float *y)
{
    CALL(exp_all, x, top, n, y);
}

float
ag_exp(float x)
{
    float y;

    ag_exp_all(&x, 0, 1, &y);
    return y;
}

void
ag_adam(float *w, float *m, float *v, const float *g, size_t n, float rate, float b1, float b2, float eps,
        float scale)
{
    CALL(adam, w, m, v, g, n, rate, b1, b2, eps, scale);
}

void
ag_blend(float *mean, const float *x, size_t n, float part)
{
    for (size_t i = 0; i < n; i++)
        mean[i] += part * (x[i] - mean[i]);
}

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
