#include "graph/measure.h"
#include "graph/present.h"
#include "unit/unit.h"
#include "unit/worlds.h"

#include <math.h>

static ag_arena *a;

static bool
near(double x, double y)
{
    return fabs(x - y) < 1e-9;
}

static ag_graph *
graph_of(const ag_world *w, ag_view_kind view)
{
    ag_view_options o = { .view = view };
    ag_view v = { 0 };
    ag_err err;

    CHECK(ag_present(a, w, &o, &v, &err) == AG_OK);
    return v.graph;
}

static int
node_of(const ag_graph *g, const char *id)
{
    for (int i = 0; i < g->n_nodes; i++)
        if (ag_str_is(g->node_id[i], id))
            return i;
    return -1;
}

static int
edge_of(const ag_graph *g, const char *from, const char *to, const char *kind)
{
    for (int i = 0; i < g->n_edges; i++)
        if (g->edge_from[i] == node_of(g, from) && g->edge_to[i] == node_of(g, to) &&
            (!kind || ag_str_is(g->edge_kind[i], kind)))
            return i;
    return -1;
}

static double
number(const ag_column *c, int i)
{
    return c->type == AG_COLUMN_INT ? (double)c->value.ints[i] : c->value.doubles[i];
}

/* A random graph of n actors: groups of ten, dense within. Ids come from `name`. */
static ag_world *
random_world(int n, int acts, unsigned seed, bool backwards)
{
    maker m = world_new(a);
    uint64_t r = seed;
    int *actor = AG_ARRAY(a, int, n);

    for (int d = 0; d < 8; d++)
        world_doc(&m, "x", ag_day_of(2025, 1, 1), d);
    for (int i = 0; i < n; i++) { /* ids rise with the index, or fall */
        int k = backwards ? n - 1 - i : i;
        const char *id = ag_arena_printf(a, "person.p%05d", k).at;

        actor[i] = world_actor(&m, id, id, i % 3 ? AG_TYPE_PERSON : AG_TYPE_COUNTRY, "");
        m.w->actors.at[i].evidence.sentence = (ag_span){ (uint32_t)i, (uint32_t)i + 1 };
    }
    for (int i = 0; i < acts; i++) {
        r = r * 6364136223846793005u + 1442695040888963407u;
        int x = (int)(r >> 33) % n;
        r = r * 6364136223846793005u + 1442695040888963407u;
        int y = r >> 60 ? x / 10 * 10 + (int)(r >> 33) % 10 : (int)(r >> 33) % n;

        if (x != y && y < n)
            ACT(&m, i % 3 ? "CONSULT" : "ACCUSE", "v", i % 3 ? 2 : -2, i % 2, i % 8, actor[x], actor[y])->origins = 1 + i % 4;
    }
    return world_done(&m);
}

static void
ties_are_one_edge_a_pair(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_TIES);
    int e = edge_of(g, "person.mark-carney", "person.volodymyr-zelenskyy", NULL);

    CHECK(!g->is_directed && e >= 0);
    CHECK(near(number(ag_edge_column(g, "weight"), e), 4.5));
    CHECK_STR(ag_edge_column(g, "label")->value.strings[e], "meet +3");
    CHECK_STR(ag_edge_column(g, "article")->value.strings[e], "a.txt");
    CHECK(number(ag_edge_column(g, "reports"), e) == 2 && number(ag_edge_column(g, "origins"), e) == 2);
    CHECK(number(ag_edge_column(g, "tier"), e) == 1);
    for (int i = 0; i < g->n_edges; i++)
        for (int j = 0; j < i; j++)
            CHECK(g->edge_from[i] != g->edge_from[j] || g->edge_to[i] != g->edge_to[j]);
}

