/* Text tables → the gazetteer.
 *
 * The idea: one map from a key to a row. The key of a name is its folded form (small letters, no
 * marks, one kind of apostrophe, no "the"); the key of an acronym is "=" and its capitals, so that
 * "WHO" is not "who" and "U.S." is "US". Of two rows with one key the first counts: the user's own come
 * behind the names of countries and before all else, then the tables in the order of likelihood in news: metonyms,
 * organisations, regions, capitals, subdivisions, cities; dictionaries (import.c) come last.
 *
 * Weak where one name is two things (Congo, Kashmir): the likelier is taken, but for namesakes.txt. */
#include "ontology/gazetteer_inside.h"
#include "ontology/import.h"

#include "actorgraph.h"
#include "base/utf8.h"

/* [section] of which table fills which list of words. */
static const struct {
    const char *table, *section;
    ag_words list;
} word_lists[] = {
    { "nouns.txt", "group", AG_WORDS_GROUP },
    { "nouns.txt", "body", AG_WORDS_BODY },
    { "nouns.txt", "company", AG_WORDS_COMPANY },
    { "nouns.txt", "inner owner", AG_WORDS_INNER_OWNER },
    { "nouns.txt", "government", AG_WORDS_GOVERNMENT },
    { "nouns.txt", "country noun", AG_WORDS_COUNTRY },
    { "nouns.txt", "person noun", AG_WORDS_PERSON },
    { "nouns.txt", "pair", AG_WORDS_PAIR },
    { "nouns.txt", "describes a company", AG_WORDS_DESCRIBES_COMPANY },
    { "nouns.txt", "describes an alliance", AG_WORDS_DESCRIBES_ALLIANCE },
    { "nouns.txt", "is an alliance", AG_WORDS_ALLIANCE },
    { "nouns.txt", "junk", AG_WORDS_JUNK },
    { "nouns.txt", "thing", AG_WORDS_THING },
    { "nouns.txt", "weapon", AG_WORDS_WEAPON },
    { "nouns.txt", "currency", AG_WORDS_CURRENCY },
    { "metonyms.txt", "mood", AG_WORDS_MOOD },
    { "nouns.txt", "place noun", AG_WORDS_PLACE },
    { "titles.txt", "unnamed", AG_WORDS_UNNAMED },
    { "titles.txt", "rank", AG_WORDS_RANK },
    { "titles.txt", "family", AG_WORDS_FAMILY },
    { "metonyms.txt", "place verb", AG_WORDS_PLACE_VERB },
    { "metonyms.txt", "will verb", AG_WORDS_WILL_VERB },
    { "metonyms.txt", "will owned", AG_WORDS_WILL_OWNED },
};




/* A field in square sense: "Reading?" is Reading, in doubt. */
static ag_str
without_doubt(ag_str s, bool *doubt)
{
    *doubt = s.len > 1 && s.at[s.len - 1] == '?';
    return *doubt ? ag_str_sub(s, 0, s.len - 1) : s;
}

static void
set_reach(ag_arena *a, ag_gazetteer *g, ag_str name)
{
    ag_str rest = ag_known_key(a, name), first = { 0 }, word;
    int words = 0;

    /* A hyphen or an apostrophe may part tokens: count generously. */
    for (size_t i = 0; i < rest.len; i++)
        if (rest.at[i] == '-' || rest.at[i] == '\'' || rest.at[i] == '/' || rest.at[i] == '&' || rest.at[i] == ',')
            words += 2;
    while (ag_str_cut(&rest, ' ', &word)) {
        if (words >= 0 && first.at == NULL)
            first = word;
        words++;
    }
    if (first.at == NULL)
        return;
    for (size_t i = 1; i < first.len; i++)
        if (first.at[i] == '-' || first.at[i] == '\'' || first.at[i] == '/')
            first.len = i;
    if (first.at[first.len - 1] == '.')
        first.len--;
    if (ag_map_get(&g->reach, first) < words)
        ag_map_set(a, &g->reach, first, words);
}

