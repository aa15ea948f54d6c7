/* A view and its world → the JSON that the explorer's page carries.
 *
 * First it is decided what is told: which acts (those behind edges, those that are nodes, those that
 * a shown actor did alone) and how many sentences of each, going round the acts of a tie until its
 * ten are spent. Then all is written as columns, since columns compress well.
 *
 * Weak point: the ten are shared out fairly, not chosen by how clearly they tell the act. */
#include "export/page.h"
#include "base/utf8.h"
#include "names.h"
#include "relate/pairs.h"

#include <math.h>

enum { LONGEST_SENTENCE = 1200 /* bytes: what is longer is no sentence, but a failure to find its end */ };

typedef struct edge_share { /* an act behind an edge */
    int act;
    double weight;
} edge_share;

typedef struct edge_shares {
    AG_LIST(edge_share) list;
} edge_shares;

typedef struct page {
    ag_arena *a;
    ag_buf *out;
    const ag_view *v;
    const ag_world *w;
    const ag_graph *g;
    ag_layer *layer;        /* [acts] */
    bool *is_told;          /* [acts] */
    int *sentences;         /* [acts] how many of its sentences are kept */
    int *number;            /* [acts] in the page, or -1 */
    edge_shares *behind;    /* [edges] */
    ag_pairs places;        /* (document, place) → sentence */
    AG_LIST(ag_evidence) said;
    int *doc_number;        /* [docs] in the page, or -1 */
    AG_LIST(int) docs;
} page;

/* ---- what is told ---- */

static int
by_pair(const void *p, const void *q)
{
    const ag_tie *x = p, *y = q;

    return x->x != y->x ? (x->x > y->x) - (x->x < y->x) : (x->y > y->y) - (x->y < y->y);
}

/* Is this share of a tie part of edge `e` from `from` to `to`? In `ties` an edge is the whole pair,
 * elsewhere one kind in one direction. */
static bool
belongs(const page *p, const ag_tie *tie, const ag_share *s, int e, int from)
{
    if (p->v->options.view == AG_VIEW_TIES)
        return s->layer != AG_LAYER_CONTEXT;

    const ag_column *layer = ag_edge_column(p->g, "layer"), *relation = ag_edge_column(p->g, "relation");
    ag_str type = p->w->acts.at[s->act].type;

    return (from == tie->x ? s->forward : s->back) && layer && layer->has[e] && relation && relation->has[e] &&
           ag_str_is(layer->value.strings[e], ag_layer_name((ag_layer)s->layer)) &&
           ag_str_eq(relation->value.strings[e], type.len ? type : AG_S("ACT"));
}

static void
find_acts_behind(page *p, int e)
{
    int from = p->g->edge_from[e], to = p->g->edge_to[e];
    int x = p->v->node_actor[from], y = p->v->node_actor[to];
    int act = p->v->node_act[from] >= 0 ? p->v->node_act[from] : p->v->node_act[to];

    if (act >= 0) {
        AG_PUSH(p->a, &p->behind[e].list, (edge_share){ act, 0 });
        return;
    }

    ag_tie key = { .x = x < y ? x : y, .y = x < y ? y : x };
    const ag_tie *tie = p->v->ties.list.n ? bsearch(&key, p->v->ties.list.at, (size_t)p->v->ties.list.n, sizeof key, by_pair) : NULL;

    for (int i = 0; tie && i < tie->shares.n; i++)
        if (belongs(p, tie, &tie->shares.at[i], e, x))
            AG_PUSH(p->a, &p->behind[e].list, (edge_share){ tie->shares.at[i].act, tie->shares.at[i].weight });
}

typedef struct candidate {
    int act, layer;
    double weight;
} candidate;

/* Facts first, the heaviest of them first, then in order of the acts. */
static int
by_worth(const void *p, const void *q)
{
    const candidate *x = p, *y = q;

    if (x->layer != y->layer)
        return x->layer - y->layer;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->act - y->act;
}

/* Shares out ten sentences among candidates: one each, then a second … */
static void
share_out(page *p, candidate *c, int n)
{
    int left = AG_PAGE_SENTENCES;
    bool is_more = n > 0;

    if (n)
        qsort(c, (size_t)n, sizeof *c, by_worth);
    for (int round = 1; left > 0 && is_more; round++) {
        is_more = false;
        for (int i = 0; i < n && left > 0; i++) {
            if (p->w->acts.at[c[i].act].evidence.n < round)
                continue;
            is_more = true;
            left--;
            if (p->sentences[c[i].act] < round)
                p->sentences[c[i].act] = round;
        }
    }
}

