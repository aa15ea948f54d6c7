/* Maximum likelihood with costs over latent antecedents, by AdaGrad.
 *
 *     P(a | k) ∝ exp(score(a, k) + cost(a, k))      loss = -ln sum over right a of P(a | k)
 *
 * Costs while training push towards the mistakes that matter (Durrett and Klein 2013): a wrong link
 * where there is none costs little, a missing link much. AdaGrad: Duchi, Hazan and Singer 2011. Half of the
 * features, drawn anew for each phrase, are hidden from each step, so that none leans on another (Srivastava
 * et al. 2014, "Dropout"); the weights are the mean of those on the way (Freund and Schapire 1999). */
#include "coref/train.h"

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "coref/inside.h"
#include "language/feature.h"
#include "language/training.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

static const double COST_FALSE_LINK = 0.1, COST_FALSE_NEW = 3.0, COST_WRONG_LINK = 2.0, RATE = 0.1, SHRINK = 0.006;
enum { ROUNDS = 5, LOOKS = 8 /* at the weights, each round, for their mean */, UNKNOWN = -2, ALONE = -1 };

typedef struct lesson {
    ag_doc *doc;
    ag_coref_task task;
    int *gold;            /* [nps] number of its chain, ALONE, or UNKNOWN: not annotated */
    /* GAP: one phrase alone is annotated: the pronoun; names that it means and does not mean */
    int pronoun;          /* -1: all are annotated */
    bool *right;          /* [nps] lies on the name that is meant */
} lesson;

typedef struct school {
    ag_arena *a;
    const ag_models *models;
    const ag_gazetteer *gazetteer;
    AG_LIST(lesson) lessons;
    AG_LIST(ag_str) text;       /* of docs by name */
    AG_LIST(const cJSON *) clusters;
    AG_LIST(cJSON *) lines;     /* that text and clusters lie in */
    AG_LIST(ag_str) name;
    float *weight, *squares, *mean;
    uint64_t random;
    double loss;
    long right, all;
} school;

/* e^x for x <= 0, the same bits on every machine: a power of two times a polynomial. */
static double
exponential(double x)
{
    double k, r, e;
    int n;

    if (x < -700)
        return 0;
    k = floor(x * 1.4426950408889634 + 0.5);
    r = x - k * 0.6931471805599453;
    e = 1 + r * (1 + r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r / 5040))))));
    n = (int)k;
    return ldexp(e, n);
}

/* Code point → byte. */
static uint32_t *
bytes_of(ag_arena *a, ag_str text, size_t *points)
{
    uint32_t *at = AG_ARRAY(a, uint32_t, text.len + 2);
    size_t n = 0;
    int step;

    for (size_t i = 0; i < text.len; i += (size_t)step) {
        at[n++] = (uint32_t)i;
        ag_utf8_next(text, i, &step);
    }
    at[n] = (uint32_t)text.len;
    *points = n;
    return at;
}

static ag_doc *
read_text(const school *s, ag_str text)
{
    ag_doc *doc = AG_NEW(s->a, ag_doc);
    size_t start = 0;

    doc->text = ag_arena_str(s->a, text);
    for (size_t i = 0; i <= text.len; i++)
        if (i == text.len || (text.at[i] == '\n' && i + 1 < text.len && text.at[i + 1] == '\n')) {
            size_t from = start, to = i;

            while (from < to && (text.at[from] == '\n' || text.at[from] == ' '))
                from++;
            if (from < to)
                AG_PUSH(s->a, &doc->paragraphs, (ag_paragraph){ { (uint32_t)from, (uint32_t)to }, AG_PAR_BODY });
            start = i;
        }
    ag_language(s->a, s->models, doc);
    return doc;
}

static lesson *
prepare(school *s, ag_doc *doc)
{
    lesson l = { .doc = doc, .pronoun = -1 };

    l.task = (ag_coref_task){ .a = s->a, .doc = doc, .gazetteer = s->gazetteer };
    ag_coref_phrases(s->a, doc, &l.task.nps);
    l.gold = AG_ARRAY(s->a, int, l.task.nps.n + 1);
    l.right = AG_ARRAY(s->a, bool, l.task.nps.n + 1);
    AG_PUSH(s->a, &s->lessons, l);
    return &s->lessons.at[s->lessons.n - 1];
}

