/* Bytes as the files that analysts write: decisions, tables and dictionaries of actors, dictionaries of verbs. The first
 * byte tells which. */
#define _GNU_SOURCE
#include "fuzz.h"

#include "ontology/ontology.h"
#include "resolve/decisions.h"

#include <sys/mman.h>
#include <unistd.h>

/* A file in memory of that kind; its name. */
static const char *
file_of(const uint8_t *data, size_t size, const char *extension, char name[64])
{
    static int fd = -1;
    char link[64];

    if (fd < 0)
        fd = memfd_create("fuzz", 0);
    snprintf(name, 64, "/tmp/actorgraph-fuzz-%d%s", (int)getpid(), extension);
    snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)getpid(), fd);
    if (ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
        exit(2);
    unlink(name);
    if (symlink(link, name) != 0)
        exit(2);
    return name;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const extensions[] = { "", ".tsv", ".actors.txt", ".agents.txt", ".verbs.txt" };
    ag_arena *a = ag_arena_new(0);
    ag_err err = { 0 };
    int kind = size ? data[0] % 5 : 0;
    ag_str text = { (const char *)data + (size > 0), size - (size > 0) };
    char name[64];

    if (kind == 0) {
        ag_decisions decisions;

        if (ag_decisions_parse(a, "decisions.txt", text, &decisions, &err) != AG_OK)
            AG_FUZZ_CHECK(err.text[0]);
    } else {
        const char *path = file_of((const uint8_t *)text.at, text.len, extensions[kind], name);
        ag_imports imports = { .actors = &path, .n_actors = kind < 4, .verbs = &path, .n_verbs = kind == 4 };
        ag_ontology ontology;

        if (ag_ontology_open(a, "ontology", &imports, &ontology, &err) != AG_OK)
            AG_FUZZ_CHECK(err.text[0]);
        unlink(name);
    }
    ag_arena_free(a);
    return 0;
}
