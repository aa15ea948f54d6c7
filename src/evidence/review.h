/* The uncertain decisions that matter most, as lines for the decisions file. */
#ifndef AG_EVIDENCE_REVIEW_H
#define AG_EVIDENCE_REVIEW_H

#include "relate/relate.h"

typedef enum ag_proposal_kind { AG_PROPOSE_NEVER, AG_PROPOSE_SAME, AG_PROPOSE_REVERSE, AG_PROPOSE_STATUS } ag_proposal_kind;

typedef struct ag_proposal {
    uint8_t kind;            /* ag_proposal_kind */
    ag_str line;             /* "never Boris Talvek = Talvek" */
    ag_str why;              /* what was decided, and by which rule */
    double doubt;            /* 0 … 1: how uncertain what was decided is */
    double influence;        /* weight of ties that hang on it */
    ag_evidence evidence[2]; /* doc -1: none */
} ag_proposal;

typedef struct ag_review {
    AG_LIST(ag_proposal) list; /* by doubt × influence, greatest first; then by line */
} ag_review;

/* At most `most` proposals. Merges: names that a rule made one, doubted as 1 - score of resolve/same.h. Separate
 * actors of like names: doubted as that score. Directions and statuses of acts: doubted by the form of the evidence
 * (a noun, a single report, the word of another). What the decisions file has decided is not asked again. */
void ag_review_of(ag_arena *a, const ag_world *w, const ag_relate_options *o, int most, ag_review *out);

#endif
