/* resolve/: one article, actor, event in many articles, whatever the order of the files. */
#include "names.h"
#include "record/record.h"
#include "resolve/resolve.h"
#include "unit/unit.h"

static ag_arena *a;
static int counter;
static const ag_decisions *decided; /* NULL: none */

/* A document of one sentence. */
static ag_doc *
article(const char *text, const char *day)
{
    ag_doc *d = AG_NEW(a, ag_doc);

    snprintf(d->id, sizeof d->id, "%016x", ++counter);
    memset(d->sha256, '0', 64);
    d->path = ag_arena_printf(a, "%d.txt", counter);
    d->date = d->modified = AG_NO_DAY;
    ag_day_parse(ag_str_of(day), &d->date);
    d->text = ag_str_of(text);
    AG_PUSH(a, &d->sentences, (ag_sentence){ .span = { 0, (uint32_t)d->text.len }, .tokens = 1 });
    return d;
}

/* An entity with a mention at its name in the text; its number comes back. */
static int
entity(ag_doc *d, ag_actor_type type, const char *name, const char *country)
{
    long at = ag_str_find(d->text, ag_str_of(name));

    CHECK(at >= 0);
    AG_PUSH(a, &d->entities, (ag_entity){ .name = ag_str_of(name), .type = (uint8_t)type, .is_named = true,
                                          .role = AG_S(""), .country = ag_str_of(country) });
    AG_PUSH(a, &d->mentions, (ag_mention){ .span = { (uint32_t)at, (uint32_t)(at + (long)strlen(name)) },
                                           .entity = d->entities.n - 1 });
    return d->entities.n - 1;
}

static ag_event *
event(ag_doc *d, const char *type, const char *lemma, int source, int target, const char *day)
{
    ag_event e = { .type = ag_str_of(type), .mode = AG_S(""), .lemma = ag_str_of(lemma), .claimed_by = -1 };

    if (day[0])
        ag_date_parse(ag_str_of(day), &e.date);
    AG_PUSH(a, &e.parts, (ag_participant){ source, AG_SOURCE });
    AG_PUSH(a, &e.parts, (ag_participant){ target, AG_TARGET });
    AG_PUSH(a, &d->events, e);
    return &d->events.at[d->events.n - 1];
}

static ag_world
world_of(ag_doc **docs, int n)
{
    ag_world w = { 0 };

    ag_resolve_documents(a, docs, n, &w);
    ag_resolve_actors(a, &w, decided);
    ag_resolve_acts(a, &w, decided);
    return w;
}

/* Everything a world says, as text. */
static ag_str
told(const ag_world *w)
{
    ag_buf b = { 0 };

    for (int i = 0; i < w->actors.n; i++)
        ag_buf_printf(&b, "%.*s %.*s %d %d %d\n", AG_SHOW(w->actors.at[i].id), AG_SHOW(w->actors.at[i].name),
                      w->actors.at[i].mentions, w->actors.at[i].documents, w->actors.at[i].origins);
    for (int i = 0; i < w->acts.n; i++)
        ag_buf_printf(&b, "%.*s %.*s %d %d\n", AG_SHOW(w->acts.at[i].id), AG_SHOW(w->acts.at[i].label),
                      w->acts.at[i].reports, w->acts.at[i].origins);

    ag_str s = ag_arena_str(a, ag_buf_view(&b));

    ag_buf_done(&b);
    return s;
}

static void
a_bare_surname_is_the_one_person_who_has_it(void)
{
    ag_doc *docs[] = { article("Anna Berg spoke.", "2025-08-01"), article("Berg left.", "2025-08-02") };

    entity(docs[0], AG_TYPE_PERSON, "Anna Berg", "");
    entity(docs[1], AG_TYPE_PERSON, "Berg", "");

    ag_world w = world_of(docs, 2);

    CHECK(w.actors.n == 1);
    CHECK(w.actors.at[0].documents == 2);
    CHECK_STR(w.actors.at[0].id, "person.anna-berg");
    CHECK(w.actors.at[0].aliases.n == 1);
}

static void
a_surname_that_two_people_have_stays_alone(void)
{
    ag_doc *docs[] = { article("Anna Berg and Bo Berg spoke.", "2025-08-01"), article("Berg left.", "2025-08-02") };

    entity(docs[0], AG_TYPE_PERSON, "Anna Berg", "");
    entity(docs[0], AG_TYPE_PERSON, "Bo Berg", "");
    entity(docs[1], AG_TYPE_PERSON, "Berg", "");

    ag_world w = world_of(docs, 2);

    CHECK(w.actors.n == 3);
}

