/* What the pictures share. */
#include "report/picture.h"

#include "base/utf8.h"
#include "export/xml.h"

const char *
ag_sign_colour(bool cooperation, bool conflict)
{
    return cooperation && conflict ? "#7b3294" : cooperation ? "#0072b2" : conflict ? "#d55e00" : "#777777";
}

void
ag_svg_begin(ag_buf *b, const char *id, double width, double height, ag_str title, ag_str description)
{
    ag_buf_printf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-labelledby=\"%s-t %s-d\" "
                     "font-family=\"Helvetica, Arial, sans-serif\">\n<title id=\"%s-t\">", width, height, id, id, id);
    ag_xml_text(b, title);
    ag_buf_printf(b, "</title>\n<desc id=\"%s-d\">", id);
    ag_xml_text(b, description);
    ag_buf_printf(b, "</desc>\n<rect width=\"%.0f\" height=\"%.0f\" fill=\"#fff\"/>\n", width, height);
}

void
ag_svg_end(ag_buf *b)
{
    ag_buf_z(b, "</svg>\n");
}

void
ag_svg_text(ag_buf *b, double x, double y, const char *anchor, double size, ag_str s, int most)
{
    size_t end = s.len;
    int n = 0;

    for (size_t i = 0; most && i < s.len; n++) {
        int k;

        if (n == most - 1 && ag_utf8_count(ag_str_sub(s, i, s.len)) > 1) {
            end = i;
            break;
        }
        ag_utf8_next(s, i, &k);
        i += (size_t)k;
    }
    ag_buf_printf(b, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%.4g\">", x, y, anchor, size);
    ag_xml_text(b, ag_str_trim(ag_str_sub(s, 0, end)));
    ag_buf_z(b, end < s.len ? "…</text>\n" : "</text>\n");
}

void
ag_picture_block(ag_writer *w, ag_str svg, const char *caption)
{
    ag_block *b;

    if (!svg.len)
        return;
    b = ag_page_block(w->page, AG_BLOCK_PICTURE);
    b->picture = svg;
    b->caption = ag_templates_word(w->t, caption);
}

ag_str
ag_span_short(ag_writer *w, int span)
{
    const ag_report_span *s = &w->f->span[span];
    ag_str name = ag_writer_span(w, s), day;
    long week = ag_str_find(name, AG_S("-W"));

    if (week >= 0)
        return ag_str_sub(name, (size_t)week + 1, name.len);
    day = ag_writer_day(w, s->since);
    return ag_str_sub(day, 4, day.len);
}
