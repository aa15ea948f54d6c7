/* A choice → its features. */
#include "coref/inside.h"
#include "language/feature.h"

static int
step_of(int n) /* 0 1 2 3 4 5 8 16 32 64 … */
{
    return n <= 4 ? n : n < 8 ? 5 : n < 16 ? 6 : n < 32 ? 7 : n < 64 ? 8 : 9;
}

typedef struct writing {
    ag_choice *out;
    uint64_t template_, kind, kinds;
} writing;

static void
put(ag_choice *out, uint64_t f)
{
    if (out->n < AG_COREF_FEATURES)
        out->at[out->n++] = (uint32_t)(f >> 20) & (AG_COREF_TABLE - 1);
}

/* A feature: alone, with the kind of the phrase, and with the kinds of both. */
static void
say(writing *w, uint64_t value)
{
    uint64_t f = ag_mix3(++w->template_ * 0x9e3779b97f4a7c15u, value, 7);

    put(w->out, f);
    put(w->out, ag_mix(f, w->kind));
    if (w->kinds != w->kind)
        put(w->out, ag_mix(f, w->kinds));
}

static void
skip(writing *w, int n)
{
    w->template_ += (uint64_t)n;
}

static void
say_new(const ag_coref_task *t, int k, writing *w)
{
    const ag_phrase *p = &t->phrase[k];
    int seen = 0, text_seen = 0;

    for (int j = t->same_head[k], i = 0; j >= 0 && i < 50; j = t->same_head[j], i++) {
        seen += t->phrase[j].head == p->head;
        text_seen += t->phrase[j].text == p->text;
    }
    say(w, 1);
    say(w, p->head);
    say(w, p->first);
    say(w, p->last);
    say(w, p->before);
    say(w, p->after);
    say(w, (uint64_t)step_of(p->length));
    say(w, p->role);
    say(w, p->governor);
    say(w, ag_mix(p->governor, p->role));
    say(w, p->label);
    say(w, (uint64_t)step_of(seen) * 16 + (uint64_t)step_of(text_seen));
    say(w, (uint64_t)(p->number * 4 + p->gender));
    say(w, (uint64_t)(p->quote > 0));
    say(w, (uint64_t)step_of(p->sentence));
    say(w, (uint64_t)(p->is_expletive + 2 * p->is_reflexive + 4 * p->is_possessive));
}

static bool
same_modifiers(const ag_phrase *p, const ag_phrase *q)
{
    for (int i = 0; i < p->n_modifiers; i++) {
        bool found = p->modifiers[i] == q->head;

        for (int j = 0; j < q->n_modifiers && !found; j++)
            found = p->modifiers[i] == q->modifiers[j];
        if (!found)
            return false;
    }
    return true;
}

/* How far up from k's clause the clause is of which `to` is the subject: 1 its own … 4; 5: k's clause is said
 * of `to` ("Berg, ending her visit"); 0: none. */
static int
subject_above(const ag_coref_task *t, int k, int to)
{
    const ag_phrase *q = &t->phrase[to];
    int c = t->phrase[k].clause;

    if (c >= 0 && t->doc->tokens.at[c].head == t->nps.at[to].head)
        return 5;
    if (!q->is_subject || q->clause < 0)
        return 0;
    for (int level = 1; c >= 0 && level <= 4; level++) {
        if (c == q->clause)
            return level;
        c = ag_coref_clause(t, c);
    }
    return 0;
}

/* The way from k to `to` through their sentence's tree, by relations: up from k, then down. */
static uint64_t
way(const ag_coref_task *t, int k, int to)
{
    enum { DEEP = 12 };
    int above[DEEP], n = 0, i;
    uint64_t up = 1, down = 1;

    for (i = t->nps.at[k].head; i >= 0 && n < DEEP; i = t->doc->tokens.at[i].head)
        above[n++] = i;
    i = t->nps.at[to].head;
    for (int steps = 0; i >= 0 && steps < DEEP; steps++, i = t->doc->tokens.at[i].head) {
        int at = 0;

        while (at < n && above[at] != i)
            at++;
        if (at < n) {
            for (int j = 0; j < at; j++)
                up = ag_mix(up, ag_coref_role(&t->doc->tokens.at[above[j]]));
            return ag_mix(up, down + 1);
        }
        down = ag_mix(down, ag_coref_role(&t->doc->tokens.at[i]));
    }
    return 0;
}

