/* RSS 2.0, Atom and RDF feeds → articles, one an entry. Other XML goes to newsml.c.
 *
 * A feed that breaks off keeps the entries that were complete before the break, and says so.
 *
 * Weak: feeds that carry only a summary give only a summary. */
#include "ingest/newsml.h"
#include "ingest/xmldoc.h"

enum { MOST_AUTHORS = 400 }; /* bytes of names */

/* ---- entries ---- */

enum { TITLE, LINK, DATE, MODIFIED, AUTHOR, BODY, SUMMARY, FIELDS };

typedef struct entry {
    size_t from[FIELDS], to[FIELDS]; /* in the pool; empty: not there */
    bool is_complete, is_text;       /* is_text: the body is no HTML   */
} entry;

typedef struct feed {
    ag_buf pool;
    entry *at;
    int n, room, cut;  /* cut: entries that the break left incomplete */
    size_t source[2], language[2];
} feed;

static bool
is_named(const xmlNode *x, const char *name)
{
    const char *uri = x->ns && x->ns->href ? (const char *)x->ns->href : "";

    return x->type == XML_ELEMENT_NODE && strcmp((const char *)x->name, name) == 0 && !strstr(uri, "mrss") &&
           !strstr(uri, "itunes");
}

/* All text below a node to the pool. */
static void
add_text(feed *f, xmlNode *node, size_t *from, size_t *to)
{
    *from = f->pool.len;
    ag_xml_add(&f->pool, node);
    *to = f->pool.len;
}

/* The mark-up below a node to the pool: Atom's xhtml. */
static void
add_markup(feed *f, xmlNode *node, size_t *from, size_t *to)
{
    xmlBufferPtr buf = xmlBufferCreate();

    *from = f->pool.len;
    for (xmlNode *x = node->children; x && buf; x = x->next)
        xmlNodeDump(buf, node->doc, x, 0, 0);
    if (buf)
        ag_buf_add(&f->pool, xmlBufferContent(buf), (size_t)xmlBufferLength(buf));
    *to = f->pool.len;
    xmlBufferFree(buf);
}

static bool
attribute_is(xmlNode *x, const char *name, const char *value)
{
    xmlChar *s = xmlGetNoNsProp(x, (const xmlChar *)name);
    bool is = s && strcmp((const char *)s, value) == 0;

    xmlFree(s);
    return is;
}

static void
add_attribute(feed *f, xmlNode *x, const char *name, size_t *from, size_t *to)
{
    xmlChar *s = xmlGetNoNsProp(x, (const xmlChar *)name);

    *from = f->pool.len;
    if (s)
        ag_buf_z(&f->pool, (const char *)s);
    *to = f->pool.len;
    xmlFree(s);
}

/* Elements of an entry and what they say; earlier rows win over later ones of the same field. */
static const struct {
    const char *name;
    int field;
} fields[] = {
    { "title", TITLE },      { "link", LINK },       { "pubDate", DATE },   { "published", DATE },
    { "issued", DATE },      { "date", DATE },       { "created", DATE },   { "updated", MODIFIED },
    { "modified", MODIFIED }, { "creator", AUTHOR }, { "author", AUTHOR },  { "encoded", BODY },
    { "content", BODY },     { "fullText", BODY },   { "description", SUMMARY }, { "summary", SUMMARY },
};

static void
take_entry(feed *f, xmlNode *node)
{
    entry e = { .is_complete = node->_private != NULL };
    int rank[FIELDS];

    for (int k = 0; k < FIELDS; k++)
        rank[k] = 1000;
    for (xmlNode *x = node->children; x; x = x->next) {
        for (int i = 0; i < (int)(sizeof fields / sizeof *fields); i++) {
            int k = fields[i].field;
            size_t from, to;

            if (!is_named(x, fields[i].name) || i > rank[k] || (i == rank[k] && k != AUTHOR))
                continue;
            if (k == LINK && xmlHasProp(x, (const xmlChar *)"href")) {
                if (xmlHasProp(x, (const xmlChar *)"rel") && !attribute_is(x, "rel", "alternate"))
                    continue;
                add_attribute(f, x, "href", &from, &to);
            } else if (k == BODY && attribute_is(x, "type", "xhtml"))
                add_markup(f, x, &from, &to);
            else if (k == AUTHOR) {
                xmlNode *name = x->children;

                while (name && !is_named(name, "name"))
                    name = name->next;
                if (e.to[k] - e.from[k] > MOST_AUTHORS)
                    continue;
                if (e.to[k] > e.from[k]) { /* one more author: append to the first */
                    size_t again = f->pool.len;
                    size_t n = e.to[k] - e.from[k];
                    char *old = malloc(n);

                    if (!old)
                        continue;
                    memcpy(old, f->pool.at + e.from[k], n);
                    ag_buf_add(&f->pool, old, n);
                    free(old);
                    ag_buf_z(&f->pool, "; ");
                    add_text(f, name ? name : x, &from, &to);
                    from = again;
                } else
                    add_text(f, name ? name : x, &from, &to);
            } else
                add_text(f, x, &from, &to);
            if (from == to)
                continue;
            if (k == BODY)
                e.is_text = attribute_is(x, "type", "text") || attribute_is(x, "type", "text/plain");
            e.from[k] = from, e.to[k] = to;
            rank[k] = i;
        }
    }
    if (f->n == f->room) {
        int room = f->room ? 2 * f->room : 32;
        entry *more = realloc(f->at, (size_t)room * sizeof *more);

        if (!more)
            return;
        f->at = more, f->room = room;
    }
    f->at[f->n++] = e;
    f->cut += !e.is_complete;
}

