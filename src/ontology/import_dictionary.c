/* A dictionary of actors or agents in the syntax of TABARI and PETRARCH → names of the gazetteer.
 *
 *     AFGHANISTAN_  [AFG]                    a phrase and its code
 *     +AFGHAN_                               another phrase for it
 *     HAMID_KARZAI_  [AFGMIL]
 *         [AFGGOV >20020613]                 a code and when it held: "first-last", "<last", ">first"
 *     !MINIST! = MINISTER, MINISTERS         a set of words
 *     !MINIST!_OF_ENERGY [~GOV]              an agent: "~" stands for the actor that it belongs to
 *     ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOV]
 *
 * The idea: a phrase becomes what its code says. A country alone: a place in that country. A country and more, or
 * IGO, NGO, MNC …: an organisation; a person where a code has dates or the first word is a first name. Agents become
 * titles. What the tables know stays as it is: in such dictionaries a capital is its country, which is
 * right only where it acts.
 *
 * Weak: dictionaries do not say whether a name is a person's; stems ("KURD" for Kurdish) match whole words only. */
#include "base/day.h"
#include "base/utf8.h"
#include "ontology/import_inside.h"

/* Years of two digits up to this are of this century; the format's own rule. */
enum { PIVOT = 30, MOST_SETS_IN_A_PHRASE = 3 };

typedef struct code {
    ag_str text;
    ag_day first, last; /* AG_NO_DAY: open */
    bool is_dated;
} code;

typedef struct word_set { /* !MINIST! = … */
    ag_str name, words;
} word_set;

typedef struct entry {
    AG_LIST(ag_str) phrases; /* as written */
    AG_LIST(code) codes;
    int line;
    bool has_bad_code; /* noted already */
} entry;

typedef struct dictionary {
    importing *in;
    entry now;
    AG_LIST(word_set) sets;
    bool in_comment; /* <!-- … --> */
} dictionary;

/* ---- words ------------------------------------------------------------------------------------ */

/* "UFFE_JENSEN_" → "UFFE JENSEN" */
static ag_str
plain(ag_arena *a, ag_str phrase)
{
    char *out = AG_ARRAY(a, char, phrase.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < phrase.len; i++) {
        char c = phrase.at[i] == '_' || phrase.at[i] == '\t' ? ' ' : phrase.at[i];

        if (c != ' ' || (n && out[n - 1] != ' '))
            out[n++] = c;
    }
    while (n && out[n - 1] == ' ')
        n--;
    return (ag_str){ out, n };
}

static bool
is_small_word(ag_str lower)
{
    static const char *const small[] = { "of", "the", "and", "for", "in", "on", "de", "la", "al", "el", "bin", "von", "van", "der", "du", "da" };

    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (ag_str_is(lower, small[i]))
            return true;
    return false;
}

/* "FREE ACEH MOVEMENT" → "Free Aceh Movement"; a lone short word may be an acronym and stays. */
static ag_str
as_name(ag_arena *a, ag_str words)
{
    ag_str rest = words, word, name = AG_S("");
    bool alone = !memchr(words.at, ' ', words.len);

    if (ag_utf8_has_lower(words) || (alone && words.len <= 5))
        return words;
    while (ag_str_cut(&rest, ' ', &word)) {
        ag_str lower = ag_utf8_lower(a, word);

        if (!word.len)
            continue;
        if (name.len && is_small_word(lower))
            name = ag_arena_printf(a, "%.*s %.*s", AG_SHOW(name), AG_SHOW(lower));
        else
            name = ag_arena_printf(a, "%.*s%s%.1s%.*s", AG_SHOW(name), name.len ? " " : "", word.at, (int)lower.len - 1, lower.at + 1);
    }
    return name;
}

static int
words_in(ag_str s)
{
    int n = s.len > 0;

    for (size_t i = 0; i < s.len; i++)
        n += s.at[i] == ' ';
    return n;
}

/* ---- codes ------------------------------------------------------------------------------------ */

/* "791227" and "19791227". */
static bool
read_day(ag_str digits, ag_day *out)
{
    long n;
    int year;

    if ((digits.len != 6 && digits.len != 8) || !ag_str_int(digits, &n) || n < 0)
        return false;
    year = (int)(n / 10000);
    if (digits.len == 6)
        year += year <= PIVOT ? 2000 : 1900;
    *out = ag_day_of(year, (int)(n / 100 % 100), (int)(n % 100));
    return *out != AG_NO_DAY;
}

