/* What a file or a member of an archive is: by its name (kind.c), else by its first bytes. */
#ifndef AG_INGEST_KIND_H
#define AG_INGEST_KIND_H

#include "ingest/inside.h"

/* Beside the values of ag_format: a file to be passed over; one to be refused, with the reason. */
enum { AG_KIND_SKIPPED = 100, AG_KIND_REFUSED, AG_KIND_UNKNOWN };

enum { AG_KIND_LOOK = 64 * 1024 }; /* first bytes that ag_kind_of wants to see, where there are as many */

/* By the name alone, before anything is read: AG_KIND_SKIPPED or AG_KIND_REFUSED, or AG_KIND_UNKNOWN where the
 * file has to be looked at. `is_named`: the user asked for it by its path, so it is taken or refused; others that
 * hold no article by their type (README.md, pictures) are skipped. *what: the rest of a sentence. */
int ag_kind_of_name(ag_str label, bool is_named, const char **what);

/* By name and first bytes: a value of ag_format, AG_KIND_SKIPPED or AG_KIND_REFUSED. */
int ag_kind_of(ag_arena *a, ag_str label, ag_str head, bool is_named, const char **what);

/* Whether JSON is one document over many lines, which cannot be cut: its first line does not close what it
 * opens. */
bool ag_kind_is_one_document(ag_str head);

#endif