static void
spellings_of_one_name_are_one_person_and_his_wife_another(void)
{
    ag_doc *docs[] = { article("Volodymyr Zelenskyy spoke.", "2025-08-01"), article("Volodymyr Zelenskiy spoke.", "2025-08-01"),
                       article("Olena Zelenska spoke.", "2025-08-01") };

    entity(docs[0], AG_TYPE_PERSON, "Volodymyr Zelenskyy", "UA");
    entity(docs[1], AG_TYPE_PERSON, "Volodymyr Zelenskiy", "UA");
    entity(docs[2], AG_TYPE_PERSON, "Olena Zelenska", "UA");

    ag_world w = world_of(docs, 3);

    CHECK(w.actors.n == 2);
}

static void
two_of_one_name_and_two_countries_are_two(void)
{
    ag_doc *docs[] = { article("Anna Berg spoke.", "2025-08-01"), article("Anna Berg sang.", "2025-08-02") };

    entity(docs[0], AG_TYPE_PERSON, "Anna Berg", "SE");
    entity(docs[1], AG_TYPE_PERSON, "Anna Berg", "NO");

    ag_world w = world_of(docs, 2);

    CHECK(w.actors.n == 2);
    CHECK_STR(w.actors.at[0].id, "person.anna-berg");
    CHECK_STR(w.actors.at[1].id, "person.anna-berg.no");
}

static void
an_acronym_joins_the_one_name_it_stands_for(void)
{
    ag_doc *docs[] = { article("The Northern Trade Union (NTU) met.", "2025-08-01"), article("NTU left.", "2025-08-02") };

    entity(docs[0], AG_TYPE_ORGANIZATION, "Northern Trade Union", "");
    AG_PUSH(a, &docs[0]->entities.at[0].aliases, AG_S("NTU"));
    entity(docs[1], AG_TYPE_ORGANIZATION, "NTU", "");

    ag_world w = world_of(docs, 2);

    CHECK(w.actors.n == 1);
    CHECK_STR(w.actors.at[0].name, "Northern Trade Union");
}

static void
a_short_name_taken_for_a_person_is_the_organisation_that_has_it(void)
{
    ag_doc *docs[] = { article("Corvane Ports grew.", "2025-08-01"), article("Corvane left.", "2025-08-02") };

    entity(docs[0], AG_TYPE_ORGANIZATION, "Corvane Ports", "");
    AG_PUSH(a, &docs[0]->entities.at[0].aliases, AG_S("Corvane"));
    entity(docs[1], AG_TYPE_PERSON, "Corvane", "");

    ag_world w = world_of(docs, 2);

    CHECK(w.actors.n == 1);
    CHECK(w.actors.at[0].type == AG_TYPE_ORGANIZATION);
}

/* Four articles about two meetings: told on three days, once in the same words. */
static void
meetings(ag_doc *docs[4])
{
    docs[0] = article("Anna Berg met Carl Dahl on Sunday in the old port of the city.", "2025-08-03");
    docs[1] = article("Anna Berg met Carl Dahl on Sunday in the old port of the city.", "2025-08-04");
    docs[2] = article("Carl Dahl received Anna Berg, who had a meeting with him.", "2025-08-03");
    docs[3] = article("Anna Berg met Carl Dahl again.", "2025-08-11");
    for (int i = 0; i < 4; i++) {
        int x = entity(docs[i], AG_TYPE_PERSON, "Anna Berg", ""), y = entity(docs[i], AG_TYPE_PERSON, "Carl Dahl", "");
        ag_event *e = event(docs[i], "CONSULT", i == 2 ? "meeting" : "meet", x, y, i < 2 ? "2025-08-03" : "");

        e->is_symmetric = true;
        e->is_nominal = i == 2;
    }
}

static void
an_event_told_three_times_is_one_act_and_copied_words_one_origin(void)
{
    ag_doc *docs[4];

    meetings(docs);

    ag_world w = world_of(docs, 4);

    CHECK(w.acts.n == 2);
    CHECK(w.acts.at[0].reports == 3);
    CHECK(w.acts.at[0].origins == 2);
    CHECK_STR(w.acts.at[0].label, "Berg, Dahl meet, 3 Aug");
    CHECK(w.acts.at[1].reports == 1);
}

