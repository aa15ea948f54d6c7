/* A person's name → its parts; two names → how alike they are.
 *
 * The idea: base/namekey.h undoes what all transcribers of a word do alike; what is left differs by script
 * and by writer (Kh or H, Q or Gh, ou or u, Müller or Mueller) or is another form of a first name (Bill,
 * William; Oleksandr, Alexander). Such names are only candidates: who.c joins them where country, office or
 * company speak for it. Blocks of candidates share the consonants of the surname ("sound"), as Soundex
 * (Russell 1918) does for English.
 *
 * Weak: first names are those of given.def; surnames that one language translates (Smith, Kovalenko) or
 * inflects beyond an ending are other names. */
#include "resolve/person.h"

#include "base/edit.h"
#include "base/map.h"
#include "base/namekey.h"
#include "base/utf8.h"

/* ---- parts ------------------------------------------------------------------------------------ */

enum { MOST_WORDS = 12 };

typedef struct words {
    ag_str at[MOST_WORDS]; /* keys */
    bool dotted[MOST_WORDS]; /* "J.R.", "A.", "T": nothing but initials */
    bool hyphen[MOST_WORDS]; /* a hyphen stands in front of it */
    int n;
} words;

/* Is a word as written nothing but capitals, each with its point or alone: "J.R.", "T."? */
static bool
is_initials(ag_str written)
{
    int letters = 0, points = 0, k;

    for (size_t i = 0; i < written.len; i += (size_t)k) {
        int32_t c = ag_utf8_next(written, i, &k);

        if (c == '.')
            points++;
        else if (ag_utf8_is_upper(c))
            letters++;
        else
            return false;
    }
    return letters && letters <= 3 && (points == letters || letters == 1);
}

static words
words_of(ag_arena *a, ag_str name)
{
    words w = { .n = 0 };
    ag_str rest = ag_str_trim(name), written;

    while (ag_str_cut(&rest, ' ', &written)) {
        ag_str key = ag_name_key(a, written), piece;
        bool first = true;

        while (key.len && ag_str_cut(&key, ' ', &piece) && w.n < MOST_WORDS) {
            w.at[w.n] = piece;
            w.dotted[w.n] = is_initials(written);
            w.hyphen[w.n++] = !first;
            first = false;
        }
    }
    return w;
}

/* "iii" → 3; 0 where it is no number of a king. One letter is an initial but for I and V. */
static int
number_of(ag_str word)
{
    int sum = 0, last = 0;

    if (word.len > 5 || (word.len == 1 && word.at[0] != 'i' && word.at[0] != 'v'))
        return 0;
    for (size_t i = word.len; i-- > 0;) {
        int v = word.at[i] == 'i' ? 1 : word.at[i] == 'v' ? 5 : word.at[i] == 'x' ? 10 : 0;

        if (!v)
            return 0;
        sum += v < last ? -v : v;
        last = v > last ? v : last;
    }
    return sum;
}

static bool
is_particle(ag_str w)
{
    static const char *const particles[] = { "al", "bin", "ibn", "bint", "ben", "van", "von", "der", "den", "de", "da", "dos", "das", "do",
                                             "del", "della", "di", "du", "la", "le", "ter", "ten", "zu", "af", "abu", "y", "e", "ul", "ud" };

    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (ag_str_is(w, particles[i]))
            return true;
    return false;
}

/* Family names of China, Korea and Vietnam. "?" marks those that are first names or surnames elsewhere: they
 * stand in front only where a hyphen or three words show it. */
static bool
is_family_name(ag_str w, bool *doubt)
{
    static const char *const names[] = {
        "xi", "wang", "zhang", "zhao", "zhou", "zhu", "zheng", "huang", "hu", "xu", "xie", "yang", "liu", "guo", "jiang", "qin", "luo", "tsai",
        "lai", "hsiao", "chiang", "deng", "peng", "cai", "cui", "dong", "feng", "gao", "geng", "han?", "he?", "jia", "kang?", "li?", "liang",
        "lin?", "lu?", "ma?", "mao", "meng?", "pan?", "qian", "ren?", "shen", "shi?", "song?", "sun?", "tang", "tian", "wei?", "wen?", "wu",
        "yan?", "ye?", "yin?", "yu?", "yuan", "zeng", "chen", "cheng?", "ding?", "du?", "fan?", "fu", "bai", "cao", "kim?", "lee?", "park?",
        "choi", "cho", "chung", "jung?", "jeong", "kwon", "moon?", "yoon", "yun", "ahn", "ban?", "chang?", "hwang", "hong?", "nam?", "noh", "roh",
        "oh?", "paek", "pak?", "ri?", "ryu", "seo", "shin", "sin?", "nguyen", "tran", "pham", "phan", "vo?", "dang?", "bui", "ngo", "truong?", "hun?"
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);

        *doubt = names[i][n - 1] == '?';
        if (w.len == n - *doubt && memcmp(w.at, names[i], w.len) == 0)
            return true;
    }
    return false;
}

