/* The store: one SQLite file that remembers articles and what follows from them.
 *
 * Two layers of tables (store/schema.c, docs/store.md). The first holds records as they were read:
 * it is a set, so no order of adding can show. The second is derived from the whole set by the same
 * functions that `build` calls; a change of the first layer marks it as out of date, and the next
 * reader derives it anew. This folder is the one door to SQLite. */
#ifndef AG_STORE_H
#define AG_STORE_H

#include "actorgraph.h"
#include "record/record.h"

typedef struct ag_store ag_store;

typedef enum ag_store_mode {
    AG_STORE_READ,   /* must exist; derives if there is something to derive */
    AG_STORE_WRITE,  /* must exist                                          */
    AG_STORE_CREATE  /* is made where there is none                         */
} ag_store_mode;

/* Opens a store; ":memory:" is one that nobody keeps. AG_INPUT when it is missing, not a store, or of a newer
 * version; AG_MACHINE when the machine says no. Older schemas are brought up to date. */
ag_status ag_store_open(const char *path, ag_store_mode mode, ag_store **out, ag_err *err);

/* Writes nothing that was not finished; safe on NULL. */
void ag_store_close(ag_store *s);

/* ---- the first layer: articles -------------------------------------------------------------------- */

typedef struct ag_store_tally {
    int added;      /* articles that are new                           */
    int known;      /* readings that were there already: nothing changed */
    int copies;     /* known articles under another path or URL        */
    int undated;    /* among the added                                 */
    int set_aside;
} ag_store_tally;

/* Adds an extraction record (a line of JSON; lines without an article are skipped). Records are kept in
 * batches, one transaction each: call ag_store_finish at the end. The article's labels and text make its
 * identity: the same reading twice changes nothing. AG_INPUT when the line is no record, or was made with
 * another ontology or model than the store's and `mixed` is false. */
ag_status ag_store_add(ag_store *s, ag_str line, bool mixed, ag_store_tally *tally, ag_err *err);

/* Keeps what could not be read: the sentence that says why ("place: reason"), and the item itself, whole, in
 * `bytes`; of one too large for that ("") what tells it apart, "9000000 bytes, SHA-256 …", in `reference`, else "". Once
 * for each place. */
ag_status ag_store_refuse(ag_store *s, ag_str why, ag_str bytes, ag_str reference, ag_err *err);

/* Ends the last batch. */
ag_status ag_store_finish(ag_store *s, ag_err *err);

/* Takes out every article with one of these ids, URLs or paths (a folder or a file of several articles takes
 * all of them out), in one transaction. *n: how many. AG_INPUT, and nothing is taken out, when one of them names none. */
ag_status ag_store_remove(ag_store *s, char *const *what, int count, int *n, ag_err *err);

/* Calls `take` for each record line, in order of ids. */
ag_status ag_store_records(ag_store *s, ag_status (*take)(void *self, ag_str line, ag_err *err), void *self, ag_err *err);

/* ---- the second layer: what follows from all of them ---------------------------------------------- */

/* Brings the derived tables up to date, if they are not; with `anew`, from nothing. One transaction. AG_MACHINE
 * when the store cannot be written to. */
ag_status ag_store_derive(ag_store *s, bool anew, ag_err *err);

/* What of the store a question is about: everything, actors by name, or words, else a span of days. */
typedef struct ag_store_part {
    ag_day since, until;       /* inclusive; AG_NO_DAY: open on that side                                        */
    const char *const *about;  /* one or two names, NULL at the end; or NULL                                      */
    const char *words;         /* words that stand in an article, as ag_find_words takes them; or NULL            */
    ag_day whole_since;        /* days: articles published before it come light; 0 or AG_NO_DAY: none does        */
    bool told;                 /* days: also events of other days that articles published since then tell         */
    bool all;                  /* everything, as far as the tables have it: articles come light                   */
    int most;                  /* words: so many articles at most, the earliest of the span; 0: all               */
    int *found;                /* words: how many articles of the span may have them, or NULL                     */
} ag_store_part;

/* A world of this part alone, in `a`; derives first what is not derived. Actors, events and offices are as they
 * are in the whole store, numbers and all; what is left out is the rest. Of a span of days: the events of those
 * days, the articles published then, the actors of both and the offices they hold. Of names: the events in which
 * an actor of each name takes part (ties of those actors are whole, ties of others are not), and their offices. Of words: the articles
 * that may have them, and nothing else.
 * There are no links in a part, and of merges only the rule by which an entity is its actor (doc[0] and entity[0] -1). Articles of a span
 * of days have all that was found in them; others come without times, quotes and paragraphs. */
ag_status ag_store_part_of(ag_arena *a, ag_store *s, const ag_store_part *part, ag_world *out, ag_err *err);

/* What is in a store, as numbers. Derives first what is not derived. */
typedef struct ag_store_counts {
    int articles;              /* that count; `joined` and `superseded` do not */
    int undated, joined, superseded, origins, rejects;
    ag_day first, last;        /* days of publication; AG_NO_DAY where nothing is dated */
} ag_store_counts;
ag_status ag_store_counts_of(ag_store *s, ag_store_counts *out, ag_err *err);

/* ---- looking after it ------------------------------------------------------------------------------ */

typedef struct ag_reject {
    ag_str place, reason;
    ag_str item;      /* whole; "" where it could not be kept */
    ag_str reference; /* of an item that is not kept: its size and SHA-256; or "" */
} ag_reject;

typedef struct ag_rejects {
    AG_LIST(ag_reject) list; /* by place */
} ag_rejects;

ag_status ag_store_rejects(ag_arena *a, ag_store *s, ag_rejects *out, ag_err *err);
ag_status ag_store_forget_reject(ag_store *s, ag_str place, ag_err *err);

typedef struct ag_stale { /* a record that was not made by the program as it is */
    int64_t number;
    ag_str line;
} ag_stale;

typedef struct ag_stales {
    AG_LIST(ag_stale) list;
} ag_stales;

/* Up to `most` records that were made with another model or ontology. */
ag_status ag_store_stale(ag_arena *a, ag_store *s, const ag_maker *by, int most, ag_stales *out, ag_err *err);

/* Puts new records in the place of stale ones (line "": it could not be read again and stays), in one
 * transaction. */
ag_status ag_store_replace(ag_store *s, const ag_stale *with, int n, ag_err *err);

/* From now on the store is made with this; with `all`, every record is. */
ag_status ag_store_set_maker(ag_store *s, const ag_maker *by, bool all, ag_err *err);

/* Looks whether the file is sound, every record can be read and is what its id says, and the derived tables
 * are what follows from the records. Calls `found` with a sentence for each thing that is not. */
ag_status ag_store_check(ag_store *s, void (*found)(void *self, const char *what), void *self, ag_err *err);

/* What made the records: "" before the first. In `a`. */
typedef struct ag_store_made {
    ag_str model, ontology;
    bool is_mixed;
} ag_store_made;
ag_status ag_store_made_by(ag_arena *a, ag_store *s, ag_store_made *out, ag_err *err);

#endif
