/* Names and first bytes → what a file is.
 *
 * The extension decides, but what the first bytes give away for sure wins: a page saved as .txt, a zip called
 * .txt. An extension that nobody knows leaves the decision to the bytes. */
#include "ingest/kind.h"

#include "base/file.h"
#include "ingest/rows.h"

enum { BOXED = 200, OTHER }; /* may hold articles that we cannot read; holds none */

/* To add a format: its extensions here, its looks in guess(). BOXED types are worth a sentence even in a folder.
 * OTHER types are passed over there. */
static const struct {
    const char *extension;
    int kind;
    const char *what;
} types[] = {
    { "txt", AG_FORMAT_TEXT, "" },      { "text", AG_FORMAT_TEXT, "" },     { "html", AG_FORMAT_HTML, "" },
    { "htm", AG_FORMAT_HTML, "" },      { "xhtml", AG_FORMAT_HTML, "" },    { "jsonl", AG_FORMAT_JSONL, "" },
    { "ndjson", AG_FORMAT_JSONL, "" },  { "json", AG_FORMAT_JSONL, "" },    { "rss", AG_FORMAT_XML, "" },
    { "atom", AG_FORMAT_XML, "" },      { "rdf", AG_FORMAT_XML, "" },       { "feed", AG_FORMAT_XML, "" },
    { "xml", AG_FORMAT_XML, "" },       { "nitf", AG_FORMAT_XML, "" },      { "csv", AG_FORMAT_TABLE, "" },
    { "tsv", AG_FORMAT_TABLE, "" },     { "md", AG_FORMAT_MARKDOWN, "" },   { "markdown", AG_FORMAT_MARKDOWN, "" },
    { "docx", AG_FORMAT_DOCX, "" },     { "warc", AG_FORMAT_WARC, "" },     { "wet", AG_FORMAT_WARC, "" },
    { "zip", AG_FORMAT_ARCHIVE, "" },     { "gz", AG_FORMAT_ARCHIVE, "" },      { "xz", AG_FORMAT_ARCHIVE, "" },
    { "bz2", AG_FORMAT_ARCHIVE, "" },     { "zst", AG_FORMAT_ARCHIVE, "" },     { "tar", AG_FORMAT_ARCHIVE, "" },
    { "tgz", AG_FORMAT_ARCHIVE, "" },     { "txz", AG_FORMAT_ARCHIVE, "" },
    { "pdf", BOXED, "a PDF file" },     { "doc", BOXED, "an old Word file" }, { "rtf", BOXED, "an RTF file" },
    { "odt", BOXED, "an OpenDocument file" }, { "7z", BOXED, "a 7z archive" }, { "rar", BOXED, "a RAR archive" },
    { "eml", BOXED, "an e-mail" },      { "mbox", BOXED, "a mailbox" },     { "epub", BOXED, "an e-book" },
    { "xlsx", OTHER, "a spreadsheet" }, { "png", OTHER, "a picture" },      { "jpg", OTHER, "a picture" },
    { "jpeg", OTHER, "a picture" },     { "gif", OTHER, "a picture" },      { "webp", OTHER, "a picture" },
    { "svg", OTHER, "a picture" },      { "graphml", OTHER, "a graph" },    { "gexf", OTHER, "a graph" },
};

/* First bytes that name a binary format. */
static const struct {
    const char *bytes;
    size_t n;
    int kind;
    const char *what;
} magic[] = {
    { "PK\3\4", 4, AG_FORMAT_ARCHIVE, "" },               { "%PDF", 4, BOXED, "a PDF file" },
    { "\x1f\x8b", 2, AG_FORMAT_ARCHIVE, "" },             { "\x89PNG", 4, OTHER, "a picture" },
    { "\xFF\xD8\xFF", 3, OTHER, "a picture" },          { "GIF8", 4, OTHER, "a picture" },
    { "RIFF", 4, OTHER, "a picture or sound" },         { "\xFD" "7zXZ", 5, AG_FORMAT_ARCHIVE, "" },
    { "BZh", 3, AG_FORMAT_ARCHIVE, "" },                  { "7z\xBC\xAF", 4, BOXED, "a 7z archive" },
    { "Rar!", 4, BOXED, "a RAR archive" },              { "\x7F" "ELF", 4, OTHER, "a program" },
    { "\xD0\xCF\x11\xE0", 4, BOXED, "an old Office file" }, { "{\\rtf", 5, BOXED, "an RTF file" },
    { "SQLite format 3", 15, OTHER, "a database" },     { "\x28\xB5\x2F\xFD", 4, AG_FORMAT_ARCHIVE, "" },
};

