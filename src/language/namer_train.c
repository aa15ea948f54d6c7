/* Names in several corpora → weights of one model: a structured perceptron on partial labels.
 *
 * Corpora differ in what they annotate. A token's label there is a set of labels here: "MISC" of
 * one may be an event, a work or a nationality of ours; and where a corpus knows no dates, "O" may
 * be part of one. The best path inside these sets, by the model as it stands, is taken for the
 * truth, and the perceptron moves towards it (latent structured perceptron, Sun et al. 2009). So
 * the corpora that know a class teach it, and the others do not unteach it. */
#include "language/namer.h"
#include "language/net/model.h"
#include "language/training.h"

#include <stdio.h>
#include <stdlib.h>

/* The first rounds find out which features to keep, and how many those are. */
enum { ROUNDS = 15, FIRST = 4, FEATURES = 250000 };

#define KIND(name) (1u << (AG_NAME_##name < AG_NAME_GPE ? AG_NAME_##name : AG_NAME_##name - 1))

/* The labels of the corpora we know, letter case aside: what they surely are, and what a corpus
 * without a label of its own for it keeps there too. */
static const struct {
    const char *label;
    uint32_t is, may;
} labels[] = {
    { "PER", KIND(PERSON), 0 },
    { "PERSON", KIND(PERSON), 0 },
    { "ORG", KIND(ORG), 0 },
    { "ORGANIZATION", KIND(ORG), 0 },
    { "CORPORATION", KIND(ORG), 0 },
    { "GROUP", KIND(ORG), 0 },
    { "LOC", KIND(LOC), KIND(FAC) },
    { "GPE", KIND(LOC), 0 },
    { "LOCATION", KIND(LOC), KIND(FAC) },
    { "NORP", KIND(NORP), 0 },
    { "FAC", KIND(FAC), 0 },
    { "FACILITY", KIND(FAC), 0 },
    { "EVENT", KIND(EVENT), 0 },
    { "PRODUCT", KIND(PRODUCT), 0 },
    { "OBJECT", KIND(PRODUCT), 0 },
    { "WORK", KIND(WORK), 0 },
    { "CREATIVE-WORK", KIND(WORK), 0 },
    { "DATE", KIND(DATE), 0 },
    { "MONEY", KIND(MONEY), 0 },
    { "ABSTRACT", KIND(MISC) | KIND(WORK), 0 },
    { "MISC", KIND(MISC), KIND(EVENT) | KIND(WORK) | KIND(NORP) | KIND(PRODUCT) },
    { "OTH", KIND(MISC), KIND(EVENT) | KIND(WORK) | KIND(NORP) | KIND(PRODUCT) },
};

enum { LABELS = sizeof labels / sizeof *labels, KNOWN_MAX = 64 };

/* What the labels of one corpus mean. */
typedef struct scheme {
    uint32_t kinds[LABELS]; /* by row of `labels`: 0 when the corpus does not have it */
    uint32_t open;          /* kinds that it does not annotate */
} scheme;

static int
row_of(ag_str name)
{
    for (int i = 0; i < LABELS; i++)
        if (ag_str_eq_nocase(name, ag_str_of(labels[i].label)))
            return i;
    return -1;
}

static bool
split_tag(ag_str tag, char *place, ag_str *name)
{
    if (ag_str_is(tag, "O")) {
        *place = 'O';
        return true;
    }
    if (tag.len < 3 || (tag.at[0] != 'B' && tag.at[0] != 'I') || tag.at[1] != '-')
        return false;
    *place = tag.at[0];
    *name = ag_str_sub(tag, 2, tag.len);
    return true;
}

