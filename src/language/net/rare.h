/* Vectors of rare words, coarsely: most names are rare words, and a whole row for each would be too much.
 *
 * A word's vector is the sum of three rows, one of each of three tables of 1024 (residual vector
 * quantisation: Juang and Gray 1982, "Multiple stage vector quantization for speech coding"): 30 bits
 * instead of 100 bytes. Each table is made by k-means (Lloyd 1982) of what the tables before it leave. */
#ifndef AG_NET_RARE_H
#define AG_NET_RARE_H

#include "base/buf.h"
#include "base/err.h"
#include "language/lookup.h"
#include "language/net/vectors.h"

enum { AG_RARE_TABLES = 3, AG_RARE_BITS = 10, AG_RARE_ROWS = 1 << AG_RARE_BITS };

/* Replaces the rows of `v` behind `most` (and row 0, the unknown word) by their sums, and writes what use
 * wants: the section of tables [3][1024][width] int8, in steps of v->scale, and the look-up of word
 * numbers → 30 bits; either may be NULL. The same bytes on every processor. */
void ag_rare_make(ag_arena *a, ag_vectors *v, int most, ag_buf *tables, ag_buf *words);

typedef struct ag_rare {
    ag_lookup words;
    const int8_t *tables;
    int width;
} ag_rare;

/* They are pointed into. AG_INPUT when they do not hold together. */
ag_status ag_rare_open(ag_str tables, ag_str words, int width, ag_rare *out, ag_err *err);

/* What stands for the vector of a rare word in ag_net_word: below zero; 0: not known. */
int32_t ag_rare_code(const ag_rare *r, uint32_t word);

/* The sum [width] of a code below zero. */
void ag_rare_vector(const ag_rare *r, int32_t code, int8_t *out);

#endif
