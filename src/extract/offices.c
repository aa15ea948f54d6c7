/* Titles with a holder → offices: "person holds role in country or organisation", with its status. */
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
