/* Bytes → articles, by the reader that the target is called after (fuzz_read-html …): each article has its text, spans
 * of paragraphs in it and in order, and valid UTF-8; whatever else came out is one sentence. */
#include "fuzz.h"

#include <string.h>

static const struct {
    const char *name;
    ag_format format;
} readers[] = { { "text", AG_FORMAT_TEXT },         { "html", AG_FORMAT_HTML },   { "jsonl", AG_FORMAT_JSONL },
                { "xml", AG_FORMAT_XML },           { "table", AG_FORMAT_TABLE }, { "markdown", AG_FORMAT_MARKDOWN },
                { "docx", AG_FORMAT_DOCX },         { "warc", AG_FORMAT_WARC } };

static ag_format format;

int LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *dash = strrchr((*argv)[0], '-');

    (void)argc;
    for (size_t i = 0; dash && i < sizeof readers / sizeof *readers; i++)
        if (strcmp(readers[i].name, dash + 1) == 0) {
            format = readers[i].format;
            return 0;
        }
    fprintf(stderr, "%s: call it fuzz_read-FORMAT\n", (*argv)[0]);
    exit(2);
}

static bool
is_utf8(ag_str s)
{
    int n;

    for (size_t i = 0; i < s.len; i += (size_t)n)
        if (ag_utf8_next(s, i, &n) == 0xFFFD && n == 1)
            return false;
    return true;
}

static void
check(void *self, ag_doc *doc, const char *why)
{
    uint32_t at = 0;

    (void)self;
    if (!doc) {
        AG_FUZZ_CHECK(why && *why && !strchr(why, '\n') && is_utf8(ag_str_of(why)));
        return;
    }
    AG_FUZZ_CHECK(is_utf8(doc->text) && is_utf8(doc->title) && is_utf8(doc->url) && is_utf8(doc->source) && is_utf8(doc->path));
    for (int i = 0; i < doc->paragraphs.n; i++) {
        ag_span s = doc->paragraphs.at[i].span;

        AG_FUZZ_CHECK(s.from >= at && s.from <= s.to && s.to <= doc->text.len);
        at = s.to;
    }
    for (int i = 0; i < doc->removed.n; i++)
        AG_FUZZ_CHECK(doc->removed.at[i].reason.len && is_utf8(doc->removed.at[i].line));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ag_arena *a = ag_arena_new(0);
    ag_item item = { .label = AG_S("news/a"), .bytes = { (const char *)data, size }, .line = 1, .format = (uint8_t)format };

    ag_ingest(a, &item, &(ag_ingest_options){ .date = AG_NO_DAY, .any_language = true }, (ag_sink){ NULL, check });
    ag_arena_free(a);
    return 0;
}
