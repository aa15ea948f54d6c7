/* The likeliest labels of one sequence (Viterbi 1967), in whole numbers. */
#ifndef AG_LANGUAGE_VITERBI_H
#define AG_LANGUAGE_VITERBI_H

#include <stdint.h>

#define AG_NEVER (-(1 << 28)) /* the score of what must not be */

enum { AG_LABELS_MAX = 64 };

/* Time T·Y², memory T·Y.
 *
 *     score[t][y] = emit[t][y] + max over p of ( score[t-1][p] + step[p][y] )
 *
 *     T, Y         tokens, labels (T >= 1, Y <= AG_LABELS_MAX)
 *     emit [T][Y]  how well label y suits token t, or AG_NEVER
 *     step [Y][Y]  how well label y follows label p, or AG_NEVER
 *     from [T][Y]  scratch
 *     best [T]     out: the label of each token; of equal paths the one with the lowest labels,
 *                  read from the end
 *
 * Returns the score of the path; below AG_NEVER / 2 when every path has something that must not
 * be. */
int32_t ag_viterbi(int T, int Y, const int32_t *emit, const int32_t *step, uint8_t *from, uint8_t *best);

#endif