/* "AFGGOV 791227-861124", without the brackets. False with a note where a date is none. */
static bool
read_code(dictionary *d, int line, ag_str text, code *out)
{
    ag_str rest = ag_str_trim(text), span;
    size_t n = 0;
    bool good = true;

    while (n < rest.len && rest.at[n] != ' ' && rest.at[n] != '\t' && rest.at[n] != '<' && rest.at[n] != '>')
        n++;
    *out = (code){ .text = ag_str_sub(rest, 0, n), .first = AG_NO_DAY, .last = AG_NO_DAY };
    span = ag_str_trim(ag_str_sub(rest, n, rest.len));
    if (!span.len)
        return true;
    out->is_dated = true;
    if (span.at[0] == '<' || span.at[0] == '>') {
        ag_str day = ag_str_trim(ag_str_sub(span, 1, span.len));

        good = read_day(day, span.at[0] == '<' ? &out->last : &out->first);
    } else {
        long dash = ag_str_find(span, AG_S("-"));

        good = dash > 0 && read_day(ag_str_trim(ag_str_sub(span, 0, (size_t)dash)), &out->first) &&
               read_day(ag_str_trim(ag_str_sub(span, (size_t)dash + 1, span.len)), &out->last);
    }
    if (!good)
        ag_import_note(d->in, line, "'%.*s' is no span of dates; write 19791227-19861124, <20011231 or >20020613", AG_SHOW(span));
    return good;
}

/* The country that a code begins with, as ISO code of two letters, or "". */
static ag_str
country_of(const importing *in, ag_str text)
{
    int at = text.len >= 3 ? ag_map_get(&in->g->codes, ag_str_sub(text, 0, 3)) : -1;

    return at >= 0 ? in->g->code.at[at] : AG_S("");
}

static bool
is_kind_of_body(ag_str text)
{
    static const char *const kinds[] = { "IGO", "NGO", "NGM", "MNC", "IMG", "INT", "UIS", "REB", "UAF", "SEP", "INS", "MIL", "GOV", "OPP", "PTY", "REL",
                                         "BUS", "MED", "EDU", "LAB", "ENV", "HRI", "CRM", "SPY", "COP", "JUD", "LEG", "ELI", "CVL", "DEV" };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text.len >= 3 && memcmp(text.at, kinds[i], 3) == 0)
            return true;
    return false;
}

/* ---- actors ----------------------------------------------------------------------------------- */

static bool
is_person(const importing *in, const entry *e, ag_str name)
{
    bool known = false, dated = false;
    ag_str rest = name, first = AG_S("");

    if (words_in(name) < 2)
        return false;
    ag_str_cut(&rest, ' ', &first);
    ag_gazetteer_first_name(in->a, in->g, first, &known);
    for (int i = 0; i < e->codes.n; i++)
        dated |= e->codes.at[i].is_dated;
    return known || dated;
}

static void
take_person(importing *in, const entry *e, ag_str name)
{
    int person = ag_import_person(in, name);

    for (int i = 0; i < e->phrases.n; i++) {
        if (ag_import_person_name(in, person, as_name(in->a, plain(in->a, e->phrases.at[i]))))
            in->taken++;
        else
            in->known++;
    }
    for (int i = 0; i < e->codes.n; i++) {
        ag_str iso = country_of(in, e->codes.at[i].text);

        if (iso.len)
            AG_PUSH(in->a, &in->g->person.at[person].spans, (ag_person_span){ iso, e->codes.at[i].first, e->codes.at[i].last });
    }
}

static void
take_thing(importing *in, const entry *e, ag_str name, ag_known_kind kind, ag_str iso)
{
    ag_known *k = AG_NEW(in->a, ag_known);

    *k = (ag_known){ .name = name, .kind = (uint8_t)kind, .country = iso, .stands_for = AG_S("") };
    for (int i = 0; i < e->phrases.n; i++) {
        ag_str one = as_name(in->a, plain(in->a, e->phrases.at[i]));
        ag_demonym demonym;

        if (!one.len || ag_gazetteer_name(in->a, in->g, one) || ag_gazetteer_demonym(in->a, in->g, one, &demonym)) {
            in->known++;
            continue;
        }
        /* A lone word may be an English one, too: the tagger must see a name. */
        if (words_in(one) == 1)
            one = ag_arena_printf(in->a, "%.*s?", AG_SHOW(one));
        ag_gazetteer_add_name(in->a, in->g, one, k);
        in->taken++;
    }
}

