/* An item → articles: opens it and hands it to the reader of its format. */
#include "ingest/inside.h"

#include "base/file.h"

static void
read_text(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    ag_found found = { .label = item->label, .date = AG_NO_DAY, .modified = AG_NO_DAY };
    size_t bad;
    ag_str text = ag_charset_text(a, bytes, AG_S(""), &bad);

    if (ag_bulk_read(a, item->label, text, options, sink))
        return;
    ag_text_blocks(a, text, &found);
    ag_article_finish(a, &found, options, sink);
}

/* The value of "charset=" in the head of a page, or in what the server said. */
static ag_str
declared_charset(ag_str page)
{
    ag_str head = ag_str_sub(page, 0, page.len < 4096 ? page.len : 4096);
    long at = ag_str_find(head, AG_S("charset="));

    if (at < 0)
        return AG_S("");

    size_t from = (size_t)at + 8, to;

    while (from < head.len && (head.at[from] == '"' || head.at[from] == '\'' || head.at[from] == ' '))
        from++;
    for (to = from; to < head.len && !strchr("\"'>;/ \n", head.at[to]);)
        to++;
    return ag_str_sub(head, from, to);
}

void
ag_page_read(ag_arena *a, ag_str label, ag_str url, ag_str type, ag_str bytes, const ag_ingest_options *options,
             ag_sink sink)
{
    ag_found found = { .label = label, .date = AG_NO_DAY, .modified = AG_NO_DAY };
    ag_str charset = declared_charset(type);
    ag_err err = { 0 };
    size_t bad;

    if (!charset.len)
        charset = declared_charset(bytes);
    if (!ag_html_read(a, label, ag_charset_utf8(a, bytes, charset, &bad), &found, &err)) {
        ag_article_refuse(a, sink, "%s", err.text);
        return;
    }
    if (!found.url.len)
        found.url = url;
    ag_article_finish(a, &found, options, sink);
}

static void
read_html(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    ag_page_read(a, item->label, AG_S(""), AG_S(""), bytes, options, sink);
}

static void
refuse_archive(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    (void)bytes, (void)options;
    ag_article_refuse(a, sink, "%.*s: an archive that nobody unpacked", AG_SHOW(item->label));
}

/* To add a format: write its reader, add its row, its value in ag_format, its extensions and looks
 * in kind.c. */
static const struct {
    void (*read)(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink);
    size_t limit; /* bytes; 0: the reader has its own */
} readers[] = {
    [AG_FORMAT_TEXT] = { read_text, AG_MAX_TEXT },
    [AG_FORMAT_HTML] = { read_html, AG_MAX_HTML },
    [AG_FORMAT_JSONL] = { ag_jsonl_read, 0 },
    [AG_FORMAT_XML] = { ag_xml_read, AG_MAX_FEED },
    [AG_FORMAT_TABLE] = { ag_rows_read, 0 },
    [AG_FORMAT_MARKDOWN] = { ag_markdown_read, AG_MAX_TEXT },
    [AG_FORMAT_DOCX] = { ag_docx_read, AG_MAX_FEED },
    [AG_FORMAT_WARC] = { ag_warc_read, 0 },
    [AG_FORMAT_ARCHIVE] = { refuse_archive, 0 },
};

void
ag_ingest(ag_arena *a, const ag_item *item, const ag_ingest_options *options, ag_sink sink)
{
    size_t limit = readers[item->format].limit;
    ag_str bytes = item->bytes;
    ag_err err = { 0 };

    if (item->path && ag_file_read(a, item->path, item->from, item->to, limit, &bytes, &err) != AG_OK) {
        ag_article_refuse(a, sink, "%s", err.text);
        return;
    }
    if (limit && bytes.len > limit) {
        ag_article_refuse(a, sink, "%.*s: %zu bytes, more than the limit of %zu", AG_SHOW(item->label), bytes.len,
                          limit);
        return;
    }
    readers[item->format].read(a, item, bytes, options, sink);
}
