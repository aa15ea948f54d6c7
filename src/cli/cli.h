/* What commands share: the options that mean the same everywhere, reading articles with a tally of
 * what became of them, and leaving. Exit codes stand in the contract. */
#ifndef AG_CLI_H
#define AG_CLI_H

#include "base/file.h"
#include "cli/options.h"
#include "cli/slice.h"
#include "pipeline.h"
#include "relate/relate.h"

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_WRONG_USAGE = 2, EXIT_SET_ASIDE = 3, EXIT_FOUND = 4, EXIT_INTERRUPTED = 130 };

typedef struct ag_common {
    const char *out, *ontology, *models, *rejects;
    ag_option_words actors, verbs; /* --actors FILE, --verbs FILE: each may be given several times */
    long jobs;              /* 0: all cores */
    ag_day date;            /* AG_NO_DAY: not given */
    bool any_language, is_quiet;
    int progress;           /* auto, always, never */
} ag_common;

extern const char *const ag_progress_words[];

/* Rows for a command's table of options. */
#define AG_OPTION_OUT(c) { "-o", AG_OPT_TEXT, &(c).out, "FILE", "write here instead of to the standard output", NULL }
#define AG_OPTIONS_READING(c)                                                                                        \
    { "--date", AG_OPT_DAY, &(c).date, "DAY", "publication day of articles that state none", NULL },                 \
    { "--any-language", AG_OPT_FLAG, &(c).any_language, NULL, "take texts that do not look English, too", NULL },    \
    { "--jobs", AG_OPT_NUMBER, &(c).jobs, "N", "worker processes (default: one a core)", NULL },                     \
    { "--rejects", AG_OPT_TEXT, &(c).rejects, "FILE", "write why each item was set aside, a line each", NULL }
/* Where tables and weights lie; and, for commands that read articles, files of the user's own beside them. */
#define AG_OPTIONS_DATA(c) AG_OPTIONS_FOLDERS(c), AG_OPTION_ACTORS(c), AG_OPTION_VERBS(c)
#define AG_OPTION_ACTORS(c)                                                                                          \
    { "--actors", AG_OPT_EACH, &(c).actors, "FILE",                                                                  \
      "names of your own: a table, or a dictionary (.actors.txt, .agents.txt); several times", NULL }
#define AG_OPTION_VERBS(c)                                                                                           \
    { "--verbs", AG_OPT_EACH, &(c).verbs, "FILE", "a dictionary of verbs in TABARI's or PETRARCH's format, too", NULL }
#define AG_OPTIONS_FOLDERS(c)                                                                                        \
    { "--ontology", AG_OPT_TEXT, &(c).ontology, "DIR", "tables of actors and events to use", NULL },                 \
    { "--models", AG_OPT_TEXT, &(c).models, "DIR", "language models to use", NULL }
#define AG_OPTIONS_TALK(c)                                                                                           \
    { "--progress", AG_OPT_WORD, &(c).progress, "auto|always|never", "show a bar while working", ag_progress_words }, \
    { "--quiet", AG_OPT_FLAG, &(c).is_quiet, NULL, "say nothing but errors", NULL }
#define AG_OPTION_STORE(path) { "--store", AG_OPT_TEXT, &(path), "FILE", "the store", NULL }
#define AG_OPTION_MIXED(flag) \
    { "--mixed", AG_OPT_FLAG, &(flag), NULL, "keep records of another ontology or model beside those of the store", NULL }
#define AG_COMMON_DEFAULT { .date = AG_NO_DAY }

/* What became of the articles. */
typedef struct ag_readings {
    int read, set_aside, undated;
} ag_readings;

/* Prints "actorgraph: SENTENCE" and gives the exit code of a status. */
int ag_cli_fail(const ag_err *err);

/* Where tables and weights lie, as the options say. */
ag_status ag_cli_places(const ag_common *c, ag_places *out, ag_err *err);

/* Opens tools as the options say; says on stderr what of the user's own tables was taken, and what could not be used. */
ag_status ag_cli_tools(ag_arena *a, const ag_common *c, ag_tools *out, ag_err *err);

/* Reads all articles of the paths in workers; gives each record line, in the order of the input,
 * to `take`, and each sentence about what was set aside to `refused` (may be NULL); says the first twenty on
 * stderr (all with --rejects). */
ag_status ag_cli_read(ag_arena *a, const ag_common *c, const ag_tools *tools, char *const *paths, int n,
                      void (*take)(void *self, ag_str line),
                      void (*refused)(void *self, ag_str why), void *self, ag_readings *tally, ag_err *err);

/* The same for items that were listed before. */
ag_status ag_cli_read_items(ag_arena *a, const ag_common *c, const ag_tools *tools, ag_items *items,
                            void (*take)(void *self, ag_str line), void (*refused)(void *self, ag_str why), void *self,
                            ag_readings *tally, ag_err *err);

