/* The rules of events, read from text tables that an analyst may change:
 *
 *     event_types.txt, modes.txt, extension_types.txt   what kinds of acts there are
 *     event_verbs.txt, event_nouns.txt                              which words make an event, and where its target stands
 *     light_verbs.txt                                   verbs that only carry a noun
 *     saying.txt                                        words of saying
 *     reality.txt                                       what tells whether an act took place
 *     event_words.txt                                         classes of words
 *
 * The head of each table says what its columns mean. extension_types.txt may be missing. All that is
 * returned lives in the arena given to ag_rules_open and is constant. Words are looked up by lemma,
 * in lower case. */
#ifndef AG_ONTOLOGY_RULES_H
#define AG_ONTOLOGY_RULES_H

#include "actorgraph.h"
#include "ontology/ontology.h"

typedef AG_LIST(ag_str) ag_word_list;

typedef struct ag_event_type {
    ag_str name;          /* "CONSULT" */
    ag_str quad;          /* "VC", "MC", "VK", "MK", or "-" */
    double score;         /* -10 to +10 */
    bool needs_target;
    bool is_silent;       /* makes no event of its own */
    bool is_extension;
    bool is_hostile;      /* quad VK or MK, score below 0: asking is not */
    bool is_verbal;       /* quad VC or VK */
    ag_str meaning;
    ag_word_list beneath; /* where else the target may stand, in what is asked, promised …: "subj", "obj", "with" */
} ag_event_type;

/* What an argument must be. */
typedef enum ag_want {
    AG_WANT_NONE, AG_WANT_SOME, AG_WANT_ACTOR, AG_WANT_PERSON, AG_WANT_STATE, AG_WANT_ORGANIZATION, AG_WANT_COUNTRY
} ag_want;

/* A line of event_verbs.txt or event_nouns.txt. */
typedef struct ag_trigger {
    ag_str lemma;          /* "rule out", "drone strike" */
    ag_str key;            /* the word that bears the tree: the first of a verb, the last of a noun */
    ag_word_list others;       /* the other words */
    int type;              /* index for ag_rules_type */
    ag_str mode;           /* or "" */
    double intensity;      /* of the mode, else of the type */
    ag_word_list targets;      /* slots, best first: "obj", "iobj", "subj" or a preposition */
    ag_str source;         /* slot of the doer, where it is not the subject: "from", or "" */
    ag_word_list objects;      /* the object's head must be one of these, if there are any */
    ag_word_list not_objects;  /* … and none of these */
    ag_word_list preps;        /* of a noun: one of these must follow; "to" also as an infinitive */
    uint8_t want_target;   /* ag_want */
    uint8_t want_source;   /* ag_want */
    bool joins_others; /* its target is who takes part in the act that governs it */
    bool wants_finite; /* no infinitive, no participle */
    bool wants_active;     /* no passive, no participle behind a noun */
    ag_word_list below, not_below; /* the verb of the clause beneath must be one of these, none of these */
    bool is_imported;          /* of a dictionary of the user's own */
    bool is_weak;              /* kept only where no other act stands beneath */
    bool wants_clause, wants_no_clause, wants_no_object, wants_infinitive;
    ag_word_list no_preps;    /* none of these may follow: "dismissed as" */
    ag_word_list prep_objects; /* one of these must hang on a preposition: "presented with a medal" */
    bool is_symmetric, is_plural;
    bool poss_is_target, of_is_source, object_acts, wants_light, wants_doer;
    bool wants_negation;   /* fits only in the negative ("would not rule out"); the status is then `negated` */
    uint8_t negated;       /* ag_reality */
    ag_str verb;           /* of a noun: what it is called as a verb, or "" */
    const char *path;
    int line, weight;      /* weight: number of conditions */
} ag_trigger;

typedef struct ag_triggers {
    const ag_trigger *at;
    int n;
} ag_triggers;

/* What becomes of an act beside or beneath a word. */
typedef enum ag_effect {
    AG_EFFECT_NONE, AG_EFFECT_PLANNED, AG_EFFECT_POSSIBLE, AG_EFFECT_DENIED, AG_EFFECT_CONDITIONAL,
    AG_EFFECT_UNDO   /* denied becomes possible, all else denied */
} ag_effect;

typedef struct ag_cue {
    ag_str words;
    uint8_t effect;       /* ag_effect */
    bool is_claim;        /* its subject alone vouches for what stands beneath */
    ag_str addressee;     /* of a word of saying: "obj", "to", or "" */
    int line;
} ag_cue;

/* Sections of reality.txt and saying.txt. */
typedef enum ag_cue_kind {
    AG_CUE_AUXILIARY, AG_CUE_NEGATION, AG_CUE_ADVERB, AG_CUE_MARK, AG_CUE_VERB, AG_CUE_NOUN, AG_CUE_ADJECTIVE,
    AG_SAYING_VERB, AG_SAYING_WEAK, AG_SAYING_PHRASE, AG_SAYING_ADVERB, AG_SAYING_NOUN, AG_CUE_KINDS
} ag_cue_kind;

int ag_rules_types(const ag_rules *r);
const ag_event_type *ag_rules_type(const ag_rules *r, int i);

/* The type of that name, or -1. */
int ag_rules_type_named(const ag_rules *r, ag_str name);

/* Whether the type has that mode ("" always); its score. */
bool ag_rules_mode(const ag_rules *r, int type, ag_str mode, double *score);

/* These rules and further verbs: of lines with as many words and conditions, imported ones come first. What is
 * returned lives in `a` and shares all else with `r`. */
const ag_rules *ag_rules_with(ag_arena *a, const ag_rules *r, ag_triggers more);

/* Triggers whose key is `lemma`: most words first, then most conditions, then order of the table. */
ag_triggers ag_rules_verbs(const ag_rules *r, ag_str lemma);
ag_triggers ag_rules_nouns(const ag_rules *r, ag_str lemma);

/* All of them, for listings. */
ag_triggers ag_rules_all_verbs(const ag_rules *r);
ag_triggers ag_rules_all_nouns(const ag_rules *r);

/* The part that the subject of light verb `lemma` ("carry out") has in its noun: AG_SOURCE, AG_TARGET,
 * AG_OTHER_PART (the source, but only of nouns in which both sides do the same), or -1 when it is none. */
int ag_rules_light(const ag_rules *r, ag_str lemma);

/* The cue of that kind, or NULL. */
const ag_cue *ag_rules_cue(const ag_rules *r, ag_cue_kind kind, ag_str words);

/* Whether `word` is in class `name` of event_words.txt. */
bool ag_rules_in(const ag_rules *r, const char *name, ag_str word);
bool ag_word_list_has(const ag_word_list *w, ag_str word);

/* Something wrong in the tables: one sentence, "file:line: …". */
typedef struct ag_finding {
    ag_str text;
    bool is_fatal; /* ag_rules_open refuses the tables */
} ag_finding;

typedef AG_LIST(ag_finding) ag_findings;

/* Reads all tables of `dir` and tells all that is wrong with them: unknown types, modes, classes,
 * slots and conditions, lines given twice, lines that can never win. *out is NULL when a table
 * cannot be read at all (then err says why). */
ag_status ag_rules_check(ag_arena *a, const char *dir, const ag_rules **out, ag_findings *found, ag_err *err);

#endif
