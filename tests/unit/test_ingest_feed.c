#define _XOPEN_SOURCE 700
#include "unit/ingest_unit.h"

#include <stdlib.h>
#include <unistd.h>

#define BODY "The two ministers met in the old harbour on Tuesday and spoke for three hours."
#define ITEM(title) "<item><title>" title "</title><description>" BODY "</description></item>"

static void
feed(const char *z)
{
    read_as(AG_FORMAT_XML, ag_str_of(z));
}

static void
rss_entries_are_articles(void)
{
    feed("<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>"
         "<title>The Daily Example</title><language>en</language>"
         "<item><title>Talks &amp;amp; tides</title><link>https://example.org/1</link><pubDate>Sun, 24 Aug 25 10:00:00 GMT</pubDate>"
         "<dc:creator>Ann Lee</dc:creator><media:title>Not this</media:title><media:content url=\"x\">Nor this</media:content>"
         "<description>Short.</description><content:encoded><![CDATA[<p>" BODY "</p><p>They spoke&nbsp;of fish.</p>]]></content:encoded>"
         "</item>" ITEM("More") "</channel></rss>");
    CHECK(n_docs == 2 && n_refusals == 0);
    CHECK_STR(docs[0]->path, "news/a#1");
    CHECK_STR(docs[0]->title, "Talks & tides");
    CHECK_STR(docs[0]->text, "Talks & tides\n\n" BODY "\n\nThey spoke of fish.");
    CHECK_STR(docs[0]->url, "https://example.org/1");
    CHECK_STR(docs[0]->source, "The Daily Example");
    CHECK_STR(day_of(docs[0]), "2025-08-24");
    CHECK(docs[0]->authors.n == 1 && ag_str_is(docs[0]->authors.at[0], "Ann Lee"));
    CHECK_STR(docs[1]->path, "news/a#2");
}

static void
atom_entries_are_articles(void)
{
    feed("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Example</title>"
         "<entry><title type=\"html\">Talks &lt;b&gt;again&lt;/b&gt;</title><link rel=\"self\" href=\"https://example.org/self\"/>"
         "<link href=\"https://example.org/1\"/><published>2025-08-24T10:00:00Z</published><updated>2025-08-26T10:00:00Z</updated>"
         "<author><name>Ann Lee</name></author><author><name>Bo Ek</name></author>"
         "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" BODY "</p><p>They spoke of fish.</p></div></content></entry>"
         "<entry><title>Text</title><updated>2025-08-25T10:00:00Z</updated><content type=\"text\">" BODY " 3 &lt; 4.</content></entry></feed>");
    CHECK(n_docs == 2);
    CHECK_STR(docs[0]->title, "Talks again");
    CHECK_STR(docs[0]->url, "https://example.org/1");
    CHECK(docs[0]->paragraphs.n == 3 && docs[0]->authors.n == 2);
    CHECK_STR(day_of(docs[0]), "2025-08-24");
    CHECK_STR(day_of(docs[1]), "2025-08-25");
    CHECK(has(docs[1]->text, "3 < 4."));
}

static void
rdf_entries_are_articles(void)
{
    feed("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Example</title></channel>"
         "<item><title>Talks</title><dc:date>2025-08-24</dc:date><description>" BODY "</description></item></rdf:RDF>");
    CHECK(n_docs == 1);
    CHECK_STR(docs[0]->source, "Example");
    CHECK_STR(day_of(docs[0]), "2025-08-24");
}

static void
names_of_html_are_read_though_undeclared(void)
{
    feed("<rss><channel><item><title>Talks&nbsp;fail &mdash; again</title><description>" BODY "</description></item></channel></rss>");
    CHECK(n_docs == 1);
    CHECK_STR(docs[0]->title, "Talks fail — again");
}

static void
an_entity_bomb_is_refused(void)
{
    feed("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
         "<rss><channel>" ITEM("&b;") "</channel></rss>");
    CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "declares entities"));
}

static void
an_external_entity_is_not_read(void)
{
    char path[] = P_tmpdir "/ag-feed-XXXXXX", text[1024];
    int fd = mkstemp(path);

    CHECK(fd >= 0 && write(fd, "secret", 6) == 6);
    snprintf(text, sizeof text,
             "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file://%s\">]><rss><channel><item><title>a</title><description>&x; %s"
             "</description></item></channel></rss>",
             path, BODY);
    feed(text);
    CHECK(n_docs == 0 && n_refusals == 1 && !strstr(refusals[0], "secret"));
    snprintf(text, sizeof text, "<!DOCTYPE rss SYSTEM \"file://%s\"><rss><channel>%s</channel></rss>", path, ITEM("Talks"));
    feed(text);
    CHECK(n_docs == 1); /* a mere DOCTYPE does no harm */
    close(fd);
    unlink(path);
}

static void
a_feed_that_breaks_off_keeps_what_was_complete(void)
{
    feed("<rss><channel>" ITEM("One") ITEM("Two") "<item><title>Three</title><description>The minister sa");
    CHECK(n_docs == 2 && n_refusals == 1);
    CHECK(strstr(refusals[0], "news/a:1: the feed is broken from here on") == refusals[0]);
    CHECK(strstr(refusals[0], "and kept: 2"));
}

static void
what_is_no_feed_is_said_so(void)
{
    feed("<svg><text>" BODY "</text></svg>");
    CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "no feed and no story"));
    feed("<rss><channel><title>x</title></channel></rss>");
    CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "no entries"));
    feed("just words");
    CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "news/a:1: broken XML"));
}

static void
deep_nesting_is_an_error_and_no_crash(void)
{
    static char deep[500000];
    size_t n = (size_t)sprintf(deep, "<rss><channel>" ITEM("One"));

    for (int i = 0; i < 100000; i++)
        memcpy(deep + n, "<a>", 3), n += 3;
    feed(deep);
    CHECK(n_docs == 1 && n_refusals == 1);
}

static void
latin_1_feeds_are_read(void)
{
    feed("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel>" ITEM("Caf\xE9 talks \x96 again") "</channel></rss>");
    CHECK(n_docs == 1);
    CHECK_STR(docs[0]->title, "Café talks – again");
}

int
main(void)
{
    RUN(rss_entries_are_articles);
    RUN(atom_entries_are_articles);
    RUN(rdf_entries_are_articles);
    RUN(names_of_html_are_read_though_undeclared);
    RUN(an_entity_bomb_is_refused);
    RUN(an_external_entity_is_not_read);
    RUN(a_feed_that_breaks_off_keeps_what_was_complete);
    RUN(what_is_no_feed_is_said_so);
    RUN(deep_nesting_is_an_error_and_no_crash);
    RUN(latin_1_feeds_are_read);
    return ingest_end();
}
