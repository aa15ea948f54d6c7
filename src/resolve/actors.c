/* Groups of entities → actors, with their names and ids.
 *
 * Who is who is who.c's to find and decide.c's to correct. Of the entities of one actor the fullest
 * and commonest name wins, the commonest role and country; the earliest sentence is the evidence. */
#include "base/buf.h"
#include "base/map.h"
#include "base/namekey.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "names.h"
#include "resolve/resolve.h"
#include "resolve/sighting.h"
#include "resolve/words.h"

typedef struct group {
    AG_LIST(int) of; /* sightings */
} group;

typedef struct naming {
    const ag_who *who;
    ag_arena *a, *own;
    ag_world *into;
} naming;

/* ---- actors ----------------------------------------------------------------------------------- */

static int
by_str(const void *x, const void *y)
{
    return ag_str_cmp(*(const ag_str *)x, *(const ag_str *)y);
}

/* Sorts and keeps each text once. */
static int
unique(ag_str *s, int n)
{
    int kept = 0;

    if (n)
        qsort(s, (size_t)n, sizeof *s, by_str);
    for (int i = 0; i < n; i++)
        if (i == 0 || !ag_str_eq(s[i], s[i - 1]))
            s[kept++] = s[i];
    return kept;
}

typedef struct voice { /* one article's word for something */
    ag_str text;
    bool is_copy;
} voice;

static int
by_text(const void *x, const void *y)
{
    return ag_str_cmp(((const voice *)x)->text, ((const voice *)y)->text);
}

/* The text that most independent articles have; of equally many the one of most articles, then the longest,
 * then the first by bytes. */
static ag_str
commonest(voice *v, int n)
{
    ag_str best = AG_S("");
    int most = 0, most_all = 0;

    if (n)
        qsort(v, (size_t)n, sizeof *v, by_text);
    for (int i = 0, k, own; i < n; i = k) {
        for (k = i, own = 0; k < n && ag_str_eq(v[k].text, v[i].text); k++)
            own += !v[k].is_copy;
        if (own < most || (own == most && (k - i < most_all || (k - i == most_all && v[i].text.len <= best.len))))
            continue;
        most = own;
        most_all = k - i;
        best = v[i].text;
    }
    return best;
}

static int
words_in(ag_str s)
{
    int n = 1;

    for (size_t i = 0; i < s.len; i++)
        n += s.at[i] == ' ';
    return n;
}

static bool
is_earlier(const ag_doc *x, const ag_doc *y)
{
    bool dated_x = x->date != AG_NO_DAY, dated_y = y->date != AG_NO_DAY;

    if (dated_x != dated_y)
        return dated_x;
    return x->date != y->date ? x->date < y->date : memcmp(x->id, y->id, sizeof x->id) < 0;
}

static int
by_number(const void *x, const void *y)
{
    return *(const int *)x - *(const int *)y;
}

