/* Annotated files → one model file. Parts are trained one after another, each on what the frozen
 * parts before it say, because that is what it will see in use:
 *
 *     vectors → clusters; treebanks → segmentation, tagger, lemmas; tagger that has not seen the
 *     sentence (four folds) → parser; name corpora, tagged → names.
 *
 * Of every tenth sentence a copy in capitals, of others one in a headline's capitals or without
 * any is added for tagger and parser, so that they can do without letter case. */
#include "language/train.h"

#include "base/map.h"
#include "base/utf8.h"
#include "language/container.h"
#include "language/stages.h"
#include "language/tagger.h"
#include "language/training.h"
#include "names.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { SEGMENT_ROUNDS = 8, TAGGER_ROUNDS = 12, FOLDS = 4, FOLD_ROUNDS = 5 };

/* The tagger's first rounds find out which features to keep, and how many those are. */
enum { TAGGER_FIRST = 4, TAGGER_FEATURES = 170000 };

typedef struct maker {
    const ag_train_options *o;
    ag_arena *a;
    AG_LIST(ag_corpus) ud;
    ag_models *m;
    ag_container file;
    ag_buf parts[AG_CONTAINER_SECTIONS];
    uint64_t seed;
} maker;

void
ag_train_report(const char *what, int round, long right, long all)
{
    fprintf(stderr, "  %-8s round %2d  %6.2f %% of %ld\n", what, round + 1,
            all ? 100 * (double)right / (double)all : 0, all);
}

static int
rounds(const maker *k, int usual)
{
    return k->o->rounds ? k->o->rounds : usual;
}

static ag_buf *
section(maker *k, const char *name)
{
    ag_section *s = &k->file.sections[k->file.n];

    snprintf(s->name, sizeof s->name, "%s", name);
    return &k->parts[k->file.n++];
}

/* ---- tags ----------------------------------------------------------------------------------------- */

static int
tag_of(maker *k, ag_map *index, const ag_token *t, ag_buf *out)
{
    ag_str key = ag_arena_printf(k->a, "%s|%.*s", ag_upos_name((ag_upos)t->upos), AG_SHOW(t->xpos));
    int n = ag_map_get(index, key);

    if (n >= 0)
        return n;
    if (k->m->tag_count == AG_TAGS_MAX) /* a corpus gone wrong: everything new is the first tag */
        return 0;
    n = k->m->tag_count++;
    k->m->tags[n] = (ag_tag){ t->upos, t->xpos };
    ag_map_set(k->a, index, key, n);
    ag_buf_str(out, key);
    ag_buf_char(out, '\n');
    return n;
}

static ag_str
recase(ag_arena *a, ag_str form, ag_casing casing)
{
    char *out = ag_arena_alloc(a, 4 * form.len + 1), *p = out;
    bool is_start = true;
    int n;

    for (size_t i = 0; i < form.len; i += (size_t)n) {
        int32_t c = ag_utf8_next(form, i, &n);
        bool up = casing == AG_CASING_UPPER || (casing == AG_CASING_TITLE && is_start);

        if (casing == AG_CASING_TITLE && !is_start)
            p += ag_utf8_put(p, c); /* as it was */
        else
            p += ag_utf8_put(p, up ? ag_utf8_to_upper(c) : ag_utf8_to_lower(c));
        is_start = false;
    }
    return (ag_str){ out, (size_t)(p - out) };
}

ag_word *
ag_words_recased(ag_arena *a, const ag_doc *doc, int first, int end, ag_casing casing, const ag_lookup *clusters)
{
    ag_doc copy = { 0 };
    ag_word *words = AG_ARRAY(a, ag_word, end - first + 1);

    copy.tokens.n = end - first;
    copy.tokens.at = AG_ARRAY(a, ag_token, end - first + 1);
    for (int i = 0; i < end - first; i++) {
        ag_str form = doc->tokens.at[first + i].form;

        /* a headline leaves its small words small */
        if (casing == AG_CASING_TITLE && i > 0 && form.len < 4)
            copy.tokens.at[i].form = form;
        else
            copy.tokens.at[i].form = recase(a, form, casing);
    }
    ag_sentence_words(&copy, 0, end - first, clusters, words);
    return words;
}

