/* Two graphs of ties → what is new, gone and changed between them, and whether it is more than chance. */
#ifndef AG_REPORT_DIFF_H
#define AG_REPORT_DIFF_H

#include "graph/graph.h"
#include "report/templates.h"

typedef struct ag_diff_actor {
    ag_str id, name, type;
    double strength[2];      /* in the first graph and the second; 0: no tie there */
    int rank[2];             /* within its type, by strength; 0: no tie            */
    bool is_there[2];        /* it has ties that rest on facts                     */
} ag_diff_actor;

typedef struct ag_diff_tie {
    ag_str id[2], name[2];   /* of both ends */
    double weight[2], cooperation[2], conflict[2];
    int stories[2];          /* origins of its events */
    bool is_there[2];
    double p, least, q;      /* report/change.h: stories of the tie out of those of all ties of its graph */
    bool is_sure;            /* q is not above the rate */
} ag_diff_tie;

typedef struct ag_diff {
    ag_str name[2];
    int actors[2], n_ties[2], stories[2]; /* of facts */
    double rate;
    int tests;
    AG_LIST(ag_diff_actor) list; /* greatest change of strength first, then by id  */
    AG_LIST(ag_diff_tie) ties;   /* sure ones first, then the greatest change, ids */
} ag_diff;

/* Compares two graphs of the view `ties` by the ids of their actors; pale edges (tier 3) are no ties. AG_INPUT when one
 * of them is directed or has no weights. Everything in `a`. */
ag_status ag_diff_of(ag_arena *a, const ag_graph *const graph[2], const ag_str name[2], double rate, ag_diff *out, ag_err *err);

/* The difference as a page (for HTML and, block by block, for a terminal), or as one JSON value. */
void ag_diff_page(ag_arena *a, const ag_diff *d, const ag_templates *t, long most, ag_page *out);
void ag_diff_json(const ag_diff *d, ag_buf *out);

#endif
