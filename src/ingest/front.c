/* What stands in front of an article → authors, date, source: bylines, date lines, datelines, keys.
 *
 * Weak: a byline of a bare name without "By" and without a sign of the trade is left as a heading. */
#include "ingest/line.h"

#include "base/utf8.h"

/* ---- bylines and date lines ---- */

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

    for (; ag_line_word(s, &at, &w); n++) {
        if (!ag_line_starts_upper(w) && !ag_line_is_one_of(w, small) && !(w.at[0] == '(' && w.len > 1) && w.at[0] != '@' &&
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

    while (ag_line_word(folded, &at, &w)) {
        while (w.len && strchr(",;|()", w.at[w.len - 1]))
            w.len--;
        if (ag_line_is_one_of(w, trade))
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
    if (name.len < 2 || name.len > 80 || !ag_line_has_letters(name, 2) || ag_line_has_digit(name) ||
        ag_str_find(name, AG_S("://")) >= 0 || has_trade(ag_utf8_fold(a, name)) || ag_line_words(name) > 6)
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
bool
ag_front_byline(ag_arena *a, ag_str s, ag_str folded, int words, bool after_title, ag_found *found)
{
    static const char *const fronts[] = { "by ", "by: ", "written by ", "written by: ", "story by ", "words by ",
                                          "text by ", "author: ", "authors: ", "reported by ", "from ", NULL };
    size_t skip = 0;

    if (words > 16 || (ag_line_ends(s) && !ag_line_ends_short(s)))
        return false;
    for (int i = 0; fronts[i] && !skip; i++)
        if (ag_str_starts(folded, ag_str_of(fronts[i])))
            skip = strlen(fronts[i]);
    if (ag_str_starts(folded, AG_S("from ")) && !has_trade(folded))
        skip = 0;
    if (skip && s.len > skip && is_name_list(ag_str_sub(s, skip, s.len)) && !ag_line_has_verb(folded)) {
        ag_clean_authors(a, ag_str_sub(s, skip, s.len), found);
        return true;
    }
    if (!after_title || words > 8 || !is_name_list(s) || ag_line_has_verb(folded))
        return false;

    /* without "By": a name, and a sign that it is one of the trade */
    bool is_signed = has_trade(folded);
    long in = ag_str_find(s, AG_S(" in "));
    ag_str last = s;

    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == ',' || s.at[i] == '|')
            last = ag_str_sub(s, i + 1, s.len);
    is_signed |= last.at != s.at && ag_residue_agency(last);
    is_signed |= in > 0 && ag_line_words(ag_str_sub(s, 0, (size_t)in)) >= 2 && !memchr(s.at, ',', (size_t)in) &&
                 ag_line_words(ag_str_sub(s, 0, (size_t)in)) <= 3 && words <= 7 && !ag_str_starts(folded, AG_S("the "));
    if (is_signed)
        ag_clean_authors(a, s, found);
    return is_signed;
}

/* A line that is a date and the words around dates. */
bool
ag_front_date_line(ag_str s, ag_str folded, int words, ag_day *date, ag_day *modified)
{
    static const char *const around[] = {
        "published", "updated", "posted", "on",  "at",  "last", "modified", "date",  "first", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "am", "pm", "gmt", "utc", "est", "edt", "bst", "cet", "cest", "ist", "et", "pt", "pst", "pdt", "time",
        "issued", "created", "release", "hrs", "local", "a.m", "p.m", "the", "of", "st", "nd", "rd", "th", NULL
    };
    int y, m, d, dates = 0;
    bool is_update = false;

    if (words > 16 || !ag_line_has_digit(s))
        return false;
    if ((ag_str_starts(folded, AG_S("published")) || ag_str_starts(folded, AG_S("updated")) ||
         ag_str_starts(folded, AG_S("last updated")) || ag_str_starts(folded, AG_S("posted"))) &&
        !ag_line_ends(s)) { /* whatever else stands on it */
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
        if (!ag_line_is_one_of(w, around) && !(w.len <= 6 && w.at[0] >= '0' && w.at[0] <= '9'))
            return false;
    }
    return dates > 0;
}

/* ---- datelines ---- */

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
size_t
ag_front_dateline(ag_str s, dateline *out)
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
        if (w.len && !ag_line_starts_upper(w) && !ag_line_is_one_of(w, small))
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
    shouting &= words > 0 && ag_line_has_letters(ag_str_sub(s, 0, i), 3);
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
        else if (ag_line_starts_upper(inside) && ag_line_words(inside) <= 4 && !ag_line_has_digit(inside))
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
        if (!is_sure && ((!dash && words > 3) || ag_line_is_one_of(ag_str_sub(s, 0, first_word), no_places)))
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

/* ---- keys ---- */

key
ag_front_key(ag_str s, ag_str *value)
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
