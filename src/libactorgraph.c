/* See libactorgraph.h: the two journeys of pipeline.h behind plain C types. */
#include "libactorgraph.h"

#include "export/export.h"
#include "graph/present.h"
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>

struct ag_library {
    ag_arena *tables, *work; /* for as long as it is open; for one call */
    ag_tools tools;
    bool is_open;
    ag_err err;
};

ag_library *
ag_library_open(const char *data)
{
    ag_library *l = calloc(1, sizeof *l);
    ag_places places;
    char ontology[4096], models[4096];

    if (!l)
        return NULL;
    l->tables = ag_arena_new(0);
    l->work = ag_arena_new(0);
    snprintf(ontology, sizeof ontology, "%s/ontology", data ? data : "");
    snprintf(models, sizeof models, "%s/models", data ? data : "");
    l->is_open = ag_places_find(data ? ontology : NULL, data ? models : NULL, &places, &l->err) == AG_OK &&
                 ag_tools_open(l->tables, &places, &l->tools, &l->err) == AG_OK;
    return l;
}

void
ag_library_close(ag_library *l)
{
    if (!l)
        return;
    if (l->is_open)
        ag_tools_close(&l->tools);
    ag_arena_free(l->work);
    ag_arena_free(l->tables);
    free(l);
}

const char *
ag_library_why(const ag_library *l)
{
    return l->err.text;
}

/* Ready for a call, or not: the reason stays. */
static bool
begin(ag_library *l)
{
    if (!l->is_open)
        return false;
    l->err = (ag_err){ 0 };
    ag_arena_reset(l->work);
    return true;
}

typedef struct taking {
    const ag_library *library;
    ag_library_taker taker;
    ag_buf line;
} taking;

static void
take(void *self, ag_doc *doc, const char *why)
{
    taking *t = self;

    t->line.len = 0;
    if (!doc && t->taker.set_aside)
        t->taker.set_aside(t->taker.self, why);
    if (!doc || !t->taker.record)
        return;
    ag_record_write(doc, &t->library->tools.maker, &t->line);
    ag_buf_char(&t->line, 0);
    t->line.at[t->line.len - 2] = 0; /* for the line end */
    t->taker.record(t->taker.self, t->line.at, t->line.len - 2);
}

int
ag_library_extract(ag_library *l, const char *label, const void *bytes, size_t len, const char *day, ag_library_taker taker)
{
    taking t = { .library = l, .taker = taker };
    ag_item item = { .label = ag_str_of(label), .bytes = { bytes, len }, .line = 1 };

    if (!begin(l))
        return -1;
    l->tools.ingest.date = AG_NO_DAY;
    if (day && !ag_day_parse(ag_str_of(day), &l->tools.ingest.date)) {
        ag_fail(&l->err, AG_USAGE, "'%s' is no day; give one such as 2025-08-24", day);
        return -1;
    }
    item.format = ag_ingest_format(l->work, item.label, item.bytes);
    ag_read_item(l->work, &l->tools, &item, AG_STAGE_ALL, (ag_sink){ &t, take });
    ag_buf_done(&t.line);
    return 0;
}

static bool
find_view(const char *word, ag_view_kind *out)
{
    for (int i = 0; ag_view_words[i]; i++)
        if (strcmp(ag_view_words[i], word) == 0) {
            *out = (ag_view_kind)i;
            return true;
        }
    return false;
}

static ag_status
build(ag_library *l, const char *const *records, size_t n, const char *word, const char *path)
{
    ag_view_options options = { .seed = 1, .relate = { .quad_of = ag_quad_of_rules, .quad_context = l->tools.ontology.rules } };
    const ag_export_format *format;
    ag_world world;
    ag_view view;
    AG_LIST(ag_doc *) docs = { 0 };

    if (word && !find_view(word, &options.view))
        return ag_fail(&l->err, AG_USAGE, "no view '%s'; there are ties, actors, knowledge, cooccurrence and full", word);
    AG_TRY(ag_export_find(NULL, path, &format, &l->err));
    for (size_t i = 0; i < n; i++) {
        ag_doc *doc;
        ag_err err;

        if (ag_record_read(l->work, ag_str_of(records[i]), &doc, &err) != AG_OK)
            return ag_fail(&l->err, AG_INPUT, "record %zu: %s", i + 1, err.text);
        if (doc)
            AG_PUSH(l->work, &docs, doc);
    }
    if (docs.n == 0)
        return ag_fail(&l->err, AG_INPUT, "nothing to build from: no record was given");
    ag_world_of(l->work, docs.at, docs.n, NULL, &world);
    AG_TRY(ag_present(l->work, &world, &options, &view, &l->err));
    return ag_export_file(&(ag_export){ view.graph, &view }, format, path, &l->err);
}

int
ag_library_build(ag_library *l, const char *const *records, size_t n, const char *view, const char *path)
{
    return begin(l) && build(l, records, n, view, path) == AG_OK ? 0 : -1;
}
