#include "unit/ingest_unit.h"

#define BODY "The two ministers met in the old harbour on Tuesday and spoke for three hours."

static void
json(const char *z)
{
    read_as(AG_FORMAT_JSONL, ag_str_of(z));
}

static void
one_line_is_one_article(void)
{
    json("{\"title\": \"Talks\", \"date\": \"2025-08-24\", \"text\": \"" BODY "\", \"source\": \"Example\", "
         "\"url\": \"https://example.org/1\", \"authors\": [\"Ann Lee\", \"Bo Ek\"]}\n\n"
         "{\"title\": \"More talks\", \"text\": \"" BODY "\"}\n");
    CHECK(n_docs == 2 && n_refusals == 0);
    CHECK_STR(docs[0]->path, "news/a:1");
    CHECK_STR(docs[1]->path, "news/a:3");
    CHECK_STR(docs[0]->title, "Talks");
    CHECK_STR(day_of(docs[0]), "2025-08-24");
    CHECK_STR(docs[0]->source, "Example");
    CHECK_STR(docs[0]->url, "https://example.org/1");
    CHECK(docs[0]->authors.n == 2 && ag_str_is(docs[0]->authors.at[1], "Bo Ek"));
}

static void
fields_go_by_many_names(void)
{
    static const char *const lines[] = {
        "{\"headline\": \"Talks\", \"published\": \"24 Aug 2025\", \"body\": \"" BODY "\", \"publisher\": {\"name\": \"Example\"}}",
        "{\"title\": \"Talks\", \"date_publish\": \"2025-08-24 10:00:00\", \"maintext\": \"" BODY "\", \"source_domain\": \"Example\"}",
        "{\"title\": \"Talks\", \"pubDate\": \"Sun, 24 Aug 2025 10:00:00 GMT\", \"content\": \"" BODY "\", \"outlet\": \"Example\"}",
        "{\"title\": \"Talks\", \"timestamp\": 1756029600, \"articleBody\": [\"" BODY "\"], \"source\": \"Example\"}",
        "{\"title\": \"Talks\", \"timestamp\": 1756029600000, \"text\": \"<p>" BODY "</p>\", \"source\": \"Example\"}",
        "{\"title\": \"Talks\", \"date\": 20250824, \"text\": \"Talks\\n\\n" BODY "\", \"source\": \"Example\"}",
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        json(lines[i]);
        CHECK(n_docs == 1);
        if (n_docs != 1)
            continue;
        CHECK_STR(docs[0]->text, "Talks\n\n" BODY);
        CHECK_STR(day_of(docs[0]), "2025-08-24");
        CHECK_STR(docs[0]->source, "Example");
    }
}

static void
a_broken_line_is_one_sentence_and_the_others_go_on(void)
{
    json("{\"title\": \"Talks\", \"text\": \"" BODY "\"}\n{\"title\": \"Talks\", \"text\"\n"
         "{\"title\": \"Talks\", \"text\": \"" BODY "\"} and more\n[1, 2]\n{\"title\": \"x\"}\n"
         "{\"title\": \"Talks again\", \"text\": \"" BODY "\"}\n");
    CHECK(n_docs == 2 && n_refusals == 4);
    CHECK(strstr(refusals[0], "news/a:2: broken JSON") == refusals[0]);
    CHECK(strstr(refusals[1], "news/a:3: broken JSON") == refusals[1]);
    CHECK(strstr(refusals[2], "news/a:4: no JSON object") == refusals[2]);
    CHECK(strstr(refusals[3], "news/a:5: no text") == refusals[3]);
}

static void
a_nul_escape_does_not_end_the_text(void)
{
    json("{\"title\": \"Talks\", \"text\": \"Before \\u0000 it. " BODY "\"}");
    CHECK(n_docs == 1 && has(docs[0]->text, "old harbour"));
}

static void
a_lone_surrogate_costs_one_character(void)
{
    json("{\"title\": \"Talks\", \"text\": \"A \\ud83d face. " BODY "\"}\n{\"title\": \"Talks\", \"text\": \"A \\uD83D\\uDE00 face. " BODY "\"}");
    CHECK(n_docs == 2);
    CHECK(has(docs[0]->text, "A \xEF\xBF\xBD face."));
    CHECK(has(docs[1]->text, "A \xF0\x9F\x98\x80 face."));
}

static void
an_escaped_backslash_is_no_escape(void)
{
    json("{\"title\": \"Talks\", \"text\": \"A \\\\u0000 there. " BODY "\"}");
    CHECK(n_docs == 1 && has(docs[0]->text, "A \\u0000 there."));
}

