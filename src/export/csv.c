/* A graph → two tables for Gephi's spreadsheet import, R, pandas: nodes (Id, Label, columns) and edges
 * (Source, Target, Type, Id, Kind, Label, Weight, columns), by RFC 4180, in UTF-8.
 *
 * A text that a spreadsheet would take for a formula (it begins with = + - @, tab or CR) gets an
 * apostrophe in front (OWASP, "CSV injection"): news may hold anything. */
#include "export/columns.h"
#include "export/formats.h"

static void
add_field(ag_buf *b, ag_str s)
{
    bool is_formula = s.len && memchr("=+-@\t\r", s.at[0], 6);
    bool is_quoted = is_formula || (s.len && (s.at[0] == ' ' || s.at[s.len - 1] == ' '));

    for (size_t i = 0; i < s.len && !is_quoted; i++)
        is_quoted = s.at[i] == '"' || s.at[i] == ',' || s.at[i] == ';' || s.at[i] == '\n' || s.at[i] == '\r' || s.at[i] == '\t';
    if (!is_quoted) {
        ag_buf_str(b, s);
        return;
    }
    ag_buf_char(b, '"');
    if (is_formula)
        ag_buf_char(b, '\'');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            ag_buf_char(b, '"');
        if (s.at[i])
            ag_buf_char(b, s.at[i]);
    }
    ag_buf_char(b, '"');
}

/* Label and weight stand in front, under names that Gephi knows. */
static bool
is_in_front(const ag_column *c)
{
    return strcmp(c->name, "label") == 0 || strcmp(c->name, "weight") == 0;
}

static void
header(ag_buf *b, const ag_column *columns, int n, int rows, bool *used)
{
    for (int i = 0; i < n; i++) {
        used[i] = !is_in_front(&columns[i]) && ag_column_is_used(&columns[i], rows);
        if (used[i])
            ag_buf_printf(b, ",%s", columns[i].name);
    }
    ag_buf_char(b, '\n');
}

static void
cells(ag_buf *b, const ag_column *columns, int n, const bool *used, int row)
{
    for (int i = 0; i < n; i++) {
        const ag_column *c = &columns[i];

        if (!used[i])
            continue;
        ag_buf_char(b, ',');
        if (!ag_cell_has(c, row))
            continue;
        if (c->type == AG_COLUMN_STRING)
            add_field(b, c->value.strings[row]);
        else
            ag_cell_add(b, c, row);
    }
    ag_buf_char(b, '\n');
}

void
ag_write_csv_nodes(const ag_export *x, ag_out *out)
{
    const ag_graph *g = x->graph;
    const ag_column *label = ag_node_column(g, "label");
    ag_arena *a = ag_arena_new(0);
    bool *used = AG_ARRAY(a, bool, g->node_columns.n + 1);
    ag_buf *b = &out->text;

    ag_buf_z(b, "Id,Label");
    header(b, g->node_columns.at, g->node_columns.n, g->n_nodes, used);
    for (int i = 0; i < g->n_nodes; i++, ag_out_pass(out)) {
        add_field(b, g->node_id[i]);
        ag_buf_char(b, ',');
        add_field(b, ag_cell_text(label, i));
        cells(b, g->node_columns.at, g->node_columns.n, used, i);
    }
    ag_arena_free(a);
}

void
ag_write_csv_edges(const ag_export *x, ag_out *out)
{
    const ag_graph *g = x->graph;
    const ag_column *label = ag_edge_column(g, "label"), *weight = ag_edge_column(g, "weight");
    ag_arena *a = ag_arena_new(0);
    bool *used = AG_ARRAY(a, bool, g->edge_columns.n + 1);
    ag_buf *b = &out->text;

    ag_buf_z(b, "Source,Target,Type,Id,Kind,Label,Weight");
    header(b, g->edge_columns.at, g->edge_columns.n, g->n_edges, used);
    for (int i = 0; i < g->n_edges; i++, ag_out_pass(out)) {
        add_field(b, g->node_id[g->edge_from[i]]);
        ag_buf_char(b, ',');
        add_field(b, g->node_id[g->edge_to[i]]);
        ag_buf_z(b, g->is_directed ? ",Directed," : ",Undirected,");
        add_field(b, g->edge_id[i]);
        ag_buf_char(b, ',');
        add_field(b, g->edge_kind[i]);
        ag_buf_char(b, ',');
        add_field(b, ag_cell_text(label, i));
        ag_buf_char(b, ',');
        ag_cell_add(b, weight, i);
        cells(b, g->edge_columns.at, g->edge_columns.n, used, i);
    }
    ag_arena_free(a);
}
