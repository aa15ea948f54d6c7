/* What a sentence says of an act: did it happen, and on whose word.
 *
 * From the act's word we walk up the tree. At each step the words beside it (auxiliaries, negation,
 * adverbs, "if") and the word above it (plan, rule out, accuse, possibility) change the status by the
 * tables reality.txt and saying.txt; the first speaker we pass is the claimant. Below a factive word
 * ("condemned the attack", "after the attack") the status is settled, and we go on for the claimant
 * only. Weak: irony, negation of a part of the sentence, and what an earlier sentence has denied. */
#include "extract/clause.h"

#include "base/utf8.h"

enum { MAX_CLIMB = 64 };

static uint8_t
apply(uint8_t status, uint8_t effect)
{
    switch (effect) {
    case AG_EFFECT_PLANNED:
        return status == AG_HAPPENED ? AG_PLANNED : status;
    case AG_EFFECT_POSSIBLE:
        return status == AG_HAPPENED || status == AG_PLANNED ? AG_POSSIBLE : status;
    case AG_EFFECT_DENIED:
        return AG_DENIED;
    case AG_EFFECT_CONDITIONAL:
        return status == AG_DENIED ? AG_DENIED : AG_CONDITIONAL;
    case AG_EFFECT_UNDO:
        return status == AG_DENIED ? AG_POSSIBLE : AG_DENIED;
    default:
        return status;
    }
}

static const ag_cue *
cue(const ag_trees *t, ag_cue_kind kind, int i)
{
    const ag_cue *c = ag_rules_cue(t->rules, kind, ag_lemma(t, i));

    return c ? c : ag_rules_cue(t->rules, kind, ag_utf8_lower(t->a, ag_tok(t, i)->form));
}

static const ag_cue *
verb_cue(const ag_trees *t, ag_cue_kind kind, int v)
{
    return ag_rules_cue(t->rules, kind, ag_verb_phrase(t, v));
}

/* What stands beside a predicate. */
typedef struct beside {
    uint8_t modal;       /* ag_effect of auxiliaries and adverbs */
    bool is_negated, has_auxiliary, would, could;
} beside;

static beside
look_beside(const ag_trees *t, int p)
{
    beside b = { 0 };
    bool be = false, to = false; /* be: in front of "to" */

    AG_EACH_CHILD(t, c, p) {
        const ag_cue *q = NULL;

        if (ag_is(t, c, AG_AUX_REL_) || ag_is(t, c, AG_AUX_PASS_) || ag_is(t, c, AG_COP_)) {
            b.has_auxiliary = true;
            be |= ag_lemma_is(t, c, "be") && !ag_is(t, c, AG_AUX_PASS_) && !to; /* not "believed to be attacking" */
            if ((q = cue(t, AG_CUE_AUXILIARY, c))) {
                if (q->effect > b.modal)
                    b.modal = q->effect;
                b.would |= ag_str_is(q->words, "would");
                b.could |= ag_str_is(q->words, "can") || ag_str_is(q->words, "could") || ag_str_is(q->words, "ca");
            }
        } else if (ag_is(t, c, AG_ADVMOD_) || ag_is(t, c, AG_DET_REL_) || ag_is(t, c, AG_CC_PRECONJ_)
                   || ag_is(t, c, AG_CC_)) {
            b.is_negated |= cue(t, AG_CUE_NEGATION, c) != NULL && !(c + 1 < t->doc->tokens.n && ag_lemma_is(t, c + 1, "only"));
            AG_EACH_CHILD(t, d, c) /* "no longer" */
                b.is_negated |= ag_lemma_is(t, c, "long") && ag_lemma_is(t, d, "no");
            if (ag_is(t, c, AG_ADVMOD_) && (q = cue(t, AG_CUE_ADVERB, c)) && q->effect > b.modal)
                b.modal = q->effect;
        } else if (ag_is(t, c, AG_MARK_)) {
            if (ag_tok(t, c)->upos == AG_ADJ && (q = cue(t, AG_CUE_ADJECTIVE, c)) && q->effect > b.modal)
                b.modal = q->effect; /* "is due to visit", as one mark */
            to |= ag_lemma_is(t, c, "to");
            b.is_negated |= ag_lemma_is(t, c, "without");
        } else if (ag_is(t, c, AG_NSUBJ_) || ag_is(t, c, AG_NSUBJ_PASS_) || ag_is(t, c, AG_OBJ_)) {
            AG_EACH_CHILD(t, d, c) /* "no deal was signed", "signed no deal" */
                b.is_negated |= ag_is(t, d, AG_DET_REL_) && ag_lemma_is(t, d, "no");
        }
    }
    if (to && ag_is_verb(t, p)
        && (be || (ag_child(t, p, AG_NSUBJ_) >= 0 && (ag_tok(t, p)->head < 0 || ag_is(t, p, AG_CCOMP_))))) /* "is to visit", "X to visit" */
        b.modal = b.modal ? b.modal : AG_EFFECT_PLANNED;
    return b;
}

