/* The network: derivatives against finite differences, code for one processor against another,
 * tree decoding against all trees. */
#include "unit.h"

#include "language/namer.h"
#include "language/viterbi.h"
#include "language/net/kernel.h"
#include "language/net/net.h"
#include "language/net/quant.h"
#include "language/net/tree.h"
#include "language/training.h"

#include <math.h>
#include <stdlib.h>

static uint64_t state = 5;

static float
number(void)
{
    return (float)(ag_random(&state) >> 40) / 8388608.0f - 1;
}

static float *
numbers(size_t n)
{
    float *x = aligned_alloc(64, (n * sizeof *x + 63) / 64 * 64);

    for (size_t i = 0; i < n; i++)
        x[i] = number();
    return x;
}

enum { WORDS = 14 };

static const ag_net_shape small = {
    .words = 7, .suffixes = 9, .prefixes = 6, .shapes = 4, .vectors = 5,
    .d_vector = 6, .d_word = 5, .d_suffix = 4, .d_prefix = 3, .d_shape = 2,
    .hidden = 16, .arc = 8, .label = 16, .upos = 4, .xpos = 5, .relations = 6, .names = 7, .name_tags = 9,
};

typedef struct problem {
    ag_net net;
    ag_net_batch batch;
    ag_net_word word[WORDS];
    ag_net_gold gold[WORDS];
    ag_net_soft soft[WORDS];
    bool is_soft;
    uint64_t may[WORDS];
    int start[5];
    float *g;
} problem;

static void
make(problem *p)
{
    ag_net_plan(&p->net, &small);
    p->net.w = numbers(p->net.at[AG_NET_BLOCKS]);
    p->net.vectors = numbers(5 * 6);
    ag_net_init(&p->net, 3);
    for (size_t i = p->net.at[AG_NET_LSTM]; i < p->net.at[AG_NET_BLOCKS]; i++)
        p->net.w[i] += 0.2f * number();
    memcpy(p->start, (int[]){ 0, 6, 10, 13, 14 }, sizeof p->start);
    p->batch = (ag_net_batch){ 4, WORDS, 6, p->start, p->word };
    for (int s = 0; s < 4; s++)
        for (int i = p->start[s]; i < p->start[s + 1]; i++) {
            ag_net_word *w = &p->word[i];

            w->vector = (int)(ag_random(&state) % 5);
            w->word = (int)(ag_random(&state) % 7);
            for (int k = 0; k < AG_NET_SUFFIXES; k++)
                w->suffix[k] = (int)(ag_random(&state) % 9);
            for (int k = 0; k < AG_NET_PREFIXES; k++)
                w->prefix[k] = (int)(ag_random(&state) % 6);
            w->shape = (int)(ag_random(&state) % 4);
            p->gold[i].head = (int16_t)(ag_random(&state) % (uint64_t)(p->start[s + 1] - p->start[s] + 1));
            p->gold[i].relation = (uint8_t)(ag_random(&state) % 6);
            p->gold[i].upos = (uint8_t)(ag_random(&state) % 4);
            p->gold[i].xpos = (uint8_t)(ag_random(&state) % 5);

            int size = p->start[s + 1] - p->start[s] + 1; /* two classes with a third and two thirds */

#define SHARES(field, n)                                                                             \
    do {                                                                                             \
        p->soft[i].field[0] = (ag_net_share){ (uint16_t)(ag_random(&state) % (uint64_t)(n)), 43690 }; \
        p->soft[i].field[1] = (ag_net_share){ (uint16_t)(ag_random(&state) % (uint64_t)(n)), 21845 }; \
    } while (0)
            SHARES(head, size);
            SHARES(relation, 6);
            SHARES(upos, 4);
            SHARES(xpos, 5);
            p->may[i] = 1 + ag_random(&state) % 510;
        }
    p->g = calloc(p->net.at[AG_NET_BLOCKS], sizeof *p->g);
}

static void
done(problem *p)
{
    free(p->net.w);
    free((float *)(uintptr_t)p->net.vectors);
    free(p->g);
}

