/* A difference in words: tables of what is new, gone and changed. */
#include "report/diff.h"

#include <stdio.h>

typedef struct writer {
    ag_arena *a;
    const ag_diff *d;
    const ag_templates *t;
    ag_page *page;
    ag_filling fill;
    int most;
} writer;

enum { NEW, GONE, CHANGED };

static void
heading(writer *w, ag_block_kind kind, const char *id, const char *word)
{
    ag_block *b = ag_page_block(w->page, kind);
    ag_line line = { 0 };

    b->id = ag_str_of(id);
    ag_line_add(w->page, &line, AG_RUN_TEXT, ag_templates_word(w->t, word));
    AG_PUSH(w->a, &b->lines, line);
}

static void
say(writer *w, const char *key, const ag_value *values, int n)
{
    ag_line line = { 0 };
    ag_block *b;

    if (!ag_fill(&w->fill, "sentences", key, values, n, &line))
        return;
    b = ag_page_block(w->page, AG_BLOCK_TEXT);
    AG_PUSH(w->a, &b->lines, line);
}

static void
cell(writer *w, ag_str s)
{
    ag_block *b = &w->page->blocks.at[w->page->blocks.n - 1];
    ag_line line = { 0 };

    ag_line_add(w->page, &line, AG_RUN_TEXT, s);
    AG_PUSH(w->a, &b->lines, line);
}

/* Heads beginning with "#" stand over figures; "1" and "2" are the names of the graphs. */
static void
table(writer *w, const char *caption, const char *const *heads, int columns)
{
    ag_block *b = ag_page_block(w->page, AG_BLOCK_TABLE);

    b->columns = columns;
    b->caption = ag_templates_word(w->t, caption);
    for (int c = 0; c < columns; c++) {
        const char *word = heads[c] + (heads[c][0] == '#');
        char last = word[strlen(word) - 1];
        ag_str text = ag_templates_word(w->t, word);

        w->page->blocks.at[w->page->blocks.n - 1].figures |= heads[c][0] == '#' ? 1u << c : 0;
        if (last == '1' || last == '2') {
            char plain[40];

            snprintf(plain, sizeof plain, "%.*s", (int)strlen(word) - 1, word);
            text = ag_templates_word(w->t, plain);
            text = ag_arena_printf(w->a, "%.*s, %.*s", AG_SHOW(text), AG_SHOW(w->d->name[last - '1']));
        }
        cell(w, text);
    }
}

static ag_str
place(writer *w, int rank)
{
    return rank ? ag_arena_printf(w->a, "%d", rank) : AG_S("–");
}

static int
kind_of(const bool is_there[2])
{
    return !is_there[0] ? NEW : !is_there[1] ? GONE : CHANGED;
}

static void
more(writer *w, const char *key, int n)
{
    const ag_value values[] = { AG_NUMBER_VALUE("n", n, -1) };

    if (n > 0)
        say(w, key, values, 1);
}

static void
actor_table(writer *w, int kind, const char *caption)
{
    static const char *const both[] = { "actor", "type", "#strength1", "#strength2", "#rank1", "#rank2" };
    static const char *const first[] = { "actor", "type", "#strength1", "#rank1" }, *const second[] = { "actor", "type", "#strength2", "#rank2" };
    int shown = 0, left = 0;

    for (int i = 0; i < w->d->list.n; i++) {
        const ag_diff_actor *x = &w->d->list.at[i];

        if (kind_of(x->is_there) != kind || (kind == CHANGED && x->strength[0] == x->strength[1] && x->rank[0] == x->rank[1]))
            continue;
        if (shown == w->most) {
            left++;
            continue;
        }
        if (!shown++) {
            heading(w, AG_BLOCK_PART, "", caption);
            table(w, caption, kind == NEW ? second : kind == GONE ? first : both, kind == CHANGED ? 6 : 4);
        }
        cell(w, x->name);
        cell(w, x->type);
        for (int side = kind == NEW; side < 2 - (kind == GONE); side++)
            cell(w, ag_figure(w->a, x->strength[side]));
        for (int side = kind == NEW; side < 2 - (kind == GONE); side++)
            cell(w, place(w, x->rank[side]));
    }
    more(w, "more actors", left);
}

static void
tie_table(writer *w, int kind, const char *caption)
{
    static const char *const heads[] = { "pair", "#weight1", "#weight2", "#stories1", "#stories2", "#q", "chance" };
    int shown = 0, left = 0;

    for (int i = 0; i < w->d->ties.n; i++) {
        const ag_diff_tie *t = &w->d->ties.at[i];

        if (kind_of(t->is_there) != kind || (kind == CHANGED && t->weight[0] == t->weight[1] && t->stories[0] == t->stories[1]))
            continue;
        if (shown == w->most) {
            left++;
            continue;
        }
        if (!shown++) {
            heading(w, AG_BLOCK_PART, "", caption);
            table(w, caption, heads, 7);
        }
        cell(w, ag_arena_printf(w->a, "%.*s – %.*s", AG_SHOW(t->name[0]), AG_SHOW(t->name[1])));
        for (int side = 0; side < 2; side++)
            cell(w, ag_figure(w->a, t->weight[side]));
        for (int side = 0; side < 2; side++)
            cell(w, ag_figure(w->a, t->stories[side]));
        cell(w, t->least > w->d->rate ? AG_S("–") : ag_arena_printf(w->a, "%.2g", t->q));
        cell(w, ag_templates_word(w->t, t->is_sure ? "beyond chance" : t->least > w->d->rate ? "too few to tell" : "may be chance"));
    }
    more(w, "more pairs", left);
}

