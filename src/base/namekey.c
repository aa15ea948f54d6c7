/* A name → its transliteration key.
 *
 * The idea: fold to small ASCII letters, then undo, word by word, what transcribers of Cyrillic and
 * Arabic names do differently: the ending of adjectives (-skyy, -skiy, -skyi, -sky, -ski), -ei and
 * -ey, -iia and -ia, y and i between consonants of long words, al- and el-. The form chosen is the one
 * that leaves English names as they are ("carney"), since keys show in identifiers.
 *
 * Weak: it knows nothing of languages, so it neither joins translations of a name (Alexander,
 * Oleksandr) nor Russian and Ukrainian spellings (Lukashenko, Lukashenka). */
#include "base/namekey.h"

#include "base/utf8.h"

static bool
is_y(char c)
{
    return c == 'i' || c == 'y' || c == 'j';
}

static bool
is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool
is_consonant(char c)
{
    return c >= 'a' && c <= 'z' && !is_vowel(c);
}

/* Spellings of one word; the first is the key's and the shortest, so that it fits in place. */
static const char *const spellings[][8] = {
    { "mohamed", "mohammed", "mohammad", "mohamad", "muhammad", "muhammed", "muhamed" },
    { "husein", "hussein", "hussain", "husain", "hossein", "hosein", "hussien" },
    { "abdulla", "abdalla", "abdullah", "abdallah" },
    { "yasir", "yaser", "yasser", "yassir" },
    { "ahmed", "ahmad" },
    { "mahmud", "mahmoud", "mahmood" },
    { "nuri", "nouri" },
    { "yusuf", "yusef", "yousuf", "yousef", "youssef" },
    { "rafik", "rafiq" },
    { "gadafi", "gaddafi", "qaddafi", "kadhafi", "gadhafi", "khadafy", "qadhafi" },
    { "evgeny", "yevgeny", "yevgeni", "yevgeniy", "evgeniy", "yevgenii", "evgenii" },
    { "ekaterina", "yekaterina" },
    { "al", "el" },
};

/* One word in place; returns its new length. */
static size_t
normal_word(char *w, size_t n)
{
    size_t numeral = 0;

    while (numeral < n && (w[numeral] == 'i' || w[numeral] == 'v' || w[numeral] == 'x'))
        numeral++;
    if (numeral == n) /* Edward VII, Leo XIV */
        return n;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        for (int s = 0; s < 8 && spellings[i][s]; s++)
            if (strlen(spellings[i][s]) == n && memcmp(spellings[i][s], w, n) == 0) {
                memcpy(w, spellings[i][0], strlen(spellings[i][0]));
                return strlen(spellings[i][0]);
            }

    /* -skyy -skiy -skyi -skii → -sky; also -iy, -yy behind any consonant; -ski → -sky. */
    size_t stem = n;

    while (stem > 0 && is_y(w[stem - 1]))
        stem--;
    if (stem > 0 && stem < n && is_consonant(w[stem - 1])) {
        char before = w[stem - 1];
        bool soft = n - stem >= 2 || (stem >= 2 && w[stem - 2] == 's' && before == 'k') ||
                    (before == 'r' && n >= 4) || (n >= 5 && (before == 'l' || before == 'n' || before == 'd'));

        if (soft) {
            w[stem] = 'y';
            n = stem + 1;
        }
    }
    /* Sergei, Andrei → -ey. */
    if (n >= 4 && w[n - 2] == 'e' && w[n - 1] == 'i')
        w[n - 1] = 'y';
    /* Yuliia, Nataliya, Natalya → -ia. */
    if (n >= 4 && w[n - 1] == 'a' && is_y(w[n - 2])) {
        size_t k = n - 1;

        while (k > 0 && is_y(w[k - 1]))
            k--;
        if (k > 0 && is_consonant(w[k - 1])) {
            w[k] = 'i';
            w[k + 1] = 'a';
            n = k + 2;
        }
    }
    /* Svyrydenko, Sviridenko; short words are left alone: Smyth is not Smith. */
    if (n >= 8)
        for (size_t i = 1; i + 1 < n; i++)
            if (w[i] == 'y' && is_consonant(w[i - 1]) && is_consonant(w[i + 1]))
                w[i] = 'i';
    /* Alexei, Aleksei. */
    for (size_t i = 1; i + 3 < n; i++)
        if (w[i] == 'e' && w[i + 1] == 'k' && w[i + 2] == 's' && is_vowel(w[i + 3])) {
            w[i + 1] = 'x';
            memmove(w + i + 2, w + i + 3, n - i - 3);
            n--;
        }
    return n;
}

ag_str
ag_name_key(ag_arena *a, ag_str name)
{
    ag_str s = ag_utf8_fold(a, name);
    char *key = AG_ARRAY(a, char, s.len + 1);
    size_t n = 0, start = 0;

    for (size_t i = 0; i <= s.len;) {
        int step = 1;
        int32_t c = i < s.len ? ag_utf8_next(s, i, &step) : ' ';

        if (ag_utf8_is_letter(c) || ag_utf8_is_digit(c) || ag_utf8_is_mark(c)) {
            memcpy(key + n, s.at + i, (size_t)step);
            n += (size_t)step;
        } else if (/* "O'Brien", "J.P.": one word */ c != '\'' && c != '.' && c != 0x2018 && c != 0x2019 && c != 0x02BC && n > start) {
            n = start + normal_word(key + start, n - start);
            key[n++] = ' ';
            start = n;
        }
        i += (size_t)step;
    }
    while (n > 0 && key[n - 1] == ' ')
        n--;
    return (ag_str){ key, n };
}