/* How workers are run under these options. */
ag_work_options ag_cli_work(const ag_common *c);

/* The same, read back: all documents, in the order of the input. */
typedef struct ag_docs {
    AG_LIST(ag_doc *) docs;
} ag_docs;
ag_status ag_cli_read_docs(ag_arena *a, const ag_common *c, const ag_tools *tools, char *const *paths, int n,
                           ag_docs *out, ag_readings *tally, ag_err *err);

/* Where a command's world comes from: articles read now, or a store; and what part of it is meant. */
typedef struct ag_asked {
    const char *store, *articles; /* --store FILE, --articles PATH; NULL: not given */
    const char *decisions;        /* --decisions FILE, or NULL                      */
    ag_slice slice;
    const char *const *about; /* names of actors, NULL at the end: only what concerns one of them is asked for. A
                                 store then answers from a part of its tables; NULL: everything */
    const char *words;        /* only articles with these words are asked for (evidence/find.h), or NULL         */
    bool by_days;             /* of a slice of days, nothing outside is asked for: a store may leave it out      */
    ag_day whole_since;       /* by_days, of a store: articles published before it may lack texts that prove nothing; 0: none may */
    bool tables;              /* of a store: what its tables have of everything is enough                         */
    int most;                 /* words, of a store: so many articles at most, the earliest; 0: all                 */
    bool told;                /* by_days, of a store: with the acts of other days that articles since then tell  */
} ag_asked;

#define AG_ASKED_DEFAULT { .slice = AG_SLICE_DEFAULT }
#define AG_OPTION_DECISIONS(q)                                                                                       \
    { "--decisions", AG_OPT_TEXT, &(q).decisions, "FILE", "your corrections (same A = B, never A = B …)", NULL }
#define AG_OPTIONS_WORLD(q)                                                                                          \
    { "--store", AG_OPT_TEXT, &(q).store, "FILE", "ask this store", NULL },                                          \
    { "--articles", AG_OPT_TEXT, &(q).articles, "PATH", "ask these articles: a file or a folder", NULL },            \
    AG_OPTION_DECISIONS(q),                                                                                          \
    AG_OPTIONS_SLICE((q).slice)

/* What a command works on; all of it in the arena. */
typedef struct ag_told {
    ag_world world;
    ag_relate_options relate; /* the slice's days, and the quad classes of the ontology */
    ag_readings tally;
    int found;                /* words, of a store: articles that may have them           */
    ag_str model, ontology;   /* what the articles were read with */
} ag_told;

/* The world a command is asked about: of `paths` (n may be 0), else of --articles, else of --store. Says on
 * stderr what was set aside. AG_USAGE when none of them, or several, are given. */
ag_status ag_cli_world(ag_arena *a, const ag_common *c, ag_asked *q, char *const *paths, int n, ag_told *out, ag_err *err);

/* The second journey under the decisions of a file (NULL: none); says on stderr which lines no longer match. */
ag_status ag_cli_resolve(ag_arena *a, const ag_common *c, const char *decisions, ag_doc *const *docs, int n, ag_world *out,
                         ag_err *err);

/* Where nobody can pass an error on: a store that cannot be written to ends the run, workers and all. */
void ag_cli_or_stop(ag_status s, const ag_err *err);

/* Reads articles into a store, says what became of them, and gives the exit code. */
int ag_cli_add(ag_arena *a, const ag_common *c, const char *store, bool mixed, char *const *paths, int n, ag_err *err);

/* Ends at once, quietly, when whoever reads our output has gone. */
void ag_cli_check_pipe(FILE *stream);

/* "3 articles", "1 article": the number with its noun. */
const char *ag_cli_count(ag_arena *a, long n, const char *noun);

/* Words for people, on stderr, unless --quiet. */
void ag_cli_say(const ag_common *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The commands: each gets its own arguments, argv[0] being its name, and returns the exit code. */
int cmd_build(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_add(int argc, char **argv);
int cmd_remove(int argc, char **argv);
int cmd_merge(int argc, char **argv);
int cmd_shard(int argc, char **argv);
int cmd_store(int argc, char **argv);
int cmd_rejects(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_why(int argc, char **argv);
int cmd_rank(int argc, char **argv);
int cmd_neighbours(int argc, char **argv);
int cmd_path(int argc, char **argv);
int cmd_why_same(int argc, char **argv);
int cmd_origins(int argc, char **argv);
int cmd_find(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_diff(int argc, char **argv);
int cmd_timeline(int argc, char **argv);
int cmd_review(int argc, char **argv);
int cmd_conflicts(int argc, char **argv);
int cmd_quotes(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_parse(int argc, char **argv);
int cmd_clauses(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_ontology(int argc, char **argv);
int cmd_train(int argc, char **argv);
int cmd_eval(int argc, char **argv);

#endif
