/* Training: treebanks and names in batches, in random order. Each round a part of the sentences is read in
 * capitals, in a headline's capitals or in small letters. */
#include "language/net/net_train.h"

#include "base/map.h"
#include "language/net/input.h"
#include "language/net/kernel.h"
#include "language/net/model.h"
#include "language/net/optimise.h"
#include "language/net/quant.h"
#include "language/net/rare.h"
#include "language/net/teacher.h"
#include "language/net/tree.h"
#include "language/net/vectors.h"
#include "language/namer.h"
#include "language/training.h"
#include "names.h"

#include <stdio.h>

enum { CASINGS = 4, D_VECTOR = 100, ALL_VECTORS = 1 << 19 };

typedef struct sentence {
    int n;
    const ag_doc *doc;
    int first;
    ag_net_word *word[CASINGS]; /* by ag_casing */
    ag_net_gold *gold;          /* NULL: no tree    */
    ag_net_soft *soft;          /* NULL: no teacher */
    const uint64_t *may;        /* NULL: no names   */
    ag_word *words;
} sentence;

typedef AG_LIST(sentence) sentences;

typedef struct maker {
    const ag_net_options *o;
    ag_arena *a;
    ag_lookup none, pieces, vector_pieces;
    ag_buf none_bytes, pieces_bytes, vector_bytes;
    ag_vectors vectors;
    ag_shared_vectors shared;
    sentences train, *dev, names, silver;
    ag_teachers teachers;
    AG_LIST(ag_str) xpos;
    AG_LIST(ag_pair_of_tags) pairs;    /* parts of speech that go together */
    ag_map xpos_index;
    ag_net net;
    ag_net_shape shape;
    ag_optimiser by;
    int round;
} maker;

ag_net_options
ag_net_defaults(void)
{
    return (ag_net_options){
        .seed = 1, .rounds = 24, .batch = 600, .hidden = 192, .arc = 128, .label = 64, .names_width = 96,
        .names_share = 0.5f, .silver_share = 0.3f, .most_vectors = 60000,
        .rate = 2.5e-3f,
        .drop = { .word = 0.2f, .vector = 0.05f, .input = 0.25f, .between = 0.3f, .recurrent = 0.2f,
                  .output = 0.3f, .mlp = 0.3f },
    };
}

ag_net_options
ag_net_teacher_defaults(void)
{
    ag_net_options o = ag_net_defaults();

    o.hidden = 256;
    o.drop.input = 0.3f;
    o.drop.between = o.drop.output = o.drop.mlp = 0.35f;
    return o;
}

const ag_setting *
ag_net_settings(ag_arena *a, ag_net_options *o)
{
    const ag_setting all[] = {
        { "rounds", &o->rounds, NULL, "over the treebanks" },
        { "batch", &o->batch, NULL, "words a batch" },
        { "hidden", &o->hidden, NULL, "width of a direction, a multiple of 16" },
        { "arc", &o->arc, NULL, "width of the vectors that arcs are scored with" },
        { "label", &o->label, NULL, "and relations, a multiple of 16" },
        { "most-vectors", &o->most_vectors, NULL, "rows of word vectors" },
        { "names-width", &o->names_width, NULL, "width of the layer of the second task, names" },
        { "names-share", NULL, &o->names_share, "of the sentences of --names, read in a round" },
        { "silver-share", NULL, &o->silver_share, "of the sentences of --silver, read in a round" },
        { "rate", NULL, &o->rate, "highest rate of learning" },
        AG_DROP_SETTINGS(o->drop),
        { "drop-mlp", NULL, &o->drop.mlp, "vectors of arcs and relations" },
        { 0 },
    };

    return ag_settings_copy(a, all, sizeof all);
}

/* ---- data ------------------------------------------------------------------------------------ */

