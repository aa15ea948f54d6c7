/* An analysis against an annotated document: counts. */
#include "language/eval.h"

#include "base/utf8.h"
#include "language/stages.h"
#include "names.h"

double
ag_f1_percent(ag_f1 x)
{
    return x.gold + x.found ? 200 * (double)x.right / (double)(x.gold + x.found) : 0;
}

/* ---- trees ---------------------------------------------------------------------------------------- */

/* Places of bytes when white space is not counted: place[i] for byte i of the text. */
static uint32_t *
places_without_space(ag_arena *a, ag_str text)
{
    uint32_t *place = AG_ARRAY(a, uint32_t, text.len + 1), at = 0;
    int n;

    for (size_t i = 0; i < text.len; i += (size_t)n) {
        bool space = ag_utf8_is_space(ag_utf8_next(text, i, &n));

        for (int k = 0; k < n; k++)
            place[i + (size_t)k] = at + (space ? 0 : (uint32_t)k);
        at += space ? 0 : (uint32_t)n;
    }
    place[text.len] = at;
    return place;
}

typedef struct word {
    ag_span span;   /* without white space; of the whole contraction for its parts */
    bool is_part;
    const ag_token *token;
    int head;       /* word or -1 */
} word;

static word *
words_of(ag_arena *a, const ag_doc *doc)
{
    const uint32_t *place = places_without_space(a, doc->text);
    word *w = AG_ARRAY(a, word, doc->tokens.n + 1);

    for (int i = 0; i < doc->tokens.n; i++) {
        const ag_token *t = &doc->tokens.at[i];

        if (w[i].is_part) { /* its contraction has set it */
            w[i].token = t;
            w[i].head = t->head;
            continue;
        }
        w[i] = (word){ { place[t->span.from], place[t->span.to] }, false, t, t->head };
        if (t->contraction > 1 && i + t->contraction <= doc->tokens.n) {
            ag_span whole = { w[i].span.from, place[doc->tokens.at[i + t->contraction - 1].span.to] };

            for (int k = 0; k < t->contraction; k++) {
                w[i + k].span = whole;
                w[i + k].is_part = true;
            }
        }
    }
    return w;
}

/* Pairs of words with the same form, in order, as many as can be: inside contractions. */
static void
align_parts(ag_arena *a, const word *g, int gn, const word *s, int sn, int g0, int s0, int *partner)
{
    int *best = AG_ARRAY(a, int, (size_t)(gn + 1) * (size_t)(sn + 1));

#define BEST(i, j) best[(size_t)(i) * (size_t)(sn + 1) + (size_t)(j)]
    for (int i = gn - 1; i >= 0; i--)
        for (int j = sn - 1; j >= 0; j--) {
            bool same = ag_str_eq(ag_utf8_lower(a, g[i].token->form), ag_utf8_lower(a, s[j].token->form));

            BEST(i, j) = same ? BEST(i + 1, j + 1) + 1
                              : BEST(i + 1, j) > BEST(i, j + 1) ? BEST(i + 1, j) : BEST(i, j + 1);
        }
    for (int i = 0, j = 0; i < gn && j < sn;) {
        if (ag_str_eq(ag_utf8_lower(a, g[i].token->form), ag_utf8_lower(a, s[j].token->form))) {
            partner[s0 + j++] = g0 + i++;
        } else if (BEST(i + 1, j) >= BEST(i, j + 1)) {
            i++;
        } else {
            j++;
        }
    }
#undef BEST
}

/* partner[j]: the gold word that the found word j is, or -1. */
static void
align(ag_arena *a, const word *g, int gn, const word *s, int sn, int *partner)
{
    int i = 0, j = 0;

    for (int k = 0; k < sn; k++)
        partner[k] = -1;
    while (i < gn && j < sn) {
        if (!g[i].is_part && !s[j].is_part) {
            if (g[i].span.from == s[j].span.from && g[i].span.to == s[j].span.to)
                partner[j++] = i++;
            else if (g[i].span.from <= s[j].span.from)
                i++;
            else
                j++;
            continue;
        }
        if (!g[i].is_part && g[i].span.to <= s[j].span.from) {
            i++;
            continue;
        }
        if (!s[j].is_part && s[j].span.to <= g[i].span.from) {
            j++;
            continue;
        }

        uint32_t end = 0;
        int i0 = i, j0 = j;

        if (g[i].is_part)
            end = g[i].span.to;
        if (s[j].is_part && s[j].span.to > end)
            end = s[j].span.to;
        for (bool grown = true; grown;) {
            grown = false;
            for (; i < gn && g[i].span.from < end; i++)
                if (g[i].is_part && g[i].span.to > end) {
                    end = g[i].span.to;
                    grown = true;
                }
            for (; j < sn && s[j].span.from < end; j++)
                if (s[j].is_part && s[j].span.to > end) {
                    end = s[j].span.to;
                    grown = true;
                }
        }
        align_parts(a, g + i0, i - i0, s + j0, j - j0, i0, j0, partner);
    }
}

