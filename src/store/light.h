/* A light document: what deriving the world needs of an article, packed. No text, quotes, times, paragraphs. */
#ifndef AG_STORE_LIGHT_H
#define AG_STORE_LIGHT_H

#include "actorgraph.h"
#include "base/map.h"
#include "base/pack.h"

/* Changes whenever the bytes do; a store then packs its records anew. */
extern const char ag_light_version[];

/* What derived the tables: changes with the version of the program, and must be changed with the rules of resolve/. */
extern const char ag_derived_version[];

/* Texts that many documents share (names, verbs) are kept once. */
typedef struct ag_light_texts {
    ag_arena *a;
    ag_map known;
    AG_LIST(ag_str) list;
} ag_light_texts;

/* Packs a document without its digest, and its digest (resolve/digest.h). */
void ag_light_write(const ag_doc *doc, ag_buf *out);

/* Back, into the arena of `texts`; NULL when the bytes are damaged. Without `digest` (""): who is named, and nothing else:
 * no digest, offices, events and relations. */
ag_doc *ag_light_read(ag_light_texts *texts, ag_str bytes, ag_str digest);

#endif
