/* Text on its way into a file: gathered in a buffer, passed on in large pieces, compressed where that
 * is asked for. The one door to zlib's compressor.
 *
 * Writers append to out->text with the functions of base/buf.h and call ag_out_pass after each row;
 * no call of theirs can fail. The first thing that goes wrong is kept, what comes after it is let go,
 * and ag_out_close tells. */
#ifndef AG_BASE_OUT_H
#define AG_BASE_OUT_H

#include "base/buf.h"
#include "base/err.h"

#include <stdio.h>

typedef struct ag_out {
    ag_buf text;             /* not yet passed on */
    FILE *to;                /* stays open        */
    struct z_stream_s *zip;  /* NULL: plain       */
    int failed;              /* errno of the first failure, else 0 */
} ag_out;

/* `gzip`: RFC 1952, without name and time, so that the same text gives the same bytes. AG_MACHINE
 * when memory ends. */
ag_status ag_out_open(ag_out *out, FILE *to, bool gzip, ag_err *err);

/* Passes the text on, whatever its length. */
void ag_out_flush(ag_out *out);

enum { AG_OUT_PIECE = 1 << 16 };

static inline void
ag_out_pass(ag_out *out)
{
    if (out->text.len >= AG_OUT_PIECE)
        ag_out_flush(out);
}

/* Writes what is left and lets go of everything but the file. AG_MACHINE, with `path` in front, when
 * something was lost on the way; errno is then what it was at that moment. */
ag_status ag_out_close(ag_out *out, const char *path, ag_err *err);

#endif
