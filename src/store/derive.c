/* Light documents → the derived tables.
 *
 * The world is derived from the digests of all articles by the functions that `build` calls, so what the
 * tables hold cannot differ from what a fresh store would hold; then only rows that differ are written:
 * each has a key that is the same in every store and a mark over all that is in it. Deriving takes time
 * linear in the articles of the store, not in those that are new: names join across the whole set (one
 * new article may tell two bearers of a name apart), and the commonest actors are in most articles. */
#include "store/db.h"

#include "base/sha256.h"
#include "base/utf8.h"
#include "base/namekey.h"
#include "names.h"
#include "relate/relate.h"
#include "resolve/digest.h"
#include "resolve/resolve.h"
#include "store/light.h"

typedef struct row {
    int64_t key, mark;
    int at;            /* in the list that it comes from */
} row;

typedef struct deriving {
    ag_store *s;
    ag_arena *a;
    ag_world world;
    ag_ties ties;
    int64_t *actor_key, *act_key; /* [actors], [acts] */
    ag_buf bytes;      /* what a mark is made of */
    ag_buf text;
} deriving;

/* ---- keys and marks ----------------------------------------------------------------------------- */

static int64_t
key_of(ag_str id)
{
    ag_sha256 hash;
    char hex[65];
    uint64_t key = 0;

    ag_sha256_init(&hash);
    ag_sha256_add(&hash, id);
    ag_sha256_hex(&hash, hex);
    for (int i = 0; i < 16; i++)
        key = key << 4 | (uint64_t)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
    return (int64_t)key;
}

/* FNV-1a over the bytes gathered; marks are compared within one store only. */
static int64_t
mark_of(deriving *d)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < d->bytes.len; i++)
        h = (h ^ (unsigned char)d->bytes.at[i]) * 1099511628211u;
    d->bytes.len = 0;
    return (int64_t)h;
}

static int64_t
actor_key(const deriving *d, int actor)
{
    return actor < 0 ? 0 : d->actor_key[actor];
}

static int64_t
article(const deriving *d, int doc)
{
    return d->world.docs.at[doc]->number;
}

static void
mark_evidence(deriving *d, const ag_evidence *at, int n)
{
    for (int i = 0; i < n; i++) {
        ag_pack_signed(&d->bytes, article(d, at[i].doc));
        ag_pack_number(&d->bytes, at[i].sentence.from);
        ag_pack_number(&d->bytes, at[i].sentence.to);
    }
}

/* ---- rows of several tables --------------------------------------------------------------------- */

static void
bind_actor(sqlite3_stmt *q, int at, const deriving *d, int actor)
{
    if (actor >= 0)
        sqlite3_bind_int64(q, at, d->actor_key[actor]);
}

static ag_status
put_evidence(deriving *d, int64_t owner, const ag_evidence *at, int n, ag_err *err)
{
    for (int i = 0; i < n; i++) {
        sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO evidence (owner, place, article, start, stop) VALUES (?1, ?2, ?3, ?4, ?5)");

        sqlite3_bind_int64(q, 1, owner);
        sqlite3_bind_int(q, 2, i);
        sqlite3_bind_int64(q, 3, article(d, at[i].doc));
        sqlite3_bind_int64(q, 4, at[i].sentence.from);
        sqlite3_bind_int64(q, 5, at[i].sentence.to);
        AG_TRY(ag_db_do(d->s, q, "write evidence", err));
    }
    return AG_OK;
}

/* ---- documents ---------------------------------------------------------------------------------- */

static row
document_row(deriving *d, int i)
{
    const ag_doc *doc = d->world.docs.at[i];

    ag_pack_text(&d->bytes, doc->path);
    ag_pack_text(&d->bytes, ag_str_of(d->world.docs.at[d->world.origin[i]]->id));
    for (int e = 0; e < doc->entities.n; e++)
        ag_pack_signed(&d->bytes, actor_key(d, d->world.actor_of[i][e]));
    return (row){ doc->number, mark_of(d), i };
}

