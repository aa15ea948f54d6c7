/* See xmldoc.h. */
#include "ingest/xmldoc.h"

#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>

enum { OPTIONS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT };

typedef struct guard { /* of one parse; hangs on the parser's context */
    bool declares;     /* an entity was declared */
    xmlEntity entity;  /* the answer to an HTML name */
    char content[8];
    endElementNsSAX2Func end;
} guard;

static xmlParserInputPtr
refuse_external(const char *url, const char *id, xmlParserCtxtPtr ctx)
{
    (void)url, (void)id, (void)ctx;
    return NULL;
}

static void
declared(void *self, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
    xmlParserCtxtPtr ctx = self;

    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    ((guard *)ctx->_private)->declares = true;
    xmlStopParser(ctx);
}

static xmlEntityPtr
html_name(void *self, const xmlChar *name)
{
    guard *g = ((xmlParserCtxtPtr)self)->_private;
    const htmlEntityDesc *known = htmlEntityLookup(name);

    if (!known)
        return NULL;
    memset(&g->entity, 0, sizeof g->entity);
    g->content[ag_utf8_put(g->content, (int32_t)known->value)] = 0;
    g->entity.type = XML_ENTITY_DECL;
    g->entity.name = name;
    g->entity.etype = XML_INTERNAL_PREDEFINED_ENTITY; /* its content is text, never mark-up */
    g->entity.content = (xmlChar *)g->content;
    g->entity.length = (int)strlen(g->content);
    return &g->entity;
}

/* Marks elements that were closed while the document was still well-formed. */
static void
closed(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    xmlParserCtxtPtr ctx = self;

    if (ctx->wellFormed && ctx->node)
        ctx->node->_private = ctx->node;
    ((guard *)ctx->_private)->end(self, name, prefix, uri);
}

static void
start(void)
{
    xmlInitParser();
    xmlSetExternalEntityLoader(refuse_external);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

xmlDocPtr
ag_xml_parse(ag_str xml, int options, bool *declares, int *line, char why[200])
{
    guard g = { 0 };

    pthread_once(&once, start);

    xmlParserCtxtPtr ctx = xmlNewParserCtxt();

    *declares = false;
    *line = 0;
    why[0] = 0;
    if (!ctx)
        return NULL;
    ctx->_private = &g;
    ctx->sax->entityDecl = declared;
    ctx->sax->getEntity = html_name;
    g.end = ctx->sax->endElementNs;
    ctx->sax->endElementNs = closed;

    xmlDocPtr doc = xmlCtxtReadMemory(ctx, xml.at, (int)xml.len, NULL, "UTF-8", OPTIONS | options);
    const xmlError *e = xmlCtxtGetLastError(ctx);

    if (e) {
        *line = e->line;
        for (size_t i = 0; e->message && e->message[i] && e->message[i] != '\n' && i < 199; i++)
            why[i] = e->message[i], why[i + 1] = 0;
    }
    *declares = g.declares;
    xmlFreeParserCtxt(ctx);
    return doc;
}

static ag_str
declared_encoding(ag_str xml)
{
    ag_str head = ag_str_sub(xml, 0, xml.len < 200 ? xml.len : 200);
    long at = ag_str_find(head, AG_S("encoding="));

    if (!ag_str_starts(head, AG_S("<?xml")) || at < 0 || (size_t)at + 10 >= head.len)
        return AG_S("");

    size_t from = (size_t)at + 10, to = from;

    while (to < head.len && head.at[to] != '"' && head.at[to] != '\'')
        to++;
    return ag_str_sub(head, from, to);
}

/* Without what XML forbids even as a character: controls. */
static ag_str
without_controls(ag_arena *a, ag_str s)
{
    char *p = ag_arena_alloc(a, s.len + 1);
    size_t n = 0;
    int k;

    for (size_t i = 0; i < s.len; i += (size_t)k) {
        int32_t c = ag_utf8_next(s, i, &k);

        if (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
            p[n++] = ' ';
        else if ((c & 0xFFFE) != 0xFFFE) {
            memcpy(p + n, s.at + i, (size_t)k);
            n += (size_t)k;
        }
    }
    ag_str out = { p, n };

    return ag_str_trim(out); /* an XML declaration stands at the very start */
}

ag_str
ag_xml_decode(ag_arena *a, ag_str bytes)
{
    size_t bad;

    return without_controls(a, ag_charset_utf8(a, bytes, declared_encoding(bytes), &bad));
}

xmlNode *
ag_xml_next(xmlNode *node, const xmlNode *root)
{
    if (node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

bool
ag_xml_is(const xmlNode *x, const char *name)
{
    return x && x->type == XML_ELEMENT_NODE && strcmp((const char *)x->name, name) == 0;
}

void
ag_xml_add(ag_buf *out, xmlNode *node)
{
    for (xmlNode *x = node; x; x = ag_xml_next(x, node))
        if ((x->type == XML_TEXT_NODE || x->type == XML_CDATA_SECTION_NODE) && x->content)
            ag_buf_z(out, (const char *)x->content);
}
