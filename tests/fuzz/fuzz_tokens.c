/* Bytes → tokens and sentences: every character that is no white space is in exactly one token, tokens
 * and sentences are in order, and parts of a long text join without a gap. */
#include "fuzz.h"

#include "language/segment.h"

static bool
is_blank(ag_str text, uint32_t from, uint32_t to)
{
    int n;

    for (uint32_t i = from; i < to; i += (uint32_t)n)
        if (!ag_utf8_is_space(ag_utf8_next(text, i, &n)))
            return false;
    return true;
}

static void
check(const ag_doc *doc)
{
    uint32_t at = 0;

    for (int i = 0; i < doc->tokens.n; i++) {
        const ag_token *t = &doc->tokens.at[i];

        AG_FUZZ_CHECK(t->span.from >= at && t->span.from < t->span.to && t->span.to <= doc->text.len);
        AG_FUZZ_CHECK(is_blank(doc->text, at, t->span.from));
        AG_FUZZ_CHECK(t->form.at == doc->text.at + t->span.from && t->form.len == t->span.to - t->span.from);
        AG_FUZZ_CHECK(t->contraction != 1 && i + t->contraction <= doc->tokens.n);
        for (int k = 1; k < t->contraction; k++)
            AG_FUZZ_CHECK(t[k].span.from == t[k - 1].span.to && t[k].sentence == t->sentence && !t[k].contraction);
        at = t->span.to;
    }
    AG_FUZZ_CHECK(is_blank(doc->text, at, (uint32_t)doc->text.len));

    int next = 0;

    for (int s = 0; s < doc->sentences.n; s++) {
        const ag_sentence *x = &doc->sentences.at[s];

        AG_FUZZ_CHECK(x->first == next && x->end > x->first && x->tokens == x->end - x->first);
        AG_FUZZ_CHECK(x->tokens <= AG_SENTENCE_MAX + 250);
        for (int i = x->first; i < x->end; i++)
            AG_FUZZ_CHECK(doc->tokens.at[i].sentence == s);
        next = x->end;
    }
    AG_FUZZ_CHECK(next == doc->tokens.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ag_arena *a = ag_arena_new(0);
    ag_raw raw;
    ag_doc doc;

    ag_raw_open(a, (ag_str){ (const char *)data, size }, &raw);

    const char *at = raw.rest.at;

    while (ag_raw_next(a, &raw, &doc)) {
        AG_FUZZ_CHECK(doc.text.at == at);
        at += doc.text.len;
        ag_segment(a, fuzz_models(), &doc);
        check(&doc);
    }
    ag_arena_free(a);
    return 0;
}
