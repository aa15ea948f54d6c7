/* Records in, records out: the first layer.
 *
 * A reading is an article under one set of labels (path, URL, source). All readings are kept: which of
 * them count is decided when the world is derived, by the function that `build` calls, so the order in
 * which they came cannot matter. */
#include "resolve/digest.h"
#include "store/db.h"
#include "store/light.h"

enum { BATCH = 256 }; /* records a transaction: some 10 MB of memory, a tenth of a second of locking */

/* ---- what made the records ---------------------------------------------------------------------- */

static ag_status
learn_maker(ag_store *s, ag_err *err)
{
    ag_str mixed;

    if (s->knows_maker)
        return AG_OK;
    AG_TRY(ag_db_property(s->names, s, "model", &s->made.model, err));
    AG_TRY(ag_db_property(s->names, s, "ontology", &s->made.ontology, err));
    AG_TRY(ag_db_property(s->names, s, "mixed", &mixed, err));
    s->made.is_mixed = mixed.len > 0;
    s->knows_maker = true;
    return AG_OK;
}

ag_status
ag_store_made_by(ag_arena *a, ag_store *s, ag_store_made *out, ag_err *err)
{
    AG_TRY(learn_maker(s, err));
    *out = (ag_store_made){ ag_arena_str(a, s->made.model), ag_arena_str(a, s->made.ontology), s->made.is_mixed };
    return AG_OK;
}

/* The first record tells what the store is made with; others must agree. Inside a transaction. */
static ag_status
check_maker(ag_store *s, const ag_doc *doc, const ag_maker *by, bool mixed, ag_err *err)
{
    ag_str model = ag_str_of(by->model), ontology = ag_str_of(by->ontology);

    AG_TRY(learn_maker(s, err));
    if (s->made.model.len == 0 && s->made.ontology.len == 0) {
        s->made.model = ag_arena_str(s->names, model);
        s->made.ontology = ag_arena_str(s->names, ontology);
        AG_TRY(ag_db_set_property(s, "light", ag_str_of(ag_light_version), err));
        AG_TRY(ag_db_set_property(s, "model", model, err));
        return ag_db_set_property(s, "ontology", ontology, err);
    }
    if (ag_str_eq(model, s->made.model) && ag_str_eq(ontology, s->made.ontology))
        return AG_OK;
    if (!mixed && !s->made.is_mixed)
        return ag_fail(err, AG_INPUT, "%.*s: made with model '%s' and ontology '%s', the store %s with '%.*s' and '%.*s'; "
                                      "'actorgraph store refresh' reads all of it anew, --mixed keeps both",
                       AG_SHOW(doc->path), by->model, by->ontology, s->path, AG_SHOW(s->made.model), AG_SHOW(s->made.ontology));
    s->made.is_mixed = true;
    return ag_db_set_property(s, "mixed", AG_S("yes"), err);
}

ag_status
ag_db_put_light(ag_store *s, ag_arena *a, int64_t article, ag_doc *doc, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "INSERT INTO light (article, bytes, digest) VALUES (?1, ?2, ?3) "
                                   "ON CONFLICT (article) DO UPDATE SET bytes = excluded.bytes, digest = excluded.digest");
    ag_buf light = { 0 }, digest = { 0 };

    doc->digest = ag_digest_of(a, doc);
    ag_light_write(doc, &light);
    ag_digest_write(doc->digest, &digest);
    if (q) {
        sqlite3_bind_int64(q, 1, article);
        ag_db_blob(q, 2, ag_buf_view(&light));
        ag_db_blob(q, 3, ag_buf_view(&digest));
    }

    ag_status status = ag_db_do(s, q, "pack a record", err);

    ag_buf_done(&light);
    ag_buf_done(&digest);
    return status;
}

/* ---- add ---------------------------------------------------------------------------------------- */

