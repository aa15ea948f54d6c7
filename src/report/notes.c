/* What every number and sentence rests on: one note for each act, pair, actor, quote, office and contradiction.
 *
 * The idea: a note of an act holds sentences; that of a pair a sum whose terms point to notes of acts; that of an
 * actor a sum whose terms point to notes of pairs. So each number leads to sentences in at most three steps. Long
 * sums print their largest terms and what the rest comes to. */
#include "report/write.h"

#include "base/sort.h"

#include <stdio.h>

/* The note of a key: its number, and whether it is new and wants to be filled. */
static int
note_of(ag_writer *w, ag_str key, bool *is_new)
{
    int n = ag_map_add(w->a, &w->notes, key, w->page->notes.n);

    *is_new = n == w->page->notes.n;
    if (*is_new)
        AG_PUSH(w->a, &w->page->notes, (ag_note){ .key = key });
    return n;
}

/* Lines are gathered aside: while they are, further notes may come, and the list move. */
static void
put_line(ag_writer *w, int note, ag_line line)
{
    AG_PUSH(w->a, &w->page->notes.at[note].lines, line);
}

static int
setting(const ag_writer *w, const char *key, int otherwise)
{
    double x = ag_templates_setting(w->t, key, otherwise);

    return x >= 0 && x < 1e6 ? (int)x : otherwise;
}

static void
put_proofs(ag_writer *w, int note, const ag_act *act, const int *actors, int n_actors, const ag_evidence *at, int n)
{
    int most = setting(w, "sentences of a note", 3);
    ag_proof proof;

    for (int i = 0; i < n && i < most; i++) {
        ag_proof_of(w->a, w->w, act, actors, n_actors, at[i], &proof);
        AG_PUSH(w->a, &w->page->notes.at[note].proofs, proof);
    }
    w->page->notes.at[note].left_out = n > most ? n - most : 0;
}

static ag_str
where(const ag_writer *w)
{
    return w->made->store.len ? ag_arena_printf(w->a, "--store %.*s", AG_SHOW(w->made->store)) : AG_S("--articles PATH");
}

int
ag_note_act(ag_writer *w, int i)
{
    const ag_act *act = &w->w->acts.at[i];
    bool is_new;
    int n = note_of(w, ag_arena_printf(w->a, "act %d", i), &is_new), actors[64], m;
    ag_line line = { 0 };
    ag_str label = act->label, denied = AG_S(" (denied)"); /* the standing says it */
    const ag_row *type = ag_templates_row(w->t, "types", act->type);

    if (!is_new)
        return n;
    if (ag_str_ends(label, denied))
        label = ag_str_sub(label, 0, label.len - denied.len);

    const ag_value values[] = {
        AG_TEXT_VALUE("label", label), AG_TEXT_VALUE("type", type ? type->field[1] : act->type), AG_TEXT_VALUE("code", act->type),
        AG_TEXT_VALUE("standing", ag_writer_standing(w, i)),
        AG_NUMBER_VALUE("reports", act->reports, -1), AG_NUMBER_VALUE("origins", act->origins, -1) };

    ag_fill(&w->fill, "sentences", "note of an act", values, sizeof values / sizeof *values, &line);
    put_line(w, n, line);
    m = ag_act_actors(w->w, act, true, 64, actors, NULL, NULL);
    put_proofs(w, n, act, actors, m < 64 ? m : 64, act->evidence.at, act->evidence.n);
    w->page->notes.at[n].command = ag_arena_printf(w->a, "actorgraph why %.*s %.*s --sentences 100", AG_SHOW(act->id), AG_SHOW(where(w)));
    return n;
}

typedef struct term {
    double weight;
    int what;        /* act, or place in facts->pairs */
} term;

static int
by_weight(const void *x, const void *y, const void *unused)
{
    const term *a = x, *b = y;

    (void)unused;
    return a->weight != b->weight ? (a->weight < b->weight ? 1 : -1) : a->what - b->what;
}

