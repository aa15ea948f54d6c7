/* Annotated files → one model file: everything that language.h needs. */
#ifndef AG_LANGUAGE_TRAIN_H
#define AG_LANGUAGE_TRAIN_H

#include "base/arena.h"
#include "base/err.h"
#include "coref/train.h"
#include "language/net/namer_train.h"

/* The parts of a model, in the order in which they are trained. To add one: a name in
 * ag_train_part_names, a row in train.c's table. */
typedef enum ag_train_part {
    AG_TRAIN_WORDS,   /* vectors → clusters of words                 */
    AG_TRAIN_SEGMENT, /* treebanks → tokens and sentences            */
    AG_TRAIN_TABLES,  /* treebanks → lemmas and features             */
    AG_TRAIN_TREES,   /* treebanks, vectors → tags and trees         */
    AG_TRAIN_NAMES,   /* name corpora → names                        */
    AG_TRAIN_COREF,   /* annotated texts → coreference               */
    AG_TRAIN_PARTS
} ag_train_part;

extern const char *const ag_train_part_names[AG_TRAIN_PARTS + 1]; /* NULL at the end */

typedef struct ag_train_options {
    AG_LIST(const char *) ud;    /* CoNLL-U                                                        */
    AG_LIST(const char *) names; /* two columns, labels as in net/namer_train.c; none: no names        */
    AG_LIST(const char *) silver; /* news without annotation, JSON lines with "text": what teachers say of it is learnt, too */
    const char *vectors;         /* word vectors as JSON; NULL: none                               */
    ag_coref_options coref;      /* files; none: no coreference                                    */
    const ag_gazetteer *gazetteer; /* needed with coref                                            */
    const char *folder;          /* where en.model is written                                      */
    const char *state;           /* folder of what is needed to go on; NULL: `folder`              */
    AG_LIST(const char *) from;  /* models whose sections stand in for parts that are not trained  */
    uint64_t seed;
    int rounds;                  /* over the data; 0: as we found best                             */
    bool parts[AG_TRAIN_PARTS];  /* which to train                                                 */
    ag_net_options trees;        /* its files, seed and state are set by ag_train                  */
    ag_net_options teacher;      /* of each of the networks that teach it                          */
    int teachers;                /* how many of trees, where there is `silver`                     */
    ag_namer_options namer;      /* its files, seed and state, too                                 */
} ag_train_options;

/* Seed 1, all parts, settings as we found best. */
ag_train_options ag_train_defaults(void);

/* The settings that a command may change ("trees.rate"): a table that ends with a NULL name. It points
 * into `o` and lives in `a`. */
const ag_setting *ag_train_settings(ag_arena *a, ag_train_options *o);

/* Trains and writes folder/en.model. What is finished, and after each round what has been learned, is
 * kept in the state folder: started again with the same files and options, training goes on where it
 * was. In the end it is removed, unless the state folder was named. The same files, seed and settings
 * give the same bytes on every processor, interrupted or not. Progress goes to stderr. AG_INPUT with
 * place when a file cannot be used or the state is of other files or options; AG_MACHINE when something
 * cannot be written. */
ag_status ag_train(const ag_train_options *o, ag_err *err);

#endif