static double
loss_of(problem *p, const ag_net_dropout *drop, ag_net_scratch *s)
{
    ag_net_loss l = { 0 };
    float *waste = calloc(p->net.at[AG_NET_BLOCKS], sizeof *waste);

    ag_net_learn(&p->net, &p->batch, p->gold, p->is_soft ? p->soft : NULL, p->may, drop, 77, s, waste, &l);
    free(waste);
    return (l.arc + l.label + l.upos + l.xpos + l.names) / (double)l.words;
}

/* Along the gradient of each block the loss rises by its length; along a random direction by their
 * product. */
static void
check_gradients(const ag_net_dropout *drop, bool is_soft)
{
    problem p = { 0 };
    ag_net_scratch s = { 0 };
    ag_net_loss l = { 0 };

    make(&p);
    p.is_soft = is_soft;
    ag_net_learn(&p.net, &p.batch, p.gold, is_soft ? p.soft : NULL, p.may, drop, 77, &s, p.g, &l);
    for (int b = 0; b < AG_NET_BLOCKS; b++)
        for (int turn = 0; turn < 3; turn++) {
            size_t n = (size_t)p.net.rows[b] * (size_t)p.net.columns[b];
            float *w = p.net.w + p.net.at[b], *g = p.g + p.net.at[b], *old = numbers(n), *way = numbers(n);
            double length = 0, slope = 0, step = 5e-3;

            for (size_t i = 0; i < n; i++) {
                way[i] = turn == 0 ? g[i] : turn == 1 ? way[i] : g[i] * way[i];
                length += (double)way[i] * way[i];
            }
            length = sqrt(length);
            CHECK(length > 0);
            for (size_t i = 0; i < n; i++) {
                way[i] /= (float)length;
                slope += (double)way[i] * g[i];
            }
            memcpy(old, w, n * sizeof *w);
            for (size_t i = 0; i < n; i++)
                w[i] = old[i] + (float)step * way[i];

            double up = loss_of(&p, drop, &s);

            for (size_t i = 0; i < n; i++)
                w[i] = old[i] - (float)step * way[i];

            double down = loss_of(&p, drop, &s), measured = (up - down) / (2 * step);

            memcpy(w, old, n * sizeof *w);
            if (fabs(measured - slope) > 0.02 * fabs(slope) + 2e-3)
                fprintf(stderr, "block %d turn %d%s: measured %g, derived %g\n", b, turn, is_soft ? " (soft)" : "", measured, slope);
            CHECK(fabs(measured - slope) <= 0.02 * fabs(slope) + 2e-3);
            free(old);
            free(way);
        }
    done(&p);
    ag_net_scratch_done(&s);
}

static void
derivatives_agree_with_finite_differences(void)
{
    check_gradients(NULL, false);
    check_gradients(NULL, true);
}

static void
derivatives_agree_under_dropout(void)
{
    ag_net_dropout drop = { 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f };

    check_gradients(&drop, false);
}

static void
a_sentence_alone_scores_as_in_company_and_on_any_processor(void)
{
    problem p = { 0 };
    ag_net_scratch s = { 0 };
    ag_net_scores in_company, alone;
    int c = small.upos + small.xpos;
    float tags[WORDS * 9], arc[200];

    make(&p);
    ag_net_run(&p.net, &p.batch, &s, &in_company);
    memcpy(tags, in_company.tags, sizeof tags);
    memcpy(arc, in_company.arc + in_company.arc_at[1], 20 * sizeof *arc);
    for (int cpu = AG_CPU_AVX512; cpu >= AG_CPU_PORTABLE; cpu--) {
        int start[2] = { 0, 4 };
        ag_net_batch one = { 1, 4, 4, start, p.word + 6 };

        ag_cpu_limit((ag_cpu)cpu);
        ag_net_run(&p.net, &one, &s, &alone);
        CHECK(memcmp(alone.tags, tags + 6 * c, 4 * (size_t)c * sizeof *tags) == 0);
        CHECK(memcmp(alone.arc, arc, 20 * sizeof *arc) == 0);
    }
    ag_cpu_limit(AG_CPU_AVX512);
    done(&p);
    ag_net_scratch_done(&s);
}