/* Entries of the tree. False: it is no feed. */
static bool
take_feed(feed *f, xmlDocPtr doc)
{
    xmlNode *root = xmlDocGetRootElement(doc), *channel = root;

    if (!root || !(is_named(root, "rss") || is_named(root, "feed") || is_named(root, "RDF")))
        return false;
    for (xmlNode *x = root->children; x; x = x->next)
        if (is_named(x, "channel"))
            channel = x;
    for (xmlNode *x = channel->children; x; x = x->next) {
        if (is_named(x, "title") && f->source[0] == f->source[1])
            add_text(f, x, &f->source[0], &f->source[1]);
        if (is_named(x, "language"))
            add_text(f, x, &f->language[0], &f->language[1]);
    }
    for (int k = 0; k < 2; k++) /* RDF has its items beside the channel */
        for (xmlNode *x = (k ? root : channel)->children; x; x = x->next)
            if ((is_named(x, "item") || is_named(x, "entry")) && (k == 0 || channel != root))
                take_entry(f, x);
    return true;
}

/* ---- entries → articles ---- */

static ag_str
piece(const ag_str pool, const entry *e, int k)
{
    return ag_str_sub(pool, e->from[k], e->to[k]);
}

/* "ann@example.org (Ann Lee)" is Ann Lee. */
static ag_str
author_name(ag_str s)
{
    const char *open = memchr(s.at, '(', s.len), *at = memchr(s.at, '@', s.len);

    if (at && open && at < open && s.at[s.len - 1] == ')')
        return ag_str_sub(s, (size_t)(open - s.at) + 1, s.len - 1);
    return at ? AG_S("") : s;
}

static void
finish(ag_arena *a, const ag_item *item, ag_str pool, const feed *f, int i, const ag_ingest_options *options, ag_sink sink)
{
    const entry *e = &f->at[i];
    ag_found found = { .date = AG_NO_DAY, .modified = AG_NO_DAY };
    ag_str body = piece(pool, e, BODY), summary = piece(pool, e, SUMMARY);
    bool is_text = e->is_text && body.len;

    found.label = ag_arena_printf(a, "%.*s#%d", AG_SHOW(item->label), i + 1);
    found.title = ag_html_value(a, piece(pool, e, TITLE));
    found.has_head = found.title.len > 0;
    found.url = ag_str_trim(piece(pool, e, LINK));
    found.source = ag_html_value(a, ag_str_sub(pool, f->source[0], f->source[1]));
    found.language = ag_str_trim(ag_str_sub(pool, f->language[0], f->language[1]));
    ag_dates_read(piece(pool, e, DATE), &found.date);
    ag_dates_read(piece(pool, e, MODIFIED), &found.modified);
    if (found.date == AG_NO_DAY)
        found.date = found.modified; /* Atom demands only "updated" */
    ag_clean_authors(a, author_name(ag_str_trim(piece(pool, e, AUTHOR))), &found);
    if (body.len < summary.len)
        body = summary, is_text = false;
    if (is_text)
        ag_text_blocks(a, ag_charset_tidy(a, body), &found);
    else
        ag_html_fragment(a, body, &found);
    ag_article_finish(a, &found, options, sink);
}

void
ag_xml_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    feed f = { .n = 0 };
    bool declares, is_feed = false, ignored;
    int line, other_line;
    char why[200], other_why[200];
    ag_str xml = ag_xml_decode(a, bytes);
    size_t most = 2 * xml.len + 64;
    char *room = ag_arena_alloc(a, most); /* before the tree lives */
    ag_stories *stories = ag_stories_new(a, xml.len);
    xmlDocPtr doc = ag_xml_parse(xml, 0, &declares, &line, why);
    bool is_whole = doc != NULL;

    if (!doc && !declares)
        doc = ag_xml_parse(xml, XML_PARSE_RECOVER, &ignored, &other_line, other_why);
    if (doc && !declares)
        is_feed = take_feed(&f, doc);
    if (doc && !declares && !is_feed && is_whole)
        ag_stories_take(stories, doc);
    if (doc)
        xmlFreeDoc(doc);
    int n = f.pool.len <= most ? f.n : 0; /* always: the pool holds pieces of the text */
    entry *entries = f.at;

    memcpy(room, f.pool.len && n ? f.pool.at : "", n ? f.pool.len : 0);
    ag_str pool = { room, n ? f.pool.len : 0 };
    ag_buf_done(&f.pool);
    f.n = n;
    f.at = AG_ARRAY(a, entry, n);
    if (n)
        memcpy(f.at, entries, (size_t)n * sizeof *entries);
    free(entries);

    if (declares)
        ag_article_refuse(a, sink, "%.*s: the XML declares entities of its own, which is not read for safety",
                          AG_SHOW(item->label));
    else if (!is_feed && !is_whole)
        ag_article_refuse(a, sink, "%.*s:%d: broken XML: %s", AG_SHOW(item->label), line, why);
    else if (!is_feed)
        ag_stories_finish(a, item, stories, options, sink);
    else if (!is_whole)
        ag_article_refuse(a, sink, "%.*s:%d: the feed is broken from here on (%s); entries complete before it, and kept: %d",
                          AG_SHOW(item->label), line, why, n - f.cut);
    else if (n == 0)
        ag_article_refuse(a, sink, "%.*s: the feed has no entries", AG_SHOW(item->label));
    for (int i = 0; i < n; i++)
        if (is_whole || f.at[i].is_complete)
            finish(a, item, pool, &f, i, options, sink);
}
