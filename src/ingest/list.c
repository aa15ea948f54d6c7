/* Paths → items: walks folders, tells formats apart, cuts long files of JSON lines into bites.
 *
 * A known extension decides the format; the content decides for others, and says whether a file is
 * text at all. Only the first bytes are looked at, but for JSON lines, whose newlines are counted. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/inside.h"

#include "base/file.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOOK_AT = 64 * 1024, DEEPEST = 64 };

enum { UNKNOWN = 100, BOXED, OTHER }; /* beside ag_format: no extension we know; may hold articles; holds none */

/* To add a format: its extensions here, its looks in guess(). BOXED types may hold articles that we
 * cannot read: worth a sentence even in a folder. OTHER types are passed over there. */
static const struct {
    const char *extension;
    int format;
    const char *what;
} types[] = {
    { "txt", AG_FORMAT_TEXT, "" },    { "text", AG_FORMAT_TEXT, "" },  { "html", AG_FORMAT_HTML, "" },
    { "htm", AG_FORMAT_HTML, "" },    { "xhtml", AG_FORMAT_HTML, "" }, { "jsonl", AG_FORMAT_JSONL, "" },
    { "ndjson", AG_FORMAT_JSONL, "" }, { "json", AG_FORMAT_JSONL, "" }, { "rss", AG_FORMAT_FEED, "" },
    { "atom", AG_FORMAT_FEED, "" },   { "rdf", AG_FORMAT_FEED, "" },   { "feed", AG_FORMAT_FEED, "" },
    { "pdf", BOXED, "a PDF file" },   { "docx", BOXED, "a Word file" }, { "doc", BOXED, "a Word file" },
    { "rtf", BOXED, "an RTF file" },  { "odt", BOXED, "an OpenDocument file" }, { "zip", BOXED, "a zip archive" },
    { "gz", BOXED, "a compressed file" }, { "xz", BOXED, "a compressed file" }, { "bz2", BOXED, "a compressed file" },
    { "zst", BOXED, "a compressed file" }, { "tar", BOXED, "a tar archive" }, { "tgz", BOXED, "a tar archive" },
    { "7z", BOXED, "a 7z archive" },  { "warc", BOXED, "a web archive" }, { "eml", BOXED, "an e-mail" },
    { "mbox", BOXED, "a mailbox" },   { "epub", BOXED, "an e-book" },
    { "csv", OTHER, "a table" },      { "tsv", OTHER, "a table" },     { "xlsx", OTHER, "a table" },
    { "md", OTHER, "a Markdown file" }, { "png", OTHER, "a picture" }, { "jpg", OTHER, "a picture" },
    { "jpeg", OTHER, "a picture" },   { "gif", OTHER, "a picture" },   { "webp", OTHER, "a picture" },
    { "svg", OTHER, "a picture" },    { "graphml", OTHER, "a graph" }, { "gexf", OTHER, "a graph" },
};

/* First bytes that name a binary format. */
static const struct {
    const char *bytes;
    size_t n;
    const char *what;
} magic[] = {
    { "PK\3\4", 4, "a zip archive or Office file" }, { "%PDF", 4, "a PDF file" },
    { "\x1f\x8b", 2, "a compressed file" },          { "\x89PNG", 4, "a picture" },
    { "\xFF\xD8\xFF", 3, "a picture" },              { "GIF8", 4, "a picture" },
    { "RIFF", 4, "a picture or sound" },             { "\xFD" "7zXZ", 5, "a compressed file" },
    { "BZh", 3, "a compressed file" },               { "7z\xBC\xAF", 4, "a 7z archive" },
    { "Rar!", 4, "a RAR archive" },                  { "\x7F" "ELF", 4, "a program" },
    { "\xD0\xCF\x11\xE0", 4, "an old Office file" }, { "{\\rtf", 5, "an RTF file" },
    { "SQLite format 3", 15, "a database" },         { "\x28\xB5\x2F\xFD", 4, "a compressed file" },
};

static const char readable[] = "give text, HTML, JSON lines, RSS or Atom";

typedef struct walk {
    ag_arena *a, *scratch; /* scratch: first bytes of the file in hand */
    ag_items *out;
    int bite;
    struct folder { dev_t device; ino_t inode; } above[DEEPEST]; /* the folders we are in */
    int depth;
} walk;

