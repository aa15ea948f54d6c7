/* From one actor to another along ties. */
#ifndef AG_GRAPH_ROUTE_H
#define AG_GRAPH_ROUTE_H

#include "graph/graph.h"

typedef struct ag_route {
    AG_LIST(int) edges;   /* in order from the first node; none: no way, or no distance */
    double length;
} ag_route;

/* The shortest way (Dijkstra 1959) from one node to another over edges of tier 1 and 2, each 1/weight
 * long; -1 for a node is no way. Of ways equally long the one found first, in order of ids. */
void ag_graph_route(ag_arena *a, const ag_graph *g, int from, int to, ag_route *out);

#endif
