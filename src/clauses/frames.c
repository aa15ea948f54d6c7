/* Predicates of a tree → tuples.
 *
 * Each verb, and each noun or adjective with a copula, makes one tuple of all its arguments: the subject (its
 * own, or found through control, relative clauses, participles and shared subjects), the relation phrase (auxiliaries,
 * negation, verb, particle, and the preposition where no object stands before it), then object, complements
 * and adjuncts. Appositions, titles and possessives make tuples with a supplied "is" or "has".
 *
 * Weak: ambiguities of attachment are the parser's; a subject is shared with the nearest clause that can
 * have one, which "having failed, they …" keeps and "failing that, …" should not. */
#include "clauses/inside.h"

#include <stdlib.h>

static int
P(const char *name, int def)
{
    const char *v = getenv(name);
    return v ? atoi(v) : def;
}

/* A phrase that fills a slot. */
typedef struct phrase {
    int head;     /* -1: none */
    int without;  /* what to leave out of it, or -1 */
} phrase;

typedef struct subject {
    phrase phrase;
    uint8_t kind;       /* of the tuple */
} subject;

static const phrase no_phrase = { -1, -1 };

static bool
is_lemma(const ag_trees_of *w, int i, const char *lemma)
{
    return ag_str_eq_nocase(ag_token_at(w, i)->lemma, ag_str_of(lemma));
}

static bool
is_subject_rel(const ag_trees_of *w, int i)
{
    switch (ag_token_at(w, i)->deprel) {
    case AG_NSUBJ_: case AG_NSUBJ_PASS_: case AG_NSUBJ_OUTER_: case AG_CSUBJ_: case AG_CSUBJ_PASS_: case AG_CSUBJ_OUTER_:
        return true;
    default:
        return false;
    }
}

static int
own_subject(const ag_trees_of *w, int v)
{
    AG_EACH_BELOW(w, c, v)
        if (is_subject_rel(w, c))
            return c;
    return -1;
}

static bool
is_passive(const ag_trees_of *w, int v)
{
    return ag_below_by(w, v, AG_AUX_PASS_) >= 0 || ag_below_by(w, v, AG_NSUBJ_PASS_) >= 0;
}

static bool
is_relative_word(const ag_trees_of *w, int i)
{
    const ag_token *t = ag_token_at(w, i);

    return ag_str_is(t->xpos, "WDT") || ag_str_is(t->xpos, "WP") || ag_str_is(t->xpos, "WP$") || ag_str_is(t->xpos, "WRB")
           || ag_str_is(t->feats, "PronType=Rel") || (ag_str_is(t->lemma, "that") && ag_str_is(t->xpos, "WDT"));
}

/* The relative clause that `v` is the verb of, straight or as conjunct or complement; -1. */
static int
relative_above(const ag_trees_of *w, int v)
{
    for (int i = 0; i < 8 && v >= 0; i++) {
        const ag_token *t = ag_token_at(w, v);

        if (t->deprel == AG_ACL_RELCL_)
            return v;
        if (t->deprel != AG_CONJ_ && t->deprel != AG_XCOMP_)
            return -1;
        v = t->head;
    }
    return -1;
}

/* What a phrase stands for: a relative pronoun is what its clause tells of. */
static phrase
meant(const ag_trees_of *w, int v, int head)
{
    int clause;

    if (is_relative_word(w, head) && (clause = relative_above(w, v)) >= 0 && ag_token_at(w, clause)->head >= 0)
        return (phrase){ ag_token_at(w, clause)->head, clause };
    return (phrase){ head, -1 };
}

