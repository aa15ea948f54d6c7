/* Dates as metadata, date lines and datelines write them → days.
 *
 * The text is cut into runs of digits and runs of letters; a date is a pattern of such pieces.
 * A day is taken as the source states it, in its own time zone. */
#include "ingest/inside.h"

typedef struct piece {
    size_t from, to;
    int number, digits; /* digits 0: letters */
    int month;          /* 1..12 for a month's name, else 0 */
} piece;

static int
month_of(ag_str w)
{
    static const char *const month[] = { "january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december" };

    for (int m = 0; m < 12; m++) {
        ag_str full = ag_str_of(month[m]);

        if (w.len >= 3 && w.len <= full.len && (w.len <= 4 || w.len == full.len) &&
            ag_str_eq_nocase(w, ag_str_sub(full, 0, w.len)))
            return m + 1;
    }
    return 0;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The piece at or behind s.at[i]; false at the end. */
static bool
next_piece(ag_str s, size_t i, piece *out)
{
    while (i < s.len && !is_digit(s.at[i]) && !is_letter(s.at[i]))
        i++;
    if (i == s.len)
        return false;
    *out = (piece){ .from = i };
    if (is_digit(s.at[i]))
        for (; i < s.len && is_digit(s.at[i]); i++, out->digits++)
            out->number = out->digits < 9 ? 10 * out->number + (s.at[i] - '0') : 0;
    else {
        while (i < s.len && is_letter(s.at[i]))
            i++;
        out->month = month_of(ag_str_sub(s, out->from, i));
    }
    out->to = i;
    return true;
}

/* Only signs of `allowed` stand between two pieces, at most three. */
static bool
parted_by(ag_str s, const piece *a, const piece *b, const char *allowed)
{
    if (b->from - a->to > 3)
        return false;
    for (size_t i = a->to; i < b->from; i++)
        if (!strchr(allowed, s.at[i]) || !s.at[i])
            return false;
    return true;
}

static bool
is_ordinal(ag_str w)
{
    return ag_str_eq_nocase(w, AG_S("st")) || ag_str_eq_nocase(w, AG_S("nd")) || ag_str_eq_nocase(w, AG_S("rd")) ||
           ag_str_eq_nocase(w, AG_S("th"));
}

static bool
is_year(const piece *p)
{
    return p->digits == 4 && p->number >= 1600 && p->number <= 2200;
}

bool
ag_dates_at(ag_str s, int *year, int *month, int *day, size_t *used)
{
    piece p[6];
    int n = 0;

    for (size_t i = 0; n < 6 && next_piece(s, i, &p[n]); n++) {
        i = p[n].to;
        if (n && p[n].from == p[n - 1].to && p[n - 1].digits && is_ordinal(ag_str_sub(s, p[n].from, p[n].to))) {
            p[n - 1].to = p[n].to;
            n--;
        }
    }
    if (n == 0 || p[0].from != 0)
        return false;
    if (p[0].digits == 8 && p[0].number >= 16000101) { /* 20250824 */
        *year = p[0].number / 10000, *month = p[0].number / 100 % 100, *day = p[0].number % 100;
        *used = p[0].to;
        return ag_day_of(*year, *month, *day) != AG_NO_DAY;
    }
    if (n >= 3 && is_year(&p[0]) && p[1].digits && p[1].digits <= 2 && p[2].digits && p[2].digits <= 2 &&
        parted_by(s, &p[0], &p[1], "-/._") && parted_by(s, &p[1], &p[2], "-/._")) { /* 2025-08-24 */
        *year = p[0].number, *month = p[1].number, *day = p[2].number, *used = p[2].to;
        return ag_day_of(*year, *month, *day) != AG_NO_DAY;
    }
    if (n >= 3 && p[0].digits && p[0].digits <= 2 && p[1].digits && p[1].digits <= 2 && is_year(&p[2]) &&
        parted_by(s, &p[0], &p[1], "/.-") && parted_by(s, &p[1], &p[2], "/.-")) { /* 24.08.2025, 8/24/2025 */
        bool is_german = s.at[p[0].to] == '.';
        int first = p[0].number, second = p[1].number;

        if (!is_german && first <= 12 && second <= 12 && first != second)
            return false;
        bool day_first = is_german || first > 12;
        *year = p[2].number, *day = day_first ? first : second, *month = day_first ? second : first;
        *used = p[2].to;
        return ag_day_of(*year, *month, *day) != AG_NO_DAY;
    }

    static const char between[] = " ,.-/\t";
    int last = 1; /* the later of day and month */

    if (n >= 2 && p[0].digits && p[0].digits <= 2 && p[1].month && parted_by(s, &p[0], &p[1], between))
        *day = p[0].number, *month = p[1].month; /* 24 August */
    else if (n >= 2 && p[0].month && p[1].digits && p[1].digits <= 2 && parted_by(s, &p[0], &p[1], between) &&
             !(p[1].to < s.len && s.at[p[1].to] == ':'))
        *day = p[1].number, *month = p[0].month; /* August 24 */
    else
        return false;
    *year = 0;
    *used = p[last].to;
    if (n > last + 1 && parted_by(s, &p[last], &p[last + 1], between)) {
        const piece *y = &p[last + 1];

        if (is_year(y))
            *year = y->number, *used = y->to;
        else if (y->digits == 2 && n > last + 2 && p[last + 2].digits && p[last + 2].to < s.len &&
                 s.at[p[last + 2].to] == ':') /* RFC 822: 02 Oct 02 13:00 */
            *year = y->number + (y->number < 69 ? 2000 : 1900), *used = y->to;
    }
    return ag_day_of(*year ? *year : 2000, *month, *day) != AG_NO_DAY;
}

bool
ag_dates_read(ag_str s, ag_day *out)
{
    piece p;
    int y, m, d;
    size_t used;

    for (size_t i = 0; i < s.len && next_piece(s, i, &p); i = p.to) {
        if ((p.digits || p.month) && ag_dates_at(ag_str_sub(s, p.from, s.len), &y, &m, &d, &used) && y) {
            *out = ag_day_of(y, m, d);
            return true;
        }
    }
    return false;
}
