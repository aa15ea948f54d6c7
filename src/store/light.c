/* Documents ↔ light documents. Writer and reader stand side by side, field by field; a field that
 * deriving comes to need is added to both, and the version changes. */
#include "store/light.h"

#include "resolve/digest.h"

const char ag_light_version[] = "3." AG_DIGEST_VERSION;
const char ag_derived_version[] = AG_VERSION " 3, light 3." AG_DIGEST_VERSION;

/* ---- writing ------------------------------------------------------------------------------------ */

static void
put_span(ag_buf *out, ag_span s)
{
    ag_pack_number(out, s.from);
    ag_pack_number(out, s.to - s.from);
}

static void
put_entities(const ag_doc *doc, ag_buf *out)
{
    ag_pack_number(out, (uint64_t)doc->entities.n);
    for (int i = 0; i < doc->entities.n; i++) {
        const ag_entity *e = &doc->entities.at[i];

        ag_pack_number(out, (uint64_t)e->type << 2 | (uint64_t)e->is_named << 1 | e->is_known);
        ag_pack_text(out, e->name);
        ag_pack_text(out, e->role);
        ag_pack_text(out, e->country);
        ag_pack_number(out, (uint64_t)e->aliases.n);
        for (int k = 0; k < e->aliases.n; k++)
            ag_pack_text(out, e->aliases.at[k]);
    }
    ag_pack_number(out, (uint64_t)doc->mentions.n);
    for (int i = 0; i < doc->mentions.n; i++) {
        const ag_mention *m = &doc->mentions.at[i];

        put_span(out, m->span);
        ag_pack_signed(out, m->entity);
        ag_pack_number(out, (uint64_t)m->kind << 2 | (uint64_t)m->is_metonym << 1 | m->is_adjective);
    }
}

static void
put_facts(const ag_doc *doc, ag_buf *out)
{
    ag_pack_number(out, (uint64_t)doc->offices.n);
    for (int i = 0; i < doc->offices.n; i++) {
        const ag_office *o = &doc->offices.at[i];

        ag_pack_signed(out, o->person);
        ag_pack_signed(out, o->of);
        ag_pack_text(out, o->role);
        ag_pack_number(out, o->status);
        ag_pack_signed(out, o->since);
        ag_pack_signed(out, o->until);
        put_span(out, o->span);
    }
    ag_pack_number(out, (uint64_t)doc->events.n);
    for (int i = 0; i < doc->events.n; i++) {
        const ag_event *e = &doc->events.at[i];

        ag_pack_text(out, e->type);
        ag_pack_text(out, e->mode);
        ag_pack_text(out, e->lemma);
        ag_pack_double(out, e->intensity);
        put_span(out, e->trigger);
        ag_pack_number(out, (uint64_t)e->is_nominal << 1 | e->is_symmetric);
        ag_pack_signed(out, e->sentence);
        ag_pack_number(out, (uint64_t)e->parts.n);
        for (int k = 0; k < e->parts.n; k++) {
            ag_pack_signed(out, e->parts.at[k].entity);
            ag_pack_number(out, e->parts.at[k].part);
        }
        ag_pack_signed(out, e->date.first);
        ag_pack_number(out, e->date.grain);
        ag_pack_number(out, e->status);
        ag_pack_number(out, e->voice);
        ag_pack_signed(out, e->claimed_by);
    }
    ag_pack_number(out, (uint64_t)doc->relations.n);
    for (int i = 0; i < doc->relations.n; i++) {
        const ag_relation *r = &doc->relations.at[i];

        ag_pack_signed(out, r->source);
        ag_pack_signed(out, r->target);
        ag_pack_text(out, r->verb);
        ag_pack_text(out, r->type);
        ag_pack_signed(out, r->sentence);
        ag_pack_number(out, (uint64_t)r->status << 1 | r->is_passive);
        ag_pack_signed(out, r->claimed_by);
    }
}

