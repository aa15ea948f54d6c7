/* merge: files of extraction records → a store. shard: a list of input → lists for many machines. */
#define _POSIX_C_SOURCE 200809L
#include "base/map.h"
#include "base/sha256.h"
#include "cli/cli.h"
#include "cli/shards.h"
#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

/* ---- merge -------------------------------------------------------------------------------------- */

typedef struct merging {
    ag_arena *a;
    ag_store *store;
    ag_store_tally tally;
    bool mixed, may_be_short;
    ag_map seen;          /* hashes of files and shards that were there already → index in paths */
    int set_aside;
} merging;

/* Walks the lines of a file; with `add`, its records go to the store. What the footer promises must be there. */
static ag_status
walk(merging *m, const char *path, bool add, ag_footer *end, ag_err *err)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    long at = 0, records = 0;
    bool has_end = false;
    ag_sha256 hash;
    char hex[65];
    ag_status s = AG_OK;

    if (!in)
        return ag_fail(err, AG_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    ag_sha256_init(&hash);
    while (s == AG_OK && (len = getline(&line, &room, in)) >= 0) {
        ag_str text = { line, (size_t)len };

        at++;
        if (ag_footer_read(text, end)) {
            has_end = true;
            continue;
        }
        ag_sha256_add(&hash, text);
        text = ag_str_trim(text);
        records += text.len > 0;
        if (!add || text.len == 0)
            continue;
        s = ag_store_add(m->store, text, m->mixed, &m->tally, err);
        if (s == AG_INPUT) { /* a line that is no record */
            ag_str why = ag_arena_printf(m->a, "%s:%ld: %s", path, at, err->text);

            fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(why));
            m->set_aside++;
            s = ag_store_refuse(m->store, why, text, AG_S(""), err);
        }
    }
    free(line);
    if (in != stdin)
        fclose(in);
    AG_TRY(s);
    ag_sha256_hex(&hash, hex);
    if (add)
        return AG_OK;
    if (!has_end && !m->may_be_short)
        return ag_fail(err, AG_INPUT, "%s: no footer in its last line: it was cut short, or not written with 'extract -o'; "
                                      "--partial takes it as it is", path);
    if (has_end && (end->written != records || (end->sha256[0] && strcmp(end->sha256, hex) != 0)))
        return ag_fail(err, AG_INPUT, "%s: %ld records, and not the %ld that its footer promises: copy it anew", path, records,
                       end->written);
    return AG_OK;
}

/* All files are looked at before the first is taken: a missing, short or doubled one costs nothing. */
static ag_status
look(merging *m, const char *manifest, char *const *paths, int n, ag_err *err)
{
    ag_shards wanted = { 0 };

    if (manifest)
        AG_TRY(ag_shards_read(m->a, manifest, &wanted, err));
    for (int i = 0; i < n; i++) {
        ag_footer end = { 0 };

        if (strcmp(paths[i], "-") == 0)
            continue;
        AG_TRY(walk(m, paths[i], false, &end, err));

        const char *is = end.shard[0] ? end.shard : end.sha256;
        int before = is[0] ? ag_map_add(m->a, &m->seen, ag_arena_str(m->a, ag_str_of(is)), i) : i;

        if (before != i && end.written)
            return ag_fail(err, AG_INPUT, "%s: the same shard as %s: leave one of them out", paths[i], paths[before]);
    }
    for (int i = 0; i < wanted.list.n; i++)
        if (ag_map_get(&m->seen, wanted.list.at[i].sha256) < 0)
            return ag_fail(err, AG_INPUT, "%s: no records of shard %.*s: extract it, or name its file", manifest,
                           AG_SHOW(wanted.list.at[i].name));
    return AG_OK;
}

