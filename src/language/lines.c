/* Paragraphs that are sentences → tokens, trees, names.
 *
 * For input that somebody cut into sentences already, and perhaps into tokens as well, in the style of
 * the Penn Treebank: blanks around every mark, "do n't", -LRB- for a bracket, `` and '' for quotation
 * marks. Where a line looks so, its tokens are what stands between blanks; they keep their spelling in
 * the text, and the analyser sees the marks meant. Other lines are cut into tokens as any text is.
 *
 * Weak: what a line is, is told by its marks; a line without any is cut at blanks either way. */
#include "language/language.h"

#include "language/segment.h"
#include "language/stages.h"

static bool
is_any(ag_str s, const char *const *words)
{
    for (; *words; words++)
        if (ag_str_is(s, *words))
            return true;
    return false;
}

/* The next stretch between blanks of text [*at, end). */
static bool
next_piece(ag_str text, uint32_t *at, uint32_t end, ag_span *out)
{
    ag_chunk c;

    if (!ag_chunk_read(text, *at, end, &c))
        return false;
    *out = (ag_span){ c.offset[0], c.offset[c.n] };
    *at = out->to;
    return true;
}

static bool
is_tokenized(ag_str text, ag_span line)
{
    static const char *const alone[] = { ",", ".", ";", ":", "?", "!", "``", "''", "n't", "'s", "'", "--", "-LRB-", "-RRB-",
                                         "-LSB-", "-RSB-", "-LCB-", "-RCB-", "\"", "(", ")", NULL };
    ag_span p;
    bool has_mark = false;

    for (uint32_t at = line.from; next_piece(text, &at, line.to, &p);) {
        ag_str s = ag_str_at(text, p);

        if (is_any(s, alone)) {
            has_mark = true;
            continue;
        }
        if (s.len < 2)
            continue;
        if (strchr(",;?!", s.at[s.len - 1]) || strchr("\"(", s.at[0]))
            return false;
        if (at == line.to && s.at[s.len - 1] == '.' && !memchr(s.at, '.', s.len - 1))
            return false;
        if (s.len > 3 && (ag_str_ends(s, AG_S("n't")) || ag_str_ends(s, AG_S("'s"))))
            return false;
    }
    return has_mark;
}

/* The mark that the treebank writes so. */
static ag_str
meant(ag_str s)
{
    static const char *const marks[][2] = { { "-LRB-", "(" }, { "-RRB-", ")" }, { "-LSB-", "[" }, { "-RSB-", "]" },
                                            { "-LCB-", "{" }, { "-RCB-", "}" }, { "``", "\"" },   { "''", "\"" },
                                            { "`", "'" } };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (ag_str_is(s, marks[i][0]))
            return ag_str_of(marks[i][1]);
    return s;
}

typedef struct cutting {
    ag_arena *a;
    ag_doc *doc;      /* its tokens are being made anew */
    int first, paragraph;
} cutting;

static void
end_sentence(cutting *c, bool is_cut)
{
    ag_doc *d = c->doc;
    int n = d->tokens.n - c->first;

    if (n == 0)
        return;
    for (int i = c->first; i < d->tokens.n; i++)
        d->tokens.at[i].sentence = d->sentences.n;
    AG_PUSH(c->a, &d->sentences,
            ((ag_sentence){ { d->tokens.at[c->first].span.from, d->tokens.at[d->tokens.n - 1].span.to }, c->first, d->tokens.n,
                            c->paragraph, n, is_cut }));
    c->first = d->tokens.n;
}

static void
add_token(cutting *c, ag_token t)
{
    if (c->doc->tokens.n - c->first >= AG_SENTENCE_MAX)
        end_sentence(c, true);
    AG_PUSH(c->a, &c->doc->tokens, t);
}

void
ag_language_lines(ag_arena *a, const ag_models *m, ag_doc *doc)
{
    doc->tokens.n = doc->sentences.n = 0;
    ag_segment(a, m, doc);

    ag_doc cut = *doc;
    cutting c = { .a = a, .doc = doc };
    int k = 0;

    memset(&doc->tokens, 0, sizeof doc->tokens);
    memset(&doc->sentences, 0, sizeof doc->sentences);
    for (int p = 0; p < doc->paragraphs.n; p++) {
        ag_span line = doc->paragraphs.at[p].span, piece;
        bool at_blanks = is_tokenized(doc->text, line);

        c.paragraph = p;
        for (; k < cut.tokens.n && cut.tokens.at[k].span.from < line.to; k++)
            if (!at_blanks)
                add_token(&c, cut.tokens.at[k]);
        for (uint32_t at = line.from; at_blanks && next_piece(doc->text, &at, line.to, &piece);)
            add_token(&c, (ag_token){ .span = piece, .form = meant(ag_str_at(doc->text, piece)), .space_after = at < line.to });
        end_sentence(&c, false);
    }
    ag_analyse_tokens(a, m, doc);
}
