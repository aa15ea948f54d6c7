/* Read-only tables from a number to a number, in a mapped file: word to cluster, word and tag to
 * lemma. */
#ifndef AG_LANGUAGE_LOOKUP_H
#define AG_LANGUAGE_LOOKUP_H

#include "base/buf.h"
#include "base/err.h"

typedef struct ag_lookup_slot {
    uint32_t key, value; /* key 0: empty */
} ag_lookup_slot;

typedef struct ag_lookup {
    const ag_lookup_slot *slots;
    uint32_t count;
} ag_lookup;

typedef struct ag_pair {
    uint64_t key;
    uint32_t value;
} ag_pair;

/* The value of `key`, or `none`. Another key may answer by chance, 1 in 2^32. */
uint32_t ag_lookup_get(const ag_lookup *t, uint64_t key, uint32_t none);

/* It points into `section`. AG_INPUT when it does not hold together. */
ag_status ag_lookup_open(ag_str section, const char *name, ag_lookup *out, ag_err *err);

/* Writes the table of the pairs (which it sorts by key). */
void ag_lookup_write(ag_pair *pairs, size_t n, ag_buf *out);

#endif
