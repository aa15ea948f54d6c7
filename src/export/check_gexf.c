/* GEXF 1.2 and 1.3: attributes, nodes, edges, looks and time, by what Gephi's ImporterGEXF does with
 * them (0.10), networkx 2.8 and graphology-gexf 0.13. */
#include "export/check_inner.h"
#include "base/day.h"
#include "base/utf8.h"

#include <math.h>

/* How times are written. */
enum { TIME_DOUBLE, TIME_DATE, TIME_DATETIME };

static const char *const namespaces[] = { "http://gexf.net/1.3", "http://www.gexf.net/1.3", "http://www.gexf.net/1.2draft",
                                          "http://gexf.net/1.2draft", "http://www.gexf.net/1.1draft" };

static bool
is_ours(const char *uri)
{
    for (size_t i = 0; uri && i < sizeof namespaces / sizeof *namespaces; i++)
        if (strcmp(uri, namespaces[i]) == 0)
            return true;
    return false;
}

/* ---- time ---- */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A time as a number of days, or as it is; false where it is not of the graph's format. */
static bool
read_time(const checker *c, ag_str s, double *out)
{
    double second = 0;
    ag_day day;

    if (c->time_format == TIME_DOUBLE)
        return ag_check_is_number(s, out);
    if (!ag_day_parse(s, &day) || (c->time_format == TIME_DATE && s.len != 10))
        return false;
    if (s.len > 10) { /* T10:20:30 and a zone, which does not matter for order within a file */
        if (s.len < 19 || s.at[10] != 'T')
            return false;
        for (int i = 0; i < 3; i++)
            if (!is_digit(s.at[11 + 3 * i]) || !is_digit(s.at[12 + 3 * i]))
                return false;
        second = ((s.at[11] - '0') * 10 + s.at[12] - '0') * 3600 + ((s.at[14] - '0') * 10 + s.at[15] - '0') * 60 +
                 (s.at[17] - '0') * 10 + s.at[18] - '0';
    }
    *out = day + second / 86400;
    return true;
}

static void
one_time(checker *c, ag_str s, double *out)
{
    if (!read_time(c, s, out))
        ag_check_report(c, GEXF_TIME, ag_check_excerpt(c, s));
}

/* start, end and their like on a node, an edge, a spell or a value; `is_row`: a spell of the row. */
static void
look_at_time(checker *c, const attributes *t, bool is_row)
{
    static const char *const stamps[] = { "timestamp", "timestamps" };
    ag_str start, end, word;
    bool has_start = ag_check_get(t, "start", &start), has_end = ag_check_get(t, "end", &end);
    spell s = { -INFINITY, INFINITY };

    if (ag_check_get(t, "startopen", &word) || ag_check_get(t, "endopen", &word))
        ag_check_report(c, GEXF_OPEN, ag_check_excerpt(c, word));
    for (int i = 0; i < 2; i++)
        if (ag_check_get(t, stamps[i], &word) && !c->by_stamps)
            ag_check_report_z(c, GEXF_REPRESENTATION, stamps[i]);
    if (!has_start && !has_end)
        return;
    if (c->by_stamps)
        ag_check_report_z(c, GEXF_REPRESENTATION, has_start ? "start" : "end");
    if (has_start)
        one_time(c, start, &s.from);
    if (has_end)
        one_time(c, end, &s.to);
    if (s.from > s.to)
        ag_check_report(c, GEXF_ORDER, ag_arena_printf(c->a, "%.*s to %.*s", AG_SHOW(start), AG_SHOW(end)));
    if (!is_row)
        return;
    for (int i = 0; i < c->spells.n; i++)
        if (s.from <= c->spells.at[i].to && c->spells.at[i].from <= s.to) {
            ag_check_report(c, GEXF_OVERLAP, ag_arena_printf(c->a, "%.*s to %.*s", AG_SHOW(start), AG_SHOW(end)));
            break;
        }
    AG_PUSH(c->a, &c->spells, s);
}

/* ---- elements ---- */

static void
start_gexf(checker *c, const char *uri, const attributes *t)
{
    ag_str version;

    if (!is_ours(uri))
        ag_check_report_z(c, GEXF_ROOT, uri ? uri : "no namespace");
    ag_check_get(t, "version", &version);
    if (!ag_str_is(version, "1.3") && !ag_str_is(version, "1.2") && !ag_str_is(version, "1.1"))
        ag_check_report(c, GEXF_VERSION, ag_arena_str(c->a, version));
}

