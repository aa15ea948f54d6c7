/* Trees → events: who did what to whom.
 *
 * Every verb and noun of the trigger tables is tried at its place: the line with the most words and
 * conditions that fits gives type and mode, the clause gives the parties. A light verb lends its
 * subject to its noun ("paid a visit"). An act has its parties once, as lists, never as a product.
 * An act without any party that has a name or a nation is dropped. Weak: word senses are told apart by the arguments that
 * the tables ask for, and by nothing else; sports and business metaphors of violence pass where
 * those fit. */
#include "extract/deed.h"
#include "extract/extract.h"

#include "base/utf8.h"

/* ---- voice, writing down ------------------------------------------------------------------------------------ */

static uint8_t
voice_of(const ag_trees *t, const ag_event_type *e, const ag_deed *x, const ag_judgement *j)
{
    if (!j->is_claim)
        return AG_VOICE_OUTLET;
    if (j->claimant < 0)
        return AG_VOICE_UNNAMED;

    const ag_entity *who = &t->doc->entities.at[j->claimant];
    bool own = false, other = false;

    if (ag_is_media(t, who) && !ag_who_has(&x->source, j->claimant) && !ag_who_has(&x->target, j->claimant))
        return AG_VOICE_THIRD;

    for (int i = 0; i < x->source.n; i++) {
        const ag_entity *s = &t->doc->entities.at[x->source.entity[i]];

        own |= x->source.entity[i] == j->claimant || (who->country.len && ag_str_eq(who->country, s->country));
    }
    for (int i = 0; i < x->target.n; i++) {
        const ag_entity *s = &t->doc->entities.at[x->target.entity[i]];

        other |= x->target.entity[i] == j->claimant || (who->country.len && ag_str_eq(who->country, s->country));
    }
    if (own && !(j->is_accusation && e->is_hostile && !ag_who_has(&x->source, j->claimant)))
        return AG_VOICE_SELF;
    if (!who->is_named)
        return AG_VOICE_UNNAMED;
    if (other)
        return e->is_hostile ? AG_VOICE_OPPONENT : AG_VOICE_SELF;
    if (j->is_accusation)
        return AG_VOICE_OPPONENT;
    /* a state's word on another state's hostile act: its opponent's, unless neither side is known */
    if (e->is_hostile && !e->is_verbal && who->country.len)
        for (int i = 0; i < x->source.n; i++)
            if (t->doc->entities.at[x->source.entity[i]].country.len && x->target.n == 0)
                return AG_VOICE_OPPONENT;
    return AG_VOICE_THIRD;
}

/* A name, or a description that a nation or body stands in: "Bolivian teachers". */
static bool
is_known(const ag_entity *e)
{
    return e->is_named || e->country.len > 0;
}

static bool
has_known(const ag_trees *t, const ag_deed *x)
{
    for (int i = 0; i < x->source.n; i++)
        if (is_known(&t->doc->entities.at[x->source.entity[i]]))
            return true;
    for (int i = 0; i < x->target.n; i++)
        if (is_known(&t->doc->entities.at[x->target.entity[i]]))
            return true;
    return false;
}

static bool
same_parts(const ag_event *p, const ag_event *q)
{
    if (p->parts.n != q->parts.n)
        return false;
    for (int i = 0; i < p->parts.n; i++)
        if (p->parts.at[i].entity != q->parts.at[i].entity || p->parts.at[i].part != q->parts.at[i].part)
            return false;
    return true;
}

static void
add_parts(ag_arena *a, ag_event *e, const ag_who *w, uint8_t part)
{
    for (int i = 0; i < w->n; i++)
        AG_PUSH(a, &e->parts, (ag_participant){ w->entity[i], part });
}

