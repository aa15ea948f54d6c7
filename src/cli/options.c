/* Command lines. */
#include "cli/options.h"

#include "base/edit.h"

#include <stdio.h>
#include <stdlib.h>

const char *
ag_did_you_mean(const char *typed, const char *const *words)
{
    const char *best = NULL;
    int nearest = 3;

    for (; *words; words++) {
        int d = ag_edit_distance(ag_str_of(typed), ag_str_of(*words));

        if (d < nearest && d < (int)strlen(*words)) {
            nearest = d;
            best = *words;
        }
    }
    return best;
}

static _Noreturn void
help(const ag_usage *u)
{
    printf("%s\n\n%s\n", u->synopsis, u->about);
    if (u->options && u->options->name)
        puts("\nOptions");
    for (const ag_option *o = u->options; o && o->name; o++) {
        char head[80];

        snprintf(head, sizeof head, "%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
        if (strlen(head) > 22)
            printf("  %s\n  %-22s %s\n", head, "", o->what);
        else
            printf("  %-22s %s\n", head, o->what);
    }
    printf("\nExample\n%s\n", u->example);
    exit(0);
}

static ag_status
set(const ag_option *o, const char *value, ag_err *err)
{
    ag_option_words *words = o->to;
    long n;

    switch ((ag_option_kind)o->kind) {
    case AG_OPT_FLAG:
        *(bool *)o->to = true;
        return AG_OK;
    case AG_OPT_TEXT:
        *(const char **)o->to = value;
        return AG_OK;
    case AG_OPT_NUMBER:
        if (!ag_str_int(ag_str_of(value), &n) || n < 0)
            return ag_fail(err, AG_USAGE, "%s takes a whole number, not '%s'", o->name, value);
        *(long *)o->to = n;
        return AG_OK;
    case AG_OPT_DAY:
        if (!ag_day_parse(ag_str_of(value), o->to) || strlen(value) != 10)
            return ag_fail(err, AG_USAGE, "%s takes a day such as 2025-08-24, not '%s'", o->name, value);
        return AG_OK;
    case AG_OPT_WORD:
        for (int i = 0; o->words[i]; i++)
            if (strcmp(o->words[i], value) == 0) {
                *(int *)o->to = i;
                return AG_OK;
            }
        const char *near = ag_did_you_mean(value, o->words);

        return near ? ag_fail(err, AG_USAGE, "%s: no '%s'; did you mean %s?", o->name, value, near)
                    : ag_fail(err, AG_USAGE, "%s takes one of %s, not '%s'", o->name, o->value, value);
    case AG_OPT_LIST:
    case AG_OPT_EACH:
        if (words->n == sizeof words->at / sizeof *words->at)
            return ag_fail(err, AG_USAGE, "%s takes at most %d values", o->name, words->n);
        words->at[words->n++] = value;
        return AG_OK;
    }
    return AG_OK;
}

static const ag_option *
find(const ag_usage *u, const char *arg, size_t n)
{
    for (const ag_option *o = u->options; o && o->name; o++)
        if (strlen(o->name) == n && strncmp(o->name, arg, n) == 0)
            return o;
    return NULL;
}

static ag_status
unknown(const ag_usage *u, const char *arg, ag_err *err)
{
    const char *names[64];
    int n = 0;

    for (const ag_option *o = u->options; o && o->name && n < 63; o++)
        names[n++] = o->name;
    names[n] = NULL;

    const char *near = ag_did_you_mean(arg, names);

    return near ? ag_fail(err, AG_USAGE, "no option '%s'; did you mean %s?", arg, near)
                : ag_fail(err, AG_USAGE, "no option '%s'; --help lists them", arg);
}

ag_status
ag_options_read(int argc, char **argv, const ag_usage *usage, int *n, ag_err *err)
{
    bool options = true;

    *n = 0;
    for (int i = 1; i < argc; i++) {
        char *arg = argv[i];
        const char *equals = strchr(arg, '=');

        if (!options || arg[0] != '-' || strcmp(arg, "-") == 0) {
            argv[++*n] = arg;
            continue;
        }
        if (strcmp(arg, "--") == 0) {
            options = false;
            continue;
        }
        if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0)
            help(usage);

        const ag_option *o = find(usage, arg, equals ? (size_t)(equals - arg) : strlen(arg));

        if (!o)
            return unknown(usage, arg, err);
        if (o->kind == AG_OPT_FLAG) {
            if (equals)
                return ag_fail(err, AG_USAGE, "%s takes no value", o->name);
            AG_TRY(set(o, NULL, err));
        } else if (equals) {
            AG_TRY(set(o, equals + 1, err));
        } else if (i + 1 < argc && !(o->kind == AG_OPT_LIST && argv[i + 1][0] == '-')) {
            AG_TRY(set(o, argv[++i], err));
            while (o->kind == AG_OPT_LIST && i + 1 < argc && argv[i + 1][0] != '-')
                AG_TRY(set(o, argv[++i], err));
        } else {
            return ag_fail(err, AG_USAGE, "%s needs a value: %s", o->name, o->value);
        }
    }
    return AG_OK;
}
