/* A graph → GraphML that Gephi, networkx, igraph, Neo4j and validating readers take without a word.
 *
 * Keys come first, with ids equal to their names (an edge key whose name a node key has is "e_NAME";
 * the edge's label is "edgelabel"), nodes before edges, no defaults, no <desc>; what is absent is not
 * written, and a column without any value is not declared, except the weight. The description stands
 * in a comment: Gephi would warn of an attribute of the graph. Two flavours: the default has the kind
 * of an edge also as its XML attribute `label`, without which Gephi merges two kinds of one pair; the
 * strict one validates against the GraphML schema, which does not know that attribute.
 *
 * Gephi's reader turns "INF" inside any string but a label into "Infinity" and a string "null" into
 * nothing (gephi issue 2158); there is no way to escape either, so texts are written as they are. */
#include "export/columns.h"
#include "export/formats.h"
#include "export/xml.h"

#include <stdio.h>

static const char *const type_names[] = { "string", "int", "double", "boolean" };

typedef struct key {
    const ag_column *column;
    ag_str open; /* "<data key="ID">" with its indent */
} key;

/* Declares the columns that hold something; fills keys [n], returns their number. */
static int
declare(ag_arena *a, ag_out *out, const ag_graph *g, const ag_column *columns, int n, int rows, bool is_edge, key *keys)
{
    int used = 0;

    for (int i = 0; i < n; i++) {
        const ag_column *c = &columns[i];
        char id[AG_KEY_ROOM];

        if (!ag_column_is_used(c, rows))
            continue;
        ag_key_id(g, c, is_edge, id);
        keys[used++] = (key){ c, ag_arena_printf(a, "   <data key=\"%s\">", id) };
        ag_buf_z(&out->text, " <key");
        ag_xml_attribute(&out->text, "id", ag_str_of(id));
        ag_xml_attribute(&out->text, "for", is_edge ? AG_S("edge") : AG_S("node"));
        ag_xml_attribute(&out->text, "attr.name", ag_str_of(c->name));
        ag_xml_attribute(&out->text, "attr.type", ag_str_of(type_names[c->type]));
        ag_buf_z(&out->text, "/>\n");
    }
    return used;
}

static void
cells(ag_buf *b, const key *keys, int n, int row)
{
    for (int i = 0; i < n; i++) {
        const ag_column *c = keys[i].column;

        if (!ag_cell_has(c, row))
            continue;
        ag_buf_str(b, keys[i].open);
        if (c->type == AG_COLUMN_STRING)
            ag_xml_text(b, c->value.strings[row]);
        else
            ag_cell_add(b, c, row);
        ag_buf_add(b, "</data>\n", 8);
    }
}

static void
write_all(const ag_export *x, bool has_kinds, ag_out *out)
{
    const ag_graph *g = x->graph;
    ag_buf *b = &out->text;
    ag_arena *a = ag_arena_new(0);
    key *node_keys = AG_ARRAY(a, key, g->node_columns.n + 1), *edge_keys = AG_ARRAY(a, key, g->edge_columns.n + 1);

    ag_buf_z(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (g->description.len)
        ag_xml_comment(b, g->description);
    ag_buf_z(b, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");

    int nodes = declare(a, out, g, g->node_columns.at, g->node_columns.n, g->n_nodes, false, node_keys);
    int edges = declare(a, out, g, g->edge_columns.at, g->edge_columns.n, g->n_edges, true, edge_keys);

    ag_buf_z(b, " <graph id=\"actorgraph\"");
    ag_xml_attribute(b, "edgedefault", g->is_directed ? AG_S("directed") : AG_S("undirected"));
    ag_buf_z(b, ">\n");
    for (int i = 0; i < g->n_nodes; i++, ag_out_pass(out)) {
        ag_buf_z(b, "  <node");
        ag_xml_attribute(b, "id", g->node_id[i]);
        ag_buf_z(b, ">\n");
        cells(b, node_keys, nodes, i);
        ag_buf_z(b, "  </node>\n");
    }
    for (int i = 0; i < g->n_edges; i++, ag_out_pass(out)) {
        ag_buf_z(b, "  <edge");
        ag_xml_attribute(b, "id", g->edge_id[i]);
        ag_xml_attribute(b, "source", g->node_id[g->edge_from[i]]);
        ag_xml_attribute(b, "target", g->node_id[g->edge_to[i]]);
        if (has_kinds)
            ag_xml_attribute(b, "label", g->edge_kind[i]);
        ag_buf_z(b, ">\n");
        cells(b, edge_keys, edges, i);
        ag_buf_z(b, "  </edge>\n");
    }
    ag_buf_z(b, " </graph>\n</graphml>\n");
    ag_arena_free(a);
}

void
ag_write_graphml(const ag_export *x, ag_out *out)
{
    write_all(x, true, out);
}

void
ag_write_graphml_strict(const ag_export *x, ag_out *out)
{
    write_all(x, false, out);
}
