/* What can hold between two actors (member_of, family …), and the words that say it: ontology/states.txt. */
#ifndef AG_STATES_H
#define AG_STATES_H

#include "ontology/ontology.h"

typedef struct ag_state_kind {
    ag_str name, schema, property; /* "member_of"; FollowTheMoney's "Membership"; Wikidata's "P463"; either may be "" */
    ag_str subjects, objects;      /* names of types of actors, with blanks between */
} ag_state_kind;

typedef struct ag_state_word {
    const ag_state_kind *kind;
    ag_str word;         /* "wife" */
    ag_str prepositions; /* before the object, with blanks between; "" for verbs: the direct object */
    ag_str property;     /* its own, else that of the kind */
    bool is_turned;      /* the one described is the object: "X, owner of Y" */
    bool is_past;        /* verbs: the past tense says it, too: "founded" */
} ag_state_word;

/* What a verb tells of an office whose time stands beside it. */
typedef enum ag_term { AG_TERM_NONE, AG_TERM_BEGINS, AG_TERM_ENDS, AG_TERM_HOLDS } ag_term;

/* Reads the table; all lives in `a`. AG_INPUT with file and line. */
ag_status ag_states_open(ag_arena *a, const char *dir, const ag_states **out, ag_err *err);

/* A noun, a verb by its lemma in the active or the passive; NULL: says nothing. */
const ag_state_word *ag_states_noun(const ag_states *s, ag_str word);
const ag_state_word *ag_states_verb(ag_arena *a, const ag_states *s, ag_str lemma, bool is_passive);

typedef struct ag_term_word {
    ag_str with;      /* objects and particles of which it needs one, with blanks between; "" for none */
    uint8_t term;     /* ag_term */
    bool is_suffered; /* done to the holder: "was appointed" */
} ag_term_word;

/* By a lemma; NULL: says nothing. */
const ag_term_word *ag_states_term(const ag_states *s, ag_str lemma);

/* Does a word beside the noun take it back ("former")? */
bool ag_states_denies(const ag_states *s, ag_str word);

#endif