/* The number and the maker of a reading, if it is there. */
static ag_status
find_reading(ag_store *s, const ag_doc *doc, int64_t *number, bool *is_older, const ag_maker *by, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "SELECT number, model, ontology FROM article "
                                   "WHERE id = ?1 AND path = ?2 AND url = ?3 AND source = ?4");
    bool more;

    *number = 0;
    *is_older = false;
    if (q) {
        ag_db_text(q, 1, ag_str_of(doc->id));
        ag_db_text(q, 2, doc->path);
        ag_db_text(q, 3, doc->url);
        ag_db_text(q, 4, doc->source);
    }
    AG_TRY(ag_db_step(s, q, &more, err));
    if (more) {
        int c = ag_str_cmp(ag_db_get(q, 1), ag_str_of(by->model));

        *number = sqlite3_column_int64(q, 0);
        *is_older = (c ? c : ag_str_cmp(ag_db_get(q, 2), ag_str_of(by->ontology))) < 0; /* any order that is one */
    }
    sqlite3_reset(q);
    return AG_OK;
}

static ag_status
is_known(ag_store *s, const ag_doc *doc, bool *known, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "SELECT 1 FROM article WHERE id = ?1");

    if (q)
        ag_db_text(q, 1, ag_str_of(doc->id));
    AG_TRY(ag_db_step(s, q, known, err));
    sqlite3_reset(q);
    return AG_OK;
}

static ag_status
insert(ag_store *s, ag_doc *doc, const ag_maker *by, ag_str line, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "INSERT INTO article (id, path, url, source, title, published, modified, language, text, "
                                   "model, ontology) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");

    if (q) {
        ag_db_text(q, 1, ag_str_of(doc->id));
        ag_db_text(q, 2, doc->path);
        ag_db_text(q, 3, doc->url);
        ag_db_text(q, 4, doc->source);
        ag_db_text(q, 5, doc->title);
        ag_db_day(q, 6, doc->date);
        ag_db_day(q, 7, doc->modified);
        ag_db_word(q, 8, doc->language);
        ag_db_text(q, 9, doc->text);
        ag_db_text(q, 10, ag_str_of(by->model));
        ag_db_text(q, 11, ag_str_of(by->ontology));
    }
    AG_TRY(ag_db_do(s, q, "add an article", err));

    int64_t number = sqlite3_last_insert_rowid(s->db);
    ag_buf squeezed = { 0 };

    ag_squeeze(line, &squeezed);
    q = ag_db_ask(s, "INSERT INTO record (article, line) VALUES (?1, ?2)");
    if (q) {
        sqlite3_bind_int64(q, 1, number);
        ag_db_blob(q, 2, ag_buf_view(&squeezed));
    }

    ag_status status = ag_db_do(s, q, "add a record", err);

    ag_buf_done(&squeezed);
    return status == AG_OK ? ag_db_put_light(s, s->own, number, doc, err) : status;
}

static ag_status
delete(ag_store *s, int64_t number, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "DELETE FROM article WHERE number = ?1");

    if (q)
        sqlite3_bind_int64(q, 1, number);
    return ag_db_do(s, q, "remove an article", err);
}

static ag_status
keep(ag_store *s, const ag_pending *p, bool mixed, ag_store_tally *tally, ag_err *err)
{
    int64_t number;
    bool is_older, known;

    AG_TRY(find_reading(s, p->doc, &number, &is_older, &p->by, err));
    if (number && !is_older) {
        tally->known++;
        return AG_OK;
    }
    AG_TRY(check_maker(s, p->doc, &p->by, mixed, err));
    AG_TRY(is_known(s, p->doc, &known, err));
    if (number)
        AG_TRY(delete(s, number, err));
    AG_TRY(insert(s, p->doc, &p->by, p->line, err));
    tally->copies += known && !number;
    tally->added += !known;
    tally->undated += !known && p->doc->date == AG_NO_DAY;
    return ag_db_set_property(s, "derived", AG_S("no"), err);
}

static ag_status
keep_batch(ag_store *s, bool mixed, ag_store_tally *tally, ag_err *err)
{
    ag_store_tally before = *tally;
    ag_store_made made = s->made;
    ag_status status = s->batch.n ? ag_db_begin(s, err) : AG_OK;

    for (int i = 0; i < s->batch.n && status == AG_OK; i++)
        status = keep(s, &s->batch.at[i], mixed, tally, err);
    if (status == AG_OK)
        status = ag_db_commit(s, err);
    if (status != AG_OK) {
        ag_db_rollback(s);
        *tally = before;
        s->made = made;
    }
    s->batch.at = NULL;
    s->batch.n = s->batch.room = 0;
    ag_arena_reset(s->own);
    return status;
}

