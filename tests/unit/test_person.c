/* Names of persons: their parts, how alike two are, what contradicts; lines of work. */
#include "resolve/person.h"

#include "unit/unit.h"

static ag_arena *a;

static ag_names_alike
alike(const char *x, const char *y)
{
    ag_person_name p = ag_person_name_of(a, ag_str_of(x)), q = ag_person_name_of(a, ag_str_of(y));
    ag_names_alike one = ag_person_names_alike(a, &p, &q);

    CHECK(one == ag_person_names_alike(a, &q, &p)); /* whichever comes first */
    return one;
}

static bool
contradict(const char *x, const char *y)
{
    ag_person_name p = ag_person_name_of(a, ag_str_of(x)), q = ag_person_name_of(a, ag_str_of(y));

    return ag_person_names_contradict(&p, &q);
}

static void
a_name_has_parts(void)
{
    ag_person_name p = ag_person_name_of(a, AG_S("John T. Doe Jr."));

    CHECK_STR(p.given, "john");
    CHECK_STR(p.middle, "t");
    CHECK_STR(p.surname, "doe");
    CHECK(p.generation == 1 && !p.is_initial && !p.is_bare);
    p = ag_person_name_of(a, AG_S("Lai Ching-te"));
    CHECK_STR(p.surname, "lai");
    CHECK_STR(p.given, "chingte");
    p = ag_person_name_of(a, AG_S("Edward VIII"));
    CHECK(p.number == 8 && p.is_bare);
    p = ag_person_name_of(a, AG_S(""));
    CHECK(p.surname.len == 0);
    p = ag_person_name_of(a, AG_S("..."));
    CHECK(p.surname.len == 0);
}

static void
spellings_forms_and_initials_are_alike(void)
{
    CHECK(alike("Sergei Lavrov", "Sergey Lavrov") == AG_NAMES_EQUAL);
    CHECK(alike("Mikhail Khoroshevtsev", "Mikhail Horoshevtsev") == AG_NAMES_SPELLING);
    CHECK(alike("Bill Hargreave", "William Hargreave") == AG_NAMES_VARIANT);
    CHECK(alike("Oleksandr Usyk", "Alexander Usyk") == AG_NAMES_VARIANT);
    CHECK(alike("A. Krishnan", "Arvind Krishnan") == AG_NAMES_INITIAL);
    CHECK(alike("J.R. Whitcombe", "Jonathan Ralph Whitcombe") == AG_NAMES_INITIALS);
    CHECK(alike("Elena Carrasco", "Elena Carrasco Ibarra") == AG_NAMES_PART);
    CHECK(alike("Jürgen Müller", "Juergen Mueller") == AG_NAMES_SOUND);
    CHECK(alike("Kim Jong-un", "Kim Jong Un") == AG_NAMES_EQUAL);
}

static void
other_names_are_not(void)
{
    CHECK(alike("Alan Parker", "Alan Barker") == AG_NAMES_OTHER);
    CHECK(alike("Mario Rossi", "Maria Rossi") == AG_NAMES_OTHER);
    CHECK(alike("Dan Avidor", "Danielle Avidor") == AG_NAMES_OTHER);
    CHECK(alike("Wang Yi", "Wang Wentao") == AG_NAMES_OTHER);
    CHECK(alike("R. Villagran", "Teresa Villagran") == AG_NAMES_OTHER);
    CHECK(alike("Mahmoud Haddad", "Mohammed Haddad") == AG_NAMES_OTHER);
    CHECK(alike("Volodymyr Zelenskyy", "Olena Zelenska") == AG_NAMES_OTHER);
}

static void
middle_names_numbers_and_generations_contradict(void)
{
    CHECK(contradict("David A. Holloway", "David W. Holloway"));
    CHECK(contradict("Edward VII", "Edward VIII"));
    CHECK(contradict("Walter Kendrick Jr.", "Walter Kendrick Sr."));
    CHECK(!contradict("Walter Brimley", "Walter J. Brimley"));
    CHECK(!contradict("Walter John Brimley", "Walter J. Brimley"));
    CHECK(!contradict("Charles", "Charles III"));
}

static void
lines_of_work_exclude_each_other_or_not(void)
{
    CHECK(ag_calling_of(AG_S("deputy foreign minister"), false) == AG_CALLING_OFFICE);
    CHECK(ag_calling_of(AG_S("president"), false) == AG_CALLING_NONE); /* of a company */
    CHECK(ag_calling_of(AG_S("president"), true) == AG_CALLING_OFFICE);
    CHECK(ag_calling_of(AG_S("secretary general"), false) == AG_CALLING_OFFICE);
    CHECK(ag_calling_of(AG_S("striker"), false) == AG_CALLING_SPORT);
    CHECK(ag_callings_contradict(AG_CALLING_SPORT, AG_CALLING_JUSTICE));
    CHECK(!ag_callings_contradict(AG_CALLING_MILITARY, AG_CALLING_OFFICE));
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(a_name_has_parts);
    RUN(spellings_forms_and_initials_are_alike);
    RUN(other_names_are_not);
    RUN(middle_names_numbers_and_generations_contradict);
    RUN(lines_of_work_exclude_each_other_or_not);
    ag_arena_free(a);
    return unit_end();
}
