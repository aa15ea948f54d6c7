/* The network forward and backward. The derivatives are written by hand, part for part below the
 * part they belong to; tests/unit/test_net.c holds them against finite differences. */
#include "language/net/net.h"

#include "language/net/inside.h"
#include "language/net/kernel.h"
#include "language/training.h"

#include <math.h>

#pragma GCC optimize("O3", "fp-contract=off")

/* ---- plan and beginning ---------------------------------------------------------------------- */

void
ag_net_plan(ag_net *net, const ag_net_shape *p)
{
    int h = p->hidden, tags = p->upos + p->xpos, mlp = 2 * p->arc + 2 * p->label;
    size_t at = 0;

    *net = (ag_net){ .shape = *p };

#define BLOCK(b, r, c) (net->rows[b] = (r), net->columns[b] = (c))
    BLOCK(AG_NET_WORD, p->words, p->d_word);
    BLOCK(AG_NET_SUFFIX, p->suffixes, p->d_suffix);
    BLOCK(AG_NET_PREFIX, p->prefixes, p->d_prefix);
    BLOCK(AG_NET_SHAPE, p->shapes, p->d_shape);
    for (int l = 0; l < AG_NET_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            BLOCK(ag_lstm_block(l, d, 0), l ? 2 * h : ag_input_width(p), 4 * h);
            BLOCK(ag_lstm_block(l, d, 1), h, 4 * h);
            BLOCK(ag_lstm_block(l, d, 2), 1, 4 * h);
        }
    BLOCK(AG_NET_TAGS, 2 * h, tags);
    BLOCK(AG_NET_TAGS_BIAS, 1, tags);
    BLOCK(AG_NET_MLP, 2 * h, mlp);
    BLOCK(AG_NET_MLP_BIAS, 1, mlp);
    BLOCK(AG_NET_ARC, p->arc, p->arc);
    BLOCK(AG_NET_ARC_HEAD, 1, p->arc);
    BLOCK(AG_NET_ROOT, 1, p->arc + p->label);
    BLOCK(AG_NET_LABEL, p->label, p->relations * p->label);
    BLOCK(AG_NET_LABEL_LINEAR, 2 * p->label, p->relations);
    BLOCK(AG_NET_LABEL_BIAS, 1, p->relations);
    BLOCK(AG_NET_NAMES, 2 * h, p->names);
    BLOCK(AG_NET_NAMES_BIAS, 1, p->names);
    BLOCK(AG_NET_NAME_TAGS, p->names, p->name_tags);
    BLOCK(AG_NET_NAME_BIAS, 1, p->name_tags);
#undef BLOCK
    for (int b = 0; b < AG_NET_BLOCKS; b++) {
        net->at[b] = at;
        at += ((size_t)net->rows[b] * (size_t)net->columns[b] + 15) / 16 * 16;
    }
    net->at[AG_NET_BLOCKS] = at;
}

/* Uniform in [0, 1). */
static float
uniform(uint64_t *state)
{
    return (float)(ag_random(state) >> 40) / 16777216.0f;
}

/* Dense blocks: Glorot and Bengio 2010. The biaffine parts begin at zero, as their authors do.
 * A forget gate begins open (bias 1: Jozefowicz et al. 2015). */
void
ag_net_init(ag_net *net, uint64_t seed)
{
    memset(net->w, 0, net->at[AG_NET_BLOCKS] * sizeof *net->w);
    for (int b = 0; b < AG_NET_BLOCKS; b++) {
        size_t n = (size_t)net->rows[b] * (size_t)net->columns[b];
        float *w = net->w + net->at[b], reach = 0;
        bool is_lstm = b >= AG_NET_LSTM && b < AG_NET_TAGS;

        if (b <= AG_NET_SHAPE)
            reach = b == AG_NET_SUFFIX || b == AG_NET_PREFIX ? 0.15f : 0.3f;
        else if (is_lstm && (b - AG_NET_LSTM) % 3 < 2)
            reach = sqrtf(6.0f / (float)(net->rows[b] + net->columns[b] / 4));
        else if (b == AG_NET_TAGS || b == AG_NET_MLP)
            reach = sqrtf(6.0f / (float)(net->rows[b] + net->columns[b] / (b == AG_NET_MLP ? 4 : 1)));
        else if (b == AG_NET_NAMES || b == AG_NET_NAME_TAGS)
            reach = sqrtf(6.0f / (float)(net->rows[b] + net->columns[b]));
        else if (b == AG_NET_ROOT)
            reach = 0.3f;
        if (is_lstm && (b - AG_NET_LSTM) % 3 == 2)
            for (int i = net->shape.hidden; i < 2 * net->shape.hidden; i++)
                w[i] = 1;
        if (b == AG_NET_ARC || b == AG_NET_LABEL || b == AG_NET_LABEL_LINEAR)
            reach = 0.01f;
        if (reach > 0)
            for (size_t i = 0; i < n; i++)
                w[i] = reach * (2 * uniform(&seed) - 1);
    }
}

