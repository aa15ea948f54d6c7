/* Trees → noun phrases: the longest phrase of each nominal head, and of heads joined by "and".
 *
 * The phrase of a head is its subtree without what belongs to the clause around it (preposition,
 * conjuncts, and for a nominal predicate its subject, copula and adverbials). Compounds, parts of names
 * and relative pronouns head none. */
#include "base/utf8.h"
#include "coref/inside.h"

/* Dependents that are no part of the phrase of their head. */
static bool
is_outside(const ag_token *k)
{
    switch ((ag_deprel)k->deprel) {
    case AG_CASE_: return !ag_str_is(k->xpos, "POS"); /* "'s" is inside */
    case AG_PUNCT_REL_: /* "Berg, smiling, left": often the far comma */
    case AG_CC_: case AG_CC_PRECONJ_: case AG_CONJ_: case AG_MARK_: case AG_COP_: case AG_NSUBJ_: case AG_NSUBJ_PASS_:
    case AG_NSUBJ_OUTER_: case AG_CSUBJ_: case AG_CSUBJ_PASS_: case AG_CSUBJ_OUTER_: case AG_ADVMOD_: case AG_AUX_REL_:
    case AG_AUX_PASS_: case AG_PARATAXIS_: case AG_DISCOURSE_: case AG_ADVCL_: case AG_EXPL_: case AG_DISLOCATED_:
    case AG_VOCATIVE_: case AG_ORPHAN_: case AG_OBL_: case AG_OBL_UNMARKED_: case AG_CCOMP_: case AG_REPARANDUM_: case AG_LIST_:
        return true;
    default: return false;
    }
}

static bool
is_joint(ag_deprel d)
{
    return d == AG_CONJ_ || d == AG_CC_ || d == AG_CC_PRECONJ_;
}

