/* Days from dates and back, by the algorithm of Howard Hinnant, "chrono-compatible low-level date
 * algorithms" (2013): years begin in March, so that the leap day comes last. */
#include "base/day.h"

#include <stdio.h>

static int
month_length(int y, int m)
{
    static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : length[m - 1];
}

ag_day
ag_day_of(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return AG_NO_DAY;

    int y = year - (month <= 2);
    int era = y / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

void
ag_day_split(ag_day d, int *year, int *month, int *day)
{
    int z = d + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;

    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int
ag_day_weekday(ag_day d)
{
    int w = (d + 3) % 7; /* 1970-01-01 was a Thursday */

    return w < 0 ? w + 7 : w;
}

void
ag_day_week(ag_day d, int *year, int *week)
{
    int m, dd;
    ag_day thursday = d - ag_day_weekday(d) + 3; /* a week belongs to the year of its Thursday */

    ag_day_split(thursday, year, &m, &dd);
    *week = (thursday - ag_day_of(*year, 1, 1)) / 7 + 1;
}

ag_day
ag_day_of_week(int year, int week)
{
    ag_day jan4 = ag_day_of(year, 1, 4);
    int y, w;

    if (jan4 == AG_NO_DAY || week < 1 || week > 53)
        return AG_NO_DAY;

    ag_day monday = jan4 - ag_day_weekday(jan4) + 7 * (week - 1);

    ag_day_week(monday, &y, &w);
    return y == year && w == week ? monday : AG_NO_DAY;
}

static bool
digits(ag_str s, size_t from, size_t n, int *out)
{
    int x = 0;

    if (from + n > s.len)
        return false;
    for (size_t i = from; i < from + n; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        x = 10 * x + (s.at[i] - '0');
    }
    *out = x;
    return true;
}

bool
ag_day_parse(ag_str s, ag_day *out)
{
    int y, m, d;

    if (!digits(s, 0, 4, &y) || s.len < 10 || s.at[4] != '-' || !digits(s, 5, 2, &m) || s.at[7] != '-' ||
        !digits(s, 8, 2, &d) || (s.len > 10 && s.at[10] >= '0' && s.at[10] <= '9'))
        return false;

    ag_day day = ag_day_of(y, m, d);

    if (day != AG_NO_DAY)
        *out = day;
    return day != AG_NO_DAY;
}

void
ag_day_format(ag_day d, char out[16])
{
    int y, m, dd;

    out[0] = 0;
    if (d == AG_NO_DAY)
        return;
    ag_day_split(d, &y, &m, &dd);
    snprintf(out, 16, "%04d-%02d-%02d", y % 10000, m, dd);
}

void
ag_date_format(ag_date d, char out[16])
{
    int y, m, dd, w;

    out[0] = 0;
    if (d.grain == AG_GRAIN_NONE)
        return;
    ag_day_split(d.first, &y, &m, &dd);
    if (d.grain == AG_GRAIN_DAY)
        ag_day_format(d.first, out);
    else if (d.grain == AG_GRAIN_MONTH)
        snprintf(out, 16, "%04d-%02d", y % 10000, m);
    else if (d.grain == AG_GRAIN_YEAR)
        snprintf(out, 16, "%04d", y % 10000);
    else {
        ag_day_week(d.first, &y, &w);
        snprintf(out, 16, "%04d-W%02d", y % 10000, w);
    }
}

bool
ag_date_parse(ag_str s, ag_date *out)
{
    int y, n;
    ag_date d = { AG_NO_DAY, AG_GRAIN_NONE };

    if (s.len == 10 && ag_day_parse(s, &d.first))
        d.grain = AG_GRAIN_DAY;
    else if (s.len == 8 && digits(s, 0, 4, &y) && s.at[4] == '-' && s.at[5] == 'W' && digits(s, 6, 2, &n))
        d = (ag_date){ ag_day_of_week(y, n), AG_GRAIN_WEEK };
    else if (s.len == 7 && digits(s, 0, 4, &y) && s.at[4] == '-' && digits(s, 5, 2, &n))
        d = (ag_date){ ag_day_of(y, n, 1), AG_GRAIN_MONTH };
    else if (s.len == 4 && digits(s, 0, 4, &y))
        d = (ag_date){ ag_day_of(y, 1, 1), AG_GRAIN_YEAR };
    if (d.grain == AG_GRAIN_NONE || d.first == AG_NO_DAY)
        return false;
    *out = d;
    return true;
}

ag_day
ag_date_last(ag_date d)
{
    int year, month, day;

    if (d.grain == AG_GRAIN_NONE)
        return AG_NO_DAY;
    ag_day_split(d.first, &year, &month, &day);
    switch (d.grain) {
    case AG_GRAIN_WEEK: return d.first + 6;
    case AG_GRAIN_MONTH: return (month == 12 ? ag_day_of(year + 1, 1, 1) : ag_day_of(year, month + 1, 1)) - 1;
    case AG_GRAIN_YEAR: return ag_day_of(year, 12, 31);
    default: return d.first;
    }
}

int
ag_day_number(ag_day d)
{
    int y, m, dd;

    if (d == AG_NO_DAY)
        return 0;
    ag_day_split(d, &y, &m, &dd);
    return y * 10000 + m * 100 + dd;
}

const char *
ag_grain_name(ag_grain g)
{
    static const char *const name[] = { "", "day", "week", "month", "year" };

    return name[g];
}