static bool
has_if_clause(const ag_trees *t, int p)
{
    AG_EACH_CHILD(t, c, p)
        if (ag_is(t, c, AG_ADVCL_))
            AG_EACH_CHILD(t, m, c) {
                const ag_cue *q = ag_is(t, m, AG_MARK_) ? cue(t, AG_CUE_MARK, m) : NULL;

                if (q && q->effect == AG_EFFECT_CONDITIONAL && !ag_str_is(q->words, "unless"))
                    return true;
            }
    return false;
}

/* "If …, Berg said, Arland would": the tree may have lost the tie. */
static bool
begins_with_if(const ag_trees *t, int p)
{
    const ag_cue *q = cue(t, AG_CUE_MARK, t->doc->sentences.at[ag_tok(t, p)->sentence].first);

    return q && q->effect == AG_EFFECT_CONDITIONAL;
}

/* "will not", "would not", "did not" deny; "may not" leaves it open. */
static uint8_t
apply_beside(const ag_trees *t, uint8_t status, int p, const beside *b)
{
    if (b->is_negated && (b->modal != AG_EFFECT_POSSIBLE || b->could))
        return apply(status, AG_EFFECT_UNDO);
    if (b->modal && (has_if_clause(t, p) || (b->would && begins_with_if(t, p))))
        return apply(status, AG_EFFECT_CONDITIONAL);
    return apply(status, b->modal);
}

/* ---- claims -------------------------------------------------------------------------------------------- */

static void
claim_by(const ag_trees *t, ag_judgement *j, int np)
{
    ag_who w = { 0 }; /* the first of them */

    if (j->is_claim)
        return;
    j->is_claim = true;
    j->claimant = -1;
    if (np < 0)
        return;
    ag_who_of(t, np, &w);
    if (w.n == 0) { /* "a story in the Gazette said", "a report by the UN" */
        bool is_claim = cue(t, AG_SAYING_NOUN, np) != NULL;

        ag_who_owns(t, np, false, &w);
        AG_EACH_CHILD(t, c, np)
            if (w.n == 0 && ag_is(t, c, AG_NMOD_)
                && (ag_has_case(t, c, AG_S("in")) || ag_has_case(t, c, AG_S("by")) || ag_has_case(t, c, AG_S("from"))))
                ag_who_of(t, c, &w);
        if (w.n && t->doc->entities.at[w.entity[0]].type != AG_TYPE_ORGANIZATION
            && t->doc->entities.at[w.entity[0]].type != AG_TYPE_PERSON
            && !(is_claim && t->doc->entities.at[w.entity[0]].type == AG_TYPE_COUNTRY))
            w.n = 0;
    }
    if (w.n)
        j->claimant = w.entity[0];
}

static bool
is_saying(const ag_trees *t, int v)
{
    return verb_cue(t, AG_SAYING_VERB, v) || verb_cue(t, AG_SAYING_WEAK, v);
}

/* Words hanging on predicate `p` that make it somebody's claim. */
static void
claims_beside(const ag_trees *t, int p, int from, ag_judgement *j)
{
    AG_EACH_CHILD(t, c, p) {
        if (c == from || j->is_claim)
            continue;
        if (ag_is(t, c, AG_OBL_) || ag_is(t, c, AG_NMOD_)) {
            ag_str prep = ag_case(t, c);

            if (prep.len && ag_rules_cue(t->rules, AG_SAYING_PHRASE, prep))
                claim_by(t, j, c);
        } else if (ag_is(t, c, AG_PARATAXIS_) || ag_is(t, c, AG_ADVCL_)) {
            bool as = ag_is(t, c, AG_PARATAXIS_) || ag_has_case(t, c, AG_S("as"));

            if (as && verb_cue(t, AG_SAYING_VERB, c) && ag_child(t, c, AG_CCOMP_) < 0 && ag_child(t, c, AG_XCOMP_) < 0
                && (ag_is(t, c, AG_PARATAXIS_) || ag_child(t, c, AG_OBJ_) < 0)) { /* not "as they continue to fight" */
                ag_clause s;

                ag_clause_of(t, c, &s);
                if (ag_is(t, c, AG_PARATAXIS_) ? s.doer >= 0 && ag_child(t, c, AG_NSUBJ_) >= 0 : s.doer >= 0)
                    claim_by(t, j, s.doer);
            }
        } else if (ag_is(t, c, AG_ADVMOD_) && cue(t, AG_SAYING_ADVERB, c)) {
            claim_by(t, j, -1);
        } else if (ag_is(t, c, AG_AMOD_)) {
            const ag_cue *q = cue(t, AG_CUE_ADJECTIVE, c);

            if (q && q->is_claim)
                claim_by(t, j, -1);
        }
    }
}