/* ---- products with weights ------------------------------------------------------------------- */

/* y [m][n] (+)= x [m][k] · w [k][n] */
static void
forward(ag_net_scratch *s, const float *x, int ldx, const float *w, int m, int k, int n, float *y, int ldy, bool add)
{
    ag_mark at = ag_here(s);
    float *packed = ag_take(s, ag_pack_size(k, n));

    ag_pack(w, n, k, n, false, packed);
    ag_product(x, ldx, packed, m, k, n, y, ldy, add);
    ag_back_to(s, at);
}

/* dw [k][n] += xᵀ · dy */
static void
back_weight(ag_net_scratch *s, const float *x, int ldx, const float *dy, int ldy, int m, int k, int n, float *dw)
{
    ag_mark at = ag_here(s);
    float *turned = ag_take(s, (size_t)k * (size_t)m), *packed = ag_take(s, ag_pack_size(m, n));

    ag_turn(x, ldx, m, k, turned);
    ag_pack(dy, ldy, m, n, false, packed);
    ag_product(turned, m, packed, k, m, n, dw, n, true);
    ag_back_to(s, at);
}

/* dx [m][k] (+)= dy [m][n] · wᵀ */
static void
back_input(ag_net_scratch *s, const float *dy, int ldy, const float *w, int m, int k, int n, float *dx, int ldx,
           bool add)
{
    ag_mark at = ag_here(s);
    float *packed = ag_take(s, ag_pack_size(n, k));

    ag_pack(w, n, n, k, true, packed);
    ag_product(dy, ldy, packed, m, n, k, dx, ldx, add);
    ag_back_to(s, at);
}

static void
set_rows(float *y, int ldy, const float *row, int m, int n)
{
    for (int i = 0; i < m; i++)
        memcpy(y + (size_t)i * (size_t)ldy, row, (size_t)n * sizeof *row);
}

/* out [n] += sum of the rows of x */
static void
add_rows(const float *x, int ldx, int m, int n, float *out)
{
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++)
            out[j] += x[(size_t)i * (size_t)ldx + (size_t)j];
}

static void
multiply(float *x, const float *by, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] *= by[i];
}

/* ---- one pass -------------------------------------------------------------------------------- */

typedef struct direction {
    int *word;      /* [N] row of the recurrence → word                              */
    float *x;       /* [N][in] inputs in the order of the recurrence                 */
    float *gates, *cells, *tanhs, *h; /* [N][4h], [N][h] …                           */
    float *before;  /* [N][h] what each step was given of the step before            */
    float *mask;    /* [S][h] recurrent dropout, or NULL                             */
} direction;

typedef struct pass {
    const ag_net *net;
    const ag_net_batch *b;
    ag_net_scratch *s;
    const ag_net_dropout *drop; /* NULL: none */
    uint64_t seed;
    int *active, *step;         /* [T], [T + 1]: sentences at step t; its first row              */
    ag_net_word *word;          /* [N] after word dropout                                        */
    float *x, *x_mask;          /* [N][d]                                                        */
    direction way[AG_NET_LAYERS][2];
    float *y[AG_NET_LAYERS], *y_mask[AG_NET_LAYERS]; /* [N][2h]                                  */
    float *tags;                /* [N][upos + xpos] */
    float *mlp, *mlp_mask;      /* [N][2a + 2l]     */
    float *names, *names_mask;  /* [N][names] */
    float *name_tags;           /* [N][name tags] */
    float *turned;              /* [N][a] = dep · U + u */
    size_t *arc_at;
    float *arc;
    float *label_head;          /* [N][l] of the given heads */
    float *label_part;          /* [N][c·l] = label dep · U_c */
    float *label;               /* [N][c] */
} pass;

static const float *
weight(const pass *p, int block)
{
    return p->net->w + p->net->at[block];
}

/* 0 with probability `rate`, else 1 / (1 - rate). */
static float *
mask(pass *p, float rate, size_t n)
{
    if (!p->drop || rate <= 0)
        return NULL;

    float *m = ag_take(p->s, n), keep = 1 / (1 - rate);
    uint32_t limit = (uint32_t)(rate * 65536.0f);

    for (size_t i = 0; i < n; i += 4) {
        uint64_t r = ag_random(&p->seed);

        for (size_t e = i; e < n && e < i + 4; e++, r >>= 16)
            m[e] = (r & 0xffff) < limit ? 0 : keep;
    }
    return m;
}

/* Rows of sentences → rows of words: one draw a sentence, the same for its words (Gal and
 * Ghahramani 2016). */
