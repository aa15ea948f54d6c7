/* why-same: why two names are, or are not, one actor. */
#include "cli/cli.h"
#include "cli/print.h"
#include "names.h"
#include "resolve/same.h"

static void
show_reasons(ag_arena *a, const ag_sameness *s)
{
    ag_str sum = AG_S("");

    for (int i = 0; i < s->reasons.n; i++)
        sum = ag_arena_printf(a, "%.*s%s%g", AG_SHOW(sum), i && s->reasons.at[i].weight >= 0 ? "+" : "", s->reasons.at[i].weight);
    printf("  score  %.2f = 1 / (1 + exp(-(%.*s)))\n", s->score, AG_SHOW(sum));
    for (int i = 0; i < s->reasons.n; i++)
        printf("         %+4g  %.*s\n", s->reasons.at[i].weight, AG_SHOW(s->reasons.at[i].text));
}

static void
show(ag_arena *a, const ag_world *w, const ag_asked *q, const ag_sameness *s)
{
    ag_str line = s->line ? ag_arena_printf(a, ", %s:%d", q->decisions, s->line) : AG_S("");

    if (s->is_one)
        printf("one actor: %.*s   [%.*s]\n", AG_SHOW(w->actors.at[s->actor[0]].name), AG_SHOW(w->actors.at[s->actor[0]].id));
    else
        printf("two actors: %.*s   [%.*s]\n            %.*s   [%.*s]\n", AG_SHOW(w->actors.at[s->actor[0]].name),
               AG_SHOW(w->actors.at[s->actor[0]].id), AG_SHOW(w->actors.at[s->actor[1]].name), AG_SHOW(w->actors.at[s->actor[1]].id));
    printf("  rule   %.*s%.*s\n", AG_SHOW(s->rule), AG_SHOW(line));
    show_reasons(a, s);
    puts("  evidence");
    if (s->chain.n) {
        for (int i = 0; i < s->chain.n; i++) {
            const ag_link_of_names *k = &s->chain.at[i];

            if (i == 0)
                ag_print_evidence(a, w, k->evidence[0], 4);
            printf("  \"%.*s\" is \"%.*s\": %s\n", AG_SHOW(k->name[0]), AG_SHOW(k->name[1]), ag_rule_name(k->rule));
            ag_print_evidence(a, w, k->evidence[1], 4);
        }
    } else {
        ag_print_evidence(a, w, s->evidence[0], 4);
        if (s->evidence[0].doc != s->evidence[1].doc || s->evidence[0].sentence.from != s->evidence[1].sentence.from)
            ag_print_evidence(a, w, s->evidence[1], 4);
    }
    if (!s->line) {
        ag_str x = s->is_one ? s->name[0] : w->actors.at[s->actor[0]].id, y = s->is_one ? s->name[1] : w->actors.at[s->actor[1]].id;

        if (!ag_str_eq(x, y))
            printf("  if that is wrong, add to your decisions file:  %s %.*s = %.*s\n", s->is_one ? "never" : "same",
                   AG_SHOW(ag_decision_quote(a, x)), AG_SHOW(ag_decision_quote(a, y)));
    }
}

static void
show_json(const ag_world *w, const ag_sameness *s)
{
    ag_buf b = { 0 };

    ag_buf_printf(&b, "{\"same\": %s", s->is_one ? "true" : "false");
    ag_json_key(&b, "actors");
    ag_buf_z(&b, "[");
    for (int i = 0; i < (s->is_one ? 1 : 2); i++)
        ag_json_text(&b, NULL, w->actors.at[s->actor[i]].id);
    ag_buf_z(&b, "]");
    ag_json_text(&b, "rule", s->rule);
    if (s->line)
        ag_json_number(&b, "line", s->line);
    ag_json_number(&b, "score", s->score);
    ag_json_key(&b, "reasons");
    ag_buf_z(&b, "[");
    for (int i = 0; i < s->reasons.n; i++) {
        ag_json_key(&b, NULL);
        ag_buf_z(&b, "{");
        ag_json_number(&b, "weight", s->reasons.at[i].weight);
        ag_json_text(&b, "text", s->reasons.at[i].text);
        ag_buf_z(&b, "}");
    }
    ag_buf_z(&b, "]");
    ag_json_key(&b, "evidence");
    ag_buf_z(&b, "[");
    for (int i = 0; i < 2; i++)
        if (s->evidence[i].doc >= 0) {
            ag_json_key(&b, NULL);
            ag_json_evidence(&b, w, s->evidence[i]);
        }
    for (int i = 0; i < s->chain.n; i++) {
        if (s->chain.at[i].evidence[1].doc < 0)
            continue;
        ag_json_key(&b, NULL);
        ag_json_evidence(&b, w, s->chain.at[i].evidence[1]);
    }
    ag_buf_z(&b, "]}\n");
    fwrite(b.at, 1, b.len, stdout);
    ag_buf_done(&b);
}

int
cmd_why_same(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    int json = 0;
    const ag_option options[] = { AG_OPTIONS_WORLD(q), AG_OPTION_ANSWER(json), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c),
                                  AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph why-same NAME NAME PATH... | --store FILE",
                             "Shows why two names are, or are not, one actor: the rule that decided, what speaks for and "
                             "against it,\nand the sentences. Names as the articles have them, or ids. The score ranks; it is no "
                             "probability.",
                             "  actorgraph why-same Zelenskyy Zelensky news/\n"
                             "  actorgraph why-same \"Daniel Okoro\" person.daniel-okoro.judge --store august.db", options };
    ag_arena *a = ag_arena_new(0);
    ag_told known;
    ag_sameness same;
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n < 2)
        s = ag_fail(&err, AG_USAGE, "why-same takes two names; 'actorgraph why-same --help' gives an example");
    if (s == AG_OK)
        s = ag_cli_world(a, &c, &q, argv + 3, n - 2, &known, &err);
    if (s == AG_OK)
        s = ag_why_same(a, &known.world, argv[1], argv[2], &same, &err);
    if (s == AG_OK)
        (json ? show_json(&known.world, &same) : show(a, &known.world, &q, &same));
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
