/* Titles in the text: "Russia's foreign minister, Sergey Lavrov" → a role, its owner, its holder.
 *
 * The idea: find each title by the table (the longest phrase; nouns in front join where the table says
 * so), then look at both sides. On the left, adjacent: status ("former"), the owner as an adjective, a
 * name or a possessive. On the right: a name without a comma; an of- or for-phrase; a name behind a
 * comma. The tree decides where adjacency does not: apposition and "X is the president of Y".
 *
 * Weak for offices that are told by what somebody does alone ("succeeds X", "won the presidency"). */
#include "base/utf8.h"
#include "extract/cast.h"

static const ag_token *
token(const ag_cast *c, int t)
{
    return &c->doc->tokens.at[t];
}

/* Small letters of [first, end), its last word as `last`, line ends as blanks. */
static ag_str
with_last(ag_cast *c, int first, int end, ag_str last)
{
    ag_str front;

    if (end - first == 1)
        return last;
    front = ag_lower(c->a, ag_tokens_text(c->a, c->doc, first, end - 1));
    /* A hyphen keeps its neighbours close: "vice-president". */
    return token(c, end - 2)->span.to == token(c, end - 1)->span.from ? ag_arena_printf(c->a, "%.*s%.*s", AG_SHOW(front), AG_SHOW(last))
                                                                      : ag_arena_printf(c->a, "%.*s %.*s", AG_SHOW(front), AG_SHOW(last));
}

/* The title that [first, end) is: as written, else with its last word in the singular. */
static const ag_title *
title_at(ag_cast *c, int first, int end, bool *is_plural)
{
    ag_str form = ag_lower(c->a, token(c, end - 1)->form), lemma = ag_lemma(c->a, c->doc, end - 1);
    const ag_title *t;

    *is_plural = false;
    /* "ex-chancellor" */
    if (end - first == 1 && ag_str_starts(form, AG_S("ex-")))
        return ag_gazetteer_title(c->g, ag_str_sub(form, 3, form.len));
    t = ag_gazetteer_title(c->g, with_last(c, first, end, form));
    if (t != NULL)
        return t;
    t = ag_gazetteer_title(c->g, with_last(c, first, end, lemma));
    /* The tagger may leave a proper noun its plural. */
    if (t == NULL && form.len > 3 && ag_str_ends(form, AG_S("s")) && !ag_str_ends(form, AG_S("ss")))
        t = ag_gazetteer_title(c->g, with_last(c, first, end, ag_str_sub(form, 0, form.len - 1)));
    *is_plural = t != NULL;
    return t;
}

static bool
may_join(ag_cast *c, int t, bool capital)
{
    ag_str form = token(c, t)->form, lower = ag_lower(c->a, form);

    if (c->find_at[t] >= 0 || ag_gazetteer_status(c->g, lower) >= 0)
        return false;
    if (ag_gazetteer_word(c->g, AG_WORDS_RANK, lower))
        return true;
    if (token(c, t)->upos == AG_NOUN || token(c, t)->upos == AG_PROPN)
        return (ag_starts_upper(form) == capital || !ag_starts_upper(form)) &&
               (token(c, t)->deprel == AG_COMPOUND_ || token(c, t)->deprel == AG_AMOD_ || token(c, t)->deprel == AG_FLAT_ ||
                token(c, t)->deprel == AG_NMOD_DESC_ || token(c, t)->deprel == AG_NMOD_UNMARKED_ || capital) &&
               !ag_gazetteer_title(c->g, lower);
    /* "foreign ministry official" */
    if (token(c, t)->upos == AG_ADJ && ag_str_is(lower, "foreign"))
        return true;
    return token(c, t)->upos == AG_ADJ && capital && ag_starts_upper(form);
}

/* The find that ends right before token `t`, or -1. */
static int
find_before(const ag_cast *c, int t)
{
    return t > 0 && token(c, t - 1)->sentence == token(c, t < c->doc->tokens.n ? t : t - 1)->sentence ? c->find_at[t - 1] : -1;
}

