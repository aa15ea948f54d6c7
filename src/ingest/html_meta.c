/* A page's head → title, date, authors, site, address, language.
 *
 * Each field is offered values of different trust, and keeps the best: JSON-LD, then Open Graph and
 * other <meta>, then microdata, then what stands visibly on the page. A date must read as one.
 *
 * Weak: a site that gives its section's name as the author, or the day of its build as the date. */
#include "ingest/page.h"

#include "base/utf8.h"

#include <cjson/cJSON.h>

enum { MOST_AUTHORS = 8 };

typedef struct value { /* the best so far: a lower rank is better */
    char text[512];
    int rank;
} value;

struct meta {
    value title, name, h1, date, modified, site, url, language;
    char author[MOST_AUTHORS][160];
    int authors, author_rank;
};

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
    int steps = 0;

    for (xmlNode *x = node; x && n + 1 < room && steps < 1000; steps++, x = next_node(x, node, !is_tag(x, "script") && !is_tag(x, "style"))) {
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

void
ag_meta_take(page *p, meta *m)
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

void
ag_meta_use(ag_arena *a, const meta *m, ag_found *out)
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

meta *
ag_meta_new(ag_arena *a)
{
    return AG_NEW(a, meta);
}
