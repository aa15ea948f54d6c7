/* What holds of actors: offices ("holds role in country or organisation"), family, where a place lies.
 *
 * Only what apposition, a title or a possessive makes plain. */
#include "extract/cast.h"

static const ag_token *
token(const ag_cast *c, int t)
{
    return &c->doc->tokens.at[t];
}

static ag_span
span_of(const ag_cast *c, int first, int end)
{
    return (ag_span){ token(c, first)->span.from, token(c, end - 1)->span.to };
}

static void
add_office(ag_cast *c, const ag_titled *t)
{
    ag_office o = { .person = c->finds.at[t->holder].entity, .of = t->owner < 0 ? -1 : c->finds.at[t->owner].entity,
                    .role = t->role, .status = t->status, .since = AG_NO_DAY, .until = AG_NO_DAY,
                    .span = span_of(c, t->first, t->end) };

    if (o.person < 0 || o.person == o.of)
        return;
    for (int i = 0; i < c->doc->offices.n; i++) {
        ag_office *x = &c->doc->offices.at[i];

        if (x->person != o.person || !ag_str_eq(x->role, o.role))
            continue;
        /* "US President Donald Trump" tells more than "President Trump". */
        if (x->of < 0 && o.of >= 0) {
            x->of = o.of;
            x->span = o.span;
            return;
        }
        if (o.of < 0 || (x->of == o.of && x->status == o.status))
            return;
    }
    AG_PUSH(c->a, &c->doc->offices, o);
}

/* A short title that a longer one of the same person and owner repeats: "minister" after "foreign
 * minister"; "premier" beside "prime minister". */
static void
drop_shorter(ag_cast *c)
{
    int kept = 0;

    for (int i = 0; i < c->doc->offices.n; i++) {
        ag_office o = c->doc->offices.at[i];
        bool repeated = false;

        for (int k = 0; k < c->doc->offices.n && !repeated; k++) {
            const ag_office *x = &c->doc->offices.at[k];

            if (x->person == o.person && (x->of == o.of || x->of < 0 || o.of < 0) && ag_str_is(o.role, "premier") && k != i && ag_str_is(x->role, "prime minister"))
                repeated = true;
            else
                repeated = k != i && x->person == o.person && (x->of == o.of || o.of < 0) && x->role.len > o.role.len + 1 &&
                               ag_str_ends(x->role, o.role) && x->role.at[x->role.len - o.role.len - 1] == ' ' &&
                           x->status == o.status;
        }
        if (!repeated)
            c->doc->offices.at[kept++] = o;
    }
    c->doc->offices.n = kept;
}

void
ag_cast_offices(ag_cast *c)
{
    for (int i = 0; i < c->titles.n; i++)
        if (c->titles.at[i].holder >= 0)
            add_office(c, &c->titles.at[i]);
    drop_shorter(c);
    /* The office to show: the first current one, with its country before one without. */
    for (int pass = 0; pass < 3; pass++)
        for (int i = 0; i < c->doc->offices.n; i++) {
            const ag_office *o = &c->doc->offices.at[i];
            ag_member *m = &c->members.at[o->person];
            bool now = o->status == AG_OFFICE_CURRENT || o->status == AG_OFFICE_ACTING;

            if (m->role.len == 0 && (pass == 2 || (now && (pass == 1 || o->of >= 0))))
                m->role = o->status == AG_OFFICE_FORMER ? ag_arena_printf(c->a, "former %.*s", AG_SHOW(o->role))
                          : o->status == AG_OFFICE_ACTING ? ag_arena_printf(c->a, "acting %.*s", AG_SHOW(o->role)) : o->role;
            if (m->country.len == 0 && o->of >= 0 && c->members.at[o->of].type != AG_TYPE_PERSON)
                m->country = c->members.at[o->of].country;
        }
    /* "Trump's special envoy": of his country. */
    for (int i = 0; i < c->doc->offices.n; i++) {
        const ag_office *o = &c->doc->offices.at[i];

        if (c->members.at[o->person].country.len == 0 && o->of >= 0 && c->members.at[o->of].type == AG_TYPE_PERSON)
            c->members.at[o->person].country = c->members.at[o->of].country;
    }
}

