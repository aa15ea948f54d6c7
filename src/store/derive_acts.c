/* Events, relations and offices → acts, their evidence and ties, after a change.
 *
 * Relations and offices are sets of sentences: what an article adds to them is written and taken back by itself. Acts are
 * drafted from all their reports, so a block of events (resolve/blocks.h) that a change touches is drafted anew by
 * ag_resolve_acts, from all articles that have events of it and with these events only. Ties and the days of actors add
 * up what is left in the tables, for those that an act was taken from or given to. */
#include "store/derive.h"

#include "names.h"
#include "relate/relate.h"
#include "resolve/blocks.h"
#include "resolve/resolve.h"

#include <math.h>

typedef struct reading {
    ag_deriving *d;
    ag_arena *a;
    ag_light_texts texts;
    ag_world world;
    ag_map doc, actor;      /* numbers and keys → places in the world */
    int64_t *key;           /* [actors] */
    int *self;              /* [actors] 0, 1, 2 …: acts name actors where events name entities */
    ag_ties ties;
    AG_LIST(int64_t) act_key;
} reading;

/* ---- documents of a set ------------------------------------------------------------------------- */

/* The documents that `sql` names, by id, with who is who from the tables. */
static ag_status
read_world(reading *r, const char *docs, const char *actors, const char *sightings, ag_err *err)
{
    ag_deriving *d = r->d;
    sqlite3_stmt *q = ag_db_ask(d->s, docs);
    ag_map origins = { 0 };
    AG_LIST(int) origin = { 0 };
    AG_LIST(int64_t) keys = { 0 };
    ag_status s;
    bool more;

    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        int64_t number = sqlite3_column_int64(q, 0);
        int fresh = ag_db_place(&d->is_fresh, number);
        ag_doc *doc = fresh >= 0 ? AG_NEW(r->a, ag_doc) : ag_light_read(&r->texts, ag_db_get(q, 2), ag_db_get(q, 3));

        if (!doc) {
            s = ag_fail(err, AG_INPUT, "%s: damaged: article %lld; 'actorgraph store rebuild' packs it anew", d->s->path, (long long)number);
            sqlite3_reset(q);
            break;
        }
        if (fresh >= 0)
            *doc = *d->fresh.at[fresh];
        doc->number = number;
        ag_db_set_place(r->a, &r->doc, number, r->world.docs.n);
        AG_PUSH(r->a, &origin, ag_map_add(r->a, &origins, ag_arena_str(r->a, ag_db_get(q, 1)), r->world.docs.n));
        AG_PUSH(r->a, &r->world.docs, doc);
    }
    AG_TRY(s);
    r->world.origin = origin.at;
    q = ag_db_ask(d->s, actors);
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        ag_actor x = { .id = ag_arena_str(r->a, ag_db_get(q, 1)), .name = ag_arena_str(r->a, ag_db_get(q, 2)),
                       .is_named = sqlite3_column_int(q, 4), .country = ag_arena_str(r->a, ag_db_get(q, 5)),
                       .role = ag_arena_str(r->a, ag_db_get(q, 6)), .first_day = AG_NO_DAY, .last_day = AG_NO_DAY };

        ag_actor_type_parse(ag_db_get(q, 3), &x.type);
        ag_db_set_place(r->a, &r->actor, sqlite3_column_int64(q, 0), r->world.actors.n);
        AG_PUSH(r->a, &keys, sqlite3_column_int64(q, 0));
        AG_PUSH(r->a, &r->world.actors, x);
    }
    AG_TRY(s);
    r->key = keys.at;
    r->self = AG_ARRAY(r->a, int, keys.n);
    for (int i = 0; i < keys.n; i++)
        r->self[i] = i;
    r->world.actor_of = AG_ARRAY(r->a, int *, r->world.docs.n);
    for (int i = 0; i < r->world.docs.n; i++) {
        r->world.actor_of[i] = AG_ARRAY(r->a, int, r->world.docs.at[i]->entities.n);
        for (int e = 0; e < r->world.docs.at[i]->entities.n; e++)
            r->world.actor_of[i][e] = -1;
    }
    q = ag_db_ask(d->s, sightings);
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        int doc = ag_db_place(&r->doc, sqlite3_column_int64(q, 0)), e = sqlite3_column_int(q, 1);

        if (doc >= 0 && e >= 0 && e < r->world.docs.at[doc]->entities.n)
            r->world.actor_of[doc][e] = ag_db_place(&r->actor, sqlite3_column_int64(q, 2));
    }
    return s;
}

