/* Acts of five spans → pairs of actors: their weights span by span, and whether the last step is a change.
 *
 * The idea: a change is tested on stories, not on weights: how many independent stories of this span tell a fact of the
 * pair, against how many did in the last, each published within its span by an outlet that was read in both, and each
 * out of all stories of those outlets. A copy more, or an outlet more, is then no change (change.h). "New" and "gone" are
 * descriptions, checked against chance like the rest. */
#include "report/facts.h"

#include "base/map.h"
#include "report/change.h"
#include "relate/pairs.h"
#include "resolve/resolve.h"
#include "resolve/words.h"

#include <math.h>

static ag_relate_options
options_of(const ag_facts *f, int span)
{
    return (ag_relate_options){ .is_sliced = true, .since = f->span[span].since, .until = f->span[span].until, .acts_only = true,
                                .quad_of = f->options.quad_of, .quad_context = f->options.quad_context };
}

static int
by_pair(const void *p, const void *q)
{
    const ag_pair *x = p, *y = q;

    return x->x != y->x ? (x->x > y->x) - (x->x < y->x) : (x->y > y->y) - (x->y < y->y);
}

static void
add_tie(ag_arena *a, ag_facts *f, ag_pairs *places, const ag_tie *t, int span)
{
    int i;
    ag_pair *p;

    if (!t->is_fact)
        return;
    i = ag_pairs_add(a, places, t->x, t->y, f->pairs.n);
    if (i == f->pairs.n)
        AG_PUSH(a, &f->pairs, (ag_pair){ .x = t->x, .y = t->y, .p = 1, .least = 1, .q = 1 });
    p = &f->pairs.at[i];
    p->weight[span] = t->weight;
    for (int k = 0; k < t->shares.n; k++) {
        const ag_share *s = &t->shares.at[k];
        double intensity = f->world->acts.at[s->act].intensity;

        if (s->layer != AG_LAYER_FACT)
            continue;
        p->events[span]++;
        p->cooperation[span] += intensity > 0 ? s->weight : 0;
        p->conflict[span] += intensity < 0 ? s->weight : 0;
        AG_PUSH(a, &p->shares[span], (ag_pair_share){ s->act, s->weight });
    }
    p->cooperation[span] = round(p->cooperation[span] * 1e9) / 1e9;
    p->conflict[span] = round(p->conflict[span] * 1e9) / 1e9;
}

/* ---- stories ------------------------------------------------------------------------------------ */

/* The origins of each piece of evidence of the acts of two spans. */
static void
find_sets(ag_arena *a, ag_facts *f)
{
    ag_arena *own = ag_arena_new(0);

    for (int i = 0; i < f->world->acts.n; i++) {
        const ag_act *act = &f->world->acts.at[i];
        int n = act->evidence.n, reports, origins;
        ag_evidence *copy;

        if (f->act[i].span < 0 || f->act[i].span > 1 || f->act[i].layer != AG_LAYER_FACT)
            continue;
        f->act[i].set = AG_ARRAY(a, int, n);
        if (n == 1)
            continue;
        copy = AG_ARRAY(own, ag_evidence, n);
        memcpy(copy, act->evidence.at, (size_t)n * sizeof *copy);
        ag_weigh_sets(own, f->world, copy, &n, &reports, &origins, f->act[i].set);
        ag_arena_reset(own);
    }
    ag_arena_free(own);
}

/* Is an outlet among those of both spans? [docs] */
static bool *
common_docs(ag_arena *a, const ag_facts *f)
{
    bool *common = AG_ARRAY(a, bool, f->world->docs.n + 1);

    for (int d = 0; d < f->world->docs.n; d++)
        for (int i = 0; i < f->outlets.n; i++)
            if (f->outlets.at[i].articles[0] && f->outlets.at[i].articles[1] && ag_str_eq(f->outlets.at[i].name, f->world->docs.at[d]->source))
                common[d] = true;
    return common;
}

typedef struct stories {
    const ag_facts *f;
    ag_arena *own;
    const bool *common;  /* [docs], or NULL: all of them, whenever published */
    int *set;            /* [docs] joined articles   */
    int *used;           /* [docs] 1 + the turn in which `set` was filled in */
    int turn;
} stories;

static int
member_of(stories *s, int doc)
{
    if (s->used[doc] != s->turn) {
        s->used[doc] = s->turn;
        s->set[doc] = doc;
    }
    return doc;
}

static bool
counts(const stories *s, int doc, int span)
{
    ag_day d = s->f->world->docs.at[doc]->date;

    return !s->common || (s->common[doc] && d != AG_NO_DAY && d >= s->f->span[span].since && d <= s->f->span[span].until);
}

/* How many independent stories tell a fact of the pair: its articles, joined where they are copies of one another,
 * or where the evidence for one act shows one origin. */
