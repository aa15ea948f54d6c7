/* What writers of formats share. */
#include "export/columns.h"

#include <math.h>
#include <stdio.h>

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

bool
ag_column_is_look(const ag_column *c)
{
    static const char *const looks[] = { "x", "y", "size", "r", "g", "b" };

    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (strcmp(c->name, looks[i]) == 0)
            return true;
    return false;
}

bool
ag_cell_has(const ag_column *c, int row)
{
    return c && c->has[row] && (c->type != AG_COLUMN_DOUBLE || isfinite(c->value.doubles[row]));
}

void
ag_cell_add(ag_buf *b, const ag_column *c, int row)
{
    switch (c->type) {
    case AG_COLUMN_STRING: ag_buf_str(b, c->value.strings[row]); break;
    case AG_COLUMN_INT: ag_buf_int(b, c->value.ints[row]); break;
    case AG_COLUMN_DOUBLE: ag_buf_number(b, c->value.doubles[row]); break;
    default: ag_buf_z(b, c->value.bools[row] ? "true" : "false"); break;
    }
}

ag_str
ag_cell_text(const ag_column *c, int row)
{
    return c && c->has[row] ? c->value.strings[row] : AG_S("");
}

double
ag_cell_number(const ag_column *c, int row, double otherwise)
{
    if (!ag_cell_has(c, row))
        return otherwise;
    return c->type == AG_COLUMN_INT ? (double)c->value.ints[row] : c->value.doubles[row];
}

ag_looks
ag_looks_of(const ag_graph *g)
{
    return (ag_looks){
        .label = ag_node_column(g, "label"),
        .x = ag_node_column(g, "x"),
        .y = ag_node_column(g, "y"),
        .size = ag_node_column(g, "size"),
        .rgb = { ag_node_column(g, "r"), ag_node_column(g, "g"), ag_node_column(g, "b") },
        .edge_label = ag_edge_column(g, "label"),
        .weight = ag_edge_column(g, "weight"),
        .tier = ag_edge_column(g, "tier"),
        .edge_rgb = { ag_edge_column(g, "r"), ag_edge_column(g, "g"), ag_edge_column(g, "b") },
    };
}

void
ag_colour_add(ag_buf *b, const ag_column *const rgb[3], int row)
{
    for (int i = 0; i < 3; i++)
        if (!ag_cell_has(rgb[i], row))
            return;
    ag_buf_char(b, '#');
    for (int i = 0; i < 3; i++) {
        static const char hex[] = "0123456789abcdef";
        unsigned v = (unsigned)rgb[i]->value.ints[row] & 255;

        ag_buf_char(b, hex[v / 16]);
        ag_buf_char(b, hex[v % 16]);
    }
}
