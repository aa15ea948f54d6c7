/* Worlds made by hand, for the tests of ties and graphs: a few documents whose text is one sentence
 * an act, so that every piece of evidence has a place. */
#ifndef AG_UNIT_WORLDS_H
#define AG_UNIT_WORLDS_H

#include "actorgraph.h"
#include "base/buf.h"

typedef struct maker {
    ag_arena *a;
    ag_world *w;
    ag_doc *doc[16];
    AG_LIST(int) origins;
} maker;

static inline maker
world_new(ag_arena *a)
{
    return (maker){ .a = a, .w = AG_NEW(a, ag_world) };
}

/* A document with its origin; sentences come with the acts. */
static inline int
world_doc(maker *m, const char *path, ag_day date, int origin)
{
    ag_doc *d = AG_NEW(m->a, ag_doc);
    int i = m->w->docs.n;

    d->path = ag_str_of(path);
    d->date = date;
    d->text = AG_S("");
    AG_PUSH(m->a, &m->w->docs, d);
    AG_PUSH(m->a, &m->origins, origin);
    m->w->origin = m->origins.at;
    m->doc[i] = d;
    return i;
}

static inline ag_span
world_sentence(maker *m, int doc, const char *sentence)
{
    ag_doc *d = m->doc[doc];
    ag_str s = ag_str_of(sentence);
    uint32_t from = (uint32_t)d->text.len;

    d->text = ag_arena_printf(m->a, "%.*s%s\n\n", AG_SHOW(d->text), sentence);
    ag_span span = { from, from + (uint32_t)s.len };

    AG_PUSH(m->a, &d->sentences, (ag_sentence){ .span = span, .paragraph = d->paragraphs.n });
    AG_PUSH(m->a, &d->paragraphs, (ag_paragraph){ .span = span });
    return span;
}

static inline int
world_actor(maker *m, const char *id, const char *name, ag_actor_type type, const char *country)
{
    AG_PUSH(m->a, &m->w->actors,
            (ag_actor){ .id = ag_str_of(id), .name = ag_str_of(name), .type = (uint8_t)type, .is_named = true,
                        .country = ag_str_of(country), .role = AG_S(""), .mentions = 1, .documents = 1, .origins = 1,
                        .first_seen = AG_NO_DAY, .last_seen = AG_NO_DAY, .first_day = AG_NO_DAY, .last_day = AG_NO_DAY });
    return m->w->actors.n - 1;
}

/* An act of `n` actors: the first is the source, the rest are targets; all are sources of a symmetric one. */
static inline ag_act *
world_act(maker *m, const char *type, const char *lemma, double intensity, bool symmetric, int doc, int n, const int *actors)
{
    ag_act act = { .type = ag_str_of(type), .lemma = ag_str_of(lemma), .mode = AG_S(""), .intensity = intensity,
                   .is_symmetric = symmetric, .claimed_by = -1, .reports = 1, .origins = 1 };
    ag_buf s = { 0 };

    act.id = ag_arena_printf(m->a, "event.%s.%04d", type, m->w->acts.n);
    act.label = ag_arena_printf(m->a, "%s %d", lemma, m->w->acts.n);
    ag_buf_printf(&s, "Sentence %d: %s", m->w->acts.n, lemma);
    for (int i = 0; i < n; i++) {
        AG_PUSH(m->a, &act.parts, (ag_participant){ actors[i], i && !symmetric ? AG_TARGET : AG_SOURCE });
        ag_buf_printf(&s, " %.*s", AG_SHOW(m->w->actors.at[actors[i]].name));
    }
    ag_buf_add(&s, ".", 2); /* with its NUL */
    AG_PUSH(m->a, &act.evidence, (ag_evidence){ doc, world_sentence(m, doc, s.at) });
    ag_buf_done(&s);
    act.date = (ag_date){ m->doc[doc]->date, m->doc[doc]->date == AG_NO_DAY ? AG_GRAIN_NONE : AG_GRAIN_DAY };
    AG_PUSH(m->a, &m->w->acts, act);
    return &m->w->acts.at[m->w->acts.n - 1];
}

/* `actor` is named in the last sentence of `doc`. */
static inline void
world_mention(maker *m, int doc, int actor)
{
    ag_doc *d = m->doc[doc];
    ag_span s = d->sentences.at[d->sentences.n - 1].span;

    AG_PUSH(m->a, &d->mentions, (ag_mention){ .span = { s.from, s.from + 1 }, .entity = actor, .first = -1, .end = -1, .head = -1 });
}

