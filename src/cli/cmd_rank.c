/* rank, neighbours, path: the graph asked from the terminal. */
#include "cli/cli.h"
#include "cli/print.h"
#include "graph/present.h"
#include "graph/route.h"
#include "names.h"
#include "resolve/find.h"

#include <stdio.h>

enum { SMALL = 20 }; /* actors: below this a single act moves ranks */

/* What one may rank by: columns of the graph (docs/columns.md). */
static const struct by {
    const char *column;
    bool is_upward; /* the smallest leads */
} bys[] = { { "strength", false },    { "pagerank", false }, { "betweenness", false }, { "harmonic", false }, { "eigenvector", false },
            { "constraint", true },   { "kcore", false },    { "degree_in", false },   { "degree_out", false } };

static const char *const by_words[] = { "strength", "pagerank", "betweenness", "harmonic", "eigenvector", "constraint",
                                        "kcore",    "degree_in", "degree_out", NULL };

/* In this order tables come. */
static const char *const types[] = { "country", "person", "organization", "group", "place", "other" };

enum { TYPES = sizeof types / sizeof *types };

typedef struct question {
    ag_common common;
    ag_asked asked;
    bool claims;
    int by;
    long most, seed;
} question;

static double
number(const ag_column *c, int row)
{
    return c->type == AG_COLUMN_INT ? (double)c->value.ints[row] : c->value.doubles[row];
}

static ag_str
text(const ag_column *c, int row)
{
    return c && c->has[row] ? c->value.strings[row] : AG_S("");
}

static ag_str
figure(ag_arena *a, double x)
{
    return ag_arena_printf(a, "%.4g", x + 0.0);
}

/* The ties view of what is asked, with its numbers but without a layout. */
static ag_status
ask(ag_arena *a, question *q, char *const *paths, int n, ag_told *told, ag_view *v, ag_err *err)
{
    ag_view_options o = { .seed = (unsigned long)q->seed };

    q->asked.tables = true;
    AG_TRY(ag_cli_world(a, &q->common, &q->asked, paths, n, told, err));
    o.relate = told->relate;
    o.relate.claims = q->claims;
    ag_view_build(a, &told->world, &o, v);
    return ag_graph_analyse(a, v, err);
}

static void
warn_if_small(const ag_view *v)
{
    const ag_column *strength = ag_node_column(v->graph, "strength");
    int ranked = 0;

    for (int i = 0; i < v->graph->n_nodes; i++)
        ranked += strength->has[i];
    if (ranked < SMALL)
        printf("Only %d actor%s ties: in a graph this small one act can change who leads.\n", ranked, ranked == 1 ? " has" : "s have");
}

/* ---- rank ---- */

typedef struct row {
    double value;
    int node;
} row;

static int
by_value(const void *p, const void *q)
{
    const row *x = p, *y = q;

    return x->value != y->value ? (x->value < y->value) - (x->value > y->value) : x->node - y->node;
}

/* The heaviest tie of each node, or -1. */
static int *
strongest_ties(ag_arena *a, const ag_graph *g)
{
    const ag_column *w = ag_edge_column(g, "weight"), *tier = ag_edge_column(g, "tier");
    int *best = AG_ARRAY(a, int, g->n_nodes + 1);

    for (int i = 0; i < g->n_nodes; i++)
        best[i] = -1;
    for (int e = 0; e < g->n_edges; e++)
        for (int end = 0; end < 2 && tier->value.ints[e] < 3; end++) {
            int n = end ? g->edge_to[e] : g->edge_from[e];

            if (best[n] < 0 || w->value.doubles[e] > w->value.doubles[best[n]])
                best[n] = e;
        }
    return best;
}

static ag_str
tie_in_words(ag_arena *a, const ag_graph *g, int e, int node)
{
    int other = e < 0 ? -1 : g->edge_from[e] == node ? g->edge_to[e] : g->edge_from[e];

    if (e < 0)
        return AG_S("");
    return ag_arena_printf(a, "%.*s (%.*s, %.3g)", AG_SHOW(text(ag_node_column(g, "label"), other)),
                           AG_SHOW(text(ag_edge_column(g, "label"), e)), ag_edge_column(g, "weight")->value.doubles[e]);
}

