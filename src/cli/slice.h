/* A slice: what part of a world is asked about. The options mean the same in every command (CONTRACT
 * parts 1 and 2). A slice never decides who is who: identity is that of the whole set of articles. */
#ifndef AG_CLI_SLICE_H
#define AG_CLI_SLICE_H

#include "actorgraph.h"
#include "base/day.h"
#include "base/err.h"
#include "cli/options.h"
#include "relate/level.h"

typedef struct ag_slice {
    ag_day since, until;      /* both inclusive; AG_NO_DAY: open on that side      */
    const char *week;         /* "2025-W34", or NULL; ag_slice_check turns it into days */
    const char *source;       /* outlet, or NULL                                   */
    const char *actor;        /* name or id of a participant, or NULL              */
    const char *type;         /* of the event, "CONSULT", or NULL                  */
    const char *status;       /* ag_reality as a word, "planned", or NULL          */
    long min_origins;         /* 0: any number                                     */
    int level;                /* ag_level                                          */
} ag_slice;

extern const char *const ag_level_words[]; /* "both", "person", "state" */

#define AG_SLICE_DEFAULT { .since = AG_NO_DAY, .until = AG_NO_DAY }

/* Rows for a command's table of options. */
#define AG_OPTIONS_SLICE(s)                                                                                          \
    { "--since", AG_OPT_DAY, &(s).since, "DAY", "only what happened on this day or later", NULL },                   \
    { "--until", AG_OPT_DAY, &(s).until, "DAY", "only what happened on this day or before", NULL },                  \
    { "--week", AG_OPT_TEXT, &(s).week, "WEEK", "only this ISO week, such as 2025-W34", NULL },                      \
    { "--source", AG_OPT_TEXT, &(s).source, "OUTLET", "only what this outlet reports", NULL },                       \
    { "--actor", AG_OPT_TEXT, &(s).actor, "NAME", "only what this actor takes part in", NULL },                      \
    { "--type", AG_OPT_TEXT, &(s).type, "TYPE", "only events of this type, such as CONSULT", NULL },                 \
    { "--status", AG_OPT_TEXT, &(s).status, "STATUS", "only happened, planned, possible, denied or conditional", NULL }, \
    { "--min-origins", AG_OPT_NUMBER, &(s).min_origins, "N", "only what N independent articles tell", NULL },        \
    { "--level", AG_OPT_WORD, &(s).level, "person|state|both", "persons and organisations, or states", ag_level_words }

/* Turns the week into days and checks the words. AG_USAGE with the way out. */
ag_status ag_slice_check(ag_slice *s, ag_err *err);

/* Does an article lie in the slice: by its day of publication and its outlet? */
bool ag_slice_takes_doc(const ag_slice *s, const ag_doc *doc);

/* Leaves in `w` the acts that the slice asks for by outlet, actor, type, status and origins; with an outlet,
 * only its evidence, counted anew. (Days are ag_relate_options' to heed: what lies outside is context.) Who is who,
 * and the numbers of actors, stay. AG_INPUT when there is no such actor. */
ag_status ag_slice_world(ag_arena *a, const ag_slice *s, ag_world *w, ag_err *err);

/* Does it ask for acts of some kind, so that mere co-occurrence is no answer? */
bool ag_slice_is_of_acts(const ag_slice *s);

/* Is a span of days given? */
bool ag_slice_has_days(const ag_slice *s);

#endif
