/* The same article, actor, event in many articles. Every function here is a function of the set of
 * articles: no order of files can show. All results live in the arena. */
#ifndef AG_RESOLVE_H
#define AG_RESOLVE_H

#include "actorgraph.h"
#include "base/buf.h"
#include "resolve/decisions.h"

/* Fills world->docs (by id: equal articles once, later versions of a URL instead of earlier ones)
 * and world->origin (articles that are copies of one another share a number: MinHash candidates,
 * confirmed by exact 5-word shingles; Broder 1997). */
void ag_resolve_documents(ag_arena *a, ag_doc *const *docs, int n, ag_world *world);

/* The two halves of it: which readings count (docs, joined, superseded; heads alone will do), and who copied from whom
 * (origin, n_origins; needs digests). Two articles that share a key (ag_digest_keys) are compared when, in order of
 * ids, one is the first or the last before the other that has the key. */
void ag_join_readings(ag_arena *a, ag_doc *const *docs, int n, ag_world *world);
void ag_find_origins(ag_arena *a, ag_world *world);
bool ag_docs_are_copies(const ag_doc *x, const ag_doc *y);

/* Fills world->actors, actor_of, merges and rulings: entities of many articles into actors.
 *
 * Entities are one actor when their keys agree: a country by its code, a person by first and last
 * name in any spelling, anything else by its name or by an acronym or short name that only one has. A bare
 * surname joins the one person of that surname whom it does not contradict, else stays alone. Two
 * people of one name stay apart when their countries contradict each other. The analyst's decisions
 * (or NULL) come last and win. */
void ag_resolve_actors(ag_arena *a, ag_world *world, const ag_decisions *decisions);

/* Fills world->acts, links and posts, and the days of actors. An event told five times is one act:
 * equal type, status, claimant and participants, days that do not contradict, and triggers that
 * are the same word, the same mode, or noun and verb of one stem. Origins of an act: its articles,
 * counting copies once, and articles whose sentence for it is the same once. Decisions (or NULL)
 * turn an act round, change its status or drop it; its id stays. */
void ag_resolve_acts(ag_arena *a, ag_world *world, const ag_decisions *decisions);

/* The id that an act would have were it alone: acts that share it tell themselves apart by a number. In `a`. */
ag_str ag_act_first_id(ag_arena *a, const ag_world *w, const ag_act *act);

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

/* "meet" → "meets", "rule out" → "rules out": the third person of a regular verb. */
void ag_verb_third_person(ag_buf *b, ag_str lemma);

/* The order of world->posts, for qsort: person, organisation, role, status. */
int ag_post_order(const void *x, const void *y);

#endif
