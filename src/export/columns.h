/* What writers of formats share: which columns of a graph there are to write, their cells as text, and
 * how nodes and edges look. */
#ifndef AG_EXPORT_COLUMNS_H
#define AG_EXPORT_COLUMNS_H

#include "base/buf.h"
#include "graph/graph.h"

enum { AG_KEY_ROOM = 80 };

/* The id of a column in GraphML and GEXF: its name, but unique over nodes and edges ("e_mentions" for
 * an edge column whose name a node column has, "edgelabel"). */
void ag_key_id(const ag_graph *g, const ag_column *c, bool is_edge, char out[AG_KEY_ROOM]);

/* Does any row have a value? The weight of edges always does. */
bool ag_column_is_used(const ag_column *c, int rows);

/* Is it one of those that say how a node or an edge is drawn: x y size r g b? */
bool ag_column_is_look(const ag_column *c);

/* Is there a value, and a finite one? */
bool ag_cell_has(const ag_column *c, int row);

/* The value of a cell that is there: a number with six digits, true or false; of a text as it is. */
void ag_cell_add(ag_buf *b, const ag_column *c, int row);

/* The text of a cell, "" where there is none; of a string column, or NULL. */
ag_str ag_cell_text(const ag_column *c, int row);

/* The number of a cell, `otherwise` where there is none; of an int or double column, or NULL. */
double ag_cell_number(const ag_column *c, int row, double otherwise);

/* Columns of looks, found once; each may be NULL. */
typedef struct ag_looks {
    const ag_column *label, *x, *y, *size, *rgb[3];
    const ag_column *edge_label, *weight, *tier, *edge_rgb[3];
} ag_looks;

ag_looks ag_looks_of(const ag_graph *g);

/* "#0072b2", or "" where a part is missing. */
void ag_colour_add(ag_buf *b, const ag_column *const rgb[3], int row);

#endif
