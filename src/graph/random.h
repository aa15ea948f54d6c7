/* Repeatable chance: SplitMix64 (Steele, Lea & Flood 2014), the same bits on every machine. */
#ifndef AG_GRAPH_RANDOM_H
#define AG_GRAPH_RANDOM_H

#include <stdint.h>

/* Mixes all bits of z. */
static inline uint64_t
ag_mix(uint64_t z)
{
    z += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* A number below n (n > 0); *state moves on. */
static inline uint64_t
ag_random_below(uint64_t *state, uint64_t n)
{
    return ag_mix((*state)++) % n;
}

#endif
