/* why: the sentences behind an actor or a tie, and the arithmetic of its weight. */
#include "cli/cli.h"
#include "names.h"
#include "relate/relate.h"
#include "resolve/find.h"

#include <stdio.h>

enum { EVIDENCE_SHOWN = 3 };

typedef struct showing {
    ag_arena *a;
    const ag_world *w;
    long most; /* sentences of one act */
} showing;

static void
show_evidence(const showing *s, const ag_evidence *at, int n)
{
    for (int i = 0; i < n && i < s->most; i++) {
        const ag_doc *doc = s->w->docs.at[at[i].doc];
        ag_str text = ag_str_trim(ag_str_at(doc->text, at[i].sentence));
        char day[16];

        ag_day_format(doc->date, day);
        printf("      %.*s%s%.*s%s%s\n      \"", AG_SHOW(doc->path), doc->source.len ? ", " : "", AG_SHOW(doc->source),
               day[0] ? ", " : ", undated", day);
        for (size_t k = 0; k < text.len; k++)
            putchar(text.at[k] == '\n' ? ' ' : text.at[k]);
        puts("\"");
    }
    if (n > s->most)
        printf("      and %d more; --sentences N shows them\n", n - (int)s->most);
}

static bool
counts(const ag_share *share)
{
    return share->layer == AG_LAYER_FACT;
}

static void
show_act(const showing *s, const ag_share *share)
{
    const ag_act *act = &s->w->acts.at[share->act];
    int actors[AG_TIE_PARTICIPANTS], who = ag_act_actors(s->w, act, false, AG_TIE_PARTICIPANTS, actors, NULL, NULL);

    printf("\n  %.*s   [%.*s%s%.*s, %s", AG_SHOW(act->label), AG_SHOW(act->type), act->mode.len ? " " : "",
           AG_SHOW(act->mode), ag_reality_name(act->status));
    if (act->claimed_by >= 0)
        printf(", says %.*s", AG_SHOW(s->w->actors.at[act->claimed_by].name));
    else if (act->voice == AG_VOICE_UNNAMED)
        printf(", says somebody unnamed");
    puts("]");
    if (counts(share))
        printf("      weight (1 + log2 %d origin%s) / (%d participants - 1) = %.6g\n", act->origins,
               act->origins == 1 ? "" : "s", who, share->weight);
    else
        printf("      no weight: %s\n", ag_layer_name(share->layer));
    show_evidence(s, act->evidence.at, act->evidence.n);
}

static void
show_tie(const showing *s, const ag_tie *tie)
{
    int terms = 0;

    printf("%.*s – %.*s\n", AG_SHOW(s->w->actors.at[tie->x].name), AG_SHOW(s->w->actors.at[tie->y].name));
    for (int pass = 0; pass < 2; pass++) /* what weighs first */
        for (int i = 0; i < tie->shares.n; i++)
            if (counts(&tie->shares.at[i]) == (pass == 0))
                show_act(s, &tie->shares.at[i]);
    printf("\n  weight ");
    for (int i = 0; i < tie->shares.n; i++)
        if (counts(&tie->shares.at[i]))
            printf("%s%.6g", terms++ ? " + " : "", tie->shares.at[i].weight);
    if (terms == 0)
        puts("0.1: no act that counts as a fact");
    else if (terms == 1)
        putchar('\n');
    else
        printf(" = %.6g\n", tie->weight);
}

static const ag_tie *
tie_of(const ag_ties *ties, int x, int y)
{
    for (int i = 0; i < ties->list.n; i++)
        if ((ties->list.at[i].x == x && ties->list.at[i].y == y) || (ties->list.at[i].x == y && ties->list.at[i].y == x))
            return &ties->list.at[i];
    return NULL;
}

/* The strongest tie between any actor of the first name and any of the second: "Talvek" may be two
 * people, but one of them has dealings with Verrick. NULL when there is none, or two as strong. */
static const ag_tie *
strongest_tie(ag_arena *a, const ag_world *w, const ag_ties *ties, char *const names[2])
{
    ag_actors_found one, two;
    const ag_tie *best = NULL;
    bool is_alone = true;

    ag_actors_named(a, w, names[0], &one);
    ag_actors_named(a, w, names[1], &two);
    for (int i = 0; i < one.who.n; i++)
        for (int k = 0; k < two.who.n; k++) {
            const ag_tie *tie = tie_of(ties, one.who.at[i], two.who.at[k]);

            if (!tie)
                continue;
            is_alone = !best || tie->weight != best->weight;
            if (!best || tie->weight > best->weight)
                best = tie;
        }
    return is_alone ? best : NULL;
}

