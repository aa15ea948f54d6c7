/* Text inside XML. */
#include "export/xml.h"
#include "base/utf8.h"

static bool
is_xml_char(int32_t c)
{
    return c == 9 || c == 10 || c == 13 || (c >= 32 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

/* How an ASCII character is written: as it is (NULL), or so ("": not at all). */
static const char *
escape_of(unsigned char c, bool is_attribute)
{
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\r': return "&#13;";
    case '\t': return is_attribute ? "&#9;" : NULL;
    case '\n': return is_attribute ? "&#10;" : NULL;
    default: return c < 32 ? "" : NULL;
    }
}

static void
add_escaped(ag_buf *b, ag_str s, bool is_attribute)
{
    size_t from = 0, i = 0;

    while (i < s.len) {
        unsigned char c = (unsigned char)s.at[i];

        if (c >= 63 && c < 128) { /* letters, the commonest, behind '<' '>' '&' '"' */
            i++;
            continue;
        }
        if (c < 128) {
            const char *as = escape_of(c, is_attribute);

            if (as) {
                ag_buf_add(b, s.at + from, i - from);
                ag_buf_z(b, as);
                from = i + 1;
            }
            i++;
            continue;
        }

        int n;
        int32_t code = ag_utf8_next(s, i, &n);
        char bytes[4];
        int m = ag_utf8_put(bytes, code); /* a bad byte becomes U+FFFD */

        if (!is_xml_char(code) || m != n || memcmp(bytes, s.at + i, (size_t)n) != 0) {
            ag_buf_add(b, s.at + from, i - from);
            if (is_xml_char(code))
                ag_buf_add(b, bytes, (size_t)m);
            from = i + (size_t)n;
        }
        i += (size_t)n;
    }
    ag_buf_add(b, s.at + from, s.len - from);
}

void
ag_xml_text(ag_buf *b, ag_str s)
{
    add_escaped(b, s, false);
}

void
ag_xml_attribute(ag_buf *b, const char *name, ag_str value)
{
    ag_buf_char(b, ' ');
    ag_buf_z(b, name);
    ag_buf_add(b, "=\"", 2);
    add_escaped(b, value, true);
    ag_buf_char(b, '"');
}

void
ag_xml_comment(ag_buf *b, ag_str s)
{
    ag_buf_z(b, "<!--");
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (c == '-' && i && s.at[i - 1] == '-')
            ag_buf_char(b, ' ');
        if ((unsigned char)c >= 32)
            ag_buf_char(b, c);
    }
    ag_buf_z(b, " -->\n");
}
