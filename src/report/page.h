/* A report as blocks of text with footnotes: what the writers of Markdown, HTML and JSON print. */
#ifndef AG_REPORT_PAGE_H
#define AG_REPORT_PAGE_H

#include "base/buf.h"
#include "evidence/proof.h"

typedef enum ag_run_kind { AG_RUN_TEXT, AG_RUN_STRONG, AG_RUN_WORDS /* an article's own */, AG_RUN_NOTE } ag_run_kind;

typedef struct ag_run {
    uint8_t kind;
    ag_str text;  /* of a note: "" */
    int note;     /* place in page->notes */
} ag_run;

typedef struct ag_line { /* a sentence, a cell, a heading */
    AG_LIST(ag_run) runs;
} ag_line;

typedef enum ag_block_kind {
    AG_BLOCK_SECTION,   /* a heading; `id` is its anchor            */
    AG_BLOCK_PART,      /* a smaller heading                        */
    AG_BLOCK_TEXT,      /* sentences, one paragraph                 */
    AG_BLOCK_ITEM,      /* of a list                                */
    AG_BLOCK_TABLE,
    AG_BLOCK_PICTURE
} ag_block_kind;

typedef struct ag_block {
    uint8_t kind;
    ag_str id;
    AG_LIST(ag_line) lines; /* sentences; a heading; cells row by row, the first row heads */
    int columns;            /* of a table */
    unsigned figures;       /* bit c: column c holds numbers */
    ag_str caption;         /* of a table or picture */
    ag_str picture;         /* SVG */
} ag_block;

typedef struct ag_note { /* what a number or a sentence rests on */
    ag_str key;             /* one note for each: "act 12", "pair 3 7" */
    AG_LIST(ag_line) lines; /* the sum, the name of the event; they may point to other notes */
    AG_LIST(ag_proof) proofs;
    int left_out;           /* further sentences that are not printed */
    ag_str command;         /* what prints them */
} ag_note;

typedef struct ag_page {
    ag_arena *a;
    const ag_world *world;
    ag_str title, language;
    AG_LIST(ag_block) blocks;
    AG_LIST(ag_note) notes; /* [1] is the first */
} ag_page;

/* Text at the end of a line; the same kind goes on. */
void ag_line_add(ag_page *p, ag_line *line, ag_run_kind kind, ag_str text);
void ag_line_z(ag_page *p, ag_line *line, const char *text);
void ag_line_printf(ag_page *p, ag_line *line, const char *format, ...) __attribute__((format(printf, 3, 4)));
void ag_line_note(ag_page *p, ag_line *line, int note);
void ag_line_line(ag_page *p, ag_line *line, const ag_line *other);

/* The text of a line without notes. */
ag_str ag_line_text(ag_arena *a, const ag_line *line);

/* A new block at the end; holds until the next one is added. */
ag_block *ag_page_block(ag_page *p, ag_block_kind kind);

/* Writers. HTML: one file that asks nothing of any network (its Content-Security-Policy forbids it), valid XML as well
 * (XHTML syntax). */
void ag_page_markdown(const ag_page *p, ag_buf *out);
void ag_page_html(const ag_page *p, ag_buf *out);

/* The same blocks and notes as members of a JSON object: "text": [...], "notes": [...]. */
void ag_page_json(const ag_page *p, ag_buf *out);

#endif
