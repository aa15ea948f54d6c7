/* Bytes as they are → paragraphs of text, for the commands that read no articles but plain text.
 *
 * Nothing is cleaned and nothing is taken out: every code point keeps its place, so that offsets
 * count in what the user sees. UTF-16 is decoded; each byte that is not UTF-8 and each control
 * character that is no white space becomes one U+FFFD. Long texts come in parts of some hundred
 * kilobytes, so that memory does not grow with the file: a part ends at an empty line, else at a
 * line's end, else behind a full stop, a blank, or, in a text without any, a code point.
 *
 * Weak: a part of a long text does not know what stood in the part before it. */
#include "ingest/inside.h"

#include "base/utf8.h"

enum {
    PART = 256 * 1024,  /* bytes of a part: far more than any article has */
    SEARCH = 64 * 1024, /* bytes before that in which a good place is looked for */
    LOOK_AT = 64 * 1024 /* bytes that tell the language */
};

static bool
is_control(char c)
{
    unsigned char b = (unsigned char)c;

    return (b < 0x20 && !strchr("\t\n\v\f\r", c)) || b == 0 || b == 0x7F;
}

/* Controls (strchr finds the NUL, hence the second question above) become U+FFFD. */
static ag_str
without_controls(ag_arena *a, ag_str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += is_control(s.at[i]);
    if (!n)
        return s;

    char *out = ag_arena_alloc(a, s.len + 2 * n + 1), *p = out;

    for (size_t i = 0; i < s.len; i++)
        if (is_control(s.at[i]))
            p += ag_utf8_put(p, 0xFFFD);
        else
            *p++ = s.at[i];
    return (ag_str){ out, (size_t)(p - out) };
}

void
ag_raw_open(ag_arena *a, ag_str bytes, ag_raw *out)
{
    size_t bad;

    *out = (ag_raw){ 0 };
    bytes = ag_charset_is_utf16(bytes) ? ag_charset_utf8(a, bytes, AG_S(""), &bad) : ag_utf8_repair(a, bytes, &bad);
    out->rest = without_controls(a, bytes);
}

const char *
ag_raw_foreign(ag_arena *a, const ag_raw *raw)
{
    size_t n = raw->rest.len < LOOK_AT ? raw->rest.len : LOOK_AT;
    const char *name;

    while (n < raw->rest.len && ((unsigned char)raw->rest.at[n] & 0xC0) == 0x80)
        n--;
    return strcmp(ag_english_guess(a, ag_str_sub(raw->rest, 0, n), AG_S(""), &name), "en") == 0 ? NULL : name;
}

/* How good a place byte i of the text is to begin a new part; 0: none. */
static int
goodness(ag_str s, size_t i)
{
    char before = s.at[i - 1];

    if (before == '\n')
        return i >= 2 && s.at[i - 2] == '\n' ? 4 : 3;
    if (before == ' ')
        return i >= 2 && strchr(".!?\"", s.at[i - 2]) ? 2 : 1;
    return 0;
}

/* Bytes of the next part. */
static size_t
part_of(ag_str s)
{
    if (s.len <= PART)
        return s.len;

    size_t best = PART;
    int good = 0;

    while (((unsigned char)s.at[best] & 0xC0) == 0x80)
        best--;
    for (size_t i = PART; i > PART - SEARCH && good < 4; i--) {
        int g = goodness(s, i);

        if (g > good) {
            good = g;
            best = i;
        }
    }
    return best;
}

bool
ag_raw_next(ag_arena *a, ag_raw *raw, ag_doc *doc)
{
    size_t n = part_of(raw->rest);

    if (n == 0)
        return false;
    *doc = (ag_doc){ .text = ag_str_sub(raw->rest, 0, n) };
    raw->rest = ag_str_sub(raw->rest, n, raw->rest.len);
    ag_text_paragraphs(a, doc->text, doc);
    return true;
}
