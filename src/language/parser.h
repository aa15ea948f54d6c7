/* Tagged tokens → a dependency tree: the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez
 * and Satta 2011), greedy; trained with a dynamic oracle (Goldberg and Nivre 2013). */
#ifndef AG_LANGUAGE_PARSER_H
#define AG_LANGUAGE_PARSER_H

#include "language/models.h"

typedef enum ag_move { AG_SHIFT, AG_LEFT, AG_RIGHT, AG_MOVE_COUNT } ag_move;

/* The state. Words are 0 … n-1; n is the root, at the bottom of the stack. The buffer is the words
 * next … n-1.
 *
 *     SHIFT  the next word goes on the stack
 *     LEFT   the top hangs under the next word and leaves the stack
 *     RIGHT  the top hangs under the one below it and leaves the stack; under the root only
 *            when the buffer is empty, so that exactly one word hangs there
 *
 * 2n - 1 moves and a LEFT or RIGHT for each word: always a tree. */
typedef struct ag_parse {
    int n, next, depth;
    const ag_word *words;         /* [n] */
    const uint8_t *tag, *upos;    /* [n] joint tag; universal tag */
    int *stack;                   /* [n + 1] */
    int *head;                    /* [n] -1: none yet; n: the root */
    uint8_t *label;               /* [n] ag_deprel */
    int *left, *left2, *right, *right2; /* [n + 1] outermost children and those beside them, or -1 */
    uint8_t *lefts, *rights;      /* [n + 1] number of children on each side, at most 255 */
    uint32_t *has;                /* [n + 1] bits: relations of the children */
    uint32_t *marker;             /* [n + 1] the word that marks it: preposition, "to", "that" */
} ag_parse;

/* Room for sentences of up to `n` words. */
ag_parse *ag_parse_new(ag_arena *a, int n);

/* A fresh state over a sentence (n >= 1, at most the room). */
void ag_parse_start(ag_parse *p, const ag_word *words, const uint8_t *tag, const uint8_t *upos, int n);

bool ag_parse_done(const ag_parse *p);
void ag_parse_allowed(const ag_parse *p, bool allowed[AG_MOVE_COUNT]);

/* The arc that LEFT or RIGHT would make. */
void ag_parse_arc(const ag_parse *p, ag_move move, int *head, int *child);

/* Makes a move; `label` is the relation of the new arc (ignored for SHIFT). */
void ag_parse_move(ag_parse *p, ag_move move, uint8_t label);

void ag_move_features(const ag_parse *p, ag_features *f);
void ag_label_features(const ag_parse *p, int head, int child, ag_features *f);

/* The relation of an arc: root under the root and nowhere else. */
uint8_t ag_label_best(const ag_scorer *labels, const ag_parse *p, int head, int child);

/* Parses from a fresh state to the end: fills head and label. */
void ag_parse_run(const ag_scorer *moves, const ag_scorer *labels, ag_parse *p);

/* How many gold arcs a move puts out of reach: the dynamic oracle. `gold` [n]: heads, n the root. */
void ag_parse_cost(const ag_parse *p, const int *gold, int cost[AG_MOVE_COUNT]);

#endif
