/* Names of one article → entities: which names mean the same.
 *
 * Persons: a name is its words as transliteration keys. Full names are one person when the shorter
 * is found in the longer in order (initials count) and the last words agree. Then each single word goes
 * to the nearest person before it whose surname it is, by title and gender where two share one; to one
 * after it if there is none before (headlines).
 * Countries and what the gazetteer knows: by canonical name. Everything else: by folded name, by an
 * acronym in brackets or by initials, and "Wagner" to "Wagner Group".
 *
 * Weak for two people who share first and last name in one article. */
#include "base/map.h"
#include "base/namekey.h"
#include "base/utf8.h"
#include "extract/cast.h"

static const ag_token *
token(const ag_cast *c, int t)
{
    return &c->doc->tokens.at[t];
}

void
ag_cast_join(ag_cast *c, int find, int entity)
{
    ag_member *m = &c->members.at[entity];
    ag_find *f = &c->finds.at[find];

    f->entity = entity;
    AG_PUSH(c->a, &m->finds, find);
    if (m->gender == AG_GENDER_UNKNOWN)
        m->gender = f->gender;
    if (m->country.len == 0 && !f->is_adjective)
        m->country = f->country;
    m->is_group |= f->is_group;
    AG_PUSH(c->a, &c->in_sentence[token(c, f->first)->sentence], find);
    if (!f->is_adjective)
        c->headed[f->head] = find;
    if (f->kind == AG_MENTION_NOMINAL)
        c->described[f->head] = true;
}

/* Makes a person findable by each word of the name. */
static void
index_words(ag_cast *c, int member)
{
    for (int k = 0; k < c->members.at[member].words.n; k++) {
        int at = ag_map_add(c->a, &c->by_word, c->members.at[member].words.at[k], c->word_members.n);

        if (at == c->word_members.n)
            AG_PUSH(c->a, &c->word_members, (ag_list_of_int){ 0 });
        if (c->word_members.at[at].n == 0 || c->word_members.at[at].at[c->word_members.at[at].n - 1] != member)
            AG_PUSH(c->a, &c->word_members.at[at], member);
    }
}

/* Persons whose name has this word, oldest first; may hold one twice. */
static const ag_list_of_int *
with_word(const ag_cast *c, ag_str word)
{
    static const ag_list_of_int none;
    int at = ag_map_get(&c->by_word, word);

    return at < 0 ? &none : &c->word_members.at[at];
}

static ag_str
map_key(ag_cast *c, ag_actor_type type, bool is_named, ag_str key)
{
    return ag_arena_printf(c->a, "%d%d %.*s", (int)type, is_named, AG_SHOW(key));
}

/* Named things by their key alone; all by type and key. The first of one key counts. */
static void
index_key(ag_cast *c, int member)
{
    const ag_member *m = &c->members.at[member];

    if (m->type == AG_TYPE_PERSON && m->is_named)
        return;
    ag_map_add(c->a, &c->by_key, map_key(c, (ag_actor_type)m->type, m->is_named, m->key), member);
    if (m->is_named)
        ag_map_add(c->a, &c->by_key, m->key, member);
}

static int
add_member(ag_cast *c, ag_actor_type type, ag_str name, const ag_known *known)
{
    ag_member m = { .name = name, .type = (uint8_t)type, .country = known ? known->country : AG_S(""), .role = AG_S(""),
                    .is_named = true, .known = known };

    m.key = ag_utf8_fold(c->a, name);
    AG_PUSH(c->a, &c->members, m);
    index_key(c, c->members.n - 1);
    return c->members.n - 1;
}

int
ag_cast_entity(ag_cast *c, ag_actor_type type, ag_str name, bool is_named)
{
    int m = ag_map_get(&c->by_key, map_key(c, type, is_named, ag_utf8_fold(c->a, name)));

    if (m >= 0 && c->members.at[m].key.len > 0)
        return m;
    m = add_member(c, type, name, NULL);
    c->members.at[m].is_named = is_named;
    if (!is_named)
        index_key(c, m);
    return m;
}

