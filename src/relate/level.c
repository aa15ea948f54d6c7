/* Folding governments into states. Weak point: who holds which office is taken from all articles
 * together, so a minister who resigned in the second of four weeks is still the state in the third. */
#include "relate/level.h"
#include "base/buf.h"
#include "base/map.h"
#include "relate/relate.h"

typedef struct folding {
    ag_arena *a;
    const ag_world *w;
    const ag_governments *g;
    AG_LIST(ag_actor) made;  /* countries that act only through their people: numbered behind the actors */
    ag_map by_id;            /* countries */
    int *into;               /* [actors] an actor, or actors.n + i of `made`, or -1: left out */
} folding;

/* ---- who is whom ---- */

static int
country_of_code(folding *f, ag_str iso)
{
    ag_str id = ag_arena_printf(f->a, "country.%.*s", AG_SHOW(iso)), name;
    int known = ag_map_get(&f->by_id, id);

    if (iso.len == 0 || known >= 0)
        return iso.len ? known : -1;
    name = f->g->country_name(f->g->context, iso);
    if (name.len == 0)
        return -1;
    known = f->w->actors.n + f->made.n;
    AG_PUSH(f->a, &f->made, (ag_actor){ .id = id, .name = name, .type = AG_TYPE_COUNTRY, .is_named = true, .country = iso,
                                        .first_seen = AG_NO_DAY, .last_seen = AG_NO_DAY, .first_day = AG_NO_DAY,
                                        .last_day = AG_NO_DAY, .evidence = { .doc = -1 } });
    ag_map_set(f->a, &f->by_id, id, known);
    return known;
}

static void
find_states(folding *f)
{
    const ag_world *w = f->w;
    int *reports = AG_ARRAY(f->a, int, w->actors.n + 1);

    for (int i = 0; i < w->actors.n; i++) {
        f->into[i] = i;
        if (w->actors.at[i].type == AG_TYPE_COUNTRY)
            ag_map_set(f->a, &f->by_id, w->actors.at[i].id, i);
    }
    for (int i = 0; i < w->posts.n; i++) {
        const ag_post *p = &w->posts.at[i];

        if (p->person < 0 || p->of < 0 || w->actors.at[p->of].type != AG_TYPE_COUNTRY ||
            (p->status != AG_OFFICE_CURRENT && p->status != AG_OFFICE_ACTING) || p->evidence.n <= reports[p->person] ||
            !f->g->is_member(f->g->context, AG_TYPE_PERSON, w->actors.at[p->person].name, p->role))
            continue;
        reports[p->person] = p->evidence.n;
        f->into[p->person] = p->of;
    }
    for (int i = 0; i < w->actors.n; i++) {
        const ag_actor *x = &w->actors.at[i];
        int country;

        if (f->into[i] != i || x->type == AG_TYPE_COUNTRY || !f->g->is_member(f->g->context, (ag_actor_type)x->type, x->name, x->role))
            continue;
        country = country_of_code(f, x->country);
        if (country >= 0)
            f->into[i] = country;
    }
}

static void
leave_states(folding *f)
{
    for (int i = 0; i < f->w->actors.n; i++)
        f->into[i] = f->w->actors.at[i].type == AG_TYPE_COUNTRY ? -1 : i;
}

/* ---- actors ---- */

typedef struct named {
    ag_str id;
    int old;
} named;

static int
by_id(const void *p, const void *q)
{
    return ag_str_cmp(((const named *)p)->id, ((const named *)q)->id);
}

static ag_day
earlier(ag_day x, ag_day y)
{
    return x == AG_NO_DAY || (y != AG_NO_DAY && y < x) ? y : x;
}

static ag_day
later(ag_day x, ag_day y)
{
    return x == AG_NO_DAY || (y != AG_NO_DAY && y > x) ? y : x;
}

static void
absorb(const ag_world *w, ag_actor *state, const ag_actor *member)
{
    state->mentions += member->mentions;
    state->first_seen = earlier(state->first_seen, member->first_seen);
    state->last_seen = later(state->last_seen, member->last_seen);
    state->first_day = earlier(state->first_day, member->first_day);
    state->last_day = later(state->last_day, member->last_day);
    if (member->evidence.doc >= 0 && (state->evidence.doc < 0 || ag_evidence_before(w, member->evidence, state->evidence)))
        state->evidence = member->evidence;
}

