/* A page → one HTML file, in XHTML syntax, that asks nothing of any network: no script, no font, no picture from
 * elsewhere, and a Content-Security-Policy that would forbid them. Text of articles is only ever text. */
#include "report/page.h"

#include "export/xml.h"
#include "report/style.h"

#include <stdio.h>

typedef struct html {
    const ag_page *p;
    ag_buf *out;
    bool *is_referred; /* [notes] the first reference carries the anchor that the note points back to */
    bool in_notes;
} html;

static void
add_line(html *h, const ag_line *line)
{
    for (int i = 0; i < line->runs.n; i++) {
        const ag_run *r = &line->runs.at[i];

        switch (r->kind) {
        case AG_RUN_NOTE: {
            bool is_back = !h->in_notes && !h->is_referred[r->note];

            ag_buf_z(h->out, "<sup>");
            ag_buf_printf(h->out, "<a href=\"#n%d\"", r->note + 1);
            if (is_back)
                ag_buf_printf(h->out, " id=\"r%d\"", r->note + 1);
            ag_buf_printf(h->out, ">[%d]</a></sup>", r->note + 1);
            if (!h->in_notes)
                h->is_referred[r->note] = true;
            break;
        }
        case AG_RUN_STRONG:
            ag_buf_z(h->out, "<strong>");
            ag_xml_text(h->out, r->text);
            ag_buf_z(h->out, "</strong>");
            break;
        case AG_RUN_WORDS:
            ag_buf_z(h->out, "<q>");
            ag_xml_text(h->out, r->text);
            ag_buf_z(h->out, "</q>");
            break;
        default: ag_xml_text(h->out, r->text);
        }
    }
}

static void
add_lines(html *h, const ag_block *b)
{
    for (int k = 0; k < b->lines.n; k++) {
        ag_buf_z(h->out, k ? " " : "");
        add_line(h, &b->lines.at[k]);
    }
}

/* `is_said`: the heading above says what the caption says; then only those hear it who do not see the page. */
static void
add_table(html *h, const ag_block *b, bool is_said)
{
    ag_buf_z(h->out, is_said ? "<table>\n<caption class=\"heard\">" : "<table>\n<caption>");
    ag_xml_text(h->out, b->caption);
    ag_buf_z(h->out, "</caption>\n<thead>\n");
    for (int i = 0; i < b->lines.n; i++) {
        int c = i % b->columns;
        bool is_head = i < b->columns;

        ag_buf_z(h->out, c == 0 ? "<tr>" : "");
        ag_buf_z(h->out, is_head ? "<th scope=\"col\"" : "<td");
        ag_buf_z(h->out, b->figures & 1u << c ? " class=\"f\">" : ">");
        add_line(h, &b->lines.at[i]);
        ag_buf_z(h->out, is_head ? "</th>" : "</td>");
        if (c == b->columns - 1)
            ag_buf_z(h->out, i == b->columns - 1 ? "</tr>\n</thead>\n<tbody>\n" : "</tr>\n");
    }
    ag_buf_z(h->out, "</tbody>\n</table>\n");
}

/* ---- notes -------------------------------------------------------------------------------------- */

static void
add_proof(html *h, const ag_proof *p)
{
    uint32_t at = p->span.from;
    char day[16];
    bool is_link = ag_str_starts(p->doc->url, AG_S("http://")) || ag_str_starts(p->doc->url, AG_S("https://"));

    ag_day_format(p->doc->date, day);
    ag_buf_printf(h->out, "<p><q data-article=\"%s\" data-start=\"%u\" data-end=\"%u\">", p->doc->id, ag_proof_point(p, p->span.from),
                  ag_proof_point(p, p->span.to));
    for (int i = 0; i < p->marks.n; i++) {
        ag_span m = p->marks.at[i].span;

        if (m.from < at || m.to > p->span.to)
            continue;
        ag_xml_text(h->out, ag_str_sub(p->doc->text, at, m.from));
        ag_buf_z(h->out, "<mark>");
        ag_xml_text(h->out, ag_str_at(p->doc->text, m));
        ag_buf_z(h->out, "</mark>");
        at = m.to;
    }
    ag_xml_text(h->out, ag_str_sub(p->doc->text, at, p->span.to));
    ag_buf_z(h->out, "</q> <span class=\"where\">");
    if (is_link) {
        ag_buf_z(h->out, "<a rel=\"noreferrer noopener\"");
        ag_xml_attribute(h->out, "href", p->doc->url);
        ag_buf_z(h->out, ">");
    }
    ag_xml_text(h->out, p->doc->title.len ? p->doc->title : p->doc->path);
    ag_buf_z(h->out, is_link ? "</a>" : "");
    if (p->doc->source.len) {
        ag_buf_z(h->out, ", ");
        ag_xml_text(h->out, p->doc->source);
    }
    ag_buf_printf(h->out, ", %s", day[0] ? day : "undated");
    if (p->doc->title.len) {
        ag_buf_z(h->out, ", ");
        ag_xml_text(h->out, p->doc->path);
    }
    ag_buf_printf(h->out, ", characters %u–%u</span></p>\n", ag_proof_point(p, p->span.from), ag_proof_point(p, p->span.to));
}

