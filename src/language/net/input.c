/* Words → rows. What a piece is, stands here once, for training and for use. */
#include "language/net/input.h"

#include "base/map.h"
#include "language/feature.h"

#include <stdio.h>

uint64_t
ag_piece_key(const ag_word *w, ag_piece piece)
{
    uint32_t of = piece >= AG_PIECE_SHAPE    ? w->shape
                  : piece >= AG_PIECE_PREFIX ? w->prefix[piece - AG_PIECE_PREFIX]
                  : piece >= AG_PIECE_SUFFIX ? w->suffix[piece - AG_PIECE_SUFFIX]
                                             : w->lower;

    return ag_mix3(of | (uint64_t)piece << 32, 0, 0x6e6574); /* not of ^ piece: words would meet prefixes */
}

/* The table of pieces may answer by chance with a row of another table. */
static int32_t
row_of(const ag_lookup *pieces, const ag_word *w, ag_piece piece, int rows)
{
    uint32_t row = ag_lookup_get(pieces, ag_piece_key(w, piece), 0);

    return row < (uint32_t)rows ? (int32_t)row : 0;
}

void
ag_net_words(const ag_lookup *pieces, const ag_net_shape *shape, const ag_word *words, int n, ag_net_word *out)
{
    for (int i = 0; i < n; i++) {
        const ag_word *w = &words[i];
        ag_net_word *to = &out[i];

#define ROW(piece, rows) row_of(pieces, w, (ag_piece)(piece), rows)
        to->word = ROW(AG_PIECE_WORD, shape->words);
        for (int k = 0; k < AG_NET_SUFFIXES; k++)
            to->suffix[k] = ROW(AG_PIECE_SUFFIX + k, shape->suffixes);
        for (int k = 0; k < AG_NET_PREFIXES; k++)
            to->prefix[k] = ROW(AG_PIECE_PREFIX + k, shape->prefixes);
        to->shape = ROW(AG_PIECE_SHAPE, shape->shapes);
#undef ROW
    }
}

void
ag_net_vectors(const ag_shared_vectors *v, const ag_word *words, int n, ag_net_word *out)
{
    for (int i = 0; i < n; i++) {
        out[i].vector = row_of(v->pieces, &words[i], AG_PIECE_VECTOR, v->n);
        if (out[i].vector == 0 && v->rare)
            out[i].vector = ag_rare_code(v->rare, words[i].lower);
    }
}

/* ---- training -------------------------------------------------------------------------------- */

typedef struct piece_count {
    uint64_t key;
    int count;
    uint8_t piece;
} piece_count;

void
ag_number_pieces(ag_arena *a, const ag_words_of *of, int sentences, const ag_vectors *vectors, ag_net_shape *shape,
                 ag_buf *out)
{
    static const int least[AG_PIECES] = { [AG_PIECE_WORD] = 2, [AG_PIECE_SUFFIX] = 3, 3, 3, 3, 3, 3, 3, 3 };
    ag_map index = { 0 };
    AG_LIST(piece_count) counts = { 0 };
    AG_LIST(ag_pair) pairs = { 0 };
    int next[AG_PIECES] = { 0 };

    for (int s = 0; s < sentences; s++)
        for (int i = 0; i < of[s].n; i++)
            for (int p = AG_PIECE_WORD; p < AG_PIECES; p++) {
                uint64_t *key = AG_NEW(a, uint64_t);

                *key = ag_piece_key(&of[s].words[i], (ag_piece)p);

                ag_str name = { (const char *)key, sizeof *key };
                int n = ag_map_add(a, &index, name, counts.n);

                if (n == counts.n)
                    AG_PUSH(a, &counts, (piece_count){ *key, 0, (uint8_t)p });
                counts.at[n].count++;
            }
    for (int i = 0; i < counts.n; i++) {
        const piece_count *c = &counts.at[i];
        int table = c->piece >= AG_PIECE_SHAPE    ? AG_PIECE_SHAPE
                    : c->piece >= AG_PIECE_PREFIX ? AG_PIECE_PREFIX
                    : c->piece >= AG_PIECE_SUFFIX ? AG_PIECE_SUFFIX
                                                  : AG_PIECE_WORD;

        if (c->count >= least[c->piece])
            AG_PUSH(a, &pairs, (ag_pair){ c->key, (uint32_t)++next[table] });
    }
    for (int i = 1; vectors && i < vectors->n; i++) {
        ag_word w = { .lower = vectors->word[i] };

        AG_PUSH(a, &pairs, (ag_pair){ ag_piece_key(&w, AG_PIECE_VECTOR), (uint32_t)i });
    }
    ag_lookup_write(pairs.at, (size_t)pairs.n, out);
    if (!of)
        return;
    shape->words = next[AG_PIECE_WORD] + 1;
    shape->suffixes = next[AG_PIECE_SUFFIX] + 1;
    shape->prefixes = next[AG_PIECE_PREFIX] + 1;
    shape->shapes = next[AG_PIECE_SHAPE] + 1;
    fprintf(stderr, "rows: %d words, %d suffixes, %d prefixes, %d shapes\n", shape->words, shape->suffixes, shape->prefixes,
            shape->shapes);
}
