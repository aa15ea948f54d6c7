/* What a noun phrase may be joined to; and the book-keeping of chains in the making. */
#include "coref/inside.h"

enum { SENTENCES_BACK = 4 };

/* A pronoun in a clause about the phrase can mean it ("Berg, who lost her seat"), unlike one that
 * describes it ("her mother"). */
static bool
is_said_of(const ag_coref_task *t, int pronoun, int around)
{
    int head = t->nps.at[around].head;

    for (int i = t->nps.at[pronoun].head, steps = 0; i >= 0 && i != head && steps < 100; i = t->doc->tokens.at[i].head, steps++)
        if (t->doc->tokens.at[i].deprel == AG_ACL_ || t->doc->tokens.at[i].deprel == AG_ACL_RELCL_)
            return head < t->nps.at[pronoun].head;
    return false;
}

bool
ag_coref_nested(const ag_coref_task *t, int k, int to)
{
    const ag_np *x = &t->nps.at[k], *y = &t->nps.at[to];

    if (x->first >= y->first && x->end <= y->end)
        return !ag_is_pronoun(x->kind) || !is_said_of(t, k, to);
    return y->first >= x->first && y->end <= x->end;
}

bool
ag_shares_word(const ag_phrase *p, const ag_phrase *q)
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
    int all = 0, subjects = 0, names = 0, chains = 0, seen[AG_COREF_LOOKS], largest = 0;

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
        list[i].chains = chains;
        for (int j = 0; j < chains; j++)
            if (seen[j] == t->root[list[i].np])
                list[i].chains = j;
        if (list[i].chains == chains)
            seen[chains++] = t->root[list[i].np];
        largest = t->chain_size[t->root[list[i].np]] > largest ? t->chain_size[t->root[list[i].np]] : largest;
        all++;
        subjects += q->is_subject;
        names += q->kind == AG_NP_NAME;
    }
    for (int i = 0; i < n; i++)
        list[i].largest = list[i].agrees && t->chain_size[t->root[list[i].np]] == largest;
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
        if (p->sentence - q->sentence > 1 && !ag_is_pronoun(p->kind) && q->head != p->head && !ag_shares_word(p, q) &&
            !(q->kind == AG_NP_NAME && q->is_subject))
            continue;
        offer(t, j, out, &n);
    }
    /* further back: those of the same head word, or sharing one */
    for (int looked = 0; j >= 0 && n < AG_COREF_LOOKS && looked < 400; j--, looked++) {
        const ag_phrase *q = &t->phrase[j];

        if (q->head == p->head || (!ag_is_pronoun(p->kind) && !ag_is_pronoun(q->kind) && ag_shares_word(p, q)) ||
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
        t->subjects_of[k] = p->is_subject;
        t->last_of[k] = k;
        return;
    }
    r = t->root[k] = t->root[to];
    if (!t->chain_gender[r] || (ag_is_pronoun(p->kind) && p->gender))
        t->chain_gender[r] = p->gender;
    if (!t->chain_number[r])
        t->chain_number[r] = p->number;
    if (!t->chain_label[r])
        t->chain_label[r] = p->label;
    t->chain_named[r] |= p->kind == AG_NP_NAME;
    t->chain_size[r]++;
    t->subjects_of[r] += p->is_subject;
    t->last_of[r] = k;
}
