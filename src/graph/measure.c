/* A weighted network → centralities, communities, positions, by igraph.
 *
 * Weak points: communities have no significance test, and a graph of twenty nodes always has some;
 * betweenness on lengths 1/weight trusts weights to be on a ratio scale. */
#include "graph/measure.h"
#include "graph/paths.h"
#include "graph/random.h"

#include <igraph.h>
#include <math.h>

static const double DAMPING = 0.85;

static ag_status
check(igraph_error_t code, const char *what, ag_err *err)
{
    if (code == IGRAPH_SUCCESS)
        return AG_OK;
    return ag_fail(err, AG_MACHINE, "cannot %s: igraph says '%s'", what, igraph_strerror(code));
}

static void
silent(const char *reason, const char *file, int line)
{
    (void)reason, (void)file, (void)line; /* e.g. "ARPACK: few nodes": nothing a reader could act on */
}

/* Of the OpenMP run-time that igraph may bring along; it reads OMP_NUM_THREADS when it is loaded, so
 * that setting the variable now would come too late. */
void omp_set_num_threads(int n) __attribute__((weak));

static void
enter(unsigned long seed)
{
    if (omp_set_num_threads)
        omp_set_num_threads(1);
    igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_set_warning_handler(silent);
    igraph_rng_seed(igraph_rng_default(), seed);
}

/* ---- igraph ---- */

static ag_status
make(igraph_t *g, const ag_network *net, ag_err *err)
{
    igraph_vector_int_t ends;

    AG_TRY(check(igraph_vector_int_init(&ends, 2 * (igraph_integer_t)net->m), "make room for edges", err));
    for (int e = 0; e < net->m; e++) {
        VECTOR(ends)[2 * e] = net->from[e];
        VECTOR(ends)[2 * e + 1] = net->to[e];
    }
    ag_status s = check(igraph_create(g, &ends, net->n, IGRAPH_UNDIRECTED), "make the graph", err);

    igraph_vector_int_destroy(&ends);
    return s;
}

static ag_status
vector_of(igraph_vector_t *v, const double *x, int n, ag_err *err)
{
    AG_TRY(check(igraph_vector_init(v, n), "make room for numbers", err));
    for (int i = 0; i < n; i++)
        VECTOR(*v)[i] = x[i];
    return AG_OK;
}

static ag_status
pagerank(const igraph_t *g, const igraph_vector_t *w, double *out, ag_err *err)
{
    igraph_vector_t rank;

    AG_TRY(check(igraph_vector_init(&rank, 0), "make room for ranks", err));
    ag_status s = check(igraph_pagerank(g, IGRAPH_PAGERANK_ALGO_PRPACK, &rank, NULL, igraph_vss_all(),
                                        IGRAPH_UNDIRECTED, DAMPING, w, NULL), "rank actors", err);
    if (s == AG_OK)
        igraph_vector_copy_to(&rank, out);
    igraph_vector_destroy(&rank);
    return s;
}

static ag_status
paths_exact(const igraph_t *g, const igraph_vector_t *length, int n, ag_measures *out, ag_err *err)
{
    igraph_vector_t res;
    double pairs = (n - 1.0) * (n - 2.0) / 2;

    AG_TRY(check(igraph_vector_init(&res, 0), "make room for paths", err));
    ag_status s = check(igraph_betweenness(g, &res, igraph_vss_all(), IGRAPH_UNDIRECTED, length), "find shortest paths", err);
    if (s == AG_OK)
        for (int i = 0; i < n; i++)
            out->betweenness[i] = pairs > 0 ? VECTOR(res)[i] / pairs : 0;
    if (s == AG_OK)
        s = check(igraph_harmonic_centrality(g, &res, igraph_vss_all(), IGRAPH_ALL, length, true), "measure distances", err);
    if (s == AG_OK)
        igraph_vector_copy_to(&res, out->harmonic);
    igraph_vector_destroy(&res);
    return s;
}

/* The same from a sample of sources. */
static void
paths_sampled(ag_arena *a, const ag_network *net, const double *length, unsigned long seed, ag_measures *out)
{
    int n = net->n, *deck = AG_ARRAY(a, int, n);
    double pairs = (n - 1.0) * (n - 2.0) / 2;
    uint64_t state = seed;

    for (int i = 0; i < n; i++)
        deck[i] = i;
    for (int i = 0; i < AG_PIVOTS; i++) { /* the first cards of a shuffle (Fisher & Yates) */
        int j = i + (int)ag_random_below(&state, (uint64_t)(n - i)), t = deck[i];

        deck[i] = deck[j];
        deck[j] = t;
    }
    ag_network_paths(net, length, deck, AG_PIVOTS, out->betweenness, out->harmonic);
    for (int i = 0; i < n; i++) { /* each pair of sources would be seen from both ends */
        out->betweenness[i] *= 0.5 / pairs * n / AG_PIVOTS;
        out->harmonic[i] /= AG_PIVOTS;
    }
    for (int i = 0; i < AG_PIVOTS; i++) /* a source has seen one other node less */
        out->harmonic[deck[i]] *= AG_PIVOTS / (AG_PIVOTS - 1.0);
}