static ag_status
put_document(deriving *d, const row *r, ag_err *err)
{
    const ag_doc *doc = d->world.docs.at[r->at];
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO document (article, id, paths, origin, mark) VALUES (?1, ?2, ?3, ?4, ?5)");

    sqlite3_bind_int64(q, 1, r->key);
    ag_db_text(q, 2, ag_str_of(doc->id));
    ag_db_text(q, 3, doc->path);
    ag_db_text(q, 4, ag_str_of(d->world.docs.at[d->world.origin[r->at]]->id));
    sqlite3_bind_int64(q, 5, r->mark);
    AG_TRY(ag_db_do(d->s, q, "write a document", err));
    for (int e = 0; e < doc->entities.n; e++) {
        int actor = d->world.actor_of[r->at][e];

        if (actor < 0)
            continue;
        q = ag_db_ask(d->s, "INSERT INTO sighting (article, entity, actor) VALUES (?1, ?2, ?3)");
        sqlite3_bind_int64(q, 1, r->key);
        sqlite3_bind_int(q, 2, e);
        bind_actor(q, 3, d, actor);
        AG_TRY(ag_db_do(d->s, q, "write a sighting", err));
    }
    return AG_OK;
}

/* ---- actors ------------------------------------------------------------------------------------- */

static row
actor_row(deriving *d, int i)
{
    const ag_actor *x = &d->world.actors.at[i];
    const ag_day days[] = { x->first_seen, x->last_seen, x->first_day, x->last_day };

    ag_pack_text(&d->bytes, x->name);
    ag_pack_number(&d->bytes, (uint64_t)x->type << 1 | x->is_named);
    ag_pack_text(&d->bytes, x->role);
    ag_pack_text(&d->bytes, x->country);
    for (int k = 0; k < x->aliases.n; k++)
        ag_pack_text(&d->bytes, x->aliases.at[k]);
    ag_pack_signed(&d->bytes, x->mentions);
    ag_pack_signed(&d->bytes, x->documents);
    ag_pack_signed(&d->bytes, x->origins);
    for (int k = 0; k < 4; k++)
        ag_pack_signed(&d->bytes, days[k]);
    mark_evidence(d, &x->evidence, 1);
    return (row){ d->actor_key[i], mark_of(d), i };
}

static ag_status
put_word(deriving *d, int64_t actor, ag_str word, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT OR IGNORE INTO actor_word (word, actor) VALUES (?1, ?2)");

    ag_db_text(q, 1, word);
    sqlite3_bind_int64(q, 2, actor);
    return ag_db_do(d->s, q, "write a name", err);
}

/* The words by which an actor is looked up (store/part.c), of one of its names. */
static ag_status
put_words(deriving *d, int64_t actor, ag_str name, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    ag_str low = ag_utf8_fold(own, name), key = ag_name_key(own, name);
    ag_status s = AG_OK;

    if (key.len)
        s = put_word(d, actor, ag_arena_printf(own, "=%.*s", AG_SHOW(key)), err);
    for (size_t i = 0, from = 0; i <= low.len && s == AG_OK; i++)
        if (i == low.len || low.at[i] == ' ' || low.at[i] == '-') {
            if (i > from)
                s = put_word(d, actor, ag_str_sub(low, from, i), err);
            from = i + 1;
        }
    ag_arena_free(own);
    return s;
}

