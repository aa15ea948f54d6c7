/* Sentences into batches. */
#include "language/net/gather.h"

#include <stdlib.h>

static int
longer_first(const void *x, const void *y)
{
    const ag_stretch *a = x, *b = y;

    return a->n != b->n ? (a->n > b->n ? -1 : 1) : a->first < b->first ? -1 : 1;
}

void
ag_gather(const ag_doc *doc, ag_stretches_fn *run, void *with)
{
    ag_stretch stretches[AG_NET_BATCH];
    int count = 0, tokens = 0;

    for (int s = 0; s <= doc->sentences.n; s++) {
        bool is_last = s == doc->sentences.n;
        int at = is_last ? 0 : doc->sentences.at[s].first, end = is_last ? 0 : doc->sentences.at[s].end;

        do {
            int n = end - at < AG_NET_LONGEST ? end - at : AG_NET_LONGEST;

            if (count && (is_last || tokens >= AG_NET_BATCH || count == AG_NET_BATCH)) {
                qsort(stretches, (size_t)count, sizeof *stretches, longer_first);
                run(with, stretches, count, tokens);
                count = tokens = 0;
            }
            if (n > 0)
                stretches[count++] = (ag_stretch){ at, n };
            tokens += n;
            at += n;
        } while (at < end);
    }
}
