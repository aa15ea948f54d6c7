/* Events, relations, quotes and times over trees written by hand. */
#define _POSIX_C_SOURCE 200809L
#include "unit/unit.h"

#include "extract/mend.h"
#include "extract/show.h"
#include "ontology/rules.h"
#include "unit/trees.h"

static ag_arena *a;
static ag_ontology ontology;

static ag_doc *
read_trees(const char *lines)
{
    ag_doc *doc = trees_read(a, lines, "2025-08-24");

    ag_extract_times(a, &ontology, doc);
    ag_extract_quotes(a, &ontology, doc);
    ag_extract_events(a, &ontology, doc);
    return doc;
}

#define CHECK_SHOWN(lines, show, expected) CHECK_STR(ag_str_of(trees_show(a, read_trees(lines), show)), expected)

static void
a_met_b_has_a_source_and_a_target_and_is_symmetric(void)
{
    CHECK_SHOWN("Berg Berg PROPN NNP 2 nsubj p/Berg\n"
                "met meet VERB VBD 0 root\n"
                "Dahl Dahl PROPN NNP 2 obj p/Dahl\n"
                "on on ADP IN 5 case\n"
                "Friday Friday PROPN NNP 2 obl\n",
                ag_show_events, "CONSULT  meet  Berg = Dahl  happened  2025-08-22  outlet\n");
}

static void
a_and_b_met_are_both_sources(void)
{
    CHECK_SHOWN("Berg Berg PROPN NNP 4 nsubj p/Berg\n"
                "and and CCONJ CC 3 cc\n"
                "Dahl Dahl PROPN NNP 1 conj p/Dahl\n"
                "met meet VERB VBD 0 root\n",
                ag_show_events, "CONSULT  meet  Berg, Dahl = -  happened  -  outlet\n");
}

static void
an_accusation_is_a_fact_and_what_it_alleges_a_claim(void)
{
    CHECK_SHOWN("Arland Arland PROPN NNP 2 nsubj c/Arland/AR\n"
                "accused accuse VERB VBD 0 root\n"
                "Borland Borland PROPN NNP 2 obj c/Borland/BO\n"
                "of of SCONJ IN 5 mark\n"
                "shelling shell VERB VBG 2 advcl\n"
                "Carstad Carstad PROPN NNP 5 obj l/Carstad/AR\n",
                ag_show_events, "ACCUSE.allege  accuse  Arland -> Borland  happened  -  outlet\n"
                                "ASSAULT.heavy-weapons  shell  Borland -> Carstad  happened  -  opponent: Arland\n");
}

static void
the_passive_turns_the_parties_round(void)
{
    CHECK_SHOWN("Borland Borland PROPN NNP 3 nsubj:pass c/Borland\n"
                "was be AUX VBD 3 aux:pass\n"
                "invaded invade VERB VBN 0 root\n"
                "by by ADP IN 5 case\n"
                "Arland Arland PROPN NNP 3 obl:agent c/Arland\n",
                ag_show_events, "ASSAULT  invade  Arland -> Borland  happened  -  outlet\n");
}

static void
what_somebody_plans_is_planned(void)
{
    CHECK_SHOWN("Berg Berg PROPN NNP 2 nsubj p/Berg\n"
                "plans plan VERB VBZ 0 root\n"
                "to to PART TO 4 mark\n"
                "visit visit VERB VB 2 xcomp\n"
                "Borland Borland PROPN NNP 4 obj c/Borland\n",
                ag_show_events, "CONSULT.visit  visit  Berg -> Borland  planned  -  outlet\n");
}

static void
what_would_not_be_ruled_out_is_possible(void)
{
    CHECK_SHOWN("Arland Arland PROPN NNP 4 nsubj c/Arland\n"
                "would would AUX MD 4 aux\n"
                "not not PART RB 4 advmod\n"
                "rule rule VERB VB 0 root\n"
                "out out ADP RP 4 compound:prt\n"
                "attacking attack VERB VBG 4 xcomp\n"
                "Borland Borland PROPN NNP 6 obj c/Borland\n",
                ag_show_events, "AGREE  rule out  Arland -> -  possible  -  outlet\n"
                                "ASSAULT  attack  Arland -> Borland  possible  -  outlet\n");
}

static void
an_event_noun_takes_its_parties_from_its_modifiers(void)
{
    CHECK_SHOWN("Arland Arland PROPN NNP 3 nmod:poss c/Arland\n"
                "'s 's PART POS 1 case\n"
                "invasion invasion NOUN NN 6 nsubj\n"
                "of of ADP IN 5 case\n"
                "Borland Borland PROPN NNP 3 nmod c/Borland\n"
                "failed fail VERB VBD 0 root\n",
                ag_show_events, "ASSAULT  invasion  Arland -> Borland  happened  -  outlet\n");
}

static void
a_light_verb_lends_its_subject_to_its_noun(void)
{
    CHECK_SHOWN("Berg Berg PROPN NNP 2 nsubj p/Berg\n"
                "paid pay VERB VBD 0 root\n"
                "a a DET DT 4 det\n"
                "visit visit NOUN NN 2 obj\n"
                "to to ADP IN 6 case\n"
                "Borland Borland PROPN NNP 4 nmod c/Borland\n",
                ag_show_events, "CONSULT.visit  visit  Berg -> Borland  happened  -  outlet\n");
}

