/* Word files (DOCX) → an article: paragraphs and headings of word/document.xml, the title of its first
 * paragraph called so, else of docProps/core.xml. Deleted text, instructions of fields, and what floats in boxes twice are left out.
 *
 * The day a Word file was made is not the day of publication: it is not used.
 * Weak: a file of several articles reads as one; notes and headers of pages are not read. ECMA-376. */
#include "ingest/archive.h"
#include "ingest/xmldoc.h"

#include "base/utf8.h"

typedef struct run {
    size_t from, to; /* in the pool */
    bool is_heading, is_title;
} run;

static bool
starts(const xmlChar *value, const char *with)
{
    return value && strncmp((const char *)value, with, strlen(with)) == 0;
}

/* The style of a paragraph: what it is called by. */
static void
style_of(xmlNode *p, run *r)
{
    for (xmlNode *x = p->children; x; x = x->next)
        for (xmlNode *y = ag_xml_is(x, "pPr") ? x->children : NULL; y; y = y->next) {
            xmlChar *value = ag_xml_is(y, "pStyle") ? xmlGetProp(y, (const xmlChar *)"val") : NULL;

            r->is_title |= starts(value, "Title");
            r->is_heading |= starts(value, "Heading") || starts(value, "Subtitle");
            xmlFree(value);
        }
}

static bool
is_left_out(const xmlNode *x)
{
    return ag_xml_is(x, "del") || ag_xml_is(x, "moveFrom") || ag_xml_is(x, "instrText") || ag_xml_is(x, "Fallback") ||
           ag_xml_is(x, "pPr") || ag_xml_is(x, "rPr");
}

/* Text of a paragraph to the pool; one that stands in it (a box) is read by itself. */
static void
add_runs(ag_buf *pool, xmlNode *p)
{
    for (xmlNode *x = p->children; x && x != p;) {
        bool enter = x->type == XML_ELEMENT_NODE && x->children && !is_left_out(x) && !ag_xml_is(x, "p");

        if (ag_xml_is(x, "tab") || ag_xml_is(x, "br") || ag_xml_is(x, "cr"))
            ag_buf_char(pool, ' ');
        else if (ag_xml_is(x, "noBreakHyphen"))
            ag_buf_char(pool, '-');
        else if (ag_xml_is(x, "t"))
            ag_xml_add(pool, x), enter = false;
        if (enter)
            x = x->children;
        else {
            while (x != p && !x->next)
                x = x->parent;
            x = x == p ? p : x->next;
        }
    }
}

static bool
is_hidden(const xmlNode *x)
{
    for (; x; x = x->parent)
        if (is_left_out(x))
            return true;
    return false;
}

/* Paragraphs of the document: on the heap, *n of them. */
static run *
take_paragraphs(xmlDocPtr doc, ag_buf *pool, int *n)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    run *list = NULL;
    int room = 0;

    for (xmlNode *x = root; x; x = ag_xml_next(x, root)) {
        if (!ag_xml_is(x, "p") || is_hidden(x))
            continue;
        if (*n == room) {
            run *more = realloc(list, (size_t)(room = 2 * room + 64) * sizeof *list);

            if (!more)
                break;
            list = more;
        }
        run r = { .from = pool->len };

        style_of(x, &r);
        add_runs(pool, x);
        r.to = pool->len;
        list[(*n)++] = r;
    }
    return list;
}

/* An XML member as a tree, or NULL. */
static xmlDocPtr
member_tree(ag_str zip, const char *name)
{
    size_t len;
    bool declares;
    int line;
    char why[200];
    char *xml = ag_archive_member(zip, name, AG_MAX_FEED, &len);
    xmlDocPtr doc = xml && len ? ag_xml_parse((ag_str){ xml, len }, 0, &declares, &line, why) : NULL;

    free(xml);
    return doc;
}

static void
take_title(ag_str zip, ag_buf *title)
{
    xmlDocPtr doc = member_tree(zip, "docProps/core.xml");
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;

    for (xmlNode *x = root ? root->children : NULL; x; x = x->next)
        if (ag_xml_is(x, "title") && !title->len)
            ag_xml_add(title, x);
    if (doc)
        xmlFreeDoc(doc);
}

void
ag_docx_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    ag_found found = { .label = item->label, .date = AG_NO_DAY, .modified = AG_NO_DAY };
    ag_buf pool = { 0 }, title = { 0 };
    xmlDocPtr doc = member_tree(bytes, "word/document.xml");
    int n = 0;
    run *list = doc ? take_paragraphs(doc, &pool, &n) : NULL;

    if (doc)
        xmlFreeDoc(doc);
    if (doc)
        take_title(bytes, &title);

    ag_str text = ag_arena_str(a, ag_buf_view(&pool)), head = ag_arena_str(a, ag_buf_view(&title));
    run *kept = AG_ARRAY(a, run, n);

    if (n)
        memcpy(kept, list, (size_t)n * sizeof *kept);
    ag_buf_done(&pool);
    ag_buf_done(&title);
    free(list);
    if (!doc) {
        ag_article_refuse(a, sink, "%.*s: no Word file that can be read, whatever its name", AG_SHOW(item->label));
        return;
    }
    for (int i = 0; i < n; i++) {
        ag_str words = ag_utf8_repair(a, ag_str_sub(text, kept[i].from, kept[i].to), &(size_t){ 0 });
        ag_block b = { .text = ag_article_squeeze(a, ag_charset_tidy(a, words)),
                       .kind = kept[i].is_heading ? AG_PAR_HEADING : AG_PAR_BODY };

        if (!b.text.len)
            continue;
        if (kept[i].is_title && !found.title.len)
            found.title = b.text;
        else
            AG_PUSH(a, &found.blocks, b);
    }
    if (!found.title.len)
        found.title = ag_utf8_repair(a, head, &(size_t){ 0 });
    found.has_head = found.title.len > 0;
    ag_article_finish(a, &found, options, sink);
}
