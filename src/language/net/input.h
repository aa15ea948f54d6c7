/* Words of a sentence → row numbers of the network's tables. */
#ifndef AG_NET_INPUT_H
#define AG_NET_INPUT_H

#include "language/lookup.h"
#include "language/net/net.h"
#include "language/net/rare.h"
#include "language/word.h"

/* Key of a piece of a word in the table of pieces. */
typedef enum ag_piece { AG_PIECE_VECTOR, AG_PIECE_WORD, AG_PIECE_SUFFIX, AG_PIECE_PREFIX = AG_PIECE_SUFFIX + AG_NET_SUFFIXES,
                        AG_PIECE_SHAPE = AG_PIECE_PREFIX + AG_NET_PREFIXES, AG_PIECES } ag_piece;

uint64_t ag_piece_key(const ag_word *w, ag_piece piece);

/* Pieces that are not in the table become row 0. Word vectors are left to ag_net_vectors. */
void ag_net_words(const ag_lookup *pieces, const ag_net_shape *shape, const ag_word *words, int n,
                  ag_net_word *out);

/* Word vectors that networks share: rows of int8, in steps of `scale`. */
typedef struct ag_shared_vectors {
    const ag_lookup *pieces; /* has their row numbers */
    const int8_t *rows;
    int n, width;
    float scale;
    const ag_rare *rare;     /* of words that have no row; NULL: none */
} ag_shared_vectors;

/* Their rows, or codes below zero (rare.h), for words whose other pieces are filled in. */
void ag_net_vectors(const ag_shared_vectors *v, const ag_word *words, int n, ag_net_word *out);

/* ---- training ---- */

typedef struct ag_words_of { /* a sentence */
    const ag_word *words;
    int n;
} ag_words_of;

/* Numbers the pieces that are seen often enough, in order of appearance; the others share row 0. Fills in
 * the rows of `shape` (not those of vectors) and writes the table of pieces; with the words of `vectors`,
 * where it is not NULL. `of` NULL: those alone. */
void ag_number_pieces(ag_arena *a, const ag_words_of *of, int sentences, const ag_vectors *vectors, ag_net_shape *shape,
                      ag_buf *out);

#endif
