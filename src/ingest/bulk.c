/* Exports of news databases as text → articles: Nexis ("3 of 161 DOCUMENTS" above each article, fields such as
 * HEADLINE: and BODY:) and Factiva (two-letter codes such as HD and TD, "Document ABCD000020250824…" below each).
 *
 * Weak: their HTML and RTF forms are not told from other pages; a Nexis article without BODY: is all body. */
#include "ingest/line.h"

/* ---- lines ---- */

typedef struct line {
    ag_str text; /* trimmed */
    size_t from, to; /* in the whole, its end not included */
} line;

typedef AG_LIST(line) lines;

static void
cut_lines(ag_arena *a, ag_str text, lines *out)
{
    for (size_t i = 0; i < text.len;) {
        const char *nl = memchr(text.at + i, '\n', text.len - i);
        size_t end = nl ? (size_t)(nl - text.at) : text.len;

        AG_PUSH(a, out, ((line){ ag_str_trim(ag_str_sub(text, i, end)), i, end }));
        i = end + 1;
    }
}

static ag_str
from_to(ag_str text, const lines *ls, int from, int to)
{
    return from < to ? ag_str_sub(text, ls->at[from].from, ls->at[to - 1].to) : AG_S("");
}

/* ---- Nexis ---- */

/* "12 of 161 DOCUMENTS" */
static bool
is_counter(ag_str s)
{
    ag_str word[4];
    size_t at = 0;
    long n;

    for (int i = 0; i < 4; i++)
        if (!ag_line_word(s, &at, &word[i]))
            return false;
    return ag_str_int(word[0], &n) && ag_str_is(word[1], "of") && ag_str_int(word[2], &n) &&
           (ag_str_is(word[3], "DOCUMENTS") || ag_str_is(word[3], "DOCUMENT"));
}

/* "HEADLINE: …": the name in capitals; *value is the rest. */
static bool
is_field(ag_str s, ag_str *name, ag_str *value)
{
    const char *colon = s.len ? memchr(s.at, ':', s.len < 40 ? s.len : 40) : NULL;

    if (!colon || colon - s.at < 4)
        return false;
    *name = (ag_str){ s.at, (size_t)(colon - s.at) };
    for (size_t i = 0; i < name->len; i++)
        if (!((name->at[i] >= 'A' && name->at[i] <= 'Z') || strchr("- ", name->at[i])))
            return false;
    *value = ag_str_trim(ag_str_sub(s, name->len + 1, s.len));
    return true;
}

/* Fields of Nexis; those without a field of ours are read over. Fields behind the body end it. */
static const struct {
    const char *name;
    ag_field field;
    bool ends_body;
} nexis[] = {
    { "HEADLINE", AG_FIELD_TITLE, false },   { "BYLINE", AG_FIELD_AUTHOR, false },    { "BODY", AG_FIELD_TEXT, false },
    { "LANGUAGE", AG_FIELD_LANGUAGE, true }, { "URL", AG_FIELD_URL, true },           { "SECTION", AG_FIELDS, false },
    { "LENGTH", AG_FIELDS, false },          { "DATELINE", AG_FIELDS, false },        { "HIGHLIGHT", AG_FIELDS, false },
    { "LOAD-DATE", AG_FIELDS, true },        { "PUBLICATION-TYPE", AG_FIELDS, true }, { "GRAPHIC", AG_FIELDS, true },
    { "SUBJECT", AG_FIELDS, true },          { "DOCUMENT-TYPE", AG_FIELDS, true },    { "JOURNAL-CODE", AG_FIELDS, true },
    { "NOTES", AG_FIELDS, true },            { "CORRECTION-DATE", AG_FIELDS, true },  { "GEOGRAPHIC", AG_FIELDS, true },
};

static int
nexis_field(ag_str s, ag_str *value)
{
    ag_str name;

    if (is_field(s, &name, value))
        for (int i = 0; i < (int)(sizeof nexis / sizeof *nexis); i++)
            if (ag_str_is(name, nexis[i].name))
                return i;
    return -1;
}

/* What stands above the fields: copyright, name of the paper, day, sometimes a bare headline. */
static void
take_cover(ag_str s, ag_fields *t)
{
    if (s.len == 0 || ag_str_starts(s, AG_S("Copyright")) || ag_str_starts(s, AG_S("All Rights Reserved")))
        return;
    if (t->date == AG_NO_DAY && ag_dates_read(s, &t->date))
        return;
    if (!t->source.len)
        t->source = s;
    else if (t->date != AG_NO_DAY && !t->title.len && ag_line_words(s) > 3)
        t->title = s;
}

static void
read_nexis(ag_arena *a, ag_str label, int nth, ag_str text, const lines *ls, int from, int to,
           const ag_ingest_options *options, ag_sink sink)
{
    ag_fields t = { .date = AG_NO_DAY, .modified = AG_NO_DAY };
    ag_str value;
    int i = from, k = -1;

    while (i < to && (k = nexis_field(ls->at[i].text, &value)) < 0)
        take_cover(ls->at[i++].text, &t);
    if (i == to) /* no field at all: what follows the day is the article */
        t.text = from_to(text, ls, from, to);
    while (i < to) {
        bool is_body = nexis[k].field == AG_FIELD_TEXT;
        int first = i + (is_body && !value.len), end = i + 1, next = -1;
        ag_str more = value;

        for (; end < to; end++) {
            next = nexis_field(ls->at[end].text, &more);
            if (next >= 0 && (!is_body || nexis[next].ends_body))
                break;
            if (!is_body && !ls->at[end].text.len && (value.len || end > i + 1))
                break; /* a value ends at an empty line */
        }
        if (is_body)
            t.text = from_to(text, ls, first, end);
        else
            ag_fields_set(&t, nexis[k].field, ag_article_squeeze(a, value.len ? ag_str_sub(text, (size_t)(value.at - text.at), ls->at[end - 1].to)
                                                                              : from_to(text, ls, i + 1, end)));
        for (i = end; i < to && (k = nexis_field(ls->at[i].text, &value)) < 0;)
            i++;
    }
    ag_fields_finish(a, ag_arena_printf(a, "%.*s#%d", AG_SHOW(label), nth), &t, options, sink);
}

