/* How networks are trained: batches of sentences of similar length; Adam (Kingma and Ba 2015) with a rate
 * that rises over the first steps and falls along a cosine (Loshchilov and Hutter 2017), gradients held to
 * a length of 5 (Pascanu et al. 2013). The same bits on every processor: no function of libm but the
 * square root, which IEEE 754 rounds right. Inside net/ only. */
#ifndef AG_NET_OPTIMISE_H
#define AG_NET_OPTIMISE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

typedef struct ag_optimiser {
    size_t n;
    float *w, *g, *m, *v; /* [n]: weights (borrowed), their gradient, its average and that of its square */
    float *mean;          /* [n]: weights averaged over the last rounds, which do better than the last alone */
    int64_t step;
} ag_optimiser;

/* Zeroed averages and gradient, in `a`. */
void ag_optimiser_init(ag_arena *a, ag_optimiser *o, float *w, size_t n);

/* One step against `g`. `highest` is the rate at the top; `way` in [0, 1) how much of the training is done.
 * Returns the length of the gradient. */
double ag_optimiser_step(ag_optimiser *o, double highest, double way);

/* ---- the file of what was learned ---- */

typedef struct ag_learned {
    char magic[8];
    const void *shape;       /* of the network: a file of another shape, seed or number of rounds is refused */
    size_t shape_size;
    uint64_t seed;
    int64_t rounds;
    int *round;              /* done so far */
    ag_optimiser *by;
} ag_learned;

/* Writes it all; reads it back where the file is there. AG_INPUT when it is of another training. */
ag_status ag_learned_save(const ag_learned *s, const char *path, ag_err *err);
ag_status ag_learned_restore(const ag_learned *s, const char *path, ag_err *err);

/* ---- batches ---- */

enum { AG_TRAIN_LONGEST = 160 /* words of a sentence */ };

typedef struct ag_cut { /* sentences of a batch, by number */
    int *of, n;
    int set;
} ag_cut;

typedef AG_LIST(ag_cut) ag_cuts;

/* Sentences in the order of their length, give or take, in batches of about `size` words, the longest of each
 * first; added to `out` with `set`. With `random`, a `share` of the sentences (2.5: each twice, and half of them once more), and
 * none that is too long. */
void ag_cut_batches(ag_arena *a, const int *length, int n, int size, float share, uint64_t *random, int set, ag_cuts *out);

void ag_shuffle_cuts(ag_cuts *c, uint64_t *random);

/* Processor time of this process. */
double ag_seconds(void);

#endif
