/* Sections of what happened and what was said: the timeline, quotes, claims, what is ahead. */
#include "report/picture.h"

#include "base/sort.h"
#include "names.h"

static int
setting(const ag_writer *w, const char *key, int otherwise)
{
    double x = ag_templates_setting(w->t, key, otherwise);

    return x >= 0 && x <= 10000 ? (int)x : otherwise;
}

/* ---- events ------------------------------------------------------------------------------------- */

static bool
is_named(const ag_writer *w, const ag_act *act)
{
    for (int i = 0; i < act->parts.n; i++)
        if (act->parts.at[i].part <= AG_TARGET && w->w->actors.at[act->parts.at[i].entity].is_named)
            return true;
    return false;
}

/* A row of a table of events. */
static void
event_row(ag_writer *w, int i)
{
    const ag_act *act = &w->w->acts.at[i];
    int note = ag_note_act(w, i);
    ag_line *cell;

    ag_table_text(w, ag_writer_date(w, act->date));
    ag_writer_names(w, act, AG_SOURCE, ag_table_cell(w));
    cell = ag_table_cell(w);
    ag_line_add(w->page, cell, AG_RUN_TEXT, ag_writer_trigger(w, act));
    ag_line_note(w->page, cell, note);
    ag_writer_names(w, act, AG_TARGET, ag_table_cell(w));
    ag_writer_names(w, act, AG_PLACE_PART, ag_table_cell(w));
    ag_table_text(w, ag_writer_standing(w, i));
    ag_table_number(w, act->origins, -1);
}

static const char *const event_heads[] = { "day", "who", "did", "whom", "where", "standing", "#stories" };

static bool
is_meant(const ag_writer *w, int i, ag_report_place place, unsigned layers)
{
    return w->f->act[i].place == place && (place == AG_PLACE_LATE || place == AG_PLACE_AHEAD || layers & 1u << w->f->act[i].layer) &&
           is_named(w, &w->w->acts.at[i]);
}

/* The acts of a list that are meant, as a table; at most `most` of each day, so that a busy day leaves room. */
static int
event_table(ag_writer *w, const char *caption, const int *list, int n, ag_report_place place, unsigned layers, int most, int a_day)
{
    int shown = 0, left = 0, today = 0;
    ag_day day = AG_NO_DAY;

    for (int i = 0; i < n; i++) {
        ag_day d = ag_act_day(w->w, &w->w->acts.at[list[i]]);

        if (!is_meant(w, list[i], place, layers))
            continue;
        if (d != day)
            today = 0;
        day = d;
        if (shown == most || ++today > a_day) {
            left++;
            continue;
        }
        if (!shown++)
            ag_table_begin(w, caption, event_heads, 7);
        event_row(w, list[i]);
    }
    if (left)
        AG_SAY(w, "more events", AG_NUMBER_VALUE("n", left, -1));
    return shown;
}

enum { FACTS = 1u << AG_LAYER_FACT, CLAIMS = 1u << AG_LAYER_CLAIMED };

static int
count(const ag_writer *w, ag_report_place place, unsigned layers)
{
    int n = 0;

    for (int i = 0; i < w->f->others.n; i++)
        n += is_meant(w, w->f->others.at[i], place, layers);
    return n;
}

/* Facts and claims, with a day of their own and without, in the order of their days: those of most stories first. */
static int
by_day(const void *x, const void *y, const void *context)
{
    const ag_world *w = context;
    const ag_act *a = &w->acts.at[*(const int *)x], *b = &w->acts.at[*(const int *)y];
    ag_day da = ag_act_day(w, a), db = ag_act_day(w, b);

    if (da != db)
        return da < db ? -1 : 1;
    return a->origins != b->origins ? b->origins - a->origins : *(const int *)x - *(const int *)y;
}

static void
timeline(ag_writer *w)
{
    const ag_facts *f = w->f;
    int *acts = AG_ARRAY(w->a, int, f->events.n + f->others.n + 1), n = 0;

    for (int i = 0; i < f->events.n; i++)
        acts[n++] = f->events.at[i];
    for (int i = 0; i < f->others.n; i++)
        if (f->act[f->others.at[i]].place == AG_PLACE_UNDATED && f->act[f->others.at[i]].layer <= AG_LAYER_CLAIMED)
            acts[n++] = f->others.at[i];
    ag_sort(acts, (size_t)n, sizeof *acts, by_day, f->world);
    ag_picture_block(w, ag_picture_timeline(w, acts, n), "timeline caption");
}

void
ag_section_events(ag_writer *w)
{
    const ag_facts *f = w->f;
    int most = setting(w, "events", 60), a_day = setting(w, "events of a day", 12), n;

    timeline(w);
    event_table(w, "events", f->events.at, f->events.n, AG_PLACE_WEEK, FACTS | CLAIMS, most, a_day);
    if ((n = count(w, AG_PLACE_UNDATED, FACTS | CLAIMS)) > 0) {
        ag_part_heading(w, "no day stated");
        AG_SAY(w, "no day stated", AG_NUMBER_VALUE("n", n, -1));
        event_table(w, "no day stated", f->others.at, f->others.n, AG_PLACE_UNDATED, FACTS | CLAIMS, most / 2, a_day);
    }
    if ((n = count(w, AG_PLACE_LATE, 0)) > 0) {
        ag_part_heading(w, "reported late");
        AG_SAY(w, "reported late", AG_NUMBER_VALUE("n", n, -1));
        event_table(w, "reported late", f->others.at, f->others.n, AG_PLACE_LATE, 0, most / 2, a_day);
    }
}

