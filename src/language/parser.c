/* Tagged tokens → a dependency tree.
 *
 * A shift-reduce parser reads the sentence once, from left to right. An averaged perceptron picks
 * each move from what lies on top of the stack and in front; a second one names each arc as it is
 * made, so that later moves see the relations of earlier ones. In training the oracle is dynamic:
 * it knows the best move from any state, also from those that only errors lead to.
 *
 * Weak: greedy, one wrong move is never taken back; only projective trees can be built (in English
 * one sentence in fifty is not). */
#include "language/parser.h"

ag_parse *
ag_parse_new(ag_arena *a, int n)
{
    ag_parse *p = AG_NEW(a, ag_parse);
    size_t room = (size_t)n + 1;

    p->stack = AG_ARRAY(a, int, room);
    p->head = AG_ARRAY(a, int, room);
    p->label = AG_ARRAY(a, uint8_t, room);
    p->left = AG_ARRAY(a, int, room);
    p->left2 = AG_ARRAY(a, int, room);
    p->right = AG_ARRAY(a, int, room);
    p->right2 = AG_ARRAY(a, int, room);
    p->lefts = AG_ARRAY(a, uint8_t, room);
    p->rights = AG_ARRAY(a, uint8_t, room);
    p->has = AG_ARRAY(a, uint32_t, room);
    p->marker = AG_ARRAY(a, uint32_t, room);
    return p;
}

void
ag_parse_start(ag_parse *p, const ag_word *words, const uint8_t *tag, const uint8_t *upos, int n)
{
    p->words = words;
    p->tag = tag;
    p->upos = upos;
    p->n = n;
    p->next = 0;
    p->depth = 1;
    p->stack[0] = n;
    for (int i = 0; i <= n; i++) {
        p->head[i] = p->left[i] = p->left2[i] = p->right[i] = p->right2[i] = -1;
        p->lefts[i] = p->rights[i] = p->label[i] = 0;
        p->has[i] = p->marker[i] = 0;
    }
}

bool
ag_parse_done(const ag_parse *p)
{
    return p->depth == 1 && p->next == p->n;
}

void
ag_parse_allowed(const ag_parse *p, bool allowed[AG_MOVE_COUNT])
{
    allowed[AG_SHIFT] = p->next < p->n;
    allowed[AG_LEFT] = p->depth > 1 && p->next < p->n;
    allowed[AG_RIGHT] = p->depth > 2 || (p->depth == 2 && p->next == p->n);
}

void
ag_parse_arc(const ag_parse *p, ag_move move, int *head, int *child)
{
    *child = p->stack[p->depth - 1];
    *head = move == AG_LEFT ? p->next : p->stack[p->depth - 2];
}

/* Relations worth a bit: what a head already has steers what it may still get. */
static uint32_t
bit_of(uint8_t label)
{
    switch (label) {
    case AG_NSUBJ_: case AG_NSUBJ_OUTER_: return 1;
    case AG_NSUBJ_PASS_: return 2;
    case AG_OBJ_: return 4;
    case AG_AUX_PASS_: return 8;
    case AG_COP_: return 16;
    case AG_AUX_REL_: return 32;
    case AG_MARK_: return 64;
    case AG_CASE_: return 128;
    case AG_CC_: return 256;
    case AG_DET_REL_: return 512;
    case AG_EXPL_: return 1024;
    case AG_NMOD_POSS_: return 2048;
    case AG_CONJ_: return 4096;
    case AG_ACL_RELCL_: return 8192;
    case AG_CCOMP_: case AG_XCOMP_: return 16384;
    case AG_APPOS_: return 32768;
    case AG_IOBJ_: return 65536;
    case AG_COMPOUND_PRT_: return 131072;
    default: return 0;
    }
}