/* Files that lie beside articles in a folder and are none. */
static const char *const beside[] = { "readme", "license", "licence", "changelog", "contributing", "index", NULL };

#define READABLE "give text, HTML, Markdown, JSON lines, CSV, RSS, Atom, NewsML, NITF, DOCX, WARC, or zip, tar, gz, xz, bz2, zst of them"

static ag_str
base_name(ag_str path)
{
    size_t from = path.len;

    while (from && path.at[from - 1] != '/')
        from--;
    return ag_str_sub(path, from, path.len);
}

static int
type_of(ag_str path)
{
    ag_str name = base_name(path);
    size_t dot = name.len;

    while (dot && name.at[dot - 1] != '.')
        dot--;
    for (int i = 0; dot && i < (int)(sizeof types / sizeof *types); i++)
        if (ag_str_eq_nocase(ag_str_sub(name, dot, name.len), ag_str_of(types[i].extension)))
            return i;
    return -1;
}

static bool
is_beside(ag_str path)
{
    ag_str name = base_name(path);
    const char *dot = name.len ? memchr(name.at, '.', name.len) : NULL;

    for (int i = 0; beside[i]; i++)
        if (ag_str_eq_nocase(ag_str_sub(name, 0, dot ? (size_t)(dot - name.at) : name.len), ag_str_of(beside[i])))
            return true;
    return false;
}

static int
boxed(int kind, const char *thing, bool is_named, const char **what)
{
    static char sentence[256];

    snprintf(sentence, sizeof sentence, "%s, which is not read; " READABLE, thing);
    *what = sentence;
    return kind == BOXED || is_named ? AG_KIND_REFUSED : AG_KIND_SKIPPED;
}

int
ag_kind_of_name(ag_str label, bool is_named, const char **what)
{
    int type = type_of(label), kind = type < 0 ? AG_KIND_UNKNOWN : types[type].kind;

    if (kind == BOXED || kind == OTHER)
        return boxed(kind, types[type].what, is_named, what);
    if (!is_named && kind == AG_FORMAT_MARKDOWN && is_beside(label))
        return AG_KIND_SKIPPED;
    if (!is_named && kind == AG_KIND_UNKNOWN && memchr(base_name(label).at, '.', base_name(label).len))
        return AG_KIND_SKIPPED;
    return AG_KIND_UNKNOWN;
}

/* "a binary file" where it is one; NULL for text. */
static const char *
binary_kind(ag_str head)
{
    size_t odd = 0;

    if (ag_charset_is_utf16(head))
        return NULL;
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.at[i];

        if (c == 0)
            return "a binary file";
        odd += c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B;
    }
    return 20 * odd > head.len ? "a binary file" : NULL;
}

static bool
has_nocase(ag_str s, const char *part)
{
    size_t n = strlen(part);

    for (size_t i = 0; i + n <= s.len; i++)
        if (ag_str_eq_nocase(ag_str_sub(s, i, i + n), ag_str_of(part)))
            return true;
    return false;
}

static bool
is_page(ag_str s)
{
    s = ag_str_sub(s, 0, s.len < 4096 ? s.len : 4096);
    return has_nocase(s, "<!doctype html") || has_nocase(s, "<html");
}

/* XML whose outermost element is another than a page's: what it quotes may hold one. */
static bool
is_other_xml(ag_str s)
{
    static const char *const roots[] = { "<rss", "<feed", "<rdf:rdf", "<nitf", "<newsmessage", "<newsitem", NULL };

    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != '<' || i + 1 == s.len || s.at[i + 1] == '?' || s.at[i + 1] == '!')
            continue;
        for (int k = 0; roots[k]; k++)
            if (s.len - i > strlen(roots[k]) && ag_str_eq_nocase(ag_str_sub(s, i, i + strlen(roots[k])), ag_str_of(roots[k])))
                return true;
        return false;
    }
    return false;
}

