/* A predicate → who it is said of.
 *
 * Its own subject; else, by what it hangs on: a conjunct shares the subject of the clause before it, a
 * complement has the object of the verb above ("asked him to leave"), else its subject ("tried to leave"),
 * participles and relative clauses are about their noun, adverbial clauses about the subject of the main one.
 *
 * Weak: "promised him to leave" is of the few where the object is not the one who leaves; "failing that, …" gets
 * a subject that it should not. */
#include "clauses/inside.h"

enum { FARTHEST = 8 }; /* steps up a chain of clauses: nobody builds longer ones */

int
ag_own_subject(const ag_tree *t, int v)
{
    AG_EACH_BELOW(t, c, v)
        switch (ag_node(t, c)->deprel) {
        case AG_NSUBJ_: case AG_NSUBJ_PASS_: case AG_NSUBJ_OUTER_: case AG_CSUBJ_: case AG_CSUBJ_PASS_: case AG_CSUBJ_OUTER_:
            return c;
        default:
            break;
        }
    return -1;
}

bool
ag_is_relative_word(const ag_tree *t, int i)
{
    const ag_token *k = ag_node(t, i);

    return ag_str_is(k->xpos, "WDT") || ag_str_is(k->xpos, "WP") || ag_str_is(k->xpos, "WP$") || ag_str_is(k->xpos, "WRB") ||
           ag_str_is(k->feats, "PronType=Rel");
}

/* The relative clause that `v` is the verb of, straight, or as conjunct or complement; -1. */
static int
relative_above(const ag_tree *t, int v)
{
    for (int i = 0; i < FARTHEST && v >= 0; i++, v = ag_node(t, v)->head) {
        if (ag_node_is(t, v, AG_ACL_RELCL_))
            return v;
        if (!ag_node_is(t, v, AG_CONJ_) && !ag_node_is(t, v, AG_XCOMP_))
            break;
    }
    return -1;
}

ag_phrase
ag_phrase_meant(const ag_tree *t, int v, int head)
{
    int clause = ag_is_relative_word(t, head) ? relative_above(t, v) : -1;

    if (clause >= 0 && ag_node(t, clause)->head >= 0)
        return (ag_phrase){ ag_node(t, clause)->head, clause };
    return (ag_phrase){ head, -1 };
}

static ag_subject
inherited(const ag_tree *t, int v, int depth)
{
    int own = ag_own_subject(t, v), head = ag_node(t, v)->head, object;
    ag_subject none = { { -1, -1 }, AG_TUPLE_VERB }, up;

    if (own >= 0) {
        ag_phrase p = ag_phrase_meant(t, v, own);

        return (ag_subject){ p, p.head != own ? AG_TUPLE_RELATIVE : AG_TUPLE_VERB };
    }
    if (head < 0 || depth > FARTHEST)
        return none;
    switch (ag_node(t, v)->deprel) {
    case AG_CONJ_:
        if (!ag_node_is_clause(t, head))
            return none;
        up = inherited(t, head, depth + 1);
        if (up.kind == AG_TUPLE_VERB)
            up.kind = AG_TUPLE_SHARED;
        return up;
    case AG_XCOMP_:
        object = ag_node_child(t, head, AG_OBJ_);
        if (object < 0)
            object = ag_node_child(t, head, AG_IOBJ_);
        up = object < 0 ? inherited(t, head, depth + 1) : (ag_subject){ ag_phrase_meant(t, head, object), AG_TUPLE_CONTROL };
        up.kind = AG_TUPLE_CONTROL;
        return up;
    case AG_ADVCL_:
        up = inherited(t, head, depth + 1);
        up.kind = AG_TUPLE_ADJUNCT;
        return up;
    case AG_ACL_:
        return (ag_subject){ { head, v }, AG_TUPLE_PARTICIPLE };
    case AG_ACL_RELCL_:
        return (ag_subject){ { head, v }, AG_TUPLE_RELATIVE };
    default:
        return none;
    }
}

ag_subject
ag_subject_of(const ag_tree *t, int v)
{
    return inherited(t, v, 0);
}
