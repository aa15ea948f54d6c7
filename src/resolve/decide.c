/* The analyst's decisions, carried out on actors: what the rules found is corrected before and after
 * actors are made.
 *
 * The idea: a decision names an actor as the articles do, so it is matched anew on every build: by
 * id, else by name, else by alias, else by the key of a person's name. One that matches nothing, or
 * several actors, is left out and reported with its line. Weak where one article calls both sides of
 * a "never" in one sentence: what it says there stays with the left side. */
#include "base/map.h"
#include "base/namekey.h"
#include "names.h"
#include "resolve/sighting.h"
#include "resolve/words.h"

typedef struct matches {
    AG_LIST(int) of;
} matches;

static const ag_decision *
decision(const ag_who *w, int i)
{
    return &w->decisions->list.at[i];
}

static int
decisions_in(const ag_who *w)
{
    return w->decisions ? w->decisions->list.n : 0;
}

static void
rule_on(ag_who *w, const ag_decision *d, bool is_applied, ag_str why)
{
    AG_PUSH(w->a, &w->world->rulings, (ag_ruling){ d->line, is_applied, why });
}

/* ---- matching --------------------------------------------------------------------------------- */

enum { BY_NOTHING, BY_KEY, BY_ALIAS, BY_NAME, BY_ID };

static int
fit(ag_arena *own, const ag_actor *actor, ag_str wanted, ag_str plain, ag_str key)
{
    if (ag_str_eq(actor->id, wanted))
        return BY_ID;
    if (ag_str_eq(ag_plain_name(own, actor->name), plain))
        return BY_NAME;
    for (int i = 0; i < actor->aliases.n; i++)
        if (ag_str_eq(ag_plain_name(own, actor->aliases.at[i]), plain))
            return BY_ALIAS;
    return actor->type == AG_TYPE_PERSON && key.len && ag_str_eq(ag_name_key(own, actor->name), key) ? BY_KEY : BY_NOTHING;
}

/* The actors of `world` that a side of a decision names: those that fit best. */
static void
match(ag_who *w, const ag_world *world, ag_str wanted, matches *out)
{
    ag_arena *own = ag_arena_new(0);
    ag_str plain = ag_plain_name(own, wanted), key = ag_name_key(own, wanted);
    int best = BY_NOTHING;

    *out = (matches){ 0 };
    for (int i = 0; i < world->actors.n; i++) {
        int f = fit(own, &world->actors.at[i], wanted, plain, key);

        if (f > best) {
            best = f;
            out->of.n = 0;
        }
        if (f && f == best)
            AG_PUSH(w->own, &out->of, i);
    }
    ag_arena_free(own);
}

/* Why a side does not name one actor; "" when it does. */
static ag_str
unclear(ag_who *w, const ag_world *world, ag_str wanted, const matches *m)
{
    enum { SHOWN = 4 };
    ag_str ids = AG_S("");

    if (m->of.n == 1)
        return ids;
    if (m->of.n == 0)
        return ag_arena_printf(w->a, "no actor '%.*s' any more", AG_SHOW(wanted));
    for (int i = 0; i < m->of.n && i < SHOWN; i++)
        ids = ag_arena_printf(w->own, "%.*s%s%.*s", AG_SHOW(ids), i ? ", " : "", AG_SHOW(world->actors.at[m->of.at[i]].id));
    return ag_arena_printf(w->a, "'%.*s' names %d actors: %.*s%s; write the id instead", AG_SHOW(wanted), m->of.n, AG_SHOW(ids),
                           m->of.n > SHOWN ? " …" : "");
}

/* ---- never, inside an article ----------------------------------------------------------------- */

static bool
has_form(ag_arena *own, const ag_entity *e, ag_str plain)
{
    bool has = ag_str_eq(ag_plain_name(own, e->name), plain);

    for (int i = 0; i < e->aliases.n && !has; i++)
        has = ag_str_eq(ag_plain_name(own, e->aliases.at[i]), plain);
    return has;
}

#define COPY(a, list) ((list).at = ag_arena_grow((a), (list).at, (size_t)(list).n * sizeof *(list).at, (size_t)((list).n + 1) * sizeof *(list).at), (list).room = (list).n + 1)

