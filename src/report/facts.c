/* A world and a span of days → the facts of a report: coverage, and which act belongs where.
 *
 * The idea: an act belongs to the span in which it happened, whenever it was told; what has no day goes by its first
 * report and is listed apart, and what is told late is listed as late and weighs nothing here. `as of` makes the
 * world what it was on that day: later articles fall silent, and the origins of every act are counted anew. Who
 * is who stays as all articles decide it. */
#include "report/facts.h"

#include "base/map.h"
#include "base/sort.h"
#include "resolve/digest.h"
#include "resolve/resolve.h"

const char *
ag_change_name(ag_change c)
{
    static const char *const names[] = { "", "too few", "level", "stronger", "weaker", "new", "back", "gone" };

    return names[c];
}

double
ag_facts_mean(const ag_facts *f, const double *of_spans)
{
    double sum = 0;
    int n = 0;

    for (int i = 1; i < AG_REPORT_SPANS; i++)
        if (f->span[i].articles) {
            sum += of_spans[i];
            n++;
        }
    return n ? sum / n : 0;
}

/* ---- as of a day -------------------------------------------------------------------------------- */

static void
keep_known(ag_arena *a, ag_arena *own, const ag_facts *f, const ag_world *w, ag_act *act)
{
    ag_act all = *act;

    act->evidence.at = NULL;
    act->evidence.n = act->evidence.room = 0;
    for (int i = 0; i < all.evidence.n; i++)
        if (!f->is_out[all.evidence.at[i].doc])
            AG_PUSH(a, &act->evidence, all.evidence.at[i]);
    if (act->evidence.n && act->evidence.n < all.evidence.n)
        ag_weigh(own, w, act->evidence.at, &act->evidence.n, &act->reports, &act->origins);
}

/* A document that says nothing: later articles are not there, but numbers of documents hold. */
static const ag_doc *
silent(ag_arena *a, const ag_doc *doc)
{
    ag_doc *d = AG_NEW(a, ag_doc);

    *d = (ag_doc){ .path = doc->path, .title = doc->title, .url = doc->url, .source = doc->source, .date = AG_NO_DAY,
                   .modified = AG_NO_DAY, .text = AG_S(""), .digest = doc->digest };
    memcpy(d->id, doc->id, sizeof d->id);
    return d;
}

/* Counting origins asks for digests (resolve.h) of articles that tell the same; a part of a store may come without. */
static const ag_world *
with_digests(ag_arena *a, const ag_world *w)
{
    ag_world *out = AG_NEW(a, ag_world);

    *out = *w;
    out->docs.at = AG_ARRAY(a, const ag_doc *, w->docs.n + 1);
    for (int i = 0; i < w->docs.n; i++)
        out->docs.at[i] = w->docs.at[i];
    for (int i = 0; i < w->acts.n; i++)
        for (int k = 0; k < w->acts.at[i].evidence.n && w->acts.at[i].evidence.n > 1; k++) {
            int doc = w->acts.at[i].evidence.at[k].doc;

            if (!out->docs.at[doc]->digest) {
                ag_doc *d = AG_NEW(a, ag_doc);

                *d = *out->docs.at[doc];
                d->digest = ag_digest_of(a, d);
                out->docs.at[doc] = d;
            }
        }
    return out;
}

static const ag_world *
world_as_of(ag_arena *a, ag_facts *f, const ag_world *w, ag_day day)
{
    ag_world *out = AG_NEW(a, ag_world);
    ag_arena *own;
    int later = 0;

    f->is_out = AG_ARRAY(a, bool, w->docs.n + 1);
    for (int i = 0; i < w->docs.n && day != AG_NO_DAY; i++)
        later += f->is_out[i] = w->docs.at[i]->date != AG_NO_DAY && w->docs.at[i]->date > day;
    if (!later)
        return w;
    *out = *w;
    own = ag_arena_new(0);
    out->acts.at = NULL;
    out->acts.n = out->acts.room = 0;
    for (int i = 0; i < w->acts.n; i++) {
        ag_act act = w->acts.at[i];

        keep_known(a, own, f, w, &act);
        if (act.evidence.n)
            AG_PUSH(a, &out->acts, act);
    }
    out->posts.at = NULL;
    out->posts.n = out->posts.room = 0;
    for (int i = 0; i < w->posts.n; i++) {
        ag_post post = w->posts.at[i];

        post.evidence.at = NULL;
        post.evidence.n = post.evidence.room = 0;
        for (int k = 0; k < w->posts.at[i].evidence.n; k++)
            if (!f->is_out[w->posts.at[i].evidence.at[k].doc])
                AG_PUSH(a, &post.evidence, w->posts.at[i].evidence.at[k]);
        if (post.evidence.n)
            AG_PUSH(a, &out->posts, post);
    }
    out->docs.at = NULL;
    out->docs.n = out->docs.room = 0;
    for (int i = 0; i < w->docs.n; i++)
        AG_PUSH(a, &out->docs, f->is_out[i] ? silent(a, w->docs.at[i]) : w->docs.at[i]);
    ag_arena_free(own);
    return out;
}

