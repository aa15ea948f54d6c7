/* Templates and values → sentences.
 *
 * The idea: a row is used only when each of its placeholders has data, so that no sentence has a hole; of several
 * rows of one name the first that fits is taken. What stands between brackets is left out by itself. Weak: it
 * knows no grammar but one and several. */
#include "report/templates.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>

static const char *const sections[] = { "settings", "sections", "words", "types", "names", "sentences", NULL };

ag_status
ag_templates_read(ag_arena *a, const char *path, ag_templates *out, ag_err *err)
{
    *out = (ag_templates){ 0 };
    AG_TRY(ag_table_read(a, path, &out->table, err));
    for (int i = 0; i < out->table.rows.n; i++) {
        const ag_row *row = &out->table.rows.at[i];
        int known = 0, depth = 0, optional = 0;

        for (int k = 0; sections[k]; k++)
            known |= ag_str_is(row->section, sections[k]);
        if (!known)
            return ag_fail(err, AG_INPUT, "%s:%d: no section '%.*s'; there are settings, sections, words, types, names, sentences", path,
                           row->line, AG_SHOW(row->section));
        for (int f = 1; f < row->n; f++)
            for (size_t k = 0; k < row->field[f].len; k++) {
                char c = row->field[f].at[k];

                depth += (c == '{') - (c == '}');
                optional += (c == '[') - (c == ']');
                if (depth < 0 || depth > 1 || optional < 0 || optional > 1)
                    return ag_fail(err, AG_INPUT, "%s:%d: braces and brackets do not nest, and close in the row where they open", path, row->line);
            }
        if (depth || optional)
            return ag_fail(err, AG_INPUT, "%s:%d: a brace or bracket is not closed", path, row->line);
        ag_map_add(a, &out->first, ag_arena_printf(a, "%.*s\n%.*s", AG_SHOW(row->section), AG_SHOW(row->field[0])), i);
    }
    return AG_OK;
}

static int
first_row(const ag_templates *t, const char *section, ag_str key)
{
    char text[160];
    int n = snprintf(text, sizeof text, "%s\n%.*s", section, AG_SHOW(key));

    return n < (int)sizeof text ? ag_map_get(&t->first, (ag_str){ text, (size_t)n }) : -1;
}

const ag_row *
ag_templates_row(const ag_templates *t, const char *section, ag_str key)
{
    int i = first_row(t, section, key);

    return i < 0 ? NULL : &t->table.rows.at[i];
}

double
ag_templates_setting(const ag_templates *t, const char *key, double otherwise)
{
    const ag_row *row = ag_templates_row(t, "settings", ag_str_of(key));
    double x;

    if (!row || ag_str_number(row->field[1].at, row->field[1].at + row->field[1].len, &x) == row->field[1].at)
        return otherwise;
    return x;
}

ag_str
ag_templates_word(const ag_templates *t, const char *key)
{
    const ag_row *row = ag_templates_row(t, "words", ag_str_of(key));

    return row ? row->field[1] : ag_str_of(key);
}

ag_str
ag_figure(ag_arena *a, double x)
{
    ag_buf b = { 0 };
    ag_str s;

    ag_buf_number(&b, fabs(x) >= 0.01 ? round(x * 100) / 100 + 0.0 : x + 0.0);
    s = ag_arena_str(a, ag_buf_view(&b));
    ag_buf_done(&b);
    return s;
}

/* ---- one row ------------------------------------------------------------------------------------ */

static const ag_value *
find(const ag_value *values, int n, ag_str name)
{
    for (int i = 0; i < n; i++)
        if (ag_str_is(name, values[i].name))
            return &values[i];
    return NULL;
}

static bool
is_there(const ag_value *v)
{
    if (!v)
        return false;
    switch (v->kind) {
    case AG_VALUE_TEXT: return v->text.len > 0;
    case AG_VALUE_LINE: return v->line && v->line->runs.n > 0;
    case AG_VALUE_ACTOR: return v->actor >= 0;
    default: return v->kind == AG_VALUE_NUMBER;
    }
}

/* "{n:article:articles}" → name "n", sign ':', "article", "articles"; "{n?is:are}" with sign '?'. */
typedef struct mark {
    ag_str name, one, several;
    char sign; /* 0: the value alone */
} mark;

static mark
read_mark(ag_str s)
{
    mark m = { .name = s };
    size_t i = 0;

    while (i < s.len && s.at[i] != ':' && s.at[i] != '?')
        i++;
    if (i == s.len)
        return m;
    m.name = ag_str_sub(s, 0, i);
    m.sign = s.at[i];
    m.one = m.several = ag_str_sub(s, i + 1, s.len);
    for (size_t k = 0; k < m.one.len; k++)
        if (m.one.at[k] == ':') {
            m.several = ag_str_sub(m.one, k + 1, m.one.len);
            m.one = ag_str_sub(m.one, 0, k);
            break;
        }
    return m;
}

