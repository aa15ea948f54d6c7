/* What the network in training and the network in use share. Inside net/ only. */
#ifndef AG_NET_INSIDE_H
#define AG_NET_INSIDE_H

#include "language/net/net.h"

#define AG_LEAK 0.1f /* slope of the rectifier below zero */

static inline int
ag_input_width(const ag_net_shape *p)
{
    return p->d_vector + p->d_word + p->d_suffix + p->d_prefix + p->d_shape;
}

static inline int
ag_mlp_width(const ag_net_shape *p)
{
    return 2 * p->arc + 2 * p->label;
}

static inline int
ag_lstm_block(int layer, int direction, int part)
{
    return AG_NET_LSTM + (layer * 2 + direction) * 3 + part;
}

/* ---- scratch memory: valid until the scratch is taken back to a mark before --------------------- */

struct ag_net_slab {
    float *at;
    size_t room;
};

typedef struct ag_mark {
    int slab;
    size_t used;
} ag_mark;

/* `floats` numbers, aligned to 64 bytes; ag_take_zero clears them. Without memory the program ends. */
float *ag_take(ag_net_scratch *s, size_t floats);
float *ag_take_zero(ag_net_scratch *s, size_t floats);
int *ag_take_ints(ag_net_scratch *s, size_t n);
ag_mark ag_here(const ag_net_scratch *s);
void ag_back_to(ag_net_scratch *s, ag_mark m);

/* The order of the recurrence: the rows of step t are first[t] … first[t] + active[t] - 1, one for
 * each of the longest sentences; word[d] tells which word a row is in direction d. */
typedef struct ag_steps {
    int *active, *first; /* [T], [T + 1] */
    int *word[2];        /* [N] */
} ag_steps;

void ag_lay_steps(const ag_net_batch *b, ag_net_scratch *s, ag_steps *out);

#endif
