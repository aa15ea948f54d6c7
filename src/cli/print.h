/* Answers on the terminal: aligned tables, sentences with their places, JSON. */
#ifndef AG_CLI_PRINT_H
#define AG_CLI_PRINT_H

#include "actorgraph.h"
#include "base/buf.h"

#include <stdio.h>

/* --format of commands that answer: rows for people, or one JSON value. */
extern const char *const ag_answer_words[]; /* "text", "json" */
#define AG_OPTION_ANSWER(to) { "--format", AG_OPT_WORD, &(to), "text|json", "how to answer", ag_answer_words }

/* A table in the making, row by row; `heads` has `columns` words. Zero rows print nothing. */
typedef struct ag_grid {
    const char *const *heads;
    int columns;
    AG_LIST(ag_str) cells;
} ag_grid;

/* Adds a cell; `s` must live until the table is printed. */
void ag_grid_add(ag_arena *a, ag_grid *g, ag_str s);
void ag_grid_print(const ag_grid *g, FILE *out);

/* "path, outlet, 2025-08-24" */
ag_str ag_place_of(ag_arena *a, const ag_world *w, int doc);

/* A piece of text on one line. */
ag_str ag_one_line(ag_arena *a, ag_str s);

/* The sentence of a piece of evidence on one line; "" for none. */
ag_str ag_sentence_of(ag_arena *a, const ag_world *w, ag_evidence e);

/* Prints a sentence in quotation marks below its place, both behind `indent` blanks. */
void ag_print_evidence(ag_arena *a, const ag_world *w, ag_evidence e, int indent);

/* JSON: `"key": "text"`, with a comma in front where the object has begun already. */
void ag_json_key(ag_buf *b, const char *key);
void ag_json_text(ag_buf *b, const char *key, ag_str s);
void ag_json_number(ag_buf *b, const char *key, double x);

/* {"article": …, "id": …, "source": …, "date": …, "start": …, "end": …, "text": …}; offsets in code points. */
void ag_json_evidence(ag_buf *b, const ag_world *w, ag_evidence e);

#endif
