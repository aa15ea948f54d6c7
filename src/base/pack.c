/* Packing. */
#include "base/pack.h"

void
ag_pack_number(ag_buf *out, uint64_t x)
{
    for (; x >= 0x80; x >>= 7)
        ag_buf_char(out, (char)(x | 0x80));
    ag_buf_char(out, (char)x);
}

void
ag_pack_signed(ag_buf *out, int64_t x)
{
    ag_pack_number(out, x < 0 ? ~(uint64_t)x << 1 | 1 : (uint64_t)x << 1);
}

void
ag_pack_text(ag_buf *out, ag_str s)
{
    ag_pack_number(out, s.len);
    ag_buf_add(out, s.at, s.len);
}

void
ag_pack_bits(ag_buf *out, uint64_t x, int bytes)
{
    for (int i = 0; i < bytes; i++)
        ag_buf_char(out, (char)(x >> 8 * i));
}

void
ag_pack_double(ag_buf *out, double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    ag_pack_bits(out, bits, 8);
}

uint64_t
ag_unpack_number(ag_unpack *u)
{
    uint64_t x = 0;

    for (int shift = 0; shift < 64 && u->at < u->end; shift += 7) {
        unsigned char c = (unsigned char)*u->at++;

        x |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80)
            return x;
    }
    u->is_damaged = true;
    return 0;
}

int64_t
ag_unpack_signed(ag_unpack *u)
{
    uint64_t x = ag_unpack_number(u);

    return x & 1 ? (int64_t)~(x >> 1) : (int64_t)(x >> 1);
}

ag_str
ag_unpack_text(ag_unpack *u)
{
    uint64_t n = ag_unpack_number(u);
    ag_str s = { u->at, (size_t)n };

    if (n > (uint64_t)(u->end - u->at)) {
        u->is_damaged = true;
        return AG_S("");
    }
    u->at += n;
    return s;
}

uint64_t
ag_unpack_bits(ag_unpack *u, int bytes)
{
    uint64_t x = 0;

    if (bytes > u->end - u->at) {
        u->is_damaged = true;
        u->at = u->end;
        return 0;
    }
    for (int i = 0; i < bytes; i++)
        x |= (uint64_t)(unsigned char)u->at[i] << 8 * i;
    u->at += bytes;
    return x;
}

double
ag_unpack_double(ag_unpack *u)
{
    uint64_t bits = ag_unpack_bits(u, 8);
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

int
ag_unpack_count(ag_unpack *u)
{
    uint64_t n = ag_unpack_number(u);

    if (n > (uint64_t)(u->end - u->at)) {
        u->is_damaged = true;
        return 0;
    }
    return (int)n;
}
