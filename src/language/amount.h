/* Numbers and money as news writes them → values: "$1.2 billion" is 1200000000 USD, "two dozen" 24,
 * "12 per cent" 12 of a hundred. Words and currencies are rows of ontology/number_words.txt and
 * currencies.txt. */
#ifndef AG_LANGUAGE_AMOUNT_H
#define AG_LANGUAGE_AMOUNT_H

#include "actorgraph.h"
#include "base/buf.h"
#include "base/err.h"

typedef struct ag_amount_words ag_amount_words;

/* Reads the tables in folder `dir`; all in `a`. AG_INPUT with place. */
ag_status ag_amount_words_open(ag_arena *a, const char *dir, const ag_amount_words **out, ag_err *err);

typedef struct ag_amount {
    int first, end;      /* tokens [first, end) of one sentence */
    double value;
    const char *currency; /* ISO 4217, or "" */
    bool is_percent;
} ag_amount;

typedef AG_LIST(ag_amount) ag_amounts;

/* The amounts of a document that has been analysed, in order, not overlapping. Left out: what stands
 * in a date or another name, ordinals, ranges, times of day, "one" alone. */
void ag_amounts_find(ag_arena *a, const ag_amount_words *words, const ag_doc *doc, ag_amounts *out);

/* The value in plain decimals, "1200000000", "0.5". */
void ag_amount_value(ag_buf *b, double value);

#endif
