/* How certain a rank is: what would it be, had other stories come in? */
#ifndef AG_GRAPH_INTERVALS_H
#define AG_GRAPH_INTERVALS_H

#include "graph/views.h"

enum {
    AG_BOOTSTRAP_ROUNDS = 200,
    AG_FEW_ORIGINS = 5 /* an actor known from fewer independent stories has no interval */
};

typedef struct ag_intervals {
    int *low, *high; /* [n] best and worst place among its group in 95 of 100 samples; 0: too few origins */
} ag_intervals;

/* The bootstrap (Efron 1979; percentile intervals) over independent stories: the origins behind the ties
 * are drawn with replacement, as many as there are; an act weighs by those of its origins that were
 * drawn, and one whose stories were all left out does not weigh. Strengths and places follow.
 *
 *     node [actors]  number from 0 to n - 1, or -1
 *     group [n]      places are counted within groups (types of actors); -1: not ranked
 *
 * Time rounds · (shares of all ties + n log n). Seeded. It tells how much depends on single stories,
 * not whether the stories are true or were understood. */
void ag_rank_intervals(ag_arena *a, const ag_view *v, const int *node, int n, const int *group, unsigned long seed, ag_intervals *out);

#endif