void
ag_parse_move(ag_parse *p, ag_move move, uint8_t label)
{
    if (move == AG_SHIFT) {
        p->stack[p->depth++] = p->next++;
        return;
    }

    int h, c;

    ag_parse_arc(p, move, &h, &c);
    p->depth--;
    p->head[c] = h;
    p->label[c] = label;
    p->has[h] |= bit_of(label);
    if (label == AG_CASE_ || label == AG_MARK_ || label == AG_CC_)
        p->marker[h] = p->words[c].lower;
    if (move == AG_LEFT) {
        p->left2[h] = p->left[h];
        p->left[h] = c;
        p->lefts[h] = (uint8_t)(p->lefts[h] < 255 ? p->lefts[h] + 1 : 255);
    } else {
        p->right2[h] = p->right[h];
        p->right[h] = c;
        p->rights[h] = (uint8_t)(p->rights[h] < 255 ? p->rights[h] + 1 : 255);
    }
}

/* What features see of a place: numbers that stay apart for no word (0) and the root (1). */
typedef struct view {
    uint64_t w, t, u, c4, c3, c2;
} view;

static view
view_of(const ag_parse *p, int i)
{
    if (i < 0)
        return (view){ 0 };
    if (i >= p->n)
        return (view){ 1, 1, 1, 1, 1, 1 };

    const ag_word *w = &p->words[i];

    return (view){ w->lower, p->tag[i] + 2u, p->upos[i] + 2u, w->code + 2u, ag_word_cluster(w, 3) + 2,
                   ag_word_cluster(w, 2) + 2 };
}

static uint64_t
label_at(const ag_parse *p, int i)
{
    return i < 0 ? 0 : p->label[i] + 1u;
}

static uint64_t
tag_at(const ag_parse *p, int i)
{
    return i < 0 ? 0 : i >= p->n ? 1 : p->tag[i] + 2u;
}

static uint64_t
distance(int from, int to)
{
    int d = to > from ? to - from : from - to;

    return (uint64_t)(d < 6 ? d : d < 10 ? 6 : d < 20 ? 7 : 8);
}

