/* An HTML page → the article on it and its metadata. The door to libxml2's HTML reader.
 *
 * The idea is Readability's (Arc90, 2009; kept by Mozilla), written anew: prose gives points to the
 * elements around it, the more commas and letters the more points; points shrink with the share of
 * link text; the element with most points is the article, with siblings that look like it. Before
 * that, what its tag, role, class or id calls navigation, comments, sharing … is left out; after it,
 * lists and boxes that are mostly links. If little is left, the rules are relaxed one at a time.
 *
 * Here "prose" is the text that stands directly in a block element, whatever its tag, so that
 * paragraphs made of <div>, <td> or <br><br> count like <p>.
 *
 * While a tree of libxml2 or cJSON is alive, nothing is taken from the arena, so that a full arena
 * cannot jump past the place where they are freed. All walks are loops: pages nest without bound.
 *
 * Weak: pages that list many articles; text that a script writes later. */
#include "ingest/inside.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <stdio.h>
#include <strings.h>

enum {
    MOST_ATTRIBUTES = 512,       /* of one tag: the parser needs quadratic time                  */
    MOST_SEARCHES = 50000000,    /* steps the parser may go up its stack for end tags            */
    PARSE_DEEP = 1 << 19,        /* HTML_PARSE_HUGE of later versions; 2.9 honours it too        */
    PROSE = 25,                  /* bytes from which text counts as prose                        */
    ENOUGH = 500,                /* bytes of an article; with less, the rules are relaxed        */
    SOMETHING = 120,             /* bytes: with less, nothing was found                          */
    MOST_AUTHORS = 8
};

/* What an element is to us. A tag that stands not here is inline. To add one: a row, sorted or not. */
typedef enum tag_kind { INLINE, BLOCK, HEADING, SKIP, BREAK } tag_kind;

static const struct {
    const char *name;
    uint8_t kind;
    int8_t score; /* with which it enters the contest */
} tags[] = {
    { "p", BLOCK, 0 },          { "div", BLOCK, 5 },       { "article", BLOCK, 12 },   { "section", BLOCK, 2 },
    { "main", BLOCK, 5 },       { "body", BLOCK, 0 },      { "html", BLOCK, 0 },       { "ul", BLOCK, -3 },
    { "ol", BLOCK, -3 },        { "li", BLOCK, -3 },       { "dl", BLOCK, -3 },        { "dt", BLOCK, -3 },
    { "dd", BLOCK, -3 },        { "table", BLOCK, 0 },     { "tbody", BLOCK, 0 },      { "thead", BLOCK, 0 },
    { "tr", BLOCK, 0 },         { "td", BLOCK, 3 },        { "th", BLOCK, -5 },        { "blockquote", BLOCK, 3 },
    { "pre", BLOCK, 3 },        { "header", BLOCK, -3 },   { "hgroup", BLOCK, 0 },     { "center", BLOCK, 0 },
    { "details", BLOCK, 0 },    { "summary", BLOCK, 0 },   { "address", SKIP, -3 },    { "h1", HEADING, -5 },
    { "h2", HEADING, -5 },      { "h3", HEADING, -5 },     { "h4", HEADING, -5 },      { "h5", HEADING, -5 },
    { "h6", HEADING, -5 },      { "hr", BLOCK, 0 },        { "br", BREAK, 0 },         { "script", SKIP, 0 },
    { "style", SKIP, 0 },       { "template", SKIP, 0 },   { "noscript", SKIP, 0 },    { "iframe", SKIP, 0 },
    { "object", SKIP, 0 },      { "embed", SKIP, 0 },      { "svg", SKIP, 0 },         { "canvas", SKIP, 0 },
    { "button", SKIP, 0 },      { "select", SKIP, 0 },     { "textarea", SKIP, 0 },    { "input", SKIP, 0 },
    { "form", BLOCK, -3 },      { "nav", SKIP, 0 },        { "footer", SKIP, 0 },      { "aside", SKIP, 0 },
    { "figcaption", SKIP, 0 },  { "figure", SKIP, 0 },     { "audio", SKIP, 0 },       { "video", SKIP, 0 },
    { "dialog", SKIP, 0 },      { "menu", SKIP, 0 },       { "head", SKIP, 0 },        { "title", SKIP, 0 },
    { "label", SKIP, 0 },       { "math", SKIP, 0 },       { "fieldset", BLOCK, -3 },  { "caption", SKIP, 0 },
};

/* Words in class and id. FIT: counts as a word of its own; PART: also inside a word. To add one: a row.
 * Good words speak for an element in the contest, bad ones against it; UNLIKELY ones leave it out at once. */
enum { GOOD, BAD, UNLIKELY, COMMENT };