static void
add_notes(html *h)
{
    h->in_notes = true;
    ag_buf_z(h->out, "<ol class=\"notes\">\n");
    for (int i = 0; i < h->p->notes.n; i++) {
        const ag_note *n = &h->p->notes.at[i];

        ag_buf_printf(h->out, "<li id=\"n%d\">", i + 1);
        for (int k = 0; k < n->lines.n; k++) {
            ag_buf_z(h->out, "<p class=\"sum\">");
            add_line(h, &n->lines.at[k]);
            if (k + 1 == n->lines.n && h->is_referred[i])
                ag_buf_printf(h->out, " <a href=\"#r%d\" aria-label=\"back\">↩</a>", i + 1);
            ag_buf_z(h->out, "</p>\n");
        }
        for (int k = 0; k < n->proofs.n; k++)
            add_proof(h, &n->proofs.at[k]);
        if (n->left_out || !n->proofs.n) {
            ag_buf_z(h->out, "<p class=\"where\">");
            if (n->left_out)
                ag_buf_printf(h->out, "%d more: ", n->left_out);
            if (n->command.len) {
                ag_buf_z(h->out, "<code>");
                ag_xml_text(h->out, n->command);
                ag_buf_z(h->out, "</code>");
            }
            ag_buf_z(h->out, "</p>\n");
        }
        ag_buf_z(h->out, "</li>\n");
    }
    ag_buf_z(h->out, "</ol>\n");
}

/* ---- the page ----------------------------------------------------------------------------------- */

static void
add_contents(html *h)
{
    ag_buf_z(h->out, "<nav aria-label=\"Sections\"><ul>\n");
    for (int i = 0; i < h->p->blocks.n; i++) {
        const ag_block *b = &h->p->blocks.at[i];

        if (b->kind != AG_BLOCK_SECTION)
            continue;
        ag_buf_printf(h->out, "<li><a href=\"#s-%.*s\">", AG_SHOW(b->id));
        add_lines(h, b);
        ag_buf_z(h->out, "</a></li>\n");
    }
    ag_buf_z(h->out, "</ul></nav>\n<main>\n");
}

static void
add_picture(html *h, const ag_block *b)
{
    ag_buf_z(h->out, "<figure>\n");
    ag_buf_str(h->out, b->picture);
    ag_buf_z(h->out, "<figcaption>");
    ag_xml_text(h->out, b->caption);
    ag_buf_z(h->out, "</figcaption>\n</figure>\n");
}

/* Is the last heading before a table the same as its caption? */
static bool
is_headed_so(const html *h, int i)
{
    ag_str caption = h->p->blocks.at[i].caption;

    for (int k = i - 1; k >= 0 && k > i - 3; k--) {
        const ag_block *b = &h->p->blocks.at[k];

        if (b->kind == AG_BLOCK_PART)
            return b->lines.at[0].runs.n == 1 && ag_str_eq(b->lines.at[0].runs.at[0].text, caption);
    }
    return false;
}

static void
add_block(html *h, int i)
{
    const ag_block *b = &h->p->blocks.at[i];
    bool begins = i == 0 || h->p->blocks.at[i - 1].kind != AG_BLOCK_ITEM;
    bool ends = i + 1 == h->p->blocks.n || h->p->blocks.at[i + 1].kind != AG_BLOCK_ITEM;

    switch (b->kind) {
    case AG_BLOCK_SECTION:
        ag_buf_printf(h->out, "%s<section id=\"s-%.*s\"%s>\n<h2>", i ? "</section>\n" : "", AG_SHOW(b->id),
                      ag_str_is(b->id, "notes") ? " class=\"apart\"" : "");
        add_lines(h, b);
        ag_buf_z(h->out, "</h2>\n");
        if (ag_str_is(b->id, "notes"))
            add_notes(h);
        break;
    case AG_BLOCK_PART:
        ag_buf_z(h->out, "<h3>");
        add_lines(h, b);
        ag_buf_z(h->out, "</h3>\n");
        break;
    case AG_BLOCK_TEXT:
        if (!b->lines.n)
            break;
        ag_buf_z(h->out, "<p>");
        add_lines(h, b);
        ag_buf_z(h->out, "</p>\n");
        break;
    case AG_BLOCK_ITEM:
        ag_buf_z(h->out, begins ? "<ul>\n<li>" : "<li>");
        add_lines(h, b);
        ag_buf_z(h->out, ends ? "</li>\n</ul>\n" : "</li>\n");
        break;
    case AG_BLOCK_TABLE: add_table(h, b, is_headed_so(h, i)); break;
    case AG_BLOCK_PICTURE: add_picture(h, b); break;
    default: break;
    }
}

void
ag_page_html(const ag_page *p, ag_buf *out)
{
    ag_arena *own = ag_arena_new(0);
    html h = { .p = p, .out = out, .is_referred = AG_ARRAY(own, bool, p->notes.n + 1) };

    ag_buf_z(out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"");
    ag_xml_attribute(out, "lang", p->language);
    ag_xml_attribute(out, "xml:lang", p->language);
    ag_buf_z(out, ">\n<head>\n<meta charset=\"utf-8\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"/>\n"
                  "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>");
    ag_xml_text(out, p->title);
    ag_buf_z(out, "</title>\n<style>\n");
    ag_buf_z(out, ag_report_style);
    ag_buf_z(out, "</style>\n</head>\n<body>\n<h1>");
    ag_xml_text(out, p->title);
    ag_buf_z(out, "</h1>\n");
    add_contents(&h);
    for (int i = 0; i < p->blocks.n; i++)
        add_block(&h, i);
    ag_buf_z(out, p->blocks.n ? "</section>\n</main>\n</body>\n</html>\n" : "</main>\n</body>\n</html>\n");
    ag_arena_free(own);
}
