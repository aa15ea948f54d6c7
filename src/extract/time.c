/* Tokens → time expressions with their TimeML values (timeml.org), counted from the publication day.
 *
 * Rules compose a modifier, a number and a unit ("last week", "three days ago", "next March") instead
 * of listing phrases. A bare weekday or month is the nearest one behind us, or ahead of us when its
 * verb lies in the future. Without a publication day nothing is invented: the value keeps its X's
 * ("XXXX-WXX-7") and there is no date. Weak: days counted from another day of the story ("the next
 * day", "two days later") are left out, and so are hours. */
#include "extract/clause.h"
#include "extract/extract.h"

#include "base/utf8.h"

#include <stdio.h>

typedef struct timer {
    ag_arena *a;
    ag_doc *doc;
    const ag_rules *rules;
    ag_day today;            /* AG_NO_DAY: unknown */
    int year, month, day;    /* of today */
    int first, end;          /* the sentence */
} timer;

typedef struct found {
    int from, len;           /* tokens; len 0: nothing */
    char value[32];
    ag_date date;
} found;

static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july", "august",
                                      "september", "october", "november", "december" };
static const char *const numbers[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                                       "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
                                       "eighteen", "nineteen", "twenty" };
static const char *const ordinals[] = { "", "first", "second", "third", "fourth" };

static ag_str
form(const timer *t, int i)
{
    return i >= t->first && i < t->end ? t->doc->tokens.at[i].form : AG_S("");
}

static bool
is(const timer *t, int i, const char *word)
{
    return ag_str_eq_nocase(form(t, i), ag_str_of(word));
}

static bool
is_any(const timer *t, int i, const char *const *words)
{
    for (; *words; words++)
        if (is(t, i, *words))
            return true;
    return false;
}
#define IS_ANY(t, i, ...) is_any(t, i, (const char *const[]){ __VA_ARGS__, NULL })

static int
list_index(const timer *t, int i, const char *const *words, int n)
{
    for (int k = 0; k < n; k++)
        if (is(t, i, words[k]))
            return k;
    return -1;
}

static int
weekday_at(const timer *t, int i)
{
    return list_index(t, i, weekdays, 7);
}

static bool
is_capital(ag_str s)
{
    return s.len && s.at[0] >= 'A' && s.at[0] <= 'Z';
}

/* 1..12 or 0: "August", "Aug.", "Sept"; "may" and "march" only with a capital. */
static int
month_at(const timer *t, int i)
{
    ag_str s = form(t, i);
    int m = list_index(t, i, months, 12);

    if (!is_capital(s))
        return 0;
    if (m >= 0)
        return m + 1;
    if (s.len && s.at[s.len - 1] == '.')
        s.len--;
    if (ag_str_eq_nocase(s, AG_S("sept")))
        return 9;
    for (int k = 0; k < 12 && s.len == 3; k++)
        if (k != 4 && ag_str_eq_nocase(s, ag_str_sub(ag_str_of(months[k]), 0, 3)))
            return k + 1;
    return 0;
}

/* A whole number in digits, with nothing behind it but "st", "nd", "rd", "th" where `ordinal`. */
static long
digits(ag_str s, bool ordinal)
{
    long n;

    if (ordinal && s.len > 2 && s.at[s.len - 1] >= 'a' && s.at[s.len - 1] <= 'z')
        s.len -= 2;
    for (size_t k = 0; k < s.len; k++)
        if (s.at[k] < '0' || s.at[k] > '9')
            return -1;
    return ag_str_int(s, &n) ? n : -1;
}

static long
number_at(const timer *t, int i)
{
    int k = list_index(t, i, numbers, 21);

    if (k >= 0)
        return k;
    return IS_ANY(t, i, "a", "an") ? 1 : digits(form(t, i), false);
}

static int
day_at(const timer *t, int i)
{
    long n = digits(form(t, i), true);

    return n >= 1 && n <= 31 ? (int)n : 0;
}

static int
year_at(const timer *t, int i)
{
    long n = form(t, i).len == 4 ? digits(form(t, i), false) : -1;

    return n >= 1500 && n <= 2100 ? (int)n : 0;
}

