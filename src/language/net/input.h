/* Words of a sentence → row numbers of the network's tables. */
#ifndef AG_NET_INPUT_H
#define AG_NET_INPUT_H

#include "language/lookup.h"
#include "language/net/net.h"
#include "language/word.h"

/* Key of a piece of a word in the table of pieces. */
typedef enum ag_piece { AG_PIECE_VECTOR, AG_PIECE_WORD, AG_PIECE_SUFFIX, AG_PIECE_PREFIX = AG_PIECE_SUFFIX + AG_NET_SUFFIXES,
                        AG_PIECE_SHAPE = AG_PIECE_PREFIX + AG_NET_PREFIXES, AG_PIECES } ag_piece;

uint64_t ag_piece_key(const ag_word *w, ag_piece piece);

/* Pieces that are not in the table become row 0. */
void ag_net_words(const ag_lookup *pieces, const ag_net_shape *shape, const ag_word *words, int n,
                  ag_net_word *out);

#endif
