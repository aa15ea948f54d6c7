/* The transition system and its oracle. */
#include "language/parser.h"

#include "unit/unit.h"

enum { MOST = 12 };

static uint64_t random_state = 42;

static uint64_t
next_random(void)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return random_state >> 33;
}

/* A random projective tree over words [from, to): returns its top, whose head is left open. */
static int
random_tree(int from, int to, int *head)
{
    int top = from + (int)(next_random() % (uint64_t)(to - from));

    for (int at = from; at < top;) { /* the words before the top, in stretches with a top each */
        int end = at + 1 + (int)(next_random() % (uint64_t)(top - at));

        head[random_tree(at, end, head)] = top;
        at = end;
    }
    for (int at = top + 1; at < to;) {
        int end = at + 1 + (int)(next_random() % (uint64_t)(to - at));

        head[random_tree(at, end, head)] = top;
        at = end;
    }
    return top;
}

static int
best_allowed(const ag_parse *p, const int *gold, int *cost)
{
    bool allowed[AG_MOVE_COUNT];
    int best = -1;

    ag_parse_allowed(p, allowed);
    ag_parse_cost(p, gold, cost);
    for (int m = 0; m < AG_MOVE_COUNT; m++)
        if (allowed[m] && (best < 0 || cost[m] < cost[best]))
            best = m;
    return best;
}

static void
the_oracle_rebuilds_any_projective_tree(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_parse *p = ag_parse_new(a, MOST);
    ag_word words[MOST] = { 0 };
    uint8_t tags[MOST] = { 0 };

    for (int trial = 0; trial < 2000; trial++) {
        int n = 1 + (int)(next_random() % MOST), gold[MOST], cost[AG_MOVE_COUNT], moves = 0, wrong = 0;

        gold[random_tree(0, n, gold)] = n;
        ag_parse_start(p, words, tags, tags, n);
        for (; !ag_parse_done(p); moves++) {
            int m = best_allowed(p, gold, cost);

            wrong += cost[m];
            ag_parse_move(p, (ag_move)m, 0);
        }
        CHECK(moves == 2 * n);
        CHECK(wrong == 0);
        for (int i = 0; i < n; i++)
            CHECK(p->head[i] == gold[i]);
    }
    ag_arena_free(a);
}

/* The fewest gold arcs that any way from here to the end must lose. */
static int
fewest_lost(ag_arena *a, const ag_parse *p, const int *gold)
{
    bool allowed[AG_MOVE_COUNT];
    int least = 1000;

    if (ag_parse_done(p)) {
        least = 0;
        for (int i = 0; i < p->n; i++)
            least += p->head[i] != gold[i];
        return least;
    }
    ag_parse_allowed(p, allowed);
    for (int m = 0; m < AG_MOVE_COUNT; m++) {
        if (!allowed[m])
            continue;

        ag_parse *q = ag_parse_new(a, p->n);
        size_t room = (size_t)p->n + 1;

        ag_parse_start(q, p->words, p->tag, p->upos, p->n);
        q->next = p->next;
        q->depth = p->depth;
        memcpy(q->stack, p->stack, room * sizeof *q->stack);
        memcpy(q->head, p->head, room * sizeof *q->head);
        ag_parse_move(q, (ag_move)m, 0);

        int lost = fewest_lost(a, q, gold);

        if (lost < least)
            least = lost;
    }
    return least;
}

static void
the_cost_of_a_move_is_what_brute_force_finds(void)
{
    ag_word words[MOST] = { 0 };
    uint8_t tags[MOST] = { 0 };

    for (int trial = 0; trial < 60; trial++) {
        ag_arena *a = ag_arena_new(0);
        ag_parse *p = ag_parse_new(a, MOST);
        int n = 2 + (int)(next_random() % 4), gold[MOST];

        gold[random_tree(0, n, gold)] = n;
        ag_parse_start(p, words, tags, tags, n);
        while (!ag_parse_done(p)) { /* a random walk, so that states behind errors are seen too */
            bool allowed[AG_MOVE_COUNT];
            int cost[AG_MOVE_COUNT], before = fewest_lost(a, p, gold), m;

            ag_parse_allowed(p, allowed);
            ag_parse_cost(p, gold, cost);
            do
                m = (int)(next_random() % AG_MOVE_COUNT);
            while (!allowed[m]);
            ag_parse_move(p, (ag_move)m, 0);
            CHECK(fewest_lost(a, p, gold) == before + cost[m]);
        }
        ag_arena_free(a);
    }
}

static void
random_moves_always_end_in_a_tree_with_one_root(void)
{
    ag_arena *a = ag_arena_new(0);
    ag_parse *p = ag_parse_new(a, MOST);
    ag_word words[MOST] = { 0 };
    uint8_t tags[MOST] = { 0 };

    for (int trial = 0; trial < 2000; trial++) {
        int n = 1 + (int)(next_random() % MOST), roots = 0;

        ag_parse_start(p, words, tags, tags, n);
        while (!ag_parse_done(p)) {
            bool allowed[AG_MOVE_COUNT];
            int m;

            ag_parse_allowed(p, allowed);
            CHECK(allowed[0] || allowed[1] || allowed[2]);
            do
                m = (int)(next_random() % AG_MOVE_COUNT);
            while (!allowed[m]);
            ag_parse_move(p, (ag_move)m, 0);
        }
        for (int i = 0; i < n; i++) {
            int steps = 0;

            roots += p->head[i] == n;
            for (int h = i; h != n && steps <= n; steps++)
                h = p->head[h];
            CHECK(steps <= n); /* no circle */
        }
        CHECK(roots == 1);
    }
    ag_arena_free(a);
}

int
main(void)
{
    RUN(the_oracle_rebuilds_any_projective_tree);
    RUN(the_cost_of_a_move_is_what_brute_force_finds);
    RUN(random_moves_always_end_in_a_tree_with_one_root);
    return unit_end();
}
