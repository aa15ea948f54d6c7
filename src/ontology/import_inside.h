/* Inside the import of names: what its files share. */
#ifndef AG_IMPORT_INSIDE_H
#define AG_IMPORT_INSIDE_H

#include "ontology/gazetteer_inside.h"
#include "ontology/import.h"

typedef struct importing {
    ag_arena *a;
    ag_gazetteer *g;
    const char *path;
    ag_str text;
    int taken, known, nobody; /* rows and phrases: added; known before; said to be no actor */
} importing;

/* Notes that a line was left out, and why. */
void ag_import_note(importing *in, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The person of that name, made where there is none: its place in gazetteer.person. */
int ag_import_person(importing *in, ag_str name);

/* Another name of a person; false where that name is taken. */
bool ag_import_person_name(importing *in, int person, ag_str name);

ag_status ag_import_table(importing *in, ag_err *err);
void ag_import_dictionary(importing *in);

#endif