static ag_status
scheme_of(const ag_name_corpus *c, scheme *out, ag_err *err)
{
    uint32_t sure = 0, all = 0;
    bool has[LABELS] = { 0 };

    *out = (scheme){ 0 };
    for (int d = 0; d < c->corpus.docs.n; d++)
        for (int i = 0; i < c->corpus.docs.at[d]->tokens.n; i++) {
            ag_str name = AG_S("");
            char place;
            int row;

            if (!split_tag(c->tags.at[d][i], &place, &name))
                return ag_fail(err, AG_INPUT, "%s: '%.*s' is not a BIO tag", c->corpus.path,
                               AG_SHOW(c->tags.at[d][i]));
            if (place == 'O')
                continue;
            row = row_of(name);
            if (row < 0)
                return ag_fail(err, AG_INPUT, "%s: no label '%.*s' is known; add it to namer_train.c",
                               c->corpus.path, AG_SHOW(name));
            has[row] = true;
            sure |= labels[row].is;
        }
    for (int i = 0; i < LABELS; i++)
        if (has[i]) {
            out->kinds[i] = labels[i].is | (labels[i].may & ~sure);
            all |= out->kinds[i];
        }
    out->open = ((1u << AG_NAME_KINDS) - 1) & ~all;
    return AG_OK;
}

/* A sentence with what each token may be: a bit for each name tag. */
typedef struct task {
    const ag_word *words;
    const uint8_t *tag;
    const uint64_t *allowed;
    int first, end;
    int corpus;           /* 0: the first one, whose style is the model's */
} task;

static void
allow(const ag_str *tags, const scheme *s, int first, int end, uint64_t *allowed)
{
    for (int i = first; i < end; i++) {
        ag_str name = AG_S(""), next = AG_S("");
        char place = 'O', follow = 'O';

        split_tag(tags[i], &place, &name);
        if (i + 1 < end)
            split_tag(tags[i + 1], &follow, &next);
        if (place == 'O') {
            allowed[i] = 1;
            for (int k = 0; k < AG_NAME_KINDS; k++)
                if (s->open & 1u << k)
                    allowed[i] |= (uint64_t)15 << (1 + 4 * k);
            continue;
        }

        bool starts = place == 'B';

        if (i == first)
            starts = true;
        else {
            ag_str last = AG_S("");
            char before = 'O';

            split_tag(tags[i - 1], &before, &last);
            starts |= before == 'O' || !ag_str_eq(last, name);
        }

        bool ends = follow != 'I' || !ag_str_eq(next, name);
        ag_bilou b = starts ? (ends ? AG_BILOU_U : AG_BILOU_B) : ends ? AG_BILOU_L : AG_BILOU_I;
        int row = row_of(name);

        allowed[i] = 0;
        for (int k = 0; k < AG_NAME_KINDS; k++)
            if (s->kinds[row] & 1u << k)
                allowed[i] |= (uint64_t)1 << ag_name_tag(k, b);
    }
}

/* Where a corpus other than the first goes its own way: a few features of its own, in a table that
 * is thrown away after training. What all corpora share stays in the model; their quirks (titles
 * inside of names, hashtags) do not (after Daumé 2007, with one domain as the base). */
static void
own_features(const task *t, int i, ag_features *f)
{
    const ag_word *w = &t->words[i];
    uint64_t c = (uint64_t)t->corpus, before = i > t->first ? w[-1].lower : 0, after = i + 1 < t->end ? w[1].lower : 0;

    ag_features_begin(f);
    ag_add2(f, c, w->lower);
    ag_add2(f, c, w->shape);
    ag_add2(f, c, before);
    ag_add2(f, c, after);
    ag_add2(f, c, t->tag[i]);
    ag_add2(f, c, ag_word_cluster(w, 3));
    ag_add3(f, c, w->shape, i == t->first);
    ag_add3(f, c, i > t->first ? t->tag[i - 1] + 1u : 0, t->tag[i]);
}

static void
add_own_scores(ag_learner *own, const task *t, int32_t *emit)
{
    ag_scorer s = { .learner = own };
    int32_t score[AG_NAME_TAGS];
    ag_features f;

    for (int i = t->first; t->corpus > 0 && i < t->end; i++) {
        own_features(t, i, &f);
        ag_score(&s, &f, score);
        for (int y = 0; y < AG_NAME_TAGS; y++)
            if (emit[(i - t->first) * AG_NAME_TAGS + y] > AG_NEVER / 2)
                emit[(i - t->first) * AG_NAME_TAGS + y] += score[y];
    }
}

