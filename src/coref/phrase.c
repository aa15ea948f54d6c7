/* Noun phrases → what features see of them; and the order in which they are decided. */
#include "base/utf8.h"
#include "coref/inside.h"
#include "language/feature.h"

static const ag_token *
token(const ag_coref_task *t, int i)
{
    return &t->doc->tokens.at[i];
}

static uint64_t
number_of(const ag_coref_task *t, ag_str s)
{
    return ag_text_number(ag_utf8_lower(t->a, s));
}

static uint64_t
word_at(const ag_coref_task *t, int i, int sentence)
{
    const ag_sentence *s = &t->doc->sentences.at[sentence];

    return i < s->first || i >= s->end ? 1 : number_of(t, token(t, i)->form);
}

static uint64_t
lemma_at(const ag_coref_task *t, int i)
{
    const ag_token *k = token(t, i);

    return number_of(t, k->lemma.len > 0 ? k->lemma : k->form);
}

static bool
has_feature(const ag_token *k, const char *feature)
{
    size_t n = strlen(feature);

    for (size_t i = 0; i + n <= k->feats.len; i++)
        if (memcmp(k->feats.at + i, feature, n) == 0)
            return true;
    return false;
}

static uint8_t
number(const ag_token *head, int kind)
{
    switch (kind) {
    case AG_NP_I: case AG_NP_HE: case AG_NP_SHE: case AG_NP_IT: case AG_NP_THIS: return 1;
    case AG_NP_WE: case AG_NP_THEY: case AG_NP_THESE: case AG_NP_SEVERAL: return 2;
    case AG_NP_YOU: return 0;
    default: return has_feature(head, "Number=Plur") ? 2 : has_feature(head, "Number=Sing") ? 1 : 0;
    }
}

/* 0 unknown, 1 female, 2 male (ag_gender), 3 neither */
static uint8_t
gender(const ag_coref_task *t, const ag_np *np, int label)
{
    ag_str title;
    ag_gender g = AG_GENDER_UNKNOWN;

    if (np->kind == AG_NP_SHE)
        return AG_GENDER_FEMALE;
    if (np->kind == AG_NP_HE)
        return AG_GENDER_MALE;
    if (np->kind == AG_NP_IT || np->kind == AG_NP_THIS)
        return 3;
    if (ag_is_pronoun(np->kind) || np->kind == AG_NP_SEVERAL)
        return AG_GENDER_UNKNOWN;
    for (int i = np->first; i < np->end && i <= np->head; i++)
        if (ag_gazetteer_style(t->gazetteer, token(t, i)->form, &g, &title) && g != AG_GENDER_UNKNOWN)
            return (uint8_t)g;
    if (np->kind == AG_NP_NAME) {
        if (label == 1 + AG_NAME_PERSON)
            for (int i = np->first; i < np->end; i++)
                if (token(t, i)->upos == AG_PROPN)
                    return (uint8_t)ag_gazetteer_first_name(t->a, t->gazetteer, token(t, i)->form, NULL);
        return label == 0 || label == 1 + AG_NAME_PERSON ? AG_GENDER_UNKNOWN : 3;
    }
    return (uint8_t)ag_gazetteer_gender(t->gazetteer, ag_utf8_lower(t->a, token(t, np->head)->lemma));
}

uint64_t
ag_coref_role(const ag_token *k)
{
    switch ((ag_deprel)k->deprel) {
    case AG_NSUBJ_: case AG_NSUBJ_OUTER_: case AG_CSUBJ_: return 1;
    case AG_NSUBJ_PASS_: return 2;
    case AG_OBJ_: case AG_IOBJ_: return 3;
    case AG_OBL_: case AG_OBL_AGENT_: case AG_OBL_UNMARKED_: return 4;
    case AG_NMOD_POSS_: return 5;
    case AG_NMOD_: case AG_NMOD_UNMARKED_: case AG_NMOD_DESC_: return 6;
    case AG_APPOS_: return 7;
    case AG_CONJ_: return 8;
    case AG_ROOT_: return 9;
    case AG_XCOMP_: return 10;
    case AG_EXPL_: return 11;
    case AG_VOCATIVE_: return 12;
    case AG_CCOMP_: case AG_PARATAXIS_: return 14;
    case AG_ADVCL_: return 15;
    case AG_ACL_: case AG_ACL_RELCL_: return 16;
    default: return 13;
    }
}

/* Relations from token i up to the root, with clauses at most four. */
static uint64_t
path_of(const ag_coref_task *t, int i)
{
    uint64_t path = 1;

    for (int n = 0; i >= 0 && n < 4; i = token(t, i)->head)
        if (token(t, i)->deprel != AG_CONJ_) {
            path = ag_mix(path, ag_coref_role(token(t, i)));
            n++;
        }
    return path;
}

