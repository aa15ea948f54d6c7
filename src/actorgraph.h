/* actorgraph: the nouns.
 *
 * A document is one article, from its clean text to what is said in it. Stages fill it in order:
 * ingest the head, text and paragraphs; language the sentences, tokens and names; extract the
 * rest. Everything lives in the article's arena. What travels between processes and machines is
 * the record (record/record.h): all of this but the tokens, as one line of JSON.
 *
 * Then come the nouns of many articles: actors, acts, ties. */
#ifndef ACTORGRAPH_H
#define ACTORGRAPH_H

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/str.h"

#define AG_VERSION "0.1.0"

/* ---- language -------------------------------------------------------------------------------- */

/* Universal POS tags (universaldependencies.org/u/pos). */
#define AG_UPOS_TABLE(ROW) /* not "X": there is a tag of that name */                                \
    ROW(ADJ) ROW(ADP) ROW(ADV) ROW(AUX) ROW(CCONJ) ROW(DET) ROW(INTJ) ROW(NOUN) ROW(NUM) ROW(PART)    \
    ROW(PRON) ROW(PROPN) ROW(PUNCT) ROW(SCONJ) ROW(SYM) ROW(VERB) ROW(X)

typedef enum ag_upos {
#define X_(name) AG_##name,
    AG_UPOS_TABLE(X_)
#undef X_
    AG_UPOS_COUNT
} ag_upos;

/* Universal dependency relations, as UD English has them. A label that is none of these reads as
 * its part before the colon, else as dep. */
#define AG_DEPREL_TABLE(X)                                                                           \
    X(DEP, "dep") X(ROOT, "root") X(NSUBJ, "nsubj") X(NSUBJ_PASS, "nsubj:pass")                      \
    X(NSUBJ_OUTER, "nsubj:outer") X(OBJ, "obj") X(IOBJ, "iobj") X(CSUBJ, "csubj")                    \
    X(CSUBJ_PASS, "csubj:pass") X(CSUBJ_OUTER, "csubj:outer") X(CCOMP, "ccomp") X(XCOMP, "xcomp")    \
    X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") X(VOCATIVE, "vocative")  \
    X(EXPL, "expl") X(DISLOCATED, "dislocated") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl")      \
    X(ADVMOD, "advmod") X(DISCOURSE, "discourse") X(AUX_REL, "aux") X(AUX_PASS, "aux:pass")          \
    X(COP, "cop") X(MARK, "mark") X(NMOD, "nmod") X(NMOD_POSS, "nmod:poss")                          \
    X(NMOD_UNMARKED, "nmod:unmarked") X(NMOD_DESC, "nmod:desc") X(APPOS, "appos")                    \
    X(NUMMOD, "nummod") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(AMOD, "amod") X(DET_REL, "det")    \
    X(DET_PREDET, "det:predet") X(CASE, "case") X(CONJ, "conj") X(CC, "cc")                          \
    X(CC_PRECONJ, "cc:preconj") X(FIXED, "fixed") X(FLAT, "flat") X(COMPOUND, "compound")            \
    X(COMPOUND_PRT, "compound:prt") X(LIST, "list") X(PARATAXIS, "parataxis") X(ORPHAN, "orphan")    \
    X(GOESWITH, "goeswith") X(REPARANDUM, "reparandum") X(PUNCT_REL, "punct")

typedef enum ag_deprel {
#define X_(name, label) AG_##name##_,
    AG_DEPREL_TABLE(X_)
#undef X_
    AG_DEPREL_COUNT
} ag_deprel; /* AG_NSUBJ_, AG_NSUBJ_PASS_, AG_CASE_ … : the trailing bar keeps them apart from UPOS */

/* Kinds of names. GPE comes from the gazetteer: no corpus parts it from LOC. */
#define AG_NAME_TABLE(X)                                                                             \
    X(PERSON) X(ORG) X(GPE) X(LOC) X(NORP) X(FAC) X(EVENT) X(PRODUCT) X(WORK) X(DATE) X(MONEY) X(MISC)

typedef enum ag_name_label {
#define X_(name) AG_NAME_##name,
    AG_NAME_TABLE(X_)
#undef X_
    AG_NAME_COUNT
} ag_name_label;

