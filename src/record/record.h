/* An article's findings as one line of JSON, written and read back: the border between processes
 * and machines (CONTRACT part 3). Offsets count Unicode code points outside, bytes inside. */
#ifndef AG_RECORD_H
#define AG_RECORD_H

#include "actorgraph.h"
#include "base/buf.h"

/* What made a record. All views live as long as the program. */
typedef struct ag_maker {
    const char *program, *model, *ontology;
} ag_maker;

/* Appends the record of `doc` and a newline. */
void ag_record_write(const ag_doc *doc, const ag_maker *maker, ag_buf *out);

/* Reads a record back into `a`: all of a document but tokens, names and removed lines. AG_INPUT
 * when the line is not a record, or points outside its text or its own lists; *out is NULL for a
 * line without "doc" (a footer). */
ag_status ag_record_read(ag_arena *a, ag_str line, ag_doc **out, ag_err *err);

/* The same, and what made it: "" where the record does not say. */
ag_status ag_record_read_made(ag_arena *a, ag_str line, ag_doc **out, ag_maker *by, ag_err *err);

/* The last line of a file of records: what should be in it. */
typedef struct ag_footer {
    long written, set_aside;
    char sha256[65];        /* of all record lines, or "" where it does not say */
    char shard[65];         /* SHA-256 of the list of input that was read (actorgraph shard), or "" */
} ag_footer;

/* Appends the footer and a newline. */
void ag_footer_write(const ag_footer *f, ag_buf *out);

/* Is this line a footer? Then it is read. */
bool ag_footer_read(ag_str line, ag_footer *out);

#endif
