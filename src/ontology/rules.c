/* Text tables → rules of events.
 *
 * Each table is read line by line; what is wrong becomes a finding with its place, and the line is
 * left out. Triggers are sorted by key, so that the lines of one word are neighbours and the most
 * exact comes first. Weak: a line that two others beat between them is not found. */
#include "ontology/rules.h"

#include "base/file.h"
#include "base/map.h"
#include "base/table.h"
#include "names.h"

#include <stdio.h>
#include <unistd.h>

typedef struct trigger_list {
    AG_LIST(ag_trigger) list;
    ag_map first;   /* key → index of its first line */
} trigger_list;

typedef struct mode {
    int type;
    ag_str name;
    double score;
    int line;
} mode;

struct ag_rules {
    AG_LIST(ag_event_type) types;
    ag_map type_of;
    AG_LIST(mode) modes;
    trigger_list verbs, nouns;
    ag_map light;                     /* words → part */
    AG_LIST(ag_cue) cues[AG_CUE_KINDS];
    ag_map cue_of[AG_CUE_KINDS];
    ag_map classes;                   /* "class word" → 1 */
};

typedef struct reader {
    ag_arena *a;
    const char *dir;
    struct ag_rules *r;
    ag_findings *found;
    AG_LIST(ag_word_list) class_words;
    ag_map class_of;                  /* class → index in class_words */
    ag_map seen;                      /* triggers so far → line */
} reader;

#define TELL(rd, fatal, ...) \
    AG_PUSH((rd)->a, (rd)->found, (ag_finding){ ag_arena_printf((rd)->a, __VA_ARGS__), fatal })

static bool
next_word(ag_str *rest, ag_str *word)
{
    while (ag_str_cut(rest, ' ', word))
        if (word->len)
            return true;
    return false;
}

bool
ag_word_list_has(const ag_word_list *w, ag_str word)
{
    for (int i = 0; i < w->n; i++)
        if (ag_str_eq(w->at[i], word))
            return true;
    return false;
}

static ag_status
open_table(reader *rd, const char *name, ag_table *t, ag_err *err)
{
    return ag_table_read(rd->a, ag_arena_printf(rd->a, "%s/%s", rd->dir, name).at, t, err);
}

static bool
number(ag_str s, double *out)
{
    char z[32], *end;

    if (s.len == 0 || s.len >= sizeof z)
        return false;
    memcpy(z, s.at, s.len);
    z[s.len] = 0;
    *out = strtod(z, &end);
    return *end == 0;
}

/* ---- classes, types, modes ---------------------------------------------------------------------- */

static void
read_classes(reader *rd, const ag_table *t)
{
    for (int i = 0; i < t->rows.n; i++) {
        const ag_row *row = &t->rows.at[i];
        ag_str rest = row->field[1], word;

        if (row->n < 2) {
            TELL(rd, true, "%s:%d: a class of words needs 'class | words'", t->path, row->line);
            continue;
        }

        int c = ag_map_add(rd->a, &rd->class_of, row->field[0], rd->class_words.n);

        if (c == rd->class_words.n)
            AG_PUSH(rd->a, &rd->class_words, (ag_word_list){ 0 });
        while (next_word(&rest, &word)) {
            ag_str key = ag_arena_printf(rd->a, "%.*s %.*s", AG_SHOW(row->field[0]), AG_SHOW(word));

            if (ag_map_get(&rd->r->classes, key) >= 0) {
                TELL(rd, false, "%s:%d: '%.*s' is in class '%.*s' already", t->path, row->line, AG_SHOW(word),
                     AG_SHOW(row->field[0]));
                continue;
            }
            ag_map_set(rd->a, &rd->r->classes, key, 1);
            AG_PUSH(rd->a, &rd->class_words.at[c], word);
        }
    }
}

