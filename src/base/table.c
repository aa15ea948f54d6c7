/* Commented text tables. */
#include "base/table.h"

#include "base/file.h"
#include "base/utf8.h"

static ag_str
without_comment(ag_str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] == '#' && (i == 0 || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
            return ag_str_trim(ag_str_sub(line, 0, i));
    return ag_str_trim(line);
}

ag_status
ag_table_parse(ag_arena *a, const char *path, ag_str text, ag_table *out, ag_err *err)
{
    ag_str rest = text, section = AG_S(""), line;
    size_t bad;

    *out = (ag_table){ .path = path };
    if (ag_str_starts(rest, AG_S("\xEF\xBB\xBF")))
        rest = ag_str_sub(rest, 3, rest.len);
    for (int number = 1; ag_str_cut(&rest, '\n', &line); number++) {
        ag_utf8_repair(a, line, &bad);
        if (bad)
            return ag_fail(err, AG_INPUT, "%s:%d: not UTF-8 text; save the table as UTF-8", path, number);
        line = without_comment(line);
        if (line.len == 0)
            continue;
        if (line.at[0] == '[') {
            if (line.at[line.len - 1] != ']')
                return ag_fail(err, AG_INPUT, "%s:%d: section '%.*s' lacks its closing bracket", path, number,
                               AG_SHOW(line));
            section = ag_str_trim(ag_str_sub(line, 1, line.len - 1));
            continue;
        }

        ag_row row = { .section = section, .line = number };
        ag_str piece;

        for (int i = 0; i < AG_TABLE_FIELDS; i++)
            row.field[i] = AG_S("");
        while (ag_str_cut(&line, '|', &piece)) {
            if (row.n == AG_TABLE_FIELDS)
                return ag_fail(err, AG_INPUT, "%s:%d: more than %d fields", path, number, AG_TABLE_FIELDS);
            row.field[row.n++] = piece;
        }
        AG_PUSH(a, &out->rows, row);
    }
    return AG_OK;
}

ag_status
ag_table_read(ag_arena *a, const char *path, ag_table *out, ag_err *err)
{
    ag_str text;

    AG_TRY(ag_file_read(a, path, 0, 0, 0, &text, err));
    return ag_table_parse(a, ag_arena_str(a, ag_str_of(path)).at, text, out, err);
}
