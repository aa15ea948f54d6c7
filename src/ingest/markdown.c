/* Markdown → an article: a head of "key: value" lines between rules of dashes, then paragraphs, headings, lists.
 * Marks of emphasis go, a link becomes its words, pictures, code, tables and raw HTML are left out, with the reason.
 *
 * Weak: indented code reads as prose; so do the definitions of footnotes. */
#include "ingest/inside.h"

static bool
is_rule(ag_str s, char mark)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        n += s.at[i] == mark;
        if (s.at[i] != mark && s.at[i] != ' ')
            return false;
    }
    return n >= 3;
}

static ag_str
unquoted(ag_str s)
{
    s = ag_str_trim(s);
    return s.len >= 2 && (s.at[0] == '"' || s.at[0] == '\'') && s.at[s.len - 1] == s.at[0] ? ag_str_sub(s, 1, s.len - 1) : s;
}

/* The next line of *rest, without its end. */
static bool
next_line(ag_str *rest, ag_str *line)
{
    const char *nl = rest->len ? memchr(rest->at, '\n', rest->len) : NULL;
    size_t n = nl ? (size_t)(nl - rest->at) : rest->len;

    if (!rest->len)
        return false;
    *line = ag_str_sub(*rest, 0, n);
    *rest = ag_str_sub(*rest, nl ? n + 1 : n, rest->len);
    return true;
}

/* The head between two rules; what is behind it. Lists ("authors: [A, B]", or lines "- A" below the key) too. */
static ag_str
take_head(ag_arena *a, ag_str text, ag_fields *t)
{
    ag_str rest = text, line;
    ag_field f = AG_FIELDS;
    int rank;

    if (!next_line(&rest, &line) || !is_rule(line, '-') || line.at[0] != '-')
        return text;
    while (next_line(&rest, &line)) {
        const char *colon = line.len ? memchr(line.at, ':', line.len) : NULL;
        ag_str s = ag_str_trim(line);

        if (is_rule(line, '-') || ag_str_is(s, "..."))
            return rest;
        if (ag_str_starts(s, AG_S("- "))) {
            if (f == AG_FIELD_AUTHOR && t->authors < AG_MOST_AUTHORS)
                t->author[t->authors++] = unquoted(ag_str_sub(s, 2, s.len));
            continue;
        }
        if (!colon || !s.len)
            continue;
        size_t at = (size_t)(colon - line.at);
        ag_str value = unquoted(ag_str_sub(line, at + 1, line.len));

        f = ag_field_of(ag_str_sub(line, 0, at), &rank);
        if (value.len > 1 && value.at[0] == '[' && value.at[value.len - 1] == ']')
            value = ag_str_sub(value, 1, value.len - 1);
        if (value.len && f != AG_FIELD_TEXT && f != AG_FIELD_HTML)
            ag_fields_set(t, f, ag_arena_str(a, value));
    }
    *t = (ag_fields){ .date = AG_NO_DAY, .modified = AG_NO_DAY }; /* never closed: it was a rule, no head */
    return text;
}

enum { LONGEST_BRACKET = 2000 }; /* bytes: a search for each '[' must not cost a look at all that follows */

/* Where the bracket at `i` closes, or s.len. */
static size_t
closing(ag_str s, size_t i, char open, char close)
{
    int depth = 0;
    size_t end = s.len - i < LONGEST_BRACKET ? s.len : i + LONGEST_BRACKET;

    for (; i < end; i++) {
        if (s.at[i] == '\\')
            i++;
        else if (s.at[i] == open)
            depth++;
        else if (s.at[i] == close && --depth == 0)
            return i;
    }
    return s.len;
}

/* What a link's words are followed by: "(address)" or "[name]"; where it ends, or `i` for nothing. */
static size_t
target_end(ag_str s, size_t i)
{
    if (i >= s.len || (s.at[i] != '(' && s.at[i] != '['))
        return i;
    size_t end = closing(s, i, s.at[i], s.at[i] == '(' ? ')' : ']');

    return end < s.len ? end + 1 : i;
}