int
ag_cast_country(ag_cast *c, ag_str iso)
{
    const ag_known *k = ag_gazetteer_country(c->g, iso);

    int m;

    if (k == NULL)
        return -1;
    m = ag_map_get(&c->by_key, map_key(c, AG_TYPE_COUNTRY, true, ag_utf8_fold(c->a, k->name)));

    return m >= 0 ? m : add_member(c, AG_TYPE_COUNTRY, k->name, k);
}

/* ---- persons ---- */

typedef AG_LIST(ag_str) words;

static words
words_of(ag_cast *c, ag_str name)
{
    static const char *const suffixes[] = { "jr", "sr", "ii", "iii", "iv" };
    words w = { 0 };
    ag_str rest = ag_name_key(c->a, name), word;

    while (ag_str_cut(&rest, ' ', &word))
        if (word.len > 0)
            AG_PUSH(c->a, &w, word);
    for (size_t i = 0; w.n > 1 && i < sizeof suffixes / sizeof *suffixes; i++)
        if (ag_str_is(w.at[w.n - 1], suffixes[i]))
            w.n--;
    return w;
}

static bool
word_fits(ag_str x, ag_str y)
{
    if (ag_str_eq(x, y))
        return true;
    return (x.len == 1 && y.len > 0 && x.at[0] == y.at[0]) || (y.len == 1 && x.len > 0 && x.at[0] == y.at[0]);
}

/* The shorter name stands in the longer, in order, with the same last word. */
static bool
names_fit(const ag_str *x, int nx, const ag_str *y, int ny)
{
    int k = 0;

    if (nx > ny)
        return names_fit(y, ny, x, nx);
    if (nx == 0 || !ag_str_eq(x[nx - 1], y[ny - 1]))
        return false;
    for (int i = 0; i < ny && k < nx; i++)
        if (word_fits(x[k], y[i]))
            k++;
    return k == nx;
}

static bool
genders_fit(int x, int y)
{
    return x == AG_GENDER_UNKNOWN || y == AG_GENDER_UNKNOWN || x == y;
}

static int
full_name(ag_cast *c, int i, words w)
{
    const ag_find *f = &c->finds.at[i];
    int best = -1;

    const ag_list_of_int *rivals = with_word(c, w.at[w.n - 1]);

    for (int k = rivals->n - 1; k >= 0 && best < 0; k--) {
        const ag_member *x = &c->members.at[rivals->at[k]];

        if (genders_fit(x->gender, f->gender) && names_fit(x->words.at, x->words.n, w.at, w.n))
            best = rivals->at[k];
    }
    if (best < 0) {
        best = add_member(c, AG_TYPE_PERSON, f->name, NULL);
        for (int k = 0; k < w.n; k++)
            AG_PUSH(c->a, &c->members.at[best].words, w.at[k]);
    } else if (w.n > c->members.at[best].words.n ||
               (w.n == c->members.at[best].words.n && w.at[0].len > 1 && c->members.at[best].words.at[0].len == 1)) {
        c->members.at[best].words.n = 0;
        c->members.at[best].name = f->name;
        for (int k = 0; k < w.n; k++)
            AG_PUSH(c->a, &c->members.at[best].words, w.at[k]);
    } else
        return best;
    index_words(c, best);
    return best;
}

/* How well a single word names a person: 3 surname, 2 first word of a name of another order (Xi
 * Jinping), 1 any other word; 0 not at all. */
static int
single_fit(const ag_member *m, ag_str w)
{
    int n = m->words.n;

    if (m->type != AG_TYPE_PERSON || n == 0)
        return 0;
    if (ag_str_eq(m->words.at[n - 1], w))
        return 3;
    if (w.len > 1 && ag_str_eq(m->words.at[0], w))
        return 2;
    for (int k = 1; k < n - 1; k++)
        if (w.len > 3 && ag_str_eq(m->words.at[k], w))
            return 1;
    return 0;
}

static bool
has_role(const ag_cast *c, const ag_member *m, ag_str role)
{
    for (int i = 0; i < m->finds.n; i++) {
        int t = c->finds.at[m->finds.at[i]].title;

        if (t >= 0 && ag_str_eq(c->titles.at[t].role, role))
            return true;
    }
    return false;
}

/* Distance in finds to the nearest mention before, else a large number plus that to one after. The
 * first `full` mentions, by full names, are in order; behind them are those by single words, all of
 * which stand before this one. */
