/* The model file: named sections of bytes behind a header with version, size and checksum.
 *
 *     0   8  "AGMODEL\n"
 *     8   4  version of the format          12  4  number of sections
 *    16   8  size of the file               24  8  checksum of all that follows the header
 *    32  32  name, NUL-padded
 *    64      sections: 16 bytes of name, 8 of offset, 8 of size each; then their bytes,
 *            each beginning at a multiple of 64
 *
 * Numbers are little-endian and the file is used as it lies in memory; a big-endian machine is
 * told so. */
#ifndef AG_LANGUAGE_CONTAINER_H
#define AG_LANGUAGE_CONTAINER_H

#include "base/buf.h"
#include "base/err.h"

enum { AG_CONTAINER_VERSION = 1, AG_CONTAINER_SECTIONS = 32 };

typedef struct ag_section {
    char name[16];
    ag_str bytes;
} ag_section;

typedef struct ag_container {
    char name[33];
    uint64_t checksum;
    ag_section sections[AG_CONTAINER_SECTIONS];
    int n;
} ag_container;

/* Reads the header of a mapped file; sections point into `file`. `path` is for messages. AG_INPUT
 * when it is cut short, changed, or of another version. */
ag_status ag_container_open(ag_str file, const char *path, ag_container *out, ag_err *err);

/* The bytes of a section. AG_INPUT when it is not there. */
ag_status ag_container_get(const ag_container *c, const char *path, const char *name, ag_str *out, ag_err *err);

/* The whole file. */
void ag_container_write(const ag_container *c, ag_buf *out);

#endif
