/* Where a command's world comes from. */
#include "cli/cli.h"
#include "ontology/government.h"
#include "store/store.h"

/* Gathers records of a store; what was known of them lives in the arena. */
typedef struct gathering {
    ag_arena *a;
    ag_docs docs;
    int undated;
} gathering;

static ag_status
gather(void *self, ag_str line, ag_err *err)
{
    gathering *g = self;
    ag_doc *doc;

    AG_TRY(ag_record_read(g->a, line, &doc, err));
    g->undated += doc->date == AG_NO_DAY;
    AG_PUSH(g->a, &g->docs.docs, doc);
    return AG_OK;
}

/* A part of the store is enough, and its tables have it: what the analyst decided is in no table. */
static bool
is_part(const ag_asked *q)
{
    return !q->decisions && q->slice.level == AG_LEVEL_BOTH && !q->slice.actor &&
           (q->about || q->words || (q->tables && !ag_slice_has_days(&q->slice)) || (q->by_days && ag_slice_has_days(&q->slice)));
}

static ag_status
ask_store(ag_arena *a, const ag_common *c, const ag_asked *q, ag_told *out, ag_err *err)
{
    gathering g = { .a = a };
    ag_store_made made = { 0 };
    ag_store *store;
    ag_status s;

    AG_TRY(ag_store_open(q->store, AG_STORE_READ, &store, err));
    if (is_part(q))
        s = ag_store_part_of(a, store, &(ag_store_part){ .since = q->slice.since, .until = q->slice.until, .about = q->about, .words = q->words,
                                                          .whole_since = q->whole_since, .told = q->told, .all = q->tables && !q->about && !q->words,
                                                          .most = q->slice.source ? 0 : q->most, .found = &out->found }, &out->world, err);
    else
        s = ag_store_records(store, gather, &g, err);
    if (s == AG_OK)
        s = ag_store_made_by(a, store, &made, err);
    ag_store_close(store);
    out->model = made.model;
    out->ontology = made.ontology;
    if (s != AG_OK || is_part(q)) {
        out->tally.read = out->world.docs.n;
        return s;
    }
    if (g.docs.docs.n == 0)
        return ag_fail(err, AG_INPUT, "%s: no articles in it yet; 'actorgraph add --store %s PATH'", q->store, q->store);
    out->tally = (ag_readings){ .read = g.docs.docs.n, .undated = g.undated };
    return ag_cli_resolve(a, c, q->decisions, g.docs.docs.at, g.docs.docs.n, &out->world, err);
}

static ag_status
read_paths(ag_arena *a, const ag_common *c, const ag_asked *q, char *const *paths, int n, ag_told *out, ag_err *err)
{
    ag_tools tools = { 0 };
    ag_docs docs = { 0 };

    AG_TRY(ag_cli_tools(a, c, &tools, err));

    ag_status s = ag_cli_read_docs(a, c, &tools, paths, n, &docs, &out->tally, err);

    out->model = ag_arena_str(a, ag_str_of(tools.maker.model));
    out->ontology = ag_arena_str(a, ag_str_of(tools.maker.ontology));
    ag_tools_close(&tools);
    AG_TRY(s);
    if (docs.docs.n == 0)
        return ag_fail(err, AG_INPUT, "nothing to build from: no article was read");
    return ag_cli_resolve(a, c, q->decisions, docs.docs.at, docs.docs.n, &out->world, err);
}

static void
fold(ag_arena *a, const ag_ontology *ontology, ag_level level, ag_world *world)
{
    const ag_governments governments = { ag_government_member, ag_government_country, ontology };
    ag_world before = *world;

    ag_world_at_level(a, &before, level, &governments, world);
}

ag_status
ag_cli_world(ag_arena *a, const ag_common *c, ag_asked *q, char *const *paths, int n, ag_told *out, ag_err *err)
{
    char *named[] = { (char *)q->articles, NULL };
    ag_places places;
    ag_ontology ontology;

    *out = (ag_told){ 0 };
    AG_TRY(ag_slice_check(&q->slice, err));
    if ((n > 0) + (q->articles != NULL) + (q->store != NULL) > 1)
        return ag_fail(err, AG_USAGE, "articles or a store, not both: leave one of them out");
    if (n == 0 && !q->articles && !q->store)
        return ag_fail(err, AG_USAGE, "where are the articles? add --articles PATH, or --store FILE");
    if (q->store)
        AG_TRY(ask_store(a, c, q, out, err));
    else
        AG_TRY(read_paths(a, c, q, n ? paths : named, n ? n : 1, out, err));
    AG_TRY(ag_cli_places(c, &places, err));
    AG_TRY(ag_ontology_open(a, places.ontology, &places.imports, &ontology, err));
    AG_TRY(ag_slice_world(a, &q->slice, &out->world, err));
    fold(a, &ontology, (ag_level)q->slice.level, &out->world);
    out->relate = (ag_relate_options){ .is_sliced = ag_slice_has_days(&q->slice), .since = q->slice.since,
                                       .until = q->slice.until, .acts_only = ag_slice_is_of_acts(&q->slice), .quad_of = ag_quad_of_rules, .quad_context = ontology.rules };
    return AG_OK;
}
