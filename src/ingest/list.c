/* Paths → items: walks folders, tells formats apart, cuts long files of JSON lines into bites.
 *
 * A known extension decides the format; the content decides for others, and says whether a file is
 * text at all. Only the first bytes are looked at, but for JSON lines, whose newlines are counted. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/archive.h"
#include "ingest/kind.h"
#include "ingest/rows.h"
#include "ingest/warc.h"

#include "base/file.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 64 }; /* folders */

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

/* ---- cutting ---- */

/* Finds the places where bytes of one format may be cut: behind the byte for which step() says so. */
typedef struct cutter {
    ag_row row;
    ag_warc_scan warc;
    uint8_t format;
} cutter;

/* A cutter at the start of bytes that may be cut; false: they may not. */
static bool
cutter_start(cutter *c, ag_arena *scratch, uint8_t format, ag_str head)
{
    *c = (cutter){ .format = format };
    if (format == AG_FORMAT_JSONL)
        return !ag_kind_is_one_document(head);
    if (format == AG_FORMAT_TABLE)
        return !ag_charset_is_utf16(head) && (c->row.separator = ag_rows_separator(scratch, head)) != 0;
    return format == AG_FORMAT_WARC;
}

static bool
cutter_step(cutter *c, char byte)
{
    return c->format == AG_FORMAT_TABLE  ? ag_row_step(&c->row, byte)
           : c->format == AG_FORMAT_WARC ? ag_warc_step(&c->warc, byte)
                                         : byte == '\n';
}

/* Cuts bytes of an item, which come piece by piece, into bites. */
typedef struct cut {
    ag_arena *a;
    ag_item item; /* what all have in common */
    cutter at;
    ag_items *out;
    int bite, n, line, first; /* articles in a bite, and in hand; number of the next, and of the first in hand */
    size_t start, end;        /* of the stretch in hand */
} cut;

static void
end_bite(cut *c)
{
    ag_item part = c->item;

    part.line = c->first, part.is_part = true;
    if (part.path)
        part.from = c->start, part.to = c->end;
    else
        part.bytes = ag_str_sub(part.bytes, c->start, c->end);
    if (c->end > c->start)
        AG_PUSH(c->a, &c->out->items, part);
    c->start = c->end, c->first = c->line, c->n = 0;
}

static void
cut_piece(cut *c, ag_str piece)
{
    for (size_t i = 0; i < piece.len; i++) {
        if (c->at.format == AG_FORMAT_JSONL) { /* the quick way to the next */
            const char *nl = memchr(piece.at + i, '\n', piece.len - i);
            size_t skip = nl ? (size_t)(nl - piece.at) - i : piece.len - i;

            i += skip, c->end += skip;
            if (!nl)
                break;
        }
        c->end++;
        if (!cutter_step(&c->at, piece.at[i]))
            continue;
        c->line++;
        if (++c->n >= c->bite)
            end_bite(c);
    }
}

/* Bites of a stretch of a file. */
static bool
cut_file(cut *c, size_t from, size_t to)
{
    static const size_t room = 1 << 16;
    char *buf = malloc(room);
    int fd = open(c->item.path, O_RDONLY | O_CLOEXEC);
    ssize_t got = -1;
    int before = c->out->items.n;

    c->start = c->end = from;
    while (fd >= 0 && buf) {
        size_t left = to ? to - c->end : room;

        got = left ? pread(fd, buf, left < room ? left : room, (off_t)c->end) : 0;
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        cut_piece(c, (ag_str){ buf, (size_t)got });
    }
    if (fd >= 0)
        close(fd);
    free(buf);
    end_bite(c);
    if (c->out->items.n == before + 1) { /* one bite: all of it, and perhaps one JSON document */
        c->out->items.at[before].to = to;
        c->out->items.at[before].is_part = c->item.is_part;
    }
    return got == 0;
}

