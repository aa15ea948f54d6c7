/* Phrases of a tree → the words of a tuple's slots.
 *
 * A slot is a subtree without what says something else: relative clauses and appositions set off by commas,
 * and asides, are told by tuples of their own. Weak: a comma that the parser hung elsewhere stays. */
#include "clauses/inside.h"

void
ag_tree_build(ag_arena *a, const ag_doc *doc, ag_tree *out)
{
    int n = doc->tokens.n;

    *out = (ag_tree){ .a = a, .doc = doc, .child = AG_ARRAY(a, int, n + 1), .next = AG_ARRAY(a, int, n + 1),
                      .stack = AG_ARRAY(a, int, n + 1) };
    for (int i = 0; i < n; i++)
        out->child[i] = out->next[i] = -1;
    for (int i = n - 1; i >= 0; i--) {
        int head = doc->tokens.at[i].head;

        if (head >= 0) {
            out->next[i] = out->child[head];
            out->child[head] = i;
        }
    }
}

int
ag_node_child(const ag_tree *t, int head, ag_deprel d)
{
    AG_EACH_BELOW(t, c, head)
        if (ag_node_is(t, c, d))
            return c;
    return -1;
}

bool
ag_node_after_mark(const ag_tree *t, int head, int c)
{
    int first = t->child[c] >= 0 && t->child[c] < c ? t->child[c] : c;

    return ag_node(t, first)->upos == AG_PUNCT || (first - 1 > head && ag_node(t, first - 1)->upos == AG_PUNCT);
}

bool
ag_node_is_clause(const ag_tree *t, int i)
{
    return ag_node(t, i)->upos == AG_VERB || ag_node_child(t, i, AG_COP_) >= 0 || ag_node_child(t, i, AG_NSUBJ_) >= 0;
}

/* What makes a clause of a predicate noun or adjective. */
static bool
is_part_of_clause(const ag_tree *t, int c)
{
    switch (ag_node(t, c)->deprel) {
    case AG_NSUBJ_: case AG_NSUBJ_OUTER_: case AG_NSUBJ_PASS_: case AG_CSUBJ_: case AG_CSUBJ_OUTER_: case AG_EXPL_:
    case AG_COP_: case AG_AUX_REL_: case AG_ADVCL_: case AG_OBL_: case AG_OBL_UNMARKED_: case AG_OBL_AGENT_:
    case AG_CCOMP_: case AG_XCOMP_:
        return true;
    default:
        return false;
    }
}

/* Whether child `c` of `head` is part of the phrase of `root`. */
static bool
belongs(const ag_tree *t, int root, int head, int c, int extent)
{
    switch (ag_node(t, c)->deprel) {
    case AG_CASE_: case AG_MARK_:
        return head != root || (extent & AG_WITH_CASE) || c > head; /* "Russia's": a case behind is its own */
    case AG_CONJ_:
        if (ag_node_is_clause(t, c) && !ag_node_is_clause(t, head))
            return false; /* "was a pioneer, but was killed" */
        return head != root || (extent & AG_WITH_CONJUNCTS);
    case AG_CC_:
        return head != root; /* it joins the root to what is before it */
    case AG_CC_PRECONJ_:
        return head != root || (extent & AG_WITH_CONJUNCTS);
    case AG_APPOS_: case AG_ACL_: case AG_ACL_RELCL_: case AG_ADVCL_RELCL_:
        return (extent & AG_WITH_ASIDES) || !ag_node_after_mark(t, head, c);
    case AG_PARATAXIS_: case AG_DISCOURSE_: case AG_VOCATIVE_:
        return extent & AG_WITH_ASIDES;
    default:
        return head != root || !(extent & AG_WITHOUT_CLAUSE) || !is_part_of_clause(t, c);
    }
}

void
ag_words_below(const ag_tree *t, int head, int extent, int without, ag_words *out)
{
    int n = 0;

    if (head == without)
        return;
    t->stack[n++] = head;
    while (n > 0) {
        int i = t->stack[--n];

        AG_PUSH(t->a, &out->list, i);
        AG_EACH_BELOW(t, c, i)
            if (c != without && belongs(t, head, i, c, extent))
                t->stack[n++] = c;
    }
}

static int
by_place(const void *x, const void *y)
{
    int a = *(const int *)x, b = *(const int *)y;

    return (a > b) - (a < b);
}

