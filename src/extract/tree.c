/* Small questions to a sentence and its tree. */
#include "base/utf8.h"
#include "extract/cast.h"

ag_str
ag_tokens_text(ag_arena *a, const ag_doc *doc, int first, int end)
{
    ag_str raw = ag_str_sub(doc->text, doc->tokens.at[first].span.from, doc->tokens.at[end - 1].span.to);
    char *out = AG_ARRAY(a, char, raw.len + 1);
    size_t n = 0;
    int step;

    for (size_t i = 0; i < raw.len; i += (size_t)step) {
        if (ag_utf8_is_space(ag_utf8_next(raw, i, &step))) {
            if (n > 0 && out[n - 1] != ' ')
                out[n++] = ' ';
        } else {
            memcpy(out + n, raw.at + i, (size_t)step);
            n += (size_t)step;
        }
    }
    return ag_str_trim((ag_str){ out, n });
}

int
ag_tokens_head(const ag_doc *doc, int first, int end)
{
    for (int t = first; t < end; t++)
        if (doc->tokens.at[t].head < first || doc->tokens.at[t].head >= end)
            if (doc->tokens.at[t].upos != AG_PUNCT || end - first == 1)
                return t;
    return first;
}

ag_str
ag_lower(ag_arena *a, ag_str s)
{
    return ag_utf8_lower(a, s);
}

ag_str
ag_lemma(ag_arena *a, const ag_doc *doc, int t)
{
    const ag_token *k = &doc->tokens.at[t];

    return ag_utf8_lower(a, k->lemma.len > 0 && !ag_str_is(k->lemma, "_") ? k->lemma : k->form);
}

bool
ag_starts_upper(ag_str s)
{
    int n;

    return s.len > 0 && ag_utf8_is_upper(ag_utf8_next(s, 0, &n));
}

bool
ag_form_is(const ag_doc *doc, int t, const char *lower)
{
    return t >= 0 && t < doc->tokens.n && ag_str_eq_nocase(doc->tokens.at[t].form, ag_str_of(lower));
}

int
ag_tree_child(const ag_doc *doc, int t, ag_deprel rel)
{
    const ag_sentence *s = &doc->sentences.at[doc->tokens.at[t].sentence];

    for (int k = s->first; k < s->end; k++)
        if (doc->tokens.at[k].head == t && doc->tokens.at[k].deprel == rel)
            return k;
    return -1;
}

ag_str
ag_tree_case(ag_arena *a, const ag_doc *doc, int t)
{
    int k = ag_tree_child(doc, t, AG_CASE_);

    /* "'s" is a case of UD, too. */
    if (k < 0 || ag_is_possessive(doc, k))
        return AG_S("");
    return ag_lower(a, doc->tokens.at[k].form);
}

int
ag_tree_first_conjunct(const ag_doc *doc, int t)
{
    for (int i = 0; i < 50 && doc->tokens.at[t].deprel == AG_CONJ_ && doc->tokens.at[t].head >= 0; i++)
        t = doc->tokens.at[t].head;
    return t;
}

bool
ag_tree_is_subject(const ag_doc *doc, int t)
{
    int rel = doc->tokens.at[ag_tree_first_conjunct(doc, t)].deprel;

    return rel == AG_NSUBJ_ || rel == AG_NSUBJ_PASS_ || rel == AG_NSUBJ_OUTER_;
}

bool
ag_is_possessive(const ag_doc *doc, int t)
{
    ag_str f;

    if (t < 0 || t >= doc->tokens.n)
        return false;
    f = doc->tokens.at[t].form;
    return ag_str_is(f, "'s") || ag_str_is(f, "’s") || ag_str_is(f, "'S") || ag_str_is(f, "’S") ||
           ((ag_str_is(f, "'") || ag_str_is(f, "’")) && doc->tokens.at[t].upos == AG_PART);
}
