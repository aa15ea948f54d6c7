/* Balance of signed triads: the friend of a friend is a friend, the enemy of an enemy is a friend. */
#ifndef AG_GRAPH_BALANCE_H
#define AG_GRAPH_BALANCE_H

#include "graph/measure.h"

typedef struct ag_balance {
    int *triads, *balanced; /* [n] triads of signed ties through a node; those among them whose signs
                               multiply to plus (Heider 1946; Cartwright & Harary 1956)              */
    long all, all_balanced;
} ag_balance;

/* `sign` [m]: +1, -1, or 0 for a tie that is neither and takes part in no triad. Each triad is found
 * once, from its two nodes of lower degree (Schank & Wagner 2005): time m^1.5. Counts are ints per
 * node: enough for two thousand million triads. */
void ag_network_balance(ag_arena *a, const ag_network *net, const int8_t *sign, ag_balance *out);

#endif
