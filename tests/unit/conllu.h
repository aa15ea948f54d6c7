/* A reader of CoNLL-U for tests: sentences with trees and names, as the language stage would leave
 * them. The text of the document is put together from the forms and SpaceAfter=No; NER= in MISC
 * gives names (BIO); "# newpar" begins a paragraph, else a sentence goes on in the one before. */
#ifndef AG_TEST_CONLLU_H
#define AG_TEST_CONLLU_H

#include "actorgraph.h"
#include "base/buf.h"
#include "names.h"

static inline ag_str
conllu_field(ag_str line, int n)
{
    ag_str piece = AG_S("");

    for (int i = 0; i <= n; i++)
        if (!ag_str_cut(&line, '\t', &piece))
            return AG_S("");
    return piece;
}

static inline ag_str
conllu_misc(ag_str misc, ag_str key)
{
    ag_str piece;

    while (ag_str_cut(&misc, '|', &piece))
        if (ag_str_starts(piece, key))
            return ag_str_sub(piece, key.len, piece.len);
    return AG_S("");
}

/* Fills text, paragraphs, sentences, tokens and names of `doc`. Multiword and empty tokens are skipped. */
static inline void
conllu_read(ag_arena *a, ag_str text, ag_doc *doc)
{
    ag_buf out = { 0 };
    ag_str rest = text, line;
    int first = 0, sentence = -1;
    bool space = false, fresh_paragraph = true;

    while (ag_str_cut(&rest, '\n', &line)) {
        long id, head;

        if (ag_str_starts(line, AG_S("# newpar"))) {
            fresh_paragraph = true;
            continue;
        }
        if (line.len == 0 || line.at[0] == '#') {
            first = doc->tokens.n;
            sentence = -1;
            continue;
        }
        if (!ag_str_int(conllu_field(line, 0), &id) || !ag_str_int(conllu_field(line, 6), &head))
            continue;

        ag_token t = { .form = ag_arena_str(a, conllu_field(line, 1)), .lemma = ag_arena_str(a, conllu_field(line, 2)),
                       .xpos = ag_arena_str(a, conllu_field(line, 4)), .feats = AG_S(""),
                       .head = head > 0 ? first + (int)head - 1 : -1, .deprel = ag_deprel_parse(conllu_field(line, 7)) };
        ag_str misc = conllu_field(line, 9), ner = conllu_misc(misc, AG_S("NER="));

        ag_upos_parse(conllu_field(line, 3), &t.upos);
        if (fresh_paragraph && sentence < 0) {
            if (out.len > 0)
                ag_buf_z(&out, "\n\n");
            AG_PUSH(a, &doc->paragraphs, (ag_paragraph){ .span = { (uint32_t)out.len, (uint32_t)out.len }, .kind = AG_PAR_BODY });
            fresh_paragraph = false;
        } else if (space)
            ag_buf_char(&out, ' ');
        if (sentence < 0) {
            sentence = doc->sentences.n;
            AG_PUSH(a, &doc->sentences, (ag_sentence){ .span = { (uint32_t)out.len, 0 }, .first = doc->tokens.n, .paragraph = doc->paragraphs.n - 1 });
        }
        t.sentence = sentence;
        t.span.from = (uint32_t)out.len;
        ag_buf_str(&out, t.form);
        t.span.to = (uint32_t)out.len;
        space = t.space_after = !ag_str_is(conllu_misc(misc, AG_S("SpaceAfter=")), "No");
        if (ag_str_starts(ner, AG_S("B-"))) {
            ag_name n = { doc->tokens.n, doc->tokens.n + 1, AG_NAME_MISC };

            ag_name_label_parse(ag_str_sub(ner, 2, ner.len), &n.label);
            AG_PUSH(a, &doc->names, n);
        } else if (ag_str_starts(ner, AG_S("I-")) && doc->names.n > 0)
            doc->names.at[doc->names.n - 1].end = doc->tokens.n + 1;
        AG_PUSH(a, &doc->tokens, t);
        doc->sentences.at[sentence].end = doc->tokens.n;
        doc->sentences.at[sentence].tokens = doc->tokens.n - doc->sentences.at[sentence].first;
        doc->sentences.at[sentence].span.to = t.span.to;
        doc->paragraphs.at[doc->paragraphs.n - 1].span.to = t.span.to;
    }
    doc->text = ag_arena_str(a, ag_buf_view(&out));
    ag_buf_done(&out);
}

#endif
