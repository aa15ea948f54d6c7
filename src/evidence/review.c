/* A world → the decisions in it that are doubtful and weigh much.
 *
 * The idea: a wrong decision costs what hangs on it, so doubt × weight of ties tells where a minute of reading
 * pays most (uncertainty sampling weighted by effect: Settles 2009, "Active learning literature survey", 3.1 and 3.6).
 * Weak: doubts are set by hand and comparable only roughly across kinds. */
#include "evidence/review.h"

#include "base/map.h"
#include "base/sort.h"
#include "names.h"
#include "resolve/decisions.h"
#include "resolve/same.h"

#include <math.h>

/* Doubts of acts. */
#define DOUBT_NOUN_DIRECTION 0.30   /* "criticism of X by Y" is easily turned round */
#define DOUBT_VERB_DIRECTION 0.08
#define DOUBT_OTHERS_WORD 0.25      /* taken as a fact on a third party's word */
#define DOUBT_OWN_WORD 0.12         /* on a participant's own */
#define DOUBT_OUTLETS_WORD 0.05
#define DOUBT_OPEN 0.15             /* planned or possible: it may have happened since */
#define DOUBT_SEVERAL 0.5           /* of that, where several independent articles say so */

typedef struct reviewing {
    ag_arena *a, *own;
    const ag_world *w;
    const ag_relate_options *o;
    double *strength; /* [actors] */
    ag_review *out;
    ag_map seen;
} reviewing;

static void
propose(reviewing *r, ag_proposal p)
{
    if (p.doubt * p.influence > 0 && ag_map_add(r->own, &r->seen, p.line, r->out->list.n) == r->out->list.n)
        AG_PUSH(r->a, &r->out->list, p);
}

/* ---- who is who ------------------------------------------------------------------------------- */

static bool
is_open(const ag_merge *m)
{
    return !m->is_refused && m->rule != AG_RULE_DECISION && m->rule != AG_RULE_CODE;
}

static void
review_merges(reviewing *r)
{
    const ag_world *w = r->w;
    ag_map pairs = { 0 };

    for (int i = 0, n = 0; i < w->merges.n; i++) {
        const ag_merge *m = &w->merges.at[i];
        ag_str name[2], line;
        int actor = w->actor_of[m->doc[0]][m->entity[0]];
        ag_sameness same;

        if (!is_open(m) || actor < 0 || actor != w->actor_of[m->doc[1]][m->entity[1]] || r->strength[actor] <= 0)
            continue;
        for (int k = 0; k < 2; k++)
            name[k] = w->docs.at[m->doc[k]]->entities.at[m->entity[k]].name;
        if (ag_str_eq(name[0], name[1]) ||
            ag_map_add(r->own, &pairs, ag_arena_printf(r->own, "%d %.*s|%.*s", actor, AG_SHOW(name[0]), AG_SHOW(name[1])), n) != n)
            continue;
        n++;
        ag_why_merged(r->a, w, m, &same);
        line = ag_arena_printf(r->a, "never %.*s = %.*s", AG_SHOW(ag_decision_quote(r->own, name[0])), AG_SHOW(ag_decision_quote(r->own, name[1])));
        propose(r, (ag_proposal){ AG_PROPOSE_NEVER, line,
                                  ag_arena_printf(r->a, "\"%.*s\" and \"%.*s\" are one actor: %.*s", AG_SHOW(name[0]), AG_SHOW(name[1]), AG_SHOW(same.rule)),
                                  1 - same.score, r->strength[actor], { same.evidence[0], same.evidence[1] } });
    }
}

/* The last word of a name, folded: actors that have it in common may be one. */
static ag_str
last_word(reviewing *r, const ag_actor *actor)
{
    size_t i = actor->name.len;

    while (i && actor->name.at[i - 1] != ' ')
        i--;
    return ag_arena_printf(r->own, "%.*s", AG_SHOW(ag_str_sub(actor->name, i, actor->name.len)));
}

static bool
is_decided(const reviewing *r, int x, int y)
{
    for (int i = 0; i < r->w->merges.n; i++) {
        const ag_merge *m = &r->w->merges.at[i];
        int p = r->w->actor_of[m->doc[0]][m->entity[0]], q = r->w->actor_of[m->doc[1]][m->entity[1]];

        if (m->rule == AG_RULE_DECISION && ((p == x && q == y) || (p == y && q == x)))
            return true;
    }
    return false;
}

static void
review_separate(reviewing *r)
{
    enum { ALIKE = 12 }; /* actors of one last word to compare: more are a common word */
    const ag_world *w = r->w;
    ag_map words = { 0 };
    int *next = AG_ARRAY(r->own, int, w->actors.n + 1), *size = AG_ARRAY(r->own, int, w->actors.n + 1);

    for (int i = 0; i < w->actors.n; i++) {
        int first;

        next[i] = -1;
        if (!w->actors.at[i].is_named)
            continue;
        first = ag_map_add(r->own, &words, last_word(r, &w->actors.at[i]), i);
        for (int k = first; k != i && k >= 0 && size[first] < ALIKE;) {
            ag_sameness same;
            ag_err err;
            double influence = r->strength[k] < r->strength[i] ? r->strength[k] : r->strength[i];
            ag_str id = ag_arena_printf(r->own, "%.*s", AG_SHOW(w->actors.at[k].id)), other = ag_arena_printf(r->own, "%.*s", AG_SHOW(w->actors.at[i].id));

            if (influence > 0 && !is_decided(r, k, i) && ag_why_same(r->a, w, id.at, other.at, &same, &err) == AG_OK && !same.is_one)
                propose(r, (ag_proposal){ AG_PROPOSE_SAME, ag_arena_printf(r->a, "same %.*s = %.*s", AG_SHOW(id), AG_SHOW(other)),
                                          ag_arena_printf(r->a, "%.*s and %.*s are two actors: %.*s", AG_SHOW(w->actors.at[k].name),
                                                          AG_SHOW(w->actors.at[i].name), AG_SHOW(same.rule)),
                                          same.score, influence, { same.evidence[0], same.evidence[1] } });
            k = next[k];
        }
        if (first != i) { /* behind the last of its chain */
            int k = first;

            while (next[k] >= 0)
                k = next[k];
            next[k] = i;
            size[first]++;
        }
    }
}

