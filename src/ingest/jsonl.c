/* Lines of JSON → articles, one a line; also one JSON document that is an article or a list of them.
 * The door to cJSON for reading.
 *
 * Fields go by many names: fields.c lists them. A broken line is one sentence and costs one article.
 * cJSON has habits that we take care of: text would end at \u0000 (we write \uFFFD instead), one lone
 * surrogate refuses a line (likewise), and what stands behind the object is ignored unless asked. */
#include "ingest/inside.h"

#include <cjson/cJSON.h>
#include <math.h>

/* Copies of strings while a cJSON tree is alive: into room made before, so that a full arena cannot
 * jump past cJSON_Delete. All strings of a line are shorter than the line. */
typedef struct pool {
    char *at;
    size_t left;
} pool;

static ag_str
copy(pool *p, const char *z)
{
    size_t n = z ? strlen(z) : 0;

    if (n == 0 || n > p->left)
        return AG_S("");
    memcpy(p->at, z, n);
    ag_str s = { p->at, n };
    p->at += n, p->left -= n;
    return s;
}

static const cJSON *
member(const cJSON *o, ag_field f)
{
    for (const char *const *names = ag_field_names[f]; *names; names++) {
        const cJSON *x = cJSON_GetObjectItemCaseSensitive(o, *names);

        if (x && !cJSON_IsNull(x) && !(cJSON_IsString(x) && !*x->valuestring))
            return x;
    }
    return NULL;
}

/* The text of a member: a string, or the name in an object ({"name": "Reuters"}). */
static const char *
text_of(const cJSON *x)
{
    if (cJSON_IsObject(x))
        x = cJSON_GetObjectItemCaseSensitive(x, "name");
    return cJSON_IsString(x) ? x->valuestring : NULL;
}

static void
date_of(const cJSON *x, ag_day *out)
{
    if (cJSON_IsString(x))
        ag_dates_read(ag_str_of(x->valuestring), out);
    else if (cJSON_IsNumber(x)) { /* seconds or milliseconds since 1970, or 20250824 */
        double v = x->valuedouble;

        if (v >= 16000101 && v <= 22001231 && floor(v) == v &&
            ag_day_of((int)v / 10000, (int)v / 100 % 100, (int)v % 100) != AG_NO_DAY)
            *out = ag_day_of((int)v / 10000, (int)v / 100 % 100, (int)v % 100);
        else if (v > 1e11 && v < 1e13)
            *out = (ag_day)floor(v / 86400e3);
        else if (v > 1e8 && v < 1e10)
            *out = (ag_day)floor(v / 86400);
    }
}

static void
take_authors(pool *p, const cJSON *x, ag_fields *t)
{
    if (!cJSON_IsArray(x)) {
        if (text_of(x))
            t->author[t->authors++] = copy(p, text_of(x));
        return;
    }
    for (const cJSON *one = x->child; one && t->authors < AG_MOST_AUTHORS; one = one->next)
        if (text_of(one))
            t->author[t->authors++] = copy(p, text_of(one));
}

/* Text may come as a list of paragraphs. */
static ag_str
take_text(pool *p, const cJSON *x)
{
    if (!cJSON_IsArray(x))
        return copy(p, text_of(x));

    char *start = p->at;

    for (const cJSON *one = x->child; one; one = one->next)
        if (copy(p, text_of(one)).len && p->left >= 2) {
            memcpy(p->at, "\n\n", 2);
            p->at += 2, p->left -= 2;
        }
    return (ag_str){ start, (size_t)(p->at - start) };
}

static bool
take(pool *p, const cJSON *o, ag_fields *t)
{
    *t = (ag_fields){ .date = AG_NO_DAY, .modified = AG_NO_DAY };
    t->title = copy(p, text_of(member(o, AG_FIELD_TITLE)));
    t->text = take_text(p, member(o, AG_FIELD_TEXT));
    if (!t->text.len)
        t->html = copy(p, text_of(member(o, AG_FIELD_HTML)));
    t->url = copy(p, text_of(member(o, AG_FIELD_URL)));
    t->source = copy(p, text_of(member(o, AG_FIELD_SOURCE)));
    t->language = copy(p, text_of(member(o, AG_FIELD_LANGUAGE)));
    take_authors(p, member(o, AG_FIELD_AUTHOR), t);
    date_of(member(o, AG_FIELD_DATE), &t->date);
    date_of(member(o, AG_FIELD_MODIFIED), &t->modified);
    return t->text.len || t->html.len;
}

static int
hex4(const char *p)
{
    int x = 0;

    for (int i = 0; i < 4; i++) {
        char c = p[i];
        int v = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;

        if (v < 0)
            return -1;
        x = 16 * x + v;
    }
    return x;
}

/* A copy of the line, NUL behind it, where escapes that cJSON stumbles over say \ufffd. */
static char *
defused(ag_arena *a, ag_str line)
{
    char *p = ag_arena_alloc(a, line.len + 1);

    if (line.len)
        memcpy(p, line.at, line.len);
    for (size_t i = 0; i < line.len; i++) {
        if (p[i] == 0)
            p[i] = ' ';
        if (p[i] != '\\')
            continue;
        if (i + 5 >= line.len || p[i + 1] != 'u') {
            i++;
            continue;
        }
        int x = hex4(p + i + 2);
        bool high = x >= 0xD800 && x < 0xDC00, low = x >= 0xDC00 && x < 0xE000;
        int y = high && i + 11 < line.len && p[i + 6] == '\\' && p[i + 7] == 'u' ? hex4(p + i + 8) : -1;

        if (high && y >= 0xDC00 && y < 0xE000) {
            i += 11;
            continue;
        }
        if (x == 0 || high || low)
            memcpy(p + i + 2, "fffd", 4);
        i += 5;
    }
    return p;
}

