/* Entities of many articles → actors.
 *
 * The idea: every sighting of an entity in an article gets a key of its kind; equal keys are one
 * actor. Then weak names find their owner where there is exactly one (a bare surname, an acronym),
 * and a group that contradicts itself is parted. Weak where two people of one name hold no office
 * and have no country: they become one. */
#include "base/map.h"
#include "base/namekey.h"
#include "base/sort.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "names.h"
#include "resolve/resolve.h"
#include "resolve/words.h"

typedef struct sighting { /* an entity in one article */
    int doc, entity;
    const ag_entity *e;
    uint8_t type;
    ag_str plain;         /* folded name, for names of things */
    ag_str key;           /* what makes it one with others    */
    ag_str surname;       /* persons: key of the last word    */
    bool is_bare;         /* a person known by one word here  */
} sighting;

typedef struct votes { /* articles that say each type of one name */
    int n[AG_TYPE_COUNT];
} votes;

typedef struct part { /* the persons of one set and country */
    int set, docs;
    ag_str country;
} part;

typedef struct group {
    AG_LIST(int) of; /* sightings */
} group;

typedef struct resolving {
    ag_arena *a, *own;    /* what stays, what goes */
    ag_world *world;
    AG_LIST(sighting) all;
    int *set;             /* [all.n] union-find */
} resolving;

/* ---- keys ------------------------------------------------------------------------------------- */

/* "The Ministry of Defence" → "ministry of defence" */
static ag_str
plain_name(ag_arena *a, ag_str name)
{
    ag_str low = ag_utf8_fold(a, name);
    char *out = ag_arena_alloc(a, low.len + 1), *p = out;
    int k;

    if (ag_str_starts(low, AG_S("the ")))
        low = ag_str_sub(low, 4, low.len);
    for (size_t i = 0; i < low.len; i += (size_t)k) {
        int32_t c = ag_utf8_next(low, i, &k);

        if (ag_utf8_is_letter(c) || ag_utf8_is_digit(c) || c == '&' || c == '+') {
            memcpy(p, low.at + i, (size_t)k);
            p += k;
        } else if (c != '.' && c != '\'' && p > out && p[-1] != ' ') { /* U.S. → us, O'Neill → oneill */
            *p++ = ' ';
        }
    }
    while (p > out && p[-1] == ' ')
        p--;
    return (ag_str){ out, (size_t)(p - out) };
}

static ag_str
last_word(ag_str s)
{
    size_t i = s.len;

    while (i && s.at[i - 1] != ' ' && s.at[i - 1] != '-')
        i--;
    return ag_str_sub(s, i, s.len);
}

static ag_str
first_word(ag_str s)
{
    size_t i = 0;

    while (i < s.len && s.at[i] != ' ')
        i++;
    return ag_str_sub(s, 0, i);
}

static bool
has_blank(ag_str s)
{
    return s.len && memchr(s.at, ' ', s.len);
}

static void
make_key(resolving *r, sighting *s)
{
    const ag_entity *e = s->e;
    const char *type = ag_actor_type_name(s->type);

    if (s->type == AG_TYPE_COUNTRY && e->country.len) {
        s->key = ag_arena_printf(r->own, "country %.*s", AG_SHOW(e->country));
    } else if (s->type == AG_TYPE_PERSON) {
        ag_str spelled = ag_name_key(r->own, e->name);

        s->surname = last_word(spelled);
        s->is_bare = !has_blank(spelled);
        s->key = s->is_bare ? ag_arena_printf(r->own, "person %.*s", AG_SHOW(spelled))
                            : ag_arena_printf(r->own, "person %.*s %.*s", AG_SHOW(first_word(spelled)), AG_SHOW(s->surname));
    } else {
        s->key = ag_arena_printf(r->own, "%s%s %.*s %s", type, e->is_named ? "" : " unnamed", AG_SHOW(s->plain),
                                 s->type == AG_TYPE_PLACE && e->country.len ? ag_arena_str(r->own, e->country).at : "");
    }
}

/* The tagger may call one thing an organisation here and a place there. What most articles say
 * holds for all, where "most" is two thirds; what the gazetteer knows needs no vote. A state that no
 * gazetteer has shows itself in an article that names its ministers, and is a state in the others. */
