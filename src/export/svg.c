/* A graph → one picture, with the positions, sizes and colours that Gephi would show. What is no fact
 * is dashed. Hovering shows names and evidence.
 *
 * Names are set by size of their node; one that finds no free place is left to the tooltip. Widths of letters are guessed, so this errs a little both ways. */
#include "export/columns.h"
#include "export/formats.h"
#include "export/xml.h"
#include "base/utf8.h"
#include "relate/pairs.h"

#include <math.h>

typedef struct box {
    double left, top, right, bottom;
} box;

typedef struct placed {
    AG_LIST(box) list;
} placed;

static bool
is_free(const placed *p, box b)
{
    for (int i = 0; i < p->list.n; i++) {
        const box *o = &p->list.at[i];

        if (b.left < o->right && o->left < b.right && b.top < o->bottom && o->top < b.bottom)
            return false;
    }
    return true;
}

static void
add_number(ag_buf *b, const char *name, double x)
{
    ag_buf_printf(b, " %s=\"", name);
    ag_buf_number(b, round(x * 100) / 100);
    ag_buf_char(b, '"');
}

static void
add_title(ag_buf *b, ag_str what, ag_str evidence)
{
    ag_buf_z(b, "<title>");
    ag_xml_text(b, what);
    if (evidence.len) {
        ag_buf_z(b, ": ");
        ag_xml_text(b, evidence);
    }
    ag_buf_z(b, "</title>");
}

typedef struct picture {
    const ag_graph *g;
    ag_looks looks;
    ag_arena *a;
    ag_buf *b;
} picture;

static double
at_x(const picture *p, int node)
{
    return ag_cell_number(p->looks.x, node, 0);
}

static double
at_y(const picture *p, int node)
{
    return -ag_cell_number(p->looks.y, node, 0); /* Gephi's y goes up */
}

static double
radius(const picture *p, int node)
{
    return ag_cell_number(p->looks.size, node, 10);
}

/* The `nth` edge of one pair: straight, or bent to a side, so that none covers another. Arrows end
 * at the rim of their node. */
static void
add_edge(const picture *p, int e, int nth)
{
    int from = p->g->edge_from[e], to = p->g->edge_to[e];
    double x = at_x(p, from), y = at_y(p, from), dx = at_x(p, to) - x, dy = at_y(p, to) - y, far = hypot(dx, dy);
    double weight = ag_cell_number(p->looks.weight, e, 0), bend = nth * 14 + (p->g->is_directed ? 14 : 0);
    double short_by = far > 0 && p->g->is_directed ? (radius(p, to) + 4) / far : 0;

    if (far == 0)
        return;
    ag_buf_printf(p->b, "<path d=\"M%.1f %.1f", x, y);
    if (bend == 0)
        ag_buf_printf(p->b, "L%.1f %.1f\"", x + dx, y + dy);
    else
        ag_buf_printf(p->b, "Q%.1f %.1f %.1f %.1f\"", x + dx / 2 - dy / far * bend, y + dy / 2 + dx / far * bend,
                      x + dx * (1 - short_by), y + dy * (1 - short_by));
    ag_buf_z(p->b, " stroke=\"");
    ag_colour_add(p->b, p->looks.edge_rgb, e);
    ag_buf_char(p->b, '"');
    add_number(p->b, "stroke-width", 1 + 1.5 * log2(1 + weight));
    if (ag_cell_number(p->looks.tier, e, 0) == 3)
        ag_buf_z(p->b, " stroke-dasharray=\"4 4\"");
    if (p->g->is_directed)
        ag_buf_z(p->b, " marker-end=\"url(#arrow)\"");
    ag_buf_char(p->b, '>');
    add_title(p->b, ag_cell_text(p->looks.edge_label, e), ag_cell_text(ag_edge_column(p->g, "evidence"), e));
    ag_buf_z(p->b, "</path>\n");
}

static void
add_node(const picture *p, int i)
{
    ag_buf_z(p->b, "<circle");
    add_number(p->b, "cx", at_x(p, i));
    add_number(p->b, "cy", at_y(p, i));
    add_number(p->b, "r", radius(p, i));
    ag_buf_z(p->b, " fill=\"");
    ag_colour_add(p->b, p->looks.rgb, i);
    ag_buf_z(p->b, "\">");
    add_title(p->b, ag_cell_text(p->looks.label, i), ag_cell_text(ag_node_column(p->g, "description"), i));
    ag_buf_z(p->b, "</circle>\n");
}

static double
letters(double size)
{
    return fmin(22, 9 + size / 4);
}