void
ag_section_ahead(ag_writer *w)
{
    int n = count(w, AG_PLACE_AHEAD, 0);

    if (n) {
        AG_SAY(w, "ahead", AG_NUMBER_VALUE("n", n, -1));
        event_table(w, "ahead", w->f->others.at, w->f->others.n, AG_PLACE_AHEAD, 0, setting(w, "events ahead", 20), 1000);
    }
}

static void
add_item(ag_writer *w, ag_line line)
{
    ag_block *b = ag_page_block(w->page, AG_BLOCK_ITEM);

    AG_PUSH(w->a, &b->lines, line);
}

/* ---- quotes ------------------------------------------------------------------------------------- */

static ag_str
quote_text(ag_writer *w, const ag_saying *s)
{
    const ag_doc *doc = w->w->docs.at[s->doc];
    ag_str text = ag_str_trim(ag_str_at(doc->text, doc->quotes.at[s->quote].span));
    char *out = ag_arena_alloc(w->a, text.len + 1);

    for (size_t i = 0; i < text.len; i++)
        out[i] = text.at[i] == '\n' ? ' ' : text.at[i];
    return (ag_str){ out, text.len };
}

static void
quote_item(ag_writer *w, int said)
{
    const ag_utterance *u = &w->f->said.at[said];
    ag_line speaker = { 0 }, words = { 0 };
    ag_line line = { 0 };
    int note = ag_note_utterance(w, said);

    if (u->speaker >= 0)
        ag_writer_name(w, u->speaker, &speaker);
    else
        ag_line_add(w->page, &speaker, AG_RUN_TEXT, ag_templates_word(w->t, "somebody"));
    ag_line_add(w->page, &words, AG_RUN_WORDS, quote_text(w, &u->said.at[0]));
    ag_line_note(w->page, &words, note);

    const ag_value values[] = { AG_LINE_VALUE("speaker", &speaker), AG_LINE_VALUE("words", &words), AG_NUMBER_VALUE("reports", u->reports, -1),
                                AG_NUMBER_VALUE("stories", u->origins, -1) };

    if (!ag_fill(&w->fill, "sentences", u->reports > 1 ? "quote told often" : "quote", values, 4, &line))
        return;
    add_item(w, line);
    for (int i = 1; i < u->said.n; i++) {
        const ag_saying *s = &u->said.at[i];
        ag_line other = { 0 }, altered = { 0 };

        if (s->wording != AG_WORDING_ALTERED)
            continue;
        ag_line_add(w->page, &other, AG_RUN_WORDS, quote_text(w, s));

        const ag_value wording[] = { AG_LINE_VALUE("words", &other), AG_TEXT_VALUE("outlet", w->w->docs.at[s->doc]->source),
                                     AG_TEXT_VALUE("day", ag_writer_day(w, w->w->docs.at[s->doc]->date)), AG_TEXT_VALUE("change", s->change),
                                     AG_NUMBER_VALUE("note", 0, note) };

        ag_fill(&w->fill, "sentences", "quote altered", wording, 5, &altered);
        ag_line_note(w->page, &altered, note);
        AG_PUSH(w->a, &w->page->blocks.at[w->page->blocks.n - 1].lines, altered);
    }
}

/* Quotes with a speaker, told most first; then, as many may be told once, those of whom most is heard. */
void
ag_section_said(ag_writer *w)
{
    const ag_facts *f = w->f;
    int most = setting(w, "quotes", 15), a_speaker = setting(w, "quotes of a speaker", 3), shown = 0, left = 0;
    int *of = AG_ARRAY(w->a, int, w->w->actors.n + 1);

    for (int pass = 0; pass < 2; pass++) /* altered ones, then the others */
        for (int i = 0; i < f->said.n; i++) {
            const ag_utterance *u = &f->said.at[i];

            if ((u->drifts && u->wordings > 1) != (pass == 0) || u->speaker < 0)
                continue;
            if (shown == most || (pass && ++of[u->speaker] > a_speaker)) {
                left++;
                continue;
            }
            shown++;
            quote_item(w, i);
        }
    if (left)
        AG_SAY(w, "more quotes", AG_NUMBER_VALUE("n", left, -1));
}

/* ---- claims ------------------------------------------------------------------------------------- */

