/* Tokens → time expressions with their TimeML values (timeml.org), counted from the publication day.
 *
 * Rules compose a modifier, a number and a unit ("last week", "three days ago", "next March") instead of listing
 * phrases; of those that fit at a token the longest wins. A bare weekday or month is the nearest one behind us, or
 * ahead of us when its verb lies in the future; "a year earlier" counts from what was told before. Without a
 * publication day nothing is invented: the value keeps its X's ("XXXX-WXX-7") and there is no date. Weak: a story
 * told in the past of another day ("on Tuesday of that week") is counted from publication all the same. */
#include "extract/timex.h"

#include "extract/extract.h"

#include <stdio.h>

/* ---- the calendar ---------------------------------------------------------------------------------------- */

ag_stretch
ag_stretch_around(char unit, ag_day d)
{
    int y, m, day;
    ag_stretch s = { unit, d };

    if (d == AG_NO_DAY)
        return (ag_stretch){ 0 };
    ag_day_split(d, &y, &m, &day);
    switch (unit) {
    case 'W': case 'E':
        s.first = d - ag_day_weekday(d);
        break;
    case 'M':
        s.first = ag_day_of(y, m, 1);
        break;
    case 'Q':
        s.first = ag_day_of(y, (m - 1) / 3 * 3 + 1, 1);
        break;
    case 'H':
        s.first = ag_day_of(y, m > 6 ? 7 : 1, 1);
        break;
    case 'Y':
        s.first = ag_day_of(y, 1, 1);
        break;
    case 'C':
        s.first = ag_day_of(y < 10 ? 1 : y - y % 10, 1, 1);
        break;
    default:
        break;
    }
    return s;
}

/* Months in a unit that is counted in them, or 0. */
static int
months_of(char unit)
{
    return unit == 'M' ? 1 : unit == 'Q' ? 3 : unit == 'H' ? 6 : unit == 'Y' ? 12 : unit == 'C' ? 120 : 0;
}

/* `n` times `unit` from a day, which keeps its place in the month where it can. */
static ag_day
day_moved(ag_day d, long n, char unit)
{
    int y, m, day;

    if (n > 100000 || n < -100000)
        return AG_NO_DAY;
    if (unit == 'D')
        return d + (ag_day)n;
    if (unit == 'W' || unit == 'E')
        return d + 7 * (ag_day)n;
    ag_day_split(d, &y, &m, &day);

    long month = 12L * y + m - 1 + n * months_of(unit);

    if (months_of(unit) == 0 || month < 12 || month >= 12L * 10000)
        return AG_NO_DAY;
    for (int back = 0; back < 4; back++) { /* 29 February a year later */
        ag_day to = ag_day_of((int)(month / 12), (int)(month % 12) + 1, day - back);

        if (to != AG_NO_DAY)
            return to;
    }
    return AG_NO_DAY;
}

ag_stretch
ag_stretch_move(ag_stretch s, long n)
{
    ag_day d = day_moved(s.first, n, s.unit);

    return d == AG_NO_DAY ? (ag_stretch){ 0 } : ag_stretch_around(s.unit, d);
}

/* ---- making expressions ------------------------------------------------------------------------------------- */

ag_timex
ag_timex_value(int from, int len, const char *value)
{
    ag_timex x = { .from = from, .len = len };

    snprintf(x.value, sizeof x.value, "%s", value);
    return x;
}

