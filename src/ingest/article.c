/* What a reader found → a finished article, or the reason why there is none.
 *
 * The publication day comes from the format's own metadata, else from a date line or the dateline,
 * else from the file's name (2025-08-24-kyiv.txt), else from --date. Never from a clock. */
#include "ingest/line.h"

#include "base/sha256.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum { FEWEST_WORDS = 3 };

void
ag_article_refuse(ag_arena *a, ag_sink sink, const char *format, ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    sink.take(sink.self, NULL, ag_utf8_repair(a, ag_arena_str(a, ag_str_of(text)), &(size_t){ 0 }).at);
}

ag_str
ag_article_squeeze(ag_arena *a, ag_str s)
{
    bool clean = true;

    s = ag_str_trim(s);
    for (size_t i = 0; i < s.len && clean; i++)
        clean = !(s.at[i] == '\n' || s.at[i] == '\t' || (s.at[i] == ' ' && s.at[i + 1] == ' '));
    if (clean)
        return s;

    char *out = ag_arena_alloc(a, s.len + 1), *p = out;

    for (size_t i = 0; i < s.len; i++) {
        bool blank = s.at[i] == ' ' || s.at[i] == '\n' || s.at[i] == '\t';

        if (!blank)
            *p++ = s.at[i];
        else if (p[-1] != ' ')
            *p++ = ' ';
    }
    return (ag_str){ out, (size_t)(p - out) };
}

/* A date in the file's own name: "2025-08-24-kyiv.txt", "20250824_03.html". */
static ag_day
day_of_name(ag_str label)
{
    size_t from = label.len;
    int y, m, d;
    size_t used;

    while (from && label.at[from - 1] != '/')
        from--;
    for (size_t i = from; i < label.len; i++) {
        bool digit = label.at[i] >= '0' && label.at[i] <= '9';
        bool starts = i == from || !(label.at[i - 1] >= '0' && label.at[i - 1] <= '9');

        if (digit && starts && ag_dates_at(ag_str_sub(label, i, label.len), &y, &m, &d, &used) && y >= 1900 &&
            y < 2100 && used >= 8)
            return ag_day_of(y, m, d);
    }
    return AG_NO_DAY;
}

static void
set_date(ag_doc *doc, const ag_ingest_options *options)
{
    ag_day of_name;

    if (doc->date != AG_NO_DAY)
        return;
    of_name = day_of_name(doc->path);
    if (of_name != AG_NO_DAY) {
        doc->date = of_name;
        doc->date_source = AG_S("metadata");
    } else if (options->date != AG_NO_DAY) {
        doc->date = options->date;
        doc->date_source = AG_S("option");
    }
}

static void
set_id(ag_doc *doc)
{
    ag_sha256 h;
    char day[16];

    ag_day_format(doc->date, day);
    ag_sha256_init(&h);
    ag_sha256_add(&h, doc->title);
    ag_sha256_add(&h, AG_S("\n"));
    ag_sha256_add(&h, ag_str_of(day));
    ag_sha256_add(&h, AG_S("\n"));
    ag_sha256_add(&h, doc->text);
    ag_sha256_hex(&h, doc->sha256);
    memcpy(doc->id, doc->sha256, 16);
    doc->id[16] = 0;
}

static int
body_words(const ag_doc *doc)
{
    int words = 0;

    for (int i = 0; i < doc->paragraphs.n; i++) {
        ag_str s = ag_str_at(doc->text, doc->paragraphs.at[i].span);

        if (doc->paragraphs.at[i].kind == AG_PAR_BODY)
            words += ag_line_words(s);
    }
    return words;
}

static ag_str
tidy(ag_arena *a, ag_str s)
{
    return s.len ? ag_article_squeeze(a, ag_charset_tidy(a, s)) : AG_S("");
}

/* The agency that a credit line names, as in "AP contributed to this report"; "" for none. A word beside another
 * name is a person's: "Reporting by Petra Quist". */
static ag_str
agency_in(ag_str line)
{
    ag_str word[64], piece;
    int n = 0;

    while (n < 64 && ag_str_cut(&line, ' ', &piece)) {
        while (piece.len && strchr("(),.;:/-", piece.at[0]))
            piece.at++, piece.len--;
        while (piece.len && strchr("(),.;:/-", piece.at[piece.len - 1]))
            piece.len--;
        if (piece.len)
            word[n++] = piece;
    }
    for (int longest = 3; longest > 0; longest--)
        for (int i = 0; i + longest <= n; i++) {
            ag_str last = word[i + longest - 1], run = ag_str_sub(word[i], 0, (size_t)(last.at + last.len - word[i].at));
            const char *agency = ag_residue_agency(run);

            if (agency && ag_line_starts_upper(run) && (i + longest == n || !ag_line_starts_upper(word[i + longest])))
                return ag_str_of(agency);
        }
    return AG_S("");
}

/* Whose words these may be: the agency of the dateline, of a credit line, or the outlet where it is one itself.
 * "Agencies" at large are nobody. */
static ag_str
credited(const ag_found *found, const ag_doc *doc)
{
    const char *outlet = ag_residue_agency(found->source);
    ag_str agency = outlet ? found->source : found->agency;

    for (int i = 0; i < doc->removed.n && !agency.len; i++)
        if (ag_str_is(doc->removed.at[i].reason, "agency credit"))
            agency = agency_in(doc->removed.at[i].line);
    return ag_str_is(agency, "agencies") ? AG_S("") : agency;
}

void
ag_article_finish(ag_arena *a, ag_found *found, const ag_ingest_options *options, ag_sink sink)
{
    ag_doc *doc = AG_NEW(a, ag_doc);
    const char *name;

    found->title = tidy(a, found->title);
    found->source = tidy(a, found->source);
    found->url = tidy(a, found->url);
    doc->path = found->label;
    ag_clean(a, found, options, doc);
    doc->url = found->url;
    doc->source = found->source;
    doc->agency = credited(found, doc);
    doc->modified = found->modified;
    for (int i = 0; i < found->authors.n; i++)
        if (!ag_str_eq_nocase(found->authors.at[i], found->source))
            AG_PUSH(a, &doc->authors, tidy(a, found->authors.at[i]));
    set_date(doc, options);
    if (body_words(doc) < FEWEST_WORDS) {
        ag_article_refuse(a, sink, "%.*s: no article text found%s", AG_SHOW(doc->path),
                          doc->removed.n ? "; 'show article' tells which lines were left out" : "");
        return;
    }
    doc->language = ag_str_of(ag_english_guess(a, doc->text, found->language, &name));
    if (!options->any_language && !ag_str_is(doc->language, "en")) {
        ag_article_refuse(a, sink, "%.*s: not in English, it seems (%s); --any-language takes it all the same",
                          AG_SHOW(doc->path), name);
        return;
    }
    set_id(doc);
    sink.take(sink.self, doc, NULL);
}
