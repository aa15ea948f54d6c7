/* Follows namer_net.c part for part; what is left out are dropout and derivatives. */
#include "language/net/namer_quant.h"

#include <stdlib.h>

#pragma GCC optimize("O3", "fp-contract=off")

/* The section, in parts (see layers8.h):
 *
 *     layers, hidden, rows of four tables, width of vectors and of four tables, kinds: int32 each
 *     labels of the kinds: a byte each
 *     scales of vectors and of four tables: 5 floats;  the tables
 *     input of both directions, recurrent of both directions, layer by layer;  output: dense
 *     bias of both directions, layer by layer;  output bias;  steps: floats */
enum { HEAD_LAYERS, HEAD_HIDDEN, HEAD_ROWS, HEAD_WIDTHS = HEAD_ROWS + 4, HEAD_KINDS = HEAD_WIDTHS + 5, HEAD_NUMBERS };

void
ag_namer8_write(const ag_namer_net *net, const ag_name_scheme *scheme, float vector_scale, ag_buf *out)
{
    const ag_namer_shape *p = &net->shape;
    const ag_net_shape *q = &p->words;
    int h = p->hidden, in = ag_input_width(q), tags = p->tags[0], at = 0;
    int32_t head[HEAD_NUMBERS] = { p->layers, h, q->words, q->suffixes, q->prefixes, q->shapes, q->d_vector, q->d_word,
                                   q->d_suffix, q->d_prefix, q->d_shape, scheme->kinds };
    float scale[5] = { vector_scale }, *row = calloc((size_t)in + 2 * (size_t)h, sizeof *row);

    if (!row)
        abort();
    for (int t = 0; t < 4; t++) {
        int b = AG_NAMER_TABLE + t;

        /* suffixes and prefixes are sums of several: leave room */
        scale[1 + t] = ag_largest(net->w + net->at[b], (size_t)net->rows[b] * (size_t)net->columns[b]) / 127 *
                       (t == 1 || t == 2 ? 1.6f : 1);
    }
    ag_part_add(out, head, sizeof head);
    ag_part_add(out, scheme->label, sizeof scheme->label);
    ag_part_add(out, scale, sizeof scale);
    for (int t = 0; t < 4; t++) {
        int b = AG_NAMER_TABLE + t;

        ag_part_add_table(out, net->w + net->at[b], (size_t)net->rows[b] * (size_t)net->columns[b], scale[1 + t]);
    }
    for (int t = 0; t < 5; t++)
        for (int i = 0; i < head[HEAD_WIDTHS + t]; i++)
            row[at++] = scale[t];
    for (int l = 0; l < p->layers; l++) {
        for (int d = 0; d < 2; d++)
            ag_part_add_dense(out, net->w + net->at[ag_namer_lstm(l, d, 0)], row, l ? 2 * h : in, 4 * h);
        for (int i = 0; i < 2 * h; i++)
            row[i] = 1.0f / 127;
        for (int d = 0; d < 2; d++)
            ag_part_add_dense(out, net->w + net->at[ag_namer_lstm(l, d, 1)], row, h, 4 * h);
    }
    ag_part_add_dense(out, net->w + net->at[AG_NAMER_HEAD], row, 2 * h, tags);
    for (int l = 0; l < p->layers; l++)
        for (int d = 0; d < 2; d++)
            ag_part_add(out, net->w + net->at[ag_namer_lstm(l, d, 2)], 4 * (size_t)h * sizeof(float));
    ag_part_add(out, net->w + net->at[AG_NAMER_HEAD + 1], (size_t)tags * sizeof(float));
    ag_part_add(out, net->w + net->at[AG_NAMER_HEAD + 2], (size_t)tags * (size_t)tags * sizeof(float));
    free(row);
}

static bool
is_sane(const int32_t *head, const uint8_t *label)
{
    if (head[HEAD_LAYERS] < 1 || head[HEAD_LAYERS] > AG_NAMER_LAYERS || head[HEAD_HIDDEN] < 16 ||
        head[HEAD_HIDDEN] > 1024 || head[HEAD_HIDDEN] % 16 || head[HEAD_KINDS] < 1 || head[HEAD_KINDS] > AG_NAME_KINDS_MAX)
        return false;
    for (int t = 0; t < 4; t++)
        if (head[HEAD_ROWS + t] < 1 || head[HEAD_ROWS + t] > 10000000)
            return false;
    for (int t = 0; t < 5; t++)
        if (head[HEAD_WIDTHS + t] < 1 || head[HEAD_WIDTHS + t] > 512)
            return false;
    for (int k = 0; k < head[HEAD_KINDS]; k++)
        if (label[k] >= AG_NAME_COUNT)
            return false;
    return true;
}

