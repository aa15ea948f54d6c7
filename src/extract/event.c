/* Trees → events: who did what to whom.
 *
 * Every verb and noun of the trigger tables is tried at its place: the line with the most words and
 * conditions that fits gives type and mode, the clause gives the parties. A light verb lends its
 * subject to its noun ("paid a visit"). An act has its parties once, as lists, never as a product.
 * An act without any named party is dropped. Weak: word senses are told apart by the arguments that
 * the tables ask for, and by nothing else; sports and business metaphors of violence pass where
 * those fit. */
#include "extract/clause.h"
#include "extract/extract.h"

#include "base/utf8.h"

/* Where the parts of one act are gathered. */
typedef struct act {
    const ag_trigger *trigger;
    int token, carrier;        /* carrier: light verb, or -1 */
    ag_who source, target, place;
    bool has_target;           /* something stands where the target belongs, named or not */
    int object;                /* NP of the object, or -1 */
} act;

static bool
word_is(const ag_trees *t, int i, ag_str w)
{
    return ag_str_eq(ag_lemma(t, i), w) || ag_str_eq_nocase(ag_tok(t, i)->form, w);
}

static uint8_t
type_of(const ag_trees *t, int entity)
{
    return t->doc->entities.at[entity].type;
}

/* Leaves only what can act: no place (unless places may), work, thing. */
static void
keep_actors(const ag_trees *t, ag_who *w, bool places_too)
{
    int n = 0;

    for (int i = 0; i < w->n; i++) {
        uint8_t type = type_of(t, w->entity[i]);

        if (type == AG_TYPE_WORK || type == AG_TYPE_OTHER || (type == AG_TYPE_PLACE && !places_too))
            continue;
        w->entity[n] = w->entity[i];
        w->token[n++] = w->token[i];
    }
    w->n = n;
}

static void
drop(ag_who *w, const ag_who *others)
{
    int n = 0;

    for (int i = 0; i < w->n; i++)
        if (!ag_who_has(others, w->entity[i])) {
            w->entity[n] = w->entity[i];
            w->token[n++] = w->token[i];
        }
    w->n = n;
}

/* ---- does a line of event_verbs.txt fit? ------------------------------------------------------------------------ */

static bool
has_clause(const ag_trees *t, int v)
{
    AG_EACH_CHILD(t, c, v) {
        if (ag_is(t, c, AG_CCOMP_) || (ag_is(t, c, AG_XCOMP_) && t->named[c] < 0))
            return true;
        if (ag_is(t, c, AG_ADVCL_) && ag_rules_in(t->rules, "object-control", ag_lemma(t, v)))
            AG_EACH_CHILD(t, m, c)
                if (ag_is(t, m, AG_MARK_) && (ag_lemma_is(t, m, "to") || ag_lemma_is(t, m, "of")))
                    return true;
    }
    return false;
}

/* A further word of a trigger: particle, preposition, object's head, "dead". */
static bool
has_word(const ag_trees *t, const ag_clause *c, const ag_trigger *g, ag_str w)
{
    static const char *const particles[] = { "in", "up", "out", "down", "off", "over", "back", "away" };
    bool is_particle = false;

    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        is_particle |= ag_str_is(w, particles[i]) && !ag_word_list_has(&g->targets, w);
    if (c->done >= 0 && word_is(t, c->done, w))
        return true;
    AG_EACH_CHILD(t, k, c->verb) {
        if ((ag_is(t, k, AG_COMPOUND_PRT_) || ag_is(t, k, AG_ADVMOD_) || ag_is(t, k, AG_XCOMP_)) && word_is(t, k, w))
            return true;
        if (k > c->verb && (ag_is(t, k, AG_OBL_) || ag_is(t, k, AG_ADVCL_) || ag_is(t, k, AG_CCOMP_) || ag_is(t, k, AG_XCOMP_))
            && ag_has_case(t, k, w))
            return true;
        if (ag_is(t, k, AG_OBL_) && word_is(t, k, w)) /* "go on strike" */
            return true;
    }
    if (is_particle)
        return false;
    for (int i = 0; i < c->n_obliques; i++)
        if (c->oblique[i].is_after && ag_str_eq(c->oblique[i].prep, w))
            return true;
    if (c->done >= 0)
        AG_EACH_CHILD(t, k, c->done)
            if (ag_is(t, k, AG_NMOD_) && ag_has_case(t, k, w))
                return true;
    return false;
}

