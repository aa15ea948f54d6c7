/* Columns → GraphML, streaming: no allocation of ours for a cell. */
#include "export/graphml.h"
#include "export/formats.h"
#include "export/xml.h"

#include <math.h>
#include <stdio.h>

static const char *const type_names[] = { "string", "int", "double", "boolean" };

void
ag_key_id(const ag_graph *g, const ag_column *c, bool is_edge, char out[AG_KEY_ROOM])
{
    if (is_edge && strcmp(c->name, "label") == 0)
        snprintf(out, AG_KEY_ROOM, "edgelabel");
    else
        snprintf(out, AG_KEY_ROOM, "%s%s", is_edge && ag_node_column(g, c->name) ? "e_" : "", c->name);
}

bool
ag_column_is_used(const ag_column *c, int rows)
{
    if (strcmp(c->name, "weight") == 0)
        return true;
    for (int i = 0; i < rows; i++)
        if (c->has[i])
            return true;
    return false;
}

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

        if (!c->has[row] || (c->type == AG_COLUMN_DOUBLE && !isfinite(c->value.doubles[row])))
            continue;
        ag_buf_str(b, keys[i].open);
        switch (c->type) {
        case AG_COLUMN_STRING: ag_xml_text(b, c->value.strings[row]); break;
        case AG_COLUMN_INT: ag_buf_int(b, c->value.ints[row]); break;
        case AG_COLUMN_DOUBLE: ag_buf_number(b, c->value.doubles[row]); break;
        default: ag_buf_z(b, c->value.bools[row] ? "true" : "false"); break;
        }
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
