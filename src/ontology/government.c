/* Who belongs to a government. */
#include "ontology/government.h"
#include "base/utf8.h"
#include "ontology/gazetteer.h"

/* A longer title is what its last words are: "deputy foreign minister". */
static bool
is_state_office(const ag_gazetteer *g, ag_str role)
{
    static const char *const sides[] = { "GOV", "MIL", "COP", "SPY" };

    while (role.len) {
        const ag_title *title = ag_gazetteer_title(g, role);
        long blank = ag_str_find(role, AG_S(" "));

        for (size_t i = 0; title && i < sizeof sides / sizeof *sides; i++)
            if (ag_str_is(title->side, sides[i]))
                return true;
        if (title || blank < 0)
            return false;
        role = ag_str_sub(role, (size_t)blank + 1, role.len);
    }
    return false;
}

/* Known to stand for a state, or a body of one by its last word. */
static bool
is_state_body(ag_arena *a, const ag_gazetteer *g, ag_str name)
{
    const ag_known *known = ag_gazetteer_name(a, g, name);
    size_t at = name.len;

    if (known)
        return known->metonym == AG_METONYM_SELF;
    while (at > 0 && name.at[at - 1] != ' ')
        at--;
    return ag_gazetteer_word(g, AG_WORDS_BODY, ag_utf8_lower(a, ag_str_sub(name, at, name.len)));
}

bool
ag_government_member(const void *ontology, ag_actor_type type, ag_str name, ag_str role)
{
    const ag_gazetteer *g = ((const ag_ontology *)ontology)->gazetteer;
    ag_arena *a;
    bool is_body;

    if (type == AG_TYPE_PERSON)
        return is_state_office(g, role);
    if (type != AG_TYPE_ORGANIZATION)
        return false;
    a = ag_arena_new(0);
    is_body = is_state_body(a, g, name);
    ag_arena_free(a);
    return is_body;
}

ag_str
ag_government_country(const void *ontology, ag_str iso)
{
    const ag_known *country = ag_gazetteer_country(((const ag_ontology *)ontology)->gazetteer, iso);

    return country ? country->name : AG_S("");
}