/* D W M Q Y, E weekend, C decade, H hour, m minute; 0 none. */
static char
unit_at(const timer *t, int i)
{
    static const struct {
        const char *word;
        char unit;
    } units[] = { { "day", 'D' }, { "week", 'W' }, { "month", 'M' }, { "quarter", 'Q' }, { "year", 'Y' }, { "weekend", 'E' },
                  { "decade", 'C' }, { "hour", 'H' }, { "minute", 'm' } };
    ag_str s = form(t, i);

    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
        ag_str w = ag_str_of(units[k].word);

        if (ag_str_eq_nocase(s, w) || (s.len == w.len + 1 && s.at[w.len] == 's' && ag_str_eq_nocase(ag_str_sub(s, 0, w.len), w)))
            return units[k].unit;
    }
    return 0;
}

/* Whether the clause around token `i` lies ahead: "will", "plans to", "is due". */
static bool
is_future(const timer *t, int i)
{
    const ag_token *all = t->doc->tokens.at;

    if (t->end - t->first > AG_LONGEST_SENTENCE)
        return false;
    for (int steps = 0; i >= t->first && i < t->end && steps < 12; steps++, i = all[i].head) {
        if (all[i].upos != AG_VERB && all[i].upos != AG_ADJ && all[i].upos != AG_AUX)
            continue;
        if (ag_str_is(all[i].lemma, "due") || ag_str_is(all[i].lemma, "schedule") || ag_str_is(all[i].lemma, "scheduled")
            || ag_str_is(all[i].lemma, "expect") || ag_str_is(all[i].lemma, "plan"))
            return true;
        bool is_infinitive = false;

        for (int c = t->first; c < t->end; c++) {
            if (all[c].head != i)
                continue;
            if (all[c].deprel == AG_AUX_REL_
                && (ag_str_is(all[c].lemma, "will") || ag_str_is(all[c].lemma, "shall") || ag_str_is(all[c].lemma, "would")
                    || ag_str_is(all[c].lemma, "may") || ag_str_is(all[c].lemma, "should")
                    || ag_str_is(all[c].form, "'ll") || ag_str_is(all[c].form, "wo")))
                return true;
            is_infinitive |= all[c].deprel == AG_MARK_ && ag_str_is(all[c].lemma, "to");
        }
        if (!is_infinitive)
            return false; /* else the verb above tells: "plans to meet", but "came to meet" */

        int up = all[i].head;
        const ag_cue *cue = up >= 0 ? ag_rules_cue(t->rules, all[up].upos == AG_NOUN ? AG_CUE_NOUN : all[up].upos == AG_ADJ
                                                                ? AG_CUE_ADJECTIVE : AG_CUE_VERB, all[up].lemma) : NULL;

        if (cue && (cue->effect == AG_EFFECT_PLANNED || cue->effect == AG_EFFECT_POSSIBLE))
            return true;
    }
    return false;
}

static found
got(int from, int len, const char *value, ag_day first, ag_grain grain)
{
    found f = { .from = from, .len = len };

    snprintf(f.value, sizeof f.value, "%s", value);
    if (first != AG_NO_DAY && grain != AG_GRAIN_NONE)
        f.date = (ag_date){ first, grain };
    return f;
}

static found
got_date(int from, int len, ag_day first, ag_grain grain, const char *suffix)
{
    found f = got(from, len, "", first, grain);
    char date[16];

    ag_date_format(f.date, date);
    snprintf(f.value, sizeof f.value, "%s%s", date, suffix);
    return f;
}

static const char *
part_of_day(const timer *t, int i)
{
    return is(t, i, "morning") ? "TMO" : is(t, i, "afternoon") ? "TAF" : is(t, i, "evening") ? "TEV"
           : is(t, i, "night") ? "TNI" : "";
}

/* ---- days ------------------------------------------------------------------------------------------------ */

