/* Acts of the world → ties of pairs. Each act lends its share to every pair it binds; a pair's
 * shares stay apart, so that a view can show one edge a pair or one a kind, and each can be proved.
 *
 * Weak point: a share knows nothing of how sure the extraction was; an act read wrongly weighs as
 * one read rightly, until more origins outvote it. */
#include "relate/relate.h"
#include "relate/pairs.h"

#include <math.h>

static const char *const layer_names[] = { "fact",     "claimed",     "planned", "possible",
                                           "denied",   "conditional", "context" };

const char *
ag_layer_name(ag_layer layer)
{
    return layer_names[layer];
}

static const char *const quad_names[] = { "", "verbal cooperation", "material cooperation", "verbal conflict",
                                          "material conflict" };

const char *
ag_quad_name(ag_quad quad)
{
    return quad_names[quad];
}

ag_quad
ag_quad_plover(const void *context, ag_str type)
{
    static const struct {
        const char *type;
        ag_quad quad;
    } table[] = {
        { "AGREE", AG_QUAD_VERBAL_COOPERATION },      { "CONSULT", AG_QUAD_VERBAL_COOPERATION },
        { "SUPPORT", AG_QUAD_VERBAL_COOPERATION },    { "CONCEDE", AG_QUAD_VERBAL_COOPERATION },
        { "COOPERATE", AG_QUAD_MATERIAL_COOPERATION }, { "AID", AG_QUAD_MATERIAL_COOPERATION },
        { "RETREAT", AG_QUAD_MATERIAL_COOPERATION },  { "REQUEST", AG_QUAD_VERBAL_CONFLICT },
        { "ACCUSE", AG_QUAD_VERBAL_CONFLICT },        { "REJECT", AG_QUAD_VERBAL_CONFLICT },
        { "THREATEN", AG_QUAD_VERBAL_CONFLICT },      { "PROTEST", AG_QUAD_MATERIAL_CONFLICT },
        { "SANCTION", AG_QUAD_MATERIAL_CONFLICT },    { "MOBILIZE", AG_QUAD_MATERIAL_CONFLICT },
        { "COERCE", AG_QUAD_MATERIAL_CONFLICT },      { "ASSAULT", AG_QUAD_MATERIAL_CONFLICT },
    };

    (void)context;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (ag_str_is(type, table[i].type))
            return table[i].quad;
    return AG_QUAD_NONE;
}

static ag_quad
quad_of(const ag_relate_options *o, ag_str type)
{
    return o->quad_of ? o->quad_of(o->quad_context, type) : ag_quad_plover(NULL, type);
}

/* ---- order and time ---- */

bool
ag_evidence_before(const ag_world *w, ag_evidence p, ag_evidence q)
{
    ag_day dp = w->docs.at[p.doc]->date, dq = w->docs.at[q.doc]->date;

    if (dp != dq)
        return dq == AG_NO_DAY || (dp != AG_NO_DAY && dp < dq);
    if (p.doc != q.doc)
        return p.doc < q.doc;
    return p.sentence.from < q.sentence.from;
}

ag_day
ag_act_day(const ag_world *w, const ag_act *act)
{
    if (act->date.grain != AG_GRAIN_NONE)
        return act->date.first;
    return act->evidence.n ? w->docs.at[act->evidence.at[0].doc]->date : AG_NO_DAY;
}

static bool
in_slice(const ag_relate_options *o, ag_day d)
{
    if (!o->is_sliced)
        return true;
    return d != AG_NO_DAY && (o->since == AG_NO_DAY || d >= o->since) && (o->until == AG_NO_DAY || d <= o->until);
}

/* "In August" is no proof that it was in this week: all of a date must lie in the slice. */
static bool
act_in_slice(const ag_world *w, const ag_act *act, const ag_relate_options *o)
{
    return in_slice(o, ag_act_day(w, act)) && (act->date.grain == AG_GRAIN_NONE || in_slice(o, ag_date_last(act->date)));
}

