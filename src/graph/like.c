/* Like an earlier graph. */
#include "graph/like.h"
#include "base/map.h"
#include "relate/pairs.h"

static void
map_nodes(ag_arena *a, const ag_graph *g, ag_map *out)
{
    for (int i = 0; i < g->n_nodes; i++)
        ag_map_set(a, out, g->node_id[i], i);
}

int *
ag_like_nodes(ag_arena *a, const ag_view *v)
{
    int *old = AG_ARRAY(a, int, v->graph->n_nodes + 1);
    ag_map by_id = { 0 };

    if (!v->options.like)
        return NULL;
    map_nodes(a, v->options.like, &by_id);
    for (int i = 0; i < v->graph->n_nodes; i++)
        old[i] = ag_map_get(&by_id, v->graph->node_id[i]);
    return old;
}

typedef struct shared { /* a group, an earlier community, and how many they have in common */
    int group, before, n;
} shared;

static int
by_overlap(const void *p, const void *q)
{
    const shared *x = p, *y = q;

    if (x->n != y->n)
        return y->n - x->n;
    return x->before != y->before ? x->before - y->before : x->group - y->group;
}

int *
ag_like_communities(ag_arena *a, const ag_view *v, const int *actor, int n, int groups, const int *of)
{
    const ag_graph *like = v->options.like;
    const ag_column *community = like ? ag_node_column(like, "community") : NULL;
    int *number = AG_ARRAY(a, int, groups + 1), fresh = 0;
    ag_map by_id = { 0 }, taken = { 0 };
    ag_pairs seen = { 0 };
    AG_LIST(shared) common = { 0 };

    for (int c = 0; c < groups; c++)
        number[c] = community ? -1 : c;
    if (!community || community->type != AG_COLUMN_INT)
        return number;
    map_nodes(a, like, &by_id);
    for (int i = 0; i < like->n_nodes; i++)
        if (community->has[i] && community->value.ints[i] >= fresh && community->value.ints[i] < INT32_MAX)
            fresh = (int)community->value.ints[i] + 1;
    for (int k = 0; k < n; k++) {
        int before = ag_map_get(&by_id, v->world->actors.at[actor[k]].id), i;

        if (before < 0 || !community->has[before] || community->value.ints[before] < 0 || community->value.ints[before] >= fresh)
            continue;
        before = (int)community->value.ints[before];
        i = ag_pairs_add(a, &seen, of[k], before, common.n);
        if (i == common.n)
            AG_PUSH(a, &common, (shared){ of[k], before, 0 });
        common.at[i].n++;
    }
    if (common.n)
        qsort(common.at, (size_t)common.n, sizeof *common.at, by_overlap);
    for (int i = 0; i < common.n; i++) {
        ag_str key = ag_arena_printf(a, "%d", common.at[i].before);

        if (number[common.at[i].group] >= 0 || ag_map_get(&taken, key) >= 0)
            continue;
        ag_map_set(a, &taken, key, 1);
        number[common.at[i].group] = common.at[i].before;
    }
    for (int c = 0; c < groups; c++)
        if (number[c] < 0)
            number[c] = fresh++;
    return number;
}
