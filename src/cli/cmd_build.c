/* build: articles in, graph out. export: the same of a store. */
#include "cli/cli.h"
#include "export/export.h"
#include "export/read.h"
#include "graph/present.h"

#include <stdio.h>

typedef struct choice {
    int view, color, flavour, slice;
    const char *window, *format, *like;
    ag_asked asked;
    long seed, leading;
    ag_view_options view_options;
} choice;

/* What people read on stderr when the graph is written. */
static void
sum_up(ag_arena *a, const ag_common *c, const ag_readings *t, const ag_world *w, const ag_graph *g, const char *out,
       const ag_export_format *format, const char *store)
{
    int kept_out = 0;

    for (int i = 0; i < w->acts.n; i++)
        kept_out += w->acts.at[i].status > AG_PLANNED || w->acts.at[i].voice == AG_VOICE_OPPONENT ||
                    w->acts.at[i].voice == AG_VOICE_UNNAMED;
    ag_cli_say(c, "%s read, %d set aside.", ag_cli_count(a, t->read, "article"), t->set_aside);
    if (t->undated && c->date == AG_NO_DAY)
        ag_cli_say(c, " No date in %d of %d: give --date.", t->undated, t->read);
    if (w->joined)
        ag_cli_say(c, " %s of another.", w->joined == 1 ? "1 is an exact copy" : ag_arena_printf(a, "%d are exact copies", w->joined).at);
    if (w->superseded)
        ag_cli_say(c, " %s by a later version.", ag_arena_printf(a, "%d replaced", w->superseded).at);
    ag_cli_say(c, " %s.\n", ag_cli_count(a, w->n_origins, "origin"));
    ag_cli_say(c, "%s, %s, %s", ag_cli_count(a, g->n_nodes, "node"), ag_cli_count(a, g->n_edges, "edge"),
               ag_cli_count(a, w->acts.n, "event"));
    if (kept_out)
        ag_cli_say(c, "; %s not taken as fact (possible, denied, claimed): --view full", ag_cli_count(a, kept_out, "statement"));
    ag_cli_say(c, ".\n");
    if (out && strcmp(out, "-") != 0)
        ag_cli_say(c, "Open %s in %s, or ask what it rests on: actorgraph why NAME NAME %s %s\n", out,
                   format->opens_in, store ? "--store" : "--articles", store ? store : "PATH");
}

static ag_status
run(ag_arena *a, const ag_common *c, choice *ch, char *const *paths, int n, ag_readings *tally, ag_err *err)
{
    ag_told known;
    ag_view view;
    ag_graph like;
    const ag_export_format *format;
    const char *name = ch->format ? ch->format : ch->flavour ? "graphml-strict" : NULL;
    bool claims = ch->view_options.relate.claims, places = ch->view_options.relate.places;

    AG_TRY(ag_export_find(name, c->out, &format, err));
    if (ch->like) {
        AG_TRY(ag_graphml_read(a, ch->like, &like, err));
        ch->view_options.like = &like;
    }
    ch->asked.by_days = ch->view_options.view != AG_VIEW_FULL && !ch->view_options.roles; /* these show all actors */
    AG_TRY(ag_cli_world(a, c, &ch->asked, paths, n, &known, err));
    *tally = known.tally;
    ch->view_options.relate = known.relate;
    ch->view_options.relate.claims = claims;
    ch->view_options.relate.places = places;
    AG_TRY(ag_present(a, &known.world, &ch->view_options, &view, err));

    ag_status s = ag_export_file(&(ag_export){ view.graph, &view }, format, c->out, err);

    ag_cli_check_pipe(stdout);
    AG_TRY(s);
    if (ch->leading)
        ag_graph_leading(view.graph, c->out && strcmp(c->out, "-") != 0 ? stdout : stderr, (int)ch->leading);
    sum_up(a, c, tally, &known.world, view.graph, c->out, format, ch->asked.store);
    return AG_OK;
}

