/* The derived tables → a world: what of the store a question is about.
 *
 * Who is who was decided over all articles when the tables were derived; here rows are only picked. First
 * the keys of what is wanted go into temporary tables, then documents, actors and events are read and their
 * keys turned into places in the lists. CROSS JOIN tells SQLite to begin with the small table. */
#include "store/db.h"

#include "base/map.h"
#include "base/namekey.h"
#include "base/utf8.h"
#include "base/sort.h"
#include "names.h"
#include "relate/relate.h"
#include "resolve/digest.h"
#include "resolve/find.h"
#include "resolve/resolve.h"
#include "store/light.h"

#include <stdio.h>

typedef struct loading {
    ag_store *s;
    ag_arena *a, *own;
    const ag_store_part *part;
    ag_world *world;
    ag_map docs, actors;       /* by the eight bytes of a key → place */
} loading;

static ag_str
text(loading *l, sqlite3_stmt *q, int column)
{
    return ag_arena_str(l->a, ag_db_get(q, column));
}

/* ?1 and ?2 are the days of the part, ?3 the first day from which articles come whole. */
static void
bind_days(const loading *l, sqlite3_stmt *q)
{
    const ag_day days[] = { l->part->since, l->part->until, l->part->whole_since ? l->part->whole_since : AG_NO_DAY };
    char day[16];

    for (int i = 0; q && i < 3 && i < sqlite3_bind_parameter_count(q); i++) {
        ag_day_format(days[i], day);
        sqlite3_bind_text(q, i + 1, day[0] ? day : i == 1 ? "9999-99" : i == 0 ? "0000" : "", -1, SQLITE_TRANSIENT);
    }
}

static ag_status
pick(loading *l, const char *sql, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, sql);

    bind_days(l, q);
    return ag_db_do(l->s, q, "pick rows", err);
}

#define PICK(l, sql) AG_TRY(pick(l, sql, err))

/* ---- actors by name ----------------------------------------------------------------------------- */

static ag_status
pick_word(loading *l, ag_str word, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, "INSERT OR IGNORE INTO part_actor SELECT actor FROM actor_word WHERE word = ?1");

    if (q)
        ag_db_text(q, 1, word);
    return ag_db_do(l->s, q, "look a name up", err);
}

/* All actors that a name may mean, as ag_actors_named understands names. */
static ag_status
pick_named(loading *l, const char *name, ag_err *err)
{
    ag_str low = ag_utf8_fold(l->own, ag_str_trim(ag_str_of(name))), key = ag_name_key(l->own, ag_str_of(name)), longest = AG_S("");
    sqlite3_stmt *q = ag_db_ask(l->s, "INSERT OR IGNORE INTO part_actor SELECT key FROM actor WHERE id = ?1");

    if (q)
        ag_db_text(q, 1, ag_str_of(name));
    AG_TRY(ag_db_do(l->s, q, "look an actor up", err));
    if (key.len)
        AG_TRY(pick_word(l, ag_arena_printf(l->own, "=%.*s", AG_SHOW(key)), err));
    for (size_t i = 0, from = 0; i <= low.len; i++)
        if (i == low.len || low.at[i] == ' ' || low.at[i] == '-') {
            if (i - from > longest.len) /* the rarest, as a rule */
                longest = ag_str_sub(low, from, i);
            from = i + 1;
        }
    return longest.len ? pick_word(l, longest, err) : AG_OK;
}

/* ---- rows --------------------------------------------------------------------------------------- */

