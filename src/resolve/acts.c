/* Events of many articles → acts, verb relations → links, offices → posts.
 *
 * The idea: events are taken in a fixed order, those with a day of their own first; each joins the
 * first act with the same type, status and participants whose day and trigger do not contradict it,
 * else it opens an act. Whose word it is parts acts only where a claim is no fact: what the outlet, a
 * participant or a third party tells is one act. Two who met and of whom one told the other something on one
 * day did so in one meeting. Weak where one article tells who was also there and another does not: other
 * participants make another act. */
#include "base/buf.h"
#include "base/map.h"
#include "base/sha256.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "names.h"
#include "resolve/acts.h"
#include "resolve/resolve.h"
#include "resolve/words.h"

#include <ctype.h>

typedef struct report { /* an event in one article */
    int doc;
    const ag_event *e;
    ag_day told;              /* publication day, or AG_NO_DAY */
    ag_evidence evidence;
    AG_LIST(ag_participant) parts; /* actors, sorted, each once */
    int claimed_by;           /* actor or -1 */
    ag_str key;               /* what must be equal */
} report;

typedef struct draft { /* an act in the making */
    AG_LIST(int) reports;
    int next; /* the next draft of the same key, or -1 */
} draft;

typedef struct resolving {
    ag_arena *a, *own;
    ag_world *world;
    AG_LIST(report) reports;
    AG_LIST(draft) drafts;
} resolving;

/* ---- reports ---------------------------------------------------------------------------------- */

static int
by_part(const void *x, const void *y)
{
    const ag_participant *a = x, *b = y;

    return a->part != b->part ? a->part - b->part : a->entity - b->entity;
}

/* Participants as actors. Who is on both sides is on the source's; of two sides that are one, none
 * is left to act on. */
static void
take_parts(resolving *r, report *rep)
{
    for (int i = 0; i < rep->e->parts.n; i++) {
        ag_participant p = rep->e->parts.at[i];
        int actor = r->world->actor_of[rep->doc][p.entity];
        bool is_new = actor >= 0;

        for (int k = 0; k < rep->parts.n && is_new; k++)
            is_new = rep->parts.at[k].entity != actor;
        if (is_new)
            AG_PUSH(r->own, &rep->parts, (ag_participant){ actor, p.part });
    }
    if (rep->parts.n)
        qsort(rep->parts.at, (size_t)rep->parts.n, sizeof *rep->parts.at, by_part);
}

/* A word that counts as a fact, whoever's it is. */
static bool
is_trusted(const ag_event *e)
{
    return (e->status == AG_HAPPENED || e->status == AG_PLANNED)
           && (e->voice == AG_VOICE_OUTLET || e->voice == AG_VOICE_SELF || e->voice == AG_VOICE_THIRD);
}

/* Dealings of two: who told whom and who met whom is all the same. */
static bool
is_contact_of_two(const report *rep)
{
    int n = 0;

    for (int i = 0; i < rep->parts.n; i++)
        n += rep->parts.at[i].part <= AG_TARGET;
    return n == 2 && rep->e->mode.len == 0 && ag_str_is(rep->e->type, "CONSULT");
}

static ag_str
key_of(resolving *r, const report *rep)
{
    ag_buf b = { 0 };
    AG_LIST(int) who = { 0 };
    bool is_mutual = rep->e->is_symmetric || is_contact_of_two(rep);

    ag_buf_printf(&b, "%.*s %d", AG_SHOW(rep->e->type), rep->e->status);
    if (!is_trusted(rep->e))
        ag_buf_printf(&b, " %d %d", rep->claimed_by, rep->e->voice);
    for (int i = 0; i < rep->parts.n; i++) {
        ag_participant p = rep->parts.at[i];

        if (p.part > AG_TARGET)
            continue; /* where and with what: told by one, left out by the other */
        if (is_mutual)
            AG_PUSH(r->own, &who, p.entity);
        else
            ag_buf_printf(&b, " %d:%d", p.part, p.entity);
    }
    for (int i = 1; i < who.n; i++) /* a handful: insertion sort */
        for (int k = i; k && who.at[k - 1] > who.at[k]; k--) {
            int swap = who.at[k];

            who.at[k] = who.at[k - 1];
            who.at[k - 1] = swap;
        }
    for (int i = 0; i < who.n; i++)
        ag_buf_printf(&b, " =%d", who.at[i]);

    ag_str key = ag_arena_str(r->own, ag_buf_view(&b));

    ag_buf_done(&b);
    return key;
}