static void
conflict_item(ag_writer *w, int i)
{
    const ag_conflict *c = &w->f->conflicts.at[i];
    const ag_doc *docs[] = { w->w->docs.at[c->evidence[0].doc], w->w->docs.at[c->evidence[1].doc] };
    ag_line line = { 0 };
    const ag_value values[] = { AG_TEXT_VALUE("about", c->about), AG_TEXT_VALUE("kind", ag_templates_word(w->t, ag_conflict_name((ag_conflict_kind)c->kind))),
                                AG_TEXT_VALUE("one", c->value[0]), AG_TEXT_VALUE("other", c->value[1]),
                                AG_TEXT_VALUE("outlet", docs[0]->source), AG_TEXT_VALUE("other_outlet", docs[1]->source),
                                AG_TEXT_VALUE("day", ag_writer_day(w, docs[0]->date)), AG_TEXT_VALUE("other_day", ag_writer_day(w, docs[1]->date)) };

    if (!ag_fill(&w->fill, "sentences", "contradiction", values, sizeof values / sizeof *values, &line))
        return;
    ag_line_note(w->page, &line, ag_note_conflict(w, i));
    add_item(w, line);
}

/* All claims, or all denials, of the span: with a day of their own or without. */
static int
layer_table(ag_writer *w, const char *heading, unsigned layer, int most)
{
    const ag_facts *f = w->f;
    int shown = 0, left = 0;

    for (int list = 0; list < 2; list++)
        for (int i = 0, n = list ? f->others.n : f->events.n; i < n; i++) {
            int k = list ? f->others.at[i] : f->events.at[i];

            if (f->act[k].span != 0 || f->act[k].layer != layer || !is_named(w, &w->w->acts.at[k]))
                continue;
            if (shown == most) {
                left++;
                continue;
            }
            if (!shown++) {
                ag_part_heading(w, heading);
                ag_table_begin(w, heading, event_heads, 7);
            }
            event_row(w, k);
        }
    if (left)
        AG_SAY(w, "more events", AG_NUMBER_VALUE("n", left, -1));
    return shown;
}

/* The denials of the span. */
typedef struct denials {
    AG_LIST(int) list;
} denials;

static denials
denials_of(ag_writer *w)
{
    denials d = { { 0 } };

    for (int i = 0; i < w->f->others.n; i++) {
        int k = w->f->others.at[i];

        if (w->f->act[k].span == 0 && w->f->act[k].layer == AG_LAYER_DENIED)
            AG_PUSH(w->a, &d.list, k);
    }
    return d;
}

static bool
takes_part(const ag_act *act, const ag_participant *p)
{
    for (int i = 0; i < act->parts.n; i++)
        if (act->parts.at[i].entity == p->entity && act->parts.at[i].part == p->part)
            return true;
    return false;
}

/* Is the same said to have happened, and not to have? One type and the same actors, two at least: what one does
 * alone ("talks", "agrees") may be many things. Returns the denial, or -1. */
static int
denial_of(const ag_writer *w, const denials *d, const ag_act *claim)
{
    if (ag_act_actors(w->w, claim, false, 2, (int[2]){ 0 }, NULL, NULL) < 2)
        return -1;
    for (int i = 0; i < d->list.n; i++) {
        const ag_act *act = &w->w->acts.at[d->list.at[i]];
        bool same = ag_str_eq(act->type, claim->type);

        for (int p = 0; p < claim->parts.n && same; p++)
            same = claim->parts.at[p].part > AG_TARGET || takes_part(act, &claim->parts.at[p]);
        if (same)
            return d->list.at[i];
    }
    return -1;
}

static void
open_questions(ag_writer *w)
{
    const ag_facts *f = w->f;
    const denials denied = denials_of(w);
    bool any = false;

    for (int list = 0; list < 2; list++)
        for (int i = 0, n = list ? f->others.n : f->events.n; i < n && denied.list.n; i++) {
            int k = list ? f->others.at[i] : f->events.at[i], denial;
            const ag_act *act = &w->w->acts.at[k];
            ag_line line = { 0 };

            if (f->act[k].span != 0 || f->act[k].layer > AG_LAYER_CLAIMED || (denial = denial_of(w, &denied, act)) < 0)
                continue;
            if (!any)
                ag_part_heading(w, "open questions");
            any = true;

            const ag_value values[] = { AG_TEXT_VALUE("label", act->label), AG_TEXT_VALUE("standing", ag_writer_standing(w, k)),
                                        AG_NUMBER_VALUE("stories", act->origins, ag_note_act(w, k)),
                                        AG_NUMBER_VALUE("denials", w->w->acts.at[denial].origins, ag_note_act(w, denial)) };

            ag_fill(&w->fill, "sentences", "open question", values, 4, &line);
            add_item(w, line);
        }
}

void
ag_section_claims(ag_writer *w)
{
    int most = setting(w, "claims", 20);

    layer_table(w, "claims", AG_LAYER_CLAIMED, most);
    layer_table(w, "denials", AG_LAYER_DENIED, most);
    open_questions(w);
    if (w->f->conflicts.n)
        ag_part_heading(w, "contradictions");
    for (int i = 0; i < w->f->conflicts.n && i < most; i++)
        conflict_item(w, i);
    if (w->f->conflicts.n > most)
        AG_SAY(w, "more contradictions", AG_NUMBER_VALUE("n", w->f->conflicts.n - most, -1));
}
