/* An article as taken, for people. */
#include "ingest/ingest.h"

static void
field(FILE *out, const char *name, ag_str value)
{
    if (value.len)
        fprintf(out, "%-9s %.*s\n", name, AG_SHOW(value));
}

void
ag_ingest_show(const ag_doc *doc, FILE *out)
{
    static const char *const mark[] = { [AG_PAR_BODY] = "", [AG_PAR_TITLE] = "# ", [AG_PAR_HEADING] = "## " };
    char day[16];

    field(out, "path", doc->path);
    field(out, "id", ag_str_of(doc->id));
    field(out, "title", doc->title);
    ag_day_format(doc->date, day);
    fprintf(out, "%-9s %s%s(%.*s)\n", "date", day, *day ? " " : "", AG_SHOW(doc->date_source));
    ag_day_format(doc->modified, day);
    field(out, "modified", ag_str_of(day));
    field(out, "source", doc->source);
    for (int i = 0; i < doc->authors.n; i++)
        field(out, "author", doc->authors.at[i]);
    field(out, "url", doc->url);
    field(out, "language", doc->language);
    fputs("-- text\n", out);
    for (int i = 0; i < doc->paragraphs.n; i++) {
        const ag_paragraph *p = &doc->paragraphs.at[i];

        fprintf(out, "%s%s%.*s\n", i ? "\n" : "", mark[p->kind], AG_SHOW(ag_str_at(doc->text, p->span)));
    }
    fputs("-- removed\n", out);
    for (int i = 0; i < doc->removed.n; i++)
        fprintf(out, "%.*s | %.*s\n", AG_SHOW(doc->removed.at[i].reason), AG_SHOW(doc->removed.at[i].line));
}
