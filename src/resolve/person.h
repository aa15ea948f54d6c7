/* The name of a person in its parts, and how alike two such names are. */
#ifndef AG_RESOLVE_PERSON_H
#define AG_RESOLVE_PERSON_H

#include "base/arena.h"

/* All words are keys (base/namekey.h). */
typedef struct ag_person_name {
    ag_str given, middle, surname; /* "john" "t" "doe"; "" where there is none. Of a single word: the surname */
    ag_str key;        /* all words but numbers, "elena carrasco ibarra" */
    ag_str letters;    /* the whole without blanks, hyphens and number: "laichingte" */
    ag_str sound;      /* the surname's consonants, spellings of other scripts undone: equal for all spellings of one */
    ag_str other;      /* the same of the last but one of three words and more ("Elena Carrasco Ibarra"), or "" */
    short forms[4];    /* of the first name: lines of given.def, from 1; 0 ends them */
    uint8_t number;    /* II: 2 …; 0: none */
    uint8_t generation; /* 1: Jr., 2: Sr.; 0: none */
    bool is_bare;      /* one word */
    bool is_initial;   /* the first name is an initial, "A.", or several, "J.R." */
    bool is_family_first; /* "Lai Ching-te": the surname stands in front */
} ag_person_name;

/* Takes a name apart; all of it in `a`. */
ag_person_name ag_person_name_of(ag_arena *a, ag_str name);

typedef enum ag_names_alike {
    AG_NAMES_OTHER,     /* not one name                                                     */
    AG_NAMES_SURNAME,   /* one surname, and one of them is bare                             */
    AG_NAMES_INITIAL,   /* one surname, and the initial of the first name                   */
    AG_NAMES_INITIALS,  /* one surname, and two initials                                    */
    AG_NAMES_SOUND,     /* first name and surname in another transcription                  */
    AG_NAMES_PART,      /* one is the beginning or the end of the other: a second surname, initials in front */
    AG_NAMES_VARIANT,   /* one surname, and another form of the first name: Bill, William; Muammar, Moammar */
    AG_NAMES_SPELLING,  /* the surname in another transcription, one first name             */
    AG_NAMES_LETTERS,   /* the same letters, parted in another way                          */
    AG_NAMES_EQUAL      /* first name and surname agree                                     */
} ag_names_alike;

ag_names_alike ag_person_names_alike(ag_arena *a, const ag_person_name *x, const ag_person_name *y);

/* Do middle names, numbers or generations contradict each other: "David A.", "David W."? */
bool ag_person_names_contradict(const ag_person_name *x, const ag_person_name *y);

/* Fields of work, by the last words of a role: two that nobody holds at one time speak for two people. */
typedef enum ag_calling {
    AG_CALLING_NONE, AG_CALLING_OFFICE /* of a state, or a seat in parliament */, AG_CALLING_MILITARY, AG_CALLING_JUSTICE, AG_CALLING_BUSINESS,
    AG_CALLING_SCHOLAR, AG_CALLING_FAITH, AG_CALLING_SPORT, AG_CALLING_ARTS, AG_CALLING_TRADE /* student, plumber, farmer … */
} ag_calling;

/* The field of a role; a "president" or "secretary" is one of a state only with a country. */
ag_calling ag_calling_of(ag_str role, bool has_country);
bool ag_callings_contradict(ag_calling x, ag_calling y);

/* "former president": a role that is over. Returns it without that word. */
ag_str ag_role_plain(ag_str role, bool *is_former);

#endif
