/* See archive.h. */
#define _GNU_SOURCE
#include "ingest/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

/* The spool: opened once, open until the program ends. */
static struct {
    int fd;
    size_t size;
    char path[32];
} spool = { .fd = -1 };

/* NULL, or why there is none. */
static const char *
open_spool(void)
{
    const char *dir = getenv("TMPDIR");

    if (spool.fd >= 0)
        return NULL;
    if (!dir || !*dir)
        dir = "/tmp";
#ifdef O_TMPFILE
    spool.fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
    if (spool.fd < 0) { /* a file system without nameless files */
        char name[4096];

        snprintf(name, sizeof name, "%s/actorgraph.XXXXXX", dir);
        spool.fd = mkstemp(name);
        if (spool.fd < 0)
            return "no file can be made in $TMPDIR to unpack it";
        unlink(name);
    }
    snprintf(spool.path, sizeof spool.path, "/dev/fd/%d", spool.fd);
    return NULL;
}

static bool
write_all(const char *p, size_t n)
{
    while (n) {
        ssize_t done = pwrite(spool.fd, p, n, (off_t)spool.size);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        p += done, n -= (size_t)done, spool.size += (size_t)done;
    }
    return true;
}

/* Archives and filters that analysts have; not whatever libarchive knows. */
static struct archive *
new_reader(bool zip_only)
{
    struct archive *r = archive_read_new();

    if (!r)
        return NULL;
    archive_read_support_format_zip(r);
    if (zip_only)
        return r;
    archive_read_support_format_tar(r);
    archive_read_support_format_raw(r); /* a compressed file alone */
    archive_read_support_filter_gzip(r);
    archive_read_support_filter_xz(r);
    archive_read_support_filter_bzip2(r);
    archive_read_support_filter_zstd(r);
    return r;
}

/* A stretch of a file, for archives in the spool. */
typedef struct stretch {
    int fd;
    off_t at, from, to;
    char piece[PIECE];
} stretch;

static ssize_t
stretch_read(struct archive *r, void *self, const void **out)
{
    stretch *s = self;
    off_t left = s->to - s->at;
    ssize_t n;

    (void)r;
    do
        n = pread(s->fd, s->piece, (size_t)(left < PIECE ? left : PIECE), s->at);
    while (n < 0 && errno == EINTR);
    if (n > 0)
        s->at += n;
    *out = s->piece;
    return n;
}

static la_int64_t
stretch_seek(struct archive *r, void *self, la_int64_t offset, int whence)
{
    stretch *s = self;
    off_t base = whence == SEEK_SET ? s->from : whence == SEEK_CUR ? s->at : s->to;

    (void)r;
    if (offset > s->to - base)
        offset = s->to - base;
    if (offset < s->from - base)
        offset = s->from - base;
    s->at = base + offset;
    return s->at - s->from;
}

static la_int64_t
stretch_skip(struct archive *r, void *self, la_int64_t n)
{
    stretch *s = self;
    off_t before = s->at;

    stretch_seek(r, self, n > 0 ? n : 0, SEEK_CUR);
    return s->at - before;
}

static int
open_reader(struct archive *r, stretch *s, ag_str bytes)
{
    if (s->fd < 0)
        return archive_read_open_memory(r, bytes.at, bytes.len);
    archive_read_set_seek_callback(r, stretch_seek);
    archive_read_set_read_callback(r, stretch_read);
    archive_read_set_skip_callback(r, stretch_skip);
    archive_read_set_callback_data(r, s);
    return archive_read_open1(r);
}

