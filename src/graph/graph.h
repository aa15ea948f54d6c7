/* A graph as columns: what views build, analysis fills and exporters write. Nodes and edges are
 * numbered from 0 in the order of their ids; a column holds one value for each, or none. */
#ifndef AG_GRAPH_H
#define AG_GRAPH_H

#include "actorgraph.h"

typedef enum ag_column_type { AG_COLUMN_STRING, AG_COLUMN_INT, AG_COLUMN_DOUBLE, AG_COLUMN_BOOL } ag_column_type;

typedef struct ag_column {
    const char *name;       /* an NMTOKEN, unique among nodes or among edges */
    uint8_t type;           /* ag_column_type */
    bool *has;              /* [rows] a value that does not apply is absent, never 0 */
    union {
        ag_str *strings;    /* [rows] */
        long *ints;
        double *doubles;
        bool *bools;
    } value;
} ag_column;

/* An act of an edge in time: the days in which it lies, one day where that is known. */
typedef struct ag_moment {
    ag_day from, to;
    double weight;          /* what it gives to the weight of the edge; 0: it is no fact */
} ag_moment;

typedef struct ag_moments {
    AG_LIST(ag_moment) list; /* by from, to; dated ones only */
} ag_moments;

typedef struct ag_graph {
    bool is_directed;
    int n_nodes, n_edges;
    ag_str *node_id;        /* [n_nodes] NMTOKENs */
    ag_str *edge_id;        /* [n_edges] */
    int *edge_from, *edge_to;
    ag_str *edge_kind;      /* [n_edges] "ASSAULT claimed": Gephi's Kind */
    ag_moments *edge_moments; /* [n_edges] when; NULL: not known of any */
    const char *span;       /* what a moment with a weight is: "day", "week" …; NULL: "day" */
    AG_LIST(ag_column) node_columns;
    AG_LIST(ag_column) edge_columns;
    ag_str description;     /* how it was made: view, weights, seed, caveats */
} ag_graph;

/* A new column at the end, all values absent. The pointer holds until the next one is added. */
ag_column *ag_node_column_add(ag_arena *a, ag_graph *g, const char *name, ag_column_type type);
ag_column *ag_edge_column_add(ag_arena *a, ag_graph *g, const char *name, ag_column_type type);

/* The column of that name, or NULL. */
ag_column *ag_node_column(const ag_graph *g, const char *name);
ag_column *ag_edge_column(const ag_graph *g, const char *name);

#endif
