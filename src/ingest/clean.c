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
#include "ingest/inside.h"

#include "base/map.h"
#include "base/utf8.h"

enum {
    SHORT_LINE = 8,   /* words: above, a line is taken for prose                                   */
    LONG_TITLE = 30,  /* words                                                                      */
    RUN = 3,          /* so many short lines together are no cross-head any more                    */
    FRONT = 8,        /* bylines and date lines stand among the first so many lines                 */
    SAME = 8          /* words from which a repeated paragraph is a copy and not a turn of phrase   */
};

/* ---- looking at a line ---- */

static ag_str
strip_end(ag_str s) /* closing marks of quotes, brackets, notes */
{
    for (;;) {
        if (s.len && strchr("\"')]*", s.at[s.len - 1]))
            s.len--;
        else if (ag_str_ends(s, AG_S("”")) || ag_str_ends(s, AG_S("’")))
            s.len -= 3;
        else if (ag_str_ends(s, AG_S("»")))
            s.len -= 2;
        else
            return s;
    }
}

static bool
ends_sentence(ag_str s)
{
    s = strip_end(s);
    return (s.len && strchr(".!?:;,", s.at[s.len - 1])) || ag_str_ends(s, AG_S("…")) ||
           ag_str_ends(s, AG_S("。")) || ag_str_ends(s, AG_S("！")) || ag_str_ends(s, AG_S("？")) ||
           ag_str_ends(s, AG_S("—")) || ag_str_ends(s, AG_S("–"));
}

/* A full stop that is part of an abbreviation: "U.S.", "Inc." */
static bool
ends_abbreviation(ag_str s)
{
    static const char *const known[] = { "Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Sr.", "St.", "No." };

    s = strip_end(s);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ag_str_ends(s, ag_str_of(known[i])))
            return true;
    return s.len >= 4 && s.at[s.len - 1] == '.' && s.at[s.len - 3] == '.' && ag_utf8_is_upper(s.at[s.len - 2]);
}

static bool
next_word(ag_str s, size_t *at, ag_str *word)
{
    while (*at < s.len && s.at[*at] == ' ')
        ++*at;
    size_t from = *at;
    while (*at < s.len && s.at[*at] != ' ')
        ++*at;
    *word = ag_str_sub(s, from, *at);
    return word->len > 0;
}

static int
count_words(ag_str s)
{
    size_t at = 0;
    ag_str w;
    int n = 0;

    while (next_word(s, &at, &w)) {
        n++;
        if ((unsigned char)w.at[0] >= 0xE3) /* scripts without blanks: a word has some two characters */
            n += (int)(w.len / 6);
    }
    return n;
}

static bool
has_letters(ag_str s, int least)
{
    int n;

    for (size_t i = 0; i < s.len; i += (size_t)n)
        if (ag_utf8_is_letter(ag_utf8_next(s, i, &n)) && --least <= 0)
            return true;
    return false;
}

static bool
has_digit(ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] >= '0' && s.at[i] <= '9')
            return true;
    return false;
}