static bool
print_type(ag_arena *a, const ag_graph *g, const question *q, const char *type, const int *strongest, bool is_first)
{
    const struct by *by = &bys[q->by];
    const ag_column *c = ag_node_column(g, by->column), *types_of = ag_node_column(g, "type");
    const char *const by_strength[] = { "", type, by->column, "betweenness", "strongest tie", "interval" };
    const char *const by_other[] = { "", type, by->column, "strength", "strongest tie" };
    const ag_column *second = ag_node_column(g, q->by ? "strength" : "betweenness");
    ag_grid grid = { q->by ? by_other : by_strength, q->by ? 5 : 6, { 0 } };
    row *r = AG_ARRAY(a, row, g->n_nodes + 1);
    int n = 0, place = 0;

    for (int i = 0; i < g->n_nodes; i++)
        if (c->has[i] && ag_str_is(text(types_of, i), type))
            r[n++] = (row){ (by->is_upward ? -1 : 1) * number(c, i), i };
    if (n)
        qsort(r, (size_t)n, sizeof *r, by_value);
    for (int k = 0; k < n && k < q->most; k++) {
        int i = r[k].node;

        if (k == 0 || r[k].value != r[k - 1].value)
            place = k + 1;
        ag_grid_add(a, &grid, ag_arena_printf(a, "%d", place));
        ag_grid_add(a, &grid, text(ag_node_column(g, "label"), i));
        ag_grid_add(a, &grid, figure(a, number(c, i)));
        ag_grid_add(a, &grid, second->has[i] ? figure(a, number(second, i)) : AG_S("-"));
        ag_grid_add(a, &grid, tie_in_words(a, g, strongest[i], i));
        if (!q->by)
            ag_grid_add(a, &grid, text(ag_node_column(g, "rank_interval"), i));
    }
    if (n && !is_first)
        putchar('\n');
    ag_grid_print(&grid, stdout);
    if (n > q->most)
        printf("and %ld more; -n N shows them\n", n - q->most);
    return n > 0;
}

static ag_status
rank(ag_arena *a, question *q, char *const *paths, int n, ag_err *err)
{
    ag_told told;
    ag_view v;
    bool any = false;

    AG_TRY(ask(a, q, paths, n, &told, &v, err));

    int *strongest = strongest_ties(a, v.graph);

    for (int t = 0; t < TYPES; t++)
        any |= print_type(a, v.graph, q, types[t], strongest, !any);
    if (!any)
        printf("No ties%s that rest on facts.\n", told.relate.is_sliced ? " in these days" : "");
    else
        putchar('\n');
    if (any && v.graph->n_nodes)
        warn_if_small(&v);
    if (any && q->by == 0)
        puts("interval: the place in 95 of 100 samples of the independent stories; too few: under 5 of them.");
    return AG_OK;
}

/* ---- neighbours ---- */

static void
add_neighbour(ag_arena *a, ag_grid *grid, const ag_graph *g, int e, int other)
{
    const ag_column *cooperation = ag_edge_column(g, "cooperation"), *conflict = ag_edge_column(g, "conflict");
    const ag_column *events = ag_edge_column(g, "events"), *origins = ag_edge_column(g, "origins"), *day = ag_edge_column(g, "last_day");
    long d = day->has[e] ? day->value.ints[e] : 0;

    ag_grid_add(a, grid, text(ag_node_column(g, "label"), other));
    ag_grid_add(a, grid, figure(a, ag_edge_column(g, "weight")->value.doubles[e]));
    ag_grid_add(a, grid, text(ag_edge_column(g, "label"), e));
    ag_grid_add(a, grid, cooperation->has[e] ? figure(a, cooperation->value.doubles[e]) : AG_S("-"));
    ag_grid_add(a, grid, conflict->has[e] ? figure(a, conflict->value.doubles[e]) : AG_S("-"));
    ag_grid_add(a, grid, events->has[e] ? ag_arena_printf(a, "%ld", events->value.ints[e]) : AG_S("-"));
    ag_grid_add(a, grid, origins->has[e] ? ag_arena_printf(a, "%ld", origins->value.ints[e]) : AG_S("-"));
    ag_grid_add(a, grid, d ? ag_arena_printf(a, "%04ld-%02ld-%02ld", d / 10000, d / 100 % 100, d % 100) : AG_S("-"));
}

