/* Like an earlier graph: who was there keeps place and community number, so that two weeks can be
 * compared by eye. */
#ifndef AG_GRAPH_LIKE_H
#define AG_GRAPH_LIKE_H

#include "graph/views.h"

/* [groups] the number under which each group is written: that of the earlier community with which it
 * shares most actors (the greatest overlap first, each number once), else numbers not used before.
 * Without options.like, its own. actor [n] are indices in the world, of [n] their groups. */
int *ag_like_communities(ag_arena *a, const ag_view *v, const int *actor, int n, int groups, const int *of);

/* Node of the earlier graph for each node of the view, by id; -1: it is new. NULL without options.like. */
int *ag_like_nodes(ag_arena *a, const ag_view *v);

#endif