static ag_span
span_of(const lesson *l, int k)
{
    return l->task.nps.at[k].span;
}

static void
learn_chains(school *s, ag_str text, const cJSON *clusters)
{
    lesson *l = prepare(s, read_text(s, text));
    size_t points;
    uint32_t *at = bytes_of(s->a, l->doc->text, &points);
    const cJSON *cluster, *mention;
    int number = 0;

    for (int k = 0; k < l->task.nps.n; k++)
        l->gold[k] = ALONE;
    cJSON_ArrayForEach(cluster, clusters) {
        cJSON_ArrayForEach(mention, cluster) {
            size_t from = (size_t)cJSON_GetNumberValue(cJSON_GetArrayItem(mention, 0));
            size_t to = (size_t)cJSON_GetNumberValue(cJSON_GetArrayItem(mention, 1));

            if (from >= to || to > points)
                continue;
            for (int k = 0; k < l->task.nps.n; k++) {
                ag_span x = span_of(l, k);

                if (x.from == at[from] && x.to == at[to])
                    l->gold[k] = number;
            }
        }
        number++;
    }
}

static ag_status
read_chains(school *s, ag_map *docs, const char *path, ag_err *err)
{
    ag_str file;
    int line = 0;

    AG_TRY(ag_file_read(s->a, path, 0, 0, 0, &file, err));
    for (size_t at = 0; at < file.len;) {
        const char *feed = memchr(file.at + at, '\n', file.len - at);
        size_t end = feed ? (size_t)(feed - file.at) : file.len;
        cJSON *x = cJSON_ParseWithLength(file.at + at, end - at);
        const char *name = cJSON_GetStringValue(cJSON_GetObjectItem(x, "doc"));
        const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(x, "text"));
        int i;

        line++;
        AG_PUSH(s->a, &s->lines, x);
        if (!name || !cJSON_IsArray(cJSON_GetObjectItem(x, "clusters")))
            return ag_fail(err, AG_INPUT, "%s:%d: no object with doc and clusters", path, line);
        i = ag_map_add(s->a, docs, ag_arena_str(s->a, ag_str_of(name)), s->text.n);
        if (i == s->text.n) {
            AG_PUSH(s->a, &s->text, AG_S(""));
            AG_PUSH(s->a, &s->clusters, NULL);
        }
        if (text)
            s->text.at[i] = ag_str_of(text);
        s->clusters.at[i] = cJSON_GetObjectItem(x, "clusters");
        at = end + 1;
    }
    return AG_OK;
}

static bool
overlaps(ag_span x, uint32_t from, uint32_t to)
{
    return x.from < to && x.to > from && x.to - x.from <= 3 * (to - from);
}

static ag_status
read_gap(school *s, const char *path, ag_err *err)
{
    ag_str file;
    int line = 0;

    AG_TRY(ag_file_read(s->a, path, 0, 0, 0, &file, err));
    for (size_t begin = 0; begin < file.len;) {
        const char *feed = memchr(file.at + begin, '\n', file.len - begin);
        size_t end = feed ? (size_t)(feed - file.at) : file.len, points;
        ag_str field[11];
        int n = 0;
        lesson *l;
        uint32_t *at, pronoun;
        bool is_one = false;

        for (size_t i = begin, from = begin; i <= end && n < 11; i++)
            if (i == end || file.at[i] == '\t') {
                field[n++] = ag_str_sub(file, from, i);
                from = i + 1;
            }
        begin = end + 1;
        if (++line == 1)
            continue;
        if (n < 10)
            return ag_fail(err, AG_INPUT, "%s:%d: fewer than ten columns", path, line);
        if (!ag_str_eq_nocase(field[6], AG_S("TRUE")) && !ag_str_eq_nocase(field[9], AG_S("TRUE")))
            continue;
        l = prepare(s, read_text(s, field[1]));
        at = bytes_of(s->a, l->doc->text, &points);
        for (int i = 3; i <= 8; i += i == 3 ? 2 : 3)
            if ((size_t)atol(field[i].at) >= points)
                return ag_fail(err, AG_INPUT, "%s:%d: an offset lies behind the text", path, line);
        pronoun = at[atol(field[3].at)];
        for (int k = 0; k < l->task.nps.n; k++) {
            ag_span x = span_of(l, k);

            l->gold[k] = UNKNOWN;
            if (x.from == pronoun && x.to == pronoun + field[2].len)
                l->pronoun = k, is_one = true;
            for (int i = 4; i <= 7; i += 3)
                if (ag_str_eq_nocase(field[i + 2], AG_S("TRUE")) &&
                    overlaps(x, at[atol(field[i + 1].at)], at[atol(field[i + 1].at)] + (uint32_t)field[i].len))
                    l->right[k] = true;
        }
        if (!is_one)
            s->lessons.n--;
    }
    return AG_OK;
}

