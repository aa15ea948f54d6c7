/* Actors, acts and days in words.
 *
 * The idea: call everybody what the articles call them: the short name of a person, and "the" in front of a body,
 * are what most mentions of the span have. An office stands before the name where it is first mentioned. Weak:
 * clauses are in the present tense, with the preposition that stands in the text; what does not make a plain clause
 * is told by its noun. */
#include "report/write.h"

#include "base/sort.h"
#include "names.h"
#include "resolve/resolve.h"

#include <stdio.h>

/* ---- how articles call them --------------------------------------------------------------------- */

typedef struct form {
    int actor, n;
    ag_str word;
} form;

typedef struct forms {
    AG_LIST(form) list;
} forms;

static ag_str
without_the(ag_str s, bool *has)
{
    *has = ag_str_starts(s, AG_S("the ")) || ag_str_starts(s, AG_S("The "));
    return *has ? ag_str_sub(s, 4, s.len) : s;
}

static bool
is_word_of(ag_str word, ag_str name)
{
    ag_str rest = name, piece;

    while (ag_str_cut(&rest, ' ', &piece))
        if (ag_str_eq(piece, word))
            return true;
    return false;
}

/* "European Commission President X" has no article, "the European Commission" one: some names take it whatever is counted. */
static bool
takes_article(const ag_writer *w, const ag_actor *x)
{
    const ag_row *row = ag_templates_row(w->t, "names", AG_S("take an article"));
    ag_str words = row && x->type != AG_TYPE_PERSON && x->is_named ? row->field[1] : AG_S(""), word;

    while (ag_str_cut(&words, ' ', &word))
        if (is_word_of(word, x->name))
            return true;
    return false;
}

void
ag_writer_learn_names(ag_writer *w)
{
    const ag_world *world = w->w;
    ag_arena *own = ag_arena_new(0);
    ag_map place = { 0 };
    forms all = { 0 };
    int *with = AG_ARRAY(own, int, world->actors.n + 1), *without = AG_ARRAY(own, int, world->actors.n + 1);
    int *best = AG_ARRAY(own, int, world->actors.n + 1);

    for (int d = 0; d < world->docs.n; d++) {
        const ag_doc *doc = world->docs.at[d];

        if (doc->date == AG_NO_DAY || doc->date < w->f->span[0].since || doc->date > w->f->span[0].until)
            continue;
        for (int i = 0; i < doc->mentions.n; i++) {
            const ag_mention *m = &doc->mentions.at[i];
            int x = m->entity < 0 ? -1 : world->actor_of[d][m->entity];
            bool the;

            if (x < 0 || m->is_adjective || m->is_metonym || m->span.to > doc->text.len)
                continue;

            ag_str words = without_the(ag_str_at(doc->text, m->span), &the);

            if (world->actors.at[x].type != AG_TYPE_PERSON) {
                bool before = m->span.from >= 4 && ag_str_eq_nocase(ag_str_sub(doc->text, m->span.from - 4, m->span.from), AG_S("the "));

                if (ag_str_eq(words, world->actors.at[x].name))
                    (the || before ? with : without)[x]++;
            } else if (m->kind == AG_MENTION_NAME && ag_str_find(words, AG_S(" ")) < 0 && is_word_of(words, world->actors.at[x].name)) {
                int k = ag_map_add(own, &place, ag_arena_printf(own, "%d %.*s", x, AG_SHOW(words)), all.list.n);

                if (k == all.list.n)
                    AG_PUSH(own, &all.list, (form){ x, 0, words });
                all.list.at[k].n++;
            }
        }
    }
    for (int x = 0; x < world->actors.n; x++) {
        w->called[x] = AG_S("");
        w->has_article[x] = with[x] > without[x] || takes_article(w, &world->actors.at[x]);
    }
    for (int i = 0; i < all.list.n; i++) { /* in order of the articles: the first of equals */
        const form *f = &all.list.at[i];

        if (f->n > best[f->actor]) {
            best[f->actor] = f->n;
            w->called[f->actor] = f->word;
        }
    }

    /* One word for two people is none. */
    ag_map owner = { 0 };

    for (int x = 0; x < world->actors.n; x++) {
        ag_str rest = world->actors.at[x].name, piece;

        if (world->actors.at[x].type != AG_TYPE_PERSON || !world->actors.at[x].is_named)
            continue;
        while (ag_str_cut(&rest, ' ', &piece)) {
            int first = ag_map_add(own, &owner, piece, x);

            if (first != x)
                ag_map_set(own, &owner, piece, INT32_MAX);
        }
    }
    for (int x = 0; x < world->actors.n; x++)
        if (w->called[x].len && ag_map_get(&owner, w->called[x]) != x)
            w->called[x] = AG_S("");
    ag_arena_free(own);
}

/* ---- actors ------------------------------------------------------------------------------------- */

