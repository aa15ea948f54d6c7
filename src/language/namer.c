/* Tagged tokens → names.
 *
 * Each token is seen with its neighbours, its part of speech, its clusters, the run of
 * capitalised words it stands in, and with what the same word does elsewhere in the document
 * (context aggregation, Ratinov and Roth 2009): "Carney" alone is helped by "Prime Minister Mark
 * Carney" three sentences before. Weak: names in all-capital text, and classes with few examples
 * (facilities, events, works). */
#include "language/namer.h"

int
ag_name_kind(ag_name_label label)
{
    return label < AG_NAME_GPE ? (int)label : (int)label - 1;
}

ag_name_label
ag_name_label_of(int kind)
{
    return (ag_name_label)(kind < AG_NAME_GPE ? kind : kind + 1);
}

static int
place_of(int tag)
{
    return (tag - 1) % 4;
}

bool
ag_name_may_begin(int tag)
{
    return tag == 0 || place_of(tag) == AG_BILOU_B || place_of(tag) == AG_BILOU_U;
}

bool
ag_name_may_end(int tag)
{
    return tag == 0 || place_of(tag) == AG_BILOU_L || place_of(tag) == AG_BILOU_U;
}

bool
ag_name_may_follow(int tag, int next)
{
    if (ag_name_may_end(tag))
        return ag_name_may_begin(next);
    return next > 0 && (tag - 1) / 4 == (next - 1) / 4 &&
           (place_of(next) == AG_BILOU_I || place_of(next) == AG_BILOU_L);
}

/* ---- elsewhere ---------------------------------------------------------------------------------- */

enum { PLACES = 3 };

typedef struct entry {
    uint32_t lower;
    bool used, small; /* small: stands somewhere without a capital */
    uint8_t n;
    int place[PLACES + 1]; /* tokens where it is capitalised, the first ones */
} entry;

struct ag_elsewhere {
    entry *entries;
    size_t room;
    const int *first, *end; /* of the sentence of each token */
};

static entry *
find(const ag_elsewhere *e, uint32_t lower)
{
    size_t i = ag_mix(lower, 3) & (e->room - 1);

    while (e->entries[i].used && e->entries[i].lower != lower)
        i = (i + 1) & (e->room - 1);
    return &e->entries[i];
}

static bool
is_capital(const ag_word *w)
{
    return w->flags & (AG_WORD_TITLE | AG_WORD_UPPER | AG_WORD_MIXED);
}

ag_elsewhere *
ag_elsewhere_new(ag_arena *a, const ag_doc *doc, const ag_word *words)
{
    ag_elsewhere *e = AG_NEW(a, ag_elsewhere);
    int n = doc->tokens.n, *first = AG_ARRAY(a, int, n + 1), *end = AG_ARRAY(a, int, n + 1);

    e->room = 16;
    while (e->room < 2 * (size_t)n)
        e->room *= 2;
    e->entries = AG_ARRAY(a, entry, e->room);
    for (int s = 0; s < doc->sentences.n; s++)
        for (int i = doc->sentences.at[s].first; i < doc->sentences.at[s].end; i++) {
            first[i] = doc->sentences.at[s].first;
            end[i] = doc->sentences.at[s].end;
        }
    e->first = first;
    e->end = end;
    for (int i = 0; i < n; i++) {
        const ag_word *w = &words[i];

        if (!(w->flags & AG_WORD_LETTER) || w->length < 2)
            continue;

        entry *x = find(e, w->lower);

        x->used = true;
        x->lower = w->lower;
        if (!is_capital(w))
            x->small = true;
        else if (x->n <= PLACES && i > first[i]) /* a sentence's first word proves nothing */
            x->place[x->n++] = i;
    }
    return e;
}

/* ---- features --------------------------------------------------------------------------------- */

static const ag_word outside = { .lower = 1, .exact = 1, .shape = 1 };

