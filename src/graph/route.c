/* Shortest ways, with a binary heap; small next to reading a graph, so it needs no library. */
#include "graph/route.h"

#include <math.h>

typedef struct step {
    double far;
    int node;
} step;

typedef struct heap {
    AG_LIST(step) at;
} heap;

static bool
is_nearer(step x, step y)
{
    return x.far != y.far ? x.far < y.far : x.node < y.node;
}

static void
push(ag_arena *a, heap *h, step s)
{
    int i = h->at.n;

    AG_PUSH(a, &h->at, s);
    for (; i > 0 && is_nearer(s, h->at.at[(i - 1) / 2]); i = (i - 1) / 2)
        h->at.at[i] = h->at.at[(i - 1) / 2];
    h->at.at[i] = s;
}

static step
pop(heap *h)
{
    step first = h->at.at[0], last = h->at.at[--h->at.n];
    int i = 0;

    for (;;) {
        int k = 2 * i + 1;

        if (k >= h->at.n)
            break;
        k += k + 1 < h->at.n && is_nearer(h->at.at[k + 1], h->at.at[k]);
        if (!is_nearer(h->at.at[k], last))
            break;
        h->at.at[i] = h->at.at[k];
        i = k;
    }
    h->at.at[i] = last;
    return first;
}

void
ag_graph_route(ag_arena *a, const ag_graph *g, int from, int to, ag_route *out)
{
    const ag_column *weight = ag_edge_column(g, "weight"), *tier = ag_edge_column(g, "tier");
    int n = g->n_nodes, *first = AG_ARRAY(a, int, n + 2), *filled = AG_ARRAY(a, int, n + 1), *edge = AG_ARRAY(a, int, 2 * g->n_edges + 1);
    int *by = AG_ARRAY(a, int, n + 1);
    double *far = AG_ARRAY(a, double, n + 1);
    heap h = { 0 };

    *out = (ag_route){ 0 };
    if (from < 0 || to < 0 || from == to)
        return;
    for (int pass = 0; pass < 2; pass++) { /* count the ties of each node, then lay them side by side */
        for (int e = 0; e < g->n_edges; e++)
            for (int end = 0; end < 2; end++) {
                int x = end ? g->edge_to[e] : g->edge_from[e];

                if (tier->value.ints[e] == 3 || !(weight->value.doubles[e] > 0))
                    continue;
                if (pass == 0)
                    first[x + 1]++;
                else
                    edge[first[x] + filled[x]++] = e;
            }
        for (int i = 0; pass == 0 && i < n; i++)
            first[i + 1] += first[i];
    }
    for (int i = 0; i < n; i++)
        far[i] = INFINITY, by[i] = -1;
    far[from] = 0;
    push(a, &h, (step){ 0, from });
    while (h.at.n) {
        step s = pop(&h);

        if (s.far > far[s.node])
            continue;
        if (s.node == to)
            break;
        for (int i = first[s.node]; i < first[s.node + 1]; i++) {
            int e = edge[i], next = g->edge_from[e] == s.node ? g->edge_to[e] : g->edge_from[e];
            double d = s.far + 1 / weight->value.doubles[e];

            if (d < far[next]) {
                far[next] = d;
                by[next] = e;
                push(a, &h, (step){ d, next });
            }
        }
    }
    if (by[to] < 0)
        return;
    for (int here = to; here != from; here = g->edge_from[by[here]] == here ? g->edge_to[by[here]] : g->edge_from[by[here]])
        AG_PUSH(a, &out->edges, by[here]);
    for (int i = 0, k = out->edges.n - 1; i < k; i++, k--) {
        int t = out->edges.at[i];

        out->edges.at[i] = out->edges.at[k];
        out->edges.at[k] = t;
    }
    out->length = far[to];
}