static void
a_tie_of_claims_alone_is_pale_and_ranks_nobody(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_TIES);
    int e = edge_of(g, "country.UA", "organization.pentagon", NULL), p = node_of(g, "organization.pentagon");

    CHECK(e >= 0 && near(number(ag_edge_column(g, "weight"), e), 0.1));
    CHECK(number(ag_edge_column(g, "tier"), e) == 3 && number(ag_edge_column(g, "claims"), e) == 1);
    CHECK_STR(g->edge_kind[e], "COERCE claimed");
    CHECK(!ag_edge_column(g, "net")->has[e]);
    CHECK(!ag_node_column(g, "strength")->has[p] && !ag_node_column(g, "pagerank")->has[p]);
    CHECK(edge_of(g, "country.CA", "country.UA", NULL) < 0); /* planned and denied only */
    CHECK(node_of(g, "country.CA") < 0);
}

static void
arcs_are_one_a_kind_and_symmetric_acts_go_both_ways(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_ACTORS);

    CHECK(g->is_directed);
    CHECK(edge_of(g, "person.mark-carney", "person.volodymyr-zelenskyy", "CONSULT") >= 0);
    CHECK(edge_of(g, "person.volodymyr-zelenskyy", "person.mark-carney", "CONSULT") >= 0);
    CHECK(edge_of(g, "country.RU", "country.UA", "ACCUSE") >= 0);
    CHECK(edge_of(g, "country.UA", "country.RU", "ACCUSE") < 0);
    CHECK(edge_of(g, "country.RU", "country.UA", "ASSAULT claimed") >= 0);
    CHECK(edge_of(g, "country.RU", "country.UA", "ASSAULT") < 0);
    CHECK(edge_of(g, "country.CA", "country.UA", "CONSULT denied") >= 0);
    CHECK(edge_of(g, "country.CA", "country.UA", "AID planned") >= 0);
    for (int i = 1; i < g->n_edges; i++)
        CHECK(ag_str_cmp(g->edge_id[i - 1], g->edge_id[i]) < 0);
    for (int i = 1; i < g->n_nodes; i++)
        CHECK(ag_str_cmp(g->node_id[i - 1], g->node_id[i]) < 0);
}

static void
an_event_earns_a_node_with_two_actors(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_KNOWLEDGE);
    int events = 0;

    for (int i = 0; i < g->n_nodes; i++)
        events += ag_str_is(ag_node_column(g, "type")->value.strings[i], "event");
    CHECK(events == 12); /* fifteen acts less two claims and a denial */
    CHECK(edge_of(g, "person.mark-carney", "event.CONSULT.0000", "PARTICIPANT") >= 0);
    CHECK(edge_of(g, "event.ACCUSE.0005", "country.UA", "TARGET") >= 0);
    CHECK(edge_of(g, "country.RU", "event.ACCUSE.0005", "SOURCE") >= 0);
}

static void
two_offices_in_one_country_are_one_edge(void)
{
    small_world s = world_small(a);

    AG_PUSH(a, &s.w->posts, (ag_post){ .person = s.kellogg, .of = s.russia, .role = AG_S("envoy"), .status = AG_OFFICE_CURRENT });
    AG_PUSH(a, &s.w->posts, (ag_post){ .person = s.kellogg, .of = s.russia, .role = AG_S("general"), .status = AG_OFFICE_CURRENT });
    AG_PUSH(a, &s.w->posts, (ag_post){ .person = s.kellogg, .of = s.russia, .role = AG_S("pilot"), .status = AG_OFFICE_FORMER });
    ag_graph *g = graph_of(s.w, AG_VIEW_KNOWLEDGE);
    int e = edge_of(g, "person.keith-kellogg", "country.RU", "HOLDS_OFFICE");
    CHECK(e >= 0);
    CHECK_STR(ag_edge_column(g, "label")->value.strings[e], "envoy, general");
    CHECK(edge_of(g, "person.keith-kellogg", "country.RU", "HOLDS_OFFICE former") >= 0);
}

static void
full_has_every_layer_and_every_actor(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_FULL);

    CHECK(g->n_nodes == s.w->actors.n + s.w->acts.n);
    CHECK(graph_of(s.w, AG_VIEW_COOCCURRENCE)->n_edges == 0);
}

