/* Columns of ties → positions, sizes, colours.
 *
 * Each component is laid out alone by springs, from a start where communities sit on a circle; then
 * discs that overlap are pushed apart; then components are packed around the largest. Weak
 * point: above some ten thousand nodes the springs get few rounds, and a picture of so many is
 * best filtered first. */
#include "graph/layout.h"
#include "graph/like.h"
#include "graph/measure.h"
#include "relate/pairs.h"

#include <math.h>

static const double PI = 3.14159265358979323846;
static const double GAP = 20;     /* between discs: so much of an edge must show */
static const double BETWEEN = 60; /* between discs of two components */

enum {
    NEAR = 60,            /* components that are fitted in one by one */
    PACKED_EXACTLY = 3000 /* nodes up to which components may reach into each other's bays */
};

typedef struct rgb {
    uint8_t r, g, b;
} rgb;

/* Okabe & Ito (2008), "Color universal design": eight colours that the colour-blind can tell apart. */
static const rgb palette[8] = {
    { 0, 114, 178 },  { 213, 94, 0 },    { 240, 228, 66 }, { 230, 159, 0 },
    { 0, 158, 115 },  { 204, 121, 167 }, { 86, 180, 233 }, { 64, 64, 64 },
};
static const rgb grey = { 170, 170, 170 };

/* Eight states that most news graphs hold; a fixed row a country, so that a colour means the same
 * every week. All others are grey: a ninth colour could not be told from these. */
static const char *const country_of_colour[8] = { "US", "RU", "UA", "CN", "CA", "GB", "FR", "IL" };

typedef struct disc {
    double x, y, r;
    bool is_fixed; /* stays where it is */
} disc;

/* ---- discs that do not touch ---- */

/* A grid of cells at least as wide as two discs, so that whoever touches sits in a neighbouring cell. */
typedef struct grid {
    double cell;
    ag_pairs number; /* (column, row) → number of the cell */
    int *head;       /* [cells] a disc in it               */
    int *next;       /* [n] the next disc of the same cell, or -1 */
} grid;

static int
column_of(double x, double cell)
{
    return (int)floor(x / cell);
}

static grid
cells_of(ag_arena *a, const disc *d, int n)
{
    grid g = { .cell = 1, .head = AG_ARRAY(a, int, n), .next = AG_ARRAY(a, int, n) };
    int cells = 0;

    for (int i = 0; i < n; i++)
        g.cell = fmax(g.cell, 2 * d[i].r + GAP);
    for (int i = n - 1; i >= 0; i--) {
        int k = ag_pairs_add(a, &g.number, column_of(d[i].x, g.cell), column_of(d[i].y, g.cell), cells);

        if (k == cells)
            g.head[cells++] = -1;
        g.next[i] = g.head[k];
        g.head[k] = i;
    }
    return g;
}

/* Pushes apart what touches, and tells how many pairs did; with `closest` nothing is moved, and it becomes
 * the smallest share of the distance needed that any pair has, 1 where none touches. */
static int
part(ag_arena *a, disc *d, int n, double *closest)
{
    grid g;
    int touching = 0;

    ag_arena_reset(a); /* the grid of the round before */
    g = cells_of(a, d, n);

    for (int i = 0; i < n; i++) {
        int cx = column_of(d[i].x, g.cell), cy = column_of(d[i].y, g.cell);

        for (int k = 0; k < 9; k++) {
            int cell = ag_pairs_get(&g.number, cx + k % 3 - 1, cy + k / 3 - 1);

            for (int j = cell < 0 ? -1 : g.head[cell]; j >= 0; j = g.next[j]) {
                double dx = d[j].x - d[i].x, dy = d[j].y - d[i].y, far = hypot(dx, dy);
                double need = d[i].r + d[j].r + GAP;

                if (j <= i || far >= need || (d[i].is_fixed && d[j].is_fixed))
                    continue;
                touching++;
                if (closest) {
                    *closest = fmin(*closest, far / need);
                    continue;
                }
                double push = far < 1e-6 ? need / 2 : (need - far + 0.5) / 2 / far;

                if (far < 1e-6) { /* on one spot: part them along an angle of their own */
                    dx = cos(2.399963 * (i + 1));
                    dy = sin(2.399963 * (i + 1));
                }
                double of_i = d[i].is_fixed ? 0 : d[j].is_fixed ? 2 : 1;

                d[i].x -= dx * push * of_i, d[i].y -= dy * push * of_i;
                d[j].x += dx * push * (2 - of_i), d[j].y += dy * push * (2 - of_i);
            }
        }
    }
    return touching;
}

