/* record/: what is written reads back the same; what is not a record is refused. */
#define _POSIX_C_SOURCE 200809L
#include "record/record.h"
#include "unit/unit.h"

static ag_arena *a;
static const ag_maker maker = { "actorgraph test", "model", "ontology" };

/* A document with one of everything, and letters of two, three and four bytes before each span. */
static ag_doc *
full(void)
{
    ag_doc *d = AG_NEW(a, ag_doc);

    memset(d->id, 'a', 16);
    memset(d->sha256, 'b', 64);
    d->path = AG_S("news/\"1\".txt");
    d->title = AG_S("Ünïted 😀");
    d->date = ag_day_of(2025, 8, 24);
    d->modified = AG_NO_DAY;
    d->date_source = AG_S("metadata");
    d->source = AG_S("Interpress");
    d->url = AG_S("https://news.example/1");
    d->language = AG_S("en");
    AG_PUSH(a, &d->authors, AG_S("A. Writer"));
    d->text = AG_S("Ünïted 😀\n\n“Élise” met Bo in Rom.\nShe left.");
    AG_PUSH(a, &d->paragraphs, (ag_paragraph){ { 0, 13 }, AG_PAR_TITLE });
    AG_PUSH(a, &d->paragraphs, (ag_paragraph){ { 15, (uint32_t)d->text.len }, AG_PAR_BODY });
    AG_PUSH(a, &d->sentences, (ag_sentence){ .span = { 15, 42 }, .tokens = 8, .paragraph = 1 });
    AG_PUSH(a, &d->entities, (ag_entity){ .name = AG_S("Élise"), .type = AG_TYPE_PERSON, .is_named = true,
                                          .role = AG_S("minister"), .country = AG_S("FR") });
    AG_PUSH(a, &d->entities.at[0].aliases, AG_S("E."));
    AG_PUSH(a, &d->entities, (ag_entity){ .name = AG_S("Bo"), .type = AG_TYPE_PLACE, .is_known = true });
    AG_PUSH(a, &d->mentions, (ag_mention){ .span = { 18, 24 }, .entity = 0, .kind = AG_MENTION_NAME });
    AG_PUSH(a, &d->mentions, (ag_mention){ .span = { 32, 34 }, .entity = 1, .kind = AG_MENTION_NOMINAL,
                                           .is_metonym = true, .is_adjective = true, .literal = AG_S("Bo") });
    AG_PUSH(a, &d->offices, (ag_office){ 0, 1, AG_S("minister"), AG_OFFICE_FORMER, ag_day_of(2024, 1, 1), AG_NO_DAY, { 18, 24 } });
    AG_PUSH(a, &d->states, (ag_state){ AG_S("family"), AG_S("wife"), AG_S("P26"), 0, 1, { 18, 34 } });
    AG_PUSH(a, &d->events, (ag_event){ .type = AG_S("CONSULT"), .mode = AG_S("visit"), .intensity = 4,
                                       .trigger = { 28, 31 }, .lemma = AG_S("meet"), .is_nominal = true, .is_symmetric = true,
                                       .date = { ag_day_of(2025, 8, 1), AG_GRAIN_MONTH }, .status = AG_PLANNED,
                                       .voice = AG_VOICE_THIRD, .claimed_by = 1 });
    AG_PUSH(a, &d->events.at[0].parts, (ag_participant){ 0, AG_SOURCE });
    AG_PUSH(a, &d->events.at[0].parts, (ag_participant){ 1, AG_TARGET });
    AG_PUSH(a, &d->relations, (ag_relation){ 0, 1, AG_S("meet"), AG_S("CONSULT"), 0, AG_DENIED, -1, true });
    AG_PUSH(a, &d->times, (ag_time){ { 35, 37 }, AG_S("2025-W34"), { ag_day_of_week(2025, 34), AG_GRAIN_WEEK } });
    AG_PUSH(a, &d->quotes, (ag_quote){ 0, -1, { 18, 24 }, true, AG_S("say") });
    AG_PUSH(a, &d->chains, (ag_chain){ 0 });
    AG_PUSH(a, &d->chains.at[0].nps, (ag_np){ .span = { 18, 24 }, .first = -1, .end = -1, .head = -1, .kind = AG_NP_KINDS });
    AG_PUSH(a, &d->chains.at[0].nps, (ag_np){ .span = { 32, 34 }, .first = -1, .end = -1, .head = -1, .kind = AG_NP_KINDS });
    return d;
}

