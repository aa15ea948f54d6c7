/* Mentions → which actors stand in one window of text, and whether more often than chance.
 *
 * Each article is cut into windows; a window's words are hashed, so that what was copied counts
 * once, be it an article or a passage; the actors of a window are paired, and pairs are counted in a
 * hash table. Statistics come last, one pass over the pairs that were seen. */
#include "base/map.h"
#include "base/utf8.h"
#include "relate/pairs.h"
#include "relate/relate.h"

#include <math.h>

enum { WINDOW_ACTORS = 256 };

typedef struct seen { /* one mention in one window */
    int window, actor;
    ag_span sentence;
} seen;

/* The index of the span in `at` [n], sorted, that holds place p; -1 between them. */
#define HOLDER(list, p, out)                                        \
    do {                                                            \
        int lo_ = 0, hi_ = (list).n;                                \
        while (lo_ < hi_) {                                         \
            int mid_ = (lo_ + hi_) / 2;                             \
            if ((list).at[mid_].span.to <= (p))                     \
                lo_ = mid_ + 1;                                     \
            else                                                    \
                hi_ = mid_;                                         \
        }                                                           \
        (out) = lo_ < (list).n && (list).at[lo_].span.from <= (p) ? lo_ : -1; \
    } while (0)

static bool
counts_as_actor(const ag_world *w, const ag_relate_options *o, int actor)
{
    const ag_actor *x = &w->actors.at[actor];

    return x->is_named && x->type != AG_TYPE_WORK && x->type != AG_TYPE_OTHER && (o->places || x->type != AG_TYPE_PLACE);
}

/* Words that begin before byte `to`, counted on from *at: the text is walked once an article. */
static int
words_before(ag_str text, size_t to, size_t *at, int *words, bool *inside)
{
    while (*at < to && *at < text.len) {
        int n;
        bool space = ag_utf8_is_space(ag_utf8_next(text, *at, &n));

        *words += !space && !*inside;
        *inside = !space;
        *at += (size_t)n;
    }
    return *words;
}

typedef struct counting {
    const ag_world *w;
    ag_cooccurrences *out;
    ag_pairs pairs;
    ag_map copies;    /* the text of a window → 1 */
    int *in;          /* [actors] windows an actor is in: c_x */
    int *last_origin; /* [pairs] the last origin counted; articles come sorted by origin */
    int room;
} counting;

static int
by_window(const void *p, const void *q)
{
    const seen *x = p, *y = q;

    if (x->window != y->window)
        return x->window < y->window ? -1 : 1;
    if (x->actor != y->actor)
        return x->actor < y->actor ? -1 : 1;
    return (x->sentence.from > y->sentence.from) - (x->sentence.from < y->sentence.from);
}

/* The actors of one window, sorted, each once: count them and their pairs. */
static void
count_window(ag_arena *a, counting *c, int doc, int origin, const seen *s, int n)
{
    ag_cooccurrences *out = c->out;

    if (n > WINDOW_ACTORS) {
        out->cut++;
        n = WINDOW_ACTORS;
    }
    for (int i = 0; i < n; i++)
        c->in[s[i].actor]++;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            int k = ag_pairs_add(a, &c->pairs, s[i].actor, s[j].actor, out->list.n);
            ag_span first = s[i].sentence.from < s[j].sentence.from ? s[i].sentence : s[j].sentence;
            ag_evidence e = { doc, first };

            if (k == out->list.n) {
                AG_PUSH(a, &out->list, (ag_cooccurrence){ .x = s[i].actor, .y = s[j].actor, .evidence = e });
                if (k == c->room) {
                    int room = c->room ? 2 * c->room : 1024;

                    c->last_origin = ag_arena_grow(a, c->last_origin, (size_t)c->room * sizeof(int),
                                                   (size_t)room * sizeof(int));
                    c->room = room;
                }
                c->last_origin[k] = -1;
            }

            ag_cooccurrence *p = &out->list.at[k];

            p->count++;
            if (c->last_origin[k] != origin)
                p->origins++;
            c->last_origin[k] = origin;
            if (ag_evidence_before(c->w, e, p->evidence))
                p->evidence = e;
        }
}