#define WORLD_OF(table)                                                                                              \
    "SELECT article, origin, bytes, digest FROM " table " CROSS JOIN document USING (article) JOIN light USING (article) ORDER BY id", \
    "SELECT key, id, name, type, named, country, role FROM (SELECT DISTINCT actor FROM " table                       \
    " CROSS JOIN sighting USING (article)) CROSS JOIN actor ON key = actor ORDER BY id",                              \
    "SELECT article, entity, actor FROM " table " CROSS JOIN sighting USING (article)"

static int64_t
article(const reading *r, int doc)
{
    return r->world.docs.at[doc]->number;
}

static int64_t
actor_key(const reading *r, int actor)
{
    return actor < 0 ? 0 : r->key[actor];
}

static void
bind_actor(sqlite3_stmt *q, int at, const reading *r, int actor)
{
    if (actor >= 0)
        sqlite3_bind_int64(q, at, r->key[actor]);
}

static ag_status
put_evidence(const reading *r, int64_t owner, const ag_evidence *at, int n, ag_err *err)
{
    for (int i = 0; i < n; i++) {
        sqlite3_stmt *q = ag_db_ask(r->d->s, "INSERT OR IGNORE INTO evidence (owner, article, start, stop) VALUES (?1, ?2, ?3, ?4)");

        sqlite3_bind_int64(q, 1, owner);
        sqlite3_bind_int64(q, 2, article(r, at[i].doc));
        sqlite3_bind_int64(q, 3, at[i].sentence.from);
        sqlite3_bind_int64(q, 4, at[i].sentence.to);
        AG_TRY(ag_db_do(r->d->s, q, "write evidence", err));
    }
    return AG_OK;
}

/* ---- relations and offices ---------------------------------------------------------------------- */

static ag_status
put_relation(reading *r, const ag_link *x, ag_err *err)
{
    ag_deriving *d = r->d;
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT OR IGNORE INTO relation (key, source, target, verb, type, status, claimed_by) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    d->text.len = 0;
    ag_buf_printf(&d->text, "relation %lld %lld %.*s|%.*s %d %lld", (long long)actor_key(r, x->source),
                  (long long)actor_key(r, x->target), AG_SHOW(x->verb), AG_SHOW(x->type), x->status,
                  (long long)actor_key(r, x->claimed_by));

    int64_t key = ag_db_key(ag_buf_view(&d->text));

    sqlite3_bind_int64(q, 1, key);
    bind_actor(q, 2, r, x->source);
    bind_actor(q, 3, r, x->target);
    ag_db_text(q, 4, x->verb);
    ag_db_word(q, 5, x->type);
    ag_db_text(q, 6, ag_str_of(ag_reality_name(x->status)));
    bind_actor(q, 7, r, x->claimed_by);
    AG_TRY(ag_db_do(d->s, q, "write a relation", err));
    return put_evidence(r, key, x->evidence.at, x->evidence.n, err);
}

