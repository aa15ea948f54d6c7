/* A token → what the classifiers see of it. */
#ifndef AG_LANGUAGE_WORD_H
#define AG_LANGUAGE_WORD_H

#include "actorgraph.h"
#include "language/lookup.h"

enum { AG_CLUSTERS_VERSION = 1 }; /* of the section "clusters": word → code */

enum {
    AG_WORD_TITLE = 1,   /* first letter upper case, more letters, none of them upper */
    AG_WORD_UPPER = 2,   /* all letters upper case                                     */
    AG_WORD_DIGIT = 4,   /* has a digit                                                */
    AG_WORD_DASH = 8,    /* has a hyphen                                               */
    AG_WORD_LETTER = 16, /* has a letter                                               */
    AG_WORD_MIXED = 32   /* an upper-case letter behind a lower-case one               */
};


/* Numbers that stand for pieces of the word. Letter case is folded but in `exact` and `shape`;
 * digits are all 0; typographic quotes, hyphens and the ellipsis are as in ASCII. */
typedef struct ag_word {
    uint32_t lower, exact;
    uint32_t prefix[4], suffix[5]; /* of 1 … letters; the whole word where it is shorter */
    uint32_t shape;                /* "Xx", "d.d"; runs count once; another one in a sentence of capitals */
    uint32_t code;                 /* its clusters, see ag_word_cluster; 0: it has none */
    uint8_t flags, length;         /* length in code points, at most 255 */
} ag_word;

/* The mode of a sentence in which letter case tells nothing, or little. */
typedef enum ag_casing { AG_CASING_USUAL, AG_CASING_UPPER, AG_CASING_TITLE, AG_CASING_LOWER } ag_casing;

void ag_word_of(ag_str form, const ag_lookup *clusters, ag_word *out);

/* Marks a word as one of a sentence in that mode; in capitals they are forgotten. */
void ag_word_mask_case(ag_word *w, ag_casing casing);

/* The number under which `form` stands in the tables: word.lower as a 64-bit number. */
uint64_t ag_word_number(ag_str form);

/* Words of tokens [first, end) of a document, which are one sentence: out[0 .. end - first). */
void ag_sentence_words(const ag_doc *doc, int first, int end, const ag_lookup *clusters, ag_word *out);

/* The cluster in one of three sizes: 4 the finest (1024), 3 (256), 2 the largest (48); 0: none. */
static inline uint32_t
ag_word_cluster(const ag_word *w, int size)
{
    return size == 4 ? w->code & 0xfff : size == 3 ? w->code >> 12 & 0x3ff : w->code >> 22;
}

static inline uint32_t
ag_code_of(int fine, int middle, int large)
{
    return (uint32_t)(fine + 1) | (uint32_t)(middle + 1) << 12 | (uint32_t)(large + 1) << 22;
}

/* A character as features see it: typographic quotes, dashes and spaces as in ASCII, digits as 0,
 * letters in lower case. */
int32_t ag_char_plain(int32_t c);

#endif
