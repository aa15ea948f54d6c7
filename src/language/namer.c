/* Scores of name tags → names.
 *
 * A document is read twice. What a capitalised word is likely to be, averaged over its other occurrences in
 * the document, is added to its scores in the second pass, so that "Carney" alone is helped by "Prime
 * Minister Mark Carney" three sentences before (non-local dependencies, after Krishnan and Manning 2006).
 * Weak: two bearers of one word in a document ("Paris" the city and the person), names in all-capital
 * text, and kinds with few examples (facilities, events, works). */
#include "language/namer.h"

#include "language/feature.h"
#include "language/net/crf.h"
#include "language/net/gather.h"
#include "language/net/kernel.h"
#include "language/net/namer_quant.h"
#include "language/viterbi.h"

#include <stdlib.h>

#pragma GCC optimize("fp-contract=off")

static int
place_of(int tag)
{
    return (tag - 1) % 4;
}

bool
ag_name_may_begin(int tag)
{
    return tag == 0 || place_of(tag) == AG_BILOU_B || place_of(tag) == AG_BILOU_U;
}

bool
ag_name_may_end(int tag)
{
    return tag == 0 || place_of(tag) == AG_BILOU_L || place_of(tag) == AG_BILOU_U;
}

bool
ag_name_may_follow(int tag, int next)
{
    if (ag_name_may_end(tag))
        return ag_name_may_begin(next);
    return next > 0 && (tag - 1) / 4 == (next - 1) / 4 &&
           (place_of(next) == AG_BILOU_I || place_of(next) == AG_BILOU_L);
}

/* ---- what a word is elsewhere in the document -------------------------------------------------- */

/* How much a word is pulled towards its other occurrences, in units of scores. On the dev set of Worldwide: 0: 81.8,
 * 1: 82.3, 2: 82.3, 3: 82.5, 4: 82.4, 6: 81.8. */
static const float USUAL = 3;

enum { CLASSES = AG_NAME_KINDS_MAX + 1 }; /* outside, kinds */

typedef struct entry {
    uint32_t lower;
    int count;
    float sum[CLASSES];
} entry;

typedef struct words_seen {
    entry *entries;
    size_t room; /* a power of two, more than half of it free */
} words_seen;

static bool
is_capital(const ag_word *w)
{
    return w->length > 1 && w->flags & (AG_WORD_TITLE | AG_WORD_UPPER | AG_WORD_MIXED);
}

static entry *
find(const words_seen *r, uint32_t lower)
{
    size_t i = ag_mix(lower, 3) & (r->room - 1);

    while (r->entries[i].count && r->entries[i].lower != lower)
        i = (i + 1) & (r->room - 1);
    return &r->entries[i];
}

/* Chances of being outside, or of each kind, from the scores of tags alone. */
static void
chances(const float *emit, int tags, float *out)
{
    float p[AG_LABELS_MAX], most = emit[0], sum = 0;

    for (int y = 1; y < tags; y++)
        most = emit[y] > most ? emit[y] : most;
    ag_exp_all(emit, most, tags, p);
    for (int y = 0; y < tags; y++)
        sum += p[y];
    out[0] = p[0] / sum;
    for (int k = 0; k < (tags - 1) / 4; k++)
        out[1 + k] = (p[1 + 4 * k] + p[2 + 4 * k] + p[3 + 4 * k] + p[4 + 4 * k]) / sum;
}

const float *
ag_names_agree(ag_arena *a, const float *emit, int tags, const ag_word *words, int n)
{
    words_seen seen = { .room = 16 };
    int classes = 1 + (tags - 1) / 4, capitals = 0;
    float *copy = AG_ARRAY(a, float, (size_t)n * (size_t)tags), *p = AG_ARRAY(a, float, (size_t)n * (size_t)classes);

    for (int i = 0; i < n; i++)
        capitals += is_capital(&words[i]);
    while (seen.room < 2 * (size_t)capitals)
        seen.room *= 2;
    seen.entries = AG_ARRAY(a, entry, seen.room);
    memcpy(copy, emit, (size_t)n * (size_t)tags * sizeof *copy);
    for (int i = 0; i < n; i++) {
        if (!is_capital(&words[i]))
            continue;

        entry *x = find(&seen, words[i].lower);

        chances(emit + (size_t)i * (size_t)tags, tags, p + (size_t)i * (size_t)classes);
        x->lower = words[i].lower;
        x->count++;
        for (int c = 0; c < classes; c++)
            x->sum[c] += p[(size_t)i * (size_t)classes + (size_t)c];
    }
    for (int i = 0; i < n; i++) {
        const entry *x = is_capital(&words[i]) ? find(&seen, words[i].lower) : NULL;

        if (!x || x->count < 2)
            continue;
        for (int y = 0; y < tags; y++) {
            int c = (y + 3) / 4;
            float own = p[(size_t)i * (size_t)classes + (size_t)c], others = (x->sum[c] - own) / (float)(x->count - 1);

            copy[(size_t)i * (size_t)tags + (size_t)y] += USUAL * (others - own);
        }
    }
    return copy;
}

/* ---- names ------------------------------------------------------------------------------------- */

void
ag_decode_names(ag_arena *a, const ag_name_scheme *scheme, const float *emit, const float *step, const ag_word *words,
                ag_doc *doc)
{
    int tags = ag_scheme_tags(scheme);

    doc->names.n = 0;
    emit = ag_names_agree(a, emit, tags, words, doc->tokens.n);
    for (int s = 0; s < doc->sentences.n; s++) {
        int first = doc->sentences.at[s].first, n = doc->sentences.at[s].end - first;
        uint8_t *tag = AG_ARRAY(a, uint8_t, n + 1);

        if (n == 0)
            continue;
        ag_crf_best(a, emit + (size_t)first * (size_t)tags, step, n, tags, tag);
        for (int i = 0, begin = 0; i < n; i++) {
            if (!tag[i])
                continue;
            if (ag_name_may_begin(tag[i]))
                begin = i;
            if (ag_name_may_end(tag[i]))
                AG_PUSH(a, &doc->names,
                        (ag_name){ first + begin, first + i + 1, scheme->label[(tag[i] - 1) / 4] });
        }
    }
}