/* Rows of both commands. */
#define OPTIONS(c, ch)                                                                                                    \
    AG_OPTION_OUT(c),                                                                                                     \
    { "--view", AG_OPT_WORD, &(ch).view, "ties|actors|knowledge|cooccurrence|full", "what becomes a node and an edge",    \
      ag_view_words },                                                                                                    \
    { "--claims", AG_OPT_FLAG, &(ch).view_options.relate.claims, NULL, "let claims weigh as facts do", NULL },            \
    { "--places", AG_OPT_FLAG, &(ch).view_options.relate.places, NULL, "places are nodes, too", NULL },                   \
    { "--roles", AG_OPT_FLAG, &(ch).view_options.roles, NULL, "offices are edges, too", NULL },                           \
    AG_OPTIONS_SLICE((ch).asked.slice),                                                                                   \
    { "--window", AG_OPT_TEXT, &(ch).window, "sentence|paragraph|document|K", "where names count as together", NULL },    \
    { "--slice", AG_OPT_WORD, &(ch).slice, "day|week|month", "time in GEXF; by week or month also a column each",       \
      ag_slice_words },                                                                                                   \
    { "--like", AG_OPT_TEXT, &(ch).like, "OLD.graphml", "keep the places and community numbers of an earlier graph",      \
      NULL },                                                                                                             \
    { "--color", AG_OPT_WORD, &(ch).color, "country|community|type", "what the colour of a node tells", ag_color_words }, \
    { "--format", AG_OPT_TEXT, &(ch).format, ag_export_words, "default: by the name of the file, else graphml", NULL },   \
    { "--graphml", AG_OPT_WORD, &(ch).flavour, "gephi|strict", "strict validates against the GraphML schema", flavours }, \
    { "--leading", AG_OPT_NUMBER, &(ch).leading, "N", "print the N leading actors of each type", NULL },                  \
    { "--seed", AG_OPT_NUMBER, &(ch).seed, "N", "of the layout and the communities", NULL },                              \
    AG_OPTION_DECISIONS((ch).asked)

static const char *const flavours[] = { "gephi", "strict", NULL };

/* What the words of the command line mean together. */
static ag_status
check(choice *ch, ag_err *err)
{
    ag_view_options *v = &ch->view_options;

    v->view = (ag_view_kind)ch->view;
    v->color = (ag_color_by)ch->color;
    v->slice = (ag_span_of_time)ch->slice;
    v->seed = (unsigned long)ch->seed;
    if (ch->window && !ag_window_parse(ag_str_of(ch->window), &v->window, &v->window_words))
        return ag_fail(err, AG_USAGE, "--window takes sentence, paragraph, document or a number of words, not '%s'", ch->window);
    return AG_OK;
}

int
cmd_build(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    choice ch = { .seed = 1, .asked = AG_ASKED_DEFAULT };
    const char *store = NULL;
    const ag_option options[] = {
        OPTIONS(c, ch),
        { "--store", AG_OPT_TEXT, &store, "FILE", "keep the articles in this store; the graph is that of all in it", NULL },
        AG_OPTIONS_READING(c), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph build PATH... -o graph.graphml",
                             "Reads news articles (text, HTML, Word, JSON lines, CSV, feeds and more; files, folders, archives, - for standard "
                             "input) and\nwrites the graph of their actors: who acts, with whom, how, and how central.",
                             "  actorgraph build --date 2025-08-24 news/ -o week.graphml\n"
                             "  actorgraph build news/ --view knowledge -o events.graphml", options };
    ag_arena *a = ag_arena_new(0);
    ag_readings tally = { 0 };
    ag_err err;
    int n, code = EXIT_OK;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK)
        s = check(&ch, &err);
    if (s == AG_OK && n == 0)
        s = ag_fail(&err, AG_USAGE, "no articles given; name files, folders, or - for standard input");
    if (s == AG_OK && store) {
        code = ag_cli_add(a, &c, store, false, argv + 1, n, &err);
        ch.asked.store = store;
    }
    if (s == AG_OK && (code == EXIT_OK || code == EXIT_SET_ASIDE))
        s = run(a, &c, &ch, argv + 1, store ? 0 : n, &tally, &err);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : tally.set_aside ? EXIT_SET_ASIDE : code;
}

int
cmd_export(int argc, char **argv)
{
    ag_common c = AG_COMMON_DEFAULT;
    choice ch = { .seed = 1, .asked = AG_ASKED_DEFAULT };
    const ag_option options[] = { AG_OPTION_STORE(ch.asked.store), OPTIONS(c, ch), AG_OPTIONS_DATA(c), AG_OPTIONS_TALK(c), { 0 } };
    const ag_usage usage = { "actorgraph export --store FILE -o graph.graphml",
                             "Writes the graph of a store, or of a slice of it. Who is who is decided over the whole store, "
                             "never\nover the slice.",
                             "  actorgraph export --store news.db --week 2025-W34 -o w34.graphml", options };
    ag_arena *a = ag_arena_new(0);
    ag_readings tally = { 0 };
    ag_err err;
    int n;
    ag_status s = ag_options_read(argc, argv, &usage, &n, &err);

    if (s == AG_OK)
        s = check(&ch, &err);
    if (s == AG_OK && n)
        s = ag_fail(&err, AG_USAGE, "export takes no articles: 'actorgraph add --store FILE %s' first", argv[1]);
    if (s == AG_OK && !ch.asked.store)
        s = ag_fail(&err, AG_USAGE, "which store? add --store FILE");
    if (s == AG_OK)
        s = run(a, &c, &ch, NULL, 0, &tally, &err);
    ag_arena_free(a);
    return s != AG_OK ? ag_cli_fail(&err) : EXIT_OK;
}
