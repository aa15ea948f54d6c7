/* Treebanks → the weights of the segmentation.
 *
 * Both classifiers learn from gold decisions before the place at hand, in the order of the text:
 * breaks inside chunks, sentence ends inside paragraphs. Words of letters alone part where most of
 * their occurrences do. */
#include "language/training.h"

#include "base/map.h"
#include "language/segment.h"

/* What the two trainers share. */
typedef struct maker {
    ag_arena *a;
    const ag_lookup *clusters;
    const ag_corpus *ud;
    int n, rounds;
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

    for (int round = 0; round < k->rounds; round++) {
        long right = 0, all = 0;

        for (int u = 0; u < k->n; u++)
            for (int d = 0; d < k->ud[u].docs.n; d++) {
                const ag_doc *doc = k->ud[u].docs.at[d];
                const bool *inner = inner_words(k->a, doc);
                int hint = 0;

                for (int p = 0; p < doc->paragraphs.n; p++) {
                    ag_span where = doc->paragraphs.at[p].span;

                    for (uint32_t at = where.from; ag_chunk_read(doc->text, at, where.to, &c); at = c.offset[c.n]) {
                        split_count *s = NULL;

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
                            right += ag_learner_step(l, &f, gold, NULL) == gold;
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

static void
train_stops(maker *k, ag_buf *stops)
{
    ag_learner *l = ag_learner_new(2);
    ag_features f;

    for (int round = 0; round < k->rounds; round++) {
        long right = 0, all = 0;

        for (int u = 0; u < k->n; u++)
            for (int d = 0; d < k->ud[u].docs.n; d++) {
                const ag_doc *doc = k->ud[u].docs.at[d];
                const bool *inner = inner_words(k->a, doc);

                for (int s = 0, e; s < doc->sentences.n; s = e) { /* sentences s … e are a paragraph */
                    for (e = s; e < doc->sentences.n && doc->sentences.at[e].paragraph == doc->sentences.at[s].paragraph;)
                        e++;

                    int first = doc->sentences.at[s].first, n = doc->sentences.at[e - 1].end - first;
                    const ag_token *tokens = doc->tokens.at + first;
                    ag_word *words = AG_ARRAY(k->a, ag_word, n + 1);
                    ag_stop_state state = { 0 };

                    for (int i = 0; i < n; i++)
                        ag_word_of(tokens[i].form, k->clusters, &words[i]);
                    for (int i = 0; i + 1 < n; i++) {
                        bool ends = tokens[i + 1].sentence != tokens[i].sentence;

                        if (!inner[first + i + 1]) {
                            ag_stop_features(tokens, words, n, i, &state, &f);
                            right += ag_learner_step(l, &f, ends, NULL) == ends;
                            all++;
                        }
                        ag_stop_step(&state, &tokens[i], &words[i], ends);
                    }
                }
            }
        ag_train_report("stops", round, right, all);
    }
    ag_learner_freeze(l, 0.1, 8, stops);
    ag_learner_free(l);
}

void
ag_train_segments(ag_arena *a, const ag_lookup *clusters, const ag_corpus *ud, int n, int rounds, ag_buf *breaks,
                  ag_buf *splits, ag_buf *stops)
{
    maker k = { a, clusters, ud, n, rounds };

    train_breaks(&k, breaks, splits);
    train_stops(&k, stops);
}
