/* The level of actors: persons and organisations, or states. A world → the same world in which the
 * members of a government are their state, or one without states. */
#ifndef AG_RELATE_LEVEL_H
#define AG_RELATE_LEVEL_H

#include "actorgraph.h"

typedef enum ag_level {
    AG_LEVEL_BOTH,   /* as the articles name them                                              */
    AG_LEVEL_PERSON, /* without countries: what they do is nobody's                            */
    AG_LEVEL_STATE   /* who speaks and acts for a state is that state; all others stay         */
} ag_level;

/* What folding needs to know of the world at large. */
typedef struct ag_governments {
    /* Does an actor of this type and name, in this office ("" for none), belong to its country's
     * government, forces or services? */
    bool (*is_member)(const void *context, ag_actor_type type, ag_str name, ag_str role);
    ag_str (*country_name)(const void *context, ag_str iso); /* "" when there is no such country */
    const void *context;
} ag_governments;

/* Fills `out`, in `a`; it shares documents and texts with `w`. Actors and acts are numbered anew.
 *
 * State: a person folds into the country of the governmental office it holds now (of several the one
 * told oftenest), else of its role and country; an organisation into the country it is a body of. An
 * event stays one event whoever of a government took part, and two events that become the same (type,
 * verb, day, status, claimant, participants) become one, with the evidence of both; its origins are
 * the distinct ones of that evidence, at most those of both together. What a government does within
 * itself ties nobody. A claim about itself is a claim by itself (voice). */
void ag_world_at_level(ag_arena *a, const ag_world *w, ag_level level, const ag_governments *g, ag_world *out);

#endif
