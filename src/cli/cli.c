/* What commands share. */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include "ontology/rules.h"
#include "tuning.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

const char *const ag_progress_words[] = { "auto", "always", "never", NULL };

int
ag_cli_fail(const ag_err *err)
{
    fprintf(stderr, "actorgraph: %s\n", err->text);
    return err->status == AG_USAGE ? EXIT_WRONG_USAGE : EXIT_FAILED;
}

ag_status
ag_cli_places(const ag_common *c, ag_places *out, ag_err *err)
{
    AG_TRY(ag_places_find(c->ontology, c->models, out, err));
    out->imports = (ag_imports){ .actors = c->actors.at, .n_actors = c->actors.n, .verbs = c->verbs.at, .n_verbs = c->verbs.n };
    return AG_OK;
}

static void
say_imports(const ag_common *c, const ag_ontology *o)
{
    enum { MOST = 5 };

    for (int i = 0; i < o->left_out.n && i < MOST; i++)
        ag_cli_say(c, "actorgraph: %.*s\n", AG_SHOW(o->left_out.at[i]));
    if (o->left_out.n > MOST)
        ag_cli_say(c, "actorgraph: and %d more; 'actorgraph ontology check' with the same files shows them all\n", o->left_out.n - MOST);
    for (int i = 0; i < o->taken.n; i++)
        ag_cli_say(c, "%.*s\n", AG_SHOW(o->taken.at[i]));
}

ag_status
ag_cli_tools(ag_arena *a, const ag_common *c, ag_tools *out, ag_err *err)
{
    ag_places places;

    AG_TRY(ag_cli_places(c, &places, err));
    AG_TRY(ag_tools_open(a, &places, out, err));
    say_imports(c, &out->ontology);
    out->ingest.date = c->date;
    out->ingest.any_language = c->any_language;
    return AG_OK;
}

void
ag_cli_or_stop(ag_status s, const ag_err *err)
{
    if (s == AG_OK)
        return;
    ag_workers_kill();
    ag_cli_fail(err);
    ag_file_drop_all();
    _exit(EXIT_FAILED);
}

typedef struct reading {
    ag_readings *tally;
    ag_outfile rejects;
    void (*take)(void *self, ag_str line);
    void (*refused)(void *self, ag_str why);
    void *self;
} reading;

static void
take_line(void *self, ag_str line)
{
    reading *r = self;

    r->tally->read++;
    r->take(r->self, line);
}

static void
take_refusal(void *self, ag_str why)
{
    enum { MOST = 20 };
    reading *r = self;

    if (r->refused)
        r->refused(r->self, why);
    if (r->rejects.stream)
        fprintf(r->rejects.stream, "%.*s\n", AG_SHOW(why));
    if (++r->tally->set_aside <= MOST)
        fprintf(stderr, "actorgraph: %.*s\n", AG_SHOW(why));
    else if (r->tally->set_aside == MOST + 1)
        fprintf(stderr, "actorgraph: and more, not shown; --rejects FILE writes them all\n");
}

ag_work_options
ag_cli_work(const ag_common *c)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return (ag_work_options){ .jobs = c->jobs ? (int)(c->jobs < 4096 ? c->jobs : 4096) : (int)cores,
                              .seconds = AG_BITE_SECONDS,
                              .bytes = AG_ARENA_BYTES,
                              .show_progress = c->progress == 1 || (c->progress == 0 && !c->is_quiet && isatty(2)) };
}

ag_status
ag_cli_read_items(ag_arena *a, const ag_common *c, const ag_tools *tools, ag_items *items, void (*take)(void *self, ag_str line),
                  void (*refused)(void *self, ag_str why), void *self, ag_readings *tally, ag_err *err)
{
    ag_work_options options = ag_cli_work(c);
    reading r = { .tally = tally, .take = take, .refused = refused, .self = self };

    *tally = (ag_readings){ 0 };
    if (c->rejects)
        AG_TRY(ag_file_create(c->rejects, &r.rejects, err));

    ag_status s = ag_read_items(a, tools, items, &options, (ag_yield){ &r, take_line, take_refusal }, err);

    if (s == AG_OK && c->rejects)
        s = ag_file_keep(&r.rejects, err);
    ag_file_drop(&r.rejects);
    return s;
}

ag_status
ag_cli_read(ag_arena *a, const ag_common *c, const ag_tools *tools, char *const *paths, int n,
            void (*take)(void *self, ag_str line), void (*refused)(void *self, ag_str why), void *self, ag_readings *tally,
            ag_err *err)
{
    ag_items items = { 0 };

    *tally = (ag_readings){ 0 };
    if (n == 0)
        return ag_fail(err, AG_USAGE, "no articles given; name files, folders, or - for standard input");
    ag_ingest_list(a, paths, n, AG_LINES_IN_A_BITE, &items);
    return ag_cli_read_items(a, c, tools, &items, take, refused, self, tally, err);
}

typedef struct gathering {
    ag_arena *a;
    ag_docs *out;
    ag_readings *tally;
    ag_err *err;
    ag_status status;
} gathering;

static void
gather(void *self, ag_str line)
{
    gathering *g = self;
    ag_doc *doc;

    if (g->status != AG_OK)
        return;
    g->status = ag_record_read(g->a, line, &doc, g->err);
    if (g->status != AG_OK || !doc)
        return;
    g->tally->undated += doc->date == AG_NO_DAY;
    AG_PUSH(g->a, &g->out->docs, doc);
}

ag_status
ag_cli_read_docs(ag_arena *a, const ag_common *c, const ag_tools *tools, char *const *paths, int n, ag_docs *out,
                 ag_readings *tally, ag_err *err)
{
    gathering g = { a, out, tally, err, AG_OK };

    AG_TRY(ag_cli_read(a, c, tools, paths, n, gather, NULL, &g, tally, err));
    return g.status;
}

ag_status
ag_cli_resolve(ag_arena *a, const ag_common *c, const char *decisions, ag_doc *const *docs, int n, ag_world *out, ag_err *err)
{
    ag_decisions decided = { 0 };
    int applied = 0, stale = 0;

    if (decisions)
        AG_TRY(ag_decisions_read(a, decisions, &decided, err));
    ag_world_of(a, docs, n, decisions ? &decided : NULL, out);
    for (int i = 0; i < out->rulings.n; i++) {
        const ag_ruling *r = &out->rulings.at[i];

        applied += r->is_applied;
        stale += !r->is_applied;
        if (!r->is_applied)
            ag_cli_say(c, "actorgraph: %s:%d: not applied: %.*s\n", decisions, r->line, AG_SHOW(r->why));
    }
    if (decisions)
        ag_cli_say(c, "%s applied, %d stale.\n", ag_cli_count(a, applied, "decision"), stale);
    return AG_OK;
}

void
ag_cli_check_pipe(FILE *stream)
{
    if (stream == stdout && ferror(stream) && errno == EPIPE) {
        ag_workers_kill();
        ag_file_drop_all();
        _exit(EXIT_OK);
    }
}

const char *
ag_cli_count(ag_arena *a, long n, const char *noun)
{
    return ag_arena_printf(a, "%ld %s%s", n, noun, n == 1 ? "" : "s").at;
}

void
ag_cli_say(const ag_common *c, const char *format, ...)
{
    va_list args;

    if (c->is_quiet)
        return;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
}