/* ---- the walk -------------------------------------------------------------------------------------------- */

/* The last person named in the sentence before verb `v`: whoever says it, where the tree lost the
 * subject behind an apposition. */
static int
person_before(const ag_trees *t, int v)
{
    for (int i = v - 1; i >= 0 && ag_tok(t, i)->sentence == ag_tok(t, v)->sentence; i--)
        if (t->named[i] >= 0
            && t->doc->entities.at[t->doc->mentions.at[t->named[i]].entity].type == AG_TYPE_PERSON)
            return i;
    return -1;
}

static bool
is_content_prep(ag_str p)
{
    static const char *const words[] = { "of", "for", "on", "to", "against", "from", "with", "about", "into", "over", "in" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ag_str_is(p, words[i]))
            return true;
    return false;
}

static bool
has_mark(const ag_trees *t, int v, const char *word)
{
    AG_EACH_CHILD(t, c, v)
        if ((ag_is(t, c, AG_MARK_) || ag_is(t, c, AG_CASE_)) && ag_lemma_is(t, c, word))
            return true;
    return false;
}

/* The cue of verb `g` over clause `i`: with the clause's mark where a line has it ("stop from"), else alone. */
static const ag_cue *
cue_over(const ag_trees *t, int g, int i)
{
    AG_EACH_CHILD(t, c, i)
        if (ag_is(t, c, AG_MARK_)) {
            const ag_cue *q = ag_rules_cue(t->rules, AG_CUE_VERB, ag_arena_printf(t->a, "%.*s %.*s", AG_SHOW(ag_lemma(t, g)),
                                                                                 AG_SHOW(ag_lemma(t, c))));

            if (q)
                return q;
        }
    return verb_cue(t, AG_CUE_VERB, g);
}

/* Applies a word above the act: its own effect, and its negation when the act hangs on it ("did not agree to"). */
static void
apply_above(const ag_trees *t, int g, const ag_cue *q, ag_judgement *j)
{
    beside b = look_beside(t, g);

    if (q->effect == AG_EFFECT_POSSIBLE && j->status == AG_DENIED && !b.is_negated)
        j->status = AG_POSSIBLE; /* "urged them not to attack": nobody says that they did not */
    else
        j->status = apply(j->status, q->effect);
    if (b.is_negated && q->effect != AG_EFFECT_NONE)
        j->status = j->status == AG_DENIED ? AG_POSSIBLE : AG_DENIED;
    if (q->is_claim) {
        ag_clause c;

        ag_clause_of(t, g, &c);
        if (q->effect == AG_EFFECT_DENIED)
            j->is_claim = false; /* who denies a report tells of it last */
        else if (!j->is_claim)
            j->is_accusation = true;
        claim_by(t, j, c.doer);
    }
}

/* A verb by which one is for or against what others do. */
static bool
takes_position(const ag_trees *t, int v)
{
    static const char *const words[] = { "support", "back", "oppose", "opposed", "reject", "dismiss", "suspend" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ag_lemma_is(t, v, words[i]))
            return true;
    return false;
}

/* Whether a noun tells whose it is, or of which place: "Berg's demands", "UN sanctions". */
static bool
has_owner(const ag_trees *t, int np)
{
    AG_EACH_CHILD(t, c, np)
        if (ag_is(t, c, AG_NMOD_POSS_)
            || ((ag_is(t, c, AG_AMOD_) || ag_is(t, c, AG_COMPOUND_)) && (t->adjective[c] >= 0 || t->named[c] >= 0 || t->around[c] >= 0)))
            return true;
    return false;
}

/* Words by which the outlet keeps its distance: claim, allege, accusation. */
static bool
is_doubted(const ag_trees *t, int word)
{
    const ag_cue *q = cue(t, ag_is_verb(t, word) ? AG_CUE_VERB : AG_CUE_NOUN, word);

    return (q && q->is_claim && !ag_lemma_is(t, word, "report")) || ag_lemma_is(t, word, "claim");
}

/* "US claims that …", "reports of …": the noun's owner vouches for what hangs on it; who denies the
 * claim, for the contrary. */
