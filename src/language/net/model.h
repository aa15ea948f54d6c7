/* The network opened from its file, and asked for a whole document. */
#ifndef AG_NET_MODEL_H
#define AG_NET_MODEL_H

#include "language/container.h"
#include "language/models.h"
#include "language/net/gather.h"
#include "language/net/input.h"

typedef struct ag_net_model ag_net_model;

enum { AG_NET_VERSION = 2 }; /* of the sections "net", "net-pieces", "net-tags", "rare" and "rare-words" */

/* Reads those sections; they are pointed into. `tags` are the joint tags of the tables of lemmas and
 * features: what the network says is given as one of them. AG_INPUT with place. Not for threads: it
 * keeps its scratch memory. */
ag_status ag_net_model_open(const ag_container *c, const ag_tag *tags, int tag_count, ag_net_model **out, ag_err *err);
void ag_net_model_close(ag_net_model *m);

/* Its word vectors, for another network. They live as long as the model. */
const ag_shared_vectors *ag_net_model_vectors(const ag_net_model *m);

/* The place of a word in small letters in the table of word vectors, which is by frequency: 1 the commonest,
 * 0 where it is not there. */
int ag_net_model_rank(const ag_net_model *m, ag_str lower);

/* How many tags of names (namer.h) it scores: none, or AG_NAME_TAGS. */
int ag_net_model_name_tags(const ag_net_model *m);

/* Fills upos, xpos, head and deprel of all tokens, and tag [tokens], the joint tags; names [tokens][name tags] with what
 * its second task says, where it is not NULL.
 * `words` as ag_sentence_words gives them. A sentence of more than
 * AG_NET_LONGEST words is parsed in pieces, each hung on the root of the first as parataxis. */
void ag_net_model_run(ag_net_model *m, ag_doc *doc, const ag_word *words, uint8_t *tag, float *names);

#endif
