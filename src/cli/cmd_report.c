/* report: a week in words, tables and pictures, each number with the sentences behind it. */
#include "base/table.h"
#include "cli/cli.h"
#include "ontology/ontology.h"
#include "report/card.h"
#include "report/json.h"
#include "report/write.h"
#include "resolve/find.h"
#include "store/store.h"

#include <stdio.h>

enum { BY_NAME, HTML, MARKDOWN, JSON };

enum { QUOTE_DAYS = 7 /* a quote may be one of before in other words (evidence/quotes.h): so far back, articles come whole */ };

static const char *const form_words[] = { "auto", "html", "md", "json", NULL };

typedef struct wish {
    ag_common common;
    ag_asked asked;
    ag_day as_of;
    const char *watch, *template;
    int form;
    long seed;
} wish;

typedef struct watched { /* of the list of --watch, all in the arena */
    int (*pairs)[2];
    ag_str *lines;
    int n;
} watched;

/* Whom nobody writes about is no error: the report says so. */
static ag_status
read_watched(ag_arena *a, const char *path, const ag_world *w, watched *out, ag_err *err)
{
    ag_table table;

    *out = (watched){ 0 };
    if (!path)
        return AG_OK;
    AG_TRY(ag_table_read(a, path, &table, err));
    out->pairs = ag_arena_alloc(a, (size_t)(table.rows.n + 1) * sizeof *out->pairs);
    out->lines = AG_ARRAY(a, ag_str, table.rows.n + 1);
    for (int i = 0; i < table.rows.n; i++) {
        const ag_row *row = &table.rows.at[i];
        ag_err nobody;

        if (row->n > 2)
            return ag_fail(err, AG_INPUT, "%s:%d: one actor, or two parted by |", path, row->line);
        out->lines[i] = row->n > 1 ? ag_arena_printf(a, "%.*s – %.*s", AG_SHOW(row->field[0]), AG_SHOW(row->field[1])) : row->field[0];
        for (int k = 0; k < 2; k++) {
            out->pairs[i][k] = -1;
            if (k < row->n && ag_actor_find(a, w, ag_arena_str(a, row->field[k]).at, &out->pairs[i][k], &nobody) != AG_OK) {
                out->pairs[i][0] = out->pairs[i][1] = -1;
                break;
            }
        }
    }
    out->n = table.rows.n;
    return AG_OK;
}

static int
form_of(const wish *q)
{
    ag_str out = ag_str_of(q->common.out);

    if (q->form != BY_NAME)
        return q->form;
    return ag_str_ends(out, AG_S(".md")) ? MARKDOWN : ag_str_ends(out, AG_S(".json")) ? JSON : HTML;
}

static ag_status
write_report(ag_arena *a, const wish *q, const ag_told *told, const ag_store_counts *counts, ag_err *err)
{
    ag_templates templates;
    ag_facts facts;
    ag_page page;
    watched list;
    ag_outfile file = { 0 };
    ag_buf out = { 0 };
    ag_status s;

    ag_places places;

    AG_TRY(ag_places_find(q->common.ontology, q->common.models, &places, err));
    AG_TRY(ag_templates_read(a, q->template ? q->template : ag_arena_printf(a, "%s/report/weekly.txt", places.ontology).at, &templates, err));
    AG_TRY(read_watched(a, q->watch, &told->world, &list, err));

    const ag_report_options o = { .since = q->asked.slice.since, .until = q->asked.slice.until, .as_of = q->as_of,
                                  .rate = ag_templates_setting(&templates, "false discovery rate", 0.1), .seed = (unsigned long)q->seed,
                                  .quad_of = told->relate.quad_of, .quad_context = told->relate.quad_context,
                                  .watched = (const int (*)[2])list.pairs, .n_watched = list.n, .first_ever = counts->first, .undated = counts->undated };
    const ag_report_made made = { .model = told->model, .ontology = told->ontology, .store = ag_str_of(q->asked.store),
                                  .decisions = ag_str_of(q->asked.decisions), .set_aside = q->asked.store ? counts->rejects : told->tally.set_aside,
                                  .watched = list.lines, .rates = ag_card_rates(a, places.models) };

    AG_TRY(ag_facts_of(a, &told->world, &o, &facts, err));
    ag_report_write(a, &facts, &templates, &made, &page);
    switch (form_of(q)) {
    case JSON: ag_report_json(&facts, &made, &page, &out); break;
    case MARKDOWN: ag_page_markdown(&page, &out); break;
    default: ag_page_html(&page, &out);
    }
    s = ag_file_create(q->common.out, &file, err);
    if (s == AG_OK) {
        fwrite(out.at, 1, out.len, file.stream);
        s = ag_file_keep(&file, err);
    }
    ag_file_drop(&file);
    ag_buf_done(&out);
    AG_TRY(s);
    ag_cli_say(&q->common, "%s of %s in the span, %s, %s; %s.\n", ag_cli_count(a, facts.span[0].articles, "article"),
               ag_cli_count(a, told->world.docs.n, "article"), ag_cli_count(a, facts.span[0].facts, "fact"),
               ag_cli_count(a, page.notes.n, "footnote"), facts.is_first       ? "no earlier week to compare with"
                                                             : facts.may_compare ? "compared with the weeks before"
                                                                                 : "nothing to compare with");
    if (!facts.span[0].articles)
        ag_cli_say(&q->common, "No article was published in these days: --week 2025-W34 takes an ISO week, --since and --until any days.\n");
    return AG_OK;
}

