/* Look-ups of names, people, titles and words. Run from the top of the tree. */
#include "ontology/gazetteer.h"

#include "unit/unit.h"

static ag_arena *a;
static const ag_gazetteer *g;

static ag_str
canonical(const char *name)
{
    const ag_known *k = ag_gazetteer_name(a, g, ag_str_of(name));

    return k ? k->name : AG_S("");
}

static void
all_forms_of_a_country_lead_to_one_name(void)
{
    CHECK_STR(canonical("U.S."), "United States");
    CHECK_STR(canonical("US"), "United States");
    CHECK_STR(canonical("the United States of America"), "United States");
    CHECK_STR(canonical("America"), "United States");
    CHECK_STR(canonical("UKRAINE"), "Ukraine");
    CHECK_STR(canonical("Türkiye"), "Turkey");
    CHECK_STR(canonical("Côte d’Ivoire"), "Ivory Coast");
    CHECK_STR(canonical("Cote d'Ivoire"), "Ivory Coast");
}

static void
an_acronym_is_found_in_capitals_only(void)
{
    CHECK_STR(canonical("WHO"), "World Health Organization");
    CHECK_STR(canonical("Who"), "");
    CHECK_STR(canonical("who"), "");
    CHECK_STR(canonical("us"), "");
    CHECK_STR(canonical("Us"), "");
    CHECK_STR(canonical("E.U."), "European Union");
}

static void
a_name_in_small_letters_is_no_name_unless_it_is_written_so(void)
{
    CHECK_STR(canonical("turkey"), "");
    CHECK_STR(canonical("al-Qaeda"), "Al Qaeda");
}

static void
spellings_of_a_capital_are_one_city_that_can_stand_for_its_government(void)
{
    const ag_known *k = ag_gazetteer_name(a, g, AG_S("Kiev"));

    CHECK(k && k->kind == AG_KNOWN_CITY && k->metonym == AG_METONYM_WILL);
    CHECK_STR(k->name, "Kyiv");
    CHECK_STR(k->stands_for, "UA");
}

static void
a_metonym_that_is_a_capital_too_stands_for_what_its_table_says(void)
{
    const ag_known *k = ag_gazetteer_name(a, g, AG_S("Brussels"));

    CHECK_STR(k->stands_for, "European Union");
    CHECK_STR(k->country, "BE");
    k = ag_gazetteer_name(a, g, AG_S("Pentagon"));
    CHECK(k->metonym == AG_METONYM_SELF);
    CHECK_STR(k->country, "US");
}

static void
a_city_that_is_an_english_word_is_doubtful(void)
{
    const ag_known *nice = ag_gazetteer_name(a, g, AG_S("Nice")), *kharkiv = ag_gazetteer_name(a, g, AG_S("Kharkiv"));

    CHECK(nice && nice->is_doubtful);
    CHECK(kharkiv && !kharkiv->is_doubtful);
    CHECK_STR(kharkiv->country, "UA");
    CHECK(ag_gazetteer_name(a, g, AG_S("Of")) == NULL);
}

static void
demonyms_are_told_apart_as_adjectives_persons_and_peoples(void)
{
    ag_demonym d;

    CHECK(ag_gazetteer_demonym(a, g, AG_S("Danish"), &d) && d.forms == AG_DEMONYM_ADJECTIVE);
    CHECK(ag_gazetteer_demonym(a, g, AG_S("Dane"), &d) && d.forms == AG_DEMONYM_PERSON);
    CHECK_STR(d.of->country, "DK");
    CHECK(ag_gazetteer_demonym(a, g, AG_S("Ukrainians"), &d) && d.forms == AG_DEMONYM_PEOPLE);
    CHECK(ag_gazetteer_demonym(a, g, AG_S("Ukrainian"), &d) && d.forms == (AG_DEMONYM_ADJECTIVE | AG_DEMONYM_PERSON));
    CHECK(ag_gazetteer_demonym(a, g, AG_S("Frenchmen"), &d) && d.forms == AG_DEMONYM_PEOPLE);
    CHECK(ag_gazetteer_demonym(a, g, AG_S("South Korean"), &d));
    CHECK_STR(d.of->country, "KR");
    CHECK(ag_gazetteer_demonym(a, g, AG_S("European"), &d) && d.of->kind == AG_KNOWN_REGION);
    CHECK(!ag_gazetteer_demonym(a, g, AG_S("polish"), &d));
    CHECK_STR(ag_gazetteer_adjective(g, AG_S("FR")), "French");
}

static void
titles_styles_and_first_names_are_known(void)
{
    ag_gender gender;
    ag_str title;
    bool known;

    CHECK(ag_gazetteer_title(g, AG_S("foreign minister")) != NULL);
    CHECK(ag_gazetteer_title(g, AG_S("minister"))->is_open);
    CHECK(!ag_gazetteer_title(g, AG_S("king"))->is_open);
    CHECK(ag_gazetteer_status(g, AG_S("former")) == 1);
    CHECK(ag_gazetteer_status(g, AG_S("angry")) == -1);
    CHECK(ag_gazetteer_style(g, AG_S("Mrs."), &gender, &title) && gender == AG_GENDER_FEMALE);
    CHECK(ag_gazetteer_style(g, AG_S("Sen."), &gender, &title));
    CHECK_STR(title, "senator");
    CHECK(ag_gazetteer_first_name(a, g, AG_S("Olena"), &known) == AG_GENDER_FEMALE && known);
    CHECK(ag_gazetteer_first_name(a, g, AG_S("Keith"), &known) == AG_GENDER_MALE && known);
    ag_gazetteer_first_name(a, g, AG_S("Xqzt"), &known);
    CHECK(!known);
}

static void
words_before_a_capital_decide_whether_it_acts(void)
{
    CHECK(ag_gazetteer_will(a, g, AG_S("with"), AG_S("")));
    CHECK(ag_gazetteer_will(a, g, AG_S("to"), AG_S("aid")));
    CHECK(!ag_gazetteer_will(a, g, AG_S("to"), AG_S("visit")));
    CHECK(!ag_gazetteer_will(a, g, AG_S("in"), AG_S("ceremony")));
}

static void
a_missing_table_is_one_sentence_with_its_place(void)
{
    const ag_gazetteer *none;
    ag_err err = { 0 };

    CHECK(ag_gazetteer_open(a, "no-such-folder", NULL, &none, &err) == AG_INPUT);
    CHECK(strncmp(err.text, "no-such-folder/countries.txt:", 29) == 0);
}

int
main(void)
{
    ag_err err = { 0 };

    a = ag_arena_new(0);
    if (ag_gazetteer_open(a, "ontology", NULL, &g, &err) != AG_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    RUN(all_forms_of_a_country_lead_to_one_name);
    RUN(an_acronym_is_found_in_capitals_only);
    RUN(a_name_in_small_letters_is_no_name_unless_it_is_written_so);
    RUN(spellings_of_a_capital_are_one_city_that_can_stand_for_its_government);
    RUN(a_metonym_that_is_a_capital_too_stands_for_what_its_table_says);
    RUN(a_city_that_is_an_english_word_is_doubtful);
    RUN(demonyms_are_told_apart_as_adjectives_persons_and_peoples);
    RUN(titles_styles_and_first_names_are_known);
    RUN(words_before_a_capital_decide_whether_it_acts);
    RUN(a_missing_table_is_one_sentence_with_its_place);
    ag_arena_free(a);
    return unit_end();
}
