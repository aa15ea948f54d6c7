/* Names in several corpora and word vectors → the weights of the network of names. */
#ifndef AG_NET_NAMER_TRAIN_H
#define AG_NET_NAMER_TRAIN_H

#include "language/net/namer_net.h"
#include "language/net/net_train.h"

typedef struct ag_namer_options {
    AG_LIST(const char *) names; /* two columns; the first file's way of annotating is the one that counts */
    AG_LIST(const ag_corpus *) silver; /* tokens and sentences; what teachers say of them is learnt     */
    AG_LIST(const char *) dev;   /* to measure on after each round                                      */
    const char *vectors;         /* word vectors as JSON; NULL: none                                    */
    const char *out;             /* file of weights and of all that is needed to go on                  */
    uint64_t seed;
    int rounds, batch;           /* over the data; words a batch                                        */
    int layers, hidden, most_vectors;
    int teachers;                /* how many networks of other seeds teach, where there is silver       */
    float share, silver_share;   /* of the sentences of other files, of silver, that are read in a round */
    float rate;                  /* highest rate of learning                                            */
    ag_net_dropout drop;
} ag_namer_options;

/* As we found best. */
ag_namer_options ag_namer_defaults(void);

/* The settings of the options, pointing into them; the table lives in `a`. */
const ag_setting *ag_namer_settings(ag_arena *a, ag_namer_options *o);

/* Trains, and writes the file `out` after each round; where it is there already, of the same options and
 * data, training goes on. Then fills the sections "namer" and "namer-pieces" of `draft`. The same files, seed
 * and options give the same bytes on every processor. Progress goes to stderr. AG_INPUT with place when a
 * file cannot be used. */
ag_status ag_namer_train(const ag_namer_options *o, ag_draft *draft, ag_err *err);

#endif
