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

static uint32_t
short_hash(uint64_t h)
{
    return (uint32_t)(h >> 32);
}

/* A copy of exactly n hashes. */
static uint32_t *
kept(ag_arena *a, const uint32_t *at, int n)
{
    uint32_t *copy = AG_ARRAY(a, uint32_t, n);

    if (n)
        memcpy(copy, at, (size_t)n * sizeof *copy);
    return copy;
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
        d->shingles.at[i] = short_hash(shingles[i]);
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
    d->shingles.at = kept(a, local.shingles.at, local.shingles.n);
    for (int i = 0; i < doc->sentences.n; i++) {
        words = ag_words_of(own, ag_str_at(doc->text, doc->sentences.at[i].span), &n);
        AG_PUSH(a, &d->sentences, (ag_sentence_digest){ ag_words_hash(words, n), n, local.grams.n });
        for (int k = 0; k + AG_SHINGLE_WORDS <= n; k++)
            AG_PUSH(own, &local.grams, short_hash(ag_words_hash(words + k, AG_SHINGLE_WORDS)));
    }
    d->grams.at = kept(a, local.grams.at, local.grams.n);
    d->grams.n = d->grams.room = local.grams.n;
    ag_arena_free(own);
    return d;
}

void
ag_digest_write(const ag_digest *d, ag_buf *out)
{
    for (int b = 0; b < AG_MINHASH_BANDS; b++)
        ag_pack_bits(out, d->bands[b], 8);
    ag_pack_number(out, (uint64_t)d->shingles.n);
    for (int i = 0; i < d->shingles.n; i++)
        ag_pack_bits(out, d->shingles.at[i], 4);
    ag_pack_number(out, (uint64_t)d->sentences.n);
    for (int i = 0; i < d->sentences.n; i++) {
        ag_pack_bits(out, d->sentences.at[i].hash, 8);
        ag_pack_number(out, (uint64_t)d->sentences.at[i].words);
        ag_pack_number(out, (uint64_t)d->sentences.at[i].gram);
    }
    ag_pack_number(out, (uint64_t)d->grams.n);
    for (int i = 0; i < d->grams.n; i++)
        ag_pack_bits(out, d->grams.at[i], 4);
}

