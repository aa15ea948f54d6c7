/* The place of each actor: degrees, centralities, components and communities of the ties, written
 * into the columns of any view. Whatever the view shows, ranks are those of the facts in `ties`
 * (with claims, of claims too), on undirected weights. */
#ifndef AG_GRAPH_ANALYSE_H
#define AG_GRAPH_ANALYSE_H

#include "graph/views.h"

/* Fills degree_in, degree_out, strength, pagerank, betweenness, harmonic, eigenvector, kcore,
 * constraint, articulation, balance, rank_in_type with its interval, community, community_label, component,
 * and adds seed, modularity and caveats to the description. Actors without a tie stay empty; in components under three actors so do pagerank,
 * betweenness, harmonic, eigenvector, constraint and ranks, where they would say nothing.
 *
 *     degree_out  acts of the ties done to somebody; a symmetric act counts in both degrees
 *     rank_in_type  1 + actors of the same type with more strength
 *     backbone_p  of an edge that is a tie: how likely so much of an actor's strength would lie on one
 *                 of its k ties by chance, (1 - weight/strength)^(k - 1), the smaller of both ends
 *                 (Serrano, Boguna & Vespignani 2009); empty where both ends have one tie only
 *     balance     of an actor's triads of ties with a sign (that of `net`) the share that is balanced;
 *                 in graphs of 50 ties and more (graph/balance.h)
 *     rank_low, rank_high, rank_interval  best and worst rank_in_type in 95 of 100 samples of the stories;
 *                 "too few" below five origins (graph/intervals.h)
 *     bridge, articulation  of ties and actors without which a component falls apart
 *     community   numbered by size, then smallest id, or as in options.like; label = its three strongest
 *
 * AG_MACHINE when igraph fails. */
ag_status ag_graph_analyse(ag_arena *a, ag_view *v, ag_err *err);

#endif
