/* store: check, refresh, rebuild. rejects: what was set aside, and another try at it. */
#include "base/map.h"
#include "cli/cli.h"
#include "store/store.h"

#include <stdio.h>

enum { CHUNK = 512 }; /* records in memory at once */

/* ---- store -------------------------------------------------------------------------------------- */

static void
print_found(void *self, const char *what)
{
    ++*(int *)self;
    puts(what);
}

static int
check(const ag_common *c, ag_store *store, const char *path, ag_err *err)
{
    int found = 0;

    if (ag_store_check(store, print_found, &found, err) != AG_OK)
        return ag_cli_fail(err);
    if (found == 0)
        ag_cli_say(c, "%s: sound\n", path);
    return found ? EXIT_FOUND : EXIT_OK;
}

typedef struct refreshing {
    ag_stales *stale;
    int next, failed;
} refreshing;

static void
take_again(void *self, ag_str line)
{
    refreshing *r = self;

    r->stale->list.at[r->next++].line = line; /* lives as long as its chunk */
}

static void
fail_again(void *self, ag_str why)
{
    refreshing *r = self;

    fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(why));
    r->stale->list.at[r->next++].line = AG_S("");
    r->failed++;
}

typedef struct copying { /* yields are views: they are copied for the chunk */
    ag_arena *a;
    refreshing *to;
} copying;

static void
copy_again(void *self, ag_str line)
{
    copying *x = self;

    take_again(x->to, ag_arena_str(x->a, line));
}

static void
copy_failure(void *self, ag_str why)
{
    fail_again(((copying *)self)->to, why);
}

static ag_status
refresh_all(const ag_common *c, const ag_tools *tools, ag_store *store, int *done, int *failed, ag_err *err)
{
    ag_work_options options = ag_cli_work(c);
    ag_arena *a = ag_arena_new(0);
    ag_stales stale = { 0 };
    ag_status s;

    while ((s = ag_store_stale(a, store, &tools->maker, CHUNK, &stale, err)) == AG_OK && stale.list.n) {
        ag_items items = { 0 };
        refreshing r = { .stale = &stale };
        copying x = { a, &r };

        for (int i = 0; i < stale.list.n; i++)
            AG_PUSH(a, &items.items, (ag_item){ .label = ag_arena_printf(a, "article %d", i), .bytes = stale.list.at[i].line });
        s = ag_read_again(a, tools, &items, &options, (ag_yield){ &x, copy_again, copy_failure }, err);
        if (s == AG_OK)
            s = ag_store_replace(store, stale.list.at, stale.list.n, err);
        if (s != AG_OK)
            break;
        *done += stale.list.n - r.failed;
        *failed += r.failed;

        ag_stale last = stale.list.at[stale.list.n - 1];

        ag_arena_reset(a);
        stale = (ag_stales){ 0 };
        last.line = AG_S("");
        AG_PUSH(a, &stale.list, last); /* where the next chunk begins */
    }
    ag_arena_free(a);
    return s;
}

static int
refresh(ag_arena *a, const ag_common *c, ag_store *store, ag_err *err)
{
    ag_tools tools = { 0 };
    int done = 0, failed = 0;
    ag_status s = ag_cli_tools(a, c, &tools, err);

    if (s == AG_OK)
        s = ag_store_set_maker(store, &tools.maker, false, err); /* from here on: should we be interrupted, it is mixed */
    if (s == AG_OK)
        s = refresh_all(c, &tools, store, &done, &failed, err);
    if (s == AG_OK)
        s = ag_store_set_maker(store, &tools.maker, failed == 0, err);
    ag_tools_close(&tools);
    if (s != AG_OK)
        return ag_cli_fail(err);
    ag_cli_say(c, "%s read again, %d could not be and stay as they were.\n", ag_cli_count(a, done, "article"), failed);
    return failed ? EXIT_SET_ASIDE : EXIT_OK;
}

int
cmd_store(int argc, char **argv)
{
    static const char *const words[] = { "check", "refresh", "rebuild", NULL };
    ag_common c = AG_COMMON_DEFAULT;
    const char *path = NULL;
    const ag_option options[] = { AG_OPTION_STORE(path),
                                  { "--jobs", AG_OPT_NUMBER, &c.jobs, "N", "worker processes of refresh (default: one a core)", NULL },
                                  AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph store check|refresh|rebuild --store FILE",
                             "check    is the file sound, is every record whole, does what is derived follow from them\n"
                             "refresh  reads the stored texts again with this ontology and model\n"
                             "rebuild  derives everything anew",
                             "  actorgraph store check --store news.db", options };
    ag_arena *a = ag_arena_new(0);
    ag_store *store = NULL;
    ag_err err;
    int n, code;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n != 1)
        s = ag_fail(&err, AG_USAGE, "store takes one of check, refresh and rebuild");
    if (s == AG_OK && strcmp(argv[1], "check") != 0 && strcmp(argv[1], "refresh") != 0 && strcmp(argv[1], "rebuild") != 0) {
        const char *near = ag_did_you_mean(argv[1], words);

        s = near ? ag_fail(&err, AG_USAGE, "store: no '%s'; did you mean %s?", argv[1], near)
                 : ag_fail(&err, AG_USAGE, "store takes one of check, refresh and rebuild, not '%s'", argv[1]);
    }
    if (s == AG_OK && !path)
        s = ag_fail(&err, AG_USAGE, "which store? add --store FILE");
    if (s == AG_OK)
        s = ag_store_open(path, AG_STORE_WRITE, &store, &err);
    if (s == AG_OK && strcmp(argv[1], "rebuild") == 0)
        s = ag_store_derive(store, true, &err);
    code = s != AG_OK                         ? ag_cli_fail(&err)
           : strcmp(argv[1], "check") == 0    ? check(&c, store, path, &err)
           : strcmp(argv[1], "refresh") == 0  ? refresh(a, &c, store, &err)
                                              : EXIT_OK;
    ag_store_close(store);
    ag_arena_free(a);
    return code;
}

