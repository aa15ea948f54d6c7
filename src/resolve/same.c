/* Two names → why they are, or are not, one actor.
 *
 * The idea: who.c and decide.c left a note of each merge and refusal; between two names of one actor
 * the shortest chain of such notes is the answer. Beside it stand the points of profile.c, by which the rules
 * joined and parted, and those of the names. Weak: of two things that are no persons names tell nearly all. */
#include "resolve/same.h"

#include "base/map.h"
#include "base/namekey.h"
#include "names.h"
#include "resolve/find.h"
#include "resolve/sighting.h"
#include "resolve/words.h"

#include <math.h>

const char *
ag_rule_name(ag_rule rule)
{
    static const char *const names[AG_RULE_COUNT] = {
        [AG_RULE_CODE] = "one country",
        [AG_RULE_NAME] = "one name",
        [AG_RULE_SPELLING] = "first and last name agree, in another spelling or with a middle name",
        [AG_RULE_SURNAME] = "a bare surname that only one person has",
        [AG_RULE_SHORT] = "a short name or acronym that only one organisation has",
        [AG_RULE_NAME_COUNTRY] = "one name and one country",
        [AG_RULE_DECISION] = "your decisions file",
        [AG_RULE_ALIKE] = "names alike, and what the articles say of them agrees",
        [AG_RULE_CONTEXT] = "a bare surname that several have: the one of this country, office and company",
        [AG_RULE_COUNTRIES] = "their countries contradict each other",
        [AG_RULE_WORK] = "different work at one time",
        [AG_RULE_NAMES] = "their middle names, numbers or generations contradict each other",
        [AG_RULE_ARTICLE] = "one article names both, and took them for two",
        [AG_RULE_COMPANY] = "nothing in the articles speaks for it",
    };

    return names[rule];
}

/* ---- what the articles say of a name ---------------------------------------------------------- */

typedef struct node { /* an entity of an article */
    int doc, entity;
} node;

typedef struct profile {
    AG_LIST(node) of;
    AG_LIST(ag_str) names;                   /* each once */
    ag_profile said;
    uint8_t type;
    ag_str plain;                            /* of its first name */
    ag_person_name person;
} profile;

static const ag_entity *
entity_at(const ag_world *w, node n)
{
    return &w->docs.at[n.doc]->entities.at[n.entity];
}

static void
fill(ag_arena *own, const ag_world *w, profile *p)
{
    p->said = (ag_profile)AG_PROFILE_EMPTY;
    for (int i = 0; i < p->of.n; i++) {
        const ag_entity *e = entity_at(w, p->of.at[i]);
        bool is_new = true;

        for (int k = 0; k < p->names.n && is_new; k++)
            is_new = !ag_str_eq(p->names.at[k], e->name);
        if (is_new)
            AG_PUSH(own, &p->names, e->name);
        ag_profile_add(own, &p->said, w, p->of.at[i].doc, e);
        p->type = e->type;
    }
    ag_profile_close(own, &p->said);
    if (p->names.n) {
        p->plain = ag_plain_name(own, p->names.at[0]);
        p->person = ag_person_name_of(own, p->names.at[0]);
    }
}

/* The earliest sentence that names one of the nodes; doc -1 for none. */
static ag_evidence
evidence_of(const ag_world *w, const node *at, int n)
{
    ag_evidence best = { .doc = -1 };

    for (int i = 0; i < n; i++) {
        const ag_doc *doc = w->docs.at[at[i].doc];

        if (best.doc >= 0 && (doc->date == AG_NO_DAY || (w->docs.at[best.doc]->date != AG_NO_DAY && doc->date >= w->docs.at[best.doc]->date)))
            continue;
        for (int k = 0; k < doc->mentions.n; k++)
            if (doc->mentions.at[k].entity == at[i].entity && doc->mentions.at[k].kind == AG_MENTION_NAME) {
                best = (ag_evidence){ at[i].doc, ag_sentence_around(doc, doc->mentions.at[k].span) };
                break;
            }
    }
    return best;
}

/* ---- weighing --------------------------------------------------------------------------------- */

static void
reason(ag_arena *a, ag_sameness *out, double weight, ag_str text)
{
    AG_PUSH(a, &out->reasons, (ag_reason){ weight, AG_RULE_COUNT, text });
}

