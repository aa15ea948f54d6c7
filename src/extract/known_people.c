/* Persons of the user's own files (--actors): the name and the country that a file gives them.
 *
 * The idea: a person whom the article names in full goes by the file's first name for it; the country is that of the day of
 * the article, where the article itself tells none. Weak: a namesake in the news takes them too; `never` in
 * a decisions file parts the two. */
#include "extract/cast.h"

void
ag_cast_known_people(ag_cast *c)
{
    for (int m = 0; m < c->members.n; m++) {
        ag_member *x = &c->members.at[m];
        ag_str canonical, country;

        if (x->type != AG_TYPE_PERSON || !x->is_named || !ag_gazetteer_person(c->a, c->g, x->name, c->doc->date, &canonical, &country))
            continue;
        if (!ag_str_eq_nocase(x->name, canonical))
            x->name = canonical;
        if (!x->country.len)
            x->country = country;
    }
}