const ag_digest *
ag_digest_read(ag_arena *a, ag_unpack *u)
{
    ag_digest *d = AG_NEW(a, ag_digest);

    for (int b = 0; b < AG_MINHASH_BANDS; b++)
        d->bands[b] = ag_unpack_bits(u, 8);
    d->shingles.n = d->shingles.room = ag_unpack_count(u);
    d->shingles.at = AG_ARRAY(a, uint32_t, d->shingles.n);
    for (int i = 0; i < d->shingles.n; i++)
        d->shingles.at[i] = (uint32_t)ag_unpack_bits(u, 4);
    d->sentences.n = d->sentences.room = ag_unpack_count(u);
    d->sentences.at = AG_ARRAY(a, ag_sentence_digest, d->sentences.n);
    for (int i = 0; i < d->sentences.n; i++) {
        d->sentences.at[i].hash = ag_unpack_bits(u, 8);
        d->sentences.at[i].words = (int)ag_unpack_number(u);
        d->sentences.at[i].gram = (int)ag_unpack_number(u);
    }
    d->grams.n = d->grams.room = ag_unpack_count(u);
    d->grams.at = AG_ARRAY(a, uint32_t, d->grams.n);
    for (int i = 0; i < d->grams.n; i++)
        d->grams.at[i] = (uint32_t)ag_unpack_bits(u, 4);
    for (int i = 0; i < d->sentences.n; i++) {
        const ag_sentence_digest *x = &d->sentences.at[i];
        int64_t grams = (int64_t)x->words - AG_SHINGLE_WORDS + 1;

        if (x->words < 0 || x->gram < 0 || (grams > 0 && x->gram + grams > d->grams.n))
            u->is_damaged = true;
    }
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

int
ag_digest_shared(const ag_digest *dx, const ag_sentence_digest *x, const ag_digest *dy, const ag_sentence_digest *y)
{
    int covered = 0, end = 0; /* words of x counted so far; behind the last of them */

    for (int i = 0; i + AG_SHINGLE_WORDS <= x->words; i++)
        for (int k = 0; k + AG_SHINGLE_WORDS <= y->words; k++)
            if (dx->grams.at[x->gram + i] == dy->grams.at[y->gram + k]) {
                covered += i + AG_SHINGLE_WORDS - (i > end ? i : end);
                end = i + AG_SHINGLE_WORDS;
                break;
            }
    return covered;
}

static bool
has_shingle(const ag_digest *d, uint32_t hash)
{
    return d->shingles.n && bsearch(&hash, d->shingles.at, (size_t)d->shingles.n, sizeof hash, by_value);
}

/* Share of the words of x's sentences that stand in runs of five or more that y has. */
static double
cover(const ag_digest *x, const ag_digest *y)
{
    int covered = 0, all = 0;

    for (int s = 0; s < x->sentences.n; s++) {
        const ag_sentence_digest *one = &x->sentences.at[s];
        int end = 0;

        all += one->words;
        for (int i = 0; i + AG_SHINGLE_WORDS <= one->words; i++)
            if (has_shingle(y, x->grams.at[one->gram + i])) {
                covered += i + AG_SHINGLE_WORDS - (i > end ? i : end);
                end = i + AG_SHINGLE_WORDS;
            }
    }
    return all ? (double)covered / all : 0;
}

ag_likeness
ag_digests_compare(const ag_digest *x, const ag_digest *y)
{
    int both = 0;

    if (x->shingles.n > y->shingles.n) {
        const ag_digest *swap = x;

        x = y;
        y = swap;
    }
    for (int i = 0, j = 0; i < x->shingles.n && j < y->shingles.n;) {
        if (x->shingles.at[i] == y->shingles.at[j])
            both++, i++, j++;
        else if (x->shingles.at[i] < y->shingles.at[j])
            i++;
        else
            j++;
    }
    if (!both)
        return (ag_likeness){ 0 };
    return (ag_likeness){ (double)both / (x->shingles.n + y->shingles.n - both), (double)both / x->shingles.n, cover(x, y) };
}

bool
ag_digests_are_copies(const ag_digest *x, const ag_digest *y, bool is_column)
{
    ag_likeness l = ag_digests_compare(x, y);

    if (is_column)
        return l.containment >= AG_COLUMN_CONTAINMENT;
    return l.jaccard >= AG_COPY_JACCARD || l.containment >= AG_COPY_CONTAINMENT || l.cover >= AG_COPY_COVER;
}

static int
by_key(const void *x, const void *y)
{
    const ag_keyed *a = x, *b = y;

    return a->key != b->key ? (a->key > b->key) - (a->key < b->key) : a->at - b->at;
}

void
ag_keyed_sort(ag_keyed *list, size_t n)
{
    if (n)
        qsort(list, n, sizeof *list, by_key);
}

void
ag_digest_prints(ag_arena *a, const ag_digest *d, ag_prints *out)
{
    int last = -1, n = d->grams.n, w = n < AG_WINNOW_WINDOW ? n : AG_WINNOW_WINDOW;

    *out = (ag_prints){ 0 };
    for (int from = 0; w && from + w <= n; from++) {
        int least = from;

        for (int i = from + 1; i < from + w; i++)
            if (d->grams.at[i] <= d->grams.at[least]) /* the rightmost of equals */
                least = i;
        if (least != last)
            AG_PUSH(a, &out->list, (ag_print){ d->grams.at[least], least });
        last = least;
    }
}

void
ag_digest_keys(ag_arena *a, const ag_digest *d, ag_copy_keys *out)
{
    ag_prints prints;
    int kept = 0;

    *out = (ag_copy_keys){ 0 };
    ag_digest_prints(a, d, &prints);
    for (int b = 0; b < AG_MINHASH_BANDS && d->shingles.n; b++) { /* texts without shingles have all bands in common */
        uint64_t band[] = { d->bands[b], (uint64_t)b };

        AG_PUSH(a, &out->list, short_hash(ag_words_hash(band, 2)));
    }
    for (int i = 0; i < prints.list.n; i++)
        AG_PUSH(a, &out->list, prints.list.at[i].hash);
    if (out->list.n)
        qsort(out->list.at, (size_t)out->list.n, sizeof *out->list.at, by_value);
    for (int i = 0; i < out->list.n; i++)
        if (i == 0 || out->list.at[i] != out->list.at[i - 1])
            out->list.at[kept++] = out->list.at[i];
    out->list.n = kept;
}
