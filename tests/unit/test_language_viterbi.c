/* Viterbi against all paths. */
#include "language/namer.h"
#include "language/viterbi.h"

#include "unit/unit.h"

static uint64_t random_state = 7;

static int
next_random(int n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (int)((random_state >> 33) % (uint64_t)n);
}

static int64_t
score_of(int T, int Y, const int32_t *emit, const int32_t *step, const uint8_t *path)
{
    int64_t s = 0;

    for (int t = 0; t < T; t++)
        s += emit[t * Y + path[t]] + (t ? step[path[t - 1] * Y + path[t]] : 0);
    return s;
}

static void
it_finds_the_best_of_all_paths(void)
{
    enum { T = 5, Y = 4 };
    int32_t emit[T * Y], step[Y * Y];
    uint8_t from[T * Y], best[T], path[T];

    for (int trial = 0; trial < 500; trial++) {
        for (int i = 0; i < T * Y; i++)
            emit[i] = next_random(5) ? next_random(201) - 100 : AG_NEVER;
        for (int i = 0; i < Y * Y; i++)
            step[i] = next_random(4) ? next_random(201) - 100 : AG_NEVER;

        int64_t top = INT64_MIN;

        for (int code = 0; code < 1024; code++) { /* 4^5 */
            for (int t = 0, c = code; t < T; t++, c /= Y)
                path[t] = (uint8_t)(c % Y);

            int64_t s = score_of(T, Y, emit, step, path);

            if (s > top)
                top = s;
        }

        int32_t found = ag_viterbi(T, Y, emit, step, from, best);

        if (top > AG_NEVER / 2) {
            CHECK(found == top);
            CHECK(score_of(T, Y, emit, step, best) == top);
        } else {
            CHECK(found < AG_NEVER / 2);
        }
    }
}

static void
a_long_sequence_without_a_path_does_not_overflow(void)
{
    enum { T = 400, Y = 3 };
    static int32_t emit[T * Y];
    static uint8_t from[T * Y], best[T];
    int32_t step[Y * Y];

    for (int i = 0; i < T * Y; i++)
        emit[i] = AG_NEVER;
    for (int i = 0; i < Y * Y; i++)
        step[i] = AG_NEVER;
    CHECK(ag_viterbi(T, Y, emit, step, from, best) <= AG_NEVER / 2);
}

static void
name_tags_follow_one_another_as_bilou_says(void)
{
    int p = 0, o = 1;

    CHECK(ag_name_may_follow(ag_name_tag(p, AG_BILOU_B), ag_name_tag(p, AG_BILOU_L)));
    CHECK(ag_name_may_follow(ag_name_tag(p, AG_BILOU_L), ag_name_tag(o, AG_BILOU_U)));
    CHECK(!ag_name_may_follow(ag_name_tag(p, AG_BILOU_B), ag_name_tag(o, AG_BILOU_L)));
    CHECK(!ag_name_may_follow(ag_name_tag(p, AG_BILOU_B), 0));
    CHECK(!ag_name_may_follow(0, ag_name_tag(p, AG_BILOU_I)));
    CHECK(!ag_name_may_begin(ag_name_tag(p, AG_BILOU_L)));
    CHECK(!ag_name_may_end(ag_name_tag(p, AG_BILOU_B)));
}

int
main(void)
{
    RUN(it_finds_the_best_of_all_paths);
    RUN(a_long_sequence_without_a_path_does_not_overflow);
    RUN(name_tags_follow_one_another_as_bilou_says);
    return unit_end();
}
