/* Text in, analysis out, with the committed weights (run from the top of the tree). */
#include "base/file.h"
#include "base/utf8.h"
#include "language/morphology.h"
#include "language/segment.h"
#include "language/stages.h"

#include "unit/unit.h"

static ag_models *models;
static uint64_t random_state = 99;

static int
next_random(int n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (int)((random_state >> 33) % (uint64_t)n);
}

static ag_doc *
analyse(ag_arena *a, ag_str text)
{
    ag_doc *doc = AG_NEW(a, ag_doc);
    ag_paragraph all = { { 0, (uint32_t)text.len }, AG_PAR_BODY };

    doc->text = text;
    AG_PUSH(a, &doc->paragraphs, all);
    ag_language(a, models, doc);
    return doc;
}

/* What language.h promises of any text. */
static void
check_sound(const ag_doc *doc)
{
    uint32_t at = 0;
    int token = 0;

    for (int s = 0; s < doc->sentences.n; s++) {
        const ag_sentence *x = &doc->sentences.at[s];
        ag_span paragraph = doc->paragraphs.at[x->paragraph].span;
        int roots = 0;

        CHECK(x->first == token && x->end > x->first && x->tokens == x->end - x->first);
        CHECK(x->tokens <= AG_SENTENCE_MAX + 300);
        CHECK(x->span.from >= paragraph.from && x->span.to <= paragraph.to);
        for (; token < x->end; token++) {
            const ag_token *t = &doc->tokens.at[token];

            /* between two tokens nothing but white space, and none inside */
            for (int n; at < t->span.from; at += (uint32_t)n)
                CHECK(ag_utf8_is_space(ag_utf8_next(doc->text, at, &n)));
            CHECK(at == t->span.from && t->span.to > t->span.from);
            for (int n; at < t->span.to; at += (uint32_t)n)
                CHECK(!ag_utf8_is_space(ag_utf8_next(doc->text, at, &n)));
            at = t->span.to;
            CHECK(ag_str_eq(t->form, ag_str_at(doc->text, t->span)));
            CHECK(t->sentence == s && t->lemma.len > 0 && t->xpos.len > 0);
            CHECK(t->upos < AG_UPOS_COUNT && t->deprel < AG_DEPREL_COUNT);
            CHECK(t->head >= -1 && t->head < x->end && (t->head == -1 || t->head >= x->first) && t->head != token);
            roots += t->head < 0;
        }
        CHECK(roots == 1);
    }
    CHECK(token == doc->tokens.n);
    for (int n; at < doc->text.len; at += (uint32_t)n)
        CHECK(ag_utf8_is_space(ag_utf8_next(doc->text, at, &n)));
    for (int i = 0, last = 0; i < doc->names.n; i++) {
        const ag_name *x = &doc->names.at[i];

        CHECK(x->first >= last && x->end > x->first && x->end <= doc->tokens.n);
        CHECK(doc->tokens.at[x->first].sentence == doc->tokens.at[x->end - 1].sentence);
        last = x->end;
    }
}

static void
any_bytes_give_sound_output(void)
{
    for (int trial = 0; trial < 300; trial++) {
        ag_arena *a = ag_arena_new(0);
        size_t n = (size_t)next_random(400);
        char *p = ag_arena_alloc(a, n + 1);

        for (size_t i = 0; i < n; i++)
            p[i] = (char)(trial % 3 == 0 ? next_random(256) : trial % 3 == 1 ? 32 + next_random(95) : "a.'B- \xe2\x80\x99"[next_random(9)]);
        check_sound(analyse(a, (ag_str){ p, n }));
        ag_arena_free(a);
    }
}

static void
odd_unicode_gives_sound_output(void)
{
    static const char *const texts[] = {
        "", " ", "\n\n\n", "a", ".", "\xef\xbb\xbf" "Mark", "e\xcc\x81t\xc3\xa9", "\xe2\x80\x8b\xe2\x80\x8b", "\xc2\xa0x\xc2\xa0",
        "\xf0\x9f\x87\xba\xf0\x9f\x87\xa6 flag", "\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2 \xe5\x8c\x97\xe4\xba\xac", "\xed\xa0\x80", "\xff\xfe",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ag_arena *a = ag_arena_new(0);

        check_sound(analyse(a, ag_str_of(texts[i])));
        ag_arena_free(a);
    }
}

