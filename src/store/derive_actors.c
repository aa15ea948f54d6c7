/* Entities → actors, after a change: the blocks that it touches are resolved again, all of their articles and nothing
 * else of them.
 *
 * A block is closed: no entity outside of it can change what becomes of one inside (resolve/blocks.h). So an article is
 * shown to ag_resolve_actors with the entities of these blocks only, and a country that is in most articles costs little
 * more than its own mentions. */
#include "store/derive.h"

#include "base/namekey.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "names.h"
#include "resolve/blocks.h"
#include "resolve/profile.h"
#include "resolve/resolve.h"

typedef struct sight {
    int64_t article;
    int entity;
    int64_t actor;
    int rule;           /* ag_rule, or -1 */
    ag_str name;
} sight;

typedef struct wanted { /* entities of one article that are resolved again; of a fresh one all */
    int64_t article;
    int first, n;       /* in `entities` */
} wanted;

typedef struct naming {
    ag_deriving *d;
    ag_arena *a;            /* of this round */
    ag_light_texts texts;
    ag_world world;
    AG_LIST(int) entities;
    AG_LIST(wanted) wants;  /* in order of `world.docs` once it is there */
    int **entity;           /* [docs][entities of the thin document] its number in the record */
    int **rule;             /* [docs][entities] why it is this actor (ag_rule), or -1 */
    int64_t *key;           /* [actors] */
    ag_blocks *blocks;      /* [actors] */
} naming;

/* ---- which ones --------------------------------------------------------------------------------- */

static ag_status
want_block(ag_deriving *d, uint64_t block, ag_err *err)
{
    return ag_derive_run_on(d, "INSERT OR IGNORE INTO d_block VALUES (?1)", (int64_t)block, err);
}

/* Blocks of the actors, actors of the blocks, until there are no more. *more: has this found an actor? */
static ag_status
close_blocks(ag_deriving *d, bool *more, ag_err *err)
{
    int changed = -1;

    *more = false;
    while (changed) {
        AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_actor SELECT actor FROM d_block CROSS JOIN actor_block USING (block)", err));
        changed = sqlite3_changes(d->s->db);
        *more |= changed > 0;
        AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_block SELECT block FROM d_actor CROSS JOIN actor_block USING (actor)", err));
        changed = sqlite3_changes(d->s->db);
    }
    return AG_OK;
}

static ag_status
first_blocks(ag_deriving *d, ag_err *err)
{
    bool more;

    AG_TRY(ag_db_run(d->s, "CREATE TEMP TABLE d_actor (actor INTEGER PRIMARY KEY); CREATE TEMP TABLE d_block (block INTEGER PRIMARY KEY);"
                           "CREATE TEMP TABLE d_face (actor INTEGER PRIMARY KEY); CREATE TEMP TABLE d_day (actor INTEGER PRIMARY KEY);"
                           "CREATE TEMP TABLE d_read (article INTEGER PRIMARY KEY); CREATE TEMP TABLE d_old (article INTEGER PRIMARY KEY)", err));
    if (d->is_all)
        return AG_OK; /* nobody is there who could be touched */
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_actor SELECT actor FROM d_gone CROSS JOIN sighting USING (article)", err));
    AG_TRY(ag_derive_run(d, "INSERT OR IGNORE INTO d_actor SELECT actor FROM d_moved CROSS JOIN sighting USING (article)", err));

    ag_arena *own = ag_arena_new(0);
    ag_status s = AG_OK;

    for (int i = 0; i < d->fresh.n && s == AG_OK; i++)
        for (int e = 0; e < d->fresh.at[i]->entities.n && s == AG_OK; e++) {
            const ag_entity *x = &d->fresh.at[i]->entities.at[e];
            ag_blocks blocks = { { 0 } };

            ag_arena_reset(own);
            ag_entity_blocks(own, own, x, x->type, &blocks);
            for (int k = 0; k < blocks.list.n && s == AG_OK; k++)
                s = want_block(d, blocks.list.at[k], err);
        }
    ag_arena_free(own);
    return s == AG_OK ? close_blocks(d, &more, err) : s;
}

