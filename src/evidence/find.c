/* Words → the sentences that have them all. A plain walk over the texts, ten million words a second; no index. */
#include "evidence/find.h"

#include "base/sort.h"
#include "base/utf8.h"
#include "evidence/origins.h"
#include "resolve/words.h"

enum { LONGEST = 16, MOST = 16 }; /* words of a phrase; phrases */

typedef struct phrase {
    ag_str word[LONGEST];
    int n;
    bool is_open; /* the last word may go on */
} phrase;

static bool
is_part(int32_t c)
{
    return ag_utf8_is_letter(c) || ag_utf8_is_digit(c) || ag_utf8_is_mark(c);
}

/* What was typed, as phrases; a phrase in quotation marks has several words. */
static int
phrases_of(ag_arena *own, ag_str typed, phrase out[MOST])
{
    int n = 0, k;
    bool quoted = false, starts = true;

    for (size_t i = 0; i < typed.len;) {
        size_t from = i;

        while (i < typed.len && is_part(ag_utf8_next(typed, i, &k)))
            i += (size_t)k;
        if (i > from) {
            if (starts && n == MOST)
                return n;
            if (starts)
                out[n++] = (phrase){ .n = 0 };
            if (out[n - 1].n < LONGEST)
                out[n - 1].word[out[n - 1].n++] = ag_utf8_fold(own, ag_str_sub(typed, from, i));
            starts = !quoted;
            continue;
        }
        if (typed.at[i] == '"') {
            quoted = !quoted;
            starts = true;
        }
        if (typed.at[i] == '*' && n && i)
            out[n - 1].is_open = true;
        i++;
    }
    return n;
}

/* Where phrase p begins among the words, or -1. */
static int
place_of(const phrase *p, const ag_str *words, int n)
{
    for (int i = 0; i + p->n <= n; i++) {
        int k = 0;

        while (k < p->n && (ag_str_eq(words[i + k], p->word[k]) ||
                            (p->is_open && k + 1 == p->n && ag_str_starts(words[i + k], p->word[k]))))
            k++;
        if (k == p->n)
            return i;
    }
    return -1;
}

static int
by_hit(const void *x, const void *y, const void *world)
{
    const ag_evidence *a = &((const ag_hit *)x)->evidence, *b = &((const ag_hit *)y)->evidence;
    const ag_world *w = world;

    if (a->doc != b->doc)
        return ag_doc_is_earlier(w->docs.at[a->doc], w->docs.at[b->doc]) ? -1 : 1;
    return (a->sentence.from > b->sentence.from) - (a->sentence.from < b->sentence.from);
}

ag_status
ag_find_words(ag_arena *a, const ag_world *w, const char *words, bool (*takes)(const void *self, const ag_doc *doc), const void *self,
              ag_hits *out, ag_err *err)
{
    ag_arena *own = ag_arena_new(0), *scratch = ag_arena_new(0);
    phrase wanted[MOST];
    int n = phrases_of(own, ag_str_of(words), wanted);

    *out = (ag_hits){ 0 };
    for (int d = 0; d < w->docs.n && n; d++) {
        const ag_doc *doc = w->docs.at[d];

        for (int s = 0; s < doc->sentences.n && (!takes || takes(self, doc)); s++) {
            ag_span span = doc->sentences.at[s].span, *at;
            ag_hit hit = { .evidence = { d, span } };
            ag_str text = ag_str_at(doc->text, span), *folded;
            int count, p;

            ag_words_at(scratch, text, &count, &at);
            folded = AG_ARRAY(scratch, ag_str, count);
            for (int i = 0; i < count; i++)
                folded[i] = ag_utf8_fold(scratch, ag_str_at(text, at[i]));
            for (p = 0; p < n; p++) {
                int i = place_of(&wanted[p], folded, count);

                if (i < 0)
                    break;
                AG_PUSH(a, &hit.at, (ag_span){ span.from + at[i].from, span.from + at[i + wanted[p].n - 1].to });
            }
            if (p == n)
                AG_PUSH(a, &out->list, hit);
            ag_arena_reset(scratch);
        }
    }
    ag_sort(out->list.at, (size_t)out->list.n, sizeof *out->list.at, by_hit, w);
    ag_arena_free(scratch);
    ag_arena_free(own);
    return n ? AG_OK : ag_fail(err, AG_USAGE, "find what? '%s' has no word in it", words);
}
