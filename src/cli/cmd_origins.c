/* origins: which articles depend on which, and what they share. */
#include "cli/cli.h"
#include "cli/print.h"
#include "evidence/origins.h"

enum { WORDS_SHOWN = 160 }; /* bytes of a passage on the screen */

typedef struct showing {
    ag_arena *a;
    const ag_world *w;
    const ag_dependence *d;
    bool all; /* whole passages */
} showing;

static ag_str
shortened(ag_arena *a, ag_str s)
{
    size_t n = WORDS_SHOWN;

    if (s.len <= WORDS_SHOWN)
        return s;
    while (n && s.at[n] != ' ')
        n--;
    return ag_arena_printf(a, "%.*s …", (int)n, s.at);
}

static const ag_sharing *
sharing_of(const ag_dependence *d, int x, int y)
{
    for (int i = 0; i < d->sharings.n; i++)
        if ((d->sharings.at[i].doc[0] == x && d->sharings.at[i].doc[1] == y) || (d->sharings.at[i].doc[0] == y && d->sharings.at[i].doc[1] == x))
            return &d->sharings.at[i];
    return NULL;
}

/* Each group of copies, the earliest article first. */
static void
show_groups(const showing *s)
{
    const ag_world *w = s->w;
    int shown = 0;

    for (int o = 0; o < w->docs.n; o++) {
        AG_LIST(int) group = { 0 };

        for (int d = o; d < w->docs.n && w->origin[o] == o; d++) {
            if (w->origin[d] != o)
                continue;
            AG_PUSH(s->a, &group, d);
            for (int k = group.n - 1; k && ag_doc_is_earlier(w->docs.at[group.at[k]], w->docs.at[group.at[k - 1]]); k--) {
                int swap = group.at[k];

                group.at[k] = group.at[k - 1];
                group.at[k - 1] = swap;
            }
        }
        if (group.n < 2)
            continue;
        if (!shown++)
            puts("\ncopies: one origin each");
        for (int i = 0; i < group.n; i++) {
            const ag_sharing *x = i ? sharing_of(s->d, group.at[0], group.at[i]) : NULL;

            printf("  %c %.*s", i ? ' ' : '-', AG_SHOW(ag_place_of(s->a, w, group.at[i])));
            if (x)
                printf("   (%.0f %% of the shorter in passages of the first)", 100 * x->share);
            putchar('\n');
        }
    }
}

static void
show_passages(const showing *s)
{
    int shown = 0;

    for (int i = 0; i < s->d->sharings.n; i++) {
        const ag_sharing *x = &s->d->sharings.at[i];

        if (x->are_copies)
            continue;
        if (!shown++)
            puts("\nshared passages: what rests on one counts once");
        printf("  - %.*s\n    %.*s\n    %s, longest %d words, %.0f %% of the shorter article\n", AG_SHOW(ag_place_of(s->a, s->w, x->doc[0])),
               AG_SHOW(ag_place_of(s->a, s->w, x->doc[1])), ag_cli_count(s->a, x->runs.n, "passage"), x->longest, 100 * x->share);
        for (int k = 0; k < x->runs.n; k++) {
            ag_str text = ag_one_line(s->a, ag_str_at(s->w->docs.at[x->doc[0]]->text, x->runs.at[k].span[0]));

            printf("      %3d  \"%.*s\"\n", x->runs.at[k].words, AG_SHOW(s->all ? text : shortened(s->a, text)));
        }
    }
}

static bool
only_credits(const ag_doc *d)
{
    return d->agency.len && !ag_str_eq(d->agency, d->source);
}

static void
show_rest(const showing *s)
{
    int shown = 0;

    for (int d = 0; d < s->w->docs.n; d++)
        if (only_credits(s->w->docs.at[d])) {
            if (!shown++)
                puts("\nagency credits: nothing is added to what the agency says itself");
            printf("  - %.*s   credits %.*s\n", AG_SHOW(ag_place_of(s->a, s->w, d)), AG_SHOW(s->w->docs.at[d]->agency));
        }
    for (int i = 0; i < s->d->rewrites.n; i++) {
        const ag_rewrite *r = &s->d->rewrites.at[i];

        if (i == 0)
            puts("\ndependent, it seems: rewrites that tell the same facts in the same order; weights still count them");
        printf("  - %.*s\n    %.*s\n    %.0f %% of names and numbers, %.0f %% in one order\n", AG_SHOW(ag_place_of(s->a, s->w, r->doc[0])),
               AG_SHOW(ag_place_of(s->a, s->w, r->doc[1])), 100 * r->facts, 100 * r->order);
    }
}

/* ---- JSON ------------------------------------------------------------------------------------- */

