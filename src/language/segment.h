/* Text → tokens and sentences, as UD English has them. The parts are here for the trainer. */
#ifndef AG_LANGUAGE_SEGMENT_H
#define AG_LANGUAGE_SEGMENT_H

#include "language/models.h"

/* Fills doc->tokens (span, form, contraction, space_after, sentence) and doc->sentences. */
void ag_segment(ag_arena *a, const ag_models *m, ag_doc *doc);

enum { AG_SEGMENT_VERSION = 1 }; /* of the sections "breaks", "splits" and "stops": their features */

enum {
    AG_CHUNK_MAX = 1000,   /* code points without white space that are looked at as one */
    AG_SENTENCE_MAX = 400  /* tokens; a longer sentence is cut                          */
};

typedef enum ag_break { AG_BREAK_NONE, AG_BREAK_TOKEN, AG_BREAK_WORD, AG_BREAK_COUNT } ag_break;

/* What lies between two stretches of white space. */
typedef struct ag_chunk {
    int n;                              /* code points */
    int32_t plain[AG_CHUNK_MAX];        /* folded, see ag_char_plain */
    uint8_t kind[AG_CHUNK_MAX];         /* X x d, punctuation itself, ? */
    uint32_t offset[AG_CHUNK_MAX + 1];  /* in the text */
    bool is_letters;                    /* nothing else */
    uint64_t number;                    /* of the whole, for the table of split words */
    int address_from, address_to;       /* code points of a web or e-mail address in it; none: both 0 */
    uint64_t next;                      /* of the first letters behind it; 0 at the end of the paragraph */
    uint8_t next_kind;                  /* of the first character behind it; 0 at the end */
} ag_chunk;

/* The chunk that begins at or behind `at` in text [at, end). False: none is left. */
bool ag_chunk_read(ag_str text, uint32_t at, uint32_t end, ag_chunk *out);

/* Features of the place before code point `i` (0 < i < n), where the token at hand began at
 * code point `start`. */
void ag_break_features(const ag_chunk *c, int i, int start, int last_break, ag_features *f);

/* A paragraph whose tokens are known, and what kind of document it stands in: where sentences are
 * ended with a full stop, a sentence that ends without one is unlikely. */
typedef struct ag_stop_scene {
    const ag_token *tokens;
    const ag_word *words;
    int n;
    uint8_t style; /* how many of the document's paragraphs end with a mark: 0 few … 4 all; 5: too short to say */
    bool has_mark; /* this one does */
} ag_stop_scene;

/* The scene of each of the n paragraphs of a document; tokens [first[p], end[p]) are paragraph p. */
ag_stop_scene *ag_stop_scenes(ag_arena *a, const ag_lookup *clusters, const ag_token *tokens, const int *first,
                              const int *end, int n);

/* What came before, in this sentence. */
typedef struct ag_stop_state {
    int length;  /* tokens since the sentence began */
    bool has_small; /* one of them is a word in small letters */
    int quotes;  /* quotation marks since then */
    int parens;  /* open ones */
    uint32_t last_end; /* lower of the token that ended the sentence before, in this paragraph */
} ag_stop_state;

/* Features of a sentence's end behind token i of a paragraph (i + 1 < n). */
void ag_stop_features(const ag_stop_scene *scene, int i, const ag_stop_state *s, ag_features *f);

/* Moves the state over a token; `ends`: the sentence ends with it. */
void ag_stop_step(ag_stop_state *s, const ag_token *t, const ag_word *w, bool ends);

#endif
