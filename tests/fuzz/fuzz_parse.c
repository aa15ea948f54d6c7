/* Bytes → CoNLL-U by the whole analyser. The output is read again, line by line: ten columns, ids in
 * order, every head in the sentence, one root, no circle, offsets that grow. */
#define _POSIX_C_SOURCE 200809L
#include "fuzz.h"

#include <string.h>

enum { LONGEST = 2000 };

static long
number(const char *s)
{
    char *end;
    long n = strtol(s, &end, 10);

    AG_FUZZ_CHECK(end != s);
    return n;
}

static void
check_tree(const int *head, int n)
{
    int roots = 0;

    for (int i = 1; i <= n; i++) {
        int at = i, steps = 0;

        AG_FUZZ_CHECK(head[i] >= 0 && head[i] <= n && head[i] != i);
        roots += head[i] == 0;
        while (at && steps++ <= n)
            at = head[at];
        AG_FUZZ_CHECK(at == 0);
    }
    AG_FUZZ_CHECK(n == 0 || roots == 1);
}

/* Cuts a line into its ten columns, in place. */
static void
cut(char *line, char *column[10])
{
    for (int i = 0; i < 10; i++) {
        column[i] = line;

        char *tab = strchr(line, '\t');

        AG_FUZZ_CHECK((tab != NULL) == (i < 9));
        AG_FUZZ_CHECK(*line && *line != '\t');
        if (tab)
            *tab = 0;
        line = tab ? tab + 1 : line;
    }
}

static void
check(char *text)
{
    static int head[LONGEST];
    int n = 0;
    long last = 0;

    for (char *line = text, *end; (end = strchr(line, '\n')); line = end + 1) {
        char *column[10];

        *end = 0;
        if (!*line) {
            check_tree(head, n);
            n = 0;
            continue;
        }
        if (*line == '#')
            continue;
        cut(line, column);
        if (strchr(column[0], '-'))
            continue;
        AG_FUZZ_CHECK(number(column[0]) == ++n && n < LONGEST);
        head[n] = (int)number(column[6]);

        const char *range = strstr(column[9], "TokenRange=");

        AG_FUZZ_CHECK(range);

        long from = number(range + 11), to = number(strchr(range, ':') + 1);

        AG_FUZZ_CHECK(from >= last && to > from);
        last = to;
    }
    AG_FUZZ_CHECK(n == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ag_arena *a = ag_arena_new(0);
    ag_conllu_place place = { 0 };
    ag_raw raw;
    ag_doc doc;
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);

    ag_raw_open(a, (ag_str){ (const char *)data, size }, &raw);
    ag_raw_foreign(a, &raw);
    while (ag_raw_next(a, &raw, &doc)) {
        ag_language(a, fuzz_models(), &doc);
        ag_conllu_part(&doc, &place, out);
    }
    fclose(out);
    AG_FUZZ_CHECK(strlen(text) == bytes);
    check(text);
    free(text);
    ag_arena_free(a);
    return 0;
}