/* A document from its record, or a light one with its text. */
static ag_status
load_document(loading *l, ag_arena *one, sqlite3_stmt *q, ag_light_texts *texts, ag_err *err)
{
    ag_doc *doc = NULL;
    ag_str id = ag_db_get(q, 1), bytes;

    if (sqlite3_column_int(q, 3)) {
        AG_TRY(ag_unsqueeze(one, ag_db_get(q, 6), &bytes, err));
        AG_TRY(ag_record_read(l->a, bytes, &doc, err));

        ag_unpack u = { ag_db_get(q, 8).at, ag_db_get(q, 8).at + ag_db_get(q, 8).len, false };

        doc->digest = ag_digest_read(l->a, &u);
        if (u.is_damaged || doc->digest->sentences.n != doc->sentences.n)
            doc->digest = ag_digest_of(l->a, doc);
    } else {
        doc = ag_light_read(texts, ag_db_get(q, 6), ag_db_get(q, 8));
        if (!doc)
            return ag_fail(err, AG_INPUT, "%s: damaged: article %.*s; 'actorgraph store rebuild' mends it", l->s->path, AG_SHOW(id));
        doc->text = text(l, q, 5);
        doc->language = text(l, q, 4);
    }
    doc->path = text(l, q, 2);
    doc->number = sqlite3_column_int64(q, 0);
    AG_PUSH(l->a, &l->world->docs, doc);
    return AG_OK;
}

static ag_status
load_documents(loading *l, ag_err *err)
{
    ag_light_texts texts = { .a = l->a };
    ag_map origins = { 0 };
    sqlite3_stmt *q = ag_db_ask(l->s, "SELECT d.article, d.id, d.paths, p.whole, a.language, CASE p.whole WHEN 1 THEN '' ELSE a.text END, "
                                      "CASE p.whole WHEN 1 THEN r.line ELSE l.bytes END, d.origin, l.digest FROM part_article p "
                                      "CROSS JOIN document d USING (article) JOIN article a ON a.number = d.article "
                                      "JOIN record r USING (article) JOIN light l USING (article) ORDER BY d.id");
    ag_arena *one = ag_arena_new(0);
    AG_LIST(int) origin = { 0 };
    ag_status status;
    bool more;

    while ((status = ag_db_step(l->s, q, &more, err)) == AG_OK && more) {
        int i = l->world->docs.n;

        ag_arena_reset(one);
        status = load_document(l, one, q, &texts, err);
        if (status != AG_OK)
            break;
        ag_db_set_place(l->own, &l->docs, sqlite3_column_int64(q, 0), i);
        AG_PUSH(l->own, &origin, ag_map_add(l->own, &origins, ag_arena_str(l->own, ag_db_get(q, 7)), i));
    }
    if (q)
        sqlite3_reset(q);
    ag_arena_free(one);
    AG_TRY(status);
    l->world->origin = AG_ARRAY(l->a, int, origin.n);
    l->world->actor_of = AG_ARRAY(l->a, int *, origin.n);
    for (int i = 0; i < origin.n; i++) {
        l->world->origin[i] = origin.at[i];
        l->world->n_origins += origin.at[i] == i;
        l->world->actor_of[i] = AG_ARRAY(l->a, int, l->world->docs.at[i]->entities.n);
        for (int e = 0; e < l->world->docs.at[i]->entities.n; e++)
            l->world->actor_of[i][e] = -1;
    }
    return AG_OK;
}

static ag_span
span_at(sqlite3_stmt *q, int column)
{
    return (ag_span){ (uint32_t)sqlite3_column_int64(q, column), (uint32_t)sqlite3_column_int64(q, column + 1) };
}

/* A span of a document that is there must lie in its text. */
static bool
is_sound(const loading *l, ag_evidence e)
{
    return e.doc < 0 || (e.sentence.from <= e.sentence.to && e.sentence.to <= l->world->docs.at[e.doc]->text.len);
}

