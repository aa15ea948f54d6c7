/* Text and trees → quotes with their speakers.
 *
 * Direct quotes are found by their marks, paragraph by paragraph: “ ”, " ", « », `` '', and ‘ ’ where
 * they are no apostrophes. A quote left open at the end of a paragraph ends there; if the next one
 * opens with a mark, it goes on with the same speaker. The speaker is the subject of the verb of
 * saying that stands nearest in the sentence, behind the quote or before it, or follows "according
 * to"; a quote that fills its sentences without one belongs to the speaker before. A few words in
 * marks without a verb of saying are scare quotes, and none of ours.
 *
 * Indirect quotes are the clauses below verbs of saying. Weak: a speaker named only in the sentence
 * before ("He was clear: “…”") is found only through the speaker of the quote before. */
#include "extract/clause.h"
#include "extract/extract.h"

#include "base/utf8.h"

enum { SCARE_WORDS = 4 };

typedef struct piece {
    ag_span span;           /* inside the marks */
    int paragraph;
    int first, end;         /* tokens inside */
    bool goes_on;           /* left open, and the next paragraph opens with a mark */
    int speaker, addressee, verb;
    bool has_cue;
} piece;

typedef AG_LIST(piece) pieces;

/* ---- marks ---------------------------------------------------------------------------------------------------- */

typedef struct mark {
    int32_t open, close;
} mark;

static const mark marks[] = { { 0x201C, 0x201D }, { 0x201E, 0x201C }, { '"', '"' }, { 0xAB, 0xBB }, { 0x2018, 0x2019 },
                              { '`', '\'' }, { '\'', '\'' } };

static bool
is_word_char(int32_t c)
{
    return ag_utf8_is_letter(c) || ag_utf8_is_digit(c);
}

/* The code point that ends at byte i, or 0. */
static int32_t
before(ag_str s, size_t from, size_t i)
{
    int n;

    if (i <= from)
        return 0;
    do
        i--;
    while (i > from && ((unsigned char)s.at[i] & 0xC0) == 0x80);
    return ag_utf8_next(s, i, &n);
}

static int32_t
at(ag_str s, size_t i, size_t to)
{
    int n;

    return i < to ? ag_utf8_next(s, i, &n) : 0;
}

static bool
is_break(int32_t c)
{
    return c == 0 || ag_utf8_is_space(c) || c == '(' || c == '[' || c == 0x2013 || c == 0x2014 || c == '-';
}

/* Where the quote opened by mark `m` with its text from `i` ends: the byte of the closing mark, its
 * length in *n; `to` with *n = 0 where it stays open. */
static size_t
closing(ag_str s, size_t i, size_t to, const mark *m, int *n)
{
    size_t doubtful = to;
    bool single = m->close == 0x2019 || m->close == '\'';

    for (size_t k = i; k < to;) {
        int len;
        int32_t c = ag_utf8_next(s, k, &len);

        if (c == m->close || (m->open == 0x201C && c == '"') || (m->open == '"' && c == 0x201D)
            || (m->open == 0x201E && c == 0x201D)) {
            int32_t next = at(s, k + (size_t)len, to), last = before(s, i, k);

            *n = len;
            if (m->open == '`') {
                if (next == '\'') {
                    *n = len + 1;
                    return k;
                }
            } else if (!single)
                return k;
            else if (!is_word_char(next) && last) {
                bool punctuated = last == ',' || last == '.' || last == '!' || last == '?' || last == 0x2026;

                if (punctuated || next == ',' || next == '.' || next == 0 || next == ';' || next == ':' || next == ')')
                    return k;
                if (last != 's' && last != 'z')
                    return k;
                if (doubtful == to) /* "the workers’ rights": an apostrophe if a better mark follows */
                    doubtful = k;
            }
        }
        k += (size_t)len;
    }
    *n = 0;
    if (doubtful < to) {
        at(s, doubtful, to);
        ag_utf8_next(s, doubtful, n);
        return doubtful;
    }
    return to;
}

