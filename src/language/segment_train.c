/* Treebanks → the weights of the segmentation.
 *
 * Both classifiers learn from gold decisions before the place at hand, in the order of the text:
 * breaks inside chunks, sentence ends inside paragraphs. A decision that is right but not sure (by
 * BREAK_SURE, STOP_SURE) is learned from too, the perceptron with a margin, because the plain one
 * knows its training data by heart after a few rounds and learns no more. Words of letters alone part
 * where most of their occurrences do. */
#include "language/training.h"

#include "base/map.h"
#include "language/segment.h"

/* Chosen by cross-validation over the training data; sentences gain 0.6 F1 by it, words 0.03. */
enum { BREAK_SURE = 10, STOP_SURE = 20 };

/* One document in CAPITALS is read as if it had no small letter, so that shouted text is split, too. */
enum { CAPITALS = 12 };

/* What the two trainers share. */
typedef struct maker {
    ag_arena *a;
    const ag_lookup *clusters;
    const ag_corpus *ud;
    int n, rounds;
    uint64_t seed;
} maker;

static int
token_at(const ag_doc *doc, int *hint, uint32_t from)
{
    while (*hint < doc->tokens.n && doc->tokens.at[*hint].span.from < from)
        ++*hint;
    return *hint < doc->tokens.n && doc->tokens.at[*hint].span.from == from ? *hint : -1;
}

/* Which tokens are a further word of a contraction. */
static bool *
inner_words(ag_arena *a, const ag_doc *doc)
{
    bool *inner = AG_ARRAY(a, bool, doc->tokens.n + 1);

    for (int i = 0; i < doc->tokens.n; i++)
        for (int k = 1; k < doc->tokens.at[i].contraction && i + k < doc->tokens.n; k++)
            inner[i + k] = true;
    return inner;
}

typedef struct split_count {
    uint64_t number;
    int all;
    int where[24]; /* [place] how often it parts there */
} split_count;

static void
train_breaks(maker *k, ag_buf *breaks, ag_buf *splits)
{
    ag_learner *l = ag_learner_new(AG_BREAK_COUNT);
    ag_map index = { 0 };
    AG_LIST(split_count) counts = { 0 };
    ag_chunk c;
    ag_features f;

    uint64_t random = k->seed + 1;

    for (int round = 0; round < k->rounds; round++) {
        long right = 0, all = 0;

        for (int u = 0; u < k->n; u++)
            for (int d = 0; d < k->ud[u].docs.n; d++) {
                const ag_doc *doc = k->ud[u].docs.at[d];
                bool in_capitals = ag_random(&random) % CAPITALS == 0;
                const bool *inner = inner_words(k->a, doc);
                int hint = 0;

                for (int p = 0; p < doc->paragraphs.n; p++) {
                    ag_span where = doc->paragraphs.at[p].span;

                    for (uint32_t at = where.from; ag_chunk_read(doc->text, at, where.to, &c); at = c.offset[c.n]) {
                        split_count *s = NULL;

                        for (int i = 0; i < c.n && in_capitals; i++)
                            c.kind[i] = c.kind[i] == 'x' ? 'X' : c.kind[i];
                        if (in_capitals && c.next_kind == 'x')
                            c.next_kind = 'X';

                        if (c.is_letters) {
                            if (round > 0)
                                continue;

                            ag_str key = ag_arena_str(k->a, (ag_str){ (const char *)&c.number, sizeof c.number });
                            int n = ag_map_add(k->a, &index, key, counts.n);

                            if (n == counts.n)
                                AG_PUSH(k->a, &counts, (split_count){ .number = c.number });
                            s = &counts.at[n];
                            s->all++;
                        }
                        for (int i = 1, start = 0, last = 0; i < c.n; i++) {
                            int t = token_at(doc, &hint, c.offset[i]);
                            int gold = t < 0 ? AG_BREAK_NONE : inner[t] ? AG_BREAK_WORD : AG_BREAK_TOKEN;

                            if (s) {
                                if (gold == AG_BREAK_WORD && i < 24)
                                    s->where[i]++;
                                continue;
                            }
                            ag_break_features(&c, i, start, last, &f);
                            right += ag_learner_step(l, &f, gold, BREAK_SURE) == gold;
                            all++;
                            if (gold) {
                                start = i;
                                last = gold;
                            }
                        }
                    }
                }
            }
        ag_train_report("breaks", round, right, all);
    }
    ag_learner_freeze(l, 0.1, 6, breaks);
    ag_learner_free(l);

    ag_pair *pairs = AG_ARRAY(k->a, ag_pair, counts.n + 1);
    size_t n = 0;

    for (int i = 0; i < counts.n; i++)
        for (int w = 1; w < 24; w++)
            if (2 * counts.at[i].where[w] > counts.at[i].all)
                pairs[n++] = (ag_pair){ counts.at[i].number, (uint32_t)w };
    ag_lookup_write(pairs, n, splits);
}

