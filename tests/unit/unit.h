/* Unit tests: a test is a function named by the sentence it proves.
 *
 *     static void a_name_cannot_start_inside(void) { CHECK(1 + 1 == 2); CHECK_STR(s, "text"); }
 *     int main(void) { RUN(a_name_cannot_start_inside); return unit_end(); }
 */
#ifndef AG_UNIT_H
#define AG_UNIT_H

#include "base/str.h"

#include <stdio.h>

static int unit_passed, unit_failed, unit_bad;

#define CHECK(x)                                                              \
    do {                                                                      \
        if (!(x)) {                                                           \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #x);   \
            unit_bad = 1;                                                     \
        }                                                                     \
    } while (0)

#define CHECK_STR(s, expected)                                                        \
    do {                                                                              \
        ag_str s_ = (s);                                                              \
        if (!ag_str_is(s_, (expected))) {                                             \
            fprintf(stderr, "%s:%d: expected '%s', got '%.*s'\n", __FILE__, __LINE__, \
                    (expected), AG_SHOW(s_));                                         \
            unit_bad = 1;                                                             \
        }                                                                             \
    } while (0)

#define RUN(test)                                     \
    do {                                              \
        unit_bad = 0;                                 \
        test();                                       \
        if (unit_bad)                                 \
            fprintf(stderr, "FAILED: %s\n", #test);   \
        unit_bad ? unit_failed++ : unit_passed++;     \
    } while (0)

static inline int
unit_end(void)
{
    printf("%d passed, %d failed, 0 skipped\n", unit_passed, unit_failed);
    return unit_failed != 0;
}

#endif
