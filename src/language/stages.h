/* The stages of the analysis for those who have part of it already: tests, the trainer, `eval`. */
#ifndef AG_LANGUAGE_STAGES_H
#define AG_LANGUAGE_STAGES_H

#include "base/file.h"
#include "language/models.h"

/* Reads a model file that is in memory, 8-byte aligned; `m` points into it. AG_INPUT with place. */
ag_status ag_models_read(ag_str file, const char *path, ag_models *m, ag_err *err);

/* Everything behind the segmentation: tags, lemmas, trees and names of the sentences and tokens
 * that doc has. */
void ag_analyse_tokens(ag_arena *a, const ag_models *m, ag_doc *doc);

#endif
