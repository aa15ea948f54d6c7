/* Clean text → paragraphs.
 *
 * Three kinds of text come in: one line a paragraph; paragraphs of lines wrapped at some width,
 * parted by empty lines; and wrapped lines where only an indent or a short last line ends a
 * paragraph. A line was wrapped when the first word of the next one would not have fitted. Where
 * most lines look so, lines are joined.
 *
 * Weak: lists of long lines in wrapped text; words cut by a hyphen of the typesetter are healed only
 * when the whole word stands elsewhere in the text. */
#include "ingest/inside.h"

#include "base/utf8.h"

enum {
    WIDEST_WRAP = 130,         /* characters: nobody wraps wider by hand or machine */
    LONGEST_SEARCH = 64 * 1024 /* bytes                                             */
};

typedef struct line {
    ag_str text;      /* trimmed */
    int indent, width; /* code points */
    int first_word;   /* width of it */
    bool after_gap;   /* an empty line stands before it */
} line;

typedef AG_LIST(line) lines;

static void
cut_lines(ag_arena *a, ag_str text, lines *out)
{
    bool gap = false;

    for (size_t i = 0; i <= text.len;) {
        const char *nl = i < text.len ? memchr(text.at + i, '\n', text.len - i) : NULL;
        size_t end = nl ? (size_t)(nl - text.at) : text.len;
        ag_str raw = ag_str_sub(text, i, end), t = ag_str_trim(raw);

        i = end + 1;
        if (t.len == 0) {
            gap = true;
            continue;
        }
        line l = { .text = t, .width = (int)ag_utf8_count(t), .after_gap = gap };

        for (const char *p = raw.at; p < t.at; p++)
            l.indent += *p == '\t' ? 4 : 1;
        const char *blank = memchr(t.at, ' ', t.len);
        l.first_word = blank ? (int)ag_utf8_count((ag_str){ t.at, (size_t)(blank - t.at) }) : l.width;
        AG_PUSH(a, out, l);
        gap = false;
    }
}

static bool
ends_sentence(ag_str s)
{
    while (s.len && (strchr("\"')]*", s.at[s.len - 1]) || ag_str_ends(s, AG_S("”")) || ag_str_ends(s, AG_S("’"))))
        s.len -= (unsigned char)s.at[s.len - 1] < 0x80 ? 1 : 3;
    return s.len && strchr(".!?:", s.at[s.len - 1]);
}

/* Whether line `i` is full: the first word of the next does not fit behind it. */
static bool
is_full(const lines *ls, int i, int width)
{
    return ls->at[i].indent + ls->at[i].width + 1 + ls->at[i + 1].first_word > width;
}

/* The width at which the text was wrapped, or 0 for a text of whole lines. */
static int
wrap_width(const lines *ls)
{
    int width = 0, pairs = 0, full = 0;

    for (int i = 0; i < ls->n; i++)
        if (ls->at[i].indent + ls->at[i].width > width)
            width = ls->at[i].indent + ls->at[i].width;
    if (width > WIDEST_WRAP)
        return 0;
    width = width * 17 / 20; /* wrapped by eye, or by a proportional font */
    for (int i = 0; i + 1 < ls->n; i++) {
        if (ls->at[i + 1].after_gap || ls->at[i + 1].indent >= ls->at[i].indent + 2)
            continue;
        pairs++;
        full += is_full(ls, i, width) && !ends_sentence(ls->at[i].text);
    }
    return pairs && 2 * full >= pairs ? width : 0;
}

/* Whether `text` has the word `head`+`tail` somewhere, so that a hyphen between them is not its own. */
static bool
has_word(ag_arena *a, ag_str text, ag_str head, ag_str tail)
{
    if (text.len > LONGEST_SEARCH) /* for every hyphen the whole text is searched */
        text.len = LONGEST_SEARCH;

    ag_str word = ag_arena_printf(a, "%.*s%.*s", AG_SHOW(head), AG_SHOW(tail));

    return word.len > head.len && ag_str_find(text, word) >= 0;
}

/* Joins lines [from, to) into one paragraph. */
static ag_str
join(ag_arena *a, ag_str text, const lines *ls, int from, int to)
{
    size_t room = 0;

    for (int i = from; i < to; i++)
        room += ls->at[i].text.len + 1;

    char *out = ag_arena_alloc(a, room + 1), *p = out;

    for (int i = from; i < to; i++) {
        ag_str t = ls->at[i].text;

        memcpy(p, t.at, t.len);
        p += t.len;
        if (i + 1 == to)
            break;
        ag_str next = ls->at[i + 1].text;
        bool hyphen = t.len > 2 && t.at[t.len - 1] == '-' && t.at[t.len - 2] != '-' && t.at[t.len - 2] != ' ';
        size_t word = t.len ? t.len - 1 : 0, tail = 0;

        if (!hyphen) {
            *p++ = ' ';
            continue;
        }
        while (word && t.at[word - 1] != ' ' && t.at[word - 1] != '-')
            word--;
        while (tail < next.len && next.at[tail] >= 'a' && next.at[tail] <= 'z')
            tail++;
        if (tail && has_word(a, text, ag_str_sub(t, word, t.len - 1), ag_str_sub(next, 0, tail)))
            p--;
    }
    return (ag_str){ out, (size_t)(p - out) };
}

/* Whether a sentence goes on in the next line, wrapped or not. */
static bool
goes_on(const lines *ls, int i)
{
    const line *next = &ls->at[i + 1];

    return !next->after_gap && next->text.at[0] >= 'a' && next->text.at[0] <= 'z' && !ends_sentence(ls->at[i].text);
}

/* Whether a paragraph ends behind line `i` of a text wrapped at `width`. */
static bool
ends_paragraph(const lines *ls, int i, int width, bool has_title)
{
    const line *l = &ls->at[i], *next = &ls->at[i + 1];

    if (next->after_gap || next->indent >= l->indent + 2)
        return true;
    if (goes_on(ls, i) && next->indent <= l->indent)
        return false; /* goes on in mid-sentence, however ragged */
    if (i == 0 && has_title && !ends_sentence(l->text) && l->width >= width / 3 &&
        !ag_str_eq_nocase(ag_str_sub(l->text, 0, 3), AG_S("by ")))
        return false; /* shorter by a dateline that somebody cut off; a title it is not */
    return !is_full(ls, i, width * 9 / 10);
}

void
ag_text_blocks(ag_arena *a, ag_str text, ag_found *out)
{
    lines ls = { 0 };

    cut_lines(a, text, &ls);

    int width = wrap_width(&ls);

    for (int i = 0, from = 0; i < ls.n; i++) {
        if (i + 1 < ls.n && width && !ends_paragraph(&ls, i, width, out->has_head))
            continue;
        ag_block b = { .text = from == i ? ls.at[i].text : join(a, text, &ls, from, i + 1) };

        AG_PUSH(a, &out->blocks, b);
        from = i + 1;
    }
}

void
ag_text_paragraphs(ag_arena *a, ag_str text, ag_doc *doc)
{
    lines ls = { 0 };

    cut_lines(a, text, &ls);

    int width = wrap_width(&ls);

    for (int i = 0, from = 0; i < ls.n; i++) {
        ag_str last = ls.at[i].text;

        if (i + 1 < ls.n && (width ? !ends_paragraph(&ls, i, width, false) : goes_on(&ls, i)))
            continue;

        ag_span span = { (uint32_t)(ls.at[from].text.at - text.at), (uint32_t)(last.at + last.len - text.at) };

        AG_PUSH(a, &doc->paragraphs, ((ag_paragraph){ span, AG_PAR_BODY }));
        from = i + 1;
    }
}