static void
write_event(ag_arena *a, const ag_trees *t, ag_deed *x, ag_doc *doc)
{
    const ag_event_type *type = ag_rules_type(t->rules, x->trigger->type);
    ag_judgement j = ag_judge(t, x->token, x->carrier);
    ag_event e = { .type = type->name, .mode = x->trigger->mode, .intensity = x->trigger->intensity,
                   .sentence = ag_tok(t, x->token)->sentence, .claimed_by = -1,
                   .is_symmetric = x->trigger->is_symmetric };
    const ag_token *first = ag_tok(t, x->token), *last = first;
    ag_str particle = AG_S("");

    if (ag_is_verb(t, x->token)) {
        int p = ag_child(t, x->token, AG_COMPOUND_PRT_);

        if (p == x->token + 1) {
            last = ag_tok(t, p);
            particle = ag_utf8_lower(a, last->form);
        }
    } else
        AG_EACH_CHILD(t, c, x->token) /* "drone strike" */
            if (c == x->token - 1 && ag_is(t, c, AG_COMPOUND_) && ag_word_list_has(&x->trigger->others, ag_lemma(t, c)))
                first = ag_tok(t, c);
    e.trigger = (ag_span){ first->span.from, last->span.to };
    e.lemma = particle.len ? ag_arena_printf(a, "%.*s %.*s", AG_SHOW(ag_lemma(t, x->token)), AG_SHOW(particle))
              : ag_is_verb(t, x->token) || !ag_str_eq(ag_lemma(t, x->token), x->trigger->key) ? ag_lemma(t, x->token)
                                        : x->trigger->lemma;
    e.is_nominal = !ag_is_verb(t, x->token);
    ag_deed_place(t, x);
    if (x->trigger->is_symmetric && ag_str_is(x->trigger->mode, "visit"))
        e.is_symmetric = false;
    add_parts(a, &e, &x->source, AG_SOURCE);
    add_parts(a, &e, &x->target, AG_TARGET);
    add_parts(a, &e, &x->place, AG_PLACE_PART);
    e.date = ag_date_of(t, x->token, x->carrier);
    e.status = x->trigger->wants_negation ? x->trigger->negated : j.status;
    e.claimed_by = j.is_claim ? j.claimant : -1;
    e.voice = voice_of(t, type, x, &j);
    /* Promising, asking, blaming … are done by saying so: the outlet vouches for the speaker's own words. */
    if (j.is_claim && j.claimant >= 0 && (type->is_verbal && !ag_str_is(type->name, "CONSULT"))
        && ag_who_has(&x->source, j.claimant) && e.status != AG_DENIED) {
        e.claimed_by = -1;
        e.voice = AG_VOICE_OUTLET;
    }
    for (int i = doc->events.n - 1; i >= 0 && doc->events.at[i].sentence == e.sentence; i--)
        if (ag_str_eq(doc->events.at[i].type, e.type) && same_parts(&doc->events.at[i], &e)
            && doc->events.at[i].status == e.status)
            return; /* one act in two words: "fired and killed" */
    AG_PUSH(a, &doc->events, e);
}

/* ---- walking --------------------------------------------------------------------------------------------- */

static bool
is_predicate(const ag_trees *t, int i)
{
    if (!ag_is_verb(t, i) || ag_is(t, i, AG_AMOD_) || ag_is(t, i, AG_COMPOUND_) || ag_is(t, i, AG_CASE_)
        || ag_is(t, i, AG_MARK_) || ag_is(t, i, AG_FIXED_) || ag_is(t, i, AG_FLAT_))
        return false;
    return t->around[i] < 0;
}

/* Whether the verb's line takes its object into account, so that the object is no act beside it; "ruled
 * out a meeting" tells of the meeting as well. */
static bool
consumes_object(const ag_trees *t, const ag_deed *x)
{
    if (x->object < 0 || (x->trigger->objects.n == 0 && !ag_word_list_has(&x->trigger->others, ag_lemma(t, x->object))))
        return false;

    const ag_trigger *g = ag_noun_trigger(t, x->object);

    return !g || g->type == x->trigger->type || !ag_rules_cue(t->rules, AG_CUE_VERB, ag_verb_phrase(t, x->token));
}

/* "expressed concern": the noun is the act's word where its own table gives the same type. */
static void
lend_to_object(const ag_trees *t, ag_deed *x)
{
    const ag_trigger *g = ag_noun_trigger(t, x->object);

    if (g && g->type == x->trigger->type && ag_rules_light(t->rules, ag_verb_phrase(t, x->token)) >= 0
        && ag_is(t, x->object, AG_OBJ_)) {
        x->carrier = x->token;
        x->token = x->object;
    }
}

/* Whether `i` stands in what `above` governs, and is not merely joined to it by "and". */
static bool
is_governed(const ag_trees *t, int i, int above)
{
    for (int k = 0; i >= 0 && i != above && k < 64; k++) {
        int g = ag_tok(t, i)->head;

        if (g == above)
            return !ag_is(t, i, AG_CONJ_);
        i = g;
    }
    return false;
}

