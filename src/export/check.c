/* GraphML → findings, in one pass with libxml2's SAX interface.
 *
 * The rules are a table; the code that looks sits where the parser meets the thing. What the
 * readers do was found by reading and running them (Gephi 0.10, networkx 2.8, igraph 0.10,
 * graphology-graphml 0.5, APOC, JGraphT); newer ones may be more forgiving. Weak point: an error
 * of form ends the reading, so what stands behind it is not checked. */
#include "export/check.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <math.h>

enum rule {
    CONTROL_CHAR, WELL_FORMED, DECLARATION, ENCODING, BOM, DOCTYPE, ROOT, ONE_GRAPH, FOREIGN, DESC, DEFAULT, NESTING,
    KEY_LATE, KEY_ID, KEY_FOR, KEY_NAME, KEY_TYPE, KEY_TWICE, KEY_CASE, NAME_TWICE, KEY_RESERVED, PROPERTY_TYPE,
    EDGE_COLUMN, STATISTIC, GRAPH_DATA_LATE, EDGEDEFAULT, NODE_ID, NODE_TWICE, NODE_LATE, EDGE_ID, EDGE_TWICE, EDGE_END,
    DIRECTED, KIND, LABEL_STRICT, DATA_KEY, DATA_DOMAIN, DATA_TWICE, VALUE, WEIGHT, COLOR_RANGE, COLOR_FORM, POSITION,
    ALL_ZERO, TEXT_INF, TEXT_NULL
};

