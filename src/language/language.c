/* Text → sentences, tokens, trees, names: the model opened, and the stages one after another. */
#define _POSIX_C_SOURCE 200809L
#include "language/language.h"

#include "base/file.h"
#include "language/container.h"
#include "language/models.h"
#include "language/morphology.h"
#include "language/namer.h"
#include "language/net/kernel.h"
#include "language/net/model.h"
#include "language/segment.h"
#include "language/stages.h"
#include "names.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A tag in the section "tags": its universal part, a bar, its Penn part, a line feed. */
static ag_status
open_tags(ag_str section, const char *path, ag_models *m, ag_err *err)
{
    ag_str line, upos;

    while (ag_str_cut(&section, '\n', &line)) {
        ag_str rest = line;

        if (line.len == 0)
            continue;
        if (m->tag_count == AG_TAGS_MAX)
            return ag_fail(err, AG_INPUT, "%s: more than %d tags", path, AG_TAGS_MAX);

        ag_tag *t = &m->tags[m->tag_count++];

        if (!ag_str_cut(&rest, '|', &upos) || !ag_upos_parse(upos, &t->upos))
            return ag_fail(err, AG_INPUT, "%s: '%.*s' is not a tag", path, AG_SHOW(line));
        t->xpos = rest;
    }
    return m->tag_count ? AG_OK : ag_fail(err, AG_INPUT, "%s: no tags", path);
}

static ag_status
open_linear(const ag_container *c, const char *name, uint32_t version, int classes, ag_linear *out, ag_err *err)
{
    ag_str section;

    AG_TRY(ag_container_get(c, name, version, &section, err));
    AG_TRY(ag_linear_open(section, name, out, err));
    if (out->classes != classes)
        return ag_fail(err, AG_INPUT, "%s: the weights '%s' have %d classes, this program wants %d", c->path, name,
                       out->classes, classes);
    return AG_OK;
}

static ag_status
open_lookup(const ag_container *c, const char *name, uint32_t version, ag_lookup *out, ag_err *err)
{
    ag_str section;

    AG_TRY(ag_container_get(c, name, version, &section, err));
    return ag_lookup_open(section, name, out, err);
}

/* What ag_segment needs. */
static ag_status
open_segmentation(const ag_container *c, ag_models *m, ag_err *err)
{
    AG_TRY(open_lookup(c, "clusters", AG_CLUSTERS_VERSION, &m->clusters, err));
    AG_TRY(open_lookup(c, "splits", AG_SEGMENT_VERSION, &m->splits, err));
    AG_TRY(open_linear(c, "breaks", AG_SEGMENT_VERSION, AG_BREAK_COUNT, &m->breaks, err));
    return open_linear(c, "stops", AG_SEGMENT_VERSION, 2, &m->stops, err);
}

static ag_status
open_all(const ag_container *c, ag_models *m, ag_err *err)
{
    ag_str section;

    AG_TRY(open_segmentation(c, m, err));
    AG_TRY(ag_container_get(c, "tags", AG_MORPHOLOGY_VERSION, &section, err));
    AG_TRY(open_tags(section, c->path, m, err));
    AG_TRY(open_lookup(c, "lemma-rules", AG_MORPHOLOGY_VERSION, &m->lemma_rules, err));
    AG_TRY(ag_container_get(c, "lemma-texts", AG_MORPHOLOGY_VERSION, &m->lemma_texts, err));
    AG_TRY(open_lookup(c, "feats", AG_MORPHOLOGY_VERSION, &m->feats, err));
    AG_TRY(ag_container_get(c, "feats-texts", AG_MORPHOLOGY_VERSION, &m->feats_texts, err));
    AG_TRY(ag_net_model_open(c, m->tags, m->tag_count, &m->net, err));
    if (ag_container_has(c, "namer")) { /* a model may do without */
        AG_TRY(ag_namer_open(c, ag_net_model_vectors(m->net), &m->namer, err));
    }
    if (ag_container_has(c, "coref")) {
        AG_TRY(ag_container_get(c, "coref", AG_COREF_VERSION, &section, err));
        AG_TRY(ag_coref_open(section, c->path, &m->coref, err));
    }
    return AG_OK;
}

static ag_status
models_new(const ag_container *c, ag_status (*open)(const ag_container *c, ag_models *m, ag_err *err), ag_models **out,
           ag_err *err)
{
    ag_models *m = calloc(1, sizeof *m);

    *out = NULL;
    if (!m)
        return ag_fail(err, AG_MACHINE, "no memory left for the language models");
    snprintf(m->name, sizeof m->name, "%s %08llx", c->name, (unsigned long long)(c->checksum >> 32));

    ag_status s = open(c, m, err);

    if (s == AG_OK)
        *out = m;
    else
        ag_models_close(m);
    return s;
}

ag_status
ag_models_new(const ag_container *c, ag_models **out, ag_err *err)
{
    return models_new(c, open_all, out, err);
}

ag_status
ag_models_new_segmentation(const ag_container *c, ag_models **out, ag_err *err)
{
    return models_new(c, open_segmentation, out, err);
}

ag_status
ag_models_open(const char *dir, ag_models **out, ag_err *err)
{
    size_t room = strlen(dir) + sizeof "/en.model";
    char *path = malloc(room);
    ag_container c;
    ag_str file;

    *out = NULL;
    if (!path)
        return ag_fail(err, AG_MACHINE, "no memory left for the language models");
    snprintf(path, room, "%s/en.model", dir);

    ag_status s = ag_cpu_choose(err);

    if (s == AG_OK)
        s = ag_file_map(path, &file, err);
    if (s == AG_OK)
        s = ag_container_open(file, path, &c, err);
    if (s == AG_OK)
        s = ag_models_new(&c, out, err);
    free(path);
    return s;
}

void
ag_models_close(ag_models *m)
{
    if (m) {
        ag_namer_close(m->namer);
        ag_net_model_close(m->net);
    }
    free(m);
}

const struct ag_coref_model *
ag_models_coref(const ag_models *m)
{
    return &m->coref;
}

const char *
ag_models_name(const ag_models *m)
{
    return m->name;
}

void
ag_analyse_tokens(ag_arena *a, const ag_models *m, ag_doc *doc)
{
    int n = doc->tokens.n;
    ag_word *words = AG_ARRAY(a, ag_word, n + 1);
    uint8_t *tag = AG_ARRAY(a, uint8_t, n + 1);

    for (int s = 0; s < doc->sentences.n; s++)
        ag_sentence_words(doc, doc->sentences.at[s].first, doc->sentences.at[s].end, &m->clusters,
                          words + doc->sentences.at[s].first);
    float *hints = m->namer && ag_net_model_name_tags(m->net) == AG_NAME_TAGS ? AG_ARRAY(a, float, (size_t)n * AG_NAME_TAGS + 1)
                                                                              : NULL;

    ag_net_model_run(m->net, doc, words, tag, hints);
    for (int i = 0; i < n; i++)
        ag_morphology(a, m, tag[i], &doc->tokens.at[i]);
    doc->names.n = 0;
    if (m->namer)
        ag_namer_run(a, m->namer, doc, words, hints);
}

void
ag_language(ag_arena *a, const ag_models *m, ag_doc *doc)
{
    doc->tokens.n = doc->sentences.n = 0;
    ag_segment(a, m, doc);
    ag_analyse_tokens(a, m, doc);
}
