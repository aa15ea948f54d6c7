/* Inside the gazetteer: what reading its tables (gazetteer_tables.c), the user's own (import.c) and looking up
 * (gazetteer.c) share. */
#ifndef AG_GAZETTEER_INSIDE_H
#define AG_GAZETTEER_INSIDE_H

#include "base/map.h"
#include "base/table.h"
#include "actorgraph.h"
#include "ontology/gazetteer.h"

typedef struct ag_style {
    ag_gender gender;
    ag_str title;
} ag_style;

typedef struct ag_person_span { /* to which country a person belonged, and when */
    ag_str country;
    ag_day first, last;         /* AG_NO_DAY: open */
} ag_person_span;

typedef struct ag_known_person {
    ag_str name;
    AG_LIST(ag_person_span) spans; /* in the order of the file */
} ag_known_person;

typedef struct ag_namesakes {
    AG_LIST(const ag_known *) list;
} ag_namesakes;

struct ag_gazetteer {
    ag_map names;      /* key → known    */
    AG_LIST(ag_known *) known;
    ag_map reach;      /* folded first word → words of the longest name */
    ag_map countries;  /* ISO → known    */
    ag_map adjectives; /* ISO → adjective */
    AG_LIST(ag_str) adjective;
    ag_map demonyms;   /* folded → demonym */
    AG_LIST(ag_demonym) demonym;
    ag_map titles;
    AG_LIST(ag_title) title;
    ag_map statuses;   /* word → ag_office_status */
    ag_map styles;
    AG_LIST(ag_style) style;
    ag_map first_names; /* folded → ag_gender */
    ag_map genders;     /* word → ag_gender   */
    ag_map words[AG_WORDS_COUNT];
    ag_map will;        /* "prep word" and "prep *" */
    ag_map namesakes;   /* key of a name → namesake */
    AG_LIST(ag_namesakes) namesake;
    ag_map common;      /* keys of names of bodies that many countries have */
    ag_map codes;       /* "AFG" → code */
    AG_LIST(ag_str) code; /* "AF" */
    ag_map persons;     /* of the user's own: key of a name → person */
    AG_LIST(ag_known_person) person;
    ag_import_notes left_out, taken;
};

/* "=US" for "U.S." and "US"; "" where `s` cannot be an acronym. */
ag_str ag_acronym_key(ag_arena *a, ag_str s);

/* Folded, "’" as "'", runs of blanks as one, no "the" in front. */
ag_str ag_known_key(ag_arena *a, ag_str s);

bool ag_starts_small(ag_str s);

/* Lets `name` ("Reading?": in doubt) lead to row `k` unless it leads elsewhere already. */
void ag_gazetteer_add_name(ag_arena *a, ag_gazetteer *g, ag_str name, ag_known *k);

/* The same for each of "one; other". */
void ag_gazetteer_add_names(ag_arena *a, ag_gazetteer *g, ag_str list, ag_known *k);

/* Adjectives and persons ("Danish", "Dane"; lists with ";") that point to `of`. */
void ag_gazetteer_add_people(ag_arena *a, ag_gazetteer *g, ag_str adjectives, ag_str persons, const ag_known *of);

/* A row of titles.txt [office]. */
void ag_gazetteer_add_title(ag_arena *a, ag_gazetteer *g, const ag_row *row);

#endif
