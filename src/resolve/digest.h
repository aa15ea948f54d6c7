/* What resolving needs of an article's text, computed once per article: a store keeps the digest and
 * derives the set of all articles without reading a text again. */
#ifndef AG_RESOLVE_DIGEST_H
#define AG_RESOLVE_DIGEST_H

#include "actorgraph.h"
#include "base/pack.h"
#include "tuning.h"

/* A store keeps digests: change this with what is in them, or with what ag_words_of takes for a word. */
#define AG_DIGEST_VERSION "2"

typedef struct ag_sentence_digest {
    uint64_t hash; /* of its words (resolve/words.h) */
    int words;
    int gram;      /* its 5-word shingles are grams[gram … gram + words - 5]; none in fewer than 5 words */
} ag_sentence_digest;

struct ag_digest {
    uint64_t bands[AG_MINHASH_BANDS];        /* of the MinHash signature; articles that share one may be copies */
    AG_LIST(uint32_t) shingles;              /* hashes of its 5-word shingles, sorted, each once; none in a short text */
    AG_LIST(ag_sentence_digest) sentences;   /* one for each of doc->sentences */
    AG_LIST(uint32_t) grams;                 /* 5-word shingles of the sentences, in order of the text */
};

/* The digest of a document's text, in `a`. */
const ag_digest *ag_digest_of(ag_arena *a, const ag_doc *doc);

/* As bytes, and back in `a`; what is damaged shows in `u`. */
void ag_digest_write(const ag_digest *d, ag_buf *out);
const ag_digest *ag_digest_read(ag_arena *a, ag_unpack *u);

/* The digest of the sentence that begins at `from`, or NULL. */
const ag_sentence_digest *ag_digest_sentence(const ag_doc *doc, uint32_t from);

/* How many words of sentence x stand in runs of five or more that sentence y has, too. */
int ag_digest_shared(const ag_digest *dx, const ag_sentence_digest *x, const ag_digest *dy, const ag_sentence_digest *y);

/* What two articles have in common. */
typedef struct ag_likeness {
    double jaccard, containment; /* of their sets of shingles; containment of the smaller in the larger */
    double cover;                /* share of the words of the shorter that stand in runs of five or more of the other:
                                    one changed word costs one word here, and five shingles there */
} ag_likeness;
ag_likeness ag_digests_compare(const ag_digest *x, const ag_digest *y);

/* Are two articles copies? Jaccard, containment or cover (tuning.h); of two issues of one column (`is_column`)
 * nearly all must agree. */
bool ag_digests_are_copies(const ag_digest *x, const ag_digest *y, bool is_column);

/* Something (an article, a piece of evidence, a place) under a hash that others may have, too. */
typedef struct ag_keyed {
    uint64_t key;
    int at;
} ag_keyed;

/* By key, then by what stands under it. */
void ag_keyed_sort(ag_keyed *list, size_t n);

/* Fingerprints of a text (winnowing: Schleimer, Wilkerson & Aiken 2003): of each AG_WINNOW_WINDOW shingles in a row
 * the least. Two texts with a run of AG_WINNOW_WINDOW + 4 words in common share one. `at` is the place in `grams`. */
typedef struct ag_print {
    uint32_t hash;
    int at;
} ag_print;
typedef struct ag_prints {
    AG_LIST(ag_print) list; /* in order of the text */
} ag_prints;
void ag_digest_prints(ag_arena *a, const ag_digest *d, ag_prints *out);

/* What two texts must have in common to be compared at all: a band of the MinHash signature (alike as wholes) or a
 * fingerprint (a long passage). Sorted, each once. */
typedef struct ag_copy_keys {
    AG_LIST(uint32_t) list;
} ag_copy_keys;
void ag_digest_keys(ag_arena *a, const ag_digest *d, ag_copy_keys *out);

#endif