typedef struct ag_token {
    ag_span span;      /* in the text                                                             */
    ag_str form;       /* the word; for a part of a contraction what the span shows ("n't")       */
    ag_str lemma;
    ag_str xpos;       /* Penn tag, "VBD"                                                         */
    ag_str feats;      /* UD features, "Number=Plur|Tense=Past", or ""                            */
    int head;          /* index of the head in doc->tokens, or -1 for the root of the sentence    */
    int sentence;
    uint8_t upos;      /* ag_upos   */
    uint8_t deprel;    /* ag_deprel */
    uint8_t contraction; /* words of the contraction that begins here (don't: 2), else 0          */
    bool space_after;
} ag_token;

typedef struct ag_name {
    int first, end; /* tokens [first, end), never across sentences */
    uint8_t label;  /* ag_name_label */
} ag_name;

/* What a noun phrase is, by its head. */
typedef enum ag_np_kind {
    AG_NP_I, AG_NP_YOU, AG_NP_HE, AG_NP_SHE, AG_NP_IT, AG_NP_WE, AG_NP_THEY, AG_NP_THIS, AG_NP_THESE, /* pronouns */
    AG_NP_NAME, AG_NP_DEFINITE, AG_NP_INDEFINITE, AG_NP_SEVERAL, /* several: joined by "and" */
    AG_NP_KINDS
} ag_np_kind;

typedef struct ag_np {
    ag_span span;         /* the longest phrase of that head, with "'s" behind it            */
    int first, end, head; /* tokens [first, end) and the head; -1 when read from a record */
    uint8_t kind;         /* ag_np_kind; AG_NP_KINDS when read from a record              */
} ag_np;

typedef struct ag_chain { /* noun phrases that mean the same: two or more, in order of the text */
    AG_LIST(ag_np) nps;
} ag_chain;

/* ---- one article ----------------------------------------------------------------------------- */

typedef enum ag_paragraph_kind { AG_PAR_BODY, AG_PAR_TITLE, AG_PAR_HEADING } ag_paragraph_kind;

typedef struct ag_paragraph {
    ag_span span;
    uint8_t kind; /* ag_paragraph_kind */
} ag_paragraph;

typedef struct ag_removed { /* a line that ingest took out, and why: "byline", "image tag" … */
    ag_str line, reason;
} ag_removed;

typedef struct ag_sentence {
    ag_span span;
    int first, end; /* tokens [first, end)                     */
    int paragraph;  /* index in doc->paragraphs                */
    int tokens;     /* end - first; kept when tokens are not   */
    bool is_cut;    /* it ends where it was too long, not where its writer ended it */
} ag_sentence;

typedef enum ag_actor_type {
    AG_TYPE_PERSON, AG_TYPE_ORGANIZATION, AG_TYPE_COUNTRY, AG_TYPE_PLACE, AG_TYPE_GROUP, AG_TYPE_WORK,
    AG_TYPE_OTHER, AG_TYPE_COUNT
} ag_actor_type;

typedef enum ag_mention_kind { AG_MENTION_NAME, AG_MENTION_NOMINAL, AG_MENTION_PRONOUN } ag_mention_kind;

typedef struct ag_mention {
    ag_span span;
    int first, end, head; /* tokens [first, end) and the syntactic head; -1 when read from a record */
    int entity;           /* index in doc->entities */
    uint8_t kind;         /* ag_mention_kind */
    bool is_metonym;      /* "Kyiv" for the government of Ukraine; then `literal` is "Kyiv" */
    bool is_adjective;    /* "Ukrainian" in "Ukrainian forces": points to the country, does not act */
    ag_str literal;
} ag_mention;

typedef struct ag_entity {
    ag_str name;     /* the fullest form, "Mark Carney"            */
    uint8_t type;    /* ag_actor_type                              */
    bool is_named;   /* false: "European leaders"                  */
    bool is_known;   /* it, or what it stands for, is in the gazetteer: `name` is the canonical one */
    ag_str role;     /* "prime minister", or ""                    */
    ag_str country;  /* ISO 3166 alpha-2, or ""                    */
    AG_LIST(ag_str) aliases; /* other forms in this article, sorted */
} ag_entity;

typedef enum ag_office_status { AG_OFFICE_CURRENT, AG_OFFICE_FORMER, AG_OFFICE_ACTING, AG_OFFICE_ELECT } ag_office_status;

typedef struct ag_office {   /* person holds role in country or organisation: the record's "roles" */
    int person, of;          /* entities; of -1: not said */
    ag_str role;
    uint8_t status;          /* ag_office_status */
    ag_day since, until;     /* AG_NO_DAY: not said */
    ag_span span;
} ag_office;

