/* Slices. */
#include "cli/slice.h"

#include "names.h"

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