/* ---- thin documents ----------------------------------------------------------------------------- */

/* A document with some of its entities only. */
static ag_doc *
thin(naming *n, const ag_doc *doc, const wanted *w, int **number)
{
    ag_doc *out = AG_NEW(n->a, ag_doc);
    int *place = AG_ARRAY(n->a, int, doc->entities.n + 1);

    *out = *doc;
    if (!out->company.at)
        ag_company_fill(n->a, out); /* before the others go */
    out->entities.at = AG_ARRAY(n->a, ag_entity, w->n);
    out->entities.n = out->entities.room = 0;
    out->mentions.at = NULL;
    out->mentions.n = out->mentions.room = 0;
    *number = AG_ARRAY(n->a, int, w->n + 1);
    for (int i = 0; i < w->n; i++) {
        int e = n->entities.at[w->first + i];

        if (e < 0 || e >= doc->entities.n)
            continue;
        place[e] = out->entities.n + 1;
        (*number)[out->entities.n] = e;
        out->entities.at[out->entities.n++] = doc->entities.at[e];
    }
    for (int i = 0; i < doc->mentions.n; i++)
        if (place[doc->mentions.at[i].entity]) {
            AG_PUSH(n->a, &out->mentions, doc->mentions.at[i]);
            out->mentions.at[out->mentions.n - 1].entity = place[doc->mentions.at[i].entity] - 1;
        }
    return out;
}

static ag_status
read_thin(naming *n, ag_err *err)
{
    ag_deriving *d = n->d;
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT s.article, s.entity FROM d_actor CROSS JOIN sighting s USING (actor) "
                                      "WHERE s.article NOT IN d_gone ORDER BY 1, 2");
    ag_status s;
    bool more;

    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        int64_t article = sqlite3_column_int64(q, 0);

        if (!n->wants.n || n->wants.at[n->wants.n - 1].article != article)
            AG_PUSH(n->a, &n->wants, (wanted){ article, n->entities.n, 0 });
        n->wants.at[n->wants.n - 1].n++;
        AG_PUSH(n->a, &n->entities, sqlite3_column_int(q, 1));
    }
    AG_TRY(s);
    for (int i = 0; i < d->fresh.n; i++) {
        AG_PUSH(n->a, &n->wants, (wanted){ d->fresh.at[i]->number, n->entities.n, d->fresh.at[i]->entities.n });
        for (int e = 0; e < d->fresh.at[i]->entities.n; e++)
            AG_PUSH(n->a, &n->entities, e);
    }
    return AG_OK;
}

typedef struct placed { /* a thin document on its way into the world */
    ag_doc *doc;
    int *entity;
    ag_str origin;
} placed;

static int
by_id(const void *x, const void *y)
{
    return memcmp(((const placed *)x)->doc->id, ((const placed *)y)->doc->id, sizeof ((ag_doc *)0)->id);
}

