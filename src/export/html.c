/* A view and its world → the explorer: one HTML file that holds page, script and data, and asks
 * nothing of any network.
 *
 * The page is made by src/explorer/build.mjs and kept as src/explorer/bundle/explorer.html; make turns
 * it into explorer.inc. Here its mark is filled in with the data (export/page.h), as JSON that cannot
 * end its element or, when it is long, as gzip in base64. The page puts all of it on the screen as
 * text. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "export/export.h"
#include "export/formats.h"
#include "export/page.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { LONG_DATA = 1 << 20 /* bytes: above this the data are compressed; below, a person can read them */ };

static const unsigned char shell[] = {
#include "explorer.inc"
};

static void
base64(ag_buf *out, const unsigned char *p, size_t n)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n; i += 3) {
        unsigned x = (unsigned)p[i] << 16 | (i + 1 < n ? (unsigned)p[i + 1] << 8 : 0) | (i + 2 < n ? p[i + 2] : 0);
        char four[4] = { letters[x >> 18], letters[x >> 12 & 63], i + 1 < n ? letters[x >> 6 & 63] : '=',
                         i + 2 < n ? letters[x & 63] : '=' };

        ag_buf_add(out, four, 4);
    }
}

/* JSON inside a script element: without '<' nothing in it can end the element or begin a comment. */
static void
plain_data(ag_buf *out, ag_str json)
{
    ag_buf_z(out, "<script id=\"data\" type=\"application/json\">");
    for (size_t i = 0; i < json.len; i++)
        if (json.at[i] == '<')
            ag_buf_z(out, "\\u003c");
        else
            ag_buf_char(out, json.at[i]);
    ag_buf_z(out, "</script>");
}

/* The same as gzip in base64; false when memory or the compressor fails. */
static bool
packed_data(ag_buf *out, ag_str json)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *memory = open_memstream(&bytes, &n);
    ag_out zip;
    ag_err err;
    bool is_done = false;

    if (memory && ag_out_open(&zip, memory, true, &err) == AG_OK) {
        ag_buf_str(&zip.text, json);
        is_done = ag_out_close(&zip, "the page", &err) == AG_OK;
    }
    if (memory)
        is_done &= fclose(memory) == 0;
    if (is_done) {
        ag_buf_z(out, "<script id=\"data\" type=\"application/gzip\">");
        base64(out, (const unsigned char *)bytes, n);
        ag_buf_z(out, "</script>");
    }
    free(bytes);
    return is_done;
}

void
ag_write_html(const ag_export *x, ag_out *out)
{
    const ag_str page = { (const char *)shell, sizeof shell }, mark = AG_S("@@DATA@@");
    size_t at = (size_t)ag_str_find(page, mark);
    ag_arena *a = ag_arena_new(0);
    ag_buf json = { 0 };

    ag_page_data(a, x->view, &json);
    ag_buf_str(&out->text, ag_str_sub(page, 0, at));
    if (json.len <= LONG_DATA)
        plain_data(&out->text, ag_buf_view(&json));
    else if (!packed_data(&out->text, ag_buf_view(&json)) && !out->failed)
        out->failed = ENOMEM;
    ag_buf_str(&out->text, ag_str_sub(page, at + mark.len, page.len));
    ag_buf_done(&json);
    ag_arena_free(a);
}