static double
score(const school *s, const ag_choice *c)
{
    double sum = 0;

    for (int i = 0; i < c->n; i++)
        sum += (double)s->weight[c->at[i]];
    return sum;
}

static void
step(school *s, const ag_choice *c, double gradient)
{
    float g = (float)gradient;

    if (g > -1e-4f && g < 1e-4f)
        return;
    for (int i = 0; i < c->n; i++) {
        float *w = &s->weight[c->at[i]], *q = &s->squares[c->at[i]];

        float rate, x;

        *q += g * g;
        rate = (float)RATE / sqrtf(*q + 1e-6f);
        x = *w - rate * g;
        rate *= (float)SHRINK;
        *w = x > rate ? x - rate : x < -rate ? x + rate : 0; /* L1: towards few weights */
    }
}

/* Hides every other feature; the same ones in all choices for one phrase, by `draw`. */
static void
thin(ag_choice *c, uint64_t draw)
{
    int n = 0;

    for (int i = 0; i < c->n; i++)
        if (ag_mix(c->at[i], draw) & 1)
            c->at[n++] = c->at[i];
    c->n = n;
}

/* Is joining k to `to` right? */
static bool
is_right(const lesson *l, int k, int to)
{
    if (l->pronoun < 0)
        return l->gold[k] >= 0 && l->gold[to] == l->gold[k];
    for (int j = 0; j < l->task.nps.n; j++)
        if (l->right[j] && l->task.root[j] >= 0 && l->task.root[j] == l->task.root[to])
            return true;
    return false;
}

static void
study(school *s, lesson *l)
{
    static ag_choice choice[AG_COREF_LOOKS + 1];
    double p[AG_COREF_LOOKS + 1];
    ag_arena *a = ag_arena_new(0);

    l->task.a = a;
    ag_coref_prepare(&l->task);
    for (int i_turn = 0; i_turn < l->task.nps.n; i_turn++) {
        ag_option_np list[AG_COREF_LOOKS];
        int k = l->task.turn[i_turn], n = ag_coref_candidates(&l->task, k, list), taken = 0;
        bool right[AG_COREF_LOOKS + 1], any = false, annotated = l->pronoun < 0 || l->pronoun == k;
        uint64_t draw = ag_random(&s->random);
        double top = -1e300, top_plain = -1e300, sum = 0, good = 0;

        for (int i = 0; i <= n; i++) {
            ag_coref_features(&l->task, k, i == 0 ? NULL : &list[i - 1], &choice[i]);
            thin(&choice[i], draw);
            right[i] = i > 0 && is_right(l, k, list[i - 1].np);
            any |= right[i];
            p[i] = score(s, &choice[i]);
            if (p[i] > top_plain) {
                top_plain = p[i];
                taken = i;
            }
        }
        if (annotated && (any || l->pronoun < 0)) {
            right[0] = !any;
            for (int i = 0; i <= n; i++) {
                p[i] += right[i] ? 0 : !any ? COST_FALSE_LINK : i == 0 ? COST_FALSE_NEW : COST_WRONG_LINK;
                top = p[i] > top ? p[i] : top;
            }
            for (int i = 0; i <= n; i++) {
                p[i] = exponential(p[i] - top);
                sum += p[i];
                good += right[i] ? p[i] : 0;
            }
            s->loss -= good > 0 ? log(good / sum) : -20;
            s->all++;
            s->right += right[taken];
            for (int i = 0; i <= n; i++)
                step(s, &choice[i], p[i] / sum - (right[i] ? p[i] / (good > 0 ? good : 1) : 0));
        }
        ag_coref_decide(&l->task, k, taken == 0 ? -1 : list[taken - 1].np);
    }
    ag_arena_free(a);
}