static ag_status
load_actors(loading *l, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, "SELECT key, id, name, type, named, role, country, aliases, mentions, documents, origins, "
                                      "first_seen, last_seen, first_day, last_day, article, start, stop "
                                      "FROM part_actor p CROSS JOIN actor ON key = p.actor ORDER BY id");
    ag_status status;
    bool more;

    while ((status = ag_db_step(l->s, q, &more, err)) == AG_OK && more) {
        ag_str aliases = text(l, q, 7), alias;
        ag_actor x = { .id = text(l, q, 1), .name = text(l, q, 2), .is_named = sqlite3_column_int(q, 4), .role = text(l, q, 5),
                       .country = text(l, q, 6), .mentions = sqlite3_column_int(q, 8), .documents = sqlite3_column_int(q, 9),
                       .origins = sqlite3_column_int(q, 10), .first_seen = ag_db_get_day(q, 11), .last_seen = ag_db_get_day(q, 12),
                       .first_day = ag_db_get_day(q, 13), .last_day = ag_db_get_day(q, 14),
                       .evidence = { ag_db_place(&l->docs, sqlite3_column_int64(q, 15)), span_at(q, 16) } };

        ag_actor_type_parse(ag_db_get(q, 3), &x.type);
        if (aliases.len)
            while (ag_str_cut(&aliases, '\n', &alias))
                AG_PUSH(l->a, &x.aliases, alias);
        if (!is_sound(l, x.evidence))
            x.evidence.doc = -1;
        ag_db_set_place(l->own, &l->actors, sqlite3_column_int64(q, 0), l->world->actors.n);
        AG_PUSH(l->a, &l->world->actors, x);
    }
    return status;
}

static ag_status
load_sightings(loading *l, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, "SELECT article, entity, actor, coalesce(rule, -1) FROM part_article CROSS JOIN sighting USING (article)");
    ag_status status;
    bool more;

    while ((status = ag_db_step(l->s, q, &more, err)) == AG_OK && more) {
        int doc = ag_db_place(&l->docs, sqlite3_column_int64(q, 0)), entity = sqlite3_column_int(q, 1);

        if (doc >= 0 && entity >= 0 && entity < l->world->docs.at[doc]->entities.n)
            l->world->actor_of[doc][entity] = ag_db_place(&l->actors, sqlite3_column_int64(q, 2));
        if (doc >= 0 && sqlite3_column_int(q, 3) >= 0)
            AG_PUSH(l->a, &l->world->merges, (ag_merge){ .doc = { -1, doc }, .entity = { -1, entity }, .rule = (uint8_t)sqlite3_column_int(q, 3) });
    }
    return status;
}

static int
by_evidence(const void *x, const void *y, const void *world)
{
    return ag_evidence_before(world, *(const ag_evidence *)x, *(const ag_evidence *)y) ? -1 : 1;
}

/* The evidence of one owner, in its order; what is in no document of the part is left out. */
static ag_status
load_evidence(loading *l, int64_t owner, ag_evidence **at, int *n, int *room, ag_err *err)
{
    AG_LIST(ag_evidence) list = { 0 };
    sqlite3_stmt *q = ag_db_ask(l->s, "SELECT article, start, stop FROM evidence WHERE owner = ?1");
    ag_status status;
    bool more;

    if (q)
        sqlite3_bind_int64(q, 1, owner);
    while ((status = ag_db_step(l->s, q, &more, err)) == AG_OK && more) {
        ag_evidence e = { ag_db_place(&l->docs, sqlite3_column_int64(q, 0)), span_at(q, 1) };

        if (e.doc >= 0 && is_sound(l, e))
            AG_PUSH(l->a, &list, e);
    }
    ag_sort(list.at, (size_t)list.n, sizeof *list.at, by_evidence, l->world);
    *at = list.at;
    *n = list.n;
    *room = list.room;
    return status;
}

static ag_status
load_participants(loading *l, int64_t event, ag_act *act, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, "SELECT actor, part FROM event_actor WHERE event = ?1 ORDER BY place");
    ag_status status;
    bool more;

    if (q)
        sqlite3_bind_int64(q, 1, event);
    while ((status = ag_db_step(l->s, q, &more, err)) == AG_OK && more) {
        ag_participant p = { ag_db_place(&l->actors, sqlite3_column_int64(q, 0)), AG_OTHER_PART };

        ag_part_parse(ag_db_get(q, 1), &p.part);
        if (p.entity >= 0)
            AG_PUSH(l->a, &act->parts, p);
    }
    return status;
}