static bool
has_alias(ag_arena *own, const ag_world *w, const profile *p, ag_str plain)
{
    for (int i = 0; i < p->of.n; i++) {
        const ag_entity *e = entity_at(w, p->of.at[i]);

        for (int k = 0; k < e->aliases.n; k++)
            if (ag_str_eq(ag_plain_name(own, e->aliases.at[k]), plain))
                return true;
    }
    return false;
}

/* Does the shorter name stand, as whole words, in the longer, or is it made of its initials? */
static bool
is_short_for(ag_str s, ag_str full)
{
    long at = ag_str_find(full, s);
    size_t initials = 0;
    bool match = true;

    if (at >= 0 && s.len < full.len && (at == 0 || full.at[at - 1] == ' ') && ((size_t)at + s.len == full.len || full.at[(size_t)at + s.len] == ' '))
        return true;
    for (size_t i = 0; i < full.len; i++)
        if (i == 0 || full.at[i - 1] == ' ') {
            match &= initials < s.len && s.at[initials] == full.at[i];
            initials++;
        }
    return match && initials == s.len && s.len > 1;
}

static void
weigh_persons(ag_arena *a, ag_arena *own, const profile *x, const profile *y, ag_sameness *out)
{
    ag_names_alike alike = ag_person_names_alike(own, &x->person, &y->person);
    const char *text;
    double weight = ag_names_weight(alike, &text);

    if (x->person.is_bare && y->person.is_bare && alike == AG_NAMES_SURNAME)
        reason(a, out, 1, AG_S("one surname, and no first name"));
    else if (alike == AG_NAMES_EQUAL && ag_str_eq(x->plain, y->plain))
        reason(a, out, weight, AG_S("one name"));
    else if (alike == AG_NAMES_EQUAL && (x->person.middle.len > 0) != (y->person.middle.len > 0))
        reason(a, out, 2.5, AG_S("one first and last name, once with a middle name"));
    else if (alike == AG_NAMES_EQUAL)
        reason(a, out, 3, AG_S("one name in another spelling"));
    else if (alike != AG_NAMES_OTHER)
        reason(a, out, weight, ag_str_of(text));
    else
        reason(a, out, -4, ag_str_eq(x->person.surname, y->person.surname) ? AG_S("same surname, other first names") : AG_S("no name in common"));
    if (x->person.is_bare != y->person.is_bare &&
        ag_profile_is_abroad(x->person.is_bare ? &x->said : &y->said, x->person.is_bare ? &y->said : &x->said))
        reason(a, out, AG_ABROAD, AG_S("where it stands alone, no state is named that the other has to do with"));
    if (ag_person_names_contradict(&x->person, &y->person))
        reason(a, out, -6, ag_str_of(ag_rule_name(AG_RULE_NAMES)));
}

static void
weigh_names(ag_arena *a, ag_arena *own, const ag_world *w, const profile *x, const profile *y, ag_sameness *out)
{
    if (x->type == AG_TYPE_PERSON && y->type == AG_TYPE_PERSON)
        weigh_persons(a, own, x, y, out);
    else if (ag_str_eq(x->plain, y->plain))
        reason(a, out, 4, AG_S("one name"));
    else if (has_alias(own, w, x, y->plain) || has_alias(own, w, y, x->plain))
        reason(a, out, 3, AG_S("an article calls the one by the name of the other"));
    else if (is_short_for(x->plain, y->plain) || is_short_for(y->plain, x->plain))
        reason(a, out, 2, AG_S("one name is short for the other"));
    else
        reason(a, out, -4, AG_S("no name in common"));
}

static void
weigh_profiles(ag_arena *a, ag_arena *own, const ag_world *w, const profile *x, const profile *y, ag_sameness *out)
{
    bool states = x->type == AG_TYPE_COUNTRY && y->type == AG_TYPE_COUNTRY;
    double sum = 0;

    if (!states) /* of states the code tells more than the name */
        weigh_names(a, own, w, x, y, out);
    if (x->type != y->type)
        reason(a, out, -2, ag_arena_printf(a, "a %s and a %s", ag_actor_type_name(x->type), ag_actor_type_name(y->type)));
    ag_profiles_compare(a, &x->said, &y->said, &out->reasons);
    for (int i = 0; i < out->reasons.n; i++) {
        ag_reason *r = &out->reasons.at[i];

        if (states && ag_str_starts(r->text, AG_S("one country")))
            r->weight = 6;
        sum += r->weight;
    }
    out->score = 1 / (1 + exp(-sum));
}

