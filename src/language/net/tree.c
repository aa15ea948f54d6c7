/* Maximum spanning trees. Each word takes its favourite head. Where that makes a cycle, the cycle
 * becomes one node: an arc into it is worth what it gains over the arc it drives out; and so on
 * until there is no cycle. Then the nodes are opened again, last first.
 *
 * One root: every arc from the root costs so much that the best tree has as few as can be, one. */
#include "language/net/tree.h"

static const double ROOT_COST = 1e7; /* more than all scores of a tree together */

static bool
is_tree(const int *head, int n)
{
    int roots = 0;

    for (int i = 0; i < n; i++) {
        int at = i + 1, steps = 0;

        roots += head[i] == 0;
        while (at && steps++ <= n)
            at = head[at - 1];
        if (at)
            return false;
    }
    return roots == 1;
}

typedef struct arc {
    double score;
    int from, to; /* words; 0: the root. from -1: no arc */
} arc;

typedef struct forest {
    arc *arcs;         /* [room][room], from node · room + to node: the best arc between them  */
    arc *in;           /* [room], the arc into a node                                          */
    int *parent;       /* [room], the node a node went into; -1: none                          */
    bool *is_active;
    int *mark;
    int room, nodes;
} forest;

static arc *
between(forest *f, int from, int to)
{
    return &f->arcs[(size_t)from * (size_t)f->room + (size_t)to];
}

/* The node a word is in now. */
static int
outermost(const forest *f, int v)
{
    while (f->parent[v] >= 0)
        v = f->parent[v];
    return v;
}

/* A node on a cycle of the arcs `in`, or -1. */
static int
find_cycle(forest *f)
{
    for (int v = 0; v < f->nodes; v++)
        f->mark[v] = -1;
    for (int v = 1; v < f->nodes; v++) {
        int u = v;

        if (!f->is_active[v])
            continue;
        while (u != 0 && f->mark[u] < 0) {
            f->mark[u] = v;
            u = outermost(f, f->in[u].from);
        }
        if (u != 0 && f->mark[u] == v)
            return u;
    }
    return -1;
}

static void
best_in(forest *f, int v)
{
    f->in[v] = (arc){ 0, -1, -1 };
    for (int u = 0; u < f->nodes; u++)
        if (u != v && f->is_active[u]) {
            const arc *x = between(f, u, v);

            if (x->from >= 0 && (f->in[v].from < 0 || x->score > f->in[v].score))
                f->in[v] = *x;
        }
}

static void
contract(forest *f, int on_cycle)
{
    int c = f->nodes++, v = on_cycle;

    /* leave the cycle's nodes marked by -2 */
    do {
        f->mark[v] = -2;
        v = outermost(f, f->in[v].from);
    } while (v != on_cycle);
    f->mark[c] = -1;
    f->parent[c] = -1;
    for (int u = 0; u < c; u++) {
        arc *into = between(f, u, c), *out = between(f, c, u);

        *into = *out = (arc){ 0, -1, -1 };
        if (!f->is_active[u] || f->mark[u] == -2)
            continue;
        for (v = 0; v < c; v++) {
            if (!f->is_active[v] || f->mark[v] != -2)
                continue;

            const arc *x = between(f, u, v), *y = between(f, v, u);

            if (x->from >= 0 && (into->from < 0 || x->score - f->in[v].score > into->score)) {
                *into = *x;
                into->score -= f->in[v].score;
            }
            if (u && y->from >= 0 && (out->from < 0 || y->score > out->score))
                *out = *y;
        }
    }
    for (v = 0; v < c; v++)
        if (f->is_active[v] && f->mark[v] == -2) {
            f->is_active[v] = false;
            f->parent[v] = c;
        }
    f->is_active[c] = true;
    best_in(f, c);
}

void
ag_tree_best(ag_arena *a, const float *score, int n, int *head)
{
    for (int i = 0; i < n; i++) {
        const float *s = score + (size_t)i * (size_t)(n + 1);
        int best = 0;

        for (int j = 0; j <= n; j++)
            if (j != i + 1 && s[j] > s[best])
                best = j;
        head[i] = best;
    }
    if (is_tree(head, n))
        return;

    int room = 2 * n + 2;
    forest f = { .room = room, .nodes = n + 1 };

    f.arcs = AG_ARRAY(a, arc, (size_t)room * (size_t)room);
    f.in = AG_ARRAY(a, arc, room);
    f.parent = AG_ARRAY(a, int, room);
    f.is_active = AG_ARRAY(a, bool, room);
    f.mark = AG_ARRAY(a, int, room);
    for (int v = 0; v <= n; v++) {
        f.parent[v] = -1;
        f.is_active[v] = true;
        for (int u = 0; u <= n; u++)
            *between(&f, u, v) = v == 0 || u == v
                                     ? (arc){ 0, -1, -1 }
                                     : (arc){ (double)score[(size_t)(v - 1) * (size_t)(n + 1) + (size_t)u] -
                                                  (u ? 0 : ROOT_COST), u, v };
    }
    for (int v = 1; v <= n; v++)
        best_in(&f, v);
    for (int v; (v = find_cycle(&f)) >= 0;)
        contract(&f, v); /* arcs name words, and outermost() finds the node a word is in now */
    for (int c = f.nodes - 1; c > n; c--) {
        int v = f.in[c].to;

        while (f.parent[v] != c)
            v = f.parent[v];
        f.in[v] = f.in[c];
    }
    for (int v = 1; v <= n; v++)
        head[v - 1] = f.in[v].from;
}