/* "week 2025-W34: 3 = 1 [4] + 1 [7] + 1 [8]"; names of the other actor stand in front of the terms of an actor. */
static ag_line
sum_line(ag_writer *w, int span, double sum, term *terms, int n, int actor)
{
    int most = setting(w, "terms of a sum", 12);
    double rest = 0;
    ag_line line = { 0 };

    ag_sort(terms, (size_t)n, sizeof *terms, by_weight, NULL);
    ag_line_add(w->page, &line, AG_RUN_TEXT, ag_writer_span(w, &w->f->span[span]));
    ag_line_printf(w->page, &line, ": %s = ", ag_figure(w->a, sum).at);
    for (int i = 0; i < n; i++) {
        if (i >= most) {
            rest += terms[i].weight;
            continue;
        }
        ag_line_printf(w->page, &line, "%s%s", i ? " + " : "", ag_figure(w->a, terms[i].weight).at);
        if (actor >= 0) {
            const ag_pair *p = &w->f->pairs.at[terms[i].what];
            int other = p->x == actor ? p->y : p->x;

            ag_line_z(w->page, &line, " (");
            ag_line_add(w->page, &line, AG_RUN_TEXT, w->w->actors.at[other].name);
            ag_line_note(w->page, &line, ag_note_pair(w, p));
            ag_line_z(w->page, &line, ")");
        } else
            ag_line_note(w->page, &line, ag_note_act(w, terms[i].what));
    }
    if (n > most)
        ag_line_printf(w->page, &line, " + %s (%d more)", ag_figure(w->a, rest).at, n - most);
    return line;
}

int
ag_note_pair(ag_writer *w, const ag_pair *p)
{
    bool is_new;
    int n = note_of(w, ag_arena_printf(w->a, "pair %d %d", p->x, p->y), &is_new);
    ag_str x = w->w->actors.at[p->x].name, y = w->w->actors.at[p->y].name;
    ag_line line = { 0 };

    if (!is_new)
        return n;
    ag_line_printf(w->page, &line, "%.*s – %.*s", AG_SHOW(x), AG_SHOW(y));
    put_line(w, n, line);
    for (int s = 0; s < AG_REPORT_SPANS; s++) {
        term *terms = AG_ARRAY(w->a, term, p->shares[s].n + 1);

        for (int i = 0; i < p->shares[s].n; i++)
            terms[i] = (term){ p->shares[s].at[i].weight, p->shares[s].at[i].act };
        if (p->shares[s].n) {
            line = sum_line(w, s, p->weight[s], terms, p->shares[s].n, -1);
            put_line(w, n, line);
        }
    }
    if (w->f->may_compare && p->stories[0] + p->stories[1]) {
        const ag_value values[] = { AG_NUMBER_VALUE("now", p->stories[0], -1), AG_NUMBER_VALUE("of_now", w->f->span[0].common, -1),
                                    AG_NUMBER_VALUE("before", p->stories[1], -1), AG_NUMBER_VALUE("of_before", w->f->span[1].common, -1),
                                    AG_NUMBER_VALUE("p", p->p, -1), AG_NUMBER_VALUE("q", p->q, -1) };

        line = (ag_line){ 0 };
        ag_fill(&w->fill, "sentences", p->least > w->f->options.rate ? "note of a test of few" : "note of a test", values, 6, &line);
        put_line(w, n, line);
    }
    w->page->notes.at[n].command = ag_arena_printf(w->a, "actorgraph why \"%.*s\" \"%.*s\" %.*s", AG_SHOW(x), AG_SHOW(y), AG_SHOW(where(w)));
    return n;
}

int
ag_note_actor(ag_writer *w, int ranked)
{
    const ag_ranked *r = &w->f->actors.at[ranked];
    bool is_new;
    int n = note_of(w, ag_arena_printf(w->a, "actor %d", r->actor), &is_new);
    ag_line line = { 0 };

    if (!is_new)
        return n;
    ag_line_add(w->page, &line, AG_RUN_TEXT, w->w->actors.at[r->actor].name);
    put_line(w, n, line);
    for (int s = 0; s < AG_REPORT_SPANS; s++) {
        term *terms = AG_ARRAY(w->a, term, w->f->pairs.n + 1);
        int m = 0;

        for (int i = 0; i < w->f->pairs.n; i++)
            if ((w->f->pairs.at[i].x == r->actor || w->f->pairs.at[i].y == r->actor) && w->f->pairs.at[i].weight[s] > 0)
                terms[m++] = (term){ w->f->pairs.at[i].weight[s], i };
        if (m) {
            line = sum_line(w, s, r->strength[s], terms, m, r->actor);
            put_line(w, n, line);
        }
    }
    return n;
}