static void
claim_by_noun(const ag_trees *t, int noun, const ag_cue *q, ag_judgement *j)
{
    int above = ag_is(t, noun, AG_OBJ_) || ag_is(t, noun, AG_NSUBJ_PASS_) ? ag_tok(t, noun)->head : -1;
    const ag_cue *denial = above >= 0 ? verb_cue(t, AG_CUE_VERB, above) : NULL;

    if (denial && (denial->effect == AG_EFFECT_DENIED || denial->effect == AG_EFFECT_UNDO)) {
        ag_clause c;

        ag_clause_of(t, above, &c);
        j->status = AG_DENIED;
        claim_by(t, j, c.doer);
        return;
    }
    j->status = apply(j->status, q->effect);
    j->is_accusation |= !j->is_claim && is_doubted(t, noun);
    if (above >= 0 && ag_is(t, noun, AG_OBJ_) && !has_owner(t, noun)) { /* "voiced concern that" */
        ag_clause c;

        ag_clause_of(t, above, &c);
        if (c.doer >= 0) {
            claim_by(t, j, c.doer);
            return;
        }
    }
    claim_by(t, j, noun);
}

/* Whether the clause of predicate `v` speaks in the present: "after Russia leaves". */
static bool
is_present(const ag_trees *t, int v)
{
    if (ag_xpos_is(t, v, "VBZ") || ag_xpos_is(t, v, "VBP"))
        return true;
    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_AUX_REL_) || ag_is(t, c, AG_AUX_PASS_) || ag_is(t, c, AG_COP_))
            return ag_xpos_is(t, c, "VBZ") || ag_xpos_is(t, c, "VBP");
    return ag_xpos_is(t, v, "VB") && !has_mark(t, v, "to");
}

static bool
is_temporal(const ag_trees *t, int v)
{
    static const char *const words[] = { "after", "when", "once", "before", "until", "till" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_mark(t, v, words[i]))
            return true;
    AG_EACH_CHILD(t, c, v) /* "when" is an adverb to the treebank */
        if (ag_is(t, c, AG_ADVMOD_) && ag_lemma_is(t, c, "when"))
            return true;
    return false;
}

static bool
is_meeting(const ag_trees *t, int noun)
{
    ag_triggers lines = ag_rules_nouns(t->rules, ag_lemma(t, noun));

    return lines.n > 0 && ag_str_is(ag_rules_type(t->rules, lines.at[0].type)->name, "CONSULT");
}

/* "will discuss it during his visit", "after talks with Berg she is to fly": a meeting beside a
 * planned act is planned, unless it has a day that is over. */
static bool
is_meeting_to_come(const ag_trees *t, int noun, int verb, ag_str prep)
{
    static const char *const words[] = { "during", "at", "in", "on", "after", "following", "before", "ahead of", "prior to", "for" };
    bool is_time = false;
    ag_date date;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is_time |= ag_str_is(prep, words[i]);
    if (!is_time || !ag_is_verb(t, verb) || !is_meeting(t, noun))
        return false;

    beside b = look_beside(t, verb);

    date = ag_date_of(t, noun, -1);
    return b.modal == AG_EFFECT_PLANNED && !b.is_negated && !b.would
           && (date.grain == AG_GRAIN_NONE || t->doc->date == AG_NO_DAY || date.first >= t->doc->date);
}

