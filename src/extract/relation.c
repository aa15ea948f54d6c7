/* Trees → verb relations: two actors tied by a verb in one sentence.
 *
 * Each predicate ties its doer to what it is done to and to what hangs on it by a preposition; each
 * event ties its sources to its targets, and equal partners to each other. One relation for a pair
 * and a verb. Weak: a preposition may hang on the wrong word in the parser's tree; phrases of place
 * and time are therefore left out. */
#include "extract/clause.h"

/* A table of six states is one event, and not fifteen relations. */
enum { MOST_PARTIES = 4 };

static bool
can_act(const ag_trees *t, int entity, bool places)
{
    uint8_t type = t->doc->entities.at[entity].type;

    return type == AG_TYPE_PERSON || type == AG_TYPE_ORGANIZATION || type == AG_TYPE_COUNTRY || type == AG_TYPE_GROUP
           || (places && type == AG_TYPE_PLACE);
}

static void
add(const ag_trees *t, ag_doc *doc, ag_relation r)
{
    if (r.source == r.target || !can_act(t, r.source, false) || !can_act(t, r.target, true))
        return;
    for (int i = doc->relations.n - 1; i >= 0 && doc->relations.at[i].sentence == r.sentence; i--) {
        ag_relation *q = &doc->relations.at[i];
        bool same = (q->source == r.source && q->target == r.target)
                    || (q->source == r.target && q->target == r.source && ag_str_eq(q->verb, r.verb));

        if (same && ag_str_eq(q->verb, r.verb) && !q->type.len && r.type.len)
            *q = r; /* the light verb's relation now has its noun's type */
        if (same && (ag_str_eq(q->verb, r.verb) || (q->type.len && ag_str_eq(q->type, r.type))))
            return;
    }
    AG_PUSH(t->a, &doc->relations, r);
}

/* The event whose word begins there; `from` is the first event of its sentence. */
static const ag_event *
event_at(const ag_doc *doc, int from, int sentence, ag_span span)
{
    for (int i = from; i < doc->events.n && doc->events.at[i].sentence == sentence; i++)
        if (doc->events.at[i].trigger.from == span.from)
            return &doc->events.at[i];
    return NULL;
}

static void
tie(const ag_trees *t, ag_doc *doc, const ag_who *from, const ag_who *to, ag_relation r)
{
    for (int i = 0; i < from->n; i++)
        for (int k = 0; k < to->n; k++) {
            r.source = from->entity[i];
            r.target = to->entity[k];
            add(t, doc, r);
        }
}

/* Prepositions that bring another party in, and not a place, a time or a manner. */
static bool
is_party(ag_str p)
{
    static const char *const words[] = { "with", "against", "to", "for", "from", "of", "about", "over", "toward", "towards",
                                         "between", "into", "by" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ag_str_is(p, words[i]))
            return true;
    return false;
}

/* Takes out where somebody went, and the media he spoke to. */
static void
drop_hearers(const ag_trees *t, bool moves, bool says, ag_who *w)
{
    int n = 0;

    for (int i = 0; i < w->n; i++) {
        const ag_entity *e = &t->doc->entities.at[w->entity[i]];

        if ((moves && (e->type == AG_TYPE_PLACE || e->type == AG_TYPE_COUNTRY)) || (says && ag_is_media(t, e)))
            continue;
        w->entity[n] = w->entity[i];
        w->token[n++] = w->token[i];
    }
    w->n = n;
}

static void
drop_places(const ag_trees *t, ag_who *w)
{
    int n = 0;

    for (int i = 0; i < w->n; i++)
        if (t->doc->entities.at[w->entity[i]].type != AG_TYPE_PLACE) {
            w->entity[n] = w->entity[i];
            w->token[n++] = w->token[i];
        }
    w->n = n;
}

/* Taggers take nouns for verbs: a verb that no table knows must be inflected like one. */
static bool
looks_like_verb(const ag_trees *t, int v)
{
    ag_str form = ag_tok(t, v)->form, lemma = ag_lemma(t, v);

    if (ag_rules_verbs(t->rules, lemma).n || ag_rules_cue(t->rules, AG_CUE_VERB, lemma)
        || ag_rules_cue(t->rules, AG_SAYING_VERB, lemma))
        return true;
    if (ag_xpos_is(t, v, "VBG"))
        return ag_str_ends(form, AG_S("ing")) && !ag_is(t, v, AG_ADVCL_);
    if (ag_xpos_is(t, v, "VBD") || ag_xpos_is(t, v, "VBN"))
        return ag_str_ends(form, AG_S("ed")) || !ag_str_eq(form, lemma);
    if (ag_xpos_is(t, v, "VBZ"))
        return ag_child(t, v, AG_NSUBJ_) >= 0;
    return ag_child(t, v, AG_AUX_REL_) >= 0 || ag_child(t, v, AG_MARK_) >= 0;
}

