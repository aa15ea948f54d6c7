/* Looking after a store: what was set aside, records made by another model, and whether all is sound. */
#include "store/db.h"

#include <stdarg.h>
#include <stdio.h>

/* ---- set aside ---------------------------------------------------------------------------------- */

ag_status
ag_store_rejects(ag_arena *a, ag_store *s, ag_rejects *out, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "SELECT place, reason, item, reference FROM reject ORDER BY place");
    ag_status status;
    bool more;

    *out = (ag_rejects){ 0 };
    while ((status = ag_db_step(s, q, &more, err)) == AG_OK && more) {
        ag_reject r = { ag_arena_str(a, ag_db_get(q, 0)), ag_arena_str(a, ag_db_get(q, 1)), AG_S(""), ag_arena_str(a, ag_db_get(q, 3)) };

        if (sqlite3_column_type(q, 2) != SQLITE_NULL)
            status = ag_unsqueeze(a, ag_db_get(q, 2), &r.item, err);
        if (status != AG_OK)
            break;
        AG_PUSH(a, &out->list, r);
    }
    if (q)
        sqlite3_reset(q);
    return status;
}

ag_status
ag_store_forget_reject(ag_store *s, ag_str place, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "DELETE FROM reject WHERE place = ?1");

    if (q)
        ag_db_text(q, 1, place);
    return ag_db_do(s, q, "forget what was set aside", err);
}

/* ---- other models ------------------------------------------------------------------------------- */

ag_status
ag_store_stale(ag_arena *a, ag_store *s, const ag_maker *by, int most, ag_stales *out, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "SELECT number, line FROM article JOIN record ON article = number "
                                   "WHERE (model <> ?1 OR ontology <> ?2) AND number > ?3 ORDER BY number LIMIT ?4");
    int64_t last = out->list.n ? out->list.at[out->list.n - 1].number : 0;
    ag_status status;
    bool more;

    *out = (ag_stales){ 0 };
    if (q) {
        ag_db_text(q, 1, ag_str_of(by->model));
        ag_db_text(q, 2, ag_str_of(by->ontology));
        sqlite3_bind_int64(q, 3, last);
        sqlite3_bind_int(q, 4, most);
    }
    while ((status = ag_db_step(s, q, &more, err)) == AG_OK && more) {
        ag_stale x = { sqlite3_column_int64(q, 0), AG_S("") };

        status = ag_unsqueeze(a, ag_db_get(q, 1), &x.line, err);
        if (status != AG_OK)
            break;
        AG_PUSH(a, &out->list, x);
    }
    if (q)
        sqlite3_reset(q);
    return status;
}

static ag_status
replace_one(ag_store *s, ag_arena *own, const ag_stale *with, ag_err *err)
{
    ag_doc *doc;
    ag_maker by;
    ag_buf squeezed = { 0 };

    AG_TRY(ag_record_read_made(own, with->line, &doc, &by, err));
    ag_squeeze(with->line, &squeezed);

    sqlite3_stmt *q = ag_db_ask(s, "UPDATE record SET line = ?2 WHERE article = ?1");

    if (q) {
        sqlite3_bind_int64(q, 1, with->number);
        ag_db_blob(q, 2, ag_buf_view(&squeezed));
    }

    ag_status status = ag_db_do(s, q, "replace a record", err);

    q = ag_db_ask(s, "UPDATE article SET model = ?2, ontology = ?3 WHERE number = ?1");
    if (q) {
        sqlite3_bind_int64(q, 1, with->number);
        ag_db_text(q, 2, ag_str_of(by.model));
        ag_db_text(q, 3, ag_str_of(by.ontology));
    }
    if (status == AG_OK)
        status = ag_db_do(s, q, "replace a record", err);
    ag_buf_done(&squeezed);
    return status == AG_OK ? ag_db_put_light(s, own, with->number, doc, err) : status;
}

ag_status
ag_store_replace(ag_store *s, const ag_stale *with, int n, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    ag_status status = ag_db_begin(s, err);

    for (int i = 0; i < n && status == AG_OK; i++)
        if (with[i].line.len)
            status = replace_one(s, own, &with[i], err);
    if (status == AG_OK)
        status = ag_db_set_property(s, "derived", AG_S("no"), err);
    if (status == AG_OK)
        status = ag_db_commit(s, err);
    else
        ag_db_rollback(s);
    ag_arena_free(own);
    return status;
}

ag_status
ag_store_set_maker(ag_store *s, const ag_maker *by, bool all, ag_err *err)
{
    s->knows_maker = false;
    AG_TRY(ag_db_begin(s, err));

    ag_status status = ag_db_set_property(s, "model", ag_str_of(by->model), err);

    if (status == AG_OK)
        status = ag_db_set_property(s, "ontology", ag_str_of(by->ontology), err);
    if (status == AG_OK)
        status = ag_db_set_property(s, "mixed", all ? AG_S("") : AG_S("yes"), err);
    if (status == AG_OK)
        return ag_db_commit(s, err);
    ag_db_rollback(s);
    return status;
}

/* ---- is it sound -------------------------------------------------------------------------------- */

typedef struct checking {
    ag_store *s;
    void (*found)(void *self, const char *what);
    void *self;
    int all;
} checking;

static void __attribute__((format(printf, 2, 3)))
tell(checking *c, const char *format, ...)
{
    enum { MOST = 20 };
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (++c->all <= MOST)
        c->found(c->self, text);
}

