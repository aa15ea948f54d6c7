/* Treebanks → the tables of tags, lemmas and features.
 *
 * Every word of the treebanks votes: for its rule from form to lemma under each of its suffixes and
 * under the whole word, for its features under its tag and under tag and word. What a suffix says
 * only as the next shorter one does, is left out. */
#include "language/training.h"

#include "base/map.h"
#include "base/utf8.h"
#include "language/morphology.h"
#include "names.h"

#include <stdio.h>

typedef struct gold_word {
    const ag_token *token;
    int tag;
} gold_word;

typedef AG_LIST(gold_word) gold_words;

/* The words of all treebanks with their joint tags, which are numbered in the order in which they
 * come; a line of `out` each. */
static void
number_tags(ag_arena *a, const ag_corpus *ud, int n, gold_words *words, ag_buf *out)
{
    ag_map index = { 0 };
    int count = 0;

    for (int u = 0; u < n; u++)
        for (int d = 0; d < ud[u].docs.n; d++)
            for (int i = 0; i < ud[u].docs.at[d]->tokens.n; i++) {
                const ag_token *t = &ud[u].docs.at[d]->tokens.at[i];
                ag_str key = ag_arena_printf(a, "%s|%.*s", ag_upos_name((ag_upos)t->upos), AG_SHOW(t->xpos));
                int tag = ag_map_get(&index, key);

                if (tag < 0 && count < AG_TAGS_MAX) {
                    tag = count++;
                    ag_map_set(a, &index, key, tag);
                    ag_buf_str(out, key);
                    ag_buf_char(out, '\n');
                }
                /* a corpus gone wrong has more of them: those behind the last are the first */
                AG_PUSH(a, words, (gold_word){ t, tag < 0 ? 0 : tag });
            }
}

enum { WHOLE = 100 }; /* the level of a whole word */

typedef struct choice {
    int value, count;
    int fits; /* words for which it is right, whether they asked for it or not */
} choice;

typedef struct votes { /* what the words behind one key ask for */
    uint64_t key;
    int level;   /* bytes of suffix, or WHOLE */
    int parent;  /* the votes of the suffix that is one byte shorter, or -1 */
    AG_LIST(choice) choices;
    int total, best;
} votes;

typedef struct table {
    ag_arena *a;
    ag_map index;
    AG_LIST(votes) at;
} table;

static int
vote(table *t, uint64_t key, int level, int parent, int value)
{
    ag_str name = ag_arena_str(t->a, (ag_str){ (const char *)&key, sizeof key });
    int n = ag_map_add(t->a, &t->index, name, t->at.n);

    if (n == t->at.n)
        AG_PUSH(t->a, &t->at, (votes){ .key = key, .level = level, .parent = parent });

    votes *v = &t->at.at[n];
    int i = 0;

    while (i < v->choices.n && v->choices.at[i].value != value)
        i++;
    if (i == v->choices.n)
        AG_PUSH(t->a, &v->choices, (choice){ value, 0, 0 });
    v->choices.at[i].count++;
    v->total++;
    return n;
}

static bool
better(const choice *a, const choice *b)
{
    if (a->fits != b->fits)
        return a->fits > b->fits;
    return a->count > b->count || (a->count == b->count && a->value < b->value);
}

/* The choice that fits most, then the one with most votes; of equals the lowest. */
static int
winner(const votes *v)
{
    int best = 0;

    for (int i = 1; i < v->choices.n; i++)
        if (better(&v->choices.at[i], &v->choices.at[best]))
            best = i;
    return v->choices.at[best].value;
}

static int
votes_for(const votes *v, int value)
{
    int i = 0;

    while (v->choices.at[i].value != value)
        i++;
    return v->choices.at[i].count;
}

static size_t
shared(ag_str a, ag_str b)
{
    size_t n = 0;

    while (n < a.len && n < b.len && a.at[n] == b.at[n])
        n++;
    while (n > 0 && n < a.len && ((unsigned char)a.at[n] & 0xc0) == 0x80) /* not inside a character */
        n--;
    while (n > 0 && n < b.len && ((unsigned char)b.at[n] & 0xc0) == 0x80)
        n--;
    return n;
}