int
ag_coref_clause(const ag_coref_task *t, int i)
{
    for (int k = token(t, i)->head, steps = 0; k >= 0 && steps < 100; k = token(t, k)->head, steps++) {
        ag_deprel d = (ag_deprel)token(t, k)->deprel;

        if (token(t, k)->upos == AG_VERB || d == AG_ROOT_ || d == AG_CCOMP_ || d == AG_ADVCL_ || d == AG_ACL_RELCL_ || d == AG_PARATAXIS_)
            return k;
    }
    return -1;
}

static void
describe(ag_coref_task *t, int i, const int *quote, const uint8_t *label)
{
    const ag_np *np = &t->nps.at[i];
    ag_phrase *p = &t->phrase[i];
    const ag_token *head = token(t, np->head), *k;
    int from = np->first, to = np->end, up = np->head;
    uint64_t text = AG_TEXT_SEED, acronym = AG_TEXT_SEED;
    int capitals = 0, word;

    p->kind = np->kind;
    p->sentence = head->sentence;
    p->paragraph = t->doc->sentences.at[p->sentence].paragraph;
    p->length = np->end - np->first;
    p->first = word_at(t, np->first, p->sentence);
    p->last = word_at(t, np->end - 1, p->sentence);
    p->before = word_at(t, np->first - 1, p->sentence);
    p->after = word_at(t, np->end, p->sentence);
    for (int steps = 0; token(t, up)->deprel == AG_CONJ_ && token(t, up)->head >= 0 && steps < 50; steps++)
        up = token(t, up)->head;
    k = token(t, up);
    p->role = ag_coref_role(k);
    p->governor = k->head < 0 ? 1 : lemma_at(t, k->head);
    p->is_subject = p->role == 1 || p->role == 2;
    p->is_possessive = head->deprel == AG_NMOD_POSS_;
    p->is_expletive = head->deprel == AG_EXPL_;
    p->is_reflexive = ag_is_pronoun(np->kind) && has_feature(head, "Reflex=Yes");
    p->clause = ag_coref_clause(t, up);
    p->quote = quote[np->head];
    p->path = path_of(t, up);
    p->inside = k->head >= 0 && (token(t, k->head)->upos == AG_NOUN || token(t, k->head)->upos == AG_PROPN) ? p->role : 0;
    p->label = label[np->head];
    p->number = number(head, np->kind);
    p->gender = gender(t, np, p->label);

    if (token(t, to - 1)->deprel == AG_CASE_ && to - 1 > np->head)
        to--;
    if (token(t, from)->deprel == AG_DET_REL_ && from < np->head)
        from++;
    word = np->head;
    for (int j = from; j < to && np->kind == AG_NP_NAME; j++)
        if (j == np->head || (token(t, j)->upos == AG_PROPN && token(t, j)->head == np->head &&
                              (token(t, j)->deprel == AG_FLAT_ || token(t, j)->deprel == AG_COMPOUND_))) {
            p->surname = number_of(t, token(t, j)->form);
            p->given = p->given ? p->given : p->surname;
            word = p->label == 1 + AG_NAME_PERSON ? j : word; /* "Berg" is the word to find "Anna Berg" by */
        }
    p->head = lemma_at(t, word);
    for (int j = from; j < to; j++) {
        k = token(t, j);
        text = ag_mix(text, number_of(t, k->form));
        if (k->deprel != AG_CASE_ && k->form.len > 0 && k->form.at[0] >= 'A' && k->form.at[0] <= 'Z') {
            acronym = ag_text_add(acronym, (unsigned char)k->form.at[0]);
            capitals++;
        }
        if (j != word && p->n_modifiers < 8 &&
            (k->upos == AG_NOUN || k->upos == AG_PROPN || k->upos == AG_ADJ || k->upos == AG_NUM))
            p->modifiers[p->n_modifiers++] = lemma_at(t, j);
    }
    p->text = text;
    /* "FBI" itself, or the capitals of "Federal Bureau of Investigation" */
    if (to - from == 1 && head->form.len >= 2 && head->form.len <= 8 && np->kind == AG_NP_NAME) {
        acronym = AG_TEXT_SEED;
        for (size_t j = 0; j < head->form.len; j++)
            if (head->form.at[j] != '.')
                acronym = ag_text_add(acronym, (unsigned char)head->form.at[j]);
        p->acronym = acronym;
    } else if (capitals >= 2)
        p->acronym = acronym;
}

/* Numbers quotations from 1: what lies between double marks of one paragraph. */
static int *
quotations(const ag_coref_task *t)
{
    int *quote = AG_ARRAY(t->a, int, t->doc->tokens.n + 1), count = 0, paragraph = -1;
    bool open = false;

    for (int i = 0; i < t->doc->tokens.n; i++) {
        ag_str f = token(t, i)->form;
        int here = t->doc->sentences.at[token(t, i)->sentence].paragraph;

        if (here != paragraph)
            open = false;
        paragraph = here;
        if (ag_str_is(f, "“") || ag_str_is(f, "``") || (ag_str_is(f, "\"") && !open)) {
            open = true;
            count++;
        } else if (ag_str_is(f, "”") || ag_str_is(f, "''") || ag_str_is(f, "\""))
            open = false;
        else
            quote[i] = open ? count : 0;
    }
    return quote;
}