ag_status
ag_store_add(ag_store *s, ag_str line, bool mixed, ag_store_tally *tally, ag_err *err)
{
    ag_pending p = { .line = ag_arena_str(s->own, line) };

    s->batch_mixed = mixed;
    s->tally = tally;
    AG_TRY(ag_record_read_made(s->own, p.line, &p.doc, &p.by, err));
    if (!p.doc)
        return AG_OK;
    AG_PUSH(s->own, &s->batch, p);
    return s->batch.n < BATCH ? AG_OK : keep_batch(s, mixed, tally, err);
}

ag_status
ag_store_finish(ag_store *s, ag_err *err)
{
    ag_store_tally none = { 0 };

    return keep_batch(s, s->batch_mixed, s->tally ? s->tally : &none, err);
}

/* ---- set aside ---------------------------------------------------------------------------------- */

ag_status
ag_store_refuse(ag_store *s, ag_str why, ag_str bytes, ag_str reference, ag_err *err)
{
    long colon = ag_str_find(why, AG_S(": "));
    ag_str place = colon < 0 ? why : ag_str_sub(why, 0, (size_t)colon);
    ag_str reason = colon < 0 ? why : ag_str_sub(why, (size_t)colon + 2, why.len);
    ag_buf squeezed = { 0 };
    sqlite3_stmt *q = ag_db_ask(s, "INSERT INTO reject (place, reason, item, reference) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (place) "
                                   "DO UPDATE SET reason = excluded.reason, item = excluded.item, reference = excluded.reference");

    if (bytes.len)
        ag_squeeze(bytes, &squeezed);
    if (q) {
        ag_db_text(q, 1, place);
        ag_db_text(q, 2, reason);
        if (bytes.len)
            ag_db_blob(q, 3, ag_buf_view(&squeezed));
        ag_db_word(q, 4, reference);
    }

    ag_status status = ag_db_do(s, q, "keep what was set aside", err);

    ag_buf_done(&squeezed);
    return status;
}

/* ---- remove ------------------------------------------------------------------------------------- */

static ag_status
remove_one(ag_store *s, const char *what, int *n, ag_err *err)
{
    size_t len = strlen(what);

    while (len > 1 && what[len - 1] == '/')
        len--;

    sqlite3_stmt *q = ag_db_ask(s, "DELETE FROM article WHERE id = ?1 OR url = ?1 OR path = ?1 "
                                   "OR substr(path, 1, length(?1) + 1) IN (?1 || '/', ?1 || ':', ?1 || '#')");
    int gone = 0;

    if (q)
        ag_db_text(q, 1, (ag_str){ what, len });
    if (len) { /* "" would be every article without a URL */
        AG_TRY(ag_db_do(s, q, "remove articles", err));
        gone = sqlite3_changes(s->db);
    }
    if (gone == 0)
        return ag_fail(err, AG_INPUT, "%s: no such article in the store, so nothing is removed; name it by path, URL or id", what);
    *n += gone;
    return AG_OK;
}

ag_status
ag_store_remove(ag_store *s, char *const *what, int count, int *n, ag_err *err)
{
    ag_status status = ag_db_begin(s, err);

    *n = 0;
    for (int i = 0; i < count && status == AG_OK; i++)
        status = remove_one(s, what[i], n, err);
    if (status == AG_OK)
        status = ag_db_set_property(s, "derived", AG_S("no"), err);
    if (status == AG_OK)
        return ag_db_commit(s, err);
    ag_db_rollback(s);
    return status;
}

/* ---- records ------------------------------------------------------------------------------------ */

ag_status
ag_store_records(ag_store *s, ag_status (*take)(void *self, ag_str line, ag_err *err), void *self, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "SELECT line FROM record JOIN article ON number = article ORDER BY id, path, url, source");
    ag_arena *own = ag_arena_new(0);
    ag_status status;
    bool more;

    while ((status = ag_db_step(s, q, &more, err)) == AG_OK && more) {
        ag_str line;

        ag_arena_reset(own);
        status = ag_unsqueeze(own, ag_db_get(q, 0), &line, err);
        if (status == AG_OK)
            status = take(self, line, err);
        if (status != AG_OK)
            break;
    }
    if (q)
        sqlite3_reset(q);
    ag_arena_free(own);
    return status;
}
