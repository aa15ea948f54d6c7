/* Trees → who–did–what tuples, as open information extraction has them (Banko et al. 2007; rules in the
 * manner of ClausIE, Del Corro and Gemulla 2013, on Universal Dependencies). docs/clauses.md shows each kind. */
#ifndef AG_CLAUSES_H
#define AG_CLAUSES_H

#include "actorgraph.h"

#include <stdio.h>

/* What a tuple was read from. */
typedef enum ag_tuple_kind {
    AG_TUPLE_VERB,        /* a clause with a subject of its own                                        */
    AG_TUPLE_SHARED,      /* its subject is that of the clause it is joined to: "came and saw"         */
    AG_TUPLE_CONTROL,     /* … a part of the clause that governs it: "asked him to leave"              */
    AG_TUPLE_RELATIVE,    /* a relative clause: what it tells of is its subject or object              */
    AG_TUPLE_PARTICIPLE,  /* "the bridge built in 1890", "a man wearing a hat"                         */
    AG_TUPLE_ADJUNCT,     /* an adverbial clause without a subject: "taking off, the plane …"          */
    AG_TUPLE_COPULA,      /* "X is Y", "X is in Y"                                                     */
    AG_TUPLE_APPOSITION,  /* "X, a Y": the relation is a supplied "is"                                 */
    AG_TUPLE_TITLE,       /* "President X": the same                                                   */
    AG_TUPLE_POSSESSIVE,  /* "X's Y": a supplied "has"                                                 */
    AG_TUPLE_EVENT,       /* "X's invasion of Y": the noun is the relation                             */
    AG_TUPLE_KINDS
} ag_tuple_kind;

enum { AG_TUPLE_ARGUMENTS = 12 }; /* further ones are left out */

typedef struct ag_tuple {
    int sentence;           /* index in doc->sentences */
    int predicate;          /* token of the verb, adjective or noun that the relation is about */
    uint8_t kind;           /* ag_tuple_kind */
    double confidence;      /* 0 to 1        */
    ag_str relation;        /* "did n't know", "was taken to"; supplied where the text has no word for it */
    ag_str argument[AG_TUPLE_ARGUMENTS]; /* subject, second argument, then the others as they stand */
    int n;                  /* arguments, at least one */
} ag_tuple;

typedef struct ag_tuples {
    AG_LIST(ag_tuple) list; /* by sentence, then by the place of the predicate */
    int left_out;           /* sentences longer than any that a person wrote: nothing is read from them */
} ag_tuples;

/* The tuples of all sentences of an analysed document (language.h); their texts live in `a`. Words stand as in
 * the text, a blank between those that are no neighbours there. Cannot fail. */
void ag_clauses(ag_arena *a, const ag_doc *doc, ag_tuples *out);

/* "CONFIDENCE  subject | relation | second argument | further arguments", a line each: for users and case files. */
void ag_show_clauses(const ag_doc *doc, FILE *out);

#endif