static int
find_from(const ag_cast *c, int t, int end)
{
    return t < end && c->find_at[t] >= 0 && c->finds.at[c->find_at[t]].first == t ? c->find_at[t] : -1;
}

static bool
may_own(const ag_cast *c, int f, bool possessive)
{
    const ag_find *x = &c->finds.at[f];

    return x->type == AG_TYPE_COUNTRY || x->type == AG_TYPE_ORGANIZATION || x->type == AG_TYPE_PLACE ||
           (x->type == AG_TYPE_PERSON && possessive) || (x->type == AG_TYPE_GROUP && possessive);
}

/* Leftwards from a title: status words, adjectives, then the owner. Sets np, status, owner. */
static void
look_left(ag_cast *c, ag_titled *t)
{
    int s = c->doc->sentences.at[token(c, t->first)->sentence].first, k = t->first;

    while (k > s) {
        int f = find_before(c, k), status;
        ag_str lower = ag_lower(c->a, token(c, k - 1)->form);

        if (f >= 0) {
            if (t->owner >= 0 || !may_own(c, f, false) || c->finds.at[f].type == AG_TYPE_PERSON)
                break;
            t->owner = f;
            k = c->finds.at[f].first;
            continue;
        }
        if (ag_is_possessive(c->doc, k - 1)) {
            f = k - 1 > s ? c->find_at[k - 2] : -1;
            if (f < 0 || !may_own(c, f, true))
                break;
            if (t->owner < 0 || c->finds.at[f].type == AG_TYPE_COUNTRY || c->finds.at[f].type == AG_TYPE_PERSON)
                t->owner = f;
            k = c->finds.at[f].first;
            break;
        }
        status = ag_gazetteer_status(c->g, lower);
        if (status >= 0) {
            if (t->status == AG_OFFICE_CURRENT)
                t->status = (uint8_t)status;
            k--;
            continue;
        }
        if (ag_str_is(lower, "-") && k - 1 > s && ag_gazetteer_status(c->g, ag_lower(c->a, token(c, k - 2)->form)) >= 0) {
            k--;
            continue;
        }
        if (token(c, k - 1)->upos == AG_ADJ || token(c, k - 1)->upos == AG_NUM) {
            k--;
            continue;
        }
        if (token(c, k - 1)->upos == AG_DET || token(c, k - 1)->upos == AG_PRON) {
            k--;
            break;
        }
        break;
    }
    t->np = k;
}

/* Whether a name behind a comma ends its phrase: "…, Sergey Lavrov, said" and not "…, Bob and Al". */
static bool
closes(ag_cast *c, int end, int sentence_end)
{
    if (end >= sentence_end)
        return true;
    if (token(c, end)->upos == AG_PUNCT)
        return true;
    return token(c, end)->upos == AG_VERB || token(c, end)->upos == AG_AUX;
}

