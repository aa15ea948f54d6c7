/* How a graph looks when it opens: positions, sizes, colours.
 *
 *     x, y    spring layout in which edges within a community pull more than those between; components
 *             apart, the largest in the middle, small ones at the rim; about ±500 for 100 nodes; no
 *             two discs (radius = size) touch
 *             With options.like, actors of the earlier graph stay where they were, and new ones come
 *             beside those they have ties with
 *     size    10 to 40: 10 + 30 · sqrt(strength / largest strength); 10 where there is none
 *     r g b   nodes: a fixed colour for each of eight countries, whatever the data say, grey for the
 *             rest; or by community or type. Edges: blue cooperation, vermilion conflict, purple
 *             both, grey neither; a pale tint for what is no fact */
#ifndef AG_GRAPH_LAYOUT_H
#define AG_GRAPH_LAYOUT_H

#include "graph/views.h"

/* Fills x, y, size, r, g, b of nodes and r, g, b of edges; call ag_graph_analyse before. The same
 * graph and seed give the same picture. AG_MACHINE when igraph fails. */
ag_status ag_graph_layout(ag_arena *a, ag_view *v, ag_err *err);

#endif