static const struct {
    const char *name, *rows;
} derived[] = {
    { "document", "SELECT * FROM document ORDER BY article" },
    { "copy_keys", "SELECT * FROM copy_keys ORDER BY article" },
    { "sighting", "SELECT * FROM sighting ORDER BY article, entity" },
    { "refusal", "SELECT * FROM refusal ORDER BY article, entity, other_article, other_entity, rule" },
    { "actor", "SELECT * FROM actor ORDER BY key" },
    { "actor_word", "SELECT * FROM actor_word ORDER BY word, actor" },
    { "actor_block", "SELECT * FROM actor_block ORDER BY block, actor" },
    { "event", "SELECT * FROM event ORDER BY key" },
    { "event_actor", "SELECT * FROM event_actor ORDER BY event, place" },
    { "relation", "SELECT * FROM relation ORDER BY key" },
    { "office", "SELECT * FROM office ORDER BY key" },
    { "evidence", "SELECT * FROM evidence ORDER BY owner, article, start" },
    { "tie", "SELECT * FROM tie ORDER BY key" },
    { "tie_event", "SELECT * FROM tie_event ORDER BY tie, event" },
    { NULL, NULL },
};

/* The rows of a pragma, but for a lone "ok". */
static ag_status
check_pragma(checking *c, const char *sql, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(c->s, sql);
    ag_status status;
    bool more;

    while ((status = ag_db_step(c->s, q, &more, err)) == AG_OK && more) {
        ag_str said = ag_db_get(q, 0);

        if (!ag_str_is(said, "ok"))
            tell(c, "the file is damaged: %.*s", AG_SHOW(said));
    }
    return status;
}

static ag_status
check_records(checking *c, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(c->s, "SELECT number, id, text, line FROM article LEFT JOIN record ON article = number ORDER BY id");
    ag_arena *own = ag_arena_new(0);
    ag_status status;
    bool more;

    while ((status = ag_db_step(c->s, q, &more, err)) == AG_OK && more) {
        ag_str id = ag_db_get(q, 1), line;
        ag_doc *doc = NULL;
        ag_err why;

        ag_arena_reset(own);
        if (sqlite3_column_type(q, 3) == SQLITE_NULL)
            tell(c, "%.*s: an article without a record", AG_SHOW(id));
        else if (ag_unsqueeze(own, ag_db_get(q, 3), &line, &why) != AG_OK || ag_record_read(own, line, &doc, &why) != AG_OK)
            tell(c, "%.*s: %s", AG_SHOW(id), why.text);
        else if (!ag_str_is(id, doc->id) || strncmp(doc->id, doc->sha256, 16) != 0 || !ag_str_eq(ag_db_get(q, 2), doc->text))
            tell(c, "%.*s: the record is of another article", AG_SHOW(id));
    }
    ag_arena_free(own);
    return status;
}

/* FNV-1a over all values of all rows of the derived tables, in order of their keys. */
static ag_status
hash_derived(ag_store *s, uint64_t hash[], ag_err *err)
{
    for (int t = 0; derived[t].name; t++) {
        sqlite3_stmt *q = ag_db_ask(s, derived[t].rows);
        bool more;

        hash[t] = 14695981039346656037u;
        for (;;) {
            AG_TRY(ag_db_step(s, q, &more, err));
            if (!more)
                break;
            for (int c = 0; c < sqlite3_column_count(q); c++) {
                ag_str value = ag_db_get(q, c);

                for (size_t i = 0; i < value.len; i++)
                    hash[t] = (hash[t] ^ (unsigned char)value.at[i]) * 1099511628211u;
                hash[t] = (hash[t] ^ 0xFF) * 1099511628211u;
            }
        }
    }
    return AG_OK;
}

/* Derives everything anew and takes it back: no row may change. */
static ag_status
check_derived(checking *c, ag_err *err)
{
    enum { TABLES = sizeof derived / sizeof *derived };
    uint64_t before[TABLES], after[TABLES];
    ag_str is;
    ag_arena *own = ag_arena_new(0);
    ag_status status = ag_db_property(own, c->s, "derived", &is, err);
    bool is_derived = ag_str_is(is, "yes");

    ag_arena_free(own);
    if (status != AG_OK || !is_derived)
        return status; /* nothing that could be wrong: the next reader derives */
    AG_TRY(ag_db_begin(c->s, err));
    status = hash_derived(c->s, before, err);
    if (status == AG_OK)
        status = ag_derive(c->s, true, err);
    if (status == AG_OK)
        status = hash_derived(c->s, after, err);
    for (int t = 0; status == AG_OK && derived[t].name; t++)
        if (before[t] != after[t])
            tell(c, "rows of table '%s' are not what follows from the records; 'actorgraph store rebuild' mends them", derived[t].name);
    ag_db_rollback(c->s);
    return status;
}

ag_status
ag_store_check(ag_store *s, void (*found)(void *self, const char *what), void *self, ag_err *err)
{
    checking c = { s, found, self, 0 };

    AG_TRY(check_pragma(&c, "PRAGMA integrity_check(20)", err));
    AG_TRY(check_pragma(&c, "SELECT 'a row of ' || \"table\" || ' points nowhere' FROM pragma_foreign_key_check LIMIT 20", err));
    if (c.all)
        return AG_OK; /* what follows would only stumble over it */
    if (sqlite3_exec(s->db, "INSERT INTO article_words (article_words) VALUES ('integrity-check')", NULL, NULL, NULL) != SQLITE_OK)
        tell(&c, "the index of words does not fit the texts; 'actorgraph store rebuild' mends it");
    AG_TRY(check_records(&c, err));
    return c.all ? AG_OK : check_derived(&c, err);
}