static ag_str
written(const ag_doc *d)
{
    ag_buf b = { 0 };

    ag_record_write(d, &maker, &b);

    ag_str s = ag_arena_str(a, ag_buf_view(&b));

    ag_buf_done(&b);
    return s;
}

static void
what_is_written_reads_back_the_same(void)
{
    ag_doc *d = full(), *back;
    ag_err err = { 0 };
    ag_str once = written(d);

    CHECK(ag_record_read(a, once, &back, &err) == AG_OK);
    if (!back) {
        fprintf(stderr, "%s\n", err.text);
        return;
    }
    CHECK(ag_str_eq(written(back), once));
    CHECK_STR(ag_str_at(back->text, back->mentions.at[0].span), "Élise");
    CHECK(back->sentences.at[0].paragraph == 1);
    CHECK(back->times.at[0].date.grain == AG_GRAIN_WEEK);
}

static void
offsets_count_code_points(void)
{
    /* "Ünïted 😀" is 8, the empty line 2, the mark 1: É stands at 11 */
    CHECK(ag_str_find(written(full()), AG_S("{\"start\": 11, \"end\": 16, \"kind\": \"name\"")) > 0);
}

static void
a_record_is_one_line(void)
{
    ag_str s = written(full());

    CHECK((const char *)memchr(s.at, '\n', s.len) == s.at + s.len - 1);
}

static void
a_span_outside_the_text_is_refused(void)
{
    const char *const wrong[] = { "\"end\": 9999", "\"end\": -1", "\"end\": 1e30", "\"end\": null" };

    for (int i = 0; i < 4; i++) {
        ag_str s = written(full());
        long at = ag_str_find(s, AG_S("\"end\": 16"));
        ag_str bad = ag_arena_printf(a, "%.*s%s%s", (int)at, s.at, wrong[i], s.at + at + 9);
        ag_doc *back;
        ag_err err;

        CHECK(ag_record_read(a, bad, &back, &err) == AG_INPUT && back == NULL);
        CHECK(strstr(err.text, "a span outside the text"));
    }
}

static void
an_entity_that_is_not_listed_is_refused(void)
{
    ag_str s = written(full());
    long at = ag_str_find(s, AG_S("\"speaker\": \"e1\""));
    ag_str bad = ag_arena_printf(a, "%.*s\"speaker\": \"e7\"%s", (int)at, s.at, s.at + at + 15);
    ag_doc *back;
    ag_err err;

    CHECK(ag_record_read(a, bad, &back, &err) == AG_INPUT && back == NULL);
}

static void
a_line_without_a_document_is_skipped_and_rubbish_refused(void)
{
    ag_doc *back;
    ag_err err;

    CHECK(ag_record_read(a, AG_S("{\"footer\": {\"written\": 3}}"), &back, &err) == AG_OK && back == NULL);
    CHECK(ag_record_read(a, AG_S("{\"doc\": "), &back, &err) == AG_INPUT);
    CHECK(ag_record_read(a, AG_S(""), &back, &err) == AG_INPUT);
    CHECK(ag_record_read(a, AG_S("[1, 2]"), &back, &err) == AG_OK && back == NULL);
}

static void
no_cut_of_a_record_crashes_the_reader(void)
{
    ag_str s = written(full());
    ag_doc *back;
    ag_err err;

    for (size_t n = 0; n + 2 < s.len; n++)
        CHECK(ag_record_read(a, ag_str_sub(s, 0, n), &back, &err) == AG_INPUT);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(what_is_written_reads_back_the_same);
    RUN(offsets_count_code_points);
    RUN(a_record_is_one_line);
    RUN(a_span_outside_the_text_is_refused);
    RUN(an_entity_that_is_not_listed_is_refused);
    RUN(a_line_without_a_document_is_skipped_and_rubbish_refused);
    RUN(no_cut_of_a_record_crashes_the_reader);
    ag_arena_free(a);
    return unit_end();
}
