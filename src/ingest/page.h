/* What the three files of the HTML reader share: the page as a list of elements, and ways to look at
 * nodes. html.c parses, html_article.c finds the article's paragraphs, html_meta.c reads the head.
 *
 * While a tree of libxml2 or cJSON is alive, nothing is taken from the arena, so that a full arena
 * cannot jump past the place where they are freed. All walks are loops: pages nest without bound. */
#ifndef AG_INGEST_PAGE_H
#define AG_INGEST_PAGE_H

#include "base/buf.h"
#include "ingest/inside.h"

#include <libxml/HTMLparser.h>
#include <strings.h>

typedef enum tag_kind { INLINE, BLOCK, HEADING, SKIP, BREAK } tag_kind;

typedef struct element {
    xmlNode *node;
    int parent;             /* index, or -1 */
    int end;                /* what it holds are the elements up to here: [its index + 1, end) */
    int text, link, commas; /* bytes, bytes in links, commas: of the element with all it holds */
    int own, own_commas;    /* text of its own, inline elements included                       */
    int items, inputs, paragraphs, breaks;
    double score;
    uint8_t kind;           /* tag_kind */
    int8_t start;
    bool good, bad, unlikely, comment, hidden, is_candidate;
    bool out;               /* left out, with all it holds */
} element;

typedef struct paragraph {
    size_t from, to; /* in page.text */
    int link;        /* bytes of it that are links */
    uint8_t kind;
} paragraph;

typedef struct page {
    htmlDocPtr doc;
    element *el;
    int n;
    ag_buf text;
    paragraph *par;
    int pars, room;
} page;

/* Lists the elements of the tree and judges them by tag, role, class and id. False: no memory. */
bool ag_page_list(page *p);

/* Sums of text, links, commas … over what is not left out. */
void ag_page_sum(page *p);

/* The article's paragraphs into p->par. */
void ag_page_article(page *p);

/* All paragraphs of the page but what is no text: for fragments that are an article already. */
void ag_page_all(page *p);

/* Metadata of a page, in room of fixed size, so that it outlives the tree. */
typedef struct meta meta;

meta *ag_meta_new(ag_arena *a);
void ag_meta_take(page *p, meta *m);              /* while the tree lives */
void ag_meta_use(ag_arena *a, const meta *m, ag_found *out); /* after it  */

static inline bool
is_tag(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

/* An attribute's value in the tree itself, or "". */
static inline const char *
attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcasecmp((const char *)at->name, name) == 0)
            return at->children && at->children->content ? (const char *)at->children->content : "";
    return "";
}

/* The node after `node` in document order within `root`; `into` says whether to enter it. */
static inline xmlNode *
next_node(xmlNode *node, const xmlNode *root, bool into)
{
    if (into && node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static inline element *
element_of(const page *p, const xmlNode *node)
{
    int i = (int)(intptr_t)node->_private;

    return i > 0 ? &p->el[i - 1] : NULL;
}

static inline bool
is_blank_text(const char *s)
{
    for (; *s; s++)
        if (!strchr(" \t\r\n", *s))
            return false;
    return true;
}

#endif
