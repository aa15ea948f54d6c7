/* Names, titles, nominals, pronouns → entities, mentions, offices, states of one article.
 *
 * The steps and what each is for stand in cast.h. Here: their order, and the result in the form of
 * actorgraph.h. Members are numbered by their first mention. */
#include "base/utf8.h"
#include "extract/cast.h"
#include "extract/extract.h"

static int
by_text(const void *x, const void *y)
{
    return ag_str_cmp(*(const ag_str *)x, *(const ag_str *)y);
}

static int
by_place(const void *x, const void *y)
{
    const ag_mention *a = x, *b = y;

    if (a->span.from != b->span.from)
        return a->span.from < b->span.from ? -1 : 1;
    if (a->span.to != b->span.to)
        return a->span.to > b->span.to ? -1 : 1; /* the wider first */
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

/* Which tokens stand between double quotation marks. A paragraph may leave its quote open; the next
 * begins anew. Straight marks open and close in turn. */
static void
mark_quotes(ag_cast *c)
{
    bool open = false;
    int paragraph = -1;

    for (int t = 0; t < c->doc->tokens.n; t++) {
        const ag_token *k = &c->doc->tokens.at[t];
        int p = c->doc->sentences.at[k->sentence].paragraph;

        if (p != paragraph) {
            open = false;
            paragraph = p;
        }
        if (ag_str_is(k->form, "“") || ag_str_is(k->form, "„") || ag_str_is(k->form, "«") || ag_str_is(k->form, "``"))
            open = true;
        else if (ag_str_is(k->form, "”") || ag_str_is(k->form, "»") || ag_str_is(k->form, "''"))
            open = false;
        else if (ag_str_is(k->form, "\""))
            open = !open;
        else
            c->in_quote[t] = open;
    }
}

static void
add_alias(ag_cast *c, ag_entity *e, ag_str name)
{
    if (name.len == 0 || ag_str_eq_nocase(name, e->name))
        return;
    for (int i = 0; i < e->aliases.n; i++)
        if (ag_str_eq(e->aliases.at[i], name))
            return;
    AG_PUSH(c->a, &e->aliases, name);
}

/* What a member is called: the canonical name of what is known; "the" is no part of it. */
static ag_entity
entity_of(ag_cast *c, const ag_member *m)
{
    ag_entity e = { .name = m->name, .type = m->type, .is_named = m->is_named, .role = m->role, .country = m->country };

    e.is_known = m->known != NULL && m->type != AG_TYPE_GROUP;
    if (e.is_known)
        e.name = m->known->name;
    for (int i = 0; i < m->finds.n; i++) {
        const ag_find *f = &c->finds.at[m->finds.at[i]];

        if (f->kind == AG_MENTION_NAME && !f->is_adjective && !f->is_metonym && m->is_named)
            add_alias(c, &e, f->name);
    }
    if (e.aliases.n > 0)
        qsort(e.aliases.at, (size_t)e.aliases.n, sizeof *e.aliases.at, by_text);
    return e;
}

typedef struct place_of {
    int first, member;
} place_of;

static int
by_first(const void *x, const void *y)
{
    const place_of *a = x, *b = y;

    return a->first != b->first ? (a->first < b->first ? -1 : 1) : a->member < b->member ? -1 : a->member > b->member;
}

/* Members in the order of their first mention; those without a mention are left out (-1). */
static int *
number(ag_cast *c, int *n)
{
    int *at = AG_ARRAY(c->a, int, c->members.n + 1);
    place_of *order = AG_ARRAY(c->a, place_of, c->members.n + 1);

    *n = 0;
    for (int m = 0; m < c->members.n; m++) {
        const ag_member *x = &c->members.at[m];
        place_of p = { 0, m };

        at[m] = -1;
        for (int i = 0; i < x->finds.n; i++)
            if (i == 0 || c->finds.at[x->finds.at[i]].first < p.first)
                p.first = c->finds.at[x->finds.at[i]].first;
        if (x->finds.n > 0)
            order[(*n)++] = p;
    }
    if (*n > 0)
        qsort(order, (size_t)*n, sizeof *order, by_first);
    for (int k = 0; k < *n; k++)
        at[order[k].member] = k;
    return at;
}

static void
write_result(ag_cast *c)
{
    ag_doc *doc = c->doc;
    int n, *at = number(c, &n), kept = 0;

    doc->entities.at = AG_ARRAY(c->a, ag_entity, n + 1);
    doc->entities.n = doc->entities.room = n;
    for (int m = 0; m < c->members.n; m++)
        if (at[m] >= 0)
            doc->entities.at[at[m]] = entity_of(c, &c->members.at[m]);
    for (int i = 0; i < c->finds.n; i++) {
        const ag_find *f = &c->finds.at[i];
        ag_mention x = { .first = f->first, .end = f->end, .head = f->head, .kind = f->kind, .is_metonym = f->is_metonym,
                         .is_adjective = f->is_adjective, .literal = f->is_metonym ? f->name : AG_S("") };

        if (f->entity < 0 || at[f->entity] < 0)
            continue;
        x.span = (ag_span){ doc->tokens.at[f->first].span.from, doc->tokens.at[f->end - 1].span.to };
        x.entity = at[f->entity];
        AG_PUSH(c->a, &doc->mentions, x);
    }
    if (doc->mentions.n > 0)
        qsort(doc->mentions.at, (size_t)doc->mentions.n, sizeof *doc->mentions.at, by_place);
    for (int i = 0; i < doc->offices.n; i++) {
        ag_office o = doc->offices.at[i];

        o.person = at[o.person];
        o.of = o.of < 0 ? -1 : at[o.of];
        if (o.person >= 0)
            doc->offices.at[kept++] = o;
    }
    doc->offices.n = kept;
    kept = 0;
    for (int i = 0; i < doc->states.n; i++) {
        ag_state s = doc->states.at[i];

        s.subject = at[s.subject];
        s.object = at[s.object];
        if (s.subject >= 0 && s.object >= 0 && s.subject != s.object)
            doc->states.at[kept++] = s;
    }
    doc->states.n = kept;
}

void
ag_extract_actors(ag_arena *a, const ag_ontology *o, ag_doc *doc)
{
    ag_cast c = { .a = a, .g = o->gazetteer, .states = o->states, .doc = doc };

    if (doc->tokens.n == 0)
        return;
    c.find_at = AG_ARRAY(a, int, doc->tokens.n + 1);
    c.title_at = AG_ARRAY(a, int, doc->tokens.n + 1);
    c.in_quote = AG_ARRAY(a, bool, doc->tokens.n + 1);
    c.headed = AG_ARRAY(a, int, doc->tokens.n + 1);
    c.described = AG_ARRAY(a, bool, doc->tokens.n + 1);
    c.name_at = AG_ARRAY(a, int, doc->tokens.n + 1);
    c.in_sentence = AG_ARRAY(a, ag_list_of_int, doc->sentences.n + 1);
    c.chain_at = AG_ARRAY(a, int, doc->tokens.n + 1);
    for (int t = 0; t <= doc->tokens.n; t++)
        c.chain_at[t] = c.find_at[t] = c.title_at[t] = c.headed[t] = c.name_at[t] = -1;
    for (int i = 0; i < doc->chains.n; i++)
        for (int k = 0; k < doc->chains.at[i].nps.n; k++)
            if (doc->chains.at[i].nps.at[k].kind != AG_NP_SEVERAL)
                c.chain_at[doc->chains.at[i].nps.at[k].head] = i;
    mark_quotes(&c);
    ag_cast_names(&c);
    ag_cast_namesakes(&c);
    ag_cast_titles(&c);
    ag_cast_mend(&c);
    ag_cast_metonyms(&c);
    ag_cast_group(&c);
    ag_cast_offices(&c);
    ag_cast_nominals(&c);
    ag_cast_pronouns(&c);
    ag_cast_states(&c);
    ag_cast_known_people(&c);
    write_result(&c);
}

int
ag_mention_at(const ag_doc *doc, int t)
{
    int head = -1, around = -1;

    for (int i = 0; i < doc->mentions.n; i++) {
        const ag_mention *m = &doc->mentions.at[i];

        if (t < m->first || t >= m->end)
            continue;
        if (m->head == t && (head < 0 || m->end - m->first < doc->mentions.at[head].end - doc->mentions.at[head].first))
            head = i;
        if (around < 0 || m->end - m->first < doc->mentions.at[around].end - doc->mentions.at[around].first)
            around = i;
    }
    return head >= 0 ? head : around;
}
