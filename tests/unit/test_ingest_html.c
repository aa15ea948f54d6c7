#include "unit/ingest_unit.h"

#define PROSE                                                                                          \
    "<p>The two ministers met in the old harbour on Tuesday, and spoke for three hours, with few "      \
    "breaks, about the fishing grounds, the boats, and the nets.</p>"                                   \
    "<p>A spokesman said that the talks would go on next month, in the northern capital, if the "       \
    "weather allows, and that both of them had been frank.</p>"                                         \
    "<p>The grounds lie far out, where the sea is deep and cold, and where no treaty has ever been "    \
    "signed, said a captain, who has fished there for thirty years.</p>"

static const ag_doc *
page(const char *z)
{
    static const ag_doc none;

    read_as(AG_FORMAT_HTML, ag_str_of(z));
    return n_docs == 1 ? docs[0] : &none;
}

static void
the_article_is_found_and_the_page_around_it_left(void)
{
    const ag_doc *d = page(
        "<html><head><title>Talks | The Daily Example</title><style>p{color:red}</style></head><body>"
        "<nav><ul><li><a href=/>Home page of the paper</a></li></ul></nav>"
        "<div class=\"site-header\">The Daily Example, since 1901, for the coast, the sea, and the harbour</div>"
        "<div id=main><h1>Talks</h1><div class=story>" PROSE
        "<aside><p>In other news, the mayor, who is ill, has left for the south, it was said.</p></aside>"
        "<div class=\"related-links\"><ul><li><a href=/x>Mayor leaves town, and nobody knows why</a></li></ul></div>"
        "<script>var x = 'a script, with commas, and words';</script>"
        "<template><p>A template, with commas, and a lot of words, that nobody sees.</p></template>"
        "<p style='display:none'>Hidden, from all, by style.</p>"
        "<figure><img src=a.jpg><figcaption>The ministers, at the pier, in the rain.</figcaption></figure>"
        "</div></div>"
        "<div class=comments><p>I think, honestly, that the ministers are wrong, and the fish are right, as ever.</p></div>"
        "<footer><p>Copyright, the paper, all years, all places, and all the words in it.</p></footer></body></html>");

    CHECK_STR(d->title, "Talks");
    CHECK(d->paragraphs.n == 4);
    CHECK(has(d->text, "old harbour") && has(d->text, "thirty years"));
    CHECK(!has(d->text, "mayor") && !has(d->text, "script") && !has(d->text, "template") && !has(d->text, "Hidden") &&
          !has(d->text, "pier") && !has(d->text, "honestly") && !has(d->text, "1901") && !has(d->text, "Copyright"));
}

static void
paragraphs_may_be_divs_or_line_breaks(void)
{
    const ag_doc *d = page("<body><div id=x>The two ministers met in the old harbour on Tuesday, and spoke for three hours.<br><br>"
                           "A spokesman said that the talks, which began in spring, would go on next month.<br><br>"
                           "The grounds lie far out, where the sea is deep.</div></body>");

    CHECK(d->paragraphs.n == 3);
    d = page("<body><div id=x><div>The two ministers met in the old harbour on Tuesday, and spoke for three hours.</div>"
             "<div>A spokesman said that the talks, which began in spring, would go on next month.</div></div></body>");
    CHECK(d->paragraphs.n == 2);
}

static void
headings_are_headings(void)
{
    const ag_doc *d = page("<body><article>" PROSE "<h2>No fish left</h2>" PROSE "</article></body>");

    CHECK(d->paragraphs.n == 4 || d->paragraphs.at[3].kind == AG_PAR_HEADING);
    d = page("<body><article>" PROSE "<h2>No fish left</h2><p>The boats came home empty, said their owners, on Friday.</p>"
             "</article></body>");
    CHECK(d->paragraphs.n == 5 && d->paragraphs.at[3].kind == AG_PAR_HEADING);
}

