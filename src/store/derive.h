/* Inside store/: how the derived tables follow a change.
 *
 * What changed are articles (table `touched`). Each stage widens that to what could come out differently, derives this
 * much with the functions that `build` calls, and writes the rows that differ:
 *
 *     articles   → documents    all readings of one id or URL               derive_documents.c
 *     documents  → origins      those that share a key with a changed one   derive_origins.c
 *     entities   → actors       blocks of entities (resolve/blocks.h)       derive_actors.c
 *     events     → acts, ties   blocks of events; pairs of them             derive_acts.c
 *
 * Everything from scratch is the same with every article touched. Sets of keys go from stage to stage in temporary tables:
 *
 *     d_id       ids of articles whose readings are looked at; `direct`: touched themselves
 *     d_gone     documents that are no more, or are read again (then they are in `fresh`, too)
 *     d_moved    documents whose origin has another name now
 *     d_actor    actors derived anew;  d_block  the blocks of entities they are of
 *     d_face     actors whose name changed: their events have other labels
 *     d_read     documents whose events are read again;  d_old  those whose events were read otherwise before
 *     d_event    blocks of events derived anew;  d_base  bases of their ids
 *     d_tie, d_day   ties, and actors with their days, to add up again */
#ifndef AG_STORE_DERIVE_H
#define AG_STORE_DERIVE_H

#include "base/map.h"
#include "store/db.h"
#include "store/light.h"

typedef struct ag_row {
    int64_t key, mark;     /* `mark` over all that is in it: equal, and nothing needs writing */
    int at;                /* in the list that it comes from */
} ag_row;

typedef struct ag_deriving {
    ag_store *s;
    ag_arena *a;
    bool is_all;                     /* the tables are empty: everything is new                   */
    AG_LIST(const ag_doc *) fresh;   /* documents that are new or read again, by id: heads, then  */
                                     /* light documents; joined paths                             */
    ag_map is_fresh;                 /* number → place in `fresh`                                 */
    ag_light_texts texts;
    ag_map known;                    /* number → place in `lights`                                */
    AG_LIST(ag_doc *) lights;        /* light documents read so far                               */
    ag_buf bytes;                    /* what a mark is made of                                    */
    ag_buf text;
} ag_deriving;

/* The stages, in their order. */
ag_status ag_derive_documents(ag_deriving *d, ag_err *err);
ag_status ag_derive_origins(ag_deriving *d, ag_err *err);
ag_status ag_derive_actors(ag_deriving *d, ag_err *err);
ag_status ag_derive_acts(ag_deriving *d, ag_err *err);

/* Runs a statement (a literal) without parameters, or with one key. */
ag_status ag_derive_run(ag_deriving *d, const char *sql, ag_err *err);
ag_status ag_derive_run_on(ag_deriving *d, const char *sql, int64_t key, ag_err *err);

/* The light document of an article, read once. */
ag_status ag_derive_light(ag_deriving *d, int64_t number, ag_doc **out, ag_err *err);

/* FNV-1a over the bytes gathered, which are forgotten. */
int64_t ag_derive_mark(ag_deriving *d);

/* Brings rows up to date: `old` gives keys and marks in order of keys, `now` [n] is what should be there. `drop` and `put`
 * are called for what differs; a changed row is dropped and put. */
typedef ag_status ag_row_change(ag_deriving *d, void *self, const ag_row *r, ag_err *err);
ag_status ag_derive_settle(ag_deriving *d, sqlite3_stmt *old, ag_row *now, int n, ag_row_change *drop, ag_row_change *put,
                           void *self, ag_err *err);

#endif
