/* The explorer's page: what it knows, that nothing in it can break out, its size and its time.
 *
 *     test_html          runs the tests
 *     test_html FOLDER   writes hostile.html and large.html there, for the test in a browser */
#define _POSIX_C_SOURCE 200809L
#include "export/export.h"
#include "export/page.h"
#include "graph/present.h"
#include "unit/unit.h"
#include "unit/worlds.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <time.h>

enum { ACTORS = 5000, TIES = 20000, DOCS = 2000, LARGEST = 6000000 /* bytes */ };
#ifdef __SANITIZE_ADDRESS__
static const double LONGEST = 60; /* seconds */
#else
static const double LONGEST = 2;
#endif

static ag_arena *a;

static ag_view
view_of(const ag_world *w, ag_view_kind kind)
{
    ag_view v;
    ag_view_options o = { .view = kind, .seed = 1, .relate = { .since = AG_NO_DAY, .until = AG_NO_DAY } };
    ag_err err;

    ag_view_build(a, w, &o, &v);
    CHECK(ag_graph_analyse(a, &v, &err) == AG_OK);
    CHECK(ag_graph_layout(a, &v, &err) == AG_OK);
    return v;
}

/* The page as it would stand in the file. */
static ag_str
page_of(const ag_view *v)
{
    const ag_export_format *f;
    char *at = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&at, &n);
    ag_err err;

    CHECK(ag_export_find("html", NULL, &f, &err) == AG_OK);
    CHECK(ag_export_stream(&(ag_export){ v->graph, v }, f, to, &err) == AG_OK);
    fclose(to);

    ag_str page = ag_arena_str(a, (ag_str){ at, n });

    free(at);
    return page;
}

static cJSON *
data_of(const ag_view *v)
{
    ag_buf b = { 0 };

    ag_page_data(a, v, &b);

    cJSON *json = cJSON_ParseWithLength(b.at, b.len);

    CHECK(json);
    ag_buf_done(&b);
    return json;
}

static int
length(const cJSON *object, const char *name)
{
    return cJSON_GetArraySize(cJSON_GetObjectItem(object, name));
}

static void
every_view_is_told_whole(void)
{
    small_world s = world_small(a);

    for (int kind = AG_VIEW_TIES; kind <= AG_VIEW_FULL; kind++) {
        ag_view v = view_of(s.w, (ag_view_kind)kind);
        cJSON *json = data_of(&v), *nodes = cJSON_GetObjectItem(json, "nodes"), *edges = cJSON_GetObjectItem(json, "edges");
        int acts = length(json, "acts"), sentences = length(json, "sentences"), docs = length(json, "docs");
        const cJSON *x, *y;

        CHECK(length(nodes, "id") == v.graph->n_nodes && length(edges, "kind") == v.graph->n_edges);
        CHECK(length(edges, "from") == v.graph->n_edges && length(edges, "acts") == v.graph->n_edges);
        cJSON_ArrayForEach(x, cJSON_GetObjectItem(nodes, "act")) CHECK(x->valueint >= -1 && x->valueint < acts);
        cJSON_ArrayForEach(x, cJSON_GetObjectItem(json, "acts"))
            cJSON_ArrayForEach(y, cJSON_GetObjectItem(x, "sentences")) CHECK(y->valueint >= 0 && y->valueint < sentences);
        cJSON_ArrayForEach(x, cJSON_GetObjectItem(json, "sentences")) CHECK(cJSON_GetArrayItem(x, 0)->valueint < docs);
        cJSON_Delete(json);
    }
}

