/* Documents → who copied from whom, after a change.
 *
 * Candidates are the pairs that ag_find_origins compares: of the documents that have a key in common, in order of their
 * ids, each with the first and with the one before it. A change alters the pairs of the keys that changed documents have:
 * pairs that are new are compared, and a group that lost a pair or a member is grouped anew. To find who has a key, the
 * keys of all documents are looked through: half a microsecond a document, and no index that would have to be kept. */
#include "store/derive.h"

#include "resolve/digest.h"
#include "resolve/resolve.h"
#include "resolve/words.h"

typedef struct member { /* a document that has a key */
    uint32_t key;
    bool was, is;       /* before the change, after it */
    uint64_t id;
} member;

typedef struct pair {
    uint64_t x, y;
} pair;

typedef struct pairs {
    AG_LIST(pair) list;
} pairs;

typedef struct node { /* a document by itself, or a group that stays */
    uint64_t label;
} node;

typedef struct grouping {
    ag_deriving *d;
    ag_arena *own;
    AG_LIST(uint32_t) keys;      /* sorted, each once */
    uint8_t *filter;             /* of the keys: bits */
    uint32_t mask;
    AG_LIST(member) members;
    ag_map group_of;             /* id → its group before the change, of members */
    AG_LIST(uint64_t) groups;
    ag_map loose;                /* id → place in `nodes`: fresh ones, and those of groups that lost something */
    AG_LIST(int64_t) loose_docs; /* their numbers, in order of `nodes`, as far as they are no group */
    ag_map node_of;              /* label of a group that stays → place in `nodes` */
    AG_LIST(node) nodes;
    AG_LIST(int) set;
    ag_map numbers;              /* id → number, of documents after the change */
    AG_LIST(int64_t) number;
} grouping;

static uint64_t
number_of(ag_str id)
{
    uint64_t x = 0;

    for (size_t i = 0; i < id.len && i < 16; i++)
        x = x << 4 | (uint64_t)(id.at[i] <= '9' ? id.at[i] - '0' : id.at[i] - 'a' + 10);
    return x;
}

static ag_str
id_of(ag_arena *a, uint64_t x)
{
    return ag_arena_printf(a, "%016llx", (unsigned long long)x);
}

/* ---- keys --------------------------------------------------------------------------------------- */

static int
by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

static void
want_keys(grouping *g, ag_str bytes)
{
    for (size_t i = 0; i + 4 <= bytes.len; i += 4) {
        uint32_t key;

        memcpy(&key, bytes.at + i, 4);
        AG_PUSH(g->own, &g->keys, key);
    }
}

static void
settle_keys(grouping *g)
{
    int kept = 0;
    uint32_t room = 1 << 13;

    if (g->keys.n)
        qsort(g->keys.at, (size_t)g->keys.n, sizeof *g->keys.at, by_number);
    for (int i = 0; i < g->keys.n; i++)
        if (i == 0 || g->keys.at[i] != g->keys.at[i - 1])
            g->keys.at[kept++] = g->keys.at[i];
    g->keys.n = kept;
    while (room < (uint32_t)kept * 16 && room < 1u << 30)
        room <<= 1;
    g->mask = room - 1;
    g->filter = AG_ARRAY(g->own, uint8_t, room / 8);
    for (int i = 0; i < kept; i++)
        g->filter[(g->keys.at[i] & g->mask) >> 3] |= (uint8_t)(1 << (g->keys.at[i] & 7));
}

static bool
is_wanted(const grouping *g, uint32_t key)
{
    return g->filter[(key & g->mask) >> 3] >> (key & 7) & 1 &&
           bsearch(&key, g->keys.at, (size_t)g->keys.n, sizeof key, by_number);
}

static void
take_members(grouping *g, ag_str keys, uint64_t id, bool was, bool is)
{
    for (size_t i = 0; i + 4 <= keys.len; i += 4) {
        uint32_t key;

        memcpy(&key, keys.at + i, 4);
        if (is_wanted(g, key))
            AG_PUSH(g->own, &g->members, (member){ key, was, is, id });
    }
}

static ag_str
keys_of(ag_arena *a, const ag_doc *doc)
{
    ag_copy_keys keys;

    ag_digest_keys(a, doc->digest, &keys);
    return (ag_str){ (const char *)keys.list.at, (size_t)keys.list.n * 4 };
}

