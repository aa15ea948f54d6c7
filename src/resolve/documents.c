/* Articles → articles that count, and their origins.
 *
 * Equal articles (one id) count once, a later version of a URL replaces the earlier ones. Copies
 * are found by MinHash over 5-word shingles (Broder 1997; bands after Leskovec, Rajaraman, Ullman,
 * "Mining of Massive Datasets", ch. 3) and confirmed on the exact sets of shingles. Weak where an
 * article is rewritten in other words: no lexical method sees that. */
#include "base/map.h"
#include "base/utf8.h"
#include "resolve/resolve.h"
#include "resolve/words.h"
#include "tuning.h"

enum { FEWEST_WORDS = 30, HASHES = AG_MINHASH_BANDS * AG_MINHASH_ROWS };

static int
by_id(const void *x, const void *y)
{
    const ag_doc *a = *(ag_doc *const *)x, *b = *(ag_doc *const *)y;
    int c = memcmp(a->id, b->id, sizeof a->id);

    c = c ? c : ag_str_cmp(a->path, b->path);
    c = c ? c : ag_str_cmp(a->url, b->url);
    return c ? c : ag_str_cmp(a->source, b->source);
}

/* One of equal articles, with the paths of all. */
static ag_doc *
joined(ag_arena *a, ag_doc **docs, int n)
{
    ag_doc *doc = docs[0];

    for (int i = 1; i < n; i++) {
        if (ag_str_eq(docs[i]->path, docs[i - 1]->path))
            continue;
        if (doc == docs[0]) {
            doc = AG_NEW(a, ag_doc);
            *doc = *docs[0];
        }
        doc->path = ag_arena_printf(a, "%.*s | %.*s", AG_SHOW(doc->path), AG_SHOW(docs[i]->path));
    }
    return doc;
}

/* Of two versions of a page, is x the later one? */
static bool
is_later(const ag_doc *x, const ag_doc *y)
{
    ag_day dx = x->modified > x->date ? x->modified : x->date, dy = y->modified > y->date ? y->modified : y->date;

    return dx != dy ? dx > dy : memcmp(x->id, y->id, sizeof x->id) > 0;
}

static void
keep_latest(ag_arena *a, ag_doc **docs, int *n, int *superseded)
{
    ag_map seen = { 0 };
    int kept = 0;

    for (int i = 0; i < *n; i++) {
        int at = docs[i]->url.len ? ag_map_add(a, &seen, docs[i]->url, i) : i;

        if (at != i) {
            int old = is_later(docs[i], docs[at]) ? at : i;

            ag_map_set(a, &seen, docs[i]->url, old == at ? i : at);
            docs[old] = NULL;
            ++*superseded;
        }
    }
    for (int i = 0; i < *n; i++)
        if (docs[i])
            docs[kept++] = docs[i];
    *n = kept;
}

/* ---- copies ----------------------------------------------------------------------------------- */

typedef struct shingles { /* of one article: sorted, each once */
    uint64_t *at;
    int n;
} shingles;

static int
by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

    return (a > b) - (a < b);
}

static shingles
shingles_of(ag_arena *a, ag_arena *scratch, ag_str text)
{
    int n, kept = 0;
    uint64_t *words = ag_words_of(scratch, text, &n);
    shingles s = { 0 };

    if (n >= FEWEST_WORDS) {
        s.n = n - AG_SHINGLE_WORDS + 1;
        s.at = AG_ARRAY(a, uint64_t, s.n);
        for (int i = 0; i < s.n; i++)
            s.at[i] = ag_words_hash(words + i, AG_SHINGLE_WORDS);
        qsort(s.at, (size_t)s.n, sizeof *s.at, by_value);
        for (int i = 0; i < s.n; i++)
            if (i == 0 || s.at[i] != s.at[i - 1])
                s.at[kept++] = s.at[i];
        s.n = kept;
    }
    ag_arena_reset(scratch);
    return s;
}

static bool
are_copies(shingles x, shingles y)
{
    int both = 0;

    for (int i = 0, j = 0; i < x.n && j < y.n;) {
        if (x.at[i] == y.at[j])
            both++, i++, j++;
        else if (x.at[i] < y.at[j])
            i++;
        else
            j++;
    }

    int smaller = x.n < y.n ? x.n : y.n, all = x.n + y.n - both;

    return both && (both >= AG_COPY_JACCARD * all || both >= AG_COPY_CONTAINMENT * smaller);
}

