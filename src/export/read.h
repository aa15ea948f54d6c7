/* GraphML → a graph as columns: one of ours, or any with nodes, edges and plain keys. What comes back
 * can be compared, kept to (--like) or written again. */
#ifndef AG_EXPORT_READ_H
#define AG_EXPORT_READ_H

#include "base/err.h"
#include "graph/graph.h"

/* Reads `path`, gzipped or not. Types int and long become ints, float and double doubles; a value
 * that is not of its column's type is absent. Edges to unknown nodes are left out; of two nodes with
 * one id the first counts. Nodes and edges keep the order of the file; the kind of an edge is its XML
 * attribute `label`, else its column relation. AG_INPUT with the place: not there, not well-formed,
 * no GraphML. No network, no entities. */
ag_status ag_graphml_read(ag_arena *a, const char *path, ag_graph *out, ag_err *err);

#endif