static void
pagerank_sums_to_one_and_scores_stay_in_bounds(void)
{
    ag_world *w = random_world(60, 400, 7, false);
    ag_graph *g = graph_of(w, AG_VIEW_TIES);
    double sum = 0;

    for (int i = 0; i < g->n_nodes; i++) {
        sum += number(ag_node_column(g, "pagerank"), i);
        CHECK(number(ag_node_column(g, "betweenness"), i) >= 0 && number(ag_node_column(g, "betweenness"), i) <= 1);
        CHECK(number(ag_node_column(g, "eigenvector"), i) >= 0 && number(ag_node_column(g, "eigenvector"), i) <= 1 + 1e-12);
    }
    CHECK(fabs(sum - 1) < 1e-9);
}

/* On a star with unit weights all is known: the centre lies on every path between leaves. */
static void
a_star_s_centre_has_it_all(void)
{
    enum { LEAVES = 6 };
    int from[LEAVES], to[LEAVES];
    double weight[LEAVES];
    ag_network net = { LEAVES + 1, LEAVES, from, to, weight };
    ag_measures m;
    ag_err err;

    for (int i = 0; i < LEAVES; i++)
        from[i] = 0, to[i] = i + 1, weight[i] = 1;
    CHECK(ag_network_measure(a, &net, 0, &m, &err) == AG_OK);
    CHECK(near(m.betweenness[0], 1) && near(m.betweenness[1], 0));
    CHECK(near(m.harmonic[0], 1) && near(m.harmonic[1], (1 + (LEAVES - 1) / 2.0) / LEAVES));
    CHECK(near(m.eigenvector[0], 1) && fabs(m.eigenvector[1] - 1 / sqrt(LEAVES)) < 1e-9);
    CHECK(m.kcore[0] == 1 && m.components == 1 && m.component_size[3] == LEAVES + 1);
}

static void
small_components_are_not_ranked(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_TIES);
    int i = node_of(g, "organization.dockers-union");

    CHECK(ag_node_column(g, "strength")->has[i] && ag_node_column(g, "component")->has[i]);
    CHECK(!ag_node_column(g, "pagerank")->has[i] && !ag_node_column(g, "harmonic")->has[i]);
    CHECK(!ag_node_column(g, "rank_in_type")->has[i] && !ag_node_column(g, "betweenness")->has[i]);
    CHECK(number(ag_node_column(g, "rank_in_type"), node_of(g, "person.volodymyr-zelenskyy")) == 1);
}

static void
the_backbone_is_serrano_s(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_TIES);
    const ag_column *p = ag_edge_column(g, "backbone_p");

    /* Carney: strength 6, three ties, 4.5 of it with Zelenskyy, who has four ties and strength 8. */
    double carney = pow(1 - 4.5 / 6, 2), zelenskyy = pow(1 - 4.5 / 8, 3);
    CHECK(near(number(p, edge_of(g, "person.mark-carney", "person.volodymyr-zelenskyy", NULL)), fmin(carney, zelenskyy)));
    CHECK(!p->has[edge_of(g, "organization.dockers-union", "person.minister-x", NULL)]);
    CHECK(!p->has[edge_of(g, "country.UA", "organization.pentagon", NULL)]);
}

static void
renaming_all_actors_changes_no_rank(void)
{
    static const char *const columns[] = { "strength", "pagerank", "betweenness", "harmonic", "eigenvector", "kcore",
                                           "rank_in_type", "rank_low", "rank_high", "constraint", "balance", "degree_in", "degree_out", "x", "y",
                                           "size" };
    enum { N = 80 };
    ag_graph *g = graph_of(random_world(N, 300, 3, false), AG_VIEW_TIES);
    ag_graph *h = graph_of(random_world(N, 300, 3, true), AG_VIEW_TIES);
    int partner[N][2];

    CHECK(g->n_nodes == h->n_nodes);
    for (int i = 0; i < g->n_nodes; i++) {
        char id[32];
        long k;

        CHECK(ag_str_int(ag_str_sub(g->node_id[i], 8, g->node_id[i].len), &k));
        snprintf(id, sizeof id, "person.p%05ld", N - 1 - k);
        int j = node_of(h, id);
        CHECK(j >= 0);
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
            const ag_column *p = ag_node_column(g, columns[c]), *q = ag_node_column(h, columns[c]);

            CHECK(p->has[i] == q->has[j] && (!p->has[i] || number(p, i) == number(q, j)));
        }
        partner[i][0] = (int)number(ag_node_column(g, "community"), i);
        partner[i][1] = (int)number(ag_node_column(h, "community"), j);
    }
    for (int i = 0; i < g->n_nodes; i++) /* the same groups, whatever their numbers */
        for (int j = 0; j < i; j++)
            CHECK((partner[i][0] == partner[j][0]) == (partner[i][1] == partner[j][1]));
}

