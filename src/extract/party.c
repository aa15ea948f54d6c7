/* Noun phrases and slots of a clause → who takes part in an act.
 *
 * A slot ("obj", "with") leads to noun phrases, these to entities that can act, or to those whose it is:
 * an act on a Syrian airfield is one on Syria. Weak: what a state owns is told by a list of nouns. */
#include "extract/deed.h"

#include "base/utf8.h"
#include "ontology/gazetteer.h"

bool
ag_word_is(const ag_trees *t, int i, ag_str w)
{
    return ag_str_eq(ag_lemma(t, i), w) || ag_str_eq_nocase(ag_tok(t, i)->form, w);
}

uint8_t
ag_entity_type(const ag_trees *t, int entity)
{
    return t->doc->entities.at[entity].type;
}

/* A place that no table knows and that stands where an actor belongs is a state or town that acts. */
static bool
may_act(const ag_trees *t, int entity, bool places_too)
{
    const ag_entity *e = &t->doc->entities.at[entity];

    if (e->type == AG_TYPE_PLACE)
        return places_too || (e->country.len == 0 && !(t->gazetteer && ag_gazetteer_name(t->a, t->gazetteer, e->name)));
    return e->type != AG_TYPE_WORK && e->type != AG_TYPE_OTHER;
}

void
ag_keep_actors(const ag_trees *t, ag_who *w, bool places_too)
{
    int n = 0;

    for (int i = 0; i < w->n; i++) {
        if (!may_act(t, w->entity[i], places_too))
            continue;
        w->entity[n] = w->entity[i];
        w->token[n++] = w->token[i];
    }
    w->n = n;
}

void
ag_who_drop(ag_who *w, const ag_who *others)
{
    int n = 0;

    for (int i = 0; i < w->n; i++)
        if (!ag_who_has(others, w->entity[i])) {
            w->entity[n] = w->entity[i];
            w->token[n++] = w->token[i];
        }
    w->n = n;
}

void
ag_who_merge(ag_who *to, const ag_who *from)
{
    for (int i = 0; i < from->n; i++)
        if (!ag_who_has(to, from->entity[i]) && to->n < 24) {
            to->entity[to->n] = from->entity[i];
            to->token[to->n++] = from->token[i];
        }
}

int
ag_country_modifier(const ag_trees *t, int c)
{
    int m = t->adjective[c] >= 0 ? t->adjective[c] : t->named[c] >= 0 ? t->named[c] : t->around[c];

    if (m < 0)
        return -1;

    uint8_t type = ag_entity_type(t, t->doc->mentions.at[m].entity);

    return type == AG_TYPE_COUNTRY || type == AG_TYPE_ORGANIZATION || type == AG_TYPE_GROUP || type == AG_TYPE_PERSON
               ? t->doc->mentions.at[m].entity : -1;
}

void
ag_take_party(const ag_trees *t, int np, bool places, ag_deed *x, ag_who *out)
{
    ag_who w = { 0 };
    const ag_event_type *e = ag_rules_type(t->rules, x->trigger->type);

    ag_who_of(t, np, &w);
    ag_keep_actors(t, &w, places);
    if (w.n == 0 && !ag_str_is(e->name, "CONSULT") && !ag_str_is(e->name, "REQUEST")) {
        ag_who_owns(t, np, !e->is_verbal, &w);
        ag_keep_actors(t, &w, false);
    }
    for (int i = 0; i < w.n; i++)
        if (!ag_who_has(out, w.entity[i]) && out->n < 24) {
            out->entity[out->n] = w.entity[i];
            out->token[out->n++] = w.token[i];
        }
    x->has_target = true;
}

bool
ag_is_accompanying(const ag_trees *t, int np)
{
    AG_EACH_CHILD(t, c, np)
        if (ag_is(t, c, AG_ACL_) && ag_xpos_is(t, c, "VBG") && ag_has_case(t, np, AG_S("with")))
            return true;
    return false;
}

bool
ag_prep_is(ag_str prep, ag_str slot)
{
    return ag_str_eq(prep, slot) || ((ag_str_is(prep, "out of") || ag_str_is(prep, "out")) && ag_str_is(slot, "of"));
}

/* The phrase with that preposition on a noun, or on one of its of-phrases: "a loan of 5 million dollars to". */
static void
take_nested(const ag_trees *t, int np, ag_str slot, bool places, int depth, ag_deed *x, ag_who *out)
{
    AG_EACH_CHILD(t, k, np)
        if (ag_is(t, k, AG_NMOD_) && ag_has_case(t, k, slot) && t->time[k] < 0)
            ag_take_party(t, k, places, x, out);
    if (out->n || depth == 2)
        return;
    AG_EACH_CHILD(t, k, np)
        if (ag_is(t, k, AG_NMOD_) && ag_has_case(t, k, AG_S("of")) && out->n == 0)
            take_nested(t, k, slot, places, depth + 1, x, out);
}

