/* Who is who among persons: names that are alike are joined, bare surnames find their owner, namesakes are parted.
 *
 * The idea: persons of one first and last name are one until something contradicts it: middle names, numbers,
 * countries, work that nobody does at one time. Names that are only alike (Bill and William, other
 * transcriptions, initials) are two until something speaks for it. Both are the one sum of profile.c against a threshold.
 * Candidates share the consonants of a surname, so that few are compared. Every step looks at sightings in
 * their order and at sums alone: the order of files cannot show.
 *
 * Weak: two namesakes of one country and trade are one; of a family that takes turns in one office by
 * initials, too. */
#include "base/map.h"
#include "base/sort.h"
#include "resolve/profile.h"
#include "resolve/sighting.h"
#include "resolve/words.h"

#include <math.h>

/* Sums from which names that are alike are one, and from which one name is two. */
#define JOIN 2.0
#define PART (-2.0)

enum { LARGEST_BLOCK = 1500 }; /* beyond, only equal surnames are compared */

typedef struct person { /* sightings with one key */
    AG_LIST(int) of;
    ag_profile *profile;  /* made when asked for */
    const ag_person_name *name; /* the fullest */
} person;

typedef struct pair {
    double sum;
    int one, other; /* persons */
    ag_names_alike alike;
} pair;

typedef struct people {
    ag_who *w;
    ag_arena *own;
    AG_LIST(person) list;     /* by their first sighting */
    AG_LIST(pair) pairs;
} people;

static const ag_profile *
profile_of(people *p, int i)
{
    person *one = &p->list.at[i];

    if (!one->profile) {
        one->profile = AG_NEW(p->own, ag_profile);
        *one->profile = (ag_profile)AG_PROFILE_EMPTY;
        for (int k = 0; k < one->of.n; k++)
            ag_profile_add(p->own, one->profile, p->w->world, p->w->all.at[one->of.at[k]].doc, p->w->all.at[one->of.at[k]].e);
        ag_profile_close(p->own, one->profile);
    }
    return one->profile;
}

/* The persons that have a first name. */
static void
list_people(people *p)
{
    ag_map sets = { 0 };

    for (int i = 0; i < p->w->all.n; i++) {
        const ag_sighting *s = &p->w->all.at[i];

        if (s->type != AG_TYPE_PERSON || s->is_bare)
            continue;

        int at = ag_map_add(p->own, &sets, s->key, p->list.n);

        if (at == p->list.n)
            AG_PUSH(p->own, &p->list, (person){ .name = s->person });
        AG_PUSH(p->own, &p->list.at[at].of, i);
        if (s->person->middle.len > p->list.at[at].name->middle.len)
            p->list.at[at].name = s->person;
    }
}

/* ---- names that are alike --------------------------------------------------------------------- */

typedef struct blocked {
    ag_str key;
    int person;
} blocked;

static int
by_key(const void *x, const void *y, const void *unused)
{
    const blocked *a = x, *b = y;
    int order = ag_str_cmp(a->key, b->key);

    (void)unused;
    return order ? order : (a->person > b->person) - (a->person < b->person);
}

static bool
share_article(const ag_profile *x, const ag_profile *y)
{
    for (int i = 0, k = 0; i < x->docs.n && k < y->docs.n;) {
        if (x->docs.at[i] == y->docs.at[k])
            return true;
        if (x->docs.at[i] < y->docs.at[k])
            i++;
        else
            k++;
    }
    return false;
}

static void
weigh_pair(people *p, ag_arena *scratch, int i, int k)
{
    const ag_person_name *x = p->list.at[i].name, *y = p->list.at[k].name;
    ag_names_alike alike = ag_person_names_alike(scratch, x, y);
    const char *text;
    double sum;

    ag_arena_reset(scratch);
    if (alike < AG_NAMES_INITIAL || alike == AG_NAMES_EQUAL || ag_person_names_contradict(x, y))
        return;
    sum = ag_names_weight(alike, &text) + ag_profiles_compare(p->own, profile_of(p, i), profile_of(p, k), NULL);
    if (sum < JOIN)
        return;
    if (share_article(profile_of(p, i), profile_of(p, k))) { /* which read both, and took them for two */
        ag_note_merge(p->w, p->list.at[i].of.at[0], p->list.at[k].of.at[0], AG_RULE_ARTICLE, true, 0);
        return;
    }
    AG_PUSH(p->own, &p->pairs, (pair){ sum, i, k, alike });
}

