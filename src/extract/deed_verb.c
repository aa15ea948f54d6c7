/* A predicate and a line of event_verbs.txt → an act, where the line's conditions hold.
 *
 * The conditions stand at the head of the table; each has a function here. Weak: senses of a verb are told
 * apart by its arguments alone. */
#include "extract/deed.h"

#include "base/utf8.h"

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

/* A word that goes with its verb whether or not a noun phrase follows: "give in". */
static bool
is_particle(const ag_trigger *g, ag_str w)
{
    static const char *const particles[] = { "in", "up", "out", "down", "off", "over", "back", "away" };

    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (ag_str_is(w, particles[i]))
            return !ag_word_list_has(&g->targets, w);
    return false;
}

/* The phrase that the tree hung on a particle right behind the verb ("handed over | its weapons"), or -1. */
static int
object_behind(const ag_trees *t, const ag_trigger *g, const ag_clause *c)
{
    int p = c->verb + 1, np;

    if (c->done >= 0 || c->is_passive || p >= t->doc->tokens.n || !ag_is(t, p, AG_CASE_) || ag_lemma_is(t, p, "in"))
        return -1;
    np = ag_tok(t, p)->head;
    if (np <= p || !ag_is(t, np, AG_OBL_) || ag_tok(t, np)->head != c->verb || !ag_str_eq(ag_case(t, np), ag_lemma(t, p)))
        return -1;
    for (int i = 0; i < g->others.n; i++)
        if (is_particle(g, g->others.at[i]) && ag_word_is(t, p, g->others.at[i]))
            return np;
    return -1;
}

/* A further word of a trigger: particle, preposition, object's head, "dead". */
static bool
has_word(const ag_trees *t, const ag_clause *c, const ag_trigger *g, ag_str w)
{
    bool particle = is_particle(g, w);

    if (c->done >= 0 && ag_word_is(t, c->done, w))
        return true;
    AG_EACH_CHILD(t, k, c->verb) {
        if ((ag_is(t, k, AG_COMPOUND_PRT_) || ag_is(t, k, AG_ADVMOD_) || ag_is(t, k, AG_XCOMP_)) && ag_word_is(t, k, w))
            return true;
        if (!particle && k > c->verb && (ag_is(t, k, AG_OBL_) || ag_is(t, k, AG_ADVCL_) || ag_is(t, k, AG_CCOMP_) || ag_is(t, k, AG_XCOMP_))
            && ag_has_case(t, k, w))
            return true;
        if (ag_is(t, k, AG_OBL_) && ag_word_is(t, k, w)) /* "go on strike" */
            return true;
    }
    if (particle) /* "handed over its weapons", over taken for a preposition */
        return !ag_str_is(w, "in") && c->verb + 1 < t->doc->tokens.n && ag_is(t, c->verb + 1, AG_CASE_)
               && ag_word_is(t, c->verb + 1, w) && ag_below(t, c->verb + 1, c->verb);
    for (int i = 0; i < c->n_obliques; i++)
        if (c->oblique[i].is_after && ag_prep_is(c->oblique[i].prep, w))
            return true;
    if (c->done >= 0)
        AG_EACH_CHILD(t, k, c->done)
            if (ag_is(t, k, AG_NMOD_) && ag_has_case(t, k, w))
                return true;
    return false;
}

static bool
is_one_of(const ag_trees *t, const ag_word_list *words, int obj)
{
    if (ag_word_list_has(words, ag_lemma(t, obj)) || ag_word_list_has(words, ag_utf8_lower(t->a, ag_tok(t, obj)->form)))
        return true;
    AG_EACH_CHILD(t, c, obj) { /* "a package of aid", "hundreds of troops" */
        if (ag_is(t, c, AG_NMOD_) && ag_has_case(t, c, AG_S("of"))
            && (ag_rules_in(t->rules, "partitive", ag_lemma(t, obj)) || ag_tok(t, obj)->upos == AG_NUM)
            && ag_word_list_has(words, ag_lemma(t, c)))
            return true;
        if (ag_is(t, c, AG_CONJ_) && ag_word_list_has(words, ag_lemma(t, c)))
            return true;
    }
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
    if (is_one_of(t, &g->objects, obj))
        return true;
    for (int c = t->next[obj]; c >= 0; c = t->next[c]) /* "more than $ 10": two objects to the tree */
        if (ag_is(t, obj, AG_OBJ_) && ag_is(t, c, AG_OBJ_) && is_one_of(t, &g->objects, c))
            return true;
    return false;
}