typedef struct ag_state {    /* member_of, family, located_in …: the record's "states" */
    ag_str type;
    ag_str word;             /* that says it: "wife"; "" where none does: "Anchorage, Alaska" */
    ag_str wikidata;         /* the property, "P463", or "" */
    int subject, object;     /* entities */
    ag_span span;
} ag_state;

typedef enum ag_part { AG_SOURCE, AG_TARGET, AG_PLACE_PART, AG_INSTRUMENT, AG_OTHER_PART } ag_part;

typedef struct ag_participant {
    int entity;
    uint8_t part; /* ag_part */
} ag_participant;

typedef enum ag_reality {
    AG_HAPPENED, AG_PLANNED, AG_POSSIBLE, AG_DENIED, AG_CONDITIONAL
} ag_reality; /* the record's "status" */

/* Whose word an event rests on, seen from its participants. */
typedef enum ag_voice { AG_VOICE_OUTLET, AG_VOICE_SELF, AG_VOICE_OPPONENT, AG_VOICE_THIRD, AG_VOICE_UNNAMED } ag_voice;

typedef struct ag_event {
    ag_str type, mode;     /* "CONSULT", "visit" or "" */
    double intensity;      /* PLOVER score, -10 to +10 */
    ag_span trigger;
    ag_str lemma;          /* of the trigger, "rule out" */
    bool is_nominal;       /* the trigger is a noun: "invasion" */
    int sentence;
    bool is_symmetric;
    AG_LIST(ag_participant) parts;
    ag_date date;          /* the event's own day, where the text tells it */
    uint8_t status;        /* ag_reality */
    uint8_t voice;         /* ag_voice   */
    int claimed_by;        /* entity, or -1 (then voice says outlet or unnamed) */
} ag_event;

typedef struct ag_relation { /* two actors tied by a verb in one sentence */
    int source, target;    /* entities */
    ag_str verb, type;     /* lemma; event type, or "" */
    int sentence;
    uint8_t status;        /* ag_reality */
    int claimed_by;        /* entity or -1 */
    bool is_passive;
} ag_relation;

typedef struct ag_time {
    ag_span span;
    ag_str value;          /* TimeML value: "2025-08-24", "2025-W34", "PRESENT_REF" */
    ag_date date;          /* the point on the line, where it is one */
} ag_time;

typedef struct ag_quote {
    int speaker, addressee; /* entities, or -1 */
    ag_span span;           /* a direct quote: inside the marks */
    bool is_direct;
    ag_str cue;             /* lemma of the verb of saying, or "" */
} ag_quote;

typedef struct ag_digest ag_digest; /* hashes of its text: resolve/digest.h */

typedef struct ag_doc {
    /* the head, by ingest */
    ag_str path;            /* a label: file name, with ":LINE" or "#ENTRY" for one of several in a file */
    ag_str title, url, source, language, date_source; /* date_source: metadata dateline option none */
    ag_str agency;          /* the news agency it credits, or is from: "Reuters"; or "" */
    ag_day date;            /* publication day, or AG_NO_DAY */
    ag_day modified;        /* the source's own "modified" day, or AG_NO_DAY */
    AG_LIST(ag_str) authors;
    char id[17];            /* 16 hex digits of SHA-256 over title, day, text */
    char sha256[65];        /* all 64 */
    ag_str text;            /* clean: UTF-8, NFC, paragraphs parted by an empty line; a dateline stands
                               in front of its paragraph, in no span */
    AG_LIST(ag_paragraph) paragraphs;
    AG_LIST(ag_removed) removed;

    /* by language */
    AG_LIST(ag_sentence) sentences;
    AG_LIST(ag_token) tokens;
    AG_LIST(ag_name) names; /* in order of the text, not nested */

    /* by coref */
    AG_LIST(ag_chain) chains; /* by their first phrase */

    /* by extract */
    AG_LIST(ag_entity) entities;
    AG_LIST(ag_mention) mentions; /* in order of the text */
    AG_LIST(ag_office) offices;
    AG_LIST(ag_state) states;
    AG_LIST(ag_event) events;
    AG_LIST(ag_relation) relations;
    AG_LIST(ag_time) times;
    AG_LIST(ag_quote) quotes;

    /* by resolve, or from a store */
    const ag_digest *digest; /* NULL: not computed yet */
    AG_LIST(uint32_t) company; /* its named entities, each once, as hashes (resolve/profile.h); not computed yet: at is NULL */
    int64_t number;          /* its row in a store; means nothing elsewhere */
} ag_doc;

