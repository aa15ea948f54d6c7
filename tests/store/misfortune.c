/* What may befall a store, as a library to preload: at the Nth call that changes a file whose name holds
 * $MISFORTUNE_FILE the process is killed in the middle of the write, or from then on the disk is full, or the
 * file may not be written to at all. Calls are counted into $MISFORTUNE_COUNT when the process ends.
 *
 *     MISFORTUNE=kill:17 | full:17 | readonly | none */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long calls;
static pid_t first; /* workers are forked from it: they write to no store */

static int
is_meant(const char *path)
{
    const char *name = getenv("MISFORTUNE_FILE");

    return name && strstr(path, name) != NULL;
}

static int
is_store(int fd)
{
    char link[64], path[4096];
    ssize_t n;

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    if (n <= 0)
        return 0;
    path[n] = 0;
    return is_meant(path);
}

/* 0: go on; 1: the disk is full. Does not return when it is time to die; half of the bytes are written before. */
static int
befall(int fd, const void *bytes, size_t n, off_t at)
{
    const char *what = getenv("MISFORTUNE");
    long when = what && strchr(what, ':') ? atol(strchr(what, ':') + 1) : 0;

    if (!what || !is_store(fd))
        return 0;
    first = first ? first : getpid();
    calls++;
    if (strncmp(what, "full", 4) == 0 && calls >= when)
        return 1;
    if (strncmp(what, "kill", 4) == 0 && calls == when) {
        ssize_t (*real)(int, const void *, size_t, off_t) = (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64");

        if (bytes && n > 1 && real(fd, bytes, n / 2, at) < 0)
            raise(SIGKILL);
        raise(SIGKILL);
    }
    return 0;
}

static void __attribute__((destructor))
count(void)
{
    const char *path = getenv("MISFORTUNE_COUNT");
    FILE *f = path && first == getpid() ? fopen(path, "w") : NULL;

    if (f) {
        fprintf(f, "%ld\n", calls);
        fclose(f);
    }
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    if (befall(fd, bytes, n, at)) {
        errno = ENOSPC;
        return -1;
    }
    return REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(fd, bytes, n, at);
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
    return pwrite64(fd, bytes, n, at);
}

int
fdatasync(int fd)
{
    befall(fd, NULL, 0, 0);
    return REAL(int, "fdatasync", int)(fd);
}

int
fsync(int fd)
{
    befall(fd, NULL, 0, 0);
    return REAL(int, "fsync", int)(fd);
}

int
ftruncate64(int fd, off64_t n)
{
    befall(fd, NULL, 0, 0);
    return REAL(int, "ftruncate64", int, off64_t)(fd, n);
}

int
ftruncate(int fd, off_t n)
{
    return ftruncate64(fd, n);
}

int
open64(const char *path, int flags, ...)
{
    const char *what = getenv("MISFORTUNE");
    va_list args;
    int mode;

    va_start(args, flags);
    mode = flags & O_CREAT ? va_arg(args, int) : 0;
    va_end(args);
    if (what && strcmp(what, "readonly") == 0 && (flags & O_ACCMODE) != O_RDONLY && is_meant(path)) {
        errno = EACCES;
        return -1;
    }
    return REAL(int, "open64", const char *, int, ...)(path, flags, mode);
}

int
open(const char *path, int flags, ...)
{
    va_list args;
    int mode;

    va_start(args, flags);
    mode = flags & O_CREAT ? va_arg(args, int) : 0;
    va_end(args);
    return open64(path, flags, mode);
}
