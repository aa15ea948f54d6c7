/* why: the sentences behind an actor, a tie or an event, and the arithmetic of its weight; as text, as JSON, or as
 * Markdown with footnotes ready to paste. */
#include "cli/cli.h"
#include "evidence/proof.h"
#include "export/read.h"
#include "names.h"
#include "relate/relate.h"
#include "resolve/find.h"

#include <stdio.h>

enum { EVIDENCE_SHOWN = 3 };

enum { TEXT, JSON, MARKDOWN };

static const char *const form_words[] = { "text", "json", "md", NULL };

typedef struct showing {
    ag_arena *a;
    const ag_told *told;
    const ag_world *w;
    long most;      /* sentences of one act         */
    int form;
    ag_buf out;     /* all that is said             */
    ag_buf notes;   /* Markdown: the footnotes      */
    int n_notes;
} showing;

/* ---- sentences ---------------------------------------------------------------------------------- */

/* On one line: a line break within a sentence is a blank. */
static void
add_line(ag_buf *out, ag_str text)
{
    for (size_t k = 0; k < text.len; k++)
        ag_buf_char(out, text.at[k] == '\n' ? ' ' : text.at[k]);
}

static void
show_proof(showing *s, const ag_proof *p, int nth)
{
    ag_str quote = ag_str_at(p->doc->text, p->span), place = ag_proof_place(s->a, p), reading = ag_proof_reading(s->a, s->w, p);

    switch (s->form) {
    case JSON:
        ag_buf_z(&s->out, nth ? ", " : "");
        ag_proof_json(s->w, p, &s->out);
        return;
    case MARKDOWN:
        ag_buf_printf(&s->out, "[^%d]", ++s->n_notes);
        ag_buf_printf(&s->notes, "[^%d]: “", s->n_notes);
        add_line(&s->notes, quote);
        ag_buf_printf(&s->notes, "” %.*s%s%.*s%s\n", AG_SHOW(place), p->doc->url.len ? ", <" : "", AG_SHOW(p->doc->url),
                      p->doc->url.len ? ">" : "");
        return;
    default:
        ag_buf_printf(&s->out, "      %.*s\n      \"", AG_SHOW(place));
        add_line(&s->out, quote);
        ag_buf_z(&s->out, "\"\n");
        if (reading.len) {
            ag_buf_z(&s->out, "        ");
            add_line(&s->out, reading);
            ag_buf_z(&s->out, "\n");
        }
    }
}

static void
show_evidence(showing *s, const ag_act *act, const int *actors, int n_actors, const ag_evidence *at, int n)
{
    ag_proof proof;

    for (int i = 0; i < n && i < s->most; i++) {
        ag_proof_of(s->a, s->w, act, actors, n_actors, at[i], &proof);
        show_proof(s, &proof, i);
    }
    if (n > s->most && s->form == TEXT)
        ag_buf_printf(&s->out, "      and %d more; --sentences N shows them\n", n - (int)s->most);
}

static void
member(showing *s, const char *key, ag_str value)
{
    ag_buf_printf(&s->out, "\"%s\": ", key);
    if (value.len)
        ag_buf_json(&s->out, value);
    else
        ag_buf_z(&s->out, "null");
}

static void
actor_json(showing *s, const char *key, int x)
{
    ag_buf_printf(&s->out, "\"%s\": {", key);
    member(s, "id", s->w->actors.at[x].id);
    ag_buf_z(&s->out, ", ");
    member(s, "name", s->w->actors.at[x].name);
    ag_buf_z(&s->out, "}");
}

/* ---- acts --------------------------------------------------------------------------------------- */

static bool
counts(const ag_share *share)
{
    return share->layer == AG_LAYER_FACT;
}