typedef struct parting { /* one entity of one article becomes two */
    ag_doc *doc;
    int old, fresh;
} parting;

/* Whom a fact is about that stands in the sentence of `place`: the part that is named there alone. */
static int
whom(const parting *p, int entity, ag_span place)
{
    ag_span s = ag_sentence_around(p->doc, place);
    bool old = false, fresh = false;

    if (entity != p->old)
        return entity;
    for (int i = 0; i < p->doc->mentions.n; i++) {
        const ag_mention *m = &p->doc->mentions.at[i];

        if (m->span.from < s.from || m->span.from >= s.to)
            continue;
        old |= m->entity == p->old;
        fresh |= m->entity == p->fresh;
    }
    return fresh && !old ? p->fresh : p->old;
}

static void
part_facts(ag_arena *a, const parting *p)
{
    ag_doc *doc = p->doc;

    COPY(a, doc->events);
    COPY(a, doc->relations);
    COPY(a, doc->quotes);
    COPY(a, doc->offices);
    COPY(a, doc->states);
    for (int i = 0; i < doc->events.n; i++) {
        ag_event *e = &doc->events.at[i];

        COPY(a, e->parts);
        for (int k = 0; k < e->parts.n; k++)
            e->parts.at[k].entity = whom(p, e->parts.at[k].entity, e->trigger);
        e->claimed_by = whom(p, e->claimed_by, e->trigger);
    }
    for (int i = 0; i < doc->relations.n; i++) {
        ag_relation *x = &doc->relations.at[i];
        ag_span s = doc->sentences.at[x->sentence].span;

        x->source = whom(p, x->source, s);
        x->target = whom(p, x->target, s);
        x->claimed_by = whom(p, x->claimed_by, s);
    }
    for (int i = 0; i < doc->quotes.n; i++) {
        doc->quotes.at[i].speaker = whom(p, doc->quotes.at[i].speaker, doc->quotes.at[i].span);
        doc->quotes.at[i].addressee = whom(p, doc->quotes.at[i].addressee, doc->quotes.at[i].span);
    }
    for (int i = 0; i < doc->offices.n; i++) {
        doc->offices.at[i].person = whom(p, doc->offices.at[i].person, doc->offices.at[i].span);
        doc->offices.at[i].of = whom(p, doc->offices.at[i].of, doc->offices.at[i].span);
    }
    for (int i = 0; i < doc->states.n; i++) {
        doc->states.at[i].subject = whom(p, doc->states.at[i].subject, doc->states.at[i].span);
        doc->states.at[i].object = whom(p, doc->states.at[i].object, doc->states.at[i].span);
    }
}

/* Parts entity `old` of an article: mentions that read as `plain` become one of their own. */
static bool
part_entity(ag_who *w, int d, int old, ag_str plain)
{
    ag_arena *own = ag_arena_new(0);
    ag_doc *doc = AG_NEW(w->a, ag_doc);
    parting p = { doc, old, w->world->docs.at[d]->entities.n };
    bool found = false;

    *doc = *w->world->docs.at[d];
    COPY(w->a, doc->mentions);
    for (int i = 0; i < doc->mentions.n; i++) {
        ag_mention *m = &doc->mentions.at[i];

        if (m->entity != old || m->span.to > doc->text.len || !ag_str_eq(ag_plain_name(own, ag_str_at(doc->text, m->span)), plain))
            continue;
        m->entity = p.fresh;
        found = true;
    }
    if (found) {
        ag_entity fresh = doc->entities.at[old], *left;

        COPY(w->a, doc->entities);
        left = &doc->entities.at[old];
        fresh.aliases.n = fresh.aliases.room = 0;
        fresh.role = AG_S("");
        fresh.is_known = false;
        fresh.type = left->type == AG_TYPE_COUNTRY ? AG_TYPE_ORGANIZATION : left->type; /* a state has one name, and this is not it */
        left->aliases.n = left->aliases.room = 0;
        for (int k = 0; k < w->world->docs.at[d]->entities.at[old].aliases.n; k++) {
            ag_str alias = w->world->docs.at[d]->entities.at[old].aliases.at[k];

            if (ag_str_eq(ag_plain_name(own, alias), plain))
                fresh.name = alias;
            else
                AG_PUSH(w->a, &left->aliases, alias);
        }
        if (ag_str_eq(ag_plain_name(own, left->name), plain)) { /* the name goes, an alias stays */
            fresh.name = left->name;
            left->name = left->aliases.n ? left->aliases.at[0] : left->name;
        }
        AG_PUSH(w->a, &doc->entities, fresh);
        part_facts(w->a, &p);
        w->world->docs.at[d] = doc;
    }
    ag_arena_free(own);
    return found;
}