static bool
object_fits(const ag_trees *t, const ag_trigger *g, int obj)
{
    if (obj >= 0 && ag_word_list_has(&g->not_objects, ag_lemma(t, obj)))
        return false;
    if (g->objects.n == 0)
        return true;
    if (obj < 0)
        return false;
    if (ag_word_list_has(&g->objects, ag_lemma(t, obj)))
        return true;
    AG_EACH_CHILD(t, c, obj) { /* "a package of aid", "hundreds of troops" */
        if (ag_is(t, c, AG_NMOD_) && ag_has_case(t, c, AG_S("of"))
            && (ag_rules_in(t->rules, "partitive", ag_lemma(t, obj)) || ag_tok(t, obj)->upos == AG_NUM)
            && ag_word_list_has(&g->objects, ag_lemma(t, c)))
            return true;
        if (ag_is(t, c, AG_CONJ_) && ag_word_list_has(&g->objects, ag_lemma(t, c)))
            return true;
    }
    return false;
}

/* Whether `w` holds what a line wants. Who is meant only as "refugees" is no actor enough. */
static bool
wanted(const ag_trees *t, const ag_trigger *g, uint8_t want, bool something, const ag_who *w)
{
    if (want == AG_WANT_NONE)
        return true;
    if (want == AG_WANT_SOME)
        return something;
    for (int i = 0; i < w->n; i++) {
        const ag_entity *e = &t->doc->entities.at[w->entity[i]];
        bool is_body = e->type == AG_TYPE_COUNTRY || e->type == AG_TYPE_ORGANIZATION
                       || (e->type == AG_TYPE_PLACE && !ag_rules_type(t->rules, g->type)->is_verbal);

        if (want == AG_WANT_ACTOR || (want == AG_WANT_PERSON && e->type == AG_TYPE_PERSON) || (want == AG_WANT_STATE && is_body)
            || (want == AG_WANT_ORGANIZATION && e->type == AG_TYPE_ORGANIZATION)
            || (want == AG_WANT_COUNTRY && e->type == AG_TYPE_COUNTRY))
            return true;
    }
    return false;
}

static bool
is_negated(const ag_trees *t, int v)
{
    AG_EACH_CHILD(t, c, v)
        if ((ag_is(t, c, AG_ADVMOD_) || ag_is(t, c, AG_AUX_REL_))
            && (ag_rules_cue(t->rules, AG_CUE_NEGATION, ag_lemma(t, c))
                || ag_rules_cue(t->rules, AG_CUE_NEGATION, ag_utf8_lower(t->a, ag_tok(t, c)->form))))
            return true;
    return false;
}

/* Whether the verb's particle is in the line: "offered" is not "offered up". */
static bool
particle_fits(const ag_trees *t, const ag_trigger *g, int v)
{
    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_COMPOUND_PRT_) && !ag_word_list_has(&g->others, ag_lemma(t, c))
            && !ag_word_list_has(&g->others, ag_utf8_lower(t->a, ag_tok(t, c)->form)))
            return false;
    return true;
}

static bool
prepositions_fit(const ag_trees *t, const ag_trigger *g, const ag_clause *c)
{
    bool found = g->prep_objects.n == 0;

    for (int i = 0; i < c->n_obliques; i++) {
        if (c->oblique[i].is_after && ag_word_list_has(&g->no_preps, c->oblique[i].prep))
            return false;
        found |= ag_word_list_has(&g->prep_objects, ag_lemma(t, c->oblique[i].token));
    }
    return found;
}

static bool
has_infinitive(const ag_trees *t, int v)
{
    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_XCOMP_) || ag_is(t, c, AG_ADVCL_) || ag_is(t, c, AG_CCOMP_))
            AG_EACH_CHILD(t, m, c)
                if (ag_is(t, m, AG_MARK_) && ag_lemma_is(t, m, "to"))
                    return true;
    return false;
}

/* Adds who stands in a noun phrase, or else whose it is: for words of any thing of theirs, for deeds
 * only of what can be hit or held, and for meetings not at all. */
static void
take(const ag_trees *t, int np, bool places, act *x, ag_who *out)
{
    ag_who w = { 0 };

    const ag_event_type *e = ag_rules_type(t->rules, x->trigger->type);

    ag_who_of(t, np, &w);
    keep_actors(t, &w, places);
    if (w.n == 0 && !ag_str_is(e->name, "CONSULT")) {
        ag_who_owns(t, np, !e->is_verbal, &w);
        keep_actors(t, &w, false);
    }
    for (int i = 0; i < w.n; i++)
        if (!ag_who_has(out, w.entity[i]) && out->n < 24) {
            out->entity[out->n] = w.entity[i];
            out->token[out->n++] = w.token[i];
        }
    x->has_target = true;
}

/* "talks, with the mediators sitting in": what accompanies, and takes no part. */
static bool
is_accompanying(const ag_trees *t, int np)
{
    AG_EACH_CHILD(t, c, np)
        if (ag_is(t, c, AG_ACL_) && ag_xpos_is(t, c, "VBG") && ag_has_case(t, np, AG_S("with")))
            return true;
    return false;
}

