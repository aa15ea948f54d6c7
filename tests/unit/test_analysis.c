#include "graph/balance.h"
#include "graph/measure.h"
#include "graph/paths.h"
#include "graph/present.h"
#include "unit/unit.h"
#include "unit/worlds.h"

#include <math.h>

static ag_arena *a;

static ag_view
view_of(const ag_world *w, ag_view_options o)
{
    ag_view v = { 0 };
    ag_err err;

    CHECK(ag_present(a, w, &o, &v, &err) == AG_OK);
    return v;
}

static int
node_of(const ag_graph *g, const char *id)
{
    for (int i = 0; i < g->n_nodes; i++)
        if (ag_str_is(g->node_id[i], id))
            return i;
    return -1;
}

/* ---- balance ---- */

static void
three_friends_and_two_who_share_an_enemy_are_balanced(void)
{
    int from[] = { 0, 0, 1 }, to[] = { 1, 2, 2 };
    double weight[] = { 1, 1, 1 };
    ag_network net = { 3, 3, from, to, weight };
    const int8_t signs[][3] = { { 1, 1, 1 }, { 1, -1, -1 }, { -1, 1, 1 }, { -1, -1, -1 }, { 1, 1, 0 } };
    const int balanced[] = { 1, 1, 0, 0, 0 };

    for (int k = 0; k < 5; k++) {
        ag_balance b;

        ag_network_balance(a, &net, signs[k], &b);
        CHECK(b.all == (k < 4) && b.all_balanced == balanced[k]);
        for (int i = 0; i < 3; i++)
            CHECK(b.triads[i] == (k < 4) && b.balanced[i] == balanced[k]);
    }
}

static void
every_triad_is_found_once(void)
{
    enum { N = 40 };
    int from[N * N], to[N * N], m = 0, at[N][N] = { 0 };
    double weight[N * N];
    int8_t sign[N * N];
    long all = 0, balanced = 0;
    uint64_t r = 3;
    ag_balance b;

    for (int i = 0; i < N; i++)
        for (int j = i + 1; j < N; j++) {
            r = r * 6364136223846793005u + 1442695040888963407u;
            if (r >> 62 == 0)
                continue;
            from[m] = i, to[m] = j, weight[m] = 1, sign[m] = (int8_t)((r >> 40) % 3) - 1;
            at[i][j] = at[j][i] = sign[m++];
        }
    for (int i = 0; i < N; i++)
        for (int j = i + 1; j < N; j++)
            for (int k = j + 1; k < N; k++) {
                all += at[i][j] * at[j][k] * at[i][k] != 0;
                balanced += at[i][j] * at[j][k] * at[i][k] > 0;
            }
    ag_network_balance(a, &(ag_network){ N, m, from, to, weight }, sign, &b);
    CHECK(b.all == all && b.all_balanced == balanced && all > 1000);
}

/* ---- paths ---- */

static void
paths_from_all_nodes_are_igraph_s(void)
{
    enum { N = 300, M = 900 };
    int from[M], to[M], all[N], m = 0;
    double weight[M], length[M], passed[N] = { 0 }, near[N] = { 0 };
    bool tied[N][N] = { { false } };
    uint64_t r = 11;
    ag_measures out;
    ag_err err;

    for (int i = 0; m < M; i++) {
        int x, y;

        r = r * 6364136223846793005u + 1442695040888963407u;
        x = (int)(r >> 33) % N;
        y = (int)(r >> 45) % N;
        if (x == y || tied[x][y])
            continue;
        tied[x][y] = tied[y][x] = true;
        from[m] = x, to[m] = y;
        weight[m] = 1 + (double)(r >> 60) / 4; /* few values: many paths are equally long */
        length[m] = 1 / weight[m];
        m++;
    }
    for (int i = 0; i < N; i++)
        all[i] = i;
    ag_network net = { N, M, from, to, weight };
    CHECK(ag_network_measure(a, &net, 1, &out, &err) == AG_OK && !out.is_sampled);
    ag_network_paths(&net, length, all, N, passed, near);
    for (int i = 0; i < N; i++) {
        CHECK(fabs(passed[i] / 2 / ((N - 1.0) * (N - 2.0) / 2) - out.betweenness[i]) < 1e-9);
        CHECK(fabs(near[i] / (N - 1) - out.harmonic[i]) < 1e-9);
    }
}

/* ---- structure ---- */

