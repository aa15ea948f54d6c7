/* Sections of numbers: leading actors, ties and their change, cooperation and conflict, watched pairs, communities. */
#include "report/picture.h"

#include "base/sort.h"
#include "names.h"

static int
setting(const ag_writer *w, const char *key, int otherwise)
{
    double x = ag_templates_setting(w->t, key, otherwise);

    return x >= 0 && x <= 10000 ? (int)x : otherwise;
}

/* The first cell of a row: its note holds for all numbers of the row. */
static void
row_name(ag_writer *w, ag_str name, int note)
{
    ag_line *cell = ag_table_cell(w);

    ag_line_add(w->page, cell, AG_RUN_TEXT, name);
    ag_line_note(w->page, cell, note);
}

/* ---- leading actors ----------------------------------------------------------------------------- */

static ag_str
rank_before(ag_writer *w, const ag_ranked *r)
{
    return r->rank_before ? ag_arena_printf(w->a, "%d", r->rank_before) : AG_S("–");
}

static ag_str
interval_of(ag_writer *w, const ag_ranked *r)
{
    if (!r->low)
        return ag_templates_word(w->t, "too few stories");
    return r->low == r->high ? ag_arena_printf(w->a, "%d", r->low) : ag_arena_printf(w->a, "%d–%d", r->low, r->high);
}

static void
actor_table(ag_writer *w, uint8_t type, int from, int to)
{
    static const char *const with_past[] = { "#rank", "actor", "#strength", "#before", "#mean", "#rank before", "interval", "#ties" };
    static const char *const without[] = { "#rank", "actor", "#strength", "interval", "#ties" };
    bool past = w->f->span[1].articles > 0;
    int most = setting(w, "leading actors", 5);

    ag_table_begin(w, ag_actor_type_name((ag_actor_type)type), past ? with_past : without, past ? 8 : 5);
    for (int i = from; i < to && i < from + most; i++) {
        const ag_ranked *r = &w->f->actors.at[i];
        int note = ag_note_actor(w, i);

        ag_table_number(w, r->rank, -1);
        row_name(w, w->w->actors.at[r->actor].name, note);
        ag_table_number(w, r->strength[0], -1);
        if (past) {
            ag_table_number(w, r->strength[1], -1);
            ag_table_number(w, ag_facts_mean(w->f, r->strength), -1);
            ag_table_text(w, rank_before(w, r));
        }
        ag_table_text(w, interval_of(w, r));
        ag_table_number(w, r->ties, -1);
    }
}

/* The strongest of all types, span by span: a picture and the table beside it. */
static int
by_strength(const void *x, const void *y, const void *context)
{
    const ag_facts *f = context;
    const ag_ranked *a = &f->actors.at[*(const int *)x], *b = &f->actors.at[*(const int *)y];

    for (int s = 0; s < AG_REPORT_SPANS; s++)
        if (a->strength[s] != b->strength[s])
            return a->strength[s] < b->strength[s] ? 1 : -1;
    return a->actor - b->actor;
}

/* A table of spans, the oldest that was read first: only those that were read have figures. */
static void
span_cells(ag_writer *w, const double *x)
{
    for (int s = w->f->oldest; s >= 0; s--)
        if (w->f->span[s].articles)
            ag_table_number(w, x[s], -1);
        else
            ag_table_text(w, AG_S("–"));
}

static void
span_heads(ag_writer *w, const char *caption, const char *first)
{
    ag_block *b = ag_table_begin(w, caption, (const char *const[]){ first }, 1);

    b->columns = 2 + w->f->oldest;
    b->figures = 0x3e;
    for (int s = w->f->oldest; s >= 0; s--)
        ag_table_text(w, ag_span_short(w, s));
}

static void
trends(ag_writer *w)
{
    const ag_facts *f = w->f;
    int *list = AG_ARRAY(w->a, int, f->actors.n + 1), n = f->actors.n, most = setting(w, "actors in the trends", 8);
    ag_str picture;

    for (int i = 0; i < n; i++)
        list[i] = i;
    ag_sort(list, (size_t)n, sizeof *list, by_strength, f);
    n = n < most ? n : most;
    picture = f->covered ? ag_picture_trends(w, list, n) : AG_S("");
    if (!picture.len)
        return;
    ag_picture_block(w, picture, "trends caption");
    span_heads(w, "trends table", "actor");
    for (int i = 0; i < n; i++) {
        int note = ag_note_actor(w, list[i]);

        row_name(w, w->w->actors.at[f->actors.at[list[i]].actor].name, note);
        span_cells(w, f->actors.at[list[i]].strength);
    }
}