static ag_status
kcore(const igraph_t *g, int n, int *out, ag_err *err)
{
    igraph_vector_int_t cores;

    AG_TRY(check(igraph_vector_int_init(&cores, 0), "make room for cores", err));
    ag_status s = check(igraph_coreness(g, &cores, IGRAPH_ALL), "find cores", err);
    for (int i = 0; s == AG_OK && i < n; i++)
        out[i] = (int)VECTOR(cores)[i];
    igraph_vector_int_destroy(&cores);
    return s;
}

/* Who brokers, and what holds the network together. */
static ag_status
structure(const igraph_t *g, const igraph_vector_t *w, int n, ag_measures *out, ag_err *err)
{
    igraph_vector_t constraint;
    igraph_vector_int_t cut;
    ag_status s;

    AG_TRY(check(igraph_vector_init(&constraint, 0), "make room for constraint", err));
    igraph_vector_int_init(&cut, 0);
    s = check(igraph_constraint(g, &constraint, igraph_vss_all(), w), "measure constraint", err);
    for (int i = 0; s == AG_OK && i < n; i++)
        out->constraint[i] = VECTOR(constraint)[i];
    if (s == AG_OK)
        s = check(igraph_articulation_points(g, &cut), "find articulation points", err);
    for (int i = 0; s == AG_OK && i < igraph_vector_int_size(&cut); i++)
        out->is_articulation[VECTOR(cut)[i]] = true;
    if (s == AG_OK)
        s = check(igraph_bridges(g, &cut), "find bridges", err);
    for (int i = 0; s == AG_OK && i < igraph_vector_int_size(&cut); i++)
        out->is_bridge[VECTOR(cut)[i]] = true;
    igraph_vector_int_destroy(&cut);
    igraph_vector_destroy(&constraint);
    return s;
}

typedef struct group {
    int old, size, first;
} group;

static int
by_size(const void *p, const void *q)
{
    const group *x = p, *y = q;

    return x->size != y->size ? y->size - x->size : x->first - y->first;
}

/* Groups numbered by size, then by smallest node; returns their number. */
static int
renumber(ag_arena *a, int *of, int n, int *size)
{
    group *g = AG_ARRAY(a, group, n + 1);
    int *number = AG_ARRAY(a, int, n + 1), m = 0;

    for (int i = 0; i < n; i++) {
        if (g[of[i]].size++ == 0)
            g[of[i]].first = i;
        g[of[i]].old = of[i];
        m = of[i] + 1 > m ? of[i] + 1 : m;
    }
    qsort(g, (size_t)m, sizeof *g, by_size);
    for (int k = 0; k < m; k++)
        number[g[k].old] = k;
    for (int i = 0; i < n; i++) {
        of[i] = number[of[i]];
        if (size)
            size[i] = g[of[i]].size;
    }
    return m;
}

static ag_status
components(ag_arena *a, const igraph_t *g, int n, ag_measures *out, ag_err *err)
{
    igraph_vector_int_t of;

    AG_TRY(check(igraph_vector_int_init(&of, 0), "make room for components", err));
    ag_status s = check(igraph_connected_components(g, &of, NULL, NULL, IGRAPH_WEAK), "find components", err);
    for (int i = 0; s == AG_OK && i < n; i++)
        out->component[i] = (int)VECTOR(of)[i];
    igraph_vector_int_destroy(&of);
    if (s == AG_OK)
        out->components = renumber(a, out->component, n, out->component_size);
    return s;
}