/* ---- coverage ----------------------------------------------------------------------------------- */

static bool
lies_in(const ag_report_span *s, ag_day d)
{
    return d != AG_NO_DAY && d >= s->since && d <= s->until;
}

static int
by_articles(const void *x, const void *y, const void *unused)
{
    const ag_outlet *a = x, *b = y;

    (void)unused;
    return a->articles[0] != b->articles[0] ? b->articles[0] - a->articles[0] : ag_str_cmp(a->name, b->name);
}

/* The outlets of this span and the last, with their articles and the independent ones among those. */
static void
count_outlets(ag_arena *a, ag_facts *f)
{
    const ag_world *w = f->world;
    ag_map outlets = { 0 }, seen = { 0 };

    for (int d = 0; d < w->docs.n; d++)
        for (int s = 0; s < 2; s++) {
            const ag_doc *doc = w->docs.at[d];
            int i;
            ag_str key;

            if (!lies_in(&f->span[s], doc->date))
                continue;
            i = ag_map_add(a, &outlets, doc->source, f->outlets.n);
            if (i == f->outlets.n)
                AG_PUSH(a, &f->outlets, (ag_outlet){ .name = doc->source });
            key = ag_arena_printf(a, "%d %d %d", s, i, w->origin[d]);
            f->outlets.at[i].articles[s]++;
            f->outlets.at[i].origins[s] += ag_map_add(a, &seen, key, 1) == 1;
            ag_map_set(a, &seen, key, 2);
        }
    ag_sort(f->outlets.at, (size_t)f->outlets.n, sizeof *f->outlets.at, by_articles, NULL);
}

static bool
is_common(const ag_facts *f, ag_str outlet)
{
    for (int i = 0; i < f->outlets.n; i++)
        if (ag_str_eq(f->outlets.at[i].name, outlet))
            return f->outlets.at[i].articles[0] && f->outlets.at[i].articles[1];
    return false;
}

static void
count_articles(ag_arena *a, ag_facts *f)
{
    const ag_world *w = f->world;
    int *seen = AG_ARRAY(a, int, w->docs.n + 1), *seen_common = AG_ARRAY(a, int, w->docs.n + 1);
    bool *has = AG_ARRAY(a, bool, f->span[0].until - f->span[0].since + 1);
    ag_day first = f->options.first_ever;

    for (int s = 0; s < AG_REPORT_SPANS; s++)
        for (int d = 0; d < w->docs.n; d++) {
            const ag_doc *doc = w->docs.at[d];

            if (!lies_in(&f->span[s], doc->date))
                continue;
            f->span[s].articles++;
            if (seen[w->origin[d]] != s + 1)
                f->span[s].origins++;
            seen[w->origin[d]] = s + 1;
            if (s < 2 && is_common(f, doc->source)) {
                if (seen_common[w->origin[d]] != s + 1)
                    f->span[s].common++;
                seen_common[w->origin[d]] = s + 1;
            }
            if (s == 0)
                has[doc->date - f->span[0].since] = true;
        }
    for (ag_day d = f->span[0].since; d <= f->span[0].until; d++)
        if (!has[d - f->span[0].since] && (f->options.as_of == AG_NO_DAY || d <= f->options.as_of))
            AG_PUSH(a, &f->gaps, d);
    f->undated = f->options.undated;
    for (int d = 0; d < w->docs.n; d++) {
        ag_day day = w->docs.at[d]->date;

        if (f->options.undated < 0)
            f->undated = (d ? f->undated : 0) + (day == AG_NO_DAY && !f->is_out[d]);
        if (day != AG_NO_DAY && (first == AG_NO_DAY || day < first))
            first = day;
    }
    for (int s = 1; s < AG_REPORT_SPANS; s++)
        if (f->span[s].articles) {
            f->covered++;
            f->oldest = s;
        }
    f->is_first = first == AG_NO_DAY || first >= f->span[0].since;
    f->may_compare = f->span[0].common > 0 && f->span[1].common > 0;
}

/* ---- acts --------------------------------------------------------------------------------------- */

/* The day an article first told it, or AG_NO_DAY. */
static ag_day
first_told(const ag_world *w, const ag_act *act)
{
    return act->evidence.n ? w->docs.at[act->evidence.at[0].doc]->date : AG_NO_DAY;
}

static ag_report_place
place_of(const ag_facts *f, const ag_act *act, int span)
{
    const ag_report_span *now = &f->span[0];
    bool has_day = act->date.grain != AG_GRAIN_NONE, is_told = false;

    for (int i = 0; i < act->evidence.n && !is_told; i++)
        is_told = lies_in(now, f->world->docs.at[act->evidence.at[i].doc]->date);
    if (act->status == AG_PLANNED && is_told && (!has_day || ag_date_last(act->date) > now->until))
        return AG_PLACE_AHEAD;
    if (span == 0)
        return has_day ? AG_PLACE_WEEK : AG_PLACE_UNDATED;
    if ((act->date.grain == AG_GRAIN_DAY || act->date.grain == AG_GRAIN_WEEK) && ag_date_last(act->date) < now->since &&
        ag_date_last(act->date) >= f->span[AG_REPORT_SPANS - 1].since && lies_in(now, first_told(f->world, act)))
        return AG_PLACE_LATE; /* "in 2004" is background */
    return AG_PLACE_NONE;
}

