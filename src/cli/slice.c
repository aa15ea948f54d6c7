/* Slices. */
#include "cli/slice.h"

#include "names.h"
#include "resolve/find.h"
#include "resolve/resolve.h"

#include <stdio.h>

const char *const ag_level_words[] = { "both", "person", "state", NULL };

static bool
parse_week(const char *text, ag_day *monday)
{
    int year, week;
    char end;

    if (sscanf(text, "%4d-W%2d%c", &year, &week, &end) != 2)
        return false;
    *monday = ag_day_of_week(year, week);
    return *monday != AG_NO_DAY;
}

ag_status
ag_slice_check(ag_slice *s, ag_err *err)
{
    uint8_t status;
    ag_day monday;

    if (s->week) {
        if (s->since != AG_NO_DAY || s->until != AG_NO_DAY)
            return ag_fail(err, AG_USAGE, "--week is a span of days already: leave out --since and --until");
        if (!parse_week(s->week, &monday))
            return ag_fail(err, AG_USAGE, "--week takes an ISO week such as 2025-W34, not '%s'", s->week);
        s->since = monday;
        s->until = monday + 6;
    }
    if (s->since != AG_NO_DAY && s->until != AG_NO_DAY && s->since > s->until)
        return ag_fail(err, AG_USAGE, "--since is after --until: nothing can be in between");
    if (s->status && !ag_reality_parse(ag_str_of(s->status), &status))
        return ag_fail(err, AG_USAGE, "--status takes happened, planned, possible, denied or conditional, not '%s'", s->status);
    return AG_OK;
}

bool
ag_slice_has_days(const ag_slice *s)
{
    return s->since != AG_NO_DAY || s->until != AG_NO_DAY;
}

bool
ag_slice_is_of_acts(const ag_slice *s)
{
    return s->source || s->actor || s->type || s->status || s->min_origins > 1;
}

static bool
is_from(const ag_slice *s, const ag_doc *doc)
{
    return !s->source || ag_str_eq_nocase(doc->source, ag_str_of(s->source));
}

bool
ag_slice_takes_doc(const ag_slice *s, const ag_doc *doc)
{
    bool dated = doc->date != AG_NO_DAY;

    return is_from(s, doc) && (!ag_slice_has_days(s) || (dated && (s->since == AG_NO_DAY || doc->date >= s->since) &&
                                                         (s->until == AG_NO_DAY || doc->date <= s->until)));
}

/* The evidence of one outlet alone. */
static void
keep_outlet(ag_arena *a, ag_arena *own, const ag_slice *s, const ag_world *w, ag_act *act)
{
    ag_act all = *act;

    act->evidence.at = NULL;
    act->evidence.n = act->evidence.room = 0;
    for (int i = 0; i < all.evidence.n; i++)
        if (is_from(s, w->docs.at[all.evidence.at[i].doc]))
            AG_PUSH(a, &act->evidence, all.evidence.at[i]);
    if (act->evidence.n)
        ag_weigh(own, w, act->evidence.at, &act->evidence.n, &act->reports, &act->origins);
}

ag_status
ag_slice_world(ag_arena *a, const ag_slice *s, ag_world *w, ag_err *err)
{
    const ag_world all = *w;
    ag_arena *own;
    int actor = -1;

    if (!ag_slice_is_of_acts(s))
        return AG_OK;
    if (s->actor)
        AG_TRY(ag_actor_find(a, w, s->actor, &actor, err));
    own = ag_arena_new(0);
    w->acts.at = NULL;
    w->acts.n = w->acts.room = 0;
    for (int i = 0; i < all.acts.n; i++) {
        ag_act act = all.acts.at[i];

        if ((s->type && !ag_str_eq_nocase(act.type, ag_str_of(s->type))) ||
            (s->status && !ag_str_is(ag_str_of(ag_reality_name(act.status)), s->status)) || (actor >= 0 && !ag_act_involves(&act, actor)))
            continue;
        if (s->source)
            keep_outlet(a, own, s, &all, &act);
        if (act.evidence.n && act.origins >= s->min_origins)
            AG_PUSH(a, &w->acts, act);
    }
    ag_arena_free(own);
    return AG_OK;
}