static void
look_right(ag_cast *c, ag_titled *t)
{
    int end = c->doc->sentences.at[token(c, t->first)->sentence].end, k = t->end, f;
    bool through_of = false;

    /* "president-elect" */
    if (k + 1 < end && ag_form_is(c->doc, k, "-") && ag_gazetteer_status(c->g, ag_lower(c->a, token(c, k + 1)->form)) >= 0) {
        t->status = (uint8_t)ag_gazetteer_status(c->g, ag_lower(c->a, token(c, k + 1)->form));
        k += 2;
    }
    /* "special envoy Sir David Hannay" */
    for (int n = 0; n < 2 && k < end; n++) {
        ag_gender gender;
        ag_str ignored;

        if (c->find_at[k] >= 0 || !ag_gazetteer_style(c->g, token(c, k)->form, &gender, &ignored))
            break;
        k++;
    }
    f = find_from(c, k, end);
    if (f >= 0 && c->finds.at[f].type == AG_TYPE_PERSON) {
        int o = c->finds.at[f].end;

        t->holder = f;
        /* "President Boris Talvek of Kharvia" */
        if (t->owner < 0 && o + 1 < end && ag_form_is(c->doc, o, "of")) {
            for (o++; o + 1 < end && ag_form_is(c->doc, o, "the"); o++)
                ;
            f = find_from(c, o, end);
            if (f >= 0 && !c->finds.at[f].is_adjective && may_own(c, f, false) && c->finds.at[f].type != AG_TYPE_PERSON)
                t->owner = f;
        }
        return;
    }
    k = t->end > k ? t->end : k;
    while (k + 1 < end && token(c, k)->upos == AG_ADP &&
           (ag_form_is(c->doc, k, "of") || ag_form_is(c->doc, k, "for") || ag_form_is(c->doc, k, "to") ||
            ag_form_is(c->doc, k, "at") || ag_form_is(c->doc, k, "in"))) {
        int o = k + 1;
        bool serves = ag_form_is(c->doc, k, "of") || ag_form_is(c->doc, k, "for") || ag_form_is(c->doc, k, "at");

        while (o < end && (token(c, o)->upos == AG_DET || ag_form_is(c->doc, o, "the")))
            o++;
        f = find_from(c, o, end);
        if (f < 0 || c->finds.at[f].is_adjective || !may_own(c, f, serves))
            break;
        if (t->owner < 0 && serves)
            t->owner = f;
        k = c->finds.at[f].end;
        through_of = true;
        if (find_from(c, k, end) >= 0 && c->finds.at[find_from(c, k, end)].type == AG_TYPE_PERSON) {
            t->holder = find_from(c, k, end);
            return;
        }
    }
    /* The name behind a comma. */
    if (k < end && ag_form_is(c->doc, k, ",")) {
        int n = k + 1;

        /* "permanent representative to the UN, Ambassador William Richardson" */
        if (n < end && c->title_at[n] >= 0 && c->titles.at[c->title_at[n]].first == n)
            n = c->titles.at[c->title_at[n]].end;
        f = find_from(c, n, end);
        if (f >= 0 && c->finds.at[f].type == AG_TYPE_PERSON && n > k + 1 && t->owner >= 0) {
            t->holder = f;
            return;
        }
        if (f >= 0 && c->finds.at[f].type == AG_TYPE_PERSON && closes(c, c->finds.at[f].end, end)) {
            const ag_find *x = &c->finds.at[f];
            bool appos = token(c, x->head)->deprel == AG_APPOS_ && token(c, x->head)->head >= t->first && token(c, x->head)->head < k;

            if (appos || ((t->owner >= 0 || through_of) && token(c, x->head)->deprel != AG_NSUBJ_)) {
                t->holder = f;
                return;
            }
        }
    }
}

/* "a member of the opposition Labour Party": words between the preposition and the owner. */
static void
look_at_phrase(ag_cast *c, ag_titled *t)
{
    const ag_sentence *s = &c->doc->sentences.at[token(c, t->head)->sentence];

    for (int k = t->end; k < s->end && t->owner < 0; k++) {
        ag_str prep;
        int f = c->find_at[k];

        if (token(c, k)->head != t->head || token(c, k)->deprel != AG_NMOD_ || f < 0 || c->finds.at[f].head != k)
            continue;
        prep = ag_tree_case(c->a, c->doc, k);
        if ((ag_str_is(prep, "of") || ag_str_is(prep, "for") || ag_str_is(prep, "at")) && !c->finds.at[f].is_adjective &&
            c->finds.at[f].type == AG_TYPE_ORGANIZATION)
            t->owner = f;
    }
}

