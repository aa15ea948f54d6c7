/* Stories in the news trade's own XML: NewsML-G2 (newsItem) and NITF. Like feeds, but a message may hold many
 * items, and an item says what became of it (withheld, cancelled). IPTC NewsML-G2 2.x, NITF 3.x. */
#ifndef AG_INGEST_NEWSML_H
#define AG_INGEST_NEWSML_H

#include "ingest/inside.h"

#include <libxml/tree.h>

typedef struct ag_stories ag_stories;

/* Room for the stories of an XML text of `len` bytes, made before its tree is. */
ag_stories *ag_stories_new(ag_arena *a, size_t len);

/* Copies the stories of a tree; takes nothing from the arena. */
void ag_stories_take(ag_stories *s, xmlDocPtr doc);

/* The articles, or one sentence when there was no story. */
void ag_stories_finish(ag_arena *a, const ag_item *item, const ag_stories *s, const ag_ingest_options *options, ag_sink sink);

#endif