/* The judgement goes from act `i` up over its head; returns whether the status is still open. */
static bool
step(const ag_trees *t, int i, int g, bool is_open, ag_judgement *j)
{
    const ag_cue *q;
    ag_clause c;

    switch (ag_tok(t, i)->deprel) {
    case AG_CCOMP_:
    case AG_CSUBJ_:
    case AG_CSUBJ_PASS_:
    case AG_PARATAXIS_:
        if (ag_is(t, i, AG_CCOMP_) && ag_tok(t, g)->upos == AG_NOUN && has_mark(t, i, "that") && is_open
            && (q = cue(t, AG_SAYING_NOUN, g))) {
            claim_by_noun(t, g, q, j);
            return false;
        }
        if ((q = verb_cue(t, AG_SAYING_VERB, g)) || (q = verb_cue(t, AG_SAYING_WEAK, g))) {
            ag_clause_of(t, g, &c);
            if (c.doer < 0 && !c.is_passive && ag_child(t, g, AG_NSUBJ_) < 0) {
                if (!ag_xpos_is(t, g, "VBD"))
                    return false; /* nobody says it: "hopes for peace", taken for a verb */
                c.doer = person_before(t, g);
            }
            if (is_open && !ag_is(t, i, AG_PARATAXIS_)) {
                beside b = look_beside(t, g);

                j->status = apply(j->status, q->effect);
                if (b.is_negated)
                    j->status = j->status == AG_DENIED ? AG_POSSIBLE : apply(j->status, AG_EFFECT_POSSIBLE);
            }
            j->is_accusation |= !j->is_claim && is_doubted(t, g);
            claim_by(t, j, c.doer);
            return false;
        }
        /* fall through */
    case AG_XCOMP_:
        if (ag_is(t, i, AG_PARATAXIS_))
            return false;
        if (ag_tok(t, g)->upos == AG_ADJ)
            q = cue(t, AG_CUE_ADJECTIVE, g);
        else if (ag_tok(t, g)->upos == AG_NOUN)
            q = cue(t, AG_CUE_NOUN, g);
        else {
            ag_clause_of(t, g, &c);
            q = verb_cue(t, AG_CUE_VERB, g);
            if (c.is_passive && is_saying(t, g) && (!q || !q->effect || ag_lemma_is(t, g, "report")))
                claim_by(t, j, c.doer); /* "was said to have attacked" */
        }
        if (!is_open)
            return false;
        if (q && !(ag_lemma_is(t, g, "go") && !ag_xpos_is(t, g, "VBG")))
            apply_above(t, g, q, j);
        {
            beside b = look_beside(t, g);

            if (!q || !b.is_negated || !q->effect)
                j->status = apply_beside(t, j->status, g, &b);
            else
                j->status = apply(j->status, b.modal);
        }
        return true;
    case AG_ADVCL_:
    case AG_ADVCL_RELCL_: {
        const ag_cue *m = NULL;

        if (verb_cue(t, AG_SAYING_VERB, g) && ag_child(t, i, AG_NSUBJ_) >= 0 && ag_child(t, g, AG_CCOMP_) < 0
            && ((i < g && ag_child(t, i, AG_MARK_) < 0) || (i > g && has_mark(t, i, "that")))) {
            /* "X attacked Y, Berg said", "Berg said on Sunday that X": content, attached as an adjunct */
            ag_clause_of(t, g, &c);
            claim_by(t, j, c.doer);
            return false;
        }

        AG_EACH_CHILD(t, k, i)
            if (ag_is(t, k, AG_MARK_) && (q = cue(t, AG_CUE_MARK, k)))
                m = q;
        q = cue_over(t, g, i);
        if (!q && ag_tok(t, g)->upos == AG_ADJ && has_mark(t, i, "in") && is_open && (q = cue(t, AG_CUE_ADJECTIVE, g))) {
            j->status = apply(j->status, q->effect); /* "interested in buying" */
            return false;
        }
        ag_clause_of(t, g, &c);
        if (q && c.is_passive && has_mark(t, i, "for") && !q->is_claim)
            return false; /* "considered a traitor for meeting Berg": the reason is a fact */
        if (q && (has_mark(t, i, "of") || has_mark(t, i, "from") || has_mark(t, i, "for") || has_mark(t, i, "with")
                  || has_mark(t, i, "on") || has_mark(t, i, "to") || has_mark(t, i, "towards") || has_mark(t, i, "toward"))) {
            if (is_open)
                apply_above(t, g, q, j);
            else if (q->is_claim) {
                ag_clause_of(t, g, &c);
                claim_by(t, j, c.doer);
            }
            if (is_open) {
                beside b = look_beside(t, g);

                j->status = apply(j->status, b.modal);
            }
            return is_open && q->effect == AG_EFFECT_UNDO; /* "asked them to stop her from leaving" */
        }
        if (is_open && ag_xpos_is(t, i, "VBG") && has_mark(t, i, "by")) { /* "threatens to retaliate by cutting": as open as that */
            beside b = look_beside(t, g);

            j->status = apply_beside(t, j->status, g, &b);
            return true;
        }
        if (is_open && ag_xpos_is(t, i, "VBG") && ag_child(t, i, AG_MARK_) < 0) { /* "may visit, meeting X": as open as the visit */
            beside b = look_beside(t, g);
            int h = ag_is(t, g, AG_XCOMP_) ? ag_tok(t, g)->head : -1;

            j->status = apply(j->status, b.modal);
            q = h >= 0 ? verb_cue(t, AG_CUE_VERB, h) : NULL;
            if (q && (q->effect == AG_EFFECT_PLANNED || q->effect == AG_EFFECT_POSSIBLE))
                j->status = apply(j->status, q->effect);
            return false;
        }
        if (is_open && is_temporal(t, i) && is_present(t, i)) { /* "will talk after Arland leaves": no sooner than the talks */
            beside b = look_beside(t, g);

            j->status = apply(j->status, b.modal);
        }
        if (is_open && m)
            j->status = apply(j->status, m->effect);
        else if (is_open && has_mark(t, i, "to") && !ag_has_case(t, i, AG_S("according to")))
            j->status = apply(j->status, AG_EFFECT_PLANNED); /* purpose */
        return false;
    }
    case AG_ACL_:
        q = cue(t, AG_CUE_NOUN, g);
        if (!is_open)
            return false;
        if (has_mark(t, i, "that") && cue(t, AG_SAYING_NOUN, g)) {
            claim_by_noun(t, g, cue(t, AG_SAYING_NOUN, g), j);
            return false;
        }
        if (has_mark(t, i, "to"))
            j->status = apply(j->status, q ? q->effect : (uint8_t)AG_EFFECT_PLANNED);
        else if (q && ag_child(t, i, AG_MARK_) >= 0)
            j->status = apply(j->status, q->effect);
        else
            return false;
        if (q && q->is_claim) {
            ag_who w = { 0 };

            ag_who_owns(t, g, false, &w);
            if (!j->is_claim) {
                j->is_claim = j->is_accusation = true;
                j->claimant = w.n ? w.entity[0] : -1;
            }
        }
        return true;
    case AG_CONJ_:
        return is_open;
    case AG_NMOD_:
    case AG_OBL_:
        if (!is_open)
            return false;
        {
            ag_str prep = ag_case(t, i);

            if (ag_str_is(prep, "without")) {
                j->status = apply(j->status, AG_EFFECT_DENIED);
                return false;
            }
            if (is_meeting_to_come(t, i, g, prep)) {
                j->status = apply(j->status, AG_EFFECT_PLANNED);
                return false;
            }
            if (!is_content_prep(prep) || (ag_str_is(prep, "over") && has_owner(t, i)))
                return false; /* "legal action over Berg's attack" */
            if (ag_str_is(prep, "of") && !ag_is_verb(t, g) && (q = cue(t, AG_SAYING_NOUN, g)) && !cue(t, AG_CUE_NOUN, g)) {
                claim_by_noun(t, g, q, j);
                return false;
            }
            if (takes_position(t, g) && has_owner(t, i))
                return false; /* "is opposed to Arland's invasion" */
            q = ag_is_verb(t, g) ? verb_cue(t, AG_CUE_VERB, g)
                : ag_tok(t, g)->upos == AG_ADJ ? cue(t, AG_CUE_ADJECTIVE, g) : cue(t, AG_CUE_NOUN, g);
            if (!q)
                return false;
            if (ag_str_is(prep, "in") && !ag_str_is(q->words, "succeed"))
                return false;
            apply_above(t, g, q, j);
            return true;
        }
    case AG_OBJ_:
        if (!is_open)
            return false;
        if (ag_rules_in(t->rules, "perform", ag_lemma(t, g))) { /* "to broker a summit" */
            beside b = look_beside(t, g);

            j->status = apply_beside(t, j->status, g, &b);
            return true;
        }
        q = verb_cue(t, AG_CUE_VERB, g);
        if (!q || (ag_lemma_is(t, g, "announce") && ag_child(t, i, AG_NMOD_POSS_) >= 0)
            || (q->effect == AG_EFFECT_NONE && !q->is_claim)) /* "would have condemned the attack" */
            return false;
        if (takes_position(t, g) && ag_rules_cue(t->rules, AG_CUE_NOUN, ag_lemma(t, i)) && has_owner(t, i))
            return false; /* "supported Berg's demands": the demands are a fact */
        apply_above(t, g, q, j);
        {
            beside b = look_beside(t, g);

            j->status = apply(j->status, b.modal);
        }
        return true;
    case AG_NSUBJ_:
    case AG_NSUBJ_PASS_:
        if (!is_open)
            return false;
        {
            beside b = look_beside(t, g);
            const ag_cue *above = ag_is(t, i, AG_NSUBJ_PASS_) && !ag_lemma_is(t, g, "aim") ? verb_cue(t, AG_CUE_VERB, g) : NULL;

            if (ag_tok(t, g)->upos == AG_ADJ && (q = cue(t, AG_CUE_ADJECTIVE, g)))
                j->status = apply(j->status, q->effect);
            if (above) {
                apply_above(t, g, above, j);
                j->status = apply(j->status, b.modal);
            } else if (ag_rules_in(t->rules, "occur", ag_lemma(t, g)))
                j->status = apply_beside(t, j->status, g, &b);
            else if (!has_owner(t, i) || (b.modal == AG_EFFECT_PLANNED && is_meeting(t, i)))
                j->status = apply(j->status, b.modal); /* "his criticism should not be taken amiss" was uttered */
            return above != NULL;
        }
    default:
        return false;
    }
}

