/* Nouns of a tree → tuples whose relation is no verb: "X, a Y", "President X", "X's Y", "X's attack on Y".
 *
 * "Ostria's Ministry of War" is a name: Ostria has it. Weak: "X's attack on Y" and "X's house on the hill" look alike; both have the noun as their relation. */
#include "clauses/inside.h"

static void
add_is(const ag_tree *t, int n, int c, ag_tuple_kind kind, ag_tuples *out)
{
    ag_frame f = ag_frame_new(t, c, (ag_subject){ { n, c }, (uint8_t)kind });

    f.relation.supplied = "is";
    ag_frame_add(&f, c, AG_ROOT_);
    ag_frame_close(&f, out);
}

/* The complement of a noun, with a preposition, or -1. */
static int
complement_of(const ag_tree *t, int n)
{
    AG_EACH_BELOW(t, c, n)
        if (c > n && ag_node_is(t, c, AG_NMOD_) && ag_node_child(t, c, AG_CASE_) >= 0)
            return c;
    return -1;
}

/* Noun `n` whose possessor is `c`. */
static void
add_possession(const ag_tree *t, int n, int c, ag_tuples *out)
{
    int complement = complement_of(t, n), mark = -1;
    ag_frame f = ag_frame_new(t, n, (ag_subject){ { c, -1 }, AG_TUPLE_POSSESSIVE });

    AG_EACH_BELOW(t, m, c)
        if (ag_node_is(t, m, AG_CASE_) && m > c)
            mark = m; /* "'s" */
    if (mark < 0)
        return;
    f.subject_words.list.n = 0;
    ag_words_below(t, c, AG_WITH_CONJUNCTS, mark, &f.subject_words);
    ag_words_tidy(t, &f.subject_words);
    if (complement < 0 || ag_node(t, n)->upos != AG_NOUN) {
        f.relation.supplied = "has";
        ag_frame_add_phrase(&f, (ag_phrase){ n, c }, AG_ROOT_);
    } else {
        f.subject.kind = AG_TUPLE_EVENT;
        AG_EACH_BELOW(t, m, n)
            if (m > mark && m < n)
                ag_words_below(t, m, AG_WITH_CASE, -1, &f.relation);
        AG_PUSH(t->a, &f.relation.list, n);
        ag_frame_add(&f, complement, AG_OBL_);
    }
    ag_frame_close(&f, out);
}

void
ag_noun_tuples(const ag_tree *t, int n, ag_tuples *out)
{
    AG_EACH_BELOW(t, c, n)
        switch (ag_node(t, c)->deprel) {
        case AG_APPOS_:
            add_is(t, n, c, AG_TUPLE_APPOSITION, out);
            break;
        case AG_NMOD_DESC_:
            if (c < n)
                add_is(t, n, c, AG_TUPLE_TITLE, out);
            break;
        case AG_NMOD_POSS_:
            if (ag_node(t, c)->upos != AG_PRON)
                add_possession(t, n, c, out);
            break;
        default:
            break;
        }
}
