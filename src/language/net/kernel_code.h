/* The float kernels, included by kernel.c once for each kind of processor:
 *
 *     LANES      floats in a register: 4, 8 or 16
 *     MOST_ROWS  rows of a product whose sums fit into the registers
 *     NAME(x)    x with the processor's name
 *
 * No sum depends on either number. */

typedef float NAME(vec) __attribute__((vector_size(LANES * 4)));
typedef int32_t NAME(ints) __attribute__((vector_size(LANES * 4)));

typedef float NAME(loose) __attribute__((vector_size(LANES * 4), aligned(4), may_alias)); /* anywhere in memory */

#define VEC NAME(vec)
#define INTS NAME(ints)
#define GET(v, p) ((v) = *(const NAME(loose) *)(p))
#define PUT(p, v) (*(NAME(loose) *)(p) = (v))

enum { NAME(VECS) = AG_PANEL / LANES };

/* `rows` rows (a constant where this is inlined) of one panel. */
INLINE void
NAME(block)(int rows, const float *a, size_t lda, const float *panel, int k, float *c, size_t ldc, bool add, int wide)
{
    VEC sum[MOST_ROWS][NAME(VECS)];
    float edge[AG_PANEL];

#pragma GCC unroll 12
    for (int r = 0; r < rows; r++) {
        const float *from = c + (size_t)r * ldc;

        if (add && wide < AG_PANEL) {
            memset(edge, 0, sizeof edge);
            memcpy(edge, from, (size_t)wide * sizeof *edge);
            from = edge;
        }
#pragma GCC unroll 8
        for (int q = 0; q < NAME(VECS); q++) {
            sum[r][q] = (VEC){ 0 };
            if (add)
                GET(sum[r][q], from + q * LANES);
        }
    }
    for (int i = 0; i < k; i++) {
        VEC w[NAME(VECS)];

#pragma GCC unroll 8
        for (int q = 0; q < NAME(VECS); q++)
            GET(w[q], panel + (size_t)i * AG_PANEL + q * LANES);
#pragma GCC unroll 12
        for (int r = 0; r < rows; r++) {
            float x = a[(size_t)r * lda + (size_t)i];

#pragma GCC unroll 8
            for (int q = 0; q < NAME(VECS); q++)
                sum[r][q] += x * w[q];
        }
    }
#pragma GCC unroll 12
    for (int r = 0; r < rows; r++) {
        float *to = wide < AG_PANEL ? edge : c + (size_t)r * ldc;

#pragma GCC unroll 8
        for (int q = 0; q < NAME(VECS); q++)
            PUT(to + q * LANES, sum[r][q]);
        if (wide < AG_PANEL)
            memcpy(c + (size_t)r * ldc, edge, (size_t)wide * sizeof *edge);
    }
}

static void
NAME(product)(const float *a, int lda, const float *packed, int m, int k, int n, float *c, int ldc, bool add)
{
    for (int at = 0; at < n; at += AG_PANEL, packed += (size_t)k * AG_PANEL) {
        int wide = n - at < AG_PANEL ? n - at : AG_PANEL, i = 0;
        const float *p = a;
        float *q = c + at;
        size_t da = (size_t)lda, dc = (size_t)ldc;

#define ROWS(n_)                                                             \
    for (; i + (n_) <= m; i += (n_), p += (n_) * da, q += (n_) * dc)           \
        NAME(block)(n_, p, da, packed, k, q, dc, add, wide)
        ROWS(MOST_ROWS);
#if MOST_ROWS > 8
        ROWS(8);
        ROWS(4);
#endif
        ROWS(1);
#undef ROWS
    }
}

/* 2^n · p(r), x = n·ln 2 + r, |r| ≤ ln 2 / 2 (Cody and Waite 1980; coefficients of Cephes expf). */
INLINE VEC
NAME(exp_of)(VEC x)
{
    INTS high = x > 87.0f, low = x < -87.0f;
    VEC top = x * 0 + 87.0f;

    x = (VEC)(((INTS)x & ~high) | ((INTS)top & high));
    x = (VEC)(((INTS)x & ~low) | ((INTS)-top & low));

    VEC n = (x * 1.44269504088896341f + 12582912.0f) - 12582912.0f; /* nearest whole number */
    VEC r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    VEC p = r * 1.9875691500e-4f + 1.3981999507e-3f;

    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;

    INTS bits = (__builtin_convertvector(n, INTS) + 127) << 23;

    return p * (VEC)bits;
}

INLINE VEC
NAME(sigmoid)(VEC x)
{
    return 1.0f / (1.0f + NAME(exp_of)(-x));
}

INLINE VEC
NAME(tanh_of)(VEC x)
{
    return 2.0f / (1.0f + NAME(exp_of)(x * -2.0f)) - 1.0f;
}

static void
NAME(lstm_cells)(float *gates, const float *before, float *cells, float *tanhs, float *out, int rows, int h)
{
    for (int r = 0; r < rows; r++)
        for (int e = 0; e < h; e += LANES) {
            float *at = gates + (size_t)r * 4 * (size_t)h + e;
            size_t here = (size_t)r * (size_t)h + (size_t)e;
            VEC i, f, o, g, c, t, b = { 0 };

            GET(i, at);
            GET(f, at + h);
            GET(o, at + 2 * h);
            GET(g, at + 3 * h);
            if (before)
                GET(b, before + here);
            i = NAME(sigmoid)(i);
            f = NAME(sigmoid)(f);
            o = NAME(sigmoid)(o);
            g = NAME(tanh_of)(g);
            c = f * b + i * g;
            t = NAME(tanh_of)(c);
            PUT(at, i);
            PUT(at + h, f);
            PUT(at + 2 * h, o);
            PUT(at + 3 * h, g);
            PUT(cells + here, c);
            PUT(tanhs + here, t);
            t = o * t;
            PUT(out + here, t);
        }
}