static ag_status
read_treebank(maker *k, const char *path, sentences *out, ag_err *err)
{
    ag_corpus c;

    AG_TRY(ag_corpus_conllu(k->a, path, &c, err));
    for (int d = 0; d < c.docs.n; d++)
        for (int s = 0; s < c.docs.at[d]->sentences.n; s++) {
            const ag_doc *doc = c.docs.at[d];
            int first = doc->sentences.at[s].first, n = doc->sentences.at[s].end - first;
            sentence x = { .n = n, .doc = doc, .first = first };

            x.words = AG_ARRAY(k->a, ag_word, n);
            x.gold = AG_ARRAY(k->a, ag_net_gold, n);
            ag_sentence_words(doc, first, first + n, &k->none, x.words);
            AG_PUSH(k->a, out, x);
        }
    fprintf(stderr, "%s: %d sentences, %d words\n", path, c.sentences, c.tokens);
    return AG_OK;
}

static ag_status
read_names(maker *k, const char *path, sentences *out, ag_err *err)
{
    ag_name_corpus c;
    uint64_t **may;

    AG_TRY(ag_corpus_names(k->a, path, &c, err));
    AG_TRY(ag_name_masks(k->a, &c, &may, err));
    for (int d = 0; d < c.corpus.docs.n; d++)
        for (int s = 0; s < c.corpus.docs.at[d]->sentences.n; s++) {
            const ag_doc *doc = c.corpus.docs.at[d];
            int first = doc->sentences.at[s].first, n = doc->sentences.at[s].end - first;
            sentence x = { .n = n, .doc = doc, .first = first, .may = may[d] + first };

            x.words = AG_ARRAY(k->a, ag_word, n);
            ag_sentence_words(doc, first, first + n, &k->none, x.words);
            AG_PUSH(k->a, out, x);
        }
    fprintf(stderr, "%s: %d sentences, %d words\n", path, c.corpus.sentences, c.corpus.tokens);
    return AG_OK;
}

/* Fills in gold; in training, new tags get the next number; else they are 255, always wrong. */
static void
number_gold(maker *k, const sentences *of, bool is_training)
{
    enum { RARE_PAIR = 1000 }; /* what one word in a thousand of a Penn tag has is a slip */
    typedef int by_tag[256];
    by_tag *count = AG_ARRAY(k->a, by_tag, AG_UPOS_COUNT);

    for (int s = 0; s < of->n; s++)
        for (int i = 0; i < of->at[s].n; i++) {
            const sentence *x = &of->at[s];
            const ag_token *t = &x->doc->tokens.at[x->first + i];
            int tag = ag_map_get(&k->xpos_index, t->xpos);

            if (tag < 0 && is_training && k->xpos.n < 250) {
                tag = k->xpos.n;
                AG_PUSH(k->a, &k->xpos, t->xpos);
                ag_map_set(k->a, &k->xpos_index, t->xpos, tag);
            }
            x->gold[i] = (ag_net_gold){ (int16_t)(t->head < 0 ? 0 : t->head - x->first + 1), t->deprel, t->upos,
                                        (uint8_t)(tag < 0 ? 255 : tag) };
            if (is_training && tag >= 0)
                count[t->upos][tag]++;
        }
    for (int tag = 0; tag < k->xpos.n && is_training; tag++) {
        int all = 0;

        for (int u = 0; u < AG_UPOS_COUNT; u++)
            all += count[u][tag];
        for (int u = 0; u < AG_UPOS_COUNT; u++)
            if (count[u][tag] && count[u][tag] * RARE_PAIR >= all)
                AG_PUSH(k->a, &k->pairs, (ag_pair_of_tags){ (uint8_t)u, (uint8_t)tag });
    }
}