/* One act; with a share, what it gives to the pair. */
static void
show_act(showing *s, const ag_act *act, const ag_share *share, int nth)
{
    int actors[64], who = ag_act_actors(s->w, act, false, 64, actors, NULL, NULL), said = who < 64 ? who : 64;
    ag_str by = act->claimed_by >= 0                ? s->w->actors.at[act->claimed_by].name
                : act->voice == AG_VOICE_UNNAMED    ? AG_S("somebody unnamed")
                                                    : AG_S("");
    bool weighs = share && counts(share);
    ag_buf *out = &s->out;

    if (s->form == JSON) {
        ag_buf_printf(out, "%s{", nth ? ", " : "");
        member(s, "id", act->id);
        ag_buf_z(out, ", "), member(s, "label", act->label);
        ag_buf_z(out, ", "), member(s, "type", act->type);
        ag_buf_z(out, ", "), member(s, "mode", act->mode);
        ag_buf_z(out, ", "), member(s, "status", ag_str_of(ag_reality_name(act->status)));
        ag_buf_z(out, ", "), member(s, "voice", ag_str_of(ag_voice_name(act->voice)));
        ag_buf_z(out, ", "), member(s, "says", by);
        ag_buf_printf(out, ", \"reports\": %d, \"origins\": %d, \"participants\": %d", act->reports, act->origins, who);
        if (share) {
            ag_buf_z(out, ", "), member(s, "layer", ag_str_of(ag_layer_name(share->layer)));
            ag_buf_z(out, ", \"weight\": ");
            ag_buf_number(out, weighs ? share->weight : 0);
        }
        ag_buf_z(out, ", \"evidence\": [");
        show_evidence(s, act, actors, said, act->evidence.at, act->evidence.n);
        ag_buf_z(out, "]}");
        return;
    }
    ag_buf_printf(out, s->form == TEXT ? "\n  %.*s   [%.*s%s%.*s, %s%s%.*s]\n" : "- %.*s (%.*s%s%.*s, %s%s%.*s", AG_SHOW(act->label),
                  AG_SHOW(act->type), act->mode.len ? " " : "", AG_SHOW(act->mode), ag_reality_name(act->status),
                  by.len ? ", says " : "", AG_SHOW(by));
    if (s->form == MARKDOWN) {
        ag_buf_printf(out, weighs ? "; weight %.6g)" : ")", weighs ? share->weight : 0);
        show_evidence(s, act, actors, said, act->evidence.at, act->evidence.n);
        ag_buf_z(out, "\n");
        return;
    }
    if (weighs)
        ag_buf_printf(out, "      weight (1 + log2 %d origin%s) / (%d participants - 1) = %.6g\n", act->origins,
                      act->origins == 1 ? "" : "s", who, share->weight);
    else if (share)
        ag_buf_printf(out, "      no weight: %s\n", ag_layer_name(share->layer));
    show_evidence(s, act, actors, said, act->evidence.at, act->evidence.n);
}

/* ---- ties --------------------------------------------------------------------------------------- */

/* "2 + 1 + 1 + 0.5 = 4.5" */
static ag_str
sum_of(showing *s, const ag_tie *tie)
{
    ag_str sum = AG_S("");
    int terms = 0;

    for (int i = 0; i < tie->shares.n; i++)
        if (counts(&tie->shares.at[i]))
            sum = ag_arena_printf(s->a, "%.*s%s%.6g", AG_SHOW(sum), terms++ ? " + " : "", tie->shares.at[i].weight);
    return terms > 1 ? ag_arena_printf(s->a, "%.*s = %.6g", AG_SHOW(sum), tie->weight) : sum;
}

