/* Worker processes: items in, lines out, in the order of the items.
 *
 * N children are forked with all they need already loaded (weights and tables are shared pages).
 * Each takes one item at a time and answers with frames; the parent alone keeps and writes. A
 * child that dies, hangs or runs out of memory costs one article and one sentence: the item it was
 * working on is cut into smaller bites and tried again; a bite of one is set aside. */
#ifndef AG_WORKERS_H
#define AG_WORKERS_H

#include "ingest/ingest.h"

/* Done in the child, for one item: call take() for each line of output, refuse() for each article
 * set aside. `a` is empty at the start and forgotten afterwards. */
typedef struct ag_answer ag_answer;
typedef void ag_work(const void *tools, ag_arena *a, const ag_item *item, ag_answer *answer);

void ag_answer_take(ag_answer *answer, ag_str line);    /* a record */
void ag_answer_refuse(ag_answer *answer, ag_str why);   /* one sentence */

typedef struct ag_work_options {
    int jobs;                 /* children, at least 1                              */
    int seconds;              /* CPU time an item may take before it is cut; 0: no limit */
    size_t bytes;             /* memory of one arena; 0: no limit                  */
    bool show_progress;       /* a bar on stderr                                   */
} ag_work_options;

/* What comes back, in the order of the items. */
typedef struct ag_yield {
    void *self;
    void (*line)(void *self, ag_str line);
    void (*refused)(void *self, ag_str why);
} ag_yield;

/* Runs `work` on all items. AG_MACHINE when no child can be started. Items that are cut grow
 * `items`, in `a`. */
ag_status ag_workers_run(ag_arena *a, ag_items *items, ag_work *work, const void *tools,
                         const ag_work_options *options, ag_yield yield, ag_err *err);

/* Ends all children at once; async-signal-safe, for signal handlers. */
void ag_workers_kill(void);

#endif
