/* Opening, closing, statements, transactions, and SQLite's errors as sentences.
 *
 * Write-ahead log, one transaction a batch: whatever ends the program, the file holds whole batches
 * (https://sqlite.org/wal.html). synchronous=NORMAL: after a power cut the last batches may be gone,
 * the file stays sound, and adding the same articles again makes up for them. */
#define _POSIX_C_SOURCE 200809L
#include "store/db.h"

#include "base/sha256.h"

#include <stdio.h>
#include <unistd.h>
#include <zlib.h>

enum { APPLICATION = 0x61675331 /* "agS1" */, PATIENCE = 5000 /* milliseconds to wait for another process */ };

/* ---- errors ------------------------------------------------------------------------------------ */

ag_status
ag_db_fail(ag_store *s, const char *what, ag_err *err)
{
    int code = sqlite3_errcode(s->db) & 0xFF;

    switch (code) {
    case SQLITE_FULL:
        return ag_fail(err, AG_MACHINE, "%s: the disk is full; all batches before are kept: make room and run the same "
                                        "command again", s->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ag_fail(err, AG_MACHINE, "%s: another process is writing to it; run the command again when that has ended", s->path);
    case SQLITE_READONLY:
        return ag_fail(err, AG_MACHINE, "%s: cannot be written to; copy it where you may write, or ask for the right to", s->path);
    case SQLITE_NOTADB:
        return ag_fail(err, AG_INPUT, "%s: not a store; 'actorgraph add --store FILE' makes one", s->path);
    case SQLITE_CORRUPT:
        return ag_fail(err, AG_INPUT, "%s: the file is damaged; 'actorgraph store check' tells more, a copy of it or adding "
                                      "the articles to a new store mends it", s->path);
    case SQLITE_IOERR:
        return ag_fail(err, AG_MACHINE, "%s: reading or writing failed (%s); all batches before are kept", s->path, sqlite3_errmsg(s->db));
    default:
        return ag_fail(err, AG_MACHINE, "%s: cannot %s: %s", s->path, what, sqlite3_errmsg(s->db));
    }
}

/* ---- statements -------------------------------------------------------------------------------- */

ag_status
ag_db_run(ag_store *s, const char *sql, ag_err *err)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? AG_OK : ag_db_fail(s, "run a statement", err);
}

sqlite3_stmt *
ag_db_ask(ag_store *s, const char *sql)
{
    for (int i = 0; i < s->n_kept; i++)
        if (s->kept[i].sql == sql) {
            sqlite3_reset(s->kept[i].is);
            sqlite3_clear_bindings(s->kept[i].is);
            return s->kept[i].is;
        }

    sqlite3_stmt *q = NULL;

    if (s->n_kept == AG_DB_STATEMENTS || sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &q, NULL) != SQLITE_OK)
        return NULL;
    s->kept[s->n_kept].sql = sql;
    s->kept[s->n_kept++].is = q;
    return q;
}

