/* extract: articles → one extraction record a line, with a footer. */
#include "cli/cli.h"

#include <stdio.h>

typedef struct writing {
    FILE *out;
} writing;

static void
write_line(void *self, ag_str line)
{
    writing *w = self;

    fwrite(line.at, 1, line.len, w->out);
    ag_cli_check_pipe(w->out);
}

int
cmd_extract(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const ag_option options[] = { AG_OPTION_OUT(c), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph extract PATH... [-o records.jsonl]",
                             "Reads articles (files, folders, - for standard input) and writes one extraction record a "
                             "line:\ntext, sentences, actors, offices, events, relations, times, quotes, with offsets.",
                             "  actorgraph extract --date 2025-08-24 news/ -o records.jsonl", options };
    ag_arena *a = ag_arena_new(0);
    ag_tools tools = { 0 };
    ag_outfile out = { 0 };
    ag_readings tally = { 0 };
    writing w = { 0 };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK)
        s = ag_cli_tools(a, &c, &tools, &err);
    if (s == AG_OK)
        s = ag_file_create(c.out, &out, &err);
    w.out = out.stream;
    if (s == AG_OK)
        s = ag_cli_read(a, &c, &tools, argv + 1, n, write_line, NULL, &w, &tally, &err);
    if (s == AG_OK && c.out)
        fprintf(out.stream, "{\"footer\": {\"written\": %d, \"set_aside\": %d}}\n", tally.read, tally.set_aside);
    if (s == AG_OK)
        s = ag_file_keep(&out, &err);
    ag_file_drop(&out);
    if (s == AG_OK)
        ag_cli_say(&c, "%s read, %d set aside.\n", ag_cli_count(a, tally.read, "article"), tally.set_aside);
    ag_tools_close(&tools);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : tally.set_aside ? EXIT_SET_ASIDE : EXIT_OK;
}