/* A doubtful name leads to a doubtful copy. */
void
ag_gazetteer_add_name(ag_arena *a, ag_gazetteer *g, ag_str written, ag_known *k)
{
    bool doubt;
    ag_str name = without_doubt(written, &doubt);
    ag_str key = ag_acronym_key(a, name);
    ag_known *row = k;

    if (name.len == 0)
        return;
    if (doubt && !k->is_doubtful) {
        row = AG_NEW(a, ag_known);
        *row = *k;
        row->is_doubtful = true;
    }
    if (key.len == 0)
        key = ag_starts_small(name) ? ag_arena_printf(a, "-%.*s", AG_SHOW(name)) : ag_known_key(a, name);
    if (ag_map_get(&g->names, key) >= 0)
        return;
    ag_map_set(a, &g->names, key, g->known.n);
    AG_PUSH(a, &g->known, row);
    set_reach(a, g, name);
}

void
ag_gazetteer_add_names(ag_arena *a, ag_gazetteer *g, ag_str list, ag_known *k)
{
    ag_str name;

    while (ag_str_cut(&list, ';', &name))
        ag_gazetteer_add_name(a, g, name, k);
}

static void
add_demonym(ag_arena *a, ag_gazetteer *g, ag_str word, const ag_known *of, int form)
{
    ag_str key = ag_known_key(a, word);
    int at = ag_map_get(&g->demonyms, key);

    if (word.len == 0)
        return;
    if (at >= 0) {
        if (g->demonym.at[at].of == of)
            g->demonym.at[at].forms |= form;
        return;
    }
    ag_map_set(a, &g->demonyms, key, g->demonym.n);
    AG_PUSH(a, &g->demonym, (ag_demonym){ of, form });
    set_reach(a, g, word);
}

/* "Dane" → "Danes", "Frenchman" → "Frenchmen"; words in -i take -s as well. */
static ag_str
plural(ag_arena *a, ag_str word)
{
    if (ag_str_ends(word, AG_S("man")) && !ag_str_ends(word, AG_S("oman")) && !ag_str_ends(word, AG_S("German")) &&
        !ag_str_ends(word, AG_S("rkman")))
        return ag_arena_printf(a, "%.*smen", (int)word.len - 3, word.at);
    if (ag_str_ends(word, AG_S("woman")))
        return ag_arena_printf(a, "%.*swomen", (int)word.len - 5, word.at);
    return ag_arena_printf(a, "%.*ss", AG_SHOW(word));
}

void
ag_gazetteer_add_people(ag_arena *a, ag_gazetteer *g, ag_str adjectives, ag_str persons, const ag_known *of)
{
    ag_str word;

    while (ag_str_cut(&adjectives, ';', &word))
        add_demonym(a, g, word, of, AG_DEMONYM_ADJECTIVE);
    while (ag_str_cut(&persons, ';', &word)) {
        add_demonym(a, g, word, of, AG_DEMONYM_PERSON);
        if (word.len > 0)
            add_demonym(a, g, plural(a, word), of, AG_DEMONYM_PEOPLE);
    }
}

static ag_status
read_table(ag_arena *a, const char *dir, const char *name, ag_table *out, ag_err *err)
{
    return ag_table_read(a, ag_arena_printf(a, "%s/%s", dir, name).at, out, err);
}

static ag_status
bad_row(const ag_table *t, const ag_row *row, const char *what, ag_err *err)
{
    return ag_fail(err, AG_INPUT, "%s:%d: %s", t->path, row->line, what);
}

/* "AFG AF | …" */
static ag_status
read_codes(ag_arena *a, ag_gazetteer *g, const char *dir, ag_err *err)
{
    ag_table t;

    AG_TRY(read_table(a, dir, "codes.txt", &t, err));
    for (int i = 0; i < t.rows.n; i++)
        for (int f = 0; f < t.rows.at[i].n; f++) {
            ag_str pair = t.rows.at[i].field[f];

            if (pair.len != 6 || pair.at[3] != ' ')
                return bad_row(&t, &t.rows.at[i], "a code of three letters, a blank, a code of two", err);
            ag_map_set(a, &g->codes, ag_str_sub(pair, 0, 3), g->code.n);
            AG_PUSH(a, &g->code, ag_str_sub(pair, 4, 6));
        }
    return AG_OK;
}

