/* Days, months and years, named: "Friday night", "yesterday", "10 a.m. Friday", "March 3, 2019", "since 1990". */
#include "extract/timex.h"

#include <stdio.h>

/* With the part of the day behind it, if there is one. */
static ag_timex
day_with_part(const ag_timer *t, int from, int len, ag_day d, const char *part)
{
    ag_timex x = ag_timex_stretch(from, len, (ag_stretch){ 'D', d });
    size_t n = strlen(x.value);

    (void)t;
    snprintf(x.value + n, sizeof x.value - n, "%s", part);
    return x;
}

ag_timex
ag_time_weekday(const ag_timer *t, int i)
{
    int from = i, w, sign = 0;

    if (AG_TIME_IS_ANY(t, i, "last", "past"))
        sign = -1, i++;
    else if (ag_time_is(t, i, "next"))
        sign = 1, i++;
    else if (AG_TIME_IS_ANY(t, i, "this", "coming"))
        i++;
    w = ag_time_weekday_at(t, i);
    if (w < 0)
        return (ag_timex){ 0 };

    const char *part = ag_time_part_of_day(t, i + 1);
    int len = i + 1 - from + (*part != 0);

    if (t->today == AG_NO_DAY) {
        char value[32];

        snprintf(value, sizeof value, "XXXX-WXX-%d%s", w + 1, part);
        return ag_timex_value(from, len, value);
    }

    int now = ag_day_weekday(t->today);
    ag_day d = sign < 0   ? t->today - ((now - w + 6) % 7 + 1)
               : sign > 0 ? t->today + ((w - now + 6) % 7 + 1)
               : ag_time_is_future(t, i) ? t->today + (w - now + 7) % 7
                                         : t->today - (now - w + 7) % 7;

    return day_with_part(t, from, len, d, part);
}

ag_timex
ag_time_today(const ag_timer *t, int i)
{
    static const struct {
        const char *word;
        int days;
        const char *part;
    } words[] = { { "today", 0, "" }, { "tonight", 0, "TNI" }, { "yesterday", -1, "" }, { "tomorrow", 1, "" } };

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ag_time_is(t, i, words[k].word)) {
            const char *part = *words[k].part ? words[k].part : ag_time_part_of_day(t, i + 1);
            int len = 1 + (!*words[k].part && *part);

            if (t->today == AG_NO_DAY)
                return ag_timex_value(i, len, words[k].days ? "XXXX-XX-XX" : "PRESENT_REF");
            return day_with_part(t, i, len, t->today + words[k].days, part);
        }
    if (AG_TIME_IS_ANY(t, i, "this", "last") && *ag_time_part_of_day(t, i + 1)) {
        if (t->today == AG_NO_DAY)
            return ag_timex_value(i, 2, "XXXX-XX-XX");
        return day_with_part(t, i, 2, t->today - ag_time_is(t, i, "last"), ag_time_part_of_day(t, i + 1));
    }
    return (ag_timex){ 0 };
}

/* ---- hours ----------------------------------------------------------------------------------------------- */

/* "10", "10:35" as minutes of the day, or -1. */
static int
hour_at(const ag_timer *t, int i)
{
    ag_str s = ag_time_form(t, i);
    const char *colon = s.len ? memchr(s.at, ':', s.len) : NULL;
    long h = ag_time_digits(colon ? ag_str_sub(s, 0, (size_t)(colon - s.at)) : s, false);
    long m = colon ? ag_time_digits(ag_str_sub(s, (size_t)(colon - s.at) + 1, s.len), false) : 0;

    return h >= 0 && h <= 24 && m >= 0 && m < 60 ? (int)(60 * h + m) : -1;
}

/* Tokens of a time zone at `i`: "EST", "local time", "(0735 GMT)". */
static int
zone_at(const ag_timer *t, int i)
{
    ag_str s = ag_time_form(t, i);

    if (ag_time_is(t, i, "(") && ag_time_is(t, i + 3, ")"))
        return 4;
    if (ag_time_is(t, i, "local") && ag_time_is(t, i + 1, "time"))
        return 2;
    return (s.len == 3 || s.len == 4) && s.at[s.len - 1] == 'T' && s.at[0] >= 'A' && s.at[0] <= 'Z';
}

