/* Documents through the network: sentences are gathered into batches of about AG_NET_BATCH words and
 * sorted by length, because the recurrence is fastest on many sentences at a time. What comes out does
 * not depend on it. */
#include "language/net/model.h"

#include "language/net/input.h"
#include "language/net/quant.h"
#include "names.h"

#include <stdlib.h>

struct ag_net_model {
    ag_quant quant;
    ag_lookup pieces;
    ag_rare rare;
    ag_shared_vectors vectors;
    ag_pair_of_tags pairs[256];
    uint8_t joint[256];       /* pair → joint tag */
    ag_str xpos[256];         /* by xpos number   */
    int pair_count;
    ag_net_scratch scratch;
    ag_arena *arena;          /* for one batch    */
};

/* A pair a line, "NOUN|NN". Penn tags are numbered in the order in which they first stand there. */
static ag_status
open_tags(ag_net_model *m, ag_str section, const char *path, const ag_tag *tags, int tag_count, ag_err *err)
{
    ag_str line, upos;
    int xpos_count = 0;

    while (ag_str_cut(&section, '\n', &line)) {
        ag_str rest = line;
        uint8_t u;
        int x = 0, best = -1;

        if (line.len == 0)
            continue;
        if (m->pair_count == 255 || !ag_str_cut(&rest, '|', &upos) || !ag_upos_parse(upos, &u))
            return ag_fail(err, AG_INPUT, "%s: '%.*s' is not a tag", path, AG_SHOW(line));
        while (x < xpos_count && !ag_str_eq(m->xpos[x], rest))
            x++;
        if (x == xpos_count)
            m->xpos[xpos_count++] = rest;
        for (int t = 0; t < tag_count; t++)
            if (tags[t].upos == u && (best < 0 || ag_str_eq(tags[t].xpos, rest)))
                best = t;
        m->joint[m->pair_count] = (uint8_t)(best < 0 ? 0 : best);
        m->pairs[m->pair_count++] = (ag_pair_of_tags){ u, (uint8_t)x };
    }
    if (!m->pair_count || xpos_count != m->quant.shape.xpos)
        return ag_fail(err, AG_INPUT, "%s: %d Penn tags, but weights for %d", path, xpos_count, m->quant.shape.xpos);
    return AG_OK;
}

ag_status
ag_net_model_open(const ag_container *c, const ag_tag *tags, int tag_count, ag_net_model **out, ag_err *err)
{
    ag_str net, pieces, names, tables, rare;
    ag_net_model *m;
    ag_status s;

    *out = NULL;
    AG_TRY(ag_container_get(c, "net", AG_NET_VERSION, &net, err));
    AG_TRY(ag_container_get(c, "net-pieces", AG_NET_VERSION, &pieces, err));
    AG_TRY(ag_container_get(c, "net-tags", AG_NET_VERSION, &names, err));
    AG_TRY(ag_container_get(c, "rare", AG_NET_VERSION, &tables, err));
    AG_TRY(ag_container_get(c, "rare-words", AG_NET_VERSION, &rare, err));
    m = calloc(1, sizeof *m);
    if (!m)
        return ag_fail(err, AG_MACHINE, "no memory left for the network");
    m->arena = ag_arena_new(0);
    s = ag_lookup_open(pieces, "net-pieces", &m->pieces, err);
    if (s == AG_OK)
        s = ag_quant_open(net, &m->quant, err);
    if (s == AG_OK)
        s = ag_rare_open(tables, rare, m->quant.shape.d_vector, &m->rare, err);
    if (s == AG_OK)
        s = open_tags(m, names, c->path, tags, tag_count, err);
    if (s != AG_OK) {
        ag_net_model_close(m);
        return s;
    }
    m->quant.rare = &m->rare;
    m->vectors = (ag_shared_vectors){ &m->pieces, m->quant.vectors, m->quant.shape.vectors, m->quant.shape.d_vector,
                                      m->quant.vector_scale, &m->rare };
    *out = m;
    return AG_OK;
}

