#include "ingest/inside.h"
#include "unit/ingest_unit.h"

static ag_str
clean(ag_str bytes, const char *label)
{
    size_t bad;

    if (!arena)
        arena = ag_arena_new(0);
    return ag_charset_text(arena, bytes, ag_str_of(label), &bad);
}

static void
a_byte_order_mark_is_no_text(void)
{
    CHECK_STR(clean(AG_S("\xEF\xBB\xBF" "A word"), ""), "A word");
}

static void
utf16_is_read_with_and_without_its_mark(void)
{
    CHECK_STR(clean(AG_S("\xFF\xFE" "A\0 \0w\0\xF8\0"), ""), "A wø");
    CHECK_STR(clean(AG_S("\xFE\xFF" "\0A\0 \0w\0\xF8"), ""), "A wø");
    CHECK_STR(clean(AG_S("A\0 \0w\0o\0r\0d\0 \0o\0r\0 \0t\0w\0o\0"), ""), "A word or two");
}

static void
a_lone_surrogate_becomes_a_replacement(void)
{
    CHECK_STR(clean(AG_S("\xFF\xFE" "A\0\x00\xD8" "b\0"), ""), "A\xEF\xBF\xBD" "b");
}

static void
valid_utf8_stays_whatever_it_declares(void)
{
    CHECK_STR(clean(AG_S("Zürich"), "iso-8859-1"), "Zürich");
}

static void
windows_1252_is_the_last_resort(void)
{
    CHECK_STR(clean(AG_S("\x93" "caf\xE9\x94 \x96 it\x92s"), ""), "“café” – it’s");
    CHECK_STR(clean(AG_S("\x93" "caf\xE9\x94"), "iso-8859-1"), "“café”");
}

static void
a_declared_code_page_is_followed(void)
{
    CHECK_STR(clean(AG_S("\xCF\xF0\xE8\xE2\xE5\xF2"), "windows-1251"), "Привет");
    CHECK_STR(clean(AG_S("\xB1"), "ISO-8859-2"), "ą");
}

static void
utf8_with_one_bad_byte_stays_utf8(void)
{
    size_t bad;

    CHECK_STR(ag_charset_text(arena, AG_S("Zürich, Köln und M\xFCnchen"), AG_S(""), &bad),
              "Zürich, Köln und M\xEF\xBF\xBDnchen");
    CHECK(bad == 1);
}

static void
text_comes_composed(void)
{
    CHECK_STR(clean(AG_S("Zu\xCC\x88rich"), ""), "Zürich");
}

static void
invisible_characters_go_and_blanks_are_blanks(void)
{
    CHECK_STR(clean(AG_S("co\xC2\xADoperate\xE2\x80\x8B now\xEF\xBB\xBF" "\xC2\xA0" "and\xE2\x80\xAFthen"), ""),
              "cooperate now and then");
    CHECK_STR(clean(AG_S("a\x03" "b\x1B" "c\xE2\x80\xAE" "d"), ""), "abcd");
}

static void
all_line_ends_are_newlines(void)
{
    CHECK_STR(clean(AG_S("a\r\nb\rc\nd\fe\xE2\x80\xA8" "f"), ""), "a\nb\nc\nd\ne\nf");
}

static void
dates_of_many_forms_are_read(void)
{
    static const struct {
        const char *text, *day;
    } cases[] = {
        { "2025-08-24", "2025-08-24" },
        { "2025-08-24T23:30:00-11:00", "2025-08-24" },
        { "2025/08/24 10:00", "2025-08-24" },
        { "20250824", "2025-08-24" },
        { "20250824T101500Z", "2025-08-24" },
        { "Sun, 24 Aug 2025 10:00:00 GMT", "2025-08-24" },
        { "Sun, 24 Aug 25 10:00:00 GMT", "2025-08-24" },
        { "26-FEB-1987 15:01:01.79", "1987-02-26" },
        { " 1-APR-1987 14:29:00.47", "1987-04-01" },
        { "Aug. 24, 2025", "2025-08-24" },
        { "August 24th, 2025", "2025-08-24" },
        { "24th August 2025", "2025-08-24" },
        { "Published on 24 August 2025 at 10:31", "2025-08-24" },
        { "24.08.2025", "2025-08-24" },
        { "24/08/2025", "2025-08-24" },
        { "8/24/2025", "2025-08-24" },
        { "03/04/2025", "" }, /* nobody can tell */
        { "31 February 2025", "" },
        { "August 2025", "" },
        { "24 Aug 10:31", "" },
        { "no date at all", "" },
        { "", "" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ag_day d = AG_NO_DAY;
        char day[16];

        CHECK(ag_dates_read(ag_str_of(cases[i].text), &d) == (cases[i].day[0] != 0));
        ag_day_format(d, day);
        CHECK_STR(ag_str_of(day), cases[i].day);
    }
}

int
main(void)
{
    RUN(a_byte_order_mark_is_no_text);
    RUN(utf16_is_read_with_and_without_its_mark);
    RUN(a_lone_surrogate_becomes_a_replacement);
    RUN(valid_utf8_stays_whatever_it_declares);
    RUN(windows_1252_is_the_last_resort);
    RUN(a_declared_code_page_is_followed);
    RUN(utf8_with_one_bad_byte_stays_utf8);
    RUN(text_comes_composed);
    RUN(invisible_characters_go_and_blanks_are_blanks);
    RUN(all_line_ends_are_newlines);
    RUN(dates_of_many_forms_are_read);
    return ingest_end();
}
