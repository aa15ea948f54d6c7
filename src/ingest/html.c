#include "ingest/inside.h"
bool
ag_html_read(ag_arena *a, ag_str label, ag_str page, ag_found *out, ag_err *err)
{
    (void)a, (void)page, (void)out;
    ag_fail(err, AG_INPUT, "%.*s: HTML pages are not read yet", AG_SHOW(label));
    return false;
}
void
ag_html_fragment(ag_arena *a, ag_str html, ag_found *out)
{
    ag_text_blocks(a, ag_charset_tidy(a, html), out);
}
