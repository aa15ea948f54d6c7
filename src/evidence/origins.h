/* Which articles depend on which: copies, shared passages, credited agencies, rewrites. */
#ifndef AG_EVIDENCE_ORIGINS_H
#define AG_EVIDENCE_ORIGINS_H

#include "actorgraph.h"

/* A run of words that two articles have in common. */
typedef struct ag_passage {
    ag_span span[2]; /* in the text of either */
    int words;
} ag_passage;

/* Two articles that have passages in common. */
typedef struct ag_sharing {
    int doc[2];              /* the earlier first (day of publication, then id) */
    AG_LIST(ag_passage) runs; /* in order of the first text; each of AG_PASSAGE_WORDS words or more */
    int words, longest;      /* in all of them, in the longest */
    double share;            /* of the words of the shorter article */
    bool are_copies;         /* one origin, by themselves or through others */
} ag_sharing;

/* An article that tells another's facts in its order, in other words. */
typedef struct ag_rewrite {
    int doc[2];              /* the earlier first */
    double facts;            /* share of the names and numbers of either that the other has, the lesser of the two */
    double order;            /* likeness of sentences laid along each other in order, as a share of that in any order */
} ag_rewrite;

typedef struct ag_dependence {
    AG_LIST(ag_sharing) sharings; /* by doc */
    AG_LIST(ag_rewrite) rewrites; /* by doc */
} ag_dependence;

/* By day of publication (undated last), then by id. */
bool ag_doc_is_earlier(const ag_doc *x, const ag_doc *y);

/* All pairs of articles with passages in common. Candidates share a winnowed fingerprint (resolve/digest.h); of
 * a fingerprint that many articles have, each is compared with the first and the one before. */
void ag_sharings_of(ag_arena *a, const ag_world *w, ag_dependence *out);

/* All pairs that look like a rewrite: no passage in common, the same facts in the same order (rewrites.c).
 * A flag for the reader: no weight knows of it. */
void ag_rewrites_of(ag_arena *a, const ag_world *w, ag_dependence *out);

#endif