static void
json_ld_gives_the_head(void)
{
    const ag_doc *d = page(
        "<html><head><title>x</title><link rel=canonical href='https://example.org/2025/talks'>"
        "<meta property='og:site_name' content='The Daily Example'>"
        "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebPage\"}, {\"@type\": [\"NewsArticle\"], \"headline\": "
        "\"Talks &amp; tides\", \"datePublished\": \"2025-08-24T23:00:00-05:00\", \"dateModified\": \"2025-08-26\", \"author\": "
        "[{\"@type\": \"Person\", \"name\": \"Ann Lee\"}, {\"name\": \"Bo Ek\"}]}]}</script></head><body><article>" PROSE
        "</article></body></html>");
    char day[16];

    CHECK_STR(d->title, "Talks & tides");
    CHECK_STR(day_of(d), "2025-08-24");
    ag_day_format(d->modified, day);
    CHECK_STR(ag_str_of(day), "2025-08-26");
    CHECK_STR(d->date_source, "metadata");
    CHECK_STR(d->source, "The Daily Example");
    CHECK_STR(d->url, "https://example.org/2025/talks");
    CHECK(d->authors.n == 2 && ag_str_is(d->authors.at[1], "Bo Ek"));
}

static void
broken_json_ld_still_gives_its_date(void)
{
    CHECK_STR(day_of(page("<html><head><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"A \"b\" c\", "
                          "\"datePublished\" : \"2025-08-24\", }</script></head><body><article>" PROSE "</article></body></html>")),
              "2025-08-24");
}

static void
the_date_has_an_order_of_sources(void)
{
    CHECK_STR(day_of(page("<head><meta name=date content=2025-08-22><meta property='article:published_time' content='2025-08-24'>"
                          "</head><body><time datetime=2025-08-20>x</time><article>" PROSE "</article>")),
              "2025-08-24");
    CHECK_STR(day_of(page("<body><article><time datetime='2025-08-20T10:00'>x</time>" PROSE "</article>")), "2025-08-20");
    CHECK_STR(day_of(page("<head><link rel=canonical href='https://example.org/2025/08/19/talks'></head><body><article>" PROSE
                          "</article>")),
              "2025-08-19");
    CHECK_STR(day_of(page("<body><article>" PROSE "</article>")), "");
}

static void
a_declared_charset_is_followed(void)
{
    CHECK(has(page("<head><meta charset=windows-1251></head><body><article>" PROSE "<p>\xCF\xF0\xE8\xE2\xE5\xF2, said the "
                   "captain, and went home, alone, on Tuesday.</p></article>")->text,
              "Привет, said"));
}

static void
a_hundred_thousand_nested_tags_lose_nothing(void)
{
    static char deep[100000 * 11 + 4096];
    size_t n = 0;

    for (int i = 0; i < 100000; i++)
        memcpy(deep + n, "<div>", 5), n += 5;
    n += (size_t)snprintf(deep + n, 2048, "%s", PROSE);
    for (int i = 0; i < 100000; i++)
        memcpy(deep + n, "</div>", 6), n += 6;
    deep[n] = 0;
    CHECK(has(page(deep)->text, "thirty years"));
}

static void
pages_that_cost_too_much_are_refused(void)
{
    static char costly[600000];
    size_t n = 0;

    n += (size_t)sprintf(costly, "<body><p");
    for (int i = 0; i < 1000; i++)
        n += (size_t)sprintf(costly + n, " a%d=1", i);
    sprintf(costly + n, ">" PROSE);
    read_as(AG_FORMAT_HTML, ag_str_of(costly));
    CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "more attributes"));

    n = 0;
    for (int i = 0; i < 60000; i++)
        n += (size_t)sprintf(costly + n, "<b>");
    for (int i = 0; i < 60000; i++)
        n += (size_t)sprintf(costly + n, "</i>");
    read_as(AG_FORMAT_HTML, ag_str_of(costly));
    CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "nested beyond"));
}

static void
a_page_without_an_article_is_set_aside(void)
{
    read_as(AG_FORMAT_HTML, AG_S("<html><head><title>Nothing</title></head><body><nav><a href=/>Home</a></nav></body></html>"));
    CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "news/a: no article text"));
    read_as(AG_FORMAT_HTML, AG_S("<"));
    CHECK(n_docs == 0 && n_refusals == 1);
}

int
main(void)
{
    RUN(the_article_is_found_and_the_page_around_it_left);
    RUN(paragraphs_may_be_divs_or_line_breaks);
    RUN(headings_are_headings);
    RUN(json_ld_gives_the_head);
    RUN(broken_json_ld_still_gives_its_date);
    RUN(the_date_has_an_order_of_sources);
    RUN(a_declared_charset_is_followed);
    RUN(a_hundred_thousand_nested_tags_lose_nothing);
    RUN(pages_that_cost_too_much_are_refused);
    RUN(a_page_without_an_article_is_set_aside);
    return ingest_end();
}
