/* Word vectors. The file lists words by frequency. Numbers beyond 127 steps are cut: with a step of
 * 1/40 that is beyond ±3.2, one in some thousands. */
#include "language/net/vectors.h"

#include "base/file.h"
#include "base/map.h"
#include "language/word.h"

#include <math.h>

static const double STEP = 1.0 / 40;

ag_status
ag_vector_file_open(const char *path, ag_vector_file *out, ag_err *err)
{
    ag_str file;

    AG_TRY(ag_file_map(path, &file, err));

    long at = ag_str_find(file, AG_S("\"vectors\":{"));

    if (at < 0)
        return ag_fail(err, AG_INPUT, "%s: no \"vectors\":{ in it", path);
    *out = (ag_vector_file){ path, file.at, file.at + at + 11, file.at + file.len };
    return AG_OK;
}

static ag_status
wrong(const ag_vector_file *f, const char *at, const char *what, ag_err *err)
{
    return ag_fail(err, AG_INPUT, "%s: byte %zu: %s", f->path, (size_t)(at - f->begin), what);
}

ag_status
ag_vector_file_next(ag_vector_file *f, int width, uint64_t *key, double *x, bool *more, ag_err *err)
{
    const char *p = f->at, *end = f->end;
    char word[256];
    size_t n = 0;
    int d = 0;

    *more = p < end && *p == '"';
    if (!*more)
        return p < end && *p == '}' ? AG_OK : wrong(f, p, "the list of words breaks off", err);
    for (p++; p < end && *p != '"'; p++) {
        if (*p == '\\' && p + 1 < end) /* escapes stay as they are, but for \" and \\ */
            p++;
        if (n < sizeof word)
            word[n++] = *p;
    }
    p++;
    if (p >= end || end - p < 2 || p[0] != ':' || p[1] != '[')
        return wrong(f, p, "a list of numbers should stand here", err);
    for (p += 2; p < end && *p != ']'; d++) {
        double number;

        p = ag_str_number(p, end, &number);
        if (d < width)
            x[d] = number;
        if (p < end && *p == ',')
            p++;
        else if (p < end && *p != ']')
            return wrong(f, p, "not a number", err);
    }
    if (d < width)
        return wrong(f, p, "too few numbers", err);
    p++;
    f->at = p < end && *p == ',' ? p + 1 : p;
    *key = ag_word_number((ag_str){ word, n });
    return AG_OK;
}

ag_status
ag_vectors_read(ag_arena *a, const char *path, int most, int width, ag_vectors *out, ag_err *err)
{
    double *x = AG_ARRAY(a, double, width);
    ag_vector_file file;
    ag_map seen = { 0 };
    uint64_t key;
    bool more;

    AG_TRY(ag_vector_file_open(path, &file, err));
    *out = (ag_vectors){ .n = 1, .width = width, .scale = (float)STEP };
    out->word = AG_ARRAY(a, uint32_t, most + 1);
    out->bits = AG_ARRAY(a, int8_t, ((size_t)most + 1) * (size_t)width);
    while (out->n <= most) {
        AG_TRY(ag_vector_file_next(&file, width, &key, x, &more, err));
        if (!more)
            break;

        int8_t *row = out->bits + (size_t)out->n * (size_t)width;

        out->word[out->n] = (uint32_t)key;

        ag_str name = { (const char *)&out->word[out->n], sizeof *out->word };

        if (ag_map_get(&seen, name) >= 0)
            continue;
        for (int d = 0; d < width; d++) {
            double q = floor(x[d] / STEP + 0.5);

            row[d] = (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
        }
        ag_map_set(a, &seen, name, out->n++);
    }
    return AG_OK;
}
