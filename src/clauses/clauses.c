/* A document → its tuples, sentence by sentence, predicate by predicate. */
#include "clauses/inside.h"

enum {
    LONGEST = 10000 /* bytes of a sentence: beyond that it is a table or a list, or malice; each of its tuples
                       would repeat it */
};

void
ag_clauses(ag_arena *a, const ag_doc *doc, ag_tuples *out)
{
    ag_tree t;

    ag_tree_build(a, doc, &t);
    for (int s = 0; s < doc->sentences.n; s++) {
        const ag_sentence *k = &doc->sentences.at[s];

        if (k->span.to - k->span.from > LONGEST) {
            out->left_out++;
            continue;
        }
        for (int i = k->first; i < k->end; i++) {
            int cop = ag_node_child(&t, i, AG_COP_), u = ag_node(&t, i)->upos;

            if (cop >= 0)
                ag_copula_tuples(&t, i, cop, out);
            else if (ag_is_predicate_verb(&t, i))
                ag_verb_tuples(&t, i, out);
            if (u == AG_NOUN || u == AG_PROPN)
                ag_noun_tuples(&t, i, out);
        }
    }
}

void
ag_show_clauses(const ag_doc *doc, FILE *out)
{
    ag_arena *a = ag_arena_new(0);
    ag_tuples tuples = { 0 };

    ag_clauses(a, doc, &tuples);
    for (int i = 0; i < tuples.list.n; i++) {
        const ag_tuple *x = &tuples.list.at[i];

        fprintf(out, "%.2f  %.*s | %.*s", x->confidence, AG_SHOW(x->argument[0]), AG_SHOW(x->relation));
        for (int k = 1; k < x->n; k++)
            fprintf(out, " | %.*s", AG_SHOW(x->argument[k]));
        fputc('\n', out);
    }
    ag_arena_free(a);
}
