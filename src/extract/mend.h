/* Mending trees before they are read. Inside extract/ only. */
#ifndef AG_MEND_H
#define AG_MEND_H

#include "actorgraph.h"
#include "ontology/rules.h"

/* By grammar alone; before all steps. */
void ag_mend_trees(ag_doc *doc);

/* By the cues of reality.txt: hangs what is called for on the call. */
void ag_mend_attachments(const ag_rules *r, ag_doc *doc);

#endif
