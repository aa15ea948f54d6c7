/* Actors of one article on trees made by hand, and on trees that make no sense. Run from the top of the tree. */
#include "extract/extract.h"

#include "ontology/gazetteer.h"

#include "unit/conllu.h"
#include "unit/unit.h"

#include <stdlib.h>

static ag_arena *ontology_arena, *a;
static ag_ontology o;

static ag_doc *
extract(const char *conllu)
{
    ag_doc *doc = AG_NEW(a, ag_doc);

    conllu_read(a, ag_str_of(conllu), doc);
    ag_extract_actors(a, &o, doc);
    return doc;
}

static int
entity_named(const ag_doc *doc, const char *name)
{
    for (int e = 0; e < doc->entities.n; e++)
        if (ag_str_is(doc->entities.at[e].name, name))
            return e;
    return -1;
}

/* "Russia’s foreign minister, Sergey Lavrov, told Kyiv he left." */
static const char lavrov[] =
    "1\tRussia\tRussia\tPROPN\tNNP\t_\t4\tnmod:poss\t_\tSpaceAfter=No|NER=B-LOC\n"
    "2\t’s\t’s\tPART\tPOS\t_\t1\tcase\t_\t_\n"
    "3\tforeign\tforeign\tADJ\tJJ\t_\t4\tamod\t_\t_\n"
    "4\tminister\tminister\tNOUN\tNN\t_\t9\tnsubj\t_\tSpaceAfter=No\n"
    "5\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
    "6\tSergey\tSergey\tPROPN\tNNP\t_\t4\tappos\t_\tNER=B-PERSON\n"
    "7\tLavrov\tLavrov\tPROPN\tNNP\t_\t6\tflat\t_\tSpaceAfter=No|NER=I-PERSON\n"
    "8\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
    "9\ttold\ttell\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "10\tKyiv\tKyiv\tPROPN\tNNP\t_\t9\tobj\t_\tNER=B-LOC\n"
    "11\the\the\tPRON\tPRP\t_\t12\tnsubj\t_\t_\n"
    "12\tleft\tleave\tVERB\tVBD\t_\t9\tccomp\t_\tSpaceAfter=No\n"
    "13\t.\t.\tPUNCT\t.\t_\t9\tpunct\t_\t_\n";

static void
an_office_has_holder_owner_and_span(void)
{
    ag_doc *doc = extract(lavrov);

    CHECK(doc->offices.n == 1);
    CHECK_STR(doc->offices.at[0].role, "foreign minister");
    CHECK(doc->offices.at[0].person == entity_named(doc, "Sergey Lavrov"));
    CHECK(doc->offices.at[0].of == entity_named(doc, "Russia"));
    CHECK(doc->offices.at[0].status == AG_OFFICE_CURRENT);
    CHECK(doc->offices.at[0].since == AG_NO_DAY && doc->offices.at[0].until == AG_NO_DAY);
    CHECK_STR(ag_str_at(doc->text, doc->offices.at[0].span), "foreign minister");
    CHECK_STR(doc->entities.at[entity_named(doc, "Sergey Lavrov")].country, "RU");
    CHECK_STR(doc->entities.at[entity_named(doc, "Sergey Lavrov")].role, "foreign minister");
}

static void
a_metonym_keeps_both_readings(void)
{
    ag_doc *doc = extract(lavrov);
    int m = ag_mention_at(doc, 9);

    CHECK(m >= 0 && doc->mentions.at[m].is_metonym);
    CHECK_STR(doc->mentions.at[m].literal, "Kyiv");
    CHECK_STR(doc->entities.at[doc->mentions.at[m].entity].name, "Ukraine");
    CHECK(doc->entities.at[doc->mentions.at[m].entity].is_known);
}

static void
a_pronoun_in_what_is_said_is_the_speaker(void)
{
    ag_doc *doc = extract(lavrov);
    int m = ag_mention_at(doc, 10);

    CHECK(m >= 0 && doc->mentions.at[m].kind == AG_MENTION_PRONOUN);
    CHECK(doc->mentions.at[m].entity == entity_named(doc, "Sergey Lavrov"));
}

static void
tokens_without_a_mention_have_none(void)
{
    ag_doc *doc = extract(lavrov);

    CHECK(ag_mention_at(doc, 8) == -1);
    CHECK(ag_mention_at(doc, 5) >= 0);
    CHECK(ag_mention_at(doc, 6) == ag_mention_at(doc, 5));
}

