/* Labels of name corpora → what they are here, and which tags a token may have, for the second task of the network of
 * trees.
 *
 * Corpora differ in what they annotate. A token's label there is a set of labels here: "MISC" of one may
 * be an event, a work or a nationality of ours; and where a corpus knows no dates, "O" may be part of one.
 * (The network of names has a head for each corpus instead: net/namer_train.c.) */
#include "language/namer.h"
#include "language/training.h"

#define KIND(name) (1u << (AG_NAME_##name < AG_NAME_GPE ? AG_NAME_##name : AG_NAME_##name - 1))
#define IN_MISC (KIND(EVENT) | KIND(WORK) | KIND(NORP) | KIND(PRODUCT))

/* What a label is here; what else it can stand for; and what a corpus without a label of its own for it keeps there, too. */
static const struct {
    const char *label;
    ag_name_label is;
    uint32_t else_, may;
} labels[] = {
    { "PER", AG_NAME_PERSON, 0, 0 },
    { "PERSON", AG_NAME_PERSON, 0, 0 },
    { "ORG", AG_NAME_ORG, 0, 0 },
    { "ORGANIZATION", AG_NAME_ORG, 0, 0 },
    { "ORGANISATION", AG_NAME_ORG, 0, 0 },
    { "CORPORATION", AG_NAME_ORG, 0, 0 },
    { "GROUP", AG_NAME_ORG, 0, 0 },
    { "LOC", AG_NAME_LOC, 0, KIND(FAC) },
    { "GPE", AG_NAME_LOC, 0, 0 },
    { "LOCATION", AG_NAME_LOC, 0, KIND(FAC) },
    { "NORP", AG_NAME_NORP, 0, 0 },
    { "FAC", AG_NAME_FAC, 0, 0 },
    { "FACILITY", AG_NAME_FAC, 0, 0 },
    { "EVENT", AG_NAME_EVENT, 0, 0 },
    { "PRODUCT", AG_NAME_PRODUCT, 0, 0 },
    { "OBJECT", AG_NAME_PRODUCT, 0, 0 },
    { "WORK", AG_NAME_WORK, 0, 0 },
    { "CREATIVE-WORK", AG_NAME_WORK, 0, 0 },
    { "DATE", AG_NAME_DATE, 0, 0 },
    { "MONEY", AG_NAME_MONEY, 0, 0 },
    { "ABSTRACT", AG_NAME_WORK, KIND(MISC), 0 },
    { "MISC", AG_NAME_MISC, 0, IN_MISC },
    { "OTH", AG_NAME_MISC, 0, IN_MISC },
    { "OTHER", AG_NAME_MISC, 0, IN_MISC },
};

enum { LABELS = sizeof labels / sizeof *labels };

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

bool
ag_corpus_label(ag_str name, ag_name_label *out)
{
    int row = row_of(name);

    if (row >= 0)
        *out = labels[row].is;
    return row >= 0;
}

char
ag_split_bio(ag_str tag, ag_str *label)
{
    *label = AG_S("");
    if (ag_str_is(tag, "O"))
        return 'O';
    if (tag.len < 3 || (tag.at[0] != 'B' && tag.at[0] != 'I') || tag.at[1] != '-')
        return 0;
    *label = ag_str_sub(tag, 2, tag.len);
    return tag.at[0];
}

static uint32_t
kinds_of(int row)
{
    return 1u << ag_name_kind(labels[row].is) | labels[row].else_;
}

static ag_status
scheme_of(const ag_name_corpus *c, scheme *out, ag_err *err)
{
    uint32_t sure = 0, all = 0;
    bool has[LABELS] = { 0 };

    *out = (scheme){ 0 };
    for (int d = 0; d < c->corpus.docs.n; d++)
        for (int i = 0; i < c->corpus.docs.at[d]->tokens.n; i++) {
            ag_str name;
            char place = ag_split_bio(c->tags.at[d][i], &name);
            int row;

            if (!place)
                return ag_fail(err, AG_INPUT, "%s: '%.*s' is not a BIO tag", c->corpus.path,
                               AG_SHOW(c->tags.at[d][i]));
            if (place == 'O')
                continue;
            row = row_of(name);
            if (row < 0)
                return ag_fail(err, AG_INPUT, "%s: no label '%.*s' is known; add it to namer_masks.c",
                               c->corpus.path, AG_SHOW(name));
            has[row] = true;
            sure |= kinds_of(row);
        }
    for (int i = 0; i < LABELS; i++)
        if (has[i]) {
            out->kinds[i] = kinds_of(i) | (labels[i].may & ~sure);
            all |= out->kinds[i];
        }
    out->open = ((1u << AG_NAME_KINDS) - 1) & ~all;
    return AG_OK;
}

static void
allow(const ag_str *tags, const scheme *s, int first, int end, uint64_t *allowed)
{
    for (int i = first; i < end; i++) {
        ag_str name, next = AG_S("");
        char place = ag_split_bio(tags[i], &name), follow = i + 1 < end ? ag_split_bio(tags[i + 1], &next) : 'O';

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
            ag_str last;
            char before = ag_split_bio(tags[i - 1], &last);

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