/* Those that are left, by id; f->into then holds their new numbers. */
static void
number_actors(folding *f, ag_world *out)
{
    const ag_world *w = f->w;
    int all = w->actors.n + f->made.n, kept = 0;
    named *order = AG_ARRAY(f->a, named, all + 1);
    int *number = AG_ARRAY(f->a, int, all + 1);

    for (int i = 0; i < all; i++)
        if (i >= w->actors.n || f->into[i] == i)
            order[kept++] = (named){ (i < w->actors.n ? &w->actors.at[i] : &f->made.at[i - w->actors.n])->id, i };
    if (kept)
        qsort(order, (size_t)kept, sizeof *order, by_id);
    out->actors.at = AG_ARRAY(f->a, ag_actor, kept + 1);
    out->actors.n = kept;
    for (int k = 0; k < kept; k++) {
        int i = order[k].old;

        number[i] = k;
        out->actors.at[k] = i < w->actors.n ? w->actors.at[i] : f->made.at[i - w->actors.n];
    }
    for (int i = 0; i < w->actors.n; i++) {
        int to = f->into[i] < 0 ? -1 : number[f->into[i]];

        if (to >= 0 && f->into[i] != i)
            absorb(w, &out->actors.at[to], &w->actors.at[i]);
        f->into[i] = to;
    }
}

static int
number_of(const folding *f, int actor)
{
    return actor < 0 ? -1 : f->into[actor];
}

/* actor_of with the new numbers, and from it in how many articles and origins an actor stands. */
static void
count_documents(folding *f, ag_world *out)
{
    int *doc_seen = AG_ARRAY(f->a, int, out->actors.n + 1);
    ag_map origin_seen = { 0 };

    out->actor_of = AG_ARRAY(f->a, int *, f->w->docs.n + 1);
    for (int i = 0; i < out->actors.n; i++)
        out->actors.at[i].documents = out->actors.at[i].origins = 0;
    for (int d = 0; d < f->w->docs.n; d++) {
        int n = f->w->docs.at[d]->entities.n;

        out->actor_of[d] = AG_ARRAY(f->a, int, n + 1);
        for (int e = 0; e < n; e++) {
            int x = number_of(f, f->w->actor_of[d][e]), before = origin_seen.n;

            out->actor_of[d][e] = x;
            if (x < 0)
                continue;
            out->actors.at[x].documents += doc_seen[x] != d + 1;
            doc_seen[x] = d + 1;
            ag_map_add(f->a, &origin_seen, ag_arena_printf(f->a, "%d %d", x, f->w->origin[d]), 1);
            out->actors.at[x].origins += origin_seen.n > before;
        }
    }
}

/* ---- acts ---- */

static int
by_part(const void *p, const void *q)
{
    const ag_participant *x = p, *y = q;

    return x->part != y->part ? x->part - y->part : x->entity - y->entity;
}

static void
fold_parts(folding *f, const ag_act *act, ag_act *out)
{
    out->parts.at = AG_ARRAY(f->a, ag_participant, act->parts.n + 1);
    out->parts.n = 0;
    for (int i = 0; i < act->parts.n; i++) {
        ag_participant p = { number_of(f, act->parts.at[i].entity), act->parts.at[i].part };
        bool again = false;

        for (int k = 0; k < out->parts.n; k++)
            again |= out->parts.at[k].entity == p.entity && out->parts.at[k].part == p.part;
        if (p.entity >= 0 && !again)
            out->parts.at[out->parts.n++] = p;
    }
}

/* A state that speaks of what it does itself, or of what is done to it, is no third party. */
static void
set_voice(ag_act *act)
{
    for (int i = 0; act->claimed_by >= 0 && i < act->parts.n; i++) {
        if (act->parts.at[i].entity != act->claimed_by)
            continue;
        if (act->parts.at[i].part == AG_SOURCE) {
            act->voice = AG_VOICE_SELF;
            return;
        }
        if (act->parts.at[i].part == AG_TARGET && act->voice == AG_VOICE_THIRD)
            act->voice = AG_VOICE_OPPONENT;
    }
}

/* What two events have in common that are one at this level; "" for an event without a day, which
 * is never joined with another. */
static ag_str
key_of(ag_arena *a, const ag_act *act)
{
    ag_buf b = { 0 };
    ag_participant *parts = AG_ARRAY(a, ag_participant, act->parts.n + 1);
    ag_str key;

    if (act->date.grain != AG_GRAIN_DAY || act->parts.n < 2)
        return AG_S("");
    memcpy(parts, act->parts.at, (size_t)act->parts.n * sizeof *parts);
    for (int i = 0; act->is_symmetric && i < act->parts.n; i++)
        if (parts[i].part == AG_TARGET)
            parts[i].part = AG_SOURCE;
    qsort(parts, (size_t)act->parts.n, sizeof *parts, by_part);
    ag_buf_printf(&b, "%.*s|%.*s|%d|%d|%d|%d", AG_SHOW(act->type), AG_SHOW(act->lemma), act->date.first, act->status, act->voice,
                  act->claimed_by);
    for (int i = 0; i < act->parts.n; i++)
        ag_buf_printf(&b, "|%d %d", parts[i].part, parts[i].entity);
    key = ag_arena_str(a, ag_buf_view(&b));
    ag_buf_done(&b);
    return key;
}

