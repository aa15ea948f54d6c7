/* Proofs. */
#include "evidence/proof.h"

#include "base/utf8.h"
#include "resolve/same.h"

static bool
is_among(const int *actors, int n, int actor)
{
    for (int i = 0; i < n; i++)
        if (actors[i] == actor)
            return true;
    return false;
}

/* The event of this document that an act took from this sentence. */
static const ag_event *
event_in(const ag_doc *doc, const ag_act *act, ag_span sentence)
{
    const ag_event *found = NULL;

    for (int i = 0; i < doc->events.n; i++) {
        const ag_event *e = &doc->events.at[i];

        if (doc->sentences.at[e->sentence].span.from != sentence.from || !ag_str_eq(e->type, act->type) || e->status != act->status)
            continue;
        if (!found || ag_str_eq(e->lemma, act->lemma))
            found = e;
    }
    return found;
}

static int
by_place(const void *x, const void *y)
{
    const ag_mark *a = x, *b = y;

    return a->span.from != b->span.from ? (a->span.from > b->span.from) - (a->span.from < b->span.from) : a->actor - b->actor;
}

/* Why an entity of an article is its actor: the rule that joined it last. */
static const char *
rule_of(const ag_world *w, int doc, int entity)
{
    const char *rule = NULL;

    for (int i = 0; i < w->merges.n; i++)
        if (w->merges.at[i].doc[1] == doc && w->merges.at[i].entity[1] == entity && !w->merges.at[i].is_refused)
            rule = ag_rule_name((ag_rule)w->merges.at[i].rule);
    return rule;
}

static const char *
how_meant(const ag_mention *m)
{
    if (m->is_metonym)
        return "stands for it";
    if (m->is_adjective)
        return "adjective";
    return m->kind == AG_MENTION_NAME ? "part of the name" : "coreference";
}

void
ag_proof_of(ag_arena *a, const ag_world *w, const ag_act *act, const int *actors, int n, ag_evidence at, ag_proof *out)
{
    const ag_doc *doc = w->docs.at[at.doc];
    ag_str sentence = ag_str_at(doc->text, at.sentence), text = ag_str_trim(sentence);

    *out = (ag_proof){ .doc = doc, .span = { at.sentence.from + (uint32_t)(text.at - sentence.at), 0 } };
    out->span.to = out->span.from + (uint32_t)text.len;
    for (int i = 0; i < doc->mentions.n; i++) {
        const ag_mention *m = &doc->mentions.at[i];
        int actor = m->entity < 0 ? -1 : w->actor_of[at.doc][m->entity];

        if (m->span.from >= out->span.from && m->span.to <= out->span.to && actor >= 0 && is_among(actors, n, actor))
        {
            ag_str here = doc->entities.at[m->entity].name, words = ag_str_at(doc->text, m->span);

            AG_PUSH(a, &out->marks, (ag_mark){ .span = m->span, .actor = actor, .name = here,
                                               .here = ag_str_eq(words, here) ? NULL : how_meant(m),
                                               .rule = ag_str_eq(here, w->actors.at[actor].name) ? NULL : rule_of(w, at.doc, m->entity) });
        }
    }
    out->event = act ? event_in(doc, act, at.sentence) : NULL;
    if (out->event && out->event->trigger.from >= out->span.from && out->event->trigger.to <= out->span.to)
        AG_PUSH(a, &out->marks, (ag_mark){ .span = out->event->trigger, .actor = -1, .name = AG_S("") });
    if (out->marks.n)
        qsort(out->marks.at, (size_t)out->marks.n, sizeof *out->marks.at, by_place);
}

uint32_t
ag_proof_point(const ag_proof *p, uint32_t byte)
{
    return (uint32_t)ag_utf8_count(ag_str_sub(p->doc->text, 0, byte));
}

