/* An event noun and a line of event_nouns.txt → an act: "Russia's invasion of Ukraine", "held talks with".
 *
 * The noun's own phrases name its parties; a light verb above it lends its subject. Weak: a noun that names
 * no party of its own and has no light verb is passed over. */
#include "extract/deed.h"

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
            found |= c < n && (ag_is(t, c, AG_COMPOUND_) || ag_is(t, c, AG_AMOD_)) && ag_word_is(t, c, g->others.at[i]);
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

/* The first line from `from` on that token `i` fits, or NULL. */
static const ag_trigger *
line_from(const ag_trees *t, int i, const ag_trigger *from)
{
    if (!t->is_noun[i] || t->around[i] >= 0)
        return NULL;

    ag_triggers all = ag_rules_nouns(t->rules, ag_lemma(t, i));

    for (int k = 0; k < all.n; k++)
        if ((!from || &all.at[k] > from) && noun_fits(t, i, &all.at[k]))
            return &all.at[k];
    return NULL;
}

const ag_trigger *
ag_noun_trigger(const ag_trees *t, int i)
{
    return line_from(t, i, NULL);
}

bool
ag_deed_of_noun(const ag_trees *t, int n, ag_deed *x)
{
    for (const ag_trigger *g = line_from(t, n, NULL); g; g = line_from(t, n, g))
        if (ag_deed_noun(t, n, g, true, x))
            return true;
    return false;
}

void
ag_noun_parts(const ag_trees *t, ag_deed *x)
{
    const ag_trigger *g = x->trigger;

    AG_EACH_CHILD(t, c, x->token) {
        ag_who w = { 0 };
        ag_str prep;

        if (ag_is(t, c, AG_NMOD_POSS_)) {
            ag_who_of(t, c, &w);
            ag_keep_actors(t, &w, g->poss_is_target);
            ag_who_merge(g->poss_is_target ? &x->target : &x->source, &w);
        } else if ((ag_is(t, c, AG_AMOD_) || ag_is(t, c, AG_COMPOUND_) || ag_is(t, c, AG_NMOD_DESC_)) && c < x->token) {
            int e = ag_country_modifier(t, c);

            if (e >= 0 && x->source.n > 0 && t->adjective[c] < 0 && ag_entity_type(t, e) != AG_TYPE_COUNTRY)
                e = -1; /* "the Federal Reserve Board meeting": one body, two names */
            if (e >= 0) {
                w.entity[w.n] = e;
                w.token[w.n++] = c;
                AG_EACH_CHILD(t, d, c) { /* "a Ukraine-Russia summit" */
                    int f = ag_is(t, d, AG_CONJ_) || ag_is(t, d, AG_COMPOUND_) || ag_is(t, d, AG_NMOD_)
                                ? ag_country_modifier(t, d) : -1;

                    if (f >= 0 && f != e && w.n < 4) {
                        w.entity[w.n] = f;
                        w.token[w.n++] = d;
                    }
                }
                ag_who_merge(g->poss_is_target && t->adjective[c] < 0 ? &x->target : &x->source, &w);
            }
        } else if (is_phrase(t, c)) {
            prep = ag_case(t, c);
            if (ag_str_is(prep, "by") || ag_str_is(prep, "between") || ag_str_is(prep, "among")
                || (ag_str_is(prep, "of") && g->of_is_source))
                ag_take_party(t, c, false, x, &x->source);
            else if (ag_str_is(prep, "from") && !ag_word_list_has(&g->targets, prep))
                ag_take_party(t, c, false, x, &x->source);
            else if (ag_str_is(prep, "of"))
                AG_EACH_CHILD(t, d, c) /* "the shelling of villages by the army" */
                    if (ag_is(t, d, AG_NMOD_) && ag_has_case(t, d, AG_S("by")))
                        ag_take_party(t, d, false, x, &x->source);
        }
    }
    ag_str type = ag_rules_type(t->rules, g->type)->name;
    bool is_state = ag_str_is(type, "CONSULT") || ag_str_is(type, "PROTEST") || ag_has_case(t, x->token, AG_S("behind"));

    if (x->source.n == 0 && is_state && ag_child(t, x->token, AG_COP_) >= 0 && ag_child(t, x->token, AG_CASE_) >= 0) {
        ag_who w = { 0 }; /* "is in talks with", "is behind the attack" */

        if (ag_child(t, x->token, AG_NSUBJ_) >= 0)
            ag_who_of(t, ag_child(t, x->token, AG_NSUBJ_), &w);
        ag_keep_actors(t, &w, false);
        ag_who_merge(&x->source, &w);
    }
    x->has_target = false;
    for (int i = 0; i < g->targets.n && x->target.n == 0; i++)
        AG_EACH_CHILD(t, c, x->token)
            if (is_phrase(t, c) && ag_has_case(t, c, g->targets.at[i]) && t->time[c] < 0 && !ag_is_accompanying(t, c)
                && !(g->of_is_source && ag_str_is(g->targets.at[i], "of")))
                ag_take_party(t, c, ag_places_may(t, g), x, &x->target);
    if (x->target.n == 0)
        AG_EACH_CHILD(t, c, x->token) /* "a loan from Kuwait to Jordan": the second hung on the first */
            if (is_phrase(t, c) && ag_has_case(t, c, AG_S("from")))
                AG_EACH_CHILD(t, d, c)
                    if (ag_is(t, d, AG_NMOD_) && ag_word_list_has(&g->targets, ag_case(t, d)))
                        ag_take_party(t, d, ag_places_may(t, g), x, &x->target);
    ag_who_drop(&x->target, &x->source);
}

