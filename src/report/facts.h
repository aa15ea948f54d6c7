/* The facts of a report: everything that is counted, before a word is written. A world and a span of days in, one plain
 * structure out; the writers (page.h) and the JSON say nothing that does not stand here.
 *
 * Numbers of actors and acts are their places in the world. Span 0 is the one reported on, 1 the one before it, and so
 * on: equally long, next to each other. Weights are those of relate.h in each span by itself. */
#ifndef AG_REPORT_FACTS_H
#define AG_REPORT_FACTS_H

#include "evidence/conflicts.h"
#include "evidence/quotes.h"
#include "graph/views.h"
#include "relate/relate.h"

enum { AG_REPORT_SPANS = 5 }; /* this, the last, and three more: the four before make the mean */

typedef struct ag_report_options {
    ag_day since, until;          /* inclusive; both given                                                     */
    ag_day as_of;                 /* articles published later are not known yet; AG_NO_DAY: all are            */
    double rate;                  /* false discovery rate of changes, such as 0.1                              */
    unsigned long seed;           /* of communities, positions and samples                                     */
    ag_quad (*quad_of)(const void *context, ag_str type);
    const void *quad_context;
    const int (*watched)[2];      /* [n_watched] actors; the second -1: an actor, not a pair; both -1: unknown */
    int n_watched;
    ag_day first_ever;            /* the first day of publication that is known of; AG_NO_DAY: look at the world */
    int undated;                  /* articles without a day; -1: count them in the world                       */
} ag_report_options;

typedef struct ag_report_span {
    ag_day since, until;
    int articles, origins;        /* published then; independent ones among them                    */
    int common;                   /* origins among the articles of outlets read both in 0 and in 1  */
    int facts;                    /* acts of these days that weigh                                  */
} ag_report_span;

typedef struct ag_outlet {
    ag_str name;                  /* "" where the articles do not say                 */
    int articles[2], origins[2];  /* in this span and the last                        */
} ag_outlet;

/* What became of an act in this report. */
typedef enum ag_report_place {
    AG_PLACE_NONE,                /* of other days                                                              */
    AG_PLACE_WEEK,                /* in this span by its own day                                                */
    AG_PLACE_UNDATED,             /* no day of its own, first told in this span: it weighs, and is listed apart */
    AG_PLACE_LATE,                /* of a day or week in one of the four spans before, first told in this one    */
    AG_PLACE_AHEAD                /* planned, for a day behind this span; or told in it, and no day stated      */
} ag_report_place;

typedef struct ag_act_fact {
    uint8_t place;                /* ag_report_place */
    uint8_t layer;                /* ag_layer in its span, as in the graph of that span */
    int span;                     /* 0 … 4, or -1: of none */
    int *set;                     /* [evidence] which origin each piece is of (resolve.h); NULL outside of spans 0 and 1 */
} ag_act_fact;

typedef enum ag_change {
    AG_CHANGE_NONE,               /* nothing may be said: no past, or no outlet in common                            */
    AG_CHANGE_FEW,                /* in both; stories so few that no split of them could be told from chance         */
    AG_CHANGE_LEVEL,              /* in both; no more than chance                                                    */
    AG_CHANGE_STRONGER, AG_CHANGE_WEAKER, /* in both, beyond chance                                                  */
    AG_CHANGE_NEW,                /* now, and in none of the spans before                                            */
    AG_CHANGE_BACK,               /* now, not in the last, but earlier                                               */
    AG_CHANGE_GONE                /* in the last, not now                                                            */
} ag_change;

typedef struct ag_pair_share { /* an act behind a pair */
    int act;
    double weight;
} ag_pair_share;

