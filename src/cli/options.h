/* Command lines: one table of options a command, one reader for all. */
#ifndef AG_CLI_OPTIONS_H
#define AG_CLI_OPTIONS_H

#include "base/day.h"
#include "base/err.h"

typedef enum ag_option_kind { AG_OPT_FLAG, AG_OPT_TEXT, AG_OPT_NUMBER, AG_OPT_DAY, AG_OPT_WORD, AG_OPT_LIST, AG_OPT_EACH } ag_option_kind;

/* What AG_OPT_LIST and AG_OPT_EACH fill. A list takes the words behind the option up to the next one, EACH
 * takes one; given twice, all of them. */
typedef struct ag_option_words {
    const char *at[200];
    int n;
} ag_option_words;

typedef struct ag_option {
    const char *name;          /* "--jobs" or "-o"; a table ends with a NULL name */
    uint8_t kind;              /* ag_option_kind */
    void *to;                  /* bool, const char *, long, ag_day; ag_option_words (LIST, EACH); for AG_OPT_WORD: int, its place in words */
    const char *value;         /* how the value is called in --help: "N" */
    const char *what;          /* one line for --help */
    const char *const *words;  /* AG_OPT_WORD: what may stand here, NULL at the end */
} ag_option;

typedef struct ag_usage {
    const char *synopsis;      /* "actorgraph build PATH... -o FILE" */
    const char *about;         /* a sentence or two */
    const char *example;       /* lines to try */
    const ag_option *options;
} ag_usage;

/* Reads options and leaves the other arguments in argv[1..*n]. "--" ends the options, "--name=value"
 * and "--name value" are one. AG_USAGE with the way out. With --help it prints the usage on the
 * standard output and ends the program. */
ag_status ag_options_read(int argc, char **argv, const ag_usage *usage, int *n, ag_err *err);

/* The nearest of `words` (NULL at the end) to what was typed, or NULL when none is near: at most
 * two letters more, less, other or exchanged (Damerau 1964). */
const char *ag_did_you_mean(const char *typed, const char *const *words);

#endif