/* ---- rejects ------------------------------------------------------------------------------------ */

typedef struct retrying {
    ag_store *store;
    ag_arena *a;
    ag_store_tally tally;
    ag_map again;      /* places that were refused once more */
    ag_rejects *old;
    ag_map places;     /* → in old */
} retrying;

static void
take_line(void *self, ag_str line)
{
    retrying *r = self;
    ag_err err;

    ag_cli_or_stop(ag_store_add(r->store, line, false, &r->tally, &err), &err);
}

static void
take_refusal(void *self, ag_str why)
{
    retrying *r = self;
    long colon = ag_str_find(why, AG_S(": "));
    ag_str place = ag_arena_str(r->a, ag_str_sub(why, 0, colon < 0 ? why.len : (size_t)colon));
    int at = ag_map_get(&r->places, place);
    ag_err err;

    ag_map_set(r->a, &r->again, place, 1);
    ag_cli_or_stop(ag_store_refuse(r->store, why, at < 0 ? AG_S("") : r->old->list.at[at].item,
                                  at < 0 ? AG_S("") : r->old->list.at[at].reference, &err), &err);
}

/* "news.jsonl:17" → "news.jsonl", 17: a line of a file. */
static ag_item
item_of(ag_arena *a, const ag_reject *r)
{
    ag_item item = { .label = r->place, .bytes = r->item, .line = 1 };
    size_t colon = r->place.len;
    long line;

    while (colon && r->place.at[colon - 1] != ':')
        colon--;
    if (colon > 1 && ag_str_int(ag_str_sub(r->place, colon, r->place.len), &line) && line > 0) {
        item.label = ag_str_sub(r->place, 0, colon - 1);
        item.line = (int)line;
    }
    item.format = ag_ingest_format(a, item.label, item.bytes);
    return item;
}

static ag_status
retry(const ag_common *c, retrying *r, ag_err *err)
{
    ag_tools tools = { 0 };
    ag_items items = { 0 };
    ag_readings tally = { 0 };
    int lost = 0, gone = 0;

    for (int i = 0; i < r->old->list.n; i++) {
        ag_map_set(r->a, &r->places, r->old->list.at[i].place, i);
        if (r->old->list.at[i].item.len)
            AG_PUSH(r->a, &items.items, item_of(r->a, &r->old->list.at[i]));
        else
            lost++;
    }
    AG_TRY(ag_cli_tools(r->a, c, &tools, err));

    ag_status s = ag_cli_read_items(r->a, c, &tools, &items, take_line, take_refusal, r, &tally, err);

    ag_tools_close(&tools);
    AG_TRY(s);
    AG_TRY(ag_store_finish(r->store, err));
    for (int i = 0; i < r->old->list.n; i++)
        if (r->old->list.at[i].item.len && ag_map_get(&r->again, r->old->list.at[i].place) < 0) {
            AG_TRY(ag_store_forget_reject(r->store, r->old->list.at[i].place, err));
            gone++;
        }
    ag_cli_say(c, "%d of %d could be read this time: %s added.", gone, r->old->list.n, ag_cli_count(r->a, r->tally.added, "article"));
    if (lost)
        ag_cli_say(c, " %d are not kept here: name their files to 'actorgraph add'.", lost);
    ag_cli_say(c, "\n");
    return AG_OK;
}

int
cmd_rejects(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const char *path = NULL;
    bool again = false, whole = false;
    const ag_option options[] = { AG_OPTION_STORE(path),
                                  { "--retry", AG_OPT_FLAG, &again, NULL, "try to read them once more", NULL },
                                  { "--whole", AG_OPT_FLAG, &whole, NULL, "print each item as it came", NULL },
                                  AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph rejects --store FILE [--retry]",
                             "Lists what could not be read, each with its reason; the store keeps the items whole, so that "
                             "another\ntry needs no files.",
                             "  actorgraph rejects --store news.db\n"
                             "  actorgraph rejects --store news.db --retry --any-language", options };
    ag_arena *a = ag_arena_new(0);
    ag_rejects rejects = { 0 };
    retrying r = { .a = a, .old = &rejects };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n)
        s = ag_fail(&err, AG_USAGE, "rejects takes no '%s'; 'actorgraph rejects --help' gives an example", argv[1]);
    if (s == AG_OK && !path)
        s = ag_fail(&err, AG_USAGE, "which store? add --store FILE");
    if (s == AG_OK)
        s = ag_store_open(path, again ? AG_STORE_WRITE : AG_STORE_READ, &r.store, &err);
    if (s == AG_OK)
        s = ag_store_rejects(a, r.store, &rejects, &err);
    if (s == AG_OK && again)
        s = retry(&c, &r, &err);
    for (int i = 0; s == AG_OK && !again && i < rejects.list.n; i++) {
        const ag_reject *x = &rejects.list.at[i];

        printf("%.*s: %.*s\n", AG_SHOW(x->place), AG_SHOW(x->reason));
        if (!x->item.len)
            printf("    not kept here%s%.*s: it stays at its place\n", x->reference.len ? ", " : "", AG_SHOW(x->reference));
        if (whole && x->item.len)
            printf("%.*s\n\n", AG_SHOW(x->item));
    }
    if (s == AG_OK && !again)
        ag_cli_say(&c, "%s set aside\n", ag_cli_count(a, rejects.list.n, "item"));
    ag_store_close(r.store);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