static ag_status
put_actor(deriving *d, const row *r, ag_err *err)
{
    const ag_actor *x = &d->world.actors.at[r->at];
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO actor (key, id, name, type, named, role, country, aliases, mentions, documents, "
                                      "origins, first_seen, last_seen, first_day, last_day, article, start, stop, mark) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)");

    d->text.len = 0;
    for (int k = 0; k < x->aliases.n; k++) {
        ag_buf_z(&d->text, k ? "\n" : "");
        ag_buf_str(&d->text, x->aliases.at[k]);
    }
    sqlite3_bind_int64(q, 1, r->key);
    ag_db_text(q, 2, x->id);
    ag_db_text(q, 3, x->name);
    ag_db_text(q, 4, ag_str_of(ag_actor_type_name(x->type)));
    sqlite3_bind_int(q, 5, x->is_named);
    ag_db_word(q, 6, x->role);
    ag_db_word(q, 7, x->country);
    ag_db_text(q, 8, ag_buf_view(&d->text));
    sqlite3_bind_int(q, 9, x->mentions);
    sqlite3_bind_int(q, 10, x->documents);
    sqlite3_bind_int(q, 11, x->origins);
    ag_db_day(q, 12, x->first_seen);
    ag_db_day(q, 13, x->last_seen);
    ag_db_day(q, 14, x->first_day);
    ag_db_day(q, 15, x->last_day);
    sqlite3_bind_int64(q, 16, article(d, x->evidence.doc));
    sqlite3_bind_int64(q, 17, x->evidence.sentence.from);
    sqlite3_bind_int64(q, 18, x->evidence.sentence.to);
    sqlite3_bind_int64(q, 19, r->mark);
    AG_TRY(ag_db_do(d->s, q, "write an actor", err));
    AG_TRY(put_words(d, r->key, x->name, err));
    for (int k = 0; k < x->aliases.n; k++)
        AG_TRY(put_words(d, r->key, x->aliases.at[k], err));
    return AG_OK;
}

/* ---- events ------------------------------------------------------------------------------------- */

static row
event_row(deriving *d, int i)
{
    const ag_act *x = &d->world.acts.at[i];

    ag_pack_text(&d->bytes, x->label);
    ag_pack_text(&d->bytes, x->type);
    ag_pack_text(&d->bytes, x->mode);
    ag_pack_text(&d->bytes, x->lemma);
    ag_pack_double(&d->bytes, x->intensity);
    ag_pack_number(&d->bytes, (uint64_t)x->is_nominal << 1 | x->is_symmetric);
    ag_pack_signed(&d->bytes, x->date.first);
    ag_pack_number(&d->bytes, x->date.grain);
    ag_pack_number(&d->bytes, x->status);
    ag_pack_number(&d->bytes, x->voice);
    ag_pack_signed(&d->bytes, actor_key(d, x->claimed_by));
    ag_pack_signed(&d->bytes, x->reports);
    ag_pack_signed(&d->bytes, x->origins);
    for (int k = 0; k < x->parts.n; k++) {
        ag_pack_signed(&d->bytes, actor_key(d, x->parts.at[k].entity));
        ag_pack_number(&d->bytes, x->parts.at[k].part);
    }
    mark_evidence(d, x->evidence.at, x->evidence.n);
    return (row){ d->act_key[i], mark_of(d), i };
}

