/* Bottom-up merge sort. */
#include "base/sort.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
ag_sort(void *items, size_t n, size_t size, int (*compare)(const void *, const void *, const void *),
        const void *context)
{
    if (n < 2)
        return;

    char *from = items, *other = malloc(n * size), *to = other;

    if (!other) {
        fputs("actorgraph: no memory left\n", stderr);
        exit(1);
    }
    for (size_t run = 1; run < n; run *= 2) {
        for (size_t lo = 0; lo < n; lo += 2 * run) {
            size_t mid = lo + run < n ? lo + run : n, hi = lo + 2 * run < n ? lo + 2 * run : n;

            for (size_t i = lo, j = mid, k = lo; k < hi; k++) {
                int left = j >= hi || (i < mid && compare(from + i * size, from + j * size, context) <= 0);

                memcpy(to + k * size, from + (left ? i++ : j++) * size, size);
            }
        }
        char *swap = from;
        from = to;
        to = swap;
    }
    if (from != (char *)items)
        memcpy(items, from, n * size);
    free(other);
}
