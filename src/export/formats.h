/* The writers behind the table of formats in export.c; each tells in its file what it makes. */
#ifndef AG_EXPORT_FORMATS_H
#define AG_EXPORT_FORMATS_H

#include "export/export.h"

ag_export_writer ag_write_graphml, ag_write_graphml_strict;
ag_export_writer ag_write_gexf, ag_write_gexf_12;
ag_export_writer ag_write_csv_nodes, ag_write_csv_edges;
ag_export_writer ag_write_json, ag_write_node_link;
ag_export_writer ag_write_dot;
ag_export_writer ag_write_turtle;
ag_export_writer ag_write_svg;
ag_export_writer ag_write_html;

#endif
