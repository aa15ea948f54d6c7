/* Sparse linear classifiers, frozen and learning.
 *
 * Frozen: open addressing with linear probing over 8-byte slots, one cache line each most of the
 * time; the slots of all features are prefetched before the first is read, which is what makes a
 * table of millions of weights quick. Two features may share a key by chance (1 in 2^32 for each
 * look-up): harmless.
 *
 * Learning: the same table with growing rows. A cell keeps w and u, the sum of (clock · change);
 * the average over all T ticks is w − u / T (Daumé 2006), so that nothing has to be summed up
 * along the way. */
#include "language/linear.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- frozen ----------------------------------------------------------------------------------- */

static inline uint32_t
key_of(uint64_t feature)
{
    uint32_t key = (uint32_t)(feature >> 32);

    return key ? key : 1;
}

static inline uint32_t
home_of(uint64_t feature, uint32_t slots)
{
    return (uint32_t)((feature & 0xffffffffu) * slots >> 32);
}

static void
score_frozen(const ag_linear *m, const ag_features *f, int32_t *score)
{
    uint32_t home[AG_FEATURES_MAX];
    uint32_t row[AG_FEATURES_MAX];
    int rows = 0;

    for (int i = 0; i < f->n; i++) {
        home[i] = home_of(f->at[i], m->slot_count);
        __builtin_prefetch(&m->slots[home[i]]);
    }
    memset(score, 0, (size_t)m->classes * sizeof *score);

    bool is_inline = m->classes <= 4;

    for (int i = 0; i < f->n; i++) {
        uint32_t key = key_of(f->at[i]), s = home[i];

        while (m->slots[s].key && m->slots[s].key != key)
            s = s + 1 == m->slot_count ? 0 : s + 1;
        if (!m->slots[s].key)
            continue;
        if (is_inline) {
            for (int y = 0; y < m->classes; y++)
                score[y] += (int8_t)(m->slots[s].at >> 8 * y & 0xff);
            continue;
        }
        row[rows++] = m->slots[s].at;
        __builtin_prefetch(&m->rows[m->slots[s].at]);
    }
    for (int i = 0; i < rows; i++) {
        const uint8_t *r = m->rows + row[i];

        for (int n = *r++; n > 0; n--, r += 2)
            score[r[0]] += (int8_t)r[1];
    }
}

int
ag_best(const int32_t *score, int classes, const bool *allowed)
{
    int best = -1;

    for (int y = 0; y < classes; y++)
        if ((!allowed || allowed[y]) && (best < 0 || score[y] > score[best]))
            best = y;
    return best;
}

static uint32_t
word32(const char *p)
{
    uint32_t x;

    memcpy(&x, p, sizeof x);
    return x;
}

ag_status
ag_linear_open(ag_str section, const char *name, ag_linear *out, ag_err *err)
{
    if (section.len < 16)
        return ag_fail(err, AG_INPUT, "the weights '%s' are cut short", name);

    uint32_t classes = word32(section.at), slots = word32(section.at + 4), bytes = word32(section.at + 8);

    if (classes == 0 || classes > 255 || slots == 0 || section.len != 16 + 8 * (size_t)slots + bytes)
        return ag_fail(err, AG_INPUT, "the weights '%s' have the wrong size", name);
    *out = (ag_linear){ (const ag_linear_slot *)(const void *)(section.at + 16),
                        (const uint8_t *)section.at + 16 + 8 * (size_t)slots, slots, bytes, (int)classes };

    uint32_t empty = 0;

    for (uint32_t s = 0; s < slots; s++) {
        if (!out->slots[s].key) {
            empty++;
            continue;
        }
        if (classes <= 4)
            continue;

        uint32_t at = out->slots[s].at;

        if (at >= bytes || at + 1 + 2 * (size_t)out->rows[at] > bytes)
            return ag_fail(err, AG_INPUT, "the weights '%s' point outside of themselves", name);
        for (int i = 0; i < out->rows[at]; i++)
            if (out->rows[at + 1 + 2 * i] >= classes)
                return ag_fail(err, AG_INPUT, "the weights '%s' name a class that is not there", name);
    }
    if (!empty)
        return ag_fail(err, AG_INPUT, "the weights '%s' have no empty slot", name);
    return AG_OK;
}

