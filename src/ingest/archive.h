/* Archives → their members' bytes. The door to libarchive.
 *
 * Members go into a spool: one file without a name, in $TMPDIR or /tmp, that forked workers share. A member's
 * name is a label and never a path: links, devices and folders are passed over, nothing is created under any
 * name that the archive gives. */
#ifndef AG_INGEST_ARCHIVE_H
#define AG_INGEST_ARCHIVE_H

#include "ingest/inside.h"

/* Bounds of one archive. 200 MB of zeros are a zip of 195 KB. */
#define AG_MAX_UNPACKED (4ull << 30) /* bytes of all members                                        */
enum {
    AG_MAX_RATIO = 200,              /* unpacked to packed, looked at beyond AG_RATIO_FROM bytes    */
    AG_RATIO_FROM = 1 << 20,
    AG_MAX_MEMBERS = 1000000,
    AG_MAX_NESTING = 2               /* archives in archives                                        */
};

/* What becomes of the members, in the order of the archive. */
typedef struct ag_unpack {
    void *self;
    bool (*wants)(void *self, ag_str name);  /* false: passed over unread */
    void (*member)(void *self, ag_str name, const char *spool, size_t from, size_t to); /* its bytes are [from, to) of the file `spool` */
    void (*fault)(void *self, ag_str name, const char *why); /* a member, or with "" the archive, that cannot be read on; a piece of a sentence */
} ag_unpack;

/* Unpacks the archive or compressed file that bytes [from, to) of `path` are (to = 0: all of it), or `bytes`
 * where path is NULL. A compressed file that is no archive has one member, called "". `name` is held by the
 * callee as long as the callback lasts. */
void ag_archive_unpack(const char *path, size_t from, size_t to, ag_str bytes, ag_unpack unpack);

/* The bytes of the one member of a small zip that is called `name` (word/document.xml of a DOCX), at most
 * `limit`, on the heap: release with free(). NULL: it has none, or it is broken. */
char *ag_archive_member(ag_str zip, const char *name, size_t limit, size_t *len);

#endif
