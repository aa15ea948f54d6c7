/* conflicts: what sources contradict each other in. */
#include "cli/cli.h"
#include "cli/print.h"
#include "evidence/conflicts.h"
#include "resolve/find.h"

static void
show_text(ag_arena *a, const ag_world *w, const ag_conflict *c)
{
    printf("%s: %.*s: %.*s against %.*s\n", ag_conflict_name((ag_conflict_kind)c->kind), AG_SHOW(c->about), AG_SHOW(c->value[0]), AG_SHOW(c->value[1]));
    ag_print_evidence(a, w, c->evidence[0], 4);
    ag_print_evidence(a, w, c->evidence[1], 4);
    putchar('\n');
}

static void
add_json(ag_buf *b, const ag_world *w, const ag_conflict *c)
{
    ag_json_key(b, NULL);
    ag_buf_z(b, "{");
    ag_json_text(b, "kind", ag_str_of(ag_conflict_name((ag_conflict_kind)c->kind)));
    ag_json_text(b, "about", c->about);
    if (c->actor >= 0)
        ag_json_text(b, "actor", w->actors.at[c->actor].id);
    ag_json_key(b, "sides");
    ag_buf_z(b, "[");
    for (int i = 0; i < 2; i++) {
        ag_json_key(b, NULL);
        ag_buf_z(b, "{");
        ag_json_text(b, "value", c->value[i]);
        ag_json_key(b, "evidence");
        ag_json_evidence(b, w, c->evidence[i]);
        ag_buf_z(b, "}");
    }
    ag_buf_z(b, "]}");
}

static ag_status
run(ag_arena *a, const ag_common *common, const ag_told *told, const ag_slice *slice, bool json, ag_err *err)
{
    const ag_world *w = &told->world;
    ag_conflicts found;
    ag_buf b = { 0 };
    int shown = 0, actor = -1;

    if (slice->actor)
        AG_TRY(ag_actor_find(a, w, slice->actor, &actor, err));
    ag_conflicts_of(a, w, &found);
    ag_buf_z(&b, "[");
    for (int i = 0; i < found.list.n; i++) {
        const ag_conflict *c = &found.list.at[i];

        if ((actor >= 0 && c->actor != actor) || (!ag_slice_takes_doc(slice, w->docs.at[c->evidence[0].doc]) &&
                                                  !ag_slice_takes_doc(slice, w->docs.at[c->evidence[1].doc])))
            continue;
        shown++;
        if (json)
            add_json(&b, w, c);
        else
            show_text(a, w, c);
    }
    ag_buf_z(&b, "]\n");
    if (json)
        fwrite(b.at, 1, b.len, stdout);
    ag_buf_done(&b);
    if (!shown)
        ag_cli_say(common, "nothing found in %s.\n", ag_cli_count(a, w->docs.n, "article"));
    return AG_OK;
}

int
cmd_conflicts(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    int json = 0;
    const ag_option options[] = { AG_OPTIONS_WORLD(q), AG_OPTION_ANSWER(json), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph conflicts PATH... | --store FILE",
                             "Shows where articles of different origins contradict each other: in an office, a number, a day, or "
                             "in\nwhether something happened; with both sentences. A slice takes in what has one side in it.",
                             "  actorgraph conflicts news/\n"
                             "  actorgraph conflicts --store august.db --week 2025-W34", options };
    ag_arena *a = ag_arena_new(0);
    ag_told told;
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);
    ag_slice slice = q.slice;

    q.slice.actor = q.slice.source = NULL; /* they choose among the conflicts: one side may be another outlet's */
    if (s == AG_OK)
        s = ag_cli_world(a, &c, &q, argv + 1, n, &told, &err);
    slice.since = q.slice.since;
    slice.until = q.slice.until;
    if (s == AG_OK)
        s = run(a, &c, &told, &slice, json, &err);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