/* One of n looks for the mean. */
static void
look(school *s, int n)
{
    for (int i = 0; i < AG_COREF_TABLE; i++)
        s->mean[i] += s->weight[i] / (float)n;
}

/* The largest weight becomes 127, but for a few that are cut: 1 in 10,000. */
static void
freeze(const school *s, ag_buf *out)
{
    double unit = 0;
    long histogram[4096] = { 0 }, n = 0, kept = 0;

    for (int i = 0; i < AG_COREF_TABLE; i++) {
        int bin = (int)(fabs((double)s->weight[i]) * 256);

        histogram[bin < 4095 ? bin : 4095]++;
        n += s->weight[i] > 0.004f || s->weight[i] < -0.004f;
    }
    for (int bin = 4095; bin > 0; bin--) {
        kept += histogram[bin];
        if (kept > n / 10000) {
            unit = (bin + 1) / 256.0 / 127;
            break;
        }
    }
    for (int i = 0; i < AG_COREF_TABLE; i++) {
        double x = unit > 0 ? floor((double)s->weight[i] / unit + 0.5) : 0;

        ag_buf_char(out, (char)(int8_t)(x > 127 ? 127 : x < -127 ? -127 : x));
    }
}

ag_status
ag_coref_train(const ag_coref_options *o, const ag_models *m, const ag_gazetteer *g, ag_buf *out, ag_err *err)
{
    school s = { .a = ag_arena_new(0), .models = m, .gazetteer = g, .random = o->seed };
    ag_map docs = { 0 };
    ag_status status = AG_OK;
    int *order, rounds = o->rounds ? o->rounds : ROUNDS;

    for (int i = 0; i < o->chains.n && status == AG_OK; i++)
        status = read_chains(&s, &docs, o->chains.at[i], err);
    for (int i = 0; i < s.text.n && status == AG_OK; i++)
        if (s.text.at[i].len > 0)
            learn_chains(&s, s.text.at[i], s.clusters.at[i]);
    for (int i = 0; i < o->gap.n && status == AG_OK; i++)
        status = read_gap(&s, o->gap.at[i], err);
    s.weight = AG_ARRAY(s.a, float, AG_COREF_TABLE);
    s.squares = AG_ARRAY(s.a, float, AG_COREF_TABLE);
    s.mean = AG_ARRAY(s.a, float, AG_COREF_TABLE);
    order = AG_ARRAY(s.a, int, s.lessons.n + 1);
    for (int round = 1; round <= rounds && status == AG_OK; round++) {
        s.loss = 0;
        s.right = s.all = 0;
        for (int i = 0; i < s.lessons.n; i++)
            order[i] = i;
        ag_shuffle(order, s.lessons.n, &s.random);
        for (int i = 0; i < s.lessons.n; i++) {
            study(&s, &s.lessons.at[order[i]]);
            if ((i + 1) * LOOKS / s.lessons.n != i * LOOKS / s.lessons.n)
                look(&s, LOOKS * rounds);
        }
        fprintf(stderr, "  coref      round %2d  %.2f %% of %ld, loss %.4f\n", round, 100.0 * (double)s.right / (double)(s.all ? s.all : 1),
                s.all, s.loss / (double)(s.all ? s.all : 1));
    }
    s.weight = s.mean;
    if (status == AG_OK)
        freeze(&s, out);
    for (int i = 0; i < s.lines.n; i++)
        cJSON_Delete(s.lines.at[i]);
    ag_arena_free(s.a);
    return status;
}
