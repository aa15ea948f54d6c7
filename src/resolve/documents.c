/* Articles → articles that count, and their origins.
 *
 * Equal articles (one id) count once, a later version of a URL replaces the earlier ones. Copies
 * are candidates where their digests share a MinHash band or a winnowed fingerprint, and are confirmed
 * on the exact sets of shingles (resolve/digest.c). Weak where an article is rewritten in other words: no lexical method
 * sees that. */
#include "base/map.h"
#include "resolve/digest.h"
#include "resolve/profile.h"
#include "resolve/resolve.h"
#include "resolve/words.h"
#include "tuning.h"

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

/* A column that comes back (weather, markets) is no copy of the last one, though much of it is the same. */
static bool
is_column(const ag_doc *x, const ag_doc *y)
{
    return x->title.len && ag_str_eq(x->title, y->title) && x->source.len && ag_str_eq(x->source, y->source) &&
           x->date != AG_NO_DAY && y->date != AG_NO_DAY && abs(x->date - y->date) >= AG_COLUMN_DAYS;
}

/* Pairs that were compared and are no copies: a table that forgets, so that most are compared once. */
enum { COMPARED = 1 << 20 };

static bool
was_compared(uint64_t *compared, int x, int y)
{
    uint64_t pair = (uint64_t)x << 32 | (uint64_t)(uint32_t)y, *slot = &compared[pair * 0x9E3779B97F4A7C15u >> 44];

    if (*slot == pair)
        return true;
    *slot = pair;
    return false;
}

bool
ag_docs_are_copies(const ag_doc *x, const ag_doc *y)
{
    return ag_digests_are_copies(x->digest, y->digest, is_column(x, y));
}

/* Joins copies among articles that have a key in common: each is compared with the first and with the last
 * before it that has the key, so that a bucket of copies stays linear. */
static void
join_copies(ag_world *world, uint64_t *compared, ag_keyed *buckets, size_t n)
{
    ag_keyed_sort(buckets, n);
    for (size_t i = 1, first = 0; i < n; i++) {
        if (buckets[i].key != buckets[i - 1].key) {
            first = i;
            continue;
        }
        for (int k = 0; k < 2; k++) {
            int x = buckets[k ? i - 1 : first].at, y = buckets[i].at;

            if (ag_set_find(world->origin, x) != ag_set_find(world->origin, y) && !was_compared(compared, x, y) &&
                ag_docs_are_copies(world->docs.at[x], world->docs.at[y]))
                ag_set_join(world->origin, x, y);
        }
    }
}

/* Keys are taken in turns, a share of them each time, to save memory. */
void
ag_find_origins(ag_arena *a, ag_world *world)
{
    enum { IN_A_TURN = 50000 };
    int n = world->docs.n;
    uint32_t turns = 1 + (uint32_t)n / IN_A_TURN;
    AG_LIST(ag_keyed) buckets = { 0 };
    ag_arena *own = ag_arena_new(0), *scratch = ag_arena_new(0);
    uint64_t *compared = AG_ARRAY(own, uint64_t, COMPARED); /* zero is no pair: x < y */

    world->origin = AG_ARRAY(a, int, n);
    for (int i = 0; i < n; i++)
        world->origin[i] = i;
    for (uint32_t turn = 0; turn < turns; turn++) {
        buckets.n = 0;
        for (int i = 0; i < n; i++) {
            ag_copy_keys keys;

            ag_arena_reset(scratch);
            ag_digest_keys(scratch, world->docs.at[i]->digest, &keys);
            for (int k = 0; k < keys.list.n; k++)
                if (keys.list.at[k] % turns == turn)
                    AG_PUSH(own, &buckets, (ag_keyed){ keys.list.at[k], i });
        }
        join_copies(world, compared, buckets.at, (size_t)buckets.n);
    }
    for (int i = 0; i < n; i++) {
        world->origin[i] = ag_set_find(world->origin, i);
        world->n_origins += world->origin[i] == i;
    }
    ag_arena_free(scratch);
    ag_arena_free(own);
}

void
ag_join_readings(ag_arena *a, ag_doc *const *docs, int n, ag_world *world)
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
}

void
ag_resolve_documents(ag_arena *a, ag_doc *const *docs, int n, ag_world *world)
{
    for (int i = 0; i < n; i++) {
        if (!docs[i]->digest)
            docs[i]->digest = ag_digest_of(a, docs[i]);
        if (!docs[i]->company.at)
            ag_company_fill(a, docs[i]);
    }
    ag_join_readings(a, docs, n, world);
    ag_find_origins(a, world);
}