static bool
is_ascii(ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

static bool
starts_upper(ag_str s)
{
    int n;

    return s.len && ag_utf8_is_upper(ag_utf8_next(s, 0, &n));
}

static bool
is_one_of(ag_str w, const char *const *list)
{
    for (; *list; list++)
        if (ag_str_is(w, *list))
            return true;
    return false;
}

/* A verb that makes a short line a sentence even without an end mark. */
static bool
has_verb(ag_str folded)
{
    static const char *const verbs[] = { "is",   "are",  "was",  "were",  "has",   "have",  "had",  "will",
                                         "would", "could", "said", "says", "did",  "does",  "can",  "may",
                                         "told", "must", NULL };
    size_t at = 0;
    ag_str w;

    while (next_word(folded, &at, &w))
        if (is_one_of(w, verbs))
            return true;
    return false;
}

static bool
starts_with_any(ag_str s, const char *const *list)
{
    for (; *list; list++)
        if (ag_str_starts(s, ag_str_of(*list)))
            return true;
    return false;
}

/* ---- hard patterns: reasons to take a line out wherever it stands ---- */

/* "Reporting by Ann Lee", "Writing by …": a verb of the trade, then a name. */
static bool
is_credit(ag_str s, ag_str folded)
{
    static const char *const verbs[] = { "reporting by ",  "additional reporting by ", "writing by ",
                                         "editing by ",    "edited by ",     "compiled by ",
                                         "reporting and writing by ", "writing and editing by ",
                                         "writing and reporting by ", "reporting and editing by ",
                                         "reporting from ", "graphics by ",   "graphic by ", "production by ",
                                         "translated by ", "translation by ", "with reporting by ",
                                         "with reporting from ", "with inputs from ", "with input from ",
                                         "with files from ", "additional writing by ", "research by ",
                                         "additional research by ", "compiled from ", "writing, editing by ",
                                         "additional editing by ", "story by ", "written by ", NULL };

    while (s.len && strchr("([*-_ ", s.at[0]))
        s.at++, s.len--;
    while (folded.len && strchr("([*-_ ", folded.at[0]))
        folded.at++, folded.len--;
    for (int i = 0; verbs[i]; i++) {
        size_t n = strlen(verbs[i]);

        if (ag_str_starts(folded, ag_str_of(verbs[i])) && s.len > n)
            return starts_upper(ag_str_sub(s, n, s.len)) || ag_str_starts(folded, AG_S("with input"));
    }
    return false;
}

/* "($1 = 1.38 Canadian dollars)" */
static bool
is_currency_note(ag_str s)
{
    return s.len > 4 && s.at[0] == '(' && has_digit(s) && ag_str_find(s, AG_S("=")) > 0 && count_words(s) <= 16;
}

static bool
is_caption(ag_str s, ag_str folded, int words)
{
    static const char *const fronts[] = { "photo:",       "photos:",     "image:",        "images:",
                                          "picture:",     "pictures:",   "photo by ",     "photos by ",
                                          "photo credit", "file photo",  "image credit",  "photograph by ",
                                          "photograph:",  "illustration:", "caption:",    "image source",
                                          "picture by ",  "file picture", "image caption", "media caption",
                                          "(photo",       "[photo",      "(image",        "[image",
                                          "credit:",      "video:",      "watch:",        "listen:",
                                          "image copyright", NULL };
    static const char *const tags[] = { "(AP Photo", "REUTERS/", "Getty Images", "AFP PHOTO", "/AFP", "/Reuters",
                                        "/Handout", "/Shutterstock", "(Photo by", "/AP)", "/AP Photo", "/EPA",
                                        "File Photo", "file photo)", NULL };

    if (words > 80)
        return false;
    if (words <= 40 && starts_with_any(folded, fronts))
        return true;
    /* a tag of the picture trade at the very end: "[Ann Lee/Reuters]" */
    ag_str tail = s.len > 60 ? ag_str_sub(s, s.len - 60, s.len) : s;

    for (int i = 0; tags[i]; i++)
        if (ag_str_find(tail, ag_str_of(tags[i])) >= 0 && (strchr(")]", s.at[s.len - 1]) || !ends_sentence(s)))
            return true;
    if (s.at[s.len - 1] == ']') {
        for (size_t i = s.len - 1; i > 0 && s.at[i] != '['; i--)
            if (s.at[i] == '/')
                return ag_residue_agency(ag_str_sub(s, i + 1, s.len - 1)) != NULL;
    }
    return false;
}

/* "abc/def/gh AFP": initials of the desk. */
static bool
is_initials(ag_str s)
{
    int slashes = 0, letters = 0;

    if (s.len > 40 || s.len < 5)
        return false;
    for (size_t i = 0; i < s.len && s.at[i] != ' '; i++) {
        if (s.at[i] == '/' || s.at[i] == '-')
            slashes++, letters = 0;
        else if (((s.at[i] | 32) < 'a' || (s.at[i] | 32) > 'z') || ++letters > 5)
            return false;
    }
    return slashes > 0 && memchr(s.at, '/', s.len) && s.at[0] >= 'a' && s.at[0] <= 'z';
}

static const char *
hard_pattern(ag_str s, ag_str folded, int words)
{
    if (words <= 15 && !has_letters(s, 2))
        return "number or sign alone";
    if (words == 1 && is_ascii(s)) {
        if (ag_str_find(s, AG_S("://")) >= 0 || ag_str_starts(folded, AG_S("www.")))
            return "link";
        if (memchr(s.at, '@', s.len) && memchr(s.at, '.', s.len))
            return "e-mail address";
        if (ag_str_find(folded, AG_S("binary_")) >= 0 || ag_str_ends(folded, AG_S(".jpg")) ||
            ag_str_ends(folded, AG_S(".jpeg")) || ag_str_ends(folded, AG_S(".png")) ||
            ag_str_ends(folded, AG_S(".webp")) || ag_str_ends(folded, AG_S(".gif")))
            return "image tag";
        if (s.len > 25 && has_digit(s))
            return "code";
        if (s.at[0] == '@' || s.at[0] == '#')
            return "tag or handle";
    }
    if (words <= 2 && (ag_str_starts(folded, AG_S("http://")) || ag_str_starts(folded, AG_S("https://"))))
        return "link";
    if (is_currency_note(s) && s.at[s.len - 1] == ')')
        return "currency footnote";
    if (words <= 80 && is_credit(s, folded))
        return "agency credit";
    if (words <= 30 && (ag_str_starts(s, AG_S("©")) || ag_str_find(folded, AG_S("all rights reserved")) >= 0))
        return "copyright";
    if (words <= 40 && (ag_str_find(folded, AG_S("contributed to this report")) > 0 ||
                        ag_str_find(folded, AG_S("contributed reporting")) > 0))
        return "agency credit";
    if (words <= 40 && ag_str_starts(folded, AG_S("the post ")) && ag_str_find(folded, AG_S(" appeared first on ")) > 0)
        return "feed footer";
    if (words <= 50 && (ag_str_find(folded, AG_S("be reached at")) > 0 || ag_str_find(folded, AG_S(" on twitter @")) > 0 ||
                        ag_str_find(folded, AG_S("follow him on ")) >= 0 || ag_str_find(folded, AG_S("follow her on ")) >= 0))
        return "note on the author";
    if (is_caption(s, folded, words))
        return "caption or picture credit";
    if (words <= 3) {
        ag_str bare = s;

        while (bare.len && strchr("-—–*/_.()[] ", bare.at[0]))
            bare.at++, bare.len--;
        while (bare.len && strchr("-*/_.()[] ", bare.at[bare.len - 1]))
            bare.len--;
        if (ag_residue_agency(bare) || is_initials(s))
            return "agency credit";
    }
    return ag_residue_widget(folded);
}

/* ---- the front of an article ---- */

/* Words of a byline: names, and the small words between them. */
static bool
is_name_list(ag_str s)
{
    static const char *const small[] = { "and", "&",  "in",  "for", "of", "de",  "von", "van",  "der", "den", "bin",
                                         "al",  "el", "la",  "le",  "du", "di",  "da",  "dos",  "|",   "-",   "–",
                                         "—",   "at", "the", "with", "ibn", "ter", "and,", "on", "/", "•", NULL };
    size_t at = 0;
    ag_str w;
    int n = 0;

    for (; next_word(s, &at, &w); n++) {
        if (!starts_upper(w) && !is_one_of(w, small) && !(w.at[0] == '(' && w.len > 1) && w.at[0] != '@' &&
            !(unsigned char)(w.at[0] & 0x80))
            return false;
    }
    return n > 0 && n <= 16;
}

/* "staff writer", "correspondent": an office of the trade, not a name. */
static bool
has_trade(ag_str folded)
{
    static const char *const trade[] = { "staff",  "writer",    "reporter", "reporters", "correspondent",
                                         "editor", "editors",   "bureau",   "agencies",  "journalist",
                                         "correspondents", "newsroom", "desk", "contributor", NULL };
    size_t at = 0;
    ag_str w;

    while (next_word(folded, &at, &w)) {
        while (w.len && strchr(",;|()", w.at[w.len - 1]))
            w.len--;
        if (is_one_of(w, trade))
            return true;
    }
    return false;
}

static void
add_author(ag_arena *a, ag_str name, ag_found *out)
{
    ag_str parts[2] = { name, { "", 0 } };
    long in = ag_str_find(name, AG_S(" in "));

    if (in > 0)
        parts[0] = ag_str_sub(name, 0, (size_t)in);
    in = ag_str_find(parts[0], AG_S(" for "));
    if (in > 0)
        parts[0] = ag_str_sub(parts[0], 0, (size_t)in);
    name = ag_str_trim(parts[0]);
    while (name.len && strchr(",;|-(*•", name.at[0]))
        name = ag_str_trim(ag_str_sub(name, 1, name.len));
    while (name.len && strchr(",;|-)*:", name.at[name.len - 1]))
        name = ag_str_trim(ag_str_sub(name, 0, name.len - 1));

    const char *agency = ag_residue_agency(name);

    if (agency) {
        if (!out->source.len)
            out->source = ag_str_of(agency);
        return;
    }
    if (name.len < 2 || name.len > 80 || !has_letters(name, 2) || has_digit(name) ||
        ag_str_find(name, AG_S("://")) >= 0 || has_trade(ag_utf8_fold(a, name)) || count_words(name) > 6)
        return;
    for (int i = 0; i < out->authors.n; i++)
        if (ag_str_eq_nocase(out->authors.at[i], name))
            return;
    AG_PUSH(a, &out->authors, name);
}

void
ag_clean_authors(ag_arena *a, ag_str s, ag_found *out)
{
    size_t from = 0;

    s = ag_str_trim(s);
    if (s.len > 3 && ag_str_eq_nocase(ag_str_sub(s, 0, 3), AG_S("by ")))
        s = ag_str_sub(s, 3, s.len);
    for (size_t i = 0; i <= s.len; i++) {
        size_t skip = 0;
        ag_str rest = ag_str_sub(s, i, s.len);

        if (i == s.len || s.at[i] == ',' || s.at[i] == ';' || s.at[i] == '|' || s.at[i] == '(' || s.at[i] == '/')
            skip = 1;
        else if (ag_str_starts(rest, AG_S(" and ")) || ag_str_starts(rest, AG_S(" AND ")))
            skip = 5;
        else if (ag_str_starts(rest, AG_S(" & ")) || ag_str_starts(rest, AG_S(" - ")))
            skip = 3;
        else if (ag_str_starts(rest, AG_S(" – ")) || ag_str_starts(rest, AG_S(" — ")))
            skip = 5;
        if (!skip)
            continue;
        add_author(a, ag_str_sub(s, from, i), out);
        from = i + skip;
        i = from - 1;
        if (from > s.len)
            break;
    }
}

/* "By Ann Lee and Bo Ek", "Written by …", "Ann Lee in Kyiv", "Bo Ek, Reuters". */
static bool
take_byline(ag_arena *a, ag_str s, ag_str folded, int words, bool after_title, ag_found *found)
{
    static const char *const fronts[] = { "by ", "by: ", "written by ", "written by: ", "story by ", "words by ",
                                          "text by ", "author: ", "authors: ", "reported by ", "from ", NULL };
    size_t skip = 0;

    if (words > 16 || (ends_sentence(s) && !ends_abbreviation(s)))
        return false;
    for (int i = 0; fronts[i] && !skip; i++)
        if (ag_str_starts(folded, ag_str_of(fronts[i])))
            skip = strlen(fronts[i]);
    if (ag_str_starts(folded, AG_S("from ")) && !has_trade(folded))
        skip = 0;
    if (skip && s.len > skip && is_name_list(ag_str_sub(s, skip, s.len)) && !has_verb(folded)) {
        ag_clean_authors(a, ag_str_sub(s, skip, s.len), found);
        return true;
    }
    if (!after_title || words > SHORT_LINE || !is_name_list(s) || has_verb(folded))
        return false;

    /* without "By": a name, and a sign that it is one of the trade */
    bool is_signed = has_trade(folded);
    long in = ag_str_find(s, AG_S(" in "));
    ag_str last = s;

    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == ',' || s.at[i] == '|')
            last = ag_str_sub(s, i + 1, s.len);
    is_signed |= last.at != s.at && ag_residue_agency(last);
    is_signed |= in > 0 && count_words(ag_str_sub(s, 0, (size_t)in)) >= 2 && !memchr(s.at, ',', (size_t)in) &&
                 count_words(ag_str_sub(s, 0, (size_t)in)) <= 3 && words <= 7 && !ag_str_starts(folded, AG_S("the "));
    if (is_signed)
        ag_clean_authors(a, s, found);
    return is_signed;
}

