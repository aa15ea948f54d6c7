#include "relate/pairs.h"
#include "relate/relate.h"
#include "unit/unit.h"
#include "unit/worlds.h"

#include <math.h>

static ag_arena *a;

static const ag_tie *
tie_of(const ag_ties *t, int x, int y)
{
    for (int i = 0; i < t->list.n; i++)
        if (t->list.at[i].x == (x < y ? x : y) && t->list.at[i].y == (x < y ? y : x))
            return &t->list.at[i];
    return NULL;
}

static bool
near(double x, double y)
{
    return fabs(x - y) < 1e-9;
}

static void
the_contract_s_example_weighs_four_and_a_half(void)
{
    small_world s = world_small(a);
    ag_relate_options o = { 0 };
    ag_ties t;

    ag_relate(a, s.w, &o, &t);
    const ag_tie *cz = tie_of(&t, s.carney, s.zelenskyy);
    CHECK(cz && near(cz->weight, 2.0 + 1 + 1 + 0.5));
    CHECK(near(tie_of(&t, s.zelenskyy, s.kellogg)->weight, 1.5));
    CHECK(near(tie_of(&t, s.carney, s.kellogg)->weight, 0.5));
}

static void
claims_and_plans_weigh_nothing_but_are_kept(void)
{
    small_world s = world_small(a);
    ag_relate_options o = { 0 };
    ag_ties t;

    ag_relate(a, s.w, &o, &t);
    const ag_tie *ru = tie_of(&t, s.russia, s.ukraine);
    CHECK(near(ru->weight, 2));
    CHECK(ru->shares.n == 3);
    CHECK(!tie_of(&t, s.pentagon, s.ukraine)->is_fact);
    CHECK(!tie_of(&t, s.canada, s.ukraine)->is_fact);
    CHECK(t.acts_in[AG_LAYER_CLAIMED] == 2 && t.acts_in[AG_LAYER_DENIED] == 1 && t.acts_in[AG_LAYER_PLANNED] == 1);
    o.claims = true;
    ag_relate(a, s.w, &o, &t);
    CHECK(near(tie_of(&t, s.russia, s.ukraine)->weight, 3));
    CHECK(tie_of(&t, s.pentagon, s.ukraine)->is_fact);
}

static void
direction_is_kept_and_a_symmetric_act_counts_both_ways(void)
{
    small_world s = world_small(a);
    ag_relate_options o = { 0 };
    ag_ties t;
    ag_tally y;

    ag_relate(a, s.w, &o, &t);
    const ag_tie *kz = tie_of(&t, s.kellogg, s.zelenskyy);
    ag_tally_shares(a, s.w, &o, kz->shares.at, kz->shares.n, 1, &y);
    CHECK(kz->x == s.kellogg);
    CHECK(y.events == 2 && y.n_forward == 1 && y.n_back == 2);
    const ag_tie *ru = tie_of(&t, s.russia, s.ukraine);
    ag_tally_shares(a, s.w, &o, ru->shares.at, ru->shares.n, 1, &y);
    CHECK(near(y.conflict, 2) && near(y.cooperation, 0) && y.n_forward == 1 && y.n_back == 1);
    CHECK(near(y.intensity, -6));
    CHECK_STR(y.relation, "ACCUSE"); /* equal weights: first by name */
}

static void
a_summit_makes_no_ties(void)
{
    maker m = world_new(a);
    int d = world_doc(&m, "x", AG_NO_DAY, 0), who[9];
    char id[9][24];
    ag_relate_options o = { 0 };
    ag_ties t;

    for (int i = 0; i < 9; i++) {
        snprintf(id[i], sizeof id[i], "person.p%d", i);
        who[i] = world_actor(&m, id[i], id[i], AG_TYPE_PERSON, "");
    }
    world_act(&m, "CONSULT", "meet", 1, true, d, 9, who);
    ag_relate(a, world_done(&m), &o, &t);
    CHECK(t.list.n == 0 && t.crowded == 1);
    m.w->acts.n = 0;
    world_act(&m, "CONSULT", "meet", 1, true, d, 8, who);
    ag_relate(a, m.w, &o, &t);
    CHECK(t.list.n == 28 && near(t.list.at[0].weight, 1.0 / 7));
}

static void
the_targets_of_one_act_are_not_tied_to_each_other(void)
{
    maker m = world_new(a);
    int d = world_doc(&m, "x", AG_NO_DAY, 0);
    int x = world_actor(&m, "person.a", "A", AG_TYPE_PERSON, ""), y = world_actor(&m, "person.b", "B", AG_TYPE_PERSON, "");
    int z = world_actor(&m, "person.c", "C", AG_TYPE_PERSON, "");
    ag_relate_options o = { 0 };
    ag_ties t;

    ACT(&m, "ACCUSE", "accuse", -3, false, d, x, y, z);
    ag_relate(a, world_done(&m), &o, &t);
    CHECK(t.list.n == 2 && !tie_of(&t, y, z));
}