static ag_status
put_office(reading *r, const ag_post *x, ag_err *err)
{
    ag_deriving *d = r->d;
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT OR IGNORE INTO office (key, person, organization, role, status) VALUES (?1, ?2, ?3, ?4, ?5)");

    d->text.len = 0;
    ag_buf_printf(&d->text, "office %lld %lld %.*s|%d", (long long)actor_key(r, x->person), (long long)actor_key(r, x->of),
                  AG_SHOW(x->role), x->status);

    int64_t key = ag_db_key(ag_buf_view(&d->text));

    sqlite3_bind_int64(q, 1, key);
    bind_actor(q, 2, r, x->person);
    bind_actor(q, 3, r, x->of);
    ag_db_text(q, 4, x->role);
    ag_db_text(q, 5, ag_str_of(ag_office_status_name(x->status)));
    AG_TRY(ag_db_do(d->s, q, "write an office", err));
    return put_evidence(r, key, x->evidence.at, x->evidence.n, err);
}

/* Takes back what the articles said before, adds what they say now, drops what nobody says any more. The blocks of their
 * events are wanted, too. */
static ag_status
read_articles(ag_deriving *d, ag_err *err)
{
    reading r = { .d = d, .a = ag_arena_new(0) };
    ag_world said;
    ag_status s;

    r.texts.a = r.a;
    s = read_world(&r, WORLD_OF("d_read"), err);
    for (int i = 0; i < r.world.docs.n && s == AG_OK; i++)
        for (int e = 0; e < r.world.docs.at[i]->events.n && s == AG_OK; e++)
            s = ag_derive_run_on(d, "INSERT OR IGNORE INTO d_event VALUES (?1)", (int64_t)ag_event_block(&r.world, i, &r.world.docs.at[i]->events.at[e]), err);
    said = r.world;
    for (int i = 0; i < said.docs.n && s == AG_OK; i++) {
        ag_doc *doc = AG_NEW(r.a, ag_doc);

        *doc = *said.docs.at[i];
        doc->events.n = 0;
        said.docs.at[i] = doc;
    }
    if (s == AG_OK)
        ag_resolve_acts(r.a, &said, NULL);
    if (s == AG_OK)
        s = ag_db_run(d->s, "CREATE TEMP TABLE d_owner (owner INTEGER PRIMARY KEY)", err);
    if (s == AG_OK)
        s = ag_derive_run(d, "INSERT OR IGNORE INTO d_owner SELECT owner FROM d_old CROSS JOIN evidence USING (article) "
                             "WHERE owner IN (SELECT key FROM relation) OR owner IN (SELECT key FROM office)", err);
    if (s == AG_OK)
        s = ag_derive_run(d, "DELETE FROM evidence WHERE (owner, article, start) IN (SELECT v.owner, v.article, v.start FROM d_old "
                             "CROSS JOIN evidence v USING (article) WHERE v.owner IN d_owner)", err);
    for (int i = 0; i < said.links.n && s == AG_OK; i++)
        s = put_relation(&r, &said.links.at[i], err);
    for (int i = 0; i < said.posts.n && s == AG_OK; i++)
        s = put_office(&r, &said.posts.at[i], err);
    if (s == AG_OK)
        s = ag_derive_run(d, "DELETE FROM relation WHERE key IN d_owner AND NOT EXISTS (SELECT 1 FROM evidence WHERE owner = key)", err);
    if (s == AG_OK)
        s = ag_derive_run(d, "DELETE FROM office WHERE key IN d_owner AND NOT EXISTS (SELECT 1 FROM evidence WHERE owner = key)", err);
    ag_arena_free(r.a);
    return s;
}

/* ---- events: rows ------------------------------------------------------------------------------- */

/* The block of an act is that of any of its reports. */
static uint64_t
block_of(const reading *r, const ag_act *act)
{
    int *self = r->self;
    const ag_event e = { .type = act->type, .parts = { act->parts.at, act->parts.n, act->parts.room } };
    ag_world w = { .actors = { r->world.actors.at, r->world.actors.n, r->world.actors.room }, .actor_of = &self };

    return ag_event_block(&w, 0, &e);
}