static void
the_order_of_nodes_is_that_of_their_shape(void)
{
    /* A path 0-1-2-3 with one heavy end, and the same path numbered backwards. */
    int f1[] = { 0, 1, 2 }, t1[] = { 1, 2, 3 }, f2[] = { 3, 2, 1 }, t2[] = { 2, 1, 0 }, o1[4], o2[4];
    double w[] = { 5, 1, 1 };
    ag_network p = { 4, 3, f1, t1, w }, q = { 4, 3, f2, t2, w };

    ag_network_order(a, &p, NULL, o1);
    ag_network_order(a, &q, NULL, o2);
    for (int k = 0; k < 4; k++)
        CHECK(o1[k] == 3 - o2[k]);
}

static void
sampled_paths_come_near_the_exact_ones(void)
{
    enum { N = AG_EXACT_NODES + 1000 };
    int m = 0, *from = AG_ARRAY(a, int, 2 * N), *to = AG_ARRAY(a, int, 2 * N);
    double *weight = AG_ARRAY(a, double, 2 * N);
    ag_measures out;
    ag_err err;

    for (int i = 1; i < N; i++) { /* a tree of three levels: 0 over 60, each over about 100 */
        from[m] = i <= 60 ? 0 : 1 + i % 60;
        to[m] = i;
        weight[m++] = 1;
    }
    ag_network net = { N, m, from, to, weight };
    CHECK(ag_network_measure(a, &net, 0, &out, &err) == AG_OK);
    CHECK(out.is_sampled);
    /* All pairs but those within one branch pass the root. */
    double exact = 1 - 1 / 60.0;
    CHECK(fabs(out.betweenness[0] - exact) < 0.05);
    CHECK(fabs(out.harmonic[0] - (60 + (N - 61) / 2.0) / (N - 1)) < 0.05);
}

static void
nothing_overlaps_and_communities_stand_apart(void)
{
    ag_graph *g = graph_of(random_world(150, 900, 11, false), AG_VIEW_TIES);
    const ag_column *x = ag_node_column(g, "x"), *y = ag_node_column(g, "y"), *size = ag_node_column(g, "size");
    const ag_column *community = ag_node_column(g, "community");
    double within = 0, between = 0, span = 0;
    long n_within = 0, n_between = 0;

    for (int i = 0; i < g->n_nodes; i++) {
        double s = size->value.doubles[i];

        CHECK(s >= 10 && s <= 40);
        span = fmax(span, fmax(fabs(x->value.doubles[i]), fabs(y->value.doubles[i])));
        for (int j = 0; j < i; j++) {
            double far = hypot(x->value.doubles[i] - x->value.doubles[j], y->value.doubles[i] - y->value.doubles[j]);

            CHECK(far > s + size->value.doubles[j]);
            if (community->value.ints[i] == community->value.ints[j])
                within += far, n_within++;
            else
                between += far, n_between++;
        }
    }
    CHECK(n_within && n_between && 1.5 * within / (double)n_within < between / (double)n_between);
    CHECK(span > 300 && span < 1500);
}

