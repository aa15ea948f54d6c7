/* A folder's worth of files, given as arguments, to a graph: cc example.c $(pkg-config --cflags --libs actorgraph) */
#include <libactorgraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *records[1000], bytes[1 << 20];
static size_t n;

static void
keep(void *self, const char *json, size_t len)
{
    (void)self, (void)len;
    if (n < 1000)
        records[n++] = strdup(json);
}

int
main(int argc, char **argv)
{
    ag_library *library = ag_library_open(NULL);
    int failed = 0;

    for (int i = 2; i < argc && !failed; i++) {
        FILE *f = fopen(argv[i], "rb");
        size_t len = f ? fread(bytes, 1, sizeof bytes, f) : 0;

        if (f)
            fclose(f);
        failed = ag_library_extract(library, argv[i], bytes, len, "2025-08-24", (ag_library_taker){ .record = keep });
    }
    if (failed || ag_library_build(library, (const char *const *)records, n, "ties", argv[1]) != 0)
        fprintf(stderr, "%s\n", ag_library_why(library));
    else
        printf("%zu articles in %s\n", n, argv[1]);
    ag_library_close(library);
    while (n)
        free(records[--n]);
    return 0;
}
