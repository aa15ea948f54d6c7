/* Times beside offices → since when and until when they are held.
 *
 * The idea: the word that a time hangs on is either the office's title ("mining minister since January") or
 * a verb of taking, leaving or holding an office (section [term] of ontology/states.txt) whose subject holds
 * one. A term that is over makes the office a former one, one that is to come that of somebody elect.
 *
 * Weak for persons with several offices in one article, unless the verb names the one: then no date. */
#include "extract/cast.h"
#include "extract/extract.h"
#include "ontology/states.h"

typedef struct terms {
    ag_arena *a;
    const ag_states *states;
    ag_doc *doc;
} terms;

static const ag_token *
token(const terms *c, int t)
{
    return &c->doc->tokens.at[t];
}

/* The first token that ends behind byte `at`; tokens.n where there is none. */
static int
token_from(const ag_doc *doc, uint32_t at)
{
    int low = 0, high = doc->tokens.n;

    while (low < high) {
        int middle = low + (high - low) / 2;

        if (doc->tokens.at[middle].span.to > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static int
entity_at(const ag_doc *doc, int t)
{
    int m = t < 0 ? -1 : ag_mention_at(doc, t);

    return m < 0 || doc->mentions.at[m].is_adjective ? -1 : doc->mentions.at[m].entity;
}

/* The office whose title covers token t, or -1. */
static int
office_at(const ag_doc *doc, int t)
{
    for (int i = 0; t >= 0 && i < doc->offices.n; i++)
        if (doc->offices.at[i].span.from <= doc->tokens.at[t].span.from && doc->tokens.at[t].span.to <= doc->offices.at[i].span.to)
            return i;
    return -1;
}

/* The only office of a person, or -1. */
static int
only_office(const ag_doc *doc, int person)
{
    int found = -1;

    for (int i = 0; person >= 0 && i < doc->offices.n; i++)
        if (doc->offices.at[i].person == person) {
            if (found >= 0)
                return -1;
            found = i;
        }
    return found;
}

/* Who does, or suffers, what the verb at t says; of "who" the one described. */
static int
subject_of(const terms *c, int t, bool is_suffered)
{
    for (int steps = 0; t >= 0 && steps < 4; steps++) {
        int s = ag_tree_child(c->doc, t, is_suffered ? AG_NSUBJ_PASS_ : AG_NSUBJ_), rel = token(c, t)->deprel;

        if (s < 0 && ag_tree_child(c->doc, t, is_suffered ? AG_NSUBJ_ : AG_NSUBJ_PASS_) >= 0)
            return -1;
        if (s >= 0 && !ag_str_starts(token(c, s)->xpos, AG_S("W")))
            return s;
        if (rel == AG_ACL_RELCL_ || (rel == AG_ACL_ && is_suffered == ag_str_is(token(c, t)->xpos, "VBN")))
            return token(c, t)->head;
        if (rel != AG_CONJ_ && rel != AG_XCOMP_ && rel != AG_ADVCL_)
            return -1;
        t = token(c, t)->head;
    }
    return -1;
}

static bool
is_negated(const terms *c, int t)
{
    const ag_sentence *s = &c->doc->sentences.at[token(c, t)->sentence];

    for (int k = s->first; k < s->end; k++)
        if (token(c, k)->head == t && (ag_form_is(c->doc, k, "not") || ag_form_is(c->doc, k, "n't") || ag_form_is(c->doc, k, "n’t") ||
                                       ag_form_is(c->doc, k, "never") || ag_form_is(c->doc, k, "could") || ag_form_is(c->doc, k, "may") ||
                                       ag_form_is(c->doc, k, "might") || ag_form_is(c->doc, k, "would") || token(c, k)->deprel == AG_MARK_))
            return true;
    return false;
}

/* A dependent of the verb whose lemma is in the list ("office", "over"). */
static bool
has_with(const terms *c, int t, ag_str list)
{
    const ag_sentence *s = &c->doc->sentences.at[token(c, t)->sentence];

    if (list.len == 0)
        return true;
    for (int k = s->first; k < s->end; k++) {
        ag_str rest = list, word;

        if (token(c, k)->head == t)
            while (ag_str_cut(&rest, ' ', &word))
                if (ag_str_eq(ag_lemma(c->a, c->doc, k), word))
                    return true;
    }
    return false;
}

/* The office that the verb at t takes, leaves or holds, or -1. */
static int
office_of_verb(const terms *c, int t, bool is_suffered)
{
    static const ag_deprel named[] = { AG_XCOMP_, AG_OBJ_, AG_OBL_ };
    int person = entity_at(c->doc, subject_of(c, t, is_suffered)), office;

    if (person < 0)
        return -1;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        office = office_at(c->doc, ag_tree_child(c->doc, t, named[i]));
        if (office >= 0)
            return c->doc->offices.at[office].person == person ? office : -1;
    }
    return only_office(c->doc, person);
}

/* One time: what it says of which office. */
static void
read_time(terms *c, const ag_time *x)
{
    int first = token_from(c->doc, x->span.from), end = token_from(c->doc, x->span.to), head, before, office;
    ag_term term = AG_TERM_HOLDS;
    ag_str prep = AG_S("");
    ag_day today = c->doc->date;
    ag_office *o;

    if (x->date.grain == AG_GRAIN_NONE || first >= c->doc->tokens.n || end <= first)
        return;
    head = ag_tokens_head(c->doc, first, end);
    before = first - 1;
    if (before >= 0 && token(c, before)->upos == AG_DET)
        before--;
    if (before >= 0 && token(c, before)->sentence == token(c, first)->sentence && (token(c, before)->upos == AG_ADP || token(c, before)->upos == AG_SCONJ))
        prep = ag_lower(c->a, token(c, before)->form);
    head = token(c, head)->head;
    /* "from 2010 to 2015": the second may hang on the first */
    for (int steps = 0; head >= 0 && steps < 3 && token(c, head)->upos == AG_NUM; steps++)
        head = token(c, head)->head;
    if (head < 0)
        return;
    office = office_at(c->doc, head);
    if (office < 0) {
        const ag_term_word *w = ag_states_term(c->states, ag_lemma(c->a, c->doc, head));

        if (!w || token(c, head)->upos != AG_VERB || is_negated(c, head) || !has_with(c, head, w->with))
            return;
        term = (ag_term)w->term;
        office = office_of_verb(c, head, w->is_suffered);
    }
    if (office < 0)
        return;
    o = &c->doc->offices.at[office];
    if (term == AG_TERM_HOLDS)
        term = ag_str_is(prep, "since") || ag_str_is(prep, "from") ? AG_TERM_BEGINS
               : ag_str_is(prep, "until") || ag_str_is(prep, "till") || ag_str_is(prep, "to") ? AG_TERM_ENDS : AG_TERM_NONE;
    if (term == AG_TERM_BEGINS && o->since == AG_NO_DAY) {
        o->since = x->date.first;
        if (today != AG_NO_DAY && o->since > today && o->status == AG_OFFICE_CURRENT)
            o->status = AG_OFFICE_ELECT;
    } else if (term == AG_TERM_ENDS && o->until == AG_NO_DAY) {
        o->until = ag_date_last(x->date);
        if (today != AG_NO_DAY && o->until < today && o->status == AG_OFFICE_CURRENT)
            o->status = AG_OFFICE_FORMER;
    }
}

void
ag_extract_terms(ag_arena *a, const ag_ontology *o, ag_doc *doc)
{
    terms c = { a, o->states, doc };

    if (doc->offices.n == 0)
        return;
    for (int i = 0; i < doc->times.n; i++)
        read_time(&c, &doc->times.at[i]);
    /* "took office in March 2026 … until 2025": one of them means something else */
    for (int i = 0; i < doc->offices.n; i++) {
        ag_office *x = &doc->offices.at[i];

        if (x->since != AG_NO_DAY && x->until != AG_NO_DAY && x->since > x->until)
            x->since = x->until = AG_NO_DAY;
    }
}