static void
colours_follow_the_country_and_the_tone(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_TIES);
    const ag_column *r = ag_node_column(g, "r"), *er = ag_edge_column(g, "r"), *eb = ag_edge_column(g, "b");
    int war = edge_of(g, "country.RU", "country.UA", NULL), visit = edge_of(g, "person.mark-carney", "person.volodymyr-zelenskyy", NULL);

    CHECK(number(r, node_of(g, "country.RU")) == number(r, node_of(g, "person.vladimir-putin")));
    CHECK(number(r, node_of(g, "country.RU")) != number(r, node_of(g, "country.UA")));
    CHECK(number(er, war) > number(eb, war) && number(er, visit) < number(eb, visit));
}

static void
the_table_of_leaders_warns_of_a_small_graph(void)
{
    small_world s = world_small(a);
    FILE *f = tmpfile();
    char text[4096] = "";

    ag_graph_leading(graph_of(s.w, AG_VIEW_TIES), f, 2);
    rewind(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    ag_str t = ag_str_of(text);
    CHECK(ag_str_find(t, AG_S("Volodymyr Zelenskyy       8.0")) > 0);
    CHECK(ag_str_find(t, AG_S("Mark Carney (meet +3, 4.5)")) > 0);
    CHECK(ag_str_find(t, AG_S("\nKeith Kellogg")) < 0); /* two a type */
    CHECK(ag_str_find(t, AG_S("Only 8 actors have ties")) > 0);
}

static void
an_empty_world_is_an_empty_graph(void)
{
    maker m = world_new(a);
    ag_world *w = world_done(&m);

    for (int v = 0; v <= AG_VIEW_FULL; v++) {
        ag_graph *g = graph_of(w, (ag_view_kind)v);

        CHECK(g && g->n_nodes == 0 && g->n_edges == 0);
    }
}

static void
evidence_is_one_line_of_at_most_300_characters(void)
{
    maker m = world_new(a);
    int d = world_doc(&m, "x", ag_day_of(2025, 1, 1), 0);
    int x = world_actor(&m, "person.a", "A", AG_TYPE_PERSON, ""), y = world_actor(&m, "person.b", "B", AG_TYPE_PERSON, "");
    ag_buf b = { 0 };
    ag_act *act = ACT(&m, "CONSULT", "meet", 2, true, d, x, y);

    for (int i = 0; i < 100; i++)
        ag_buf_z(&b, "gr\xc3\xbc\xc3\x9f\n dich ");
    ag_buf_char(&b, '\0');
    act->evidence.at[0].sentence = world_sentence(&m, d, b.at);
    ag_buf_done(&b);
    ag_graph *g = graph_of(world_done(&m), AG_VIEW_TIES);
    ag_str e = ag_edge_column(g, "evidence")->value.strings[0];

    CHECK(ag_str_starts(e, AG_S("gr\xc3\xbc\xc3\x9f dich gr")));
    CHECK(ag_str_find(e, AG_S("\n")) < 0 && ag_str_ends(e, AG_S("\xe2\x80\xa6")));
    CHECK(e.len > 280);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(ties_are_one_edge_a_pair);
    RUN(a_tie_of_claims_alone_is_pale_and_ranks_nobody);
    RUN(arcs_are_one_a_kind_and_symmetric_acts_go_both_ways);
    RUN(an_event_earns_a_node_with_two_actors);
    RUN(two_offices_in_one_country_are_one_edge);
    RUN(full_has_every_layer_and_every_actor);
    RUN(pagerank_sums_to_one_and_scores_stay_in_bounds);
    RUN(a_star_s_centre_has_it_all);
    RUN(small_components_are_not_ranked);
    RUN(the_backbone_is_serrano_s);
    RUN(renaming_all_actors_changes_no_rank);
    RUN(the_order_of_nodes_is_that_of_their_shape);
    RUN(sampled_paths_come_near_the_exact_ones);
    RUN(nothing_overlaps_and_communities_stand_apart);
    RUN(colours_follow_the_country_and_the_tone);
    RUN(the_table_of_leaders_warns_of_a_small_graph);
    RUN(an_empty_world_is_an_empty_graph);
    RUN(evidence_is_one_line_of_at_most_300_characters);
    ag_arena_free(a);
    return unit_end();
}
