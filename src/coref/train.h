/* Annotated texts → the weights of coreference. */
#ifndef AG_COREF_TRAIN_H
#define AG_COREF_TRAIN_H

#include "base/buf.h"
#include "coref/coref.h"
#include "language/language.h"

typedef struct ag_coref_options {
    AG_LIST(const char *) chains; /* JSON lines: {"doc", "text", "clusters": [[[start, end], …], …]}, code points, end
                                     exclusive; a later line of the same doc without text replaces its clusters */
    AG_LIST(const char *) gap;    /* GAP (Webster et al. 2018): a pronoun and two names each, tab-separated */
    uint64_t seed;
    int rounds;                   /* 0: as we found best */
} ag_coref_options;

/* Trains on the trees and names that `m` finds in the texts, and appends the section's bytes. The same
 * files, weights of `m`, seed and rounds give the same bytes. Progress goes to stderr. AG_INPUT with place. */
ag_status ag_coref_train(const ag_coref_options *o, const ag_models *m, const ag_gazetteer *g, ag_buf *out, ag_err *err);

#endif
