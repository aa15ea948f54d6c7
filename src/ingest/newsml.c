/* See newsml.h.
 *
 * Elements go by their names alone, wherever they stand in a story: the two formats put the same things at
 * different depths, and agencies differ. The first one of a field wins.
 *
 * Weak: pictures' and tables' captions outside of the body are not read; NewsML 1.2 only where it holds NITF. */
#include "ingest/newsml.h"

#include "ingest/xmldoc.h"

enum { HEADLINE, DATE, VERSION, AUTHOR, SOURCE, LANGUAGE, URL, STATUS, PLAIN, FIELDS };
enum { MOST_STORIES = 10000, SHORTEST_STORY = 7, SHORTEST_PARAGRAPH = 4 }; /* <nitf/> and <p/> in bytes */

/* What an element, or with `attribute` one of its attributes, says; earlier rows win over later ones. */
static const struct {
    const char *element, *attribute;
    int field;
} parts[] = {
    { "headline", NULL, HEADLINE },   { "hl1", NULL, HEADLINE },      { "title", NULL, HEADLINE },
    { "contentCreated", NULL, DATE }, { "firstCreated", NULL, DATE }, { "date.issue", "norm", DATE },
    { "story.date", "norm", DATE },   { "versionCreated", NULL, VERSION }, { "date.release", "norm", VERSION },
    { "byline", NULL, AUTHOR },       { "by", NULL, AUTHOR },         { "byttl", NULL, FIELDS },
    { "provider", "literal", SOURCE }, { "infoSource", "literal", SOURCE }, { "distributor", NULL, SOURCE },
    { "doc.copyright", "holder", SOURCE }, { "provider", NULL, SOURCE },
    { "language", "tag", LANGUAGE },  { "doc-id", "href", URL },      { "link", "href", FIELDS },
    { "pubStatus", "qcode", STATUS }, { "inlineData", NULL, PLAIN },
};

typedef struct piece {
    size_t from, to; /* in the pool */
    bool is_heading;
} piece;

typedef struct story {
    size_t from[FIELDS], to[FIELDS];
    int rank[FIELDS];
    int first, end; /* of its paragraphs */
} story;

struct ag_stories {
    char *pool;
    size_t len, room;
    story *at;
    int n, stories; /* stories: room */
    piece *piece;
    int pieces, most;
};

ag_stories *
ag_stories_new(ag_arena *a, size_t len)
{
    ag_stories *s = AG_NEW(a, ag_stories);

    s->room = 2 * len + 64;
    s->pool = ag_arena_alloc(a, s->room);
    s->most = (int)(len / SHORTEST_PARAGRAPH < 1000000 ? len / SHORTEST_PARAGRAPH : 1000000) + 1;
    s->piece = AG_ARRAY(a, piece, s->most);
    s->stories = len / SHORTEST_STORY < MOST_STORIES ? (int)(len / SHORTEST_STORY) + 1 : MOST_STORIES;
    s->at = AG_ARRAY(a, story, s->stories);
    return s;
}

static void
add(ag_stories *s, const char *z, size_t *from, size_t *to)
{
    size_t n = z ? strlen(z) : 0;

    *from = s->len;
    if (n <= s->room - s->len) {
        memcpy(s->pool + s->len, z ? z : "", n);
        s->len += n;
    }
    *to = s->len;
}

static void
add_below(ag_stories *s, xmlNode *node, size_t *from, size_t *to)
{
    size_t end;

    *from = *to = s->len;
    for (xmlNode *x = node; x; x = ag_xml_next(x, node))
        if ((x->type == XML_TEXT_NODE || x->type == XML_CDATA_SECTION_NODE) && x->content)
            add(s, (const char *)x->content, &end, to);
}

static bool
is_heading(const xmlNode *x)
{
    return ag_xml_is(x, "hl2") || ag_xml_is(x, "h2") || ag_xml_is(x, "h3") || ag_xml_is(x, "h4");
}

/* Whether `x` stands in the body of a story, and in no other paragraph. */
static bool
is_in_body(const xmlNode *x, const xmlNode *root)
{
    bool inside = false;

    for (x = x->parent; x && x != root; x = x->parent) {
        if (ag_xml_is(x, "p") || ag_xml_is(x, "media") || ag_xml_is(x, "figure") || ag_xml_is(x, "body.head") || ag_xml_is(x, "body.end"))
            return false;
        inside |= ag_xml_is(x, "body.content") || ag_xml_is(x, "inlineXML") || ag_xml_is(x, "body") || ag_xml_is(x, "block");
    }
    return inside;
}

