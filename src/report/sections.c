/* Facts → the sections of a page: how sections are put together, the bottom line, coverage, method. */
#include "report/write.h"

#include <stdio.h>

/* ---- building blocks ---------------------------------------------------------------------------- */

bool
ag_say(ag_writer *w, const char *key, const ag_value *values, int n)
{
    ag_page *p = w->page;
    ag_line line = { 0 };

    if (!ag_fill(&w->fill, "sentences", key, values, n, &line))
        return false;
    if (p->blocks.n == 0 || p->blocks.at[p->blocks.n - 1].kind != AG_BLOCK_TEXT)
        ag_page_block(p, AG_BLOCK_TEXT);
    AG_PUSH(w->a, &p->blocks.at[p->blocks.n - 1].lines, line);
    return true;
}

void
ag_new_paragraph(ag_writer *w)
{
    ag_page_block(w->page, AG_BLOCK_TEXT);
}

void
ag_part_heading(ag_writer *w, const char *word)
{
    ag_block *b = ag_page_block(w->page, AG_BLOCK_PART);
    ag_line line = { 0 };

    ag_line_add(w->page, &line, AG_RUN_TEXT, ag_templates_word(w->t, word));
    AG_PUSH(w->a, &b->lines, line);
}

ag_block *
ag_table_begin(ag_writer *w, const char *caption, const char *const *heads, int columns)
{
    ag_block *b = ag_page_block(w->page, AG_BLOCK_TABLE);

    b->columns = columns;
    b->caption = ag_templates_word(w->t, caption);
    for (int c = 0; c < columns; c++) {
        bool is_figure = heads[c][0] == '#';
        ag_line line = { 0 };

        b->figures |= is_figure ? 1u << c : 0;
        ag_line_add(w->page, &line, AG_RUN_TEXT, ag_templates_word(w->t, heads[c] + is_figure));
        AG_PUSH(w->a, &b->lines, line);
    }
    return b;
}

/* Notes that a cell asks for are made before it, by the caller: the block is the last one all the time. */
ag_line *
ag_table_cell(ag_writer *w)
{
    ag_block *b = &w->page->blocks.at[w->page->blocks.n - 1];

    AG_PUSH(w->a, &b->lines, (ag_line){ { 0 } });
    return &b->lines.at[b->lines.n - 1];
}

void
ag_table_text(ag_writer *w, ag_str s)
{
    ag_line_add(w->page, ag_table_cell(w), AG_RUN_TEXT, s);
}

void
ag_table_number(ag_writer *w, double x, int note)
{
    ag_line *cell = ag_table_cell(w);

    ag_line_add(w->page, cell, AG_RUN_TEXT, ag_figure(w->a, x));
    ag_line_note(w->page, cell, note);
}

/* ---- the bottom line ---------------------------------------------------------------------------- */

/* What a pair did this span, "two agreements [1][2] and one meeting [3]": by type, the heaviest first. `sign`: only of
 * that sign, 0: all. */
static void
kinds_of(ag_writer *w, const ag_pair *p, int sign, ag_line *out, int *n_acts)
{
    enum { KINDS = 4 };
    struct kind {
        ag_str type;
        double weight;
        int n;
    } kinds[64];
    ag_line items[KINDS + 1] = { 0 };
    int n = 0, shown = 0, rest = 0;

    *n_acts = 0;
    for (int i = 0; i < p->shares[0].n; i++) {
        const ag_act *act = &w->w->acts.at[p->shares[0].at[i].act];
        int k = 0;

        if (sign && (sign > 0 ? act->intensity <= 0 : act->intensity >= 0))
            continue;
        while (k < n && !ag_str_eq(kinds[k].type, act->type))
            k++;
        if (k == 64)
            continue;
        if (k == n)
            kinds[n++] = (struct kind){ act->type, 0, 0 };
        kinds[k].weight += p->shares[0].at[i].weight;
        kinds[k].n++;
        ++*n_acts;
    }
    for (; shown < n && shown < KINDS; shown++) {
        int best = 0, notes = 0;

        for (int k = 1; k < n; k++)
            if (kinds[k].weight > kinds[best].weight + 1e-9)
                best = k;

        const ag_row *row = ag_templates_row(w->t, "types", kinds[best].type);
        ag_fill_count(&w->fill, kinds[best].n, row ? row->field[1] : kinds[best].type, row ? row->field[2] : kinds[best].type, &items[shown]);
        for (int i = 0; i < p->shares[0].n && notes < 4; i++) {
            const ag_act *act = &w->w->acts.at[p->shares[0].at[i].act];

            if (!ag_str_eq(act->type, kinds[best].type) || (sign && (sign > 0 ? act->intensity <= 0 : act->intensity >= 0)))
                continue;
            ag_line_note(w->page, &items[shown], ag_note_act(w, p->shares[0].at[i].act));
            notes++;
        }
        kinds[best].weight = -1;
    }
    for (int k = 0; k < n; k++)
        rest += kinds[k].weight >= 0 ? kinds[k].n : 0;
    if (rest) {
        const ag_value values[] = { AG_NUMBER_VALUE("n", rest, -1) };

        ag_fill(&w->fill, "words", "other kinds", values, 1, &items[shown]);
        shown++;
    }
    ag_writer_list(w, items, shown, out);
}

