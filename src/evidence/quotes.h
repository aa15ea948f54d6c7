/* The ledger of quotes: one quote, its wordings across articles, who altered it. */
#ifndef AG_EVIDENCE_QUOTES_H
#define AG_EVIDENCE_QUOTES_H

#include "actorgraph.h"

typedef enum ag_wording {
    AG_WORDING_FIRST,     /* the earliest                                  */
    AG_WORDING_SAME,      /* word for word                                 */
    AG_WORDING_PART,      /* a part of it, or it and more, word for word   */
    AG_WORDING_ALTERED    /* other words between the marks                 */
} ag_wording;

/* "first", "same words" … */
const char *ag_wording_name(ag_wording w);

typedef struct ag_saying { /* a direct quote in an article */
    int doc, quote;        /* in world->docs, doc->quotes */
    int speaker;           /* actor, or -1 */
    uint8_t wording;       /* ag_wording, against the first */
    ag_str change;         /* altered: "should → must, two → half"; else "" */
} ag_saying;

typedef struct ag_utterance { /* one quote */
    AG_LIST(ag_saying) said;  /* the earliest article first (day, then id) */
    int speaker;              /* who said it in most articles, or -1 */
    int wordings;             /* 1 + altered ones */
    int reports, origins;
    bool drifts;              /* altered, or given to another speaker */
} ag_utterance;

typedef struct ag_ledger {
    AG_LIST(ag_utterance) list; /* those of most articles first; then by their first article and place */
} ag_ledger;

/* All direct quotes of five words or more. Two are one where their words are the same, where the one is a part of
 * the other (eight words), or where one speaker says most of the same content words within two weeks. */
void ag_ledger_of(ag_arena *a, const ag_world *w, ag_ledger *out);

#endif
