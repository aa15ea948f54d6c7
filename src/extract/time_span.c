/* Units with a modifier or a number: "last week", "the third quarter of 1990", "two years ago", "several days", "now". */
#include "extract/timex.h"

#include <stdio.h>

/* ---- quarters and halves --------------------------------------------------------------------------------------- */

/* "this year", "last year 's" before or behind: the year meant, or 0. *len: its tokens. */
static int
named_year(const ag_timer *t, int i, int *len)
{
    int year = ag_time_year_at(t, i, len);
    int sign = ag_time_is(t, i, "last") ? -1 : ag_time_is(t, i, "next") ? 1 : 0;

    if (!year && AG_TIME_IS_ANY(t, i, "this", "last", "next", "the") && ag_time_is(t, i + 1, "year") && t->today != AG_NO_DAY) {
        *len = 2;
        year = t->year + sign;
    }
    if (year && AG_TIME_IS_ANY(t, i + *len, "'s", "’s"))
        ++*len;
    return year;
}

ag_timex
ag_time_quarter(const ag_timer *t, int i)
{
    int from = i, year = 0, len = 0, n;

    if ((year = named_year(t, i, &len)) != 0)
        i += len;
    n = ag_time_ordinal_at(t, i);
    if (n)
        i += 1 + ag_time_hyphen(t, i + 1);
    else if (!year || !ag_time_has_quarter(t))
        return (ag_timex){ 0 };

    char unit = ag_time_is(t, i, "half") && n && n < 3 ? 'H' : ag_time_unit_at(t, i, NULL) == 'Q' || (!n && ag_time_is(t, i, "period"))
                ? 'Q' : 0;

    if (!unit)
        return (ag_timex){ 0 };
    i++;
    if (!year && ag_time_is(t, i, "of")) {
        int of = i + 1 + ag_time_is(t, i + 1, "fiscal");

        year = named_year(t, of, &len);
        if (year)
            i = of + len;
    }
    if (unit == 'H' && !year)
        return (ag_timex){ 0 }; /* of a match, as often */
    if (!n) { /* "the 1988 quarter" */
        int y, m, d;

        ag_day_split(t->quarter.first, &y, &m, &d);
        n = (m - 1) / 3 + 1;
    }
    if (!year && t->today == AG_NO_DAY) {
        char value[32];

        snprintf(value, sizeof value, "XXXX-Q%d", n);
        return ag_timex_value(from, i - from, value);
    }
    if (!year)
        year = (n - 1) * 3 + 1 > t->month && !ag_time_is_future(t, i - 1) ? t->year - 1 : t->year;
    return ag_timex_stretch(from, i - from,
                            ag_stretch_around(unit, ag_day_of(year, unit == 'H' ? 6 * n - 5 : 3 * n - 2, 1)));
}

/* ---- modifier and unit ---------------------------------------------------------------------------------------- */

/* -1 last, 0 this, 1 next, 2 none. */
static int
sign_at(const ag_timer *t, int i)
{
    return AG_TIME_IS_ANY(t, i, "this", "current") ? 0 : AG_TIME_IS_ANY(t, i, "last", "past", "previous") ? -1
           : AG_TIME_IS_ANY(t, i, "next", "coming") ? 1 : 2;
}

static ag_timex
season(const ag_timer *t, int from, int i, int sign)
{
    const char *s = ag_time_season_at(t, i);
    int begins = ag_time_season_month(s), year = t->year + sign;
    char value[32];

    if (sign < 0 && !(strcmp(s, "WI") == 0 && t->month > 3)) /* the last one may be of this year */
        year = t->year - (begins > t->month);
    snprintf(value, sizeof value, "%04d-%s", year, s);
    return ag_timex_value(from, i + 1 - from, value);
}

