/* The derived tables follow the records: what all stages share, and their order (store/derive.h). */
#include "store/derive.h"

#include "resolve/digest.h"
#include "resolve/same.h"

/* ---- what the stages share ---------------------------------------------------------------------- */

ag_status
ag_derive_run(ag_deriving *d, const char *sql, ag_err *err)
{
    return ag_db_do(d->s, ag_db_ask(d->s, sql), "derive", err);
}

ag_status
ag_derive_run_on(ag_deriving *d, const char *sql, int64_t key, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, sql);

    if (q)
        sqlite3_bind_int64(q, 1, key);
    return ag_db_do(d->s, q, "derive", err);
}

ag_status
ag_derive_light(ag_deriving *d, int64_t number, ag_doc **out, ag_err *err)
{
    int at = ag_db_place(&d->known, number);
    bool more;

    if (at >= 0) {
        *out = d->lights.at[at];
        return AG_OK;
    }

    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT bytes, digest FROM light WHERE article = ?1");

    if (q)
        sqlite3_bind_int64(q, 1, number);
    AG_TRY(ag_db_step(d->s, q, &more, err));
    *out = more ? ag_light_read(&d->texts, ag_db_get(q, 0), ag_db_get(q, 1)) : NULL;
    sqlite3_reset(q);
    if (!*out)
        return ag_fail(err, AG_INPUT, "%s: damaged: article %lld; 'actorgraph store rebuild' packs it anew", d->s->path, (long long)number);
    (*out)->number = number;
    ag_db_set_place(d->a, &d->known, number, d->lights.n);
    AG_PUSH(d->a, &d->lights, *out);
    return AG_OK;
}

int64_t
ag_derive_mark(ag_deriving *d)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < d->bytes.len; i++)
        h = (h ^ (unsigned char)d->bytes.at[i]) * 1099511628211u;
    d->bytes.len = 0;
    return (int64_t)h;
}

static int
by_key(const void *x, const void *y)
{
    const ag_row *a = x, *b = y;

    return (a->key > b->key) - (a->key < b->key);
}

ag_status
ag_derive_settle(ag_deriving *d, sqlite3_stmt *old, ag_row *now, int n, ag_row_change *drop, ag_row_change *put, void *self,
                 ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    AG_LIST(ag_row) gone = { 0 };
    int i = 0, kept = 0;
    bool more;
    ag_status s;

    if (n)
        qsort(now, (size_t)n, sizeof *now, by_key);
    while ((s = ag_db_step(d->s, old, &more, err)) == AG_OK && more) {
        ag_row was = { sqlite3_column_int64(old, 0), sqlite3_column_int64(old, 1), -1 };

        while (i < n && now[i].key < was.key)
            now[kept++] = now[i++];
        if (i < n && now[i].key == was.key && now[i].mark == was.mark) {
            i++; /* as it was */
            continue;
        }
        AG_PUSH(own, &gone, was);
    }
    while (i < n)
        now[kept++] = now[i++];
    for (int k = 0; k < gone.n && s == AG_OK; k++)
        s = drop(d, self, &gone.at[k], err);
    for (int k = 0; k < kept && s == AG_OK; k++)
        s = put(d, self, &now[k], err);
    ag_arena_free(own);
    return s;
}

/* ---- light documents ---------------------------------------------------------------------------- */

static ag_status
pack(ag_store *s, ag_arena *a, int64_t number, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "SELECT line FROM record WHERE article = ?1");
    ag_str line = AG_S("");
    ag_doc *doc;
    bool more;

    if (q)
        sqlite3_bind_int64(q, 1, number);
    AG_TRY(ag_db_step(s, q, &more, err));

    ag_status status = ag_unsqueeze(a, more ? ag_db_get(q, 0) : AG_S(""), &line, err);

    sqlite3_reset(q);
    AG_TRY(status);
    AG_TRY(ag_record_read(a, line, &doc, err));
    return ag_db_put_light(s, a, number, doc, err);
}

/* Packs all records anew where another version of the program has packed them. */
static ag_status
pack_all(ag_store *s, bool anew, ag_err *err)
{
    ag_arena *own = ag_arena_new(0), *one = ag_arena_new(0);
    ag_str version;
    ag_status status = ag_db_property(own, s, "light", &version, err);
    AG_LIST(int64_t) numbers = { 0 };
    bool more = status == AG_OK && (anew || !ag_str_is(version, ag_light_version));

    if (more) {
        sqlite3_stmt *q = ag_db_ask(s, "SELECT number FROM article");

        while ((status = ag_db_step(s, q, &more, err)) == AG_OK && more)
            AG_PUSH(own, &numbers, sqlite3_column_int64(q, 0));
        if (status == AG_OK)
            status = ag_db_run(s, "DELETE FROM light", err);
        for (int i = 0; i < numbers.n && status == AG_OK; i++) {
            ag_arena_reset(one);
            status = pack(s, one, numbers.at[i], err);
        }
        if (status == AG_OK)
            status = ag_db_set_property(s, "light", ag_str_of(ag_light_version), err);
    }
    ag_arena_free(one);
    ag_arena_free(own);
    return status;
}

/* ---- all of it ---------------------------------------------------------------------------------- */