static void
choose_for_edges(page *p)
{
    for (int e = 0; e < p->g->n_edges; e++) {
        find_acts_behind(p, e);

        const edge_shares *s = &p->behind[e];
        candidate *c = AG_ARRAY(p->a, candidate, s->list.n + 1);

        for (int i = 0; i < s->list.n; i++) {
            int act = s->list.at[i].act;

            p->is_told[act] = true;
            c[i] = (candidate){ act, p->layer[act], s->list.at[i].weight };
        }
        share_out(p, c, s->list.n);
    }
    for (int i = 0; i < p->g->n_nodes; i++)
        if (p->v->node_act[i] >= 0)
            p->is_told[p->v->node_act[i]] = true;
}

/* What shown actors did without a tie ("Russia rules out a meeting"): all of it is told, ten
 * sentences an actor, the acts with most origins first. */
static void
choose_alone(page *p)
{
    candidate *c = AG_ARRAY(p->a, candidate, p->w->acts.n + 1);
    int *left = AG_ARRAY(p->a, int, p->g->n_nodes + 1), n = 0;

    for (int i = 0; i < p->g->n_nodes; i++)
        left[i] = AG_PAGE_SENTENCES;
    for (int i = 0; i < p->w->acts.n; i++)
        if (!p->is_told[i] && p->layer[i] != AG_LAYER_CONTEXT)
            c[n++] = (candidate){ i, p->layer[i], p->w->acts.at[i].origins };
    if (n)
        qsort(c, (size_t)n, sizeof *c, by_worth);
    for (int i = 0; i < n; i++) {
        const ag_act *act = &p->w->acts.at[c[i].act];

        for (int k = 0; k < act->parts.n; k++) {
            int actor = act->parts.at[k].entity, node = actor < 0 ? -1 : p->v->actor_node[actor];

            if (node < 0 || act->parts.at[k].part > AG_TARGET)
                continue;
            p->is_told[c[i].act] = true;
            if (left[node]-- > 0)
                p->sentences[c[i].act] = 1;
        }
    }
}

static int
doc_number(page *p, int doc)
{
    if (p->doc_number[doc] < 0) {
        p->doc_number[doc] = p->docs.n;
        AG_PUSH(p->a, &p->docs, doc);
    }
    return p->doc_number[doc];
}

/* The number of a sentence, or -1. */
static int
sentence(page *p, ag_evidence e)
{
    if (e.doc < 0 || e.sentence.to <= e.sentence.from || e.sentence.to > p->w->docs.at[e.doc]->text.len)
        return -1;

    int i = ag_pairs_add(p->a, &p->places, e.doc, (int)e.sentence.from, p->said.n);

    if (i == p->said.n) {
        AG_PUSH(p->a, &p->said, e);
        doc_number(p, e.doc);
    }
    return i;
}

/* ---- JSON ---- */

static void
key(page *p, const char *name)
{
    char last = p->out->len ? p->out->at[p->out->len - 1] : 0;

    if (last != '{')
        ag_buf_char(p->out, ',');
    ag_buf_printf(p->out, "\"%s\":", name);
}

/* Between the items of an array: call before each. */
static void
item(page *p, int i)
{
    if (i)
        ag_buf_char(p->out, ',');
}

static void
text_or_null(page *p, ag_str s)
{
    if (s.len)
        ag_buf_json(p->out, s);
    else
        ag_buf_z(p->out, "null");
}

static void
day_or_null(page *p, ag_day d)
{
    char day[16];

    ag_day_format(d, day);
    text_or_null(p, ag_str_of(day));
}

static void
integer(page *p, long x)
{
    ag_buf_printf(p->out, "%ld", x);
}

static void
text_member(page *p, const char *name, ag_str s)
{
    key(p, name);
    text_or_null(p, s);
}

static void
int_member(page *p, const char *name, long x)
{
    key(p, name);
    integer(p, x);
}

