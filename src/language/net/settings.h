/* Numbers of a training that a command may set. */
#ifndef AG_NET_SETTINGS_H
#define AG_NET_SETTINGS_H

#include "base/arena.h"

#include <string.h>

/* A row of a table that ends with a NULL name. */
typedef struct ag_setting {
    const char *name;
    int *whole;                  /* one of the two */
    float *part;
    const char *what;            /* for --help */
} ag_setting;

/* The rows of an ag_net_dropout that networks share. */
#define AG_DROP_SETTINGS(drop)                                                            \
    { "drop-word", NULL, &(drop).word, "probabilities of dropout: trained words" },        \
    { "drop-vector", NULL, &(drop).vector, "word vectors" },                               \
    { "drop-input", NULL, &(drop).input, "inputs of the first layer" },                    \
    { "drop-between", NULL, &(drop).between, "between the layers" },                       \
    { "drop-recurrent", NULL, &(drop).recurrent, "from step to step" },                    \
    { "drop-output", NULL, &(drop).output, "behind the last layer" }

/* A table in `a`. */
static inline const ag_setting *
ag_settings_copy(ag_arena *a, const ag_setting *rows, size_t bytes)
{
    ag_setting *copy = ag_arena_alloc(a, bytes);

    memcpy(copy, rows, bytes);
    return copy;
}

#endif