static void
vote_types(resolving *r)
{
    ag_map names = { 0 };
    AG_LIST(votes) said = { 0 };
    int *of = AG_ARRAY(r->own, int, r->all.n);

    for (int i = 0; i < r->all.n; i++) {
        sighting *s = &r->all.at[i];

        of[i] = ag_map_add(r->own, &names, s->plain, said.n);
        if (of[i] == said.n)
            AG_PUSH(r->own, &said, (votes){ 0 });
        said.at[of[i]].n[s->type] += s->e->is_known ? 100 : 1;
    }
    for (int i = 0; i < r->all.n; i++) {
        sighting *s = &r->all.at[i];
        int all = 0, best = 0;

        if (s->e->is_known || !s->e->is_named)
            continue;
        /* A single word that the tagger took for a person, and that a table knows as a state, may be either. */
        bool bare = s->type == AG_TYPE_PERSON && !has_blank(s->plain) && !s->e->role.len && said.at[of[i]].n[AG_TYPE_COUNTRY] < 100;

        if ((s->type == AG_TYPE_PLACE || bare) && said.at[of[i]].n[AG_TYPE_COUNTRY]) {
            s->type = AG_TYPE_COUNTRY;
            continue;
        }
        for (int t = 0; t < AG_TYPE_COUNT; t++) {
            all += said.at[of[i]].n[t];
            if (said.at[of[i]].n[t] > said.at[of[i]].n[best])
                best = t;
        }
        if (3 * said.at[of[i]].n[best] >= 2 * all && best != AG_TYPE_COUNTRY)
            s->type = (uint8_t)best;
    }
}

/* ---- who is who ------------------------------------------------------------------------------- */

static void
join_equal_keys(resolving *r)
{
    ag_map keys = { 0 };

    for (int i = 0; i < r->all.n; i++)
        ag_set_join(r->set, ag_map_add(r->own, &keys, r->all.at[i].key, i), i);
}

static bool
contradict(ag_str x, ag_str y)
{
    return x.len && y.len && !ag_str_eq(x, y);
}

/* Owners of a weak name, while looking for exactly one. */
enum { NOBODY = -1, SEVERAL = -2 };

static void
claim(resolving *r, ag_map *owners, ag_str name, int i)
{
    int set = ag_set_find(r->set, i), old = ag_map_add(r->own, owners, name, set);

    if (old != set)
        ag_map_set(r->own, owners, name, SEVERAL);
}

static int
owner(const ag_map *owners, ag_str name)
{
    return ag_map_get(owners, name);
}

static void
join_surnames(resolving *r)
{
    ag_map owners = { 0 };

    for (int i = 0; i < r->all.n; i++)
        if (r->all.at[i].type == AG_TYPE_PERSON && !r->all.at[i].is_bare)
            claim(r, &owners, r->all.at[i].surname, i);
    for (int i = 0; i < r->all.n; i++) {
        const sighting *s = &r->all.at[i];

        if (s->type != AG_TYPE_PERSON || !s->is_bare)
            continue;

        int who = owner(&owners, s->surname);

        if (who >= 0 && !contradict(s->e->country, r->all.at[who].e->country))
            ag_set_join(r->set, who, i);
    }
}

/* "NTU" and "Corvane" are the Northern Trade Union and Corvane Ports where exactly one organisation
 * goes by that name somewhere, and nobody is called so. The tagger may take such a word for a person
 * or a place. */
static void
join_short_names(resolving *r)
{
    ag_map owners = { 0 }, surnames = { 0 };

    for (int i = 0; i < r->all.n; i++) {
        const sighting *s = &r->all.at[i];

        if (s->type == AG_TYPE_PERSON && !s->is_bare)
            ag_map_set(r->own, &surnames, s->surname, i);
        if (s->type != AG_TYPE_ORGANIZATION || !has_blank(s->plain))
            continue;
        for (int k = 0; k < s->e->aliases.n; k++) {
            ag_str alias = plain_name(r->own, s->e->aliases.at[k]);

            if (!has_blank(alias))
                claim(r, &owners, alias, i);
        }
    }
    for (int i = 0; i < r->all.n; i++) {
        sighting *s = &r->all.at[i];
        int who = s->e->is_named && !s->e->is_known && !has_blank(s->plain) && s->type != AG_TYPE_COUNTRY ? owner(&owners, s->plain)
                                                                                                          : NOBODY;

        if (who < 0 || contradict(s->e->country, r->all.at[who].e->country) ||
            (s->type == AG_TYPE_PERSON && (!s->is_bare || ag_map_get(&surnames, s->surname) >= 0)))
            continue;
        s->type = AG_TYPE_ORGANIZATION;
        ag_set_join(r->set, who, i);
    }
}