int
cmd_merge(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const char *path = NULL, *manifest = NULL;
    merging m = { .a = ag_arena_new(0) };
    const ag_option options[] = { AG_OPTION_STORE(path), AG_OPTION_MIXED(m.mixed),
                                  { "--manifest", AG_OPT_TEXT, &manifest, "FILE", "of 'actorgraph shard': every shard must be there", NULL },
                                  { "--partial", AG_OPT_FLAG, &m.may_be_short, NULL, "take files without a footer, too", NULL },
                                  AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph merge --store FILE RECORDS...",
                             "Puts extraction records into a store: any cut of the input, in any order, gives the same store. A "
                             "file\nwhose footer is missing or promises more is refused before anything is taken.",
                             "  actorgraph extract news/ -o records.jsonl && actorgraph merge --store news.db records.jsonl",
                             options };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && !path)
        s = ag_fail(&err, AG_USAGE, "which store? add --store FILE");
    if (s == AG_OK && n == 0)
        s = ag_fail(&err, AG_USAGE, "no records given; name files of 'actorgraph extract -o', or - for standard input");
    if (s == AG_OK)
        s = look(&m, manifest, argv + 1, n, &err);
    if (s == AG_OK)
        s = ag_store_open(path, AG_STORE_CREATE, &m.store, &err);
    for (int i = 1; i <= n && s == AG_OK; i++)
        s = walk(&m, argv[i], true, &(ag_footer){ 0 }, &err);
    if (s == AG_OK)
        s = ag_store_finish(m.store, &err);
    ag_store_close(m.store);
    if (s == AG_OK)
        ag_cli_say(&c, "%s added, %d known already, %d set aside.\nNow: actorgraph export --store %s -o graph.graphml\n",
                   ag_cli_count(m.a, m.tally.added, "article"), m.tally.known + m.tally.copies, m.set_aside, path);
    ag_arena_free(m.a);
    return s != AG_OK ? ag_cli_fail(&err) : m.set_aside ? EXIT_SET_ASIDE : EXIT_OK;
}

/* ---- shard -------------------------------------------------------------------------------------- */

static ag_status
shard(ag_arena *a, const ag_common *c, const char *folder, int n_shards, char *const *paths, int n, ag_err *err)
{
    ag_items items = { 0 };

    for (int i = 0; i < n; i++)
        if (strcmp(paths[i], "-") == 0)
            return ag_fail(err, AG_USAGE, "the standard input cannot be cut for other machines; name files or folders");
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return ag_fail(err, AG_MACHINE, "%s: cannot be made: %s", folder, strerror(errno));
    items.keep_archives = true; /* unpacked where they are read */
    ag_ingest_list(a, paths, n, AG_SHARD_LINES, &items);
    AG_TRY(ag_shards_write(a, folder, n_shards, &items, err));
    ag_cli_say(c, "%s in %s, %d set aside.\nNow, each on its machine: actorgraph extract --shard %s/shard-0001.txt -o records-0001.jsonl\n"
                  "then: actorgraph merge --store news.db --manifest %s/manifest.txt records-*.jsonl\n",
               ag_cli_count(a, items.items.n, "item"), ag_cli_count(a, n_shards, "shard"), items.refused.n, folder, folder);
    for (int i = 0; i < items.refused.n; i++)
        fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(items.refused.at[i]));
    return AG_OK;
}

int
cmd_shard(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    long shards = 0;
    const ag_option options[] = { { "-n", AG_OPT_NUMBER, &shards, "N", "how many shards", NULL },
                                  { "-o", AG_OPT_TEXT, &c.out, "DIR", "the folder for them", NULL },
                                  AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph shard -n N -o DIR PATH...",
                             "Cuts an input into N lists of about equal size, one a machine, and a manifest that 'merge' holds "
                             "them\nagainst. The lists name files and stretches of files: every machine must see them under the "
                             "same paths.",
                             "  actorgraph shard -n 20 -o shards news/\n"
                             "  actorgraph extract --shard shards/shard-0007.txt -o records-0007.jsonl", options };
    ag_arena *a = ag_arena_new(0);
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && (shards < 1 || shards > AG_SHARDS_MOST))
        s = ag_fail(&err, AG_USAGE, "how many shards? -n takes 1 to %d", AG_SHARDS_MOST);
    if (s == AG_OK && !c.out)
        s = ag_fail(&err, AG_USAGE, "where to? add -o DIR");
    if (s == AG_OK && n == 0)
        s = ag_fail(&err, AG_USAGE, "no articles given; name files or folders");
    if (s == AG_OK)
        s = shard(a, &c, c.out, (int)shards, argv + 1, n, &err);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