static int
actor_or_none(const ag_world *w, int doc, int entity)
{
    return entity < 0 ? -1 : w->actor_of[doc][entity];
}

/* The canonical order: a day of its own first, then as published, then the document, then the place. */
static int
by_report(const void *x, const void *y, const void *world)
{
    const report *a = x, *b = y;
    bool own_a = a->e->date.grain == AG_GRAIN_DAY, own_b = b->e->date.grain == AG_GRAIN_DAY;

    (void)world;
    if (own_a != own_b)
        return own_a ? -1 : 1;
    if (a->told != b->told)
        return a->told == AG_NO_DAY ? 1 : b->told == AG_NO_DAY ? -1 : a->told < b->told ? -1 : 1;
    return a->doc - b->doc; /* documents are in order of their ids, events in order of the text */
}

/* ---- one act or two --------------------------------------------------------------------------- */

static ag_day
last_of(ag_date d)
{
    int y, m, dd;

    ag_day_split(d.first, &y, &m, &dd);
    return d.grain == AG_GRAIN_WEEK    ? d.first + 6
           : d.grain == AG_GRAIN_MONTH ? ag_day_of(m == 12 ? y + 1 : y, m == 12 ? 1 : m + 1, 1) - 1
           : d.grain == AG_GRAIN_YEAR  ? ag_day_of(y, 12, 31)
                                       : d.first;
}

/* Days that can be the same day. An event without a date is news of its article's day: it may be
 * what happened up to two days before. */
static bool
days_agree(const report *x, const report *y)
{
    bool dated_x = x->e->date.grain != AG_GRAIN_NONE, dated_y = y->e->date.grain != AG_GRAIN_NONE;

    if (dated_x && dated_y)
        return x->e->date.first <= last_of(y->e->date) && y->e->date.first <= last_of(x->e->date);
    if (x->doc == y->doc)
        return true;
    if (!dated_x && !dated_y)
        return x->told != AG_NO_DAY && y->told != AG_NO_DAY && abs(x->told - y->told) <= 1;

    const report *dated = dated_x ? x : y, *other = dated_x ? y : x;

    return other->told != AG_NO_DAY && dated->e->date.first <= other->told &&
           other->told <= last_of(dated->e->date) + 2;
}

/* One word, one mode, or noun and verb of one stem: invade and invasion, attack and attack. */
static bool
triggers_agree(const ag_event *x, const ag_event *y)
{
    size_t stem = 0;

    if (ag_str_eq(x->lemma, y->lemma) || (x->mode.len && ag_str_eq(x->mode, y->mode)))
        return true;
    if (x->mode.len && y->mode.len)
        return false;
    while (stem < x->lemma.len && stem < y->lemma.len && x->lemma.at[stem] == y->lemma.at[stem])
        stem++;
    return x->is_nominal != y->is_nominal && stem >= 4;
}

/* "Berg told Dahl", on the day they met. */
static bool
is_told_at(const report *x, const report *y)
{
    return x->e->is_symmetric != y->e->is_symmetric && is_contact_of_two(x) && is_contact_of_two(y)
           && x->e->date.grain == AG_GRAIN_DAY && y->e->date.grain == AG_GRAIN_DAY && x->e->date.first == y->e->date.first;
}