static void
take_part(ag_stories *s, story *t, xmlNode *x)
{
    for (int i = 0; i < (int)(sizeof parts / sizeof *parts); i++) {
        int f = parts[i].field;
        size_t from, to;

        if (f == FIELDS || !ag_xml_is(x, parts[i].element) || i >= t->rank[f])
            continue;
        if (parts[i].attribute) {
            xmlChar *value = xmlGetNoNsProp(x, (const xmlChar *)parts[i].attribute);

            add(s, (const char *)value, &from, &to);
            xmlFree(value);
        } else
            add_below(s, x, &from, &to);
        if (from < to)
            t->from[f] = from, t->to[f] = to, t->rank[f] = i;
    }
}

static void
take_story(ag_stories *s, xmlNode *root)
{
    story *t = &s->at[s->n++];

    *t = (story){ .first = s->pieces };
    for (int f = 0; f < FIELDS; f++)
        t->rank[f] = INT32_MAX;
    for (xmlNode *x = root; x; x = ag_xml_next(x, root)) {
        if (x->type != XML_ELEMENT_NODE)
            continue;
        if ((ag_xml_is(x, "p") || is_heading(x)) && is_in_body(x, root) && s->pieces < s->most) {
            piece *p = &s->piece[s->pieces++];

            p->is_heading = !ag_xml_is(x, "p");
            add_below(s, x, &p->from, &p->to);
        } else
            take_part(s, t, x);
    }
    t->end = s->pieces;
}

void
ag_stories_take(ag_stories *s, xmlDocPtr doc)
{
    xmlNode *root = xmlDocGetRootElement(doc);

    for (int round = 0; round < 2 && s->n == 0; round++)
        for (xmlNode *x = root; x && s->n < s->stories; x = ag_xml_next(x, root))
            if (ag_xml_is(x, round ? "nitf" : "newsItem"))
                take_story(s, x);
}

static ag_str
value(const ag_stories *s, const story *t, int f)
{
    return ag_str_trim((ag_str){ s->pool + t->from[f], t->to[f] - t->from[f] });
}

/* Withheld and cancelled items are not for print. */
static bool
is_withdrawn(ag_str status)
{
    return ag_str_ends(status, AG_S("withheld")) || ag_str_ends(status, AG_S("canceled")) || ag_str_ends(status, AG_S("cancelled"));
}

static void
finish(ag_arena *a, ag_str label, const ag_stories *s, const story *t, const ag_ingest_options *options, ag_sink sink)
{
    ag_found found = { .label = label, .title = value(s, t, HEADLINE), .url = value(s, t, URL), .source = value(s, t, SOURCE),
                       .language = value(s, t, LANGUAGE), .date = AG_NO_DAY, .modified = AG_NO_DAY };

    found.has_head = found.title.len > 0;
    ag_dates_read(value(s, t, DATE), &found.date);
    ag_dates_read(value(s, t, VERSION), &found.modified);
    if (found.date == AG_NO_DAY)
        found.date = found.modified;
    ag_clean_authors(a, ag_article_squeeze(a, value(s, t, AUTHOR)), &found);
    for (int i = t->first; i < t->end; i++) {
        ag_str words = { s->pool + s->piece[i].from, s->piece[i].to - s->piece[i].from };
        ag_block b = { .text = ag_article_squeeze(a, ag_charset_tidy(a, words)),
                       .kind = s->piece[i].is_heading ? AG_PAR_HEADING : AG_PAR_BODY };

        if (b.text.len)
            AG_PUSH(a, &found.blocks, b);
    }
    if (t->first == t->end)
        ag_text_blocks(a, ag_charset_tidy(a, value(s, t, PLAIN)), &found);
    ag_article_finish(a, &found, options, sink);
}

void
ag_stories_finish(ag_arena *a, const ag_item *item, const ag_stories *s, const ag_ingest_options *options, ag_sink sink)
{
    if (s->n == 0)
        ag_article_refuse(a, sink, "%.*s: XML, but no feed and no story in NewsML-G2 or NITF", AG_SHOW(item->label));
    for (int i = 0; i < s->n; i++) {
        ag_str label = s->n > 1 ? ag_arena_printf(a, "%.*s#%d", AG_SHOW(item->label), i + 1) : item->label;
        ag_str status = value(s, &s->at[i], STATUS);

        if (is_withdrawn(status))
            ag_article_refuse(a, sink, "%.*s: its publisher took this item back (%.*s)", AG_SHOW(label), AG_SHOW(status));
        else
            finish(a, label, s, &s->at[i], options, sink);
    }
}