ag_layer
ag_act_layer(const ag_world *w, const ag_act *act, const ag_relate_options *o)
{
    if (!act_in_slice(w, act, o))
        return AG_LAYER_CONTEXT;
    switch (act->status) {
    case AG_PLANNED: return AG_LAYER_PLANNED;
    case AG_POSSIBLE: return AG_LAYER_POSSIBLE;
    case AG_DENIED: return AG_LAYER_DENIED;
    case AG_CONDITIONAL: return AG_LAYER_CONDITIONAL;
    default: break;
    }
    return act->voice == AG_VOICE_OPPONENT || act->voice == AG_VOICE_UNNAMED ? AG_LAYER_CLAIMED : AG_LAYER_FACT;
}

/* ---- acts → shares ---- */

int
ag_act_actors(const ag_world *w, const ag_act *act, bool places, int room, int *actor, bool *is_source, bool *is_target)
{
    int n = 0;

    for (int i = 0; i < act->parts.n; i++) {
        const ag_participant *p = &act->parts.at[i];
        int k;

        if ((p->part != AG_SOURCE && p->part != AG_TARGET) || p->entity < 0)
            continue;
        uint8_t type = w->actors.at[p->entity].type;
        if (type == AG_TYPE_WORK || (type == AG_TYPE_PLACE && !places))
            continue;
        for (k = 0; k < n && k < room && actor[k] != p->entity; k++)
            ;
        if (k == room) { /* no room to tell repetitions: counted, so the caller sees "too many" */
            n = room + 1;
            continue;
        }
        if (k == n) {
            actor[n++] = p->entity;
            if (is_source)
                is_source[k] = is_target[k] = false;
        }
        if (is_source) {
            is_source[k] |= p->part == AG_SOURCE;
            is_target[k] |= p->part == AG_TARGET;
        }
    }
    return n;
}

static bool
weighs(const ag_relate_options *o, int layer)
{
    return layer == AG_LAYER_FACT || (o->claims && layer == AG_LAYER_CLAIMED);
}

static void
lend(ag_arena *a, ag_ties *ties, ag_pairs *pairs, const ag_relate_options *o, int from, int to, ag_share s)
{
    if (from > to) {
        int t = from;
        bool f = s.forward;

        from = to, to = t;
        s.forward = s.back, s.back = f;
    }

    int i = ag_pairs_add(a, pairs, from, to, ties->list.n);

    if (i == ties->list.n)
        AG_PUSH(a, &ties->list, (ag_tie){ .x = from, .y = to });

    ag_tie *t = &ties->list.at[i];

    AG_PUSH(a, &t->shares, s);
    if (weighs(o, s.layer)) {
        t->weight += s.weight;
        t->is_fact = true;
    }
}

static int
by_pair(const void *p, const void *q)
{
    const ag_tie *x = p, *y = q;

    return x->x != y->x ? (x->x > y->x) - (x->x < y->x) : (x->y > y->y) - (x->y < y->y);
}