static bool
is_word_byte(ag_str s, size_t i)
{
    char c = i < s.len ? s.at[i] : ' ';

    return (c | 32) >= 'a' ? (c | 32) <= 'z' || (c & 0x80) : (c >= '0' && c <= '9') || (c & 0x80);
}

/* Words of a line without its marks. *link: bytes of it that are links. */
static ag_str
plain(ag_arena *a, ag_str s, size_t *link)
{
    char *out = ag_arena_alloc(a, s.len + 1), *p = out;
    size_t links[64], open = 0; /* ends of the words of links that we are in */

    *link = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        while (open && i > links[open - 1])
            open--;
        if (open && i == links[open - 1]) { /* the words are over: skip the address */
            open--;
            i = target_end(s, i + 1) - 1;
            continue;
        }
        if (c == '\\' && i + 1 < s.len && strchr("\\`*_{}[]()#+-.!>~|<", s.at[i + 1])) {
            *p++ = s.at[++i];
            continue;
        }
        if (c == '!' && i + 1 < s.len && s.at[i + 1] == '[') { /* a picture within a line */
            size_t end = closing(s, i + 1, '[', ']');

            if (end < s.len && target_end(s, end + 1) > end + 1) {
                i = target_end(s, end + 1) - 1;
                continue;
            }
        }
        if (c == '[' && open < 64) {
            size_t end = closing(s, i, '[', ']');

            if (i + 1 < s.len && s.at[i + 1] == '^' && end < s.len) { /* a note's number */
                i = end;
                continue;
            }
            if (end < s.len && target_end(s, end + 1) > end + 1) {
                links[open++] = end;
                continue;
            }
        }
        if (c == '<' && i + 1 < s.len) {
            const char *end = memchr(s.at + i, '>', s.len - i);
            bool is_tag = s.at[i + 1] == '/' || s.at[i + 1] == '!' || ((s.at[i + 1] | 32) >= 'a' && (s.at[i + 1] | 32) <= 'z');

            if (end && is_tag) {
                i = (size_t)(end - s.at);
                continue;
            }
        }
        if (c == '*' || c == '`' || (c == '~' && i + 1 < s.len && s.at[i + 1] == '~') || (c == '~' && i && s.at[i - 1] == '~'))
            continue;
        if (c == '_' && !(i && is_word_byte(s, i - 1) && is_word_byte(s, i + 1)))
            continue;
        *link += open > 0;
        *p++ = c;
    }
    return (ag_str){ out, (size_t)(p - out) };
}

/* Bytes in front of an item of a list, 0 for none: "- ", "* ", "12. ". */
static size_t
bullet(ag_str s)
{
    size_t n = 0;

    if (s.len > 2 && strchr("-*+", s.at[0]) && s.at[1] == ' ')
        return 2;
    while (n < s.len && n < 3 && s.at[n] >= '0' && s.at[n] <= '9')
        n++;
    return n && n + 1 < s.len && (s.at[n] == '.' || s.at[n] == ')') && s.at[n + 1] == ' ' ? n + 2 : 0;
}

typedef struct builder {
    ag_arena *a;
    ag_found *out;
    AG_LIST(ag_str) lines; /* of the paragraph in hand */
} builder;

/* The lines in hand as one, which are no longer in hand. */
static ag_str
take_words(builder *b)
{
    size_t room = 0, at = 0;

    for (int i = 0; i < b->lines.n; i++)
        room += b->lines.at[i].len + 1;

    char *out = ag_arena_alloc(b->a, room + 1);

    for (int i = 0; i < b->lines.n; i++) {
        memcpy(out + at, b->lines.at[i].at, b->lines.at[i].len);
        at += b->lines.at[i].len;
        out[at++] = ' ';
    }
    b->lines.n = 0;
    return ag_str_trim((ag_str){ out, at });
}

