/* Tokens → names of persons, organisations, places …, by the network of net/namer_net.h in 8 bits. */
#ifndef AG_LANGUAGE_NAMER_H
#define AG_LANGUAGE_NAMER_H

#include "language/container.h"
#include "language/net/input.h"
#include "language/word.h"

enum { AG_NAMER_VERSION = 2 }; /* of the sections "namer" and "namer-pieces" */

/* Labels of tokens: 0 outside; then for each kind of name B (first), I (inner), L (last), U (the
 * only one). */
typedef enum ag_bilou { AG_BILOU_B, AG_BILOU_I, AG_BILOU_L, AG_BILOU_U } ag_bilou;

static inline int
ag_name_tag(int kind, ag_bilou place)
{
    return 1 + 4 * kind + (int)place;
}

/* The kinds of names of the second task of the network of trees (namer_masks.c): all but GPE. */
enum { AG_NAME_KINDS = AG_NAME_COUNT - 1, AG_NAME_TAGS = 1 + 4 * AG_NAME_KINDS };
static inline ag_name_label
ag_name_label_of(int kind)
{
    return (ag_name_label)(kind < AG_NAME_GPE ? kind : kind + 1);
}

static inline int
ag_name_kind(ag_name_label label)
{
    return label < AG_NAME_GPE ? (int)label : (int)label - 1;
}

bool ag_name_may_begin(int tag);            /* a sentence */
bool ag_name_may_end(int tag);
bool ag_name_may_follow(int tag, int next);

/* A way of annotating: kinds of names, and what they are here. */
enum { AG_NAME_KINDS_MAX = 15 };

typedef struct ag_name_scheme {
    int kinds;
    uint8_t label[AG_NAME_KINDS_MAX]; /* ag_name_label */
} ag_name_scheme;

static inline int
ag_scheme_tags(const ag_name_scheme *s)
{
    return 1 + 4 * s->kinds;
}

/* A copy of the scores [n][tags] of a document's words, in which those that stand there more than once agree more. */
const float *ag_names_agree(ag_arena *a, const float *emit, int tags, const ag_word *words, int n);

/* Scores of all tokens of a document, emit [tokens][tags], and of steps [tags][tags] → doc->names. A
 * document is read twice: in the second pass a capitalised word is pulled towards what its other
 * occurrences in the document are taken for. */
void ag_decode_names(ag_arena *a, const ag_name_scheme *scheme, const float *emit, const float *step, const ag_word *words,
                     ag_doc *doc);

/* Those sections, opened; they are pointed into. `vectors` are the word vectors of the
 * network of trees, which it shares. AG_INPUT with place. Not for threads: it keeps its scratch memory. */
typedef struct ag_namer ag_namer;

ag_status ag_namer_open(const ag_container *c, const ag_shared_vectors *vectors, ag_namer **out, ag_err *err);
void ag_namer_close(ag_namer *n);

/* Fills doc->names. `words` as ag_sentence_words gives them; hints [tokens][AG_NAME_TAGS]: what the network of trees says,
 * or NULL. */
void ag_namer_run(ag_arena *a, ag_namer *n, ag_doc *doc, const ag_word *words, const float *hints);

#endif
