/* A graph → DOT for Graphviz, with the layout we have: `neato -n2 -Tsvg` draws it as it stands, `dot`
 * and `sfdp` lay it out anew. All columns but looks go along as attributes, the label of a node as
 * xlabel, since most are wider than their node; positions are points, widths inches. */
#include "export/columns.h"
#include "export/formats.h"

#include <math.h>

/* A quoted string: Graphviz reads \N, \n and the like inside it, so a backslash is two. */
static void
add_quoted(ag_buf *b, ag_str s)
{
    ag_buf_char(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (c == '"' || c == '\\')
            ag_buf_char(b, '\\');
        if ((unsigned char)c >= 32 || c == '\n' || c == '\t')
            ag_buf_char(b, c);
    }
    ag_buf_char(b, '"');
}

static void
cells(ag_buf *b, const ag_column *columns, int n, int row, bool is_node)
{
    for (int i = 0; i < n; i++) {
        const ag_column *c = &columns[i];

        if (!ag_cell_has(c, row) || ag_column_is_look(c))
            continue;
        ag_buf_printf(b, ", %s=", is_node && strcmp(c->name, "label") == 0 ? "xlabel" : c->name);
        if (c->type == AG_COLUMN_STRING)
            add_quoted(b, c->value.strings[row]);
        else {
            ag_buf_char(b, '"');
            ag_cell_add(b, c, row);
            ag_buf_char(b, '"');
        }
    }
}

static void
add_looks(ag_buf *b, const ag_looks *l, int row)
{
    ag_buf_z(b, "fillcolor=\"");
    ag_colour_add(b, l->rgb, row);
    ag_buf_z(b, "\", width=\"");
    ag_buf_number(b, 2 * ag_cell_number(l->size, row, 10) / 72);
    ag_buf_z(b, "\", pos=\"");
    ag_buf_number(b, ag_cell_number(l->x, row, 0));
    ag_buf_char(b, ',');
    ag_buf_number(b, ag_cell_number(l->y, row, 0));
    ag_buf_z(b, "!\"");
}

void
ag_write_dot(const ag_export *x, ag_out *out)
{
    const ag_graph *g = x->graph;
    ag_looks l = ag_looks_of(g);
    ag_buf *b = &out->text;

    ag_buf_printf(b, "%s actorgraph {\n", g->is_directed ? "digraph" : "graph");
    ag_buf_z(b, "  graph [comment=");
    add_quoted(b, g->description);
    ag_buf_z(b, ", outputorder=edgesfirst, splines=false];\n"
                "  node [label=\"\", shape=circle, style=filled, fixedsize=true, fontname=\"Helvetica\", fontsize=11];\n"
                "  edge [fontname=\"Helvetica\", fontsize=8];\n");
    for (int i = 0; i < g->n_nodes; i++, ag_out_pass(out)) {
        ag_buf_z(b, "  ");
        add_quoted(b, g->node_id[i]);
        ag_buf_z(b, " [");
        add_looks(b, &l, i);
        cells(b, g->node_columns.at, g->node_columns.n, i, true);
        ag_buf_z(b, "];\n");
    }
    for (int i = 0; i < g->n_edges; i++, ag_out_pass(out)) {
        ag_buf_z(b, "  ");
        add_quoted(b, g->node_id[g->edge_from[i]]);
        ag_buf_z(b, g->is_directed ? " -> " : " -- ");
        add_quoted(b, g->node_id[g->edge_to[i]]);
        ag_buf_z(b, " [id=");
        add_quoted(b, g->edge_id[i]);
        ag_buf_z(b, ", kind=");
        add_quoted(b, g->edge_kind[i]);
        ag_buf_z(b, ", color=\"");
        ag_colour_add(b, l.edge_rgb, i);
        ag_buf_z(b, "\", penwidth=\"");
        ag_buf_number(b, 0.5 + log2(1 + ag_cell_number(l.weight, i, 0)));
        ag_buf_z(b, ag_cell_number(l.tier, i, 0) == 3 ? "\", style=dashed" : "\"");
        cells(b, g->edge_columns.at, g->edge_columns.n, i, false);
        ag_buf_z(b, "];\n");
    }
    ag_buf_z(b, "}\n");
}