static void
who_is_met_by_one_has_not_met_the_other(void)
{
    maker m = world_new(a);
    int d = world_doc(&m, "x", AG_NO_DAY, 0);
    int x = world_actor(&m, "person.a", "A", AG_TYPE_PERSON, ""), y = world_actor(&m, "person.b", "B", AG_TYPE_PERSON, "");
    int z = world_actor(&m, "person.c", "C", AG_TYPE_PERSON, "");
    ag_relate_options o = { 0 };
    ag_ties t;
    ag_act *met = ACT(&m, "CONSULT", "meet", 2.5, true, d, x, y, z);

    met->parts.at[1].part = met->parts.at[2].part = AG_TARGET;
    ag_relate(a, world_done(&m), &o, &t);
    CHECK(t.list.n == 2 && !tie_of(&t, y, z));
    CHECK(t.list.at[0].shares.at[0].forward && t.list.at[0].shares.at[0].back);
    met->parts.at[1].part = AG_SOURCE; /* "A and B met C" */
    ag_relate(a, m.w, &o, &t);
    CHECK(t.list.n == 2 && !tie_of(&t, x, y));
}

static void
who_acts_together_is_tied_by_a_friendly_act_on_nobody(void)
{
    maker m = world_new(a);
    int d = world_doc(&m, "x", AG_NO_DAY, 0);
    int x = world_actor(&m, "person.a", "A", AG_TYPE_PERSON, ""), y = world_actor(&m, "person.b", "B", AG_TYPE_PERSON, "");
    ag_relate_options o = { 0 };
    ag_ties t;
    ag_act *act = ACT(&m, "COOPERATE", "launch", 9.5, false, d, x, y);

    act->parts.at[1].part = AG_SOURCE;
    ag_relate(a, world_done(&m), &o, &t);
    CHECK(t.list.n == 1 && !t.list.at[0].shares.at[0].forward && !t.list.at[0].shares.at[0].back);
    act->intensity = 0; /* "both want peace" */
    ag_relate(a, m.w, &o, &t);
    CHECK(t.list.n == 0);
}

static void
an_act_outside_the_days_is_context(void)
{
    small_world s = world_small(a);
    ag_relate_options o = { .is_sliced = true, .since = ag_day_of(2025, 8, 18), .until = ag_day_of(2025, 8, 24) };

    CHECK(ag_act_layer(s.w, &s.w->acts.at[0], &o) == AG_LAYER_FACT);
    s.w->acts.at[0].date = (ag_date){ ag_day_of(2025, 8, 1), AG_GRAIN_MONTH };
    CHECK(ag_act_layer(s.w, &s.w->acts.at[0], &o) == AG_LAYER_CONTEXT);
    s.w->acts.at[0].date = (ag_date){ ag_day_of(2025, 8, 18), AG_GRAIN_WEEK };
    CHECK(ag_act_layer(s.w, &s.w->acts.at[0], &o) == AG_LAYER_FACT);
    o.until = AG_NO_DAY;
    s.w->acts.at[0].date = (ag_date){ ag_day_of(2025, 9, 1), AG_GRAIN_DAY };
    CHECK(ag_act_layer(s.w, &s.w->acts.at[0], &o) == AG_LAYER_FACT);
}

/* Two documents of one origin and one of another; A and B together in four sentences, one a copy. */
static ag_world *
talk(int *x, int *y, int *z)
{
    maker m = world_new(a);
    int d[3];

    *x = world_actor(&m, "person.a", "A", AG_TYPE_PERSON, "");
    *y = world_actor(&m, "person.b", "B", AG_TYPE_PERSON, "");
    *z = world_actor(&m, "person.c", "C", AG_TYPE_PERSON, "");
    for (int i = 0; i < 3; i++) {
        d[i] = world_doc(&m, "x", ag_day_of(2025, 1, 1 + i), i / 2);
        world_sentence(&m, d[i], i < 2 ? "A and B came." : "B and A came."); /* the second a copy */
        world_mention(&m, d[i], *x);
        world_mention(&m, d[i], *y);
        for (int k = 0; k < 10; k++) {
            char text[40];

            snprintf(text, sizeof text, "Sentence %d of %d.", k, i);
            world_sentence(&m, d[i], text);
            world_mention(&m, d[i], *z);
            if (k == 0) {
                world_mention(&m, d[i], *x);
                world_mention(&m, d[i], *y);
            }
        }
    }
    return world_done(&m);
}

