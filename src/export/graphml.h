/* A graph → GraphML that Gephi, networkx, igraph, Neo4j and validating readers take without a word.
 *
 * Written through libxml2's xmlTextWriter: escaping is its work. Keys come first, with ids equal to
 * their names (an edge key whose name a node key has is "e_NAME"; the edge's label is "edgelabel"),
 * nodes before edges, no defaults, no <desc>; what is absent is not written, and a column without
 * any value is not declared, except the weight. Control characters that XML cannot carry are left
 * out. The description stands in a comment: Gephi would warn of an attribute of the graph.
 *
 * Gephi's reader turns "INF" inside any string but a label into "Infinity" and a string "null" into
 * nothing (gephi issue 2158); there is no way to escape either, so texts are written as they are. */
#ifndef AG_EXPORT_GRAPHML_H
#define AG_EXPORT_GRAPHML_H

#include "base/err.h"
#include "graph/graph.h"

#include <stdio.h>

typedef enum ag_graphml_flavour {
    AG_GRAPHML_GEPHI, /* the kind of an edge also as its XML attribute `label`: without it Gephi merges
                         two kinds of one pair. The GraphML schema does not know that attribute       */
    AG_GRAPHML_STRICT /* without it: for readers that validate */
} ag_graphml_flavour;

/* Writes all of `g`. AG_MACHINE when it cannot be written; `out` stays open. */
ag_status ag_graphml_write(const ag_graph *g, ag_graphml_flavour flavour, FILE *out, ag_err *err);

#endif
