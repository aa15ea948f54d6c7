/* Articles → the passages that they have in common.
 *
 * The idea: the words of two articles are laid side by side; from each run of five words that both have, the
 * match grows as far as the words agree. Weak where a passage stands twice in one article: the first place
 * is taken. */
#include "base/map.h"
#include "evidence/origins.h"
#include "resolve/digest.h"
#include "resolve/words.h"
#include "tuning.h"

typedef struct text { /* the words of an article */
    uint64_t *word;
    ag_span *span;
    int n;
} text;

static text
text_of(ag_arena *a, const ag_doc *doc)
{
    text t;

    t.word = ag_words_at(a, doc->text, &t.n, &t.span);
    return t;
}

/* The first place of a run of AG_SHINGLE_WORDS words, or -1. */
static int
find(const ag_keyed *places, int n, uint64_t hash)
{
    int low = 0, high = n;

    while (low < high) {
        int mid = low + (high - low) / 2;

        if (places[mid].key < hash)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && places[low].key == hash ? places[low].at : -1;
}

static void
align(ag_arena *a, ag_arena *own, const text *x, const text *y, ag_sharing *out)
{
    int n = y->n >= AG_SHINGLE_WORDS ? y->n - AG_SHINGLE_WORDS + 1 : 0;
    ag_keyed *places = AG_ARRAY(own, ag_keyed, n);

    for (int k = 0; k < n; k++)
        places[k] = (ag_keyed){ ag_words_hash(y->word + k, AG_SHINGLE_WORDS), k };
    ag_keyed_sort(places, (size_t)n);
    for (int i = 0; i + AG_SHINGLE_WORDS <= x->n; i++) {
        int k = find(places, n, ag_words_hash(x->word + i, AG_SHINGLE_WORDS)), run = 0;

        while (k >= 0 && i + run < x->n && k + run < y->n && x->word[i + run] == y->word[k + run])
            run++;
        if (run < AG_PASSAGE_WORDS)
            continue;
        AG_PUSH(a, &out->runs, (ag_passage){ { { x->span[i].from, x->span[i + run - 1].to }, { y->span[k].from, y->span[k + run - 1].to } }, run });
        out->words += run;
        out->longest = run > out->longest ? run : out->longest;
        i += run - 1;
    }
    out->share = x->n && y->n ? (double)out->words / (x->n < y->n ? x->n : y->n) : 0;
    out->share = out->share > 1 ? 1 : out->share;
}

bool
ag_doc_is_earlier(const ag_doc *x, const ag_doc *y)
{
    if (x->date != y->date)
        return y->date == AG_NO_DAY || (x->date != AG_NO_DAY && x->date < y->date);
    return memcmp(x->id, y->id, sizeof x->id) < 0;
}

static int
by_docs(const void *x, const void *y)
{
    const ag_sharing *a = x, *b = y;

    return a->doc[0] != b->doc[0] ? a->doc[0] - b->doc[0] : a->doc[1] - b->doc[1];
}

void
ag_sharings_of(ag_arena *a, const ag_world *w, ag_dependence *out)
{
    ag_arena *own = ag_arena_new(0), *scratch = ag_arena_new(0);
    AG_LIST(ag_keyed) buckets = { 0 };
    ag_map seen = { 0 };
    int looked = 0;

    for (int d = 0; d < w->docs.n; d++) {
        ag_prints prints;

        ag_digest_prints(own, w->docs.at[d]->digest, &prints);
        for (int k = 0; k < prints.list.n; k++)
            AG_PUSH(own, &buckets, (ag_keyed){ prints.list.at[k].hash, d });
    }
    ag_keyed_sort(buckets.at, (size_t)buckets.n);
    for (int i = 1, first = 0; i < buckets.n; i++) {
        if (buckets.at[i].key != buckets.at[i - 1].key) {
            first = i;
            continue;
        }
        for (int k = 0; k < 2; k++) {
            int x = buckets.at[k ? i - 1 : first].at, y = buckets.at[i].at;

            if (x == y || ag_map_add(own, &seen, ag_arena_printf(own, "%d %d", x, y), looked) != looked)
                continue;
            looked++;

            bool swap = ag_doc_is_earlier(w->docs.at[y], w->docs.at[x]);
            ag_sharing s = { .doc = { swap ? y : x, swap ? x : y }, .are_copies = w->origin[x] == w->origin[y] };
            text one = text_of(scratch, w->docs.at[s.doc[0]]), other = text_of(scratch, w->docs.at[s.doc[1]]);

            align(a, scratch, &one, &other, &s);
            if (s.runs.n)
                AG_PUSH(a, &out->sharings, s);
            ag_arena_reset(scratch);
        }
    }
    if (out->sharings.n)
        qsort(out->sharings.at, (size_t)out->sharings.n, sizeof *out->sharings.at, by_docs);
    ag_arena_free(scratch);
    ag_arena_free(own);
}
