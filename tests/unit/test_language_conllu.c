/* CoNLL-U written and read back; the measures on what is known. */
#define _POSIX_C_SOURCE 200809L
#include "language/eval.h"
#include "language/stages.h"

#include "unit/unit.h"

#include <stdlib.h>
#include <unistd.h>

static ag_models *models;

static const char text[] = "Carney said: \xe2\x80\x9cWe don\xe2\x80\x99t know.\xe2\x80\x9d He can't\nstay.\n\nKyiv (Reuters) - Talks fail.";

static ag_doc *
analyse(ag_arena *a)
{
    ag_doc *doc = AG_NEW(a, ag_doc);
    long cut = ag_str_find(ag_str_of(text), AG_S("\n\n"));
    ag_paragraph one = { { 0, (uint32_t)cut }, AG_PAR_BODY }, two = { { (uint32_t)cut + 2, sizeof text - 1 }, AG_PAR_BODY };

    doc->text = ag_str_of(text);
    doc->path = AG_S("a/b.txt");
    AG_PUSH(a, &doc->paragraphs, one);
    AG_PUSH(a, &doc->paragraphs, two);
    ag_language(a, models, doc);
    return doc;
}

/* Writes `content` or `doc` to a fresh file and reads it as CoNLL-U. */
static ag_status
read_back(ag_arena *a, const ag_doc *doc, const char *content, ag_corpus *out, ag_err *err)
{
    char path[] = "/tmp/test_conllu_XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "wb");

    if (doc)
        ag_conllu_write(doc, f);
    else
        fputs(content, f);
    fclose(f);

    ag_status s = ag_corpus_conllu(a, path, out, err);

    remove(path);
    return s;
}

static void
what_is_written_reads_back_the_same(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_doc *x = analyse(a);
    ag_corpus c;
    ag_err err;

    CHECK(read_back(a, x, NULL, &c, &err) == AG_OK);
    CHECK(c.docs.n == 1 && c.tokens == x->tokens.n && c.sentences == x->sentences.n);

    ag_doc *y = c.docs.at[0];

    CHECK_STR(y->path, "a/b.txt");
    CHECK(y->paragraphs.n == 2);
    for (int i = 0; i < x->tokens.n && i < y->tokens.n; i++) {
        const ag_token *p = &x->tokens.at[i], *q = &y->tokens.at[i];

        CHECK(ag_str_eq(p->form, q->form) && ag_str_eq(p->lemma, q->lemma) && ag_str_eq(p->xpos, q->xpos));
        CHECK(ag_str_eq(p->feats, q->feats) && p->upos == q->upos && p->head == q->head && p->deprel == q->deprel);
        CHECK(p->contraction == q->contraction && p->space_after == q->space_after);
    }

    ag_tree_scores s = { 0 };

    ag_eval_trees(y, x, &s);
    CHECK(s.words.right == x->tokens.n && s.las.right == x->tokens.n && s.sentences.right == x->sentences.n);
    ag_arena_free(a);
}

static void
a_contraction_is_a_range_line_and_places_count_code_points(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_doc *x = analyse(a);
    char *out = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&out, &n);

    ag_conllu_write(x, f);
    fclose(f);
    CHECK(strstr(out, "\tdon\xe2\x80\x99t\t_\t_\t_\t_\t_\t_\t_\tTokenRange=17:22\n"));
    CHECK(strstr(out, "\tn\xe2\x80\x99t\tnot\t"));
    CHECK(strstr(out, "TokenRange=19:22"));
    CHECK(strstr(out, "# text = He can't stay.\n"));
    CHECK(strstr(out, "NER=B-PERSON"));
    free(out);
    ag_arena_free(a);
}