static void
train_tagger(maker *k, const ag_samples *samples, int fold, int turns, ag_buf *out)
{
    ag_learner *l = ag_learner_new(k->m->tag_count);
    int *order = AG_ARRAY(k->a, int, samples->n + 1);
    uint8_t *tag = AG_ARRAY(k->a, uint8_t, 100000);
    uint64_t random = k->seed + 17;
    ag_features f;

    for (int i = 0; i < samples->n; i++)
        order[i] = i;
    for (int round = 0; round < turns; round++) {
        long right = 0, all = 0;

        if (round == TAGGER_FIRST && fold < 0)
            ag_learner_narrow(l, TAGGER_FEATURES);
        ag_shuffle(order, samples->n, &random);
        for (int i = 0; i < samples->n; i++) {
            const ag_sample *s = &samples->at[order[i]];

            if (order[i] % FOLDS == fold)
                continue;
            for (int t = 0; t < s->n; t++) {
                ag_tag_features(s->words, s->n, t, tag, &f);
                tag[t] = (uint8_t)ag_learner_step(l, &f, s->gold[t], NULL);
                right += tag[t] == s->gold[t];
            }
            all += s->n;
        }
        ag_train_report(fold < 0 ? "tagger" : "fold", round, right, all);
    }
    ag_learner_freeze(l, 0.25, 2, out);
    ag_learner_free(l);
}

/* Samples of all treebanks, with copies in other letter case. */
static void
make_samples(maker *k, ag_samples *out)
{
    ag_map index = { 0 };
    ag_buf *tags = section(k, "tags");
    uint64_t random = k->seed + 3;

    for (int u = 0; u < k->ud.n; u++)
        for (int d = 0; d < k->ud.at[u].docs.n; d++) {
            const ag_doc *doc = k->ud.at[u].docs.at[d];

            for (int s = 0; s < doc->sentences.n; s++) {
                int first = doc->sentences.at[s].first, n = doc->sentences.at[s].end - first;
                ag_word *words = AG_ARRAY(k->a, ag_word, n);
                uint8_t *gold = AG_ARRAY(k->a, uint8_t, n), *label = AG_ARRAY(k->a, uint8_t, n);
                int *head = AG_ARRAY(k->a, int, n);

                ag_sentence_words(doc, first, first + n, &k->m->clusters, words);
                for (int i = 0; i < n; i++) {
                    const ag_token *t = &doc->tokens.at[first + i];

                    gold[i] = (uint8_t)tag_of(k, &index, t, tags);
                    head[i] = t->head < 0 ? n : t->head - first;
                    label[i] = t->deprel;
                }

                ag_sample x = { n, words, gold, AG_ARRAY(k->a, uint8_t, n), AG_ARRAY(k->a, uint8_t, n), head, label };
                uint64_t lot = ag_random(&random) % 30;

                AG_PUSH(k->a, out, x);
                if (lot >= 5)
                    continue;
                x.words = ag_words_recased(k->a, doc, first, first + n,
                                           lot < 2 ? AG_CASING_UPPER : lot < 4 ? AG_CASING_TITLE : AG_CASING_LOWER,
                                           &k->m->clusters);
                x.tag = AG_ARRAY(k->a, uint8_t, n);
                x.upos = AG_ARRAY(k->a, uint8_t, n);
                AG_PUSH(k->a, out, x);
            }
        }
}

/* Tags of each sample by a tagger that has not seen it. A copy in other letter case may have been
 * seen in its first form; they are few. */
static ag_status
tag_samples(maker *k, ag_samples *samples, ag_err *err)
{
    for (int fold = 0; fold < FOLDS; fold++) {
        ag_buf weights = { 0 };
        ag_linear linear;
        ag_scorer s = { .frozen = &linear };

        train_tagger(k, samples, fold, k->o->rounds ? k->o->rounds : FOLD_ROUNDS, &weights);
        AG_TRY(ag_linear_open(ag_buf_view(&weights), "fold", &linear, err));
        for (int i = fold; i < samples->n; i += FOLDS) {
            ag_sample *x = &samples->at[i];

            ag_tag_sentence(&s, k->m->tag_count, x->words, x->n, x->tag);
            for (int t = 0; t < x->n; t++)
                x->upos[t] = k->m->tags[x->tag[t]].upos;
        }
        ag_buf_done(&weights);
    }
    return AG_OK;
}

/* ---- lemmas and features ------------------------------------------------------------------------ */

typedef struct choice {
    int value, count;
    int fits; /* words for which it is right, whether they asked for it or not */
} choice;

typedef struct votes { /* what the words behind one key ask for */
    uint64_t key;
    int level;   /* bytes of suffix; 100: whole word */
    int parent;  /* the votes of the suffix that is one byte shorter, or -1 */
    AG_LIST(choice) choices;
    int total, best;
} votes;

typedef struct table {
    ag_arena *a;
    ag_map index;
    AG_LIST(votes) at;
} table;