static const struct {
    const char *word;
    uint8_t what, is_part;
} class_words[] = {
    { "article", GOOD, 1 },      { "body", GOOD, 1 },         { "content", GOOD, 1 },      { "entry", GOOD, 0 },
    { "story", GOOD, 1 },        { "post", GOOD, 0 },         { "text", GOOD, 0 },         { "main", GOOD, 0 },
    { "blog", GOOD, 0 },         { "page", GOOD, 0 },         { "paragraph", GOOD, 1 },

    { "hidden", BAD, 0 },        { "widget", BAD, 1 },        { "meta", BAD, 0 },          { "byline", BAD, 1 },
    { "author", BAD, 0 },        { "contact", BAD, 0 },       { "tool", BAD, 0 },          { "tools", BAD, 0 },
    { "media", BAD, 0 },         { "foot", BAD, 0 },          { "footnote", BAD, 0 },      { "shopping", BAD, 0 },
    { "tag", BAD, 0 },           { "tags", BAD, 0 },          { "outbound", BAD, 0 },      { "scroll", BAD, 0 },

    { "comment", COMMENT, 1 },   { "disqus", COMMENT, 1 },    { "replies", COMMENT, 0 },   { "respond", COMMENT, 0 },
    { "remark", COMMENT, 0 },    { "discussion", COMMENT, 0 }, { "feedback", COMMENT, 0 },

    { "sidebar", UNLIKELY, 1 },  { "footer", UNLIKELY, 1 },   { "nav", UNLIKELY, 0 },      { "navbar", UNLIKELY, 1 },
    { "navigation", UNLIKELY, 1 }, { "menu", UNLIKELY, 1 },   { "promo", UNLIKELY, 1 },    { "related", UNLIKELY, 1 },
    { "recommend", UNLIKELY, 1 }, { "recirc", UNLIKELY, 1 },  { "share", UNLIKELY, 0 },    { "sharing", UNLIKELY, 1 },
    { "social", UNLIKELY, 1 },   { "newsletter", UNLIKELY, 1 }, { "subscribe", UNLIKELY, 1 }, { "subscription", UNLIKELY, 1 },
    { "signup", UNLIKELY, 1 },   { "advert", UNLIKELY, 1 },   { "ad", UNLIKELY, 0 },       { "ads", UNLIKELY, 0 },
    { "sponsor", UNLIKELY, 1 },  { "banner", UNLIKELY, 0 },   { "breadcrumb", UNLIKELY, 1 }, { "cookie", UNLIKELY, 1 },
    { "consent", UNLIKELY, 0 },  { "gdpr", UNLIKELY, 1 },     { "popup", UNLIKELY, 1 },    { "modal", UNLIKELY, 0 },
    { "overlay", UNLIKELY, 0 },  { "taglist", UNLIKELY, 1 },  { "caption", UNLIKELY, 1 },  { "credit", UNLIKELY, 0 },
    { "popular", UNLIKELY, 1 },  { "trending", UNLIKELY, 1 }, { "mostread", UNLIKELY, 1 }, { "outbrain", UNLIKELY, 1 },
    { "taboola", UNLIKELY, 1 },  { "pagination", UNLIKELY, 1 }, { "pager", UNLIKELY, 0 },  { "toolbar", UNLIKELY, 1 },
    { "masthead", UNLIKELY, 1 }, { "skip", UNLIKELY, 0 },     { "login", UNLIKELY, 0 },    { "carousel", UNLIKELY, 1 },
    { "slideshow", UNLIKELY, 1 }, { "gallery", UNLIKELY, 0 }, { "readmore", UNLIKELY, 1 }, { "follow", UNLIKELY, 0 },
    { "copyright", UNLIKELY, 1 }, { "disclaimer", UNLIKELY, 0 }, { "bio", UNLIKELY, 0 },   { "ticker", UNLIKELY, 0 },
    { "screenreader", UNLIKELY, 1 }, { "offscreen", UNLIKELY, 1 }, { "legend", UNLIKELY, 0 }, { "poll", UNLIKELY, 0 },
    { "jetpack", UNLIKELY, 0 },  { "addtoany", UNLIKELY, 1 }, { "sharedaddy", UNLIKELY, 1 }, { "byline", UNLIKELY, 1 },
    { "dateline", UNLIKELY, 0 }, { "timestamp", UNLIKELY, 0 }, { "noprint", UNLIKELY, 0 }, { "teaser", UNLIKELY, 0 },
};

static const char *const bad_roles[] = { "navigation", "complementary", "banner", "contentinfo", "search", "menu",
                                         "menubar",    "dialog",        "alert",  "alertdialog", "toolbar", NULL };

typedef struct element {
    xmlNode *node;
    int parent;             /* index, or -1 */
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

/* ---- looking at nodes ---- */

static bool
is_tag(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcasecmp((const char *)node->name, name) == 0;
}

/* An attribute's value in the tree itself, or "". */
static const char *
attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcasecmp((const char *)at->name, name) == 0)
            return at->children && at->children->content ? (const char *)at->children->content : "";
    return "";
}