static void
a_line_without_end_gives_sound_output(void)
{
    ag_arena *a = ag_arena_new(0);
    size_t n = 300000;
    char *p = ag_arena_alloc(a, n + 1);

    memset(p, 'x', n);
    check_sound(analyse(a, (ag_str){ p, n }));
    for (size_t i = 0; i < n; i++)
        p[i] = i % 3 == 2 ? ' ' : 'a';
    check_sound(analyse(a, (ag_str){ p, n })); /* 100,000 words without a stop */
    ag_arena_free(a);
}

static void
a_lemma_rule_takes_its_own_ending_and_leaves_something(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_lemma_rule r = { AG_LEMMA_LOWER, AG_S("ies"), AG_S("y") }, whole = { AG_LEMMA_KEEP, AG_S("ies"), AG_S("") };
    ag_str lemma;

    CHECK(!ag_lemma_apply(a, &r, AG_S("cats"), &lemma));
    CHECK(!ag_lemma_apply(a, &r, AG_S("es"), &lemma));
    CHECK(ag_lemma_apply(a, &r, AG_S("Cities"), &lemma));
    CHECK_STR(lemma, "city");
    CHECK(!ag_lemma_apply(a, &whole, AG_S("ies"), &lemma)); /* nothing would be left */
    ag_arena_free(a);
}

static void
a_sentence_never_crosses_a_paragraph(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_str text = AG_S("The president said\n\nthat he would go to the");
    ag_doc *doc = AG_NEW(a, ag_doc);
    ag_paragraph one = { { 0, 18 }, AG_PAR_BODY }, two = { { 20, (uint32_t)text.len }, AG_PAR_BODY };

    doc->text = text;
    AG_PUSH(a, &doc->paragraphs, one);
    AG_PUSH(a, &doc->paragraphs, two);
    ag_language(a, models, doc);
    check_sound(doc);
    CHECK(doc->sentences.n >= 2);
    ag_arena_free(a);
}

static const ag_token *
token_of(const ag_doc *doc, const char *form)
{
    for (int i = 0; i < doc->tokens.n; i++)
        if (ag_str_is(doc->tokens.at[i].form, form))
            return &doc->tokens.at[i];
    return NULL;
}

static void
a_contraction_is_words_that_share_its_letters(void)
{
    static const char *const texts[] = { "They don't know.", "They don\xe2\x80\x99t know." };

    for (int k = 0; k < 2; k++) {
        ag_arena *a = ag_arena_new(0);
        ag_doc *doc = analyse(a, ag_str_of(texts[k]));
        const ag_token *t = token_of(doc, "do");

        CHECK(doc->tokens.n == 5);
        CHECK(t && t->contraction == 2 && !t->space_after && t[1].contraction == 0 && t[1].space_after);
        CHECK(t && t->span.to == t[1].span.from);
        if (t)
            CHECK_STR(t[1].lemma, "not");
        ag_arena_free(a);
    }
}

static void
curly_and_straight_quotes_are_read_alike(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_doc *x = analyse(a, AG_S("\"We want peace,\" Lavrov said. He didn't stay in Moscow."));
    ag_doc *y = analyse(a, AG_S("\xe2\x80\x9cWe want peace,\xe2\x80\x9d Lavrov said. He didn\xe2\x80\x99t stay in Moscow."));

    CHECK(x->tokens.n == y->tokens.n && x->sentences.n == y->sentences.n);
    for (int i = 0; i < x->tokens.n && i < y->tokens.n; i++) {
        CHECK(x->tokens.at[i].upos == y->tokens.at[i].upos);
        CHECK(x->tokens.at[i].head == y->tokens.at[i].head);
        CHECK(x->tokens.at[i].deprel == y->tokens.at[i].deprel);
    }
    ag_arena_free(a);
}

static void
a_wrapped_line_changes_nothing(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_doc *x = analyse(a, AG_S("Russia accused Ukraine of a drone attack on the plant."));
    ag_doc *y = analyse(a, AG_S("Russia accused Ukraine of a\r\ndrone attack\non the plant."));

    CHECK(x->tokens.n == y->tokens.n && x->sentences.n == y->sentences.n);
    for (int i = 0; i < x->tokens.n && i < y->tokens.n; i++)
        CHECK(x->tokens.at[i].head == y->tokens.at[i].head);
    ag_arena_free(a);
}

