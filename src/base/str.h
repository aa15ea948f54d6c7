/* Views of text. An ag_str owns nothing and is not NUL-terminated; what it points at lives in an
 * arena, in a mapped file or in a string literal. */
#ifndef AG_BASE_STR_H
#define AG_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct ag_str {
    const char *at;
    size_t len; /* bytes */
} ag_str;

/* Bytes [from, to) of one document's text. Every fact keeps one: its proof. */
typedef struct ag_span {
    uint32_t from, to;
} ag_span;

#define AG_S(literal) ((ag_str){ "" literal, sizeof(literal) - 1 })
#define AG_SHOW(s) (int)(s).len, (s).at /* for "%.*s" */

static inline ag_str
ag_str_of(const char *z)
{
    return z ? (ag_str){ z, strlen(z) } : (ag_str){ "", 0 };
}

static inline bool
ag_str_eq(ag_str a, ag_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool
ag_str_is(ag_str a, const char *z)
{
    return ag_str_eq(a, ag_str_of(z));
}

static inline ag_str
ag_str_sub(ag_str s, size_t from, size_t to)
{
    return (ag_str){ s.at + from, to - from };
}

static inline ag_str
ag_str_at(ag_str text, ag_span span)
{
    return ag_str_sub(text, span.from, span.to);
}

/* Byte order, a shorter prefix first: the one order in which anything is sorted. */
int ag_str_cmp(ag_str a, ag_str b);

/* The same, for ASCII letters of either case. */
bool ag_str_eq_nocase(ag_str a, ag_str b);

bool ag_str_starts(ag_str s, ag_str prefix);
bool ag_str_ends(ag_str s, ag_str suffix);

/* Where `part` first stands in `s`, in bytes, or -1. */
long ag_str_find(ag_str s, ag_str part);

/* `s` without ASCII white space at both ends. */
ag_str ag_str_trim(ag_str s);

/* The piece of *rest up to the first `sep`, trimmed; *rest moves behind it. False when nothing is
 * left. "a|b" gives "a", "b"; "a|" gives "a", "". Start with rest->at != NULL. */
bool ag_str_cut(ag_str *rest, char sep, ag_str *piece);

/* A decimal whole number that fills all of `s`. */
bool ag_str_int(ag_str s, long *out);

/* Reads a decimal number ("-1.5e-3") at p, not beyond `end`, with a point whatever the locale; returns
 * where it ends. Where there is none, *out is 0 and p comes back. Off by some units in the last place. */
const char *ag_str_number(const char *p, const char *end, double *out);

/* 64-bit FNV-1a. Never stored: tables may change it. */
uint64_t ag_str_hash(ag_str s);

#endif
