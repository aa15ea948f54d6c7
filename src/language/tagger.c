/* Tokens → part of speech, lemma, features.
 *
 * The tagger is greedy: an averaged perceptron picks the joint tag (universal | Penn) of each
 * token from left to right, seeing the words and clusters two to either side and the tags it gave
 * before. A wrong tag can pull the next one with it; that is the price of its speed.
 *
 * The lemma comes from a rule found by the longest suffix of the word, under its tag, that the
 * training data know (the whole word if it is there); so irregular and regular words are one
 * table. UD features hang on the tag, or on tag and word where the data say so; what only the
 * context tells (person of "were") is the commonest. */
#include "language/tagger.h"

#include "base/utf8.h"

static const ag_word outside = { .lower = 1, .exact = 1, .shape = 1, .suffix = { 1, 1, 1, 1, 1 } };

void
ag_tag_features(const ag_word *words, int n, int i, const uint8_t *tag, ag_features *f)
{
    const ag_word *w = &words[i], *p1 = i > 0 ? w - 1 : &outside, *p2 = i > 1 ? w - 2 : &outside,
                  *n1 = i + 1 < n ? w + 1 : &outside, *n2 = i + 2 < n ? w + 2 : &outside;
    uint64_t t1 = i > 0 ? tag[i - 1] + 1u : 0, t2 = i > 1 ? tag[i - 2] + 1u : 0;

    ag_features_begin(f);
    ag_add(f, w->lower);
    ag_add(f, w->exact);
    ag_add(f, w->suffix[0]);
    ag_add(f, w->suffix[1]);
    ag_add(f, w->suffix[2]);
    ag_add(f, w->suffix[3]);
    ag_add(f, w->suffix[4]);
    ag_add(f, w->prefix[0]);
    ag_add(f, w->prefix[1]);
    ag_add(f, w->prefix[2]);
    ag_add2(f, w->shape, i == 0);
    ag_add2(f, w->flags, w->suffix[1]);
    ag_add(f, w->code);
    ag_add(f, ag_word_cluster(w, 3));
    ag_add2(f, ag_word_cluster(w, 2), w->flags);
    ag_add(f, p1->lower);
    ag_add(f, n1->lower);
    ag_add(f, p2->lower);
    ag_add(f, n2->lower);
    ag_add2(f, p1->lower, w->lower);
    ag_add2(f, w->lower, n1->lower);
    ag_add(f, p1->code);
    ag_add(f, ag_word_cluster(p1, 2));
    ag_add(f, n1->code);
    ag_add(f, ag_word_cluster(n1, 3));
    ag_add(f, ag_word_cluster(n1, 2));
    ag_add(f, n1->suffix[2]);
    ag_add(f, n1->suffix[1]);
    ag_add(f, n1->shape);
    ag_add(f, p1->suffix[2]);
    ag_add2(f, ag_word_cluster(n1, 2), ag_word_cluster(n2, 2));
    ag_add(f, ag_word_cluster(n2, 3));
    ag_add(f, t1);
    ag_add2(f, t1, t2);
    ag_add2(f, t1, w->lower);
    ag_add3(f, t1, t2, w->lower);
    ag_add2(f, t1, w->suffix[2]);
    ag_add3(f, t1, w->shape, w->suffix[1]);
    ag_add2(f, t1, ag_word_cluster(w, 3));
    ag_add2(f, t1, n1->lower);
    ag_add3(f, t1, ag_word_cluster(w, 2), ag_word_cluster(n1, 2));
    ag_add3(f, t1, w->code, n1->code);
    ag_add2(f, t2, w->lower);
    ag_add3(f, p1->shape, w->shape, n1->shape);
}

void
ag_tag_sentence(const ag_scorer *s, int classes, const ag_word *words, int n, uint8_t *tag)
{
    int32_t score[AG_TAGS_MAX];
    ag_features f;

    for (int i = 0; i < n; i++) {
        ag_tag_features(words, n, i, tag, &f);
        ag_score(s, &f, score);
        tag[i] = (uint8_t)ag_best(score, classes, NULL);
    }
}

/* ---- lemma and features ------------------------------------------------------------------------- */

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

    at = lower.len <= 60 ? ag_lookup_get(&m->lemma_rules, ag_lemma_key(tag, lower, lower.len, true), NONE) : NONE;

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
    if (!is_known && lower.len <= 60 && m->tags[tag].upos == AG_VERB)
        mend_verb(a, m, lower, &t->lemma);
}