static void
take_actor(importing *in, const entry *e)
{
    ag_str name = as_name(in->a, plain(in->a, e->phrases.at[0])), first = e->codes.at[0].text, rest = first, one, iso = AG_S("");

    while (!iso.len && ag_str_cut(&rest, '/', &one)) { /* "FRO/BIL/SAM" */
        iso = country_of(in, one);
        first = iso.len ? one : first;
    }
    if (ag_str_is(first, "---"))
        in->nobody++;
    else if (!iso.len && !is_kind_of_body(first))
        ag_import_note(in, e->line, "'%.*s' is the code of no country and of no kind of organisation that is known here", AG_SHOW(first));
    else if (is_person(in, e, name))
        take_person(in, e, name);
    else
        take_thing(in, e, name, first.len == 3 && iso.len ? AG_KNOWN_REGION : AG_KNOWN_ORGANIZATION, iso);
}

/* ---- agents ----------------------------------------------------------------------------------- */

/* Role codes → the sort and side of titles.txt. */
static const struct {
    const char *code, *sort, *side;
} roles[] = { { "GOV", "society", "GOV" },  { "MIL", "military", "MIL" },     { "COP", "justice", "COP" },  { "JUD", "justice", "JUD" },
              { "SPY", "justice", "SPY" },  { "LEG", "legislature", "LEG" },  { "PTY", "party", "PTY" },    { "OPP", "party", "OPP" },
              { "REB", "military", "REB" }, { "BUS", "business", "BUS" },     { "MED", "media", "JRN" },    { "EDU", "scholar", "EDU" },
              { "REL", "faith", "REL" } };

static void
add_agent(importing *in, ag_str words, ag_str text, bool has_plural)
{
    ag_row row = { .line = 0 };
    ag_str lower = ag_utf8_lower(in->a, words);
    const char *sort = "society", *side = "CVL";
    bool blank = memchr(lower.at, ' ', lower.len) != NULL;

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (ag_str_find(text, ag_str_of(roles[i].code)) >= 0) {
            sort = roles[i].sort;
            side = roles[i].side;
            break;
        }
    if (ag_gazetteer_title(in->g, lower) || (!blank && (ag_gazetteer_word(in->g, AG_WORDS_GROUP, lower) || ag_gazetteer_word(in->g, AG_WORDS_BODY, lower) ||
                                                        ag_gazetteer_word(in->g, AG_WORDS_COMPANY, lower)))) {
        in->known++;
        return;
    }
    row.field[0] = lower;
    row.field[1] = ag_str_of(sort);
    row.field[2] = AG_S("country; organization");
    row.field[3] = ag_str_of(side);
    row.field[4] = AG_S("");
    if (has_plural)
        ag_gazetteer_add_title(in->a, in->g, &row);
    if (!blank)
        ag_map_set(in->a, &in->g->words[AG_WORDS_GROUP], lower, 1);
    in->taken++;
}

/* "!MINIST! OF ENERGY": a phrase for each word of the set. */
static void
expand_agent(dictionary *d, int line, ag_str words, ag_str text, bool has_plural, int depth)
{
    ag_arena *a = d->in->a;
    long from = ag_str_find(words, AG_S("!")), length = from < 0 ? -1 : ag_str_find(ag_str_sub(words, (size_t)from + 1, words.len), AG_S("!"));
    ag_str name, rest, word;

    if (from < 0) {
        add_agent(d->in, words, text, has_plural);
        return;
    }
    if (length < 0 || depth == MOST_SETS_IN_A_PHRASE) {
        ag_import_note(d->in, line, "a set of words stands between two marks: !NAME!");
        return;
    }
    name = ag_str_sub(words, (size_t)from, (size_t)(from + length + 2));
    for (int i = 0; i < d->sets.n; i++) {
        if (!ag_str_eq(d->sets.at[i].name, name))
            continue;
        rest = d->sets.at[i].words;
        while (ag_str_cut(&rest, ',', &word))
            expand_agent(d, line, ag_arena_printf(a, "%.*s%.*s%.*s", (int)from, words.at, AG_SHOW(plain(a, word)),
                                                  (int)(words.len - name.len - (size_t)from), words.at + from + name.len),
                         text, has_plural, depth + 1);
        return;
    }
    ag_import_note(d->in, line, "no set %.*s was defined above", AG_SHOW(name));
}

static void
take_agent(dictionary *d, const entry *e)
{
    ag_str words = e->phrases.at[0];
    bool has_plural = ag_str_find(words, AG_S("{}")) < 0;
    long brace = ag_str_find(words, AG_S("{"));

    if (brace >= 0)
        words = ag_str_sub(words, 0, (size_t)brace);
    expand_agent(d, e->line, plain(d->in->a, words), e->codes.at[0].text, has_plural, 0);
}

/* ---- lines ------------------------------------------------------------------------------------ */