static ag_status
load_events(loading *l, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, "SELECT key, id, label, type, mode, lemma, intensity, noun, symmetric, date, status, voice, "
                                      "claimed_by, reports, origins FROM part_event CROSS JOIN event ON key = event ORDER BY id");
    ag_status status;
    bool more;

    while ((status = ag_db_step(l->s, q, &more, err)) == AG_OK && more) {
        int64_t key = sqlite3_column_int64(q, 0);
        ag_act x = { .id = text(l, q, 1), .label = text(l, q, 2), .type = text(l, q, 3), .mode = text(l, q, 4),
                     .lemma = text(l, q, 5), .intensity = sqlite3_column_double(q, 6), .is_nominal = sqlite3_column_int(q, 7),
                     .is_symmetric = sqlite3_column_int(q, 8), .reports = sqlite3_column_int(q, 13),
                     .origins = sqlite3_column_int(q, 14), .claimed_by = -1 };

        ag_date_parse(ag_db_get(q, 9), &x.date);
        ag_reality_parse(ag_db_get(q, 10), &x.status);
        ag_voice_parse(ag_db_get(q, 11), &x.voice);
        if (sqlite3_column_type(q, 12) != SQLITE_NULL)
            x.claimed_by = ag_db_place(&l->actors, sqlite3_column_int64(q, 12));
        status = load_participants(l, key, &x, err);
        if (status == AG_OK)
            status = load_evidence(l, key, &x.evidence.at, &x.evidence.n, &x.evidence.room, err);
        if (status != AG_OK)
            break;
        if (x.evidence.n)
            AG_PUSH(l->a, &l->world->acts, x);
    }
    if (q)
        sqlite3_reset(q);
    return status;
}

static ag_status
load_offices(loading *l, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, "SELECT key, person, organization, role, status FROM part_office CROSS JOIN office ON key = office");
    ag_status status;
    bool more;

    while ((status = ag_db_step(l->s, q, &more, err)) == AG_OK && more) {
        ag_post x = { .person = ag_db_place(&l->actors, sqlite3_column_int64(q, 1)), .of = -1, .role = text(l, q, 3) };

        ag_office_status_parse(ag_db_get(q, 4), &x.status);
        if (sqlite3_column_type(q, 2) != SQLITE_NULL)
            x.of = ag_db_place(&l->actors, sqlite3_column_int64(q, 2));
        status = load_evidence(l, sqlite3_column_int64(q, 0), &x.evidence.at, &x.evidence.n, &x.evidence.room, err);
        if (status != AG_OK)
            break;
        if (x.person >= 0 && x.evidence.n)
            AG_PUSH(l->a, &l->world->posts, x);
    }
    if (q)
        sqlite3_reset(q);
    if (l->world->posts.n)
        qsort(l->world->posts.at, (size_t)l->world->posts.n, sizeof *l->world->posts.at, ag_post_order);
    return status;
}

/* ---- what is wanted ----------------------------------------------------------------------------- */

#define PART_TABLES                                                                                                  \
    "CREATE TEMP TABLE IF NOT EXISTS part_article (article INTEGER PRIMARY KEY, whole INTEGER DEFAULT 0);"           \
    "CREATE TEMP TABLE IF NOT EXISTS part_actor (actor INTEGER PRIMARY KEY);"                                        \
    "CREATE TEMP TABLE IF NOT EXISTS part_event (event INTEGER PRIMARY KEY);"                                        \
    "CREATE TEMP TABLE IF NOT EXISTS part_office (office INTEGER PRIMARY KEY);"                                      \
    "CREATE TEMP TABLE IF NOT EXISTS part_hit (article INTEGER PRIMARY KEY);"                                        \
    "CREATE TEMP TABLE IF NOT EXISTS part_meant (actor INTEGER, nth INTEGER, PRIMARY KEY (actor, nth));"             \
    "DELETE FROM part_article; DELETE FROM part_actor; DELETE FROM part_event; DELETE FROM part_office; DELETE FROM part_hit; DELETE FROM part_meant"