static ag_row
event_row(reading *r, int i)
{
    ag_deriving *d = r->d;
    const ag_act *x = &r->world.acts.at[i];

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
    ag_pack_signed(&d->bytes, actor_key(r, x->claimed_by));
    ag_pack_signed(&d->bytes, x->reports);
    ag_pack_signed(&d->bytes, x->origins);
    for (int k = 0; k < x->parts.n; k++) {
        ag_pack_signed(&d->bytes, actor_key(r, x->parts.at[k].entity));
        ag_pack_number(&d->bytes, x->parts.at[k].part);
    }
    for (int k = 0; k < x->evidence.n; k++) {
        ag_pack_signed(&d->bytes, article(r, x->evidence.at[k].doc));
        ag_pack_number(&d->bytes, x->evidence.at[k].sentence.from);
        ag_pack_number(&d->bytes, x->evidence.at[k].sentence.to);
    }
    return (ag_row){ r->act_key.at[i], ag_derive_mark(d), i };
}

static ag_status
drop_event(ag_deriving *d, void *self, const ag_row *row, ag_err *err)
{
    (void)self;
    AG_TRY(ag_derive_run_on(d, "INSERT OR IGNORE INTO d_day SELECT actor FROM event_actor WHERE event = ?1", row->key, err));
    AG_TRY(ag_derive_run_on(d, "INSERT OR IGNORE INTO d_tie SELECT tie FROM tie_event WHERE event = ?1", row->key, err));
    AG_TRY(ag_derive_run_on(d, "DELETE FROM event WHERE key = ?1", row->key, err));
    AG_TRY(ag_derive_run_on(d, "DELETE FROM event_actor WHERE event = ?1", row->key, err));
    AG_TRY(ag_derive_run_on(d, "DELETE FROM tie_event WHERE event = ?1", row->key, err));
    return ag_derive_run_on(d, "DELETE FROM evidence WHERE owner = ?1", row->key, err);
}

static ag_status
put_participants(reading *r, const ag_act *x, int64_t key, ag_err *err)
{
    for (int k = 0; k < x->parts.n; k++) {
        sqlite3_stmt *q = ag_db_ask(r->d->s, "INSERT INTO event_actor (event, place, actor, part) VALUES (?1, ?2, ?3, ?4)");

        sqlite3_bind_int64(q, 1, key);
        sqlite3_bind_int(q, 2, k);
        bind_actor(q, 3, r, x->parts.at[k].entity);
        ag_db_text(q, 4, ag_str_of(ag_part_name(x->parts.at[k].part)));
        AG_TRY(ag_db_do(r->d->s, q, "write a participant", err));
        AG_TRY(ag_derive_run_on(r->d, "INSERT OR IGNORE INTO d_day VALUES (?1)", actor_key(r, x->parts.at[k].entity), err));
    }
    return AG_OK;
}

static ag_status
put_event(ag_deriving *d, void *self, const ag_row *row, ag_err *err)
{
    reading *r = self;
    const ag_act *x = &r->world.acts.at[row->at];
    char date[16];
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO event (key, id, label, type, mode, lemma, intensity, noun, symmetric, date, day, "
                                      "status, voice, claimed_by, reports, origins, article, start, stop, block, base, mark) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "
                                      "?20, ?21, ?22)");

    ag_date_format(x->date, date);
    sqlite3_bind_int64(q, 1, row->key);
    ag_db_text(q, 2, x->id);
    ag_db_text(q, 3, x->label);
    ag_db_text(q, 4, x->type);
    ag_db_word(q, 5, x->mode);
    ag_db_word(q, 6, x->lemma);
    sqlite3_bind_double(q, 7, x->intensity);
    sqlite3_bind_int(q, 8, x->is_nominal);
    sqlite3_bind_int(q, 9, x->is_symmetric);
    ag_db_word(q, 10, ag_str_of(date));
    ag_db_day(q, 11, ag_act_day(&r->world, x));
    ag_db_text(q, 12, ag_str_of(ag_reality_name(x->status)));
    ag_db_text(q, 13, ag_str_of(ag_voice_name(x->voice)));
    bind_actor(q, 14, r, x->claimed_by);
    sqlite3_bind_int(q, 15, x->reports);
    sqlite3_bind_int(q, 16, x->origins);
    sqlite3_bind_int64(q, 17, article(r, x->evidence.at[0].doc));
    sqlite3_bind_int64(q, 18, x->evidence.at[0].sentence.from);
    sqlite3_bind_int64(q, 19, x->evidence.at[0].sentence.to);
    sqlite3_bind_int64(q, 20, (int64_t)block_of(r, x));
    sqlite3_bind_int64(q, 21, ag_db_key(ag_act_first_id(r->a, &r->world, x)));
    sqlite3_bind_int64(q, 22, row->mark);
    AG_TRY(ag_db_do(d->s, q, "write an event", err));
    AG_TRY(put_participants(r, x, row->key, err));
    return put_evidence(r, row->key, x->evidence.at, x->evidence.n, err);
}

