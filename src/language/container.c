/* The model file. The checksum is four interleaved FNV-1a sums over 64-bit words, mixed at the
 * end: it finds damage, not malice, at the speed of memory. */
#include "language/container.h"

#include "language/feature.h"

enum { HEADER = 64, ENTRY = 32, ALIGN = 64 };

static const char magic[8] = "AGMODEL\n";

static bool
is_little_endian(void)
{
    const uint16_t one = 1;
    unsigned char first;

    memcpy(&first, &one, 1);
    return first == 1;
}

static uint64_t
checksum(const char *p, size_t n)
{
    uint64_t sum[4] = { 1, 2, 3, 4 }, x[4];

    for (; n >= 32; n -= 32, p += 32) {
        memcpy(x, p, 32);
        for (int i = 0; i < 4; i++) {
            sum[i] = (sum[i] ^ x[i]) * 0x100000001b3u;
            sum[i] ^= sum[i] >> 29;
        }
    }
    for (; n > 0; n--, p++)
        sum[0] = ag_text_add(sum[0], (unsigned char)*p);
    return ag_mix3(ag_mix(sum[0], sum[1]), sum[2], sum[3]);
}

static uint64_t
number(const char *p, int bytes)
{
    uint64_t x = 0;

    memcpy(&x, p, (size_t)bytes);
    return x;
}

ag_status
ag_container_open(ag_str file, const char *path, ag_container *out, ag_err *err)
{
    *out = (ag_container){ 0 };
    if (!is_little_endian())
        return ag_fail(err, AG_MACHINE, "%s: models need a little-endian machine", path);
    if (file.len < HEADER || memcmp(file.at, magic, sizeof magic) != 0)
        return ag_fail(err, AG_INPUT, "%s: not a model file", path);

    uint64_t version = number(file.at + 8, 4), sections = number(file.at + 12, 4);
    uint64_t size = number(file.at + 16, 8);

    if (version != AG_CONTAINER_VERSION)
        return ag_fail(err, AG_INPUT, "%s: a model of format %u, this program reads format %d", path,
                       (unsigned)version, AG_CONTAINER_VERSION);
    if (size != file.len)
        return ag_fail(err, AG_INPUT, "%s: %zu bytes, where its header says %llu; copy it again", path, file.len,
                       (unsigned long long)size);
    out->checksum = number(file.at + 24, 8);
    if (out->checksum != checksum(file.at + HEADER, file.len - HEADER))
        return ag_fail(err, AG_INPUT, "%s: damaged, its checksum is another; copy it again", path);
    if (sections > AG_CONTAINER_SECTIONS || HEADER + sections * ENTRY > file.len)
        return ag_fail(err, AG_INPUT, "%s: %llu sections are more than it can hold", path,
                       (unsigned long long)sections);
    memcpy(out->name, file.at + 32, 32);
    for (uint64_t i = 0; i < sections; i++) {
        const char *entry = file.at + HEADER + i * ENTRY;
        uint64_t from = number(entry + 16, 8), length = number(entry + 24, 8);
        ag_section *s = &out->sections[out->n++];

        if (from % ALIGN || from > file.len || length > file.len - from)
            return ag_fail(err, AG_INPUT, "%s: section %llu lies outside of the file", path,
                           (unsigned long long)i + 1);
        memcpy(s->name, entry, 15);
        s->bytes = (ag_str){ file.at + from, (size_t)length };
    }
    return AG_OK;
}

ag_status
ag_container_get(const ag_container *c, const char *path, const char *name, ag_str *out, ag_err *err)
{
    for (int i = 0; i < c->n; i++)
        if (strcmp(c->sections[i].name, name) == 0) {
            *out = c->sections[i].bytes;
            return AG_OK;
        }
    return ag_fail(err, AG_INPUT, "%s: the section '%s' is missing; train it anew", path, name);
}

static void
pad(ag_buf *b)
{
    while (b->len % ALIGN)
        ag_buf_char(b, 0);
}

void
ag_container_write(const ag_container *c, ag_buf *out)
{
    uint64_t at = (HEADER + (uint64_t)c->n * ENTRY + ALIGN - 1) / ALIGN * ALIGN;
    ag_buf body = { 0 };

    for (int i = 0; i < c->n; i++) {
        char name[16] = { 0 };
        uint64_t place[2] = { at, c->sections[i].bytes.len };

        memcpy(name, c->sections[i].name, 15);
        ag_buf_add(&body, name, sizeof name);
        ag_buf_add(&body, place, sizeof place);
        at = (at + c->sections[i].bytes.len + ALIGN - 1) / ALIGN * ALIGN;
    }
    pad(&body); /* the header is ALIGN bytes long, so the body's padding is the file's */
    for (int i = 0; i < c->n; i++) {
        ag_buf_str(&body, c->sections[i].bytes);
        pad(&body);
    }

    uint32_t counts[2] = { AG_CONTAINER_VERSION, (uint32_t)c->n };
    uint64_t sums[2] = { HEADER + body.len, checksum(body.at, body.len) };
    char name[32] = { 0 };

    memcpy(name, c->name, 31);
    ag_buf_add(out, magic, sizeof magic);
    ag_buf_add(out, counts, sizeof counts);
    ag_buf_add(out, sums, sizeof sums);
    ag_buf_add(out, name, sizeof name);
    ag_buf_str(out, ag_buf_view(&body));
    ag_buf_done(&body);
}
