/* Annotated files → one model file. A part after another, each of which fills some sections:
 *
 *     vectors → clusters of words;  treebanks → segmentation;  treebanks → lemmas and features;
 *     treebanks and vectors → the network of tags and trees;  name corpora → names;  texts with
 *     chains → coreference
 *
 * A part may ask the parts before it, and sees of them what it will see in use. Finished sections are
 * kept in STATE/train.state, itself a model file; what a network has learned so far, in a file of its
 * own there. Both are named by a sum over all that training depends on, and refused where it differs.
 * Weak: a part is begun anew when another part's files change. */
#include "language/train.h"

#include "base/file.h"
#include "ingest/ingest.h"
#include "language/container.h"
#include "language/morphology.h"
#include "language/namer.h"
#include "language/net/kernel.h"
#include "language/net/model.h"
#include "language/segment.h"
#include "language/stages.h"
#include "language/training.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SEGMENT_ROUNDS = 16 };

const char *const ag_train_part_names[AG_TRAIN_PARTS + 1] = { "words", "segment", "tables", "trees", "names", "coref", NULL };

typedef struct maker {
    const ag_train_options *o;
    ag_arena *a;
    AG_LIST(ag_corpus) ud, silver;
    ag_draft draft;
    const char *state; /* folder */
    ag_str kept;       /* path of the finished sections */
} maker;

ag_train_options
ag_train_defaults(void)
{
    ag_train_options o = { .seed = 1, .trees = ag_net_defaults(), .teacher = ag_net_teacher_defaults(),
                           .namer = ag_namer_defaults() };

    for (int i = 0; i < AG_TRAIN_PARTS; i++)
        o.parts[i] = true;
    return o;
}

const ag_setting *
ag_train_settings(ag_arena *a, ag_train_options *o)
{
    AG_LIST(ag_setting) all = { 0 };
    const struct {
        const char *name;
        const ag_setting *of;
    } sets[] = { { "trees", ag_net_settings(a, &o->trees) }, { "teacher", ag_net_settings(a, &o->teacher) },
                 { "names", ag_namer_settings(a, &o->namer) } };

    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        for (const ag_setting *s = sets[i].of; s->name; s++) {
            ag_setting named = *s;

            named.name = ag_arena_printf(a, "%s.%s", sets[i].name, s->name).at;
            AG_PUSH(a, &all, named);
        }
    AG_PUSH(a, &all, ((ag_setting){ "teachers", &o->teachers, NULL, "networks that teach the one of trees, where there is --silver (none by default: hours for a tenth of a point)" }));
    AG_PUSH(a, &all, (ag_setting){ 0 });
    return all.at;
}

/* ---- the parts ------------------------------------------------------------------------------------ */

static ag_status
read_treebanks(maker *k, ag_err *err)
{
    for (int i = k->ud.n; i < k->o->ud.n; i++) {
        ag_corpus c;

        AG_TRY(ag_corpus_conllu(k->a, k->o->ud.at[i], &c, err));
        fprintf(stderr, "  %s: %d sentences, %d words\n", c.path, c.sentences, c.tokens);
        AG_PUSH(k->a, &k->ud, c);
    }
    return AG_OK;
}

/* A part that another one is built on: trained, or out of a file. */
static ag_status
needs(maker *k, const char *section, const char *part, const char *other, ag_err *err)
{
    if (ag_draft_view(&k->draft, section).len)
        return AG_OK;
    return ag_fail(err, AG_USAGE, "the part '%s' is trained on what the part '%s' says: train that too, or name a model that "
                                  "has it with --from", part, other);
}

/* What is finished, opened. */
static ag_status
models_so_far(maker *k, ag_status (*open)(const ag_container *c, ag_models **out, ag_err *err), ag_buf *file,
              ag_models **out, ag_err *err)
{
    ag_container c;

    ag_draft_write(&k->draft, file);
    AG_TRY(ag_container_open(ag_buf_view(file), "the model so far", &c, err));
    return open(&c, out, err);
}

