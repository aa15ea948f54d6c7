/* What holds between two actors that the text names: family, membership, ownership, where a place lies …
 *
 * The words and what they say stand in ontology/states.txt. A noun says it of whom it describes: by
 * apposition ("X, a member of Y"), a plain copula ("X is a member of Y"), or right before the name ("Y
 * member X"); of titles with a holder and an owner titles.c has found both. A verb says it in the present
 * ("X owns Y"), or as a participle ("Y, owned by X"). Beside that "Anchorage, Alaska", "Russia's Samara
 * region", "the Paris-based OECD".
 *
 * Precision first: both must be named in the article, of the types that the table allows, and nothing may
 * take it back ("former", "not", "could"). Weak for membership told by numbers ("the 27-member bloc") and
 * for who belongs to whom across sentences. */
#include "extract/cast.h"
#include "names.h"
#include "ontology/states.h"

static const ag_token *
token(const ag_cast *c, int t)
{
    return &c->doc->tokens.at[t];
}

/* The entity that a token's own mention leads to, or -1. */
static int
entity_at(const ag_cast *c, int t)
{
    return t < 0 || c->headed[t] < 0 ? -1 : c->finds.at[c->headed[t]].entity;
}

/* Does `word` stand in a list with blanks between? */
static bool
is_among(ag_str list, ag_str word)
{
    ag_str one;

    while (ag_str_cut(&list, ' ', &one))
        if (ag_str_eq(one, word))
            return true;
    return false;
}

static bool
is_one_of(const ag_cast *c, int entity, ag_str types)
{
    return entity >= 0 && c->members.at[entity].is_named &&
           is_among(types, ag_str_of(ag_actor_type_name((ag_actor_type)c->members.at[entity].type)));
}

/* `described` is what `w` says of `other`; the proof are tokens [first, end). Whether it may be so. */
static bool
add(ag_cast *c, const ag_state_word *w, int described, int other, int first, int end)
{
    int subject = w->is_turned ? other : described, object = w->is_turned ? described : other;

    if (subject == object || !is_one_of(c, subject, w->kind->subjects) || !is_one_of(c, object, w->kind->objects))
        return false;
    for (int i = 0; i < c->doc->states.n; i++) {
        const ag_state *s = &c->doc->states.at[i];

        if (ag_str_eq(s->type, w->kind->name) && s->subject == subject && s->object == object)
            return true;
    }
    AG_PUSH(c->a, &c->doc->states, (ag_state){ .type = w->kind->name, .word = w->word, .wikidata = w->property, .subject = subject, .object = object,
                                               .span = { token(c, first)->span.from, token(c, end - 1)->span.to } });
    return true;
}

/* Something beside token t that takes back what it says. */
static bool
is_denied(ag_cast *c, int t)
{
    const ag_sentence *s = &c->doc->sentences.at[token(c, t)->sentence];

    for (int k = s->first; k < s->end; k++) {
        if (token(c, k)->head != t || c->find_at[k] >= 0)
            continue;
        if (token(c, k)->deprel == AG_MARK_ || token(c, k)->xpos.len == 0 || ag_str_is(token(c, k)->xpos, "MD"))
            return true;
        if (ag_states_denies(c->states, ag_lower(c->a, token(c, k)->form)) || ag_form_is(c->doc, k, "not") || ag_form_is(c->doc, k, "n't") ||
            ag_form_is(c->doc, k, "n’t") || ag_form_is(c->doc, k, "never") || ag_form_is(c->doc, k, "no") || ag_form_is(c->doc, k, "longer"))
            return true;
    }
    /* "ex-wife", "non-member": one word or three */
    return t > s->first + 1 && ag_form_is(c->doc, t - 1, "-") && ag_states_denies(c->states, ag_lower(c->a, token(c, t - 2)->form));
}

/* The first dependent of t behind one of the prepositions that names somebody: its token, or -1. */
static int
behind_preposition(ag_cast *c, int t, ag_str prepositions)
{
    const ag_sentence *s = &c->doc->sentences.at[token(c, t)->sentence];

    for (int k = t + 1; k < s->end; k++)
        if (token(c, k)->head == t && entity_at(c, k) >= 0 && is_among(prepositions, ag_tree_case(c->a, c->doc, k)))
            return k;
    return -1;
}

static int
find_of(const ag_cast *c, int t)
{
    return t < 0 || c->headed[t] < 0 ? -1 : c->headed[t];
}

/* A noun and the name behind it are one phrase: one hangs on the other, or, as the parser often has it, both
 * on the same word in the same way. */
static bool
is_joined(const ag_cast *c, int noun, int name)
{
    return token(c, name)->head == noun || token(c, noun)->head == name ||
           (token(c, name)->head == token(c, noun)->head && token(c, name)->deprel == token(c, noun)->deprel);
}

/* The name that begins behind noun n (or behind "state", as in "NATO member state Turkey") and is one phrase
 * with it, or -1. */
