/* Shared by the files of clauses/. */
#ifndef AG_CLAUSES_INSIDE_H
#define AG_CLAUSES_INSIDE_H

#include "clauses/clauses.h"

/* A document's trees while its clauses are read. */
typedef struct ag_trees_of {
    ag_arena *a;
    const ag_doc *doc;
    int *child, *next;    /* [tokens] first child, next sibling, in the order of the text; -1 none */
    uint8_t *in;          /* [tokens] scratch of ag_words_below: all 0 between calls */
    int *stack;           /* [tokens] scratch */
} ag_trees_of;

/* Tokens in the order of the text, and a word in front that the text has not (or NULL). */
typedef struct ag_words {
    AG_LIST(int) list;
    const char *supplied;
} ag_words;

/* What belongs to a phrase besides its head. */
typedef enum ag_extent {
    AG_WITH_CASE = 1,     /* its own preposition or mark                                */
    AG_WITH_CONJUNCTS = 2,
    AG_WITH_ASIDES = 4,   /* relative clauses behind a comma, appositions, parentheses */
    AG_CLAUSE_CORE = 8    /* of a predicate noun or adjective: without what makes a clause of it */
} ag_extent;

void ag_trees_of_doc(ag_arena *a, const ag_doc *doc, ag_trees_of *out);

#define AG_EACH_BELOW(w, c, head) for (int c = (w)->child[head]; c >= 0; c = (w)->next[c])

/* Adds the phrase of `head` to `out`, without token `without` and what is below it (-1: nothing is left out). */
void ag_words_below(const ag_trees_of *w, int head, int extent, int without, ag_words *out);

/* Sorts, drops doubles, and takes marks off the edges, but for pairs of quotation marks and brackets. */
void ag_words_tidy(const ag_trees_of *w, ag_words *words);

/* As text: neighbours as they stand, a blank between others. */
ag_str ag_words_text(const ag_trees_of *w, const ag_words *words);

static inline const ag_token *
ag_token_at(const ag_trees_of *w, int i)
{
    return &w->doc->tokens.at[i];
}

static inline bool
ag_rel(const ag_trees_of *w, int i, ag_deprel d)
{
    return ag_token_at(w, i)->deprel == (uint8_t)d;
}

/* First child with that relation, or -1. */
int ag_below_by(const ag_trees_of *w, int head, ag_deprel d);

#endif
