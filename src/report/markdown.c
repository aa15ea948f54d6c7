/* A page → Markdown with footnotes ([^1]), for mail, wikis and pandoc. Pictures are left out: their tables stand beside them. */
#include "report/page.h"

#include "base/utf8.h"

/* What would be read as markup, and what would end a table's cell. */
static void
add_text(ag_buf *out, ag_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (c == '\n' || c == '\r' || c == '\t') {
            ag_buf_char(out, ' ');
            continue;
        }
        if (strchr("\\`*_[]<>|#", c) && c)
            ag_buf_char(out, '\\');
        ag_buf_char(out, c);
    }
}

static void
add_line(ag_buf *out, const ag_line *line)
{
    for (int i = 0; i < line->runs.n; i++) {
        const ag_run *r = &line->runs.at[i];

        switch (r->kind) {
        case AG_RUN_NOTE: ag_buf_printf(out, "[^%d]", r->note + 1); break;
        case AG_RUN_STRONG:
            ag_buf_z(out, "**");
            add_text(out, r->text);
            ag_buf_z(out, "**");
            break;
        case AG_RUN_WORDS:
            ag_buf_z(out, "“");
            add_text(out, r->text);
            ag_buf_z(out, "”");
            break;
        default: add_text(out, r->text);
        }
    }
}

static void
add_table(ag_buf *out, const ag_block *b)
{
    for (int i = 0; i < b->lines.n; i++) {
        ag_buf_z(out, "| ");
        add_line(out, &b->lines.at[i]);
        if ((i + 1) % b->columns)
            ag_buf_char(out, ' ');
        else
            ag_buf_z(out, " |\n");
        for (int c = 0; i + 1 == b->columns && c < b->columns; c++)
            ag_buf_printf(out, "%s%s", b->figures & 1u << c ? "|--:" : "|---", c + 1 == b->columns ? "|\n" : "");
    }
    ag_buf_char(out, '\n');
}

static void
add_proof(ag_buf *out, const ag_proof *p)
{
    ag_arena *own = ag_arena_new(0);
    uint32_t at = p->span.from;

    ag_buf_z(out, "“");
    for (int i = 0; i < p->marks.n; i++) {
        ag_span m = p->marks.at[i].span;

        if (m.from < at || m.to > p->span.to)
            continue;
        add_text(out, ag_str_sub(p->doc->text, at, m.from));
        ag_buf_z(out, "**");
        add_text(out, ag_str_at(p->doc->text, m));
        ag_buf_z(out, "**");
        at = m.to;
    }
    add_text(out, ag_str_sub(p->doc->text, at, p->span.to));
    ag_buf_z(out, "” ");
    add_text(out, ag_proof_place(own, p));
    if (ag_str_starts(p->doc->url, AG_S("http://")) || ag_str_starts(p->doc->url, AG_S("https://"))) {
        ag_buf_z(out, ", <");
        for (size_t i = 0; i < p->doc->url.len; i++)
            if (!strchr("<> \n", p->doc->url.at[i]))
                ag_buf_char(out, p->doc->url.at[i]);
        ag_buf_char(out, '>');
    }
    ag_buf_char(out, ' ');
    ag_arena_free(own);
}

static void
add_note(ag_buf *out, const ag_note *n, int number)
{
    ag_buf_printf(out, "[^%d]: ", number);
    for (int i = 0; i < n->lines.n; i++) {
        add_line(out, &n->lines.at[i]);
        ag_buf_z(out, i + 1 < n->lines.n ? "; " : n->proofs.n ? ": " : "");
    }
    for (int i = 0; i < n->proofs.n; i++)
        add_proof(out, &n->proofs.at[i]);
    if (n->left_out)
        ag_buf_printf(out, "(%d more: `%.*s`)", n->left_out, AG_SHOW(n->command));
    ag_buf_char(out, '\n');
}

/* Has a section nothing that Markdown can show? */
static bool
is_only_pictures(const ag_page *p, int section)
{
    for (int i = section + 1; i < p->blocks.n && p->blocks.at[i].kind != AG_BLOCK_SECTION; i++)
        if (p->blocks.at[i].kind != AG_BLOCK_PICTURE)
            return false;
    return true;
}

void
ag_page_markdown(const ag_page *p, ag_buf *out)
{
    ag_buf_z(out, "# ");
    add_text(out, p->title);
    ag_buf_z(out, "\n\n");
    for (int i = 0; i < p->blocks.n; i++) {
        const ag_block *b = &p->blocks.at[i];
        bool list_ends = b->kind == AG_BLOCK_ITEM && (i + 1 == p->blocks.n || p->blocks.at[i + 1].kind != AG_BLOCK_ITEM);

        switch (b->kind) {
        case AG_BLOCK_SECTION:
            if (ag_str_is(b->id, "notes") || is_only_pictures(p, i))
                continue; /* Markdown's own notes stand at the end anyway */
            ag_buf_z(out, "## ");
            break;
        case AG_BLOCK_PART: ag_buf_z(out, "### "); break;
        case AG_BLOCK_ITEM: ag_buf_z(out, "- "); break;
        case AG_BLOCK_TABLE: add_table(out, b); continue;
        case AG_BLOCK_PICTURE: continue;
        default: break;
        }
        for (int k = 0; k < b->lines.n; k++) {
            ag_buf_z(out, k ? " " : "");
            add_line(out, &b->lines.at[k]);
        }
        ag_buf_z(out, b->kind == AG_BLOCK_ITEM && !list_ends ? "\n" : "\n\n");
    }
    for (int i = 0; i < p->notes.n; i++)
        add_note(out, &p->notes.at[i], i + 1);
}
