/* Predicate, subject and slots → a tuple.
 *
 * The second argument is the object, else a complement, else the first adjunct behind the verb; the preposition
 * of an adjunct in second place goes to the relation ("spoke to"), those of further ones stay with them. A second
 * argument of several conjuncts gives one tuple for each, for "met A and B" says two things.
 *
 * Weak: "the border between A and B" is kept together, but "mixed A and B" is not. */
#include "clauses/inside.h"

ag_frame
ag_frame_new(const ag_tree *t, int verb, ag_subject subject)
{
    ag_frame f = { .tree = t, .verb = verb, .subject = subject };
    ag_phrase p = subject.phrase;

    if (p.head >= 0) {
        bool is_predicate = ag_node_child(t, p.head, AG_COP_) >= 0; /* "was a pioneer who …" */

        ag_words_below(t, p.head, AG_WITH_CONJUNCTS | (is_predicate ? AG_WITHOUT_CLAUSE : 0), p.without, &f.subject_words);
        ag_words_tidy(t, &f.subject_words);
    }
    return f;
}

static void
add(ag_frame *f, ag_phrase phrase, int stands, ag_deprel deprel)
{
    ag_slot s = { phrase, stands, (uint8_t)deprel, false };

    if (deprel == AG_OBJ_ || deprel == AG_IOBJ_ || deprel == AG_OBL_ || deprel == AG_OBL_UNMARKED_ || deprel == AG_OBL_AGENT_)
        for (int c = stands < 0 ? -1 : f->tree->child[stands]; c >= 0; c = f->tree->next[c])
            s.has_case |= ag_node_is(f->tree, c, AG_CASE_) && c < stands;
    AG_PUSH(f->tree->a, &f->slots, s);
}

void
ag_frame_add(ag_frame *f, int stands, ag_deprel deprel)
{
    add(f, ag_phrase_meant(f->tree, f->verb, stands), stands, deprel);
}

void
ag_frame_add_phrase(ag_frame *f, ag_phrase phrase, ag_deprel deprel)
{
    add(f, phrase, -1, deprel);
}

enum { BEFORE = 10 }; /* ranks from here on: adjuncts in front of the predicate */

/* The lowest takes second place. */
static int
rank_of(const ag_frame *f, const ag_slot *s)
{
    int before = s->phrase.head > f->verb || s->phrase.without >= 0 ? 0 : BEFORE;

    switch (s->deprel) {
    case AG_OBJ_: case AG_ROOT_:
        return 0;
    case AG_IOBJ_:
        return 1;
    case AG_CCOMP_: case AG_XCOMP_:
        return 2;
    case AG_OBL_: case AG_OBL_AGENT_:
        return 3 + before;
    case AG_OBL_UNMARKED_:
        return 4 + before;
    case AG_ADVMOD_:
        return 5 + before;
    default:
        return 6 + before;
    }
}

static const ag_slot *
second_slot(const ag_frame *f)
{
    const ag_slot *best = NULL;

    for (int i = 0; i < f->slots.n; i++)
        if (!best || rank_of(f, &f->slots.at[i]) < rank_of(f, best))
            best = &f->slots.at[i];
    return best;
}

static bool
is_in(const ag_words *words, int token)
{
    for (int i = 0; i < words->list.n; i++)
        if (words->list.at[i] == token)
            return true;
    return false;
}

/* The words of a slot, without those that the relation has; `conjunct` alone, if it is not -1. */
static ag_words
words_of(const ag_frame *f, const ag_slot *s, int conjunct, bool with_case)
{
    int head = conjunct < 0 ? s->phrase.head : conjunct, extent = with_case && s->stands == s->phrase.head ? AG_WITH_CASE : 0;
    bool is_clause = s->deprel == AG_CCOMP_ || s->deprel == AG_XCOMP_ || s->deprel == AG_ADVCL_;
    ag_words words = { 0 };
    int kept = 0;

    if (conjunct < 0)
        extent |= AG_WITH_CONJUNCTS;
    if (is_clause)
        extent |= AG_WITH_CASE | AG_WITH_ASIDES;
    if (s->deprel == AG_ROOT_)
        extent |= AG_WITHOUT_CLAUSE;
    ag_words_below(f->tree, head, extent, s->phrase.without, &words);
    for (int i = 0; i < words.list.n; i++)
        if (is_clause || !is_in(&f->relation, words.list.at[i]))
            words.list.at[kept++] = words.list.at[i];
    words.list.n = kept;
    ag_words_tidy(f->tree, &words);
    return words;
}

