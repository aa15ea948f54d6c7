/* How good a model is, over the development files of a folder, beside other systems: one table.
 *
 * Weak: figures of others come from their projects, measured on the test parts of the same corpora (of
 * other versions, sometimes) and on other machines; the note says which. Times are processor time of one
 * core, and vary by some per cent. */
#include "language/eval.h"
#include "language/net/kernel.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* ---- other systems ----------------------------------------------------------------------------- */

static const char *const notes[] = {
    "published by its project (performance pages; test parts, treebank version of the time)",
    "measured by us before this program was begun, on one core of a Zen 5 server; UDPipe 1 trained briefly on EWT alone",
};

enum { TREE_FIGURES = 9, NAME_FIGURES = 3 };

typedef struct peer {
    const char *set, *from, *system;
    int note;                    /* its place in `notes`, from 1 */
    double figure[TREE_FIGURES]; /* 0: not known */
} peer;

/* words, sentences, UPOS, XPOS, feats, lemma, UAS, LAS, words/s */
static const peer tree_peers[] = {
    { "EWT", "gold tokens", "UDPipe 1", 1, { 0, 0, 94.4, 0, 0, 0, 0, 81.1 } },
    { "EWT", "raw text", "UDPipe 1", 1, { 0, 0, 0, 0, 0, 0, 0, 78.6 } },
    { "EWT", "raw text", "UDPipe 1", 2, { 0, 0, 0, 0, 0, 0, 0, 77.0, 3800 } },
    { "EWT", "raw text", "Stanza 1.5.1", 1, { 0, 0, 96.2, 0, 0, 0, 0, 86.8 } },
    { "EWT", "raw text", "UDPipe 2", 1, { 0, 0, 96.6, 0, 0, 0, 0, 89.1 } },
    { "GUM", "gold tokens", "UDPipe 1", 2, { 0, 0, 94.5, 0, 0, 0, 0, 76.4 } },
    { "GUM", "raw text", "UDPipe 1", 2, { 0, 0, 0, 0, 0, 0, 0, 75.3 } },
    { "GUM", "raw text", "Stanza 1.5.1", 1, { 0, 0, 97.6, 0, 0, 0, 0, 88.2 } },
    { "GUM", "raw text", "UDPipe 2", 1, { 0, 0, 98.1, 0, 0, 0, 0, 91.2 } },
    { 0 },
};

/* 9 classes, 3 classes, words/s */
static const peer name_peers[] = {
    { "Worldwide", "gold tokens", "NameTag 1", 2, { 78.6, 79.6, 226000 } },
    { "Worldwide", "gold tokens", "OpenNLP 2.1", 2, { 77.2, 0, 27700 } },
    { "Worldwide", "gold tokens", "compromise", 2, { 0, 48.3, 14500 } },
    { 0 },
};

/* ---- rows -------------------------------------------------------------------------------------- */

static void
row(FILE *out, const char *set, const char *from, const char *system, int note, const double *figure, int n)
{
    char name[40];

    snprintf(name, sizeof name, note ? "%s [%d]" : "%s", system, note);
    fprintf(out, "%-10s %-11s  %-16s", set, from, name);
    for (int i = 0; i < n; i++)
        if (figure[i] <= 0)
            fprintf(out, "%7s", "-");
        else
            fprintf(out, "%*.*f", i == n - 1 ? 9 : 7, i == n - 1 ? 0 : note ? 1 : 2, figure[i]);
    fputc('\n', out);
}

static void
rows_of_peers(FILE *out, const peer *peers, const char *set, const char *from, int n)
{
    for (const peer *p = peers; p->set; p++)
        if (strcmp(p->set, set) == 0 && strcmp(p->from, from) == 0)
            row(out, "", from, p->system, p->note, p->figure, n);
}

/* ---- measuring --------------------------------------------------------------------------------- */

static double
seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static double
words_a_second(long words, double spent)
{
    return spent > 0 ? (double)words / spent : 0;
}

static void
tree_row(FILE *out, const char *set, const char *from, const ag_tree_scores *s, double speed, bool is_raw)
{
    double figure[TREE_FIGURES] = { is_raw ? ag_f1_percent(s->words) : 0, is_raw ? ag_f1_percent(s->sentences) : 0,
                                    ag_f1_percent(s->upos), ag_f1_percent(s->xpos), ag_f1_percent(s->feats),
                                    ag_f1_percent(s->lemma), ag_f1_percent(s->uas), ag_f1_percent(s->las), speed };

    row(out, set, from, "actorgraph", 0, figure, TREE_FIGURES);
    rows_of_peers(out, tree_peers, set, from, TREE_FIGURES);
}

static void
eval_treebank(const ag_models *m, const ag_corpus *c, const char *set, FILE *out)
{
    ag_tree_scores gold = { 0 }, raw = { 0 };
    double spent = 0;

    for (int d = 0; d < c->docs.n; d++) {
        ag_arena *a = ag_arena_new(0);

        ag_eval_trees(c->docs.at[d], ag_eval_from_tokens(a, m, c->docs.at[d]), &gold);

        double start = seconds();
        ag_doc *doc = ag_eval_from_text(a, m, c->docs.at[d]);

        spent += seconds() - start;
        ag_eval_trees(c->docs.at[d], doc, &raw);
        ag_arena_free(a);
    }
    tree_row(out, set, "gold tokens", &gold, 0, false);
    tree_row(out, set, "raw text", &raw, words_a_second(raw.words.found, spent), true);
}