bool
ag_wanted(const ag_trees *t, const ag_trigger *g, uint8_t want, bool something, const ag_who *w)
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
        found |= ag_word_list_has(&g->prep_objects, ag_lemma(t, c->oblique[i].token))
                 || ag_word_list_has(&g->prep_objects, ag_utf8_lower(t->a, ag_tok(t, c->oblique[i].token)->form));
    }
    return found;
}

/* Whether the clause beneath says one of the words that a line wants, and none that it bars. */
static bool
clause_fits(const ag_trees *t, const ag_trigger *g, int v)
{
    bool found = g->below.n == 0;

    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_XCOMP_) || ag_is(t, c, AG_CCOMP_) || ag_is(t, c, AG_ADVCL_)) {
            found |= ag_word_list_has(&g->below, ag_lemma(t, c));
            if (ag_word_list_has(&g->not_below, ag_lemma(t, c)))
                return false;
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

bool
ag_deed_verb(const ag_trees *t, const ag_clause *clause, const ag_trigger *g, ag_deed *x)
{
    ag_clause mended = *clause;
    const ag_clause *c = &mended;

    if (object_behind(t, g, clause) >= 0)
        mended.done = object_behind(t, g, clause);
    for (int i = 0; i < g->others.n; i++)
        if (!has_word(t, c, g, g->others.at[i]))
            return false;
    if (!object_fits(t, g, c->done))
        return false;
    if (g->wants_active && (c->is_passive || ag_is(t, c->verb, AG_ACL_)))
        return false;
    if (g->wants_finite && (ag_xpos_is(t, c->verb, "VBG") || ag_xpos_is(t, c->verb, "VBN")) && ag_child(t, c->verb, AG_AUX_REL_) < 0
        && ag_child(t, c->verb, AG_AUX_PASS_) < 0)
        return false;
    if (g->wants_no_object && c->done >= 0)
        return false;
    if (g->wants_infinitive && !has_infinitive(t, c->verb))
        return false;
    if (!clause_fits(t, g, c->verb) || !particle_fits(t, g, c->verb) || !prepositions_fit(t, g, c))
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
        ag_take_slot(t, c, g->source, false, x, &x->source);
    else if (c->doer >= 0) {
        const ag_trigger *n = ag_noun_trigger(t, c->doer);

        ag_who_of(t, c->doer, &x->source);
        ag_keep_actors(t, &x->source, false);
        if (x->source.n == 0 && n && n->type == g->type) { /* "a Russian strike killed" */
            ag_deed inner = { .trigger = n, .token = c->doer, .carrier = -1, .object = -1 };

            ag_noun_parts(t, &inner);
            x->source = inner.source;
            if (inner.target.n) /* "a strike on Kharkiv destroyed": the noun says it all */
                return false;
        }
    }
    if (x->source.n == 0 && g->object_acts && c->is_passive && c->done >= 0) { /* "U.N. peacekeepers were sent to" */
        ag_who_of(t, c->done, &x->source);
        if (x->source.n == 0)
            ag_who_owns(t, c->done, true, &x->source);
        ag_keep_actors(t, &x->source, false);
    }
    x->has_target = false;
    for (int i = 0; i < g->targets.n && x->target.n == 0; i++)
        ag_take_slot(t, c, g->targets.at[i], ag_places_may(t, g), x, &x->target);
    ag_who_drop(&x->target, &x->source);
    if (!ag_wanted(t, g, g->want_source, false, &x->source) || !ag_wanted(t, g, g->want_target, x->has_target, &x->target))
        return false;
    if (x->target.n == 0)
        ag_take_beneath(t, x);
    if (g->is_plural && x->target.n == 0 && !x->has_target && x->source.n < 2) {
        /* "they met": a plural word for both is as good as two names */
        if (c->subject < 0 || ag_str_find(ag_tok(t, c->subject)->feats, AG_S("Number=Plur")) < 0)
            return false;
    }
    return x->source.n + x->target.n > 0;
}