static void
say_pair(const ag_coref_task *t, int k, const ag_option_np *o, writing *w)
{
    int to = o->np, rank = o->rank;
    const ag_phrase *p = &t->phrase[k], *q = &t->phrase[to];
    int r = t->root[to], sentences = p->sentence - q->sentence, above = subject_above(t, k, to);
    bool head = p->head == q->head, text = p->text == q->text;
    uint64_t agree = o->agrees;
    uint64_t chain = (uint64_t)t->chain_label[r] * 16 + (uint64_t)t->chain_gender[r] * 4 + t->chain_number[r];

    skip(w, 16); /* those of say_new */
    say(w, 1);
    say(w, (uint64_t)step_of(sentences));
    say(w, to > k ? 99 : (uint64_t)step_of(k - to));
    say(w, (uint64_t)step_of(rank) * 2 + agree);
    say(w, (uint64_t)text * 2 + head);
    say(w, (uint64_t)(text * 2 + head) * 16 + (uint64_t)step_of(sentences));
    say(w, p->role * 16 + q->role);
    say(w, (uint64_t)above * 8 + (uint64_t)(p->is_possessive * 2 + p->is_reflexive));
    say(w, (uint64_t)(p->clause == q->clause && p->clause >= 0) * 8 + (uint64_t)(p->is_possessive * 2 + p->is_reflexive));
    say(w, ag_mix((uint64_t)(p->gender * 4 + p->number), chain));
    say(w, agree);
    say(w, ag_mix(p->label, chain));
    say(w, q->head);
    say(w, ag_mix(p->head, q->head));
    say(w, (uint64_t)(p->quote > 0) * 4 + (uint64_t)(q->quote > 0) * 2 + (uint64_t)(p->quote == q->quote));
    say(w, (uint64_t)step_of(p->paragraph - q->paragraph));
    say(w, (uint64_t)step_of(t->chain_size[r]));
    say(w, (uint64_t)(t->last_of[r] == to));
    say(w, (uint64_t)step_of(q->length));
    say(w, q->first);
    say(w, q->after);
    say(w, q->before);
    say(w, q->governor);
    say(w, ag_mix(p->governor, q->governor));
    say(w, ag_mix(p->governor, q->head));
    say(w, (uint64_t)(p->governor == q->governor && p->role == q->role));
    say(w, (uint64_t)(q->is_expletive));
    if (ag_is_pronoun(p->kind)) {
        /* who says "I": the subject of the verb that the quotation hangs on */
        say(w, (uint64_t)(p->quote > 0 && q->quote == 0) * 8 + (uint64_t)above);
        say(w, ag_mix((uint64_t)(p->quote > 0 && q->quote == 0), ag_mix(q->governor, q->role)));
        say(w, ag_mix((uint64_t)sentences, ag_mix(q->role, (uint64_t)step_of(rank))));
        say(w, (uint64_t)step_of(o->subjects) * 8 + agree * 4 + (uint64_t)q->is_subject * 2 + o->leads);
        say(w, (uint64_t)step_of(o->names) * 8 + agree * 4 + (uint64_t)(q->kind == AG_NP_NAME) * 2 + (uint64_t)(q->label == 1 + AG_NAME_PERSON));
        say(w, ag_mix((uint64_t)(step_of(sentences) * 2 + o->leads), ag_mix(p->role * 16 + q->role, (uint64_t)step_of(o->subjects))));
        say(w, ag_mix((uint64_t)above * 2 + o->leads, ag_mix(p->role * 16 + q->role, (uint64_t)step_of(sentences))));
        say(w, (uint64_t)(to > k) * 32 + (uint64_t)o->agrees * 16 + (uint64_t)p->is_possessive);
        say(w, ag_mix((uint64_t)above + 1, q->governor));
        say(w, (uint64_t)t->chain_named[r] * 16 + (uint64_t)(t->chain_label[r] == 1 + AG_NAME_PERSON) * 8 + agree * 4);
        say(w, ag_mix((uint64_t)t->chain_named[r] * 64 + (uint64_t)step_of(sentences), ag_mix(q->role, o->leads)));
        say(w, sentences == 0 ? way(t, k, to) : 0);
        say(w, ag_mix((uint64_t)step_of(sentences), q->path));
        say(w, ag_mix((uint64_t)step_of(sentences), ag_mix(p->path, q->path)));
        say(w, ag_mix(agree, ag_mix((uint64_t)step_of(o->chains), (uint64_t)o->largest * 4 + (uint64_t)o->leads)));
        say(w, ag_mix(agree, ag_mix((uint64_t)step_of(o->chains), ag_mix((uint64_t)q->role, (uint64_t)step_of(sentences)))));
        say(w, ag_mix((uint64_t)step_of(t->chain_size[r]), (uint64_t)o->largest * 8 + (uint64_t)step_of(t->subjects_of[r])));
        say(w, ag_mix(q->inside, (uint64_t)step_of(sentences)));
        say(w, ag_mix((uint64_t)(p->kind == q->kind), ag_mix(p->role * 16 + q->role, (uint64_t)step_of(sentences))));
        say(w, ag_mix(agree, (uint64_t)(t->last_of[r] == to) * 2 + (uint64_t)o->largest));
        return;
    }
    skip(w, 20);
    if (!ag_is_pronoun(q->kind)) {
        bool inside = ag_shares_word(p, q);

        say(w, (uint64_t)same_modifiers(p, q) * 4 + (uint64_t)same_modifiers(q, p) * 2 + head);
        say(w, (uint64_t)inside * 2 + head);
        say(w, (uint64_t)(p->acronym && p->acronym == q->acronym));
        if (p->surname && q->surname)
            say(w, ag_mix((uint64_t)(p->label * 16 + q->label),
                          (uint64_t)(p->surname == q->surname) + 2 * (p->given == q->given) + 4 * (p->surname == q->given) +
                              8 * (p->given == q->surname) + 16 * (p->given == p->surname) + 32 * (q->given == q->surname)));
        else
            skip(w, 1);
        if (head) {
            say(w, p->head);
            say(w, ag_mix((uint64_t)same_modifiers(p, q), p->first));
            say(w, (uint64_t)(p->n_modifiers * 16 + q->n_modifiers));
        }
    }
}

void
ag_coref_features(const ag_coref_task *t, int k, const ag_option_np *to, ag_choice *out)
{
    writing w = { out, 0, t->phrase[k].kind + 1u, 0 };

    out->n = 0;
    w.kinds = to ? w.kind * 32 + t->phrase[to->np].kind + 1u : w.kind;
    if (to)
        say_pair(t, k, to, &w);
    else
        say_new(t, k, &w);
}