static bool
is_slot(const reader *rd, ag_str slot)
{
    return ag_str_is(slot, "obj") || ag_str_is(slot, "iobj") || ag_str_is(slot, "subj") || ag_str_is(slot, "clause") || ag_str_is(slot, "owner")
           || ag_rules_in(rd->r, "preposition", slot);
}

/* "obj with to" → words; "-" is none. */
static void
read_slots(reader *rd, const ag_table *t, const ag_row *row, ag_str list, ag_word_list *out)
{
    ag_str word;

    while (next_word(&list, &word)) {
        if (ag_str_is(word, "-"))
            continue;
        if (!is_slot(rd, word)) {
            TELL(rd, true, "%s:%d: '%.*s' is no place for a target; write obj, iobj, subj or a preposition of "
                 "event_words.txt", t->path, row->line, AG_SHOW(word));
            continue;
        }
        AG_PUSH(rd->a, out, word);
    }
}

static void
read_types(reader *rd, const ag_table *t, const char *section, bool is_extension)
{
    for (int i = 0; i < t->rows.n; i++) {
        const ag_row *row = &t->rows.at[i];
        ag_event_type e = { .name = row->field[0], .quad = row->field[1], .is_extension = is_extension,
                            .meaning = row->field[4] };

        if (!ag_str_is(row->section, section))
            continue;
        if (row->n < 4 || !number(row->field[2], &e.score) || e.score < -10 || e.score > 10) {
            TELL(rd, true, "%s:%d: a type needs 'type | quad | score from -10 to 10 | target | meaning'", t->path,
                 row->line);
            continue;
        }
        if (!ag_str_is(e.quad, "VC") && !ag_str_is(e.quad, "MC") && !ag_str_is(e.quad, "VK")
            && !ag_str_is(e.quad, "MK") && !ag_str_is(e.quad, "-"))
            TELL(rd, true, "%s:%d: '%.*s' is no quadrant; write VC, MC, VK, MK or -", t->path, row->line,
                 AG_SHOW(e.quad));
        if (ag_map_get(&rd->r->type_of, e.name) >= 0) {
            TELL(rd, true, "%s:%d: type '%.*s' is given twice", t->path, row->line, AG_SHOW(e.name));
            continue;
        }
        read_slots(rd, t, row, row->field[5], &e.beneath);
        e.needs_target = ag_str_is(row->field[3], "needs");
        e.is_silent = ag_str_is(row->field[3], "silent");
        e.is_hostile = e.quad.len == 2 && e.quad.at[1] == 'K' && e.score < 0;
        e.is_verbal = e.quad.len == 2 && e.quad.at[0] == 'V';
        ag_map_set(rd->a, &rd->r->type_of, e.name, rd->r->types.n);
        AG_PUSH(rd->a, &rd->r->types, e);
    }
}

static int
type_named(reader *rd, const ag_table *t, const ag_row *row, ag_str name)
{
    int type = ag_map_get(&rd->r->type_of, name);

    if (type < 0)
        TELL(rd, true, "%s:%d: '%.*s' is no type of event; types stand in event_types.txt and extension_types.txt",
             t->path, row->line, AG_SHOW(name));
    return type;
}

static void
read_modes(reader *rd, const ag_table *t)
{
    for (int i = 0; i < t->rows.n; i++) {
        const ag_row *row = &t->rows.at[i];
        mode m = { .type = type_named(rd, t, row, row->field[0]), .name = row->field[1], .line = row->line };

        if (m.type < 0)
            continue;
        if (!number(row->field[2], &m.score)) {
            TELL(rd, true, "%s:%d: a mode needs 'type | mode | score | meaning'", t->path, row->line);
            continue;
        }
        for (int k = 0; k < rd->r->modes.n; k++)
            if (rd->r->modes.at[k].type == m.type && ag_str_eq(rd->r->modes.at[k].name, m.name))
                TELL(rd, false, "%s:%d: mode '%.*s' is given twice", t->path, row->line, AG_SHOW(m.name));
        AG_PUSH(rd->a, &rd->r->modes, m);
    }
}