/* ---- acts ------------------------------------------------------------------------------------- */

static double
doubt_of_status(const ag_act *act)
{
    double doubt = act->voice == AG_VOICE_THIRD ? DOUBT_OTHERS_WORD : act->voice == AG_VOICE_SELF ? DOUBT_OWN_WORD : DOUBT_OUTLETS_WORD;

    return act->origins > 1 ? doubt * DOUBT_SEVERAL : doubt;
}

static void
review_act(reviewing *r, int number)
{
    const ag_act *act = &r->w->acts.at[number];
    ag_layer layer = ag_act_layer(r->w, act, r->o);
    bool is_source[AG_TIE_PARTICIPANTS], is_target[AG_TIE_PARTICIPANTS];
    int who[AG_TIE_PARTICIPANTS], n = ag_act_actors(r->w, act, false, AG_TIE_PARTICIPANTS, who, is_source, is_target), sources = 0, targets = 0;
    double weight = n < 2 ? 0 : (1 + log2(act->origins)) / (n - 1);
    ag_proposal p = { .evidence = { act->evidence.at[0], { .doc = -1 } } };

    if (act->is_decided || n < 2 || n > AG_TIE_PARTICIPANTS || (layer != AG_LAYER_FACT && layer != AG_LAYER_PLANNED && layer != AG_LAYER_POSSIBLE))
        return;
    for (int i = 0; i < n; i++) {
        sources += is_source[i];
        targets += is_target[i];
    }
    if (layer == AG_LAYER_FACT && !act->is_symmetric && sources && targets) {
        p.kind = AG_PROPOSE_REVERSE;
        p.line = ag_arena_printf(r->a, "reverse %.*s", AG_SHOW(act->id));
        p.why = ag_arena_printf(r->a, "%.*s: who did it to whom%s", AG_SHOW(act->label), act->is_nominal ? ", as a noun tells it" : "");
        p.doubt = (act->is_nominal ? DOUBT_NOUN_DIRECTION : DOUBT_VERB_DIRECTION) * (act->origins > 1 ? DOUBT_SEVERAL : 1);
        p.influence = weight / 2; /* ranks are of undirected ties: only what is counted in and out hangs on it */
        propose(r, p);
    }
    p.kind = AG_PROPOSE_STATUS;
    p.influence = weight;
    if (layer == AG_LAYER_FACT) {
        p.line = ag_arena_printf(r->a, "status %.*s = possible", AG_SHOW(act->id));
        p.why = ag_arena_printf(r->a, "%.*s: taken as a fact%s", AG_SHOW(act->label),
                                act->voice == AG_VOICE_THIRD ? ", on a third party's word" : act->voice == AG_VOICE_SELF ? ", on its own word" : "");
        p.doubt = doubt_of_status(act);
    } else {
        p.line = ag_arena_printf(r->a, "status %.*s = happened", AG_SHOW(act->id));
        p.why = ag_arena_printf(r->a, "%.*s: %s, without weight", AG_SHOW(act->label), ag_reality_name(act->status));
        p.doubt = DOUBT_OPEN;
    }
    propose(r, p);
}

static int
by_effect(const void *x, const void *y, const void *context)
{
    const ag_proposal *a = x, *b = y;
    double p = a->doubt * a->influence, q = b->doubt * b->influence;

    (void)context;
    return p != q ? (p < q) - (p > q) : ag_str_cmp(a->line, b->line);
}

void
ag_review_of(ag_arena *a, const ag_world *w, const ag_relate_options *o, int most, ag_review *out)
{
    reviewing r = { .a = a, .own = ag_arena_new(0), .w = w, .o = o, .out = out };
    ag_ties ties;

    *out = (ag_review){ 0 };
    r.strength = AG_ARRAY(r.own, double, w->actors.n + 1);
    ag_relate(r.own, w, o, &ties);
    for (int i = 0; i < ties.list.n; i++) {
        const ag_tie *t = &ties.list.at[i];

        r.strength[t->x] += t->is_fact ? t->weight : 0;
        r.strength[t->y] += t->is_fact ? t->weight : 0;
    }
    review_merges(&r);
    review_separate(&r);
    for (int i = 0; i < w->acts.n; i++)
        review_act(&r, i);
    ag_sort(out->list.at, (size_t)out->list.n, sizeof *out->list.at, by_effect, NULL);
    if (out->list.n > most)
        out->list.n = most;
    ag_arena_free(r.own);
}