/* The pair of which most can be said, but for one (or NULL) of which it was said already. */
static const ag_pair *
heaviest(const ag_facts *f, double (*of)(const ag_pair *p), const ag_pair *but)
{
    const ag_pair *best = NULL;

    for (int i = 0; i < f->pairs.n; i++)
        if (&f->pairs.at[i] != but && of(&f->pairs.at[i]) > (best ? of(best) + 1e-9 : 0))
            best = &f->pairs.at[i];
    return best;
}

static double
weight_of(const ag_pair *p)
{
    return p->weight[0];
}

static double
conflict_of(const ag_pair *p)
{
    return p->conflict[0];
}

static double
turn_of(const ag_pair *p)
{
    return p->sign && p->sign_before && p->sign != p->sign_before ? p->weight[0] : 0;
}

static double
sure_change_of(const ag_pair *p)
{
    return p->is_sure && p->change >= AG_CHANGE_STRONGER ? (p->weight[0] > p->weight[1] ? p->weight[0] - p->weight[1] : p->weight[1] - p->weight[0])
                                                        : 0;
}

static bool
say_pair(ag_writer *w, const char *key, const ag_pair *p, int sign)
{
    ag_line kinds = { 0 }, against = { 0 };
    int n, others, note = ag_note_pair(w, p);
    ag_value before = AG_NUMBER_VALUE("before", p->weight[1], note), mean = AG_NUMBER_VALUE("mean", ag_facts_mean(w->f, p->weight), note);

    if (!w->f->span[1].articles)
        before.kind = mean.kind = AG_VALUE_NONE;
    kinds_of(w, p, sign, &kinds, &n);
    if (sign)
        kinds_of(w, p, -sign, &against, &others);

    const ag_value values[] = { AG_ACTOR_VALUE("A", p->x), AG_ACTOR_VALUE("B", p->y), AG_LINE_VALUE("kinds", &kinds),
                                AG_LINE_VALUE("against", &against),
                                AG_TEXT_VALUE("when", p->sign_before ? ag_writer_span(w, &w->f->span[ag_pair_sign_span(p)]) : AG_S("")),
                                AG_NUMBER_VALUE("acts", n, -1), AG_NUMBER_VALUE("stories", p->origins, -1),
                                AG_NUMBER_VALUE("weight", p->weight[0], note), before, mean,
                                AG_TEXT_VALUE("change", p->is_sure && p->change > AG_CHANGE_LEVEL
                                                            ? ag_templates_word(w->t, ag_change_name((ag_change)p->change))
                                                            : AG_S("")) };

    return ag_say(w, key, values, sizeof values / sizeof *values);
}

