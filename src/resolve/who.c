/* Who is who: entities of many articles → groups that are one actor each, and why.
 *
 * The idea: every sighting of an entity in an article gets a key of its kind; equal keys are one
 * actor. Then weak names find their owner where there is exactly one (a bare surname, an acronym),
 * and a group that contradicts itself is parted. Each merge and each refusal is noted with its rule.
 * Weak where two people of one name hold no office and have no country: they become one. */
#include "base/map.h"
#include "base/namekey.h"
#include "base/utf8.h"
#include "names.h"
#include "resolve/sighting.h"
#include "resolve/words.h"

typedef struct votes { /* articles that say each type of one name */
    int n[AG_TYPE_COUNT];
} votes;

void
ag_note_merge(ag_who *w, int i, int k, ag_rule rule, bool is_refused, int line)
{
    const ag_sighting *x = &w->all.at[i], *y = &w->all.at[k];

    if (i != k)
        AG_PUSH(w->a, &w->world->merges,
                (ag_merge){ .doc = { x->doc, y->doc }, .entity = { x->entity, y->entity }, .rule = (uint8_t)rule,
                            .is_refused = is_refused, .line = line });
}

/* ---- keys ------------------------------------------------------------------------------------- */

/* "The Ministry of Defence" → "ministry of defence" */
ag_str
ag_plain_name(ag_arena *a, ag_str name)
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

/* Words of bodies that have two spellings, or two names. */
static const char *const same_words[][2] = {
    { "defense", "defence" }, { "organization", "organisation" }, { "labor", "labour" }, { "center", "centre" }, { "program", "programme" },
    { "&", "and" }, { "armoured", "armored" }, { "cooperation", "co operation" },
};

/* What companies have at the end of their names. */
static bool
is_legal_form(ag_str w)
{
    static const char *const forms[] = { "inc", "incorporated", "corp", "corporation", "ltd", "limited", "plc", "llc", "gmbh", "ag", "sa", "nv", "spa", "co", "company",
                                         "bhd", "kk", "oyj", "asa", "group", "holdings", "holding" };

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (ag_str_is(w, forms[i]))
            return true;
    return false;
}

ag_str
ag_body_name(ag_arena *a, ag_str plain)
{
    static const char *const turned[] = { "ministry", "department", "embassy" };
    ag_str rest = plain, word, name = AG_S("");
    long at;

    while (ag_str_cut(&rest, ' ', &word)) {
        for (size_t i = 0; i < sizeof same_words / sizeof *same_words; i++)
            if (ag_str_is(word, same_words[i][0]))
                word = ag_str_of(same_words[i][1]);
        name = name.len ? ag_arena_printf(a, "%.*s %.*s", AG_SHOW(name), AG_SHOW(word)) : word;
    }
    for (size_t end = name.len; end > 0;) { /* "Talveran Energy Inc": one word must be left */
        size_t from = end;

        while (from > 0 && name.at[from - 1] != ' ')
            from--;
        if (from == 0 || !is_legal_form(ag_str_sub(name, from, end)))
            break;
        end = from - 1;
        name = ag_str_sub(name, 0, end);
    }
    for (size_t i = 0; i < sizeof turned / sizeof *turned; i++) {
        ag_str of = ag_arena_printf(a, "%s of ", turned[i]), what;
        size_t n;

        at = ag_str_find(name, of);
        if (at < 0 || (at > 0 && name.at[at - 1] != ' '))
            continue;
        what = ag_str_sub(name, (size_t)at + of.len, name.len);
        if (ag_str_starts(what, AG_S("the ")))
            what = ag_str_sub(what, 4, what.len);
        n = ag_str_ends(what, AG_S("foreign affairs")) ? strlen(" affairs") : 0;
        return ag_arena_printf(a, "%.*s%.*s %s", (int)at, name.at, (int)(what.len - n), what.at, turned[i]);
    }
    return name;
}

static bool
has_blank(ag_str s)
{
    return s.len && memchr(s.at, ' ', s.len);
}

static void
make_key(ag_who *r, ag_sighting *s)
{
    const ag_entity *e = s->e;
    const char *type = ag_actor_type_name(s->type);

    if (s->type == AG_TYPE_COUNTRY && e->country.len) {
        s->key = ag_arena_printf(r->own, "country %.*s", AG_SHOW(e->country));
    } else if (s->type == AG_TYPE_PERSON) {
        ag_person_name *name = AG_NEW(r->own, ag_person_name);

        *name = ag_person_name_of(r->own, e->name);
        s->person = name;
        s->is_bare = name->is_bare;
        s->key = s->is_bare ? ag_arena_printf(r->own, "person %.*s", AG_SHOW(name->surname))
                            : ag_arena_printf(r->own, "person %.*s %.*s", AG_SHOW(name->given), AG_SHOW(name->surname));
    } else {
        ag_str plain = s->type == AG_TYPE_ORGANIZATION ? ag_body_name(r->own, s->plain) : s->plain;

        s->key = ag_arena_printf(r->own, "%s%s %.*s %s", type, e->is_named ? "" : " unnamed", AG_SHOW(plain),
                                 s->type == AG_TYPE_PLACE && e->country.len ? ag_arena_str(r->own, e->country).at : "");
    }
}