static void
start_graph(checker *c, const attributes *t)
{
    ag_str direction, mode, format, representation;
    bool has_format = ag_check_get(t, "timeformat", &format);

    c->element = AG_S("<graph>");
    if (++c->graphs == 2)
        ag_check_report_z(c, ONE_GRAPH, "a second graph");
    if (!ag_check_get(t, "defaultedgetype", &direction))
        direction = AG_S("undirected"); /* the default of the format */
    else if (!ag_str_is(direction, "directed") && !ag_str_is(direction, "undirected"))
        ag_check_report(c, EDGEDEFAULT, ag_arena_str(c->a, direction));
    c->is_directed = ag_str_is(direction, "directed");
    ag_check_get(t, "mode", &mode);
    ag_check_get(t, "timerepresentation", &representation);
    c->is_dynamic = ag_str_is(mode, "dynamic");
    c->by_stamps = ag_str_is(representation, "timestamp");
    c->time_format = ag_str_is(format, "date") ? TIME_DATE : ag_str_is(format, "dateTime") ? TIME_DATETIME : TIME_DOUBLE;
    if ((c->is_dynamic && !has_format) || (has_format && c->time_format == TIME_DOUBLE && !ag_str_is(format, "double")))
        ag_check_report(c, GEXF_FORMAT, has_format ? ag_arena_str(c->a, format) : AG_S("none"));
}

static void
start_attributes(checker *c, const attributes *t)
{
    ag_str of, mode;

    c->element = AG_S("<attributes>");
    ag_check_get(t, "class", &of);
    ag_check_get(t, "mode", &mode);
    c->attributes_of = ag_str_is(of, "node") ? 1 : ag_str_is(of, "edge") ? 2 : 0;
    c->attributes_dynamic = ag_str_is(mode, "dynamic");
    if (!c->attributes_of)
        ag_check_report(c, GEXF_CLASS, ag_arena_str(c->a, of));
}

static void
start_attribute(checker *c, const attributes *t)
{
    static const struct {
        const char *word;
        value_type type;
    } types[] = { { "string", T_STRING }, { "boolean", T_BOOLEAN }, { "integer", T_INT },   { "int", T_INT },
                  { "long", T_LONG },     { "float", T_FLOAT },     { "double", T_DOUBLE } };
    ag_str id, title, type;
    column k = { .type = T_UNKNOWN, .row = -1, .node = c->attributes_of == 1, .edge = c->attributes_of == 2 };

    ag_check_get(t, "id", &id);
    ag_check_get(t, "type", &type);
    if (!ag_check_get(t, "title", &title) || title.len == 0)
        title = id;
    c->element = ag_arena_printf(c->a, "<attribute id=\"%.*s\">", AG_SHOW(id));
    k.id = ag_arena_str(c->a, id);
    k.name = ag_arena_str(c->a, title);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ag_str_is(type, types[i].word))
            k.type = (uint8_t)types[i].type;
    if (id.len == 0 || k.type == T_UNKNOWN)
        ag_check_report(c, GEXF_TYPE, ag_arena_str(c->a, type));
    if (id.len == 0 || !c->attributes_of)
        return;
    if (c->attributes_dynamic && k.edge && ag_str_eq_nocase(id, AG_S("weight")))
        ag_check_report_z(c, GEXF_WEIGHT, "");
    ag_check_names(c, &k);

    /* One table of both classes: an id behind the letter of its class. */
    ag_str lower = ag_utf8_lower(c->a, ag_utf8_repair(c->a, k.id, &(size_t){ 0 }));
    char class = k.node ? 'n' : 'e';

    if (!ag_check_once(c, &c->key_lower, ag_arena_printf(c->a, "%c%.*s", class, AG_SHOW(lower)))) {
        ag_check_report_z(c, GEXF_TWICE, "");
        return;
    }
    ag_map_set(c->a, &c->key_ids, ag_arena_printf(c->a, "%c%.*s", class, AG_SHOW(k.id)), c->columns.n);
    AG_PUSH(c->a, &c->columns, k);
}

static void
start_row(checker *c)
{
    c->row++;
    c->spells.n = 0;
    c->row_has_x = c->row_has_y = false;
}

static void
start_node(checker *c, const attributes *t, where parent)
{
    ag_str id, pid;

    ag_check_get(t, "id", &id);
    c->element = ag_arena_printf(c->a, "<node id=\"%.*s\">", AG_SHOW(id));
    c->counts->nodes++;
    start_row(c);
    c->in_edges = false;
    if (id.len == 0)
        ag_check_report_z(c, NODE_ID, "");
    if (!ag_check_once(c, &c->nodes, id))
        ag_check_report_z(c, NODE_TWICE, "");
    if (c->saw_edge)
        ag_check_report_z(c, NODE_LATE, "");
    if (parent == IN_NODE || ag_check_get(t, "pid", &pid))
        ag_check_report_z(c, GEXF_NESTED, "");
    look_at_time(c, t, true);
}

