/* The network of names: the field of tags against all paths, derivatives against finite differences, code
 * for one processor against another. */
#include "unit.h"

#include "language/namer.h"
#include "language/net/crf.h"
#include "language/net/namer_net.h"
#include "language/net/namer_quant.h"
#include "language/training.h"

#include <math.h>
#include <stdlib.h>

static uint64_t state = 11;

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

/* ---- the field of tags ---- */

enum { T = 4, Y = 9 };

static bool
is_allowed(const uint8_t *tag)
{
    bool ok = ag_name_may_begin(tag[0]) && ag_name_may_end(tag[T - 1]);

    for (int t = 1; t < T; t++)
        ok = ok && ag_name_may_follow(tag[t - 1], tag[t]);
    return ok;
}

static double
score_of(const float *emit, const float *step, const uint8_t *tag)
{
    double sum = 0;

    for (int t = 0; t < T; t++)
        sum += (double)emit[t * Y + tag[t]] + (t ? (double)step[tag[t - 1] * Y + tag[t]] : 0);
    return sum;
}

static bool
next_path(uint8_t *tag)
{
    int t = 0;

    while (t < T && ++tag[t] == Y)
        tag[t++] = 0;
    return t < T;
}

static void
the_field_agrees_with_the_sum_over_all_paths(void)
{
    static const uint8_t gold[][T] = { { 0, 4, 0, 8 }, { 1, 2, 3, 0 }, { 0, 0, 5, 7 }, { 4, 4, 8, 8 } };
    ag_net_scratch s = { 0 };
    ag_arena *a = ag_arena_new(0);

    for (size_t g = 0; g < sizeof gold / sizeof *gold; g++) {
        float *emit = numbers(T * Y), *step = numbers(Y * Y), d_emit[T * Y], d_step[Y * Y] = { 0 };
        double all = 0, best = -1e9, want[T * Y] = { 0 }, want_step[Y * Y] = { 0 };
        uint8_t tag[T] = { 0 }, top[T] = { 0 }, found[T];

        for (int i = 0; i < T * Y; i++)
            emit[i] *= 3;
        do {
            double p = is_allowed(tag) ? exp(score_of(emit, step, tag)) : 0;

            all += p;
            if (p > 0 && score_of(emit, step, tag) > best) {
                best = score_of(emit, step, tag);
                memcpy(top, tag, sizeof top);
            }
            for (int t = 0; t < T; t++) {
                want[t * Y + tag[t]] += p;
                if (t)
                    want_step[tag[t - 1] * Y + tag[t]] += p;
            }
        } while (next_path(tag));

        double loss = ag_crf_learn(&s, emit, step, gold[g], T, Y, 0.5f, d_emit, d_step);

        CHECK(fabs(loss - (log(all) - score_of(emit, step, gold[g]))) < 1e-4);
        for (int t = 0; t < T; t++) {
            want[t * Y + gold[g][t]] -= all;
            if (t)
                want_step[gold[g][t - 1] * Y + gold[g][t]] -= all;
        }
        for (int i = 0; i < T * Y; i++)
            CHECK(fabs((double)d_emit[i] - 0.5 * want[i] / all) < 1e-5);
        for (int i = 0; i < Y * Y; i++)
            CHECK(fabs((double)d_step[i] - 0.5 * want_step[i] / all) < 1e-5);
        ag_crf_best(a, emit, step, T, Y, found);
        CHECK(memcmp(found, top, sizeof top) == 0);
        for (int t = 0; t < T; t++)
            want[t * Y + gold[g][t]] += all;
        ag_crf_chances(&s, emit, step, T, Y, d_emit);
        for (int i = 0; i < T * Y; i++)
            CHECK(fabs((double)d_emit[i] - want[i] / all) < 1e-5);
        free(emit);
        free(step);
    }
    ag_net_scratch_done(&s);
    ag_arena_free(a);
}