static void
a_tie_carries_its_acts_with_their_weights_claims_too(void)
{
    small_world s = world_small(a);
    ag_view v = view_of(s.w, AG_VIEW_TIES);
    cJSON *json = data_of(&v), *edges = cJSON_GetObjectItem(json, "edges");

    for (int e = 0; e < v.graph->n_edges; e++) {
        const cJSON *flat = cJSON_GetArrayItem(cJSON_GetObjectItem(edges, "acts"), e);
        const cJSON *acts = cJSON_GetObjectItem(json, "acts");
        double sum = 0, weight = ag_edge_column(v.graph, "weight")->value.doubles[e];
        int claimed = 0;

        for (int k = 0; k + 1 < cJSON_GetArraySize(flat); k += 2) {
            const cJSON *act = cJSON_GetArrayItem(acts, cJSON_GetArrayItem(flat, k)->valueint);
            const char *layer = cJSON_GetObjectItem(act, "layer")->valuestring;

            sum += strcmp(layer, "fact") == 0 ? cJSON_GetArrayItem(flat, k + 1)->valuedouble : 0;
            claimed += strcmp(layer, "claimed") == 0;
        }
        CHECK(sum > 0 ? sum - weight < 1e-6 && weight - sum < 1e-6 : claimed > 0);
        CHECK(claimed == ag_edge_column(v.graph, "claims")->value.ints[e]);
    }
    cJSON_Delete(json);
}

static void
a_tie_has_ten_sentences_at_most_and_each_stands_once(void)
{
    maker m = world_new(a);
    int doc = world_doc(&m, "a.txt", ag_day_of(2025, 8, 24), 0);
    int x = world_actor(&m, "person.x", "X", AG_TYPE_PERSON, ""), y = world_actor(&m, "person.y", "Y", AG_TYPE_PERSON, "");

    for (int i = 0; i < 30; i++) {
        ag_act *act = ACT(&m, "CONSULT", "meet", 2.5, true, doc, x, y);

        if (i % 2) /* told again in the sentence of the act before */
            AG_PUSH(a, &act->evidence, m.w->acts.at[i - 1].evidence.at[0]);
    }

    ag_view v = view_of(world_done(&m), AG_VIEW_TIES);
    cJSON *json = data_of(&v);

    CHECK(length(json, "acts") == 30 && length(json, "sentences") == AG_PAGE_SENTENCES);
    cJSON_Delete(json);
}

static void
what_is_marked_gives_the_sentence_back(void)
{
    maker m = world_new(a);
    int doc = world_doc(&m, "a.txt", AG_NO_DAY, 0);
    int x = world_actor(&m, "person.x", "Xéna", AG_TYPE_PERSON, ""), y = world_actor(&m, "person.y", "Y", AG_TYPE_PERSON, "");
    ag_buf back = { 0 };

    ACT(&m, "CONSULT", "meet", 2.5, true, doc, x, y);

    ag_doc *d = m.doc[doc];
    uint32_t at = (uint32_t)ag_str_find(d->text, AG_S("Xéna"));

    AG_PUSH(a, &d->mentions, (ag_mention){ .span = { at, at + 5 }, .entity = x });
    AG_PUSH(a, &d->mentions, (ag_mention){ .span = { at + 1, at + 3 }, .entity = y }); /* inside: not marked */
    AG_PUSH(a, &d->mentions, (ag_mention){ .span = { at + 6, at + 7 }, .entity = y });

    ag_view v = view_of(world_done(&m), AG_VIEW_TIES);
    cJSON *json = data_of(&v);
    const cJSON *piece, *sentence = cJSON_GetArrayItem(cJSON_GetObjectItem(json, "sentences"), 0);
    int marks = 0;

    cJSON_ArrayForEach(piece, sentence)
        if (cJSON_IsArray(piece)) {
            marks++;
            ag_buf_z(&back, cJSON_GetArrayItem(piece, 0)->valuestring);
        } else if (cJSON_IsString(piece))
            ag_buf_z(&back, piece->valuestring);
    CHECK(marks == 2);
    CHECK_STR(ag_buf_view(&back), "Sentence 0: meet Xéna Y.");
    ag_buf_done(&back);
    cJSON_Delete(json);
}

/* ---- hostile ---- */

#define BREAK "</script><script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"

