/* Files of the user's own → the gazetteer: which kind a file is, and what both kinds need. */
#include "base/file.h"
#include "base/utf8.h"
#include "ontology/import_inside.h"

#include <stdarg.h>
#include <stdio.h>

void
ag_import_note(importing *in, int line, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    AG_PUSH(in->a, &in->g->left_out, ag_arena_printf(in->a, "%s:%d: %s", in->path, line, text));
}

int
ag_import_person(importing *in, ag_str name)
{
    ag_gazetteer *g = in->g;
    int at = ag_map_add(in->a, &g->persons, ag_known_key(in->a, name), g->person.n);

    if (at == g->person.n)
        AG_PUSH(in->a, &g->person, (ag_known_person){ .name = name });
    return at;
}

bool
ag_import_person_name(importing *in, int person, ag_str name)
{
    return name.len && ag_map_add(in->a, &in->g->persons, ag_known_key(in->a, name), person) == person;
}

/* A table of ours has sections in small letters at the start of a line; the codes of a dictionary are capitals. */
static ag_import_kind
kind_of(ag_str text)
{
    ag_str rest = text, line;

    if (ag_str_starts(rest, AG_S("\xEF\xBB\xBF")))
        rest = ag_str_sub(rest, 3, rest.len);
    while (ag_str_cut(&rest, '\n', &line))
        if (line.len > 2 && line.at[0] == '[' && line.at[line.len - 1] == ']' && line.at[1] >= 'a' && line.at[1] <= 'z')
            return AG_IMPORT_TABLE;
    return AG_IMPORT_DICTIONARY;
}

ag_status
ag_import_open(ag_arena *a, const char *path, ag_import *out, ag_err *err)
{
    ag_str text;

    AG_TRY(ag_file_read(a, path, 0, 0, 0, &text, err));
    *out = (ag_import){ path, text, kind_of(text) };
    return AG_OK;
}

ag_status
ag_import_add(ag_arena *a, ag_gazetteer *g, const ag_import *file, ag_err *err)
{
    importing in = { .a = a, .g = g, .path = file->path, .text = file->text };
    int left = g->left_out.n;
    ag_str said;

    if (file->kind == AG_IMPORT_TABLE)
        AG_TRY(ag_import_table(&in, err));
    else
        ag_import_dictionary(&in);
    left = g->left_out.n - left;
    said = ag_arena_printf(a, "%s: %d name%s taken", in.path, in.taken, in.taken == 1 ? "" : "s");
    if (in.known)
        said = ag_arena_printf(a, "%.*s, %d known already", AG_SHOW(said), in.known);
    if (in.nobody)
        said = ag_arena_printf(a, "%.*s, %d of no actor", AG_SHOW(said), in.nobody);
    if (left)
        said = ag_arena_printf(a, "%.*s, %d line%s left out", AG_SHOW(said), left, left == 1 ? "" : "s");
    AG_PUSH(a, &g->taken, ag_arena_printf(a, "%.*s.", AG_SHOW(said)));
    return AG_OK;
}
