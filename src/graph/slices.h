/* Time in a graph: moments of edges cut into days, weeks or months, and a column for each. */
#ifndef AG_GRAPH_SLICES_H
#define AG_GRAPH_SLICES_H

#include "graph/views.h"

/* "week", "month" …, NULL at the end: what --slice may say. */
extern const char *const ag_slice_words[];

/* Cuts g->edge_moments by options.slice: what lies within one span is moved to its first and last
 * day; what is known less well keeps its days and loses its weight, since no span can claim it.
 *
 * By weeks or months it also adds a column for each span from the first act to the last:
 *     edges  weight_2025-W34    what the acts of that week give to the weight
 *     nodes  strength_2025-W34  the same of all ties of an actor, in whatever view
 * An actor or edge without an act in a span has no value there. With more than 400 spans there are
 * no columns, and the description says so. Call after ag_graph_analyse. */
void ag_graph_slice(ag_arena *a, ag_view *v);

#endif
