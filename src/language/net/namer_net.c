/* The network of names, forward and backward, of the parts in layers.h and crf.h. */
#include "language/net/namer_net.h"

#include "language/net/crf.h"
#include "language/net/layers.h"

#include <math.h>

#pragma GCC optimize("O3", "fp-contract=off")

void
ag_namer_plan(ag_namer_net *net, const ag_namer_shape *p)
{
    const ag_net_shape *q = &p->words;
    int h = p->hidden;
    size_t at = 0;

    *net = (ag_namer_net){ .shape = *p };

#define BLOCK(b, r, c) (net->rows[b] = (r), net->columns[b] = (c))
    BLOCK(AG_NAMER_TABLE, q->words, q->d_word);
    BLOCK(AG_NAMER_TABLE + 1, q->suffixes, q->d_suffix);
    BLOCK(AG_NAMER_TABLE + 2, q->prefixes, q->d_prefix);
    BLOCK(AG_NAMER_TABLE + 3, q->shapes, q->d_shape);
    for (int l = 0; l < p->layers; l++)
        for (int d = 0; d < 2; d++) {
            BLOCK(ag_namer_lstm(l, d, 0), l ? 2 * h : ag_input_width(q), 4 * h);
            BLOCK(ag_namer_lstm(l, d, 1), h, 4 * h);
            BLOCK(ag_namer_lstm(l, d, 2), 1, 4 * h);
        }
    for (int k = 0; k < p->heads; k++) {
        BLOCK(AG_NAMER_HEAD + 3 * k, 2 * h, p->tags[k]);
        BLOCK(AG_NAMER_HEAD + 3 * k + 1, 1, p->tags[k]);
        BLOCK(AG_NAMER_HEAD + 3 * k + 2, p->tags[k], p->tags[k]);
    }
#undef BLOCK
    for (int b = 0; b < AG_NAMER_BLOCKS; b++) {
        net->at[b] = at;
        at += ((size_t)net->rows[b] * (size_t)net->columns[b] + 15) / 16 * 16;
    }
    net->at[AG_NAMER_BLOCKS] = at;
}

/* As ag_net_init; steps begin at zero. */
void
ag_namer_init(ag_namer_net *net, uint64_t seed)
{
    memset(net->w, 0, net->at[AG_NAMER_BLOCKS] * sizeof *net->w);
    for (int b = 0; b < AG_NAMER_BLOCKS; b++) {
        size_t n = (size_t)net->rows[b] * (size_t)net->columns[b];
        bool is_lstm = b >= AG_NAMER_LSTM && b < AG_NAMER_HEAD;
        int part = (b - AG_NAMER_LSTM) % 3;
        float *w = net->w + net->at[b], reach = 0;

        if (b < AG_NAMER_LSTM)
            reach = b == AG_NAMER_TABLE || b == AG_NAMER_TABLE + 3 ? 0.3f : 0.15f;
        else if (is_lstm && part < 2)
            reach = sqrtf(6.0f / (float)(net->rows[b] + net->columns[b] / 4));
        else if (!is_lstm && part == 0)
            reach = sqrtf(6.0f / (float)(net->rows[b] + net->columns[b]));
        if (is_lstm && part == 2)
            for (int i = net->shape.hidden; n && i < 2 * net->shape.hidden; i++)
                w[i] = 1;
        for (size_t i = 0; i < n && reach > 0; i++)
            w[i] = reach * (2 * ag_uniform(&seed) - 1);
    }
}

/* ---- one pass -------------------------------------------------------------------------------- */

typedef struct pass {
    ag_pass c;
    const ag_namer_net *net;
    ag_embedding words;
    float *x_mask;                              /* [N][width] */
    ag_lstm way[AG_NAMER_LAYERS][2];
    float *y[AG_NAMER_LAYERS], *y_mask[AG_NAMER_LAYERS]; /* [N][2h] */
    float *emit;                                /* [N][tags] */
} pass;

static const float *
weight(const pass *p, int block)
{
    return p->net->w + p->net->at[block];
}