static ag_status
read_countries(ag_arena *a, ag_gazetteer *g, const char *dir, ag_table *t, ag_err *err)
{
    AG_TRY(read_table(a, dir, "countries.txt", t, err));
    for (int i = 0; i < t->rows.n; i++) {
        const ag_row *row = &t->rows.at[i];
        ag_str code = row->field[0], adjectives = row->field[3], first;
        ag_known *k = AG_NEW(a, ag_known);

        if (code.len != 2 || row->field[1].len == 0)
            return bad_row(t, row, "a country needs a code of two letters and a name", err);
        *k = (ag_known){ .name = row->field[1], .kind = AG_KNOWN_COUNTRY, .country = code, .stands_for = AG_S("") };
        if (ag_map_get(&g->countries, code) >= 0)
            return bad_row(t, row, "this code stands in an earlier row too; join the two", err);
        ag_gazetteer_add_name(a, g, k->name, k);
        ag_map_set(a, &g->countries, code, g->known.n);
        AG_PUSH(a, &g->known, k);
        ag_gazetteer_add_names(a, g, row->field[2], k);
        ag_gazetteer_add_people(a, g, adjectives, row->field[4], k);
        if (row->field[6].len > 0)
            adjectives = row->field[6];
        if (ag_str_cut(&adjectives, ';', &first)) {
            ag_map_set(a, &g->adjectives, code, g->adjective.n);
            AG_PUSH(a, &g->adjective, first);
        }
    }
    return AG_OK;
}

/* Behind the metonyms, so that those which name a capital too (Brussels) stand first. */
static void
read_capitals(ag_arena *a, ag_gazetteer *g, const ag_table *countries)
{
    for (int i = 0; i < countries->rows.n; i++) {
        ag_str rest = countries->rows.at[i].field[5], seat;

        while (ag_str_cut(&rest, '/', &seat)) {
            ag_str names = seat, name;
            ag_known *k = AG_NEW(a, ag_known);

            ag_str_cut(&names, ';', &name);
            *k = (ag_known){ .name = name, .kind = AG_KNOWN_CITY, .metonym = AG_METONYM_WILL,
                             .country = countries->rows.at[i].field[0], .stands_for = countries->rows.at[i].field[0] };
            ag_gazetteer_add_names(a, g, seat, k);
        }
    }
}