static ag_view
hostile(void)
{
    maker m = world_new(a);
    int doc = world_doc(&m, "a/" BREAK ".txt", ag_day_of(2025, 8, 24), 0);
    int other = world_doc(&m, "b.txt", ag_day_of(2025, 8, 23), 1);
    int x = world_actor(&m, "person.x", "=X " BREAK " <!--", AG_TYPE_PERSON, "US");
    int y = world_actor(&m, "person.y", "\"Y' & <b>bold</b> \xe2\x80\xae", AG_TYPE_PERSON, "zz");
    int z = world_actor(&m, "person.z", "__proto__", AG_TYPE_PERSON, "");

    m.doc[doc]->url = AG_S("javascript:document.title='broken'");
    m.doc[doc]->title = AG_S(BREAK);
    m.doc[doc]->source = AG_S("<i>outlet</i>");
    m.doc[other]->url = AG_S("https://example.org/\"><script>document.title='broken'</script>");
    m.doc[other]->title = AG_S("a link");
    m.w->actors.at[x].role = AG_S(BREAK);
    ACT(&m, "CONSULT", BREAK, 2.5, true, doc, x, y)->label = AG_S(BREAK);
    ACT(&m, "AGREE", "meet", 2.5, true, other, x, y);
    ACT(&m, "constructor", "toString", -1, false, doc, z, x);

    ag_world *w = world_done(&m);

    AG_PUSH(a, &w->posts, (ag_post){ .person = x, .of = -1, .role = AG_S(BREAK) });
    return view_of(w, AG_VIEW_TIES);
}

static int
count(ag_str s, const char *what)
{
    int n = 0;

    for (long at; (at = ag_str_find(s, ag_str_of(what))) >= 0; n++)
        s = ag_str_sub(s, (size_t)at + 1, s.len);
    return n;
}

static void
nothing_an_article_says_can_end_the_data(void)
{
    ag_view v = hostile();
    ag_str page = page_of(&v);
    long from = ag_str_find(page, AG_S("<script id=\"data\""));
    ag_str data = ag_str_sub(page, (size_t)from, page.len);

    data.len = (size_t)ag_str_find(data, AG_S("</script>"));
    CHECK(count(data, "<") == 1); /* its own */
    CHECK(count(data, "onerror") > 5);
    CHECK(count(page, "<script") == 3 && count(page, "</script") == 3);
    CHECK(count(page, "default-src 'none'; script-src 'sha256-") == 1);
}

/* ---- large ---- */

/* A linear congruential generator (Numerical Recipes): below n, the same every time. */
static unsigned
below(uint32_t *state, unsigned n)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % n;
}