static int
by_key(const void *x, const void *y)
{
    const member *a = x, *b = y;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->id != b->id ? (a->id < b->id ? -1 : 1) : a->is - b->is;
}

/* Who has the wanted keys, before and after: in the tables, among the gone, among the fresh. */
static ag_status
find_members(grouping *g, ag_err *err)
{
    ag_deriving *d = g->d;
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT k.keys, x.id, x.origin, x.article, g.article IS NOT NULL FROM copy_keys k "
                                      "JOIN document x USING (article) LEFT JOIN d_gone g USING (article)");
    bool more;
    ag_status s;

    settle_keys(g);
    g->members.n = 0;
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        int before = g->members.n;
        bool gone = sqlite3_column_int(q, 4);
        uint64_t id;

        take_members(g, ag_db_get(q, 0), 0, true, !gone);
        if (g->members.n == before)
            continue;
        id = number_of(ag_db_get(q, 1));
        for (int i = before; i < g->members.n; i++)
            g->members.at[i].id = id;
        if (ag_db_place(&g->group_of, (int64_t)id) >= 0)
            continue;
        ag_db_set_place(g->own, &g->group_of, (int64_t)id, g->groups.n);
        AG_PUSH(g->own, &g->groups, number_of(ag_db_get(q, 2)));
        if (!gone) {
            ag_db_set_place(g->own, &g->numbers, (int64_t)id, g->number.n);
            AG_PUSH(g->own, &g->number, sqlite3_column_int64(q, 3));
        }
    }
    AG_TRY(s);
    for (int i = 0; i < d->fresh.n; i++)
        take_members(g, keys_of(g->own, d->fresh.at[i]), number_of(ag_str_of(d->fresh.at[i]->id)), false, true);
    if (g->members.n)
        qsort(g->members.at, (size_t)g->members.n, sizeof *g->members.at, by_key);
    return AG_OK;
}

/* ---- pairs -------------------------------------------------------------------------------------- */

static int
by_pair(const void *x, const void *y)
{
    const pair *a = x, *b = y;

    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

static void
pairs_of(const grouping *g, bool now, pairs *out)
{
    const member *first = NULL, *last = NULL;
    int kept = 0;

    for (int i = 0; i < g->members.n; i++) {
        const member *m = &g->members.at[i];

        if (!(now ? m->is : m->was))
            continue;
        if (!first || first->key != m->key) {
            first = last = m;
            continue;
        }
        AG_PUSH(g->own, &out->list, (pair){ first->id, m->id });
        if (last != first)
            AG_PUSH(g->own, &out->list, (pair){ last->id, m->id });
        last = m;
    }
    if (out->list.n)
        qsort(out->list.at, (size_t)out->list.n, sizeof *out->list.at, by_pair);
    for (int i = 0; i < out->list.n; i++)
        if (i == 0 || by_pair(&out->list.at[i], &out->list.at[i - 1]) != 0)
            out->list.at[kept++] = out->list.at[i];
    out->list.n = kept;
}

static bool
has_pair(const pairs *p, pair x)
{
    return p->list.n && bsearch(&x, p->list.at, (size_t)p->list.n, sizeof x, by_pair);
}

/* ---- groups ------------------------------------------------------------------------------------- */

static int
add_node(grouping *g, uint64_t label)
{
    int at = g->nodes.n;

    AG_PUSH(g->own, &g->nodes, (node){ label });
    AG_PUSH(g->own, &g->set, at);
    return at;
}

static void
loosen(grouping *g, uint64_t id, int64_t number)
{
    if (ag_db_place(&g->loose, (int64_t)id) >= 0)
        return;
    ag_db_set_place(g->own, &g->loose, (int64_t)id, add_node(g, id));
    AG_PUSH(g->own, &g->loose_docs, number);
    ag_db_set_place(g->own, &g->numbers, (int64_t)id, g->number.n);
    AG_PUSH(g->own, &g->number, number);
}

/* Every document of a group stands by itself again, until it is joined anew; their keys are looked for. */
static ag_status
loosen_group(grouping *g, uint64_t label, ag_err *err)
{
    ag_deriving *d = g->d;
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT x.id, x.article, k.keys FROM document x JOIN copy_keys k USING (article) "
                                      "WHERE x.origin = ?1 AND x.article NOT IN d_gone");
    ag_str id = id_of(g->own, label);
    bool more;
    ag_status s;

    ag_db_text(q, 1, id);
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        uint64_t x = number_of(ag_db_get(q, 0));

        if (ag_db_place(&g->loose, (int64_t)x) >= 0)
            continue;
        loosen(g, x, sqlite3_column_int64(q, 1));
        want_keys(g, ag_db_get(q, 2));
    }
    return s;
}

