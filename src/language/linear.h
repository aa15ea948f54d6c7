/* Linear classifiers over sparse binary features, of two to four classes.
 *
 *     score[y] = sum over features f of weight[f][y]
 *
 * Weights and sums are whole numbers, so that every machine finds the same answer. Two forms of
 * the same thing: the learner, a growing table for training; and the frozen form, a read-only
 * table in a mapped file. */
#ifndef AG_LANGUAGE_LINEAR_H
#define AG_LANGUAGE_LINEAR_H

#include "base/buf.h"
#include "base/err.h"
#include "language/feature.h"

enum { AG_CLASSES_MAX = 4 };

typedef struct ag_linear_slot {
    uint32_t key; /* upper half of the feature's number; 0: empty */
    int8_t weight[AG_CLASSES_MAX];
} ag_linear_slot;

typedef struct ag_linear {
    const ag_linear_slot *slots;
    uint32_t slot_count;
    int classes;
} ag_linear;

/* Sets score[0 .. classes) to the scores under `f`. */
void ag_linear_score(const ag_linear *m, const ag_features *f, int32_t *score);

/* The best class; the lowest number wins a tie. */
int ag_best_class(const int32_t *score, int classes);

/* Reads the frozen form; it points into `section`. AG_INPUT when it does not hold together. */
ag_status ag_linear_open(ag_str section, const char *name, ag_linear *out, ag_err *err);

/* ---- training: the averaged perceptron (Collins 2002; Freund and Schapire 1999) ---------------- */

typedef struct ag_learner ag_learner;

/* Release with ag_learner_free. */
ag_learner *ag_learner_new(int classes);
void ag_learner_free(ag_learner *l);

/* The same by the weights as they stand. */
void ag_learner_score(const ag_learner *l, const ag_features *f, int32_t *score);

/* One step of training on a decision: moves the weights when `gold` does not lead its best rival by more
 * than `margin` (Krauth and Mézard 1987; 0: when it does not win clearly). Returns what was predicted. */
int ag_learner_step(ag_learner *l, const ag_features *f, int gold, int margin);

/* Writes the frozen form of the average: weights are divided by `unit` (in steps of the average,
 * 1.0 = one update kept from beginning to end), rounded, cut at ±127; features whose weights all lie
 * below `least` are left out. */
void ag_learner_freeze(const ag_learner *l, double unit, int least, ag_buf *out);

#endif