static int
distance(const ag_member *m, int find)
{
    int low = 0, high = m->full, best;

    while (low < high) {
        int middle = low + (high - low) / 2;

        if (m->finds.at[middle] < find)
            low = middle + 1;
        else
            high = middle;
    }
    best = low > 0 ? find - m->finds.at[low - 1] : low < m->full ? (1 << 20) + m->finds.at[low] - find : 1 << 28;
    if (m->finds.n > m->full && find - m->finds.at[m->finds.n - 1] < best)
        best = find - m->finds.at[m->finds.n - 1];
    return best;
}

static int
single_name(ag_cast *c, int i, words w)
{
    const ag_find *f = &c->finds.at[i];
    int best = -1, best_score = 0;
    ag_str role = f->title >= 0 ? c->titles.at[f->title].role : AG_S("");

    const ag_list_of_int *rivals = with_word(c, w.at[0]);

    for (int k = 0; k < rivals->n; k++) {
        int m = rivals->at[k];
        const ag_member *x = &c->members.at[m];
        int fit = single_fit(x, w.at[0]), d, score;

        if (k > 0 && m == rivals->at[k - 1])
            continue;
        if (fit == 0 || !genders_fit(x->gender, f->gender))
            continue;
        d = rivals->n > 1 ? distance(x, i) : 0;
        score = fit * 1000 + (role.len > 0 && has_role(c, x, role) ? 500 : 0) + (d < (1 << 20) ? 200 : 0) +
                (d % (1 << 20) < 190 ? 190 - d % (1 << 20) : 0);
        if (score > best_score) {
            best = m;
            best_score = score;
        }
    }
    if (best < 0) {
        best = add_member(c, AG_TYPE_PERSON, f->name, NULL);
        AG_PUSH(c->a, &c->members.at[best].words, w.at[0]);
        index_words(c, best);
    }
    return best;
}

/* "Dinsoor", once a town and once a person: a single word that is nobody's surname and has no title
 * is what the article calls it elsewhere. */
static void
unperson(ag_cast *c)
{
    ag_map things = { 0 }, companies = { 0 };

    for (int i = c->finds.n - 1; i >= 0; i--) {
        const ag_find *f = &c->finds.at[i];

        if ((f->type == AG_TYPE_PLACE || f->type == AG_TYPE_ORGANIZATION) && !f->is_adjective)
            ag_map_set(c->a, &things, f->name, i);
        if (f->type == AG_TYPE_ORGANIZATION && f->end - f->first > 1) {
            ag_map_set(c->a, &companies, token(c, f->first)->form, i);
            ag_map_set(c->a, &companies, token(c, f->end - 1)->form, i);
        }
    }
    for (int i = 0; i < c->finds.n; i++) {
        ag_find *f = &c->finds.at[i];
        const ag_list_of_int *persons;
        words w;
        bool somebody = false;
        int thing;

        if (f->type != AG_TYPE_PERSON || f->end - f->first != 1 || f->title >= 0 || f->entity >= 0 || f->gender != AG_GENDER_UNKNOWN)
            continue;
        w = words_of(c, f->name);
        persons = w.n == 1 ? with_word(c, w.at[0]) : with_word(c, AG_S(""));
        for (int k = 0; k < persons->n && !somebody; k++)
            somebody = single_fit(&c->members.at[persons->at[k]], w.at[0]) > 0;
        if (somebody)
            continue;
        thing = ag_map_get(&things, f->name);
        if (thing >= 0) {
            f->type = c->finds.at[thing].type;
            f->known = c->finds.at[thing].known;
        } else if (ag_map_get(&companies, f->name) >= 0)
            f->type = AG_TYPE_ORGANIZATION; /* "Corvane" where there is "Corvane Ports" */
    }
}