/* To add a rule: a name above, its row here at the same place, a look below, and tests/check/. */
const ag_check_rule ag_check_rules[] = {
    [CONTROL_CHAR] = { "control-char", "a character that XML cannot carry: all readers stop here",
                       "strip U+0000 to U+001F but TAB, LF and CR, and U+FFFE, U+FFFF", false, false },
    [WELL_FORMED] = { "well-formed", "no well-formed XML: readers stop here", "write it with an XML library, which escapes < and &",
                      false, false },
    [DECLARATION] = { "declaration", "no XML declaration with an encoding: Gephi guesses, and accents may be lost",
                      "begin with <?xml version=\"1.0\" encoding=\"UTF-8\"?>", false, false },
    [ENCODING] = { "encoding", "another encoding than UTF-8", "write UTF-8", false, false },
    [BOM] = { "bom", "a byte order mark before the declaration", "leave it out", false, false },
    [DOCTYPE] = { "doctype", "a document type: readers refuse it or follow its entities", "leave it out", false, false },
    [ROOT] = { "root", "the root is not <graphml> in its namespace: networkx finds no graph",
               "use <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">", false, false },
    [ONE_GRAPH] = { "one-graph", "not exactly one <graph>: Gephi merges several, igraph reads the first", "write one graph a file",
                    false, false },
    [FOREIGN] = { "foreign-element", "an element that GraphML does not have: validating readers refuse the file",
                  "keep such things in a file for the program that made them", false, false },
    [DESC] = { "desc", "<desc> overwrites the label in Gephi and stops Cytoscape", "use a column, or a comment", false, false },
    [DEFAULT] = { "default", "<default>: ignored for some columns in Gephi, text in graphology, an error in Neo4j",
                  "write the value on each row", false, false },
    [NESTING] = { "nesting", "port, hyperedge, locator or a graph inside a node: most readers know none of them",
                  "use plain nodes and edges", false, false },
    [KEY_LATE] = { "key-late", "a key behind the graph: its values are lost", "put all keys before the graph", false, false },
    [KEY_ID] = { "key-id", "a key without an id that is an NMTOKEN", "use letters, digits, '.', '-', '_', ':'", false, false },
    [KEY_FOR] = { "key-for", "a key that is not for=\"node\" or for=\"edge\": graphology stops, igraph drops it, Gephi warns",
                  "one key for nodes and one for edges", false, false },
    [KEY_NAME] = { "key-name", "a key without attr.name that is an NMTOKEN: networkx stops, validating readers refuse it",
                   "give it a name without blanks", false, false },
    [KEY_TYPE] = { "key-type", "attr.type is none of string boolean int long float double: igraph or networkx stop",
                   "use one of the six", false, false },
    [KEY_TWICE] = { "key-twice", "two keys with one id: networkx takes the last", "give an edge key that shares a node key's name another id",
                    false, false },
    [KEY_CASE] = { "key-case", "ids equal but for case: Gephi keeps one column of the two", "name them apart", false, false },
    [NAME_TWICE] = { "name-twice", "two columns of nodes, or of edges, with one attr.name: networkx keeps one", "name them apart",
                     false, false },
    [KEY_RESERVED] = { "key-reserved", "an id that Gephi takes for itself: the column is lost", "call it otherwise", false, false },
    [PROPERTY_TYPE] = { "property-type", "a colour, position, size, weight or label of another type than Gephi reads",
                        "r g b: int; x y z size weight: double or float; label color: string", false, false },
    [EDGE_COLUMN] = { "edge-column", "an edge column called source, target, type or kind: it becomes Gephi's own on the way through a table",
                      "call it otherwise, e.g. relation, article", false, false },
    [STATISTIC] = { "statistic-name", "a column that Gephi's own statistics overwrite or delete", "call it otherwise, e.g. pagerank, community",
                    false, false },
    [GRAPH_DATA_LATE] = { "graph-data-late", "data of the graph behind its first node: graphology drops it, Cytoscape gives it to a node",
                          "put it first in the graph", false, false },
    [EDGEDEFAULT] = { "edgedefault", "edgedefault is neither directed nor undirected", "say which", false, false },
    [NODE_ID] = { "node-id", "a node without an id that is an NMTOKEN: validating readers refuse the file",
                  "use letters, digits, '.', '-', '_', ':'", false, false },
    [NODE_TWICE] = { "node-twice", "two nodes with one id: their columns are merged without a word", "make ids unique", false, false },
    [NODE_LATE] = { "node-late", "a node behind an edge: Neo4j and graphology may stop", "write all nodes first", false, false },
    [EDGE_ID] = { "edge-id", "an edge id that is no NMTOKEN", "use letters, digits, '.', '-', '_', ':'", false, false },
    [EDGE_TWICE] = { "edge-twice", "two edges with one id: Gephi drops the second, graphology stops", "make ids unique", false, false },
    [EDGE_END] = { "edge-end", "an edge to a node that is not there: some readers invent it, some stop",
                   "write the node, or leave the edge out", false, false },
    [DIRECTED] = { "directed", "a direction of its own on an edge: networkx stops on mixed graphs, others ignore it",
                   "one direction a file, by edgedefault", false, false },
    [KIND] = { "kind", "a second edge of one pair and kind: Gephi merges them and adds up the weights",
               "give each kind an XML attribute label on <edge>, and one edge a kind", false, false },
    [LABEL_STRICT] = { "label-strict", "the XML attribute label on <edge> is not in the GraphML schema: validating readers refuse the file",
                       "write the strict flavour", false, true },
    [DATA_KEY] = { "data-key", "data without a declared key: networkx stops", "declare the key", false, false },
    [DATA_DOMAIN] = { "data-domain", "data of a node key on an edge, or the other way round", "use a key of its own", false, false },
    [DATA_TWICE] = { "data-twice", "a second value for one key: which counts depends on the reader", "write one", false, false },
    [VALUE] = { "value", "a value that is not of its column's type: lost with an error a cell, or NaN, or 0",
                "write nothing where there is no value; no '1.0' for int", false, false },
    [WEIGHT] = { "weight", "a weight that is missing, 0, negative or not finite: Gephi deletes the edge at 0, layouts break at NaN",
                 "write a weight above 0 on each edge", false, false },
    [COLOR_RANGE] = { "color-range", "r, g or b outside 0 to 255", "scale it", false, false },
    [COLOR_FORM] = { "color-form", "a colour that Gephi cannot read", "write #rrggbb, or r, g and b as int", false, false },
    [POSITION] = { "position", "x and y not both there and finite", "write both as numbers, or neither", false, false },
    [ALL_ZERO] = { "all-zero", "all positions are 0: Gephi scatters the nodes at random", "write a layout, or no positions", false, false },
    [TEXT_INF] = { "text-inf", "Gephi turns INF inside a text into Infinity", "nothing helps but other words; labels are safe", true, false },
    [TEXT_NULL] = { "text-null", "Gephi takes the text 'null' for no value", "nothing helps but another word; labels are safe", true, false },
    { NULL, NULL, NULL, false, false },
};

static const char *const namespace_of_graphml = "http://graphml.graphdrawing.org/xmlns";

typedef enum value_type { T_STRING, T_BOOLEAN, T_INT, T_LONG, T_FLOAT, T_DOUBLE, T_UNKNOWN } value_type;

static const char *const type_names[] = { "string", "boolean", "int", "long", "float", "double" };

/* What Gephi makes of a key beyond a column. */
typedef enum property { P_NONE, P_LABEL, P_POSITION_X, P_POSITION_Y, P_POSITION_Z, P_SIZE, P_RGB, P_COLOR, P_WEIGHT } property;

static const struct {
    const char *word;
    property property;
    bool node, edge;
} properties[] = {
    { "label", P_LABEL, true, true },      { "nodelabel", P_LABEL, true, false }, { "edgelabel", P_LABEL, false, true },
    { "x", P_POSITION_X, true, false },    { "xpos", P_POSITION_X, true, false }, { "y", P_POSITION_Y, true, false },
    { "ypos", P_POSITION_Y, true, false }, { "z", P_POSITION_Z, true, false },    { "zpos", P_POSITION_Z, true, false },
    { "size", P_SIZE, true, false },       { "r", P_RGB, true, true },            { "g", P_RGB, true, true },
    { "b", P_RGB, true, true },            { "color", P_COLOR, true, true },      { "weight", P_WEIGHT, false, true },
    { "Edge Weight", P_WEIGHT, false, true },
};

enum { PROPERTIES = sizeof properties / sizeof *properties };

typedef struct column {
    ag_str id, name;
    uint8_t type;     /* value_type */
    bool node, edge, graph;
    property property;
    long row;         /* the last element that had a value: rows are numbered through */
} column;

typedef enum where { OUTSIDE, IN_GRAPHML, IN_KEY, IN_GRAPH, IN_NODE, IN_EDGE, IN_DATA, IN_OTHER } where;

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
} checker;