static int
vote(table *t, uint64_t key, int level, int parent, int value)
{
    ag_str name = ag_arena_str(t->a, (ag_str){ (const char *)&key, sizeof key });
    int n = ag_map_add(t->a, &t->index, name, t->at.n);

    if (n == t->at.n)
        AG_PUSH(t->a, &t->at, (votes){ .key = key, .level = level, .parent = parent });

    votes *v = &t->at.at[n];
    int i = 0;

    while (i < v->choices.n && v->choices.at[i].value != value)
        i++;
    if (i == v->choices.n)
        AG_PUSH(t->a, &v->choices, (choice){ value, 0, 0 });
    v->choices.at[i].count++;
    v->total++;
    return n;
}

static bool
better(const choice *a, const choice *b)
{
    if (a->fits != b->fits)
        return a->fits > b->fits;
    return a->count > b->count || (a->count == b->count && a->value < b->value);
}

/* The choice that fits most, then the one with most votes; of equals the lowest. */
static int
winner(const votes *v)
{
    int best = 0;

    for (int i = 1; i < v->choices.n; i++)
        if (better(&v->choices.at[i], &v->choices.at[best]))
            best = i;
    return v->choices.at[best].value;
}

static size_t
shared(ag_str a, ag_str b)
{
    size_t n = 0;

    while (n < a.len && n < b.len && a.at[n] == b.at[n])
        n++;
    while (n > 0 && n < a.len && ((unsigned char)a.at[n] & 0xc0) == 0x80) /* not inside a character */
        n--;
    while (n > 0 && n < b.len && ((unsigned char)b.at[n] & 0xc0) == 0x80)
        n--;
    return n;
}

/* The simplest rule from form to lemma. */
static ag_lemma_rule
rule_of(ag_arena *a, const ag_token *t)
{
    static const ag_lemma_case by_name[] = { AG_LEMMA_KEEP, AG_LEMMA_TITLE, AG_LEMMA_LOWER };
    static const ag_lemma_case usual[] = { AG_LEMMA_LOWER, AG_LEMMA_KEEP, AG_LEMMA_TITLE };
    ag_lemma_rule best = { 0 };
    size_t least = SIZE_MAX;

    for (int i = 0; i < 3; i++) {
        ag_lemma_rule r = { .casing = (uint8_t)(t->upos == AG_PROPN ? by_name : usual)[i] };
        ag_str s;

        if (!ag_lemma_apply(a, &r, t->form, &s))
            continue;

        size_t n = shared(s, t->lemma), price = s.len - n + t->lemma.len - n;

        if (s.len - n > 255 || t->lemma.len - n > 255 || price >= least)
            continue;
        least = price;
        r.cut = (uint8_t)(s.len - n);
        r.add = ag_str_sub(t->lemma, n, t->lemma.len);
        best = r;
    }
    return best;
}

/* A text in a pool of texts that features and rules share; returns its place. */
static int
pool(ag_arena *a, ag_map *index, ag_buf *out, ag_str bytes)
{
    int n = ag_map_get(index, bytes);

    if (n >= 0)
        return n;
    n = (int)out->len;
    ag_map_set(a, index, ag_arena_str(a, bytes), n);
    ag_buf_str(out, bytes);
    return n;
}

/* The gold tags of the next sentence; *at is its last sample. Copies stand behind their originals. */
static const uint8_t *
next_gold(const ag_samples *samples, int *at)
{
    const uint8_t *gold = samples->at[++*at].gold;

    while (*at + 1 < samples->n && samples->at[*at + 1].gold == gold)
        ++*at;
    return gold;
}

/* Lets a token vote for the rules of its word that it did not ask for but that fit it. */
static void
vote_again(table *lemmas, ag_str texts, int tag, const ag_token *t)
{
    ag_str lower = ag_utf8_lower(lemmas->a, t->form), lemma;
    uint64_t key = ag_lemma_key(tag, lower, lower.len, true);
    int n = ag_map_get(&lemmas->index, (ag_str){ (const char *)&key, sizeof key });

    if (n < 0)
        return;

    votes *v = &lemmas->at.at[n];

    for (int i = 0; i < v->choices.n && v->choices.n > 1; i++) {
        const char *p = texts.at + v->choices.at[i].value;
        ag_lemma_rule r = { (uint8_t)p[0], (uint8_t)p[1], { p + 3, (unsigned char)p[2] } };

        if (ag_lemma_apply(lemmas->a, &r, t->form, &lemma) && ag_str_eq(lemma, t->lemma))
            v->choices.at[i].fits++;
    }
}