/* One actor from the sightings members[0..n). */
static ag_actor
actor_of(naming *r, const int *members, int n)
{
    ag_actor actor = { .first_seen = AG_NO_DAY, .last_seen = AG_NO_DAY, .first_day = AG_NO_DAY, .last_day = AG_NO_DAY,
                       .evidence = { .doc = -1 } };
    AG_LIST(ag_str) forms = { 0 };
    AG_LIST(voice) names = { 0 }, roles = { 0 }, countries = { 0 };
    int fullest = 0, *origins = AG_ARRAY(r->own, int, n);

    for (int i = 0; i < n; i++)
        if (words_in(r->who->all.at[members[i]].e->name) > fullest)
            fullest = words_in(r->who->all.at[members[i]].e->name);
    if (fullest > 2 && r->who->all.at[members[0]].type == AG_TYPE_PERSON)
        fullest = 2; /* a middle name is no better than none: the commonest form wins */
    for (int i = 0; i < n; i++) {
        const ag_sighting *s = &r->who->all.at[members[i]];
        const ag_doc *doc = r->into->docs.at[s->doc];
        const ag_mention *first = NULL, *adjective = NULL;

        if (words_in(s->e->name) >= fullest)
            AG_PUSH(r->own, &names, (voice){ s->e->name, s->is_copy });
        AG_PUSH(r->own, &forms, s->e->name);
        for (int k = 0; k < s->e->aliases.n; k++)
            AG_PUSH(r->own, &forms, s->e->aliases.at[k]);
        if (s->e->role.len)
            AG_PUSH(r->own, &roles, (voice){ s->e->role, s->is_copy });
        if (s->e->country.len)
            AG_PUSH(r->own, &countries, (voice){ s->e->country, s->is_copy });
        actor.type = s->type;
        actor.is_named |= s->e->is_named;
        for (int k = 0; k < doc->mentions.n; k++)
            if (doc->mentions.at[k].entity == s->entity) {
                actor.mentions++;
                if (!first && !doc->mentions.at[k].is_adjective)
                    first = &doc->mentions.at[k];
                if (!adjective)
                    adjective = &doc->mentions.at[k];
            }
        first = first ? first : adjective; /* known by "Ostrian" alone */
        if (doc->date != AG_NO_DAY) {
            if (actor.first_seen == AG_NO_DAY || doc->date < actor.first_seen)
                actor.first_seen = doc->date;
            if (actor.last_seen == AG_NO_DAY || doc->date > actor.last_seen)
                actor.last_seen = doc->date;
        }
        if (first && (actor.evidence.doc < 0 || is_earlier(doc, r->into->docs.at[actor.evidence.doc])))
            actor.evidence = (ag_evidence){ s->doc, ag_sentence_around(doc, first->span) };
        actor.documents += i == 0 || s->doc != r->who->all.at[members[i - 1]].doc;
        origins[i] = r->into->origin[s->doc];
    }
    qsort(origins, (size_t)n, sizeof *origins, by_number);
    for (int i = 0; i < n; i++)
        actor.origins += i == 0 || origins[i] != origins[i - 1];
    actor.name = commonest(names.at, names.n);
    actor.role = commonest(roles.at, roles.n);
    actor.country = commonest(countries.at, countries.n);
    forms.n = unique(forms.at, forms.n);
    for (int i = 0; i < forms.n; i++)
        if (!ag_str_eq(forms.at[i], actor.name))
            AG_PUSH(r->a, &actor.aliases, forms.at[i]);
    return actor;
}

/* ---- ids -------------------------------------------------------------------------------------- */

static void
add_slug(ag_buf *out, ag_arena *own, ag_str name)
{
    ag_str plain = ag_plain_name(own, name);
    size_t from = out->len;
    int k;

    for (size_t i = 0; i < plain.len && out->len - from < 60; i += (size_t)k) {
        int32_t c = ag_utf8_next(plain, i, &k);

        if (ag_utf8_is_letter(c) || ag_utf8_is_digit(c))
            ag_buf_add(out, plain.at + i, (size_t)k);
        else if (out->len > from && out->at[out->len - 1] != '-')
            ag_buf_char(out, '-');
    }
    while (out->len > from && out->at[out->len - 1] == '-')
        out->len--;
    if (out->len == from)
        ag_buf_z(out, "x");
}

static ag_str
slug(naming *r, const ag_actor *actor, int step)
{
    ag_buf b = { 0 };
    const char *type = ag_actor_type_name(actor->type);

    ag_buf_printf(&b, "%s.", type);
    if (actor->type == AG_TYPE_COUNTRY && actor->country.len)
        ag_buf_str(&b, actor->country);
    else
        add_slug(&b, r->own, actor->type == AG_TYPE_PERSON ? ag_name_key(r->own, actor->name) : actor->name);
    if (step >= 1) {
        ag_buf_char(&b, '.');
        add_slug(&b, r->own, step == 1 ? actor->country : step == 2 ? actor->role : AG_S("x"));
        if (step >= 3) {
            b.len--; /* "x": a number of its own instead */
            ag_buf_printf(&b, "%.6s", r->into->docs.at[actor->evidence.doc]->id);
            if (step > 3)
                ag_buf_printf(&b, ".%d", step - 2);
        }
    }

    ag_str id = ag_arena_str(r->a, ag_buf_view(&b));

    ag_buf_done(&b);
    return id;
}

static int
by_evidence(const void *x, const void *y, const void *world)
{
    const ag_world *w = world;
    const ag_actor *a = &w->actors.at[*(const int *)x], *b = &w->actors.at[*(const int *)y];

    if (a->evidence.doc != b->evidence.doc)
        return is_earlier(w->docs.at[a->evidence.doc], w->docs.at[b->evidence.doc]) ? -1 : 1;
    if (a->evidence.sentence.from != b->evidence.sentence.from)
        return a->evidence.sentence.from < b->evidence.sentence.from ? -1 : 1;
    return a->type - b->type; /* and then as they were: by document and entity */
}

static int
by_actor_id(const void *x, const void *y, const void *world)
{
    const ag_world *w = world;

    return ag_str_cmp(w->actors.at[*(const int *)x].id, w->actors.at[*(const int *)y].id);
}

