/* Names of the user's own: tables in our format, and dictionaries in the syntax of TABARI and PETRARCH
 * (.actors.txt, .agents.txt). docs/actors.md shows both. */
#ifndef AG_ONTOLOGY_IMPORT_H
#define AG_ONTOLOGY_IMPORT_H

#include "ontology/gazetteer.h"

typedef enum ag_import_kind { AG_IMPORT_TABLE, AG_IMPORT_DICTIONARY } ag_import_kind;

/* A file of the user's, read and told apart. */
typedef struct ag_import {
    const char *path;
    ag_str text;
    ag_import_kind kind;
} ag_import;

/* Reads a file into `a`. AG_INPUT when it cannot be read. */
ag_status ag_import_open(ag_arena *a, const char *path, ag_import *out, ag_err *err);

/* Adds what a file has to the gazetteer. A table's rows hold against those that come later; a dictionary adds what is
 * not known yet. Each line that cannot be used is noted with its reason, and a sentence says what was taken. AG_INPUT:
 * a table that is none (ag_table_parse). */
ag_status ag_import_add(ag_arena *a, ag_gazetteer *g, const ag_import *in, ag_err *err);

#endif
