/* The span's strongest actors and their ties.
 *
 * The idea: those who are shown are laid out by themselves, by the same layout as the graph: positions of a thousand
 * others would leave holes. Communities are those of the whole span, drawn as pale ground under their members.
 * Lines tell the sign by colour and by dashes, the change by a mark in the middle; a ring is an actor who had no tie
 * last time. Weak: ground may overlap where communities are close. */
#include "report/picture.h"

#include "base/sort.h"
#include "base/utf8.h"
#include "graph/analyse.h"
#include "graph/layout.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 900, HEIGHT = 620, KEY = 64, EDGE = 26, LETTERS = 13 };

typedef struct disc {
    int ranked;          /* place in facts->actors */
    double x, y, r;
} disc;

typedef struct box {
    double left, top, right, bottom;
} box;

typedef struct drawing {
    ag_writer *w;
    ag_buf b;
    disc *discs;
    int n;
    int *place;          /* [facts->actors] its disc, or -1 */
    AG_LIST(box) taken;
    double most;         /* weight of the heaviest tie that is drawn */
} drawing;

static double
strength_of(const drawing *d, int i)
{
    return d->w->f->actors.at[d->discs[i].ranked].strength[0];
}

static int
by_strength(const void *x, const void *y, const void *context)
{
    const ag_facts *f = context;
    const ag_ranked *a = &f->actors.at[((const disc *)x)->ranked], *b = &f->actors.at[((const disc *)y)->ranked];

    return a->strength[0] != b->strength[0] ? (a->strength[0] < b->strength[0] ? 1 : -1) : a->actor - b->actor;
}

/* Is it a pair of which both are shown? */
static bool
shown(const drawing *d, const ag_pair *p, int *from, int *to)
{
    const ag_facts *f = d->w->f;

    if (p->weight[0] <= 0)
        return false;
    *from = d->place[f->actor[p->x]];
    *to = d->place[f->actor[p->y]];
    return *from >= 0 && *to >= 0;
}

static void
choose(drawing *d, int most)
{
    const ag_facts *f = d->w->f;
    disc *all = AG_ARRAY(d->w->a, disc, f->actors.n + 1);
    int n = 0;

    for (int i = 0; i < f->actors.n; i++)
        if (f->actors.at[i].strength[0] > 0)
            all[n++].ranked = i;
    ag_sort(all, (size_t)n, sizeof *all, by_strength, f);
    d->n = n < most ? n : most;
    d->discs = all;
    d->place = AG_ARRAY(d->w->a, int, f->actors.n + 1);
    for (int i = 0; i < f->actors.n; i++)
        d->place[i] = -1;
    for (int i = 0; i < d->n; i++)
        d->place[all[i].ranked] = i;
}