/* The fact told by most stories, two at least, of which a plain clause can be made. */
static bool
say_most_told(ag_writer *w)
{
    int best = -1;

    for (int i = 0; i < w->f->events.n; i++) {
        int k = w->f->events.at[i];
        const ag_act *act = &w->w->acts.at[k];

        if (w->f->act[k].layer == AG_LAYER_FACT && act->origins > 1 && (best < 0 || act->origins > w->w->acts.at[best].origins) && !act->is_nominal &&
            act->parts.n && act->parts.at[0].part == AG_SOURCE && ag_act_actors(w->w, act, false, 2, (int[2]){ 0 }, NULL, NULL) > 1)
            best = k;
    }
    if (best < 0)
        return false;

    const ag_act *act = &w->w->acts.at[best];
    ag_line clause = { 0 };

    if (!ag_writer_clause(w, act, &clause))
        return false;

    const ag_value values[] = { AG_LINE_VALUE("clause", &clause), AG_TEXT_VALUE("day", ag_writer_date(w, act->date)),
                                AG_NUMBER_VALUE("stories", act->origins, ag_note_act(w, best)) };

    return ag_say(w, "most told", values, 3);
}

void
ag_section_bottom(ag_writer *w)
{
    const ag_facts *f = w->f;
    const ag_pair *strongest = heaviest(f, weight_of, NULL), *turned = heaviest(f, turn_of, NULL);
    const ag_pair *changed = f->is_first ? NULL : heaviest(f, sure_change_of, strongest), *conflict = heaviest(f, conflict_of, NULL);
    int said = 0;

    if (!f->span[0].articles)
        AG_SAY(w, "nothing read", AG_TEXT_VALUE("span", ag_writer_span(w, &f->span[0])));
    else if (!strongest)
        AG_SAY(w, "no ties", AG_NUMBER_VALUE("articles", f->span[0].articles, ag_note_articles(w)));
    if (strongest)
        said += say_pair(w, "strongest", strongest, 0);
    if (changed)
        said += say_pair(w, changed->change == AG_CHANGE_WEAKER || changed->change == AG_CHANGE_GONE ? "fallen" : "risen", changed, 0);
    if (turned && f->may_compare && turned != changed)
        said += say_pair(w, turned->sign > 0 ? "turned to cooperation" : "turned to conflict", turned, turned->sign);
    if (said < 3 && conflict && conflict != strongest && conflict != turned && conflict != changed)
        said += say_pair(w, "conflict", conflict, -1);
    if (said < 3)
        said += say_most_told(w);
    if (said < 3 && !f->is_first && f->tests && !changed && !(strongest && strongest->is_sure))
        said += AG_SAY(w, "no change", AG_NUMBER_VALUE("tests", f->tests, -1), AG_NUMBER_VALUE("rate", 100 * f->options.rate, -1));
}

/* ---- coverage ----------------------------------------------------------------------------------- */

static int
outlets_in(const ag_facts *f, int span) /* those that have a name */
{
    int n = 0;

    for (int i = 0; i < f->outlets.n; i++)
        n += f->outlets.at[i].articles[span] > 0 && f->outlets.at[i].name.len;
    return n;
}

static int
unnamed_in(const ag_facts *f, int span)
{
    for (int i = 0; i < f->outlets.n; i++)
        if (!f->outlets.at[i].name.len)
            return f->outlets.at[i].articles[span];
    return 0;
}

static ag_str
days_of(ag_writer *w)
{
    ag_line items[7] = { 0 }, line = { 0 };
    int n = 0;

    for (int i = 0; i < w->f->gaps.n && n < 7; i++)
        ag_line_add(w->page, &items[n++], AG_RUN_TEXT, ag_writer_day(w, w->f->gaps.at[i]));
    ag_writer_list(w, items, n, &line);
    return ag_line_text(w->a, &line);
}

static void
outlet_table(ag_writer *w)
{
    static const char *const heads[] = { "outlet", "#articles", "#stories", "#articles before", "#stories before" };
    int most = (int)ag_templates_setting(w->t, "outlets", 20);
    bool past = w->f->span[1].articles > 0;

    ag_table_begin(w, "coverage by outlet", heads, past ? 5 : 3);
    for (int i = 0; i < w->f->outlets.n && i < most; i++) {
        const ag_outlet *o = &w->f->outlets.at[i];

        int note = ag_note_outlet(w, i);
        ag_line *cell = ag_table_cell(w);

        ag_line_add(w->page, cell, AG_RUN_TEXT, o->name.len ? o->name : ag_templates_word(w->t, "no outlet"));
        ag_line_note(w->page, cell, note);
        for (int s = 0; s < 1 + past; s++) {
            ag_table_number(w, o->articles[s], -1);
            ag_table_number(w, o->origins[s], -1);
        }
    }
    if (w->f->outlets.n > most)
        AG_SAY(w, "more outlets", AG_NUMBER_VALUE("n", w->f->outlets.n - most, -1));
}

