/* GraphML: keys, nodes, edges, data. What readers do with them was found by reading and running them
 * (Gephi 0.10, networkx 2.8, igraph 0.10, graphology-graphml 0.5, APOC, JGraphT). */
#include "export/check_inner.h"
#include "base/utf8.h"

#include <math.h>

static const char *const namespace_of_graphml = "http://graphml.graphdrawing.org/xmlns";

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

static property
property_of(ag_str word, bool node, bool edge)
{
    for (int i = 0; i < PROPERTIES; i++)
        if (ag_str_is(word, properties[i].word) && ((node && properties[i].node) || (edge && properties[i].edge)))
            return properties[i].property;
    return P_NONE;
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
        ag_check_report_z(c, PROPERTY_TYPE, ag_check_types[k->type]);
}

/* Ids that Gephi takes for how a thing is drawn. */
static void
look_at_properties(checker *c, const column *k)
{
    for (int i = 0; i < PROPERTIES; i++) {
        ag_str word = ag_str_of(properties[i].word);

        if (!((k->node && properties[i].node) || (k->edge && properties[i].edge)))
            continue;
        if (ag_str_eq(k->id, word) && property_of(k->name, k->node, k->edge) != properties[i].property)
            ag_check_report(c, KEY_RESERVED, ag_arena_printf(c->a, "'%.*s' under id '%.*s'", AG_SHOW(k->name), AG_SHOW(k->id)));
        else if (ag_str_eq_nocase(k->id, word) && !ag_str_eq(k->id, word) && k->property == P_NONE)
            ag_check_report(c, KEY_RESERVED, ag_arena_printf(c->a, "'%.*s' for '%s'", AG_SHOW(k->id), properties[i].word));
    }
}

static void
start_key(checker *c, const attributes *t)
{
    ag_str id, name, type, domain;
    bool has_id = ag_check_get(t, "id", &id), has_type = ag_check_get(t, "attr.type", &type);
    column k = { .type = T_UNKNOWN, .row = -1 };

    ag_check_get(t, "attr.name", &name);
    ag_check_get(t, "for", &domain);
    c->element = ag_arena_printf(c->a, "<key id=\"%.*s\">", AG_SHOW(id));
    k.id = ag_arena_str(c->a, id);
    k.name = ag_arena_str(c->a, name);
    k.node = ag_str_is(domain, "node") || ag_str_is(domain, "all") || domain.len == 0;
    k.edge = ag_str_is(domain, "edge") || ag_str_is(domain, "all") || domain.len == 0;
    k.graph = ag_str_is(domain, "graph") || ag_str_is(domain, "all") || domain.len == 0;
    if (c->graphs)
        ag_check_report_z(c, KEY_LATE, "");
    if (!has_id || !ag_check_is_token(id))
        ag_check_report(c, KEY_ID, k.id);
    if (!ag_str_is(domain, "node") && !ag_str_is(domain, "edge"))
        ag_check_report(c, KEY_FOR, ag_arena_str(c->a, domain));
    if (!ag_check_is_token(name))
        ag_check_report(c, KEY_NAME, k.name);
    for (int i = 0; i < T_UNKNOWN; i++)
        if (ag_str_is(type, ag_check_types[i]))
            k.type = (uint8_t)i;
    if (!has_type || k.type == T_UNKNOWN)
        ag_check_report(c, KEY_TYPE, ag_arena_str(c->a, type));
    k.property = property_of(id, k.node, k.edge);
    if (k.property == P_NONE)
        k.property = property_of(name, k.node, k.edge);

    if (ag_map_get(&c->key_ids, k.id) >= 0)
        ag_check_report_z(c, KEY_TWICE, "");
    else if (!ag_check_once(c, &c->key_lower, ag_utf8_lower(c->a, ag_utf8_repair(c->a, k.id, &(size_t){ 0 }))))
        ag_check_report_z(c, KEY_CASE, "");
    ag_str lower = ag_utf8_lower(c->a, ag_utf8_repair(c->a, k.name, &(size_t){ 0 }));
    bool node_again = k.node && name.len && !ag_check_once(c, &c->node_names, lower);
    bool edge_again = k.edge && name.len && !ag_check_once(c, &c->edge_names, lower);
    if (node_again || edge_again)
        ag_check_report(c, NAME_TWICE, k.name);
    ag_check_names(c, &k);
    look_at_properties(c, &k);
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
    ag_check_get(t, "edgedefault", &direction);
    if (!ag_str_is(direction, "directed") && !ag_str_is(direction, "undirected"))
        ag_check_report(c, EDGEDEFAULT, ag_arena_str(c->a, direction));
    c->is_directed = !ag_str_is(direction, "undirected");
    if (++c->graphs == 2)
        ag_check_report_z(c, ONE_GRAPH, "a second graph");
}

