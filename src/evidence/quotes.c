/* Direct quotes of many articles → the ledger.
 *
 * The idea: quotes that share words are compared in pairs; what is the same, a part, or the same thing in other
 * words of one speaker becomes one utterance, and the earliest wording is what the others are held against.
 * Weak where a speaker says two like things on two days, or where the analyser does not know who speaks. */
#include "evidence/quotes.h"

#include "base/map.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "evidence/origins.h"
#include "relate/pairs.h"
#include "resolve/words.h"

enum { FEWEST_WORDS = 5, PART_WORDS = 8, FEWEST_CONTENT = 3, DAYS = 14, COMMON = 200 };
/* Of the content words of the shorter, in both; of short ones more, since three words may meet by chance. */
#define CONTENT_SHARE 0.6
#define CONTENT_SHARE_SHORT 0.7

const char *
ag_wording_name(ag_wording w)
{
    static const char *const names[] = { "first", "same words", "a part, or more, of it", "altered" };

    return names[w];
}

typedef struct quote {
    ag_saying saying;
    uint64_t *word;
    ag_span *at;         /* of the words, in the quote */
    int n;
    AG_LIST(uint64_t) content; /* hashes of its content words, each once */
} quote;

typedef struct quotes {
    AG_LIST(quote) list;
} quotes;