void
ag_section_network(ag_writer *w)
{
    ag_picture_block(w, ag_picture_network(w), "network caption");
}

void
ag_section_actors(ag_writer *w)
{
    const ag_facts *f = w->f;
    bool any = false;

    trends(w);

    for (int i = 0, end; i < f->actors.n; i = end) {
        uint8_t type = w->w->actors.at[f->actors.at[i].actor].type;
        int now = i;

        for (end = i; end < f->actors.n && w->w->actors.at[f->actors.at[end].actor].type == type; end++)
            now += f->actors.at[end].strength[0] > 0;
        if (now == i)
            continue;
        if (!any)
            AG_SAY(w, "leading", AG_TEXT_VALUE("span", ag_writer_span(w, &f->span[0])));
        any = true;
        ag_part_heading(w, ag_actor_type_name((ag_actor_type)type));
        actor_table(w, type, i, now);
    }
}

/* ---- ties --------------------------------------------------------------------------------------- */

static int
by_weight(const void *x, const void *y, const void *context)
{
    const ag_facts *f = context;
    const ag_pair *a = &f->pairs.at[*(const int *)x], *b = &f->pairs.at[*(const int *)y];

    if (a->is_sure != b->is_sure)
        return a->is_sure ? -1 : 1;
    for (int s = 0; s < 2; s++)
        if (a->weight[s] != b->weight[s])
            return a->weight[s] < b->weight[s] ? 1 : -1;
    return *(const int *)x - *(const int *)y;
}

/* Pairs of one change, sure ones first, then the heaviest. */
static int *
pairs_of(ag_writer *w, ag_change change, int *n)
{
    int *list = AG_ARRAY(w->a, int, w->f->pairs.n + 1);

    *n = 0;
    for (int i = 0; i < w->f->pairs.n; i++)
        if (w->f->pairs.at[i].change == change)
            list[(*n)++] = i;
    ag_sort(list, (size_t)*n, sizeof *list, by_weight, w->f);
    return list;
}

static ag_str
pair_name(ag_writer *w, const ag_pair *p)
{
    return ag_arena_printf(w->a, "%.*s – %.*s", AG_SHOW(w->w->actors.at[p->x].name), AG_SHOW(w->w->actors.at[p->y].name));
}

static ag_str
chance(ag_writer *w, const ag_pair *p)
{
    if (p->is_sure)
        return ag_templates_word(w->t, "beyond chance");
    return ag_templates_word(w->t, p->least > w->f->options.rate ? "too few to tell" : "may be chance");
}

static void
change_table(ag_writer *w, const char *caption, const int *list, int n)
{
    static const char *const heads[] = { "pair", "#weight", "#before", "#mean", "#stories of common outlets", "#before", "#q", "chance" };
    int most = setting(w, "ties of a kind", 8);

    ag_table_begin(w, caption, heads, 8);
    for (int i = 0; i < n && i < most; i++) {
        const ag_pair *p = &w->f->pairs.at[list[i]];
        int note = ag_note_pair(w, p);

        row_name(w, pair_name(w, p), note);
        ag_table_number(w, p->weight[0], -1);
        ag_table_number(w, p->weight[1], -1);
        ag_table_number(w, ag_facts_mean(w->f, p->weight), -1);
        ag_table_number(w, p->stories[0], -1);
        ag_table_number(w, p->stories[1], -1);
        ag_table_text(w, p->least > w->f->options.rate ? AG_S("–") : ag_arena_printf(w->a, "%.2g", p->q));
        ag_table_text(w, chance(w, p));
    }
    if (n > most)
        AG_SAY(w, "more pairs", AG_NUMBER_VALUE("n", n - most, -1));
}

/* Where nothing may be compared: the strongest ties, without a word of change. */
static void
strongest_table(ag_writer *w)
{
    static const char *const heads[] = { "pair", "#weight", "#cooperation", "#conflict", "#number of events", "#stories" };
    int *list = AG_ARRAY(w->a, int, w->f->pairs.n + 1), n = 0, most = setting(w, "ties", 12);

    for (int i = 0; i < w->f->pairs.n; i++)
        if (w->f->pairs.at[i].weight[0] > 0)
            list[n++] = i;
    if (!n)
        return;
    ag_sort(list, (size_t)n, sizeof *list, by_weight, w->f);
    ag_table_begin(w, "strongest ties", heads, 6);
    for (int i = 0; i < n && i < most; i++) {
        const ag_pair *p = &w->f->pairs.at[list[i]];

        row_name(w, pair_name(w, p), ag_note_pair(w, p));
        ag_table_number(w, p->weight[0], -1);
        ag_table_number(w, p->cooperation[0], -1);
        ag_table_number(w, p->conflict[0], -1);
        ag_table_number(w, p->events[0], -1);
        ag_table_number(w, p->origins, -1);
    }
    if (n > most)
        AG_SAY(w, "more pairs", AG_NUMBER_VALUE("n", n - most, -1));
}

