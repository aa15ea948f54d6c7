/* Naming an actor in words. */
#ifndef AG_RESOLVE_FIND_H
#define AG_RESOLVE_FIND_H

#include "actorgraph.h"

/* The actor that `text` names: by id, by name or alias, by surname or any other part of a name
 * where only one actor of the best kind has it; letters' case and marks do not count. AG_INPUT with
 * the nearest names when there is none, or several. */
ag_status ag_actor_find(ag_arena *a, const ag_world *w, const char *text, int *out, ag_err *err);

/* Does an actor take part in an act, as source or target? */
bool ag_act_involves(const ag_act *act, int actor);

/* All actors that `text` names equally well, in order of their ids. */
typedef struct ag_actors_found {
    AG_LIST(int) who;
} ag_actors_found;
void ag_actors_named(ag_arena *a, const ag_world *w, const char *text, ag_actors_found *out);

#endif
