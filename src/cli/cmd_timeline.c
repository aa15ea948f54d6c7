/* timeline: what one or two actors did, day by day. */
#include "base/table.h"
#include "cli/cli.h"
#include "cli/print.h"
#include "names.h"
#include "resolve/find.h"

typedef struct asking {
    ag_arena *a;
    const ag_told *told;
    int actor[2], actors;
    int json;
    bool sentences;
} asking;

typedef struct entry {
    int act;
    ag_day day;
    bool own_day; /* else the day of its first report */
} entry;

static int
by_day(const void *x, const void *y)
{
    const entry *a = x, *b = y;

    if (a->day != b->day)
        return a->day == AG_NO_DAY ? 1 : b->day == AG_NO_DAY ? -1 : a->day < b->day ? -1 : 1;
    return a->act - b->act;
}

/* The acts in the slice, in order of their days; undated ones last. */
static entry *
entries_of(const asking *q, int *n)
{
    const ag_world *w = &q->told->world;
    entry *list = AG_ARRAY(q->a, entry, w->acts.n + 1);

    *n = 0;
    for (int i = 0; i < w->acts.n; i++) {
        const ag_act *act = &w->acts.at[i];
        bool is_meant = true;

        for (int k = 0; k < q->actors; k++)
            is_meant &= ag_act_involves(act, q->actor[k]);
        if (is_meant && ag_act_layer(w, act, &q->told->relate) != AG_LAYER_CONTEXT)
            list[(*n)++] = (entry){ i, ag_act_day(w, act), act->date.grain != AG_GRAIN_NONE };
    }
    qsort(list, (size_t)*n, sizeof *list, by_day);
    return list;
}

/* "2025-08-24"; of an act without a date the day of its first report, as "≤ 2025-08-24". */
static ag_str
day_of(const asking *q, const entry *e)
{
    char day[16];

    if (e->own_day)
        ag_date_format(q->told->world.acts.at[e->act].date, day);
    else
        ag_day_format(e->day, day);
    return ag_arena_printf(q->a, "%s%s", e->own_day || !day[0] ? "" : "≤ ", day[0] ? day : "undated");
}

static ag_str
who_says(const asking *q, const ag_act *act)
{
    if (act->claimed_by >= 0)
        return q->told->world.actors.at[act->claimed_by].name;
    return act->voice == AG_VOICE_UNNAMED ? AG_S("somebody unnamed") : AG_S("");
}

static void
show_text(const asking *q, const entry *list, int n)
{
    static const char *const heads[] = { "day", "event", "type", "status", "according to", "reports", "origins", "evidence" };
    ag_grid g = { heads, 8, { 0 } };
    const ag_world *w = &q->told->world;

    for (int i = 0; i < n; i++) {
        const ag_act *act = &w->acts.at[list[i].act];

        ag_grid_add(q->a, &g, day_of(q, &list[i]));
        ag_grid_add(q->a, &g, act->label);
        ag_grid_add(q->a, &g, act->type);
        ag_grid_add(q->a, &g, ag_str_of(ag_reality_name(act->status)));
        ag_grid_add(q->a, &g, who_says(q, act));
        ag_grid_add(q->a, &g, ag_arena_printf(q->a, "%d", act->reports));
        ag_grid_add(q->a, &g, ag_arena_printf(q->a, "%d", act->origins));
        ag_grid_add(q->a, &g, q->sentences ? ag_sentence_of(q->a, w, act->evidence.at[0]) : ag_place_of(q->a, w, act->evidence.at[0].doc));
    }
    ag_grid_print(&g, stdout);
}

static void
show_json(const asking *q, const entry *list, int n)
{
    const ag_world *w = &q->told->world;
    ag_buf b = { 0 };
    char day[16];

    ag_buf_z(&b, "[");
    for (int i = 0; i < n; i++) {
        const ag_act *act = &w->acts.at[list[i].act];

        ag_json_key(&b, NULL);
        ag_buf_z(&b, "{");
        ag_json_text(&b, "id", act->id);
        ag_json_text(&b, "label", act->label);
        ag_json_text(&b, "type", act->type);
        ag_json_text(&b, "status", ag_str_of(ag_reality_name(act->status)));
        ag_date_format(act->date, day);
        if (day[0])
            ag_json_text(&b, "date", ag_str_of(day));
        if (act->claimed_by >= 0)
            ag_json_text(&b, "claimed_by", w->actors.at[act->claimed_by].id);
        ag_json_number(&b, "reports", act->reports);
        ag_json_number(&b, "origins", act->origins);
        ag_json_key(&b, "evidence");
        ag_buf_z(&b, "[");
        for (int k = 0; k < act->evidence.n; k++) {
            ag_json_key(&b, NULL);
            ag_json_evidence(&b, w, act->evidence.at[k]);
        }
        ag_buf_z(&b, "]}");
    }
    ag_buf_z(&b, "]\n");
    fwrite(b.at, 1, b.len, stdout);
    ag_buf_done(&b);
}

