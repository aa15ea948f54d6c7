/* TO GO with the next weights: names by the perceptron of the present ones. */
/* Tagged tokens → names.
 *
 * Each token is seen with its neighbours, its part of speech, its clusters and the run of
 * capitalised words it stands in. A document is read twice: in the second pass, a word that the
 * first found to be mostly one kind of name gets a push towards it everywhere, so that "Carney"
 * alone is helped by "Prime Minister Mark Carney" three sentences before (non-local dependencies,
 * after Krishnan and Manning 2006). Weak: two bearers of one word in a document ("Paris" the city
 * and the person), names in all-capital text, and kinds with few examples (facilities, events,
 * works). */
#include "language/old_namer.h"

static int
place_of(int tag)
{
    return (tag - 1) % 4;
}

static bool
is_capital(const ag_word *w)
{
    return w->flags & (AG_WORD_TITLE | AG_WORD_UPPER | AG_WORD_MIXED);
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
ag_name_features(const ag_word *words, const uint8_t *tag, int first, int end, int i,
                 ag_features *f)
{
    const ag_word *w = &words[i], *p1 = i > first ? w - 1 : &outside, *p2 = i > first + 1 ? w - 2 : &outside,
                  *n1 = i + 1 < end ? w + 1 : &outside, *n2 = i + 2 < end ? w + 2 : &outside;
    uint64_t t = tag[i] + 1u, tp = i > first ? tag[i - 1] + 1u : 0, tn = i + 1 < end ? tag[i + 1] + 1u : 0;
    uint64_t c2 = ag_word_cluster(w, 2), c3 = ag_word_cluster(w, 3),
             p_c3 = ag_word_cluster(p1, 3), n_c3 = ag_word_cluster(n1, 3);
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
    ag_add2(f, p_c3, w->shape);
    ag_add2(f, n_c3, w->shape);
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
}

void
ag_name_scores(const ag_scorer *s, const ag_word *words, const uint8_t *tag, int first, int end, int32_t *emit)
{
    ag_features f;

    for (int i = first; i < end; i++) {
        int32_t *row = emit + (size_t)(i - first) * AG_NAME_TAGS;

        ag_name_features(words, tag, first, end, i, &f);
        ag_score(s, &f, row);
        for (int y = 0; y < AG_NAME_TAGS; y++)
            if ((i == first && !ag_name_may_begin(y)) || (i + 1 == end && !ag_name_may_end(y)))
                row[y] = AG_NEVER;
    }
}

/* ---- names of a document --------------------------------------------------------------------- */

/* What kinds of names a capitalised word is part of, in this document. */
typedef struct entry {
    uint32_t lower;
    bool used;
    uint16_t kinds[AG_NAME_KINDS];
} entry;

typedef struct kinds_of_words {
    entry *entries;
    size_t room; /* a power of two, more than half of it free */
} kinds_of_words;

static entry *
find(const kinds_of_words *r, uint32_t lower)
{
    size_t i = ag_mix(lower, 3) & (r->room - 1);

    while (r->entries[i].used && r->entries[i].lower != lower)
        i = (i + 1) & (r->room - 1);
    return &r->entries[i];
}

static void
count_kinds(ag_arena *a, kinds_of_words *r, const ag_word *words, const uint8_t *best, int n)
{
    size_t named = 0;

    for (int i = 0; i < n; i++)
        named += best[i] != 0;
    r->room = 16;
    while (r->room < 2 * named)
        r->room *= 2;
    r->entries = AG_ARRAY(a, entry, r->room);
    for (int i = 0; i < n; i++) {
        if (!best[i] || !is_capital(&words[i]) || words[i].length < 2)
            continue;

        entry *x = find(r, words[i].lower);

        x->used = true;
        x->lower = words[i].lower;
        if (x->kinds[(best[i] - 1) / 4] < UINT16_MAX)
            x->kinds[(best[i] - 1) / 4]++;
    }
}

/* The kind that a word has in this document at least twice, and more than twice as often as any
 * other; -1 when there is none. */
static int
usual_kind(const kinds_of_words *r, const ag_word *w)
{
    if (!is_capital(w) || w->length < 2)
        return -1;

    const entry *x = find(r, w->lower);
    int best = 0, second = 0;

    for (int k = 1; k < AG_NAME_KINDS; k++)
        if (x->kinds[k] > x->kinds[best])
            best = k;
    for (int k = 0; k < AG_NAME_KINDS; k++)
        if (k != best && x->kinds[k] > second)
            second = x->kinds[k];
    return x->kinds[best] >= 2 && x->kinds[best] > 2 * second ? best : -1;
}

/* Does a sentence call a word by another kind than the document does? */
static bool
differs(const kinds_of_words *r, const ag_word *words, const uint8_t *best, int first, int end)
{
    for (int i = first; i < end; i++) {
        int kind = usual_kind(r, &words[i]);

        if (kind >= 0 && (best[i] == 0 || (best[i] - 1) / 4 != kind))
            return true;
    }
    return false;
}

/* In the second pass the usual kind of a word gets this much on top (a usual margin is 50 to 200;
 * on the dev set of Worldwide anything from 150 to 250 does the same). */
enum { USUAL_BONUS = 200 };

void
ag_find_names(ag_arena *a, const ag_models *m, ag_doc *doc, const ag_word *words, const uint8_t *tag)
{
    ag_scorer scorer = { .frozen = &m->names };
    kinds_of_words kinds = { 0 };
    int longest = 1;

    for (int s = 0; s < doc->sentences.n; s++)
        if (doc->sentences.at[s].tokens > longest)
            longest = doc->sentences.at[s].tokens;

    int32_t *emit = AG_ARRAY(a, int32_t, (size_t)longest * AG_NAME_TAGS);
    uint8_t *from = AG_ARRAY(a, uint8_t, (size_t)longest * AG_NAME_TAGS), *best = AG_ARRAY(a, uint8_t, doc->tokens.n + 1);

    for (int pass = 0; pass < 2; pass++) {
        for (int s = 0; s < doc->sentences.n; s++) {
            int first = doc->sentences.at[s].first, end = doc->sentences.at[s].end;

            if (first == end || (pass == 1 && !differs(&kinds, words, best, first, end)))
                continue;
            ag_name_scores(&scorer, words, tag, first, end, emit);
            for (int i = first; i < end && pass == 1; i++) {
                int kind = usual_kind(&kinds, &words[i]);
                int32_t *row = emit + (size_t)(i - first) * AG_NAME_TAGS;

                for (int y = 1 + 4 * kind; kind >= 0 && y < 5 + 4 * kind; y++)
                    if (row[y] > AG_NEVER / 2)
                        row[y] += USUAL_BONUS;
            }
            ag_viterbi(end - first, AG_NAME_TAGS, emit, m->name_steps, from, best + first);
        }
        if (pass == 0)
            count_kinds(a, &kinds, words, best, doc->tokens.n);
    }
    for (int i = 0, begin = 0; i < doc->tokens.n; i++) {
        if (best[i] && (place_of(best[i]) == AG_BILOU_B || place_of(best[i]) == AG_BILOU_U))
            begin = i;
        if (best[i] && (place_of(best[i]) == AG_BILOU_L || place_of(best[i]) == AG_BILOU_U)) {
            ag_name name = { begin, i + 1, (uint8_t)ag_name_label_of((best[i] - 1) / 4) };

            AG_PUSH(a, &doc->names, name);
        }
    }
}
