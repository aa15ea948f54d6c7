/* The commands that read no articles but plain text as it is: parse and clauses. */
#ifndef AG_CLI_TEXTS_H
#define AG_CLI_TEXTS_H

#include "cli/cli.h"

typedef struct ag_texts {
    const char *command;     /* its name, for messages */
    const ag_common *common;
    FILE *out;               /* where results go: a closed pipe ends the run */
    void *self;
    void (*begin)(void *self);                 /* a text begins; may be NULL                       */
    void (*end)(void *self, ag_str label);     /* its last part was taken; `label` is what it is called; may be NULL */
    /* A part of it: text and paragraphs are there (ingest.h, ag_raw_next). `a` is emptied after each. */
    void (*part)(void *self, ag_arena *a, ag_doc *doc);
    int texts, aside;        /* out: read; set aside, with a sentence on stderr */
    size_t bytes;            /* out */
} ag_texts;

/* Reads files, folders and standard input ("-"), part by part, showing progress as the options say, and closes
 * with a line on stderr where there is something to tell. */
void ag_texts_read(ag_texts *t, ag_arena *a, char *const *paths, int n);

#endif
