/* Words → rows. What a piece is, stands here once, for training and for use. */
#include "language/net/input.h"

#include "language/feature.h"

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
        to->vector = ROW(AG_PIECE_VECTOR, shape->vectors);
        to->word = ROW(AG_PIECE_WORD, shape->words);
        for (int k = 0; k < AG_NET_SUFFIXES; k++)
            to->suffix[k] = ROW(AG_PIECE_SUFFIX + k, shape->suffixes);
        for (int k = 0; k < AG_NET_PREFIXES; k++)
            to->prefix[k] = ROW(AG_PIECE_PREFIX + k, shape->prefixes);
        to->shape = ROW(AG_PIECE_SHAPE, shape->shapes);
#undef ROW
    }
}
