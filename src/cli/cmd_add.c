/* add: articles → a store. remove: articles out of a store again. */
#include "base/sha256.h"
#include "cli/cli.h"
#include "store/store.h"
#include "tuning.h"

typedef struct adding {
    ag_store *store;
    ag_store_tally tally;
    bool mixed;
} adding;

static void
take_line(void *self, ag_str line)
{
    adding *x = self;
    ag_err err;

    ag_cli_or_stop(ag_store_add(x->store, line, x->mixed, &x->tally, &err), &err);
}

/* The item that a sentence is about, whole: a file, or a line of one ("news.jsonl:17: reason"). */
static ag_str
item_of(ag_arena *own, ag_str why)
{
    long colon = ag_str_find(why, AG_S(": ")), line = 0;
    ag_str place = ag_str_sub(why, 0, colon < 0 ? 0 : (size_t)colon), all;
    size_t at = place.len;

    if (place.len && ag_file_read(own, ag_arena_str(own, place).at, 0, 0, AG_REJECT_BYTES, &all, NULL) == AG_OK)
        return all;
    while (at && place.at[at - 1] != ':')
        at--;
    if (at < 2 || !ag_str_int(ag_str_sub(place, at, place.len), &line) || line < 1)
        return AG_S("");
    return ag_file_line(own, ag_arena_str(own, ag_str_sub(place, 0, at - 1)).at, line, AG_REJECT_BYTES);
}

/* A file that is too large to be kept: by what it is known again. "" where there is none at the sentence's place. */
static ag_str
reference_of(ag_arena *own, ag_str why)
{
    long colon = ag_str_find(why, AG_S(": "));
    FILE *f = colon > 0 ? fopen(ag_arena_str(own, ag_str_sub(why, 0, (size_t)colon)).at, "rb") : NULL;
    enum { PIECE = 1 << 16 };
    char *piece = ag_arena_alloc(own, PIECE), hex[65];
    unsigned long long all = 0;
    ag_sha256 hash;
    size_t n;

    if (!f)
        return AG_S("");
    ag_sha256_init(&hash);
    while ((n = fread(piece, 1, PIECE, f)) > 0) {
        ag_sha256_add(&hash, (ag_str){ piece, n });
        all += n;
    }
    fclose(f);
    ag_sha256_hex(&hash, hex);
    return all ? ag_arena_printf(own, "%llu bytes, SHA-256 %s", all, hex) : AG_S("");
}

static void
take_refusal(void *self, ag_str why)
{
    adding *x = self;
    ag_arena *own = ag_arena_new(0);
    ag_str item = item_of(own, why);
    ag_err err;

    ag_cli_or_stop(ag_store_refuse(x->store, why, item, item.len ? AG_S("") : reference_of(own, why), &err), &err);
    ag_arena_free(own);
}

static void
sum_up(ag_arena *a, const ag_common *c, const adding *x, const char *store, int set_aside)
{
    const ag_store_tally *t = &x->tally;

    ag_cli_say(c, "%s added", ag_cli_count(a, t->added, "article"));
    if (t->copies)
        ag_cli_say(c, ", %s of known ones", ag_cli_count(a, t->copies, "further reading"));
    ag_cli_say(c, ", %d known already, %d set aside.", t->known, set_aside);
    if (t->undated && c->date == AG_NO_DAY)
        ag_cli_say(c, " No date in %d of %d: give --date.", t->undated, t->added);
    if (set_aside)
        ag_cli_say(c, " See them: actorgraph rejects --store %s.", store);
    ag_cli_say(c, "\nNow: actorgraph export --store %s -o graph.graphml\n", store);
}

static ag_status
add(ag_arena *a, const ag_common *c, adding *x, char *const *paths, int n, ag_readings *tally, ag_err *err)
{
    ag_tools tools = { 0 };

    AG_TRY(ag_cli_tools(a, c, &tools, err));

    ag_status s = ag_cli_read(a, c, &tools, paths, n, take_line, take_refusal, x, tally, err);

    ag_tools_close(&tools);
    AG_TRY(s);
    return ag_store_finish(x->store, err);
}

int
ag_cli_add(ag_arena *a, const ag_common *c, const char *store, bool mixed, char *const *paths, int n, ag_err *err)
{
    adding x = { .mixed = mixed };
    ag_readings tally = { 0 };
    ag_status s = ag_store_open(store, AG_STORE_CREATE, &x.store, err);

    if (s == AG_OK)
        s = add(a, c, &x, paths, n, &tally, err);
    ag_store_close(x.store);
    if (s != AG_OK)
        return ag_cli_fail(err);
    sum_up(a, c, &x, store, tally.set_aside);
    return tally.set_aside ? EXIT_SET_ASIDE : EXIT_OK;
}

int
cmd_add(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const char *store = NULL;
    bool mixed = false;
    const ag_option options[] = { AG_OPTION_STORE(store), AG_OPTION_MIXED(mixed), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c),
                                  AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph add --store FILE PATH...",
                             "Reads articles into a store, which is made where there is none. The same article twice changes "
                             "nothing.",
                             "  actorgraph add --store news.db --date 2025-08-24 news/", options };
    ag_arena *a = ag_arena_new(0);
    ag_err err;
    int n, code;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && !store)
        s = ag_fail(&err, AG_USAGE, "which store? add --store FILE");
    if (s == AG_OK && n == 0)
        s = ag_fail(&err, AG_USAGE, "no articles given; name files, folders, or - for standard input");
    code = s == AG_OK ? ag_cli_add(a, &c, store, mixed, argv + 1, n, &err) : ag_cli_fail(&err);
    ag_arena_free(a);
    return code;
}

/* ---- remove ------------------------------------------------------------------------------------- */

static ag_status
remove_all(const ag_common *c, const char *path, char *const *what, int n, ag_err *err)
{
    ag_store *store;
    int removed = 0;

    AG_TRY(ag_store_open(path, AG_STORE_WRITE, &store, err));

    ag_status s = ag_store_remove(store, what, n, &removed, err);

    ag_store_close(store);
    if (s == AG_OK)
        ag_cli_say(c, "%d removed.\n", removed);
    return s;
}

int
cmd_remove(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const char *store = NULL;
    const ag_option options[] = { AG_OPTION_STORE(store), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph remove --store FILE ARTICLE...",
                             "Takes articles out of a store, named by path, URL or id; a folder or a file of several articles "
                             "takes\nall of them out. What is left is as if they had never been there.",
                             "  actorgraph remove --store news.db news/003.txt", options };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && !store)
        s = ag_fail(&err, AG_USAGE, "which store? add --store FILE");
    if (s == AG_OK && n == 0)
        s = ag_fail(&err, AG_USAGE, "which articles? name them by path, URL or id");
    if (s == AG_OK)
        s = remove_all(&c, store, argv + 1, n, &err);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