static void
group_persons(ag_cast *c)
{
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1)
            /* "Trump", taken for a company: a surname of somebody here. */
            for (int i = 0; i < c->finds.n; i++) {
                ag_find *f = &c->finds.at[i];
                words w;

                if (f->type == AG_TYPE_PERSON || f->known || f->is_adjective || f->end - f->first != 1)
                    continue;
                w = words_of(c, f->name);
                for (int k = 0; w.n == 1 && k < with_word(c, w.at[0])->n; k++) {
                    const ag_member *x = &c->members.at[with_word(c, w.at[0])->at[k]];

                    if (x->words.n > 1 && single_fit(x, w.at[0]) == 3)
                        f->type = AG_TYPE_PERSON;
                }
            }
        if (pass == 1) {
            for (int m = 0; m < c->members.n; m++)
                c->members.at[m].full = c->members.at[m].finds.n;
            unperson(c);
        }
        for (int i = 0; i < c->finds.n; i++) {
            words w;

            if (c->finds.at[i].type != AG_TYPE_PERSON || c->finds.at[i].entity >= 0)
                continue;
            w = words_of(c, c->finds.at[i].name);
            if (w.n == 0)
                continue;
            if (pass == 0 && w.n > 1)
                ag_cast_join(c, i, full_name(c, i, w));
            else if (pass == 1)
                ag_cast_join(c, i, single_name(c, i, w));
        }
    }
}

/* ---- organisations, places, groups, things ---- */

/* Where every name is held against every other: no article has so many, and a list of names that
 * has shall not cost minutes. */
enum { MOST_RIVALS = 3000 };

static bool
is_company_word(ag_str w)
{
    static const char *const all[] = { "corp", "corp.", "inc", "inc.", "ltd", "ltd.", "plc", "co", "co.", "ag", "sa", "s.a.",
                                       "nv", "n.v.", "spa", "gmbh", "llc", "corporation", "company", "limited", "holdings",
                                       "group", "incorporated" };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (ag_str_is(w, all[i]))
            return true;
    return false;
}

/* The folded name without "Corp." at its end. */
static ag_str
plain_key(ag_cast *c, ag_str name)
{
    ag_str key = ag_utf8_fold(c->a, name);

    if (ag_str_starts(key, AG_S("the ")))
        key = ag_str_sub(key, 4, key.len);
    for (;;) {
        size_t at = key.len;

        while (at > 0 && key.at[at - 1] != ' ')
            at--;
        if (at == 0 || !is_company_word(ag_str_sub(key, at, key.len)))
            return key;
        key = ag_str_trim(ag_str_sub(key, 0, at - 1));
    }
}

static bool
is_acronym(ag_str s)
{
    if (s.len < 2 || s.len > 8)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!((s.at[i] >= 'A' && s.at[i] <= 'Z') || s.at[i] == '.' || s.at[i] == '-'))
            return false;
    return true;
}

/* Whether the capitals of `acronym` are the first letters of the words of `name`, small words aside. */
static bool
is_acronym_of(ag_str acronym, ag_str name)
{
    size_t k = 0;
    ag_str rest = name, word;
    int words_seen = 0;

    while (ag_str_cut(&rest, ' ', &word)) {
        while (k < acronym.len && (acronym.at[k] == '.' || acronym.at[k] == '-'))
            k++;
        if (word.len == 0 || (word.at[0] >= 'a' && word.at[0] <= 'z'))
            continue;
        if (k >= acronym.len || word.at[0] != acronym.at[k])
            return false;
        k++;
        words_seen++;
    }
    while (k < acronym.len && acronym.at[k] == '.')
        k++;
    return k == acronym.len && words_seen > 1;
}

/* "Foreign Ministry" behind "Russian" or "Russia's": the country whose it is, or "". */
static ag_str
owner_country(const ag_cast *c, const ag_find *f)
{
    int t = f->first - 1, g;

    if (t >= 0 && ag_is_possessive(c->doc, t))
        t--;
    if (t < 0 || token(c, t)->sentence != token(c, f->first)->sentence)
        return AG_S("");
    g = c->find_at[t];
    return g >= 0 && c->finds.at[g].type == AG_TYPE_COUNTRY ? c->finds.at[g].country : AG_S("");
}

/* A name made of common words only, that every country has: the words "ministry", "parliament" end it. */
static bool
is_generic(ag_cast *c, const ag_find *f)
{
    return f->type == AG_TYPE_ORGANIZATION && f->known == NULL && f->country.len == 0 && f->end - f->first <= 4 &&
           (ag_gazetteer_word(c->g, AG_WORDS_BODY, ag_lower(c->a, token(c, f->end - 1)->form)) ||
            ag_gazetteer_word(c->g, AG_WORDS_BODY, ag_lower(c->a, token(c, f->first)->form)));
}

