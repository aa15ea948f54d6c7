/* The stages of the analysis for those who have part of it already: tests, the trainer, `eval`. */
#ifndef AG_LANGUAGE_STAGES_H
#define AG_LANGUAGE_STAGES_H

#include "language/container.h"
#include "language/models.h"

/* The stages of a model file; they point into it. AG_INPUT with place when a section is missing, of
 * another version or does not hold together. Release with ag_models_close. */
ag_status ag_models_new(const ag_container *c, ag_models **out, ag_err *err);

/* The same of a file that has no more than ag_segment needs, for nothing but that. */
ag_status ag_models_new_segmentation(const ag_container *c, ag_models **out, ag_err *err);

/* Everything behind the segmentation: tags, lemmas, trees and names of the sentences and tokens
 * that doc has. */
void ag_analyse_tokens(ag_arena *a, const ag_models *m, ag_doc *doc);

#endif