static void __attribute__((format(printf, 2, 3)))
refuse(walk *w, const char *format, ...)
{
    char text[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    AG_PUSH(w->a, &w->out->refused, ag_utf8_repair(w->a, ag_arena_str(w->a, ag_str_of(text)), &(size_t){ 0 }));
}

static int
type_of(ag_str path)
{
    size_t from = path.len;

    while (from && path.at[from - 1] != '.' && path.at[from - 1] != '/')
        from--;
    if (!from || path.at[from - 1] != '.')
        return -1;
    for (int i = 0; i < (int)(sizeof types / sizeof *types); i++)
        if (ag_str_eq_nocase(ag_str_sub(path, from, path.len), ag_str_of(types[i].extension)))
            return i;
    return -1;
}

/* "binary" or what it is; NULL for text. */
static const char *
binary_kind(ag_str head)
{
    size_t odd = 0;

    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (head.len >= magic[i].n && memcmp(head.at, magic[i].bytes, magic[i].n) == 0)
            return magic[i].what;
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

/* The format by the looks of its first bytes. */
static int
guess(ag_arena *a, ag_str head)
{
    size_t bad;
    ag_str s = ag_str_trim(ag_charset_utf8(a, ag_str_sub(head, 0, head.len < 4096 ? head.len & ~(size_t)1 : 4096),
                                           AG_S(""), &bad));

    if (s.len && s.at[0] == '<') {
        if (has_nocase(s, "<!doctype html") || has_nocase(s, "<html"))
            return AG_FORMAT_HTML;
        if (has_nocase(s, "<rss") || has_nocase(s, "<feed") || has_nocase(s, "<rdf:rdf") || has_nocase(s, "<?xml"))
            return AG_FORMAT_FEED;
        return AG_FORMAT_HTML;
    }
    if (s.len > 1 && ((s.at[0] == '{' && strchr("\"} \r\n\t", s.at[1])) || (s.at[0] == '[' && strchr("{ \r\n\t", s.at[1]))))
        return AG_FORMAT_JSONL;
    return AG_FORMAT_TEXT;
}

/* JSON lines [from, to) of a file or of memory, cut at newlines. */
static void
cut_lines(ag_arena *a, const ag_item *item, ag_str bytes, size_t base, int bite, ag_items *out)
{
    size_t start = 0;
    int line = item->line ? item->line : 1, first = line, n = 0;

    for (size_t i = 0; i < bytes.len;) {
        const char *nl = memchr(bytes.at + i, '\n', bytes.len - i);
        size_t end = nl ? (size_t)(nl - bytes.at) + 1 : bytes.len;

        line++, n++;
        i = end;
        if (n < bite && end < bytes.len)
            continue;
        ag_item part = *item;

        part.line = first;
        if (item->path) {
            part.from = base + start, part.to = base + end;
        } else
            part.bytes = ag_str_sub(bytes, start, end);
        if (ag_str_trim(ag_str_sub(bytes, start, end)).len)
            AG_PUSH(a, &out->items, part);
        start = end, first = line, n = 0;
    }
}

/* The same for a file too large to hold: reads it in pieces. */
static bool
cut_file(walk *w, const ag_item *item)
{
    static const size_t piece = 1 << 16;
    char *buf = malloc(piece);
    int fd = open(item->path, O_RDONLY | O_CLOEXEC), line = 1, first = 1, n = 0;
    size_t at = 0, start = 0;
    ssize_t got = -1;

    while (fd >= 0 && buf && (got = read(fd, buf, piece)) > 0) {
        for (const char *p = buf, *end = buf + got; p < end && (p = memchr(p, '\n', (size_t)(end - p)));) {
            p++;
            line++;
            if (++n < w->bite)
                continue;
            ag_item part = *item;

            part.from = start, part.to = at + (size_t)(p - buf), part.line = first;
            AG_PUSH(w->a, &w->out->items, part);
            start = part.to, first = line, n = 0;
        }
        at += (size_t)got;
    }
    if (fd >= 0)
        close(fd);
    free(buf);
    if (start < at && got == 0) {
        ag_item part = *item;

        part.from = start, part.to = at, part.line = first;
        if (start == 0)
            part.to = 0; /* one bite: all of it, and perhaps one JSON document */
        AG_PUSH(w->a, &w->out->items, part);
    }
    return got == 0;
}

/* Whether a JSON file is one document over many lines, which cannot be cut: its first line does not
 * close what it opens. */
static bool
is_one_document(ag_str head)
{
    ag_str s = ag_str_trim(head);
    const char *nl = memchr(s.at, '\n', s.len);

    if (s.len == 0 || ag_charset_is_utf16(head) || s.at[0] == '[')
        return true;
    if (!nl)
        return false;
    ag_str first = ag_str_trim((ag_str){ s.at, (size_t)(nl - s.at) });

    return first.len <= 2 && ag_str_starts(first, AG_S("{"));
}

static void
add_file(walk *w, const char *path, ag_str label, size_t size, bool is_named)
{
    int type = type_of(ag_str_of(path)), format = type < 0 ? UNKNOWN : types[type].format;
    bool is_xml = ag_str_ends(ag_str_of(path), AG_S(".xml")) || ag_str_ends(ag_str_of(path), AG_S(".XML"));
    ag_str head;
    ag_err err = { 0 };
    const char *slash = strrchr(path, '/');
    bool has_dot = strchr(slash ? slash + 1 : path, '.') != NULL;

    if (!is_named && (format == OTHER || (format == UNKNOWN && has_dot && !is_xml))) {
        AG_PUSH(w->a, &w->out->skipped, label);
        return;
    }
    if (format == BOXED || format == OTHER) {
        refuse(w, "%.*s: %s, which is not read; %s", AG_SHOW(label), types[type].what, readable);
        return;
    }
    if (size == 0) {
        refuse(w, "%.*s: the file is empty", AG_SHOW(label));
        return;
    }
    ag_arena_reset(w->scratch);
    if (ag_file_read(w->scratch, path, 0, size < LOOK_AT ? size : LOOK_AT, 0, &head, &err) != AG_OK) {
        refuse(w, "%s", err.text);
        return;
    }
    const char *binary = binary_kind(head);

    if (binary) {
        refuse(w, "%.*s: %s, not text; %s", AG_SHOW(label), binary, readable);
        return;
    }
    if (ag_str_trim(head).len == 0 && head.len == size) {
        refuse(w, "%.*s: the file has nothing but white space", AG_SHOW(label));
        return;
    }
    if (format == UNKNOWN)
        format = guess(w->scratch, head);
    ag_str first = ag_str_sub(head, 0, head.len < 1024 ? head.len : 1024);

    if (format == AG_FORMAT_TEXT && ag_str_starts(ag_str_trim(first), AG_S("<")) &&
        (has_nocase(first, "<!doctype html") || has_nocase(first, "<html")))
        format = AG_FORMAT_HTML; /* a page saved under the wrong name */
    if (is_xml && !has_nocase(ag_str_sub(head, 0, head.len < 4096 ? head.len : 4096), "<html"))
        format = AG_FORMAT_FEED;

    ag_item item = { .path = path, .label = label, .line = 1, .format = (uint8_t)format };

    if (format != AG_FORMAT_JSONL || is_one_document(head))
        AG_PUSH(w->a, &w->out->items, item);
    else if (!cut_file(w, &item))
        refuse(w, "%.*s: cannot be read to its end", AG_SHOW(label));
}

static int
by_bytes(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static void add_path(walk *w, ag_str path, bool is_named);

static void
add_folder(walk *w, ag_str path, const struct stat *st)
{
    AG_LIST(char *) names = { 0 };

    for (int i = 0; i < w->depth; i++)
        if (w->above[i].device == st->st_dev && w->above[i].inode == st->st_ino) {
            refuse(w, "%.*s: the folder leads back to itself, not followed", AG_SHOW(path));
            return;
        }
    if (w->depth == DEEPEST) {
        refuse(w, "%.*s: folders nested more than %d deep are not followed", AG_SHOW(path), DEEPEST);
        return;
    }
    DIR *dir = opendir(path.at);

    if (!dir) {
        refuse(w, "%.*s: %s", AG_SHOW(path), strerror(errno));
        return;
    }
    for (struct dirent *e; (e = readdir(dir));)
        if (e->d_name[0] != '.')
            AG_PUSH(w->a, &names, (char *)(uintptr_t)ag_arena_str(w->a, ag_str_of(e->d_name)).at);
    closedir(dir);
    if (names.n)
        qsort(names.at, (size_t)names.n, sizeof *names.at, by_bytes);
    w->above[w->depth++] = (struct folder){ st->st_dev, st->st_ino };
    bool slash = path.len && path.at[path.len - 1] == '/';

    for (int i = 0; i < names.n; i++)
        add_path(w, ag_arena_printf(w->a, "%.*s%s%s", AG_SHOW(path), slash ? "" : "/", names.at[i]), false);
    w->depth--;
}

static void
add_path(walk *w, ag_str path, bool is_named)
{
    struct stat st;
    ag_str label = ag_utf8_repair(w->a, path, &(size_t){ 0 });

    if (stat(path.at, &st) != 0)
        refuse(w, "%.*s: %s", AG_SHOW(label), strerror(errno));
    else if (S_ISDIR(st.st_mode))
        add_folder(w, path, &st);
    else if (S_ISREG(st.st_mode))
        add_file(w, path.at, label, (size_t)st.st_size, is_named);
    else
        refuse(w, "%.*s: neither a file nor a folder", AG_SHOW(label));
}

static void
add_stdin(walk *w)
{
    ag_buf all = { 0 };
    char piece[16 * 1024];
    size_t n;

    while ((n = fread(piece, 1, sizeof piece, stdin)) > 0)
        ag_buf_add(&all, piece, n);

    ag_item item = { .label = AG_S("-"), .line = 1 };

    item.bytes = ag_arena_str(w->a, ag_buf_view(&all));
    ag_buf_done(&all);
    ag_str head = ag_str_sub(item.bytes, 0, item.bytes.len < LOOK_AT ? item.bytes.len : LOOK_AT);
    const char *binary = binary_kind(head);

    if (ag_str_trim(item.bytes).len == 0)
        refuse(w, "-: the standard input is empty");
    else if (binary)
        refuse(w, "-: %s, not text; %s", binary, readable);
    else {
        item.format = (uint8_t)guess(w->scratch, head);
        if (item.format == AG_FORMAT_JSONL && !is_one_document(head))
            cut_lines(w->a, &item, item.bytes, 0, w->bite, w->out);
        else
            AG_PUSH(w->a, &w->out->items, item);
    }
}

void
ag_ingest_list(ag_arena *a, char *const *paths, int n, int bite, ag_items *out)
{
    walk *w = AG_NEW(a, walk);
    bool had_stdin = false;

    *w = (walk){ .a = a, .scratch = ag_arena_new(0), .out = out, .bite = bite > 0 ? bite : 1 };
    for (int i = 0; i < n; i++) {
        if (strcmp(paths[i], "-") != 0)
            add_path(w, ag_arena_str(a, ag_str_of(paths[i])), true);
        else if (!had_stdin)
            had_stdin = true, add_stdin(w);
    }
    ag_arena_free(w->scratch);
}

uint8_t
ag_ingest_format(ag_arena *a, ag_str label, ag_str bytes)
{
    int type = type_of(label), format = type < 0 ? UNKNOWN : types[type].format;

    return (uint8_t)(format >= 0 && format <= AG_FORMAT_FEED ? format : guess(a, bytes));
}

bool
ag_ingest_cut(ag_arena *a, const ag_item *item, ag_items *out)
{
    return ag_ingest_cut_lines(a, item, 1, out);
}

bool
ag_ingest_cut_lines(ag_arena *a, const ag_item *item, int bite, ag_items *out)
{
    ag_str bytes = item->bytes;
    ag_items parts = { 0 };

    if (item->format != AG_FORMAT_JSONL)
        return false;
    if (item->path && ag_file_read(a, item->path, item->from, item->to, 0, &bytes, NULL) != AG_OK)
        return false;
    if (item->to == 0 && is_one_document(bytes))
        return false;
    cut_lines(a, item, bytes, item->from, bite, &parts);
    if (parts.items.n < 2)
        return false;
    for (int i = 0; i < parts.items.n; i++)
        AG_PUSH(a, &out->items, parts.items.at[i]);
    return true;
}
