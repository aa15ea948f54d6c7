/* Balance of signed triads. */
#include "graph/balance.h"

typedef struct half {
    int to;
    int8_t sign;
} half;

void
ag_network_balance(ag_arena *a, const ag_network *net, const int8_t *sign, ag_balance *out)
{
    int n = net->n, *degree = AG_ARRAY(a, int, n + 1), *first = AG_ARRAY(a, int, n + 2), *filled = AG_ARRAY(a, int, n + 1);
    int8_t *mark = AG_ARRAY(a, int8_t, n + 1);
    half *next = AG_ARRAY(a, half, net->m + 1);

    *out = (ag_balance){ .triads = AG_ARRAY(a, int, n + 1), .balanced = AG_ARRAY(a, int, n + 1) };
    for (int e = 0; e < net->m; e++)
        if (sign[e]) {
            degree[net->from[e]]++;
            degree[net->to[e]]++;
        }

    /* Each tie leads from the end of lower degree to the other: few leave any node. */
    for (int pass = 0; pass < 2; pass++) {
        for (int e = 0; e < net->m; e++) {
            int x = net->from[e], y = net->to[e];
            bool swap = degree[x] > degree[y] || (degree[x] == degree[y] && x > y);
            int from = swap ? y : x, to = swap ? x : y;

            if (!sign[e])
                continue;
            if (pass == 0)
                first[from + 1]++;
            else
                next[first[from] + filled[from]++] = (half){ to, sign[e] };
        }
        for (int i = 0; pass == 0 && i < n; i++)
            first[i + 1] += first[i];
    }
    for (int x = 0; x < n; x++) {
        for (int i = first[x]; i < first[x + 1]; i++)
            mark[next[i].to] = next[i].sign;
        for (int i = first[x]; i < first[x + 1]; i++) {
            int y = next[i].to;

            for (int k = first[y]; k < first[y + 1]; k++) {
                int z = next[k].to, product = next[i].sign * next[k].sign * mark[z];
                int node[3] = { x, y, z };

                if (product == 0)
                    continue;
                out->all++;
                out->all_balanced += product > 0;
                for (int t = 0; t < 3; t++) {
                    out->triads[node[t]]++;
                    out->balanced[node[t]] += product > 0;
                }
            }
        }
        for (int i = first[x]; i < first[x + 1]; i++)
            mark[next[i].to] = 0;
    }
}
