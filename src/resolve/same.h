/* Why two names are, or are not, one actor. */
#ifndef AG_RESOLVE_SAME_H
#define AG_RESOLVE_SAME_H

#include "resolve/profile.h"

/* A link of the chain from one name to the other: two entities and the rule that made them one. */
typedef struct ag_link_of_names {
    ag_str name[2];
    ag_evidence evidence[2]; /* doc -1: none */
    uint8_t rule;            /* ag_rule      */
    int line;                /* of the decisions file, or 0 */
} ag_link_of_names;

typedef struct ag_sameness {
    bool is_one;
    int actor[2];            /* in world->actors; equal when is_one */
    ag_str name[2];          /* as found in the articles            */
    ag_evidence evidence[2]; /* the earliest sentence of each       */
    ag_str rule;             /* what decided, in words              */
    int line;                /* of the decisions file, or 0         */
    ag_reasons reasons;
    double score;            /* 1 / (1 + exp(-sum of the reasons)): how like one actor the two look. The rules decide, not
                                the score; it tells where to look first */
    AG_LIST(ag_link_of_names) chain; /* is_one: from name[0] to name[1]; empty where one article uses both */
} ag_sameness;

/* "first and last name, in another spelling" … */
const char *ag_rule_name(ag_rule rule);

/* Looks up both names (as ag_actor_find does, but a name that an article uses goes before the actor it
 * became). AG_INPUT with the nearest names when there is no such actor, or several. */
ag_status ag_why_same(ag_arena *a, const ag_world *w, const char *one, const char *other, ag_sameness *out, ag_err *err);

/* The same for the two entities of a merge: for lists of uncertain ones. */
void ag_why_merged(ag_arena *a, const ag_world *w, const ag_merge *m, ag_sameness *out);

#endif
