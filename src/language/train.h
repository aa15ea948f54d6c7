/* Annotated files → weights: everything that language.h needs, in one file. */
#ifndef AG_LANGUAGE_TRAIN_H
#define AG_LANGUAGE_TRAIN_H

#include "base/arena.h"
#include "base/err.h"

typedef struct ag_train_options {
    AG_LIST(const char *) ud;    /* CoNLL-U: segmentation, tags, lemmas, trees        */
    AG_LIST(const char *) names; /* two columns: names, labels as in namer_train.c    */
    const char *vectors;         /* word vectors as JSON: clusters; NULL: none        */
    const char *folder;          /* where en.model is written                         */
    uint64_t seed;
    int rounds;                  /* over the data; 0: as we found best                */
} ag_train_options;

/* Trains all parts and writes folder/en.model. The same files, seed and rounds give the same bytes.
 * Progress goes to stderr. AG_INPUT with place when a file cannot be used; AG_MACHINE when the
 * weights cannot be written. */
ag_status ag_train(const ag_train_options *o, ag_err *err);

#endif