static float *
mask_of_sentences(pass *p, float rate, int width)
{
    size_t w = (size_t)width;
    float *rows = mask(p, rate, (size_t)p->b->sentences * w), *m;

    if (!rows)
        return NULL;
    m = ag_take(p->s, (size_t)p->b->words * w);
    for (int s = 0; s < p->b->sentences; s++)
        for (int i = p->b->start[s]; i < p->b->start[s + 1]; i++)
            memcpy(m + (size_t)i * w, rows + (size_t)s * w, w * sizeof *m);
    return m;
}

static void
lay_steps(pass *p)
{
    ag_steps steps;

    ag_lay_steps(p->b, p->s, &steps);
    p->active = steps.active;
    p->step = steps.first;
    for (int l = 0; l < AG_NET_LAYERS; l++)
        for (int d = 0; d < 2; d++)
            p->way[l][d].word = steps.word[d];
}

/* ---- embeddings ------------------------------------------------------------------------------ */

static void
embed(pass *p)
{
    const ag_net_shape *h = &p->net->shape;
    int n = p->b->words, width = ag_input_width(h);

    p->word = (ag_net_word *)(void *)ag_take(p->s, (size_t)n * sizeof(ag_net_word) / sizeof(float) + 1);
    memcpy(p->word, p->b->word, (size_t)n * sizeof *p->word);
    if (p->drop)
        for (int i = 0; i < n; i++) {
            if (uniform(&p->seed) < p->drop->word)
                p->word[i].word = 0;
            if (uniform(&p->seed) < p->drop->vector)
                p->word[i].vector = 0;
        }
    p->x = ag_take_zero(p->s, (size_t)n * (size_t)width);
    for (int i = 0; i < n; i++) {
        const ag_net_word *w = &p->word[i];
        float *x = p->x + (size_t)i * (size_t)width;

        memcpy(x, p->net->vectors + (size_t)w->vector * (size_t)h->d_vector, (size_t)h->d_vector * sizeof *x);
        x += h->d_vector;
        memcpy(x, weight(p, AG_NET_WORD) + (size_t)w->word * (size_t)h->d_word, (size_t)h->d_word * sizeof *x);
        x += h->d_word;
        for (int k = 0; k < AG_NET_SUFFIXES; k++) {
            const float *from = weight(p, AG_NET_SUFFIX) + (size_t)w->suffix[k] * (size_t)h->d_suffix;

            for (int e = 0; e < h->d_suffix; e++)
                x[e] += from[e];
        }
        x += h->d_suffix;
        for (int k = 0; k < AG_NET_PREFIXES; k++) {
            const float *from = weight(p, AG_NET_PREFIX) + (size_t)w->prefix[k] * (size_t)h->d_prefix;

            for (int e = 0; e < h->d_prefix; e++)
                x[e] += from[e];
        }
        x += h->d_prefix;
        memcpy(x, weight(p, AG_NET_SHAPE) + (size_t)w->shape * (size_t)h->d_shape, (size_t)h->d_shape * sizeof *x);
    }
    p->x_mask = p->drop ? mask(p, p->drop->input, (size_t)n * (size_t)width) : NULL;
    if (p->x_mask)
        multiply(p->x, p->x_mask, (size_t)n * (size_t)width);
}

static void
embed_back(pass *p, float *dx, float *g)
{
    const ag_net_shape *h = &p->net->shape;
    int n = p->b->words, width = ag_input_width(h);
    const size_t *at = p->net->at;

    if (p->x_mask)
        multiply(dx, p->x_mask, (size_t)n * (size_t)width);
    for (int i = 0; i < n; i++) {
        const ag_net_word *w = &p->word[i];
        const float *d = dx + (size_t)i * (size_t)width + h->d_vector;

        add_rows(d, 0, 1, h->d_word, g + at[AG_NET_WORD] + (size_t)w->word * (size_t)h->d_word);
        d += h->d_word;
        for (int k = 0; k < AG_NET_SUFFIXES; k++)
            add_rows(d, 0, 1, h->d_suffix, g + at[AG_NET_SUFFIX] + (size_t)w->suffix[k] * (size_t)h->d_suffix);
        d += h->d_suffix;
        for (int k = 0; k < AG_NET_PREFIXES; k++)
            add_rows(d, 0, 1, h->d_prefix, g + at[AG_NET_PREFIX] + (size_t)w->prefix[k] * (size_t)h->d_prefix);
        d += h->d_prefix;
        add_rows(d, 0, 1, h->d_shape, g + at[AG_NET_SHAPE] + (size_t)w->shape * (size_t)h->d_shape);
    }
}

/* ---- recurrence ------------------------------------------------------------------------------ */