static found
match_weekday(const timer *t, int i)
{
    int from = i, w, sign = 0;

    if (IS_ANY(t, i, "last", "past"))
        sign = -1, i++;
    else if (is(t, i, "next"))
        sign = 1, i++;
    else if (is(t, i, "this") || is(t, i, "coming"))
        i++;
    w = weekday_at(t, i);
    if (w < 0)
        return (found){ 0 };

    const char *part = part_of_day(t, i + 1);
    int len = i + 1 - from + (*part != 0), now = t->today == AG_NO_DAY ? 0 : ag_day_weekday(t->today);

    if (t->today == AG_NO_DAY) {
        char value[32];

        snprintf(value, sizeof value, "XXXX-WXX-%d%s", w + 1, part);
        return got(from, len, value, AG_NO_DAY, AG_GRAIN_NONE);
    }

    ag_day d = sign < 0   ? t->today - ((now - w + 6) % 7 + 1)
               : sign > 0 ? t->today + ((w - now + 6) % 7 + 1)
               : is_future(t, i) ? t->today + (w - now + 7) % 7
                                 : t->today - (now - w + 7) % 7;

    return got_date(from, len, d, AG_GRAIN_DAY, part);
}

static found
match_today(const timer *t, int i)
{
    static const struct {
        const char *word;
        int days;
        const char *part;
    } words[] = { { "today", 0, "" }, { "tonight", 0, "TNI" }, { "yesterday", -1, "" }, { "tomorrow", 1, "" } };

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (is(t, i, words[k].word)) {
            const char *part = *words[k].part ? words[k].part : part_of_day(t, i + 1);
            int len = 1 + (!*words[k].part && *part);

            if (t->today == AG_NO_DAY)
                return got(i, len, words[k].days ? "XXXX-XX-XX" : "PRESENT_REF", AG_NO_DAY, AG_GRAIN_NONE);
            return got_date(i, len, t->today + words[k].days, AG_GRAIN_DAY, part);
        }
    if (IS_ANY(t, i, "this", "last") && *part_of_day(t, i + 1)) {
        const char *part = part_of_day(t, i + 1);

        if (t->today == AG_NO_DAY)
            return got(i, 2, "XXXX-XX-XX", AG_NO_DAY, AG_GRAIN_NONE);
        return got_date(i, 2, t->today - is(t, i, "last"), AG_GRAIN_DAY, part);
    }
    return (found){ 0 };
}

/* ---- months and years --------------------------------------------------------------------------------------- */

static found
dated(const timer *t, int from, int len, int year, int month, int day, int at, int sign)
{
    char value[32];

    if (year) {
        ag_day d = ag_day_of(year, month, day ? day : 1);

        return d == AG_NO_DAY ? (found){ 0 } : got_date(from, len, d, day ? AG_GRAIN_DAY : AG_GRAIN_MONTH, "");
    }
    if (t->today == AG_NO_DAY) {
        if (day)
            snprintf(value, sizeof value, "XXXX-%02d-%02d", month, day);
        else
            snprintf(value, sizeof value, "XXXX-%02d", month);
        return got(from, len, value, AG_NO_DAY, AG_GRAIN_NONE);
    }
    year = t->year;
    if (sign == 0)
        sign = is_future(t, at) ? 1 : -1;

    bool after = month > t->month || (day && month == t->month && day > t->day);
    bool before = month < t->month || (day && month == t->month && day < t->day);

    if (sign < 0 && after && day) { /* "Jan. 14" on 6 January: eight days ahead, not a year behind */
        ag_day d = ag_day_of(year, month, day);

        if (d != AG_NO_DAY && d - t->today < 90)
            return dated(t, from, len, year, month, day, at, sign);
    }
    if (sign < 0 && after)
        year--;
    else if (sign > 0 && before)
        year++;
    return dated(t, from, len, year, month, day, at, sign);
}

