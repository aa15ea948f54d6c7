/* A document → CoNLL-U (universaldependencies.org/format), names and places in the last column. */
#include "base/buf.h"
#include "base/utf8.h"
#include "language/amount.h"
#include "language/language.h"
#include "names.h"

/* Code points before byte `to`, counted on from where the last question stopped. */
typedef struct counter {
    uint32_t byte;
    size_t points;
    size_t before; /* in earlier parts of the text */
} counter;

static size_t
points_at(counter *c, ag_str text, uint32_t to)
{
    if (to < c->byte) /* a word of several tokens is told of before them */
        c->points -= ag_utf8_count(ag_str_sub(text, to, c->byte));
    else
        c->points += ag_utf8_count(ag_str_sub(text, c->byte, to));
    c->byte = to;
    return c->before + c->points;
}

static void
add_field(ag_buf *b, ag_str s)
{
    ag_buf_char(b, '\t');
    if (s.len)
        ag_buf_str(b, s);
    else
        ag_buf_char(b, '_');
}

/* Text on one line: every stretch of white space becomes one blank. */
static void
add_line(ag_buf *b, ag_str s)
{
    bool blank = false;
    int k;

    for (size_t i = 0; i < s.len; i += (size_t)k) {
        if (ag_utf8_is_space(ag_utf8_next(s, i, &k))) {
            blank = true;
            continue;
        }
        if (blank)
            ag_buf_char(b, ' ');
        blank = false;
        ag_buf_str(b, ag_str_sub(s, i, i + (size_t)k));
    }
}

static void
add_misc(ag_buf *b, const ag_doc *doc, const ag_token *t, uint32_t to, bool shows_space, counter *from, counter *end,
         const char *place, const char *label, const ag_amount *amount)
{
    ag_buf_char(b, '\t');
    if (shows_space && !t->space_after)
        ag_buf_z(b, "SpaceAfter=No|");
    ag_buf_printf(b, "TokenRange=%zu:", points_at(from, doc->text, t->span.from));
    ag_buf_printf(b, "%zu", points_at(end, doc->text, to));
    if (label)
        ag_buf_printf(b, "|NER=%s-%s", place, label);
    if (amount) {
        ag_buf_z(b, "|Value=");
        ag_amount_value(b, amount->value);
        if (amount->end - amount->first > 1)
            ag_buf_printf(b, "|ValueTokens=%d", amount->end - amount->first);
        if (*amount->currency)
            ag_buf_printf(b, "|Currency=%s", amount->currency);
        if (amount->is_percent)
            ag_buf_z(b, "|Unit=percent");
    }
    ag_buf_char(b, '\n');
}

void
ag_conllu_write(const ag_doc *doc, FILE *out)
{
    ag_conllu_place place = { 0 };

    ag_conllu_part(doc, &place, out);
}

void
ag_conllu_part(const ag_doc *doc, ag_conllu_place *done, FILE *out)
{
    ag_buf b = { 0 };
    counter from = { .before = done->points }, end = { .before = done->points };
    int paragraph = -1, name = 0, number = 0;
    ag_arena *a = ag_arena_new(0);
    ag_amounts amounts = { 0 };

    if (done->amounts)
        ag_amounts_find(a, done->amounts, doc, &amounts);
    if (!done->is_open) {
        ag_buf_z(&b, "# newdoc id = ");
        add_line(&b, doc->path.len ? doc->path : AG_S("-"));
        ag_buf_char(&b, '\n');
    }
    done->is_open = true;
    for (int s = 0; s < doc->sentences.n; s++) {
        const ag_sentence *x = &doc->sentences.at[s];
        int inside = 0;

        if (x->paragraph != paragraph)
            ag_buf_z(&b, "# newpar\n");
        paragraph = x->paragraph;
        ag_buf_printf(&b, "# sent_id = %d\n", ++done->sentences);
        if (x->is_cut)
            ag_buf_printf(&b, "# cut = %d tokens\n", x->tokens);
        ag_buf_z(&b, "# text = ");
        add_line(&b, ag_str_at(doc->text, x->span));
        ag_buf_char(&b, '\n');
        for (int i = x->first; i < x->end; i++) {
            const ag_token *t = &doc->tokens.at[i];
            const char *label = NULL, *place = "";
            const ag_amount *amount = NULL;

            while (number < amounts.n && amounts.at[number].first < i)
                number++;
            if (number < amounts.n && amounts.at[number].first == i)
                amount = &amounts.at[number];

            while (name < doc->names.n && doc->names.at[name].end <= i)
                name++;
            if (name < doc->names.n && doc->names.at[name].first <= i) {
                label = ag_name_label_name(doc->names.at[name].label);
                place = doc->names.at[name].first == i ? "B" : "I";
            }
            if (t->contraction > 1) {
                const ag_token *last = &doc->tokens.at[i + t->contraction - 1];
                ag_token whole = *t;

                inside = t->contraction;
                whole.space_after = last->space_after;
                ag_buf_printf(&b, "%d-%d", i - x->first + 1, i - x->first + inside);
                add_field(&b, ag_str_at(doc->text, (ag_span){ t->span.from, last->span.to }));
                ag_buf_z(&b, "\t_\t_\t_\t_\t_\t_\t_");
                add_misc(&b, doc, &whole, last->span.to, true, &from, &end, NULL, NULL, NULL);
            }
            ag_buf_printf(&b, "%d", i - x->first + 1);
            add_field(&b, t->form);
            add_field(&b, t->lemma);
            add_field(&b, ag_str_of(ag_upos_name((ag_upos)t->upos)));
            add_field(&b, t->xpos);
            add_field(&b, t->feats);
            ag_buf_printf(&b, "\t%d\t%s\t_", t->head < 0 ? 0 : t->head - x->first + 1,
                          ag_deprel_name((ag_deprel)t->deprel));
            add_misc(&b, doc, t, t->span.to, inside == 0, &from, &end, place, label, amount);
            if (inside > 0)
                inside--;
        }
        ag_buf_char(&b, '\n');
        fwrite(b.at, 1, b.len, out);
        b.len = 0;
    }
    if (b.len)
        fwrite(b.at, 1, b.len, out);
    ag_buf_done(&b);
    ag_arena_free(a);
    done->points += ag_utf8_count(doc->text);
}
