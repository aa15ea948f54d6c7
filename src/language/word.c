/* Tokens to numbers. The idea: everything a classifier may ask of a word is computed once, here,
 * so that curly quotes, digits and capitals are folded in one place. Weak where words are longer
 * than 200 bytes: the rest of them is not looked at. */
#include "language/word.h"

#include "base/utf8.h"
#include "language/feature.h"

int32_t
ag_char_plain(int32_t c)
{
    if (c < 0x80)
        return c >= '0' && c <= '9' ? '0' : c >= 'A' && c <= 'Z' ? c + 32 : c == '`' ? '\'' : c;
    switch (c) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x02BC: case 0xB4:
        return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0xAB: case 0xBB: case 0x2033:
        return '"';
    case 0x2010: case 0x2011: case 0x2212: case 0xAD:
        return '-';
    case 0x2013: case 0x2014: case 0x2015:
        return 0x2014;
    case 0x2022: case 0x25AA: case 0x25CF:
        return '*';
    default:
        return ag_utf8_is_digit(c) ? '0' : ag_utf8_to_lower(c);
    }
}

enum { WORD_BYTES = 200 };

/* The folded form in `out`, and where its code points begin. Returns their number. */
static int
fold(ag_str form, char *out, uint8_t *begin, size_t *bytes)
{
    size_t p = 0;
    int n = 0, k;

    if (ag_str_is(form, "…"))
        form = AG_S("...");
    if (ag_str_is(form, "``") || ag_str_is(form, "''"))
        form = AG_S("\"");
    for (size_t i = 0; i < form.len && p + 4 < WORD_BYTES; i += (size_t)k) {
        int32_t c = ag_utf8_next(form, i, &k);

        if (c >= 0x80 && ag_utf8_is_hidden(c))
            continue;
        begin[n++] = (uint8_t)p;
        p += (size_t)ag_utf8_put(out + p, ag_char_plain(c));
    }
    begin[n] = (uint8_t)p;
    *bytes = p;
    return n;
}

static uint64_t
number_of(const char *p, size_t n)
{
    return ag_text_number((ag_str){ p, n });
}

uint64_t
ag_word_number(ag_str form)
{
    char plain[WORD_BYTES + 8];
    uint8_t begin[WORD_BYTES + 8];
    size_t bytes;

    fold(form, plain, begin, &bytes);
    return number_of(plain, bytes);
}

static uint32_t
shape_of(ag_str form, uint8_t *flags)
{
    uint64_t h = AG_TEXT_SEED;
    unsigned char last = 0, before = 0;
    int letters = 0, upper = 0, k;
    bool first_upper = false;

    for (size_t i = 0; i < form.len && i < WORD_BYTES; i += (size_t)k) {
        int32_t c = ag_utf8_next(form, i, &k), p = ag_char_plain(c);
        unsigned char kind;

        if (c >= 0x80 && ag_utf8_is_hidden(c))
            continue;
        if (ag_utf8_is_upper(c)) {
            kind = 'X';
            upper++;
            first_upper |= letters == 0;
            if (last == 'x')
                *flags |= AG_WORD_MIXED;
            letters++;
        } else if (ag_utf8_is_letter(c) || ag_utf8_is_mark(c)) {
            kind = 'x';
            letters++;
        } else if (p == '0') {
            kind = 'd';
            *flags |= AG_WORD_DIGIT;
        } else if (p == '-') {
            kind = '-';
            *flags |= AG_WORD_DASH;
        } else {
            kind = p < 0x80 ? (unsigned char)p : p == 0x2014 ? '_' : '?';
        }
        if (kind == last && kind == before) /* a run counts twice at most */
            continue;
        before = last;
        last = kind;
        h = ag_text_add(h, kind);
    }
    if (letters)
        *flags |= AG_WORD_LETTER;
    if (letters && upper == letters)
        *flags |= AG_WORD_UPPER;
    if (first_upper && upper == 1 && letters > 1)
        *flags |= AG_WORD_TITLE;
    return (uint32_t)ag_mix(h, 7);
}

void
ag_word_of(ag_str form, const ag_lookup *clusters, ag_word *out)
{
    char plain[WORD_BYTES + 8];
    uint8_t begin[WORD_BYTES + 8];
    size_t bytes;
    int n = fold(form, plain, begin, &bytes);
    uint64_t number = number_of(plain, bytes);

    *out = (ag_word){ .lower = (uint32_t)number, .length = (uint8_t)n };
    out->shape = shape_of(form, &out->flags);
    out->exact = (uint32_t)ag_mix(number, out->flags & (AG_WORD_TITLE | AG_WORD_UPPER | AG_WORD_MIXED));
    for (int k = 0; k < 4; k++)
        out->prefix[k] = (uint32_t)number_of(plain, begin[k + 1 < n ? k + 1 : n]);
    for (int k = 0; k < 5; k++) {
        size_t from = begin[n - (k + 1) > 0 ? n - (k + 1) : 0];

        out->suffix[k] = (uint32_t)number_of(plain + from, bytes - from);
    }
    out->code = ag_lookup_get(clusters, number, 0);
}

/* Capitals throughout, a headline's capitals, or no capital at all where there should be. */
static ag_casing
casing_of(const ag_doc *doc, int first, int end, const ag_word *words)
{
    int letters = 0, upper = 0, longs = 0, long_title = 0, lower_first = 0, title = 0;

    for (int i = first; i < end; i++) {
        const ag_word *w = &words[i - first];

        if (!(w->flags & AG_WORD_LETTER))
            continue;
        letters++;
        upper += (w->flags & AG_WORD_UPPER) != 0;
        title += (w->flags & (AG_WORD_TITLE | AG_WORD_UPPER | AG_WORD_MIXED)) != 0;
        lower_first += letters == 1 && !(w->flags & (AG_WORD_TITLE | AG_WORD_UPPER | AG_WORD_MIXED));
        if (w->length >= 5) {
            longs++;
            long_title += (w->flags & (AG_WORD_TITLE | AG_WORD_UPPER | AG_WORD_MIXED)) != 0;
        }
    }
    (void)doc;
    if (letters >= 2 && upper == letters)
        return AG_CASING_UPPER;
    if (longs >= 3 && long_title == longs)
        return AG_CASING_TITLE;
    if (letters >= 4 && lower_first && title == 0)
        return AG_CASING_LOWER;
    return AG_CASING_USUAL;
}

void
ag_word_mask_case(ag_word *w, ag_casing casing)
{
    w->shape = (uint32_t)ag_mix(w->shape, 100 + (uint64_t)casing);
    if (casing == AG_CASING_UPPER) {
        w->exact = (uint32_t)ag_mix(w->lower, 99);
        w->flags &= (uint8_t)~AG_WORD_UPPER;
    }
}

void
ag_sentence_words(const ag_doc *doc, int first, int end, const ag_lookup *clusters, ag_word *out)
{
    for (int i = first; i < end; i++)
        ag_word_of(doc->tokens.at[i].form, clusters, &out[i - first]);

    ag_casing casing = casing_of(doc, first, end, out);

    if (casing == AG_CASING_USUAL)
        return;
    for (int i = 0; i < end - first; i++)
        ag_word_mask_case(&out[i], casing);
}