/* Below its node, above, to the right, to the left, or upon it: where no other name or node is. */
static void
add_label(const picture *p, int i, placed *taken)
{
    ag_str label = ag_cell_text(p->looks.label, i);
    double r = radius(p, i), size = letters(r), half = 0.27 * size * (double)ag_utf8_count(label);
    const double way[][2] = { { 0, r + size }, { 0, -r - size * 0.3 }, { r + half + 3, size * 0.35 }, { -r - half - 3, size * 0.35 },
                              { 0, size * 0.35 } };
    enum { WAYS = sizeof way / sizeof *way };

    for (int k = 0; k < WAYS; k++) {
        double x = at_x(p, i) + way[k][0], y = at_y(p, i) + way[k][1];
        box b = { x - half, y - size * 0.9, x + half, y + size * 0.2 };

        if (!is_free(k < WAYS - 1 ? taken : &taken[1], b))
            continue;
        for (int t = 0; t < 2; t++)
            AG_PUSH(p->a, &taken[t].list, b);
        ag_buf_z(p->b, "<text");
        add_number(p->b, "x", x);
        add_number(p->b, "y", y);
        add_number(p->b, "font-size", size);
        ag_buf_char(p->b, '>');
        ag_xml_text(p->b, label);
        ag_buf_z(p->b, "</text>\n");
        return;
    }
}

typedef struct sized {
    double size;
    int node;
} sized;

static int
by_size(const void *p, const void *q)
{
    const sized *x = p, *y = q;

    return x->size != y->size ? (x->size < y->size) - (x->size > y->size) : x->node - y->node;
}

enum { NAMED = 400 }; /* nodes that may show their names: more cannot be read */

static void
add_labels(const picture *p)
{
    int n = p->g->n_nodes;
    sized *order = AG_ARRAY(p->a, sized, n + 1);
    placed taken[2] = { 0 }; /* by nodes and names; by names */

    for (int i = 0; i < n; i++)
        order[i] = (sized){ radius(p, i), i };
    if (n)
        qsort(order, (size_t)n, sizeof *order, by_size);
    for (int k = 0; k < n && k < NAMED; k++) {
        int i = order[k].node;
        double r = radius(p, i);

        AG_PUSH(p->a, &taken[0].list, (box){ at_x(p, i) - r, at_y(p, i) - r, at_x(p, i) + r, at_y(p, i) + r });
    }
    for (int k = 0; k < n && k < NAMED; k++)
        add_label(p, order[k].node, taken);
}

/* The corners of what is drawn, with room for names. */
static box
extent(const picture *p)
{
    box e = { 0, 0, 0, 0 };

    for (int i = 0; i < p->g->n_nodes; i++) {
        double r = radius(p, i), x = at_x(p, i), y = at_y(p, i);
        double half = 0.3 * letters(r) * (double)ag_utf8_count(ag_cell_text(p->looks.label, i));

        half = half > r ? half : r;
        if (i == 0)
            e = (box){ x, y, x, y };
        e.left = fmin(e.left, x - half), e.right = fmax(e.right, x + half);
        e.top = fmin(e.top, y - r), e.bottom = fmax(e.bottom, y + r + 2 * letters(r));
    }
    return (box){ e.left - 20, e.top - 20, e.right + 20, e.bottom + 20 };
}

void
ag_write_svg(const ag_export *x, ag_out *out)
{
    picture p = { x->graph, ag_looks_of(x->graph), ag_arena_new(0), &out->text };
    box e = extent(&p);
    ag_pairs seen = { 0 };
    int *times = AG_ARRAY(p.a, int, x->graph->n_edges + 1), pairs = 0;

    ag_buf_printf(p.b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%.0f %.0f %.0f %.0f\" "
                       "font-family=\"Helvetica, Arial, sans-serif\">\n<desc>", e.left, e.top, e.right - e.left, e.bottom - e.top);
    ag_xml_text(p.b, x->graph->description);
    ag_buf_z(p.b, "</desc>\n<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" "
                  "markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"#666\"/></marker></defs>\n");
    ag_buf_printf(p.b, "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" fill=\"#fff\"/>\n", e.left, e.top, e.right - e.left,
                  e.bottom - e.top);
    ag_buf_z(p.b, "<g fill=\"none\" stroke-opacity=\"0.7\">\n");
    for (int i = 0; i < x->graph->n_edges; i++, ag_out_pass(out)) {
        int from = x->graph->edge_from[i], to = x->graph->edge_to[i];
        int k = ag_pairs_add(p.a, &seen, from, to, pairs);

        pairs += k == pairs;
        add_edge(&p, i, times[k]++);
    }
    ag_buf_z(p.b, "</g>\n<g stroke=\"#fff\" stroke-width=\"1.5\">\n");
    for (int i = 0; i < x->graph->n_nodes; i++, ag_out_pass(out))
        add_node(&p, i);
    ag_buf_z(p.b, "</g>\n<g text-anchor=\"middle\" fill=\"#222\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\" "
                  "stroke-linejoin=\"round\" pointer-events=\"none\">\n");
    add_labels(&p);
    ag_buf_z(p.b, "</g>\n</svg>\n");
    ag_arena_free(p.a);
}
