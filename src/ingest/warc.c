/* Web archives → articles: pages that were fetched well, and records of extracted text. Requests, redirections,
 * pictures and the like are passed over.
 *
 * The day of the crawl is nobody's publication day: it is not used.
 * Weak: bodies compressed with Brotli are refused. */
#include "ingest/warc.h"

#include "base/utf8.h"

#include <zlib.h>

static bool
is_line(const ag_warc_scan *s, const char *name)
{
    size_t n = strlen(name);

    return (size_t)s->n >= n && ag_str_eq_nocase((ag_str){ s->line, n }, (ag_str){ name, n });
}

bool
ag_warc_step(ag_warc_scan *s, char c)
{
    if (s->left) {
        if (--s->left)
            return false;
        *s = (ag_warc_scan){ 0 };
        return true;
    }
    if (c != '\n') {
        if (s->n < (int)sizeof s->line)
            s->line[s->n] = c;
        s->n += s->n < 1 << 20;
        return false;
    }
    bool is_empty = s->n == 0 || (s->n == 1 && s->line[0] == '\r');

    if (is_line(s, "content-length:")) {
        int n = s->n < (int)sizeof s->line ? s->n : (int)sizeof s->line;

        s->length = 0;
        for (int i = 15; i < n && s->length < 1ull << 40; i++)
            if (s->line[i] >= '0' && s->line[i] <= '9')
                s->length = 10 * s->length + (uint64_t)(s->line[i] - '0');
    }
    if (is_empty && s->begun)
        s->left = s->length + 4; /* two line ends behind the body */
    s->begun |= !is_empty;
    s->n = 0;
    return false;
}

/* The value of a header field among the lines of `head`, or "". */
static ag_str
header(ag_str head, const char *name)
{
    ag_str line;
    size_t n = strlen(name);

    while (ag_str_cut(&head, '\n', &line))
        if (line.len > n && line.at[n] == ':' && ag_str_eq_nocase(ag_str_sub(line, 0, n), ag_str_of(name)))
            return ag_str_trim(ag_str_sub(line, n + 1, line.len));
    return AG_S("");
}

static bool
starts_nocase(ag_str s, const char *with)
{
    size_t n = strlen(with);

    return s.len >= n && ag_str_eq_nocase(ag_str_sub(s, 0, n), ag_str_of(with));
}

/* Up to the empty line; what is behind it goes to *body. */
static ag_str
cut_head(ag_str s, ag_str *body)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != '\n')
            continue;
        size_t next = i + 1;

        next += next < s.len && s.at[next] == '\r';
        if (next < s.len && s.at[next] == '\n') {
            *body = ag_str_sub(s, next + 1, s.len);
            return ag_str_sub(s, 0, i);
        }
    }
    *body = AG_S("");
    return s;
}

/* A body that came in chunks, each behind its length in hexadecimal (RFC 9112, 7.1). */
static ag_str
unchunked(ag_arena *a, ag_str s)
{
    char *out = ag_arena_alloc(a, s.len + 1);
    size_t n = 0, i = 0;

    while (i < s.len) {
        size_t size = 0;
        int digits = 0;

        for (; i < s.len && digits < 8; i++, digits++) {
            char c = (char)(s.at[i] | 32);
            int v = s.at[i] >= '0' && s.at[i] <= '9' ? s.at[i] - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;

            if (v < 0)
                break;
            size = 16 * size + (size_t)v;
        }
        while (i < s.len && s.at[i] != '\n')
            i++;
        if (!digits || !size || i >= s.len)
            break;
        i++;
        if (size > s.len - i)
            size = s.len - i;
        memcpy(out + n, s.at + i, size);
        n += size, i += size;
        while (i < s.len && (s.at[i] == '\r' || s.at[i] == '\n'))
            i++;
    }
    return (ag_str){ out, n };
}

/* Bytes that a body packed by gzip or zlib unpacks to, at most `room`; the first of them go to `out`, or nowhere
 * with NULL. A body that breaks off gives what stands before the break. */