void
ag_section_ties(ag_writer *w)
{
    static const struct {
        ag_change change;
        const char *sentence, *caption;
    } kinds[] = { { AG_CHANGE_STRONGER, "stronger", "stronger ties" }, { AG_CHANGE_WEAKER, "weaker", "weaker ties" },
                  { AG_CHANGE_NEW, "new", "new ties" },               { AG_CHANGE_BACK, "back", "ties that are back" },
                  { AG_CHANGE_GONE, "gone", "ties that are gone" },   { AG_CHANGE_LEVEL, "level", "ties without change" },
                  { AG_CHANGE_FEW, "few", "ties with too few stories" } };
    int n;

    if (w->f->is_first || !w->f->may_compare) {
        strongest_table(w);
        return;
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const int *list = pairs_of(w, kinds[k].change, &n);
        int sure = 0;

        for (int i = 0; i < n; i++)
            sure += w->f->pairs.at[list[i]].is_sure;
        if (!n)
            continue;
        ag_part_heading(w, kinds[k].caption);
        AG_SAY(w, kinds[k].sentence, AG_NUMBER_VALUE("n", n, -1), AG_NUMBER_VALUE("sure", sure, -1));
        change_table(w, kinds[k].caption, list, n);
    }
}

/* ---- cooperation and conflict ------------------------------------------------------------------- */

/* The sign of a pair in a span: "mostly" where there is some of the other, too. */
static ag_str
sign_word(ag_writer *w, const ag_pair *p, int s)
{
    double net = p->cooperation[s] - p->conflict[s];
    bool both = p->cooperation[s] > 1e-9 && p->conflict[s] > 1e-9;

    return ag_templates_word(w->t, net > 1e-9    ? both ? "mostly cooperation" : "cooperation"
                                   : net < -1e-9 ? both ? "mostly conflict" : "conflict"
                                   : both        ? "both"
                                                 : "neither");
}

static void
sign_table(ag_writer *w, const char *caption, const int *list, int n)
{
    static const char *const with_past[] = { "pair", "#cooperation", "#before", "#mean", "#conflict", "#before", "#mean", "sign" };
    static const char *const without[] = { "pair", "#cooperation", "#conflict", "sign" };
    bool past = w->f->span[1].articles > 0;

    ag_table_begin(w, caption, past ? with_past : without, past ? 8 : 4);
    for (int i = 0; i < n; i++) {
        const ag_pair *p = &w->f->pairs.at[list[i]];
        const double *both[] = { p->cooperation, p->conflict };
        int note = ag_note_pair(w, p);

        row_name(w, pair_name(w, p), note);
        for (int k = 0; k < 2; k++) {
            ag_table_number(w, both[k][0], -1);
            if (past) {
                ag_table_number(w, both[k][1], -1);
                ag_table_number(w, ag_facts_mean(w->f, both[k]), -1);
            }
        }
        ag_table_text(w, sign_word(w, p, 0));
    }
}

/* The pairs with most weight over all spans, picture and table. */
static int
by_all_weights(const void *x, const void *y, const void *context)
{
    const ag_facts *f = context;
    double sum[2] = { 0 };

    for (int s = 0; s < AG_REPORT_SPANS; s++) {
        sum[0] += f->pairs.at[*(const int *)x].weight[s];
        sum[1] += f->pairs.at[*(const int *)y].weight[s];
    }
    return sum[0] != sum[1] ? (sum[0] < sum[1] ? 1 : -1) : *(const int *)x - *(const int *)y;
}

static void
heat(ag_writer *w)
{
    const ag_facts *f = w->f;
    int *list = AG_ARRAY(w->a, int, f->pairs.n + 1), n = f->pairs.n, most = setting(w, "pairs in the heat map", 14);
    ag_str picture;

    for (int i = 0; i < n; i++)
        list[i] = i;
    ag_sort(list, (size_t)n, sizeof *list, by_all_weights, f);
    n = n < most ? n : most;
    picture = f->covered ? ag_picture_heat(w, list, n) : AG_S("");
    if (!picture.len)
        return;
    ag_picture_block(w, picture, "heat caption");
    span_heads(w, "heat table", "pair");
    for (int i = 0; i < n; i++) {
        const ag_pair *p = &f->pairs.at[list[i]];
        int note = ag_note_pair(w, p);

        row_name(w, pair_name(w, p), note);
        span_cells(w, p->weight);
    }
}

