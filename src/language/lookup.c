/* Read-only tables: open addressing, linear probing, six of seven slots full. */
#include "language/lookup.h"

#include <stdlib.h>

static inline uint32_t
key_of(uint64_t key)
{
    uint32_t k = (uint32_t)(key >> 32);

    return k ? k : 1;
}

static inline uint32_t
home_of(uint64_t key, uint32_t count)
{
    return (uint32_t)((key & 0xffffffffu) * count >> 32);
}

uint32_t
ag_lookup_get(const ag_lookup *t, uint64_t key, uint32_t none)
{
    uint32_t k = key_of(key), s = home_of(key, t->count);

    while (t->slots[s].key && t->slots[s].key != k)
        s = s + 1 == t->count ? 0 : s + 1;
    return t->slots[s].key ? t->slots[s].value : none;
}

ag_status
ag_lookup_open(ag_str section, const char *name, ag_lookup *out, ag_err *err)
{
    if (section.len < 8 || section.len % 8)
        return ag_fail(err, AG_INPUT, "the table '%s' is cut short", name);
    *out = (ag_lookup){ (const ag_lookup_slot *)(const void *)section.at, (uint32_t)(section.len / 8) };
    for (uint32_t s = 0; s < out->count; s++)
        if (!out->slots[s].key)
            return AG_OK;
    return ag_fail(err, AG_INPUT, "the table '%s' has no empty slot", name);
}

static int
by_key(const void *a, const void *b)
{
    const ag_pair *x = a, *y = b;

    return x->key < y->key ? -1 : x->key > y->key;
}

void
ag_lookup_write(ag_pair *pairs, size_t n, ag_buf *out)
{
    uint32_t count = (uint32_t)(n + n / 6 + 8);
    ag_lookup_slot *table = calloc(count, sizeof *table);

    if (!table)
        abort();
    if (n)
        qsort(pairs, n, sizeof *pairs, by_key);
    for (size_t i = 0; i < n; i++) {
        uint32_t k = key_of(pairs[i].key), s = home_of(pairs[i].key, count);

        while (table[s].key && table[s].key != k)
            s = s + 1 == count ? 0 : s + 1;
        if (!table[s].key)
            table[s] = (ag_lookup_slot){ k, pairs[i].value };
    }
    ag_buf_add(out, table, count * sizeof *table);
    free(table);
}
