/* A page's tree → the paragraphs of its article.
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
 * Weak: pages that list many articles; text that a script writes later. */
#include "ingest/page.h"

#include <stdlib.h>

enum {
    PROSE = 25,                  /* bytes from which text counts as prose                        */
    ENOUGH = 500,                /* bytes of an article; with less, the rules are relaxed        */
    SOMETHING = 120              /* bytes: with less, nothing was found                          */
};

/* What a tag is to us. One that does not stand here is inline. To add one: a row. */
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

bool
ag_page_list(page *p)
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
        e->end = p->n;
        x->_private = (void *)(intptr_t)p->n;
        judge(e);
    }
    for (int i = p->n - 1; i > 0; i--) /* children stand behind their parents */
        if (p->el[i].parent >= 0 && p->el[p->el[i].parent].end < p->el[i].end)
            p->el[p->el[i].parent].end = p->el[i].end;
    return true;
}

/* Sums of text, from the leaves up: children stand behind their parents in the list. */
void
ag_page_sum(page *p)
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
    ag_page_sum(p);

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
    ag_page_sum(p);
}

static bool
is_within(const page *p, int i, int above)
{
    return i >= above && i < p->el[above].end;
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

        for (int i = up + 1; i < p->el[up].end; i++)
            strong += p->el[i].is_candidate && !p->el[i].out && p->el[i].score >= 0.6 * top && !is_within(p, best, i);
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

/* Relaxed rules may find more of the same place, or something where nothing was; they must not
 * trade a short article for a long sidebar. */
void
ag_page_article(page *p)
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

void
ag_page_all(page *p)
{
    for (int i = 0; i < p->n; i++)
        p->el[i].out = p->el[i].kind == SKIP || p->el[i].hidden;
    ag_page_sum(p);
    write_text(p, xmlDocGetRootElement(p->doc), true);
}