ag_timex
ag_timex_stretch(int from, int len, ag_stretch s)
{
    static const char units[] = "DWEMY";
    static const ag_grain grains[] = { AG_GRAIN_DAY, AG_GRAIN_WEEK, AG_GRAIN_WEEK, AG_GRAIN_MONTH, AG_GRAIN_YEAR };
    ag_timex x = { .from = from, .len = len, .stretch = s };
    const char *at = s.unit ? strchr(units, s.unit) : NULL;
    int y, m, day;

    if (!s.unit)
        return (ag_timex){ 0 };
    if (at) {
        char date[16];

        x.date = (ag_date){ s.first, grains[at - units] };
        ag_date_format(x.date, date);
        snprintf(x.value, sizeof x.value, "%s%s", date, s.unit == 'E' ? "-WE" : "");
        return x;
    }
    ag_day_split(s.first, &y, &m, &day);
    if (s.unit == 'C')
        snprintf(x.value, sizeof x.value, "%03d", y / 10);
    else
        snprintf(x.value, sizeof x.value, "%04d-%c%d", y, s.unit, (m - 1) / (s.unit == 'Q' ? 3 : 6) + 1);
    return x;
}

ag_timex
ag_timex_duration(int from, int len, const char *n, char unit)
{
    char value[32];
    bool is_clock = unit == 'h' || unit == 'm';
    char letter = unit == 'h' ? 'H' : unit == 'm' ? 'M' : unit == 'E' ? 'W' : unit == 'C' ? 'Y' : unit;
    bool tens = unit == 'C' && *n != 'X';

    snprintf(value, sizeof value, "P%s%s%s%c", is_clock ? "T" : "", n, tens ? "0" : "", letter);
    return ag_timex_value(from, len, value);
}

ag_timex
ag_timex_shifted(const ag_timer *t, int from, int len, long n, char unit)
{
    if (t->today == AG_NO_DAY || unit == 'h' || unit == 'm')
        return ag_timex_value(from, len, n < 0 ? "PAST_REF" : n > 0 ? "FUTURE_REF" : "PRESENT_REF");

    ag_stretch s = ag_stretch_move(ag_stretch_around(unit, t->today), n);

    return s.unit ? ag_timex_stretch(from, len, s) : ag_timex_value(from, len, n < 0 ? "PAST_REF" : "FUTURE_REF");
}

/* ---- the walk ------------------------------------------------------------------------------------------------ */

static void
remember(ag_timer *t, const ag_timex *x)
{
    if (!x->stretch.unit || x->is_aside)
        return;
    t->told = x->stretch;
    t->told_in = t->sentence;
    if (x->stretch.unit == 'Q' && (!ag_time_has_quarter(t) || x->stretch.first >= t->quarter.first)) {
        t->quarter = x->stretch;
        t->quarter_in = t->sentence;
    }
}

void
ag_extract_times(ag_arena *a, const ag_ontology *o, ag_doc *doc)
{
    static ag_time_matcher *const matchers[] = {
        ag_time_clock, ag_time_weekday, ag_time_today, ag_time_month, ag_time_quarter, ag_time_earlier, ag_time_year_ago,
        ag_time_following, ag_time_same, ag_time_relative, ag_time_count, ag_time_vague, ag_time_year, ag_time_word };
    ag_timer t = { .a = a, .doc = doc, .rules = o->rules, .today = doc->date };

    if (t.today != AG_NO_DAY)
        ag_day_split(t.today, &t.year, &t.month, &t.day);
    for (t.sentence = 0; t.sentence < doc->sentences.n; t.sentence++) {
        int last = doc->sentences.at[t.sentence].first; /* end of the expression before */

        t.first = last;
        t.end = doc->sentences.at[t.sentence].end;
        for (int i = t.first; i < t.end;) {
            ag_timex best = { 0 };

            for (size_t k = 0; k < sizeof matchers / sizeof *matchers; k++) {
                ag_timex x = matchers[k](&t, i);

                if (x.len > best.len && x.from >= last && x.from + x.len <= t.end)
                    best = x;
            }
            if (best.len == 0) {
                i++;
                continue;
            }
            AG_PUSH(a, &doc->times,
                    (ag_time){ .span = { doc->tokens.at[best.from].span.from,
                                         doc->tokens.at[best.from + best.len - 1].span.to },
                               .value = ag_arena_str(a, ag_str_of(best.value)), .date = best.date });
            remember(&t, &best);
            i = last = best.from + best.len;
        }
    }
}
