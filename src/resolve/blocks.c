/* Entities and events → blocks. */
#include "resolve/blocks.h"

#include "resolve/sighting.h"

static uint64_t
hash(uint64_t h, ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * 1099511628211u;
    return h;
}

static void
add(ag_arena *a, ag_blocks *out, char kind, ag_str s)
{
    uint64_t h = hash(14695981039346656037u ^ (unsigned char)kind, s);

    for (int i = 0; i < out->list.n; i++)
        if (out->list.at[i] == h)
            return;
    AG_PUSH(a, &out->list, h);
}

static bool
has_blank(ag_str s)
{
    return s.len && memchr(s.at, ' ', s.len);
}

/* One kind of block each: plain names (votes of types, names of things, short names), surnames by their sound, country codes. */
void
ag_entity_blocks(ag_arena *a, ag_arena *own, const ag_entity *e, uint8_t type, ag_blocks *out)
{
    ag_str plain = ag_plain_name(own, e->name);

    add(a, out, 'n', plain);
    if (type == AG_TYPE_ORGANIZATION)
        add(a, out, 'n', ag_body_name(own, plain));
    if (type == AG_TYPE_COUNTRY && e->country.len)
        add(a, out, 'c', e->country);
    if (type == AG_TYPE_PERSON) {
        ag_person_name name = ag_person_name_of(own, e->name);

        add(a, out, 's', name.sound);
        /* "Elena Carrasco" and "Elena Carrasco Ibarra": only with one first name. */
        add(a, out, 'g', ag_arena_printf(own, "%.*s %.*s", AG_SHOW(name.given), AG_SHOW(name.sound)));
        if (name.other.len)
            add(a, out, 'g', ag_arena_printf(own, "%.*s %.*s", AG_SHOW(name.given), AG_SHOW(name.other)));
    }
    for (int k = 0; k < e->aliases.n && type == AG_TYPE_ORGANIZATION && has_blank(plain); k++) {
        ag_str alias = ag_plain_name(own, e->aliases.at[k]);

        if (!has_blank(alias))
            add(a, out, 'n', alias);
    }
}

uint64_t
ag_actor_block(ag_str id)
{
    size_t dots = 0, i = 0;

    while (i < id.len && (dots += id.at[i] == '.') < 2)
        i++;
    return hash(14695981039346656037u ^ 'i', ag_str_sub(id, 0, i));
}

/* The type and the set of those who take part: an actor counts as what it is named first. */
uint64_t
ag_event_block(const ag_world *w, int doc, const ag_event *e)
{
    uint64_t h = hash(14695981039346656037u, e->type), sum = 0;

    for (int i = 0; i < e->parts.n; i++) {
        int actor = w->actor_of[doc][e->parts.at[i].entity];
        bool is_new = actor >= 0 && e->parts.at[i].part <= AG_TARGET;

        for (int k = 0; k < i && is_new; k++)
            is_new = w->actor_of[doc][e->parts.at[k].entity] != actor;
        if (is_new) /* a sum: in any order */
            sum += hash(14695981039346656037u, w->actors.at[actor].id) | 1;
    }
    return (h ^ sum) * 1099511628211u;
}