static ag_view
large(void)
{
    ag_world *w = AG_NEW(a, ag_world);
    ag_buf text = { 0 };
    uint32_t random = 1;
    ag_view v;
    ag_view_options o = { .seed = 1, .relate = { .since = AG_NO_DAY, .until = AG_NO_DAY } };
    int *origin = AG_ARRAY(a, int, DOCS);
    static const char *const types[] = { "CONSULT", "ACCUSE", "AID", "ASSAULT", "REQUEST" };
    static const double scores[] = { 2.5, -3, 10, -9, 0 };

    for (int i = 0; i < ACTORS; i++)
        AG_PUSH(a, &w->actors, (ag_actor){ .id = ag_arena_printf(a, "person.%05d", i), .name = ag_arena_printf(a, "Given%d Family%d", i % 97, i),
                                            .type = (uint8_t)(i % 3), .is_named = true, .mentions = 3, .documents = 2, .origins = 2,
                                            .role = AG_S("minister"), .first_seen = AG_NO_DAY, .last_seen = AG_NO_DAY,
                                            .first_day = AG_NO_DAY, .last_day = AG_NO_DAY, .evidence = { .doc = i % DOCS } });
    for (int i = 0; i < DOCS; i++) {
        ag_doc *d = AG_NEW(a, ag_doc);

        d->path = ag_arena_printf(a, "news/%04d.txt", i);
        d->title = ag_arena_printf(a, "Article %d of many", i);
        d->source = ag_arena_printf(a, "Outlet %d", i % 7);
        d->date = ag_day_of(2025, 1, 1) + i % 300;
        origin[i] = i;
        text.len = 0;
        for (int k = 0; k < TIES / DOCS; k++) {
            unsigned x = below(&random, ACTORS), y = below(&random, ACTORS), kind = below(&random, 5), number = below(&random, 100000);
            ag_span s = { (uint32_t)text.len, 0 };
            ag_act act = { .type = ag_str_of(types[kind]), .lemma = AG_S("meet"), .intensity = scores[kind], .claimed_by = -1, .reports = 1, .origins = 1 };

            ag_buf_str(&text, w->actors.at[x].name);
            AG_PUSH(a, &d->mentions, (ag_mention){ .span = { s.from, (uint32_t)text.len }, .entity = (int)x });
            ag_buf_printf(&text, " met in the town of Anywhere %u with ", number);
            ag_buf_str(&text, w->actors.at[y].name);
            ag_buf_printf(&text, ", who had asked for number %u at the usual place and been told to come later, said nobody in particular.", number / 7);
            s.to = (uint32_t)text.len;
            ag_buf_z(&text, "\n\n");
            act.id = ag_arena_printf(a, "event.%05d", i * 100 + k);
            act.label = ag_arena_printf(a, "Family%u meets Family%u", x, y);
            act.date = (ag_date){ d->date, AG_GRAIN_DAY };
            AG_PUSH(a, &act.parts, (ag_participant){ (int)x, AG_SOURCE });
            AG_PUSH(a, &act.parts, (ag_participant){ (int)y, AG_TARGET });
            AG_PUSH(a, &act.evidence, (ag_evidence){ i, s });
            AG_PUSH(a, &w->acts, act);
        }
        d->text = ag_arena_str(a, ag_buf_view(&text));
        AG_PUSH(a, &w->docs, d);
    }
    ag_buf_done(&text);
    w->origin = origin;
    w->n_origins = DOCS;
    w->actor_of = AG_ARRAY(a, int *, DOCS);
    w->actor_of[0] = AG_ARRAY(a, int, ACTORS);
    for (int i = 0; i < ACTORS; i++)
        w->actor_of[0][i] = i;
    for (int i = 1; i < DOCS; i++)
        w->actor_of[i] = w->actor_of[0];

    ag_view_build(a, w, &o, &v);
    for (int i = 0; i < v.graph->n_nodes; i++) { /* a grid: the layout of so many is not what is tested */
        ag_set_double(ag_node_column(v.graph, "x"), i, (i % 71 - 35) * 60 + i % 13);
        ag_set_double(ag_node_column(v.graph, "y"), i, (i / 71 - 35) * 60.0 + i % 7);
        ag_set_double(ag_node_column(v.graph, "size"), i, 10 + i % 10);
        ag_set_double(ag_node_column(v.graph, "strength"), i, i % 20);
    }
    return v;
}

static void
five_thousand_actors_fit_into_six_megabytes_and_two_seconds(void)
{
    ag_view v = large();
    clock_t before = clock();
    ag_str page = page_of(&v), again;
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;

    CHECK(v.graph->n_nodes > ACTORS * 0.99 && v.graph->n_edges > TIES * 0.99);
    CHECK(page.len < LARGEST);
    CHECK(seconds < LONGEST);
    again = page_of(&v);
    CHECK(ag_str_eq(page, again));
    fprintf(stderr, "%d actors, %d ties: %zu bytes in %.2f s\n", v.graph->n_nodes, v.graph->n_edges, page.len, seconds);
}

static int
write_pages(const char *folder)
{
    ag_view views[2] = { hostile(), large() };
    static const char *const names[] = { "hostile.html", "large.html" };
    const ag_export_format *f;
    ag_err err;

    if (ag_export_find("html", NULL, &f, &err) != AG_OK)
        return 1;
    for (int i = 0; i < 2; i++)
        if (ag_export_file(&(ag_export){ views[i].graph, &views[i] }, f, ag_arena_printf(a, "%s/%s", folder, names[i]).at, &err) != AG_OK)
            return 1;
    return 0;
}

int
main(int argc, char **argv)
{
    a = ag_arena_new(0);
    if (argc > 1)
        return write_pages(argv[1]);
    RUN(every_view_is_told_whole);
    RUN(a_tie_carries_its_acts_with_their_weights_claims_too);
    RUN(a_tie_has_ten_sentences_at_most_and_each_stands_once);
    RUN(what_is_marked_gives_the_sentence_back);
    RUN(nothing_an_article_says_can_end_the_data);
    RUN(five_thousand_actors_fit_into_six_megabytes_and_two_seconds);
    ag_arena_free(a);
    return unit_end();
}
