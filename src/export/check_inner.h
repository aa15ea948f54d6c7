/* What the two checkers share: rules, state, small judgements. Only check*.c include it. */
#ifndef AG_EXPORT_CHECK_INNER_H
#define AG_EXPORT_CHECK_INNER_H

#include "export/check.h"
#include "base/buf.h"
#include "base/map.h"

#include <libxml/parser.h>

enum rule {
    CONTROL_CHAR, WELL_FORMED, DECLARATION, ENCODING, BOM, DOCTYPE, ROOT, ONE_GRAPH, FOREIGN, DESC, DEFAULT, NESTING,
    KEY_LATE, KEY_ID, KEY_FOR, KEY_NAME, KEY_TYPE, KEY_TWICE, KEY_CASE, NAME_TWICE, KEY_RESERVED, PROPERTY_TYPE,
    EDGE_COLUMN, STATISTIC, GRAPH_DATA_LATE, EDGEDEFAULT, NODE_ID, NODE_TWICE, NODE_LATE, EDGE_ID, EDGE_TWICE, EDGE_END,
    DIRECTED, KIND, LABEL_STRICT, DATA_KEY, DATA_DOMAIN, DATA_TWICE, VALUE, WEIGHT, COLOR_RANGE, COLOR_FORM, POSITION,
    ALL_ZERO, TEXT_INF, TEXT_NULL,
    GEXF_ROOT, GEXF_VERSION, GEXF_DIRECTION, GEXF_CLASS, GEXF_TYPE, GEXF_TWICE, GEXF_ATTRIBUTE, GEXF_HEX, GEXF_FORMAT,
    GEXF_TIME, GEXF_REPRESENTATION, GEXF_ORDER, GEXF_OVERLAP, GEXF_OPEN, GEXF_NESTED, GEXF_WEIGHT
};

typedef enum value_type { T_STRING, T_BOOLEAN, T_INT, T_LONG, T_FLOAT, T_DOUBLE, T_UNKNOWN } value_type;

/* What Gephi makes of a key beyond a column. */
typedef enum property { P_NONE, P_LABEL, P_POSITION_X, P_POSITION_Y, P_POSITION_Z, P_SIZE, P_RGB, P_COLOR, P_WEIGHT } property;

typedef struct column {
    ag_str id, name;
    uint8_t type;     /* value_type */
    bool node, edge, graph;
    property property;
    long row;         /* the last element that had a value: rows are numbered through */
} column;

typedef enum where { OUTSIDE, IN_GRAPHML, IN_KEY, IN_GRAPH, IN_NODE, IN_EDGE, IN_DATA, IN_OTHER } where;

typedef struct spell {
    double from, to;
} spell;

typedef struct checker {
    ag_arena *a;
    xmlParserCtxtPtr parser;
    bool strict;
    void (*found)(void *, const ag_finding *);
    void *self;
    ag_check_counts *counts;

    AG_LIST(uint8_t) open;      /* where, for each open element */
    ag_map key_ids, key_lower, node_names, edge_names, nodes, edges, pairs;
    AG_LIST(column) columns;
    bool is_directed, is_broken, saw_edge, saw_node, saw_weight, saw_root;
    int graphs;

    ag_str element;             /* the node, edge or key being read, for messages */
    long row;
    int data;                   /* index of the column whose value is read, or -1 */
    ag_buf text;
    bool row_has_weight, row_has_x, row_has_y, any_position, any_not_zero;
    long first_weightless, weightless;

    /* GEXF */
    bool is_gexf, in_edges, is_dynamic, by_stamps, has_own_direction;
    uint8_t time_format;        /* gexf_time in check_gexf.c */
    uint8_t attributes_of;      /* of the open <attributes>: 0 none, 1 node, 2 edge */
    bool attributes_dynamic;
    AG_LIST(spell) spells;      /* of the open row */
} checker;

typedef struct attributes {
    const xmlChar **at;
    int n;
} attributes;

extern const char *const ag_check_types[]; /* by value_type */

void ag_check_report(checker *c, enum rule r, ag_str found);
void ag_check_report_z(checker *c, enum rule r, const char *found);

/* The value of an attribute without prefix, "" where there is none; whether there is. */
bool ag_check_get(const attributes *t, const char *name, ag_str *out);

/* Remembers a key; false if it was known. */
bool ag_check_once(checker *c, ag_map *m, ag_str key);

bool ag_check_is_token(ag_str s);
bool ag_check_is_colour(ag_str s);
bool ag_check_is_number(ag_str s, double *x); /* as Java, C and Python all read it */
bool ag_check_fits(uint8_t type, ag_str s, double *x); /* a value_type; *x where it is a number */
ag_str ag_check_excerpt(checker *c, ag_str s);
where ag_check_parent(const checker *c);

/* A column whose name Gephi's tables or statistics take. */
void ag_check_names(checker *c, const column *k);

/* A text that Gephi changes. */
void ag_check_text(checker *c, const column *k, ag_str raw);

/* A second edge of one pair and kind. */
void ag_check_kind(checker *c, ag_str source, ag_str target, ag_str kind);

/* The elements of each format. An element's place is what its children see. */
where ag_check_graphml_start(checker *c, const char *name, const char *uri, const attributes *t, where parent);
void ag_check_graphml_end(checker *c, where here);
where ag_check_gexf_start(checker *c, const char *name, const char *uri, const attributes *t, where parent);

#endif
