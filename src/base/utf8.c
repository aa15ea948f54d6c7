/* The door to utf8proc. */
#include "base/utf8.h"

#include <utf8proc.h>

int32_t
ag_utf8_next(ag_str s, size_t i, int *n)
{
    unsigned char c = (unsigned char)s.at[i];

    if (c < 0x80) {
        *n = 1;
        return c;
    }

    utf8proc_int32_t cp;
    utf8proc_ssize_t k =
        utf8proc_iterate((const utf8proc_uint8_t *)s.at + i, (utf8proc_ssize_t)(s.len - i), &cp);

    if (k <= 0) {
        *n = 1;
        return 0xFFFD;
    }
    *n = (int)k;
    return cp;
}

int
ag_utf8_put(char out[4], int32_t c)
{
    utf8proc_uint8_t bytes[4]; /* a place of ours in between: sanitizers do not see what the library writes */
    size_t n = (size_t)utf8proc_encode_char(c, bytes);

    memcpy(out, bytes, n);
    return (int)n;
}

ag_str
ag_utf8_repair(ag_arena *a, ag_str s, size_t *bad)
{
    size_t wrong = 0;
    int n;

    for (size_t i = 0; i < s.len; i += (size_t)n)
        wrong += ag_utf8_next(s, i, &n) == 0xFFFD && n == 1;
    *bad = wrong;
    if (!wrong)
        return s;

    char *out = ag_arena_alloc(a, s.len + 2 * wrong + 1), *p = out;

    for (size_t i = 0; i < s.len; i += (size_t)n)
        p += ag_utf8_put(p, ag_utf8_next(s, i, &n));
    return (ag_str){ out, (size_t)(p - out) };
}

static bool
is_ascii(ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

static ag_str
mapped(ag_arena *a, ag_str s, int options)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.at, (utf8proc_ssize_t)s.len, &out, (utf8proc_option_t)options);

    if (n < 0) /* not valid UTF-8: callers repair first */
        return ag_arena_str(a, s);

    ag_str copy = ag_arena_str(a, (ag_str){ (const char *)out, (size_t)n });

    free(out);
    return copy;
}

ag_str
ag_utf8_nfc(ag_arena *a, ag_str s)
{
    return is_ascii(s) ? s : mapped(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

ag_str
ag_utf8_lower(ag_arena *a, ag_str s)
{
    char *out = ag_arena_alloc(a, 3 * s.len + 1), *p = out;
    int n;

    for (size_t i = 0; i < s.len; i += (size_t)n) {
        int32_t c = ag_utf8_next(s, i, &n);

        p += ag_utf8_put(p, c < 128 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : utf8proc_tolower(c));
    }
    return (ag_str){ out, (size_t)(p - out) };
}

ag_str
ag_utf8_fold(ag_arena *a, ag_str s)
{
    static const struct {
        int32_t from;
        const char *to;
    } spelled[] = { { 0xDF, "ss" }, { 0xE6, "ae" }, { 0xF0, "d" }, { 0xF8, "o" },  { 0xFE, "th" },
                    { 0x111, "d" }, { 0x131, "i" }, { 0x142, "l" }, { 0x153, "oe" }, { 0x2019, "'" },
                    { 0x2018, "'" }, { 0x2010, "-" }, { 0x2011, "-" } };
    ag_str flat = ag_utf8_lower(a, is_ascii(s) ? s : mapped(a, s, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK));
    char *out = ag_arena_alloc(a, 2 * flat.len + 1), *p = out;
    int n;

    for (size_t i = 0; i < flat.len; i += (size_t)n) {
        int32_t c = ag_utf8_next(flat, i, &n);
        const char *to = NULL;

        for (size_t k = 0; c >= 128 && k < sizeof spelled / sizeof *spelled; k++)
            if (spelled[k].from == c)
                to = spelled[k].to;
        if (to)
            for (; *to; to++)
                *p++ = *to;
        else
            p += ag_utf8_put(p, c);
    }
    return (ag_str){ out, (size_t)(p - out) };
}

int32_t
ag_utf8_to_lower(int32_t c)
{
    return c < 128 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : utf8proc_tolower(c);
}

int32_t
ag_utf8_to_upper(int32_t c)
{
    return c < 128 ? (c >= 'a' && c <= 'z' ? c - 32 : c) : utf8proc_toupper(c);
}

bool
ag_utf8_is_upper(int32_t c)
{
    return c < 128 ? c >= 'A' && c <= 'Z'
                   : utf8proc_category(c) == UTF8PROC_CATEGORY_LU || utf8proc_category(c) == UTF8PROC_CATEGORY_LT;
}

bool
ag_utf8_is_lower(int32_t c)
{
    return c < 128 ? c >= 'a' && c <= 'z' : utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool
ag_utf8_is_letter(int32_t c)
{
    if (c < 128)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

    utf8proc_category_t k = utf8proc_category(c);

    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool
ag_utf8_is_digit(int32_t c)
{
    return c < 128 ? c >= '0' && c <= '9' : utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

bool
ag_utf8_is_mark(int32_t c)
{
    utf8proc_category_t k = c < 128 ? UTF8PROC_CATEGORY_CN : utf8proc_category(c);

    return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC || k == UTF8PROC_CATEGORY_ME;
}

bool
ag_utf8_is_hidden(int32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

bool
ag_utf8_is_space(int32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool
ag_utf8_is_punct(int32_t c)
{
    if (c < 128)
        return c > ' ' && c < 127 && !ag_utf8_is_letter(c) && !ag_utf8_is_digit(c);

    utf8proc_category_t k = utf8proc_category(c);

    return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_SO;
}

bool
ag_utf8_has_lower(ag_str s)
{
    int n;

    for (size_t i = 0; i < s.len; i += (size_t)n)
        if (ag_utf8_is_lower(ag_utf8_next(s, i, &n)))
            return true;
    return false;
}

size_t
ag_utf8_count(ag_str s)
{
    size_t k = 0;
    int n;

    for (size_t i = 0; i < s.len; i += (size_t)n, k++)
        ag_utf8_next(s, i, &n);
    return k;
}
