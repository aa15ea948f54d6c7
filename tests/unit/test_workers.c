/* workers: every item once, in order, whatever a worker does. */
#define _POSIX_C_SOURCE 200809L
#include "base/buf.h"
#include "unit/unit.h"
#include "workers.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* Stands in for reading: gives each line of the item back; "die" kills the worker, "hang" never
 * ends, "hoard" takes all memory, "no" is refused. */
static void
echo(const void *tools, ag_arena *a, const ag_item *item, ag_answer *answer)
{
    ag_str rest = item->bytes, line;

    (void)tools;
    while (ag_str_cut(&rest, '\n', &line)) {
        if (ag_str_is(line, "die"))
            raise(SIGKILL);
        while (ag_str_is(line, "hang"))
            ag_arena_used(a);
        while (ag_str_is(line, "hoard"))
            ag_arena_alloc(a, 1000);
        if (ag_str_is(line, "no"))
            ag_answer_refuse(answer, AG_S("refused"));
        else if (line.len)
            ag_answer_take(answer, line);
    }
}

static void
add_line(void *self, ag_str line)
{
    ag_buf_str(self, line);
    ag_buf_char(self, ';');
}

static void
add_refusal(void *self, ag_str why)
{
    ag_buf_char(self, '!');
    ag_buf_str(self, why);
    ag_buf_char(self, ';');
}

static ag_str
run(ag_arena *a, const char *const *texts, int n, int jobs)
{
    ag_items items = { 0 };
    ag_buf out = { 0 };
    ag_err err;
    ag_work_options options = { .jobs = jobs, .seconds = 1, .bytes = 10000000 };

    for (int i = 0; i < n; i++)
        AG_PUSH(a, &items.items, (ag_item){ .label = ag_arena_printf(a, "t%d", i), .bytes = ag_str_of(texts[i]),
                                            .line = 1, .format = AG_FORMAT_JSONL });
    CHECK(ag_workers_run(a, &items, echo, NULL, &options, (ag_yield){ &out, add_line, add_refusal }, &err) == AG_OK);

    ag_str s = ag_arena_str(a, ag_buf_view(&out));

    ag_buf_done(&out);
    return s;
}

static ag_arena *a;

static void
what_comes_back_is_in_the_order_of_the_items(void)
{
    const char *const texts[] = { "a\nb", "c", "d\nno\ne", "", "f" };

    for (int jobs = 1; jobs <= 7; jobs += 3)
        CHECK_STR(run(a, texts, 5, jobs), "a;b;c;d;!refused;e;f;");
}

static void
a_death_costs_one_article(void)
{
    const char *const texts[] = { "a\n", "b\ndie\nc\n", "d\n" };

    for (int jobs = 1; jobs <= 3; jobs++)
        CHECK_STR(run(a, texts, 3, jobs), "a;b;!t1:2: the reader crashed on it; please report this file;c;d;");
}

static void
a_hang_and_a_hoard_cost_one_article_each(void)
{
    const char *const texts[] = { "hang", "x", "hoard", "y" };

    CHECK_STR(run(a, texts, 4, 2), "!t0: takes more time than an article may take;x;"
                                   "!t2: needs more memory than an article may take;y;");
}

static void
no_items_are_no_work(void)
{
    CHECK_STR(run(a, NULL, 0, 4), "");
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(what_comes_back_is_in_the_order_of_the_items);
    RUN(a_death_costs_one_article);
    RUN(a_hang_and_a_hoard_cost_one_article_each);
    RUN(no_items_are_no_work);
    ag_arena_free(a);
    return unit_end();
}