static ag_status
neighbours(ag_arena *a, question *q, char *const *names, int n, ag_err *err)
{
    ag_told told;
    ag_view v;
    int actor, found = 0;

    (void)n;
    AG_TRY(ask(a, q, NULL, 0, &told, &v, err)); /* all of it: co-occurrence and ranks are of the whole */
    AG_TRY(ag_actor_find(a, &told.world, names[0], &actor, err));

    const ag_graph *g = v.graph;
    const ag_actor *who = &told.world.actors.at[actor];
    const ag_column *weight = ag_edge_column(g, "weight"), *tier = ag_edge_column(g, "tier"), *type = ag_node_column(g, "type");
    int node = v.actor_node[actor], pale = 0;
    row *r = AG_ARRAY(a, row, g->n_edges + 1);

    for (int e = 0; node >= 0 && e < g->n_edges; e++) {
        if (g->edge_from[e] != node && g->edge_to[e] != node)
            continue;
        pale += tier->value.ints[e] == 3;
        if (tier->value.ints[e] < 3)
            r[found++] = (row){ weight->value.doubles[e], e };
    }
    if (found)
        qsort(r, (size_t)found, sizeof *r, by_value);
    printf("%.*s   [%.*s, %s]\n", AG_SHOW(who->name), AG_SHOW(who->id), ag_actor_type_name((ag_actor_type)who->type));
    for (int t = 0; t < TYPES; t++) {
        const char *const heads[] = { types[t], "weight", "act", "cooperation", "conflict", "events", "origins", "last day" };
        ag_grid grid = { heads, 8, { 0 } };

        for (int k = 0; k < found; k++) {
            int e = r[k].node, other = g->edge_from[e] == node ? g->edge_to[e] : g->edge_from[e];

            if (ag_str_is(text(type, other), types[t]))
                add_neighbour(a, &grid, g, e, other);
        }
        if (grid.cells.n)
            putchar('\n');
        ag_grid_print(&grid, stdout);
    }
    if (!found)
        puts("\nNo ties that rest on facts.");
    if (pale)
        printf("\n%d more rest on claims or on being named together: actorgraph why \"%.*s\" NAME\n", pale, AG_SHOW(who->name));
    return AG_OK;
}

/* ---- path ---- */

static ag_status
path(ag_arena *a, question *q, char *const *names, int n, ag_err *err)
{
    static const char *const heads[] = { "from", "to", "weight", "act", "events", "article" };
    ag_told told;
    ag_view v;
    ag_grid grid = { heads, 6, { 0 } };
    ag_route route;
    int ends[2];

    (void)n;
    AG_TRY(ask(a, q, NULL, 0, &told, &v, err));
    for (int i = 0; i < 2; i++)
        AG_TRY(ag_actor_find(a, &told.world, names[i], &ends[i], err));

    const ag_graph *g = v.graph;
    const ag_column *label = ag_node_column(g, "label"), *weight = ag_edge_column(g, "weight"), *events = ag_edge_column(g, "events");
    ag_str from = told.world.actors.at[ends[0]].name, to = told.world.actors.at[ends[1]].name;

    if (ends[0] == ends[1])
        return ag_fail(err, AG_USAGE, "%s and %s are one actor, %.*s", names[0], names[1], AG_SHOW(from));
    ag_graph_route(a, g, v.actor_node[ends[0]], v.actor_node[ends[1]], &route);
    if (route.edges.n == 0)
        return ag_fail(err, AG_INPUT, "no chain of ties leads from %.*s to %.*s", AG_SHOW(from), AG_SHOW(to));
    for (int i = 0, here = v.actor_node[ends[0]]; i < route.edges.n; i++) {
        int e = route.edges.at[i], next = g->edge_from[e] == here ? g->edge_to[e] : g->edge_from[e];

        ag_grid_add(a, &grid, text(label, here));
        ag_grid_add(a, &grid, text(label, next));
        ag_grid_add(a, &grid, figure(a, weight->value.doubles[e]));
        ag_grid_add(a, &grid, text(ag_edge_column(g, "label"), e));
        ag_grid_add(a, &grid, events->has[e] ? ag_arena_printf(a, "%ld", events->value.ints[e]) : AG_S("-"));
        ag_grid_add(a, &grid, text(ag_edge_column(g, "article"), e));
        here = next;
    }
    ag_grid_print(&grid, stdout);
    printf("\n%d step%s, length %.4g (a tie is as long as 1/weight): the nearest chain of ties that rest on facts.\n", route.edges.n,
           route.edges.n == 1 ? "" : "s", route.length);
    return AG_OK;
}