ag_str
ag_proof_place(ag_arena *a, const ag_proof *p)
{
    char day[16];

    ag_day_format(p->doc->date, day);
    return ag_arena_printf(a, "%.*s%s%.*s%s%s, characters %u–%u", AG_SHOW(p->doc->path), p->doc->source.len ? ", " : "",
                           AG_SHOW(p->doc->source), day[0] ? ", " : ", undated", day, ag_proof_point(p, p->span.from),
                           ag_proof_point(p, p->span.to));
}

ag_str
ag_proof_reading(ag_arena *a, const ag_world *w, const ag_proof *p)
{
    ag_str all = AG_S("");

    for (int i = 0; i < p->marks.n; i++) {
        const ag_mark *m = &p->marks.at[i];
        ag_str words = ag_str_at(p->doc->text, m->span), name = m->actor < 0 ? AG_S("") : w->actors.at[m->actor].name;
        ag_str one;

        if (m->actor < 0)
            one = ag_arena_printf(a, "\"%.*s\" says %.*s%s%.*s (trigger \"%.*s\")", AG_SHOW(words), AG_SHOW(p->event->type),
                                  p->event->mode.len ? " " : "", AG_SHOW(p->event->mode), AG_SHOW(p->event->lemma));
        else {
            one = ag_arena_printf(a, "\"%.*s\"", AG_SHOW(words));
            if (m->here && !ag_str_eq(words, name)) /* what the article means by it */
                one = ag_arena_printf(a, "%.*s = %.*s (%s)", AG_SHOW(one), AG_SHOW(m->name), m->here);
            if (!ag_str_eq(m->name, name)) /* and who that is */
                one = ag_arena_printf(a, "%.*s = %.*s%s%s%s", AG_SHOW(one), AG_SHOW(name), m->rule ? " (" : "", m->rule ? m->rule : "", m->rule ? ")" : "");
        }
        all = ag_arena_printf(a, "%.*s%s%.*s", AG_SHOW(all), all.len ? "; " : "", AG_SHOW(one));
    }
    return all;
}

static void
member(ag_buf *out, const char *key, ag_str value)
{
    ag_buf_printf(out, ", \"%s\": ", key);
    if (value.len)
        ag_buf_json(out, value);
    else
        ag_buf_z(out, "null");
}

void
ag_proof_json(const ag_world *w, const ag_proof *p, ag_buf *out)
{
    char day[16];

    ag_day_format(p->doc->date, day);
    ag_buf_printf(out, "{\"article\": \"%s\"", p->doc->id);
    member(out, "path", p->doc->path);
    member(out, "url", p->doc->url);
    member(out, "source", p->doc->source);
    member(out, "date", ag_str_of(day));
    ag_buf_printf(out, ", \"start\": %u, \"end\": %u", ag_proof_point(p, p->span.from), ag_proof_point(p, p->span.to));
    member(out, "quote", ag_str_at(p->doc->text, p->span));
    ag_buf_z(out, ", \"marks\": [");
    for (int i = 0; i < p->marks.n; i++) {
        const ag_mark *m = &p->marks.at[i];

        ag_buf_printf(out, "%s{\"start\": %u, \"end\": %u", i ? ", " : "", ag_proof_point(p, m->span.from), ag_proof_point(p, m->span.to));
        member(out, "words", ag_str_at(p->doc->text, m->span));
        if (m->actor < 0) {
            member(out, "trigger", p->event->lemma);
            member(out, "type", p->event->type);
            member(out, "mode", p->event->mode);
        } else {
            member(out, "actor", w->actors.at[m->actor].id);
            member(out, "name_here", m->name);
            member(out, "name", w->actors.at[m->actor].name);
            member(out, "here_by", m->here ? ag_str_of(m->here) : AG_S(""));
            member(out, "actor_by", m->rule ? ag_str_of(m->rule) : AG_S(""));
        }
        ag_buf_z(out, "}");
    }
    ag_buf_z(out, "]}");
}