static ag_status
fill_world(naming *n, ag_err *err)
{
    ag_deriving *d = n->d;
    placed *all = AG_ARRAY(n->a, placed, n->wants.n);
    ag_map origins = { 0 };

    for (int i = 0; i < n->wants.n; i++) {
        const wanted *w = &n->wants.at[i];
        sqlite3_stmt *q = ag_db_ask(d->s, "SELECT x.origin, CASE ?2 WHEN 0 THEN l.bytes END FROM document x JOIN light l USING (article) WHERE article = ?1");
        int fresh = ag_db_place(&d->is_fresh, w->article);
        const ag_doc *doc = NULL;
        bool more;

        sqlite3_bind_int64(q, 1, w->article);
        sqlite3_bind_int(q, 2, fresh >= 0);
        AG_TRY(ag_db_step(d->s, q, &more, err));
        if (more) {
            all[i].origin = ag_arena_str(n->a, ag_db_get(q, 0));
            doc = fresh >= 0 ? d->fresh.at[fresh] : ag_light_read(&n->texts, ag_db_get(q, 1), AG_S(""));
        }
        sqlite3_reset(q);
        if (!doc)
            return ag_fail(err, AG_INPUT, "%s: damaged: article %lld; 'actorgraph store rebuild' packs it anew", d->s->path, (long long)w->article);
        all[i].doc = thin(n, doc, w, &all[i].entity);
        all[i].doc->number = w->article;
    }
    if (n->wants.n)
        qsort(all, (size_t)n->wants.n, sizeof *all, by_id);
    n->world.origin = AG_ARRAY(n->a, int, n->wants.n);
    n->entity = AG_ARRAY(n->a, int *, n->wants.n);
    for (int i = 0; i < n->wants.n; i++) {
        AG_PUSH(n->a, &n->world.docs, all[i].doc);
        n->world.origin[i] = ag_map_add(n->a, &origins, all[i].origin, i);
        n->entity[i] = all[i].entity;
    }
    return AG_OK;
}

/* ---- blocks of what came out -------------------------------------------------------------------- */

static int
by_block(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

    return (a > b) - (a < b);
}

/* The blocks of each actor: those of its entities, as they are and as what they were taken for, and that of its id. */
static ag_status
take_blocks(naming *n, ag_err *err)
{
    ag_arena *own = ag_arena_new(0), *one = ag_arena_new(0);
    ag_map said = { 0 };
    ag_status s = AG_OK;

    n->blocks = AG_ARRAY(n->a, ag_blocks, n->world.actors.n);
    for (int i = 0; i < n->world.actors.n; i++)
        AG_PUSH(n->a, &n->blocks[i].list, ag_actor_block(n->world.actors.at[i].id));
    for (int i = 0; i < n->world.docs.n; i++)
        for (int e = 0; e < n->world.docs.at[i]->entities.n; e++) {
            const ag_entity *x = &n->world.docs.at[i]->entities.at[e];
            int actor = n->world.actor_of[i][e];
            ag_buf b = { 0 };

            if (actor < 0)
                continue;
            ag_buf_printf(&b, "%d %d %.*s|%.*s", actor, x->type, AG_SHOW(x->name), AG_SHOW(x->country));
            for (int k = 0; k < x->aliases.n; k++)
                ag_buf_printf(&b, "|%.*s", AG_SHOW(x->aliases.at[k]));

            bool is_new = ag_map_get(&said, ag_buf_view(&b)) < 0;

            if (is_new) /* most sightings of an actor are the same */
                ag_map_set(own, &said, ag_arena_str(own, ag_buf_view(&b)), 1);
            ag_buf_done(&b);
            if (!is_new)
                continue;
            ag_arena_reset(one);
            ag_entity_blocks(n->a, one, x, x->type, &n->blocks[actor]);
            ag_entity_blocks(n->a, one, x, n->world.actors.at[actor].type, &n->blocks[actor]);
        }
    for (int i = 0; i < n->world.actors.n && s == AG_OK; i++) {
        ag_blocks *b = &n->blocks[i];

        qsort(b->list.at, (size_t)b->list.n, sizeof *b->list.at, by_block);
        for (int k = 0; k < b->list.n && s == AG_OK && !n->d->is_all; k++)
            s = want_block(n->d, b->list.at[k], err);
    }
    ag_arena_free(one);
    ag_arena_free(own);
    return s;
}

/* ---- rows: who is who --------------------------------------------------------------------------- */

static int
by_sight(const void *x, const void *y)
{
    const sight *a = x, *b = y;

    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    return a->entity - b->entity;
}

static ag_status
put_sight(ag_deriving *d, const sight *s, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT INTO sighting (article, entity, actor, name, rule) VALUES (?1, ?2, ?3, ?4, ?5)");

    sqlite3_bind_int64(q, 1, s->article);
    sqlite3_bind_int(q, 2, s->entity);
    sqlite3_bind_int64(q, 3, s->actor);
    ag_db_text(q, 4, s->name);
    if (s->rule >= 0)
        sqlite3_bind_int(q, 5, s->rule);
    return ag_db_do(d->s, q, "write a sighting", err);
}

