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
    ag_f1 tokens, sentences, words, upos, xpos, lemma, uas, las;
} ag_tree_scores;

void ag_eval_trees(const ag_doc *gold, const ag_doc *found, ag_tree_scores *sum);

/* The analysis of a gold document from its tokens and sentences, or from its text. */
ag_doc *ag_eval_from_tokens(ag_arena *a, const ag_models *m, const ag_doc *gold);
ag_doc *ag_eval_from_text(ag_arena *a, const ag_models *m, const ag_doc *gold);

/* Names of a document against its BIO tags, exact spans. `classes` true: the corpus's own nine
 * classes of the Worldwide newswire (EVENT, WORK and MISC are its Misc); false: persons,
 * organisations and places alone (facilities are places). */
void ag_eval_names(const ag_doc *found, const ag_str *tags, bool classes, ag_f1 *sum);

/* Runs everything over the files of folder `dir` (ud/en_ewt-dev.conllu, ud/en_gum-dev.conllu,
 * ner/worldwide-dev.tsv) and prints one table. A file that is missing is said to be skipped. */
ag_status ag_eval(const ag_models *m, const char *dir, FILE *out, ag_err *err);

#endif