/* ---- the chain -------------------------------------------------------------------------------- */

static ag_str
node_key(ag_arena *own, node n)
{
    return ag_arena_printf(own, "%d %d", n.doc, n.entity);
}

/* The shortest chain of merges from any node of x to any of y inside one actor (breadth-first). */
static void
find_chain(ag_arena *a, ag_arena *own, const ag_world *w, int actor, const profile *x, const profile *y, ag_sameness *out)
{
    ag_map numbers = { 0 };
    AG_LIST(node) nodes = { 0 };
    AG_LIST(int) edges = { 0 }, queue = { 0 }, path = { 0 };
    int *from, *by, end = -1;

    for (int i = 0; i < w->merges.n; i++) {
        const ag_merge *m = &w->merges.at[i];

        if (m->is_refused || w->actor_of[m->doc[0]][m->entity[0]] != actor || w->actor_of[m->doc[1]][m->entity[1]] != actor)
            continue;
        AG_PUSH(own, &edges, i);
        for (int k = 0; k < 2; k++) {
            node n = { m->doc[k], m->entity[k] };

            if (ag_map_add(own, &numbers, node_key(own, n), nodes.n) == nodes.n)
                AG_PUSH(own, &nodes, n);
        }
    }
    from = AG_ARRAY(own, int, nodes.n + 1);
    by = AG_ARRAY(own, int, nodes.n + 1);
    for (int i = 0; i < nodes.n; i++)
        from[i] = -2; /* not seen */
    for (int i = 0; i < x->of.n; i++) {
        int n = ag_map_get(&numbers, node_key(own, x->of.at[i]));

        if (n >= 0 && from[n] == -2) {
            from[n] = -1;
            AG_PUSH(own, &queue, n);
        }
    }
    for (int q = 0; q < queue.n && end < 0; q++) {
        int n = queue.at[q];

        for (int i = 0; i < y->of.n && end < 0; i++)
            if (y->of.at[i].doc == nodes.at[n].doc && y->of.at[i].entity == nodes.at[n].entity)
                end = n;
        for (int i = 0; i < edges.n && end < 0; i++) {
            const ag_merge *m = &w->merges.at[edges.at[i]];
            int u = ag_map_get(&numbers, node_key(own, (node){ m->doc[0], m->entity[0] }));
            int v = ag_map_get(&numbers, node_key(own, (node){ m->doc[1], m->entity[1] }));
            int next = u == n ? v : v == n ? u : n;

            if (from[next] != -2)
                continue;
            from[next] = n;
            by[next] = edges.at[i];
            AG_PUSH(own, &queue, next);
        }
    }
    for (int n = end; n >= 0 && from[n] >= 0; n = from[n])
        AG_PUSH(own, &path, n);
    while (path.n) {
        int n = path.at[--path.n];
        const ag_merge *m = &w->merges.at[by[n]];
        node one = nodes.at[from[n]], other = nodes.at[n];

        AG_PUSH(a, &out->chain, (ag_link_of_names){ { entity_at(w, one)->name, entity_at(w, other)->name },
                                                    { evidence_of(w, &one, 1), evidence_of(w, &other, 1) }, m->rule, m->line });
    }
}

/* ---- the question ----------------------------------------------------------------------------- */