static int
name_behind(const ag_cast *c, int n)
{
    int end = c->doc->sentences.at[token(c, n)->sentence].end, k = n + 1, f;

    if (k < end && token(c, k)->upos == AG_NOUN && (ag_form_is(c->doc, k, "state") || ag_form_is(c->doc, k, "country") || ag_form_is(c->doc, k, "nation")))
        k++;
    f = k < end ? c->find_at[k] : -1;
    if (f < 0 || c->finds.at[f].first != k || c->finds.at[f].is_adjective)
        return -1;
    return is_joined(c, k - 1, c->finds.at[f].head) ? f : -1;
}

/* Whom the noun at t describes: the token of the mention's head, or -1. */
static int
described(ag_cast *c, int t)
{
    const ag_sentence *s = &c->doc->sentences.at[token(c, t)->sentence];
    int cop = ag_tree_child(c->doc, t, AG_COP_), f;

    if (cop >= 0)
        return ag_form_is(c->doc, cop, "is") || ag_form_is(c->doc, cop, "are") || ag_form_is(c->doc, cop, "'s") || ag_form_is(c->doc, cop, "’s")
                   ? ag_tree_child(c->doc, t, AG_NSUBJ_)
                   : -1;
    if (token(c, t)->deprel == AG_APPOS_ && entity_at(c, token(c, t)->head) >= 0)
        return token(c, t)->head;
    f = name_behind(c, t);
    if (f >= 0)
        return c->finds.at[f].head;
    for (int k = t + 1; k < s->end; k++)
        if (token(c, k)->head == t && token(c, k)->deprel == AG_APPOS_ && entity_at(c, k) >= 0)
            return k;
    /* "Berg and his wife, Anna Berg, left" */
    f = t + 2 < s->end && ag_form_is(c->doc, t + 1, ",") ? c->find_at[t + 2] : -1;
    if (f >= 0 && c->finds.at[f].first == t + 2 && c->finds.at[f].end + 1 < s->end && token(c, c->finds.at[f].end)->upos == AG_PUNCT &&
        token(c, c->finds.at[f].end + 1)->upos != AG_CCONJ && ag_tree_child(c->doc, t, AG_NMOD_POSS_) >= 0 &&
        (token(c, c->finds.at[f].head)->head == t || token(c, c->finds.at[f].head)->head == token(c, t)->head))
        return c->finds.at[f].head;
    return -1;
}

/* Of whom the noun at t says it of x: the token of the mention's head, or -1. */
static int
other_of(ag_cast *c, int t, const ag_state_word *w, int x)
{
    int s = c->doc->sentences.at[token(c, t)->sentence].first, poss = ag_tree_child(c->doc, t, AG_NMOD_POSS_), k;

    /* "his wife Anna Berg": the parser may hang both words on the name */
    if (poss < 0 && token(c, t)->head == x)
        poss = ag_tree_child(c->doc, x, AG_NMOD_POSS_);
    if (entity_at(c, poss) >= 0 && poss < t)
        return poss;
    k = behind_preposition(c, t, w->prepositions);
    if (k >= 0)
        return k;
    /* "NATO member": right before it */
    k = t - 1 >= s ? c->find_at[t - 1] : -1;
    return k >= 0 && !c->finds.at[k].is_adjective ? c->finds.at[k].head : -1;
}

static int
smaller(int a, int b)
{
    return a < b ? a : b;
}

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

static void
find_by_nouns(ag_cast *c)
{
    for (int t = 0; t < c->doc->tokens.n; t++) {
        const ag_state_word *w;
        int x, y, first, end;
        bool several;

        if (token(c, t)->upos != AG_NOUN || c->find_at[t] >= 0 || (c->title_at[t] >= 0 && c->titles.at[c->title_at[t]].holder >= 0 && c->titles.at[c->title_at[t]].owner >= 0))
            continue;
        w = ag_states_noun(c->states, ag_lemma(c->a, c->doc, t));
        if (!w || is_denied(c, t))
            continue;
        x = described(c, t);
        y = x < 0 ? -1 : other_of(c, t, w, x);
        if (y < 0 || x == y || c->finds.at[find_of(c, y)].is_adjective)
            continue;
        first = smaller(t, smaller(c->finds.at[find_of(c, y)].first, x));
        end = larger(t + 1, larger(c->finds.at[find_of(c, y)].end, x + 1));
        several = ag_str_is(token(c, t)->xpos, "NNS");
        /* "Norway and Turkey are members of NATO" */
        for (int k = x; k < c->doc->sentences.at[token(c, t)->sentence].end; k++)
            if (k == x || (several && token(c, k)->deprel == AG_CONJ_ && ag_tree_first_conjunct(c->doc, k) == x))
                add(c, w, entity_at(c, k), entity_at(c, y), first, end);
    }
}

/* "Foreign Ministry spokeswoman Maria Berg": titles know holder and owner. */
static void
find_by_titles(ag_cast *c)
{
    for (int i = 0; i < c->titles.n; i++) {
        const ag_titled *t = &c->titles.at[i];
        const ag_state_word *w;
        size_t last = t->role.len;

        if (t->holder < 0 || t->owner < 0 || t->status != AG_OFFICE_CURRENT)
            continue;
        while (last > 0 && t->role.at[last - 1] != ' ')
            last--;
        w = ag_states_noun(c->states, ag_str_sub(t->role, last, t->role.len));
        if (!w)
            w = ag_states_noun(c->states, t->role);
        if (w)
            add(c, w, c->finds.at[t->holder].entity, c->finds.at[t->owner].entity, t->first, t->end);
    }
}