/* The run of capitalised words around i, with small words between two of them ("Bank of England"). */
static void
run_of(const ag_word *words, int first, int end, int i, int *from, int *to)
{
    *from = i;
    *to = i + 1;
    if (!is_capital(&words[i]))
        return;
    while (*from > first && i - *from < 8 && is_capital(&words[*from - 1]))
        --*from;
    while (*to < end && *to - i < 8 && is_capital(&words[*to]))
        ++*to;
}

void
ag_name_features(const ag_elsewhere *e, const ag_word *words, const uint8_t *tag, int first, int end, int i,
                 ag_features *f)
{
    const ag_word *w = &words[i], *p1 = i > first ? w - 1 : &outside, *p2 = i > first + 1 ? w - 2 : &outside,
                  *n1 = i + 1 < end ? w + 1 : &outside, *n2 = i + 2 < end ? w + 2 : &outside;
    uint64_t t = tag[i] + 1u, tp = i > first ? tag[i - 1] + 1u : 0, tn = i + 1 < end ? tag[i + 1] + 1u : 0;
    uint64_t c2 = ag_word_cluster(w, 2), c3 = ag_word_cluster(w, 3), p_c2 = ag_word_cluster(p1, 2),
             p_c3 = ag_word_cluster(p1, 3), n_c2 = ag_word_cluster(n1, 2), n_c3 = ag_word_cluster(n1, 3);
    uint64_t is_first = i == first;

    ag_features_begin(f);
    ag_add(f, w->lower);
    ag_add(f, w->exact);
    ag_add(f, p1->lower);
    ag_add(f, n1->lower);
    ag_add(f, p2->lower);
    ag_add(f, n2->lower);
    ag_add2(f, p1->lower, w->lower);
    ag_add2(f, w->lower, n1->lower);
    ag_add2(f, p1->lower, w->shape);
    ag_add2(f, n1->lower, w->shape);
    ag_add2(f, p2->lower, p1->lower);
    ag_add2(f, n1->lower, n2->lower);
    ag_add3(f, p1->lower, w->shape, n1->lower);
    ag_add2(f, w->shape, is_first);
    ag_add2(f, p1->shape, w->shape);
    ag_add2(f, w->shape, n1->shape);
    ag_add3(f, p1->shape, w->shape, n1->shape);
    ag_add4(f, p2->shape, p1->shape, w->shape, n1->shape);
    ag_add4(f, p1->shape, w->shape, n1->shape, n2->shape);
    for (int k = 0; k < 4; k++)
        ag_add(f, w->prefix[k]);
    for (int k = 0; k < 5; k++)
        ag_add2(f, w->suffix[k], w->flags & (AG_WORD_TITLE | AG_WORD_UPPER));
    ag_add(f, n1->suffix[2]);
    ag_add(f, p1->suffix[2]);
    ag_add(f, w->code);
    ag_add2(f, c3, w->shape);
    ag_add2(f, c2, w->shape);
    ag_add(f, p1->code);
    ag_add(f, n1->code);
    ag_add(f, p_c3);
    ag_add(f, n_c3);
    ag_add2(f, ag_word_cluster(p2, 3), 0);
    ag_add2(f, ag_word_cluster(n2, 3), 0);
    ag_add2(f, p_c3, c3);
    ag_add2(f, c3, n_c3);
    ag_add3(f, p_c2, c2, n_c2);
    ag_add2(f, p_c3, w->shape);
    ag_add2(f, n_c3, w->shape);
    ag_add3(f, p_c3, w->shape, n_c3);
    ag_add(f, t);
    ag_add2(f, t, w->shape);
    ag_add2(f, tp, t);
    ag_add2(f, t, tn);
    ag_add3(f, tp, t, tn);
    ag_add2(f, t, c3);
    ag_add2(f, tp, w->lower);
    ag_add2(f, tn, w->lower);

    int from, to;

    run_of(words, first, end, i, &from, &to);
    if (is_capital(w)) {
        const ag_word *head = &words[from], *last = &words[to - 1];
        const ag_word *before = from > first ? &words[from - 1] : &outside, *behind = to < end ? &words[to] : &outside;
        uint64_t place = (uint64_t)(from == i ? 1 : 0) * 2 + (to == i + 1);

        ag_add2(f, place, last->lower);
        ag_add2(f, place, head->lower);
        ag_add2(f, place, ag_word_cluster(last, 3));
        ag_add2(f, place, ag_word_cluster(head, 3));
        ag_add2(f, place, before->lower);
        ag_add2(f, place, behind->lower);
        ag_add2(f, place, ag_word_cluster(before, 3));
        ag_add2(f, place, ag_word_cluster(behind, 3));
        ag_add3(f, place, (uint64_t)(to - from), from == first);
    } else {
        ag_skip(f, 9);
    }

    const entry *x = w->length >= 2 && is_capital(w) ? find(e, w->lower) : NULL;

    if (x && x->used) {
        int others = 0;

        ag_add2(f, x->small, is_first);
        for (int k = 0; k < x->n && others < PLACES; k++) {
            int j = x->place[k];

            if (j == i)
                continue;
            others++;

            const ag_word *q = &words[j - 1], *r = j + 1 < e->end[j] ? &words[j + 1] : &outside;
            uint64_t count = f->template_;

            ag_add(f, q->lower);
            ag_add(f, r->lower);
            ag_add2(f, ag_word_cluster(q, 3), q->flags);
            ag_add2(f, ag_word_cluster(r, 3), r->flags);
            ag_add3(f, q->shape, r->shape, 0);
            f->template_ = count; /* the same templates for each place */
        }
        ag_skip(f, 5);
        ag_add2(f, (uint64_t)others, is_first);
    }
}

