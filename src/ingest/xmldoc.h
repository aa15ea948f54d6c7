/* XML from strangers, read with everything off that could reach out or blow up: no network, no external entities
 * or DTDs (never NOENT, DTDLOAD, DTDATTR, XINCLUDE, HUGE; a loader that refuses), and a document that declares an
 * entity of its own is refused as soon as it does. The names of HTML ("&nbsp;"), which feeds use without declaring
 * them, are answered from HTML's table. The door to libxml2's XML reader.
 *
 * While a tree is alive nothing is taken from an arena, so that a full one cannot jump past the place where the
 * tree is freed. */
#ifndef AG_INGEST_XMLDOC_H
#define AG_INGEST_XMLDOC_H

#include "base/buf.h"
#include "ingest/inside.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

/* Bytes in any encoding as UTF-8 that XML allows. */
ag_str ag_xml_decode(ag_arena *a, ag_str bytes);

/* The tree, or NULL; what is wrong goes into *line and `why`. *declares: it declares entities, so there is none.
 * Elements closed while all was well-formed have _private set. Release with xmlFreeDoc. */
xmlDocPtr ag_xml_parse(ag_str xml, int options, bool *declares, int *line, char why[200]);

/* The node after `node` in document order within `root`; a loop, for trees nest without bound. */
xmlNode *ag_xml_next(xmlNode *node, const xmlNode *root);

/* An element of this name, in any name space. */
bool ag_xml_is(const xmlNode *x, const char *name);

/* All text below a node. */
void ag_xml_add(ag_buf *out, xmlNode *node);

#endif
