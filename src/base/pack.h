/* Numbers and texts as few bytes, and back: what a store keeps of an article between runs. Small whole
 * numbers take a byte (LEB128), texts their length and their bytes. */
#ifndef AG_BASE_PACK_H
#define AG_BASE_PACK_H

#include "base/buf.h"

void ag_pack_number(ag_buf *out, uint64_t x);
void ag_pack_signed(ag_buf *out, int64_t x);
void ag_pack_text(ag_buf *out, ag_str s);
void ag_pack_double(ag_buf *out, double x);
void ag_pack_bits(ag_buf *out, uint64_t x, int bytes); /* the low bytes of x, low first: for hashes */

/* Reading: what is not there reads as 0 or "", and `is_damaged` is set for good. */
typedef struct ag_unpack {
    const char *at, *end;
    bool is_damaged;
} ag_unpack;

uint64_t ag_unpack_number(ag_unpack *u);
int64_t ag_unpack_signed(ag_unpack *u);
ag_str ag_unpack_text(ag_unpack *u);          /* a view into what is read */
double ag_unpack_double(ag_unpack *u);
uint64_t ag_unpack_bits(ag_unpack *u, int bytes);

/* A number of items that take a byte each at least: never more than what is left. */
int ag_unpack_count(ag_unpack *u);

#endif