/* The subject of predicate `v`; kind tells how it was found. */
static subject
subject_of(const ag_trees_of *w, int v, int depth)
{
    const ag_token *t = ag_token_at(w, v);
    int own = own_subject(w, v), head = t->head;
    subject up;

    if (own >= 0) {
        phrase p = meant(w, v, own);

        return (subject){ p, p.head != own ? AG_TUPLE_RELATIVE : AG_TUPLE_VERB };
    }
    if (head < 0 || depth > 8)
        return (subject){ no_phrase, AG_TUPLE_VERB };
    switch (t->deprel) {
    case AG_CONJ_:
        if (ag_token_at(w, head)->upos != AG_VERB && ag_below_by(w, head, AG_COP_) < 0)
            return (subject){ no_phrase, AG_TUPLE_VERB };
        up = subject_of(w, head, depth + 1);
        if (up.kind == AG_TUPLE_VERB)
            up.kind = AG_TUPLE_SHARED;
        return up;
    case AG_XCOMP_: {
        int object = ag_below_by(w, head, AG_OBJ_);

        if (object < 0)
            object = ag_below_by(w, head, AG_IOBJ_);
        if (object >= 0)
            return (subject){ meant(w, head, object), AG_TUPLE_CONTROL };
        up = subject_of(w, head, depth + 1);
        up.kind = AG_TUPLE_CONTROL;
        return up;
    }
    case AG_ACL_:
        return (subject){ { head, v }, AG_TUPLE_PARTICIPLE };
    case AG_ACL_RELCL_:
        if (ag_below_by(w, v, AG_NSUBJ_) < 0)
            return (subject){ { head, v }, AG_TUPLE_RELATIVE };
        break;
    case AG_ADVCL_:
        up = subject_of(w, head, depth + 1);
        up.kind = AG_TUPLE_ADJUNCT;
        return up;
    default:
        break;
    }
    return (subject){ no_phrase, AG_TUPLE_VERB };
}

/* ---- relation and arguments ------------------------------------------------------------------------- */

typedef struct argument {
    int head, without;
    uint8_t kind;  /* deprel */
    bool has_case; /* a preposition or mark of its own that goes to the relation where it comes second */
} argument;

typedef struct frame {
    const ag_trees_of *w;
    int verb;              /* predicate */
    subject subject;
    ag_words relation;
    AG_LIST(argument) arguments;
    bool is_copula;
    bool is_infinitive;
} frame;

static void
add_word(frame *f, int t)
{
    AG_PUSH(f->w->a, &f->relation.list, t);
}

static bool
is_negation(const ag_trees_of *w, int t)
{
    return is_lemma(w, t, "not") || is_lemma(w, t, "n't") || is_lemma(w, t, "never");
}

/* Auxiliaries, negation, particles and adverbs in front of the verb. */
static void
add_verb_group(frame *f, int v, bool is_first)
{
    const ag_trees_of *w = f->w;
    int left = v;

    add_word(f, v);
    AG_EACH_BELOW(w, c, v) {
        int d = ag_token_at(w, c)->deprel;

        if (d == AG_AUX_REL_ || d == AG_AUX_PASS_ || d == AG_COP_ || d == AG_COMPOUND_PRT_)
            add_word(f, c);
        if ((d == AG_AUX_REL_ || d == AG_AUX_PASS_ || d == AG_COP_) && c < left)
            left = c;
    }
    AG_EACH_BELOW(w, c, v) {
        if (!ag_rel(w, c, AG_ADVMOD_))
            continue;
        if (is_negation(w, c) || (c > left && c < v) || (c == left - 1 && is_first && ag_token_at(w, c)->head == v
                                                         && w->child[c] < 0 && own_subject(w, v) < c && own_subject(w, v) >= 0))
            ag_words_below(w, c, AG_WITH_CASE, -1, &f->relation);
    }
}

static bool
in_relation(const frame *f, int t)
{
    for (int i = 0; i < f->relation.list.n; i++)
        if (f->relation.list.at[i] == t)
            return true;
    return false;
}

static void
add_argument(frame *f, phrase p, int kind)
{
    argument x = { p.head, p.without, (uint8_t)kind, false };

    AG_EACH_BELOW(f->w, c, p.head)
        if ((ag_rel(f->w, c, AG_CASE_) || ag_rel(f->w, c, AG_MARK_)) && c < p.head)
            x.has_case = true;
    AG_PUSH(f->w->a, &f->arguments, x);
}