/* ---- learning ----------------------------------------------------------------------------------- */

typedef struct cell {
    int64_t u;
    int32_t w;
    int32_t y;
} cell;

typedef struct row {
    uint64_t feature; /* 0: empty */
    cell *cells;
    int n, room;
} row;

struct ag_learner {
    row *rows;
    size_t room, n; /* room is a power of two */
    int classes;
    int64_t clock;
    bool is_closed; /* no new features */
    int32_t *score; /* [classes] */
};

static void *
must(void *p)
{
    if (!p) {
        fprintf(stderr, "actorgraph: no memory left while training\n");
        exit(1);
    }
    return p;
}

ag_learner *
ag_learner_new(int classes)
{
    assert(classes <= 255);
    ag_learner *l = must(calloc(1, sizeof *l));

    l->room = 1 << 16;
    l->rows = must(calloc(l->room, sizeof *l->rows));
    l->classes = classes;
    l->clock = 1;
    l->score = must(calloc((size_t)classes, sizeof *l->score));
    return l;
}

void
ag_learner_free(ag_learner *l)
{
    if (!l)
        return;
    for (size_t i = 0; i < l->room; i++)
        free(l->rows[i].cells);
    free(l->rows);
    free(l->score);
    free(l);
}

static row *
find(const ag_learner *l, uint64_t feature)
{
    size_t i = (size_t)feature & (l->room - 1);

    while (l->rows[i].feature && l->rows[i].feature != feature)
        i = (i + 1) & (l->room - 1);
    return &l->rows[i];
}

static void
grow(ag_learner *l)
{
    row *old = l->rows;
    size_t room = l->room;

    l->room *= 2;
    l->rows = must(calloc(l->room, sizeof *l->rows));
    for (size_t i = 0; i < room; i++)
        if (old[i].feature)
            *find(l, old[i].feature) = old[i];
    free(old);
}

static void
score_learner(const ag_learner *l, const ag_features *f, int32_t *score)
{
    for (int i = 0; i < f->n; i++)
        __builtin_prefetch(&l->rows[(size_t)f->at[i] & (l->room - 1)]);
    memset(score, 0, (size_t)l->classes * sizeof *score);
    for (int i = 0; i < f->n; i++) {
        const row *r = find(l, f->at[i]);

        for (int k = 0; k < r->n; k++)
            score[r->cells[k].y] += r->cells[k].w;
    }
}

void
ag_score(const ag_scorer *s, const ag_features *f, int32_t *score)
{
    if (s->frozen)
        score_frozen(s->frozen, f, score);
    else
        score_learner(s->learner, f, score);
}

void
ag_learner_add(ag_learner *l, const ag_features *f, int y, int by)
{
    for (int i = 0; i < f->n; i++) {
        if (2 * l->n >= l->room)
            grow(l);

        row *r = find(l, f->at[i]);

        if (!r->feature) {
            if (l->is_closed)
                continue;
            r->feature = f->at[i];
            l->n++;
        }

        int k = 0;

        while (k < r->n && r->cells[k].y != y)
            k++;
        if (k == r->n) {
            if (r->n == r->room) {
                r->room = r->room ? 2 * r->room : 2;
                r->cells = must(realloc(r->cells, (size_t)r->room * sizeof *r->cells));
            }
            r->cells[r->n++] = (cell){ 0, 0, y };
        }
        r->cells[k].w += by;
        r->cells[k].u += by * l->clock;
    }
}

void
ag_learner_tick(ag_learner *l)
{
    l->clock++;
}

int
ag_learner_step(ag_learner *l, const ag_features *f, int gold, const bool *allowed)
{
    score_learner(l, f, l->score);

    int y = ag_best(l->score, l->classes, allowed);

    if (y != gold) {
        ag_learner_add(l, f, gold, 1);
        ag_learner_add(l, f, y, -1);
    }
    l->clock++;
    return y;
}

/* The weight of a cell in the frozen form. */
static int
frozen_weight(const ag_learner *l, const cell *c, double unit)
{
    double w = ((double)c->w - (double)c->u / (double)l->clock) / unit;
    int q = (int)(w < 0 ? w - 0.5 : w + 0.5);

    return q > 127 ? 127 : q < -127 ? -127 : q;
}

