#include "unit/ingest_unit.h"

static void
a_byline_gives_the_authors_and_leaves_the_text(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\nBy Ann Lee and Bo Ek, Reuters\n\n" REST);

    CHECK(d->authors.n == 2);
    CHECK_STR(d->authors.at[0], "Ann Lee");
    CHECK_STR(d->authors.at[1], "Bo Ek");
    CHECK_STR(d->source, "Reuters");
    CHECK(!has(d->text, "Lee") && !has(d->text, "Reuters"));
    CHECK_STR(reason_of(d, "Ann Lee"), "byline");
}

static void
bylines_of_many_forms_leave_the_text(void)
{
    static const char *const lines[] = { "BY ANN LEE",
                                         "By Ann Lee in Oslo",
                                         "Written by Ann Lee",
                                         "By Ann Lee | Staff Writer",
                                         "Ann Lee in Oslo",
                                         "Ann Lee, Associated Press",
                                         "By Ann Lee, Diplomatic Correspondent",
                                         NULL };

    for (int i = 0; lines[i]; i++) {
        char text[1024];

        snprintf(text, sizeof text, "Talks in the harbour\n\n%s\n\n%s", lines[i], REST);
        const ag_doc *d = text_doc(text);

        CHECK(d->authors.n == 1 && ag_str_eq_nocase(d->authors.at[0], AG_S("Ann Lee")));
        CHECK(!has(d->text, "Lee") && !has(d->text, "LEE"));
    }
}

static void
a_sentence_that_begins_with_by_stays(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\nBy Tuesday the ministers had gone home without a word.\n\n" REST);

    CHECK(has(d->text, "By Tuesday the ministers"));
    CHECK(d->authors.n == 0);
}

static void
a_dateline_gives_agency_and_date_and_leaves_the_sentence(void)
{
    static const struct {
        const char *line, *source, *date;
    } cases[] = {
        { "OSLO (Reuters) - ", "Reuters", "" },
        { "OSLO (Reuters) -", "Reuters", "" },
        { "OSLO, Aug 24, 2025 (AFP) - ", "AFP", "2025-08-24" },
        { "BERGEN, Norway (AP) — ", "Associated Press", "" },
        { "OSLO, Aug. 24, 2025 (Xinhua) -- ", "Xinhua", "2025-08-24" },
        { "MOSCOW, August 24, 2025. /TASS/. ", "TASS", "2025-08-24" },
        { "OSLO/BERGEN, 24 August 2025 (Reuters) – ", "Reuters", "2025-08-24" },
        { "NEW YORK — ", "", "" },
        { "ISLAMABAD: ", "", "" },
        { "Oslo [Norway], August 24, 2025 (ANI): ", "ANI", "2025-08-24" },
        { "(Reuters) - ", "Reuters", "" },
        { "WASHINGTON, D.C. — ", "", "" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];

        snprintf(text, sizeof text, "Talks in the harbour\n\n%s%s", cases[i].line, REST);
        const ag_doc *d = text_doc(text);

        CHECK(ag_str_starts(paragraph(d, 1), AG_S("The two ministers")));
        CHECK(has(d->text, cases[i].line) && d->paragraphs.at[1].span.from == 22 + strlen(cases[i].line));
        CHECK_STR(d->source, cases[i].source);
        CHECK_STR(day_of(d), cases[i].date);
    }
}

static void
what_only_looks_like_a_dateline_stays(void)
{
    static const char *const lines[] = { "Trump – the president of the club – met the ministers of the north.",
                                         "NATO-led forces met the ministers of the north on Tuesday evening.",
                                         "Zelenskyy: we have met the ministers of the north, and they agreed.",
                                         "U.S.-backed fighters met the ministers of the north on Tuesday.",
                                         "NOTE: Net excludes the sale of the ships in the northern harbour.", NULL };

    for (int i = 0; lines[i]; i++) {
        char text[1024];

        snprintf(text, sizeof text, "Talks in the harbour\n\n%s\n\n%s", lines[i], REST);
        CHECK_STR(paragraph(text_doc(text), 1), lines[i]);
    }
}

static void
a_dateline_without_a_year_takes_the_one_next_to_the_option(void)
{
    read_with(AG_FORMAT_TEXT, AG_S("A title\n\nOSLO, Dec 30 (AFP) - " REST),
              (ag_ingest_options){ .date = ag_day_of(2026, 1, 3) });
    CHECK(n_docs == 1);
    CHECK_STR(day_of(docs[0]), "2025-12-30");
}

