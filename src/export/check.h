/* Will this GraphML or GEXF open cleanly in Gephi and the others? A file → findings: what would be merged,
 * dropped, warned of or refused by Gephi, networkx, igraph, graphology, Neo4j or a validating
 * reader, with line, element and remedy. */
#ifndef AG_EXPORT_CHECK_H
#define AG_EXPORT_CHECK_H

#include "base/arena.h"
#include "base/err.h"

#include <stdio.h>

typedef struct ag_check_rule {
    const char *id;      /* "node-twice" */
    const char *what;    /* what goes wrong, and for whom */
    const char *remedy;
    bool is_note;        /* cannot be avoided by the writer of the file; worth knowing */
    bool is_strict;      /* only when the file is to validate against the GraphML schema */
} ag_check_rule;

/* All rules; the last has a NULL id. */
extern const ag_check_rule ag_check_rules[];

typedef struct ag_finding {
    const ag_check_rule *rule;
    long line;           /* from 1 */
    ag_str element;      /* "<edge id=\"e1\">" */
    ag_str found;        /* what stands there, or "" */
    bool is_note;
} ag_finding;

typedef struct ag_check_counts {
    long nodes, edges, findings, notes;
} ag_check_counts;

/* Reads a stream to its end and calls `found` for each finding, in order of the file; those about
 * the file as a whole come last. Memory grows with the ids in the file, not with its size; no
 * network, no entities, so that a hostile file can only be refused. AG_INPUT when it cannot be read. */
ag_status ag_check_file(ag_arena *a, const char *path, FILE *in, bool strict,
                           void (*found)(void *self, const ag_finding *f), void *self, ag_check_counts *out, ag_err *err);

#endif
