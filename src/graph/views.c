/* Ties, acts, offices and co-occurrences → nodes and edges with their columns.
 *
 * Each view first collects drafts of edges between "ends" (an actor, or an act as an event), then
 * one common path numbers the nodes that are touched, sorts by id and fills the columns. So a new
 * view is a function that collects drafts, and a row in ag_view_words.
 *
 * Weak point: the evidence of an edge is its earliest sentence, not its clearest. */
#include "graph/views.h"
#include "base/map.h"
#include "base/utf8.h"
#include "names.h"
#include "relate/pairs.h"

#include <math.h>

/* A tie below any fact, above the 0 that Gephi deletes. */
static const double PALE_WEIGHT = 0.1;

enum { EVIDENCE_CHARACTERS = 300 };

const char *const ag_view_words[] = { "ties", "actors", "knowledge", "cooccurrence", "full", NULL };
const char *const ag_color_words[] = { "country", "community", "type", NULL };

const char *
ag_view_name(ag_view_kind v)
{
    return ag_view_words[v];
}

bool
ag_window_parse(ag_str s, ag_window_kind *out, int *words)
{
    static const char *const names[] = { "sentence", "paragraph", "document" };
    long n;

    for (int i = 0; i < 3; i++)
        if (ag_str_is(s, names[i])) {
            *out = (ag_window_kind)i;
            return true;
        }
    if (!ag_str_int(s, &n) || n < 2 || n > 10000)
        return false;
    *out = AG_WINDOW_WORDS;
    *words = (int)n;
    return true;
}

/* ---- drafts ---- */

typedef struct draft {
    ag_str id, kind, relation, wikidata, label;
    int from, to;              /* ends: actor i, or actors.n + act j */
    int layer;                 /* ag_layer, or -1 */
    bool is_pale;
    double weight;
    int tier;
    ag_tally *tally;           /* of acts, or NULL */
    const ag_share *shares;    /* the acts in time; or `act`, or neither */
    int n_shares, act;         /* -1: none */
    unsigned keep;             /* layers of the shares that count */
    int claims;                /* -1: does not apply */
    bool is_tie;               /* ties view: both directions in one edge */
    const ag_cooccurrence *co; /* or NULL */
    bool has_evidence;
    ag_evidence evidence;
    int reports;               /* where there is no tally; 0: does not apply */
} draft;

typedef struct drafts {
    ag_arena *a;               /* what the graph keeps               */
    ag_arena *own;             /* the drafts: freed with them        */
    ag_arena *scratch;         /* of one edge: emptied after each    */
    const ag_world *w;
    const ag_view_options *o;
    AG_LIST(draft) list;
    ag_map plain;              /* ids of edges without acts → place in the list */
} drafts;

static ag_str
end_id(const drafts *d, int end)
{
    return end < d->w->actors.n ? d->w->actors.at[end].id : d->w->acts.at[end - d->w->actors.n].id;
}

