/* Annotated files → documents. */
#include "language/corpus.h"

#include "base/buf.h"
#include "names.h"

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
    bool wants_paragraph, wants_space;
} maker;

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

    ag_sentence s = { { (uint32_t)m->text.len, 0 }, m->doc->tokens.n, m->doc->tokens.n, m->doc->paragraphs.n - 1, 0 };

    AG_PUSH(m->a, &m->doc->sentences, s);
}

static void
close_sentence(maker *m)
{
    ag_sentence *s = &m->doc->sentences.at[m->doc->sentences.n - 1];

    s->end = m->doc->tokens.n;
    s->tokens = s->end - s->first;
    s->span.to = (uint32_t)m->text.len;
    m->corpus->sentences++;
    m->corpus->tokens += s->tokens;
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

ag_status
ag_corpus_conllu(ag_arena *a, const char *path, ag_corpus *out, ag_err *err)
{
    ag_str rest, line;
    maker m = { .a = a, .corpus = out };
    bool is_open = false;
    int number = 0, inside = 0; /* inside: words of a contraction still to come */
    uint32_t surface = 0, surface_end = 0;
    bool surface_space = false;

    *out = (ag_corpus){ .path = path };
    AG_TRY(ag_file_read(a, path, 0, 0, 0, &rest, err));
    while (next_line(&rest, &line)) {
        number++;
        if (line.len == 0) {
            if (is_open)
                close_sentence(&m);
            is_open = false;
            continue;
        }
        if (line.at[0] == '#') {
            if (ag_str_starts(line, AG_S("# newdoc"))) {
                long at = ag_str_find(line, AG_S("= "));
                ag_str id = at < 0 ? AG_S("") : ag_str_sub(line, (size_t)at + 2, line.len);

                open_doc(&m, id);
            } else if (ag_str_starts(line, AG_S("# newpar"))) {
                if (!ag_str_starts(line, AG_S("# newpar_")))
                    m.wants_paragraph = true;
            }
            continue;
        }

        ag_str field[10], cells = line;
        int n = 0;

        while (n < 10) {
            const char *tab = memchr(cells.at, '\t', cells.len);
            size_t k = tab ? (size_t)(tab - cells.at) : cells.len;

            field[n++] = ag_str_sub(cells, 0, k);
            if (!tab)
                break;
            cells = ag_str_sub(cells, k + 1, cells.len);
        }
        if (n < 10) {
            ag_buf_done(&m.text);
            return ag_fail(err, AG_INPUT, "%s:%d: %d columns, CoNLL-U has 10", path, number, n);
        }
        if (memchr(field[0].at, '.', field[0].len))
            continue;
        if (!is_open) {
            open_sentence(&m);
            is_open = true;
        }

        bool has_space = !has_no_space(field[9]);
        long id, head;

        if (memchr(field[0].at, '-', field[0].len)) {
            ag_str ids = field[0], low, high;
            long lo, hi;

            ag_str_cut(&ids, '-', &low);
            high = ids;
            if (!ag_str_int(low, &lo) || !ag_str_int(high, &hi) || hi < lo || hi - lo > 200) {
                ag_buf_done(&m.text);
                return ag_fail(err, AG_INPUT, "%s:%d: '%.*s' is not a range", path, number, AG_SHOW(field[0]));
            }
            if (m.wants_space)
                ag_buf_char(&m.text, ' ');
            m.wants_space = false;
            inside = -(int)(hi - lo + 1); /* negative: its first word is the next line */
            surface = (uint32_t)m.text.len;
            ag_buf_str(&m.text, field[1]);
            surface_end = (uint32_t)m.text.len;
            surface_space = has_space;
            continue;
        }
        if (!ag_str_int(field[0], &id) || (!ag_str_int(field[6], &head) && !ag_str_is(field[6], "_"))) {
            ag_buf_done(&m.text);
            return ag_fail(err, AG_INPUT, "%s:%d: not a word line: '%.*s'", path, number, AG_SHOW(field[0]));
        }
        if (ag_str_is(field[6], "_"))
            head = 0;

        ag_token t = { .lemma = field[2], .xpos = field[4], .sentence = m.doc->sentences.n - 1 };
        int first = m.doc->sentences.at[t.sentence].first;

        t.feats = ag_str_is(field[5], "_") ? AG_S("") : field[5];
        t.head = head ? first + (int)head - 1 : -1;
        t.deprel = ag_deprel_parse(field[7]);
        if (!ag_upos_parse(field[3], &t.upos))
            t.upos = AG_X;
        if (inside < 0) {
            inside = -inside;
            t.contraction = (uint8_t)inside;
        }
        if (inside > 0) {
            uint32_t length = (uint32_t)field[1].len;
            bool fits = surface + length <= surface_end &&
                        memcmp(m.text.at + surface, field[1].at, length) == 0 &&
                        (inside > 1 || surface + length == surface_end);

            t.span = fits ? (ag_span){ surface, surface + length } : (ag_span){ surface, surface_end };
            if (fits)
                surface += length;
            inside--;
            t.space_after = inside == 0 && surface_space;
        } else {
            if (m.wants_space)
                ag_buf_char(&m.text, ' ');
            t.span.from = (uint32_t)m.text.len;
            ag_buf_str(&m.text, field[1]);
            t.span.to = (uint32_t)m.text.len;
            t.space_after = has_space;
        }
        m.wants_space = t.space_after;
        AG_PUSH(a, &m.doc->tokens, t);
    }
    if (is_open)
        close_sentence(&m);
    close_doc(&m);
    ag_buf_done(&m.text);
    if (!out->sentences)
        return ag_fail(err, AG_INPUT, "%s: no sentence in it", path);
    for (int d = 0; d < out->docs.n; d++) {
        const ag_doc *doc = out->docs.at[d];

        for (int i = 0; i < doc->tokens.n; i++) {
            const ag_sentence *x = &doc->sentences.at[doc->tokens.at[i].sentence];
            int head = doc->tokens.at[i].head;

            if (head != -1 && (head < x->first || head >= x->end))
                return ag_fail(err, AG_INPUT, "%s: document '%.*s', sentence %d: a head lies outside of the sentence",
                               path, AG_SHOW(doc->path), doc->tokens.at[i].sentence + 1);
        }
    }
    return AG_OK;
}

ag_status
ag_corpus_names(ag_arena *a, const char *path, ag_name_corpus *out, ag_err *err)
{
    typedef AG_LIST(ag_str) tag_list;
    ag_str rest, line;
    maker m = { .a = a, .corpus = &out->corpus };
    tag_list tags = { 0 };
    bool is_open = false;
    int number = 0;

    *out = (ag_name_corpus){ .corpus = { .path = path } };
    AG_TRY(ag_file_read(a, path, 0, 0, 0, &rest, err));
    for (;;) {
        bool more = next_line(&rest, &line);
        bool is_doc = more && ag_str_starts(line, AG_S("# newdoc")) && !memchr(line.at, '\t', line.len);

        number++;
        if (is_open && (!more || line.len == 0 || is_doc)) {
            close_sentence(&m);
            is_open = false;
        }
        if (!more || is_doc) {
            close_doc(&m);
            if (tags.at)
                AG_PUSH(a, &out->tags, tags.at);
            tags = (tag_list){ 0 };
        }
        if (!more)
            break;
        if (is_doc) {
            long at = ag_str_find(line, AG_S("= "));

            open_doc(&m, at < 0 ? AG_S("") : ag_str_sub(line, (size_t)at + 2, line.len));
            continue;
        }
        if (line.len == 0)
            continue;

        const char *tab = memchr(line.at, '\t', line.len);

        if (!tab) {
            ag_buf_done(&m.text);
            return ag_fail(err, AG_INPUT, "%s:%d: no TAB between token and tag", path, number);
        }
        if (!is_open) {
            open_sentence(&m);
            is_open = true;
        }
        if (m.wants_space)
            ag_buf_char(&m.text, ' ');

        ag_token t = { .head = -1, .sentence = m.doc->sentences.n - 1, .space_after = true };
        ag_str form = ag_str_sub(line, 0, (size_t)(tab - line.at));

        t.span.from = (uint32_t)m.text.len;
        ag_buf_str(&m.text, form);
        t.span.to = (uint32_t)m.text.len;
        m.wants_space = true;
        AG_PUSH(a, &m.doc->tokens, t);
        AG_PUSH(a, &tags, ag_str_sub(line, form.len + 1, line.len));
    }
    ag_buf_done(&m.text);
    if (!out->corpus.sentences)
        return ag_fail(err, AG_INPUT, "%s: no sentence in it", path);
    return AG_OK;
}
