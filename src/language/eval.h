/* Weights + annotated files → how good they are. */
#ifndef AG_LANGUAGE_EVAL_H
#define AG_LANGUAGE_EVAL_H

#include "language/corpus.h"
#include "language/language.h"

/* Counts of one comparison; F1 = 2 right / (gold + found). */
typedef struct ag_f1 {
    long right, gold, found;
} ag_f1;

double ag_f1_percent(ag_f1 x);

/* A parsed treebank against its gold standard. With gold tokens words are the same; from raw text
 * they are aligned as the CoNLL 2018 shared task does: by the span without white space, inside
 * contractions by the longest common subsequence. LAS counts the relation up to its colon. */
typedef struct ag_tree_scores {
    ag_f1 tokens, sentences, words, upos, xpos, feats, lemma, uas, las;
} ag_tree_scores;

void ag_eval_trees(const ag_doc *gold, const ag_doc *found, ag_tree_scores *sum);

/* The analysis of a gold document from its tokens and sentences, or from its text. */
ag_doc *ag_eval_from_tokens(ag_arena *a, const ag_models *m, const ag_doc *gold);
ag_doc *ag_eval_from_text(ag_arena *a, const ag_models *m, const ag_doc *gold);

/* Names against a corpus's BIO tags, one for each token of `gold`; exact spans of one and the same text.
 * `nine`: the classes of the Worldwide newswire (EVENT, WORK and MISC are its Misc); else persons,
 * organisations and places alone (facilities are places). */
void ag_eval_names(const ag_doc *gold, const ag_str *tags, const ag_doc *found, bool nine, ag_f1 *sum);

/* Measures the model in folder `models` on the development files of folder `data` (eval_table.c lists
 * them) and prints one table, with the figures of other systems beside ours. A file that is missing is
 * said to be skipped. AG_INPUT when a model or a file cannot be read. */
ag_status ag_eval(const char *models, const char *data, FILE *out, ag_err *err);

#endif
