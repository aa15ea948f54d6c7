/* The cast of one article in the making: what the steps of ag_extract_actors hand to one another.
 *
 *     names.c     tagger's names + gazetteer → finds (trimmed, split, typed)
 *     namesakes.c "Georgia" beside Florida: the reading of a name that the article is about
 *     titles.c    "foreign minister of", "Sen." → titles, their holders and owners
 *     mend.c      trees; title and name as one noun phrase of the tree
 *     metonyms.c  "Kyiv is working with" → Ukraine
 *     group.c     finds → entities
 *     nominals.c  "the Canadian prime minister", "Western allies" → finds with entities
 *     descriptions.c  "the company", "the bloc", "the 48-year-old": by what an entity is
 *     pronouns.c  "he", "we" in quotes → finds with entities
 *     offices.c   titles → offices (before the nominals, which go by them)
 *     states.c    family, membership, location … between those named
 *     known_people.c  names and countries of persons from files of the user's own
 *     actors.c    the order of all this, and the result in doc */
#ifndef AG_CAST_H
#define AG_CAST_H

#include "actorgraph.h"
#include "base/map.h"
#include "ontology/gazetteer.h"
#include "ontology/states.h"

typedef struct ag_find {      /* a mention in the making */
    int first, end, head;     /* tokens */
    uint8_t type;             /* ag_actor_type */
    uint8_t kind;             /* ag_mention_kind */
    uint8_t gender;           /* ag_gender, by style, title or first name */
    bool is_named, is_adjective, is_metonym;
    bool is_group;            /* several persons: "they" may follow */
    const ag_known *known;    /* or NULL; for adjectives and peoples what they belong to */
    ag_str name;              /* as written, blanks as one; for metonyms still the literal */
    ag_str country;           /* ISO or "" */
    int title;                /* the title before or beside it, index in cast->titles, or -1 */
    int entity;               /* index in cast->people, or -1 */
} ag_find;

typedef struct ag_titled {    /* a title in the text */
    int first, end, head;
    ag_str role;              /* "prime minister" */
    const ag_title *title;
    uint8_t status;           /* ag_office_status */
    uint8_t gender;
    bool is_plural;
    int np;                   /* first token of its noun phrase, with article, status and owner */
    int owner;                /* find that it is an office of, or -1 */
    int holder;               /* find, or -1 */
    bool is_copula;           /* the holder is its subject: "X is president" */
} ag_titled;

typedef struct ag_member {    /* an entity in the making */
    ag_str name, country, role;
    uint8_t type, gender;
    bool is_named, is_group;
    const ag_known *known;
    AG_LIST(ag_str) words;    /* persons: keys of the words of its name, the surname last */
    ag_str key;               /* others */
    AG_LIST(int) finds;
    int full;                 /* persons: how many of these are by full names */
} ag_member;

typedef AG_LIST(int) ag_list_of_int;

typedef struct ag_cast {
    ag_arena *a;
    const ag_gazetteer *g;
    const ag_states *states;
    ag_doc *doc;
    AG_LIST(ag_find) finds;
    AG_LIST(ag_titled) titles;
    AG_LIST(ag_member) members;
    int *find_at;             /* [tokens] the name that covers a token, or -1  */
    int *headed;              /* [tokens] the last find with its head here that has an entity and is no adjective, or -1 */
    bool *described;          /* [tokens] head of a description                */
    ag_list_of_int *in_sentence; /* [sentences] finds with an entity, as they came */
    int *name_at;             /* [tokens] the tagger's name, or -1             */
    ag_map person_words;      /* first and last words of the tagger's persons of several words */
    ag_map lone_names;        /* texts of the tagger's names: 1, or 2 for places */
    ag_map by_word;           /* key of a word of a person's name → index in word_members */
    AG_LIST(ag_list_of_int) word_members;
    ag_map by_key;            /* "type key" of other entities → the member, which may have been merged since */
    int *title_at;            /* [tokens] the title that covers a token, or -1 */
    int *chain_at;            /* [tokens] the coreference chain of the noun phrase with this head, or -1 */
    bool *in_quote;           /* [tokens] inside double quotation marks        */
} ag_cast;

/* The steps, in this order. */
void ag_cast_names(ag_cast *c);
void ag_cast_namesakes(ag_cast *c);
void ag_cast_titles(ag_cast *c);
void ag_cast_mend(ag_cast *c);
void ag_cast_metonyms(ag_cast *c);
void ag_cast_group(ag_cast *c);
void ag_cast_offices(ag_cast *c);
void ag_cast_nominals(ag_cast *c);
void ag_cast_descriptions(ag_cast *c); /* by ag_cast_nominals */
void ag_cast_pronouns(ag_cast *c);
void ag_cast_states(ag_cast *c);
void ag_cast_known_people(ag_cast *c);

/* ---- shared by the steps (tree.c) ---- */

/* The text of tokens [first, end), blanks and line ends as one blank. */
ag_str ag_tokens_text(ag_arena *a, const ag_doc *doc, int first, int end);

/* The token of [first, end) whose head lies outside; first if the tree is odd. */
int ag_tokens_head(const ag_doc *doc, int first, int end);

ag_str ag_lower(ag_arena *a, ag_str s);

/* Small letters of a token's lemma (its form where the lemma is empty). */
ag_str ag_lemma(ag_arena *a, const ag_doc *doc, int t);

bool ag_starts_upper(ag_str s);
bool ag_form_is(const ag_doc *doc, int t, const char *lower);

/* The first child of `t` with relation `rel`, or -1. */
int ag_tree_child(const ag_doc *doc, int t, ag_deprel rel);

/* The preposition of `t` in small letters ("with"), or "". */
ag_str ag_tree_case(ag_arena *a, const ag_doc *doc, int t);

/* Whether `t` is subject (active, passive or of a clause), directly or as a conjunct of one. */
bool ag_tree_is_subject(const ag_doc *doc, int t);

/* `t`, or the first conjunct of the list that it closes. */
int ag_tree_first_conjunct(const ag_doc *doc, int t);

bool ag_is_possessive(const ag_doc *doc, int t); /* the token "'s" or "'" */

/* Adds a find; for names also marks its tokens. Returns its index. */
int ag_cast_add(ag_cast *c, ag_find f);

/* The entity of a country, made where it is not there yet. */
int ag_cast_country(ag_cast *c, ag_str iso);

/* The entity of that type and name, made where it is not there yet. */
int ag_cast_entity(ag_cast *c, ag_actor_type type, ag_str name, bool is_named);

/* Adds a description of an entity; the names inside keep their tokens. */
void ag_cast_nominal(ag_cast *c, int first, int end, int head, int entity);

/* Sentences between token t and the nearest mention of the entity before it; large where there is none. */
int ag_cast_sentences_back(const ag_cast *c, int entity, int t);

/* Puts a find into an entity. */
void ag_cast_join(ag_cast *c, int find, int entity);

#endif