static int
member_by_key(const ag_cast *c, ag_str key)
{
    int m = key.len > 0 ? ag_map_get(&c->by_key, key) : -1;

    return m >= 0 && c->members.at[m].key.len > 0 ? m : -1;
}

static int
group_other(ag_cast *c, int i)
{
    ag_find *f = &c->finds.at[i];
    ag_str name = f->name, key;
    int m;

    if (f->type == AG_TYPE_COUNTRY && f->country.len > 0)
        return ag_cast_country(c, f->country);
    if (f->is_metonym) {
        const ag_known *k = ag_gazetteer_name(c->a, c->g, f->known->stands_for);
        ag_str to = k ? k->name : f->known->stands_for;

        m = member_by_key(c, ag_utf8_fold(c->a, to));
        return m >= 0 ? m : add_member(c, AG_TYPE_ORGANIZATION, to, k);
    }
    if (f->known && f->type != AG_TYPE_GROUP) {
        m = member_by_key(c, ag_utf8_fold(c->a, f->known->name));
        if (m >= 0 && c->members.at[m].type == f->type)
            return m;
        return add_member(c, (ag_actor_type)f->type, f->known->name, f->known);
    }
    if (is_generic(c, f)) {
        ag_str country = owner_country(c, f), adjective = ag_gazetteer_adjective(c->g, country);

        if (country.len > 0 && adjective.len > 0) {
            name = ag_arena_printf(c->a, "%.*s %.*s", AG_SHOW(adjective), AG_SHOW(name));
            f->country = country;
        } else {
            /* The only one of that name in the article. */
            int only = -1, n = 0;
            ag_str end = ag_utf8_fold(c->a, ag_arena_printf(c->a, " %.*s", AG_SHOW(name)));

            for (int k = 0; k < c->members.n && k < MOST_RIVALS; k++)
                if (c->members.at[k].type == AG_TYPE_ORGANIZATION && c->members.at[k].known == NULL &&
                    ag_str_ends(c->members.at[k].key, end)) {
                    only = k;
                    n++;
                }
            if (n == 1)
                return only;
        }
    }
    key = plain_key(c, name);
    m = member_by_key(c, key);
    if (m < 0) {
        m = add_member(c, (ag_actor_type)f->type, name, f->type == AG_TYPE_GROUP ? f->known : NULL);
        c->members.at[m].key = key;
        index_key(c, m);
    } else if (f->name.len > c->members.at[m].name.len && f->known == NULL && c->members.at[m].known == NULL)
        c->members.at[m].name = name; /* "Microsoft Corp." after "Microsoft" */
    return m;
}

/* Moves all finds of one entity into another. */
static void
merge(ag_cast *c, int from, int into)
{
    ag_member *x = &c->members.at[from];

    for (int i = 0; i < x->finds.n; i++) {
        c->finds.at[x->finds.at[i]].entity = into;
        AG_PUSH(c->a, &c->members.at[into].finds, x->finds.at[i]);
    }
    if (c->members.at[into].country.len == 0)
        c->members.at[into].country = x->country;
    x->finds.n = 0;
    x->key = AG_S("");
    x->words.n = 0;
}

/* "World Health Organisation (WHO)", either way round. */
static void
join_acronyms(ag_cast *c)
{
    for (int i = 0; i < c->finds.n; i++) {
        const ag_find *f = &c->finds.at[i], *g;
        int j;

        if (f->kind != AG_MENTION_NAME || f->end + 2 >= c->doc->tokens.n || !ag_form_is(c->doc, f->end, "("))
            continue;
        j = c->find_at[f->end + 1];
        if (j < 0 || j == i || !ag_form_is(c->doc, c->finds.at[j].end, ")") || c->finds.at[j].first != f->end + 1)
            continue;
        g = &c->finds.at[j];
        if (f->entity == g->entity || f->entity < 0 || g->entity < 0)
            continue;
        if (f->type == AG_TYPE_PERSON || f->type == AG_TYPE_PLACE || f->type == AG_TYPE_COUNTRY)
            continue; /* "KYIV (Reuters)", "Wang Yi (CN)" */
        if (g->known && f->known)
            continue;
        if (is_acronym(g->name) && !(g->known && !is_acronym_of(g->name, f->name)))
            merge(c, g->entity, f->entity);
        else if (is_acronym(f->name) && is_acronym_of(f->name, g->name))
            merge(c, f->entity, g->entity);
    }
    for (int m = 0; m < c->members.n && m < MOST_RIVALS; m++) {
        int full = -1, n = 0;

        if (c->members.at[m].finds.n == 0 || c->members.at[m].known || !is_acronym(c->members.at[m].name))
            continue;
        for (int k = 0; k < c->members.n && k < MOST_RIVALS; k++)
            if (k != m && c->members.at[k].finds.n > 0 && c->members.at[k].type == AG_TYPE_ORGANIZATION &&
                is_acronym_of(c->members.at[m].name, c->members.at[k].name)) {
                full = k;
                n++;
            }
        if (n == 1)
            merge(c, m, full);
    }
}

