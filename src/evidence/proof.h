/* A sentence as proof: where it stands, whom and what in it the graph goes by. */
#ifndef AG_EVIDENCE_PROOF_H
#define AG_EVIDENCE_PROOF_H

#include "actorgraph.h"
#include "base/buf.h"

typedef struct ag_mark { /* words of the sentence */
    ag_span span;        /* in the document's text */
    int actor;           /* in world->actors, or -1: the trigger of the event */
    ag_str name;         /* what this article calls the actor, in full */
    const char *here;    /* how these words came to mean that: "coreference" …; NULL: they are the name */
    const char *rule;    /* why that is the actor; NULL: it bears this very name */
} ag_mark;

typedef struct ag_proof {
    const ag_doc *doc;
    ag_span span;            /* the sentence, without white space at its ends */
    const ag_event *event;   /* what was found there, or NULL */
    AG_LIST(ag_mark) marks;  /* in order of the text */
} ag_proof;

/* The proof of an act (NULL: of the actors alone) in one of its sentences; marks of the `n` actors. */
void ag_proof_of(ag_arena *a, const ag_world *w, const ag_act *act, const int *actors, int n, ag_evidence at, ag_proof *out);

/* Offsets in code points, as everywhere outside. */
uint32_t ag_proof_point(const ag_proof *p, uint32_t byte);

/* "news/003.txt, NBO News, 2025-08-29, characters 310–455": where it stands. */
ag_str ag_proof_place(ag_arena *a, const ag_proof *p);

/* What saw it, and the way from the words to the actors: `"met" says CONSULT (trigger "meet"); "the president" = Boris
 * Talvek (coreference)`. "" where nothing is marked. */
ag_str ag_proof_reading(ag_arena *a, const ag_world *w, const ag_proof *p);

/* The proof as a JSON object. */
void ag_proof_json(const ag_world *w, const ag_proof *p, ag_buf *out);

#endif
