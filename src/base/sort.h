/* A stable sort with a context: equal items keep their order, on every machine. */
#ifndef AG_BASE_SORT_H
#define AG_BASE_SORT_H

#include <stddef.h>

/* Merge sort of n items of `size` bytes; `compare` gets the context last. */
void ag_sort(void *items, size_t n, size_t size, int (*compare)(const void *, const void *, const void *),
             const void *context);

#endif
