/* Bytes as an archive or compressed file: members come in the order of their places in the spool, faults are sentences. */
#include "fuzz.h"

#include "ingest/archive.h"

#include <string.h>
#include <unistd.h>

static size_t last;

static bool
wants(void *self, ag_str name)
{
    (void)self;
    return name.len < 200;
}

static void
member(void *self, ag_str name, const char *spool, size_t from, size_t to)
{
    (void)self, (void)name;
    AG_FUZZ_CHECK(from >= last && from <= to && strncmp(spool, "/dev/fd/", 8) == 0);
    last = to;
}

static void
fault(void *self, ag_str name, const char *why)
{
    (void)self, (void)name;
    AG_FUZZ_CHECK(why && *why);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ag_archive_unpack(NULL, 0, 0, (ag_str){ (const char *)data, size }, (ag_unpack){ NULL, wants, member, fault });
    return 0;
}
