/* The network in use. Follows net.c part for part; what is left out are dropout and derivatives. */
#include "language/net/quant.h"

#include "language/net/inside.h"
#include "language/net/kernel.h"
#include "language/net/layers8.h"
#include "language/net/tree.h"
#include "names.h"

#include <math.h>
#include <stdlib.h>

#pragma GCC optimize("O3", "fp-contract=off")

/* ---- writing ----------------------------------------------------------------------------------
 *
 *     shape  int32 each
 *     scales of vectors and of four tables  5 floats
 *     vectors and tables  int8
 *     each of input, recurrent of both directions of both layers, output (tags, vectors of arcs and labels, names), label:
 *         scales [n] floats, weights [k][n] int8
 *     bias [4h] of both directions of both layers, output bias, arc [a][a], arc head [a],
 *     root [a + l], label linear [2l][c], label bias [c], name tags [names][tags], their bias  floats
 *
 * See layers8.h for parts. */

void
ag_quant_write(const ag_net *net, const ag_vectors *vectors, ag_buf *out)
{
    const ag_net_shape *p = &net->shape;
    int h = p->hidden, tags = p->upos + p->xpos, mlp = ag_mlp_width(p), width = ag_input_width(p), at = 0;
    int all = tags + mlp + p->names;
    float scales[5] = { vectors->scale }, *row = calloc((size_t)width + 2 * (size_t)h + (size_t)p->label, sizeof *row);
    float *both = calloc(2 * (size_t)h * (size_t)all, sizeof *both);

    if (!row || !both)
        abort();
    for (int b = 0; b < 4; b++) {
        size_t n = (size_t)net->rows[b] * (size_t)net->columns[b];

        /* suffixes and prefixes are sums of several: leave room */
        scales[1 + b] = ag_largest(net->w + net->at[b], n) / 127 * (b == AG_NET_SUFFIX || b == AG_NET_PREFIX ? 1.6f : 1);
    }
    ag_part_add(out, p, sizeof *p);
    ag_part_add(out, scales, sizeof scales);
    ag_part_add(out, vectors->bits, (size_t)p->vectors * (size_t)p->d_vector);
    for (int b = 0; b < 4; b++)
        ag_part_add_table(out, net->w + net->at[b], (size_t)net->rows[b] * (size_t)net->columns[b], scales[1 + b]);

    int part[5] = { p->d_vector, p->d_word, p->d_suffix, p->d_prefix, p->d_shape };

    for (int b = 0; b < 5; b++)
        for (int i = 0; i < part[b]; i++)
            row[at++] = scales[b];
    for (int l = 0; l < AG_NET_LAYERS; l++) {
        for (int d = 0; d < 2; d++)
            ag_part_add_dense(out, net->w + net->at[ag_lstm_block(l, d, 0)], row, l ? 2 * h : width, 4 * h);
        for (int i = 0; i < 2 * h; i++)
            row[i] = 1.0f / 127;
        for (int d = 0; d < 2; d++)
            ag_part_add_dense(out, net->w + net->at[ag_lstm_block(l, d, 1)], row, h, 4 * h);
    }
    for (int i = 0; i < 2 * h; i++) {
        float *to = both + (size_t)i * (size_t)all;

        memcpy(to, net->w + net->at[AG_NET_TAGS] + (size_t)i * (size_t)tags, (size_t)tags * sizeof *to);
        memcpy(to + tags, net->w + net->at[AG_NET_MLP] + (size_t)i * (size_t)mlp, (size_t)mlp * sizeof *to);
        memcpy(to + tags + mlp, net->w + net->at[AG_NET_NAMES] + (size_t)i * (size_t)p->names, (size_t)p->names * sizeof *to);
    }
    ag_part_add_dense(out, both, row, 2 * h, all);
    for (int i = 0; i < p->label; i++)
        row[i] = 1;
    ag_part_add_dense(out, net->w + net->at[AG_NET_LABEL], row, p->label, p->relations * p->label);
    for (int l = 0; l < AG_NET_LAYERS; l++)
        for (int d = 0; d < 2; d++)
            ag_part_add(out, net->w + net->at[ag_lstm_block(l, d, 2)], 4 * (size_t)h * sizeof(float));
    ag_buf_add(out, net->w + net->at[AG_NET_TAGS_BIAS], (size_t)tags * sizeof(float));
    ag_buf_add(out, net->w + net->at[AG_NET_MLP_BIAS], (size_t)mlp * sizeof(float));
    ag_part_add(out, net->w + net->at[AG_NET_NAMES_BIAS], (size_t)p->names * sizeof(float));

    static const int floats[] = { AG_NET_ARC, AG_NET_ARC_HEAD, AG_NET_ROOT, AG_NET_LABEL_LINEAR, AG_NET_LABEL_BIAS,
                                  AG_NET_NAME_TAGS, AG_NET_NAME_BIAS };

    for (size_t i = 0; i < sizeof floats / sizeof *floats; i++)
        ag_part_add(out, net->w + net->at[floats[i]],
                 (size_t)net->rows[floats[i]] * (size_t)net->columns[floats[i]] * sizeof(float));
    free(row);
    free(both);
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool
is_sane(const ag_net_shape *p)
{
    const int rows[] = { p->words, p->suffixes, p->prefixes, p->shapes, p->vectors };
    const int columns[] = { p->d_vector, p->d_word, p->d_suffix, p->d_prefix, p->d_shape };

    for (int i = 0; i < 5; i++)
        if (rows[i] < 1 || rows[i] > 10000000 || columns[i] < 1 || columns[i] > 1024)
            return false;
    return p->hidden >= 16 && p->hidden <= 1024 && p->hidden % 16 == 0 && p->arc >= 1 && p->arc <= 1024 &&
           p->label >= 16 && p->label <= 512 && p->label % 16 == 0 && p->upos == AG_UPOS_COUNT && p->xpos >= 1 &&
           p->xpos <= 255 && p->relations == AG_DEPREL_COUNT && p->names >= 0 && p->names <= 512 && p->name_tags >= 0 &&
           p->name_tags <= 255;
}

ag_status
ag_quant_open(ag_str section, ag_quant *out, ag_err *err)
{
    ag_str rest = section;
    const void *shape = ag_part_next(&rest, sizeof out->shape);
    const float *scales = ag_part_next(&rest, 5 * sizeof *scales), *arc = NULL, *linear = NULL, *names = NULL;
    bool is_whole;

    *out = (ag_quant){ 0 };
    if (!shape || !scales)
        return ag_fail(err, AG_INPUT, "the weights 'net' are cut short");
    memcpy(&out->shape, shape, sizeof out->shape);

    const ag_net_shape *p = &out->shape;

    if (!is_sane(p))
        return ag_fail(err, AG_INPUT, "the weights 'net' are of another program");

    int h = p->hidden, all = p->upos + p->xpos + ag_mlp_width(p) + p->names, width = ag_input_width(p);
    const int rows[] = { p->words, p->suffixes, p->prefixes, p->shapes };
    const int columns[] = { p->d_word, p->d_suffix, p->d_prefix, p->d_shape };

    out->vector_scale = scales[0];
    memcpy(out->scale, scales + 1, sizeof out->scale);
    out->vectors = ag_part_next(&rest, (size_t)p->vectors * (size_t)p->d_vector);
    for (int b = 0; b < 4; b++)
        out->table[b] = ag_part_next(&rest, (size_t)rows[b] * (size_t)columns[b]);
    is_whole = rest.at != NULL;
    for (int l = 0; l < AG_NET_LAYERS && is_whole; l++) {
        for (int d = 0; d < 2; d++)
            is_whole = is_whole && ag_part_next_dense(&rest, l ? 2 * h : width, 4 * h, &out->input[l][d]);
        for (int d = 0; d < 2; d++)
            is_whole = is_whole && ag_part_next_dense(&rest, h, 4 * h, &out->recurrent[l][d]);
    }
    is_whole = is_whole && ag_part_next_dense(&rest, 2 * h, all, &out->output);
    is_whole = is_whole && ag_part_next_dense(&rest, p->label, p->relations * p->label, &out->label);
    if (is_whole) {
        size_t a = (size_t)p->arc, l = (size_t)p->label, c = (size_t)p->relations;

        for (int i = 0; i < AG_NET_LAYERS; i++)
            for (int d = 0; d < 2; d++)
                out->bias[i][d] = ag_part_next(&rest, 4 * (size_t)h * sizeof(float));
        out->output_bias = ag_part_next(&rest, (size_t)all * sizeof(float));
        arc = ag_part_next(&rest, a * a * sizeof(float));
        out->arc_head = ag_part_next(&rest, a * sizeof(float));
        out->root = ag_part_next(&rest, (a + l) * sizeof(float));
        linear = ag_part_next(&rest, 2 * l * c * sizeof(float));
        out->label_bias = ag_part_next(&rest, c * sizeof(float));
        names = ag_part_next(&rest, (size_t)p->names * (size_t)p->name_tags * sizeof(float));
        out->name_bias = ag_part_next(&rest, (size_t)p->name_tags * sizeof(float));
    }
    if (!is_whole || !out->name_bias || rest.len) {
        ag_quant_close(out);
        return ag_fail(err, AG_INPUT, "the weights 'net' are cut short");
    }
    out->arc = ag_packed_copy(arc, p->arc, p->arc);
    if (p->names)
        out->name_tags = ag_packed_copy(names, p->names, p->name_tags);
    for (int i = 0; i < 2; i++)
        out->label_linear[i] = ag_packed_copy(linear + (size_t)i * (size_t)p->label * (size_t)p->relations, p->label,
                                      p->relations);
    return AG_OK;
}

void
ag_quant_close(ag_quant *q)
{
    for (int l = 0; l < AG_NET_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            ag_weights8_done(&q->input[l][d]);
            ag_weights8_done(&q->recurrent[l][d]);
        }
    ag_weights8_done(&q->output);
    ag_weights8_done(&q->label);
    free(q->arc);
    free(q->name_tags);
    free(q->label_linear[0]);
    free(q->label_linear[1]);
    *q = (ag_quant){ 0 };
}

/* ---- running --------------------------------------------------------------------------------- */

uint8_t
ag_best_relation(const float *score, int relations, bool is_root)
{
    int best = AG_ROOT_ == 0 ? 1 : 0;

    if (is_root)
        return AG_ROOT_;
    for (int r = best + 1; r < relations; r++)
        if (r != AG_ROOT_ && score[r] > score[best])
            best = r;
    return (uint8_t)best;
}

uint8_t
ag_best_pair(const float *score, int upos, const ag_pair_of_tags *pairs, int n)
{
    int best = 0;
    float most = score[pairs[0].upos] + score[upos + pairs[0].xpos];

    for (int p = 1; p < n; p++) {
        float x = score[pairs[p].upos] + score[upos + pairs[p].xpos];

        if (x > most) {
            most = x;
            best = p;
        }
    }
    return (uint8_t)best;
}

enum { CHUNK = 32 }; /* words whose labels are scored at once: what fits into the cache */

static void
label(const ag_quant *q, const ag_net_batch *b, ag_net_scratch *s, const float *vectors, int ld, const int *head,
      uint8_t *relation)
{
    const ag_net_shape *p = &q->shape;
    int l = p->label, c = p->relations;
    ag_mark start = ag_here(s);
    float *part = ag_take(s, (size_t)CHUNK * (size_t)(c * l)), *heads = ag_take(s, (size_t)CHUNK * (size_t)l);
    float *score = ag_take(s, (size_t)CHUNK * (size_t)c), *scaled = ag_take(s, (size_t)l);
    uint8_t *bytes = (uint8_t *)ag_take(s, (size_t)CHUNK * (size_t)l / 4 + 1);
    int sentence = 0;

    for (int from = 0; from < b->words; from += CHUNK) {
        int n = b->words - from < CHUNK ? b->words - from : CHUNK;
        float step[CHUNK];

        for (int i = 0; i < n; i++) {
            const float *dep = vectors + (size_t)(from + i) * (size_t)ld + 2 * p->arc;
            float most = ag_largest(dep, (size_t)l);

            while (b->start[sentence + 1] <= from + i)
                sentence++;
            step[i] = most / 127;
            ag_bytes_of(dep, most > 0 ? 127 / most : 0, (size_t)l, bytes + (size_t)i * (size_t)l);
            memcpy(heads + (size_t)i * (size_t)l,
                   head[from + i] ? vectors + (size_t)(b->start[sentence] + head[from + i] - 1) * (size_t)ld + 2 * p->arc + l
                                  : q->root + p->arc,
                   (size_t)l * sizeof *heads);
            memcpy(score + (size_t)i * (size_t)c, q->label_bias, (size_t)c * sizeof *score);
        }
        ag_product(vectors + (size_t)from * (size_t)ld + 2 * p->arc, ld, q->label_linear[0], n, l, c, score, c, true);
        ag_product(heads, l, q->label_linear[1], n, l, c, score, c, true);
        ag_product8(bytes, l, &q->label, n, part, c * l, NULL, 0);
        for (int i = 0; i < n; i++) {
            for (int e = 0; e < l; e++)
                scaled[e] = heads[(size_t)i * (size_t)l + (size_t)e] * step[i];
            ag_dots(part + (size_t)i * (size_t)(c * l), scaled, c, l, score + (size_t)i * (size_t)c);
            relation[from + i] = ag_best_relation(score + (size_t)i * (size_t)c, c, head[from + i] == 0);
        }
    }
    ag_back_to(s, start);
}

/* scores [N][tags + mlp] of which the last part are the vectors of arcs and labels. */
static void
attach(const ag_quant *q, const ag_net_batch *b, ag_net_scratch *s, ag_arena *arena, const float *vectors, int ld,
       int *head)
{
    int a = q->shape.arc;
    ag_mark start = ag_here(s);
    float *turned = ag_take(s, (size_t)b->words * (size_t)a);

    for (int i = 0; i < b->words; i++)
        memcpy(turned + (size_t)i * (size_t)a, q->arc_head, (size_t)a * sizeof *turned);
    ag_product(vectors, ld, q->arc, b->words, a, a, turned, a, true);
    for (int k = 0; k < b->sentences; k++) {
        int first = b->start[k], n = b->start[k + 1] - first;
        ag_mark inner = ag_here(s);
        float *heads = ag_take(s, (size_t)(n + 1) * (size_t)a), *pack = ag_take(s, ag_pack_size(a, n + 1));
        float *score = ag_take(s, (size_t)n * (size_t)(n + 1));

        memcpy(heads, q->root, (size_t)a * sizeof *heads);
        for (int i = 0; i < n; i++)
            memcpy(heads + (size_t)(i + 1) * (size_t)a, vectors + (size_t)(first + i) * (size_t)ld + a,
                   (size_t)a * sizeof *heads);
        ag_pack(heads, a, a, n + 1, true, pack);
        ag_product(turned + (size_t)first * (size_t)a, a, pack, n, a, n + 1, score, n + 1, false);
        ag_tree_best(arena, score, n, head + first);
        ag_back_to(s, inner);
    }
    ag_back_to(s, start);
}

void
ag_quant_run(const ag_quant *q, const ag_net_batch *b, ag_net_scratch *s, ag_arena *a, const ag_pair_of_tags *pairs,
             int pair_count, int *head, uint8_t *relation, uint8_t *pair, float *names)
{
    const ag_net_shape *p = &q->shape;
    int h = p->hidden, in = ag_input_width(p), tags = p->upos + p->xpos, mlp = ag_mlp_width(p), all = tags + mlp + p->names;
    size_t n = (size_t)b->words;
    ag_steps steps;

    if (!b->words)
        return;
    s->current = 0;
    s->used = 0;
    ag_lay_steps(b, s, &steps);

    uint8_t *x = (uint8_t *)ag_take(s, n * (size_t)in / 4 + 16);

    ag_embed8(&(ag_tables8){ p, q->vectors, { q->table[0], q->table[1], q->table[2], q->table[3] }, q->rare },
              b, x, in);
    for (int l = 0; l < AG_NET_LAYERS; l++) {
        uint8_t *y = (uint8_t *)ag_take(s, n * 2 * (size_t)h / 4 + 16);

        for (int d = 0; d < 2; d++)
            ag_lstm_run8(&q->input[l][d], &q->recurrent[l][d], q->bias[l][d], h, b, &steps, s, d, x, in, y);
        x = y;
        in = 2 * h;
    }

    float *out = ag_take(s, n * (size_t)all), *vectors = out + tags;

    ag_product8(x, in, &q->output, (int)n, out, all, q->output_bias, 0);
    for (size_t i = 0; i < n; i++) {
        pair[i] = ag_best_pair(out + i * (size_t)all, p->upos, pairs, pair_count);
        for (int e = tags; e < all; e++) {
            float *v = &out[i * (size_t)all + (size_t)e];

            *v = *v > AG_LEAK * *v ? *v : AG_LEAK * *v;
        }
    }
    if (names && p->names) {
        for (size_t i = 0; i < n; i++)
            memcpy(names + i * (size_t)p->name_tags, q->name_bias, (size_t)p->name_tags * sizeof *names);
        ag_product(vectors + mlp, all, q->name_tags, (int)n, p->names, p->name_tags, names, p->name_tags, true);
    }
    attach(q, b, s, a, vectors, all, head);
    label(q, b, s, vectors, all, head, relation);
}
