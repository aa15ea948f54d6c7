/* A graph → GEXF 1.3 or 1.2, with time: spells for Gephi's timeline.
 *
 * A node or an edge has a spell for each run of days on which its acts lie; what is not dated has
 * none, which Gephi takes for "always". The weight of an edge is its whole weight, as in every other
 * format; what each day (with --slice: week, month) gives to it stands in the dynamic column
 * weight_by_day. (A dynamic column
 * called weight would replace the weight: Gephi would then open the graph with the weight of each
 * edge's first day.) Acts known only by week, month or year make spells and no value of a day.
 *
 * Looks are viz elements: r g b, never hex, which stops Gephi's reader when there is an alpha. Spells
 * of one row never overlap: Gephi would drop the second. Version 1.2 is for networkx before 3 and
 * other older readers; it differs in its namespaces only. */
#include "export/columns.h"
#include "export/formats.h"
#include "export/xml.h"

#include <stdio.h>

static const char *const type_names[] = { "string", "integer", "double", "boolean" };

typedef struct version {
    const char *number, *space, *viz, *graph; /* `graph`: attributes that this version adds */
} version;

static const version v13 = { "1.3", "http://gexf.net/1.3", "http://gexf.net/1.3/viz", " timerepresentation=\"interval\"" };
static const version v12 = { "1.2", "http://www.gexf.net/1.2draft", "http://www.gexf.net/1.2draft/viz", "" };

typedef struct key {
    const ag_column *column;
    ag_str open; /* "<attvalue for="ID" value=", with its indent */
} key;

/* Looks, the label and the weight have places of their own. */
static bool
is_attribute(const ag_column *c, bool is_edge)
{
    return !ag_column_is_look(c) && strcmp(c->name, "label") != 0 && !(is_edge && strcmp(c->name, "weight") == 0);
}

static int
declare(ag_arena *a, ag_buf *b, const ag_graph *g, const ag_column *columns, int n, int rows, bool is_edge, key *keys)
{
    int used = 0;

    ag_buf_printf(b, "    <attributes class=\"%s\" mode=\"static\">\n", is_edge ? "edge" : "node");
    for (int i = 0; i < n; i++) {
        const ag_column *c = &columns[i];
        char id[AG_KEY_ROOM];

        if (!is_attribute(c, is_edge) || !ag_column_is_used(c, rows))
            continue;
        ag_key_id(g, c, is_edge, id);
        keys[used++] = (key){ c, ag_arena_printf(a, "          <attvalue for=\"%s\"", id) };
        ag_buf_z(b, "      <attribute");
        ag_xml_attribute(b, "id", ag_str_of(id));
        ag_xml_attribute(b, "title", ag_str_of(c->name));
        ag_xml_attribute(b, "type", ag_str_of(type_names[c->type]));
        ag_buf_z(b, "/>\n");
    }
    ag_buf_z(b, "    </attributes>\n");
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
            ag_xml_attribute(b, "value", c->value.strings[row]);
        else {
            ag_buf_z(b, " value=\"");
            ag_cell_add(b, c, row);
            ag_buf_char(b, '"');
        }
        ag_buf_z(b, "/>\n");
    }
}

/* ---- time ---- */

static void
add_days(ag_buf *b, ag_day from, ag_day to)
{
    char start[16], end[16];

    ag_day_format(from, start);
    ag_day_format(to, end);
    ag_buf_printf(b, " start=\"%s\" end=\"%s\"", start, end);
}

/* The moments in order, runs that touch or overlap as one. */
static void
add_spells(ag_buf *b, const ag_moments *m)
{
    if (!m || m->list.n == 0)
        return;
    ag_buf_z(b, "        <spells>\n");
    for (int i = 0; i < m->list.n;) {
        ag_day from = m->list.at[i].from, to = m->list.at[i].to;

        for (i++; i < m->list.n && m->list.at[i].from <= to + 1; i++)
            to = m->list.at[i].to > to ? m->list.at[i].to : to;
        ag_buf_z(b, "          <spell");
        add_days(b, from, to);
        ag_buf_z(b, "/>\n");
    }
    ag_buf_z(b, "        </spells>\n");
}