/* Positions of the shown ones alone: an act keeps those participants that are shown. */
static bool
lay_out(drawing *d)
{
    const ag_facts *f = d->w->f;
    ag_arena *a = d->w->a;
    ag_world *part = AG_NEW(a, ag_world);
    ag_view view;
    ag_err err;
    ag_view_options o = { .relate = { .is_sliced = true, .since = f->span[0].since, .until = f->span[0].until, .acts_only = true },
                          .seed = f->options.seed };

    *part = *f->world;
    part->acts.at = NULL;
    part->acts.n = part->acts.room = 0;
    for (int i = 0; i < f->world->acts.n; i++) {
        ag_act act = f->world->acts.at[i];

        if (f->act[i].span != 0 || f->act[i].layer != AG_LAYER_FACT)
            continue;
        act.parts.at = NULL;
        act.parts.n = act.parts.room = 0;
        for (int k = 0; k < f->world->acts.at[i].parts.n; k++) {
            ag_participant p = f->world->acts.at[i].parts.at[k];

            if (p.entity >= 0 && f->actor[p.entity] >= 0 && d->place[f->actor[p.entity]] >= 0)
                AG_PUSH(a, &act.parts, p);
        }
        if (act.parts.n > 1)
            AG_PUSH(a, &part->acts, act);
    }
    ag_view_build(a, part, &o, &view);
    if (ag_graph_analyse(a, &view, &err) != AG_OK || ag_graph_layout(a, &view, &err) != AG_OK)
        return false;

    const ag_column *x = ag_node_column(view.graph, "x"), *y = ag_node_column(view.graph, "y");
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY, scale;
    int n = 0;

    for (int i = 0; i < d->n; i++) {
        int node = view.actor_node[f->actors.at[d->discs[i].ranked].actor];

        if (node < 0 || !x->has[node]) /* tied only to those who are not shown */
            continue;
        d->discs[n] = (disc){ d->discs[i].ranked, x->value.doubles[node], -y->value.doubles[node], 0 };
        left = fmin(left, d->discs[n].x), right = fmax(right, d->discs[n].x);
        top = fmin(top, d->discs[n].y), bottom = fmax(bottom, d->discs[n].y);
        n++;
    }
    for (int i = 0; i < f->actors.n; i++)
        d->place[i] = -1;
    d->n = n;
    if (!n)
        return false;

    /* Names need room at the sides; a network that is tall is laid on its side. */
    if (bottom - top > right - left) {
        for (int i = 0; i < n; i++) {
            double t = d->discs[i].x;

            d->discs[i].x = d->discs[i].y;
            d->discs[i].y = t;
        }
        double l = left, r = right;

        left = top, right = bottom, top = l, bottom = r;
    }
    scale = fmin((WIDTH - 7.0 * EDGE) / fmax(right - left, 1), (HEIGHT - KEY - 3.0 * EDGE) / fmax(bottom - top, 1));
    scale = fmin(scale, 4);
    for (int i = 0; i < n; i++) {
        disc *c = &d->discs[i];

        d->place[c->ranked] = i;
        c->x = WIDTH / 2.0 + (c->x - (left + right) / 2) * scale;
        c->y = (HEIGHT - KEY) / 2.0 + (c->y - (top + bottom) / 2) * scale;
    }
    for (int i = 0; i < n; i++)
        d->discs[i].r = 5 + 13 * sqrt(strength_of(d, i) / strength_of(d, 0));
    return true;
}

/* ---- ground ------------------------------------------------------------------------------------- */

static double
cross(const disc *o, const disc *a, const disc *b)
{
    return (a->x - o->x) * (b->y - o->y) - (a->y - o->y) * (b->x - o->x);
}

static int
by_x(const void *x, const void *y, const void *unused)
{
    const disc *a = x, *b = y;

    (void)unused;
    return a->x != b->x ? (a->x > b->x) - (a->x < b->x) : (a->y > b->y) - (a->y < b->y);
}

/* The convex hull of a community's discs (Andrew 1979), widened by a round pen. */
static void
add_ground(drawing *d, const ag_group *g, int nth)
{
    static const char *const tints[] = { "#ececec", "#f6f1e1", "#e9f1f6", "#f4eaf0", "#ebf3e8", "#f3ede9" };
    disc *at = AG_ARRAY(d->w->a, disc, 2 * g->members.n + 2), *hull = AG_ARRAY(d->w->a, disc, 2 * g->members.n + 2);
    int n = 0, m = 0;
    const char *tint = tints[nth % 6];

    for (int i = 0; i < g->members.n; i++)
        if (d->place[g->members.at[i]] >= 0)
            at[n++] = d->discs[d->place[g->members.at[i]]];
    if (n < 3)
        return;
    ag_sort(at, (size_t)n, sizeof *at, by_x, NULL);
    for (int pass = 0, floor_ = 0; pass < 2; pass++) {
        for (int k = 0; k < n; k++) {
            const disc *next = &at[pass ? n - 1 - k : k];

            while (m - floor_ >= 2 && cross(&hull[m - 2], &hull[m - 1], next) <= 0)
                m--;
            hull[m++] = *next;
        }
        floor_ = --m;
    }
    ag_buf_z(&d->b, "<path d=\"");
    for (int i = 0; i < m; i++)
        ag_buf_printf(&d->b, "%s%.1f %.1f", i ? "L" : "M", hull[i].x, hull[i].y);
    ag_buf_printf(&d->b, "z\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%d\" stroke-linejoin=\"round\"/>\n", tint, tint, 2 * EDGE);
}