void
ag_decide_entities(ag_who *w)
{
    for (int i = 0; i < decisions_in(w); i++) {
        if (decision(w, i)->verdict != AG_DECIDED_NEVER)
            continue;

        ag_arena *own = ag_arena_new(0);
        ag_str left = ag_plain_name(own, decision(w, i)->left), right = ag_plain_name(own, decision(w, i)->right);

        for (int d = 0; d < w->world->docs.n; d++)
            for (int e = 0, n = w->world->docs.at[d]->entities.n; e < n; e++) {
                const ag_entity *one = &w->world->docs.at[d]->entities.at[e];

                if (has_form(own, one, left) && has_form(own, one, right))
                    part_entity(w, d, e, right);
            }
        ag_arena_free(own);
    }
}

/* ---- type ------------------------------------------------------------------------------------- */

/* "person.anna-berg" → "anna berg": what an id says of the name. */
static ag_str
name_in_id(ag_arena *own, ag_str id)
{
    const char *dot = memchr(id.at, '.', id.len);

    return dot ? ag_plain_name(own, ag_str_sub(id, (size_t)(dot + 1 - id.at), id.len)) : AG_S("");
}

void
ag_decide_types(ag_who *w)
{
    for (int i = 0; i < decisions_in(w); i++) {
        const ag_decision *d = decision(w, i);
        ag_str plain = ag_plain_name(w->own, d->left), in_id = name_in_id(w->own, d->left);
        int found = 0;

        if (d->verdict != AG_DECIDED_TYPE)
            continue;
        for (int pass = 0; pass < 2 && !found; pass++) /* by name, else by alias */
            for (int k = 0; k < w->all.n; k++) {
                ag_sighting *s = &w->all.at[k];

                if (pass == 0 ? !ag_str_eq(s->plain, plain) && !(in_id.len && ag_str_eq(s->plain, in_id))
                              : !has_form(w->own, s->e, plain))
                    continue;
                s->type = d->value;
                s->is_decided = true;
                found++;
            }
        rule_on(w, d, found > 0, found ? AG_S("") : ag_arena_printf(w->a, "no actor '%.*s' any more", AG_SHOW(d->left)));
    }
}

/* ---- never, same ------------------------------------------------------------------------------ */

typedef struct deciding {
    ag_who *w;
    ag_world before;  /* actors as the rules found them */
    int *place;       /* [all.n] their numbers          */
    AG_LIST(int) apart_left, apart_right; /* sightings that "never" keeps apart */
    AG_LIST(int) apart_line;
} deciding;

static int
sighting_of(const deciding *d, int actor)
{
    for (int i = 0; i < d->w->all.n; i++)
        if (d->place[i] == actor)
            return i;
    return -1;
}

/* The sightings of one actor whose name is that of the right side become an actor of their own. */
static int
part_group(deciding *d, int actor, ag_str left, ag_str right)
{
    ag_who *w = d->w;
    ag_str plain = ag_plain_name(w->own, right), key = ag_name_key(w->own, right), other = ag_name_key(w->own, left);
    int first = -1, all = 0, moved = 0;

    for (int pass = 0; pass < 2 && !moved; pass++) /* by name; else, of persons, by the key of the name */
        for (int i = 0; i < w->all.n; i++) {
            const ag_sighting *s = &w->all.at[i];

            if (d->place[i] != actor)
                continue;
            all += pass == 0;
            if (pass == 0 ? !ag_str_eq(s->plain, plain)
                          : s->type != AG_TYPE_PERSON || ag_str_eq(key, other) || !ag_str_eq(ag_name_key(w->own, s->e->name), key))
                continue;
            moved++;
            if (first < 0)
                first = i;
        }
    if (!moved || moved == all)
        return -1;

    ag_str plain_first = w->all.at[first].plain;
    bool by_key = !ag_str_eq(plain_first, plain);

    for (int i = w->all.n; i-- > 0;) {
        const ag_sighting *s = &w->all.at[i];

        if (d->place[i] == actor &&
            (by_key ? s->type == AG_TYPE_PERSON && ag_str_eq(ag_name_key(w->own, s->e->name), key) : ag_str_eq(s->plain, plain)))
            w->group[i] = 3 * w->all.n + first; /* beyond all numbers that the rules gave */
    }
    return first;
}

