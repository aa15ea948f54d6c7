/* Verbs and copulas of a tree → tuples.
 *
 * The relation phrase is the verb group: auxiliaries, negation, adverbs among them, verb, particle; a complement
 * verb joins it where no object stands between ("wants to buy"). An adjective behind a copula is part of it where
 * something follows ("is distinct from"); a noun is the second argument.
 *
 * Weak: light verbs are verbs like others ("made an offer on X" has the offer as its object). */
#include "clauses/inside.h"

enum { LONGEST_CHAIN = 3 }; /* "wants to try to begin to buy" */

static bool
is_negation(const ag_tree *t, int i)
{
    return ag_node_lemma_is(t, i, "not") || ag_node_lemma_is(t, i, "n't") || ag_node_lemma_is(t, i, "never");
}

/* Adverbs that join sentences or parts of them, and those that ask: they are no argument. */
static bool
is_joining_adverb(const ag_tree *t, int i)
{
    static const char *const words[] = {
        "however", "therefore", "moreover", "thus", "also", "then", "so", "even", "only", "just", "still", "too", "instead",
        "furthermore", "when", "where", "why", "how", "meanwhile", "indeed", "perhaps", "maybe", "hence", "nevertheless",
        "nonetheless", "well" };

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ag_node_lemma_is(t, i, words[k]))
            return true;
    return false;
}

static bool
is_helper(const ag_tree *t, int c)
{
    return ag_node_is(t, c, AG_AUX_REL_) || ag_node_is(t, c, AG_AUX_PASS_) || ag_node_is(t, c, AG_COP_);
}

static void
add_verb_group(ag_frame *f, int v, bool is_first)
{
    const ag_tree *t = f->tree;
    int left = v, subject = ag_own_subject(t, v);

    AG_PUSH(t->a, &f->relation.list, v);
    AG_EACH_BELOW(t, c, v) {
        if (is_helper(t, c) && c < left)
            left = c;
        if (is_helper(t, c) || ag_node_is(t, c, AG_COMPOUND_PRT_))
            AG_PUSH(t->a, &f->relation.list, c);
    }
    AG_EACH_BELOW(t, c, v) {
        /* "also announced": behind the subject and in front of the group */
        bool leads = is_first && c == left - 1 && t->child[c] < 0 && subject >= 0 && subject < c;

        if (ag_node_is(t, c, AG_ADVMOD_) && (is_negation(t, c) || (c > left && c < v) || leads))
            ag_words_below(t, c, AG_WITH_CASE, -1, &f->relation);
    }
}

static bool
is_in_relation(const ag_frame *f, int i)
{
    for (int k = 0; k < f->relation.list.n; k++)
        if (f->relation.list.at[k] == i)
            return true;
    return false;
}

static bool
has_object(const ag_tree *t, int v)
{
    return ag_node_child(t, v, AG_OBJ_) >= 0 || ag_node_child(t, v, AG_IOBJ_) >= 0;
}

/* Whether complement `c` of `v` is part of its relation: "wants to buy". */
static bool
is_chained(const ag_tree *t, int v, int c)
{
    return ag_node_is(t, c, AG_XCOMP_) && ag_node(t, c)->upos == AG_VERB && !has_object(t, v);
}

static void
add_slots(ag_frame *f, int v, int chain)
{
    const ag_tree *t = f->tree;

    AG_EACH_BELOW(t, c, v)
        switch (ag_node(t, c)->deprel) {
        case AG_OBJ_: case AG_IOBJ_: case AG_OBL_: case AG_OBL_UNMARKED_: case AG_OBL_AGENT_:
            ag_frame_add(f, c, ag_node(t, c)->deprel);
            break;
        case AG_CCOMP_:
            ag_frame_add(f, c, AG_CCOMP_);
            break;
        case AG_XCOMP_:
            if (!is_chained(t, v, c) || chain == LONGEST_CHAIN) {
                ag_frame_add(f, c, AG_XCOMP_);
                break;
            }
            AG_EACH_BELOW(t, m, c)
                if (ag_node_is(t, m, AG_MARK_))
                    AG_PUSH(t->a, &f->relation.list, m);
            add_verb_group(f, c, false);
            add_slots(f, c, chain + 1);
            break;
        case AG_ADVCL_:
            /* a participle behind a comma tells on: it has a tuple of its own */
            if (c > v && (ag_node_child(t, c, AG_MARK_) >= 0 || !ag_node_after_mark(t, v, c)))
                ag_frame_add(f, c, AG_ADVCL_);
            break;
        case AG_ADVMOD_:
            if (!is_in_relation(f, c) && !is_joining_adverb(t, c))
                ag_frame_add(f, c, AG_ADVMOD_);
            break;
        default:
            break;
        }
}

bool
ag_is_predicate_verb(const ag_tree *t, int v)
{
    if (ag_node(t, v)->upos != AG_VERB)
        return false;
    switch (ag_node(t, v)->deprel) {
    case AG_AMOD_: case AG_COMPOUND_: case AG_CASE_: case AG_MARK_: case AG_FIXED_: case AG_FLAT_: case AG_NMOD_: case AG_OBL_:
    case AG_DET_REL_: case AG_NSUBJ_: case AG_OBJ_: case AG_ADVMOD_: case AG_DISCOURSE_: case AG_AUX_REL_:
        return ag_own_subject(t, v) >= 0;
    case AG_XCOMP_:
        return !is_chained(t, ag_node(t, v)->head, v);
    default:
        return true;
    }
}

