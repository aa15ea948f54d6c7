/* Text → tokens and sentences.
 *
 * White space always parts tokens and never stands in one. Inside a chunk without white space, a
 * classifier decides before every character: no break, a new token, or a new word of the same
 * token (do|n't). Chunks of letters alone break only where the training data mostly break them
 * (can|not), by a table. A second classifier decides behind every token whether a sentence ends.
 * Both look at characters folded as in word.c, so that curly quotes count as straight ones. A line
 * break counts as a blank; paragraphs are given.
 *
 * Weak: text whose paragraphs are not marked (headlines run into the first sentence). */
#include "language/segment.h"

#include "base/utf8.h"

/* ---- chunks ------------------------------------------------------------------------------------ */

static uint8_t
kind_of(int32_t c, int32_t plain)
{
    if (plain == '0')
        return 'd';
    if (ag_utf8_is_upper(c))
        return 'X';
    if (ag_utf8_is_letter(c) || ag_utf8_is_mark(c) || ag_utf8_is_hidden(c))
        return 'x';
    return plain < 0x80 ? (uint8_t)plain : plain == 0x2014 ? '_' : '?';
}

static bool
is_letter_kind(uint8_t kind)
{
    return kind == 'X' || kind == 'x';
}

static uint32_t
skip_space(ag_str text, uint32_t at, uint32_t end)
{
    int k;

    while (at < end && ag_utf8_is_space(ag_utf8_next(text, at, &k)))
        at += (uint32_t)k;
    return at;
}

static bool
is_word_kind(uint8_t kind)
{
    return is_letter_kind(kind) || kind == 'd';
}

/* Looks for an address: a scheme or "www." and all up to the last letter, digit or slash; or what
 * stands around a sign @. */
static void
find_address(ag_chunk *c)
{
    int from = -1, to = c->n;

    for (int i = 1; i + 2 < c->n && from < 0; i++) {
        bool is_scheme = c->plain[i] == ':' && c->plain[i + 1] == '/' && c->plain[i + 2] == '/';
        bool is_mail = c->plain[i] == '@' && is_word_kind(c->kind[i + 1]);
        bool is_www = c->plain[i] == 'w' && c->plain[i - 1] == 'w' && c->plain[i + 1] == 'w' && c->plain[i + 2] == '.';

        if (!is_scheme && !is_mail && !is_www)
            continue;
        for (from = i; from > 0 && (is_word_kind(c->kind[from - 1]) || (is_mail && strchr("._-+", c->kind[from - 1])));)
            from--;
        for (to = i; is_mail && to < c->n && (is_word_kind(c->kind[to]) || strchr("@._-", c->kind[to]));)
            to++;
        if (!is_mail)
            to = c->n;
        while (to > i && !is_word_kind(c->kind[to - 1]) && c->kind[to - 1] != '/')
            to--;
    }
    c->address_from = from < 0 ? 0 : from;
    c->address_to = from < 0 ? 0 : to;
}

bool
ag_chunk_read(ag_str text, uint32_t at, uint32_t end, ag_chunk *out)
{
    text.len = end; /* so that no character is read across the end */
    at = skip_space(text, at, end);
    if (at >= end)
        return false;

    uint64_t h = AG_TEXT_SEED;

    out->n = 0;
    out->is_letters = true;
    while (at < end && out->n < AG_CHUNK_MAX) {
        int k;
        int32_t c = ag_utf8_next(text, at, &k);

        if (ag_utf8_is_space(c))
            break;

        int32_t plain = ag_char_plain(c);
        uint8_t kind = kind_of(c, plain);

        out->plain[out->n] = plain;
        out->kind[out->n] = kind;
        out->offset[out->n++] = at;
        out->is_letters &= is_letter_kind(kind);
        h = ag_mix(h, (uint64_t)(uint32_t)plain);
        at += (uint32_t)k;
    }
    out->offset[out->n] = at;
    out->number = h;
    find_address(out);

    at = skip_space(text, at, end);
    out->next = 0;
    out->next_kind = 0;
    for (int seen = 0; at < end && seen < 12; seen++) {
        int k;
        int32_t c = ag_utf8_next(text, at, &k), plain = ag_char_plain(c);
        uint8_t kind = kind_of(c, plain);

        if (!out->next_kind)
            out->next_kind = kind;
        if (ag_utf8_is_space(c) || (out->next && !is_letter_kind(kind)))
            break;
        out->next = ag_mix(out->next, (uint64_t)(uint32_t)plain);
        at += (uint32_t)k;
    }
    return true;
}