static void
report(checker *c, enum rule r, ag_str found)
{
    ag_finding f = { &ag_check_rules[r], c->parser && c->parser->input ? c->parser->input->line : 1, c->element, found,
                     ag_check_rules[r].is_note };

    if (f.rule->is_strict && !c->strict)
        return;
    if (r == KIND && c->strict)
        f.is_note = true; /* where <edge> may have no label, kinds cannot be told */
    if (f.is_note)
        c->counts->notes++;
    else
        c->counts->findings++;
    c->found(c->self, &f);
}

static void
report_z(checker *c, enum rule r, const char *found)
{
    report(c, r, ag_str_of(found));
}

/* ---- small judgements ---- */

/* XML's NameChar, from its production [4a], for what an NMTOKEN may hold. */
static bool
is_name_char(int32_t c)
{
    if (c < 128)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == ':';
    return c == 0xB7 || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c <= 0x37D) || (c >= 0x37F && c <= 0x1FFF) ||
           (c >= 0x200C && c <= 0x200D) || (c >= 0x203F && c <= 0x2040) || (c >= 0x2070 && c <= 0x218F) ||
           (c >= 0x2C00 && c <= 0x2FEF) || (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
           (c >= 0xFDF0 && c <= 0xFFFC) || (c >= 0x10000 && c <= 0xEFFFF);
}

static bool
is_token(ag_str s)
{
    for (size_t i = 0; i < s.len;) {
        int n;

        if (!is_name_char(ag_utf8_next(s, i, &n)))
            return false;
        i += (size_t)n;
    }
    return s.len > 0;
}

static bool
is_whole(ag_str s, bool wide)
{
    const char *limit = wide ? "9223372036854775807" : "2147483647";
    size_t i = s.len && (s.at[0] == '-' || s.at[0] == '+'), n;

    if (i == s.len)
        return false;
    for (size_t k = i; k < s.len; k++)
        if (s.at[k] < '0' || s.at[k] > '9')
            return false;
    while (i + 1 < s.len && s.at[i] == '0')
        i++;
    n = strlen(limit); /* equal lengths: digits compare as text does; -2147483648 is not worth a case */
    return s.len - i < n || (s.len - i == n && memcmp(s.at + i, limit, n) <= 0);
}

/* A decimal number as Java, C and Python all read it; its value in *x. */
static bool
is_number(ag_str s, double *x)
{
    char buf[64], *end;

    if (ag_str_is(s, "NaN") || ag_str_is(s, "Infinity") || ag_str_is(s, "-Infinity")) {
        *x = s.at[0] == 'N' ? NAN : INFINITY;
        return true;
    }
    if (s.len == 0 || s.len >= sizeof buf)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789+-.eE", s.at[i]) || s.at[i] == '\0')
            return false;
    memcpy(buf, s.at, s.len);
    buf[s.len] = '\0';
    *x = strtod(buf, &end);
    return *end == '\0';
}