static void
a_copied_sentence_counts_once(void)
{
    int x, y, z;
    ag_world *w = talk(&x, &y, &z);
    ag_relate_options o = { 0 };
    ag_cooccurrences c;

    ag_cooccur(a, w, &o, AG_WINDOW_SENTENCE, 0, &c);
    CHECK(c.windows == 33 - 1);
    CHECK(c.actors == 3 && c.list.n == 3);
    CHECK(c.list.at[0].x == x && c.list.at[0].y == y);
    CHECK(c.list.at[0].count == 5 && c.list.at[0].origins == 2);
    CHECK(near(c.list.at[0].expected, 25.0 / 32));
    CHECK(near(c.list.at[0].npmi, 1)); /* never one without the other */
    CHECK(c.list.at[1].p == 1);        /* A and C: less than chance */
    ag_cooccur(a, w, &o, AG_WINDOW_DOCUMENT, 0, &c);
    CHECK(c.windows == 3);
    ag_cooccur(a, w, &o, AG_WINDOW_PARAGRAPH, 0, &c);
    CHECK(c.windows == 32);
}

static void
log_likelihood_is_dunning_s(void)
{
    int x, y, z;
    ag_world *w = talk(&x, &y, &z);
    ag_relate_options o = { 0 };
    ag_cooccurrences c;
    double g2 = 2 * (5 * log(5 / (25.0 / 32)) + 27 * log(27 / (27.0 * 27 / 32)));

    ag_cooccur(a, w, &o, AG_WINDOW_SENTENCE, 0, &c);
    CHECK(near(c.list.at[0].g2, g2));
    CHECK(near(c.list.at[0].p, erfc(sqrt(g2 / 2)) / 2));
    CHECK(near(c.list.at[0].q, 3 * c.list.at[0].p)); /* three pairs of actors */
    CHECK(ag_cooccurrence_is_tie(&c.list.at[0]) && !ag_cooccurrence_is_tie(&c.list.at[1]));
}

static void
windows_of_words_cover_the_text(void)
{
    int x, y, z;
    ag_world *w = talk(&x, &y, &z);
    ag_relate_options o = { 0 };
    ag_cooccurrences c;

    ag_cooccur(a, w, &o, AG_WINDOW_WORDS, 1000, &c);
    CHECK(c.windows == 3 && c.list.at[0].count == 3);
    ag_cooccur(a, w, &o, AG_WINDOW_WORDS, 4, &c);
    CHECK(c.windows == 33 - 1); /* every sentence here has four words */
    CHECK(c.list.at[0].count == 5);
}

static void
benjamini_and_hochberg_s_own_example_rejects_four(void)
{
    /* The fifteen p-values of their 1995 paper, section 3.2; at 0.05 the first four are rejected. */
    double p[] = { .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1 };
    int n = 0;

    ag_benjamini_hochberg(a, 15, 15, p);
    for (int i = 0; i < 15; i++)
        n += p[i] <= 0.05;
    CHECK(n == 4);
    for (int i = 1; i < 15; i++)
        CHECK(p[i] >= p[i - 1] && p[i] <= 1);
}

static void
pairs_are_found_again_after_growth(void)
{
    ag_pairs p = { 0 };

    for (int i = 0; i < 3000; i++)
        CHECK(ag_pairs_add(a, &p, i, -i, i) == i);
    CHECK(ag_pairs_get(&p, -1, -1) == -1 && ag_pairs_add(a, &p, -1, -1, 7) == 7 && ag_pairs_add(a, &p, -1, -1, 8) == 7);
    CHECK(p.n == 3001 && ag_pairs_get(&p, 77, -77) == 77 && ag_pairs_get(&p, 77, 77) == -1);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(the_contract_s_example_weighs_four_and_a_half);
    RUN(claims_and_plans_weigh_nothing_but_are_kept);
    RUN(direction_is_kept_and_a_symmetric_act_counts_both_ways);
    RUN(a_summit_makes_no_ties);
    RUN(the_targets_of_one_act_are_not_tied_to_each_other);
    RUN(who_is_met_by_one_has_not_met_the_other);
    RUN(who_acts_together_is_tied_by_a_friendly_act_on_nobody);
    RUN(an_act_outside_the_days_is_context);
    RUN(a_copied_sentence_counts_once);
    RUN(log_likelihood_is_dunning_s);
    RUN(windows_of_words_cover_the_text);
    RUN(benjamini_and_hochberg_s_own_example_rejects_four);
    RUN(pairs_are_found_again_after_growth);
    ag_arena_free(a);
    return unit_end();
}