void
ag_net_model_close(ag_net_model *m)
{
    if (!m)
        return;
    ag_quant_close(&m->quant);
    ag_net_scratch_done(&m->scratch);
    ag_arena_free(m->arena);
    free(m);
}

const ag_shared_vectors *
ag_net_model_vectors(const ag_net_model *m)
{
    return &m->vectors;
}

int
ag_net_model_rank(const ag_net_model *m, ag_str lower)
{
    ag_word w = { .lower = (uint32_t)ag_word_number(lower) };
    uint32_t row = ag_lookup_get(&m->pieces, ag_piece_key(&w, AG_PIECE_VECTOR), 0);

    return row < (uint32_t)m->quant.shape.vectors ? (int)row : 0;
}

typedef struct reading {
    ag_net_model *m;
    ag_doc *doc;
    const ag_word *words;
    uint8_t *tag;
    float *names;
} reading;

static void
run_batch(void *with, const ag_stretch *pieces, int count, int tokens)
{
    const reading *r = with;
    ag_net_model *m = r->m;
    ag_arena *inner = m->arena;
    int *start = AG_ARRAY(inner, int, count + 1), *head = AG_ARRAY(inner, int, tokens);
    ag_net_word *word = AG_ARRAY(inner, ag_net_word, tokens);
    uint8_t *relation = AG_ARRAY(inner, uint8_t, tokens), *pair = AG_ARRAY(inner, uint8_t, tokens);
    size_t name_tags = (size_t)m->quant.shape.name_tags;
    float *names = r->names ? AG_ARRAY(inner, float, (size_t)tokens * name_tags) : NULL;

    for (int p = 0; p < count; p++) {
        start[p + 1] = start[p] + pieces[p].n;
        ag_net_words(&m->pieces, &m->quant.shape, r->words + pieces[p].first, pieces[p].n, word + start[p]);
        ag_net_vectors(&m->vectors, r->words + pieces[p].first, pieces[p].n, word + start[p]);
    }

    ag_net_batch b = { count, tokens, pieces[0].n, start, word };

    ag_quant_run(&m->quant, &b, &m->scratch, inner, m->pairs, m->pair_count, head, relation, pair, names);
    for (int p = 0; p < count; p++) {
        if (names)
            memcpy(r->names + (size_t)pieces[p].first * name_tags, names + (size_t)start[p] * name_tags,
                   (size_t)pieces[p].n * name_tags * sizeof *names);
        for (int i = 0; i < pieces[p].n; i++) {
            int k = start[p] + i, at = pieces[p].first + i;
            ag_token *t = &r->doc->tokens.at[at];

            r->tag[at] = m->joint[pair[k]];
            t->upos = m->pairs[pair[k]].upos;
            t->xpos = m->xpos[m->pairs[pair[k]].xpos];
            t->head = head[k] ? pieces[p].first + head[k] - 1 : -1;
            t->deprel = relation[k];
        }
    }
    ag_arena_reset(inner);
}

/* The pieces of a long sentence have a root each: all but the first hang on the first. */
static void
join(ag_doc *doc, const ag_sentence *s)
{
    int root = -1;

    for (int i = s->first; i < s->end; i++) {
        ag_token *t = &doc->tokens.at[i];

        if (t->head >= 0)
            continue;
        if (root < 0) {
            root = i;
        } else {
            t->head = root;
            t->deprel = AG_PARATAXIS_;
        }
    }
}

int
ag_net_model_name_tags(const ag_net_model *m)
{
    return m->quant.shape.name_tags;
}

void
ag_net_model_run(ag_net_model *m, ag_doc *doc, const ag_word *words, uint8_t *tag, float *names)
{
    reading r = { m, doc, words, tag, names };

    ag_arena_reset(m->arena); /* an article that was set aside may have left something */
    ag_gather(doc, run_batch, &r);
    for (int s = 0; s < doc->sentences.n; s++)
        if (doc->sentences.at[s].end - doc->sentences.at[s].first > AG_NET_LONGEST)
            join(doc, &doc->sentences.at[s]);
}
