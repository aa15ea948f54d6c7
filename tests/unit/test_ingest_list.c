#define _XOPEN_SOURCE 700
#include "unit/ingest_unit.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = P_tmpdir "/ag-list-XXXXXX";
static ag_items items;

static char *
in_root(const char *name)
{
    static char paths[32][512];
    static int next;
    char *path = paths[next++ % 32];

    snprintf(path, 512, "%s/%s", root, name);
    return path;
}

static void
put(const char *name, ag_str bytes)
{
    FILE *f = fopen(in_root(name), "wb");

    CHECK(f != NULL);
    if (f) {
        fwrite(bytes.at, 1, bytes.len, f);
        fclose(f);
    }
}

static void
list(char *path, int bite)
{
    if (!arena)
        arena = ag_arena_new(0);
    items = (ag_items){ 0 };
    ag_ingest_list(arena, &path, 1, bite, &items);
}

static bool
refused_as(const char *what)
{
    return items.items.n == 0 && items.refused.n == 1 && has(items.refused.at[0], what);
}

static void
a_folder_is_walked_in_sorted_order(void)
{
    mkdir(in_root("walk"), 0700);
    mkdir(in_root("walk/b"), 0700);
    put("walk/c.txt", AG_S("A text.\n"));
    put("walk/b/z.html", AG_S("<html>x</html>"));
    put("walk/b/a.jsonl", AG_S("{\"text\": \"x\"}\n"));
    put("walk/A.rss", AG_S("<rss/>"));
    put("walk/.hidden.txt", AG_S("A text.\n"));
    put("walk/README.md", AG_S("# Read me\n"));
    put("walk/table.tsv", AG_S("a\tb\n"));
    put("walk/noextension", AG_S("<html><body>x</body></html>"));
    list(in_root("walk"), 10);
    CHECK(items.refused.n == 0 && items.skipped.n == 2 && items.items.n == 5);
    CHECK(items.items.n == 5 && has(items.items.at[0].label, "A.rss") && items.items.at[0].format == AG_FORMAT_XML);
    CHECK(items.items.n == 5 && has(items.items.at[1].label, "b/a.jsonl") && items.items.at[1].format == AG_FORMAT_JSONL);
    CHECK(items.items.n == 5 && has(items.items.at[2].label, "b/z.html") && items.items.at[2].format == AG_FORMAT_HTML);
    CHECK(items.items.n == 5 && has(items.items.at[3].label, "c.txt") && items.items.at[3].format == AG_FORMAT_TEXT);
    CHECK(items.items.n == 5 && items.items.at[4].format == AG_FORMAT_HTML);
}

static void
bad_input_is_refused_with_a_sentence(void)
{
    put("empty.txt", AG_S(""));
    put("blank.txt", AG_S(" \n\n \t\n"));
    put("zip.txt", AG_S("PK\3\4\0\0\0\0"));
    put("nul.txt", AG_S("some\0thing\0that is not text\0"));
    put("noise.txt", AG_S("\1\2\3\4\5\6\7\x10\x11\x12\x13\x14"));
    put("a.pdf", AG_S("%PDF-1.4"));
    put("a.csv", AG_S("a,b\n"));
    list(in_root("missing.txt"), 10);
    CHECK(refused_as("missing.txt: No such file"));
    list(in_root("empty.txt"), 10);
    CHECK(refused_as("empty.txt: the file is empty"));
    list(in_root("blank.txt"), 10);
    CHECK(refused_as("white space"));
    list(in_root("zip.txt"), 10);
    CHECK(refused_as("zip.txt: damaged"));
    list(in_root("nul.txt"), 10);
    CHECK(refused_as("a binary file"));
    list(in_root("noise.txt"), 10);
    CHECK(refused_as("a binary file"));
    list(in_root("a.pdf"), 10);
    CHECK(refused_as("a PDF file"));
    list(in_root("a.csv"), 10);
    CHECK(refused_as("a table"));
}