/* Names on the corpus's tokens and sentences, and on its text alone: the tokens with blanks between them. */
static void
eval_names(const ag_models *m, const ag_name_corpus *c, const char *set, bool has_nine, FILE *out)
{
    for (int raw = 0; raw < 2; raw++) {
        ag_f1 nine = { 0 }, three = { 0 };

        for (int d = 0; d < c->corpus.docs.n; d++) {
            ag_arena *a = ag_arena_new(0);
            const ag_doc *gold = c->corpus.docs.at[d];
            const ag_doc *doc = raw ? ag_eval_from_text(a, m, gold) : ag_eval_from_tokens(a, m, gold);

            ag_eval_names(gold, c->tags.at[d], doc, true, &nine);
            ag_eval_names(gold, c->tags.at[d], doc, false, &three);
            ag_arena_free(a);
        }

        const char *from = raw ? "raw text" : "gold tokens";
        double figure[NAME_FIGURES] = { has_nine ? ag_f1_percent(nine) : 0, ag_f1_percent(three), 0 };

        row(out, raw ? "" : set, from, "actorgraph", 0, figure, NAME_FIGURES);
        rows_of_peers(out, name_peers, set, from, NAME_FIGURES);
    }
}

/* Words a second of the whole analysis, with each vector unit that this machine has. */
static ag_status
eval_speed(const char *models, const ag_corpus *c, FILE *out, ag_err *err)
{
    ag_cpu best = ag_cpu_level();
    ag_status s = AG_OK;

    for (int cpu = AG_CPU_PORTABLE; cpu <= (int)best && s == AG_OK; cpu++) {
        ag_models *m;
        long words = 0;

        ag_cpu_limit((ag_cpu)cpu);
        s = ag_models_open(models, &m, err);
        if (s != AG_OK)
            break;

        double start = seconds();

        for (int d = 0; d < c->docs.n; d++) {
            ag_arena *a = ag_arena_new(0);

            words += ag_eval_from_text(a, m, c->docs.at[d])->tokens.n;
            ag_arena_free(a);
        }
        fprintf(out, "%-10s %9.0f words/s\n", ag_cpu_names[cpu], words_a_second(words, seconds() - start));
        ag_models_close(m);
    }
    ag_cpu_limit(best);
    return s;
}

/* ---- the table ----------------------------------------------------------------------------------- */

static const struct {
    const char *file, *name;
    bool is_tree, has_nine;
} sets[] = {
    { "ud/en_ewt-dev.conllu", "EWT", true, false },        { "ud/en_gum-dev.conllu", "GUM", true, false },
    { "ner/worldwide-dev.tsv", "Worldwide", false, true }, { "ner/uner_ewt-dev.tsv", "UNER-EWT", false, false },
    { "ner/gum-dev.tsv", "GUM", false, false },            { "ner/wnut17-dev.tsv", "WNUT 17", false, false },
    { "ner/btc_e-dev.tsv", "BTC E", false, false },
};

static ag_status
eval_set(ag_arena *a, const ag_models *m, const char *path, int set, FILE *out, ag_err *err)
{
    if (sets[set].is_tree) {
        ag_corpus c;

        AG_TRY(ag_corpus_conllu(a, path, &c, err));
        eval_treebank(m, &c, sets[set].name, out);
    } else {
        ag_name_corpus c;

        AG_TRY(ag_corpus_names(a, path, &c, err));
        eval_names(m, &c, sets[set].name, sets[set].has_nine, out);
    }
    return AG_OK;
}

static ag_status
eval_sets(ag_arena *a, const ag_models *m, const char *data, bool trees, FILE *out, ag_err *err)
{
    for (int i = 0; i < (int)(sizeof sets / sizeof *sets); i++) {
        ag_str path = ag_arena_printf(a, "%s/%s", data, sets[i].file);

        if (sets[i].is_tree != trees)
            continue;
        if (access(path.at, R_OK) != 0)
            fprintf(out, "%-10s skipped: no %s\n", sets[i].name, path.at);
        else
            AG_TRY(eval_set(a, m, path.at, i, out, err));
    }
    return AG_OK;
}

static ag_status
eval_all(ag_arena *a, const ag_models *m, const char *models, const char *data, FILE *out, ag_err *err)
{
    fprintf(out, "model %s\n\n%-10s %-11s  %-16s%7s%7s%7s%7s%7s%7s%7s%7s%9s\n", ag_models_name(m), "trees", "from", "",
            "words", "sent.", "UPOS", "XPOS", "feats", "lemma", "UAS", "LAS", "words/s");
    AG_TRY(eval_sets(a, m, data, true, out, err));
    fprintf(out, "\n%-10s %-11s  %-16s%7s%7s%9s\n", "names", "from", "", "9 cl.", "3 cl.", "words/s");
    AG_TRY(eval_sets(a, m, data, false, out, err));
    fputc('\n', out);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        fprintf(out, "  [%zu] %s\n", i + 1, notes[i]);

    ag_str path = ag_arena_printf(a, "%s/%s", data, sets[1].file);

    if (access(path.at, R_OK) == 0) {
        ag_corpus c;

        fprintf(out, "\nspeed, raw text of %s to trees and names, one core\n", sets[1].name);
        AG_TRY(ag_corpus_conllu(a, path.at, &c, err));
        AG_TRY(eval_speed(models, &c, out, err));
    }
    return AG_OK;
}

ag_status
ag_eval(const char *models, const char *data, FILE *out, ag_err *err)
{
    ag_arena *a = ag_arena_new(0);
    ag_models *m = NULL;
    ag_status s = ag_models_open(models, &m, err);

    if (s == AG_OK)
        s = eval_all(a, m, models, data, out, err);
    ag_models_close(m);
    ag_arena_free(a);
    return s;
}