static void
start_node(checker *c, const attributes *t)
{
    ag_str id;

    ag_check_get(t, "id", &id);
    c->element = ag_arena_printf(c->a, "<node id=\"%.*s\">", AG_SHOW(id));
    c->counts->nodes++;
    c->row++;
    c->row_has_x = c->row_has_y = false;
    c->saw_node = true;
    if (!ag_check_is_token(id))
        ag_check_report_z(c, NODE_ID, "");
    if (!ag_check_once(c, &c->nodes, id))
        ag_check_report_z(c, NODE_TWICE, "");
    if (c->saw_edge)
        ag_check_report_z(c, NODE_LATE, "");
}

static void
start_edge(checker *c, const attributes *t)
{
    ag_str id, source, target, kind, directed;
    bool has_id = ag_check_get(t, "id", &id), has_kind = ag_check_get(t, "label", &kind), has_direction = ag_check_get(t, "directed", &directed);

    ag_check_get(t, "source", &source);
    ag_check_get(t, "target", &target);
    c->element = has_id ? ag_arena_printf(c->a, "<edge id=\"%.*s\">", AG_SHOW(id))
                        : ag_arena_printf(c->a, "<edge source=\"%.*s\" target=\"%.*s\">", AG_SHOW(source), AG_SHOW(target));
    c->counts->edges++;
    c->row++;
    c->row_has_weight = false;
    c->saw_edge = true;
    if (has_id && !ag_check_is_token(id))
        ag_check_report_z(c, EDGE_ID, "");
    if (has_id && !ag_check_once(c, &c->edges, id))
        ag_check_report_z(c, EDGE_TWICE, "");
    if (ag_map_get(&c->nodes, source) < 0)
        ag_check_report(c, EDGE_END, ag_arena_str(c->a, source));
    if (ag_map_get(&c->nodes, target) < 0)
        ag_check_report(c, EDGE_END, ag_arena_str(c->a, target));
    if (has_direction)
        ag_check_report(c, DIRECTED, ag_arena_str(c->a, directed));
    if (has_kind)
        ag_check_report(c, LABEL_STRICT, ag_arena_str(c->a, kind));
    ag_check_kind(c, source, target, kind);
}

static void
start_data(checker *c, const attributes *t, where parent)
{
    ag_str key;
    int i;

    ag_check_get(t, "key", &key);
    i = ag_map_get(&c->key_ids, key);
    c->text.len = 0;
    c->data = i;
    if (parent == IN_GRAPH)
        c->element = AG_S("<graph>");
    if (parent == IN_GRAPH && (c->saw_node || c->saw_edge))
        ag_check_report_z(c, GRAPH_DATA_LATE, "");
    if (i < 0) {
        ag_check_report(c, DATA_KEY, ag_arena_str(c->a, key));
        return;
    }

    column *k = &c->columns.at[i];

    if ((parent == IN_NODE && !k->node) || (parent == IN_EDGE && !k->edge) || (parent == IN_GRAPH && !k->graph))
        ag_check_report(c, DATA_DOMAIN, k->id);
    if (k->row == c->row && parent != IN_GRAPH)
        ag_check_report(c, DATA_TWICE, k->id);
    k->row = c->row;
}

/* ---- values ---- */