static int
node_of(grouping *g, uint64_t id)
{
    int at = ag_db_place(&g->loose, (int64_t)id), group;
    uint64_t label;

    if (at >= 0)
        return at;
    group = ag_db_place(&g->group_of, (int64_t)id);
    label = group >= 0 ? g->groups.at[group] : id;
    at = ag_db_place(&g->node_of, (int64_t)label);
    if (at < 0) {
        at = add_node(g, label);
        AG_PUSH(g->own, &g->loose_docs, -1);
        ag_db_set_place(g->own, &g->node_of, (int64_t)label, at);
    }
    return at;
}

static ag_status
light_of(grouping *g, uint64_t id, ag_doc **out, ag_err *err)
{
    return ag_derive_light(g->d, g->number.at[ag_db_place(&g->numbers, (int64_t)id)], out, err);
}

static ag_status
join_if_copies(grouping *g, pair p, ag_err *err)
{
    int x = node_of(g, p.x), y = node_of(g, p.y);
    ag_doc *dx, *dy;

    if (ag_set_find(g->set.at, x) == ag_set_find(g->set.at, y))
        return AG_OK;
    AG_TRY(light_of(g, p.x, &dx, err));
    AG_TRY(light_of(g, p.y, &dy, err));
    if (ag_docs_are_copies(dx, dy))
        ag_set_join(g->set.at, x, y);
    return AG_OK;
}

/* ---- rows --------------------------------------------------------------------------------------- */

static ag_status
put_document(ag_deriving *d, const ag_doc *doc, ag_str origin, ag_str keys, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO document (article, id, paths, origin) VALUES (?1, ?2, ?3, ?4)");

    sqlite3_bind_int64(q, 1, doc->number);
    ag_db_text(q, 2, ag_str_of(doc->id));
    ag_db_text(q, 3, doc->path);
    ag_db_text(q, 4, origin);
    AG_TRY(ag_db_do(d->s, q, "write a document", err));
    q = ag_db_ask(d->s, "INSERT INTO copy_keys (article, keys) VALUES (?1, ?2)");
    sqlite3_bind_int64(q, 1, doc->number);
    ag_db_blob(q, 2, keys.len ? keys : AG_S(""));
    return ag_db_do(d->s, q, "write a document", err);
}

static ag_status
move(ag_deriving *d, const char *sql, ag_str label, ag_str by, int64_t article, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, sql);

    ag_db_text(q, 1, label);
    if (by.len)
        ag_db_text(q, 2, by);
    else
        sqlite3_bind_int64(q, 2, article);
    return ag_db_do(d->s, q, "write an origin", err);
}

/* Writes what has another origin now, and the fresh documents. */
static ag_status
write_groups(grouping *g, ag_err *err)
{
    ag_deriving *d = g->d;
    uint64_t *label = AG_ARRAY(g->own, uint64_t, g->nodes.n);

    for (int i = 0; i < g->nodes.n; i++)
        label[i] = g->nodes.at[i].label;
    for (int i = 0; i < g->nodes.n; i++) {
        int root = ag_set_find(g->set.at, i);

        if (label[i] < label[root])
            label[root] = label[i];
    }
    AG_TRY(ag_derive_run(d, "DELETE FROM document WHERE article IN d_gone", err));
    AG_TRY(ag_derive_run(d, "DELETE FROM copy_keys WHERE article IN d_gone", err));
    for (int i = 0; i < g->nodes.n; i++) {
        uint64_t now = label[ag_set_find(g->set.at, i)];
        int64_t number = g->loose_docs.at[i];
        int fresh = number < 0 ? -1 : ag_db_place(&d->is_fresh, number);
        ag_str name = id_of(g->own, now), was;

        if (fresh >= 0) {
            AG_TRY(put_document(d, d->fresh.at[fresh], name, keys_of(g->own, d->fresh.at[fresh]), err));
        } else if (number >= 0) {
            AG_TRY(move(d, "INSERT OR IGNORE INTO d_moved SELECT article FROM document WHERE article = ?2 AND origin <> ?1", name, AG_S(""), number, err));
            AG_TRY(move(d, "UPDATE document SET origin = ?1 WHERE article = ?2", name, AG_S(""), number, err));
        } else if (now != g->nodes.at[i].label) {
            was = id_of(g->own, g->nodes.at[i].label);
            AG_TRY(move(d, "INSERT OR IGNORE INTO d_moved SELECT article FROM document WHERE origin = ?2 AND origin <> ?1", name, was, 0, err));
            AG_TRY(move(d, "UPDATE document SET origin = ?1 WHERE origin = ?2", name, was, 0, err));
        }
    }
    return AG_OK;
}