static void
train_morphology(maker *k, const ag_samples *samples)
{
    ag_buf *lemma_texts = section(k, "lemma-texts"), *feats_texts = section(k, "feats-texts");
    ag_map lemma_index = { 0 }, feats_index = { 0 }, types = { 0 };
    table lemmas = { .a = k->a }, feats = { .a = k->a };
    int at = -1;

    for (int u = 0; u < k->ud.n; u++)
        for (int d = 0; d < k->ud.at[u].docs.n; d++) {
            const ag_doc *doc = k->ud.at[u].docs.at[d];

            for (int s = 0; s < doc->sentences.n; s++) {
                const uint8_t *gold = next_gold(samples, &at);

                for (int i = doc->sentences.at[s].first; i < doc->sentences.at[s].end; i++) {
                    const ag_token *t = &doc->tokens.at[i];
                    int tag = gold[i - doc->sentences.at[s].first];
                    ag_lemma_rule r = rule_of(k->a, t);
                    ag_str lower = ag_utf8_lower(k->a, t->form);
                    char head[3] = { (char)r.casing, (char)r.cut, (char)r.add.len };
                    ag_str bytes = ag_arena_printf(k->a, "   %.*s", AG_SHOW(r.add));

                    memcpy((char *)(uintptr_t)bytes.at, head, 3);

                    int rule = pool(k->a, &lemma_index, lemma_texts, bytes);
                    ag_str type = ag_arena_printf(k->a, "%d %d %.*s", tag, rule, AG_SHOW(lower));
                    bool is_new = ag_map_add(k->a, &types, type, 1) == 1;
                    int parent = -1;

                    ag_map_set(k->a, &types, type, 2);
                    for (size_t n = 0; n <= AG_LEMMA_SUFFIX && n <= lower.len; n++)
                        if (is_new) /* suffixes are voted for by words, not by their frequency */
                            parent = vote(&lemmas, ag_lemma_key(tag, lower, n, false), (int)n, parent, rule);
                    if (lower.len <= 60)
                        vote(&lemmas, ag_lemma_key(tag, lower, lower.len, true), 100, parent, rule);

                    ag_str f = ag_arena_printf(k->a, " %.*s", AG_SHOW(t->feats));

                    if (f.len > 256)
                        continue;
                    memset((char *)(uintptr_t)f.at, (int)(f.len - 1), 1);

                    int text = pool(k->a, &feats_index, feats_texts, f);
                    int all = vote(&feats, ag_feats_key(tag, t->form, false), 0, -1, text);

                    vote(&feats, ag_feats_key(tag, t->form, true), 1, all, text);
                }
            }
        }

    /* Of the rules that some form of a word asks for, one may fit its other forms as well: "I" gives
     * "I" whether kept or spelled out, but only spelled out it fits "i". */
    at = -1;
    for (int u = 0; u < k->ud.n; u++)
        for (int d = 0; d < k->ud.at[u].docs.n; d++) {
            const ag_doc *doc = k->ud.at[u].docs.at[d];

            for (int s = 0; s < doc->sentences.n; s++) {
                const uint8_t *gold = next_gold(samples, &at);

                for (int i = doc->sentences.at[s].first; i < doc->sentences.at[s].end; i++)
                    vote_again(&lemmas, ag_buf_view(lemma_texts), gold[i - doc->sentences.at[s].first],
                               &doc->tokens.at[i]);
            }
        }

    /* of suffixes only those that say another thing than the next shorter one */
    ag_pair *pairs = AG_ARRAY(k->a, ag_pair, lemmas.at.n + feats.at.n + 1);
    size_t n = 0;

    for (int i = 0; i < lemmas.at.n; i++) {
        votes *v = &lemmas.at.at[i];

        v->best = winner(v);
        if (v->level == 100)
            continue;

        int above = v->parent < 0 ? -1 : lemmas.at.at[v->parent].best;

        if (v->parent >= 0 && (v->best == above || v->total < 2))
            v->best = above;
        else
            pairs[n++] = (ag_pair){ v->key, (uint32_t)v->best };
    }
    for (int i = 0; i < lemmas.at.n; i++)
        if (lemmas.at.at[i].level == 100) {
            int above = lemmas.at.at[i].parent < 0 ? -1 : lemmas.at.at[lemmas.at.at[i].parent].best;

            if (lemmas.at.at[i].best != above)
                pairs[n++] = (ag_pair){ lemmas.at.at[i].key, (uint32_t)lemmas.at.at[i].best };
        }
    ag_lookup_write(pairs, n, section(k, "lemma-rules"));
    fprintf(stderr, "lemmas: %zu entries\n", n);
    n = 0;
    for (int i = 0; i < feats.at.n; i++) {
        votes *v = &feats.at.at[i];

        v->best = winner(v);
        if (v->level == 0 || (v->best != feats.at.at[v->parent].best))
            pairs[n++] = (ag_pair){ v->key, (uint32_t)v->best };
    }
    ag_lookup_write(pairs, n, section(k, "feats"));
    fprintf(stderr, "features: %zu entries\n", n);
}

