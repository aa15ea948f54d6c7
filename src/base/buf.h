/* A text that grows on the heap: what is about to be written to a file or a pipe. Zeroed is empty;
 * release with ag_buf_done. */
#ifndef AG_BASE_BUF_H
#define AG_BASE_BUF_H

#include "base/str.h"

typedef struct ag_buf {
    char *at;
    size_t len, room;
} ag_buf;

void ag_buf_add(ag_buf *b, const void *bytes, size_t n);
void ag_buf_str(ag_buf *b, ag_str s);
void ag_buf_z(ag_buf *b, const char *z);
void ag_buf_char(ag_buf *b, char c);
void ag_buf_printf(ag_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A number with six significant digits, as every file of ours has them: 0.1, 12, 1.5e-07. */
void ag_buf_number(ag_buf *b, double x);

/* A whole number. */
void ag_buf_int(ag_buf *b, long x);

/* `s` as a JSON string with its quotation marks; `s` is valid UTF-8. */
void ag_buf_json(ag_buf *b, ag_str s);

static inline ag_str
ag_buf_view(const ag_buf *b)
{
    return (ag_str){ b->at ? b->at : "", b->len };
}

void ag_buf_done(ag_buf *b);

#endif