static bool
belongs(const resolving *r, const draft *d, const report *rep)
{
    bool same_trigger = false, is_told = false, has_meeting = false;

    for (int i = 0; i < d->reports.n; i++) {
        const report *other = &r->reports.at[d->reports.at[i]];

        if (!days_agree(other, rep))
            return false;
        same_trigger |= triggers_agree(other->e, rep->e);
        is_told |= is_told_at(other, rep);
        has_meeting |= other->e->is_symmetric;
    }
    return same_trigger || (is_told && !(rep->e->is_symmetric && has_meeting)); /* one meeting, not two by one telling */
}

static void
draft_acts(resolving *r)
{
    ag_map first = { 0 };

    for (int i = 0; i < r->reports.n; i++) {
        const report *rep = &r->reports.at[i];
        int d = ag_map_add(r->own, &first, rep->key, r->drafts.n), last = -1;

        if (d == r->drafts.n)
            d = -1;
        while (d >= 0 && !belongs(r, &r->drafts.at[d], rep)) {
            last = d;
            d = r->drafts.at[d].next;
        }
        if (d < 0) {
            d = r->drafts.n;
            AG_PUSH(r->own, &r->drafts, (draft){ .next = -1 });
            if (last >= 0)
                r->drafts.at[last].next = d;
        }
        AG_PUSH(r->own, &r->drafts.at[d].reports, i);
    }
}

/* ---- acts ------------------------------------------------------------------------------------- */

static ag_act
act_of(resolving *r, const draft *d)
{
    const report *best = &r->reports.at[d->reports.at[0]]; /* earliest, with a day if any has one */
    ag_act act = { .type = best->e->type, .mode = best->e->mode, .lemma = best->e->lemma,
                   .intensity = best->e->intensity, .is_nominal = best->e->is_nominal,
                   .is_symmetric = best->e->is_symmetric, .date = best->e->date,
                   .status = best->e->status, .voice = best->e->voice, .claimed_by = best->claimed_by };

    for (int i = 0; i < d->reports.n; i++) {
        const report *rep = &r->reports.at[d->reports.at[i]];

        AG_PUSH(r->a, &act.evidence, rep->evidence);
        if (rep->e->voice == AG_VOICE_OUTLET) { /* the outlet's own word is the best */
            act.voice = AG_VOICE_OUTLET;
            act.claimed_by = -1;
        }
        if (rep->e->is_symmetric && !act.is_symmetric) { /* "told" at a meeting: the meeting */
            act.is_symmetric = true;
            act.lemma = rep->e->lemma;
            act.is_nominal = rep->e->is_nominal;
            act.intensity = rep->e->intensity;
        }
        if (act.is_nominal && !rep->e->is_nominal && rep->e->is_symmetric == act.is_symmetric) { /* a verb makes the better label */
            act.lemma = rep->e->lemma;
            act.is_nominal = false;
        }
        if (!act.mode.len)
            act.mode = rep->e->mode;
        if (act.date.grain == AG_GRAIN_NONE || (rep->e->date.grain && rep->e->date.grain < act.date.grain))
            act.date = rep->e->date;
        for (int k = 0; k < rep->parts.n; k++) { /* places and instruments of all reports */
            bool is_new = true;

            for (int j = 0; j < act.parts.n && is_new; j++)
                is_new = act.parts.at[j].entity != rep->parts.at[k].entity;
            if (is_new)
                AG_PUSH(r->a, &act.parts, rep->parts.at[k]);
        }
    }
    if (act.parts.n)
        qsort(act.parts.at, (size_t)act.parts.n, sizeof *act.parts.at, by_part);
    ag_weigh(r->own, r->world, act.evidence.at, &act.evidence.n, &act.reports, &act.origins);
    act.label = ag_act_label(r->a, r->world, &act);
    return act;
}

static void
add_word(ag_buf *b, ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        ag_buf_char(b, isalnum((unsigned char)s.at[i]) ? (char)tolower((unsigned char)s.at[i]) : '-');
}