/* ---- lines -------------------------------------------------------------------------------------- */

/* `most`: the heaviest that is drawn. */
static void
line_style(ag_buf *b, const ag_pair *p, double most)
{
    bool good = p->cooperation[0] > 0, bad = p->conflict[0] > 0;

    ag_buf_printf(b, " stroke=\"%s\" stroke-width=\"%.2f\"", ag_sign_colour(good, bad), 1 + 6 * log2(1 + p->weight[0]) / log2(1 + fmax(most, 7)));
    ag_buf_z(b, bad && good ? " stroke-dasharray=\"12 4 3 4\"" : bad ? " stroke-dasharray=\"7 4\"" : good ? "" : " stroke-dasharray=\"2 4\"");
}

/* How far to the side a line must bend so as not to pass under a third disc; 0: it may be straight. */
static double
bend_of(const drawing *d, int from, int to)
{
    const disc *x = &d->discs[from], *y = &d->discs[to];
    double dx = y->x - x->x, dy = y->y - x->y, far = hypot(dx, dy), bend = 0;

    for (int i = 0; i < d->n && far > 0; i++) {
        const disc *c = &d->discs[i];
        double along = ((c->x - x->x) * dx + (c->y - x->y) * dy) / far, aside = ((c->y - x->y) * dx - (c->x - x->x) * dy) / far;

        if (i != from && i != to && along > 0 && along < far && fabs(aside) < c->r + 3 && fabs(bend) < 4 * c->r)
            bend = (aside > 0 ? -1 : 1) * 4 * (c->r + 3);
    }
    return bend;
}

static void
add_line(drawing *d, const ag_pair *p)
{
    int from, to;
    const char *mark = "";

    if (!shown(d, p, &from, &to))
        return;
    switch (p->change) {
    case AG_CHANGE_NEW: mark = "new"; break;
    case AG_CHANGE_STRONGER: mark = "▲"; break;
    case AG_CHANGE_WEAKER: mark = "▼"; break;
    default: break;
    }

    const disc *x = &d->discs[from], *y = &d->discs[to];
    double bend = bend_of(d, from, to), far = fmax(hypot(y->x - x->x, y->y - x->y), 1);
    double nx = -(y->y - x->y) / far * bend, ny = (y->x - x->x) / far * bend; /* to the side */
    double mx = (x->x + y->x + nx) / 2, my = (x->y + y->y + ny) / 2;

    ag_buf_printf(&d->b, "<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" fill=\"none\"", x->x, x->y, (x->x + y->x) / 2 + nx, (x->y + y->y) / 2 + ny, y->x, y->y);
    line_style(&d->b, p, d->most);
    ag_buf_z(&d->b, "/>\n");
    if (p->change == AG_CHANGE_NEW) { /* an open circle: new ties are many, words would cover them */
        ag_buf_printf(&d->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.6\" fill=\"#fff\" stroke=\"#111\" stroke-width=\"1.4\"/>\n", mx, my);
    } else if (*mark) {
        ag_buf_printf(&d->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"8\" fill=\"#fff\" stroke=\"#111\"/>\n", mx, my);
        ag_svg_text(&d->b, mx, my + 4, "middle", 11, ag_str_of(mark), 0);
    }
}

static int
by_weight(const void *x, const void *y, const void *context)
{
    const ag_facts *f = context;
    double a = f->pairs.at[*(const int *)x].weight[0], b = f->pairs.at[*(const int *)y].weight[0];

    return a != b ? (a < b ? 1 : -1) : *(const int *)x - *(const int *)y;
}

