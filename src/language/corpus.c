/* Annotated files → documents. */
#include "language/corpus.h"

#include "base/buf.h"
#include "names.h"

#include <stdarg.h>

static bool
next_line(ag_str *rest, ag_str *line)
{
    if (rest->len == 0)
        return false;

    const char *end = memchr(rest->at, '\n', rest->len);
    size_t n = end ? (size_t)(end - rest->at) : rest->len, skip = end ? n + 1 : n;

    *line = ag_str_sub(*rest, 0, n);
    *rest = ag_str_sub(*rest, skip, rest->len);
    if (line->len && line->at[line->len - 1] == '\r')
        line->len--;
    return true;
}

/* A document in the making. */
typedef struct maker {
    ag_arena *a;
    ag_corpus *corpus;
    ag_doc *doc;
    ag_buf text;
    int number;               /* of the line at hand, from 1 */
    bool is_open;             /* a sentence */
    bool wants_paragraph, wants_space;
    AG_LIST(int) lines;       /* of the words of the sentence at hand */
    int length, inside;       /* of a contraction: its words, and how many are still to come */
    ag_span surface;          /* its letters that are still to be given out */
    bool space_behind;        /* it */
} maker;

static ag_status wrong(const maker *m, ag_err *err, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* "FILE:LINE: what is wrong". */
static ag_status
wrong(const maker *m, ag_err *err, const char *format, ...)
{
    char text[512];
    va_list values;

    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return ag_fail(err, AG_INPUT, "%s:%d: %s", m->corpus->path, m->number, text);
}

static void
close_doc(maker *m)
{
    if (!m->doc)
        return;
    m->doc->text = ag_arena_str(m->a, ag_buf_view(&m->text));
    for (int p = 0; p < m->doc->paragraphs.n; p++)
        m->doc->paragraphs.at[p].span.to = p + 1 < m->doc->paragraphs.n
                                               ? m->doc->paragraphs.at[p + 1].span.from - 2
                                               : (uint32_t)m->doc->text.len;
    for (int s = 0; s < m->doc->sentences.n; s++)
        for (int i = m->doc->sentences.at[s].first; i < m->doc->sentences.at[s].end; i++)
            m->doc->tokens.at[i].form = ag_str_at(m->doc->text, m->doc->tokens.at[i].span);
    m->doc = NULL;
}

static void
open_doc(maker *m, ag_str id)
{
    close_doc(m);
    m->doc = AG_NEW(m->a, ag_doc);
    m->doc->path = ag_arena_str(m->a, id);
    AG_PUSH(m->a, &m->corpus->docs, m->doc);
    m->text.len = 0;
    m->wants_paragraph = true;
    m->wants_space = false;
}

static void
open_sentence(maker *m)
{
    if (!m->doc)
        open_doc(m, ag_str_of(m->corpus->path));
    if (m->wants_paragraph) {
        if (m->text.len)
            ag_buf_z(&m->text, "\n\n");

        ag_paragraph p = { { (uint32_t)m->text.len, 0 }, AG_PAR_BODY };

        AG_PUSH(m->a, &m->doc->paragraphs, p);
        m->wants_paragraph = m->wants_space = false;
    }
    if (m->wants_space)
        ag_buf_char(&m->text, ' ');
    m->wants_space = false;

    ag_sentence s = { { (uint32_t)m->text.len, 0 }, m->doc->tokens.n, m->doc->tokens.n, m->doc->paragraphs.n - 1, 0, false };

    AG_PUSH(m->a, &m->doc->sentences, s);
    m->is_open = true;
    m->lines.n = 0;
}

static ag_status
close_sentence(maker *m, ag_err *err)
{
    if (!m->is_open)
        return AG_OK;

    ag_sentence *s = &m->doc->sentences.at[m->doc->sentences.n - 1];

    m->is_open = false;
    s->end = m->doc->tokens.n;
    s->tokens = s->end - s->first;
    s->span.to = (uint32_t)m->text.len;
    m->corpus->sentences++;
    m->corpus->tokens += s->tokens;
    if (m->inside > 0 || s->tokens == 0)
        return wrong(m, err, "the sentence ends before its words do");
    for (int i = s->first; i < s->end; i++) {
        int head = m->doc->tokens.at[i].head;

        m->number = m->lines.n ? m->lines.at[i - s->first] : m->number;
        if (head != -1 && (head < s->first || head >= s->end || head == i))
            return wrong(m, err, "the head %d is no other word of this sentence of %d", head - s->first + 1, s->tokens);
    }
    return AG_OK;
}

static bool
has_no_space(ag_str misc)
{
    ag_str piece;

    while (ag_str_cut(&misc, '|', &piece))
        if (ag_str_is(piece, "SpaceAfter=No"))
            return true;
    return false;
}

/* "3-4  don't": the letters that the next words share. */
static ag_status
read_range(maker *m, ag_str range, ag_str form, bool has_space, ag_err *err)
{
    ag_str rest = range, low;
    long from, to;

    ag_str_cut(&rest, '-', &low);
    if (m->inside || !ag_str_int(low, &from) || !ag_str_int(rest, &to) || to < from || to - from > 200)
        return wrong(m, err, "'%.*s' is not a range", AG_SHOW(range));
    if (m->wants_space)
        ag_buf_char(&m->text, ' ');
    m->wants_space = false;
    m->length = m->inside = (int)(to - from + 1);
    m->surface.from = (uint32_t)m->text.len;
    ag_buf_str(&m->text, form);
    m->surface.to = (uint32_t)m->text.len;
    m->space_behind = has_space;
    return AG_OK;
}

/* The place of a word: its own letters, or, of a contraction's, those that are its or else all that are left. */
static void
place_word(maker *m, ag_str form, bool has_space, ag_token *t)
{
    if (m->inside == 0) {
        if (m->wants_space)
            ag_buf_char(&m->text, ' ');
        t->span.from = (uint32_t)m->text.len;
        ag_buf_str(&m->text, form);
        t->span.to = (uint32_t)m->text.len;
        t->space_after = has_space;
        return;
    }

    size_t left = m->surface.to - m->surface.from;
    bool fits = form.len <= left && memcmp(m->text.at + m->surface.from, form.at, form.len) == 0 &&
                (m->inside > 1 || form.len == left);

    if (m->inside == m->length)
        t->contraction = (uint8_t)m->length;
    t->span = m->surface;
    if (fits) {
        t->span.to = m->surface.from + (uint32_t)form.len;
        m->surface.from = t->span.to;
    }
    m->inside--;
    t->space_after = m->inside == 0 && m->space_behind;
}

static ag_status
read_word(maker *m, const ag_str *field, ag_err *err)
{
    bool has_space = !has_no_space(field[9]);
    long id, head = 0;

    if (memchr(field[0].at, '-', field[0].len))
        return read_range(m, field[0], field[1], has_space, err);
    if (!ag_str_int(field[0], &id) || (!ag_str_int(field[6], &head) && !ag_str_is(field[6], "_")))
        return wrong(m, err, "not a word line: '%.*s' with head '%.*s'", AG_SHOW(field[0]), AG_SHOW(field[6]));
    if (field[1].len == 0 || head < 0 || head > 1000000)
        return wrong(m, err, "not a word line: no form, or no head such as '%.*s'", AG_SHOW(field[6]));

    ag_token t = { .lemma = field[2], .xpos = field[4], .sentence = m->doc->sentences.n - 1 };

    t.feats = ag_str_is(field[5], "_") ? AG_S("") : field[5];
    t.head = head ? m->doc->sentences.at[t.sentence].first + (int)head - 1 : -1;
    t.deprel = ag_deprel_parse(field[7]);
    if (!ag_upos_parse(field[3], &t.upos)) {
        if (!ag_str_is(field[3], "_"))
            return wrong(m, err, "'%.*s' is no universal part of speech", AG_SHOW(field[3]));
        t.upos = AG_X;
    }
    place_word(m, field[1], has_space, &t);
    m->wants_space = t.space_after;
    AG_PUSH(m->a, &m->doc->tokens, t);
    AG_PUSH(m->a, &m->lines, m->number);
    return AG_OK;
}

static ag_str
id_of(ag_str comment)
{
    long at = ag_str_find(comment, AG_S("= "));

    return at < 0 ? AG_S("") : ag_str_sub(comment, (size_t)at + 2, comment.len);
}

static ag_status
read_line(maker *m, ag_str line, ag_err *err)
{
    ag_str field[10];
    int n = 0;

    if (line.len == 0)
        return close_sentence(m, err);
    if (line.at[0] == '#') {
        if (ag_str_starts(line, AG_S("# newdoc")))
            open_doc(m, id_of(line));
        else if (ag_str_starts(line, AG_S("# newpar")) && !ag_str_starts(line, AG_S("# newpar_")))
            m->wants_paragraph = true;
        return AG_OK;
    }
    for (bool more = true; more && n < 10;) {
        const char *tab = memchr(line.at, '\t', line.len);
        size_t k = tab ? (size_t)(tab - line.at) : line.len;

        field[n++] = ag_str_sub(line, 0, k);
        more = tab != NULL;
        line = ag_str_sub(line, tab ? k + 1 : k, line.len);
    }
    if (n < 10)
        return wrong(m, err, "%d columns, CoNLL-U has 10", n);
    if (memchr(field[0].at, '.', field[0].len)) /* a node without letters */
        return AG_OK;
    if (!m->is_open)
        open_sentence(m);
    return read_word(m, field, err);
}

ag_status
ag_corpus_conllu(ag_arena *a, const char *path, ag_corpus *out, ag_err *err)
{
    ag_str rest, line;
    maker m = { .a = a, .corpus = out };
    ag_status s = AG_OK;

    *out = (ag_corpus){ .path = path };
    AG_TRY(ag_file_read(a, path, 0, 0, 0, &rest, err));
    while (s == AG_OK && next_line(&rest, &line)) {
        m.number++;
        s = read_line(&m, line, err);
    }
    if (s == AG_OK)
        s = close_sentence(&m, err);
    close_doc(&m);
    ag_buf_done(&m.text);
    if (s == AG_OK && !out->sentences)
        return ag_fail(err, AG_INPUT, "%s: no sentence in it", path);
    return s;
}

/* ---- names ------------------------------------------------------------------------------------- */

typedef AG_LIST(ag_str) tag_list;

static bool
is_bio(ag_str tag)
{
    return ag_str_is(tag, "O") || (tag.len > 2 && (tag.at[0] == 'B' || tag.at[0] == 'I') && tag.at[1] == '-');
}

static ag_status
read_named(maker *m, ag_str line, tag_list *tags, ag_err *err)
{
    const char *tab = memchr(line.at, '\t', line.len);

    if (!tab)
        return wrong(m, err, "no TAB between token and tag");

    ag_str form = ag_str_sub(line, 0, (size_t)(tab - line.at)), tag = ag_str_sub(line, form.len + 1, line.len);

    if (!is_bio(tag))
        return wrong(m, err, "'%.*s' is not a BIO tag, such as O, B-PER or I-PER", AG_SHOW(tag));
    if (form.len == 0)
        return wrong(m, err, "no token");
    if (!m->is_open)
        open_sentence(m);

    ag_token t = { .head = -1, .sentence = m->doc->sentences.n - 1 };

    place_word(m, form, true, &t);
    m->wants_space = true;
    AG_PUSH(m->a, &m->doc->tokens, t);
    AG_PUSH(m->a, tags, tag);
    return AG_OK;
}

ag_status
ag_corpus_names(ag_arena *a, const char *path, ag_name_corpus *out, ag_err *err)
{
    ag_str rest, line;
    maker m = { .a = a, .corpus = &out->corpus };
    tag_list tags = { 0 };
    ag_status s = AG_OK;

    *out = (ag_name_corpus){ .corpus = { .path = path } };
    AG_TRY(ag_file_read(a, path, 0, 0, 0, &rest, err));
    while (s == AG_OK && next_line(&rest, &line)) {
        bool is_doc = ag_str_starts(line, AG_S("# newdoc")) && !memchr(line.at, '\t', line.len);

        m.number++;
        if (line.len == 0 || is_doc)
            s = close_sentence(&m, err);
        if (is_doc && m.doc)
            AG_PUSH(a, &out->tags, tags.at);
        if (is_doc) {
            open_doc(&m, id_of(line));
            tags = (tag_list){ 0 };
        } else if (line.len) {
            s = read_named(&m, line, &tags, err);
        }
    }
    if (s == AG_OK)
        s = close_sentence(&m, err);
    if (m.doc)
        AG_PUSH(a, &out->tags, tags.at);
    close_doc(&m);
    ag_buf_done(&m.text);
    if (s == AG_OK && !out->corpus.sentences)
        return ag_fail(err, AG_INPUT, "%s: no sentence in it", path);
    return s;
}