/* "plans to visit": the visit is the act. */
static bool
is_over_another(const ag_trees *t, const ag_deed *all, int n, int i)
{
    for (int k = 0; k < n; k++)
        if (all[k].token > all[i].token && !all[k].trigger->is_weak && has_known(t, &all[k]) && is_governed(t, all[k].token, all[i].token))
            return true;
    return false;
}

static bool
same_who(const ag_who *p, const ag_who *q)
{
    if (p->n != q->n)
        return false;
    for (int i = 0; i < p->n; i++)
        if (!ag_who_has(q, p->entity[i]))
            return false;
    return true;
}

/* "joined Berg for a feast, which was attended by Dahl": he was there with both. */
static void
join_others(const ag_trees *t, ag_deed *all, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
            if (k != i && all[i].trigger->joins_others && all[i].target.n == 0 && all[k].trigger->type == all[i].trigger->type
                && !all[k].trigger->joins_others && is_governed(t, all[i].token, all[k].token)) {
                ag_who_merge(&all[i].target, &all[k].source);
                ag_who_merge(&all[i].target, &all[k].target);
                ag_who_drop(&all[i].target, &all[i].source);
            }
}

/* Takes out acts that another of the same type and parties governs: "met to discuss". Returns how many stay. */
static int
without_echoes(const ag_trees *t, ag_deed *all, int n)
{
    int kept = 0;

    for (int i = 0; i < n; i++) {
        bool is_echo = false;

        for (int k = 0; k < n && !is_echo; k++)
            is_echo = k != i && all[k].trigger->type == all[i].trigger->type && same_who(&all[k].source, &all[i].source)
                      && same_who(&all[k].target, &all[i].target) && is_governed(t, all[i].token, all[k].token);
        if (!is_echo)
            all[kept++] = all[i];
    }
    return kept;
}

void
ag_extract_events(ag_arena *a, const ag_ontology *o, ag_doc *doc)
{
    ag_trees t;
    bool *taken = AG_ARRAY(a, bool, doc->tokens.n + 1);

    ag_trees_build(a, o, doc, &t);
    ag_trees_quotes(&t);
    for (int s = 0; s < doc->sentences.n; s++) {
        const ag_sentence *sentence = &doc->sentences.at[s];
        AG_LIST(ag_deed) acts = { 0 };

        if (sentence->end - sentence->first > AG_LONGEST_SENTENCE)
            continue;
        for (int i = sentence->first; i < sentence->end; i++) {
            if (!is_predicate(&t, i))
                continue;

            ag_triggers lines = ag_rules_verbs(o->rules, ag_lemma(&t, i));
            ag_clause c;

            if (lines.n == 0)
                continue;
            ag_clause_of(&t, i, &c);
            for (int k = 0; k < lines.n; k++) {
                ag_deed x = { .carrier = -1, .object = -1 };

                if (!ag_deed_verb(&t, &c, &lines.at[k], &x))
                    continue;
                if (c.doer >= 0 && ag_noun_trigger(&t, c.doer) && ag_noun_trigger(&t, c.doer)->type == lines.at[k].type)
                    taken[c.doer] = true;
                if (consumes_object(&t, &x)) {
                    taken[x.object] = true;
                    lend_to_object(&t, &x);
                }
                AG_PUSH(a, &acts, x);
                break;
            }
        }
        for (int i = sentence->first; i < sentence->end; i++) {
            ag_deed x;

            if (!taken[i] && ag_deed_of_noun(&t, i, &x))
                AG_PUSH(a, &acts, x);
        }
        join_others(&t, acts.at, acts.n);
        acts.n = without_echoes(&t, acts.at, acts.n);
        /* in the order of the text */
        for (int i = 1; i < acts.n; i++)
            for (int k = i; k > 0 && acts.at[k].token < acts.at[k - 1].token; k--) {
                ag_deed swap = acts.at[k];

                acts.at[k] = acts.at[k - 1];
                acts.at[k - 1] = swap;
            }
        for (int i = 0; i < acts.n; i++)
            if (!ag_rules_type(o->rules, acts.at[i].trigger->type)->is_silent && has_known(&t, &acts.at[i])
                && !(acts.at[i].trigger->is_weak && is_over_another(&t, acts.at, acts.n, i))
                && !(t.is_sport && ag_rules_in(o->rules, "not-in-sport", ag_rules_type(o->rules, acts.at[i].trigger->type)->name)))
                write_event(a, &t, &acts.at[i], doc);
    }
    ag_extract_relations(&t, doc);
}