/* Fills `out` from a slot of the clause; returns whether something stands there. */
static bool
take_slot(const ag_trees *t, const ag_clause *c, ag_str slot, bool places, act *x, ag_who *out)
{
    bool had = x->has_target, found;

    x->has_target = false;
    if (ag_str_is(slot, "obj")) {
        if (c->done >= 0)
            take(t, c->done, places, x, out);
    } else if (ag_str_is(slot, "iobj")) {
        if (c->given >= 0)
            take(t, c->given, places, x, out);
    } else if (ag_str_is(slot, "subj")) {
        if (c->subject >= 0)
            take(t, c->subject, places, x, out);
    } else {
        for (int i = 0; i < c->n_obliques; i++)
            if (c->oblique[i].is_after && ag_str_eq(c->oblique[i].prep, slot) && t->time[c->oblique[i].token] < 0
                && !is_accompanying(t, c->oblique[i].token))
                take(t, c->oblique[i].token, places, x, out);
        if (c->done >= 0 && out->n == 0)
            AG_EACH_CHILD(t, k, c->done)
                if (ag_is(t, k, AG_NMOD_) && ag_has_case(t, k, slot) && t->time[k] < 0)
                    take(t, k, places, x, out);
    }
    found = x->has_target;
    x->has_target |= had;
    return found;
}

static bool
places_may(const ag_trees *t, const ag_trigger *g)
{
    const ag_event_type *e = ag_rules_type(t->rules, g->type);

    return ag_str_is(g->mode, "visit") || ag_str_is(e->name, "ASSAULT") || ag_str_is(e->name, "COERCE")
           || ag_str_is(e->name, "MOBILIZE") || ag_str_is(e->name, "RETREAT");
}

/* The noun trigger that token `i` is, or NULL. */
static const ag_trigger *noun_trigger(const ag_trees *t, int i);
static void noun_parts(const ag_trees *t, act *x);

static bool
verb_fits(const ag_trees *t, const ag_clause *c, const ag_trigger *g, act *x)
{
    for (int i = 0; i < g->others.n; i++)
        if (!has_word(t, c, g, g->others.at[i]))
            return false;
    if (!object_fits(t, g, c->done))
        return false;
    if (g->wants_active && (c->is_passive || ag_is(t, c->verb, AG_ACL_)))
        return false;
    if (g->wants_no_object && c->done >= 0)
        return false;
    if (g->wants_infinitive && !has_infinitive(t, c->verb))
        return false;
    if (!particle_fits(t, g, c->verb) || !prepositions_fit(t, g, c))
        return false;
    if (g->wants_clause && !has_clause(t, c->verb))
        return false;
    if (g->wants_no_clause && has_clause(t, c->verb))
        return false;
    if (g->wants_negation && !is_negated(t, c->verb))
        return false;

    x->trigger = g;
    x->token = c->verb;
    x->object = c->done;
    if (g->source.len)
        take_slot(t, c, g->source, false, x, &x->source);
    else if (c->doer >= 0) {
        const ag_trigger *n = noun_trigger(t, c->doer);

        ag_who_of(t, c->doer, &x->source);
        keep_actors(t, &x->source, false);
        if (x->source.n == 0 && n && n->type == g->type) { /* "a Russian strike killed" */
            act inner = { .trigger = n, .token = c->doer, .carrier = -1, .object = -1 };

            noun_parts(t, &inner);
            x->source = inner.source;
            if (inner.target.n) /* "a strike on Kharkiv destroyed": the noun says it all */
                return false;
        }
    }
    x->has_target = false;
    for (int i = 0; i < g->targets.n && x->target.n == 0; i++)
        take_slot(t, c, g->targets.at[i], places_may(t, g), x, &x->target);
    drop(&x->target, &x->source);
    if (!wanted(t, g, g->want_source, false, &x->source) || !wanted(t, g, g->want_target, x->has_target, &x->target))
        return false;
    if (g->is_plural && x->target.n == 0 && !x->has_target && x->source.n < 2) {
        /* "they met": a plural word for both is as good as two names */
        if (c->subject < 0 || ag_str_find(ag_tok(t, c->subject)->feats, AG_S("Number=Plur")) < 0)
            return false;
    }
    return x->source.n + x->target.n > 0;
}

/* ---- nouns ------------------------------------------------------------------------------------------------ */

/* A phrase with a preposition on a noun; obl where the tagger took the noun for a verb. */
static bool
is_phrase(const ag_trees *t, int c)
{
    return ag_is(t, c, AG_NMOD_) || ag_is(t, c, AG_OBL_);
}

