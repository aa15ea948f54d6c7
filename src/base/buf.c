/* Texts that grow on the heap. */
#include "base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void
need(ag_buf *b, size_t n)
{
    if (b->room - b->len >= n)
        return;

    size_t room = b->room ? b->room : 256;

    while (room - b->len < n)
        room *= 2;
    char *p = realloc(b->at, room);
    if (!p) {
        fputs("actorgraph: no memory left\n", stderr);
        exit(1);
    }
    b->at = p;
    b->room = room;
}

void
ag_buf_add(ag_buf *b, const void *bytes, size_t n)
{
    if (n == 0)
        return;
    need(b, n);
    memcpy(b->at + b->len, bytes, n);
    b->len += n;
}

void
ag_buf_str(ag_buf *b, ag_str s)
{
    ag_buf_add(b, s.at, s.len);
}

void
ag_buf_z(ag_buf *b, const char *z)
{
    ag_buf_add(b, z, strlen(z));
}

void
ag_buf_char(ag_buf *b, char c)
{
    ag_buf_add(b, &c, 1);
}

void
ag_buf_printf(ag_buf *b, const char *format, ...)
{
    va_list args, again;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    need(b, (size_t)n + 1);
    vsnprintf(b->at + b->len, (size_t)n + 1, format, again);
    va_end(again);
    b->len += (size_t)n;
}

void
ag_buf_int(ag_buf *b, long x)
{
    char digits[24];
    int at = sizeof digits;
    unsigned long rest = x < 0 ? 0ul - (unsigned long)x : (unsigned long)x;

    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (x < 0)
        digits[--at] = '-';
    ag_buf_add(b, digits + at, sizeof digits - (size_t)at);
}

/* What "%.6g" gives, for 0.0001 <= |x| < 1e6, several times as fast; false where the sixth digit is in
 * doubt. x is scaled so that six digits stand before the point: the error of that is below 1e-9, so
 * that rounding is certain unless the rest is within a millionth of a half. */
static bool
short_number(ag_buf *b, double x)
{
    double size = fabs(x), scale = 1;
    int decimals = 0;

    if (!(size >= 0.0001 && size < 999999))
        return false;
    for (; size * scale < 100000; scale *= 10)
        decimals++;

    double scaled = size * scale, whole = floor(scaled), rest = scaled - whole;

    if (fabs(rest - 0.5) < 1e-6)
        return false;

    long digits = (long)whole + (rest > 0.5);

    if (digits > 999999)
        return false;
    while (decimals && digits % 10 == 0) {
        digits /= 10;
        decimals--;
    }

    char text[16];
    int at = sizeof text;

    for (int i = 0; digits || i <= decimals; i++, digits /= 10) {
        if (i == decimals && i)
            text[--at] = '.';
        text[--at] = (char)('0' + digits % 10);
    }
    if (x < 0)
        text[--at] = '-';
    ag_buf_add(b, text + at, sizeof text - (size_t)at);
    return true;
}

void
ag_buf_number(ag_buf *b, double x)
{
    if (!short_number(b, x))
        ag_buf_printf(b, "%.6g", x == 0 ? 0.0 : x); /* no -0 */
}

void
ag_buf_json(ag_buf *b, ag_str s)
{
    size_t from = 0;

    ag_buf_char(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if (c >= ' ' && c != '"' && c != '\\' && c != 127)
            continue;
        ag_buf_add(b, s.at + from, i - from);
        from = i + 1;
        if (c == '"' || c == '\\')
            ag_buf_printf(b, "\\%c", c);
        else if (c == '\n')
            ag_buf_z(b, "\\n");
        else if (c == '\t')
            ag_buf_z(b, "\\t");
        else
            ag_buf_printf(b, "\\u%04x", c);
    }
    ag_buf_add(b, s.at + from, s.len - from);
    ag_buf_char(b, '"');
}

void
ag_buf_done(ag_buf *b)
{
    free(b->at);
    *b = (ag_buf){ 0 };
}
