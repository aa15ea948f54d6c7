/* The two journeys, stage by stage: the one file that knows all stages. */
#define _POSIX_C_SOURCE 200809L
#include "pipeline.h"

#include "coref/coref.h"
#include "ontology/rules.h"
#include "resolve/resolve.h"
#include "tuning.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef AG_DATA_DIR
#define AG_DATA_DIR "/usr/local/share/actorgraph"
#endif

/* ---- the first journey: one article, on its own arena, in any worker -------------------------- */

typedef struct reading {
    ag_arena *a;
    const ag_tools *tools;
    ag_stage stage;
    ag_sink seen;
} reading;

/* Each line is a stage, and a folder. */
static void
read_article(void *self, ag_doc *doc, const char *why)
{
    reading *r = self;

    if (doc && r->stage >= AG_STAGE_LANGUAGE)
        ag_language(r->a, r->tools->models, doc);         /* text → sentences, tokens, trees, names */
    if (doc && r->stage >= AG_STAGE_ALL) {
        ag_coref(r->a, ag_models_coref(r->tools->models), r->tools->ontology.gazetteer, doc); /* trees → chains */
        ag_extract(r->a, &r->tools->ontology, doc);       /* trees → entities, events, quotes       */
    }
    r->seen.take(r->seen.self, doc, why);
}

void
ag_read_item(ag_arena *a, const ag_tools *tools, const ag_item *item, ag_stage stage, ag_sink seen)
{
    reading r = { a, tools, stage, seen };

    ag_ingest(a, item, &tools->ingest, (ag_sink){ &r, read_article }); /* bytes → clean text, or why not */
}

typedef struct answering {
    ag_answer *answer;
    const ag_tools *tools;
    ag_buf line;
} answering;

static void
answer_article(void *self, ag_doc *doc, const char *why)
{
    answering *w = self;

    if (!doc) {
        ag_answer_refuse(w->answer, ag_str_of(why));
        return;
    }
    w->line.len = 0;
    ag_record_write(doc, &w->tools->maker, &w->line);
    ag_answer_take(w->answer, ag_buf_view(&w->line));
}

static void
work(const void *tools, ag_arena *a, const ag_item *item, ag_answer *answer)
{
    answering w = { .answer = answer, .tools = tools };

    ag_read_item(a, tools, item, AG_STAGE_ALL, (ag_sink){ &w, answer_article });
    ag_buf_done(&w.line);
}

ag_status
ag_read_items(ag_arena *a, const ag_tools *tools, ag_items *items, const ag_work_options *options, ag_yield yield, ag_err *err)
{
    for (int i = 0; i < items->refused.n; i++)
        yield.refused(yield.self, items->refused.at[i]);
    return ag_workers_run(a, items, work, tools, options, yield, err);
}

/* What ingest found stays; all that follows from the text is found anew. */
static void
work_again(const void *tools, ag_arena *a, const ag_item *item, ag_answer *answer)
{
    answering w = { .answer = answer, .tools = tools };
    reading r = { a, tools, AG_STAGE_ALL, { &w, answer_article } };
    ag_doc *old, *doc = AG_NEW(a, ag_doc);
    ag_err err;

    if (ag_record_read(a, item->bytes, &old, &err) != AG_OK) {
        ag_answer_refuse(answer, ag_arena_printf(a, "%.*s: %s", AG_SHOW(item->label), err.text));
        return;
    }
    *doc = (ag_doc){ .path = old->path, .title = old->title, .url = old->url, .source = old->source, .agency = old->agency,
                     .language = old->language, .date_source = old->date_source, .date = old->date,
                     .modified = old->modified, .text = old->text };
    memcpy(doc->id, old->id, sizeof doc->id);
    memcpy(doc->sha256, old->sha256, sizeof doc->sha256);
    for (int i = 0; i < old->authors.n; i++)
        AG_PUSH(a, &doc->authors, old->authors.at[i]);
    for (int i = 0; i < old->paragraphs.n; i++)
        AG_PUSH(a, &doc->paragraphs, old->paragraphs.at[i]);
    read_article(&r, doc, NULL);
    ag_buf_done(&w.line);
}