/* An id ends in six hex digits of the earliest evidence: document, place, and which of several there. */
static void
hash_evidence(ag_arena *own, const ag_world *w, const ag_act *act, int nth, char hex[65])
{
    const ag_evidence *first = &act->evidence.at[0];
    ag_sha256 hash;

    ag_sha256_init(&hash);
    ag_sha256_add(&hash, ag_arena_printf(own, "%s %u %d", w->docs.at[first->doc]->id, first->sentence.from, nth));
    ag_sha256_hex(&hash, hex);
}

ag_str
ag_act_first_id(ag_arena *a, const ag_world *w, const ag_act *act)
{
    char hex[65];
    size_t dot = act->id.len;

    while (dot && act->id.at[dot - 1] != '.')
        dot--;
    hash_evidence(a, w, act, 0, hex);
    return ag_arena_printf(a, "%.*s%.6s", (int)dot, act->id.at, hex);
}

static void
name_act(resolving *r, ag_act *act, ag_map *taken, int i)
{
    ag_buf b = { 0 };
    char date[16];

    ag_date_format(act->date, date);
    ag_buf_printf(&b, "event.%s.", date[0] ? date : "undated");
    add_word(&b, act->type);
    if (act->parts.n) {
        ag_str id = r->world->actors.at[act->parts.at[0].entity].id;
        const char *dot = memchr(id.at, '.', id.len);

        ag_buf_char(&b, '.');
        ag_buf_str(&b, dot ? ag_str_sub(id, (size_t)(dot + 1 - id.at), id.len) : id);
    }

    for (int nth = 0;; nth++) {
        char hex[65];

        hash_evidence(r->own, r->world, act, nth, hex);

        ag_str id = ag_arena_printf(r->a, "%.*s.%.6s", AG_SHOW(ag_buf_view(&b)), hex);

        if (ag_map_add(r->own, taken, id, i) == i) {
            act->id = id;
            break;
        }
    }
    ag_buf_done(&b);
}

static int
by_act_id(const void *x, const void *y)
{
    return ag_str_cmp(((const ag_act *)x)->id, ((const ag_act *)y)->id);
}

static ag_day
day_of(const ag_world *w, const ag_act *act)
{
    return act->date.grain == AG_GRAIN_DAY ? act->date.first : w->docs.at[act->evidence.at[0].doc]->date;
}

static void
date_actors(ag_world *w)
{
    for (int i = 0; i < w->acts.n; i++) {
        ag_day d = day_of(w, &w->acts.at[i]);

        for (int k = 0; k < w->acts.at[i].parts.n && d != AG_NO_DAY; k++) {
            ag_actor *actor = &w->actors.at[w->acts.at[i].parts.at[k].entity];

            if (w->acts.at[i].parts.at[k].part > AG_TARGET || w->acts.at[i].status != AG_HAPPENED)
                continue;
            if (actor->first_day == AG_NO_DAY || d < actor->first_day)
                actor->first_day = d;
            if (actor->last_day == AG_NO_DAY || d > actor->last_day)
                actor->last_day = d;
        }
    }
}

/* ---- links and posts -------------------------------------------------------------------------- */

static int
by_link(const void *x, const void *y)
{
    const ag_link *a = x, *b = y;
    int c = a->source != b->source ? a->source - b->source : a->target - b->target;

    c = c ? c : ag_str_cmp(a->verb, b->verb);
    c = c ? c : ag_str_cmp(a->type, b->type);
    c = c ? c : a->status - b->status;
    return c ? c : a->claimed_by - b->claimed_by;
}