static int
bucket(int n)
{
    return n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 35 ? 8 : 9;
}

void
ag_break_features(const ag_chunk *c, int i, int start, int last_break, ag_features *f)
{
    uint64_t ch[8], kind[8]; /* places i-4 .. i+3 */

    for (int k = 0; k < 8; k++) {
        int at = i - 4 + k;

        ch[k] = at < 0 || at >= c->n ? 1 : (uint64_t)(uint32_t)c->plain[at] + 2;
        kind[k] = at < 0 || at >= c->n ? 1 : (uint64_t)c->kind[at] + 2;
    }

    uint64_t sofar = 17, rest = 19, left = 23, right = 29, sofar_shape = 31, rest_shape = 37;
    uint8_t last = 0;
    bool is_rest_letters = true;
    int from = i - 24 > start ? i - 24 : start, to = i + 24 < c->n ? i + 24 : c->n;

    for (int k = from; k < i; k++) {
        sofar = ag_mix(sofar, (uint64_t)(uint32_t)c->plain[k]);
        if (c->kind[k] != last)
            sofar_shape = ag_mix(sofar_shape, c->kind[k]);
        last = c->kind[k];
    }
    last = 0;
    for (int k = i; k < to; k++) {
        rest = ag_mix(rest, (uint64_t)(uint32_t)c->plain[k]);
        is_rest_letters &= is_letter_kind(c->kind[k]);
        if (c->kind[k] != last)
            rest_shape = ag_mix(rest_shape, c->kind[k]);
        last = c->kind[k];
    }
    from = i;
    while (from > 0 && i - from < 24 && is_letter_kind(c->kind[from - 1]) == is_letter_kind(c->kind[i - 1]))
        from--;
    for (int k = from; k < i; k++)
        left = ag_mix(left, (uint64_t)(uint32_t)c->plain[k]);
    for (int k = i; k < to && is_letter_kind(c->kind[k]) == is_letter_kind(c->kind[i]); k++)
        right = ag_mix(right, (uint64_t)(uint32_t)c->plain[k]);

    uint64_t left_length = (uint64_t)bucket(i - start), right_length = (uint64_t)bucket(c->n - i);
    uint64_t last_kind = (uint64_t)last_break, next_kind = c->next_kind;
    uint64_t address = i == c->address_from || i == c->address_to ? 2 : i > c->address_from && i < c->address_to;

    ag_features_begin(f);
    ag_add2(f, ch[3], ch[4]);
    ag_add3(f, ch[2], ch[3], ch[4]);
    ag_add3(f, ch[3], ch[4], ch[5]);
    ag_add4(f, ch[2], ch[3], ch[4], ch[5]);
    ag_add4(f, ch[1], ch[2], ch[3], ch[4]);
    ag_add4(f, ch[3], ch[4], ch[5], ch[6]);
    ag_add2(f, kind[3], kind[4]);
    ag_add4(f, kind[2], kind[3], kind[4], kind[5]);
    ag_add4(f, ag_mix(kind[1], kind[2]), ag_mix(kind[3], kind[4]), kind[5], kind[6]);
    ag_add4(f, ag_mix(ag_mix(kind[0], kind[1]), kind[2]), ag_mix(kind[3], kind[4]), ag_mix(kind[5], kind[6]), kind[7]);
    ag_add4(f, kind[2], ch[3], ch[4], kind[5]);
    ag_add4(f, ag_mix(kind[1], kind[2]), ch[3], ch[4], ag_mix(kind[5], kind[6]));
    ag_add2(f, left, ch[4]);
    ag_add2(f, right, ch[3]);
    ag_add3(f, left, ch[4], ch[5]);
    ag_add3(f, left, right, ch[3]);
    ag_add2(f, sofar, ch[4]);
    ag_add2(f, rest, ch[3]);
    ag_add2(f, sofar, rest);
    ag_add2(f, sofar_shape, rest_shape);
    ag_add3(f, sofar_shape, rest_shape, next_kind);
    ag_add4(f, ch[3], ch[4], right_length, left_length);
    ag_add3(f, ch[3], ch[4], next_kind);
    ag_add4(f, rest, sofar_shape, left_length, next_kind);
    ag_add4(f, rest, sofar, next_kind, 0);
    ag_add4(f, rest, sofar, c->next, 0);
    ag_add3(f, last_kind, ch[3], ch[4]);
    ag_add3(f, last_kind, kind[3], rest_shape);
    ag_add3(f, is_rest_letters, ch[3], kind[2]);
    ag_add(f, address);
    ag_add3(f, address, kind[3], kind[4]);
    ag_add3(f, address, ch[3], ch[4]);
}

