/* Pronouns → entities, where grammar leaves little doubt; else left alone.
 *
 * Rules, the first that speaks counts: the subject of the verb of saying for "he" in what is said
 * ("Carney said he"); the speaker for "I", "we", "my", "our" in quotes; the subject of the same
 * sentence, then of the sentence before (centring: Brennan, Friedman and Pollard 1987, in its
 * simplest form); number, gender and kind must agree, and two candidates of equal standing leave the
 * pronoun open.
 *
 * Weak for "they", and across more than one sentence. */
#include "extract/cast.h"

typedef enum pronoun_kind { NOT_PRONOUN, HE, SHE, IT, THEY, I, WE } pronoun_kind;

static const ag_token *
token(const ag_cast *c, int t)
{
    return &c->doc->tokens.at[t];
}

static pronoun_kind
kind_of(const ag_cast *c, int t, bool *possessive)
{
    static const struct {
        const char *word;
        pronoun_kind kind;
        bool possessive;
    } all[] = {
        { "he", HE, false }, { "him", HE, false }, { "his", HE, true }, { "himself", HE, false },
        { "she", SHE, false }, { "her", SHE, false }, { "hers", SHE, true }, { "herself", SHE, false },
        { "it", IT, false }, { "its", IT, true }, { "itself", IT, false },
        { "they", THEY, false }, { "them", THEY, false }, { "their", THEY, true }, { "themselves", THEY, false },
        { "i", I, false }, { "me", I, false }, { "my", I, true }, { "myself", I, false },
        { "we", WE, false }, { "us", WE, false }, { "our", WE, true }, { "ourselves", WE, false },
    };

    if (token(c, t)->upos != AG_PRON && token(c, t)->upos != AG_DET)
        return NOT_PRONOUN;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (ag_form_is(c->doc, t, all[i].word)) {
            *possessive = all[i].possessive || (all[i].kind == SHE && token(c, t)->deprel == AG_NMOD_POSS_);
            return all[i].kind;
        }
    return NOT_PRONOUN;
}

/* The last find with its head at `t` that has an entity, or -1. */
static int
find_with_head(const ag_cast *c, int t)
{
    return c->headed[t];
}

static bool
agrees(const ag_cast *c, pronoun_kind p, int e)
{
    const ag_member *m = &c->members.at[e];

    switch (p) {
    case HE: return m->type == AG_TYPE_PERSON && m->gender != AG_GENDER_FEMALE;
    case SHE: return m->type == AG_TYPE_PERSON && m->gender != AG_GENDER_MALE;
    case IT: return m->type == AG_TYPE_COUNTRY || m->type == AG_TYPE_ORGANIZATION;
    case THEY: return m->type == AG_TYPE_GROUP || m->is_group;
    default: return m->type == AG_TYPE_PERSON;
    }
}

static bool
is_saying(ag_cast *c, int verb)
{
    static const char *const all[] = { "say", "tell", "add", "state", "announce", "declare", "claim", "note", "remark", "write",
                                       "post", "tweet", "comment", "confirm", "insist", "argue", "stress", "suggest", "warn",
                                       "report", "believe", "think", "hope", "want", "expect", "know", "deny", "promise", "pledge",
                                       "vow", "acknowledge", "admit", "explain", "reply", "respond", "ask", "urge", "call", "conclude",
                                       "recall", "continue", "emphasize", "emphasise", "reiterate", "repeat", "express" };
    ag_str lemma = ag_lemma(c->a, c->doc, verb);

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (ag_str_is(lemma, all[i]))
            return true;
    return false;
}

/* "Ukraine has said it conducted …": the subject of the verb that governs the pronoun's clause. */
static int
governing_subject(ag_cast *c, int t, pronoun_kind p)
{
    int k = token(c, t)->head;

    for (int steps = 0; k >= 0 && steps < 30; steps++) {
        int rel = token(c, k)->deprel, up = token(c, k)->head, subject, f;

        if (up >= 0 && (rel == AG_CCOMP_ || rel == AG_ADVCL_ || rel == AG_PARATAXIS_ || rel == AG_XCOMP_ || rel == AG_CONJ_ || rel == AG_ACL_RELCL_)) {
            subject = ag_tree_child(c->doc, up, AG_NSUBJ_);
            f = subject >= 0 && subject != t ? find_with_head(c, subject) : -1;
            if (f >= 0 && agrees(c, p, c->finds.at[f].entity) && (rel != AG_CCOMP_ || is_saying(c, up)) &&
                (c->finds.at[f].first < t || rel == AG_CCOMP_ || rel == AG_PARATAXIS_ || rel == AG_ADVCL_))
                return c->finds.at[f].entity;
        }
        k = up;
    }
    return -1;
}

