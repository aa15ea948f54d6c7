/* What sources contradict each other in. */
#ifndef AG_EVIDENCE_CONFLICTS_H
#define AG_EVIDENCE_CONFLICTS_H

#include "actorgraph.h"

typedef enum ag_conflict_kind {
    AG_CONFLICT_ROLE,    /* in office here, out of it there, earlier or the same day       */
    AG_CONFLICT_NUMBER,  /* 7 killed here, 11 there                                        */
    AG_CONFLICT_DATE,    /* one act, on two days                                           */
    AG_CONFLICT_STATUS,  /* one act, happened and denied                                   */
    AG_CONFLICT_COUNT
} ag_conflict_kind;

/* "role", "number" … */
const char *ag_conflict_name(ag_conflict_kind k);

typedef struct ag_conflict {
    uint8_t kind;            /* ag_conflict_kind                             */
    ag_str about;            /* "Lukas Brandvik, transport minister"         */
    ag_str value[2];         /* "current" against "former"; "7" against "11" */
    ag_evidence evidence[2]; /* the earlier article first                    */
    int actor;               /* whom it is about, or -1: the first           */
} ag_conflict;

typedef struct ag_conflicts {
    AG_LIST(ag_conflict) list; /* by kind, then by the second article's day, then as found */
} ag_conflicts;

/* All contradictions between articles of different origins. Meant to be right rather than complete. */
void ag_conflicts_of(ag_arena *a, const ag_world *w, ag_conflicts *out);

#endif
