/* Files: read whole, written whole or not at all. */
#ifndef AG_BASE_FILE_H
#define AG_BASE_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdio.h>

/* Bytes [from, to) of a file, or all of it with to = 0, in the arena. AG_INPUT when it cannot be
 * opened, is a folder, or is larger than `limit` bytes (0: no limit). */
ag_status ag_file_read(ag_arena *a, const char *path, size_t from, size_t to, size_t limit, ag_str *out,
                       ag_err *err);

/* Line `nth` of a file, from 1, with its newline; "" when there is none, or it is longer than `limit` bytes. */
ag_str ag_file_line(ag_arena *a, const char *path, long nth, size_t limit);

/* Maps a file for reading; shared between processes, never unmapped (models live as long as the
 * program). AG_INPUT when it cannot be opened. */
ag_status ag_file_map(const char *path, ag_str *out, ag_err *err);

/* A file that appears whole or not at all: written beside its place, renamed by ag_file_keep.
 * `path` "-" or NULL is the standard output; a pipe or device (/dev/null) is written to as it is. Zeroed when not open. */
typedef struct ag_outfile {
    FILE *stream;
    char *path, *aside;
} ag_outfile;

ag_status ag_file_create(const char *path, ag_outfile *out, ag_err *err);
ag_status ag_file_keep(ag_outfile *out, ag_err *err); /* flush, check, rename */
void ag_file_drop(ag_outfile *out);                   /* as if it had never been; safe after keep */

/* Removes every file that is still aside: for signal handlers (async-signal-safe). */
void ag_file_drop_all(void);

#endif
