/* A world → one graph: which nodes, which edges, and all columns that can be filled without
 * analysis. What a view is good for, and what it leaves out, stands in its description. */
#ifndef AG_GRAPH_VIEWS_H
#define AG_GRAPH_VIEWS_H

#include "graph/graph.h"
#include "relate/relate.h"

typedef enum ag_view_kind {
    AG_VIEW_TIES,         /* actors; undirected, one edge a pair                                     */
    AG_VIEW_ACTORS,       /* actors; directed, one edge per (source, target, kind); who only acts
                             together with another has no arc                                       */
    AG_VIEW_KNOWLEDGE,    /* actors and events worth a node; offices, membership, kinship among them */
    AG_VIEW_COOCCURRENCE, /* named actors; undirected, every pair seen in one window                 */
    AG_VIEW_FULL          /* every actor, every act as an event, every layer                         */
} ag_view_kind;

/* "ties", "actors" … */
const char *ag_view_name(ag_view_kind v);

/* "sentence", "paragraph", "document" or a number of words (2 … 10000). */
bool ag_window_parse(ag_str s, ag_window_kind *out, int *words);

typedef enum ag_color_by { AG_COLOR_COUNTRY, AG_COLOR_COMMUNITY, AG_COLOR_TYPE } ag_color_by;

/* The words of both enumerations, in their order, NULL at the end: what a command line may say. */
extern const char *const ag_view_words[], *const ag_color_words[];

typedef enum ag_span_of_time { AG_BY_DAY, AG_BY_WEEK, AG_BY_MONTH } ag_span_of_time;

/* Zeroed: the default graph (ties, all days, sentences, colours by country). */
typedef struct ag_view_options {
    ag_view_kind view;
    ag_relate_options relate; /* slice, places, claims, quad classes                    */
    bool roles;               /* actors: offices and membership as edges, too; knowledge: also of
                                 those who did nothing here                             */
    ag_window_kind window;    /* of co-occurrence */
    int window_words;
    ag_color_by color;
    unsigned long seed;
    const ag_graph *like;      /* an earlier graph whose positions and communities are kept; or NULL */
    ag_span_of_time slice;     /* into which spans edge_moments are cut, and columns made */
} ag_view_options;

typedef struct ag_act_list {
    AG_LIST(int) list;        /* indices in world->acts */
} ag_act_list;

/* A graph and what it was made from, for analysis and layout. */
typedef struct ag_view {
    const ag_world *world;
    ag_view_options options;
    ag_ties ties;
    ag_graph *graph;
    int *node_actor;          /* [n_nodes] index in world->actors, or -1: an event */
    int *actor_node;          /* [actors] or -1 */
    int *node_act;            /* [n_nodes] index in world->acts, or -1: an actor */
    ag_evidence *edge_evidence; /* [n_edges] the earliest sentence; doc is -1 where there is none */
    ag_act_list *edge_acts;   /* [n_edges] the acts an edge rests on; none under offices and co-occurrence */
} ag_view;

/* Builds a view in `a`; the world must live as long. Nodes and edges are in order of their ids. All
 * node and edge columns of the contract are there, those of analysis and layout still empty. */
void ag_view_build(ag_arena *a, const ag_world *w, const ag_view_options *o, ag_view *out);

/* Setting one cell. */
static inline void
ag_set_string(ag_column *c, int row, ag_str s)
{
    c->value.strings[row] = s;
    c->has[row] = s.len > 0;
}

static inline void
ag_set_int(ag_column *c, int row, long x)
{
    c->value.ints[row] = x;
    c->has[row] = true;
}

static inline void
ag_set_double(ag_column *c, int row, double x)
{
    c->value.doubles[row] = x;
    c->has[row] = true;
}

static inline void
ag_set_bool(ag_column *c, int row, bool x)
{
    c->value.bools[row] = x;
    c->has[row] = true;
}

#endif