/* Are there data for every placeholder outside of brackets? */
static bool
fits(ag_str text, const ag_value *values, int n)
{
    bool optional = false;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '[' || text.at[i] == ']')
            optional = text.at[i] == '[';
        if (text.at[i] != '{')
            continue;

        size_t end = i;

        while (text.at[end] != '}')
            end++;
        if (!optional && !is_there(find(values, n, read_mark(ag_str_sub(text, i + 1, end)).name)))
            return false;
        i = end;
    }
    return true;
}

static const char *const small[] = { "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" };

static void
put_number(const ag_filling *f, double x, bool in_words, ag_line *out)
{
    enum { SMALL = sizeof small / sizeof *small };

    if (in_words && x >= 0 && x == floor(x) && x <= f->words_to && x < SMALL)
        ag_line_z(f->page, out, small[(int)x]);
    else
        ag_line_add(f->page, out, AG_RUN_TEXT, ag_figure(f->page->a, x));
}

void
ag_fill_count(const ag_filling *f, double x, ag_str one, ag_str several, ag_line *out)
{
    put_number(f, x, true, out);
    ag_line_z(f->page, out, " ");
    ag_line_add(f->page, out, AG_RUN_TEXT, x == 1 ? one : several);
}

static void
put(const ag_filling *f, const ag_value *v, const mark *m, ag_line *out)
{
    bool one = v->kind == AG_VALUE_NUMBER && v->number == 1;

    if (m->sign == '?') {
        ag_line_add(f->page, out, AG_RUN_TEXT, one ? m->one : m->several);
        return;
    }
    switch (v->kind) {
    case AG_VALUE_NUMBER: put_number(f, v->number, m->sign == ':', out); break;
    case AG_VALUE_ACTOR: f->name(f->self, v->actor, out); break;
    case AG_VALUE_LINE: ag_line_line(f->page, out, v->line); break;
    default: ag_line_add(f->page, out, AG_RUN_TEXT, v->text);
    }
    if (m->sign == ':') {
        ag_line_z(f->page, out, " ");
        ag_line_add(f->page, out, AG_RUN_TEXT, one ? m->one : m->several);
    }
    ag_line_note(f->page, out, v->note);
}

static void
write(const ag_filling *f, ag_str text, const ag_value *values, int n, ag_line *out)
{
    size_t from = 0;

    for (size_t i = 0; i <= text.len; i++) {
        size_t end = i;

        if (i < text.len && text.at[i] != '{' && text.at[i] != '[' && text.at[i] != ']')
            continue;
        ag_line_add(f->page, out, AG_RUN_TEXT, ag_str_sub(text, from, i));
        from = i + 1;
        if (i == text.len || text.at[i] == ']')
            continue;
        while (text.at[end] != (text.at[i] == '{' ? '}' : ']'))
            end++;

        ag_str inner = ag_str_sub(text, i + 1, end);

        if (text.at[i] == '{') {
            mark m = read_mark(inner);

            put(f, find(values, n, m.name), &m, out);
            i = end;
            from = end + 1;
        } else if (!fits(inner, values, n)) {
            i = end;
            from = end + 1;
        }
    }
}

/* "the Compact …" → "The Compact …" */
static void
capitalise(const ag_filling *f, ag_line *line, int run)
{
    for (int i = run; i < line->runs.n; i++) {
        ag_str s = line->runs.at[i].text;
        char letter[4];
        int n;

        if (s.len == 0)
            continue;

        int32_t c = ag_utf8_to_upper(ag_utf8_next(s, 0, &n));
        int m = ag_utf8_put(letter, c);

        line->runs.at[i].text = ag_arena_printf(f->page->a, "%.*s%.*s", m, letter, (int)s.len - n, s.at + n);
        return;
    }
}

bool
ag_fill(const ag_filling *f, const char *section, const char *key, const ag_value *values, int n, ag_line *out)
{
    const ag_templates *t = f->templates;

    for (int i = first_row(t, section, ag_str_of(key)); i >= 0 && i < t->table.rows.n; i++) {
        const ag_row *row = &t->table.rows.at[i];
        ag_line line = { 0 };

        if (!ag_str_is(row->section, section) || !ag_str_is(row->field[0], key) || !row->field[1].len || !fits(row->field[1], values, n))
            continue;
        write(f, row->field[1], values, n, &line);
        if (strcmp(section, "sentences") == 0)
            capitalise(f, &line, 0);
        ag_line_line(f->page, out, &line);
        return true;
    }
    return false;
}
