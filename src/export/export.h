/* A graph → files, by the name of a format or of the file: the table of formats, and the one way by
 * which a command writes a graph.
 *
 * To add a format: write src/export/NAME.c with its writer, declare it in formats.h, add its row in
 * export.c, a reader that is not ours in tests/readers/, a section in docs/formats.md. */
#ifndef AG_EXPORT_EXPORT_H
#define AG_EXPORT_EXPORT_H

#include "base/out.h"
#include "graph/views.h"

/* What a writer gets. */
typedef struct ag_export {
    const ag_graph *graph;
    const ag_view *view;    /* what the graph was made from: world, ties, options. NULL where there are
                               columns only; formats with `needs_world` are not called then            */
} ag_export;

/* Appends the graph to `out` (base/out.h); what goes wrong stands there. A function of `x` alone. */
typedef void ag_export_writer(const ag_export *x, ag_out *out);

typedef struct ag_export_format {
    const char *name;         /* what --format says: "gexf"                                    */
    const char *extensions;   /* of file names, with blanks between: ".dot .gv"; "": by name only */
    const char *opens_in;     /* "Gephi": what the user may do with it next */
    ag_export_writer *write;
    ag_export_writer *write_edges; /* of a format that is two files: `write` makes NAME.nodes.EXT,
                                      this NAME.edges.EXT; else NULL                            */
    bool needs_world;
} ag_export_format;

/* All formats; the last has a NULL name. */
extern const ag_export_format ag_export_formats[];

/* "graphml|gexf|…": all names, for --help. */
extern const char ag_export_words[];

/* The format called `name`; with NULL the one whose extension `path` has (".gz" behind it does not
 * count), GraphML for the standard output. AG_USAGE when there is none, with the way out. */
ag_status ag_export_find(const char *name, const char *path, const ag_export_format **out, ag_err *err);

/* Writes the graph to `path` (NULL or "-": the standard output), gzipped when the name ends in ".gz".
 * The file, or both, appear whole or not at all. AG_MACHINE when it cannot be written, AG_USAGE for
 * two files on the standard output. */
ag_status ag_export_file(const ag_export *x, const ag_export_format *f, const char *path, ag_err *err);

/* The same into a stream that stays open: `write` of the format only. */
ag_status ag_export_stream(const ag_export *x, const ag_export_format *f, FILE *to, ag_err *err);

#endif
