/* Looking up in the gazetteer. What a key is: gazetteer_tables.c. */
#include "actorgraph.h"
#include "base/utf8.h"
#include "ontology/gazetteer_inside.h"

ag_str
ag_acronym_key(ag_arena *a, ag_str s)
{
    char *key = AG_ARRAY(a, char, s.len + 2);
    size_t n = 0;

    if (s.len > 12 || s.len < 2 || ag_utf8_has_lower(s) || memchr(s.at, ' ', s.len))
        return AG_S("");
    key[n++] = '=';
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != '.')
            key[n++] = s.at[i];
    return n > 2 ? (ag_str){ key, n } : AG_S("");
}

ag_str
ag_known_key(ag_arena *a, ag_str s)
{
    ag_str folded = ag_utf8_fold(a, ag_str_trim(s));
    char *key = AG_ARRAY(a, char, folded.len + 1);
    size_t n = 0;

    if (ag_str_starts(folded, AG_S("the ")))
        folded = ag_str_sub(folded, 4, folded.len);
    for (size_t i = 0; i < folded.len; i++) {
        if (i + 3 <= folded.len && memcmp(folded.at + i, "\xE2\x80", 2) == 0 &&
            ((unsigned char)folded.at[i + 2] == 0x98 || (unsigned char)folded.at[i + 2] == 0x99)) {
            key[n++] = '\'';
            i += 2;
        } else if (folded.at[i] == ' ' || folded.at[i] == '\t' || folded.at[i] == '\n') {
            if (n > 0 && key[n - 1] != ' ')
                key[n++] = ' ';
        } else
            key[n++] = folded.at[i];
    }
    return (ag_str){ key, n };
}

bool
ag_starts_small(ag_str s)
{
    int n;

    return s.len > 0 && ag_utf8_is_lower(ag_utf8_next(s, 0, &n));
}

void
ag_gazetteer_notes(const ag_gazetteer *g, ag_import_notes *left_out, ag_import_notes *taken)
{
    *left_out = g->left_out;
    *taken = g->taken;
}

bool
ag_gazetteer_person(ag_arena *a, const ag_gazetteer *g, ag_str name, ag_day day, ag_str *canonical, ag_str *country)
{
    int at = g->person.n ? ag_map_get(&g->persons, ag_known_key(a, name)) : -1;
    const ag_known_person *p;

    *canonical = *country = AG_S("");
    if (at < 0)
        return false;
    p = &g->person.at[at];
    *canonical = p->name;
    for (int i = 0; i < p->spans.n; i++) {
        const ag_person_span *s = &p->spans.at[i];

        if (s->first == AG_NO_DAY && s->last == AG_NO_DAY) {
            *country = s->country;
        } else if (day != AG_NO_DAY && (s->first == AG_NO_DAY || day >= s->first) && (s->last == AG_NO_DAY || day <= s->last)) {
            *country = s->country;
            break;
        }
    }
    return true;
}

const ag_known *
ag_gazetteer_name(ag_arena *a, const ag_gazetteer *g, ag_str name)
{
    ag_str key;
    int at = -1;

    name = ag_str_trim(name);
    if (name.len == 0 || name.len > 120)
        return NULL;
    if (ag_str_starts(name, AG_S("the ")) || ag_str_starts(name, AG_S("The ")))
        name = ag_str_sub(name, 4, name.len);
    key = ag_acronym_key(a, name);
    if (key.len > 0)
        at = ag_map_get(&g->names, key);
    if (at < 0 && ag_starts_small(name))
        at = ag_map_get(&g->names, ag_arena_printf(a, "-%.*s", AG_SHOW(name)));
    else if (at < 0)
        at = ag_map_get(&g->names, ag_known_key(a, name));
    return at < 0 ? NULL : g->known.at[at];
}

const ag_known *const *
ag_gazetteer_namesakes(ag_arena *a, const ag_gazetteer *g, ag_str name, int *n)
{
    int at = ag_map_get(&g->namesakes, ag_known_key(a, name));

    *n = at < 0 ? 0 : g->namesake.at[at].list.n;
    return at < 0 ? NULL : g->namesake.at[at].list.at;
}

bool
ag_gazetteer_common(ag_arena *a, const ag_gazetteer *g, ag_str name)
{
    return ag_map_get(&g->common, ag_known_key(a, name)) >= 0;
}

int
ag_gazetteer_reach(ag_arena *a, const ag_gazetteer *g, ag_str word)
{
    ag_str key = ag_known_key(a, word);
    int n;

    for (size_t i = 1; i < key.len; i++)
        if (key.at[i] == '-' || key.at[i] == '\'' || key.at[i] == '/')
            key.len = i;
    if (key.len > 1 && key.at[key.len - 1] == '.')
        key.len--;
    n = ag_map_get(&g->reach, key);
    return n < 0 ? 0 : n;
}

const ag_known *
ag_gazetteer_country(const ag_gazetteer *g, ag_str iso)
{
    int at = ag_map_get(&g->countries, iso);

    return at < 0 ? NULL : g->known.at[at];
}

ag_str
ag_gazetteer_adjective(const ag_gazetteer *g, ag_str iso)
{
    int at = ag_map_get(&g->adjectives, iso);

    return at < 0 ? AG_S("") : g->adjective.at[at];
}

bool
ag_gazetteer_demonym(ag_arena *a, const ag_gazetteer *g, ag_str words, ag_demonym *out)
{
    int at;

    if (words.len == 0 || words.len > 60 || ag_starts_small(words))
        return false;
    at = ag_map_get(&g->demonyms, ag_known_key(a, words));
    if (at < 0)
        return false;
    *out = g->demonym.at[at];
    return true;
}

const ag_title *
ag_gazetteer_title(const ag_gazetteer *g, ag_str name)
{
    int at = ag_map_get(&g->titles, name);

    return at < 0 ? NULL : &g->title.at[at];
}

int
ag_gazetteer_status(const ag_gazetteer *g, ag_str lower)
{
    return ag_map_get(&g->statuses, lower);
}

bool
ag_gazetteer_style(const ag_gazetteer *g, ag_str word, ag_gender *gender, ag_str *title)
{
    int at = ag_map_get(&g->styles, word);

    if (at < 0)
        return false;
    *gender = g->style.at[at].gender;
    *title = g->style.at[at].title;
    return true;
}

ag_gender
ag_gazetteer_first_name(ag_arena *a, const ag_gazetteer *g, ag_str name, bool *known)
{
    int at = ag_map_get(&g->first_names, ag_utf8_fold(a, name));

    if (known)
        *known = at >= 0;
    return at < 0 ? AG_GENDER_UNKNOWN : (ag_gender)at;
}

ag_gender
ag_gazetteer_gender(const ag_gazetteer *g, ag_str lower)
{
    int at = ag_map_get(&g->genders, lower);

    return at < 0 ? AG_GENDER_UNKNOWN : (ag_gender)at;
}

bool
ag_gazetteer_word(const ag_gazetteer *g, ag_words list, ag_str lower)
{
    return ag_map_get(&g->words[list], lower) >= 0;
}

bool
ag_gazetteer_will(ag_arena *a, const ag_gazetteer *g, ag_str prep, ag_str word)
{
    if (ag_map_get(&g->will, ag_arena_printf(a, "%.*s *", AG_SHOW(prep))) >= 0)
        return true;
    return word.len > 0 && ag_map_get(&g->will, ag_arena_printf(a, "%.*s %.*s", AG_SHOW(prep), AG_SHOW(word))) >= 0;
}