static ag_status
put_event(deriving *d, const row *r, ag_err *err)
{
    const ag_act *x = &d->world.acts.at[r->at];
    char date[16];
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO event (key, id, label, type, mode, lemma, intensity, noun, symmetric, date, day, "
                                      "status, voice, claimed_by, reports, origins, mark) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)");

    ag_date_format(x->date, date);
    sqlite3_bind_int64(q, 1, r->key);
    ag_db_text(q, 2, x->id);
    ag_db_text(q, 3, x->label);
    ag_db_text(q, 4, x->type);
    ag_db_word(q, 5, x->mode);
    ag_db_word(q, 6, x->lemma);
    sqlite3_bind_double(q, 7, x->intensity);
    sqlite3_bind_int(q, 8, x->is_nominal);
    sqlite3_bind_int(q, 9, x->is_symmetric);
    ag_db_word(q, 10, ag_str_of(date));
    ag_db_day(q, 11, ag_act_day(&d->world, x));
    ag_db_text(q, 12, ag_str_of(ag_reality_name(x->status)));
    ag_db_text(q, 13, ag_str_of(ag_voice_name(x->voice)));
    bind_actor(q, 14, d, x->claimed_by);
    sqlite3_bind_int(q, 15, x->reports);
    sqlite3_bind_int(q, 16, x->origins);
    sqlite3_bind_int64(q, 17, r->mark);
    AG_TRY(ag_db_do(d->s, q, "write an event", err));
    for (int k = 0; k < x->parts.n; k++) {
        q = ag_db_ask(d->s, "INSERT INTO event_actor (event, place, actor, part) VALUES (?1, ?2, ?3, ?4)");
        sqlite3_bind_int64(q, 1, r->key);
        sqlite3_bind_int(q, 2, k);
        bind_actor(q, 3, d, x->parts.at[k].entity);
        ag_db_text(q, 4, ag_str_of(ag_part_name(x->parts.at[k].part)));
        AG_TRY(ag_db_do(d->s, q, "write a participant", err));
    }
    return put_evidence(d, r->key, x->evidence.at, x->evidence.n, err);
}

/* ---- relations, offices, ties ------------------------------------------------------------------- */

static row
relation_row(deriving *d, int i)
{
    const ag_link *x = &d->world.links.at[i];

    d->text.len = 0;
    ag_buf_printf(&d->text, "relation %lld %lld %.*s|%.*s %d %lld", (long long)actor_key(d, x->source),
                  (long long)actor_key(d, x->target), AG_SHOW(x->verb), AG_SHOW(x->type), x->status,
                  (long long)actor_key(d, x->claimed_by));
    mark_evidence(d, x->evidence.at, x->evidence.n);
    return (row){ key_of(ag_buf_view(&d->text)), mark_of(d), i };
}

static ag_status
put_relation(deriving *d, const row *r, ag_err *err)
{
    const ag_link *x = &d->world.links.at[r->at];
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO relation (key, source, target, verb, type, status, claimed_by, mark) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");

    sqlite3_bind_int64(q, 1, r->key);
    bind_actor(q, 2, d, x->source);
    bind_actor(q, 3, d, x->target);
    ag_db_text(q, 4, x->verb);
    ag_db_word(q, 5, x->type);
    ag_db_text(q, 6, ag_str_of(ag_reality_name(x->status)));
    bind_actor(q, 7, d, x->claimed_by);
    sqlite3_bind_int64(q, 8, r->mark);
    AG_TRY(ag_db_do(d->s, q, "write a relation", err));
    return put_evidence(d, r->key, x->evidence.at, x->evidence.n, err);
}

static row
office_row(deriving *d, int i)
{
    const ag_post *x = &d->world.posts.at[i];

    d->text.len = 0;
    ag_buf_printf(&d->text, "office %lld %lld %.*s|%d", (long long)actor_key(d, x->person), (long long)actor_key(d, x->of),
                  AG_SHOW(x->role), x->status);
    mark_evidence(d, x->evidence.at, x->evidence.n);
    return (row){ key_of(ag_buf_view(&d->text)), mark_of(d), i };
}

static ag_status
put_office(deriving *d, const row *r, ag_err *err)
{
    const ag_post *x = &d->world.posts.at[r->at];
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO office (key, person, organization, role, status, mark) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    sqlite3_bind_int64(q, 1, r->key);
    bind_actor(q, 2, d, x->person);
    bind_actor(q, 3, d, x->of);
    ag_db_text(q, 4, x->role);
    ag_db_text(q, 5, ag_str_of(ag_office_status_name(x->status)));
    sqlite3_bind_int64(q, 6, r->mark);
    AG_TRY(ag_db_do(d->s, q, "write an office", err));
    return put_evidence(d, r->key, x->evidence.at, x->evidence.n, err);
}