static void
residue_of_agencies_and_pages_goes_with_its_reason(void)
{
    static const struct {
        const char *line, *reason;
    } cases[] = {
        { "(Reporting by Ann Lee in Oslo; Editing by Bo Ek)", "agency credit" },
        { "Additional reporting by Ann Lee", "agency credit" },
        { "($1 = 10.12 Norwegian crowns)", "currency footnote" },
        { "tagexample.com2025binary_LX7N06B-VIEWIMAGE", "image tag" },
        { "harbour-01.jpg", "image tag" },
        { "https://example.org/a/b", "link" },
        { "desk@example.org", "e-mail address" },
        { "Leave a Reply", "comment form" },
        { "0 Comments", "comment form" },
        { "41", "number or sign alone" },
        { "* * *", "number or sign alone" },
        { "3 min read", "share counter" },
        { "Sign up for our morning newsletter", "newsletter or payment" },
        { "Read more: What the ministers want", "link to other articles" },
        { "ADVERTISEMENT", "advertisement" },
        { "Photo: Ann Lee/Example", "caption or picture credit" },
        { "The ministers at the pier [Ann Lee/AFP]", "caption or picture credit" },
        { "© 2025 The Daily Example", "copyright" },
        { "Copyright 2025 The Daily Example. All rights reserved.", "copyright" },
        { "REUTER", "agency credit" },
        { "abc/de/fgh", "agency credit" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];

        snprintf(text, sizeof text, "Talks in the harbour\n\n%s\n%s\n", REST, cases[i].line);
        const ag_doc *d = text_doc(text);

        CHECK_STR(reason_of(d, cases[i].line), cases[i].reason);
        CHECK(!has(d->text, cases[i].line));
        CHECK(d->paragraphs.n == 3);
    }
}

static void
a_sentence_that_begins_like_a_widget_stays(void)
{
    static const char *const lines[] = { "Copyright law in the north was changed by the two ministers on Tuesday.",
                                         "More from the coast fled to the hills when the storm came in on Tuesday evening.",
                                         "Advertisement spending in the north fell by a third, the ministers said.",
                                         "Share prices of the fishing companies rose when the talks had ended.",
                                         "Reporting by the newspaper showed that the nets had never been counted.", NULL };

    for (int i = 0; lines[i]; i++) {
        char text[1024];

        snprintf(text, sizeof text, "Talks in the harbour\n\n%s\n%s\n", REST, lines[i]);
        CHECK_STR(paragraph(text_doc(text), 3), lines[i]);
    }
}

static void
a_credit_at_the_end_of_a_paragraph_is_cut_off(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\n" REST
                               "\nThe ministers left on the last boat. (Reporting by Ann Lee; Editing by Bo Ek)\n");

    CHECK_STR(paragraph(d, 3), "The ministers left on the last boat.");
    CHECK_STR(reason_of(d, "Ann Lee"), "agency credit");
}

static void
a_bracket_that_is_news_stays(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\n" REST "\nThe loan is worth two billion crowns ($180 million).\n");

    CHECK(has(d->text, "crowns ($180 million)."));
}

static void
a_lone_short_line_between_paragraphs_is_a_heading(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\n" REST "\n‘NO FISH LEFT’\n\n"
                               "The fishermen of the coast have waited for a treaty since the spring.\n");

    CHECK(d->paragraphs.n == 5 && d->paragraphs.at[3].kind == AG_PAR_HEADING);
    CHECK_STR(paragraph(d, 3), "‘NO FISH LEFT’");
}

static void
a_run_of_short_lines_goes(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\n" REST "\nFish\nShips\nSport\nWeather maps\n\n"
                               "The fishermen of the coast have waited for a treaty since the spring.\n"
                               "They want the grounds to be shared, and the nets to be counted.\n");

    CHECK(d->paragraphs.n == 5);
    CHECK_STR(reason_of(d, "Weather maps"), "run of short lines");
}

static void
short_lines_at_the_end_go(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\n" REST "\nHarbour Town\nMore ships\n");

    CHECK(d->paragraphs.n == 3);
    CHECK_STR(reason_of(d, "More ships"), "short line at the end");
}

static void
a_text_of_short_lines_alone_is_kept(void)
{
    CHECK(has(text_doc("Wheat up two points\nRye down one point\nBarley flat\n")->text, "Rye down one point"));
}

