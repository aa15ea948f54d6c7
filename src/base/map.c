/* Open addressing with linear probing, at most half full. */
#include "base/map.h"

struct ag_map_slot {
    ag_str key;
    uint64_t hash;
    int value; /* meaningful where key.at != NULL */
};

static struct ag_map_slot *
find(const ag_map *m, ag_str key, uint64_t hash)
{
    size_t i = (size_t)hash & (m->room - 1);

    while (m->slots[i].key.at && !(m->slots[i].hash == hash && ag_str_eq(m->slots[i].key, key)))
        i = (i + 1) & (m->room - 1);
    return &m->slots[i];
}

int
ag_map_get(const ag_map *m, ag_str key)
{
    if (!m->room)
        return -1;

    const struct ag_map_slot *s = find(m, key, ag_str_hash(key));

    return s->key.at ? s->value : -1;
}

static void
grow(ag_arena *a, ag_map *m)
{
    ag_map old = *m;

    m->room = old.room ? 2 * old.room : 16;
    m->slots = AG_ARRAY(a, struct ag_map_slot, m->room);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].key.at)
            *find(m, old.slots[i].key, old.slots[i].hash) = old.slots[i];
}

static struct ag_map_slot *
place(ag_arena *a, ag_map *m, ag_str key, int value)
{
    uint64_t hash = ag_str_hash(key);

    if ((size_t)(2 * m->n + 2) > m->room)
        grow(a, m);

    struct ag_map_slot *s = find(m, key, hash);

    if (!s->key.at) {
        s->key = key.at ? key : AG_S("");
        s->hash = hash;
        s->value = value;
        m->n++;
    }
    return s;
}

void
ag_map_set(ag_arena *a, ag_map *m, ag_str key, int value)
{
    place(a, m, key, value)->value = value;
}

int
ag_map_add(ag_arena *a, ag_map *m, ag_str key, int fresh)
{
    return place(a, m, key, fresh)->value;
}
