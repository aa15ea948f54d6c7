#define _POSIX_C_SOURCE 200809L
#include "export/check.h"
#include "export/export.h"
#include "export/read.h"
#include "graph/present.h"
#include "unit/unit.h"
#include "unit/worlds.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static ag_arena *a;

static ag_view
view_of(const ag_world *w, ag_view_kind kind)
{
    ag_view v = { 0 };
    ag_view_options o = { .view = kind, .relate = { .since = AG_NO_DAY, .until = AG_NO_DAY } };
    ag_err err;

    CHECK(ag_present(a, w, &o, &v, &err) == AG_OK);
    return v;
}

static ag_str
written(const ag_view *v, const char *format)
{
    const ag_export_format *f;
    ag_err err;
    char *at = NULL;
    size_t n = 0;
    FILE *memory = open_memstream(&at, &n);
    ag_str text;

    CHECK(ag_export_find(format, NULL, &f, &err) == AG_OK);
    CHECK(ag_export_stream(&(ag_export){ v->graph, v }, f, memory, &err) == AG_OK);
    fclose(memory);
    text = ag_arena_str(a, (ag_str){ at, n });
    free(at);
    return text;
}

static ag_status
read_text(ag_str text, ag_graph *g, ag_err *err)
{
    char path[] = "/tmp/ag-read-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "wb");
    ag_status s;

    fwrite(text.at, 1, text.len, f);
    fclose(f);
    s = ag_graphml_read(a, path, g, err);
    unlink(path);
    return s;
}

static void
same_columns(const ag_column *mine, int n, int rows, ag_column *(*find)(const ag_graph *, const char *), const ag_graph *g)
{
    for (int i = 0; i < n; i++) {
        const ag_column *c = &mine[i], *d = find(g, c->name);

        for (int r = 0; r < rows; r++) {
            CHECK(c->has[r] == (d && d->has[r]));
            if (!d || !c->has[r] || !d->has[r])
                continue;
            CHECK(c->type == d->type);
            switch (c->type) {
            case AG_COLUMN_STRING: CHECK(ag_str_eq(c->value.strings[r], d->value.strings[r])); break;
            case AG_COLUMN_INT: CHECK(c->value.ints[r] == d->value.ints[r]); break;
            case AG_COLUMN_DOUBLE:
                CHECK(fabs(c->value.doubles[r] - d->value.doubles[r]) <= 5e-6 * fabs(c->value.doubles[r]) + 1e-300);
                break;
            default: CHECK(c->value.bools[r] == d->value.bools[r]);
            }
        }
    }
}

static void
what_is_written_is_read_as_it_was(void)
{
    small_world s = world_small(a);

    for (int kind = 0; kind <= AG_VIEW_FULL; kind++) {
        ag_view v = view_of(s.w, (ag_view_kind)kind);
        const ag_graph *g = v.graph;
        ag_graph h;
        ag_err err;

        CHECK(read_text(written(&v, "graphml"), &h, &err) == AG_OK);
        CHECK(h.n_nodes == g->n_nodes && h.n_edges == g->n_edges && h.is_directed == g->is_directed);
        if (h.n_nodes != g->n_nodes || h.n_edges != g->n_edges)
            return;
        for (int i = 0; i < g->n_nodes; i++)
            CHECK(ag_str_eq(g->node_id[i], h.node_id[i]));
        for (int i = 0; i < g->n_edges; i++)
            CHECK(ag_str_eq(g->edge_id[i], h.edge_id[i]) && ag_str_eq(g->edge_kind[i], h.edge_kind[i]) &&
                  g->edge_from[i] == h.edge_from[i] && g->edge_to[i] == h.edge_to[i]);
        same_columns(g->node_columns.at, g->node_columns.n, g->n_nodes, ag_node_column, &h);
        same_columns(g->edge_columns.at, g->edge_columns.n, g->n_edges, ag_edge_column, &h);
    }
}

static void
what_is_no_graph_is_refused_with_its_place(void)
{
    static const char *const bad[] = { "", "not xml", "<a/>", "<graphml><graph></graphml>", "<!DOCTYPE g [<!ENTITY x \"y\">]><graphml><graph/></graphml>" };
    ag_graph g;
    ag_err err;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK(read_text(ag_str_of(bad[i]), &g, &err) == AG_INPUT);
        CHECK(strstr(err.text, "/tmp/ag-read-") == err.text);
    }
    CHECK(ag_graphml_read(a, "/nowhere/at-all.graphml", &g, &err) == AG_INPUT);
}

static void
nothing(void *self, const ag_finding *f)
{
    (void)self, (void)f;
}

/* A file of ours with bytes changed, doubled, cut: read or refused, never more. */
static void
damaged_files_are_read_or_refused(void)
{
    small_world s = world_small(a);
    ag_view v = view_of(s.w, AG_VIEW_TIES);
    static const char *const formats[] = { "graphml", "gexf" };
    uint64_t r = 17;

    for (int round = 0; round < 300; round++) {
        ag_str text = written(&v, formats[round % 2]);
        char *damaged = ag_arena_alloc(a, text.len + 1);
        size_t n = text.len;
        ag_check_counts counts;
        ag_graph g;
        ag_err err;

        memcpy(damaged, text.at, n);
        for (int hit = 0; hit < 1 + round % 5; hit++) {
            r = r * 6364136223846793005u + 1442695040888963407u;
            damaged[(r >> 24) % n] = (char)("<>\"&=/ \0x9-\xff"[(r >> 56) % 12]);
        }
        if (round % 7 == 0)
            n = (size_t)(r >> 30) % n + 1;
        read_text((ag_str){ damaged, n }, &g, &err);

        FILE *f = fmemopen(damaged, n, "rb");

        ag_check_file(a, "damaged", f, false, nothing, NULL, &counts, &err);
        fclose(f);
    }
}

int
main(void)
{
    a = ag_arena_new(0);
    RUN(what_is_written_is_read_as_it_was);
    RUN(what_is_no_graph_is_refused_with_its_place);
    RUN(damaged_files_are_read_or_refused);
    ag_arena_free(a);
    return unit_end();
}
