/* Descriptions that only fit what one entity near them is: "the company", "the bloc", "the country", "the
 * Danish capital", "the two", "the 48-year-old".
 *
 * Words and what they may mean stand in ontology/nouns.txt, [description]. The nearest entity of that kind is
 * meant if no other stands as near; otherwise nobody.
 *
 * Weak where the nearest is not meant, which the text then tells by sense alone. */
#include "extract/cast.h"

enum { NEAR = 2, FAR = 12, MOST = 300 }; /* sentences, sentences, entities looked at */

static const ag_token *
token(const ag_cast *c, int t)
{
    return &c->doc->tokens.at[t];
}

static bool
is_free(const ag_cast *c, int t)
{
    return c->find_at[t] < 0 && !c->described[t] && c->title_at[t] < 0;
}

/* Does `word` stand in the name as a word of its own? */
static bool
has_word(ag_str name, ag_str word)
{
    ag_str one;

    while (ag_str_cut(&name, ' ', &one))
        if (ag_str_eq_nocase(one, word))
            return true;
    return false;
}

typedef enum sort { COMPANY, ALLIANCE, WORLD_BODY, OF_THAT_NAME } sort;

static bool
is_a(ag_cast *c, const ag_member *m, sort s, ag_str word)
{
    if (m->type != AG_TYPE_ORGANIZATION || !m->is_named || m->finds.n == 0)
        return false;
    switch (s) {
    case ALLIANCE: return m->known && (m->known->is_alliance || ag_gazetteer_word(c->g, AG_WORDS_ALLIANCE, m->known->name));
    case WORLD_BODY: return m->known && ag_str_is(m->known->name, "United Nations");
    case OF_THAT_NAME: return has_word(m->name, word) || (m->known && has_word(m->known->name, word));
    default: break;
    }
    /* a company is what the gazetteer does not know as something else and no word of its name contradicts */
    for (ag_str rest = m->key, one; ag_str_cut(&rest, ' ', &one);)
        if (ag_gazetteer_word(c->g, AG_WORDS_BODY, one) && !ag_gazetteer_word(c->g, AG_WORDS_COMPANY, one) && !ag_str_is(one, "company") &&
            !ag_str_is(one, "corporation") && !ag_str_is(one, "airline") && !ag_str_is(one, "airlines"))
            return false;
    return m->known == NULL;
}

/* The one organisation of that sort nearest before token t, within `far` sentences, or -1. */
static int
nearest(ag_cast *c, int t, sort s, ag_str word, int far)
{
    int found = -1, least = far + 1;
    bool tie = false;

    for (int m = 0; m < c->members.n && m < MOST; m++) {
        int d = is_a(c, &c->members.at[m], s, word) ? ag_cast_sentences_back(c, m, t) : far + 1;

        if (d > far || d > least)
            continue;
        tie = d == least;
        least = d;
        found = m;
    }
    return tie ? -1 : found;
}

/* "the company", "the bloc", "the court" */
static void
find_organisations(ag_cast *c)
{
    for (int t = 1; t < c->doc->tokens.n; t++) {
        int first = t - 1, e;
        ag_str w;
        sort s;

        if (token(c, t)->upos != AG_NOUN || !is_free(c, t) || ag_str_is(token(c, t)->xpos, "NNS") ||
            (t + 1 < c->doc->tokens.n && (ag_form_is(c->doc, t + 1, "of") || token(c, t + 1)->upos == AG_NOUN || token(c, t + 1)->upos == AG_PROPN)))
            continue;
        w = ag_lower(c->a, token(c, t)->form);
        if (first > 0 && ag_str_is(w, "body") && (ag_form_is(c->doc, first, "world") || ag_form_is(c->doc, first, "global"))) {
            s = WORLD_BODY;
            first--;
        } else if (ag_gazetteer_word(c->g, AG_WORDS_DESCRIBES_COMPANY, w))
            s = COMPANY;
        else if (ag_gazetteer_word(c->g, AG_WORDS_DESCRIBES_ALLIANCE, w))
            s = ALLIANCE;
        else if (ag_gazetteer_word(c->g, AG_WORDS_BODY, w))
            s = OF_THAT_NAME;
        else
            continue;
        if (token(c, first)->sentence != token(c, t)->sentence || !ag_form_is(c->doc, first, "the"))
            continue;
        /* "the bank": rather the European Bank further up than the firm just named */
        e = s == COMPANY ? nearest(c, t, OF_THAT_NAME, w, FAR) : -1;
        if (e < 0)
            e = nearest(c, t, s, w, s == COMPANY ? NEAR : FAR);
        if (e >= 0)
            ag_cast_nominal(c, first, t + 1, t, e);
    }
}

/* The only country that a sentence names before token `until`, adjectives apart; -1: none or several. */
static int
only_country(const ag_cast *c, int sentence, int until)
{
    int found = -1;

    for (int i = 0; i < c->in_sentence[sentence].n; i++) {
        const ag_find *f = &c->finds.at[c->in_sentence[sentence].at[i]];

        if (f->type != AG_TYPE_COUNTRY || f->is_adjective || f->kind != AG_MENTION_NAME || f->first >= until || f->entity == found)
            continue;
        if (found >= 0)
            return -1;
        found = f->entity;
    }
    return found;
}