static void
part_all(ag_arena *a, disc *d, int n)
{
    int rounds = n > 50000 ? 12 : n > 5000 ? 40 : 200;

    for (int round = 0; round < rounds; round++)
        if (part(a, d, n, NULL) == 0)
            return;
    for (int i = 0; i < n; i++)
        if (d[i].is_fixed)
            return; /* an earlier graph's places come before room */
    for (double closest = 1; part(a, d, n, &closest) > 0; closest = 1) { /* then more room for all: distances grow, discs do not */
        double by = 1.1;

        while (fmax(closest, 1e-6) * by < 1)
            by *= 1.1;
        for (int i = 0; i < n; i++) {
            d[i].x *= by;
            d[i].y *= by;
        }
    }
}

static void
remove_overlap(disc *d, int n)
{
    ag_arena *a = ag_arena_new(0);

    part_all(a, d, n);
    ag_arena_free(a);
}

/* ---- components ---- */

static int
root_of(int *parent, int i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

typedef struct piece { /* one component */
    int root, n, first; /* its nodes are member[first … first + n) */
    double radius;
} piece;

static int
by_size(const void *p, const void *q)
{
    const piece *x = p, *y = q;

    return x->n != y->n ? y->n - x->n : x->first - y->first;
}

/* The radius that n nodes get: about 500 for a hundred; a few nodes need more each, or their discs
 * would hide the edges. */
static double
span_of(int n)
{
    return 45 * sqrt(n) + 130 * (1 - fmin(1, 2.0 / n));
}

static int
by_value(const void *p, const void *q)
{
    double x = *(const double *)p, y = *(const double *)q;

    return (x > y) - (x < y);
}

/* Springs for the nodes member[0 … n), a network of their own; then spread and part. */
static ag_status
lay_piece(ag_arena *a, const ag_network *net, const int *community, unsigned long seed, disc *d, double *radius, ag_err *err)
{
    int n = net->n, groups = 0;
    double *x = AG_ARRAY(a, double, n), *y = AG_ARRAY(a, double, n), *far = AG_ARRAY(a, double, n), cx = 0, cy = 0;
    int *place = AG_ARRAY(a, int, n);
    ag_pairs number = { 0 };

    for (int i = 0; i < n; i++) { /* places on the circle, as communities come; -1: none of its own */
        int k = ag_pairs_add(a, &number, community[i], 0, groups);

        groups += k == groups;
        place[i] = k;
    }
    for (int i = 0; i < n; i++) {
        double angle = 2 * PI * place[i] / groups, away = groups > 1 ? sqrt(n) : 0;
        double turn = 2.399963 * i, off = 0.3 * sqrt(i + 1); /* a sunflower: no two on one spot */

        x[i] = away * cos(angle) + off * cos(turn);
        y[i] = away * sin(angle) + off * sin(turn);
    }
    AG_TRY(ag_network_spring(net, seed, x, y, err));
    for (int i = 0; i < n; i++) {
        if (!isfinite(x[i]) || !isfinite(y[i]))
            x[i] = cos(2.399963 * i), y[i] = sin(2.399963 * i);
        cx += x[i] / n;
        cy += y[i] / n;
    }
    /* In a full disc half of the nodes lie within 1/√2 of the radius: the median, because the mean
     * would let a few far ones squeeze the middle. */
    for (int i = 0; i < n; i++)
        far[i] = hypot(x[i] - cx, y[i] - cy);
    qsort(far, (size_t)n, sizeof *far, by_value);
    double scale = far[n / 2] > 0 ? span_of(n) / sqrt(2) / far[n / 2] : 1;

    for (int i = 0; i < n; i++) {
        d[i].x = (x[i] - cx) * scale;
        d[i].y = (y[i] - cy) * scale;
    }
    remove_overlap(d, n);
    *radius = 0;
    for (int i = 0; i < n; i++)
        *radius = fmax(*radius, hypot(d[i].x, d[i].y) + d[i].r);
    return AG_OK;
}

typedef struct place {
    double x, y;
} place;

/* Would piece c, moved to q, come near the discs of one before it? */
static bool
collides(const piece *p, const place *at, int c, place q, const int *member, const disc *d, int n)
{
    for (int k = 0; k < c; k++) {
        double far = hypot(q.x - at[k].x, q.y - at[k].y);

        if (far > p[k].radius + p[c].radius + BETWEEN)
            continue;
        if (n > PACKED_EXACTLY)
            return true;
        for (int i = 0; i < p[c].n; i++)
            for (int j = 0; j < p[k].n; j++) {
                const disc *x = &d[member[p[c].first + i]], *y = &d[member[p[k].first + j]]; /* y is in place */

                if (hypot(x->x + q.x - y->x, x->y + q.y - y->y) < x->r + y->r + BETWEEN)
                    return true;
            }
    }
    return false;
}

/* Where piece c fits among those before it, as near to the middle as it goes: along a spiral. */
static place
free_spot(const piece *p, const place *at, int c, const int *member, const disc *d, int n)
{
    for (double turn = 0;; turn += 0.1) {
        double far = fmax(p[0].radius / 32, 10) * turn / PI;
        place q = { far * cos(turn), far * sin(turn) };

        if (!collides(p, at, c, q, member, d, n))
            return q;
    }
}

/* The largest piece in the middle, the others around it; the first few, which matter, as near as
 * they fit, the many small ones in rings. */
static void
pack(ag_arena *a, const piece *p, int pieces, const int *member, disc *d, int n)
{
    place *at = AG_ARRAY(a, place, pieces + 1);
    double rim = 0, ring = 0, angle = 0, width = 0;

    for (int c = 0; c < pieces; c++) {
        double r = p[c].radius + 2 * GAP;

        if (c < NEAR) {
            if (c > 0)
                at[c] = free_spot(p, at, c, member, d, n);
            rim = fmax(rim, hypot(at[c].x, at[c].y) + r);
        } else {
            if (ring == 0 || angle + 2 * asin(fmin(1, r / ring)) > 2 * PI) { /* a new ring; pieces come by size */
                rim += width;
                ring = rim + r;
                width = 2 * r;
                angle = 0;
            }
            double half = asin(fmin(1, r / ring));

            at[c] = (place){ ring * cos(angle + half), ring * sin(angle + half) };
            angle += 2 * half;
        }
        for (int i = 0; i < p[c].n; i++) {
            d[member[p[c].first + i]].x += at[c].x;
            d[member[p[c].first + i]].y += at[c].y;
        }
    }
}

/* ---- the view as one network ---- */

typedef struct drawn {
    ag_network net;    /* nodes numbered without regard to names */
    int *order;        /* [n] node of the graph */
    int *community;    /* [n] by the network's numbers; -1: none */
} drawn;

static drawn
network_of(ag_arena *a, const ag_view *v)
{
    const ag_graph *g = v->graph;
    const ag_column *weight = ag_edge_column(g, "weight"), *community = ag_node_column(g, "community");
    ag_network net = { .n = g->n_nodes, .from = AG_ARRAY(a, int, g->n_edges + 1), .to = AG_ARRAY(a, int, g->n_edges + 1),
                       .weight = AG_ARRAY(a, double, g->n_edges + 1) };
    drawn out = { .order = AG_ARRAY(a, int, g->n_nodes + 1), .community = AG_ARRAY(a, int, g->n_nodes + 1) };
    uint64_t *tie = AG_ARRAY(a, uint64_t, g->n_nodes + 1);
    ag_pairs pairs = { 0 };

    for (int e = 0; e < g->n_edges; e++) {
        int x = g->edge_from[e], y = g->edge_to[e];

        if (x == y)
            continue;
        int k = ag_pairs_add(a, &pairs, x < y ? x : y, x < y ? y : x, net.m);
        if (k == net.m) {
            net.from[net.m] = x < y ? x : y;
            net.to[net.m++] = x < y ? y : x;
        }
        net.weight[k] += weight->value.doubles[e];
    }
    for (int i = 0; i < g->n_nodes; i++)
        if (v->node_actor[i] >= 0) {
            ag_evidence e = v->world->actors.at[v->node_actor[i]].evidence;

            tie[i] = (uint64_t)(uint32_t)e.doc << 32 | e.sentence.from;
        }
    ag_network_order(a, &net, tie, out.order);
    out.net = ag_network_renumber(a, &net, out.order);
    for (int k = 0; k < g->n_nodes; k++)
        out.community[k] = community->has[out.order[k]] ? (int)community->value.ints[out.order[k]] : -1;
    for (int e = 0; e < out.net.m; e++) { /* heavy ties pull more, but not in proportion; so do communities */
        int x = out.community[out.net.from[e]], y = out.community[out.net.to[e]];
        double pull = 1 + log2(1 + out.net.weight[e]);

        out.net.weight[e] = x < 0 || y < 0 ? pull : x == y ? 3 * pull : 0.4 * pull;
    }
    return out;
}

/* The middle of the picture at 0, 0. */
static void
centre(disc *d, int n)
{
    double left = INFINITY, right = -INFINITY, low = INFINITY, high = -INFINITY;

    for (int i = 0; i < n; i++) {
        left = fmin(left, d[i].x), right = fmax(right, d[i].x);
        low = fmin(low, d[i].y), high = fmax(high, d[i].y);
    }
    for (int i = 0; i < n; i++) {
        d[i].x -= (left + right) / 2;
        d[i].y -= (low + high) / 2;
    }
    if (n == 1)
        d[0].x = 1; /* all at 0 would read as "no positions" */
}

static ag_status
positions(ag_arena *a, ag_view *v, disc *d, ag_err *err)
{
    drawn dr = network_of(a, v);
    const ag_network *net = &dr.net;
    int n = net->n, pieces = 0;
    int *parent = AG_ARRAY(a, int, n + 1), *of = AG_ARRAY(a, int, n + 1), *member = AG_ARRAY(a, int, n + 1);
    int *local = AG_ARRAY(a, int, n + 1), *m_of = AG_ARRAY(a, int, n + 1), *from = AG_ARRAY(a, int, n + 2);
    piece *p = AG_ARRAY(a, piece, n + 1);
    disc *by_number = AG_ARRAY(a, disc, n + 1);

    for (int i = 0; i < n; i++)
        parent[i] = i;
    for (int e = 0; e < net->m; e++) {
        int x = root_of(parent, net->from[e]), y = root_of(parent, net->to[e]);

        parent[x > y ? x : y] = x < y ? x : y;
    }
    for (int i = 0; i < n; i++) { /* roots are smallest, so they come first */
        int r = root_of(parent, i);

        if (r == i) {
            of[i] = pieces;
            p[pieces++].root = i;
        }
        of[i] = of[r];
        local[i] = p[of[i]].n++;
        by_number[i].r = d[dr.order[i]].r;
    }
    for (int c = 0, at = 0; c < pieces; c++) {
        p[c].first = at;
        at += p[c].n;
    }
    for (int i = 0; i < n; i++)
        member[p[of[i]].first + local[i]] = i;
    for (int e = 0; e < net->m; e++)
        m_of[of[net->from[e]]]++;
    for (int c = 0; c < pieces; c++)
        from[c + 1] = from[c] + m_of[c];

    int *edge = AG_ARRAY(a, int, net->m + 1), *filled = AG_ARRAY(a, int, pieces + 1);

    for (int e = 0; e < net->m; e++) {
        int c = of[net->from[e]];

        edge[from[c] + filled[c]++] = e;
    }
    for (int c = 0; c < pieces; c++) {
        int m = m_of[c], k = p[c].n;
        ag_network part_net = { k, m, AG_ARRAY(a, int, m + 1), AG_ARRAY(a, int, m + 1), AG_ARRAY(a, double, m + 1) };
        disc *some = AG_ARRAY(a, disc, k);
        int *community = AG_ARRAY(a, int, k);

        for (int j = 0; j < m; j++) {
            int e = edge[from[c] + j];

            part_net.from[j] = local[net->from[e]];
            part_net.to[j] = local[net->to[e]];
            part_net.weight[j] = net->weight[e];
        }
        for (int j = 0; j < k; j++) {
            some[j] = by_number[member[p[c].first + j]];
            community[j] = dr.community[member[p[c].first + j]];
        }
        AG_TRY(lay_piece(a, &part_net, community, v->options.seed + 1, some, &p[c].radius, err));
        for (int j = 0; j < k; j++)
            by_number[member[p[c].first + j]] = some[j];
    }
    if (pieces)
        qsort(p, (size_t)pieces, sizeof *p, by_size);
    pack(a, p, pieces, member, by_number, n);
    remove_overlap(by_number, n); /* rings are safe by construction; this proves it */
    centre(by_number, n);
    for (int i = 0; i < n; i++)
        d[dr.order[i]] = by_number[i];
    return AG_OK;
}

/* ---- like an earlier graph ---- */

/* Actors that were there stay where they were; a new one goes to the middle of those it has ties
 * with, and one without such ties to the rim. */
static void
keep_places(ag_arena *a, ag_view *v, disc *d)
{
    const ag_graph *g = v->graph, *like = v->options.like;
    const ag_column *x = ag_node_column(like, "x"), *y = ag_node_column(like, "y");
    int *old = ag_like_nodes(a, v), rim = 0, left = 0;
    disc *sum = AG_ARRAY(a, disc, g->n_nodes + 1); /* of the places of neighbours; r counts them */
    double far = 0;

    if (!x || !y || x->type != AG_COLUMN_DOUBLE || y->type != AG_COLUMN_DOUBLE)
        return;
    for (int i = 0; i < g->n_nodes; i++) {
        if (old[i] < 0 || !x->has[old[i]] || !y->has[old[i]] || !(fabs(x->value.doubles[old[i]]) < 1e9) ||
            !(fabs(y->value.doubles[old[i]]) < 1e9)) {
            left++;
            continue;
        }
        d[i].x = x->value.doubles[old[i]];
        d[i].y = y->value.doubles[old[i]];
        d[i].is_fixed = true;
        far = fmax(far, hypot(d[i].x, d[i].y));
    }
    if (left == g->n_nodes)
        return;

    bool *placed = AG_ARRAY(a, bool, g->n_nodes + 1);

    for (int i = 0; i < g->n_nodes; i++)
        placed[i] = d[i].is_fixed;
    for (bool moved = true; moved;) { /* from the old ones outward */
        moved = false;
        memset(sum, 0, (size_t)g->n_nodes * sizeof *sum);
        for (int e = 0; e < g->n_edges; e++)
            for (int end = 0; end < 2; end++) {
                int here = end ? g->edge_to[e] : g->edge_from[e], there = end ? g->edge_from[e] : g->edge_to[e];

                if (placed[there] && !placed[here]) {
                    sum[here].x += d[there].x;
                    sum[here].y += d[there].y;
                    sum[here].r++;
                }
            }
        for (int i = 0; i < g->n_nodes; i++) {
            if (sum[i].r == 0)
                continue;
            d[i].x = sum[i].x / sum[i].r + 40 * cos(2.399963 * i);
            d[i].y = sum[i].y / sum[i].r + 40 * sin(2.399963 * i);
            placed[i] = moved = true;
        }
    }
    for (int i = 0; i < g->n_nodes; i++)
        if (!placed[i]) {
            d[i].x = (far + 100) * cos(2.399963 * rim);
            d[i].y = (far + 100) * sin(2.399963 * rim++);
        }
    remove_overlap(d, g->n_nodes);
}

/* ---- colours ---- */

static rgb
pale(rgb c)
{
    return (rgb){ (uint8_t)(255 - (255 - c.r) * 35 / 100), (uint8_t)(255 - (255 - c.g) * 35 / 100),
                  (uint8_t)(255 - (255 - c.b) * 35 / 100) };
}

static rgb
node_colour(const ag_view *v, int i)
{
    const ag_graph *g = v->graph;
    const ag_column *country = ag_node_column(g, "country"), *community = ag_node_column(g, "community");
    int actor = v->node_actor[i];

    switch (v->options.color) {
    case AG_COLOR_COMMUNITY:
        return community->has[i] && community->value.ints[i] >= 0 && community->value.ints[i] < 8 ? palette[community->value.ints[i]] : grey;
    case AG_COLOR_TYPE: return palette[actor < 0 ? 7 : v->world->actors.at[actor].type];
    default: break;
    }
    for (int k = 0; country->has[i] && k < 8; k++)
        if (ag_str_is(country->value.strings[i], country_of_colour[k]))
            return palette[k];
    return grey;
}

static double
value_of(const ag_column *c, int i)
{
    return c && c->has[i] ? c->value.doubles[i] : 0;
}

static rgb
edge_colour(const ag_graph *g, int i)
{
    static const rgb blue = { 0, 114, 178 }, vermilion = { 213, 94, 0 }, purple = { 140, 80, 160 }, neither = { 140, 140, 140 };
    const ag_column *tier = ag_edge_column(g, "tier");
    bool good = value_of(ag_edge_column(g, "cooperation"), i) > 0, bad = value_of(ag_edge_column(g, "conflict"), i) > 0;
    bool is_pale = tier->value.ints[i] == 3;
    rgb c;

    if (is_pale && !good && !bad) { /* no weights to go by: the sign of what is said */
        good = value_of(ag_edge_column(g, "intensity"), i) > 0;
        bad = value_of(ag_edge_column(g, "intensity"), i) < 0;
    }
    c = good && bad ? purple : good ? blue : bad ? vermilion : neither;
    return is_pale ? pale(c) : c;
}

ag_status
ag_graph_layout(ag_arena *a, ag_view *v, ag_err *err)
{
    ag_graph *g = v->graph;
    ag_column *x = ag_node_column(g, "x"), *y = ag_node_column(g, "y"), *size = ag_node_column(g, "size");
    ag_column *strength = ag_node_column(g, "strength");
    disc *d = AG_ARRAY(a, disc, g->n_nodes + 1);
    double most = 0;

    for (int i = 0; i < g->n_nodes; i++)
        most = fmax(most, value_of(strength, i));
    for (int i = 0; i < g->n_nodes; i++)
        d[i].r = 10 + (most > 0 ? 30 * sqrt(value_of(strength, i) / most) : 0);
    AG_TRY(positions(a, v, d, err));
    if (v->options.like)
        keep_places(a, v, d);
    for (int i = 0; i < g->n_nodes; i++) {
        rgb c = node_colour(v, i);

        ag_set_double(x, i, d[i].x);
        ag_set_double(y, i, d[i].y);
        ag_set_double(size, i, d[i].r);
        ag_set_int(ag_node_column(g, "r"), i, c.r);
        ag_set_int(ag_node_column(g, "g"), i, c.g);
        ag_set_int(ag_node_column(g, "b"), i, c.b);
    }
    for (int i = 0; i < g->n_edges; i++) {
        rgb c = edge_colour(g, i);

        ag_set_int(ag_edge_column(g, "r"), i, c.r);
        ag_set_int(ag_edge_column(g, "g"), i, c.g);
        ag_set_int(ag_edge_column(g, "b"), i, c.b);
    }
    return AG_OK;
}