static bool
noun_fits(const ag_trees *t, int n, const ag_trigger *g)
{
    for (int i = 0; i < g->others.n; i++) {
        bool found = false;

        AG_EACH_CHILD(t, c, n)
            found |= c < n && (ag_is(t, c, AG_COMPOUND_) || ag_is(t, c, AG_AMOD_)) && word_is(t, c, g->others.at[i]);
        if (!found)
            return false;
    }
    if (g->not_objects.n)
        AG_EACH_CHILD(t, c, n)
            if (c < n && ag_word_list_has(&g->not_objects, ag_lemma(t, c)))
                return false;
    if (g->preps.n) {
        bool found = false;

        AG_EACH_CHILD(t, c, n) {
            if (is_phrase(t, c))
                found |= ag_word_list_has(&g->preps, ag_case(t, c));
            else if (ag_is(t, c, AG_ACL_))
                AG_EACH_CHILD(t, m, c)
                    found |= ag_is(t, m, AG_MARK_) && ag_word_list_has(&g->preps, ag_lemma(t, m));
        }
        /* "called for" attaches to the light verb at times: "made a call for" */
        if (!found && ag_is(t, n, AG_OBJ_))
            AG_EACH_CHILD(t, c, ag_tok(t, n)->head)
                found |= c > n && ag_is(t, c, AG_OBL_) && ag_word_list_has(&g->preps, ag_case(t, c));
        if (!found)
            return false;
    }
    return true;
}

static const ag_trigger *
noun_trigger(const ag_trees *t, int i)
{
    if (!t->is_noun[i] || t->around[i] >= 0)
        return NULL;

    ag_triggers all = ag_rules_nouns(t->rules, ag_lemma(t, i));

    for (int k = 0; k < all.n; k++)
        if (noun_fits(t, i, &all.at[k]))
            return &all.at[k];
    return NULL;
}

static void
merge(ag_who *to, const ag_who *from)
{
    for (int i = 0; i < from->n; i++)
        if (!ag_who_has(to, from->entity[i]) && to->n < 24) {
            to->entity[to->n] = from->entity[i];
            to->token[to->n++] = from->token[i];
        }
}

static int
country_modifier(const ag_trees *t, int c)
{
    int m = t->adjective[c] >= 0 ? t->adjective[c] : t->named[c] >= 0 ? t->named[c] : t->around[c];

    if (m < 0)
        return -1;

    uint8_t type = type_of(t, t->doc->mentions.at[m].entity);

    return type == AG_TYPE_COUNTRY || type == AG_TYPE_ORGANIZATION || type == AG_TYPE_GROUP || type == AG_TYPE_PERSON
               ? t->doc->mentions.at[m].entity : -1;
}

/* What the noun's own modifiers say of its parties. */
static void
noun_parts(const ag_trees *t, act *x)
{
    const ag_trigger *g = x->trigger;
    bool between = false;

    AG_EACH_CHILD(t, c, x->token) {
        ag_who w = { 0 };
        ag_str prep;

        if (ag_is(t, c, AG_NMOD_POSS_)) {
            ag_who_of(t, c, &w);
            keep_actors(t, &w, g->poss_is_target);
            merge(g->poss_is_target ? &x->target : &x->source, &w);
        } else if ((ag_is(t, c, AG_AMOD_) || ag_is(t, c, AG_COMPOUND_) || ag_is(t, c, AG_NMOD_DESC_)) && c < x->token) {
            int e = country_modifier(t, c);

            if (e >= 0 && x->source.n > 0 && t->adjective[c] < 0 && type_of(t, e) != AG_TYPE_COUNTRY)
                e = -1; /* "the Federal Reserve Board meeting": one body, two names */
            if (e >= 0) {
                w.entity[w.n] = e;
                w.token[w.n++] = c;
                AG_EACH_CHILD(t, d, c) { /* "a Ukraine-Russia summit" */
                    int f = ag_is(t, d, AG_CONJ_) || ag_is(t, d, AG_COMPOUND_) || ag_is(t, d, AG_NMOD_)
                                ? country_modifier(t, d) : -1;

                    if (f >= 0 && f != e && w.n < 4) {
                        w.entity[w.n] = f;
                        w.token[w.n++] = d;
                    }
                }
                merge(g->poss_is_target && t->adjective[c] < 0 ? &x->target : &x->source, &w);
            }
        } else if (is_phrase(t, c)) {
            prep = ag_case(t, c);
            if (ag_str_is(prep, "by") || ag_str_is(prep, "between") || ag_str_is(prep, "among")
                || (ag_str_is(prep, "of") && g->of_is_source)) {
                take(t, c, false, x, &x->source);
                between |= ag_str_is(prep, "between");
            } else if (ag_str_is(prep, "from") && !ag_word_list_has(&g->targets, prep))
                take(t, c, false, x, &x->source);
        }
    }
    x->has_target = false;
    for (int i = 0; i < g->targets.n && x->target.n == 0; i++)
        AG_EACH_CHILD(t, c, x->token)
            if (is_phrase(t, c) && ag_has_case(t, c, g->targets.at[i]) && t->time[c] < 0 && !is_accompanying(t, c)
                && !(g->of_is_source && ag_str_is(g->targets.at[i], "of")))
                take(t, c, places_may(t, g), x, &x->target);
    drop(&x->target, &x->source);
}

