/* Classifiers: what is frozen answers as what was learned. */
#include "language/linear.h"
#include "language/lookup.h"

#include "unit/unit.h"

static void
features_of(int x, ag_features *f)
{
    ag_features_begin(f);
    ag_add(f, (uint64_t)x);
    ag_add2(f, (uint64_t)x % 7, (uint64_t)x % 3);
    ag_add(f, (uint64_t)x % 5);
}

static ag_learner *
learn(int classes)
{
    ag_learner *l = ag_learner_new(classes);
    ag_features f;

    for (int round = 0; round < 6; round++)
        for (int x = 0; x < 500; x++) {
            features_of(x, &f);
            ag_learner_step(l, &f, x % 35 % classes, 0);
        }
    return l;
}

/* By the learner, or by what was frozen of it. */
static int
right_of(const ag_learner *l, const ag_linear *m, int classes)
{
    int32_t score[AG_CLASSES_MAX];
    ag_features f;
    int right = 0;

    for (int x = 0; x < 500; x++) {
        features_of(x, &f);
        if (l)
            ag_learner_score(l, &f, score);
        else
            ag_linear_score(m, &f, score);
        right += ag_best_class(score, classes) == x % 35 % classes;
    }
    return right;
}

static void
it_learns_and_freezing_keeps_what_it_learned(void)
{
    for (int classes = 2; classes <= AG_CLASSES_MAX; classes++) {
        ag_learner *l = learn(classes);
        ag_buf b = { 0 };
        ag_linear m;
        ag_err err;

        CHECK(right_of(l, NULL, classes) > 490);
        ag_learner_freeze(l, 0.05, 1, &b);
        CHECK(ag_linear_open(ag_buf_view(&b), "t", &m, &err) == AG_OK);
        CHECK(right_of(NULL, &m, classes) > 490);
        CHECK(ag_linear_open((ag_str){ b.at, b.len - 1 }, "t", &m, &err) == AG_INPUT);
        ag_buf_done(&b);
        ag_learner_free(l);
    }
}

static void
the_same_training_gives_the_same_bytes(void)
{
    ag_learner *l = learn(3), *k = learn(3);
    ag_buf x = { 0 }, y = { 0 };

    ag_learner_freeze(l, 0.05, 1, &x);
    ag_learner_freeze(k, 0.05, 1, &y);
    CHECK(x.len == y.len && memcmp(x.at, y.at, x.len) == 0);
    ag_buf_done(&x);
    ag_buf_done(&y);
    ag_learner_free(l);
    ag_learner_free(k);
}

static void
with_a_margin_it_goes_on_until_it_is_sure(void)
{
    ag_learner *l = ag_learner_new(2);
    ag_features f;
    int32_t score[2];

    features_of(1, &f);
    for (int i = 0; i < 100; i++)
        ag_learner_step(l, &f, 1, 20);
    ag_learner_score(l, &f, score);
    CHECK(score[1] - score[0] > 20 && score[1] - score[0] <= 20 + 2 * f.n);
    ag_learner_free(l);
}

static void
a_lookup_finds_what_was_put_in_and_nothing_else(void)
{
    ag_pair pairs[1000];
    ag_buf b = { 0 };
    ag_lookup t;
    ag_err err;

    for (uint32_t i = 0; i < 1000; i++)
        pairs[i] = (ag_pair){ ag_mix(i, 1), i };
    ag_lookup_write(pairs, 1000, &b);
    CHECK(ag_lookup_open(ag_buf_view(&b), "t", &t, &err) == AG_OK);
    for (uint32_t i = 0; i < 1000; i++) {
        CHECK(ag_lookup_get(&t, ag_mix(i, 1), 5000) == i);
        CHECK(ag_lookup_get(&t, ag_mix(i + 5000, 1), 5000) == 5000);
    }
    CHECK(ag_lookup_open(AG_S("1234567"), "t", &t, &err) == AG_INPUT);
    ag_buf_done(&b);
}

int
main(void)
{
    RUN(it_learns_and_freezing_keeps_what_it_learned);
    RUN(the_same_training_gives_the_same_bytes);
    RUN(with_a_margin_it_goes_on_until_it_is_sure);
    RUN(a_lookup_finds_what_was_put_in_and_nothing_else);
    return unit_end();
}