/* A line that is a date and the words around dates. */
static bool
take_date_line(ag_str s, ag_str folded, int words, ag_day *date, ag_day *modified)
{
    static const char *const around[] = {
        "published", "updated", "posted", "on",  "at",  "last", "modified", "date",  "first", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "am", "pm", "gmt", "utc", "est", "edt", "bst", "cet", "cest", "ist", "et", "pt", "pst", "pdt", "time",
        "issued", "created", "release", "hrs", "local", "a.m", "p.m", "the", "of", "st", "nd", "rd", "th", NULL
    };
    int y, m, d, dates = 0;
    bool is_update = false;

    if (words > 16 || !has_digit(s))
        return false;
    if ((ag_str_starts(folded, AG_S("published")) || ag_str_starts(folded, AG_S("updated")) ||
         ag_str_starts(folded, AG_S("last updated")) || ag_str_starts(folded, AG_S("posted"))) &&
        !ends_sentence(s)) { /* whatever else stands on it */
        ag_day day = AG_NO_DAY;

        if (ag_dates_read(s, &day) && *date == AG_NO_DAY && s.at[0] == 'P')
            *date = day;
        return true;
    }
    for (size_t i = 0; i < folded.len;) {
        if (strchr(" ,.:;|-()/•·–—", folded.at[i]) || (unsigned char)folded.at[i] >= 0x80) {
            i++;
            continue;
        }
        size_t used;

        if (ag_dates_at(ag_str_sub(folded, i, folded.len), &y, &m, &d, &used)) {
            if (y && !is_update && *date == AG_NO_DAY)
                *date = ag_day_of(y, m, d);
            else if (y && is_update)
                *modified = ag_day_of(y, m, d);
            dates++;
            i += used;
            continue;
        }
        size_t from = i;

        while (i < folded.len && !strchr(" ,:;|-()/", folded.at[i]))
            i++;
        ag_str w = ag_str_sub(folded, from, i);

        while (w.len && w.at[w.len - 1] == '.')
            w.len--;
        is_update = (is_update && !ag_str_is(w, "published")) || ag_str_is(w, "updated") || ag_str_is(w, "modified");
        if (!is_one_of(w, around) && !(w.len <= 6 && w.at[0] >= '0' && w.at[0] <= '9'))
            return false;
    }
    return dates > 0;
}

