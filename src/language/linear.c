/* Sparse linear classifiers, frozen and learning.
 *
 * Frozen: open addressing with linear probing over 8-byte slots, one cache line each most of the
 * time; the slots of all features are prefetched before the first is read, which is what makes a
 * table of millions of weights quick. Two features may share a key by chance (1 in 2^32 for each
 * look-up): harmless.
 *
 * Learning: a table that grows. Each weight is kept as w and u, the sum of (clock · change); the
 * average over all T steps is w − u / T (Daumé 2006), so that nothing has to be summed up along the
 * way. */
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

void
ag_linear_score(const ag_linear *m, const ag_features *f, int32_t *score)
{
    uint32_t home[AG_FEATURES_MAX];

    for (int i = 0; i < f->n; i++) {
        home[i] = home_of(f->at[i], m->slot_count);
        __builtin_prefetch(&m->slots[home[i]]);
    }
    memset(score, 0, (size_t)m->classes * sizeof *score);
    for (int i = 0; i < f->n; i++) {
        uint32_t key = key_of(f->at[i]), s = home[i];

        while (m->slots[s].key && m->slots[s].key != key)
            s = s + 1 == m->slot_count ? 0 : s + 1;
        for (int y = 0; y < m->classes && m->slots[s].key; y++)
            score[y] += m->slots[s].weight[y];
    }
}

int
ag_best_class(const int32_t *score, int classes)
{
    int best = 0;

    for (int y = 1; y < classes; y++)
        if (score[y] > score[best])
            best = y;
    return best;
}

enum { HEAD = 4 * sizeof(uint32_t) }; /* classes, slots, 0, 0 */

ag_status
ag_linear_open(ag_str section, const char *name, ag_linear *out, ag_err *err)
{
    uint32_t head[4];

    if (section.len < HEAD)
        return ag_fail(err, AG_INPUT, "the weights '%s' are cut short", name);
    memcpy(head, section.at, HEAD);
    if (head[0] < 2 || head[0] > AG_CLASSES_MAX || section.len != HEAD + sizeof(ag_linear_slot) * (size_t)head[1])
        return ag_fail(err, AG_INPUT, "the weights '%s' have the wrong size", name);
    *out = (ag_linear){ (const ag_linear_slot *)(const void *)(section.at + HEAD), head[1], (int)head[0] };
    for (uint32_t s = 0; s < out->slot_count; s++)
        if (!out->slots[s].key)
            return AG_OK;
    return ag_fail(err, AG_INPUT, "the weights '%s' have no empty slot", name);
}

/* ---- learning ----------------------------------------------------------------------------------- */

typedef struct row {
    uint64_t feature; /* 0: empty */
    int32_t w[AG_CLASSES_MAX];
    int64_t u[AG_CLASSES_MAX];
} row;

struct ag_learner {
    row *rows;
    size_t room, n; /* room is a power of two */
    int classes;
    int64_t clock;
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
    assert(classes <= AG_CLASSES_MAX);
    ag_learner *l = must(calloc(1, sizeof *l));

    l->room = 1 << 16;
    l->rows = must(calloc(l->room, sizeof *l->rows));
    l->classes = classes;
    l->clock = 1;
    return l;
}

void
ag_learner_free(ag_learner *l)
{
    if (l)
        free(l->rows);
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

void
ag_learner_score(const ag_learner *l, const ag_features *f, int32_t *score)
{
    for (int i = 0; i < f->n; i++)
        __builtin_prefetch(&l->rows[(size_t)f->at[i] & (l->room - 1)]);
    memset(score, 0, (size_t)l->classes * sizeof *score);
    for (int i = 0; i < f->n; i++) {
        const row *r = find(l, f->at[i]);

        for (int y = 0; y < l->classes; y++)
            score[y] += r->w[y];
    }
}

/* weight[f][up] += 1 and weight[f][down] -= 1 for all features. */
static void
move(ag_learner *l, const ag_features *f, int up, int down)
{
    for (int i = 0; i < f->n; i++) {
        if (2 * l->n >= l->room)
            grow(l);

        row *r = find(l, f->at[i]);

        l->n += !r->feature;
        r->feature = f->at[i];
        r->w[up]++;
        r->u[up] += l->clock;
        r->w[down]--;
        r->u[down] -= l->clock;
    }
}

int
ag_learner_step(ag_learner *l, const ag_features *f, int gold, int margin)
{
    int32_t score[AG_CLASSES_MAX];
    int rival = gold == 0;

    ag_learner_score(l, f, score);
    for (int y = 0; y < l->classes; y++)
        if (y != gold && score[y] > score[rival])
            rival = y;
    if (score[gold] - score[rival] <= margin)
        move(l, f, gold, rival);
    l->clock++;
    return ag_best_class(score, l->classes);
}

/* A weight in the frozen form: the average, in steps of `unit`. */
static int
frozen_weight(const ag_learner *l, const row *r, int y, double unit)
{
    double w = ((double)r->w[y] - (double)r->u[y] / (double)l->clock) / unit;
    int q = (int)(w < 0 ? w - 0.5 : w + 0.5);

    return q > 127 ? 127 : q < -127 ? -127 : q;
}

static int
by_feature(const void *a, const void *b)
{
    const row *x = *(row *const *)a, *y = *(row *const *)b;

    return x->feature < y->feature ? -1 : x->feature > y->feature;
}

void
ag_learner_freeze(const ag_learner *l, double unit, int least, ag_buf *out)
{
    row **kept = must(calloc(l->n + 1, sizeof *kept));
    size_t n = 0;

    for (size_t i = 0; i < l->room; i++) {
        row *r = &l->rows[i];
        int most = 0;

        for (int y = 0; y < l->classes && r->feature; y++) {
            int w = abs(frozen_weight(l, r, y, unit));

            most = w > most ? w : most;
        }
        if (r->feature && most >= least)
            kept[n++] = r;
    }
    /* in the order of their numbers, so that the file does not depend on the table's history */
    qsort(kept, n, sizeof *kept, by_feature);

    uint32_t slots = (uint32_t)(n + n / 6 + 8);
    ag_linear_slot *table = must(calloc(slots, sizeof *table));

    for (size_t i = 0; i < n; i++) {
        uint32_t key = key_of(kept[i]->feature), s = home_of(kept[i]->feature, slots);

        while (table[s].key && table[s].key != key)
            s = s + 1 == slots ? 0 : s + 1;
        if (table[s].key)
            continue; /* one in 2^32: the first keeps the place */
        table[s].key = key;
        for (int y = 0; y < l->classes; y++)
            table[s].weight[y] = (int8_t)frozen_weight(l, kept[i], y, unit);
    }

    uint32_t head[4] = { (uint32_t)l->classes, slots, 0, 0 };

    ag_buf_add(out, head, sizeof head);
    ag_buf_add(out, table, slots * sizeof *table);
    free(table);
    free(kept);
}