/* ---- triggers ------------------------------------------------------------------------------------ */

/* "a,b,@class" → words; an unknown class is a finding. */
static void
add_words(reader *rd, const ag_table *t, const ag_row *row, ag_str list, ag_word_list *out)
{
    ag_str word;

    while (ag_str_cut(&list, ',', &word)) {
        if (word.len == 0)
            continue;
        if (word.at[0] != '@') {
            AG_PUSH(rd->a, out, word);
            continue;
        }

        int c = ag_map_get(&rd->class_of, ag_str_sub(word, 1, word.len));

        if (c < 0) {
            TELL(rd, true, "%s:%d: '%.*s' is no class of event_words.txt", t->path, row->line, AG_SHOW(word));
            continue;
        }
        for (int k = 0; k < rd->class_words.at[c].n; k++)
            AG_PUSH(rd->a, out, rd->class_words.at[c].at[k]);
    }
}

static void
read_condition(reader *rd, const ag_table *t, const ag_row *row, ag_str c, ag_trigger *g)
{
    static const struct {
        const char *word;
        size_t at;
    } flags[] = {
        { "clause", offsetof(ag_trigger, wants_clause) },
        { "noclause", offsetof(ag_trigger, wants_no_clause) },
        { "infinitive", offsetof(ag_trigger, wants_infinitive) },
        { "noobj", offsetof(ag_trigger, wants_no_object) },
        { "symmetric", offsetof(ag_trigger, is_symmetric) },
        { "plural", offsetof(ag_trigger, is_plural) },
        { "poss=target", offsetof(ag_trigger, poss_is_target) },
        { "of=source", offsetof(ag_trigger, of_is_source) },
        { "light", offsetof(ag_trigger, wants_light) },
        { "actor", offsetof(ag_trigger, wants_doer) },
        { "active", offsetof(ag_trigger, wants_active) },
        { "finite", offsetof(ag_trigger, wants_finite) },
        { "joins", offsetof(ag_trigger, joins_others) },
        { "own", offsetof(ag_trigger, object_acts) },
        { "alone", offsetof(ag_trigger, is_weak) },
    };
    static const char *const wants[] = { "", "some", "actor", "person", "state", "organization", "country" };
    ag_str value = c;

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (ag_str_is(c, flags[i].word)) {
            *(bool *)((char *)g + flags[i].at) = true;
            g->weight++;
            return;
        }
    ag_str_cut(&value, '=', &(ag_str){ 0 });
    if (!value.at)
        value = AG_S("");
    g->weight++;
    if (ag_str_starts(c, AG_S("target="))) {
        for (int i = AG_WANT_SOME; i <= AG_WANT_COUNTRY; i++)
            if (ag_str_is(value, wants[i])) {
                g->want_target = (uint8_t)i;
                return;
            }
    } else if (ag_str_starts(c, AG_S("source=")) && !is_slot(rd, value)) {
        for (int i = AG_WANT_ACTOR; i <= AG_WANT_COUNTRY; i++)
            if (ag_str_is(value, wants[i])) {
                g->want_source = (uint8_t)i;
                return;
            }
    } else if (ag_str_starts(c, AG_S("source=")) && is_slot(rd, value)) {
        g->source = value;
        return;
    } else if (ag_str_starts(c, AG_S("obj="))) {
        add_words(rd, t, row, value, &g->objects);
        return;
    } else if (ag_str_starts(c, AG_S("notobj="))) {
        add_words(rd, t, row, value, &g->not_objects);
        return;
    } else if (ag_str_starts(c, AG_S("negated=")) && ag_reality_parse(value, &g->negated)) {
        g->wants_negation = true;
        return;
    } else if (ag_str_starts(c, AG_S("noprep="))) {
        add_words(rd, t, row, value, &g->no_preps);
        return;
    } else if (ag_str_starts(c, AG_S("notbelow="))) {
        add_words(rd, t, row, value, &g->not_below);
        return;
    } else if (ag_str_starts(c, AG_S("below="))) {
        add_words(rd, t, row, value, &g->below);
        return;
    } else if (ag_str_starts(c, AG_S("pobj="))) {
        add_words(rd, t, row, value, &g->prep_objects);
        return;
    } else if (ag_str_starts(c, AG_S("prep="))) {
        add_words(rd, t, row, value, &g->preps);
        return;
    }
    TELL(rd, true, "%s:%d: '%.*s' is no condition; the head of the table lists them", t->path, row->line, AG_SHOW(c));
}