static void
show_tie(showing *s, const ag_tie *tie)
{
    ag_str sum = sum_of(s, tie), x = s->w->actors.at[tie->x].name, y = s->w->actors.at[tie->y].name;
    ag_buf *out = &s->out;

    if (s->form == JSON) {
        ag_buf_z(out, "{");
        actor_json(s, "one", tie->x);
        ag_buf_z(out, ", ");
        actor_json(s, "other", tie->y);
        ag_buf_z(out, ", \"weight\": ");
        ag_buf_number(out, tie->is_fact ? tie->weight : 0.1);
        ag_buf_z(out, ", ");
        member(s, "sum", sum);
        ag_buf_z(out, ", \"acts\": [");
    } else {
        ag_buf_printf(out, s->form == TEXT ? "%.*s – %.*s\n" : "**%.*s – %.*s**", AG_SHOW(x), AG_SHOW(y));
        if (s->form == MARKDOWN && sum.len)
            ag_buf_printf(out, ": weight %.*s\n\n", AG_SHOW(sum));
        else if (s->form == MARKDOWN)
            ag_buf_z(out, ": no act that counts as a fact\n\n");
    }
    for (int pass = 0, nth = 0; pass < 2; pass++) /* what weighs first */
        for (int i = 0; i < tie->shares.n; i++)
            if (counts(&tie->shares.at[i]) == (pass == 0))
                show_act(s, &s->w->acts.at[tie->shares.at[i].act], &tie->shares.at[i], nth++);
    if (s->form == JSON)
        ag_buf_z(out, "]");
    else if (s->form == TEXT)
        ag_buf_printf(out, "\n  weight %.*s\n", AG_SHOW(sum.len ? sum : AG_S("0.1: no act that counts as a fact")));
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

/* ---- actors ------------------------------------------------------------------------------------- */

static ag_str
office_words(showing *s, const ag_post *post)
{
    return ag_arena_printf(s->a, "%s%s%.*s%s%.*s", post->status == AG_OFFICE_CURRENT ? "" : ag_office_status_name(post->status),
                           post->status == AG_OFFICE_CURRENT ? "" : " ", AG_SHOW(post->role), post->of >= 0 ? " of " : "",
                           AG_SHOW(post->of >= 0 ? s->w->actors.at[post->of].name : AG_S("")));
}

static void
show_head(showing *s, const ag_actor *actor, int x)
{
    ag_buf *out = &s->out;

    if (s->form == JSON) {
        ag_buf_z(out, "{");
        actor_json(s, "actor", x);
        ag_buf_z(out, ", "), member(s, "type", ag_str_of(ag_actor_type_name(actor->type)));
        ag_buf_z(out, ", "), member(s, "role", actor->role);
        ag_buf_z(out, ", "), member(s, "country", actor->country);
        ag_buf_z(out, ", \"aliases\": [");
        for (int i = 0; i < actor->aliases.n; i++) {
            ag_buf_z(out, i ? ", " : "");
            ag_buf_json(out, actor->aliases.at[i]);
        }
        ag_buf_printf(out, "], \"mentions\": %d, \"documents\": %d, \"origins\": %d, \"evidence\": [", actor->mentions,
                      actor->documents, actor->origins);
        return;
    }
    ag_buf_printf(out, s->form == TEXT ? "%.*s   [%.*s, %s%s%.*s%s%.*s]\n" : "**%.*s** (%.*s, %s%s%.*s%s%.*s)\n\n", AG_SHOW(actor->name),
                  AG_SHOW(actor->id), ag_actor_type_name(actor->type), actor->role.len ? ", " : "", AG_SHOW(actor->role),
                  actor->country.len ? ", " : "", AG_SHOW(actor->country));
    ag_buf_z(out, actor->aliases.n ? s->form == TEXT ? "  also" : "- also" : "");
    for (int i = 0; i < actor->aliases.n; i++)
        ag_buf_printf(out, "%s %.*s", i ? "," : "", AG_SHOW(actor->aliases.at[i]));
    ag_buf_z(out, actor->aliases.n ? "\n" : "");
    ag_buf_printf(out, "%s mentioned %d times in %d articles of %d origins%s", s->form == TEXT ? " " : "-", actor->mentions,
                  actor->documents, actor->origins, s->form == TEXT ? "\n" : "");
}

static void
show_actor(showing *s, const ag_ties *ties, int x)
{
    const ag_actor *actor = &s->w->actors.at[x];
    ag_buf *out = &s->out;

    show_head(s, actor, x);
    show_evidence(s, NULL, &x, 1, &actor->evidence, 1);
    ag_buf_z(out, s->form == JSON ? "], \"offices\": [" : s->form == MARKDOWN ? "\n" : "");
    for (int i = 0, nth = 0; i < s->w->posts.n; i++) {
        const ag_post *post = &s->w->posts.at[i];
        ag_str words = office_words(s, post);

        if (post->person != x)
            continue;
        if (s->form == JSON) {
            ag_buf_z(out, nth++ ? ", {" : "{");
            member(s, "office", words);
            ag_buf_z(out, ", \"evidence\": [");
        } else {
            ag_buf_printf(out, s->form == TEXT ? "\n  %.*s\n" : "- %.*s", AG_SHOW(words));
        }
        show_evidence(s, NULL, &x, 1, post->evidence.at, post->evidence.n);
        ag_buf_z(out, s->form == JSON ? "]}" : s->form == MARKDOWN ? "\n" : "");
    }
    ag_buf_z(out, s->form == JSON ? "], \"ties\": [" : s->form == TEXT ? "\n  ties\n" : "");
    for (int i = 0, nth = 0; i < ties->list.n; i++) {
        const ag_tie *t = &ties->list.at[i];
        int other = t->x == x ? t->y : t->x;

        if (t->x != x && t->y != x)
            continue;
        if (s->form == JSON) {
            ag_buf_z(out, nth++ ? ", {" : "{");
            actor_json(s, "other", other);
            ag_buf_z(out, ", \"weight\": ");
            ag_buf_number(out, t->weight);
            ag_buf_printf(out, ", \"is_fact\": %s}", t->is_fact ? "true" : "false");
        } else {
            ag_buf_printf(out, s->form == TEXT ? "  %8.6g  %.*s%s\n" : "- tie of %.6g with %.*s%s\n", t->weight,
                          AG_SHOW(s->w->actors.at[other].name), t->is_fact ? "" : "   (no fact: claimed, planned, possible or denied)");
        }
    }
    ag_buf_z(out, s->form == JSON ? "]" : "");
}

/* ---- a graph of ours ---------------------------------------------------------------------------- */

static ag_str
cell(ag_arena *a, const ag_column *c, int row)
{
    if (!c || !c->has[row])
        return AG_S("");
    return c->type == AG_COLUMN_STRING   ? c->value.strings[row]
           : c->type == AG_COLUMN_DOUBLE ? ag_arena_printf(a, "%.6g", c->value.doubles[row])
                                         : ag_arena_printf(a, "%ld", c->type == AG_COLUMN_INT ? c->value.ints[row] : (long)c->value.bools[row]);
}

static bool
is_named(const ag_graph *g, int node, ag_str name)
{
    ag_arena *own = ag_arena_new(0);
    ag_str label = cell(own, ag_node_column(g, "label"), node);
    long at = ag_str_find(label, name);
    bool is = ag_str_eq(g->node_id[node], name) ||
              (at >= 0 && (at == 0 || label.at[at - 1] == ' ') && (size_t)at + name.len == label.len);

    ag_arena_free(own);
    return is;
}

/* What a graph file says of a node, or of the edges of two: it has one sentence each. */
static ag_status
show_graph(ag_arena *a, const char *path, char *const *names, int n, ag_err *err)
{
    static const char *const shown[] = { "relation", "layer", "weight", "events", "count", "origins", "claims", "mentions",
                                         "documents", "strength", "first_day", "last_day" };
    ag_graph g;
    int found = 0;

    AG_TRY(ag_graphml_read(a, path, &g, err));
    for (int i = 0; i < (n == 2 ? g.n_edges : g.n_nodes); i++) {
        int x = n == 2 ? g.edge_from[i] : i, y = n == 2 ? g.edge_to[i] : i;
        bool is = n == 1 ? is_named(&g, x, ag_str_of(names[0]))
                         : (is_named(&g, x, ag_str_of(names[0])) && is_named(&g, y, ag_str_of(names[1]))) ||
                               (is_named(&g, y, ag_str_of(names[0])) && is_named(&g, x, ag_str_of(names[1])));
        ag_column *(*column)(const ag_graph *, const char *) = n == 2 ? ag_edge_column : ag_node_column;

        if (!is)
            continue;
        found++;
        printf("%.*s", AG_SHOW(cell(a, ag_node_column(&g, "label"), x)));
        if (n == 2)
            printf(" – %.*s: %.*s", AG_SHOW(cell(a, ag_node_column(&g, "label"), y)), AG_SHOW(cell(a, ag_edge_column(&g, "label"), i)));
        putchar('\n');
        for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) {
            ag_str value = cell(a, column(&g, shown[k]), i);

            if (value.len)
                printf("  %s %.*s\n", shown[k], AG_SHOW(value));
        }
        printf("      %.*s\n      \"%.*s\"\n", AG_SHOW(cell(a, column(&g, "article"), i)), AG_SHOW(cell(a, column(&g, "evidence"), i)));
    }
    if (!found)
        return ag_fail(err, AG_INPUT, "%s: nothing of that name%s; the store or the articles may know more", path,
                       n == 2 ? " between the two" : "");
    puts("A graph keeps one sentence; --store FILE or --articles PATH shows them all, and the sum.");
    return AG_OK;
}