static void
a_repeated_standfirst_goes_and_the_body_stays(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\nThe two ministers met in the ‘old’ harbour on Tuesday.\n\n"
                               "They had not spoken for a year, and few expected them to come.\n\n"
                               "On a cold day, the two ministers met in the 'old' harbour on Tuesday.\n");

    CHECK(d->paragraphs.n == 3);
    CHECK_STR(reason_of(d, "The two ministers met"), "standfirst that the text repeats");
}

static void
a_paragraph_told_twice_counts_once(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\n" REST
                               "\nThe grounds lie far out, where the sea is deep and cold in winter.\n\n"
                               "Nobody asked the fishermen.\n\n"
                               "The grounds lie far out, where the sea is deep and cold in winter.\n");

    CHECK(d->paragraphs.n == 5);
    CHECK_STR(reason_of(d, "The grounds lie"), "repeated paragraph");
}

static void
a_date_line_in_front_gives_the_date(void)
{
    static const char *const lines[] = { "Published: 24 August 2025, 10:31 GMT", "Sunday, August 24, 2025",
                                         "24 Aug 2025", "Published On 24 Aug 2025", "Updated August 24, 2025", NULL };

    for (int i = 0; lines[i]; i++) {
        char text[1024];

        snprintf(text, sizeof text, "Talks in the harbour\n\n%s\n\n%s", lines[i], REST);
        const ag_doc *d = text_doc(text);

        CHECK(!has(d->text, "2025"));
        if (lines[i][0] != 'U')
            CHECK_STR(day_of(d), "2025-08-24");
    }
}

static void
a_byline_behind_the_headline_leaves_it(void)
{
    const ag_doc *d = text_doc("Talks drag on in the harbour by Ann Lee\n\n" REST);

    CHECK_STR(d->title, "Talks drag on in the harbour");
    CHECK(d->authors.n == 1 && ag_str_is(d->authors.at[0], "Ann Lee"));
    CHECK_STR(text_doc("Minister of fish is struck by Ann Lee\n\nLee said nothing.\n\n" REST)->title,
              "Minister of fish is struck by Ann Lee");
    CHECK_STR(text_doc("The two ministers were invited by Ann Lee\n\n" REST)->title,
              "The two ministers were invited by Ann Lee");
}

static void
every_removed_line_is_shown(void)
{
    const ag_doc *d = text_doc("Talks in the harbour\n\nBy Ann Lee\n\n" REST "\nLeave a Reply\n");
    char *out = NULL;
    size_t n = 0;
    FILE *f = tmpfile();

    CHECK(f != NULL);
    if (!f)
        return;
    ag_ingest_show(d, f);
    n = (size_t)ftell(f);
    rewind(f);
    out = calloc(n + 1, 1);
    CHECK(out && fread(out, 1, n, f) == n);
    CHECK(out && strstr(out, "byline | By Ann Lee\n") && strstr(out, "comment form | Leave a Reply\n"));
    CHECK(out && strstr(out, "# Talks in the harbour\n"));
    free(out);
    fclose(f);
}

int
main(void)
{
    RUN(a_byline_gives_the_authors_and_leaves_the_text);
    RUN(bylines_of_many_forms_leave_the_text);
    RUN(a_sentence_that_begins_with_by_stays);
    RUN(a_dateline_gives_agency_and_date_and_leaves_the_sentence);
    RUN(what_only_looks_like_a_dateline_stays);
    RUN(a_dateline_without_a_year_takes_the_one_next_to_the_option);
    RUN(residue_of_agencies_and_pages_goes_with_its_reason);
    RUN(a_sentence_that_begins_like_a_widget_stays);
    RUN(a_credit_at_the_end_of_a_paragraph_is_cut_off);
    RUN(a_bracket_that_is_news_stays);
    RUN(a_lone_short_line_between_paragraphs_is_a_heading);
    RUN(a_run_of_short_lines_goes);
    RUN(short_lines_at_the_end_go);
    RUN(a_text_of_short_lines_alone_is_kept);
    RUN(a_repeated_standfirst_goes_and_the_body_stays);
    RUN(a_paragraph_told_twice_counts_once);
    RUN(a_date_line_in_front_gives_the_date);
    RUN(a_byline_behind_the_headline_leaves_it);
    RUN(every_removed_line_is_shown);
    return ingest_end();
}
