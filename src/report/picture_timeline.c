/* Events in time: a lane for each of the most active actors, days from left to right, each event an upright line that joins the
 * lanes of those who took part, with a mark where it begins: full for cooperation, square for conflict, hollow for
 * neither. The figure above it is its footnote. */
#include "report/picture.h"

#include "base/sort.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 900, LEFT = 190, RIGHT = 14, TOP = 56, LANE = 34, LANES = 12, SLOT = 17 };

typedef struct lane {
    int actor;
    double weight;
} lane;

typedef struct timeline {
    ag_writer *w;
    ag_buf b;
    lane lanes[LANES];
    int n_lanes;
    int columns, days;     /* of how many days each */
} timeline;

static int
by_weight(const void *x, const void *y, const void *unused)
{
    const lane *a = x, *b = y;

    (void)unused;
    return a->weight != b->weight ? (a->weight < b->weight ? 1 : -1) : a->actor - b->actor;
}

static int
community(const timeline *t, int actor)
{
    int i = t->w->f->actor[actor];

    return i < 0 ? -1 : t->w->f->actors.at[i].community;
}

/* Who takes part in most of these events, by their stories. */
static void
choose_lanes(timeline *t, const int *acts, int n)
{
    lane *all = AG_ARRAY(t->w->a, lane, t->w->w->actors.n + 1);

    for (int i = 0; i < t->w->w->actors.n; i++)
        all[i].actor = i;
    for (int i = 0; i < n; i++) {
        const ag_act *act = &t->w->w->acts.at[acts[i]];
        int actors[AG_TIE_PARTICIPANTS], m = ag_act_actors(t->w->w, act, false, AG_TIE_PARTICIPANTS, actors, NULL, NULL);

        for (int k = 0; k < m && m <= AG_TIE_PARTICIPANTS; k++)
            all[actors[k]].weight += (m > 1 ? 1 : 0.3) * (1 + log2(act->origins));
    }
    ag_sort(all, (size_t)t->w->w->actors.n, sizeof *all, by_weight, NULL);
    for (int i = 0; i < t->w->w->actors.n && t->n_lanes < LANES && all[i].weight > 0; i++)
        t->lanes[t->n_lanes++] = all[i];

    /* Those of one community lie together, the strongest community first: shorter lines. */
    for (int i = 1, next = 1; i < t->n_lanes; next = ++i)
        for (int k = i; k < t->n_lanes; k++) {
            lane l = t->lanes[k];

            if (community(t, l.actor) < 0 || community(t, l.actor) != community(t, t->lanes[i - 1].actor))
                continue;
            memmove(&t->lanes[next + 1], &t->lanes[next], (size_t)(k - next) * sizeof l);
            t->lanes[next] = l;
            break;
        }
}

static int
lane_of(const timeline *t, int actor)
{
    for (int i = 0; i < t->n_lanes; i++)
        if (t->lanes[i].actor == actor)
            return i;
    return -1;
}

static double
column_width(const timeline *t)
{
    return (double)(WIDTH - LEFT - RIGHT) / t->columns;
}

static double
lane_y(int i)
{
    return TOP + 26 + i * LANE;
}

static void
add_grid(timeline *t)
{
    double width = column_width(t), bottom = lane_y(t->n_lanes - 1) + 22;

    for (int i = 0; i <= t->columns; i++)
        ag_buf_printf(&t->b, "<path d=\"M%.1f %dV%.1f\" stroke=\"#ccc\"/>\n", LEFT + i * width, TOP - 22, bottom);
    for (int i = 0; i < t->columns; i++) {
        ag_day d = t->w->f->span[0].since + i * t->days;
        ag_str name = ag_writer_day(t->w, d);

        if (i % (1 + (int)(66 / width)) == 0)
            ag_svg_text(&t->b, LEFT + (i + 0.5) * width, TOP - 30, "middle", 13, t->days > 1 ? ag_str_sub(name, 4, name.len) : name, 0);
    }
    for (int i = 0; i < t->n_lanes; i++) {
        ag_buf_printf(&t->b, "<path d=\"M%d %.1fH%d\" stroke=\"#bbb\" stroke-width=\"0.8\"/>\n", LEFT, lane_y(i), WIDTH - RIGHT);
        ag_svg_text(&t->b, LEFT - 8, lane_y(i) + 4, "end", 13, t->w->w->actors.at[t->lanes[i].actor].name, 26);
    }
}