/* The node after `node` in document order within `root`; `into` says whether to enter it. */
static xmlNode *
next_node(xmlNode *node, const xmlNode *root, bool into)
{
    if (into && node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static element *
element_of(const page *p, const xmlNode *node)
{
    int i = (int)(intptr_t)node->_private;

    return i > 0 ? &p->el[i - 1] : NULL;
}

static bool
is_blank_text(const char *s)
{
    for (; *s; s++)
        if (!strchr(" \t\r\n", *s))
            return false;
    return true;
}

/* ---- class and id words ---- */

static void
judge_word(element *e, const char *w, size_t n)
{
    for (size_t i = 0; i < sizeof class_words / sizeof *class_words; i++) {
        const char *word = class_words[i].word;
        size_t k = strlen(word);
        bool found = n == k && memcmp(w, word, n) == 0;

        for (size_t j = 0; !found && class_words[i].is_part && j + k <= n; j++)
            found = memcmp(w + j, word, k) == 0;
        if (!found)
            continue;
        e->good |= class_words[i].what == GOOD;
        e->bad |= class_words[i].what != GOOD;
        e->unlikely |= class_words[i].what >= UNLIKELY;
        e->comment |= class_words[i].what == COMMENT;
    }
}

/* "ArticleBody_main-text" is article, body, main, text. */
static void
judge_words(element *e, const char *s)
{
    char w[64];
    size_t n = 0;

    for (int total = 0; *s && total < 512; s++, total++) {
        bool upper = *s >= 'A' && *s <= 'Z', letter = upper || (*s >= 'a' && *s <= 'z');

        if ((!letter || (upper && total && s[-1] >= 'a' && s[-1] <= 'z')) && n)
            judge_word(e, w, n), n = 0;
        if (letter && n < sizeof w)
            w[n++] = (char)(*s | 32);
    }
    if (n)
        judge_word(e, w, n);
}

static void
judge(element *e)
{
    const xmlNode *node = e->node;
    const char *role = attribute(node, "role"), *style = attribute(node, "style"), *name = (const char *)node->name;

    e->kind = INLINE;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcasecmp(name, tags[i].name) == 0)
            e->kind = tags[i].kind, e->start = tags[i].score;
    if (strcmp(name, "html") == 0 || strcmp(name, "body") == 0)
        return;
    judge_words(e, attribute(node, "class"));
    judge_words(e, attribute(node, "id"));
    if (strcasecmp(attribute(node, "itemprop"), "articleBody") == 0)
        e->good = true, e->start += 20;
    for (int i = 0; bad_roles[i]; i++)
        e->unlikely |= strcasecmp(role, bad_roles[i]) == 0;
    e->hidden = strstr(style, "display:none") || strstr(style, "display: none") || strstr(style, "visibility:hidden") ||
                strcasecmp(attribute(node, "aria-hidden"), "true") == 0;
    for (const xmlAttr *at = node->properties; at && !e->hidden; at = at->next)
        e->hidden = strcasecmp((const char *)at->name, "hidden") == 0;
}

/* ---- the tree as a list, with sums ---- */

static bool
list_elements(page *p)
{
    xmlNode *root = xmlDocGetRootElement(p->doc);
    int n = 0;

    for (xmlNode *x = root; x; x = next_node(x, root, true))
        n += x->type == XML_ELEMENT_NODE;
    p->el = calloc((size_t)n + 1, sizeof *p->el);
    if (!p->el)
        return false;
    for (xmlNode *x = root; x; x = next_node(x, root, true)) {
        if (x->type != XML_ELEMENT_NODE)
            continue;
        element *e = &p->el[p->n++];

        e->node = x;
        e->parent = x->parent && x->parent->type == XML_ELEMENT_NODE ? (int)(intptr_t)x->parent->_private - 1 : -1;
        x->_private = (void *)(intptr_t)p->n;
        judge(e);
    }
    return true;
}

/* Sums of text, from the leaves up: children stand behind their parents in the list. */
static void
sum_up(page *p)
{
    for (int i = 0; i < p->n; i++) {
        element *e = &p->el[i];

        e->text = e->link = e->commas = e->own = e->own_commas = e->items = e->inputs = e->paragraphs = e->breaks = 0;
        if (e->kind == SKIP)
            continue;
        for (const xmlNode *x = e->node->children; x; x = x->next) {
            e->breaks += is_tag(x, "br");
            if (x->type != XML_TEXT_NODE || !x->content || is_blank_text((const char *)x->content))
                continue;
            bool blank = true; /* runs of white space count one */

            for (const unsigned char *s = x->content; *s; s++) {
                bool b = strchr(" \t\r\n", *s) != NULL;
                bool comma = *s == ',' || (*s == 0xE3 && s[1] == 0x80 && s[2] == 0x81) ||
                             (*s == 0xEF && s[1] == 0xBC && s[2] == 0x8C) || (*s == 0xD8 && s[1] == 0x8C);

                e->text += !(b && blank);
                e->commas += comma;
                blank = b;
            }
        }
        e->own = e->text, e->own_commas = e->commas;
    }
    for (int i = p->n - 1; i >= 0; i--) {
        element *e = &p->el[i], *up = e->parent >= 0 ? &p->el[e->parent] : NULL;

        if (is_tag(e->node, "a"))
            e->link = e->text;
        if (!up || e->out || e->kind == SKIP)
            continue;
        up->text += e->text, up->link += e->link, up->commas += e->commas;
        up->items += e->items + is_tag(e->node, "li");
        up->inputs += e->inputs + is_tag(e->node, "input");
        up->paragraphs += e->paragraphs + is_tag(e->node, "p");
        if (e->kind == INLINE)
            up->own += e->own, up->own_commas += e->own_commas;
    }
    for (int i = 0; i < p->n; i++) /* inputs are skipped as text, but tell of forms */
        if (is_tag(p->el[i].node, "input") || is_tag(p->el[i].node, "button") || is_tag(p->el[i].node, "select"))
            for (int k = p->el[i].parent, up = 0; k >= 0 && up < 6; k = p->el[k].parent, up++)
                p->el[k].inputs++;
}

static double
link_share(const element *e)
{
    return e->text > 0 ? (double)e->link / e->text : 0;
}

/* ---- the contest ---- */

typedef enum relax { RELAX_NOTHING, RELAX_UNLIKELY, RELAX_CLASSES, RELAX_BOXES, RELAX_HIDDEN, RELAX_END } relax;

/* Leaves out what calls itself something else than the article. `all` is the page's prose: an
 * element that has most of it is no sidebar, whatever its name. */
static void
leave_out(page *p, relax level)
{
    for (int i = 0; i < p->n; i++)
        p->el[i].out = p->el[i].kind == SKIP || (level < RELAX_HIDDEN && p->el[i].hidden);
    sum_up(p);

    int all = p->n ? p->el[0].text - p->el[0].link : 0;

    for (int i = 0; i < p->n && level < RELAX_HIDDEN; i++) {
        element *e = &p->el[i];
        bool is_most = 5 * (e->text - e->link) > 2 * all;

        if (e->unlikely && (level < RELAX_UNLIKELY || e->comment) && (!is_most || e->comment) && !is_tag(e->node, "article") && !is_tag(e->node, "main") &&
            !(is_most && e->good && e->node->parent && is_tag(e->node->parent, "body")))
            e->out = true;
    }
    for (int i = 1; i < p->n; i++) /* with all it holds */
        if (p->el[i].parent >= 0 && p->el[p->el[i].parent].out)
            p->el[i].out = true;
    sum_up(p);
}

static int
contest(page *p, relax level)
{
    int best = -1;
    double top = 0;

    for (int i = 0; i < p->n; i++)
        p->el[i].score = 0, p->el[i].is_candidate = false;
    for (int i = 0; i < p->n; i++) {
        element *e = &p->el[i];
        bool is_container = is_tag(e->node, "div") || is_tag(e->node, "section") || is_tag(e->node, "article") ||
                            is_tag(e->node, "main") || is_tag(e->node, "body") || is_tag(e->node, "td");

        if (e->out || e->kind != BLOCK || e->own < PROSE)
            continue;

        double points = 1 + e->own_commas + (e->own / 100 < 3 ? e->own / 100 : 3);
        int up = is_container ? i : e->parent;

        if (e->own == e->text && e->breaks < 2)
            up = e->parent; /* a <div> of text alone is a paragraph */
        for (int k = 0; up >= 0 && k < 6; up = p->el[up].parent, k++) {
            element *u = &p->el[up];

            if (!u->is_candidate) {
                u->is_candidate = true;
                u->score = u->start + (level < RELAX_CLASSES ? 25 * u->good - 25 * u->bad : 0);
            }
            u->score += k == 0 ? points : k == 1 ? points / 2 : points / (3 * k);
        }
    }
    for (int i = 0; i < p->n; i++) {
        element *e = &p->el[i];

        if (!e->is_candidate || e->out)
            continue;
        e->score *= 1 - link_share(e);
        if (best < 0 || e->score > top)
            best = i, top = e->score;
    }
    if (best < 0)
        return -1;

    /* Where good candidates stand side by side, the article is what holds them. */
    for (int up = p->el[best].parent, k = 0; up > 0 && k < 3; up = p->el[up].parent, k++) {
        int strong = 0;

        for (int i = up + 1; i < p->n; i++) {
            int j = i;

            if (!p->el[i].is_candidate || p->el[i].out || p->el[i].score < 0.6 * top || i == best)
                continue;
            while (j > up)
                j = p->el[j].parent;
            int b = i;
            bool above = false;

            for (int x = best; x >= 0 && !above; x = p->el[x].parent)
                above = x == b;
            strong += j == up && !above;
        }
        if (strong >= 3 && !is_tag(p->el[up].node, "body") && link_share(&p->el[up]) < 0.3) {
            best = up;
            break;
        }
    }
    /* A lone child stands for its parent. */
    while (p->el[best].parent > 0 && !is_tag(p->el[p->el[best].parent].node, "body") &&
           p->el[p->el[best].parent].text <= p->el[best].text)
        best = p->el[best].parent;
    return best;
}

/* Boxes inside the article that are lists of links, forms, or little else. */
static bool
is_box(const element *e)
{
    static const char *const boxes[] = { "div", "section", "ul", "ol", "table", "form", "fieldset", "dl", "header", NULL };
    bool is_one = false, is_list = is_tag(e->node, "ul") || is_tag(e->node, "ol");

    for (int i = 0; boxes[i] && !is_one; i++)
        is_one = is_tag(e->node, boxes[i]);
    if (!is_one)
        return false;
    if (e->bad && !e->good && e->text < 500)
        return true;
    if (e->commas >= 10)
        return false;
    double share = link_share(e);

    if (e->inputs > 0 && 3 * e->inputs > e->paragraphs && e->text < 400)
        return true;
    if (is_list)
        return share > 0.4;
    if (e->items > e->paragraphs + 1 && share > 0.25)
        return true;
    return share > (e->good ? 0.5 : 0.25) && e->text < 1500;
}

/* ---- writing the paragraphs ---- */

static void
flush(page *p, size_t *from, int *link, uint8_t kind)
{
    if (p->text.len > *from && *link >= 0) {
        if (p->pars == p->room) {
            int room = p->room ? 2 * p->room : 64;
            paragraph *more = realloc(p->par, (size_t)room * sizeof *more);

            if (!more)
                return;
            p->par = more, p->room = room;
        }
        p->par[p->pars++] = (paragraph){ *from, p->text.len, *link, kind };
    }
    *from = p->text.len;
    *link = 0;
}

static bool
ends_sentence(const ag_buf *b, size_t from)
{
    size_t i = b->len;

    while (i > from && strchr(" \n\"')", b->at[i - 1]))
        i--;
    return i > from && strchr(".!?:", b->at[i - 1]);
}

/* The text of `root`, cut into paragraphs. `boxes`: also the boxes of links. */
static void
write_text(page *p, xmlNode *root, bool boxes)
{
    size_t from = p->text.len;
    int link = 0, links = 0, headings = 0, breaks = 0;
    xmlNode *x = root;

    while (x) {
        element *e = x->type == XML_ELEMENT_NODE ? element_of(p, x) : NULL;
        bool enter = false;

        if (x->type == XML_TEXT_NODE && x->content) {
            const char *s = (const char *)x->content;

            if (!is_blank_text(s)) {
                if (breaks >= 2 || (breaks == 1 && ends_sentence(&p->text, from)))
                    flush(p, &from, &link, headings ? AG_PAR_HEADING : AG_PAR_BODY);
                breaks = 0;
                size_t n = strlen(s);

                ag_buf_add(&p->text, s, n);
                if (links)
                    link += (int)n;
            } else if (p->text.len > from)
                ag_buf_char(&p->text, ' ');
        } else if (e && !e->out && !(e->kind == BLOCK && x != root && !boxes && is_box(e)) &&
                   !(e->kind == HEADING && !boxes && e->bad && !e->good)) {
            if (e->kind == BREAK) {
                breaks++;
                ag_buf_char(&p->text, ' ');
            } else
                enter = true;
            if (enter && (e->kind == BLOCK || e->kind == HEADING)) {
                flush(p, &from, &link, headings ? AG_PAR_HEADING : AG_PAR_BODY);
                breaks = 0;
                headings += e->kind == HEADING;
            }
            links += enter && is_tag(x, "a");
        }
        /* on to the next, closing what ends here */
        if (enter && x->children) {
            x = x->children;
            continue;
        }
        for (;; x = x->parent) {
            e = x->type == XML_ELEMENT_NODE ? element_of(p, x) : NULL;
            if (e && enter) {
                if (e->kind == BLOCK || e->kind == HEADING) {
                    flush(p, &from, &link, headings ? AG_PAR_HEADING : AG_PAR_BODY);
                    breaks = 0;
                    headings -= e->kind == HEADING;
                }
                links -= is_tag(x, "a");
            }
            enter = true; /* what is above was entered */
            if (x == root || x->next)
                break;
        }
        x = x == root ? NULL : x->next;
    }
    flush(p, &from, &link, AG_PAR_BODY);
}

/* Siblings of the best element that look like parts of the same article. */
static void
write_article(page *p, int best, relax level)
{
    element *b = &p->el[best];
    double least = b->score * 0.2 > 10 ? b->score * 0.2 : 10;
    xmlNode *first = b->node->parent && b->node->parent->children ? b->node->parent->children : b->node;
    bool alone = b->parent < 0 || is_tag(b->node, "body");

    for (xmlNode *x = alone ? b->node : first; x; x = alone ? NULL : x->next) {
        element *e = x->type == XML_ELEMENT_NODE ? element_of(p, x) : NULL;
        bool take = e == b;

        if (!e || e->out)
            continue;
        if (!take && e->is_candidate && e->score >= least)
            take = link_share(e) < 0.3;
        if (!take && (is_tag(x, "p") || e->kind == BLOCK)) {
            bool is_prose = e->text > 80 && link_share(e) < 0.25 && (is_tag(x, "p") || e->commas > 2 || e->paragraphs > 0);

            take = is_prose && (is_tag(x, "p") || e->own > 80) ;
        }
        if (take)
            write_text(p, x, level >= RELAX_BOXES);
    }
}

static bool
is_within(const page *p, int i, int above)
{
    while (i >= 0 && i != above)
        i = p->el[i].parent;
    return i == above;
}

/* Relaxed rules may find more of the same place, or something where nothing was; they must not
 * trade a short article for a long sidebar. */
static void
find_article(page *p)
{
    page best = { 0 };
    int first = -1;

    for (relax level = RELAX_NOTHING; level < RELAX_END; level++) {
        if (best.text.len >= (level == RELAX_HIDDEN ? SOMETHING : ENOUGH))
            break;
        leave_out(p, level);

        int top = contest(p, level);

        if (top < 0)
            continue;
        write_article(p, top, level);
        bool same_place = first < 0 || is_within(p, first, top) || is_within(p, top, first);

        if (p->text.len > best.text.len + best.text.len / 2 && (same_place || best.text.len < SOMETHING)) {
            page swap = best; /* the tree's part of it is not used */

            best.text = p->text, best.par = p->par, best.pars = p->pars, best.room = p->room;
            p->text = swap.text, p->par = swap.par, p->room = swap.room;
            first = top;
        }
        p->text.len = 0, p->pars = 0;
    }
    ag_buf_done(&p->text);
    free(p->par);
    p->text = best.text, p->par = best.par, p->pars = best.pars, p->room = best.room;
}

/* ---- metadata ---- */

typedef struct value { /* the best so far: a lower rank is better */
    char text[512];
    int rank;
} value;

typedef struct meta {
    value title, name, h1, date, modified, site, url, language;
    char author[MOST_AUTHORS][160];
    int authors, author_rank;
} meta;

static void
offer(value *v, const char *s, int rank)
{
    if (!s || (v->text[0] && v->rank <= rank))
        return;
    while (*s && strchr(" \t\r\n", *s))
        s++;

    size_t n = strlen(s);

    if (n == 0)
        return;
    if (n >= sizeof v->text)
        for (n = sizeof v->text - 1; n && ((unsigned char)s[n] & 0xC0) == 0x80; n--)
            ;
    memcpy(v->text, s, n);
    v->text[n] = 0;
    v->rank = rank;
}

static void
offer_author(meta *m, const char *s, int rank)
{
    if (!s || !*s || strstr(s, "://") || strlen(s) >= sizeof m->author[0] || is_blank_text(s))
        return;
    if (m->authors && m->author_rank < rank)
        return;
    if (m->author_rank != rank)
        m->authors = 0;
    m->author_rank = rank;
    if (m->authors < MOST_AUTHORS) { /* the first line: the next ones tell of the author */
        s += strspn(s, " \t\r\n");

        size_t n = strcspn(s, "\n");

        memcpy(m->author[m->authors], s, n);
        m->author[m->authors++][n] = 0;
    }
}

/* A date must read as one before it is better than another. */
static void
offer_date(value *v, const char *s, int rank)
{
    ag_day day;

    if (s && *s && ag_dates_read(ag_str_of(s), &day))
        offer(v, s, rank);
}

/* The text of a small element into `out`. */
static void
text_of(xmlNode *node, char *out, size_t room)
{
    size_t n = 0;

    for (xmlNode *x = node; x; x = next_node(x, node, !is_tag(x, "script") && !is_tag(x, "style"))) {
        if (x != node && n && n + 1 < room && (is_tag(x, "br") || is_tag(x, "p") || is_tag(x, "div") || is_tag(x, "li")))
            out[n++] = '\n';
        for (const char *s = x->type == XML_TEXT_NODE && x->content ? (const char *)x->content : ""; *s && n + 1 < room; s++)
            out[n++] = *s;
    }
    while (n && ((unsigned char)out[n - 1] & 0xC0) == 0x80 && n + 1 >= room) /* no half characters */
        n--;
    if (n && n + 2 >= room && ((unsigned char)out[n - 1] & 0x80))
        n--;
    out[n] = 0;
}

static const char *
json_text(const cJSON *o, const char *name)
{
    const cJSON *x = cJSON_GetObjectItemCaseSensitive(o, name);

    if (cJSON_IsObject(x))
        x = cJSON_GetObjectItemCaseSensitive(x, strcmp(name, "mainEntityOfPage") == 0 ? "@id" : "name");
    return cJSON_IsString(x) ? x->valuestring : NULL;
}

static bool
is_article_type(const cJSON *type)
{
    static const char *const kinds[] = { "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle",
                                         "BlogPosting", "Report", "OpinionNewsArticle", "LiveBlogPosting",
                                         "BackgroundNewsArticle", "ReviewNewsArticle", "TechArticle", NULL };

    if (cJSON_IsArray(type)) {
        for (const cJSON *x = type->child; x; x = x->next)
            if (is_article_type(x))
                return true;
        return false;
    }
    for (int i = 0; cJSON_IsString(type) && kinds[i]; i++)
        if (strcmp(type->valuestring, kinds[i]) == 0)
            return true;
    return false;
}

static void
take_json_article(const cJSON *o, meta *m)
{
    const cJSON *author = cJSON_GetObjectItemCaseSensitive(o, "author");

    offer(&m->title, json_text(o, "headline"), 2);
    offer_date(&m->date, json_text(o, "datePublished"), 0);
    offer_date(&m->modified, json_text(o, "dateModified"), 0);
    offer(&m->site, json_text(o, "publisher"), 1);
    offer(&m->url, json_text(o, "mainEntityOfPage"), 3);
    offer(&m->language, json_text(o, "inLanguage"), 2);
    for (const cJSON *x = cJSON_IsArray(author) ? author->child : author; x; x = cJSON_IsArray(author) ? x->next : NULL) {
        const cJSON *name = cJSON_IsObject(x) ? cJSON_GetObjectItemCaseSensitive(x, "name") : x;

        for (const cJSON *y = cJSON_IsArray(name) ? name->child : name; y; y = cJSON_IsArray(name) ? y->next : NULL)
            if (cJSON_IsString(y))
                offer_author(m, y->valuestring, 0);
    }
}

/* What a strict reader refuses often still shows its date. */
static void
salvage_json(const char *s, meta *m)
{
    const char *p = strstr(s, "\"datePublished\"");

    if (!p)
        return;
    p += 15;
    while (*p && strchr(" :\t\r\n\"", *p))
        p++;

    char day[40];
    size_t n = strcspn(p, "\"\n");

    n = n < sizeof day - 1 ? n : sizeof day - 1;
    memcpy(day, p, n);
    day[n] = 0;
    offer_date(&m->date, day, 0);
}

static void
take_json(const char *s, meta *m)
{
    cJSON *root = cJSON_Parse(s);

    if (!root) {
        salvage_json(s, m);
        return;
    }
    const cJSON *graph = cJSON_GetObjectItemCaseSensitive(root, "@graph");
    const cJSON *list = cJSON_IsArray(graph) ? graph : cJSON_IsArray(root) ? root : NULL;

    for (const cJSON *x = list ? list->child : root; x; x = list ? x->next : NULL)
        if (is_article_type(cJSON_GetObjectItemCaseSensitive(x, "@type")))
            take_json_article(x, m);
    cJSON_Delete(root);
}

/* Names of <meta> and what they say. To add one: a row; a lower rank is trusted more. */
static const struct {
    const char *name;
    enum { M_TITLE, M_DATE, M_MODIFIED, M_SITE, M_URL, M_LANGUAGE, M_AUTHOR } what;
    int rank;
} meta_names[] = {
    { "og:title", M_TITLE, 1 },            { "twitter:title", M_TITLE, 3 },
    { "dc.title", M_TITLE, 4 },            { "sailthru.title", M_TITLE, 4 },
    { "article:published_time", M_DATE, 1 }, { "og:published_time", M_DATE, 3 },
    { "date", M_DATE, 3 },                 { "pubdate", M_DATE, 3 },
    { "publishdate", M_DATE, 3 },          { "publish-date", M_DATE, 3 },
    { "publish_date", M_DATE, 3 },         { "parsely-pub-date", M_DATE, 3 },
    { "sailthru.date", M_DATE, 3 },        { "dc.date", M_DATE, 3 },
    { "dc.date.issued", M_DATE, 3 },       { "dcterms.created", M_DATE, 3 },
    { "dcterms.date", M_DATE, 3 },         { "dc.date.created", M_DATE, 4 },
    { "article.published", M_DATE, 3 },    { "published_time", M_DATE, 3 },
    { "cxenseparse:recs:publishtime", M_DATE, 3 }, { "rnews:datepublished", M_DATE, 3 },
    { "article:modified_time", M_MODIFIED, 1 }, { "og:updated_time", M_MODIFIED, 3 },
    { "lastmod", M_MODIFIED, 4 },          { "last-modified", M_MODIFIED, 4 },
    { "og:site_name", M_SITE, 0 },         { "application-name", M_SITE, 3 },
    { "dc.publisher", M_SITE, 3 },         { "og:url", M_URL, 2 },
    { "og:locale", M_LANGUAGE, 3 },        { "content-language", M_LANGUAGE, 2 },
    { "language", M_LANGUAGE, 4 },         { "author", M_AUTHOR, 2 },
    { "byl", M_AUTHOR, 1 },                { "article:author", M_AUTHOR, 3 },
    { "parsely-author", M_AUTHOR, 2 },     { "sailthru.author", M_AUTHOR, 2 },
    { "dc.creator", M_AUTHOR, 3 },
};

static void
take_meta_tag(const xmlNode *node, meta *m)
{
    const char *name = attribute(node, "property"), *content = attribute(node, "content");
    const char *itemprop = attribute(node, "itemprop");

    if (!*name)
        name = attribute(node, "name");
    if (!*name)
        name = attribute(node, "http-equiv");
    if (strcasecmp(itemprop, "datePublished") == 0)
        offer_date(&m->date, content, 2);
    if (strcasecmp(itemprop, "dateModified") == 0)
        offer_date(&m->modified, content, 2);
    for (size_t i = 0; i < sizeof meta_names / sizeof *meta_names; i++) {
        int rank = meta_names[i].rank;

        if (strcasecmp(name, meta_names[i].name) != 0)
            continue;
        switch (meta_names[i].what) {
        case M_TITLE: offer(&m->title, content, rank); break;
        case M_DATE: offer_date(&m->date, content, rank); break;
        case M_MODIFIED: offer_date(&m->modified, content, rank); break;
        case M_SITE: offer(&m->site, content, rank); break;
        case M_URL: offer(&m->url, content, rank); break;
        case M_LANGUAGE: offer(&m->language, content, rank); break;
        case M_AUTHOR: offer_author(m, content, rank); break;
        }
    }
}

static void
take_meta(page *p, meta *m)
{
    char text[512];
    int h1s = 0;

    m->author_rank = 99;
    for (int i = 0; i < p->n; i++) {
        xmlNode *x = p->el[i].node;
        const char *itemprop = attribute(x, "itemprop");
        const element *e = &p->el[i];

        if (is_tag(x, "meta"))
            take_meta_tag(x, m);
        else if (is_tag(x, "script")) {
            if (strcasecmp(attribute(x, "type"), "application/ld+json") == 0 && x->children && x->children->content)
                take_json((const char *)x->children->content, m);
        } else if (is_tag(x, "title")) {
            text_of(x, text, sizeof text);
            offer(&m->title, text, 5);
            offer(&m->name, text, 0);
        } else if (is_tag(x, "h1")) {
            text_of(x, text, sizeof text);
            if (h1s++ == 0)
                offer(&m->h1, text, 0);
        } else if (is_tag(x, "link") && strcasecmp(attribute(x, "rel"), "canonical") == 0)
            offer(&m->url, attribute(x, "href"), 1);
        else if (is_tag(x, "html"))
            offer(&m->language, attribute(x, "lang"), 1);
        else if (is_tag(x, "time"))
            offer_date(&m->date, attribute(x, "datetime"), strcasecmp(itemprop, "datePublished") == 0 ? 2 : 4);
        if (*itemprop && !is_tag(x, "meta")) {
            text_of(x, text, sizeof text);
            if (strcasecmp(itemprop, "datePublished") == 0)
                offer_date(&m->date, *attribute(x, "content") ? attribute(x, "content") : text, 2);
            else if (strcasecmp(itemprop, "author") == 0 || strcasecmp(itemprop, "author name") == 0)
                offer_author(m, text, 5);
            else if (strcasecmp(itemprop, "headline") == 0)
                offer(&m->title, text, 4);
        }
        if (is_tag(x, "a") && strstr(attribute(x, "rel"), "author")) {
            text_of(x, text, sizeof text);
            offer_author(m, text, 4);
        } else if (strstr(attribute(x, "class"), "byline") && e->text > 2 && e->text < 120) {
            text_of(x, text, sizeof text);
            if (strncasecmp(text + strspn(text, " \n\t\r"), "by", 2) == 0)
                offer_author(m, text, 7);
        }
    }
    if (m->h1.text[0] && h1s == 1)
        m->h1.rank = 0;
    else if (h1s != 1)
        m->h1.text[0] = 0;
}

/* Five names and numbers: what metadata written twice still holds. */
static ag_str
unescape(ag_arena *a, ag_str s)
{
    static const struct {
        const char *name;
        int32_t c;
    } names[] = { { "&amp;", '&' }, { "&quot;", '"' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&apos;", '\'' }, { "&nbsp;", ' ' },
                  { "&rsquo;", 0x2019 }, { "&lsquo;", 0x2018 }, { "&ldquo;", 0x201C }, { "&rdquo;", 0x201D },
                  { "&ndash;", 0x2013 }, { "&mdash;", 0x2014 } };

    if (!memchr(s.at, '&', s.len))
        return s;

    char *out = ag_arena_alloc(a, s.len + 8), *p = out;

    for (size_t i = 0; i < s.len;) {
        ag_str rest = ag_str_sub(s, i, s.len);
        int32_t c = 0;
        size_t used = 0;

        if (ag_str_starts(rest, AG_S("&#"))) {
            bool hex = rest.len > 2 && (rest.at[2] | 32) == 'x';

            for (used = hex ? 3 : 2; used < rest.len && used < 10 && rest.at[used] != ';'; used++) {
                char d = rest.at[used];
                int v = d >= '0' && d <= '9' ? d - '0' : hex && (d | 32) >= 'a' && (d | 32) <= 'f' ? (d | 32) - 'a' + 10 : -1;

                if (v < 0)
                    break;
                c = (hex ? 16 : 10) * c + v;
            }
            used = used < rest.len && rest.at[used] == ';' && c > 31 && c < 0x110000 && (c < 0xD800 || c > 0xDFFF) ? used + 1 : 0;
        }
        for (size_t k = 0; !used && k < sizeof names / sizeof *names; k++)
            if (ag_str_starts(rest, ag_str_of(names[k].name)))
                c = names[k].c, used = strlen(names[k].name);
        if (used) {
            p += ag_utf8_put(p, c);
            i += used;
        } else
            *p++ = s.at[i++];
    }
    return (ag_str){ out, (size_t)(p - out) };
}

static ag_str
clean_value(ag_arena *a, const char *z)
{
    return ag_article_squeeze(a, ag_charset_tidy(a, unescape(a, ag_arena_str(a, ag_utf8_repair(a, ag_str_of(z), &(size_t){ 0 })))));
}

ag_str
ag_html_value(ag_arena *a, ag_str s)
{
    char *out = ag_arena_alloc(a, s.len + 1), *p = out;

    s = unescape(a, s);
    for (size_t i = 0; i < s.len; i++) {
        const char *end = s.at[i] == '<' && i + 1 < s.len && (s.at[i + 1] == '/' || ((s.at[i + 1] | 32) >= 'a' && (s.at[i + 1] | 32) <= 'z'))
                              ? memchr(s.at + i, '>', s.len - i)
                              : NULL;

        if (end)
            i = (size_t)(end - s.at);
        else
            *p++ = s.at[i];
    }
    ag_str plain = ag_utf8_repair(a, (ag_str){ out, (size_t)(p - out) }, &(size_t){ 0 });

    return ag_article_squeeze(a, ag_charset_tidy(a, plain));
}

/* "Talks fail - The Daily Example": the headline alone; *site, where it is not known, is the rest. */
static ag_str
without_site(ag_arena *a, ag_str title, ag_str h1, ag_str *site)
{
    static const char *const seps[] = { " | ", " - ", " – ", " — ", " :: ", " » ", " · ", NULL };

    for (int i = 0; seps[i] && h1.len > 2 && ag_str_starts(title, h1); i++)
        if (ag_str_starts(ag_str_sub(title, h1.len, title.len), ag_str_of(seps[i]))) {
            if (!site->len)
                *site = ag_str_sub(title, h1.len + strlen(seps[i]), title.len);
            return h1;
        }
    if (h1.len >= 10 && (ag_str_starts(title, h1) || ag_str_eq(ag_utf8_fold(a, h1), ag_utf8_fold(a, title)) ||
                         ag_str_ends(title, h1)))
        return h1;
    for (int i = 0; seps[i]; i++) {
        ag_str sep = ag_str_of(seps[i]);
        size_t last = 0;

        for (size_t k = 1; k + sep.len <= title.len; k++)
            if (ag_str_starts(ag_str_sub(title, k, title.len), sep))
                last = k;
        if (!last)
            continue;
        ag_str tail = ag_str_sub(title, last + sep.len, title.len), head = ag_str_sub(title, 0, last);

        if (site->len ? ag_str_eq_nocase(tail, *site) : tail.len < 30 && head.len > 2 * tail.len) {
            *site = tail;
            return head;
        }
    }
    return title;
}

/* 2018/10/09 in the path of an address. */
static void
date_of_url(ag_str url, ag_day *out)
{
    for (size_t i = 1; i + 8 < url.len; i++) {
        int y, m, d;
        size_t used;

        if (url.at[i - 1] == '/' && ag_dates_at(ag_str_sub(url, i, url.len), &y, &m, &d, &used) && y >= 1990) {
            *out = ag_day_of(y, m, d);
            return;
        }
    }
}

static ag_str
host_of(ag_str url)
{
    long at = ag_str_find(url, AG_S("://"));

    if (at < 0)
        return AG_S("");
    size_t from = (size_t)at + 3, to = from;

    if (ag_str_starts(ag_str_sub(url, from, url.len), AG_S("www.")))
        from += 4;
    for (to = from; to < url.len && !strchr("/:?#", url.at[to]);)
        to++;
    return ag_str_sub(url, from, to);
}

static void
use_meta(ag_arena *a, const meta *m, ag_found *out)
{
    out->source = clean_value(a, m->site.text);
    ag_str h1 = clean_value(a, m->h1.text), named = clean_value(a, m->name.text);

    out->title = without_site(a, clean_value(a, m->title.text), h1, &out->source);
    if (!out->source.len && named.len) /* the title element often names the site where og:title does not */
        without_site(a, named, out->title, &out->source);
    if (!out->title.len)
        out->title = h1;
    out->url = clean_value(a, m->url.text);
    out->language = clean_value(a, m->language.text);
    ag_dates_read(ag_str_of(m->date.text), &out->date);
    ag_dates_read(ag_str_of(m->modified.text), &out->modified);
    if (out->date == AG_NO_DAY)
        date_of_url(out->url, &out->date);
    if (!out->source.len)
        out->source = host_of(out->url);
    for (int i = 0; i < m->authors; i++)
        ag_clean_authors(a, clean_value(a, m->author[i]), out);
    out->has_head = out->title.len > 0;
}

/* ---- parsing, with its traps ---- */

/* Refuses what would cost the parser more than linear time: a tag of hundreds of attributes, and end
 * tags that match nothing on a deep stack. Works on a stack of its own, of hashed tag names. */
static const char *
costly(ag_str html)
{
    uint32_t *stack = malloc((html.len / 3 + 2) * sizeof *stack);
    size_t depth = 0;
    long searches = 0;
    const char *why = stack ? NULL : "no memory left";

    for (size_t i = 0; i + 1 < html.len && !why; i++) {
        if (html.at[i] != '<')
            continue;
        bool is_end = html.at[i + 1] == '/';
        size_t k = i + 1 + is_end;
        uint32_t name = 2166136261u;
        int attributes = 0;

        if (k >= html.len || !(((html.at[k] | 32) >= 'a' && (html.at[k] | 32) <= 'z')))
            continue;
        for (; k < html.len && !strchr(" \t\r\n/>", html.at[k]); k++)
            name = (name ^ (unsigned char)(html.at[k] | 32)) * 16777619u;
        char quote = 0;
        bool blank = true;

        for (; k < html.len && (quote || html.at[k] != '>'); k++) {
            char c = html.at[k];

            if (quote) {
                quote = c == quote ? 0 : quote;
                continue;
            }
            bool b = strchr(" \t\r\n/", c) != NULL;

            if ((c == '"' || c == '\'') && k && html.at[k - 1] == '=')
                quote = c;
            attributes += blank && !b && c != '=';
            blank = b;
        }
        if (attributes > MOST_ATTRIBUTES)
            why = "a tag has more attributes than we read";
        if (!is_end)
            stack[depth++] = name;
        else {
            size_t at = depth;

            while (at && stack[at - 1] != name)
                at--;
            searches += (long)(depth - at);
            if (at)
                depth = at - 1;
        }
        if (searches > MOST_SEARCHES)
            why = "its tags are nested beyond what we read";
        i = k < html.len ? k - (quote != 0) : html.len;
    }
    free(stack);
    return why;
}

static void
say_nothing(void *self, xmlErrorPtr e)
{
    (void)self, (void)e;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool
parse(page *p, ag_str text)
{
    pthread_once(&once, xmlInitParser);

    htmlParserCtxtPtr ctx = htmlNewParserCtxt();

    if (!ctx)
        return false;
    xmlSetStructuredErrorFunc(ctx, say_nothing);
    p->doc = htmlCtxtReadMemory(ctx, text.at, (int)text.len, NULL, "UTF-8",
                                HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                    HTML_PARSE_COMPACT | PARSE_DEEP);
    htmlFreeParserCtxt(ctx);
    return p->doc && xmlDocGetRootElement(p->doc) && list_elements(p);
}

static void
done(page *p)
{
    if (p->doc)
        xmlFreeDoc(p->doc);
    free(p->el);
    free(p->par);
    ag_buf_done(&p->text);
}

/* The page's paragraphs, once the tree is gone. */
static void
use_paragraphs(ag_arena *a, const page *p, ag_found *out)
{
    for (int i = 0; i < p->pars; i++) {
        const paragraph *x = &p->par[i];
        ag_str s = ag_str_sub(ag_buf_view(&p->text), x->from, x->to);
        ag_block b = { .kind = x->kind, .is_link = 10 * (size_t)x->link > 8 * s.len };

        s = ag_utf8_repair(a, ag_arena_str(a, s), &(size_t){ 0 });
        b.text = ag_article_squeeze(a, ag_charset_tidy(a, s));
        if (b.text.len)
            AG_PUSH(a, &out->blocks, b);
    }
}

static ag_str
without_zeros(ag_arena *a, ag_str s)
{
    if (!s.len || !memchr(s.at, 0, s.len))
        return s;

    char *p = ag_arena_alloc(a, s.len);

    for (size_t i = 0; i < s.len; i++)
        p[i] = s.at[i] ? s.at[i] : ' ';
    return (ag_str){ p, s.len };
}

bool
ag_html_read(ag_arena *a, ag_str label, ag_str text, ag_found *out, ag_err *err)
{
    meta *m = AG_NEW(a, meta);
    page p = { 0 };
    const char *why;

    text = without_zeros(a, text);
    if ((why = costly(text))) {
        ag_fail(err, AG_INPUT, "%.*s: the page cannot be read: %s", AG_SHOW(label), why);
        return false;
    }
    bool ok = parse(&p, text);

    if (ok) {
        sum_up(&p);
        take_meta(&p, m);
        find_article(&p);
        xmlFreeDoc(p.doc);
        p.doc = NULL;
        use_meta(a, m, out);
        use_paragraphs(a, &p, out);
    }
    done(&p);
    if (!ok)
        ag_fail(err, AG_INPUT, "%.*s: no HTML found in it", AG_SHOW(label));
    return ok;
}

void
ag_html_fragment(ag_arena *a, ag_str html, ag_found *out)
{
    page p = { 0 };

    html = without_zeros(a, html);
    if (costly(html))
        return;
    if (parse(&p, html)) {
        for (int i = 0; i < p.n; i++)
            p.el[i].out = p.el[i].kind == SKIP || p.el[i].hidden;
        sum_up(&p);
        write_text(&p, xmlDocGetRootElement(p.doc), true);
        xmlFreeDoc(p.doc);
        p.doc = NULL;
        use_paragraphs(a, &p, out);
    }
    done(&p);
}
