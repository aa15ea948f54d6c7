#include "unit/ingest_unit.h"

static void
a_first_line_without_a_full_stop_is_the_title(void)
{
    const ag_doc *d = text_doc("Ministers meet in the harbour\n\n" REST);

    CHECK_STR(d->title, "Ministers meet in the harbour");
    CHECK(d->paragraphs.n == 3 && d->paragraphs.at[0].kind == AG_PAR_TITLE);
    CHECK_STR(paragraph(d, 0), "Ministers meet in the harbour");
}

static void
a_first_line_that_is_a_sentence_is_no_title(void)
{
    const ag_doc *d = text_doc("The envoy floated the idea of a truce between the two countries.\n\n" REST);

    CHECK_STR(d->title, "");
    CHECK(d->paragraphs.n == 3 && d->paragraphs.at[0].kind == AG_PAR_BODY);
}

static void
a_title_may_ask_or_end_in_an_abbreviation(void)
{
    CHECK_STR(text_doc("Will the ministers ever meet?\n\n" REST)->title, "Will the ministers ever meet?");
    CHECK_STR(text_doc("Envoy flies to the U.S.\n\n" REST)->title, "Envoy flies to the U.S.");
}

static void
paragraphs_are_parted_by_one_empty_line(void)
{
    const ag_doc *d = text_doc("A short title\n\n\n\nThe first man spoke to the crowd.\n \nThe second man left early.\n");

    CHECK_STR(d->text, "A short title\n\nThe first man spoke to the crowd.\n\nThe second man left early.");
}

static void
one_newline_parts_paragraphs_too(void)
{
    const ag_doc *d = text_doc("A short title\nThe first man spoke to the crowd for more than two hours on the main square.\n"
                               "The second man left early.\nNobody knew where he had gone, and the police were looking for him.\n");

    CHECK(d->paragraphs.n == 4);
    CHECK_STR(paragraph(d, 2), "The second man left early.");
}

static const char wrapped[] =
    "Harbour talks drag on\n"
    "\n"
    "The two ministers met in the old harbour on Tuesday and spoke for\n"
    "three hours about the fishing grounds that both of their countries\n"
    "have claimed since the end of the last war.\n"
    "\n"
    "A spokesman said that the talks would go on next month, in the long-\n"
    "planned conference of the northern states.\n";

static void
hard_wrapped_lines_are_joined(void)
{
    const ag_doc *d = text_doc(wrapped);

    CHECK(d->paragraphs.n == 3);
    CHECK(has(paragraph(d, 1), "spoke for three hours"));
    CHECK(has(paragraph(d, 2), "the long-planned conference"));
}

static void
an_indent_begins_a_paragraph_of_wrapped_text(void)
{
    const ag_doc *d = text_doc("   The two ministers met in the old harbour on Tuesday and spoke for\n"
                               "three hours about the fishing grounds that both of their countries\n"
                               "have claimed since the end of the last war which nobody there won.\n"
                               "   A spokesman said that the talks would go on next month, but that\n"
                               "nobody could say where they were to be held, and who would come to\n"
                               "them.\n");

    CHECK(d->paragraphs.n == 2);
}

static void
a_typesetters_hyphen_goes_when_the_whole_word_is_known(void)
{
    const ag_doc *d = text_doc("The negotiators of both of the northern countries met for the nego-\n"
                               "tiations that were planned since spring, and the negotiations were\n"
                               "long and hard, as everybody who took part in them said on Tuesday.\n");

    CHECK(has(d->text, "for the negotiations that"));
}

static void
a_form_feed_ends_no_sentence(void)
{
    const ag_doc *d = text_doc("Pages of a paper\n\nThe first page ends with this sentence about the talks.\n\f\n"
                               "The second page begins with this one about the harbour.\n");

    CHECK(d->paragraphs.n == 3);
    CHECK(!has(d->text, "\f"));
}

static void
a_first_line_cut_short_goes_on_where_the_title_is_known(void)
{
    read_as(AG_FORMAT_JSONL, AG_S("{\"title\": \"TALKS\", \"text\": \"The two ministers of the north and\\n"
                                  "Bo Ek of the fishermen's union met in the old harbour on Tuesday and\\n"
                                  "spoke for three hours about the fishing grounds that both of them\\n"
                                  "have claimed since the end of the last war.\"}"));
    CHECK(n_docs == 1 && docs[0]->paragraphs.n == 2);
}

static void
keys_in_front_are_the_head(void)
{
    const ag_doc *d = text_doc("Title: Talks in the harbour\nDate: 24 August 2025\nSource: The Daily Example\n"
                               "URL: https://example.org/a\nAuthor: Ann Lee\n\n" REST);

    CHECK_STR(d->title, "Talks in the harbour");
    CHECK_STR(day_of(d), "2025-08-24");
    CHECK_STR(d->source, "The Daily Example");
    CHECK_STR(d->url, "https://example.org/a");
    CHECK(d->authors.n == 1 && ag_str_is(d->authors.at[0], "Ann Lee"));
    CHECK(!has(d->text, "Date:"));
}

static void
text_of_no_words_is_refused(void)
{
    read_as(AG_FORMAT_TEXT, AG_S("Leave a Reply\n0\n41\n"));
    CHECK(n_docs == 0 && n_refusals == 1);
    CHECK(strstr(refusals[0], "news/a: no article text"));
}