static bool
opens(ag_str s, size_t from, size_t i, size_t to, const mark *m, int len)
{
    int32_t last = before(s, from, i), next = at(s, i + (size_t)len, to);

    if (m->open == '`')
        return next == '`';
    if (m->open == '"' || m->open == 0x2018 || m->open == '\'') {
        if (!is_break(last) && !(m->open == '"' && (last == ',' || last == ':' || last == 0x201C)))
            return false;
        if (m->open == '"')
            return next && !ag_utf8_is_space(next);
        return ag_utf8_is_letter(next) || next == '"' || next == 0x201C || next == 0x2026;
    }
    return true;
}

/* Whether the paragraph after `p` begins with that mark. */
static bool
next_opens(const ag_doc *doc, int p, int32_t open)
{
    int n;

    return p + 1 < doc->paragraphs.n && doc->paragraphs.at[p + 1].span.from < doc->paragraphs.at[p + 1].span.to
           && ag_utf8_next(doc->text, doc->paragraphs.at[p + 1].span.from, &n) == open;
}

static void
find_marks(ag_arena *a, const ag_doc *doc, pieces *out)
{
    for (int p = 0; p < doc->paragraphs.n; p++) {
        size_t from = doc->paragraphs.at[p].span.from, to = doc->paragraphs.at[p].span.to;

        for (size_t i = from; i < to;) {
            int len;
            int32_t c = ag_utf8_next(doc->text, i, &len);
            const mark *m = NULL;

            for (size_t k = 0; k < sizeof marks / sizeof *marks && !m; k++)
                if (c == marks[k].open && opens(doc->text, from, i, to, &marks[k], len))
                    m = &marks[k];
            if (!m) {
                i += (size_t)len;
                continue;
            }

            size_t inside = i + (size_t)(m->open == '`' ? 2 : len);
            int n = 0;
            size_t end = inside <= to ? closing(doc->text, inside, to, m, &n) : to;
            bool single = m->close == 0x2019 || (m->close == '\'' && m->open == '\'');

            if (end <= inside || (n == 0 && (single || (i > from + 1 + (to - from) / 2 && !next_opens(doc, p, m->open))))) {
                i += (size_t)len; /* empty, or a mark without its partner late in the paragraph */
                continue;
            }
            AG_PUSH(a, out, (piece){ .span = { (uint32_t)inside, (uint32_t)end }, .paragraph = p, .goes_on = n == 0,
                                     .speaker = -1, .addressee = -1, .verb = -1 });
            i = end + (size_t)n;
        }
    }
}

/* ---- speakers --------------------------------------------------------------------------------------------------- */

static const ag_cue *
saying(const ag_trees *t, int v)
{
    ag_str phrase = ag_verb_phrase(t, v);
    const ag_cue *c = ag_rules_cue(t->rules, AG_SAYING_VERB, phrase);

    return c ? c : ag_rules_cue(t->rules, AG_SAYING_WEAK, phrase);
}

static int
first_who(const ag_trees *t, int np)
{
    ag_who w = { 0 };

    if (np >= 0)
        ag_who_of(t, np, &w);
    return w.n ? w.entity[0] : -1;
}

static int
addressee_of(const ag_trees *t, const ag_clause *c, const ag_cue *cue)
{
    if (ag_str_is(cue->addressee, "obj")) {
        int who = first_who(t, c->given >= 0 ? c->given : c->done);

        return who;
    }
    for (int i = 0; i < c->n_obliques; i++)
        if (ag_str_is(c->oblique[i].prep, "to"))
            return first_who(t, c->oblique[i].token);
    return -1;
}

/* Whether the object of verb `v` is who hears it: "… ?” Berg asked Dahl." */
static bool
hears(const ag_trees *t, int v)
{
    const ag_cue *c = saying(t, v);

    return c && ag_str_is(c->addressee, "obj");
}

static bool
is_long(const ag_trees *t, int i)
{
    const ag_sentence *s = &t->doc->sentences.at[ag_tok(t, i)->sentence];

    return s->end - s->first > AG_LONGEST_SENTENCE;
}

