/* A table from pairs of small numbers to a whole number, in an arena: open addressing with linear
 * probing (Knuth, The Art of Computer Programming 3, 6.4, algorithm L). Never walked: keep a list
 * beside it, so that no hash order can show. Zeroed is empty. */
#ifndef AG_RELATE_PAIRS_H
#define AG_RELATE_PAIRS_H

#include "base/arena.h"

typedef struct ag_pairs {
    struct ag_pairs_slot *slots;
    size_t room; /* a power of two */
    size_t n;
} ag_pairs;

/* The number of (x, y), or -1. Order counts: sort the pair first if it should not. */
int ag_pairs_get(const ag_pairs *p, int x, int y);

/* The number of (x, y); if the pair is new, `fresh` becomes its number and comes back. */
int ag_pairs_add(ag_arena *a, ag_pairs *p, int x, int y, int fresh);

#endif
