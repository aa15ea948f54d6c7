/* Text inside XML, for the formats that are XML. What comes out is what libxml2's xmlTextWriter
 * writes, at several times its speed. */
#ifndef AG_EXPORT_XML_H
#define AG_EXPORT_XML_H

#include "base/buf.h"

/* Between tags: < > & " as entities, CR as a reference. What XML 1.0 cannot carry (section 2.2, Char)
 * is left out; bytes that are no UTF-8 become U+FFFD. */
void ag_xml_text(ag_buf *b, ag_str s);

/* A blank, name="value"; in the value tab and line feed are references, too. `name` goes as it is. */
void ag_xml_attribute(ag_buf *b, const char *name, ag_str value);

/* <!--s-->, with "--" and a "-" at the end pulled apart, and a line feed. */
void ag_xml_comment(ag_buf *b, ag_str s);

#endif
