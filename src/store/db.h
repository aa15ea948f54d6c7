/* SQLite behind a few functions, for this folder alone. A statement is prepared once and kept. */
#ifndef AG_STORE_DB_H
#define AG_STORE_DB_H

#include "base/buf.h"
#include "base/map.h"
#include "store/store.h"

#include <sqlite3.h>

enum { AG_DB_STATEMENTS = 192 };

typedef struct ag_pending { /* a record that waits for its batch */
    ag_str line;
    ag_doc *doc;
    ag_maker by;
} ag_pending;

struct ag_store {
    sqlite3 *db;
    char *path;
    struct {
        const char *sql;
        sqlite3_stmt *is;
    } kept[AG_DB_STATEMENTS];
    int n_kept;
    bool is_open;           /* a transaction is                     */
    ag_arena *own;          /* emptied after each batch             */
    AG_LIST(ag_pending) batch;
    bool batch_mixed;
    ag_store_tally *tally;
    ag_store_made made;     /* views into `names`                   */
    ag_arena *names;
    bool knows_maker;
};

/* One sentence for what SQLite said, `what` being what was tried ("add an article"). */
ag_status ag_db_fail(ag_store *s, const char *what, ag_err *err);

/* Runs statements without parameters. */
ag_status ag_db_run(ag_store *s, const char *sql, ag_err *err);

/* A prepared statement, reset and without parameters; NULL when it cannot be prepared. `sql` is a literal: it
 * is known by its address. */
sqlite3_stmt *ag_db_ask(ag_store *s, const char *sql);

/* Parameters, from 1. Texts must live until the statement is reset. */
void ag_db_text(sqlite3_stmt *q, int at, ag_str text);         /* "" is '' */
void ag_db_word(sqlite3_stmt *q, int at, ag_str text);         /* "" is NULL */
void ag_db_day(sqlite3_stmt *q, int at, ag_day day);           /* AG_NO_DAY is NULL */
void ag_db_blob(sqlite3_stmt *q, int at, ag_str bytes);

/* Columns, from 0; views live until the next step. */
ag_str ag_db_get(sqlite3_stmt *q, int column);
ag_day ag_db_get_day(sqlite3_stmt *q, int column);

/* Runs a statement that gives no rows. */
ag_status ag_db_do(ag_store *s, sqlite3_stmt *q, const char *what, ag_err *err);

/* The next row: *more is false behind the last. */
ag_status ag_db_step(ag_store *s, sqlite3_stmt *q, bool *more, ag_err *err);

ag_status ag_db_begin(ag_store *s, ag_err *err);
ag_status ag_db_commit(ag_store *s, ag_err *err);
void ag_db_rollback(ag_store *s);

/* The number in the one row of a query; 0 where there is none. */
ag_status ag_db_number(ag_store *s, const char *sql, int64_t *out, ag_err *err);

/* Named values of the store: "" when there is none. */
ag_status ag_db_property(ag_arena *a, ag_store *s, const char *name, ag_str *out, ag_err *err);
ag_status ag_db_set_property(ag_store *s, const char *name, ag_str value, ag_err *err);

/* Keys of rows: the first eight bytes of SHA-256 of an id. And tables from such a number to a place in a list (-1: none). */
int64_t ag_db_key(ag_str id);
int ag_db_place(const ag_map *m, int64_t key);
void ag_db_set_place(ag_arena *a, ag_map *m, int64_t key, int place);

/* Bytes, deflated and back (zlib, with the length in front). AG_MACHINE when they are damaged. */
void ag_squeeze(ag_str bytes, ag_buf *out);
ag_status ag_unsqueeze(ag_arena *a, ag_str squeezed, ag_str *out, ag_err *err);

/* Keeps what deriving needs of an article (store/light.h). */
ag_status ag_db_put_light(ag_store *s, ag_arena *a, int64_t article, ag_doc *doc, ag_err *err);

/* Brings the derived tables up to date inside a transaction; with `anew`, from nothing. */
ag_status ag_derive(ag_store *s, bool anew, ag_err *err);

/* The tables of this version (schema.c). */
extern const int ag_schema_version;
ag_status ag_schema_bring_up(ag_store *s, ag_err *err);

#endif