/* ---- the command -------------------------------------------------------------------------------- */

static const ag_act *
act_called(const ag_world *w, const char *id)
{
    for (int i = 0; i < w->acts.n; i++)
        if (ag_str_is(w->acts.at[i].id, id))
            return &w->acts.at[i];
    return NULL;
}

/* What is asked about: an event, a tie, an actor. */
static ag_status
show(showing *s, const ag_ties *ties, char *const *names, int n, ag_err *err)
{
    const ag_world *w = s->w;
    const ag_act *act = n == 1 ? act_called(w, names[0]) : NULL;
    const ag_tie *tie = n == 2 ? strongest_tie(s->a, w, ties, names) : NULL;
    int x, y;

    if (act) {
        ag_buf_z(&s->out, s->form == JSON ? "{\"event\": " : "");
        show_act(s, act, NULL, 0);
        return AG_OK;
    }
    if (!tie) {
        AG_TRY(ag_actor_find(s->a, w, names[0], &x, err));
        if (n == 1) {
            show_actor(s, ties, x);
            return AG_OK;
        }
        AG_TRY(ag_actor_find(s->a, w, names[1], &y, err));
        tie = tie_of(ties, x, y);
        if (!tie)
            return ag_fail(err, AG_INPUT, "no article tells of anything between %.*s and %.*s", AG_SHOW(w->actors.at[x].name),
                           AG_SHOW(w->actors.at[y].name));
    }
    show_tie(s, tie);
    return AG_OK;
}

