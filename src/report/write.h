/* Facts and templates → the page of a report. */
#ifndef AG_REPORT_WRITE_H
#define AG_REPORT_WRITE_H

#include "report/facts.h"
#include "report/templates.h"

/* What the page says of how it was made. */
typedef struct ag_report_made {
    ag_str model, ontology;
    ag_str store;         /* the file, for commands that print more; "" */
    ag_str decisions;     /* the file, or ""                            */
    ag_str rates;         /* measured error rates, or ""                */
    int set_aside;        /* articles that could not be read; -1: not known */
    const ag_str *watched; /* [options.n_watched] as the list writes them */
} ag_report_made;

typedef struct ag_writer {
    ag_arena *a;
    const ag_facts *f;
    const ag_world *w;
    const ag_templates *t;
    const ag_report_made *made;
    ag_page *page;
    ag_filling fill;
    ag_map notes;          /* key → note           */
    bool *is_introduced;   /* [actors]             */
    ag_str *called;        /* [actors] the one word that articles call a person by, or "" */
    int8_t *has_article;   /* [actors] they write "the" in front of it */
} ag_writer;

/* Writes all sections in the order of the templates. Everything in `a`. */
void ag_report_write(ag_arena *a, const ag_facts *f, const ag_templates *t, const ag_report_made *made, ag_page *out);

/* ---- naming.c: actors and acts in words ---------------------------------------------------------- */

/* How this span's articles call their actors. */
void ag_writer_learn_names(ag_writer *w);

/* An actor in a sentence: with office and in full where it is named for the first time, then short. An ag_namer. */
void ag_writer_name(void *self, int actor, ag_line *out);

/* In a table: the name; of several "A, B". */
void ag_writer_names(ag_writer *w, const ag_act *act, ag_part part, ag_line *out);

/* "Boris Talvek praises Tomas Verrick": an act as a clause, or false where no plain one can be made. */
bool ag_writer_clause(ag_writer *w, const ag_act *act, ag_line *out);

/* The words for it in its earliest article: "met with". */
ag_str ag_writer_trigger(ag_writer *w, const ag_act *act);

/* Whether it happened, and on whose word: "fact", "planned (Mark Carney)". */
ag_str ag_writer_standing(ag_writer *w, int act);

/* "Mon 18 Aug", "Mon 19 Nov 2029" where the span lies in another year, "August 2025", "" */
ag_str ag_writer_day(ag_writer *w, ag_day d);
ag_str ag_writer_date(ag_writer *w, ag_date d);

/* "week 2025-W34", "18 to 20 August 2025" */
ag_str ag_writer_span(ag_writer *w, const ag_report_span *s);

/* A, B and C. */
void ag_writer_list(ag_writer *w, ag_line *items, int n, ag_line *out);

/* ---- notes.c: what everything rests on; each returns the number of a note ------------------------- */

int ag_note_act(ag_writer *w, int act);
int ag_note_pair(ag_writer *w, const ag_pair *p);
int ag_note_actor(ag_writer *w, int ranked);            /* place in facts->actors */
int ag_note_utterance(ag_writer *w, int said);          /* place in facts->said */
int ag_note_conflict(ag_writer *w, int conflict);
int ag_note_office(ag_writer *w, const ag_post *post);
int ag_note_articles(ag_writer *w);                     /* what counts of articles rest on */
int ag_note_outlet(ag_writer *w, int outlet);           /* place in facts->outlets */

/* ---- sections_*.c -------------------------------------------------------------------------------- */

typedef void ag_section(ag_writer *w);
ag_section ag_section_bottom, ag_section_coverage, ag_section_network, ag_section_actors, ag_section_ties, ag_section_signs,
    ag_section_events, ag_section_said, ag_section_claims, ag_section_ahead, ag_section_watched, ag_section_groups, ag_section_method;

/* The sentence `key` at the end of the last paragraph, or in a new one. False where data are missing. */
bool ag_say(ag_writer *w, const char *key, const ag_value *values, int n);
#define AG_SAY(w, key, ...) \
    ag_say((w), (key), (const ag_value[]){ __VA_ARGS__ }, (int)(sizeof(const ag_value[]){ __VA_ARGS__ } / sizeof(ag_value)))

/* Begins a new paragraph (the next sentence), a list item, a smaller heading, a table with these heads (words of the templates; a
 * "#" in front: a column of numbers). */
void ag_new_paragraph(ag_writer *w);
void ag_part_heading(ag_writer *w, const char *word);
ag_block *ag_table_begin(ag_writer *w, const char *caption, const char *const *heads, int columns);
ag_line *ag_table_cell(ag_writer *w);       /* a new empty cell of the last block */
void ag_table_text(ag_writer *w, ag_str s);
void ag_table_number(ag_writer *w, double x, int note);

#endif