/* The heaviest ties between those shown, the heaviest on top. */
static void
add_lines(drawing *d)
{
    const ag_facts *f = d->w->f;
    int *list = AG_ARRAY(d->w->a, int, f->pairs.n + 1), n = 0, from, to, most = (int)ag_templates_setting(d->w->t, "ties in the network", 90);

    for (int i = 0; i < f->pairs.n; i++)
        if (shown(d, &f->pairs.at[i], &from, &to))
            list[n++] = i;
    ag_sort(list, (size_t)n, sizeof *list, by_weight, f);
    d->most = n ? f->pairs.at[list[0]].weight[0] : 0;
    for (int i = (n < most ? n : most) - 1; i >= 0; i--)
        add_line(d, &f->pairs.at[list[i]]);
}

/* ---- discs and names ---------------------------------------------------------------------------- */

static bool
is_free(const drawing *d, box b)
{
    if (b.left < 2 || b.right > WIDTH - 2 || b.top < 2 || b.bottom > HEIGHT - KEY)
        return false;
    for (int i = 0; i < d->taken.n; i++) {
        const box *o = &d->taken.at[i];

        if (b.left < o->right && o->left < b.right && b.top < o->bottom && o->top < b.bottom)
            return false;
    }
    return true;
}

/* Below, above, to the right, to the left; where none is free, the surname alone; else no name (the table has it). */
static void
add_name(drawing *d, int i)
{
    const disc *c = &d->discs[i];
    const ag_ranked *r = &d->w->f->actors.at[c->ranked];
    ag_str names[] = { d->w->w->actors.at[r->actor].name, d->w->called[r->actor] };

    for (int k = 0; k < 2; k++) {
        double half = 0.28 * LETTERS * (double)ag_utf8_count(names[k]);
        const double way[][2] = { { 0, c->r + LETTERS }, { 0, -c->r - 4 }, { c->r + half + 4, LETTERS * 0.35 }, { -c->r - half - 4, LETTERS * 0.35 },
                                  { half * 0.7, c->r + LETTERS }, { -half * 0.7, c->r + LETTERS }, { half * 0.7, -c->r - 4 }, { -half * 0.7, -c->r - 4 } };

        for (size_t j = 0; names[k].len && j < sizeof way / sizeof *way; j++) {
            double x = c->x + way[j][0], y = c->y + way[j][1];
            box b = { x - half, y - LETTERS * 0.85, x + half, y + LETTERS * 0.25 };

            if (!is_free(d, b))
                continue;
            AG_PUSH(d->w->a, &d->taken, b);
            ag_svg_text(&d->b, x, y, "middle", LETTERS, names[k], 0);
            return;
        }
    }
}