/* exp_of with two terms less: relative error below 5e-5. */
INLINE VEC
NAME(quick_exp)(VEC x)
{
    INTS high = x > 87.0f, low = x < -87.0f;
    VEC top = x * 0 + 87.0f;

    x = (VEC)(((INTS)x & ~high) | ((INTS)top & high));
    x = (VEC)(((INTS)x & ~low) | ((INTS)-top & low));

    VEC n = (x * 1.44269504088896341f + 12582912.0f) - 12582912.0f;
    VEC r = x - n * 0.693147181f;
    VEC p = r * 4.1665795894e-2f + 1.6666665459e-1f;

    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;

    INTS bits = (__builtin_convertvector(n, INTS) + 127) << 23;

    return p * (VEC)bits;
}

/* With i = 1 / (1 + I), g = (1 - G) / (1 + G) and so on: three divisions instead of five. A product of two
 * that overflows stands below one that does not. */
static void
NAME(lstm_states)(const float *gates, float *cells, bool is_first, float *out, int rows, int h)
{
    for (int r = 0; r < rows; r++)
        for (int e = 0; e < h; e += LANES) {
            const float *at = gates + (size_t)r * 4 * (size_t)h + e;
            size_t here = (size_t)r * (size_t)h + (size_t)e;
            VEC i, f, o, g, c, t;

            GET(i, at);
            GET(g, at + 3 * h);
            i = NAME(quick_exp)(-i);
            g = NAME(quick_exp)(g * -2.0f);
            c = (1.0f - g) / ((1.0f + i) * (1.0f + g));
            if (!is_first) {
                GET(f, at + h);
                GET(t, cells + here);
                c = c + t / (1.0f + NAME(quick_exp)(-f));
            }
            PUT(cells + here, c);
            GET(o, at + 2 * h);
            o = NAME(quick_exp)(-o);
            t = NAME(quick_exp)(c * -2.0f);
            t = (1.0f - t) / ((1.0f + o) * (1.0f + t));
            PUT(out + here, t);
        }
}

static void
NAME(lstm_cells_back)(const float *gates, const float *before, const float *tanhs, const float *d_out,
                      float *d_cells, float *d_gates, int rows, int h)
{
    for (int r = 0; r < rows; r++)
        for (int e = 0; e < h; e += LANES) {
            const float *at = gates + (size_t)r * 4 * (size_t)h + e;
            float *to = d_gates + (size_t)r * 4 * (size_t)h + e;
            size_t here = (size_t)r * (size_t)h + (size_t)e;
            VEC i, f, o, g, t, b = { 0 }, dh, dc, x;

            GET(i, at);
            GET(f, at + h);
            GET(o, at + 2 * h);
            GET(g, at + 3 * h);
            GET(t, tanhs + here);
            GET(dh, d_out + here);
            GET(dc, d_cells + here);
            if (before)
                GET(b, before + here);
            dc = dc + dh * o * (1.0f - t * t);
            x = dc * g * i * (1.0f - i);
            PUT(to, x);
            x = dc * b * f * (1.0f - f);
            PUT(to + h, x);
            x = dh * t * o * (1.0f - o);
            PUT(to + 2 * h, x);
            x = dc * i * (1.0f - g * g);
            PUT(to + 3 * h, x);
            dc = dc * f;
            PUT(d_cells + here, dc);
        }
}

/* Sixteen partial sums, whatever the processor. */
static void
NAME(dots)(const float *rows, const float *x, int n, int l, float *out)
{
    for (int i = 0; i < n; i++, rows += l) {
        VEC sum[16 / LANES] = { 0 }, a, b;
        float lane[16];

        for (int e = 0; e < l; e += 16)
            for (int q = 0; q < 16 / LANES; q++) {
                GET(a, rows + e + q * LANES);
                GET(b, x + e + q * LANES);
                sum[q] += a * b;
            }
        for (int q = 0; q < 16 / LANES; q++)
            PUT(lane + q * LANES, sum[q]);
        for (int half = 8; half; half /= 2)
            for (int e = 0; e < half; e++)
                lane[e] += lane[e + half];
        out[i] += lane[0];
    }
}

static void
NAME(exp_all)(const float *x, float top, int n, float *y)
{
    for (int i = 0; i < n; i += LANES) {
        float edge[LANES] = { 0 };
        int wide = n - i < LANES ? n - i : LANES;
        VEC v;

        memcpy(edge, x + i, (size_t)wide * sizeof *edge);
        GET(v, edge);
        v = NAME(exp_of)(v - top);
        PUT(edge, v);
        memcpy(y + i, edge, (size_t)wide * sizeof *edge);
    }
}

static void
NAME(adam)(float *w, float *m, float *v, const float *g, size_t n, float rate, float b1, float b2, float eps,
           float scale)
{
    for (size_t i = 0; i < n; i++) {
        float d = g[i] * scale;

        m[i] = b1 * m[i] + (1 - b1) * d;
        v[i] = b2 * v[i] + (1 - b2) * d * d;
        w[i] -= rate * m[i] / (__builtin_sqrtf(v[i]) + eps);
    }
}

#undef VEC
#undef INTS
#undef GET
#undef PUT
#undef LANES
#undef MOST_ROWS
#undef NAME