/* Bites of lines of JSON in memory. */
static void
cut_memory(ag_arena *a, const ag_item *item, int bite, ag_items *out)
{
    cut c = { .a = a, .out = out, .item = *item, .bite = bite, .line = item->line, .first = item->line };

    if (item->format != AG_FORMAT_JSONL || (!item->is_part && ag_kind_is_one_document(item->bytes))) {
        AG_PUSH(a, &out->items, *item);
        return;
    }
    c.at.format = item->format;
    cut_piece(&c, item->bytes);
    end_bite(&c);
}

/* ---- files, members, folders ---- */

static void take_bytes(walk *w, const char *path, size_t from, size_t to, ag_str label, ag_str head, bool is_named, int depth);

/* What unpacks an archive hands on. */
typedef struct unpacking {
    walk *w;
    ag_str label;
    int depth;
} unpacking;

static ag_str
member_label(unpacking *u, ag_str name)
{
    return name.len ? ag_utf8_repair(u->w->a, ag_arena_printf(u->w->a, "%.*s/%.*s", AG_SHOW(u->label), AG_SHOW(name)), &(size_t){ 0 })
                    : u->label;
}

static bool
wants_member(void *self, ag_str name)
{
    unpacking *u = self;
    const char *what;
    size_t slash = name.len;

    if (name.len == 0)
        return true;
    while (slash && name.at[slash - 1] != '/')
        slash--;
    if (slash < name.len && name.at[slash] == '.')
        return false;
    if (ag_str_starts(name, AG_S("__MACOSX/")))
        return false;

    int kind = ag_kind_of_name(name, false, &what);

    if (kind == AG_KIND_SKIPPED)
        AG_PUSH(u->w->a, &u->w->out->skipped, member_label(u, name));
    if (kind == AG_KIND_REFUSED)
        refuse(u->w, "%.*s: %s", AG_SHOW(member_label(u, name)), what);
    return kind == AG_KIND_UNKNOWN;
}

/* "news.jsonl.gz" holds "news.jsonl": what is inside is judged by that name. */
static ag_str
without_extension(ag_str label)
{
    size_t dot = label.len;

    while (dot && label.at[dot - 1] != '.' && label.at[dot - 1] != '/')
        dot--;
    return dot > 1 && label.at[dot - 1] == '.' ? ag_str_sub(label, 0, dot - 1) : label;
}

static void
take_member(void *self, ag_str name, const char *spool, size_t from, size_t to)
{
    unpacking *u = self;
    ag_str label = member_label(u, name), head;

    if (from == to)
        refuse(u->w, "%.*s: the file is empty", AG_SHOW(label));
    else {
        ag_arena_reset(u->w->scratch);
        if (ag_file_read(u->w->scratch, spool, from, to - from < AG_KIND_LOOK ? to : from + AG_KIND_LOOK, 0, &head, NULL) != AG_OK)
            refuse(u->w, "%.*s: cannot be read back from the disk", AG_SHOW(label));
        else
            take_bytes(u->w, ag_arena_str(u->w->a, ag_str_of(spool)).at, from, to, label, head, name.len == 0, u->depth);
    }
}

static void
refuse_member(void *self, ag_str name, const char *why)
{
    unpacking *u = self;

    refuse(u->w, "%.*s: %s", AG_SHOW(member_label(u, name)), why);
}

static void
unpack(walk *w, const char *path, size_t from, size_t to, ag_str bytes, ag_str label, int depth)
{
    unpacking u = { w, label, depth + 1 };

    if (depth == AG_MAX_NESTING)
        refuse(w, "%.*s: an archive in an archive in an archive is not opened; unpack it yourself", AG_SHOW(label));
    else
        ag_archive_unpack(path, from, to, bytes, (ag_unpack){ &u, wants_member, take_member, refuse_member });
}