/* What goes by the right side's name and was joined to the left side's actor goes to the right. */
static void
move_named(deciding *d, int from, int to, ag_str left, ag_str right)
{
    ag_who *w = d->w;
    ag_str plain = ag_plain_name(w->own, right);

    if (ag_str_eq(plain, ag_plain_name(w->own, left)))
        return;
    for (int i = 0; i < w->all.n; i++)
        if (d->place[i] == from && ag_str_eq(w->all.at[i].plain, plain))
            w->group[i] = w->group[to];
}

static void
decide_never(deciding *d, const ag_decision *line)
{
    ag_who *w = d->w;
    matches left, right;
    ag_str why = AG_S("");

    match(w, &d->before, line->left, &left);
    match(w, &d->before, line->right, &right);
    if (!left.of.n || !right.of.n) {
        why = unclear(w, &d->before, left.of.n ? line->right : line->left, left.of.n ? &right : &left);
    } else if (left.of.n == 1 && right.of.n == 1 && left.of.at[0] == right.of.at[0]) {
        int from = sighting_of(d, left.of.at[0]), moved = part_group(d, left.of.at[0], line->left, line->right);

        if (moved < 0) {
            why = ag_arena_printf(w->a, "no article calls '%.*s' by that name alone", AG_SHOW(line->right));
        } else {
            for (int i = 0; i < w->all.n && from == moved; i++) /* one that stays */
                if (d->place[i] == left.of.at[0] && w->group[i] != w->group[moved])
                    from = i;
            ag_note_merge(w, from, moved, AG_RULE_DECISION, true, line->line);
            AG_PUSH(w->own, &d->apart_left, from);
            AG_PUSH(w->own, &d->apart_right, moved);
            AG_PUSH(w->own, &d->apart_line, line->line);
        }
    } else {
        for (int i = 0; i < left.of.n; i++)
            for (int k = 0; k < right.of.n; k++) {
                int x = sighting_of(d, left.of.at[i]), y = sighting_of(d, right.of.at[k]);

                if (left.of.at[i] == right.of.at[k])
                    continue;
                ag_note_merge(w, x, y, AG_RULE_DECISION, true, line->line);
                AG_PUSH(w->own, &d->apart_left, x);
                AG_PUSH(w->own, &d->apart_right, y);
                AG_PUSH(w->own, &d->apart_line, line->line);
                if (left.of.n == 1 && right.of.n == 1) {
                    move_named(d, left.of.at[i], y, line->left, line->right);
                    move_named(d, right.of.at[k], x, line->right, line->left);
                }
            }
    }
    rule_on(w, line, !why.len, why);
}

static void
join_groups(ag_who *w, int from, int to)
{
    for (int i = 0; i < w->all.n; i++)
        if (w->group[i] == from)
            w->group[i] = to;
}

static void
decide_same(deciding *d, const ag_decision *line)
{
    ag_who *w = d->w;
    matches left, right;
    ag_str why;

    match(w, &d->before, line->left, &left);
    match(w, &d->before, line->right, &right);
    why = unclear(w, &d->before, line->left, &left);
    if (!why.len)
        why = unclear(w, &d->before, line->right, &right);
    if (!why.len) {
        int x = sighting_of(d, left.of.at[0]), y = sighting_of(d, right.of.at[0]), gx = w->group[x], gy = w->group[y];

        for (int i = 0; i < d->apart_left.n && !why.len; i++) {
            int p = w->group[d->apart_left.at[i]], q = w->group[d->apart_right.at[i]];

            if (gx != gy && ((p == gx && q == gy) || (p == gy && q == gx)))
                why = ag_arena_printf(w->a, "it contradicts 'never' in line %d", d->apart_line.at[i]);
        }
        if (!why.len) {
            ag_note_merge(w, x, y, AG_RULE_DECISION, false, line->line);
            join_groups(w, gx, gy);
        }
    }
    rule_on(w, line, !why.len, why);
}