static ag_str
joined(ag_arena *a, const words *w, int from, int to, const char *by)
{
    ag_str all = AG_S("");

    for (int i = from; i < to; i++)
        all = i == from ? w->at[i] : ag_arena_printf(a, "%.*s%s%.*s", AG_SHOW(all), by, AG_SHOW(w->at[i]));
    return all;
}

/* ---- the sound of a word ---------------------------------------------------------------------- */

/* Letters of several that are one sound, longest first: what transcribers write for it, and what stands for
 * it here. */
static const struct {
    const char *from;
    char to[3];
} sounds[] = { { "shch", "S" }, { "stsch", "S" }, { "tsch", "C" }, { "dzh", "j" }, { "sch", "S" }, { "tch", "C" }, { "zh", "z" }, { "kh", "h" },
               { "gh", "q" },   { "sh", "S" },  { "ch", "C" },   { "cz", "C" },  { "dh", "d" },  { "th", "t" }, { "ph", "f" }, { "ts", "c" },
               { "tz", "c" },   { "ck", "k" },  { "dj", "j" },   { "ks", "x" },  { "qu", "q" },  { "q", "q" },  { "w", "v" },  { "oo", "u" },
               { "ou", "u" },   { "ee", "i" },  { "ei", "i" },   { "ey", "i" },  { "ie", "i" },  { "ai", "i" }, { "ay", "i" }, { "yeo", "u" },
               { "yu", "u" },   { "eo", "u" },  { "eu", "u" },   { "ae", "a" },  { "oe", "u" },  { "ue", "u" }, { "y", "i" },  { "j", "i" },
               { "o", "u" },    { "e", "i" } };

/* The whole word as it sounds: "Mueller" and "Müller" → "mulir". */
static ag_str
sound_of(ag_arena *a, ag_str word)
{
    char *out = AG_ARRAY(a, char, word.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < word.len;) {
        char to = word.at[i];
        size_t step = 1;

        for (size_t s = 0; s < sizeof sounds / sizeof *sounds; s++) {
            size_t k = strlen(sounds[s].from);

            if (i + k <= word.len && memcmp(word.at + i, sounds[s].from, k) == 0) {
                to = sounds[s].to[0];
                step = k;
                break;
            }
        }
        if (to == 'c' && step == 1) /* c sounds as k but before e and i */
            to = i + 1 < word.len && strchr("eiy", word.at[i + 1]) ? 'c' : 'k';
        if (!(to == 'h' && step == 1 && (i + 1 == word.len || !strchr("aeiouy", word.at[i + 1]))) && (n == 0 || out[n - 1] != to))
            out[n++] = to; /* double letters are one; a silent h is none */
        i += step;
    }
    return (ag_str){ out, n };
}

