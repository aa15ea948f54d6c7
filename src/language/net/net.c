/* The network forward and backward: its parts (layers.h) put together, and the biaffine heads. The
 * derivatives are written by hand, part for part below the part they belong to;
 * tests/unit/test_net.c holds them against finite differences. */
#include "language/net/net.h"

#include "language/net/inside.h"
#include "language/net/kernel.h"
#include "language/net/layers.h"
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
                w[i] = reach * (2 * ag_uniform(&seed) - 1);
    }
}

/* ---- one pass -------------------------------------------------------------------------------- */

typedef struct pass {
    ag_pass c;
    const ag_net *net;
    ag_embedding words;
    float *x_mask;              /* [N][d]       */
    ag_lstm way[AG_NET_LAYERS][2];
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

static float *
gradient(const pass *p, float *g, int block)
{
    return g + p->net->at[block];
}

/* ---- heads ----------------------------------------------------------------------------------- */

/* Root and words of a sentence as heads: [n + 1][a]. */
static void
heads_of(const pass *p, int s, float *out)
{
    int a = p->net->shape.arc, m = ag_mlp_width(&p->net->shape);

    memcpy(out, weight(p, AG_NET_ROOT), (size_t)a * sizeof *out);
    for (int i = p->c.b->start[s]; i < p->c.b->start[s + 1]; i++)
        memcpy(out += a, p->mlp + (size_t)i * (size_t)m + a, (size_t)a * sizeof *out);
}

static void
score_arcs(pass *p)
{
    const ag_net_batch *b = p->c.b;
    int a = p->net->shape.arc, m = ag_mlp_width(&p->net->shape);
    size_t all = 0;

    p->turned = ag_take(p->c.s, (size_t)b->words * (size_t)a);
    ag_set_rows(p->turned, a, weight(p, AG_NET_ARC_HEAD), b->words, a);
    ag_times(&p->c, p->mlp, m, weight(p, AG_NET_ARC), b->words, a, a, p->turned, a, true);
    p->arc_at = (size_t *)(void *)ag_take(p->c.s, 2 * (size_t)b->sentences);
    for (int s = 0; s < b->sentences; s++) {
        size_t n = (size_t)(b->start[s + 1] - b->start[s]);

        p->arc_at[s] = all;
        all += n * (n + 1);
    }
    p->arc = ag_take(p->c.s, all);
    for (int s = 0; s < b->sentences; s++) {
        int n = b->start[s + 1] - b->start[s];
        ag_mark at = ag_here(p->c.s);
        float *heads = ag_take(p->c.s, (size_t)(n + 1) * (size_t)a), *packed = ag_take(p->c.s, ag_pack_size(a, n + 1));

        heads_of(p, s, heads);
        ag_pack(heads, a, a, n + 1, true, packed);
        ag_product(p->turned + (size_t)b->start[s] * (size_t)a, a, packed, n, a, n + 1, p->arc + p->arc_at[s], n + 1,
                   false);
        ag_back_to(p->c.s, at);
    }
}

/* d_arc as arc; adds to d_mlp. */
static void
arcs_back(pass *p, const float *d_arc, float *d_mlp, float *g)
{
    const ag_net_batch *b = p->c.b;
    const size_t *at = p->net->at;
    int a = p->net->shape.arc, m = ag_mlp_width(&p->net->shape);
    ag_mark start = ag_here(p->c.s);
    float *d_turned = ag_take(p->c.s, (size_t)b->words * (size_t)a);

    for (int s = 0; s < b->sentences; s++) {
        int n = b->start[s + 1] - b->start[s], first = b->start[s];
        ag_mark inner = ag_here(p->c.s);
        const float *d = d_arc + p->arc_at[s];
        float *heads = ag_take(p->c.s, (size_t)(n + 1) * (size_t)a), *packed = ag_take(p->c.s, ag_pack_size(n + 1, a));
        float *d_heads = ag_take_zero(p->c.s, (size_t)(n + 1) * (size_t)a);

        heads_of(p, s, heads);
        ag_pack(heads, a, n + 1, a, false, packed);
        ag_product(d, n + 1, packed, n, n + 1, a, d_turned + (size_t)first * (size_t)a, a, false);
        ag_times_back_weight(&p->c, d, n + 1, p->turned + (size_t)first * (size_t)a, a, n, n + 1, a, d_heads);
        ag_add_rows(d_heads, 0, 1, a, g + at[AG_NET_ROOT]);
        for (int i = 0; i < n; i++)
            ag_add_rows(d_heads + (size_t)(i + 1) * (size_t)a, 0, 1, a, d_mlp + (size_t)(first + i) * (size_t)m + a);
        ag_back_to(p->c.s, inner);
    }
    ag_add_rows(d_turned, a, b->words, a, g + at[AG_NET_ARC_HEAD]);
    ag_times_back_weight(&p->c, p->mlp, m, d_turned, a, b->words, a, a, g + at[AG_NET_ARC]);
    ag_times_back_input(&p->c, d_turned, a, weight(p, AG_NET_ARC), b->words, a, a, d_mlp, m, true);
    ag_back_to(p->c.s, start);
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
    int n = p->c.b->words, l = q->label, c = q->relations, m = ag_mlp_width(q);
    const float *dep = p->mlp + 2 * q->arc;

    p->label_head = ag_take(p->c.s, (size_t)n * (size_t)l);
    for (int i = 0; i < n; i++)
        memcpy(p->label_head + (size_t)i * (size_t)l,
               row[i] < 0 ? weight(p, AG_NET_ROOT) + q->arc : dep + (size_t)row[i] * (size_t)m + l,
               (size_t)l * sizeof(float));
    p->label_part = ag_take(p->c.s, (size_t)n * (size_t)(c * l));
    p->label = ag_take(p->c.s, (size_t)n * (size_t)c);
    ag_times(&p->c, dep, m, weight(p, AG_NET_LABEL), n, l, c * l, p->label_part, c * l, false);
    ag_set_rows(p->label, c, weight(p, AG_NET_LABEL_BIAS), n, c);
    ag_times(&p->c, dep, m, weight(p, AG_NET_LABEL_LINEAR), n, l, c, p->label, c, true);
    ag_times(&p->c, p->label_head, l, weight(p, AG_NET_LABEL_LINEAR) + (size_t)l * (size_t)c, n, l, c, p->label, c,
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
    int n = p->c.b->words, l = q->label, c = q->relations, m = ag_mlp_width(q);
    const float *dep = p->mlp + 2 * q->arc, *linear = weight(p, AG_NET_LABEL_LINEAR);
    float *d_dep = d_mlp + 2 * q->arc, *g_linear = g + at[AG_NET_LABEL_LINEAR];
    size_t half = (size_t)l * (size_t)c;
    ag_mark start = ag_here(p->c.s);
    float *d_part = ag_take(p->c.s, (size_t)n * half), *d_head = ag_take(p->c.s, (size_t)n * (size_t)l);

    ag_times_back_input(&p->c, d_label, c, linear + half, n, l, c, d_head, l, false);
    ag_times_back_input(&p->c, d_label, c, linear, n, l, c, d_dep, m, true);
    ag_times_back_weight(&p->c, dep, m, d_label, c, n, l, c, g_linear);
    ag_times_back_weight(&p->c, p->label_head, l, d_label, c, n, l, c, g_linear + half);
    ag_add_rows(d_label, c, n, c, g + at[AG_NET_LABEL_BIAS]);
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
    ag_times_back_weight(&p->c, dep, m, d_part, c * l, n, l, c * l, g + at[AG_NET_LABEL]);
    ag_times_back_input(&p->c, d_part, c * l, weight(p, AG_NET_LABEL), n, l, c * l, d_dep, m, true);
    for (int i = 0; i < n; i++)
        ag_add_rows(d_head + (size_t)i * (size_t)l, 0, 1, l,
                 row[i] < 0 ? g + at[AG_NET_ROOT] + q->arc : d_dep + (size_t)row[i] * (size_t)m + l);
    ag_back_to(p->c.s, start);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void
run(pass *p, bool with_trees)
{
    const ag_net_shape *q = &p->net->shape;
    const ag_net_dropout *drop = p->c.drop;
    int n = p->c.b->words, h = q->hidden, in = ag_input_width(q), tags = q->upos + q->xpos, m = ag_mlp_width(q);
    float *x = ag_take_zero(p->c.s, (size_t)n * (size_t)in);

    ag_lay_steps(p->c.b, p->c.s, &p->c.steps);
    p->words = (ag_embedding){ .shape = q, .vectors = p->net->vectors };
    for (int t = 0; t < AG_WORD_TABLES; t++)
        p->words.table[t] = weight(p, AG_NET_WORD + t);
    ag_embed(&p->c, &p->words, x, in);
    p->x_mask = ag_mask(&p->c, drop ? drop->input : 0, (size_t)n * (size_t)in);
    if (p->x_mask)
        ag_multiply(x, p->x_mask, (size_t)n * (size_t)in);
    for (int l = 0; l < AG_NET_LAYERS; l++) {
        p->y[l] = ag_take(p->c.s, (size_t)n * 2 * (size_t)h);
        for (int d = 0; d < 2; d++) {
            p->way[l][d] = (ag_lstm){ .in = in, .h = h, .d = d, .w_in = weight(p, ag_lstm_block(l, d, 0)),
                                      .w_back = weight(p, ag_lstm_block(l, d, 1)),
                                      .bias = weight(p, ag_lstm_block(l, d, 2)) };
            ag_lstm_run(&p->c, &p->way[l][d], x, p->y[l]);
        }
        p->y_mask[l] = ag_mask_of_sentences(&p->c, !drop ? 0 : l + 1 < AG_NET_LAYERS ? drop->between : drop->output, 2 * h);
        if (p->y_mask[l])
            ag_multiply(p->y[l], p->y_mask[l], (size_t)n * 2 * (size_t)h);
        x = p->y[l];
        in = 2 * h;
    }
    p->tags = ag_take(p->c.s, (size_t)n * (size_t)tags);
    ag_set_rows(p->tags, tags, weight(p, AG_NET_TAGS_BIAS), n, tags);
    ag_times(&p->c, x, in, weight(p, AG_NET_TAGS), n, in, tags, p->tags, tags, true);
    p->mlp = ag_rectify(&p->c, x, in, weight(p, AG_NET_MLP), weight(p, AG_NET_MLP_BIAS), m, drop ? drop->mlp : 0, &p->mlp_mask);
    p->names = ag_rectify(&p->c, x, in, weight(p, AG_NET_NAMES), weight(p, AG_NET_NAMES_BIAS), q->names, drop ? drop->mlp : 0,
                          &p->names_mask);
    p->name_tags = ag_take(p->c.s, (size_t)n * (size_t)q->name_tags);
    ag_set_rows(p->name_tags, q->name_tags, weight(p, AG_NET_NAME_BIAS), n, q->name_tags);
    ag_times(&p->c, p->names, q->names, weight(p, AG_NET_NAME_TAGS), n, q->names, q->name_tags, p->name_tags,
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

    *p = (pass){ .c = { .b = b, .s = s }, .net = net };
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

/* Tags and trees: d_tags [N][tags] and d_mlp [N][m]. */
static void
learn_trees(pass *p, const ag_net_gold *gold, const ag_net_soft *soft, float scale, float *d_tags, float *d_mlp, float *g,
            ag_net_loss *loss)
{
    const ag_net_batch *b = p->c.b;
    const ag_net_shape *q = &p->net->shape;
    ag_net_scratch *s = p->c.s;
    int n = b->words, tags = q->upos + q->xpos, c = q->relations;
    int *head = ag_take_ints(s, (size_t)n), *row = ag_take_ints(s, (size_t)n);

    for (int i = 0; i < n; i++)
        head[i] = gold[i].head;
    rows_of_heads(b, head, row);
    score_labels(p, row);

    float *d_label = ag_take(s, (size_t)n * (size_t)c);
    size_t last = (size_t)(b->start[b->sentences] - b->start[b->sentences - 1]);

#define LOSS(field, i, x, n_, d, right)                                                                     \
    (soft ? ag_softmax_of_shares(x, n_, soft[i].field, (int)(sizeof soft[i].field / sizeof *soft[i].field), \
                                 gold[i].field, scale, d, right)                                            \
          : ag_softmax(x, n_, gold[i].field, scale, d, right))
    float *d_arc = ag_take(s, p->arc_at[b->sentences - 1] + last * (last + 1));

    for (int k = 0; k < b->sentences; k++) {
        int size = b->start[k + 1] - b->start[k];

        for (int i = 0; i < size; i++) {
            size_t at = p->arc_at[k] + (size_t)i * (size_t)(size + 1);
            int word = b->start[k] + i;

            loss->arc += LOSS(head, word, p->arc + at, size + 1, d_arc + at, &loss->arc_right);
        }
    }
    for (int i = 0; i < n; i++) {
        size_t t = (size_t)i * (size_t)tags, y = (size_t)i * (size_t)c;

        loss->label += LOSS(relation, i, p->label + y, c, d_label + y, &loss->label_right);
        loss->upos += LOSS(upos, i, p->tags + t, q->upos, d_tags + t, &loss->upos_right);
        t += (size_t)q->upos;
        loss->xpos += LOSS(xpos, i, p->tags + t, q->xpos, d_tags + t, &loss->xpos_right);
    }
#undef LOSS
    loss->words += n;
    arcs_back(p, d_arc, d_mlp, g);
    labels_back(p, row, d_label, d_mlp, g);
}

void
ag_net_learn(const ag_net *net, const ag_net_batch *b, const ag_net_gold *gold, const ag_net_soft *soft,
             const uint64_t *may, const ag_net_dropout *drop, uint64_t seed, ag_net_scratch *s, float *g,
             ag_net_loss *loss)
{
    const ag_net_shape *q = &net->shape;
    pass whole = { .c = { .b = b, .s = s, .drop = drop, .seed = seed }, .net = net }, *p = &whole;
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

        learn_trees(p, gold, soft, scale, d_tags, d_mlp, g, loss);
        ag_rectify_back(&p->c, x, 2 * h, weight(p, AG_NET_MLP), m, p->mlp, p->mlp_mask, d_mlp, dy, gradient(p, g, AG_NET_MLP),
                        gradient(p, g, AG_NET_MLP_BIAS));
        ag_add_rows(d_tags, tags, n, tags, g + net->at[AG_NET_TAGS_BIAS]);
        ag_times_back_weight(&p->c, x, 2 * h, d_tags, tags, n, 2 * h, tags, g + net->at[AG_NET_TAGS]);
        ag_times_back_input(&p->c, d_tags, tags, weight(p, AG_NET_TAGS), n, 2 * h, tags, dy, 2 * h, true);
    }
    if (may) {
        int y = q->name_tags, w = q->names;
        float *d_tags = ag_take(s, (size_t)n * (size_t)y), *d = ag_take(s, (size_t)n * (size_t)w);

        for (int i = 0; i < n; i++)
            loss->names += ag_softmax_of_some(p->name_tags + (size_t)i * (size_t)y, y, may[i], scale,
                                           d_tags + (size_t)i * (size_t)y, &loss->names_right);
        loss->name_words += n;
        ag_add_rows(d_tags, y, n, y, g + net->at[AG_NET_NAME_BIAS]);
        ag_times_back_weight(&p->c, p->names, w, d_tags, y, n, w, y, g + net->at[AG_NET_NAME_TAGS]);
        ag_times_back_input(&p->c, d_tags, y, weight(p, AG_NET_NAME_TAGS), n, w, y, d, w, false);
        ag_rectify_back(&p->c, x, 2 * h, weight(p, AG_NET_NAMES), w, p->names, p->names_mask, d, dy,
                        gradient(p, g, AG_NET_NAMES), gradient(p, g, AG_NET_NAMES_BIAS));
    }
    for (int l = AG_NET_LAYERS - 1; l >= 0; l--) {
        int in = l ? 2 * h : ag_input_width(q);
        float *dx = ag_take_zero(s, (size_t)n * (size_t)in);

        if (p->y_mask[l])
            ag_multiply(dy, p->y_mask[l], (size_t)n * wide);
        for (int d = 0; d < 2; d++)
            ag_lstm_back(&p->c, &p->way[l][d], dy, dx, gradient(p, g, ag_lstm_block(l, d, 0)),
                         gradient(p, g, ag_lstm_block(l, d, 1)), gradient(p, g, ag_lstm_block(l, d, 2)));
        dy = dx;
    }

    int in = ag_input_width(q);
    float *tables[AG_WORD_TABLES];

    for (int t = 0; t < AG_WORD_TABLES; t++)
        tables[t] = gradient(p, g, AG_NET_WORD + t);
    if (p->x_mask)
        ag_multiply(dy, p->x_mask, (size_t)n * (size_t)in);
    ag_embed_back(&p->c, &p->words, dy, in, tables);
}