static void
finish(dictionary *d)
{
    const entry *e = &d->now;

    if (e->phrases.n && !e->codes.n && e->has_bad_code)
        ;
    else if (e->phrases.n && !e->codes.n)
        ag_import_note(d->in, e->line, "no code in brackets behind '%.*s'", AG_SHOW(e->phrases.at[0]));
    else if (e->phrases.n && memchr(e->codes.at[0].text.at, '~', e->codes.at[0].text.len))
        take_agent(d, e);
    else if (e->phrases.n)
        take_actor(d->in, e);
    d->now = (entry){ .line = 0 };
}

/* All "[…]" of a line from `text`. */
static void
take_codes(dictionary *d, int line, ag_str text)
{
    while (text.len) {
        long from = ag_str_find(text, AG_S("[")), to = ag_str_find(text, AG_S("]"));
        code c;

        if (from < 0)
            return;
        if (to < from) {
            ag_import_note(d->in, line, "a bracket is not closed");
            return;
        }
        if (!read_code(d, line, ag_str_sub(text, (size_t)from + 1, (size_t)to), &c))
            d->now.has_bad_code = true;
        else if (c.text.len)
            AG_PUSH(d->in->a, &d->now.codes, c);
        text = ag_str_sub(text, (size_t)to + 1, text.len);
    }
}

static void
take_set(dictionary *d, int line, ag_str text)
{
    long equals = ag_str_find(text, AG_S("="));
    word_set s = { .name = ag_str_trim(ag_str_sub(text, 0, (size_t)equals)), .words = ag_str_trim(ag_str_sub(text, (size_t)equals + 1, text.len)) };

    if (s.name.len < 3 || s.name.at[s.name.len - 1] != '!' || !s.words.len)
        ag_import_note(d->in, line, "a set of words reads !NAME! = ONE, OTHER");
    else
        AG_PUSH(d->in->a, &d->sets, s);
}

/* Comments: "#" and ";" to the end of the line, "<!-- … -->" over several. */
static ag_str
without_comments(dictionary *d, ag_str line)
{
    char *out = AG_ARRAY(d->in->a, char, line.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < line.len; i++) {
        ag_str rest = ag_str_sub(line, i, line.len);

        if (d->in_comment) {
            if (ag_str_starts(rest, AG_S("-->"))) {
                d->in_comment = false;
                i += 2;
            }
        } else if (ag_str_starts(rest, AG_S("<!--"))) {
            d->in_comment = true;
            i += 3;
        } else if (line.at[i] == '#' || line.at[i] == ';') {
            break;
        } else {
            out[n++] = line.at[i];
        }
    }
    return (ag_str){ out, n };
}

void
ag_import_dictionary(importing *in)
{
    dictionary d = { .in = in };
    ag_str text = in->text;

    if (ag_str_starts(text, AG_S("\xEF\xBB\xBF")))
        text = ag_str_sub(text, 3, text.len);
    for (int number = 1; text.len; number++) {
        const char *end = memchr(text.at, '\n', text.len);
        size_t n = end ? (size_t)(end - text.at) : text.len, bad;
        ag_str raw = ag_utf8_repair(in->a, ag_str_sub(text, 0, n), &bad), line = without_comments(&d, raw), trimmed = ag_str_trim(line);
        long bracket;

        text = ag_str_sub(text, end ? n + 1 : n, text.len);
        if (!trimmed.len)
            continue;
        bracket = ag_str_find(trimmed, AG_S("["));
        if (trimmed.at[0] == '!' && ag_str_find(trimmed, AG_S("=")) > 0 && bracket < 0) {
            finish(&d);
            take_set(&d, number, trimmed);
            continue;
        }
        if (bracket == 0 && !d.now.phrases.n) {
            ag_import_note(in, number, "a code without a phrase above it");
            continue;
        }
        if (trimmed.at[0] == '+' && !d.now.phrases.n) {
            ag_import_note(in, number, "'%.*s' adds to a phrase, and there is none above it", AG_SHOW(trimmed));
            continue;
        }
        if (bracket != 0) {
            ag_str phrase = ag_str_trim(bracket < 0 ? trimmed : ag_str_sub(trimmed, 0, (size_t)bracket));

            if (phrase.at[0] == '+') {
                phrase = ag_str_trim(ag_str_sub(phrase, 1, phrase.len));
            } else {
                finish(&d);
                d.now.line = number;
            }
            AG_PUSH(in->a, &d.now.phrases, phrase);
        }
        if (bracket >= 0)
            take_codes(&d, number, ag_str_sub(trimmed, (size_t)bracket, trimmed.len));
    }
    finish(&d);
}