bool
ag_take_slot(const ag_trees *t, const ag_clause *c, ag_str slot, bool places, ag_deed *x, ag_who *out)
{
    bool had = x->has_target, found;

    x->has_target = false;
    if (ag_str_is(slot, "obj")) {
        if (c->done >= 0)
            ag_take_party(t, c->done, places, x, out);
    } else if (ag_str_is(slot, "iobj")) {
        if (c->given >= 0)
            ag_take_party(t, c->given, places, x, out);
    } else if (ag_str_is(slot, "subj")) {
        if (c->subject >= 0)
            ag_take_party(t, c->subject, places, x, out);
    } else if (ag_str_is(slot, "clause")) {
        int below = ag_child(t, c->verb, AG_CCOMP_);

        if (below >= 0) {
            ag_clause d;

            ag_clause_of(t, below, &d);
            if (d.doer >= 0)
                ag_take_party(t, d.doer, places, x, out);
        }
    } else {
        for (int i = 0; i < c->n_obliques; i++)
            if (c->oblique[i].is_after && ag_prep_is(c->oblique[i].prep, slot) && t->time[c->oblique[i].token] < 0
                && !ag_is_accompanying(t, c->oblique[i].token))
                ag_take_party(t, c->oblique[i].token, places, x, out);
        if (c->done >= 0 && out->n == 0)
            take_nested(t, c->done, slot, places, 0, x, out);
    }
    found = x->has_target;
    x->has_target |= had;
    return found;
}

bool
ag_places_may(const ag_trees *t, const ag_trigger *g)
{
    const ag_event_type *e = ag_rules_type(t->rules, g->type);

    return ag_str_is(g->mode, "visit") || ag_str_is(e->name, "ASSAULT") || ag_str_is(e->name, "COERCE")
           || ag_str_is(e->name, "MOBILIZE") || ag_str_is(e->name, "RETREAT");
}

/* ---- what stands beneath ---------------------------------------------------------------------------------- */

enum { DEEPEST = 3 };

static bool
has_to(const ag_trees *t, int v)
{
    AG_EACH_CHILD(t, m, v)
        if (ag_is(t, m, AG_MARK_) && ag_lemma_is(t, m, "to"))
            return true;
    return false;
}

/* "Russia ruled out a meeting between Putin and Zelenskyy": of several, those of another country. */
static void
drop_own_side(const ag_trees *t, const ag_who *own, ag_who *w)
{
    ag_who same = { 0 };

    for (int i = 0; i < w->n; i++)
        for (int k = 0; k < own->n; k++) {
            ag_str c = t->doc->entities.at[w->entity[i]].country;

            if (c.len && ag_str_eq(c, t->doc->entities.at[own->entity[k]].country) && !ag_who_has(&same, w->entity[i])) {
                same.entity[same.n] = w->entity[i];
                same.token[same.n++] = w->token[i];
            }
        }
    if (same.n < w->n)
        ag_who_drop(w, &same);
}

static bool beneath(const ag_trees *t, int i, const ag_event_type *e, ag_str slot, const ag_who *but, int depth, ag_who *out);

/* Actors of a noun phrase that are not among `but`; whether there are any. */
static bool
others_of(const ag_trees *t, int np, const ag_who *but, ag_who *out)
{
    ag_who w = { 0 };

    if (np < 0 || t->time[np] >= 0)
        return false;
    ag_who_of(t, np, &w);
    if (w.n == 0)
        ag_who_owns(t, np, true, &w);
    ag_keep_actors(t, &w, false);
    ag_who_drop(&w, but);
    drop_own_side(t, but, &w);
    ag_who_merge(out, &w);
    return w.n > 0;
}

/* Whether doing this is done for the one it is done to (a promise), against him (a threat), or with him (a refusal). */
static bool
concerns_object(const ag_trees *t, const ag_event_type *e, int v)
{
    return ag_rules_in(t->rules, e->score > 0 ? "friendly" : e->score <= -3 ? "harm" : "dealing", ag_lemma(t, v));
}

static bool
beneath_verb(const ag_trees *t, int v, const ag_event_type *e, ag_str slot, const ag_who *but, int depth, ag_who *out)
{
    ag_clause c;
    int further = ag_child(t, v, AG_XCOMP_);

    ag_clause_of(t, v, &c);
    if (ag_str_is(slot, "subj"))
        return others_of(t, c.doer, but, out);
    if (!concerns_object(t, e, v))
        return false;
    if (ag_str_is(slot, "obj") && (others_of(t, c.given, but, out) || others_of(t, c.done, but, out)))
        return true;
    for (int i = 0; i < c.n_obliques; i++)
        if (c.oblique[i].is_after && ag_prep_is(c.oblique[i].prep, slot) && others_of(t, c.oblique[i].token, but, out))
            return true;
    if (c.done >= 0 && ag_below(t, c.done, v) && beneath(t, c.done, e, slot, but, depth + 1, out))
        return true;
    return further > v && ag_is_verb(t, further) && beneath(t, further, e, slot, but, depth + 1, out); /* "would help rebuild" */
}

