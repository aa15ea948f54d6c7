/* Treebanks and word vectors → the weights of the network. */
#ifndef AG_NET_TRAIN_H
#define AG_NET_TRAIN_H

#include "base/arena.h"
#include "base/err.h"
#include "language/container.h"
#include "language/corpus.h"
#include "language/net/net.h"
#include "language/net/settings.h"

typedef struct ag_net_options {
    AG_LIST(const char *) ud;    /* CoNLL-U to train on                                  */
    AG_LIST(const char *) dev;   /* CoNLL-U to measure on after each round               */
    AG_LIST(const char *) names; /* two columns: learned as a second task, which helps the trees; not kept */
    AG_LIST(const char *) teachers; /* states of other trainings on the same `ud`          */
    AG_LIST(const ag_corpus *) silver; /* tokens and sentences; what the teachers say of them is learnt */
    const char *vectors;         /* word vectors as JSON                                 */
    const char *out;             /* file of weights and of all that is needed to go on   */
    uint64_t seed;
    int rounds, batch;           /* over the data; words a batch                         */
    int hidden, arc, label, names_width;
    float names_share, silver_share; /* of the sentences of `names`, `silver` that are read in a round */
    int most_vectors;
    float rate;                  /* highest rate of learning                             */
    ag_net_dropout drop;
} ag_net_options;

/* As we found best, for use and for a larger network that teaches it. */
ag_net_options ag_net_defaults(void);
ag_net_options ag_net_teacher_defaults(void);

/* The settings of the options, pointing into them; the table lives in `a`. */
const ag_setting *ag_net_settings(ag_arena *a, ag_net_options *o);

/* Trains, and writes the file `out` after each round; where it is there already, of the same options and
 * data, training goes on. Then fills the sections "net", "net-pieces", "net-tags", "rare" and "rare-words" of `draft`, if not NULL. The same
 * files, seed and options give the same bytes on every processor. Progress goes to stderr. AG_INPUT with
 * place when a file cannot be used. */
ag_status ag_net_train(const ag_net_options *o, ag_draft *draft, ag_err *err);

#endif
