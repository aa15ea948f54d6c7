/* Time in a graph. */
#include "graph/slices.h"

const char *const ag_slice_words[] = { "day", "week", "month", NULL };

enum { MOST_SPANS = 400 };

/* ---- the calendar in spans: numbered without gaps ---- */

static int
span_of(ag_span_of_time by, ag_day d)
{
    int year, month, day;

    switch (by) {
    case AG_BY_WEEK: return (int)(((long)d + 3 - ((long)d + 3 < 0 ? 6 : 0)) / 7); /* day 0 was a Thursday */
    case AG_BY_MONTH: ag_day_split(d, &year, &month, &day); return year * 12 + month - 1;
    default: return d;
    }
}

static ag_day
first_day(ag_span_of_time by, int span)
{
    switch (by) {
    case AG_BY_WEEK: return (ag_day)(span * 7 - 3);
    case AG_BY_MONTH: return ag_day_of(span / 12, span % 12 + 1, 1);
    default: return span;
    }
}

static ag_str
name_of(ag_arena *a, const char *what, ag_span_of_time by, int span)
{
    int year, number;

    if (by == AG_BY_WEEK) {
        ag_day_week(first_day(by, span), &year, &number);
        return ag_arena_printf(a, "%s_%04d-W%02d", what, year, number);
    }
    return ag_arena_printf(a, "%s_%04d-%02d", what, span / 12, span % 12 + 1);
}

/* ---- cutting ---- */

static void
cut(ag_span_of_time by, ag_moments *m)
{
    for (int i = 0; i < m->list.n; i++) {
        ag_moment *x = &m->list.at[i];
        int span = span_of(by, x->from);

        if (span_of(by, x->to) == span) {
            x->from = first_day(by, span);
            x->to = first_day(by, span + 1) - 1;
        } else
            x->weight = 0;
    }
}

static void
add(ag_column *c, int row, double weight)
{
    ag_set_double(c, row, (c->has[row] ? c->value.doubles[row] : 0) + weight);
}

/* The columns of spans [from, to]; returns the first of them. */
static int
make_columns(ag_arena *a, ag_graph *g, const char *what, ag_span_of_time by, int from, int to, bool is_edge)
{
    int first = is_edge ? g->edge_columns.n : g->node_columns.n;

    for (int s = from; s <= to; s++) {
        const char *name = name_of(a, what, by, s).at;

        if (is_edge)
            ag_edge_column_add(a, g, name, AG_COLUMN_DOUBLE);
        else
            ag_node_column_add(a, g, name, AG_COLUMN_DOUBLE);
    }
    return first;
}

static void
fill_nodes(ag_view *v, int first, int from, ag_span_of_time by)
{
    const ag_world *w = v->world;

    for (int t = 0; t < v->ties.list.n; t++) {
        const ag_tie *tie = &v->ties.list.at[t];

        for (int i = 0; i < tie->shares.n; i++) {
            const ag_share *s = &tie->shares.at[i];
            const ag_act *act = &w->acts.at[s->act];
            ag_day day = ag_act_day(w, act), last = act->date.grain == AG_GRAIN_NONE ? day : ag_date_last(act->date);
            int ends[2] = { v->actor_node[tie->x], v->actor_node[tie->y] };

            if (day == AG_NO_DAY || span_of(by, day) != span_of(by, last) ||
                (s->layer != AG_LAYER_FACT && !(v->options.relate.claims && s->layer == AG_LAYER_CLAIMED)))
                continue;
            for (int e = 0; e < 2; e++)
                if (ends[e] >= 0)
                    add(&v->graph->node_columns.at[first + span_of(by, day) - from], ends[e], s->weight);
        }
    }
}

void
ag_graph_slice(ag_arena *a, ag_view *v)
{
    ag_graph *g = v->graph;
    ag_span_of_time by = v->options.slice;
    int from = INT32_MAX, to = INT32_MIN;

    g->span = ag_slice_words[by];
    for (int e = 0; e < g->n_edges; e++)
        cut(by, &g->edge_moments[e]);
    if (by == AG_BY_DAY)
        return;
    for (int t = 0; t < v->ties.list.n; t++)
        for (int i = 0; v->ties.list.at[t].is_fact && i < v->ties.list.at[t].shares.n; i++) {
            ag_day day = ag_act_day(v->world, &v->world->acts.at[v->ties.list.at[t].shares.at[i].act]);

            if (day == AG_NO_DAY)
                continue;
            from = span_of(by, day) < from ? span_of(by, day) : from;
            to = span_of(by, day) > to ? span_of(by, day) : to;
        }
    if (to < from || (long)to - from >= MOST_SPANS) {
        if (to >= from)
            g->description = ag_arena_printf(a, "%.*s No columns by %s: there would be %d.", AG_SHOW(g->description), g->span, to - from + 1);
        return;
    }

    int nodes = make_columns(a, g, "strength", by, from, to, false), edges = make_columns(a, g, "weight", by, from, to, true);

    fill_nodes(v, nodes, from, by);
    for (int e = 0; e < g->n_edges; e++)
        for (int i = 0; i < g->edge_moments[e].list.n; i++) {
            const ag_moment *m = &g->edge_moments[e].list.at[i];
            int span = span_of(by, m->from);

            if (m->weight > 0 && span >= from && span <= to)
                add(&g->edge_columns.at[edges + span - from], e, m->weight);
        }
    g->description = ag_arena_printf(a, "%.*s Columns weight_ and strength_ by %s.", AG_SHOW(g->description), g->span);
}
