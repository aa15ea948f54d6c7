/* Phrases of a tree → the words of a tuple's slots.
 *
 * A slot is a subtree without what says something else: relative clauses set off by commas, appositions and
 * asides are told by tuples of their own. Weak: a comma that the parser hung elsewhere stays. */
#include "clauses/inside.h"

void
ag_trees_of_doc(ag_arena *a, const ag_doc *doc, ag_trees_of *out)
{
    int n = doc->tokens.n;

    *out = (ag_trees_of){ .a = a, .doc = doc, .child = AG_ARRAY(a, int, n + 1), .next = AG_ARRAY(a, int, n + 1),
                          .in = AG_ARRAY(a, uint8_t, n + 1), .stack = AG_ARRAY(a, int, n + 1) };
    for (int i = 0; i < n; i++)
        out->child[i] = out->next[i] = -1;
    for (int i = n - 1; i >= 0; i--) {
        int h = doc->tokens.at[i].head;

        if (h >= 0) {
            out->next[i] = out->child[h];
            out->child[h] = i;
        }
    }
}

int
ag_below_by(const ag_trees_of *w, int head, ag_deprel d)
{
    AG_EACH_BELOW(w, c, head)
        if (ag_rel(w, c, d))
            return c;
    return -1;
}

static bool
has_comma_before(const ag_trees_of *w, int head, int c)
{
    int first = c;

    AG_EACH_BELOW(w, k, c)
        if (k < first)
            first = k;
    if (first - 1 > head && ag_token_at(w, first - 1)->upos == AG_PUNCT)
        return true;
    return ag_token_at(w, first)->upos == AG_PUNCT;
}

/* Whether child `c` of `head` is part of its phrase. */
static bool
belongs(const ag_trees_of *w, int root, int head, int c, int extent)
{
    switch (ag_token_at(w, c)->deprel) {
    case AG_CASE_:
    case AG_MARK_:
        return head != root || (extent & AG_WITH_CASE) || c > head; /* "Russia's": the mark behind is its own */
    case AG_CC_:
    case AG_CC_PRECONJ_:
    case AG_CONJ_:
        return head != root || (extent & AG_WITH_CONJUNCTS);
    case AG_APPOS_:
        return extent & AG_WITH_ASIDES || !has_comma_before(w, head, c);
    case AG_ACL_RELCL_:
    case AG_ADVCL_RELCL_:
    case AG_ACL_:
        return extent & AG_WITH_ASIDES || !has_comma_before(w, head, c);
    case AG_PARATAXIS_:
    case AG_DISCOURSE_:
    case AG_VOCATIVE_:
        return extent & AG_WITH_ASIDES;
    default:
        break;
    }
    if (head == root && (extent & AG_CLAUSE_CORE))
        switch (ag_token_at(w, c)->deprel) {
        case AG_NSUBJ_:
        case AG_NSUBJ_OUTER_:
        case AG_NSUBJ_PASS_:
        case AG_CSUBJ_:
        case AG_CSUBJ_OUTER_:
        case AG_EXPL_:
        case AG_COP_:
        case AG_AUX_REL_:
        case AG_ADVCL_:
        case AG_OBL_:
        case AG_OBL_UNMARKED_:
        case AG_OBL_AGENT_:
        case AG_CCOMP_:
        case AG_XCOMP_:
            return false;
        default:
            break;
        }
    return true;
}

void
ag_words_below(const ag_trees_of *w, int head, int extent, int without, ag_words *out)
{
    int n = 0;

    if (head == without)
        return;
    w->stack[n++] = head;
    while (n > 0) {
        int t = w->stack[--n];

        AG_PUSH(w->a, &out->list, t);
        AG_EACH_BELOW(w, c, t)
            if (c != without && belongs(w, head, t, c, extent))
                w->stack[n++] = c;
    }
}

static int
by_place(const void *x, const void *y)
{
    int a = *(const int *)x, b = *(const int *)y;

    return (a > b) - (a < b);
}

static ag_str
shown(const ag_trees_of *w, int t)
{
    return ag_token_at(w, t)->form;
}

/* '"' a mark that opens and closes alike, '(' opens, ')' closes, ',' any other mark, 0 a word. */
static char
mark_of(const ag_trees_of *w, int t)
{
    ag_str s = shown(w, t);

    if (ag_token_at(w, t)->upos != AG_PUNCT)
        return 0;
    if (ag_str_is(s, "\"") || ag_str_is(s, "'"))
        return '"';
    if (ag_str_is(s, "(") || ag_str_is(s, "[") || ag_str_is(s, "{") || ag_str_is(s, "“") || ag_str_is(s, "‘") || ag_str_is(s, "«"))
        return '(';
    if (ag_str_is(s, ")") || ag_str_is(s, "]") || ag_str_is(s, "}") || ag_str_is(s, "”") || ag_str_is(s, "’") || ag_str_is(s, "»"))
        return ')';
    return ',';
}

/* Whether the marks in words [from, to) pair up. */
static bool
is_paired(const ag_trees_of *w, const int *at, int from, int to)
{
    int quotes = 0, open = 0;

    for (int i = from; i < to; i++) {
        char m = mark_of(w, at[i]);

        quotes += m == '"';
        open += m == '(' ? 1 : m == ')' ? -1 : 0;
    }
    return quotes % 2 == 0 && open == 0;
}

void
ag_words_tidy(const ag_trees_of *w, ag_words *words)
{
    int *at = words->list.at, n = 0, from = 0, to;

    if (words->list.n == 0)
        return;
    qsort(at, (size_t)words->list.n, sizeof *at, by_place);
    for (int i = 0; i < words->list.n; i++)
        if (n == 0 || at[n - 1] != at[i])
            at[n++] = at[i];
    to = n;
    for (bool again = true; again && from < to;) {
        char first = mark_of(w, at[from]), last = mark_of(w, at[to - 1]);

        again = false;
        if (first == ',' || (first && !is_paired(w, at, from, to))) {
            from++;
            again = true;
        } else if (last == ',' || (last && !is_paired(w, at, from, to))) {
            to--;
            again = true;
        }
    }
    memmove(at, at + from, (size_t)(to - from) * sizeof *at);
    words->list.n = to - from;
}

ag_str
ag_words_text(const ag_trees_of *w, const ag_words *words)
{
    const ag_doc *d = w->doc;
    size_t room = words->supplied ? strlen(words->supplied) + 1 : 0, n = 0;

    for (int i = 0; i < words->list.n; i++)
        room += d->tokens.at[words->list.at[i]].span.to - d->tokens.at[words->list.at[i]].span.from + 1;

    char *out = AG_ARRAY(w->a, char, room + 1);

    if (words->supplied) {
        n = strlen(words->supplied);
        memcpy(out, words->supplied, n);
    }
    for (int i = 0; i < words->list.n; i++) {
        const ag_token *t = &d->tokens.at[words->list.at[i]];
        uint32_t from = t->span.from;
        bool is_next = i > 0 && words->list.at[i] == words->list.at[i - 1] + 1;

        if (is_next && from < t[-1].span.to) /* parts of a contraction may share letters */
            from = t[-1].span.to;
        if (n > 0 && (!is_next || t[-1].span.to < from))
            out[n++] = ' ';
        for (uint32_t b = from; b < t->span.to; b++)
            out[n++] = d->text.at[b];
    }
    return (ag_str){ out, n };
}