static void
add_article(ag_buf *b, const ag_world *w, int doc)
{
    const ag_doc *d = w->docs.at[doc];

    ag_json_key(b, NULL);
    ag_buf_z(b, "{");
    ag_json_text(b, "id", ag_str_of(d->id));
    ag_json_text(b, "path", d->path);
    if (d->url.len)
        ag_json_text(b, "url", d->url);
    ag_buf_z(b, "}");
}

static void
add_pair(ag_buf *b, const ag_world *w, const int doc[2])
{
    ag_json_key(b, NULL);
    ag_buf_z(b, "{");
    ag_json_key(b, "articles");
    ag_buf_z(b, "[");
    add_article(b, w, doc[0]);
    add_article(b, w, doc[1]);
    ag_buf_z(b, "]");
}

static void
show_json(const showing *s)
{
    const ag_world *w = s->w;
    ag_buf b = { 0 };

    ag_buf_z(&b, "{");
    ag_json_number(&b, "articles", w->docs.n);
    ag_json_number(&b, "origins", w->n_origins);
    ag_json_key(&b, "copies");
    ag_buf_z(&b, "[");
    for (int o = 0; o < w->docs.n; o++) {
        int n = 0;

        for (int d = o + 1; d < w->docs.n && w->origin[o] == o; d++)
            n += w->origin[d] == o;
        if (!n)
            continue;
        ag_json_key(&b, NULL);
        ag_buf_z(&b, "[");
        for (int d = o; d < w->docs.n; d++)
            if (w->origin[d] == o)
                add_article(&b, w, d);
        ag_buf_z(&b, "]");
    }
    ag_buf_z(&b, "]");
    ag_json_key(&b, "passages");
    ag_buf_z(&b, "[");
    for (int i = 0; i < s->d->sharings.n; i++) {
        const ag_sharing *x = &s->d->sharings.at[i];

        if (x->are_copies)
            continue;
        add_pair(&b, w, x->doc);
        ag_json_number(&b, "share", x->share);
        ag_json_number(&b, "longest", x->longest);
        ag_json_key(&b, "texts");
        ag_buf_z(&b, "[");
        for (int k = 0; k < x->runs.n; k++)
            ag_json_text(&b, NULL, ag_str_at(w->docs.at[x->doc[0]]->text, x->runs.at[k].span[0]));
        ag_buf_z(&b, "]}");
    }
    ag_buf_z(&b, "]");
    ag_json_key(&b, "credits");
    ag_buf_z(&b, "[");
    for (int d = 0; d < w->docs.n; d++)
        if (only_credits(w->docs.at[d])) {
            ag_json_key(&b, NULL);
            ag_buf_z(&b, "{");
            ag_json_text(&b, "id", ag_str_of(w->docs.at[d]->id));
            ag_json_text(&b, "path", w->docs.at[d]->path);
            ag_json_text(&b, "agency", w->docs.at[d]->agency);
            ag_buf_z(&b, "}");
        }
    ag_buf_z(&b, "]");
    ag_json_key(&b, "rewrites");
    ag_buf_z(&b, "[");
    for (int i = 0; i < s->d->rewrites.n; i++) {
        const ag_rewrite *r = &s->d->rewrites.at[i];

        add_pair(&b, w, r->doc);
        ag_json_number(&b, "facts", r->facts);
        ag_json_number(&b, "order", r->order);
        ag_buf_z(&b, "}");
    }
    ag_buf_z(&b, "]}\n");
    fwrite(b.at, 1, b.len, stdout);
    ag_buf_done(&b);
}

int
cmd_origins(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    int json = 0;
    bool all = false;
    const ag_option options[] = { AG_OPTIONS_WORLD(q), { "--all", AG_OPT_FLAG, &all, NULL, "whole passages, not their beginnings", NULL },
                                  AG_OPTION_ANSWER(json), AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph origins PATH... | --store FILE",
                             "Shows which articles depend on which: copies, shared passages (an agency's, a quote), credited "
                             "agencies,\nand articles that look rewritten.",
                             "  actorgraph origins news/", options };
    ag_arena *a = ag_arena_new(0);
    ag_told known;
    ag_dependence d = { 0 };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK)
        s = ag_cli_world(a, &c, &q, argv + 1, n, &known, &err);
    if (s == AG_OK) {
        showing show = { a, &known.world, &d, all };

        ag_sharings_of(a, &known.world, &d);
        ag_rewrites_of(a, &known.world, &d);
        if (json) {
            show_json(&show);
        } else {
            printf("%s, %s\n", ag_cli_count(a, known.world.docs.n, "article"), ag_cli_count(a, known.world.n_origins, "origin"));
            show_groups(&show);
            show_passages(&show);
            show_rest(&show);
        }
    }
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
