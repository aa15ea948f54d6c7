/* Shared by the files of clauses/. */
#ifndef AG_CLAUSES_INSIDE_H
#define AG_CLAUSES_INSIDE_H

#include "clauses/clauses.h"

/* ---- a document's trees (words.c) ------------------------------------------------------------------- */

typedef struct ag_tree {
    ag_arena *a;
    const ag_doc *doc;
    int *child, *next;    /* [tokens] first child, next sibling, in the order of the text; -1 none */
    int *stack;           /* [tokens] scratch of ag_words_below */
} ag_tree;

void ag_tree_build(ag_arena *a, const ag_doc *doc, ag_tree *out);

#define AG_EACH_BELOW(tree, c, head) for (int c = (tree)->child[head]; c >= 0; c = (tree)->next[c])

static inline const ag_token *
ag_node(const ag_tree *t, int i)
{
    return &t->doc->tokens.at[i];
}

static inline bool
ag_node_is(const ag_tree *t, int i, ag_deprel d)
{
    return ag_node(t, i)->deprel == (uint8_t)d;
}

static inline bool
ag_node_lemma_is(const ag_tree *t, int i, const char *lemma)
{
    return ag_str_eq_nocase(ag_node(t, i)->lemma, ag_str_of(lemma));
}

/* First child with that relation, or -1. */
int ag_node_child(const ag_tree *t, int head, ag_deprel d);

/* Whether a mark stands between `head` and the phrase of its child `c` behind it. */
bool ag_node_after_mark(const ag_tree *t, int head, int c);

/* Whether a token makes a clause: a verb, or a noun or adjective with copula or subject. */
bool ag_node_is_clause(const ag_tree *t, int i);

/* ---- the words of a slot (words.c) ------------------------------------------------------------------ */

typedef struct ag_words {
    AG_LIST(int) list;      /* tokens */
    const char *supplied;   /* a word in front that the text has not, or NULL */
} ag_words;

/* What belongs to a phrase besides its head; or-ed. */
typedef enum ag_extent {
    AG_WITH_CASE = 1,      /* its own preposition or mark                                              */
    AG_WITH_CONJUNCTS = 2,
    AG_WITH_ASIDES = 4,    /* relative clauses and appositions behind a comma, parentheses             */
    AG_WITHOUT_CLAUSE = 8  /* of a predicate noun or adjective: not what makes a clause of it (subject, adjuncts …) */
} ag_extent;

/* Adds the phrase of `head`, without token `without` and what is below it (-1: nothing is left out). */
void ag_words_below(const ag_tree *t, int head, int extent, int without, ag_words *out);

/* Sorts, drops doubles, and takes marks off the edges, but for pairs of quotation marks and brackets. */
void ag_words_tidy(const ag_tree *t, ag_words *words);

/* As text, in the tree's arena. */
ag_str ag_words_text(const ag_tree *t, const ag_words *words);

/* ---- who is the subject (subject.c) ------------------------------------------------------------------ */

typedef struct ag_phrase {
    int head;     /* -1: none                        */
    int without;  /* what to leave out of it, or -1  */
} ag_phrase;

typedef struct ag_subject {
    ag_phrase phrase;
    uint8_t kind; /* ag_tuple_kind: how it was found */
} ag_subject;

/* Its own child by a subject relation, or -1. */
int ag_own_subject(const ag_tree *t, int v);

/* The subject of a predicate; phrase.head is -1 where none is known. */
ag_subject ag_subject_of(const ag_tree *t, int v);

/* The phrase of `head` in the clause of `v`; for a relative pronoun that of what the clause tells of. */
ag_phrase ag_phrase_meant(const ag_tree *t, int v, int head);

bool ag_is_relative_word(const ag_tree *t, int i);

/* ---- a tuple in the making (frame.c) ------------------------------------------------------------------- */

typedef struct ag_slot {
    ag_phrase phrase;
    int stands;      /* the token that stands there: the phrase's head, or a relative pronoun that means it */
    uint8_t deprel;  /* AG_ROOT_: the predicate noun itself                                               */
    bool has_case;   /* `stands` has a preposition, which goes to the relation when the slot comes second  */
} ag_slot;

typedef struct ag_frame {
    const ag_tree *tree;
    int verb;               /* the predicate */
    ag_subject subject;
    ag_words subject_words; /* filled by ag_frame_new; a maker may change them */
    ag_words relation;
    AG_LIST(ag_slot) slots;
    bool is_infinitive;
} ag_frame;

ag_frame ag_frame_new(const ag_tree *t, int verb, ag_subject subject);
/* `stands` is a token of the predicate's clause; a relative pronoun is looked through. */
void ag_frame_add(ag_frame *f, int stands, ag_deprel deprel);
/* The same for a phrase that stands elsewhere. */
void ag_frame_add_phrase(ag_frame *f, ag_phrase phrase, ag_deprel deprel);

/* Makes the tuple, or one for each conjunct of its second argument. Nothing where relation or subject is empty. */
void ag_frame_close(ag_frame *f, ag_tuples *out);

/* ---- makers ------------------------------------------------------------------------------------------- */

void ag_verb_tuples(const ag_tree *t, int v, ag_tuples *out);              /* verb.c */
void ag_copula_tuples(const ag_tree *t, int v, int cop, ag_tuples *out);
bool ag_is_predicate_verb(const ag_tree *t, int v);
void ag_noun_tuples(const ag_tree *t, int n, ag_tuples *out);              /* noun.c */

/* ---- confidence.c --------------------------------------------------------------------------------------- */

/* What tells a tuple that annotators accept from one that they do not. */
typedef struct ag_tuple_facts {
    uint8_t kind;
    int tokens;           /* in all arguments     */
    int arguments;
    int depth;            /* predicates above it  */
    bool is_embedded;     /* somebody says so: in the complement of a verb */
    bool has_clause;      /* an argument is a clause                       */
    bool is_one_of_many;  /* a conjunct of the second argument             */
} ag_tuple_facts;

double ag_tuple_confidence(const ag_tuple_facts *f);

#endif