static void
read_triggers(reader *rd, const ag_table *t, const char *section, bool is_noun, trigger_list *out)
{
    for (int i = 0; i < t->rows.n; i++) {
        const ag_row *row = &t->rows.at[i];
        ag_str rest = row->field[0], word, id;
        ag_trigger g = { .lemma = row->field[0], .mode = row->field[2], .verb = row->field[5], .source = AG_S(""),
                         .path = t->path, .line = row->line };

        if (!ag_str_is(row->section, section))
            continue;
        if (row->n < 4) {
            TELL(rd, true, "%s:%d: a trigger needs 'words | type | mode | target | conditions'", t->path, row->line);
            continue;
        }
        if ((g.type = type_named(rd, t, row, row->field[1])) < 0)
            continue;
        if (!ag_rules_mode(rd->r, g.type, g.mode, &g.intensity))
            TELL(rd, true, "%s:%d: '%.*s' is no mode of %.*s; modes stand in modes.txt", t->path, row->line,
                 AG_SHOW(g.mode), AG_SHOW(row->field[1]));

        ag_word_list words = { 0 };

        while (next_word(&rest, &word))
            AG_PUSH(rd->a, &words, word);
        if (words.n == 0) {
            TELL(rd, true, "%s:%d: a trigger without words", t->path, row->line);
            continue;
        }
        g.key = words.at[is_noun ? words.n - 1 : 0];
        for (int k = 0; k < words.n; k++)
            if (k != (is_noun ? words.n - 1 : 0))
                AG_PUSH(rd->a, &g.others, words.at[k]);
        read_slots(rd, t, row, row->field[3], &g.targets);
        for (rest = row->field[4]; next_word(&rest, &word);)
            if (!ag_str_is(word, "-"))
                read_condition(rd, t, row, word, &g);

        id = ag_arena_printf(rd->a, "%c %.*s|%.*s", is_noun ? 'n' : 'v', AG_SHOW(g.lemma), AG_SHOW(row->field[4]));

        int before = ag_map_add(rd->a, &rd->seen, id, row->line);

        if (before != row->line) {
            TELL(rd, false, "%s:%d: '%.*s' can never win: line %d has the same words and conditions", t->path,
                 row->line, AG_SHOW(g.lemma), before);
            continue;
        }
        if (g.want_target && g.targets.n == 0)
            TELL(rd, false, "%s:%d: '%.*s' can never fit: it wants a target and names no place for it", t->path,
                 row->line, AG_SHOW(g.lemma));
        if (g.wants_clause && g.wants_no_clause)
            TELL(rd, false, "%s:%d: '%.*s' can never fit: it wants a clause and none", t->path, row->line,
                 AG_SHOW(g.lemma));
        AG_PUSH(rd->a, &out->list, g);
    }
}

static int
compare_triggers(const void *x, const void *y)
{
    const ag_trigger *p = x, *q = y;
    int c = ag_str_cmp(p->key, q->key);

    if (c)
        return c;
    if (p->others.n != q->others.n)
        return q->others.n - p->others.n;
    if (p->weight != q->weight)
        return q->weight - p->weight;
    if (p->is_imported != q->is_imported)
        return q->is_imported - p->is_imported;
    c = strcmp(p->path, q->path);
    return c ? c : p->line - q->line;
}

