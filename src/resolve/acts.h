/* Inside resolve/: what acts, links and posts share. */
#ifndef AG_RESOLVE_ACTS_H
#define AG_RESOLVE_ACTS_H

#include "actorgraph.h"

/* Sorts pieces of evidence (day, article, place), keeps each sentence once, and counts its articles
 * (reports) and the independent ones among them (origins). Two articles are one for this evidence when
 *
 *   - they are copies of one another (world->origin), or
 *   - their sentences share a passage: of the shorter one, three words in five stand in runs of five
 *     words or more that both have (5-word shingles; Broder 1997), or
 *   - one credits an agency, and the other is that agency's or credits it too, a day or less apart.
 *
 * `own` is for what is forgotten. */
void ag_weigh(ag_arena *own, const ag_world *w, ag_evidence *at, int *n, int *reports, int *origins);

/* The same, and `set` [n] (or NULL) tells of each piece which origin it is of: the place of the first of that origin. */
void ag_weigh_sets(ag_arena *own, const ag_world *w, ag_evidence *at, int *n, int *reports, int *origins, int *set);

/* Who did what and when, "Carney visits Ukraine, 24 Aug", in `a`: at most 40 code points. */
ag_str ag_act_label(ag_arena *a, const ag_world *w, const ag_act *act);

#endif
