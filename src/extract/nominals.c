/* Actors that are described, not named: "the Canadian prime minister", "Western allies".
 *
 * A title without a name leads to the entity that holds this office in this article. A noun for a body
 * with a country ("the Russian foreign ministry") is an organisation; "the Ukrainian government" is
 * Ukraine. "A group of allies, known as X" is X. What remains are groups worth a name of their own
 * ("European leaders"), never counted as named.
 *
 * Weak where the office is held by two in one article and nothing tells them apart: then nobody. */
#include "base/utf8.h"
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

void
ag_cast_nominal(ag_cast *c, int first, int end, int head, int entity)
{
    ag_find f = { .first = first, .end = end, .head = head, .kind = AG_MENTION_NOMINAL, .is_named = true, .title = -1,
                  .name = ag_tokens_text(c->a, c->doc, first, end), .country = AG_S(""), .type = c->members.at[entity].type };

    f.entity = -1;
    AG_PUSH(c->a, &c->finds, f); /* not ag_cast_add: the names inside keep their tokens */
    ag_cast_join(c, c->finds.n - 1, entity);
}

/* The last word of a role: "minister" of "foreign minister". */
static ag_str
last_word(ag_str s)
{
    size_t at = s.len;

    while (at > 0 && s.at[at - 1] != ' ')
        at--;
    return ag_str_sub(s, at, s.len);
}

/* A head of state or of government. */
static bool
heads_a_state(const ag_cast *c, ag_str role)
{
    const ag_title *t = ag_gazetteer_title(c->g, role);

    return t && (ag_str_is(t->sort, "state") || ag_str_is(t->sort, "government"));
}

static bool
role_fits(const ag_cast *c, ag_str asked, ag_str held)
{
    if (ag_str_eq(asked, held))
        return true;
    /* "the minister" for the foreign minister; "the envoy"; not "the president" for a vice president. */
    if (!memchr(asked.at, ' ', asked.len) && ag_str_eq(last_word(held), asked) && !ag_str_is(asked, "president") &&
        !ag_str_starts(held, AG_S("deputy ")) && !ag_str_starts(held, AG_S("vice ")))
        return true;
    /* "Japan's top diplomat", "the South Korean leader" */
    if (ag_str_is(asked, "top diplomat") && (ag_str_is(held, "foreign minister") || ag_str_is(held, "secretary of state") || ag_str_is(held, "foreign secretary")))
        return true;
    if (ag_str_is(asked, "leader") && heads_a_state(c, held))
        return true;
    /* prime minister and premier are one office */
    return (ag_str_is(asked, "premier") && ag_str_is(held, "prime minister")) ||
           (ag_str_is(asked, "prime minister") && ag_str_is(held, "premier"));
}

int
ag_cast_sentences_back(const ag_cast *c, int entity, int t)
{
    const ag_member *m = &c->members.at[entity];
    int best = 1000;

    enum { MOST = 2000 };

    for (int i = 0; i < m->finds.n && i < MOST; i++) {
        const ag_find *f = &c->finds.at[m->finds.at[i]];
        int d = token(c, t)->sentence - token(c, f->first)->sentence;

        if (f->first < t && d < best)
            best = d;
    }
    return best;
}

static int
holder_of(ag_cast *c, const ag_titled *t)
{
    enum { MOST = 500 };
    int found = -1, nearest = 1 << 20, rivals = 0, stateless = -1;
    bool tie = false, several = false;
    int owner = t->owner >= 0 ? c->finds.at[t->owner].entity : -1;

    for (int i = 0; i < c->doc->offices.n && i < MOST; i++) {
        const ag_office *o = &c->doc->offices.at[i];
        int d;

        if (!role_fits(c, t->role, o->role) || (o->status == AG_OFFICE_FORMER) != (t->status == AG_OFFICE_FORMER))
            continue;
        if (owner >= 0 && o->of != owner) {
            ag_str want = c->members.at[owner].country, has = c->members.at[o->person].country;

            /* a president of whom nothing says yet of what */
            if (o->of < 0 && has.len == 0 && want.len > 0 && heads_a_state(c, o->role)) {
                several |= stateless >= 0 && stateless != o->person;
                stateless = o->person;
            }
            /* "the US envoy" for Trump's envoy: the country decides */
            if (want.len == 0 || !ag_str_eq(want, has) || (o->of >= 0 && c->members.at[o->of].type != AG_TYPE_PERSON))
                continue;
        }
        d = ag_cast_sentences_back(c, o->person, t->first);
        if (found == o->person)
            continue;
        if (d == nearest)
            tie = true;
        if (d < nearest) {
            tie = false;
            nearest = d;
            found = o->person;
        }
        rivals++;
    }
    if (tie)
        return -1;
    /* Without an owner only if he was just named, or is the only one. */
    if (owner < 0 && found >= 0 && rivals > 1 && nearest > 1)
        return -1;
    if (owner < 0 && nearest > 6)
        return -1;
    if (found < 0 && stateless >= 0 && !several && ag_cast_sentences_back(c, stateless, t->first) <= 6) {
        c->members.at[stateless].country = c->members.at[owner].country;
        return stateless;
    }
    return found;
}

