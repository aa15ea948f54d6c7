/* Paths → plain texts, in parts. The text is read as it is: no title, byline or markup is looked for
 * (ingest/raw.c). Long texts go through in parts. */
#define _POSIX_C_SOURCE 200809L
#include "cli/texts.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
shows_progress(const ag_common *c)
{
    return c->progress == 1 || (c->progress == 0 && !c->is_quiet && isatty(2) && !isatty(1));
}

static void
read_text(ag_texts *t, ag_arena *a, ag_str label, ag_str bytes)
{
    ag_arena *own = ag_arena_new(0);
    bool shows = shows_progress(t->common);
    ag_raw raw;
    ag_doc doc;
    size_t bad;

    label = ag_utf8_repair(a, label, &bad);
    ag_raw_open(a, bytes, &raw);

    const char *foreign = t->common->any_language ? NULL : ag_raw_foreign(a, &raw);

    if (foreign) {
        fprintf(stderr, "actorgraph: %.*s: not in English, it seems (%s); --any-language takes it all the same\n",
                AG_SHOW(label), foreign);
        t->aside++;
        ag_arena_free(own);
        return;
    }
    if (t->begin)
        t->begin(t->self);
    while (ag_raw_next(own, &raw, &doc)) {
        doc.path = label;
        t->part(t->self, own, &doc);
        ag_cli_check_pipe(t->out);
        t->bytes += doc.text.len;
        if (shows)
            fprintf(stderr, "\r%d files, %.1f MB", t->texts, (double)t->bytes / 1e6);
        ag_arena_reset(own);
    }
    if (t->end)
        t->end(t->self, label);
    t->texts++;
    ag_arena_free(own);
}

static void
read_file(ag_texts *t, const char *path, ag_str label)
{
    enum { LIMIT = 1 << 30 };
    ag_arena *a = ag_arena_new(0);
    ag_str bytes;
    ag_err err;

    if (ag_file_read(a, path, 0, 0, LIMIT, &bytes, &err) == AG_OK) {
        read_text(t, a, label, bytes);
    } else {
        fprintf(stderr, "actorgraph: %s\n", err.text);
        t->aside++;
    }
    ag_arena_free(a);
}

static void
read_stdin(ag_texts *t, ag_arena *a)
{
    ag_buf b = { 0 };
    char block[65536];
    size_t n;

    while ((n = fread(block, 1, sizeof block, stdin)) > 0)
        ag_buf_add(&b, block, n);
    read_text(t, a, AG_S("-"), ag_buf_view(&b));
    ag_buf_done(&b);
}

/* The files of a folder that are plain text. */
static void
read_folder(ag_texts *t, ag_arena *a, char *path)
{
    ag_items items = { 0 };

    ag_ingest_list(a, &path, 1, 1 << 30, &items);
    for (int i = 0; i < items.refused.n; i++) {
        fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(items.refused.at[i]));
        t->aside++;
    }
    for (int i = 0; i < items.items.n; i++) {
        const ag_item *x = &items.items.at[i];

        if (x->format == AG_FORMAT_TEXT) {
            read_file(t, x->path, x->label);
        } else if (x->from == 0) {
            fprintf(stderr, "actorgraph: %.*s: %s reads plain text; 'actorgraph show tokens' reads articles\n",
                    AG_SHOW(x->label), t->command);
            t->aside++;
        }
    }
}

static void
read_path(ag_texts *t, ag_arena *a, char *path)
{
    struct stat st;

    if (strcmp(path, "-") == 0)
        read_stdin(t, a);
    else if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        read_folder(t, a, path);
    else
        read_file(t, path, ag_str_of(path));
}

void
ag_texts_read(ag_texts *t, ag_arena *a, char *const *paths, int n)
{
    for (int i = 0; i < n; i++)
        read_path(t, a, paths[i]);
    if (shows_progress(t->common))
        fputc('\n', stderr);
}
