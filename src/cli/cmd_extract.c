/* extract: articles → one extraction record a line, with a footer. */
#include "base/sha256.h"
#include "cli/cli.h"
#include "cli/shards.h"
#include "tuning.h"

#include <stdio.h>

typedef struct writing {
    FILE *out;
    ag_sha256 hash; /* of what was written */
} writing;

static void
write_line(void *self, ag_str line)
{
    writing *w = self;

    fwrite(line.at, 1, line.len, w->out);
    ag_sha256_add(&w->hash, line);
    ag_cli_check_pipe(w->out);
}

/* The list of input: of a shard, or of the paths. */
static ag_status
list(ag_arena *a, const char *shard, char *const *paths, int n, ag_items *items, ag_footer *end, ag_err *err)
{
    if (shard && n)
        return ag_fail(err, AG_USAGE, "a shard or articles, not both: leave one of them out");
    if (shard)
        return ag_shard_read(a, shard, AG_LINES_IN_A_BITE, items, end->shard, err);
    if (n == 0)
        return ag_fail(err, AG_USAGE, "no articles given; name files, folders, or - for standard input");
    ag_ingest_list(a, paths, n, AG_LINES_IN_A_BITE, items);
    return AG_OK;
}

int
cmd_extract(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const char *shard = NULL;
    const ag_option options[] = { AG_OPTION_OUT(c),
                                  { "--shard", AG_OPT_TEXT, &shard, "FILE", "read what this list of 'actorgraph shard' names", NULL },
                                  AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph extract PATH... [-o records.jsonl]",
                             "Reads articles (files, folders, - for standard input) and writes one extraction record a "
                             "line:\ntext, sentences, actors, offices, events, relations, times, quotes, with offsets. With -o, the "
                             "last\nline tells how many there are: 'actorgraph merge' holds the file against it.",
                             "  actorgraph extract --date 2025-08-24 news/ -o records.jsonl", options };
    ag_arena *a = ag_arena_new(0);
    ag_tools tools = { 0 };
    ag_items items = { 0 };
    ag_outfile out = { 0 };
    ag_readings tally = { 0 };
    ag_footer end = { 0 };
    writing w = { 0 };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK)
        s = list(a, shard, argv + 1, n, &items, &end, &err);
    if (s == AG_OK)
        s = ag_cli_tools(a, &c, &tools, &err);
    if (s == AG_OK)
        s = ag_file_create(c.out, &out, &err);
    w.out = out.stream;
    ag_sha256_init(&w.hash);
    if (s == AG_OK)
        s = ag_cli_read_items(a, &c, &tools, &items, write_line, NULL, &w, &tally, &err);
    if (s == AG_OK && c.out) {
        ag_buf line = { 0 };

        end.written = tally.read;
        end.set_aside = tally.set_aside;
        ag_sha256_hex(&w.hash, end.sha256);
        ag_footer_write(&end, &line);
        fwrite(line.at, 1, line.len, out.stream);
        ag_buf_done(&line);
    }
    if (s == AG_OK)
        s = ag_file_keep(&out, &err);
    ag_file_drop(&out);
    if (s == AG_OK)
        ag_cli_say(&c, "%s read, %d set aside.\n", ag_cli_count(a, tally.read, "article"), tally.set_aside);
    ag_tools_close(&tools);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : tally.set_aside ? EXIT_SET_ASIDE : EXIT_OK;
}