/* ---- in use ------------------------------------------------------------------------------------ */

struct ag_namer {
    ag_namer8 net;
    ag_lookup pieces;
    const ag_shared_vectors *vectors;
    ag_net_scratch scratch;
    ag_arena *arena; /* for one batch */
};

ag_status
ag_namer_open(const ag_container *c, const ag_shared_vectors *vectors, ag_namer **out, ag_err *err)
{
    ag_str net, pieces;
    ag_namer *n;
    ag_status s;

    *out = NULL;
    AG_TRY(ag_container_get(c, "namer", AG_NAMER_VERSION, &net, err));
    AG_TRY(ag_container_get(c, "namer-pieces", AG_NAMER_VERSION, &pieces, err));
    n = calloc(1, sizeof *n);
    if (!n)
        return ag_fail(err, AG_MACHINE, "no memory left for the network of names");
    n->vectors = vectors;
    n->arena = ag_arena_new(0);
    s = ag_lookup_open(pieces, "namer-pieces", &n->pieces, err);
    if (s == AG_OK)
        s = ag_namer8_open(net, &n->net, err);
    if (s == AG_OK && n->net.shape.words.d_vector != vectors->width)
        s = ag_fail(err, AG_INPUT, "%s: names were trained on word vectors of %d numbers, trees on %d", c->path,
                    n->net.shape.words.d_vector, vectors->width);
    if (s != AG_OK) {
        ag_namer_close(n);
        return s;
    }
    n->net.tables.vectors = vectors->rows;
    n->net.tables.rare = vectors->rare;
    n->net.shape.words.vectors = vectors->n;
    *out = n;
    return AG_OK;
}

void
ag_namer_close(ag_namer *n)
{
    if (!n)
        return;
    ag_namer8_close(&n->net);
    ag_net_scratch_done(&n->scratch);
    ag_arena_free(n->arena);
    free(n);
}

typedef struct reading {
    ag_namer *n;
    const ag_word *words;
    float *emit; /* [tokens][tags] */
} reading;

static void
run_batch(void *with, const ag_stretch *stretches, int count, int tokens)
{
    reading *r = with;
    ag_namer *n = r->n;
    int *start = AG_ARRAY(n->arena, int, count + 1), tags = n->net.shape.tags[0];
    ag_net_word *word = AG_ARRAY(n->arena, ag_net_word, tokens);

    for (int k = 0; k < count; k++) {
        const ag_word *words = r->words + stretches[k].first;

        start[k + 1] = start[k] + stretches[k].n;
        ag_net_words(&n->pieces, &n->net.shape.words, words, stretches[k].n, word + start[k]);
        ag_net_vectors(n->vectors, words, stretches[k].n, word + start[k]);
    }

    ag_net_batch b = { count, tokens, stretches[0].n, start, word };
    const float *emit = ag_namer8_run(&n->net, &b, &n->scratch);

    for (int k = 0; k < count; k++)
        memcpy(r->emit + (size_t)stretches[k].first * (size_t)tags, emit + (size_t)start[k] * (size_t)tags,
               (size_t)stretches[k].n * (size_t)tags * sizeof *emit);
    ag_arena_reset(n->arena);
}

/* How much the network of trees has to say, in units of its scores. On the dev set of Worldwide: 0: 82.8, 0.3: 83.2,
 * 0.6: 83.0, 1: 82.9. */
static const float HINT = 0.3f;

/* Two networks know more than one: their scores add up (a product of experts: Hinton 2002). What this way of annotating
 * calls MISC is MISC, an event or a work there. */
static void
take_hints(const ag_name_scheme *scheme, const float *hints, int n, float *emit)
{
    int tags = ag_scheme_tags(scheme);

    for (int i = 0; i < n; i++) {
        const float *h = hints + (size_t)i * AG_NAME_TAGS;
        float *e = emit + (size_t)i * (size_t)tags;

        e[0] += HINT * h[0];
        for (int k = 0; k < scheme->kinds; k++)
            for (int place = AG_BILOU_B; place <= AG_BILOU_U; place++) {
                float most = h[ag_name_tag(ag_name_kind((ag_name_label)scheme->label[k]), (ag_bilou)place)];

                if (scheme->label[k] == AG_NAME_MISC) {
                    float event = h[ag_name_tag(ag_name_kind(AG_NAME_EVENT), (ag_bilou)place)];
                    float work = h[ag_name_tag(ag_name_kind(AG_NAME_WORK), (ag_bilou)place)];

                    most = event > most ? event : most;
                    most = work > most ? work : most;
                }
                e[ag_name_tag(k, (ag_bilou)place)] += HINT * most;
            }
    }
}

void
ag_namer_run(ag_arena *a, ag_namer *n, ag_doc *doc, const ag_word *words, const float *hints)
{
    reading r = { n, words, AG_ARRAY(a, float, (size_t)doc->tokens.n * (size_t)n->net.shape.tags[0] + 1) };

    ag_arena_reset(n->arena); /* an article that was set aside may have left something */
    ag_gather(doc, run_batch, &r);
    if (hints)
        take_hints(&n->net.scheme, hints, doc->tokens.n, r.emit);
    ag_decode_names(a, &n->net.scheme, r.emit, n->net.step, words, doc);
}