/* One direction of one layer: x [N][in] → columns [d·h, d·h + h) of y [N][2h]. */
static void
recur(pass *p, int layer, int d, const float *x, int in, float *y)
{
    direction *w = &p->way[layer][d];
    int n = p->b->words, h = p->net->shape.hidden, rows = p->b->sentences;
    size_t hh = (size_t)h;
    float *packed;

    w->x = ag_take(p->s, (size_t)n * (size_t)in);
    w->gates = ag_take(p->s, (size_t)n * 4 * hh);
    w->cells = ag_take(p->s, (size_t)n * hh);
    w->tanhs = ag_take(p->s, (size_t)n * hh);
    w->h = ag_take(p->s, (size_t)n * hh);
    w->before = ag_take(p->s, (size_t)n * hh);
    w->mask = p->drop ? mask(p, p->drop->recurrent, (size_t)rows * hh) : NULL;
    for (int r = 0; r < n; r++)
        memcpy(w->x + (size_t)r * (size_t)in, x + (size_t)w->word[r] * (size_t)in, (size_t)in * sizeof *x);
    set_rows(w->gates, 4 * h, weight(p, ag_lstm_block(layer, d, 2)), n, 4 * h);
    forward(p->s, w->x, in, weight(p, ag_lstm_block(layer, d, 0)), n, in, 4 * h, w->gates, 4 * h, true);

    ag_mark at = ag_here(p->s);

    packed = ag_take(p->s, ag_pack_size(h, 4 * h));
    ag_pack(weight(p, ag_lstm_block(layer, d, 1)), 4 * h, h, 4 * h, false, packed);
    for (int t = 0; t < p->b->longest; t++) {
        size_t row = (size_t)p->step[t], last = t ? (size_t)p->step[t - 1] : 0;
        int k = p->active[t];

        if (t) {
            memcpy(w->before + row * hh, w->h + last * hh, (size_t)k * hh * sizeof *w->h);
            if (w->mask)
                multiply(w->before + row * hh, w->mask, (size_t)k * hh);
            ag_product(w->before + row * hh, h, packed, k, h, 4 * h, w->gates + row * 4 * hh, 4 * h, true);
        }
        ag_lstm_cells(w->gates + row * 4 * hh, t ? w->cells + last * hh : NULL, w->cells + row * hh,
                      w->tanhs + row * hh, w->h + row * hh, k, h);
    }
    ag_back_to(p->s, at);
    for (int r = 0; r < n; r++)
        memcpy(y + (size_t)w->word[r] * 2 * hh + (size_t)d * hh, w->h + (size_t)r * hh, hh * sizeof *y);
}

/* Adds to the gradients of the weights and to dx [N][in] (NULL: not wanted). */
static void
recur_back(pass *p, int layer, int d, const float *dy, int in, float *dx, float *g)
{
    direction *w = &p->way[layer][d];
    int n = p->b->words, h = p->net->shape.hidden, after = p->step[p->b->longest > 1 ? 1 : 0];
    size_t hh = (size_t)h;
    const size_t *at = p->net->at;
    ag_mark start = ag_here(p->s);
    float *dh = ag_take(p->s, (size_t)n * hh), *d_gates = ag_take(p->s, (size_t)n * 4 * hh);
    float *d_cells = ag_take_zero(p->s, (size_t)p->b->sentences * hh);
    float *d_before = ag_take_zero(p->s, (size_t)p->b->sentences * hh);
    float *packed = ag_take(p->s, ag_pack_size(4 * h, h));

    ag_pack(weight(p, ag_lstm_block(layer, d, 1)), 4 * h, 4 * h, h, true, packed);
    for (int r = 0; r < n; r++)
        memcpy(dh + (size_t)r * hh, dy + (size_t)w->word[r] * 2 * hh + (size_t)d * hh, hh * sizeof *dh);
    for (int t = p->b->longest - 1; t >= 0; t--) {
        size_t row = (size_t)p->step[t], last = t ? (size_t)p->step[t - 1] : 0;
        int k = p->active[t];

        for (size_t i = 0; i < (size_t)k * hh; i++)
            dh[row * hh + i] += d_before[i];
        ag_lstm_cells_back(w->gates + row * 4 * hh, t ? w->cells + last * hh : NULL, w->tanhs + row * hh,
                           dh + row * hh, d_cells, d_gates + row * 4 * hh, k, h);
        if (t) {
            ag_product(d_gates + row * 4 * hh, 4 * h, packed, k, 4 * h, h, d_before, h, false);
            if (w->mask)
                multiply(d_before, w->mask, (size_t)k * hh);
        }
    }
    add_rows(d_gates, 4 * h, n, 4 * h, g + at[ag_lstm_block(layer, d, 2)]);
    back_weight(p->s, w->x, in, d_gates, 4 * h, n, in, 4 * h, g + at[ag_lstm_block(layer, d, 0)]);
    if (p->b->longest > 1)
        back_weight(p->s, w->before + (size_t)after * hh, h, d_gates + (size_t)after * 4 * hh, 4 * h, n - after, h,
                    4 * h, g + at[ag_lstm_block(layer, d, 1)]);

    float *rows = ag_take(p->s, (size_t)n * (size_t)in);

    back_input(p->s, d_gates, 4 * h, weight(p, ag_lstm_block(layer, d, 0)), n, in, 4 * h, rows, in, false);
    for (int r = 0; r < n; r++)
        add_rows(rows + (size_t)r * (size_t)in, 0, 1, in, dx + (size_t)w->word[r] * (size_t)in);
    ag_back_to(p->s, start);
}