/* News, a JSON object with a "text" on each line, in tokens and sentences. */
static ag_status
read_news(maker *k, const char *path, const ag_models *m, ag_corpus *out, ag_err *err)
{
    ag_str file, line;

    *out = (ag_corpus){ .path = path };
    AG_TRY(ag_file_read(k->a, path, 0, 0, 0, &file, err));
    for (int number = 1; ag_str_cut(&file, '\n', &line); number++) {
        if (line.len == 0)
            continue;

        cJSON *x = cJSON_ParseWithLength(line.at, line.len);
        const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(x, "text"));
        ag_raw raw;
        ag_doc doc;

        if (!text) {
            cJSON_Delete(x);
            return ag_fail(err, AG_INPUT, "%s:%d: no JSON object with a text", path, number);
        }
        ag_raw_open(k->a, ag_arena_str(k->a, ag_str_of(text)), &raw);
        cJSON_Delete(x);
        while (ag_raw_next(k->a, &raw, &doc)) {
            ag_doc *copy = AG_NEW(k->a, ag_doc);

            ag_segment(k->a, m, &doc);
            *copy = doc;
            AG_PUSH(k->a, &out->docs, copy);
            out->tokens += doc.tokens.n;
            out->sentences += doc.sentences.n;
        }
    }
    fprintf(stderr, "  %s: %d sentences, %d words without annotation\n", path, out->sentences, out->tokens);
    return AG_OK;
}

static ag_status
read_silver(maker *k, ag_err *err)
{
    ag_buf file = { 0 };
    ag_models *m = NULL;
    ag_status s;

    if (k->silver.n == k->o->silver.n)
        return AG_OK;
    AG_TRY(needs(k, "breaks", "names", "segment", err));
    s = models_so_far(k, ag_models_new_segmentation, &file, &m, err);
    for (int i = 0; i < k->o->silver.n && s == AG_OK; i++) {
        ag_corpus c;

        s = read_news(k, k->o->silver.at[i], m, &c, err);
        AG_PUSH(k->a, &k->silver, c);
    }
    ag_models_close(m);
    ag_buf_done(&file);
    return s;
}

static ag_status
train_words(maker *k, ag_err *err)
{
    ag_buf *clusters = ag_draft_section(&k->draft, "clusters", AG_CLUSTERS_VERSION);

    if (k->o->vectors)
        return ag_train_clusters(k->a, k->o->vectors, k->o->seed, clusters, err);
    ag_lookup_write(NULL, 0, clusters);
    return AG_OK;
}

static ag_status
train_segment(maker *k, ag_err *err)
{
    ag_lookup clusters;

    AG_TRY(needs(k, "clusters", "segment", "words", err));
    AG_TRY(read_treebanks(k, err));
    AG_TRY(ag_lookup_open(ag_draft_view(&k->draft, "clusters"), "clusters", &clusters, err));

    ag_buf *breaks = ag_draft_section(&k->draft, "breaks", AG_SEGMENT_VERSION);
    ag_buf *splits = ag_draft_section(&k->draft, "splits", AG_SEGMENT_VERSION);
    ag_buf *stops = ag_draft_section(&k->draft, "stops", AG_SEGMENT_VERSION);

    ag_train_segments(k->a, &clusters, k->ud.at, k->ud.n, k->o->rounds ? k->o->rounds : SEGMENT_ROUNDS,
                      k->o->seed + 11, breaks, splits, stops);
    return AG_OK;
}

static ag_status
train_tables(maker *k, ag_err *err)
{
    AG_TRY(read_treebanks(k, err));
    ag_train_morphology(k->a, k->ud.at, k->ud.n, &k->draft);
    return AG_OK;
}