static bool
is_colour(ag_str s)
{
    ag_str hex = s;

    if (s.len > 1 && s.at[0] == '#')
        hex = ag_str_sub(s, 1, s.len);
    else if (ag_str_starts(s, AG_S("0x")))
        hex = ag_str_sub(s, 2, s.len);
    if (hex.len != s.len) {
        for (size_t i = 0; i < hex.len; i++)
            if (!strchr("0123456789abcdefABCDEF", hex.at[i]))
                return false;
        return hex.len == 6;
    }
    for (size_t i = 0; i < s.len; i++) /* a colour's name, or a number */
        if (!((s.at[i] | 32) >= 'a' && (s.at[i] | 32) <= 'z') && !(s.at[i] >= '0' && s.at[i] <= '9'))
            return false;
    return s.len > 0;
}

static property
property_of(ag_str word, bool node, bool edge)
{
    for (int i = 0; i < PROPERTIES; i++)
        if (ag_str_is(word, properties[i].word) && ((node && properties[i].node) || (edge && properties[i].edge)))
            return properties[i].property;
    return P_NONE;
}

/* ---- elements ---- */

typedef struct attributes {
    const xmlChar **at;
    int n;
} attributes;

/* The value of an attribute without prefix; false where there is none. */
static bool
get(const attributes *t, const char *name, ag_str *out)
{
    *out = AG_S("");
    for (int i = 0; i < t->n; i++)
        if (!t->at[5 * i + 1] && strcmp((const char *)t->at[5 * i], name) == 0) {
            *out = (ag_str){ (const char *)t->at[5 * i + 3], (size_t)(t->at[5 * i + 4] - t->at[5 * i + 3]) };
            return true;
        }
    return false;
}

static bool
set_once(checker *c, ag_map *m, ag_str key)
{
    int before = m->n;

    if (ag_map_get(m, key) >= 0)
        return false;
    ag_map_add(c->a, m, ag_arena_str(c->a, key), 1);
    return m->n > before;
}

static void
look_at_type(checker *c, const column *k)
{
    bool number = k->type >= T_INT && k->type <= T_DOUBLE;
    bool fits = k->property == P_NONE || k->type == T_UNKNOWN ? true
                : k->property == P_RGB                        ? k->type == T_INT
                : k->property == P_LABEL || k->property == P_COLOR ? k->type == T_STRING
                                                                    : number;

    if (!fits)
        report_z(c, PROPERTY_TYPE, type_names[k->type]);
}

static void
look_at_names(checker *c, const column *k)
{
    static const char *const own[] = { "id", "timeset" };
    static const char *const edge_own[] = { "source", "target", "type", "kind" };
    static const char *const statistics[] = {
        "degree", "indegree", "outdegree", "weighted degree", "weighted indegree", "weighted outdegree", "pageranks",
        "betweenesscentrality", "closnesscentrality", "harmonicclosnesscentrality", "eccentricity", "eigencentrality",
        "modularity_class", "stat_inf_class", "clustering", "componentnumber", "strongcompnum", "authority", "hub" };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (ag_str_eq_nocase(k->id, ag_str_of(own[i])) || ag_str_eq_nocase(k->name, ag_str_of(own[i])))
            report(c, KEY_RESERVED, ag_str_of(own[i]));
    for (int i = 0; i < PROPERTIES; i++) {
        ag_str word = ag_str_of(properties[i].word);

        if (!((k->node && properties[i].node) || (k->edge && properties[i].edge)))
            continue;
        if (ag_str_eq(k->id, word) && property_of(k->name, k->node, k->edge) != properties[i].property)
            report(c, KEY_RESERVED, ag_arena_printf(c->a, "'%.*s' under id '%.*s'", AG_SHOW(k->name), AG_SHOW(k->id)));
        else if (ag_str_eq_nocase(k->id, word) && !ag_str_eq(k->id, word) && k->property == P_NONE)
            report(c, KEY_RESERVED, ag_arena_printf(c->a, "'%.*s' for '%s'", AG_SHOW(k->id), properties[i].word));
    }
    for (size_t i = 0; k->edge && i < sizeof edge_own / sizeof *edge_own; i++)
        if (ag_str_eq_nocase(k->id, ag_str_of(edge_own[i])) || ag_str_eq_nocase(k->name, ag_str_of(edge_own[i])))
            report(c, EDGE_COLUMN, k->name);
    for (size_t i = 0; i < sizeof statistics / sizeof *statistics; i++)
        if (ag_str_eq_nocase(k->id, ag_str_of(statistics[i])) || ag_str_eq_nocase(k->name, ag_str_of(statistics[i])))
            report(c, STATISTIC, ag_str_of(statistics[i]));
}

