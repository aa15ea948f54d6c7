/* An act → the places where its sentence says it happened.
 *
 * Phrases of place beside its word or its light verb, one step deeper where there are none; for a noun then
 * those of what it is inside of ("was killed in an attack") and of what it did ("an attack that set fire to a
 * plant in Kursk"); for a verb those of the arrival before it ("flew to Kyiv and met"). Who visits a country
 * is in it. Weak: a place that the tree hung elsewhere is not found. */
#include "extract/deed.h"

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
        uint8_t type = ag_entity_type(t, w.entity[i]);

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
        if (out->n == 0 && (ag_is(t, c, AG_OBL_) || ag_is(t, c, AG_OBJ_) || (ag_is(t, c, AG_NMOD_) && place_prep(ag_case(t, c))))
            && (t->named[c] < 0 || ag_entity_type(t, t->doc->mentions.at[t->named[c]].entity) == AG_TYPE_PERSON))
            places_beside(t, c, depth - 1, out);
}

/* Where a verb of motion goes: "flew to Kyiv", "arrived in Kyiv". */
static void
goal_of(const ag_trees *t, int v, ag_who *out)
{
    if (!ag_rules_in(t->rules, "motion", ag_lemma(t, v)))
        return;
    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_OBL_) && (place_prep(ag_case(t, c)) || ag_str_is(ag_case(t, c), "to")))
            place_of(t, c, out);
}

/* Places of the clauses that noun or verb `p` shares its place with. */
static void
places_around(const ag_trees *t, int p, ag_who *out)
{
    int g = ag_tok(t, p)->head;

    if (!ag_is_verb(t, p))
        AG_EACH_CHILD(t, c, p)
            if (out->n == 0 && ag_is(t, c, AG_ACL_RELCL_) && ag_is_verb(t, c))
                places_beside(t, c, 2, out);
    if (g < 0 || g == p || out->n)
        return;
    if (ag_is_verb(t, p) && ag_gathering_of(t, p) >= 0)
        places_beside(t, ag_gathering_of(t, p), 0, out); /* "a ceremony in Kyiv attended by Berg" */
    if (!ag_is_verb(t, g))
        return;
    if (!ag_is_verb(t, p) && (ag_is(t, p, AG_OBL_) || ag_is(t, p, AG_OBL_AGENT_)) && (ag_str_is(ag_case(t, p), "in") || ag_str_is(ag_case(t, p), "by")))
        places_beside(t, g, 0, out);
    else if (ag_is_verb(t, p) && ag_is(t, p, AG_CONJ_) && ag_child(t, p, AG_NSUBJ_) < 0)
        goal_of(t, g, out);
}

void
ag_deed_place(const ag_trees *t, ag_deed *x)
{
    if (!x->place.n && x->carrier >= 0)
        places_beside(t, x->carrier, 1, &x->place);
    if (!x->place.n)
        places_beside(t, x->token, 1, &x->place);
    if (!x->place.n)
        places_around(t, x->carrier >= 0 ? x->carrier : x->token, &x->place);
    if (!x->place.n && x->carrier >= 0)
        places_around(t, x->token, &x->place);
    if (!x->place.n)
        AG_EACH_CHILD(t, c, x->token)
            if (ag_lemma_is(t, c, "where")) { /* "a trip to Rome, where she spoke" */
                int p = c - 1;

                while (p > 0 && ag_tok(t, p)->upos == AG_PUNCT)
                    p--;
                if (p >= 0 && ag_tok(t, p)->sentence == ag_tok(t, x->token)->sentence)
                    place_of(t, t->around[p] >= 0 && t->doc->mentions.at[t->around[p]].head >= 0
                                    ? t->doc->mentions.at[t->around[p]].head : p, &x->place);
            }
    /* "attacks on Arland", "called on Arland" tell of whom, "attacks in Arland" where, too */
    for (int i = 0; i < x->place.n;) {
        ag_who one = { .n = 1, .entity = { x->place.entity[i] }, .token = { x->place.token[i] } };
        ag_str prep = ag_case(t, x->place.token[i]);

        if (ag_who_has(&x->target, x->place.entity[i]) && (ag_str_is(prep, "on") || ag_str_is(prep, "at") || ag_str_is(prep, "off")))
            ag_who_drop(&x->place, &one);
        else
            i++;
    }
    /* who visits a country is there; in a mere place is nobody to visit */
    if (ag_str_is(x->trigger->mode, "visit"))
        for (int i = 0; i < x->target.n;) {
            uint8_t type = ag_entity_type(t, x->target.entity[i]);
            ag_who one = { .n = 1, .entity = { x->target.entity[i] }, .token = { x->target.token[i] } };

            if (type == AG_TYPE_PLACE || type == AG_TYPE_COUNTRY)
                ag_who_merge(&x->place, &one);
            if (type == AG_TYPE_PLACE)
                ag_who_drop(&x->target, &one);
            else
                i++;
        }
    ag_who_drop(&x->place, &x->source);
}