static void
a_step_of_training_has_the_same_bits_on_any_processor(void)
{
    static const ag_net_dropout drop = { 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f };
    problem p = { 0 };
    ag_net_scratch s = { 0 };

    make(&p);

    size_t n = p.net.at[AG_NET_BLOCKS];
    float *first = calloc(n, sizeof *first), *w = calloc(n, sizeof *w), *m = calloc(n, sizeof *m);
    float *v = calloc(n, sizeof *v), *after = calloc(n, sizeof *after);

    for (int cpu = AG_CPU_AVX512; cpu >= AG_CPU_PORTABLE; cpu--) {
        ag_net_loss l = { 0 };

        ag_cpu_limit((ag_cpu)cpu);
        memset(p.g, 0, n * sizeof *p.g);
        ag_net_learn(&p.net, &p.batch, p.gold, NULL, p.may, &drop, 77, &s, p.g, &l);
        memcpy(w, p.net.w, n * sizeof *w);
        memset(m, 0, n * sizeof *m);
        memset(v, 0, n * sizeof *v);
        ag_adam(w, m, v, p.g, n, 0.01f, 0.9f, 0.98f, 1e-8f, 0.7f);
        if (cpu == AG_CPU_AVX512) {
            memcpy(first, p.g, n * sizeof *first);
            memcpy(after, w, n * sizeof *after);
        }
        CHECK(memcmp(first, p.g, n * sizeof *first) == 0);
        CHECK(memcmp(after, w, n * sizeof *after) == 0);
    }
    ag_cpu_limit(AG_CPU_AVX512);
    free(first);
    free(w);
    free(m);
    free(v);
    free(after);
    done(&p);
    ag_net_scratch_done(&s);
}

static void
products_of_any_size_have_the_same_bits_on_any_processor(void)
{
    static const int size[][3] = { { 1, 1, 1 }, { 13, 7, 33 }, { 32, 64, 96 }, { 25, 100, 31 }, { 3, 5, 130 } };

    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        int m = size[i][0], k = size[i][1], n = size[i][2];
        float *a = numbers((size_t)m * (size_t)k), *b = numbers((size_t)k * (size_t)n);
        float *c = numbers((size_t)m * (size_t)n), *packed = numbers(ag_pack_size(k, n));

        ag_pack(b, n, k, n, false, packed);
        for (int cpu = AG_CPU_AVX512; cpu >= AG_CPU_PORTABLE; cpu--) {
            ag_cpu_limit((ag_cpu)cpu);
            ag_product(a, k, packed, m, k, n, c, n, false);
            for (int x = 0; x < m; x++)
                for (int y = 0; y < n; y++) {
                    volatile float sum = 0; /* no fusing here either */

                    for (int e = 0; e < k; e++) {
                        volatile float product = a[x * k + e] * b[e * n + y];

                        sum = sum + product;
                    }
                    CHECK(sum == c[x * n + y]);
                }
        }
        free(a);
        free(b);
        free(c);
        free(packed);
    }
    ag_cpu_limit(AG_CPU_AVX512);
}

static void
the_exponential_is_exact_to_seven_digits(void)
{
    for (double x = -80; x < 80; x += 0.0371)
        CHECK(fabs((double)ag_exp((float)x) / exp((double)(float)x) - 1) < 3e-7);
}

/* ---- the network in use ---- */

static bool is_tree_with_one_root(const int *head, int n);

enum { RELATIONS = AG_DEPREL_COUNT, TAGS = 12 };

typedef struct used {
    ag_net net;
    ag_vectors vectors;
    ag_buf section;
    ag_net_word word[40];
    int start[6];
    ag_net_batch batch;
    ag_pair_of_tags pairs[TAGS];
} used;

