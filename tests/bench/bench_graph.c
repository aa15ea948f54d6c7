/* How long a large graph takes: a world made by a seeded generator → view, analysis, layout, formats,
 * in CPU seconds of this process, with the most memory it held.
 *
 *     bench_graph [ACTORS [TIES]]      100000 and 500000 by default
 *
 * Ties come by preferential attachment (Barabási & Albert 1999), so that a few actors have very many;
 * each is an act or two told in one of ACTORS/4 articles. */
#define _POSIX_C_SOURCE 200809L
#include "export/export.h"
#include "graph/present.h"
#include "relate/pairs.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static uint64_t state = 20250824;

static int
below(int n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)n);
}

static ag_world *
make_world(ag_arena *a, int actors, int ties)
{
    static const char *const countries[] = { "US", "RU", "UA", "CN", "CA", "GB", "FR", "IL", "DE", "" };
    static const struct {
        const char *type, *verb;
        double intensity;
    } kinds[] = { { "CONSULT", "meet", 2.5 }, { "AGREE", "sign", 4 }, { "ACCUSE", "accuse", -3 }, { "ASSAULT", "strike", -9 } };
    ag_world *w = AG_NEW(a, ag_world);
    int docs = actors / 4 + 1, made = 0, *ends = AG_ARRAY(a, int, 2 * ties + 2), n_ends = 0;
    ag_pairs seen = { 0 };
    const char *text = "The president of the first met the foreign minister of the second on Sunday, officials said & denied.\n\n";

    w->origin = AG_ARRAY(a, int, docs);
    for (int d = 0; d < docs; d++) {
        ag_doc *doc = AG_NEW(a, ag_doc);

        snprintf(doc->id, sizeof doc->id, "%016x", d);
        doc->path = ag_arena_printf(a, "news/%06d.txt", d);
        doc->date = ag_day_of(2025, 1, 1) + below(180);
        doc->text = ag_str_of(text);
        AG_PUSH(a, &w->docs, doc);
        w->origin[d] = d;
    }
    w->n_origins = docs;
    for (int i = 0; i < actors; i++)
        AG_PUSH(a, &w->actors,
                (ag_actor){ .id = ag_arena_printf(a, "person.p%06d", i), .name = ag_arena_printf(a, "Person Number %d", i),
                            .type = (uint8_t)(i % 5 == 0 ? AG_TYPE_ORGANIZATION : AG_TYPE_PERSON), .is_named = true, .role = AG_S("minister"),
                            .country = ag_str_of(countries[below(10)]), .mentions = 3, .documents = 2, .origins = 2,
                            .first_seen = ag_day_of(2025, 1, 1), .last_seen = ag_day_of(2025, 6, 1), .first_day = AG_NO_DAY,
                            .last_day = AG_NO_DAY, .evidence = { below(docs), { 0, 101 } } });
    while (made < ties) {
        int x = made < actors - 1 ? made + 1 : below(actors), y = n_ends && below(10) ? ends[below(n_ends)] : below(x + 1), k = below(4);

        if (x == y || ag_pairs_add(a, &seen, x < y ? x : y, x < y ? y : x, made) != made)
            continue;
        ends[n_ends++] = x;
        ends[n_ends++] = y;
        made++;
        for (int again = 0; again < 1 + (below(5) == 0); again++) {
            ag_act act = { .id = ag_arena_printf(a, "event.%07d.%d", made, again), .label = AG_S("P meets Q, 24 Aug"),
                           .type = ag_str_of(kinds[k].type), .mode = AG_S(""), .lemma = ag_str_of(kinds[k].verb),
                           .intensity = kinds[k].intensity, .is_symmetric = k < 2, .claimed_by = -1, .reports = 1, .origins = 1 };

            AG_PUSH(a, &act.parts, (ag_participant){ x, AG_SOURCE });
            AG_PUSH(a, &act.parts, (ag_participant){ y, AG_TARGET });
            AG_PUSH(a, &act.evidence, (ag_evidence){ below(docs), { 0, 101 } });
            act.date = (ag_date){ ag_day_of(2025, 1, 1) + below(180), AG_GRAIN_DAY };
            AG_PUSH(a, &w->acts, act);
        }
    }
    w->actor_of = AG_ARRAY(a, int *, docs);
    return w;
}

static double
seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double last;

static double
lap(const char *what)
{
    struct rusage use;
    double now = seconds(), took = now - last;

    getrusage(RUSAGE_SELF, &use);
    if (what)
        printf("%-22s %8.2f s   %6.0f MB at most\n", what, took, (double)use.ru_maxrss / 1024);
    fflush(stdout);
    last = seconds();
    return took;
}

int
main(int argc, char **argv)
{
    int actors = argc > 1 ? atoi(argv[1]) : 100000, ties = argc > 2 ? atoi(argv[2]) : 500000;
    ag_arena *a = ag_arena_new(0);
    ag_view_options o = { .seed = 1, .relate = { .since = AG_NO_DAY, .until = AG_NO_DAY } };
    ag_view v;
    ag_err err;

    if (actors < 2 || ties < 1 || ties > 20000000) {
        fprintf(stderr, "bench_graph [ACTORS [TIES]]\n");
        return 2;
    }
    ag_world *w = make_world(a, actors, ties);
    double began;

    lap("the world");
    began = seconds();
    ag_view_build(a, w, &o, &v);
    lap("view");
    if (ag_graph_analyse(a, &v, &err) != AG_OK)
        goto failed;
    lap("analysis");
    ag_graph_slice(a, &v);
    if (ag_graph_layout(a, &v, &err) != AG_OK)
        goto failed;
    lap("layout");
    printf("all numbers            %8.2f s   of %d nodes, %d edges\n", seconds() - began, v.graph->n_nodes, v.graph->n_edges);
    for (const ag_export_format *f = ag_export_formats; f->name; f++) {
        FILE *out = tmpfile();
        double took;

        if (!out || f->needs_world || ag_export_stream(&(ag_export){ v.graph, &v }, f, out, &err) != AG_OK) {
            if (out)
                fclose(out);
            continue;
        }
        took = lap(NULL);
        printf("%-22s %8.2f s   %6.0f MB, %.0f MB/s\n", f->name, took, (double)ftell(out) / 1e6, (double)ftell(out) / 1e6 / took);
        fclose(out);
        lap(NULL);
    }
    ag_arena_free(a);
    return 0;
failed:
    fprintf(stderr, "%s\n", err.text);
    return 1;
}
