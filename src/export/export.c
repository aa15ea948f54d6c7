/* The table of formats, and files under the names that were asked for. */
#include "export/export.h"
#include "base/file.h"
#include "export/formats.h"

#include <errno.h>

/* To add a format, see export.h. The first row with an extension has it. */
const ag_export_format ag_export_formats[] = {
    { "graphml", ".graphml .xml", "Gephi", ag_write_graphml, NULL, false },
    { "graphml-strict", "", "any reader of GraphML", ag_write_graphml_strict, NULL, false },
    { "gexf", ".gexf", "Gephi", ag_write_gexf, NULL, false },
    { "gexf-1.2", "", "Gephi", ag_write_gexf_12, NULL, false },
    { "csv", ".csv", "Gephi (both tables: .nodes and .edges)", ag_write_csv_nodes, ag_write_csv_edges, false },
    { "json", ".json", "graphology", ag_write_json, NULL, false },
    { "node-link", "", "networkx", ag_write_node_link, NULL, false },
    { "dot", ".dot .gv", "Graphviz", ag_write_dot, NULL, false },
    { "turtle", ".ttl", "an RDF store", ag_write_turtle, NULL, true },
    { "svg", ".svg", "a browser", ag_write_svg, NULL, false },
    { "html", ".html .htm", "a browser", ag_write_html, NULL, true },
    { 0 },
};

const char ag_export_words[] = "graphml|graphml-strict|gexf|gexf-1.2|csv|json|node-link|dot|turtle|svg|html";

/* ---- finding one ---- */

/* Where the extension of a file name begins; its end where it has none. ".gz" is none. */
static ag_str
extension_of(const char *path, bool *is_gzip)
{
    ag_str name = ag_str_of(path);

    *is_gzip = ag_str_ends(name, AG_S(".gz"));
    if (*is_gzip)
        name.len -= 3;
    for (size_t i = name.len; i-- > 0 && name.at[i] != '/';)
        if (name.at[i] == '.')
            return ag_str_sub(name, i, name.len);
    return ag_str_sub(name, name.len, name.len);
}

static bool
is_stdout(const char *path)
{
    return !path || strcmp(path, "-") == 0;
}

ag_status
ag_export_find(const char *name, const char *path, const ag_export_format **out, ag_err *err)
{
    bool is_gzip;
    ag_str extension = is_stdout(path) ? AG_S("") : extension_of(path, &is_gzip);

    *out = &ag_export_formats[0];
    for (const ag_export_format *f = ag_export_formats; f->name; f++) {
        ag_str rest = ag_str_of(f->extensions), word;

        if (name && strcmp(name, f->name) == 0) {
            *out = f;
            return AG_OK;
        }
        while (!name && rest.len && ag_str_cut(&rest, ' ', &word))
            if (ag_str_eq_nocase(word, extension)) {
                *out = f;
                return AG_OK;
            }
    }
    if (name)
        return ag_fail(err, AG_USAGE, "no format '%s'; there are %s", name, ag_export_words);
    if (extension.len == 0)
        return AG_OK;
    return ag_fail(err, AG_USAGE, "%s: no format is known by '%.*s'; name one with --format %s", path, AG_SHOW(extension),
                   ag_export_words);
}

/* ---- writing ---- */

static ag_status
write_to(const ag_export *x, ag_export_writer *write, FILE *to, bool is_gzip, const char *path, ag_err *err)
{
    ag_out out;

    AG_TRY(ag_out_open(&out, to, is_gzip, err));
    write(x, &out);
    return ag_out_close(&out, path, err);
}

ag_status
ag_export_stream(const ag_export *x, const ag_export_format *f, FILE *to, ag_err *err)
{
    return write_to(x, f->write, to, false, "the graph", err);
}

/* "a/week.csv.gz", "nodes" → "a/week.nodes.csv.gz". */
static ag_str
part_name(ag_arena *a, const char *path, const char *part)
{
    bool is_gzip;
    size_t at = (size_t)(extension_of(path, &is_gzip).at - path);

    return ag_arena_printf(a, "%.*s.%s%s", (int)at, path, part, path + at);
}

static ag_status
create_and_write(const ag_export *x, ag_export_writer *write, const char *path, bool is_gzip, ag_outfile *file, ag_err *err)
{
    AG_TRY(ag_file_create(path, file, err));
    return write_to(x, write, file->stream, is_gzip, path, err);
}

ag_status
ag_export_file(const ag_export *x, const ag_export_format *f, const char *path, ag_err *err)
{
    ag_outfile file[2] = { 0 };
    bool is_gzip = false;
    int why;
    ag_status s;

    if (f->needs_world && !x->view)
        return ag_fail(err, AG_USAGE, "the format %s needs the articles, not a graph alone", f->name);

    ag_arena *a = ag_arena_new(0);

    if (!is_stdout(path))
        extension_of(path, &is_gzip);
    if (!f->write_edges)
        s = create_and_write(x, f->write, is_stdout(path) ? "-" : path, is_gzip, &file[0], err);
    else if (is_stdout(path))
        s = ag_fail(err, AG_USAGE, "%s is two files, of nodes and of edges: give their name with -o", f->name);
    else {
        s = create_and_write(x, f->write, part_name(a, path, "nodes").at, is_gzip, &file[0], err);
        if (s == AG_OK)
            s = create_and_write(x, f->write_edges, part_name(a, path, "edges").at, is_gzip, &file[1], err);
    }
    for (int i = 0; s == AG_OK && i < 2; i++)
        if (file[i].stream)
            s = ag_file_keep(&file[i], err);
    why = errno; /* the caller looks whether a pipe was closed */
    for (int i = 0; i < 2; i++)
        ag_file_drop(&file[i]);
    ag_arena_free(a);
    errno = why;
    return s;
}
