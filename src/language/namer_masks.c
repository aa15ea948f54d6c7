/* Labels of name corpora → which tags a token may have, for the second task of the network of trees.
 *
 * Corpora differ in what they annotate. A token's label there is a set of labels here: "MISC" of one may
 * be an event, a work or a nationality of ours; and where a corpus knows no dates, "O" may be part of one.
 * (The network of names has a head for each corpus instead: net/namer_train.c.) */
#include "language/namer.h"
#include "language/training.h"

#define KIND(name) (1u << (AG_NAME_##name < AG_NAME_GPE ? AG_NAME_##name : AG_NAME_##name - 1))

/* The labels of the corpora we know, letter case aside: what they surely are, and what a corpus
 * without a label of its own for it keeps there too. */
static const struct {
    const char *label;
    uint32_t is, may;
} labels[] = {
    { "PER", KIND(PERSON), 0 },
    { "PERSON", KIND(PERSON), 0 },
    { "ORG", KIND(ORG), 0 },
    { "ORGANIZATION", KIND(ORG), 0 },
    { "CORPORATION", KIND(ORG), 0 },
    { "GROUP", KIND(ORG), 0 },
    { "LOC", KIND(LOC), KIND(FAC) },
    { "GPE", KIND(LOC), 0 },
    { "LOCATION", KIND(LOC), KIND(FAC) },
    { "NORP", KIND(NORP), 0 },
    { "FAC", KIND(FAC), 0 },
    { "FACILITY", KIND(FAC), 0 },
    { "EVENT", KIND(EVENT), 0 },
    { "PRODUCT", KIND(PRODUCT), 0 },
    { "OBJECT", KIND(PRODUCT), 0 },
    { "WORK", KIND(WORK), 0 },
    { "CREATIVE-WORK", KIND(WORK), 0 },
    { "DATE", KIND(DATE), 0 },
    { "MONEY", KIND(MONEY), 0 },
    { "ABSTRACT", KIND(MISC) | KIND(WORK), 0 },
    { "MISC", KIND(MISC), KIND(EVENT) | KIND(WORK) | KIND(NORP) | KIND(PRODUCT) },
    { "OTH", KIND(MISC), KIND(EVENT) | KIND(WORK) | KIND(NORP) | KIND(PRODUCT) },
};

enum { LABELS = sizeof labels / sizeof *labels, KNOWN_MAX = 64 };

/* What the labels of one corpus mean. */
typedef struct scheme {
    uint32_t kinds[LABELS]; /* by row of `labels`: 0 when the corpus does not have it */
    uint32_t open;          /* kinds that it does not annotate */
} scheme;

static int
row_of(ag_str name)
{
    for (int i = 0; i < LABELS; i++)
        if (ag_str_eq_nocase(name, ag_str_of(labels[i].label)))
            return i;
    return -1;
}

static bool
split_tag(ag_str tag, char *place, ag_str *name)
{
    if (ag_str_is(tag, "O")) {
        *place = 'O';
        return true;
    }
    if (tag.len < 3 || (tag.at[0] != 'B' && tag.at[0] != 'I') || tag.at[1] != '-')
        return false;
    *place = tag.at[0];
    *name = ag_str_sub(tag, 2, tag.len);
    return true;
}

static ag_status
scheme_of(const ag_name_corpus *c, scheme *out, ag_err *err)
{
    uint32_t sure = 0, all = 0;
    bool has[LABELS] = { 0 };

    *out = (scheme){ 0 };
    for (int d = 0; d < c->corpus.docs.n; d++)
        for (int i = 0; i < c->corpus.docs.at[d]->tokens.n; i++) {
            ag_str name = AG_S("");
            char place;
            int row;

            if (!split_tag(c->tags.at[d][i], &place, &name))
                return ag_fail(err, AG_INPUT, "%s: '%.*s' is not a BIO tag", c->corpus.path,
                               AG_SHOW(c->tags.at[d][i]));
            if (place == 'O')
                continue;
            row = row_of(name);
            if (row < 0)
                return ag_fail(err, AG_INPUT, "%s: no label '%.*s' is known; add it to namer_masks.c",
                               c->corpus.path, AG_SHOW(name));
            has[row] = true;
            sure |= labels[row].is;
        }
    for (int i = 0; i < LABELS; i++)
        if (has[i]) {
            out->kinds[i] = labels[i].is | (labels[i].may & ~sure);
            all |= out->kinds[i];
        }
    out->open = ((1u << AG_NAME_KINDS) - 1) & ~all;
    return AG_OK;
}

static void
allow(const ag_str *tags, const scheme *s, int first, int end, uint64_t *allowed)
{
    for (int i = first; i < end; i++) {
        ag_str name = AG_S(""), next = AG_S("");
        char place = 'O', follow = 'O';

        split_tag(tags[i], &place, &name);
        if (i + 1 < end)
            split_tag(tags[i + 1], &follow, &next);
        if (place == 'O') {
            allowed[i] = 1;
            for (int k = 0; k < AG_NAME_KINDS; k++)
                if (s->open & 1u << k)
                    allowed[i] |= (uint64_t)15 << (1 + 4 * k);
            continue;
        }

        bool starts = place == 'B';

        if (i == first)
            starts = true;
        else {
            ag_str last = AG_S("");
            char before = 'O';

            split_tag(tags[i - 1], &before, &last);
            starts |= before == 'O' || !ag_str_eq(last, name);
        }

        bool ends = follow != 'I' || !ag_str_eq(next, name);
        ag_bilou b = starts ? (ends ? AG_BILOU_U : AG_BILOU_B) : ends ? AG_BILOU_L : AG_BILOU_I;
        int row = row_of(name);

        allowed[i] = 0;
        for (int k = 0; k < AG_NAME_KINDS; k++)
            if (s->kinds[row] & 1u << k)
                allowed[i] |= (uint64_t)1 << ag_name_tag(k, b);
    }
}

ag_status
ag_name_masks(ag_arena *a, const ag_name_corpus *c, uint64_t ***out, ag_err *err)
{
    scheme s;

    AG_TRY(scheme_of(c, &s, err));
    *out = AG_ARRAY(a, uint64_t *, c->corpus.docs.n + 1);
    for (int d = 0; d < c->corpus.docs.n; d++) {
        const ag_doc *doc = c->corpus.docs.at[d];

        (*out)[d] = AG_ARRAY(a, uint64_t, doc->tokens.n + 1);
        for (int k = 0; k < doc->sentences.n; k++)
            allow(c->tags.at[d], &s, doc->sentences.at[k].first, doc->sentences.at[k].end, (*out)[d]);
    }
    return AG_OK;
}