static int
facts(const ag_tie *tie)
{
    int n = 0;

    for (int i = 0; i < tie->shares.n; i++)
        n += tie->shares.at[i].layer == AG_LAYER_FACT;
    return n;
}

static row
tie_row(deriving *d, int i)
{
    const ag_tie *x = &d->ties.list.at[i];

    d->text.len = 0;
    ag_buf_printf(&d->text, "tie %lld %lld", (long long)actor_key(d, x->x), (long long)actor_key(d, x->y));
    ag_pack_double(&d->bytes, x->weight);
    ag_pack_number(&d->bytes, (uint64_t)x->shares.n);
    ag_pack_number(&d->bytes, (uint64_t)facts(x));
    return (row){ key_of(ag_buf_view(&d->text)), mark_of(d), i };
}

static ag_status
put_tie(deriving *d, const row *r, ag_err *err)
{
    const ag_tie *x = &d->ties.list.at[r->at];
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO tie (key, x, y, weight, events, facts, mark) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    sqlite3_bind_int64(q, 1, r->key);
    bind_actor(q, 2, d, x->x);
    bind_actor(q, 3, d, x->y);
    sqlite3_bind_double(q, 4, x->weight);
    sqlite3_bind_int(q, 5, x->shares.n);
    sqlite3_bind_int(q, 6, facts(x));
    sqlite3_bind_int64(q, 7, r->mark);
    return ag_db_do(d->s, q, "write a tie", err);
}

/* ---- what differs is written -------------------------------------------------------------------- */

typedef struct table {
    const char *rows;              /* keys and marks, in order of the keys */
    const char *drops[3];          /* what goes with a key                 */
    row (*row)(deriving *d, int i);
    ag_status (*put)(deriving *d, const row *r, ag_err *err);
} table;

enum { DOCUMENTS, ACTORS, EVENTS, RELATIONS, OFFICES, TIES, TABLES };

static const table tables[TABLES] = {
    [DOCUMENTS] = { "SELECT article, mark FROM document ORDER BY article",
                    { "DELETE FROM document WHERE article = ?1", "DELETE FROM sighting WHERE article = ?1" }, document_row, put_document },
    [ACTORS] = { "SELECT key, mark FROM actor ORDER BY key",
                 { "DELETE FROM actor WHERE key = ?1", "DELETE FROM actor_word WHERE actor = ?1" }, actor_row, put_actor },
    [EVENTS] = { "SELECT key, mark FROM event ORDER BY key",
                 { "DELETE FROM event WHERE key = ?1", "DELETE FROM event_actor WHERE event = ?1", "DELETE FROM evidence WHERE owner = ?1" },
                 event_row, put_event },
    [RELATIONS] = { "SELECT key, mark FROM relation ORDER BY key",
                    { "DELETE FROM relation WHERE key = ?1", "DELETE FROM evidence WHERE owner = ?1" }, relation_row, put_relation },
    [OFFICES] = { "SELECT key, mark FROM office ORDER BY key",
                  { "DELETE FROM office WHERE key = ?1", "DELETE FROM evidence WHERE owner = ?1" }, office_row, put_office },
    [TIES] = { "SELECT key, mark FROM tie ORDER BY key", { "DELETE FROM tie WHERE key = ?1" }, tie_row, put_tie },
};

static int
by_key(const void *x, const void *y)
{
    const row *a = x, *b = y;

    return (a->key > b->key) - (a->key < b->key);
}

static ag_status
drop(deriving *d, const table *t, int64_t key, ag_err *err)
{
    for (int i = 0; i < 3 && t->drops[i]; i++) {
        sqlite3_stmt *q = ag_db_ask(d->s, t->drops[i]);

        sqlite3_bind_int64(q, 1, key);
        AG_TRY(ag_db_do(d->s, q, "remove a row", err));
    }
    return AG_OK;
}

