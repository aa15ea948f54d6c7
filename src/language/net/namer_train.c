/* Training of the network of names: corpora in batches of their own, in random order; of all files but the
 * first a share of the sentences a round. A part of the sentences is read in capitals, in a headline's
 * capitals or in small letters. See optimise.h for steps and rates. */
#include "language/net/namer_train.h"

#include "base/map.h"
#include "language/corpus.h"
#include "language/eval.h"
#include "language/namer.h"
#include "language/net/input.h"
#include "language/net/crf.h"
#include "language/net/namer_quant.h"
#include "language/net/optimise.h"
#include "language/net/teacher.h"
#include "language/training.h"
#include "names.h"

#include <stdio.h>
#include <stdlib.h>

enum { CASINGS = 4, D_VECTOR = 100, FILES = 32, ALL_VECTORS = 1 << 19 };

typedef struct sentence {
    const ag_doc *doc;
    int first, n;
    ag_word *words;
    ag_net_word *word[CASINGS]; /* by ag_casing */
    uint8_t *gold;       /* NULL: of a dev set, or silver       */
    ag_namer_soft *soft; /* what the teachers say of silver     */
} sentence;

typedef struct file {
    ag_name_corpus c;
    AG_LIST(sentence) sentences;
    int head;
} file;

typedef struct maker {
    const ag_namer_options *o;
    ag_arena *a;
    ag_lookup none, pieces, vector_pieces;
    ag_buf none_bytes, pieces_bytes, vector_bytes;
    ag_vectors vectors;
    ag_shared_vectors shared;
    file train[FILES], dev[FILES], silver[FILES];
    AG_LIST(float *) teachers; /* their weights */
    ag_str names[AG_NAMER_HEADS][AG_NAME_KINDS_MAX]; /* of kinds, as the corpus has them, by the alphabet */
    ag_name_scheme scheme[AG_NAMER_HEADS];
    ag_namer_net net;
    ag_namer_shape shape;
    ag_optimiser by;
    int round;
} maker;

ag_namer_options
ag_namer_defaults(void)
{
    return (ag_namer_options){
        .seed = 1, .rounds = 7, .batch = 600, .layers = 1, .hidden = 192, .most_vectors = 60000, .teachers = 3,
        .share = 0.4f, .silver_share = 0.6f, .rate = 2.5e-3f,
        .drop = { .word = 0.5f, .vector = 0.08f, .input = 0.4f, .between = 0.35f, .recurrent = 0.3f, .output = 0.5f },
    };
}

const ag_setting *
ag_namer_settings(ag_arena *a, ag_namer_options *o)
{
    const ag_setting all[] = {
        { "rounds", &o->rounds, NULL, "over the first file of names" },
        { "batch", &o->batch, NULL, "words a batch" },
        { "layers", &o->layers, NULL, "of LSTM cells, 1 or 2" },
        { "hidden", &o->hidden, NULL, "width of a direction, a multiple of 16" },
        { "most-vectors", &o->most_vectors, NULL, "rows of word vectors, as many as trees.most-vectors; those of rarer words are coarse" },
        { "share", NULL, &o->share, "of the sentences of other files that are read in a round" },
        { "teachers", &o->teachers, NULL, "networks of other seeds that teach, where there is --silver" },
        { "silver-share", NULL, &o->silver_share, "of the sentences of --silver, read in a round" },
        { "rate", NULL, &o->rate, "highest rate of learning" },
        AG_DROP_SETTINGS(o->drop),
        { 0 },
    };

    return ag_settings_copy(a, all, sizeof all);
}

/* ---- data ------------------------------------------------------------------------------------ */

static int
by_text(const void *x, const void *y)
{
    return ag_str_cmp(*(const ag_str *)x, *(const ag_str *)y);
}

