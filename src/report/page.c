/* Lines and blocks. */
#include "report/page.h"

#include <stdarg.h>
#include <stdio.h>

void
ag_line_add(ag_page *p, ag_line *line, ag_run_kind kind, ag_str text)
{
    ag_run *last = line->runs.n ? &line->runs.at[line->runs.n - 1] : NULL;

    if (text.len == 0)
        return;
    if (last && last->kind == kind)
        last->text = ag_arena_printf(p->a, "%.*s%.*s", AG_SHOW(last->text), AG_SHOW(text));
    else
        AG_PUSH(p->a, &line->runs, (ag_run){ (uint8_t)kind, text, -1 });
}

void
ag_line_z(ag_page *p, ag_line *line, const char *text)
{
    ag_line_add(p, line, AG_RUN_TEXT, ag_arena_str(p->a, ag_str_of(text)));
}

void
ag_line_printf(ag_page *p, ag_line *line, const char *format, ...)
{
    va_list args;
    char *text;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0)
        return;
    text = ag_arena_alloc(p->a, (size_t)n + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)n + 1, format, args);
    va_end(args);
    ag_line_add(p, line, AG_RUN_TEXT, (ag_str){ text, (size_t)n });
}

void
ag_line_note(ag_page *p, ag_line *line, int note)
{
    if (note >= 0)
        AG_PUSH(p->a, &line->runs, (ag_run){ AG_RUN_NOTE, AG_S(""), note });
}

void
ag_line_line(ag_page *p, ag_line *line, const ag_line *other)
{
    for (int i = 0; i < other->runs.n; i++)
        if (other->runs.at[i].kind == AG_RUN_NOTE)
            ag_line_note(p, line, other->runs.at[i].note);
        else
            ag_line_add(p, line, (ag_run_kind)other->runs.at[i].kind, other->runs.at[i].text);
}

ag_str
ag_line_text(ag_arena *a, const ag_line *line)
{
    ag_str all = AG_S("");

    for (int i = 0; i < line->runs.n; i++)
        all = ag_arena_printf(a, "%.*s%.*s", AG_SHOW(all), AG_SHOW(line->runs.at[i].text));
    return all;
}

ag_block *
ag_page_block(ag_page *p, ag_block_kind kind)
{
    AG_PUSH(p->a, &p->blocks, (ag_block){ .kind = (uint8_t)kind });
    return &p->blocks.at[p->blocks.n - 1];
}
