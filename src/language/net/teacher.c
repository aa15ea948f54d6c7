/* Scores of several networks → shares of the likeliest classes. Probabilities are averaged; relations are
 * asked for the heads of the tree that is best under the sum of all scores of arcs. */
#include "language/net/teacher.h"

#include "language/net/kernel.h"
#include "language/net/tree.h"

/* sum [n] += softmax of x. */
static void
add_chances(const float *x, int n, float *room, float *sum)
{
    float top = x[0], all = 0;

    for (int i = 1; i < n; i++)
        top = x[i] > top ? x[i] : top;
    ag_exp_all(x, top, n, room);
    for (int i = 0; i < n; i++)
        all += room[i];
    for (int i = 0; i < n; i++)
        sum[i] += room[i] / all;
}

void
ag_keep_shares(float *chance, int n, ag_net_share *out, int most)
{
    float of[AG_NET_HEAD_SHARES], all = 0;

    for (int k = 0; k < most; k++) {
        int best = 0;

        for (int i = 1; i < n; i++)
            if (chance[i] > chance[best])
                best = i;
        of[k] = k < n ? chance[best] : 0;
        out[k].of = (uint16_t)best;
        chance[best] = -1;
        all += of[k];
    }
    for (int k = 0; k < most; k++)
        out[k].share = (uint16_t)(of[k] / all * 65535);
}

void
ag_teach(ag_arena *a, const ag_teachers *t, const ag_net_batch *b, ag_net_gold *gold, ag_net_soft *soft)
{
    const ag_net_shape *p = &t->net->shape;
    int tags = p->upos + p->xpos, widest = b->longest + 1 > 256 ? b->longest + 1 : 256;
    ag_net_scores *scores = AG_ARRAY(a, ag_net_scores, t->n);
    const float **label = AG_ARRAY(a, const float *, t->n);
    float *room = AG_ARRAY(a, float, widest), *sum = AG_ARRAY(a, float, widest);
    float *arc = AG_ARRAY(a, float, (size_t)b->longest * (size_t)(b->longest + 1));
    int *head = AG_ARRAY(a, int, b->words);

#define AVERAGE(width, at)                            \
    do {                                              \
        memset(sum, 0, (size_t)(width) * sizeof *sum); \
        for (int k = 0; k < t->n; k++)                \
            add_chances(at, width, room, sum);        \
    } while (0)
    for (int k = 0; k < t->n; k++)
        ag_net_run(&t->net[k], b, &t->scratch[k], &scores[k]);
    for (int s = 0; s < b->sentences; s++) {
        int first = b->start[s], n = b->start[s + 1] - first, wide = n + 1;

        for (int i = 0; i < n; i++) {
            AVERAGE(wide, scores[k].arc + scores[k].arc_at[s] + (size_t)i * (size_t)wide);
            ag_keep_shares(sum, wide, soft[first + i].head, AG_NET_HEAD_SHARES);
        }
        memset(arc, 0, (size_t)n * (size_t)wide * sizeof *arc);
        for (int k = 0; k < t->n; k++)
            for (int i = 0; i < n * wide; i++)
                arc[i] += scores[k].arc[scores[k].arc_at[s] + (size_t)i];
        ag_tree_best(a, arc, n, head + first);
    }
    for (int k = 0; k < t->n; k++)
        label[k] = ag_net_relations(&t->net[k], b, &t->scratch[k], head);
    for (int i = 0; i < b->words; i++) {
        AVERAGE(p->relations, label[k] + (size_t)i * (size_t)p->relations);
        ag_keep_shares(sum, p->relations, soft[i].relation, AG_NET_CLASS_SHARES);
        AVERAGE(p->upos, scores[k].tags + (size_t)i * (size_t)tags);
        ag_keep_shares(sum, p->upos, soft[i].upos, AG_NET_CLASS_SHARES);
        AVERAGE(p->xpos, scores[k].tags + (size_t)i * (size_t)tags + p->upos);
        ag_keep_shares(sum, p->xpos, soft[i].xpos, AG_NET_CLASS_SHARES);
        gold[i] = (ag_net_gold){ (int16_t)head[i], (uint8_t)soft[i].relation[0].of, (uint8_t)soft[i].upos[0].of,
                                 (uint8_t)soft[i].xpos[0].of };
    }
#undef AVERAGE
}
