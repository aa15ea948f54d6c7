/* From the world to a graph ready to be written, in one call: view, analysis, slices, layout. And the few
 * lines about it that a terminal shows. */
#ifndef AG_GRAPH_PRESENT_H
#define AG_GRAPH_PRESENT_H

#include "graph/analyse.h"
#include "graph/layout.h"
#include "graph/slices.h"
#include "graph/views.h"

#include <stdio.h>

/* out->graph lives in `a`, and so must the world. AG_MACHINE when igraph fails. */
ag_status ag_present(ag_arena *a, const ag_world *w, const ag_view_options *o, ag_view *out, ag_err *err);

/* A table for each type of actor: the `per_type` strongest with strength, betweenness and their
 * strongest tie; and a line of caution where the graph is too small to rank. */
void ag_graph_leading(const ag_graph *g, FILE *out, int per_type);

#endif