/* ---- all ------------------------------------------------------------------------------------------ */

static ag_buf *
part(maker *k, const char *name)
{
    for (int i = 0; i < k->file.n; i++)
        if (strcmp(k->file.sections[i].name, name) == 0)
            return &k->parts[i];
    return NULL;
}

static ag_status
train_all(maker *k, ag_err *err)
{
    ag_samples samples = { 0 };

    for (int i = 0; i < k->o->ud.n; i++) {
        ag_corpus c;

        AG_TRY(ag_corpus_conllu(k->a, k->o->ud.at[i], &c, err));
        fprintf(stderr, "treebank: %s: %d sentences, %d words\n", c.path, c.sentences, c.tokens);
        AG_PUSH(k->a, &k->ud, c);
    }
    if (k->o->vectors)
        AG_TRY(ag_train_clusters(k->a, k->o->vectors, k->seed, section(k, "clusters"), err));
    else
        ag_lookup_write(NULL, 0, section(k, "clusters"));
    AG_TRY(ag_lookup_open(ag_buf_view(part(k, "clusters")), "clusters", &k->m->clusters, err));
    {
        ag_buf *breaks = section(k, "breaks"), *splits = section(k, "splits"), *stops = section(k, "stops");

        ag_train_segments(k->a, &k->m->clusters, k->ud.at, k->ud.n, rounds(k, SEGMENT_ROUNDS), breaks, splits, stops);
    }
    make_samples(k, &samples);
    train_morphology(k, &samples);
    train_tagger(k, &samples, -1, rounds(k, TAGGER_ROUNDS), section(k, "tagger"));
    AG_TRY(ag_linear_open(ag_buf_view(part(k, "tagger")), "tagger", &k->m->tagger, err));
    AG_TRY(tag_samples(k, &samples, err));

    ag_buf *arcs = section(k, "arcs"), *labels = section(k, "labels");

    ag_train_parser(k->a, &samples, k->o->rounds, k->seed + 5, arcs, labels);

    ag_buf *names = section(k, "names"), *steps = section(k, "name-steps");

    return ag_train_names(k->a, k->m, k->o->names.at, k->o->names.n, k->o->rounds, k->seed + 7, names, steps, err);
}

static ag_status
write_all(maker *k, ag_err *err)
{
    ag_buf whole = { 0 };
    ag_outfile file;
    ag_str path = ag_arena_printf(k->a, "%s/en.model", k->o->folder);

    for (int i = 0; i < k->file.n; i++) {
        k->file.sections[i].bytes = ag_buf_view(&k->parts[i]);
        fprintf(stderr, "  %-12s %8zu bytes\n", k->file.sections[i].name, k->parts[i].len);
    }
    snprintf(k->file.name, sizeof k->file.name, "en-1");
    ag_container_write(&k->file, &whole);
    if (mkdir(k->o->folder, 0777) != 0 && errno != EEXIST) {
        ag_buf_done(&whole);
        return ag_fail(err, AG_MACHINE, "%s: %s", k->o->folder, strerror(errno));
    }

    ag_status s = ag_file_create(path.at, &file, err);

    if (s == AG_OK) {
        fwrite(whole.at, 1, whole.len, file.stream);
        s = ag_file_keep(&file, err);
        ag_file_drop(&file);
    }
    if (s == AG_OK)
        fprintf(stderr, "%s: %zu bytes\n", path.at, whole.len);
    ag_buf_done(&whole);
    return s;
}

ag_status
ag_train(const ag_train_options *o, ag_err *err)
{
    ag_arena *a = ag_arena_new(0);
    maker k = { .o = o, .a = a, .seed = o->seed };

    k.m = AG_NEW(a, ag_models);

    ag_status s = train_all(&k, err);

    if (s == AG_OK)
        s = write_all(&k, err);
    for (int i = 0; i < AG_CONTAINER_SECTIONS; i++)
        ag_buf_done(&k.parts[i]);
    ag_arena_free(a);
    return s;
}