static found
match_month(const timer *t, int i)
{
    int from = i, sign = 0, day = 0, month, year = 0;

    if (IS_ANY(t, i, "last"))
        sign = -1, i++;
    else if (is(t, i, "next"))
        sign = 1, i++;
    else if (IS_ANY(t, i, "early", "late", "mid") && (month_at(t, i + 1) || (is(t, i + 1, "-") && month_at(t, i + 2))))
        i += is(t, i + 1, "-") ? 2 : 1;
    if (day_at(t, i) && (month_at(t, i + 1) || (is(t, i + 1, "of") && month_at(t, i + 2)))) {
        day = day_at(t, i);
        i += is(t, i + 1, "of") ? 2 : 1;
    }
    month = month_at(t, i++);
    if (!month)
        return (found){ 0 };

    int at = i - 1;

    if (!day && day_at(t, i))
        day = day_at(t, i++);
    if (is(t, i, ",") && year_at(t, i + 1) && day)
        year = year_at(t, i + 1), i += 2;
    else if (year_at(t, i))
        year = year_at(t, i++);
    else if (is(t, i, "of") && year_at(t, i + 1))
        year = year_at(t, i + 1), i += 2;
    if (!day && !year && !sign) { /* "May" and "March" may be other things */
        bool bare = IS_ANY(t, at - 1, "in", "of", "since", "until", "by", "from", "last", "next", "for", "late", "early", "mid",
                           "and", "to", "during", "through", "between", "-", "this", "before", "after");

        if (!bare && (month == 5 || month == 3))
            return (found){ 0 };
    }
    if (day && !year) { /* "the September 11 attacks" */
        char month_day[16];

        snprintf(month_day, sizeof month_day, "%02d-%02d", month, day);
        if (ag_rules_in(t->rules, "yearless", ag_str_of(month_day))) {
            timer undated = *t;

            undated.today = AG_NO_DAY;
            return dated(&undated, from, i - from, 0, month, day, at, sign);
        }
    }
    return dated(t, from, i - from, year, month, day, at, sign);
}

static found
match_year(const timer *t, int i)
{
    int from = i, year;
    ag_str s = form(t, i);
    char value[32];

    if (s.len == 5 && s.at[4] == 's' && digits(ag_str_sub(s, 0, 4), false) > 1500 && s.at[3] == '0') {
        snprintf(value, sizeof value, "%.3s", s.at);
        return got(from, 1, value, AG_NO_DAY, AG_GRAIN_NONE);
    }
    if (IS_ANY(t, i, "early", "late", "mid"))
        i += is(t, i + 1, "-") ? 2 : 1;
    year = year_at(t, i);
    if (!year || unit_at(t, i + 1))
        return (found){ 0 };
    uint8_t rel = t->doc->tokens.at[i].deprel;
    bool stands_free = t->today != AG_NO_DAY && year > 1900 && year < t->year + 15
                       && (rel == AG_NMOD_UNMARKED_ || rel == AG_OBL_ || rel == AG_OBL_UNMARKED_ || rel == AG_NMOD_ || rel == AG_COMPOUND_);

    if (from == i && !stands_free
        && !IS_ANY(t, i - 1, "in", "since", "of", "by", "from", "until", "till", "through", "during", "for", "between", "and", "to",
                   "before", "after", "the", "fiscal", "year", "("))
        return (found){ 0 };
    if (from == i && IS_ANY(t, i - 1, "of", "and", "to", "the", "for", "from", "by", "(") && t->doc->tokens.at[i].head >= 0
        && t->doc->tokens.at[i].deprel == AG_NUMMOD_)
        return (found){ 0 }; /* "the 2000 soldiers" */
    return got_date(from, i + 1 - from, ag_day_of(year, 1, 1), AG_GRAIN_YEAR, "");
}

static found
match_quarter(const timer *t, int i)
{
    int from = i, q = list_index(t, i, ordinals, 5), year = 0;
    char value[32];

    if (q < 1)
        return (found){ 0 };
    i += is(t, i + 1, "-") ? 2 : 1;
    if (unit_at(t, i++) != 'Q')
        return (found){ 0 };
    if (is(t, i, "of") && year_at(t, i + 1))
        year = year_at(t, i + 1), i += 2;
    if (!year && t->today != AG_NO_DAY)
        year = (q - 1) * 3 + 1 > t->month && !is_future(t, i - 1) ? t->year - 1 : t->year;
    if (year)
        snprintf(value, sizeof value, "%04d-Q%d", year, q);
    else
        snprintf(value, sizeof value, "XXXX-Q%d", q);
    return got(from, i - from, value, AG_NO_DAY, AG_GRAIN_NONE);
}

/* ---- modifier and unit, number and unit ---------------------------------------------------------------------- */