/* ---- many articles ---------------------------------------------------------------------------- */

typedef struct ag_evidence {
    int doc;            /* index in world->docs */
    ag_span sentence;   /* in that document's text */
} ag_evidence;

typedef struct ag_actor {
    ag_str id;          /* "person.mark-carney", "country.CA": an NMTOKEN */
    ag_str name;
    uint8_t type;       /* ag_actor_type */
    bool is_named;
    ag_str role, country;
    AG_LIST(ag_str) aliases;   /* sorted, without `name` */
    int mentions, documents, origins;
    ag_day first_seen, last_seen;   /* publication days */
    ag_day first_day, last_day;     /* days of its acts */
    ag_evidence evidence;           /* its earliest sentence */
} ag_actor;

/* One event across articles: the same act told five times is one, with five pieces of evidence. */
typedef struct ag_act {
    ag_str id;          /* "event.2025-08-24.consult.mark-carney.1a2b3c" */
    ag_str label;       /* "Mark Carney visits Ukraine, 24 Aug", at most 40 characters */
    ag_str type, mode, lemma;
    double intensity;
    bool is_nominal, is_symmetric;
    AG_LIST(ag_participant) parts; /* entity = index in world->actors */
    ag_date date;
    uint8_t status, voice;
    int claimed_by;     /* actor or -1 */
    AG_LIST(ag_evidence) evidence; /* in order of date, then document id, then place */
    int reports, origins; /* articles; independent ones among them */
    bool is_decided;      /* turned or given its status by the decisions file */
} ag_act;

typedef struct ag_link { /* a verb relation of two actors, across articles */
    int source, target; /* actors */
    ag_str verb, type;
    uint8_t status;
    int claimed_by;
    AG_LIST(ag_evidence) evidence;
} ag_link;

typedef struct ag_post { /* an office, across articles */
    int person, of;     /* actors; of may be -1 */
    ag_str role;
    uint8_t status;
    AG_LIST(ag_evidence) evidence;
} ag_post;

/* Why two entities are, or are not, one actor. The words and their weights: resolve/same.c. */
typedef enum ag_rule {
    AG_RULE_CODE,         /* one country code                                           */
    AG_RULE_NAME,         /* one name                                                   */
    AG_RULE_SPELLING,     /* first and last name in another spelling, or a middle name  */
    AG_RULE_SURNAME,      /* a bare surname that one person has                         */
    AG_RULE_SHORT,        /* a short name or acronym of one organisation                */
    AG_RULE_NAME_COUNTRY, /* one name and one country, parted from a namesake           */
    AG_RULE_DECISION,     /* the decisions file says so                                 */
    AG_RULE_ALIKE,        /* names alike, and country, office or company agree          */
    AG_RULE_CONTEXT,      /* a bare surname of several, by country, office and company  */
    AG_RULE_COUNTRIES,    /* refused: their countries contradict each other             */
    AG_RULE_WORK,         /* refused: they do different work at one time                */
    AG_RULE_NAMES,        /* refused: middle names, numbers or generations contradict   */
    AG_RULE_ARTICLE,      /* refused: one article names both                            */
    AG_RULE_COMPANY,      /* refused: nothing in the articles speaks for it             */
    AG_RULE_COUNT
} ag_rule;

typedef struct ag_merge {
    int doc[2], entity[2];
    uint8_t rule;       /* ag_rule */
    bool is_refused;
    int line;           /* of the decisions file, or 0 */
} ag_merge;

/* What became of one line of the decisions file. */
typedef struct ag_ruling {
    int line;
    bool is_applied;
    ag_str why;         /* not applied: a sentence without its place */
} ag_ruling;

/* The second journey's whole knowledge: derived from the set of articles, in canonical order. */
typedef struct ag_world {
    AG_LIST(const ag_doc *) docs;  /* by id */
    int *origin;                   /* [docs.n] articles with one number are copies of one another */
    int n_origins;
    int joined, superseded;        /* articles left out: equal to another; an earlier version */
    AG_LIST(ag_actor) actors;      /* by id */
    AG_LIST(ag_act) acts;          /* by id */
    AG_LIST(ag_link) links;        /* by source, target, verb … */
    AG_LIST(ag_post) posts;
    int **actor_of;                /* [docs.n][entities of the doc] the actor of an entity, or -1 */
    AG_LIST(ag_merge) merges;      /* why entities are one actor, and why some are not */
    AG_LIST(ag_ruling) rulings;    /* of the decisions, in order of their lines */
} ag_world;

#endif
