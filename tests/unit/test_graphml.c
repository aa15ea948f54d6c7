/* With an argument, writes the graphs of a small and of a larger world into that folder, for the
 * tests of other readers. */
#include "export/export.h"
#include "graph/present.h"
#include "unit/unit.h"
#include "unit/worlds.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>

static ag_arena *a;

static ag_graph *
graph_of(const ag_world *w, ag_view_kind view)
{
    ag_view_options o = { .view = view };
    ag_view v = { 0 };
    ag_err err;

    CHECK(ag_present(a, w, &o, &v, &err) == AG_OK);
    return v.graph;
}

static ag_status
write_graphml(const ag_graph *g, bool strict, FILE *f, ag_err *err)
{
    const ag_export_format *format = NULL;

    CHECK(ag_export_find(strict ? "graphml-strict" : "graphml", NULL, &format, err) == AG_OK);
    return ag_export_stream(&(ag_export){ .graph = g }, format, f, err);
}

static ag_str
written(const ag_graph *g, bool strict)
{
    FILE *f = tmpfile();
    ag_err err;
    char *at;
    long n;

    CHECK(write_graphml(g, strict, f, &err) == AG_OK);
    n = ftell(f);
    rewind(f);
    at = ag_arena_alloc(a, (size_t)n + 1);
    CHECK(fread(at, 1, (size_t)n, f) == (size_t)n);
    fclose(f);
    return (ag_str){ at, (size_t)n };
}

static xmlNodePtr
child(xmlNodePtr parent, const char *name, int i)
{
    for (xmlNodePtr n = parent->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0 && i-- == 0)
            return n;
    return NULL;
}

static bool
attribute_is(xmlNodePtr n, const char *name, ag_str expected)
{
    xmlChar *got = xmlGetProp(n, (const xmlChar *)name);
    bool same = got && ag_str_is(expected, (const char *)got);

    xmlFree(got);
    return same;
}

/* The text of a column of an element, by the key's attr.name; NULL if absent. */
static char *
value_of(xmlDocPtr doc, xmlNodePtr row, const char *column, const char *what)
{
    for (xmlNodePtr k = xmlDocGetRootElement(doc)->children; k; k = k->next) {
        xmlChar *id;
        char *found = NULL;

        if (k->type != XML_ELEMENT_NODE || strcmp((const char *)k->name, "key") != 0 ||
            !attribute_is(k, "attr.name", ag_str_of(column)) || !attribute_is(k, "for", ag_str_of(what)))
            continue;
        id = xmlGetProp(k, (const xmlChar *)"id");
        for (int i = 0; child(row, "data", i); i++)
            if (attribute_is(child(row, "data", i), "key", ag_str_of((char *)id)))
                found = (char *)xmlNodeGetContent(child(row, "data", i));
        xmlFree(id);
        return found;
    }
    return NULL;
}

static void
same_cell(const ag_column *c, int row, const char *got)
{
    char number[32] = "";

    CHECK(c->has[row] == (got != NULL));
    if (!got)
        return;
    switch (c->type) {
    case AG_COLUMN_STRING: CHECK_STR(c->value.strings[row], got); return;
    case AG_COLUMN_INT: snprintf(number, sizeof number, "%ld", c->value.ints[row]); break;
    case AG_COLUMN_DOUBLE: snprintf(number, sizeof number, "%.6g", c->value.doubles[row] + 0.0); break;
    default: snprintf(number, sizeof number, "%s", c->value.bools[row] ? "true" : "false");
    }
    CHECK_STR(ag_str_of(number), got);
}

static void
what_is_written_reads_back_the_same(void)
{
    small_world s = world_small(a);

    for (int view = 0; view <= AG_VIEW_FULL; view++) {
        ag_graph *g = graph_of(s.w, (ag_view_kind)view);
        ag_str file = written(g, false);
        xmlDocPtr doc = xmlReadMemory(file.at, (int)file.len, "g", NULL, XML_PARSE_NONET);

        CHECK(doc != NULL);
        xmlNodePtr graph = child(xmlDocGetRootElement(doc), "graph", 0);
        CHECK(attribute_is(graph, "edgedefault", g->is_directed ? AG_S("directed") : AG_S("undirected")));
        CHECK(!child(graph, "node", g->n_nodes) && !child(graph, "edge", g->n_edges));
        for (int i = 0; i < g->n_nodes; i++) {
            xmlNodePtr n = child(graph, "node", i);

            CHECK(n && attribute_is(n, "id", g->node_id[i]));
            for (int c = 0; c < g->node_columns.n; c++) {
                char *v = value_of(doc, n, g->node_columns.at[c].name, "node");

                same_cell(&g->node_columns.at[c], i, v);
                xmlFree(v);
            }
        }
        for (int i = 0; i < g->n_edges; i++) {
            xmlNodePtr e = child(graph, "edge", i);

            CHECK(e && attribute_is(e, "id", g->edge_id[i]) && attribute_is(e, "label", g->edge_kind[i]));
            CHECK(attribute_is(e, "source", g->node_id[g->edge_from[i]]));
            CHECK(attribute_is(e, "target", g->node_id[g->edge_to[i]]));
            for (int c = 0; c < g->edge_columns.n; c++) {
                char *v = value_of(doc, e, g->edge_columns.at[c].name, "edge");

                same_cell(&g->edge_columns.at[c], i, v);
                xmlFree(v);
            }
        }
        xmlFreeDoc(doc);
    }
}

static void
the_same_world_gives_the_same_bytes(void)
{
    ag_str first = { 0 };

    for (int i = 0; i < 3; i++) {
        small_world s = world_small(a);
        ag_str file = written(graph_of(s.w, AG_VIEW_TIES), false);

        if (i == 0)
            first = file;
        CHECK(ag_str_eq(file, first));
    }
}