/* What each day, or each slice of days, gives to the weight. */
static void
add_weights(ag_buf *b, const ag_moments *m, const char *span)
{
    for (int i = 0; i < m->list.n;) {
        ag_moment day = m->list.at[i];

        for (i++; i < m->list.n && m->list.at[i].from == day.from && m->list.at[i].to == day.to; i++)
            day.weight += m->list.at[i].weight;
        if (day.weight <= 0)
            continue;
        ag_buf_printf(b, "          <attvalue for=\"weight_by_%s\" value=\"", span);
        ag_buf_number(b, day.weight);
        ag_buf_char(b, '"');
        add_days(b, day.from, day.to);
        ag_buf_z(b, "/>\n");
    }
}

static const char *
span_of(const ag_graph *g)
{
    return g->span ? g->span : "day";
}

static bool
is_timed(const ag_graph *g)
{
    for (int e = 0; g->edge_moments && e < g->n_edges; e++)
        if (g->edge_moments[e].list.n)
            return true;
    return false;
}

static int
by_time(const void *p, const void *q)
{
    const ag_moment *x = p, *y = q;

    return x->from != y->from ? (x->from > y->from) - (x->from < y->from) : (x->to > y->to) - (x->to < y->to);
}

/* A node is there when one of its edges is. */
static ag_moments *
node_moments(ag_arena *a, const ag_graph *g)
{
    ag_moments *m = AG_ARRAY(a, ag_moments, g->n_nodes + 1);

    for (int e = 0; e < g->n_edges; e++)
        for (int i = 0; i < g->edge_moments[e].list.n; i++) {
            AG_PUSH(a, &m[g->edge_from[e]].list, g->edge_moments[e].list.at[i]);
            if (g->edge_to[e] != g->edge_from[e])
                AG_PUSH(a, &m[g->edge_to[e]].list, g->edge_moments[e].list.at[i]);
        }
    for (int n = 0; n < g->n_nodes; n++)
        if (m[n].list.n)
            qsort(m[n].list.at, (size_t)m[n].list.n, sizeof *m[n].list.at, by_time);
    return m;
}

/* ---- the file ---- */

static void
add_colour(ag_buf *b, const ag_column *const rgb[3], int row)
{
    if (ag_cell_has(rgb[0], row) && ag_cell_has(rgb[1], row) && ag_cell_has(rgb[2], row))
        ag_buf_printf(b, "        <viz:color r=\"%ld\" g=\"%ld\" b=\"%ld\"/>\n", rgb[0]->value.ints[row], rgb[1]->value.ints[row],
                      rgb[2]->value.ints[row]);
}

static void
add_values(ag_buf *b, const key *keys, int n, int row, const ag_moments *weights, const char *span)
{
    ag_buf_z(b, "        <attvalues>\n");
    cells(b, keys, n, row);
    if (weights)
        add_weights(b, weights, span);
    ag_buf_z(b, "        </attvalues>\n");
}

static void
add_node(ag_buf *b, const ag_graph *g, const ag_looks *l, const key *keys, int n, int row, const ag_moments *when)
{
    ag_buf_z(b, "      <node");
    ag_xml_attribute(b, "id", g->node_id[row]);
    ag_xml_attribute(b, "label", ag_cell_text(l->label, row));
    ag_buf_z(b, ">\n");
    add_values(b, keys, n, row, NULL, NULL);
    add_spells(b, when);
    if (ag_cell_has(l->size, row)) {
        ag_buf_z(b, "        <viz:size value=\"");
        ag_cell_add(b, l->size, row);
        ag_buf_z(b, "\"/>\n");
    }
    if (ag_cell_has(l->x, row) && ag_cell_has(l->y, row)) {
        ag_buf_z(b, "        <viz:position x=\"");
        ag_cell_add(b, l->x, row);
        ag_buf_z(b, "\" y=\"");
        ag_cell_add(b, l->y, row);
        ag_buf_z(b, "\" z=\"0\"/>\n");
    }
    add_colour(b, l->rgb, row);
    ag_buf_z(b, "      </node>\n");
}

