/* View, analysis, layout, and a table of who leads. */
#include "graph/present.h"
#include "base/utf8.h"

enum { SMALL = 20 }; /* actors: below this a single act moves ranks */

ag_status
ag_present(ag_arena *a, const ag_world *w, const ag_view_options *o, ag_view *out, ag_err *err)
{
    ag_view_build(a, w, o, out);
    AG_TRY(ag_graph_analyse(a, out, err));
    ag_graph_slice(a, out);
    return ag_graph_layout(a, out, err);
}

/* ---- leading actors ---- */

typedef struct leader {
    double strength;
    int node;
} leader;

static int
by_strength(const void *p, const void *q)
{
    const leader *x = p, *y = q;

    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    return x->node - y->node; /* by id */
}

static ag_str
text(const ag_column *c, int row)
{
    return c && c->has[row] ? c->value.strings[row] : AG_S("");
}

/* The edge of a node with the largest weight, or -1. */
static int
strongest(const ag_graph *g, int node)
{
    const ag_column *w = ag_edge_column(g, "weight"), *tier = ag_edge_column(g, "tier");
    int best = -1;

    for (int e = 0; e < g->n_edges; e++)
        if ((g->edge_from[e] == node || g->edge_to[e] == node) && tier->value.ints[e] < 3 &&
            (best < 0 || w->value.doubles[e] > w->value.doubles[best]))
            best = e;
    return best;
}

static void
padded(FILE *out, ag_str s, int width)
{
    fprintf(out, "%.*s", AG_SHOW(s));
    for (int n = (int)ag_utf8_count(s); n < width; n++)
        fputc(' ', out);
}

static void
print_type(const ag_graph *g, FILE *out, const char *type, int per_type)
{
    const ag_column *label = ag_node_column(g, "label"), *types = ag_node_column(g, "type");
    const ag_column *strength = ag_node_column(g, "strength"), *betweenness = ag_node_column(g, "betweenness");
    leader *l = calloc((size_t)g->n_nodes + 1, sizeof *l);
    int n = 0, width = 5;

    if (!l)
        return;
    for (int i = 0; i < g->n_nodes; i++)
        if (ag_str_is(text(types, i), type) && strength->has[i])
            l[n++] = (leader){ strength->value.doubles[i], i };
    qsort(l, (size_t)n, sizeof *l, by_strength);
    n = n > per_type ? per_type : n;
    for (int i = 0; i < n; i++) {
        int w = (int)ag_utf8_count(text(label, l[i].node));

        width = w > width ? w : width;
    }
    if (n) {
        padded(out, ag_str_of(type), width);
        fprintf(out, "  strength  betweenness  strongest tie\n");
    }
    for (int i = 0; i < n; i++) {
        int node = l[i].node, e = strongest(g, node);

        padded(out, text(label, node), width);
        fprintf(out, "  %8.1f  ", l[i].strength);
        if (betweenness->has[node])
            fprintf(out, "%11.2f", betweenness->value.doubles[node]);
        else
            fprintf(out, "%11s", "-");
        if (e >= 0) {
            int other = g->edge_from[e] == node ? g->edge_to[e] : g->edge_from[e];
            ag_str name = text(label, other), verb = text(ag_edge_column(g, "label"), e);

            fprintf(out, "  %.*s (%.*s, %.3g)", AG_SHOW(name), AG_SHOW(verb), ag_edge_column(g, "weight")->value.doubles[e]);
        }
        fputc('\n', out);
    }
    if (n)
        fputc('\n', out);
    free(l);
}

void
ag_graph_leading(const ag_graph *g, FILE *out, int per_type)
{
    static const char *const types[] = { "country", "person", "organization", "group" };
    const ag_column *strength = ag_node_column(g, "strength");
    int ranked = 0;

    for (int i = 0; i < g->n_nodes; i++)
        ranked += strength->has[i];
    for (size_t t = 0; t < sizeof types / sizeof *types; t++)
        print_type(g, out, types[t], per_type);
    if (ranked < SMALL)
        fprintf(out, "Only %d actors have ties: in a graph this small one act can change who leads.\n", ranked);
}
