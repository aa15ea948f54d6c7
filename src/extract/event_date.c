/* An act → the date that governs it.
 *
 * The expression of time beside the act's word counts, else one below its verb with no other act between
 * them, else that of the clause whose day it shares: a verb it is joined to, a participle's, one that tells
 * of the act noun itself. The day of a neighbour does not count ("Berg said on Sunday that Arland had
 * attacked"): better no date than another's. Weak: "later in the day" and the like. */
#include "extract/clause.h"

enum { MAX_CLIMB = 64 };

/* The dated time expression hanging on `p`. */
static int
time_beside(const ag_trees *t, int p)
{
    AG_EACH_CHILD(t, c, p)
        if (t->time[c] >= 0 && t->doc->times.at[t->time[c]].date.grain != AG_GRAIN_NONE)
            return t->time[c];
    return -1;
}

/* A date below verb `v` with nouns between them, but no other verb and no other act's noun: "will get
 * help from a fund next week", "met Berg on Sunday" where the day hangs on Berg. */
static int
time_below(const ag_trees *t, int v)
{
    const ag_sentence *s = &t->doc->sentences.at[ag_tok(t, v)->sentence];

    for (int i = s->first; i < s->end; i++) {
        if (t->time[i] < 0 || t->doc->times.at[t->time[i]].date.grain == AG_GRAIN_NONE)
            continue;

        int up = ag_tok(t, i)->head;
        bool is_free = true;

        for (int k = 0; up >= 0 && up != v && k < 8 && is_free; k++, up = ag_tok(t, up)->head)
            is_free = !ag_is_verb(t, up)
                      && (t->time[up] >= 0 || t->named[up] >= 0 || ag_rules_nouns(t->rules, ag_lemma(t, up)).n == 0
                          || !ag_rules_cue(t->rules, AG_CUE_NOUN, ag_lemma(t, up)))
                      && !(ag_rules_nouns(t->rules, ag_lemma(t, up)).n > 0 && ag_is(t, up, AG_OBJ_) && t->named[up] < 0);
        if (is_free && up == v)
            return t->time[i];
    }
    return -1;
}

static bool
has_where(const ag_trees *t, int v)
{
    AG_EACH_CHILD(t, c, v)
        if (ag_lemma_is(t, c, "where"))
            return true;
    return false;
}

/* Verb `g` above participle or conjunct `v` whose date is that of `v`, too: "met Berg on Sunday and signed",
 * "spoke on Sunday, renewing her calls"; -1 for none. */
static int
dated_with(const ag_trees *t, int v)
{
    int g = ag_tok(t, v)->head;

    if (g < 0 || g == v)
        return -1;
    if (ag_is(t, v, AG_CONJ_))
        return g;
    if (!ag_xpos_is(t, v, "VBG") || ag_child(t, v, AG_MARK_) >= 0)
        return -1;
    if (ag_is(t, v, AG_ADVCL_))
        return g;
    if (!ag_is(t, v, AG_ACL_) || v == 0 || !ag_lemma_is(t, v - 1, ","))
        return -1;
    for (int k = 0; g >= 0 && k < MAX_CLIMB && !ag_is_verb(t, g); k++)
        g = ag_tok(t, g)->head;
    return g;
}

bool
ag_tells_of(const ag_trees *t, int verb, int noun)
{
    ag_triggers own = ag_rules_nouns(t->rules, ag_lemma(t, noun)), above = ag_rules_verbs(t->rules, ag_lemma(t, verb));

    if (ag_rules_in(t->rules, "occur", ag_lemma(t, verb)))
        return true;
    for (int i = 0; i < own.n; i++)
        for (int k = 0; k < above.n; k++)
            if (own.at[i].type == above.at[k].type)
                return true;
    return false;
}

/* The verb that shares its day with act noun `n`: what it is the subject of where that tells of the act itself
 * ("the strike killed", "talks took place"), or what is done in it ("was killed in an attack"). -1 for none. */
static int
verb_around(const ag_trees *t, int n)
{
    int g = ag_tok(t, n)->head;
    bool is_inside = false;

    if (g < 0 || g == n || !ag_is_verb(t, g))
        return -1;
    if (ag_is(t, n, AG_NSUBJ_) || ag_is(t, n, AG_NSUBJ_PASS_))
        return ag_tells_of(t, g, n) ? g : -1;
    if (ag_is(t, n, AG_OBL_) || ag_is(t, n, AG_OBL_AGENT_)) {
        ag_str prep = ag_case(t, n);

        is_inside = ag_str_is(prep, "in") || ag_str_is(prep, "at") || ag_str_is(prep, "during") || ag_str_is(prep, "by")
                    || ag_str_is(prep, "for"); /* "joined her for a ceremony" */
    }
    return is_inside && !ag_rules_cue(t->rules, AG_SAYING_VERB, ag_lemma(t, g)) ? g : -1;
}

static bool
is_gathering(const ag_trees *t, int n)
{
    return ag_rules_nouns(t->rules, ag_lemma(t, n)).n > 0 || ag_rules_in(t->rules, "meeting", ag_lemma(t, n));
}

int
ag_gathering_of(const ag_trees *t, int v)
{
    int n = ag_tok(t, v)->head, first = t->doc->sentences.at[ag_tok(t, v)->sentence].first;

    if (n < 0 || (!ag_is(t, v, AG_ACL_) && !ag_is(t, v, AG_ACL_RELCL_)) || ag_child(t, v, AG_MARK_) >= 0)
        return -1;
    if (is_gathering(t, n) || !ag_lemma_is(t, v, "attend"))
        return is_gathering(t, n) ? n : -1;
    for (int i = n - 1; i >= first; i--) /* "a ceremony to mark the feast, which was attended": nobody attends a feast's name */
        if (ag_rules_in(t->rules, "meeting", ag_lemma(t, i)))
            return i;
    return -1;
}

ag_date
ag_date_of(const ag_trees *t, int trigger, int carrier)
{
    int when = time_beside(t, trigger), v = carrier >= 0 ? carrier : trigger;

    if (when < 0 && carrier >= 0)
        when = time_beside(t, carrier);
    if (when < 0 && ag_is_verb(t, v))
        when = time_below(t, v);
    if (when < 0 && !ag_is_verb(t, v)) {
        int g = verb_around(t, v);

        AG_EACH_CHILD(t, c, v) /* "a visit to Kyiv, where she met Berg on Sunday" */
            if (when < 0 && (ag_is(t, c, AG_ACL_RELCL_) || ag_is(t, c, AG_ADVCL_RELCL_) || ag_is(t, c, AG_ADVCL_)) && has_where(t, c))
                when = time_below(t, c);
        if (when < 0 && g >= 0)
            when = time_beside(t, g);
    }
    if (when < 0 && ag_is_verb(t, v) && ag_gathering_of(t, v) >= 0) { /* "a ceremony on Sunday attended by Berg" */
        int n = ag_gathering_of(t, v), g = verb_around(t, n);

        when = time_beside(t, n);
        if (when < 0 && g >= 0)
            when = time_beside(t, g);
    }
    for (int k = 0; when < 0 && k < 4 && ag_is_verb(t, v); k++) {
        int g = dated_with(t, v);

        if (g < 0)
            break;
        when = time_beside(t, g);
        if (ag_is(t, v, AG_CONJ_)) {
            if (when >= 0 && t->doc->times.at[when].span.from > ag_tok(t, v)->span.from)
                when = -1;
            if (ag_child(t, v, AG_NSUBJ_) >= 0)
                break;
        }
        v = g;
    }
    return when >= 0 ? t->doc->times.at[when].date : (ag_date){ 0 };
}