static void
the_speaker_vouches_for_what_he_says(void)
{
    CHECK_SHOWN("Berg Berg PROPN NNP 2 nsubj p/Berg\n"
                "said say VERB VBD 0 root\n"
                "Arland Arland PROPN NNP 5 nsubj c/Arland\n"
                "had have AUX VBD 5 aux\n"
                "attacked attack VERB VBN 2 ccomp\n"
                "Borland Borland PROPN NNP 5 obj c/Borland\n",
                ag_show_events, "ASSAULT  attack  Arland -> Borland  happened  -  third: Berg\n");
}

static void
what_is_denied_is_denied_by_the_denier(void)
{
    CHECK_SHOWN("Arland Arland PROPN NNP 2 nsubj c/Arland\n"
                "denied deny VERB VBD 0 root\n"
                "attacking attack VERB VBG 2 xcomp\n"
                "Borland Borland PROPN NNP 3 obj c/Borland\n",
                ag_show_events, "ASSAULT  attack  Arland -> Borland  denied  -  self: Arland\n");
}

static void
a_list_is_one_event_and_no_product(void)
{
    CHECK_SHOWN("Berg Berg PROPN NNP 4 nsubj p/Berg\n"
                "and and CCONJ CC 3 cc\n"
                "Dahl Dahl PROPN NNP 1 conj p/Dahl\n"
                "thanked thank VERB VBD 0 root\n"
                "Eklund Eklund PROPN NNP 4 obj p/Eklund\n"
                "and and CCONJ CC 7 cc\n"
                "Falk Falk PROPN NNP 5 conj p/Falk\n",
                ag_show_events, "SUPPORT  thank  Berg, Dahl -> Eklund, Falk  happened  -  outlet\n");
}

static void
what_is_said_takes_the_noun_phrase_between_the_verbs_as_its_subject(void)
{
    ag_doc *doc = trees_read(a, "Berg Berg PROPN NNP 2 nsubj\n"
                                "said say VERB VBD 0 root\n"
                                "allies ally NOUN NNS 2 iobj\n"
                                "are be AUX VBP 5 aux\n"
                                "working work VERB VBG 2 ccomp\n", NULL);

    ag_mend_trees(doc);
    CHECK(doc->tokens.at[2].head == 4 && doc->tokens.at[2].deprel == AG_NSUBJ_);
    doc = trees_read(a, "Berg Berg PROPN NNP 2 nsubj\n"
                        "told tell VERB VBD 0 root\n"
                        "allies ally NOUN NNS 2 iobj\n"
                        "she she PRON PRP 5 nsubj\n"
                        "left leave VERB VBD 2 ccomp\n", NULL);
    ag_mend_trees(doc);
    CHECK(doc->tokens.at[2].head == 1 && doc->tokens.at[2].deprel == AG_IOBJ_);
}

static void
a_quote_goes_to_the_subject_of_the_verb_of_saying(void)
{
    CHECK_SHOWN("“ “ PUNCT `` 5 punct\n"
                "We we PRON PRP 3 nsubj\n"
                "want want VERB VBP 9 ccomp\n"
                "an a DET DT 5 det\n"
                "answer answer NOUN NN 3 obj\n"
                "now now ADV RB 3 advmod\n"
                ", , PUNCT , 9 punct\n"
                "” ” PUNCT '' 9 punct\n"
                "said say VERB VBD 0 root\n"
                "Berg Berg PROPN NNP 9 nsubj p/Berg\n"
                ". . PUNCT . 9 punct\n",
                ag_show_quotes, "direct  Berg  say  \"We want an answer now,\"\n");
}

static void
without_a_publication_day_no_date_is_invented(void)
{
    ag_doc *doc = trees_read(a, "Berg Berg PROPN NNP 2 nsubj p/Berg\nleft leave VERB VBD 0 root\non on ADP IN 4 case\n"
                                "Friday Friday PROPN NNP 2 obl\n", NULL);

    ag_extract_times(a, &ontology, doc);
    CHECK_STR(ag_str_of(trees_show(a, doc, ag_show_times)), "XXXX-WXX-5  \"Friday\"\n");
    CHECK(doc->times.at[0].date.grain == AG_GRAIN_NONE);
}

static void
a_broken_tree_is_read_to_its_end(void)
{
    ag_doc *doc = read_trees("met meet VERB VBD 2 conj p/A\nattacked attack VERB VBD 1 conj p/B\nsaid say VERB VBD 3 xcomp\n");

    for (int i = 0; i < doc->events.n; i++)
        CHECK(doc->events.at[i].parts.n > 0);
}

int
main(void)
{
    ag_err err;

    a = ag_arena_new(0);
    if (ag_rules_open(a, "ontology", &ontology.rules, &err) != AG_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    RUN(a_met_b_has_a_source_and_a_target_and_is_symmetric);
    RUN(a_and_b_met_are_both_sources);
    RUN(an_accusation_is_a_fact_and_what_it_alleges_a_claim);
    RUN(the_passive_turns_the_parties_round);
    RUN(what_somebody_plans_is_planned);
    RUN(what_would_not_be_ruled_out_is_possible);
    RUN(an_event_noun_takes_its_parties_from_its_modifiers);
    RUN(a_light_verb_lends_its_subject_to_its_noun);
    RUN(the_speaker_vouches_for_what_he_says);
    RUN(what_is_denied_is_denied_by_the_denier);
    RUN(a_list_is_one_event_and_no_product);
    RUN(what_is_said_takes_the_noun_phrase_between_the_verbs_as_its_subject);
    RUN(a_quote_goes_to_the_subject_of_the_verb_of_saying);
    RUN(without_a_publication_day_no_date_is_invented);
    RUN(a_broken_tree_is_read_to_its_end);
    ag_arena_free(a);
    return unit_end();
}
