/* Files: read whole, written whole or not at all. A file in the making is called
 * ".NAME.PID.tmp", beside its place, so that the rename cannot cross a file system. */
#define _POSIX_C_SOURCE 200809L
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_ASIDE = 4 };
static char *volatile aside_now[MOST_ASIDE]; /* the files in the making, for ag_file_drop_all */

static void
remember(char *was, char *is)
{
    for (int i = 0; i < MOST_ASIDE; i++)
        if (aside_now[i] == was) {
            aside_now[i] = is;
            return;
        }
}

static ag_status
open_regular(const char *path, int *fd, size_t *size, ag_err *err)
{
    struct stat st;

    *fd = open(path, O_RDONLY | O_CLOEXEC);
    if (*fd < 0)
        return ag_fail(err, AG_INPUT, "%s: %s", path, strerror(errno));
    if (fstat(*fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(*fd);
        return ag_fail(err, AG_INPUT, "%s: not a regular file", path);
    }
    *size = (size_t)st.st_size;
    return AG_OK;
}

ag_status
ag_file_read(ag_arena *a, const char *path, size_t from, size_t to, size_t limit, ag_str *out, ag_err *err)
{
    int fd;
    size_t size;

    AG_TRY(open_regular(path, &fd, &size, err));
    if (to == 0 || to > size)
        to = size;
    if (from > to)
        from = to;
    if (limit && to - from > limit) {
        close(fd);
        return ag_fail(err, AG_INPUT, "%s: %zu bytes, more than the limit of %zu", path, to - from, limit);
    }

    char *p = ag_arena_alloc(a, to - from + 1);
    size_t have = 0;

    while (have < to - from) {
        ssize_t n = pread(fd, p + have, to - from - have, (off_t)(from + have));

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            int why = errno;
            close(fd);
            return ag_fail(err, AG_INPUT, "%s: %s", path, strerror(why));
        }
        if (n == 0)
            break;
        have += (size_t)n;
    }
    close(fd);
    *out = (ag_str){ p, have };
    return AG_OK;
}

ag_str
ag_file_line(ag_arena *a, const char *path, long nth, size_t limit)
{
    FILE *in = fopen(path, "rb");
    char *line = NULL;
    size_t room = 0;
    ssize_t len = -1;
    ag_str found = AG_S("");

    for (long i = 0; in && i < nth; i++)
        if ((len = getline(&line, &room, in)) < 0)
            break;
    if (len > 0 && (size_t)len <= limit)
        found = ag_arena_str(a, (ag_str){ line, (size_t)len });
    free(line);
    if (in)
        fclose(in);
    return found;
}

ag_status
ag_file_map(const char *path, ag_str *out, ag_err *err)
{
    int fd;
    size_t size;

    AG_TRY(open_regular(path, &fd, &size, err));
    if (size == 0) {
        close(fd);
        return ag_fail(err, AG_INPUT, "%s: the file is empty", path);
    }

    void *p = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);

    close(fd);
    if (p == MAP_FAILED)
        return ag_fail(err, AG_MACHINE, "%s: cannot map it: %s", path, strerror(errno));
    *out = (ag_str){ p, size };
    return AG_OK;
}

ag_status
ag_file_create(const char *path, ag_outfile *out, ag_err *err)
{
    *out = (ag_outfile){ 0 };
    if (!path || strcmp(path, "-") == 0) {
        out->stream = stdout;
        return AG_OK;
    }

    struct stat st;
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash + 1 - path) : 0;
    size_t room = strlen(path) + 32;

    out->path = strdup(path);
    out->aside = malloc(room);
    if (!out->path || !out->aside) {
        ag_file_drop(out);
        return ag_fail(err, AG_MACHINE, "%s: no memory left", path);
    }
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) { /* a pipe, /dev/null: nothing to replace */
        free(out->aside);
        out->aside = NULL;
        out->stream = fopen(path, "wb");
        if (out->stream)
            return AG_OK;
        int why = errno;
        ag_file_drop(out);
        return ag_fail(err, AG_MACHINE, "%s: cannot write here: %s", path, strerror(why));
    }
    snprintf(out->aside, room, "%.*s.%s.%ld.tmp", folder, path, path + folder, (long)getpid());
    out->stream = fopen(out->aside, "wb");
    if (!out->stream) {
        int why = errno;
        free(out->aside);
        out->aside = NULL;
        ag_file_drop(out);
        return ag_fail(err, AG_MACHINE, "%s: cannot write here: %s", path, strerror(why));
    }
    remember(NULL, out->aside);
    return AG_OK;
}

ag_status
ag_file_keep(ag_outfile *out, ag_err *err)
{
    const char *shown = out->path ? out->path : "standard output";
    bool bad = fflush(out->stream) != 0 || ferror(out->stream);
    int why = errno;

    if (!bad && out->aside) {
        bad = fsync(fileno(out->stream)) != 0 || rename(out->aside, out->path) != 0;
        why = errno;
    }
    if (bad) {
        ag_status s = ag_fail(err, AG_MACHINE, "%s: cannot write it: %s", shown, strerror(why));
        ag_file_drop(out);
        return s;
    }
    remember(out->aside, NULL);
    free(out->aside);
    out->aside = NULL;
    ag_file_drop(out);
    return AG_OK;
}

void
ag_file_drop(ag_outfile *out)
{
    if (out->stream && out->stream != stdout)
        fclose(out->stream);
    if (out->aside) {
        unlink(out->aside);
        remember(out->aside, NULL);
    }
    free(out->aside);
    free(out->path);
    *out = (ag_outfile){ 0 };
}

void
ag_file_drop_all(void)
{
    for (int i = 0; i < MOST_ASIDE; i++)
        if (aside_now[i])
            unlink(aside_now[i]);
}