static void
index_triggers(ag_arena *a, trigger_list *t)
{
    if (t->list.n)
        qsort(t->list.at, (size_t)t->list.n, sizeof *t->list.at, compare_triggers);
    for (int i = 0; i < t->list.n; i++)
        ag_map_add(a, &t->first, t->list.at[i].key, i);
}

static bool
same_words(const ag_word_list *p, const ag_word_list *q)
{
    if (p->n != q->n)
        return false;
    for (int i = 0; i < p->n; i++)
        if (!ag_word_list_has(q, p->at[i]))
            return false;
    return true;
}

static bool
has_all(const ag_word_list *p, const ag_word_list *of)
{
    for (int i = 0; i < of->n; i++)
        if (!ag_word_list_has(p, of->at[i]))
            return false;
    return true;
}

/* Whether line p, tried first, fits wherever q does: the same conditions, and the words of q among its own. */
static bool
beats(const ag_trigger *p, const ag_trigger *q)
{
    return same_words(&p->others, &q->others) && p->weight == q->weight && p->want_target == q->want_target
           && p->want_source == q->want_source && p->wants_active == q->wants_active && p->wants_finite == q->wants_finite
           && p->wants_clause == q->wants_clause && p->wants_no_clause == q->wants_no_clause
           && p->wants_no_object == q->wants_no_object && p->wants_infinitive == q->wants_infinitive && p->is_plural == q->is_plural
           && p->wants_light == q->wants_light && p->wants_doer == q->wants_doer && p->wants_negation == q->wants_negation
           && same_words(&p->targets, &q->targets) && same_words(&p->not_objects, &q->not_objects)
           && same_words(&p->no_preps, &q->no_preps) && same_words(&p->not_below, &q->not_below)
           && (p->objects.n > 0) == (q->objects.n > 0) && has_all(&p->objects, &q->objects)
           && (p->prep_objects.n > 0) == (q->prep_objects.n > 0) && has_all(&p->prep_objects, &q->prep_objects)
           && (p->below.n > 0) == (q->below.n > 0) && has_all(&p->below, &q->below)
           && (p->preps.n > 0) == (q->preps.n > 0) && has_all(&p->preps, &q->preps);
}

/* Tells of lines that another of the same word always beats. */
static void
find_dead(reader *rd, const trigger_list *t)
{
    for (int i = 0; i < t->list.n; i++)
        for (int k = i + 1; k < t->list.n && ag_str_eq(t->list.at[k].key, t->list.at[i].key); k++)
            if (beats(&t->list.at[i], &t->list.at[k]))
                TELL(rd, false, "%s:%d: '%.*s' can never win: line %d fits wherever it does", t->list.at[k].path, t->list.at[k].line,
                     AG_SHOW(t->list.at[k].lemma), t->list.at[i].line);
}

static ag_triggers
look_up(const trigger_list *t, ag_str key)
{
    int i = ag_map_get(&t->first, key), end = i;

    if (i < 0)
        return (ag_triggers){ 0 };
    while (end < t->list.n && ag_str_eq(t->list.at[end].key, key))
        end++;
    return (ag_triggers){ &t->list.at[i], end - i };
}

/* ---- light verbs, cues ---------------------------------------------------------------------------- */

static void
read_light(reader *rd, const ag_table *t)
{
    for (int i = 0; i < t->rows.n; i++) {
        const ag_row *row = &t->rows.at[i];
        uint8_t part = ag_str_is(row->field[1], "target") ? AG_TARGET : ag_str_is(row->field[1], "both") ? AG_OTHER_PART : AG_SOURCE;

        if (row->n < 2 || (part == AG_SOURCE && !ag_str_is(row->field[1], "source")))
            TELL(rd, true, "%s:%d: a light verb needs 'verb | source', 'verb | target' or 'verb | both'", t->path, row->line);
        if (ag_map_get(&rd->r->light, row->field[0]) >= 0)
            TELL(rd, false, "%s:%d: '%.*s' is given twice", t->path, row->line, AG_SHOW(row->field[0]));
        ag_map_set(rd->a, &rd->r->light, row->field[0], part);
    }
}