/* The largest average weight of a row, without its sign. */
static double
weight_of(const ag_learner *l, const row *r)
{
    double most = 0;

    for (int k = 0; k < r->n; k++) {
        double w = (double)r->cells[k].w - (double)r->cells[k].u / (double)l->clock;

        if (w < 0)
            w = -w;
        if (w > most)
            most = w;
    }
    return most;
}

static int
falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x > y ? -1 : x < y;
}

void
ag_learner_narrow(ag_learner *l, size_t most)
{
    double *weights = must(calloc(l->n + 1, sizeof *weights)), least = 0;
    row *old = l->rows;
    size_t room = l->room, n = 0;

    for (size_t i = 0; i < room; i++)
        if (old[i].feature)
            weights[n++] = weight_of(l, &old[i]);
    qsort(weights, n, sizeof *weights, falling);
    if (n > most)
        least = weights[most - 1];
    free(weights);
    l->room = 1 << 16;
    while (l->room < 2 * (most + most / 4))
        l->room *= 2;
    l->rows = must(calloc(l->room, sizeof *l->rows));
    l->n = 0;
    l->is_closed = true;
    for (size_t i = 0; i < room; i++) {
        bool is_kept = old[i].feature && weight_of(l, &old[i]) >= least;

        free(old[i].cells);
        if (!is_kept)
            continue;
        if (2 * l->n >= l->room)
            grow(l);
        *find(l, old[i].feature) = (row){ .feature = old[i].feature };
        l->n++;
    }
    free(old);
    l->clock = 1;
}

static int
by_feature(const void *a, const void *b)
{
    const row *x = *(row *const *)a, *y = *(row *const *)b;

    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

static int
by_class(const void *a, const void *b)
{
    return ((const cell *)a)->y - ((const cell *)b)->y;
}

void
ag_learner_freeze(const ag_learner *l, double unit, int least, ag_buf *out)
{
    row **kept = must(calloc(l->n + 1, sizeof *kept));
    size_t n = 0;

    for (size_t i = 0; i < l->room; i++) {
        row *r = &l->rows[i];
        int most = 0;

        for (int k = 0; k < r->n; k++) {
            int w = abs(frozen_weight(l, &r->cells[k], unit));

            if (w > most)
                most = w;
        }
        if (r->feature && most >= least)
            kept[n++] = r;
    }
    /* in the order of their numbers, so that the file does not depend on the table's history */
    qsort(kept, n, sizeof *kept, by_feature);

    uint32_t slots = (uint32_t)(n + n / 6 + 8);
    ag_linear_slot *table = must(calloc(slots, sizeof *table));
    ag_buf rows = { 0 };

    for (size_t i = 0; i < n; i++) {
        uint32_t key = key_of(kept[i]->feature), s = home_of(kept[i]->feature, slots), at = (uint32_t)rows.len;
        int cells = 0;

        while (table[s].key && table[s].key != key)
            s = s + 1 == slots ? 0 : s + 1;
        if (table[s].key)
            continue; /* one in 2^32: the first keeps the place */
        if (l->classes <= 4) {
            at = 0;
            for (int k = 0; k < kept[i]->n; k++)
                at |= (uint32_t)(uint8_t)(int8_t)frozen_weight(l, &kept[i]->cells[k], unit)
                      << 8 * kept[i]->cells[k].y;
        } else {
            qsort(kept[i]->cells, (size_t)kept[i]->n, sizeof *kept[i]->cells, by_class);
            ag_buf_char(&rows, 0);
            for (int k = 0; k < kept[i]->n; k++) {
                int w = frozen_weight(l, &kept[i]->cells[k], unit);

                if (w == 0 || abs(w) < least)
                    continue;
                ag_buf_char(&rows, (char)kept[i]->cells[k].y);
                ag_buf_char(&rows, (char)(int8_t)w);
                cells++;
            }
            rows.at[at] = (char)cells;
        }
        table[s] = (ag_linear_slot){ key, at };
    }

    uint32_t head[4] = { (uint32_t)l->classes, slots, (uint32_t)rows.len, 0 };

    ag_buf_add(out, head, sizeof head);
    ag_buf_add(out, table, slots * sizeof *table);
    ag_buf_add(out, rows.at ? rows.at : "", rows.len);
    ag_buf_done(&rows);
    free(table);
    free(kept);
}