static size_t
inflated(ag_str s, char *out, size_t room)
{
    char scratch[16 * 1024];
    z_stream z = { .next_in = (Bytef *)(uintptr_t)s.at, .avail_in = (uInt)s.len };
    size_t n = 0;
    int status = Z_OK;

    if (inflateInit2(&z, 15 + 32) != Z_OK)
        return 0;
    while (status == Z_OK && n < room) {
        size_t step = out || room - n < sizeof scratch ? room - n : sizeof scratch;

        z.next_out = (Bytef *)(out ? out + n : scratch), z.avail_out = (uInt)step;
        status = inflate(&z, Z_NO_FLUSH);
        n += step - z.avail_out;
    }
    inflateEnd(&z);
    return n;
}

typedef struct record {
    ag_str label, url, type;
} record;

static void
take_page(ag_arena *a, const record *r, ag_str http, const ag_ingest_options *options, ag_sink sink)
{
    ag_str body, head = cut_head(http, &body);
    ag_str type = header(head, "content-type"), packed = header(head, "content-encoding");

    if (ag_str_find(ag_str_sub(head, 0, head.len < 16 ? head.len : 16), AG_S(" 200")) < 0)
        return; /* moved, not found … */
    if (type.len && ag_str_find(type, AG_S("html")) < 0)
        return;
    if (starts_nocase(header(head, "transfer-encoding"), "chunked"))
        body = unchunked(a, body);
    if (starts_nocase(packed, "gzip") || starts_nocase(packed, "x-gzip") || starts_nocase(packed, "deflate")) {
        size_t len = inflated(body, NULL, AG_MAX_HTML);
        char *page = ag_arena_alloc(a, len + 1);

        if (!len) {
            ag_article_refuse(a, sink, "%.*s: the page is packed, and damaged", AG_SHOW(r->label));
            return;
        }
        body = (ag_str){ page, inflated(body, page, len) };
    } else if (packed.len && !starts_nocase(packed, "identity")) {
        ag_article_refuse(a, sink, "%.*s: the page is packed by '%.*s', which is not read", AG_SHOW(r->label), AG_SHOW(packed));
        return;
    }
    ag_page_read(a, r->label, r->url, type, body, options, sink);
}

static void
take_text(ag_arena *a, const record *r, ag_str body, const ag_ingest_options *options, ag_sink sink)
{
    ag_found found = { .label = r->label, .url = r->url, .date = AG_NO_DAY, .modified = AG_NO_DAY };
    size_t bad;

    ag_text_blocks(a, ag_charset_text(a, body, AG_S("utf-8"), &bad), &found);
    ag_article_finish(a, &found, options, sink);
}

void
ag_warc_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    ag_warc_scan scan = { 0 };
    size_t from = 0, bad;
    int nth = item->line ? item->line : 1;

    for (size_t i = 0; i < bytes.len; i++) {
        if (!ag_warc_step(&scan, bytes.at[i]) && i + 1 < bytes.len)
            continue;
        ag_str body, head = cut_head(ag_str_trim(ag_str_sub(bytes, from, i + 1)), &body), type = header(head, "warc-type");
        record r = { ag_arena_printf(a, "%.*s#%d", AG_SHOW(item->label), nth),
                     ag_utf8_repair(a, header(head, "warc-target-uri"), &bad), header(head, "content-type") };

        if (!starts_nocase(head, "WARC/"))
            ag_article_refuse(a, sink, "%.*s: no record of a web archive", AG_SHOW(r.label));
        else if (scan.left > 4)
            ag_article_refuse(a, sink, "%.*s: the web archive breaks off within this record", AG_SHOW(r.label));
        else if (ag_str_is(type, "response") && starts_nocase(r.url, "http"))
            take_page(a, &r, body, options, sink);
        else if (ag_str_is(type, "resource") && ag_str_find(r.type, AG_S("html")) >= 0)
            ag_page_read(a, r.label, r.url, r.type, body, options, sink);
        else if (ag_str_is(type, "conversion") && starts_nocase(r.type, "text/plain"))
            take_text(a, &r, body, options, sink);
        from = i + 1, nth++;
    }
}
