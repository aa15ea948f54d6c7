/* The model card → how often the analyser errs, in a line. */
#ifndef AG_REPORT_CARD_H
#define AG_REPORT_CARD_H

#include "base/arena.h"

/* "trees (LAS) 84.73 EWT, 86.80 GUM; names (F1) 81.76 Worldwide": what table "Scores" of MODEL.md in folder `models` gives for
 * raw text, measured on annotated data. "" where there is no card, or none that can be read. */
ag_str ag_card_rates(ag_arena *a, const char *models);

#endif