/* The subject of the pronoun's own clause, for a possessive: "Carney ended his visit". */
static int
clause_subject(ag_cast *c, int t, pronoun_kind p)
{
    int k = token(c, t)->head;

    for (int steps = 0; k >= 0 && steps < 30; steps++) {
        int subject = token(c, k)->upos == AG_VERB || ag_tree_child(c->doc, k, AG_COP_) >= 0 ? ag_tree_child(c->doc, k, AG_NSUBJ_) : -1;
        int f = subject >= 0 && subject != t ? find_with_head(c, subject) : -1;

        if (f >= 0 && agrees(c, p, c->finds.at[f].entity))
            return c->finds.at[f].entity;
        if (subject >= 0 && subject != t && token(c, subject)->upos != AG_PRON)
            return -1;
        k = token(c, k)->head;
    }
    return -1;
}

static int
entity_at_head(const ag_cast *c, int t)
{
    int f = find_with_head(c, t);

    return f < 0 ? -1 : c->finds.at[f].entity;
}

/* The one entity of the sentence before token `until` that agrees and stands highest; -1 if two do. */
static int
best_in_sentence(const ag_cast *c, int sentence, int until, int from_t, pronoun_kind p)
{
    int best = -1, best_score = 0;
    bool tie = false;

    for (int i = 0; i < c->in_sentence[sentence].n; i++) {
        const ag_find *f = &c->finds.at[c->in_sentence[sentence].at[i]];
        int score, rel;

        if (f->entity < 0 || f->is_adjective || f->first >= until || !agrees(c, p, f->entity))
            continue;
        if (c->in_quote[f->first] != c->in_quote[from_t] && p != IT)
            continue;
        rel = token(c, ag_tree_first_conjunct(c->doc, f->head))->deprel;
        score = rel == AG_NSUBJ_ || rel == AG_NSUBJ_PASS_ ? 3 : rel == AG_OBJ_ || rel == AG_IOBJ_ ? 2 : 1;
        /* The main clause's subject before that of a clause within. */
        if (score == 3 && token(c, f->head)->head >= 0 && token(c, token(c, f->head)->head)->deprel == AG_ROOT_)
            score = 4;
        if (f->entity == best) {
            best_score = score > best_score ? score : best_score;
            continue;
        }
        if (score > best_score) {
            best = f->entity;
            best_score = score;
            tie = false;
        } else if (score == best_score)
            tie = true;
    }
    return tie || (p == IT && best_score < 3) ? -1 : best;
}

/* The speaker of the quote around `t`: subject of a verb of saying in its paragraph, outside the marks,
 * in this sentence or, while the quote goes on, the next ones; else in the sentence before. */
static int
speaker(ag_cast *c, int t)
{
    int paragraph = c->doc->sentences.at[token(c, t)->sentence].paragraph;
    int end = t, begin = t, found = -1;

    while (end < c->doc->tokens.n && c->doc->sentences.at[token(c, end)->sentence].paragraph == paragraph &&
           (c->in_quote[end] || token(c, end)->upos == AG_PUNCT))
        end++;
    while (begin > 0 && c->doc->sentences.at[token(c, begin - 1)->sentence].paragraph == paragraph &&
           (c->in_quote[begin - 1] || token(c, begin - 1)->upos == AG_PUNCT))
        begin--;
    /* behind the quote: up to the end of its sentence */
    if (end > 0) {
        int s = token(c, end - 1)->sentence;

        for (int k = end; k < c->doc->sentences.at[s].end && found < 0; k++)
            if (!c->in_quote[k] && token(c, k)->upos == AG_VERB && is_saying(c, k)) {
                int subject = ag_tree_child(c->doc, k, AG_NSUBJ_);

                found = subject >= 0 && !c->in_quote[subject] ? entity_at_head(c, subject) : -1;
            }
    }
    /* before it, in the sentence where it begins */
    if (found < 0 && begin > 0) {
        int s = token(c, begin - 1)->sentence;

        if (c->doc->sentences.at[s].paragraph == paragraph)
            for (int k = begin - 1; k >= c->doc->sentences.at[s].first && found < 0; k--)
                if (!c->in_quote[k] && token(c, k)->upos == AG_VERB && is_saying(c, k)) {
                    int subject = ag_tree_child(c->doc, k, AG_NSUBJ_);

                    if (subject < 0 && token(c, k)->deprel == AG_ADVCL_ && token(c, k)->head >= 0)
                        subject = ag_tree_child(c->doc, token(c, k)->head, AG_NSUBJ_); /* "…, saying “" */
                    found = subject >= 0 && !c->in_quote[subject] ? entity_at_head(c, subject) : -1;
                }
    }
    return found >= 0 && c->members.at[found].type == AG_TYPE_PERSON ? found : -1;
}