/* The light verb that carries noun `n`, or -1; its subject's part in *part. */
static int
carrier_of(const ag_trees *t, int n, const ag_trigger *trigger, int *part)
{
    int i = n, g;

    while (ag_is(t, i, AG_CONJ_) && ag_tok(t, i)->head >= 0 && t->is_noun[ag_tok(t, i)->head])
        i = ag_tok(t, i)->head;
    g = ag_tok(t, i)->head;
    if (g >= 0 && ag_is(t, i, AG_NMOD_) && ag_has_case(t, i, AG_S("of")) && ag_rules_in(t->rules, "partitive", ag_lemma(t, g))) {
        i = g; /* "held a round of talks" */
        g = ag_tok(t, i)->head;
    }
    if (g >= 0 && ag_is(t, i, AG_NMOD_) && ag_is(t, g, AG_OBJ_) && ag_tok(t, g)->head >= 0 && ag_is_verb(t, ag_tok(t, g)->head)) {
        int v = ag_tok(t, g)->head; /* "claimed responsibility for the attack" */

        *part = ag_rules_light(t->rules, ag_arena_printf(t->a, "%.*s %.*s", AG_SHOW(ag_lemma(t, v)), AG_SHOW(ag_lemma(t, g))));
        return *part >= 0 ? v : -1;
    }
    if (g < 0 || !ag_is_verb(t, g))
        return -1;
    if (ag_is(t, i, AG_OBJ_) || ag_is(t, i, AG_NSUBJ_PASS_) || (ag_is(t, i, AG_XCOMP_) && i > g)) {
        *part = ag_rules_light(t->rules, ag_verb_phrase(t, g));
        if (*part == AG_OTHER_PART)
            *part = trigger->is_symmetric ? AG_SOURCE : -1;
        return *part >= 0 ? g : -1;
    }
    if (ag_is(t, i, AG_OBL_)) {
        ag_str prep = ag_case(t, i);

        int obj = ag_child(t, g, AG_OBJ_);

        if (obj >= 0 && obj < i && ag_str_is(prep, "for")) { /* the same, hung one too high */
            *part = ag_rules_light(t->rules, ag_arena_printf(t->a, "%.*s %.*s", AG_SHOW(ag_lemma(t, g)), AG_SHOW(ag_lemma(t, obj))));
            if (*part >= 0)
                return g;
        }
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

/* Whether a meeting says with whom; looks beneath, too ("talks on trade with Japan"). */
static bool
has_other_side(const ag_trees *t, ag_deed *x)
{
    if (x->target.n == 0 && !x->has_target)
        ag_take_beneath(t, x);
    return x->target.n || x->has_target;
}

bool
ag_deed_noun(const ag_trees *t, int n, const ag_trigger *g, bool climbs, ag_deed *x)
{
    const ag_event_type *e = ag_rules_type(t->rules, g->type);
    int part = -1;

    *x = (ag_deed){ .trigger = g, .token = n, .carrier = -1, .object = -1 };
    if (ag_is(t, n, AG_COMPOUND_))
        return false; /* "attack helicopter" */
    ag_noun_parts(t, x);
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
        ag_keep_actors(t, &w, part == AG_TARGET);
        for (int i = 0; i < w.n; i++)
            is_its |= ag_who_has(&x->source, w.entity[i]);
        if (part == AG_TARGET) {
            if (x->target.n == 0)
                ag_who_merge(&x->target, &w);
            for (int i = 0; i < c.n_obliques && x->source.n == 0; i++)
                if (ag_str_is(c.oblique[i].prep, "from") || ag_str_is(c.oblique[i].prep, "by"))
                    ag_take_party(t, c.oblique[i].token, false, x, &x->source);
        } else {
            if (x->source.n == 0 || is_its || g->is_symmetric)
                ag_who_merge(&x->source, &w);
            for (int i = 0; i < g->targets.n && x->target.n == 0; i++)
                for (int k = 0; k < c.n_obliques; k++)
                    if (ag_str_eq(c.oblique[k].prep, g->targets.at[i]) && c.oblique[k].token > x->carrier
                        && t->time[c.oblique[k].token] < 0)
                        ag_take_party(t, c.oblique[k].token, ag_places_may(t, g), x, &x->target);
            if (x->target.n == 0 && c.given >= 0 && part == AG_SOURCE)
                ag_take_party(t, c.given, false, x, &x->target);
        }
    } else if (climbs && x->source.n == 0 && ag_str_is(e->name, "CONSULT") && has_other_side(t, x)
               && (ag_is(t, n, AG_OBL_) || ag_is(t, n, AG_NMOD_)) && is_travel_prep(ag_case(t, n))) {
        int v = ag_tok(t, n)->head; /* "after a meeting with Putin, Trump said" */

        const ag_trigger *above = v >= 0 ? ag_noun_trigger(t, v) : NULL;

        if (v >= 0 && ag_is_verb(t, v)) {
            ag_clause c;

            ag_clause_of(t, v, &c);
            if (c.subject >= 0)
                ag_who_of(t, c.subject, &x->source);
            ag_keep_actors(t, &x->source, false);
        } else if (above && !ag_str_is(ag_case(t, n), "on") && v != n) { /* "renewed his calls for a summit with" */
            ag_deed y;

            if (ag_deed_noun(t, v, above, false, &y))
                x->source = y.source;
        }
    }
    ag_who_drop(&x->target, &x->source);
    if (!ag_wanted(t, g, g->want_source, false, &x->source) || !ag_wanted(t, g, g->want_target, x->has_target, &x->target))
        return false;
    if (x->target.n == 0 && x->source.n > 0)
        ag_take_beneath(t, x);
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
