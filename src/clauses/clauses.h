/* Trees → who–did–what tuples, as open information extraction has them (Banko et al. 2007; the rules are in
 * the manner of ClausIE, Del Corro and Gemulla 2013, on Universal Dependencies). */
#ifndef AG_CLAUSES_H
#define AG_CLAUSES_H

#include "actorgraph.h"

#include <stdio.h>

/* What a tuple was read from. */
typedef enum ag_tuple_kind {
    AG_TUPLE_VERB,        /* a clause with a subject of its own                                */
    AG_TUPLE_SHARED,      /* its subject is that of the clause it is joined to                 */
    AG_TUPLE_CONTROL,     /* … of the verb that governs it: "asked him to leave"               */
    AG_TUPLE_RELATIVE,    /* a relative clause: the subject or object is what it tells of      */
    AG_TUPLE_PARTICIPLE,  /* "the bridge built in 1890", "a man wearing a hat"                 */
    AG_TUPLE_ADJUNCT,     /* an adverbial clause without subject: "taking off, the plane …"    */
    AG_TUPLE_COPULA,      /* "X is Y"                                                          */
    AG_TUPLE_APPOSITION,  /* "X, a Y": the relation is a supplied "is"                         */
    AG_TUPLE_TITLE,       /* "President X": the same                                           */
    AG_TUPLE_POSSESSIVE,  /* "X's Y": a supplied "has"                                         */
    AG_TUPLE_EVENT,       /* "X's invasion of Y"                                               */
    AG_TUPLE_KINDS
} ag_tuple_kind;

enum { AG_TUPLE_ARGUMENTS = 12 }; /* further ones are left out */

typedef struct ag_tuple {
    int sentence;
    int predicate;          /* token of the verb, adjective or noun that makes the relation */
    uint8_t kind;           /* ag_tuple_kind */
    double confidence;      /* 0 to 1        */
    ag_str relation;        /* "did n't know", "was taken to"; a word that the text has not is "is" or "has" */
    ag_str argument[AG_TUPLE_ARGUMENTS]; /* subject first, then the second argument, then the others as they stand */
    int n;                  /* arguments, at least one */
} ag_tuple;

typedef struct ag_tuples {
    AG_LIST(ag_tuple) list; /* by sentence, then by the place of the predicate */
} ag_tuples;

/* The tuples of all sentences of an analysed document; texts live in `a`. Words stand as in the text, blanks
 * between those that are not neighbours there. */
void ag_clauses(ag_arena *a, const ag_doc *doc, ag_tuples *out);

/* How likely annotators would accept a tuple, 0 to 1, from what is known of it (confidence.c). */
typedef struct ag_tuple_facts {
    uint8_t kind;
    int sentence_tokens;
    int subject_tokens, object_tokens, all_tokens;
    int arguments;
    int distance;           /* tokens between the heads of subject and predicate */
    bool has_object;        /* a direct object or complement, not an oblique     */
    bool is_pronoun;        /* the subject is one                                */
    bool is_bare_pronoun;   /* "it", "this", "which": little is said about whom  */
    bool is_name;           /* the subject's head is a name                      */
    bool is_embedded;       /* in a complement clause: somebody says so          */
    bool is_conditional;    /* in a clause with "if", "whether"                  */
    bool is_question;       /* the sentence ends with "?"                        */
    bool has_clause;        /* an argument is a clause                           */
    bool is_infinitive;
    int depth;              /* predicates above this one */
} ag_tuple_facts;

double ag_tuple_confidence(const ag_tuple_facts *f);

/* "confidence  (argument; relation; argument; …)", a line each. */
void ag_show_clauses(const ag_doc *doc, FILE *out);

#endif