/* The kind of a pronoun that can mean somebody named before; AG_NP_KINDS for none. */
static ag_np_kind
pronoun(const ag_token *k)
{
    static const struct {
        const char *word;
        ag_np_kind kind;
    } all[] = {
        { "i", AG_NP_I }, { "me", AG_NP_I }, { "my", AG_NP_I }, { "mine", AG_NP_I }, { "myself", AG_NP_I },
        { "you", AG_NP_YOU }, { "your", AG_NP_YOU }, { "yours", AG_NP_YOU }, { "yourself", AG_NP_YOU }, { "yourselves", AG_NP_YOU },
        { "he", AG_NP_HE }, { "him", AG_NP_HE }, { "his", AG_NP_HE }, { "himself", AG_NP_HE },
        { "she", AG_NP_SHE }, { "her", AG_NP_SHE }, { "hers", AG_NP_SHE }, { "herself", AG_NP_SHE },
        { "it", AG_NP_IT }, { "its", AG_NP_IT }, { "itself", AG_NP_IT },
        { "we", AG_NP_WE }, { "us", AG_NP_WE }, { "our", AG_NP_WE }, { "ours", AG_NP_WE }, { "ourselves", AG_NP_WE },
        { "they", AG_NP_THEY }, { "them", AG_NP_THEY }, { "their", AG_NP_THEY }, { "theirs", AG_NP_THEY },
        { "themselves", AG_NP_THEY }, { "this", AG_NP_THIS }, { "that", AG_NP_THIS }, { "these", AG_NP_THESE }, { "those", AG_NP_THESE },
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (ag_str_eq_nocase(k->form, ag_str_of(all[i].word)))
            return all[i].kind;
    return AG_NP_KINDS;
}

static ag_np_kind
kind_of(const ag_doc *doc, const int *det, int t)
{
    const ag_token *k = &doc->tokens.at[t];

    if (k->upos == AG_PRON)
        return ag_str_starts(k->xpos, AG_S("W")) ? AG_NP_KINDS : pronoun(k);
    if (k->deprel == AG_FLAT_ || k->deprel == AG_FIXED_ || k->deprel == AG_GOESWITH_ || k->deprel == AG_COMPOUND_)
        return AG_NP_KINDS;
    if (k->upos == AG_PROPN)
        return AG_NP_NAME;
    if (k->upos != AG_NOUN)
        return AG_NP_KINDS;
    if (det[t] < 0)
        return AG_NP_INDEFINITE;
    k = &doc->tokens.at[det[t]];
    return k->deprel == AG_NMOD_POSS_ || ag_str_eq_nocase(k->form, AG_S("the")) || pronoun(k) != AG_NP_KINDS ? AG_NP_DEFINITE
                                                                                                           : AG_NP_INDEFINITE;
}

static bool
is_trimmed(const ag_token *k, bool at_end)
{
    return k->upos == AG_PUNCT && !(at_end ? ag_str_is(k->form, ")") || ag_str_is(k->form, "]") : ag_str_is(k->form, "(") || ag_str_is(k->form, "["));
}

static int
by_place(const void *x, const void *y)
{
    const ag_np *a = x, *b = y;

    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return (a->head > b->head) - (a->head < b->head);
}

static void
add(ag_arena *a, const ag_doc *doc, ag_nps *out, ag_np np)
{
    while (np.first < np.head && is_trimmed(&doc->tokens.at[np.first], false))
        np.first++;
    while (np.end - 1 > np.head && is_trimmed(&doc->tokens.at[np.end - 1], true))
        np.end--;
    np.span = (ag_span){ doc->tokens.at[np.first].span.from, doc->tokens.at[np.end - 1].span.to };
    AG_PUSH(a, out, np);
}

void
ag_coref_phrases(ag_arena *a, const ag_doc *doc, ag_nps *out)
{
    int n = doc->tokens.n;
    int *from = AG_ARRAY(a, int, n + 1), *to = AG_ARRAY(a, int, n + 1);             /* the whole subtree       */
    int *first = AG_ARRAY(a, int, n + 1), *end = AG_ARRAY(a, int, n + 1);           /* the phrase              */
    int *joint_first = AG_ARRAY(a, int, n + 1), *joint_end = AG_ARRAY(a, int, n + 1); /* with what is joined to it */
    int *det = AG_ARRAY(a, int, n + 1);

    *out = (ag_nps){ 0 };
    for (int t = 0; t < n; t++) {
        from[t] = first[t] = joint_first[t] = t;
        to[t] = end[t] = joint_end[t] = t + 1;
        det[t] = -1;
    }
    for (int t = 0; t < n; t++) /* each token widens all above it; no tree is deeper than its sentence is long */
        for (int k = doc->tokens.at[t].head; k >= 0; k = doc->tokens.at[k].head) {
            from[k] = t < from[k] ? t : from[k];
            to[k] = t >= to[k] ? t + 1 : to[k];
        }
    for (int t = 0; t < n; t++) {
        const ag_token *k = &doc->tokens.at[t];
        int h = k->head;

        if (h < 0)
            continue;
        if ((k->deprel == AG_DET_REL_ || k->deprel == AG_NMOD_POSS_) && t < h)
            det[h] = t;
        if (!is_outside(k)) {
            first[h] = from[t] < first[h] ? from[t] : first[h];
            end[h] = to[t] > end[h] ? to[t] : end[h];
        }
        if (!is_outside(k) || is_joint((ag_deprel)k->deprel)) {
            joint_first[h] = from[t] < joint_first[h] ? from[t] : joint_first[h];
            joint_end[h] = to[t] > joint_end[h] ? to[t] : joint_end[h];
        }
    }
    for (int t = 0; t < n; t++) {
        ag_np_kind kind = kind_of(doc, det, t);

        if (kind == AG_NP_KINDS)
            continue;
        add(a, doc, out, (ag_np){ .first = first[t], .end = end[t], .head = t, .kind = (uint8_t)kind });
        if (kind >= AG_NP_NAME && joint_end[t] > end[t])
            add(a, doc, out, (ag_np){ .first = joint_first[t], .end = joint_end[t], .head = t, .kind = AG_NP_SEVERAL });
    }
    if (out->n > 0)
        qsort(out->at, (size_t)out->n, sizeof *out->at, by_place);
}
