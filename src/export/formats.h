/* The writers behind the table of formats in export.c; each tells in its file what it makes. */
#ifndef AG_EXPORT_FORMATS_H
#define AG_EXPORT_FORMATS_H

#include "export/export.h"

ag_export_writer ag_write_graphml, ag_write_graphml_strict;

#endif
