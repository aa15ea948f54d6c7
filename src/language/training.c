/* What the parts of the trainer share: copies of sentences in another letter case, words on progress. */
#include "language/training.h"

#include "base/utf8.h"

#include <stdio.h>

void
ag_train_report(const char *what, int round, long right, long all)
{
    fprintf(stderr, "  %-8s round %2d  %6.2f %% of %ld\n", what, round + 1,
            all ? 100 * (double)right / (double)all : 0, all);
}

static ag_str
recase(ag_arena *a, ag_str form, ag_casing casing)
{
    char *out = ag_arena_alloc(a, 4 * form.len + 1), *p = out;
    bool is_start = true;
    int n;

    for (size_t i = 0; i < form.len; i += (size_t)n) {
        int32_t c = ag_utf8_next(form, i, &n);
        bool up = casing == AG_CASING_UPPER || (casing == AG_CASING_TITLE && is_start);

        if (casing == AG_CASING_TITLE && !is_start)
            p += ag_utf8_put(p, c); /* as it was */
        else
            p += ag_utf8_put(p, up ? ag_utf8_to_upper(c) : ag_utf8_to_lower(c));
        is_start = false;
    }
    return (ag_str){ out, (size_t)(p - out) };
}

ag_word *
ag_words_recased(ag_arena *a, const ag_doc *doc, int first, int end, ag_casing casing, const ag_lookup *clusters)
{
    ag_doc copy = { 0 };
    ag_word *words = AG_ARRAY(a, ag_word, end - first + 1);

    copy.tokens.n = end - first;
    copy.tokens.at = AG_ARRAY(a, ag_token, end - first + 1);
    for (int i = 0; i < end - first; i++) {
        ag_str form = doc->tokens.at[first + i].form;

        /* a headline leaves its small words small */
        if (casing == AG_CASING_TITLE && i > 0 && form.len < 4)
            copy.tokens.at[i].form = form;
        else
            copy.tokens.at[i].form = recase(a, form, casing);
    }
    ag_sentence_words(&copy, 0, end - first, clusters, words);
    return words;
}