/* Persons of one name whose countries contradict each other are several. Those without a country
 * stay with the country that most articles give. */
static void
part_homonyms(resolving *r, int *set_of)
{
    ag_map found = { 0 }, leading = { 0 };
    AG_LIST(part) parts = { 0 };

    for (int i = 0; i < r->all.n; i++) {
        const sighting *s = &r->all.at[i];

        set_of[i] = ag_set_find(r->set, i);
        if (s->type != AG_TYPE_PERSON || !s->e->country.len)
            continue;

        ag_str key = ag_arena_printf(r->own, "%d %.*s", set_of[i], AG_SHOW(s->e->country));
        int p = ag_map_add(r->own, &found, key, parts.n);

        if (p == parts.n)
            AG_PUSH(r->own, &parts, (part){ set_of[i], 0, s->e->country });
        parts.at[p].docs++;
    }
    for (int p = 0; p < parts.n; p++) { /* the best part of each set: most articles, then the code */
        ag_str key = ag_arena_printf(r->own, "%d", parts.at[p].set);
        int best = ag_map_add(r->own, &leading, key, p);

        if (parts.at[p].docs > parts.at[best].docs ||
            (parts.at[p].docs == parts.at[best].docs && ag_str_cmp(parts.at[p].country, parts.at[best].country) < 0))
            ag_map_set(r->own, &leading, key, p);
    }
    for (int i = 0; i < r->all.n; i++) {
        const sighting *s = &r->all.at[i];
        int best = s->type == AG_TYPE_PERSON ? ag_map_get(&leading, ag_arena_printf(r->own, "%d", set_of[i])) : -1;

        if (best >= 0 && contradict(s->e->country, parts.at[best].country))
            set_of[i] = r->all.n + ag_map_get(&found, ag_arena_printf(r->own, "%d %.*s", set_of[i], AG_SHOW(s->e->country)));
    }
}

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