void
ag_section_coverage(ag_writer *w)
{
    const ag_facts *f = w->f;
    const ag_report_span *now = &f->span[0];
    int note = ag_note_articles(w), common = 0;
    ag_value outlets = AG_NUMBER_VALUE("outlets", outlets_in(f, 0), -1), unnamed = AG_NUMBER_VALUE("unnamed", unnamed_in(f, 0), -1);
    ag_value undated = AG_NUMBER_VALUE("n", f->undated, -1), set_aside = AG_NUMBER_VALUE("n", w->made->set_aside, -1);

    for (int i = 0; i < f->outlets.n; i++)
        common += f->outlets.at[i].articles[0] && f->outlets.at[i].articles[1];
    if (outlets.number == 0)
        outlets.kind = AG_VALUE_NONE;
    if (unnamed.number == 0)
        unnamed.kind = AG_VALUE_NONE;
    if (!now->articles)
        AG_SAY(w, "coverage of nothing", AG_TEXT_VALUE("span", ag_writer_span(w, now)));
    else
        AG_SAY(w, "coverage", AG_NUMBER_VALUE("articles", now->articles, note), AG_NUMBER_VALUE("stories", now->origins, note),
               outlets, unnamed);
    if (now->articles > now->origins)
        AG_SAY(w, "copies", AG_NUMBER_VALUE("copies", now->articles - now->origins, note));
    if (f->options.as_of != AG_NO_DAY)
        AG_SAY(w, "as of", AG_TEXT_VALUE("day", ag_writer_day(w, f->options.as_of)));
    if (f->is_first)
        AG_SAY(w, "first", AG_TEXT_VALUE("span", ag_writer_span(w, now)));
    else if (!f->span[1].articles)
        AG_SAY(w, "no past", AG_TEXT_VALUE("span", ag_writer_span(w, &f->span[1])));
    else if (!f->may_compare)
        AG_SAY(w, "nothing in common", AG_TEXT_VALUE("span", ag_writer_span(w, &f->span[1])));
    else
        AG_SAY(w, "compared", AG_NUMBER_VALUE("outlets", common, -1), AG_NUMBER_VALUE("now", now->common, note),
               AG_NUMBER_VALUE("before", f->span[1].common, note));
    if (f->gaps.n && now->articles)
        AG_SAY(w, "gaps", AG_NUMBER_VALUE("n", f->gaps.n, -1), AG_TEXT_VALUE("days", days_of(w)));
    if (f->undated)
        ag_say(w, "undated", &undated, 1);
    if (w->made->set_aside > 0)
        ag_say(w, "set aside", &set_aside, 1);
    if (f->outlets.n)
        outlet_table(w);
}

/* ---- method ------------------------------------------------------------------------------------- */