static void
scores_far_apart_do_not_break_the_field(void)
{
    ag_net_scratch s = { 0 };
    float emit[T * Y], step[Y * Y] = { 0 }, d_emit[T * Y], d_step[Y * Y] = { 0 };
    const uint8_t gold[T] = { 0, 4, 0, 0 };

    for (int i = 0; i < T * Y; i++)
        emit[i] = i % 2 ? 60 : -60;

    double loss = ag_crf_learn(&s, emit, step, gold, T, Y, 1, d_emit, d_step);

    CHECK(loss > 0 && loss < 1000);
    for (int i = 0; i < T * Y; i++)
        CHECK(d_emit[i] >= -1.0001f && d_emit[i] <= 1.0001f);
    ag_net_scratch_done(&s);
}

/* ---- the network ---- */

enum { WORDS = 14, KINDS = 3, TAGS = 1 + 4 * KINDS };

typedef struct problem {
    ag_namer_net net;
    ag_net_batch batch;
    ag_net_word word[WORDS];
    uint8_t gold[WORDS];
    int start[5];
    float *g;
} problem;

static void
make(problem *p, int layers)
{
    const ag_namer_shape shape = {
        .words = { .words = 7, .suffixes = 9, .prefixes = 6, .shapes = 4, .vectors = 5,
                   .d_vector = 6, .d_word = 5, .d_suffix = 4, .d_prefix = 3, .d_shape = 2 },
        .layers = layers, .hidden = 16, .heads = 2, .tags = { 5, TAGS },
    };

    ag_namer_plan(&p->net, &shape);
    p->net.w = numbers(p->net.at[AG_NAMER_BLOCKS]);
    p->net.vectors = numbers(5 * 6);
    ag_namer_init(&p->net, 3);
    for (size_t i = p->net.at[AG_NAMER_LSTM]; i < p->net.at[AG_NAMER_BLOCKS]; i++)
        p->net.w[i] += 0.2f * number();
    memcpy(p->start, (int[]){ 0, 6, 10, 13, 14 }, sizeof p->start);
    p->batch = (ag_net_batch){ 4, WORDS, 6, p->start, p->word };
    for (int i = 0; i < WORDS; i++) {
        ag_net_word *w = &p->word[i];

        w->vector = (int)(ag_random(&state) % 5);
        w->word = (int)(ag_random(&state) % 7);
        for (int k = 0; k < AG_NET_SUFFIXES; k++)
            w->suffix[k] = (int)(ag_random(&state) % 9);
        for (int k = 0; k < AG_NET_PREFIXES; k++)
            w->prefix[k] = (int)(ag_random(&state) % 6);
        w->shape = (int)(ag_random(&state) % 4);
    }
    memcpy(p->gold, (uint8_t[WORDS]){ 0, 1, 2, 3, 0, 4, 8, 0, 9, 11, 0, 12, 0, 4 }, sizeof p->gold);
    p->g = calloc(p->net.at[AG_NAMER_BLOCKS], sizeof *p->g);
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
    ag_namer_loss l = { 0 };
    float *waste = calloc(p->net.at[AG_NAMER_BLOCKS], sizeof *waste);

    ag_namer_learn(&p->net, &p->batch, 1, p->gold, NULL, drop, 77, s, waste, &l);
    free(waste);
    return l.sum / (double)l.words;
}