typedef struct ag_pair {
    int x, y;                                         /* actors, x < y                                  */
    double weight[AG_REPORT_SPANS];                   /* of facts                                       */
    double cooperation[AG_REPORT_SPANS], conflict[AG_REPORT_SPANS];
    int events[AG_REPORT_SPANS];
    AG_LIST(ag_pair_share) shares[AG_REPORT_SPANS];   /* facts of each span, in order of the acts */
    int origins;                                      /* stories of this span that tell a fact of it    */
    int stories[2];                                   /* the same of common outlets, each published in its own span */
    double p, least, q;                               /* change.h; q after correction                   */
    uint8_t change;                                   /* ag_change                                      */
    bool is_sure;                                     /* q is not above the rate                        */
    int sign, sign_before;                            /* +1 cooperation, -1 conflict, 0 neither; before: where it had one last */
} ag_pair;

typedef struct ag_ranked {
    int actor;
    double strength[AG_REPORT_SPANS];
    int ties;                     /* now */
    int rank, rank_before;        /* within its type, by strength; 0: no tie then                */
    int low, high;                /* interval of the rank (graph/intervals.h); 0: too few stories */
    double betweenness;           /* -1: its part of the graph is too small to say                */
    int community;                /* number, or -1 */
    int community_before;
    bool is_bridge;               /* without it its part of the graph falls apart */
} ag_ranked;

typedef struct ag_group { /* a community */
    int number;
    AG_LIST(int) members;         /* places in facts->actors, the strongest first */
} ag_group;

typedef struct ag_facts {
    const ag_world *world;        /* as of the day: evidence that came later is left out */
    ag_report_options options;
    ag_report_span span[AG_REPORT_SPANS];
    int covered;                  /* how many of spans 1 … have articles                         */
    int oldest;                   /* the last span that has articles; 0: none but this            */
    bool is_first;                /* no article before this span: no word of change              */
    bool may_compare;             /* the last span has articles, of an outlet that this one has, too */
    bool *is_out;                 /* [docs] published after the day of the report                */
    AG_LIST(ag_outlet) outlets;   /* of this span and the last, by articles, then name           */
    AG_LIST(ag_day) gaps;         /* days of this span without an article                        */
    int undated;
    int late, ahead, no_day, claimed, denied; /* acts                                             */
    ag_act_fact *act;             /* [acts] */
    AG_LIST(ag_pair) pairs;       /* by x, y: with a fact in a span                              */
    int tests;                    /* changes that were tested                                    */
    AG_LIST(ag_ranked) actors;    /* with a tie now or in the last span: by type, strength, id   */
    int *actor;                   /* [actors of the world] place in `actors`, or -1              */
    AG_LIST(ag_group) groups;     /* by number */
    AG_LIST(ag_group) groups_before;
    ag_view view, view_before;    /* ties of this span and the last, measured; positions in the first */
    AG_LIST(int) events;          /* acts of the span that are facts or claims, by day, origins, id */
    AG_LIST(int) others;          /* the rest that is said of it: late, ahead, denied …, by place, day, id */
    AG_LIST(ag_utterance) said;   /* with an article of this span; most told first               */
    AG_LIST(ag_conflict) conflicts;
} ag_facts;

/* Everything about a span, in `a`; the world must live as long. AG_INPUT when no article has a date at all (with
 * advice); AG_MACHINE when igraph fails. */
ag_status ag_facts_of(ag_arena *a, const ag_world *w, const ag_report_options *o, ag_facts *out, ag_err *err);

/* The pair of two actors, in either order, or NULL. */
const ag_pair *ag_facts_pair(const ag_facts *f, int x, int y);

/* Mean over the covered ones of the four spans before; 0 when there is none. */
double ag_facts_mean(const ag_facts *f, const double *of_spans);

/* The last span before this one in which the pair had a sign: that of `sign_before`; the oldest where none had. */
int ag_pair_sign_span(const ag_pair *p);

/* "new", "stronger" …; "" for none. */
const char *ag_change_name(ag_change c);

/* The steps of ag_facts_of, each in a file of its own; in this order. */
void ag_facts_pairs(ag_arena *a, ag_facts *f);                       /* pairs.c  */
ag_status ag_facts_actors(ag_arena *a, ag_facts *f, ag_err *err);    /* actors.c */
void ag_facts_said(ag_arena *a, ag_facts *f);                        /* said.c   */

#endif
