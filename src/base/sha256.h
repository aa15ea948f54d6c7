/* SHA-256 (FIPS 180-4), for the identity of articles. */
#ifndef AG_BASE_SHA256_H
#define AG_BASE_SHA256_H

#include "base/str.h"

typedef struct ag_sha256 {
    uint32_t state[8];
    uint64_t bytes;
    unsigned char block[64];
} ag_sha256;

void ag_sha256_init(ag_sha256 *h);
void ag_sha256_add(ag_sha256 *h, ag_str s);

/* 64 hex digits and a NUL. */
void ag_sha256_hex(ag_sha256 *h, char out[65]);

#endif
