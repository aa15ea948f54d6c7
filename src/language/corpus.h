/* Annotated files → documents whose annotation is filled in: for training and measuring. */
#ifndef AG_LANGUAGE_CORPUS_H
#define AG_LANGUAGE_CORPUS_H

#include "actorgraph.h"
#include "base/file.h"

typedef struct ag_corpus {
    const char *path;
    AG_LIST(ag_doc *) docs;
    int tokens, sentences;
} ag_corpus;

/* CoNLL-U. The text is put together from forms and SpaceAfter=No, paragraphs from "# newpar" and
 * "# newdoc"; tokens get spans, tags, lemmas, features, heads and relations. Empty nodes are left
 * out. AG_INPUT with place. Everything lives in `a`. */
ag_status ag_corpus_conllu(ag_arena *a, const char *path, ag_corpus *out, ag_err *err);

/* Names: a token a line, TAB, BIO tag; an empty line ends a sentence; "# newdoc id = X". The text is
 * the tokens with blanks between them. `tags` (one for each document, one ag_str for each token)
 * keeps what stands in the second column. AG_INPUT with place. */
typedef struct ag_name_corpus {
    ag_corpus corpus;
    AG_LIST(ag_str *) tags;
} ag_name_corpus;

ag_status ag_corpus_names(ag_arena *a, const char *path, ag_name_corpus *out, ag_err *err);

#endif