static bool
same_relation(uint8_t a, uint8_t b)
{
    const char *x = ag_deprel_name((ag_deprel)a), *y = ag_deprel_name((ag_deprel)b);
    size_t n = strcspn(x, ":"), m = strcspn(y, ":");

    return n == m && memcmp(x, y, n) == 0;
}

/* Spans that both lists have; both are in order. */
static long
common(const ag_span *a, int an, const ag_span *b, int bn)
{
    long n = 0;

    for (int i = 0, j = 0; i < an && j < bn;) {
        if (a[i].from == b[j].from && a[i].to == b[j].to) {
            n++;
            i++;
            j++;
        } else if (a[i].from < b[j].from || (a[i].from == b[j].from && a[i].to < b[j].to)) {
            i++;
        } else {
            j++;
        }
    }
    return n;
}

static int
sentence_spans(const ag_doc *doc, const word *w, ag_span *out)
{
    for (int s = 0; s < doc->sentences.n; s++)
        out[s] = (ag_span){ w[doc->sentences.at[s].first].span.from, w[doc->sentences.at[s].end - 1].span.to };
    return doc->sentences.n;
}

static int
token_spans(const ag_doc *doc, const word *w, ag_span *out)
{
    int n = 0;

    for (int i = 0; i < doc->tokens.n; i++)
        if (!w[i].is_part || doc->tokens.at[i].contraction > 1)
            out[n++] = w[i].span;
    return n;
}

void
ag_eval_trees(const ag_doc *gold, const ag_doc *found, ag_tree_scores *sum)
{
    ag_arena *a = ag_arena_new(0);
    word *g = words_of(a, gold), *s = words_of(a, found);
    int gn = gold->tokens.n, sn = found->tokens.n;
    int *partner = AG_ARRAY(a, int, sn + 1);
    ag_span *x = AG_ARRAY(a, ag_span, gn + 1), *y = AG_ARRAY(a, ag_span, sn + 1);
    int xn = sentence_spans(gold, g, x), yn = sentence_spans(found, s, y);

    sum->sentences.right += common(x, xn, y, yn);
    sum->sentences.gold += xn;
    sum->sentences.found += yn;
    xn = token_spans(gold, g, x);
    yn = token_spans(found, s, y);
    sum->tokens.right += common(x, xn, y, yn);
    sum->tokens.gold += xn;
    sum->tokens.found += yn;
    align(a, g, gn, s, sn, partner);

    ag_f1 *all[] = { &sum->words, &sum->upos, &sum->xpos, &sum->feats, &sum->lemma, &sum->uas, &sum->las };

    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        all[k]->gold += gn;
        all[k]->found += sn;
    }
    for (int j = 0; j < sn; j++) {
        if (partner[j] < 0)
            continue;

        const word *p = &g[partner[j]];
        int head = s[j].head < 0 ? -1 : partner[s[j].head];
        bool same_head = p->head < 0 ? s[j].head < 0 : s[j].head >= 0 && head == p->head;

        sum->words.right++;
        sum->upos.right += p->token->upos == s[j].token->upos;
        sum->xpos.right += ag_str_eq(p->token->xpos, s[j].token->xpos);
        sum->feats.right += ag_str_eq(p->token->feats, s[j].token->feats);
        sum->lemma.right += ag_str_is(p->token->lemma, "_") || ag_str_eq(p->token->lemma, s[j].token->lemma);
        sum->uas.right += same_head;
        sum->las.right += same_head && same_relation(p->token->deprel, s[j].token->deprel);
    }
    ag_arena_free(a);
}