static ag_status
read_metonyms(ag_arena *a, ag_gazetteer *g, const char *dir, ag_err *err)
{
    ag_table t;

    AG_TRY(read_table(a, dir, "metonyms.txt", &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *row = &t.rows.at[i];

        if (ag_str_is(row->section, "name")) {
            ag_known *k = AG_NEW(a, ag_known);
            ag_str names = row->field[0], name, how = row->field[2];

            ag_str_cut(&names, ';', &name);
            *k = (ag_known){ .name = name, .kind = AG_KNOWN_CITY, .stands_for = row->field[1],
                             .country = row->field[3].len ? row->field[3] : row->field[1].len == 2 ? row->field[1] : AG_S("") };
            k->metonym = ag_str_is(how, "will") ? AG_METONYM_WILL : ag_str_is(how, "always") ? AG_METONYM_ALWAYS : AG_METONYM_SELF;
            if (k->metonym == AG_METONYM_SELF && !ag_str_is(how, "self"))
                return bad_row(&t, row, "a metonym is one of will, always, self", err);
            if (k->metonym == AG_METONYM_SELF)
                k->kind = AG_KNOWN_ORGANIZATION;
            if (k->stands_for.len == 2 && ag_map_get(&g->countries, k->stands_for) < 0)
                return bad_row(&t, row, "no country of countries.txt has this code", err);
            ag_gazetteer_add_names(a, g, row->field[0], k);
        } else if (ag_str_is(row->section, "will preposition")) {
            ag_str words = row->field[1], word;

            while (ag_str_cut(&words, ';', &word))
                ag_map_set(a, &g->will, ag_arena_printf(a, "%.*s %.*s", AG_SHOW(row->field[0]), AG_SHOW(word)), 1);
        }
    }
    return AG_OK;
}

static ag_status
read_organisations(ag_arena *a, ag_gazetteer *g, const char *dir, ag_err *err)
{
    ag_table t;

    AG_TRY(read_table(a, dir, "organisations.txt", &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *row = &t.rows.at[i];
        ag_known *k = AG_NEW(a, ag_known);
        bool doubt;

        *k = (ag_known){ .name = without_doubt(row->field[0], &doubt), .country = row->field[2], .stands_for = AG_S(""),
                         .kind = ag_str_is(row->section, "media") ? AG_KNOWN_MEDIA : AG_KNOWN_ORGANIZATION,
                         .is_alliance = ag_str_is(row->section, "alliance") };
        if (k->country.len > 0 && ag_map_get(&g->countries, k->country) < 0)
            return bad_row(&t, row, "no country of countries.txt has this code", err);
        ag_gazetteer_add_name(a, g, row->field[0], k);
        ag_gazetteer_add_names(a, g, row->field[1], k);
    }
    return AG_OK;
}

/* Names of places under the code of their country. */
static void
add_parts(ag_arena *a, ag_gazetteer *g, const ag_table *t, int kind)
{
    for (int i = 0; i < t->rows.n; i++)
        for (int f = 0; f < t->rows.at[i].n; f++) {
            ag_known *k = AG_NEW(a, ag_known);

            *k = (ag_known){ .kind = kind, .country = t->rows.at[i].section, .stands_for = AG_S("") };
            k->name = without_doubt(t->rows.at[i].field[f], &k->is_doubtful);
            ag_gazetteer_add_name(a, g, k->name, k);
        }
}

static ag_status
read_places(ag_arena *a, ag_gazetteer *g, const char *dir, const ag_table *countries, ag_err *err)
{
    ag_table regions, subdivisions, cities;

    AG_TRY(read_table(a, dir, "regions.txt", &regions, err));
    AG_TRY(read_table(a, dir, "subdivisions.txt", &subdivisions, err));
    AG_TRY(read_table(a, dir, "cities.txt", &cities, err));
    for (int i = 0; i < regions.rows.n; i++) {
        const ag_row *row = &regions.rows.at[i];
        ag_known *k = AG_NEW(a, ag_known);

        *k = (ag_known){ .name = row->field[0], .kind = AG_KNOWN_REGION, .country = row->field[3], .stands_for = AG_S("") };
        if (k->country.len > 0 && ag_map_get(&g->countries, k->country) < 0)
            return bad_row(&regions, row, "no country of countries.txt has this code", err);
        ag_gazetteer_add_name(a, g, k->name, k);
        ag_gazetteer_add_names(a, g, row->field[1], k);
        ag_gazetteer_add_people(a, g, row->field[2], row->field[2], k);
    }
    read_capitals(a, g, countries);
    add_parts(a, g, &subdivisions, AG_KNOWN_REGION);
    add_parts(a, g, &cities, AG_KNOWN_CITY);
    return AG_OK;
}

void
ag_gazetteer_add_title(ag_arena *a, ag_gazetteer *g, const ag_row *row)
{
    ag_str name = row->field[0];
    bool open = name.len > 1 && name.at[name.len - 1] == '*';

    name = open ? ag_str_sub(name, 0, name.len - 1) : name;
    if (ag_map_add(a, &g->titles, name, g->title.n) == g->title.n)
        AG_PUSH(a, &g->title, (ag_title){ name, row->field[1], row->field[2], row->field[3], row->field[4], open });
}

static ag_status
read_namesakes(ag_arena *a, ag_gazetteer *g, const char *dir, ag_err *err)
{
    ag_table t;

    AG_TRY(read_table(a, dir, "namesakes.txt", &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *row = &t.rows.at[i];
        ag_str key = ag_known_key(a, row->field[0]), codes = row->field[1], iso;
        int at;

        if (ag_str_is(row->section, "body")) {
            ag_map_set(a, &g->common, key, 1);
            continue;
        }
        at = ag_map_add(a, &g->namesakes, key, g->namesake.n);
        if (at == g->namesake.n)
            AG_PUSH(a, &g->namesake, (ag_namesakes){ { 0, 0, 0 } });
        while (ag_str_cut(&codes, ';', &iso)) {
            ag_known *k = AG_NEW(a, ag_known);

            if (ag_map_get(&g->countries, iso) < 0)
                return bad_row(&t, row, "no country of countries.txt has this code", err);
            *k = (ag_known){ .name = row->field[0], .kind = AG_KNOWN_CITY, .country = iso, .stands_for = AG_S("") };
            AG_PUSH(a, &g->namesake.at[at].list, k);
        }
    }
    return AG_OK;
}

static ag_status
read_titles(ag_arena *a, ag_gazetteer *g, const char *dir, ag_err *err)
{
    static const char *const statuses[] = { "current", "former", "acting", "elect" };
    ag_table t;

    AG_TRY(read_table(a, dir, "titles.txt", &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *row = &t.rows.at[i];
        ag_str name = row->field[0];

        if (ag_str_is(row->section, "office")) {
            ag_gazetteer_add_title(a, g, row);
        } else if (ag_str_is(row->section, "status")) {
            int s = 0;

            while (s < 4 && !ag_str_is(row->field[1], statuses[s]))
                s++;
            if (s == 4)
                return bad_row(&t, row, "a status is one of current, former, acting, elect", err);
            ag_map_set(a, &g->statuses, name, s);
        } else if (ag_str_is(row->section, "style")) {
            ag_style style = { AG_GENDER_UNKNOWN, row->field[2] };

            if (row->field[1].len > 0)
                style.gender = ag_str_is(row->field[1], "male") ? AG_GENDER_MALE : AG_GENDER_FEMALE;
            ag_map_set(a, &g->styles, name, g->style.n);
            AG_PUSH(a, &g->style, style);
        } else if (ag_str_is(row->section, "gender"))
            ag_map_set(a, &g->genders, name, ag_str_is(row->field[1], "male") ? AG_GENDER_MALE : AG_GENDER_FEMALE);
    }
    return AG_OK;
}

static ag_status
read_first_names(ag_arena *a, ag_gazetteer *g, const char *dir, const char *file, ag_err *err)
{
    ag_table t;

    AG_TRY(read_table(a, dir, file, &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *row = &t.rows.at[i];
        int gender = ag_str_is(row->section, "female") ? AG_GENDER_FEMALE
                     : ag_str_is(row->section, "male") ? AG_GENDER_MALE : AG_GENDER_UNKNOWN;

        for (int f = 0; f < row->n; f++) {
            ag_str key = ag_utf8_fold(a, row->field[f]);
            int old = ag_map_get(&g->first_names, key);

            /* The hand-written table comes first and counts. */
            if (key.len > 0 && old < 0)
                ag_map_set(a, &g->first_names, key, gender);
        }
    }
    return AG_OK;
}

ag_status
ag_gazetteer_open(ag_arena *a, const char *dir, const ag_imports *imports, const ag_gazetteer **out, ag_err *err)
{
    ag_gazetteer *g = AG_NEW(a, ag_gazetteer);
    int n = imports ? imports->n_actors : 0;
    ag_import *own = AG_ARRAY(a, ag_import, n + 1);
    ag_table countries;

    for (int i = 0; i < n; i++)
        AG_TRY(ag_import_open(a, imports->actors[i], &own[i], err));
    AG_TRY(read_countries(a, g, dir, &countries, err));
    AG_TRY(read_codes(a, g, dir, err));
    for (int i = 0; i < n; i++)
        if (own[i].kind == AG_IMPORT_TABLE)
            AG_TRY(ag_import_add(a, g, &own[i], err));
    AG_TRY(read_metonyms(a, g, dir, err));
    AG_TRY(read_organisations(a, g, dir, err));
    AG_TRY(read_places(a, g, dir, &countries, err));
    AG_TRY(read_namesakes(a, g, dir, err));
    AG_TRY(read_titles(a, g, dir, err));
    AG_TRY(read_first_names(a, g, dir, "first-names-world.txt", err));
    AG_TRY(read_first_names(a, g, dir, "first-names.txt", err));
    for (size_t i = 0; i < sizeof word_lists / sizeof *word_lists; i++) {
        ag_table t;
        bool any = false;

        AG_TRY(read_table(a, dir, word_lists[i].table, &t, err));
        for (int r = 0; r < t.rows.n; r++)
            if (ag_str_is(t.rows.at[r].section, word_lists[i].section)) {
                ag_map_set(a, &g->words[word_lists[i].list], t.rows.at[r].field[0], 1);
                any = true;
            }
        if (!any)
            return ag_fail(err, AG_INPUT, "%s: section [%s] is missing or empty", t.path, word_lists[i].section);
    }
    for (int i = 0; i < n; i++)
        if (own[i].kind == AG_IMPORT_DICTIONARY)
            AG_TRY(ag_import_add(a, g, &own[i], err));
    *out = g;
    return AG_OK;
}