static bool
is_definite(ag_cast *c, const ag_titled *t)
{
    int k = t->np;
    ag_str lower = ag_lower(c->a, token(c, k)->form);

    if (ag_str_is(lower, "the") || ag_str_is(lower, "this") || ag_str_is(lower, "that"))
        return true;
    if (ag_str_is(lower, "a") || ag_str_is(lower, "an") || ag_str_is(lower, "another") || ag_str_is(lower, "some") ||
        ag_str_is(lower, "any") || ag_str_is(lower, "every") || ag_str_is(lower, "no") || ag_str_is(lower, "each"))
        return false;
    return t->owner >= 0;
}

static void
resolve_titles(ag_cast *c)
{
    for (int i = 0; i < c->titles.n; i++) {
        const ag_titled *t = &c->titles.at[i];
        int e, end = t->end, rel = token(c, t->head)->deprel;

        if ((t->holder >= 0 && !t->is_copula) || t->is_plural)
            continue;
        /* "prime minister candidate": but headlines confuse the parser. */
        if (t->is_copula || (token(c, t->head)->deprel == AG_COMPOUND_ && token(c, t->head)->sentence > 0))
            continue;
        /* Its own phrase "of France" belongs to the mention. */
        if (t->owner >= 0 && c->finds.at[t->owner].first >= t->end)
            end = c->finds.at[t->owner].end;
        if (is_definite(c, t)) {
            e = holder_of(c, t);
            if (e >= 0) {
                ag_cast_nominal(c, t->np, end, t->head, e);
                continue;
            }
        }
        /* Unnamed, but of a country and acting: "a Ukrainian official said". */
        if (t->owner >= 0 && c->finds.at[t->owner].type == AG_TYPE_COUNTRY && (rel == AG_NSUBJ_ || rel == AG_NSUBJ_PASS_ || rel == AG_OBL_AGENT_) &&
            ag_gazetteer_word(c->g, AG_WORDS_UNNAMED, last_word(t->role))) {
            ag_str country = c->finds.at[t->owner].country, adjective = ag_gazetteer_adjective(c->g, country);
            const char *former = t->status == AG_OFFICE_FORMER ? "former " : "";

            if (adjective.len == 0)
                continue;
            e = ag_cast_entity(c, AG_TYPE_PERSON, ag_arena_printf(c->a, "%s%.*s %.*s", former, AG_SHOW(adjective), AG_SHOW(t->role)), false);
            c->members.at[e].country = country;
            ag_cast_nominal(c, t->np, end, t->head, e);
        }
    }
}

/* The country before a noun: "the Russian [foreign] ministry", "Ukraine's parliament"; *np its first token. */
static int
owner_before(const ag_cast *c, int t, int *np)
{
    int s = c->doc->sentences.at[token(c, t)->sentence].first, k = t;

    while (k > s && c->find_at[k - 1] < 0 &&
           (token(c, k - 1)->upos == AG_NOUN || token(c, k - 1)->upos == AG_ADJ || token(c, k - 1)->upos == AG_PROPN) &&
           t - k < 3)
        k--;
    if (k > s && ag_is_possessive(c->doc, k - 1))
        k--;
    if (k > s && c->find_at[k - 1] >= 0) {
        *np = c->finds.at[c->find_at[k - 1]].first;
        return c->find_at[k - 1];
    }
    return -1;
}

static bool
with_article(const ag_cast *c, int *first)
{
    int s = c->doc->sentences.at[token(c, *first)->sentence].first;

    if (*first > s && ag_form_is(c->doc, *first - 1, "the")) {
        (*first)--;
        return true;
    }
    return false;
}

static bool
is_covered(const ag_cast *c, int t)
{
    return c->find_at[t] >= 0 || c->described[t];
}