static void
resolve_links(resolving *r)
{
    ag_world *w = r->world;
    ag_map known = { 0 };
    int reports, origins;

    for (int d = 0; d < w->docs.n; d++)
        for (int i = 0; i < w->docs.at[d]->relations.n; i++) {
            const ag_relation *x = &w->docs.at[d]->relations.at[i];
            int source = w->actor_of[d][x->source], target = w->actor_of[d][x->target];
            int claimed_by = actor_or_none(w, d, x->claimed_by);

            if (source < 0 || target < 0 || source == target)
                continue;

            ag_str key = ag_arena_printf(r->own, "%d %d %.*s|%.*s %d %d", source, target, AG_SHOW(x->verb),
                                         AG_SHOW(x->type), x->status, claimed_by);
            int at = ag_map_add(r->own, &known, key, w->links.n);

            if (at == w->links.n)
                AG_PUSH(r->a, &w->links,
                        (ag_link){ .source = source, .target = target, .verb = x->verb, .type = x->type,
                                   .status = x->status, .claimed_by = claimed_by });
            AG_PUSH(r->a, &w->links.at[at].evidence, (ag_evidence){ d, w->docs.at[d]->sentences.at[x->sentence].span });
        }
    for (int i = 0; i < w->links.n; i++)
        ag_weigh(r->own, w, w->links.at[i].evidence.at, &w->links.at[i].evidence.n, &reports, &origins);
    if (w->links.n)
        qsort(w->links.at, (size_t)w->links.n, sizeof *w->links.at, by_link);
}

int
ag_post_order(const void *x, const void *y)
{
    const ag_post *a = x, *b = y;
    int c = a->person != b->person ? a->person - b->person : a->of - b->of;

    c = c ? c : ag_str_cmp(a->role, b->role);
    return c ? c : a->status - b->status;
}

static void
resolve_posts(resolving *r)
{
    ag_world *w = r->world;
    ag_map known = { 0 };
    int reports, origins;

    for (int d = 0; d < w->docs.n; d++)
        for (int i = 0; i < w->docs.at[d]->offices.n; i++) {
            const ag_office *x = &w->docs.at[d]->offices.at[i];
            int person = w->actor_of[d][x->person], of = actor_or_none(w, d, x->of);

            if (person < 0)
                continue;

            ag_str key = ag_arena_printf(r->own, "%d %d %.*s %d", person, of, AG_SHOW(x->role), x->status);
            int at = ag_map_add(r->own, &known, key, w->posts.n);

            if (at == w->posts.n)
                AG_PUSH(r->a, &w->posts, (ag_post){ .person = person, .of = of, .role = x->role, .status = x->status });
            AG_PUSH(r->a, &w->posts.at[at].evidence, (ag_evidence){ d, ag_sentence_around(w->docs.at[d], x->span) });
        }
    for (int i = 0; i < w->posts.n; i++)
        ag_weigh(r->own, w, w->posts.at[i].evidence.at, &w->posts.at[i].evidence.n, &reports, &origins);
    if (w->posts.n)
        qsort(w->posts.at, (size_t)w->posts.n, sizeof *w->posts.at, ag_post_order);
}

/* ---- decisions -------------------------------------------------------------------------------- */

/* Type and evidence of an id, "consult.1a2b3c": what stays when its first participant changes. */
static ag_str
core_of(ag_arena *own, ag_str id)
{
    ag_str piece, type = AG_S(""), last = AG_S("");
    int n = 0;

    while (ag_str_cut(&id, '.', &piece)) {
        if (n++ == 2)
            type = piece;
        last = piece;
    }
    return ag_arena_printf(own, "%.*s.%.*s", AG_SHOW(type), AG_SHOW(last));
}

/* The act that an id means: its own, else the only one of its type and evidence; -1. */
static int
find_act(resolving *r, ag_str id)
{
    const ag_world *w = r->world;
    ag_str core = core_of(r->own, id);
    int found = -1;

    for (int i = 0; i < w->acts.n; i++)
        if (ag_str_eq(w->acts.at[i].id, id))
            return i;
    for (int i = 0; i < w->acts.n; i++)
        if (ag_str_eq(core_of(r->own, w->acts.at[i].id), core))
            found = found == -1 ? i : -2;
    return found < 0 ? -1 : found;
}

