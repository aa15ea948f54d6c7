/* Articles that were touched → documents: of equal ones one counts, of versions of a page the last. */
#include "store/derive.h"

#include "resolve/resolve.h"

/* All readings of an id stand or fall together, and so do all versions of a URL. */
static ag_status
widen(ag_deriving *d, ag_err *err)
{
    int64_t before, after = -1;

    AG_TRY(ag_db_run(d->s, "CREATE TEMP TABLE d_id (id TEXT PRIMARY KEY, direct INTEGER NOT NULL) WITHOUT ROWID;"
                           "CREATE TEMP TABLE d_url (url TEXT PRIMARY KEY) WITHOUT ROWID;"
                           "CREATE TEMP TABLE d_gone (article INTEGER PRIMARY KEY)", err));
    if (d->is_all)
        return ag_derive_run(d, "INSERT INTO d_id SELECT DISTINCT id, 1 FROM article", err);
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_id SELECT id, 1 FROM touched", err));
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_url SELECT url FROM touched WHERE url <> ''", err));
    do {
        before = after;
        AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_url SELECT url FROM d_id CROSS JOIN article USING (id) WHERE url <> ''", err));
        AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_id SELECT id, 0 FROM d_url CROSS JOIN article a ON a.url = d_url.url AND a.url <> ''", err));
        AG_TRY(ag_db_number(d->s, "SELECT (SELECT count(*) FROM d_id) + (SELECT count(*) FROM d_url)", &after, err));
    } while (after != before);
    return AG_OK;
}

/* The heads of all readings that are looked at. */
static ag_status
read_heads(ag_deriving *d, ag_arena *own, ag_world *out, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT number, a.id, path, url, source, title, published, modified FROM d_id CROSS JOIN article a USING (id)");
    AG_LIST(ag_doc *) docs = { 0 };
    bool more;
    ag_status s;

    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        ag_doc *doc = AG_NEW(own, ag_doc);
        ag_str id = ag_db_get(q, 1);

        doc->number = sqlite3_column_int64(q, 0);
        memcpy(doc->id, id.at, id.len < sizeof doc->id ? id.len : sizeof doc->id - 1);
        doc->path = ag_arena_str(d->a, ag_db_get(q, 2));
        doc->url = ag_arena_str(own, ag_db_get(q, 3));
        doc->source = ag_arena_str(own, ag_db_get(q, 4));
        doc->title = ag_arena_str(own, ag_db_get(q, 5));
        doc->date = ag_db_get_day(q, 6);
        doc->modified = ag_db_get_day(q, 7);
        AG_PUSH(own, &docs, doc);
    }
    AG_TRY(s);
    ag_join_readings(d->a, docs.at, docs.n, out);
    return AG_OK;
}

typedef struct standing { /* a document as the tables have it */
    int64_t number;
    bool stays, is_direct;
} standing;

static ag_status
compare(ag_deriving *d, ag_arena *own, const ag_world *now, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT id, article, direct, paths FROM d_id CROSS JOIN document USING (id)");
    ag_map places = { 0 };
    AG_LIST(standing) was = { 0 };
    AG_LIST(ag_str) paths = { 0 };
    bool more;
    ag_status s;

    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        ag_map_set(own, &places, ag_arena_str(own, ag_db_get(q, 0)), was.n);
        AG_PUSH(own, &was, (standing){ sqlite3_column_int64(q, 1), false, sqlite3_column_int(q, 2) });
        AG_PUSH(own, &paths, ag_arena_str(own, ag_db_get(q, 3)));
    }
    AG_TRY(s);
    for (int i = 0; i < now->docs.n; i++) {
        const ag_doc *doc = now->docs.at[i];
        int at = ag_map_get(&places, ag_str_of(doc->id));

        if (at >= 0 && !was.at[at].is_direct && was.at[at].number == doc->number && ag_str_eq(paths.at[at], doc->path)) {
            was.at[at].stays = true;
            continue;
        }
        ag_db_set_place(d->a, &d->is_fresh, doc->number, d->fresh.n);
        AG_PUSH(d->a, &d->fresh, doc);
    }
    for (int i = 0; i < was.n; i++)
        if (!was.at[i].stays)
            AG_TRY(ag_derive_run_on(d, "INSERT INTO d_gone VALUES (?1)", was.at[i].number, err));
    return AG_OK;
}

ag_status
ag_derive_documents(ag_deriving *d, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    ag_world now = { 0 };
    ag_status s = widen(d, err);

    if (s == AG_OK)
        s = read_heads(d, own, &now, err);
    if (s == AG_OK)
        s = compare(d, own, &now, err);
    for (int i = 0; i < d->fresh.n && s == AG_OK; i++) { /* from heads to what is in the articles */
        ag_doc *doc;

        s = ag_derive_light(d, d->fresh.at[i]->number, &doc, err);
        if (s == AG_OK)
            doc->path = d->fresh.at[i]->path;
        d->fresh.at[i] = doc;
    }
    ag_arena_free(own);
    return s;
}
