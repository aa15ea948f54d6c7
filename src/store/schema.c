/* The tables, and the steps from each version to the next. docs/store.md tells people what they hold.
 *
 * To change the schema: add a step at the end, never touch an older one. */
#include "store/db.h"

/* Numbers of articles grow as they come and mean nothing: nothing that leaves the store shows them. Days are
 * ISO texts, offsets count code points in `text`, as everywhere outside. */
static const char *const steps[] = {
    /* 1: what was read */
    "CREATE TABLE property ("
    "    name TEXT NOT NULL PRIMARY KEY,"
    "    value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE article ("         /* one reading of an article; copies under other paths are readings, too */
    "    number INTEGER PRIMARY KEY,"
    "    id TEXT NOT NULL,"          /* 16 hex digits of SHA-256 over title, day and text */
    "    path TEXT NOT NULL,"
    "    url TEXT NOT NULL,"         /* '' where there is none, as in source */
    "    source TEXT NOT NULL,"
    "    title TEXT NOT NULL,"
    "    published TEXT,"
    "    modified TEXT,"
    "    language TEXT,"
    "    text TEXT NOT NULL,"
    "    model TEXT NOT NULL,"
    "    ontology TEXT NOT NULL,"
    "    UNIQUE (id, path, url, source)"
    ") STRICT;"
    "CREATE INDEX article_by_url ON article (url) WHERE url <> '';"
    "CREATE INDEX article_by_day ON article (published);"

    "CREATE TABLE record ("          /* the extraction record, deflated behind its length in four bytes */
    "    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
    "    line BLOB NOT NULL"
    ") STRICT;"

    "CREATE VIRTUAL TABLE article_words USING fts5 ("
    "    title, text, content = 'article', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');"
    "CREATE TRIGGER article_words_add AFTER INSERT ON article BEGIN"
    "    INSERT INTO article_words (rowid, title, text) VALUES (new.number, new.title, new.text);"
    "END;"
    "CREATE TRIGGER article_words_remove AFTER DELETE ON article BEGIN"
    "    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);"
    "END;"

    "CREATE TABLE reject ("          /* what could not be read: whole, with the reason */
    "    place TEXT NOT NULL PRIMARY KEY,"
    "    reason TEXT NOT NULL,"
    "    item BLOB"                  /* deflated; NULL where it could not be kept */
    ") STRICT, WITHOUT ROWID;",

    /* 2: what deriving needs of a record, and what is derived from all of them. `key` is the first eight bytes of
       SHA-256 over an id: the same in every store. `mark` tells whether a row is still the same. Places of
       evidence count bytes of `text` in UTF-8. */
    "ALTER TABLE record ADD COLUMN light BLOB;" /* store/light.h; NULL: not packed yet */

    "CREATE TABLE document ("        /* the articles that count: one reading each */
    "    article INTEGER PRIMARY KEY,"
    "    id TEXT NOT NULL UNIQUE,"
    "    paths TEXT NOT NULL,"       /* of all readings */
    "    origin TEXT NOT NULL,"      /* id of the first of its copies; its own where there is none */
    "    mark INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE sighting ("        /* who an entity of an article is */
    "    article INTEGER NOT NULL,"
    "    entity INTEGER NOT NULL,"   /* from 0, as in the record */
    "    actor INTEGER NOT NULL,"
    "    PRIMARY KEY (article, entity)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX sighting_by_actor ON sighting (actor, article);"

    "CREATE TABLE actor ("
    "    key INTEGER PRIMARY KEY,"
    "    id TEXT NOT NULL UNIQUE,"
    "    name TEXT NOT NULL,"
    "    type TEXT NOT NULL,"
    "    named INTEGER NOT NULL,"
    "    role TEXT, country TEXT,"
    "    aliases TEXT NOT NULL,"     /* a line each */
    "    mentions INTEGER NOT NULL, documents INTEGER NOT NULL, origins INTEGER NOT NULL,"
    "    first_seen TEXT, last_seen TEXT, first_day TEXT, last_day TEXT,"
    "    article INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL," /* its earliest sentence */
    "    mark INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE actor_word ("      /* words of all its names, folded; names as keys behind '=' */
    "    word TEXT NOT NULL,"
    "    actor INTEGER NOT NULL,"
    "    PRIMARY KEY (word, actor)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX actor_word_by_actor ON actor_word (actor);"

    "CREATE TABLE event ("
    "    key INTEGER PRIMARY KEY,"
    "    id TEXT NOT NULL UNIQUE,"
    "    label TEXT NOT NULL,"
    "    type TEXT NOT NULL, mode TEXT, lemma TEXT,"
    "    intensity REAL NOT NULL,"
    "    noun INTEGER NOT NULL, symmetric INTEGER NOT NULL,"
    "    date TEXT,"                 /* as told: a day, week, month or year */
    "    day TEXT,"                  /* by which it is sorted: its own, else that of the first report */
    "    status TEXT NOT NULL, voice TEXT NOT NULL,"
    "    claimed_by INTEGER,"
    "    reports INTEGER NOT NULL, origins INTEGER NOT NULL,"
    "    mark INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX event_by_day ON event (day);"
    "CREATE TABLE event_actor ("
    "    event INTEGER NOT NULL,"
    "    place INTEGER NOT NULL,"
    "    actor INTEGER NOT NULL,"
    "    part TEXT NOT NULL,"
    "    PRIMARY KEY (event, place)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX event_actor_by_actor ON event_actor (actor, event);"

    "CREATE TABLE relation ("        /* a verb between two actors */
    "    key INTEGER PRIMARY KEY,"
    "    source INTEGER NOT NULL, target INTEGER NOT NULL,"
    "    verb TEXT NOT NULL, type TEXT,"
    "    status TEXT NOT NULL,"
    "    claimed_by INTEGER,"
    "    mark INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX relation_by_source ON relation (source);"
    "CREATE INDEX relation_by_target ON relation (target);"
    "CREATE TABLE office ("
    "    key INTEGER PRIMARY KEY,"
    "    person INTEGER NOT NULL,"
    "    organization INTEGER,"      /* or country; NULL: not said */
    "    role TEXT NOT NULL, status TEXT NOT NULL,"
    "    mark INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX office_by_person ON office (person);"

    "CREATE TABLE evidence ("        /* the sentences behind an event, a relation, an office */
    "    owner INTEGER NOT NULL,"
    "    place INTEGER NOT NULL,"
    "    article INTEGER NOT NULL,"
    "    start INTEGER NOT NULL, stop INTEGER NOT NULL,"
    "    PRIMARY KEY (owner, place)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE tie ("             /* pairs with an act, over all days */
    "    key INTEGER PRIMARY KEY,"
    "    x INTEGER NOT NULL, y INTEGER NOT NULL,"
    "    weight REAL NOT NULL,"      /* of facts; 0: claims, plans, denials alone */
    "    events INTEGER NOT NULL, facts INTEGER NOT NULL,"
    "    mark INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX tie_by_x ON tie (x);"
    "CREATE INDEX tie_by_y ON tie (y);"

    "CREATE VIEW v_articles AS SELECT a.id, a.title, a.source, a.published, a.path, a.url,"
    "    CASE WHEN d.article IS NOT NULL THEN 'counts' WHEN EXISTS (SELECT 1 FROM document e WHERE e.id = a.id)"
    "        THEN 'same as another' ELSE 'superseded' END AS state, d.origin"
    "    FROM article a LEFT JOIN document d ON d.article = a.number;"
    "CREATE VIEW v_actors AS SELECT id, name, type, role, country, mentions, documents, origins, first_seen, last_seen,"
    "    first_day, last_day, replace(aliases, char(10), ', ') AS aliases FROM actor;"
    "CREATE VIEW v_ties AS SELECT a.name AS one, b.name AS other, t.weight, t.events, t.facts, a.id AS one_id,"
    "    b.id AS other_id FROM tie t JOIN actor a ON a.key = t.x JOIN actor b ON b.key = t.y;"
    "CREATE VIEW v_events AS SELECT e.day, e.label, e.type, e.mode, e.status, e.voice, e.reports, e.origins, e.date,"
    "    c.name AS claimed_by, a.path, CAST(substr(CAST(a.text AS BLOB), v.start + 1, v.stop - v.start) AS TEXT) AS sentence,"
    "    e.id FROM event e JOIN evidence v ON v.owner = e.key AND v.place = 0 JOIN article a ON a.number = v.article"
    "    LEFT JOIN actor c ON c.key = e.claimed_by;",

    /* 3: deriving by blocks (store/derive.h). All that is derived is derived anew, so nothing of it is carried over. */
    "DROP VIEW v_articles; DROP VIEW v_actors; DROP VIEW v_ties; DROP VIEW v_events;"
    "DROP TABLE document; DROP TABLE sighting; DROP TABLE actor; DROP TABLE actor_word; DROP TABLE event;"
    "DROP TABLE event_actor; DROP TABLE relation; DROP TABLE office; DROP TABLE evidence; DROP TABLE tie;"
    "DROP INDEX article_by_day;"
    "CREATE INDEX article_by_day ON article (published, id);"
    "DELETE FROM property WHERE name IN ('derived', 'light');"
    "ALTER TABLE record DROP COLUMN light;"
    "CREATE TABLE light ("           /* what deriving needs of a record (store/light.h), and the digest of its text */
    "    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
    "    bytes BLOB NOT NULL,"
    "    digest BLOB NOT NULL"
    ") STRICT;"

    "ALTER TABLE reject ADD COLUMN reference TEXT;" /* of an item that is not kept: its size and SHA-256 */
    "CREATE TABLE touched ("         /* articles that came, went or were read again since the tables were derived */
    "    id TEXT NOT NULL,"
    "    url TEXT NOT NULL,"
    "    PRIMARY KEY (id, url)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER touched_add AFTER INSERT ON article BEGIN"
    "    INSERT OR IGNORE INTO touched (id, url) VALUES (new.id, new.url);"
    "END;"
    "CREATE TRIGGER touched_remove AFTER DELETE ON article BEGIN"
    "    INSERT OR IGNORE INTO touched (id, url) VALUES (old.id, old.url);"
    "END;"
    "CREATE TRIGGER touched_again AFTER UPDATE OF line ON record BEGIN"
    "    INSERT OR IGNORE INTO touched (id, url) SELECT id, url FROM article WHERE number = new.article;"
    "END;"

    "CREATE TABLE document ("        /* the articles that count: one reading each */
    "    article INTEGER PRIMARY KEY,"
    "    id TEXT NOT NULL UNIQUE,"
    "    paths TEXT NOT NULL,"       /* of all readings */
    "    origin TEXT NOT NULL"       /* id of the first of its copies; its own where there is none */
    ") STRICT;"
    "CREATE INDEX document_by_origin ON document (origin);"
    "CREATE TABLE copy_keys ("       /* what copies of a document would have in common: ag_digest_keys, four bytes each */
    "    article INTEGER PRIMARY KEY,"
    "    keys BLOB NOT NULL"
    ") STRICT;"
    "CREATE TABLE sighting ("        /* who an entity of an article is */
    "    article INTEGER NOT NULL,"
    "    entity INTEGER NOT NULL,"   /* from 0, as in the record */
    "    actor INTEGER NOT NULL,"
    "    name TEXT NOT NULL,"        /* what the article calls it */
    "    rule INTEGER,"              /* why it is this actor; NULL: nothing was there to join it to */
    "    PRIMARY KEY (article, entity)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX sighting_by_actor ON sighting (actor, article);"
    "CREATE TABLE refusal ("         /* that it is no other actor, and why */
    "    article INTEGER NOT NULL,"
    "    entity INTEGER NOT NULL,"
    "    other_article INTEGER NOT NULL, other_entity INTEGER NOT NULL,"
    "    rule INTEGER NOT NULL,"
    "    PRIMARY KEY (article, entity, other_article, other_entity, rule)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE rule ("            /* rules in words */
    "    number INTEGER PRIMARY KEY,"
    "    words TEXT NOT NULL"
    ") STRICT;"

    "CREATE TABLE actor ("
    "    key INTEGER PRIMARY KEY,"
    "    id TEXT NOT NULL UNIQUE,"
    "    name TEXT NOT NULL,"
    "    type TEXT NOT NULL,"
    "    named INTEGER NOT NULL,"
    "    role TEXT, country TEXT,"
    "    aliases TEXT NOT NULL,"     /* a line each */
    "    mentions INTEGER NOT NULL, documents INTEGER NOT NULL, origins INTEGER NOT NULL,"
    "    first_seen TEXT, last_seen TEXT, first_day TEXT, last_day TEXT,"
    "    article INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL," /* its earliest sentence */
    "    mark INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE actor_word ("      /* words of all its names, folded; names as keys behind '=' */
    "    word TEXT NOT NULL,"
    "    actor INTEGER NOT NULL,"
    "    PRIMARY KEY (word, actor)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX actor_word_by_actor ON actor_word (actor);"
    "CREATE TABLE actor_block ("     /* resolve/blocks.h: actors of one block could be one */
    "    block INTEGER NOT NULL,"
    "    actor INTEGER NOT NULL,"
    "    PRIMARY KEY (block, actor)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX actor_block_by_actor ON actor_block (actor);",

    /* 4: the rest of it; a compiler need not take longer texts. */
    "CREATE TABLE event ("
    "    key INTEGER PRIMARY KEY,"
    "    id TEXT NOT NULL UNIQUE,"
    "    label TEXT NOT NULL,"
    "    type TEXT NOT NULL, mode TEXT, lemma TEXT,"
    "    intensity REAL NOT NULL,"
    "    noun INTEGER NOT NULL, symmetric INTEGER NOT NULL,"
    "    date TEXT,"                 /* as told: a day, week, month or year */
    "    day TEXT,"                  /* by which it is sorted: its own, else that of the first report */
    "    status TEXT NOT NULL, voice TEXT NOT NULL,"
    "    claimed_by INTEGER,"
    "    reports INTEGER NOT NULL, origins INTEGER NOT NULL,"
    "    article INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL," /* its earliest sentence */
    "    block INTEGER NOT NULL,"    /* reports of events of one block could be of one event */
    "    base INTEGER NOT NULL,"     /* events of one base tell their ids apart by a number */
    "    mark INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX event_by_day ON event (day);"
    "CREATE INDEX event_by_block ON event (block);"
    "CREATE INDEX event_by_base ON event (base);"
    "CREATE TABLE event_actor ("
    "    event INTEGER NOT NULL,"
    "    place INTEGER NOT NULL,"
    "    actor INTEGER NOT NULL,"
    "    part TEXT NOT NULL,"
    "    PRIMARY KEY (event, place)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX event_actor_by_actor ON event_actor (actor, event);"

    "CREATE TABLE relation ("        /* a verb between two actors */
    "    key INTEGER PRIMARY KEY,"
    "    source INTEGER NOT NULL, target INTEGER NOT NULL,"
    "    verb TEXT NOT NULL, type TEXT,"
    "    status TEXT NOT NULL,"
    "    claimed_by INTEGER"
    ") STRICT;"
    "CREATE INDEX relation_by_source ON relation (source);"
    "CREATE INDEX relation_by_target ON relation (target);"
    "CREATE TABLE office ("
    "    key INTEGER PRIMARY KEY,"
    "    person INTEGER NOT NULL,"
    "    organization INTEGER,"      /* or country; NULL: not said */
    "    role TEXT NOT NULL, status TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX office_by_person ON office (person);"

    "CREATE TABLE evidence ("        /* the sentences behind an event, a relation, an office */
    "    owner INTEGER NOT NULL,"
    "    article INTEGER NOT NULL,"
    "    start INTEGER NOT NULL, stop INTEGER NOT NULL,"
    "    PRIMARY KEY (owner, article, start)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX evidence_by_article ON evidence (article, owner);"

    "CREATE TABLE tie ("             /* pairs with an act, over all days */
    "    key INTEGER PRIMARY KEY,"
    "    x INTEGER NOT NULL, y INTEGER NOT NULL,"
    "    weight REAL NOT NULL,"      /* of facts; 0: claims, plans, denials alone */
    "    events INTEGER NOT NULL, facts INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX tie_by_x ON tie (x);"
    "CREATE INDEX tie_by_y ON tie (y);"
    "CREATE TABLE tie_event ("       /* what each event adds to the tie of a pair */
    "    tie INTEGER NOT NULL,"
    "    event INTEGER NOT NULL,"
    "    layer TEXT NOT NULL,"       /* fact claimed planned possible denied conditional */
    "    weight REAL NOT NULL,"      /* (1 + log2 origins) / (participants - 1) */
    "    PRIMARY KEY (tie, event)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX tie_event_by_event ON tie_event (event);"

    "CREATE VIEW v_articles AS SELECT a.id, a.title, a.source, a.published, a.path, a.url,"
    "    CASE WHEN d.article IS NOT NULL THEN 'counts' WHEN EXISTS (SELECT 1 FROM document e WHERE e.id = a.id)"
    "        THEN 'same as another' ELSE 'superseded' END AS state, d.origin"
    "    FROM article a LEFT JOIN document d ON d.article = a.number;"
    "CREATE VIEW v_actors AS SELECT id, name, type, role, country, mentions, documents, origins, first_seen, last_seen,"
    "    first_day, last_day, replace(aliases, char(10), ', ') AS aliases FROM actor;"
    "CREATE VIEW v_ties AS SELECT a.name AS one, b.name AS other, t.weight, t.events, t.facts, a.id AS one_id,"
    "    b.id AS other_id FROM tie t JOIN actor a ON a.key = t.x JOIN actor b ON b.key = t.y;"
    "CREATE VIEW v_events AS SELECT e.day, e.label, e.type, e.mode, e.status, e.voice, e.reports, e.origins, e.date,"
    "    c.name AS claimed_by, a.path, CAST(substr(CAST(a.text AS BLOB), e.start + 1, e.stop - e.start) AS TEXT) AS sentence,"
    "    e.id FROM event e JOIN article a ON a.number = e.article LEFT JOIN actor c ON c.key = e.claimed_by;"
    "CREATE VIEW v_merges AS SELECT x.name AS actor, s.name AS called, r.words AS because, count(*) AS articles, x.id"
    "    FROM sighting s JOIN actor x ON x.key = s.actor JOIN rule r ON r.number = s.rule WHERE s.name <> x.name"
    "    GROUP BY s.actor, s.name, s.rule;"
    "CREATE VIEW v_refusals AS SELECT s.name AS called, x.id AS actor, o.name AS other_called, y.id AS other_actor,"
    "    r.words AS because, a.path, b.path AS other_path FROM refusal f JOIN rule r ON r.number = f.rule"
    "    JOIN sighting s ON s.article = f.article AND s.entity = f.entity JOIN actor x ON x.key = s.actor"
    "    JOIN sighting o ON o.article = f.other_article AND o.entity = f.other_entity JOIN actor y ON y.key = o.actor"
    "    JOIN article a ON a.number = f.article JOIN article b ON b.number = f.other_article;",
};

const int ag_schema_version = sizeof steps / sizeof *steps;

ag_status
ag_schema_bring_up(ag_store *s, ag_err *err)
{
    int64_t version;

    AG_TRY(ag_db_number(s, "PRAGMA user_version", &version, err)); /* inside the transaction: another may have been first */
    for (; version < ag_schema_version; version++)
        AG_TRY(ag_db_run(s, steps[version], err));
    return AG_OK;
}
