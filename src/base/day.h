/* The calendar: days as numbers, dates with a grain. No clock, no time zone, no locale. */
#ifndef AG_BASE_DAY_H
#define AG_BASE_DAY_H

#include "base/str.h"

typedef int32_t ag_day; /* days since 1970-01-01, Gregorian */

#define AG_NO_DAY INT32_MIN

typedef enum ag_grain { AG_GRAIN_NONE, AG_GRAIN_DAY, AG_GRAIN_WEEK, AG_GRAIN_MONTH, AG_GRAIN_YEAR } ag_grain;

/* A date as known: the first day of a day, week, month or year. Zeroed means: no date. */
typedef struct ag_date {
    ag_day first;
    ag_grain grain;
} ag_date;

/* Year, month 1..12, day 1..31 of a valid date to its number; AG_NO_DAY where there is no such day. */
ag_day ag_day_of(int year, int month, int day);
void ag_day_split(ag_day d, int *year, int *month, int *day);

/* 0 Monday … 6 Sunday. */
int ag_day_weekday(ag_day d);

/* ISO 8601 week of a day. */
void ag_day_week(ag_day d, int *year, int *week);

/* Monday of an ISO week; AG_NO_DAY where there is no such week. */
ag_day ag_day_of_week(int year, int week);

/* "2025-08-24" in front of anything that is not a digit, as in "2025-08-24T10:00:00+02:00". */
bool ag_day_parse(ag_str s, ag_day *out);

/* "2025-08-24"; "" for AG_NO_DAY. */
void ag_day_format(ag_day d, char out[16]);

/* "2025-08-24", "2025-W34", "2025-08", "2025"; "" for no date. */
void ag_date_format(ag_date d, char out[16]);
bool ag_date_parse(ag_str s, ag_date *out);

/* The last day of a date: of a week its Sunday, of a month its last. AG_NO_DAY for no date. */
ag_day ag_date_last(ag_date d);

/* 20250824, a form that sorts in a graph's column. 0 for AG_NO_DAY. */
int ag_day_number(ag_day d);

/* "day", "week" …; "" for none. */
const char *ag_grain_name(ag_grain g);

#endif
