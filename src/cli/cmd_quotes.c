/* quotes: what was said, in which words, and who altered it. */
#include "cli/cli.h"
#include "cli/print.h"
#include "evidence/quotes.h"
#include "resolve/find.h"

typedef struct asking {
    ag_arena *a;
    const ag_world *w;
    const ag_slice *slice;
    int speaker; /* or -1 */
    bool drift;
} asking;

static bool
is_meant(const asking *q, const ag_utterance *u)
{
    bool in_slice = false, by = q->speaker < 0;

    for (int i = 0; i < u->said.n; i++) {
        in_slice |= ag_slice_takes_doc(q->slice, q->w->docs.at[u->said.at[i].doc]);
        by |= u->said.at[i].speaker == q->speaker;
    }
    return in_slice && by && (u->drifts || !q->drift);
}

static ag_str
text_of(const asking *q, const ag_saying *s)
{
    const ag_doc *doc = q->w->docs.at[s->doc];

    return ag_str_at(doc->text, doc->quotes.at[s->quote].span);
}

static ag_str
speaker_name(const asking *q, int speaker)
{
    return speaker < 0 ? AG_S("somebody") : q->w->actors.at[speaker].name;
}

static void
show_text(const asking *q, const ag_utterance *u)
{
    printf("%.*s   [%s, %s, %s]\n", AG_SHOW(speaker_name(q, u->speaker)), ag_cli_count(q->a, u->wordings, "wording"),
           ag_cli_count(q->a, u->reports, "report"), ag_cli_count(q->a, u->origins, "origin"));
    for (int i = 0; i < u->said.n; i++) {
        const ag_saying *s = &u->said.at[i];

        if (s->wording != AG_WORDING_SAME)
            printf("  \"%.*s\"\n", AG_SHOW(ag_one_line(q->a, text_of(q, s))));
        printf("      %s: %.*s", ag_wording_name((ag_wording)s->wording), AG_SHOW(ag_place_of(q->a, q->w, s->doc)));
        if (s->speaker >= 0 && s->speaker != u->speaker)
            printf("   (here said by %.*s)", AG_SHOW(speaker_name(q, s->speaker)));
        putchar('\n');
        if (s->change.len)
            printf("      %.*s\n", AG_SHOW(ag_one_line(q->a, s->change)));
    }
    putchar('\n');
}

static void
add_json(const asking *q, ag_buf *b, const ag_utterance *u)
{
    ag_json_key(b, NULL);
    ag_buf_z(b, "{");
    if (u->speaker >= 0)
        ag_json_text(b, "speaker", q->w->actors.at[u->speaker].id);
    ag_json_number(b, "wordings", u->wordings);
    ag_json_number(b, "reports", u->reports);
    ag_json_number(b, "origins", u->origins);
    ag_json_key(b, "said");
    ag_buf_z(b, "[");
    for (int i = 0; i < u->said.n; i++) {
        const ag_saying *s = &u->said.at[i];
        const ag_doc *doc = q->w->docs.at[s->doc];

        ag_json_key(b, NULL);
        ag_buf_z(b, "{");
        ag_json_text(b, "wording", ag_str_of(ag_wording_name((ag_wording)s->wording)));
        if (s->change.len)
            ag_json_text(b, "change", s->change);
        if (s->speaker >= 0)
            ag_json_text(b, "speaker", q->w->actors.at[s->speaker].id);
        ag_json_key(b, "quote");
        ag_json_evidence(b, q->w, (ag_evidence){ s->doc, doc->quotes.at[s->quote].span });
        ag_buf_z(b, "}");
    }
    ag_buf_z(b, "]}");
}

static ag_status
run(ag_arena *a, const ag_common *c, const ag_told *told, const ag_slice *slice, const char *speaker, bool drift, bool json, ag_err *err)
{
    asking q = { a, &told->world, slice, -1, drift };
    ag_ledger ledger;
    ag_buf b = { 0 };
    int shown = 0;

    if (speaker)
        AG_TRY(ag_actor_find(a, q.w, speaker, &q.speaker, err));
    ag_ledger_of(a, q.w, &ledger);
    ag_buf_z(&b, "[");
    for (int i = 0; i < ledger.list.n; i++) {
        if (!is_meant(&q, &ledger.list.at[i]))
            continue;
        shown++;
        if (json)
            add_json(&q, &b, &ledger.list.at[i]);
        else
            show_text(&q, &ledger.list.at[i]);
    }
    ag_buf_z(&b, "]\n");
    if (json)
        fwrite(b.at, 1, b.len, stdout);
    ag_buf_done(&b);
    if (!shown)
        ag_cli_say(c, "nothing found in %s.\n", ag_cli_count(a, q.w->docs.n, "article"));
    return AG_OK;
}

int
cmd_quotes(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    int json = 0;
    bool drift = false;
    const ag_option options[] = { AG_OPTIONS_WORLD(q),
                                  { "--drift", AG_OPT_FLAG, &drift, NULL, "only what was altered, or given to several speakers", NULL },
                                  AG_OPTION_ANSWER(json), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph quotes PATH... [--actor NAME]  |  quotes [NAME] --store FILE",
                             "Lists direct quotes: each once, with its wordings across articles, the earliest first, and what "
                             "later ones\naltered. --actor: by this speaker.",
                             "  actorgraph quotes news/ --drift\n"
                             "  actorgraph quotes Carney --store august.db", options };
    ag_arena *a = ag_arena_new(0);
    ag_told told;
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);
    bool by_name = q.store || q.articles; /* then what stands alone is the speaker */
    const char *speaker = by_name && n ? argv[1] : q.slice.actor;

    if (s == AG_OK && by_name && n > 1)
        s = ag_fail(&err, AG_USAGE, "one speaker at a time; put a name of several words in quotation marks");
    q.slice.actor = NULL; /* it means the speaker here, not who takes part in events */
    if (s == AG_OK)
        s = ag_cli_world(a, &c, &q, argv + 1, by_name ? 0 : n, &told, &err);
    if (s == AG_OK)
        s = run(a, &c, &told, &q.slice, speaker, drift, json, &err);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
