/* Trees → weights of the parser: averaged perceptrons, dynamic oracle, exploration. In the first
 * round the parser follows the oracle; later its own predictions nine times of ten, so that it
 * learns what to do behind its errors. */
#include "language/parser.h"
#include "language/training.h"

/* The first rounds find out which features to keep, and how many those are. */
enum { ROUNDS = 17, FIRST = 6, MOVE_FEATURES = 430000, LABEL_FEATURES = 110000 };

static int
cheapest(const int cost[AG_MOVE_COUNT], const bool allowed[AG_MOVE_COUNT])
{
    int least = 1 << 20;

    for (int m = 0; m < AG_MOVE_COUNT; m++)
        if (allowed[m] && cost[m] < least)
            least = cost[m];
    return least;
}

/* One sentence; returns the number of moves that were right. */
static int
learn(ag_learner *moves, ag_learner *labels, ag_parse *p, const ag_sample *s, int round, uint64_t *random, int *seen)
{
    ag_scorer mover = { .learner = moves }, labeller = { .learner = labels };
    int32_t score[AG_MOVE_COUNT], label_score[AG_DEPREL_COUNT];
    bool allowed[AG_MOVE_COUNT], good[AG_MOVE_COUNT], usual[AG_DEPREL_COUNT];
    int cost[AG_MOVE_COUNT], right = 0;
    ag_features f;

    for (int y = 0; y < AG_DEPREL_COUNT; y++)
        usual[y] = y != AG_ROOT_;
    ag_parse_start(p, s->words, s->tag, s->upos, s->n);
    while (!ag_parse_done(p)) {
        ag_parse_allowed(p, allowed);
        ag_parse_cost(p, s->head, cost);
        ag_move_features(p, &f);
        ag_score(&mover, &f, score);

        int least = cheapest(cost, allowed), guess = ag_best(score, AG_MOVE_COUNT, allowed);

        for (int m = 0; m < AG_MOVE_COUNT; m++)
            good[m] = allowed[m] && cost[m] == least;

        int best = ag_best(score, AG_MOVE_COUNT, good), move = best;

        ++*seen;
        right += guess == best;
        if (guess != best) {
            ag_learner_add(moves, &f, best, 1);
            ag_learner_add(moves, &f, guess, -1);
            if (round > 0 && ag_random(random) % 10 != 0)
                move = guess;
        }
        ag_learner_tick(moves);

        uint8_t label = 0;

        if (move != AG_SHIFT) {
            int h, c;

            ag_parse_arc(p, (ag_move)move, &h, &c);
            label = AG_ROOT_;
            if (h != s->n) {
                ag_label_features(p, h, c, &f);
                if (s->head[c] == h) {
                    label = (uint8_t)ag_learner_step(labels, &f, s->label[c], usual);
                } else {
                    ag_score(&labeller, &f, label_score);
                    label = (uint8_t)ag_best(label_score, AG_DEPREL_COUNT, usual);
                }
            }
        }
        ag_parse_move(p, (ag_move)move, label);
    }
    return right;
}

void
ag_train_parser(ag_arena *a, const ag_samples *samples, int rounds, uint64_t seed, ag_buf *arcs, ag_buf *labels_out)
{
    ag_learner *moves = ag_learner_new(AG_MOVE_COUNT), *labels = ag_learner_new(AG_DEPREL_COUNT);
    int *order = AG_ARRAY(a, int, samples->n + 1), longest = 1;

    for (int i = 0; i < samples->n; i++) {
        order[i] = i;
        if (samples->at[i].n > longest)
            longest = samples->at[i].n;
    }

    ag_parse *p = ag_parse_new(a, longest);

    for (int round = 0; round < (rounds ? rounds : ROUNDS); round++) {
        long right = 0, all = 0;

        if (round == FIRST) {
            ag_learner_narrow(moves, MOVE_FEATURES);
            ag_learner_narrow(labels, LABEL_FEATURES);
        }
        ag_shuffle(order, samples->n, &seed);
        for (int i = 0; i < samples->n; i++) {
            int seen = 0;

            right += learn(moves, labels, p, &samples->at[order[i]], round, &seed, &seen);
            all += seen;
        }
        ag_train_report("moves", round, right, all);
    }
    ag_learner_freeze(moves, 0.25, 1, arcs);
    ag_learner_freeze(labels, 0.25, 2, labels_out);
    ag_learner_free(moves);
    ag_learner_free(labels);
}
