/* Pictures of a report: SVG that stands inside the page. Each tells the same without colour: signs by line style and by marks,
 * numbers as figures; each has a title and a description for those who hear it, and a table beside it. */
#ifndef AG_REPORT_PICTURE_H
#define AG_REPORT_PICTURE_H

#include "report/write.h"

/* All return the SVG in w->a, "" where there is nothing to draw. */
ag_str ag_picture_network(ag_writer *w);                              /* picture_network.c  */
ag_str ag_picture_heat(ag_writer *w, const int *pairs, int n);        /* picture_heat.c     */
ag_str ag_picture_trends(ag_writer *w, const int *actors, int n);     /* picture_trends.c; places in facts->actors */
ag_str ag_picture_timeline(ag_writer *w, const int *acts, int n);     /* picture_timeline.c; acts in order of days  */

/* ---- what they share: picture.c ------------------------------------------------------------------ */

/* Blue, vermilion, purple, grey: those of the graph (graph/layout.h); and the tint behind figures. */
const char *ag_sign_colour(bool cooperation, bool conflict);

/* <svg …> with title and description; `id` is unique in the page. */
void ag_svg_begin(ag_buf *b, const char *id, double width, double height, ag_str title, ag_str description);
void ag_svg_end(ag_buf *b);

/* Text with its anchor ("start", "middle", "end") and size; cut to `most` code points with an ellipsis (0: whole). */
void ag_svg_text(ag_buf *b, double x, double y, const char *anchor, double size, ag_str s, int most);

/* Adds the block with its caption. Nothing where the picture is "". */
void ag_picture_block(ag_writer *w, ag_str svg, const char *caption);

/* "W34" or "18 Aug": a short name of a span, for axes. */
ag_str ag_span_short(ag_writer *w, int span);

#endif
