/* Names that several countries have → the one that the article is about.
 *
 * The idea: "Georgia" beside Florida and Atlanta is no country, and "Congress" in an article that names
 * nothing American is not that of the United States. What else the article names is counted by country; a country named right
 * behind the name ("Valencia, Venezuela") or in front of it ("Norway's Labour Party") decides at once. One article
 * means one thing by one name. Weak where an article is about both countries. */
#include "base/utf8.h"
#include "extract/cast.h"

typedef struct weight { /* what an article names of a country */
    ag_str iso;
    int all, places;    /* places: cities and regions that stand for no government */
} weight;

typedef struct weights {
    AG_LIST(weight) list;
} weights;

static weight *
weight_of(ag_cast *c, weights *w, ag_str iso)
{
    for (int i = 0; i < w->list.n; i++)
        if (ag_str_eq(w->list.at[i].iso, iso))
            return &w->list.at[i];
    AG_PUSH(c->a, &w->list, (weight){ iso, 0, 0 });
    return &w->list.at[w->list.n - 1];
}

static bool
is_ambiguous(ag_cast *c, const ag_find *f)
{
    int n;

    ag_gazetteer_namesakes(c->a, c->g, f->name, &n);
    return n > 0 || ag_gazetteer_common(c->a, c->g, f->name);
}

static void
count(ag_cast *c, weights *w)
{
    for (int i = 0; i < c->finds.n; i++) {
        const ag_find *f = &c->finds.at[i];
        weight *x;

        if (f->kind != AG_MENTION_NAME || !f->country.len || is_ambiguous(c, f))
            continue;
        x = weight_of(c, w, f->country);
        x->all++;
        x->places += f->type == AG_TYPE_PLACE && f->known && f->known->metonym == AG_METONYM_NONE;
    }
}

/* The country of the name right behind a comma: "Valencia, Venezuela"; or "". */
static ag_str
country_behind(const ag_cast *c, const ag_find *f)
{
    int t = f->end, g;

    if (t + 1 >= c->doc->tokens.n || !ag_form_is(c->doc, t, ",") || c->doc->tokens.at[t + 1].sentence != c->doc->tokens.at[f->first].sentence)
        return AG_S("");
    g = c->find_at[t + 1];
    return g >= 0 && (c->finds.at[g].type == AG_TYPE_COUNTRY || c->finds.at[g].type == AG_TYPE_PLACE) ? c->finds.at[g].country : AG_S("");
}

/* The country whose adjective or possessive stands right in front; or "". */
static ag_str
country_before(const ag_cast *c, const ag_find *f)
{
    int t = f->first - 1, g;

    if (t >= 0 && ag_is_possessive(c->doc, t))
        t--;
    if (t < 0 || c->doc->tokens.at[t].sentence != c->doc->tokens.at[f->first].sentence)
        return AG_S("");
    g = c->find_at[t];
    return g >= 0 && c->finds.at[g].type == AG_TYPE_COUNTRY && (t < f->first - 1 || c->finds.at[g].is_adjective) ? c->finds.at[g].country : AG_S("");
}

/* The other reading that a mention of the name shows by itself, else the one that the rest of the article speaks for; or
 * NULL: it is what the tables say. */
static const ag_known *
other_place(ag_cast *c, weights *w, const ag_find *f, const ag_known *const *others, int n)
{
    const ag_known *best = NULL;
    weight own = *weight_of(c, w, f->known->country);
    int most = own.all;

    for (int k = 0; k < c->finds.n; k++)
        for (int o = 0; o < n && ag_str_eq(c->finds.at[k].name, f->name); o++)
            if (ag_str_eq(country_behind(c, &c->finds.at[k]), others[o]->country))
                return others[o];
    for (int o = 0; o < n && f->known->metonym == AG_METONYM_NONE; o++) { /* a capital stays one: it may act */
        weight other = *weight_of(c, w, others[o]->country);

        if (f->type == AG_TYPE_COUNTRY ? own.all > 0 || other.places <= most : other.all <= most)
            continue;
        most = f->type == AG_TYPE_COUNTRY ? other.places : other.all;
        best = others[o];
    }
    return best;
}

