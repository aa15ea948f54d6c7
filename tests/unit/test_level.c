#include "relate/level.h"
#include "relate/relate.h"
#include "unit/unit.h"
#include "unit/worlds.h"


static ag_arena *a;

static bool
is_member(const void *context, ag_actor_type type, ag_str name, ag_str role)
{
    (void)context, (void)name;
    return type == AG_TYPE_PERSON && (ag_str_is(role, "president") || ag_str_is(role, "minister"));
}

static ag_str
country_name(const void *context, ag_str iso)
{
    (void)context;
    return ag_str_is(iso, "US") ? AG_S("United States") : AG_S("");
}

static const ag_governments governments = { is_member, country_name, NULL };

static int
find(const ag_world *w, const char *id)
{
    for (int i = 0; i < w->actors.n; i++)
        if (ag_str_is(w->actors.at[i].id, id))
            return i;
    return -1;
}

static double
weight(const ag_world *w, const char *x, const char *y)
{
    ag_relate_options o = { .since = AG_NO_DAY, .until = AG_NO_DAY };
    ag_ties ties;
    int i = find(w, x), k = find(w, y);

    ag_relate(a, w, &o, &ties);
    for (int t = 0; t < ties.list.n; t++)
        if ((ties.list.at[t].x == i && ties.list.at[t].y == k) || (ties.list.at[t].x == k && ties.list.at[t].y == i))
            return ties.list.at[t].weight;
    return 0;
}

/* Canada and Ukraine; the president of each; Joe, president of a country that is not named. */
static maker
world_of_two_states(void)
{
    maker m = world_new(a);
    const char *id[] = { "country.CA", "country.UA", "person.carney", "person.joe", "person.zelenskyy" };
    const char *iso[] = { "CA", "UA", "CA", "US", "UA" };

    world_doc(&m, "a.txt", ag_day_of(2025, 8, 24), 0);
    world_doc(&m, "b.txt", ag_day_of(2025, 8, 25), 1);
    for (int i = 0; i < 5; i++) {
        world_actor(&m, id[i], id[i], i < 2 ? AG_TYPE_COUNTRY : AG_TYPE_PERSON, iso[i]);
        m.w->actors.at[i].role = i < 2 ? AG_S("") : AG_S("president");
    }
    return m;
}

enum { CANADA, UKRAINE, CARNEY, JOE, ZELENSKYY };

static ag_world *
at_level(const ag_world *w, ag_level level)
{
    ag_world *out = AG_NEW(a, ag_world);

    ag_world_at_level(a, w, level, &governments, out);
    return out;
}

static void
a_president_is_the_state(void)
{
    maker m = world_of_two_states();

    ACT(&m, "CONSULT", "meet", 2, true, 0, CARNEY, ZELENSKYY);
    ACT(&m, "CONSULT", "call", 2, true, 0, JOE, ZELENSKYY);
    ag_world *w = at_level(world_done(&m), AG_LEVEL_STATE);

    CHECK(find(w, "person.carney") < 0 && w->actors.n == 3);
    CHECK(weight(w, "country.CA", "country.UA") == 1);
    CHECK(weight(w, "country.US", "country.UA") == 1);
    CHECK_STR(w->actors.at[find(w, "country.US")].name, "United States");
    CHECK(w->actors.at[find(w, "country.CA")].mentions == 2);
}

static void
an_event_counts_once_whoever_of_a_government_took_part(void)
{
    maker m = world_of_two_states();

    ACT(&m, "CONSULT", "meet", 2, true, 0, CARNEY, ZELENSKYY, UKRAINE);
    CHECK(weight(at_level(world_done(&m), AG_LEVEL_STATE), "country.CA", "country.UA") == 1);
}

static void
two_reports_of_one_event_at_two_levels_become_one_with_two_origins(void)
{
    maker m = world_of_two_states();

    ACT(&m, "AID", "send", 6, false, 0, CANADA, UKRAINE);
    ACT(&m, "AID", "send", 6, false, 1, CARNEY, ZELENSKYY)->date.first = ag_day_of(2025, 8, 24);
    ag_world *w = at_level(world_done(&m), AG_LEVEL_STATE);

    CHECK(w->acts.n == 1 && w->acts.at[0].origins == 2 && w->acts.at[0].reports == 2 && w->acts.at[0].evidence.n == 2);
    CHECK(weight(w, "country.CA", "country.UA") == 2);
}

static void
what_differs_in_day_verb_or_status_stays_apart(void)
{
    maker m = world_of_two_states();

    ACT(&m, "AID", "send", 6, false, 0, CANADA, UKRAINE);
    ACT(&m, "AID", "send", 6, false, 1, CARNEY, ZELENSKYY);
    ACT(&m, "AID", "pledge", 6, false, 0, CARNEY, ZELENSKYY);
    ACT(&m, "AID", "send", 6, false, 0, CARNEY, ZELENSKYY)->status = AG_PLANNED;
    CHECK(at_level(world_done(&m), AG_LEVEL_STATE)->acts.n == 4);
}

static void
a_government_within_itself_ties_nobody(void)
{
    maker m = world_of_two_states();
    ag_relate_options o = { .since = AG_NO_DAY, .until = AG_NO_DAY };
    ag_ties ties;

    ACT(&m, "CONSULT", "meet", 2, true, 0, UKRAINE, ZELENSKYY);
    ag_relate(a, at_level(world_done(&m), AG_LEVEL_STATE), &o, &ties);
    CHECK(ties.list.n == 0);
}

static void
a_claim_of_its_president_about_a_state_is_its_own(void)
{
    maker m = world_of_two_states();
    ag_act *act = ACT(&m, "ASSAULT", "strike", -9, false, 0, UKRAINE, CANADA);

    act->claimed_by = ZELENSKYY;
    act->voice = AG_VOICE_THIRD;
    CHECK(at_level(world_done(&m), AG_LEVEL_STATE)->acts.at[0].voice == AG_VOICE_SELF);
    act->claimed_by = CARNEY;
    CHECK(at_level(m.w, AG_LEVEL_STATE)->acts.at[0].voice == AG_VOICE_OPPONENT);
}

static void
at_the_level_of_persons_there_are_no_states(void)
{
    maker m = world_of_two_states();

    ACT(&m, "CONSULT", "meet", 2, true, 0, CARNEY, ZELENSKYY, UKRAINE);
    ag_world *w = at_level(world_done(&m), AG_LEVEL_PERSON);

    CHECK(find(w, "country.UA") < 0 && w->actors.n == 3);
    CHECK(weight(w, "person.carney", "person.zelenskyy") == 1);
}

static void
both_leaves_all_as_it_is(void)
{
    small_world s = world_small(a);
    ag_world *w = at_level(s.w, AG_LEVEL_BOTH);

    CHECK(w->actors.at == s.w->actors.at && w->acts.n == s.w->acts.n);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(a_president_is_the_state);
    RUN(an_event_counts_once_whoever_of_a_government_took_part);
    RUN(two_reports_of_one_event_at_two_levels_become_one_with_two_origins);
    RUN(what_differs_in_day_verb_or_status_stays_apart);
    RUN(a_government_within_itself_ties_nobody);
    RUN(a_claim_of_its_president_about_a_state_is_its_own);
    RUN(at_the_level_of_persons_there_are_no_states);
    RUN(both_leaves_all_as_it_is);
    ag_arena_free(a);
    return unit_end();
}
