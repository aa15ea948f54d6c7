/* Inside resolve/: what the files share that turn entities of many articles into actors. who.c finds
 * the groups, decide.c corrects them, actors.c makes an actor of each. */
#ifndef AG_RESOLVE_SIGHTING_H
#define AG_RESOLVE_SIGHTING_H

#include "actorgraph.h"
#include "resolve/decisions.h"
#include "resolve/person.h"

typedef struct ag_sighting { /* an entity in one article */
    int doc, entity;
    const ag_entity *e;
    uint8_t type;
    ag_str plain;         /* folded name, for names of things */
    ag_str key;           /* what makes it one with others    */
    const ag_person_name *person; /* persons: the parts of the name */
    bool is_bare;         /* a person known by one word here  */
    bool is_owned;        /* … and another's surname it is    */
    bool is_decided;      /* its type is the analyst's        */
    bool is_copy;         /* an article of one origin says the same: no vote of its own */
} ag_sighting;

typedef struct ag_who { /* who is who, in the making */
    ag_arena *a, *own;    /* what stays, what goes */
    ag_world *world;
    const ag_decisions *decisions; /* or NULL */
    AG_LIST(ag_sighting) all;      /* in order of documents and entities */
    int *set;             /* [all.n] union-find: what the rules joined */
    int *group;           /* [all.n] the actor of a sighting: equal numbers are one */
} ag_who;

/* "The Ministry of Defence" → "ministry of defence", in `a`. */
ag_str ag_plain_name(ag_arena *a, ag_str name);

/* The plain name of a body as others may put it: British spelling, "and" for "&", no "Inc.", "X Ministry" for
 * "Ministry of X"; `plain` itself where nothing of it holds. */
ag_str ag_body_name(ag_arena *a, ag_str plain);

/* Fills `group` from the entities, and world->merges with the reasons. */
void ag_who_is_who(ag_who *w);

/* Joins persons whose names are alike, and bare surnames; before and after equal keys are joined: `set`. */
void ag_join_people(ag_who *w);

/* Parts persons of one name who contradict each other: `group`. */
void ag_part_people(ag_who *w);

/* Keeps why two sightings are, or are not, one. `line` of the decisions file, or 0. */
void ag_note_merge(ag_who *w, int i, int k, ag_rule rule, bool is_refused, int line);

/* Makes an actor of each group in `into` (a world with the same documents) and names it: `place`
 * gets the actor of each sighting, or -1. Does not touch actor_of. */
void ag_group_actors(const ag_who *w, ag_arena *a, ag_world *into, int *place);

/* Decisions, in the order in which they take hold. */
void ag_decide_entities(ag_who *w); /* never: an entity that an article made of two is parted    */
void ag_decide_types(ag_who *w);    /* type: before keys are made                                */
void ag_decide_groups(ag_who *w);   /* never, same                                               */
void ag_decide_actors(ag_who *w, int *place); /* rename, role, drop: on the named actors         */

#endif
