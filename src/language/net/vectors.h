/* Word vectors of a JSON file, at 8 bits. */
#ifndef AG_NET_VECTORS_H
#define AG_NET_VECTORS_H

#include "base/arena.h"
#include "base/err.h"

typedef struct ag_vectors {
    int n, width;
    uint32_t *word; /* [n] ag_word.lower of each; row 0 stands for unknown words and is all zeros */
    int8_t *bits;   /* [n][width] */
    float scale;    /* number = scale · bits */
} ag_vectors;

/* The first `most` words of {"…": …, "vectors": {"the": [numbers], …}}; of each list the first
 * `width` numbers count. Words that are one once digits are folded share the first one's row.
 * AG_INPUT with place. */
ag_status ag_vectors_read(ag_arena *a, const char *path, int most, int width, ag_vectors *out, ag_err *err);

#endif