/* The simplest rule from form to lemma. */
static ag_lemma_rule
rule_of(ag_arena *a, const ag_token *t)
{
    static const ag_lemma_case by_name[] = { AG_LEMMA_KEEP, AG_LEMMA_TITLE, AG_LEMMA_LOWER };
    static const ag_lemma_case usual[] = { AG_LEMMA_LOWER, AG_LEMMA_KEEP, AG_LEMMA_TITLE };
    ag_lemma_rule best = { 0 };
    size_t least = SIZE_MAX;

    for (int i = 0; i < 3; i++) {
        ag_lemma_rule r = { .casing = (uint8_t)(t->upos == AG_PROPN ? by_name : usual)[i] };
        ag_str s;

        if (!ag_lemma_apply(a, &r, t->form, &s))
            continue;

        size_t n = shared(s, t->lemma), price = s.len - n + t->lemma.len - n;

        if (s.len - n > 255 || t->lemma.len - n > 255 || price >= least)
            continue;
        least = price;
        r.off = ag_str_sub(s, n, s.len);
        r.add = ag_str_sub(t->lemma, n, t->lemma.len);
        best = r;
    }
    return best;
}

/* A text in a pool of texts that features and rules share; returns its place. */
static int
pool(ag_arena *a, ag_map *index, ag_buf *out, ag_str bytes)
{
    int n = ag_map_get(index, bytes);

    if (n >= 0)
        return n;
    n = (int)out->len;
    ag_map_set(a, index, ag_arena_str(a, bytes), n);
    ag_buf_str(out, bytes);
    return n;
}

/* Lets a token vote for the rules of its word that it did not ask for but that fit it. */
static void
vote_again(table *lemmas, ag_str texts, int tag, const ag_token *t)
{
    ag_str lower = ag_utf8_lower(lemmas->a, t->form), lemma;
    uint64_t key = ag_lemma_word_key(tag, lower);
    int n = ag_map_get(&lemmas->index, (ag_str){ (const char *)&key, sizeof key });

    if (n < 0)
        return;

    votes *v = &lemmas->at.at[n];

    for (int i = 0; i < v->choices.n && v->choices.n > 1; i++) {
        ag_lemma_rule r = ag_lemma_rule_at(texts, (uint32_t)v->choices.at[i].value);

        if (ag_lemma_apply(lemmas->a, &r, t->form, &lemma) && ag_str_eq(lemma, t->lemma))
            v->choices.at[i].fits++;
    }
}

/* A rule as the table of texts has it: see morphology.h. */
static ag_str
bytes_of(ag_arena *a, const ag_lemma_rule *r)
{
    char *p = ag_arena_alloc(a, 3 + r->off.len + r->add.len);

    p[0] = (char)r->casing;
    p[1] = (char)r->off.len;
    p[2] = (char)r->add.len;
    memcpy(p + 3, r->off.at, r->off.len);
    memcpy(p + 3 + r->off.len, r->add.at, r->add.len);
    return (ag_str){ p, 3 + r->off.len + r->add.len };
}

/* Suffixes are voted for by words, not by their frequency. */
static void
vote_for_lemma(table *lemmas, ag_map *types, const gold_word *w, int rule)
{
    int tag = w->tag;
    uint8_t upos = w->token->upos;
    bool is_small = ag_lemma_is_small(upos, w->token->form);
    ag_str lower = ag_utf8_lower(lemmas->a, w->token->form);
    ag_str type = ag_arena_printf(lemmas->a, "%d %d %d %.*s", tag, is_small, rule, AG_SHOW(lower));
    bool is_new = ag_map_get(types, type) < 0;
    int parent = -1;

    ag_map_set(lemmas->a, types, type, 1);
    for (size_t n = 0; is_new && n <= AG_LEMMA_SUFFIX && n <= lower.len; n++)
        parent = vote(lemmas, ag_lemma_suffix_key(tag, is_small, lower, n), (int)n, parent, rule);
    if (lower.len > AG_LEMMA_WORD)
        return;
    vote(lemmas, ag_lemma_word_key(tag, lower), WHOLE, parent, rule);
    vote(lemmas, ag_lemma_upos_key(upos, w->token->xpos, lower), WHOLE, -1, rule);
}