/* The subject of the verb at t; of a participle the noun that it describes, of "who" the same. */
static int
subject_of(const ag_cast *c, int t, bool is_passive)
{
    int rel = token(c, t)->deprel, s = ag_tree_child(c->doc, t, is_passive ? AG_NSUBJ_PASS_ : AG_NSUBJ_);

    if (s >= 0 && !(rel == AG_ACL_RELCL_ && token(c, s)->upos == AG_PRON && ag_str_starts(token(c, s)->xpos, AG_S("W"))))
        return s;
    return (rel == AG_ACL_RELCL_ && s >= 0) || (rel == AG_ACL_ && is_passive) ? token(c, t)->head : -1;
}

static void
find_by_verbs(ag_cast *c)
{
    for (int t = 0; t < c->doc->tokens.n; t++) {
        bool is_passive = ag_tree_child(c->doc, t, AG_AUX_PASS_) >= 0 || (ag_str_is(token(c, t)->xpos, "VBN") && ag_tree_child(c->doc, t, AG_AUX_REL_) < 0);
        const ag_state_word *w;
        int x, y, was = ag_tree_child(c->doc, t, AG_AUX_PASS_);

        if (token(c, t)->upos != AG_VERB)
            continue;
        w = ag_states_verb(c->a, c->states, ag_lemma(c->a, c->doc, t), is_passive);
        if (!w || is_denied(c, t))
            continue;
        if (!w->is_past && (ag_str_is(token(c, t)->xpos, "VBD") || (was >= 0 && !ag_form_is(c->doc, was, "is") && !ag_form_is(c->doc, was, "are"))))
            continue;
        x = subject_of(c, t, is_passive);
        y = w->prepositions.len > 0 ? behind_preposition(c, t, w->prepositions) : ag_tree_child(c->doc, t, AG_OBJ_);
        if (x >= 0 && y >= 0 && x != y && entity_at(c, y) >= 0 && !c->finds.at[find_of(c, y)].is_adjective)
            add(c, w, entity_at(c, x), entity_at(c, y), smaller(x, smaller(t, y)), larger(x, larger(t, y)) + 1);
    }
}

/* "the Paris-based OECD" */
static void
find_based(ag_cast *c)
{
    const ag_state_word *w = ag_states_verb(c->a, c->states, AG_S("base"), true);

    for (int t = 2; w && t + 1 < c->doc->tokens.n; t++) {
        int x = c->find_at[t + 1], y = c->find_at[t - 2];

        if (ag_form_is(c->doc, t, "based") && ag_form_is(c->doc, t - 1, "-") && x >= 0 && y >= 0 && c->finds.at[x].first == t + 1 && !c->finds.at[y].is_adjective)
            add(c, w, c->finds.at[x].entity, c->finds.at[y].entity, c->finds.at[y].first, c->finds.at[x].end);
    }
}

/* "Anchorage, Alaska", "Russia's Samara region". */
static void
find_places(ag_cast *c)
{
    const ag_state_word *found = ag_states_noun(c->states, AG_S("city"));
    ag_state_word w;

    if (!found)
        return;
    w = *found;
    w.word = AG_S("");
    for (int i = 0; i + 1 < c->finds.n; i++) {
        const ag_find *x = &c->finds.at[i], *y = &c->finds.at[i + 1];
        bool gap;

        if (x->kind != AG_MENTION_NAME || y->kind != AG_MENTION_NAME || token(c, x->first)->sentence != token(c, y->first)->sentence)
            continue;
        /* city, region or country */
        gap = x->end + 1 == y->first && ag_form_is(c->doc, x->end, ",");
        if (gap && x->type == AG_TYPE_PLACE && (y->type == AG_TYPE_PLACE || y->type == AG_TYPE_COUNTRY) && !y->is_adjective &&
            y->end < c->doc->tokens.n && !ag_form_is(c->doc, y->end, "and") && !ag_form_is(c->doc, y->end, "or") &&
            token(c, y->head)->deprel != AG_CONJ_ && !y->is_metonym && !x->is_metonym)
            add(c, &w, x->entity, y->entity, x->first, y->end);
        /* country's place */
        gap = (x->end == y->first && x->is_adjective) || (x->end + 1 == y->first && ag_is_possessive(c->doc, x->end));
        if (gap && x->type == AG_TYPE_COUNTRY && y->type == AG_TYPE_PLACE && !y->is_metonym && !y->is_adjective)
            add(c, &w, y->entity, x->entity, x->first, y->end);
    }
}

void
ag_cast_states(ag_cast *c)
{
    find_by_titles(c);
    find_by_nouns(c);
    find_by_verbs(c);
    find_based(c);
    find_places(c);
}
