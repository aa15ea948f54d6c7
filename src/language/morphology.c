/* Tagged tokens → lemma, features.
 *
 * The lemma comes from a rule found by the longest suffix of the word, under its tag, that the
 * training data know (the whole word if it is there); so irregular and regular words are one
 * table. UD features hang on the tag, or on tag and word where the data say so; what only the
 * context tells (person of "were") is the commonest. */
#include "language/morphology.h"

#include "base/utf8.h"

uint64_t
ag_lemma_key(int tag, ag_str lower, size_t length, bool whole)
{
    ag_str end = ag_str_sub(lower, lower.len - length, lower.len);

    return ag_mix3((uint64_t)tag * 2 + whole, ag_text_number(end), 11);
}

uint64_t
ag_feats_key(int tag, ag_str form, bool with_word)
{
    return ag_mix3((uint64_t)tag, with_word ? ag_word_number(form) : 0, 13);
}

bool
ag_lemma_apply(ag_arena *a, const ag_lemma_rule *r, ag_str form, ag_str *out)
{
    ag_str s = r->casing == AG_LEMMA_KEEP ? form : ag_utf8_lower(a, form);

    if (s.len < r->cut || (s.len == r->cut && r->add.len == 0))
        return false;
    if (r->casing == AG_LEMMA_TITLE) {
        int k, old;
        int32_t c = ag_utf8_next(form, 0, &k);
        char first[4];
        int length = ag_utf8_put(first, c);

        ag_utf8_next(s, 0, &old);
        s = ag_arena_printf(a, "%.*s%.*s", length, first, (int)(s.len - (size_t)old), s.at + old);
        if (s.len < r->cut)
            return false;
    }
    if (r->cut > 0 && ((unsigned char)s.at[s.len - r->cut] & 0xc0) == 0x80) /* a rule for another letter */
        return false;
    if (r->cut == 0 && r->add.len == 0)
        *out = s;
    else
        *out = ag_arena_printf(a, "%.*s%.*s", (int)(s.len - r->cut), s.at, AG_SHOW(r->add));
    return true;
}

static ag_lemma_rule
rule_at(const ag_models *m, uint32_t at)
{
    ag_lemma_rule r = { 0 };

    if ((size_t)at + 3 > m->lemma_texts.len)
        return r;

    const char *p = m->lemma_texts.at + at;
    size_t length = (unsigned char)p[2];

    if ((size_t)at + 3 + length > m->lemma_texts.len)
        return r;
    return (ag_lemma_rule){ (uint8_t)p[0], (uint8_t)p[1], { p + 3, length } };
}

static ag_str
feats_at(const ag_models *m, uint32_t at)
{
    if (at >= m->feats_texts.len)
        return AG_S("");

    size_t length = (unsigned char)m->feats_texts.at[at];

    if (at + 1 + length > m->feats_texts.len)
        return AG_S("");
    return ag_str_sub(m->feats_texts, at + 1, at + 1 + length);
}

static bool
is_word(const ag_models *m, ag_str s)
{
    ag_word w;

    ag_word_of(s, &m->clusters, &w);
    return w.code != 0;
}

/* A regular verb that the treebanks do not have: of what "-ed" and "-ing" may hide (persuade, stop,
 * permit) the first that is a word, when the rule's guess ("persuad") is none. */
static void
mend_verb(ag_arena *a, const ag_models *m, ag_str lower, ag_str *lemma)
{
    size_t cut = ag_str_ends(lower, AG_S("ed")) ? 2 : ag_str_ends(lower, AG_S("ing")) ? 3 : 0;

    if (!cut || lower.len < cut + 3 || is_word(m, *lemma))
        return;

    ag_str stem = ag_str_sub(lower, 0, lower.len - cut);
    bool is_double = stem.at[stem.len - 1] == stem.at[stem.len - 2];
    ag_str tries[] = { ag_arena_printf(a, "%.*se", AG_SHOW(stem)), is_double ? ag_str_sub(stem, 0, stem.len - 1) : stem, stem };

    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (is_word(m, tries[i])) {
            *lemma = tries[i];
            return;
        }
}

void
ag_morphology(ag_arena *a, const ag_models *m, int tag, ag_token *t)
{
    enum { NONE = UINT32_MAX };
    uint32_t at = ag_lookup_get(&m->feats, ag_feats_key(tag, t->form, true), NONE);

    if (at == NONE)
        at = ag_lookup_get(&m->feats, ag_feats_key(tag, t->form, false), NONE);
    t->feats = at == NONE ? AG_S("") : feats_at(m, at);

    ag_str lower = ag_utf8_lower(a, t->form);

    at = lower.len <= AG_LEMMA_WORD ? ag_lookup_get(&m->lemma_rules, ag_lemma_key(tag, lower, lower.len, true), NONE) : NONE;

    bool is_known = at != NONE;

    for (size_t k = lower.len < AG_LEMMA_SUFFIX ? lower.len : AG_LEMMA_SUFFIX; at == NONE; k--) {
        at = ag_lookup_get(&m->lemma_rules, ag_lemma_key(tag, lower, k, false), NONE);
        if (k == 0)
            break;
    }

    ag_lemma_rule rule = { 0 };

    if (at != NONE)
        rule = rule_at(m, at);
    if (!ag_lemma_apply(a, &rule, t->form, &t->lemma))
        t->lemma = t->form;
    if (!is_known && lower.len <= AG_LEMMA_WORD && m->tags[tag].upos == AG_VERB)
        mend_verb(a, m, lower, &t->lemma);
}