static void
find_pairs(people *p)
{
    AG_LIST(blocked) list = { 0 };
    ag_arena *own = ag_arena_new(0), *scratch = ag_arena_new(0);

    for (int i = 0; i < p->list.n; i++) {
        const ag_person_name *name = p->list.at[i].name;

        AG_PUSH(own, &list, (blocked){ name->sound, i });
        if (name->other.len && !ag_str_eq(name->other, name->sound))
            AG_PUSH(own, &list, (blocked){ name->other, i });
    }
    ag_sort(list.at, (size_t)list.n, sizeof *list.at, by_key, NULL);
    for (int from = 0, to; from < list.n; from = to) {
        for (to = from + 1; to < list.n && ag_str_eq(list.at[to].key, list.at[from].key);)
            to++;
        for (int i = from; i < to; i++)
            for (int k = i + 1; k < to; k++)
                if (to - from <= LARGEST_BLOCK ||
                    ag_str_eq(p->list.at[list.at[i].person].name->surname, p->list.at[list.at[k].person].name->surname))
                    weigh_pair(p, scratch, list.at[i].person, list.at[k].person);
    }
    ag_arena_free(scratch);
    ag_arena_free(own);
}

static int
by_sum(const void *x, const void *y, const void *unused)
{
    const pair *a = x, *b = y;

    (void)unused;
    if (a->sum != b->sum)
        return a->sum > b->sum ? -1 : 1;
    return a->one != b->one ? a->one - b->one : a->other - b->other;
}

/* What stands to be joined: sets of persons, and for each person its pairs, best first. */
typedef struct joining {
    int *set;                    /* [people] the set's number: its first member */
    AG_LIST(int) *members;       /* [people] of a set, under its number         */
    AG_LIST(int) *pairs;         /* [people] places in people.pairs             */
} joining;

/* Has `who` another candidate that is nearly as good as this one, and not the same as it: "A. Krishnan" where there are
 * Arvind and Anil? */
static bool
is_torn(people *p, const joining *j, const pair *best, int who, int taken)
{
    for (int i = 0; i < j->pairs[who].n; i++) {
        const pair *q = &p->pairs.at[j->pairs[who].at[i]];
        int third = q->one == who ? q->other : q->one;

        if (q->sum < best->sum - 0.5)
            return false; /* they come in order of their sums */
        if (third != taken && ag_person_names_alike(p->own, p->list.at[third].name, p->list.at[taken].name) < AG_NAMES_INITIAL)
            return true;
    }
    return false;
}

/* May two sets become one: does no member of the one contradict a member of the other? */
static bool
may_join(people *p, const joining *j, int x, int y)
{
    for (int i = 0; i < j->members[x].n; i++)
        for (int k = 0; k < j->members[y].n; k++) {
            int one = j->members[x].at[i], other = j->members[y].at[k];

            if (ag_person_names_contradict(p->list.at[one].name, p->list.at[other].name) ||
                ag_profiles_compare(p->own, profile_of(p, one), profile_of(p, other), NULL) <= PART)
                return false;
        }
    return true;
}

static void
join_alike(people *p)
{
    ag_who *w = p->w;
    joining j = { AG_ARRAY(p->own, int, p->list.n + 1), NULL, NULL };

    find_pairs(p);
    ag_sort(p->pairs.at, (size_t)p->pairs.n, sizeof *p->pairs.at, by_sum, NULL);
    j.members = ag_arena_alloc(p->own, (size_t)(p->list.n + 1) * sizeof *j.members);
    j.pairs = ag_arena_alloc(p->own, (size_t)(p->list.n + 1) * sizeof *j.pairs);
    memset(j.members, 0, (size_t)(p->list.n + 1) * sizeof *j.members);
    memset(j.pairs, 0, (size_t)(p->list.n + 1) * sizeof *j.pairs);
    for (int i = 0; i < p->list.n; i++) {
        j.set[i] = i;
        AG_PUSH(p->own, &j.members[i], i);
    }
    for (int i = 0; i < p->pairs.n; i++) {
        AG_PUSH(p->own, &j.pairs[p->pairs.at[i].one], i);
        AG_PUSH(p->own, &j.pairs[p->pairs.at[i].other], i);
    }
    for (int i = 0; i < p->pairs.n; i++) {
        const pair *q = &p->pairs.at[i];
        int x = j.set[q->one], y = j.set[q->other], first = p->list.at[q->one].of.at[0], second = p->list.at[q->other].of.at[0];

        if (x == y || is_torn(p, &j, q, q->one, q->other) || is_torn(p, &j, q, q->other, q->one) || !may_join(p, &j, x, y))
            continue;
        for (int k = 0; k < j.members[y].n; k++) {
            j.set[j.members[y].at[k]] = x;
            AG_PUSH(p->own, &j.members[x], j.members[y].at[k]);
        }
        ag_set_join(w->set, first, second);
        ag_note_merge(w, first, second, AG_RULE_ALIKE, false, 0);
    }
}

