/* Trees and names of one article → chains: noun phrases that mean the same.
 *
 * Each noun phrase, from left to right, is joined to one of those before it or to none, whichever scores
 * highest: a mention-ranking model (Denis and Baldridge 2008) with latent antecedents, trained by
 * maximum likelihood with costs (Durrett and Klein 2013, "Easy victories and uphill battles"), over
 * sparse features that look at words, roles, number, gender and distance. A pronoun in front of the
 * subject of its clause waits for it ("After her resignation, Berg …"). Weights are whole numbers, so
 * that every machine finds the same chains.
 *
 * Weak where knowledge of the world decides ("the tycoon" for a name never so called before), and for
 * "it" and "this" that mean what a clause says: nothing is ever joined to a clause. */
#ifndef AG_COREF_H
#define AG_COREF_H

#include "actorgraph.h"
#include "ontology/ontology.h"

typedef struct ag_coref_model {
    const int8_t *weight; /* [1 << 19], see inside.h; NULL: none */
} ag_coref_model;

/* Fills doc->chains. `g` tells the genders of first names and titles. Time is linear in the length of the
 * article: a phrase looks back at no more than AG_COREF_LOOKS others. Without weights: no chains. */
enum { AG_COREF_LOOKS = 48 };
void ag_coref(ag_arena *a, const ag_coref_model *m, const ag_gazetteer *g, ag_doc *doc);

/* Reads a section of the model file; points into it. `path` is for messages. AG_INPUT when it has the
 * wrong size. */
enum { AG_COREF_VERSION = 2 };
ag_status ag_coref_open(ag_str section, const char *path, ag_coref_model *out, ag_err *err);

#endif