/* The options with the files. */
static ag_net_options
network(const maker *k, const ag_net_options *of, const char *state, uint64_t seed)
{
    ag_net_options o = *of;

    for (int i = 0; i < k->o->ud.n; i++)
        AG_PUSH(k->a, &o.ud, k->o->ud.at[i]);
    for (int i = 0; i < k->o->names.n; i++) /* as a second task: more text makes better words and layers */
        AG_PUSH(k->a, &o.names, k->o->names.at[i]);
    o.vectors = k->o->vectors;
    o.out = ag_arena_printf(k->a, "%s/%s", k->state, state).at;
    o.seed = seed;
    if (k->o->rounds)
        o.rounds = k->o->rounds;
    return o;
}

/* With silver: larger networks first, which then teach. */
static ag_status
train_trees(maker *k, ag_err *err)
{
    ag_net_options o = network(k, &k->o->trees, "trees.state", k->o->seed);

    if (k->o->teachers)
        AG_TRY(read_silver(k, err));
    for (int i = 0; i < k->o->teachers && k->silver.n; i++) {
        ag_net_options teacher = network(k, &k->o->teacher, ag_arena_printf(k->a, "teacher-%d.state", i + 1).at,
                                         k->o->seed + 10 + (uint64_t)i);

        AG_TRY(ag_net_train(&teacher, NULL, err));
        AG_PUSH(k->a, &o.teachers, teacher.out);
    }
    for (int i = 0; i < k->silver.n; i++)
        AG_PUSH(k->a, &o.silver, &k->silver.at[i]);
    return ag_net_train(&o, &k->draft, err);
}

static ag_status
train_names(maker *k, ag_err *err)
{
    ag_namer_options o = k->o->namer;

    if (!k->o->names.n) {
        fputs("  no --names: this model will find no names\n", stderr);
        return AG_OK;
    }
    for (int i = 0; i < k->o->names.n; i++)
        AG_PUSH(k->a, &o.names, k->o->names.at[i]);
    AG_TRY(read_silver(k, err));
    for (int i = 0; i < k->silver.n; i++)
        AG_PUSH(k->a, &o.silver, &k->silver.at[i]);
    o.vectors = k->o->vectors;
    o.out = ag_arena_printf(k->a, "%s/names.state", k->state).at;
    o.seed = k->o->seed + 10; /* of 1, 11 and 12 the best on the development set of Worldwide */
    if (k->o->rounds)
        o.rounds = k->o->rounds;
    return ag_namer_train(&o, &k->draft, err);
}

static ag_status
train_coref(maker *k, ag_err *err)
{
    ag_coref_options o = k->o->coref;
    ag_buf file = { 0 };
    ag_models *m = NULL;
    ag_status s;

    if (!o.chains.n) {
        fputs("  no --coref: this model will find no chains\n", stderr);
        return AG_OK;
    }
    AG_TRY(needs(k, "breaks", "coref", "segment", err));
    AG_TRY(needs(k, "net", "coref", "trees", err));
    s = models_so_far(k, ag_models_new, &file, &m, err);
    o.seed = k->o->seed;
    if (k->o->rounds)
        o.rounds = k->o->rounds;
    if (s == AG_OK)
        s = ag_coref_train(&o, m, k->o->gazetteer, ag_draft_section(&k->draft, "coref", AG_COREF_VERSION), err);
    ag_models_close(m);
    ag_buf_done(&file);
    return s;
}

enum { SECTIONS = 6 };

static const struct {
    ag_status (*train)(maker *k, ag_err *err);
    const char *sections[SECTIONS]; /* that it fills; the first is always there when it is finished */
} parts[AG_TRAIN_PARTS] = {
    [AG_TRAIN_WORDS] = { train_words, { "clusters" } },
    [AG_TRAIN_SEGMENT] = { train_segment, { "breaks", "splits", "stops" } },
    [AG_TRAIN_TABLES] = { train_tables, { "tags", "lemma-rules", "lemma-texts", "feats", "feats-texts" } },
    [AG_TRAIN_TREES] = { train_trees, { "net", "net-pieces", "net-tags", "rare", "rare-words" } },
    [AG_TRAIN_NAMES] = { train_names, { "namer", "namer-pieces" } },
    [AG_TRAIN_COREF] = { train_coref, { "coref" } },
};