/* Rows for all pieces that are seen often enough. */
static void
number_pieces(maker *k)
{
    int all = k->train.n + k->names.n;
    ag_words_of *of = AG_ARRAY(k->a, ag_words_of, all);

    for (int s = 0; s < all; s++) {
        const sentence *x = s < k->train.n ? &k->train.at[s] : &k->names.at[s - k->train.n];

        of[s] = (ag_words_of){ x->words, x->n };
    }

    ag_vectors kept = k->vectors; /* that have a row in the file; the others a code */

    if (kept.n > k->o->most_vectors + 1)
        kept.n = k->o->most_vectors + 1;
    ag_number_pieces(k->a, of, all, &kept, &k->shape, &k->pieces_bytes);
    ag_number_pieces(k->a, NULL, 0, &k->vectors, &k->shape, &k->vector_bytes);
}

/* What is made on the way lives in `a`. */
static void
number_words(maker *k, ag_arena *a, const sentences *of, bool all_casings)
{
    for (int s = 0; s < of->n; s++)
        for (int c = 0; c < (all_casings ? CASINGS : 1); c++) {
            sentence *x = &of->at[s];
            const ag_word *words = c ? ag_words_recased(a, x->doc, x->first, x->first + x->n, (ag_casing)c, &k->none)
                                     : x->words;

            x->word[c] = AG_ARRAY(k->a, ag_net_word, x->n);
            ag_net_words(&k->pieces, &k->shape, words, x->n, x->word[c]);
            ag_net_vectors(&k->shared, words, x->n, x->word[c]);
        }
}

/* ---- batches --------------------------------------------------------------------------------- */

typedef struct batch {
    ag_net_batch b;
    int *start;
    ag_net_word *word;
    ag_net_gold *gold;
    ag_net_soft *soft;
    uint64_t *may;
    const sentence **of;
} batch;

/* `random` NULL: all in the usual letter case. */
static void
fill(ag_arena *a, const sentences *all, const ag_cut *cut, uint64_t *random, batch *out)
{
    int words = 0, n = cut->n;
    const sentence **of = AG_ARRAY(a, const sentence *, n);

    for (int s = 0; s < n; s++)
        of[s] = &all->at[cut->of[s]];
    for (int s = 0; s < n; s++)
        words += of[s]->n;
    *out = (batch){ .of = of };
    out->start = AG_ARRAY(a, int, n + 1);
    out->word = AG_ARRAY(a, ag_net_word, words);
    out->gold = of[0]->gold ? AG_ARRAY(a, ag_net_gold, words) : NULL; /* all sentences of a batch are alike */
    out->soft = of[0]->soft ? AG_ARRAY(a, ag_net_soft, words) : NULL;
    out->may = of[0]->may ? AG_ARRAY(a, uint64_t, words) : NULL;
    for (int s = 0, at = 0; s < n; at += of[s++]->n) {
        ag_casing c = ag_casing_drawn(random);

        memcpy(out->word + at, of[s]->word[c], (size_t)of[s]->n * sizeof *out->word);
        if (out->gold)
            memcpy(out->gold + at, of[s]->gold, (size_t)of[s]->n * sizeof *out->gold);
        if (out->soft)
            memcpy(out->soft + at, of[s]->soft, (size_t)of[s]->n * sizeof *out->soft);
        if (out->may)
            memcpy(out->may + at, of[s]->may, (size_t)of[s]->n * sizeof *out->may);
        out->start[s + 1] = at + of[s]->n;
    }
    out->b = (ag_net_batch){ n, words, of[0]->n, out->start, out->word };
}

static void
cut_batches(ag_arena *a, const sentences *all, int size, float share, uint64_t *random, int set, ag_cuts *out)
{
    int *length = AG_ARRAY(a, int, all->n + 1);

    for (int s = 0; s < all->n; s++)
        length[s] = all->at[s].n;
    ag_cut_batches(a, length, all->n, size, share, random, set, out);
}

/* ---- measuring ------------------------------------------------------------------------------- */

/* The part of a relation before the colon, as the shared tasks compare it. */
static bool
same_universal(uint8_t x, uint8_t y)
{
    ag_str a = ag_str_of(ag_deprel_name((ag_deprel)x)), b = ag_str_of(ag_deprel_name((ag_deprel)y)), p, q;

    return x == y || (ag_str_cut(&a, ':', &p) && ag_str_cut(&b, ':', &q) && ag_str_eq(p, q));
}