void
ag_db_text(sqlite3_stmt *q, int at, ag_str text)
{
    sqlite3_bind_text64(q, at, text.at ? text.at : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

void
ag_db_word(sqlite3_stmt *q, int at, ag_str text)
{
    if (text.len)
        ag_db_text(q, at, text);
}

void
ag_db_day(sqlite3_stmt *q, int at, ag_day day)
{
    char z[16];

    ag_day_format(day, z);
    if (z[0])
        sqlite3_bind_text(q, at, z, -1, SQLITE_TRANSIENT);
}

void
ag_db_blob(sqlite3_stmt *q, int at, ag_str bytes)
{
    sqlite3_bind_blob64(q, at, bytes.at, bytes.len, SQLITE_STATIC);
}

ag_str
ag_db_get(sqlite3_stmt *q, int column)
{
    const char *at = sqlite3_column_blob(q, column);

    return at ? (ag_str){ at, (size_t)sqlite3_column_bytes(q, column) } : AG_S("");
}

ag_day
ag_db_get_day(sqlite3_stmt *q, int column)
{
    ag_day day = AG_NO_DAY;
    ag_str text = ag_db_get(q, column);

    return text.len && ag_day_parse(text, &day) ? day : AG_NO_DAY;
}

ag_status
ag_db_step(ag_store *s, sqlite3_stmt *q, bool *more, ag_err *err)
{
    int code = q ? sqlite3_step(q) : SQLITE_ERROR;

    *more = code == SQLITE_ROW;
    if (code == SQLITE_ROW)
        return AG_OK;

    ag_status status = code == SQLITE_DONE ? AG_OK : ag_db_fail(s, "read", err);

    if (q)
        sqlite3_reset(q);
    return status;
}

ag_status
ag_db_do(ag_store *s, sqlite3_stmt *q, const char *what, ag_err *err)
{
    int code = q ? sqlite3_step(q) : SQLITE_ERROR;
    ag_status status = code == SQLITE_DONE || code == SQLITE_ROW ? AG_OK : ag_db_fail(s, what, err);

    if (q)
        sqlite3_reset(q);
    return status;
}

ag_status
ag_db_number(ag_store *s, const char *sql, int64_t *out, ag_err *err)
{
    sqlite3_stmt *q = NULL;
    int code = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL);

    *out = 0;
    if (code == SQLITE_OK)
        code = sqlite3_step(q);
    if (code == SQLITE_ROW)
        *out = sqlite3_column_int64(q, 0);

    ag_status status = code == SQLITE_ROW || code == SQLITE_DONE ? AG_OK : ag_db_fail(s, "read", err);

    sqlite3_finalize(q);
    return status;
}

ag_status
ag_db_property(ag_arena *a, ag_store *s, const char *name, ag_str *out, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "SELECT value FROM property WHERE name = ?1");
    bool more;

    *out = AG_S("");
    if (q)
        ag_db_text(q, 1, ag_str_of(name));
    AG_TRY(ag_db_step(s, q, &more, err));
    if (more)
        *out = ag_arena_str(a, ag_db_get(q, 0));
    sqlite3_reset(q);
    return AG_OK;
}

ag_status
ag_db_set_property(ag_store *s, const char *name, ag_str value, ag_err *err)
{
    sqlite3_stmt *q = ag_db_ask(s, "INSERT INTO property (name, value) VALUES (?1, ?2) "
                                   "ON CONFLICT (name) DO UPDATE SET value = excluded.value");

    if (q) {
        ag_db_text(q, 1, ag_str_of(name));
        ag_db_text(q, 2, value);
    }
    return ag_db_do(s, q, "write a property", err);
}

/* ---- transactions ------------------------------------------------------------------------------ */

ag_status
ag_db_begin(ag_store *s, ag_err *err)
{
    if (!s->is_open)
        AG_TRY(ag_db_run(s, "BEGIN IMMEDIATE", err));
    s->is_open = true;
    return AG_OK;
}

ag_status
ag_db_commit(ag_store *s, ag_err *err)
{
    ag_status status = s->is_open ? ag_db_run(s, "COMMIT", err) : AG_OK;

    if (status != AG_OK)
        ag_db_rollback(s);
    s->is_open = false;
    return status;
}

void
ag_db_rollback(ag_store *s)
{
    for (int i = 0; i < s->n_kept; i++)
        sqlite3_reset(s->kept[i].is);
    if (s->is_open)
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->is_open = false;
}

/* ---- open and close ---------------------------------------------------------------------------- */

static ag_status
prepare(ag_store *s, ag_store_mode mode, ag_err *err)
{
    int64_t application, version, tables;

    sqlite3_busy_timeout(s->db, PATIENCE);
    AG_TRY(ag_db_number(s, "PRAGMA application_id", &application, err));
    AG_TRY(ag_db_number(s, "PRAGMA user_version", &version, err));
    AG_TRY(ag_db_number(s, "SELECT count(*) FROM sqlite_schema", &tables, err));
    if (application != APPLICATION && (tables || mode != AG_STORE_CREATE))
        return ag_fail(err, AG_INPUT, "%s: not a store; 'actorgraph add --store FILE' makes one", s->path);
    if (version > ag_schema_version)
        return ag_fail(err, AG_INPUT, "%s: written by a newer actorgraph (schema %d, this program knows %d); use that one",
                       s->path, (int)version, ag_schema_version);
    AG_TRY(ag_db_run(s, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; "
                        "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY", err));
    if (version == ag_schema_version)
        return AG_OK;
    AG_TRY(ag_db_begin(s, err));
    AG_TRY(ag_schema_bring_up(s, err));

    char marks[96];

    snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION, ag_schema_version);
    AG_TRY(ag_db_run(s, marks, err));
    return ag_db_commit(s, err);
}

