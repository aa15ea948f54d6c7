/* ontology: is it sound, and what is in it. */
#include "cli/cli.h"

#include "ontology/rules.h"

#include <stdio.h>

/* ---- check --------------------------------------------------------------------------------------------- */

static ag_status
check(ag_arena *a, const char *dir, int *n_found, ag_err *err)
{
    const ag_rules *rules;
    const ag_gazetteer *gazetteer;
    ag_findings found = { 0 };

    AG_TRY(ag_rules_check(a, dir, &rules, &found, err));
    for (int i = 0; i < found.n; i++)
        printf("%.*s\n", AG_SHOW(found.at[i].text));
    if (ag_gazetteer_open(a, dir, &gazetteer, err) != AG_OK) {
        printf("%s\n", err->text);
        found.n++;
    }
    *n_found = found.n;
    fprintf(stderr, "%s: %d types, %d verbs, %d nouns; %s found\n", dir, ag_rules_types(rules),
            ag_rules_all_verbs(rules).n, ag_rules_all_nouns(rules).n, ag_cli_count(a, found.n, "fault"));
    return AG_OK;
}

/* ---- list ---------------------------------------------------------------------------------------------- */

static void
list_types(const ag_rules *rules)
{
    for (int i = 0; i < ag_rules_types(rules); i++) {
        const ag_event_type *e = ag_rules_type(rules, i);

        printf("%-10.*s %-2.*s %6.3g  %.*s%s\n", AG_SHOW(e->name), AG_SHOW(e->quad), e->score, AG_SHOW(e->meaning),
               e->is_extension ? "  (extension)" : "");
    }
}

static void
list_triggers(const ag_rules *rules, ag_triggers all, const char *sort, const char *wanted)
{
    for (int i = 0; i < all.n; i++) {
        const ag_trigger *g = &all.at[i];
        ag_str type = ag_rules_type(rules, g->type)->name;

        if (wanted && !ag_str_eq_nocase(type, ag_str_of(wanted)) && !ag_str_eq_nocase(g->key, ag_str_of(wanted)))
            continue;
        printf("%-10.*s %-4s  %.*s  %.*s %.3g ", AG_SHOW(type), sort, AG_SHOW(g->lemma), AG_SHOW(g->mode), g->intensity);
        for (int k = 0; k < g->targets.n; k++)
            printf(" %.*s", AG_SHOW(g->targets.at[k]));
        printf("  (line %d)\n", g->line);
    }
}

static ag_status
list(ag_arena *a, const char *dir, const char *wanted, ag_err *err)
{
    ag_ontology o;

    AG_TRY(ag_ontology_open(a, dir, NULL, &o, err));
    if (!wanted)
        list_types(o.rules);
    else {
        list_triggers(o.rules, ag_rules_all_verbs(o.rules), "verb", wanted);
        list_triggers(o.rules, ag_rules_all_nouns(o.rules), "noun", wanted);
    }
    fprintf(stderr, "ontology %s, %s\n", o.name, dir);
    return AG_OK;
}

/* The folder of tables: what the user said, else where the program finds its own. Only the tables
 * are wanted, so that this works without weights. */
static ag_status
find_tables(const char *said, ag_places *out, ag_err *err)
{
    if (said) {
        snprintf(out->ontology, sizeof out->ontology, "%s", said);
        return AG_OK;
    }
    return ag_places_find(NULL, NULL, out, err);
}

int
cmd_ontology(int argc, char **argv)
{
    const char *dir = NULL;
    const ag_option options[] = {
        { "--ontology", AG_OPT_TEXT, &dir, "DIR", "tables of actors and events to use", NULL },
        { 0 },
    };
    const ag_usage usage = { "actorgraph ontology check|list [TYPE|WORD]",
                             "check tells what is wrong with the tables, a line each: unknown types, modes, classes and conditions,\n"
                             "lines given twice, lines that can never fit; exit code 4 when something is. list prints the types of\n"
                             "events, or the triggers of one type or word.",
                             "  actorgraph ontology check\n"
                             "  actorgraph ontology list CONSULT", options };
    ag_arena *a = ag_arena_new(0);
    ag_places places = { 0 };
    ag_err err = { 0 };
    int n = 0, found = 0;
    ag_status status = ag_options_read(argc, argv, &usage, &n, &err);

    if (status == AG_OK && n < 1)
        status = ag_fail(&err, AG_USAGE, "ontology needs 'check' or 'list'; 'actorgraph ontology --help' gives an example");
    if (status == AG_OK && strcmp(argv[1], "check") != 0 && strcmp(argv[1], "list") != 0)
        status = ag_fail(&err, AG_USAGE, "no 'ontology %s'; write check or list", argv[1]);
    if (status == AG_OK && n > (argv[1][0] == 'c' ? 1 : 2))
        status = ag_fail(&err, AG_USAGE, "'%s' is one word too many for ontology %s", argv[n], argv[1]);
    if (status == AG_OK)
        status = find_tables(dir, &places, &err);
    if (status == AG_OK)
        status = argv[1][0] == 'c' ? check(a, places.ontology, &found, &err)
                                   : list(a, places.ontology, n > 1 ? argv[2] : NULL, &err);
    ag_arena_free(a);
    return status != AG_OK ? ag_cli_fail(&err) : found ? EXIT_FOUND : EXIT_OK;
}
