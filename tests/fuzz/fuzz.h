/* What the fuzz targets share: weights, and a reader of CoNLL-U that stops at the first fault. */
#ifndef AG_FUZZ_H
#define AG_FUZZ_H

#include "base/utf8.h"
#include "ingest/ingest.h"
#include "language/language.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The names of model files live as long as the program (language.c). */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:open_file";
}

#define AG_FUZZ_CHECK(what)                                                       \
    do {                                                                          \
        if (!(what)) {                                                            \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #what);    \
            abort();                                                              \
        }                                                                         \
    } while (0)

static inline const ag_models *
fuzz_models(void)
{
    static ag_models *models;
    ag_err err = { 0 };

    if (!models && ag_models_open(AG_FUZZ_MODELS, &models, &err) != AG_OK) {
        fprintf(stderr, "%s\n", err.text);
        exit(2);
    }
    return models;
}

#endif