static void
no_order_of_articles_changes_the_world(void)
{
    ag_doc *docs[4];
    const int order[][4] = { { 1, 0, 3, 2 }, { 3, 2, 1, 0 }, { 2, 0, 3, 1 } };

    meetings(docs);

    ag_world first = world_of(docs, 4);
    ag_str said = told(&first);

    for (int k = 0; k < 3; k++) {
        ag_doc *other[] = { docs[order[k][0]], docs[order[k][1]], docs[order[k][2]], docs[order[k][3]] };
        ag_world w = world_of(other, 4);

        CHECK(ag_str_eq(told(&w), said));
    }
}

static void
a_claim_and_a_fact_are_two_acts(void)
{
    ag_doc *docs[] = { article("Anna Berg hit Carl Dahl.", "2025-08-01"), article("Anna Berg hit Carl Dahl, he said.", "2025-08-01") };

    for (int i = 0; i < 2; i++) {
        int x = entity(docs[i], AG_TYPE_PERSON, "Anna Berg", ""), y = entity(docs[i], AG_TYPE_PERSON, "Carl Dahl", "");
        ag_event *e = event(docs[i], "ASSAULT", "hit", x, y, "");

        if (i) {
            e->claimed_by = y;
            e->voice = AG_VOICE_OPPONENT;
        }
    }

    ag_world w = world_of(docs, 2);

    CHECK(w.acts.n == 2);
}

static void
what_two_told_each_other_on_the_day_they_met_is_their_meeting(void)
{
    ag_doc *docs[] = { article("Anna Berg met Carl Dahl.", "2025-08-01"), article("Anna Berg told Carl Dahl.", "2025-08-01"),
                       article("Anna Berg joined Carl Dahl.", "2025-08-01") };
    const char *lemma[] = { "meet", "tell", "join" };

    for (int i = 0; i < 3; i++) {
        int x = entity(docs[i], AG_TYPE_PERSON, "Anna Berg", ""), y = entity(docs[i], AG_TYPE_PERSON, "Carl Dahl", "");

        event(docs[i], "CONSULT", lemma[i], x, y, "2025-08-01")->is_symmetric = i != 1;
    }

    ag_world w = world_of(docs, 3);

    CHECK(w.acts.n == 2); /* one telling makes no two meetings one */
    CHECK(w.acts.at[0].evidence.n + w.acts.at[1].evidence.n == 3);
}

static void
a_fact_in_the_mouth_of_the_doer_is_the_same_act(void)
{
    ag_doc *docs[] = { article("Anna Berg met Carl Dahl.", "2025-08-01"), article("Anna Berg said she met Carl Dahl.", "2025-08-01") };

    for (int i = 0; i < 2; i++) {
        int x = entity(docs[i], AG_TYPE_PERSON, "Anna Berg", ""), y = entity(docs[i], AG_TYPE_PERSON, "Carl Dahl", "");
        ag_event *e = event(docs[i], "CONSULT", "meet", x, y, "2025-08-01");

        if (i) {
            e->claimed_by = x;
            e->voice = AG_VOICE_SELF;
        }
    }

    ag_world w = world_of(docs, 2);

    CHECK(w.acts.n == 1 && w.acts.at[0].voice == AG_VOICE_OUTLET && w.acts.at[0].claimed_by == -1);
}

static void
an_article_in_two_files_counts_once_with_both_paths(void)
{
    ag_doc *docs[] = { article("Anna Berg spoke.", "2025-08-01"), article("Anna Berg spoke.", "2025-08-01") };

    memcpy(docs[1]->id, docs[0]->id, sizeof docs[0]->id);
    entity(docs[0], AG_TYPE_PERSON, "Anna Berg", "");
    entity(docs[1], AG_TYPE_PERSON, "Anna Berg", "");

    ag_world w = world_of(docs, 2);

    CHECK(w.docs.n == 1 && w.joined == 1);
    CHECK(ag_str_find(w.docs.at[0]->path, AG_S(" | ")) > 0);
    CHECK(w.actors.at[0].mentions == 1);
}

static void
of_two_versions_of_a_page_the_later_counts(void)
{
    ag_doc *docs[] = { article("First.", "2025-08-01"), article("Second.", "2025-08-01"), article("Third.", "2025-08-01") };

    for (int i = 0; i < 3; i++)
        docs[i]->url = AG_S("https://news.example/x");
    docs[1]->modified = docs[1]->date + 2;

    ag_world w = world_of(docs, 3);

    CHECK(w.docs.n == 1 && w.superseded == 2);
    CHECK_STR(w.docs.at[0]->text, "Second.");
}