static void
run(pass *p, int head)
{
    const ag_namer_shape *q = &p->net->shape;
    const ag_net_dropout *drop = p->c.drop;
    int n = p->c.b->words, h = q->hidden, in = ag_input_width(&q->words), tags = q->tags[head];
    float *x = ag_take_zero(p->c.s, (size_t)n * (size_t)in);

    ag_lay_steps(p->c.b, p->c.s, &p->c.steps);
    p->words = (ag_embedding){ .shape = &q->words, .vectors = p->net->vectors };
    for (int t = 0; t < AG_WORD_TABLES; t++)
        p->words.table[t] = weight(p, AG_NAMER_TABLE + t);
    ag_embed(&p->c, &p->words, x, in);
    p->x_mask = ag_mask(&p->c, drop ? drop->input : 0, (size_t)n * (size_t)in);
    if (p->x_mask)
        ag_multiply(x, p->x_mask, (size_t)n * (size_t)in);
    for (int l = 0; l < q->layers; l++) {
        p->y[l] = ag_take(p->c.s, (size_t)n * 2 * (size_t)h);
        for (int d = 0; d < 2; d++) {
            p->way[l][d] = (ag_lstm){ .in = in, .h = h, .d = d, .w_in = weight(p, ag_namer_lstm(l, d, 0)),
                                      .w_back = weight(p, ag_namer_lstm(l, d, 1)),
                                      .bias = weight(p, ag_namer_lstm(l, d, 2)) };
            ag_lstm_run(&p->c, &p->way[l][d], x, p->y[l]);
        }
        p->y_mask[l] = ag_mask_of_sentences(&p->c, !drop ? 0 : l + 1 < q->layers ? drop->between : drop->output, 2 * h);
        if (p->y_mask[l])
            ag_multiply(p->y[l], p->y_mask[l], (size_t)n * 2 * (size_t)h);
        x = p->y[l];
        in = 2 * h;
    }
    p->emit = ag_take(p->c.s, (size_t)n * (size_t)tags);
    ag_set_rows(p->emit, tags, weight(p, AG_NAMER_HEAD + 3 * head + 1), n, tags);
    ag_times(&p->c, x, in, weight(p, AG_NAMER_HEAD + 3 * head), n, in, tags, p->emit, tags, true);
}

const float *
ag_namer_scores(const ag_namer_net *net, const ag_net_batch *b, int head, ag_net_scratch *s)
{
    pass p = { .c = { .b = b, .s = s }, .net = net };

    s->current = 0;
    s->used = 0;
    run(&p, head);
    return p.emit;
}

/* Of a sentence: d_emit [n][tags] = scale · (chances - shares). */
static void
learn_shares(ag_net_scratch *s, const float *emit, const float *step, const ag_namer_soft *soft, int n, int tags, float scale,
             float *d_emit)
{
    ag_crf_chances(s, emit, step, n, tags, d_emit);
    for (size_t i = 0; i < (size_t)n * (size_t)tags; i++)
        d_emit[i] *= scale;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < AG_NET_CLASS_SHARES; k++)
            d_emit[i * tags + soft[i].tag[k].of] -= scale * (float)soft[i].tag[k].share / 65535;
}

void
ag_namer_learn(const ag_namer_net *net, const ag_net_batch *b, int head, const uint8_t *gold, const ag_namer_soft *soft,
               const ag_net_dropout *drop, uint64_t seed, ag_net_scratch *s, float *g, ag_namer_loss *loss)
{
    const ag_namer_shape *q = &net->shape;
    pass whole = { .c = { .b = b, .s = s, .drop = drop, .seed = seed }, .net = net }, *p = &whole;
    int n = b->words, h = q->hidden, tags = q->tags[head], in = 2 * h, block = AG_NAMER_HEAD + 3 * head;

    s->current = 0;
    s->used = 0;
    run(p, head);

    const float *x = p->y[q->layers - 1];
    float *dy = ag_take_zero(s, (size_t)n * 2 * (size_t)h), *d_emit = ag_take(s, (size_t)n * (size_t)tags);

    for (int k = 0; k < b->sentences; k++) {
        size_t at = (size_t)b->start[k] * (size_t)tags;

        if (soft) {
            learn_shares(s, p->emit + at, weight(p, block + 2), soft + b->start[k], b->start[k + 1] - b->start[k], tags,
                         1 / (float)n, d_emit + at);
            continue;
        }
        loss->sum += ag_crf_learn(s, p->emit + at, weight(p, block + 2), gold + b->start[k], b->start[k + 1] - b->start[k],
                                  tags, 1 / (float)n, d_emit + at, g + net->at[block + 2]);
    }
    loss->words += soft ? 0 : n;
    ag_add_rows(d_emit, tags, n, tags, g + net->at[block + 1]);
    ag_times_back_weight(&p->c, x, in, d_emit, tags, n, in, tags, g + net->at[block]);
    ag_times_back_input(&p->c, d_emit, tags, weight(p, block), n, in, tags, dy, in, true);
    for (int l = q->layers - 1; l >= 0; l--) {
        in = l ? 2 * h : ag_input_width(&q->words);

        float *dx = ag_take_zero(s, (size_t)n * (size_t)in);

        if (p->y_mask[l])
            ag_multiply(dy, p->y_mask[l], (size_t)n * 2 * (size_t)h);
        for (int d = 0; d < 2; d++)
            ag_lstm_back(&p->c, &p->way[l][d], dy, dx, g + net->at[ag_namer_lstm(l, d, 0)],
                         g + net->at[ag_namer_lstm(l, d, 1)], g + net->at[ag_namer_lstm(l, d, 2)]);
        dy = dx;
    }

    float *tables[AG_WORD_TABLES];

    for (int t = 0; t < AG_WORD_TABLES; t++)
        tables[t] = g + net->at[AG_NAMER_TABLE + t];
    if (p->x_mask)
        ag_multiply(dy, p->x_mask, (size_t)n * (size_t)in);
    ag_embed_back(&p->c, &p->words, dy, in, tables);
}