static void
a_broken_file_is_refused_with_its_place(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_corpus c;
    ag_err err;

    CHECK(read_back(a, NULL, "1\tA\tb\n\n", &c, &err) == AG_INPUT && strstr(err.text, ":1: 3 columns"));
    CHECK(read_back(a, NULL, "1\ta\ta\tNOUN\tNN\t_\t9\troot\t_\t_\n\n", &c, &err) == AG_INPUT);
    CHECK(read_back(a, NULL, "x\ta\ta\tNOUN\tNN\t_\t0\troot\t_\t_\n\n", &c, &err) == AG_INPUT);
    CHECK(read_back(a, NULL, "5-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n", &c, &err) == AG_INPUT);
    CHECK(read_back(a, NULL, "\n", &c, &err) == AG_INPUT);
    ag_arena_free(a);
}

static void
words_are_aligned_as_the_shared_task_does(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_corpus gold, found;
    ag_err err;
    ag_tree_scores s = { 0 };

    /* the same words without the contraction, one wrong tag, one wrong head, one extra sentence break */
    CHECK(read_back(a, NULL,
                    "1\tThey\tthey\tPRON\tP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tV\t_\t0\troot\t_\t_\n"
                    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
                    "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\tdo\tAUX\tA\t_\t3\taux\t_\t_\n"
                    "2\tn't\tnot\tPART\tR\t_\t3\tadvmod\t_\t_\n3\tgo\tgo\tVERB\tV\t_\t0\troot\t_\t_\n\n",
                    &gold, &err) == AG_OK);
    CHECK(read_back(a, NULL,
                    "1\tThey\tthey\tNOUN\tP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tV\t_\t0\troot\t_\t_\n\n"
                    "1\t.\t.\tPUNCT\t.\t_\t0\troot\t_\t_\n\n"
                    "1\tDo\tdo\tAUX\tA\t_\t3\taux\t_\tSpaceAfter=No\n2\tn't\tn't\tPART\tR\t_\t3\tadvmod\t_\t_\n"
                    "3\tgo\tgo\tVERB\tV\t_\t0\troot\t_\t_\n\n",
                    &found, &err) == AG_OK);
    ag_eval_trees(gold.docs.at[0], found.docs.at[0], &s);
    CHECK(s.words.right == 6 && s.words.gold == 6 && s.words.found == 6);
    CHECK(s.tokens.right == 4 && s.tokens.gold == 5 && s.tokens.found == 6);
    CHECK(s.sentences.right == 1 && s.sentences.gold == 2 && s.sentences.found == 3);
    CHECK(s.upos.right == 5 && s.lemma.right == 5 && s.uas.right == 5 && s.las.right == 5);
    ag_arena_free(a);
}

static void
names_count_when_span_and_kind_agree(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_doc *x = AG_NEW(a, ag_doc);
    ag_str tags[] = { AG_S("B-Person"), AG_S("I-Person"), AG_S("O"), AG_S("B-Location"), AG_S("B-Location"), AG_S("B-Misc") };
    ag_name names[] = { { 0, 2, AG_NAME_PERSON }, { 3, 5, AG_NAME_LOC }, { 5, 6, AG_NAME_EVENT } };
    ag_f1 nine = { 0 }, three = { 0 };

    for (uint32_t i = 0; i < 6; i++)
        AG_PUSH(a, &x->tokens, (ag_token){ .span = { 2 * i, 2 * i + 1 }, .head = -1 });
    for (int i = 0; i < 3; i++)
        AG_PUSH(a, &x->names, names[i]);
    ag_eval_names(x, tags, x, true, &nine);
    ag_eval_names(x, tags, x, false, &three);
    CHECK(nine.right == 2 && nine.gold == 4 && nine.found == 3);
    CHECK(three.right == 1 && three.gold == 3 && three.found == 2);
    ag_arena_free(a);
}

int
main(void)
{
    ag_err err;

    if (ag_models_open("src/language/models", &models, &err) != AG_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    RUN(what_is_written_reads_back_the_same);
    RUN(a_contraction_is_a_range_line_and_places_count_code_points);
    RUN(a_broken_file_is_refused_with_its_place);
    RUN(words_are_aligned_as_the_shared_task_does);
    RUN(names_count_when_span_and_kind_agree);
    ag_models_close(models);
    return unit_end();
}