/* ---- bare surnames ---------------------------------------------------------------------------- */

typedef struct owners { /* persons of one surname */
    AG_LIST(int) of;
    int docs;
} owners;

/* How much speaks for the owner of a surname being the one whom an article calls by it alone. */
static double
weigh_owner(people *p, const ag_profile *bare, int owner, int docs)
{
    const ag_profile *full = profile_of(p, owner);
    const char *text;

    return ag_names_weight(AG_NAMES_SURNAME, &text) + log((double)full->docs.n / docs) + ag_profiles_compare(p->own, bare, full, NULL) +
           (ag_profile_is_abroad(bare, full) ? AG_ABROAD : 0);
}

static void
join_bare(people *p, const owners *o, int i)
{
    ag_who *w = p->w;
    ag_profile bare = AG_PROFILE_EMPTY;
    double best = -99, second = -99;
    int who = -1;

    ag_profile_add(p->own, &bare, w->world, w->all.at[i].doc, w->all.at[i].e);
    ag_profile_close(p->own, &bare);
    for (int k = 0; k < o->of.n; k++) {
        double sum = weigh_owner(p, &bare, o->of.at[k], o->docs);
        bool same = who >= 0 && ag_set_find(w->set, p->list.at[who].of.at[0]) == ag_set_find(w->set, p->list.at[o->of.at[k]].of.at[0]);

        if (share_article(&bare, profile_of(p, o->of.at[k]))) { /* which did not think so */
            ag_note_merge(w, p->list.at[o->of.at[k]].of.at[0], i, AG_RULE_ARTICLE, true, 0);
            return;
        }
        if (sum > best) {
            second = same ? second : best;
            best = sum;
            who = o->of.at[k];
        } else if (sum > second && !same) {
            second = sum;
        }
    }

    bool is_refused = best < 1 || best - second < 1.5;

    ag_note_merge(w, p->list.at[who].of.at[0], i,
                  !is_refused ? (o->of.n == 1 ? AG_RULE_SURNAME : AG_RULE_CONTEXT)
                  : bare.countries.n && profile_of(p, who)->countries.n && best < -1 ? AG_RULE_COUNTRIES : AG_RULE_COMPANY,
                  is_refused, 0);
    if (!is_refused)
        ag_set_join(w->set, p->list.at[who].of.at[0], i);
    w->all.at[i].is_owned = !is_refused;
}

static void
join_surnames(people *p)
{
    ag_who *w = p->w;
    ag_map surnames = { 0 }, left = { 0 };
    AG_LIST(owners) list = { 0 };

    for (int i = 0; i < p->list.n; i++) {
        int at = ag_map_add(p->own, &surnames, p->list.at[i].name->surname, list.n);

        if (p->list.at[i].name->number)
            continue;
        if (at == list.n)
            AG_PUSH(p->own, &list, (owners){ .docs = 0 });
        AG_PUSH(p->own, &list.at[at].of, i);
        list.at[at].docs += profile_of(p, i)->docs.n;
    }
    for (int i = 0; i < w->all.n; i++) {
        const ag_sighting *s = &w->all.at[i];
        int at = s->type == AG_TYPE_PERSON && s->is_bare && !s->person->number ? ag_map_get(&surnames, s->person->surname) : -1;

        if (at >= 0)
            join_bare(p, &list.at[at], i);
    }
    for (int i = 0; i < w->all.n; i++) { /* those that nobody owns are one by their name */
        const ag_sighting *s = &w->all.at[i];

        if (s->type != AG_TYPE_PERSON || !s->is_bare || s->is_owned)
            continue;

        int first = ag_map_add(p->own, &left, s->key, i);

        ag_set_join(w->set, first, i);
        ag_note_merge(w, first, i, AG_RULE_NAME, false, 0);
    }
}

