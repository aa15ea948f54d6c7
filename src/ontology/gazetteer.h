/* Names and words that the analyst knows beforehand: countries and their people, cities, regions,
 * organisations, metonyms, titles, first names, and the nouns for actors without a name.
 *
 * Everything is read from text tables (each tells its format in its head) and is const
 * afterwards; all strings live in the arena of the ontology. */
#ifndef AG_GAZETTEER_H
#define AG_GAZETTEER_H

#include "base/day.h"
#include "ontology/ontology.h"

typedef enum ag_known_kind { AG_KNOWN_COUNTRY, AG_KNOWN_ORGANIZATION, AG_KNOWN_MEDIA, AG_KNOWN_REGION, AG_KNOWN_CITY } ag_known_kind;

typedef enum ag_metonym {
    AG_METONYM_NONE,
    AG_METONYM_WILL,   /* stands for a government where the sentence shows an act of will: Kyiv */
    AG_METONYM_ALWAYS, /* … wherever it is not plainly a place: Kremlin                          */
    AG_METONYM_SELF    /* an organisation of that name: Pentagon                                 */
} ag_metonym;

typedef struct ag_known {
    ag_str name;       /* canonical: "United States" for "U.S.", "Kyiv" for "Kiev"               */
    uint8_t kind;      /* ag_known_kind                                                         */
    uint8_t metonym;   /* ag_metonym                                                            */
    bool is_doubtful;  /* also an English word or a first name: needs the tagger's word for it   */
    bool is_alliance;
    ag_str country;    /* ISO 3166 alpha-2, or ""                                                */
    ag_str stands_for; /* metonyms: an ISO code or the name of an organisation                   */
} ag_known;

/* What a demonym can be. */
enum { AG_DEMONYM_ADJECTIVE = 1, AG_DEMONYM_PERSON = 2, AG_DEMONYM_PEOPLE = 4 };

typedef struct ag_demonym {
    const ag_known *of;  /* a country, or a region ("European") */
    int forms;           /* "Ukrainian" adjective and person; "Danes" people; "French" adjective */
} ag_demonym;

typedef struct ag_title {
    ag_str name;         /* "foreign minister"                                       */
    ag_str sort;         /* state, government, cabinet, diplomat … (titles.txt)      */
    ag_str of;           /* country; organization … in order of likelihood           */
    ag_str side;         /* GOV LEG …                                                */
    ag_str same;         /* the name of the same office to be used instead, or ""    */
    bool is_open;        /* takes nouns in front: "digital development minister"     */
} ag_title;

typedef enum ag_gender { AG_GENDER_UNKNOWN, AG_GENDER_FEMALE, AG_GENDER_MALE } ag_gender;

typedef enum ag_words {       /* lists of single words, lower case */
    AG_WORDS_GROUP, AG_WORDS_BODY, AG_WORDS_COMPANY, AG_WORDS_INNER_OWNER, AG_WORDS_GOVERNMENT, AG_WORDS_COUNTRY,
    AG_WORDS_PERSON, AG_WORDS_PAIR, AG_WORDS_JUNK, AG_WORDS_THING, AG_WORDS_WEAPON, AG_WORDS_CURRENCY, AG_WORDS_PLACE, AG_WORDS_UNNAMED, AG_WORDS_RANK,
    AG_WORDS_FAMILY, AG_WORDS_MOOD,
    AG_WORDS_DESCRIBES_COMPANY, AG_WORDS_DESCRIBES_ALLIANCE, AG_WORDS_ALLIANCE,
    AG_WORDS_PLACE_VERB, AG_WORDS_WILL_VERB, AG_WORDS_WILL_OWNED, AG_WORDS_COUNT
} ag_words;

/* What was noted while files of the user's own were read. */
void ag_gazetteer_notes(const ag_gazetteer *g, ag_import_notes *left_out, ag_import_notes *taken);

/* A person of the user's own files: false where `name` is none. `*canonical` is the first of the names there, `*country`
 * the country on that day (of several spans the first that fits, else the last without dates), or "". */
bool ag_gazetteer_person(ag_arena *a, const ag_gazetteer *g, ag_str name, ag_day day, ag_str *canonical, ag_str *country);

/* What `name` ("the U.S.", "KYIV", "Côte d'Ivoire") is known as, or NULL. Case, marks on letters,
 * kinds of apostrophes and a leading "the" do not matter; but a name all of capitals (WHO) is only
 * found in capitals, and no name is found in small letters. `a` is for scratch. */
const ag_known *ag_gazetteer_name(ag_arena *a, const ag_gazetteer *g, ag_str name);

/* What else `name` can be: places of other countries (namesakes.txt), [*n] in the order of the table. */
const ag_known *const *ag_gazetteer_namesakes(ag_arena *a, const ag_gazetteer *g, ag_str name, int *n);

/* Whether bodies of many countries go by `name` ("Congress"). */
bool ag_gazetteer_common(ag_arena *a, const ag_gazetteer *g, ag_str name);

/* The number of words of the longest known name that begins with `word`; 0 for none. */
int ag_gazetteer_reach(ag_arena *a, const ag_gazetteer *g, ag_str word);

/* The country of an ISO code, or NULL. */
const ag_known *ag_gazetteer_country(const ag_gazetteer *g, ag_str iso);

/* What stands in front of its bodies: its first adjective, "Ukrainian", or as the table says ("US"); or "". */
ag_str ag_gazetteer_adjective(const ag_gazetteer *g, ag_str iso);

/* "Canadian", "Danes", "South Korean"; false where it is none. */
bool ag_gazetteer_demonym(ag_arena *a, const ag_gazetteer *g, ag_str words, ag_demonym *out);

/* A title by its singular in small letters, or NULL. */
const ag_title *ag_gazetteer_title(const ag_gazetteer *g, ag_str name);

/* The status that a word before a title gives: ag_office_status, or -1. */
int ag_gazetteer_status(const ag_gazetteer *g, ag_str lower);

/* Whether `word` is a style ("Mr"); then its gender and the title it shortens, or "". */
bool ag_gazetteer_style(const ag_gazetteer *g, ag_str word, ag_gender *gender, ag_str *title);

/* The gender that a first name tells. `known` (may be NULL): whether it is one at all. */
ag_gender ag_gazetteer_first_name(ag_arena *a, const ag_gazetteer *g, ag_str name, bool *known);

/* The gender that a title or a word of kin tells. */
ag_gender ag_gazetteer_gender(const ag_gazetteer *g, ag_str lower);

bool ag_gazetteer_word(const ag_gazetteer *g, ag_words list, ag_str lower);

/* Whether a capital behind preposition `prep` stands for its government after `word` (a lemma;
 * "" asks whether it does after any word): "talks with", "aid to". */
bool ag_gazetteer_will(ag_arena *a, const ag_gazetteer *g, ag_str prep, ag_str word);

#endif
