/* A capital that stands for its government: "Kyiv is working with its allies".
 *
 * The idea is grammar, with word lists from metonyms.txt: a city acts as the subject of a verb that
 * is not about places, as the object of a verb of dealing with somebody, behind "with" or "aid to",
 * as the owner of allies and demands, and beside another government. Elsewhere it is the city.
 *
 * Weak where the lists are silent; it then keeps the city, the reading that changes nothing. */
#include "base/map.h"
#include "extract/cast.h"

static const ag_token *
token(const ag_cast *c, int t)
{
    return &c->doc->tokens.at[t];
}

static bool
word(ag_cast *c, ag_words list, int t)
{
    return ag_gazetteer_word(c->g, list, ag_lemma(c->a, c->doc, t));
}

/* "as Kyiv and Moscow continue to": right before a finite verb without a subject, hung elsewhere by the tree. */
static bool
stands_before_verb(ag_cast *c, int t)
{
    const ag_token *v = t + 1 < c->doc->tokens.n ? token(c, t + 1) : NULL;
    bool is_finite = v && v->upos == AG_VERB && v->sentence == token(c, t)->sentence
                     && (ag_str_is(v->xpos, "VBP") || ag_str_is(v->xpos, "VBZ"));

    return is_finite && token(c, t)->head != t + 1 && ag_tree_child(c->doc, t + 1, AG_NSUBJ_) < 0 && !word(c, AG_WORDS_PLACE_VERB, t + 1)
           && ag_str_is(ag_tree_case(c->a, c->doc, ag_tree_first_conjunct(c->doc, t)), "as");
}

/* Subject of an act of will: of a verb outside the list of places' verbs, in the active. */
static bool
acts(ag_cast *c, int t)
{
    int head = token(c, t)->head;

    if (head < 0)
        return false;
    if (stands_before_verb(c, t))
        return true;
    if (token(c, t)->deprel != AG_NSUBJ_ && token(c, t)->deprel != AG_NSUBJ_OUTER_)
        return false;
    if (ag_tree_child(c->doc, head, AG_COP_) >= 0)
        /* "Moscow is concerned", "Kyiv is free to": moods have governments, sizes have cities. */
        return (token(c, head)->upos == AG_ADJ || token(c, head)->upos == AG_VERB) &&
               (word(c, AG_WORDS_MOOD, head) || ag_tree_child(c->doc, head, AG_XCOMP_) >= 0 || ag_tree_child(c->doc, head, AG_CCOMP_) >= 0 || ag_tree_child(c->doc, head, AG_ADVCL_) >= 0);
    return token(c, head)->upos == AG_VERB && !word(c, AG_WORDS_PLACE_VERB, head);
}

/* "pressure on Moscow", "talks between Kyiv and Moscow", "cleared with Washington". */
static bool
is_dealt_with(ag_cast *c, int t)
{
    ag_str prep = ag_tree_case(c->a, c->doc, t);
    int head = token(c, t)->head, rel = token(c, t)->deprel;
    ag_str before;

    if (prep.len == 0 || head < 0)
        return false;
    if (rel != AG_OBL_ && rel != AG_NMOD_ && rel != AG_OBL_AGENT_ && rel != AG_IOBJ_)
        return false;
    before = ag_lemma(c->a, c->doc, head);
    if (ag_gazetteer_will(c->a, c->g, prep, before))
        return true;
    /* "supply arms to Kyiv": the preposition may hang on the verb and its noun on the verb as well. */
    if (token(c, head)->upos == AG_VERB) {
        int object = ag_tree_child(c->doc, head, AG_OBJ_), p = ag_tree_child(c->doc, t, AG_CASE_);

        /* "promises arms in a visit to Kyiv": the noun right before is what counts. */
        if (p > 0 && token(c, p - 1)->upos == AG_NOUN && p - 1 != object && !ag_gazetteer_will(c->a, c->g, prep, ag_lemma(c->a, c->doc, p - 1)))
            return false;
        return object >= 0 && object < t && ag_gazetteer_will(c->a, c->g, prep, ag_lemma(c->a, c->doc, object));
    }
    /* "guarantees" in "post-war security guarantees for Kyiv" may be a conjunct. */
    return false;
}

static bool
has_will(ag_cast *c, const ag_find *f)
{
    int t = f->head, rel = token(c, t)->deprel, head = token(c, t)->head;

    if (acts(c, t) || is_dealt_with(c, t))
        return true;
    if (head < 0)
        return false;
    /* An adverb of place binds: "central Kyiv", "downtown Washington". */
    if (rel == AG_OBJ_ || rel == AG_IOBJ_)
        return word(c, AG_WORDS_WILL_VERB, head) && ag_tree_child(c->doc, t, AG_AMOD_) < 0;
    if (rel == AG_NMOD_POSS_ || rel == AG_COMPOUND_ || rel == AG_NMOD_)
        if (ag_is_possessive(c->doc, f->end))
            return word(c, AG_WORDS_WILL_OWNED, head) && !word(c, AG_WORDS_PLACE, head);
    if (rel == AG_XCOMP_ || rel == AG_NSUBJ_PASS_)
        return rel == AG_NSUBJ_PASS_ && word(c, AG_WORDS_WILL_VERB, head);
    return false;
}

static bool
is_country(const ag_find *f)
{
    return f->type == AG_TYPE_COUNTRY && !f->is_adjective;
}

