/* Articles → pairs of which one tells the other's facts anew, in other words.
 *
 * The idea: other words keep the names, the numbers and the kinds of acts. Each sentence is a small set of such
 * marks; the rarer a mark in the two articles, the more it counts. Sentences of the one are laid along those of
 * the other so that likeness is greatest and the order stays (Needleman & Wunsch 1970). A rewrite has most of its
 * facts in the other, and in one order; an independent report of the same events has facts of its own and
 * an order of its own. Weak for short articles, which have too few facts to tell. */
#include "base/map.h"
#include "base/namekey.h"
#include "base/utf8.h"
#include "evidence/origins.h"
#include "resolve/digest.h"
#include "resolve/words.h"
#include "tuning.h"

typedef struct sentence {
    AG_LIST(int) marks; /* numbers of marks, each once */
} sentence;

typedef struct facts { /* of one article */
    AG_LIST(sentence) sentences;
    AG_LIST(int) names; /* its marks that are names and numbers, each once */
} facts;

typedef struct marking {
    ag_arena *a, *own;
    ag_map numbers;     /* mark → number */
    AG_LIST(bool) is_name; /* by number: a name or a number, no finding of ours */
} marking;

static void
add_mark(marking *m, sentence *s, ag_str mark)
{
    int id = ag_map_get(&m->numbers, mark);

    if (id < 0) {
        id = ag_map_add(m->a, &m->numbers, ag_arena_str(m->a, mark), m->is_name.n);
        AG_PUSH(m->a, &m->is_name, mark.at[0] != '@' && mark.at[0] != '!');
    }
    for (int i = 0; i < s->marks.n; i++)
        if (s->marks.at[i] == id)
            return;
    AG_PUSH(m->a, &s->marks, id);
}