static ag_status
communities(ag_arena *a, const igraph_t *g, const igraph_vector_t *w, int n, unsigned long seed, ag_measures *out, ag_err *err)
{
    igraph_vector_int_t of;
    igraph_vector_t strength;
    double twice = igraph_vector_sum(w) * 2;

    AG_TRY(check(igraph_vector_int_init(&of, 0), "make room for communities", err));
    igraph_vector_init(&strength, n);
    for (int i = 0; i < n; i++)
        VECTOR(strength)[i] = out->strength[i];
    igraph_rng_seed(igraph_rng_default(), seed);
    /* Node weights = strength and resolution 1/2m make the quality function modularity. */
    ag_status s = check(igraph_community_leiden(g, w, &strength, 1 / twice, 0.01, false, 10, &of, NULL, &out->modularity),
                        "find communities", err);
    for (int i = 0; s == AG_OK && i < n; i++)
        out->community[i] = (int)VECTOR(of)[i];
    igraph_vector_destroy(&strength);
    igraph_vector_int_destroy(&of);
    if (s == AG_OK)
        out->communities = renumber(a, out->community, n, NULL);
    return s;
}

/* The eigenvector of one component; its eigenvalue. */
static ag_status
eigen_component(const ag_network *part, double *vector, double *value, ag_err *err)
{
    igraph_t g;
    igraph_vector_t w, res;
    igraph_arpack_options_t arpack;

    igraph_arpack_options_init(&arpack);
    arpack.start = 1; /* from the degrees, not at random */
    AG_TRY(make(&g, part, err));
    ag_status s = vector_of(&w, part->weight, part->m, err);
    if (s == AG_OK) {
        igraph_vector_init(&res, 0);
        s = check(igraph_eigenvector_centrality(&g, &res, value, IGRAPH_UNDIRECTED, true, &w, &arpack), "find eigenvectors", err);
        if (s == AG_OK)
            igraph_vector_copy_to(&res, vector);
        igraph_vector_destroy(&res);
        igraph_vector_destroy(&w);
    }
    igraph_destroy(&g);
    return s;
}

/* Component by component: of two with one eigenvalue, the solver would return any mixture. */
static ag_status
eigenvector(ag_arena *a, const ag_network *net, ag_measures *out, ag_err *err)
{
    int *local = AG_ARRAY(a, int, net->n), *first_edge = AG_ARRAY(a, int, out->components + 2);
    int *edge = AG_ARRAY(a, int, net->m), *fill = AG_ARRAY(a, int, out->components + 1);
    int *size = AG_ARRAY(a, int, out->components + 1);
    double *strongest = AG_ARRAY(a, double, out->components + 1), *value = AG_ARRAY(a, double, out->components + 1);
    double best = 0;

    for (int i = 0; i < net->n; i++) {
        int c = out->component[i];

        local[i] = size[c]++;
        if (out->strength[i] > strongest[c])
            strongest[c] = out->strength[i];
    }
    for (int e = 0; e < net->m; e++)
        first_edge[out->component[net->from[e]] + 1]++;
    for (int c = 0; c < out->components; c++)
        first_edge[c + 1] += first_edge[c];
    for (int e = 0; e < net->m; e++) {
        int c = out->component[net->from[e]];

        edge[first_edge[c] + fill[c]++] = e;
    }
    double *all = AG_ARRAY(a, double, net->n);
    for (int c = 0; c < out->components; c++) {
        int m = first_edge[c + 1] - first_edge[c];

        /* No eigenvalue exceeds the largest row sum. */
        if (size[c] < 3 || strongest[c] < best * (1 - 1e-9))
            continue;

        ag_network part = { size[c], m, AG_ARRAY(a, int, m), AG_ARRAY(a, int, m), AG_ARRAY(a, double, m) };
        double *vector = AG_ARRAY(a, double, size[c]);

        for (int k = 0; k < m; k++) {
            int e = edge[first_edge[c] + k];

            part.from[k] = local[net->from[e]];
            part.to[k] = local[net->to[e]];
            part.weight[k] = net->weight[e];
        }
        AG_TRY(eigen_component(&part, vector, &value[c], err));
        if (value[c] > best)
            best = value[c];
        for (int i = 0; i < net->n; i++)
            if (out->component[i] == c)
                all[i] = vector[local[i]];
    }
    for (int i = 0; i < net->n; i++) /* noise of the solver is no score */
        out->eigenvector[i] = value[out->component[i]] >= best * (1 - 1e-9) && all[i] > 1e-9 ? all[i] : 0;
    return AG_OK;
}

