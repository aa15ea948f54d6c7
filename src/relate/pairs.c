/* Pairs of numbers → a number. */
#include "relate/pairs.h"

struct ag_pairs_slot {
    uint64_t key; /* x, y in 32 bits each */
    int value;
    bool is_used;
};

static uint64_t
key_of(int x, int y)
{
    return ((uint64_t)(uint32_t)x << 32 | (uint32_t)y);
}

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads neighbouring keys. */
static uint64_t
mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static struct ag_pairs_slot *
place(const ag_pairs *p, uint64_t key)
{
    size_t i = mix(key) & (p->room - 1);

    while (p->slots[i].is_used && p->slots[i].key != key)
        i = (i + 1) & (p->room - 1);
    return &p->slots[i];
}

int
ag_pairs_get(const ag_pairs *p, int x, int y)
{
    if (p->room == 0)
        return -1;

    const struct ag_pairs_slot *s = place(p, key_of(x, y));

    return s->is_used ? s->value : -1;
}

int
ag_pairs_add(ag_arena *a, ag_pairs *p, int x, int y, int fresh)
{
    if (2 * p->n >= p->room) { /* at most half full */
        ag_pairs old = *p;

        p->room = old.room ? 2 * old.room : 64;
        p->slots = AG_ARRAY(a, struct ag_pairs_slot, p->room);
        for (size_t i = 0; i < old.room; i++)
            if (old.slots[i].is_used)
                *place(p, old.slots[i].key) = old.slots[i];
    }

    struct ag_pairs_slot *s = place(p, key_of(x, y));

    if (!s->is_used) {
        *s = (struct ag_pairs_slot){ key_of(x, y), fresh, true };
        p->n++;
    }
    return s->value;
}