void
ag_move_features(const ag_parse *p, ag_features *f)
{
    int i0 = p->stack[p->depth - 1], i1 = p->depth > 1 ? p->stack[p->depth - 2] : -1,
        i2 = p->depth > 2 ? p->stack[p->depth - 3] : -1;
    int j0 = p->next < p->n ? p->next : -1, j1 = p->next + 1 < p->n ? p->next + 1 : -1,
        j2 = p->next + 2 < p->n ? p->next + 2 : -1;
    view s0 = view_of(p, i0), s1 = view_of(p, i1), s2 = view_of(p, i2), b0 = view_of(p, j0), b1 = view_of(p, j1),
         b2 = view_of(p, j2);
    int l0 = p->left[i0], r0 = p->right[i0], l1 = i1 >= 0 ? p->left[i1] : -1, r1 = i1 >= 0 ? p->right[i1] : -1,
        bl = j0 >= 0 ? p->left[j0] : -1;
    uint64_t gap = j0 < 0 || i0 == p->n ? 9 : distance(i0, j0), gap1 = i1 < 0 || i1 == p->n ? 9 : distance(i1, i0);
    uint64_t has0 = p->has[i0], has1 = i1 >= 0 ? p->has[i1] : 0, hasb = j0 >= 0 ? p->has[j0] : 0;
    uint64_t mark0 = p->marker[i0], mark1 = i1 >= 0 ? p->marker[i1] : 0, markb = j0 >= 0 ? p->marker[j0] : 0;

    ag_features_begin(f);
    /* one place */
    ag_add(f, s0.w);
    ag_add(f, s0.t);
    ag_add2(f, s0.w, s0.t);
    ag_add(f, s0.c4);
    ag_add2(f, s0.c2, s0.u);
    ag_add(f, s1.w);
    ag_add(f, s1.t);
    ag_add2(f, s1.w, s1.t);
    ag_add(f, s1.c4);
    ag_add(f, s2.t);
    ag_add2(f, s2.w, s2.t);
    ag_add(f, b0.w);
    ag_add(f, b0.t);
    ag_add2(f, b0.w, b0.t);
    ag_add(f, b0.c4);
    ag_add2(f, b0.c2, b0.u);
    ag_add2(f, b1.w, b1.t);
    ag_add(f, b1.t);
    ag_add(f, b1.c3);
    ag_add(f, b2.t);
    ag_add(f, b2.w);
    /* top and next */
    ag_add2(f, s0.w, b0.w);
    ag_add2(f, ag_mix(s0.w, s0.t), b0.t);
    ag_add2(f, s0.t, ag_mix(b0.w, b0.t));
    ag_add2(f, s0.t, b0.t);
    ag_add2(f, s0.c4, b0.c4);
    ag_add2(f, s0.c3, b0.c3);
    ag_add3(f, s0.c2, b0.c2, s0.t);
    ag_add2(f, s0.c3, b0.t);
    ag_add2(f, s0.t, b0.c3);
    ag_add2(f, s0.w, b0.c3);
    ag_add2(f, s0.c3, b0.w);
    ag_add3(f, s0.t, b0.t, gap);
    ag_add2(f, s0.w, gap);
    ag_add2(f, b0.w, gap);
    /* top and the one below */
    ag_add2(f, s1.w, s0.w);
    ag_add2(f, ag_mix(s1.w, s1.t), s0.t);
    ag_add2(f, s1.t, ag_mix(s0.w, s0.t));
    ag_add2(f, s1.t, s0.t);
    ag_add2(f, s1.c4, s0.c4);
    ag_add2(f, s1.c3, s0.c3);
    ag_add2(f, s1.c3, s0.t);
    ag_add2(f, s1.t, s0.c3);
    ag_add3(f, s1.t, s0.t, gap1);
    ag_add3(f, s1.w, mark0, s0.t);
    ag_add3(f, s1.t, mark0, s0.t);
    ag_add3(f, s1.c3, mark0, s0.c3);
    ag_add3(f, s1.c2, mark0, b0.t);
    /* three places */
    ag_add3(f, s1.t, s0.t, b0.t);
    ag_add3(f, s2.t, s1.t, s0.t);
    ag_add3(f, s0.t, b0.t, b1.t);
    ag_add3(f, b0.t, b1.t, b2.t);
    ag_add4(f, s1.t, s0.t, b0.t, b1.t);
    ag_add4(f, s2.u, s1.t, s0.t, b0.t);
    ag_add3(f, s1.t, s0.t, b0.w);
    ag_add3(f, s1.t, s0.w, b0.t);
    ag_add3(f, s1.w, s0.t, b0.t);
    ag_add3(f, s0.w, b0.t, b1.t);
    ag_add3(f, s0.t, b0.w, b1.t);
    ag_add3(f, s0.t, b0.t, b1.w);
    ag_add3(f, s1.c3, s0.c3, b0.c3);
    ag_add2(f, s1.t, b0.t);
    ag_add2(f, s1.w, b0.w);
    ag_add3(f, s1.c3, b0.c3, s0.t);
    ag_add2(f, b0.w, b1.w);
    ag_add2(f, b0.c3, b1.c3);
    ag_add4(f, s1.u, s0.u, b0.u, gap);
    ag_add3(f, s1.w, s0.w, b0.t);
    ag_add3(f, s1.c2, s0.w, b0.c2);
    /* children */
    ag_add3(f, s0.t, tag_at(p, l0), b0.t);
    ag_add3(f, s0.t, tag_at(p, r0), b0.t);
    ag_add3(f, s0.t, b0.t, tag_at(p, bl));
    ag_add3(f, s1.t, tag_at(p, r1), s0.t);
    ag_add3(f, s1.t, tag_at(p, l1), s0.t);
    ag_add3(f, s1.t, s0.t, tag_at(p, l0));
    ag_add3(f, s1.t, s0.t, tag_at(p, r0));
    ag_add3(f, s0.t, label_at(p, l0), label_at(p, r0));
    ag_add3(f, s1.t, label_at(p, l1), label_at(p, r1));
    ag_add3(f, b0.t, label_at(p, bl), s0.t);
    ag_add3(f, s0.w, label_at(p, l0), label_at(p, r0));
    ag_add3(f, s0.t, label_at(p, p->left2[i0]), label_at(p, p->right2[i0]));
    ag_add3(f, s1.t, label_at(p, r1), s0.t);
    ag_add3(f, s1.t, i1 >= 0 ? label_at(p, p->right2[i1]) : 0, label_at(p, r1));
    ag_add2(f, s0.t, has0);
    ag_add2(f, s0.w, has0);
    ag_add3(f, s0.t, has0, b0.t);
    ag_add3(f, s1.t, has1, s0.t);
    ag_add3(f, s1.u, has1, has0);
    ag_add4(f, s1.t, has1, s0.t, b0.t);
    ag_add3(f, b0.t, hasb, s0.t);
    ag_add3(f, s1.u, ag_mix(has1, has0), b0.u);
    ag_add3(f, s0.t, p->rights[i0], b0.t);
    ag_add3(f, s0.w, p->lefts[i0], p->rights[i0]);
    ag_add3(f, s0.t, p->lefts[i0], p->rights[i0]);
    ag_add3(f, s1.t, i1 >= 0 ? p->rights[i1] : 0, s0.t);
    ag_add2(f, b0.t, j0 >= 0 ? p->lefts[j0] : 0);
    ag_add3(f, mark0, s0.t, b0.t);
    ag_add3(f, mark1, s1.t, s0.t);
    ag_add3(f, markb, b0.t, s0.t);
    ag_add4(f, s1.u, mark1, s0.u, mark0);
    /* what stands around, in the sentence */
    ag_add3(f, tag_at(p, i0 < p->n && i0 + 1 < p->n ? i0 + 1 : -1), s0.t, b0.t);
    ag_add3(f, tag_at(p, j0 > 0 ? j0 - 1 : -1), s0.t, b0.t);
    ag_add3(f, tag_at(p, i0 < p->n ? i0 - 1 : -1), s0.t, s1.t);
    ag_add3(f, s0.w, tag_at(p, i0 < p->n ? i0 - 1 : -1), b0.t);
    ag_add3(f, s2.t, s1.t, b0.t);
    ag_add4(f, s2.u, s1.u, s0.u, has1);
    ag_add2(f, (uint64_t)(p->depth < 6 ? p->depth : 6), b0.t);
}