/* A span of days: events by their own day, articles by that of publication, and whom either names. */
static ag_status
pick_days(loading *l, ag_err *err)
{
    PICK(l, "INSERT INTO part_event SELECT key FROM event WHERE day BETWEEN ?1 AND ?2");
    PICK(l, "INSERT INTO part_article (article) SELECT d.article FROM document d JOIN article a ON a.number = d.article "
            "WHERE a.published BETWEEN ?1 AND ?2");
    if (l->part->told)
        PICK(l, "INSERT OR IGNORE INTO part_event SELECT e.key FROM part_article p CROSS JOIN article a ON a.number = p.article "
                "CROSS JOIN evidence v USING (article) CROSS JOIN event e ON e.key = v.owner WHERE a.published BETWEEN ?3 AND ?2");
    PICK(l, "INSERT OR IGNORE INTO part_article (article) SELECT v.article FROM part_event CROSS JOIN evidence v ON v.owner = event");
    PICK(l, "UPDATE part_article SET whole = 1 WHERE (SELECT coalesce(published, '') FROM article WHERE number = article) >= ?3");
    PICK(l, "INSERT OR IGNORE INTO part_actor SELECT s.actor FROM part_article CROSS JOIN sighting s USING (article)");
    PICK(l, "INSERT OR IGNORE INTO part_actor SELECT e.actor FROM part_event CROSS JOIN event_actor e USING (event)");
    PICK(l, "INSERT OR IGNORE INTO part_actor SELECT claimed_by FROM part_event CROSS JOIN event ON key = event WHERE claimed_by IS NOT NULL");
    PICK(l, "INSERT INTO part_office SELECT key FROM part_actor CROSS JOIN office ON person = actor "
            "WHERE organization IS NULL OR organization IN part_actor");
    PICK(l, "INSERT OR IGNORE INTO part_article (article) SELECT v.article FROM part_office CROSS JOIN evidence v ON v.owner = office");
    return pick(l, "INSERT OR IGNORE INTO part_article (article) SELECT a.article FROM part_actor CROSS JOIN actor a ON a.key = part_actor.actor", err);
}

/* The actors that each name means best, by the rules of ag_actors_named. */
static ag_status
pick_meant(loading *l, ag_err *err)
{
    for (int i = 0; l->part->about[i]; i++)
        AG_TRY(pick_named(l, l->part->about[i], err));
    AG_TRY(load_actors(l, err));
    for (int i = 0; l->part->about[i]; i++) {
        ag_actors_found found;

        ag_actors_named(l->own, l->world, l->part->about[i], &found);
        for (int k = 0; k < found.who.n; k++) {
            sqlite3_stmt *q = ag_db_ask(l->s, "INSERT INTO part_meant SELECT key, ?2 FROM actor WHERE id = ?1");

            if (q) {
                ag_db_text(q, 1, l->world->actors.at[found.who.at[k]].id);
                sqlite3_bind_int(q, 2, i);
            }
            AG_TRY(ag_db_do(l->s, q, "pick an actor", err));
        }
    }
    l->world->actors.at = NULL; /* they come again, with the others */
    l->world->actors.n = l->world->actors.room = 0;
    l->actors = (ag_map){ 0 };
    return AG_OK;
}

/* An event may be asked for by its id. */
static ag_status
pick_event(loading *l, const char *id, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, "INSERT OR IGNORE INTO part_event SELECT key FROM event WHERE id = ?1");

    if (q && id)
        ag_db_text(q, 1, ag_str_of(id));
    return ag_db_do(l->s, q, "look an event up", err);
}