/* Weights of steps, with their average. */
typedef struct steps {
    int32_t w[AG_NAME_TAGS * AG_NAME_TAGS];
    int64_t u[AG_NAME_TAGS * AG_NAME_TAGS];
    int64_t clock;
} steps;

static void
change(ag_learner *l, ag_learner *own, steps *st, const task *t, const uint8_t *path, const uint8_t *other, int by)
{
    ag_features f;

    for (int i = t->first; i < t->end; i++) {
        int k = i - t->first;

        if (path[k] != other[k]) {
            ag_name_features(t->words, t->tag, t->first, t->end, i, &f);
            ag_learner_add(l, &f, path[k], by);
            if (t->corpus > 0) {
                own_features(t, i, &f);
                ag_learner_add(own, &f, path[k], by);
            }
        }
        if (k > 0 && (path[k] != other[k] || path[k - 1] != other[k - 1])) {
            st->w[path[k - 1] * AG_NAME_TAGS + path[k]] += by;
            st->u[path[k - 1] * AG_NAME_TAGS + path[k]] += by * st->clock;
        }
    }
}

static void
learn(ag_learner *l, ag_learner *own, steps *st, const task *t, int32_t *emit, uint8_t *from, uint8_t *guess, uint8_t *gold,
      long *right)
{
    ag_scorer s = { .learner = l };
    int n = t->end - t->first;

    ag_name_scores(&s, t->words, t->tag, t->first, t->end, emit);
    add_own_scores(own, t, emit);
    ag_viterbi(n, AG_NAME_TAGS, emit, st->w, from, guess);

    bool fits = true;

    for (int k = 0; k < n; k++)
        fits &= (t->allowed[t->first + k] >> guess[k] & 1) != 0;
    if (!fits) {
        for (int k = 0; k < n; k++)
            for (int y = 0; y < AG_NAME_TAGS; y++)
                if (!(t->allowed[t->first + k] >> y & 1))
                    emit[k * AG_NAME_TAGS + y] = AG_NEVER;
        if (ag_viterbi(n, AG_NAME_TAGS, emit, st->w, from, gold) > AG_NEVER / 2) {
            change(l, own, st, t, gold, guess, 1);
            change(l, own, st, t, guess, gold, -1);
        }
        for (int k = 0; k < n; k++)
            *right += gold[k] == guess[k];
    } else {
        *right += n;
    }
    ag_learner_tick(l);
    st->clock++;
}

static void
forget(steps *st)
{
    *st = (steps){ .clock = 1 };
    for (int y = 0; y < AG_NAME_TAGS; y++)
        for (int z = 0; z < AG_NAME_TAGS; z++)
            if (!ag_name_may_follow(y, z))
                st->w[y * AG_NAME_TAGS + z] = AG_NEVER;
}

