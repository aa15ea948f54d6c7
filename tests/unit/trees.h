/* Sentences for tests of extraction, as trees written by hand.
 *
 *     word lemma UPOS XPOS head relation [mention]      one line a word; an empty line ends a sentence
 *
 * mention: KIND/Name or KIND/Name/COUNTRY on the head of a name or of what means it. KIND: p person,
 * o organisation, c country, l place, g group; with "a" in front an adjective ("ac/Russia/RU"), with
 * "n" an actor without a name. The words become the text, parted by blanks (none before , . and 's). */
#ifndef AG_TEST_TREES_H
#define AG_TEST_TREES_H

#include "extract/extract.h"
#include "names.h"

#include <stdio.h>
#include <string.h>

static inline int
trees_entity(ag_arena *a, ag_doc *doc, ag_str name, uint8_t type, bool named, ag_str country)
{
    for (int i = 0; i < doc->entities.n; i++)
        if (ag_str_eq(doc->entities.at[i].name, name))
            return i;
    AG_PUSH(a, &doc->entities, (ag_entity){ .name = name, .type = type, .is_named = named, .role = AG_S(""), .country = country });
    return doc->entities.n - 1;
}

static inline void
trees_mention(ag_arena *a, ag_doc *doc, ag_str m, int token)
{
    static const char letters[] = "poclg";
    ag_str kind, name, country = AG_S("");
    bool adjective, named;

    ag_str_cut(&m, '/', &kind);
    ag_str_cut(&m, '/', &name);
    if (m.at)
        ag_str_cut(&m, '/', &country);
    adjective = kind.at[0] == 'a';
    named = kind.at[0] != 'n';

    const char *letter = strchr(letters, kind.at[kind.len - 1]);
    int entity = trees_entity(a, doc, name, letter ? (uint8_t)(letter - letters) : AG_TYPE_OTHER, named, country);

    AG_PUSH(a, &doc->mentions,
            (ag_mention){ .span = doc->tokens.at[token].span, .first = token, .end = token + 1, .head = token, .entity = entity,
                          .kind = (uint8_t)(named ? AG_MENTION_NAME : AG_MENTION_NOMINAL), .is_adjective = adjective });
}

/* Reads the lines into a document of one paragraph; `day` "2025-08-24" or NULL. */
static inline ag_doc *
trees_read(ag_arena *a, const char *lines, const char *day)
{
    ag_doc *doc = AG_NEW(a, ag_doc);
    ag_str rest = ag_str_of(lines), line;
    char *text = ag_arena_alloc(a, rest.len + 1);
    size_t len = 0;
    int first = 0;

    doc->date = AG_NO_DAY;
    if (day)
        ag_day_parse(ag_str_of(day), &doc->date);
    while (ag_str_cut(&rest, '\n', &line)) {
        ag_str word[7], *w = word;
        int n = 0;

        while (n < 7 && line.len && ag_str_cut(&line, ' ', &word[n]))
            if (word[n].len)
                n++;
        if (n < 6) {
            if (doc->tokens.n > first) {
                uint32_t from = doc->tokens.at[first].span.from;

                AG_PUSH(a, &doc->sentences, (ag_sentence){ .span = { from, (uint32_t)len }, .first = first,
                                                           .end = doc->tokens.n, .tokens = doc->tokens.n - first });
            }
            first = doc->tokens.n;
            continue;
        }

        bool glued = ag_str_is(w[0], ",") || ag_str_is(w[0], ".") || ag_str_is(w[0], "'s") || ag_str_is(w[0], "n't")
                     || ag_str_is(w[0], "”") || (len >= 3 && memcmp(text + len - 3, "“", 3) == 0);

        if (len && !glued)
            text[len++] = ' ';

        ag_token k = { .form = w[0], .lemma = w[1], .xpos = w[3], .feats = AG_S(""), .sentence = doc->sentences.n,
                       .deprel = ag_deprel_parse(w[5]), .space_after = true };
        long head = 0;

        ag_upos_parse(w[2], &k.upos);
        ag_str_int(w[4], &head);
        k.head = head ? first + (int)head - 1 : -1;
        k.span.from = (uint32_t)len;
        memcpy(text + len, w[0].at, w[0].len);
        len += w[0].len;
        k.span.to = (uint32_t)len;
        AG_PUSH(a, &doc->tokens, k);
        if (n > 6)
            trees_mention(a, doc, w[6], doc->tokens.n - 1);
    }
    doc->text = (ag_str){ text, len };
    AG_PUSH(a, &doc->paragraphs, (ag_paragraph){ .span = { 0, (uint32_t)len } });
    return doc;
}

/* What a printer writes of `doc`. */
static inline const char *
trees_show(ag_arena *a, const ag_doc *doc, void (*show)(const ag_doc *, FILE *))
{
    char *out = ag_arena_alloc(a, 1 << 16);
    FILE *f = fmemopen(out, (1 << 16) - 1, "w");

    show(doc, f);
    fclose(f);
    return out;
}

#endif