/* The light verb that carries noun `n`, or -1; its subject's part in *part. */
static int
carrier_of(const ag_trees *t, int n, const ag_trigger *trigger, int *part)
{
    int i = n, g;

    while (ag_is(t, i, AG_CONJ_) && ag_tok(t, i)->head >= 0 && t->is_noun[ag_tok(t, i)->head])
        i = ag_tok(t, i)->head;
    g = ag_tok(t, i)->head;
    if (g < 0 || !ag_is_verb(t, g))
        return -1;
    if (ag_is(t, i, AG_OBJ_) || ag_is(t, i, AG_NSUBJ_PASS_)) {
        *part = ag_rules_light(t->rules, ag_verb_phrase(t, g));
        if (*part == AG_OTHER_PART)
            *part = trigger->is_symmetric ? AG_SOURCE : -1;
        return *part >= 0 ? g : -1;
    }
    if (ag_is(t, i, AG_OBL_)) {
        ag_str prep = ag_case(t, i);

        *part = prep.len ? ag_rules_light(t->rules, ag_arena_printf(t->a, "%.*s %.*s", AG_SHOW(ag_lemma(t, g)),
                                                                    AG_SHOW(prep)))
                         : -1;
        return *part >= 0 ? g : -1;
    }
    if (ag_is(t, i, AG_NSUBJ_) && ag_rules_in(t->rules, "occur", ag_lemma(t, g))) {
        *part = AG_OTHER_PART;
        return g;
    }
    return -1;
}

static bool
is_travel_prep(ag_str p)
{
    return ag_str_is(p, "during") || ag_str_is(p, "after") || ag_str_is(p, "before") || ag_str_is(p, "following")
           || ag_str_is(p, "on") || ag_str_is(p, "in") || ag_str_is(p, "at") || ag_str_is(p, "ahead of")
           || ag_str_is(p, "for");
}

/* Whether noun `n` is an act by line `g`; `climbs` lets it take its doer from the words above. */
static bool
noun_event(const ag_trees *t, int n, const ag_trigger *g, bool climbs, act *x)
{
    const ag_event_type *e = ag_rules_type(t->rules, g->type);
    int part = -1;

    *x = (act){ .trigger = g, .token = n, .carrier = -1, .object = -1 };
    if (ag_is(t, n, AG_COMPOUND_))
        return false; /* "attack helicopter" */
    noun_parts(t, x);
    x->carrier = carrier_of(t, n, g, &part);
    if (part == AG_TARGET && g->is_symmetric)
        x->carrier = part = -1; /* "gets the talks going" takes no part in them */
    if (x->carrier >= 0) {
        ag_clause c;
        ag_who w = { 0 };
        bool is_its = false; /* "made his first visit": the possessor is the subject */

        ag_clause_of(t, x->carrier, &c);
        if (part == AG_SOURCE && c.doer >= 0)
            ag_who_of(t, c.doer, &w);
        else if (part == AG_TARGET && c.subject >= 0)
            ag_who_of(t, c.subject, &w);
        keep_actors(t, &w, part == AG_TARGET);
        for (int i = 0; i < w.n; i++)
            is_its |= ag_who_has(&x->source, w.entity[i]);
        if (part == AG_TARGET) {
            if (x->target.n == 0)
                merge(&x->target, &w);
            for (int i = 0; i < c.n_obliques && x->source.n == 0; i++)
                if (ag_str_is(c.oblique[i].prep, "from") || ag_str_is(c.oblique[i].prep, "by"))
                    take(t, c.oblique[i].token, false, x, &x->source);
        } else {
            if (x->source.n == 0 || is_its || g->is_symmetric)
                merge(&x->source, &w);
            for (int i = 0; i < g->targets.n && x->target.n == 0; i++)
                for (int k = 0; k < c.n_obliques; k++)
                    if (ag_str_eq(c.oblique[k].prep, g->targets.at[i]) && c.oblique[k].token > x->carrier
                        && t->time[c.oblique[k].token] < 0)
                        take(t, c.oblique[k].token, places_may(t, g), x, &x->target);
            if (x->target.n == 0 && c.given >= 0 && part == AG_SOURCE)
                take(t, c.given, false, x, &x->target);
        }
    } else if (climbs && x->source.n == 0 && ag_str_is(e->name, "CONSULT")
               && (ag_is(t, n, AG_OBL_) || ag_is(t, n, AG_NMOD_)) && is_travel_prep(ag_case(t, n))
               && (x->target.n || x->has_target)) {
        int v = ag_tok(t, n)->head; /* "after a meeting with Putin, Trump said" */

        const ag_trigger *above = v >= 0 ? noun_trigger(t, v) : NULL;

        if (v >= 0 && ag_is_verb(t, v)) {
            ag_clause c;

            ag_clause_of(t, v, &c);
            if (c.subject >= 0)
                ag_who_of(t, c.subject, &x->source);
            keep_actors(t, &x->source, false);
        } else if (above && !ag_str_is(ag_case(t, n), "on") && v != n) { /* "renewed his calls for a summit with" */
            act y;

            if (noun_event(t, v, above, false, &y))
                x->source = y.source;
        }
    }
    drop(&x->target, &x->source);
    if (g->wants_doer && x->source.n == 0)
        return false;
    if (g->wants_light && !(x->carrier >= 0 && part != AG_OTHER_PART && x->source.n + x->target.n > 0)
        && !(x->source.n && x->target.n) && !(g->is_symmetric && x->source.n > 1))
        return false;
    if (x->carrier < 0 && x->source.n + x->target.n < 2 && !ag_str_is(e->name, "ASSAULT")
        && !(x->source.n && (g->preps.n || (g->wants_doer && x->has_target))) && !(g->poss_is_target && x->target.n))
        return false;
    return x->source.n + x->target.n > 0;
}