/* The last day up to the end of the span that an article gives the office; AG_NO_DAY. */
static ag_day
latest_day(const ag_writer *w, const ag_post *p)
{
    ag_day last = AG_NO_DAY;

    for (int i = 0; i < p->evidence.n; i++) {
        ag_day d = w->w->docs.at[p->evidence.at[i].doc]->date;

        if (d != AG_NO_DAY && d <= w->f->span[0].until && (last == AG_NO_DAY || d > last))
            last = d;
    }
    return last;
}

/* Offices that say little without that of which: "President Harmsen". */
static bool
needs_body(const ag_writer *w, ag_str role)
{
    const ag_row *row = ag_templates_row(w->t, "names", AG_S("needs a body"));
    ag_str words = row ? row->field[1] : AG_S(""), word, last = role;

    for (size_t i = role.len; i > 0; i--)
        if (role.at[i - 1] == ' ') {
            last = ag_str_sub(role, i, role.len);
            break;
        }
    while (ag_str_cut(&words, ' ', &word))
        if (ag_str_eq_nocase(word, last))
            return true;
    return false;
}

/* The office of a person that was told last, up to the end of the span: one held rather than one held before, where
 * they are of one day; then one whose state or body is known; then the one told oftenest. */
static const ag_post *
office_of(const ag_writer *w, int person)
{
    const ag_post *best = NULL, *whole = NULL;
    ag_day best_day = AG_NO_DAY;

    for (int i = 0; i < w->w->posts.n; i++) {
        const ag_post *p = &w->w->posts.at[i];
        ag_day d;

        if (p->person != person || (d = latest_day(w, p)) == AG_NO_DAY)
            continue;
        if (!best || d > best_day || (d == best_day && (p->status < best->status || (p->status == best->status && p->evidence.n > best->evidence.n)))) {
            best = p;
            best_day = d;
        }
    }
    for (int i = 0; i < w->w->posts.n && best && best->of < 0; i++) { /* the same office, told in full elsewhere */
        const ag_post *p = &w->w->posts.at[i];

        if (p->person == person && p->of >= 0 && p->status == best->status && ag_str_eq(p->role, best->role) && latest_day(w, p) != AG_NO_DAY &&
            (!whole || p->evidence.n > whole->evidence.n))
            whole = p;
    }
    return whole ? whole : best && best->of < 0 && needs_body(w, best->role) ? NULL : best;
}

static ag_str
possessive(ag_arena *a, ag_str name)
{
    return ag_arena_printf(a, "%.*s%s", AG_SHOW(name), ag_str_ends(name, AG_S("s")) ? "’" : "’s");
}

/* "prime minister" → "Prime Minister"; short words stay small. */
static ag_str
title_case(ag_arena *a, ag_str role)
{
    char *out = ag_arena_alloc(a, role.len + 1);

    memcpy(out, role.at, role.len);
    for (size_t i = 0; i < role.len; i++) {
        size_t n = 0;

        while (i + n < role.len && out[i + n] != ' ')
            n++;
        if ((i == 0 || n > 3) && out[i] >= 'a' && out[i] <= 'z')
            out[i] = (char)(out[i] - 'a' + 'A');
        i += n;
    }
    return (ag_str){ out, role.len };
}

/* The name with the article that it has in the text. */
static ag_str
with_article(const ag_writer *w, int actor)
{
    ag_str name = w->w->actors.at[actor].name;

    return w->has_article[actor] ? ag_arena_printf(w->a, "the %.*s", AG_SHOW(name)) : name;
}

void
ag_writer_name(void *self, int actor, ag_line *out)
{
    ag_writer *w = self;
    const ag_actor *x = &w->w->actors.at[actor];
    const ag_post *post;
    ag_line line = { 0 };

    if (x->type != AG_TYPE_PERSON) {
        ag_line_add(w->page, out, AG_RUN_TEXT, with_article(w, actor));
        w->is_introduced[actor] = true;
        return;
    }
    if (w->is_introduced[actor]) {
        ag_line_add(w->page, out, AG_RUN_TEXT, w->called[actor].len ? w->called[actor] : x->name);
        return;
    }
    w->is_introduced[actor] = true;
    post = office_of(w, actor);
    if (post) {
        const char *key = post->status == AG_OFFICE_FORMER ? "former" : post->status == AG_OFFICE_ACTING ? "acting" : post->status == AG_OFFICE_ELECT ? "elect"
                          : post->of < 0 ? "office" : w->w->actors.at[post->of].type == AG_TYPE_COUNTRY ? "of a state"
                          : w->w->actors.at[post->of].type == AG_TYPE_PERSON ? "of a person" : "of a body";
        ag_str of = post->of < 0 ? AG_S("") : with_article(w, post->of);
        const ag_value values[] = { AG_TEXT_VALUE("name", x->name), AG_TEXT_VALUE("role", post->role),
                                    AG_TEXT_VALUE("Role", title_case(w->a, post->role)), AG_TEXT_VALUE("of", of),
                                    AG_TEXT_VALUE("ofs", of.len ? possessive(w->a, of) : of) };

        if (ag_fill(&w->fill, "names", key, values, 5, &line)) {
            ag_line_line(w->page, out, &line);
            ag_line_note(w->page, out, ag_note_office(w, post));
            return;
        }
    }
    ag_line_add(w->page, out, AG_RUN_TEXT, x->name);
}