static void
show_actor(const showing *s, const ag_ties *ties, int x)
{
    const ag_actor *actor = &s->w->actors.at[x];

    printf("%.*s   [%.*s, %s%s%.*s%s%.*s]\n", AG_SHOW(actor->name), AG_SHOW(actor->id), ag_actor_type_name(actor->type),
           actor->role.len ? ", " : "", AG_SHOW(actor->role), actor->country.len ? ", " : "", AG_SHOW(actor->country));
    if (actor->aliases.n) {
        printf("  also");
        for (int i = 0; i < actor->aliases.n; i++)
            printf("%s %.*s", i ? "," : "", AG_SHOW(actor->aliases.at[i]));
        putchar('\n');
    }
    printf("  mentioned %d times in %d articles of %d origins\n", actor->mentions, actor->documents, actor->origins);
    show_evidence(s, &actor->evidence, 1);
    for (int i = 0; i < s->w->posts.n; i++) {
        const ag_post *post = &s->w->posts.at[i];

        if (post->person != x)
            continue;
        printf("\n  %s%.*s%s%.*s\n", post->status == AG_OFFICE_CURRENT ? "" : ag_arena_printf(s->a, "%s ", ag_office_status_name(post->status)).at,
               AG_SHOW(post->role), post->of >= 0 ? " of " : "",
               AG_SHOW(post->of >= 0 ? s->w->actors.at[post->of].name : AG_S("")));
        show_evidence(s, post->evidence.at, post->evidence.n);
    }
    puts("\n  ties");
    for (int i = 0; i < ties->list.n; i++) {
        const ag_tie *t = &ties->list.at[i];

        if (t->x == x || t->y == x)
            printf("  %8.6g  %.*s%s\n", t->weight, AG_SHOW(s->w->actors.at[t->x == x ? t->y : t->x].name),
                   t->is_fact ? "" : "   (no fact: claimed, planned, possible or denied)");
    }
}

static ag_status
run(ag_arena *a, const ag_common *c, ag_asked *q, char *const *names, int n, long most, ag_err *err)
{
    ag_told known;
    ag_ties ties;
    int x, y;

    q->about = (const char *const *)names;
    AG_TRY(ag_cli_world(a, c, q, NULL, 0, &known, err));

    const ag_world *w = &known.world;

    ag_relate(a, w, &known.relate, &ties);

    showing show = { a, w, most };
    const ag_tie *tie = n == 2 ? strongest_tie(a, w, &ties, names) : NULL;

    if (tie) {
        show_tie(&show, tie);
        return AG_OK;
    }
    AG_TRY(ag_actor_find(a, w, names[0], &x, err));
    if (n == 1) {
        show_actor(&show, &ties, x);
        return AG_OK;
    }
    AG_TRY(ag_actor_find(a, w, names[1], &y, err));
    tie = tie_of(&ties, x, y);
    if (!tie)
        return ag_fail(err, AG_INPUT, "no article tells of anything between %.*s and %.*s", AG_SHOW(w->actors.at[x].name),
                       AG_SHOW(w->actors.at[y].name));
    show_tie(&show, tie);
    return AG_OK;
}

int
cmd_why(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    long most = EVIDENCE_SHOWN;
    const ag_option options[] = {
        AG_OPTIONS_WORLD(q),
        { "--sentences", AG_OPT_NUMBER, &most, "N", "at most N sentences for each fact (default 3)", NULL },
        AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph why NAME [NAME] --articles PATH",
                             "Shows what the graph says of an actor, or of two actors together, with the sentences behind "
                             "it and\nthe sum that makes the weight. A surname is enough where only one actor has it.",
                             "  actorgraph why Carney Zelenskyy --articles news/", options };
    ag_arena *a = ag_arena_new(0);
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && (n < 1 || n > 2))
        s = ag_fail(&err, AG_USAGE, "why takes one or two names; 'actorgraph why --help' gives an example");
    if (s == AG_OK) {
        argv[n + 1] = NULL; /* argv has room: it ends with NULL itself */
        s = run(a, &c, &q, argv + 1, n, most, &err);
    }
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
