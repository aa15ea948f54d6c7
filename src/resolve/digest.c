/* Text → hashes of its words: shingles, MinHash bands (Broder 1997; bands after Leskovec, Rajaraman,
 * Ullman, "Mining of Massive Datasets", ch. 3), sentences.
 *
 * Shingles are kept as 32 bits: two different ones of a pair of articles fall together once in ten
 * thousand pairs, which moves no threshold. */
#include "resolve/digest.h"

#include "resolve/words.h"

enum { FEWEST_WORDS = 30, HASHES = AG_MINHASH_BANDS * AG_MINHASH_ROWS };

/* The next number of a fixed sequence (splitmix64; Steele, Lea, Flood 2014). */
static uint64_t
next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* least[h] = min over shingles s of (mul[h]·s + add[h]): equal for two sets with probability J. */
static void
minhash(const uint64_t *shingles, int n, uint64_t least[HASHES])
{
    uint64_t mul[HASHES], add[HASHES], seed = 1;

    for (int h = 0; h < HASHES; h++) {
        mul[h] = next_random(&seed) | 1;
        add[h] = next_random(&seed);
        least[h] = UINT64_MAX;
    }
    for (int i = 0; i < n; i++)
        for (int h = 0; h < HASHES; h++) {
            uint64_t v = shingles[i] * mul[h] + add[h];

            if (v < least[h])
                least[h] = v;
        }
}

static int
by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

static void
take_shingles(ag_arena *a, const uint64_t *words, int n, ag_digest *d)
{
    uint64_t least[HASHES], *shingles = AG_ARRAY(a, uint64_t, n);
    int kept = 0;

    n = n >= FEWEST_WORDS ? n - AG_SHINGLE_WORDS + 1 : 0;
    d->shingles.at = AG_ARRAY(a, uint32_t, n);
    for (int i = 0; i < n; i++) {
        shingles[i] = ag_words_hash(words + i, AG_SHINGLE_WORDS);
        d->shingles.at[i] = (uint32_t)(shingles[i] >> 32);
    }
    minhash(shingles, n, least);
    for (int b = 0; b < AG_MINHASH_BANDS; b++)
        d->bands[b] = ag_words_hash(least + b * AG_MINHASH_ROWS, AG_MINHASH_ROWS);
    if (n)
        qsort(d->shingles.at, (size_t)n, sizeof *d->shingles.at, by_value);
    for (int i = 0; i < n; i++)
        if (i == 0 || d->shingles.at[i] != d->shingles.at[i - 1])
            d->shingles.at[kept++] = d->shingles.at[i];
    d->shingles.n = d->shingles.room = kept;
}

const ag_digest *
ag_digest_of(ag_arena *a, const ag_doc *doc)
{
    ag_arena *own = ag_arena_new(0);
    ag_digest local = { 0 }, *d = AG_NEW(a, ag_digest);
    int n;
    const uint64_t *words = ag_words_of(own, doc->text, &n);

    take_shingles(own, words, n, &local);
    *d = local;
    d->shingles.at = AG_ARRAY(a, uint32_t, local.shingles.n);
    if (local.shingles.n)
        memcpy(d->shingles.at, local.shingles.at, (size_t)local.shingles.n * sizeof *local.shingles.at);
    for (int i = 0; i < doc->sentences.n; i++) {
        words = ag_words_of(own, ag_str_at(doc->text, doc->sentences.at[i].span), &n);
        AG_PUSH(a, &d->sentences, (ag_sentence_digest){ ag_words_hash(words, n), n });
    }
    ag_arena_free(own);
    return d;
}

const ag_sentence_digest *
ag_digest_sentence(const ag_doc *doc, uint32_t from)
{
    for (int i = 0; i < doc->sentences.n; i++)
        if (doc->sentences.at[i].span.from == from)
            return &doc->digest->sentences.at[i];
    return NULL;
}

bool
ag_digests_are_copies(const ag_digest *x, const ag_digest *y)
{
    int both = 0;

    for (int i = 0, j = 0; i < x->shingles.n && j < y->shingles.n;) {
        if (x->shingles.at[i] == y->shingles.at[j])
            both++, i++, j++;
        else if (x->shingles.at[i] < y->shingles.at[j])
            i++;
        else
            j++;
    }

    int smaller = x->shingles.n < y->shingles.n ? x->shingles.n : y->shingles.n, all = x->shingles.n + y->shingles.n - both;

    return both && (both >= AG_COPY_JACCARD * all || both >= AG_COPY_CONTAINMENT * smaller);
}