/* ---- places, writing down ------------------------------------------------------------------------------------ */

static bool
place_prep(ag_str p)
{
    return ag_str_is(p, "in") || ag_str_is(p, "at") || ag_str_is(p, "near") || ag_str_is(p, "outside")
           || ag_str_is(p, "inside") || ag_str_is(p, "on") || ag_str_is(p, "off");
}

static void
place_of(const ag_trees *t, int np, ag_who *out)
{
    ag_who w = { 0 };

    ag_who_of(t, np, &w);
    if (w.n == 0 && ag_rules_in(t->rules, "region-noun", ag_lemma(t, np)))
        AG_EACH_CHILD(t, c, np)
            if ((ag_is(t, c, AG_NMOD_) && ag_has_case(t, c, AG_S("of"))) || ag_is(t, c, AG_COMPOUND_)
                || ag_is(t, c, AG_APPOS_) || ag_is(t, c, AG_FLAT_) || ag_is(t, c, AG_NMOD_UNMARKED_))
                ag_who_of(t, c, &w);
    for (int i = 0; i < w.n; i++) {
        uint8_t type = type_of(t, w.entity[i]);

        if ((type == AG_TYPE_PLACE || type == AG_TYPE_COUNTRY) && out->n < 4 && !ag_who_has(out, w.entity[i])) {
            out->entity[out->n] = w.entity[i];
            out->token[out->n++] = w.token[i];
        }
    }
}

/* Places named beside `p`, one step deeper where there is none ("for a ceremony in Kyiv"). */
static void
places_beside(const ag_trees *t, int p, int depth, ag_who *out)
{
    AG_EACH_CHILD(t, c, p)
        if ((ag_is(t, c, AG_OBL_) || ag_is(t, c, AG_NMOD_)) && place_prep(ag_case(t, c)) && t->time[c] < 0)
            place_of(t, c, out);
    if (out->n || depth == 0)
        return;
    AG_EACH_CHILD(t, c, p)
        if (out->n == 0 && (ag_is(t, c, AG_OBL_) || ag_is(t, c, AG_OBJ_))
            && (t->named[c] < 0 || type_of(t, t->doc->mentions.at[t->named[c]].entity) == AG_TYPE_PERSON))
            places_beside(t, c, depth - 1, out);
}