/* "seven" → 7; -1 for no number word. */
static int
number_word(ag_str low)
{
    static const char *const words[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
                                         "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" };
    static const char *const tens[] = { "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };

    for (int i = 2; i < 20; i++) /* "one" is a pronoun, too */
        if (ag_str_is(low, words[i]))
            return i;
    for (int i = 0; i < 8; i++)
        if (ag_str_is(low, tens[i]))
            return 10 * (i + 2);
    return -1;
}

/* Marks of the words of a sentence: names by their spelling key, numbers by their value. A capital at the start of
 * a sentence is no name unless the analyser found one there. */
static void
mark_words(marking *m, const ag_doc *doc, ag_span span, sentence *s)
{
    ag_span *at;
    int n;
    ag_str text = ag_str_at(doc->text, span);

    ag_words_at(m->own, text, &n, &at);
    for (int i = 0; i < n; i++) {
        ag_str w = ag_str_at(text, at[i]);
        ag_str low = ag_utf8_lower(m->own, w);
        int value = number_word(low), k;

        if (value >= 0) {
            add_mark(m, s, ag_arena_printf(m->own, "#%d", value));
        } else if (w.at[0] >= '0' && w.at[0] <= '9') {
            ag_str all = w; /* "1,500" is two words here, one number there */

            while (i + 1 < n && at[i + 1].from == at[i].to + 1 && (text.at[at[i].to] == ',' || text.at[at[i].to] == '.') &&
                   text.at[at[i + 1].from] >= '0' && text.at[at[i + 1].from] <= '9')
                all = ag_arena_printf(m->own, "%.*s%s%.*s", AG_SHOW(all), text.at[at[i].to] == '.' ? "." : "", AG_SHOW(ag_str_at(text, at[i + 1]))), i++;
            add_mark(m, s, ag_arena_printf(m->own, "#%.*s", AG_SHOW(all)));
        } else if (i > 0 && w.len > 1 && ag_utf8_is_upper(ag_utf8_next(w, 0, &k))) {
            add_mark(m, s, ag_name_key(m->own, w));
        }
    }
}

/* Actors that stand in for names ("the minister"), kinds of acts, and days. */
static void
mark_findings(marking *m, const ag_world *w, int d, int sentence_number, sentence *s)
{
    const ag_doc *doc = w->docs.at[d];
    ag_span span = doc->sentences.at[sentence_number].span;

    for (int i = 0; i < doc->mentions.n; i++) {
        const ag_mention *one = &doc->mentions.at[i];

        if (one->span.from >= span.from && one->span.from < span.to && w->actor_of[d][one->entity] >= 0)
            add_mark(m, s, ag_arena_printf(m->own, "@%d", w->actor_of[d][one->entity]));
    }
    for (int i = 0; i < doc->events.n; i++)
        if (doc->events.at[i].sentence == sentence_number)
            add_mark(m, s, ag_arena_printf(m->own, "!%.*s", AG_SHOW(doc->events.at[i].type)));
}

static facts
facts_of(marking *m, const ag_world *w, int d)
{
    const ag_doc *doc = w->docs.at[d];
    facts f = { 0 };

    for (int i = 0; i < doc->sentences.n; i++) {
        sentence s = { 0 };

        mark_words(m, doc, doc->sentences.at[i].span, &s);
        mark_findings(m, w, d, i, &s);
        AG_PUSH(m->a, &f.sentences, s);
        for (int k = 0; k < s.marks.n; k++) {
            bool is_new = m->is_name.at[s.marks.at[k]];

            for (int j = 0; j < f.names.n && is_new; j++)
                is_new = f.names.at[j] != s.marks.at[k];
            if (is_new)
                AG_PUSH(m->a, &f.names, s.marks.at[k]);
        }
        ag_arena_reset(m->own);
    }
    return f;
}

/* ---- two articles ----------------------------------------------------------------------------- */

/* Weighted Jaccard index; a mark tells the less, the more sentences of the two articles have it. */
static double
likeness(const sentence *x, const sentence *y, const int *count)
{
    double both = 0, all = 0;

    for (int i = 0; i < x->marks.n; i++)
        all += 1.0 / count[x->marks.at[i]];
    for (int k = 0; k < y->marks.n; k++) {
        bool shared = false;

        for (int i = 0; i < x->marks.n && !shared; i++)
            shared = x->marks.at[i] == y->marks.at[k];
        *(shared ? &both : &all) += 1.0 / count[y->marks.at[k]];
    }
    return all > 0 ? both / all : 0;
}

static void
count_marks(const facts *f, int *count, int by)
{
    for (int i = 0; i < f->sentences.n; i++)
        for (int k = 0; k < f->sentences.at[i].marks.n; k++)
            count[f->sentences.at[i].marks.at[k]] += by;
}

/* Share of the names and numbers of x that y has, too. */
static double
told_by(const facts *x, const int *in_y)
{
    int both = 0;

    for (int i = 0; i < x->names.n; i++)
        both += in_y[x->names.at[i]] > 0;
    return x->names.n ? (double)both / x->names.n : 0;
}

/* Greatest likeness of sentences laid along each other in order:
 *
 *     best[i][j] = max(best[i-1][j], best[i][j-1], best[i-1][j-1] + likeness(x_i, y_j)) */
static double
in_order(ag_arena *own, const double *like, int n, int m)
{
    double *above = AG_ARRAY(own, double, m + 1), *row = AG_ARRAY(own, double, m + 1);

    for (int i = 0; i < n; i++) {
        row[0] = 0;
        for (int j = 0; j < m; j++) {
            double best = above[j] + like[i * m + j];

            best = best > above[j + 1] ? best : above[j + 1];
            row[j + 1] = best > row[j] ? best : row[j];
        }
        double *swap = above;

        above = row;
        row = swap;
    }
    return above[m];
}

typedef struct counting { /* sentences that have a mark, by mark; zero outside compare() */
    int *x, *y, *both;
} counting;

static ag_rewrite
compare(ag_arena *own, const facts *x, const facts *y, const counting *c)
{
    int n = x->sentences.n, m = y->sentences.n;
    double *like = AG_ARRAY(own, double, (size_t)n * (size_t)m + 1), any = 0, tx, ty;
    ag_rewrite r = { 0 };

    count_marks(x, c->x, 1);
    count_marks(y, c->y, 1);
    count_marks(x, c->both, 1);
    count_marks(y, c->both, 1);
    for (int i = 0; i < n; i++) {
        double best = 0;

        for (int j = 0; j < m; j++) {
            like[i * m + j] = likeness(&x->sentences.at[i], &y->sentences.at[j], c->both);
            best = like[i * m + j] > best ? like[i * m + j] : best;
        }
        any += best;
    }
    tx = told_by(x, c->y);
    ty = told_by(y, c->x);
    r.facts = tx < ty ? tx : ty;
    r.order = any > 0 ? in_order(own, like, n, m) / any : 0;
    count_marks(x, c->x, -1);
    count_marks(y, c->y, -1);
    count_marks(x, c->both, -1);
    count_marks(y, c->both, -1);
    return r;
}

/* ---- candidates ------------------------------------------------------------------------------- */

typedef struct posting {
    int mark, doc;
} posting;

static int
by_mark(const void *x, const void *y)
{
    const posting *a = x, *b = y;

    return a->mark != b->mark ? a->mark - b->mark : a->doc - b->doc;
}

typedef struct pair {
    int x, y, shared; /* names and numbers in common */
} pair;

static bool
are_near(const ag_doc *x, const ag_doc *y)
{
    return x->date == AG_NO_DAY || y->date == AG_NO_DAY || abs(x->date - y->date) <= AG_REWRITE_DAYS;
}

static int
by_docs(const void *x, const void *y)
{
    const ag_rewrite *a = x, *b = y;

    return a->doc[0] != b->doc[0] ? a->doc[0] - b->doc[0] : a->doc[1] - b->doc[1];
}

void
ag_rewrites_of(ag_arena *a, const ag_world *w, ag_dependence *out)
{
    marking m = { .a = ag_arena_new(0), .own = ag_arena_new(0) };
    facts *of = AG_ARRAY(m.a, facts, w->docs.n);
    AG_LIST(posting) postings = { 0 };
    AG_LIST(pair) pairs = { 0 };
    ag_map known = { 0 };
    counting c;

    for (int d = 0; d < w->docs.n; d++) {
        of[d] = facts_of(&m, w, d);
        for (int k = 0; k < of[d].names.n; k++)
            AG_PUSH(m.a, &postings, (posting){ of[d].names.at[k], d });
    }
    if (postings.n)
        qsort(postings.at, (size_t)postings.n, sizeof *postings.at, by_mark);
    for (int i = 0, k; i < postings.n; i = k) {
        for (k = i; k < postings.n && postings.at[k].mark == postings.at[i].mark; k++)
            ;
        if (k - i > AG_REWRITE_COMMON)
            continue; /* so many articles have it that it tells nothing */
        for (int x = i; x < k; x++)
            for (int y = x + 1; y < k; y++) {
                int one = postings.at[x].doc, other = postings.at[y].doc, at;

                if (w->origin[one] == w->origin[other] || !are_near(w->docs.at[one], w->docs.at[other]))
                    continue;
                at = ag_map_add(m.a, &known, ag_arena_printf(m.a, "%d %d", one, other), pairs.n);
                if (at == pairs.n)
                    AG_PUSH(m.a, &pairs, (pair){ one, other, 0 });
                pairs.at[at].shared++;
            }
    }
    c = (counting){ AG_ARRAY(m.a, int, m.is_name.n + 1), AG_ARRAY(m.a, int, m.is_name.n + 1), AG_ARRAY(m.a, int, m.is_name.n + 1) };
    for (int i = 0; i < pairs.n; i++) {
        int x = pairs.at[i].x, y = pairs.at[i].y;
        ag_rewrite r;

        if (pairs.at[i].shared < AG_REWRITE_SHARED)
            continue;
        r = compare(m.own, &of[x], &of[y], &c);
        ag_arena_reset(m.own);
        if (r.facts < AG_REWRITE_FACTS || r.order < AG_REWRITE_ORDER ||
            ag_digests_compare(w->docs.at[x]->digest, w->docs.at[y]->digest).cover >= AG_REWRITE_COVER)
            continue;

        bool swap = ag_doc_is_earlier(w->docs.at[y], w->docs.at[x]);

        r.doc[0] = swap ? y : x;
        r.doc[1] = swap ? x : y;
        AG_PUSH(a, &out->rewrites, r);
    }
    if (out->rewrites.n)
        qsort(out->rewrites.at, (size_t)out->rewrites.n, sizeof *out->rewrites.at, by_docs);
    ag_arena_free(m.own);
    ag_arena_free(m.a);
}
