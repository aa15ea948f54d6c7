/* A graph → GraphML that Gephi, networkx, igraph, Neo4j and validating readers take without a word.
 *
 * Keys come first, with ids equal to their names (an edge key whose name a node key has is "e_NAME";
 * the edge's label is "edgelabel"), nodes before edges, no defaults, no <desc>; what is absent is not
 * written, and a column without any value is not declared, except the weight. The description stands
 * in a comment: Gephi would warn of an attribute of the graph. Two flavours (formats.h): the default
 * has the kind of an edge also as its XML attribute `label`, without which Gephi merges two kinds of
 * one pair; the strict one validates against the GraphML schema, which does not know that attribute.
 *
 * Gephi's reader turns "INF" inside any string but a label into "Infinity" and a string "null" into
 * nothing (gephi issue 2158); there is no way to escape either, so texts are written as they are. */
#ifndef AG_EXPORT_GRAPHML_H
#define AG_EXPORT_GRAPHML_H

#include "graph/graph.h"

enum { AG_KEY_ROOM = 80 };

/* The id under which a column stands in GraphML and in GEXF: its name, made unique over nodes and edges. */
void ag_key_id(const ag_graph *g, const ag_column *c, bool is_edge, char out[AG_KEY_ROOM]);

/* Does any row have a value? The weight of edges always does. */
bool ag_column_is_used(const ag_column *c, int rows);

#endif