static const char *const sections[AG_CUE_KINDS] = {
    "auxiliaries", "negations", "adverbs", "marks", "verbs", "nouns", "adjectives",
    "verbs", "weak", "phrases", "adverbs", "nouns"
};

static void
read_cues(reader *rd, const ag_table *t, int from, int to)
{
    static const char *const effects[] = { "happened", "planned", "possible", "denied", "conditional", "undo" };

    for (int i = 0; i < t->rows.n; i++) {
        const ag_row *row = &t->rows.at[i];
        ag_cue c = { .words = row->field[0], .line = row->line, .addressee = AG_S("") };
        int kind = from, effect = 0;

        while (kind < to && !ag_str_is(row->section, sections[kind]))
            kind++;
        if (kind == to) {
            TELL(rd, true, "%s:%d: '[%.*s]' is no section of this table", t->path, row->line, AG_SHOW(row->section));
            continue;
        }
        while (effect <= AG_EFFECT_UNDO && !ag_str_is(row->field[1], effects[effect]))
            effect++;
        if (effect > AG_EFFECT_UNDO) {
            TELL(rd, true, "%s:%d: '%.*s' is no status; write happened, planned, possible, denied, conditional or undo",
                 t->path, row->line, AG_SHOW(row->field[1]));
            continue;
        }
        c.effect = (uint8_t)effect;
        c.is_claim = ag_str_is(row->field[2], "claim") || from == AG_SAYING_VERB;
        if (from == AG_SAYING_VERB && !ag_str_is(row->field[2], "-"))
            c.addressee = row->field[2];
        if (ag_map_get(&rd->r->cue_of[kind], c.words) >= 0) {
            TELL(rd, false, "%s:%d: '%.*s' is given twice in [%s]", t->path, row->line, AG_SHOW(c.words),
                 sections[kind]);
            continue;
        }
        ag_map_set(rd->a, &rd->r->cue_of[kind], c.words, rd->r->cues[kind].n);
        AG_PUSH(rd->a, &rd->r->cues[kind], c);
    }
}

/* ---- opening ---------------------------------------------------------------------------------------- */

ag_status
ag_rules_check(ag_arena *a, const char *dir, const ag_rules **out, ag_findings *found, ag_err *err)
{
    reader rd = { .a = a, .dir = dir, .r = AG_NEW(a, struct ag_rules), .found = found };
    ag_table words, types, modes, verbs, nouns, light, saying, reality, more = { 0 };

    *out = NULL;
    AG_TRY(open_table(&rd, "event_words.txt", &words, err));
    AG_TRY(open_table(&rd, "event_types.txt", &types, err));
    AG_TRY(open_table(&rd, "modes.txt", &modes, err));
    AG_TRY(open_table(&rd, "event_verbs.txt", &verbs, err));
    AG_TRY(open_table(&rd, "event_nouns.txt", &nouns, err));
    AG_TRY(open_table(&rd, "light_verbs.txt", &light, err));
    AG_TRY(open_table(&rd, "saying.txt", &saying, err));
    AG_TRY(open_table(&rd, "reality.txt", &reality, err));
    if (access(ag_arena_printf(a, "%s/extension_types.txt", dir).at, F_OK) == 0)
        AG_TRY(open_table(&rd, "extension_types.txt", &more, err));

    read_classes(&rd, &words);
    read_types(&rd, &types, "", false);
    read_types(&rd, &more, "types", true);
    read_modes(&rd, &modes);
    read_triggers(&rd, &verbs, "", false, &rd.r->verbs);
    read_triggers(&rd, &more, "verbs", false, &rd.r->verbs);
    read_triggers(&rd, &nouns, "", true, &rd.r->nouns);
    read_triggers(&rd, &more, "nouns", true, &rd.r->nouns);
    index_triggers(a, &rd.r->verbs);
    index_triggers(a, &rd.r->nouns);
    find_dead(&rd, &rd.r->verbs);
    find_dead(&rd, &rd.r->nouns);
    read_light(&rd, &light);
    read_cues(&rd, &reality, AG_CUE_AUXILIARY, AG_SAYING_VERB);
    read_cues(&rd, &saying, AG_SAYING_VERB, AG_CUE_KINDS);
    *out = rd.r;
    return AG_OK;
}

