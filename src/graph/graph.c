/* Columns of a graph. Rows are fixed when the first column is added: set n_nodes and n_edges
 * before. Weak point: finding a column by name is a walk over some forty names, so callers that
 * fill row by row fetch the column once. */
#include "graph/graph.h"

static ag_column
make(ag_arena *a, const char *name, ag_column_type type, int rows)
{
    ag_column c = { .name = name, .type = (uint8_t)type, .has = AG_ARRAY(a, bool, rows) };

    switch (type) {
    case AG_COLUMN_STRING: c.value.strings = AG_ARRAY(a, ag_str, rows); break;
    case AG_COLUMN_INT: c.value.ints = AG_ARRAY(a, long, rows); break;
    case AG_COLUMN_DOUBLE: c.value.doubles = AG_ARRAY(a, double, rows); break;
    case AG_COLUMN_BOOL: c.value.bools = AG_ARRAY(a, bool, rows); break;
    }
    return c;
}

ag_column *
ag_node_column_add(ag_arena *a, ag_graph *g, const char *name, ag_column_type type)
{
    AG_PUSH(a, &g->node_columns, make(a, name, type, g->n_nodes));
    return &g->node_columns.at[g->node_columns.n - 1];
}

ag_column *
ag_edge_column_add(ag_arena *a, ag_graph *g, const char *name, ag_column_type type)
{
    AG_PUSH(a, &g->edge_columns, make(a, name, type, g->n_edges));
    return &g->edge_columns.at[g->edge_columns.n - 1];
}

ag_column *
ag_node_column(const ag_graph *g, const char *name)
{
    for (int i = 0; i < g->node_columns.n; i++)
        if (strcmp(g->node_columns.at[i].name, name) == 0)
            return &g->node_columns.at[i];
    return NULL;
}

ag_column *
ag_edge_column(const ag_graph *g, const char *name)
{
    for (int i = 0; i < g->edge_columns.n; i++)
        if (strcmp(g->edge_columns.at[i].name, name) == 0)
            return &g->edge_columns.at[i];
    return NULL;
}