/* The labels of a file make its scheme; files with the same labels share a head. */
static ag_status
find_head(maker *k, file *f, ag_err *err)
{
    ag_map index = { 0 };
    ag_str own[AG_NAME_KINDS_MAX], label;
    int n = 0, head = 0;

    for (int d = 0; d < f->c.corpus.docs.n; d++)
        for (int i = 0; i < f->c.corpus.docs.at[d]->tokens.n; i++) {
            char place = ag_split_bio(f->c.tags.at[d][i], &label);

            if (!place)
                return ag_fail(err, AG_INPUT, "%s: '%.*s' is not a BIO tag", f->c.corpus.path,
                               AG_SHOW(f->c.tags.at[d][i]));
            if (place == 'O' || ag_map_add(k->a, &index, label, n) < n)
                continue;
            if (n == AG_NAME_KINDS_MAX)
                return ag_fail(err, AG_INPUT, "%s: more than %d kinds of names", f->c.corpus.path, n);
            own[n++] = label;
        }
    if (n == 0)
        return ag_fail(err, AG_INPUT, "%s: no name in it: a line is a token, TAB and a BIO tag", f->c.corpus.path);
    qsort(own, (size_t)n, sizeof *own, by_text);
    for (; head < k->shape.heads; head++) {
        int same = 0;

        while (same < n && k->scheme[head].kinds == n && ag_str_eq(own[same], k->names[head][same]))
            same++;
        if (same == n)
            break;
    }
    f->head = head;
    if (head < k->shape.heads)
        return AG_OK;
    if (head == AG_NAMER_HEADS)
        return ag_fail(err, AG_INPUT, "%s: more than %d ways of annotating", f->c.corpus.path, head);
    k->shape.heads++;
    k->scheme[head].kinds = n;
    k->shape.tags[head] = 1 + 4 * n;
    for (int i = 0; i < n; i++) {
        ag_name_label is;

        if (!ag_corpus_label(own[i], &is))
            return ag_fail(err, AG_INPUT, "%s: no label '%.*s' is known; add it to namer_masks.c", f->c.corpus.path,
                           AG_SHOW(own[i]));
        k->names[head][i] = own[i];
        k->scheme[head].label[i] = (uint8_t)is;
    }
    return AG_OK;
}

static int
kind_of(const maker *k, int head, ag_str label)
{
    int kind = 0;

    while (!ag_str_eq(k->names[head][kind], label))
        kind++;
    return kind;
}

/* BIO tags [n] of a sentence → tags of the head. */
static void
number_gold(const maker *k, int head, const ag_str *tags, int n, uint8_t *gold)
{
    ag_str last = AG_S(""), label, next;

    for (int i = 0; i < n; i++, last = label) {
        char place = ag_split_bio(tags[i], &label), follow = 'O';

        if (place == 'O')
            continue;
        if (i + 1 < n)
            follow = ag_split_bio(tags[i + 1], &next);

        bool begins = place == 'B' || !ag_str_eq(last, label), ends = follow != 'I' || !ag_str_eq(next, label);

        gold[i] = (uint8_t)ag_name_tag(kind_of(k, head, label), begins ? (ends ? AG_BILOU_U : AG_BILOU_B)
                                                                       : ends ? AG_BILOU_L : AG_BILOU_I);
    }
}

static void
read_sentences(maker *k, file *f)
{
    for (int d = 0; d < f->c.corpus.docs.n; d++)
        for (int s = 0; s < f->c.corpus.docs.at[d]->sentences.n; s++) {
            const ag_doc *doc = f->c.corpus.docs.at[d];
            int first = doc->sentences.at[s].first, n = doc->sentences.at[s].end - first;
            sentence x = { .doc = doc, .first = first, .n = n };

            x.words = AG_ARRAY(k->a, ag_word, n + 1);
            ag_sentence_words(doc, first, first + n, &k->none, x.words);
            AG_PUSH(k->a, &f->sentences, x);
        }
}

static ag_status
read_file(maker *k, const char *path, bool is_training, file *f, ag_err *err)
{
    AG_TRY(ag_corpus_names(k->a, path, &f->c, err));
    if (is_training)
        AG_TRY(find_head(k, f, err));
    read_sentences(k, f);
    for (int d = 0, s = 0; d < f->c.corpus.docs.n && is_training; d++)
        for (int i = 0; i < f->c.corpus.docs.at[d]->sentences.n; i++, s++) {
            sentence *x = &f->sentences.at[s];

            x->gold = AG_ARRAY(k->a, uint8_t, x->n + 1);
            number_gold(k, f->head, f->c.tags.at[d] + x->first, x->n, x->gold);
        }
    fprintf(stderr, "  %s: %d sentences, %d words", path, f->c.corpus.sentences, f->c.corpus.tokens);
    if (is_training)
        fprintf(stderr, ", head %d with %d kinds", f->head, k->scheme[f->head].kinds);
    fputc('\n', stderr);
    return AG_OK;
}