/* The entities that articles call so; else all of the actor that the text names. */
static ag_status
look_up(ag_arena *a, ag_arena *own, const ag_world *w, const char *text, profile *p, ag_err *err)
{
    ag_str plain = ag_plain_name(own, ag_str_of(text));
    int actor;

    for (int pass = 0; pass < 2 && !p->of.n; pass++) /* as its name, else as an alias */
        for (int d = 0; d < w->docs.n; d++)
            for (int e = 0; e < w->docs.at[d]->entities.n; e++) {
                const ag_entity *one = &w->docs.at[d]->entities.at[e];
                bool is_meant = pass == 0 && ag_str_eq(ag_plain_name(own, one->name), plain);

                for (int k = 0; k < one->aliases.n && pass == 1 && !is_meant; k++)
                    is_meant = ag_str_eq(ag_plain_name(own, one->aliases.at[k]), plain);
                if (is_meant && w->actor_of[d][e] >= 0)
                    AG_PUSH(own, &p->of, (node){ d, e });
            }
    for (int i = 1; i < p->of.n; i++) /* one name of several actors: an id will tell */
        if (w->actor_of[p->of.at[i].doc][p->of.at[i].entity] != w->actor_of[p->of.at[0].doc][p->of.at[0].entity]) {
            p->of.n = 0;
            break;
        }
    if (p->of.n)
        return AG_OK;
    AG_TRY(ag_actor_find(a, w, text, &actor, err));
    for (int d = 0; d < w->docs.n; d++)
        for (int e = 0; e < w->docs.at[d]->entities.n; e++)
            if (w->actor_of[d][e] == actor)
                AG_PUSH(own, &p->of, (node){ d, e });
    return AG_OK;
}

static void
compare(ag_arena *a, ag_arena *own, const ag_world *w, profile p[2], ag_sameness *out)
{
    for (int i = 0; i < 2; i++) {
        fill(own, w, &p[i]);
        out->actor[i] = p[i].of.n ? w->actor_of[p[i].of.at[0].doc][p[i].of.at[0].entity] : -1;
        out->name[i] = p[i].names.n ? p[i].names.at[0] : AG_S("");
        out->evidence[i] = evidence_of(w, p[i].of.at, p[i].of.n);
    }
    out->is_one = out->actor[0] == out->actor[1];
    weigh_profiles(a, own, w, &p[0], &p[1], out);
}

/* What decided that two actors are two: a note of it, else what weighs most against them. */
static void
find_refusal(ag_arena *a, const ag_world *w, ag_sameness *out)
{
    const ag_reason *worst = NULL;

    for (int i = 0; i < w->merges.n; i++) {
        const ag_merge *m = &w->merges.at[i];
        int x = w->actor_of[m->doc[0]][m->entity[0]], y = w->actor_of[m->doc[1]][m->entity[1]];

        if (!m->is_refused || !((x == out->actor[0] && y == out->actor[1]) || (x == out->actor[1] && y == out->actor[0])))
            continue;
        out->rule = ag_str_of(ag_rule_name(m->rule));
        out->line = m->line;
        if (m->rule == AG_RULE_DECISION)
            return;
    }
    for (int i = 0; i < out->reasons.n; i++)
        if (out->reasons.at[i].weight < 0 && (!worst || out->reasons.at[i].weight < worst->weight))
            worst = &out->reasons.at[i];
    if (!out->rule.len)
        out->rule = worst ? worst->text : ag_arena_printf(a, "no rule makes these names one");
}

ag_status
ag_why_same(ag_arena *a, const ag_world *w, const char *one, const char *other, ag_sameness *out, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    profile p[2] = { 0 };
    ag_status s = look_up(a, own, w, one, &p[0], err);

    *out = (ag_sameness){ .rule = AG_S("") };
    if (s == AG_OK)
        s = look_up(a, own, w, other, &p[1], err);
    if (s == AG_OK) {
        compare(a, own, w, p, out);
        if (out->is_one)
            find_chain(a, own, w, out->actor[0], &p[0], &p[1], out);
        if (!out->is_one)
            find_refusal(a, w, out);
        else if (out->chain.n)
            out->rule = ag_str_of(ag_rule_name(out->chain.at[0].rule));
        else
            out->rule = AG_S("one article uses both names for one actor");
        for (int i = 0; i < out->chain.n; i++)
            if (out->chain.at[i].rule == AG_RULE_DECISION) {
                out->rule = ag_str_of(ag_rule_name(AG_RULE_DECISION));
                out->line = out->chain.at[i].line;
            }
    }
    ag_arena_free(own);
    return s;
}

void
ag_why_merged(ag_arena *a, const ag_world *w, const ag_merge *m, ag_sameness *out)
{
    ag_arena *own = ag_arena_new(0);
    profile p[2] = { 0 };

    *out = (ag_sameness){ .rule = ag_str_of(ag_rule_name(m->rule)), .line = m->line };
    for (int i = 0; i < 2; i++)
        AG_PUSH(own, &p[i].of, (node){ m->doc[i], m->entity[i] });
    compare(a, own, w, p, out);
    ag_arena_free(own);
}
