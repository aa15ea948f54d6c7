/* Bytes of any encoding → clean UTF-8.
 *
 * The first rule that fits decides: byte order mark; zeros where UTF-16 has them; valid UTF-8; the
 * label that the document declares; mostly valid UTF-8 (more good sequences than bad bytes: the bad
 * become U+FFFD); windows-1252. The label comes after valid UTF-8, because wrong labels are common
 * and text that is valid UTF-8 by chance is not.
 *
 * Weak: undeclared text of another 8-bit code page reads as windows-1252. */
#include "ingest/inside.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>

/* Labels we follow and what iconv calls them; as on the web, Latin-1 means windows-1252. A list,
 * and not whatever iconv knows, because its rarer converters have had holes. */
static const struct {
    const char *label, *iconv;
} encodings[] = {
    { "iso-8859-1", "" },           { "latin1", "" },             { "us-ascii", "" },
    { "ascii", "" },                { "windows-1252", "" },       { "cp1252", "" },
    { "iso-8859-2", "ISO-8859-2" }, { "iso-8859-3", "ISO-8859-3" }, { "iso-8859-4", "ISO-8859-4" },
    { "iso-8859-5", "ISO-8859-5" }, { "iso-8859-7", "ISO-8859-7" }, { "iso-8859-9", "CP1254" },
    { "iso-8859-10", "ISO-8859-10" }, { "iso-8859-13", "ISO-8859-13" }, { "iso-8859-15", "ISO-8859-15" },
    { "windows-1250", "CP1250" },   { "windows-1251", "CP1251" }, { "windows-1253", "CP1253" },
    { "windows-1254", "CP1254" },   { "windows-1257", "CP1257" }, { "koi8-r", "KOI8-R" },
    { "koi8-u", "KOI8-U" },         { "macintosh", "MACINTOSH" }, { "gb2312", "GB18030" },
    { "gbk", "GB18030" },           { "gb18030", "GB18030" },     { "big5", "BIG5" },
    { "shift_jis", "CP932" },       { "euc-jp", "EUC-JP" },       { "euc-kr", "EUC-KR" },
    { "utf-16", "UTF-16LE" },       { "utf-16le", "UTF-16LE" },   { "utf-16be", "UTF-16BE" },
};

/* Windows-1252, 0x80 to 0x9F; 0 where it has nothing. */
static const uint16_t cp1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static ag_str
from_cp1252(ag_arena *a, ag_str s, size_t *bad)
{
    char *out = ag_arena_alloc(a, 3 * s.len + 1), *p = out;

    for (size_t i = 0; i < s.len; i++) {
        int32_t c = (unsigned char)s.at[i];

        if (c >= 0x80 && c < 0xA0) {
            c = cp1252[c - 0x80] ? cp1252[c - 0x80] : 0xFFFD;
            *bad += c == 0xFFFD;
        }
        p += ag_utf8_put(p, c);
    }
    return (ag_str){ out, (size_t)(p - out) };
}

/* Converts; what iconv refuses becomes U+FFFD, `unit` bytes at a time. False: iconv does not know
 * the encoding. */
static bool
from_iconv(ag_arena *a, ag_str s, const char *name, size_t unit, ag_str *out, size_t *bad)
{
    size_t room = 4 * s.len + 16;
    char *start = ag_arena_alloc(a, room), *p = start; /* before iconv_open: the arena may jump */
    char *in = (char *)(uintptr_t)s.at;
    size_t left = s.len;
    iconv_t cd = iconv_open("UTF-8", name);

    if (cd == (iconv_t)-1)
        return false;
    while (left) {
        if (iconv(cd, &in, &left, &p, &room) != (size_t)-1)
            break;
        if (room < 4 || (errno != EILSEQ && errno != EINVAL))
            break;
        memcpy(p, "\xEF\xBF\xBD", 3);
        p += 3, room -= 3;
        ++*bad;
        size_t step = left < unit ? left : unit;
        in += step, left -= step;
    }
    iconv_close(cd);
    *out = (ag_str){ start, (size_t)(p - start) };
    return true;
}

