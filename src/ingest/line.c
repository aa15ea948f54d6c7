/* What one line is made of. */
#include "ingest/line.h"

#include "base/utf8.h"

ag_str
ag_line_bare_end(ag_str s) /* closing marks of quotes, brackets, notes */
{
    for (;;) {
        if (s.len && strchr("\"')]*", s.at[s.len - 1]))
            s.len--;
        else if (ag_str_ends(s, AG_S("”")) || ag_str_ends(s, AG_S("’")))
            s.len -= 3;
        else if (ag_str_ends(s, AG_S("»")))
            s.len -= 2;
        else
            return s;
    }
}

bool
ag_line_ends(ag_str s)
{
    s = ag_line_bare_end(s);
    return (s.len && strchr(".!?:;,", s.at[s.len - 1])) || ag_str_ends(s, AG_S("…")) ||
           ag_str_ends(s, AG_S("。")) || ag_str_ends(s, AG_S("！")) || ag_str_ends(s, AG_S("？")) ||
           ag_str_ends(s, AG_S("—")) || ag_str_ends(s, AG_S("–"));
}

/* A full stop that is part of an abbreviation: "U.S.", "Inc." */
bool
ag_line_ends_short(ag_str s)
{
    static const char *const known[] = { "Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Sr.", "St.", "No." };

    s = ag_line_bare_end(s);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ag_str_ends(s, ag_str_of(known[i])))
            return true;
    return s.len >= 4 && s.at[s.len - 1] == '.' && s.at[s.len - 3] == '.' && ag_utf8_is_upper(s.at[s.len - 2]);
}

bool
ag_line_word(ag_str s, size_t *at, ag_str *word)
{
    while (*at < s.len && s.at[*at] == ' ')
        ++*at;
    size_t from = *at;
    while (*at < s.len && s.at[*at] != ' ')
        ++*at;
    *word = ag_str_sub(s, from, *at);
    return word->len > 0;
}

int
ag_line_words(ag_str s)
{
    size_t at = 0;
    ag_str w;
    int n = 0;

    while (ag_line_word(s, &at, &w)) {
        n++;
        if ((unsigned char)w.at[0] >= 0xE3) /* scripts without blanks: a word has some two characters */
            n += (int)(w.len / 6);
    }
    return n;
}

bool
ag_line_has_letters(ag_str s, int least)
{
    int n;

    for (size_t i = 0; i < s.len; i += (size_t)n)
        if (ag_utf8_is_letter(ag_utf8_next(s, i, &n)) && --least <= 0)
            return true;
    return false;
}

bool
ag_line_has_digit(ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] >= '0' && s.at[i] <= '9')
            return true;
    return false;
}

bool
ag_line_is_ascii(ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

bool
ag_line_starts_upper(ag_str s)
{
    int n;

    return s.len && ag_utf8_is_upper(ag_utf8_next(s, 0, &n));
}

bool
ag_line_is_one_of(ag_str w, const char *const *list)
{
    for (; *list; list++)
        if (ag_str_is(w, *list))
            return true;
    return false;
}

/* A verb that makes a short line a sentence even without an end mark. */
bool
ag_line_has_verb(ag_str folded)
{
    static const char *const verbs[] = { "is",   "are",  "was",  "were",  "has",   "have",  "had",  "will",
                                         "would", "could", "said", "says", "did",  "does",  "can",  "may",
                                         "told", "must", NULL };
    size_t at = 0;
    ag_str w;

    while (ag_line_word(folded, &at, &w))
        if (ag_line_is_one_of(w, verbs))
            return true;
    return false;
}

bool
ag_line_starts_with(ag_str s, const char *const *list)
{
    for (; *list; list++)
        if (ag_str_starts(s, ag_str_of(*list)))
            return true;
    return false;
}