/* Names: events in which an actor of each name takes part, and the offices and first sentences of those actors. */
static ag_status
pick_names(loading *l, ag_err *err)
{
    AG_TRY(pick_meant(l, err));
    if (l->part->about[0] && l->part->about[1])
        PICK(l, "INSERT INTO part_event SELECT DISTINCT x.event FROM part_meant m CROSS JOIN event_actor x USING (actor) "
                "CROSS JOIN event_actor y ON y.event = x.event AND y.actor <> x.actor JOIN part_meant n ON n.actor = y.actor "
                "WHERE m.nth = 0 AND n.nth = 1");
    else
        PICK(l, "INSERT INTO part_event SELECT DISTINCT x.event FROM part_meant m CROSS JOIN event_actor x USING (actor)");
    AG_TRY(pick_event(l, l->part->about[0], err));
    PICK(l, "INSERT OR IGNORE INTO part_article (article) SELECT v.article FROM part_event CROSS JOIN evidence v ON v.owner = event");
    PICK(l, "INSERT OR IGNORE INTO part_actor SELECT e.actor FROM part_event CROSS JOIN event_actor e USING (event)");
    PICK(l, "INSERT OR IGNORE INTO part_actor SELECT claimed_by FROM part_event CROSS JOIN event ON key = event WHERE claimed_by IS NOT NULL");
    PICK(l, "INSERT OR IGNORE INTO part_office SELECT key FROM part_meant CROSS JOIN office ON person = actor");
    PICK(l, "INSERT OR IGNORE INTO part_actor SELECT organization FROM part_office CROSS JOIN office ON key = office WHERE organization IS NOT NULL");
    PICK(l, "INSERT OR IGNORE INTO part_article (article) SELECT v.article FROM part_office CROSS JOIN evidence v ON v.owner = office");
    return pick(l, "INSERT OR IGNORE INTO part_article (article) SELECT a.article FROM part_meant CROSS JOIN actor a ON a.key = part_meant.actor", err);
}

/* The articles that were hit, in the order in which they are shown: by day and id, undated ones last. The index of days
 * has all that is asked, so that no text is touched. */
static ag_status
take_hits(loading *l, const char *sql, int *found, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, sql);
    AG_LIST(int64_t) taken = { 0 };
    ag_status s;
    bool more;

    bind_days(l, q);
    while ((s = ag_db_step(l->s, q, &more, err)) == AG_OK && more)
        if (++*found <= l->part->most || !l->part->most)
            AG_PUSH(l->own, &taken, sqlite3_column_int64(q, 0));
    for (int i = 0; i < taken.n && s == AG_OK; i++) {
        q = ag_db_ask(l->s, "INSERT INTO part_article (article) VALUES (?1)");
        sqlite3_bind_int64(q, 1, taken.at[i]);
        s = ag_db_do(l->s, q, "pick rows", err);
    }
    return s;
}

static ag_status
pick_hits(loading *l, ag_err *err)
{
    int found = 0;

    AG_TRY(take_hits(l, "SELECT number FROM article INDEXED BY article_by_day WHERE published BETWEEN ?1 AND ?2 AND +number IN part_hit "
                        "AND +number IN (SELECT article FROM document) ORDER BY published, id", &found, err));
    if (l->part->since == AG_NO_DAY && l->part->until == AG_NO_DAY)
        AG_TRY(take_hits(l, "SELECT number FROM article INDEXED BY article_by_day WHERE published IS NULL AND +number IN part_hit "
                            "AND +number IN (SELECT article FROM document) ORDER BY id", &found, err));
    if (l->part->found)
        *l->part->found = found;
    return AG_OK;
}

/* Articles that have all of the words, by the index: it knows articles, not sentences. "sanction* \"foreign
 * minister\"" is nearly its own language (https://sqlite.org/fts5.html): words go into quotation marks there. */