/* With floats, or, where `quant` is given, with that. */
static void
measure(maker *k, const char *path, const sentences *dev, const ag_quant *quant, ag_net_scratch *scratch)
{
    ag_arena *a = ag_arena_new(0);
    ag_net net = k->net;
    ag_cuts parts = { 0 };
    int tags = k->shape.upos + k->shape.xpos;
    long upos = 0, xpos = 0, uas = 0, las = 0, full = 0, all = 0;
    double time = 0;

    net.w = k->by.mean;
    cut_batches(a, dev, 1000, 1, NULL, 0, &parts);
    for (int c = 0; c < parts.n; c++) {
        ag_arena *inner = ag_arena_new(0);
        batch b;

        fill(inner, dev, &parts.at[c], NULL, &b);

        int n = b.b.words, *head = AG_ARRAY(inner, int, n);
        uint8_t *relation = AG_ARRAY(inner, uint8_t, n), *pair = AG_ARRAY(inner, uint8_t, n);

        time -= ag_seconds();
        if (quant) {
            ag_quant_run(quant, &b.b, scratch, inner, k->pairs.at, k->pairs.n, head, relation, pair, NULL);
        } else {
            ag_net_scores scores;

            ag_net_run(&net, &b.b, scratch, &scores);
            for (int s = 0; s < b.b.sentences; s++)
                ag_tree_best(inner, scores.arc + scores.arc_at[s], b.start[s + 1] - b.start[s], head + b.start[s]);

            const float *label = ag_net_relations(&net, &b.b, scratch, head);

            for (int i = 0; i < n; i++) {
                pair[i] = ag_best_pair(scores.tags + (size_t)i * (size_t)tags, k->shape.upos, k->pairs.at, k->pairs.n);
                relation[i] = ag_best_relation(label + (size_t)i * (size_t)k->shape.relations, k->shape.relations,
                                               head[i] == 0);
            }
        }
        time += ag_seconds();
        for (int i = 0; i < n; i++) {
            upos += k->pairs.at[pair[i]].upos == b.gold[i].upos;
            xpos += k->pairs.at[pair[i]].xpos == b.gold[i].xpos;
            if (head[i] == b.gold[i].head) {
                uas++;
                full += relation[i] == b.gold[i].relation;
                las += same_universal(relation[i], b.gold[i].relation);
            }
        }
        all += n;
        ag_arena_free(inner);
    }
    fprintf(stderr, "    %-20sUPOS %.2f  XPOS %.2f  UAS %.2f  LAS %.2f  (whole labels %.2f)  %.0f words/s%s\n",
            strrchr(path, '/') ? strrchr(path, '/') + 1 : path, 100.0 * (double)upos / (double)all,
            100.0 * (double)xpos / (double)all, 100.0 * (double)uas / (double)all, 100.0 * (double)las / (double)all,
            100.0 * (double)full / (double)all, (double)all / time, quant ? ", 8 bits" : "");
    ag_arena_free(a);
}

static void
measure_all(maker *k, const ag_quant *quant, ag_net_scratch *scratch)
{
    for (int i = 0; i < k->o->dev.n; i++)
        measure(k, k->o->dev.at[i], &k->dev[i], quant, scratch);
}

/* ---- the file -------------------------------------------------------------------------------- */

/* "AGNET2\n\0", shape, seed, round, step, then w, m, v, mean. Rows and tags follow from the data. */
typedef struct header {
    char magic[8];
    ag_net_shape shape;
    uint64_t seed;
    int64_t round, step, rounds;
} header;