/* "After her resignation, Berg moved": the subject, behind a pronoun, of a clause above the pronoun. */
static int
subject_behind(const ag_coref_task *t, int i)
{
    const ag_phrase *p = &t->phrase[i];

    if (!ag_is_pronoun(p->kind) || p->kind == AG_NP_THIS || p->kind == AG_NP_THESE)
        return -1;
    for (int c = p->clause, level = 0; c >= 0 && level < 3; c = ag_coref_clause(t, c), level++) {
        if (c < t->nps.at[i].head)
            return -1; /* the verb of that clause has been */
        for (int j = i + 1; j < t->nps.n && t->phrase[j].sentence == p->sentence; j++)
            if (t->phrase[j].is_subject && t->phrase[j].clause == c && t->phrase[j].kind != p->kind && !ag_coref_nested(t, i, j) &&
                t->nps.at[j].head < c + 1)
                return ag_is_pronoun(t->phrase[j].kind) ? -1 : j;
    }
    return -1;
}

static bool
is_person(const ag_phrase *p)
{
    return p->kind == AG_NP_NAME && p->label == 1 + AG_NAME_PERSON;
}

/* "Barbara Martin … Martin": a bare surname has the gender of the full names that end in it, not that of the
 * first name which it looks like. `last` is the last phrase that may have the same head word. */
static uint8_t
surname_gender(const ag_coref_task *t, const ag_phrase *p, int last)
{
    int found = -1;

    for (int j = last, steps = 0; j >= 0 && steps < 400; j = t->same_head[j], steps++) {
        const ag_phrase *q = &t->phrase[j];

        if (q->head == p->head && is_person(q) && q->given != q->surname)
            found = found < 0 || found == q->gender ? q->gender : 0;
    }
    return found < 0 ? p->gender : (uint8_t)found;
}

void
ag_coref_prepare(ag_coref_task *t)
{
    int n = t->nps.n, *quote = quotations(t);
    uint8_t *label = AG_ARRAY(t->a, uint8_t, t->doc->tokens.n + 1);
    uint64_t *heads = AG_ARRAY(t->a, uint64_t, n + 1);
    enum { BUCKETS = 1024 };
    int bucket[BUCKETS], turns = 0;

    for (int i = 0; i < t->doc->names.n; i++)
        for (int k = t->doc->names.at[i].first; k < t->doc->names.at[i].end; k++)
            label[k] = (uint8_t)(1 + t->doc->names.at[i].label);
    t->phrase = AG_ARRAY(t->a, ag_phrase, n + 1);
    t->root = AG_ARRAY(t->a, int, n + 1);
    t->chain_gender = AG_ARRAY(t->a, uint8_t, n + 1);
    t->chain_number = AG_ARRAY(t->a, uint8_t, n + 1);
    t->chain_label = AG_ARRAY(t->a, uint8_t, n + 1);
    t->chain_named = AG_ARRAY(t->a, bool, n + 1);
    t->chain_size = AG_ARRAY(t->a, int, n + 1);
    t->last_of = AG_ARRAY(t->a, int, n + 1);
    t->subjects_of = AG_ARRAY(t->a, int, n + 1);
    t->same_head = AG_ARRAY(t->a, int, n + 1);
    for (int i = 0; i < BUCKETS; i++)
        bucket[i] = -1;
    for (int i = 0; i < n; i++) {
        int *b;

        describe(t, i, quote, label);
        heads[i] = t->phrase[i].head;
        b = &bucket[heads[i] % BUCKETS];
        t->same_head[i] = *b; /* of the same bucket: whoever follows the thread compares */
        *b = i;
    }
    for (int i = 0; i < n; i++)
        if (is_person(&t->phrase[i]) && t->phrase[i].given == t->phrase[i].surname)
            t->phrase[i].gender = surname_gender(t, &t->phrase[i], bucket[heads[i] % BUCKETS]);
    t->turn = AG_ARRAY(t->a, int, n + 1);
    t->later = AG_ARRAY(t->a, int, n + 1);
    for (int i = 0; i < n; i++) {
        t->root[i] = -1;
        t->later[i] = subject_behind(t, i);
    }
    for (int i = 0; i < n; i++) {
        if (t->later[i] < 0)
            t->turn[turns++] = i;
        for (int j = i - 1; j >= 0 && t->phrase[j].sentence == t->phrase[i].sentence; j--)
            if (t->later[j] == i)
                t->turn[turns++] = j;
    }
}
