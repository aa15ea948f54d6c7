/* Text tables → look-ups of names and words.
 *
 * The idea: one map from a key to a row. The key of a name is its folded form (small letters, no
 * marks, one kind of apostrophe, no "the"); the key of an acronym is "=" and its capitals, so that
 * "WHO" is not "who" and "U.S." is "US". Of two rows with one key the first counts, and the tables
 * are read in the order of likelihood in news: countries, metonyms, organisations, regions,
 * capitals, cities.
 *
 * Weak where one name is two things (Georgia, Congo, Kashmir): the likelier is taken. */
#include "ontology/gazetteer.h"

#include "actorgraph.h"
#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"

typedef struct ag_style {
    ag_gender gender;
    ag_str title;
} ag_style;

struct ag_gazetteer {
    ag_map names;      /* key → known    */
    AG_LIST(ag_known *) known;
    ag_map reach;      /* folded first word → words of the longest name */
    ag_map countries;  /* ISO → known    */
    ag_map adjectives; /* ISO → adjective */
    AG_LIST(ag_str) adjective;
    ag_map demonyms;   /* folded → demonym */
    AG_LIST(ag_demonym) demonym;
    ag_map titles;
    AG_LIST(ag_title) title;
    ag_map statuses;   /* word → ag_office_status */
    ag_map styles;
    AG_LIST(ag_style) style;
    ag_map first_names; /* folded → ag_gender */
    ag_map genders;     /* word → ag_gender   */
    ag_map words[AG_WORDS_COUNT];
    ag_map will;        /* "prep word" and "prep *" */
};

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

/* "=US" for "U.S." and "US"; "" where `s` cannot be an acronym. */
static ag_str
acronym_key(ag_arena *a, ag_str s)
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

/* Folded, "’" as "'", runs of blanks as one, no "the" in front. */
static ag_str
name_key(ag_arena *a, ag_str s)
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

static bool
starts_small(ag_str s)
{
    int n;

    return s.len > 0 && ag_utf8_is_lower(ag_utf8_next(s, 0, &n));
}

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
    ag_str rest = name_key(a, name), first = { 0 }, word;
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

/* Lets `name` lead to row `k` unless it leads elsewhere. A doubtful name leads to a doubtful copy. */
static void
add_name(ag_arena *a, ag_gazetteer *g, ag_str written, ag_known *k)
{
    bool doubt;
    ag_str name = without_doubt(written, &doubt);
    ag_str key = acronym_key(a, name);
    ag_known *row = k;

    if (name.len == 0)
        return;
    if (doubt && !k->is_doubtful) {
        row = AG_NEW(a, ag_known);
        *row = *k;
        row->is_doubtful = true;
    }
    if (key.len == 0)
        key = starts_small(name) ? ag_arena_printf(a, "-%.*s", AG_SHOW(name)) : name_key(a, name);
    if (ag_map_get(&g->names, key) >= 0)
        return;
    ag_map_set(a, &g->names, key, g->known.n);
    AG_PUSH(a, &g->known, row);
    set_reach(a, g, name);
}

static void
add_list(ag_arena *a, ag_gazetteer *g, ag_str list, ag_known *k)
{
    ag_str name;

    while (ag_str_cut(&list, ';', &name))
        add_name(a, g, name, k);
}

static void
add_demonym(ag_arena *a, ag_gazetteer *g, ag_str word, const ag_known *of, int form)
{
    ag_str key = name_key(a, word);
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

static void
add_people(ag_arena *a, ag_gazetteer *g, ag_str adjectives, ag_str persons, const ag_known *of)
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
        add_name(a, g, k->name, k);
        ag_map_set(a, &g->countries, code, g->known.n);
        AG_PUSH(a, &g->known, k);
        add_list(a, g, row->field[2], k);
        add_people(a, g, adjectives, row->field[4], k);
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
            add_list(a, g, seat, k);
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
            add_list(a, g, row->field[0], k);
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
        add_name(a, g, row->field[0], k);
        add_list(a, g, row->field[1], k);
    }
    return AG_OK;
}

static ag_status
read_places(ag_arena *a, ag_gazetteer *g, const char *dir, const ag_table *countries, ag_err *err)
{
    ag_table regions, cities;

    AG_TRY(read_table(a, dir, "regions.txt", &regions, err));
    AG_TRY(read_table(a, dir, "cities.txt", &cities, err));
    for (int i = 0; i < regions.rows.n; i++) {
        const ag_row *row = &regions.rows.at[i];
        ag_known *k = AG_NEW(a, ag_known);

        *k = (ag_known){ .name = row->field[0], .kind = AG_KNOWN_REGION, .country = row->field[3], .stands_for = AG_S("") };
        if (k->country.len > 0 && ag_map_get(&g->countries, k->country) < 0)
            return bad_row(&regions, row, "no country of countries.txt has this code", err);
        add_name(a, g, k->name, k);
        add_list(a, g, row->field[1], k);
        add_people(a, g, row->field[2], row->field[2], k);
    }
    read_capitals(a, g, countries);
    for (int i = 0; i < cities.rows.n; i++)
        for (int f = 0; f < cities.rows.at[i].n; f++) {
            ag_known *k = AG_NEW(a, ag_known);

            *k = (ag_known){ .kind = AG_KNOWN_CITY, .country = cities.rows.at[i].section, .stands_for = AG_S("") };
            k->name = without_doubt(cities.rows.at[i].field[f], &k->is_doubtful);
            add_name(a, g, k->name, k);
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
            bool open = name.len > 1 && name.at[name.len - 1] == '*';

            name = open ? ag_str_sub(name, 0, name.len - 1) : name;
            if (ag_map_add(a, &g->titles, name, g->title.n) == g->title.n)
                AG_PUSH(a, &g->title, (ag_title){ name, row->field[1], row->field[2], row->field[3], row->field[4], open });
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
ag_gazetteer_open(ag_arena *a, const char *dir, const ag_gazetteer **out, ag_err *err)
{
    ag_gazetteer *g = AG_NEW(a, ag_gazetteer);
    ag_table countries;

    AG_TRY(read_countries(a, g, dir, &countries, err));
    AG_TRY(read_metonyms(a, g, dir, err));
    AG_TRY(read_organisations(a, g, dir, err));
    AG_TRY(read_places(a, g, dir, &countries, err));
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
    *out = g;
    return AG_OK;
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
    key = acronym_key(a, name);
    if (key.len > 0)
        at = ag_map_get(&g->names, key);
    if (at < 0 && starts_small(name))
        at = ag_map_get(&g->names, ag_arena_printf(a, "-%.*s", AG_SHOW(name)));
    else if (at < 0)
        at = ag_map_get(&g->names, name_key(a, name));
    return at < 0 ? NULL : g->known.at[at];
}

int
ag_gazetteer_reach(ag_arena *a, const ag_gazetteer *g, ag_str word)
{
    ag_str key = name_key(a, word);
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

    if (words.len == 0 || words.len > 60 || starts_small(words))
        return false;
    at = ag_map_get(&g->demonyms, name_key(a, words));
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