ag_status
ag_read_again(ag_arena *a, const ag_tools *tools, ag_items *records, const ag_work_options *options, ag_yield yield, ag_err *err)
{
    return ag_workers_run(a, records, work_again, tools, options, yield, err);
}

/* ---- the second journey: all articles ---------------------------------------------------------- */

void
ag_world_of(ag_arena *a, ag_doc *const *docs, int n, const ag_decisions *decisions, ag_world *out)
{
    *out = (ag_world){ 0 };
    ag_resolve_documents(a, docs, n, out);  /* copies, later versions, origins        */
    ag_resolve_actors(a, out, decisions);   /* one actor across articles              */
    ag_resolve_acts(a, out, decisions);     /* one event told five times is one event */
}

/* ---- tools ------------------------------------------------------------------------------------ */

static bool
is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool
join(char out[4096], const char *base, const char *rest)
{
    return (size_t)snprintf(out, 4096, "%s%s", base, rest) < 4096 && is_folder(out);
}

/* The tree beside the running program: build/actorgraph stands in a checkout. */
static bool
beside_program(char out[4096], const char *rest)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

    if (n <= 0)
        return false;
    self[n] = 0;
    for (int up = 0; up < 3; up++) { /* build/, build/bin/ … */
        char *slash = strrchr(self, '/');

        if (!slash)
            return false;
        *slash = 0;
        if (join(out, self, rest))
            return true;
    }
    return false;
}

static ag_status
find(const char *said, const char *in_data, const char *in_tree, const char *option, char out[4096], ag_err *err)
{
    const char *data = getenv("ACTORGRAPH_DATA");

    if (said)
        return join(out, said, "") ? AG_OK : ag_fail(err, AG_USAGE, "%s: no such folder (%s)", said, option);
    if ((data && join(out, data, in_data)) || beside_program(out, in_tree) || join(out, AG_DATA_DIR, in_data))
        return AG_OK;
    return ag_fail(err, AG_MACHINE, "no folder '%s' found; name it with %s DIR or set ACTORGRAPH_DATA", in_data + 1, option);
}

ag_status
ag_places_find(const char *ontology, const char *models, ag_places *out, ag_err *err)
{
    AG_TRY(find(ontology, "/ontology", "/ontology", "--ontology", out->ontology, err));
    return find(models, "/models", "/src/language/models", "--models", out->models, err);
}

ag_status
ag_tools_open(ag_arena *a, const ag_places *places, ag_tools *out, ag_err *err)
{
    *out = (ag_tools){ .ingest = { .date = AG_NO_DAY } };
    AG_TRY(ag_ontology_open(a, places->ontology, &places->imports, &out->ontology, err));
    AG_TRY(ag_models_open(places->models, &out->models, err));
    out->maker = (ag_maker){ "actorgraph " AG_VERSION, ag_models_name(out->models), out->ontology.name };
    return AG_OK;
}

void
ag_tools_close(ag_tools *tools)
{
    if (tools->models)
        ag_models_close(tools->models);
    tools->models = NULL;
}

ag_quad
ag_quad_of_rules(const void *rules, ag_str type)
{
    static const struct {
        const char *word;
        ag_quad quad;
    } quads[] = { { "VC", AG_QUAD_VERBAL_COOPERATION }, { "MC", AG_QUAD_MATERIAL_COOPERATION },
                  { "VK", AG_QUAD_VERBAL_CONFLICT }, { "MK", AG_QUAD_MATERIAL_CONFLICT } };

    for (int i = 0; i < ag_rules_types(rules); i++)
        for (size_t k = 0; k < sizeof quads / sizeof *quads; k++)
            if (ag_str_eq(ag_rules_type(rules, i)->name, type) && ag_str_is(ag_rules_type(rules, i)->quad, quads[k].word))
                return quads[k].quad;
    return AG_QUAD_NONE;
}