/* ---- what is finished ------------------------------------------------------------------------------ */

/* The sections of a part out of another file, where it has them. */
static bool
take(maker *k, const ag_container *c, int part)
{
    if (!ag_container_has(c, parts[part].sections[0]))
        return false;
    for (int i = 0; i < SECTIONS && parts[part].sections[i]; i++)
        for (int s = 0; s < c->n; s++)
            if (strcmp(c->sections[s].name, parts[part].sections[i]) == 0)
                ag_buf_str(ag_draft_section(&k->draft, c->sections[s].name, c->sections[s].version), c->sections[s].bytes);
    return true;
}

/* The first of the files that has the part. */
static ag_status
take_over(maker *k, int part, bool *is_there, ag_err *err)
{
    *is_there = false;
    for (int i = 0; i < k->o->from.n && !*is_there; i++) {
        ag_container c;
        ag_str file;

        AG_TRY(ag_file_map(k->o->from.at[i], &file, err));
        AG_TRY(ag_container_open(file, k->o->from.at[i], &c, err));
        *is_there = take(k, &c, part);
    }
    return AG_OK;
}

static ag_status
sum_file(const char *path, uint64_t *sum, ag_err *err)
{
    ag_str file;

    if (!path)
        return AG_OK;
    AG_TRY(ag_file_map(path, &file, err));
    *sum = ag_mix(*sum, ag_checksum(file));
    return AG_OK;
}

static ag_status
sum_files(const char *const *paths, int n, uint64_t *sum, ag_err *err)
{
    *sum = ag_mix(*sum, (uint64_t)n);
    for (int i = 0; i < n; i++)
        AG_TRY(sum_file(paths[i], sum, err));
    return AG_OK;
}

/* A number for all that training depends on: files, seed, parts, settings. */
static ag_status
sum_inputs(maker *k, uint64_t *sum, ag_err *err)
{
    const ag_train_options *o = k->o;
    ag_train_options copy = *o;

    *sum = ag_mix(o->seed, (uint64_t)o->rounds);
    for (int i = 0; i < AG_TRAIN_PARTS; i++)
        *sum = ag_mix(*sum, o->parts[i]);
    AG_TRY(sum_files(o->ud.at, o->ud.n, sum, err));
    AG_TRY(sum_files(o->names.at, o->names.n, sum, err));
    AG_TRY(sum_files(o->silver.at, o->silver.n, sum, err));
    AG_TRY(sum_files(o->coref.chains.at, o->coref.chains.n, sum, err));
    AG_TRY(sum_files(o->coref.gap.at, o->coref.gap.n, sum, err));
    AG_TRY(sum_files(o->from.at, o->from.n, sum, err));
    AG_TRY(sum_file(o->vectors, sum, err));
    for (const ag_setting *s = ag_train_settings(k->a, &copy); s->name; s++) {
        ag_str value = s->whole ? ag_arena_printf(k->a, "%d", *s->whole) : ag_arena_printf(k->a, "%.9g", (double)*s->part);

        *sum = ag_mix(*sum, ag_text_number(value));
    }
    return AG_OK;
}

static ag_status
make_folder(const char *path, ag_err *err)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return ag_fail(err, AG_MACHINE, "%s: %s", path, strerror(errno));
    return AG_OK;
}