static void
add_discs(drawing *d)
{
    for (int i = 0; i < d->n; i++) {
        const disc *c = &d->discs[i];
        const ag_ranked *r = &d->w->f->actors.at[c->ranked];
        uint8_t type = d->w->w->actors.at[r->actor].type;
        bool is_new = d->w->f->may_compare && !d->w->f->is_first && r->strength[1] == 0;

        /* States are squares, persons discs, bodies and groups diamonds. */
        if (type == AG_TYPE_COUNTRY)
            ag_buf_printf(&d->b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", c->x - c->r * 0.9, c->y - c->r * 0.9, c->r * 1.8, c->r * 1.8);
        else if (type == AG_TYPE_PERSON)
            ag_buf_printf(&d->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", c->x, c->y, c->r);
        else
            ag_buf_printf(&d->b, "<path d=\"M%.1f %.1fl%.1f %.1fl%.1f %.1fl%.1f %.1fz\"", c->x, c->y - c->r * 1.15, c->r * 1.15, c->r * 1.15, -c->r * 1.15,
                          c->r * 1.15, -c->r * 1.15, -c->r * 1.15);
        ag_buf_printf(&d->b, " fill=\"%s\" stroke=\"#222\" stroke-width=\"%s\"/>\n", is_new ? "#fff" : "#8a8a8a", is_new ? "2.4" : "1");
        AG_PUSH(d->w->a, &d->taken, (box){ c->x - c->r, c->y - c->r, c->x + c->r, c->y + c->r });
    }
    ag_buf_z(&d->b, "<g fill=\"#111\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\" stroke-linejoin=\"round\">\n");
    for (int i = 0; i < d->n; i++)
        add_name(d, i);
    ag_buf_z(&d->b, "</g>\n");
}

/* ---- key ---------------------------------------------------------------------------------------- */

static void
add_key(drawing *d)
{
    static const struct {
        const char *word;
        double good, bad;
    } lines[] = { { "cooperation", 1, 0 }, { "conflict", 0, 1 }, { "both", 1, 1 }, { "neither", 0, 0 } };
    double y = HEIGHT - 40, x = 20;
    bool past = d->w->f->may_compare && !d->w->f->is_first;

    ag_buf_z(&d->b, "<g fill=\"#111\">\n");
    for (int i = 0; i < 4; i++, x += 150) {
        ag_pair p = { .cooperation = { lines[i].good }, .conflict = { lines[i].bad }, .weight = { 2 } };

        ag_buf_printf(&d->b, "<path d=\"M%.1f %.1fh42\"", x, y);
        line_style(&d->b, &p, 7);
        ag_buf_z(&d->b, "/>\n");
        ag_svg_text(&d->b, x + 50, y + 4, "start", 12, ag_templates_word(d->w->t, lines[i].word), 0);
    }
    y += 24;
    x = 20;
    ag_buf_printf(&d->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"#8a8a8a\" stroke=\"#222\"/>\n", x + 6, y);
    ag_svg_text(&d->b, x + 18, y + 4, "start", 12, ag_templates_word(d->w->t, "key person"), 0);
    x += 90;
    ag_buf_printf(&d->b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"11\" height=\"11\" fill=\"#8a8a8a\" stroke=\"#222\"/>\n", x, y - 5.5);
    ag_svg_text(&d->b, x + 18, y + 4, "start", 12, ag_templates_word(d->w->t, "key state"), 0);
    x += 80;
    ag_buf_printf(&d->b, "<path d=\"M%.1f %.1fl7 7l-7 7l-7 -7z\" fill=\"#8a8a8a\" stroke=\"#222\"/>\n", x + 6, y - 7);
    ag_svg_text(&d->b, x + 18, y + 4, "start", 12, ag_templates_word(d->w->t, "key body"), 0);
    if (past) {
        x += 140;
        ag_buf_printf(&d->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"#fff\" stroke=\"#222\" stroke-width=\"2.4\"/>\n", x + 6, y);
        ag_svg_text(&d->b, x + 18, y + 4, "start", 12, ag_templates_word(d->w->t, "key no tie last time"), 0);
        x += 170;
        ag_buf_printf(&d->b, "<path d=\"M%.1f %.1fh34\" stroke=\"#777\" stroke-width=\"2\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.6\" fill=\"#fff\" stroke=\"#111\" "
                             "stroke-width=\"1.4\"/>\n", x, y, x + 17, y);
        ag_svg_text(&d->b, x + 42, y + 4, "start", 12, ag_templates_word(d->w->t, "key new tie"), 0);
        x += 120;
        ag_svg_text(&d->b, x, y + 4, "start", 12, ag_templates_word(d->w->t, "key changed tie"), 0);
    }
    ag_buf_z(&d->b, "</g>\n");
}

ag_str
ag_picture_network(ag_writer *w)
{
    drawing d = { .w = w };
    ag_str out;
    int nth = 0;

    choose(&d, (int)ag_templates_setting(w->t, "actors in the network", 40));
    if (d.n < 2 || !lay_out(&d))
        return AG_S("");
    ag_svg_begin(&d.b, "network", WIDTH, HEIGHT, ag_templates_word(w->t, "network title"), ag_templates_word(w->t, "network description"));
    for (int i = 0; i < w->f->groups.n; i++)
        if (w->f->groups.at[i].members.n > 2)
            add_ground(&d, &w->f->groups.at[i], nth++);
    add_lines(&d);
    add_discs(&d);
    add_key(&d);
    ag_svg_end(&d.b);
    out = ag_arena_str(w->a, ag_buf_view(&d.b));
    ag_buf_done(&d.b);
    return out;
}