static void
a_trimmed_copy_has_the_origin_of_its_model_and_another_text_has_not(void)
{
    ag_buf b = { 0 }, other = { 0 };

    for (int i = 0; i < 100; i++) {
        ag_buf_printf(&b, "word%d ", i * 7 % 101);
        ag_buf_printf(&other, "word%d ", i * 13 % 101);
    }

    ag_str text = ag_arena_str(a, ag_buf_view(&b)), apart = ag_arena_str(a, ag_buf_view(&other));
    ag_doc *docs[] = { article(text.at, "2025-08-01"), article(text.at + 200, "2025-08-01"), article(apart.at, "2025-08-01") };
    ag_world w = world_of(docs, 3);

    CHECK(w.origin[0] == w.origin[1]);
    CHECK(w.origin[0] != w.origin[2]);
    CHECK(w.n_origins == 2);
    ag_buf_done(&b);
    ag_buf_done(&other);
}

/* Two articles on one meeting, in the given words; how many origins it has. */
static int
origins_of(const char *one, const char *other, const char *agency, const char *source)
{
    ag_doc *docs[] = { article(one, "2025-08-03"), article(other, "2025-08-03") };

    for (int i = 0; i < 2; i++) {
        int x = entity(docs[i], AG_TYPE_PERSON, "Anna Berg", ""), y = entity(docs[i], AG_TYPE_PERSON, "Carl Dahl", "");

        event(docs[i], "CONSULT", "meet", x, y, "2025-08-03")->is_symmetric = true;
        docs[i]->agency = ag_str_of(agency);
        docs[i]->source = ag_str_of(i ? source : agency);
    }

    ag_world w = world_of(docs, 2);

    CHECK(w.acts.n == 1 && w.acts.at[0].reports == 2);
    return w.acts.n ? w.acts.at[0].origins : 0;
}

static void
articles_that_share_the_passage_of_the_evidence_are_one_origin(void)
{
    const char *own = "On Sunday, Anna Berg met Carl Dahl in the old town hall of Veldin to mark the feast of the river, officials said.";
    const char *same = "Anna Berg, who came by train, met Carl Dahl in the old town hall of Veldin to mark the feast of the river.";
    const char *other = "Carl Dahl, the mayor, said that Anna Berg had met Carl Dahl's party and him over dinner near the station.";

    CHECK(origins_of(own, same, "", "") == 1);
    CHECK(origins_of(own, other, "", "") == 2);
}

static void
an_article_that_credits_an_agency_adds_nothing_to_the_agencys_own(void)
{
    const char *own = "On Sunday, Anna Berg met Carl Dahl in Veldin.", *other = "There were talks when Anna Berg met Carl Dahl.";

    CHECK(origins_of(own, other, "Interpress", "Courier") == 1);
    CHECK(origins_of(own, other, "Interpress", "Interpress") == 2); /* two articles of the agency */
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(a_bare_surname_is_the_one_person_who_has_it);
    RUN(a_surname_that_two_people_have_stays_alone);
    RUN(spellings_of_one_name_are_one_person_and_his_wife_another);
    RUN(two_of_one_name_and_two_countries_are_two);
    RUN(an_acronym_joins_the_one_name_it_stands_for);
    RUN(a_short_name_taken_for_a_person_is_the_organisation_that_has_it);
    RUN(an_event_told_three_times_is_one_act_and_copied_words_one_origin);
    RUN(no_order_of_articles_changes_the_world);
    RUN(a_claim_and_a_fact_are_two_acts);
    RUN(what_two_told_each_other_on_the_day_they_met_is_their_meeting);
    RUN(a_fact_in_the_mouth_of_the_doer_is_the_same_act);
    RUN(an_article_in_two_files_counts_once_with_both_paths);
    RUN(of_two_versions_of_a_page_the_later_counts);
    RUN(a_trimmed_copy_has_the_origin_of_its_model_and_another_text_has_not);
    RUN(articles_that_share_the_passage_of_the_evidence_are_one_origin);
    RUN(an_article_that_credits_an_agency_adds_nothing_to_the_agencys_own);
    ag_arena_free(a);
    return unit_end();
}