ag_doc *
ag_eval_from_tokens(ag_arena *a, const ag_models *m, const ag_doc *gold)
{
    ag_doc *doc = AG_NEW(a, ag_doc);

    doc->text = gold->text;
    doc->paragraphs.at = gold->paragraphs.at;
    doc->paragraphs.n = gold->paragraphs.n;
    doc->sentences.at = gold->sentences.at;
    doc->sentences.n = gold->sentences.n;
    for (int i = 0; i < gold->tokens.n; i++) {
        const ag_token *g = &gold->tokens.at[i];
        ag_token t = { .span = g->span, .form = g->form, .head = -1, .sentence = g->sentence,
                       .contraction = g->contraction, .space_after = g->space_after };

        AG_PUSH(a, &doc->tokens, t);
    }
    ag_analyse_tokens(a, m, doc);
    return doc;
}

ag_doc *
ag_eval_from_text(ag_arena *a, const ag_models *m, const ag_doc *gold)
{
    ag_doc *doc = AG_NEW(a, ag_doc);

    doc->text = gold->text;
    doc->paragraphs.at = gold->paragraphs.at;
    doc->paragraphs.n = gold->paragraphs.n;
    ag_language(a, m, doc);
    return doc;
}

/* ---- names ------------------------------------------------------------------------------------------ */

enum { NONE = -1, PER, ORG, LOC, NORP, FAC, PRODUCT, DATE, MONEY, MISC };

/* The class of a corpus's label in one of the two ways of counting; NONE: it does not count. */
static int
class_of_gold(ag_str name, bool nine)
{
    static const struct {
        const char *name;
        int nine, three;
    } rows[] = { { "PER", PER, PER },         { "PERSON", PER, PER },        { "ORG", ORG, ORG },
                 { "ORGANIZATION", ORG, ORG }, { "CORPORATION", ORG, ORG },   { "GROUP", ORG, ORG },
                 { "LOC", LOC, LOC },         { "LOCATION", LOC, LOC },      { "GPE", LOC, LOC },
                 { "FAC", FAC, LOC },         { "FACILITY", FAC, LOC },      { "NORP", NORP, NONE },
                 { "PRODUCT", PRODUCT, NONE }, { "DATE", DATE, NONE },        { "MONEY", MONEY, NONE },
                 { "MISC", MISC, NONE } };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ag_str_eq_nocase(name, ag_str_of(rows[i].name)))
            return nine ? rows[i].nine : rows[i].three;
    return NONE;
}

static int
class_of_ours(uint8_t label, bool nine)
{
    switch (label) {
    case AG_NAME_PERSON: return PER;
    case AG_NAME_ORG: return ORG;
    case AG_NAME_GPE: case AG_NAME_LOC: return LOC;
    case AG_NAME_FAC: return nine ? FAC : LOC;
    case AG_NAME_NORP: return nine ? NORP : NONE;
    case AG_NAME_PRODUCT: return nine ? PRODUCT : NONE;
    case AG_NAME_DATE: return nine ? DATE : NONE;
    case AG_NAME_MONEY: return nine ? MONEY : NONE;
    default: return nine ? MISC : NONE;
    }
}

/* The end of the name that begins at token i: as long as I- of the same class follows. */
static int
end_of_name(const ag_doc *doc, const ag_str *tags, int i)
{
    ag_str name = ag_str_sub(tags[i], 2, tags[i].len);
    int end = i + 1;

    while (end < doc->tokens.n && doc->tokens.at[end].sentence == doc->tokens.at[i].sentence && tags[end].len > 2 &&
           tags[end].at[0] == 'I' && ag_str_eq(ag_str_sub(tags[end], 2, tags[end].len), name))
        end++;
    return end;
}

void
ag_eval_names(const ag_doc *gold, const ag_str *tags, const ag_doc *found, bool nine, ag_f1 *sum)
{
    int next = 0;

    for (int i = 0; i < found->names.n; i++)
        sum->found += class_of_ours(found->names.at[i].label, nine) != NONE;
    for (int i = 0, end; i < gold->tokens.n; i = end) {
        end = i + 1;
        if (tags[i].len < 3)
            continue;
        end = end_of_name(gold, tags, i);

        int class_ = class_of_gold(ag_str_sub(tags[i], 2, tags[i].len), nine);
        uint32_t from = gold->tokens.at[i].span.from, to = gold->tokens.at[end - 1].span.to;

        if (class_ == NONE)
            continue;
        sum->gold++;
        while (next < found->names.n && found->tokens.at[found->names.at[next].first].span.from < from)
            next++;
        sum->right += next < found->names.n && found->tokens.at[found->names.at[next].first].span.from == from &&
                      found->tokens.at[found->names.at[next].end - 1].span.to == to &&
                      class_of_ours(found->names.at[next].label, nine) == class_;
    }
}
