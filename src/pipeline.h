/* The two journeys. The first is a pure function of one article and runs in any number of workers;
 * the second is a function of the set of articles, so the order in which they came cannot show. */
#ifndef AG_PIPELINE_H
#define AG_PIPELINE_H

#include "extract/extract.h"
#include "ingest/ingest.h"
#include "language/language.h"
#include "ontology/ontology.h"
#include "record/record.h"
#include "relate/relate.h"
#include "resolve/decisions.h"
#include "workers.h"

/* What the first journey needs of the world: loaded once, shared by all workers, never changed. */
typedef struct ag_tools {
    ag_models *models;
    ag_ontology ontology;
    ag_maker maker;
    ag_ingest_options ingest;
} ag_tools;

/* Where weights and tables lie. */
typedef struct ag_places {
    char ontology[4096], models[4096];
    ag_imports imports; /* files of the user's own */
} ag_places;

/* Finds them: what the user said (may be NULL), else $ACTORGRAPH_DATA, else the tree beside the
 * running program, else the installed folder. AG_INPUT with the way out when there is none. */
ag_status ag_places_find(const char *ontology, const char *models, ag_places *out, ag_err *err);

/* Loads weights and tables; what it finds lives in `a` and until ag_tools_close. */
ag_status ag_tools_open(ag_arena *a, const ag_places *places, ag_tools *out, ag_err *err);
void ag_tools_close(ag_tools *tools);

/* The first journey of an item's articles up to `stage`: for printers of a stage. Calls `seen` for
 * each article, with NULL and the reason where it was set aside. */
typedef enum ag_stage { AG_STAGE_ARTICLE, AG_STAGE_LANGUAGE, AG_STAGE_ALL } ag_stage;
void ag_read_item(ag_arena *a, const ag_tools *tools, const ag_item *item, ag_stage stage, ag_sink seen);

/* The first journey in workers: `yield` gets the record of each article, in the order of the input,
 * and a sentence for each that was set aside. Items that a worker died on grow the list. */
ag_status ag_read_items(ag_arena *a, const ag_tools *tools, ag_items *items, const ag_work_options *options, ag_yield yield,
                        ag_err *err);

/* Language and extraction anew for articles that were read before: each item's bytes are a record line. */
ag_status ag_read_again(ag_arena *a, const ag_tools *tools, ag_items *records, const ag_work_options *options, ag_yield yield,
                        ag_err *err);

/* The second journey, up to what the views need: docs (records read back, in `a`, any order, copies
 * and all) → actors, acts, links. With the analyst's decisions, or NULL. */
void ag_world_of(ag_arena *a, ag_doc *const *docs, int n, const ag_decisions *decisions, ag_world *out);

/* The quad class of an event type, by the ontology in `rules` (an ag_rules): for ag_relate_options. */
ag_quad ag_quad_of_rules(const void *rules, ag_str type);

#endif
