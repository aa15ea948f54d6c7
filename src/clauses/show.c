/* Clause tuples as lines for people:
 *
 *     CONFIDENCE  subject | relation | second argument | further arguments */
#include "clauses/clauses.h"

void
ag_show_clauses(const ag_doc *doc, FILE *out)
{
    ag_arena *a = ag_arena_new(0);
    ag_tuples tuples = { 0 };

    ag_clauses(a, doc, &tuples);
    for (int i = 0; i < tuples.list.n; i++) {
        const ag_tuple *t = &tuples.list.at[i];

        fprintf(out, "%.2f  %.*s | %.*s", t->confidence, AG_SHOW(t->argument[0]), AG_SHOW(t->relation));
        for (int k = 1; k < t->n; k++)
            fprintf(out, " | %.*s", AG_SHOW(t->argument[k]));
        fputc('\n', out);
    }
    ag_arena_free(a);
}
