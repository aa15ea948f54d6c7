/* What articles say of somebody, and what speaks for and against two being one. */
#ifndef AG_RESOLVE_PROFILE_H
#define AG_RESOLVE_PROFILE_H

#include "actorgraph.h"
#include "resolve/person.h"

typedef struct ag_job { /* a role, and when articles gave it */
    ag_str role;        /* without "former" */
    ag_calling calling;
    bool is_former;
    ag_day first, last; /* AG_NO_DAY: no article has a day */
} ag_job;

typedef struct ag_companion {
    uint32_t hash;      /* ag_company_hash */
    int docs;
} ag_companion;

typedef struct ag_profile {
    AG_LIST(ag_str) countries; /* each once, as jobs */
    AG_LIST(ag_job) jobs;
    AG_LIST(uint32_t) selves;       /* its own names, as others meet them: no company */
    AG_LIST(ag_companion) company;  /* by hash; after ag_profile_close */
    AG_LIST(uint32_t) met;          /* until then */
    AG_LIST(int) docs;              /* each once where they came in order */
    ag_day first, last;             /* of its articles */
} ag_profile;

/* What stands for an entity in the company of others: a country's code, else its name's key. Of a country the lowest bit
 * is set. */
uint32_t ag_company_hash(ag_arena *own, const ag_entity *e);
static inline bool
ag_company_is_country(uint32_t hash)
{
    return hash & 1;
}

/* Fills doc->company from its entities, sorted, in `a`. */
void ag_company_fill(ag_arena *a, ag_doc *doc);

#define AG_PROFILE_EMPTY { .first = AG_NO_DAY, .last = AG_NO_DAY }

/* Adds what article `doc` says of its entity `e`. */
void ag_profile_add(ag_arena *a, ag_profile *p, const ag_world *w, int doc, const ag_entity *e);

/* Sorts and counts the company: call it behind the last ag_profile_add. */
void ag_profile_close(ag_arena *a, ag_profile *p);

/* Something that speaks for or against two being one, in log-odds. */
typedef struct ag_reason {
    double weight;
    ag_rule rule;   /* of a refusal that rests on it; else AG_RULE_COUNT */
    ag_str text;    /* "one office: finance minister" */
} ag_reason;

typedef AG_LIST(ag_reason) ag_reasons;

/* The sum of what country, work, time and company say; each point goes to `reasons` (in `a`; may be NULL). Without a
 * point the sum is 0: that nobody occurs beside both says little. */
double ag_profiles_compare(ag_arena *a, const ag_profile *x, const ag_profile *y, ag_reasons *reasons);

/* Do the articles on x name a country of y? */
bool ag_profile_names_country(ag_arena *a, const ag_profile *x, const ag_profile *y);

/* Does the article of a bare surname name states, and none in the company of its owner, who has one? Company that nobody
 * shares says little; states that are all foreign weigh AG_ABROAD. */
bool ag_profile_is_abroad(const ag_profile *bare, const ag_profile *owner);
#define AG_ABROAD (-1.5)

/* What the likeness of two names of persons weighs, and in words; 0 for AG_NAMES_OTHER too. */
double ag_names_weight(ag_names_alike alike, const char **text);

#endif
