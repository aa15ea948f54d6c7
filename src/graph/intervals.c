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
    int n;
    lot *list;
    end *ends;
    int *origins;
    int n_origins; /* distinct ones */
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

static bool
weighs(const ag_view *v, const ag_share *s)
{
    return s->layer == AG_LAYER_FACT || (v->options.relate.claims && s->layer == AG_LAYER_CLAIMED);
}

/* Both ends of every share that weighs, by act. */
static piece *
pieces_of(ag_arena *a, const ag_view *v, const int *node, int *n)
{
    const ag_world *w = v->world;
    piece *out;
    int shares = 0;

    for (int t = 0; t < v->ties.list.n; t++)
        shares += v->ties.list.at[t].shares.n;
    out = AG_ARRAY(a, piece, 2 * (size_t)shares + 1);
    *n = 0;
    for (int t = 0; t < v->ties.list.n; t++) {
        const ag_tie *tie = &v->ties.list.at[t];

        for (int i = 0; i < tie->shares.n; i++) {
            const ag_share *s = &tie->shares.at[i];
            int origins = w->acts.at[s->act].origins;
            double unit = s->weight / (1 + log2(origins > 1 ? origins : 1));

            if (!weighs(v, s))
                continue;
            out[(*n)++] = (piece){ s->act, node[tie->x], unit };
            out[(*n)++] = (piece){ s->act, node[tie->y], unit };
        }
    }
    if (*n)
        qsort(out, (size_t)*n, sizeof *out, by_act);
    return out;
}

/* The distinct origins of an act, to `out`; their number. Origins are numbered from 1 as they come, in number[origin]:
 * a world that is a part of another numbers those of its own acts alike. */
static int
origins_of(const ag_world *w, const ag_act *act, int *number, int *seen, int *out)
{
    int distinct = 0;

    for (int k = 0; k < act->evidence.n; k++) {
        int *mine = &number[w->origin[act->evidence.at[k].doc]];

        if (!*mine)
            *mine = ++*seen;
        out[k] = *mine - 1;
    }
    if (act->evidence.n)
        qsort(out, (size_t)act->evidence.n, sizeof *out, by_number);
    for (int k = 0; k < act->evidence.n; k++)
        if (distinct == 0 || out[distinct - 1] != out[k])
            out[distinct++] = out[k];
    return distinct;
}

static void
collect(ag_arena *a, const ag_view *v, const int *node, lots *out)
{
    const ag_world *w = v->world;
    ag_arena *own = ag_arena_new(0);
    int pieces, ends = 0, origins = 0, evidence = 0, most = 0;
    piece *p = pieces_of(own, v, node, &pieces);

    for (int d = 0; d < w->docs.n; d++)
        most = w->origin[d] > most ? w->origin[d] : most;

    int *number_of = AG_ARRAY(own, int, most + 1);

    for (int i = 0; i < pieces; i++)
        evidence += i == 0 || p[i].act != p[i - 1].act ? w->acts.at[p[i].act].evidence.n : 0;
    *out = (lots){ .list = AG_ARRAY(a, lot, pieces / 2 + 1), .ends = AG_ARRAY(a, end, pieces + 1),
                   .origins = AG_ARRAY(a, int, evidence + 1) };
    for (int i = 0; i < pieces;) {
        int number = p[i].act;
        const ag_act *act = &w->acts.at[number];
        lot l = { ends, 0, origins, origins_of(w, act, number_of, &out->n_origins, out->origins + origins), act->origins > 1 ? act->origins : 1 };

        origins += l.origins;
        for (; i < pieces && p[i].act == number; i++) {
            if (ends > l.first_end && out->ends[ends - 1].node == p[i].node)
                out->ends[ends - 1].unit += p[i].unit;
            else
                out->ends[ends++] = (end){ p[i].node, p[i].unit };
        }
        l.ends = ends - l.first_end;
        out->list[out->n++] = l;
    }
    ag_arena_free(own);
}

/* Whether the acts of each node have AG_FEW_ORIGINS origins. */
static bool *
is_well_known(ag_arena *a, const lots *l, int n)
{
    int (*seen)[AG_FEW_ORIGINS] = ag_arena_alloc(a, ((size_t)n + 1) * sizeof *seen), *known = AG_ARRAY(a, int, n + 1);
    bool *out = AG_ARRAY(a, bool, n + 1);

    for (int i = 0; i < l->n; i++)
        for (int e = 0; e < l->list[i].ends; e++) {
            int node = l->ends[l->list[i].first_end + e].node;

            for (int o = 0; o < l->list[i].origins && known[node] < AG_FEW_ORIGINS; o++) {
                int origin = l->origins[l->list[i].first_origin + o], k = 0;

                while (k < known[node] && seen[node][k] != origin)
                    k++;
                if (k == known[node])
                    seen[node][known[node]++] = origin;
            }
            out[node] = known[node] == AG_FEW_ORIGINS;
        }
    return out;
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
    for (int i = 0; i < l->n; i++) {
        const lot *x = &l->list[i];
        int told = 0;

        for (int o = 0; o < x->origins; o++)
            told += times[l->origins[x->first_origin + o]];
        if (told == 0)
            continue;

        double times_weight = 1 + log2(fmax(1, told * x->most / x->origins));

        for (int e = 0; e < x->ends; e++)
            strength[l->ends[x->first_end + e].node] += times_weight * l->ends[x->first_end + e].unit;
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
    int ranked = 0;
    lots l = { 0 };

    *out = (ag_intervals){ AG_ARRAY(a, int, n + 1), AG_ARRAY(a, int, n + 1) };
    if (n == 0)
        return;

    ag_arena *own = ag_arena_new(0);

    collect(own, v, node, &l);

    int *times = AG_ARRAY(own, int, l.n_origins + 1), *place = AG_ARRAY(own, int, n + 1), *slot = AG_ARRAY(own, int, n + 1), *places;
    int certain = 0;
    bool *known = is_well_known(own, &l, n);
    double *strength = AG_ARRAY(own, double, n + 1);
    placed *p = AG_ARRAY(own, placed, n + 1);
    uint64_t state = ag_mix(seed);

    for (int i = 0; i < n; i++)
        slot[i] = group[i] >= 0 && known[i] ? certain++ : -1;
    places = AG_ARRAY(own, int, (size_t)certain * ROUNDS + 1);
    for (int k = 0; k < ROUNDS && certain; k++) {
        draw(&state, times, l.n_origins);
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
    ag_arena_free(own);
}