static void
make_used(used *u)
{
    ag_net_shape shape = small;

    shape.upos = AG_UPOS_COUNT;
    shape.relations = RELATIONS;
    *u = (used){ .vectors = { .n = 5, .width = 6, .scale = 0.025f } };
    ag_net_plan(&u->net, &shape);
    u->net.w = numbers(u->net.at[AG_NET_BLOCKS]);
    u->vectors.bits = malloc(30);
    for (int i = 0; i < 30; i++)
        u->vectors.bits[i] = (int8_t)(100 * number());

    float *dense = numbers(30);

    for (int i = 0; i < 30; i++)
        dense[i] = u->vectors.scale * u->vectors.bits[i];
    u->net.vectors = dense;
    for (int i = 0; i < TAGS; i++)
        u->pairs[i] = (ag_pair_of_tags){ (uint8_t)i, (uint8_t)(i % 5) };
    for (int i = 0; i < 40; i++) {
        ag_net_word *w = &u->word[i];

        w->vector = (int)(ag_random(&state) % 5);
        w->word = (int)(ag_random(&state) % 7);
        for (int k = 0; k < AG_NET_SUFFIXES; k++)
            w->suffix[k] = (int)(ag_random(&state) % 9);
        for (int k = 0; k < AG_NET_PREFIXES; k++)
            w->prefix[k] = (int)(ag_random(&state) % 6);
        w->shape = (int)(ag_random(&state) % 4);
    }
    memcpy(u->start, (int[]){ 0, 17, 29, 36, 39, 40 }, sizeof u->start);
    u->batch = (ag_net_batch){ 5, 40, 17, u->start, u->word };
    ag_quant_write(&u->net, &u->vectors, &u->section);
}

static void
done_used(used *u)
{
    free(u->net.w);
    free((float *)(uintptr_t)u->net.vectors);
    free(u->vectors.bits);
    ag_buf_done(&u->section);
}

static void
eight_bits_say_the_same_alone_in_company_and_on_any_processor(void)
{
    used u;
    ag_arena *a = ag_arena_new(0);
    ag_net_scratch s = { 0 };
    int head[40], head_alone[40];
    uint8_t relation[40], pair[40], relation_alone[40], pair_alone[40];
    float names[40 * 9], names_alone[40 * 9];

    make_used(&u);
    for (int cpu = AG_CPU_AVX512; cpu >= AG_CPU_PORTABLE; cpu--) {
        ag_quant q;
        ag_err err;

        ag_cpu_limit((ag_cpu)cpu);
        CHECK(ag_quant_open(ag_buf_view(&u.section), &q, &err) == AG_OK);
        if (cpu == AG_CPU_AVX512)
            ag_quant_run(&q, &u.batch, &s, a, u.pairs, TAGS, head, relation, pair, names);
        for (int k = 0; k < 5; k++) {
            int first = u.start[k], n = u.start[k + 1] - first, start[2] = { 0, n };
            ag_net_batch one = { 1, n, n, start, u.word + first };

            ag_quant_run(&q, &one, &s, a, u.pairs, TAGS, head_alone + first, relation_alone + first,
                         pair_alone + first, names_alone + 9 * first);
            CHECK(is_tree_with_one_root(head_alone + first, n));
        }
        CHECK(memcmp(head, head_alone, sizeof head) == 0);
        CHECK(memcmp(relation, relation_alone, sizeof relation) == 0);
        CHECK(memcmp(pair, pair_alone, sizeof pair) == 0);
        CHECK(memcmp(names, names_alone, sizeof names) == 0);
        ag_quant_close(&q);
    }
    ag_cpu_limit(AG_CPU_AVX512);
    ag_net_scratch_done(&s);
    ag_arena_free(a);
    done_used(&u);
}

