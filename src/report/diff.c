/* Two graphs → their difference.
 *
 * The idea: actors are matched by id, ties by their ends; changes of a tie are tested on the stories behind it (column
 * `origins`), out of the stories of all ties of its graph, as in the report (change.h). Weak: a graph does not tell its
 * articles apart, so a story that tells of two ties counts for both, and outlets that only one graph has are not left
 * out: two weeks of one store are compared better by `report`. */
#include "report/diff.h"

#include "base/map.h"
#include "base/sort.h"
#include "report/change.h"

#include <math.h>

typedef struct matching {
    ag_arena *a;
    ag_diff *d;
    ag_map actors, ties; /* id, "id id" → place */
} matching;

static double
number(const ag_column *c, int row)
{
    if (!c || !c->has[row])
        return 0;
    return c->type == AG_COLUMN_INT ? (double)c->value.ints[row] : c->type == AG_COLUMN_DOUBLE ? c->value.doubles[row] : 0;
}

static ag_str
text(const ag_column *c, int row)
{
    return c && c->type == AG_COLUMN_STRING && c->has[row] ? c->value.strings[row] : AG_S("");
}

static int
actor_of(matching *m, const ag_graph *g, int node)
{
    int i = ag_map_add(m->a, &m->actors, g->node_id[node], m->d->list.n);
    ag_str name = text(ag_node_column(g, "label"), node);

    if (i == m->d->list.n)
        AG_PUSH(m->a, &m->d->list, (ag_diff_actor){ .id = g->node_id[node], .type = text(ag_node_column(g, "type"), node) });
    m->d->list.at[i].name = name.len ? name : g->node_id[node]; /* that of the later graph */
    return i;
}

static void
add_tie(matching *m, const ag_graph *g, int e, int side)
{
    int ends[] = { actor_of(m, g, g->edge_from[e]), actor_of(m, g, g->edge_to[e]) };
    double weight = number(ag_edge_column(g, "weight"), e);
    ag_str from = g->node_id[g->edge_from[e]], to = g->node_id[g->edge_to[e]];
    bool turned = ag_str_cmp(from, to) > 0;
    ag_str key = ag_arena_printf(m->a, "%.*s\n%.*s", AG_SHOW(turned ? to : from), AG_SHOW(turned ? from : to));
    int i = ag_map_add(m->a, &m->ties, key, m->d->ties.n);
    ag_diff_tie *t;

    if (i == m->d->ties.n)
        AG_PUSH(m->a, &m->d->ties, (ag_diff_tie){ .id = { turned ? to : from, turned ? from : to } });
    t = &m->d->ties.at[i];
    for (int k = 0; k < 2; k++)
        t->name[k] = m->d->list.at[ends[turned ? 1 - k : k]].name;
    m->d->n_ties[side] += !t->is_there[side];
    t->is_there[side] = true;
    t->weight[side] += weight;
    t->cooperation[side] += number(ag_edge_column(g, "cooperation"), e);
    t->conflict[side] += number(ag_edge_column(g, "conflict"), e);
    t->stories[side] += (int)number(ag_edge_column(g, "origins"), e);
    m->d->stories[side] += (int)number(ag_edge_column(g, "origins"), e);
    for (int k = 0; k < 2; k++) {
        ag_diff_actor *x = &m->d->list.at[ends[k]];

        m->d->actors[side] += !x->is_there[side];
        x->is_there[side] = true;
        x->strength[side] += weight;
    }
}

static ag_status
read_graph(matching *m, const ag_graph *g, int side, ag_err *err)
{
    const ag_column *tier = ag_edge_column(g, "tier"), *strength = ag_node_column(g, "strength");

    if (g->is_directed || (g->n_edges && (!ag_edge_column(g, "weight") || !tier)))
        return ag_fail(err, AG_INPUT, "%.*s: no graph of ties of ours: diff compares what 'actorgraph build' and 'export' write with --view ties",
                       AG_SHOW(m->d->name[side]));
    for (int e = 0; e < g->n_edges; e++)
        if (number(tier, e) < 3 && g->edge_from[e] != g->edge_to[e])
            add_tie(m, g, e, side);
    for (int i = 0; strength && i < g->n_nodes; i++) { /* as written: a sum of written weights is off in its last digits */
        int x = ag_map_get(&m->actors, g->node_id[i]);

        if (x >= 0 && strength->has[i] && m->d->list.at[x].is_there[side])
            m->d->list.at[x].strength[side] = number(strength, i);
    }
    return AG_OK;
}

