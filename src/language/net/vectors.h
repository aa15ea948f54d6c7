/* Word vectors of a JSON file, at 8 bits. */
#ifndef AG_NET_VECTORS_H
#define AG_NET_VECTORS_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

/* A file of the form {"…": …, "vectors":{"the":[numbers],",":[numbers],…}, …}, word by word. */
typedef struct ag_vector_file {
    const char *path, *begin, *at, *end;
} ag_vector_file;

ag_status ag_vector_file_open(const char *path, ag_vector_file *out, ag_err *err);

/* The next word: its number (ag_word_number) and its first `width` numbers. *more is false behind the last
 * one. AG_INPUT with the byte where it goes wrong. */
ag_status ag_vector_file_next(ag_vector_file *f, int width, uint64_t *key, double *x, bool *more, ag_err *err);

typedef struct ag_vectors {
    int n, width;
    uint32_t *word; /* [n] ag_word.lower of each; row 0 stands for unknown words and is all zeros */
    int8_t *bits;   /* [n][width] */
    float scale;    /* number = scale · bits */
} ag_vectors;

/* The first `most` words of a file; of each list the first `width` numbers count. Words that are one once digits are folded share the first one's row.
 * AG_INPUT with place. */
ag_status ag_vectors_read(ag_arena *a, const char *path, int most, int width, ag_vectors *out, ag_err *err);

#endif