/* The member in hand into the spool; NULL, or what is wrong with it. *stop: the whole archive is given up. */
static const char *
spool_member(struct archive *r, size_t base, bool *stop)
{
    static char piece[PIECE];
    la_ssize_t n;

    while ((n = archive_read_data(r, piece, sizeof piece)) != 0) {
        if (n == ARCHIVE_RETRY)
            continue;
        if (n < 0)
            return archive_read_has_encrypted_entries(r) > 0 ? "encrypted; unpack it yourself" : "damaged here";
        if (!write_all(piece, (size_t)n)) {
            *stop = true;
            return "no room to unpack it; set TMPDIR to a folder on a larger disk";
        }
        size_t out = spool.size - base;
        la_int64_t in = archive_filter_bytes(r, -1);

        *stop = out > AG_MAX_UNPACKED || (out > AG_RATIO_FROM && in > 0 && out / AG_MAX_RATIO > (size_t)in);
        if (*stop)
            return out > AG_MAX_UNPACKED ? "more than 4 GiB unpacked; unpack it yourself and give the folder"
                                         : "unpacks to more than 200 times its size, as no text does; not read on";
    }
    return NULL;
}

void
ag_archive_unpack(const char *path, size_t from, size_t to, ag_str bytes, ag_unpack unpack)
{
    struct archive *r = new_reader(false);
    stretch *s = calloc(1, sizeof *s);
    const char *why = open_spool();
    struct archive_entry *e;
    int status = ARCHIVE_OK;
    size_t base = spool.size;
    bool stop = false;

    if (s) {
        s->fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
        s->from = s->at = (off_t)from;
        s->to = to ? (off_t)to : s->fd >= 0 ? lseek(s->fd, 0, SEEK_END) : 0;
    }
    if (!why && (!r || !s))
        why = "no memory left";
    else if (!why && path && s->fd < 0)
        why = strerror(errno);
    if (!why && open_reader(r, s, bytes) != ARCHIVE_OK)
        why = "not an archive or compressed file that can be read";
    for (long n = 0; !why && !stop && (status = archive_read_next_header(r, &e)) != ARCHIVE_EOF; n++) {
        bool is_raw = archive_format(r) == ARCHIVE_FORMAT_RAW;

        if (status < ARCHIVE_WARN) {
            why = "damaged; what stands behind this place is not read";
            break;
        }
        if (n == AG_MAX_MEMBERS) {
            why = "more than 1,000,000 members; unpack it yourself and give the folder";
            break;
        }
        const char *z = is_raw ? "" : archive_entry_pathname(e);
        ag_str name = ag_str_of(z);
        size_t start = spool.size;
        const char *fault;

        if (!is_raw && archive_entry_filetype(e) != AE_IFREG)
            continue;
        if (archive_entry_hardlink(e) || !unpack.wants(unpack.self, name))
            continue;
        fault = spool_member(r, base, &stop);
        if (fault) {
            unpack.fault(unpack.self, stop ? AG_S("") : name, fault);
            spool.size = start;
        } else
            unpack.member(unpack.self, name, spool.path, start, spool.size);
    }
    if (why)
        unpack.fault(unpack.self, AG_S(""), why);
    if (r)
        archive_read_free(r);
    if (s && s->fd >= 0)
        close(s->fd);
    free(s);
}

char *
ag_archive_member(ag_str zip, const char *name, size_t limit, size_t *len)
{
    struct archive *r = new_reader(true);
    struct archive_entry *e;
    char *out = NULL;

    *len = 0;
    if (r && archive_read_open_memory(r, zip.at, zip.len) == ARCHIVE_OK)
        for (int n = 0; n < AG_MAX_MEMBERS && !out && archive_read_next_header(r, &e) >= ARCHIVE_WARN; n++) {
            const char *z = archive_entry_pathname(e);
            size_t room = 0;
            la_ssize_t got = 1;

            if (!z || strcmp(z, name) != 0)
                continue;
            while (got > 0 && *len <= limit) {
                if (*len + PIECE > room) {
                    char *more = realloc(out, room = 2 * room + 2 * PIECE);

                    if (!more)
                        break;
                    out = more;
                }
                got = archive_read_data(r, out + *len, PIECE);
                *len += got > 0 ? (size_t)got : 0;
            }
            if (got != 0 || *len > limit) {
                free(out);
                out = NULL;
                break;
            }
        }
    if (r)
        archive_read_free(r);
    return out;
}
