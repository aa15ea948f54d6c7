/* What the explorer's page knows: a graph and the part of the world that proves it, as one JSON object.
 * Its form is told in docs/explorer.md and read by src/explorer/data.js; a change here is one there.
 *
 * Numbers of nodes, acts, sentences and articles are places in arrays of the same object. A sentence
 * stands there once, however many ties it proves, and at most AG_PAGE_SENTENCES are kept for a tie. */
#ifndef AG_EXPORT_PAGE_H
#define AG_EXPORT_PAGE_H

#include "base/buf.h"
#include "graph/views.h"

enum { AG_PAGE_SENTENCES = 10 };

/* Appends the object to `out`. Scratch memory is taken from `a`. */
void ag_page_data(ag_arena *a, const ag_view *v, ag_buf *out);

#endif