static void
foreign_text_is_set_aside_unless_asked_for(void)
{
    ag_str es = AG_S("El presidente del gobierno se reunió con los ministros de la región para hablar de las medidas "
                     "que el parlamento aprobó en la sesión de ayer, según dijo un portavoz a los periodistas. La "
                     "oposición pidió más tiempo para estudiar el texto y dijo que no hay prisa.\n");

    read_as(AG_FORMAT_TEXT, es);
    CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "Spanish"));
    read_with(AG_FORMAT_TEXT, es, (ag_ingest_options){ .date = AG_NO_DAY, .any_language = true });
    CHECK(n_docs == 1);
    CHECK_STR(docs[0]->language, "es");
    read_as(AG_FORMAT_TEXT, AG_S("Президент встретился с министрами и обсудил новый закон о торговле.\n"));
    CHECK(n_docs == 0 && strstr(refusals[0], "Cyrillic"));
}

static void
one_sentence_is_enough_to_tell_most_languages(void)
{
    static const char *const sentences[] = {
        "Der Minister hat am Dienstag in Berlin erklärt, dass die Verhandlungen mit der Opposition nicht vor dem Sommer enden.",
        "Le ministre a déclaré mardi que les négociations avec l'opposition ne seront pas terminées avant l'été.",
        "Il ministro ha detto che i negoziati con l'opposizione non sono finiti e che si parla ancora della data.",
        "O ministro disse na terça-feira que as negociações com a oposição não podem ser concluídas antes do verão.",
        "Minister powiedział, że negocjacje nie mogą się zakończyć przed latem, jak podał rzecznik, który nie chciał mówić o tym.",
        "部长周二表示，与反对派的谈判不可能在夏天之前结束。", "قال الوزير يوم الثلاثاء إن المفاوضات لا يمكن أن تنتهي قبل الصيف.", NULL
    };

    for (int i = 0; sentences[i]; i++) {
        read_as(AG_FORMAT_TEXT, ag_str_of(sentences[i]));
        CHECK(n_docs == 0 && n_refusals == 1 && strstr(refusals[0], "not in English"));
    }
}

static void
names_from_abroad_leave_english_english(void)
{
    const ag_doc *d = text_doc("Li Wei beat Le Van Duc and Kim Min Ho in the final of the La Coruna open on Sunday.\n\n"
                               "Real Sociedad v Villarreal, Atletico v Osasuna, Real Betis v Cadiz\n");

    CHECK_STR(d->language, "en");
}

static void
the_date_comes_from_text_then_name_then_option(void)
{
    ag_ingest_options with_day = { .date = ag_day_of(2025, 1, 2) };
    ag_item item = { .label = AG_S("news/2025-08-24-harbour.txt"), .bytes = AG_S("A title\n\n" REST), .line = 1 };

    CHECK_STR(day_of(text_doc("A title\n\nOSLO, Aug 23, 2025 (AFP) - " REST)), "2025-08-23");
    CHECK_STR(docs[0]->date_source, "dateline");
    n_docs = 0;
    ag_ingest(arena, &item, &with_day, (ag_sink){ NULL, collect });
    CHECK_STR(day_of(docs[0]), "2025-08-24");
    CHECK_STR(docs[0]->date_source, "metadata");
    read_with(AG_FORMAT_TEXT, AG_S("A title\n\n" REST), with_day);
    CHECK_STR(day_of(docs[0]), "2025-01-02");
    CHECK_STR(docs[0]->date_source, "option");
    CHECK_STR(day_of(text_doc("A title\n\n" REST)), "");
    CHECK_STR(docs[0]->date_source, "none");
}

static void
the_id_depends_on_title_day_and_text_alone(void)
{
    char id[17];

    strcpy(id, text_doc("A title\n\n" REST)->id);
    CHECK(strlen(id) == 16);
    CHECK(strcmp(id, text_doc("A title\r\n\r\n" REST)->id) == 0);
    CHECK(strcmp(id, text_doc("Another title\n\n" REST)->id) != 0);
    read_with(AG_FORMAT_TEXT, AG_S("A title\n\n" REST), (ag_ingest_options){ .date = 20000 });
    CHECK(n_docs == 1 && strcmp(id, docs[0]->id) != 0);
}

int
main(void)
{
    RUN(a_first_line_without_a_full_stop_is_the_title);
    RUN(a_first_line_that_is_a_sentence_is_no_title);
    RUN(a_title_may_ask_or_end_in_an_abbreviation);
    RUN(paragraphs_are_parted_by_one_empty_line);
    RUN(one_newline_parts_paragraphs_too);
    RUN(hard_wrapped_lines_are_joined);
    RUN(an_indent_begins_a_paragraph_of_wrapped_text);
    RUN(a_typesetters_hyphen_goes_when_the_whole_word_is_known);
    RUN(a_form_feed_ends_no_sentence);
    RUN(a_first_line_cut_short_goes_on_where_the_title_is_known);
    RUN(keys_in_front_are_the_head);
    RUN(text_of_no_words_is_refused);
    RUN(foreign_text_is_set_aside_unless_asked_for);
    RUN(one_sentence_is_enough_to_tell_most_languages);
    RUN(names_from_abroad_leave_english_english);
    RUN(the_date_comes_from_text_then_name_then_option);
    RUN(the_id_depends_on_title_day_and_text_alone);
    return ingest_end();
}