static void
add_edge(ag_buf *b, const ag_graph *g, const ag_looks *l, const key *keys, int n, int row, bool is_dynamic)
{
    ag_buf_z(b, "      <edge");
    ag_xml_attribute(b, "id", g->edge_id[row]);
    ag_xml_attribute(b, "source", g->node_id[g->edge_from[row]]);
    ag_xml_attribute(b, "target", g->node_id[g->edge_to[row]]);
    ag_xml_attribute(b, "kind", g->edge_kind[row]);
    if (ag_cell_text(l->edge_label, row).len)
        ag_xml_attribute(b, "label", ag_cell_text(l->edge_label, row));
    ag_buf_z(b, " weight=\"");
    ag_cell_add(b, l->weight, row);
    ag_buf_z(b, "\">\n");
    add_values(b, keys, n, row, is_dynamic ? &g->edge_moments[row] : NULL, span_of(g));
    if (is_dynamic)
        add_spells(b, &g->edge_moments[row]);
    add_colour(b, l->edge_rgb, row);
    ag_buf_z(b, "      </edge>\n");
}

static void
write_all(const ag_export *x, const version *v, ag_out *out)
{
    const ag_graph *g = x->graph;
    ag_arena *a = ag_arena_new(0);
    ag_buf *b = &out->text;
    ag_looks looks = ag_looks_of(g);
    key *node_keys = AG_ARRAY(a, key, g->node_columns.n + 1), *edge_keys = AG_ARRAY(a, key, g->edge_columns.n + 1);
    bool is_dynamic = is_timed(g);
    ag_moments *when = is_dynamic ? node_moments(a, g) : NULL;

    ag_buf_printf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"%s\" xmlns:viz=\"%s\" version=\"%s\">\n", v->space,
                  v->viz, v->number);
    ag_buf_z(b, "  <meta>\n    <creator>actorgraph</creator>\n    <description>");
    ag_xml_text(b, g->description);
    ag_buf_z(b, "</description>\n  </meta>\n");
    ag_buf_printf(b, "  <graph defaultedgetype=\"%s\"", g->is_directed ? "directed" : "undirected");
    if (is_dynamic)
        ag_buf_printf(b, " mode=\"dynamic\" timeformat=\"date\"%s", v->graph);
    else
        ag_buf_z(b, " mode=\"static\"");
    ag_buf_z(b, ">\n");

    if (is_dynamic) /* first: graphology knows only the last block of edges */
        ag_buf_printf(b, "    <attributes class=\"edge\" mode=\"dynamic\">\n"
                         "      <attribute id=\"weight_by_%s\" title=\"weight_by_%s\" type=\"double\"/>\n    </attributes>\n",
                      span_of(g), span_of(g));

    int nodes = declare(a, b, g, g->node_columns.at, g->node_columns.n, g->n_nodes, false, node_keys);
    int edges = declare(a, b, g, g->edge_columns.at, g->edge_columns.n, g->n_edges, true, edge_keys);

    ag_buf_z(b, "    <nodes>\n");
    for (int i = 0; i < g->n_nodes; i++, ag_out_pass(out))
        add_node(b, g, &looks, node_keys, nodes, i, when ? &when[i] : NULL);
    ag_buf_z(b, "    </nodes>\n    <edges>\n");
    for (int i = 0; i < g->n_edges; i++, ag_out_pass(out))
        add_edge(b, g, &looks, edge_keys, edges, i, is_dynamic);
    ag_buf_z(b, "    </edges>\n  </graph>\n</gexf>\n");
    ag_arena_free(a);
}

void
ag_write_gexf(const ag_export *x, ag_out *out)
{
    write_all(x, &v13, out);
}

void
ag_write_gexf_12(const ag_export *x, ag_out *out)
{
    write_all(x, &v12, out);
}
