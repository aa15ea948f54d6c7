/* check: will this GraphML or GEXF open cleanly in Gephi and the others? */
#include "cli/cli.h"
#include "export/check.h"

#include <errno.h>
#include <stdio.h>

enum { SHOWN = 20, MOST_RULES = 128 }; /* findings a rule that are printed; the others are counted */

typedef struct printing {
    const char *path;
    long seen[MOST_RULES];
} printing;

static void
print(void *self, const ag_finding *f)
{
    printing *p = self;

    if (p->seen[f->rule - ag_check_rules]++ >= SHOWN)
        return;
    printf("%s:%ld: %s%s: %.*s: %s", p->path, f->line, f->is_note ? "note " : "", f->rule->id, AG_SHOW(f->element), f->rule->what);
    if (f->found.len)
        printf(" (%.*s)", AG_SHOW(f->found));
    printf("; %s\n", f->rule->remedy);
    ag_cli_check_pipe(stdout);
}

static int
check_file(const char *path, bool strict, bool quiet)
{
    ag_arena *a = ag_arena_new(0);
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *in = is_stdin ? stdin : fopen(path, "rb");
    printing p = { .path = is_stdin ? "stdin" : path };
    ag_check_counts n = { 0 };
    ag_err err;
    ag_status s = in ? ag_check_file(a, p.path, in, strict, print, &p, &n, &err)
                     : ag_fail(&err, AG_INPUT, "%s: %s", path, strerror(errno));

    if (in && !is_stdin)
        fclose(in);
    ag_arena_free(a);
    if (s != AG_OK) {
        ag_cli_fail(&err);
        return EXIT_FAILED;
    }
    for (int i = 0; ag_check_rules[i].id; i++)
        if (p.seen[i] > SHOWN)
            printf("%s: %s: and %ld more\n", p.path, ag_check_rules[i].id, p.seen[i] - SHOWN);
    ag_cli_check_pipe(stdout);
    if (!quiet) {
        fprintf(stderr, "%s: %ld node%s, %ld edge%s, ", p.path, n.nodes, n.nodes == 1 ? "" : "s", n.edges, n.edges == 1 ? "" : "s");
        if (n.findings)
            fprintf(stderr, "%ld finding%s", n.findings, n.findings == 1 ? "" : "s");
        else
            fprintf(stderr, "nothing found");
        fprintf(stderr, n.notes ? ", %ld note%s\n" : "\n", n.notes, n.notes == 1 ? "" : "s");
    }
    return n.findings ? EXIT_FOUND : EXIT_OK;
}

int
cmd_check(int argc, char **argv)
{
    bool strict = false, rules = false, quiet = false;
    const ag_option options[] = {
        { "--strict", AG_OPT_FLAG, &strict, NULL, "also what readers refuse that validate against the GraphML schema", NULL },
        { "--rules", AG_OPT_FLAG, &rules, NULL, "print the rules and end", NULL },
        { "--quiet", AG_OPT_FLAG, &quiet, NULL, "print findings only", NULL }, { 0 } };
    const ag_usage usage = { "actorgraph check FILE...",
                             "Tells what Gephi, networkx, igraph, Neo4j and others would merge, drop or refuse in a GraphML or\n"
                             "GEXF file, with line, element and remedy. Exit code 0: nothing found; 4: something; 1: not readable.",
                             "  actorgraph check graph.graphml\n  actorgraph check --strict - < graph.graphml", options };
    ag_err err;
    int n, worst = EXIT_OK;

    if (ag_options_read(argc, argv, &usage, &n, &err) != AG_OK)
        return ag_cli_fail(&err);
    for (int i = 0; rules && ag_check_rules[i].id; i++)
        printf("%-16s %s%s.\n%-16s   %s.\n", ag_check_rules[i].id, ag_check_rules[i].is_note ? "(note) " : "", ag_check_rules[i].what,
               "", ag_check_rules[i].remedy);
    if (rules)
        return EXIT_OK;
    if (n == 0) {
        ag_fail(&err, AG_USAGE, "nothing to check: name a GraphML or GEXF file, or - for standard input");
        return ag_cli_fail(&err);
    }
    for (int i = 1; i <= n; i++) {
        int code = check_file(argv[i], strict, quiet);

        if (code == EXIT_FAILED || worst == EXIT_OK)
            worst = code;
    }
    return worst;
}