/* ---- heads ----------------------------------------------------------------------------------- */

/* Root and words of a sentence as heads: [n + 1][a]. */
static void
heads_of(const pass *p, int s, float *out)
{
    int a = p->net->shape.arc, m = ag_mlp_width(&p->net->shape);

    memcpy(out, weight(p, AG_NET_ROOT), (size_t)a * sizeof *out);
    for (int i = p->b->start[s]; i < p->b->start[s + 1]; i++)
        memcpy(out += a, p->mlp + (size_t)i * (size_t)m + a, (size_t)a * sizeof *out);
}

static void
score_arcs(pass *p)
{
    const ag_net_batch *b = p->b;
    int a = p->net->shape.arc, m = ag_mlp_width(&p->net->shape);
    size_t all = 0;

    p->turned = ag_take(p->s, (size_t)b->words * (size_t)a);
    set_rows(p->turned, a, weight(p, AG_NET_ARC_HEAD), b->words, a);
    forward(p->s, p->mlp, m, weight(p, AG_NET_ARC), b->words, a, a, p->turned, a, true);
    p->arc_at = (size_t *)(void *)ag_take(p->s, 2 * (size_t)b->sentences);
    for (int s = 0; s < b->sentences; s++) {
        size_t n = (size_t)(b->start[s + 1] - b->start[s]);

        p->arc_at[s] = all;
        all += n * (n + 1);
    }
    p->arc = ag_take(p->s, all);
    for (int s = 0; s < b->sentences; s++) {
        int n = b->start[s + 1] - b->start[s];
        ag_mark at = ag_here(p->s);
        float *heads = ag_take(p->s, (size_t)(n + 1) * (size_t)a), *packed = ag_take(p->s, ag_pack_size(a, n + 1));

        heads_of(p, s, heads);
        ag_pack(heads, a, a, n + 1, true, packed);
        ag_product(p->turned + (size_t)b->start[s] * (size_t)a, a, packed, n, a, n + 1, p->arc + p->arc_at[s], n + 1,
                   false);
        ag_back_to(p->s, at);
    }
}

/* d_arc as arc; adds to d_mlp. */
static void
arcs_back(pass *p, const float *d_arc, float *d_mlp, float *g)
{
    const ag_net_batch *b = p->b;
    const size_t *at = p->net->at;
    int a = p->net->shape.arc, m = ag_mlp_width(&p->net->shape);
    ag_mark start = ag_here(p->s);
    float *d_turned = ag_take(p->s, (size_t)b->words * (size_t)a);

    for (int s = 0; s < b->sentences; s++) {
        int n = b->start[s + 1] - b->start[s], first = b->start[s];
        ag_mark inner = ag_here(p->s);
        const float *d = d_arc + p->arc_at[s];
        float *heads = ag_take(p->s, (size_t)(n + 1) * (size_t)a), *packed = ag_take(p->s, ag_pack_size(n + 1, a));
        float *d_heads = ag_take_zero(p->s, (size_t)(n + 1) * (size_t)a);

        heads_of(p, s, heads);
        ag_pack(heads, a, n + 1, a, false, packed);
        ag_product(d, n + 1, packed, n, n + 1, a, d_turned + (size_t)first * (size_t)a, a, false);
        back_weight(p->s, d, n + 1, p->turned + (size_t)first * (size_t)a, a, n, n + 1, a, d_heads);
        add_rows(d_heads, 0, 1, a, g + at[AG_NET_ROOT]);
        for (int i = 0; i < n; i++)
            add_rows(d_heads + (size_t)(i + 1) * (size_t)a, 0, 1, a, d_mlp + (size_t)(first + i) * (size_t)m + a);
        ag_back_to(p->s, inner);
    }
    add_rows(d_turned, a, b->words, a, g + at[AG_NET_ARC_HEAD]);
    back_weight(p->s, p->mlp, m, d_turned, a, b->words, a, a, g + at[AG_NET_ARC]);
    back_input(p->s, d_turned, a, weight(p, AG_NET_ARC), b->words, a, a, d_mlp, m, true);
    ag_back_to(p->s, start);
}

/* Sentence by sentence, the word a head number means; -1: the root. */
static void
rows_of_heads(const ag_net_batch *b, const int *head, int *row)
{
    for (int s = 0; s < b->sentences; s++)
        for (int i = b->start[s]; i < b->start[s + 1]; i++)
            row[i] = head[i] ? b->start[s] + head[i] - 1 : -1;
}

