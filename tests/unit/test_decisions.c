/* resolve/decisions.c and decide.c: what the analyst decides holds, on every build. */
#include "base/buf.h"
#include "resolve/resolve.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

static ag_arena *a;
static int counter;

static ag_doc *
article(const char *text)
{
    ag_doc *d = AG_NEW(a, ag_doc);

    snprintf(d->id, sizeof d->id, "%016x", ++counter);
    d->path = ag_arena_printf(a, "%d.txt", counter);
    d->date = ag_day_of(2025, 8, 1);
    d->modified = AG_NO_DAY;
    d->text = ag_str_of(text);
    for (uint32_t i = 0, from = 0; i < d->text.len; i++)
        if (d->text.at[i] == '.') {
            AG_PUSH(a, &d->sentences, (ag_sentence){ .span = { from, i + 1 } });
            from = i + 2;
        }
    return d;
}

/* An entity with a mention wherever one of its forms stands; forms parted by "|", the first is its name. */
static int
entity(ag_doc *d, ag_actor_type type, const char *forms, const char *country)
{
    ag_str rest = ag_str_of(forms), form;
    ag_entity e = { .type = (uint8_t)type, .is_named = true, .role = AG_S(""), .country = ag_str_of(country) };

    while (ag_str_cut(&rest, '|', &form)) {
        if (!e.name.at)
            e.name = form;
        else
            AG_PUSH(a, &e.aliases, form);
        for (size_t i = 0; i + form.len <= d->text.len; i++)
            if (memcmp(d->text.at + i, form.at, form.len) == 0)
                AG_PUSH(a, &d->mentions, (ag_mention){ .span = { (uint32_t)i, (uint32_t)(i + form.len) }, .entity = d->entities.n });
    }
    AG_PUSH(a, &d->entities, e);
    return d->entities.n - 1;
}

static void
event(ag_doc *d, const char *type, int sentence, int source, int target)
{
    ag_event e = { .type = ag_str_of(type), .mode = AG_S(""), .lemma = AG_S("act"), .claimed_by = -1, .sentence = sentence,
                   .trigger = d->sentences.at[sentence].span };

    AG_PUSH(a, &e.parts, (ag_participant){ source, AG_SOURCE });
    AG_PUSH(a, &e.parts, (ag_participant){ target, AG_TARGET });
    AG_PUSH(a, &d->events, e);
}

static ag_world
decided(ag_doc **docs, int n, const char *text)
{
    ag_world w = { 0 };
    ag_decisions d;
    ag_err err;

    CHECK(ag_decisions_parse(a, "d.txt", ag_str_of(text), &d, &err) == AG_OK);
    ag_resolve_documents(a, docs, n, &w);
    ag_resolve_actors(a, &w, &d);
    ag_resolve_acts(a, &w, &d);
    return w;
}

static const ag_actor *
actor(const ag_world *w, const char *name)
{
    for (int i = 0; i < w->actors.n; i++)
        if (ag_str_is(w->actors.at[i].name, name))
            return &w->actors.at[i];
    return NULL;
}

static void
refused(const char *text, const char *words)
{
    ag_decisions d;
    ag_err err;

    CHECK(ag_decisions_parse(a, "d.txt", ag_str_of(text), &d, &err) == AG_INPUT);
    if (!strstr(err.text, words)) {
        fprintf(stderr, "'%s' does not say '%s'\n", err.text, words);
        unit_bad = 1;
    }
}

static void
a_line_is_a_verdict_and_its_sides(void)
{
    ag_decisions d;
    ag_err err;

    CHECK(ag_decisions_parse(a, "d.txt", AG_S("# mine\n\nsame  A B = \"C = D\"  # why\nrename A B=\"X\"\r\ntype Corvane = organization\n"), &d, &err) == AG_OK);
    CHECK(d.list.n == 3);
    CHECK_STR(d.list.at[0].left, "A B");
    CHECK_STR(d.list.at[0].right, "C = D");
    CHECK(d.list.at[0].line == 3 && d.list.at[2].line == 5);
    CHECK_STR(d.list.at[1].right, "X");
    CHECK(d.list.at[2].value == AG_TYPE_ORGANIZATION);
}

static void
what_is_wrong_is_said_with_its_line(void)
{
    refused("joined A = B\n", "d.txt:1: 'joined' is no decision");
    refused("\nsame A\n", "d.txt:2: 'same' needs two sides");
    refused("drop A = B\n", "d.txt:1: 'drop' takes one name");
    refused("type A = persona\n", "'persona' is no type");
    refused("same A =\n", "empty");
    refused("same A = B\nsame B = C\nnever c = a\n", "d.txt:3: 'never c = a' contradicts 'same' in line 2");
    refused("rename A = X\nrename a = Y\n", "d.txt:2: 'rename a' contradicts line 1");
    refused("never A = a\n", "both sides of 'never' are one name");
    refused("same \xff = B\n", "UTF-8");
}