static void
add_state(ag_cast *c, const char *type, int subject, int object, int first, int end)
{
    if (subject < 0 || object < 0 || subject == object)
        return;
    for (int i = 0; i < c->doc->states.n; i++) {
        const ag_state *s = &c->doc->states.at[i];

        if (ag_str_is(s->type, type) && s->subject == subject && s->object == object)
            return;
    }
    AG_PUSH(c->a, &c->doc->states, (ag_state){ ag_str_of(type), subject, object, span_of(c, first, end) });
}

/* The entity that a token's own mention leads to, or -1. */
static int
entity_at(const ag_cast *c, int t)
{
    return t < 0 || c->headed[t] < 0 ? -1 : c->finds.at[c->headed[t]].entity;
}

static bool
is_person(const ag_cast *c, int m)
{
    return m >= 0 && c->members.at[m].type == AG_TYPE_PERSON && c->members.at[m].is_named;
}

/* "his wife Olena Zelenska", "Carney's wife, Diana Fox", "Diana Fox, the wife of Mark Carney". */
static void
find_family(ag_cast *c)
{
    for (int t = 0; t < c->doc->tokens.n; t++) {
        const ag_sentence *s = &c->doc->sentences.at[token(c, t)->sentence];
        int owner, other = -1, k = t + 1, last = t + 1;

        if (!ag_gazetteer_word(c->g, AG_WORDS_FAMILY, ag_lower(c->a, token(c, t)->form)) || token(c, t)->upos != AG_NOUN)
            continue;
        owner = entity_at(c, ag_tree_child(c->doc, t, AG_NMOD_POSS_));
        if (owner < 0 && t + 2 < s->end && ag_form_is(c->doc, t + 1, "of") && c->find_at[t + 2] >= 0) {
            owner = c->finds.at[c->find_at[t + 2]].entity;
            k = c->finds.at[c->find_at[t + 2]].end;
        }
        if (!is_person(c, owner))
            continue;
        if (k < s->end && ag_form_is(c->doc, k, ","))
            k++;
        if (k < s->end && c->find_at[k] >= 0 && c->finds.at[c->find_at[k]].first == k && (k == t + 1 || token(c, c->finds.at[c->find_at[k]].head)->deprel == AG_APPOS_)) {
            other = c->finds.at[c->find_at[k]].entity;
            last = c->finds.at[c->find_at[k]].end;
        } else if (token(c, t)->deprel == AG_APPOS_) {
            other = entity_at(c, token(c, t)->head);
            last = k;
        }
        if (is_person(c, other))
            add_state(c, "family", other, owner, t, last > t ? last : t + 1);
    }
}

/* "Anchorage, Alaska", "the Russian port of Ust-Luga", "Russia's Samara region". */
static void
find_places(ag_cast *c)
{
    for (int i = 0; i + 1 < c->finds.n; i++) {
        const ag_find *x = &c->finds.at[i], *y = &c->finds.at[i + 1];
        bool gap;

        if (x->kind != AG_MENTION_NAME || y->kind != AG_MENTION_NAME || token(c, x->first)->sentence != token(c, y->first)->sentence)
            continue;
        /* city, region or country */
        gap = x->end + 1 == y->first && ag_form_is(c->doc, x->end, ",");
        if (gap && x->type == AG_TYPE_PLACE && (y->type == AG_TYPE_PLACE || y->type == AG_TYPE_COUNTRY) && !y->is_adjective &&
            y->end < c->doc->tokens.n && !ag_form_is(c->doc, y->end, "and") && !ag_form_is(c->doc, y->end, "or") &&
            token(c, y->head)->deprel != AG_CONJ_ && !y->is_metonym && !x->is_metonym)
            add_state(c, "located_in", x->entity, y->entity, x->first, y->end);
        /* country's place */
        gap = (x->end == y->first && x->is_adjective) || (x->end + 1 == y->first && ag_is_possessive(c->doc, x->end));
        if (gap && x->type == AG_TYPE_COUNTRY && y->type == AG_TYPE_PLACE && !y->is_metonym && !y->is_adjective)
            add_state(c, "located_in", y->entity, x->entity, x->first, y->end);
    }
}

void
ag_cast_states(ag_cast *c)
{
    find_family(c);
    find_places(c);
}
