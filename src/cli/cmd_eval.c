/* actorgraph eval: how good the weights are. */
#include "cli/cli.h"

#include "language/eval.h"

#include <stdio.h>
#include <unistd.h>

static ag_status
run(const ag_common *c, const char *data, ag_err *err)
{
    ag_places places;
    ag_models *models;

    AG_TRY(ag_places_find(c->ontology, c->models, &places, err));
    AG_TRY(ag_models_open(places.models, &models, err));

    ag_status s = ag_eval(models, data, stdout, err);

    ag_models_close(models);
    return s;
}

int
cmd_eval(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const char *data = NULL;
    const ag_option options[] = { { "--data", AG_OPT_TEXT, &data, "DIR", "folder with ud/ and ner/", NULL },
                                  AG_OPTIONS_DATA(c),
                                  { 0 } };
    const ag_usage usage = { "actorgraph eval --data DIR",
                             "Measures the language models on the dev files of DIR (ud/en_ewt-dev.conllu,\n"
                             "ud/en_gum-dev.conllu, ner/worldwide-dev.tsv, ner/uner_ewt-dev.tsv) and prints one table:\n"
                             "F1 of words and sentences, accuracy of tags, lemmas, heads (UAS) and labelled heads (LAS),\n"
                             "F1 of names with exact spans, words a second of processor time.",
                             "  actorgraph eval --data data/", options };
    ag_err err;
    int n;

    if (ag_options_read(argc, argv, &usage, &n, &err) != AG_OK)
        return ag_cli_fail(&err);
    if (!data || n > 0) {
        ag_fail(&err, AG_USAGE, "eval needs --data DIR and nothing else; 'actorgraph eval --help' gives an example");
        return ag_cli_fail(&err);
    }
    if (access(data, R_OK) != 0) {
        printf("skipped: no folder '%s'\n", data);
        return EXIT_OK;
    }
    return run(&c, data, &err) == AG_OK ? EXIT_OK : ag_cli_fail(&err);
}
