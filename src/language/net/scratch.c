/* Memory of the network: given out in order, taken back all at once. */
#include "language/net/inside.h"

#include <stdio.h>

enum { SLAB = 1 << 20 }; /* floats */

float *
ag_take(ag_net_scratch *s, size_t floats)
{
    floats = (floats + 15) / 16 * 16 + 16;
    while (s->current < s->n && s->used + floats > s->slabs[s->current].room) {
        s->current++;
        s->used = 0;
    }
    if (s->current == s->n) {
        struct ag_net_slab *more = realloc(s->slabs, (size_t)(s->n + 1) * sizeof *more);
        size_t room = floats > SLAB ? floats : SLAB;
        float *at = aligned_alloc(64, room * sizeof *at);

        if (!more || !at) {
            fputs("actorgraph: no memory left for the network\n", stderr);
            exit(1);
        }
        s->slabs = more;
        s->slabs[s->n++] = (struct ag_net_slab){ at, room };
        s->used = 0;
    }
    s->used += floats;
    return s->slabs[s->current].at + s->used - floats;
}

float *
ag_take_zero(ag_net_scratch *s, size_t floats)
{
    float *p = ag_take(s, floats);

    memset(p, 0, floats * sizeof *p);
    return p;
}

int *
ag_take_ints(ag_net_scratch *s, size_t n)
{
    return (int *)(void *)ag_take(s, n);
}

ag_mark
ag_here(const ag_net_scratch *s)
{
    return (ag_mark){ s->current, s->used };
}

void
ag_back_to(ag_net_scratch *s, ag_mark m)
{
    s->current = m.slab;
    s->used = m.used;
}

void
ag_net_scratch_done(ag_net_scratch *s)
{
    for (int i = 0; i < s->n; i++)
        free(s->slabs[i].at);
    free(s->slabs);
    *s = (ag_net_scratch){ 0 };
}

void
ag_lay_steps(const ag_net_batch *b, ag_net_scratch *s, ag_steps *out)
{
    int n = b->sentences, row = 0;

    out->word[0] = ag_take_ints(s, (size_t)b->words);
    out->word[1] = ag_take_ints(s, (size_t)b->words);
    out->active = ag_take_ints(s, (size_t)b->longest);
    out->first = ag_take_ints(s, (size_t)b->longest + 1);
    for (int t = 0; t < b->longest; t++) {
        while (n > 0 && b->start[n] - b->start[n - 1] <= t)
            n--;
        out->active[t] = n;
        out->first[t] = row;
        for (int k = 0; k < n; k++, row++) {
            out->word[0][row] = b->start[k] + t;
            out->word[1][row] = b->start[k + 1] - 1 - t;
        }
    }
    out->first[b->longest] = row;
}
