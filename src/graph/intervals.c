/* Bootstrap of ranks over independent stories. */
#include "graph/intervals.h"
#include "graph/random.h"

#include <math.h>

typedef struct lot { /* one act that weighs: who gets how much of it, and who told it */
    int first_end, ends, first_origin, origins;
    double most; /* its origins when nothing is left out, as the weights count them */
} lot;

typedef struct end {
    int node;
    double unit; /* strength at one origin */
} end;

typedef struct lots {
    AG_LIST(lot) list;
    AG_LIST(end) ends;
    AG_LIST(int) origins;
} lots;

typedef struct piece { /* a share of a tie, sorted by act */
    int act, node;
    double unit;
} piece;

static int
by_act(const void *p, const void *q)
{
    const piece *x = p, *y = q;

    return x->act != y->act ? x->act - y->act : x->node - y->node;
}

static int
by_number(const void *p, const void *q)
{
    int x = *(const int *)p, y = *(const int *)q;

    return (x > y) - (x < y);
}

static void
collect(ag_arena *a, const ag_view *v, const int *node, lots *out)
{
    const ag_world *w = v->world;
    AG_LIST(piece) pieces = { 0 };

    for (int t = 0; t < v->ties.list.n; t++) {
        const ag_tie *tie = &v->ties.list.at[t];

        for (int i = 0; i < tie->shares.n; i++) {
            const ag_share *s = &tie->shares.at[i];
            int origins = w->acts.at[s->act].origins;
            double unit = s->weight / (1 + log2(origins > 1 ? origins : 1));

            if (s->layer != AG_LAYER_FACT && !(v->options.relate.claims && s->layer == AG_LAYER_CLAIMED))
                continue;
            AG_PUSH(a, &pieces, (piece){ s->act, node[tie->x], unit });
            AG_PUSH(a, &pieces, (piece){ s->act, node[tie->y], unit });
        }
    }
    if (pieces.n)
        qsort(pieces.at, (size_t)pieces.n, sizeof *pieces.at, by_act);
    for (int i = 0; i < pieces.n;) {
        const ag_act *act = &w->acts.at[pieces.at[i].act];
        int number = pieces.at[i].act, distinct = 0;
        lot l = { out->ends.n, 0, out->origins.n, 0, act->origins > 1 ? act->origins : 1 };

        for (int k = 0; k < act->evidence.n; k++)
            AG_PUSH(a, &out->origins, w->origin[act->evidence.at[k].doc]);
        if (act->evidence.n)
            qsort(&out->origins.at[l.first_origin], (size_t)act->evidence.n, sizeof(int), by_number);
        for (int k = l.first_origin; k < out->origins.n; k++)
            if (distinct == 0 || out->origins.at[l.first_origin + distinct - 1] != out->origins.at[k])
                out->origins.at[l.first_origin + distinct++] = out->origins.at[k];
        out->origins.n = l.first_origin + distinct;
        l.origins = distinct;
        for (; i < pieces.n && pieces.at[i].act == number; i++) {
            if (out->ends.n > l.first_end && out->ends.at[out->ends.n - 1].node == pieces.at[i].node)
                out->ends.at[out->ends.n - 1].unit += pieces.at[i].unit;
            else
                AG_PUSH(a, &out->ends, (end){ pieces.at[i].node, pieces.at[i].unit });
        }
        l.ends = out->ends.n - l.first_end;
        AG_PUSH(a, &out->list, l);
    }
}

/* Origins of the acts of each node. */
static int *
count_origins(ag_arena *a, const lots *l, int n)
{
    AG_LIST(piece) seen = { 0 }; /* (node, origin) */
    int *count = AG_ARRAY(a, int, n + 1);

    for (int i = 0; i < l->list.n; i++)
        for (int e = 0; e < l->list.at[i].ends; e++)
            for (int o = 0; o < l->list.at[i].origins; o++)
                AG_PUSH(a, &seen, (piece){ l->ends.at[l->list.at[i].first_end + e].node, l->origins.at[l->list.at[i].first_origin + o], 0 });
    if (seen.n)
        qsort(seen.at, (size_t)seen.n, sizeof *seen.at, by_act);
    for (int i = 0; i < seen.n; i++)
        count[seen.at[i].act] += i == 0 || by_act(&seen.at[i - 1], &seen.at[i]) != 0;
    return count;
}

