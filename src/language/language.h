/* Text → sentences, tokens, trees, names. */
#ifndef AG_LANGUAGE_H
#define AG_LANGUAGE_H

#include "actorgraph.h"

#include <stdio.h>

typedef struct ag_models ag_models;

/* Maps the weights in folder `dir`; they are shared between processes and live as long as the
 * program. AG_INPUT with the place when a file is missing, cut short or of another version. */
ag_status ag_models_open(const char *dir, ag_models **out, ag_err *err);
void ag_models_close(ag_models *m);

/* A short name of the weights that were loaded, for records: "en-1 3f2a…". */
const char *ag_models_name(const ag_models *m);

/* The weights of coreference (coref/coref.h); they may be none. */
const struct ag_coref_model *ag_models_coref(const ag_models *m);

/* Fills doc->sentences, tokens and names from doc->text and doc->paragraphs. Cannot fail: any text
 * gives valid output; a sentence never crosses a paragraph; every token's span lies in its
 * sentence, in order, without overlap but for contractions that share letters. */
void ag_language(ag_arena *a, const ag_models *m, ag_doc *doc);

/* The same for a text in which each paragraph is one sentence (lines.c); those longer than the analyser takes are
 * cut, as ever. Tokens of a paragraph written as treebanks are stand between its blanks; their span is what
 * stands there ("-LRB-"), their form what is meant ("("). */
void ag_language_lines(ag_arena *a, const ag_models *m, ag_doc *doc);

/* CoNLL-U as in CONTRACT part 4, of a whole document. */
void ag_conllu_write(const ag_doc *doc, FILE *out);

/* The same of a document that comes in parts, one after another: what was written so far. Zeroed at
 * the beginning; `is_open` says that "# newdoc" stands. */
typedef struct ag_conllu_place {
    bool is_open;
    int sentences;
    size_t points; /* code points of the parts before */
    const struct ag_amount_words *amounts; /* NULL: no Value and Currency in the last column */
} ag_conllu_place;

void ag_conllu_part(const ag_doc *doc, ag_conllu_place *place, FILE *out);

#endif
