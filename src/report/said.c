/* What was said in a span, and what its articles contradict each other in. */
#include "report/facts.h"

static bool
is_of_span(const ag_facts *f, int doc)
{
    ag_day d = f->world->docs.at[doc]->date;

    return d != AG_NO_DAY && d >= f->span[0].since && d <= f->span[0].until;
}

void
ag_facts_said(ag_arena *a, ag_facts *f)
{
    ag_ledger ledger;
    ag_conflicts conflicts;

    ag_ledger_of(a, f->world, &ledger);
    for (int i = 0; i < ledger.list.n; i++) {
        const ag_utterance *u = &ledger.list.at[i];
        bool is_told = false;

        for (int k = 0; k < u->said.n; k++)
            is_told |= is_of_span(f, u->said.at[k].doc);
        if (is_told)
            AG_PUSH(a, &f->said, *u);
    }
    ag_conflicts_of(a, f->world, &conflicts);
    for (int i = 0; i < conflicts.list.n; i++)
        if (is_of_span(f, conflicts.list.at[i].evidence[0].doc) || is_of_span(f, conflicts.list.at[i].evidence[1].doc))
            AG_PUSH(a, &f->conflicts, conflicts.list.at[i]);
}
