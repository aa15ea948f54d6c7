/* Text → sentences, tokens, trees, names: the models opened, and the stages one after another. */
#define _POSIX_C_SOURCE 200809L
#include "language/language.h"

#include "language/container.h"
#include "language/models.h"
#include "language/namer.h"
#include "language/net/model.h"
#include "language/parser.h"
#include "language/segment.h"
#include "language/stages.h"
#include "language/tagger.h"
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
    if (m->tag_count != m->tagger.classes)
        return ag_fail(err, AG_INPUT, "%s: %d tags, but weights for %d", path, m->tag_count, m->tagger.classes);
    return AG_OK;
}

static ag_status
open_linear(const ag_container *c, const char *path, const char *name, int classes, ag_linear *out, ag_err *err)
{
    ag_str section;

    AG_TRY(ag_container_get(c, path, name, &section, err));
    AG_TRY(ag_linear_open(section, name, out, err));
    if (classes && out->classes != classes)
        return ag_fail(err, AG_INPUT, "%s: the weights '%s' have %d classes, this program wants %d", path, name,
                       out->classes, classes);
    return AG_OK;
}

static ag_status
open_lookup(const ag_container *c, const char *path, const char *name, ag_lookup *out, ag_err *err)
{
    ag_str section;

    AG_TRY(ag_container_get(c, path, name, &section, err));
    return ag_lookup_open(section, name, out, err);
}

ag_status
ag_models_read(ag_str file, const char *path, ag_models *m, ag_err *err)
{
    ag_container c;
    ag_str section;

    *m = (ag_models){ 0 };
    AG_TRY(ag_container_open(file, path, &c, err));
    snprintf(m->name, sizeof m->name, "%s %08llx", c.name, (unsigned long long)(c.checksum >> 32));
    AG_TRY(open_lookup(&c, path, "clusters", &m->clusters, err));
    AG_TRY(open_lookup(&c, path, "splits", &m->splits, err));
    AG_TRY(open_lookup(&c, path, "lemma-rules", &m->lemma_rules, err));
    AG_TRY(ag_container_get(&c, path, "lemma-texts", &m->lemma_texts, err));
    AG_TRY(open_lookup(&c, path, "feats", &m->feats, err));
    AG_TRY(ag_container_get(&c, path, "feats-texts", &m->feats_texts, err));
    AG_TRY(open_linear(&c, path, "breaks", AG_BREAK_COUNT, &m->breaks, err));
    AG_TRY(open_linear(&c, path, "stops", 2, &m->stops, err));
    AG_TRY(open_linear(&c, path, "tagger", 0, &m->tagger, err));
    AG_TRY(ag_container_get(&c, path, "tags", &section, err));
    AG_TRY(open_tags(section, path, m, err));
    AG_TRY(open_linear(&c, path, "arcs", AG_MOVE_COUNT, &m->arcs, err));
    AG_TRY(open_linear(&c, path, "labels", AG_DEPREL_COUNT, &m->labels, err));
    AG_TRY(open_linear(&c, path, "names", AG_NAME_TAGS, &m->names, err));
    AG_TRY(ag_container_get(&c, path, "name-steps", &section, err));
    if (section.len != AG_NAME_TAGS * AG_NAME_TAGS * sizeof(int32_t))
        return ag_fail(err, AG_INPUT, "%s: the weights 'name-steps' have the wrong size", path);
    memcpy(m->name_steps, section.at, section.len);
    return AG_OK;
}

