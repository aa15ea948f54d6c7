/* Tests of change, against values published or printed by R 4 (binom.test, poisson.test, p.adjust). */
#include "report/change.h"

#include "unit.h"

#include <math.h>

static bool
near(double x, double y)
{
    return fabs(x - y) <= 1e-6 + 1e-5 * fabs(y);
}

static void
the_lady_tasting_tea_and_other_coins(void)
{
    CHECK(near(ag_binomial(5, 10, 0.5), 252.0 / 1024));
    CHECK(near(ag_binomial_test(0, 5, 0.5), 0.0625));
    CHECK(near(ag_binomial_test(9, 10, 0.5), 22.0 / 1024));
    CHECK(near(ag_binomial_test(5, 10, 0.5), 1));
    CHECK(ag_binomial_test(0, 0, 0.5) == 1);
}

/* Conover (1971), p. 97f, the example of R's binom.test: 682 of 925 plants, chance 3/4, p = 0.3825. */
static void
conovers_plants_are_what_mendel_expects(void)
{
    CHECK(fabs(ag_binomial_test(682, 925, 0.75) - 0.3825) < 0.00005);
}

/* The second example of R's poisson.test, lung cancer in Fredericia and three other towns (Andersen 1977): 11 cases
 * among 800 against 21 among 3011, p = 0.07967. */
static void
two_poisson_rates_are_compared_given_their_sum(void)
{
    CHECK(fabs(ag_rates_test(11, 800, 21, 3011) - 0.07967) < 0.000005);
    CHECK(near(ag_rates_test(3, 100, 3, 100), 1));
    CHECK(ag_rates_test(3, 0, 3, 100) == 1);
}

static void
few_stories_can_never_be_told_from_chance(void)
{
    CHECK(near(ag_rates_least(4, 50, 50), 0.125));
    CHECK(near(ag_rates_least(5, 50, 50), 0.0625));
}

/* Twice the exposure and twice the count: no change. */
static void
more_news_alone_changes_nothing(void)
{
    CHECK(ag_rates_test(20, 200, 10, 100) > 0.99);
}

/* Benjamini & Hochberg (1995), section 3.2: fifteen tests, four of them discoveries at 0.05. */
static void
benjamini_and_hochberg_find_four_of_fifteen(void)
{
    const double p[] = { .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1 };
    double least[16] = { 0 }, q[16];
    ag_arena *a = ag_arena_new(0);
    int found = 0;

    CHECK(ag_discoveries(a, 15, p, least, 0.05, q) == 15);
    for (int i = 0; i < 15; i++)
        found += q[i] <= 0.05;
    CHECK(found == 4);
    CHECK(near(q[3], .0095 * 15 / 4));

    /* Tests that can find nothing do not count against those that can. */
    for (int i = 4; i < 15; i++)
        least[i] = 0.5;
    CHECK(ag_discoveries(a, 15, p, least, 0.05, q) == 4);
    CHECK(near(q[3], .0095));
    CHECK(q[4] == 1);
    ag_arena_free(a);
}

int
main(void)
{
    RUN(the_lady_tasting_tea_and_other_coins);
    RUN(conovers_plants_are_what_mendel_expects);
    RUN(two_poisson_rates_are_compared_given_their_sum);
    RUN(few_stories_can_never_be_told_from_chance);
    RUN(more_news_alone_changes_nothing);
    RUN(benjamini_and_hochberg_find_four_of_fifteen);
    return unit_end();
}