#define FORGET                                                                                                       \
    "DROP TABLE IF EXISTS temp.d_id; DROP TABLE IF EXISTS temp.d_url; DROP TABLE IF EXISTS temp.d_gone; "             \
    "DROP TABLE IF EXISTS temp.d_moved; DROP TABLE IF EXISTS temp.d_actor; DROP TABLE IF EXISTS temp.d_block; "       \
    "DROP TABLE IF EXISTS temp.d_face; DROP TABLE IF EXISTS temp.d_read; DROP TABLE IF EXISTS temp.d_old; "           \
    "DROP TABLE IF EXISTS temp.d_event; DROP TABLE IF EXISTS temp.d_base; DROP TABLE IF EXISTS temp.d_tie; "          \
    "DROP TABLE IF EXISTS temp.d_day; DROP TABLE IF EXISTS temp.d_owner; DROP TABLE IF EXISTS temp.d_report"

#define EMPTY                                                                                                        \
    "DELETE FROM document; DELETE FROM copy_keys; DELETE FROM sighting; DELETE FROM refusal; DELETE FROM actor; DELETE FROM actor_word; "  \
    "DELETE FROM actor_block; DELETE FROM event; DELETE FROM event_actor; DELETE FROM relation; DELETE FROM office; " \
    "DELETE FROM evidence; DELETE FROM tie; DELETE FROM tie_event"

/* The tables are of this version of the program and of some state of the store: a change of it is enough. */
static ag_status
is_of_us(ag_store *s, bool *is, bool *is_current, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    ag_str derived, version;
    ag_status status = ag_db_property(own, s, "derived", &derived, err);

    if (status == AG_OK)
        status = ag_db_property(own, s, "derived by", &version, err);
    *is = status == AG_OK && derived.len && ag_str_is(version, ag_derived_version);
    *is_current = *is && ag_str_is(derived, "yes");
    ag_arena_free(own);
    return status;
}

/* Where a quarter of a store has changed, nearly all blocks are touched: all of it at once is cheaper then. */
static ag_status
is_much(ag_store *s, bool *much, ag_err *err)
{
    int64_t touched, all;

    AG_TRY(ag_db_number(s, "SELECT count(*) FROM touched", &touched, err));
    AG_TRY(ag_db_number(s, "SELECT count(*) FROM document", &all, err));
    *much = touched * 4 > all;
    return AG_OK;
}

static ag_status
write_properties(ag_deriving *d, ag_err *err)
{
    static const struct {
        const char *name, *sql;
    } numbers[] = {
        { "joined", "SELECT count(*) - count(DISTINCT id) FROM article" },
        { "superseded", "SELECT (SELECT count(DISTINCT id) FROM article) - (SELECT count(*) FROM document)" },
        { "origins", "SELECT count(*) FROM document WHERE origin = id" },
    };

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        int64_t n;

        AG_TRY(ag_db_number(d->s, numbers[i].sql, &n, err));
        AG_TRY(ag_db_set_property(d->s, numbers[i].name, ag_arena_printf(d->a, "%lld", (long long)n), err));
    }
    for (int r = 0; r < AG_RULE_COUNT; r++) {
        sqlite3_stmt *q = ag_db_ask(d->s, "INSERT OR REPLACE INTO rule (number, words) VALUES (?1, ?2)");

        sqlite3_bind_int(q, 1, r);
        ag_db_text(q, 2, ag_str_of(ag_rule_name((ag_rule)r)));
        AG_TRY(ag_db_do(d->s, q, "write a rule", err));
    }
    AG_TRY(ag_db_set_property(d->s, "derived by", ag_str_of(ag_derived_version), err));
    return ag_db_set_property(d->s, "derived", AG_S("yes"), err);
}

ag_status
ag_derive(ag_store *s, bool anew, ag_err *err)
{
    ag_deriving d = { .s = s, .a = ag_arena_new(0) };
    bool ours, current;
    ag_status status = is_of_us(s, &ours, &current, err);

    d.is_all = anew || !ours;
    d.texts.a = d.a;
    if (status == AG_OK && !d.is_all)
        status = is_much(s, &d.is_all, err);
    if (status == AG_OK)
        status = pack_all(s, false, err);
    if (status == AG_OK)
        status = ag_db_run(s, FORGET, err);
    if (status == AG_OK && d.is_all)
        status = ag_db_run(s, EMPTY, err);
    if (status == AG_OK)
        status = ag_derive_documents(&d, err);
    if (status == AG_OK)
        status = ag_derive_origins(&d, err);
    if (status == AG_OK)
        status = ag_derive_actors(&d, err);
    if (status == AG_OK)
        status = ag_derive_acts(&d, err);
    if (status == AG_OK)
        status = write_properties(&d, err);
    if (status == AG_OK)
        status = ag_db_run(s, "DELETE FROM touched", err);
    if (status == AG_OK)
        status = ag_db_run(s, FORGET, err);
    ag_buf_done(&d.bytes);
    ag_buf_done(&d.text);
    ag_arena_free(d.a);
    return status;
}

ag_status
ag_store_derive(ag_store *s, bool anew, ag_err *err)
{
    bool ours, current;

    AG_TRY(is_of_us(s, &ours, &current, err));
    if (current && !anew)
        return AG_OK;
    AG_TRY(ag_db_begin(s, err));

    ag_status status = is_of_us(s, &ours, &current, err); /* another process may have been first */

    if (status == AG_OK && anew)
        status = ag_db_run(s, "INSERT INTO article_words (article_words) VALUES ('rebuild')", err);
    if (status == AG_OK && anew)
        status = pack_all(s, true, err);
    if (status == AG_OK && (anew || !current))
        status = ag_derive(s, anew, err);
    if (status == AG_OK)
        return ag_db_commit(s, err);
    ag_db_rollback(s);
    return status;
}