void
ag_section_signs(ag_writer *w)
{
    const ag_facts *f = w->f;
    int *list = AG_ARRAY(w->a, int, f->pairs.n + 1), n = 0, most = setting(w, "pairs", 12);

    for (int i = 0; i < f->pairs.n && f->may_compare; i++)
        if (f->pairs.at[i].sign && f->pairs.at[i].sign_before && f->pairs.at[i].sign != f->pairs.at[i].sign_before)
            list[n++] = i;
    ag_sort(list, (size_t)n, sizeof *list, by_weight, f);
    for (int i = 0; i < n && i < most; i++) {
        const ag_pair *p = &f->pairs.at[list[i]];
        int s = ag_pair_sign_span(p);

        AG_SAY(w, "turned", AG_ACTOR_VALUE("A", p->x), AG_ACTOR_VALUE("B", p->y), AG_TEXT_VALUE("from", sign_word(w, p, s)),
               AG_TEXT_VALUE("to", sign_word(w, p, 0)), AG_TEXT_VALUE("when", ag_writer_span(w, &f->span[s])),
               AG_NUMBER_VALUE("weight", p->weight[0], ag_note_pair(w, p)));
    }
    heat(w);
    n = 0;
    for (int i = 0; i < f->pairs.n; i++)
        if (f->pairs.at[i].weight[0] > 0 && (f->pairs.at[i].cooperation[0] > 0 || f->pairs.at[i].conflict[0] > 0))
            list[n++] = i;
    ag_sort(list, (size_t)n, sizeof *list, by_weight, f);
    if (n)
        sign_table(w, "cooperation and conflict", list, n < most ? n : most);
    if (n > most)
        AG_SAY(w, "more pairs", AG_NUMBER_VALUE("n", n - most, -1));
}

/* ---- watched ------------------------------------------------------------------------------------ */

static void
say_watched_pair(ag_writer *w, int x, int y)
{
    const ag_pair *p = ag_facts_pair(w->f, x, y);
    bool past = w->f->span[1].articles > 0;
    int note = p ? ag_note_pair(w, p) : -1;
    ag_value before = AG_NUMBER_VALUE("before", p ? p->weight[1] : 0, -1), mean = AG_NUMBER_VALUE("mean", p ? ag_facts_mean(w->f, p->weight) : 0, -1);
    ag_value change = AG_TEXT_VALUE("change", p && p->change > AG_CHANGE_FEW ? ag_templates_word(w->t, ag_change_name((ag_change)p->change)) : AG_S(""));

    if (!past)
        before.kind = mean.kind = AG_VALUE_NONE;

    const ag_value values[] = { AG_ACTOR_VALUE("A", x), AG_ACTOR_VALUE("B", y), AG_NUMBER_VALUE("weight", p ? p->weight[0] : 0, note),
                                AG_NUMBER_VALUE("events", p ? p->events[0] : 0, -1), before, mean, change,
                                AG_TEXT_VALUE("sign", p ? sign_word(w, p, 0) : AG_S("")) };

    ag_say(w, p && p->weight[0] > 0 ? "watched pair" : "watched pair at rest", values, sizeof values / sizeof *values);
}

static void
say_watched_actor(ag_writer *w, int x)
{
    int i = w->f->actor[x];
    const ag_ranked *r = i < 0 ? NULL : &w->f->actors.at[i];
    ag_value before = AG_NUMBER_VALUE("before", r ? r->strength[1] : 0, -1);

    if (!w->f->span[1].articles)
        before.kind = AG_VALUE_NONE;

    const ag_value values[] = { AG_ACTOR_VALUE("A", x), AG_NUMBER_VALUE("strength", r ? r->strength[0] : 0, r ? ag_note_actor(w, i) : -1),
                                AG_NUMBER_VALUE("ties", r ? r->ties : 0, -1), AG_NUMBER_VALUE("rank", r ? r->rank : 0, -1), before };

    ag_say(w, r && r->strength[0] > 0 ? "watched actor" : "watched actor at rest", values, sizeof values / sizeof *values);
}

