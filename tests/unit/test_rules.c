/* The tables of events: read, looked up, checked. */
#define _XOPEN_SOURCE 700
#include "unit/unit.h"

#include "base/file.h"
#include "ontology/rules.h"

#include <stdlib.h>
#include <unistd.h>

static ag_arena *a;

/* A folder with our tables, one of them replaced. */
static const char *
folder_with(const char *name, const char *text)
{
    static const char *const tables[] = { "event_words.txt", "event_types.txt", "modes.txt", "event_verbs.txt", "event_nouns.txt",
                                          "light_verbs.txt", "saying.txt", "reality.txt" };
    static char dir[64];

    snprintf(dir, sizeof dir, "%s/ag-rules-XXXXXX", P_tmpdir);
    if (!mkdtemp(dir))
        return NULL;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        ag_str bytes = ag_str_of(text);
        ag_outfile out = { 0 };
        ag_err err;

        if (strcmp(name, tables[i]) != 0
            && ag_file_read(a, ag_arena_printf(a, "ontology/%s", tables[i]).at, 0, 0, 0, &bytes, &err) != AG_OK)
            return NULL;
        if (ag_file_create(ag_arena_printf(a, "%s/%s", dir, tables[i]).at, &out, &err) != AG_OK)
            return NULL;
        fwrite(bytes.at, 1, bytes.len, out.stream);
        ag_file_keep(&out, &err);
    }
    return dir;
}

static void
remove_folder(const char *dir)
{
    char command[128];

    snprintf(command, sizeof command, "rm -r %s", dir);
    CHECK(system(command) == 0);
}

static bool
finds(const char *name, const char *text, const char *sentence)
{
    const char *dir = folder_with(name, text);
    const ag_rules *rules;
    ag_findings found = { 0 };
    ag_err err;
    bool hit = false;

    if (!dir || ag_rules_check(a, dir, &rules, &found, &err) != AG_OK)
        return false;
    for (int i = 0; i < found.n; i++)
        hit |= ag_str_find(found.at[i].text, ag_str_of(sentence)) >= 0;
    remove_folder(dir);
    return hit;
}

static void
our_own_tables_have_no_faults(void)
{
    const ag_rules *rules;
    ag_findings found = { 0 };
    ag_err err;

    CHECK(ag_rules_check(a, "ontology", &rules, &found, &err) == AG_OK);
    for (int i = 0; i < found.n; i++)
        fprintf(stderr, "%.*s\n", AG_SHOW(found.at[i].text));
    CHECK(found.n == 0);
}

static void
all_sixteen_types_have_triggers(void)
{
    const ag_rules *rules;
    ag_err err;
    int types = 0;

    CHECK(ag_rules_open(a, "ontology", &rules, &err) == AG_OK);
    for (int i = 0; i < ag_rules_types(rules); i++) {
        ag_triggers verbs = ag_rules_all_verbs(rules), nouns = ag_rules_all_nouns(rules);
        bool has_verb = false, has_noun = false;

        if (ag_rules_type(rules, i)->is_extension)
            continue;
        types++;
        for (int k = 0; k < verbs.n; k++)
            has_verb |= verbs.at[k].type == i;
        for (int k = 0; k < nouns.n; k++)
            has_noun |= nouns.at[k].type == i;
        CHECK(has_verb && has_noun);
    }
    CHECK(types == 16);
}

static void
the_line_with_most_words_comes_first(void)
{
    const ag_rules *rules;
    ag_err err;

    CHECK(ag_rules_open(a, "ontology", &rules, &err) == AG_OK);

    ag_triggers all = ag_rules_verbs(rules, AG_S("walk"));

    CHECK(all.n >= 2);
    for (int i = 1; i < all.n; i++)
        CHECK(all.at[i - 1].others.n >= all.at[i].others.n);
    CHECK(ag_rules_verbs(rules, AG_S("zzz")).n == 0);
}

static void
an_unknown_type_is_found_with_its_line(void)
{
    CHECK(finds("event_verbs.txt", "\nmeet | CONSULTING | | obj |\n", "event_verbs.txt:2: 'CONSULTING' is no type"));
}

static void
a_line_that_can_never_win_is_found(void)
{
    CHECK(finds("event_verbs.txt", "meet | CONSULT | | obj | symmetric\nmeet | ASSAULT | | obj | symmetric\n",
                "event_verbs.txt:2: 'meet' can never win: line 1"));
    CHECK(finds("event_verbs.txt", "sign | AGREE | | with | obj=deal,pact\nsign | SUPPORT | | with | obj=pact\n",
                "event_verbs.txt:2: 'sign' can never win: line 1 fits wherever it does"));
    CHECK(!finds("event_verbs.txt", "sign | AGREE | | with | obj=deal\nsign | SUPPORT | | with | obj=pact\n", "can never win"));
    CHECK(finds("event_verbs.txt", "meet | CONSULT | | - | target=actor\n", "can never fit"));
}

static void
unknown_modes_slots_classes_and_conditions_are_found(void)
{
    CHECK(finds("event_verbs.txt", "meet | CONSULT | lunch | obj |\n", "'lunch' is no mode of CONSULT"));
    CHECK(finds("event_verbs.txt", "meet | CONSULT | | object |\n", "'object' is no place for a target"));
    CHECK(finds("event_verbs.txt", "meet | CONSULT | | obj | obj=@people\n", "'@people' is no class"));
    CHECK(finds("event_verbs.txt", "meet | CONSULT | | obj | source=actors\n", "'source=actors' is no condition"));
    CHECK(finds("reality.txt", "[verbs]\nplan | planed | -\n", "'planed' is no status"));
}

static void
a_bad_table_is_refused_on_opening(void)
{
    const char *dir = folder_with("event_types.txt", "CONSULT | XX | 2.5 | - | meeting\n");
    const ag_rules *rules;
    ag_err err;

    CHECK(dir && ag_rules_open(a, dir, &rules, &err) == AG_INPUT);
    CHECK(ag_str_find(ag_str_of(err.text), AG_S("'XX' is no quadrant")) >= 0);
    if (dir)
        remove_folder(dir);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(our_own_tables_have_no_faults);
    RUN(all_sixteen_types_have_triggers);
    RUN(the_line_with_most_words_comes_first);
    RUN(an_unknown_type_is_found_with_its_line);
    RUN(a_line_that_can_never_win_is_found);
    RUN(unknown_modes_slots_classes_and_conditions_are_found);
    RUN(a_bad_table_is_refused_on_opening);
    ag_arena_free(a);
    return unit_end();
}