void
ag_writer_names(ag_writer *w, const ag_act *act, ag_part part, ag_line *out)
{
    int n = 0;

    for (int i = 0; i < act->parts.n; i++)
        if (act->parts.at[i].part == part && act->parts.at[i].entity >= 0) {
            ag_line_z(w->page, out, n++ ? ", " : "");
            ag_line_add(w->page, out, AG_RUN_TEXT, w->w->actors.at[act->parts.at[i].entity].name);
        }
}

void
ag_writer_list(ag_writer *w, ag_line *items, int n, ag_line *out)
{
    for (int i = 0; i < n; i++) {
        if (i)
            ag_line_z(w->page, out, i == n - 1 ? " and " : ", ");
        ag_line_line(w->page, out, &items[i]);
    }
}

/* ---- acts --------------------------------------------------------------------------------------- */

/* The event of the earliest article. */
static const ag_event *
event_of(const ag_writer *w, const ag_act *act, ag_proof *proof)
{
    ag_proof_of(w->a, w->w, act, NULL, 0, act->evidence.at[0], proof);
    return proof->event;
}

static bool
is_preposition(ag_str s)
{
    static const char *const words[] = { "with", "to", "for", "on", "against", "at", "from", "of", "in", "over", "into", "about", NULL };

    for (int i = 0; words[i]; i++)
        if (ag_str_is(s, words[i]))
            return true;
    return false;
}

/* Where an actor of the act is first named behind a place of the sentence, and in which part; SIZE_MAX: nowhere. */
static size_t
named_behind(const ag_writer *w, const ag_act *act, const ag_proof *proof, uint32_t from, ag_part part)
{
    int doc = act->evidence.at[0].doc;

    for (int i = 0; i < proof->doc->mentions.n; i++) {
        const ag_mention *m = &proof->doc->mentions.at[i];
        int actor = m->entity < 0 ? -1 : w->w->actor_of[doc][m->entity];

        if (m->span.from < from || m->span.to > proof->span.to || actor < 0)
            continue;
        for (int k = 0; k < act->parts.n; k++)
            if (act->parts.at[k].entity == actor && act->parts.at[k].part == part)
                return m->span.from;
    }
    return SIZE_MAX;
}

/* The preposition by which an event leads to its target, "with" in "met with President X"; "" for none. */
static ag_str
preposition(const ag_writer *w, const ag_act *act)
{
    enum { NEAR = 40 };
    ag_proof proof;
    const ag_event *e = event_of(w, act, &proof);
    ag_str rest, word;
    size_t target;

    if (!e || proof.span.to <= e->trigger.to)
        return AG_S("");
    rest = ag_str_trim(ag_str_sub(proof.doc->text, e->trigger.to, proof.span.to));
    if (!ag_str_cut(&rest, ' ', &word) || !is_preposition(word))
        return AG_S("");
    target = named_behind(w, act, &proof, e->trigger.to, AG_TARGET);
    return target < e->trigger.to + word.len + NEAR ? word : AG_S("");
}

ag_str
ag_writer_trigger(ag_writer *w, const ag_act *act)
{
    ag_proof proof;
    const ag_event *e = event_of(w, act, &proof);
    ag_str prep = preposition(w, act);

    if (!e || e->trigger.to <= e->trigger.from)
        return act->lemma;

    ag_str words = ag_str_at(proof.doc->text, e->trigger);
    bool has_target = false;

    for (int i = 0; i < act->parts.n; i++)
        has_target |= act->parts.at[i].part == AG_TARGET;
    return prep.len && has_target ? ag_arena_printf(w->a, "%.*s %.*s", AG_SHOW(words), AG_SHOW(prep)) : ag_arena_str(w->a, words);
}

/* Actors of a part as "A, B and C"; returns how many. */
static int
side(ag_writer *w, const ag_act *act, unsigned parts, ag_line *out)
{
    ag_line items[8] = { 0 };
    int actors[8], n = 0, m = ag_act_actors(w->w, act, true, 8, actors, NULL, NULL);

    for (int k = 0; k < m && m <= 8; k++)
        for (int i = 0; i < act->parts.n; i++)
            if (act->parts.at[i].entity == actors[k] && act->parts.at[i].part <= AG_TARGET && parts & 1u << act->parts.at[i].part) {
                ag_writer_name(w, actors[k], &items[n++]);
                break;
            }
    ag_writer_list(w, items, n, out);
    return n;
}