/* What the acts add to ties: of those that were written. */
static ag_status
put_ties(reading *r, const bool *is_new, ag_err *err)
{
    ag_deriving *d = r->d;

    for (int i = 0; i < r->ties.list.n; i++) {
        const ag_tie *t = &r->ties.list.at[i];
        int64_t key = 0;

        for (int k = 0; k < t->shares.n; k++) {
            const ag_share *s = &t->shares.at[k];
            sqlite3_stmt *q;

            if (!is_new[s->act])
                continue;
            if (!key) {
                d->text.len = 0;
                ag_buf_printf(&d->text, "tie %lld %lld", (long long)actor_key(r, t->x), (long long)actor_key(r, t->y));
                key = ag_db_key(ag_buf_view(&d->text));
                q = ag_db_ask(d->s, "INSERT OR IGNORE INTO tie (key, x, y, weight, events, facts) VALUES (?1, ?2, ?3, 0, 0, 0)");
                sqlite3_bind_int64(q, 1, key);
                bind_actor(q, 2, r, t->x);
                bind_actor(q, 3, r, t->y);
                AG_TRY(ag_db_do(d->s, q, "write a tie", err));
                AG_TRY(ag_derive_run_on(d, "INSERT OR IGNORE INTO d_tie VALUES (?1)", key, err));
            }
            q = ag_db_ask(d->s, "INSERT INTO tie_event (tie, event, layer, weight) VALUES (?1, ?2, ?3, ?4)");
            sqlite3_bind_int64(q, 1, key);
            sqlite3_bind_int64(q, 2, r->act_key.at[s->act]);
            ag_db_text(q, 3, ag_str_of(ag_layer_name(s->layer)));
            sqlite3_bind_double(q, 4, s->weight);
            AG_TRY(ag_db_do(d->s, q, "write a tie", err));
        }
    }
    return AG_OK;
}

/* ---- events: which ones ------------------------------------------------------------------------- */

/* Events of a world outside of the wanted blocks are left out. */
static ag_status
keep_blocks(reading *r, ag_err *err)
{
    ag_deriving *d = r->d;
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT block FROM d_event");
    ag_map wanted = { 0 };
    ag_status s;
    bool more;

    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more)
        ag_db_set_place(r->a, &wanted, sqlite3_column_int64(q, 0), 1);
    AG_TRY(s);
    for (int i = 0; i < r->world.docs.n; i++) {
        ag_doc *doc = AG_NEW(r->a, ag_doc);
        const ag_doc *all = r->world.docs.at[i];

        *doc = *all;
        doc->events.at = AG_ARRAY(r->a, ag_event, all->events.n);
        doc->events.n = doc->relations.n = doc->offices.n = 0;
        for (int e = 0; e < all->events.n; e++)
            if (ag_db_place(&wanted, (int64_t)ag_event_block(&r->world, i, &all->events.at[e])) >= 0)
                doc->events.at[doc->events.n++] = all->events.at[e];
        r->world.docs.at[i] = doc;
    }
    return AG_OK;
}