/* Words of four letters and more that say nothing by themselves. */
static bool
is_empty_word(ag_str low)
{
    static const char *const words[] = { "that", "this", "these", "those", "with", "have", "from", "they", "their", "there", "would", "could",
                                         "should", "shall", "will", "which", "what", "when", "where", "been", "being", "were", "must", "than",
                                         "them", "then", "into", "your", "about", "because", "cannot", "might", "does", "also", "some",
                                         "very", "just", "such", "only", "more", "most", "here", "who's", "whom", "while", "upon", "over" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (low.at[0] == words[i][0] && ag_str_is(low, words[i]))
            return true;
    return false;
}

static void
collect(ag_arena *own, const ag_world *w, quotes *all)
{
    for (int d = 0; d < w->docs.n; d++)
        for (int i = 0; i < w->docs.at[d]->quotes.n; i++) {
            const ag_quote *q = &w->docs.at[d]->quotes.at[i];
            ag_str text = ag_str_at(w->docs.at[d]->text, q->span);
            quote one = { .saying = { .doc = d, .quote = i, .speaker = q->speaker >= 0 ? w->actor_of[d][q->speaker] : -1, .change = AG_S("") } };

            if (!q->is_direct)
                continue;
            one.word = ag_words_at(own, text, &one.n, &one.at);
            if (one.n < FEWEST_WORDS)
                continue;
            for (int k = 0; k < one.n; k++) {
                ag_str low = ag_utf8_lower(own, ag_str_at(text, one.at[k]));
                bool is_new = low.len >= 4 && !is_empty_word(low);

                for (int j = 0; j < one.content.n && is_new; j++)
                    is_new = one.content.at[j] != one.word[k];
                if (is_new)
                    AG_PUSH(own, &one.content, one.word[k]);
            }
            AG_PUSH(own, &all->list, one);
        }
}

/* ---- two quotes ------------------------------------------------------------------------------- */

/* Do the words of x stand in y, one behind the other? */
static bool
is_part(const quote *x, const quote *y)
{
    for (int i = 0; i + x->n <= y->n; i++)
        if (memcmp(x->word, y->word + i, (size_t)x->n * sizeof *x->word) == 0)
            return true;
    return false;
}

static int
content_in_common(const quote *x, const quote *y)
{
    int n = 0;

    for (int i = 0; i < x->content.n; i++)
        for (int k = 0; k < y->content.n; k++)
            n += x->content.at[i] == y->content.at[k];
    return n;
}

/* How y stands to x: -1 when they have nothing to do with each other. */
static int
compare(const ag_world *w, const quote *x, const quote *y)
{
    const quote *shorter = x->n < y->n ? x : y, *longer = x->n < y->n ? y : x;
    ag_day dx = w->docs.at[x->saying.doc]->date, dy = w->docs.at[y->saying.doc]->date;
    int both, fewer = x->content.n < y->content.n ? x->content.n : y->content.n;

    if (x->n == y->n && is_part(x, y))
        return AG_WORDING_SAME;
    if (shorter->n >= PART_WORDS && is_part(shorter, longer))
        return AG_WORDING_PART;
    if (x->saying.doc == y->saying.doc || x->saying.speaker < 0 || x->saying.speaker != y->saying.speaker)
        return -1;
    if (dx != AG_NO_DAY && dy != AG_NO_DAY && abs(dx - dy) > DAYS)
        return -1;
    both = content_in_common(x, y);
    return both >= FEWEST_CONTENT && both >= (both == FEWEST_CONTENT ? CONTENT_SHARE_SHORT : CONTENT_SHARE) * fewer ? AG_WORDING_ALTERED : -1;
}

static ag_str
words_between(const ag_world *w, const quote *q, int from, int to)
{
    const ag_doc *doc = w->docs.at[q->saying.doc];
    ag_str text = ag_str_at(doc->text, doc->quotes.at[q->saying.quote].span);

    return from < to ? ag_str_sub(text, q->at[from].from, q->at[to - 1].to) : AG_S("–");
}

/* What y has instead of x's words, by the longest common subsequence: "should → must, two → half". */
static ag_str
change_of(ag_arena *a, ag_arena *own, const ag_world *w, const quote *x, const quote *y)
{
    int n = x->n, m = y->n, *lcs = AG_ARRAY(own, int, (n + 1) * (m + 1));
    ag_str all = AG_S("");

    for (int i = n - 1; i >= 0; i--)
        for (int j = m - 1; j >= 0; j--) {
            int skip = lcs[(i + 1) * (m + 1) + j], other = lcs[i * (m + 1) + j + 1];

            lcs[i * (m + 1) + j] = x->word[i] == y->word[j] ? 1 + lcs[(i + 1) * (m + 1) + j + 1] : skip > other ? skip : other;
        }
    for (int i = 0, j = 0; i < n || j < m;) {
        int from_i = i, from_j = j;

        while ((i < n || j < m) && !(i < n && j < m && x->word[i] == y->word[j])) {
            if (j >= m || (i < n && lcs[(i + 1) * (m + 1) + j] >= lcs[i * (m + 1) + j + 1]))
                i++;
            else
                j++;
        }
        if (i > from_i || j > from_j)
            all = ag_arena_printf(own, "%.*s%s%.*s → %.*s", AG_SHOW(all), all.len ? ", " : "", AG_SHOW(words_between(w, x, from_i, i)),
                                  AG_SHOW(words_between(w, y, from_j, j)));
        if (i < n && j < m)
            i++, j++;
    }
    return ag_arena_str(a, all);
}

/* ---- the ledger ------------------------------------------------------------------------------- */

typedef struct posting {
    uint64_t word;
    int quote;
} posting;

static int
by_word(const void *x, const void *y)
{
    const posting *a = x, *b = y;

    return a->word != b->word ? (a->word > b->word) - (a->word < b->word) : a->quote - b->quote;
}

/* Joins quotes that share a content word and are one. */
static void
join(ag_arena *own, const ag_world *w, const quotes *all, int *set)
{
    AG_LIST(posting) postings = { 0 };
    ag_pairs seen = { 0 };
    int looked = 0;

    for (int i = 0; i < all->list.n; i++)
        for (int k = 0; k < all->list.at[i].content.n; k++)
            AG_PUSH(own, &postings, (posting){ all->list.at[i].content.at[k], i });
    if (postings.n)
        qsort(postings.at, (size_t)postings.n, sizeof *postings.at, by_word);
    for (int i = 0, k; i < postings.n; i = k) {
        for (k = i; k < postings.n && postings.at[k].word == postings.at[i].word; k++)
            ;
        if (k - i > COMMON)
            continue; /* a word in so many quotes brings no two together; another will */
        for (int x = i; x < k; x++)
            for (int y = x + 1; y < k; y++) {
                int one = postings.at[x].quote, other = postings.at[y].quote;

                if (ag_set_find(set, one) == ag_set_find(set, other) ||
                    ag_pairs_add(own, &seen, one, other, looked) != looked)
                    continue;
                looked++;
                if (compare(w, &all->list.at[one], &all->list.at[other]) >= 0)
                    ag_set_join(set, one, other);
            }
    }
}

static int
by_time(const void *x, const void *y, const void *world)
{
    const quote *a = *(const quote *const *)x, *b = *(const quote *const *)y;
    const ag_world *w = world;

    if (a->saying.doc != b->saying.doc)
        return ag_doc_is_earlier(w->docs.at[a->saying.doc], w->docs.at[b->saying.doc]) ? -1 : 1;
    return a->saying.quote - b->saying.quote;
}

static int
by_reports(const void *x, const void *y, const void *context)
{
    (void)context;
    return ((const ag_utterance *)y)->reports - ((const ag_utterance *)x)->reports;
}

/* The speaker whom most of them name; the first of equals. */
static int
speaker_of(const ag_utterance *u)
{
    int best = -1, most = 0;

    for (int i = 0; i < u->said.n; i++) {
        int n = 0;

        for (int k = 0; k < u->said.n; k++)
            n += u->said.at[k].speaker == u->said.at[i].speaker;
        if (u->said.at[i].speaker >= 0 && n > most) {
            most = n;
            best = u->said.at[i].speaker;
        }
    }
    return best;
}

static ag_utterance
utterance_of(ag_arena *a, ag_arena *own, const ag_world *w, const quote **of, int n)
{
    ag_utterance u = { .wordings = 1 };
    ag_map origins = { 0 }, docs = { 0 };

    ag_sort(of, (size_t)n, sizeof *of, by_time, w);
    for (int i = 0; i < n; i++) {
        ag_saying s = of[i]->saying;
        int wording = i ? compare(w, of[0], of[i]) : AG_WORDING_FIRST;

        s.wording = (uint8_t)(wording < 0 ? AG_WORDING_ALTERED : wording);
        if (s.wording == AG_WORDING_ALTERED)
            s.change = change_of(a, own, w, of[0], of[i]);
        u.wordings += s.wording == AG_WORDING_ALTERED;
        u.reports += ag_map_add(own, &docs, ag_arena_printf(own, "%d", s.doc), i) == i;
        u.origins += ag_map_add(own, &origins, ag_arena_printf(own, "%d", w->origin[s.doc]), i) == i;
        AG_PUSH(a, &u.said, s);
    }
    u.speaker = speaker_of(&u);
    u.drifts = u.wordings > 1;
    for (int i = 0; i < n; i++)
        u.drifts |= u.said.at[i].speaker >= 0 && u.said.at[i].speaker != u.speaker;
    return u;
}

typedef struct member {
    int set;
    const quote *quote;
} member;

static int
by_set(const void *x, const void *y, const void *context)
{
    (void)context;
    return ((const member *)x)->set - ((const member *)y)->set;
}

void
ag_ledger_of(ag_arena *a, const ag_world *w, ag_ledger *out)
{
    ag_arena *own = ag_arena_new(0);
    quotes all = { 0 };
    int *set;

    *out = (ag_ledger){ 0 };
    collect(own, w, &all);
    set = AG_ARRAY(own, int, all.list.n + 1);
    for (int i = 0; i < all.list.n; i++)
        set[i] = i;
    join(own, w, &all, set);
    AG_LIST(member) members = { 0 };

    for (int i = 0; i < all.list.n; i++)
        AG_PUSH(own, &members, (member){ ag_set_find(set, i), &all.list.at[i] });
    ag_sort(members.at, (size_t)members.n, sizeof *members.at, by_set, NULL);
    for (int i = 0, k; i < members.n; i = k) {
        AG_LIST(const quote *) of = { 0 };

        for (k = i; k < members.n && members.at[k].set == members.at[i].set; k++)
            AG_PUSH(own, &of, members.at[k].quote);
        AG_PUSH(a, &out->list, utterance_of(a, own, w, of.at, of.n));
    }
    ag_sort(out->list.at, (size_t)out->list.n, sizeof *out->list.at, by_reports, NULL);
    ag_arena_free(own);
}