static void
same_makes_one_actor_with_both_names(void)
{
    ag_doc *docs[] = { article("Annelie spoke."), article("Anna Berg left.") };

    entity(docs[0], AG_TYPE_PERSON, "Annelie", "");
    entity(docs[1], AG_TYPE_PERSON, "Anna Berg", "");

    ag_world w = decided(docs, 2, "same annelie = Anna Berg\n");

    CHECK(w.actors.n == 1);
    CHECK_STR(w.actors.at[0].name, "Anna Berg");
    CHECK_STR(w.actors.at[0].id, "person.anna-berg");
    CHECK(w.actors.at[0].documents == 2 && w.rulings.n == 1 && w.rulings.at[0].is_applied);
}

static void
never_parts_what_a_rule_joined(void)
{
    ag_doc *docs[] = { article("Volodymyr Zelenskyy spoke."), article("Volodymyr Zelensky left.") };

    entity(docs[0], AG_TYPE_PERSON, "Volodymyr Zelenskyy", "");
    entity(docs[1], AG_TYPE_PERSON, "Volodymyr Zelensky", "");
    CHECK(decided(docs, 2, "").actors.n == 1);

    ag_world w = decided(docs, 2, "never Volodymyr Zelenskyy = Volodymyr Zelensky\n");

    CHECK(w.actors.n == 2);
    CHECK(actor(&w, "Volodymyr Zelensky") != actor(&w, "Volodymyr Zelenskyy"));
    CHECK(w.rulings.at[0].is_applied);
}

static void
never_parts_what_one_article_made_one(void)
{
    ag_doc *docs[] = { article("Ukraine signed with Canada. The Ukrainian Armed Forces struck Russia.") };
    int ua = entity(docs[0], AG_TYPE_COUNTRY, "Ukraine|Ukrainian Armed Forces", "UA");

    event(docs[0], "AGREE", 0, ua, entity(docs[0], AG_TYPE_COUNTRY, "Canada", "CA"));
    event(docs[0], "ASSAULT", 1, ua, entity(docs[0], AG_TYPE_COUNTRY, "Russia", "RU"));

    ag_world w = decided(docs, 1, "never Ukraine = Ukrainian Armed Forces\n");
    const ag_actor *army = actor(&w, "Ukrainian Armed Forces"), *state = actor(&w, "Ukraine");

    CHECK(army && state && army->type == AG_TYPE_ORGANIZATION);
    CHECK(state && state->aliases.n == 0);
    for (int i = 0; i < w.acts.n; i++)
        CHECK(&w.actors.at[w.acts.at[i].parts.at[0].entity] == (ag_str_is(w.acts.at[i].type, "ASSAULT") ? army : state));
    CHECK(docs[0]->entities.n == 3); /* the article itself stays as it was read */
}

static void
type_holds_before_actors_are_made(void)
{
    ag_doc *docs[] = { article("Corvane grew."), article("Corvane left.") };

    entity(docs[0], AG_TYPE_PERSON, "Corvane", "");
    entity(docs[1], AG_TYPE_PLACE, "Corvane", "");

    ag_world w = decided(docs, 2, "type Corvane = organization\n");

    CHECK(w.actors.n == 1);
    CHECK_STR(w.actors.at[0].id, "organization.corvane");
}

static void
rename_role_and_drop_change_the_actor_and_keep_its_id(void)
{
    ag_doc *docs[] = { article("Anna Berg met Carl Dahl. Reuters saw Anna Berg.") };
    int berg = entity(docs[0], AG_TYPE_PERSON, "Anna Berg", ""), dahl = entity(docs[0], AG_TYPE_PERSON, "Carl Dahl", "");
    int reuters = entity(docs[0], AG_TYPE_ORGANIZATION, "Reuters", "");

    event(docs[0], "CONSULT", 0, berg, dahl);
    event(docs[0], "CONSULT", 1, reuters, berg);

    ag_world w = decided(docs, 1, "rename Anna Berg = \"A. Berg\"\nrole person.carl-dahl = minister\ndrop Reuters\n");
    const ag_actor *renamed = actor(&w, "A. Berg");

    CHECK(w.actors.n == 2 && renamed);
    if (renamed) {
        CHECK_STR(renamed->id, "person.anna-berg");
        CHECK_STR(renamed->aliases.at[0], "Anna Berg");
    }
    CHECK_STR(actor(&w, "Carl Dahl")->role, "minister");
    for (int i = 0; i < w.acts.n; i++)
        for (int k = 0; k < w.acts.at[i].parts.n; k++)
            CHECK(w.acts.at[i].parts.at[k].entity < 2);
}