void
ag_label_features(const ag_parse *p, int head, int child, ag_features *f)
{
    view h = view_of(p, head), c = view_of(p, child);
    bool is_root = head == p->n;
    uint64_t right = is_root ? 2 : child > head, gap = is_root ? 9 : distance(head, child);
    uint64_t has_h = p->has[head], has_c = p->has[child], mark = p->marker[child], mark_h = p->marker[head];
    int near = right ? p->right[head] : p->left[head];
    uint64_t sibling = label_at(p, near);
    uint64_t before = tag_at(p, child - 1), after = tag_at(p, child + 1 < p->n ? child + 1 : -1),
             before_h = is_root ? 0 : tag_at(p, head - 1),
             after_h = is_root || head + 1 >= p->n ? 0 : tag_at(p, head + 1);
    uint64_t word_before = child > 0 ? p->words[child - 1].lower : 0,
             word_after = child + 1 < p->n ? p->words[child + 1].lower : 0;

    ag_features_begin(f);
    ag_add2(f, c.w, right);
    ag_add2(f, c.t, right);
    ag_add3(f, c.w, c.t, right);
    ag_add2(f, h.w, right);
    ag_add2(f, h.t, right);
    ag_add3(f, h.t, c.t, right);
    ag_add3(f, h.w, c.t, right);
    ag_add3(f, h.t, c.w, right);
    ag_add3(f, h.w, c.w, right);
    ag_add3(f, h.c4, c.c4, right);
    ag_add3(f, h.c3, c.c3, right);
    ag_add3(f, h.c3, c.t, right);
    ag_add3(f, h.t, c.c3, right);
    ag_add3(f, h.w, c.c3, right);
    ag_add3(f, h.c3, c.w, right);
    ag_add2(f, c.c4, right);
    ag_add2(f, h.c4, right);
    ag_add4(f, h.t, c.t, right, gap);
    ag_add3(f, h.w, mark, c.t);
    ag_add3(f, h.t, mark, c.t);
    ag_add3(f, h.t, mark, c.w);
    ag_add3(f, h.t, mark, c.c3);
    ag_add3(f, h.c3, mark, c.c3);
    ag_add3(f, h.c3, mark, c.t);
    ag_add3(f, mark_h, h.t, c.t);
    ag_add4(f, h.t, has_h, c.t, right);
    ag_add4(f, h.w, has_h, c.t, right);
    ag_add4(f, h.c3, has_h, c.c3, right);
    ag_add4(f, h.t, c.t, has_c, right);
    ag_add4(f, h.u, c.w, has_c, right);
    ag_add4(f, h.u, ag_mix(has_h, has_c), c.t, right);
    ag_add4(f, h.t, sibling, c.t, right);
    ag_add4(f, h.w, sibling, c.u, right);
    ag_add3(f, c.t, label_at(p, p->left[child]), label_at(p, p->right[child]));
    ag_add4(f, h.t, c.t, label_at(p, p->left[child]), right);
    ag_add4(f, h.t, c.t, label_at(p, p->right[child]), right);
    ag_add3(f, before, c.t, h.t);
    ag_add3(f, after, c.t, h.t);
    ag_add4(f, before, c.t, after, h.t);
    ag_add4(f, before_h, h.t, after_h, c.t);
    ag_add3(f, word_before, c.t, h.t);
    ag_add3(f, word_after, c.t, h.t);
    ag_add3(f, p->words[child].shape, h.t, gap);
    ag_add3(f, p->words[child].suffix[2], c.t, h.t);
    ag_add3(f, tag_at(p, p->left[child]), c.t, h.t);
}