/* Brings one table up to date: n rows should be in it. */
static ag_status
settle(deriving *d, const table *t, int n, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    row *now = AG_ARRAY(own, row, n);
    AG_LIST(row) gone = { 0 };
    sqlite3_stmt *q = ag_db_ask(d->s, t->rows);
    int i = 0, kept = 0;
    bool more;
    ag_status s;

    for (int k = 0; k < n; k++)
        now[k] = t->row(d, k);
    if (n)
        qsort(now, (size_t)n, sizeof *now, by_key);
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        row old = { sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1), -1 };

        while (i < n && now[i].key < old.key)
            now[kept++] = now[i++];
        if (i < n && now[i].key == old.key && now[i].mark == old.mark) {
            i++; /* as it was */
            continue;
        }
        AG_PUSH(own, &gone, old);
    }
    while (i < n)
        now[kept++] = now[i++];
    for (int k = 0; k < gone.n && s == AG_OK; k++)
        s = drop(d, t, gone.at[k].key, err);
    for (int k = 0; k < kept && s == AG_OK; k++)
        s = t->put(d, &now[k], err);
    ag_arena_free(own);
    return s;
}

/* ---- light documents ---------------------------------------------------------------------------- */

/* Packs what has not been packed by this version of the program. */
static ag_status
pack_missing(ag_store *s, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    ag_str version;
    ag_status status = ag_db_property(own, s, "light", &version, err);
    AG_LIST(int64_t) numbers = { 0 };
    bool more;

    if (status == AG_OK && !ag_str_is(version, ag_light_version)) {
        status = ag_db_run(s, "UPDATE record SET light = NULL", err);
        if (status == AG_OK)
            status = ag_db_set_property(s, "light", ag_str_of(ag_light_version), err);
    }

    sqlite3_stmt *q = ag_db_ask(s, "SELECT article FROM record WHERE light IS NULL");

    while (status == AG_OK && (status = ag_db_step(s, q, &more, err)) == AG_OK && more)
        AG_PUSH(own, &numbers, sqlite3_column_int64(q, 0));

    ag_arena *one = ag_arena_new(0);

    for (int i = 0; i < numbers.n && status == AG_OK; i++) {
        ag_str line;
        ag_doc *doc;
        ag_buf light = { 0 };

        ag_arena_reset(one);
        q = ag_db_ask(s, "SELECT line FROM record WHERE article = ?1");
        sqlite3_bind_int64(q, 1, numbers.at[i]);
        status = ag_db_step(s, q, &more, err);
        if (status == AG_OK)
            status = ag_unsqueeze(one, ag_db_get(q, 0), &line, err);
        sqlite3_reset(q);
        if (status == AG_OK)
            status = ag_record_read(one, line, &doc, err);
        if (status != AG_OK)
            break;
        ag_db_light_of(one, doc, &light);
        q = ag_db_ask(s, "UPDATE record SET light = ?2 WHERE article = ?1");
        sqlite3_bind_int64(q, 1, numbers.at[i]);
        ag_db_blob(q, 2, ag_buf_view(&light));
        status = ag_db_do(s, q, "pack a record", err);
        ag_buf_done(&light);
    }
    ag_arena_free(one);
    ag_arena_free(own);
    return status;
}

typedef struct lights {
    AG_LIST(ag_doc *) docs;
} lights;

static ag_status
read_lights(ag_store *s, ag_arena *a, lights *out, ag_err *err)
{
    ag_light_texts texts = { .a = a };
    sqlite3_stmt *q = ag_db_ask(s, "SELECT article, light FROM record");
    ag_status status;
    bool more;

    while ((status = ag_db_step(s, q, &more, err)) == AG_OK && more) {
        ag_doc *doc = ag_light_read(&texts, ag_db_get(q, 1));

        if (!doc) {
            status = ag_fail(err, AG_INPUT, "%s: damaged: article %lld; 'actorgraph store rebuild' packs it anew", s->path,
                             (long long)sqlite3_column_int64(q, 0));
            sqlite3_reset(q);
            break;
        }
        doc->number = sqlite3_column_int64(q, 0);
        AG_PUSH(a, &out->docs, doc);
    }
    return status;
}

