/* actorgraph parse: raw text → CoNLL-U with names. The text is read as it is: no title, byline or
 * markup is looked for; paragraphs are what empty lines part. */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include "base/utf8.h"
#include "ingest/ingest.h"
#include "language/language.h"

#include <stdio.h>
#include <sys/stat.h>

/* Paragraphs of a text: stretches of lines that are not empty. */
static void
find_paragraphs(ag_arena *a, ag_doc *doc)
{
    bool is_open = false;

    for (size_t at = 0; at < doc->text.len;) {
        const char *feed = memchr(doc->text.at + at, '\n', doc->text.len - at);
        size_t end = feed ? (size_t)(feed - doc->text.at) : doc->text.len;
        bool is_empty = ag_str_trim(ag_str_sub(doc->text, at, end)).len == 0;

        if (!is_empty && !is_open) {
            ag_paragraph p = { { (uint32_t)at, (uint32_t)end }, AG_PAR_BODY };

            AG_PUSH(a, &doc->paragraphs, p);
        } else if (!is_empty) {
            doc->paragraphs.at[doc->paragraphs.n - 1].span.to = (uint32_t)end;
        }
        is_open = !is_empty;
        at = feed ? end + 1 : doc->text.len;
    }
}

static ag_status
parse(const ag_models *models, const char *path, ag_str label, ag_str bytes, ag_outfile *out, ag_err *err)
{
    enum { LIMIT = 1 << 30 };
    ag_arena *a = ag_arena_new(0);
    ag_doc *doc = AG_NEW(a, ag_doc);
    ag_status s = AG_OK;
    size_t bad;

    if (path)
        s = ag_file_read(a, path, 0, 0, LIMIT, &bytes, err);
    if (s == AG_OK) {
        doc->path = ag_utf8_repair(a, label, &bad);
        doc->text = ag_utf8_repair(a, bytes, &bad);
        find_paragraphs(a, doc);
        ag_language(a, models, doc);
        ag_conllu_write(doc, out->stream);
        ag_cli_check_pipe(out->stream);
    }
    ag_arena_free(a);
    return s;
}

static ag_str
read_stdin(ag_buf *b)
{
    char block[65536];
    size_t n;

    while ((n = fread(block, 1, sizeof block, stdin)) > 0)
        ag_buf_add(b, block, n);
    return ag_buf_view(b);
}

/* Parses one path; *aside counts what could not be read. */
static void
parse_path(ag_arena *a, const ag_models *models, char *path, ag_outfile *out, int *aside)
{
    struct stat st;
    ag_err err;

    if (strcmp(path, "-") == 0) {
        ag_buf b = { 0 };

        parse(models, NULL, AG_S("-"), read_stdin(&b), out, &err);
        ag_buf_done(&b);
        return;
    }
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        ag_items items = { 0 };

        ag_ingest_list(a, &path, 1, 1 << 30, &items);
        for (int i = 0; i < items.refused.n; i++, ++*aside)
            fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(items.refused.at[i]));
        for (int i = 0; i < items.items.n; i++) {
            const ag_item *x = &items.items.at[i];

            if (x->from == 0 && parse(models, x->path, x->label, x->bytes, out, &err) != AG_OK) {
                fprintf(stderr, "actorgraph: %s\n", err.text);
                ++*aside;
            }
        }
        return;
    }
    if (parse(models, path, ag_str_of(path), AG_S(""), out, &err) != AG_OK) {
        fprintf(stderr, "actorgraph: %s\n", err.text);
        ++*aside;
    }
}

int
cmd_parse(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const ag_option options[] = { AG_OPTION_OUT(c), AG_OPTIONS_DATA(c), { 0 } };
    const ag_usage usage = { "actorgraph parse PATH... [-o FILE]",
                             "Prints tokens, tags, lemmas, dependency trees and names of raw text in CoNLL-U. A PATH is a\n"
                             "file, a folder or - for standard input; text is read as it is, an empty line ends a\n"
                             "paragraph. The last column has TokenRange (code points) and NER (BIO).",
                             "  actorgraph parse news/003.txt\n"
                             "  echo 'Anna Berg met Carl Dahl.' | actorgraph parse -", options };
    ag_arena *a = ag_arena_new(0);
    ag_models *models = NULL;
    ag_outfile out = { 0 };
    ag_places places;
    ag_err err;
    int n, aside = 0;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n < 1)
        s = ag_fail(&err, AG_USAGE, "parse needs a path; 'actorgraph parse --help' gives an example");
    if (s == AG_OK)
        s = ag_places_find(c.ontology, c.models, &places, &err);
    if (s == AG_OK)
        s = ag_models_open(places.models, &models, &err);
    if (s == AG_OK)
        s = ag_file_create(c.out, &out, &err);
    if (s == AG_OK) {
        for (int i = 1; i <= n; i++)
            parse_path(a, models, argv[i], &out, &aside);
        s = ag_file_keep(&out, &err);
    }
    ag_file_drop(&out);
    ag_models_close(models);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : aside ? EXIT_SET_ASIDE : EXIT_OK;
}