static void
number_words(maker *k, file *f, bool all_casings)
{
    for (int s = 0; s < f->sentences.n; s++)
        for (int c = 0; c < (all_casings ? CASINGS : 1); c++) {
            sentence *x = &f->sentences.at[s];
            const ag_word *words = c ? ag_words_recased(k->a, x->doc, x->first, x->first + x->n, (ag_casing)c, &k->none)
                                     : x->words;

            x->word[c] = AG_ARRAY(k->a, ag_net_word, x->n + 1);
            ag_net_words(&k->pieces, &k->shape.words, words, x->n, x->word[c]);
            ag_net_vectors(&k->shared, words, x->n, x->word[c]);
        }
}

static void
number_pieces(maker *k)
{
    int all = 0, n = 0;

    for (int f = 0; f < k->o->names.n; f++)
        all += k->train[f].sentences.n;

    ag_words_of *of = AG_ARRAY(k->a, ag_words_of, all + 1);

    for (int f = 0; f < k->o->names.n; f++)
        for (int s = 0; s < k->train[f].sentences.n; s++)
            of[n++] = (ag_words_of){ k->train[f].sentences.at[s].words, k->train[f].sentences.at[s].n };
    ag_number_pieces(k->a, of, all, NULL, &k->shape.words, &k->pieces_bytes);
    ag_number_pieces(k->a, NULL, 0, &k->vectors, &k->shape.words, &k->vector_bytes);
}

/* ---- batches --------------------------------------------------------------------------------- */

typedef struct batch {
    ag_net_batch b;
    uint8_t *gold;
    ag_namer_soft *soft;
    const sentence **of;
} batch;

/* `random` NULL: all in the usual letter case. */
static void
fill(ag_arena *a, const file *f, const ag_cut *cut, uint64_t *random, batch *out)
{
    int words = 0, n = cut->n, *start = AG_ARRAY(a, int, n + 1);

    *out = (batch){ .of = AG_ARRAY(a, const sentence *, n) };
    for (int s = 0; s < n; s++)
        words += (out->of[s] = &f->sentences.at[cut->of[s]])->n;

    ag_net_word *word = AG_ARRAY(a, ag_net_word, words);

    out->gold = out->of[0]->gold ? AG_ARRAY(a, uint8_t, words) : NULL; /* all sentences of a batch are alike */
    out->soft = out->of[0]->soft ? AG_ARRAY(a, ag_namer_soft, words) : NULL;
    for (int s = 0, at = 0; s < n; at += out->of[s++]->n) {
        const sentence *x = out->of[s];
        ag_casing c = ag_casing_drawn(random);

        memcpy(word + at, x->word[c], (size_t)x->n * sizeof *word);
        if (out->gold)
            memcpy(out->gold + at, x->gold, (size_t)x->n);
        if (out->soft)
            memcpy(out->soft + at, x->soft, (size_t)x->n * sizeof *out->soft);
        start[s + 1] = at + x->n;
    }
    out->b = (ag_net_batch){ n, words, out->of[0]->n, start, word };
}

static void
cut_batches(ag_arena *a, const file *f, int size, float share, uint64_t *random, int set, ag_cuts *out)
{
    int *length = AG_ARRAY(a, int, f->sentences.n + 1);

    for (int s = 0; s < f->sentences.n; s++)
        length[s] = f->sentences.at[s].n;
    ag_cut_batches(a, length, f->sentences.n, size, share, random, set, out);
}

/* ---- measuring ------------------------------------------------------------------------------- */

/* Scores of the first head's tags for all words of a file, document after document, in `a`. */
static float *
scores_of(ag_arena *a, const ag_namer_net *net, const file *f, ag_net_scratch *scratch)
{
    int tags = net->shape.tags[0];
    float *emit = AG_ARRAY(a, float, (size_t)f->c.corpus.tokens * (size_t)tags);
    int *place = AG_ARRAY(a, int, f->sentences.n + 1); /* of a sentence in emit */
    ag_cuts parts = { 0 };

    for (int i = 0; i < f->sentences.n; i++)
        place[i + 1] = place[i] + f->sentences.at[i].n;
    cut_batches(a, f, 1000, 1, NULL, 0, &parts);
    for (int c = 0; c < parts.n; c++) {
        ag_arena *inner = ag_arena_new(0);
        batch b;

        fill(inner, f, &parts.at[c], NULL, &b);

        const float *e = ag_namer_scores(net, &b.b, 0, scratch);

        for (int i = 0; i < b.b.sentences; i++)
            memcpy(emit + (size_t)place[b.of[i] - f->sentences.at] * (size_t)tags, e + (size_t)b.b.start[i] * (size_t)tags,
                   (size_t)b.of[i]->n * (size_t)tags * sizeof *emit);
        ag_arena_free(inner);
    }
    return emit;
}

