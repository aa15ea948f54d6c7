/* diff: what is new, gone and changed between two graphs, stores or weeks. */
#include "base/file.h"
#include "cli/cli.h"
#include "cli/print.h"
#include "export/read.h"
#include "graph/analyse.h"
#include "report/diff.h"

#include <stdio.h>

enum { BY_NAME, TEXT, HTML, MARKDOWN, JSON };

static const char *const form_words[] = { "auto", "text", "html", "md", "json", NULL };

typedef struct wish {
    ag_common common;
    ag_asked asked;
    const char *template;
    int form;
    long most, seed;
} wish;

static int
form_of(const wish *q)
{
    ag_str out = ag_str_of(q->common.out);

    if (q->form != BY_NAME)
        return q->form;
    return ag_str_ends(out, AG_S(".md")) ? MARKDOWN : ag_str_ends(out, AG_S(".json")) ? JSON : ag_str_ends(out, AG_S(".html")) ? HTML : TEXT;
}

static bool
is_store(const char *path)
{
    ag_arena *own = ag_arena_new(0);
    ag_str head;
    bool is = ag_file_read(own, path, 0, 16, 0, &head, NULL) == AG_OK && ag_str_starts(head, AG_S("SQLite format 3"));

    ag_arena_free(own);
    return is;
}

/* One side: a week of --store, a store, or a file of GraphML. */
static ag_status
read_side(ag_arena *a, const wish *q, const char *what, ag_graph **out, ag_err *err)
{
    ag_common common = q->common;
    ag_asked asked = q->asked;
    ag_view_options o = { .seed = (unsigned long)q->seed };
    ag_told *told = AG_NEW(a, ag_told); /* the view looks into its world */
    ag_view view;

    if (!q->asked.store && !is_store(what)) {
        *out = AG_NEW(a, ag_graph);
        return ag_graphml_read(a, what, *out, err);
    }
    if (q->asked.store)
        asked.slice.week = what;
    else
        asked.store = what;
    asked.by_days = true;
    AG_TRY(ag_cli_world(a, &common, &asked, NULL, 0, told, err));
    o.relate = told->relate;
    o.relate.acts_only = true;
    ag_view_build(a, &told->world, &o, &view);
    AG_TRY(ag_graph_analyse(a, &view, err));
    *out = view.graph;
    return AG_OK;
}

/* The page on a terminal: tables aligned, as other commands have them. */
static void
print_page(ag_arena *a, const ag_page *p)
{
    printf("%.*s\n", AG_SHOW(p->title));
    for (int i = 0; i < p->blocks.n; i++) {
        const ag_block *b = &p->blocks.at[i];
        const char *heads[16];
        ag_grid grid = { heads, b->columns, { 0 } };

        if (b->kind == AG_BLOCK_SECTION)
            continue;
        if (b->kind != AG_BLOCK_TABLE) {
            printf("\n");
            for (int k = 0; k < b->lines.n; k++)
                printf("%.*s\n", AG_SHOW(ag_line_text(a, &b->lines.at[k])));
            continue;
        }
        for (int k = 0; k < b->lines.n; k++) {
            ag_str cell = ag_line_text(a, &b->lines.at[k]);

            if (k < b->columns)
                heads[k] = ag_arena_str(a, cell).at;
            else
                ag_grid_add(a, &grid, cell);
        }
        ag_grid_print(&grid, stdout);
    }
}

static ag_status
write_out(ag_arena *a, const wish *q, const ag_diff *d, const ag_page *page, ag_err *err)
{
    ag_outfile file = { 0 };
    ag_buf out = { 0 };
    ag_status s = AG_OK;

    switch (form_of(q)) {
    case JSON: ag_diff_json(d, &out); break;
    case MARKDOWN: ag_page_markdown(page, &out); break;
    case HTML: ag_page_html(page, &out); break;
    default:
        if (q->common.out && strcmp(q->common.out, "-") != 0)
            return ag_fail(err, AG_USAGE, "-o takes a name that ends in .html, .md or .json; or add --format");
        print_page(a, page);
        return AG_OK;
    }
    s = ag_file_create(q->common.out, &file, err);
    if (s == AG_OK) {
        fwrite(out.at, 1, out.len, file.stream);
        s = ag_file_keep(&file, err);
    }
    ag_file_drop(&file);
    ag_buf_done(&out);
    return s;
}

static ag_status
run(ag_arena *a, const wish *q, char *const *sides, ag_err *err)
{
    ag_graph *graph[2];
    ag_templates templates;
    ag_places places;
    ag_diff diff;
    ag_page page;

    AG_TRY(ag_places_find(q->common.ontology, q->common.models, &places, err));
    AG_TRY(ag_templates_read(a, q->template ? q->template : ag_arena_printf(a, "%s/report/weekly.txt", places.ontology).at, &templates, err));
    for (int i = 0; i < 2; i++)
        AG_TRY(read_side(a, q, sides[i], &graph[i], err));
    AG_TRY(ag_diff_of(a, (const ag_graph *const[]){ graph[0], graph[1] }, (const ag_str[]){ ag_str_of(sides[0]), ag_str_of(sides[1]) },
                      ag_templates_setting(&templates, "false discovery rate", 0.1), &diff, err));
    ag_diff_page(a, &diff, &templates, q->most, &page);
    return write_out(a, q, &diff, &page, err);
}

int
cmd_diff(int argc, char **argv)
{
    wish q = { .common = AG_COMMON_DEFAULT, .asked = AG_ASKED_DEFAULT, .most = 20, .seed = 1 };
    const ag_option options[] = {
        AG_OPTION_OUT(q.common),
        { "--store", AG_OPT_TEXT, &q.asked.store, "FILE", "A and B are weeks of this store", NULL },
        AG_OPTION_DECISIONS(q.asked),
        { "--level", AG_OPT_WORD, &q.asked.slice.level, "person|state|both", "persons and organisations, or states", ag_level_words },
        { "--source", AG_OPT_TEXT, &q.asked.slice.source, "OUTLET", "only what this outlet reports", NULL },
        { "-n", AG_OPT_NUMBER, &q.most, "N", "so many rows of each table (default 20)", NULL },
        { "--format", AG_OPT_WORD, &q.form, "text|html|md|json", "default: by the name of the file, else text", form_words },
        { "--template", AG_OPT_TEXT, &q.template, "FILE", "your own wording (default: ontology/report/weekly.txt)", NULL },
        AG_OPTIONS_DATA(q.common), AG_OPTIONS_TALK(q.common), { 0 } };
    const ag_usage usage = { "actorgraph diff A B",
                             "Shows which ties and actors are new, gone or changed from A to B, and whether that is more than chance. A and B "
                             "are\ntwo graphs (GraphML of build or export), two stores, or with --store two weeks of it.",
                             "  actorgraph diff w33.graphml w34.graphml\n"
                             "  actorgraph diff 2025-W33 2025-W34 --store news.db -o change.html", options };
    ag_arena *a = ag_arena_new(0);
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n != 2)
        s = ag_fail(&err, AG_USAGE, "diff takes two graphs, stores or weeks; 'actorgraph diff --help' gives an example");
    if (s == AG_OK && (q.most < 0 || q.most > 1000000))
        s = ag_fail(&err, AG_USAGE, "-n takes 0 to 1000000 rows");
    if (s == AG_OK)
        s = run(a, &q, argv + 1, &err);
    ag_cli_check_pipe(stdout);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
