/* A document → batches of sentences for a network: of about AG_NET_BATCH words, the longest sentence first,
 * because the recurrence is fastest on many sentences at a time. What comes out does not depend on it. */
#ifndef AG_NET_GATHER_H
#define AG_NET_GATHER_H

#include "actorgraph.h"

enum { AG_NET_LONGEST = 250, AG_NET_BATCH = 1000 /* words, about */ };

/* A sentence, or a piece of one that has more than AG_NET_LONGEST words. */
typedef struct ag_stretch {
    int first, n; /* tokens */
} ag_stretch;

typedef void ag_stretches_fn(void *with, const ag_stretch *stretches, int count, int tokens);

/* Calls `run` for each batch of the document. */
void ag_gather(const ag_doc *doc, ag_stretches_fn *run, void *with);

#endif