/* The next number of a fixed sequence (splitmix64; Steele, Lea, Flood 2014). */
static uint64_t
next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

typedef struct bucket {
    uint64_t key;
    int doc;
} bucket;

static int
by_key(const void *x, const void *y)
{
    const bucket *a = x, *b = y;

    return a->key != b->key ? (a->key > b->key) - (a->key < b->key) : a->doc - b->doc;
}

/* least[h] = min over shingles s of (mul[h]·s + add[h]): equal for two sets with probability J. */
static void
minhash(shingles s, const uint64_t mul[HASHES], const uint64_t add[HASHES], uint64_t least[HASHES])
{
    for (int h = 0; h < HASHES; h++)
        least[h] = UINT64_MAX;
    for (int i = 0; i < s.n; i++)
        for (int h = 0; h < HASHES; h++) {
            uint64_t v = s.at[i] * mul[h] + add[h];

            if (v < least[h])
                least[h] = v;
        }
}

static void
find_origins(ag_arena *a, ag_world *world)
{
    int n = world->docs.n;
    ag_arena *scratch = ag_arena_new(0), *own = ag_arena_new(0);
    shingles *of = AG_ARRAY(own, shingles, n);
    bucket *buckets = AG_ARRAY(own, bucket, n), *bands = AG_ARRAY(own, bucket, (size_t)n * AG_MINHASH_BANDS);
    uint64_t mul[HASHES], add[HASHES], least[HASHES], seed = 1;

    world->origin = AG_ARRAY(a, int, n);
    for (int h = 0; h < HASHES; h++) {
        mul[h] = next_random(&seed) | 1;
        add[h] = next_random(&seed);
    }
    for (int i = 0; i < n; i++) {
        world->origin[i] = i;
        of[i] = shingles_of(own, scratch, world->docs.at[i]->text);
        minhash(of[i], mul, add, least);
        for (int b = 0; b < AG_MINHASH_BANDS; b++)
            bands[(size_t)b * (size_t)n + (size_t)i] =
                (bucket){ ag_words_hash(least + b * AG_MINHASH_ROWS, AG_MINHASH_ROWS), i };
    }
    for (int b = 0; b < AG_MINHASH_BANDS; b++) {
        memcpy(buckets, bands + (size_t)b * (size_t)n, (size_t)n * sizeof *buckets);
        if (n)
            qsort(buckets, (size_t)n, sizeof *buckets, by_key);
        for (int i = 1, first = 0; i < n; i++) {
            if (buckets[i].key != buckets[i - 1].key) {
                first = i;
                continue;
            }
            /* with the first and the last of its bucket: a bucket of copies stays linear */
            for (int k = 0; k < 2; k++) {
                int x = buckets[k ? i - 1 : first].doc, y = buckets[i].doc;

                if (ag_set_find(world->origin, x) != ag_set_find(world->origin, y) && are_copies(of[x], of[y]))
                    ag_set_join(world->origin, x, y);
            }
        }
    }
    for (int i = 0; i < n; i++) {
        world->origin[i] = ag_set_find(world->origin, i);
        world->n_origins += world->origin[i] == i;
    }
    ag_arena_free(scratch);
    ag_arena_free(own);
}

void
ag_resolve_documents(ag_arena *a, ag_doc *const *docs, int n, ag_world *world)
{
    ag_doc **sorted = AG_ARRAY(a, ag_doc *, n);
    int kept = 0;

    if (n) {
        memcpy(sorted, docs, (size_t)n * sizeof *sorted);
        qsort(sorted, (size_t)n, sizeof *sorted, by_id);
    }
    for (int i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && memcmp(sorted[k]->id, sorted[i]->id, sizeof sorted[i]->id) == 0; k++)
            world->joined++;
        sorted[kept++] = joined(a, sorted + i, k - i);
    }
    keep_latest(a, sorted, &kept, &world->superseded);
    for (int i = 0; i < kept; i++)
        AG_PUSH(a, &world->docs, sorted[i]);
    find_origins(a, world);
}