static ag_status
check(wish *q, ag_err *err)
{
    ag_slice *s = &q->asked.slice;

    AG_TRY(ag_slice_check(s, err));
    if (s->since == AG_NO_DAY || s->until == AG_NO_DAY)
        return ag_fail(err, AG_USAGE, "which week? add --week 2025-W34, or --since DAY --until DAY");
    if (s->until - s->since > 366)
        return ag_fail(err, AG_USAGE, "a report is about a year at most; --since and --until are further apart");
    if (q->as_of != AG_NO_DAY && q->as_of < s->since)
        return ag_fail(err, AG_USAGE, "--as-of is before the first day: nothing could be known yet");
    s->week = NULL;
    return AG_OK;
}

/* What a store knows beside the days that are loaded. */
static ag_status
count_store(const char *path, ag_store_counts *out, ag_err *err)
{
    ag_store *store;
    ag_status s;

    AG_TRY(ag_store_open(path, AG_STORE_READ, &store, err));
    s = ag_store_counts_of(store, out, err);
    ag_store_close(store);
    return s;
}

/* The report looks at the weeks before, too: of a store it asks those days alone, and what the articles of the span
 * tell of other days. */
static ag_status
run(ag_arena *a, wish *q, char *const *paths, int n, ag_readings *tally, ag_err *err)
{
    const ag_slice meant = q->asked.slice;
    ag_store_counts counts = { .first = AG_NO_DAY, .undated = -1 };
    ag_told told;
    ag_status s;

    AG_TRY(check(q, err));

    ag_day since = q->asked.slice.since, until = q->asked.slice.until;
    int days = until - since + 1;

    if (q->asked.store)
        AG_TRY(count_store(q->asked.store, &counts, err));
    q->asked.slice = meant;
    q->asked.slice.week = NULL;
    q->asked.slice.since = since - (AG_REPORT_SPANS - 1) * days;
    q->asked.slice.until = until;
    q->asked.by_days = q->asked.told = true;
    q->asked.whole_since = since - QUOTE_DAYS;
    s = ag_cli_world(a, &q->common, &q->asked, paths, n, &told, err);
    q->asked.slice.since = since;
    q->asked.slice.until = until;
    AG_TRY(s);
    *tally = told.tally;
    return write_report(a, q, &told, &counts, err);
}

int
cmd_report(int argc, char **argv)
{
    wish q = { .common = AG_COMMON_DEFAULT, .asked = AG_ASKED_DEFAULT, .as_of = AG_NO_DAY, .seed = 1 };
    const ag_option options[] = {
        AG_OPTION_OUT(q.common), AG_OPTIONS_WORLD(q.asked),
        { "--as-of", AG_OPT_DAY, &q.as_of, "DAY", "leave out what was published later: the report as it was then", NULL },
        { "--watch", AG_OPT_TEXT, &q.watch, "FILE", "a word on each line of this list: A, or A | B", NULL },
        { "--template", AG_OPT_TEXT, &q.template, "FILE", "your own wording (default: ontology/report/weekly.txt)", NULL },
        { "--format", AG_OPT_WORD, &q.form, "html|md|json", "default: by the name of the file, else html", form_words },
        { "--seed", AG_OPT_NUMBER, &q.seed, "N", "of communities, positions and samples", NULL },
        AG_OPTIONS_READING(q.common), AG_OPTIONS_DATA(q.common), AG_OPTIONS_TALK(q.common), { 0 } };
    const ag_usage usage = { "actorgraph report --store FILE --week WEEK -o report.html",
                             "Writes what a week brought between the actors: who leads, which ties are new, stronger, weaker or gone "
                             "beyond\nchance, what happened, was said and is disputed; every number with the sentences behind it.",
                             "  actorgraph report --store news.db --week 2025-W34 -o w34.html\n"
                             "  actorgraph report --store news.db --since 2025-08-01 --until 2025-08-31 --watch watched.txt -o august.md\n"
                             "  actorgraph report news/ --week 2025-W34 -o w34.json", options };
    ag_arena *a = ag_arena_new(0);
    ag_readings tally = { 0 };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK)
        s = run(a, &q, argv + 1, n, &tally, &err);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : tally.set_aside && !q.asked.store ? EXIT_SET_ASIDE : EXIT_OK;
}