/* "Sergey Lavrov, Russia's foreign minister": the name before the comma before the phrase. */
static void
look_before_comma(ag_cast *c, ag_titled *t)
{
    int s = c->doc->sentences.at[token(c, t->first)->sentence].first, f;
    int head = token(c, t->head)->head;

    if (t->np > s + 1 && ag_form_is(c->doc, t->np - 1, ",")) {
        f = c->find_at[t->np - 2];
        /* "…, who is 54, president": age between. */
        if (f < 0 && t->np > s + 3 && token(c, t->np - 2)->upos == AG_NUM && ag_form_is(c->doc, t->np - 3, ","))
            f = c->find_at[t->np - 4];
        if (f >= 0 && c->finds.at[f].type == AG_TYPE_PERSON &&
            (token(c, t->head)->deprel == AG_APPOS_ || token(c, t->head)->deprel == AG_PARATAXIS_ ||
             token(c, t->head)->deprel == AG_CONJ_ || token(c, t->head)->deprel == AG_LIST_ || token(c, t->head)->deprel == AG_NMOD_ ||
             token(c, t->head)->deprel == AG_NSUBJ_)) {
            /* "Merkel, President Macron": the title has its own name, handled before. */
            t->holder = f;
            return;
        }
    }
    if (token(c, t->head)->deprel == AG_APPOS_ && head >= 0 && c->find_at[head] >= 0 &&
        c->finds.at[c->find_at[head]].type == AG_TYPE_PERSON)
        t->holder = c->find_at[head];
}

/* "X, who became prime minister", "X was appointed ambassador to Y", "X served as mayor". */
static void
look_at_verb(ag_cast *c, ag_titled *t)
{
    int verb = token(c, t->head)->head, rel = token(c, t->head)->deprel, subject, f;
    const ag_term_word *w;
    ag_str lemma;

    if (verb < 0 || token(c, verb)->upos != AG_VERB || (rel != AG_XCOMP_ && rel != AG_OBJ_ && rel != AG_OBL_))
        return;
    lemma = ag_lemma(c->a, c->doc, verb);
    w = ag_states_term(c->states, lemma);
    if (!w || w->with.len > 0 || w->term == AG_TERM_ENDS)
        return;
    if (rel == AG_OBL_ && !(ag_str_is(lemma, "serve") && ag_str_is(ag_tree_case(c->a, c->doc, t->head), "as")))
        return;
    subject = ag_tree_child(c->doc, verb, w->is_suffered ? AG_NSUBJ_PASS_ : AG_NSUBJ_);
    if (subject >= 0 && ag_str_starts(token(c, subject)->xpos, AG_S("W")))
        subject = token(c, verb)->deprel == AG_ACL_RELCL_ ? token(c, verb)->head : -1;
    f = subject < 0 ? -1 : c->find_at[subject];
    if (f < 0 || c->finds.at[f].type != AG_TYPE_PERSON)
        return;
    for (int k = c->doc->sentences.at[token(c, verb)->sentence].first; k < verb; k++)
        if (token(c, k)->head == verb && (ag_str_is(token(c, k)->xpos, "MD") || ag_str_is(token(c, k)->xpos, "TO") || token(c, k)->deprel == AG_MARK_ ||
                                          ag_form_is(c->doc, k, "not") || ag_form_is(c->doc, k, "never"))) {
            /* "will become": somebody elect; "could", "not": nobody */
            if (!ag_form_is(c->doc, k, "will"))
                return;
            t->status = AG_OFFICE_ELECT;
        }
    if (rel == AG_OBL_ && ag_str_is(token(c, verb)->xpos, "VBD"))
        t->status = AG_OFFICE_FORMER;
    t->holder = f;
    t->is_copula = true;
}

/* "X is the president of Y". */
static void
look_at_copula(ag_cast *c, ag_titled *t)
{
    int cop = ag_tree_child(c->doc, t->head, AG_COP_), subject = ag_tree_child(c->doc, t->head, AG_NSUBJ_), f;

    if (cop < 0 || subject < 0 || ag_tree_child(c->doc, t->head, AG_ADVMOD_) >= 0)
        return;
    f = c->find_at[subject];
    if (f < 0 || c->finds.at[f].type != AG_TYPE_PERSON)
        return;
    if (ag_form_is(c->doc, cop, "was") || ag_form_is(c->doc, cop, "were")) {
        if (t->status == AG_OFFICE_CURRENT)
            t->status = AG_OFFICE_FORMER;
    } else if (!ag_form_is(c->doc, cop, "is") && !ag_form_is(c->doc, cop, "'s") && !ag_form_is(c->doc, cop, "’s"))
        return;
    t->holder = f;
    t->is_copula = true;
}