static void
add_mark(timeline *t, const ag_act *act, double x, double y, double r, bool is_claim)
{
    const char *colour = ag_sign_colour(act->intensity > 0, act->intensity < 0), *fill = act->intensity == 0 || is_claim ? "#fff" : colour;

    if (act->intensity < 0)
        ag_buf_printf(&t->b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x - r, y - r, 2 * r, 2 * r);
    else
        ag_buf_printf(&t->b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", x, y, r);
    ag_buf_printf(&t->b, " fill=\"%s\" stroke=\"%s\" stroke-width=\"1.8\"/>\n", fill, colour);
}

static bool
add_event(timeline *t, int i, double x)
{
    const ag_act *act = &t->w->w->acts.at[i];
    int actors[AG_TIE_PARTICIPANTS], n = ag_act_actors(t->w->w, act, false, AG_TIE_PARTICIPANTS, actors, NULL, NULL), low = LANES, high = -1, note;
    double r = 3.5 + 1.5 * log2(act->origins > 1 ? act->origins : 1);
    bool is_undated = act->date.grain == AG_GRAIN_NONE, is_claim = t->w->f->act[i].layer == AG_LAYER_CLAIMED;

    r = fmin(r, SLOT / 2.0 - 1);

    if (n > AG_TIE_PARTICIPANTS)
        return false;
    for (int k = 0; k < n; k++) {
        int l = lane_of(t, actors[k]);

        if (l >= 0) {
            low = l < low ? l : low;
            high = l > high ? l : high;
        }
    }
    if (high < 0)
        return false;
    note = ag_note_act(t->w, i);
    if (high > low)
        ag_buf_printf(&t->b, "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" stroke-width=\"1.8\"%s/>\n", x, lane_y(low), lane_y(high),
                      ag_sign_colour(act->intensity > 0, act->intensity < 0), is_undated ? " stroke-dasharray=\"3 3\"" : "");
    for (int k = 0; k < n; k++)
        if (lane_of(t, actors[k]) >= 0)
            add_mark(t, act, x, lane_y(lane_of(t, actors[k])), r, is_claim);
    ag_buf_printf(&t->b, "<a href=\"#n%d\">", note + 1);
    ag_svg_text(&t->b, x, lane_y(low) - r - 3, "middle", 9.5, ag_arena_printf(t->w->a, "%d", note + 1), 0);
    ag_buf_z(&t->b, "</a>\n");
    return true;
}

/* The heaviest of a column have a slot each, in the order of the list. */
static void
add_events(timeline *t, const int *acts, int n)
{
    const ag_facts *f = t->w->f;
    double width = column_width(t);
    int slots = (int)((width - 4) / SLOT), *used = AG_ARRAY(t->w->a, int, t->columns + 1);

    slots = slots > 0 ? slots : 1;
    for (int pass = 0; pass < 2; pass++) /* those that join two lanes, then the others */
        for (int i = 0; i < n; i++) {
            const ag_act *act = &f->world->acts.at[acts[i]];
            int column = (ag_act_day(f->world, act) - f->span[0].since) / t->days, lanes = 0;
            int actors[AG_TIE_PARTICIPANTS], m = ag_act_actors(f->world, act, false, AG_TIE_PARTICIPANTS, actors, NULL, NULL);

            for (int k = 0; k < m && m <= AG_TIE_PARTICIPANTS; k++)
                lanes += lane_of(t, actors[k]) >= 0;
            if ((lanes > 1) != (pass == 0) || column < 0 || column >= t->columns || used[column] >= slots)
                continue;
            used[column] += add_event(t, acts[i], LEFT + column * width + 2 + (used[column] + 0.5) * ((width - 4) / slots));
        }
}

static void
add_key(timeline *t, double y)
{
    static const struct {
        const char *word;
        double intensity;
        bool is_claim;
    } marks[] = { { "cooperation", 1, false }, { "conflict", -1, false }, { "neither", 0, false }, { "claimed", -1, true } };
    double x = LEFT;

    for (int i = 0; i < 4; i++, x += 110) {
        ag_act act = { .intensity = marks[i].intensity };

        add_mark(t, &act, x + 6, y, 5, marks[i].is_claim);
        ag_svg_text(&t->b, x + 18, y + 4, "start", 12, ag_templates_word(t->w->t, marks[i].word), 0);
    }
    ag_buf_printf(&t->b, "<path d=\"M%.1f %.1fh30\" stroke=\"#777\" stroke-width=\"1.8\" stroke-dasharray=\"3 3\"/>\n", x, y);
    ag_svg_text(&t->b, x + 36, y + 4, "start", 12, ag_templates_word(t->w->t, "key no day stated"), 0);
}

ag_str
ag_picture_timeline(ag_writer *w, const int *acts, int n)
{
    timeline t = { .w = w };
    int days = w->f->span[0].until - w->f->span[0].since + 1;
    double bottom;
    ag_str out;

    t.days = 1 + (days - 1) / 31;
    t.columns = (days + t.days - 1) / t.days;
    choose_lanes(&t, acts, n);
    if (t.n_lanes < 2)
        return AG_S("");
    bottom = lane_y(t.n_lanes - 1) + 22;
    ag_svg_begin(&t.b, "timeline", WIDTH, bottom + 40, ag_templates_word(w->t, "timeline title"), ag_templates_word(w->t, "timeline description"));
    ag_buf_z(&t.b, "<g fill=\"#111\">\n");
    add_grid(&t);
    add_events(&t, acts, n);
    add_key(&t, bottom + 22);
    ag_buf_z(&t.b, "</g>\n");
    ag_svg_end(&t.b);
    out = ag_arena_str(w->a, ag_buf_view(&t.b));
    ag_buf_done(&t.b);
    return out;
}
