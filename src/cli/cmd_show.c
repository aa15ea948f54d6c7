/* show: what a stage saw in one text. The same printers serve users, case files and whoever is
 * debugging. */
#include "cli/cli.h"

#include "clauses/clauses.h"
#include "extract/show.h"

#include <stdio.h>

typedef void print_doc(const ag_doc *doc, FILE *out);

/* To add a stage: a printer and a row. */
static const struct {
    const char *name;
    ag_stage needs;
    print_doc *print;
} stages[] = {
    { "article", AG_STAGE_ARTICLE, ag_ingest_show },
    { "tokens", AG_STAGE_LANGUAGE, ag_conllu_write },
    { "clauses", AG_STAGE_LANGUAGE, ag_show_clauses },
    { "chains", AG_STAGE_ALL, ag_show_chains },
    { "actors", AG_STAGE_ALL, ag_show_actors },
    { "events", AG_STAGE_ALL, ag_show_events },
    { "relations", AG_STAGE_ALL, ag_show_relations },
    { "quotes", AG_STAGE_ALL, ag_show_quotes },
    { "times", AG_STAGE_ALL, ag_show_times },
};

enum { STAGES = sizeof stages / sizeof *stages };

typedef struct showing {
    print_doc *print;
    int shown, set_aside;
} showing;

static void
show_article(void *self, ag_doc *doc, const char *why)
{
    showing *s = self;

    if (!doc) {
        fprintf(stderr, "actorgraph: %s\n", why);
        s->set_aside++;
        return;
    }
    if (s->shown++)
        putchar('\n');
    s->print(doc, stdout);
    ag_cli_check_pipe(stdout);
}

static ag_status
find_stage(const char *word, int *out, ag_err *err)
{
    const char *names[STAGES + 1] = { 0 };

    for (int i = 0; i < STAGES; i++) {
        names[i] = stages[i].name;
        if (strcmp(word, names[i]) == 0) {
            *out = i;
            return AG_OK;
        }
    }

    const char *near = ag_did_you_mean(word, names);

    return near ? ag_fail(err, AG_USAGE, "no stage '%s'; did you mean %s?", word, near)
                : ag_fail(err, AG_USAGE, "no stage '%s'; 'actorgraph show --help' lists them", word);
}

static ag_status
run(ag_arena *a, const ag_common *c, int stage, char *const *paths, int n, showing *s, ag_err *err)
{
    ag_tools tools = { 0 };
    ag_items items = { 0 };

    AG_TRY(ag_cli_tools(a, c, &tools, err));
    ag_ingest_list(a, paths, n, 1, &items);
    for (int i = 0; i < items.refused.n; i++, s->set_aside++)
        fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(items.refused.at[i]));
    s->print = stages[stage].print;
    for (int i = 0; i < items.items.n; i++) {
        ag_arena *own = ag_arena_new(0);

        ag_read_item(own, &tools, &items.items.at[i], stages[stage].needs, (ag_sink){ s, show_article });
        ag_arena_free(own);
    }
    ag_tools_close(&tools);
    return AG_OK;
}

int
cmd_show(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const ag_option options[] = {
        { "--date", AG_OPT_DAY, &c.date, "DAY", "publication day of articles that state none", NULL },
        { "--any-language", AG_OPT_FLAG, &c.any_language, NULL, "take texts that do not look English, too", NULL },
        AG_OPTIONS_DATA(c), { 0 } };
    const ag_usage usage = { "actorgraph show STAGE PATH...",
                             "Prints what a stage saw in a text. Stages: article (what was taken as title, date, source,\n"
                             "body, and every line removed, with the reason), tokens, clauses, chains, actors, events, relations,\n"
                             "quotes, times.",
                             "  actorgraph show actors news/003.txt\n"
                             "  echo 'Anna Berg met Carl Dahl.' | actorgraph show events -", options };
    ag_arena *a = ag_arena_new(0);
    showing s = { 0 };
    ag_err err;
    int n, stage = 0;
    ag_status status = ag_options_read(argc, argv, &usage, &n, &err);

    if (status == AG_OK && n < 2)
        status = ag_fail(&err, AG_USAGE, "show needs a stage and a path; 'actorgraph show --help' gives an example");
    if (status == AG_OK)
        status = find_stage(argv[1], &stage, &err);
    if (status == AG_OK)
        status = run(a, &c, stage, argv + 2, n - 1, &s, &err);
    ag_arena_free(a);
    return status != AG_OK ? ag_cli_fail(&err) : s.set_aside ? EXIT_SET_ASIDE : EXIT_OK;
}