/* Its consonants, and the vowel it begins with. */
static ag_str
consonants_of(ag_arena *a, ag_str word)
{
    ag_str s = sound_of(a, word);
    char *out = AG_ARRAY(a, char, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        if (!strchr("aiu", s.at[i]) || i == 0)
            if (n == 0 || out[n - 1] != s.at[i])
                out[n++] = s.at[i];
    return (ag_str){ out, n };
}

/* ---- first names ------------------------------------------------------------------------------ */

/* Forms of one first name; a word may be a form of several ("Alex"). */
static const char *const forms[] = {
#include "resolve/given.def"
};

static bool
has_word(const char *line, ag_str word)
{
    for (const char *at = line; (at = strstr(at, word.at)) != NULL; at++)
        if ((at == line || at[-1] == ' ') && (at[word.len] == ' ' || !at[word.len]))
            return true;
    return false;
}

static void
find_forms(ag_arena *a, ag_person_name *p)
{
    ag_str word = ag_arena_str(a, p->given); /* with a NUL behind it */
    int n = 0;

    for (size_t i = 0; i < sizeof forms / sizeof *forms && n < 4 && word.len > 1; i++)
        if (has_word(forms[i], word))
            p->forms[n++] = (short)(i + 1);
}

static bool
are_forms(const ag_person_name *x, const ag_person_name *y)
{
    for (int i = 0; i < 4 && x->forms[i]; i++)
        for (int k = 0; k < 4 && y->forms[k]; k++)
            if (x->forms[i] == y->forms[k])
                return true;
    return false;
}

/* ---- a name ----------------------------------------------------------------------------------- */

ag_person_name
ag_person_name_of(ag_arena *a, ag_str name)
{
    ag_person_name p = { .given = AG_S(""), .middle = AG_S(""), .surname = AG_S(""), .key = AG_S(""), .letters = AG_S(""), .sound = AG_S(""), .other = AG_S("") };
    words w = words_of(a, name);
    bool doubt = false;

    if (w.n > 1 && (ag_str_is(w.at[w.n - 1], "jr") || ag_str_is(w.at[w.n - 1], "junior")))
        p.generation = 1;
    else if (w.n > 1 && (ag_str_is(w.at[w.n - 1], "sr") || ag_str_is(w.at[w.n - 1], "senior")))
        p.generation = 2;
    else if (w.n > 1 && !w.dotted[w.n - 1])
        p.number = (uint8_t)number_of(w.at[w.n - 1]);
    w.n -= p.generation || p.number;
    if (w.n == 0)
        return p;
    p.letters = joined(a, &w, 0, w.n, "");
    p.key = joined(a, &w, 0, w.n, " ");
    p.is_bare = w.n == 1;
    if (w.n > 1 && w.n <= 3 && !w.hyphen[1] && is_family_name(w.at[0], &doubt) && !w.dotted[1]) {
        bool shown = w.n == 3 && (w.hyphen[2] || w.at[2].len <= 5);

        p.is_family_first = shown || (w.n == 2 && !doubt);
    }
    if (p.is_family_first) {
        p.surname = w.at[0];
        p.given = joined(a, &w, 1, w.n, "");
    } else {
        int last = w.n - 1;

        p.surname = w.at[last];
        if (last > 0) {
            p.given = w.at[0];
            p.is_initial = w.dotted[0];
            p.middle = joined(a, &w, 1, last, " ");
            if (last > 1 && !is_particle(w.at[last - 1]) && !w.dotted[last - 1])
                p.other = consonants_of(a, w.at[last - 1]);
        }
    }
    p.sound = consonants_of(a, p.surname);
    find_forms(a, &p);
    return p;
}

/* ---- two names -------------------------------------------------------------------------------- */

/* Two words of another transcription: one sound; in long words a sound more or less, and one ending. */
static bool
sound_alike(ag_arena *a, ag_str x, ag_str y)
{
    ag_str sx = sound_of(a, x), sy = sound_of(a, y);

    if (ag_str_eq(sx, sy))
        return true;
    return sx.len >= 5 && sy.len >= 5 && sx.at[0] == sy.at[0] && sx.at[sx.len - 1] == sy.at[sy.len - 1] &&
           ag_str_eq(consonants_of(a, x), consonants_of(a, y)) && ag_edit_distance(sx, sy) <= 1;
}

/* How many initials of x stand where y has its names: "jr" and "jonathan ralph" 2; 0 where one does not. */
static int
initials_that_fit(const ag_person_name *x, const ag_person_name *y)
{
    ag_str middle = x->given.len > 1 ? ag_str_sub(x->given, 1, x->given.len) : x->middle;

    if (!x->is_initial || !x->given.len || !y->given.len || x->given.at[0] != y->given.at[0])
        return 0;
    if (!middle.len || !y->middle.len)
        return 1;
    return middle.at[0] == y->middle.at[0] ? 2 : 0;
}

/* Is a name of two words or more the beginning or the end of a longer one? */
static bool
is_part_of(ag_str part, ag_str whole)
{
    if (part.len + 1 >= whole.len || !memchr(part.at, ' ', part.len))
        return false;
    return (ag_str_starts(whole, part) && whole.at[part.len] == ' ') || (ag_str_ends(whole, part) && whole.at[whole.len - part.len - 1] == ' ');
}

ag_names_alike
ag_person_names_alike(ag_arena *a, const ag_person_name *x, const ag_person_name *y)
{
    bool one_surname = ag_str_eq(x->surname, y->surname), surnames_sound = one_surname || sound_alike(a, x->surname, y->surname);
    int initials;

    if (x->is_bare || y->is_bare)
        return one_surname ? AG_NAMES_SURNAME : AG_NAMES_OTHER;
    if (one_surname && ag_str_eq(x->given, y->given))
        return AG_NAMES_EQUAL;
    if (ag_str_eq(x->letters, y->letters) && x->letters.len >= 7)
        return AG_NAMES_LETTERS;
    if (is_part_of(x->key, y->key) || is_part_of(y->key, x->key))
        return AG_NAMES_PART;
    if (!surnames_sound)
        return AG_NAMES_OTHER;
    initials = x->is_initial ? initials_that_fit(x, y) : y->is_initial ? initials_that_fit(y, x) : 0;
    if (x->is_initial || y->is_initial)
        return !one_surname || !initials ? AG_NAMES_OTHER : initials == 2 ? AG_NAMES_INITIALS : AG_NAMES_INITIAL;
    if (ag_str_eq(x->given, y->given))
        return AG_NAMES_SPELLING;
    if (are_forms(x, y))
        return one_surname ? AG_NAMES_VARIANT : AG_NAMES_SOUND;
    if (x->given.len >= 3 && y->given.len >= 3 && sound_alike(a, x->given, y->given))
        return one_surname ? AG_NAMES_VARIANT : AG_NAMES_SOUND;
    return AG_NAMES_OTHER;
}

/* Has any name of one's middle the first letter of a name of the other's? Particles are none. */
static bool
middles_agree(ag_str x, ag_str y)
{
    ag_str rest_x = x, word_x, word_y;
    bool any_x = false, any_y = false;

    while (rest_x.len && ag_str_cut(&rest_x, ' ', &word_x)) {
        ag_str rest_y = y;

        if (is_particle(word_x) || !word_x.len)
            continue;
        any_x = true;
        while (rest_y.len && ag_str_cut(&rest_y, ' ', &word_y)) {
            if (is_particle(word_y) || !word_y.len)
                continue;
            any_y = true;
            if (word_x.at[0] == word_y.at[0])
                return true;
        }
    }
    return !any_x || !any_y;
}

bool
ag_person_names_contradict(const ag_person_name *x, const ag_person_name *y)
{
    if ((x->number && y->number && x->number != y->number) || (x->generation && y->generation && x->generation != y->generation))
        return true;
    /* Only an initial, or one name against one, is surely no second surname or part of the first. */
    return x->middle.len && y->middle.len && (x->middle.len == 1 || y->middle.len == 1) && !middles_agree(x->middle, y->middle);
}

/* ---- fields of work --------------------------------------------------------------------------- */

static const struct {
    const char *word; /* the last words of a role; "*" in front: only with a country */
    ag_calling calling;
} callings[] = {
#include "resolve/callings.def"
};

ag_str
ag_role_plain(ag_str role, bool *is_former)
{
    static const char *const over[] = { "former ", "ex-", "late ", "onetime ", "retired " };

    *is_former = false;
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        if (ag_str_starts(role, ag_str_of(over[i]))) {
            *is_former = true;
            return ag_str_sub(role, strlen(over[i]), role.len);
        }
    return role;
}

ag_calling
ag_calling_of(ag_str role, bool has_country)
{
    ag_calling found = AG_CALLING_NONE;
    size_t longest = 0;

    for (size_t i = 0; i < sizeof callings / sizeof *callings; i++) {
        bool wants_country = callings[i].word[0] == '*';
        ag_str word = ag_str_of(callings[i].word + wants_country);

        if (word.len <= longest || (wants_country && !has_country) || !ag_str_ends(role, word) ||
            (role.len > word.len && role.at[role.len - word.len - 1] != ' ' && role.at[role.len - word.len - 1] != '-'))
            continue;
        longest = word.len;
        found = callings[i].calling;
    }
    return found;
}

bool
ag_callings_contradict(ag_calling x, ag_calling y)
{
    /* What one may well be beside: a professor in parliament, an officer in government, a singer with a company. */
    static const struct {
        ag_calling one, other;
    } apart[] = { { AG_CALLING_SPORT, AG_CALLING_OFFICE },    { AG_CALLING_SPORT, AG_CALLING_MILITARY }, { AG_CALLING_SPORT, AG_CALLING_JUSTICE },
                  { AG_CALLING_SPORT, AG_CALLING_FAITH },     { AG_CALLING_SPORT, AG_CALLING_SCHOLAR },  { AG_CALLING_ARTS, AG_CALLING_MILITARY },
                  { AG_CALLING_ARTS, AG_CALLING_JUSTICE },    { AG_CALLING_ARTS, AG_CALLING_FAITH },     { AG_CALLING_ARTS, AG_CALLING_OFFICE },
                  { AG_CALLING_FAITH, AG_CALLING_MILITARY },  { AG_CALLING_FAITH, AG_CALLING_BUSINESS }, { AG_CALLING_FAITH, AG_CALLING_OFFICE },
                  { AG_CALLING_JUSTICE, AG_CALLING_MILITARY }, { AG_CALLING_JUSTICE, AG_CALLING_BUSINESS }, { AG_CALLING_BUSINESS, AG_CALLING_OFFICE },
                  { AG_CALLING_TRADE, AG_CALLING_OFFICE },    { AG_CALLING_TRADE, AG_CALLING_MILITARY }, { AG_CALLING_TRADE, AG_CALLING_JUSTICE },
                  { AG_CALLING_TRADE, AG_CALLING_FAITH },     { AG_CALLING_TRADE, AG_CALLING_BUSINESS }, { AG_CALLING_TRADE, AG_CALLING_SPORT } };

    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if ((x == apart[i].one && y == apart[i].other) || (y == apart[i].one && x == apart[i].other))
            return true;
    return false;
}
