/* The analyst's own decisions: a text file, replayed on every build (docs/decisions.md).
 *
 *     same  Zelensky = Volodymyr Zelenskyy       one actor
 *     never Ukraine = Ukrainian Armed Forces     two actors
 *     rename Carney = "Mark Carney"              its label
 *     type  Corvane = organization
 *     role  Mark Carney = "prime minister"
 *     drop  Reuters                              no actor at all; or an event, by its id
 *     status  event.… = denied                   happened planned possible denied conditional
 *     reverse event.…                            sources become targets, targets sources
 *
 * An actor is named by a name or alias as it stands in the articles (marks and capitals do not
 * count), or by its id; an event by its id. */
#ifndef AG_RESOLVE_DECISIONS_H
#define AG_RESOLVE_DECISIONS_H

#include "actorgraph.h"

typedef enum ag_verdict {
    AG_DECIDED_SAME, AG_DECIDED_NEVER, AG_DECIDED_RENAME, AG_DECIDED_TYPE, AG_DECIDED_ROLE, AG_DECIDED_DROP,
    AG_DECIDED_STATUS, AG_DECIDED_REVERSE, AG_VERDICT_COUNT
} ag_verdict;

typedef struct ag_decision {
    uint8_t verdict;   /* ag_verdict */
    ag_str left, right; /* as written, without quotation marks; right "" where the verdict takes none */
    uint8_t value;     /* type: ag_actor_type; status: ag_reality */
    int line;
} ag_decision;

typedef struct ag_decisions {
    const char *path;
    AG_LIST(ag_decision) list; /* in order of the lines */
} ag_decisions;

/* "same", "never" … */
const char *ag_verdict_name(ag_verdict v);

/* Reads a decisions file into `a`. AG_INPUT with the place: no such file, a line that is none of the
 * above, two lines that contradict each other (same and never, two names, two types …). */
ag_status ag_decisions_read(ag_arena *a, const char *path, ag_decisions *out, ag_err *err);

/* The same from memory. */
ag_status ag_decisions_parse(ag_arena *a, const char *path, ag_str text, ag_decisions *out, ag_err *err);

/* A name as a decisions file has it: in quotation marks where it must be. */
ag_str ag_decision_quote(ag_arena *a, ag_str name);

#endif
