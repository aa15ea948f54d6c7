/* Pairs → actors: strengths span by span, ranks within their type, intervals, communities, brokers.
 *
 * The numbers of this span and the last are those of graph/analyse.h on the ties of each, so that the report and
 * `export --week` agree. Communities of this span take the numbers of those of the last that they share most
 * actors with. */
#include "report/facts.h"

#include "base/sort.h"
#include "graph/analyse.h"
#include "graph/layout.h"

#include <math.h>

static ag_status
measure(ag_arena *a, const ag_facts *f, int span, const ag_graph *like, ag_view *v, ag_err *err)
{
    ag_view_options o = { .relate = { .is_sliced = true, .since = f->span[span].since, .until = f->span[span].until, .acts_only = true,
                                      .quad_of = f->options.quad_of, .quad_context = f->options.quad_context },
                          .seed = f->options.seed, .like = like };

    ag_view_build(a, f->world, &o, v);
    return ag_graph_analyse(a, v, err);
}

/* A number of a node, or `none`. */
static double
number(const ag_view *v, const char *name, int node, double none)
{
    const ag_column *c = ag_node_column(v->graph, name);

    if (node < 0 || !c || !c->has[node])
        return none;
    return c->type == AG_COLUMN_INT ? (double)c->value.ints[node] : c->type == AG_COLUMN_BOOL ? c->value.bools[node] : c->value.doubles[node];
}

static void
add_strength(ag_arena *a, ag_facts *f, int actor, const ag_pair *p)
{
    ag_ranked *r;

    if (f->actor[actor] < 0) {
        f->actor[actor] = f->actors.n;
        AG_PUSH(a, &f->actors, (ag_ranked){ .actor = actor, .betweenness = -1, .community = -1, .community_before = -1 });
    }
    r = &f->actors.at[f->actor[actor]];
    for (int s = 0; s < AG_REPORT_SPANS; s++)
        r->strength[s] += p->weight[s];
    r->ties += p->weight[0] > 0;
}

static int
by_strength(const void *x, const void *y, const void *context)
{
    const ag_world *w = context;
    const ag_ranked *a = x, *b = y;
    uint8_t ta = w->actors.at[a->actor].type, tb = w->actors.at[b->actor].type;

    if (ta != tb)
        return ta - tb;
    for (int s = 0; s < 2; s++)
        if (a->strength[s] != b->strength[s])
            return a->strength[s] < b->strength[s] ? 1 : -1;
    return a->actor - b->actor; /* in order of ids */
}

typedef struct strong {
    double strength;
    int type, place; /* in facts->actors */
} strong;

static int
by_type_and_strength(const void *x, const void *y, const void *unused)
{
    const strong *a = x, *b = y;

    (void)unused;
    return a->type != b->type ? a->type - b->type : (a->strength < b->strength) - (a->strength > b->strength);
}

/* 1 + actors of the same type with more strength. */
static void
rank(ag_arena *a, ag_facts *f, int span)
{
    strong *list = AG_ARRAY(a, strong, f->actors.n + 1);
    int first = 0;

    for (int i = 0; i < f->actors.n; i++)
        list[i] = (strong){ f->actors.at[i].strength[span], f->world->actors.at[f->actors.at[i].actor].type, i };
    ag_sort(list, (size_t)f->actors.n, sizeof *list, by_type_and_strength, NULL);
    for (int i = 0, rank = 0; i < f->actors.n; i++) {
        ag_ranked *r = &f->actors.at[list[i].place];

        if (i && list[i].type != list[i - 1].type)
            first = i;
        if (i == first || list[i].strength < list[i - 1].strength)
            rank = 1 + i - first;
        *(span ? &r->rank_before : &r->rank) = list[i].strength > 0 ? rank : 0;
    }
}

/* The communities of a span, with their members. */
static void
gather(ag_arena *a, ag_facts *f, bool before)
{
    for (int i = 0; i < f->actors.n; i++) {
        int number = before ? f->actors.at[i].community_before : f->actors.at[i].community, k = 0;
        ag_group *g = before ? f->groups_before.at : f->groups.at;
        int n = before ? f->groups_before.n : f->groups.n;

        if (number < 0)
            continue;
        while (k < n && g[k].number != number)
            k++;
        if (k == n && before)
            AG_PUSH(a, &f->groups_before, (ag_group){ .number = number });
        else if (k == n)
            AG_PUSH(a, &f->groups, (ag_group){ .number = number });
        g = before ? f->groups_before.at : f->groups.at;
        AG_PUSH(a, &g[k].members, i);
    }
}

static int
by_strength_now(const void *x, const void *y, const void *context)
{
    const ag_facts *f = context;
    const ag_ranked *a = &f->actors.at[*(const int *)x], *b = &f->actors.at[*(const int *)y];

    return a->strength[0] != b->strength[0] ? (a->strength[0] < b->strength[0] ? 1 : -1) : a->actor - b->actor;
}

static int
by_number(const void *x, const void *y, const void *unused)
{
    (void)unused;
    return ((const ag_group *)x)->number - ((const ag_group *)y)->number;
}

ag_status
ag_facts_actors(ag_arena *a, ag_facts *f, ag_err *err)
{
    const ag_world *w = f->world;

    f->actor = AG_ARRAY(a, int, w->actors.n + 1);
    for (int i = 0; i < w->actors.n; i++)
        f->actor[i] = -1;
    for (int i = 0; i < f->pairs.n; i++) {
        add_strength(a, f, f->pairs.at[i].x, &f->pairs.at[i]);
        add_strength(a, f, f->pairs.at[i].y, &f->pairs.at[i]);
    }
    for (int i = 0; i < f->actors.n; i++)
        for (int s = 0; s < AG_REPORT_SPANS; s++)
            f->actors.at[i].strength[s] = round(f->actors.at[i].strength[s] * 1e6) / 1e6;
    ag_sort(f->actors.at, (size_t)f->actors.n, sizeof *f->actors.at, by_strength, w);
    for (int i = 0; i < f->actors.n; i++)
        f->actor[f->actors.at[i].actor] = i;
    rank(a, f, 0);
    rank(a, f, 1);

    AG_TRY(measure(a, f, 1, NULL, &f->view_before, err));
    AG_TRY(measure(a, f, 0, f->view_before.graph->n_nodes ? f->view_before.graph : NULL, &f->view, err));
    AG_TRY(ag_graph_layout(a, &f->view, err));
    for (int i = 0; i < f->actors.n; i++) {
        ag_ranked *r = &f->actors.at[i];
        int node = f->view.actor_node[r->actor], before = f->view_before.actor_node[r->actor];

        r->low = (int)number(&f->view, "rank_low", node, 0);
        r->high = (int)number(&f->view, "rank_high", node, 0);
        r->betweenness = number(&f->view, "betweenness", node, -1);
        r->is_bridge = number(&f->view, "articulation", node, 0) > 0;
        r->community = (int)number(&f->view, "community", node, -1);
        r->community_before = (int)number(&f->view_before, "community", before, -1);
    }
    gather(a, f, false);
    gather(a, f, true);
    ag_sort(f->groups.at, (size_t)f->groups.n, sizeof *f->groups.at, by_number, NULL);
    ag_sort(f->groups_before.at, (size_t)f->groups_before.n, sizeof *f->groups_before.at, by_number, NULL);
    for (int i = 0; i < f->groups.n; i++)
        ag_sort(f->groups.at[i].members.at, (size_t)f->groups.at[i].members.n, sizeof(int), by_strength_now, f);
    return AG_OK;
}
