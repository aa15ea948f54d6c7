/* Paragraphs as found → the article's prose, and what was taken out of it, each line with its reason.
 *
 * A line is judged by what it looks like, never by the site it came from: numbers alone, tokens no
 * human wrote, credits in brackets, whole-line phrases of web pages (residue.c), and runs of short
 * lines that are no sentences. In front, a byline gives the authors, a date line the date, and a
 * dateline ("KYIV, Aug 24 (Reuters) -") the agency and the date. A lone short line between
 * paragraphs stays, as a heading.
 *
 * Weak: "no sentence" is judged by length and end marks, without grammar; a list of short items in
 * mid-article goes out with the widgets (and is shown among the removed lines). */
#include "ingest/line.h"

#include "base/map.h"
#include "base/utf8.h"

enum {
    SHORT_LINE = 8,   /* words: above, a line is taken for prose                                   */
    LONG_TITLE = 30,  /* words                                                                      */
    RUN = 3,          /* so many short lines together are no cross-head any more                    */
    FRONT = 8,        /* bylines and date lines stand among the first so many lines                 */
    LONG_STANDFIRST = 2000, /* bytes                                                                */
    SAME = 8          /* words from which a repeated paragraph is a copy and not a turn of phrase   */
};

typedef struct cleaner {
    ag_arena *a;
    ag_found *found;
    ag_doc *doc;
    ag_str *folded;      /* [blocks.n] */
    int *words;          /* [blocks.n] */
    const char **reason; /* [blocks.n] why it goes, or NULL */
} cleaner;

static void
removed(cleaner *c, ag_str line, const char *reason)
{
    ag_removed r = { line, ag_str_of(reason) };

    AG_PUSH(c->a, &c->doc->removed, r);
}

/* First block from i on that is still in, or blocks.n. */
static int
still_in(const cleaner *c, int i)
{
    while (i < c->found->blocks.n && c->reason[i])
        i++;
    return i;
}

static void
take_keys(cleaner *c)
{
    ag_found *f = c->found;
    ag_str value;
    int n = 0;

    while (n < f->blocks.n && n < 12 && ag_front_key(f->blocks.at[n].text, &value))
        n++;
    if (n == 0 || (n == 1 && ag_front_key(f->blocks.at[0].text, &value) != KEY_TITLE))
        return;
    for (int i = 0; i < n; i++) {
        switch (ag_front_key(f->blocks.at[i].text, &value)) {
        case KEY_TITLE: f->title = value; break;
        case KEY_DATE: ag_dates_read(value, &f->date); break;
        case KEY_MODIFIED: ag_dates_read(value, &f->modified); break;
        case KEY_SOURCE: f->source = value; break;
        case KEY_URL: f->url = value; break;
        case KEY_LANGUAGE: f->language = value; break;
        case KEY_AUTHOR: ag_clean_authors(c->a, value, f); break;
        case KEY_NONE: break;
        }
        c->reason[i] = "head";
    }
}

/* Letters and digits alone, for comparing. */
static ag_str
key_form(ag_arena *a, ag_str folded)
{
    char *out = ag_arena_alloc(a, folded.len + 2), *p = out;
    int n;

    *p++ = ' ';
    for (size_t i = 0; i < folded.len; i += (size_t)n) {
        int32_t ch = ag_utf8_next(folded, i, &n);

        if (ag_utf8_is_letter(ch) || ag_utf8_is_digit(ch)) {
            memcpy(p, folded.at + i, (size_t)n);
            p += n;
        } else if (p[-1] != ' ' && !(ch == '\'' || ch == '.'))
            *p++ = ' ';
    }
    while (p > out + 1 && p[-1] == ' ')
        p--;
    return (ag_str){ out, (size_t)(p - out) };
}

static bool
same_words(ag_arena *a, ag_str x, ag_str y)
{
    return ag_str_eq(key_form(a, ag_utf8_fold(a, x)), key_form(a, ag_utf8_fold(a, y)));
}