/* Along the gradient of each block the loss rises by its length. */
static void
derivatives_agree_with_finite_differences(void)
{
    static const ag_net_dropout drop = { 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f };

    for (int layers = 1; layers <= AG_NAMER_LAYERS; layers++) {
        problem p;
        ag_net_scratch s = { 0 };
        ag_namer_loss l = { 0 };

        make(&p, layers);
        ag_namer_learn(&p.net, &p.batch, 1, p.gold, NULL, &drop, 77, &s, p.g, &l);
        for (int b = 0; b < AG_NAMER_BLOCKS; b++) {
            size_t n = (size_t)p.net.rows[b] * (size_t)p.net.columns[b];
            float *w = p.net.w + p.net.at[b], *g = p.g + p.net.at[b], *old = numbers(n + 1);
            double length = 0, step = 5e-3;

            for (size_t i = 0; i < n; i++)
                length += (double)g[i] * g[i];
            length = sqrt(length);
            if (b >= AG_NAMER_HEAD && b < AG_NAMER_HEAD + 3) { /* the head that was not asked */
                CHECK(length <= 0);
                n = 0;
            }
            CHECK(n == 0 || length > 0);
            memcpy(old, w, n * sizeof *w);
            for (size_t i = 0; i < n; i++)
                w[i] = old[i] + (float)(step * g[i] / length);

            double up = loss_of(&p, &drop, &s);

            for (size_t i = 0; i < n; i++)
                w[i] = old[i] - (float)(step * g[i] / length);

            double down = loss_of(&p, &drop, &s), measured = (up - down) / (2 * step);

            memcpy(w, old, n * sizeof *w);
            CHECK(n == 0 || fabs(measured - length) <= 0.02 * length + 1e-3);
            free(old);
        }
        done(&p);
        ag_net_scratch_done(&s);
    }
}

/* A teacher who is sure teaches as the annotation does; where it says what the network thinks, there is nothing to learn. */
static void
what_a_teacher_says_is_learnt_but_for_the_steps(void)
{
    problem p;
    ag_net_scratch s = { 0 };
    ag_namer_loss l = { 0 };
    ag_namer_soft soft[WORDS] = { 0 };

    make(&p, 1);

    size_t all = p.net.at[AG_NAMER_BLOCKS];
    float *g = calloc(all, sizeof *g);

    for (int i = 0; i < WORDS; i++)
        soft[i].tag[0] = (ag_net_share){ p.gold[i], 65535 };
    ag_namer_learn(&p.net, &p.batch, 1, p.gold, NULL, NULL, 77, &s, p.g, &l);
    ag_namer_learn(&p.net, &p.batch, 1, NULL, soft, NULL, 77, &s, g, &l);
    CHECK(l.words == WORDS);
    for (size_t i = 0; i < all; i++) {
        bool is_step = i >= p.net.at[AG_NAMER_HEAD + 5] && i < p.net.at[AG_NAMER_HEAD + 6];

        CHECK(is_step ? g[i] == 0 : fabs((double)g[i] - (double)p.g[i]) < 1e-6);
    }
    free(g);
    done(&p);
    ag_net_scratch_done(&s);
}

static void
a_step_of_training_has_the_same_bits_on_any_processor(void)
{
    static const ag_net_dropout drop = { 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f };
    problem p;
    ag_net_scratch s = { 0 };

    make(&p, 2);

    size_t bytes = p.net.at[AG_NAMER_BLOCKS] * sizeof(float);
    float *first = malloc(bytes);

    for (int cpu = AG_CPU_AVX512; cpu >= AG_CPU_PORTABLE; cpu--) {
        ag_namer_loss l = { 0 };

        ag_cpu_limit((ag_cpu)cpu);
        memset(p.g, 0, bytes);
        ag_namer_learn(&p.net, &p.batch, 1, p.gold, NULL, &drop, 77, &s, p.g, &l);
        if (cpu == AG_CPU_AVX512)
            memcpy(first, p.g, bytes);
        CHECK(memcmp(first, p.g, bytes) == 0);
    }
    ag_cpu_limit(AG_CPU_AVX512);
    free(first);
    done(&p);
    ag_net_scratch_done(&s);
}