/* The words of a document whose sentences begin with number `s`. */
static ag_word *
words_of(ag_arena *a, const file *f, const ag_doc *doc, int s)
{
    ag_word *words = AG_ARRAY(a, ag_word, doc->tokens.n + 1);

    for (int i = 0; i < doc->sentences.n; i++, s++)
        memcpy(words + f->sentences.at[s].first, f->sentences.at[s].words, (size_t)f->sentences.at[s].n * sizeof *words);
    return words;
}

/* The first head's names of a file, with floats. */
static void
measure(maker *k, const ag_namer_net *net, file *f, ag_net_scratch *scratch)
{
    ag_arena *a = ag_arena_new(0);
    int tags = k->shape.tags[0], at = 0, s = 0;
    const float *emit = scores_of(a, net, f, scratch);
    ag_f1 classes = { 0 }, three = { 0 };

    for (int d = 0; d < f->c.corpus.docs.n; d++) {
        ag_arena *inner = ag_arena_new(0);
        ag_doc doc = *f->c.corpus.docs.at[d];

        memset(&doc.names, 0, sizeof doc.names);
        ag_decode_names(inner, &k->scheme[0], emit + (size_t)at * (size_t)tags,
                        net->w + net->at[AG_NAMER_HEAD + 2], words_of(inner, f, &doc, s), &doc);
        ag_eval_names(f->c.corpus.docs.at[d], f->c.tags.at[d], &doc, true, &classes);
        ag_eval_names(f->c.corpus.docs.at[d], f->c.tags.at[d], &doc, false, &three);
        at += doc.tokens.n;
        s += doc.sentences.n;
        ag_arena_free(inner);
    }
    fprintf(stderr, "    %-20s names %.2f  persons, organisations, places %.2f\n",
            strrchr(f->c.corpus.path, '/') ? strrchr(f->c.corpus.path, '/') + 1 : f->c.corpus.path,
            ag_f1_percent(classes), ag_f1_percent(three));
    ag_arena_free(a);
}

static void
measure_all(maker *k, ag_net_scratch *scratch)
{
    ag_namer_net mean = k->net;

    mean.w = k->by.mean;
    for (int i = 0; i < k->o->dev.n; i++)
        measure(k, &mean, &k->dev[i], scratch);
}

/* ---- training -------------------------------------------------------------------------------- */

static void
one_round(maker *k, uint64_t seed, bool is_taught, ag_net_scratch *scratch)
{
    ag_arena *a = ag_arena_new(0);
    uint64_t random = seed * 1000003 + (uint64_t)k->round;
    ag_cuts parts = { 0 };
    ag_namer_loss loss = { 0 };
    double time = ag_seconds(), length = 0;

    for (int f = 0; f < k->o->names.n; f++)
        cut_batches(a, &k->train[f], k->o->batch, f ? k->o->share : 1, &random, f, &parts);
    for (int f = 0; f < k->o->silver.n && is_taught; f++)
        cut_batches(a, &k->silver[f], k->o->batch, k->o->silver_share, &random, FILES + f, &parts);
    ag_shuffle_cuts(&parts, &random);
    for (int c = 0; c < parts.n; c++) {
        const file *f = parts.at[c].set < FILES ? &k->train[parts.at[c].set] : &k->silver[parts.at[c].set - FILES];
        ag_arena *inner = ag_arena_new(0);
        batch b;

        fill(inner, f, &parts.at[c], &random, &b);
        memset(k->by.g, 0, k->by.n * sizeof *k->by.g);
        ag_namer_learn(&k->net, &b.b, f->head, b.gold, b.soft, &k->o->drop, ag_random(&random), scratch, k->by.g, &loss);
        length += ag_optimiser_step(&k->by, (double)k->o->rate, ((double)k->round + (double)c / parts.n) / k->o->rounds);
        ag_arena_free(inner);
        if (c % 20 == 0)
            fprintf(stderr, "\r  round %d: %d of %d batches \r", k->round + 1, c, parts.n);
    }
    k->round++;
    fprintf(stderr, "round %2d  loss %.4f a word  |g| %.2f  %.0f s\n", k->round, loss.sum / (double)loss.words,
            length / parts.n, ag_seconds() - time);
    ag_arena_free(a);
}