static void
cell(page *p, const ag_column *c, int row)
{
    if (!c->has[row] || (c->type == AG_COLUMN_DOUBLE && !isfinite(c->value.doubles[row]))) {
        ag_buf_z(p->out, "null");
        return;
    }
    switch (c->type) {
    case AG_COLUMN_STRING: ag_buf_json(p->out, c->value.strings[row]); break;
    case AG_COLUMN_INT: integer(p, c->value.ints[row]); break;
    case AG_COLUMN_DOUBLE: ag_buf_number(p->out, c->value.doubles[row]); break;
    default: ag_buf_z(p->out, c->value.bools[row] ? "true" : "false"); break;
    }
}

/* All columns that hold something; sentences are told elsewhere, and "labels" is for Neo4j. */
static void
columns(page *p, const ag_column *c, int n, int rows)
{
    static const char *const elsewhere[] = { "evidence", "article", "labels" };

    key(p, "columns");
    ag_buf_char(p->out, '{');
    for (int i = 0; i < n; i++) {
        bool is_used = false;

        for (int row = 0; row < rows && !is_used; row++)
            is_used = c[i].has[row];
        for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++)
            is_used &= strcmp(c[i].name, elsewhere[k]) != 0;
        if (!is_used)
            continue;
        key(p, c[i].name);
        ag_buf_char(p->out, '[');
        for (int row = 0; row < rows; row++) {
            item(p, row);
            cell(p, &c[i], row);
        }
        ag_buf_char(p->out, ']');
    }
    ag_buf_char(p->out, '}');
}

/* An actor: its node, or its name where it is none. */
static void
who(page *p, int actor)
{
    if (actor < 0)
        ag_buf_z(p->out, "null");
    else if (p->v->actor_node[actor] >= 0)
        integer(p, p->v->actor_node[actor]);
    else
        ag_buf_json(p->out, p->w->actors.at[actor].name);
}

/* ---- parts of the page ---- */

static int
by_text(const void *p, const void *q)
{
    return ag_str_cmp(*(const ag_str *)p, *(const ag_str *)q);
}

static int
by_number(const void *p, const void *q)
{
    int x = *(const int *)p, y = *(const int *)q;

    return (x > y) - (x < y);
}

static bool
in_slice(const ag_relate_options *o, ag_day d)
{
    return !o->is_sliced || (d != AG_NO_DAY && (o->since == AG_NO_DAY || d >= o->since) && (o->until == AG_NO_DAY || d <= o->until));
}

/* What was read: articles (in a slice those published in it), origins, days, outlets with the number
 * of their articles. */
static void
coverage(page *p)
{
    ag_str *source = AG_ARRAY(p->a, ag_str, p->w->docs.n + 1);
    ag_day first = AG_NO_DAY, last = AG_NO_DAY;
    int *origin = AG_ARRAY(p->a, int, p->w->docs.n + 1);
    int n = 0, articles = 0, origins = 0, undated = 0, run = 0;

    for (int i = 0; i < p->w->docs.n; i++) {
        const ag_doc *doc = p->w->docs.at[i];

        if (!in_slice(&p->v->options.relate, doc->date))
            continue;
        origin[articles++] = p->w->origin ? p->w->origin[i] : i;
        if (doc->source.len)
            source[n++] = doc->source;
        undated += doc->date == AG_NO_DAY;
        if (doc->date != AG_NO_DAY) {
            first = first == AG_NO_DAY || doc->date < first ? doc->date : first;
            last = last == AG_NO_DAY || doc->date > last ? doc->date : last;
        }
    }
    if (n)
        qsort(source, (size_t)n, sizeof *source, by_text);
    if (articles)
        qsort(origin, (size_t)articles, sizeof *origin, by_number);
    for (int i = 0; i < articles; i++)
        origins += i == 0 || origin[i] != origin[i - 1];
    int_member(p, "articles", articles);
    int_member(p, "origins", origins);
    int_member(p, "undated", undated);
    key(p, "first");
    day_or_null(p, first);
    key(p, "last");
    day_or_null(p, last);
    key(p, "since");
    day_or_null(p, p->v->options.relate.since);
    key(p, "until");
    day_or_null(p, p->v->options.relate.until);
    key(p, "sources");
    ag_buf_char(p->out, '[');
    for (int i = 0; i < n; i += run) {
        for (run = 1; i + run < n && ag_str_eq(source[i], source[i + run]); run++)
            ;
        item(p, i);
        ag_buf_char(p->out, '[');
        ag_buf_json(p->out, source[i]);
        ag_buf_printf(p->out, ",%d]", run);
    }
    ag_buf_char(p->out, ']');
}

