/* Noun phrases of trees written by hand, and chains under weights that the test chooses. */
#define _POSIX_C_SOURCE 200809L
#include "unit/unit.h"

#include "coref/inside.h"
#include "ontology/gazetteer.h"
#include "unit/trees.h"

static ag_arena *a;
static ag_ontology ontology;

static const char VISIT[] = "Berg Berg PROPN NNP 5 nsubj\n"
                            ", , PUNCT , 1 punct\n"
                            "smiling smile VERB VBG 5 advcl\n"
                            ", , PUNCT , 1 punct\n"
                            "met meet VERB VBD 0 root\n"
                            "the the DET DT 7 det\n"
                            "envoy envoy NOUN NN 5 obj\n"
                            "of of ADP IN 9 case\n"
                            "Ostria Ostria PROPN NNP 7 nmod\n"
                            "'s 's PART POS 9 case\n"
                            "and and CCONJ CC 13 cc\n"
                            "her her PRON PRP$ 13 nmod:poss\n"
                            "aide aide NOUN NN 7 conj\n";

static const char YOUTH[] = "In in ADP IN 3 case\n"
                            "her her PRON PRP$ 3 nmod:poss\n"
                            "youth youth NOUN NN 5 obl\n"
                            "Berg Berg PROPN NNP 5 nsubj\n"
                            "sang sing VERB VBD 0 root\n";

static ag_str
shown(const ag_doc *doc)
{
    ag_buf b = { 0 };
    ag_nps list;

    ag_coref_phrases(a, doc, &list);
    for (int i = 0; i < list.n; i++) {
        ag_str s = ag_str_at(doc->text, list.at[i].span);

        ag_buf_printf(&b, "%s%.*s", i ? " | " : "", AG_SHOW(s));
    }
    ag_str out = ag_arena_str(a, ag_buf_view(&b));

    ag_buf_done(&b);
    return out;
}

static void
a_phrase_has_all_of_its_subtree_but_preposition_conjuncts_and_the_far_comma(void)
{
    CHECK_STR(shown(trees_read(a, VISIT, NULL)),
              "Berg | the envoy of Ostria's and her aide | the envoy of Ostria's | Ostria's | her aide | her");
}

static void
parts_of_names_and_relative_pronouns_head_no_phrase(void)
{
    CHECK_STR(shown(trees_read(a, "Anna Anna PROPN NNP 0 root\n"
                                  "Berg Berg PROPN NNP 1 flat\n"
                                  "who who PRON WP 4 nsubj\n"
                                  "won win VERB VBD 1 acl:relcl\n", NULL)),
              "Anna Berg who won");
}

/* One weight for all features: whoever has more of them wins. */
static void
fill(int8_t *weight, int8_t with)
{
    memset(weight, with, AG_COREF_TABLE);
}

static void
without_gain_nothing_is_joined_and_with_it_chains_are_in_order_of_the_text(void)
{
    static int8_t weight[AG_COREF_TABLE];
    ag_coref_model m = { weight };
    ag_doc *doc = trees_read(a, VISIT, NULL);

    fill(weight, 0);
    ag_coref(a, &m, ontology.gazetteer, doc);
    CHECK(doc->chains.n == 0);
    fill(weight, 1); /* a link has more features than a beginning */
    ag_coref(a, &m, ontology.gazetteer, doc);
    CHECK(doc->chains.n > 0);
    for (int i = 0; i < doc->chains.n; i++) {
        CHECK(doc->chains.at[i].nps.n >= 2);
        for (int k = 1; k < doc->chains.at[i].nps.n; k++)
            CHECK(doc->chains.at[i].nps.at[k - 1].first <= doc->chains.at[i].nps.at[k].first);
    }
}

static void
a_model_without_weights_finds_no_chains(void)
{
    ag_coref_model none = { NULL };
    ag_doc *doc = trees_read(a, VISIT, NULL);

    ag_coref(a, &none, ontology.gazetteer, doc);
    CHECK(doc->chains.n == 0);
}

static void
a_pronoun_before_its_subject_waits_for_it(void)
{
    ag_coref_task t = { .a = a, .gazetteer = ontology.gazetteer, .doc = trees_read(a, YOUTH, NULL) };
    ag_option_np list[AG_COREF_LOOKS];

    ag_coref_phrases(a, t.doc, &t.nps);
    ag_coref_prepare(&t);
    CHECK(t.nps.n == 3);
    CHECK_STR(ag_str_at(t.doc->text, t.nps.at[t.turn[1]].span), "Berg");
    CHECK_STR(ag_str_at(t.doc->text, t.nps.at[t.turn[2]].span), "her");
    ag_coref_decide(&t, t.turn[0], -1);
    ag_coref_decide(&t, t.turn[1], -1);
    CHECK(ag_coref_candidates(&t, t.turn[2], list) == 1);
    CHECK(list[0].np == t.turn[1]);
}

static void
a_phrase_is_never_joined_to_one_it_lies_in_but_from_a_clause_about_it(void)
{
    ag_coref_task t = { .a = a, .gazetteer = ontology.gazetteer };

    t.doc = trees_read(a, VISIT, NULL);
    ag_coref_phrases(a, t.doc, &t.nps);
    ag_coref_prepare(&t);
    CHECK(ag_coref_nested(&t, 5, 4));  /* her in "her aide" */
    CHECK(!ag_coref_nested(&t, 5, 0)); /* her and Berg      */
    t.doc = trees_read(a, "Berg Berg PROPN NNP 0 root\n"
                          "who who PRON WP 3 nsubj\n"
                          "lost lose VERB VBD 1 acl:relcl\n"
                          "her her PRON PRP$ 5 nmod:poss\n"
                          "seat seat NOUN NN 3 obj\n", NULL);
    ag_coref_phrases(a, t.doc, &t.nps);
    ag_coref_prepare(&t);
    CHECK_STR(ag_str_at(t.doc->text, t.nps.at[0].span), "Berg who lost her seat");
    CHECK_STR(ag_str_at(t.doc->text, t.nps.at[2].span), "her");
    CHECK(!ag_coref_nested(&t, 2, 0));
}

static void
weights_of_the_wrong_size_are_refused(void)
{
    ag_coref_model m = { NULL };
    ag_err err;

    CHECK(ag_coref_open(AG_S("short"), "en.model", &m, &err) == AG_INPUT);
    CHECK(strstr(err.text, "en.model") != NULL);
}

int
main(void)
{
    ag_err err;

    a = ag_arena_new(0);
    if (ag_ontology_open(a, "ontology", NULL, &ontology, &err) != AG_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    RUN(a_phrase_has_all_of_its_subtree_but_preposition_conjuncts_and_the_far_comma);
    RUN(parts_of_names_and_relative_pronouns_head_no_phrase);
    RUN(without_gain_nothing_is_joined_and_with_it_chains_are_in_order_of_the_text);
    RUN(a_model_without_weights_finds_no_chains);
    RUN(a_pronoun_before_its_subject_waits_for_it);
    RUN(a_phrase_is_never_joined_to_one_it_lies_in_but_from_a_clause_about_it);
    RUN(weights_of_the_wrong_size_are_refused);
    ag_arena_free(a);
    return unit_end();
}
