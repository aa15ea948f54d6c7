/* actorgraph parse: raw text → CoNLL-U with names. The text is read as it is: no title, byline or
 * markup is looked for (ingest/raw.c). Long texts go through in parts. */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include "base/utf8.h"
#include "ingest/ingest.h"
#include "language/amount.h"
#include "language/language.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct run {
    const ag_models *models;
    const ag_amount_words *amounts;
    ag_outfile *out;
    bool any_language, shows_progress;
    int files, aside;
    size_t bytes;
} run;

static void
parse_text(run *r, ag_arena *a, ag_str label, ag_str bytes)
{
    ag_arena *part = ag_arena_new(0);
    ag_conllu_place place = { .amounts = r->amounts };
    ag_raw raw;
    ag_doc doc;
    int cut = 0;
    size_t bad;

    label = ag_utf8_repair(a, label, &bad);
    ag_raw_open(a, bytes, &raw);

    const char *foreign = r->any_language ? NULL : ag_raw_foreign(a, &raw);

    if (foreign) {
        fprintf(stderr, "actorgraph: %.*s: not in English, it seems (%s); --any-language takes it all the same\n",
                AG_SHOW(label), foreign);
        r->aside++;
        ag_arena_free(part);
        return;
    }
    while (ag_raw_next(part, &raw, &doc)) {
        doc.path = label;
        ag_language(part, r->models, &doc);
        ag_conllu_part(&doc, &place, r->out->stream);
        ag_cli_check_pipe(r->out->stream);
        for (int i = 0; i < doc.sentences.n; i++)
            cut += doc.sentences.at[i].is_cut;
        r->bytes += doc.text.len;
        if (r->shows_progress)
            fprintf(stderr, "\r%d files, %.1f MB", r->files, (double)r->bytes / 1e6);
        ag_arena_reset(part);
    }
    if (cut)
        fprintf(stderr, "actorgraph: %.*s: %d cut%s in sentences that are too long (\"# cut\" in the output)\n",
                AG_SHOW(label), cut, cut == 1 ? "" : "s");
    r->files++;
    ag_arena_free(part);
}

static void
parse_file(run *r, const char *path, ag_str label)
{
    enum { LIMIT = 1 << 30 };
    ag_arena *a = ag_arena_new(0);
    ag_str bytes;
    ag_err err;

    if (ag_file_read(a, path, 0, 0, LIMIT, &bytes, &err) == AG_OK) {
        parse_text(r, a, label, bytes);
    } else {
        fprintf(stderr, "actorgraph: %s\n", err.text);
        r->aside++;
    }
    ag_arena_free(a);
}

static void
parse_stdin(run *r, ag_arena *a)
{
    ag_buf b = { 0 };
    char block[65536];
    size_t n;

    while ((n = fread(block, 1, sizeof block, stdin)) > 0)
        ag_buf_add(&b, block, n);
    parse_text(r, a, AG_S("-"), ag_buf_view(&b));
    ag_buf_done(&b);
}

/* The files of a folder that are plain text. */
static void
parse_folder(run *r, ag_arena *a, char *path)
{
    ag_items items = { 0 };

    ag_ingest_list(a, &path, 1, 1 << 30, &items);
    for (int i = 0; i < items.refused.n; i++) {
        fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(items.refused.at[i]));
        r->aside++;
    }
    for (int i = 0; i < items.items.n; i++) {
        const ag_item *x = &items.items.at[i];

        if (x->format == AG_FORMAT_TEXT) {
            parse_file(r, x->path, x->label);
        } else if (x->from == 0) {
            fprintf(stderr, "actorgraph: %.*s: parse reads plain text; 'actorgraph show tokens' reads articles\n",
                    AG_SHOW(x->label));
            r->aside++;
        }
    }
}

static void
parse_path(run *r, ag_arena *a, char *path)
{
    struct stat st;

    if (strcmp(path, "-") == 0)
        parse_stdin(r, a);
    else if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        parse_folder(r, a, path);
    else
        parse_file(r, path, ag_str_of(path));
}

int
cmd_parse(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    const ag_option options[] = {
        AG_OPTION_OUT(c),
        { "--any-language", AG_OPT_FLAG, &c.any_language, NULL, "take texts that do not look English, too", NULL },
        AG_OPTIONS_FOLDERS(c),
        AG_OPTIONS_TALK(c),
        { 0 }
    };
    const ag_usage usage = { "actorgraph parse PATH... [-o FILE]",
                             "Prints tokens, tags, lemmas, dependency trees and names of raw text in CoNLL-U. A PATH is a\n"
                             "file, a folder or - for standard input; text is read as it is, title, byline and all. An\n"
                             "empty line ends a paragraph; where lines are not wrapped, each line is one. The last column\n"
                             "has TokenRange (code points), NER (BIO), and Value and Currency of numbers and money.\n"
                             "A text that is not English is set aside (exit code 3).",
                             "  actorgraph parse news/003.txt\n"
                             "  echo 'Anna Berg met Carl Dahl.' | actorgraph parse -", options };
    ag_arena *a = ag_arena_new(0);
    ag_models *models = NULL;
    const ag_amount_words *amounts = NULL;
    ag_outfile out = { 0 };
    int aside = 0;
    ag_places places;
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n < 1)
        s = ag_fail(&err, AG_USAGE, "parse needs a path; 'actorgraph parse --help' gives an example");
    if (s == AG_OK)
        s = ag_places_find(c.ontology, c.models, &places, &err);
    if (s == AG_OK)
        s = ag_models_open(places.models, &models, &err);
    if (s == AG_OK)
        s = ag_amount_words_open(a, places.ontology, &amounts, &err);
    if (s == AG_OK)
        s = ag_file_create(c.out, &out, &err);
    if (s == AG_OK) {
        run r = { .models = models, .amounts = amounts, .out = &out, .any_language = c.any_language,
                  .shows_progress = c.progress == 1 || (c.progress == 0 && !c.is_quiet && isatty(2) && !isatty(1)) };

        for (int i = 1; i <= n; i++)
            parse_path(&r, a, argv[i]);
        aside = r.aside;
        if (r.shows_progress)
            fputc('\n', stderr);
        if (!c.is_quiet && (r.files + r.aside > 1 || aside))
            fprintf(stderr, "%d text%s parsed, %d set aside\n", r.files, r.files == 1 ? "" : "s", aside);
        s = ag_file_keep(&out, &err);
    }
    ag_file_drop(&out);
    ag_models_close(models);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : aside ? EXIT_SET_ASIDE : EXIT_OK;
}
