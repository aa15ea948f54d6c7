/* The place of each actor: degrees, centralities, components and communities of the ties, written
 * into the columns of any view. Whatever the view shows, ranks are those of the facts in `ties`
 * (with claims, of claims too), on undirected weights. */
#ifndef AG_GRAPH_ANALYSE_H
#define AG_GRAPH_ANALYSE_H

#include "graph/views.h"

/* Fills degree_in, degree_out, strength, pagerank, betweenness, harmonic, eigenvector, kcore,
 * rank_in_type, community, community_label, component, and adds seed, modularity and caveats to the
 * description. Actors without a tie stay empty; in components under three actors so do pagerank,
 * betweenness, harmonic, eigenvector and rank_in_type, where they would say nothing.
 *
 *     degree_out  acts of the ties done to somebody; a symmetric act counts in both degrees
 *     rank_in_type  1 + actors of the same type with more strength
 *     backbone_p  of an edge that is a tie: how likely so much of an actor's strength would lie on one
 *                 of its k ties by chance, (1 - weight/strength)^(k - 1), the smaller of both ends
 *                 (Serrano, Boguna & Vespignani 2009); empty where both ends have one tie only
 *     community   numbered by size, then smallest id; label = its three strongest actors
 *
 * AG_MACHINE when igraph fails. */
ag_status ag_graph_analyse(ag_arena *a, ag_view *v, ag_err *err);

#endif
