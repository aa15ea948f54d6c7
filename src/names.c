/* Words for enumerations: one table each. */
#include "names.h"

static bool
parse(ag_str s, const char *const *words, int n, uint8_t *out)
{
    for (int i = 0; i < n; i++)
        if (ag_str_is(s, words[i])) {
            *out = (uint8_t)i;
            return true;
        }
    return false;
}

/* Defines ag_KIND_name and ag_KIND_parse over a table of words. */
#define WORDS(kind, ...)                                                      \
    static const char *const kind##_words[] = { __VA_ARGS__ };                \
    const char *ag_##kind##_name(ag_##kind x)                                 \
    {                                                                         \
        return kind##_words[x];                                               \
    }                                                                         \
    bool ag_##kind##_parse(ag_str s, uint8_t *out)                            \
    {                                                                         \
        return parse(s, kind##_words, sizeof kind##_words / sizeof *kind##_words, out); \
    }

#define X_(name) #name,
WORDS(upos, AG_UPOS_TABLE(X_))
WORDS(name_label, AG_NAME_TABLE(X_))
#undef X_
WORDS(actor_type, "person", "organization", "country", "place", "group", "work", "other")
WORDS(mention_kind, "name", "nominal", "pronoun")
WORDS(office_status, "current", "former", "acting", "elect")
WORDS(part, "source", "target", "place", "instrument", "other")
WORDS(reality, "happened", "planned", "possible", "denied", "conditional")
WORDS(voice, "outlet", "self", "opponent", "third", "unnamed")

#define X_(name, label) label,
static const char *const deprel_words[] = { AG_DEPREL_TABLE(X_) };
#undef X_

const char *
ag_deprel_name(ag_deprel d)
{
    return deprel_words[d];
}

uint8_t
ag_deprel_parse(ag_str s)
{
    uint8_t d = AG_DEP_;

    if (!parse(s, deprel_words, AG_DEPREL_COUNT, &d)) {
        const char *colon = memchr(s.at, ':', s.len);

        if (colon)
            return ag_deprel_parse((ag_str){ s.at, (size_t)(colon - s.at) });
    }
    return d;
}