static ag_status
save(const maker *k, ag_err *err)
{
    size_t n = k->net.at[AG_NET_BLOCKS];
    header h;
    ag_outfile file;

    memset(&h, 0, sizeof h);
    memcpy(h.magic, "AGNET2\n", 8);
    h.shape = k->shape;
    h.seed = k->o->seed;
    h.round = k->round;
    h.step = k->by.step;
    h.rounds = k->o->rounds;
    AG_TRY(ag_file_create(k->o->out, &file, err));
    fwrite(&h, sizeof h, 1, file.stream);
    fwrite(k->net.w, sizeof(float), n, file.stream);
    fwrite(k->by.m, sizeof(float), n, file.stream);
    fwrite(k->by.v, sizeof(float), n, file.stream);
    fwrite(k->by.mean, sizeof(float), n, file.stream);

    ag_status s = ag_file_keep(&file, err);

    ag_file_drop(&file);
    return s;
}

static ag_status
restore(maker *k, ag_err *err)
{
    size_t n = k->net.at[AG_NET_BLOCKS], bytes = n * sizeof(float);
    ag_str file;
    header h;
    FILE *there = fopen(k->o->out, "rb");

    if (!there)
        return AG_OK;
    fclose(there);
    AG_TRY(ag_file_map(k->o->out, &file, err));
    if (file.len != sizeof h + 4 * bytes)
        return ag_fail(err, AG_INPUT, "%s: of other options or data; remove it to begin anew", k->o->out);
    memcpy(&h, file.at, sizeof h);
    if (memcmp(h.magic, "AGNET2\n", 8) != 0 || memcmp(&h.shape, &k->shape, sizeof h.shape) != 0 ||
        h.seed != k->o->seed)
        return ag_fail(err, AG_INPUT, "%s: of other options or data; remove it to begin anew", k->o->out);
    memcpy(k->net.w, file.at + sizeof h, bytes);
    memcpy(k->by.m, file.at + sizeof h + bytes, bytes);
    memcpy(k->by.v, file.at + sizeof h + 2 * bytes, bytes);
    memcpy(k->by.mean, file.at + sizeof h + 3 * bytes, bytes);
    k->round = (int)h.round;
    k->by.step = h.step;
    fprintf(stderr, "%s: after round %d\n", k->o->out, k->round);
    return AG_OK;
}

/* ---- teachers -------------------------------------------------------------------------------- */

static ag_status
open_teachers(maker *k, ag_err *err)
{
    int n = k->o->teachers.n;

    k->teachers = (ag_teachers){ AG_ARRAY(k->a, ag_net, n + 1), AG_ARRAY(k->a, ag_net_scratch, n + 1), n };
    for (int i = 0; i < n; i++) {
        const char *path = k->o->teachers.at[i];
        ag_net *net = &k->teachers.net[i];
        ag_str file;
        header h;

        AG_TRY(ag_file_map(path, &file, err));
        if (file.len < sizeof h)
            return ag_fail(err, AG_INPUT, "%s: not the state of a training", path);
        memcpy(&h, file.at, sizeof h);

        ag_net_shape same = h.shape;

        if (same.vectors > k->shape.vectors) /* it can do with fewer than it was trained with */
            same.vectors = k->shape.vectors;
        same.hidden = k->shape.hidden;
        same.arc = k->shape.arc;
        same.label = k->shape.label;
        ag_net_plan(net, &h.shape);
        if (memcmp(h.magic, "AGNET2\n", 8) != 0 || memcmp(&same, &k->shape, sizeof same) != 0 ||
            file.len != sizeof h + 4 * net->at[AG_NET_BLOCKS] * sizeof(float))
            return ag_fail(err, AG_INPUT, "%s: a teacher trained on other data, or by another program", path);
        net->w = AG_ARRAY(k->a, float, net->at[AG_NET_BLOCKS]);
        memcpy(net->w, file.at + sizeof h + 3 * net->at[AG_NET_BLOCKS] * sizeof(float),
               net->at[AG_NET_BLOCKS] * sizeof(float)); /* the average */
        net->vectors = k->net.vectors;
    }
    return AG_OK;
}