ag_status
ag_rules_open(ag_arena *a, const char *dir, const ag_rules **out, ag_err *err)
{
    ag_findings found = { 0 };

    AG_TRY(ag_rules_check(a, dir, out, &found, err));
    for (int i = 0; i < found.n; i++)
        if (found.at[i].is_fatal) {
            *out = NULL;
            return ag_fail(err, AG_INPUT, "%.*s", AG_SHOW(found.at[i].text));
        }
    return AG_OK;
}

int
ag_rules_type_named(const ag_rules *r, ag_str name)
{
    return ag_map_get(&r->type_of, name);
}

bool
ag_rules_mode(const ag_rules *r, int type, ag_str name, double *score)
{
    *score = r->types.at[type].score;
    for (int i = 0; i < r->modes.n; i++)
        if (r->modes.at[i].type == type && ag_str_eq(r->modes.at[i].name, name)) {
            *score = r->modes.at[i].score;
            return true;
        }
    return name.len == 0;
}

const ag_rules *
ag_rules_with(ag_arena *a, const ag_rules *r, ag_triggers more)
{
    ag_rules *out = AG_NEW(a, struct ag_rules);

    *out = *r;
    out->verbs = (trigger_list){ 0 };
    for (int i = 0; i < r->verbs.list.n; i++)
        AG_PUSH(a, &out->verbs.list, r->verbs.list.at[i]);
    for (int i = 0; i < more.n; i++)
        AG_PUSH(a, &out->verbs.list, more.at[i]);
    index_triggers(a, &out->verbs);
    return out;
}

/* ---- looking up ----------------------------------------------------------------------------------------- */

int
ag_rules_types(const ag_rules *r)
{
    return r->types.n;
}

const ag_event_type *
ag_rules_type(const ag_rules *r, int i)
{
    return &r->types.at[i];
}

ag_triggers
ag_rules_verbs(const ag_rules *r, ag_str lemma)
{
    return look_up(&r->verbs, lemma);
}

ag_triggers
ag_rules_nouns(const ag_rules *r, ag_str lemma)
{
    return look_up(&r->nouns, lemma);
}

ag_triggers
ag_rules_all_verbs(const ag_rules *r)
{
    return (ag_triggers){ r->verbs.list.at, r->verbs.list.n };
}

ag_triggers
ag_rules_all_nouns(const ag_rules *r)
{
    return (ag_triggers){ r->nouns.list.at, r->nouns.list.n };
}

int
ag_rules_light(const ag_rules *r, ag_str lemma)
{
    return ag_map_get(&r->light, lemma);
}

const ag_cue *
ag_rules_cue(const ag_rules *r, ag_cue_kind kind, ag_str words)
{
    int i = ag_map_get(&r->cue_of[kind], words);

    return i < 0 ? NULL : &r->cues[kind].at[i];
}

bool
ag_rules_in(const ag_rules *r, const char *name, ag_str word)
{
    char key[128];
    int n = snprintf(key, sizeof key, "%s %.*s", name, AG_SHOW(word));

    return n > 0 && (size_t)n < sizeof key && ag_map_get(&r->classes, (ag_str){ key, (size_t)n }) >= 0;
}
