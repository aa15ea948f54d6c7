/* Texts as normalised words, and sets that grow together. */
#include "resolve/words.h"

#include "base/utf8.h"

static uint64_t
mix(uint64_t h, uint64_t x)
{
    return (h ^ x) * 1099511628211u;
}

uint64_t *
ag_words_at(ag_arena *a, ag_str s, int *n, ag_span **spans)
{
    AG_LIST(uint64_t) words = { 0 };
    AG_LIST(ag_span) places = { 0 };
    uint64_t h = 0;
    uint32_t from = 0;
    bool inside = false;
    int k;

    for (size_t i = 0; i <= s.len; i += (size_t)k) {
        int32_t c = ' ';

        k = 1;
        if (i < s.len)
            c = ag_utf8_to_lower(ag_utf8_next(s, i, &k));

        bool part = ag_utf8_is_letter(c) || ag_utf8_is_digit(c) || ag_utf8_is_mark(c);

        if (part && !inside)
            from = (uint32_t)i;
        if (part) {
            h = mix(inside ? h : 14695981039346656037u, (uint64_t)c);
        } else if (inside) {
            AG_PUSH(a, &words, h);
            if (spans)
                AG_PUSH(a, &places, (ag_span){ from, (uint32_t)i });
        }
        inside = part;
    }
    *n = words.n;
    if (spans)
        *spans = places.at;
    return words.at;
}

uint64_t *
ag_words_of(ag_arena *a, ag_str s, int *n)
{
    return ag_words_at(a, s, n, NULL);
}

uint64_t
ag_words_hash(const uint64_t *words, int n)
{
    uint64_t h = 14695981039346656037u;

    for (int i = 0; i < n; i++)
        h = mix(h ^ h >> 29, words[i]);
    return h;
}

ag_span
ag_sentence_around(const ag_doc *doc, ag_span span)
{
    for (int i = 0; i < doc->sentences.n; i++)
        if (doc->sentences.at[i].span.from <= span.from && span.from < doc->sentences.at[i].span.to)
            return doc->sentences.at[i].span;
    return span;
}

int
ag_set_find(int *parent, int i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

void
ag_set_join(int *parent, int i, int j)
{
    i = ag_set_find(parent, i);
    j = ag_set_find(parent, j);
    if (i < j)
        parent[j] = i;
    else
        parent[i] = j;
}
