/* actorgraph: the command line. A command is a row of the table below. */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include "language/language.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* To add a command: write cmd_NAME.c, declare it in cli.h, add its row. */
static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *what;
} commands[] = {
    { "build", cmd_build, "articles in, graph out" },
    { "add", cmd_add, "articles into a store" },
    { "remove", cmd_remove, "articles out of a store" },
    { "merge", cmd_merge, "extraction records into a store" },
    { "shard", cmd_shard, "an input cut for many machines" },
    { "rejects", cmd_rejects, "what could not be read, whole, with the reason" },
    { "store", cmd_store, "is a store sound; read it again; derive it anew" },
    { "export", cmd_export, "the graph of a store, or of a slice of it" },
    { "report", cmd_report, "a week in words, with the sentences behind every number" },
    { "diff", cmd_diff, "two graphs, stores or weeks: what is new, gone, changed" },
    { "why", cmd_why, "the sentences behind an actor or a tie" },
    { "rank", cmd_rank, "who leads, by type" },
    { "neighbours", cmd_neighbours, "whom an actor has ties with" },
    { "path", cmd_path, "the nearest chain of ties between two actors" },
    { "why-same", cmd_why_same, "why two names are, or are not, one actor" },
    { "origins", cmd_origins, "which articles depend on which, and what they share" },
    { "quotes", cmd_quotes, "what was said, in which words, and who altered it" },
    { "conflicts", cmd_conflicts, "what sources contradict each other in" },
    { "review", cmd_review, "the uncertain decisions that matter most" },
    { "timeline", cmd_timeline, "what one or two actors did, day by day" },
    { "find", cmd_find, "words in the articles" },
    { "extract", cmd_extract, "articles in, one record of findings a line out" },
    { "show", cmd_show, "what a stage saw in one text" },
    { "parse", cmd_parse, "CoNLL-U with names" },
    { "clauses", cmd_clauses, "who did what, as tuples" },
    { "check", cmd_check, "will this GraphML or GEXF open cleanly in Gephi and the others?" },
    { "ontology", cmd_ontology, "is the ontology sound; what is in it" },
    { "train", cmd_train, "make a language model" },
    { "eval", cmd_eval, "measure a language model" },
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void
usage(FILE *out)
{
    fprintf(out, "actorgraph COMMAND ...   news articles in, graph of actors out\n\n");
    for (int i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].what);
    fprintf(out, "\nExample\n  actorgraph build articles/ -o graph.graphml    then open graph.graphml in Gephi\n"
                 "\nactorgraph COMMAND --help tells more.\n");
}

/* With the tables and the model that would be used, and what is wrong with them. */
static int
version(void)
{
    ag_places places;
    ag_models *models;
    ag_err err;

    printf("actorgraph %s\n", AG_VERSION);
    if (ag_places_find(NULL, NULL, &places, &err) != AG_OK)
        return ag_cli_fail(&err);
    printf("ontology %s\nmodels   %s\n", places.ontology, places.models);
    if (ag_models_open(places.models, &models, &err) != AG_OK)
        return ag_cli_fail(&err);
    printf("model    %s\n", ag_models_name(models));
    ag_models_close(models);
    return EXIT_OK;
}

static void
interrupted(int signal_number)
{
    (void)signal_number;
    ag_workers_kill();
    ag_file_drop_all();
    _exit(EXIT_INTERRUPTED);
}

static int
unknown(const char *typed)
{
    const char *names[COMMANDS + 1] = { 0 };

    for (int i = 0; i < COMMANDS; i++)
        names[i] = commands[i].name;

    const char *near = ag_did_you_mean(typed, names);

    if (near)
        fprintf(stderr, "actorgraph: no command '%s'; did you mean %s?\n", typed, near);
    else
        fprintf(stderr, "actorgraph: no command '%s'; actorgraph --help lists them\n", typed);
    return EXIT_WRONG_USAGE;
}

int
main(int argc, char **argv)
{
    signal(SIGINT, interrupted);
    signal(SIGTERM, interrupted);
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        usage(stderr);
        return EXIT_WRONG_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        usage(stdout);
        return EXIT_OK;
    }
    if (strcmp(argv[1], "--version") == 0)
        return version();
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(argv[1], commands[i].name) == 0) {
            int code = commands[i].run(argc - 1, argv + 1);

            if (fflush(stdout) != 0)
                ag_cli_check_pipe(stdout);
            return code;
        }
    return unknown(argv[1]);
}
