/* The wording of a report: templates that stand in ontology/report.txt, whose head tells their syntax. */
#ifndef AG_REPORT_TEMPLATES_H
#define AG_REPORT_TEMPLATES_H

#include "base/map.h"
#include "base/table.h"
#include "report/page.h"

typedef struct ag_templates {
    ag_table table;
    ag_map first;  /* "section\nkey" → the first row of that key */
} ag_templates;

typedef enum ag_value_kind { AG_VALUE_NONE, AG_VALUE_TEXT, AG_VALUE_NUMBER, AG_VALUE_ACTOR, AG_VALUE_LINE } ag_value_kind;

/* What a placeholder stands for. A text of no length, and AG_VALUE_NONE, are missing data. */
typedef struct ag_value {
    const char *name;
    uint8_t kind;
    ag_str text;
    double number;
    int actor;
    const ag_line *line;
    int note;      /* set behind it; -1: none */
} ag_value;

#define AG_TEXT_VALUE(name, s) { (name), AG_VALUE_TEXT, (s), 0, -1, NULL, -1 }
#define AG_NUMBER_VALUE(name, x, note) { (name), AG_VALUE_NUMBER, { "", 0 }, (x), -1, NULL, (note) }
#define AG_ACTOR_VALUE(name, x) { (name), AG_VALUE_ACTOR, { "", 0 }, 0, (x), NULL, -1 }
#define AG_LINE_VALUE(name, l) { (name), AG_VALUE_LINE, { "", 0 }, 0, -1, (l), -1 }

/* How an actor is written here; knows whom it has introduced already. */
typedef void ag_namer(void *self, int actor, ag_line *out);

typedef struct ag_filling {
    const ag_templates *templates;
    ag_page *page;
    ag_namer *name;
    void *self;
    int words_to;  /* numbers up to this are written as words in front of a noun; 0: none */
} ag_filling;

/* Reads and checks a table of templates. AG_INPUT with its line: no such section, braces that do not close. */
ag_status ag_templates_read(ag_arena *a, const char *path, ag_templates *out, ag_err *err);

/* Fields of the first row `key` of a section, or NULL. */
const ag_row *ag_templates_row(const ag_templates *t, const char *section, ag_str key);

/* A number of [settings]. */
double ag_templates_setting(const ag_templates *t, const char *key, double otherwise);

/* A word of [words], in the office's own words; `key` itself where the table has none. */
ag_str ag_templates_word(const ag_templates *t, const char *key);

/* The sentence `key` with these values, at the end of `out`: the first row of that key for which there are all data.
 * False, and nothing is written, where there is none. The first letter becomes a capital in [sentences]. */
bool ag_fill(const ag_filling *f, const char *section, const char *key, const ag_value *values, int n, ag_line *out);

/* "two agreements": a number with its noun, as "{n:one:several}" would have it. */
void ag_fill_count(const ag_filling *f, double x, ag_str one, ag_str several, ag_line *out);

/* 3.5, 12, 0.33: as people read it, two decimals at most; 0.0021 where it is that small. */
ag_str ag_figure(ag_arena *a, double x);

#endif
