/* Trees → verbs that an actor does or suffers and that no table of events knows.
 *
 * For whoever tends the tables: what is frequent here wants a line. Known are verbs with a line of their own, light
 * verbs, verbs of saying, verbs that tell of other acts ("plan", "try"), and those said to tie nobody. */
#include "extract/clause.h"
#include "extract/extract.h"

static bool
is_known(const ag_trees *t, int v)
{
    const ag_rules *r = t->rules;
    ag_str lemma = ag_lemma(t, v), phrase = ag_verb_phrase(t, v);

    return ag_rules_verbs(r, lemma).n || ag_rules_light(r, lemma) >= 0 || ag_rules_light(r, phrase) >= 0
           || ag_rules_cue(r, AG_CUE_VERB, lemma) || ag_rules_cue(r, AG_SAYING_VERB, lemma) || ag_rules_cue(r, AG_SAYING_WEAK, lemma)
           || ag_rules_in(r, "tieless", lemma) || ag_rules_in(r, "motion", lemma) || ag_rules_in(r, "occur", lemma);
}

void
ag_extract_unknown_verbs(ag_arena *a, const ag_ontology *o, const ag_doc *doc, ag_unknown_verbs *out)
{
    ag_trees t;

    ag_trees_build(a, o, doc, &t);
    for (int i = 0; i < doc->tokens.n; i++) {
        ag_who who = { 0 };
        ag_clause c;

        if (!ag_is_verb(&t, i) || ag_is(&t, i, AG_AMOD_) || t.around[i] >= 0 || is_known(&t, i))
            continue;
        ag_clause_of(&t, i, &c);
        if (c.doer >= 0)
            ag_who_of(&t, c.doer, &who);
        if (c.done >= 0)
            ag_who_of(&t, c.done, &who);
        if (who.n)
            AG_PUSH(a, out, (ag_unknown_verb){ ag_verb_phrase(&t, i), ag_tok(&t, i)->sentence });
    }
}