static void
eight_bits_say_the_same_alone_in_company_and_on_any_processor(void)
{
    static const ag_name_scheme scheme = { 1, { AG_NAME_ORG } };

    for (int layers = 1; layers <= AG_NAMER_LAYERS; layers++) {
        problem p;
        ag_net_scratch s = { 0 };
        ag_buf section = { 0 };
        int8_t vectors[30];
        float before[WORDS * 5];

        make(&p, layers);
        for (int i = 0; i < 30; i++)
            vectors[i] = (int8_t)(100 * number());
        ag_namer8_write(&p.net, &scheme, 0.025f, &section);
        for (int cpu = AG_CPU_AVX512; cpu >= AG_CPU_PORTABLE; cpu--) {
            ag_namer8 q;
            ag_err err;

            ag_cpu_limit((ag_cpu)cpu);
            CHECK(ag_namer8_open(ag_buf_view(&section), &q, &err) == AG_OK);
            q.tables.vectors = vectors;
            q.shape.words.vectors = 5;
            if (cpu == AG_CPU_AVX512)
                memcpy(before, ag_namer8_run(&q, &p.batch, &s), sizeof before);
            for (int k = 0; k < 4; k++) {
                int first = p.start[k], n = p.start[k + 1] - first, start[2] = { 0, n };
                ag_net_batch one = { 1, n, n, start, p.word + first };

                CHECK(memcmp(ag_namer8_run(&q, &one, &s), before + first * 5, (size_t)n * 5 * sizeof *before) == 0);
            }
            ag_namer8_close(&q);
        }
        ag_cpu_limit(AG_CPU_AVX512);
        for (size_t cut = 0; cut < section.len; cut += section.len / 40 + 1) {
            ag_namer8 q;
            ag_err err;

            CHECK(ag_namer8_open((ag_str){ section.at, cut }, &q, &err) == AG_INPUT);
        }
        ag_buf_done(&section);
        done(&p);
        ag_net_scratch_done(&s);
    }
}

/* ---- decoding ---- */

/* Scores that call token i `kind` by `much`, or outside by -much. */
static void
call(float *emit, int tags, int i, int kind, float much)
{
    if (much < 0)
        emit[i * tags] = -much;
    else
        emit[i * tags + ag_name_tag(kind, AG_BILOU_U)] = much;
}

static void
a_word_is_pulled_towards_what_it_is_elsewhere_in_the_document(void)
{
    static const ag_name_scheme scheme = { 2, { AG_NAME_PERSON, AG_NAME_LOC } };
    ag_arena *a = ag_arena_new(0);
    ag_doc doc = { 0 };
    ag_word words[6] = { 0 };
    float emit[6 * 9] = { 0 }, step[81] = { 0 };

    for (int i = 0; i < 6; i++) {
        words[i] = (ag_word){ .lower = (uint32_t)(i == 5 ? 8 : 7), .length = 6, .flags = AG_WORD_TITLE };
        AG_PUSH(a, &doc.tokens, (ag_token){ 0 });
        AG_PUSH(a, &doc.sentences, (ag_sentence){ .first = i, .end = i + 1 });
        call(emit, 9, i, 0, i == 4 ? -0.6f : i == 5 ? -0.6f : 6);
    }
    ag_decode_names(a, &scheme, emit, step, words, &doc);
    CHECK(doc.names.n == 5); /* the fifth with the other four; the sixth is another word */
    for (int i = 0; i < doc.names.n; i++)
        CHECK(doc.names.at[i].first == i && doc.names.at[i].end == i + 1 && doc.names.at[i].label == AG_NAME_PERSON);
    ag_arena_free(a);
}

int
main(void)
{
    RUN(the_field_agrees_with_the_sum_over_all_paths);
    RUN(scores_far_apart_do_not_break_the_field);
    RUN(derivatives_agree_with_finite_differences);
    RUN(what_a_teacher_says_is_learnt_but_for_the_steps);
    RUN(a_step_of_training_has_the_same_bits_on_any_processor);
    RUN(eight_bits_say_the_same_alone_in_company_and_on_any_processor);
    RUN(a_word_is_pulled_towards_what_it_is_elsewhere_in_the_document);
    return unit_end();
}