/* ---- Factiva ---- */

/* "Document ABCDEF0020250824el8o0002s" */
static bool
is_document(ag_str s)
{
    if (!ag_str_starts(s, AG_S("Document ")) || s.len < 24 || s.len > 60)
        return false;
    for (size_t i = 9; i < s.len; i++)
        if (!((s.at[i] >= '0' && s.at[i] <= '9') || ((s.at[i] | 32) >= 'a' && (s.at[i] | 32) <= 'z')))
            return false;
    return true;
}

static const struct {
    const char *code;
    ag_field field;
} factiva[] = {
    { "HD", AG_FIELD_TITLE }, { "BY", AG_FIELD_AUTHOR }, { "PD", AG_FIELD_DATE },   { "SN", AG_FIELD_SOURCE },
    { "LA", AG_FIELD_LANGUAGE }, { "LP", AG_FIELD_TEXT }, { "TD", AG_FIELD_TEXT },  { "SE", AG_FIELDS },
    { "WC", AG_FIELDS },      { "ET", AG_FIELDS },       { "SC", AG_FIELDS },       { "ED", AG_FIELDS },
    { "PG", AG_FIELDS },      { "VOL", AG_FIELDS },      { "CY", AG_FIELDS },       { "CX", AG_FIELDS },
    { "CO", AG_FIELDS },      { "IN", AG_FIELDS },       { "NS", AG_FIELDS },       { "RE", AG_FIELDS },
    { "IPD", AG_FIELDS },     { "IPC", AG_FIELDS },      { "PUB", AG_FIELDS },      { "AN", AG_FIELDS },
    { "CT", AG_FIELDS },      { "RF", AG_FIELDS },       { "ART", AG_FIELDS },      { "CLM", AG_FIELDS },
    { "CR", AG_FIELDS },      { "DE", AG_FIELDS },
};

/* A line that is, or begins with, a code. */
static int
factiva_field(ag_str text, const line *l, ag_str *value)
{
    for (int i = 0; i < (int)(sizeof factiva / sizeof *factiva); i++) {
        size_t n = strlen(factiva[i].code);

        if (!ag_str_starts(l->text, ag_str_of(factiva[i].code)) || (size_t)(l->text.at - text.at) != l->from)
            continue;
        if (l->text.len == n || (l->text.len > n + 1 && strchr(" \t", l->text.at[n]) && strchr(" \t", l->text.at[n + 1]))) {
            *value = ag_str_trim(ag_str_sub(l->text, n, l->text.len));
            return i;
        }
    }
    return -1;
}

static void
read_factiva(ag_arena *a, ag_str label, int nth, ag_str text, const lines *ls, int from, int to,
             const ag_ingest_options *options, ag_sink sink)
{
    ag_fields t = { .date = AG_NO_DAY, .modified = AG_NO_DAY };
    ag_str value, more;
    int i = from, k = -1;

    while (i < to && (k = factiva_field(text, &ls->at[i], &value)) < 0)
        i++;
    while (i < to) {
        int end = i + 1, next = -1;

        while (end < to && (next = factiva_field(text, &ls->at[end], &more)) < 0)
            end++;
        ag_str all = value.len ? ag_str_sub(text, (size_t)(value.at - text.at), ls->at[end - 1].to) : from_to(text, ls, i + 1, end);

        if (factiva[k].field == AG_FIELD_TEXT)
            t.text = t.text.len ? ag_arena_printf(a, "%.*s\n\n%.*s", AG_SHOW(t.text), AG_SHOW(all)) : all;
        else
            ag_fields_set(&t, factiva[k].field, ag_article_squeeze(a, all));
        i = end, k = next, value = more;
    }
    ag_fields_finish(a, ag_arena_printf(a, "%.*s#%d", AG_SHOW(label), nth), &t, options, sink);
}

/* ---- which ---- */

bool
ag_bulk_read(ag_arena *a, ag_str label, ag_str text, const ag_ingest_options *options, ag_sink sink)
{
    ag_str start = ag_str_sub(text, 0, text.len < 65536 ? text.len : 65536), value;
    lines ls = { 0 };
    int first = -1, n = 0, headlines = 0;

    if (ag_str_find(start, AG_S("DOCUMENT")) < 0 && ag_str_find(start, AG_S("\nDocument ")) < 0)
        return false;
    cut_lines(a, text, &ls);
    for (int i = 0; i < ls.n; i++) {
        if (!is_counter(ls.at[i].text))
            continue;
        if (first >= 0)
            read_nexis(a, label, ++n, text, &ls, first, i, options, sink);
        first = i + 1;
    }
    if (first >= 0) {
        read_nexis(a, label, ++n, text, &ls, first, ls.n, options, sink);
        return true;
    }
    for (int i = 0; i < ls.n; i++) {
        headlines += factiva_field(text, &ls.at[i], &value) == 0;
        if (is_document(ls.at[i].text) && headlines) {
            read_factiva(a, label, ++n, text, &ls, first < 0 ? 0 : first, i, options, sink);
            first = i + 1, headlines = 0;
        }
    }
    return n > 0;
}