/* "League" of "League of Inland States", "Compact" of "Northern Defence Compact". */
static bool
is_head_word(ag_str name, ag_str word)
{
    if (name.len > word.len + 4 && ag_str_starts(name, word) && memcmp(name.at + word.len, " of ", 4) == 0)
        return true;
    return name.len > word.len + 1 && ag_str_ends(name, word) && name.at[name.len - word.len - 1] == ' ';
}

/* "Wagner" after "Wagner Group": the rest of the longer name is only words for bodies. */
static void
join_short_names(ag_cast *c)
{
    for (int m = 0; m < c->members.n && m < MOST_RIVALS; m++) {
        const ag_member *x = &c->members.at[m];
        int full = -1, n = 0;

        if (x->finds.n == 0 || x->known || x->type == AG_TYPE_PERSON || x->type == AG_TYPE_COUNTRY || !x->is_named || x->key.len < 4)
            continue;
        for (int k = 0; k < c->members.n && k < MOST_RIVALS; k++) {
            const ag_member *y = &c->members.at[k];
            ag_str rest, word;
            bool body = true;

            if (k != m && y->finds.n > 0 && y->type == AG_TYPE_ORGANIZATION && x->type == AG_TYPE_ORGANIZATION &&
                !memchr(x->key.at, ' ', x->key.len) && is_head_word(y->key, x->key)) {
                full = k;
                n++;
                continue;
            }
            if (k == m || y->finds.n == 0 || y->type != AG_TYPE_ORGANIZATION || !ag_str_starts(y->key, x->key) ||
                y->key.len <= x->key.len || y->key.at[x->key.len] != ' ')
                continue;
            rest = ag_str_sub(y->key, x->key.len + 1, y->key.len);
            while (ag_str_cut(&rest, ' ', &word))
                body = body && (ag_gazetteer_word(c->g, AG_WORDS_BODY, word) || is_company_word(word) ||
                                (x->type == AG_TYPE_ORGANIZATION && ag_gazetteer_word(c->g, AG_WORDS_COMPANY, word)));
            if (body) {
                full = k;
                n++;
            }
        }
        if (n == 1)
            merge(c, m, full);
    }
}

/* The type that most of its names have; of two the one that came first. */
static void
settle_types(ag_cast *c)
{
    for (int m = 0; m < c->members.n; m++) {
        ag_member *x = &c->members.at[m];
        int count[AG_TYPE_COUNT] = { 0 }, best = x->type;

        if (x->type == AG_TYPE_PERSON || x->type == AG_TYPE_COUNTRY || x->known)
            continue;
        for (int i = 0; i < x->finds.n; i++)
            if (c->finds.at[x->finds.at[i]].type != AG_TYPE_PERSON && c->finds.at[x->finds.at[i]].type != AG_TYPE_COUNTRY)
                count[c->finds.at[x->finds.at[i]].type]++;
        for (int t = 0; t < AG_TYPE_COUNT; t++)
            if (count[t] > count[best])
                best = t;
        x->type = (uint8_t)best;
    }
}

void
ag_cast_group(ag_cast *c)
{
    group_persons(c);
    for (int i = 0; i < c->finds.n; i++)
        if (c->finds.at[i].type != AG_TYPE_PERSON && c->finds.at[i].entity < 0)
            ag_cast_join(c, i, group_other(c, i));
    join_acronyms(c);
    join_short_names(c);
    settle_types(c);
}