static void
start_key(checker *c, const attributes *t)
{
    ag_str id, name, type, domain;
    bool has_id = get(t, "id", &id), has_type = get(t, "attr.type", &type);
    column k = { .type = T_UNKNOWN, .row = -1 };

    get(t, "attr.name", &name);
    get(t, "for", &domain);
    c->element = ag_arena_printf(c->a, "<key id=\"%.*s\">", AG_SHOW(id));
    k.id = ag_arena_str(c->a, id);
    k.name = ag_arena_str(c->a, name);
    k.node = ag_str_is(domain, "node") || ag_str_is(domain, "all") || domain.len == 0;
    k.edge = ag_str_is(domain, "edge") || ag_str_is(domain, "all") || domain.len == 0;
    k.graph = ag_str_is(domain, "graph") || ag_str_is(domain, "all") || domain.len == 0;
    if (c->graphs)
        report_z(c, KEY_LATE, "");
    if (!has_id || !is_token(id))
        report(c, KEY_ID, k.id);
    if (!ag_str_is(domain, "node") && !ag_str_is(domain, "edge"))
        report(c, KEY_FOR, ag_arena_str(c->a, domain));
    if (!is_token(name))
        report(c, KEY_NAME, k.name);
    for (int i = 0; i < T_UNKNOWN; i++)
        if (ag_str_is(type, type_names[i]))
            k.type = (uint8_t)i;
    if (!has_type || k.type == T_UNKNOWN)
        report(c, KEY_TYPE, ag_arena_str(c->a, type));
    k.property = property_of(id, k.node, k.edge);
    if (k.property == P_NONE)
        k.property = property_of(name, k.node, k.edge);

    if (ag_map_get(&c->key_ids, k.id) >= 0)
        report_z(c, KEY_TWICE, "");
    else if (!set_once(c, &c->key_lower, ag_utf8_lower(c->a, ag_utf8_repair(c->a, k.id, &(size_t){ 0 }))))
        report_z(c, KEY_CASE, "");
    ag_str lower = ag_utf8_lower(c->a, ag_utf8_repair(c->a, k.name, &(size_t){ 0 }));
    bool node_again = k.node && name.len && !set_once(c, &c->node_names, lower);
    bool edge_again = k.edge && name.len && !set_once(c, &c->edge_names, lower);
    if (node_again || edge_again)
        report(c, NAME_TWICE, k.name);
    look_at_names(c, &k);
    look_at_type(c, &k);
    if (k.edge && k.property == P_WEIGHT)
        c->saw_weight = true;
    ag_map_set(c->a, &c->key_ids, k.id, c->columns.n);
    AG_PUSH(c->a, &c->columns, k);
}

static void
start_graph(checker *c, const attributes *t)
{
    ag_str direction;

    c->element = AG_S("<graph>");
    get(t, "edgedefault", &direction);
    if (!ag_str_is(direction, "directed") && !ag_str_is(direction, "undirected"))
        report(c, EDGEDEFAULT, ag_arena_str(c->a, direction));
    c->is_directed = !ag_str_is(direction, "undirected");
    if (++c->graphs == 2)
        report_z(c, ONE_GRAPH, "a second graph");
}

static void
start_node(checker *c, const attributes *t)
{
    ag_str id;

    get(t, "id", &id);
    c->element = ag_arena_printf(c->a, "<node id=\"%.*s\">", AG_SHOW(id));
    c->counts->nodes++;
    c->row++;
    c->row_has_x = c->row_has_y = false;
    c->saw_node = true;
    if (!is_token(id))
        report_z(c, NODE_ID, "");
    if (!set_once(c, &c->nodes, id))
        report_z(c, NODE_TWICE, "");
    if (c->saw_edge)
        report_z(c, NODE_LATE, "");
}

