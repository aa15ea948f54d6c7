/* ontology: is it sound, and what is in it. */
#include "cli/cli.h"
#include "cli/print.h"

#include "base/map.h"
#include "ontology/rules.h"
#include "ontology/states.h"
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- check --------------------------------------------------------------------------------------------- */

/* What dictionaries of the user's own hold that cannot be used; all of it, and what was taken. */
static ag_status
check_imports(ag_arena *a, const ag_places *places, int *n_found, ag_err *err)
{
    ag_ontology o;

    if (places->imports.n_actors + places->imports.n_verbs == 0)
        return AG_OK;
    AG_TRY(ag_ontology_open(a, places->ontology, &places->imports, &o, err));
    for (int i = 0; i < o.left_out.n; i++)
        printf("%.*s\n", AG_SHOW(o.left_out.at[i]));
    for (int i = 0; i < o.taken.n; i++)
        fprintf(stderr, "%.*s\n", AG_SHOW(o.taken.at[i]));
    *n_found += o.left_out.n;
    return AG_OK;
}

static ag_status
check(ag_arena *a, const ag_places *places, int *n_found, ag_err *err)
{
    const ag_rules *rules;
    const ag_gazetteer *gazetteer;
    const ag_states *states;
    ag_findings found = { 0 };

    AG_TRY(ag_rules_check(a, places->ontology, &rules, &found, err));
    for (int i = 0; i < found.n; i++)
        printf("%.*s\n", AG_SHOW(found.at[i].text));
    if (ag_gazetteer_open(a, places->ontology, NULL, &gazetteer, err) != AG_OK) {
        printf("%s\n", err->text);
        found.n++;
    }
    if (ag_states_open(a, places->ontology, &states, err) != AG_OK) {
        printf("%s\n", err->text);
        found.n++;
    }
    *n_found = found.n;
    fprintf(stderr, "%s: %d types, %d verbs, %d nouns; %s found\n", places->ontology, ag_rules_types(rules),
            ag_rules_all_verbs(rules).n, ag_rules_all_nouns(rules).n, ag_cli_count(a, found.n, "fault"));
    return check_imports(a, places, n_found, err);
}

/* ---- check --corpus ------------------------------------------------------------------------------------- */

typedef struct tally {
    ag_str words;
    int count;
    ag_str example; /* article#sentence, and the sentence */
} tally;

typedef struct corpus_tally {
    ag_arena *a;      /* outlives the articles */
    const ag_ontology *ontology;
    ag_map index;
    AG_LIST(tally) all;
    int read, set_aside;
} corpus_tally;

static void
count_verbs(void *self, ag_doc *doc, const char *why)
{
    corpus_tally *c = self;
    ag_arena *own;
    ag_unknown_verbs found = { 0 };

    if (!doc) {
        fprintf(stderr, "actorgraph: %s\n", why);
        c->set_aside++;
        return;
    }
    c->read++;
    own = ag_arena_new(0);
    ag_extract_unknown_verbs(own, c->ontology, doc, &found);
    for (int i = 0; i < found.n; i++) {
        int k = ag_map_get(&c->index, found.at[i].words);

        if (k >= 0) {
            c->all.at[k].count++;
            continue;
        }

        ag_str words = ag_arena_str(c->a, found.at[i].words);
        ag_str said = ag_str_at(doc->text, doc->sentences.at[found.at[i].sentence].span);

        ag_map_set(c->a, &c->index, words, c->all.n);
        AG_PUSH(c->a, &c->all, (tally){ words, 1, ag_arena_printf(c->a, "%s#%d\t%.*s", doc->id, found.at[i].sentence + 1,
                                                                 AG_SHOW(ag_one_line(c->a, said))) });
    }
    ag_arena_free(own);
}

static int
by_count(const void *x, const void *y)
{
    const tally *p = x, *q = y;

    return p->count != q->count ? (p->count < q->count) - (p->count > q->count) : ag_str_cmp(p->words, q->words);
}

