/* Scores of arcs → the best tree. */
#ifndef AG_NET_TREE_H
#define AG_NET_TREE_H

#include "base/arena.h"

/* The spanning tree with the highest sum of scores among those in which exactly one word hangs on
 * the root (Chu and Liu 1965; Edmonds 1967).
 *
 *     score [n][n + 1]  of word i under head j; j = 0: the root, j: word j - 1
 *     head  [n]         out: 0, or 1 … n
 *
 * Of equal sums any, but always the same. Time n² when each word's favourite already makes a tree,
 * n³ at worst; then memory (2n)². */
void ag_tree_best(ag_arena *a, const float *score, int n, int *head);

#endif