/* A nation or body before a noun as an adjective would stand: "Iranian", "U.S.", "Arab League". */
static int
adjective_owner(const ag_trees *t, int c, int n)
{
    int e = ag_country_modifier(t, c);

    if (e < 0 || (t->around[n] >= 0 && t->around[c] == t->around[n]))
        return -1; /* one name: "United Nations" */
    return t->adjective[c] >= 0 || ag_entity_type(t, e) == AG_TYPE_ORGANIZATION || !ag_utf8_has_lower(ag_tok(t, c)->form) ? e : -1;
}

static bool
owner_of(const ag_trees *t, int n, const ag_who *but, ag_who *out)
{
    const ag_trigger *act = ag_noun_trigger(t, n);

    if (act && act->poss_is_target)
        return false; /* "rejected his release" */
    AG_EACH_CHILD(t, c, n) {
        ag_who w = { 0 };

        if (ag_is(t, c, AG_NMOD_POSS_)) {
            if (others_of(t, c, but, out))
                return true;
        } else if ((ag_is(t, c, AG_AMOD_) || ag_is(t, c, AG_COMPOUND_)) && c < n) {
            int e = adjective_owner(t, c, n);

            if (e >= 0 && !ag_who_has(but, e)) {
                w.entity[w.n] = e;
                w.token[w.n++] = c;
                ag_who_merge(out, &w);
                return true;
            }
        }
    }
    return false;
}

/* "a call for talks": not "a call amid talks". */
static bool
is_content_of(const ag_trees *t, int c)
{
    return ag_rules_in(t->rules, "content-of", ag_case(t, c));
}

static bool
beneath_noun(const ag_trees *t, int n, const ag_event_type *e, ag_str slot, const ag_who *but, int depth, ag_who *out)
{
    if (ag_str_is(slot, "owner") && depth == 0 && owner_of(t, n, but, out))
        return true;
    AG_EACH_CHILD(t, c, n)
        if (ag_is(t, c, AG_NMOD_) && ag_has_case(t, c, slot) && !ag_is_accompanying(t, c) && others_of(t, c, but, out))
            return true;
    AG_EACH_CHILD(t, c, n) {
        bool is_act = ag_is(t, c, AG_NMOD_) && is_content_of(t, c) && ag_rules_nouns(t->rules, ag_lemma(t, c)).n > 0;

        if (c > n && (is_act || (ag_is(t, c, AG_ACL_) && has_to(t, c))) && beneath(t, c, e, slot, but, depth + 1, out))
            return true;
    }
    return false;
}

static bool
beneath(const ag_trees *t, int i, const ag_event_type *e, ag_str slot, const ag_who *but, int depth, ag_who *out)
{
    if (depth > DEEPEST || t->time[i] >= 0)
        return false;
    return ag_is_verb(t, i) ? beneath_verb(t, i, e, slot, but, depth, out) : beneath_noun(t, i, e, slot, but, depth, out);
}

void
ag_take_beneath(const ag_trees *t, ag_deed *x)
{
    const ag_event_type *e = ag_rules_type(t->rules, x->trigger->type);
    const ag_word_list *slots = &e->beneath;
    bool is_noun = !ag_is_verb(t, x->token);

    for (int s = 0; s < slots->n && x->target.n == 0; s++)
        AG_EACH_CHILD(t, c, x->token) {
            bool is_phrase = c > x->token && (ag_is(t, c, AG_NMOD_) || ag_is(t, c, AG_OBL_)) && is_content_of(t, c);
            bool is_content = is_noun ? is_phrase || (c > x->token && ag_is(t, c, AG_ACL_) && has_to(t, c))
                                      : ag_is(t, c, AG_OBJ_) || ag_is(t, c, AG_CCOMP_) || ag_is(t, c, AG_XCOMP_) || is_phrase
                                            || (ag_is(t, c, AG_ADVCL_) && c > x->token && has_to(t, c))
                                            || ag_is(t, c, AG_NSUBJ_PASS_);
            bool is_others = e->is_hostile && ag_str_is(slots->at[s], "obj") && ag_is(t, c, AG_OBJ_);

            if (is_content && !is_others && x->target.n == 0) /* "rejected his plan to visit Japan": Japan has no part in it */
                beneath(t, c, e, slots->at[s], &x->source, 0, &x->target);
        }

    int v = x->carrier >= 0 ? x->carrier : x->token, what = ag_tok(t, v)->head;
    int subject = ag_child(t, v, AG_NSUBJ_);

    /* "guarantees for Kyiv, which Berg has promised": what is promised stands above */
    if (x->target.n == 0 && what >= 0 && ag_is(t, v, AG_ACL_RELCL_) && t->named[what] < 0 && subject >= 0
        && ag_tok(t, subject)->xpos.len && ag_tok(t, subject)->xpos.at[0] != 'W')
        for (int s = 0; s < slots->n && x->target.n == 0; s++)
            beneath(t, what, e, slots->at[s], &x->source, 1, &x->target);
}
