/* The model, opened: what the stages of the analysis share. Inside language/ only. */
#ifndef AG_LANGUAGE_MODELS_H
#define AG_LANGUAGE_MODELS_H

#include "coref/coref.h"
#include "language/language.h"
#include "language/linear.h"
#include "language/lookup.h"
#include "language/word.h"

/* A joint tag: universal and Penn part of speech in one class. */
typedef struct ag_tag {
    uint8_t upos;
    ag_str xpos;
} ag_tag;

enum { AG_TAGS_MAX = 250 };

struct ag_models {
    char name[128];
    ag_lookup clusters;     /* word → 1 + code                                     */
    ag_lookup splits;       /* word of letters → where it parts ("cannot": 3)      */
    ag_linear breaks;       /* between two characters: none, token, word           */
    ag_linear stops;        /* behind a token: none, end of the sentence           */
    ag_tag tags[AG_TAGS_MAX];
    int tag_count;
    ag_lookup lemma_rules;  /* tag and suffix → place of a rule in `lemma_texts`   */
    ag_str lemma_texts;
    ag_lookup feats;        /* tag, or tag and word → place in `feats_texts`       */
    ag_str feats_texts;
    struct ag_namer *namer; /* NULL: this model finds no names */
    ag_coref_model coref;   /* noun phrases → chains; may have no weights           */
    struct ag_net_model *net; /* tokens → joint tags, trees                          */
};

#endif