/* Auxiliaries that a conjunct shares: "will meet A and visit B". */
static bool
shares_auxiliary(const ag_trees *t, int v, const beside *own)
{
    return ag_is(t, v, AG_CONJ_) && !own->has_auxiliary && ag_child(t, v, AG_NSUBJ_) < 0
           && ag_child(t, v, AG_NSUBJ_PASS_) < 0
           && (ag_xpos_is(t, v, "VB") || ag_xpos_is(t, v, "VBN") || ag_xpos_is(t, v, "VBG"));
}

/* A sentence whose tree lost the tie between a verb of saying and what is said ("Berg said a group of
 * …", ", Berg said." at the end): a claim told as a fact is the worse mistake, so the speaker counts. */
static void
claims_in_line(const ag_trees *t, int trigger, ag_judgement *j)
{
    const ag_sentence *s = &t->doc->sentences.at[ag_tok(t, trigger)->sentence];

    for (int v = s->first; v < s->end && !j->is_claim; v++) {
        ag_clause c;

        if (!ag_is_verb(t, v) || t->quote[v] >= 0 || !verb_cue(t, AG_SAYING_VERB, v) || v == trigger
            || ag_child(t, v, AG_CCOMP_) >= 0 || ag_child(t, v, AG_XCOMP_) >= 0
            || (ag_child(t, v, AG_OBJ_) >= 0 && !ag_lemma_is(t, v, "say") && !ag_lemma_is(t, v, "tell"))) /* "claimed lives" */
            continue;

        bool leads = v + 1 < trigger && ag_tok(t, v + 1)->upos != AG_PUNCT && ag_tok(t, v + 1)->upos != AG_ADP
                     && !ag_below(t, v, trigger);
        bool closes = v > trigger && s->end - v <= 8 && ag_tok(t, v - 1)->upos != AG_AUX;

        if (!leads && !closes)
            continue;
        ag_clause_of(t, v, &c);
        if (c.doer < 0 || c.is_passive || (leads && c.doer > v))
            continue;
        if (closes && (ag_tok(t, c.doer)->sentence != ag_tok(t, v)->sentence || c.doer < trigger))
            continue;
        claim_by(t, j, c.doer);
    }
}