/* '"' a mark that opens and closes alike, '(' one that opens, ')' one that closes, ',' any other mark, 0 a word. */
static char
mark_of(const ag_tree *t, int i)
{
    static const char *const opening[] = { "(", "[", "{", "“", "‘", "«" }, *const closing[] = { ")", "]", "}", "”", "’", "»" };
    ag_str s = ag_node(t, i)->form;

    if (ag_node(t, i)->upos != AG_PUNCT)
        return 0;
    if (ag_str_is(s, "\"") || ag_str_is(s, "'"))
        return '"';
    for (size_t k = 0; k < sizeof opening / sizeof *opening; k++) {
        if (ag_str_is(s, opening[k]))
            return '(';
        if (ag_str_is(s, closing[k]))
            return ')';
    }
    return ',';
}

/* Whether the marks in words [from, to) pair up. */
static bool
is_paired(const ag_tree *t, const int *at, int from, int to)
{
    int quotes = 0, open = 0;

    for (int i = from; i < to; i++) {
        char m = mark_of(t, at[i]);

        quotes += m == '"';
        open += m == '(' ? 1 : m == ')' ? -1 : 0;
    }
    return quotes % 2 == 0 && open == 0;
}

static bool
is_bracket(const ag_tree *t, int i)
{
    ag_str s = ag_node(t, i)->form;

    return ag_str_is(s, "(") || ag_str_is(s, "[") || ag_str_is(s, "{");
}

/* Whether the mark at an edge of words [from, to) is to go. */
static bool
is_loose(const ag_tree *t, const int *at, int edge, int from, int to)
{
    char m = mark_of(t, at[edge]);

    return m == ',' || (m && !is_paired(t, at, from, to)) ||
           (to - from > 2 && mark_of(t, at[from]) == '(' && mark_of(t, at[to - 1]) == ')' && is_bracket(t, at[from]) &&
            is_paired(t, at, from + 1, to - 1)); /* all of it in brackets */
}

/* Whether token `i`, between words `before` and `next` (-1: none), is one of two commas that set off what was left out. */
static bool
is_left_over(const ag_tree *t, int before, int i, int next)
{
    if (mark_of(t, i) != ',')
        return false;
    return (before >= 0 && i > before + 1 && mark_of(t, before) == ',') ||
           (next > i + 1 && (mark_of(t, next) == ',' || mark_of(t, next - 1) == ','));
}

void
ag_words_tidy(const ag_tree *t, ag_words *words)
{
    int *at = words->list.at, n = 0, from = 0, to;

    if (words->list.n == 0)
        return;
    qsort(at, (size_t)words->list.n, sizeof *at, by_place);
    for (int i = 0, before = -1; i < words->list.n; i++) {
        int token = at[i], next = i + 1 < words->list.n ? at[i + 1] : -1;

        if (token != before && !is_left_over(t, before, token, next))
            at[n++] = token;
        before = token;
    }
    for (to = n; from < to;)
        if (is_loose(t, at, from, from, to))
            from++;
        else if (is_loose(t, at, to - 1, from, to))
            to--;
        else
            break;
    memmove(at, at + from, (size_t)(to - from) * sizeof *at);
    words->list.n = to - from;
}

ag_str
ag_words_text(const ag_tree *t, const ag_words *words)
{
    size_t room = words->supplied ? strlen(words->supplied) : 0, n = room;

    for (int i = 0; i < words->list.n; i++)
        room += ag_node(t, words->list.at[i])->span.to - ag_node(t, words->list.at[i])->span.from + 1;

    char *out = AG_ARRAY(t->a, char, room + 1);

    memcpy(out, words->supplied ? words->supplied : "", n);
    for (int i = 0; i < words->list.n; i++) {
        const ag_token *k = ag_node(t, words->list.at[i]);
        bool is_neighbour = i > 0 && words->list.at[i] == words->list.at[i - 1] + 1;
        uint32_t from = k->span.from, end = is_neighbour ? k[-1].span.to : 0;

        if (from < end) /* parts of a contraction may share letters */
            from = end;
        if (n > 0 && (!is_neighbour || end < from))
            out[n++] = ' ';
        for (; from < k->span.to; from++)
            out[n++] = t->doc->text.at[from];
    }
    return (ag_str){ out, n };
}
