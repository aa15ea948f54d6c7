/* GraphML → columns, through libxml2's reader: one pass that keeps cells in lists, since the number of
 * rows is known only at the end. */
#include "export/read.h"
#include "base/map.h"

#include <libxml/xmlreader.h>

typedef struct cell {
    int key, row;
    ag_str text;
} cell;

typedef struct key {
    ag_str id, name;
    uint8_t type;
    bool is_edge;
} key;

typedef struct edge {
    ag_str id, kind;
    int from, to;
} edge;

typedef struct reading {
    ag_arena *a;
    xmlTextReaderPtr xml;
    AG_LIST(key) keys;
    AG_LIST(ag_str) nodes;
    AG_LIST(edge) edges;
    AG_LIST(cell) cells;
    ag_map key_ids, node_ids;
    int row;           /* of the open node or edge; -1: none, or left out */
    bool in_edge, is_directed, saw_graph;
} reading;

static ag_str
attribute(reading *r, const char *name)
{
    xmlChar *value = xmlTextReaderGetAttribute(r->xml, (const xmlChar *)name);
    ag_str s = value ? ag_arena_str(r->a, ag_str_of((const char *)value)) : AG_S("");

    xmlFree(value);
    return s;
}

static uint8_t
type_of(ag_str word)
{
    if (ag_str_is(word, "int") || ag_str_is(word, "long"))
        return AG_COLUMN_INT;
    if (ag_str_is(word, "double") || ag_str_is(word, "float"))
        return AG_COLUMN_DOUBLE;
    return ag_str_is(word, "boolean") ? AG_COLUMN_BOOL : AG_COLUMN_STRING;
}

static void
take_key(reading *r)
{
    ag_str domain = attribute(r, "for");
    key k = { attribute(r, "id"), attribute(r, "attr.name"), type_of(attribute(r, "attr.type")), ag_str_is(domain, "edge") };

    if (ag_str_is(domain, "graph") || k.id.len == 0)
        return;
    if (k.name.len == 0)
        k.name = k.id;
    if (ag_map_add(r->a, &r->key_ids, k.id, r->keys.n) == r->keys.n)
        AG_PUSH(r->a, &r->keys, k);
}

static void
take_node(reading *r)
{
    ag_str id = attribute(r, "id");

    r->in_edge = false;
    r->row = id.len && ag_map_add(r->a, &r->node_ids, id, r->nodes.n) == r->nodes.n ? r->nodes.n : -1;
    if (r->row >= 0)
        AG_PUSH(r->a, &r->nodes, id);
}

static void
take_edge(reading *r)
{
    edge e = { attribute(r, "id"), attribute(r, "label"), ag_map_get(&r->node_ids, attribute(r, "source")),
               ag_map_get(&r->node_ids, attribute(r, "target")) };

    r->in_edge = true;
    r->row = e.from >= 0 && e.to >= 0 ? r->edges.n : -1;
    if (e.id.len == 0)
        e.id = ag_arena_printf(r->a, "e%d", r->edges.n);
    if (r->row >= 0)
        AG_PUSH(r->a, &r->edges, e);
}

static void
take_data(reading *r)
{
    int k = ag_map_get(&r->key_ids, attribute(r, "key"));
    xmlChar *text;

    if (k < 0 || r->row < 0 || r->keys.at[k].is_edge != r->in_edge)
        return;
    text = xmlTextReaderReadString(r->xml);
    AG_PUSH(r->a, &r->cells, (cell){ k, r->row, ag_arena_str(r->a, ag_str_of((const char *)text)) });
    xmlFree(text);
}

static void
take_element(reading *r)
{
    ag_str name = ag_str_of((const char *)xmlTextReaderConstLocalName(r->xml));

    if (ag_str_is(name, "key"))
        take_key(r);
    else if (ag_str_is(name, "graph")) {
        r->saw_graph = true;
        r->is_directed = !ag_str_is(attribute(r, "edgedefault"), "undirected");
        r->row = -1;
    } else if (ag_str_is(name, "node"))
        take_node(r);
    else if (ag_str_is(name, "edge"))
        take_edge(r);
    else if (ag_str_is(name, "data"))
        take_data(r);
}