/* Trains one network, from where the file at `path` says: k->by.mean. */
static ag_status
train_net(maker *k, uint64_t seed, const char *path, bool is_taught, ag_net_scratch *scratch, ag_err *err)
{
    const ag_namer_options *o = k->o;
    ag_learned state = { "AGNAME3", &k->shape, sizeof k->shape, seed, o->rounds, &k->round, &k->by };

    k->round = 0;
    ag_optimiser_init(k->a, &k->by, k->net.w, k->net.at[AG_NAMER_BLOCKS]);
    ag_namer_init(&k->net, seed * 7919);
    AG_TRY(ag_learned_restore(&state, path, err));
    while (k->round < o->rounds) {
        one_round(k, seed, is_taught, scratch);
        AG_TRY(ag_learned_save(&state, path, err));
        measure_all(k, scratch);
    }
    return AG_OK;
}

/* Gives every word of silver the shares of its tags: chances under each teacher, after words of a document have agreed
 * with each other, averaged. */
static void
teach(maker *k, file *f, ag_net_scratch *scratch)
{
    ag_arena *a = ag_arena_new(0);
    int tags = k->shape.tags[0], at = 0;
    size_t w = (size_t)tags;
    float *sum = AG_ARRAY(a, float, (size_t)f->c.corpus.tokens * w), *own;

    for (int t = 0; t < k->teachers.n; t++) {
        ag_arena *inner = ag_arena_new(0);
        ag_namer_net net = k->net;
        const float *emit;
        int s = 0, from = 0;

        net.w = k->teachers.at[t];
        emit = scores_of(inner, &net, f, scratch);
        for (int d = 0; d < f->c.corpus.docs.n; d++) {
            ag_arena *one = ag_arena_new(0);
            const ag_doc *doc = f->c.corpus.docs.at[d];
            const float *e = ag_names_agree(one, emit + (size_t)from * w, tags, words_of(one, f, doc, s), doc->tokens.n);

            for (int i = 0; i < doc->sentences.n; i++, s++) {
                int n = f->sentences.at[s].n;

                own = AG_ARRAY(one, float, (size_t)n * w + 1);
                if (n)
                    ag_crf_chances(scratch, e + (size_t)f->sentences.at[s].first * w, net.w + net.at[AG_NAMER_HEAD + 2], n, tags,
                                   own);
                for (size_t x = 0; x < (size_t)n * w; x++)
                    sum[(size_t)(from + f->sentences.at[s].first) * w + x] += own[x];
            }
            from += doc->tokens.n;
            ag_arena_free(one);
        }
        ag_arena_free(inner);
    }
    for (int s = 0; s < f->sentences.n; s++) {
        sentence *x = &f->sentences.at[s];

        x->soft = AG_ARRAY(k->a, ag_namer_soft, x->n + 1);
        for (int i = 0; i < x->n; i++, at++)
            ag_keep_shares(sum + (size_t)at * w, tags, x->soft[i].tag, AG_NET_CLASS_SHARES);
    }
    ag_arena_free(a);
}