/* ---- namesakes -------------------------------------------------------------------------------- */

typedef struct facet { /* sightings of one set of which articles say the same */
    AG_LIST(int) of;
    ag_profile profile;
    const ag_person_name *name;
    int articles;           /* of their own: copies count once */
    int part;               /* -1: not yet */
} facet;

typedef struct parting {
    people *p;
    AG_LIST(facet) facets;  /* the first is of those that say nothing */
    AG_LIST(int) first;     /* [parts] the first facet of each part */
} parting;

static ag_calling
calling_of(const ag_sighting *s)
{
    bool is_former;
    ag_str role = ag_role_plain(s->e->role, &is_former);

    return is_former ? AG_CALLING_NONE : ag_calling_of(role, s->e->country.len > 0);
}

/* What of a sighting can contradict another's. "" where nothing can. */
static ag_str
signature(people *p, const ag_sighting *s, bool by_decade)
{
    ag_calling calling = calling_of(s);
    const ag_doc *doc = p->w->world->docs.at[s->doc];
    int decade = by_decade && doc->date != AG_NO_DAY && s->e->role.len ? doc->date / 3650 : 0;
    ag_str middle = s->person->middle.len == 1 ? s->person->middle : AG_S("");

    if (!calling && !s->e->country.len && !middle.len && !s->person->number && !s->person->generation && !decade)
        return AG_S("");
    return ag_arena_printf(p->own, "%.*s|%d|%.*s|%d|%d|%d", AG_SHOW(s->e->country), calling, AG_SHOW(middle), s->person->number,
                           s->person->generation, decade);
}

static double
compare_facets(people *p, const facet *x, const facet *y, ag_rule *against)
{
    ag_reasons reasons = { 0 };
    double sum = ag_profiles_compare(p->own, &x->profile, &y->profile, &reasons), worst = 0;

    *against = AG_RULE_COMPANY;
    for (int i = 0; i < reasons.n; i++) {
        /* Where the articles on the one of whom fewer tell name the other's state, one of the countries may be misread. */
        if (reasons.at[i].rule == AG_RULE_COUNTRIES &&
            (x->articles <= y->articles ? ag_profile_names_country(p->own, &x->profile, &y->profile)
                                        : ag_profile_names_country(p->own, &y->profile, &x->profile))) {
            sum += -1.5 - reasons.at[i].weight;
            reasons.at[i].weight = -1.5;
        }
        if (reasons.at[i].weight < worst) {
            worst = reasons.at[i].weight;
            *against = reasons.at[i].rule;
        }
    }
    if (ag_person_names_contradict(x->name, y->name)) {
        *against = AG_RULE_NAMES;
        return sum - 6;
    }
    return sum;
}

/* Numbers the parts: each facet, the commonest first, goes to the part that it fits best and contradicts nowhere. */
static void
part_facets(parting *t)
{
    for (int f = 1; f < t->facets.n; f++) {
        facet *x = &t->facets.at[f];
        double best = 0;

        for (int part = 0; part < t->first.n; part++) {
            double sum = 0;
            bool fits = true;

            for (int g = 1; g < f && fits; g++) {
                ag_rule rule;
                double s = t->facets.at[g].part == part ? compare_facets(t->p, x, &t->facets.at[g], &rule) : 0;

                fits = s > PART;
                sum = s > sum ? s : sum;
            }
            if (fits && (x->part < 0 || sum > best)) {
                x->part = part;
                best = sum;
            }
        }
        if (x->part < 0) {
            x->part = t->first.n;
            AG_PUSH(t->p->own, &t->first, f);
        }
    }
}

static int
by_articles(const void *x, const void *y, const void *unused)
{
    const facet *a = x, *b = y;

    (void)unused;
    return a->articles != b->articles ? b->articles - a->articles : a->of.at[0] - b->of.at[0];
}

/* The part whose articles have most in common with that of sighting i; the first where none has. */
static int
nearest_part(parting *t, int i)
{
    ag_who *w = t->p->w;
    ag_profile one = AG_PROFILE_EMPTY;
    double best = 0;
    int part = 0;

    ag_profile_add(t->p->own, &one, w->world, w->all.at[i].doc, w->all.at[i].e);
    ag_profile_close(t->p->own, &one);
    for (int f = 1; f < t->facets.n; f++) {
        double sum = ag_profiles_compare(t->p->own, &one, &t->facets.at[f].profile, NULL);

        if (sum > best) {
            best = sum;
            part = t->facets.at[f].part;
        }
    }
    return part;
}

