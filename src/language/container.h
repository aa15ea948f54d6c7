/* The model file: named sections of bytes behind a header with format, size and checksum.
 *
 *     0   8  "AGMODEL\n"
 *     8   4  number of the format          12  4  number of sections
 *    16   8  size of the file              24  8  checksum of all that follows the header
 *    32  32  name, NUL-padded
 *    64      for each section: 16 bytes of name, 4 of version, 4 of zeros, 8 of offset, 8 of size;
 *            then their bytes, each beginning at a multiple of 64
 *
 * A section's version belongs to the code that reads it and counts up when the meaning of its bytes
 * changes: another layout, other features. So weights and programs that do not fit are told apart by
 * a sentence, not by bad results. Numbers are little-endian and the file is used as it lies in
 * memory; a big-endian machine is told so. */
#ifndef AG_LANGUAGE_CONTAINER_H
#define AG_LANGUAGE_CONTAINER_H

#include "base/buf.h"
#include "base/err.h"

enum { AG_CONTAINER_FORMAT = 2, AG_CONTAINER_SECTIONS = 32 };

typedef struct ag_section {
    char name[17];
    uint32_t version;
    ag_str bytes;
} ag_section;

typedef struct ag_container {
    const char *path; /* for messages */
    char name[33];
    uint64_t checksum;
    ag_section sections[AG_CONTAINER_SECTIONS];
    int n;
} ag_container;

/* A sum over bytes: finds damage, not malice, at the speed of memory. */
uint64_t ag_checksum(ag_str bytes);

/* Reads the header of a file in memory, 16-byte aligned (as mapped files are); sections point into
 * `file`. AG_INPUT when it is cut short, changed, or of another format. */
ag_status ag_container_open(ag_str file, const char *path, ag_container *out, ag_err *err);

/* The bytes of a section. AG_INPUT when it is not there or of another version. */
ag_status ag_container_get(const ag_container *c, const char *name, uint32_t version, ag_str *out, ag_err *err);

bool ag_container_has(const ag_container *c, const char *name);

/* ---- writing ---------------------------------------------------------------------------------- */

/* A model file in the making. Zeroed is empty; release with ag_draft_done. */
typedef struct ag_draft {
    char name[33];
    struct ag_draft_section {
        char name[17];
        uint32_t version;
        ag_buf bytes;
    } sections[AG_CONTAINER_SECTIONS];
    int n;
} ag_draft;

/* A new, empty section to be filled; one of the same name is emptied. At most 16 bytes of name. */
ag_buf *ag_draft_section(ag_draft *d, const char *name, uint32_t version);

/* The bytes of a section; empty when there is none. */
ag_str ag_draft_view(const ag_draft *d, const char *name);

/* The whole file's bytes, sections in the order of their names. Sorts `d`: what ag_draft_section gave is
 * no longer its section. */
void ag_draft_write(ag_draft *d, ag_buf *out);

/* The same to a file, which appears whole or not at all. AG_MACHINE. */
ag_status ag_draft_save(ag_draft *d, const char *path, ag_err *err);

void ag_draft_done(ag_draft *d);

#endif