static void
score_labels(pass *p, const int *row)
{
    const ag_net_shape *q = &p->net->shape;
    int n = p->b->words, l = q->label, c = q->relations, m = ag_mlp_width(q);
    const float *dep = p->mlp + 2 * q->arc;

    p->label_head = ag_take(p->s, (size_t)n * (size_t)l);
    for (int i = 0; i < n; i++)
        memcpy(p->label_head + (size_t)i * (size_t)l,
               row[i] < 0 ? weight(p, AG_NET_ROOT) + q->arc : dep + (size_t)row[i] * (size_t)m + l,
               (size_t)l * sizeof(float));
    p->label_part = ag_take(p->s, (size_t)n * (size_t)(c * l));
    p->label = ag_take(p->s, (size_t)n * (size_t)c);
    forward(p->s, dep, m, weight(p, AG_NET_LABEL), n, l, c * l, p->label_part, c * l, false);
    set_rows(p->label, c, weight(p, AG_NET_LABEL_BIAS), n, c);
    forward(p->s, dep, m, weight(p, AG_NET_LABEL_LINEAR), n, l, c, p->label, c, true);
    forward(p->s, p->label_head, l, weight(p, AG_NET_LABEL_LINEAR) + (size_t)l * (size_t)c, n, l, c, p->label, c,
            true);
    for (int i = 0; i < n; i++)
        ag_dots(p->label_part + (size_t)i * (size_t)(c * l), p->label_head + (size_t)i * (size_t)l, c, l,
                p->label + (size_t)i * (size_t)c);
}

