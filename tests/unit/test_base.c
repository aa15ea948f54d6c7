/* base/: text views, arenas, tables, calendar, numbers, hashes. */
#define _POSIX_C_SOURCE 200809L
#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/file.h"
#include "base/map.h"
#include "base/sha256.h"
#include "base/sort.h"
#include "base/table.h"
#include "base/utf8.h"
#include "unit/unit.h"

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

static ag_arena *a;

static void
a_list_keeps_what_was_pushed_while_it_grew(void)
{
    AG_LIST(int) xs = { 0 };

    for (int i = 0; i < 1000; i++)
        AG_PUSH(a, &xs, i * i);
    for (int i = 0; i < 1000; i++)
        CHECK(xs.at[i] == i * i);
}

static void
a_full_arena_jumps_to_its_guard(void)
{
    ag_arena *small = ag_arena_new(1000);
    jmp_buf full;
    volatile int blocks = 0;

    if (setjmp(full) == 0) {
        ag_arena_guard(small, &full);
        for (;; blocks++)
            ag_arena_alloc(small, 100);
    }
    CHECK(blocks >= 8 && blocks <= 10);
    ag_arena_free(small);
}

static void
memory_is_zeroed_again_after_a_reset(void)
{
    ag_arena *own = ag_arena_new(0);
    bool all = true;

    memset(ag_arena_alloc(own, 5000), 7, 5000);
    ag_arena_reset(own);
    CHECK(ag_arena_used(own) == 0);

    char *p = ag_arena_alloc(own, 5000);

    for (int i = 0; i < 5000; i++)
        all &= p[i] == 0;
    CHECK(all);
    ag_arena_free(own);
}

static void
a_map_finds_every_key_and_no_other(void)
{
    ag_map m = { 0 };

    CHECK(ag_map_get(&m, AG_S("x")) == -1);
    for (int i = 0; i < 500; i++)
        ag_map_set(a, &m, ag_arena_printf(a, "key %d", i), i);
    for (int i = 0; i < 500; i++)
        CHECK(ag_map_get(&m, ag_arena_printf(a, "key %d", i)) == i);
    CHECK(ag_map_get(&m, AG_S("key 500")) == -1);
    CHECK(ag_map_add(a, &m, AG_S("key 7"), 99) == 7);
    CHECK(ag_map_add(a, &m, AG_S(""), 99) == 99);
    CHECK(ag_map_get(&m, AG_S("")) == 99);
}

static int
by_tens(const void *x, const void *y, const void *context)
{
    (void)context;
    return *(const int *)x / 10 - *(const int *)y / 10;
}

static void
equal_items_keep_their_order_when_sorted(void)
{
    int xs[] = { 35, 12, 31, 19, 11, 38, 2, 33 }, sorted[] = { 2, 12, 19, 11, 35, 31, 38, 33 };

    ag_sort(xs, 8, sizeof *xs, by_tens, NULL);
    CHECK(memcmp(xs, sorted, sizeof xs) == 0);
}

static void
every_day_of_four_centuries_comes_back_from_its_number(void)
{
    ag_day before = ag_day_of(1899, 12, 31);

    for (ag_day d = ag_day_of(1900, 1, 1); d <= ag_day_of(2299, 12, 31); d++) {
        int y, m, dd;

        ag_day_split(d, &y, &m, &dd);
        if (d != before + 1 || ag_day_of(y, m, dd) != d) {
            CHECK(!"a day is lost");
            break;
        }
        before = d;
    }
    CHECK(ag_day_of(1970, 1, 1) == 0);
    CHECK(ag_day_of(2025, 2, 29) == AG_NO_DAY);
    CHECK(ag_day_of(2024, 2, 29) != AG_NO_DAY);
    CHECK(ag_day_weekday(ag_day_of(2025, 8, 24)) == 6);
}

