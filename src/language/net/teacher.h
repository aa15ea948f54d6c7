/* What trained networks together think of sentences: soft targets for another network.
 *
 * A small network that learns what larger ones think of much text that nobody annotated gets most of
 * their accuracy at its own speed (Hinton, Vinyals and Dean 2015; for trees: Kuncoro et al. 2016). */
#ifndef AG_NET_TEACHER_H
#define AG_NET_TEACHER_H

#include "language/net/net.h"

/* Networks that agree in rows and classes. */
typedef struct ag_teachers {
    ag_net *net;
    ag_net_scratch *scratch; /* one each */
    int n;
} ag_teachers;

/* The averages of what they think of a batch: gold [N], the best tree and the likeliest classes, and
 * soft [N]. Uses `a` for the time of the call. */
void ag_teach(ag_arena *a, const ag_teachers *t, const ag_net_batch *b, ag_net_gold *gold, ag_net_soft *soft);

/* The `most` likeliest (at most AG_NET_HEAD_SHARES) of chances [n], which are used up, as shares of all that are kept. */
void ag_keep_shares(float *chance, int n, ag_net_share *out, int most);

#endif