/* Acts of other blocks that tell their ids apart from those that come or go: they are drafted anew, too. */
static ag_status
want_rivals(reading *r, bool *more, ag_err *err)
{
    ag_deriving *d = r->d;

    *more = false;
    if (d->is_all)
        return AG_OK;
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_base SELECT base FROM d_event CROSS JOIN event USING (block)", err));
    for (int i = 0; i < r->world.acts.n; i++)
        AG_TRY(ag_derive_run_on(d, "INSERT OR IGNORE INTO d_base VALUES (?1)", ag_db_key(ag_act_first_id(r->a, &r->world, &r->world.acts.at[i])), err));
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_event SELECT block FROM d_base CROSS JOIN event USING (base)", err));
    *more = sqlite3_changes(d->s->db) > 0;
    return AG_OK;
}

static ag_status
write_events(reading *r, ag_err *err)
{
    ag_deriving *d = r->d;
    int n = r->world.acts.n;
    ag_row *rows = AG_ARRAY(r->a, ag_row, n);
    bool *is_new = AG_ARRAY(r->a, bool, n + 1);
    ag_map kept = { 0 };
    sqlite3_stmt *q;
    ag_status s;
    bool more;

    for (int i = 0; i < n; i++)
        AG_PUSH(r->a, &r->act_key, ag_db_key(r->world.acts.at[i].id));
    for (int i = 0; i < n; i++)
        rows[i] = event_row(r, i);
    q = ag_db_ask(d->s, "SELECT key, mark FROM d_event CROSS JOIN event USING (block)");
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        int64_t both[2] = { sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1) };

        ag_map_set(r->a, &kept, ag_arena_str(r->a, (ag_str){ (const char *)both, sizeof both }), 1);
    }
    AG_TRY(s);
    for (int i = 0; i < n; i++) {
        int64_t both[2] = { rows[i].key, rows[i].mark };

        is_new[i] = ag_map_get(&kept, (ag_str){ (const char *)both, sizeof both }) < 0;
    }
    AG_TRY(ag_derive_settle(d, ag_db_ask(d->s, "SELECT key, mark FROM d_event CROSS JOIN event USING (block) ORDER BY key"), rows, n,
                            drop_event, put_event, r, err));
    ag_relate(r->a, &r->world, &(ag_relate_options){ .since = AG_NO_DAY, .until = AG_NO_DAY }, &r->ties);
    return put_ties(r, is_new, err);
}

static ag_status
draft(ag_deriving *d, ag_err *err)
{
    bool more = true;
    ag_status s = AG_OK;

    while (s == AG_OK && more) {
        reading r = { .d = d, .a = ag_arena_new(0) };

        r.texts.a = r.a;
        s = ag_db_run(d->s, "CREATE TEMP TABLE IF NOT EXISTS d_report (article INTEGER PRIMARY KEY); DELETE FROM d_report", err);
        if (s == AG_OK)
            s = ag_derive_run(d, "INSERT OR IGNORE INTO d_report SELECT v.article FROM d_event CROSS JOIN event e USING (block) "
                                 "CROSS JOIN evidence v ON v.owner = e.key WHERE v.article NOT IN d_gone", err);
        if (s == AG_OK)
            s = ag_derive_run(d, "INSERT OR IGNORE INTO d_report SELECT article FROM d_read", err);
        if (s == AG_OK)
            s = read_world(&r, WORLD_OF("d_report"), err);
        if (s == AG_OK)
            s = keep_blocks(&r, err);
        if (s == AG_OK) {
            ag_resolve_acts(r.a, &r.world, NULL);
            s = want_rivals(&r, &more, err);
        }
        if (s == AG_OK && !more)
            s = write_events(&r, err);
        ag_arena_free(r.a);
    }
    return s;
}

