/* Tagged tokens → lemma, features.
 *
 * The lemma comes from a rule found by the longest suffix of the word, under its tag, that the
 * training data know (the whole word if it is there); so irregular and regular words are one
 * table. UD features hang on the tag, or on tag and word where the data say so; what only the
 * context tells (person of "were") is the commonest. */
#include "language/morphology.h"

#include "base/utf8.h"
#include "language/net/model.h"
#include "names.h"

bool
ag_lemma_is_small(uint8_t upos, ag_str form)
{
    bool has_small = false;
    int k;

    for (size_t i = 0; i < form.len && upos == AG_PROPN; i += (size_t)k) {
        int32_t c = ag_utf8_next(form, i, &k);

        if (ag_utf8_is_upper(c))
            return false;
        has_small = has_small || ag_utf8_is_lower(c);
    }
    return has_small;
}

/* Words inside names are tagged NNP, whatever they are: "Looking|VERB|NNP". They keep their capital. */
static bool
is_of_name(ag_str xpos)
{
    return ag_str_starts(xpos, AG_S("NNP"));
}

uint64_t
ag_lemma_suffix_key(int tag, bool is_small, ag_str lower, size_t length)
{
    ag_str end = ag_str_sub(lower, lower.len - length, lower.len);

    return ag_mix3((uint64_t)tag * 2 + is_small, ag_text_number(end), 11);
}

uint64_t
ag_lemma_word_key(int tag, ag_str lower)
{
    return ag_mix3((uint64_t)tag, ag_text_number(lower), 12);
}

uint64_t
ag_lemma_upos_key(uint8_t upos, ag_str xpos, ag_str lower)
{
    return ag_mix3((uint64_t)upos * 2 + is_of_name(xpos), ag_text_number(lower), 14);
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

    if (r->casing == AG_LEMMA_TITLE) {
        int k, old;
        int32_t c = ag_utf8_to_upper(ag_utf8_next(form, 0, &k));
        char first[4];
        int length = ag_utf8_put(first, c);

        ag_utf8_next(s, 0, &old);
        s = ag_arena_printf(a, "%.*s%.*s", length, first, (int)(s.len - (size_t)old), s.at + old);
    }
    if (!ag_str_ends(s, r->off) || s.len + r->add.len == r->off.len)
        return false;
    if (r->off.len == 0 && r->add.len == 0)
        *out = s;
    else
        *out = ag_arena_printf(a, "%.*s%.*s", (int)(s.len - r->off.len), s.at, AG_SHOW(r->add));
    return true;
}

ag_lemma_rule
ag_lemma_rule_at(ag_str texts, uint32_t at)
{
    ag_lemma_rule r = { 0 };

    if ((size_t)at + 3 > texts.len)
        return r;

    const char *p = texts.at + at;
    size_t off = (unsigned char)p[1], add = (unsigned char)p[2];

    if ((size_t)at + 3 + off + add > texts.len)
        return r;
    return (ag_lemma_rule){ (uint8_t)p[0], { p + 3, off }, { p + 3 + off, add } };
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

/* Endings of forms, by part of speech, and what the lemma may be where the rest is a stem. */
static const struct ending {
    uint8_t upos;
    const char *text;
    const char *instead; /* NULL: the stem, with e, or with one consonant where it has two */
} endings[] = {
    { AG_VERB, "ied", "y" }, { AG_VERB, "ed", NULL }, { AG_VERB, "ing", NULL }, { AG_ADJ, "ier", "y" },
    { AG_ADJ, "iest", "y" }, { AG_ADJ, "er", NULL },  { AG_ADJ, "est", NULL },  { AG_NOUN, "ies", "y" },
};

static bool
is_vowel(char c)
{
    return c && strchr("aeiou", c) != NULL;
}

/* "tim", "star": a verb of this form would double its consonant (starred), so "stared" is of "stare". */
static bool
would_double(ag_str stem)
{
    size_t n = stem.len, vowels = 0;

    for (size_t i = 0; i < n; i++)
        vowels += is_vowel(stem.at[i]);
    return vowels == 1 && n > 2 && is_vowel(stem.at[n - 2]) && !is_vowel(stem.at[n - 1]) && !strchr("wxy", stem.at[n - 1]);
}

/* A regular form that the treebanks do not have: of what its ending may hide (hope, stop, permit) the
 * commonest word, and where there is none, the rule's guess. */
static void
mend(ag_arena *a, const ag_models *m, uint8_t upos, ag_str lower, ag_str *lemma)
{
    int best = 0;

    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
        ag_str end = ag_str_of(endings[e].text);

        if (endings[e].upos != upos || !ag_str_ends(lower, end) || lower.len < end.len + 3 ||
            ag_str_eq(*lemma, lower))
            continue;

        ag_str stem = ag_str_sub(lower, 0, lower.len - end.len), tries[3] = { { 0 } };
        bool is_double = stem.at[stem.len - 1] == stem.at[stem.len - 2];

        if (endings[e].instead) {
            tries[0] = ag_arena_printf(a, "%.*s%s", AG_SHOW(stem), endings[e].instead);
        } else {
            tries[0] = ag_arena_printf(a, "%.*se", AG_SHOW(stem));
            if (!would_double(stem))
                tries[1] = stem;
            if (is_double)
                tries[2] = ag_str_sub(stem, 0, stem.len - 1);
        }
        for (int i = 0; i < 3; i++) {
            int rank = tries[i].len ? ag_net_model_rank(m->net, tries[i]) : 0;

            if (rank && (!best || rank < best)) {
                best = rank;
                *lemma = tries[i];
            }
        }
    }
}

/* Where there is a rule under the key, and it fits, the token's lemma is what it gives. */
static bool
apply(ag_arena *a, const ag_models *m, uint64_t key, ag_token *t)
{
    uint32_t at = ag_lookup_get(&m->lemma_rules, key, UINT32_MAX);
    ag_lemma_rule rule;

    if (at == UINT32_MAX)
        return false;
    rule = ag_lemma_rule_at(m->lemma_texts, at);
    return ag_lemma_apply(a, &rule, t->form, &t->lemma);
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

    uint8_t upos = m->tags[tag].upos;
    ag_str xpos = m->tags[tag].xpos;
    bool is_small = ag_lemma_is_small(upos, t->form);

    t->lemma = t->form;
    if (lower.len > AG_LEMMA_WORD)
        return;
    if (apply(a, m, ag_lemma_word_key(tag, lower), t) || apply(a, m, ag_lemma_upos_key(upos, xpos, lower), t))
        return;
    for (int k = lower.len < AG_LEMMA_SUFFIX ? (int)lower.len : AG_LEMMA_SUFFIX; k >= 0; k--)
        if (apply(a, m, ag_lemma_suffix_key(tag, is_small, lower, (size_t)k), t))
            break;
    if (!is_of_name(xpos))
        mend(a, m, upos, lower, &t->lemma);
}
