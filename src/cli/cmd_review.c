/* review: the uncertain decisions that matter most, as lines for the decisions file. */
#include "cli/cli.h"
#include "cli/print.h"
#include "evidence/review.h"

enum { ASKED = 20 };

static const char *const kinds[] = { "merge", "two actors", "direction", "layer" };

static void
show_text(ag_arena *a, const ag_world *w, const ag_review *review)
{
    puts("# What is uncertain and matters most. Copy the lines that you accept into your decisions file;\n"
         "# what stands behind # is the reason. Influence: weight of ties that hang on it.");
    for (int i = 0; i < review->list.n; i++) {
        const ag_proposal *p = &review->list.at[i];

        printf("\n# %d. %s, doubt %.2f, influence %.3g: %.*s\n", i + 1, kinds[p->kind], p->doubt, p->influence, AG_SHOW(ag_one_line(a, p->why)));
        for (int k = 0; k < 2; k++)
            if (p->evidence[k].doc >= 0 && (k == 0 || p->evidence[0].doc != p->evidence[1].doc || p->evidence[0].sentence.from != p->evidence[1].sentence.from))
                printf("#    %.*s\n#    \"%.*s\"\n", AG_SHOW(ag_place_of(a, w, p->evidence[k].doc)), AG_SHOW(ag_sentence_of(a, w, p->evidence[k])));
        printf("%.*s\n", AG_SHOW(p->line));
    }
}

static void
show_json(const ag_world *w, const ag_review *review)
{
    ag_buf b = { 0 };

    ag_buf_z(&b, "[");
    for (int i = 0; i < review->list.n; i++) {
        const ag_proposal *p = &review->list.at[i];

        ag_json_key(&b, NULL);
        ag_buf_z(&b, "{");
        ag_json_text(&b, "kind", ag_str_of(kinds[p->kind]));
        ag_json_text(&b, "line", p->line);
        ag_json_text(&b, "why", p->why);
        ag_json_number(&b, "doubt", p->doubt);
        ag_json_number(&b, "influence", p->influence);
        ag_json_key(&b, "evidence");
        ag_buf_z(&b, "[");
        for (int k = 0; k < 2; k++)
            if (p->evidence[k].doc >= 0) {
                ag_json_key(&b, NULL);
                ag_json_evidence(&b, w, p->evidence[k]);
            }
        ag_buf_z(&b, "]}");
    }
    ag_buf_z(&b, "]\n");
    fwrite(b.at, 1, b.len, stdout);
    ag_buf_done(&b);
}

int
cmd_review(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    int json = 0;
    long most = ASKED;
    const ag_option options[] = { AG_OPTIONS_WORLD(q), { "--most", AG_OPT_NUMBER, &most, "N", "at most N lines (default 20)", NULL },
                                  AG_OPTION_ANSWER(json), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph review PATH... | --store FILE",
                             "Prints the uncertain merges, directions and layers that have most influence on the ranks, as lines "
                             "for the\ndecisions file, with their evidence as comments. Copy those that you accept. See docs/decisions.md.",
                             "  actorgraph review news/ > proposed.txt\n"
                             "  actorgraph review --store august.db --decisions decisions.txt --most 5", options };
    ag_arena *a = ag_arena_new(0);
    ag_told told;
    ag_review review;
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK)
        s = ag_cli_world(a, &c, &q, argv + 1, n, &told, &err);
    if (s == AG_OK) {
        ag_review_of(a, &told.world, &told.relate, most > 10000 ? 10000 : (int)most, &review);
        if (json)
            show_json(&told.world, &review);
        else
            show_text(a, &told.world, &review);
    }
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