ag_timex
ag_time_relative(const ag_timer *t, int i)
{
    int from = i, sign, len;
    bool is_plural;
    char value[32];

    if (AG_TIME_IS_ANY(t, i, "earlier", "later", "early", "late") && AG_TIME_IS_ANY(t, i + 1, "this", "last", "next"))
        i++;
    if (ag_time_is(t, i, "the") && sign_at(t, i + 1) != 2)
        i++;
    if (ag_time_is(t, i, "the") && t->today != AG_NO_DAY) { /* the season, the weekend that news is about */
        int s = i + 1 + (AG_TIME_IS_ANY(t, i + 1, "early", "late") ? 1 : 0);

        if (ag_time_season_at(t, s) && !ag_time_is(t, s, "fall") && t->doc->tokens.at[s].deprel != AG_COMPOUND_)
            return season(t, from, s, ag_time_is_future(t, s) ? 0 : -1);
        if (ag_time_unit_at(t, i + 1, &is_plural) == 'E' && !is_plural)
            return ag_timex_shifted(t, from, 2, ag_day_weekday(t->today) < 5 && !ag_time_is_future(t, i + 1) ? -1 : 0, 'E');
    }
    sign = sign_at(t, i);
    if (sign == 2)
        return (ag_timex){ 0 };

    long n = ag_time_number_at(t, i + 1, &len);
    char unit = n > 0 ? ag_time_unit_at(t, i + 1 + len, NULL) : 0;

    if (unit && unit != 'Q' && unit != 'E') { /* "the past two weeks" */
        snprintf(value, sizeof value, "%ld", n);
        return ag_timex_duration(from, i + 2 + len - from, value, unit);
    }
    unit = ag_time_unit_at(t, i + 1, &is_plural);
    if (!unit && ag_time_season_at(t, i + 1) && t->today != AG_NO_DAY)
        return season(t, from, i + 1, sign);
    if (!unit || unit == 'h' || unit == 'm' || (unit == 'D' && sign != 0) || is_plural) /* "last weeks": no one week */
        return (ag_timex){ 0 };
    if (unit == 'E' && sign == 0)
        sign = t->today != AG_NO_DAY && ag_day_weekday(t->today) < 2 && !ag_time_is_future(t, i + 1) ? -1 : 0;
    return ag_timex_shifted(t, from, i + 2 - from, sign, unit);
}

/* ---- number and unit ------------------------------------------------------------------------------------------ */

/* "the fiscal year", "the year ended March 31", "year-end" */
static ag_timex
business_year(const ag_timer *t, int i)
{
    int from = i, end;

    if (ag_time_is(t, i, "the")) {
        bool is_whole = false;

        for (i++; AG_TIME_IS_ANY(t, i, "current", "full", "fiscal"); i++)
            is_whole = true;
        if (!ag_time_is(t, i, "year"))
            return (ag_timex){ 0 };
        if (AG_TIME_IS_ANY(t, i + 1, "ended", "ending"))
            return ag_timex_value(from, i + 1 - from, "P1Y");
        return is_whole ? ag_timex_shifted(t, from, i + 1 - from, 0, 'Y') : (ag_timex){ 0 };
    }
    if (!ag_time_is(t, i, "year"))
        return (ag_timex){ 0 };
    end = i + 1 + (ag_time_hyphen(t, i + 1) || AG_TIME_IS_ANY(t, i + 1, "'s", "’s"));
    return ag_time_is(t, end, "end") ? ag_timex_shifted(t, from, end + 1 - from, 0, 'Y') : (ag_timex){ 0 };
}

/* Tokens of "about", "more than", "at least" … at `i`. */
static int
hedge_at(const ag_timer *t, int i)
{
    if (AG_TIME_IS_ANY(t, i, "about", "some", "nearly", "almost", "over", "around", "roughly", "approximately", "just"))
        return 1;
    if (AG_TIME_IS_ANY(t, i, "more", "less", "fewer") && ag_time_is(t, i + 1, "than"))
        return 2;
    if (ag_time_is(t, i, "at") && AG_TIME_IS_ANY(t, i + 1, "least", "most"))
        return 2;
    return ag_time_is(t, i, "no") && AG_TIME_IS_ANY(t, i + 1, "more", "less") && ag_time_is(t, i + 2, "than") ? 3 : 0;
}