/* "Kyiv and Moscow continue": what goes for one goes for the list; beside a country or another
 * government, behind "between" or as subject, it is one as well. */
static bool
is_beside_government(ag_cast *c, const ag_find *f)
{
    int first = ag_tree_first_conjunct(c->doc, f->head);
    const ag_sentence *s = &c->doc->sentences.at[token(c, f->head)->sentence];
    ag_str prep = ag_tree_case(c->a, c->doc, first);

    if (ag_str_is(prep, "in") || ag_str_is(prep, "at") || ag_str_is(prep, "near") || ag_str_is(prep, "from") || ag_str_is(prep, "to"))
        return false;
    for (int k = s->first; k < s->end; k++) {
        int g = c->find_at[k];

        if (g < 0 || c->finds.at[g].head != k || k == f->head || ag_tree_first_conjunct(c->doc, k) != first)
            continue;
        if (c->finds.at[g].is_metonym || (is_country(&c->finds.at[g]) && ag_tree_is_subject(c->doc, first)))
            return true;
    }
    return false;
}

/* "at the White House" is the house. */
static bool
is_house(ag_cast *c, const ag_find *f)
{
    ag_str prep = ag_tree_case(c->a, c->doc, f->head);
    int head = token(c, f->head)->head;

    if (prep.len == 0 || head < 0)
        return false;
    if (ag_str_is(prep, "at") || ag_str_is(prep, "in") || ag_str_is(prep, "outside") || ag_str_is(prep, "inside") ||
        ag_str_is(prep, "near") || ag_str_is(prep, "around") || ag_str_is(prep, "into") || ag_str_is(prep, "to") ||
        ag_str_is(prep, "from"))
        return !ag_gazetteer_will(c->a, c->g, prep, ag_lemma(c->a, c->doc, head));
    return false;
}

static void
become_metonym(ag_cast *c, ag_find *f)
{
    (void)c;
    f->is_metonym = true;
    f->type = f->known->stands_for.len == 2 ? AG_TYPE_COUNTRY : AG_TYPE_ORGANIZATION;
    f->country = f->known->stands_for.len == 2 ? f->known->stands_for
                 : f->known->kind == AG_KNOWN_CITY && f->known->metonym == AG_METONYM_WILL ? AG_S("") : f->known->country;
}

/* Whether a body that only states have follows: "Kharvia's general staff", "Kharvian troops". */
static bool
owns_a_state(ag_cast *c, const ag_find *f)
{
    static const char *const bodies[] = { "army", "troop", "ambassador", "embassy", "navy", "general", "diplomat", "border", "constitution",
                                          "parliament", "government" };
    int k = ag_is_possessive(c->doc, f->end) ? f->end + 1 : f->is_adjective ? f->end : -1;

    for (int n = 0; k >= 0 && n < 2 && k < c->doc->tokens.n && token(c, k)->sentence == token(c, f->first)->sentence; n++, k++) {
        ag_str lemma = ag_lemma(c->a, c->doc, k);

        for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
            if (ag_str_is(lemma, bodies[i]) && token(c, k)->upos != AG_VERB)
                return true;
    }
    return false;
}

/* A place of which the article makes an adjective and which acts ("Ostria summoned the Kharvian
 * ambassador … Ostrian farmers") is a state, whether or not a table knows it; so is one with an army
 * or an ambassador. Cities act in news, too, but seldom lend their name to people and things. */
static void
infer_states(ag_cast *c)
{
    enum { ACTS = 1, LENDS = 2, OWNS = 4 };
    ag_map names = { 0 };
    AG_LIST(int) signs = { 0 };

    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < c->finds.n; i++) {
            ag_find *f = &c->finds.at[i];
            int n;

            if (f->known || f->type != AG_TYPE_PLACE || f->kind != AG_MENTION_NAME || f->end - f->first > 3)
                continue;
            n = ag_map_add(c->a, &names, f->name, signs.n);
            if (n == signs.n)
                AG_PUSH(c->a, &signs, 0);
            if (pass == 0)
                signs.at[n] |= (f->is_adjective ? LENDS : acts(c, f->head) ? ACTS : 0) |
                               (owns_a_state(c, f) ? OWNS : 0);
            else if ((signs.at[n] & (ACTS | LENDS)) == (ACTS | LENDS) || (signs.at[n] & OWNS))
                f->type = AG_TYPE_COUNTRY;
        }
}

void
ag_cast_metonyms(ag_cast *c)
{
    infer_states(c);
    for (int i = 0; i < c->finds.n; i++) {
        ag_find *f = &c->finds.at[i];

        if (f->known == NULL || f->is_adjective || f->type != AG_TYPE_PLACE || f->known->stands_for.len == 0)
            continue;
        /* A capital said with its country is the city: "Kyiv, Ukraine". */
        if (f->known->metonym == AG_METONYM_WILL && has_will(c, f))
            become_metonym(c, f);
        else if (f->known->metonym == AG_METONYM_ALWAYS && !is_house(c, f))
            become_metonym(c, f);
    }
    for (int i = 0; i < c->finds.n; i++) {
        ag_find *f = &c->finds.at[i];

        if (f->known && !f->is_metonym && !f->is_adjective && f->type == AG_TYPE_PLACE && f->known->metonym == AG_METONYM_WILL &&
            is_beside_government(c, f))
            become_metonym(c, f);
    }
}