/* "the Ukrainian government" and "the Russian foreign ministry". */
static void
find_bodies(ag_cast *c)
{
    for (int t = 0; t < c->doc->tokens.n; t++) {
        int first = t, owner;
        ag_str country, adjective;

        if (is_covered(c, t) || c->title_at[t] >= 0 || token(c, t)->upos != AG_NOUN || token(c, t)->deprel == AG_COMPOUND_)
            continue;
        if (!ag_str_eq(ag_lemma(c->a, c->doc, t), ag_lower(c->a, token(c, t)->form)))
            continue; /* plural */
        owner = owner_before(c, t, &first);
        if (owner < 0 || c->finds.at[owner].type != AG_TYPE_COUNTRY || c->finds.at[owner].country.len == 0)
            continue;
        country = c->finds.at[owner].country;
        adjective = ag_gazetteer_adjective(c->g, country);
        if (word(c, AG_WORDS_GOVERNMENT, t) && !word(c, AG_WORDS_COUNTRY, t) &&
            (t == c->finds.at[owner].end || ag_is_possessive(c->doc, t - 1))) {
            with_article(c, &first);
            ag_cast_nominal(c, first, t + 1, t, ag_cast_country(c, country));
        } else if ((ag_form_is(c->doc, t, "ministry") || ag_form_is(c->doc, t, "parliament") || ag_form_is(c->doc, t, "army") ||
                    ag_form_is(c->doc, t, "military") || ag_form_is(c->doc, t, "navy") || ag_form_is(c->doc, t, "police") ||
                    ag_form_is(c->doc, t, "embassy") || ag_form_is(c->doc, t, "senate") || ag_form_is(c->doc, t, "cabinet")) &&
                   adjective.len > 0 && ag_starts_upper(adjective)) {
            int from = c->finds.at[owner].end, e;
            bool plain = true;

            if (from <= t && ag_is_possessive(c->doc, from))
                from++;
            /* "foreign ministry", not "rising military" */
            for (int k = from; k < t; k++)
                plain = plain && (token(c, k)->upos == AG_NOUN || ag_form_is(c->doc, k, "foreign"));
            if (!plain)
                continue;
            e = ag_cast_entity(c, AG_TYPE_ORGANIZATION,
                               ag_arena_printf(c->a, "%.*s %.*s", AG_SHOW(adjective), AG_SHOW(ag_tokens_text(c->a, c->doc, from, t + 1))),
                               true);
            c->members.at[e].country = country;
            with_article(c, &first);
            ag_cast_nominal(c, first, t + 1, t, e);
        }
    }
}

/* "a group of Western allies, known as the Coalition of the Willing" */
static void
find_known_as(ag_cast *c)
{
    for (int t = 0; t + 2 < c->doc->tokens.n; t++) {
        const ag_sentence *s = &c->doc->sentences.at[token(c, t)->sentence];
        int k = t + 1, f, head = token(c, t)->head, first;

        if (!(ag_form_is(c->doc, t, "known") || ag_form_is(c->doc, t, "called") || ag_form_is(c->doc, t, "dubbed") ||
              ag_form_is(c->doc, t, "named")) ||
            token(c, t)->deprel != AG_ACL_ || head < 0 || head >= t || token(c, head)->upos != AG_NOUN || c->find_at[head] >= 0)
            continue;
        while (k < s->end && (ag_form_is(c->doc, k, "as") || token(c, k)->upos == AG_DET))
            k++;
        f = k < s->end ? c->find_at[k] : -1;
        if (f < 0 || c->finds.at[f].first != k || c->finds.at[f].entity < 0)
            continue;
        for (first = head; first > s->first && token(c, first - 1)->head == head && token(c, first - 1)->upos != AG_PUNCT; first--)
            ;
        if (ag_form_is(c->doc, t - 1, ",") && t - 1 > head)
            ag_cast_nominal(c, first, t - 1, head, c->finds.at[f].entity);
        else if (t > head)
            ag_cast_nominal(c, first, t, head, c->finds.at[f].entity);
    }
}

/* The first token of the noun phrase of `head`: what depends on it and stands right before it. */
static int
phrase_start(const ag_cast *c, int head)
{
    int first = head;
    const ag_sentence *s = &c->doc->sentences.at[token(c, head)->sentence];

    while (first > s->first && token(c, first - 1)->upos != AG_PUNCT && token(c, first - 1)->upos != AG_VERB &&
           token(c, first - 1)->head >= first - 1 && token(c, first - 1)->head <= head)
        first--;
    return first;
}