static void
labels_back(pass *p, const int *row, const float *d_label, float *d_mlp, float *g)
{
    const ag_net_shape *q = &p->net->shape;
    const size_t *at = p->net->at;
    int n = p->b->words, l = q->label, c = q->relations, m = ag_mlp_width(q);
    const float *dep = p->mlp + 2 * q->arc, *linear = weight(p, AG_NET_LABEL_LINEAR);
    float *d_dep = d_mlp + 2 * q->arc, *g_linear = g + at[AG_NET_LABEL_LINEAR];
    size_t half = (size_t)l * (size_t)c;
    ag_mark start = ag_here(p->s);
    float *d_part = ag_take(p->s, (size_t)n * half), *d_head = ag_take(p->s, (size_t)n * (size_t)l);

    back_input(p->s, d_label, c, linear + half, n, l, c, d_head, l, false);
    back_input(p->s, d_label, c, linear, n, l, c, d_dep, m, true);
    back_weight(p->s, dep, m, d_label, c, n, l, c, g_linear);
    back_weight(p->s, p->label_head, l, d_label, c, n, l, c, g_linear + half);
    add_rows(d_label, c, n, c, g + at[AG_NET_LABEL_BIAS]);
    for (int i = 0; i < n; i++) {
        const float *head = p->label_head + (size_t)i * (size_t)l;
        float *dh = d_head + (size_t)i * (size_t)l;

        for (int y = 0; y < c; y++) {
            size_t k = ((size_t)i * (size_t)c + (size_t)y) * (size_t)l;
            float d = d_label[(size_t)i * (size_t)c + (size_t)y];

            for (int e = 0; e < l; e++) {
                d_part[k + (size_t)e] = d * head[e];
                dh[e] += d * p->label_part[k + (size_t)e];
            }
        }
    }
    back_weight(p->s, dep, m, d_part, c * l, n, l, c * l, g + at[AG_NET_LABEL]);
    back_input(p->s, d_part, c * l, weight(p, AG_NET_LABEL), n, l, c * l, d_dep, m, true);
    for (int i = 0; i < n; i++)
        add_rows(d_head + (size_t)i * (size_t)l, 0, 1, l,
                 row[i] < 0 ? g + at[AG_NET_ROOT] + q->arc : d_dep + (size_t)row[i] * (size_t)m + l);
    ag_back_to(p->s, start);
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* r · w + bias through the leaky rectifier and dropout: [N][n]. */
static float *
rectify(pass *p, const float *r, int block, int n, float **by)
{
    int h = p->net->shape.hidden;
    size_t all = (size_t)p->b->words * (size_t)n;
    float *y = ag_take(p->s, all);

    set_rows(y, n, weight(p, block + 1), p->b->words, n);
    forward(p->s, r, 2 * h, weight(p, block), p->b->words, 2 * h, n, y, n, true);
    for (size_t i = 0; i < all; i++)
        y[i] = y[i] > 0 ? y[i] : AG_LEAK * y[i];
    *by = p->drop ? mask_of_sentences(p, p->drop->mlp, n) : NULL;
    if (*by)
        multiply(y, *by, all);
    return y;
}

/* d [N][n] of what rectify() gave; adds to dr [N][2h]. */
static void
rectify_back(pass *p, const float *r, int block, int n, const float *y, const float *by, float *d, float *dr, float *g)
{
    int h = p->net->shape.hidden;
    size_t all = (size_t)p->b->words * (size_t)n;

    if (by)
        multiply(d, by, all);
    for (size_t i = 0; i < all; i++)
        d[i] *= y[i] > 0 ? 1 : AG_LEAK;
    add_rows(d, n, p->b->words, n, g + p->net->at[block + 1]);
    back_weight(p->s, r, 2 * h, d, n, p->b->words, 2 * h, n, g + p->net->at[block]);
    back_input(p->s, d, n, weight(p, block), p->b->words, 2 * h, n, dr, 2 * h, true);
}

static void
run(pass *p, bool with_trees)
{
    const ag_net_shape *q = &p->net->shape;
    int n = p->b->words, h = q->hidden, in = ag_input_width(q), tags = q->upos + q->xpos, m = ag_mlp_width(q);
    const float *x;

    lay_steps(p);
    embed(p);
    x = p->x;
    for (int l = 0; l < AG_NET_LAYERS; l++) {
        p->y[l] = ag_take(p->s, (size_t)n * 2 * (size_t)h);
        for (int d = 0; d < 2; d++)
            recur(p, l, d, x, in, p->y[l]);
        p->y_mask[l] = p->drop ? mask_of_sentences(p, l + 1 < AG_NET_LAYERS ? p->drop->between : p->drop->output, 2 * h)
                               : NULL;
        if (p->y_mask[l])
            multiply(p->y[l], p->y_mask[l], (size_t)n * 2 * (size_t)h);
        x = p->y[l];
        in = 2 * h;
    }
    p->tags = ag_take(p->s, (size_t)n * (size_t)tags);
    set_rows(p->tags, tags, weight(p, AG_NET_TAGS_BIAS), n, tags);
    forward(p->s, x, in, weight(p, AG_NET_TAGS), n, in, tags, p->tags, tags, true);
    p->mlp = rectify(p, x, AG_NET_MLP, m, &p->mlp_mask);
    p->names = rectify(p, x, AG_NET_NAMES, q->names, &p->names_mask);
    p->name_tags = ag_take(p->s, (size_t)n * (size_t)q->name_tags);
    set_rows(p->name_tags, q->name_tags, weight(p, AG_NET_NAME_BIAS), n, q->name_tags);
    forward(p->s, p->names, q->names, weight(p, AG_NET_NAME_TAGS), n, q->names, q->name_tags, p->name_tags,
            q->name_tags, true);
    if (with_trees)
        score_arcs(p);
}

void
ag_net_run(const ag_net *net, const ag_net_batch *b, ag_net_scratch *s, ag_net_scores *out)
{
    s->current = 0;
    s->used = 0;

    /* the pass itself lives in the scratch, for ag_net_relations */
    pass *p = (pass *)(void *)ag_take(s, sizeof(pass) / sizeof(float) + 1);

    *p = (pass){ .net = net, .b = b, .s = s };
    run(p, true);
    *out = (ag_net_scores){ p->tags, p->name_tags, p->arc, p->arc_at };
}

const float *
ag_net_relations(const ag_net *net, const ag_net_batch *b, ag_net_scratch *s, const int *head)
{
    pass *p = (pass *)(void *)s->slabs[0].at;
    int *row = ag_take_ints(s, (size_t)b->words);

    (void)net;
    rows_of_heads(b, head, row);
    score_labels(p, row);
    return p->label;
}

/* Cross-entropy of softmax x [n]; d = scale · (softmax - gold). */
static double
softmax(const float *x, int n, int gold, float scale, float *d, long *right)
{
    int best = 0;
    float sum = 0;

    for (int i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    *right += best == gold;

    double loss = (double)x[best] - (double)x[gold];

    ag_exp_all(x, x[best], n, d);
    for (int i = 0; i < n; i++)
        sum += d[i];
    for (int i = 0; i < n; i++)
        d[i] *= scale / sum;
    d[gold] -= scale;
    return loss + log((double)sum);
}

/* - log of the probability of the classes in `may`; d = scale · (softmax - softmax among them). */
static double
softmax_of_some(const float *x, int n, uint64_t may, float scale, float *d, long *right)
{
    int best = 0;
    float sum = 0, some = 0;

    for (int i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    *right += (may >> best & 1) != 0;
    ag_exp_all(x, x[best], n, d);
    for (int i = 0; i < n; i++) {
        sum += d[i];
        some += may >> i & 1 ? d[i] : 0;
    }
    for (int i = 0; i < n; i++)
        d[i] = scale * (d[i] / sum - (may >> i & 1 ? d[i] / some : 0));
    return log((double)sum) - log((double)some);
}

/* Tags and trees: d_tags [N][tags] and d_mlp [N][m]. */
static void
learn_trees(pass *p, const ag_net_gold *gold, float scale, float *d_tags, float *d_mlp, float *g, ag_net_loss *loss)
{
    const ag_net_batch *b = p->b;
    const ag_net_shape *q = &p->net->shape;
    ag_net_scratch *s = p->s;
    int n = b->words, tags = q->upos + q->xpos, c = q->relations;
    int *head = ag_take_ints(s, (size_t)n), *row = ag_take_ints(s, (size_t)n);

    for (int i = 0; i < n; i++)
        head[i] = gold[i].head;
    rows_of_heads(b, head, row);
    score_labels(p, row);

    float *d_label = ag_take(s, (size_t)n * (size_t)c);
    size_t last = (size_t)(b->start[b->sentences] - b->start[b->sentences - 1]);
    float *d_arc = ag_take(s, p->arc_at[b->sentences - 1] + last * (last + 1));

    for (int k = 0; k < b->sentences; k++) {
        int size = b->start[k + 1] - b->start[k];

        for (int i = 0; i < size; i++) {
            size_t at = p->arc_at[k] + (size_t)i * (size_t)(size + 1);

            loss->arc += softmax(p->arc + at, size + 1, gold[b->start[k] + i].head, scale, d_arc + at, &loss->arc_right);
        }
    }
    for (int i = 0; i < n; i++) {
        size_t t = (size_t)i * (size_t)tags, y = (size_t)i * (size_t)c;

        loss->label += softmax(p->label + y, c, gold[i].relation, scale, d_label + y, &loss->label_right);
        loss->upos += softmax(p->tags + t, q->upos, gold[i].upos, scale, d_tags + t, &loss->upos_right);
        t += (size_t)q->upos;
        loss->xpos += softmax(p->tags + t, q->xpos, gold[i].xpos, scale, d_tags + t, &loss->xpos_right);
    }
    loss->words += n;
    arcs_back(p, d_arc, d_mlp, g);
    labels_back(p, row, d_label, d_mlp, g);
}

void
ag_net_learn(const ag_net *net, const ag_net_batch *b, const ag_net_gold *gold, const uint64_t *may,
             const ag_net_dropout *drop, uint64_t seed, ag_net_scratch *s, float *g, ag_net_loss *loss)
{
    const ag_net_shape *q = &net->shape;
    pass whole = { .net = net, .b = b, .s = s, .drop = drop, .seed = seed }, *p = &whole;
    int n = b->words, h = q->hidden, tags = q->upos + q->xpos, m = ag_mlp_width(q);
    size_t wide = 2 * (size_t)h;
    float scale = 1 / (float)n;

    s->current = 0;
    s->used = 0;
    run(p, gold != NULL);

    const float *x = p->y[AG_NET_LAYERS - 1];
    float *dy = ag_take_zero(s, (size_t)n * wide);

    if (gold) {
        float *d_tags = ag_take(s, (size_t)n * (size_t)tags), *d_mlp = ag_take_zero(s, (size_t)n * (size_t)m);

        learn_trees(p, gold, scale, d_tags, d_mlp, g, loss);
        rectify_back(p, x, AG_NET_MLP, m, p->mlp, p->mlp_mask, d_mlp, dy, g);
        add_rows(d_tags, tags, n, tags, g + net->at[AG_NET_TAGS_BIAS]);
        back_weight(s, x, 2 * h, d_tags, tags, n, 2 * h, tags, g + net->at[AG_NET_TAGS]);
        back_input(s, d_tags, tags, weight(p, AG_NET_TAGS), n, 2 * h, tags, dy, 2 * h, true);
    }
    if (may) {
        int y = q->name_tags, w = q->names;
        float *d_tags = ag_take(s, (size_t)n * (size_t)y), *d = ag_take(s, (size_t)n * (size_t)w);

        for (int i = 0; i < n; i++)
            loss->names += softmax_of_some(p->name_tags + (size_t)i * (size_t)y, y, may[i], scale,
                                           d_tags + (size_t)i * (size_t)y, &loss->names_right);
        loss->name_words += n;
        add_rows(d_tags, y, n, y, g + net->at[AG_NET_NAME_BIAS]);
        back_weight(s, p->names, w, d_tags, y, n, w, y, g + net->at[AG_NET_NAME_TAGS]);
        back_input(s, d_tags, y, weight(p, AG_NET_NAME_TAGS), n, w, y, d, w, false);
        rectify_back(p, x, AG_NET_NAMES, w, p->names, p->names_mask, d, dy, g);
    }
    for (int l = AG_NET_LAYERS - 1; l >= 0; l--) {
        int in = l ? 2 * h : ag_input_width(q);
        float *dx = ag_take_zero(s, (size_t)n * (size_t)in);

        if (p->y_mask[l])
            multiply(dy, p->y_mask[l], (size_t)n * wide);
        for (int d = 0; d < 2; d++)
            recur_back(p, l, d, dy, in, dx, g);
        dy = dx;
    }
    embed_back(p, dy, g);
}