static void
deep_nesting_is_refused_not_followed(void)
{
    static char deep[200001];

    memset(deep, '[', 200000);
    memcpy(deep, "{\"a\":", 5);
    json(deep);
    CHECK(n_docs == 0 && n_refusals == 1);
}

static void
a_whole_document_or_a_list_is_read_too(void)
{
    json("{\n  \"title\": \"Talks\",\n  \"text\": \"" BODY "\"\n}\n");
    CHECK(n_docs == 1);
    CHECK_STR(docs[0]->path, "news/a");
    json("[{\"title\": \"Talks\", \"text\": \"" BODY "\"},\n 7, {\"title\": \"More\", \"text\": \"" BODY "\"}]\n");
    CHECK(n_docs == 2 && n_refusals == 1);
    CHECK_STR(docs[1]->path, "news/a#3");
    json("{\"articles\": [{\"title\": \"Talks\",\n\"text\": \"" BODY "\"}]\n}\n");
    CHECK(n_docs == 1);
}

static void
bad_bytes_in_a_line_are_read_as_windows_1252(void)
{
    json("{\"title\": \"Caf\xE9 talks\", \"text\": \"" BODY "\"}");
    CHECK(n_docs == 1);
    CHECK_STR(docs[0]->title, "Café talks");
}

static void
lines_wrapped_inside_the_field_are_joined(void)
{
    json("{\"title\": \"TALKS\", \"text\": \"The two ministers met in the old harbour on Tuesday and\\nspoke for three hours "
         "about the fishing grounds that both of\\nthe countries claim.\\n    A spokesman said that the talks would go on in\\n"
         "winter.\\n REUTER\\n\\u0003\"}");
    CHECK(n_docs == 1 && docs[0]->paragraphs.n == 3);
    CHECK(has(docs[0]->text, "and spoke for three hours about"));
    CHECK_STR(reason_of(docs[0], "REUTER"), "agency credit");
}

static void
the_same_article_has_one_id_in_every_format(void)
{
    static const char text[] = "Title: Talks in the harbour\nDate: 2025-08-24\n\n" BODY "\n\nThey had not met since “spring”.\n";
    static const char line[] = "{\"title\": \"Talks in the harbour\", \"date\": \"2025-08-24T10:00:00Z\", "
                               "\"text\": \"" BODY "\\n\\nThey had not met since “spring”.\"}";
    static const char feed[] = "<rss version=\"2.0\"><channel><title>Example</title><item><title>Talks in the harbour</title>"
                               "<pubDate>Sun, 24 Aug 2025 10:00:00 GMT</pubDate><description>&lt;p&gt;" BODY
                               "&lt;/p&gt;&lt;p&gt;They had not met since &amp;ldquo;spring&amp;rdquo;.&lt;/p&gt;"
                               "</description></item></channel></rss>";
    static const char page[] = "<html lang=en><head><title>Talks in the harbour</title>"
                               "<meta property=article:published_time content=2025-08-24></head><body><h1>Talks in the harbour</h1>"
                               "<article><p>" BODY "</p>\n<p>They had not met\nsince &ldquo;spring&rdquo;.</p></article></body></html>";
    char id[17];

    read_as(AG_FORMAT_TEXT, ag_str_of(text));
    CHECK(n_docs == 1);
    strcpy(id, docs[0]->id);
    json(line);
    CHECK(n_docs == 1 && strcmp(docs[0]->id, id) == 0);
    read_as(AG_FORMAT_XML, ag_str_of(feed));
    CHECK(n_docs == 1 && strcmp(docs[0]->id, id) == 0);
    read_as(AG_FORMAT_HTML, ag_str_of(page));
    CHECK(n_docs == 1 && strcmp(docs[0]->id, id) == 0);
}

int
main(void)
{
    RUN(one_line_is_one_article);
    RUN(fields_go_by_many_names);
    RUN(a_broken_line_is_one_sentence_and_the_others_go_on);
    RUN(a_nul_escape_does_not_end_the_text);
    RUN(a_lone_surrogate_costs_one_character);
    RUN(an_escaped_backslash_is_no_escape);
    RUN(deep_nesting_is_refused_not_followed);
    RUN(a_whole_document_or_a_list_is_read_too);
    RUN(bad_bytes_in_a_line_are_read_as_windows_1252);
    RUN(lines_wrapped_inside_the_field_are_joined);
    RUN(the_same_article_has_one_id_in_every_format);
    return ingest_end();
}