/* The format by the looks of its first bytes. */
static int
guess(ag_arena *a, ag_str head)
{
    size_t bad;
    ag_str s = ag_str_trim(ag_charset_utf8(a, ag_str_sub(head, 0, head.len < 4096 ? head.len & ~(size_t)1 : 4096),
                                           AG_S(""), &bad));

    if (s.len && s.at[0] == '<') {
        if (is_other_xml(s))
            return AG_FORMAT_XML;
        return is_page(s) || !has_nocase(s, "<?xml") ? AG_FORMAT_HTML : AG_FORMAT_XML;
    }
    if (s.len > 1 && ((s.at[0] == '{' && strchr("\"} \r\n\t", s.at[1])) || (s.at[0] == '[' && strchr("{ \r\n\t", s.at[1]))))
        return AG_FORMAT_JSONL;
    if (ag_str_starts(s, AG_S("WARC/1.")))
        return AG_FORMAT_WARC;
    return AG_FORMAT_TEXT;
}

int
ag_kind_of(ag_arena *a, ag_str label, ag_str head, bool is_named, const char **what)
{
    int type = type_of(label), kind = type < 0 ? AG_KIND_UNKNOWN : types[type].kind;
    ag_str start = ag_str_sub(head, 0, head.len < 1024 ? head.len : 1024);
    const char *binary;

    if (kind == BOXED || kind == OTHER)
        return boxed(kind, types[type].what, is_named, what);
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (head.len >= magic[i].n && memcmp(head.at, magic[i].bytes, magic[i].n) == 0) {
            if (magic[i].kind == AG_FORMAT_ARCHIVE)
                return kind == AG_FORMAT_DOCX && i == 0 ? kind : AG_FORMAT_ARCHIVE;
            return boxed(magic[i].kind == OTHER ? BOXED : magic[i].kind, magic[i].what, is_named, what);
        }
    if (head.len > 262 && memcmp(head.at + 257, "ustar", 5) == 0)
        return AG_FORMAT_ARCHIVE;
    if (kind == AG_FORMAT_WARC)
        return kind; /* text around bodies of any kind */
    if ((binary = binary_kind(head)))
        return boxed(BOXED, binary, is_named, what);
    if (ag_str_trim(head).len == 0 && head.len < AG_KIND_LOOK) {
        *what = "the file has nothing but white space";
        return AG_KIND_REFUSED;
    }
    if (kind == AG_FORMAT_DOCX || kind == AG_FORMAT_ARCHIVE) {
        *what = "not what its name says; its first bytes are those of a text";
        return AG_KIND_REFUSED;
    }
    if (kind == AG_KIND_UNKNOWN)
        kind = guess(a, head);
    if (kind == AG_FORMAT_TEXT && ag_str_starts(ag_str_trim(start), AG_S("<")) && is_page(start))
        kind = AG_FORMAT_HTML; /* a page saved under the wrong name */
    if (kind == AG_FORMAT_XML && is_page(head) && !is_other_xml(start))
        kind = AG_FORMAT_HTML;
    if (kind == AG_FORMAT_TABLE && !ag_charset_is_utf16(head) && !ag_rows_separator(a, head)) {
        *what = "a table without a column of articles; its first row must name one 'text', 'body' or 'content'";
        return is_named ? AG_KIND_REFUSED : AG_KIND_SKIPPED;
    }
    return kind;
}

bool
ag_kind_is_one_document(ag_str head)
{
    ag_str s = ag_str_trim(head);
    const char *nl = s.len ? memchr(s.at, '\n', s.len) : NULL;

    if (s.len == 0 || ag_charset_is_utf16(head) || s.at[0] == '[')
        return true;
    if (!nl)
        return false;
    ag_str first = ag_str_trim((ag_str){ s.at, (size_t)(nl - s.at) });

    return first.len <= 2 && ag_str_starts(first, AG_S("{"));
}

uint8_t
ag_ingest_format(ag_arena *a, ag_str label, ag_str bytes)
{
    int type = type_of(label), kind = type < 0 ? AG_KIND_UNKNOWN : types[type].kind;

    return (uint8_t)(kind >= 0 && kind < AG_FORMATS ? kind : guess(a, bytes));
}