static void
nodes(page *p)
{
    key(p, "nodes");
    ag_buf_char(p->out, '{');
    key(p, "id");
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->g->n_nodes; i++) {
        item(p, i);
        ag_buf_json(p->out, p->g->node_id[i]);
    }
    ag_buf_char(p->out, ']');
    key(p, "act");
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->g->n_nodes; i++) {
        item(p, i);
        integer(p, p->v->node_act[i] < 0 ? -1 : p->number[p->v->node_act[i]]);
    }
    ag_buf_char(p->out, ']');
    key(p, "sentence");
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->g->n_nodes; i++) {
        item(p, i);
        integer(p, p->v->node_actor[i] < 0 ? -1 : sentence(p, p->w->actors.at[p->v->node_actor[i]].evidence));
    }
    ag_buf_char(p->out, ']');
    columns(p, p->g->node_columns.at, p->g->node_columns.n, p->g->n_nodes);
    ag_buf_char(p->out, '}');
}

static void
edges(page *p)
{
    const int *const ends[] = { p->g->edge_from, p->g->edge_to };

    key(p, "edges");
    ag_buf_char(p->out, '{');
    for (int k = 0; k < 2; k++) {
        key(p, k ? "to" : "from");
        ag_buf_char(p->out, '[');
        for (int i = 0; i < p->g->n_edges; i++) {
            item(p, i);
            integer(p, ends[k][i]);
        }
        ag_buf_char(p->out, ']');
    }
    key(p, "kind");
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->g->n_edges; i++) {
        item(p, i);
        ag_buf_json(p->out, p->g->edge_kind[i]);
    }
    ag_buf_char(p->out, ']');
    key(p, "acts"); /* act, weight, act, weight … */
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->g->n_edges; i++) {
        item(p, i);
        ag_buf_char(p->out, '[');
        for (int k = 0; k < p->behind[i].list.n; k++) {
            item(p, k);
            ag_buf_printf(p->out, "%d,", p->number[p->behind[i].list.at[k].act]);
            ag_buf_number(p->out, p->behind[i].list.at[k].weight);
        }
        ag_buf_char(p->out, ']');
    }
    ag_buf_char(p->out, ']');
    key(p, "sentence"); /* of edges without acts */
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->g->n_edges; i++) {
        item(p, i);
        integer(p, p->behind[i].list.n ? -1 : sentence(p, p->v->edge_evidence[i]));
    }
    ag_buf_char(p->out, ']');
    columns(p, p->g->edge_columns.at, p->g->edge_columns.n, p->g->n_edges);
    ag_buf_char(p->out, '}');
}

static void
act(page *p, int i)
{
    const ag_act *x = &p->w->acts.at[i];
    char date[16];
    bool is_first = true;

    ag_date_format(x->date, date);
    ag_buf_char(p->out, '{');
    text_member(p, "label", x->label);
    text_member(p, "type", x->type);
    if (x->mode.len)
        text_member(p, "mode", x->mode);
    text_member(p, "lemma", x->lemma);
    if (date[0])
        text_member(p, "date", ag_str_of(date));
    key(p, "day");
    day_or_null(p, ag_act_day(p->w, x));
    text_member(p, "layer", ag_str_of(ag_layer_name(p->layer[i])));
    text_member(p, "status", ag_str_of(ag_reality_name((ag_reality)x->status)));
    text_member(p, "voice", ag_str_of(ag_voice_name((ag_voice)x->voice)));
    if (x->claimed_by >= 0) {
        key(p, "by");
        who(p, x->claimed_by);
    }
    key(p, "intensity");
    ag_buf_number(p->out, x->intensity);
    if (x->is_symmetric)
        int_member(p, "symmetric", 1);
    int_member(p, "origins", x->origins);
    int_member(p, "reports", x->reports);
    int_member(p, "told", x->evidence.n);
    for (int part = AG_SOURCE; part <= AG_PLACE_PART; part++) {
        key(p, ag_part_name((ag_part)part));
        ag_buf_char(p->out, '[');
        is_first = true;
        for (int k = 0; k < x->parts.n; k++)
            if (x->parts.at[k].part == part && x->parts.at[k].entity >= 0) {
                item(p, !is_first);
                is_first = false;
                who(p, x->parts.at[k].entity);
            }
        ag_buf_char(p->out, ']');
    }
    key(p, "sentences");
    ag_buf_char(p->out, '[');
    is_first = true;
    for (int k = 0; k < p->sentences[i]; k++) {
        int s = sentence(p, x->evidence.at[k]);

        if (s < 0)
            continue;
        item(p, !is_first);
        is_first = false;
        integer(p, s);
    }
    ag_buf_z(p->out, "]}");
}