int
ag_note_utterance(ag_writer *w, int said)
{
    const ag_utterance *u = &w->f->said.at[said];
    bool is_new;
    int n = note_of(w, ag_arena_printf(w->a, "said %d", said), &is_new), most = setting(w, "sentences of a note", 3);

    for (int i = 0; is_new && i < u->said.n; i++) {
        const ag_saying *s = &u->said.at[i];
        const ag_doc *doc = w->w->docs.at[s->doc];
        ag_proof proof = { .doc = doc, .span = doc->quotes.at[s->quote].span };

        /* All wordings, and of equal ones the first. */
        if (s->wording == AG_WORDING_ALTERED || w->page->notes.at[n].proofs.n < most)
            AG_PUSH(w->a, &w->page->notes.at[n].proofs, proof);
        else
            w->page->notes.at[n].left_out++;
    }
    if (is_new)
        w->page->notes.at[n].command = ag_arena_printf(w->a, "actorgraph quotes %.*s", AG_SHOW(where(w)));
    return n;
}

int
ag_note_conflict(ag_writer *w, int conflict)
{
    const ag_conflict *c = &w->f->conflicts.at[conflict];
    bool is_new;
    int n = note_of(w, ag_arena_printf(w->a, "conflict %d", conflict), &is_new);

    if (is_new)
        put_proofs(w, n, NULL, &c->actor, c->actor >= 0, c->evidence, 2);
    return n;
}

int
ag_note_office(ag_writer *w, const ag_post *post)
{
    const int actors[] = { post->person, post->of };
    bool is_new;
    int n = note_of(w, ag_arena_printf(w->a, "office %d", (int)(post - w->w->posts.at)), &is_new);
    ag_line line = { 0 };

    if (!is_new)
        return n;
    ag_line_printf(w->page, &line, "%.*s, %.*s%s%.*s", AG_SHOW(w->w->actors.at[post->person].name), AG_SHOW(post->role),
                   post->of >= 0 ? ", " : "", AG_SHOW(post->of >= 0 ? w->w->actors.at[post->of].name : AG_S("")));
    put_line(w, n, line);
    for (int i = post->evidence.n; i > 0; i--) { /* the latest of the span or before: an office is as of then */
        ag_day d = w->w->docs.at[post->evidence.at[i - 1].doc]->date;

        if (d != AG_NO_DAY && d <= w->f->span[0].until) {
            put_proofs(w, n, NULL, actors, post->of >= 0 ? 2 : 1, &post->evidence.at[i - 1], 1);
            break;
        }
    }
    return n;
}

int
ag_note_articles(ag_writer *w)
{
    bool is_new;
    int n = note_of(w, AG_S("articles"), &is_new);
    ag_line line = { 0 };

    if (!is_new)
        return n;
    ag_fill(&w->fill, "sentences", "note of articles", NULL, 0, &line);
    put_line(w, n, line);
    w->page->notes.at[n].command = ag_arena_printf(w->a, "actorgraph origins %.*s", AG_SHOW(where(w)));
    return n;
}

/* "Mon 18 Aug: Verrick sworn in (2025-W34/nbo.html)", one line an article. */
int
ag_note_outlet(ag_writer *w, int outlet)
{
    const ag_outlet *o = &w->f->outlets.at[outlet];
    int most = setting(w, "articles of an outlet", 12), shown = 0;
    bool is_new;
    int n = note_of(w, ag_arena_printf(w->a, "outlet %d", outlet), &is_new);

    for (int i = 0; i < w->w->docs.n && is_new; i++) {
        const ag_doc *doc = w->w->docs.at[i];
        ag_line line = { 0 };

        if (doc->date == AG_NO_DAY || doc->date < w->f->span[1].since || doc->date > w->f->span[0].until || !ag_str_eq(doc->source, o->name))
            continue;
        if (shown++ >= most) {
            w->page->notes.at[n].left_out++;
            continue;
        }
        ag_line_add(w->page, &line, AG_RUN_TEXT, ag_writer_day(w, doc->date));
        ag_line_z(w->page, &line, ": ");
        ag_line_add(w->page, &line, AG_RUN_TEXT, doc->title.len ? doc->title : AG_S("–"));
        ag_line_z(w->page, &line, " (");
        ag_line_add(w->page, &line, AG_RUN_TEXT, doc->path);
        ag_line_z(w->page, &line, ")");
        put_line(w, n, line);
    }
    if (is_new)
        w->page->notes.at[n].command = ag_arena_printf(w->a, "actorgraph origins %.*s", AG_SHOW(where(w)));
    return n;
}