void
ag_light_write(const ag_doc *doc, ag_buf *out)
{
    ag_buf_add(out, doc->id, sizeof doc->id - 1);
    ag_pack_text(out, doc->path);
    ag_pack_text(out, doc->url);
    ag_pack_text(out, doc->source);
    ag_pack_text(out, doc->agency);
    ag_pack_text(out, doc->title);
    ag_pack_signed(out, doc->date);
    ag_pack_signed(out, doc->modified);
    ag_pack_number(out, (uint64_t)doc->sentences.n);
    for (int i = 0; i < doc->sentences.n; i++) {
        put_span(out, doc->sentences.at[i].span);
        ag_pack_number(out, (uint64_t)doc->sentences.at[i].tokens);
    }
    put_entities(doc, out);
    put_facts(doc, out);
}

/* ---- reading ------------------------------------------------------------------------------------ */

static ag_str
text(ag_light_texts *t, ag_unpack *u)
{
    ag_str s = ag_unpack_text(u);
    int i = s.len ? ag_map_get(&t->known, s) : -1;

    if (s.len == 0)
        return AG_S("");
    if (i < 0) {
        i = t->list.n;
        AG_PUSH(t->a, &t->list, ag_arena_str(t->a, s));
        ag_map_set(t->a, &t->known, t->list.at[i], i);
    }
    return t->list.at[i];
}

static ag_span
span(ag_unpack *u)
{
    uint32_t from = (uint32_t)ag_unpack_number(u);

    return (ag_span){ from, from + (uint32_t)ag_unpack_number(u) };
}

/* A place in a list of n, or -1 where that may be. */
static int
place(ag_unpack *u, int n, bool may_lack)
{
    int64_t i = ag_unpack_signed(u);

    if (i >= n || i < (may_lack ? -1 : 0))
        u->is_damaged = true;
    return u->is_damaged ? (may_lack ? -1 : 0) : (int)i;
}

static void
get_entities(ag_light_texts *t, ag_unpack *u, ag_doc *doc)
{
    int n = ag_unpack_count(u);

    doc->entities.at = AG_ARRAY(t->a, ag_entity, n);
    doc->entities.n = doc->entities.room = n;
    for (int i = 0; i < n; i++) {
        ag_entity *e = &doc->entities.at[i];
        uint64_t bits = ag_unpack_number(u);

        e->type = (uint8_t)(bits >> 2 < AG_TYPE_COUNT ? bits >> 2 : AG_TYPE_OTHER);
        e->is_named = bits >> 1 & 1;
        e->is_known = bits & 1;
        e->name = text(t, u);
        e->role = text(t, u);
        e->country = text(t, u);
        e->aliases.n = e->aliases.room = ag_unpack_count(u);
        e->aliases.at = AG_ARRAY(t->a, ag_str, e->aliases.n);
        for (int k = 0; k < e->aliases.n; k++)
            e->aliases.at[k] = text(t, u);
    }
    n = ag_unpack_count(u);
    doc->mentions.at = AG_ARRAY(t->a, ag_mention, n);
    doc->mentions.n = doc->mentions.room = n;
    for (int i = 0; i < n; i++) {
        ag_mention *m = &doc->mentions.at[i];

        m->span = span(u);
        m->first = m->end = m->head = -1;
        m->entity = place(u, doc->entities.n, false);

        uint64_t bits = ag_unpack_number(u);

        m->kind = (uint8_t)(bits >> 2 & 3);
        m->is_metonym = bits >> 1 & 1;
        m->is_adjective = bits & 1;
        m->literal = AG_S("");
    }
}