static bool
is_clause_adverb(const ag_trees_of *w, int t)
{
    static const char *const words[] = { "however", "therefore", "moreover", "thus", "also", "then", "so", "even", "only", "just",
                                         "still", "too", "instead", "furthermore", "when", "where", "why", "how", "meanwhile",
                                         "indeed", "perhaps", "maybe", "hence", "nevertheless", "nonetheless", "well", NULL };

    for (int i = 0; words[i]; i++)
        if (is_lemma(w, t, words[i]))
            return true;
    return false;
}

static void
add_arguments(frame *f, int v, int chain)
{
    const ag_trees_of *w = f->w;

    AG_EACH_BELOW(w, c, v) {
        const ag_token *t = ag_token_at(w, c);

        switch (t->deprel) {
        case AG_OBJ_:
        case AG_IOBJ_:
        case AG_OBL_:
        case AG_OBL_UNMARKED_:
        case AG_OBL_AGENT_:
            add_argument(f, meant(w, f->verb, c), t->deprel);
            break;
        case AG_CCOMP_:
            add_argument(f, (phrase){ c, -1 }, t->deprel);
            break;
        case AG_XCOMP_:
            if (t->upos == AG_VERB && chain < 3 && ag_below_by(w, v, AG_OBJ_) < 0) {
                AG_EACH_BELOW(w, m, c)
                    if (ag_rel(w, m, AG_MARK_))
                        add_word(f, m);
                add_verb_group(f, c, false);
                add_arguments(f, c, chain + 1);
            } else {
                add_argument(f, (phrase){ c, -1 }, t->deprel);
            }
            break;
        case AG_ADVCL_:
            if (P("ADVCL", 1) == 2 || (P("ADVCL", 1) && c > v))
                add_argument(f, (phrase){ c, -1 }, t->deprel);
            break;
        case AG_ADVMOD_:
            if (!in_relation(f, c) && !is_clause_adverb(w, c) && P("ADVMOD", 1))
                add_argument(f, (phrase){ c, -1 }, t->deprel);
            break;
        default:
            break;
        }
    }
}

/* In which order arguments take the second place: objects, complements, what stands behind the verb. */
static int
rank_of(const frame *f, const argument *x)
{
    int behind = x->head > f->verb || x->without >= 0 ? 0 : 10;

    switch (x->kind) {
    case AG_OBJ_:
    case AG_ROOT_: /* the predicate noun of a copula */
        return 0;
    case AG_IOBJ_:
        return 1;
    case AG_CCOMP_:
    case AG_XCOMP_:
        return 2;
    case AG_OBL_:
    case AG_OBL_AGENT_:
        return 3 + behind;
    case AG_OBL_UNMARKED_:
        return 4 + behind;
    case AG_ADVMOD_:
        return 5 + behind;
    default:
        return 6 + behind;
    }
}

static int
second_argument(const frame *f)
{
    int best = -1;

    for (int i = 0; i < f->arguments.n; i++)
        if (best < 0 || rank_of(f, &f->arguments.at[i]) < rank_of(f, &f->arguments.at[best]))
            best = i;
    return best;
}

static int
extent_of(uint8_t kind)
{
    switch (kind) {
    case AG_CCOMP_: case AG_XCOMP_: case AG_ADVCL_:
        return AG_WITH_CASE | AG_WITH_CONJUNCTS | (P("CASIDE", 1) ? AG_WITH_ASIDES : 0);
    default:
        return AG_WITH_CONJUNCTS | (P("ASIDE", 0) ? AG_WITH_ASIDES : 0);
    }
}

