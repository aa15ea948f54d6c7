/* An act → the places where its sentence says it happened.
 *
 * Phrases of place beside its word or its light verb, one step deeper where there are none. Weak: a place
 * that the tree hung elsewhere is not found. */
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
        if (out->n == 0 && (ag_is(t, c, AG_OBL_) || ag_is(t, c, AG_OBJ_))
            && (t->named[c] < 0 || ag_entity_type(t, t->doc->mentions.at[t->named[c]].entity) == AG_TYPE_PERSON))
            places_beside(t, c, depth - 1, out);
}

void
ag_deed_place(const ag_trees *t, ag_deed *x)
{
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
                if (p >= 0 && ag_tok(t, p)->sentence == ag_tok(t, x->token)->sentence)
                    place_of(t, t->around[p] >= 0 && t->doc->mentions.at[t->around[p]].head >= 0
                                    ? t->doc->mentions.at[t->around[p]].head : p, &x->place);
            }
}