static ag_status
answer(asking *q, const ag_common *c, char *const *names, ag_err *err)
{
    const ag_world *w = &q->told->world;
    int n;

    for (int i = 0; i < q->actors; i++)
        AG_TRY(ag_actor_find(q->a, w, names[i], &q->actor[i], err));

    entry *list = entries_of(q, &n);

    if (q->json)
        show_json(q, list, n);
    else
        show_text(q, list, n);
    if (!n)
        ag_cli_say(c, "nothing found in %s.\n", ag_cli_count(q->a, w->docs.n, "article"));
    return AG_OK;
}

/* A section for each line of a list of actors and pairs, "A" or "A | B". Whom nobody writes about is no error. */
static ag_status
watch(asking *q, const char *path, ag_err *err)
{
    const ag_world *w = &q->told->world;
    ag_table table;

    AG_TRY(ag_table_read(q->a, path, &table, err));
    for (int i = 0; i < table.rows.n; i++) {
        const ag_row *row = &table.rows.at[i];
        entry *list = NULL;
        int n = 0;
        ag_err nobody;
        bool found = true;

        if (row->n > 2)
            return ag_fail(err, AG_INPUT, "%s:%d: one actor, or two parted by |", path, row->line);
        q->actors = row->n;
        for (int k = 0; k < row->n && found; k++)
            found = ag_actor_find(q->a, w, ag_arena_printf(q->a, "%.*s", AG_SHOW(row->field[k])).at, &q->actor[k], &nobody) == AG_OK;
        if (found)
            list = entries_of(q, &n);
        printf("%s%.*s%s%.*s\n", i ? "\n" : "", AG_SHOW(row->field[0]), row->n > 1 ? " – " : "", AG_SHOW(row->field[1]));
        if (n)
            show_text(q, list, n);
        else
            printf("nothing found in %s%s%s\n", ag_cli_count(q->a, w->docs.n, "article"), found ? "" : ": ", found ? "" : nobody.text);
    }
    return AG_OK;
}

int
cmd_timeline(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    ag_arena *a = ag_arena_new(0);
    ag_told told;
    const char *list = NULL;
    asking ask = { .a = a, .told = &told };
    const ag_option options[] = { AG_OPTIONS_WORLD(q), { "--sentences", AG_OPT_FLAG, &ask.sentences, NULL, "the sentence of each event, too", NULL },
                                  { "--watch", AG_OPT_TEXT, &list, "FILE", "a section for each line of this list: A, or A | B", NULL },
                                  AG_OPTION_ANSWER(ask.json), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph timeline NAME [NAME] | --watch FILE   --articles PATH | --store FILE",
                             "Lists what an actor took part in, or two actors together, day by day: an event without a day goes by "
                             "its\nfirst report (≤). Statements that are no facts are in it, with their status.",
                             "  actorgraph timeline Carney Zelenskyy --articles news/\n"
                             "  actorgraph timeline Verrick --store august.db --week 2025-W34 --type CONSULT\n"
                             "  actorgraph timeline --watch watched.txt --store august.db --week 2025-W34", options };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && list && (n || ask.json))
        s = ag_fail(&err, AG_USAGE, "--watch takes the names from its list, and answers as text");
    if (s == AG_OK && !list && (n < 1 || n > 2))
        s = ag_fail(&err, AG_USAGE, "timeline takes one or two names; 'actorgraph timeline --help' gives an example");
    ask.actors = n;
    argv[n + 1] = NULL;
    q.about = (const char *const *)argv + 1;
    if (s == AG_OK)
        s = ag_cli_world(a, &c, &q, NULL, 0, &told, &err);
    if (s == AG_OK)
        s = list ? watch(&ask, list, &err) : answer(&ask, &c, argv + 1, &err);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