static int
by_evidence(const void *world, ag_evidence x, ag_evidence y)
{
    return ag_evidence_before(world, x, y) ? -1 : ag_evidence_before(world, y, x);
}

/* Evidence of both in order, each piece once. */
static void
join(ag_arena *a, const ag_world *w, ag_act *into, const ag_act *act)
{
    ag_evidence *all = AG_ARRAY(a, ag_evidence, into->evidence.n + act->evidence.n + 1);
    int n = 0, i = 0, k = 0, docs = 0, origins = 0, most = into->origins + act->origins;

    while (i < into->evidence.n || k < act->evidence.n) {
        int order = i == into->evidence.n ? 1 : k == act->evidence.n ? -1 : by_evidence(w, into->evidence.at[i], act->evidence.at[k]);

        all[n++] = order <= 0 ? into->evidence.at[i] : act->evidence.at[k];
        i += order <= 0;
        k += order >= 0;
    }
    for (i = 0; i < n; i++) {
        bool doc_again = false, origin_again = false;

        for (k = 0; k < i; k++) {
            doc_again |= all[k].doc == all[i].doc;
            origin_again |= w->origin[all[k].doc] == w->origin[all[i].doc];
        }
        docs += !doc_again;
        origins += !origin_again;
    }
    into->evidence.at = all;
    into->evidence.n = into->evidence.room = n;
    into->reports = docs;
    into->origins = origins < most ? origins : most;
}

static void
fold_acts(folding *f, ag_world *out, bool join_equal)
{
    ag_map known = { 0 };

    out->acts.at = AG_ARRAY(f->a, ag_act, f->w->acts.n + 1);
    out->acts.n = out->acts.room = 0;
    for (int i = 0; i < f->w->acts.n; i++) {
        ag_act act = f->w->acts.at[i];
        ag_str key;
        int same;

        fold_parts(f, &f->w->acts.at[i], &act);
        act.claimed_by = number_of(f, act.claimed_by);
        if (join_equal)
            set_voice(&act);
        key = join_equal ? key_of(f->a, &act) : AG_S("");
        same = key.len ? ag_map_add(f->a, &known, key, out->acts.n) : out->acts.n;
        if (same < out->acts.n)
            join(f->a, f->w, &out->acts.at[same], &act);
        else
            out->acts.at[out->acts.n++] = act;
    }
}

static void
fold_rest(folding *f, ag_world *out)
{
    const ag_world *w = f->w;

    out->links.at = AG_ARRAY(f->a, ag_link, w->links.n + 1);
    out->posts.at = AG_ARRAY(f->a, ag_post, w->posts.n + 1);
    out->links.n = out->posts.n = 0;
    for (int i = 0; i < w->links.n; i++) {
        ag_link l = w->links.at[i];

        l.source = number_of(f, l.source);
        l.target = number_of(f, l.target);
        l.claimed_by = number_of(f, l.claimed_by);
        if (l.source >= 0 && l.target >= 0 && l.source != l.target)
            out->links.at[out->links.n++] = l;
    }
    for (int i = 0; i < w->posts.n; i++) {
        ag_post p = w->posts.at[i];
        bool was_someone = p.of >= 0;

        p.person = number_of(f, p.person);
        p.of = number_of(f, p.of);
        if (p.person >= 0 && p.person != p.of && (p.of >= 0 || !was_someone))
            out->posts.at[out->posts.n++] = p;
    }
}

void
ag_world_at_level(ag_arena *a, const ag_world *w, ag_level level, const ag_governments *g, ag_world *out)
{
    folding f = { .a = a, .w = w, .g = g, .into = AG_ARRAY(a, int, w->actors.n + 1) };

    *out = *w;
    if (level == AG_LEVEL_BOTH)
        return;
    if (level == AG_LEVEL_STATE)
        find_states(&f);
    else
        leave_states(&f);
    number_actors(&f, out);
    count_documents(&f, out);
    fold_acts(&f, out, level == AG_LEVEL_STATE);
    fold_rest(&f, out);
}
