/* Linear classifiers over sparse binary features.
 *
 *     score[y] = sum over features f of weight[f][y]
 *
 * Weights and sums are whole numbers, so that every machine finds the same answer. Two forms of
 * the same thing: the learner, a growing table for training; and the frozen form, a read-only
 * table in a mapped file. ag_scorer hides which of the two is asked, so that a decoder is written
 * once. */
#ifndef AG_LANGUAGE_LINEAR_H
#define AG_LANGUAGE_LINEAR_H

#include "base/buf.h"
#include "base/err.h"
#include "language/feature.h"

typedef struct ag_learner ag_learner;

typedef struct ag_linear_slot {
    uint32_t key; /* upper half of the feature's number; 0: empty                              */
    uint32_t at;  /* where its row lies; with at most 4 classes, the four weights themselves   */
} ag_linear_slot;

typedef struct ag_linear {
    const ag_linear_slot *slots;
    const uint8_t *rows; /* a row: count, then (class, weight as int8) each */
    uint32_t slot_count, row_bytes;
    int classes;
} ag_linear;

typedef struct ag_scorer {
    const ag_linear *frozen; /* if NULL, the learner is asked */
    ag_learner *learner;
} ag_scorer;

/* Sets score[0..classes) to the scores under `f`. */
void ag_score(const ag_scorer *s, const ag_features *f, int32_t *score);

/* The best class among those with allowed[y] (NULL: all); the lowest number wins a tie. */
int ag_best(const int32_t *score, int classes, const bool *allowed);

/* Reads the frozen form; it points into `section`. AG_INPUT when it does not hold together. */
ag_status ag_linear_open(ag_str section, const char *name, ag_linear *out, ag_err *err);

/* ---- training: the averaged perceptron (Collins 2002; Freund and Schapire 1999) ---------------- */

/* At most 255 classes. Release with ag_learner_free. */
ag_learner *ag_learner_new(int classes);
void ag_learner_free(ag_learner *l);

/* weight[f][y] += by, for all features. */
void ag_learner_add(ag_learner *l, const ag_features *f, int y, int by);

/* One more example seen: the clock of the average. */
void ag_learner_tick(ag_learner *l);

/* One step of training on a plain decision: predicts, corrects when it is not `gold`, ticks.
 * Returns the prediction. */
int ag_learner_step(ag_learner *l, const ag_features *f, int gold, const bool *allowed);

/* Keeps the `most` features with the largest average weights (a few more where weights are equal)
 * and forgets their weights: training then begins anew among these alone. What is left out cannot
 * come back, so that the others learn to do its work; cutting a finished table instead would lose
 * that. */
void ag_learner_narrow(ag_learner *l, size_t most);

/* Writes the frozen form of the average: weights are divided by `unit` (in steps of the average,
 * 1.0 = one update kept from beginning to end), rounded, cut at ±127, and left out below `least`. */
void ag_learner_freeze(const ag_learner *l, double unit, int least, ag_buf *out);

#endif