/* An NMTOKEN of any text: what is not allowed in one becomes '-'. */
static ag_str
token(ag_arena *a, ag_str s)
{
    ag_str t = ag_arena_str(a, s);

    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.at[i];

        if (c < 128 && !((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '_')
            ((char *)t.at)[i] = '-';
    }
    return t;
}

static draft *
add(drafts *d, int from, int to, ag_str kind)
{
    ag_str x = end_id(d, from), y = end_id(d, to), k = token(d->own, kind);
    ag_str id = ag_arena_printf(d->a, "%.*s--%.*s--%.*s", AG_SHOW(x), AG_SHOW(y), AG_SHOW(k));

    AG_PUSH(d->own, &d->list,
            (draft){ .id = id, .from = from, .to = to, .kind = kind, .relation = kind, .layer = -1, .tier = 2,
                     .weight = PALE_WEIGHT, .claims = -1, .act = -1 });
    return &d->list.at[d->list.n - 1];
}

/* An edge that rests on no act: an office, a state, a verb. A second one of the same pair and kind is
 * the same edge, with another word in its label: Gephi would merge them, and lose one. */
static draft *
add_plain(drafts *d, int from, int to, ag_str kind, ag_str word, int reports, const ag_evidence *evidence)
{
    draft *e = add(d, from, to, kind);
    int i = ag_map_add(d->own, &d->plain, e->id, d->list.n - 1);

    if (i < d->list.n - 1) {
        d->list.n--;
        e = &d->list.at[i];
        e->label = ag_arena_printf(d->a, "%.*s, %.*s", AG_SHOW(e->label), AG_SHOW(word));
    } else
        e->label = word;
    e->reports += reports;
    if (evidence && (!e->has_evidence || ag_evidence_before(d->w, *evidence, e->evidence))) {
        e->has_evidence = true;
        e->evidence = *evidence;
    }
    return e;
}

/* "meet +3": the commonest verb, and how many more. */
static ag_str
verb_label(ag_arena *a, const ag_tally *t, const char *note)
{
    ag_str verb = t->verb.len ? t->verb : t->relation;

    if (t->verbs > 1)
        return ag_arena_printf(a, "%.*s +%d%s", AG_SHOW(verb), t->verbs - 1, note);
    return ag_arena_printf(a, "%.*s%s", AG_SHOW(verb), note);
}

static void
rest_on(draft *e, ag_tally *t, const ag_share *shares, int n, unsigned keep)
{
    e->tally = t;
    e->shares = shares;
    e->n_shares = n;
    e->keep = keep;
    e->has_evidence = t->has_evidence;
    e->evidence = t->evidence;
}

static unsigned
facts(const ag_view_options *o)
{
    return 1u << AG_LAYER_FACT | (o->relate.claims ? 1u << AG_LAYER_CLAIMED : 0);
}

static ag_tally *
tally(drafts *d, const ag_share *shares, int n, unsigned keep)
{
    ag_tally *t = AG_NEW(d->own, ag_tally);

    ag_tally_shares(d->scratch, d->w, &d->o->relate, shares, n, keep, t);
    ag_arena_reset(d->scratch); /* a tally points at the words of acts */
    return t;
}

static void
collect_ties(drafts *d, const ag_ties *ties)
{
    ag_cooccurrences *co = AG_NEW(d->own, ag_cooccurrences);
    ag_pairs at = { 0 }, tied = { 0 };

    ag_cooccur(d->own, d->w, &d->o->relate, d->o->window, d->o->window_words, co);
    for (int i = 0; i < co->list.n; i++)
        ag_pairs_add(d->own, &at, co->list.at[i].x, co->list.at[i].y, i);

    for (int i = 0; i < ties->list.n; i++) {
        const ag_tie *t = &ties->list.at[i];
        int claims = 0, seen = ag_pairs_get(&at, t->x, t->y);
        bool is_context = true;

        for (int k = 0; k < t->shares.n; k++) {
            claims += t->shares.at[k].layer == AG_LAYER_CLAIMED;
            is_context &= t->shares.at[k].layer == AG_LAYER_CONTEXT;
        }
        if (!is_context)
            ag_pairs_add(d->own, &tied, t->x, t->y, i);
        if (!t->is_fact && claims == 0)
            continue;

        unsigned keep = t->is_fact ? facts(d->o) : 1u << AG_LAYER_CLAIMED;
        ag_tally *sum = tally(d, t->shares.at, t->shares.n, keep);
        ag_str kind = sum->relation.len ? sum->relation : AG_S("ACT");
        draft *e = add(d, t->x, t->y, AG_S("tie"));

        if (!t->is_fact)
            kind = ag_arena_printf(d->a, "%.*s claimed", AG_SHOW(kind));
        e->kind = kind;
        e->relation = sum->relation.len ? sum->relation : AG_S("ACT");
        e->layer = t->is_fact ? AG_LAYER_FACT : AG_LAYER_CLAIMED;
        e->label = verb_label(d->a, sum, t->is_fact ? "" : " (claimed)");
        e->weight = t->is_fact ? t->weight : PALE_WEIGHT;
        e->is_pale = !t->is_fact;
        e->tier = !t->is_fact ? 3 : sum->events > 1 || sum->origins > 1 ? 1 : 2;
        e->claims = claims;
        e->is_tie = true;
        e->co = seen >= 0 ? &co->list.at[seen] : NULL;
        rest_on(e, sum, t->shares.at, t->shares.n, keep);
    }
    for (int i = 0; i < co->list.n; i++) {
        const ag_cooccurrence *c = &co->list.at[i];

        if (d->o->relate.acts_only || !ag_cooccurrence_is_tie(c) || ag_pairs_get(&tied, c->x, c->y) >= 0)
            continue;

        draft *e = add(d, c->x, c->y, AG_S("CO_OCCURS"));

        e->label = AG_S("named together");
        e->is_pale = true;
        e->tier = 3;
        e->co = c;
        e->has_evidence = true;
        e->evidence = c->evidence;
    }
}

static void
collect_cooccurrences(drafts *d)
{
    ag_cooccurrences *co = AG_NEW(d->own, ag_cooccurrences);

    ag_cooccur(d->own, d->w, &d->o->relate, d->o->window, d->o->window_words, co);
    for (int i = 0; i < co->list.n; i++) {
        const ag_cooccurrence *c = &co->list.at[i];
        draft *e = add(d, c->x, c->y, AG_S("CO_OCCURS"));

        e->label = ag_arena_printf(d->a, "together %d", c->count);
        e->weight = c->count;
        e->is_pale = !ag_cooccurrence_is_tie(c);
        e->tier = e->is_pale ? 3 : 2;
        e->co = c;
        e->has_evidence = true;
        e->evidence = c->evidence;
    }
}

static ag_str
kind_of(ag_arena *a, ag_str type, int layer)
{
    if (type.len == 0)
        type = AG_S("ACT");
    return layer == AG_LAYER_FACT ? type : ag_arena_printf(a, "%.*s %s", AG_SHOW(type), ag_layer_name((ag_layer)layer));
}

/* One arc per direction, type and layer of a tie's shares. */
static void
collect_arcs(drafts *d, const ag_ties *ties, unsigned layers)
{
    for (int i = 0; i < ties->list.n; i++) {
        const ag_tie *t = &ties->list.at[i];
        bool *done = AG_ARRAY(d->own, bool, t->shares.n);

        for (int k = 0; k < t->shares.n; k++) {
            const ag_share *first = &t->shares.at[k];
            ag_str type = d->w->acts.at[first->act].type;

            if (done[k] || !(layers & 1u << first->layer))
                continue;
            for (int j = k; j < t->shares.n; j++)
                done[j] |= t->shares.at[j].layer == first->layer && ag_str_eq(d->w->acts.at[t->shares.at[j].act].type, type);
            for (int way = 0; way < 2; way++) {
                ag_share *some = AG_ARRAY(d->own, ag_share, t->shares.n - k);
                int n = 0;

                for (int j = k; j < t->shares.n; j++) {
                    const ag_share *s = &t->shares.at[j];

                    if (s->layer == first->layer && (way ? s->back : s->forward) &&
                        ag_str_eq(d->w->acts.at[s->act].type, type))
                        some[n++] = *s;
                }
                if (n == 0)
                    continue;

                bool is_fact = facts(d->o) & 1u << first->layer;
                ag_tally *sum = tally(d, some, n, ~0u);
                draft *e = add(d, way ? t->y : t->x, way ? t->x : t->y, kind_of(d->a, type, first->layer));
                ag_str note = first->layer == AG_LAYER_FACT
                                  ? AG_S("")
                                  : ag_arena_printf(d->a, " (%s)", ag_layer_name((ag_layer)first->layer));

                e->relation = type.len ? type : AG_S("ACT");
                e->layer = first->layer;
                e->label = verb_label(d->a, sum, note.at);
                e->weight = is_fact ? sum->weight : PALE_WEIGHT;
                e->is_pale = !is_fact;
                e->tier = !is_fact ? 3 : sum->events > 1 || sum->origins > 1 ? 1 : 2;
                rest_on(e, sum, some, n, ~0u);
            }
        }
    }
}

/* Two actors, or one and two origins; happened or planned, and not a mere claim. */
static bool
is_worth_a_node(const drafts *d, const ag_act *act)
{
    int actor[2], n = ag_act_actors(d->w, act, d->o->relate.places, 2, actor, NULL, NULL);
    ag_layer layer = ag_act_layer(d->w, act, &d->o->relate);

    return (n > 1 || (n == 1 && act->origins > 1)) &&
           (layer == AG_LAYER_FACT || layer == AG_LAYER_PLANNED || (layer == AG_LAYER_CLAIMED && d->o->relate.claims));
}

static void
collect_events(drafts *d, bool all, bool *in_event)
{
    const ag_world *w = d->w;

    for (int i = 0; i < w->acts.n; i++) {
        const ag_act *act = &w->acts.at[i];
        int event = w->actors.n + i;
        ag_layer layer = ag_act_layer(w, act, &d->o->relate);

        if (!all && !is_worth_a_node(d, act))
            continue;
        for (int k = 0; k < act->parts.n; k++) {
            const ag_participant *p = &act->parts.at[k];
            bool is_target = p->part == AG_TARGET, again = false;
            static const char *const kinds[] = { "SOURCE", "TARGET", "PLACE", "INSTRUMENT", "OTHER" };
            ag_str kind = act->is_symmetric && p->part <= AG_TARGET ? AG_S("PARTICIPANT") : ag_str_of(kinds[p->part]);

            if (p->entity < 0)
                continue;
            uint8_t type = w->actors.at[p->entity].type;
            if (!all && (p->part > AG_PLACE_PART || type == AG_TYPE_WORK ||
                         ((p->part == AG_PLACE_PART || type == AG_TYPE_PLACE) && !d->o->relate.places)))
                continue;
            for (int j = 0; j < k; j++)
                again |= act->parts.at[j].entity == p->entity &&
                         (act->parts.at[j].part == p->part || (act->is_symmetric && p->part <= AG_TARGET && act->parts.at[j].part <= AG_TARGET));
            if (again)
                continue;
            in_event[p->entity] = true;

            bool from_event = (is_target && !act->is_symmetric) || p->part == AG_PLACE_PART;
            draft *e = add(d, from_event ? event : p->entity, from_event ? p->entity : event, kind);

            e->layer = layer;
            e->is_pale = layer != AG_LAYER_FACT;
            e->weight = e->is_pale ? PALE_WEIGHT : 1 + log2(act->origins > 1 ? act->origins : 1);
            e->tier = e->is_pale ? 3 : act->origins > 1 ? 1 : 2;
            e->label = act->lemma;
            e->act = i;
            e->reports = act->reports;
            e->has_evidence = act->evidence.n > 0;
            if (e->has_evidence)
                e->evidence = act->evidence.at[0];
        }
    }
}

static ag_str
upper(ag_arena *a, ag_str s)
{
    ag_str t = ag_arena_str(a, s);

    for (size_t i = 0; i < t.len; i++)
        if (t.at[i] >= 'a' && t.at[i] <= 'z')
            ((char *)t.at)[i] = (char)(t.at[i] - 32);
    return t;
}

/* Offices, membership, kinship: between actors that are in, or between all. */
static void
collect_bonds(drafts *d, const bool *in_event, bool all)
{
    const ag_world *w = d->w;
    ag_bonds bonds;

    for (int i = 0; i < w->posts.n; i++) {
        const ag_post *p = &w->posts.at[i];

        if (p->of < 0 || p->person < 0 || p->of == p->person || (!all && !(in_event[p->person] && in_event[p->of])))
            continue;

        ag_str kind = p->status == AG_OFFICE_CURRENT
                          ? AG_S("HOLDS_OFFICE")
                          : ag_arena_printf(d->a, "HOLDS_OFFICE %s", ag_office_status_name((ag_office_status)p->status));
        draft *e = add_plain(d, p->person, p->of, kind, p->role, p->evidence.n, p->evidence.n ? p->evidence.at : NULL);

        e->relation = AG_S("HOLDS_OFFICE");
        e->wikidata = AG_S("P39");
        e->weight = 1;
    }
    ag_bonds_of(d->own, w, &d->o->relate, &bonds);
    for (int i = 0; i < bonds.list.n; i++) {
        const ag_bond *b = &bonds.list.at[i];

        if (!all && !(in_event[b->subject] && in_event[b->object]))
            continue;

        draft *e = add_plain(d, b->subject, b->object, upper(d->a, b->type), b->word.len ? b->word : b->type, b->reports, &b->evidence);

        e->wikidata = b->wikidata;
        e->weight = 1;
    }
}

/* Verbs between two actors that the ontology has no type for; those with one are acts already. */
static void
collect_links(drafts *d)
{
    for (int i = 0; i < d->w->links.n; i++) {
        const ag_link *l = &d->w->links.at[i];

        if (l->type.len || l->source == l->target || l->source < 0 || l->target < 0)
            continue;

        ag_str kind = l->status != AG_HAPPENED ? ag_arena_printf(d->a, "VERB %s", ag_reality_name((ag_reality)l->status))
                      : l->claimed_by >= 0     ? AG_S("VERB claimed")
                                               : AG_S("VERB");
        draft *e = add_plain(d, l->source, l->target, kind, l->verb, l->evidence.n, l->evidence.n ? l->evidence.at : NULL);

        e->relation = AG_S("VERB");
        e->is_pale = true;
        e->tier = 3;
    }
}

/* ---- drafts → graph ---- */

typedef struct named {
    ag_str id;
    int i;
} named;

static int
by_id(const void *p, const void *q)
{
    const named *x = p, *y = q;
    int c = ag_str_cmp(x->id, y->id);

    return c ? c : x->i - y->i;
}

/* A sentence on one line, at most 300 characters, cut at a word. */
static ag_str
one_line(ag_arena *a, ag_str s)
{
    char *out = ag_arena_alloc(a, s.len + 4);
    size_t n = 0, word_end = 0;
    int characters = 0;

    s = ag_str_trim(s);
    for (size_t i = 0; i < s.len;) {
        int len;
        int32_t c = ag_utf8_next(s, i, &len);

        if (ag_utf8_is_space(c)) {
            if (n && out[n - 1] != ' ') {
                word_end = n;
                out[n++] = ' ';
                characters++;
            }
        } else {
            memcpy(out + n, s.at + i, (size_t)len);
            n += (size_t)len;
            characters++;
        }
        i += (size_t)len;
        if (characters >= EVIDENCE_CHARACTERS && i < s.len) {
            n = word_end ? word_end : n - (size_t)len;
            memcpy(out + n, "\xe2\x80\xa6", 3); /* … */
            n += 3;
            break;
        }
    }
    return (ag_str){ out, n };
}

static ag_str
article_of(const ag_doc *doc)
{
    return doc->url.len ? doc->url : doc->path;
}

static void
set_day(ag_column *c, int row, ag_day d)
{
    if (d != AG_NO_DAY)
        ag_set_int(c, row, ag_day_number(d));
}

/* The columns of the contract, in its order. To add one: a row here, and a line where it is set. */
typedef struct column_row {
    const char *name;
    ag_column_type type;
} column_row;

#define S AG_COLUMN_STRING
#define I AG_COLUMN_INT
#define D AG_COLUMN_DOUBLE
#define B AG_COLUMN_BOOL

static const column_row node_columns[] = {
    { "label", S }, { "type", S }, { "labels", S }, { "named", B }, { "aliases", S }, { "role", S }, { "country", S },
    { "description", S }, { "mentions", I }, { "acts", I }, { "documents", I }, { "origins", I }, { "first_seen", I },
    { "last_seen", I }, { "first_day", I }, { "last_day", I }, { "degree_in", I }, { "degree_out", I }, { "strength", D },
    { "pagerank", D }, { "betweenness", D }, { "harmonic", D }, { "eigenvector", D }, { "constraint", D }, { "kcore", I },
    { "articulation", B }, { "balance", D }, { "rank_in_type", I }, { "rank_low", I }, { "rank_high", I }, { "rank_interval", S },
    { "community", I }, { "community_label", S }, { "component", I }, { "tier", I }, { "event_type", S }, { "mode", S },
    { "quad_class", S }, { "intensity", D }, { "date", S }, { "date_grain", S }, { "place", S }, { "status", S },
    { "voice", S }, { "reports", I }, { "evidence", S }, { "article", S }, { "x", D }, { "y", D }, { "size", D },
    { "r", I }, { "g", I }, { "b", I },
};

static const column_row edge_columns[] = {
    { "label", S }, { "relation", S }, { "wikidata", S }, { "layer", S }, { "weight", D }, { "events", I }, { "count", I }, { "reports", I },
    { "origins", I }, { "claims", I }, { "intensity", D }, { "quad_class", S }, { "status", S }, { "voice", S },
    { "symmetric", B }, { "cooperation", D }, { "conflict", D }, { "net", D }, { "n_forward", I }, { "n_back", I },
    { "top_relation", S }, { "cooccurrences", I }, { "expected", D }, { "npmi", D }, { "log_likelihood", D },
    { "p_value", D }, { "backbone_p", D }, { "bridge", B }, { "tier", I }, { "first_seen", I }, { "last_seen", I }, { "first_day", I }, { "last_day", I },
    { "evidence", S }, { "article", S }, { "r", I }, { "g", I }, { "b", I },
};

#undef S
#undef I
#undef D
#undef B

static void
fill_edge(ag_arena *a, const drafts *d, ag_graph *g, const draft *e, int row, bool is_cooccurrence)
{
#define COL(name) ag_edge_column(g, name)
    const ag_tally *t = e->tally;

    ag_set_string(COL("label"), row, e->label);
    ag_set_string(COL("relation"), row, e->relation);
    ag_set_string(COL("wikidata"), row, e->wikidata);
    if (e->layer >= 0)
        ag_set_string(COL("layer"), row, ag_str_of(ag_layer_name((ag_layer)e->layer)));
    ag_set_double(COL("weight"), row, e->weight);
    ag_set_int(COL("tier"), row, e->tier);
    if (e->claims >= 0)
        ag_set_int(COL("claims"), row, e->claims);
    if (t) {
        ag_set_int(COL("events"), row, t->events);
        ag_set_int(COL("reports"), row, t->reports);
        ag_set_int(COL("origins"), row, t->origins);
        ag_set_double(COL("intensity"), row, t->intensity);
        ag_set_string(COL("quad_class"), row, ag_str_of(ag_quad_name((ag_quad)t->quad)));
        ag_set_string(COL("status"), row, ag_str_of(t->status < 0 ? "mixed" : ag_reality_name((ag_reality)t->status)));
        ag_set_string(COL("voice"), row, ag_str_of(t->voice < 0 ? "mixed" : ag_voice_name((ag_voice)t->voice)));
        ag_set_bool(COL("symmetric"), row, t->is_symmetric);
        if (!e->is_pale) {
            ag_set_double(COL("cooperation"), row, t->cooperation);
            ag_set_double(COL("conflict"), row, t->conflict);
            ag_set_double(COL("net"), row, t->cooperation - t->conflict);
        }
        if (e->is_tie) {
            ag_set_int(COL("n_forward"), row, t->n_forward);
            ag_set_int(COL("n_back"), row, t->n_back);
            ag_set_string(COL("top_relation"), row, e->relation);
        }
        set_day(COL("first_seen"), row, t->first_seen);
        set_day(COL("last_seen"), row, t->last_seen);
        set_day(COL("first_day"), row, t->first_day);
        set_day(COL("last_day"), row, t->last_day);
    } else if (e->reports)
        ag_set_int(COL("reports"), row, e->reports);
    if (e->co) {
        ag_set_int(COL(is_cooccurrence ? "count" : "cooccurrences"), row, e->co->count);
        ag_set_double(COL("npmi"), row, e->co->npmi);
        ag_set_double(COL("expected"), row, e->co->expected);
        ag_set_double(COL("p_value"), row, e->co->q);
        if (is_cooccurrence) {
            ag_set_double(COL("log_likelihood"), row, e->co->g2);
            ag_set_int(COL("origins"), row, e->co->origins);
        }
    }
    if (e->has_evidence) {
        const ag_doc *doc = d->w->docs.at[e->evidence.doc];

        ag_set_string(COL("evidence"), row, one_line(a, ag_str_at(doc->text, e->evidence.sentence)));
        ag_set_string(COL("article"), row, article_of(doc));
    }
#undef COL
}

static int
by_time(const void *p, const void *q)
{
    const ag_moment *x = p, *y = q;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

/* The acts of an edge, and when they were; of words that stand together, when they were published. */
static void
fill_acts_of_edge(const drafts *d, const draft *e, ag_act_list *acts, ag_moments *when)
{
    int most = e->n_shares + (e->act >= 0);
    ag_moment *m = AG_ARRAY(d->scratch, ag_moment, most + 1);
    int *number = AG_ARRAY(d->scratch, int, most + 1);

    for (int i = 0; i < most; i++) {
        const ag_share *s = i < e->n_shares ? &e->shares[i] : NULL;
        int k = s ? s->act : e->act;
        const ag_act *act = &d->w->acts.at[k];
        ag_day day = ag_act_day(d->w, act);

        if (s && !(e->keep & 1u << s->layer))
            continue;
        number[acts->list.n++] = k;
        if (day != AG_NO_DAY)
            m[when->list.n++] = (ag_moment){ day, act->date.grain == AG_GRAIN_NONE ? day : ag_date_last(act->date),
                                             e->is_pale ? 0 : s ? s->weight : e->weight };
    }
    if (e->co && e->has_evidence && !e->tally && d->w->docs.at[e->evidence.doc]->date != AG_NO_DAY) {
        ag_day day = d->w->docs.at[e->evidence.doc]->date;

        m[when->list.n++] = (ag_moment){ day, day, 0 };
    }
    if (when->list.n)
        qsort(m, (size_t)when->list.n, sizeof *m, by_time);
    acts->list.at = AG_ARRAY(d->a, int, acts->list.n);
    when->list.at = AG_ARRAY(d->a, ag_moment, when->list.n);
    if (acts->list.n)
        memcpy(acts->list.at, number, (size_t)acts->list.n * sizeof *number);
    if (when->list.n)
        memcpy(when->list.at, m, (size_t)when->list.n * sizeof *m);
    acts->list.room = acts->list.n;
    when->list.room = when->list.n;
    ag_arena_reset(d->scratch);
}

static ag_str
joined(ag_arena *a, const ag_str *s, int n)
{
    ag_str all = AG_S("");

    for (int i = 0; i < n; i++)
        all = i ? ag_arena_printf(a, "%.*s | %.*s", AG_SHOW(all), AG_SHOW(s[i])) : s[i];
    return all;
}

static void
fill_actor(ag_arena *a, const ag_world *w, ag_graph *g, const ag_actor *x, int row)
{
#define COL(name) ag_node_column(g, name)
    char *type = (char *)ag_arena_str(a, ag_str_of(ag_actor_type_name((ag_actor_type)x->type))).at;

    ag_set_string(COL("label"), row, x->name.len ? x->name : x->id);
    ag_set_string(COL("type"), row, ag_str_of(ag_actor_type_name((ag_actor_type)x->type)));
    type[0] = (char)(type[0] - ('a' - 'A'));
    ag_set_string(COL("labels"), row, ag_arena_printf(a, ":%s", type));
    ag_set_bool(COL("named"), row, x->is_named);
    ag_set_string(COL("aliases"), row, joined(a, x->aliases.at, x->aliases.n));
    ag_set_string(COL("role"), row, x->role);
    ag_set_string(COL("country"), row, x->country);
    if (x->role.len)
        ag_set_string(COL("description"), row,
                      x->country.len ? ag_arena_printf(a, "%.*s (%.*s)", AG_SHOW(x->role), AG_SHOW(x->country)) : x->role);
    ag_set_int(COL("mentions"), row, x->mentions);
    ag_set_int(COL("documents"), row, x->documents);
    ag_set_int(COL("origins"), row, x->origins);
    set_day(COL("first_seen"), row, x->first_seen);
    set_day(COL("last_seen"), row, x->last_seen);
    set_day(COL("first_day"), row, x->first_day);
    set_day(COL("last_day"), row, x->last_day);
    if (w->docs.n && x->evidence.doc >= 0 && x->evidence.sentence.to > x->evidence.sentence.from) {
        const ag_doc *doc = w->docs.at[x->evidence.doc];

        ag_set_string(COL("evidence"), row, one_line(a, ag_str_at(doc->text, x->evidence.sentence)));
        ag_set_string(COL("article"), row, article_of(doc));
    }
}

static void
fill_event(ag_arena *a, const drafts *d, ag_graph *g, const ag_act *act, int row)
{
    const ag_world *w = d->w;
    const ag_relate_options *o = &d->o->relate;
    AG_LIST(ag_str) places = { 0 };
    char date[16];

    ag_set_string(COL("label"), row, act->label.len ? act->label : act->lemma.len ? act->lemma : act->id);
    ag_set_string(COL("type"), row, AG_S("event"));
    ag_set_string(COL("labels"), row, AG_S(":Event"));
    ag_set_string(COL("event_type"), row, act->type);
    ag_set_string(COL("mode"), row, act->mode);
    ag_set_string(COL("quad_class"), row,
                  ag_str_of(ag_quad_name(o->quad_of ? o->quad_of(o->quad_context, act->type) : ag_quad_plover(NULL, act->type))));
    ag_set_double(COL("intensity"), row, act->intensity);
    if (act->date.grain != AG_GRAIN_NONE) {
        ag_date_format(act->date, date);
        ag_set_string(COL("date"), row, ag_arena_str(a, ag_str_of(date)));
        ag_set_string(COL("date_grain"), row, ag_str_of(ag_grain_name(act->date.grain)));
        set_day(COL("first_day"), row, act->date.first);
    }
    for (int i = 0; i < act->parts.n; i++)
        if (act->parts.at[i].part == AG_PLACE_PART && act->parts.at[i].entity >= 0)
            AG_PUSH(a, &places, w->actors.at[act->parts.at[i].entity].name);
    ag_set_string(COL("place"), row, joined(a, places.at, places.n));
    ag_set_string(COL("status"), row, ag_str_of(ag_reality_name((ag_reality)act->status)));
    ag_set_string(COL("voice"), row, ag_str_of(ag_voice_name((ag_voice)act->voice)));
    ag_set_int(COL("reports"), row, act->reports);
    ag_set_int(COL("origins"), row, act->origins);
    if (act->evidence.n) {
        const ag_doc *doc = w->docs.at[act->evidence.at[0].doc];

        set_day(COL("first_seen"), row, doc->date);
        ag_set_string(COL("evidence"), row, one_line(a, ag_str_at(doc->text, act->evidence.at[0].sentence)));
        ag_set_string(COL("article"), row, article_of(doc));
    }
#undef COL
}

/* How many acts that weigh each actor takes part in. */
static void
fill_acts(ag_arena *a, const ag_world *w, const ag_relate_options *o, ag_view *v)
{
    int *n = AG_ARRAY(a, int, w->actors.n);
    ag_column *c = ag_node_column(v->graph, "acts");

    for (int i = 0; i < w->acts.n; i++) {
        const ag_act *act = &w->acts.at[i];
        ag_layer layer = ag_act_layer(w, act, o);

        if (layer != AG_LAYER_FACT && !(o->claims && layer == AG_LAYER_CLAIMED))
            continue;
        for (int k = 0; k < act->parts.n; k++) {
            const ag_participant *p = &act->parts.at[k];
            bool again = false;

            for (int j = 0; j < k; j++)
                again |= act->parts.at[j].entity == p->entity && act->parts.at[j].part <= AG_TARGET;
            if (p->entity >= 0 && p->part <= AG_TARGET && !again)
                n[p->entity]++;
        }
    }
    for (int i = 0; i < v->graph->n_nodes; i++)
        if (v->node_actor[i] >= 0)
            ag_set_int(c, i, n[v->node_actor[i]]);
}

static void
assemble(ag_arena *a, drafts *d, ag_view *v)
{
    const ag_world *w = d->w;
    int ends = w->actors.n + w->acts.n;
    bool *is_in = AG_ARRAY(d->own, bool, ends + 1);
    int *node = AG_ARRAY(d->own, int, ends + 1);
    named *nodes = AG_ARRAY(d->own, named, ends + 1), *edges = AG_ARRAY(d->own, named, d->list.n + 1);
    ag_graph *g = v->graph;

    for (int i = 0; i < d->list.n; i++) {
        is_in[d->list.at[i].from] = is_in[d->list.at[i].to] = true;
        edges[i] = (named){ d->list.at[i].id, i };
    }
    for (int i = 0; i < ends; i++)
        if (is_in[i] || (d->o->view == AG_VIEW_FULL && i < w->actors.n))
            nodes[g->n_nodes++] = (named){ end_id(d, i), i };
    g->n_edges = d->list.n;
    qsort(nodes, (size_t)g->n_nodes, sizeof *nodes, by_id);
    qsort(edges, (size_t)g->n_edges, sizeof *edges, by_id);

    g->node_id = AG_ARRAY(a, ag_str, g->n_nodes + 1);
    g->edge_id = AG_ARRAY(a, ag_str, g->n_edges + 1);
    g->edge_kind = AG_ARRAY(a, ag_str, g->n_edges + 1);
    g->edge_from = AG_ARRAY(a, int, g->n_edges + 1);
    g->edge_to = AG_ARRAY(a, int, g->n_edges + 1);
    g->edge_moments = AG_ARRAY(a, ag_moments, g->n_edges + 1);
    v->edge_acts = AG_ARRAY(a, ag_act_list, g->n_edges + 1);
    v->node_actor = AG_ARRAY(a, int, g->n_nodes + 1);
    v->actor_node = AG_ARRAY(a, int, w->actors.n + 1);
    v->node_act = AG_ARRAY(a, int, g->n_nodes + 1);
    v->edge_evidence = AG_ARRAY(a, ag_evidence, g->n_edges + 1);
    for (size_t i = 0; i < sizeof node_columns / sizeof *node_columns; i++)
        ag_node_column_add(a, g, node_columns[i].name, node_columns[i].type);
    for (size_t i = 0; i < sizeof edge_columns / sizeof *edge_columns; i++)
        ag_edge_column_add(a, g, edge_columns[i].name, edge_columns[i].type);

    for (int i = 0; i < w->actors.n; i++)
        v->actor_node[i] = -1;
    for (int i = 0; i < g->n_nodes; i++) {
        int end = nodes[i].i;

        node[end] = i;
        g->node_id[i] = nodes[i].id;
        v->node_actor[i] = end < w->actors.n ? end : -1;
        v->node_act[i] = end < w->actors.n ? -1 : end - w->actors.n;
        if (end < w->actors.n) {
            v->actor_node[end] = i;
            fill_actor(a, w, g, &w->actors.at[end], i);
        } else
            fill_event(a, d, g, &w->acts.at[end - w->actors.n], i);
    }

    ag_column *tier = ag_node_column(g, "tier");

    for (int i = 0; i < g->n_edges; i++) {
        const draft *e = &d->list.at[edges[i].i];

        g->edge_id[i] = e->id;
        g->edge_kind[i] = e->kind;
        g->edge_from[i] = node[e->from];
        g->edge_to[i] = node[e->to];
        v->edge_evidence[i] = e->has_evidence ? e->evidence : (ag_evidence){ .doc = -1 };
        fill_edge(a, d, g, e, i, d->o->view == AG_VIEW_COOCCURRENCE);
        fill_acts_of_edge(d, e, &v->edge_acts[i], &g->edge_moments[i]);
        for (int end = 0; end < 2; end++) {
            int n = end ? g->edge_to[i] : g->edge_from[i];

            if (!tier->has[n] || tier->value.ints[n] > e->tier)
                ag_set_int(tier, n, e->tier);
        }
    }
    fill_acts(a, w, &d->o->relate, v);
}

static ag_str
describe(ag_arena *a, const ag_view *v)
{
    const ag_relate_options *o = &v->options.relate;
    static const char *const what[] = {
        "actors; one undirected edge a pair",
        "actors; one directed edge per source, target and kind",
        "actors and events; participants by role, offices, membership, kinship",
        "named actors; one undirected edge per pair seen in one window, weight = windows",
        "every actor; acts as events, arcs by kind and layer, offices, membership, kinship, other verbs",
    };
    char since[16] = "", until[16] = "";

    if (o->is_sliced) {
        ag_day_format(o->since, since);
        ag_day_format(o->until, until);
    }
    return ag_arena_printf(a,
                           "actorgraph " AG_VERSION "; view %s: %s. Weight of a tie: sum over distinct acts that happened of "
                           "(1 + log2 origins) / (participants - 1), none above %d participants; %s weighs 0.1 and enters no "
                           "ranking. p_value: log-likelihood ratio, corrected after Benjamini and Hochberg.%s%s%s%s%s",
                           ag_view_name(v->options.view), what[v->options.view], AG_TIE_PARTICIPANTS,
                           o->claims ? "co-occurrence alone" : "a claim or co-occurrence alone",
                           o->is_sliced ? " Days " : "", since, o->is_sliced ? " to " : "", until, o->is_sliced ? "." : "");
}

void
ag_view_build(ag_arena *a, const ag_world *w, const ag_view_options *o, ag_view *out)
{
    drafts d = { .a = a, .own = ag_arena_new(0), .scratch = ag_arena_new(0), .w = w, .o = o };
    bool *in_event = AG_ARRAY(d.own, bool, w->actors.n + 1);

    *out = (ag_view){ .world = w, .options = *o, .graph = AG_NEW(a, ag_graph) };
    out->graph->is_directed = o->view != AG_VIEW_TIES && o->view != AG_VIEW_COOCCURRENCE;
    ag_relate(a, w, &o->relate, &out->ties);

    switch (o->view) {
    case AG_VIEW_TIES: collect_ties(&d, &out->ties); break;
    case AG_VIEW_ACTORS:
        collect_arcs(&d, &out->ties, 1u << AG_LAYER_FACT | 1u << AG_LAYER_CLAIMED | 1u << AG_LAYER_PLANNED | 1u << AG_LAYER_DENIED);
        if (o->roles)
            collect_bonds(&d, in_event, true);
        break;
    case AG_VIEW_KNOWLEDGE:
        collect_events(&d, false, in_event);
        collect_bonds(&d, in_event, o->roles);
        break;
    case AG_VIEW_COOCCURRENCE: collect_cooccurrences(&d); break;
    case AG_VIEW_FULL:
        collect_arcs(&d, &out->ties, ~0u);
        collect_events(&d, true, in_event);
        collect_bonds(&d, in_event, true);
        collect_links(&d);
        break;
    }
    assemble(a, &d, out);
    out->graph->description = describe(a, out);
    ag_arena_free(d.scratch);
    ag_arena_free(d.own);
}