static void
add_title(ag_cast *c, int first, int end, ag_str role, const ag_title *title, bool is_plural)
{
    ag_titled t = { .first = first, .end = end, .head = end - 1, .role = role, .title = title, .is_plural = is_plural,
                    .owner = -1, .holder = -1, .np = first };

    for (int k = first; k < end; k++) {
        /* The head noun of "secretary of state" stands in front. */
        if (k + 1 < end && (ag_form_is(c->doc, k + 1, "of") || ag_form_is(c->doc, k + 1, "in"))) {
            t.head = k;
            break;
        }
    }
    if (title->name.len > 0 && t.head == end - 1) {
        int h = ag_tokens_head(c->doc, first, end);

        /* Where the tree is odd, the last word. */
        t.head = h >= first && h < end ? end - 1 : h;
    }
    t.gender = (uint8_t)ag_gazetteer_gender(c->g, role);
    for (int k = first; k < end; k++)
        c->title_at[k] = c->titles.n;
    AG_PUSH(c->a, &c->titles, t);
}

static void
find_titles(ag_cast *c)
{
    for (int i = 0; i < c->doc->tokens.n; i++) {
        const ag_sentence *s = &c->doc->sentences.at[token(c, i)->sentence];
        int limit = s->end - i < 5 ? s->end - i : 5, n;
        const ag_title *title = NULL;
        ag_str role;
        bool is_plural = false;
        int first = i;

        if (c->find_at[i] >= 0 || (token(c, i)->upos != AG_NOUN && token(c, i)->upos != AG_PROPN && token(c, i)->upos != AG_ADJ))
            continue;
        for (n = limit; n > 0; n--) {
            bool free = true;

            for (int k = i; k < i + n; k++)
                free = free && c->find_at[k] < 0;
            if (!free || token(c, i + n - 1)->upos == AG_VERB)
                continue;
            title = title_at(c, i, i + n, &is_plural);
            if (title && (n > 1 || token(c, i)->upos != AG_ADJ))
                break;
            title = NULL;
        }
        if (title == NULL)
            continue;
        role = title->same.len > 0 ? title->same : title->name;
        if (title->is_open || ag_str_is(title->side, "GOV"))
            for (int k = 0; k < 3 && first > s->first && may_join(c, first - 1, ag_starts_upper(token(c, i + n - 1)->form)); k++) {
                bool rank = ag_gazetteer_word(c->g, AG_WORDS_RANK, ag_lower(c->a, token(c, first - 1)->form));

                if (!title->is_open && !rank)
                    break;
                first--;
            }
        if (first < i) {
            ag_str front = ag_lower(c->a, ag_tokens_text(c->a, c->doc, first, i));

            role = ag_arena_printf(c->a, "%.*s %.*s", AG_SHOW(front), AG_SHOW(role));
        }
        add_title(c, first, i + n, role, title, is_plural);
        if (n == 1 && ag_str_starts(ag_lower(c->a, token(c, i)->form), AG_S("ex-")))
            c->titles.at[c->titles.n - 1].status = AG_OFFICE_FORMER;
        i += n - 1;
    }
}

/* "Sen. John Doe": a style that shortens an office, or tells a gender. */
static void
read_styles(ag_cast *c)
{
    for (int i = 0; i < c->finds.n; i++) {
        ag_find *f = &c->finds.at[i];
        ag_gender gender;
        ag_str title;

        if (f->type != AG_TYPE_PERSON)
            continue;
        for (int n = 2; n > 0; n--) {
            if (f->first - n < c->doc->sentences.at[token(c, f->first)->sentence].first)
                continue;
            if (!ag_gazetteer_style(c->g, ag_tokens_text(c->a, c->doc, f->first - n, f->first), &gender, &title))
                continue;
            if (gender != AG_GENDER_UNKNOWN)
                f->gender = (uint8_t)gender;
            if (title.len > 0 && ag_gazetteer_title(c->g, title) && c->title_at[f->first - 1] < 0) {
                add_title(c, f->first - n, f->first, title, ag_gazetteer_title(c->g, title), false);
                look_left(c, &c->titles.at[c->titles.n - 1]);
                c->titles.at[c->titles.n - 1].holder = i;
            }
            break;
        }
    }
}