static void
start_edge(checker *c, const attributes *t)
{
    ag_str id, source, target, kind, directed;
    bool has_id = get(t, "id", &id), has_kind = get(t, "label", &kind), has_direction = get(t, "directed", &directed);
    int swap;

    get(t, "source", &source);
    get(t, "target", &target);
    c->element = has_id ? ag_arena_printf(c->a, "<edge id=\"%.*s\">", AG_SHOW(id))
                        : ag_arena_printf(c->a, "<edge source=\"%.*s\" target=\"%.*s\">", AG_SHOW(source), AG_SHOW(target));
    c->counts->edges++;
    c->row++;
    c->row_has_weight = false;
    c->saw_edge = true;
    if (has_id && !is_token(id))
        report_z(c, EDGE_ID, "");
    if (has_id && !set_once(c, &c->edges, id))
        report_z(c, EDGE_TWICE, "");
    if (ag_map_get(&c->nodes, source) < 0)
        report(c, EDGE_END, ag_arena_str(c->a, source));
    if (ag_map_get(&c->nodes, target) < 0)
        report(c, EDGE_END, ag_arena_str(c->a, target));
    if (has_direction)
        report(c, DIRECTED, ag_arena_str(c->a, directed));
    if (has_kind)
        report(c, LABEL_STRICT, ag_arena_str(c->a, kind));
    swap = !c->is_directed && ag_str_cmp(source, target) > 0;
    ag_str pair = ag_arena_printf(c->a, "%.*s\n%.*s\n%.*s", AG_SHOW(swap ? target : source), AG_SHOW(swap ? source : target), AG_SHOW(kind));
    int known = c->pairs.n, first = ag_map_add(c->a, &c->pairs, pair, c->parser->input->line);

    if (c->pairs.n == known)
        report(c, KIND, ag_arena_printf(c->a, "'%.*s', as in line %d", AG_SHOW(kind), first));
}

static void
start_data(checker *c, const attributes *t, where parent)
{
    ag_str key;
    int i;

    get(t, "key", &key);
    i = ag_map_get(&c->key_ids, key);
    c->text.len = 0;
    c->data = i;
    if (parent == IN_GRAPH)
        c->element = AG_S("<graph>");
    if (parent == IN_GRAPH && (c->saw_node || c->saw_edge))
        report_z(c, GRAPH_DATA_LATE, "");
    if (i < 0) {
        report(c, DATA_KEY, ag_arena_str(c->a, key));
        return;
    }

    column *k = &c->columns.at[i];

    if ((parent == IN_NODE && !k->node) || (parent == IN_EDGE && !k->edge) || (parent == IN_GRAPH && !k->graph))
        report(c, DATA_DOMAIN, k->id);
    if (k->row == c->row && parent != IN_GRAPH)
        report(c, DATA_TWICE, k->id);
    k->row = c->row;
}

/* ---- values ---- */

static ag_str
excerpt(checker *c, ag_str s)
{
    size_t n = s.len;

    if (n > 40)
        for (n = 40; n > 0 && ((unsigned char)s.at[n] & 0xC0) == 0x80; n--)
            ;
    return ag_arena_printf(c->a, "'%.*s%s'", (int)n, s.at, n < s.len ? "\xe2\x80\xa6" : "");
}

static void
end_data(checker *c, where parent)
{
    const column *k = c->data < 0 ? NULL : &c->columns.at[c->data];
    ag_str raw = ag_buf_view(&c->text), s = ag_str_trim(raw);
    double x = 0;
    bool good = true;

    c->data = -1;
    if (!k)
        return;
    switch ((value_type)k->type) {
    case T_INT: good = is_whole(s, false); break;
    case T_LONG: good = is_whole(s, true); break;
    case T_FLOAT:
    case T_DOUBLE: good = is_number(s, &x); break;
    case T_BOOLEAN: good = ag_str_is(s, "true") || ag_str_is(s, "false") || ag_str_is(s, "1") || ag_str_is(s, "0"); break;
    default: break;
    }
    if (good && (k->type == T_INT || k->type == T_LONG))
        good = is_number(s, &x);
    if (parent == IN_EDGE && k->property == P_WEIGHT)
        c->row_has_weight = true;
    c->row_has_x |= k->property == P_POSITION_X;
    c->row_has_y |= k->property == P_POSITION_Y;
    if (!good) {
        report(c, VALUE, ag_arena_printf(c->a, "%.*s = %.*s", AG_SHOW(k->id), AG_SHOW(excerpt(c, s))));
        return;
    }
    switch (k->property) {
    case P_WEIGHT:
        if (parent == IN_EDGE && !(isfinite(x) && x > 0))
            report(c, WEIGHT, excerpt(c, s));
        break;
    case P_RGB:
        if (x < 0 || x > 255)
            report(c, COLOR_RANGE, ag_arena_printf(c->a, "%.*s = %.*s", AG_SHOW(k->name), AG_SHOW(excerpt(c, s))));
        break;
    case P_COLOR:
        if (!is_colour(s))
            report(c, COLOR_FORM, excerpt(c, s));
        break;
    case P_POSITION_X:
    case P_POSITION_Y:
        c->any_position = true;
        c->any_not_zero |= x != 0;
        if (!isfinite(x))
            report(c, POSITION, excerpt(c, s));
        break;
    case P_NONE:
        if (k->type == T_STRING && ag_str_find(raw, AG_S("INF")) >= 0)
            report(c, TEXT_INF, ag_arena_printf(c->a, "%.*s = %.*s", AG_SHOW(k->id), AG_SHOW(excerpt(c, s))));
        if (k->type == T_STRING && ag_str_eq_nocase(s, AG_S("null")))
            report(c, TEXT_NULL, k->id);
        break;
    default: break;
    }
}

