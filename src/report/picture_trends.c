/* Strength of leading actors, span by span: a line each, told apart by marker and dashes, named at its end. A span that was not
 * read is a gap, not a zero. */
#include "report/picture.h"

#include <math.h>
#include <stdio.h>

enum { WIDTH = 900, HEIGHT = 380, LEFT = 50, RIGHT = 230, TOP = 20, BOTTOM = 40, NAME = 15, MOST = 8 };

static const char *const dashes[MOST] = { "", "7 3", "2 3", "9 3 2 3", "", "7 3", "2 3", "9 3 2 3" };
static const char *const colours[MOST] = { "#0072b2", "#d55e00", "#117733", "#7b3294", "#222222", "#88660a", "#aa3377", "#555555" };

static double
at_x(const ag_writer *w, int span)
{
    return LEFT + (WIDTH - LEFT - RIGHT) * (1 - (double)span / w->f->oldest);
}

static double
at_y(double x, double top)
{
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - x / top);
}

/* A marker of four shapes, full for the first four lines, hollow for the others. */
static void
add_marker(ag_buf *b, int line, double x, double y)
{
    const char *fill = line < 4 ? colours[line] : "#fff";

    switch (line % 4) {
    case 0: ag_buf_printf(b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\"", x, y); break;
    case 1: ag_buf_printf(b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"9\" height=\"9\"", x - 4.5, y - 4.5); break;
    case 2: ag_buf_printf(b, "<path d=\"M%.1f %.1fl6 10h-12z\"", x, y - 6); break;
    default: ag_buf_printf(b, "<path d=\"M%.1f %.1fl6 6l-6 6l-6 -6z\"", x, y - 6);
    }
    ag_buf_printf(b, " fill=\"%s\" stroke=\"%s\" stroke-width=\"1.8\"/>\n", fill, colours[line]);
}

static void
add_line(ag_writer *w, ag_buf *b, const ag_ranked *r, int line, double top)
{
    bool is_open = false;

    ag_buf_z(b, "<path d=\"");
    for (int s = w->f->oldest; s >= 0; s--) {
        bool is_read = w->f->span[s].articles > 0;

        if (is_read)
            ag_buf_printf(b, "%s%.1f %.1f", is_open ? "L" : "M", at_x(w, s), at_y(r->strength[s], top));
        is_open = is_read;
    }
    ag_buf_printf(b, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\"", colours[line]);
    if (dashes[line][0])
        ag_buf_printf(b, " stroke-dasharray=\"%s\"", dashes[line]);
    ag_buf_z(b, "/>\n");
    for (int s = w->f->oldest; s >= 0; s--)
        if (w->f->span[s].articles)
            add_marker(b, line, at_x(w, s), at_y(r->strength[s], top));
}

/* Names beside the ends, pushed apart downwards, then back up where they run over the edge. */
static void
add_names(ag_writer *w, ag_buf *b, const int *actors, int n, double top)
{
    int order[MOST];
    double y[MOST];

    for (int i = 0; i < n; i++)
        order[i] = i;
    for (int i = 1; i < n; i++) /* by height: the strongest first */
        for (int k = i; k > 0 && w->f->actors.at[actors[order[k]]].strength[0] > w->f->actors.at[actors[order[k - 1]]].strength[0]; k--) {
            int t = order[k];

            order[k] = order[k - 1];
            order[k - 1] = t;
        }
    for (int i = 0; i < n; i++) {
        y[i] = at_y(w->f->actors.at[actors[order[i]]].strength[0], top);
        if (i && y[i] < y[i - 1] + NAME)
            y[i] = y[i - 1] + NAME;
    }
    for (int i = n - 1; i >= 0; i--) {
        double limit = i == n - 1 ? HEIGHT - BOTTOM : y[i + 1] - NAME;

        if (y[i] > limit)
            y[i] = limit;
    }
    for (int i = 0; i < n; i++) {
        const ag_ranked *r = &w->f->actors.at[actors[order[i]]];

        ag_buf_printf(b, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#999\" stroke-width=\"0.7\" fill=\"none\"/>\n", at_x(w, 0) + 7.0,
                      at_y(r->strength[0], top), at_x(w, 0) + 22.0, y[i]);
        add_marker(b, order[i], at_x(w, 0) + 30.0, y[i]);
        ag_svg_text(b, at_x(w, 0) + 41.0, y[i] + 4, "start", 13, w->w->actors.at[r->actor].name, 26);
    }
}

ag_str
ag_picture_trends(ag_writer *w, const int *actors, int n)
{
    ag_buf b = { 0 };
    double top = 0, step;
    ag_str out;

    n = n < MOST ? n : MOST;
    for (int i = 0; i < n; i++)
        for (int s = 0; s < AG_REPORT_SPANS; s++)
            top = fmax(top, w->f->actors.at[actors[i]].strength[s]);
    if (!n || top == 0 || !w->f->oldest)
        return AG_S("");
    step = pow(10, floor(log10(top)));
    step = top / step >= 5 ? step * 2 : top / step >= 2 ? step : step / 2;
    top = ceil(top / step) * step;
    ag_svg_begin(&b, "trends", WIDTH, HEIGHT, ag_templates_word(w->t, "trends title"), ag_templates_word(w->t, "trends description"));
    ag_buf_z(&b, "<g fill=\"#111\">\n");
    for (int k = 0; k * step <= top + 1e-9; k++) {
        double y = at_y(k * step, top);

        ag_buf_printf(&b, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>\n", LEFT, y, WIDTH - RIGHT);
        ag_svg_text(&b, LEFT - 12, y + 4, "end", 12, ag_figure(w->a, k * step), 0);
    }
    for (int s = 0; s <= w->f->oldest; s++) {
        ag_svg_text(&b, at_x(w, s), HEIGHT - 20, "middle", 13, ag_span_short(w, s), 0);
        if (!w->f->span[s].articles)
            ag_svg_text(&b, at_x(w, s), HEIGHT - 5, "middle", 11, ag_templates_word(w->t, "not read"), 0);
    }
    for (int i = n - 1; i >= 0; i--)
        add_line(w, &b, &w->f->actors.at[actors[i]], i, top);
    add_names(w, &b, actors, n, top);
    ag_buf_z(&b, "</g>\n");
    ag_svg_end(&b);
    out = ag_arena_str(w->a, ag_buf_view(&b));
    ag_buf_done(&b);
    return out;
}
