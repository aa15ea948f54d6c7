/* Pairs by spans: each cell shows the weight as a figure, its sign as a mark, and both as a tint. */
#include "report/picture.h"

#include <math.h>
#include <stdio.h>

enum { LEFT = 300, TOP = 46, ROW = 30, CELL = 118, MARGIN = 10 };

/* A tint between white and the colour of its sign, darker with the weight. */
static void
tint(ag_buf *b, int sign, double share)
{
    static const int ends[3][3] = { { 0xf0, 0x8a, 0x4b }, { 0xb0, 0xb0, 0xb0 }, { 0x5a, 0xa9, 0xdd } };
    const int *end = ends[sign + 1];
    double part = 0.25 + 0.75 * share;

    ag_buf_printf(b, "#%02x%02x%02x", (int)(255 + (end[0] - 255) * part), (int)(255 + (end[1] - 255) * part), (int)(255 + (end[2] - 255) * part));
}

static void
add_cell(ag_writer *w, ag_buf *b, const ag_pair *p, int span, double x, double y, double most)
{
    double net = p->cooperation[span] - p->conflict[span];
    int sign = (net > 1e-9) - (net < -1e-9);
    const char *mark = p->cooperation[span] > 0 && p->conflict[span] > 0 ? "±" : sign > 0 ? "+" : sign < 0 ? "−" : "";

    ag_buf_printf(b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" stroke=\"#888\" stroke-width=\"0.5\" fill=\"", x, y, CELL - 4, ROW - 4);
    if (p->weight[span] > 0)
        tint(b, sign, p->weight[span] / most);
    else
        ag_buf_z(b, "#fff");
    ag_buf_z(b, "\"/>\n");
    if (!w->f->span[span].articles)
        ag_svg_text(b, x + (CELL - 4) / 2.0, y + 18, "middle", 12, ag_templates_word(w->t, "not read"), 0);
    else if (p->weight[span] > 0)
        ag_svg_text(b, x + (CELL - 4) / 2.0, y + 18, "middle", 14, ag_arena_printf(w->a, "%s %s", ag_figure(w->a, p->weight[span]).at, mark), 0);
}

ag_str
ag_picture_heat(ag_writer *w, const int *pairs, int n)
{
    ag_buf b = { 0 };
    double most = 0;
    ag_str out;

    for (int i = 0; i < n; i++)
        for (int s = 0; s < AG_REPORT_SPANS; s++)
            most = fmax(most, w->f->pairs.at[pairs[i]].weight[s]);
    if (!n || most == 0)
        return AG_S("");
    ag_svg_begin(&b, "heat", LEFT + (w->f->oldest + 1) * CELL + MARGIN, TOP + n * ROW + MARGIN, ag_templates_word(w->t, "heat title"),
                 ag_templates_word(w->t, "heat description"));
    ag_buf_z(&b, "<g fill=\"#111\">\n");
    for (int s = 0; s <= w->f->oldest; s++) {
        double x = LEFT + (w->f->oldest - s) * CELL;

        if (s == 0)
            ag_buf_z(&b, "<g font-weight=\"bold\">");
        ag_svg_text(&b, x + (CELL - 4) / 2.0, TOP - 12, "middle", 14, ag_span_short(w, s), 0);
        if (s == 0)
            ag_buf_z(&b, "</g>\n");
        for (int i = 0; i < n; i++)
            add_cell(w, &b, &w->f->pairs.at[pairs[i]], s, x, TOP + i * ROW, most);
    }
    for (int i = 0; i < n; i++) {
        const ag_pair *p = &w->f->pairs.at[pairs[i]];
        ag_str name = ag_arena_printf(w->a, "%.*s – %.*s", AG_SHOW(w->w->actors.at[p->x].name), AG_SHOW(w->w->actors.at[p->y].name));

        ag_svg_text(&b, LEFT - 10, TOP + i * ROW + 18, "end", 13, name, 44);
    }
    ag_buf_z(&b, "</g>\n");
    ag_svg_end(&b);
    out = ag_arena_str(w->a, ag_buf_view(&b));
    ag_buf_done(&b);
    return out;
}