/* ---- sums --------------------------------------------------------------------------------------- */

static ag_status
add_up_ties(ag_deriving *d, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT t.tie, s.layer = 'fact', s.weight FROM d_tie t LEFT JOIN tie_event s USING (tie) ORDER BY t.tie, s.event");
    ag_arena *own = ag_arena_new(0);
    typedef struct sum {
        int64_t tie;
        double weight;
        int events, facts;
    } sum;
    AG_LIST(sum) sums = { 0 };
    ag_status s;
    bool more;

    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        int64_t tie = sqlite3_column_int64(q, 0);

        if (!sums.n || sums.at[sums.n - 1].tie != tie)
            AG_PUSH(own, &sums, (sum){ .tie = tie });
        if (sqlite3_column_type(q, 2) == SQLITE_NULL)
            continue;

        sum *x = &sums.at[sums.n - 1];

        x->events++;
        x->facts += sqlite3_column_int(q, 1);
        x->weight += sqlite3_column_int(q, 1) ? sqlite3_column_double(q, 2) : 0;
    }
    for (int i = 0; i < sums.n && s == AG_OK; i++) {
        if (!sums.at[i].events) {
            s = ag_derive_run_on(d, "DELETE FROM tie WHERE key = ?1", sums.at[i].tie, err);
            continue;
        }
        q = ag_db_ask(d->s, "UPDATE tie SET weight = ?2, events = ?3, facts = ?4 WHERE key = ?1");
        sqlite3_bind_int64(q, 1, sums.at[i].tie);
        sqlite3_bind_double(q, 2, round(sums.at[i].weight * 1e9) / 1e9); /* as ag_relate rounds */
        sqlite3_bind_int(q, 3, sums.at[i].events);
        sqlite3_bind_int(q, 4, sums.at[i].facts);
        s = ag_db_do(d->s, q, "write a tie", err);
    }
    ag_arena_free(own);
    return s;
}

/* The first and the last day on which an actor did something: a day of its own where the act has one, else that of its
 * first report (resolve/acts.c says the same of a world). */
static ag_status
add_up_days(ag_deriving *d, ag_err *err)
{
    return ag_derive_run(d, "UPDATE actor SET (first_day, last_day) = (SELECT min(day), max(day) FROM "
                            "(SELECT CASE length(e.date) WHEN 10 THEN e.date ELSE a.published END AS day FROM event_actor p "
                            "CROSS JOIN event e ON e.key = p.event JOIN article a ON a.number = e.article "
                            "WHERE p.actor = actor.key AND p.part IN ('source', 'target') AND e.status = 'happened')) "
                            "WHERE key IN d_day", err);
}

ag_status
ag_derive_acts(ag_deriving *d, ag_err *err)
{
    AG_TRY(ag_db_run(d->s, "CREATE TEMP TABLE d_event (block INTEGER PRIMARY KEY); CREATE TEMP TABLE d_base (base INTEGER PRIMARY KEY);"
                           "CREATE TEMP TABLE d_tie (tie INTEGER PRIMARY KEY)", err));
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_old SELECT article FROM d_gone", err));
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_old SELECT article FROM d_moved", err));
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_read SELECT article FROM d_moved", err));
    for (int i = 0; i < d->fresh.n; i++)
        AG_TRY(ag_derive_run_on(d, "INSERT OR IGNORE INTO d_read VALUES (?1)", d->fresh.at[i]->number, err));
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_event SELECT block FROM d_old CROSS JOIN evidence v USING (article) CROSS JOIN event e ON e.key = v.owner", err));
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_event SELECT block FROM d_face CROSS JOIN event_actor p USING (actor) CROSS JOIN event e ON e.key = p.event", err));
    AG_TRY(read_articles(d, err));
    AG_TRY(draft(d, err));
    AG_TRY(add_up_ties(d, err));
    return add_up_days(d, err);
}