/* What must hold of every result, whatever went in. */
static void
check_sound(const ag_doc *doc)
{
    for (int e = 0; e < doc->entities.n; e++) {
        const ag_entity *x = &doc->entities.at[e];

        CHECK(x->name.len > 0 && x->type < AG_TYPE_COUNT);
        for (int i = 0; i < x->aliases.n; i++) {
            CHECK(!ag_str_eq(x->aliases.at[i], x->name));
            CHECK(i == 0 || ag_str_cmp(x->aliases.at[i - 1], x->aliases.at[i]) < 0);
        }
        for (int f = 0; f < e; f++)
            CHECK(x->type == AG_TYPE_PERSON || x->type != doc->entities.at[f].type ||
                  x->is_named != doc->entities.at[f].is_named || !ag_str_eq(x->name, doc->entities.at[f].name));
    }
    for (int i = 0; i < doc->mentions.n; i++) {
        const ag_mention *m = &doc->mentions.at[i];

        CHECK(m->entity >= 0 && m->entity < doc->entities.n);
        CHECK(m->first >= 0 && m->first < m->end && m->end <= doc->tokens.n && m->head >= m->first && m->head < m->end);
        CHECK(m->span.from < m->span.to && m->span.to <= doc->text.len);
        CHECK(m->is_metonym == (m->literal.len > 0));
        CHECK(i == 0 || doc->mentions.at[i - 1].span.from <= m->span.from);
    }
    for (int i = 0; i < doc->offices.n; i++) {
        const ag_office *x = &doc->offices.at[i];

        CHECK(x->person >= 0 && x->person < doc->entities.n && x->of >= -1 && x->of < doc->entities.n && x->of != x->person);
        CHECK(x->role.len > 0 && x->span.to <= doc->text.len);
    }
    for (int i = 0; i < doc->states.n; i++)
        CHECK(doc->states.at[i].subject >= 0 && doc->states.at[i].subject < doc->entities.n && doc->states.at[i].object >= 0 &&
              doc->states.at[i].object < doc->entities.n && doc->states.at[i].subject != doc->states.at[i].object);
}

static unsigned
next(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Heads that point anywhere in the sentence (cycles too), any label, names over any tokens. */
static void
senseless_trees_give_sound_results(void)
{
    static const char *const words[] = { "Mark", "Carney", "Kyiv", "Moscow", "President", "the", "of", ",", "’s", "and", "Russia", "US",
                                         "Russian", "minister", "said", "he", "his", "“", "”", "(", ")", "former", "wife", "two", "leaders",
                                         "European", "-", "Kellogg", "Ministry", "known", "as", "is", "We", "New", "Mrs.", "White", "House", "’", "." };
    unsigned state = 7;

    for (int round = 0; round < 400; round++) {
        ag_doc *doc = AG_NEW(a, ag_doc);
        ag_buf text = { 0 };
        int sentences = 1 + (int)(next(&state) % 4);

        AG_PUSH(a, &doc->paragraphs, (ag_paragraph){ .kind = (uint8_t)(next(&state) % 3) });
        for (int s = 0; s < sentences; s++) {
            int first = doc->tokens.n, n = 1 + (int)(next(&state) % 18);

            for (int i = 0; i < n; i++) {
                ag_token t = { .form = ag_str_of(words[next(&state) % (sizeof words / sizeof *words)]), .xpos = AG_S("NNP"), .feats = AG_S(""),
                               .sentence = s, .upos = (uint8_t)(next(&state) % AG_UPOS_COUNT), .deprel = (uint8_t)(next(&state) % AG_DEPREL_COUNT) };

                t.lemma = t.form;
                t.head = next(&state) % 6 == 0 ? -1 : first + (int)(next(&state) % (unsigned)n);
                t.span.from = (uint32_t)text.len;
                ag_buf_str(&text, t.form);
                t.span.to = (uint32_t)text.len;
                ag_buf_char(&text, ' ');
                AG_PUSH(a, &doc->tokens, t);
            }
            AG_PUSH(a, &doc->sentences, (ag_sentence){ .span = { doc->tokens.at[first].span.from, (uint32_t)text.len }, .first = first, .end = doc->tokens.n, .tokens = n });
            for (int t = first; t < doc->tokens.n;) {
                int end = t + 1 + (int)(next(&state) % 4);

                if (end > doc->tokens.n)
                    end = doc->tokens.n;
                if (next(&state) % 2)
                    AG_PUSH(a, &doc->names, (ag_name){ t, end, (uint8_t)(next(&state) % AG_NAME_COUNT) });
                t = end;
            }
        }
        doc->text = ag_arena_str(a, ag_buf_view(&text));
        ag_buf_done(&text);
        ag_extract_actors(a, &o, doc);
        check_sound(doc);
        for (int t = 0; t < doc->tokens.n; t++)
            CHECK(ag_mention_at(doc, t) < doc->mentions.n);
        if (unit_bad)
            break;
    }
}

static void
an_empty_article_has_no_actors(void)
{
    ag_doc *doc = extract("");

    CHECK(doc->entities.n == 0 && doc->mentions.n == 0);
    CHECK(ag_mention_at(doc, 0) == -1);
}

int
main(void)
{
    ag_err err = { 0 };

    ontology_arena = ag_arena_new(0);
    a = ag_arena_new(0);
    if (ag_ontology_open(ontology_arena, "ontology", NULL, &o, &err) != AG_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    RUN(an_office_has_holder_owner_and_span);
    RUN(a_metonym_keeps_both_readings);
    RUN(a_pronoun_in_what_is_said_is_the_speaker);
    RUN(tokens_without_a_mention_have_none);
    RUN(senseless_trees_give_sound_results);
    RUN(an_empty_article_has_no_actors);
    ag_arena_free(a);
    ag_arena_free(ontology_arena);
    return unit_end();
}
