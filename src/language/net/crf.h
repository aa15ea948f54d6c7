/* Conditional random fields on chains (Lafferty, McCallum and Pereira 2001), with steps that are forbidden.
 *
 *     score(y) = sum over t of emit[t][y_t] + sum over t of step[y_(t-1)][y_t]
 *     p(y)     = exp score(y) / sum over all allowed paths
 *
 * Tags are those of names: 0 outside; 1 + 4·kind + place (see ag_bilou). Which tag may follow which, and
 * begin or end a sentence, is theirs, too. */
#ifndef AG_NET_CRF_H
#define AG_NET_CRF_H

#include "base/arena.h"
#include "language/net/net.h"

#include <stdint.h>

/* Loss and gradient of one sentence of n words and Y tags (at most AG_LABELS_MAX): returns -log p(gold); d_emit
 * [n][Y] is set to scale times its derivative, d_step [Y][Y] gets it added. By forward and backward sums
 * in floats, each row scaled to one. */
double ag_crf_learn(ag_net_scratch *s, const float *emit, const float *step, const uint8_t *gold, int n, int Y,
                    float scale, float *d_emit, float *d_step);

/* The chance of each tag at each word, over all allowed paths: out [n][Y]. */
void ag_crf_chances(ag_net_scratch *s, const float *emit, const float *step, int n, int Y, float *out);

/* The best allowed path: tag [n]. */
void ag_crf_best(ag_arena *a, const float *emit, const float *step, int n, int Y, uint8_t *tag);

#endif
