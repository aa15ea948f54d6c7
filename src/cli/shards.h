/* Lists of input for many machines. A shard is a text file with a line for each item that a worker would take:
 *
 *     FORMAT  FROM  TO  LINE  PATH        parted by tabs; FROM and TO are bytes of the file, 0 0: all of it
 *
 * and the manifest a line for each shard: its name, its items, SHA-256 of the shard file. */
#ifndef AG_CLI_SHARDS_H
#define AG_CLI_SHARDS_H

#include "ingest/ingest.h"

enum { AG_SHARDS_MOST = 9999, AG_SHARD_LINES = 256 /* JSON lines are not cut finer */ };

typedef struct ag_shard {
    ag_str name, sha256;
} ag_shard;

typedef struct ag_shards {
    AG_LIST(ag_shard) list;
} ag_shards;

/* Writes DIR/shard-0001.txt … and DIR/manifest.txt; items go round, so that each shard gets its share of large files. */
ag_status ag_shards_write(ag_arena *a, const char *folder, int n, const ag_items *items, ag_err *err);

/* Reads a manifest. AG_INPUT with the place when it is none. */
ag_status ag_shards_read(ag_arena *a, const char *path, ag_shards *out, ag_err *err);

/* Reads one shard: its items, cut into bites for workers, and its SHA-256. */
ag_status ag_shard_read(ag_arena *a, const char *path, int bite, ag_items *out, char sha256[65], ag_err *err);

#endif
