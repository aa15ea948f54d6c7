/* Texts as normalised words: what copies of one another have in common. */
#ifndef AG_RESOLVE_WORDS_H
#define AG_RESOLVE_WORDS_H

#include "actorgraph.h"

/* Hashes of the words of `s`: runs of letters and digits in lower case; marks, quotation marks and
 * spaces do not count. [*n], in order, in the arena. */
uint64_t *ag_words_of(ag_arena *a, ag_str s, int *n);

/* The same, and where each word stands in `s` (`spans` may be NULL). */
uint64_t *ag_words_at(ag_arena *a, ag_str s, int *n, ag_span **spans);

/* One number for a whole passage of words. */
uint64_t ag_words_hash(const uint64_t *words, int n);

/* The sentence in which a span begins; the span itself where there is none. */
ag_span ag_sentence_around(const ag_doc *doc, ag_span span);

/* Sets of small whole numbers that grow together (union-find): parent[i] = i at the start. The
 * smallest member names the set, so the result does not depend on the order of joining. */
int ag_set_find(int *parent, int i);
void ag_set_join(int *parent, int i, int j);

#endif
