/* The decoder: each noun phrase takes its best choice, in its turn. */
#include "coref/coref.h"

#include "coref/inside.h"

static int32_t
score(const ag_coref_model *m, const ag_coref_task *t, int k, const ag_option_np *to)
{
    ag_choice choice;
    int32_t sum = 0;

    ag_coref_features(t, k, to, &choice);
    for (int i = 0; i < choice.n; i++)
        sum += m->weight[choice.at[i]];
    return sum;
}

/* The phrase to join k to, or -1. */
static int
best(const ag_coref_model *m, const ag_coref_task *t, int k)
{
    ag_option_np list[AG_COREF_LOOKS];
    int n = ag_coref_candidates(t, k, list), found = -1;
    int32_t top = score(m, t, k, NULL);

    for (int i = 0; i < n; i++) {
        int32_t s = score(m, t, k, &list[i]);

        if (s > top) {
            top = s;
            found = list[i].np;
        }
    }
    return found;
}

void
ag_coref(ag_arena *a, const ag_coref_model *m, const ag_gazetteer *g, ag_doc *doc)
{
    ag_coref_task t = { .a = a, .doc = doc, .gazetteer = g };
    int *chain;

    if (!m->weight || doc->tokens.n == 0)
        return;
    ag_coref_phrases(a, doc, &t.nps);
    ag_coref_prepare(&t);
    for (int i = 0; i < t.nps.n; i++)
        ag_coref_decide(&t, t.turn[i], best(m, &t, t.turn[i]));
    chain = AG_ARRAY(a, int, t.nps.n + 1);
    for (int i = 0; i < t.nps.n; i++)
        chain[i] = -1;
    for (int i = 0; i < t.nps.n; i++) {
        int r = t.root[i];

        if (t.chain_size[r] < 2)
            continue;
        if (chain[r] < 0) {
            chain[r] = doc->chains.n;
            AG_PUSH(a, &doc->chains, (ag_chain){ 0 });
        }
        AG_PUSH(a, &doc->chains.at[chain[r]].nps, t.nps.at[i]);
    }
}

ag_status
ag_coref_open(ag_str section, const char *path, ag_coref_model *out, ag_err *err)
{
    if (section.len != AG_COREF_TABLE)
        return ag_fail(err, AG_INPUT, "%s: the weights 'coref' have the wrong size", path);
    out->weight = (const int8_t *)section.at;
    return AG_OK;
}
