/* One act in the making, shared by the files that read acts off the trees:
 *
 *     deed_verb.c    "Carney met Zelenskyy"              a predicate and a line of event_verbs.txt
 *     deed_noun.c    "talks with", "Russia's invasion"   a noun and a line of event_nouns.txt
 *     party.c        who takes part
 *     event_place.c  where
 *     event.c        which words are tried, whose voice it is, the result in doc->events
 *
 * All lives in the trees' arena. */
#ifndef AG_EXTRACT_DEED_H
#define AG_EXTRACT_DEED_H

#include "extract/clause.h"

typedef struct ag_deed {
    const ag_trigger *trigger;
    int token, carrier;        /* carrier: light verb, or -1 */
    ag_who source, target, place;
    bool has_target;           /* something stands where the target belongs, named or not */
    int object;                /* NP of the object, or -1 */
} ag_deed;

/* ---- party.c ---- */

/* Whether token `i` is the word `w`, by lemma or by form. */
bool ag_word_is(const ag_trees *t, int i, ag_str w);

uint8_t ag_entity_type(const ag_trees *t, int entity);

/* Leaves only what can act: no place (unless places may), work, thing. */
void ag_keep_actors(const ag_trees *t, ag_who *w, bool places_too);

void ag_who_drop(ag_who *w, const ag_who *others);   /* takes the others out */
void ag_who_merge(ag_who *to, const ag_who *from);   /* adds those that are not there */

/* The actor that a modifier of a noun is ("Russian", "U.S."), or -1. */
int ag_country_modifier(const ag_trees *t, int c);

/* Adds who stands in a noun phrase, or else whose it is: for words of any thing of theirs, for deeds
 * only of what can be hit or held, and for meetings and requests not at all. Sets x->has_target. */
void ag_take_party(const ag_trees *t, int np, bool places, ag_deed *x, ag_who *out);

/* Whether a preposition is the one of a slot; "out of" is "of" behind a particle ("pulled out of"). */
bool ag_prep_is(ag_str prep, ag_str slot);

/* Fills `out` from a slot of the clause ("obj", "iobj", "subj", a preposition); returns whether something stands there. */
bool ag_take_slot(const ag_trees *t, const ag_clause *c, ag_str slot, bool places, ag_deed *x, ag_who *out);

/* Looks for the target in what stands beneath the act's word: "demanded that Iran stop", "rejected an offer from
 * Iran". The type's row in event_types.txt says where. Only for acts that have none yet. */
void ag_take_beneath(const ag_trees *t, ag_deed *x);

/* "talks, with the mediators sitting in": what accompanies, and takes no part. */
bool ag_is_accompanying(const ag_trees *t, int np);

/* Whether a place may be the target of such acts: "bombed Kharkiv". */
bool ag_places_may(const ag_trees *t, const ag_trigger *g);

/* ---- deed_verb.c ---- */

/* Whether the clause is an act by line `g`; fills *x, which the caller has set to no carrier and no object. */
bool ag_deed_verb(const ag_trees *t, const ag_clause *c, const ag_trigger *g, ag_deed *x);

/* Whether `w` holds what a line wants (an ag_want); `something`: a phrase stands there, named or not. */
bool ag_wanted(const ag_trees *t, const ag_trigger *g, uint8_t want, bool something, const ag_who *w);

/* ---- deed_noun.c ---- */

/* The first line of event_nouns.txt that token `i` fits, or NULL. */
const ag_trigger *ag_noun_trigger(const ag_trees *t, int i);

/* What the noun's own modifiers say of its parties. */
void ag_noun_parts(const ag_trees *t, ag_deed *x);

/* Whether noun `n` is an act by one of its lines, the best first. */
bool ag_deed_of_noun(const ag_trees *t, int n, ag_deed *x);

/* Whether noun `n` is an act by line `g`; `climbs` lets it take its doer from the words above. */
bool ag_deed_noun(const ag_trees *t, int n, const ag_trigger *g, bool climbs, ag_deed *x);

/* ---- event_place.c ---- */

/* Fills x->place where the act has none yet. */
void ag_deed_place(const ag_trees *t, ag_deed *x);

#endif