static ag_status
train_all(maker *k, ag_draft *draft, ag_err *err)
{
    const ag_namer_options *o = k->o;
    ag_net_scratch scratch = { 0 };
    ag_pair no_pair = { 0 };

    ag_lookup_write(&no_pair, 0, &k->none_bytes);
    AG_TRY(ag_lookup_open(ag_buf_view(&k->none_bytes), "none", &k->none, err));
    for (int i = 0; i < o->names.n; i++)
        AG_TRY(read_file(k, o->names.at[i], true, &k->train[i], err));
    for (int i = 0; i < o->dev.n; i++)
        AG_TRY(read_file(k, o->dev.at[i], false, &k->dev[i], err));
    for (int i = 0; i < o->silver.n; i++) {
        k->silver[i].c.corpus = *o->silver.at[i];
        read_sentences(k, &k->silver[i]);
    }
    if (o->vectors)
        AG_TRY(ag_vectors_read(k->a, o->vectors, ALL_VECTORS, D_VECTOR, &k->vectors, err));
    else
        k->vectors = (ag_vectors){ 1, D_VECTOR, AG_NEW(k->a, uint32_t), AG_ARRAY(k->a, int8_t, D_VECTOR), 1 };
    ag_rare_make(k->a, &k->vectors, o->most_vectors, NULL, NULL);
    number_pieces(k);
    AG_TRY(ag_lookup_open(ag_buf_view(&k->pieces_bytes), "pieces", &k->pieces, err));
    AG_TRY(ag_lookup_open(ag_buf_view(&k->vector_bytes), "vectors", &k->vector_pieces, err));
    k->shape.words.vectors = k->vectors.n;
    k->shared = (ag_shared_vectors){ &k->vector_pieces, k->vectors.bits, k->vectors.n, D_VECTOR, k->vectors.scale, NULL };
    for (int i = 0; i < o->names.n; i++)
        number_words(k, &k->train[i], true);
    for (int i = 0; i < o->silver.n; i++)
        number_words(k, &k->silver[i], true);
    for (int i = 0; i < o->dev.n; i++)
        number_words(k, &k->dev[i], false);

    float *dense = AG_ARRAY(k->a, float, (size_t)k->vectors.n * D_VECTOR);

    for (size_t i = 0; i < (size_t)k->vectors.n * D_VECTOR; i++)
        dense[i] = k->vectors.scale * k->vectors.bits[i];
    k->shape.words.d_vector = D_VECTOR;
    k->shape.words.d_word = 64;
    k->shape.words.d_suffix = 48;
    k->shape.words.d_prefix = 28;
    k->shape.words.d_shape = 16;
    k->shape.layers = o->layers;
    k->shape.hidden = o->hidden;
    ag_namer_plan(&k->net, &k->shape);
    k->net.vectors = dense;
    k->net.w = AG_ARRAY(k->a, float, k->net.at[AG_NAMER_BLOCKS]);
    fprintf(stderr, "%zu trained numbers, %zu of them in embeddings\n", k->net.at[AG_NAMER_BLOCKS],
            k->net.at[AG_NAMER_LSTM]);
    for (int t = 0; t < o->teachers && o->silver.n; t++) {
        fprintf(stderr, "teacher %d of %d\n", t + 1, o->teachers);
        AG_TRY(train_net(k, o->seed + 1 + (uint64_t)t, ag_arena_printf(k->a, "%s.teacher-%d", o->out, t + 1).at, false,
                         &scratch, err));
        AG_PUSH(k->a, &k->teachers, k->by.mean);
    }
    for (int i = 0; i < o->silver.n && k->teachers.n; i++)
        teach(k, &k->silver[i], &scratch);
    AG_TRY(train_net(k, o->seed, o->out, k->teachers.n > 0, &scratch, err));
    k->net.w = k->by.mean;
    ag_namer8_write(&k->net, &k->scheme[0], k->vectors.scale, ag_draft_section(draft, "namer", AG_NAMER_VERSION));
    ag_buf_str(ag_draft_section(draft, "namer-pieces", AG_NAMER_VERSION), ag_buf_view(&k->pieces_bytes));
    ag_net_scratch_done(&scratch);
    return AG_OK;
}

ag_status
ag_namer_train(const ag_namer_options *o, ag_draft *draft, ag_err *err)
{
    if (o->hidden % 16 || o->layers < 1 || o->layers > AG_NAMER_LAYERS)
        return ag_fail(err, AG_USAGE, "the setting 'hidden' is a multiple of 16, 'layers' 1 or %d, not %d and %d",
                       AG_NAMER_LAYERS, o->hidden, o->layers);
    if (o->names.n > FILES || o->dev.n > FILES || o->silver.n > FILES)
        return ag_fail(err, AG_USAGE, "at most %d files of names", FILES);

    maker *k = calloc(1, sizeof *k);

    if (!k)
        return ag_fail(err, AG_MACHINE, "no memory left while training");
    k->o = o;
    k->a = ag_arena_new(0);

    ag_status s = train_all(k, draft, err);

    ag_buf_done(&k->none_bytes);
    ag_buf_done(&k->pieces_bytes);
    ag_buf_done(&k->vector_bytes);
    ag_arena_free(k->a);
    free(k);
    return s;
}