/* ---- SAX ---- */

static where
parent_of(const checker *c)
{
    return c->open.n ? (where)c->open.at[c->open.n - 1] : OUTSIDE;
}

static void
on_start(void *self, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
         const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **at)
{
    checker *c = self;
    const char *name = (const char *)local;
    attributes t = { at, n };
    where parent = parent_of(c), here = IN_OTHER;
    bool is_ours = uri && strcmp((const char *)uri, namespace_of_graphml) == 0;

    (void)prefix, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
    if (parent == OUTSIDE) {
        c->element = ag_arena_printf(c->a, "<%s>", name);
        c->saw_root = true;
        here = IN_GRAPHML;
        if (strcmp(name, "graphml") != 0 || !is_ours)
            report_z(c, ROOT, uri ? (const char *)uri : "no namespace");
    } else if (parent == IN_OTHER || parent == IN_DATA || (uri && !is_ours)) {
        if (parent != IN_OTHER)
            report_z(c, FOREIGN, name);
    } else if (strcmp(name, "desc") == 0)
        report_z(c, DESC, "");
    else if (strcmp(name, "default") == 0)
        report_z(c, DEFAULT, "");
    else if (strcmp(name, "port") == 0 || strcmp(name, "hyperedge") == 0 || strcmp(name, "locator") == 0 ||
             strcmp(name, "endpoint") == 0 || (strcmp(name, "graph") == 0 && parent != IN_GRAPHML))
        report_z(c, NESTING, name);
    else if (strcmp(name, "key") == 0 && parent == IN_GRAPHML) {
        start_key(c, &t);
        here = IN_KEY;
    } else if (strcmp(name, "graph") == 0) {
        start_graph(c, &t);
        here = IN_GRAPH;
    } else if (strcmp(name, "node") == 0 && parent == IN_GRAPH) {
        start_node(c, &t);
        here = IN_NODE;
    } else if (strcmp(name, "edge") == 0 && parent == IN_GRAPH) {
        start_edge(c, &t);
        here = IN_EDGE;
    } else if (strcmp(name, "data") == 0) {
        start_data(c, &t, parent);
        here = IN_DATA;
    } else
        report_z(c, FOREIGN, name);
    AG_PUSH(c->a, &c->open, (uint8_t)here);
}

static void
on_end(void *self, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    checker *c = self;
    where here = parent_of(c);

    (void)local, (void)prefix, (void)uri;
    if (c->open.n)
        c->open.n--;
    if (here == IN_DATA)
        end_data(c, parent_of(c));
    else if (here == IN_NODE && c->row_has_x != c->row_has_y)
        report_z(c, POSITION, c->row_has_x ? "no y" : "no x");
    else if (here == IN_EDGE && !c->row_has_weight) {
        if (c->saw_weight)
            report_z(c, WEIGHT, "none");
        else if (c->weightless++ == 0)
            c->first_weightless = c->parser->input->line;
    }
}

static void
on_text(void *self, const xmlChar *text, int n)
{
    checker *c = self;

    if (c->data >= 0 && parent_of(c) == IN_DATA)
        ag_buf_add(&c->text, text, (size_t)n);
}

static void
on_doctype(void *self, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    checker *c = self;

    (void)external, (void)system;
    c->element = ag_arena_printf(c->a, "<!DOCTYPE %s>", (const char *)name);
    report_z(c, DOCTYPE, "");
}

