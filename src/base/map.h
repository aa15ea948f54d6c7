/* A table from text to a whole number, in an arena. Keys are views: what they point at must live
 * as long as the table. Never walked: walk the list beside it, so that no hash order can show. */
#ifndef AG_BASE_MAP_H
#define AG_BASE_MAP_H

#include "base/arena.h"

typedef struct ag_map {
    struct ag_map_slot *slots;
    size_t room; /* a power of two */
    int n;
} ag_map;

/* The number of `key`, or -1. */
int ag_map_get(const ag_map *m, ag_str key);

/* Sets `key` to `value` (not -1). */
void ag_map_set(ag_arena *a, ag_map *m, ag_str key, int value);

/* The number of `key`; if it is new, `fresh` becomes its number and comes back. */
int ag_map_add(ag_arena *a, ag_map *m, ag_str key, int fresh);

#endif