/* What an interrupted run has finished: `file` stays empty where there is none. */
static ag_status
open_kept(maker *k, uint64_t sum, ag_container *out, ag_err *err)
{
    ag_str file;

    *out = (ag_container){ 0 };
    snprintf(k->draft.name, sizeof k->draft.name, "%016llx", (unsigned long long)sum);
    if (access(k->kept.at, F_OK) != 0)
        return AG_OK;
    AG_TRY(ag_file_read(k->a, k->kept.at, 0, 0, 0, &file, err));
    AG_TRY(ag_container_open(file, k->kept.at, out, err));
    if (strcmp(out->name, k->draft.name) != 0)
        return ag_fail(err, AG_INPUT, "%s: of other files, options or another seed; empty its folder of states to "
                                      "begin anew, or name another with --state", k->kept.at);
    return AG_OK;
}

/* ---- all ------------------------------------------------------------------------------------------ */

static ag_status
train_all(maker *k, ag_err *err)
{
    ag_container kept;
    uint64_t sum;

    for (int i = AG_TRAIN_SEGMENT; i <= AG_TRAIN_TREES; i++)
        if (k->o->parts[i] && !k->o->ud.n)
            return ag_fail(err, AG_USAGE, "the part '%s' is trained on treebanks: name some with --ud, or the parts you want "
                                          "with --parts", ag_train_part_names[i]);
    AG_TRY(make_folder(k->o->folder, err));
    AG_TRY(make_folder(k->state, err));
    AG_TRY(sum_inputs(k, &sum, err));
    AG_TRY(open_kept(k, sum, &kept, err));
    if (!kept.path) /* so that what a network has learned never lies there without the sum of what it is from */
        AG_TRY(ag_draft_save(&k->draft, k->kept.at, err));
    for (int i = 0; i < AG_TRAIN_PARTS; i++) {
        if (!k->o->parts[i]) {
            bool is_there;

            AG_TRY(take_over(k, i, &is_there, err));
            fprintf(stderr, "%s: %s\n", ag_train_part_names[i], is_there ? "taken over" : "none");
            continue;
        }
        if (take(k, &kept, i)) {
            fprintf(stderr, "%s: trained before\n", ag_train_part_names[i]);
            continue;
        }
        fprintf(stderr, "%s\n", ag_train_part_names[i]);
        AG_TRY(parts[i].train(k, err));
        AG_TRY(ag_draft_save(&k->draft, k->kept.at, err));
    }
    return AG_OK;
}

static ag_status
write_model(maker *k, ag_err *err)
{
    ag_str path = ag_arena_printf(k->a, "%s/en.model", k->o->folder);
    size_t all = 0;

    snprintf(k->draft.name, sizeof k->draft.name, "en-2");
    AG_TRY(ag_draft_save(&k->draft, path.at, err));
    for (int i = 0; i < k->draft.n; i++) {
        fprintf(stderr, "  %-16s %9zu bytes\n", k->draft.sections[i].name, k->draft.sections[i].bytes.len);
        all += k->draft.sections[i].bytes.len;
    }
    fprintf(stderr, "%s: %zu bytes\n", path.at, all);
    return AG_OK;
}

ag_status
ag_train(const ag_train_options *o, ag_err *err)
{
    ag_arena *a = ag_arena_new(0);
    maker k = { .o = o, .a = a, .state = o->state ? o->state : o->folder };

    k.kept = ag_arena_printf(a, "%s/train.state", k.state);

    ag_status s = ag_cpu_choose(err);

    if (s == AG_OK)
        s = train_all(&k, err);
    if (s == AG_OK)
        s = write_model(&k, err);
    if (s == AG_OK && !o->state) {
        remove(k.kept.at);
        remove(ag_arena_printf(a, "%s/trees.state", k.state).at);
        for (int i = 0; i < o->teachers; i++)
            remove(ag_arena_printf(a, "%s/teacher-%d.state", k.state, i + 1).at);
        remove(ag_arena_printf(a, "%s/names.state", k.state).at);
        for (int i = 0; i < o->namer.teachers; i++)
            remove(ag_arena_printf(a, "%s/names.state.teacher-%d", k.state, i + 1).at);
    }
    ag_draft_done(&k.draft);
    ag_arena_free(a);
    return s;
}