static void
look_around(const ag_frame *f, ag_tuple_facts *facts)
{
    enum { FAR = 40 };
    int v = f->verb;

    for (int i = 0; i < FAR && v >= 0; i++, v = ag_node(f->tree, v)->head) {
        facts->is_embedded |= ag_node_is(f->tree, v, AG_CCOMP_);
        facts->depth += i > 0;
    }
}

/* One tuple, with the whole of the second slot (`conjunct` -1) or one conjunct of it. */
static void
push(const ag_frame *f, const ag_slot *second, int conjunct, ag_tuples *out)
{
    const ag_tree *t = f->tree;
    ag_tuple x = { .sentence = ag_node(t, f->verb)->sentence, .predicate = f->verb, .kind = f->subject.kind, .n = 1 };
    ag_tuple_facts facts = { .kind = f->subject.kind, .is_one_of_many = conjunct >= 0 };
    ag_words relation = { .supplied = f->relation.supplied };
    ag_words moved = { 0 }; /* "the town in which they lived": lived in */

    for (int i = 0; i < f->relation.list.n; i++)
        AG_PUSH(t->a, &relation.list, f->relation.list.at[i]);
    if (second) {
        /* "fled to Oslo"; but "according to police, he fled" */
        bool takes_case = second->has_case && rank_of(f, second) < BEFORE;
        ag_words words = words_of(f, second, conjunct, !takes_case);

        if (takes_case)
            AG_EACH_BELOW(t, c, second->stands)
                if (ag_node_is(t, c, AG_CASE_) && c < second->stands)
                    ag_words_below(t, c, AG_WITH_CASE, -1, c > f->verb ? &relation : &moved);
        if (words.list.n) {
            facts.tokens += words.list.n;
            x.argument[x.n++] = ag_words_text(t, &words);
        }
    }
    for (int i = 0; i < f->slots.n && x.n < AG_TUPLE_ARGUMENTS; i++) {
        const ag_slot *s = &f->slots.at[i];
        ag_words words = { 0 };

        facts.has_clause |= s->deprel == AG_ADVCL_ || s->deprel == AG_CCOMP_;
        if (s != second)
            words = words_of(f, s, -1, true);
        if (words.list.n) {
            facts.tokens += words.list.n;
            x.argument[x.n++] = ag_words_text(t, &words);
        }
    }
    ag_words_tidy(t, &relation);
    ag_words_tidy(t, &moved);
    x.relation = ag_words_text(t, &relation);
    if (moved.list.n)
        x.relation = ag_arena_printf(t->a, "%.*s %.*s", AG_SHOW(x.relation), AG_SHOW(ag_words_text(t, &moved)));
    if (x.relation.len == 0 || f->subject_words.list.n == 0)
        return;
    x.argument[0] = ag_words_text(t, &f->subject_words);
    facts.tokens += f->subject_words.list.n;
    facts.arguments = x.n;
    look_around(f, &facts);
    x.confidence = ag_tuple_confidence(&facts);
    AG_PUSH(t->a, &out->list, x);
}

static bool
is_conjunct(const ag_frame *f, int c, const ag_slot *s)
{
    const ag_tree *t = f->tree;

    if (f->subject.kind == AG_TUPLE_POSSESSIVE && ag_node_child(t, c, AG_NMOD_POSS_) >= 0)
        return false; /* it has an owner of its own */
    return ag_node_is(t, c, AG_CONJ_) && c != s->phrase.without && !ag_node_is_clause(t, c);
}

void
ag_frame_close(ag_frame *f, ag_tuples *out)
{
    const ag_tree *t = f->tree;
    const ag_slot *second = second_slot(f);
    bool is_split = false;

    if (second && (second->deprel == AG_OBJ_ || second->deprel == AG_ROOT_ || second->deprel == AG_OBL_ ||
                   second->deprel == AG_OBL_AGENT_)) {
        int preposition = ag_node_child(t, second->phrase.head, AG_CASE_);

        AG_EACH_BELOW(t, c, second->phrase.head)
            is_split |= is_conjunct(f, c, second);
        is_split &= preposition < 0 || !ag_node_lemma_is(t, preposition, "between");
    }
    push(f, second, is_split || f->subject.kind == AG_TUPLE_POSSESSIVE ? second->phrase.head : -1, out);
    if (is_split)
        AG_EACH_BELOW(t, c, second->phrase.head)
            if (is_conjunct(f, c, second))
                push(f, second, c, out);
}