void
ag_section_watched(ag_writer *w)
{
    for (int i = 0; i < w->f->options.n_watched; i++) {
        const int *pair = w->f->options.watched[i];

        ag_new_paragraph(w);
        if (pair[0] < 0)
            AG_SAY(w, "watched in vain", AG_TEXT_VALUE("line", w->made->watched[i]));
        else if (pair[1] < 0)
            say_watched_actor(w, pair[0]);
        else
            say_watched_pair(w, pair[0], pair[1]);
    }
}

/* ---- communities and brokers -------------------------------------------------------------------- */

static void
group_names(ag_writer *w, const ag_group *g, int most, ag_line *out)
{
    ag_line *items = AG_ARRAY(w->a, ag_line, most + 1);
    int n = 0;

    for (; n < g->members.n && n < most; n++)
        ag_writer_name(w, w->f->actors.at[g->members.at[n]].actor, &items[n]);
    if (g->members.n > most) {
        const ag_value values[] = { AG_NUMBER_VALUE("n", g->members.n - most, -1) };

        ag_fill(&w->fill, "words", "and others", values, 1, &items[n++]);
    }
    ag_writer_list(w, items, n, out);
}

/* Those of a community of last time who were not in it then. A community is one of last time where it has its number
 * and two of its members. */
static void
say_newcomers(ag_writer *w, const ag_group *g, int most, ag_line *out)
{
    ag_line *items = AG_ARRAY(w->a, ag_line, most + 1);
    int n = 0, stayed = 0;

    for (int i = 0; i < g->members.n; i++)
        stayed += w->f->actors.at[g->members.at[i]].community_before == g->number;
    if (w->f->is_first || stayed < 2)
        return;
    for (int i = 0; i < g->members.n && n < most; i++)
        if (w->f->actors.at[g->members.at[i]].community_before != g->number)
            ag_writer_name(w, w->f->actors.at[g->members.at[i]].actor, &items[n++]);
    ag_writer_list(w, items, n, out);
}

static int
by_betweenness(const void *x, const void *y, const void *context)
{
    const ag_facts *f = context;
    const ag_ranked *a = &f->actors.at[*(const int *)x], *b = &f->actors.at[*(const int *)y];

    return a->betweenness != b->betweenness ? (a->betweenness < b->betweenness ? 1 : -1) : a->actor - b->actor;
}

static void
broker_table(ag_writer *w)
{
    static const char *const heads[] = { "actor", "#betweenness", "#strength", "#ties", "keeps parts together" };
    const ag_facts *f = w->f;
    int *list = AG_ARRAY(w->a, int, f->actors.n + 1), n = 0, most = setting(w, "brokers", 6);

    for (int i = 0; i < f->actors.n; i++)
        if (f->actors.at[i].betweenness > 0)
            list[n++] = i;
    ag_sort(list, (size_t)n, sizeof *list, by_betweenness, f);
    if (!n)
        return;
    ag_part_heading(w, "brokers");
    AG_SAY(w, "brokers", AG_NUMBER_VALUE("n", n, -1));
    ag_table_begin(w, "brokers", heads, 5);
    for (int i = 0; i < n && i < most; i++) {
        const ag_ranked *r = &f->actors.at[list[i]];
        int note = ag_note_actor(w, list[i]);

        row_name(w, w->w->actors.at[r->actor].name, note);
        ag_table_text(w, ag_arena_printf(w->a, "%.2g", r->betweenness));
        ag_table_number(w, r->strength[0], -1);
        ag_table_number(w, r->ties, -1);
        ag_table_text(w, ag_templates_word(w->t, r->is_bridge ? "yes" : "no"));
    }
}

void
ag_section_groups(ag_writer *w)
{
    const ag_facts *f = w->f;
    int shown = 0, most = setting(w, "communities", 8), names = setting(w, "members of a community", 6);

    for (int i = 0; i < f->groups.n && shown < most; i++) {
        const ag_group *g = &f->groups.at[i];
        ag_line members = { 0 }, newcomers = { 0 };
        int strongest = g->members.n ? g->members.at[0] : -1;

        if (g->members.n < 3)
            continue;
        shown++;
        group_names(w, g, names, &members);
        ag_new_paragraph(w);
        say_newcomers(w, g, names, &newcomers);
        AG_SAY(w, "community", AG_NUMBER_VALUE("n", g->members.n, ag_note_actor(w, strongest)), AG_LINE_VALUE("members", &members),
               AG_LINE_VALUE("newcomers", &newcomers));
    }
    broker_table(w);
}