/* ---- datelines ---- */

typedef struct dateline {
    ag_str agency;
    int year, month, day; /* month 0: no date; year 0: not stated */
    bool has_colon;       /* "CITY: …" */
} dateline;

static size_t
dash_at(ag_str s, size_t i)
{
    ag_str rest = ag_str_sub(s, i, s.len);

    return ag_str_starts(rest, AG_S("---")) ? 3 : ag_str_starts(rest, AG_S("--")) ? 2
         : ag_str_starts(rest, AG_S("–")) || ag_str_starts(rest, AG_S("—"))       ? 3
         : ag_str_starts(rest, AG_S("-"))                                         ? 1
                                                                                  : 0;
}

/* PLACE[, REGION][, Month d[, yyyy]] [(Agency)] - or : or . ; returns its length in bytes, 0 when there is none. */
static size_t
dateline_at(ag_str s, dateline *out)
{
    static const char *const small[] = { "of", "the", "de", "la", "al", "and", "on", "near", "el", "du", NULL };
    static const char *const no_places[] = { "NOTE", "NOTES", "UPDATE", "UPDATES", "CORRECTION", "EDITOR'S", "BREAKING",
                                             "EXCLUSIVE", "WATCH", "LIVE", "ANALYSIS", "OPINION", "TOP", "KEY", NULL };
    size_t i = 0, used, first_word = 0;
    int words = 0, commas = 0;
    bool shouting = true, is_sure = false, has_stop = false;

    *out = (dateline){ .agency = { "", 0 } };
    while (i < s.len && i < 80) { /* the place */
        size_t from = i;

        if (s.at[i] == '(' || s.at[i] == '[' || s.at[i] == '/' || (s.at[i] >= '0' && s.at[i] <= '9') || dash_at(s, i))
            break;
        while (i < s.len && s.at[i] != ' ' && s.at[i] != ',' && s.at[i] != ':' && s.at[i] != '(' &&
               !(s.at[i] == '.' && ag_str_starts(ag_str_sub(s, i, s.len), AG_S(". /"))) &&
               !(dash_at(s, i) == 3 || dash_at(s, i) == 2))
            i++;
        ag_str w = ag_str_sub(s, from, i);

        if (w.len && ag_dates_at(ag_str_sub(s, from, s.len), &out->year, &out->month, &out->day, &used)) {
            i = from;
            break;
        }
        if (w.len && !starts_upper(w) && !is_one_of(w, small))
            return 0;
        if (++words > 8)
            return 0;
        first_word = first_word ? first_word : i;
        for (size_t k = 0; k < w.len && commas == 0; k++)
            shouting &= !(w.at[k] >= 'a' && w.at[k] <= 'z');
        if (i < s.len && s.at[i] == ',')
            i++, commas++;
        if (i < s.len && s.at[i] == ':')
            break;
        while (i < s.len && s.at[i] == ' ')
            i++;
        if (i < s.len && s.at[i] == '.')
            break;
    }
    if (!words && !(s.len && s.at[0] == '('))
        return 0;
    shouting &= words > 0 && has_letters(ag_str_sub(s, 0, i), 3);
    if (words && i < s.len && (s.at[i] == '[' || s.at[i] == '(')) { /* "Oslo [Norway], August 24" */
        const char *end = memchr(s.at + i, s.at[i] == '[' ? ']' : ')', s.len - i);

        if (end && end - (s.at + i) < 30 && ag_str_starts(ag_str_sub(s, (size_t)(end - s.at) + 1, s.len), AG_S(", "))) {
            i = (size_t)(end - s.at) + 3;
            commas++;
        }
    }
    if (ag_dates_at(ag_str_sub(s, i, s.len), &out->year, &out->month, &out->day, &used)) {
        i += used;
        is_sure = true;
    } else
        out->month = 0;
    for (; i < s.len && (s.at[i] == ' ' || s.at[i] == ',' || (s.at[i] == '.' && is_sure)); i++)
        has_stop |= s.at[i] == '.' && out->year && shouting; /* "OSLO, 24 August 2025. The …" */
    if (i < s.len && s.at[i] == '.' && ag_str_starts(ag_str_sub(s, i, s.len), AG_S(". /")))
        i += 2;
    if (i < s.len && (s.at[i] == '(' || s.at[i] == '/' || s.at[i] == '[')) {
        char close = s.at[i] == '(' ? ')' : s.at[i] == '[' ? ']' : '/';
        const char *end = memchr(s.at + i + 1, close, s.len - i - 1);

        if (!end || end - (s.at + i) > 48)
            return 0;
        ag_str inside = ag_str_sub(s, i + 1, (size_t)(end - s.at));
        const char *known = ag_residue_agency(inside);

        for (size_t k = 0; !known && k < inside.len; k++) /* "AFP - 24 Aug", "Reuters, UPI" */
            if (strchr(",/-;", inside.at[k]) && k)
                known = ag_residue_agency(ag_str_sub(inside, 0, k));
        i = (size_t)(end - s.at) + 1;
        if (known)
            out->agency = ag_str_of(known);
        else if (starts_upper(inside) && count_words(inside) <= 4 && !has_digit(inside))
            out->agency = inside;
        else
            return 0;
        while (i < s.len && (s.at[i] == ' ' || s.at[i] == '.'))
            i++;
        size_t dash = dash_at(s, i), colon = i < s.len && s.at[i] == ':';

        if (!known && !dash && !colon)
            return 0;
        if (!words && !dash && !colon)
            return 0;
        i += dash ? dash : colon;
        is_sure = true;
    } else {
        while (i < s.len && s.at[i] == ' ')
            i++;
        size_t dash = dash_at(s, i), colon = i < s.len && s.at[i] == ':';

        if (!dash && !colon && !has_stop)
            return 0;
        if (dash == 1 && i && s.at[i - 1] != ' ')
            return 0;
        if (!is_sure && !shouting && !(commas && dash > 1))
            return 0;
        if (!is_sure && ((!dash && words > 3) || is_one_of(ag_str_sub(s, 0, first_word), no_places)))
            return 0;
        i += dash ? dash : colon;
        out->has_colon = colon;
    }
    while (i < s.len && s.at[i] == ' ')
        i++;

    ag_str rest = ag_str_sub(s, i, s.len);
    int n;
    int32_t first = rest.len ? ag_utf8_next(rest, 0, &n) : 0;

    if (!first || (!ag_utf8_is_upper(first) && !(is_sure) && !ag_utf8_is_digit(first) && !ag_utf8_is_punct(first)))
        return 0;
    return i;
}