/* Names all actors (the one seen first keeps the plain id), then puts them in order of their ids. */
static void
name_actors(naming *r, int *actor_of_sighting)
{
    ag_world *w = r->into;
    int n = w->actors.n, *order = AG_ARRAY(r->own, int, n), *place = AG_ARRAY(r->own, int, n);
    ag_actor *sorted = AG_ARRAY(r->a, ag_actor, n);
    ag_map taken = { 0 };

    for (int i = 0; i < n; i++)
        order[i] = i;
    ag_sort(order, (size_t)n, sizeof *order, by_evidence, w);
    for (int i = 0; i < n; i++) {
        ag_actor *actor = &w->actors.at[order[i]];

        for (int step = 0;; step++) {
            if ((step == 1 && !actor->country.len) || (step == 2 && !actor->role.len))
                continue;
            actor->id = slug(r, actor, step);
            if (ag_map_add(r->own, &taken, actor->id, i) == i)
                break;
        }
    }
    ag_sort(order, (size_t)n, sizeof *order, by_actor_id, w);
    for (int i = 0; i < n; i++) {
        sorted[i] = w->actors.at[order[i]];
        place[order[i]] = i;
    }
    w->actors.at = sorted;
    w->actors.room = n;
    for (int i = 0; i < r->who->all.n; i++)
        if (actor_of_sighting[i] >= 0)
            actor_of_sighting[i] = place[actor_of_sighting[i]];
}

void
ag_group_actors(const ag_who *who, ag_arena *a, ag_world *into, int *place)
{
    naming r = { .who = who, .a = a, .own = ag_arena_new(0), .into = into };
    int n = who->all.n;
    ag_map numbers = { 0 };
    AG_LIST(group) groups = { 0 };

    /* members of each group, in order of first sight */
    for (int i = 0; i < n; i++) {
        int g = ag_map_add(r.own, &numbers, ag_arena_printf(r.own, "%d", who->group[i]), groups.n);

        if (g == groups.n)
            AG_PUSH(r.own, &groups, (group){ { 0, 0, 0 } });
        AG_PUSH(r.own, &groups.at[g].of, i);
        place[i] = g;
    }
    for (int g = 0; g < groups.n; g++) {
        ag_actor one = actor_of(&r, groups.at[g].of.at, groups.at[g].of.n);
        bool is_seen = one.evidence.doc >= 0; /* an entity without a mention is none */

        for (int k = 0; k < groups.at[g].of.n; k++)
            place[groups.at[g].of.at[k]] = is_seen ? into->actors.n : -1;
        if (is_seen)
            AG_PUSH(a, &into->actors, one);
    }
    name_actors(&r, place);
    ag_arena_free(r.own);
}

void
ag_resolve_actors(ag_arena *a, ag_world *world, const ag_decisions *decisions)
{
    ag_who w = { .a = a, .own = ag_arena_new(0), .world = world, .decisions = decisions };
    ag_map said = { 0 }; /* what articles of one origin say of an entity has one vote */
    int *place;

    ag_decide_entities(&w);
    world->actor_of = AG_ARRAY(a, int *, world->docs.n);
    for (int d = 0; d < world->docs.n; d++) {
        const ag_doc *doc = world->docs.at[d];

        world->actor_of[d] = AG_ARRAY(a, int, doc->entities.n);
        for (int e = 0; e < doc->entities.n; e++) {
            ag_sighting s = { .doc = d, .entity = e, .e = &doc->entities.at[e], .type = doc->entities.at[e].type };

            s.plain = ag_plain_name(w.own, s.e->name);
            s.is_copy = ag_map_add(w.own, &said, ag_arena_printf(w.own, "%d %d %.*s|%.*s|%.*s", world->origin[d], s.type, AG_SHOW(s.e->name),
                                                                 AG_SHOW(s.e->role), AG_SHOW(s.e->country)), w.all.n) != w.all.n;
            AG_PUSH(w.own, &w.all, s);
        }
    }
    w.set = AG_ARRAY(w.own, int, w.all.n);
    w.group = AG_ARRAY(w.own, int, w.all.n);
    place = AG_ARRAY(w.own, int, w.all.n);
    ag_decide_types(&w);
    ag_who_is_who(&w);
    ag_decide_groups(&w);
    ag_group_actors(&w, a, world, place);
    ag_decide_actors(&w, place);
    for (int i = 0; i < w.all.n; i++)
        world->actor_of[w.all.at[i].doc][w.all.at[i].entity] = place[i];
    ag_arena_free(w.own);
}
