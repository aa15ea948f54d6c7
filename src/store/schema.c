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