/* Whether the entity is another argument of the same verb as `t` and so cannot be meant by it. */
static bool
is_co_argument(const ag_cast *c, int t, int e, bool possessive)
{
    int head = token(c, t)->head;

    if (possessive || head < 0)
        return false;
    for (int i = 0; i < c->in_sentence[token(c, t)->sentence].n; i++) {
        const ag_find *f = &c->finds.at[c->in_sentence[token(c, t)->sentence].at[i]];

        if (f->entity == e && token(c, f->head)->head == head && f->head != t)
            return true;
    }
    return false;
}

/* "Carney said he …": the subject of the verb of saying right above the pronoun's clause. */
static int
sayer(ag_cast *c, int t, pronoun_kind p)
{
    int k = token(c, t)->head, up, subject, e;

    for (int steps = 0; k >= 0 && token(c, k)->deprel != AG_CCOMP_ && steps < 30; steps++)
        k = token(c, k)->head;
    up = k < 0 ? -1 : token(c, k)->head;
    subject = up >= 0 && is_saying(c, up) ? ag_tree_child(c->doc, up, AG_NSUBJ_) : -1;
    e = subject >= 0 ? entity_at_head(c, subject) : -1;
    return e >= 0 && agrees(c, p, e) ? e : -1;
}

/* The entity that the pronoun's chain names: of its named phrases the nearest before it, else the first behind. */
static int
chained(const ag_cast *c, int t, pronoun_kind p, bool possessive)
{
    const ag_chain *chain;
    int found = -1;

    if (c->chain_at[t] < 0)
        return -1;
    chain = &c->doc->chains.at[c->chain_at[t]];
    for (int i = 0; i < chain->nps.n; i++) {
        int head = chain->nps.at[i].head, e = chain->nps.at[i].kind == AG_NP_SEVERAL ? -1 : entity_at_head(c, head);

        if (head > t && found >= 0)
            break;
        if (e >= 0 && agrees(c, p, e) && !is_co_argument(c, t, e, possessive))
            found = e;
    }
    return found;
}

static int
resolve(ag_cast *c, int t, pronoun_kind p, bool possessive)
{
    int e = -1, s = token(c, t)->sentence;

    if (p == I || p == WE)
        return c->in_quote[t] ? speaker(c, t) : -1;
    /* "it is not realistic that": no actor. */
    if (token(c, t)->deprel == AG_EXPL_)
        return -1;
    if (p == HE || p == SHE) {
        e = sayer(c, t, p);
        if (e >= 0 && !is_co_argument(c, t, e, possessive))
            return e;
        e = chained(c, t, p, possessive);
        if (e >= 0)
            return e;
    }
    if (possessive)
        e = clause_subject(c, t, p);
    if (e < 0)
        e = governing_subject(c, t, p);
    if (e >= 0 && is_co_argument(c, t, e, possessive))
        e = -1;
    if (e < 0 && (p == HE || p == SHE)) {
        e = best_in_sentence(c, s, t, t, p);
        if (e >= 0 && is_co_argument(c, t, e, possessive))
            e = -1;
        if (e < 0 && s > 0 && c->doc->sentences.at[s].paragraph - c->doc->sentences.at[s - 1].paragraph <= 1)
            e = best_in_sentence(c, s - 1, t, t, p);
        if (e >= 0 && is_co_argument(c, t, e, possessive))
            e = -1;
    }
    if (e < 0 && p == IT && (token(c, t)->deprel == AG_NSUBJ_ || possessive) && s > 0) {
        int head = token(c, t)->head;

        /* A subject that can will something, and one country or organisation that was subject just before. */
        if (head >= 0 && is_saying(c, head))
            e = best_in_sentence(c, s - 1, t, t, p);
    }
    return e;
}

void
ag_cast_pronouns(ag_cast *c)
{
    for (int t = 0; t < c->doc->tokens.n; t++) {
        bool possessive = false;
        pronoun_kind p = kind_of(c, t, &possessive);
        ag_find f = { .first = t, .end = t + 1, .head = t, .kind = AG_MENTION_PRONOUN, .title = -1, .country = AG_S(""), .entity = -1 };
        int e;

        if (p == NOT_PRONOUN || c->find_at[t] >= 0)
            continue;
        e = resolve(c, t, p, possessive);
        if (e < 0)
            continue;
        f.name = token(c, t)->form;
        f.type = c->members.at[e].type;
        f.gender = p == HE ? AG_GENDER_MALE : p == SHE ? AG_GENDER_FEMALE : AG_GENDER_UNKNOWN;
        AG_PUSH(c->a, &c->finds, f);
        ag_cast_join(c, c->finds.n - 1, e);
    }
}
