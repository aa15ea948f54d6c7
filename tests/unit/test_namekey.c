/* Keys of names: all spellings one key, other names another. */
#include "base/namekey.h"

#include "unit/unit.h"

static ag_arena *a;

static bool
same(const char *x, const char *y)
{
    bool is = ag_str_eq(ag_name_key(a, ag_str_of(x)), ag_name_key(a, ag_str_of(y)));

    if (!is)
        fprintf(stderr, "  %s: %.*s; %s: %.*s\n", x, AG_SHOW(ag_name_key(a, ag_str_of(x))), y, AG_SHOW(ag_name_key(a, ag_str_of(y))));
    return is;
}

static bool
differ(const char *x, const char *y)
{
    return !ag_str_eq(ag_name_key(a, ag_str_of(x)), ag_name_key(a, ag_str_of(y)));
}

static void
spellings_of_one_name_give_one_key(void)
{
    static const char *const z[] = { "Zelenskiy", "Zelensky", "Zelenskyi", "Zelenski", "Zelenskij", "Zelens’kyy", "ZELENSKYY" };

    for (size_t i = 0; i < sizeof z / sizeof *z; i++)
        CHECK(same("Zelenskyy", z[i]));
    CHECK(same("Sergei Lavrov", "Sergey Lavrov"));
    CHECK(same("Yuliia Svyrydenko", "Yulia Sviridenko"));
    CHECK(same("Dmitry Peskov", "Dmitri Peskov"));
    CHECK(same("Dmitriy Peskov", "Dmitry Peskov"));
    CHECK(same("Yuri Ushakov", "Yuriy Ushakov"));
    CHECK(same("Aleksei Navalny", "Alexei Navalnyy"));
    CHECK(same("Muhammad Ali", "Mohammed Ali"));
    CHECK(same("Mohamed Ali", "Muhammad Ali"));
    CHECK(same("Saddam Husain", "Saddam Hussein"));
    CHECK(same("Yevgeny Primakov", "Evgeniy Primakov"));
    CHECK(same("Abdel Fattah el-Sisi", "Abdel Fattah al-Sisi"));
    CHECK(same("Kim Jong-un", "Kim Jong Un"));
    CHECK(same("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"));
    CHECK(same("Nataliya Gumenyuk", "Natalia Gumenyuk"));
}

static void
other_names_give_other_keys(void)
{
    CHECK(differ("Zelenskyy", "Zelenska"));
    CHECK(differ("Smith", "Smyth"));
    CHECK(differ("Janet Yellen", "Janet Ellen"));
    CHECK(differ("Putin", "Putina"));
    CHECK(differ("Carney", "Carne"));
}

static void
english_names_stay_readable(void)
{
    CHECK_STR(ag_name_key(a, AG_S("Mark Carney")), "mark carney");
    CHECK_STR(ag_name_key(a, AG_S("John T. O’Brien")), "john t obrien");
    CHECK_STR(ag_name_key(a, AG_S("  J.P.  Morgan ")), "jp morgan");
    CHECK_STR(ag_name_key(a, AG_S("")), "");
    CHECK_STR(ag_name_key(a, AG_S("’.’")), "");
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(spellings_of_one_name_give_one_key);
    RUN(other_names_give_other_keys);
    RUN(english_names_stay_readable);
    ag_arena_free(a);
    return unit_end();
}