/* Frequent verbs between actors that no table knows: count, verb, an example with its place, tab-separated. */
static ag_status
check_corpus(ag_arena *a, const ag_common *common, const char *path, long most, int *set_aside, ag_err *err)
{
    ag_tools tools = { 0 };
    ag_items items = { 0 };
    corpus_tally c = { .a = a };
    char *paths[] = { (char *)ag_arena_printf(a, "%s", path).at };

    AG_TRY(ag_cli_tools(a, common, &tools, err));
    c.ontology = &tools.ontology;
    ag_ingest_list(a, paths, 1, 1, &items);
    for (int i = 0; i < items.refused.n; i++, c.set_aside++)
        fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(items.refused.at[i]));
    for (int i = 0; i < items.items.n; i++) {
        ag_arena *own = ag_arena_new(0);

        ag_read_item(own, &tools, &items.items.at[i], AG_STAGE_ALL, (ag_sink){ &c, count_verbs });
        ag_arena_free(own);
    }
    if (c.all.n)
        qsort(c.all.at, (size_t)c.all.n, sizeof *c.all.at, by_count);
    for (int i = 0; i < c.all.n && i < most; i++)
        printf("%d\t%.*s\t%.*s\n", c.all.at[i].count, AG_SHOW(c.all.at[i].words), AG_SHOW(c.all.at[i].example));
    fprintf(stderr, "%s read, %d set aside; %s between actors that no table knows\n", ag_cli_count(a, c.read, "article"), c.set_aside,
            ag_cli_count(a, c.all.n, "verb"));
    *set_aside = c.set_aside;
    ag_tools_close(&tools);
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
list(ag_arena *a, const ag_places *places, const char *wanted, ag_err *err)
{
    ag_ontology o;

    AG_TRY(ag_ontology_open(a, places->ontology, &places->imports, &o, err));
    if (!wanted)
        list_types(o.rules);
    else {
        list_triggers(o.rules, ag_rules_all_verbs(o.rules), "verb", wanted);
        list_triggers(o.rules, ag_rules_all_nouns(o.rules), "noun", wanted);
    }
    fprintf(stderr, "ontology %s, %s\n", o.name, places->ontology);
    return AG_OK;
}

/* The folder of tables: what the user said, else where the program finds its own. Only the tables
 * are wanted, so that this works without weights. */
static ag_status
find_tables(const ag_common *c, ag_places *out, ag_err *err)
{
    if (!c->ontology)
        return ag_cli_places(c, out, err);
    snprintf(out->ontology, sizeof out->ontology, "%s", c->ontology);
    out->imports = (ag_imports){ .actors = c->actors.at, .n_actors = c->actors.n, .verbs = c->verbs.at, .n_verbs = c->verbs.n };
    return AG_OK;
}

int
cmd_ontology(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const char *corpus = NULL;
    long most = 100;
    const ag_option options[] = {
        { "--corpus", AG_OPT_TEXT, &corpus, "PATH", "check: list frequent verbs between actors of these articles that no table knows", NULL },
        { "--most", AG_OPT_NUMBER, &most, "N", "how many of them (100)", NULL },
        { "--any-language", AG_OPT_FLAG, &c.any_language, NULL, "take texts that do not look English, too", NULL },
        AG_OPTIONS_DATA(c),
        { 0 },
    };
    const ag_usage usage = { "actorgraph ontology check|list [TYPE|WORD] [--corpus PATH]",
                             "check tells what is wrong with the tables, a line each: unknown types, modes, classes and conditions,\n"
                             "lines given twice, lines that can never fit or never win; and every line of a --verbs or --actors file\n"
                             "that cannot be used; exit code 4 when something is. With --corpus it reads articles and prints the\n"
                             "verbs between actors that no table knows, the most frequent first: count, verb, an example by\n"
                             "article and sentence, and the sentence. list prints the types of events, or the triggers of one type\n"
                             "or word.",
                             "  actorgraph ontology check\n"
                             "  actorgraph ontology check --corpus news/\n"
                             "  actorgraph ontology list CONSULT", options };
    ag_arena *a = ag_arena_new(0);
    ag_places places = { 0 };
    ag_err err = { 0 };
    int n = 0, found = 0, set_aside = 0;
    ag_status status = ag_options_read(argc, argv, &usage, &n, &err);

    if (status == AG_OK && n < 1)
        status = ag_fail(&err, AG_USAGE, "ontology needs 'check' or 'list'; 'actorgraph ontology --help' gives an example");
    if (status == AG_OK && strcmp(argv[1], "check") != 0 && strcmp(argv[1], "list") != 0)
        status = ag_fail(&err, AG_USAGE, "no 'ontology %s'; write check or list", argv[1]);
    if (status == AG_OK && n > (argv[1][0] == 'c' ? 1 : 2))
        status = ag_fail(&err, AG_USAGE, "'%s' is one word too many for ontology %s", argv[n], argv[1]);
    if (status == AG_OK)
        status = find_tables(&c, &places, &err);
    if (status == AG_OK)
        status = argv[1][0] == 'c' ? check(a, &places, &found, &err) : list(a, &places, n > 1 ? argv[2] : NULL, &err);
    if (status == AG_OK && corpus && !found)
        status = check_corpus(a, &c, corpus, most, &set_aside, &err);
    ag_arena_free(a);
    return status != AG_OK ? ag_cli_fail(&err) : found ? EXIT_FOUND : set_aside ? EXIT_SET_ASIDE : EXIT_OK;
}
