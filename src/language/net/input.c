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

    return ag_mix3(of, (uint64_t)piece, 0x6e6574);
}

void
ag_net_words(const ag_lookup *pieces, const ag_word *words, int n, ag_net_word *out)
{
    for (int i = 0; i < n; i++) {
        const ag_word *w = &words[i];
        ag_net_word *to = &out[i];

#define ROW(piece) (int32_t)ag_lookup_get(pieces, ag_piece_key(w, (ag_piece)(piece)), 0)
        to->vector = ROW(AG_PIECE_VECTOR);
        to->word = ROW(AG_PIECE_WORD);
        for (int k = 0; k < AG_NET_SUFFIXES; k++)
            to->suffix[k] = ROW(AG_PIECE_SUFFIX + k);
        for (int k = 0; k < AG_NET_PREFIXES; k++)
            to->prefix[k] = ROW(AG_PIECE_PREFIX + k);
        to->shape = ROW(AG_PIECE_SHAPE);
#undef ROW
    }
}