void
ag_section_method(ag_writer *w)
{
    const ag_facts *f = w->f;
    int applied = 0, stale = 0;

    for (int i = 0; i < w->w->rulings.n; i++) {
        applied += w->w->rulings.at[i].is_applied;
        stale += !w->w->rulings.at[i].is_applied;
    }
    AG_SAY(w, "method of weights", AG_NUMBER_VALUE("most", AG_TIE_PARTICIPANTS, -1));
    AG_SAY(w, "method of layers", AG_NUMBER_VALUE("claimed", f->claimed, -1), AG_NUMBER_VALUE("denied", f->denied, -1));
    AG_SAY(w, "method of days", AG_NUMBER_VALUE("articles", f->span[0].articles, -1));
    if (f->late)
        AG_SAY(w, "method of late", AG_NUMBER_VALUE("late", f->late, -1));
    if (f->no_day)
        AG_SAY(w, "method of undated", AG_NUMBER_VALUE("undated", f->no_day, -1));
    ag_new_paragraph(w);
    if (!f->is_first && f->may_compare)
        AG_SAY(w, f->tests ? "method of change" : "method of change without tests", AG_NUMBER_VALUE("tests", f->tests, -1),
               AG_NUMBER_VALUE("rate", 100 * f->options.rate, -1));
    AG_SAY(w, "method of ranks", AG_NUMBER_VALUE("fewest", 5, -1));
    AG_SAY(w, "method of groups", AG_NUMBER_VALUE("seed", (double)f->options.seed, -1));
    if (!f->is_first)
        AG_SAY(w, "method of groups over time", AG_NUMBER_VALUE("spans", f->covered, -1));
    AG_SAY(w, "method of quotes", AG_NUMBER_VALUE("words", 5, -1));
    ag_new_paragraph(w);
    if (w->made->decisions.len)
        AG_SAY(w, "method of decisions", AG_TEXT_VALUE("file", w->made->decisions), AG_NUMBER_VALUE("applied", applied, -1),
               AG_NUMBER_VALUE("stale", stale, -1));
    AG_SAY(w, "method of reading", AG_TEXT_VALUE("version", AG_S(AG_VERSION)), AG_TEXT_VALUE("model", w->made->model),
           AG_TEXT_VALUE("ontology", w->made->ontology), AG_TEXT_VALUE("rates", w->made->rates));
    AG_SAY(w, "method of counts", AG_NUMBER_VALUE("articles", f->span[0].articles, -1));
}

/* ---- all of it ---------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    ag_section *write;
} known[] = {
    { "bottom", ag_section_bottom },     { "coverage", ag_section_coverage }, { "network", ag_section_network },
    { "actors", ag_section_actors },     { "ties", ag_section_ties },         { "signs", ag_section_signs },
    { "events", ag_section_events },     { "said", ag_section_said },         { "claims", ag_section_claims },
    { "ahead", ag_section_ahead },       { "watched", ag_section_watched },   { "groups", ag_section_groups },
    { "method", ag_section_method },     { "notes", NULL }, /* the writers', behind all others */
};

/* A section without a word has no heading either. */
static void
write_section(ag_writer *w, const ag_row *row, ag_section *write)
{
    int at = w->page->blocks.n;
    ag_block *b = ag_page_block(w->page, AG_BLOCK_SECTION);
    ag_line line = { 0 };

    b->id = row->field[0];
    ag_line_add(w->page, &line, AG_RUN_TEXT, row->field[1]);
    AG_PUSH(w->a, &b->lines, line);
    if (write)
        write(w);
    if (write && w->page->blocks.n == at + 1)
        w->page->blocks.n = at;
}

void
ag_report_write(ag_arena *a, const ag_facts *f, const ag_templates *t, const ag_report_made *made, ag_page *out)
{
    ag_writer w = { .a = a, .f = f, .w = f->world, .t = t, .made = made, .page = out,
                    .is_introduced = AG_ARRAY(a, bool, f->world->actors.n + 1), .called = AG_ARRAY(a, ag_str, f->world->actors.n + 1),
                    .has_article = AG_ARRAY(a, int8_t, f->world->actors.n + 1) };
    ag_line title = { 0 };
    char since[16], until[16];

    *out = (ag_page){ .a = a, .world = f->world, .language = ag_templates_word(t, "language") };
    w.fill = (ag_filling){ t, out, ag_writer_name, &w, (int)ag_templates_setting(t, "numbers as words up to", 12) };
    ag_day_format(f->span[0].since, since);
    ag_day_format(f->span[0].until, until);
    ag_writer_learn_names(&w);

    const ag_value values[] = { AG_TEXT_VALUE("span", ag_writer_span(&w, &f->span[0])), AG_TEXT_VALUE("since", ag_str_of(since)),
                                AG_TEXT_VALUE("until", ag_str_of(until)) };

    ag_fill(&w.fill, "sentences", "title", values, 3, &title);
    out->title = ag_line_text(a, &title);
    for (int i = 0; i < t->table.rows.n; i++)
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            if (ag_str_is(t->table.rows.at[i].section, "sections") && ag_str_is(t->table.rows.at[i].field[0], known[k].name))
                write_section(&w, &t->table.rows.at[i], known[k].write);
}
