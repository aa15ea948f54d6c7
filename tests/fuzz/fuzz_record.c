/* A line from elsewhere as a record (merge, stores): refused with a sentence, or a document that can be written again
 * and read back. */
#include "fuzz.h"

#include "record/record.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ag_arena *a = ag_arena_new(0);
    const ag_maker maker = { "fuzz", "m", "o" };
    ag_buf line = { 0 };
    ag_doc *doc, *again;
    ag_footer footer;
    ag_err err = { 0 };
    ag_str s = { (const char *)data, size };

    ag_footer_read(s, &footer);
    if (ag_record_read(a, s, &doc, &err) != AG_OK)
        AG_FUZZ_CHECK(err.text[0]);
    else if (doc) {
        ag_record_write(doc, &maker, &line);
        AG_FUZZ_CHECK(ag_record_read(a, ag_buf_view(&line), &again, &err) == AG_OK && again);
        AG_FUZZ_CHECK(again->entities.n == doc->entities.n && again->events.n == doc->events.n && ag_str_eq(again->text, doc->text));
    }
    ag_buf_done(&line);
    ag_arena_free(a);
    return 0;
}
