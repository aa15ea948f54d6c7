/* Shortest paths from some nodes: for graphs too large for all. */
#ifndef AG_GRAPH_PATHS_H
#define AG_GRAPH_PATHS_H

#include "graph/measure.h"

/* Adds to `passed` [n] the dependencies of the sources on each node (Brandes 2001: the sum over targets
 * of the share of shortest paths from the source that pass the node), and to `near` [n] 1/distance from
 * each source. `length` [m] are above 0; paths count as equal when their lengths differ by less than
 * one part in 10^10. One Dijkstra a source gives both. Time k · (m + n) · log n. */
void ag_network_paths(const ag_network *net, const double *length, const int *source, int k, double *passed, double *near);

#endif