static ag_status
drop_sight(ag_deriving *d, const sight *s, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, "DELETE FROM sighting WHERE article = ?1 AND entity = ?2");

    sqlite3_bind_int64(q, 1, s->article);
    sqlite3_bind_int(q, 2, s->entity);
    return ag_db_do(d->s, q, "remove a sighting", err);
}

static ag_status
read_otherwise(ag_deriving *d, int64_t article, ag_err *err)
{
    AG_TRY(ag_derive_run_on(d, "INSERT OR IGNORE INTO d_old VALUES (?1)", article, err));
    return ag_derive_run_on(d, "INSERT OR IGNORE INTO d_read SELECT article FROM document WHERE article = ?1", article, err);
}

/* What the rules said of each sighting: what joined it last, and what it was kept from. */
static ag_status
take_rules(naming *n, ag_err *err)
{
    AG_TRY(ag_derive_run(n->d, "DELETE FROM refusal WHERE (article, entity) IN (SELECT article, entity FROM d_actor CROSS JOIN sighting USING (actor))", err));
    n->rule = AG_ARRAY(n->a, int *, n->world.docs.n);
    for (int i = 0; i < n->world.docs.n; i++) {
        n->rule[i] = AG_ARRAY(n->a, int, n->world.docs.at[i]->entities.n);
        for (int e = 0; e < n->world.docs.at[i]->entities.n; e++)
            n->rule[i][e] = -1;
    }
    for (int i = 0; i < n->world.merges.n; i++) {
        const ag_merge *m = &n->world.merges.at[i];
        sqlite3_stmt *q;

        if (!m->is_refused) {
            n->rule[m->doc[1]][m->entity[1]] = m->rule;
            continue;
        }
        q = ag_db_ask(n->d->s, "INSERT OR IGNORE INTO refusal (article, entity, other_article, other_entity, rule) VALUES (?1, ?2, ?3, ?4, ?5)");
        for (int k = 0; k < 2; k++) {
            int side = 1 - k;

            sqlite3_bind_int64(q, 1 + 2 * k, n->world.docs.at[m->doc[side]]->number);
            sqlite3_bind_int(q, 2 + 2 * k, n->entity[m->doc[side]][m->entity[side]]);
        }
        sqlite3_bind_int(q, 5, m->rule);
        AG_TRY(ag_db_do(n->d->s, q, "write a refusal", err));
    }
    return AG_OK;
}

/* Sightings that are new, other or no more; their articles' events are read again. */
static ag_status
write_sightings(naming *n, ag_err *err)
{
    ag_deriving *d = n->d;
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT s.article, s.entity, s.actor, coalesce(s.rule, -1) FROM d_actor CROSS JOIN sighting s USING (actor) ORDER BY 1, 2");
    AG_LIST(sight) was = { 0 }, is = { 0 };
    bool more;
    ag_status s;

    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more)
        AG_PUSH(n->a, &was, (sight){ sqlite3_column_int64(q, 0), sqlite3_column_int(q, 1), sqlite3_column_int64(q, 2),
                                     sqlite3_column_int(q, 3), AG_S("") });
    AG_TRY(s);
    for (int i = 0; i < n->world.docs.n; i++)
        for (int e = 0; e < n->world.docs.at[i]->entities.n; e++)
            if (n->world.actor_of[i][e] >= 0)
                AG_PUSH(n->a, &is, (sight){ n->world.docs.at[i]->number, n->entity[i][e], n->key[n->world.actor_of[i][e]],
                                            n->rule[i][e], n->world.docs.at[i]->entities.at[e].name });
    if (is.n)
        qsort(is.at, (size_t)is.n, sizeof *is.at, by_sight);
    for (int i = 0, k = 0; i < was.n || k < is.n;) {
        int c = i == was.n ? 1 : k == is.n ? -1 : by_sight(&was.at[i], &is.at[k]);

        if (c == 0 && was.at[i].actor == is.at[k].actor && was.at[i].rule == is.at[k].rule && ag_db_place(&d->is_fresh, is.at[k].article) < 0) {
            i++, k++;
            continue;
        }
        if (c != 0 || was.at[i].actor != is.at[k].actor)
            AG_TRY(read_otherwise(d, c <= 0 ? was.at[i].article : is.at[k].article, err));
        if (c <= 0)
            AG_TRY(drop_sight(d, &was.at[i++], err));
        if (c >= 0)
            AG_TRY(put_sight(d, &is.at[k++], err));
    }
    return AG_OK;
}