/* Asks the teachers of a corpus that nobody annotated. */
static void
read_silver(maker *k, const ag_corpus *c)
{
    ag_arena *a = ag_arena_new(0);
    ag_cuts parts = { 0 };
    sentences all = { 0 };

    for (int d = 0; d < c->docs.n; d++)
        for (int i = 0; i < c->docs.at[d]->sentences.n; i++) {
            const ag_doc *doc = c->docs.at[d];
            int first = doc->sentences.at[i].first, n = doc->sentences.at[i].end - first;
            sentence x = { .n = n, .doc = doc, .first = first };

            if (n > AG_TRAIN_LONGEST)
                continue;
            x.words = AG_ARRAY(a, ag_word, n);
            x.gold = AG_ARRAY(k->a, ag_net_gold, n);
            x.soft = AG_ARRAY(k->a, ag_net_soft, n);
            ag_sentence_words(doc, first, first + n, &k->none, x.words);
            AG_PUSH(a, &all, x);
        }
    number_words(k, a, &all, true);
    cut_batches(a, &all, 1000, 1, NULL, 0, &parts);
    for (int p = 0; p < parts.n; p++) {
        ag_arena *inner = ag_arena_new(0);
        batch b;

        fill(inner, &all, &parts.at[p], NULL, &b);
        if (p % 100 == 0)
            fprintf(stderr, "\r  %s: taught %d of %d batches \r", c->path, p, parts.n);
        ag_teach(inner, &k->teachers, &b.b, b.gold, b.soft);
        for (int i = 0; i < b.b.sentences; i++) {
            memcpy(b.of[i]->gold, b.gold + b.start[i], (size_t)b.of[i]->n * sizeof *b.gold);
            memcpy(b.of[i]->soft, b.soft + b.start[i], (size_t)b.of[i]->n * sizeof *b.soft);
        }
        ag_arena_free(inner);
    }
    for (int i = 0; i < all.n; i++) {
        all.at[i].doc = NULL;
        all.at[i].words = NULL;
        AG_PUSH(k->a, &k->silver, all.at[i]);
    }
    fprintf(stderr, "%s: %d sentences, %d words, taught\n", c->path, all.n, c->tokens);
    ag_arena_free(a);
}

/* The model in use: sections "net", "net-pieces" and "net-tags" (a pair a line, "NOUN|NN"). Measured
 * with each processor's code. */
static ag_status
write_model(maker *k, ag_net_scratch *scratch, ag_draft *out, ag_err *err)
{
    ag_buf *net = ag_draft_section(out, "net", AG_NET_VERSION), *tags = ag_draft_section(out, "net-tags", AG_NET_VERSION);
    ag_net taken;
    ag_net_shape shape = k->shape;

    if (shape.vectors > k->o->most_vectors + 1)
        shape.vectors = k->o->most_vectors + 1;
    ag_net_plan(&taken, &shape);
    taken.w = k->by.mean;
    ag_quant_write(&taken, &k->vectors, net);
    for (int i = 0; i < k->pairs.n; i++)
        ag_buf_printf(tags, "%s|%.*s\n", ag_upos_name((ag_upos)k->pairs.at[i].upos),
                      AG_SHOW(k->xpos.at[k->pairs.at[i].xpos]));
    ag_buf_str(ag_draft_section(out, "net-pieces", AG_NET_VERSION), ag_buf_view(&k->pieces_bytes));

    ag_shared_vectors used = { &k->pieces, k->vectors.bits, shape.vectors, D_VECTOR, k->vectors.scale, NULL };
    ag_rare rare;
    ag_status s = ag_rare_open(ag_draft_view(out, "rare"), ag_draft_view(out, "rare-words"), D_VECTOR, &rare, err);

    used.rare = &rare;
    for (int d = 0; d < k->o->dev.n; d++) /* as in use */
        for (int i = 0; i < k->dev[d].n; i++)
            ag_net_vectors(&used, k->dev[d].at[i].words, k->dev[d].at[i].n, k->dev[d].at[i].word[0]);
    for (int cpu = AG_CPU_AVX512; cpu >= AG_CPU_PORTABLE && s == AG_OK; cpu--) {
        ag_quant quant;

        ag_cpu_limit((ag_cpu)cpu);
        s = ag_quant_open(ag_buf_view(net), &quant, err);
        quant.rare = &rare;
        if (s == AG_OK)
            measure_all(k, &quant, scratch);
        ag_quant_close(&quant);
    }
    ag_cpu_limit(AG_CPU_AVX512);
    return s;
}

