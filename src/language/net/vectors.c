/* Word vectors. The file lists words by frequency. Numbers beyond 127 steps are cut: with a step of
 * 1/40 that is beyond ±3.2, one in some thousands. */
#include "language/net/vectors.h"

#include "base/file.h"
#include "base/map.h"
#include "language/word.h"

#include <math.h>

static const double STEP = 1.0 / 40;

ag_status
ag_vectors_read(ag_arena *a, const char *path, int most, int width, ag_vectors *out, ag_err *err)
{
    ag_str file;
    ag_map seen = { 0 };

    AG_TRY(ag_file_map(path, &file, err));

    long at = ag_str_find(file, AG_S("\"vectors\":{"));

    if (at < 0)
        return ag_fail(err, AG_INPUT, "%s: no \"vectors\" in it", path);

    const char *p = file.at + at + 11, *end = file.at + file.len;

    *out = (ag_vectors){ .n = 1, .width = width, .scale = (float)STEP };
    out->word = AG_ARRAY(a, uint32_t, most + 1);
    out->bits = AG_ARRAY(a, int8_t, ((size_t)most + 1) * (size_t)width);
    while (p < end && *p == '"' && out->n <= most) {
        char word[256];
        size_t n = 0;

        for (p++; p < end && *p != '"'; p++) {
            if (*p == '\\' && p + 1 < end)
                p++;
            if (n < sizeof word)
                word[n++] = *p;
        }
        p++;
        if (end - p < 2 || p[0] != ':' || p[1] != '[')
            return ag_fail(err, AG_INPUT, "%s: byte %zu: no list of numbers", path, (size_t)(p - file.at));
        p += 2;

        int8_t *row = out->bits + (size_t)out->n * (size_t)width;
        int d = 0;

        for (; p < end && *p != ']'; d++) {
            double x;

            p = ag_str_number(p, end, &x);
            if (d < width) {
                double q = floor(x / STEP + 0.5);

                row[d] = (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
            }
            if (p < end && *p == ',')
                p++;
            else if (p < end && *p != ']')
                return ag_fail(err, AG_INPUT, "%s: byte %zu: not a number", path, (size_t)(p - file.at));
        }
        if (d < width)
            return ag_fail(err, AG_INPUT, "%s: byte %zu: %d numbers, %d wanted", path, (size_t)(p - file.at), d, width);
        p++;
        if (p < end && *p == ',')
            p++;

        uint32_t key = (uint32_t)ag_word_number((ag_str){ word, n });

        out->word[out->n] = key;

        ag_str name = { (const char *)&out->word[out->n], sizeof key };

        if (ag_map_get(&seen, name) < 0) {
            ag_map_set(a, &seen, name, out->n);
            out->n++;
        }
    }
    return AG_OK;
}