/* ---- rows: actors ------------------------------------------------------------------------------- */

static ag_row
actor_row(naming *n, int i)
{
    ag_deriving *d = n->d;
    const ag_actor *x = &n->world.actors.at[i];
    ag_evidence e = x->evidence;

    ag_pack_text(&d->bytes, x->name);
    ag_pack_number(&d->bytes, (uint64_t)x->type << 1 | x->is_named);
    ag_pack_text(&d->bytes, x->role);
    ag_pack_text(&d->bytes, x->country);
    for (int k = 0; k < x->aliases.n; k++)
        ag_pack_text(&d->bytes, x->aliases.at[k]);
    ag_pack_signed(&d->bytes, x->mentions);
    ag_pack_signed(&d->bytes, x->documents);
    ag_pack_signed(&d->bytes, x->origins);
    ag_pack_signed(&d->bytes, x->first_seen);
    ag_pack_signed(&d->bytes, x->last_seen);
    ag_pack_signed(&d->bytes, n->world.docs.at[e.doc]->number);
    ag_pack_number(&d->bytes, e.sentence.from);
    ag_pack_number(&d->bytes, e.sentence.to);
    for (int k = 0; k < n->blocks[i].list.n; k++)
        ag_pack_bits(&d->bytes, n->blocks[i].list.at[k], 8);
    return (ag_row){ n->key[i], ag_derive_mark(d), i };
}

static ag_status
put_word(ag_deriving *d, int64_t actor, ag_str word, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(d->s, "INSERT OR IGNORE INTO actor_word (word, actor) VALUES (?1, ?2)");

    ag_db_text(q, 1, word);
    sqlite3_bind_int64(q, 2, actor);
    return ag_db_do(d->s, q, "write a name", err);
}

/* The words by which an actor is looked up (store/part.c), of one of its names. */
static ag_status
put_words(ag_deriving *d, int64_t actor, ag_str name, ag_err *err)
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
drop_actor(ag_deriving *d, void *self, const ag_row *r, ag_err *err)
{
    (void)self;
    AG_TRY(ag_derive_run_on(d, "DELETE FROM actor WHERE key = ?1", r->key, err));
    AG_TRY(ag_derive_run_on(d, "DELETE FROM actor_word WHERE actor = ?1", r->key, err));
    return ag_derive_run_on(d, "DELETE FROM actor_block WHERE actor = ?1", r->key, err);
}