ag_status
ag_store_open(const char *path, ag_store_mode mode, ag_store **out, ag_err *err)
{
    ag_store *s = calloc(1, sizeof *s);

    *out = NULL;
    if (!s || !(s->path = strdup(path)))
        abort();
    s->own = ag_arena_new(0);
    s->names = ag_arena_new(0);

    int flags = SQLITE_OPEN_READWRITE | (mode == AG_STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
    ag_status status = AG_OK;

    if (mode != AG_STORE_CREATE && strcmp(path, ":memory:") != 0 && access(path, F_OK) != 0)
        status = ag_fail(err, AG_INPUT, "%s: no such store; 'actorgraph add --store %s PATH' makes one", path, path);
    else if (sqlite3_open_v2(path, &s->db, flags, NULL) != SQLITE_OK)
        status = ag_fail(err, AG_MACHINE, "%s: cannot be opened: %s", path, s->db ? sqlite3_errmsg(s->db) : "no memory");
    if (status == AG_OK)
        status = prepare(s, mode, err);
    if (status != AG_OK) {
        ag_store_close(s);
        return status;
    }
    *out = s;
    return AG_OK;
}

void
ag_store_close(ag_store *s)
{
    if (!s)
        return;
    ag_db_rollback(s);
    for (int i = 0; i < s->n_kept; i++)
        sqlite3_finalize(s->kept[i].is);
    sqlite3_close(s->db);
    ag_arena_free(s->own);
    ag_arena_free(s->names);
    free(s->path);
    free(s);
}

/* ---- keys --------------------------------------------------------------------------------------- */

int64_t
ag_db_key(ag_str id)
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

int
ag_db_place(const ag_map *m, int64_t key)
{
    return ag_map_get(m, (ag_str){ (const char *)&key, sizeof key });
}

void
ag_db_set_place(ag_arena *a, ag_map *m, int64_t key, int place)
{
    ag_map_set(a, m, ag_arena_str(a, (ag_str){ (const char *)&key, sizeof key }), place);
}

/* ---- bytes, deflated ---------------------------------------------------------------------------- */

enum { LENGTH = 4, LEVEL = 3 /* a tenth larger than 6, in half the time */ };

void
ag_squeeze(ag_str bytes, ag_buf *out)
{
    uLongf room = compressBound((uLong)bytes.len);
    unsigned char *to = malloc(room + LENGTH);

    if (!to)
        abort();
    for (int i = 0; i < LENGTH; i++)
        to[i] = (unsigned char)(bytes.len >> 8 * i);
    if (compress2(to + LENGTH, &room, (const Bytef *)bytes.at, (uLong)bytes.len, LEVEL) != Z_OK)
        abort(); /* there is room for the worst case */
    ag_buf_add(out, to, room + LENGTH);
    free(to);
}

ag_status
ag_unsqueeze(ag_arena *a, ag_str squeezed, ag_str *out, ag_err *err)
{
    enum { RATIO = 1100 }; /* deflate makes no more of a byte */
    uLongf n = 0;

    for (int i = 0; i < LENGTH && squeezed.len >= LENGTH; i++)
        n |= (uLongf)(unsigned char)squeezed.at[i] << 8 * i;
    if (squeezed.len < LENGTH || n / RATIO > squeezed.len)
        return ag_fail(err, AG_INPUT, "the store is damaged: a record cannot be unpacked");

    char *to = ag_arena_alloc(a, n + 1);
    uLongf got = n;

    if (uncompress((Bytef *)to, &got, (const Bytef *)squeezed.at + LENGTH, (uLong)squeezed.len - LENGTH) != Z_OK || got != n)
        return ag_fail(err, AG_INPUT, "the store is damaged: a record cannot be unpacked");
    *out = (ag_str){ to, n };
    return AG_OK;
}