static ag_status
pick_words(loading *l, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(l->s, "INSERT INTO part_hit SELECT rowid FROM article_words WHERE article_words MATCH ?1");
    ag_buf match = { 0 };
    ag_str rest = ag_str_of(l->part->words);
    bool has_word = false;

    for (size_t i = 0; i < rest.len;) {
        bool is_phrase = rest.at[i] == '"';
        size_t from = i + is_phrase, to = from;

        if (rest.at[i] == ' ') {
            i++;
            continue;
        }
        while (to < rest.len && (is_phrase ? rest.at[to] != '"' : rest.at[to] != ' ' && rest.at[to] != '"'))
            to++;
        i = to + is_phrase;

        ag_str word = ag_str_trim(ag_str_sub(rest, from, to));
        bool is_open = ag_str_ends(word, AG_S("*"));

        if (word.len == (size_t)is_open)
            continue;
        ag_buf_printf(&match, "%s\"%.*s\"%s", has_word ? " " : "", (int)word.len - is_open, word.at, is_open ? "*" : "");
        has_word = true;
    }

    ag_status s = AG_OK;

    if (q && has_word) {
        ag_db_text(q, 1, ag_buf_view(&match));
        s = ag_db_do(l->s, q, "look words up", err);
    }
    ag_buf_done(&match);
    return s == AG_OK ? pick_hits(l, err) : s;
}

static ag_status
pick_all(loading *l, ag_err *err)
{
    PICK(l, "INSERT INTO part_article (article) SELECT article FROM document");
    PICK(l, "INSERT INTO part_actor SELECT key FROM actor");
    PICK(l, "INSERT INTO part_event SELECT key FROM event");
    return pick(l, "INSERT INTO part_office SELECT key FROM office", err);
}

static ag_status
load(loading *l, ag_err *err)
{
    AG_TRY(ag_db_run(l->s, PART_TABLES, err));
    AG_TRY(l->part->all     ? pick_all(l, err)
           : l->part->about ? pick_names(l, err)
           : l->part->words ? pick_words(l, err)
                            : pick_days(l, err));
    AG_TRY(load_documents(l, err));
    AG_TRY(load_actors(l, err));
    AG_TRY(load_sightings(l, err));
    AG_TRY(load_events(l, err));
    return load_offices(l, err);
}

ag_status
ag_store_part_of(ag_arena *a, ag_store *s, const ag_store_part *part, ag_world *out, ag_err *err)
{
    loading l = { .s = s, .a = a, .own = ag_arena_new(0), .part = part, .world = out };

    *out = (ag_world){ 0 };

    ag_status status = ag_store_derive(s, false, err);

    if (status == AG_OK)
        status = load(&l, err);
    ag_arena_free(l.own);
    return status;
}

ag_status
ag_store_counts_of(ag_store *s, ag_store_counts *out, ag_err *err)
{
    bool more;

    AG_TRY(ag_store_derive(s, false, err));

    sqlite3_stmt *q = ag_db_ask(s, "SELECT count(*), count(*) - count(published), min(published), max(published) FROM document "
                     "JOIN article ON number = article");
    AG_TRY(ag_db_step(s, q, &more, err));
    *out = (ag_store_counts){ .articles = sqlite3_column_int(q, 0), .undated = sqlite3_column_int(q, 1),
                              .first = ag_db_get_day(q, 2), .last = ag_db_get_day(q, 3) };
    sqlite3_reset(q);

    const struct {
        const char *sql;
        int *n;
    } numbers[] = {
        { "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM property WHERE name = 'joined'), 0)", &out->joined },
        { "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM property WHERE name = 'superseded'), 0)", &out->superseded },
        { "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM property WHERE name = 'origins'), 0)", &out->origins },
        { "SELECT count(*) FROM reject", &out->rejects },
    };

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        int64_t n;

        AG_TRY(ag_db_number(s, numbers[i].sql, &n, err));
        *numbers[i].n = (int)n;
    }
    return AG_OK;
}