/* Takes verb `v` as the cue of `p` if somebody says it. */
static bool
try_cue(const ag_trees *t, int v, piece *p)
{
    const ag_cue *cue;
    ag_clause c;
    bool is_short = p->end - p->first <= SCARE_WORDS; /* "known as “the Rock”" */

    if (!ag_is_verb(t, v) || is_long(t, v) || !(cue = saying(t, v))
        || (is_short && !ag_rules_cue(t->rules, AG_SAYING_VERB, ag_verb_phrase(t, v))))
        return false;
    ag_clause_of(t, v, &c);
    if (c.doer < 0 && ag_child(t, v, AG_NSUBJ_) < 0 && !c.is_passive)
        return false;
    p->verb = v;
    p->has_cue = true;
    p->speaker = first_who(t, c.doer);
    p->addressee = addressee_of(t, &c, cue);
    return true;
}

static bool
is_quoted(const pieces *all, const ag_trees *t, int i)
{
    uint32_t at_byte = ag_tok(t, i)->span.from;
    int lo = 0, hi = all->n;

    while (lo < hi) {
        int mid = (lo + hi) / 2;

        if (all->at[mid].span.to <= at_byte)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < all->n && all->at[lo].span.from <= at_byte;
}

static bool
try_according(const ag_trees *t, int first, int end, piece *p)
{
    for (int i = first; i < end; i++) {
        if (!ag_is(t, i, AG_OBL_) && !ag_is(t, i, AG_NMOD_))
            continue;

        ag_str prep = ag_case(t, i);

        if (prep.len && ag_rules_cue(t->rules, AG_SAYING_PHRASE, prep) && first_who(t, i) >= 0) {
            p->speaker = first_who(t, i);
            p->has_cue = true;
            return true;
        }
    }
    return false;
}

static int
words_in(const ag_trees *t, const piece *p)
{
    int n = 0;

    for (int i = p->first; i < p->end; i++)
        n += ag_tok(t, i)->upos != AG_PUNCT;
    return n;
}

/* The nearest verb of saying outside quotes: behind the quote to the end of its sentence (and into the
 * next, when that begins with it), then before it. */
static void
find_speaker(const ag_trees *t, const pieces *all, piece *p)
{
    const ag_doc *doc = t->doc;

    if (p->first >= p->end || is_long(t, p->first) || is_long(t, p->end - 1))
        return;

    const ag_sentence *last = &doc->sentences.at[ag_tok(t, p->end - 1)->sentence];
    const ag_sentence *start = &doc->sentences.at[ag_tok(t, p->first)->sentence];
    int n = words_in(t, p);
    int reach = n <= SCARE_WORDS ? 3 : 25; /* a few words are quoted only right beside the verb */
    piece behind = *p, ahead = *p;
    int gap_behind = -1, gap_ahead = -1;

    for (int i = p->end, gap = 0; i < last->end && gap < reach; i++) {
        if (is_quoted(all, t, i))
            break;
        gap += ag_tok(t, i)->upos != AG_PUNCT;
        if (try_cue(t, i, &behind)) {
            gap_behind = gap;
            break;
        }
    }
    if (gap_behind < 0 && n > SCARE_WORDS && ag_tok(t, p->end - 1)->sentence + 1 < doc->sentences.n) {
        const ag_sentence *next = last + 1; /* “… .” Berg said. */

        if (next->paragraph == last->paragraph && last->end - p->end <= 1)
            for (int i = next->first, gap = 0; i < next->end && gap < 6; i++) {
                if (is_quoted(all, t, i))
                    break;
                gap += ag_tok(t, i)->upos != AG_PUNCT;
                if (ag_child(t, i, AG_CCOMP_) < 0 && (ag_child(t, i, AG_OBJ_) < 0 || hears(t, i)) && try_cue(t, i, &behind)) {
                    gap_behind = gap;
                    break;
                }
            }
    }
    for (int i = p->first - 1, gap = 0; i >= start->first && gap < reach; i--) {
        if (is_quoted(all, t, i))
            break;
        gap += ag_tok(t, i)->upos != AG_PUNCT;
        if (try_cue(t, i, &ahead)) {
            gap_ahead = gap;
            break;
        }
    }
    if (gap_behind < 0 && gap_ahead < 0 && n > SCARE_WORDS && p->first - start->first <= 1
        && ag_tok(t, p->first)->sentence > 0) {
        const ag_sentence *prior = start - 1; /* Berg said: / “…” */
        ag_str end = prior->end > prior->first ? ag_tok(t, prior->end - 1)->form : AG_S("");

        if (ag_str_is(end, ":") || ag_str_is(end, ","))
            for (int i = prior->end - 1, gap = 0; i >= prior->first && gap < 12 && gap_ahead < 0; i--, gap++)
                if (!is_quoted(all, t, i) && try_cue(t, i, &ahead))
                    gap_ahead = gap;
    }
    if (gap_behind >= 0 && (gap_ahead < 0 || gap_behind <= gap_ahead || n > SCARE_WORDS + 4)) {
        /* a verb right before the quote is nearer than one far behind it */
        if (gap_ahead >= 0 && gap_ahead <= 1 && gap_behind > 4)
            *p = ahead;
        else
            *p = behind;
    } else if (gap_ahead >= 0)
        *p = ahead;
    else if (n > SCARE_WORDS && !try_according(t, p->end, last->end, p))
        try_according(t, start->first, p->first, p);
}

/* ---- direct ---------------------------------------------------------------------------------------------------- */

static bool
starts_sentence(const ag_trees *t, const piece *p)
{
    const ag_token *k = ag_tok(t, p->first);
    const ag_sentence *s = &t->doc->sentences.at[k->sentence];
    int n;

    return p->first - s->first <= 1 && ag_utf8_is_upper(ag_utf8_next(t->doc->text, k->span.from, &n));
}

/* Whether it ends like a sentence, so that few words are a quote all the same. */
static bool
is_sentence(const ag_doc *doc, const piece *p)
{
    char last = p->span.to > p->span.from ? doc->text.at[p->span.to - 1] : ' ';

    return last == '.' || last == '!' || last == '?';
}

/* A paragraph that is all quote, after one that tells of a person: his words. */
static void
speaker_of_line_before(const ag_trees *t, piece *p)
{
    const ag_doc *doc = t->doc;
    const ag_sentence *own = &doc->sentences.at[ag_tok(t, p->first)->sentence], *prior = own - 1;

    if (ag_tok(t, p->first)->sentence == 0 || prior->paragraph != p->paragraph - 1 || prior->end <= prior->first
        || prior->end - prior->first > AG_LONGEST_SENTENCE || doc->paragraphs.at[prior->paragraph].kind != AG_PAR_BODY
        || doc->paragraphs.at[p->paragraph].span.to - p->span.to > 6)
        return;
    for (int i = prior->first; i < prior->end; i++)
        if (ag_tok(t, i)->head < 0 && ag_is_verb(t, i)) {
            ag_clause c;
            int who;

            ag_clause_of(t, i, &c);
            who = first_who(t, c.subject);
            if (who >= 0 && doc->entities.at[who].type == AG_TYPE_PERSON) {
                p->speaker = who;
                p->has_cue = true;
            }
            return;
        }
}

/* Words enough, with a verb: somebody's words, even if we cannot tell whose. */
static bool
says_something(const ag_trees *t, const piece *p)
{
    bool has_verb = false;

    for (int i = p->first; i < p->end; i++)
        has_verb |= ag_is_verb(t, i);
    return has_verb && words_in(t, p) > SCARE_WORDS + 2;
}

static void
direct(const ag_trees *t, ag_doc *doc, pieces *all)
{
    int token = 0, before_speaker = -1, before_paragraph = -2;
    bool before_goes_on = false;

    for (int q = 0; q < all->n; q++) {
        piece *p = &all->at[q];

        while (token < doc->tokens.n && doc->tokens.at[token].span.from < p->span.from)
            token++;
        p->first = p->end = token;
        while (p->end < doc->tokens.n && doc->tokens.at[p->end].span.to <= p->span.to)
            p->end++;
    }
    for (int q = 0; q < all->n; q++) {
        piece *p = &all->at[q];

        if (p->first >= p->end)
            continue;
        if (before_goes_on && p->paragraph == before_paragraph + 1) {
            p->speaker = before_speaker;
            p->has_cue = true;
            if (!p->goes_on) {
                piece probe = *p;

                probe.has_cue = false;
                find_speaker(t, all, &probe);
                if (probe.has_cue && probe.verb >= p->end && probe.speaker >= 0)
                    *p = probe;
            }
        } else {
            find_speaker(t, all, p);
            if (!p->has_cue && (words_in(t, p) > SCARE_WORDS || is_sentence(doc, p)) && starts_sentence(t, p)) {
                if (p->paragraph == before_paragraph || p->paragraph == before_paragraph + 1) {
                    p->speaker = before_speaker;
                    p->has_cue = true;
                } else
                    speaker_of_line_before(t, p);
            }
        }
        if (!p->has_cue && (words_in(t, p) <= SCARE_WORDS || (!starts_sentence(t, p) && !says_something(t, p))))
            continue;
        /* the rest of a sentence broken by "he said" has his words too */
        before_speaker = p->speaker;
        before_paragraph = p->paragraph;
        before_goes_on = p->goes_on;
        AG_PUSH(t->a, &doc->quotes,
                (ag_quote){ .speaker = p->speaker, .addressee = p->addressee, .span = p->span, .is_direct = true,
                            .cue = p->verb >= 0 ? ag_verb_phrase(t, p->verb) : AG_S("") });
    }
}

/* ---- indirect ---------------------------------------------------------------------------------------------------- */

static void
reach_of(const ag_trees *t, int head, int *first, int *end)
{
    int stack[256], n = 0;

    *first = head;
    *end = head + 1;
    stack[n++] = head;
    while (n) {
        int i = stack[--n];

        if (i < *first)
            *first = i;
        if (i + 1 > *end)
            *end = i + 1;
        AG_EACH_CHILD(t, c, i)
            if (n < 256 && ag_tok(t, c)->upos != AG_PUNCT)
                stack[n++] = c;
    }
}

static void
indirect(const ag_trees *t, ag_doc *doc, const pieces *all)
{
    for (int v = 0; v < doc->tokens.n; v++) {
        const ag_cue *cue;
        ag_clause c;
        int content, first, end, speaker;

        if (!ag_is_verb(t, v) || is_long(t, v) || (content = ag_child(t, v, AG_CCOMP_)) < 0 || is_quoted(all, t, v)
            || is_quoted(all, t, content) || !(cue = ag_rules_cue(t->rules, AG_SAYING_VERB, ag_verb_phrase(t, v))))
            continue;
        ag_clause_of(t, v, &c);
        speaker = first_who(t, c.doer);
        if (speaker < 0)
            continue;
        reach_of(t, content, &first, &end);
        if (first < v && end > v)
            continue; /* broken by its own verb */
        if (ag_is(t, first, AG_MARK_) && first + 1 < end)
            first++;
        AG_PUSH(t->a, &doc->quotes,
                (ag_quote){ .speaker = speaker, .addressee = addressee_of(t, &c, cue),
                            .span = { ag_tok(t, first)->span.from, ag_tok(t, end - 1)->span.to },
                            .cue = ag_verb_phrase(t, v) });
    }
}

static int
by_place(const void *x, const void *y)
{
    const ag_quote *p = x, *q = y;

    if (p->span.from != q->span.from)
        return p->span.from < q->span.from ? -1 : 1;
    if (p->span.to != q->span.to)
        return p->span.to < q->span.to ? -1 : 1;
    return p->is_direct - q->is_direct;
}

void
ag_extract_quotes(ag_arena *a, const ag_ontology *o, ag_doc *doc)
{
    ag_trees t;
    pieces all = { 0 };

    ag_trees_build(a, o, doc, &t);
    find_marks(a, doc, &all);
    direct(&t, doc, &all);
    indirect(&t, doc, &all);
    if (doc->quotes.n)
        qsort(doc->quotes.at, (size_t)doc->quotes.n, sizeof *doc->quotes.at, by_place);
}