/* Bytes [from, to) of a file (to = 0: all of it) that begin with `head`. */
static void
take_bytes(walk *w, const char *path, size_t from, size_t to, ag_str label, ag_str head, bool is_named, int depth)
{
    const char *what = "";
    bool is_unpacked = depth && is_named; /* the one content of a compressed file */
    int kind = ag_kind_of(w->scratch, is_unpacked ? without_extension(label) : label, head, is_named, &what);
    cut c = { .a = w->a, .out = w->out, .bite = w->bite, .line = 1, .first = 1 };

    if (kind == AG_KIND_SKIPPED)
        AG_PUSH(w->a, &w->out->skipped, label);
    else if (kind == AG_KIND_REFUSED)
        refuse(w, "%.*s: %s", AG_SHOW(label), what);
    else if (kind == AG_FORMAT_ARCHIVE && !w->out->keep_archives)
        unpack(w, path, from, to, AG_S(""), label, depth);
    else {
        c.item = (ag_item){ .path = path, .label = label, .from = from, .to = to, .base = from, .line = 1, .format = (uint8_t)kind };
        if (!cutter_start(&c.at, w->scratch, (uint8_t)kind, head))
            AG_PUSH(w->a, &w->out->items, c.item);
        else if (!cut_file(&c, from, to))
            refuse(w, "%.*s: cannot be read to its end", AG_SHOW(label));
    }
}

static void
add_file(walk *w, const char *path, ag_str label, size_t size, bool is_named)
{
    const char *what;
    int kind = ag_kind_of_name(label, is_named, &what);
    ag_str head;
    ag_err err = { 0 };

    ag_arena_reset(w->scratch);
    if (kind == AG_KIND_SKIPPED)
        AG_PUSH(w->a, &w->out->skipped, label);
    else if (kind == AG_KIND_REFUSED)
        refuse(w, "%.*s: %s", AG_SHOW(label), what);
    else if (size == 0)
        refuse(w, "%.*s: the file is empty", AG_SHOW(label));
    else if (ag_file_read(w->scratch, path, 0, size < AG_KIND_LOOK ? size : AG_KIND_LOOK, 0, &head, &err) != AG_OK)
        refuse(w, "%s", err.text);
    else
        take_bytes(w, path, 0, 0, label, head, is_named, 0);
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
    ag_str head = ag_str_sub(item.bytes, 0, item.bytes.len < AG_KIND_LOOK ? item.bytes.len : AG_KIND_LOOK);
    const char *what = "";
    int kind = ag_kind_of(w->scratch, item.label, head, true, &what);

    if (ag_str_trim(item.bytes).len == 0)
        refuse(w, "-: the standard input is empty");
    else if (kind == AG_KIND_REFUSED)
        refuse(w, "-: %s", what);
    else if (kind == AG_FORMAT_ARCHIVE)
        unpack(w, NULL, 0, 0, item.bytes, item.label, 0);
    else {
        item.format = (uint8_t)kind;
        cut_memory(w->a, &item, w->bite, w->out);
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

bool
ag_ingest_cut(ag_arena *a, const ag_item *item, ag_items *out)
{
    return ag_ingest_cut_lines(a, item, 1, out);
}

bool
ag_ingest_cut_lines(ag_arena *a, const ag_item *item, int bite, ag_items *out)
{
    ag_items parts = { 0 };

    if (item->path) {
        cut c = { .a = a, .out = &parts, .item = *item, .bite = bite, .line = item->line, .first = item->line };
        ag_str head;

        if (ag_file_read(a, item->path, item->base, item->base + AG_KIND_LOOK, 0, &head, NULL) != AG_OK ||
            (!item->is_part && !cutter_start(&c.at, a, item->format, head)))
            return false;
        if (item->is_part && item->format == AG_FORMAT_TABLE)
            c.at.row.separator = ag_rows_separator(a, head);
        c.at.format = item->format;
        if ((item->format != AG_FORMAT_JSONL && item->format != AG_FORMAT_TABLE && item->format != AG_FORMAT_WARC) ||
            !cut_file(&c, item->from, item->to))
            return false;
    } else
        cut_memory(a, item, bite, &parts);
    for (int i = 0; i < parts.items.n && parts.items.n > 1; i++)
        AG_PUSH(a, &out->items, parts.items.at[i]);
    return parts.items.n > 1;
}
