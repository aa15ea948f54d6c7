/* Looking at one line of an article: what it is made of (line.c), what gives it away as residue
 * (residue.c), and what stands in front of an article (front.c). `folded` is ag_utf8_fold of the line,
 * `words` ag_line_words of it. */
#ifndef AG_INGEST_LINE_H
#define AG_INGEST_LINE_H

#include "ingest/inside.h"

/* ---- line.c ---- */

/* Without the closing marks of quotes, brackets, notes. */
ag_str ag_line_bare_end(ag_str s);

/* Ends like a sentence, or like one that goes on (":", ",", a dash). */
bool ag_line_ends(ag_str s);

/* Ends in a full stop that is part of an abbreviation: "U.S.", "Inc." */
bool ag_line_ends_short(ag_str s);

/* The next word, parted by blanks; false at the end. Start with *at = 0. */
bool ag_line_word(ag_str s, size_t *at, ag_str *word);
int ag_line_words(ag_str s);

bool ag_line_has_letters(ag_str s, int least);
bool ag_line_has_digit(ag_str s);
bool ag_line_is_ascii(ag_str s);
bool ag_line_starts_upper(ag_str s);

/* A verb that makes a short line a sentence even without an end mark. */
bool ag_line_has_verb(ag_str folded);

/* Lists end with NULL. */
bool ag_line_is_one_of(ag_str w, const char *const *list);
bool ag_line_starts_with(ag_str s, const char *const *list);

/* ---- residue.c ---- */

/* Why a line goes wherever it stands, or NULL. */
const char *ag_residue_pattern(ag_str s, ag_str folded, int words);

bool ag_residue_is_credit(ag_str s, ag_str folded); /* "(Reporting by Ann Lee)"          */
bool ag_residue_is_currency(ag_str s);              /* "($1 = 1.38 Canadian dollars)"    */

/* ---- front.c ---- */

/* "By Ann Lee and Bo Ek", "Written by …"; behind a title also "Ann Lee in Oslo", "Bo Ek, Reuters".
 * The names go into found->authors, an agency into found->source. */
bool ag_front_byline(ag_arena *a, ag_str s, ag_str folded, int words, bool after_title, ag_found *found);

/* A line that is a date and the words around dates; fills *date or *modified where it has a year. */
bool ag_front_date_line(ag_str s, ag_str folded, int words, ag_day *date, ag_day *modified);

typedef struct dateline {
    ag_str agency;
    int year, month, day; /* month 0: no date; year 0: not stated */
    bool has_colon;       /* "CITY: …" */
} dateline;

/* PLACE[, REGION][, Month d[, yyyy]] [(Agency)] - or : or . ; its length in bytes, 0 when there is none. */
size_t ag_front_dateline(ag_str s, dateline *out);

/* "Title: …", "Date: …": a key in front of a plain text, and its value. */
typedef enum key { KEY_NONE, KEY_TITLE, KEY_DATE, KEY_SOURCE, KEY_URL, KEY_AUTHOR, KEY_LANGUAGE, KEY_MODIFIED } key;

key ag_front_key(ag_str s, ag_str *value);

#endif
