#define _POSIX_C_SOURCE 200809L
#include "base/file.h"
#include "export/export.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

static ag_arena *a;

static bool
is_format(const char *name, const char *path, const char *expected)
{
    const ag_export_format *f = NULL;
    ag_err err;

    if (ag_export_find(name, path, &f, &err) != AG_OK)
        return expected == NULL;
    return expected && strcmp(f->name, expected) == 0;
}

static void
a_format_is_known_by_its_name_or_its_file(void)
{
    CHECK(is_format(NULL, NULL, "graphml"));
    CHECK(is_format(NULL, "-", "graphml"));
    CHECK(is_format(NULL, "folder.gexf/graph", "graphml"));
    CHECK(is_format(NULL, "a.GraphML", "graphml"));
    CHECK(is_format(NULL, "a.graphml.gz", "graphml"));
    CHECK(is_format("graphml-strict", "a.graphml", "graphml-strict"));
    CHECK(is_format(NULL, "a.docx", NULL));
    CHECK(is_format("word", "a.graphml", NULL));
}

static void
every_format_stands_in_the_words_of_help(void)
{
    ag_buf b = { 0 };

    for (const ag_export_format *f = ag_export_formats; f->name; f++) {
        ag_buf_z(&b, b.len ? "|" : "");
        ag_buf_z(&b, f->name);
    }
    CHECK_STR(ag_buf_view(&b), ag_export_words);
    ag_buf_done(&b);
}

static ag_str
unzipped(const char *path)
{
    gzFile f = gzopen(path, "rb");
    char *at = ag_arena_alloc(a, 1 << 20);
    int n = f ? gzread(f, at, 1 << 20) : 0;

    if (f)
        gzclose(f);
    return (ag_str){ at, (size_t)(n > 0 ? n : 0) };
}

static void
a_name_that_ends_in_gz_gives_the_same_text_zipped(void)
{
    ag_graph g = { .description = AG_S("nothing") };
    char folder[] = "/tmp/ag-export-XXXXXX";
    const ag_export_format *f;
    ag_str plain;
    ag_err err;

    CHECK(mkdtemp(folder) != NULL);
    const char *one = ag_arena_printf(a, "%s/a.graphml", folder).at, *two = ag_arena_printf(a, "%s/a.graphml.gz", folder).at;

    CHECK(ag_export_find(NULL, two, &f, &err) == AG_OK);
    CHECK(ag_export_file(&(ag_export){ .graph = &g }, f, one, &err) == AG_OK);
    CHECK(ag_export_file(&(ag_export){ .graph = &g }, f, two, &err) == AG_OK);
    CHECK(ag_file_read(a, one, 0, 0, 0, &plain, &err) == AG_OK);
    CHECK(plain.len > 100 && ag_str_eq(plain, unzipped(two)));
    unlink(one);
    unlink(two);
    rmdir(folder);
}

static void
a_long_text_passes_in_pieces_and_none_is_lost(void)
{
    char path[] = "/tmp/ag-export-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "wb");
    ag_out out;
    ag_err err;
    ag_buf all = { 0 };

    CHECK(ag_out_open(&out, f, true, &err) == AG_OK);
    for (int i = 0; i < 40000; i++, ag_out_pass(&out)) {
        ag_buf_printf(&out.text, "row %d\n", i * 7919 % 40000);
        ag_buf_printf(&all, "row %d\n", i * 7919 % 40000);
    }
    CHECK(ag_out_close(&out, path, &err) == AG_OK);
    fclose(f);
    CHECK(ag_str_eq(unzipped(path), ag_buf_view(&all)));
    ag_buf_done(&all);
    unlink(path);
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(a_format_is_known_by_its_name_or_its_file);
    RUN(every_format_stands_in_the_words_of_help);
    RUN(a_name_that_ends_in_gz_gives_the_same_text_zipped);
    RUN(a_long_text_passes_in_pieces_and_none_is_lost);
    ag_arena_free(a);
    return unit_end();
}
