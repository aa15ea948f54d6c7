/* Who and what could ever be one: hashes that two of a kind have in common if the rules of resolve/ could join them, part
 * them, or let one decide something of the other. A store derives again only what shares a block with what has changed.
 *
 * A block may be too wide (that costs time) but never too narrow: who adds a rule to who.c or acts.c adds its block here.
 * tests/store/blocks.py compares random edits with a store made from scratch. */
#ifndef AG_RESOLVE_BLOCKS_H
#define AG_RESOLVE_BLOCKS_H

#include "actorgraph.h"

typedef struct ag_blocks {
    AG_LIST(uint64_t) list;
} ag_blocks;

/* Adds the blocks of an entity of an article, taken for `type` (its own, or that of the actor it became). What else a
 * sighting's actor depends on is of its own article: the day, the origin, the digest. `own` is for what is forgotten. */
void ag_entity_blocks(ag_arena *a, ag_arena *own, const ag_entity *e, uint8_t type, ag_blocks *out);

/* The block of an actor's id: of those with one slug, the first seen has the plain one. */
uint64_t ag_actor_block(ag_str id);

/* The block of an event of document `doc`: reports of one act are in one block. Needs actor_of and the actors' ids. */
uint64_t ag_event_block(const ag_world *w, int doc, const ag_event *e);

#endif