static void
settle(parting *t, int part, int i)
{
    ag_who *w = t->p->w;
    int first = t->facets.at[t->first.at[part]].of.at[0];

    if (part > 0)
        w->group[i] = w->all.n + first;
    ag_note_merge(w, first, i, AG_RULE_NAME_COUNTRY, false, 0);
}

static void
part_set(people *p, const int *of, int n)
{
    parting t = { .p = p };
    ag_who *w = p->w;
    ag_map found = { 0 };
    ag_day first = AG_NO_DAY, last = AG_NO_DAY;

    AG_PUSH(p->own, &t.facets, (facet){ .profile = AG_PROFILE_EMPTY, .part = 0 });
    for (int i = 0; i < n; i++) {
        ag_day day = w->world->docs.at[w->all.at[of[i]].doc]->date;

        if (day != AG_NO_DAY) {
            first = first == AG_NO_DAY || day < first ? day : first;
            last = last == AG_NO_DAY || day > last ? day : last;
        }
    }
    for (int i = 0; i < n; i++) {
        const ag_sighting *s = &w->all.at[of[i]];
        ag_str key = signature(p, s, first != AG_NO_DAY && last - first > 45 * 365);
        int at = key.len ? ag_map_add(p->own, &found, key, t.facets.n) : 0;

        if (at == t.facets.n)
            AG_PUSH(p->own, &t.facets, (facet){ .profile = AG_PROFILE_EMPTY, .name = s->person, .part = -1 });
        AG_PUSH(p->own, &t.facets.at[at].of, of[i]);
        t.facets.at[at].articles += !s->is_copy;
    }
    if (t.facets.n < 3) /* nothing that could contradict */
        return;
    ag_sort(t.facets.at + 1, (size_t)t.facets.n - 1, sizeof *t.facets.at, by_articles, NULL);
    for (int f = 1; f < t.facets.n; f++) {
        facet *x = &t.facets.at[f];

        for (int i = 0; i < x->of.n; i++)
            ag_profile_add(p->own, &x->profile, w->world, w->all.at[x->of.at[i]].doc, w->all.at[x->of.at[i]].e);
        ag_profile_close(p->own, &x->profile);
    }
    part_facets(&t);
    if (t.first.n < 2)
        return;
    for (int part = 1; part < t.first.n; part++) {
        ag_rule rule;

        compare_facets(p, &t.facets.at[t.first.at[0]], &t.facets.at[t.first.at[part]], &rule);
        ag_note_merge(w, t.facets.at[t.first.at[0]].of.at[0], t.facets.at[t.first.at[part]].of.at[0], rule, true, 0);
    }
    for (int f = 0; f < t.facets.n; f++)
        for (int i = 0; i < t.facets.at[f].of.n; i++)
            settle(&t, f ? t.facets.at[f].part : nearest_part(&t, t.facets.at[f].of.at[i]), t.facets.at[f].of.at[i]);
}

/* ---- the two steps ---------------------------------------------------------------------------- */

void
ag_join_people(ag_who *w)
{
    people p = { .w = w, .own = ag_arena_new(0) };

    list_people(&p);
    join_alike(&p);
    join_surnames(&p);
    ag_arena_free(p.own);
}

typedef struct members {
    AG_LIST(int) of;
} members;

void
ag_part_people(ag_who *w)
{
    people p = { .w = w, .own = ag_arena_new(0) };
    ag_map numbers = { 0 };
    AG_LIST(members) sets = { 0 };

    for (int i = 0; i < w->all.n; i++) {
        if (w->all.at[i].type != AG_TYPE_PERSON)
            continue;

        int at = ag_map_add(p.own, &numbers, ag_arena_printf(p.own, "%d", ag_set_find(w->set, i)), sets.n);

        if (at == sets.n)
            AG_PUSH(p.own, &sets, (members){ { 0, 0, 0 } });
        AG_PUSH(p.own, &sets.at[at].of, i);
    }
    for (int s = 0; s < sets.n; s++) {
        people one = { .w = w, .own = ag_arena_new(0) };

        part_set(&one, sets.at[s].of.at, sets.at[s].of.n);
        ag_arena_free(one.own);
    }
    ag_arena_free(p.own);
}
