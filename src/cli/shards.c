/* Shards. */
#include "cli/shards.h"

#include "base/file.h"
#include "base/sha256.h"

#include <stdio.h>
#include <unistd.h>

static ag_status
write_file(const char *path, const ag_buf *text, ag_err *err)
{
    ag_outfile out;

    AG_TRY(ag_file_create(path, &out, err));
    fwrite(text->at, 1, text->len, out.stream);

    ag_status s = ag_file_keep(&out, err);

    ag_file_drop(&out);
    return s;
}

static void
hash_of(ag_str text, char hex[65])
{
    ag_sha256 hash;

    ag_sha256_init(&hash);
    ag_sha256_add(&hash, text);
    ag_sha256_hex(&hash, hex);
}

ag_status
ag_shards_write(ag_arena *a, const char *folder, int n, const ag_items *items, ag_err *err)
{
    ag_buf manifest = { 0 }, list = { 0 };
    ag_status s = AG_OK;

    for (int i = 0; i < items->items.n && s == AG_OK; i++)
        if (memchr(items->items.at[i].path, '\n', strlen(items->items.at[i].path)))
            s = ag_fail(err, AG_INPUT, "%s: a name with a line break cannot stand in a list; rename the file", items->items.at[i].path);
    for (int k = 0; k < n && s == AG_OK; k++) {
        ag_str name = ag_arena_printf(a, "shard-%04d", k + 1);
        char hex[65];
        int count = 0;

        list.len = 0;
        ag_buf_printf(&list, "# actorgraph shard %d of %d\n", k + 1, n); /* no two shards are equal, even when empty */
        for (int i = k; i < items->items.n; i += n, count++) {
            const ag_item *x = &items->items.at[i];

            ag_buf_printf(&list, "%d\t%zu\t%zu\t%d\t%s\n", x->format, x->from, x->to, x->line, x->path);
        }
        hash_of(ag_buf_view(&list), hex);
        ag_buf_printf(&manifest, "%.*s\t%d\t%s\n", AG_SHOW(name), count, hex);
        s = write_file(ag_arena_printf(a, "%s/%.*s.txt", folder, AG_SHOW(name)).at, &list, err);
    }
    if (s == AG_OK)
        s = write_file(ag_arena_printf(a, "%s/manifest.txt", folder).at, &manifest, err);
    ag_buf_done(&manifest);
    ag_buf_done(&list);
    return s;
}

ag_status
ag_shards_read(ag_arena *a, const char *path, ag_shards *out, ag_err *err)
{
    ag_str text, line, name, items, hash;
    int at = 0;

    AG_TRY(ag_file_read(a, path, 0, 0, 0, &text, err));
    while (ag_str_cut(&text, '\n', &line)) {
        at++;
        if (line.len == 0)
            continue;
        if (!ag_str_cut(&line, '\t', &name) || !ag_str_cut(&line, '\t', &items) || !ag_str_cut(&line, '\t', &hash) || hash.len != 64)
            return ag_fail(err, AG_INPUT, "%s:%d: not a line of a manifest of 'actorgraph shard'", path, at);
        AG_PUSH(a, &out->list, (ag_shard){ name, hash });
    }
    return AG_OK;
}

ag_status
ag_shard_read(ag_arena *a, const char *path, int bite, ag_items *out, char sha256[65], ag_err *err)
{
    ag_str text, line;
    int at = 0;

    AG_TRY(ag_file_read(a, path, 0, 0, 0, &text, err));
    hash_of(text, sha256);
    while (ag_str_cut(&text, '\n', &line)) {
        ag_str field;
        long number[4];
        int n = 0;

        at++;
        if (line.len == 0 || line.at[0] == '#')
            continue;
        while (n < 4 && ag_str_cut(&line, '\t', &field) && ag_str_int(field, &number[n]) && number[n] >= 0)
            n++;
        if (n < 4 || number[0] >= AG_FORMATS || number[3] > INT32_MAX || line.len == 0)
            return ag_fail(err, AG_INPUT, "%s:%d: not a line of a shard of 'actorgraph shard'", path, at);

        ag_item item = { .path = ag_arena_str(a, line).at, .from = (size_t)number[1], .to = (size_t)number[2],
                         .line = (int)number[3], .format = (uint8_t)number[0], .is_part = number[2] > 0 };

        item.label = ag_str_of(item.path);
        if (access(item.path, R_OK) != 0)
            AG_PUSH(a, &out->refused, ag_arena_printf(a, "%s: cannot be opened on this machine", item.path));
        else if (item.format == AG_FORMAT_ARCHIVE)
            ag_ingest_list(a, (char *[]){ (char *)(uintptr_t)item.path }, 1, bite, out);
        else if (item.to == 0 || !ag_ingest_cut_lines(a, &item, bite, out))
            AG_PUSH(a, &out->items, item);
    }
    return AG_OK;
}