/* Entities of a document are numbered as the actors are. */
static inline ag_world *
world_done(maker *m)
{
    m->w->actor_of = AG_ARRAY(m->a, int *, m->w->docs.n + 1);
    for (int d = 0; d < m->w->docs.n; d++) {
        m->w->actor_of[d] = AG_ARRAY(m->a, int, m->w->actors.n + 1);
        for (int i = 0; i < m->w->actors.n; i++)
            m->w->actor_of[d][i] = i;
    }
    return m->w;
}

#define ACT(m, type, lemma, intensity, symmetric, doc, ...)                                     \
    world_act(m, type, lemma, intensity, symmetric, doc, (int)(sizeof((int[]){ __VA_ARGS__ }) / sizeof(int)), \
              (int[]){ __VA_ARGS__ })

/* A small world: a visit with four dealings, a war, a planned act, claims, a denial, a group apart. */
typedef struct small_world {
    ag_world *w;
    int carney, zelenskyy, kellogg, russia, ukraine, canada, putin, pentagon, minister, union_;
} small_world;

static inline small_world
world_small(ag_arena *a)
{
    maker m = world_new(a);
    ag_day sunday = ag_day_of(2025, 8, 24);
    int d0 = world_doc(&m, "a.txt", sunday, 0), d1 = world_doc(&m, "b.txt", sunday, 1);
    small_world s = { 0 };

    s.canada = world_actor(&m, "country.CA", "Canada", AG_TYPE_COUNTRY, "CA");
    s.russia = world_actor(&m, "country.RU", "Russia", AG_TYPE_COUNTRY, "RU");
    s.ukraine = world_actor(&m, "country.UA", "Ukraine", AG_TYPE_COUNTRY, "UA");
    s.union_ = world_actor(&m, "organization.dockers-union", "Dockers' Union", AG_TYPE_ORGANIZATION, "");
    s.pentagon = world_actor(&m, "organization.pentagon", "Pentagon", AG_TYPE_ORGANIZATION, "US");
    s.kellogg = world_actor(&m, "person.keith-kellogg", "Keith Kellogg", AG_TYPE_PERSON, "US");
    s.carney = world_actor(&m, "person.mark-carney", "Mark Carney", AG_TYPE_PERSON, "CA");
    s.minister = world_actor(&m, "person.minister-x", "Minister X", AG_TYPE_PERSON, "");
    s.putin = world_actor(&m, "person.vladimir-putin", "Vladimir Putin", AG_TYPE_PERSON, "RU");
    s.zelenskyy = world_actor(&m, "person.volodymyr-zelenskyy", "Volodymyr Zelenskyy", AG_TYPE_PERSON, "UA");

    ag_act *met = ACT(&m, "CONSULT", "meet", 2.5, true, d0, s.carney, s.zelenskyy);
    met->origins = met->reports = 2;
    AG_PUSH(a, &met->evidence, (ag_evidence){ d1, world_sentence(&m, d1, "Carney met Zelenskyy & <others>.") });
    ACT(&m, "CONSULT", "hold", 2.5, true, d0, s.carney, s.zelenskyy);
    ACT(&m, "AGREE", "sign", 2.5, true, d0, s.carney, s.zelenskyy);
    ACT(&m, "CONSULT", "attend", 2.5, true, d0, s.carney, s.zelenskyy, s.kellogg);
    ACT(&m, "SUPPORT", "honour", 5, false, d0, s.zelenskyy, s.kellogg);
    ACT(&m, "ACCUSE", "accuse", -3, false, d0, s.russia, s.ukraine);
    ACT(&m, "ASSAULT", "strike", -9, false, d0, s.ukraine, s.russia)->voice = AG_VOICE_SELF;
    ACT(&m, "ASSAULT", "strike", -9, false, d0, s.russia, s.ukraine)->voice = AG_VOICE_UNNAMED;
    ACT(&m, "AID", "announce", 10, false, d0, s.canada, s.ukraine)->status = AG_PLANNED;
    ACT(&m, "SUPPORT", "back", 5, false, d1, s.carney, s.ukraine);
    ACT(&m, "REQUEST", "call", 0, false, d1, s.zelenskyy, s.putin);
    ACT(&m, "REJECT", "rule out", -2, false, d1, s.russia, s.zelenskyy);
    ACT(&m, "COERCE", "block", -7, false, d1, s.pentagon, s.ukraine)->voice = AG_VOICE_OPPONENT;
    ACT(&m, "CONSULT", "discuss", 2.5, true, d1, s.ukraine, s.canada)->status = AG_DENIED;
    ACT(&m, "PROTEST", "strike", -5, false, d1, s.union_, s.minister);
    s.w = world_done(&m);
    return s;
}

#endif