ag_status
ag_namer8_open(ag_str section, ag_namer8 *out, ag_err *err)
{
    ag_str rest = section;
    const int32_t *head = ag_part_next(&rest, HEAD_NUMBERS * sizeof *head);
    const uint8_t *label = ag_part_next(&rest, AG_NAME_KINDS_MAX);
    const float *scale = ag_part_next(&rest, 5 * sizeof *scale);

    *out = (ag_namer8){ 0 };
    if (!head || !label || !scale)
        return ag_fail(err, AG_INPUT, "the weights 'namer' are cut short");
    if (!is_sane(head, label))
        return ag_fail(err, AG_INPUT, "the weights 'namer' are of another program");

    const int32_t *rows = head + HEAD_ROWS, *widths = head + HEAD_WIDTHS;
    ag_namer_shape *p = &out->shape;

    p->words = (ag_net_shape){ .words = rows[0], .suffixes = rows[1], .prefixes = rows[2], .shapes = rows[3],
                               .d_vector = widths[0], .d_word = widths[1], .d_suffix = widths[2], .d_prefix = widths[3],
                               .d_shape = widths[4] };
    p->layers = head[HEAD_LAYERS];
    p->hidden = head[HEAD_HIDDEN];
    p->heads = 1;
    out->scheme.kinds = head[HEAD_KINDS];
    memcpy(out->scheme.label, label, sizeof out->scheme.label);
    p->tags[0] = ag_scheme_tags(&out->scheme);

    int h = p->hidden, in = ag_input_width(&p->words), tags = p->tags[0];
    bool is_whole = true;

    for (int t = 0; t < 4; t++)
        is_whole &= (out->tables.table[t] = ag_part_next(&rest, (size_t)rows[t] * (size_t)widths[1 + t])) != NULL;
    for (int l = 0; l < p->layers && is_whole; l++) {
        for (int d = 0; d < 2; d++)
            is_whole = is_whole && ag_part_next_dense(&rest, l ? 2 * h : in, 4 * h, &out->input[l][d]);
        for (int d = 0; d < 2; d++)
            is_whole = is_whole && ag_part_next_dense(&rest, h, 4 * h, &out->recurrent[l][d]);
    }
    is_whole = is_whole && ag_part_next_dense(&rest, 2 * h, tags, &out->output);
    for (int l = 0; l < p->layers && is_whole; l++)
        for (int d = 0; d < 2; d++)
            is_whole &= (out->bias[l][d] = ag_part_next(&rest, 4 * (size_t)h * sizeof(float))) != NULL;
    out->output_bias = is_whole ? ag_part_next(&rest, (size_t)tags * sizeof(float)) : NULL;
    out->step = out->output_bias ? ag_part_next(&rest, (size_t)tags * (size_t)tags * sizeof(float)) : NULL;
    if (!out->step || rest.len) {
        ag_namer8_close(out);
        return ag_fail(err, AG_INPUT, "the weights 'namer' are cut short");
    }
    return AG_OK;
}

void
ag_namer8_close(ag_namer8 *q)
{
    for (int l = 0; l < AG_NAMER_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            ag_weights8_done(&q->input[l][d]);
            ag_weights8_done(&q->recurrent[l][d]);
        }
    ag_weights8_done(&q->output);
    *q = (ag_namer8){ 0 };
}

const float *
ag_namer8_run(const ag_namer8 *q, const ag_net_batch *b, ag_net_scratch *s)
{
    const ag_namer_shape *p = &q->shape;
    int h = p->hidden, in = ag_input_width(&p->words), tags = p->tags[0];
    size_t n = (size_t)b->words;
    ag_tables8 tables = q->tables;
    ag_steps steps;

    s->current = 0;
    s->used = 0;
    tables.shape = &p->words;
    ag_lay_steps(b, s, &steps);

    uint8_t *x = (uint8_t *)ag_take(s, n * (size_t)in / 4 + 16);

    ag_embed8(&tables, b, x, in);
    for (int l = 0; l < p->layers; l++) {
        uint8_t *y = (uint8_t *)ag_take(s, n * 2 * (size_t)h / 4 + 16);

        for (int d = 0; d < 2; d++)
            ag_lstm_run8(&q->input[l][d], &q->recurrent[l][d], q->bias[l][d], h, b, &steps, s, d, x, in, y);
        x = y;
        in = 2 * h;
    }

    float *emit = ag_take(s, n * (size_t)tags);

    ag_product8(x, in, &q->output, (int)n, emit, tags, q->output_bias, 0);
    return emit;
}
