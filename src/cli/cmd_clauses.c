/* actorgraph clauses: raw text → who–did–what tuples, a line each (texts.c reads it). */
#include "cli/texts.h"

#include "base/buf.h"
#include "clauses/clauses.h"
#include "language/language.h"

#include <stdio.h>

typedef struct run {
    const ag_models *models;
    FILE *out;
    bool by_lines;
    int left_out;
} run;

/* Each line of the text that is not empty is a paragraph. */
static void
lines_of(ag_arena *a, ag_doc *doc)
{
    ag_str rest = doc->text, line;

    memset(&doc->paragraphs, 0, sizeof doc->paragraphs);
    while (ag_str_cut(&rest, '\n', &line)) {
        uint32_t from = (uint32_t)(line.at - doc->text.at);

        if (line.len)
            AG_PUSH(a, &doc->paragraphs, ((ag_paragraph){ { from, from + (uint32_t)line.len }, AG_PAR_BODY }));
    }
}

/* A cell of the table: no tabs, no line ends. */
static void
put_cell(ag_buf *b, ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        ag_buf_char(b, strchr("\t\n\v\f\r", s.at[i]) ? ' ' : s.at[i]);
}

static void
clauses_part(void *self, ag_arena *a, ag_doc *doc)
{
    run *r = self;
    ag_tuples tuples = { 0 };
    ag_buf b = { 0 };

    if (r->by_lines) {
        lines_of(a, doc);
        ag_language_lines(a, r->models, doc);
    } else {
        ag_language(a, r->models, doc);
    }
    ag_clauses(a, doc, &tuples);
    for (int i = 0; i < tuples.list.n; i++) {
        const ag_tuple *t = &tuples.list.at[i];

        put_cell(&b, ag_str_at(doc->text, doc->sentences.at[t->sentence].span));
        ag_buf_printf(&b, "\t%.4f\t", t->confidence);
        put_cell(&b, t->relation);
        for (int k = 0; k < t->n; k++) {
            ag_buf_char(&b, '\t');
            put_cell(&b, t->argument[k]);
        }
        ag_buf_char(&b, '\n');
    }
    r->left_out += tuples.left_out;
    fwrite(b.at ? b.at : "", 1, b.len, r->out);
    ag_buf_done(&b);
}

int
cmd_clauses(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    bool by_lines = false;
    const ag_option options[] = {
        AG_OPTION_OUT(c),
        { "--lines", AG_OPT_FLAG, &by_lines, NULL, "each line of the input is one sentence", NULL },
        { "--any-language", AG_OPT_FLAG, &c.any_language, NULL, "take texts that do not look English, too", NULL },
        AG_OPTIONS_DATA(c),
        AG_OPTIONS_TALK(c),
        { 0 }
    };
    const ag_usage usage = { "actorgraph clauses PATH... [--lines] [-o FILE]",
                             "Prints who did what, clause by clause: lines of sentence, confidence, relation, first argument,\n"
                             "second argument, further arguments, parted by tabs. A PATH is a file, a folder or - for standard\n"
                             "input; text is read as it is, as by parse. With --lines a line is a sentence, and one with blanks\n"
                             "around its marks (-LRB-, ``, '', do n't) keeps its tokens. docs/clauses.md tells what is read\n"
                             "from what. A text that is not English is set aside (exit code 3).",
                             "  actorgraph clauses news/003.txt\n"
                             "  echo 'Anna Berg, who leads the party, met Carl Dahl.' | actorgraph clauses --lines -", options };
    ag_arena *a = ag_arena_new(0);
    ag_models *models = NULL;
    ag_outfile out = { 0 };
    int aside = 0;
    ag_places places;
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK && n < 1)
        s = ag_fail(&err, AG_USAGE, "clauses needs a path; 'actorgraph clauses --help' gives an example");
    if (s == AG_OK)
        s = ag_places_find(c.ontology, c.models, &places, &err);
    if (s == AG_OK)
        s = ag_models_open(places.models, &models, &err);
    if (s == AG_OK)
        s = ag_file_create(c.out, &out, &err);
    if (s == AG_OK) {
        run r = { .models = models, .out = out.stream, .by_lines = by_lines };
        ag_texts texts = { .command = "clauses", .common = &c, .out = out.stream, .self = &r, .part = clauses_part };

        ag_texts_read(&texts, a, argv + 1, n);
        aside = texts.aside;
        if (!c.is_quiet && (texts.texts + aside > 1 || aside))
            fprintf(stderr, "%d text%s read, %d set aside\n", texts.texts, texts.texts == 1 ? "" : "s", aside);
        if (r.left_out)
            fprintf(stderr, "actorgraph: %d sentence%s of more than ten thousand bytes left out: tables or lists, it seems\n",
                    r.left_out, r.left_out == 1 ? "" : "s");
        s = ag_file_keep(&out, &err);
    }
    ag_file_drop(&out);
    ag_models_close(models);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : aside ? EXIT_SET_ASIDE : EXIT_OK;
}