static void
settle_place(ag_cast *c, weights *w, int i, const ag_known *const *others, int n)
{
    const ag_known *was = c->finds.at[i].known, *best = other_place(c, w, &c->finds.at[i], others, n);
    ag_str name = c->finds.at[i].name;

    if (!best || ag_str_eq(best->country, was->country))
        return;
    for (int k = 0; k < c->finds.n; k++) {
        ag_find *f = &c->finds.at[k];

        if (f->known != was || !ag_str_eq(f->name, name))
            continue;
        f->known = best;
        f->type = AG_TYPE_PLACE;
        f->country = best->country;
    }
}

/* A body that the tables give to one country is another's where that country stands in front of it, or where the article
 * names others and nothing of the first. */
static void
settle_body(ag_cast *c, weights *w, int i)
{
    ag_find *f = &c->finds.at[i];
    ag_str country = country_before(c, f), adjective;
    int most = 0;

    if (!country.len && weight_of(c, w, f->known->country)->all == 0)
        for (int k = 0; k < w->list.n; k++)
            if (w->list.at[k].all > most) {
                most = w->list.at[k].all;
                country = w->list.at[k].iso;
            }
    if (!country.len || ag_str_eq(country, f->known->country))
        return;
    adjective = ag_gazetteer_adjective(c->g, country);
    f->known = NULL;
    f->country = country;
    if (adjective.len)
        f->name = ag_arena_printf(c->a, "%.*s %.*s", AG_SHOW(adjective), AG_SHOW(f->name));
}

/* "Armed Forces of Ukraine", "Ministry of Foreign Affairs of Russia": the body goes by the adjective, as it does where a
 * country stands in front of it. */
static void
turn_owner(ag_cast *c, ag_find *f)
{
    ag_str name = f->name, rest = f->name, first = AG_S(""), last = AG_S(""), country = AG_S(""), adjective;
    int t = f->end, words = 0;

    if (t + 1 < c->doc->tokens.n && ag_form_is(c->doc, t, "of") && c->find_at[t + 1] >= 0 && c->finds.at[c->find_at[t + 1]].type == AG_TYPE_COUNTRY) {
        country = c->finds.at[c->find_at[t + 1]].country;
    } else {
        size_t at = name.len;

        while (at > 4 && memcmp(name.at + at - 4, " of ", 4) != 0)
            at--;

        const ag_known *k = at > 4 ? ag_gazetteer_name(c->a, c->g, ag_str_sub(name, at, name.len)) : NULL;

        if (!k || k->kind != AG_KNOWN_COUNTRY)
            return;
        country = k->country;
        name = rest = ag_str_sub(name, 0, at - 4);
    }
    adjective = ag_gazetteer_adjective(c->g, country);
    while (ag_str_cut(&rest, ' ', &last))
        words++;
    rest = name;
    ag_str_cut(&rest, ' ', &first);
    if (!adjective.len || words < 2 || !(ag_gazetteer_word(c->g, AG_WORDS_BODY, ag_lower(c->a, last)) || ag_gazetteer_word(c->g, AG_WORDS_BODY, ag_lower(c->a, first))))
        return;
    f->name = ag_arena_printf(c->a, "%.*s %.*s", AG_SHOW(adjective), AG_SHOW(name));
    f->country = country;
}

void
ag_cast_namesakes(ag_cast *c)
{
    weights w = { { 0, 0, 0 } };
    bool counted = false;

    for (int i = 0; i < c->finds.n; i++) {
        ag_find *f = &c->finds.at[i];
        const ag_known *const *others;
        int n;

        if (f->type == AG_TYPE_PERSON && f->kind == AG_MENTION_NAME && f->end - f->first > 1 && !f->country.len)
            f->country = country_before(c, f); /* "South Korea's Cho Tae-yul", "Ukrainian Oleksandr Usyk" */
        if (!f->known && f->type == AG_TYPE_ORGANIZATION && f->kind == AG_MENTION_NAME && !f->country.len)
            turn_owner(c, f);
        if (!f->known || !f->known->country.len || f->is_adjective || f->kind != AG_MENTION_NAME)
            continue;
        others = ag_gazetteer_namesakes(c->a, c->g, f->name, &n);
        if (!n && !(f->type == AG_TYPE_ORGANIZATION && ag_gazetteer_common(c->a, c->g, f->name)))
            continue;
        if (!counted)
            count(c, &w);
        counted = true;
        if (n && f->type != AG_TYPE_ORGANIZATION)
            settle_place(c, &w, i, others, n);
        else if (!n)
            settle_body(c, &w, i);
    }
}