uint8_t
ag_label_best(const ag_scorer *labels, const ag_parse *p, int head, int child)
{
    int32_t score[AG_DEPREL_COUNT];
    ag_features f;

    if (head == p->n)
        return AG_ROOT_;
    ag_label_features(p, head, child, &f);
    ag_score(labels, &f, score);

    int best = AG_DEP_;

    for (int y = 0; y < AG_DEPREL_COUNT; y++)
        if (y != AG_ROOT_ && score[y] > score[best])
            best = y;
    return (uint8_t)best;
}

void
ag_parse_run(const ag_scorer *moves, const ag_scorer *labels, ag_parse *p)
{
    int32_t score[AG_MOVE_COUNT];
    bool allowed[AG_MOVE_COUNT];
    ag_features f;

    while (!ag_parse_done(p)) {
        ag_parse_allowed(p, allowed);

        int only = allowed[0] + allowed[1] + allowed[2] == 1;
        int move;

        if (only) {
            move = allowed[0] ? AG_SHIFT : allowed[1] ? AG_LEFT : AG_RIGHT;
        } else {
            ag_move_features(p, &f);
            ag_score(moves, &f, score);
            move = ag_best(score, AG_MOVE_COUNT, allowed);
        }

        uint8_t label = 0;

        if (move != AG_SHIFT) {
            int h, c;

            ag_parse_arc(p, (ag_move)move, &h, &c);
            label = ag_label_best(labels, p, h, c);
        }
        ag_parse_move(p, (ag_move)move, label);
    }
}

/* With s0 the top, s1 the one below, b the next word (Goldberg and Nivre 2013, section 4):
 *
 *     LEFT   loses arcs between s0 and the words behind b, s0's head s1, and b under s0
 *     RIGHT  loses arcs between s0 and the buffer
 *     SHIFT  loses b's head below s0, and b's children on the stack */
void
ag_parse_cost(const ag_parse *p, const int *gold, int cost[AG_MOVE_COUNT])
{
    int s0 = p->stack[p->depth - 1], s1 = p->depth > 1 ? p->stack[p->depth - 2] : -1, b = p->next;

    cost[AG_SHIFT] = cost[AG_LEFT] = cost[AG_RIGHT] = 0;
    if (s0 < p->n) {
        int behind = 0; /* children of s0 in the buffer */

        for (int i = b; i < p->n; i++)
            behind += gold[i] == s0;
        cost[AG_LEFT] = behind + (gold[s0] == s1) + (gold[s0] < p->n && gold[s0] > b);
        cost[AG_RIGHT] = behind + (gold[s0] < p->n && gold[s0] >= b);
    }
    if (b < p->n) {
        for (int k = 0; k < p->depth; k++) {
            int s = p->stack[k];

            cost[AG_SHIFT] += k + 1 < p->depth && gold[b] == s;
            cost[AG_SHIFT] += s < p->n && gold[s] == b;
        }
    }
}