/* `n` units from today: a day, a week, a month … that long. */
static found
shifted(const timer *t, int from, int len, long n, char unit)
{
    char value[32];
    ag_day d = t->today;

    if (d == AG_NO_DAY || n > 100000 || n < -100000)
        return got(from, len, n < 0 ? "PAST_REF" : n > 0 ? "FUTURE_REF" : "PRESENT_REF", AG_NO_DAY, AG_GRAIN_NONE);
    switch (unit) {
    case 'D':
        return got_date(from, len, d + (ag_day)n, AG_GRAIN_DAY, "");
    case 'W':
    case 'E':
        d += 7 * (ag_day)n;
        return got_date(from, len, d - ag_day_weekday(d), AG_GRAIN_WEEK, unit == 'E' ? "-WE" : "");
    case 'M': {
        long m = (long)t->year * 12 + t->month - 1 + n;

        return m < 12 ? (found){ 0 } : got_date(from, len, ag_day_of((int)(m / 12), (int)(m % 12) + 1, 1), AG_GRAIN_MONTH, "");
    }
    case 'Q': {
        long q = (long)t->year * 4 + (t->month - 1) / 3 + n;

        if (q < 4)
            return (found){ 0 };
        snprintf(value, sizeof value, "%04d-Q%d", (int)(q / 4), (int)(q % 4) + 1);
        return got(from, len, value, AG_NO_DAY, AG_GRAIN_NONE);
    }
    case 'Y':
        if (t->year + n < 1 || t->year + n > 9999)
            return (found){ 0 };
        return got_date(from, len, ag_day_of((int)(t->year + n), 1, 1), AG_GRAIN_YEAR, "");
    case 'C':
        if (t->year + 10 * n < 1 || t->year + 10 * n > 9999)
            return (found){ 0 };
        snprintf(value, sizeof value, "%03d", (int)(t->year + 10 * n) / 10);
        return got(from, len, value, AG_NO_DAY, AG_GRAIN_NONE);
    default:
        return got(from, len, n < 0 ? "PAST_REF" : "FUTURE_REF", AG_NO_DAY, AG_GRAIN_NONE);
    }
}

static const char *
season_at(const timer *t, int i)
{
    return is(t, i, "spring") ? "SP" : is(t, i, "summer") ? "SU" : IS_ANY(t, i, "fall", "autumn") ? "FA" : is(t, i, "winter") ? "WI" : NULL;
}

/* The month in which it begins. */
static int
season_month(const timer *t, int i)
{
    return is(t, i, "spring") ? 3 : is(t, i, "summer") ? 6 : is(t, i, "winter") ? 12 : 9;
}

static found
match_relative(const timer *t, int i)
{
    int from = i, sign;
    char unit;

    if (IS_ANY(t, i, "earlier", "later", "early", "late") && IS_ANY(t, i + 1, "this", "last", "next"))
        i++;
    if (is(t, i, "the") && IS_ANY(t, i + 1, "last", "past", "next", "coming", "previous"))
        i++;
    if (is(t, i, "this") || is(t, i, "current"))
        sign = 0;
    else if (IS_ANY(t, i, "last", "past", "previous"))
        sign = -1;
    else if (IS_ANY(t, i, "next", "coming"))
        sign = 1;
    else
        return (found){ 0 };

    long n = number_at(t, i + 1);
    char value[32];

    if (n > 0 && (unit = unit_at(t, i + 2)) != 0 && unit != 'Q' && unit != 'E') { /* "the past two weeks" */
        snprintf(value, sizeof value, unit == 'H' || unit == 'm' ? "PT%ld%c" : "P%ld%c", unit == 'C' ? 10 * n : n,
                 unit == 'C' ? 'Y' : unit == 'm' ? 'M' : unit);
        return got(from, i + 3 - from, value, AG_NO_DAY, AG_GRAIN_NONE);
    }
    unit = unit_at(t, i + 1);
    if (!unit && season_at(t, i + 1) && t->today != AG_NO_DAY) {
        int year = t->year + (sign < 0 && !(season_at(t, i + 1)[0] == 'W' && t->month > 3) ? -(season_month(t, i + 1) > t->month) : sign);

        snprintf(value, sizeof value, "%04d-%s", year, season_at(t, i + 1));
        return got(from, i + 2 - from, value, AG_NO_DAY, AG_GRAIN_NONE);
    }
    if (!unit || unit == 'H' || unit == 'm' || (unit == 'D' && sign != 0))
        return (found){ 0 };
    if (form(t, i + 1).len && form(t, i + 1).at[form(t, i + 1).len - 1] == 's') /* "last weeks": no one week */
        return (found){ 0 };
    if (unit == 'E' && sign == 0)
        sign = t->today != AG_NO_DAY && ag_day_weekday(t->today) < 2 && !is_future(t, i + 1) ? -1 : 0;
    return shifted(t, from, i + 2 - from, sign, unit);
}