/* "Ursula Lang, the finance minister and deputy prime minister of Austria": two titles, one holder, one owner. */
static void
share_titles(ag_cast *c)
{
    for (int i = 0; i + 1 < c->titles.n; i++) {
        ag_titled *x = &c->titles.at[i], *y = &c->titles.at[i + 1];

        if (x->end + 1 > y->np || x->end + 1 < y->np || !ag_form_is(c->doc, x->end, "and") || x->is_plural || y->is_plural)
            continue;
        if (x->holder >= 0 && y->holder < 0 && c->finds.at[x->holder].end <= x->np)
            y->holder = x->holder;
        else if (y->holder >= 0 && x->holder < 0 && c->finds.at[y->holder].first >= y->end)
            x->holder = y->holder;
        else
            continue;
        if (x->owner < 0)
            x->owner = y->owner;
        if (y->owner < 0)
            y->owner = x->owner;
    }
}

static int
by_place(const void *x, const void *y)
{
    return ((const ag_titled *)x)->first < ((const ag_titled *)y)->first ? -1 : 1;
}

/* A place with a foreign minister is a country, whether or not a table knows it. */
static void
infer_country(ag_cast *c, const ag_titled *t)
{
    static const char *const roles[] = { "prime minister", "foreign minister", "defence minister", "defense minister",
                                         "interior minister", "finance minister", "president", "king", "queen", "foreign ministry",
                                         "ambassador" };
    const ag_find *owner = &c->finds.at[t->owner];
    ag_str name = owner->name;
    bool national = false;

    if (owner->known || owner->type != AG_TYPE_PLACE || owner->end - owner->first > 3)
        return;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        national |= ag_str_is(t->role, roles[i]);
    /* Clubs and firms have presidents, too: with a capital only. */
    if (!national || (ag_str_is(t->role, "president") && !ag_starts_upper(token(c, t->head)->form) && !owner->is_adjective))
        return;
    for (int i = 0; i < c->finds.n; i++)
        if (c->finds.at[i].type == AG_TYPE_PLACE && c->finds.at[i].known == NULL && ag_str_eq(c->finds.at[i].name, name))
            c->finds.at[i].type = AG_TYPE_COUNTRY;
}

void
ag_cast_titles(ag_cast *c)
{
    find_titles(c);
    for (int i = 0; i < c->titles.n; i++) {
        ag_titled *t = &c->titles.at[i];

        look_left(c, t);
        look_right(c, t);
        if (t->holder < 0 && !t->is_plural)
            look_before_comma(c, t);
        if (t->holder < 0 && !t->is_plural)
            look_at_copula(c, t);
        if (t->holder < 0 && !t->is_plural)
            look_at_verb(c, t);
        if (t->is_plural && t->holder >= 0 && t->title->is_open && !ag_starts_upper(token(c, t->first)->form))
            t->holder = -1;
        if (t->owner < 0 && t->holder >= 0)
            look_at_phrase(c, t);
        if (t->holder >= 0 && t->owner == t->holder)
            t->owner = -1;
        if (t->owner >= 0)
            infer_country(c, t);
    }
    share_titles(c);
    read_styles(c);
    if (c->titles.n > 0)
        qsort(c->titles.at, (size_t)c->titles.n, sizeof *c->titles.at, by_place);
    for (int i = 0; i < c->titles.n; i++) {
        ag_titled *t = &c->titles.at[i];

        for (int k = t->first; k < t->end; k++)
            c->title_at[k] = i;
        if (t->holder >= 0) {
            ag_find *f = &c->finds.at[t->holder];

            if (f->title < 0 || t->end == f->first)
                f->title = i;
            if (t->gender != AG_GENDER_UNKNOWN)
                f->gender = t->gender;
        }
    }
}
