/* Noun phrases → features of joining two of them, and the book-keeping of chains in the making. */
#include "base/utf8.h"
#include "coref/inside.h"
#include "language/feature.h"

enum { SENTENCES_BACK = 4, LONG_WORD = 3 };

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

static bool
is_pronoun(int kind)
{
    return kind < AG_NP_NAME;
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
    if (is_pronoun(np->kind) || np->kind == AG_NP_SEVERAL)
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

static uint64_t
role_of(const ag_token *k)
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
    default: return 13;
    }
}

/* The verb (or predicate) of the clause around token i. */
static int
clause_of(const ag_coref_task *t, int i)
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
    int capitals = 0;

    p->kind = np->kind;
    p->sentence = head->sentence;
    p->paragraph = t->doc->sentences.at[p->sentence].paragraph;
    p->length = np->end - np->first;
    p->head = lemma_at(t, np->head);
    p->first = word_at(t, np->first, p->sentence);
    p->last = word_at(t, np->end - 1, p->sentence);
    p->before = word_at(t, np->first - 1, p->sentence);
    p->after = word_at(t, np->end, p->sentence);
    for (int steps = 0; token(t, up)->deprel == AG_CONJ_ && token(t, up)->head >= 0 && steps < 50; steps++)
        up = token(t, up)->head;
    k = token(t, up);
    p->role = role_of(k);
    p->governor = k->head < 0 ? 1 : lemma_at(t, k->head);
    p->is_subject = p->role == 1 || p->role == 2;
    p->is_possessive = head->deprel == AG_NMOD_POSS_;
    p->is_expletive = head->deprel == AG_EXPL_;
    p->is_reflexive = is_pronoun(np->kind) && has_feature(head, "Reflex=Yes");
    p->clause = clause_of(t, up);
    p->quote = quote[np->head];
    p->label = label[np->head];
    p->number = number(head, np->kind);
    p->gender = gender(t, np, p->label);

    if (token(t, to - 1)->deprel == AG_CASE_ && to - 1 > np->head)
        to--;
    if (token(t, from)->deprel == AG_DET_REL_ && from < np->head)
        from++;
    for (int j = from; j < to && np->kind == AG_NP_NAME; j++)
        if (j == np->head || (token(t, j)->upos == AG_PROPN && token(t, j)->head == np->head &&
                              (token(t, j)->deprel == AG_FLAT_ || token(t, j)->deprel == AG_COMPOUND_))) {
            p->surname = number_of(t, token(t, j)->form);
            p->given = p->given ? p->given : p->surname;
        }
    for (int j = from; j < to; j++) {
        k = token(t, j);
        text = ag_mix(text, number_of(t, k->form));
        if (k->deprel != AG_CASE_ && k->form.len > 0 && k->form.at[0] >= 'A' && k->form.at[0] <= 'Z') {
            acronym = ag_text_add(acronym, (unsigned char)k->form.at[0]);
            capitals++;
        }
        if (j != np->head && p->n_modifiers < 8 &&
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

/* A pronoun in a clause about the phrase can mean it ("Berg, who lost her seat"), unlike one that
 * describes it ("her mother"). */
static bool
is_said_of(const ag_coref_task *t, int pronoun, int around)
{
    int head = t->nps.at[around].head;

    for (int i = t->nps.at[pronoun].head, steps = 0; i >= 0 && i != head && steps < 100; i = token(t, i)->head, steps++)
        if (token(t, i)->deprel == AG_ACL_ || token(t, i)->deprel == AG_ACL_RELCL_)
            return head < t->nps.at[pronoun].head;
    return false;
}

bool
ag_coref_nested(const ag_coref_task *t, int k, int to)
{
    const ag_np *x = &t->nps.at[k], *y = &t->nps.at[to];

    if (x->first >= y->first && x->end <= y->end)
        return !is_pronoun(x->kind) || !is_said_of(t, k, to);
    return y->first >= x->first && y->end <= x->end;
}

/* "After her resignation, Berg moved": the subject, behind a pronoun, of a clause above the pronoun. */
static int
subject_behind(const ag_coref_task *t, int i)
{
    const ag_phrase *p = &t->phrase[i];

    if (!is_pronoun(p->kind) || p->kind == AG_NP_THIS || p->kind == AG_NP_THESE)
        return -1;
    for (int c = p->clause, level = 0; c >= 0 && level < 3; c = clause_of(t, c), level++) {
        if (c < t->nps.at[i].head)
            return -1; /* the verb of that clause has been */
        for (int j = i + 1; j < t->nps.n && t->phrase[j].sentence == p->sentence; j++)
            if (t->phrase[j].is_subject && t->phrase[j].clause == c && t->phrase[j].kind != p->kind && !ag_coref_nested(t, i, j) &&
                t->nps.at[j].head < c + 1)
                return is_pronoun(t->phrase[j].kind) ? -1 : j;
    }
    return -1;
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

/* Does a content word of one stand in the other? */
static bool
shares_word(const ag_phrase *p, const ag_phrase *q)
{
    for (int i = 0; i < q->n_modifiers; i++)
        if (q->modifiers[i] == p->head)
            return true;
    for (int i = 0; i < p->n_modifiers; i++)
        if (p->modifiers[i] == q->head)
            return true;
    return false;
}

static bool
is_human(int kind)
{
    return kind == AG_NP_HE || kind == AG_NP_SHE || kind == AG_NP_I || kind == AG_NP_WE || kind == AG_NP_YOU;
}

bool
ag_coref_agrees(const ag_coref_task *t, int k, int to)
{
    const ag_phrase *p = &t->phrase[k];
    int r = t->root[to];
    int g = t->chain_gender[r], n = t->chain_number[r], l = t->chain_label[r];

    if (p->gender && g && p->gender != g)
        return false;
    if (p->number && n && p->number != n && p->kind != AG_NP_THEY && p->kind != AG_NP_WE)
        return false;
    if (is_human(p->kind) && l && l != 1 + AG_NAME_PERSON && p->kind != AG_NP_WE)
        return false;
    if (p->kind == AG_NP_IT && l == 1 + AG_NAME_PERSON)
        return false;
    return true;
}

static void
offer(const ag_coref_task *t, int j, ag_option_np *out, int *n)
{
    if (t->root[j] >= 0)
        out[(*n)++] = (ag_option_np){ .np = j };
}

/* How the candidates stand to one another. */
static void
compare(const ag_coref_task *t, int k, ag_option_np *list, int n)
{
    int all = 0, subjects = 0, names = 0;

    for (int i = 0; i < n; i++) {
        const ag_phrase *q = &t->phrase[list[i].np];

        list[i].agrees = ag_coref_agrees(t, k, list[i].np);
        list[i].rank = all;
        list[i].subjects = subjects;
        list[i].names = names;
        list[i].leads = list[i].agrees;
        if (!list[i].agrees)
            continue;
        for (int j = i - 1; j >= 0 && t->phrase[list[j].np].sentence == q->sentence; j--)
            list[j].leads = false;
        all++;
        subjects += q->is_subject;
        names += q->kind == AG_NP_NAME;
    }
}

int
ag_coref_candidates(const ag_coref_task *t, int k, ag_option_np *out)
{
    const ag_phrase *p = &t->phrase[k];
    int n = 0, j;

    if (t->later[k] >= 0)
        offer(t, t->later[k], out, &n);
    for (j = k - 1; j >= 0 && n < AG_COREF_LOOKS - 8; j--) {
        const ag_phrase *q = &t->phrase[j];

        if (p->sentence - q->sentence > SENTENCES_BACK)
            break;
        if (ag_coref_nested(t, k, j))
            continue;
        if (p->sentence - q->sentence > 1 && !is_pronoun(p->kind) && q->head != p->head && !shares_word(p, q) &&
            !(q->kind == AG_NP_NAME && q->is_subject))
            continue;
        offer(t, j, out, &n);
    }
    /* further back: those of the same head word, or sharing one */
    for (int looked = 0; j >= 0 && n < AG_COREF_LOOKS && looked < 400; j--, looked++) {
        const ag_phrase *q = &t->phrase[j];

        if (q->head == p->head || (!is_pronoun(p->kind) && !is_pronoun(q->kind) && shares_word(p, q)) ||
            (p->acronym && p->acronym == q->acronym))
            offer(t, j, out, &n);
    }
    compare(t, k, out, n);
    return n;
}

void
ag_coref_decide(ag_coref_task *t, int k, int to)
{
    const ag_phrase *p = &t->phrase[k];
    int r;

    if (to < 0) {
        t->root[k] = k;
        t->chain_gender[k] = p->gender;
        t->chain_number[k] = p->number;
        t->chain_label[k] = p->label;
        t->chain_named[k] = p->kind == AG_NP_NAME;
        t->chain_size[k] = 1;
        t->last_of[k] = k;
        return;
    }
    r = t->root[k] = t->root[to];
    if (!t->chain_gender[r] || (is_pronoun(p->kind) && p->gender))
        t->chain_gender[r] = p->gender;
    if (!t->chain_number[r])
        t->chain_number[r] = p->number;
    if (!t->chain_label[r])
        t->chain_label[r] = p->label;
    t->chain_named[r] |= p->kind == AG_NP_NAME;
    t->chain_size[r]++;
    t->last_of[r] = k;
}

/* ---- features ------------------------------------------------------------------------------------- */

static int
step_of(int n) /* 0 1 2 3 4 5 8 16 32 64 … */
{
    return n <= 4 ? n : n < 8 ? 5 : n < 16 ? 6 : n < 32 ? 7 : n < 64 ? 8 : 9;
}

typedef struct writing {
    ag_choice *out;
    uint64_t template_, kind, kinds;
} writing;

static void
put(ag_choice *out, uint64_t f)
{
    if (out->n < AG_COREF_FEATURES)
        out->at[out->n++] = (uint32_t)(f >> 20) & (AG_COREF_TABLE - 1);
}

/* A feature: alone, with the kind of the phrase, and with the kinds of both. */
static void
say(writing *w, uint64_t value)
{
    uint64_t f = ag_mix3(++w->template_ * 0x9e3779b97f4a7c15u, value, 7);

    put(w->out, f);
    put(w->out, ag_mix(f, w->kind));
    if (w->kinds != w->kind)
        put(w->out, ag_mix(f, w->kinds));
}

static void
skip(writing *w, int n)
{
    w->template_ += (uint64_t)n;
}

static void
say_new(const ag_coref_task *t, int k, writing *w)
{
    const ag_phrase *p = &t->phrase[k];
    int seen = 0, text_seen = 0;

    for (int j = t->same_head[k], i = 0; j >= 0 && i < 50; j = t->same_head[j], i++) {
        seen += t->phrase[j].head == p->head;
        text_seen += t->phrase[j].text == p->text;
    }
    say(w, 1);
    say(w, p->head);
    say(w, p->first);
    say(w, p->last);
    say(w, p->before);
    say(w, p->after);
    say(w, (uint64_t)step_of(p->length));
    say(w, p->role);
    say(w, p->governor);
    say(w, ag_mix(p->governor, p->role));
    say(w, p->label);
    say(w, (uint64_t)step_of(seen) * 16 + (uint64_t)step_of(text_seen));
    say(w, (uint64_t)(p->number * 4 + p->gender));
    say(w, (uint64_t)(p->quote > 0));
    say(w, (uint64_t)step_of(p->sentence));
    say(w, (uint64_t)(p->is_expletive + 2 * p->is_reflexive + 4 * p->is_possessive));
}

static bool
same_modifiers(const ag_phrase *p, const ag_phrase *q)
{
    for (int i = 0; i < p->n_modifiers; i++) {
        bool found = p->modifiers[i] == q->head;

        for (int j = 0; j < q->n_modifiers && !found; j++)
            found = p->modifiers[i] == q->modifiers[j];
        if (!found)
            return false;
    }
    return true;
}

/* How far up from k's clause the clause is of which `to` is the subject: 1 its own … 4; 5: k's clause is said
 * of `to` ("Berg, ending her visit"); 0: none. */
static int
subject_above(const ag_coref_task *t, int k, int to)
{
    const ag_phrase *q = &t->phrase[to];
    int c = t->phrase[k].clause;

    if (c >= 0 && token(t, c)->head == t->nps.at[to].head)
        return 5;
    if (!q->is_subject || q->clause < 0)
        return 0;
    for (int level = 1; c >= 0 && level <= 4; level++) {
        if (c == q->clause)
            return level;
        c = clause_of(t, c);
    }
    return 0;
}

static void
say_pair(const ag_coref_task *t, int k, const ag_option_np *o, writing *w)
{
    int to = o->np, rank = o->rank;
    const ag_phrase *p = &t->phrase[k], *q = &t->phrase[to];
    int r = t->root[to], sentences = p->sentence - q->sentence, above = subject_above(t, k, to);
    bool head = p->head == q->head, text = p->text == q->text;
    uint64_t agree = o->agrees;
    uint64_t chain = (uint64_t)t->chain_label[r] * 16 + (uint64_t)t->chain_gender[r] * 4 + t->chain_number[r];

    skip(w, 16); /* those of say_new */
    say(w, 1);
    say(w, (uint64_t)step_of(sentences));
    say(w, to > k ? 99 : (uint64_t)step_of(k - to));
    say(w, (uint64_t)step_of(rank) * 2 + agree);
    say(w, (uint64_t)text * 2 + head);
    say(w, (uint64_t)(text * 2 + head) * 16 + (uint64_t)step_of(sentences));
    say(w, p->role * 16 + q->role);
    say(w, (uint64_t)above * 8 + (uint64_t)(p->is_possessive * 2 + p->is_reflexive));
    say(w, (uint64_t)(p->clause == q->clause && p->clause >= 0) * 8 + (uint64_t)(p->is_possessive * 2 + p->is_reflexive));
    say(w, ag_mix((uint64_t)(p->gender * 4 + p->number), chain));
    say(w, agree);
    say(w, ag_mix(p->label, chain));
    say(w, q->head);
    say(w, ag_mix(p->head, q->head));
    say(w, (uint64_t)(p->quote > 0) * 4 + (uint64_t)(q->quote > 0) * 2 + (uint64_t)(p->quote == q->quote));
    say(w, (uint64_t)step_of(p->paragraph - q->paragraph));
    say(w, (uint64_t)step_of(t->chain_size[r]));
    say(w, (uint64_t)(t->last_of[r] == to));
    say(w, (uint64_t)step_of(q->length));
    say(w, q->first);
    say(w, q->after);
    say(w, q->before);
    say(w, q->governor);
    say(w, ag_mix(p->governor, q->governor));
    say(w, ag_mix(p->governor, q->head));
    say(w, (uint64_t)(p->governor == q->governor && p->role == q->role));
    say(w, (uint64_t)(q->is_expletive));
    if (is_pronoun(p->kind)) {
        /* who says "I": the subject of the verb that the quotation hangs on */
        say(w, (uint64_t)(p->quote > 0 && q->quote == 0) * 8 + (uint64_t)above);
        say(w, ag_mix((uint64_t)(p->quote > 0 && q->quote == 0), ag_mix(q->governor, q->role)));
        say(w, ag_mix((uint64_t)sentences, ag_mix(q->role, (uint64_t)step_of(rank))));
        say(w, (uint64_t)step_of(o->subjects) * 8 + agree * 4 + (uint64_t)q->is_subject * 2 + o->leads);
        say(w, (uint64_t)step_of(o->names) * 8 + agree * 4 + (uint64_t)(q->kind == AG_NP_NAME) * 2 + (uint64_t)(q->label == 1 + AG_NAME_PERSON));
        say(w, ag_mix((uint64_t)(step_of(sentences) * 2 + o->leads), ag_mix(p->role * 16 + q->role, (uint64_t)step_of(o->subjects))));
        say(w, ag_mix((uint64_t)above * 2 + o->leads, ag_mix(p->role * 16 + q->role, (uint64_t)step_of(sentences))));
        say(w, (uint64_t)(to > k) * 32 + (uint64_t)o->agrees * 16 + (uint64_t)p->is_possessive);
        say(w, ag_mix((uint64_t)above + 1, q->governor));
        say(w, (uint64_t)t->chain_named[r] * 16 + (uint64_t)(t->chain_label[r] == 1 + AG_NAME_PERSON) * 8 + agree * 4);
        say(w, ag_mix((uint64_t)t->chain_named[r] * 64 + (uint64_t)step_of(sentences), ag_mix(q->role, o->leads)));
        return;
    }
    skip(w, 11);
    if (!is_pronoun(q->kind)) {
        bool inside = shares_word(p, q);

        say(w, (uint64_t)same_modifiers(p, q) * 4 + (uint64_t)same_modifiers(q, p) * 2 + head);
        say(w, (uint64_t)inside * 2 + head);
        say(w, (uint64_t)(p->acronym && p->acronym == q->acronym));
        if (p->surname && q->surname)
            say(w, ag_mix((uint64_t)(p->label * 16 + q->label),
                          (uint64_t)(p->surname == q->surname) + 2 * (p->given == q->given) + 4 * (p->surname == q->given) +
                              8 * (p->given == q->surname) + 16 * (p->given == p->surname) + 32 * (q->given == q->surname)));
        else
            skip(w, 1);
        if (head) {
            say(w, p->head);
            say(w, ag_mix((uint64_t)same_modifiers(p, q), p->first));
            say(w, (uint64_t)(p->n_modifiers * 16 + q->n_modifiers));
        }
    }
}

void
ag_coref_features(const ag_coref_task *t, int k, const ag_option_np *to, ag_choice *out)
{
    writing w = { out, 0, t->phrase[k].kind + 1u, 0 };

    out->n = 0;
    w.kinds = to ? w.kind * 32 + t->phrase[to->np].kind + 1u : w.kind;
    if (to)
        say_pair(t, k, to, &w);
    else
        say_new(t, k, &w);
}