/* The breaks of a chunk: at[i] for the place before code point i. */
static void
breaks_of(const ag_models *m, const ag_chunk *c, uint8_t *at)
{
    memset(at, AG_BREAK_NONE, (size_t)c->n + 1);
    if (c->is_letters) {
        uint32_t where = ag_lookup_get(&m->splits, c->number, 0);

        if (where && where < (uint32_t)c->n)
            at[where] = AG_BREAK_WORD;
        return;
    }

    ag_features f;
    int32_t score[AG_BREAK_COUNT];
    int start = 0, last = 0;

    for (int i = 1; i < c->n; i++) {
        if (ag_utf8_is_mark(c->plain[i]) || ag_utf8_is_hidden(c->plain[i])) /* stays with its letter */
            continue;
        ag_break_features(c, i, start, last, &f);
        ag_linear_score(&m->breaks, &f, score);
        at[i] = (uint8_t)ag_best_class(score, AG_BREAK_COUNT);
        if (at[i]) {
            start = i;
            last = at[i];
        }
    }
}

static void
tokens_of(ag_arena *a, const ag_models *m, ag_doc *doc, ag_span where)
{
    static const ag_token blank = { .head = -1 };
    ag_chunk c;
    uint8_t at[AG_CHUNK_MAX + 1];
    uint32_t from = where.from;

    while (ag_chunk_read(doc->text, from, where.to, &c)) {
        breaks_of(m, &c, at);

        int whole = -1; /* the token that the words at hand are part of */

        for (int i = 0, start = 0; i < c.n; start = i) {
            for (i = start + 1; i < c.n && !at[i]; i++)
                ;

            ag_token t = blank;

            t.span = (ag_span){ c.offset[start], c.offset[i] };
            t.form = ag_str_at(doc->text, t.span);
            if (start > 0 && at[start] == AG_BREAK_WORD && doc->tokens.at[whole].contraction < 250) {
                if (!doc->tokens.at[whole].contraction)
                    doc->tokens.at[whole].contraction = 1;
                doc->tokens.at[whole].contraction++;
            } else {
                whole = doc->tokens.n;
            }
            AG_PUSH(a, &doc->tokens, t);
        }
        from = c.offset[c.n];
        /* a chunk cut at its greatest length goes on without a blank */
        doc->tokens.at[doc->tokens.n - 1].space_after =
            from >= where.to || skip_space(doc->text, from, where.to) > from;
    }
}

/* ---- sentences ----------------------------------------------------------------------------------- */

static uint64_t
side(const ag_word *w)
{
    return w->shape;
}

