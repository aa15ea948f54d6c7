/* The seams within ingest: what a reader (text, html, jsonl, feed) hands to the cleaner.
 *
 *     bytes --charset--> UTF-8 --reader--> ag_found --clean--> ag_doc --article--> sink
 *
 * Not for other stages. */
#ifndef AG_INGEST_INSIDE_H
#define AG_INGEST_INSIDE_H

#include "ingest/ingest.h"

/* Sizes above which a file is refused, in bytes; a page, a feed, a text, a line of JSON. */
enum {
    AG_MAX_HTML = 8 << 20,
    AG_MAX_FEED = 64 << 20,
    AG_MAX_TEXT = 16 << 20,
    AG_MAX_LINE = 16 << 20
};

typedef struct ag_block { /* a paragraph as found */
    ag_str text;
    uint8_t kind;        /* ag_paragraph_kind */
    bool is_link;        /* nearly all of it is the text of links */
    size_t dateline;     /* bytes in front that are no part of its first sentence */
    const char *reason;  /* why the reader leaves it out, or NULL                 */
} ag_block;

/* An article as a reader found it. What is not known is "" or AG_NO_DAY. */
typedef struct ag_found {
    ag_str label, title, url, source, language;
    ag_str agency; /* of the dateline, "" for none */
    ag_day date, modified;
    AG_LIST(ag_str) authors;
    AG_LIST(ag_block) blocks;
    bool has_head;       /* the format states title and metadata apart: look for none in the text */
} ag_found;

/* ---- charset.c: the door to iconv ---- */

/* Bytes of any encoding as clean text: valid UTF-8 in NFC, lines parted by '\n', no controls, no
 * invisible characters, one kind of space. `label` is what the document declares, or "".
 * *bad counts bytes that could not be read. */
ag_str ag_charset_text(ag_arena *a, ag_str bytes, ag_str label, size_t *bad);

/* The same up to UTF-8, characters left as they are: for readers of mark-up. */
ag_str ag_charset_utf8(ag_arena *a, ag_str bytes, ag_str label, size_t *bad);

/* The second half: valid UTF-8 → clean text. */
ag_str ag_charset_tidy(ag_arena *a, ag_str s);

/* UTF-16 by its mark or by the place of its zeros. */
bool ag_charset_is_utf16(ag_str bytes);

/* ---- dates.c ---- */

/* The first full date in `s`, in any form that news metadata uses: ISO 8601, RFC 822, "24 August
 * 2025", "Aug. 24, 2025", "26-FEB-1987", "20250824", "24.08.2025". 03/04/2025 is none: nobody can
 * tell. False: there is none. */
bool ag_dates_read(ag_str s, ag_day *out);

/* A date at the start of `s`; *used bytes. *year is 0 where none is stated. */
bool ag_dates_at(ag_str s, int *year, int *month, int *day, size_t *used);

/* ---- text.c ---- */

/* Clean text → paragraphs: joins hard-wrapped lines, parts at empty or single newlines. */
void ag_text_blocks(ag_arena *a, ag_str text, ag_found *out);

/* The same without touching the text: doc->paragraphs gets the spans of the lines that belong together. */
void ag_text_paragraphs(ag_arena *a, ag_str text, ag_doc *doc);

/* ---- clean.c, with its word lists in residue.c ---- */

/* Takes out of found->blocks what is not the article's prose, fills the doc's title, source, date,
 * authors, text, paragraphs and removed lines. Dates: doc->date as found, or from a date line or
 * dateline of the text. */
void ag_clean(ag_arena *a, ag_found *found, const ag_ingest_options *options, ag_doc *doc);

/* Whether a whole line is a widget of a web page ("leave a reply"); `folded` is ag_utf8_fold of it.
 * NULL, or the reason. */
const char *ag_residue_widget(ag_str folded);

/* The news agency of a form ("AP", "Xinhua"), in its usual spelling, or NULL. */
const char *ag_residue_agency(ag_str s);

/* Names of people in a byline ("By Ann Lee and Bo Ek, Reuters"), without its "By", into `out`. */
void ag_clean_authors(ag_arena *a, ag_str s, ag_found *out);

/* ---- english.c ---- */

/* ISO 639-1 code of the text's language as far as we can tell, "und" when it is too short to say or
 * in none we know; `declared` ("pt-BR") settles doubt. *name is its English name. */
const char *ag_english_guess(ag_arena *a, ag_str text, ag_str declared, const char **name);

/* ---- fields.c: what JSON, tables and the heads of texts call the parts of an article ---- */

typedef enum ag_field {
    AG_FIELD_TEXT, AG_FIELD_HTML, AG_FIELD_TITLE, AG_FIELD_DATE, AG_FIELD_MODIFIED, AG_FIELD_URL, AG_FIELD_SOURCE,
    AG_FIELD_AUTHOR, AG_FIELD_LANGUAGE, AG_FIELDS
} ag_field;

/* Names of each field; the first found and filled wins. They end with NULL. */
extern const char *const *const ag_field_names[AG_FIELDS];

/* The field that a column or key is called after, whatever its case and with '_', '-' or ' ' between words;
 * AG_FIELDS for none. *rank: how early its name stands in the row. */
ag_field ag_field_of(ag_str name, int *rank);

enum { AG_MOST_AUTHORS = 16 };

typedef struct ag_fields { /* of one article, as stated; "" or AG_NO_DAY where nothing is */
    ag_str title, text, html, url, source, language;
    ag_str author[AG_MOST_AUTHORS];
    int authors;
    ag_day date, modified;
} ag_fields;

/* Puts a value that is text into its field. */
void ag_fields_set(ag_fields *t, ag_field f, ag_str value);

/* Text or HTML → paragraphs → the finished article. */
void ag_fields_finish(ag_arena *a, ag_str label, const ag_fields *t, const ag_ingest_options *options, ag_sink sink);

/* ---- html.c, feed.c, jsonl.c, rows.c …: readers ---- */

/* The article of a page (clean UTF-8). False with the reason in `err`. */
bool ag_html_read(ag_arena *a, ag_str label, ag_str page, ag_found *out, ag_err *err);

/* Paragraphs of a fragment of HTML, all of them article text: the body of a feed's entry. */
void ag_html_fragment(ag_arena *a, ag_str html, ag_found *out);

/* A title or name of a feed or of metadata: without tags, character references read. */
ag_str ag_html_value(ag_arena *a, ag_str s);

/* A page as bytes: found, cleaned and finished. `url` is where it came from and `type` what the server called it
 * ("text/html; charset=utf-8"), or "". */
void ag_page_read(ag_arena *a, ag_str label, ag_str url, ag_str type, ag_str bytes, const ag_ingest_options *options,
                  ag_sink sink);

void ag_xml_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink);
void ag_jsonl_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink);
void ag_rows_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink);
/* Clean text of many articles, as news databases export it. False: it is none of those. */
bool ag_bulk_read(ag_arena *a, ag_str label, ag_str text, const ag_ingest_options *options, ag_sink sink);

void ag_docx_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink);
void ag_warc_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink);
void ag_markdown_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink);

/* ---- article.c ---- */

/* found → doc → sink: cleaning, date, language, id. */
void ag_article_finish(ag_arena *a, ag_found *found, const ag_ingest_options *options, ag_sink sink);

/* One sentence to the sink, printf style. */
void ag_article_refuse(ag_arena *a, ag_sink sink, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Runs of white space as one blank, none at the ends. */
ag_str ag_article_squeeze(ag_arena *a, ag_str s);

#endif