/* "Ust-Luga, a Russian port": a noun in apposition to a name. */
static void
find_appositions(ag_cast *c)
{
    for (int t = 0; t < c->doc->tokens.n; t++) {
        int head = token(c, t)->head, f, first;

        if (token(c, t)->deprel != AG_APPOS_ || token(c, t)->upos != AG_NOUN || head < 0 || head >= t || is_covered(c, t))
            continue;
        f = c->find_at[head];
        first = phrase_start(c, t);
        /* "the terminal in Ust-Luga, a Russian port": the parser may hang it on the terminal */
        if (f < 0 && word(c, AG_WORDS_PLACE, t) && first > head + 1 && c->find_at[first - 2] >= 0 && c->finds.at[c->find_at[first - 2]].type == AG_TYPE_PLACE) {
            f = c->find_at[first - 2];
            head = c->finds.at[f].head;
        }
        if (f < 0 || c->finds.at[f].entity < 0 || c->finds.at[f].is_adjective || c->finds.at[f].head != head)
            continue;
        /* A person is a person: not "the leadership", the next item of a list. */
        if (c->finds.at[f].type == AG_TYPE_PERSON && c->title_at[t] < 0 && !word(c, AG_WORDS_PERSON, t) && !word(c, AG_WORDS_FAMILY, t))
            continue;
        if (c->finds.at[f].type == AG_TYPE_ORGANIZATION && !word(c, AG_WORDS_BODY, t) && !word(c, AG_WORDS_COMPANY, t) && !word(c, AG_WORDS_GROUP, t))
            continue;
        if (first <= head || !ag_form_is(c->doc, first - 1, ",") || first - 1 != c->finds.at[f].end)
            continue;
        if (token(c, first)->upos != AG_DET && token(c, first)->upos != AG_PRON && c->find_at[first] < 0)
            continue;
        ag_cast_nominal(c, first, t + 1, t, c->finds.at[f].entity);
    }
}

/* "The two leaders": the last two persons named before, by one mention each. */
static void
find_pairs(ag_cast *c)
{
    for (int t = 1; t < c->doc->tokens.n; t++) {
        int a = -1, b = -1, first = t - 1;
        bool persons = !ag_form_is(c->doc, t, "countries") && !ag_form_is(c->doc, t, "nations") && !ag_form_is(c->doc, t, "sides") &&
                       !ag_form_is(c->doc, t, "neighbours") && !ag_form_is(c->doc, t, "neighbors");

        if (!(ag_form_is(c->doc, t - 1, "two") || ag_form_is(c->doc, t - 1, "both")) || !word(c, AG_WORDS_PAIR, t) || is_covered(c, t))
            continue;
        for (int k = t - 1; k >= 0 && b < 0 && token(c, t)->sentence - token(c, k)->sentence <= 4; k--) {
            const ag_find *f = c->find_at[k] >= 0 ? &c->finds.at[c->find_at[k]] : NULL;

            if (f == NULL || f->entity < 0 || f->kind != AG_MENTION_NAME || f->is_adjective)
                continue;
            if (f->type != (persons ? AG_TYPE_PERSON : AG_TYPE_COUNTRY) || f->entity == a)
                continue;
            /* A third one just as near, in a list: nobody can tell. */
            if (a < 0)
                a = f->entity;
            else
                b = f->entity;
        }
        if (b < 0)
            continue;
        if (first > 0 && ag_form_is(c->doc, first - 1, "the"))
            first--;
        ag_cast_nominal(c, first, t + 1, t, a);
        ag_cast_nominal(c, first, t + 1, t, b);
    }
}

static bool
acts_or_is_acted_on(const ag_cast *c, int t, bool is_owned)
{
    switch (token(c, ag_tree_first_conjunct(c->doc, t))->deprel) {
    case AG_NMOD_: return is_owned; /* "talks with Syrian generals" */
    case AG_NSUBJ_: case AG_NSUBJ_PASS_: case AG_OBJ_: case AG_IOBJ_: case AG_OBL_: case AG_OBL_AGENT_: return true;
    default: return false;
    }
}

/* The country of "students in Pakistan", or "". */
static ag_str
country_behind(const ag_cast *c, int t)
{
    int k = t + 2;

    if (k >= c->doc->tokens.n || !(ag_form_is(c->doc, t + 1, "in") || ag_form_is(c->doc, t + 1, "from")))
        return AG_S("");
    if (ag_form_is(c->doc, k, "the") && k + 1 < c->doc->tokens.n)
        k++;
    if (c->find_at[k] < 0 || c->finds.at[c->find_at[k]].type != AG_TYPE_COUNTRY || token(c, c->finds.at[c->find_at[k]].head)->head != t
        || ag_tree_child(c->doc, c->finds.at[c->find_at[k]].head, AG_CONJ_) >= 0)
        return AG_S(""); /* of several they are not of one */
    return c->finds.at[c->find_at[k]].country;
}