/* ---- all of it ---------------------------------------------------------------------------------- */

static ag_status
write_tables(deriving *d, ag_err *err)
{
    const ag_world *w = &d->world;
    const int rows[TABLES] = { [DOCUMENTS] = w->docs.n, [ACTORS] = w->actors.n, [EVENTS] = w->acts.n,
                               [RELATIONS] = w->links.n, [OFFICES] = w->posts.n, [TIES] = d->ties.list.n };
    const struct {
        const char *name;
        int n;
    } numbers[] = { { "joined", w->joined }, { "superseded", w->superseded }, { "origins", w->n_origins } };

    d->actor_key = AG_ARRAY(d->a, int64_t, w->actors.n);
    d->act_key = AG_ARRAY(d->a, int64_t, w->acts.n);
    for (int i = 0; i < w->actors.n; i++)
        d->actor_key[i] = key_of(w->actors.at[i].id);
    for (int i = 0; i < w->acts.n; i++)
        d->act_key[i] = key_of(w->acts.at[i].id);
    for (int t = 0; t < TABLES; t++)
        AG_TRY(settle(d, &tables[t], rows[t], err));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        AG_TRY(ag_db_set_property(d->s, numbers[i].name, ag_arena_printf(d->a, "%d", numbers[i].n), err));
    return ag_db_set_property(d->s, "derived", AG_S("yes"), err);
}

ag_status
ag_derive_all(ag_store *s, ag_err *err)
{
    deriving d = { .s = s, .a = ag_arena_new(0) };
    ag_relate_options options = { .since = AG_NO_DAY, .until = AG_NO_DAY };
    lights all = { { 0 } };
    ag_status status = pack_missing(s, err);

    if (status == AG_OK)
        status = read_lights(s, d.a, &all, err);
    if (status == AG_OK) {
        ag_resolve_documents(d.a, all.docs.at, all.docs.n, &d.world);
        ag_resolve_actors(d.a, &d.world, NULL);
        ag_resolve_acts(d.a, &d.world, NULL);
        ag_relate(d.a, &d.world, &options, &d.ties);
        status = write_tables(&d, err);
    }
    ag_buf_done(&d.bytes);
    ag_buf_done(&d.text);
    ag_arena_free(d.a);
    return status;
}

static ag_status
is_derived(ag_store *s, bool *is, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    ag_str derived, version;
    ag_status status = ag_db_property(own, s, "derived", &derived, err);

    if (status == AG_OK)
        status = ag_db_property(own, s, "light", &version, err);
    *is = status == AG_OK && ag_str_is(derived, "yes") && ag_str_is(version, ag_light_version);
    ag_arena_free(own);
    return status;
}

ag_status
ag_store_derive(ag_store *s, bool anew, ag_err *err)
{
    bool is;

    AG_TRY(is_derived(s, &is, err));
    if (is && !anew)
        return AG_OK;
    AG_TRY(ag_db_begin(s, err));

    ag_status status = is_derived(s, &is, err); /* another process may have been first */

    if (status == AG_OK && anew)
        status = ag_db_run(s, "UPDATE record SET light = NULL; INSERT INTO article_words (article_words) VALUES ('rebuild'); DELETE FROM document; DELETE FROM sighting; DELETE FROM actor; "
                              "DELETE FROM actor_word; DELETE FROM event; DELETE FROM event_actor; DELETE FROM relation; "
                              "DELETE FROM office; DELETE FROM evidence; DELETE FROM tie", err);
    if (status == AG_OK && (anew || !is))
        status = ag_derive_all(s, err);
    if (status == AG_OK)
        return ag_db_commit(s, err);
    ag_db_rollback(s);
    return status;
}