static void
a_line_that_matches_nothing_or_too_much_is_reported(void)
{
    ag_doc *docs[] = { article("Anna Berg spoke."), article("Anna Berg sang.") };

    entity(docs[0], AG_TYPE_PERSON, "Anna Berg", "SE");
    entity(docs[1], AG_TYPE_PERSON, "Anna Berg", "NO");

    ag_world w = decided(docs, 2, "drop Nobody\nrename Anna Berg = X\nrename person.anna-berg.no = Y\nstatus event.2025-01-01.meet.x.123456 = denied\n");

    CHECK(w.rulings.n == 4);
    CHECK(!w.rulings.at[0].is_applied && !w.rulings.at[1].is_applied && w.rulings.at[2].is_applied && !w.rulings.at[3].is_applied);
    CHECK(ag_str_find(w.rulings.at[1].why, AG_S("person.anna-berg.no")) > 0);
    CHECK(actor(&w, "Y") != NULL);
}

static void
same_across_a_never_is_not_applied(void)
{
    ag_doc *docs[] = { article("Anna Berg spoke."), article("Anna Dahl sang."), article("Annelie came.") };

    entity(docs[0], AG_TYPE_PERSON, "Anna Berg|Berg", "");
    entity(docs[1], AG_TYPE_PERSON, "Anna Dahl", "");

    ag_world w = decided(docs, 2, "never Anna Berg = Anna Dahl\nsame Berg = Anna Dahl\n"); /* by another name of hers */

    CHECK(w.actors.n == 2);
    CHECK(!w.rulings.at[1].is_applied && ag_str_find(w.rulings.at[1].why, AG_S("line 1")) > 0);
}

static void
an_event_is_turned_denied_and_dropped_by_its_id(void)
{
    ag_doc *docs[] = { article("Anna Berg hit Carl Dahl. Carl Dahl sued Anna Berg. Anna Berg left Carl Dahl.") };
    int berg = entity(docs[0], AG_TYPE_PERSON, "Anna Berg", ""), dahl = entity(docs[0], AG_TYPE_PERSON, "Carl Dahl", "");

    event(docs[0], "ASSAULT", 0, berg, dahl);
    event(docs[0], "ACCUSE", 1, dahl, berg);
    event(docs[0], "REJECT", 2, berg, dahl);

    ag_world w = decided(docs, 1, "");
    ag_buf text = { 0 };
    ag_str turned = AG_S("");

    for (int i = 0; i < w.acts.n; i++) {
        const char *verdict = ag_str_is(w.acts.at[i].type, "ASSAULT") ? "reverse" : ag_str_is(w.acts.at[i].type, "ACCUSE") ? "status" : "drop";

        turned = verdict[0] == 'r' ? w.acts.at[i].id : turned;
        ag_buf_printf(&text, "%s %.*s%s\n", verdict, AG_SHOW(w.acts.at[i].id), verdict[0] == 's' ? " = denied" : "");
    }
    ag_buf_add(&text, "", 1);

    ag_world x = decided(docs, 1, text.at);

    CHECK(x.acts.n == 2);
    for (int i = 0; i < x.acts.n; i++) {
        if (ag_str_is(x.acts.at[i].type, "ASSAULT")) {
            CHECK(ag_str_eq(x.acts.at[i].id, turned));
            CHECK_STR(x.actors.at[x.acts.at[i].parts.at[0].entity].name, "Carl Dahl");
        } else {
            CHECK(x.acts.at[i].status == AG_DENIED);
        }
    }
    ag_buf_done(&text);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(a_line_is_a_verdict_and_its_sides);
    RUN(what_is_wrong_is_said_with_its_line);
    RUN(same_makes_one_actor_with_both_names);
    RUN(never_parts_what_a_rule_joined);
    RUN(never_parts_what_one_article_made_one);
    RUN(type_holds_before_actors_are_made);
    RUN(rename_role_and_drop_change_the_actor_and_keep_its_id);
    RUN(a_line_that_matches_nothing_or_too_much_is_reported);
    RUN(same_across_a_never_is_not_applied);
    RUN(an_event_is_turned_denied_and_dropped_by_its_id);
    ag_arena_free(a);
    return unit_end();
}