/* "European leaders", "local authorities", "rebels". */
static void
find_groups(ag_cast *c)
{
    for (int t = 0; t < c->doc->tokens.n; t++) {
        const ag_sentence *s = &c->doc->sentences.at[token(c, t)->sentence];
        int first = t, np, e;
        bool modified, subject;
        ag_str name, country = AG_S(""), home = AG_S(""), plural = ag_lower(c->a, token(c, t)->form), lemma;

        if (is_covered(c, t) || token(c, t)->upos != AG_NOUN || !word(c, AG_WORDS_GROUP, t))
            continue;
        lemma = ag_lemma(c->a, c->doc, t);
        if (ag_str_eq(plural, lemma) && !ag_str_is(plural, "police"))
            continue;
        subject = ag_tree_is_subject(c->doc, t);
        while (first > s->first && t - first < 4 && !ag_is_possessive(c->doc, first - 1) &&
               ((c->find_at[first - 1] >= 0 && (c->finds.at[c->find_at[first - 1]].is_adjective || c->finds.at[c->find_at[first - 1]].type == AG_TYPE_COUNTRY ||
                                               c->finds.at[c->find_at[first - 1]].type == AG_TYPE_ORGANIZATION)) ||
                (c->find_at[first - 1] < 0 && (token(c, first - 1)->upos == AG_ADJ || token(c, first - 1)->upos == AG_NOUN)))) {
            if (token(c, first - 1)->upos == AG_ADJ && c->find_at[first - 1] < 0) {
                ag_str lower = ag_lower(c->a, token(c, first - 1)->form);

                if (ag_str_is(lower, "other") || ag_str_is(lower, "many") || ag_str_is(lower, "several") || ag_str_is(lower, "few") ||
                    ag_str_is(lower, "such") || ag_str_is(lower, "own") || ag_str_is(lower, "new") || ag_str_is(lower, "more"))
                    break;
            }
            first--;
        }
        for (int k = first; k < t; k++)
            if (c->find_at[k] >= 0 && c->finds.at[c->find_at[k]].country.len > 0)
                country = c->finds.at[c->find_at[k]].country;
        modified = first < t;
        if (country.len == 0 && !ag_gazetteer_word(c->g, AG_WORDS_COUNTRY, lemma)) {
            country = country_behind(c, t);
            if (country.len)
                home = ag_gazetteer_adjective(c->g, country);
        }
        if (!acts_or_is_acted_on(c, t, country.len > 0))
            continue;
        if (!modified && !home.len && (!subject || ag_gazetteer_word(c->g, AG_WORDS_COUNTRY, lemma) || ag_str_is(lemma, "member") ||
                          ag_str_is(lemma, "group") || ag_str_is(lemma, "state") || ag_str_is(lemma, "company") ||
                          ag_str_is(lemma, "bank") || ag_str_is(lemma, "source") || ag_str_is(lemma, "partner") ||
                          ag_str_is(lemma, "force") || ag_str_is(lemma, "general") || ag_str_is(lemma, "producer")))
            continue;
        name = ag_tokens_text(c->a, c->doc, first, t + 1);
        if (home.len)
            name = ag_arena_printf(c->a, "%.*s %.*s", AG_SHOW(home), AG_SHOW(ag_lower(c->a, name)));
        /* A capital that only the place in the sentence gave. */
        if (!home.len && first == s->first && c->find_at[first] < 0 && token(c, first)->upos != AG_PROPN)
            name = ag_arena_printf(c->a, "%.*s%.*s", AG_SHOW(ag_lower(c->a, ag_str_sub(name, 0, 1))), (int)name.len - 1, name.at + 1);
        e = ag_cast_entity(c, AG_TYPE_GROUP, name, false);
        c->members.at[e].is_group = true;
        if (c->members.at[e].country.len == 0)
            c->members.at[e].country = country;
        np = first;
        if (np > s->first && (token(c, np - 1)->upos == AG_DET))
            np--;
        ag_cast_nominal(c, np, t + 1, t, e);
    }
}

void
ag_cast_nominals(ag_cast *c)
{
    resolve_titles(c);
    find_known_as(c);
    find_appositions(c);
    find_pairs(c);
    find_bodies(c);
    ag_cast_descriptions(c);
    find_groups(c);
}