/* Sentence ends of one document, or of its copy in capitals. */
static void
learn_stops(maker *k, ag_learner *l, const ag_doc *doc, bool in_capitals, long *right, long *all)
{
    const bool *inner = inner_words(k->a, doc);
    int n = doc->paragraphs.n;
    int *first = AG_ARRAY(k->a, int, n + 1), *end = AG_ARRAY(k->a, int, n + 1);
    ag_features f;

    for (int s = doc->sentences.n - 1; s >= 0; s--) {
        const ag_sentence *x = &doc->sentences.at[s];

        first[x->paragraph] = x->first;
        if (!end[x->paragraph])
            end[x->paragraph] = x->end;
    }

    ag_stop_scene *scenes = ag_stop_scenes(k->a, k->clusters, doc->tokens.at, first, end, n);

    for (int p = 0; p < n; p++) {
        const ag_token *tokens = scenes[p].tokens;
        ag_stop_state state = { 0 };

        if (in_capitals)
            scenes[p].words = ag_words_recased(k->a, doc, first[p], end[p], AG_CASING_UPPER, k->clusters);
        for (int i = 0; i + 1 < scenes[p].n; i++) {
            bool ends = tokens[i + 1].sentence != tokens[i].sentence;

            if (!inner[first[p] + i + 1]) {
                ag_stop_features(&scenes[p], i, &state, &f);
                *right += ag_learner_step(l, &f, ends, STOP_SURE) == ends;
                ++*all;
            }
            ag_stop_step(&state, &tokens[i], &scenes[p].words[i], ends);
        }
    }
}

static void
train_stops(maker *k, ag_buf *stops)
{
    ag_learner *l = ag_learner_new(2);
    uint64_t random = k->seed;
    AG_LIST(const ag_doc *) docs = { 0 };

    for (int u = 0; u < k->n; u++)
        for (int d = 0; d < k->ud[u].docs.n; d++)
            AG_PUSH(k->a, &docs, k->ud[u].docs.at[d]);

    int *order = AG_ARRAY(k->a, int, docs.n + 1);

    for (int d = 0; d < docs.n; d++)
        order[d] = d;
    for (int round = 0; round < k->rounds; round++) {
        long right = 0, all = 0;

        ag_shuffle(order, docs.n, &random);
        for (int d = 0; d < docs.n; d++)
            learn_stops(k, l, docs.at[order[d]], ag_random(&random) % CAPITALS == 0, &right, &all);
        ag_train_report("stops", round, right, all);
    }
    ag_learner_freeze(l, 0.2, 4, stops);
    ag_learner_free(l);
}

void
ag_train_segments(ag_arena *a, const ag_lookup *clusters, const ag_corpus *ud, int n, int rounds, uint64_t seed,
                  ag_buf *breaks, ag_buf *splits, ag_buf *stops)
{
    maker k = { a, clusters, ud, n, rounds, seed };

    train_breaks(&k, breaks, splits);
    train_stops(&k, stops);
}