static bool
is_copy(ag_arena *a, counting *c, ag_str text)
{
    int before = c->copies.n;

    ag_map_add(a, &c->copies, text, 1);
    return c->copies.n == before;
}

/* The text of window number `i` of an article. */
static ag_str
window_text(const ag_doc *doc, ag_window_kind kind, int i, const ag_span *word_windows)
{
    switch (kind) {
    case AG_WINDOW_SENTENCE: return ag_str_at(doc->text, doc->sentences.at[i].span);
    case AG_WINDOW_PARAGRAPH: return ag_str_at(doc->text, doc->paragraphs.at[i].span);
    case AG_WINDOW_WORDS: return ag_str_at(doc->text, word_windows[i]);
    default: return doc->text;
    }
}

/* Mentions of one article with the window each stands in; returns the number of windows. */
static int
place_mentions(ag_arena *a, const ag_world *w, const ag_relate_options *o, int d, ag_window_kind kind, int words,
               seen **out, int *n, ag_span **word_windows)
{
    const ag_doc *doc = w->docs.at[d];
    AG_LIST(seen) list = { 0 };
    size_t at = 0;
    int so_far = 0, windows = 1;
    bool inside = false;

    for (int i = 0; i < doc->mentions.n; i++) {
        const ag_mention *m = &doc->mentions.at[i];
        int actor = m->entity < 0 ? -1 : w->actor_of[d][m->entity];
        int s, win = 0;

        if (actor < 0 || m->is_adjective || !counts_as_actor(w, o, actor))
            continue;
        HOLDER(doc->sentences, m->span.from, s);
        if (kind == AG_WINDOW_SENTENCE)
            win = s;
        else if (kind == AG_WINDOW_PARAGRAPH)
            HOLDER(doc->paragraphs, m->span.from, win);
        else if (kind == AG_WINDOW_WORDS)
            win = words_before(doc->text, m->span.from, &at, &so_far, &inside) / words;
        if (win < 0)
            continue;
        AG_PUSH(a, &list, (seen){ win, actor, s >= 0 ? doc->sentences.at[s].span : m->span });
    }
    if (kind == AG_WINDOW_SENTENCE)
        windows = doc->sentences.n;
    else if (kind == AG_WINDOW_PARAGRAPH)
        windows = doc->paragraphs.n;
    else if (kind == AG_WINDOW_WORDS) { /* where each window of words lies in the text */
        at = 0, so_far = 0, inside = false;
        int all = words_before(doc->text, doc->text.len, &at, &so_far, &inside);

        windows = all ? (all + words - 1) / words : 0;
        *word_windows = AG_ARRAY(a, ag_span, windows + 1);
        at = 0, so_far = 0, inside = false;
        for (int k = 0, w_now = -1; at < doc->text.len; k = so_far) {
            size_t from = at;

            words_before(doc->text, at + 1, &at, &so_far, &inside);
            if (so_far > k && k % words == 0)
                (*word_windows)[++w_now].from = (uint32_t)from;
            if (w_now >= 0)
                (*word_windows)[w_now].to = (uint32_t)at;
        }
    }
    *out = list.at;
    *n = list.n;
    if (list.n)
        qsort(list.at, (size_t)list.n, sizeof *list.at, by_window);
    return windows;
}

static double
xlogx(double o, double e)
{
    return o > 0 && e > 0 ? o * log(o / e) : 0;
}

static void
statistics(ag_cooccurrence *p, double cx, double cy, double N)
{
    double c = p->count, e = cx * cy / N;
    double both = c, only_x = cx - c, only_y = cy - c, none = N - cx - cy + c;

    p->expected = e;
    p->npmi = c >= N ? 0 : log(c * N / (cx * cy)) / -log(c / N);
    p->g2 = 2 * (xlogx(both, e) + xlogx(only_x, cx * (N - cy) / N) + xlogx(only_y, cy * (N - cx) / N) +
                 xlogx(none, (N - cx) * (N - cy) / N));
    if (p->g2 < 0)
        p->g2 = 0; /* rounding, at independence */
    p->p = c > e ? erfc(sqrt(p->g2 / 2)) / 2 : 1;
}

