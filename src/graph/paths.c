/* Brandes' algorithm from a sample of sources, on a graph laid out as one array. igraph has both parts
 * of it, but each with a walk of its own, and four times slower than this. */
#include "graph/paths.h"

#include <math.h>

typedef struct arc {
    int to;
    double length;
} arc;

typedef struct walk {
    int n, *first;     /* arcs of node i: arc[first[i] … first[i + 1])           */
    arc *arc;
    double *far, *ways, *share;
    int *order, reached;   /* nodes in the order in which they were settled      */
    int *heap, *at, size;  /* nodes by distance; where a node stands in the heap: -1 nowhere yet, -2 settled */
} walk;

static walk
lay_out(ag_arena *a, const ag_network *net, const double *length)
{
    int n = net->n, *filled = AG_ARRAY(a, int, n + 1);
    walk w = { .n = n, .first = AG_ARRAY(a, int, n + 2), .arc = AG_ARRAY(a, arc, 2 * (size_t)net->m + 1), .far = AG_ARRAY(a, double, n + 1),
               .ways = AG_ARRAY(a, double, n + 1), .share = AG_ARRAY(a, double, n + 1), .order = AG_ARRAY(a, int, n + 1),
               .heap = AG_ARRAY(a, int, n + 1), .at = AG_ARRAY(a, int, n + 1) };

    for (int e = 0; e < net->m; e++) {
        w.first[net->from[e] + 1]++;
        w.first[net->to[e] + 1]++;
    }
    for (int i = 0; i < n; i++)
        w.first[i + 1] += w.first[i];
    for (int e = 0; e < net->m; e++) {
        int x = net->from[e], y = net->to[e];

        w.arc[w.first[x] + filled[x]++] = (arc){ y, length[e] };
        w.arc[w.first[y] + filled[y]++] = (arc){ x, length[e] };
    }
    return w;
}

/* ---- a binary heap whose items can move up ---- */

static void
rise(walk *w, int node, int i)
{
    for (; i > 0 && w->far[node] < w->far[w->heap[(i - 1) / 2]]; i = (i - 1) / 2) {
        w->heap[i] = w->heap[(i - 1) / 2];
        w->at[w->heap[i]] = i;
    }
    w->heap[i] = node;
    w->at[node] = i;
}

static int
take_nearest(walk *w)
{
    int nearest = w->heap[0], last = w->heap[--w->size], i = 0;

    for (;;) {
        int k = 2 * i + 1;

        if (k >= w->size)
            break;
        k += k + 1 < w->size && w->far[w->heap[k + 1]] < w->far[w->heap[k]];
        if (w->far[last] <= w->far[w->heap[k]])
            break;
        w->heap[i] = w->heap[k];
        w->at[w->heap[i]] = i;
        i = k;
    }
    if (w->size) {
        w->heap[i] = last;
        w->at[last] = i;
    }
    w->at[nearest] = -2;
    return nearest;
}

/* ---- one source ---- */

/* x is finite, y may not be. */
static bool
is_equal(double x, double y)
{
    return fabs(x - y) <= 1e-10 * x;
}

static void
settle_all(walk *w, int source)
{
    for (int i = 0; i < w->n; i++) {
        w->far[i] = INFINITY;
        w->ways[i] = w->share[i] = 0;
        w->at[i] = -1;
    }
    w->far[source] = 0;
    w->ways[source] = 1;
    w->reached = w->size = 0;
    rise(w, source, w->size++);
    while (w->size) {
        int x = take_nearest(w);

        w->order[w->reached++] = x;
        for (int i = w->first[x]; i < w->first[x + 1]; i++) {
            int y = w->arc[i].to;
            double d = w->far[x] + w->arc[i].length;

            if (w->at[y] == -2)
                continue;
            if (is_equal(d, w->far[y]))
                w->ways[y] += w->ways[x];
            else if (d < w->far[y]) {
                w->far[y] = d;
                w->ways[y] = w->ways[x];
                rise(w, y, w->at[y] < 0 ? w->size++ : w->at[y]);
            }
        }
    }
}

/* From the farthest back: what a node depends on lies nearer to the source. */
static void
hand_back(walk *w, int source, double *passed, double *near)
{
    for (int k = w->reached - 1; k > 0; k--) {
        int y = w->order[k];

        for (int i = w->first[y]; i < w->first[y + 1]; i++) {
            int x = w->arc[i].to;

            if (w->far[x] < w->far[y] && is_equal(w->far[x] + w->arc[i].length, w->far[y]))
                w->share[x] += w->ways[x] / w->ways[y] * (1 + w->share[y]);
        }
        if (y != source)
            passed[y] += w->share[y];
        near[y] += 1 / w->far[y];
    }
}

void
ag_network_paths(const ag_network *net, const double *length, const int *source, int k, double *passed, double *near)
{
    ag_arena *a = ag_arena_new(0);
    walk w = lay_out(a, net, length);

    for (int i = 0; i < k; i++) {
        settle_all(&w, source[i]);
        hand_back(&w, source[i], passed, near);
    }
    ag_arena_free(a);
}