static ag_words
words_of(const frame *f, const argument *x, bool with_case)
{
    ag_words words = { 0 };

    if (x->kind == AG_ROOT_)
        ag_words_below(f->w, x->head, AG_WITH_CONJUNCTS | AG_CLAUSE_CORE, x->without, &words);
    else
        ag_words_below(f->w, x->head, extent_of(x->kind) | (with_case ? AG_WITH_CASE : 0), x->without, &words);
    if (x->kind == AG_ADVMOD_ || x->kind == AG_OBL_ || x->kind == AG_OBJ_)
        for (int i = 0; i < words.list.n;) /* what the relation has already */
            if (in_relation(f, words.list.at[i]))
                words.list.at[i] = words.list.at[--words.list.n];
            else
                i++;
    ag_words_tidy(f->w, &words);
    return words;
}

static void
look_around(const frame *f, ag_tuple_facts *facts)
{
    const ag_trees_of *w = f->w;
    const ag_sentence *s = &w->doc->sentences.at[ag_token_at(w, f->verb)->sentence];
    int v = f->verb;

    facts->sentence_tokens = s->end - s->first;
    facts->is_question = ag_str_is(ag_token_at(w, s->end - 1)->form, "?");
    for (int i = 0; i < 40 && v >= 0; i++, v = ag_token_at(w, v)->head) {
        const ag_token *t = ag_token_at(w, v);

        facts->is_embedded |= t->deprel == AG_CCOMP_;
        AG_EACH_BELOW(w, c, v)
            facts->is_conditional |= ag_rel(w, c, AG_MARK_) && (is_lemma(w, c, "if") || is_lemma(w, c, "whether"));
        facts->depth += i > 0;
    }
}

static void
push_tuple(const frame *f, ag_words *subject_words, ag_tuples *out)
{
    const ag_trees_of *w = f->w;
    ag_tuple t = { .sentence = ag_token_at(w, f->verb)->sentence, .predicate = f->verb, .kind = f->subject.kind };
    ag_tuple_facts facts = { .kind = f->subject.kind };
    ag_words relation = { 0 };
    int second = second_argument(f), head = f->subject.phrase.head;
    ag_words order[AG_TUPLE_ARGUMENTS];

    relation.supplied = f->relation.supplied;
    for (int i = 0; i < f->relation.list.n; i++)
        AG_PUSH(w->a, &relation.list, f->relation.list.at[i]);
    if (second >= 0) {
        const argument *x = &f->arguments.at[second];

        if (x->has_case && x->kind != AG_CCOMP_ && x->kind != AG_XCOMP_ && x->kind != AG_ADVCL_ && x->kind != AG_ADVMOD_
            && P("PREP", 1)) {
            AG_EACH_BELOW(w, c, x->head)
                if (ag_rel(w, c, AG_CASE_) && c < x->head)
                    ag_words_below(w, c, AG_WITH_CASE, -1, &relation);
            order[1] = words_of(f, x, false);
        } else {
            order[1] = words_of(f, x, true);
        }
        facts.has_object = x->kind == AG_OBJ_ || x->kind == AG_ROOT_ || x->kind == AG_XCOMP_;
        facts.object_tokens = order[1].list.n;
        t.n = 2;
        if (order[1].list.n == 0)
            t.n = 1;
    } else {
        t.n = 1;
    }
    order[0] = *subject_words;
    for (int i = 0; i < f->arguments.n && t.n < AG_TUPLE_ARGUMENTS; i++) {
        if (i == second)
            continue;
        order[t.n] = words_of(f, &f->arguments.at[i], true);
        facts.has_clause |= f->arguments.at[i].kind == AG_ADVCL_ || f->arguments.at[i].kind == AG_CCOMP_;
        if (order[t.n].list.n)
            t.n++;
    }
    ag_words_tidy(w, &relation);
    t.relation = ag_words_text(w, &relation);
    if (t.relation.len == 0 || order[0].list.n == 0)
        return;
    for (int i = 0; i < t.n; i++) {
        t.argument[i] = ag_words_text(w, &order[i]);
        facts.all_tokens += order[i].list.n;
    }
    facts.arguments = t.n;
    facts.subject_tokens = order[0].list.n;
    facts.distance = abs(head - f->verb);
    facts.is_pronoun = ag_token_at(w, head)->upos == AG_PRON;
    facts.is_bare_pronoun = is_lemma(w, head, "it") || is_lemma(w, head, "this") || is_lemma(w, head, "that")
                            || is_lemma(w, head, "there") || is_relative_word(w, head);
    facts.is_name = ag_token_at(w, head)->upos == AG_PROPN;
    facts.is_infinitive = f->is_infinitive;
    look_around(f, &facts);
    t.confidence = ag_tuple_confidence(&facts);
    AG_PUSH(w->a, &out->list, t);
}