static void
acts(page *p)
{
    bool is_first = true;

    key(p, "acts");
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->w->acts.n; i++)
        if (p->is_told[i]) {
            item(p, !is_first);
            is_first = false;
            act(p, i);
        }
    ag_buf_char(p->out, ']');
}

/* Offices of the persons shown, and what else is said to be so (membership, kinship). */
static void
roles(page *p)
{
    bool is_first = true;
    ag_bonds bonds;

    key(p, "offices"); /* [person, role, of, status, sentence] */
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->w->posts.n; i++) {
        const ag_post *x = &p->w->posts.at[i];

        if (x->person < 0 || p->v->actor_node[x->person] < 0)
            continue;
        item(p, !is_first);
        is_first = false;
        ag_buf_printf(p->out, "[%d,", p->v->actor_node[x->person]);
        ag_buf_json(p->out, x->role);
        ag_buf_char(p->out, ',');
        who(p, x->of);
        ag_buf_printf(p->out, ",\"%s\",%d]", ag_office_status_name((ag_office_status)x->status),
                      x->evidence.n ? sentence(p, x->evidence.at[0]) : -1);
    }
    ag_buf_char(p->out, ']');

    ag_bonds_of(p->a, p->w, &p->v->options.relate, &bonds);
    key(p, "bonds"); /* [subject, type, object, sentence] */
    ag_buf_char(p->out, '[');
    is_first = true;
    for (int i = 0; i < bonds.list.n; i++) {
        const ag_bond *x = &bonds.list.at[i];

        if (p->v->actor_node[x->subject] < 0 && p->v->actor_node[x->object] < 0)
            continue;
        item(p, !is_first);
        is_first = false;
        ag_buf_char(p->out, '[');
        who(p, x->subject);
        ag_buf_char(p->out, ',');
        ag_buf_json(p->out, x->type);
        ag_buf_char(p->out, ',');
        who(p, x->object);
        ag_buf_printf(p->out, ",%d]", sentence(p, x->evidence));
    }
    ag_buf_char(p->out, ']');
}

/* ---- sentences with what is marked in them ---- */

typedef struct mark {
    ag_span span;
    int node;     /* -1: a trigger */
    ag_str lemma; /* of the trigger */
} mark;

static int
by_place(const void *p, const void *q)
{
    const mark *x = p, *y = q;

    if (x->span.from != y->span.from)
        return x->span.from < y->span.from ? -1 : 1;
    return x->span.to != y->span.to ? (x->span.to > y->span.to ? -1 : 1) : (x->node < y->node) - (x->node > y->node);
}

