/* What the extraction stages saw in one article, as aligned lines: for users, case files, and
 * whoever is debugging. Each printer's file tells its format. */
#ifndef AG_EXTRACT_SHOW_H
#define AG_EXTRACT_SHOW_H

#include "actorgraph.h"

#include <stdio.h>

void ag_show_chains(const ag_doc *doc, FILE *out);
void ag_show_actors(const ag_doc *doc, FILE *out);
void ag_show_events(const ag_doc *doc, FILE *out);
void ag_show_relations(const ag_doc *doc, FILE *out);
void ag_show_quotes(const ag_doc *doc, FILE *out);
void ag_show_times(const ag_doc *doc, FILE *out);

#endif