void
ag_relate(ag_arena *a, const ag_world *w, const ag_relate_options *o, ag_ties *out)
{
    ag_pairs pairs = { 0 };

    *out = (ag_ties){ 0 };
    for (int i = 0; i < w->acts.n; i++) {
        const ag_act *act = &w->acts.at[i];
        int actor[AG_TIE_PARTICIPANTS];
        bool source[AG_TIE_PARTICIPANTS], target[AG_TIE_PARTICIPANTS];
        int n = ag_act_actors(w, act, o->places, AG_TIE_PARTICIPANTS, actor, source, target);
        ag_layer layer = ag_act_layer(w, act, o);

        if (n > AG_TIE_PARTICIPANTS)
            out->crowded++;
        if (n < 2 || n > AG_TIE_PARTICIPANTS)
            continue;
        out->acts_in[layer]++;

        int targets = 0;

        for (int x = 0; x < n; x++)
            targets += target[x];

        bool is_joint = targets == 0 && act->intensity > 0;
        double weight = (1 + log2(act->origins > 1 ? act->origins : 1)) / (n - 1);

        for (int x = 0; x < n; x++)
            for (int y = x + 1; y < n; y++) {
                /* "Carney met Zelenskyy and Kellogg" is no meeting of the latter two, "A and B trade with C" none of the first two */
                bool is_mutual = act->is_symmetric && (source[x] || source[y]) && (targets == 0 || target[x] || target[y]);
                bool forward = is_mutual || (source[x] && target[y]);
                bool back = is_mutual || (source[y] && target[x]);

                if (forward || back || is_joint)
                    lend(a, out, &pairs, o, actor[x], actor[y],
                         (ag_share){ .act = i, .layer = layer, .forward = forward, .back = back, .weight = weight });
            }
    }
    /* Acts come in order of their ids, and ids hold names: the last bits of a sum must not. */
    for (int i = 0; i < out->list.n; i++)
        out->list.at[i].weight = round(out->list.at[i].weight * 1e9) / 1e9;
    if (out->list.n)
        qsort(out->list.at, (size_t)out->list.n, sizeof *out->list.at, by_pair);
}

/* ---- shares → what they add up to ---- */

typedef struct counted { /* a word, how often it came, and how much it weighs */
    ag_str word;
    double n, weight;
} counted;

typedef struct counts {
    AG_LIST(counted) list;
} counts;

static void
count(ag_arena *a, counts *c, ag_str word, double n, double weight)
{
    if (word.len == 0)
        return;
    for (int i = 0; i < c->list.n; i++)
        if (ag_str_eq(c->list.at[i].word, word)) {
            c->list.at[i].n += n;
            c->list.at[i].weight += weight;
            return;
        }
    AG_PUSH(a, &c->list, (counted){ word, n, weight });
}

static bool
is_more(const counted *x, const counted *y)
{
    if (x->n != y->n)
        return x->n > y->n;
    if (fabs(x->weight - y->weight) > 1e-9)
        return x->weight > y->weight;
    return ag_str_cmp(x->word, y->word) < 0;
}

static ag_str
most(const counts *c)
{
    const counted *best = NULL;

    for (int i = 0; i < c->list.n; i++)
        if (!best || is_more(&c->list.at[i], best))
            best = &c->list.at[i];
    return best ? best->word : AG_S("");
}

static int
by_number(const void *p, const void *q)
{
    int x = *(const int *)p, y = *(const int *)q;

    return (x > y) - (x < y);
}

static int
distinct(int *x, int n)
{
    int m = 0;

    if (n)
        qsort(x, (size_t)n, sizeof *x, by_number);
    for (int i = 0; i < n; i++)
        if (i == 0 || x[i] != x[i - 1])
            m++;
    return m;
}

static void
widen(ag_day *first, ag_day *last, ag_day d)
{
    if (d == AG_NO_DAY)
        return;
    if (*first == AG_NO_DAY || d < *first)
        *first = d;
    if (*last == AG_NO_DAY || d > *last)
        *last = d;
}