/* No sentence here names an actor. */
static void
no_name(void *self, int actor, ag_line *out)
{
    (void)self;
    (void)actor;
    (void)out;
}

void
ag_diff_page(ag_arena *a, const ag_diff *d, const ag_templates *t, long most, ag_page *out)
{
    writer w = { .a = a, .d = d, .t = t, .page = out, .most = (int)most };
    ag_line title = { 0 };
    int sure = 0;

    *out = (ag_page){ .a = a, .language = ag_templates_word(t, "language") };
    w.fill = (ag_filling){ t, out, no_name, NULL, (int)ag_templates_setting(t, "numbers as words up to", 9) };
    for (int i = 0; i < d->ties.n; i++)
        sure += d->ties.at[i].is_sure;

    const ag_value values[] = { AG_TEXT_VALUE("one", d->name[0]), AG_TEXT_VALUE("other", d->name[1]),
                                AG_NUMBER_VALUE("actors", d->actors[0], -1), AG_NUMBER_VALUE("other_actors", d->actors[1], -1),
                                AG_NUMBER_VALUE("ties", d->n_ties[0], -1), AG_NUMBER_VALUE("other_ties", d->n_ties[1], -1),
                                AG_NUMBER_VALUE("tests", d->tests, -1), AG_NUMBER_VALUE("rate", 100 * d->rate, -1), AG_NUMBER_VALUE("sure", sure, -1) };
    int n = sizeof values / sizeof *values;

    ag_fill(&w.fill, "sentences", "diff title", values, n, &title);
    out->title = ag_line_text(a, &title);
    heading(&w, AG_BLOCK_SECTION, "summary", "diff summary");
    say(&w, "diff counts", values, n);
    say(&w, d->tests ? "diff tests" : "diff without tests", values, n);
    heading(&w, AG_BLOCK_SECTION, "ties", "diff ties");
    tie_table(&w, NEW, "new ties");
    tie_table(&w, GONE, "ties that are gone");
    tie_table(&w, CHANGED, "changed ties");
    heading(&w, AG_BLOCK_SECTION, "actors", "diff actors");
    actor_table(&w, NEW, "new actors");
    actor_table(&w, GONE, "actors that are gone");
    actor_table(&w, CHANGED, "changed actors");
}

/* ---- JSON --------------------------------------------------------------------------------------- */

static void
member(ag_buf *b, const char *name, double x)
{
    ag_buf_printf(b, ", \"%s\": ", name);
    ag_buf_number(b, x + 0.0);
}

static void
two(ag_buf *b, const char *name, double x, double y)
{
    ag_buf_printf(b, ", \"%s\": [", name);
    ag_buf_number(b, x + 0.0);
    ag_buf_z(b, ", ");
    ag_buf_number(b, y + 0.0);
    ag_buf_z(b, "]");
}

static const char *const kind_names[] = { "new", "gone", "both" };

void
ag_diff_json(const ag_diff *d, ag_buf *out)
{
    ag_buf_z(out, "{\"graphs\": [");
    ag_buf_json(out, d->name[0]);
    ag_buf_z(out, ", ");
    ag_buf_json(out, d->name[1]);
    ag_buf_z(out, "]");
    two(out, "actors_with_ties", d->actors[0], d->actors[1]);
    two(out, "ties_in_all", d->n_ties[0], d->n_ties[1]);
    two(out, "stories_in_all", d->stories[0], d->stories[1]);
    member(out, "false_discovery_rate", d->rate);
    member(out, "tests", d->tests);
    ag_buf_z(out, ",\n\"actors\": [");
    for (int i = 0; i < d->list.n; i++) {
        const ag_diff_actor *x = &d->list.at[i];

        ag_buf_z(out, i ? ",\n  {\"id\": " : "\n  {\"id\": ");
        ag_buf_json(out, x->id);
        ag_buf_z(out, ", \"name\": ");
        ag_buf_json(out, x->name);
        ag_buf_z(out, ", \"type\": ");
        ag_buf_json(out, x->type);
        ag_buf_printf(out, ", \"in\": \"%s\"", kind_names[kind_of(x->is_there)]);
        two(out, "strength", x->strength[0], x->strength[1]);
        two(out, "rank", x->rank[0], x->rank[1]);
        ag_buf_z(out, "}");
    }
    ag_buf_z(out, "],\n\"ties\": [");
    for (int i = 0; i < d->ties.n; i++) {
        const ag_diff_tie *t = &d->ties.at[i];

        ag_buf_z(out, i ? ",\n  {\"a\": " : "\n  {\"a\": ");
        ag_buf_json(out, t->id[0]);
        ag_buf_z(out, ", \"b\": ");
        ag_buf_json(out, t->id[1]);
        ag_buf_printf(out, ", \"in\": \"%s\"", kind_names[kind_of(t->is_there)]);
        two(out, "weight", t->weight[0], t->weight[1]);
        two(out, "cooperation", t->cooperation[0], t->cooperation[1]);
        two(out, "conflict", t->conflict[0], t->conflict[1]);
        two(out, "stories", t->stories[0], t->stories[1]);
        member(out, "p", t->p);
        member(out, "least_p", t->least);
        member(out, "q", t->q);
        ag_buf_printf(out, ", \"beyond_chance\": %s}", t->is_sure ? "true" : "false");
    }
    ag_buf_z(out, "]}\n");
}
