/* An HTML page → an article as found. The door to libxml2's HTML reader, and its traps: script text
 * and <template> are content to it, deep nesting is cut unless allowed, and some pages cost it
 * quadratic time (those are refused beforehand). What is article is decided in html_article.c; what
 * the head says, in html_meta.c. */
#include "ingest/page.h"

#include "base/utf8.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    MOST_ATTRIBUTES = 512,       /* of one tag: the parser needs quadratic time                  */
    MOST_SEARCHES = 50000000,    /* steps the parser may go up its stack for end tags            */
    PARSE_DEEP = 1 << 19         /* HTML_PARSE_HUGE of later versions; 2.9 honours it too        */
};

/* Refuses what would cost the parser more than linear time: a tag of hundreds of attributes, and end
 * tags that match nothing on a deep stack. Works on a stack of its own, of hashed tag names. */
static const char *
costly(ag_str html)
{
    uint32_t *stack = malloc((html.len / 3 + 2) * sizeof *stack);
    size_t depth = 0;
    long searches = 0;
    const char *why = stack ? NULL : "no memory left";

    for (size_t i = 0; i + 1 < html.len && !why; i++) {
        if (html.at[i] != '<')
            continue;
        bool is_end = html.at[i + 1] == '/';
        size_t k = i + 1 + is_end;
        uint32_t name = 2166136261u;
        int attributes = 0;

        if (k >= html.len || !(((html.at[k] | 32) >= 'a' && (html.at[k] | 32) <= 'z')))
            continue;
        for (; k < html.len && !strchr(" \t\r\n/>", html.at[k]); k++)
            name = (name ^ (unsigned char)(html.at[k] | 32)) * 16777619u;
        char quote = 0;
        bool blank = true;

        for (; k < html.len && (quote || html.at[k] != '>'); k++) {
            char c = html.at[k];

            if (quote) {
                quote = c == quote ? 0 : quote;
                continue;
            }
            bool b = strchr(" \t\r\n/", c) != NULL;

            if ((c == '"' || c == '\'') && k && html.at[k - 1] == '=')
                quote = c;
            attributes += blank && !b && c != '=';
            blank = b;
        }
        if (attributes > MOST_ATTRIBUTES)
            why = "a tag has more attributes than we read";
        if (!is_end)
            stack[depth++] = name;
        else {
            size_t at = depth;

            while (at && stack[at - 1] != name)
                at--;
            searches += (long)(depth - at);
            if (at)
                depth = at - 1;
        }
        if (searches > MOST_SEARCHES)
            why = "its tags are nested beyond what we read";
        i = k < html.len ? k - (quote != 0) : html.len;
    }
    free(stack);
    return why;
}

static void
say_nothing(void *self, xmlErrorPtr e)
{
    (void)self, (void)e;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool
parse(page *p, ag_str text)
{
    pthread_once(&once, xmlInitParser);

    htmlParserCtxtPtr ctx = htmlNewParserCtxt();

    if (!ctx)
        return false;
    xmlSetStructuredErrorFunc(ctx, say_nothing);
    p->doc = htmlCtxtReadMemory(ctx, text.at, (int)text.len, NULL, "UTF-8",
                                HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                    HTML_PARSE_COMPACT | PARSE_DEEP);
    htmlFreeParserCtxt(ctx);
    return p->doc && xmlDocGetRootElement(p->doc) && ag_page_list(p);
}

static void
done(page *p)
{
    if (p->doc)
        xmlFreeDoc(p->doc);
    free(p->el);
    free(p->par);
    ag_buf_done(&p->text);
}

/* The page's paragraphs, once the tree is gone. */
static void
use_paragraphs(ag_arena *a, const page *p, ag_found *out)
{
    for (int i = 0; i < p->pars; i++) {
        const paragraph *x = &p->par[i];
        ag_str s = ag_str_sub(ag_buf_view(&p->text), x->from, x->to);
        ag_block b = { .kind = x->kind, .is_link = 10 * (size_t)x->link > 8 * s.len };

        s = ag_utf8_repair(a, ag_arena_str(a, s), &(size_t){ 0 });
        b.text = ag_article_squeeze(a, ag_charset_tidy(a, s));
        if (b.text.len)
            AG_PUSH(a, &out->blocks, b);
    }
}

static ag_str
without_zeros(ag_arena *a, ag_str s)
{
    if (!s.len || !memchr(s.at, 0, s.len))
        return s;

    char *p = ag_arena_alloc(a, s.len);

    for (size_t i = 0; i < s.len; i++)
        p[i] = s.at[i] ? s.at[i] : ' ';
    return (ag_str){ p, s.len };
}

bool
ag_html_read(ag_arena *a, ag_str label, ag_str text, ag_found *out, ag_err *err)
{
    meta *m = ag_meta_new(a);
    page p = { 0 };
    const char *why;

    text = without_zeros(a, text);
    if ((why = costly(text))) {
        ag_fail(err, AG_INPUT, "%.*s: the page cannot be read: %s", AG_SHOW(label), why);
        return false;
    }
    bool ok = parse(&p, text);

    if (ok) {
        ag_page_sum(&p);
        ag_meta_take(&p, m);
        ag_page_article(&p);
        xmlFreeDoc(p.doc);
        p.doc = NULL;
        ag_meta_use(a, m, out);
        use_paragraphs(a, &p, out);
    }
    done(&p);
    if (!ok)
        ag_fail(err, AG_INPUT, "%.*s: no HTML found in it", AG_SHOW(label));
    return ok;
}

void
ag_html_fragment(ag_arena *a, ag_str html, ag_found *out)
{
    page p = { 0 };

    html = without_zeros(a, html);
    if (costly(html))
        return;
    if (parse(&p, html)) {
        ag_page_all(&p);
        xmlFreeDoc(p.doc);
        p.doc = NULL;
        use_paragraphs(a, &p, out);
    }
    done(&p);
}