static uint8_t
voice_of(const ag_trees *t, const ag_event_type *e, const act *x, const ag_judgement *j)
{
    if (!j->is_claim)
        return AG_VOICE_OUTLET;
    if (j->claimant < 0)
        return AG_VOICE_UNNAMED;

    const ag_entity *who = &t->doc->entities.at[j->claimant];
    bool own = false, other = false;

    if (ag_is_media(t, who) && !ag_who_has(&x->source, j->claimant) && !ag_who_has(&x->target, j->claimant))
        return AG_VOICE_THIRD;

    for (int i = 0; i < x->source.n; i++) {
        const ag_entity *s = &t->doc->entities.at[x->source.entity[i]];

        own |= x->source.entity[i] == j->claimant || (who->country.len && ag_str_eq(who->country, s->country));
    }
    for (int i = 0; i < x->target.n; i++) {
        const ag_entity *s = &t->doc->entities.at[x->target.entity[i]];

        other |= x->target.entity[i] == j->claimant || (who->country.len && ag_str_eq(who->country, s->country));
    }
    if (own && !(j->is_accusation && e->is_hostile && !ag_who_has(&x->source, j->claimant)))
        return AG_VOICE_SELF;
    if (!who->is_named)
        return AG_VOICE_UNNAMED;
    if (other)
        return e->is_hostile ? AG_VOICE_OPPONENT : AG_VOICE_SELF;
    if (j->is_accusation)
        return AG_VOICE_OPPONENT;
    /* a state's word on another state's hostile act: its opponent's, unless neither side is known */
    if (e->is_hostile && !e->is_verbal && who->country.len)
        for (int i = 0; i < x->source.n; i++)
            if (t->doc->entities.at[x->source.entity[i]].country.len && x->target.n == 0)
                return AG_VOICE_OPPONENT;
    return AG_VOICE_THIRD;
}

static bool
has_named(const ag_trees *t, const act *x)
{
    for (int i = 0; i < x->source.n; i++)
        if (t->doc->entities.at[x->source.entity[i]].is_named)
            return true;
    for (int i = 0; i < x->target.n; i++)
        if (t->doc->entities.at[x->target.entity[i]].is_named)
            return true;
    return false;
}

static bool
same_parts(const ag_event *p, const ag_event *q)
{
    if (p->parts.n != q->parts.n)
        return false;
    for (int i = 0; i < p->parts.n; i++)
        if (p->parts.at[i].entity != q->parts.at[i].entity || p->parts.at[i].part != q->parts.at[i].part)
            return false;
    return true;
}

static void
add_parts(ag_arena *a, ag_event *e, const ag_who *w, uint8_t part)
{
    for (int i = 0; i < w->n; i++)
        AG_PUSH(a, &e->parts, (ag_participant){ w->entity[i], part });
}

static void
write_event(ag_arena *a, const ag_trees *t, act *x, ag_doc *doc)
{
    const ag_event_type *type = ag_rules_type(t->rules, x->trigger->type);
    ag_judgement j = ag_judge(t, x->token, x->carrier);
    ag_event e = { .type = type->name, .mode = x->trigger->mode, .intensity = x->trigger->intensity,
                   .sentence = ag_tok(t, x->token)->sentence, .claimed_by = -1,
                   .is_symmetric = x->trigger->is_symmetric };
    const ag_token *first = ag_tok(t, x->token), *last = first;
    ag_str particle = AG_S("");

    if (ag_is_verb(t, x->token)) {
        int p = ag_child(t, x->token, AG_COMPOUND_PRT_);

        if (p == x->token + 1) {
            last = ag_tok(t, p);
            particle = ag_utf8_lower(a, last->form);
        }
    } else
        AG_EACH_CHILD(t, c, x->token) /* "drone strike" */
            if (c == x->token - 1 && ag_is(t, c, AG_COMPOUND_) && ag_word_list_has(&x->trigger->others, ag_lemma(t, c)))
                first = ag_tok(t, c);
    e.trigger = (ag_span){ first->span.from, last->span.to };
    e.lemma = particle.len ? ag_arena_printf(a, "%.*s %.*s", AG_SHOW(ag_lemma(t, x->token)), AG_SHOW(particle))
              : ag_is_verb(t, x->token) ? ag_lemma(t, x->token) : x->trigger->lemma;
    e.is_nominal = !ag_is_verb(t, x->token);
    if (!x->place.n && x->carrier >= 0)
        places_beside(t, x->carrier, 1, &x->place);
    if (!x->place.n)
        places_beside(t, x->token, 1, &x->place);
    if (!x->place.n)
        AG_EACH_CHILD(t, c, x->token)
            if (ag_lemma_is(t, c, "where")) { /* "a trip to Rome, where she spoke" */
                int p = c - 1;

                while (p > 0 && ag_tok(t, p)->upos == AG_PUNCT)
                    p--;
                if (p >= 0 && ag_tok(t, p)->sentence == e.sentence)
                    place_of(t, t->around[p] >= 0 && t->doc->mentions.at[t->around[p]].head >= 0
                                    ? t->doc->mentions.at[t->around[p]].head : p, &x->place);
            }
    drop(&x->place, &x->source);
    drop(&x->place, &x->target);
    if (x->trigger->is_symmetric && ag_str_is(x->trigger->mode, "visit"))
        e.is_symmetric = false;
    /* who merely visits a place meets nobody there */
    for (int i = 0; i < x->target.n;) {
        if (ag_str_is(x->trigger->mode, "visit") && type_of(t, x->target.entity[i]) == AG_TYPE_PLACE) {
            ag_who one = { .n = 1, .entity = { x->target.entity[i] }, .token = { x->target.token[i] } };

            merge(&x->place, &one);
            drop(&x->target, &one);
        } else
            i++;
    }
    add_parts(a, &e, &x->source, AG_SOURCE);
    add_parts(a, &e, &x->target, AG_TARGET);
    add_parts(a, &e, &x->place, AG_PLACE_PART);
    e.date = ag_date_of(t, x->token, x->carrier);
    e.status = x->trigger->wants_negation ? x->trigger->negated : j.status;
    e.claimed_by = j.is_claim ? j.claimant : -1;
    e.voice = voice_of(t, type, x, &j);
    /* Promising, asking, blaming … are done by saying so: the outlet vouches for the speaker's own words. */
    if (j.is_claim && j.claimant >= 0 && (type->is_verbal && !ag_str_is(type->name, "CONSULT"))
        && ag_who_has(&x->source, j.claimant) && e.status != AG_DENIED) {
        e.claimed_by = -1;
        e.voice = AG_VOICE_OUTLET;
    }
    for (int i = doc->events.n - 1; i >= 0 && doc->events.at[i].sentence == e.sentence; i--)
        if (ag_str_eq(doc->events.at[i].type, e.type) && same_parts(&doc->events.at[i], &e)
            && doc->events.at[i].status == e.status)
            return; /* one act in two words: "fired and killed" */
    AG_PUSH(a, &doc->events, e);
}