/* ---- a change, and everything ------------------------------------------------------------------- */

static ag_status
change_groups(grouping *g, ag_err *err)
{
    ag_deriving *d = g->d;
    pairs old = { { 0 } }, now = { { 0 } }, again = { { 0 } };
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT DISTINCT origin FROM d_gone CROSS JOIN document USING (article)");
    AG_LIST(uint64_t) lost = { 0 };
    ag_map gone = { 0 };
    bool more;
    ag_status s;

    for (int i = 0; i < d->fresh.n; i++) {
        loosen(g, number_of(ag_str_of(d->fresh.at[i]->id)), d->fresh.at[i]->number);
        want_keys(g, keys_of(g->own, d->fresh.at[i]));
    }
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more)
        AG_PUSH(g->own, &lost, number_of(ag_db_get(q, 0)));
    AG_TRY(s);
    q = ag_db_ask(d->s, "SELECT keys, id FROM d_gone CROSS JOIN copy_keys USING (article) JOIN document USING (article)");
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        want_keys(g, ag_db_get(q, 0));
        ag_db_set_place(g->own, &gone, (int64_t)number_of(ag_db_get(q, 1)), 0);
    }
    AG_TRY(s);
    AG_TRY(find_members(g, err));
    pairs_of(g, false, &old);
    pairs_of(g, true, &now);
    for (int i = 0; i < old.list.n; i++) { /* groups that lost a pair */
        pair p = old.list.at[i];
        int x = ag_db_place(&g->group_of, (int64_t)p.x), y = ag_db_place(&g->group_of, (int64_t)p.y);

        if (x >= 0 && y >= 0 && g->groups.at[x] == g->groups.at[y] && !has_pair(&now, p))
            AG_PUSH(g->own, &lost, g->groups.at[x]);
    }
    g->keys.n = 0;
    for (int i = 0; i < lost.n; i++)
        AG_TRY(loosen_group(g, lost.at[i], err));
    for (int i = 0; i < now.list.n; i++) {
        pair p = now.list.at[i];

        if (!has_pair(&old, p) || ag_db_place(&gone, (int64_t)p.x) >= 0 || ag_db_place(&gone, (int64_t)p.y) >= 0)
            AG_TRY(join_if_copies(g, p, err));
    }
    if (!g->keys.n)
        return AG_OK;
    AG_TRY(find_members(g, err));
    pairs_of(g, true, &again);
    for (int i = 0; i < again.list.n; i++) { /* within the groups that are grouped anew */
        pair p = again.list.at[i];

        if (ag_db_place(&g->loose, (int64_t)p.x) >= 0 && ag_db_place(&g->loose, (int64_t)p.y) >= 0)
            AG_TRY(join_if_copies(g, p, err));
    }
    return AG_OK;
}

static void
group_all(grouping *g)
{
    ag_world w = { .docs = { g->d->fresh.at, g->d->fresh.n, g->d->fresh.room } };

    ag_find_origins(g->own, &w);
    for (int i = 0; i < w.docs.n; i++) {
        loosen(g, number_of(ag_str_of(w.docs.at[i]->id)), w.docs.at[i]->number);
        ag_set_join(g->set.at, w.origin[i], i);
    }
}

ag_status
ag_derive_origins(ag_deriving *d, ag_err *err)
{
    grouping g = { .d = d, .own = ag_arena_new(0) };
    ag_status s = ag_db_run(d->s, "CREATE TEMP TABLE d_moved (article INTEGER PRIMARY KEY)", err);

    if (s == AG_OK && d->is_all)
        group_all(&g);
    else if (s == AG_OK)
        s = change_groups(&g, err);
    if (s == AG_OK)
        s = write_groups(&g, err);
    ag_arena_free(g.own);
    return s;
}