static found
match_count(const timer *t, int i)
{
    int from = i;
    long n;
    char unit, value[32];

    if (IS_ANY(t, i, "about", "some", "nearly", "almost", "over", "around"))
        i++;
    n = number_at(t, i);
    if (n < 0)
        return (found){ 0 };
    i++;
    if (is(t, i, "-"))
        i++;
    unit = unit_at(t, i++);
    if (!unit)
        return (found){ 0 };
    if (is(t, i, "ago"))
        return shifted(t, from, i + 1 - from, -n, unit);
    if (IS_ANY(t, i, "earlier", "later", "before", "after", "old") || (is(t, i, "-") && is(t, i + 1, "old")))
        return (found){ 0 };
    if (is(t, from - 1, "in") && is_future(t, i - 1) && n > 0)
        return shifted(t, from - 1, i - from + 1, n, unit);
    if (IS_ANY(t, from, "a", "an") || unit == 'Q' || unit == 'E')
        return (found){ 0 }; /* "a year": as often a rate */
    snprintf(value, sizeof value, unit == 'H' || unit == 'm' ? "PT%ld%c" : "P%ld%c", unit == 'C' ? 10 * n : n,
             unit == 'C' ? 'Y' : unit == 'm' ? 'M' : unit);
    return got(from, i - from, value, AG_NO_DAY, AG_GRAIN_NONE);
}

static found
match_word(const timer *t, int i)
{
    ag_day d;

    if (IS_ANY(t, i, "now", "currently", "presently", "nowadays"))
        return got(i, 1, "PRESENT_REF", AG_NO_DAY, AG_GRAIN_NONE);
    if (IS_ANY(t, i, "recently", "lately"))
        return got(i, 1, "PAST_REF", AG_NO_DAY, AG_GRAIN_NONE);
    if (is(t, i, "recent") && unit_at(t, i + 1))
        return got(i, 2, "PAST_REF", AG_NO_DAY, AG_GRAIN_NONE);
    if (is(t, i, "the") && IS_ANY(t, i + 1, "future", "past") && !unit_at(t, i + 2) && t->doc->tokens.at[i + 1].upos == AG_NOUN)
        return got(i, 2, is(t, i + 1, "past") ? "PAST_REF" : "FUTURE_REF", AG_NO_DAY, AG_GRAIN_NONE);
    if (is(t, i, "daily"))
        return got(i, 1, "P1D", AG_NO_DAY, AG_GRAIN_NONE);
    if (form(t, i).len == 10 && ag_day_parse(form(t, i), &d))
        return got_date(i, 1, d, AG_GRAIN_DAY, "");
    return (found){ 0 };
}

void
ag_extract_times(ag_arena *a, const ag_ontology *o, ag_doc *doc)
{
    typedef found matcher(const timer *, int);
    static matcher *const matchers[] = { match_weekday, match_today, match_month, match_quarter, match_relative, match_count,
                                         match_year, match_word };
    timer t = { .a = a, .doc = doc, .rules = o->rules, .today = doc->date };

    if (t.today != AG_NO_DAY)
        ag_day_split(t.today, &t.year, &t.month, &t.day);
    for (int s = 0; s < doc->sentences.n; s++) {
        int last = doc->sentences.at[s].first; /* end of the expression before */

        t.first = doc->sentences.at[s].first;
        t.end = doc->sentences.at[s].end;
        for (int i = t.first; i < t.end;) {
            found best = { 0 };

            for (size_t k = 0; k < sizeof matchers / sizeof *matchers; k++) {
                found f = matchers[k](&t, i);

                if (f.len > best.len && f.from >= last && f.from + f.len <= t.end)
                    best = f;
            }
            if (best.len == 0) {
                i++;
                continue;
            }
            AG_PUSH(a, &doc->times,
                    (ag_time){ .span = { doc->tokens.at[best.from].span.from,
                                         doc->tokens.at[best.from + best.len - 1].span.to },
                               .value = ag_arena_str(a, ag_str_of(best.value)), .date = best.date });
            i = last = best.from + best.len;
        }
    }
}