static void
start_edge(checker *c, const attributes *t)
{
    ag_str id, source, target, kind, type, weight;
    bool has_id = ag_check_get(t, "id", &id), has_type = ag_check_get(t, "type", &type), has_weight = ag_check_get(t, "weight", &weight);
    double x;

    ag_check_get(t, "source", &source);
    ag_check_get(t, "target", &target);
    ag_check_get(t, "kind", &kind);
    c->element = has_id ? ag_arena_printf(c->a, "<edge id=\"%.*s\">", AG_SHOW(id))
                        : ag_arena_printf(c->a, "<edge source=\"%.*s\" target=\"%.*s\">", AG_SHOW(source), AG_SHOW(target));
    c->counts->edges++;
    start_row(c);
    c->saw_edge = c->in_edges = true;
    if (has_id && !ag_check_once(c, &c->edges, id))
        ag_check_report_z(c, EDGE_TWICE, "");
    if (ag_map_get(&c->nodes, source) < 0)
        ag_check_report(c, EDGE_END, ag_arena_str(c->a, source));
    if (ag_map_get(&c->nodes, target) < 0)
        ag_check_report(c, EDGE_END, ag_arena_str(c->a, target));
    if (has_type && !ag_str_is(type, c->is_directed ? "directed" : "undirected"))
        ag_check_report(c, GEXF_DIRECTION, ag_arena_str(c->a, type));
    if (has_weight && (!ag_check_is_number(weight, &x) || !isfinite(x) || !(x > 0)))
        ag_check_report(c, WEIGHT, ag_check_excerpt(c, weight));
    ag_check_kind(c, source, target, kind);
    look_at_time(c, t, true);
}

static void
start_value(checker *c, const attributes *t)
{
    ag_str id, value;
    double x;
    int i;

    ag_check_get(t, "for", &id);
    ag_check_get(t, "value", &value);
    i = ag_map_get(&c->key_ids, ag_arena_printf(c->a, "%c%.*s", c->in_edges ? 'e' : 'n', AG_SHOW(id)));
    if (i < 0) {
        ag_check_report(c, GEXF_ATTRIBUTE, ag_arena_str(c->a, id));
        return;
    }
    if (!ag_check_fits(c->columns.at[i].type, ag_str_trim(value), &x))
        ag_check_report(c, VALUE, ag_arena_printf(c->a, "%.*s = %.*s", AG_SHOW(id), AG_SHOW(ag_check_excerpt(c, value))));
    ag_check_text(c, &c->columns.at[i], value);
    look_at_time(c, t, false);
}

static void
start_colour(checker *c, const attributes *t)
{
    static const char *const parts[] = { "r", "g", "b" };
    ag_str s, a;
    double x;

    if (ag_check_get(t, "hex", &s) && ag_check_get(t, "a", &a))
        ag_check_report(c, GEXF_HEX, ag_check_excerpt(c, s));
    for (int i = 0; i < 3; i++)
        if (ag_check_get(t, parts[i], &s) && (!ag_check_fits(T_INT, s, &x) || x < 0 || x > 255))
            ag_check_report(c, COLOR_RANGE, ag_arena_printf(c->a, "%s = %.*s", parts[i], AG_SHOW(ag_check_excerpt(c, s))));
}

static void
start_position(checker *c, const attributes *t)
{
    static const char *const axes[] = { "x", "y" };
    ag_str s;

    for (int i = 0; i < 2; i++) {
        double x = NAN;

        if (!ag_check_get(t, axes[i], &s) || !ag_check_is_number(s, &x) || !isfinite(x))
            ag_check_report(c, POSITION, s.len ? ag_check_excerpt(c, s) : ag_arena_printf(c->a, "no %s", axes[i]));
        c->any_position = true;
        c->any_not_zero |= x != 0;
    }
}

where
ag_check_gexf_start(checker *c, const char *name, const char *uri, const attributes *t, where parent)
{
    if (parent == OUTSIDE) {
        start_gexf(c, uri, t);
        return IN_GRAPHML;
    }
    if (strcmp(name, "graph") == 0) {
        start_graph(c, t);
        return IN_GRAPH;
    }
    if (strcmp(name, "attributes") == 0) {
        start_attributes(c, t);
        return IN_KEY;
    }
    if (strcmp(name, "attribute") == 0)
        start_attribute(c, t);
    else if (strcmp(name, "node") == 0) {
        start_node(c, t, parent);
        return IN_NODE;
    } else if (strcmp(name, "edge") == 0) {
        start_edge(c, t);
        return IN_EDGE;
    } else if (strcmp(name, "attvalue") == 0)
        start_value(c, t);
    else if (strcmp(name, "spell") == 0)
        look_at_time(c, t, true);
    else if (strcmp(name, "color") == 0)
        start_colour(c, t);
    else if (strcmp(name, "position") == 0)
        start_position(c, t);
    return parent == IN_NODE || parent == IN_EDGE ? parent : IN_OTHER; /* groups such as <attvalues> are transparent */
}
