/* Columns → GraphML, streaming: one reused buffer, no allocation of ours for a cell. */
#include "export/graphml.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <errno.h>
#include <libxml/xmlwriter.h>
#include <math.h>

#define X(s) ((const xmlChar *)(s))

typedef struct writer {
    xmlTextWriterPtr xml;
    ag_buf scratch;
    const ag_graph *g;
    bool failed;
} writer;

static void
did(writer *w, int code)
{
    w->failed |= code < 0;
}

static const char *const type_names[] = { "string", "int", "double", "boolean" };

/* What XML 1.0 can carry (section 2.2, Char). */
static bool
is_xml_char(int32_t c)
{
    return c == 9 || c == 10 || c == 13 || (c >= 32 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

/* `s` in the scratch buffer, NUL-terminated, without what XML cannot carry. */
static const char *
clean(writer *w, ag_str s)
{
    w->scratch.len = 0;
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        int n;

        while (i < s.len && (unsigned char)s.at[i] >= 32 && (unsigned char)s.at[i] < 127)
            i++;
        ag_buf_add(&w->scratch, s.at + from, i - from);
        if (i == s.len)
            break;

        int32_t c = ag_utf8_next(s, i, &n);
        char bytes[4];

        if (is_xml_char(c))
            ag_buf_add(&w->scratch, bytes, (size_t)ag_utf8_put(bytes, c)); /* a bad byte becomes U+FFFD */
        i += (size_t)n;
    }
    ag_buf_char(&w->scratch, '\0');
    return w->scratch.at;
}

static void
attribute(writer *w, const char *name, ag_str value)
{
    did(w, xmlTextWriterWriteAttribute(w->xml, X(name), X(clean(w, value))));
}

/* The id of a column's key: its name, but unique over nodes and edges. */
static void
key_id(const ag_graph *g, const ag_column *c, bool is_edge, char out[80])
{
    if (is_edge && strcmp(c->name, "label") == 0)
        snprintf(out, 80, "edgelabel");
    else
        snprintf(out, 80, "%s%s", is_edge && ag_node_column(g, c->name) ? "e_" : "", c->name);
}

static bool
is_used(const ag_column *c, int rows)
{
    if (strcmp(c->name, "weight") == 0)
        return true;
    for (int i = 0; i < rows; i++)
        if (c->has[i])
            return true;
    return false;
}

typedef struct key {
    const ag_column *column;
    char id[80];
} key;

/* Declares the columns that hold something; fills keys [n], returns their number. */
static int
declare(writer *w, const ag_column *columns, int n, int rows, bool is_edge, key *keys)
{
    int used = 0;

    for (int i = 0; i < n; i++) {
        const ag_column *c = &columns[i];

        if (!is_used(c, rows))
            continue;
        keys[used].column = c;
        key_id(w->g, c, is_edge, keys[used].id);
        did(w, xmlTextWriterStartElement(w->xml, X("key")));
        attribute(w, "id", ag_str_of(keys[used].id));
        attribute(w, "for", is_edge ? AG_S("edge") : AG_S("node"));
        attribute(w, "attr.name", ag_str_of(c->name));
        attribute(w, "attr.type", ag_str_of(type_names[c->type]));
        did(w, xmlTextWriterEndElement(w->xml));
        used++;
    }
    return used;
}

static void
cells(writer *w, const key *keys, int n, int row)
{
    for (int i = 0; i < n; i++) {
        const ag_column *c = keys[i].column;
        char number[32];

        if (!c->has[row] || (c->type == AG_COLUMN_DOUBLE && !isfinite(c->value.doubles[row])))
            continue;
        did(w, xmlTextWriterStartElement(w->xml, X("data")));
        did(w, xmlTextWriterWriteAttribute(w->xml, X("key"), X(keys[i].id)));
        switch (c->type) {
        case AG_COLUMN_STRING: did(w, xmlTextWriterWriteString(w->xml, X(clean(w, c->value.strings[row])))); break;
        case AG_COLUMN_INT:
            snprintf(number, sizeof number, "%ld", c->value.ints[row]);
            did(w, xmlTextWriterWriteRaw(w->xml, X(number)));
            break;
        case AG_COLUMN_DOUBLE:
            snprintf(number, sizeof number, "%.6g", c->value.doubles[row] + 0.0); /* no -0 */
            did(w, xmlTextWriterWriteRaw(w->xml, X(number)));
            break;
        default: did(w, xmlTextWriterWriteRaw(w->xml, X(c->value.bools[row] ? "true" : "false"))); break;
        }
        did(w, xmlTextWriterEndElement(w->xml));
    }
}

static void
write_all(writer *w, ag_graphml_flavour flavour, key *node_keys, key *edge_keys)
{
    const ag_graph *g = w->g;
    ag_buf comment = { 0 };
    int nodes, edges;

    did(w, xmlTextWriterStartDocument(w->xml, "1.0", "UTF-8", NULL));
    for (size_t i = 0; i < g->description.len; i++) { /* "--" may not stand in a comment */
        char c = g->description.at[i];

        if (c == '-' && comment.len && comment.at[comment.len - 1] == '-')
            ag_buf_char(&comment, ' ');
        ag_buf_char(&comment, c);
    }
    ag_buf_char(&comment, ' '); /* nor may it end in '-' */
    if (comment.len > 1)
        did(w, xmlTextWriterWriteComment(w->xml, X(clean(w, ag_buf_view(&comment)))));
    ag_buf_done(&comment);

    did(w, xmlTextWriterStartElement(w->xml, X("graphml")));
    attribute(w, "xmlns", AG_S("http://graphml.graphdrawing.org/xmlns"));
    nodes = declare(w, g->node_columns.at, g->node_columns.n, g->n_nodes, false, node_keys);
    edges = declare(w, g->edge_columns.at, g->edge_columns.n, g->n_edges, true, edge_keys);

    did(w, xmlTextWriterStartElement(w->xml, X("graph")));
    attribute(w, "id", AG_S("actorgraph"));
    attribute(w, "edgedefault", g->is_directed ? AG_S("directed") : AG_S("undirected"));
    for (int i = 0; i < g->n_nodes; i++) {
        did(w, xmlTextWriterStartElement(w->xml, X("node")));
        attribute(w, "id", g->node_id[i]);
        cells(w, node_keys, nodes, i);
        did(w, xmlTextWriterEndElement(w->xml));
    }
    for (int i = 0; i < g->n_edges; i++) {
        did(w, xmlTextWriterStartElement(w->xml, X("edge")));
        attribute(w, "id", g->edge_id[i]);
        attribute(w, "source", g->node_id[g->edge_from[i]]);
        attribute(w, "target", g->node_id[g->edge_to[i]]);
        if (flavour == AG_GRAPHML_GEPHI)
            attribute(w, "label", g->edge_kind[i]);
        cells(w, edge_keys, edges, i);
        did(w, xmlTextWriterEndElement(w->xml));
    }
    did(w, xmlTextWriterEndDocument(w->xml));
}

/* libxml2 would print what goes wrong; we say it in a sentence of our own. */
static void
silent(void *context, xmlErrorPtr error)
{
    (void)context, (void)error;
}

ag_status
ag_graphml_write(const ag_graph *g, ag_graphml_flavour flavour, FILE *out, ag_err *err)
{
    writer w = { .g = g };
    xmlStructuredErrorFunc before = xmlStructuredError;
    void *before_context = xmlStructuredErrorContext;
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateFile(out, NULL);
    key *node_keys = calloc((size_t)g->node_columns.n + 1, sizeof *node_keys);
    key *edge_keys = calloc((size_t)g->edge_columns.n + 1, sizeof *edge_keys);

    xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)silent);
    if (buffer)
        w.xml = xmlNewTextWriter(buffer); /* owns the buffer from here on */
    if (w.xml && node_keys && edge_keys) {
        did(&w, xmlTextWriterSetIndent(w.xml, 1));
        write_all(&w, flavour, node_keys, edge_keys);
        did(&w, xmlTextWriterFlush(w.xml));
    } else
        w.failed = true;
    if (w.xml)
        xmlFreeTextWriter(w.xml);
    else if (buffer)
        xmlOutputBufferClose(buffer);
    xmlSetStructuredErrorFunc(before_context, before);
    free(node_keys);
    free(edge_keys);
    ag_buf_done(&w.scratch);
    if (w.failed || fflush(out) != 0 || ferror(out))
        return ag_fail(err, AG_MACHINE, "cannot write the graph: %s", errno ? strerror(errno) : "no memory left");
    return AG_OK;
}