static void
a_week_belongs_to_the_year_of_its_thursday(void)
{
    int y, w;

    ag_day_week(ag_day_of(2025, 8, 24), &y, &w);
    CHECK(y == 2025 && w == 34);
    ag_day_week(ag_day_of(2027, 1, 1), &y, &w);
    CHECK(y == 2026 && w == 53);
    ag_day_week(ag_day_of(2024, 12, 30), &y, &w);
    CHECK(y == 2025 && w == 1);
    CHECK(ag_day_of_week(2025, 53) == AG_NO_DAY);
    CHECK(ag_day_of_week(2025, 34) == ag_day_of(2025, 8, 18));
}

static void
dates_of_every_grain_read_back_as_written(void)
{
    const char *const dates[] = { "2025-08-24", "2025-W34", "2025-08", "2025" };
    char z[16];
    ag_date d;

    for (int i = 0; i < 4; i++) {
        CHECK(ag_date_parse(ag_str_of(dates[i]), &d));
        ag_date_format(d, z);
        CHECK_STR(ag_str_of(z), dates[i]);
    }
    CHECK(!ag_date_parse(AG_S("2025-13"), &d));
    CHECK(!ag_date_parse(AG_S("2025-02-30"), &d));
    CHECK(!ag_date_parse(AG_S(""), &d));
}