static void
get_event(ag_light_texts *t, ag_unpack *u, const ag_doc *doc, ag_event *e)
{
    e->type = text(t, u);
    e->mode = text(t, u);
    e->lemma = text(t, u);
    e->intensity = ag_unpack_double(u);
    e->trigger = span(u);

    uint64_t bits = ag_unpack_number(u);

    e->is_nominal = bits >> 1 & 1;
    e->is_symmetric = bits & 1;
    e->sentence = place(u, doc->sentences.n, false);
    e->parts.n = e->parts.room = ag_unpack_count(u);
    e->parts.at = AG_ARRAY(t->a, ag_participant, e->parts.n);
    for (int k = 0; k < e->parts.n; k++) {
        e->parts.at[k].entity = place(u, doc->entities.n, false);
        e->parts.at[k].part = (uint8_t)ag_unpack_number(u);
    }
    e->date.first = (ag_day)ag_unpack_signed(u);
    e->date.grain = (ag_grain)(ag_unpack_number(u) % (AG_GRAIN_YEAR + 1));
    e->status = (uint8_t)ag_unpack_number(u);
    e->voice = (uint8_t)ag_unpack_number(u);
    e->claimed_by = place(u, doc->entities.n, true);
}

static void
get_facts(ag_light_texts *t, ag_unpack *u, ag_doc *doc)
{
    int n = ag_unpack_count(u);

    for (int i = 0; i < n; i++) {
        ag_office o = { .person = place(u, doc->entities.n, false), .of = -1 };

        o.of = place(u, doc->entities.n, true);
        o.role = text(t, u);
        o.status = (uint8_t)ag_unpack_number(u);
        o.since = (ag_day)ag_unpack_signed(u);
        o.until = (ag_day)ag_unpack_signed(u);
        o.span = span(u);
        AG_PUSH(t->a, &doc->offices, o);
    }
    n = ag_unpack_count(u);
    doc->events.at = AG_ARRAY(t->a, ag_event, n);
    doc->events.n = doc->events.room = n;
    for (int i = 0; i < n; i++)
        get_event(t, u, doc, &doc->events.at[i]);
    n = ag_unpack_count(u);
    doc->relations.at = AG_ARRAY(t->a, ag_relation, n);
    doc->relations.n = doc->relations.room = n;
    for (int i = 0; i < n; i++) {
        ag_relation *r = &doc->relations.at[i];

        r->source = place(u, doc->entities.n, false);
        r->target = place(u, doc->entities.n, false);
        r->verb = text(t, u);
        r->type = text(t, u);
        r->sentence = place(u, doc->sentences.n, false);

        uint64_t bits = ag_unpack_number(u);

        r->status = (uint8_t)(bits >> 1);
        r->is_passive = bits & 1;
        r->claimed_by = place(u, doc->entities.n, true);
    }
}

ag_doc *
ag_light_read(ag_light_texts *t, ag_str bytes, ag_str digest)
{
    ag_doc *doc = AG_NEW(t->a, ag_doc);
    ag_unpack u = { bytes.at, bytes.at + bytes.len, false }, v = { digest.at, digest.at + digest.len, false };

    if (bytes.len < sizeof doc->id - 1)
        return NULL;
    memcpy(doc->id, bytes.at, sizeof doc->id - 1);
    u.at += sizeof doc->id - 1;
    doc->path = ag_arena_str(t->a, ag_unpack_text(&u));
    doc->url = ag_arena_str(t->a, ag_unpack_text(&u));
    doc->source = text(t, &u);
    doc->agency = text(t, &u);
    doc->title = ag_arena_str(t->a, ag_unpack_text(&u));
    doc->date = (ag_day)ag_unpack_signed(&u);
    doc->modified = (ag_day)ag_unpack_signed(&u);
    doc->text = doc->language = doc->date_source = AG_S("");
    doc->sentences.n = doc->sentences.room = ag_unpack_count(&u);
    doc->sentences.at = AG_ARRAY(t->a, ag_sentence, doc->sentences.n);
    for (int i = 0; i < doc->sentences.n; i++) {
        doc->sentences.at[i].span = span(&u);
        doc->sentences.at[i].tokens = (int)ag_unpack_number(&u);
    }
    get_entities(t, &u, doc);
    if (!digest.len)
        return u.is_damaged ? NULL : doc;
    get_facts(t, &u, doc);
    doc->digest = ag_digest_read(t->a, &v);
    return u.is_damaged || v.is_damaged || doc->digest->sentences.n != doc->sentences.n ? NULL : doc;
}