ag_timex
ag_time_count(const ag_timer *t, int i)
{
    int from = i, len;
    bool has_article, is_plural;
    char unit, value[32];
    long n;

    i += hedge_at(t, i);
    n = ag_time_number_at(t, i, &len);
    has_article = AG_TIME_IS_ANY(t, i, "a", "an") && len == 1;
    if (n < 0 || n > 100000)
        return (ag_timex){ 0 };
    i += len;
    if (AG_TIME_IS_ANY(t, i, "more", "straight", "consecutive", "full", "trading", "business", "working", "long", "additional"))
        i++;
    i += ag_time_hyphen(t, i);
    unit = ag_time_unit_at(t, i++, &is_plural);
    if (!unit)
        return (ag_timex){ 0 };
    if (ag_time_is(t, i, "ago"))
        return ag_timex_shifted(t, from, i + 1 - from, -n, unit);
    if (ag_time_is(t, i, "old") || (ag_time_hyphen(t, i) && ag_time_is(t, i + 1, "old")))
        return (ag_timex){ 0 };
    if (ag_time_is(t, from - 1, "in") && ag_time_is_future(t, i - 1) && n > 0)
        return ag_timex_shifted(t, from - 1, i - from + 1, n, unit);
    if (unit == 'Q' || unit == 'E' || (has_article && (is_plural || !AG_TIME_IS_ANY(t, from - 1, "in", "for", "within", "over", "than"))))
        return (ag_timex){ 0 }; /* "a year": as often a rate */
    snprintf(value, sizeof value, "%ld", n);
    return ag_timex_duration(from, i - from, value, unit);
}

/* "several days", "the past few weeks", "recent years", "for months" */
ag_timex
ag_time_vague(const ag_timer *t, int i)
{
    int from = i;
    bool is_plural;
    char unit;

    if (AG_TIME_IS_ANY(t, i, "the", "these", "those"))
        i++;
    if (AG_TIME_IS_ANY(t, i, "past", "last", "next", "coming", "recent"))
        i++;
    if (ag_time_is(t, i, "a") && ag_time_is(t, i + 1, "few"))
        i++;
    if (AG_TIME_IS_ANY(t, i, "several", "few", "many", "some"))
        i++;
    unit = ag_time_unit_at(t, i, &is_plural);
    if (!unit || !is_plural || unit == 'Q' || unit == 'E')
        return (ag_timex){ 0 };
    if (ag_time_is(t, i + 1, "ago"))
        return ag_timex_value(from, i + 2 - from, "PAST_REF");
    if (ag_time_is(t, i + 1, "old") || ag_time_hyphen(t, i + 1))
        return (ag_timex){ 0 };
    if (AG_TIME_IS_ANY(t, from, "these", "those"))
        return unit == 'D' && from + 1 == i ? ag_timex_value(from, 2, ag_time_is(t, from, "these") ? "PRESENT_REF" : "PAST_REF")
                                            : (ag_timex){ 0 };
    if (from == i && (unit == 'h' || unit == 'm'))
        return (ag_timex){ 0 };
    return ag_timex_duration(from, i + 1 - from, "X", unit);
}

ag_timex
ag_time_word(const ag_timer *t, int i)
{
    static const struct {
        const char *word, *value;
    } words[] = { { "now", "PRESENT_REF" }, { "currently", "PRESENT_REF" }, { "presently", "PRESENT_REF" }, { "nowadays", "PRESENT_REF" },
                  { "recently", "PAST_REF" }, { "lately", "PAST_REF" }, { "daily", "P1D" }, { "weekly", "P1W" }, { "monthly", "P1M" },
                  { "annually", "P1Y" } };
    ag_day d;

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ag_time_is(t, i, words[k].word))
            return ag_timex_value(i, 1, words[k].value);
    if (ag_time_is(t, i, "current") && t->doc->tokens.at[i].upos == AG_ADJ)
        return ag_timex_value(i, 1, "PRESENT_REF");
    if (ag_time_is(t, i, "the")) {
        int n = i + 1 + ag_time_is(t, i + 1, "near");

        if (AG_TIME_IS_ANY(t, n, "future", "past") && !ag_time_unit_at(t, n + 1, NULL) && t->doc->tokens.at[n].upos == AG_NOUN)
            return ag_timex_value(i, n + 1 - i, ag_time_is(t, n, "past") ? "PAST_REF" : "FUTURE_REF");
    }

    ag_timex x = business_year(t, i);

    if (x.len)
        return x;
    if (AG_TIME_IS_ANY(t, i, "each", "every")) {
        bool is_plural;
        char unit = ag_time_unit_at(t, i + 1, &is_plural);

        if (unit && !is_plural && unit != 'Q' && unit != 'E')
            return ag_timex_duration(i, 2, "1", unit);
    }
    if (ag_time_form(t, i).len == 10 && ag_day_parse(ag_time_form(t, i), &d))
        return ag_timex_stretch(i, 1, (ag_stretch){ 'D', d });
    return (ag_timex){ 0 };
}