static void
a_plain_sentence_is_understood(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_doc *doc = analyse(a, AG_S("Keith Kellogg met Yuliia Svyrydenko in Kyiv on Sunday."));
    const ag_token *met = token_of(doc, "met"), *keith = token_of(doc, "Keith"), *yuliia = token_of(doc, "Yuliia");

    CHECK(met && met->upos == AG_VERB && met->head == -1);
    if (met)
        CHECK_STR(met->lemma, "meet");
    CHECK(keith && keith->deprel == AG_NSUBJ_ && &doc->tokens.at[keith->head] == met);
    CHECK(yuliia && yuliia->deprel == AG_OBJ_ && &doc->tokens.at[yuliia->head] == met);
    CHECK(doc->names.n == 4 && doc->names.at[0].label == AG_NAME_PERSON && doc->names.at[0].end == 2);
    CHECK(doc->names.n == 4 && doc->names.at[2].label == AG_NAME_LOC && doc->names.at[3].label == AG_NAME_DATE);
    ag_arena_free(a);
}

static void
the_same_text_gives_the_same_analysis(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_str text = AG_S("Mr. Trump met Putin in Anchorage, Alaska. U.S. officials can't say why.");
    ag_doc *x = analyse(a, text), *y = analyse(a, text);

    CHECK(x->tokens.n == y->tokens.n && x->names.n == y->names.n);
    for (int i = 0; i < x->tokens.n; i++)
        CHECK(x->tokens.at[i].head == y->tokens.at[i].head && x->tokens.at[i].upos == y->tokens.at[i].upos);
    ag_arena_free(a);
}

static void
a_damaged_model_is_refused(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_container c;
    ag_str file;
    ag_err err;

    CHECK(ag_file_read(a, "src/language/models/en.model", 0, 0, 0, &file, &err) == AG_OK);
    CHECK(ag_container_open(file, "whole", &c, &err) == AG_OK);
    CHECK(ag_container_open((ag_str){ file.at, file.len - 1 }, "short", &c, &err) == AG_INPUT);
    CHECK(ag_container_open((ag_str){ file.at, 40 }, "stub", &c, &err) == AG_INPUT);
    CHECK(ag_container_open(AG_S("GIF89a"), "picture", &c, &err) == AG_INPUT);
    ((char *)(uintptr_t)file.at)[file.len / 2] ^= 1;
    CHECK(ag_container_open(file, "flipped", &c, &err) == AG_INPUT);
    CHECK(ag_models_open("no/such/folder", &models, &err) == AG_INPUT && models == NULL);
    ag_arena_free(a);
}

static void
weights_of_another_version_are_refused_by_name(void)
{
    ag_draft d = { .name = "test" };
    ag_buf file = { 0 };
    ag_container c;
    ag_str bytes;
    ag_err err;

    ag_buf_z(ag_draft_section(&d, "stops", 7), "weights");
    ag_buf_z(ag_draft_section(&d, "breaks", 1), "others");
    ag_draft_write(&d, &file);
    CHECK(ag_container_open(ag_buf_view(&file), "some/en.model", &c, &err) == AG_OK);
    CHECK(ag_container_get(&c, "breaks", 1, &bytes, &err) == AG_OK);
    CHECK_STR(bytes, "others");
    CHECK(ag_container_get(&c, "stops", 8, &bytes, &err) == AG_INPUT);
    CHECK(strstr(err.text, "some/en.model: its section 'stops' has version 7, this program reads version 8"));
    CHECK(ag_container_get(&c, "stairs", 1, &bytes, &err) == AG_INPUT && strstr(err.text, "'stairs' is missing"));
    CHECK(ag_models_new(&c, &models, &err) == AG_INPUT && models == NULL);
    ag_buf_done(&file);
    ag_draft_done(&d);
}

int
main(void)
{
    ag_err err;

    if (ag_models_open("src/language/models", &models, &err) != AG_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    RUN(any_bytes_give_sound_output);
    RUN(odd_unicode_gives_sound_output);
    RUN(a_line_without_end_gives_sound_output);
    RUN(a_lemma_rule_takes_its_own_ending_and_leaves_something);
    RUN(a_sentence_never_crosses_a_paragraph);
    RUN(a_contraction_is_words_that_share_its_letters);
    RUN(curly_and_straight_quotes_are_read_alike);
    RUN(a_wrapped_line_changes_nothing);
    RUN(a_plain_sentence_is_understood);
    RUN(the_same_text_gives_the_same_analysis);
    ag_models_close(models);
    RUN(a_damaged_model_is_refused);
    RUN(weights_of_another_version_are_refused_by_name);
    return unit_end();
}