static ag_status
run(ag_arena *a, const ag_common *c, ag_asked *q, char *const *names, int n, long most, int form, ag_err *err)
{
    ag_told told;
    ag_ties ties;

    q->about = (const char *const *)names;
    AG_TRY(ag_cli_world(a, c, q, NULL, 0, &told, err));
    ag_relate(a, &told.world, &told.relate, &ties);

    showing s = { .a = a, .told = &told, .w = &told.world, .most = most, .form = form };
    ag_status status = show(&s, &ties, names, n, err);

    if (status == AG_OK && form == JSON) {
        ag_buf_z(&s.out, ", \"made_by\": {");
        member(&s, "model", told.model);
        ag_buf_z(&s.out, ", ");
        member(&s, "ontology", told.ontology);
        ag_buf_z(&s.out, "}}\n");
    } else if (status == AG_OK && form == MARKDOWN) {
        ag_buf_printf(&s.out, "\n%.*s", AG_SHOW(ag_buf_view(&s.notes)));
    } else if (status == AG_OK && told.model.len) {
        ag_cli_say(c, "Read by %.*s, ontology %.*s.\n", AG_SHOW(told.model), AG_SHOW(told.ontology));
    }
    if (status == AG_OK)
        fwrite(s.out.at, 1, s.out.len, stdout);
    ag_buf_done(&s.out);
    ag_buf_done(&s.notes);
    return status;
}

int
cmd_why(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    ag_asked q = AG_ASKED_DEFAULT;
    long most = EVIDENCE_SHOWN;
    int form = TEXT;
    const char *graph = NULL;
    const ag_option options[] = {
        AG_OPTIONS_WORLD(q),
        { "--graph", AG_OPT_TEXT, &graph, "FILE", "ask a GraphML of ours instead: it has one sentence each", NULL },
        { "--format", AG_OPT_WORD, &form, "text|json|md", "md: Markdown, with footnotes ready to paste", form_words },
        { "--sentences", AG_OPT_NUMBER, &most, "N", "at most N sentences for each fact (default 3)", NULL },
        AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph why NAME [NAME] --store FILE | --articles PATH | --graph FILE",
                             "Shows what the graph says of an actor, of two actors together, or of an event (by its id), with "
                             "the\nsentences behind it and the sum that makes the weight. A surname is enough where only one "
                             "actor has it.",
                             "  actorgraph why Carney Zelenskyy --store news.db\n"
                             "  actorgraph why Carney --articles news/ --format md", options };
    ag_arena *a = ag_arena_new(0);
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && (n < 1 || n > 2))
        s = ag_fail(&err, AG_USAGE, "why takes one or two names; 'actorgraph why --help' gives an example");
    if (s == AG_OK) {
        argv[n + 1] = NULL; /* argv has room: it ends with NULL itself */
        s = graph ? show_graph(a, graph, argv + 1, n, &err) : run(a, &c, &q, argv + 1, n, most, form, &err);
    }
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