/* Does an adjective of another country stand in the sentence before token `until`? */
static bool
has_rival(const ag_cast *c, int sentence, int until, int country)
{
    for (int i = 0; i < c->in_sentence[sentence].n; i++) {
        const ag_find *f = &c->finds.at[c->in_sentence[sentence].at[i]];

        if (f->type == AG_TYPE_COUNTRY && f->is_adjective && f->first < until && f->entity != country)
            return true;
    }
    return false;
}

/* "the country": what the sentence before, or this one, names as the only one */
static void
find_countries(ag_cast *c)
{
    for (int t = 1; t < c->doc->tokens.n; t++) {
        int s = token(c, t)->sentence, e;

        if (token(c, t)->upos != AG_NOUN || !is_free(c, t) || ag_str_is(token(c, t)->xpos, "NNS") || !ag_form_is(c->doc, t - 1, "the") ||
            !ag_gazetteer_word(c->g, AG_WORDS_COUNTRY, ag_lower(c->a, token(c, t)->form)) ||
            (t + 1 < c->doc->tokens.n && (ag_form_is(c->doc, t + 1, "of") || token(c, t + 1)->upos == AG_NOUN)))
            continue;
        if (!ag_tree_is_subject(c->doc, t) && token(c, t)->deprel != AG_OBJ_ && token(c, t)->deprel != AG_NMOD_POSS_)
            continue;
        e = only_country(c, s, t);
        if (e < 0 && s > 0)
            e = only_country(c, s - 1, t);
        if (e >= 0 && !has_rival(c, s, t, e))
            ag_cast_nominal(c, t - 1, t + 1, t, e);
    }
}

/* "the Danish capital": where the article names the city */
static void
find_capitals(ag_cast *c)
{
    for (int t = 2; t < c->doc->tokens.n; t++) {
        int f = c->find_at[t - 1], first;

        if (!ag_form_is(c->doc, t, "capital") || !is_free(c, t) || (t + 1 < c->doc->tokens.n && ag_form_is(c->doc, t + 1, "of")) || f < 0 || !c->finds.at[f].is_adjective || c->finds.at[f].country.len == 0)
            continue;
        first = c->finds.at[f].first - (c->finds.at[f].first > 0 && ag_form_is(c->doc, c->finds.at[f].first - 1, "the"));
        for (int m = 0; m < c->members.n && m < MOST; m++) {
            const ag_member *x = &c->members.at[m];

            if (x->type != AG_TYPE_PLACE || x->finds.n == 0 || !x->known || x->known->metonym != AG_METONYM_WILL ||
                !ag_str_eq(x->known->stands_for, c->finds.at[f].country))
                continue;
            ag_cast_nominal(c, first, t + 1, t, m);
            break;
        }
    }
}

/* Persons named or meant in a sentence before token `until`: at most `most`, the latest first. */
static int
persons_of(const ag_cast *c, int sentence, int until, int *out, int most)
{
    int n = 0;

    for (int t = c->doc->sentences.at[sentence].end - 1; t >= c->doc->sentences.at[sentence].first; t--) {
        int f = t < until ? c->headed[t] : -1;
        bool again = f < 0 || c->finds.at[f].type != AG_TYPE_PERSON || !c->members.at[c->finds.at[f].entity].is_named;

        for (int i = 0; i < n && !again; i++)
            again = out[i] == c->finds.at[f].entity;
        if (!again && n < most)
            out[n++] = c->finds.at[f].entity;
    }
    return n;
}

/* "The two then had dinner" and "The 48-year-old": persons of the sentence before. */
static void
find_persons(ag_cast *c)
{
    for (int t = 1; t < c->doc->tokens.n; t++) {
        int s = token(c, t)->sentence, who[3], n, first = c->doc->sentences.at[s].first;
        bool two = ag_form_is(c->doc, t, "two") && token(c, t)->upos == AG_NUM && first == t - 1;
        bool old = t == first + 5 && ag_form_is(c->doc, t, "old") && ag_form_is(c->doc, t - 1, "-") && ag_form_is(c->doc, t - 2, "year");

        if ((!two && !old) || s == 0 || !is_free(c, t) || !ag_form_is(c->doc, first, "the") || !ag_tree_is_subject(c->doc, t))
            continue;
        n = persons_of(c, s - 1, t, who, 3);
        if (old && n > 1) {
            /* of several its subject */
            int k = c->doc->sentences.at[s - 1].first;

            while (k < c->doc->sentences.at[s - 1].end && token(c, k)->deprel != AG_ROOT_)
                k++;
            k = k < c->doc->sentences.at[s - 1].end ? ag_tree_child(c->doc, k, AG_NSUBJ_) : -1;
            if (k < 0 || c->headed[k] < 0 || c->finds.at[c->headed[k]].type != AG_TYPE_PERSON)
                continue;
            who[0] = c->finds.at[c->headed[k]].entity;
            n = 1;
        }
        if (n != (two ? 2 : 1))
            continue;
        for (int i = 0; i < n; i++)
            ag_cast_nominal(c, first, t + 1, t, who[i]);
    }
}

void
ag_cast_descriptions(ag_cast *c)
{
    find_organisations(c);
    find_countries(c);
    find_capitals(c);
    find_persons(c);
}