ag_timex
ag_time_clock(const ag_timer *t, int i)
{
    int from = i, at = hour_at(t, i);
    char clock[16];

    if (AG_TIME_IS_ANY(t, i, "noon", "midnight") &&
        (ag_time_weekday_at(t, i + 1) >= 0 || AG_TIME_IS_ANY(t, i - 1, "at", "by", "until", "before", "after", "around", "about"))) {
        at = ag_time_is(t, i, "noon") ? 12 * 60 : 24 * 60;
        i++;
    } else if (at >= 0 && at < 13 * 60 && AG_TIME_IS_ANY(t, i + 1, "a.m.", "am", "a.m", "p.m.", "pm", "p.m")) {
        bool is_afternoon = AG_TIME_IS_ANY(t, i + 1, "p.m.", "pm", "p.m");

        at = at % (12 * 60) + (is_afternoon ? 12 * 60 : 0);
        i += 2;
    } else {
        return (ag_timex){ 0 };
    }
    snprintf(clock, sizeof clock, "T%02d:%02d", at / 60, at % 60);

    /* "10 a.m. EST on Friday": the day makes one expression with it */
    int len = i - from, day = i + (ag_time_is(t, i, ".") && i + 1 < t->end), z = zone_at(t, day);
    ag_timex x = { 0 };

    if (z)
        len = day + z - from;
    day += z;
    day += ag_time_is(t, day, "on") || ag_time_is(t, day, ",") ? 1 : 0;
    for (int k = 0; k < 3 && !x.len; k++)
        x = k == 0 ? ag_time_weekday(t, day) : k == 1 ? ag_time_today(t, day) : ag_time_month(t, day);
    if (x.len && x.stretch.unit == 'D') {
        x = ag_timex_stretch(from, day + x.len - from, x.stretch);
    } else {
        bool is_told = t->told.unit == 'D' && t->sentence - t->told_in <= AG_TIME_STORY;
        ag_day d = is_told ? t->told.first : t->today;

        if (d == AG_NO_DAY)
            return ag_timex_value(from, len, clock);
        x = ag_timex_stretch(from, len, (ag_stretch){ 'D', d });
        if (!is_told)
            x.date = (ag_date){ 0 }; /* of publication, as like as not: no day of an event */
        x.stretch.unit = 0;
    }
    size_t n = strlen(x.value);

    snprintf(x.value + n, sizeof x.value - n, "%s", clock);
    return x;
}

/* ---- months and years ---------------------------------------------------------------------------------------- */

/* A month, or a day of one. `sign` -1 the last one, 1 the next, 0 as its verb says; `at` a token of it. */
static ag_timex
dated(const ag_timer *t, int from, int len, int year, int month, int day, int at, int sign)
{
    enum { NEAR_AHEAD = 90, NEAR_BEHIND = 60 }; /* days: "Jan. 14" on 6 January lies ahead, whatever the verb */
    ag_day d;

    if (!year && t->today == AG_NO_DAY) {
        char value[32];

        if (day)
            snprintf(value, sizeof value, "XXXX-%02d-%02d", month, day);
        else
            snprintf(value, sizeof value, "XXXX-%02d", month);
        return ag_timex_value(from, len, value);
    }
    if (!year) {
        bool after = month > t->month || (day && month == t->month && day > t->day);
        bool before = month < t->month || (day && month == t->month && day < t->day);

        if (sign == 0)
            sign = ag_time_is_future(t, at) ? 1 : -1;
        year = t->year;
        d = ag_day_of(year, month, day ? day : 1);
        if (day && d != AG_NO_DAY && ((sign < 0 && after && d - t->today < NEAR_AHEAD) ||
                                      (sign > 0 && before && t->today - d < NEAR_BEHIND)))
            ;
        else if (sign < 0 && after)
            year--;
        else if (sign > 0 && before)
            year++;
    }
    d = ag_day_of(year, month, day ? day : 1);
    return d == AG_NO_DAY ? (ag_timex){ 0 } : ag_timex_stretch(from, len, (ag_stretch){ day ? 'D' : 'M', d });
}

ag_timex
ag_time_month(const ag_timer *t, int i)
{
    int from = i, sign = 0, day = 0, month, year = 0, len;

    if (ag_time_is(t, i, "last"))
        sign = -1, i++;
    else if (ag_time_is(t, i, "next"))
        sign = 1, i++;
    else if (AG_TIME_IS_ANY(t, i, "early", "late", "mid") && ag_time_month_at(t, i + 1 + ag_time_hyphen(t, i + 1)))
        i += 1 + ag_time_hyphen(t, i + 1);
    if (ag_time_day_at(t, i) && (ag_time_month_at(t, i + 1) || (ag_time_is(t, i + 1, "of") && ag_time_month_at(t, i + 2)))) {
        day = ag_time_day_at(t, i);
        i += ag_time_is(t, i + 1, "of") ? 2 : 1;
    }
    month = ag_time_month_at(t, i++);
    if (!month)
        return (ag_timex){ 0 };

    int at = i - 1;

    if (!day && ag_time_day_at(t, i))
        day = ag_time_day_at(t, i++);
    if (ag_time_is(t, i, ",") && day && (year = ag_time_year_at(t, i + 1, &len)) != 0)
        i += 1 + len;
    else if ((year = ag_time_year_at(t, i, &len)) != 0)
        i += len;
    else if (ag_time_is(t, i, "of") && (year = ag_time_year_at(t, i + 1, &len)) != 0)
        i += 1 + len;
    if (!day && !year && !sign) { /* "May" and "March" may be other things */
        bool bare = AG_TIME_IS_ANY(t, at - 1, "in", "of", "since", "until", "by", "from", "last", "next", "for", "late", "early",
                                   "mid", "and", "to", "during", "through", "between", "-", "this", "before", "after");

        bool is_first_name = ag_time_form(t, at).len == 3 && i < t->end && t->doc->tokens.at[i].upos == AG_PROPN; /* "Jan Kos" */

        if (is_first_name || (!bare && (month == 5 || month == 3)))
            return (ag_timex){ 0 };
    }
    if (day && !year) { /* "the September 11 attacks" */
        char month_day[16];

        snprintf(month_day, sizeof month_day, "%02d-%02d", month, day);
        if (ag_rules_in(t->rules, "yearless", ag_str_of(month_day))) {
            ag_timer undated = *t;

            undated.today = AG_NO_DAY;
            return dated(&undated, from, i - from, 0, month, day, at, sign);
        }
    }
    return dated(t, from, i - from, year, month, day, at, sign);
}

