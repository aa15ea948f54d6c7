/* Words of time: numbers, months, units. English has few of them, and they do not change: they stand in the code. */
#include "extract/timex.h"

static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july", "august",
                                      "september", "october", "november", "december" };
static const char *const numbers[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                                       "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
                                       "eighteen", "nineteen" };
static const char *const tens[] = { "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };
static const char *const ordinals[] = { "", "first", "second", "third", "fourth" };

#define INDEX(t, i, words) list_index(t, i, words, sizeof words / sizeof *words)

ag_str
ag_time_form(const ag_timer *t, int i)
{
    return i >= t->first && i < t->end ? t->doc->tokens.at[i].form : AG_S("");
}

bool
ag_time_is(const ag_timer *t, int i, const char *word)
{
    return ag_str_eq_nocase(ag_time_form(t, i), ag_str_of(word));
}

bool
ag_time_is_any(const ag_timer *t, int i, const char *const *words)
{
    for (; *words; words++)
        if (ag_time_is(t, i, *words))
            return true;
    return false;
}

static int
list_index(const ag_timer *t, int i, const char *const *words, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (*words[k] && ag_time_is(t, i, words[k]))
            return (int)k;
    return -1;
}

int
ag_time_hyphen(const ag_timer *t, int i)
{
    return ag_time_is(t, i, "-") ? 1 : 0;
}

int
ag_time_weekday_at(const ag_timer *t, int i)
{
    return INDEX(t, i, weekdays);
}

/* "may" and "march" only with a capital. */
int
ag_time_month_at(const ag_timer *t, int i)
{
    ag_str s = ag_time_form(t, i);
    int m;

    if (s.len == 0 || s.at[0] < 'A' || s.at[0] > 'Z')
        return 0;
    m = INDEX(t, i, months);
    if (m >= 0)
        return m + 1;
    if (s.at[s.len - 1] == '.')
        s.len--;
    if (ag_str_eq_nocase(s, AG_S("sept")))
        return 9;
    for (int k = 0; k < 12 && s.len == 3; k++)
        if (k != 4 && ag_str_eq_nocase(s, ag_str_sub(ag_str_of(months[k]), 0, 3)))
            return k + 1;
    return 0;
}

long
ag_time_digits(ag_str s, bool ordinal)
{
    long n;

    if (ordinal && s.len > 2 && s.at[s.len - 1] >= 'a' && s.at[s.len - 1] <= 'z')
        s.len -= 2;
    for (size_t k = 0; k < s.len; k++)
        if (s.at[k] < '0' || s.at[k] > '9')
            return -1;
    return ag_str_int(s, &n) ? n : -1;
}

/* "ninety-six", "sixty", "nine" below 100; -1. */
static long
small_number(const ag_timer *t, int i, int *len)
{
    int ten = INDEX(t, i, tens), one = INDEX(t, i, numbers), h = ag_time_hyphen(t, i + 1);

    *len = 1;
    if (one >= 0)
        return one;
    if (ten < 2)
        return -1;
    one = INDEX(t, i + 1 + h, numbers);
    if (one < 1 || one > 9)
        return 10 * ten;
    *len = 2 + h;
    return 10 * ten + one;
}

long
ag_time_number_at(const ag_timer *t, int i, int *len)
{
    bool is_one = AG_TIME_IS_ANY(t, i, "a", "an");
    long n;

    *len = 1;
    if (is_one && ag_time_is(t, i + 1, "couple")) {
        *len = ag_time_is(t, i + 2, "of") ? 3 : 2;
        return 2;
    }
    n = is_one ? 1 : small_number(t, i, len);
    if (n > 0 && ag_time_is(t, i + *len, "hundred")) {
        ++*len;
        return 100 * n;
    }
    return n >= 0 ? n : ag_time_digits(ag_time_form(t, i), false);
}

int
ag_time_ordinal_at(const ag_timer *t, int i)
{
    int k = INDEX(t, i, ordinals);

    return k > 0 ? k : 0;
}

int
ag_time_day_at(const ag_timer *t, int i)
{
    long n = ag_time_digits(ag_time_form(t, i), true);

    return n >= 1 && n <= 31 ? (int)n : 0;
}

int
ag_time_year_at(const ag_timer *t, int i, int *len)
{
    long n = ag_time_form(t, i).len == 4 ? ag_time_digits(ag_time_form(t, i), false) : -1;
    int century = AG_TIME_IS_ANY(t, i, "nineteen") ? 19 : ag_time_is(t, i, "eighteen") ? 18 : 0, more;

    *len = 1;
    if (n >= 1500 && n <= 2100)
        return (int)n;
    if (century && (n = small_number(t, i + 1, &more)) >= 10) { /* as it is spoken */
        *len = 1 + more;
        return 100 * century + (int)n;
    }
    return 0;
}

char
ag_time_unit_at(const ag_timer *t, int i, bool *is_plural)
{
    static const struct {
        const char *word;
        char unit;
    } units[] = { { "day", 'D' }, { "week", 'W' }, { "month", 'M' }, { "quarter", 'Q' }, { "year", 'Y' }, { "weekend", 'E' },
                  { "decade", 'C' }, { "hour", 'h' }, { "minute", 'm' } };
    ag_str s = ag_time_form(t, i);
    bool plural = s.len > 1 && (s.at[s.len - 1] == 's' || s.at[s.len - 1] == 'S');

    if (plural)
        s.len--;
    if (is_plural)
        *is_plural = plural;
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        if (ag_str_eq_nocase(s, ag_str_of(units[k].word)))
            return units[k].unit;
    return 0;
}

const char *
ag_time_season_at(const ag_timer *t, int i)
{
    return ag_time_is(t, i, "spring") ? "SP" : ag_time_is(t, i, "summer") ? "SU"
           : AG_TIME_IS_ANY(t, i, "fall", "autumn") ? "FA" : ag_time_is(t, i, "winter") ? "WI" : NULL;
}

int
ag_time_season_month(const char *season)
{
    return strcmp(season, "SP") == 0 ? 3 : strcmp(season, "SU") == 0 ? 6 : strcmp(season, "FA") == 0 ? 9 : 12;
}

const char *
ag_time_part_of_day(const ag_timer *t, int i)
{
    return ag_time_is(t, i, "morning") ? "TMO" : ag_time_is(t, i, "afternoon") ? "TAF" : ag_time_is(t, i, "evening") ? "TEV"
           : ag_time_is(t, i, "night") ? "TNI" : "";
}

/* Whether the verb at `v` has an auxiliary of the future; *is_infinitive: "to". */
static bool
has_future_auxiliary(const ag_timer *t, int v, bool *is_infinitive)
{
    const ag_token *all = t->doc->tokens.at;

    *is_infinitive = false;
    for (int c = t->first; c < t->end; c++) {
        if (all[c].head != v)
            continue;
        if (all[c].deprel == AG_AUX_REL_ &&
            (ag_str_is(all[c].lemma, "will") || ag_str_is(all[c].lemma, "shall") || ag_str_is(all[c].lemma, "would") ||
             ag_str_is(all[c].lemma, "may") || ag_str_is(all[c].lemma, "should") || ag_str_is(all[c].form, "'ll") ||
             ag_str_is(all[c].form, "wo")))
            return true;
        *is_infinitive |= all[c].deprel == AG_MARK_ && ag_str_is(all[c].lemma, "to");
    }
    return false;
}

bool
ag_time_is_future(const ag_timer *t, int i)
{
    enum { FARTHEST = 12 };
    static const char *const ahead[] = { "due", "schedule", "scheduled", "expect", "plan" };
    const ag_token *all = t->doc->tokens.at;

    if (t->end - t->first > AG_LONGEST_SENTENCE)
        return false;
    for (int steps = 0; i >= t->first && i < t->end && steps < FARTHEST; steps++, i = all[i].head) {
        bool is_infinitive;

        if (all[i].upos != AG_VERB && all[i].upos != AG_ADJ && all[i].upos != AG_AUX)
            continue;
        for (size_t k = 0; k < sizeof ahead / sizeof *ahead; k++)
            if (ag_str_is(all[i].lemma, ahead[k]))
                return true;
        if (has_future_auxiliary(t, i, &is_infinitive))
            return true;
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