bool
ag_writer_clause(ag_writer *w, const ag_act *act, ag_line *out)
{
    bool several = false;
    int sources = 0, targets = 0;
    ag_str prep = preposition(w, act);
    ag_buf verb = { 0 };

    for (int i = 0; i < act->parts.n; i++) {
        sources += act->parts.at[i].part == AG_SOURCE;
        targets += act->parts.at[i].part == AG_TARGET;
        several |= act->parts.at[i].part == AG_SOURCE && w->w->actors.at[act->parts.at[i].entity].type == AG_TYPE_GROUP;
    }
    if (act->is_nominal || !act->lemma.len || sources == 0 || act->status != AG_HAPPENED || sources + targets > 8)
        return false;
    side(w, act, 1u << AG_SOURCE, out);
    ag_line_z(w->page, out, " ");
    if (several || sources > 1)
        ag_buf_str(&verb, act->lemma);
    else
        ag_verb_third_person(&verb, act->lemma);
    ag_line_add(w->page, out, AG_RUN_TEXT, ag_arena_str(w->a, ag_buf_view(&verb)));
    ag_buf_done(&verb);
    if (targets) {
        ag_line_z(w->page, out, " ");
        if (prep.len) {
            ag_line_add(w->page, out, AG_RUN_TEXT, prep);
            ag_line_z(w->page, out, " ");
        }
        side(w, act, 1u << AG_TARGET, out);
    }
    return true;
}

ag_str
ag_writer_standing(ag_writer *w, int i)
{
    const ag_act *act = &w->w->acts.at[i];
    ag_layer layer = (ag_layer)w->f->act[i].layer;
    ag_str word;

    if (layer == AG_LAYER_CONTEXT || layer == AG_LAYER_FACT)
        word = ag_templates_word(w->t, act->status != AG_HAPPENED                                     ? ag_reality_name((ag_reality)act->status)
                                       : act->voice == AG_VOICE_OPPONENT || act->voice == AG_VOICE_UNNAMED ? "claimed"
                                       : act->voice == AG_VOICE_SELF                                  ? "own report"
                                       : act->voice == AG_VOICE_THIRD                                 ? "third party"
                                                                                                      : "fact");
    else
        word = ag_templates_word(w->t, ag_layer_name(layer));
    if (act->claimed_by >= 0)
        return ag_arena_printf(w->a, "%.*s (%.*s)", AG_SHOW(word), AG_SHOW(w->w->actors.at[act->claimed_by].name));
    return word;
}

/* ---- days --------------------------------------------------------------------------------------- */

static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                                      "November", "December" };
static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

/* " 2009", where the span does not say the year. */
static ag_str
other_year(const ag_writer *w, int year)
{
    int since, until, m, d;

    ag_day_split(w->f->span[0].since, &since, &m, &d);
    ag_day_split(w->f->span[0].until, &until, &m, &d);
    return year < since || year > until ? ag_arena_printf(w->a, " %d", year) : AG_S("");
}

ag_str
ag_writer_day(ag_writer *w, ag_day d)
{
    int y, m, day;

    if (d == AG_NO_DAY)
        return AG_S("");
    ag_day_split(d, &y, &m, &day);
    return ag_arena_printf(w->a, "%s %d %.3s%.*s", weekdays[ag_day_weekday(d)], day, months[m - 1], AG_SHOW(other_year(w, y)));
}

ag_str
ag_writer_date(ag_writer *w, ag_date d)
{
    int y, m, day;

    if (d.grain == AG_GRAIN_NONE)
        return AG_S("");
    ag_day_split(d.first, &y, &m, &day);
    switch (d.grain) {
    case AG_GRAIN_DAY: return ag_writer_day(w, d.first);
    case AG_GRAIN_WEEK: return ag_arena_printf(w->a, "week of %d %s%.*s", day, months[m - 1], AG_SHOW(other_year(w, y)));
    case AG_GRAIN_MONTH: return ag_arena_printf(w->a, "%s %d", months[m - 1], y);
    default: return ag_arena_printf(w->a, "%d", y);
    }
}

ag_str
ag_writer_span(ag_writer *w, const ag_report_span *s)
{
    int y, m, d, y2, m2, d2, week;

    if (s->until - s->since == 6 && ag_day_weekday(s->since) == 0) {
        ag_day_week(s->since, &y, &week);
        return ag_arena_printf(w->a, "week %d-W%02d", y, week);
    }
    ag_day_split(s->since, &y, &m, &d);
    ag_day_split(s->until, &y2, &m2, &d2);
    return ag_arena_printf(w->a, "%d %s to %d %s %d", d, months[m - 1], d2, months[m2 - 1], y2);
}