static ag_words
subject_words(const ag_trees_of *w, phrase p)
{
    ag_words words = { 0 };

    ag_words_below(w, p.head, AG_WITH_CASE | AG_WITH_CONJUNCTS | (P("SASIDE", 0) ? AG_WITH_ASIDES : 0), p.without, &words);
    ag_words_tidy(w, &words);
    return words;
}

static bool
is_predicate_verb(const ag_trees_of *w, int v)
{
    const ag_token *t = ag_token_at(w, v);

    if (t->upos != AG_VERB)
        return false;
    switch (t->deprel) {
    case AG_AMOD_: case AG_COMPOUND_: case AG_CASE_: case AG_MARK_: case AG_FIXED_: case AG_FLAT_: case AG_NMOD_: case AG_OBL_:
    case AG_DET_REL_: case AG_NSUBJ_: case AG_OBJ_: case AG_ADVMOD_: case AG_DISCOURSE_: case AG_AUX_REL_:
        return own_subject(w, v) >= 0;
    default:
        return true;
    }
}

static void
verb_tuple(const ag_trees_of *w, int v, ag_tuples *out)
{
    frame f = { .w = w, .verb = v, .subject = subject_of(w, v, 0) };
    const ag_token *t = ag_token_at(w, v);

    if (t->deprel == AG_XCOMP_ && ag_below_by(w, t->head, AG_OBJ_) < 0 && ag_below_by(w, t->head, AG_IOBJ_) < 0)
        return; /* part of the verb above */
    if (f.subject.phrase.head < 0)
        return;
    AG_EACH_BELOW(w, c, v)
        f.is_infinitive |= ag_rel(w, c, AG_MARK_) && is_lemma(w, c, "to");
    if (f.subject.kind == AG_TUPLE_PARTICIPLE && f.is_infinitive && !P("INFACL", 0))
        return;
    if (f.subject.kind == AG_TUPLE_ADJUNCT && f.is_infinitive && !P("INFADV", 1))
        return;
    add_verb_group(&f, v, true);
    add_arguments(&f, v, 0);

    /* "the man I saw": what is told of is the object */
    if (t->deprel == AG_ACL_RELCL_ && t->head >= 0 && f.subject.phrase.head != t->head) {
        bool has = ag_below_by(w, v, AG_OBJ_) >= 0 || is_passive(w, v) || ag_below_by(w, v, AG_CCOMP_) >= 0;

        for (int i = 0; i < f.arguments.n; i++)
            has |= f.arguments.at[i].head == t->head;
        if (!has)
            add_argument(&f, (phrase){ t->head, v }, AG_OBJ_);
        f.subject.kind = AG_TUPLE_RELATIVE;
    }
    if (f.subject.kind == AG_TUPLE_PARTICIPLE && P("SUPPLY", 0) && ag_str_is(t->xpos, "VBN"))
        f.relation.supplied = "was";

    ag_words s = subject_words(w, f.subject.phrase);
    push_tuple(&f, &s, out);
}

