/* An act → its label: "Carney visits Ukraine, 24 Aug". Plain English by rule; weak where a verb is
 * irregular beyond its third person. */
#include "base/buf.h"
#include "base/utf8.h"
#include "names.h"
#include "resolve/acts.h"
#include "resolve/resolve.h"

#include <stdio.h>

void
ag_verb_third_person(ag_buf *b, ag_str lemma)
{
    size_t n = 0;

    while (n < lemma.len && lemma.at[n] != ' ')
        n++;

    ag_str verb = ag_str_sub(lemma, 0, n);
    char last = n ? verb.at[n - 1] : 0, before = n > 1 ? verb.at[n - 2] : 0;

    if (last == 'y' && before && !strchr("aeiou", before)) {
        ag_buf_str(b, ag_str_sub(verb, 0, n - 1));
        ag_buf_z(b, "ies");
    } else {
        ag_buf_str(b, verb);
        ag_buf_z(b, last == 's' || last == 'x' || last == 'z' || last == 'o' ||
                            (last == 'h' && (before == 's' || before == 'c'))
                        ? "es" : "s");
    }
    ag_buf_str(b, ag_str_sub(lemma, n, lemma.len));
}

/* The last word of a person's name; another actor's name as it is. */
static ag_str
short_name(const ag_actor *actor)
{
    size_t i = actor->name.len;

    if (actor->type != AG_TYPE_PERSON)
        return actor->name;
    while (i && actor->name.at[i - 1] != ' ')
        i--;
    return ag_str_sub(actor->name, i, actor->name.len);
}

/* The actors of one part, or of both sides with AG_OTHER_PART; more than two as "+N". */
static int
add_side(ag_buf *b, const ag_world *w, const ag_act *act, ag_part part)
{
    int n = 0;

    for (int i = 0; i < act->parts.n; i++) {
        bool is_meant = part == AG_OTHER_PART ? act->parts.at[i].part <= AG_TARGET : act->parts.at[i].part == part;

        if (!is_meant || ++n > 2)
            continue;
        ag_buf_z(b, n == 2 ? ", " : "");
        ag_buf_str(b, short_name(&w->actors.at[act->parts.at[i].entity]));
    }
    if (n > 2)
        ag_buf_printf(b, " +%d", n - 2);
    return n;
}

/* Who and what: "Carney visits Ukraine", "Carney, Zelenskyy meet", "Russia: invasion of Ukraine",
 * "Kellogg, Svyrydenko: talks", "Ukraine: receive"; what is planned, "Carney to visit Ukraine". */
static void
add_story(ag_buf *b, const ag_world *w, const ag_act *act)
{
    int sources = 0, targets = 0;
    bool several = false; /* "gunmen kill", "Berg, Dahl sign" */
    const char *to = act->status == AG_PLANNED && !act->is_nominal ? "to " : "";

    for (int i = 0; i < act->parts.n; i++) {
        sources += act->parts.at[i].part == AG_SOURCE;
        targets += act->parts.at[i].part == AG_TARGET;
        several |= act->parts.at[i].part == AG_SOURCE && w->actors.at[act->parts.at[i].entity].type == AG_TYPE_GROUP;
    }
    several |= sources > 1;
    if (act->is_symmetric || sources == 0) {
        add_side(b, w, act, AG_OTHER_PART);
        ag_buf_z(b, act->is_nominal || sources + targets < 2 ? ": " : " ");
        ag_buf_z(b, to);
        ag_buf_str(b, act->lemma);
        return;
    }
    add_side(b, w, act, AG_SOURCE);
    ag_buf_z(b, act->is_nominal ? ": " : " ");
    ag_buf_z(b, to);
    if (act->is_nominal || several || *to)
        ag_buf_str(b, act->lemma);
    else
        ag_verb_third_person(b, act->lemma);
    if (targets) {
        ag_buf_z(b, act->is_nominal ? " of " : " ");
        add_side(b, w, act, AG_TARGET);
    }
}

/* The story and its day, "Carney visits Ukraine, 24 Aug": at most 40 code points. */
ag_str
ag_act_label(ag_arena *a, const ag_world *w, const ag_act *act)
{
    static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    enum { LONGEST = 40 };
    ag_buf b = { 0 };
    char day[16] = "";
    size_t keep = 0, points = 0;
    int y, m, d, k;

    if (act->date.grain == AG_GRAIN_DAY) {
        ag_day_split(act->date.first, &y, &m, &d);
        snprintf(day, sizeof day, ", %d %s", d, month[m - 1]);
    }
    add_story(&b, w, act);
    if (act->status > AG_PLANNED)
        ag_buf_printf(&b, " (%s)", ag_reality_name(act->status));

    ag_str text = ag_str_trim(ag_buf_view(&b));
    size_t room = LONGEST - strlen(day);

    for (size_t i = 0; i < text.len; i += (size_t)k) {
        ag_utf8_next(text, i, &k);
        if (++points <= room)
            keep = i + (size_t)k;
    }
    if (points > room) { /* cut at a word */
        while (keep && text.at[keep] != ' ')
            keep--;
        text = ag_str_trim(ag_str_sub(text, 0, keep));
    }

    ag_str label = ag_arena_printf(a, "%.*s%s", AG_SHOW(text), day);

    ag_buf_done(&b);
    return label;
}
