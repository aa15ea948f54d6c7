/* CSV and TSV → articles, one a row. The first row names the columns, by the names of fields.c.
 *
 * Weak: a mark that opens a quoted value and is never closed swallows what follows, up to the limit of a row. */
#include "ingest/rows.h"

#include "base/buf.h"
#include "base/file.h"

enum { MOST_COLUMNS = 256, LONGEST_HEADER = 64 * 1024 };

/* The values of the row at `s`, without their marks; *used bytes, its line end included. */
static int
cut_row(ag_arena *a, ag_str s, char separator, ag_str value[MOST_COLUMNS], size_t *used)
{
    ag_row row = { .separator = separator };
    size_t end = 0, at = 0;
    int n = 0;

    while (end < s.len && !ag_row_step(&row, s.at[end]))
        end++;
    *used = end < s.len ? end + 1 : end;
    if (end && s.at[end - 1] == '\r')
        end--;
    while (at <= end && n < MOST_COLUMNS) {
        if (at < end && s.at[at] == '"') {
            char *out = ag_arena_alloc(a, end - at + 1), *p = out;

            for (at++; at < end && !(s.at[at] == '"' && (at + 1 == end || s.at[at + 1] != '"')); at++) {
                *p++ = s.at[at];
                at += s.at[at] == '"';
            }
            value[n++] = (ag_str){ out, (size_t)(p - out) };
            while (at < end && s.at[at] != separator)
                at++;
        } else {
            const char *next = at < end ? memchr(s.at + at, separator, end - at) : NULL;
            size_t to = next ? (size_t)(next - s.at) : end;

            value[n++] = ag_str_sub(s, at, to);
            at = to;
        }
        at++;
    }
    return n;
}

static ag_str
without_mark(ag_str s)
{
    return ag_str_starts(s, AG_S("\xEF\xBB\xBF")) ? ag_str_sub(s, 3, s.len) : s;
}

char
ag_rows_separator(ag_arena *a, ag_str head)
{
    ag_str value[MOST_COLUMNS];
    size_t used;
    int rank;

    head = without_mark(head);
    for (const char *c = ",;\t|"; *c; c++) {
        int n = cut_row(a, head, *c, value, &used);

        for (int i = 0; i < n && n > 1; i++) {
            ag_field f = ag_field_of(value[i], &rank);

            if (f == AG_FIELD_TEXT || f == AG_FIELD_HTML)
                return *c;
        }
    }
    return 0;
}

/* Rows of a table; `first` is the number of the first of them. */
static void
read_rows(ag_arena *a, const ag_item *item, ag_str head, ag_str rows, int first, char separator,
          const ag_ingest_options *options, ag_sink sink)
{
    ag_str value[MOST_COLUMNS];
    ag_field field[MOST_COLUMNS];
    int rank[MOST_COLUMNS], nth = first;
    size_t used, bad;
    int columns = cut_row(a, head, separator, value, &used);

    for (int i = 0; i < columns; i++)
        field[i] = ag_field_of(value[i], &rank[i]);
    for (size_t at = 0; at < rows.len; at += used, nth++) {
        ag_fields t = { .date = AG_NO_DAY, .modified = AG_NO_DAY };
        int best[AG_FIELDS];
        ag_str rest = ag_str_sub(rows, at, rows.len);
        int n = cut_row(a, rest, separator, value, &used);
        ag_str place = ag_arena_printf(a, "%.*s:%d", AG_SHOW(item->label), nth);

        if (used > AG_MAX_LINE) {
            ag_article_refuse(a, sink, "%.*s: a row of %zu bytes, more than the limit of %d; is a quotation mark left open?",
                              AG_SHOW(place), used, AG_MAX_LINE);
            continue;
        }
        if (ag_str_trim(ag_str_sub(rest, 0, used)).len == 0)
            continue;
        for (int f = 0; f < AG_FIELDS; f++)
            best[f] = INT32_MAX;
        for (int i = 0; i < n && i < columns; i++)
            if (field[i] < AG_FIELDS && rank[i] < best[field[i]] && ag_str_trim(value[i]).len) {
                best[field[i]] = rank[i];
                ag_fields_set(&t, field[i], ag_charset_utf8(a, ag_str_trim(value[i]), AG_S(""), &bad));
            }
        if (!t.text.len && !t.html.len)
            ag_article_refuse(a, sink, "%.*s: no text in this row", AG_SHOW(place));
        else
            ag_fields_finish(a, place, &t, options, sink);
    }
}

void
ag_rows_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    ag_str head = bytes;
    size_t bad, used;
    ag_str value[MOST_COLUMNS];

    bool is_first = item->from == item->base;

    if (!is_first && ag_file_read(a, item->path, item->base, item->base + LONGEST_HEADER, 0, &head, NULL) != AG_OK)
        head = AG_S("");
    if (ag_charset_is_utf16(bytes) && is_first)
        head = bytes = ag_charset_utf8(a, bytes, AG_S(""), &bad);
    head = without_mark(head);

    char separator = ag_rows_separator(a, head);

    if (!separator)
        ag_article_refuse(a, sink, "%.*s: a table without a column of articles; its first row must name one 'text', 'body' or 'content'",
                          AG_SHOW(item->label));
    else if (!is_first)
        read_rows(a, item, head, bytes, item->line, separator, options, sink);
    else {
        bytes = without_mark(bytes);
        cut_row(a, bytes, separator, value, &used);
        read_rows(a, item, head, ag_str_sub(bytes, used, bytes.len), 2, separator, options, sink);
    }
}
