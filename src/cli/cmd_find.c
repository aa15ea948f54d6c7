/* find: words in the articles. */
#include "cli/cli.h"
#include "cli/print.h"
#include "evidence/find.h"

enum { SHOWN = 30, FIRST_LOOK = 100 };

static bool
takes(const void *slice, const ag_doc *doc)
{
    return ag_slice_takes_doc(slice, doc);
}

/* `unread` articles may have the words, too: there is enough to show without them. */
static void
show_text(ag_arena *a, const ag_common *c, const ag_world *w, const ag_hits *hits, long most, int unread)
{
    int last = -1, articles = 0;

    for (int i = 0; i < hits->list.n; i++) {
        const ag_hit *h = &hits->list.at[i];

        articles += h->evidence.doc != last;
        if (i < most && h->evidence.doc != last)
            printf("%s%.*s\n", i ? "\n" : "", AG_SHOW(ag_place_of(a, w, h->evidence.doc)));
        last = h->evidence.doc;
        if (i < most)
            printf("  \"%.*s\"\n", AG_SHOW(ag_sentence_of(a, w, h->evidence)));
    }
    if (unread)
        printf("\nand more: %s have the words; --most N, --since and --until show others\n", ag_cli_count(a, w->docs.n + unread, "article"));
    else if (hits->list.n > most)
        printf("\nand %d more; --most N shows them\n", hits->list.n - (int)most);
    if (unread)
        ag_cli_say(c, "%s in the first %s of %d that have the words.\n", ag_cli_count(a, hits->list.n, "sentence"),
                   ag_cli_count(a, w->docs.n, "article"), w->docs.n + unread);
    else if (hits->list.n)
        ag_cli_say(c, "%s in %s.\n", ag_cli_count(a, hits->list.n, "sentence"), ag_cli_count(a, articles, "article"));
    else
        ag_cli_say(c, "nothing found in %s.\n", ag_cli_count(a, w->docs.n, "article"));
}

static void
show_json(const ag_world *w, const ag_hits *hits)
{
    ag_buf b = { 0 };

    ag_buf_z(&b, "[");
    for (int i = 0; i < hits->list.n; i++) {
        ag_json_key(&b, NULL);
        ag_json_evidence(&b, w, hits->list.at[i].evidence);
    }
    ag_buf_z(&b, "]\n");
    fwrite(b.at, 1, b.len, stdout);
    ag_buf_done(&b);
}

int
cmd_find(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    int json = 0;
    long most = SHOWN;
    const ag_option options[] = { AG_OPTIONS_WORLD(q), { "--most", AG_OPT_NUMBER, &most, "N", "at most N sentences (default 30)", NULL },
                                  AG_OPTION_ANSWER(json), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph find 'WORDS' PATH... | --store FILE",
                             "Finds the sentences that have all of the words. \"Words in quotation marks\" stand together; "
                             "sanction* begins\na word; capitals and marks on letters do not count.",
                             "  actorgraph find 'sanction* \"foreign minister\"' news/\n"
                             "  actorgraph find ceasefire --store august.db --week 2025-W34", options };
    ag_arena *a = ag_arena_new(0);
    ag_told told;
    ag_hits hits;
    ag_err err;
    int n, unread = 0;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n < 1)
        s = ag_fail(&err, AG_USAGE, "find what? 'actorgraph find --help' gives an example");
    q.words = n ? argv[1] : NULL;
    for (q.most = FIRST_LOOK; s == AG_OK; q.most *= 8) { /* of a large store, no more than what is shown takes */
        s = ag_cli_world(a, &c, &q, argv + 2, n - 1, &told, &err);
        if (s == AG_OK)
            s = ag_find_words(a, &told.world, argv[1], takes, &q.slice, &hits, &err);
        unread = told.found - told.world.docs.n;
        if (s != AG_OK || unread <= 0 || (!json && hits.list.n > most))
            break;
        q.slice.week = NULL; /* it is days by now */
        ag_arena_reset(a);
    }
    if (s == AG_OK && json)
        show_json(&told.world, &hits);
    else if (s == AG_OK)
        show_text(a, &c, &told.world, &hits, most, unread > 0 ? unread : 0);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
