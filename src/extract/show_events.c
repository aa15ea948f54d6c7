/* What was said to happen in an article, as lines of columns parted by two blanks or more:
 *
 *     events     TYPE[.mode]  lemma  SOURCES -> TARGETS [@ PLACES]  status  DATE|-  voice[: claimant]
 *     relations  SOURCE  verb[ passive]  TARGET  TYPE|-  status  [claimed by NAME]
 *     quotes     direct|indirect  SPEAKER|-  [-> ADDRESSEE]  cue|-  "text"
 *     times      VALUE  "text"
 *     chains     "text" = "text" = …: noun phrases that mean the same
 *
 * Names are parted by commas (a place that is a target, too, is named once); "A = B" instead of "A -> B" for acts in which both sides do the same;
 * "-" is nobody. Texts are cut after sixty bytes. */
#include "extract/show.h"

#include "base/utf8.h"
#include "names.h"

static bool
is_shown(const ag_event *e, int i, ag_part part)
{
    if (e->parts.at[i].part != part)
        return false;
    for (int k = 0; part == AG_PLACE_PART && k < i; k++)
        if (e->parts.at[k].entity == e->parts.at[i].entity)
            return false;
    return true;
}

static void
show_parts(const ag_doc *doc, const ag_event *e, ag_part part, FILE *out)
{
    int n = 0;

    for (int i = 0; i < e->parts.n; i++)
        if (is_shown(e, i, part))
            fprintf(out, "%s%.*s", n++ ? ", " : "", AG_SHOW(doc->entities.at[e->parts.at[i].entity].name));
    if (n == 0)
        fputc('-', out);
}

static bool
has_part(const ag_event *e, ag_part part)
{
    for (int i = 0; i < e->parts.n; i++)
        if (is_shown(e, i, part))
            return true;
    return false;
}

/* The text on one line, cut after about sixty bytes. */
static void
quoted(const ag_doc *doc, ag_span span, FILE *out)
{
    ag_str s = ag_str_at(doc->text, span);

    fputc('"', out);
    for (size_t i = 0; i < s.len;) {
        int n;
        int32_t c = ag_utf8_next(s, i, &n);

        if (i >= 60 && ag_utf8_is_space(c)) {
            fputs(" …", out);
            break;
        }
        if (c == '\n' || c == '\r' || c == '\t')
            fputc(' ', out);
        else
            fwrite(s.at + i, 1, (size_t)n, out);
        i += (size_t)n;
    }
    fputc('"', out);
}

void
ag_show_events(const ag_doc *doc, FILE *out)
{
    for (int i = 0; i < doc->events.n; i++) {
        const ag_event *e = &doc->events.at[i];
        char date[16];

        ag_date_format(e->date, date);
        fprintf(out, "%.*s%s%.*s  %.*s  ", AG_SHOW(e->type), e->mode.len ? "." : "", AG_SHOW(e->mode), AG_SHOW(e->lemma));
        show_parts(doc, e, AG_SOURCE, out);
        fputs(e->is_symmetric ? " = " : " -> ", out);
        show_parts(doc, e, AG_TARGET, out);
        if (has_part(e, AG_PLACE_PART)) {
            fputs(" @ ", out);
            show_parts(doc, e, AG_PLACE_PART, out);
        }
        fprintf(out, "  %s  %s  %s", ag_reality_name(e->status), *date ? date : "-", ag_voice_name(e->voice));
        if (e->claimed_by >= 0)
            fprintf(out, ": %.*s", AG_SHOW(doc->entities.at[e->claimed_by].name));
        fputc('\n', out);
    }
}

void
ag_show_relations(const ag_doc *doc, FILE *out)
{
    for (int i = 0; i < doc->relations.n; i++) {
        const ag_relation *r = &doc->relations.at[i];

        fprintf(out, "%.*s  %.*s%s  %.*s  ", AG_SHOW(doc->entities.at[r->source].name), AG_SHOW(r->verb),
                r->is_passive ? " passive" : "", AG_SHOW(doc->entities.at[r->target].name));
        fprintf(out, "%.*s  %s", AG_SHOW(r->type.len ? r->type : AG_S("-")), ag_reality_name(r->status));
        if (r->claimed_by >= 0)
            fprintf(out, "  claimed by %.*s", AG_SHOW(doc->entities.at[r->claimed_by].name));
        fputc('\n', out);
    }
}

void
ag_show_quotes(const ag_doc *doc, FILE *out)
{
    for (int i = 0; i < doc->quotes.n; i++) {
        const ag_quote *q = &doc->quotes.at[i];

        fprintf(out, "%s  %.*s  ", q->is_direct ? "direct" : "indirect",
                AG_SHOW(q->speaker >= 0 ? doc->entities.at[q->speaker].name : AG_S("-")));
        if (q->addressee >= 0)
            fprintf(out, "-> %.*s  ", AG_SHOW(doc->entities.at[q->addressee].name));
        fprintf(out, "%.*s  ", AG_SHOW(q->cue.len ? q->cue : AG_S("-")));
        quoted(doc, q->span, out);
        fputc('\n', out);
    }
}

void
ag_show_times(const ag_doc *doc, FILE *out)
{
    for (int i = 0; i < doc->times.n; i++) {
        fprintf(out, "%.*s  ", AG_SHOW(doc->times.at[i].value));
        quoted(doc, doc->times.at[i].span, out);
        fputc('\n', out);
    }
}

void
ag_show_chains(const ag_doc *doc, FILE *out)
{
    for (int i = 0; i < doc->chains.n; i++) {
        const ag_chain *c = &doc->chains.at[i];

        for (int k = 0; k < c->nps.n; k++) {
            if (k)
                fputs(" = ", out);
            quoted(doc, c->nps.at[k].span, out);
        }
        fputc('\n', out);
    }
}
