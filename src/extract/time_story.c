/* Expressions that count from what the text told before: "a year earlier", "the year-ago quarter", "the following day",
 * "the latest quarter", "that year". What is told farther back than a few sentences is forgotten. */
#include "extract/timex.h"

static bool
is_told(const ag_timer *t)
{
    return t->told.unit && t->sentence - t->told_in <= AG_TIME_STORY;
}

bool
ag_time_has_quarter(const ag_timer *t)
{
    return t->quarter.unit && t->sentence - t->quarter_in <= AG_TIME_STORY;
}

/* `n` times `unit` from a stretch, in its own grain: a year before 1989-Q3 is 1988-Q3. Nothing where the unit is
 * smaller than the stretch. */
static ag_timex
moved(int from, int len, ag_stretch s, long n, char unit)
{
    static const char order[] = "DWEMQHYC";
    const char *a = strchr(order, s.unit), *b = strchr(order, unit);

    if (!a || !b || b < a)
        return (ag_timex){ 0 };

    ag_stretch step = ag_stretch_move((ag_stretch){ unit, s.first }, n);

    if (!step.unit)
        return (ag_timex){ 0 };
    /* the step begins its unit anew; a year from the day of the month is wanted */
    if (unit != 'D' && unit != 'W' && s.unit != unit) {
        int y, m, d, years = unit == 'C' ? 10 : 1;

        ag_day_split(s.first, &y, &m, &d);
        if (unit == 'Y' || unit == 'C')
            step.first = ag_day_of(y + (int)n * years, m, d);
        else
            step.first = ag_stretch_move((ag_stretch){ 'M', s.first }, n * (unit == 'Q' ? 3 : unit == 'H' ? 6 : 1)).first + d - 1;
        if (step.first == AG_NO_DAY)
            return (ag_timex){ 0 };
    } else if (unit == 'W' && s.unit == 'D') {
        step.first = s.first + 7 * (ag_day)n;
    }

    ag_timex x = ag_timex_stretch(from, len, ag_stretch_around(s.unit, step.first));

    x.is_aside = n < 0;
    return x;
}

/* "a year earlier", "two days later" */
ag_timex
ag_time_earlier(const ag_timer *t, int i)
{
    int len;
    long n = ag_time_number_at(t, i, &len);
    char unit = n > 0 && n < 1000 ? ag_time_unit_at(t, i + len, NULL) : 0;
    int sign = ag_time_is(t, i + len + 1, "earlier") ? -1 : ag_time_is(t, i + len + 1, "later") ? 1 : 0;

    if (!unit || !sign || unit == 'h' || unit == 'm')
        return (ag_timex){ 0 };
    if (unit == 'Y' && sign < 0 && ag_time_has_quarter(t))
        return moved(i, len + 2, t->quarter, -n, unit);
    if (is_told(t))
        return moved(i, len + 2, t->told, sign * n, unit);
    return sign < 0 && unit == 'Y' && t->today != AG_NO_DAY ? ag_timex_shifted(t, i, len + 2, -n, unit) : (ag_timex){ 0 };
}

/* "a year ago", "the year-ago quarter", "year-earlier": where quarters are compared, the same quarter */
ag_timex
ag_time_year_ago(const ag_timer *t, int i)
{
    int from = i;

    if (AG_TIME_IS_ANY(t, i, "a", "the", "one"))
        i++;
    if (!ag_time_is(t, i, "year"))
        return (ag_timex){ 0 };
    i += 1 + ag_time_hyphen(t, i + 1);
    if (!AG_TIME_IS_ANY(t, i, "ago", "earlier"))
        return (ag_timex){ 0 };
    i++;

    int n = ag_time_ordinal_at(t, i);

    if (n)
        i += 1 + ag_time_hyphen(t, i + 1);
    if (ag_time_unit_at(t, i, NULL) == 'Q' || ag_time_is(t, i, "period"))
        i++;
    else if (n)
        return (ag_timex){ 0 };
    if (n && t->today != AG_NO_DAY)
        return ag_timex_stretch(from, i - from, ag_stretch_around('Q', ag_day_of(t->year - 1, 3 * n - 2, 1)));
    if (ag_time_has_quarter(t))
        return moved(from, i - from, t->quarter, -1, 'Y');
    return t->today == AG_NO_DAY ? (ag_timex){ 0 } : ag_timex_shifted(t, from, i - from, -1, 'Y');
}

/* "the following day", "the next morning", "the previous week" */
ag_timex
ag_time_following(const ag_timer *t, int i)
{
    int sign = AG_TIME_IS_ANY(t, i + 1, "following", "next") ? 1 : ag_time_is(t, i + 1, "previous") ? -1 : 0;
    bool is_plural = false;
    char unit = *ag_time_part_of_day(t, i + 2) ? 'D' : ag_time_unit_at(t, i + 2, &is_plural);

    if (!ag_time_is(t, i, "the") || !sign || !unit || is_plural || unit == 'h' || unit == 'm' || !is_told(t))
        return (ag_timex){ 0 };
    return moved(i, 3, t->told, sign, unit);
}

/* "the latest quarter", "the quarter", "that year", "the same day" */
ag_timex
ag_time_same(const ag_timer *t, int i)
{
    int from = i;
    bool is_plural, is_same = ag_time_is(t, i, "that") || ag_time_is(t, i + 1, "same");

    if (!AG_TIME_IS_ANY(t, i, "the", "that"))
        return (ag_timex){ 0 };
    i++;
    bool is_latest = ag_time_is(t, i, "latest");

    i += is_latest || ag_time_is(t, i, "same");

    char unit = ag_time_is(t, i, "period") && is_latest ? 'Q' : ag_time_unit_at(t, i, &is_plural);

    if (!unit || (unit != 'Q' && is_plural))
        return (ag_timex){ 0 };
    if (unit == 'Q' && t->quarter.unit && !is_same)
        return ag_timex_stretch(from, i + 1 - from, t->quarter);
    if (unit == 'Q' && t->today != AG_NO_DAY && !is_same)
        return ag_timex_shifted(t, from, i + 1 - from, -1, 'Q');
    if (!is_same || !is_told(t) || strchr("hmEC", unit) || t->told.unit == 'C')
        return (ag_timex){ 0 };
    if (strchr("DWMQHY", t->told.unit) && strchr("DWMQHY", unit) &&
        strchr("DWMQHY", t->told.unit) <= strchr("DWMQHY", unit))
        return ag_timex_stretch(from, i + 1 - from, ag_stretch_around(unit, t->told.first));
    return (ag_timex){ 0 };
}