static void
vote_for_feats(table *feats, ag_map *index, ag_buf *texts, const gold_word *w)
{
    if (w->token->feats.len > 255)
        return;

    char *p = ag_arena_alloc(feats->a, w->token->feats.len + 1);

    p[0] = (char)w->token->feats.len;
    memcpy(p + 1, w->token->feats.at, w->token->feats.len);

    int text = pool(feats->a, index, texts, (ag_str){ p, w->token->feats.len + 1 });
    int all = vote(feats, ag_feats_key(w->tag, w->token->form, false), 0, -1, text);

    vote(feats, ag_feats_key(w->tag, w->token->form, true), 1, all, text);
}

static void
write_lemmas(ag_arena *a, table *lemmas, ag_buf *out)
{
    ag_pair *pairs = AG_ARRAY(a, ag_pair, lemmas->at.n + 1);
    size_t n = 0;

    /* suffixes before whole words, the short before the long: a key's votes stand behind its parent's */
    for (int whole = 0; whole < 2; whole++)
        for (int i = 0; i < lemmas->at.n; i++) {
            votes *v = &lemmas->at.at[i];

            if ((v->level == WHOLE) != whole)
                continue;

            int above = v->parent < 0 ? -1 : lemmas->at.at[v->parent].best;

            v->best = winner(v);
            if (!whole && votes_for(v, v->best) < 2) /* one word's rule is no rule */
                v->best = above;
            if (v->best != above)
                pairs[n++] = (ag_pair){ v->key, (uint32_t)v->best };
        }
    ag_lookup_write(pairs, n, out);
    fprintf(stderr, "  lemmas: %zu entries\n", n);
}

static void
write_feats(ag_arena *a, table *feats, ag_buf *out)
{
    ag_pair *pairs = AG_ARRAY(a, ag_pair, feats->at.n + 1);
    size_t n = 0;

    for (int i = 0; i < feats->at.n; i++) {
        votes *v = &feats->at.at[i];

        v->best = winner(v);
        if (v->level == 0 || v->best != feats->at.at[v->parent].best)
            pairs[n++] = (ag_pair){ v->key, (uint32_t)v->best };
    }
    ag_lookup_write(pairs, n, out);
    fprintf(stderr, "  features: %zu entries\n", n);
}

void
ag_train_morphology(ag_arena *a, const ag_corpus *ud, int n, ag_draft *out)
{
    gold_words words = { 0 };
    ag_buf *lemma_texts = ag_draft_section(out, "lemma-texts", AG_MORPHOLOGY_VERSION);
    ag_buf *feats_texts = ag_draft_section(out, "feats-texts", AG_MORPHOLOGY_VERSION);
    ag_map lemma_index = { 0 }, feats_index = { 0 }, types = { 0 };
    table lemmas = { .a = a }, feats = { .a = a };

    number_tags(a, ud, n, &words, ag_draft_section(out, "tags", AG_MORPHOLOGY_VERSION));
    for (int i = 0; i < words.n; i++) {
        ag_lemma_rule r = rule_of(a, words.at[i].token);
        int rule = pool(a, &lemma_index, lemma_texts, bytes_of(a, &r));

        if (!ag_str_is(words.at[i].token->xpos, "GW")) /* "with" + "out": the lemma is of both together */
            vote_for_lemma(&lemmas, &types, &words.at[i], rule);
        vote_for_feats(&feats, &feats_index, feats_texts, &words.at[i]);
    }
    /* Of the rules that some form of a word asks for, one may fit its other forms as well: "I" gives
     * "I" whether kept or spelled out, but only spelled out it fits "i". */
    for (int i = 0; i < words.n; i++)
        vote_again(&lemmas, ag_buf_view(lemma_texts), words.at[i].tag, words.at[i].token);
    write_lemmas(a, &lemmas, ag_draft_section(out, "lemma-rules", AG_MORPHOLOGY_VERSION));
    write_feats(a, &feats, ag_draft_section(out, "feats", AG_MORPHOLOGY_VERSION));
}
