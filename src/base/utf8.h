/* The door to utf8proc, and what we know of Unicode. Text is made valid UTF-8 in NFC once, at
 * ingest; all later code relies on it. */
#ifndef AG_BASE_UTF8_H
#define AG_BASE_UTF8_H

#include "base/arena.h"

/* The code point at s.at[i] (i < s.len) and its length in *n. A byte that is not UTF-8 counts as
 * one U+FFFD of length 1. */
int32_t ag_utf8_next(ag_str s, size_t i, int *n);

/* Writes a code point; returns its length, 1 to 4. */
int ag_utf8_put(char out[4], int32_t c);

/* `s` with every bad byte turned into U+FFFD; *bad counts them. `s` itself where there is none. */
ag_str ag_utf8_repair(ag_arena *a, ag_str s, size_t *bad);

/* Normal form C (Unicode annex 15) of valid UTF-8. */
ag_str ag_utf8_nfc(ag_arena *a, ag_str s);

/* Lower case, for keys. */
ag_str ag_utf8_lower(ag_arena *a, ag_str s);

/* Lower case without marks on letters, "Çelik" → "celik"; letters that do not decompose are
 * spelled out (ø o, ł l, ß ss, æ ae, đ d, ı i). For keys. */
ag_str ag_utf8_fold(ag_arena *a, ag_str s);

/* One code point in the other case (simple mapping); itself where there is none. */
int32_t ag_utf8_to_lower(int32_t c);
int32_t ag_utf8_to_upper(int32_t c);

bool ag_utf8_is_upper(int32_t c);
bool ag_utf8_is_lower(int32_t c);
bool ag_utf8_is_letter(int32_t c);
bool ag_utf8_is_digit(int32_t c);
bool ag_utf8_is_mark(int32_t c);  /* combining marks */
bool ag_utf8_is_hidden(int32_t c); /* soft hyphen, zero width, direction, variation, not a character, tag */
bool ag_utf8_is_space(int32_t c); /* all of White_Space: also U+00A0, U+2009, U+3000 */
bool ag_utf8_is_punct(int32_t c); /* P* and S* */

/* Whether there is a small letter in `s`. */
bool ag_utf8_has_lower(ag_str s);

/* Number of code points. */
size_t ag_utf8_count(ag_str s);

#endif
