/* What resolving needs of an article's text, computed once per article: a store keeps the digest and
 * derives the set of all articles without reading a text again. */
#ifndef AG_RESOLVE_DIGEST_H
#define AG_RESOLVE_DIGEST_H

#include "actorgraph.h"
#include "base/buf.h"
#include "tuning.h"

typedef struct ag_sentence_digest {
    uint64_t hash; /* of its words (resolve/words.h) */
    int words;
} ag_sentence_digest;

struct ag_digest {
    uint64_t bands[AG_MINHASH_BANDS];        /* of the MinHash signature; articles that share one may be copies */
    AG_LIST(uint32_t) shingles;              /* hashes of its 5-word shingles, sorted, each once; none in a short text */
    AG_LIST(ag_sentence_digest) sentences;   /* one for each of doc->sentences */
};

/* The digest of a document's text, in `a`. */
const ag_digest *ag_digest_of(ag_arena *a, const ag_doc *doc);

/* The digest of the sentence that begins at `from`, or NULL. */
const ag_sentence_digest *ag_digest_sentence(const ag_doc *doc, uint32_t from);

/* Are two articles copies? Exact sets of shingles: Jaccard or containment (tuning.h). */
bool ag_digests_are_copies(const ag_digest *x, const ag_digest *y);

#endif