/* "the 1990s", "the '90s", "the nineties", "the 20th century" */
static ag_timex
decade_or_century(const ag_timer *t, int i)
{
    static const char *const words[] = { "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties",
                                         "nineties" };
    ag_str s = ag_time_form(t, i);
    char value[32];
    long n;

    if (s.len > 3 && ag_str_eq_nocase(ag_str_sub(s, 0, 3), AG_S("mid")))
        s = ag_str_sub(s, 3 + (s.at[3] == '-'), s.len);
    if (s.len == 5 && s.at[4] == 's' && s.at[3] == '0' && ag_time_digits(ag_str_sub(s, 0, 4), false) > 1500) {
        snprintf(value, sizeof value, "%.3s", s.at);
        return ag_timex_value(i, 1, value);
    }
    if (s.len >= 3 && s.at[s.len - 1] == 's' && s.at[s.len - 2] == '0' && s.at[s.len - 3] >= '2' && s.at[s.len - 3] <= '9' &&
        ((s.len == 3 && AG_TIME_IS_ANY(t, i - 1, "the", "early", "late")) || s.at[0] == '\'' || (unsigned char)s.at[0] >= 0x80)) {
        snprintf(value, sizeof value, "19%c", s.at[s.len - 3]);
        return ag_timex_value(i, 1, value);
    }
    for (int k = 0; k < 8; k++)
        if (ag_time_is(t, i, words[k]) && AG_TIME_IS_ANY(t, i - 1, "the", "early", "late")) {
            snprintf(value, sizeof value, "19%d", k + 2);
            return ag_timex_value(i, 1, value);
        }
    n = ag_time_is(t, i + 1, "century") ? ag_time_digits(s, true) : -1;
    if (n < 1 || n > 30)
        return (ag_timex){ 0 };
    snprintf(value, sizeof value, "%02ld", n - 1);
    return ag_timex_value(i, 2, value);
}

ag_timex
ag_time_year(const ag_timer *t, int i)
{
    int from = i, year, len;

    if (AG_TIME_IS_ANY(t, i, "early", "late", "mid"))
        i += 1 + ag_time_hyphen(t, i + 1);

    ag_timex x = decade_or_century(t, i);

    if (x.len)
        return x.from = from, x.len += i - from, x;
    year = ag_time_year_at(t, i, &len);
    if (!year || ag_time_unit_at(t, i + len, NULL))
        return (ag_timex){ 0 };

    uint8_t rel = t->doc->tokens.at[i].deprel;
    bool stands_free = t->today != AG_NO_DAY && year > 1900 && year < t->year + 15
                       && (rel == AG_NMOD_UNMARKED_ || rel == AG_OBL_ || rel == AG_OBL_UNMARKED_ || rel == AG_NMOD_ || rel == AG_COMPOUND_);

    if (from == i && !stands_free && len == 1
        && !AG_TIME_IS_ANY(t, i - 1, "in", "since", "of", "by", "from", "until", "till", "through", "during", "for", "between",
                           "and", "to", "before", "after", "the", "fiscal", "year", "("))
        return (ag_timex){ 0 };
    if (from == i && AG_TIME_IS_ANY(t, i - 1, "of", "and", "to", "the", "for", "from", "by", "(") && t->doc->tokens.at[i].head >= 0
        && rel == AG_NUMMOD_)
        return (ag_timex){ 0 }; /* "the 2000 soldiers" */
    return ag_timex_stretch(from, i + len - from, (ag_stretch){ 'Y', ag_day_of(year, 1, 1) });
}