static bool
is_title(const cleaner *c, int i)
{
    ag_str s = c->found->blocks.at[i].text;
    dateline d;

    if (c->words[i] > LONG_TITLE || s.len > 300 || ag_front_dateline(s, &d) || !ag_line_has_letters(s, 3))
        return false;
    if (still_in(c, i + 1) == c->found->blocks.n)
        return false; /* nothing follows: it is the text */

    ag_str end = ag_line_bare_end(s);
    char last = end.len ? end.at[end.len - 1] : 0;

    return last == '?' || last == '!' || !ag_line_ends(s) || (last == '.' && ag_line_ends_short(s));
}

/* Titles, bylines and date lines: what stands before the first sentence. */
static void
clean_front(cleaner *c)
{
    ag_found *f = c->found;
    ag_day date = AG_NO_DAY, modified = AG_NO_DAY;
    int seen = 0;

    if (!f->has_head)
        take_keys(c);
    for (int i = 0; i < f->blocks.n && seen < FRONT; i++) {
        ag_str s = f->blocks.at[i].text;

        bool is_by = ag_str_starts(c->folded[i], AG_S("written by ")) || ag_str_starts(c->folded[i], AG_S("story by "));

        if (c->reason[i] && is_by && ag_front_byline(c->a, s, c->folded[i], c->words[i], true, f))
            c->reason[i] = "byline";
        if (c->reason[i])
            continue;
        seen++;
        if (f->title.len && seen <= 3 && c->words[i] <= LONG_TITLE + 5 && same_words(c->a, s, f->title)) {
            c->reason[i] = "the title again";
            continue;
        }
        if (ag_front_byline(c->a, s, c->folded[i], c->words[i], f->title.len > 0, f))
            c->reason[i] = "byline";
        else if (ag_front_date_line(s, c->folded[i], c->words[i], &date, &modified))
            c->reason[i] = "date line";
        else if (!f->title.len && !f->has_head && seen <= 4 && is_title(c, i)) {
            f->title = s;
            c->reason[i] = "title";
        } else if (c->words[i] > 12 && ag_line_ends(s) && seen > 2)
            break;
        else if (!f->title.len && c->words[i] > SHORT_LINE)
            f->has_head = true; /* the text has begun: no title comes any more */
    }
    if (f->date == AG_NO_DAY)
        f->date = date;
    if (f->modified == AG_NO_DAY)
        f->modified = modified;
}

/* "Talks drag on in the harbour by Ann Lee": the desk's byline behind the headline, and not the one
 * by whom something was done: that one the text would name, and a participle would stand before. */
static void
clean_title(cleaner *c)
{
    ag_found *f = c->found;
    ag_str t = f->title, before, w;
    size_t by = t.len;

    if (ag_front_byline(c->a, t, ag_utf8_fold(c->a, t), ag_line_words(t), false, f)) { /* and nothing else */
        removed(c, t, "byline");
        f->title = AG_S("");
        return;
    }
    for (size_t i = 1; i + 4 < t.len; i++)
        if (ag_str_starts(ag_str_sub(t, i, t.len), AG_S(" by ")))
            by = i + 1;
    if (by == t.len)
        return;

    ag_str name = ag_str_sub(t, by + 3, t.len);
    size_t at = 0, last = by - 1;
    int words = 0;

    for (; ag_line_word(name, &at, &w); words++)
        if (!ag_line_starts_upper(w) || ag_line_has_digit(w))
            return;
    if (words < 2 || words > 3)
        return;
    while (last && t.at[last - 1] != ' ')
        last--;
    before = ag_str_sub(t, last, by - 1);
    if (ag_line_words(ag_str_sub(t, 0, by)) < 4 || ag_str_ends(before, AG_S("ed")) || ag_str_ends(before, AG_S("en")))
        return;

    size_t surname = name.len;

    while (surname && name.at[surname - 1] != ' ')
        surname--;
    for (int i = 0; i < f->blocks.n; i++)
        if (!c->reason[i] && ag_str_find(f->blocks.at[i].text, ag_str_sub(name, surname, name.len)) >= 0)
            return;
    ag_clean_authors(c->a, name, f);
    removed(c, ag_str_sub(t, by, t.len), "byline");
    f->title = ag_str_trim(ag_str_sub(t, 0, by));
}

/* A short line that is no sentence: of a widget, a table, or a cross-head. */
static bool
is_scrap(const cleaner *c, int i)
{
    const ag_block *b = &c->found->blocks.at[i];

    return b->kind == AG_PAR_BODY && c->words[i] <= SHORT_LINE && !ag_line_ends(b->text) &&
           !ag_line_has_verb(c->folded[i]) && !(b->text.at[0] >= 'a' && b->text.at[0] <= 'z' && c->words[i] > 2);
}