ag_status
ag_train_names(ag_arena *a, const ag_models *m, const char *const *paths, int n, int rounds, uint64_t seed,
               ag_buf *names, ag_buf *steps_out, ag_err *err)
{
    AG_LIST(task) tasks = { 0 };
    int longest = 1;

    for (int p = 0; p < n; p++) {
        ag_name_corpus c;
        scheme s;

        AG_TRY(ag_corpus_names(a, paths[p], &c, err));
        AG_TRY(scheme_of(&c, &s, err));
        fprintf(stderr, "names: %s: %d sentences\n", paths[p], c.corpus.sentences);
        for (int d = 0; d < c.corpus.docs.n; d++) {
            ag_doc *doc = c.corpus.docs.at[d];
            ag_word *words = AG_ARRAY(a, ag_word, doc->tokens.n + 1);
            uint8_t *tag = AG_ARRAY(a, uint8_t, doc->tokens.n + 1);
            uint64_t *allowed = AG_ARRAY(a, uint64_t, doc->tokens.n + 1);

            for (int k = 0; k < doc->sentences.n; k++)
                ag_sentence_words(doc, doc->sentences.at[k].first, doc->sentences.at[k].end, &m->clusters,
                                  words + doc->sentences.at[k].first);
            ag_net_model_run(a, m->net, doc, words, tag);
            for (int k = 0; k < doc->sentences.n; k++) {
                int first = doc->sentences.at[k].first, end = doc->sentences.at[k].end;

                allow(c.tags.at[d], &s, first, end, allowed);

                task t = { words + first, tag + first, allowed + first, 0, end - first, p };
                uint64_t lot = ag_random(&seed) % 50;

                AG_PUSH(a, &tasks, t);
                if (lot < 3) { /* a copy in capitals, or in a headline's */
                    t.words = ag_words_recased(a, doc, first, end, lot < 2 ? AG_CASING_UPPER : AG_CASING_TITLE,
                                               &m->clusters);
                    AG_PUSH(a, &tasks, t);
                }
                if (end - first > longest)
                    longest = end - first;
            }
        }
    }

    ag_learner *l = ag_learner_new(AG_NAME_TAGS), *own = ag_learner_new(AG_NAME_TAGS);
    steps *st = calloc(1, sizeof *st);
    int *order = AG_ARRAY(a, int, tasks.n + 1);
    int32_t *emit = AG_ARRAY(a, int32_t, (size_t)longest * AG_NAME_TAGS);
    uint8_t *from = AG_ARRAY(a, uint8_t, (size_t)longest * AG_NAME_TAGS);
    uint8_t *guess = AG_ARRAY(a, uint8_t, longest), *gold = AG_ARRAY(a, uint8_t, longest);

    if (!st) {
        ag_learner_free(l);
        ag_learner_free(own);
        return ag_fail(err, AG_MACHINE, "no memory left while training");
    }
    forget(st);
    for (int i = 0; i < tasks.n; i++)
        order[i] = i;
    for (int round = 0; round < (rounds ? rounds : ROUNDS); round++) {
        long right = 0, seen = 0;

        if (round == FIRST) {
            ag_learner_narrow(l, FEATURES);
            forget(st);
        }
        ag_shuffle(order, tasks.n, &seed);
        for (int i = 0; i < tasks.n; i++) {
            const task *t = &tasks.at[order[i]];

            /* the first corpus, whose style is wanted, counts double */
            if (t->corpus > 0 && ag_random(&seed) % 2)
                continue;
            learn(l, own, st, t, emit, from, guess, gold, &right);
            seen += t->end - t->first;
        }
        ag_train_report("names", round, right, seen);
    }

    const double unit = 0.25;
    int32_t frozen[AG_NAME_TAGS * AG_NAME_TAGS];

    ag_learner_freeze(l, unit, 2, names);
    for (int i = 0; i < AG_NAME_TAGS * AG_NAME_TAGS; i++) {
        double w = ((double)st->w[i] - (double)st->u[i] / (double)st->clock) / unit;

        frozen[i] = st->w[i] <= AG_NEVER / 2 ? AG_NEVER : (int32_t)(w < 0 ? w - 0.5 : w + 0.5);
    }
    ag_buf_add(steps_out, frozen, sizeof frozen);
    ag_learner_free(l);
    ag_learner_free(own);
    free(st);
    return AG_OK;
}

ag_status
ag_name_masks(ag_arena *a, const ag_name_corpus *c, uint64_t ***out, ag_err *err)
{
    scheme s;

    AG_TRY(scheme_of(c, &s, err));
    *out = AG_ARRAY(a, uint64_t *, c->corpus.docs.n + 1);
    for (int d = 0; d < c->corpus.docs.n; d++) {
        const ag_doc *doc = c->corpus.docs.at[d];

        (*out)[d] = AG_ARRAY(a, uint64_t, doc->tokens.n + 1);
        for (int k = 0; k < doc->sentences.n; k++)
            allow(c->tags.at[d], &s, doc->sentences.at[k].first, doc->sentences.at[k].end, (*out)[d]);
    }
    return AG_OK;
}
