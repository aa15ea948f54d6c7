/* Words in the articles. */
#ifndef AG_EVIDENCE_FIND_H
#define AG_EVIDENCE_FIND_H

#include "actorgraph.h"

typedef struct ag_hit {
    ag_evidence evidence;
    AG_LIST(ag_span) at; /* the words found, in the text of the document */
} ag_hit;

typedef struct ag_hits {
    AG_LIST(ag_hit) list; /* by day of publication (undated last), article, place */
} ag_hits;

/* All sentences that have all of the words; words in double quotation marks stand together. Capitals and marks
 * on letters do not count; "sanction*" begins a word. `takes` (or NULL) chooses articles. AG_USAGE when there is no
 * word in `words`. */
ag_status ag_find_words(ag_arena *a, const ag_world *w, const char *words, bool (*takes)(const void *self, const ag_doc *doc),
                        const void *self, ag_hits *out, ag_err *err);

#endif