/* Whether nothing above `i` but joined, said and meant clauses lies between it and the top: no relative clause,
 * no phrase that takes the act for granted. */
static bool
is_in_main_line(const ag_trees *t, int i)
{
    for (int k = 0; k < MAX_CLIMB && ag_tok(t, i)->head >= 0; k++, i = ag_tok(t, i)->head)
        switch (ag_tok(t, i)->deprel) {
        case AG_CONJ_: case AG_CCOMP_: case AG_XCOMP_: case AG_PARATAXIS_:
            break;
        case AG_ADVCL_:
            if (!ag_xpos_is(t, i, "VBG") || ag_child(t, i, AG_MARK_) >= 0)
                return false;
            break;
        case AG_OBJ_: case AG_NSUBJ_: case AG_NSUBJ_PASS_:
            if (has_owner(t, i))
                return false;
            break;
        default:
            return false;
        }
    return true;
}

/* "According to X, …", "…, according to X." cover the line, wherever the tree hung them. */
static void
claims_of_line(const ag_trees *t, int trigger, ag_judgement *j)
{
    const ag_sentence *s = &t->doc->sentences.at[ag_tok(t, trigger)->sentence];

    if (j->is_claim || !is_in_main_line(t, trigger))
        return;
    for (int i = s->first; i < s->end && !j->is_claim; i++) {
        if (!ag_is(t, i, AG_OBL_) && !ag_is(t, i, AG_NMOD_))
            continue;

        ag_str prep = ag_case(t, i);
        int first = i;

        if (!prep.len || !ag_rules_cue(t->rules, AG_SAYING_PHRASE, prep))
            continue;
        AG_EACH_CHILD(t, c, i)
            first = c < first && ag_tok(t, c)->upos != AG_PUNCT ? c : first;
        if (t->quote[first] < 0 && (first == s->first || (first > trigger && ag_tok(t, first - 1)->upos == AG_PUNCT)))
            claim_by(t, j, i);
    }
}

/* "left in defiance of UN sanctions", "spoke after Berg's attack": an act noun with its owner in a phrase that
 * refers back to it, whoever speaks. "Killed in an Arland strike" is news of the speaker's. */