/* The tagger may call one thing an organisation here and a place there. What most articles say
 * holds for all, where "most" is two thirds; what the gazetteer knows needs no vote. A state that no
 * gazetteer has shows itself in an article that names its ministers, and is a state in the others. */
static void
vote_types(ag_who *r)
{
    ag_map names = { 0 };
    AG_LIST(votes) said = { 0 };
    int *of = AG_ARRAY(r->own, int, r->all.n);

    for (int i = 0; i < r->all.n; i++) {
        ag_sighting *s = &r->all.at[i];

        of[i] = ag_map_add(r->own, &names, s->plain, said.n);
        if (of[i] == said.n)
            AG_PUSH(r->own, &said, (votes){ 0 });
        said.at[of[i]].n[s->type] += s->is_copy ? 0 : s->e->is_known || s->is_decided ? 100 : 1;
    }
    for (int i = 0; i < r->all.n; i++) {
        ag_sighting *s = &r->all.at[i];
        int all = 0, best = 0;

        if (s->e->is_known || !s->e->is_named || s->is_decided)
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
join_equal_keys(ag_who *r)
{
    ag_map keys = { 0 };

    for (int i = 0; i < r->all.n; i++) {
        const ag_sighting *s = &r->all.at[i];

        if (s->type == AG_TYPE_PERSON && s->is_bare)
            continue; /* each finds its owner by itself */

        int first = ag_map_add(r->own, &keys, s->key, i);

        ag_set_join(r->set, first, i);
        ag_note_merge(r, first, i,
                      s->type == AG_TYPE_COUNTRY && s->e->country.len          ? AG_RULE_CODE
                      : ag_str_eq(s->plain, r->all.at[first].plain) ? AG_RULE_NAME
                                                                    : AG_RULE_SPELLING,
                      false, 0);
    }
}

static bool
contradict(ag_str x, ag_str y)
{
    return x.len && y.len && !ag_str_eq(x, y);
}

/* Owners of a weak name, while looking for exactly one. */
enum { NOBODY = -1, SEVERAL = -2 };

static void
claim(ag_who *r, ag_map *owners, ag_str name, int i)
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

/* "NTU" and "Corvane" are the Northern Trade Union and Corvane Ports where exactly one organisation
 * goes by that name somewhere, and nobody is called so. The tagger may take such a word for a person
 * or a place. */
static void
join_short_names(ag_who *r)
{
    ag_map owners = { 0 }, surnames = { 0 };

    for (int i = 0; i < r->all.n; i++) {
        const ag_sighting *s = &r->all.at[i];

        if (s->type == AG_TYPE_PERSON && !s->is_bare)
            ag_map_set(r->own, &surnames, s->person->surname, i);
        if (s->type != AG_TYPE_ORGANIZATION || !has_blank(s->plain))
            continue;
        for (int k = 0; k < s->e->aliases.n; k++) {
            ag_str alias = ag_plain_name(r->own, s->e->aliases.at[k]);

            if (!has_blank(alias))
                claim(r, &owners, alias, i);
        }
    }
    for (int i = 0; i < r->all.n; i++) {
        ag_sighting *s = &r->all.at[i];
        int who = s->e->is_named && !s->e->is_known && !has_blank(s->plain) && s->type != AG_TYPE_COUNTRY ? owner(&owners, s->plain)
                                                                                                          : NOBODY;

        if (who < 0 || contradict(s->e->country, r->all.at[who].e->country) ||
            (s->type == AG_TYPE_PERSON && (!s->is_bare || ag_map_get(&surnames, s->person->surname) >= 0)))
            continue;
        s->type = AG_TYPE_ORGANIZATION;
        ag_note_merge(r, who, i, AG_RULE_SHORT, false, 0);
        ag_set_join(r->set, who, i);
    }
}

void
ag_who_is_who(ag_who *w)
{
    vote_types(w);
    for (int i = 0; i < w->all.n; i++) {
        w->set[i] = i;
        make_key(w, &w->all.at[i]);
    }
    join_equal_keys(w);
    ag_join_people(w);
    join_short_names(w);
    for (int i = 0; i < w->all.n; i++)
        w->group[i] = ag_set_find(w->set, i);
    ag_part_people(w);
}
