/* Text on its way into a file. */
#include "base/out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void
write_bytes(ag_out *out, const void *bytes, size_t n)
{
    errno = 0;
    if (!out->failed && fwrite(bytes, 1, n, out->to) != n)
        out->failed = errno ? errno : EIO;
}

ag_status
ag_out_open(ag_out *out, FILE *to, bool gzip, ag_err *err)
{
    enum { GZIP = 15 + 16 }; /* the largest window, with a gzip header */

    *out = (ag_out){ .to = to };
    if (!gzip)
        return AG_OK;
    out->zip = calloc(1, sizeof *out->zip);
    if (out->zip && deflateInit2(out->zip, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) == Z_OK)
        return AG_OK;
    free(out->zip);
    out->zip = NULL;
    return ag_fail(err, AG_MACHINE, "cannot compress: no memory left");
}

static void
deflate_text(ag_out *out, int flush)
{
    unsigned char piece[1 << 14];

    out->zip->next_in = (unsigned char *)out->text.at;
    out->zip->avail_in = (unsigned)out->text.len;
    do {
        out->zip->next_out = piece;
        out->zip->avail_out = sizeof piece;
        deflate(out->zip, flush);
        write_bytes(out, piece, sizeof piece - out->zip->avail_out);
    } while (out->zip->avail_out == 0);
}

void
ag_out_flush(ag_out *out)
{
    enum { MOST = 1 << 30 }; /* zlib counts in unsigned int */

    if (out->text.len > MOST && !out->failed)
        out->failed = out->zip ? EFBIG : 0;
    if (out->zip && !out->failed)
        deflate_text(out, Z_NO_FLUSH);
    else
        write_bytes(out, out->text.at, out->text.len);
    out->text.len = 0;
}

ag_status
ag_out_close(ag_out *out, const char *path, ag_err *err)
{
    ag_out_flush(out);
    if (out->zip) {
        deflate_text(out, Z_FINISH);
        deflateEnd(out->zip);
        free(out->zip);
    }
    errno = 0;
    if (fflush(out->to) != 0 && !out->failed)
        out->failed = errno ? errno : EIO;
    ag_buf_done(&out->text);

    int failed = out->failed;

    *out = (ag_out){ 0 };
    if (!failed)
        return AG_OK;
    ag_fail(err, AG_MACHINE, "%s: cannot write it: %s", path, strerror(failed));
    errno = failed;
    return AG_MACHINE;
}