static void
copula_tuple(const ag_trees_of *w, int v, int cop, ag_tuples *out)
{
    frame f = { .w = w, .verb = v, .subject = subject_of(w, v, 0), .is_copula = true };
    const ag_token *t = ag_token_at(w, v);
    bool is_noun = t->upos == AG_NOUN || t->upos == AG_PROPN || t->upos == AG_PRON || t->upos == AG_NUM || t->upos == AG_SYM;

    if (f.subject.phrase.head < 0)
        return;
    if (f.subject.kind == AG_TUPLE_VERB)
        f.subject.kind = AG_TUPLE_COPULA;
    add_word(&f, cop);
    AG_EACH_BELOW(w, c, v) {
        if (ag_rel(w, c, AG_AUX_REL_))
            add_word(&f, c);
        if (ag_rel(w, c, AG_ADVMOD_) && (is_negation(w, c) || (c == cop + 1 && is_noun && w->child[c] < 0)))
            add_word(&f, c);
        if (ag_rel(w, c, AG_CASE_) && c < v) /* "is in the house" */
            ag_words_below(w, c, AG_WITH_CASE, -1, &f.relation);
    }
    add_arguments(&f, v, 1);
    if (is_noun || f.arguments.n == 0 || !P("ADJREL", 1)) {
        argument x = { v, -1, AG_ROOT_, false };

        AG_PUSH(w->a, &f.arguments, x);
    } else { /* "is distinct from": the adjective is part of the relation */
        ag_words core = { 0 };

        ag_words_below(w, v, AG_CLAUSE_CORE, -1, &core);
        for (int i = 0; i < core.list.n; i++)
            if (core.list.at[i] >= cop && core.list.at[i] <= v)
                add_word(&f, core.list.at[i]);
    }
    if (is_noun) /* adverbs of a noun are in its phrase */
        for (int i = 0; i < f.arguments.n;)
            if (f.arguments.at[i].kind == AG_ADVMOD_)
                f.arguments.at[i] = f.arguments.at[--f.arguments.n];
            else
                i++;

    ag_words s = subject_words(w, f.subject.phrase);
    push_tuple(&f, &s, out);
}

/* ---- tuples with a supplied relation -------------------------------------------------------------- */

static void
supplied_tuple(const ag_trees_of *w, ag_tuple_kind kind, phrase first, const char *relation, phrase second, ag_tuples *out)
{
    frame f = { .w = w, .verb = second.head, .subject = { first, (uint8_t)kind }, .relation = { .supplied = relation } };
    argument x = { second.head, second.without, AG_OBJ_, false };
    ag_words s = subject_words(w, first);

    AG_PUSH(w->a, &f.arguments, x);
    push_tuple(&f, &s, out);
}

static void
noun_tuples(const ag_trees_of *w, int n, ag_tuples *out)
{
    AG_EACH_BELOW(w, c, n) {
        const ag_token *k = ag_token_at(w, c);

        if (k->deprel == AG_APPOS_ && P("APPOS", 1))
            supplied_tuple(w, AG_TUPLE_APPOSITION, (phrase){ n, c }, "is", (phrase){ c, -1 }, out);
        if (k->deprel == AG_NMOD_POSS_ && P("POSS", 1) && k->upos != AG_PRON) {
            ag_words s = { 0 };
            frame f = { .w = w, .verb = n, .subject = { { c, -1 }, AG_TUPLE_POSSESSIVE }, .relation = { .supplied = "has" } };
            argument x = { n, c, AG_OBJ_, false };

            AG_EACH_BELOW(w, m, c) /* its "'s" stays out */
                if (ag_rel(w, m, AG_CASE_) && m > c)
                    ag_words_below(w, c, 0, m, &s);
            ag_words_tidy(w, &s);
            AG_PUSH(w->a, &f.arguments, x);
            if (s.list.n)
                push_tuple(&f, &s, out);
        }
    }
}

void
ag_clauses(ag_arena *a, const ag_doc *doc, ag_tuples *out)
{
    ag_trees_of w;

    ag_trees_of_doc(a, doc, &w);
    for (int i = 0; i < doc->tokens.n; i++) {
        int cop = ag_below_by(&w, i, AG_COP_);

        if (cop >= 0)
            copula_tuple(&w, i, cop, out);
        else if (is_predicate_verb(&w, i))
            verb_tuple(&w, i, out);
        if (doc->tokens.at[i].upos == AG_NOUN || doc->tokens.at[i].upos == AG_PROPN)
            noun_tuples(&w, i, out);
    }
}
