/* libactorgraph: actorgraph without its command line, for programs in C or in any language that can call C.
 *
 * An article's bytes become a record, one line of JSON (docs/formats.md); records become the file of a graph.
 * A program may keep the records, send them elsewhere, or leave some out in between.
 *
 * Everything runs in the calling process, in one thread; a library handle may be used by one thread at a time.
 * Strings are UTF-8 with a NUL behind them. Nothing is printed. Where a function fails it returns non-zero, and
 * ag_library_why() is one sentence with the way out, which holds until the next call.
 *
 * The command line runs articles in worker processes with limits of time and memory, so that hostile input costs one
 * article; a program that reads strangers' input through this library should do the same.
 *
 * Link with what `pkg-config --libs actorgraph` says. */
#ifndef LIBACTORGRAPH_H
#define LIBACTORGRAPH_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ag_library ag_library;

/* Loads tables and weights (about 40 MB). `data` is a folder with `ontology` and `models` in it; NULL: found as the
 * program finds them ($ACTORGRAPH_DATA, beside the program, installed). Always gives a handle, unless there is no
 * memory (NULL); when tables or weights cannot be read, ag_library_why() says so and every other call fails. */
ag_library *ag_library_open(const char *data);
void ag_library_close(ag_library *library);

/* Why the last call failed; "" when it did not. */
const char *ag_library_why(const ag_library *library);

/* What ag_library_extract gives, one call each: the record of an article (`len` bytes, no line end), or why one was
 * set aside. Both hold as long as the call lasts; either function may be NULL. */
typedef struct ag_library_taker {
    void *self;
    void (*record)(void *self, const char *json, size_t len);
    void (*set_aside)(void *self, const char *why);
} ag_library_taker;

/* Reads the bytes of a file: its articles (one of a text or page, many of a feed or table), in their order. `label` is
 * what articles and messages call it; its extension tells the format, else the bytes do. Archives are not unpacked.
 * `day` ("2025-08-24", or NULL) is the publication day of articles that state none. */
int ag_library_extract(ag_library *library, const char *label, const void *bytes, size_t len, const char *day,
                       ag_library_taker taker);

/* Builds the graph of `n` records and writes it to `path`, in the format that its name says (.graphml .gexf .json
 * .dot .ttl .svg .html …). `view` is ties, actors, knowledge, cooccurrence or full; NULL: ties. The same set of
 * records gives the same bytes, in any order. */
int ag_library_build(ag_library *library, const char *const *records, size_t n, const char *view, const char *path);

#ifdef __cplusplus
}
#endif
#endif
