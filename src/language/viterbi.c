/* Viterbi's algorithm. Steps that must not be are left out beforehand: with labels in the BILOU
 * scheme three quarters are. */
#include "language/viterbi.h"

#include <string.h>

int32_t
ag_viterbi(int T, int Y, const int32_t *emit, const int32_t *step, uint8_t *from, uint8_t *best)
{
    int32_t rows[2][AG_LABELS_MAX], *now = rows[0], *last = rows[1];
    uint8_t before[AG_LABELS_MAX][AG_LABELS_MAX], befores[AG_LABELS_MAX];

    for (int y = 0; y < Y; y++) {
        befores[y] = 0;
        for (int p = 0; p < Y; p++)
            if (step[p * Y + y] > AG_NEVER / 2)
                before[y][befores[y]++] = (uint8_t)p;
    }
    memcpy(now, emit, (size_t)Y * sizeof *now);
    for (int t = 1; t < T; t++) {
        int32_t *swap = now;

        now = last;
        last = swap;
        for (int y = 0; y < Y; y++) {
            int32_t top = AG_NEVER;
            uint8_t at = 0;

            for (int k = 0; k < befores[y]; k++) {
                int p = before[y][k];
                int32_t s = last[p] + step[p * Y + y];

                if (s > top) {
                    top = s;
                    at = (uint8_t)p;
                }
            }
            now[y] = top + emit[t * Y + y];
            if (now[y] < AG_NEVER) /* so that many of them do not overflow */
                now[y] = AG_NEVER;
            from[t * Y + y] = at;
        }
    }

    int end = 0;

    for (int y = 1; y < Y; y++)
        if (now[y] > now[end])
            end = y;

    int32_t score = now[end];

    for (int t = T - 1; t >= 0; t--) {
        best[t] = (uint8_t)end;
        if (t > 0)
            end = from[t * Y + end];
    }
    return score;
}
