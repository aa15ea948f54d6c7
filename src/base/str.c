/* Views of text: comparing, searching, cutting. */
#include "base/str.h"

#include <math.h>
#include <stdlib.h>

int
ag_str_cmp(ag_str a, ag_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.at, b.at, n) : 0;

    return c ? c : (a.len > b.len) - (a.len < b.len);
}

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool
ag_str_eq_nocase(ag_str a, ag_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

bool
ag_str_starts(ag_str s, ag_str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.at, prefix.at, prefix.len) == 0);
}

bool
ag_str_ends(ag_str s, ag_str suffix)
{
    return s.len >= suffix.len && (suffix.len == 0 || memcmp(s.at + s.len - suffix.len, suffix.at, suffix.len) == 0);
}

long
ag_str_find(ag_str s, ag_str part)
{
    if (part.len == 0)
        return 0;
    for (size_t i = 0; i + part.len <= s.len; i++) {
        const char *p = memchr(s.at + i, part.at[0], s.len - part.len - i + 1);
        if (!p)
            return -1;
        i = (size_t)(p - s.at);
        if (memcmp(p, part.at, part.len) == 0)
            return (long)i;
    }
    return -1;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

ag_str
ag_str_trim(ag_str s)
{
    while (s.len && is_blank(s.at[0]))
        s.at++, s.len--;
    while (s.len && is_blank(s.at[s.len - 1]))
        s.len--;
    return s;
}

bool
ag_str_cut(ag_str *rest, char sep, ag_str *piece)
{
    if (!rest->at)
        return false;

    const char *p = rest->len ? memchr(rest->at, sep, rest->len) : NULL;

    if (p) {
        *piece = ag_str_trim((ag_str){ rest->at, (size_t)(p - rest->at) });
        rest->len -= (size_t)(p + 1 - rest->at);
        rest->at = p + 1;
    } else {
        *piece = ag_str_trim(*rest);
        *rest = (ag_str){ NULL, 0 };
    }
    return true;
}

bool
ag_str_int(ag_str s, long *out)
{
    char z[24], *end;

    if (s.len == 0 || s.len >= sizeof z)
        return false;
    memcpy(z, s.at, s.len);
    z[s.len] = 0;
    if (is_blank(z[0]))
        return false;
    *out = strtol(z, &end, 10);
    return *end == 0;
}

uint64_t
ag_str_hash(ag_str s)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * 1099511628211u;
    return h;
}

const char *
ag_str_number(const char *p, const char *end, double *out)
{
    double x = 0, scale = 1;
    bool minus = p < end && *p == '-';
    int e = 0;

    if (minus)
        p++;
    for (; p < end && *p >= '0' && *p <= '9'; p++)
        x = 10 * x + (*p - '0');
    if (p < end && *p == '.')
        for (p++; p < end && *p >= '0' && *p <= '9'; p++) {
            scale /= 10;
            x += scale * (*p - '0');
        }
    if (p < end && (*p == 'e' || *p == 'E')) {
        bool below = ++p < end && *p == '-';

        if (p < end && (*p == '-' || *p == '+'))
            p++;
        for (; p < end && *p >= '0' && *p <= '9' && e < 300; p++)
            e = 10 * e + (*p - '0');
        x *= pow(10, below ? -e : e);
    }
    *out = minus ? -x : x;
    return p;
}