/* ---- training -------------------------------------------------------------------------------- */

static void
one_round(maker *k, ag_net_scratch *scratch)
{
    ag_arena *a = ag_arena_new(0);
    uint64_t random = k->o->seed * 1000003 + (uint64_t)k->round;
    ag_cuts parts = { 0 };
    ag_net_loss loss = { 0 };
    double time = ag_seconds(), length = 0;

    const sentences *sets[] = { &k->train, &k->names, &k->silver };
    const float share[] = { 1, k->o->names_share, k->o->silver_share };

    for (int set = 0; set < 3; set++)
        cut_batches(a, sets[set], k->o->batch, share[set], &random, set, &parts);
    ag_shuffle_cuts(&parts, &random);

    int count = parts.n;

    for (int c = 0; c < count; c++) {
        ag_arena *inner = ag_arena_new(0);
        batch b;

        fill(inner, sets[parts.at[c].set], &parts.at[c], &random, &b);
        memset(k->by.g, 0, k->by.n * sizeof *k->by.g);
        ag_net_learn(&k->net, &b.b, b.gold, b.soft, b.may, &k->o->drop, ag_random(&random), scratch, k->by.g, &loss);

        length += ag_optimiser_step(&k->by, (double)k->o->rate, ((double)k->round + (double)c / count) / k->o->rounds);
        ag_arena_free(inner);
        if (c % 20 == 0)
            fprintf(stderr, "\r  round %d: %d of %d batches \r", k->round + 1, c, count);
    }
    k->round++;

    double w = (double)loss.words, names = loss.name_words ? (double)loss.name_words : 1;

    fprintf(stderr, "round %2d  arcs %.4f %.2f  labels %.4f %.2f  UPOS %.4f %.2f  XPOS %.4f %.2f  names %.4f %.2f  |g| %.2f  %.0f s\n",
            k->round, loss.arc / w, 100 * (double)loss.arc_right / w, loss.label / w,
            100 * (double)loss.label_right / w, loss.upos / w, 100 * (double)loss.upos_right / w, loss.xpos / w,
            100 * (double)loss.xpos_right / w, loss.names / names,
            100 * (double)loss.names_right / names, length / count, ag_seconds() - time);
    ag_arena_free(a);
}