static void
from_verb(const ag_trees *t, ag_doc *doc, int v, int event)
{
    ag_clause c;
    ag_who from = { 0 }, to = { 0 };

    const ag_cue *says = ag_rules_cue(t->rules, AG_SAYING_VERB, ag_lemma(t, v));
    const ag_cue *thinks = says ? NULL : ag_rules_cue(t->rules, AG_SAYING_WEAK, ag_lemma(t, v));
    bool hears = says && ag_str_is(says->addressee, "obj");

    ag_clause_of(t, v, &c);
    if (c.doer >= 0)
        ag_who_of(t, c.doer, &from);
    if (from.n == 0 || (thinks && ag_child(t, v, AG_CCOMP_) >= 0))
        return;
    if (c.done >= 0 && (!says || hears || event_at(doc, event, ag_tok(t, v)->sentence, ag_tok(t, v)->span)))
        ag_who_of(t, c.done, &to); /* what is said is nobody: "said Berg …" is the speaker */
    if (c.given >= 0)
        ag_who_of(t, c.given, &to);
    for (int i = 0; i < c.n_obliques && !c.is_passive; i++)
        if (is_party(c.oblique[i].prep) && t->time[c.oblique[i].token] < 0)
            ag_who_of(t, c.oblique[i].token, &to);
    drop_hearers(t, ag_rules_in(t->rules, "motion", ag_lemma(t, v)), says != NULL, &to);
    if (to.n == 0)
        return;

    const ag_event *e = event_at(doc, event, ag_tok(t, v)->sentence, ag_tok(t, v)->span);

    if (from.n + to.n > MOST_PARTIES)
        return;
    if (!e) {
        if (ag_rules_in(t->rules, "tieless", ag_lemma(t, v)) || !looks_like_verb(t, v))
            return;
        drop_places(t, &to);
    }

    ag_judgement j = ag_judge(t, v, -1);

    tie(t, doc, &from, &to,
        (ag_relation){ .verb = ag_verb_phrase(t, v), .type = e ? e->type : AG_S(""), .sentence = ag_tok(t, v)->sentence,
                       .status = e ? e->status : j.status, .claimed_by = e ? e->claimed_by : j.is_claim ? j.claimant : -1,
                       .is_passive = c.is_passive });
}

/* The verb of an event's word: its own, the light verb above it, or the one that event_nouns.txt gives. */
static ag_str
verb_of(const ag_trees *t, int token, const ag_event *e)
{
    int g = ag_tok(t, token)->head;

    if (ag_is_verb(t, token))
        return ag_verb_phrase(t, token);
    if (g >= 0 && (ag_is(t, token, AG_OBJ_) || ag_is(t, token, AG_NSUBJ_PASS_))
        && ag_rules_light(t->rules, ag_verb_phrase(t, g)) >= 0)
        return ag_verb_phrase(t, g);

    ag_triggers all = ag_rules_nouns(t->rules, ag_lemma(t, token));

    for (int i = 0; i < all.n; i++)
        if (ag_str_eq(all.at[i].lemma, e->lemma) && all.at[i].verb.len)
            return all.at[i].verb;
    return ag_lemma(t, token);
}

static void
from_event(const ag_trees *t, ag_doc *doc, const ag_event *e, int token)
{
    int parties = 0;

    for (int i = 0; i < e->parts.n; i++)
        parties += e->parts.at[i].part == AG_SOURCE || e->parts.at[i].part == AG_TARGET;
    if (parties > MOST_PARTIES)
        return;

    ag_relation r = { .verb = verb_of(t, token, e), .type = e->type, .sentence = e->sentence, .status = e->status,
                      .claimed_by = e->claimed_by };

    for (int i = 0; i < e->parts.n; i++)
        for (int k = i + 1; k < e->parts.n; k++) {
            uint8_t p = e->parts.at[i].part, q = e->parts.at[k].part;

            if (p != AG_SOURCE || (q != AG_TARGET && !(q == AG_SOURCE && e->is_symmetric)))
                continue;
            r.source = e->parts.at[i].entity;
            r.target = e->parts.at[k].entity;
            add(t, doc, r);
        }
}

void
ag_extract_relations(const ag_trees *t, ag_doc *doc)
{
    int e = 0;

    for (int s = 0; s < doc->sentences.n; s++) {
        if (doc->sentences.at[s].end - doc->sentences.at[s].first > AG_LONGEST_SENTENCE)
            continue;
        for (int i = doc->sentences.at[s].first; i < doc->sentences.at[s].end; i++)
            if (ag_is_verb(t, i) && !ag_is(t, i, AG_AMOD_) && !ag_is(t, i, AG_CASE_) && t->around[i] < 0)
                from_verb(t, doc, i, e);
        for (; e < doc->events.n && doc->events.at[e].sentence <= s; e++)
            for (int i = doc->sentences.at[s].first; i < doc->sentences.at[s].end; i++)
                if (ag_tok(t, i)->span.from >= doc->events.at[e].trigger.from
                    && ag_tok(t, i)->span.to <= doc->events.at[e].trigger.to
                    && (ag_is_verb(t, i) || ag_tok(t, i)->span.to == doc->events.at[e].trigger.to)) {
                    from_event(t, doc, &doc->events.at[e], i);
                    break;
                }
    }
}