static bool
ties_somebody(const ag_world *w, const ag_act *act)
{
    int actors[2];

    return ag_act_actors(w, act, false, 2, actors, NULL, NULL) > 1;
}

/* By place, day (what is ahead without a day comes last), stories; those of two actors before those of one; then id. */
typedef struct order_of_acts {
    const ag_facts *f;
} order_of_acts;

static int
by_day(const void *x, const void *y, const void *context)
{
    const ag_facts *f = ((const order_of_acts *)context)->f;
    int i = *(const int *)x, k = *(const int *)y;
    const ag_act *a = &f->world->acts.at[i], *b = &f->world->acts.at[k];
    ag_day da = ag_act_day(f->world, a), db = ag_act_day(f->world, b);

    if (f->act[i].place != f->act[k].place)
        return f->act[i].place - f->act[k].place;
    if (f->act[i].place == AG_PLACE_AHEAD && (a->date.grain == AG_GRAIN_NONE) != (b->date.grain == AG_GRAIN_NONE))
        return a->date.grain == AG_GRAIN_NONE ? 1 : -1;
    if (da != db)
        return da == AG_NO_DAY ? 1 : db == AG_NO_DAY ? -1 : da < db ? -1 : 1;
    if (a->origins != b->origins)
        return b->origins - a->origins;
    if (ties_somebody(f->world, a) != ties_somebody(f->world, b))
        return ties_somebody(f->world, a) ? -1 : 1;
    return i - k;
}

static void
place_acts(ag_arena *a, ag_facts *f)
{
    const ag_world *w = f->world;
    order_of_acts order = { f };

    f->act = AG_ARRAY(a, ag_act_fact, w->acts.n + 1);
    for (int i = 0; i < w->acts.n; i++) {
        const ag_act *act = &w->acts.at[i];
        ag_act_fact *x = &f->act[i];

        x->span = -1;
        x->layer = AG_LAYER_CONTEXT;
        for (int s = 0; s < AG_REPORT_SPANS && x->span < 0; s++) {
            ag_relate_options o = { .is_sliced = true, .since = f->span[s].since, .until = f->span[s].until };
            ag_layer layer = ag_act_layer(w, act, &o);

            if (layer != AG_LAYER_CONTEXT) {
                x->span = s;
                x->layer = (uint8_t)layer;
                f->span[s].facts += layer == AG_LAYER_FACT;
            }
        }
        x->place = (uint8_t)place_of(f, act, x->span);
        if (x->place == AG_PLACE_NONE)
            continue;
        f->late += x->place == AG_PLACE_LATE;
        f->ahead += x->place == AG_PLACE_AHEAD;
        f->no_day += x->place == AG_PLACE_UNDATED;
        f->claimed += x->span == 0 && x->layer == AG_LAYER_CLAIMED;
        f->denied += x->span == 0 && x->layer == AG_LAYER_DENIED;
        if (x->place == AG_PLACE_WEEK && x->layer <= AG_LAYER_CLAIMED)
            AG_PUSH(a, &f->events, i);
        else
            AG_PUSH(a, &f->others, i);
    }
    ag_sort(f->events.at, (size_t)f->events.n, sizeof *f->events.at, by_day, &order);
    ag_sort(f->others.at, (size_t)f->others.n, sizeof *f->others.at, by_day, &order);
}

/* ---- all ---------------------------------------------------------------------------------------- */

static bool
has_date(const ag_world *w)
{
    for (int i = 0; i < w->docs.n; i++)
        if (w->docs.at[i]->date != AG_NO_DAY)
            return true;
    return false;
}

ag_status
ag_facts_of(ag_arena *a, const ag_world *w, const ag_report_options *o, ag_facts *out, ag_err *err)
{
    int days = o->until - o->since + 1;

    *out = (ag_facts){ .options = *o };
    if (w->docs.n && !has_date(w))
        return ag_fail(err, AG_INPUT, "no article has a date, so there is no week to report on; give --date DAY when the articles are "
                                      "read ('actorgraph add --date 2025-08-24 …')");
    out->world = world_as_of(a, out, with_digests(a, w), o->as_of);
    for (int s = 0; s < AG_REPORT_SPANS; s++) {
        out->span[s].until = o->until - s * days;
        out->span[s].since = out->span[s].until - days + 1;
    }
    count_outlets(a, out);
    count_articles(a, out);
    place_acts(a, out);
    ag_facts_pairs(a, out);
    AG_TRY(ag_facts_actors(a, out, err));
    ag_facts_said(a, out);
    return AG_OK;
}
