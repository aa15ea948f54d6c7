/* The stages of extraction, in the order in which each needs the one before: events need actors,
 * quotes (who says so) and times. */
#include "extract/extract.h"

#include "extract/mend.h"

void
ag_extract(ag_arena *a, const ag_ontology *o, ag_doc *doc)
{
    ag_mend_trees(doc);
    ag_mend_attachments(o->rules, doc);
    ag_extract_actors(a, o, doc);
    ag_extract_times(a, o, doc);
    ag_extract_terms(a, o, doc);
    ag_extract_quotes(a, o, doc);
    ag_extract_events(a, o, doc);
}