static void
products_of_bytes_are_exact_on_any_processor(void)
{
    static const int size[][3] = { { 1, 4, 1 }, { 13, 8, 33 }, { 7, 320, 67 }, { 6, 37, 64 } };

    for (size_t x = 0; x < sizeof size / sizeof *size; x++) {
        int m = size[x][0], k = size[x][1], n = size[x][2];
        uint8_t *a = calloc((size_t)(m * k) + 8, 1);
        int8_t *w = malloc((size_t)(k * n));
        float *scale = numbers((size_t)n), *c = numbers((size_t)(m * n)), *before = numbers((size_t)(m * n));

        for (int i = 0; i < m * k; i++)
            a[i] = (uint8_t)(1 + ag_random(&state) % 255);
        for (int i = 0; i < k * n; i++)
            w[i] = (int8_t)((int)(ag_random(&state) % 255) - 127);
        for (int cpu = AG_CPU_AVX512; cpu >= AG_CPU_PORTABLE; cpu--) {
            ag_weights8 packed;

            ag_cpu_limit((ag_cpu)cpu);
            ag_weights8_init(&packed, w, scale, k, n);
            memcpy(c, before, (size_t)(m * n) * sizeof *c);
            ag_product8(a, k, &packed, m, c, n, c, n);
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++) {
                    int32_t sum = 0;

                    for (int e = 0; e < k; e++)
                        sum += (a[i * k + e] - 128) * w[e * n + j];

                    volatile float scaled = scale[j] * (float)sum;

                    CHECK(c[i * n + j] == before[i * n + j] + scaled);
                }
            ag_weights8_done(&packed);
        }
        free(a);
        free(w);
        free(scale);
        free(c);
        free(before);
    }
    ag_cpu_limit(AG_CPU_AVX512);
}

static void
weights_that_are_cut_short_are_refused(void)
{
    used u;
    ag_quant q;
    ag_err err;

    make_used(&u);
    for (size_t n = 0; n < u.section.len; n += n < 200 ? 1 : 997)
        CHECK(ag_quant_open(ag_str_sub(ag_buf_view(&u.section), 0, n), &q, &err) == AG_INPUT);
    done_used(&u);
}

static double
worth(const float *score, int n, const int *head)
{
    double sum = 0;

    for (int i = 0; i < n; i++)
        sum += score[i * (n + 1) + head[i]];
    return sum;
}

static bool
is_tree_with_one_root(const int *head, int n)
{
    int roots = 0;

    for (int i = 0; i < n; i++) {
        int at = i + 1, k = 0;

        while (at && k++ <= n)
            at = head[at - 1];
        if (at)
            return false;
        roots += head[i] == 0;
    }
    return roots == 1;
}

static void
the_decoder_finds_the_best_of_all_trees(void)
{
    ag_arena *a = ag_arena_new(0);

    for (int turn = 0; turn < 3000; turn++) {
        int n = 1 + turn % 5, head[5], try_[5] = { 0 }, all = 1;
        float *score = numbers((size_t)(n * (n + 1)));
        double best = -1e30;

        if (turn % 3 == 0) /* many ties */
            for (int i = 0; i < n * (n + 1); i++)
                score[i] = roundf(2 * score[i]);
        for (int i = 0; i < n; i++)
            all *= n + 1;
        for (int code = 0; code < all; code++) {
            for (int i = 0, c = code; i < n; i++, c /= n + 1)
                try_[i] = c % (n + 1);
            if (is_tree_with_one_root(try_, n) && worth(score, n, try_) > best)
                best = worth(score, n, try_);
        }
        ag_tree_best(a, score, n, head);
        CHECK(is_tree_with_one_root(head, n));
        CHECK(fabs(worth(score, n, head) - best) < 1e-5);
        free(score);
    }
    ag_arena_free(a);
}

static void
a_long_sentence_gets_one_tree(void)
{
    ag_arena *a = ag_arena_new(0);
    int n = 150, head[150];
    float *score = numbers((size_t)(n * (n + 1)));

    ag_tree_best(a, score, n, head);
    CHECK(is_tree_with_one_root(head, n));
    free(score);
    ag_arena_free(a);
}

int
main(void)
{
    RUN(the_decoder_finds_the_best_of_all_trees);
    RUN(a_long_sentence_gets_one_tree);
    RUN(products_of_any_size_have_the_same_bits_on_any_processor);
    RUN(the_exponential_is_exact_to_seven_digits);
    RUN(derivatives_agree_with_finite_differences);
    RUN(derivatives_agree_under_dropout);
    RUN(a_step_of_training_has_the_same_bits_on_any_processor);
    RUN(products_of_bytes_are_exact_on_any_processor);
    RUN(eight_bits_say_the_same_alone_in_company_and_on_any_processor);
    RUN(weights_that_are_cut_short_are_refused);
    RUN(a_sentence_alone_scores_as_in_company_and_on_any_processor);
    return unit_end();
}