/* ---- ranks and order ---------------------------------------------------------------------------- */

typedef struct by_side {
    const ag_diff *d;
    int side;
} by_side;

static int
by_strength(const void *x, const void *y, const void *context)
{
    const by_side *c = context;
    const ag_diff_actor *a = &c->d->list.at[*(const int *)x], *b = &c->d->list.at[*(const int *)y];
    int types = ag_str_cmp(a->type, b->type);

    return types ? types : (a->strength[c->side] < b->strength[c->side]) - (a->strength[c->side] > b->strength[c->side]);
}

static void
rank(ag_arena *a, ag_diff *d, int side)
{
    int *order = AG_ARRAY(a, int, d->list.n + 1);
    by_side context = { d, side };

    for (int i = 0; i < d->list.n; i++)
        order[i] = i;
    ag_sort(order, (size_t)d->list.n, sizeof *order, by_strength, &context);
    for (int i = 0, first = 0, place = 0; i < d->list.n; i++) {
        ag_diff_actor *x = &d->list.at[order[i]], *before = i ? &d->list.at[order[i - 1]] : NULL;

        if (before && !ag_str_eq(before->type, x->type))
            first = i;
        if (i == first || before->strength[side] != x->strength[side])
            place = 1 + i - first;
        x->rank[side] = x->strength[side] > 0 ? place : 0;
    }
}

static int
by_change(const void *x, const void *y, const void *unused)
{
    const ag_diff_actor *a = x, *b = y;
    double p = fabs(a->strength[1] - a->strength[0]), q = fabs(b->strength[1] - b->strength[0]);

    (void)unused;
    return p != q ? (p < q ? 1 : -1) : ag_str_cmp(a->id, b->id);
}

static int
by_tie(const void *x, const void *y, const void *unused)
{
    const ag_diff_tie *a = x, *b = y;
    double p = fabs(a->weight[1] - a->weight[0]), q = fabs(b->weight[1] - b->weight[0]);
    int ids;

    (void)unused;
    if (a->is_sure != b->is_sure)
        return a->is_sure ? -1 : 1;
    if (p != q)
        return p < q ? 1 : -1;
    ids = ag_str_cmp(a->id[0], b->id[0]);
    return ids ? ids : ag_str_cmp(a->id[1], b->id[1]);
}

ag_status
ag_diff_of(ag_arena *a, const ag_graph *const graph[2], const ag_str name[2], double rate, ag_diff *out, ag_err *err)
{
    matching m = { .a = a, .d = out };

    *out = (ag_diff){ .name = { name[0], name[1] }, .rate = rate };
    for (int side = 0; side < 2; side++)
        AG_TRY(read_graph(&m, graph[side], side, err));

    int n = out->ties.n;
    double *p = AG_ARRAY(a, double, n + 1), *least = AG_ARRAY(a, double, n + 1), *q = AG_ARRAY(a, double, n + 1);

    for (int i = 0; i < n; i++) {
        const ag_diff_tie *t = &out->ties.at[i];

        p[i] = ag_rates_test(t->stories[1], out->stories[1], t->stories[0], out->stories[0]);
        least[i] = ag_rates_least(t->stories[0] + t->stories[1], out->stories[1], out->stories[0]);
    }
    out->tests = ag_discoveries(a, n, p, least, rate, q);
    for (int i = 0; i < n; i++) {
        ag_diff_tie *t = &out->ties.at[i];

        t->p = p[i], t->least = least[i], t->q = q[i];
        t->is_sure = q[i] <= rate;
        for (int side = 0; side < 2; side++)
            t->weight[side] = round(t->weight[side] * 1e4) / 1e4;
    }
    for (int i = 0; i < out->list.n; i++)
        for (int side = 0; side < 2; side++)
            out->list.at[i].strength[side] = round(out->list.at[i].strength[side] * 1e4) / 1e4;
    for (int side = 0; side < 2; side++)
        rank(a, out, side);
    ag_sort(out->list.at, (size_t)out->list.n, sizeof *out->list.at, by_change, NULL);
    ag_sort(out->ties.at, (size_t)n, sizeof *out->ties.at, by_tie, NULL);
    return AG_OK;
}