/* Short lines in runs. Not where they are most of the text: then they are the text. */
static void
clean_runs(cleaner *c)
{
    int n = c->found->blocks.n, last = n, total = 0, out = 0;
    const char **why = AG_ARRAY(c->a, const char *, n);

    for (int i = 0; i < n; i++)
        if (!c->reason[i])
            total += c->words[i];
    while (last > 0 && (c->reason[last - 1] || is_scrap(c, last - 1) ||
                        c->found->blocks.at[last - 1].kind == AG_PAR_HEADING)) {
        last--;
        if (!c->reason[last])
            why[last] = "short line at the end", out += c->words[last];
    }
    for (int i = 0; i < last;) {
        int end = i, k = 0;

        for (; end < last && (c->reason[end] || is_scrap(c, end)); end++)
            k += !c->reason[end];
        if (k >= RUN)
            for (int j = i; j < end; j++)
                if (!c->reason[j])
                    why[j] = "run of short lines", out += c->words[j];
        i = end > i ? end : i + 1;
    }
    if (2 * out > total)
        return;
    for (int i = 0; i < n; i++)
        if (!c->reason[i])
            c->reason[i] = why[i];
    for (int i = 0; i < n; i++)
        if (!c->reason[i] && is_scrap(c, i))
            c->found->blocks.at[i].kind = AG_PAR_HEADING;
}

/* A passage told twice would count as two pieces of evidence: a standfirst that the body repeats
 * goes, and so does the second of two equal paragraphs. */
static void
clean_repeats(cleaner *c)
{
    ag_found *f = c->found;
    ag_str *form = AG_ARRAY(c->a, ag_str, f->blocks.n);
    ag_map seen = { 0 };
    int nth = 0;

    for (int i = 0; i < f->blocks.n; i++)
        if (!c->reason[i])
            form[i] = key_form(c->a, c->folded[i]);
    for (int i = 0; i < f->blocks.n; i++) {
        if (c->reason[i] || c->words[i] < SAME)
            continue;
        for (int j = i + 1; nth < 2 && form[i].len < LONG_STANDFIRST && j < f->blocks.n && !c->reason[i]; j++)
            if (!c->reason[j] && form[j].len >= form[i].len && ag_str_find(form[j], form[i]) >= 0)
                c->reason[i] = "standfirst that the text repeats";
        if (!c->reason[i] && ag_map_add(c->a, &seen, form[i], i) != i)
            c->reason[i] = "repeated paragraph";
        nth++;
    }
}

/* Cuts credits and currency notes off the end of a paragraph. */
static void
cut_tail(cleaner *c, int i)
{
    ag_block *b = &c->found->blocks.at[i];
    ag_str s = b->text;
    size_t end = s.len;

    if (end && s.at[end - 1] == '.')
        end--;
    if (!end || (s.at[end - 1] != ')' && s.at[end - 1] != ']'))
        return;
    for (size_t k = end - 1; k > 0; k--) {
        if (s.at[k] != '(' && s.at[k] != '[')
            continue;
        ag_str note = ag_str_sub(s, k, s.len), kept = ag_str_trim(ag_str_sub(s, 0, k));
        ag_str folded = ag_utf8_fold(c->a, note);

        if (!ag_residue_is_credit(note, folded) && !(ag_residue_is_currency(note) && ag_line_ends(kept)) &&
            !ag_residue_agency(ag_str_sub(s, k + 1, end - 1)))
            return;
        removed(c, note, ag_residue_is_currency(note) ? "currency footnote" : "agency credit");
        b->text = kept;
        return;
    }
}

/* Of a month and day alone: the year that puts it next to a day we know. */
static ag_day
nearest(int month, int day, ag_day to)
{
    int y, m, d;
    ag_day best = AG_NO_DAY;

    if (to == AG_NO_DAY)
        return AG_NO_DAY;
    ag_day_split(to, &y, &m, &d);
    for (int k = -1; k <= 1; k++) {
        ag_day x = ag_day_of(y + k, month, day);

        if (x != AG_NO_DAY && (best == AG_NO_DAY || abs(x - to) < abs(best - to)))
            best = x;
    }
    return best;
}