static void
set_cell(ag_column *c, int row, ag_str text)
{
    const char *end = text.at + text.len;
    ag_str s = ag_str_trim(text);
    long whole;
    double x;

    switch (c->type) {
    case AG_COLUMN_INT:
        if ((c->has[row] = ag_str_int(s, &whole)))
            c->value.ints[row] = whole;
        break;
    case AG_COLUMN_DOUBLE:
        end = s.at + s.len;
        if ((c->has[row] = s.len && ag_str_number(s.at, end, &x) == end))
            c->value.doubles[row] = x;
        break;
    case AG_COLUMN_BOOL:
        c->has[row] = true;
        c->value.bools[row] = ag_str_is(s, "true") || ag_str_is(s, "1");
        break;
    default:
        c->value.strings[row] = text;
        c->has[row] = text.len > 0;
    }
}

static void
make_graph(reading *r, ag_graph *g)
{
    int *column = AG_ARRAY(r->a, int, r->keys.n + 1);

    *g = (ag_graph){ .is_directed = r->is_directed, .n_nodes = r->nodes.n, .n_edges = r->edges.n, .node_id = r->nodes.at,
                     .edge_id = AG_ARRAY(r->a, ag_str, r->edges.n + 1), .edge_kind = AG_ARRAY(r->a, ag_str, r->edges.n + 1),
                     .edge_from = AG_ARRAY(r->a, int, r->edges.n + 1), .edge_to = AG_ARRAY(r->a, int, r->edges.n + 1),
                     .description = AG_S("") };
    for (int k = 0; k < r->keys.n; k++) {
        const key *x = &r->keys.at[k];

        column[k] = x->is_edge ? g->edge_columns.n : g->node_columns.n;
        if (x->is_edge)
            ag_edge_column_add(r->a, g, x->name.at, (ag_column_type)x->type);
        else
            ag_node_column_add(r->a, g, x->name.at, (ag_column_type)x->type);
    }
    for (int i = 0; i < r->cells.n; i++) {
        const cell *c = &r->cells.at[i];

        set_cell(&(r->keys.at[c->key].is_edge ? g->edge_columns.at : g->node_columns.at)[column[c->key]], c->row, c->text);
    }

    const ag_column *relation = ag_edge_column(g, "relation");

    for (int e = 0; e < r->edges.n; e++) {
        const edge *x = &r->edges.at[e];

        g->edge_id[e] = x->id;
        g->edge_from[e] = x->from;
        g->edge_to[e] = x->to;
        g->edge_kind[e] = x->kind.len || !relation || relation->type != AG_COLUMN_STRING || !relation->has[e] ? x->kind
                                                                                                          : relation->value.strings[e];
    }
}

typedef struct trouble {
    int line;
    char text[200];
} trouble;

static void
on_error(void *self, xmlErrorPtr e)
{
    trouble *t = self;

    if (t->line || e->level < XML_ERR_ERROR)
        return;
    t->line = e->line > 0 ? e->line : 1;
    strncpy(t->text, e->message ? e->message : "not well-formed", sizeof t->text - 1);
    t->text[strcspn(t->text, "\n")] = '\0';
}

ag_status
ag_graphml_read(ag_arena *a, const char *path, ag_graph *out, ag_err *err)
{
    reading r = { .a = a, .row = -1, .is_directed = true };
    trouble t = { 0 };
    int more = 0;

    r.xml = xmlReaderForFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING);
    if (!r.xml)
        return ag_fail(err, AG_INPUT, "%s: cannot be opened", path);
    xmlTextReaderSetStructuredErrorHandler(r.xml, (xmlStructuredErrorFunc)on_error, &t);
    while ((more = xmlTextReaderRead(r.xml)) == 1) {
        int type = xmlTextReaderNodeType(r.xml);

        if (type == XML_READER_TYPE_DOCUMENT_TYPE) {
            more = -1;
            t = (trouble){ 1, "a document type, which no graph needs" };
            break;
        }
        if (type == XML_READER_TYPE_ELEMENT)
            take_element(&r);
    }
    xmlFreeTextReader(r.xml);
    if (more < 0)
        return ag_fail(err, AG_INPUT, "%s:%d: %s", path, t.line ? t.line : 1, t.text[0] ? t.text : "not well-formed XML");
    if (!r.saw_graph)
        return ag_fail(err, AG_INPUT, "%s: no GraphML: there is no <graph> in it", path);
    make_graph(&r, out);
    return AG_OK;
}
