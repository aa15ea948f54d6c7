/* Tests of report/templates: what is written, and what is not. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "report/templates.h"

#include "unit.h"

#include <stdio.h>

static ag_arena *arena;
static ag_templates templates;
static ag_page page;

/* Reads a table by way of a file. */
static ag_status
read_table(const char *text, ag_err *err)
{
    char name[] = "/tmp/ag-templates-XXXXXX";
    FILE *f = fdopen(mkstemp(name), "w");
    ag_status s;

    fputs(text, f);
    fclose(f);
    s = ag_templates_read(arena, name, &templates, err);
    remove(name);
    return s;
}

static void
name_of(void *self, int actor, ag_line *out)
{
    (void)self;
    ag_line_printf(&page, out, "the actor %d", actor);
}

static ag_str
filled(const char *key, const ag_value *values, int n)
{
    const ag_filling f = { &templates, &page, name_of, NULL, 9 };
    ag_line line = { 0 };

    return ag_fill(&f, "sentences", key, values, n, &line) ? ag_line_text(arena, &line) : AG_S("(not written)");
}

static void
the_first_row_for_which_there_are_data_is_written(void)
{
    const ag_value both[] = { AG_TEXT_VALUE("x", AG_S("one")), AG_TEXT_VALUE("y", AG_S("two")) };
    const ag_value one[] = { AG_TEXT_VALUE("x", AG_S("one")), AG_TEXT_VALUE("y", AG_S("")) };
    const ag_value none[] = { AG_TEXT_VALUE("y", AG_S("two")) };

    CHECK(read_table("[sentences]\na | {x} and {y}.\na | only {x}.\n", NULL) == AG_OK);
    CHECK_STR(filled("a", both, 2), "One and two.");
    CHECK_STR(filled("a", one, 2), "Only one.");
    CHECK_STR(filled("a", none, 1), "(not written)");
    CHECK_STR(filled("b", both, 2), "(not written)");
}

static void
numbers_agree_with_their_nouns_and_verbs(void)
{
    CHECK(read_table("[sentences]\nn | {n:article was:articles were} read; {n?it is:they are} old; {n}.\n", NULL) == AG_OK);
    CHECK_STR(filled("n", (ag_value[]){ AG_NUMBER_VALUE("n", 1, -1) }, 1), "One article was read; it is old; 1.");
    CHECK_STR(filled("n", (ag_value[]){ AG_NUMBER_VALUE("n", 0, -1) }, 1), "No articles were read; they are old; 0.");
    CHECK_STR(filled("n", (ag_value[]){ AG_NUMBER_VALUE("n", 9, -1) }, 1), "Nine articles were read; they are old; 9.");
    CHECK_STR(filled("n", (ag_value[]){ AG_NUMBER_VALUE("n", 12, -1) }, 1), "12 articles were read; they are old; 12.");
    CHECK_STR(filled("n", (ag_value[]){ AG_NUMBER_VALUE("n", 2.333333, -1) }, 1), "2.33 articles were read; they are old; 2.33.");
}

static void
brackets_are_left_out_by_themselves(void)
{
    CHECK(read_table("[sentences]\na | {x}[ (in {y})][, {n:day:days}].\n", NULL) == AG_OK);
    CHECK_STR(filled("a", (ag_value[]){ AG_TEXT_VALUE("x", AG_S("it")) }, 1), "It.");
    CHECK_STR(filled("a", (ag_value[]){ AG_TEXT_VALUE("x", AG_S("it")), AG_NUMBER_VALUE("n", 1, -1) }, 2), "It, one day.");
    CHECK_STR(filled("a", (ag_value[]){ AG_TEXT_VALUE("x", AG_S("it")), AG_TEXT_VALUE("y", AG_S("May")) }, 2), "It (in May).");
}

static void
an_actor_is_written_as_the_page_would(void)
{
    CHECK(read_table("[sentences]\na | {A} came.\n", NULL) == AG_OK);
    CHECK_STR(filled("a", (ag_value[]){ AG_ACTOR_VALUE("A", 7) }, 1), "The actor 7 came.");
    CHECK_STR(filled("a", (ag_value[]){ AG_ACTOR_VALUE("A", -1) }, 1), "(not written)");
}

static void
what_cannot_be_read_is_told_with_its_line(void)
{
    static const char *const bad[] = { "[sentences]\n\na | {x\n", "[sentences]\n\na | x}\n", "[sentences]\n\na | [x [y]]\n", "[sentences]\n\na | {x{y}}\n",
                                       "[sentences]\n\na | [x\n" };
    ag_err err;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK(read_table(bad[i], &err) == AG_INPUT);
        CHECK(strstr(err.text, ":3: ") != NULL);
    }
}

/* The wording that comes with the program. */
static void
our_own_wording_is_sound(void)
{
    CHECK(ag_templates_read(arena, "ontology/report/weekly.txt", &templates, NULL) == AG_OK);
    CHECK(ag_templates_setting(&templates, "false discovery rate", 0) == 0.1);
    CHECK_STR(ag_templates_word(&templates, "language"), "en");
    CHECK_STR(ag_templates_word(&templates, "no such word"), "no such word");
}

int
main(void)
{
    arena = ag_arena_new(0);
    page.a = arena;
    RUN(the_first_row_for_which_there_are_data_is_written);
    RUN(numbers_agree_with_their_nouns_and_verbs);
    RUN(brackets_are_left_out_by_themselves);
    RUN(an_actor_is_written_as_the_page_would);
    RUN(what_cannot_be_read_is_told_with_its_line);
    RUN(our_own_wording_is_sound);
    ag_arena_free(arena);
    return unit_end();
}