static void
end_paragraph(builder *b)
{
    size_t link;

    if (b->lines.n) {
        ag_str words = plain(b->a, take_words(b), &link);
        ag_block block = { .text = ag_article_squeeze(b->a, words), .is_link = 10 * link > 8 * words.len };

        AG_PUSH(b->a, &b->out->blocks, block);
    }
}

static void
leave_out(builder *b, ag_str line, const char *reason)
{
    AG_PUSH(b->a, &b->out->blocks, ((ag_block){ .text = ag_article_squeeze(b->a, line), .reason = reason }));
}

static void
add_heading(builder *b, ag_str words)
{
    size_t link;
    ag_str s = ag_article_squeeze(b->a, plain(b->a, words, &link));

    end_paragraph(b);
    if (!b->out->title.len && !b->out->blocks.n)
        b->out->title = s, b->out->has_head = true;
    else if (s.len)
        AG_PUSH(b->a, &b->out->blocks, ((ag_block){ .text = s, .kind = AG_PAR_HEADING }));
}

static void
take_lines(builder *b, ag_str text)
{
    ag_str line, fence = AG_S("");

    while (next_line(&text, &line)) {
        ag_str s = ag_str_trim(line);

        while (s.len && s.at[0] == '>')
            s = ag_str_trim(ag_str_sub(s, 1, s.len));
        if (ag_str_starts(s, AG_S("```")) || ag_str_starts(s, AG_S("~~~"))) {
            bool closes = fence.len && ag_str_starts(s, fence);

            if (!fence.len)
                end_paragraph(b);
            leave_out(b, s, "code");
            fence = closes ? AG_S("") : fence.len ? fence : ag_str_sub(s, 0, 3);
            continue;
        }
        if (fence.len) {
            leave_out(b, s, "code");
            continue;
        }
        if (s.len == 0) {
            end_paragraph(b);
            continue;
        }
        if (b->lines.n && (is_rule(s, '=') || is_rule(s, '-')) && !memchr(s.at, ' ', s.len)) { /* underlines a heading */
            add_heading(b, take_words(b));
            continue;
        }
        if (is_rule(s, '-') || is_rule(s, '*') || is_rule(s, '_')) {
            end_paragraph(b);
            continue;
        }
        if (s.at[0] == '#') {
            size_t n = 0, end = s.len;

            while (n < s.len && s.at[n] == '#')
                n++;
            while (end > n && (s.at[end - 1] == '#' || s.at[end - 1] == ' '))
                end--;
            if (n <= 6 && n < s.len && s.at[n] == ' ') {
                add_heading(b, ag_str_sub(s, n, end));
                continue;
            }
        }
        if (ag_str_starts(s, AG_S("![")) && target_end(s, closing(s, 1, '[', ']') + 1) >= s.len) {
            end_paragraph(b);
            leave_out(b, s, "image");
            continue;
        }
        if (s.at[0] == '|' || (s.at[0] == '[' && ag_str_find(s, AG_S("]: ")) > 0)) {
            end_paragraph(b);
            leave_out(b, s, s.at[0] == '|' ? "table" : "link to other articles");
            continue;
        }
        size_t skip = bullet(s);

        if (skip)
            end_paragraph(b);
        AG_PUSH(b->a, &b->lines, ag_str_sub(s, skip, s.len));
        if (line.len > 2 && ag_str_ends(line, AG_S("  "))) /* a line end of its own */
            end_paragraph(b);
    }
    end_paragraph(b);
}

void
ag_markdown_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    ag_fields head = { .date = AG_NO_DAY, .modified = AG_NO_DAY };
    size_t bad;
    ag_str text = take_head(a, ag_charset_text(a, bytes, AG_S(""), &bad), &head);
    ag_found found = { .label = item->label, .title = head.title, .url = head.url, .source = head.source,
                       .language = head.language, .date = head.date, .modified = head.modified,
                       .has_head = head.title.len > 0 };
    builder b = { .a = a, .out = &found };

    for (int i = 0; i < head.authors; i++)
        ag_clean_authors(a, head.author[i], &found);
    take_lines(&b, text);
    ag_article_finish(a, &found, options, sink);
}