static void
reverse(ag_act *act)
{
    for (int i = 0; i < act->parts.n; i++) {
        uint8_t part = act->parts.at[i].part;

        act->parts.at[i].part = part == AG_SOURCE ? AG_TARGET : part == AG_TARGET ? AG_SOURCE : part;
    }
    if (act->parts.n)
        qsort(act->parts.at, (size_t)act->parts.n, sizeof *act->parts.at, by_part);
}

static void
decide_acts(resolving *r, const ag_decisions *decisions)
{
    ag_world *w = r->world;
    bool *dropped = AG_ARRAY(r->own, bool, w->acts.n + 1);
    int kept = 0;

    for (int i = 0; decisions && i < decisions->list.n; i++) {
        const ag_decision *d = &decisions->list.at[i];
        bool is_meant = d->verdict == AG_DECIDED_STATUS || d->verdict == AG_DECIDED_REVERSE ||
                        (d->verdict == AG_DECIDED_DROP && ag_str_starts(d->left, AG_S("event.")));
        int at = is_meant ? find_act(r, d->left) : -1;

        if (!is_meant)
            continue;
        AG_PUSH(r->a, &w->rulings, (ag_ruling){ d->line, at >= 0, at >= 0 ? AG_S("") : ag_arena_printf(r->a, "no event '%.*s' any more", AG_SHOW(d->left)) });
        if (at < 0)
            continue;
        if (d->verdict == AG_DECIDED_DROP)
            dropped[at] = true;
        w->acts.at[at].is_decided = true;
        if (d->verdict == AG_DECIDED_STATUS)
            w->acts.at[at].status = d->value;
        if (d->verdict == AG_DECIDED_REVERSE)
            reverse(&w->acts.at[at]);
        w->acts.at[at].label = ag_act_label(r->a, w, &w->acts.at[at]);
    }
    for (int i = 0; i < w->acts.n; i++)
        if (!dropped[i])
            w->acts.at[kept++] = w->acts.at[i];
    w->acts.n = kept;
}

static int
by_line(const void *x, const void *y)
{
    return ((const ag_ruling *)x)->line - ((const ag_ruling *)y)->line;
}

void
ag_resolve_acts(ag_arena *a, ag_world *world, const ag_decisions *decisions)
{
    resolving r = { .a = a, .own = ag_arena_new(0), .world = world };
    ag_map taken = { 0 };

    for (int d = 0; d < world->docs.n; d++)
        for (int i = 0; i < world->docs.at[d]->events.n; i++) {
            const ag_event *e = &world->docs.at[d]->events.at[i];
            report rep = { .doc = d, .e = e, .told = world->docs.at[d]->date,
                           .evidence = { d, world->docs.at[d]->sentences.at[e->sentence].span },
                           .claimed_by = actor_or_none(world, d, e->claimed_by) };

            take_parts(&r, &rep);
            if (!rep.parts.n)
                continue;
            rep.key = key_of(&r, &rep);
            AG_PUSH(r.own, &r.reports, rep);
        }
    ag_sort(r.reports.at, (size_t)r.reports.n, sizeof *r.reports.at, by_report, world);
    draft_acts(&r);
    for (int i = 0; i < r.drafts.n; i++)
        AG_PUSH(a, &world->acts, act_of(&r, &r.drafts.at[i]));
    for (int i = 0; i < world->acts.n; i++)
        name_act(&r, &world->acts.at[i], &taken, i);
    if (world->acts.n)
        qsort(world->acts.at, (size_t)world->acts.n, sizeof *world->acts.at, by_act_id);
    decide_acts(&r, decisions);
    if (world->rulings.n)
        qsort(world->rulings.at, (size_t)world->rulings.n, sizeof *world->rulings.at, by_line);
    date_actors(world);
    resolve_links(&r);
    resolve_posts(&r);
    ag_arena_free(r.own);
}
