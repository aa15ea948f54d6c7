/* Features are 64-bit numbers: a template's number mixed with the attributes it looks at. The
 * mixing is part of the model file's format: to change it is to train anew. */
#ifndef AG_LANGUAGE_FEATURE_H
#define AG_LANGUAGE_FEATURE_H

#include "base/str.h"

/* One round of multiply and shift (after the finaliser of MurmurHash3). */
static inline uint64_t
ag_mix(uint64_t a, uint64_t b)
{
    uint64_t x = (a ^ b) * 0xff51afd7ed558ccdu;

    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53u;
    return x ^ x >> 29;
}

static inline uint64_t
ag_mix3(uint64_t a, uint64_t b, uint64_t c)
{
    return ag_mix(ag_mix(a, b), c + 0x9e3779b97f4a7c15u);
}

/* Bytes to a number, FNV-1a. Start with AG_TEXT_SEED. */
#define AG_TEXT_SEED 0xcbf29ce484222325u

static inline uint64_t
ag_text_add(uint64_t h, unsigned char c)
{
    return (h ^ c) * 0x100000001b3u;
}

static inline uint64_t
ag_text_number(ag_str s)
{
    uint64_t h = AG_TEXT_SEED;

    for (size_t i = 0; i < s.len; i++)
        h = ag_text_add(h, (unsigned char)s.at[i]);
    return ag_mix(h, s.len);
}

/* The features of one decision, filled by a template function: ag_add(f, TEMPLATE, attributes). */
enum { AG_FEATURES_MAX = 160 };

typedef struct ag_features {
    uint64_t at[AG_FEATURES_MAX];
    int n;
    uint64_t template_; /* counts the templates of the decision: each call is the next one */
} ag_features;

static inline void
ag_features_begin(ag_features *f)
{
    f->n = 0;
    f->template_ = 0;
}

static inline void
ag_add(ag_features *f, uint64_t a)
{
    f->at[f->n++] = ag_mix3(++f->template_ * 0x9e3779b97f4a7c15u, a, 1);
}

static inline void
ag_add2(ag_features *f, uint64_t a, uint64_t b)
{
    f->at[f->n++] = ag_mix3(ag_mix(++f->template_ * 0x9e3779b97f4a7c15u, a), b, 2);
}

static inline void
ag_add3(ag_features *f, uint64_t a, uint64_t b, uint64_t c)
{
    f->at[f->n++] = ag_mix3(ag_mix3(++f->template_ * 0x9e3779b97f4a7c15u, a, b), c, 3);
}

static inline void
ag_add4(ag_features *f, uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    f->at[f->n++] = ag_mix3(ag_mix3(ag_mix(++f->template_ * 0x9e3779b97f4a7c15u, a), b, c), d, 4);
}

/* A template that does not apply here: keeps the count, so that those behind it keep theirs. */
static inline void
ag_skip(ag_features *f, int templates)
{
    f->template_ += (uint64_t)templates;
}

#endif
