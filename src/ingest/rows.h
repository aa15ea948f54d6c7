/* Tables: values parted by commas, semicolons, tabs or bars (RFC 4180), one article a row, under a first row of
 * names. Shared by the list, which cuts them between rows, and their reader. */
#ifndef AG_INGEST_ROWS_H
#define AG_INGEST_ROWS_H

#include "ingest/inside.h"

/* Where in a row we are; zeroed, with the separator set, at the start of one. */
typedef struct ag_row {
    char separator;
    bool quoted, inside; /* in a value in quotation marks; in a value at all */
} ag_row;

/* One byte on; whether it ends a row. A line end within quotation marks is part of the value. */
static inline bool
ag_row_step(ag_row *r, char c)
{
    if (c == '"' && (r->quoted || !r->inside)) {
        r->quoted = !r->quoted;
        r->inside = r->quoted; /* "" within opens again at once */
        return false;
    }
    if (r->quoted)
        return false;
    r->inside = c != r->separator && c != '\n';
    return c == '\n';
}

/* The separator of a table whose first bytes these are: the one under which the first row names a column of
 * text. 0: it is no table of articles. */
char ag_rows_separator(ag_arena *a, ag_str head);

#endif