static bool
is_taken_for_granted(const ag_trees *t, int noun)
{
    static const char *const words[] = { "after", "following", "since", "despite", "over", "amid", "under", "because of" };
    ag_str prep = ag_case(t, noun);
    int head = ag_tok(t, noun)->head;
    bool refers = ag_is(t, noun, AG_NMOD_) && !(head >= 0 && (cue(t, AG_SAYING_NOUN, head) || cue(t, AG_CUE_NOUN, head)));

    if ((ag_is(t, noun, AG_NSUBJ_) || ag_is(t, noun, AG_NSUBJ_PASS_)) && head >= 0) /* "the US sanctions were raised at the meeting" */
        refers = ag_is_verb(t, head) && !ag_tells_of(t, head, noun) && !verb_cue(t, AG_CUE_VERB, head);
    if (ag_is_verb(t, noun) || (!refers && !ag_is(t, noun, AG_OBL_)) || !has_owner(t, noun))
        return false;
    AG_EACH_CHILD(t, c, noun)
        if (ag_is(t, c, AG_DET_REL_) && ag_lemma_is(t, c, "a"))
            return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        refers |= ag_str_is(prep, words[i]);
    return refers;
}

/* "the talks on 21 December", printed on the 12th: what has a day soon after the article's is planned, whatever
 * the grammar says, unless its verb stands in the past. A day far off may be one of last year. */
static bool
is_to_come(const ag_trees *t, int trigger, int carrier)
{
    enum { SOON = 60 };
    int v = carrier >= 0 ? carrier : trigger;
    ag_date date = ag_date_of(t, trigger, carrier);

    if (t->doc->date == AG_NO_DAY || date.grain == AG_GRAIN_NONE || date.first <= t->doc->date
        || (date.grain != AG_GRAIN_YEAR && date.first > t->doc->date + SOON))
        return false;
    if (!ag_is_verb(t, v))
        return true;
    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_AUX_REL_) || ag_is(t, c, AG_AUX_PASS_))
            return ag_xpos_is(t, c, "VBZ") && ag_lemma_is(t, c, "be") && !ag_is(t, c, AG_AUX_PASS_); /* "is meeting" */
    return !ag_xpos_is(t, v, "VBD");
}

ag_judgement
ag_judge(const ag_trees *t, int trigger, int carrier)
{
    ag_judgement j = { .status = AG_HAPPENED, .claimant = -1 };
    int i = carrier >= 0 ? carrier : trigger, inner = t->quote[trigger], leaving = inner;
    bool is_open = true, is_own_claim = false;
    beside b;

    if (carrier >= 0 || !ag_is_verb(t, trigger)) {
        AG_EACH_CHILD(t, c, trigger) {
            const ag_cue *q = NULL;

            if (ag_is(t, c, AG_DET_REL_) && ag_lemma_is(t, c, "no") && carrier < 0)
                j.status = apply(j.status, AG_EFFECT_DENIED);
            if (ag_is(t, c, AG_AMOD_) && (q = cue(t, AG_CUE_ADJECTIVE, c)))
                j.status = apply(j.status, q->effect);
        }
        claims_beside(t, trigger, -1, &j);
        is_own_claim = j.is_claim;
    }
    b = look_beside(t, i);
    if (carrier < 0 && !ag_is_verb(t, trigger))
        b = (beside){ 0 };
    j.status = apply_beside(t, j.status, i, &b);
    if (carrier >= 0) {
        const ag_cue *q = verb_cue(t, AG_CUE_VERB, carrier);

        if (q)
            j.status = apply(j.status, q->effect);
    }
    if (ag_is_verb(t, i) && shares_auxiliary(t, i, &b)) {
        int g = ag_joined_to(t, i);
        beside shared = look_beside(t, g);

        j.status = apply_beside(t, j.status, g, &shared);
    }
    for (int k = 0; k < MAX_CLIMB; k++) {
        int g = ag_tok(t, i)->head;

        if (g >= 0 && ag_is(t, i, AG_CONJ_) && ag_joined_to(t, i) >= 0)
            g = ag_joined_to(t, i);
        claims_beside(t, i, -1, &j);
        /* leaving quotation marks: the speaker vouches for what is inside */
        if (leaving >= 0 && (g < 0 || t->quote[g] != leaving)) {
            if (!j.is_claim && !(t->doc->quotes.at[leaving].speaker < 0 && g >= 0 && !ag_is_verb(t, i)) /* expressed "appreciation for …" */
                && t->doc->quotes.at[leaving].span.to > t->doc->quotes.at[leaving].span.from) {
                j.is_claim = true;
                j.claimant = t->doc->quotes.at[leaving].speaker;
            }
            leaving = -1;
        }
        if (g < 0 || g == i)
            break;
        is_open = step(t, i, g, is_open, &j);
        i = g;
    }
    if (carrier < 0 && inner < 0 && j.is_claim && !is_own_claim && is_taken_for_granted(t, trigger))
        j = (ag_judgement){ .status = j.status, .claimant = -1 };
    else {
        claims_in_line(t, trigger, &j);
        claims_of_line(t, trigger, &j);
    }
    if (j.status == AG_HAPPENED && is_to_come(t, trigger, carrier))
        j.status = AG_PLANNED;
    return j;
}