static void
sha256_gives_the_digests_of_the_standard(void)
{
    ag_sha256 h;
    char hex[65];

    ag_sha256_init(&h);
    ag_sha256_add(&h, AG_S("abc"));
    ag_sha256_hex(&h, hex);
    CHECK_STR(ag_str_of(hex), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    ag_sha256_init(&h);
    for (int i = 0; i < 1000000; i++)
        ag_sha256_add(&h, AG_S("a"));
    ag_sha256_hex(&h, hex);
    CHECK_STR(ag_str_of(hex), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
folding_takes_marks_and_case_away(void)
{
    CHECK_STR(ag_utf8_fold(a, AG_S("Çelik ØSTBY Łódź Zəhra’s")), "celik ostby lodz zəhra's");
    CHECK_STR(ag_utf8_fold(a, AG_S("")), "");
}

static void
every_bad_byte_becomes_one_replacement_character(void)
{
    size_t bad;

    CHECK_STR(ag_utf8_repair(a, AG_S("a\xFF\xC3\x28\xE2\x82"), &bad), "a\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(bad == 4);
    CHECK_STR(ag_utf8_repair(a, AG_S("gr\xC3\xBC\xC3\x9F"), &bad), "grüß");
    CHECK(bad == 0);
}

static void
numbers_are_those_of_printf(void)
{
    static const double edges[] = { 0.0001, 0.00009999995, 0.0009999995, 0.5, 1, 9.999995, 9.9999949, 99999.95, 999999, 999999.5, 123456.5, 123457.5,
                                    1e6, 1.000005, 2.000015, 0.1, 4.5, -7.25, 1e-5, 100000, 0.000123456500 };
    uint64_t r = 7;

    for (int i = 0; i < 300000; i++) {
        ag_buf b = { 0 };
        char expected[64];
        double x;

        r = r * 6364136223846793005u + 1442695040888963407u;
        if (i < (int)(sizeof edges / sizeof *edges))
            x = edges[i];
        else if (i % 3 == 0)
            x = (double)(r >> 44) / 1000; /* short decimals, halves among them */
        else
            x = ldexp((double)(r >> 11), -70 + (int)(r % 30)) * (i % 2 ? 1 : -1);
        ag_buf_number(&b, x);
        snprintf(expected, sizeof expected, "%.6g", x);
        if (!ag_str_is(ag_buf_view(&b), expected))
            CHECK_STR(ag_buf_view(&b), expected);
        ag_buf_done(&b);
    }
}

static void
numbers_have_six_significant_digits_and_no_minus_zero(void)
{
    ag_buf b = { 0 };

    ag_buf_number(&b, 1.0 / 3);
    ag_buf_char(&b, ' ');
    ag_buf_number(&b, -0.0);
    ag_buf_char(&b, ' ');
    ag_buf_number(&b, 4.5);
    CHECK_STR(ag_buf_view(&b), "0.333333 0 4.5");
    ag_buf_done(&b);
}

static void
a_number_is_read_up_to_its_end(void)
{
    const char *const text = "-12.5e-1,3";
    double x;

    CHECK(*ag_str_number(text, text + 10, &x) == ',' && fabs(x + 1.25) < 1e-12);
    CHECK(ag_str_number(text, text + 3, &x) == text + 3 && x == -12);
    CHECK(ag_str_number(text + 8, text + 10, &x) == text + 8 && x == 0);
}

static void
a_table_gives_its_rows_with_sections_and_lines(void)
{
    ag_table t;
    ag_err err;

    CHECK(ag_table_parse(a, "t.txt", AG_S("# head\n[one]\na | b|c # why\n\n[two]\nC# | d\n"), &t, &err) == AG_OK);
    CHECK(t.rows.n == 2);
    CHECK_STR(t.rows.at[0].section, "one");
    CHECK_STR(t.rows.at[0].field[2], "c");
    CHECK(t.rows.at[0].n == 3 && t.rows.at[0].line == 3);
    CHECK_STR(t.rows.at[1].field[0], "C#");
    CHECK_STR(t.rows.at[1].field[5], "");
    CHECK(ag_table_parse(a, "t.txt", AG_S("x\n[two\n"), &t, &err) == AG_INPUT);
    CHECK_STR(ag_str_of(err.text), "t.txt:2: section '[two' lacks its closing bracket");
}

static void
a_dropped_file_leaves_the_old_one_and_no_trace(void)
{
    char folder[] = "/tmp/ag_test_XXXXXX", path[64];
    ag_outfile f;
    ag_err err;
    ag_str text;
    struct stat st;

    CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/out", folder);
    CHECK(ag_file_create(path, &f, &err) == AG_OK);
    fputs("old", f.stream);
    CHECK(stat(path, &st) != 0); /* not there before it is whole */
    CHECK(ag_file_keep(&f, &err) == AG_OK);
    CHECK(ag_file_create(path, &f, &err) == AG_OK);
    fputs("half of the n", f.stream);
    ag_file_drop(&f);
    CHECK(ag_file_read(a, path, 0, 0, 0, &text, &err) == AG_OK);
    CHECK_STR(text, "old");
    unlink(path);
    CHECK(rmdir(folder) == 0); /* empty */
    CHECK(ag_file_read(a, path, 0, 0, 0, &text, &err) == AG_INPUT);
    CHECK(ag_file_read(a, "/tmp", 0, 0, 0, &text, &err) == AG_INPUT);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(numbers_are_those_of_printf);
    RUN(a_list_keeps_what_was_pushed_while_it_grew);
    RUN(a_full_arena_jumps_to_its_guard);
    RUN(memory_is_zeroed_again_after_a_reset);
    RUN(a_map_finds_every_key_and_no_other);
    RUN(equal_items_keep_their_order_when_sorted);
    RUN(every_day_of_four_centuries_comes_back_from_its_number);
    RUN(a_week_belongs_to_the_year_of_its_thursday);
    RUN(dates_of_every_grain_read_back_as_written);
    RUN(sha256_gives_the_digests_of_the_standard);
    RUN(folding_takes_marks_and_case_away);
    RUN(every_bad_byte_becomes_one_replacement_character);
    RUN(numbers_have_six_significant_digits_and_no_minus_zero);
    RUN(a_number_is_read_up_to_its_end);
    RUN(a_table_gives_its_rows_with_sections_and_lines);
    RUN(a_dropped_file_leaves_the_old_one_and_no_trace);
    ag_arena_free(a);
    return unit_end();
}