typedef struct ranked {
    double p;
    int i;
} ranked;

static int
by_p(const void *p, const void *q)
{
    const ranked *x = p, *y = q;

    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    return x->i - y->i;
}

void
ag_benjamini_hochberg(ag_arena *a, int n, double tests, double *p)
{
    ranked *r = AG_ARRAY(a, ranked, n);
    double least = 1;

    for (int i = 0; i < n; i++)
        r[i] = (ranked){ p[i], i };
    if (n)
        qsort(r, (size_t)n, sizeof *r, by_p);
    for (int j = n; j > 0; j--) {
        double q = r[j - 1].p * tests / j;

        least = q < least ? q : least;
        p[r[j - 1].i] = least;
    }
}

bool
ag_cooccurrence_is_tie(const ag_cooccurrence *c)
{
    return c->q < 0.05 && c->count > c->expected && c->count >= 3 && c->origins >= 2;
}

static int
by_pair(const void *p, const void *q)
{
    const ag_cooccurrence *x = p, *y = q;

    return x->x != y->x ? (x->x > y->x) - (x->x < y->x) : (x->y > y->y) - (x->y < y->y);
}

typedef struct turn {
    int origin, doc;
} turn;

static int
by_origin(const void *p, const void *q)
{
    const turn *x = p, *y = q;

    return x->origin != y->origin ? (x->origin > y->origin) - (x->origin < y->origin) : (x->doc > y->doc) - (x->doc < y->doc);
}

static bool
day_in(const ag_relate_options *o, ag_day d)
{
    return !o->is_sliced ||
           (d != AG_NO_DAY && (o->since == AG_NO_DAY || d >= o->since) && (o->until == AG_NO_DAY || d <= o->until));
}

void
ag_cooccur(ag_arena *a, const ag_world *w, const ag_relate_options *o, ag_window_kind kind, int words,
           ag_cooccurrences *out)
{
    counting c = { .w = w, .out = out, .in = AG_ARRAY(a, int, w->actors.n + 1) };
    turn *turns = AG_ARRAY(a, turn, w->docs.n + 1);

    *out = (ag_cooccurrences){ 0 };
    if (words < 1)
        words = 1;
    for (int d = 0; d < w->docs.n; d++)
        turns[d] = (turn){ w->origin ? w->origin[d] : d, d };
    qsort(turns, (size_t)w->docs.n, sizeof *turns, by_origin);

    for (int t = 0; t < w->docs.n; t++) {
        int d = turns[t].doc, n;
        const ag_doc *doc = w->docs.at[d];
        seen *s;
        ag_span *word_windows = NULL;

        if (!day_in(o, doc->date))
            continue;

        int windows = place_mentions(a, w, o, d, kind, words, &s, &n, &word_windows);

        for (int win = 0, i = 0; win < windows; win++) {
            int from = i, m = 0;

            while (i < n && s[i].window == win) {
                if (m == 0 || s[from + m - 1].actor != s[i].actor)
                    s[from + m++] = s[i];
                i++;
            }
            if (is_copy(a, &c, window_text(doc, kind, win, word_windows)))
                continue;
            out->windows++;
            count_window(a, &c, d, turns[t].origin, s + from, m);
        }
    }

    int n = out->list.n;
    double *p = AG_ARRAY(a, double, n);

    for (int i = 0; i < w->actors.n; i++)
        out->actors += c.in[i] > 0;
    if (n)
        qsort(out->list.at, (size_t)n, sizeof *out->list.at, by_pair);
    for (int i = 0; i < n; i++) {
        ag_cooccurrence *x = &out->list.at[i];

        statistics(x, c.in[x->x], c.in[x->y], out->windows);
        p[i] = x->p;
    }
    ag_benjamini_hochberg(a, n, (double)out->actors * (out->actors - 1) / 2, p);
    for (int i = 0; i < n; i++)
        out->list.at[i].q = p[i];
}
