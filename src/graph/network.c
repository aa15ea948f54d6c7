/* Numbers for the nodes of a network that do not depend on their names. */
#include "graph/measure.h"
#include "graph/random.h"

#include <math.h>

typedef struct coloured {
    uint64_t colour, tie;
    int node;
} coloured;

static int
by_colour(const void *p, const void *q)
{
    const coloured *x = p, *y = q;

    if (x->colour != y->colour)
        return x->colour < y->colour ? -1 : 1;
    if (x->tie != y->tie)
        return x->tie < y->tie ? -1 : 1;
    return x->node - y->node;
}

void
ag_network_order(ag_arena *a, const ag_network *net, const uint64_t *tie, int *order)
{
    uint64_t *colour = AG_ARRAY(a, uint64_t, net->n), *next = AG_ARRAY(a, uint64_t, net->n);
    coloured *c = AG_ARRAY(a, coloured, net->n);

    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < net->n; i++)
            next[i] = ag_mix(colour[i]);
        for (int e = 0; e < net->m; e++) {
            uint64_t w = (uint64_t)llround(net->weight[e] * 1e6); /* not the last bits of a sum */

            next[net->from[e]] += ag_mix(colour[net->to[e]] ^ ag_mix(w));
            next[net->to[e]] += ag_mix(colour[net->from[e]] ^ ag_mix(w));
        }
        memcpy(colour, next, (size_t)net->n * sizeof *colour);
    }
    for (int i = 0; i < net->n; i++)
        c[i] = (coloured){ colour[i], tie ? tie[i] : 0, i };
    if (net->n)
        qsort(c, (size_t)net->n, sizeof *c, by_colour);
    for (int i = 0; i < net->n; i++)
        order[i] = c[i].node;
}

typedef struct link {
    int from, to;
    double weight;
} link;

static int
by_ends(const void *p, const void *q)
{
    const link *x = p, *y = q;

    return x->from != y->from ? x->from - y->from : x->to - y->to;
}

ag_network
ag_network_renumber(ag_arena *a, const ag_network *net, const int *order)
{
    int *number = AG_ARRAY(a, int, net->n);
    link *l = AG_ARRAY(a, link, net->m);
    ag_network out = { net->n, net->m, AG_ARRAY(a, int, net->m), AG_ARRAY(a, int, net->m), AG_ARRAY(a, double, net->m) };

    for (int k = 0; k < net->n; k++)
        number[order[k]] = k;
    for (int e = 0; e < net->m; e++) {
        int x = number[net->from[e]], y = number[net->to[e]];

        l[e] = (link){ x < y ? x : y, x < y ? y : x, net->weight[e] };
    }
    if (net->m)
        qsort(l, (size_t)net->m, sizeof *l, by_ends);
    for (int e = 0; e < net->m; e++) {
        out.from[e] = l[e].from;
        out.to[e] = l[e].to;
        out.weight[e] = l[e].weight;
    }
    return out;
}