/* The text that stands most often in a list; of equally many the longest, then the first by bytes. */
static ag_str
commonest(ag_str *s, int n)
{
    ag_str best = AG_S("");
    int most = 0;

    if (n)
        qsort(s, (size_t)n, sizeof *s, by_str);
    for (int i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && ag_str_eq(s[k], s[i]); k++)
            ;
        if (k - i > most || (k - i == most && s[i].len > best.len)) {
            most = k - i;
            best = s[i];
        }
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

/* One actor from the sightings members[0..n). */
static ag_actor
actor_of(resolving *r, const int *members, int n)
{
    ag_actor actor = { .first_seen = AG_NO_DAY, .last_seen = AG_NO_DAY, .first_day = AG_NO_DAY, .last_day = AG_NO_DAY,
                       .evidence = { .doc = -1 } };
    AG_LIST(ag_str) names = { 0 }, forms = { 0 }, roles = { 0 }, countries = { 0 };
    int fullest = 0, *origins = AG_ARRAY(r->own, int, n);

    for (int i = 0; i < n; i++)
        if (words_in(r->all.at[members[i]].e->name) > fullest)
            fullest = words_in(r->all.at[members[i]].e->name);
    if (fullest > 2 && r->all.at[members[0]].type == AG_TYPE_PERSON)
        fullest = 2; /* a middle name is no better than none: the commonest form wins */
    for (int i = 0; i < n; i++) {
        const sighting *s = &r->all.at[members[i]];
        const ag_doc *doc = r->world->docs.at[s->doc];
        const ag_mention *first = NULL;

        if (words_in(s->e->name) >= fullest)
            AG_PUSH(r->own, &names, s->e->name);
        AG_PUSH(r->own, &forms, s->e->name);
        for (int k = 0; k < s->e->aliases.n; k++)
            AG_PUSH(r->own, &forms, s->e->aliases.at[k]);
        if (s->e->role.len)
            AG_PUSH(r->own, &roles, s->e->role);
        if (s->e->country.len)
            AG_PUSH(r->own, &countries, s->e->country);
        actor.type = s->type;
        actor.is_named |= s->e->is_named;
        for (int k = 0; k < doc->mentions.n; k++)
            if (doc->mentions.at[k].entity == s->entity) {
                actor.mentions++;
                if (!first && !doc->mentions.at[k].is_adjective)
                    first = &doc->mentions.at[k];
                if (!first && k + 1 == doc->mentions.n)
                    first = &doc->mentions.at[k];
            }
        if (doc->date != AG_NO_DAY) {
            if (actor.first_seen == AG_NO_DAY || doc->date < actor.first_seen)
                actor.first_seen = doc->date;
            if (actor.last_seen == AG_NO_DAY || doc->date > actor.last_seen)
                actor.last_seen = doc->date;
        }
        if (first && (actor.evidence.doc < 0 || is_earlier(doc, r->world->docs.at[actor.evidence.doc])))
            actor.evidence = (ag_evidence){ s->doc, ag_sentence_around(doc, first->span) };
        actor.documents += i == 0 || s->doc != r->all.at[members[i - 1]].doc;
        origins[i] = r->world->origin[s->doc];
    }
    for (int i = 0; i < n; i++) { /* sightings are in order of documents, sets are small */
        bool is_new = true;

        for (int k = i; k-- > 0 && is_new;)
            is_new = origins[k] != origins[i];
        actor.origins += is_new;
    }
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
    ag_str plain = plain_name(own, name);
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
slug(resolving *r, const ag_actor *actor, int step)
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
            ag_buf_printf(&b, "%.6s", r->world->docs.at[actor->evidence.doc]->id);
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
name_actors(resolving *r, int *actor_of_sighting)
{
    ag_world *w = r->world;
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
    for (int i = 0; i < r->all.n; i++)
        if (actor_of_sighting[i] >= 0)
            w->actor_of[r->all.at[i].doc][r->all.at[i].entity] = place[actor_of_sighting[i]];
}

void
ag_resolve_actors(ag_arena *a, ag_world *world)
{
    resolving r = { .a = a, .own = ag_arena_new(0), .world = world };

    world->actor_of = AG_ARRAY(a, int *, world->docs.n);
    for (int d = 0; d < world->docs.n; d++) {
        const ag_doc *doc = world->docs.at[d];

        world->actor_of[d] = AG_ARRAY(a, int, doc->entities.n);
        for (int e = 0; e < doc->entities.n; e++) {
            sighting s = { .doc = d, .entity = e, .e = &doc->entities.at[e], .type = doc->entities.at[e].type };

            world->actor_of[d][e] = -1;
            s.plain = plain_name(r.own, s.e->name);
            AG_PUSH(r.own, &r.all, s);
        }
    }

    int n = r.all.n, *set_of = AG_ARRAY(r.own, int, n), *actor = AG_ARRAY(r.own, int, n);

    r.set = AG_ARRAY(r.own, int, n);
    vote_types(&r);
    for (int i = 0; i < n; i++) {
        r.set[i] = i;
        make_key(&r, &r.all.at[i]);
    }
    join_equal_keys(&r);
    join_surnames(&r);
    join_short_names(&r);
    part_homonyms(&r, set_of);

    /* members of each group, in order of first sight */
    ag_map numbers = { 0 };
    AG_LIST(group) groups = { 0 };

    for (int i = 0; i < n; i++) {
        int g = ag_map_add(r.own, &numbers, ag_arena_printf(r.own, "%d", set_of[i]), groups.n);

        if (g == groups.n)
            AG_PUSH(r.own, &groups, (group){ { 0, 0, 0 } });
        AG_PUSH(r.own, &groups.at[g].of, i);
        actor[i] = g;
    }
    for (int g = 0; g < groups.n; g++) {
        ag_actor one = actor_of(&r, groups.at[g].of.at, groups.at[g].of.n);
        bool is_seen = one.evidence.doc >= 0; /* an entity without a mention is none */

        for (int k = 0; k < groups.at[g].of.n; k++)
            actor[groups.at[g].of.at[k]] = is_seen ? world->actors.n : -1;
        if (is_seen)
            AG_PUSH(a, &world->actors, one);
    }
    name_actors(&r, actor);
    ag_arena_free(r.own);
}
