/* Naming an actor in words: the better the fit, the sooner it is taken. */
#include "resolve/find.h"

#include "base/edit.h"
#include "base/namekey.h"
#include "base/utf8.h"

/* How well a name fits what was typed; 0: not at all. */
enum { PART = 1, SPELLED = 2, EQUAL = 3 };

static int
fit(ag_arena *a, ag_str name, ag_str wanted, ag_str key)
{
    ag_str plain = ag_utf8_fold(a, name);
    long at;

    if (ag_str_eq(plain, wanted))
        return EQUAL;
    if (key.len && ag_str_eq(ag_name_key(a, name), key))
        return SPELLED;
    at = ag_str_find(plain, wanted);
    if (at >= 0 && (at == 0 || plain.at[at - 1] == ' ' || plain.at[at - 1] == '-') &&
        ((size_t)at + wanted.len == plain.len || plain.at[(size_t)at + wanted.len] == ' '))
        return PART;
    return 0;
}

bool
ag_act_involves(const ag_act *act, int actor)
{
    for (int i = 0; i < act->parts.n; i++)
        if (act->parts.at[i].entity == actor && act->parts.at[i].part <= AG_TARGET)
            return true;
    return false;
}

void
ag_actors_named(ag_arena *a, const ag_world *w, const char *text, ag_actors_found *out)
{
    ag_arena *own = ag_arena_new(0);
    ag_str wanted = ag_utf8_fold(own, ag_str_trim(ag_str_of(text))), key = ag_name_key(own, ag_str_of(text));
    int best = 0;

    *out = (ag_actors_found){ 0 };
    for (int i = 0; i < w->actors.n && wanted.len; i++) {
        const ag_actor *actor = &w->actors.at[i];
        int f = ag_str_is(actor->id, text) ? EQUAL + 1 : fit(own, actor->name, wanted, key);

        for (int k = 0; k < actor->aliases.n; k++) {
            int g = fit(own, actor->aliases.at[k], wanted, key);

            f = g > f ? g : f;
        }
        if (f > best) {
            best = f;
            out->who.n = 0;
        }
        if (f && f == best)
            AG_PUSH(a, &out->who, i);
    }
    ag_arena_free(own);
}

/* The name nearest to what was typed, of all names, aliases and their last words; "" where none is near. */
static ag_str
nearest(ag_arena *a, const ag_world *w, const char *text)
{
    ag_arena *own = ag_arena_new(0);
    ag_str wanted = ag_utf8_fold(own, ag_str_trim(ag_str_of(text))), best = AG_S("");
    int least = wanted.len < 4 ? 2 : wanted.len < 9 ? 3 : 4; /* less than this many letters apart */

    for (int i = 0; i < w->actors.n; i++) {
        const ag_actor *actor = &w->actors.at[i];

        for (int k = -1; k < actor->aliases.n; k++) {
            ag_str name = ag_utf8_fold(own, k < 0 ? actor->name : actor->aliases.at[k]);
            size_t last = name.len;

            while (last && name.at[last - 1] != ' ')
                last--;
            for (int part = 0; part < (last ? 2 : 1); part++) {
                int d = ag_edit_distance(wanted, ag_str_sub(name, part ? last : 0, name.len));

                if (d < least) {
                    least = d;
                    best = actor->name;
                }
            }
        }
        ag_arena_reset(own);
        wanted = ag_utf8_fold(own, ag_str_trim(ag_str_of(text)));
    }
    best = ag_arena_str(a, best);
    ag_arena_free(own);
    return best;
}

ag_status
ag_actor_find(ag_arena *a, const ag_world *w, const char *text, int *out, ag_err *err)
{
    enum { SHOWN = 5 };
    ag_actors_found found;
    ag_str list = AG_S("");

    *out = -1;
    ag_actors_named(a, w, text, &found);
    if (found.who.n == 1) {
        *out = found.who.at[0];
        return AG_OK;
    }
    if (found.who.n == 0)
        list = nearest(a, w, text);
    if (list.len)
        return ag_fail(err, AG_INPUT, "no actor '%s'; did you mean %.*s?", text, AG_SHOW(list));
    if (found.who.n == 0)
        return ag_fail(err, AG_INPUT, "no actor '%s'; try a surname, or look the name up in the graph", text);
    for (int i = 0; i < found.who.n && i < SHOWN; i++)
        list = ag_arena_printf(a, "%.*s%s%.*s (%.*s)", AG_SHOW(list), i ? ", " : "",
                               AG_SHOW(w->actors.at[found.who.at[i]].name), AG_SHOW(w->actors.at[found.who.at[i]].id));
    return ag_fail(err, AG_INPUT, "'%s' names %d actors: %.*s%s; give the full name or the id", text, found.who.n,
                   AG_SHOW(list), found.who.n > SHOWN ? " …" : "");
}
