/* actorgraph parse: raw text → CoNLL-U with names (texts.c reads it). */
#include "cli/texts.h"

#include "language/amount.h"
#include "language/language.h"

#include <stdio.h>

typedef struct run {
    const ag_models *models;
    FILE *out;
    ag_conllu_place place;
    int cut;
} run;

static void
begin(void *self)
{
    run *r = self;

    r->place = (ag_conllu_place){ .amounts = r->place.amounts };
    r->cut = 0;
}

static void
end(void *self, ag_str label)
{
    const run *r = self;

    if (r->cut)
        fprintf(stderr, "actorgraph: %.*s: %d cut%s in sentences that are too long (\"# cut\" in the output)\n",
                AG_SHOW(label), r->cut, r->cut == 1 ? "" : "s");
}

static void
parse_part(void *self, ag_arena *a, ag_doc *doc)
{
    run *r = self;

    ag_language(a, r->models, doc);
    ag_conllu_part(doc, &r->place, r->out);
    for (int i = 0; i < doc->sentences.n; i++)
        r->cut += doc->sentences.at[i].is_cut;
}

int
cmd_parse(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const ag_option options[] = {
        AG_OPTION_OUT(c),
        { "--any-language", AG_OPT_FLAG, &c.any_language, NULL, "take texts that do not look English, too", NULL },
        AG_OPTIONS_FOLDERS(c),
        AG_OPTIONS_TALK(c),
        { 0 }
    };
    const ag_usage usage = { "actorgraph parse PATH... [-o FILE]",
                             "Prints tokens, tags, lemmas, dependency trees and names of raw text in CoNLL-U. A PATH is a\n"
                             "file, a folder or - for standard input; text is read as it is, title, byline and all. An\n"
                             "empty line ends a paragraph; where lines are not wrapped, each line is one. The last column\n"
                             "has TokenRange (code points), NER (BIO), and Value and Currency of numbers and money.\n"
                             "A text that is not English is set aside (exit code 3).",
                             "  actorgraph parse news/003.txt\n"
                             "  echo 'Anna Berg met Carl Dahl.' | actorgraph parse -", options };
    ag_arena *a = ag_arena_new(0);
    ag_models *models = NULL;
    const ag_amount_words *amounts = NULL;
    ag_outfile out = { 0 };
    int aside = 0;
    ag_places places;
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n < 1)
        s = ag_fail(&err, AG_USAGE, "parse needs a path; 'actorgraph parse --help' gives an example");
    if (s == AG_OK)
        s = ag_places_find(c.ontology, c.models, &places, &err);
    if (s == AG_OK)
        s = ag_models_open(places.models, &models, &err);
    if (s == AG_OK)
        s = ag_amount_words_open(a, places.ontology, &amounts, &err);
    if (s == AG_OK)
        s = ag_file_create(c.out, &out, &err);
    if (s == AG_OK) {
        run r = { .models = models, .out = out.stream, .place.amounts = amounts };
        ag_texts texts = { .command = "parse", .common = &c, .out = out.stream, .self = &r, .begin = begin, .part = parse_part,
                           .end = end };

        ag_texts_read(&texts, a, argv + 1, n);
        aside = texts.aside;
        if (!c.is_quiet && (texts.texts + aside > 1 || aside))
            fprintf(stderr, "%d text%s parsed, %d set aside\n", texts.texts, texts.texts == 1 ? "" : "s", aside);
        s = ag_file_keep(&out, &err);
    }
    ag_file_drop(&out);
    ag_models_close(models);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : aside ? EXIT_SET_ASIDE : EXIT_OK;
}
