/* Parts of an article by the names that JSON, tables and the heads of texts give them. */
#include "ingest/inside.h"

/* To add a name: in its row, behind those that should win over it. */
static const char *const text_names[] = { "text",     "body",      "content", "articleBody", "article_body", "maintext",
                                          "fulltext", "full_text", "article", "story",       "content_text", NULL };
static const char *const html_names[] = { "content_html", "html", "body_html", NULL };
static const char *const title_names[] = { "title", "headline", "name", "head", NULL };
static const char *const date_names[] = { "date",          "published",      "date_publish", "pubDate",
                                          "datePublished", "published_at",   "publishedAt",  "date_published",
                                          "publish_date",  "published_date", "pubdate",      "publication_date",
                                          "timestamp",     "created_at",     "day",          NULL };
static const char *const modified_names[] = { "modified", "dateModified", "date_modify", "date_modified",
                                              "updated",  "updated_at",   NULL };
static const char *const url_names[] = { "url", "link", "canonical", "source_url", "uri", NULL };
static const char *const source_names[] = { "source", "publisher", "outlet",   "source_domain", "site",
                                            "sitename", "site_name", "newspaper", "publication", "agency", NULL };
static const char *const author_names[] = { "authors", "author", "byline", "creator", "by", NULL };
static const char *const language_names[] = { "lang", "language", NULL };

const char *const *const ag_field_names[AG_FIELDS] = {
    [AG_FIELD_TEXT] = text_names,   [AG_FIELD_HTML] = html_names,         [AG_FIELD_TITLE] = title_names,
    [AG_FIELD_DATE] = date_names,   [AG_FIELD_MODIFIED] = modified_names, [AG_FIELD_URL] = url_names,
    [AG_FIELD_SOURCE] = source_names, [AG_FIELD_AUTHOR] = author_names,   [AG_FIELD_LANGUAGE] = language_names,
};

/* The same letters and digits, whatever the case and what parts the words. */
static bool
is_same_name(ag_str s, const char *name)
{
    size_t i = 0;

    for (;; i++, name++) {
        while (i < s.len && strchr("_- .", s.at[i]))
            i++;
        while (*name == '_')
            name++;
        if (i == s.len || !*name)
            return i == s.len && !*name;
        if (!ag_str_eq_nocase(ag_str_sub(s, i, i + 1), (ag_str){ name, 1 }))
            return false;
    }
}

ag_field
ag_field_of(ag_str name, int *rank)
{
    name = ag_str_trim(name);
    for (int f = 0; f < AG_FIELDS; f++)
        for (int i = 0; ag_field_names[f][i]; i++)
            if (is_same_name(name, ag_field_names[f][i])) {
                *rank = i;
                return (ag_field)f;
            }
    return AG_FIELDS;
}

void
ag_fields_set(ag_fields *t, ag_field f, ag_str value)
{
    switch (f) {
    case AG_FIELD_TEXT: t->text = value; break;
    case AG_FIELD_HTML: t->html = value; break;
    case AG_FIELD_TITLE: t->title = value; break;
    case AG_FIELD_DATE: ag_dates_read(value, &t->date); break;
    case AG_FIELD_MODIFIED: ag_dates_read(value, &t->modified); break;
    case AG_FIELD_URL: t->url = value; break;
    case AG_FIELD_SOURCE: t->source = value; break;
    case AG_FIELD_AUTHOR: t->author[0] = value, t->authors = 1; break;
    case AG_FIELD_LANGUAGE: t->language = value; break;
    case AG_FIELDS: break;
    }
}

static bool
looks_like_html(ag_str s)
{
    return ag_str_find(s, AG_S("<p>")) >= 0 || ag_str_find(s, AG_S("<p ")) >= 0 || ag_str_find(s, AG_S("</p>")) >= 0 ||
           ag_str_find(s, AG_S("<br")) >= 0 || ag_str_find(s, AG_S("<div")) >= 0;
}

void
ag_fields_finish(ag_arena *a, ag_str label, const ag_fields *t, const ag_ingest_options *options, ag_sink sink)
{
    ag_found found = { .label = label, .title = t->title, .url = t->url, .source = t->source,
                       .language = t->language, .date = t->date, .modified = t->modified };

    found.has_head = t->title.len > 0;
    for (int i = 0; i < t->authors; i++)
        ag_clean_authors(a, t->author[i], &found);
    if (t->html.len || looks_like_html(t->text))
        ag_html_fragment(a, t->html.len ? t->html : t->text, &found);
    else
        ag_text_blocks(a, ag_charset_tidy(a, t->text), &found);
    ag_article_finish(a, &found, options, sink);
}