/* One JSON text: an article, or a list of them. `all` takes lists, and names places of the whole
 * text in messages. */
static void
read_value(ag_arena *a, ag_str label, ag_str place, ag_str line, bool all, const ag_ingest_options *options, ag_sink sink)
{
    const char *end = NULL;
    char *z = defused(a, line);
    pool p = { ag_arena_alloc(a, 2 * line.len + 64), 2 * line.len + 64 };
    AG_LIST(ag_fields) list = { 0 };
    int room = 1, n = 0, items = 0;

    if (all) /* no article is shorter than {"text":""} */
        room = (int)(line.len / 10 < 1000000 ? line.len / 10 : 1000000) + 1;
    if (all) {
        int objects = 0;
        for (size_t i = 0; i < line.len; i++)
            objects += line.at[i] == '{';
        room = objects < room ? objects + 1 : room;
    }
    list.at = AG_ARRAY(a, ag_fields, room);

    int *nth = AG_ARRAY(a, int, room), bad = 0;
    cJSON *root = cJSON_ParseWithOpts(z, &end, true); /* no jump from here … */
    bool is_object = cJSON_IsObject(root), is_list = all && cJSON_IsArray(root);
    long fault = root ? 0 : (long)(end ? end - z : 0);
    const cJSON *inner = is_object && all && !member(root, AG_FIELD_TEXT) ? cJSON_GetObjectItemCaseSensitive(root, "articles") : NULL;

    if (cJSON_IsArray(inner))
        is_object = false, is_list = true;
    if (is_object)
        n = take(&p, root, &list.at[0]) ? 1 : 0, items = 1, bad = !n;
    if (is_list)
        for (const cJSON *x = cJSON_IsArray(inner) ? inner->child : root->child; x; x = x->next) {
            items++;
            if (n < room && cJSON_IsObject(x) && take(&p, x, &list.at[n]))
                nth[n++] = items;
            else
                bad++;
        }
    bool parsed = root != NULL;
    cJSON_Delete(root); /* … to here */

    if (!parsed)
        ag_article_refuse(a, sink, "%.*s: broken JSON at character %ld; one object {\"title\": …, \"text\": …} a line is expected",
                          AG_SHOW(place), fault + 1);
    else if (!is_object && !is_list)
        ag_article_refuse(a, sink, "%.*s: no JSON object; one object {\"title\": …, \"text\": …} a line is expected",
                          AG_SHOW(place));
    else if (bad && items == 1)
        ag_article_refuse(a, sink, "%.*s: no text: none of the fields text, body, content, articleBody, maintext is filled",
                          AG_SHOW(place));
    else if (bad)
        ag_article_refuse(a, sink, "%.*s: %d of %d entries have no text", AG_SHOW(place), bad, items);
    for (int i = 0; i < n; i++)
        ag_fields_finish(a, is_list ? ag_arena_printf(a, "%.*s#%d", AG_SHOW(label), nth[i]) : label, &list.at[i], options, sink);
}

/* A whole file that is one JSON text over several lines, or a list. */
static bool
is_document(ag_arena *a, ag_str s)
{
    s = ag_str_trim(s);
    if (s.len == 0 || s.at[0] == '[')
        return s.len > 0;

    const char *nl = memchr(s.at, '\n', s.len);

    if (!nl)
        return false;
    ag_str first = ag_str_trim((ag_str){ s.at, (size_t)(nl - s.at) });

    if (first.len == 0 || first.at[first.len - 1] == '}')
        return false;

    char *z = defused(a, s);
    cJSON *root = cJSON_ParseWithOpts(z, NULL, true);

    cJSON_Delete(root);
    return root != NULL;
}

void
ag_jsonl_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    int line = item->line ? item->line : 1;
    size_t bad;

    if (!item->is_part && bytes.len <= AG_MAX_FEED) {
        bytes = ag_str_starts(bytes, AG_S("\xEF\xBB\xBF")) ? ag_str_sub(bytes, 3, bytes.len)
              : ag_charset_is_utf16(bytes)                 ? ag_charset_utf8(a, bytes, AG_S(""), &bad)
                                                           : bytes;
        if (item->line <= 1 && is_document(a, bytes)) {
            read_value(a, item->label, item->label, ag_charset_utf8(a, bytes, AG_S(""), &bad), true, options, sink);
            return;
        }
    } else if (line == 1 && ag_str_starts(bytes, AG_S("\xEF\xBB\xBF")))
        bytes = ag_str_sub(bytes, 3, bytes.len);

    for (size_t i = 0; i < bytes.len; line++) {
        const char *nl = memchr(bytes.at + i, '\n', bytes.len - i);
        size_t end = nl ? (size_t)(nl - bytes.at) : bytes.len;
        ag_str one = ag_str_trim(ag_str_sub(bytes, i, end));
        ag_str place = ag_arena_printf(a, "%.*s:%d", AG_SHOW(item->label), line);

        i = end + 1;
        if (one.len > AG_MAX_LINE)
            ag_article_refuse(a, sink, "%.*s: a line of %zu bytes, more than the limit of %d", AG_SHOW(place), one.len,
                              AG_MAX_LINE);
        else if (one.len)
            read_value(a, place, place, ag_charset_utf8(a, one, AG_S(""), &bad), false, options, sink);
    }
}
