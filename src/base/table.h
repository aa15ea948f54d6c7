/* The text tables under ontology/, which an analyst may read and change:
 *
 *     # a comment, to the end of the line (at its start, or behind a blank)
 *     [section]
 *     field | field | field
 *
 * Blanks around fields do not count; empty lines do not either. UTF-8. */
#ifndef AG_BASE_TABLE_H
#define AG_BASE_TABLE_H

#include "base/arena.h"
#include "base/err.h"

enum { AG_TABLE_FIELDS = 16 };

typedef struct ag_row {
    ag_str section;                 /* "" before the first */
    ag_str field[AG_TABLE_FIELDS];  /* those not written are "" */
    int n;                          /* fields written      */
    int line;                       /* from 1              */
} ag_row;

typedef struct ag_table {
    const char *path; /* for messages: "%s:%d: …" */
    AG_LIST(ag_row) rows;
} ag_table;

/* Reads a table; everything lives in `a`. AG_INPUT with place: not UTF-8, too many fields, an
 * unclosed section, no such file. */
ag_status ag_table_read(ag_arena *a, const char *path, ag_table *out, ag_err *err);

/* The same from memory. */
ag_status ag_table_parse(ag_arena *a, const char *path, ag_str text, ag_table *out, ag_err *err);

#endif