/* ---- commands ---- */

typedef ag_status answer(ag_arena *a, question *q, char *const *names, int n, ag_err *err);

/* `least` names at least, `all` at most (-1: any number). */
static int
run(int argc, char **argv, const ag_usage *usage, question *q, int least, int all, answer *give)
{
    ag_arena *a = ag_arena_new(0);
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, usage, &n, &err);

    if (s == AG_OK && (n < least || (all >= 0 && n > all)))
        s = ag_fail(&err, AG_USAGE, "%s takes %s; 'actorgraph %s --help' gives an example", argv[0], least == 1 ? "one name" : "two names",
                    argv[0]);
    if (s == AG_OK) {
        argv[n + 1] = NULL; /* argv has room: it ends with NULL itself */
        s = give(a, q, argv + 1, n, &err);
    }
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}

#define QUESTION { .common = AG_COMMON_DEFAULT, .asked = AG_ASKED_DEFAULT, .most = 10, .seed = 1 }
#define OPTIONS(q)                                                                                                        \
    AG_OPTIONS_WORLD((q).asked),                                                                                          \
    { "--claims", AG_OPT_FLAG, &(q).claims, NULL, "let claims weigh as facts do", NULL }, AG_OPTIONS_READING((q).common), \
    AG_OPTIONS_DATA((q).common), AG_OPTIONS_TALK((q).common), { 0 }

int
cmd_rank(int argc, char **argv)
{
    question q = QUESTION;
    const ag_option options[] = {
        { "--by", AG_OPT_WORD, &q.by, "strength|pagerank|betweenness|harmonic|eigenvector|constraint|kcore|degree_in|degree_out",
          "what leads (constraint: the least bound first)", by_words },
        { "-n", AG_OPT_NUMBER, &q.most, "N", "so many of each type (default 10)", NULL },
        { "--seed", AG_OPT_NUMBER, &q.seed, "N", "of the samples behind the intervals", NULL }, OPTIONS(q) };
    const ag_usage usage = { "actorgraph rank [PATH...] [--by COLUMN]",
                             "Shows who leads, a table for each type of actor, by the ties that rest on facts.",
                             "  actorgraph rank news/ --by betweenness\n  actorgraph rank --store news.db --week 2025-W34 -n 5", options };

    return run(argc, argv, &usage, &q, 0, -1, rank);
}

int
cmd_neighbours(int argc, char **argv)
{
    question q = QUESTION;
    const ag_option options[] = { OPTIONS(q) };
    const ag_usage usage = { "actorgraph neighbours NAME --articles PATH",
                             "Shows whom an actor has ties with, a table for each type, the strongest first. A surname is enough\n"
                             "where only one actor has it.",
                             "  actorgraph neighbours Carney --articles news/", options };

    return run(argc, argv, &usage, &q, 1, 1, neighbours);
}

int
cmd_path(int argc, char **argv)
{
    question q = QUESTION;
    const ag_option options[] = { OPTIONS(q) };
    const ag_usage usage = { "actorgraph path NAME NAME --articles PATH",
                             "Shows the nearest chain of ties between two actors; strong ties are short.",
                             "  actorgraph path Carney Putin --articles news/", options };

    return run(argc, argv, &usage, &q, 2, 2, path);
}