ag_status
ag_network_measure(ag_arena *a, const ag_network *net, unsigned long seed, ag_measures *out, ag_err *err)
{
    int n = net->n;
    igraph_t g;
    igraph_vector_t weight, length;
    double *inverse = AG_ARRAY(a, double, net->m);
    ag_status s;

    *out = (ag_measures){ .strength = AG_ARRAY(a, double, n),    .pagerank = AG_ARRAY(a, double, n),
                          .betweenness = AG_ARRAY(a, double, n), .harmonic = AG_ARRAY(a, double, n),
                          .eigenvector = AG_ARRAY(a, double, n), .kcore = AG_ARRAY(a, int, n),
                          .component = AG_ARRAY(a, int, n),      .component_size = AG_ARRAY(a, int, n),
                          .community = AG_ARRAY(a, int, n),      .constraint = AG_ARRAY(a, double, n),
                          .is_articulation = AG_ARRAY(a, bool, n), .is_bridge = AG_ARRAY(a, bool, net->m),
                          .is_sampled = n > AG_EXACT_NODES };
    if (n == 0 || net->m == 0) {
        for (int i = 0; i < n; i++) {
            out->component[i] = out->community[i] = i;
            out->component_size[i] = 1;
            out->pagerank[i] = 1.0 / n;
        }
        out->components = out->communities = n;
        return AG_OK;
    }
    enter(seed);
    for (int e = 0; e < net->m; e++) {
        out->strength[net->from[e]] += net->weight[e];
        out->strength[net->to[e]] += net->weight[e];
        inverse[e] = 1 / net->weight[e];
    }
    AG_TRY(make(&g, net, err));
    s = vector_of(&weight, net->weight, net->m, err);
    if (s == AG_OK && (s = vector_of(&length, inverse, net->m, err)) != AG_OK)
        igraph_vector_destroy(&weight);
    if (s != AG_OK) {
        igraph_destroy(&g);
        return s;
    }
    if ((s = pagerank(&g, &weight, out->pagerank, err)) == AG_OK &&
        (s = out->is_sampled ? AG_OK : paths_exact(&g, &length, n, out, err)) == AG_OK &&
        (s = kcore(&g, n, out->kcore, err)) == AG_OK && (s = structure(&g, &weight, n, out, err)) == AG_OK && (s = components(a, &g, n, out, err)) == AG_OK &&
        (s = communities(a, &g, &weight, n, seed, out, err)) == AG_OK)
        s = eigenvector(a, net, out, err);
    if (out->is_sampled)
        paths_sampled(a, net, inverse, seed, out);
    igraph_vector_destroy(&length);
    igraph_vector_destroy(&weight);
    igraph_destroy(&g);
    return s;
}

/* A spring between each two nodes, as long as the path between them (Kamada & Kawai 1989): clearer
 * than forces along edges where there are few nodes; its cost grows with n³. */
static ag_status
springs_between_all(const igraph_t *g, const ag_network *net, igraph_matrix_t *at, ag_err *err)
{
    igraph_vector_t length;

    AG_TRY(check(igraph_vector_init(&length, net->m), "make room for lengths", err));
    for (int e = 0; e < net->m; e++)
        VECTOR(length)[e] = 1 / sqrt(net->weight[e]);
    ag_status s = check(igraph_layout_kamada_kawai(g, at, true, 50 * (igraph_integer_t)net->n, 0, net->n, &length, NULL,
                                                   NULL, NULL, NULL), "lay out the graph", err);
    igraph_vector_destroy(&length);
    return s;
}

ag_status
ag_network_spring(const ag_network *net, unsigned long seed, double *x, double *y, ag_err *err)
{
    igraph_t g;
    igraph_matrix_t at;
    igraph_vector_t pull;
    int n = net->n;
    ag_status s;

    if (n < 2)
        return AG_OK;
    enter(seed);
    AG_TRY(make(&g, net, err));
    if ((s = vector_of(&pull, net->weight, net->m, err)) != AG_OK) {
        igraph_destroy(&g);
        return s;
    }
    s = check(igraph_matrix_init(&at, n, 2), "make room for positions", err);
    if (s == AG_OK) {
        for (int i = 0; i < n; i++) {
            MATRIX(at, i, 0) = x[i];
            MATRIX(at, i, 1) = y[i];
        }
        s = n <= AG_SPRING_ALL ? springs_between_all(&g, net, &at, err)
                               : check(igraph_layout_fruchterman_reingold(
                                           &g, &at, true, n > 50000 ? 60 : n > 5000 ? 150 : 500, sqrt(n) / 2,
                                           n > 1000 ? IGRAPH_LAYOUT_GRID : IGRAPH_LAYOUT_NOGRID, &pull, NULL, NULL, NULL,
                                           NULL), "lay out the graph", err);
        for (int i = 0; s == AG_OK && i < n; i++) {
            x[i] = MATRIX(at, i, 0);
            y[i] = MATRIX(at, i, 1);
        }
        igraph_matrix_destroy(&at);
    }
    igraph_vector_destroy(&pull);
    igraph_destroy(&g);
    return s;
}