static void
a_chain_is_all_bridges_and_its_middle_cuts_it(void)
{
    int from[] = { 0, 1, 2, 3, 3, 4 }, to[] = { 1, 2, 3, 4, 5, 5 }; /* 0-1-2-3 and a triangle 3 4 5 */
    double weight[] = { 1, 2, 1, 1, 1, 1 };
    ag_measures m;
    ag_err err;

    CHECK(ag_network_measure(a, &(ag_network){ 6, 6, from, to, weight }, 1, &m, &err) == AG_OK);
    for (int i = 0; i < 6; i++)
        CHECK(m.is_bridge[i] == (i < 3));
    for (int i = 0; i < 6; i++)
        CHECK(m.is_articulation[i] == (i >= 1 && i <= 3));
    CHECK(fabs(m.constraint[0] - 1) < 1e-12); /* all on one tie */
    CHECK(fabs(m.constraint[1] - (4.0 / 9 + 1.0 / 9)) < 1e-12); /* two who do not know each other: 2/3 and 1/3 */
    CHECK(fabs(m.constraint[4] - 2 * pow(0.5 + 0.5 / 3, 2)) > 1e-3 && m.constraint[4] > m.constraint[3]);
}

/* ---- intervals ---- */

/* One leader with acts in 12 stories, followers with few. */
static ag_world *
world_of_stories(void)
{
    maker m = world_new(a);
    int leader = world_actor(&m, "person.a", "A", AG_TYPE_PERSON, ""), follower[12];

    for (int i = 0; i < 12; i++)
        follower[i] = world_actor(&m, ag_arena_printf(a, "person.f%02d", i).at, "F", AG_TYPE_PERSON, "");
    for (int i = 0; i < 12; i++) {
        int d = world_doc(&m, "x", ag_day_of(2025, 8, 4 + i), i);

        ACT(&m, "CONSULT", "meet", 2, true, d, leader, follower[i]);
        ACT(&m, "CONSULT", "call", 2, true, d, leader, follower[(i + 1) % 12]);
        ACT(&m, "ACCUSE", "accuse", -2, false, d, follower[i], follower[(i + 5) % 12]);
    }
    return world_done(&m);
}

static void
a_clear_leader_is_certain_and_few_stories_tell_nothing(void)
{
    ag_graph *g = view_of(world_of_stories(), (ag_view_options){ .seed = 1 }).graph;
    const ag_column *low = ag_node_column(g, "rank_low"), *high = ag_node_column(g, "rank_high"), *text = ag_node_column(g, "rank_interval");
    int a_node = node_of(g, "person.a"), f = node_of(g, "person.f03");

    CHECK(low->has[a_node] && low->value.ints[a_node] == 1 && high->value.ints[a_node] == 1);
    CHECK_STR(text->value.strings[a_node], "1");
    CHECK(!low->has[f] && !high->has[f]);
    CHECK_STR(text->value.strings[f], "too few");
}

static void
an_interval_holds_the_place_and_follows_the_seed(void)
{
    maker m = world_new(a);
    ag_graph *g[3];
    uint64_t r = 9;
    int varied = 0;

    for (int i = 0; i < 12; i++)
        world_actor(&m, ag_arena_printf(a, "person.p%02d", i).at, "P", AG_TYPE_PERSON, "");
    for (int d = 0; d < 16; d++) {
        world_doc(&m, "x", ag_day_of(2025, 8, 1 + d), d);
        for (int k = 0; k < 6; k++) {
            int x, y;

            r = r * 6364136223846793005u + 1442695040888963407u;
            x = (int)(r >> 33) % 12;
            y = (int)(r >> 45) % 12;
            if (x != y)
                ACT(&m, "CONSULT", "meet", 2, true, d, x, y);
        }
    }
    world_done(&m);
    for (int k = 0; k < 3; k++)
        g[k] = view_of(m.w, (ag_view_options){ .seed = k == 2 ? 77 : 1 }).graph;
    for (int i = 0; i < g[0]->n_nodes; i++) {
        const ag_column *low = ag_node_column(g[0], "rank_low"), *high = ag_node_column(g[0], "rank_high");
        const ag_column *again = ag_node_column(g[1], "rank_low"), *other = ag_node_column(g[2], "rank_high");
        long place = ag_node_column(g[0], "rank_in_type")->value.ints[i];

        if (!low->has[i])
            continue;
        CHECK(low->value.ints[i] <= place && place <= high->value.ints[i]);
        CHECK(again->value.ints[i] == low->value.ints[i]);
        CHECK(labs(other->value.ints[i] - high->value.ints[i]) <= 3);
        varied += low->value.ints[i] < high->value.ints[i];
    }
    CHECK(varied > 3);
}

/* ---- time ---- */

