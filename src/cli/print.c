/* Answers on the terminal. */
#include "cli/print.h"

#include "base/utf8.h"

const char *const ag_answer_words[] = { "text", "json", NULL };

void
ag_grid_add(ag_arena *a, ag_grid *g, ag_str s)
{
    AG_PUSH(a, &g->cells, s);
}

static bool
is_figure(ag_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789.+-e", s.at[i]))
            return false;
    return true;
}

void
ag_grid_print(const ag_grid *g, FILE *out)
{
    enum { COLUMNS = 16 };
    size_t width[COLUMNS] = { 0 };
    bool has_words[COLUMNS] = { false }; /* columns of figures stand to the right */

    if (!g->cells.n)
        return;
    for (int c = 0; c < g->columns; c++)
        width[c] = strlen(g->heads[c]);
    for (int i = 0; i < g->cells.n; i++) {
        size_t n = ag_utf8_count(g->cells.at[i]);

        if (n > width[i % g->columns])
            width[i % g->columns] = n;
        has_words[i % g->columns] |= !is_figure(g->cells.at[i]);
    }
    for (int i = -g->columns; i < g->cells.n; i++) {
        int c = (i + g->columns) % g->columns;
        ag_str cell = i < 0 ? ag_str_of(g->heads[c]) : g->cells.at[i];
        int blanks = (int)(width[c] - ag_utf8_count(cell));

        fprintf(out, "%*s%.*s", has_words[c] ? 0 : blanks, "", AG_SHOW(cell));
        if (c + 1 < g->columns)
            fprintf(out, "%*s", (has_words[c] ? blanks : 0) + 2, "");
        else
            fputc('\n', out);
    }
}

ag_str
ag_place_of(ag_arena *a, const ag_world *w, int doc)
{
    const ag_doc *d = w->docs.at[doc];
    char day[16];

    ag_day_format(d->date, day);
    return ag_arena_printf(a, "%.*s%s%.*s, %s", AG_SHOW(d->path), d->source.len ? ", " : "", AG_SHOW(d->source), day[0] ? day : "undated");
}

ag_str
ag_one_line(ag_arena *a, ag_str s)
{
    char *out = ag_arena_alloc(a, s.len + 1);
    size_t n = 0;

    s = ag_str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        bool blank = s.at[i] == '\n' || s.at[i] == '\t' || s.at[i] == ' ';

        if (!blank)
            out[n++] = s.at[i];
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return (ag_str){ out, n };
}

ag_str
ag_sentence_of(ag_arena *a, const ag_world *w, ag_evidence e)
{
    return e.doc < 0 ? AG_S("") : ag_one_line(a, ag_str_at(w->docs.at[e.doc]->text, e.sentence));
}

void
ag_print_evidence(ag_arena *a, const ag_world *w, ag_evidence e, int indent)
{
    if (e.doc >= 0)
        printf("%*s%.*s\n%*s\"%.*s\"\n", indent, "", AG_SHOW(ag_place_of(a, w, e.doc)), indent, "", AG_SHOW(ag_sentence_of(a, w, e)));
}

void
ag_json_key(ag_buf *b, const char *key)
{
    char last = b->len ? b->at[b->len - 1] : '{';

    ag_buf_z(b, last == '{' || last == '[' ? "" : ", ");
    if (key)
        ag_buf_printf(b, "\"%s\": ", key);
}

void
ag_json_text(ag_buf *b, const char *key, ag_str s)
{
    ag_json_key(b, key);
    ag_buf_json(b, s);
}

void
ag_json_number(ag_buf *b, const char *key, double x)
{
    ag_json_key(b, key);
    ag_buf_number(b, x);
}

void
ag_json_evidence(ag_buf *b, const ag_world *w, ag_evidence e)
{
    const ag_doc *d = w->docs.at[e.doc];
    size_t start = ag_utf8_count(ag_str_sub(d->text, 0, e.sentence.from));
    char day[16];

    ag_day_format(d->date, day);
    ag_buf_z(b, "{");
    ag_json_text(b, "article", d->path);
    ag_json_text(b, "id", ag_str_of(d->id));
    if (d->source.len)
        ag_json_text(b, "source", d->source);
    if (day[0])
        ag_json_text(b, "date", ag_str_of(day));
    ag_json_number(b, "start", (double)start);
    ag_json_number(b, "end", (double)(start + ag_utf8_count(ag_str_at(d->text, e.sentence))));
    ag_json_text(b, "text", ag_str_at(d->text, e.sentence));
    ag_buf_z(b, "}");
}