/* ---- keys in front of a plain text: "Title: …", "Date: …" ---- */

typedef enum key { KEY_NONE, KEY_TITLE, KEY_DATE, KEY_SOURCE, KEY_URL, KEY_AUTHOR, KEY_LANGUAGE, KEY_MODIFIED } key;

static key
key_of(ag_str s, ag_str *value)
{
    static const struct {
        const char *word;
        key what;
    } keys[] = { { "title", KEY_TITLE },     { "headline", KEY_TITLE },   { "date", KEY_DATE },
                 { "published", KEY_DATE },  { "publication date", KEY_DATE }, { "publisher", KEY_SOURCE },
                 { "source", KEY_SOURCE },   { "outlet", KEY_SOURCE },    { "publication", KEY_SOURCE },
                 { "newspaper", KEY_SOURCE }, { "url", KEY_URL },         { "link", KEY_URL },
                 { "author", KEY_AUTHOR },   { "authors", KEY_AUTHOR },   { "byline", KEY_AUTHOR },
                 { "language", KEY_LANGUAGE }, { "updated", KEY_MODIFIED }, { "modified", KEY_MODIFIED } };
    const char *colon = memchr(s.at, ':', s.len < 24 ? s.len : 24);

    if (!colon)
        return KEY_NONE;
    ag_str word = ag_str_trim((ag_str){ s.at, (size_t)(colon - s.at) });

    *value = ag_str_trim(ag_str_sub(s, (size_t)(colon - s.at) + 1, s.len));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (ag_str_eq_nocase(word, ag_str_of(keys[i].word)))
            return keys[i].what;
    return KEY_NONE;
}