bool
ag_charset_is_utf16(ag_str s)
{
    if (s.len >= 2 && (memcmp(s.at, "\xFF\xFE", 2) == 0 || memcmp(s.at, "\xFE\xFF", 2) == 0))
        return true;

    /* English in UTF-16 has a zero in every other place, and never two together. */
    size_t n = s.len < 4096 ? s.len & ~(size_t)1 : 4096, zeros[2] = { 0, 0 };

    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += s.at[i] == 0;
    return n >= 8 && ((zeros[0] > n / 5 && zeros[1] == 0) || (zeros[1] > n / 5 && zeros[0] == 0));
}

static const char *
encoding_of(ag_str label)
{
    label = ag_str_trim(label);
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        if (ag_str_eq_nocase(label, ag_str_of(encodings[i].label)))
            return encodings[i].iconv;
    return NULL;
}

ag_str
ag_charset_utf8(ag_arena *a, ag_str s, ag_str label, size_t *bad)
{
    ag_str out;
    size_t good = 0, wrong = 0;
    int n;

    *bad = 0;
    if (ag_str_starts(s, AG_S("\xEF\xBB\xBF")))
        return ag_utf8_repair(a, ag_str_sub(s, 3, s.len), bad);
    if (ag_charset_is_utf16(s)) {
        bool marked = (unsigned char)s.at[0] >= 0xFE;
        bool big = marked ? (unsigned char)s.at[0] == 0xFE : s.at[0] == 0;

        if (from_iconv(a, ag_str_sub(s, marked ? 2 : 0, s.len), big ? "UTF-16BE" : "UTF-16LE", 2, &out, bad))
            return out;
    }
    for (size_t i = 0; i < s.len; i += (size_t)n) {
        bool is_bad = ag_utf8_next(s, i, &n) == 0xFFFD && n == 1;

        wrong += is_bad;
        good += !is_bad && n > 1;
    }
    if (!wrong)
        return s;

    const char *name = encoding_of(label);

    if (name && !*name)
        return from_cp1252(a, s, bad);
    if (name && from_iconv(a, s, name, 1, &out, bad))
        return out;
    return good > wrong ? ag_utf8_repair(a, s, bad) : from_cp1252(a, s, bad);
}

/* What becomes of a character: itself, another, or -1 for nothing. */
static int32_t
tidy(int32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return c;
    if (c == '\n' || c == '\t')
        return c;
    if (c == '\f' || c == '\v' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return '\n';
    if (c >= 0x80 && c < 0xA0) /* controls that were windows-1252 once */
        return cp1252[c - 0x80] ? cp1252[c - 0x80] : -1;
    if (c < 0x20 || c == 0x7F)
        return -1;
    if (ag_utf8_is_hidden(c))
        return -1;
    return ag_utf8_is_space(c) ? ' ' : c;
}

ag_str
ag_charset_tidy(ag_arena *a, ag_str s)
{
    char *out = ag_arena_alloc(a, 3 * s.len + 4), *p = out; /* C1 (2 bytes) may become 3, so may a byte that is no UTF-8 */
    int n;

    for (size_t i = 0; i < s.len; i += (size_t)n) {
        int32_t c = ag_utf8_next(s, i, &n);

        if (c == '\r' && i + 1 < s.len && s.at[i + 1] == '\n')
            continue;
        c = tidy(c);
        if (c >= 0)
            p += ag_utf8_put(p, c);
    }
    return ag_utf8_nfc(a, (ag_str){ out, (size_t)(p - out) });
}

ag_str
ag_charset_text(ag_arena *a, ag_str bytes, ag_str label, size_t *bad)
{
    return ag_charset_tidy(a, ag_charset_utf8(a, bytes, label, bad));
}
