/* The one door to igraph: its types do not travel past it, its errors become ours. All calls take
 * an undirected weighted network without loops or repeated pairs, and are functions of it: seeds
 * are fixed, and one OpenMP thread is used, since PageRank's last bits change with two.
 *
 * The numbering of the nodes can show in the last bits and in how Leiden breaks ties: number them
 * by ag_network_order first, and no name has a say. */
#ifndef AG_GRAPH_MEASURE_H
#define AG_GRAPH_MEASURE_H

#include "base/arena.h"
#include "base/err.h"

typedef struct ag_network {
    int n, m;        /* nodes, edges          */
    int *from, *to;  /* [m]                   */
    double *weight;  /* [m] strength, above 0 */
} ag_network;

enum { AG_EXACT_NODES = 5000, AG_PIVOTS = 128, AG_SPRING_ALL = 200 };

typedef struct ag_measures {
    double *strength;    /* [n] sum of weights                                                          */
    double *pagerank;    /* [n] damping 0.85, sums to 1 (Brin & Page 1998; PRPACK)                      */
    double *betweenness; /* [n] share of all pairs whose shortest paths pass, 0 … 1 (Freeman 1977,
                            Brandes 2001), lengths 1/weight                                             */
    double *harmonic;    /* [n] mean over all others of 1/distance (Marchiori & Latora 2000), the same
                            lengths; so not bounded by 1 where weights exceed 1                         */
    double *eigenvector; /* [n] of the component with the largest eigenvalue, largest entry 1; 0 outside */
    int *kcore;          /* [n] (Seidman 1983; Batagelj & Zaversnik 2003)                               */
    double *constraint;  /* [n] Burt (1992): how much one's ties lead to people who are tied to each other; low
                            for a broker. Proportional weights                                          */
    bool *is_articulation; /* [n] without it its component falls apart (Tarjan 1972)                    */
    bool *is_bridge;     /* [m] the only way between two parts                                          */
    int *component;      /* [n] from 0, by size, then by smallest node                                  */
    int *component_size; /* [n] of the node's component                                                 */
    int *community;      /* [n] Leiden for modularity (Traag, Waltman & van Eck 2019), resolution 1, ten
                            iterations; from 0, by size, then by smallest node                          */
    int communities, components;
    double modularity;
    bool is_sampled;     /* above AG_EXACT_NODES: betweenness and harmonic are estimated from AG_PIVOTS
                            seeded sources, scaled by n / AG_PIVOTS (Brandes & Pich 2007; Eppstein &
                            Wang 2004)                                                                  */
} ag_measures;

/* Everything above, in `a`. AG_MACHINE when igraph fails; the sentence says at what. */
ag_status ag_network_measure(ag_arena *a, const ag_network *net, unsigned long seed, ag_measures *out, ag_err *err);

/* A spring layout that starts at x, y [n] and leaves its result there; `weight` is how strongly edges
 * pull. Up to AG_SPRING_ALL nodes: Kamada & Kawai (1989); above: Fruchterman & Reingold (1991), on a
 * grid above 1000 nodes. The network is connected. */
ag_status ag_network_spring(const ag_network *net, unsigned long seed, double *x, double *y, ag_err *err);

/* Numbers for nodes that do not depend on their names: order[k] is the node that comes k-th. Nodes
 * are told apart by colour refinement on weights (Weisfeiler & Leman 1968; ten rounds); those still
 * alike by `tie` [n] (smaller first; NULL: none), then by their present number. */
void ag_network_order(ag_arena *a, const ag_network *net, const uint64_t *tie, int *order);

/* The same network with node order[k] numbered k; edges sorted. */
ag_network ag_network_renumber(ag_arena *a, const ag_network *net, const int *order);

#endif