static ag_status
put_actor(ag_deriving *d, void *self, const ag_row *r, ag_err *err)
{
    naming *n = self;
    const ag_actor *x = &n->world.actors.at[r->at];
    const char *sql = "INSERT INTO actor (key, id, name, type, named, role, country, aliases, mentions, documents, "
                      "origins, first_seen, last_seen, article, start, stop, mark) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
    sqlite3_stmt *q = ag_db_ask(d->s, sql);

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
    sqlite3_bind_int64(q, 14, n->world.docs.at[x->evidence.doc]->number);
    sqlite3_bind_int64(q, 15, x->evidence.sentence.from);
    sqlite3_bind_int64(q, 16, x->evidence.sentence.to);
    sqlite3_bind_int64(q, 17, r->mark);
    AG_TRY(ag_db_do(d->s, q, "write an actor", err));
    AG_TRY(put_words(d, r->key, x->name, err));
    for (int k = 0; k < x->aliases.n; k++)
        AG_TRY(put_words(d, r->key, x->aliases.at[k], err));
    for (int k = 0; k < n->blocks[r->at].list.n; k++) {
        q = ag_db_ask(d->s, "INSERT INTO actor_block (block, actor) VALUES (?1, ?2)");
        sqlite3_bind_int64(q, 1, (int64_t)n->blocks[r->at].list.at[k]);
        sqlite3_bind_int64(q, 2, r->key);
        AG_TRY(ag_db_do(d->s, q, "write a block", err));
    }
    return ag_derive_run_on(d, "INSERT OR IGNORE INTO d_day VALUES (?1)", r->key, err);
}

/* Actors whose name or type is another now: labels of events hold it. */
static ag_status
find_faces(naming *n, ag_err *err)
{
    ag_deriving *d = n->d;
    sqlite3_stmt *q = ag_db_ask(d->s, "SELECT key, name, type FROM d_actor CROSS JOIN actor ON key = actor");
    ag_map place = { 0 };
    AG_LIST(int64_t) changed = { 0 };
    bool more;
    ag_status s;

    for (int i = 0; i < n->world.actors.n; i++)
        ag_db_set_place(n->a, &place, n->key[i], i);
    while ((s = ag_db_step(d->s, q, &more, err)) == AG_OK && more) {
        int at = ag_db_place(&place, sqlite3_column_int64(q, 0));
        const ag_actor *x = at < 0 ? NULL : &n->world.actors.at[at];

        if (x && (!ag_str_eq(x->name, ag_db_get(q, 1)) || !ag_str_is(ag_db_get(q, 2), ag_actor_type_name(x->type))))
            AG_PUSH(n->a, &changed, n->key[at]);
    }
    AG_TRY(s);
    for (int i = 0; i < changed.n; i++)
        AG_TRY(ag_derive_run_on(d, "INSERT OR IGNORE INTO d_face VALUES (?1)", changed.at[i], err));
    return AG_OK;
}

static ag_status
write_actors(naming *n, ag_err *err)
{
    ag_row *rows = AG_ARRAY(n->a, ag_row, n->world.actors.n);

    for (int i = 0; i < n->world.actors.n; i++)
        rows[i] = actor_row(n, i);
    return ag_derive_settle(n->d, ag_db_ask(n->d->s, "SELECT key, mark FROM d_actor CROSS JOIN actor ON key = actor ORDER BY key"), rows,
                            n->world.actors.n, drop_actor, put_actor, n, err);
}

/* One round: what is wanted so far. *more: what came out touches others. */
static ag_status
resolve(naming *n, bool *more, ag_err *err)
{
    AG_TRY(read_thin(n, err));
    AG_TRY(fill_world(n, err));
    ag_resolve_actors(n->a, &n->world, NULL);
    AG_TRY(take_blocks(n, err));
    AG_TRY(close_blocks(n->d, more, err));
    if (*more)
        return AG_OK;
    n->key = AG_ARRAY(n->a, int64_t, n->world.actors.n);
    for (int i = 0; i < n->world.actors.n; i++)
        n->key[i] = ag_db_key(n->world.actors.at[i].id);
    AG_TRY(find_faces(n, err));
    AG_TRY(take_rules(n, err));
    AG_TRY(write_sightings(n, err));
    return write_actors(n, err);
}

ag_status
ag_derive_actors(ag_deriving *d, ag_err *err)
{
    bool more = true;
    ag_status s = first_blocks(d, err);

    while (s == AG_OK && more) {
        naming n = { .d = d, .a = ag_arena_new(0) };

        n.texts.a = n.a;
        s = resolve(&n, &more, err);
        ag_arena_free(n.a);
    }
    return s;
}
