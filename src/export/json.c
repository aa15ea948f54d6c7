/* A graph → JSON in two forms:
 *
 *     json       what graphology's Graph.from takes: options, nodes [key, attributes], edges [key,
 *                source, target, undirected, attributes]
 *     node-link  what networkx's node_link_graph and d3 take: nodes [id, …], links [source, target,
 *                key, …]
 *
 * Columns keep their names; `color` ("#0072b2") stands beside r, g, b, and the kind of an edge as
 * `kind`. What is absent is left out. (sigma takes an attribute `type` of nodes for a way to draw
 * them: set `defaultNodeType`, or rename it when importing.) */
#include "export/columns.h"
#include "export/formats.h"

static void
add_name(ag_buf *b, const char *name)
{
    ag_buf_char(b, '"');
    ag_buf_z(b, name);
    ag_buf_z(b, "\":");
}

static void
cells(ag_buf *b, const ag_column *columns, int n, const ag_column *const rgb[3], int row, bool is_first)
{
    for (int i = 0; i < n; i++) {
        const ag_column *c = &columns[i];

        if (!ag_cell_has(c, row))
            continue;
        if (!is_first)
            ag_buf_char(b, ',');
        is_first = false;
        add_name(b, c->name);
        if (c->type == AG_COLUMN_STRING)
            ag_buf_json(b, c->value.strings[row]);
        else
            ag_cell_add(b, c, row);
    }
    if (ag_cell_has(rgb[0], row) && ag_cell_has(rgb[1], row) && ag_cell_has(rgb[2], row)) {
        if (!is_first)
            ag_buf_char(b, ',');
        ag_buf_z(b, "\"color\":\"");
        ag_colour_add(b, rgb, row);
        ag_buf_char(b, '"');
    }
}

static void
add_text(ag_buf *b, const char *name, ag_str value)
{
    add_name(b, name);
    ag_buf_json(b, value);
}

void
ag_write_json(const ag_export *x, ag_out *out)
{
    const ag_graph *g = x->graph;
    ag_looks l = ag_looks_of(g);
    ag_buf *b = &out->text;

    ag_buf_z(b, "{\"attributes\":{");
    add_text(b, "creator", AG_S("actorgraph"));
    ag_buf_char(b, ',');
    add_text(b, "description", g->description);
    ag_buf_printf(b, "},\n\"options\":{\"type\":\"%s\",\"multi\":true,\"allowSelfLoops\":true},\n\"nodes\":[",
                  g->is_directed ? "directed" : "undirected");
    for (int i = 0; i < g->n_nodes; i++, ag_out_pass(out)) {
        ag_buf_z(b, i ? ",\n{" : "\n{");
        add_text(b, "key", g->node_id[i]);
        ag_buf_z(b, ",\"attributes\":{");
        cells(b, g->node_columns.at, g->node_columns.n, l.rgb, i, true);
        ag_buf_z(b, "}}");
    }
    ag_buf_z(b, "],\n\"edges\":[");
    for (int i = 0; i < g->n_edges; i++, ag_out_pass(out)) {
        ag_buf_z(b, i ? ",\n{" : "\n{");
        add_text(b, "key", g->edge_id[i]);
        ag_buf_char(b, ',');
        add_text(b, "source", g->node_id[g->edge_from[i]]);
        ag_buf_char(b, ',');
        add_text(b, "target", g->node_id[g->edge_to[i]]);
        ag_buf_z(b, g->is_directed ? ",\"attributes\":{" : ",\"undirected\":true,\"attributes\":{");
        add_text(b, "kind", g->edge_kind[i]);
        cells(b, g->edge_columns.at, g->edge_columns.n, l.edge_rgb, i, false);
        ag_buf_z(b, "}}");
    }
    ag_buf_z(b, "]}\n");
}

void
ag_write_node_link(const ag_export *x, ag_out *out)
{
    const ag_graph *g = x->graph;
    ag_looks l = ag_looks_of(g);
    ag_buf *b = &out->text;

    ag_buf_printf(b, "{\"directed\":%s,\"multigraph\":true,\"graph\":{", g->is_directed ? "true" : "false");
    add_text(b, "description", g->description);
    ag_buf_z(b, "},\n\"nodes\":[");
    for (int i = 0; i < g->n_nodes; i++, ag_out_pass(out)) {
        ag_buf_z(b, i ? ",\n{" : "\n{");
        add_text(b, "id", g->node_id[i]);
        cells(b, g->node_columns.at, g->node_columns.n, l.rgb, i, false);
        ag_buf_char(b, '}');
    }
    ag_buf_z(b, "],\n\"links\":[");
    for (int i = 0; i < g->n_edges; i++, ag_out_pass(out)) {
        ag_buf_z(b, i ? ",\n{" : "\n{");
        add_text(b, "source", g->node_id[g->edge_from[i]]);
        ag_buf_char(b, ',');
        add_text(b, "target", g->node_id[g->edge_to[i]]);
        ag_buf_char(b, ',');
        add_text(b, "key", g->edge_id[i]);
        ag_buf_char(b, ',');
        add_text(b, "kind", g->edge_kind[i]);
        cells(b, g->edge_columns.at, g->edge_columns.n, l.edge_rgb, i, false);
        ag_buf_char(b, '}');
    }
    ag_buf_z(b, "]}\n");
}