/* ---- the whole ---- */

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

    while (n < f->blocks.n && n < 12 && key_of(f->blocks.at[n].text, &value))
        n++;
    if (n == 0 || (n == 1 && key_of(f->blocks.at[0].text, &value) != KEY_TITLE))
        return;
    for (int i = 0; i < n; i++) {
        switch (key_of(f->blocks.at[i].text, &value)) {
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

    if (c->words[i] > LONG_TITLE || s.len > 300 || dateline_at(s, &d) || !has_letters(s, 3))
        return false;
    if (still_in(c, i + 1) == c->found->blocks.n)
        return false; /* nothing follows: it is the text */

    ag_str end = strip_end(s);
    char last = end.len ? end.at[end.len - 1] : 0;

    return last == '?' || last == '!' || !ends_sentence(s) || (last == '.' && ends_abbreviation(s));
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

        if (c->reason[i] && is_by && take_byline(c->a, s, c->folded[i], c->words[i], true, f))
            c->reason[i] = "byline";
        if (c->reason[i])
            continue;
        seen++;
        if (f->title.len && seen <= 3 && c->words[i] <= LONG_TITLE + 5 && same_words(c->a, s, f->title)) {
            c->reason[i] = "the title again";
            continue;
        }
        if (take_byline(c->a, s, c->folded[i], c->words[i], f->title.len > 0, f))
            c->reason[i] = "byline";
        else if (take_date_line(s, c->folded[i], c->words[i], &date, &modified))
            c->reason[i] = "date line";
        else if (!f->title.len && !f->has_head && seen <= 4 && is_title(c, i)) {
            f->title = s;
            c->reason[i] = "title";
        } else if (c->words[i] > 12 && ends_sentence(s) && seen > 2)
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

    if (take_byline(c->a, t, ag_utf8_fold(c->a, t), count_words(t), false, f)) { /* and nothing else */
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

    for (; next_word(name, &at, &w); words++)
        if (!starts_upper(w) || has_digit(w))
            return;
    if (words < 2 || words > 3)
        return;
    while (last && t.at[last - 1] != ' ')
        last--;
    before = ag_str_sub(t, last, by - 1);
    if (count_words(ag_str_sub(t, 0, by)) < 4 || ag_str_ends(before, AG_S("ed")) || ag_str_ends(before, AG_S("en")))
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

    return b->kind == AG_PAR_BODY && c->words[i] <= SHORT_LINE && !ends_sentence(b->text) &&
           !has_verb(c->folded[i]) && !(b->text.at[0] >= 'a' && b->text.at[0] <= 'z' && c->words[i] > 2);
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
        for (int j = i + 1; nth < 2 && j < f->blocks.n && !c->reason[i]; j++)
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

        if (!is_credit(note, folded) && !(is_currency_note(note) && ends_sentence(kept)) &&
            !ag_residue_agency(ag_str_sub(s, k + 1, end - 1)))
            return;
        removed(c, note, is_currency_note(note) ? "currency footnote" : "agency credit");
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

/* The dateline of the first paragraphs → source and date; the sentence begins behind it. */
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
        size_t n = dateline_at(b->text, &d);

        if (!n || (seen > 1 && d.has_colon && !d.month))
            continue; /* "NOTE: …" further down is none */
        removed(c, ag_str_trim(ag_str_sub(b->text, 0, n)), "dateline");
        b->text = ag_str_sub(b->text, n, b->text.len);
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
        ag_paragraph p = { { (uint32_t)at, (uint32_t)(at + s.len) }, i < 0 ? AG_PAR_TITLE : f->blocks.at[i].kind };

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
        c.words[i] = count_words(b->text);
        c.reason[i] = b->text.len == 0                     ? "empty"
                    : b->is_link && c.words[i] <= 25       ? "link to other articles"
                                                           : hard_pattern(b->text, c.folded[i], c.words[i]);
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
