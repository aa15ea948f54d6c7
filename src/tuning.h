/* The numbers a developer chose, each with its reason. What an analyst may want to change stands
 * under ontology/. */
#ifndef AG_TUNING_H
#define AG_TUNING_H

/* JSON lines that a worker takes at once: enough to hide the pipe, few enough to share evenly. */
#define AG_LINES_IN_A_BITE 16

/* CPU seconds a bite may take; a long article takes a tenth of a second. */
#define AG_BITE_SECONDS 60

/* Memory of a worker's arena: a thousand times what a long article needs. */
#define AG_ARENA_BYTES ((size_t)1 << 30)

/* An item that could not be read is kept whole in a store up to this size; no page of news is larger. */
#define AG_REJECT_BYTES ((size_t)8 << 20)

/* Copies (Broder 1997): 5-word shingles, Jaccard .5 or containment .8. A re-edited copy of the
 * sample articles has .59 and .80, two articles that share an agency passage .14 and .26. */
#define AG_SHINGLE_WORDS 5
#define AG_COPY_JACCARD 0.5
#define AG_COPY_CONTAINMENT 0.8

/* A part of an article with a word changed here and there has a cover of .8 and more, an article that shares
 * agency passages with another .4 at most (tests/bench/copies.py). */
#define AG_COPY_COVER 0.7

/* Issues of a column this many days apart are copies only where nearly everything agrees. */
#define AG_COLUMN_DAYS 2
#define AG_COLUMN_CONTAINMENT 0.95

/* Winnowing: passages of 16 words and more leave a common fingerprint. */
#define AG_WINNOW_WINDOW 12

/* MinHash: 32 bands of 4 rows find a pair of Jaccard .5 with probability .87, of .59 with .98. */
#define AG_MINHASH_BANDS 32
#define AG_MINHASH_ROWS 4

/* Sentences of which the shorter has this share of its words in common runs of five words or more tell one
 * piece of evidence once. Agency passages re-edited in the sample articles have .7 to .9; names with their
 * titles ("U.S. President Donald Trump's special envoy") make .2 to .4 of independent sentences. */
#define AG_PASSAGE_SHARE 0.6

/* A run of this many words that two articles share is shown as a passage: what winnowing is sure to find. */
#define AG_PASSAGE_WORDS 16

/* Rewrites (evidence/rewrites.c), set on tests/bench/rewrites.py, seeds 1 to 100. */
#define AG_REWRITE_DAYS 2     /* apart at most                                                              */
#define AG_REWRITE_COMMON 60  /* a name in more articles than this brings no two together                   */
#define AG_REWRITE_SHARED 5   /* names and numbers in common, at least                                      */
#define AG_REWRITE_FACTS 0.7  /* of the names and numbers of either, in the other                           */
#define AG_REWRITE_ORDER 0.85 /* of the likeness, in one order                                              */
#define AG_REWRITE_COVER 0.3  /* of the words in common runs, less than this: else it is a passage, not a rewrite */

/* A sentence this long that stands in two articles word for word was copied, not thought of twice. */
#define AG_COPIED_SENTENCE_WORDS 8

#endif