/* ---- walking --------------------------------------------------------------------------------------------- */

static bool
is_predicate(const ag_trees *t, int i)
{
    if (!ag_is_verb(t, i) || ag_is(t, i, AG_AMOD_) || ag_is(t, i, AG_COMPOUND_) || ag_is(t, i, AG_CASE_)
        || ag_is(t, i, AG_MARK_) || ag_is(t, i, AG_FIXED_) || ag_is(t, i, AG_FLAT_))
        return false;
    return t->around[i] < 0;
}

/* Whether the verb's line takes its object into account, so that the object is no act beside it. */
static bool
consumes_object(const ag_trees *t, const act *x)
{
    if (x->object < 0)
        return false;
    if (x->trigger->objects.n)
        return true;
    return ag_word_list_has(&x->trigger->others, ag_lemma(t, x->object));
}

void
ag_extract_events(ag_arena *a, const ag_ontology *o, ag_doc *doc)
{
    ag_trees t;
    bool *taken = AG_ARRAY(a, bool, doc->tokens.n + 1);

    ag_trees_build(a, o, doc, &t);
    ag_trees_quotes(&t);
    for (int s = 0; s < doc->sentences.n; s++) {
        const ag_sentence *sentence = &doc->sentences.at[s];
        AG_LIST(act) acts = { 0 };

        if (sentence->end - sentence->first > AG_LONGEST_SENTENCE)
            continue;
        for (int i = sentence->first; i < sentence->end; i++) {
            if (!is_predicate(&t, i))
                continue;

            ag_triggers lines = ag_rules_verbs(o->rules, ag_lemma(&t, i));
            ag_clause c;

            if (lines.n == 0)
                continue;
            ag_clause_of(&t, i, &c);
            for (int k = 0; k < lines.n; k++) {
                act x = { .carrier = -1, .object = -1 };

                if (!verb_fits(&t, &c, &lines.at[k], &x))
                    continue;
                if (c.doer >= 0 && noun_trigger(&t, c.doer) && noun_trigger(&t, c.doer)->type == lines.at[k].type)
                    taken[c.doer] = true;
                if (consumes_object(&t, &x))
                    taken[x.object] = true;
                AG_PUSH(a, &acts, x);
                break;
            }
        }
        for (int i = sentence->first; i < sentence->end; i++) {
            const ag_trigger *g = taken[i] ? NULL : noun_trigger(&t, i);
            act x;

            if (g && noun_event(&t, i, g, true, &x))
                AG_PUSH(a, &acts, x);
        }
        /* in the order of the text */
        for (int i = 1; i < acts.n; i++)
            for (int k = i; k > 0 && acts.at[k].token < acts.at[k - 1].token; k--) {
                act swap = acts.at[k];

                acts.at[k] = acts.at[k - 1];
                acts.at[k - 1] = swap;
            }
        for (int i = 0; i < acts.n; i++)
            if (!ag_rules_type(o->rules, acts.at[i].trigger->type)->is_silent && has_named(&t, &acts.at[i])
                && !(t.is_sport && ag_rules_in(o->rules, "not-in-sport", ag_rules_type(o->rules, acts.at[i].trigger->type)->name)))
                write_event(a, &t, &acts.at[i], doc);
    }
    ag_extract_relations(&t, doc);
}
