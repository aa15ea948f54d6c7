/* The model file. The checksum is four interleaved FNV-1a sums over 64-bit words, mixed at the end. */
#include "language/container.h"

#include "base/file.h"
#include "language/feature.h"

#include <assert.h>
#include <stdlib.h>

enum { HEADER = 64, ENTRY = 40, NAME = 16, ALIGN = 64 };

static const char magic[8] = "AGMODEL\n";

static bool
is_little_endian(void)
{
    const uint16_t one = 1;
    unsigned char first;

    memcpy(&first, &one, 1);
    return first == 1;
}

uint64_t
ag_checksum(ag_str bytes)
{
    const char *p = bytes.at;
    size_t n = bytes.len;
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
    *out = (ag_container){ .path = path };
    if (!is_little_endian())
        return ag_fail(err, AG_MACHINE, "%s: models need a little-endian machine", path);
    if (file.len < HEADER || memcmp(file.at, magic, sizeof magic) != 0)
        return ag_fail(err, AG_INPUT, "%s: not a model file", path);

    uint64_t format = number(file.at + 8, 4), sections = number(file.at + 12, 4);
    uint64_t size = number(file.at + 16, 8);

    if (format != AG_CONTAINER_FORMAT)
        return ag_fail(err, AG_INPUT, "%s: a model of format %u, this program reads format %d; take the model that came "
                                      "with it, or train one", path, (unsigned)format, AG_CONTAINER_FORMAT);
    if (size != file.len)
        return ag_fail(err, AG_INPUT, "%s: %zu bytes, where its header says %llu; copy it again", path, file.len,
                       (unsigned long long)size);
    out->checksum = number(file.at + 24, 8);
    if (out->checksum != ag_checksum(ag_str_sub(file, HEADER, file.len)))
        return ag_fail(err, AG_INPUT, "%s: damaged, its checksum is another; copy it again", path);
    if (sections > AG_CONTAINER_SECTIONS || HEADER + sections * ENTRY > file.len)
        return ag_fail(err, AG_INPUT, "%s: %llu sections are more than it can hold", path,
                       (unsigned long long)sections);
    memcpy(out->name, file.at + 32, 32);
    for (uint64_t i = 0; i < sections; i++) {
        const char *entry = file.at + HEADER + i * ENTRY;
        uint64_t from = number(entry + NAME + 8, 8), length = number(entry + NAME + 16, 8);
        ag_section *s = &out->sections[out->n++];

        if (from % ALIGN || from > file.len || length > file.len - from)
            return ag_fail(err, AG_INPUT, "%s: section %llu lies outside of the file", path, (unsigned long long)i);
        memcpy(s->name, entry, NAME);
        s->version = (uint32_t)number(entry + NAME, 4);
        s->bytes = (ag_str){ file.at + from, (size_t)length };
    }
    return AG_OK;
}

static const ag_section *
find(const ag_container *c, const char *name)
{
    for (int i = 0; i < c->n; i++)
        if (strcmp(c->sections[i].name, name) == 0)
            return &c->sections[i];
    return NULL;
}

bool
ag_container_has(const ag_container *c, const char *name)
{
    return find(c, name) != NULL;
}

ag_status
ag_container_get(const ag_container *c, const char *name, uint32_t version, ag_str *out, ag_err *err)
{
    const ag_section *s = find(c, name);

    if (!s)
        return ag_fail(err, AG_INPUT, "%s: the section '%s' is missing; take the model that came with this program, or "
                                      "train one", c->path, name);
    if (s->version != version)
        return ag_fail(err, AG_INPUT, "%s: its section '%s' has version %u, this program reads version %u; take the model "
                                      "that came with it, or train one", c->path, name, s->version, version);
    *out = s->bytes;
    return AG_OK;
}

/* ---- writing ---------------------------------------------------------------------------------- */

ag_buf *
ag_draft_section(ag_draft *d, const char *name, uint32_t version)
{
    int i = 0;

    while (i < d->n && strcmp(d->sections[i].name, name) != 0)
        i++;
    assert(i < AG_CONTAINER_SECTIONS && strlen(name) <= NAME);
    if (i == d->n) {
        memcpy(d->sections[i].name, name, strlen(name) + 1);
        d->n++;
    }
    d->sections[i].version = version;
    d->sections[i].bytes.len = 0;
    return &d->sections[i].bytes;
}

ag_str
ag_draft_view(const ag_draft *d, const char *name)
{
    for (int i = 0; i < d->n; i++)
        if (strcmp(d->sections[i].name, name) == 0)
            return ag_buf_view(&d->sections[i].bytes);
    return AG_S("");
}

static void
pad(ag_buf *b)
{
    while (b->len % ALIGN)
        ag_buf_char(b, 0);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct ag_draft_section *)a)->name, ((const struct ag_draft_section *)b)->name);
}

void
ag_draft_write(ag_draft *d, ag_buf *out)
{
    uint64_t at = (HEADER + (uint64_t)d->n * ENTRY + ALIGN - 1) / ALIGN * ALIGN;
    ag_buf body = { 0 };

    qsort(d->sections, (size_t)d->n, sizeof *d->sections, by_name);
    for (int i = 0; i < d->n; i++) {
        char name[NAME] = { 0 };
        uint32_t version[2] = { d->sections[i].version, 0 };
        uint64_t place[2] = { at, d->sections[i].bytes.len };

        memcpy(name, d->sections[i].name, strlen(d->sections[i].name));
        ag_buf_add(&body, name, sizeof name);
        ag_buf_add(&body, version, sizeof version);
        ag_buf_add(&body, place, sizeof place);
        at = (at + place[1] + ALIGN - 1) / ALIGN * ALIGN;
    }
    pad(&body); /* the header is ALIGN bytes long, so the body's padding is the file's */
    for (int i = 0; i < d->n; i++) {
        ag_buf_str(&body, ag_buf_view(&d->sections[i].bytes));
        pad(&body);
    }

    uint32_t counts[2] = { AG_CONTAINER_FORMAT, (uint32_t)d->n };
    uint64_t sums[2] = { HEADER + body.len, ag_checksum(ag_buf_view(&body)) };
    char name[32] = { 0 };

    memcpy(name, d->name, strlen(d->name));
    ag_buf_add(out, magic, sizeof magic);
    ag_buf_add(out, counts, sizeof counts);
    ag_buf_add(out, sums, sizeof sums);
    ag_buf_add(out, name, sizeof name);
    ag_buf_str(out, ag_buf_view(&body));
    ag_buf_done(&body);
}

ag_status
ag_draft_save(ag_draft *d, const char *path, ag_err *err)
{
    ag_buf whole = { 0 };
    ag_outfile file;
    ag_status s = ag_file_create(path, &file, err);

    if (s == AG_OK) {
        ag_draft_write(d, &whole);
        fwrite(whole.at, 1, whole.len, file.stream);
        s = ag_file_keep(&file, err);
        ag_file_drop(&file);
    }
    ag_buf_done(&whole);
    return s;
}

void
ag_draft_done(ag_draft *d)
{
    for (int i = 0; i < d->n; i++)
        ag_buf_done(&d->sections[i].bytes);
    *d = (ag_draft){ 0 };
}