void
ag_tally_shares(ag_arena *a, const ag_world *w, const ag_relate_options *o, const ag_share *shares, int n,
                unsigned keep, ag_tally *out)
{
    counts types = { 0 }, verbs = { 0 };
    AG_LIST(int) docs = { 0 };
    double intensity = 0;
    int act_origins = 0;

    *out = (ag_tally){ .first_seen = AG_NO_DAY, .last_seen = AG_NO_DAY, .first_day = AG_NO_DAY,
                       .last_day = AG_NO_DAY, .is_symmetric = true, .status = -2, .voice = -2 };
    for (int i = 0; i < n; i++) {
        const ag_share *s = &shares[i];
        const ag_act *act = &w->acts.at[s->act];

        if (!(keep & 1u << s->layer))
            continue;
        out->events++;
        out->weight += s->weight;
        /* A request scores 0: PLOVER calls it verbal conflict, yet an appeal for talks is no quarrel. */
        out->cooperation += act->intensity > 0 ? s->weight : 0;
        out->conflict += act->intensity < 0 ? s->weight : 0;
        intensity += s->weight * act->intensity;
        out->n_forward += s->forward;
        out->n_back += s->back;
        out->is_symmetric &= act->is_symmetric;
        out->status = out->status == -2 || out->status == act->status ? act->status : -1;
        out->voice = out->voice == -2 || out->voice == act->voice ? act->voice : -1;
        count(a, &types, act->type, round(s->weight * 1e9), 0);
        act_origins += act->origins;
        if (act->date.grain != AG_GRAIN_NONE)
            widen(&out->first_day, &out->last_day, act->date.first);
        for (int k = 0; k < act->evidence.n; k++) {
            ag_evidence e = act->evidence.at[k];

            AG_PUSH(a, &docs, e.doc);
            widen(&out->first_seen, &out->last_seen, w->docs.at[e.doc]->date);
            if (!out->has_evidence || ag_evidence_before(w, e, out->evidence))
                out->evidence = e;
            out->has_evidence = true;
        }
    }
    if (out->status == -2)
        out->status = out->voice = -1;
    out->intensity = out->weight > 0 ? intensity / out->weight : 0;
    out->relation = most(&types);
    out->quad = (uint8_t)quad_of(o, out->relation);
    for (int i = 0; i < n; i++) { /* between equals a verb of the heaviest type, as the edge is called by that */
        const ag_act *act = &w->acts.at[shares[i].act];

        if (keep & 1u << shares[i].layer)
            count(a, &verbs, act->lemma, 1, ag_str_eq(act->type, out->relation) ? shares[i].weight : 0);
    }
    out->verb = most(&verbs);
    out->verbs = verbs.list.n;
    out->reports = distinct(docs.at, docs.n);
    for (int i = 0; i < docs.n; i++)
        docs.at[i] = w->origin ? w->origin[docs.at[i]] : docs.at[i];
    out->origins = distinct(docs.at, docs.n);
    /* An act counts its origins passage by passage, which can be fewer than the articles'. */
    if (out->origins > act_origins)
        out->origins = act_origins;
}

/* ---- states ---- */

static int
by_bond(const void *p, const void *q)
{
    const ag_bond *x = p, *y = q;

    if (x->subject != y->subject)
        return x->subject < y->subject ? -1 : 1;
    if (x->object != y->object)
        return x->object < y->object ? -1 : 1;
    return ag_str_cmp(x->type, y->type);
}

void
ag_bonds_of(ag_arena *a, const ag_world *w, const ag_relate_options *o, ag_bonds *out)
{
    AG_LIST(ag_bond) all = { 0 };

    *out = (ag_bonds){ 0 };
    for (int d = 0; d < w->docs.n; d++) {
        const ag_doc *doc = w->docs.at[d];

        if (!in_slice(o, doc->date))
            continue;
        for (int i = 0; i < doc->states.n; i++) {
            const ag_state *s = &doc->states.at[i];
            int x = s->subject < 0 ? -1 : w->actor_of[d][s->subject];
            int y = s->object < 0 ? -1 : w->actor_of[d][s->object];

            if (x >= 0 && y >= 0 && x != y)
                AG_PUSH(a, &all, (ag_bond){ x, y, s->type, s->word, s->wikidata, { d, s->span }, 1 });
        }
    }
    if (all.n)
        qsort(all.at, (size_t)all.n, sizeof *all.at, by_bond);
    for (int i = 0; i < all.n; i++) {
        ag_bond *last = out->list.n ? &out->list.at[out->list.n - 1] : NULL;
        const ag_bond *b = &all.at[i];

        if (!last || by_bond(last, b) != 0) {
            AG_PUSH(a, &out->list, *b);
            continue;
        }
        last->reports++;
        if (ag_evidence_before(w, b->evidence, last->evidence)) {
            last->evidence = b->evidence;
            last->word = b->word;
            last->wikidata = b->wikidata;
        }
    }
}