static int
count_stories(stories *s, const ag_pair *p, int span)
{
    const ag_world *w = s->f->world;
    ag_map origins = { 0 };
    AG_LIST(int) docs = { 0 };
    int n = 0;

    s->turn++;
    for (int i = 0; i < p->shares[span].n; i++) {
        const ag_act *act = &w->acts.at[p->shares[span].at[i].act];
        const int *set = s->f->act[p->shares[span].at[i].act].set;

        for (int k = 0; k < act->evidence.n; k++) {
            int doc = act->evidence.at[k].doc, first = act->evidence.at[set[k]].doc;

            if (!counts(s, doc, span))
                continue;
            AG_PUSH(s->own, &docs, doc);
            ag_set_join(s->set, member_of(s, first), member_of(s, doc));
            first = ag_map_add(s->own, &origins, ag_arena_printf(s->own, "%d", w->origin[doc]), doc);
            ag_set_join(s->set, member_of(s, first), doc);
        }
    }
    for (int i = 0; i < docs.n; i++) { /* each set counts by the first of its articles that is met */
        int root = ag_set_find(s->set, docs.at[i]);

        if (s->used[root] == s->turn) {
            n++;
            s->used[root] = -s->turn;
        }
    }
    ag_arena_reset(s->own);
    return n;
}

/* ---- change ------------------------------------------------------------------------------------- */

static ag_change
change_of(const ag_facts *f, const ag_pair *p)
{
    bool now = p->weight[0] > 0, before = p->weight[1] > 0, earlier = false;

    if (f->is_first || !f->may_compare)
        return AG_CHANGE_NONE;
    for (int s = 2; s < AG_REPORT_SPANS; s++)
        earlier |= p->weight[s] > 0;
    if (now && !before)
        return p->stories[0] == 0 ? AG_CHANGE_NONE : earlier ? AG_CHANGE_BACK : AG_CHANGE_NEW;
    if (before && !now)
        return p->stories[1] == 0 ? AG_CHANGE_NONE : AG_CHANGE_GONE;
    if (!before)
        return AG_CHANGE_NONE;
    if (p->least > f->options.rate)
        return AG_CHANGE_FEW;
    if (!p->is_sure)
        return AG_CHANGE_LEVEL;
    return p->stories[0] * (double)f->span[1].common > p->stories[1] * (double)f->span[0].common ? AG_CHANGE_STRONGER : AG_CHANGE_WEAKER;
}

static int
sign_of(const ag_pair *p, int span)
{
    double net = p->cooperation[span] - p->conflict[span];

    return (net > 1e-9) - (net < -1e-9);
}

int
ag_pair_sign_span(const ag_pair *p)
{
    int s = 1;

    while (s < AG_REPORT_SPANS - 1 && !sign_of(p, s))
        s++;
    return s;
}

static void
test_changes(ag_arena *a, ag_facts *f)
{
    int n = f->pairs.n;
    double *p = AG_ARRAY(a, double, n + 1), *least = AG_ARRAY(a, double, n + 1), *q = AG_ARRAY(a, double, n + 1);
    double now = f->span[0].common, before = f->span[1].common;

    for (int i = 0; i < n; i++) {
        ag_pair *x = &f->pairs.at[i];

        x->p = p[i] = ag_rates_test(x->stories[0], now, x->stories[1], before);
        x->least = least[i] = ag_rates_least(x->stories[0] + x->stories[1], now, before);
    }
    f->tests = f->is_first ? 0 : ag_discoveries(a, n, p, least, f->options.rate, q);
    for (int i = 0; i < n; i++) {
        ag_pair *x = &f->pairs.at[i];

        x->q = f->is_first ? 1 : q[i];
        x->is_sure = x->q <= f->options.rate;
        x->change = (uint8_t)change_of(f, x);
        x->sign = sign_of(x, 0);
        x->sign_before = sign_of(x, ag_pair_sign_span(x));
    }
}

void
ag_facts_pairs(ag_arena *a, ag_facts *f)
{
    ag_pairs places = { 0 };
    ag_ties ties;

    for (int s = 0; s < AG_REPORT_SPANS; s++) {
        ag_relate_options o = options_of(f, s);

        ag_relate(a, f->world, &o, &ties);
        for (int i = 0; i < ties.list.n; i++)
            add_tie(a, f, &places, &ties.list.at[i], s);
    }
    if (f->pairs.n)
        qsort(f->pairs.at, (size_t)f->pairs.n, sizeof *f->pairs.at, by_pair);
    find_sets(a, f);

    stories all = { .f = f, .own = ag_arena_new(0), .set = AG_ARRAY(a, int, f->world->docs.n + 1),
                    .used = AG_ARRAY(a, int, f->world->docs.n + 1) };
    stories common = all;

    common.common = common_docs(a, f);
    common.set = AG_ARRAY(a, int, f->world->docs.n + 1);
    common.used = AG_ARRAY(a, int, f->world->docs.n + 1);
    for (int i = 0; i < f->pairs.n; i++) {
        ag_pair *p = &f->pairs.at[i];

        p->origins = count_stories(&all, p, 0);
        p->stories[0] = count_stories(&common, p, 0);
        p->stories[1] = count_stories(&common, p, 1);
    }
    ag_arena_free(all.own);
    test_changes(a, f);
}

const ag_pair *
ag_facts_pair(const ag_facts *f, int x, int y)
{
    ag_pair key = { .x = x < y ? x : y, .y = x < y ? y : x };

    return f->pairs.n ? bsearch(&key, f->pairs.at, (size_t)f->pairs.n, sizeof key, by_pair) : NULL;
}
