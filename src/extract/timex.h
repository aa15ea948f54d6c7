/* Shared by the files that find time expressions: time.c walks, time_words.c reads words, and each of
 * time_day.c, time_span.c and time_story.c has matchers for one kind of expression. */
#ifndef AG_EXTRACT_TIMEX_H
#define AG_EXTRACT_TIMEX_H

#include "extract/clause.h"

/* A stretch of the calendar: its first day, and D day, W week, E weekend, M month, Q quarter, H half of a year, Y year,
 * C decade; 0: none. As units of durations there are also h hours and m minutes. */
typedef struct ag_stretch {
    char unit;
    ag_day first;
} ag_stretch;

typedef struct ag_timer {
    ag_arena *a;
    ag_doc *doc;
    const ag_rules *rules;
    ag_day today;            /* of publication; AG_NO_DAY: unknown */
    int year, month, day;    /* of today */
    int first, end;          /* the sentence */
    int sentence;
    ag_stretch told;         /* the last one that the text told, and in which sentence: what "a year earlier" counts from */
    int told_in;
    ag_stretch quarter;      /* the latest quarter, unless it was told long ago */
    int quarter_in;
} ag_timer;

enum { AG_TIME_STORY = 3 }; /* sentences: what was told farther back is forgotten */

/* An expression: tokens [from, from + len), its TimeML value, its date where it is a point; len 0: none. */
typedef struct ag_timex {
    int from, len;
    char value[32];
    ag_date date;
    ag_stretch stretch;
    bool is_aside;           /* a comparison: later expressions do not count from it */
} ag_timex;

typedef ag_timex ag_time_matcher(const ag_timer *t, int i);

/* time_day.c: "Friday night", "yesterday", "10 a.m. Friday", "March 3, 2019", "in 1990" */
ag_time_matcher ag_time_weekday, ag_time_today, ag_time_clock, ag_time_month, ag_time_year;
/* time_span.c: "last week", "the third quarter", "two years ago", "several days", "now" */
ag_time_matcher ag_time_quarter, ag_time_relative, ag_time_count, ag_time_vague, ag_time_word;
/* time_story.c: "a year earlier", "the following day", "the latest quarter": counted from what was told before */
ag_time_matcher ag_time_earlier, ag_time_following, ag_time_year_ago, ag_time_same;

/* ---- words (time_words.c); token numbers outside the sentence are no words ---------------------------- */

bool ag_time_is(const ag_timer *t, int i, const char *word);
bool ag_time_is_any(const ag_timer *t, int i, const char *const *words);
#define AG_TIME_IS_ANY(t, i, ...) ag_time_is_any(t, i, (const char *const[]){ __VA_ARGS__, NULL })
ag_str ag_time_form(const ag_timer *t, int i);

/* Each returns what it found and sets *len to the tokens it takes; where `len` is missing, it takes one. */
int ag_time_weekday_at(const ag_timer *t, int i);               /* 0 Monday … 6, or -1 */
int ag_time_month_at(const ag_timer *t, int i);                 /* 1 … 12, or 0: "August", "Aug." */
int ag_time_day_at(const ag_timer *t, int i);                   /* 1 … 31, or 0: "3", "3rd" */
int ag_time_year_at(const ag_timer *t, int i, int *len);        /* "1996", "nineteen ninety-six"; or 0 */
long ag_time_number_at(const ag_timer *t, int i, int *len);     /* "12", "twenty-five", "a couple of", "a"; or -1 */
int ag_time_ordinal_at(const ag_timer *t, int i);               /* 1 … 4: "first"; or 0 */
long ag_time_digits(ag_str s, bool ordinal);                    /* "20", with `ordinal` also "20th"; or -1 */
char ag_time_unit_at(const ag_timer *t, int i, bool *is_plural); /* D W E M Q Y C h m, or 0; is_plural may be NULL */
const char *ag_time_season_at(const ag_timer *t, int i);        /* "SP" "SU" "FA" "WI", or NULL */
int ag_time_season_month(const char *season);                   /* in which it begins */
const char *ag_time_part_of_day(const ag_timer *t, int i);      /* "TMO" …, or "" */
int ag_time_hyphen(const ag_timer *t, int i);                   /* 1 where a hyphen stands, else 0 */

/* Whether the clause around token `i` lies ahead: "will", "plans to", "is due". */
bool ag_time_is_future(const ag_timer *t, int i);

/* ---- the calendar --------------------------------------------------------------------------------------- */

/* The stretch of that unit around a day, and the one `n` units from it; unit 0 where the calendar ends. */
ag_stretch ag_stretch_around(char unit, ag_day d);
ag_stretch ag_stretch_move(ag_stretch s, long n);

ag_timex ag_timex_value(int from, int len, const char *value);              /* no point on the line: "P2D" */
ag_timex ag_timex_stretch(int from, int len, ag_stretch s);                 /* a stretch of the calendar   */
ag_timex ag_timex_duration(int from, int len, const char *n, char unit);    /* "P3M", "PT2H", "PXY"        */
bool ag_time_has_quarter(const ag_timer *t);  /* whether a quarter was told a few sentences ago or less */
ag_timex ag_timex_shifted(const ag_timer *t, int from, int len, long n, char unit); /* n units from today  */

#endif