static void
end_data(checker *c, where parent)
{
    const column *k = c->data < 0 ? NULL : &c->columns.at[c->data];
    ag_str raw = ag_buf_view(&c->text), s = ag_str_trim(raw);
    double x = 0;
    bool good;

    c->data = -1;
    if (!k)
        return;
    good = ag_check_fits(k->type, s, &x);
    if (parent == IN_EDGE && k->property == P_WEIGHT)
        c->row_has_weight = true;
    c->row_has_x |= k->property == P_POSITION_X;
    c->row_has_y |= k->property == P_POSITION_Y;
    if (!good) {
        ag_check_report(c, VALUE, ag_arena_printf(c->a, "%.*s = %.*s", AG_SHOW(k->id), AG_SHOW(ag_check_excerpt(c, s))));
        return;
    }
    switch (k->property) {
    case P_WEIGHT:
        if (parent == IN_EDGE && !(isfinite(x) && x > 0))
            ag_check_report(c, WEIGHT, ag_check_excerpt(c, s));
        break;
    case P_RGB:
        if (x < 0 || x > 255)
            ag_check_report(c, COLOR_RANGE, ag_arena_printf(c->a, "%.*s = %.*s", AG_SHOW(k->name), AG_SHOW(ag_check_excerpt(c, s))));
        break;
    case P_COLOR:
        if (!ag_check_is_colour(s))
            ag_check_report(c, COLOR_FORM, ag_check_excerpt(c, s));
        break;
    case P_POSITION_X:
    case P_POSITION_Y:
        c->any_position = true;
        c->any_not_zero |= x != 0;
        if (!isfinite(x))
            ag_check_report(c, POSITION, ag_check_excerpt(c, s));
        break;
    case P_NONE:
        ag_check_text(c, k, raw);
        break;
    default: break;
    }
}

/* ---- elements ---- */

where
ag_check_graphml_start(checker *c, const char *name, const char *uri, const attributes *t, where parent)
{
    bool is_ours = uri && strcmp(uri, namespace_of_graphml) == 0;
    where here = IN_OTHER;

    if (parent == OUTSIDE) {
        here = IN_GRAPHML;
        if (strcmp(name, "graphml") != 0 || !is_ours)
            ag_check_report_z(c, ROOT, uri ? uri : "no namespace");
    } else if (parent == IN_OTHER || parent == IN_DATA || (uri && !is_ours)) {
        if (parent != IN_OTHER)
            ag_check_report_z(c, FOREIGN, name);
    } else if (strcmp(name, "desc") == 0)
        ag_check_report_z(c, DESC, "");
    else if (strcmp(name, "default") == 0)
        ag_check_report_z(c, DEFAULT, "");
    else if (strcmp(name, "port") == 0 || strcmp(name, "hyperedge") == 0 || strcmp(name, "locator") == 0 ||
             strcmp(name, "endpoint") == 0 || (strcmp(name, "graph") == 0 && parent != IN_GRAPHML))
        ag_check_report_z(c, NESTING, name);
    else if (strcmp(name, "key") == 0 && parent == IN_GRAPHML) {
        start_key(c, t);
        here = IN_KEY;
    } else if (strcmp(name, "graph") == 0) {
        start_graph(c, t);
        here = IN_GRAPH;
    } else if (strcmp(name, "node") == 0 && parent == IN_GRAPH) {
        start_node(c, t);
        here = IN_NODE;
    } else if (strcmp(name, "edge") == 0 && parent == IN_GRAPH) {
        start_edge(c, t);
        here = IN_EDGE;
    } else if (strcmp(name, "data") == 0) {
        start_data(c, t, parent);
        here = IN_DATA;
    } else
        ag_check_report_z(c, FOREIGN, name);
    return here;
}

void
ag_check_graphml_end(checker *c, where here)
{
    if (here == IN_DATA)
        end_data(c, ag_check_parent(c));
    else if (here == IN_NODE && c->row_has_x != c->row_has_y)
        ag_check_report_z(c, POSITION, c->row_has_x ? "no y" : "no x");
    else if (here == IN_EDGE && !c->row_has_weight) {
        if (c->saw_weight)
            ag_check_report_z(c, WEIGHT, "none");
        else if (c->weightless++ == 0)
            c->first_weightless = c->parser->input->line;
    }
}