void
ag_name_scores(const ag_scorer *s, const ag_elsewhere *e, const ag_word *words, const uint8_t *tag, int first, int end,
               int32_t *emit)
{
    ag_features f;

    for (int i = first; i < end; i++) {
        int32_t *row = emit + (size_t)(i - first) * AG_NAME_TAGS;

        ag_name_features(e, words, tag, first, end, i, &f);
        ag_score(s, &f, row);
        for (int y = 0; y < AG_NAME_TAGS; y++)
            if ((i == first && !ag_name_may_begin(y)) || (i + 1 == end && !ag_name_may_end(y)))
                row[y] = AG_NEVER;
    }
}

void
ag_find_names(ag_arena *a, const ag_models *m, ag_doc *doc, const ag_word *words, const uint8_t *tag)
{
    ag_scorer scorer = { .frozen = &m->names };
    ag_elsewhere *e = ag_elsewhere_new(a, doc, words);
    int longest = 1;

    for (int s = 0; s < doc->sentences.n; s++)
        if (doc->sentences.at[s].tokens > longest)
            longest = doc->sentences.at[s].tokens;

    int32_t *emit = AG_ARRAY(a, int32_t, (size_t)longest * AG_NAME_TAGS);
    uint8_t *from = AG_ARRAY(a, uint8_t, (size_t)longest * AG_NAME_TAGS), *best = AG_ARRAY(a, uint8_t, longest);

    for (int s = 0; s < doc->sentences.n; s++) {
        int first = doc->sentences.at[s].first, end = doc->sentences.at[s].end;

        if (first == end)
            continue;
        ag_name_scores(&scorer, e, words, tag, first, end, emit);
        ag_viterbi(end - first, AG_NAME_TAGS, emit, m->name_steps, from, best);
        for (int i = first, begin = first; i < end; i++) {
            int y = best[i - first];

            if (y && (place_of(y) == AG_BILOU_B || place_of(y) == AG_BILOU_U))
                begin = i;
            if (y && (place_of(y) == AG_BILOU_L || place_of(y) == AG_BILOU_U)) {
                ag_name name = { begin, i + 1, (uint8_t)ag_name_label_of((y - 1) / 4) };

                AG_PUSH(a, &doc->names, name);
            }
        }
    }
}