static ag_status
train_all(maker *k, ag_draft *out, ag_err *err)
{
    const ag_net_options *o = k->o;

    ag_pair no_pair = { 0 };

    ag_lookup_write(&no_pair, 0, &k->none_bytes);
    AG_TRY(ag_lookup_open(ag_buf_view(&k->none_bytes), "none", &k->none, err));
    for (int i = 0; i < o->ud.n; i++)
        AG_TRY(read_treebank(k, o->ud.at[i], &k->train, err));
    k->dev = AG_ARRAY(k->a, sentences, o->dev.n + 1);
    for (int i = 0; i < o->dev.n; i++)
        AG_TRY(read_treebank(k, o->dev.at[i], &k->dev[i], err));
    for (int i = 0; i < o->names.n; i++)
        AG_TRY(read_names(k, o->names.at[i], &k->names, err));
    if (o->vectors)
        AG_TRY(ag_vectors_read(k->a, o->vectors, ALL_VECTORS, D_VECTOR, &k->vectors, err));
    else
        k->vectors = (ag_vectors){ 1, D_VECTOR, AG_NEW(k->a, uint32_t), AG_ARRAY(k->a, int8_t, D_VECTOR), 1 };
    ag_rare_make(k->a, &k->vectors, o->most_vectors, out ? ag_draft_section(out, "rare", AG_NET_VERSION) : NULL,
                 out ? ag_draft_section(out, "rare-words", AG_NET_VERSION) : NULL);
    number_gold(k, &k->train, true);
    k->shape.vectors = k->vectors.n;
    number_pieces(k);
    AG_TRY(ag_lookup_open(ag_buf_view(&k->pieces_bytes), "pieces", &k->pieces, err));
    AG_TRY(ag_lookup_open(ag_buf_view(&k->vector_bytes), "vectors", &k->vector_pieces, err));
    k->shared = (ag_shared_vectors){ &k->vector_pieces, k->vectors.bits, k->vectors.n, D_VECTOR, k->vectors.scale, NULL };
    number_words(k, k->a, &k->train, true);
    number_words(k, k->a, &k->names, true);
    for (int i = 0; i < o->dev.n; i++) {
        number_gold(k, &k->dev[i], false);
        number_words(k, k->a, &k->dev[i], false);
    }

    float *dense = AG_ARRAY(k->a, float, (size_t)k->vectors.n * D_VECTOR);

    for (size_t i = 0; i < (size_t)k->vectors.n * D_VECTOR; i++)
        dense[i] = k->vectors.scale * k->vectors.bits[i];
    k->shape.d_vector = D_VECTOR;
    k->shape.d_word = 64;
    k->shape.d_suffix = 48;
    k->shape.d_prefix = 28;
    k->shape.d_shape = 16;
    k->shape.hidden = o->hidden;
    k->shape.arc = o->arc;
    k->shape.label = o->label;
    k->shape.upos = AG_UPOS_COUNT;
    k->shape.xpos = k->xpos.n;
    k->shape.relations = AG_DEPREL_COUNT;
    if (o->names.n) {
        k->shape.names = o->names_width;
        k->shape.name_tags = AG_NAME_TAGS;
    }
    ag_net_plan(&k->net, &k->shape);

    size_t n = k->net.at[AG_NET_BLOCKS];
    ag_net_scratch scratch = { 0 };

    k->net.vectors = dense;
    k->net.w = AG_ARRAY(k->a, float, n);
    ag_optimiser_init(k->a, &k->by, k->net.w, n);
    fprintf(stderr, "%zu trained numbers, %zu of them in embeddings\n", n, k->net.at[AG_NET_LSTM]);
    ag_net_init(&k->net, o->seed * 7919);
    AG_TRY(restore(k, err));
    AG_TRY(open_teachers(k, err));
    for (int i = 0; i < o->silver.n; i++)
        read_silver(k, o->silver.at[i]);
    for (int i = 0; i < k->teachers.n; i++)
        ag_net_scratch_done(&k->teachers.scratch[i]);
    while (k->round < o->rounds) {
        one_round(k, &scratch);
        AG_TRY(save(k, err));
        measure_all(k, NULL, &scratch);
    }
    if (out)
        AG_TRY(write_model(k, &scratch, out, err));
    ag_net_scratch_done(&scratch);
    return AG_OK;
}

ag_status
ag_net_train(const ag_net_options *o, ag_draft *out, ag_err *err)
{
    if (o->hidden % 16 || o->label % 16)
        return ag_fail(err, AG_USAGE, "the settings 'hidden' and 'label' are multiples of 16, not %d and %d", o->hidden,
                       o->label);

    maker k = { .o = o, .a = ag_arena_new(0) };
    ag_status s = train_all(&k, out, err);

    ag_buf_done(&k.none_bytes);
    ag_buf_done(&k.pieces_bytes);
    ag_buf_done(&k.vector_bytes);
    ag_arena_free(k.a);
    return s;
}