static void
draw(uint64_t *state, int *times, int origins)
{
    memset(times, 0, (size_t)origins * sizeof *times);
    for (int i = 0; i < origins; i++)
        times[ag_random_below(state, (uint64_t)origins)]++;
}

static void
weigh(const lots *l, const int *times, double *strength, int n)
{
    memset(strength, 0, (size_t)n * sizeof *strength);
    for (int i = 0; i < l->list.n; i++) {
        const lot *x = &l->list.at[i];
        int told = 0;

        for (int o = 0; o < x->origins; o++)
            told += times[l->origins.at[x->first_origin + o]];
        if (told == 0)
            continue;

        double times_weight = 1 + log2(fmax(1, told * x->most / x->origins));

        for (int e = 0; e < x->ends; e++)
            strength[l->ends.at[x->first_end + e].node] += times_weight * l->ends.at[x->first_end + e].unit;
    }
}

typedef struct placed {
    int group, node;
    double strength;
} placed;

static int
by_strength(const void *p, const void *q)
{
    const placed *x = p, *y = q;

    if (x->group != y->group)
        return x->group - y->group;
    return (x->strength < y->strength) - (x->strength > y->strength);
}

/* place [n]: 1 + stronger ones of the group. */
static void
rank(placed *p, int n, int *place)
{
    qsort(p, (size_t)n, sizeof *p, by_strength);
    for (int i = 0, start = 0; i < n; i++) {
        if (i && p[i].group != p[i - 1].group)
            start = i;
        place[p[i].node] = i > start && p[i].strength == p[i - 1].strength ? place[p[i - 1].node] : i - start + 1;
    }
}

void
ag_rank_intervals(ag_arena *a, const ag_view *v, const int *node, int n, const int *group, unsigned long seed, ag_intervals *out)
{
    enum { ROUNDS = AG_BOOTSTRAP_ROUNDS, CUT = ROUNDS / 40 };
    int origins = 0, ranked = 0;
    lots l = { 0 };

    *out = (ag_intervals){ AG_ARRAY(a, int, n + 1), AG_ARRAY(a, int, n + 1) };
    for (int d = 0; d < v->world->docs.n; d++)
        origins = v->world->origin[d] >= origins ? v->world->origin[d] + 1 : origins;
    if (origins < AG_FEW_ORIGINS || n == 0)
        return;
    collect(a, v, node, &l);

    int *times = AG_ARRAY(a, int, origins), *known_by = count_origins(a, &l, n), *place = AG_ARRAY(a, int, n + 1);
    int *slot = AG_ARRAY(a, int, n + 1), *places, certain = 0;
    double *strength = AG_ARRAY(a, double, n + 1);
    placed *p = AG_ARRAY(a, placed, n + 1);
    uint64_t state = ag_mix(seed);

    for (int i = 0; i < n; i++)
        slot[i] = group[i] >= 0 && known_by[i] >= AG_FEW_ORIGINS ? certain++ : -1;
    places = AG_ARRAY(a, int, (size_t)certain * ROUNDS + 1);
    for (int k = 0; k < ROUNDS && certain; k++) {
        draw(&state, times, origins);
        weigh(&l, times, strength, n);
        ranked = 0;
        for (int i = 0; i < n; i++)
            if (group[i] >= 0)
                p[ranked++] = (placed){ group[i], i, round(strength[i] * 1e6) };
        rank(p, ranked, place);
        for (int i = 0; i < n; i++)
            if (slot[i] >= 0)
                places[(size_t)slot[i] * ROUNDS + (size_t)k] = place[i];
    }
    for (int i = 0; i < n; i++) {
        int *mine = slot[i] < 0 ? NULL : &places[(size_t)slot[i] * ROUNDS];

        if (!mine)
            continue;
        qsort(mine, ROUNDS, sizeof *mine, by_number);
        out->low[i] = mine[CUT];
        out->high[i] = mine[ROUNDS - 1 - CUT];
    }
}
