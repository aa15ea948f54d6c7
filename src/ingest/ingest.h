/* Bytes → clean articles.
 *
 * A path becomes items (what a worker takes in one bite), an item becomes articles: a text or HTML
 * file one, a feed or a stretch of JSON lines several. Cutting is cheap and done by the parent;
 * reading is done in workers. */
#ifndef AG_INGEST_H
#define AG_INGEST_H

#include "actorgraph.h"

#include <stdio.h>

/* XML is a feed, or a story in NewsML-G2 or NITF; a table is CSV or TSV. New ones at the end: shards name them by
 * number. */
typedef enum ag_format {
    AG_FORMAT_TEXT, AG_FORMAT_HTML, AG_FORMAT_JSONL, AG_FORMAT_XML, AG_FORMAT_TABLE, AG_FORMAT_MARKDOWN, AG_FORMAT_DOCX,
    AG_FORMAT_WARC, AG_FORMAT_ARCHIVE, AG_FORMATS
} ag_format;

/* One bite: a file, or lines of one. */
typedef struct ag_item {
    const char *path;   /* where to open it; NULL when `bytes` holds it (standard input) */
    ag_str label;       /* what articles and messages call it: the path as the user wrote it */
    ag_str bytes;
    size_t from, to;    /* byte range of the file; to = 0 means all */
    size_t base;        /* where what it is a part of begins: not 0 for a member of an archive */
    int line;           /* number of its first line, row or record, from 1 */
    uint8_t format;     /* ag_format */
    bool is_part;       /* lines of it; other items hold the rest */
} ag_item;

typedef struct ag_items {
    bool keep_archives;      /* set before listing: archives become one item each, of AG_FORMAT_ARCHIVE, to be listed
                                elsewhere */
    AG_LIST(ag_item) items;
    AG_LIST(ag_str) refused; /* one sentence for each path that could not be taken */
    AG_LIST(ag_str) skipped; /* labels of files in folders that hold no article by their type: README.md,
                                pictures, tables; not an error, worth a number in the summary */
} ag_items;

/* Lists what PATH... holds: folders recursively (no loops), in sorted order, hidden files skipped,
 * "-" is standard input. What is missing, empty, binary or of unknown format is refused, with one
 * sentence; the rest goes on. JSON lines, tables and web archives are cut into bites of about `bite`
 * articles. All in `a`.
 *
 * Archives and compressed files are unpacked into one file without a name in $TMPDIR (archive.h), which the
 * items then point into: nothing of theirs appears on the disk under any name, and bites of an archive are
 * read like those of any file. It is there until the program ends.
 *
 * The format comes from the extension, else from the content. A path that the user named is taken
 * or refused. In a folder, a file that may well hold articles but is of a type that we do not read
 * (PDF, old Word files) is refused; one that does not (README.md, pictures, tables without a column of
 * text) is skipped. */
void ag_ingest_list(ag_arena *a, char *const *paths, int n, int bite, ag_items *out);

/* The format of bytes that were called `label`: by its extension, else by their looks. */
uint8_t ag_ingest_format(ag_arena *a, ag_str label, ag_str bytes);

/* Cuts a bite of several lines into bites of one, after a worker died on it. False: it is one
 * already. */
bool ag_ingest_cut(ag_arena *a, const ag_item *item, ag_items *out);

/* The same into bites of `bite` lines, rows or records. */
bool ag_ingest_cut_lines(ag_arena *a, const ag_item *item, int bite, ag_items *out);

/* What becomes of an item's articles, one call each: `doc` is in the reader's arena and ready for
 * language analysis, or NULL with the reason in `why`. */
typedef struct ag_sink {
    void *self;
    void (*take)(void *self, ag_doc *doc, const char *why);
} ag_sink;

typedef struct ag_ingest_options {
    ag_day date;            /* publication day of articles that state none, or AG_NO_DAY */
    bool any_language;      /* take foreign-language texts too */
} ag_ingest_options;

/* Reads an item. Each article gets its head, its text in NFC, paragraphs, removed lines, id.
 * A dateline ("KYIV (Reuters) -") stays in the text in front of its paragraph's span: sentences are
 * looked for in paragraphs alone, so it is part of none, and names in it are nobody's acts.
 * Identity: SHA-256 over title, day and text (CONTRACT part 1). */
void ag_ingest(ag_arena *a, const ag_item *item, const ag_ingest_options *options, ag_sink sink);

/* Plain text read as it is, part by part (raw.c): no title, byline or mark-up is looked for. */
typedef struct ag_raw {
    ag_str rest; /* decoded text that no part has had yet */
} ag_raw;

/* Decodes; what it makes lives in `a`, or points to `bytes`. Any bytes will do. */
void ag_raw_open(ag_arena *a, ag_str bytes, ag_raw *out);

/* The name of the language where it is not English, else NULL. Before the first part is taken. */
const char *ag_raw_foreign(ag_arena *a, const ag_raw *raw);

/* The next part: sets doc->text and doc->paragraphs, all else to nothing. False: there is none. Parts
 * follow each other without a gap. */
bool ag_raw_next(ag_arena *a, ag_raw *raw, ag_doc *doc);

/* Prints an article as taken: its head, its text (a title behind "# ", a cross-head behind "## "),
 * and each removed line behind its reason. */
void ag_ingest_show(const ag_doc *doc, FILE *out);

#endif