ag_status
ag_models_open(const char *dir, ag_models **out, ag_err *err)
{
    size_t room = strlen(dir) + 16;
    char *path = malloc(room);
    ag_models *m = calloc(1, sizeof *m);
    ag_str file;
    ag_status s;

    *out = NULL;
    if (!path || !m) {
        free(path);
        free(m);
        return ag_fail(err, AG_MACHINE, "no memory left for the language models");
    }
    snprintf(path, room, "%s/en.model", dir);
    s = ag_file_map(path, &file, err);
    if (s == AG_OK)
        s = ag_models_read(file, path, m, err);
    /* the network is a file of its own; without it the perceptrons tag and parse */
    snprintf(path, room, "%s/en.net", dir);
    if (s == AG_OK && access(path, F_OK) == 0) {
        s = ag_file_map(path, &file, err);
        if (s == AG_OK)
            s = ag_net_model_open(file, path, m->tags, m->tag_count, &m->net, err);
        if (s == AG_OK)
            snprintf(m->name + strlen(m->name), sizeof m->name - strlen(m->name), ", %s", ag_net_model_name(m->net));
    }
    free(path);
    if (s != AG_OK) {
        free(m);
        return s;
    }
    *out = m;
    return AG_OK;
}

void
ag_models_close(ag_models *m)
{
    if (m)
        ag_net_model_close(m->net);
    free(m);
}

const char *
ag_models_name(const ag_models *m)
{
    return m->name;
}

/* By the perceptrons. Fills words and tag of all tokens. */
static void
tag_and_parse(ag_arena *a, const ag_models *m, ag_doc *doc, ag_word *words, uint8_t *tag)
{
    int longest = 1;
    uint8_t *upos = AG_ARRAY(a, uint8_t, doc->tokens.n + 1);
    ag_scorer tagger = { .frozen = &m->tagger }, arcs = { .frozen = &m->arcs }, labels = { .frozen = &m->labels };

    for (int s = 0; s < doc->sentences.n; s++)
        if (doc->sentences.at[s].tokens > longest)
            longest = doc->sentences.at[s].tokens;

    ag_parse *parse = ag_parse_new(a, longest);

    for (int s = 0; s < doc->sentences.n; s++) {
        int first = doc->sentences.at[s].first, end = doc->sentences.at[s].end;

        if (first == end)
            continue;
        ag_sentence_words(doc, first, end, &m->clusters, words + first);
        ag_tag_sentence(&tagger, m->tag_count, words + first, end - first, tag + first);
        for (int i = first; i < end; i++) {
            ag_token *t = &doc->tokens.at[i];

            t->upos = upos[i] = m->tags[tag[i]].upos;
            t->xpos = m->tags[tag[i]].xpos;
            ag_morphology(a, m, tag[i], t);
        }
        ag_parse_start(parse, words + first, tag + first, upos + first, end - first);
        ag_parse_run(&arcs, &labels, parse);
        for (int i = first; i < end; i++) {
            int head = parse->head[i - first];

            doc->tokens.at[i].head = head == end - first ? -1 : first + head;
            doc->tokens.at[i].deprel = parse->label[i - first];
        }
    }
}

void
ag_analyse_tokens(ag_arena *a, const ag_models *m, ag_doc *doc)
{
    int n = doc->tokens.n;
    ag_word *words = AG_ARRAY(a, ag_word, n + 1);
    uint8_t *tag = AG_ARRAY(a, uint8_t, n + 1);

    if (m->net) {
        for (int s = 0; s < doc->sentences.n; s++)
            ag_sentence_words(doc, doc->sentences.at[s].first, doc->sentences.at[s].end, &m->clusters,
                              words + doc->sentences.at[s].first);
        ag_net_model_run(a, m->net, doc, words, tag);
        for (int i = 0; i < n; i++)
            ag_morphology(a, m, tag[i], &doc->tokens.at[i]);
        if (ag_net_model_has_names(m->net))
            return;
    } else {
        tag_and_parse(a, m, doc, words, tag);
    }
    doc->names.n = 0;
    ag_find_names(a, m, doc, words, tag);
}

void
ag_language(ag_arena *a, const ag_models *m, ag_doc *doc)
{
    doc->tokens.n = doc->sentences.n = 0;
    ag_segment(a, m, doc);
    ag_analyse_tokens(a, m, doc);
}