/* "the man I saw", "the man whom I saw": what the clause tells of is the object, where none stands. */
static void
add_relative_object(ag_frame *f)
{
    const ag_tree *t = f->tree;
    int v = f->verb, head = ag_node(t, v)->head;
    bool has = f->subject.phrase.head == head || ag_node_child(t, v, AG_OBJ_) >= 0 || ag_node_child(t, v, AG_CCOMP_) >= 0 ||
               ag_node_child(t, v, AG_AUX_PASS_) >= 0;

    for (int i = 0; i < f->slots.n; i++)
        has |= f->slots.at[i].phrase.head == head;
    if (!has)
        ag_frame_add_phrase(f, (ag_phrase){ head, v }, AG_OBJ_);
    f->subject.kind = AG_TUPLE_RELATIVE;
}

/* "It rained, police said": what is said is the clause that this one is put into. */
static void
add_speech(ag_frame *f)
{
    static const char *const words[] = { "say", "add", "report", "note", "state", "announce", "argue", "explain", "claim", "warn",
                                         "write", "admit", "believe", "think", "suggest", "insist", "declare", "predict", "recall" };
    const ag_tree *t = f->tree;
    int v = f->verb, head = ag_node(t, v)->head;

    if (!ag_node_is(t, v, AG_PARATAXIS_) || head < 0 || !ag_node_is_clause(t, head) || has_object(t, v) ||
        ag_node_child(t, v, AG_CCOMP_) >= 0)
        return;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (ag_node_lemma_is(t, v, words[k])) {
            ag_frame_add_phrase(f, (ag_phrase){ head, v }, AG_CCOMP_);
            return;
        }
}

/* "The ministry on Tuesday said": the parser may hang the day on the subject. */
static int
day_of_subject(const ag_tree *t, const ag_subject *s)
{
    static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };

    if (s->phrase.without < 0)
        AG_EACH_BELOW(t, c, s->phrase.head)
            for (size_t k = 0; k < sizeof days / sizeof *days; k++)
                if (c > s->phrase.head && ag_str_is(ag_node(t, c)->form, days[k]) &&
                    (ag_node_is(t, c, AG_NMOD_) || ag_node_is(t, c, AG_NMOD_UNMARKED_)))
                    return c;
    return -1;
}

void
ag_verb_tuples(const ag_tree *t, int v, ag_tuples *out)
{
    ag_subject subject = ag_subject_of(t, v);
    int to = ag_node_child(t, v, AG_MARK_), there = ag_node_child(t, v, AG_EXPL_);

    if (subject.phrase.head < 0)
        return;
    if (to >= 0 && ag_node_lemma_is(t, to, "to") &&
        (subject.kind == AG_TUPLE_PARTICIPLE || (subject.kind == AG_TUPLE_ADJUNCT && has_object(t, ag_node(t, v)->head))))
        return; /* "a plan to leave", "sent him to repair it": the plan does not leave, and who repairs is open */
    if (there >= 0 && ag_node_lemma_is(t, there, "there"))
        subject.phrase = (ag_phrase){ there, -1 };

    int day = day_of_subject(t, &subject);

    if (day >= 0)
        subject.phrase.without = day;

    ag_frame f = ag_frame_new(t, v, subject);

    if (subject.phrase.head == there && ag_own_subject(t, v) >= 0) /* "there are three ports" */
        ag_frame_add(&f, ag_own_subject(t, v), AG_OBJ_);
    add_verb_group(&f, v, true);
    add_slots(&f, v, 0);
    add_speech(&f);
    if (day >= 0)
        ag_frame_add(&f, day, AG_OBL_);
    if (ag_node_is(t, v, AG_ACL_RELCL_) && ag_node(t, v)->head >= 0)
        add_relative_object(&f);
    ag_frame_close(&f, out);
}

static bool
is_nominal(const ag_tree *t, int i)
{
    int u = ag_node(t, i)->upos;

    return u == AG_NOUN || u == AG_PROPN || u == AG_PRON || u == AG_NUM || u == AG_SYM;
}

void
ag_copula_tuples(const ag_tree *t, int v, int cop, ag_tuples *out)
{
    ag_subject subject = ag_subject_of(t, v);
    bool has_noun = is_nominal(t, v);

    if (subject.phrase.head < 0)
        return;
    if (subject.kind == AG_TUPLE_VERB)
        subject.kind = AG_TUPLE_COPULA;

    ag_frame f = ag_frame_new(t, v, subject);

    AG_PUSH(t->a, &f.relation.list, cop);
    AG_EACH_BELOW(t, c, v) {
        if (ag_node_is(t, c, AG_AUX_REL_) ||
            (ag_node_is(t, c, AG_ADVMOD_) && (is_negation(t, c) || (has_noun && c == cop + 1 && t->child[c] < 0))))
            AG_PUSH(t->a, &f.relation.list, c);
        if (ag_node_is(t, c, AG_CASE_) && c < v) /* "is in the house" */
            ag_words_below(t, c, AG_WITH_CASE, -1, &f.relation);
    }
    add_slots(&f, v, LONGEST_CHAIN);
    if (has_noun) { /* its adverbs are part of its phrase */
        int kept = 0;

        for (int i = 0; i < f.slots.n; i++)
            if (f.slots.at[i].deprel != AG_ADVMOD_)
                f.slots.at[kept++] = f.slots.at[i];
        f.slots.n = kept;
    }
    if (has_noun || f.slots.n == 0) {
        ag_frame_add(&f, v, AG_ROOT_);
    } else {
        ag_words core = { 0 };

        ag_words_below(t, v, AG_WITHOUT_CLAUSE, -1, &core);
        for (int i = 0; i < core.list.n; i++)
            if (core.list.at[i] >= cop && core.list.at[i] <= v)
                AG_PUSH(t->a, &f.relation.list, core.list.at[i]);
    }
    ag_frame_close(&f, out);
}