static void
on_error(void *self, xmlErrorPtr e)
{
    checker *c = self;
    ag_str why;

    if (c->is_broken || e->level < XML_ERR_ERROR || e->domain == XML_FROM_NAMESPACE)
        return;
    c->is_broken = true; /* the first says it; others follow from it */
    why = ag_str_trim(ag_str_of(e->message));
    if (c->element.len == 0)
        c->element = AG_S("the file");
    report(c, e->code == XML_ERR_INVALID_CHAR || e->code == XML_ERR_INVALID_CHARREF ? CONTROL_CHAR : WELL_FORMED,
           ag_arena_str(c->a, why));
}

/* ---- the file ---- */

/* Declaration, encoding, byte order mark: in the first bytes. */
static void
look_at_head(checker *c, ag_str head)
{
    ag_str declaration;
    long end, at;

    c->element = AG_S("the file");
    if (ag_str_starts(head, AG_S("\xef\xbb\xbf"))) {
        report_z(c, BOM, "");
        head = ag_str_sub(head, 3, head.len);
    }
    if (ag_str_starts(head, AG_S("\xff\xfe")) || ag_str_starts(head, AG_S("\xfe\xff"))) {
        report_z(c, ENCODING, "UTF-16");
        return;
    }
    end = ag_str_find(head, AG_S("?>"));
    declaration = ag_str_starts(head, AG_S("<?xml")) && end > 0 ? ag_str_sub(head, 0, (size_t)end) : AG_S("");
    at = ag_str_find(declaration, AG_S("encoding="));
    if (at < 0) {
        report_z(c, DECLARATION, "");
        return;
    }

    ag_str name = ag_str_sub(declaration, (size_t)at + 9, declaration.len);
    char quote = name.len ? name.at[0] : '"';
    name = ag_str_sub(name, name.len > 0, name.len);
    ag_str value = AG_S("");
    ag_str_cut(&name, quote, &value);
    if (!ag_str_eq_nocase(value, AG_S("UTF-8")))
        report(c, ENCODING, ag_arena_str(c->a, value));
}

static void
look_at_whole(checker *c)
{
    c->element = AG_S("the file");
    if (c->is_broken)
        return;
    if (c->saw_root && c->graphs == 0)
        report_z(c, ONE_GRAPH, "no graph");
    if (c->weightless)
        report(c, WEIGHT, ag_arena_printf(c->a, "no weight on %ld edges, the first in line %ld", c->weightless, c->first_weightless));
    if (c->any_position && !c->any_not_zero && c->counts->nodes > 1)
        report_z(c, ALL_ZERO, "");
}

ag_status
ag_check_graphml(ag_arena *a, const char *path, FILE *in, bool strict, void (*found)(void *self, const ag_finding *f),
                 void *self, ag_check_counts *out, ag_err *err)
{
    enum { CHUNK = 1 << 16 };
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end,
                          .characters = on_text, .cdataBlock = on_text, .internalSubset = on_doctype,
                          .serror = (xmlStructuredErrorFunc)on_error };
    checker c = { .a = a, .strict = strict, .found = found, .self = self, .counts = out, .data = -1, .element = AG_S("") };
    char *chunk = ag_arena_alloc(a, CHUNK);
    size_t n = fread(chunk, 1, CHUNK, in);

    *out = (ag_check_counts){ 0 };
    if (n == 0)
        return ag_fail(err, AG_INPUT, "%s: %s", path, ferror(in) ? strerror(errno) : "the file is empty");
    look_at_head(&c, (ag_str){ chunk, n });
    c.element = AG_S("");
    c.parser = xmlCreatePushParserCtxt(&sax, &c, chunk, (int)(n < 4 ? n : 4), NULL);
    if (!c.parser)
        return ag_fail(err, AG_MACHINE, "%s: no memory left", path);
    xmlCtxtUseOptions(c.parser, XML_PARSE_NONET);
    for (size_t skip = n < 4 ? n : 4; n > 0 && !c.is_broken; skip = 0) {
        if (xmlParseChunk(c.parser, chunk + skip, (int)(n - skip), 0) != 0 && c.is_broken)
            break;
        n = fread(chunk, 1, CHUNK, in);
    }
    if (!c.is_broken)
        xmlParseChunk(c.parser, chunk, 0, 1);
    look_at_whole(&c);
    xmlFreeDoc(c.parser->myDoc); /* the parser makes one for the entities of a document type */
    c.parser->myDoc = NULL;
    xmlFreeParserCtxt(c.parser);
    ag_buf_done(&c.text);
    if (ferror(in))
        return ag_fail(err, AG_INPUT, "%s: %s", path, strerror(errno));
    return AG_OK;
}