static bool
is_about_groups(const ag_decision *d)
{
    return d->verdict == AG_DECIDED_SAME || d->verdict == AG_DECIDED_NEVER;
}

void
ag_decide_groups(ag_who *w)
{
    deciding d = { .w = w, .before = *w->world };
    int lines = 0;

    for (int i = 0; i < decisions_in(w); i++)
        lines += is_about_groups(decision(w, i));
    if (!lines)
        return;
    d.before.actors.n = d.before.actors.room = 0;
    d.place = AG_ARRAY(w->own, int, w->all.n);
    ag_group_actors(w, w->own, &d.before, d.place);
    for (int i = 0; i < decisions_in(w); i++)
        if (decision(w, i)->verdict == AG_DECIDED_NEVER)
            decide_never(&d, decision(w, i));
    for (int i = 0; i < decisions_in(w); i++)
        if (decision(w, i)->verdict == AG_DECIDED_SAME)
            decide_same(&d, decision(w, i));
}

/* ---- rename, role, drop ----------------------------------------------------------------------- */

static void
rename_actor(ag_who *w, ag_actor *actor, ag_str name)
{
    int kept = 0;

    if (ag_str_eq(actor->name, name))
        return;
    AG_PUSH(w->a, &actor->aliases, actor->name);
    for (int i = 0; i < actor->aliases.n; i++)
        if (!ag_str_eq(actor->aliases.at[i], name))
            actor->aliases.at[kept++] = actor->aliases.at[i];
    actor->aliases.n = kept;
    for (int i = kept - 1; i > 0 && ag_str_cmp(actor->aliases.at[i - 1], actor->aliases.at[i]) > 0; i--) {
        ag_str swap = actor->aliases.at[i - 1]; /* the last one came new: to its place */

        actor->aliases.at[i - 1] = actor->aliases.at[i];
        actor->aliases.at[i] = swap;
    }
    actor->name = name;
}

/* Takes the dropped actors out; numbers close up. */
static void
drop_actors(ag_who *w, const bool *dropped, int *place)
{
    ag_world *world = w->world;
    int kept = 0, *moved = AG_ARRAY(w->own, int, world->actors.n);

    for (int i = 0; i < world->actors.n; i++) {
        moved[i] = dropped[i] ? -1 : kept;
        if (!dropped[i])
            world->actors.at[kept++] = world->actors.at[i];
    }
    world->actors.n = kept;
    for (int i = 0; i < w->all.n; i++)
        place[i] = place[i] >= 0 ? moved[place[i]] : -1;
}

void
ag_decide_actors(ag_who *w, int *place)
{
    bool *dropped = AG_ARRAY(w->own, bool, w->world->actors.n + 1), any = false;

    for (int i = 0; i < decisions_in(w); i++) {
        const ag_decision *d = decision(w, i);
        matches m;
        ag_str why;

        if (d->verdict != AG_DECIDED_RENAME && d->verdict != AG_DECIDED_ROLE && d->verdict != AG_DECIDED_DROP)
            continue;
        if (d->verdict == AG_DECIDED_DROP && ag_str_starts(d->left, AG_S("event.")))
            continue; /* an act: ag_resolve_acts */
        match(w, w->world, d->left, &m);
        why = unclear(w, w->world, d->left, &m);
        if (!why.len) {
            ag_actor *actor = &w->world->actors.at[m.of.at[0]];

            if (d->verdict == AG_DECIDED_RENAME)
                rename_actor(w, actor, d->right);
            else if (d->verdict == AG_DECIDED_ROLE)
                actor->role = d->right;
            else
                any = dropped[m.of.at[0]] = true;
        }
        rule_on(w, d, !why.len, why);
    }
    if (any)
        drop_actors(w, dropped, place);
}