static void
strict_has_no_label_on_an_edge_and_gephi_has(void)
{
    small_world s = world_small(a);
    ag_graph *g = graph_of(s.w, AG_VIEW_ACTORS);

    CHECK(ag_str_find(written(g, false), AG_S(" label=\"ASSAULT claimed\"")) > 0);
    CHECK(ag_str_find(written(g, true), AG_S(" label=\"")) < 0);
}

static void
what_xml_cannot_carry_is_left_out(void)
{
    small_world s = world_small(a);

    s.w->actors.at[s.carney].name = AG_S("Mark\x01 \x1b<Carney> & \"Co\"\xef\xbf\xbf \xff\xf0\x9f\x98\x80]]>");
    ag_str file = written(graph_of(s.w, AG_VIEW_TIES), false);
    CHECK(ag_str_find(file, AG_S(">Mark &lt;Carney&gt; &amp; &quot;Co&quot; \xef\xbf\xbd\xf0\x9f\x98\x80]]&gt;<")) > 0);
    xmlDocPtr doc = xmlReadMemory(file.at, (int)file.len, "g", NULL, XML_PARSE_NONET);
    CHECK(doc != NULL);
    xmlFreeDoc(doc);
}

static void
keys_are_unique_in_any_case_and_declared_only_if_used(void)
{
    small_world s = world_small(a);
    ag_str file = written(graph_of(s.w, AG_VIEW_TIES), false);

    CHECK(ag_str_find(file, AG_S("<key id=\"edgelabel\" for=\"edge\" attr.name=\"label\" attr.type=\"string\"/>")) > 0);
    CHECK(ag_str_find(file, AG_S("<key id=\"e_r\" for=\"edge\" attr.name=\"r\" attr.type=\"int\"/>")) > 0);
    CHECK(ag_str_find(file, AG_S("event_type")) < 0 && ag_str_find(file, AG_S("log_likelihood")) < 0);
    CHECK(ag_str_find(file, AG_S("<default")) < 0 && ag_str_find(file, AG_S("<desc")) < 0);
}

static void
a_description_with_dashes_is_still_a_comment(void)
{
    ag_graph g = { .description = AG_S("a--b---c-") };
    ag_str file = written(&g, false);
    xmlDocPtr doc = xmlReadMemory(file.at, (int)file.len, "g", NULL, XML_PARSE_NONET);

    CHECK(doc != NULL);
    xmlFreeDoc(doc);
}

static void
a_full_disk_is_told(void)
{
    small_world s = world_small(a);
    FILE *f = fopen("/dev/full", "w");
    ag_err err = { 0 };

    if (f) {
        CHECK(write_graphml(graph_of(s.w, AG_VIEW_FULL), false, f, &err) == AG_MACHINE);
        CHECK(strstr(err.text, "cannot write") != NULL);
        fclose(f);
    }
}

/* A larger world. Origins are powers of two, so that weights are rational: other readers can then
 * find the same paths of equal length from the six digits in the file. */
static ag_world *
larger_world(void)
{
    maker m = world_new(a);
    int d = world_doc(&m, "x", ag_day_of(2025, 1, 1), 0);
    uint64_t r = 5;

    for (int i = 0; i < 90; i++) {
        const char *id = ag_arena_printf(a, "person.p%02d", i).at;

        world_actor(&m, id, id, AG_TYPE_PERSON, i % 2 ? "US" : "RU");
    }
    for (int i = 0; i < 170; i++) {
        int who[3];

        for (int k = 0; k < 3; k++) {
            r = r * 6364136223846793005u + 1442695040888963407u;
            who[k] = (int)(r >> 40) % 90;
        }
        if (who[0] != who[1])
            world_act(&m, "CONSULT", "meet", 2, true, d, i % 4 ? 2 : 3, who)->origins = 1 << i % 4;
    }
    return world_done(&m);
}

static int
write_samples(const char *dir)
{
    small_world s = world_small(a);
    ag_world *larger = larger_world();

    for (int i = 0; i <= AG_VIEW_FULL + 1; i++) {
        bool is_large = i > AG_VIEW_FULL;
        ag_graph *g = graph_of(is_large ? larger : s.w, is_large ? AG_VIEW_TIES : (ag_view_kind)i);

        for (int strict = 0; strict < 2; strict++) {
            ag_str path = ag_arena_printf(a, "%s/%s-%s.graphml", dir, is_large ? "larger" : ag_view_name((ag_view_kind)i),
                                          strict ? "strict" : "gephi");
            FILE *f = fopen(path.at, "w");
            ag_err err = { 0 };

            if (!f || write_graphml(g, strict, f, &err) != AG_OK) {
                fprintf(stderr, "%s: %s\n", path.at, f ? err.text : "cannot be opened");
                return 1;
            }
            fclose(f);
        }
    }
    ag_graph_leading(graph_of(s.w, AG_VIEW_TIES), stdout, 5);
    return 0;
}

int
main(int argc, char **argv)
{
    a = ag_arena_new(0);
    if (argc > 1)
        return write_samples(argv[1]);
    RUN(what_is_written_reads_back_the_same);
    RUN(the_same_world_gives_the_same_bytes);
    RUN(strict_has_no_label_on_an_edge_and_gephi_has);
    RUN(what_xml_cannot_carry_is_left_out);
    RUN(keys_are_unique_in_any_case_and_declared_only_if_used);
    RUN(a_description_with_dashes_is_still_a_comment);
    RUN(a_full_disk_is_told);
    ag_arena_free(a);
    return unit_end();
}