static void
weeks_become_columns_that_add_up_to_the_weight(void)
{
    ag_graph *g = view_of(world_of_stories(), (ag_view_options){ .seed = 1, .slice = AG_BY_WEEK }).graph; /* 4 to 15 August: W32, W33 */
    const ag_column *w32 = ag_edge_column(g, "weight_2025-W32"), *w33 = ag_edge_column(g, "weight_2025-W33");
    const ag_column *strength = ag_node_column(g, "strength_2025-W32"), *weight = ag_edge_column(g, "weight");
    double sum = 0;

    CHECK(w32 && w33 && strength && !ag_edge_column(g, "weight_2025-W34") && !ag_edge_column(g, "weight_2025-W31"));
    for (int e = 0; w32 && w33 && e < g->n_edges; e++) {
        double all = (w32->has[e] ? w32->value.doubles[e] : 0) + (w33->has[e] ? w33->value.doubles[e] : 0);

        CHECK(fabs(all - weight->value.doubles[e]) < 1e-9);
        CHECK(!w32->has[e] || w32->value.doubles[e] > 0);
    }
    for (int i = 0; strength && i < g->n_nodes; i++)
        sum += strength->has[i] ? strength->value.doubles[i] : 0;
    CHECK(fabs(sum - 2 * 3 * 7) < 1e-9); /* seven days of W32, three acts of two */
    CHECK(strcmp(g->span, "week") == 0);
}

static void
an_act_of_a_month_belongs_to_no_week(void)
{
    maker m = world_new(a);
    int d = world_doc(&m, "x", ag_day_of(2025, 8, 24), 0), x, y;

    x = world_actor(&m, "person.a", "A", AG_TYPE_PERSON, "");
    y = world_actor(&m, "person.b", "B", AG_TYPE_PERSON, "");
    ACT(&m, "CONSULT", "meet", 2, true, d, x, y)->date = (ag_date){ ag_day_of(2025, 8, 1), AG_GRAIN_MONTH };
    ACT(&m, "CONSULT", "call", 2, true, d, x, y);
    ag_graph *g = view_of(world_done(&m), (ag_view_options){ .slice = AG_BY_WEEK }).graph;

    CHECK(ag_edge_column(g, "weight_2025-W34")->value.doubles[0] == 1);
    CHECK(ag_edge_column(g, "weight")->value.doubles[0] == 2);
    CHECK(g->edge_moments[0].list.n == 2 && g->edge_moments[0].list.at[0].weight == 0);
    CHECK(g->edge_moments[0].list.at[0].from == ag_day_of(2025, 8, 1) && g->edge_moments[0].list.at[0].to == ag_day_of(2025, 8, 31));
    CHECK(g->edge_moments[0].list.at[1].from == ag_day_of(2025, 8, 18) && g->edge_moments[0].list.at[1].to == ag_day_of(2025, 8, 24));
}

/* ---- like ---- */

static void
who_was_there_keeps_place_and_community(void)
{
    small_world s = world_small(a);
    ag_graph *old = view_of(s.w, (ag_view_options){ .seed = 1 }).graph;
    const ag_column *community = ag_node_column(old, "community");
    maker m = { .a = a, .w = s.w, .doc = { (ag_doc *)s.w->docs.at[0], (ag_doc *)s.w->docs.at[1] } };

    /* A new one, tied to Russia; and the old numbers are shifted, so that keeping them can be seen. */
    for (int i = 0; i < old->n_nodes; i++)
        if (community->has[i])
            community->value.ints[i] += 10;
    int fresh = world_actor(&m, "person.zz-new", "New", AG_TYPE_PERSON, "");
    ACT(&m, "CONSULT", "meet", 2, true, 0, s.russia, fresh);
    m.w = world_done(&m);
    ag_graph *g = view_of(m.w, (ag_view_options){ .seed = 5, .like = old }).graph;
    int n = node_of(g, "person.zz-new"), r = node_of(g, "country.RU");

    CHECK(g->n_nodes == old->n_nodes + 1 && n >= 0);
    for (int i = 0; i < old->n_nodes; i++) {
        int k = node_of(g, ag_arena_str(a, old->node_id[i]).at);

        CHECK(ag_node_column(g, "x")->value.doubles[k] == ag_node_column(old, "x")->value.doubles[i]);
        CHECK(ag_node_column(g, "y")->value.doubles[k] == ag_node_column(old, "y")->value.doubles[i]);
        if (community->has[i])
            CHECK(ag_node_column(g, "community")->value.ints[k] >= 10);
    }
    CHECK(hypot(ag_node_column(g, "x")->value.doubles[n] - ag_node_column(g, "x")->value.doubles[r],
                ag_node_column(g, "y")->value.doubles[n] - ag_node_column(g, "y")->value.doubles[r]) < 300);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(three_friends_and_two_who_share_an_enemy_are_balanced);
    RUN(every_triad_is_found_once);
    RUN(paths_from_all_nodes_are_igraph_s);
    RUN(a_chain_is_all_bridges_and_its_middle_cuts_it);
    RUN(a_clear_leader_is_certain_and_few_stories_tell_nothing);
    RUN(an_interval_holds_the_place_and_follows_the_seed);
    RUN(weeks_become_columns_that_add_up_to_the_weight);
    RUN(an_act_of_a_month_belongs_to_no_week);
    RUN(who_was_there_keeps_place_and_community);
    ag_arena_free(a);
    return unit_end();
}