static bool
is_bare(const ag_token *t)
{
    char c = t->form.at[t->form.len - 1];

    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool
is_small(const ag_word *w)
{
    return (w->flags & AG_WORD_LETTER) && !(w->flags & (AG_WORD_TITLE | AG_WORD_UPPER | AG_WORD_MIXED));
}

/* Whether the tokens end with . ! or ?, behind which quotes and brackets may close. */
static bool
ends_with_mark(const ag_token *tokens, int n)
{
    for (int i = n - 1; i >= 0 && i >= n - 3; i--) {
        ag_str form = tokens[i].form;
        int k;

        if (strchr(".!?", form.at[form.len - 1]))
            return true;
        if (!strchr("\"')]", (int)(ag_char_plain(ag_utf8_next(form, 0, &k)) & 0x7f)))
            return false;
    }
    return false;
}

/* In a paragraph of capitals they tell nothing: words look as ag_sentence_words makes them look there. */
static void
mask_capitals(ag_word *words, int n)
{
    int letters = 0, upper = 0;

    for (int i = 0; i < n; i++) {
        letters += (words[i].flags & AG_WORD_LETTER) != 0;
        upper += (words[i].flags & AG_WORD_UPPER) != 0;
    }
    if (letters < 4 || 10 * (long)upper < 9 * (long)letters)
        return;
    for (int i = 0; i < n; i++)
        ag_word_mask_case(&words[i], AG_CASING_UPPER);
}

ag_stop_scene *
ag_stop_scenes(ag_arena *a, const ag_lookup *clusters, const ag_token *tokens, const int *first, const int *end, int n)
{
    enum { SHORT = 6 }; /* tokens: headings and signatures end without a mark everywhere */
    ag_stop_scene *scenes = AG_ARRAY(a, ag_stop_scene, n + 1);
    int longs = 0, marked = 0;

    for (int p = 0; p < n; p++) {
        int length = end[p] - first[p];

        if (length == 0) /* nothing but white space that str.h does not know */
            continue;

        ag_word *words = AG_ARRAY(a, ag_word, length + 1);
        bool has_mark = ends_with_mark(tokens + first[p], length);

        for (int i = 0; i < length; i++)
            ag_word_of(tokens[first[p] + i].form, clusters, &words[i]);
        mask_capitals(words, length);
        scenes[p] = (ag_stop_scene){ .tokens = tokens + first[p], .words = words, .n = length, .has_mark = has_mark };
        longs += length >= SHORT;
        marked += length >= SHORT && has_mark;
    }
    for (int p = 0; p < n; p++)
        scenes[p].style = (uint8_t)(longs ? 4 * (long)marked / longs : 5);
    return scenes;
}

void
ag_stop_features(const ag_stop_scene *scene, int i, const ag_stop_state *s, ag_features *f)
{
    const ag_token *tokens = scene->tokens;
    const ag_word *words = scene->words;
    int n = scene->n;
    static const ag_word none = { .lower = 1, .exact = 1, .shape = 1 };
    const ag_word *w = &words[i], *n1 = &words[i + 1], *n2 = i + 2 < n ? &words[i + 2] : &none,
                  *n3 = i + 3 < n ? &words[i + 3] : &none, *p1 = i ? &words[i - 1] : &none,
                  *p2 = i > 1 ? &words[i - 2] : &none;
    uint64_t space = tokens[i].space_after, next_space = tokens[i + 1].space_after,
             before_space = i ? tokens[i - 1].space_after : 2;
    uint64_t length = (uint64_t)bucket(s->length), quotes = (uint64_t)(s->quotes & 1),
             parens = s->parens > 0, left = (uint64_t)bucket(n - 1 - i);
    uint64_t style = scene->style, mark = scene->has_mark, bare = is_bare(&tokens[i]), small = s->has_small;

    ag_features_begin(f);
    ag_add2(f, w->lower, space);
    ag_add2(f, w->exact, n1->flags);
    ag_add3(f, w->lower, space, side(n1));
    ag_add2(f, w->lower, n1->lower);
    ag_add2(f, w->lower, n1->exact);
    ag_add2(f, p1->lower, w->lower);
    ag_add3(f, p1->exact, w->lower, side(n1));
    ag_add3(f, p1->lower, w->lower, n1->lower);
    ag_add3(f, side(p1), w->lower, side(n1));
    ag_add4(f, side(p1), w->lower, side(n1), side(n2));
    ag_add4(f, p1->length, w->lower, side(n1), before_space);
    ag_add3(f, side(w), side(n1), side(n2));
    ag_add4(f, side(p1), side(w), side(n1), side(n2));
    ag_add4(f, w->lower, side(n1), side(n2), side(n3));
    ag_add2(f, n1->exact, space);
    ag_add3(f, n1->exact, n2->exact, space);
    ag_add3(f, w->lower, n1->lower, n2->lower);
    ag_add3(f, w->lower, n2->lower, space);
    ag_add3(f, p2->lower, p1->lower, w->lower);
    ag_add4(f, w->lower, n1->lower, quotes, next_space);
    ag_add4(f, w->lower, side(n1), quotes, space);
    ag_add4(f, w->lower, side(n1), parens, length);
    ag_add4(f, w->lower, side(n1), length, left);
    ag_add3(f, length, left, side(n1));
    ag_add3(f, w->lower, ag_word_cluster(p1, 3), ag_word_cluster(n1, 3));
    ag_add3(f, w->lower, ag_word_cluster(n1, 2), ag_word_cluster(n2, 2));
    ag_add3(f, ag_word_cluster(w, 3), side(w), side(n1));
    ag_add3(f, ag_word_cluster(w, 2), ag_word_cluster(n1, 2), n1->flags);
    ag_add3(f, w->lower, s->last_end, side(n1));
    ag_add4(f, w->lower, s->last_end, side(n1), length);
    ag_add4(f, style, bare, side(n1), mark);
    ag_add3(f, w->lower, style, side(n1));
    ag_add4(f, side(w), style, side(n1), space);
    ag_add3(f, style, w->lower, n1->lower);
    ag_add3(f, style, s->last_end, w->lower);
    ag_add4(f, small, w->lower, side(n1), length);
    ag_add4(f, small, bare, n1->lower, length);
    ag_add4(f, small, side(p1), side(w), side(n1));
}

void
ag_stop_step(ag_stop_state *s, const ag_token *t, const ag_word *w, bool ends)
{
    if (t->form.len == 1 || t->form.len == 3) {
        int k;
        int32_t c = ag_char_plain(ag_utf8_next(t->form, 0, &k));

        if ((size_t)k == t->form.len) {
            s->quotes += c == '"';
            s->parens += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (s->parens < 0)
                s->parens = 0;
        }
    }
    s->has_small |= is_small(w);
    s->length++;
    if (ends)
        *s = (ag_stop_state){ .last_end = w->lower };
}

/* Half of the treebanks is web text, where sentences often end without a mark; news does that in
 * headlines alone, which are paragraphs. So behind a bare word the classifier must be surer; the
 * number is a compromise between sentences of web text (EWT) and of edited text (GUM). */
enum { BARE_MARGIN = 15 };

/* How good a place token i is to cut a sentence that is too long behind; 0: not allowed. */
static int
cut_value(const ag_token *tokens, int i)
{
    char c = tokens[i].form.at[tokens[i].form.len - 1];

    for (int k = 0; k < 250 && k <= i; k++)
        if (tokens[i - k].contraction > k + 1)
            return 0;
    return strchr(";:.!?", c) ? 4 : c == ',' ? 3 : tokens[i].space_after ? 2 : 1;
}

/* Where to cut tokens [from, to): the last of the best places in their last quarter; the last token
 * when there is none. */
static int
cut_place(const ag_token *tokens, int from, int to)
{
    int best = to - 1, value = 0;

    for (int i = to - 1; i >= to - (to - from) / 4; i--) {
        int v = cut_value(tokens, i);

        if (v > value) {
            value = v;
            best = i;
        }
    }
    return best;
}

static void
sentences_of(ag_arena *a, const ag_models *m, ag_doc *doc, int paragraph, int first, const ag_stop_scene *scene)
{
    ag_token *tokens = doc->tokens.at + first;
    int n = scene->n, begin = 0, inside = 0;
    ag_stop_state state = { 0 };
    ag_features f;
    int32_t score[2];

    for (int i = 0; i < n; i++) {
        bool ends = i + 1 == n, is_cut = false;

        if (tokens[i].contraction)
            inside = tokens[i].contraction;
        if (inside > 0)
            inside--;
        if (!ends && inside == 0) {
            ag_stop_features(scene, i, &state, &f);
            ag_linear_score(&m->stops, &f, score);
            ends = score[1] - score[0] > (is_bare(&tokens[i]) ? BARE_MARGIN : 0);
            is_cut = !ends && i - begin + 1 >= AG_SENTENCE_MAX;
            if (is_cut)
                i = cut_place(tokens, begin, i + 1);
        }
        ag_stop_step(&state, &tokens[i], &scene->words[i], ends || is_cut);
        tokens[i].sentence = doc->sentences.n;
        if (!ends && !is_cut)
            continue;

        ag_sentence s = { { tokens[begin].span.from, tokens[i].span.to }, first + begin, first + i + 1, paragraph,
                          i + 1 - begin, is_cut };

        AG_PUSH(a, &doc->sentences, s);
        begin = i + 1;
    }
}

void
ag_segment(ag_arena *a, const ag_models *m, ag_doc *doc)
{
    int n = doc->paragraphs.n;
    int *first = AG_ARRAY(a, int, n + 1), *end = AG_ARRAY(a, int, n + 1);

    for (int p = 0; p < n; p++) {
        first[p] = doc->tokens.n;
        tokens_of(a, m, doc, doc->paragraphs.at[p].span);
        end[p] = doc->tokens.n;
    }

    const ag_stop_scene *scenes = ag_stop_scenes(a, &m->clusters, doc->tokens.at, first, end, n);

    for (int p = 0; p < n; p++)
        if (scenes[p].n)
            sentences_of(a, m, doc, p, first[p], &scenes[p]);
}
