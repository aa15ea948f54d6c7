/* What the unit tests of ingest share: reading bytes as an item, and looking at what came out. */
#ifndef AG_INGEST_UNIT_H
#define AG_INGEST_UNIT_H

#include "base/arena.h"
#include "ingest/ingest.h"
#include "unit/unit.h"

static ag_arena *arena;
static ag_doc *docs[64];
static char refusals[64][1024];
static int n_docs, n_refusals;

static void
collect(void *self, ag_doc *doc, const char *why)
{
    (void)self;
    if (doc && n_docs < 64)
        docs[n_docs++] = doc;
    if (!doc && n_refusals < 64)
        snprintf(refusals[n_refusals++], sizeof refusals[0], "%s", why);
}

/* Reads bytes; what came out is in docs and refusals. */
static void
read_with(ag_format format, ag_str bytes, ag_ingest_options options)
{
    ag_item item = { .label = AG_S("news/a"), .bytes = bytes, .line = 1, .format = (uint8_t)format };

    if (!arena)
        arena = ag_arena_new(0);
    n_docs = n_refusals = 0;
    ag_ingest(arena, &item, &options, (ag_sink){ NULL, collect });
}

static void
read_as(ag_format format, ag_str bytes)
{
    read_with(format, bytes, (ag_ingest_options){ .date = AG_NO_DAY });
}

/* The one article in a text, or an empty one. */
static inline const ag_doc *
text_doc(const char *z)
{
    static const ag_doc none;

    read_as(AG_FORMAT_TEXT, ag_str_of(z));
    return n_docs == 1 ? docs[0] : &none;
}

static inline bool
has(ag_str s, const char *part)
{
    return ag_str_find(s, ag_str_of(part)) >= 0;
}

/* The reason for which a line with `part` in it was removed, or "". */
static inline ag_str
reason_of(const ag_doc *doc, const char *part)
{
    for (int i = 0; i < doc->removed.n; i++)
        if (has(doc->removed.at[i].line, part))
            return doc->removed.at[i].reason;
    return AG_S("");
}

static inline ag_str
paragraph(const ag_doc *doc, int i)
{
    return i < doc->paragraphs.n ? ag_str_at(doc->text, doc->paragraphs.at[i].span) : AG_S("");
}

static inline ag_str
day_of(const ag_doc *doc)
{
    static char day[16];

    ag_day_format(doc->date, day);
    return ag_str_of(day);
}

/* Two sentences that any article may end with. */
#define REST                                                                                       \
    "The two ministers met in the old harbour on Tuesday and spoke for three hours.\n\n"           \
    "A spokesman said that the talks would go on next month in the northern capital.\n"

static inline int
ingest_end(void)
{
    if (arena)
        ag_arena_free(arena);
    return unit_end();
}

#endif