static void
a_folder_that_leads_back_to_itself_is_not_followed(void)
{
    mkdir(in_root("loop"), 0700);
    put("loop/a.txt", AG_S("A text.\n"));
    CHECK(symlink("../loop", in_root("loop/again")) == 0);
    list(in_root("loop"), 10);
    CHECK(items.items.n == 1 && items.refused.n == 1 && has(items.refused.at[0], "leads back to itself"));
}

static void
utf16_is_text(void)
{
    put("utf16.txt", AG_S("\xFF\xFE" "A\0 \0t\0e\0x\0t\0"));
    list(in_root("utf16.txt"), 10);
    CHECK(items.items.n == 1 && items.items.at[0].format == AG_FORMAT_TEXT);
}

static void
a_page_saved_as_text_is_still_a_page(void)
{
    put("page.txt", AG_S("<!DOCTYPE html>\n<html><body>x</body></html>"));
    list(in_root("page.txt"), 10);
    CHECK(items.items.n == 1 && items.items.at[0].format == AG_FORMAT_HTML);
    put("about-html.txt", AG_S("A text that tells of <html> and other tags.\n"));
    list(in_root("about-html.txt"), 10);
    CHECK(items.items.n == 1 && items.items.at[0].format == AG_FORMAT_TEXT);
    put("odd.xml", AG_S("<?xml version=\"1.0\"?><rss/>"));
    list(in_root("odd.xml"), 10);
    CHECK(items.items.n == 1 && items.items.at[0].format == AG_FORMAT_XML);
}

static void
json_lines_are_cut_into_bites_that_lose_nothing(void)
{
    char text[8192];
    size_t n = 0;
    int last = 0;

    for (int i = 1; i <= 25; i++)
        n += (size_t)sprintf(text + n, "{\"title\": \"Talks %d\", \"text\": \"The two ministers met in the harbour %d times.\"}\n", i, i);
    put("many.jsonl", (ag_str){ text, n - 1 }); /* no newline at the end */
    list(in_root("many.jsonl"), 10);
    CHECK(items.items.n == 3);
    ag_items bites = items;

    for (int i = 0; i < bites.items.n; i++) {
        ag_ingest_options options = { .date = AG_NO_DAY };

        CHECK(bites.items.at[i].line == 1 + 10 * i);
        n_docs = n_refusals = 0;
        ag_ingest(arena, &bites.items.at[i], &options, (ag_sink){ NULL, collect });
        CHECK(n_refusals == 0 && n_docs == (i < 2 ? 10 : 5));
        for (int k = 0; k < n_docs; k++) {
            char title[32];

            sprintf(title, "Talks %d", ++last);
            CHECK_STR(docs[k]->title, title);
            sprintf(title, ":%d", last);
            CHECK(ag_str_ends(docs[k]->path, ag_str_of(title)));
        }
    }
    CHECK(last == 25);

    ag_items ones = { 0 };

    CHECK(ag_ingest_cut(arena, &bites.items.at[1], &ones) && ones.items.n == 10);
    CHECK(ones.items.n == 10 && ones.items.at[3].line == 14);
    CHECK(!ag_ingest_cut(arena, &ones.items.at[0], &ones) && ones.items.n == 10);
    if (ones.items.n == 10) {
        n_docs = 0;
        ag_ingest(arena, &ones.items.at[3], &(ag_ingest_options){ .date = AG_NO_DAY }, (ag_sink){ NULL, collect });
        CHECK(n_docs == 1);
        CHECK_STR(docs[0]->title, "Talks 14");
    }
}

int
main(void)
{
    char remove[600];

    if (!mkdtemp(root))
        return 1;
    RUN(a_folder_is_walked_in_sorted_order);
    RUN(bad_input_is_refused_with_a_sentence);
    RUN(a_folder_that_leads_back_to_itself_is_not_followed);
    RUN(utf16_is_text);
    RUN(a_page_saved_as_text_is_still_a_page);
    RUN(json_lines_are_cut_into_bites_that_lose_nothing);
    snprintf(remove, sizeof remove, "rm -rf '%s'", root);
    if (system(remove) != 0)
        fprintf(stderr, "cannot remove %s\n", root);
    return ingest_end();
}