/* The dateline of the first paragraphs → source and date. It stays in the text, so that the text is
 * the source's own, but in no paragraph: the sentence begins behind it. */
static void
clean_dateline(cleaner *c, const ag_ingest_options *options)
{
    int seen = 0;

    for (int i = 0; i < c->found->blocks.n && seen < 5; i++) {
        ag_block *b = &c->found->blocks.at[i];
        dateline d;

        if (c->reason[i] || b->kind != AG_PAR_BODY)
            continue;
        seen++;
        size_t n = ag_front_dateline(b->text, &d);

        if (!n || (seen > 1 && d.has_colon && !d.month))
            continue; /* "NOTE: …" further down is none */
        removed(c, ag_str_trim(ag_str_sub(b->text, 0, n)), "dateline");
        b->dateline = n;
        c->found->agency = d.agency;
        if (!c->found->source.len)
            c->found->source = d.agency;
        if (d.month && c->doc->date == AG_NO_DAY) {
            c->doc->date = d.year ? ag_day_of(d.year, d.month, d.day)
                                  : nearest(d.month, d.day, c->found->modified != AG_NO_DAY ? c->found->modified
                                                                                            : options->date);
            if (c->doc->date != AG_NO_DAY)
                c->doc->date_source = AG_S("dateline");
        }
        return;
    }
}

static void
compose(cleaner *c)
{
    ag_found *f = c->found;
    ag_doc *doc = c->doc;
    size_t room = f->title.len + 3, at = 0;

    for (int i = 0; i < f->blocks.n; i++)
        room += f->blocks.at[i].text.len + 2;

    char *out = ag_arena_alloc(c->a, room);

    for (int i = -1; i < f->blocks.n; i++) {
        ag_str s = i < 0 ? f->title : f->blocks.at[i].text;

        if (s.len == 0 || (i >= 0 && c->reason[i]))
            continue;
        if (at)
            out[at++] = '\n', out[at++] = '\n';
        size_t from = at + (i < 0 ? 0 : f->blocks.at[i].dateline);
        ag_paragraph p = { { (uint32_t)from, (uint32_t)(at + s.len) }, i < 0 ? AG_PAR_TITLE : f->blocks.at[i].kind };

        memcpy(out + at, s.at, s.len);
        at += s.len;
        AG_PUSH(c->a, &doc->paragraphs, p);
    }
    doc->text = (ag_str){ out, at };
    doc->title = f->title;
}

void
ag_clean(ag_arena *a, ag_found *found, const ag_ingest_options *options, ag_doc *doc)
{
    int n = found->blocks.n;
    cleaner c = { a, found, doc, AG_ARRAY(a, ag_str, n), AG_ARRAY(a, int, n), AG_ARRAY(a, const char *, n) };

    found->title = ag_article_squeeze(a, found->title);
    for (int i = 0; i < n; i++) {
        ag_block *b = &found->blocks.at[i];

        b->text = ag_article_squeeze(a, b->text);
        c.folded[i] = ag_utf8_fold(a, b->text);
        c.words[i] = ag_line_words(b->text);
        c.reason[i] = b->reason                            ? b->reason
                    : b->text.len == 0                     ? "empty"
                    : b->is_link && c.words[i] <= 25       ? "link to other articles"
                                                           : ag_residue_pattern(b->text, c.folded[i], c.words[i]);
    }
    clean_front(&c);
    clean_title(&c);
    clean_runs(&c);
    clean_repeats(&c);
    for (int i = 0; i < n; i++)
        if (!c.reason[i])
            cut_tail(&c, i);
    for (int i = 0; i < n && still_in(&c, 0) == n; i++) /* a flash: the headline is all there is */
        if (c.reason[i] && strcmp(c.reason[i], "the title again") == 0)
            c.reason[i] = NULL;
    doc->date = found->date;
    doc->date_source = found->date == AG_NO_DAY ? AG_S("none") : AG_S("metadata");
    clean_dateline(&c, options);
    for (int i = 0; i < n; i++)
        if (c.reason[i] && found->blocks.at[i].text.len && strcmp(c.reason[i], "title") != 0)
            removed(&c, found->blocks.at[i].text, c.reason[i]);
    compose(&c);
}
