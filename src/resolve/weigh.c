/* Pieces of evidence → how many articles tell it, and how many of them independently.
 *
 * The idea: independence is asked of each piece of evidence, not of articles as wholes: two articles
 * may share the agency's passage on one event and have each their own reporter on another. Weak where
 * a sentence was rewritten in other words: evidence/rewrites.c flags such articles, and no weight
 * knows of it. */
#include "base/map.h"
#include "base/sort.h"
#include "resolve/digest.h"
#include "resolve/resolve.h"
#include "resolve/words.h"
#include "tuning.h"

static int
by_evidence(const void *x, const void *y, const void *world)
{
    const ag_evidence *a = x, *b = y;
    const ag_world *w = world;
    ag_day da = w->docs.at[a->doc]->date, db = w->docs.at[b->doc]->date;

    if (da != db)
        return da == AG_NO_DAY ? 1 : db == AG_NO_DAY ? -1 : da < db ? -1 : 1;
    if (a->doc != b->doc)
        return a->doc - b->doc;
    return (a->sentence.from > b->sentence.from) - (a->sentence.from < b->sentence.from);
}

static bool
share_passage(const ag_world *w, ag_evidence x, ag_evidence y)
{
    const ag_digest *dx = w->docs.at[x.doc]->digest, *dy = w->docs.at[y.doc]->digest;
    const ag_sentence_digest *sx = ag_digest_sentence(w->docs.at[x.doc], x.sentence.from);
    const ag_sentence_digest *sy = ag_digest_sentence(w->docs.at[y.doc], y.sentence.from);
    int shorter = sx->words < sy->words ? sx->words : sy->words, both = ag_digest_shared(dx, sx, dy, sy);

    return shorter >= AG_COPIED_SENTENCE_WORDS && both >= AG_PASSAGE_SHARE * shorter;
}

/* Joins evidence whose sentences share a passage. Candidates have a shingle in common: each is
 * compared with the first and with the last before it that has it, so that many copies stay linear. */
static void
join_passages(ag_arena *own, const ag_world *w, const ag_evidence *at, int n, int *set)
{
    AG_LIST(ag_keyed) grams = { 0 };

    for (int i = 0; i < n; i++) {
        const ag_sentence_digest *s = ag_digest_sentence(w->docs.at[at[i].doc], at[i].sentence.from);

        for (int k = 0; s && k <= s->words - AG_SHINGLE_WORDS; k++)
            AG_PUSH(own, &grams, (ag_keyed){ w->docs.at[at[i].doc]->digest->grams.at[s->gram + k], i });
    }
    ag_keyed_sort(grams.at, (size_t)grams.n);
    for (int i = 1, first = 0; i < grams.n; i++) {
        if (grams.at[i].key != grams.at[i - 1].key) {
            first = i;
            continue;
        }
        for (int k = 0; k < 2; k++) {
            int x = grams.at[k ? i - 1 : first].at, y = grams.at[i].at;

            if (ag_set_find(set, x) != ag_set_find(set, y) && share_passage(w, at[x], at[y]))
                ag_set_join(set, x, y);
        }
    }
}

/* An article that only passes on what an agency says adds nothing to the agency's own, nor to another
 * that passes it on. The agency's own articles stay apart: they are joined to none but their copies. */
static void
join_agencies(ag_arena *own, const ag_world *w, const ag_evidence *at, int n, int *set)
{
    ag_map first = { 0 };

    for (int pass = 0; pass < 2; pass++) /* the agency's own come first */
        for (int i = 0; i < n; i++) {
            const ag_doc *doc = w->docs.at[at[i].doc];
            bool is_own = doc->agency.len && ag_str_eq(doc->source, doc->agency);
            int k;

            if (!doc->agency.len || is_own != (pass == 0))
                continue;
            k = ag_map_add(own, &first, doc->agency, i);
            if (pass == 0 || k == i)
                continue;
            if (doc->date == w->docs.at[at[k].doc]->date ||
                (doc->date != AG_NO_DAY && w->docs.at[at[k].doc]->date != AG_NO_DAY && abs(doc->date - w->docs.at[at[k].doc]->date) <= 1))
                ag_set_join(set, k, i);
        }
}

void
ag_weigh_sets(ag_arena *own, const ag_world *w, ag_evidence *at, int *n, int *reports, int *origins, int *set)
{
    int kept = 0;
    ag_map copies = { 0 };

    ag_sort(at, (size_t)*n, sizeof *at, by_evidence, w);
    for (int i = 0; i < *n; i++)
        if (!kept || at[i].doc != at[kept - 1].doc || at[i].sentence.from != at[kept - 1].sentence.from)
            at[kept++] = at[i];
    *n = kept;
    *reports = *origins = 0;
    set = set ? set : AG_ARRAY(own, int, kept);
    for (int i = 0; i < kept; i++) {
        set[i] = i;
        ag_set_join(set, ag_map_add(own, &copies, ag_arena_printf(own, "%d", w->origin[at[i].doc]), i), i);
        *reports += i == 0 || at[i].doc != at[i - 1].doc;
    }
    if (*reports > 1) {
        join_passages(own, w, at, kept, set);
        join_agencies(own, w, at, kept, set);
    }
    for (int i = 0; i < kept; i++) {
        set[i] = ag_set_find(set, i);
        *origins += set[i] == i;
    }
}

void
ag_weigh(ag_arena *own, const ag_world *w, ag_evidence *at, int *n, int *reports, int *origins)
{
    ag_weigh_sets(own, w, at, n, reports, origins, NULL);
}