/* The first mention that begins at `from` or later. */
static int
first_mention(const ag_doc *doc, uint32_t from)
{
    int low = 0, high = doc->mentions.n;

    while (low < high) {
        int middle = low + (high - low) / 2;

        if (doc->mentions.at[middle].span.from < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool
is_within(ag_span inner, ag_span outer)
{
    return inner.from >= outer.from && inner.to <= outer.to && inner.from < inner.to;
}

static ag_span
bounded(const ag_doc *doc, ag_span s)
{
    if (s.to - s.from > LONGEST_SENTENCE) {
        s.to = s.from + LONGEST_SENTENCE;
        while (s.to > s.from && ((unsigned char)doc->text.at[s.to] & 0xC0) == 0x80)
            s.to--;
    }
    return s;
}

/* [article, piece …]: a piece is text, [text, node] where an actor of the graph is named, [text,
 * node, lemma] with node -1 where a trigger stands. */
static void
pieces(page *p, ag_evidence e)
{
    const ag_doc *doc = p->w->docs.at[e.doc];
    ag_span all = bounded(doc, e.sentence);
    AG_LIST(mark) marks = { 0 };
    uint32_t at = all.from;

    for (int i = first_mention(doc, all.from); i < doc->mentions.n && doc->mentions.at[i].span.from < all.to; i++) {
        const ag_mention *m = &doc->mentions.at[i];
        int actor = m->entity < 0 ? -1 : p->w->actor_of[e.doc][m->entity];

        if (actor >= 0 && p->v->actor_node[actor] >= 0 && !m->is_adjective && is_within(m->span, all))
            AG_PUSH(p->a, &marks, (mark){ m->span, p->v->actor_node[actor], AG_S("") });
    }
    for (int i = 0; i < doc->events.n; i++)
        if (is_within(doc->events.at[i].trigger, all))
            AG_PUSH(p->a, &marks, (mark){ doc->events.at[i].trigger, -1, doc->events.at[i].lemma });
    if (marks.n)
        qsort(marks.at, (size_t)marks.n, sizeof *marks.at, by_place);

    ag_buf_printf(p->out, "[%d", p->doc_number[e.doc]);
    for (int i = 0; i < marks.n; i++) {
        const mark *m = &marks.at[i];

        if (m->span.from < at)
            continue; /* inside another */
        if (m->span.from > at) {
            ag_buf_char(p->out, ',');
            ag_buf_json(p->out, ag_str_at(doc->text, (ag_span){ at, m->span.from }));
        }
        ag_buf_z(p->out, ",[");
        ag_buf_json(p->out, ag_str_at(doc->text, m->span));
        ag_buf_printf(p->out, ",%d", m->node);
        if (m->node < 0) {
            ag_buf_char(p->out, ',');
            ag_buf_json(p->out, m->lemma);
        }
        ag_buf_char(p->out, ']');
        at = m->span.to;
    }
    if (at < all.to) {
        ag_buf_char(p->out, ',');
        ag_buf_json(p->out, ag_str_at(doc->text, (ag_span){ at, all.to }));
    }
    if (all.to < e.sentence.to)
        ag_buf_z(p->out, ",\"…\"");
    ag_buf_char(p->out, ']');
}

static void
sentences_and_docs(page *p)
{
    key(p, "sentences");
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->said.n; i++) {
        item(p, i);
        pieces(p, p->said.at[i]);
    }
    ag_buf_char(p->out, ']');
    key(p, "docs");
    ag_buf_char(p->out, '[');
    for (int i = 0; i < p->docs.n; i++) {
        const ag_doc *doc = p->w->docs.at[p->docs.at[i]];

        item(p, i);
        ag_buf_char(p->out, '[');
        text_or_null(p, doc->title);
        ag_buf_char(p->out, ',');
        text_or_null(p, doc->source);
        ag_buf_char(p->out, ',');
        day_or_null(p, doc->date);
        ag_buf_char(p->out, ',');
        text_or_null(p, doc->url);
        ag_buf_char(p->out, ',');
        text_or_null(p, doc->path);
        ag_buf_char(p->out, ']');
    }
    ag_buf_char(p->out, ']');
}

void
ag_page_data(ag_arena *a, const ag_view *v, ag_buf *out)
{
    const ag_world *w = v->world;
    page p = { .a = a, .out = out, .v = v, .w = w, .g = v->graph };
    int told = 0;

    p.layer = AG_ARRAY(a, ag_layer, w->acts.n + 1);
    p.is_told = AG_ARRAY(a, bool, w->acts.n + 1);
    p.sentences = AG_ARRAY(a, int, w->acts.n + 1);
    p.number = AG_ARRAY(a, int, w->acts.n + 1);
    p.behind = AG_ARRAY(a, edge_shares, v->graph->n_edges + 1);
    p.doc_number = AG_ARRAY(a, int, w->docs.n + 1);
    for (int i = 0; i < w->docs.n; i++)
        p.doc_number[i] = -1;
    for (int i = 0; i < w->acts.n; i++)
        p.layer[i] = ag_act_layer(w, &w->acts.at[i], &v->options.relate);
    choose_for_edges(&p);
    choose_alone(&p);
    for (int i = 0; i < w->acts.n; i++)
        p.number[i] = p.is_told[i] ? told++ : -1;

    ag_buf_char(out, '{');
    text_member(&p, "program", AG_S("actorgraph " AG_VERSION));
    text_member(&p, "view", ag_str_of(ag_view_name(v->options.view)));
    int_member(&p, "directed", v->graph->is_directed);
    int_member(&p, "claims", v->options.relate.claims);
    text_member(&p, "description", v->graph->description);
    coverage(&p);
    nodes(&p);
    edges(&p);
    acts(&p);
    roles(&p);
    sentences_and_docs(&p);
    ag_buf_char(out, '}');
}
