/* Trees → predicates with their arguments, noun phrases → entities.
 *
 * The labels are those of UD English. A predicate takes its subject where the tree writes it, else
 * from the clause above by the rules of control, coordination and participles. Walks upwards are
 * bounded, so that a broken tree cannot hold us. Weak: the tree is the parser's, and its errors of
 * attachment become ours; gapping ("A met B, and C D") is not seen. */
#include "extract/clause.h"

#include "base/map.h"
#include "base/utf8.h"
#include "ontology/gazetteer.h"

enum { MAX_CLIMB = 64 };

/* ---- trees ----------------------------------------------------------------------------------------- */

static void
narrowest(const ag_doc *doc, int *slot, int m)
{
    const ag_mention *p = &doc->mentions.at[m];

    if (*slot < 0 || p->end - p->first < doc->mentions.at[*slot].end - doc->mentions.at[*slot].first)
        *slot = m;
}

/* ---- mending what taggers do to headlines and rare words ------------------------------------------------ */

static bool
is_known(const ag_rules *r, ag_str lemma)
{
    return ag_rules_verbs(r, lemma).n > 0 || ag_rules_light(r, lemma) >= 0 || ag_rules_cue(r, AG_SAYING_VERB, lemma)
           || ag_rules_cue(r, AG_CUE_VERB, lemma);
}

/* "invad" for "invaded", "Talks" for "talks": if the tables know another lemma of the form, that one. */
static ag_str
mended_lemma(const ag_trees *t, int i)
{
    static const struct {
        const char *end, *instead;
    } endings[] = { { "ied", "y" }, { "ed", "" }, { "ed", "e" }, { "ing", "" }, { "ing", "e" }, { "ies", "y" }, { "es", "" }, { "s", "" } };
    const ag_token *k = &t->doc->tokens.at[i];
    bool is_verb = k->upos == AG_VERB;

    if ((!is_verb && k->upos != AG_NOUN && k->upos != AG_PROPN) || (is_verb ? is_known(t->rules, k->lemma)
                                                                          : ag_rules_nouns(t->rules, k->lemma).n > 0))
        return k->lemma;

    ag_str form = ag_utf8_lower(t->a, k->form);

    if (!is_verb && ag_rules_nouns(t->rules, form).n > 0)
        return form;
    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
        ag_str end = ag_str_of(endings[e].end);

        if (form.len < end.len + 3 || !ag_str_ends(form, end) || (!is_verb && end.at[end.len - 1] != 's'))
            continue;

        ag_str lemma = ag_arena_printf(t->a, "%.*s%s", (int)(form.len - end.len), form.at, endings[e].instead);
        size_t n = lemma.len;

        if (is_verb ? is_known(t->rules, lemma) : ag_rules_nouns(t->rules, lemma).n > 0)
            return lemma;
        if (is_verb && n > 3 && lemma.at[n - 1] == lemma.at[n - 2] && is_known(t->rules, ag_str_sub(lemma, 0, n - 1)))
            return ag_str_sub(lemma, 0, n - 1); /* "banned" */
    }
    return k->lemma;
}

/* "Ukraine's calls/VBZ", "held talks/VBZ": no subject of its own, and what stands before wants a noun. */
static bool
must_be_noun(const ag_trees *t, int i)
{
    const ag_token *k = &t->doc->tokens.at[i], *before;

    if (k->upos == AG_NOUN)
        return true;
    if (k->upos == AG_PROPN)
        return t->around[i] < 0 && ag_rules_nouns(t->rules, t->lemma[i]).n > 0;
    if (k->upos == AG_VERB && ag_str_is(k->xpos, "VBG") && (ag_is(t, i, AG_NSUBJ_) || ag_is(t, i, AG_NMOD_) || ag_is(t, i, AG_OBJ_))
        && ag_child(t, i, AG_OBJ_) < 0 && ag_rules_nouns(t->rules, ag_utf8_lower(t->a, k->form)).n > 0)
        return true; /* "fighting between" */
    if (k->upos != AG_VERB || !ag_str_is(k->xpos, "VBZ"))
        return false;

    bool is_event = ag_rules_nouns(t->rules, t->lemma[i]).n > 0;

    AG_EACH_CHILD(t, c, i)
        if (ag_is(t, c, AG_NSUBJ_) || ag_is(t, c, AG_NSUBJ_PASS_) || ag_is(t, c, AG_OBJ_))
            return false;
    if (is_event && (ag_is(t, i, AG_OBJ_) || ag_is(t, i, AG_OBL_) || ag_is(t, i, AG_NMOD_) || ag_is(t, i, AG_NSUBJ_)))
        return true;
    if (is_event && (i == 0 || t->doc->tokens.at[i - 1].sentence != k->sentence))
        return true; /* "Talks between …" */
    if (i == 0)
        return false;
    before = &t->doc->tokens.at[i - 1];
    return before->upos == AG_DET || before->upos == AG_ADJ || before->upos == AG_NUM || before->upos == AG_ADP
           || ag_str_is(before->xpos, "POS") || ag_str_is(before->xpos, "PRP$");
}

/* A surname that the tagger let pass stands for the person it names elsewhere. */
static void
find_surnames(ag_trees *t)
{
    ag_map names = { 0 };

    for (int m = 0; m < t->doc->mentions.n; m++) {
        const ag_mention *p = &t->doc->mentions.at[m];

        if (p->entity < 0 || p->entity >= t->doc->entities.n || p->kind != AG_MENTION_NAME || p->is_adjective || p->first < 0
            || p->end > t->doc->tokens.n || p->first >= p->end || t->doc->entities.at[p->entity].type != AG_TYPE_PERSON)
            continue;

        ag_str last = t->doc->tokens.at[p->end - 1].form;

        if (last.len >= 4 && ag_map_get(&names, last) < 0)
            ag_map_set(t->a, &names, last, m);
    }
    for (int i = 0; i < t->doc->tokens.n; i++) {
        const ag_token *k = &t->doc->tokens.at[i];
        int n, m;

        if (t->named[i] >= 0 || t->around[i] >= 0 || t->adjective[i] >= 0 || (k->upos != AG_PROPN && k->upos != AG_NOUN && k->upos != AG_ADV)
            || !k->form.len || !ag_utf8_is_upper(ag_utf8_next(k->form, 0, &n)))
            continue;
        m = ag_map_get(&names, k->form);
        if (m >= 0)
            t->named[i] = t->around[i] = m;
    }
}

/* Three words of sport, and one in a hundred. */
static bool
is_sport(const ag_trees *t)
{
    int n = 0;

    for (int i = 0; i < t->doc->tokens.n; i++)
        n += t->doc->tokens.at[i].upos == AG_NOUN && ag_rules_in(t->rules, "sport", t->lemma[i]);
    return n >= 3 && n * 100 >= t->doc->tokens.n;
}

void
ag_trees_build(ag_arena *a, const ag_ontology *o, const ag_doc *doc, ag_trees *out)
{
    int n = doc->tokens.n;
    size_t bytes = (size_t)(n ? n : 1) * sizeof(int);

    *out = (ag_trees){ .a = a, .doc = doc, .rules = o->rules, .gazetteer = o->gazetteer };
    int **all[] = { &out->first, &out->next, &out->named, &out->around, &out->adjective, &out->quote, &out->time };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        *all[i] = ag_arena_alloc(a, bytes);
        memset(*all[i], 0xFF, bytes);
    }
    for (int i = n - 1; i >= 0; i--) {
        int h = doc->tokens.at[i].head;

        if (h < 0 || h >= n || h == i)
            continue;
        out->next[i] = out->first[h];
        out->first[h] = i;
    }
    for (int m = 0; m < doc->mentions.n; m++) {
        const ag_mention *p = &doc->mentions.at[m];

        if (p->first < 0 || p->end > n || p->first >= p->end || p->entity < 0 || p->entity >= doc->entities.n)
            continue;
        if (p->head >= p->first && p->head < p->end)
            narrowest(doc, p->is_adjective ? &out->adjective[p->head] : &out->named[p->head], m);
        for (int k = p->first; k < p->end && p->kind == AG_MENTION_NAME && !p->is_adjective; k++)
            narrowest(doc, &out->around[k], m);
    }
    find_surnames(out);
    out->lemma = AG_ARRAY(a, ag_str, n + 1);
    out->is_noun = AG_ARRAY(a, bool, n + 1);
    for (int i = 0; i < n; i++)
        out->lemma[i] = mended_lemma(out, i);
    for (int i = 0; i < n; i++) {
        out->is_noun[i] = must_be_noun(out, i);
        if (out->is_noun[i] && ag_str_is(doc->tokens.at[i].xpos, "VBG"))
            out->lemma[i] = ag_utf8_lower(a, doc->tokens.at[i].form);
    }
    out->is_sport = is_sport(out);
    for (int k = 0, i = 0; k < doc->times.n; k++) {
        while (i < n && doc->tokens.at[i].span.to <= doc->times.at[k].span.from)
            i++;
        for (int j = i; j < n && doc->tokens.at[j].span.from < doc->times.at[k].span.to; j++)
            out->time[j] = k;
    }
}

void
ag_trees_quotes(ag_trees *t)
{
    for (int q = 0, i = 0; q < t->doc->quotes.n; q++) { /* direct ones are in order and apart */
        const ag_quote *p = &t->doc->quotes.at[q];

        if (!p->is_direct)
            continue;
        while (i < t->doc->tokens.n && ag_tok(t, i)->span.from < p->span.from)
            i++;
        for (; i < t->doc->tokens.n && ag_tok(t, i)->span.to <= p->span.to; i++)
            t->quote[i] = q;
    }
}

bool
ag_lemma_is(const ag_trees *t, int i, const char *lemma)
{
    return ag_str_is(t->lemma[i], lemma);
}

bool
ag_xpos_is(const ag_trees *t, int i, const char *xpos)
{
    return ag_str_is(ag_tok(t, i)->xpos, xpos);
}

int
ag_child(const ag_trees *t, int head, ag_deprel d)
{
    AG_EACH_CHILD(t, c, head)
        if (ag_is(t, c, d))
            return c;
    return -1;
}

/* "according to": the word and what is fixed to it. */
static ag_str
function_phrase(const ag_trees *t, int c)
{
    ag_str s = ag_utf8_lower(t->a, ag_tok(t, c)->form);

    AG_EACH_CHILD(t, f, c)
        if (ag_is(t, f, AG_FIXED_) || (f == c + 1 && ag_tok(t, f)->upos == AG_ADP))
            s = ag_arena_printf(t->a, "%.*s %.*s", AG_SHOW(s), AG_SHOW(ag_utf8_lower(t->a, ag_tok(t, f)->form)));
    return s;
}

static bool
is_function(const ag_trees *t, int c)
{
    return ag_is(t, c, AG_CASE_) || ag_is(t, c, AG_MARK_);
}

bool
ag_has_case(const ag_trees *t, int i, ag_str word)
{
    AG_EACH_CHILD(t, c, i)
        if (is_function(t, c) && ag_str_eq(function_phrase(t, c), word))
            return true;
    return false;
}

ag_str
ag_case(const ag_trees *t, int i)
{
    AG_EACH_CHILD(t, c, i)
        if (ag_is(t, c, AG_CASE_) && ag_tok(t, c)->upos != AG_PART)
            return function_phrase(t, c);
    return AG_S("");
}

bool
ag_below(const ag_trees *t, int i, int above)
{
    for (int k = 0; i >= 0 && i < t->doc->tokens.n && k < MAX_CLIMB; k++, i = ag_tok(t, i)->head)
        if (i == above)
            return true;
    return false;
}

ag_str
ag_verb_phrase(const ag_trees *t, int v)
{
    int p = ag_child(t, v, AG_COMPOUND_PRT_);

    if (p < 0)
        return ag_lemma(t, v);
    return ag_arena_printf(t->a, "%.*s %.*s", AG_SHOW(ag_lemma(t, v)),
                           AG_SHOW(ag_utf8_lower(t->a, ag_tok(t, p)->form)));
}

/* ---- who is meant ------------------------------------------------------------------------------------ */

bool
ag_who_has(const ag_who *w, int entity)
{
    for (int i = 0; i < w->n; i++)
        if (w->entity[i] == entity)
            return true;
    return false;
}

static void
add_entity(int entity, int token, ag_who *out)
{
    if (out->n < (int)(sizeof out->entity / sizeof *out->entity) && !ag_who_has(out, entity)) {
        out->entity[out->n] = entity;
        out->token[out->n++] = token;
    }
}

/* Adds whom a mention means, and the others that share its words: "the two leaders". */
static void
add_who(const ag_trees *t, int mention, int token, ag_who *out)
{
    const ag_mention *all = t->doc->mentions.at, *p = &all[mention];

    while (mention > 0 && all[mention - 1].first == p->first && all[mention - 1].end == p->end)
        mention--;
    for (; mention < t->doc->mentions.n && all[mention].first == p->first && all[mention].end == p->end; mention++)
        if (all[mention].entity >= 0 && all[mention].entity < t->doc->entities.n)
            add_entity(all[mention].entity, token, out);
}

static bool
in_class(const ag_trees *t, const char *name, int i)
{
    return ag_rules_in(t->rules, name, ag_lemma(t, i));
}

/* The mention that a modifier is: "Russian", "Russia 's", "U.S." */
static int
modifier_mention(const ag_trees *t, int c)
{
    if (t->adjective[c] >= 0)
        return t->adjective[c];
    if (t->named[c] >= 0)
        return t->named[c];
    return ag_is(t, c, AG_COMPOUND_) || ag_is(t, c, AG_NMOD_POSS_) ? t->around[c] : -1;
}

typedef enum owner_kind { ANY_OWNER, STATE_OR_BODY, BODY } owner_kind;

static uint8_t
type_meant(const ag_trees *t, int mention)
{
    return t->doc->entities.at[t->doc->mentions.at[mention].entity].type;
}

/* Whose they are: "Russian forces", "Iranian and Russian negotiators", "troops of Iran", "FARC rebels". */
static void
add_modifiers(const ag_trees *t, int np, owner_kind kind, ag_who *out)
{
    AG_EACH_CHILD(t, c, np) {
        bool is_modifier = ag_is(t, c, AG_AMOD_) || ag_is(t, c, AG_COMPOUND_) || ag_is(t, c, AG_NMOD_POSS_)
                           || (ag_is(t, c, AG_NMOD_) && ag_has_case(t, c, AG_S("of")));
        int m = is_modifier ? modifier_mention(t, c) : -1;

        if (m < 0 || (kind == STATE_OR_BODY && type_meant(t, m) != AG_TYPE_ORGANIZATION && type_meant(t, m) != AG_TYPE_COUNTRY)
            || (kind == BODY && type_meant(t, m) != AG_TYPE_ORGANIZATION))
            continue;
        add_who(t, m, c, out);
        AG_EACH_CHILD(t, d, c)
            if (ag_is(t, d, AG_CONJ_) && modifier_mention(t, d) >= 0)
                add_who(t, modifier_mention(t, d), d, out);
    }
}

/* Adds the person named by apposition `p` of `place`, which is none. */
static void
add_person(const ag_trees *t, int p, int place, ag_who *out)
{
    if (t->named[p] >= 0 && type_meant(t, t->named[p]) == AG_TYPE_PERSON && type_meant(t, t->named[place]) != AG_TYPE_PERSON)
        add_who(t, t->named[p], p, out);
}

/* "his Chinese counterpart(,) Berg": the name behind, wherever the tree hung it. */
static void
add_named_behind(const ag_trees *t, int np, ag_who *out)
{
    int k = np + 1;

    if (k < t->doc->tokens.n && ag_lemma_is(t, k, ","))
        k++;
    if (k >= t->doc->tokens.n || ag_tok(t, k)->sentence != ag_tok(t, np)->sentence || t->around[k] < 0)
        return;

    int head = t->doc->mentions.at[t->around[k]].head;

    if (head >= 0 && type_meant(t, t->around[k]) == AG_TYPE_PERSON && !ag_is(t, head, AG_NSUBJ_) && !ag_is(t, head, AG_CONJ_))
        add_who(t, t->around[k], k, out);
}

/* "not Berg", "not Arland's soldiers": who is said to have had no part. Not "not only Berg". */
static bool
is_left_out(const ag_trees *t, int np)
{
    bool left_out = false;

    AG_EACH_CHILD(t, c, np) {
        if (ag_is(t, c, AG_COP_))
            return false; /* "is not a soldier" */
        left_out |= c < np && ag_is(t, c, AG_ADVMOD_) && ag_lemma_is(t, c, "not") && !ag_lemma_is(t, c + 1, "only")
                    && !ag_lemma_is(t, c + 1, "just");
    }
    return left_out;
}

static void
who(const ag_trees *t, int np, ag_who *out, int depth)
{
    int before = out->n;

    if (np < 0 || depth > 8 || is_left_out(t, np))
        return;
    bool is_force = false;

    if (t->named[np] >= 0) {
        const ag_entity *e = &t->doc->entities.at[t->doc->mentions.at[t->named[np]].entity];

        is_force = !e->is_named && (in_class(t, "stands-for", np) || in_class(t, "member-of", np)
                                    || (e->type == AG_TYPE_GROUP && in_class(t, "agent-of", np)));
    }

    if (t->named[np] >= 0 && !is_force)
        add_who(t, t->named[np], np, out);
    else if (t->around[np] >= 0)
        add_who(t, t->around[np], np, out);
    if (out->n == before)
        AG_EACH_CHILD(t, c, np)
            if ((ag_is(t, c, AG_FLAT_) || ag_is(t, c, AG_APPOS_) || ag_is(t, c, AG_NMOD_DESC_)) && t->named[c] >= 0)
                add_who(t, t->named[c], c, out);
    if (out->n == before)
        AG_EACH_CHILD(t, c, np) /* "the envoy for Ukraine, Berg": he is no part of Ukraine */
            if (ag_is(t, c, AG_NMOD_) && t->named[c] >= 0 && ag_child(t, c, AG_APPOS_) >= 0)
                add_person(t, ag_child(t, c, AG_APPOS_), c, out);
    if (out->n == before && in_class(t, "stands-for", np))
        add_modifiers(t, np, ANY_OWNER, out);
    if (out->n == before && in_class(t, "agent-of", np))
        add_named_behind(t, np, out);
    if (out->n == before && in_class(t, "agent-of", np))
        add_modifiers(t, np, STATE_OR_BODY, out);
    else if (out->n == before && in_class(t, "member-of", np))
        add_modifiers(t, np, BODY, out);
    if (out->n == before && t->quote[np] >= 0 && t->doc->quotes.at[t->quote[np]].speaker >= 0
        && (ag_xpos_is(t, np, "PRP") || ag_xpos_is(t, np, "PRP$"))
        && (ag_lemma_is(t, np, "I") || ag_lemma_is(t, np, "we") || ag_lemma_is(t, np, "my") || ag_lemma_is(t, np, "our")))
        add_entity(t->doc->quotes.at[t->quote[np]].speaker, np, out); /* "We …," Berg said */
    if (out->n == before && is_force)
        add_who(t, t->named[np], np, out);
    if (out->n == before && in_class(t, "partitive", np))
        AG_EACH_CHILD(t, c, np)
            if (ag_is(t, c, AG_NMOD_) && ag_has_case(t, c, AG_S("of")))
                who(t, c, out, depth + 1);
    AG_EACH_CHILD(t, c, np)
        if (ag_is(t, c, AG_CONJ_) && !ag_is_verb(t, c) && !ag_has_case(t, c, AG_S("among")))
            who(t, c, out, depth + 1);
}

void
ag_who_of(const ag_trees *t, int np, ag_who *out)
{
    who(t, np, out, 0);
}

void
ag_who_owns(const ag_trees *t, int np, bool assets, ag_who *out)
{
    if (np < 0 || in_class(t, "person-noun", np))
        return;

    bool by_adjective = in_class(t, "asset", np) || in_class(t, "stands-for", np);

    if (assets && !by_adjective)
        return;

    ag_triggers act = ag_rules_nouns(t->rules, ag_lemma(t, np));
    bool is_event = act.n > 0, is_deed = is_event && !ag_rules_type(t->rules, act.at[0].type)->is_verbal;
    bool is_holding = by_adjective;

    if (is_event && act.at[0].poss_is_target)
        return; /* "condemned his arrest" */
    by_adjective |= is_event || ag_rules_cue(t->rules, AG_CUE_NOUN, ag_lemma(t, np))
                    || ag_rules_cue(t->rules, AG_SAYING_NOUN, ag_lemma(t, np));

    AG_EACH_CHILD(t, c, np) {
        if (ag_is(t, c, AG_NMOD_POSS_)) {
            who(t, c, out, 0);
        } else if (by_adjective && (ag_is(t, c, AG_AMOD_) || ag_is(t, c, AG_COMPOUND_))) {
            int m = modifier_mention(t, c);

            if (m >= 0 && !(is_deed && t->adjective[c] < 0 && ag_utf8_has_lower(ag_tok(t, c)->form)
                            && type_meant(t, m) != AG_TYPE_ORGANIZATION)) /* "the Jordan attacks" are not Jordan's */
                add_who(t, m, c, out);
        } else if (is_holding && !is_event && ag_is(t, c, AG_NMOD_) && ag_has_case(t, c, AG_S("of"))) {
            who(t, c, out, 0); /* "offices of the party" */
        } else if (is_holding && assets && ag_is(t, c, AG_NMOD_) && ag_has_case(t, c, AG_S("in")) && t->named[c] >= 0
                   && type_meant(t, t->named[c]) == AG_TYPE_COUNTRY) {
            add_who(t, t->named[c], c, out); /* "oil wells in Iraq" */
        }
    }
}

bool
ag_is_media(const ag_trees *t, const ag_entity *e)
{
    const ag_known *k = t->gazetteer ? ag_gazetteer_name(t->a, t->gazetteer, e->name) : NULL;

    return k && k->kind == AG_KNOWN_MEDIA;
}

/* ---- predicates ---------------------------------------------------------------------------------------- */

static bool
is_relative(const ag_trees *t, int i)
{
    const ag_token *k = ag_tok(t, i);

    return k->xpos.len && k->xpos.at[0] == 'W'
           && (ag_str_is(k->lemma, "who") || ag_str_is(k->lemma, "which") || ag_str_is(k->lemma, "that")
               || ag_str_is(k->lemma, "whom"));
}

/* "who" → what it stands for. */
static int
antecedent(const ag_trees *t, int i)
{
    if (i < 0 || !is_relative(t, i))
        return i;
    for (int v = ag_tok(t, i)->head, k = 0; v >= 0 && k < MAX_CLIMB; v = ag_tok(t, v)->head, k++)
        if (ag_is(t, v, AG_ACL_RELCL_))
            return ag_tok(t, v)->head;
    /* attached elsewhere by mistake: the name or noun right before it, behind a comma or not */
    int p = i - 1;

    while (p > 0 && ag_tok(t, p)->upos == AG_PUNCT && ag_tok(t, p)->sentence == ag_tok(t, i)->sentence)
        p--;
    if (p < 0 || ag_lemma_is(t, i, "that") || ag_tok(t, p)->sentence != ag_tok(t, i)->sentence
        || (ag_tok(t, p)->upos != AG_NOUN && ag_tok(t, p)->upos != AG_PROPN))
        return i;
    for (int k = 0; k < 8 && (ag_is(t, p, AG_FLAT_) || ag_is(t, p, AG_COMPOUND_)) && ag_tok(t, p)->head >= 0; k++)
        p = ag_tok(t, p)->head;
    return p;
}

static bool
is_infinitive(const ag_trees *t, int v)
{
    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_MARK_) && ag_lemma_is(t, c, "to"))
            return true;
    return false;
}

static bool
is_finite(const ag_trees *t, int v)
{
    return ag_xpos_is(t, v, "VBD") || ag_xpos_is(t, v, "VBZ") || ag_xpos_is(t, v, "VBP");
}

int
ag_joined_to(const ag_trees *t, int v)
{
    int g = ag_tok(t, v)->head, up = g;

    if (g < 0 || !is_finite(t, v) || ag_child(t, v, AG_NSUBJ_) >= 0)
        return g;
    for (int k = 0; up >= 0 && k < 6; k++, up = ag_tok(t, up)->head) {
        if (is_finite(t, up))
            return up;
        if (!ag_is_verb(t, up) || ag_child(t, up, AG_AUX_REL_) >= 0 || ag_child(t, up, AG_AUX_PASS_) >= 0
            || (!ag_is(t, up, AG_XCOMP_) && !ag_is(t, up, AG_ADVCL_) && !ag_is(t, up, AG_CCOMP_)))
            return g;
    }
    return g;
}

/* "Berg, the leader of the party, called on …": the name that opens the sentence became its root, and
 * the verb behind the second comma a participle. That name, or -1. */
static int
opening_name(const ag_trees *t, int v)
{
    const ag_sentence *s = &t->doc->sentences.at[ag_tok(t, v)->sentence];

    if (!ag_is(t, v, AG_ACL_) || v == s->first || !ag_lemma_is(t, v - 1, ",")
        || (!ag_xpos_is(t, v, "VBN") && !ag_xpos_is(t, v, "VBD")) || ag_child(t, v, AG_AUX_PASS_) >= 0)
        return -1;
    AG_EACH_CHILD(t, c, v)
        if (ag_has_case(t, c, AG_S("by")))
            return -1;
    for (int r = s->first; r < s->end && r < s->first + 4; r++) {
        int m = t->named[r];

        if (ag_tok(t, r)->head >= 0 || m < 0)
            continue;

        int end = t->doc->mentions.at[m].end;

        return end < v - 1 && ag_lemma_is(t, end, ",") ? r : -1;
    }
    return -1;
}

static bool
is_passive(const ag_trees *t, int v)
{
    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_AUX_PASS_) || ag_is(t, c, AG_NSUBJ_PASS_))
            return true;
    if (!ag_xpos_is(t, v, "VBN"))
        return false;
    if (ag_is(t, v, AG_ACL_)) /* "a base attacked by them"; not "reports that they had attacked" */
        return ag_child(t, v, AG_NSUBJ_) < 0 && opening_name(t, v) < 0;
    if (ag_is(t, v, AG_ADVCL_) && ag_child(t, v, AG_NSUBJ_) < 0 && ag_child(t, v, AG_AUX_REL_) < 0
        && ag_child(t, v, AG_OBJ_) < 0)
        return true;
    if (ag_is(t, v, AG_CONJ_) && ag_child(t, v, AG_AUX_REL_) < 0 && ag_child(t, v, AG_NSUBJ_) < 0) {
        int g = ag_tok(t, v)->head;

        return g >= 0 && g != v && ag_child(t, g, AG_AUX_PASS_) >= 0;
    }
    return false;
}

static int own_object(const ag_trees *t, int v);

/* A verb of saying whose object is no hearer. */
static bool
is_saying(const ag_trees *t, int v)
{
    const ag_cue *c = ag_rules_cue(t->rules, AG_SAYING_VERB, ag_lemma(t, v));

    return c && !ag_str_is(c->addressee, "obj");
}

/* A verb of saying whose object is the hearer. */
static bool
hears(const ag_trees *t, int v)
{
    const ag_cue *c = ag_rules_cue(t->rules, AG_SAYING_VERB, ag_lemma(t, v));

    return c && ag_str_is(c->addressee, "obj");
}

/* Who controls what hangs below `g` as an open clause. */
static int
controlled(const ag_trees *t, int g, int v, int depth);

/* The name right before a finite verb without a subject, where the tree hung it elsewhere; -1. */
static int
name_before(const ag_trees *t, int v)
{
    int p = v - 1;

    while (p >= 0 && ag_tok(t, p)->sentence == ag_tok(t, v)->sentence && ag_tok(t, p)->upos == AG_ADV && t->around[p] < 0)
        p--;
    if (p < 0 || ag_tok(t, p)->sentence != ag_tok(t, v)->sentence || t->around[p] < 0
        || (ag_tok(t, p)->head == v && !ag_is(t, p, AG_ADVMOD_))) /* a rare name, taken for an adverb */
        return -1;

    int head = t->doc->mentions.at[t->around[p]].head;

    if (head < 0)
        return -1;
    return ag_is(t, head, AG_CONJ_) && ag_tok(t, head)->head >= 0 && t->around[ag_tok(t, head)->head] >= 0
               ? ag_tok(t, head)->head : head;
}

/* "a United States proposal": the noun tells whose it is. */
static bool
is_of_others(const ag_trees *t, int noun)
{
    AG_EACH_CHILD(t, c, noun)
        if ((ag_is(t, c, AG_AMOD_) || ag_is(t, c, AG_COMPOUND_)) && (modifier_mention(t, c) >= 0 || in_class(t, "stands-for", c)))
            return true;
    return false;
}

/* "praised her courage in facing them", "Arland's role in arming them": whose courage it is. -1 for none. */
static int
owner_of_reason(const ag_trees *t, int g, int v)
{
    int obj = ag_child(t, g, AG_OBJ_), mark = ag_child(t, v, AG_MARK_);

    if (obj < g || obj > v || mark < 0 || (!ag_lemma_is(t, mark, "in") && !ag_lemma_is(t, mark, "for") && !ag_lemma_is(t, mark, "of")))
        return -1;
    if (ag_lemma_is(t, mark, "for")) { /* "praised Spain for giving" */
        ag_who w = { 0 };

        ag_who_of(t, obj, &w);
        if (w.n)
            return obj;
    }
    return ag_child(t, obj, AG_NMOD_POSS_);
}

static int
subject(const ag_trees *t, int v, int depth)
{
    if (v < 0 || depth > 10)
        return -1;
    int owned = -1;

    AG_EACH_CHILD(t, c, v)
        if (ag_is(t, c, AG_NSUBJ_) || ag_is(t, c, AG_NSUBJ_PASS_) || ag_is(t, c, AG_NSUBJ_OUTER_)) {
            bool is_owner = false; /* "Canada's" before the subject proper, badly attached */

            AG_EACH_CHILD(t, d, c)
                is_owner |= ag_xpos_is(t, d, "POS");
            if (!is_owner)
                return antecedent(t, c);
            owned = c;
        }
    if (owned >= 0)
        return owned;

    int g = ag_tok(t, v)->head;

    if (is_finite(t, v) && !ag_is(t, v, AG_CONJ_)) {
        int s = name_before(t, v);

        if (s >= 0)
            return s;
    }
    if (g < 0 || g == v)
        return -1;
    switch (ag_tok(t, v)->deprel) {
    case AG_CONJ_:
        return subject(t, ag_joined_to(t, v), depth + 1);
    case AG_XCOMP_:
        return controlled(t, g, v, depth);
    case AG_ADVCL_:
        if (ag_xpos_is(t, v, "VBG") && owner_of_reason(t, g, v) >= 0)
            return owner_of_reason(t, g, v);
        if (ag_xpos_is(t, v, "VBG") && ag_child(t, v, AG_MARK_) < 0)
            return subject(t, g, depth + 1); /* "called for an end to it, saying" */
        if (ag_xpos_is(t, v, "VBG") || ag_xpos_is(t, v, "VBN") || is_infinitive(t, v))
            return controlled(t, g, v, depth);
        return -1;
    case AG_CCOMP_:
        if (!ag_xpos_is(t, v, "VBG") || ag_child(t, v, AG_AUX_REL_) >= 0) {
            int obj = ag_child(t, g, AG_OBJ_); /* "said Russia | had attacked": the subject, attached one too high */

            return obj > g && obj < v && is_saying(t, g) ? obj : -1;
        }
        return controlled(t, g, v, depth);
    case AG_ACL_:
        if (opening_name(t, v) >= 0)
            return opening_name(t, v);
        if (!is_infinitive(t, v) && ag_child(t, v, AG_MARK_) < 0) {
            int up = g;

            if (ag_xpos_is(t, v, "VBG") && v > 0 && ag_lemma_is(t, v - 1, ",") && t->named[g] < 0 && t->around[g] < 0) {
                for (int k = 0; up >= 0 && k < MAX_CLIMB && !ag_is_verb(t, up); k++)
                    up = ag_tok(t, up)->head;
                if (up >= 0 && up != v)
                    return subject(t, up, depth + 1); /* "Berg said …, renewing": the sentence's subject */
            }
            return g; /* "a man holding", "a man accused" */
        }
        AG_EACH_CHILD(t, c, g)
            if (ag_is(t, c, AG_NMOD_POSS_)
                || (ag_is(t, c, AG_NMOD_) && (ag_has_case(t, c, AG_S("by")) || (c < v && ag_has_case(t, c, AG_S("from"))))))
                return c; /* "Iran's refusal to", "a push by Trump to", "promises from Iran to" */
        if (ag_child(t, g, AG_NSUBJ_) >= 0 && ag_child(t, g, AG_COP_) >= 0)
            return antecedent(t, ag_child(t, g, AG_NSUBJ_)); /* "was the first state to recognise" */
        if (ag_tok(t, g)->head < 0 && t->named[g] >= 0)
            return g; /* a headline: "Germany to send" */
        if (ag_is(t, g, AG_OBJ_) && ag_tok(t, g)->head >= 0) {
            int up = ag_tok(t, g)->head;
            const ag_cue *plan = ag_rules_cue(t->rules, AG_CUE_NOUN, ag_lemma(t, g));

            if (ag_rules_light(t->rules, ag_verb_phrase(t, up)) == AG_SOURCE /* "has a plan to" */
                || (plan && plan->effect == AG_EFFECT_PLANNED && !in_class(t, "takes-offers", up) && !is_saying(t, up)
                    && !is_of_others(t, g)))
                return subject(t, up, depth + 1); /* "dropped her plans to" */
        }
        return -1;
    default:
        return -1;
    }
}

static int
controlled(const ag_trees *t, int g, int v, int depth)
{
    if (in_class(t, "object-control", g)) {
        int obj = own_object(t, g);

        if (obj < 0)
            obj = antecedent(t, ag_child(t, g, AG_IOBJ_));
        if (obj >= 0 && obj != v && !ag_below(t, obj, v))
            return obj;
        if (is_passive(t, g))
            return subject(t, g, depth + 1);
        AG_EACH_CHILD(t, c, g)
            if (ag_is(t, c, AG_OBL_) && c < v
                && (ag_has_case(t, c, AG_S("on")) || ag_has_case(t, c, AG_S("to")) || ag_has_case(t, c, AG_S("with"))
                    || ag_has_case(t, c, AG_S("upon"))))
                return c; /* "called on Iran to" */
    }
    return subject(t, g, depth + 1);
}

/* The first name in the words right behind a verb without an object, where the tree hung them
 * elsewhere ("visit Japan next month"); -1. Not behind a verb of saying: "said Berg". */
static int
name_behind(const ag_trees *t, int v)
{
    if (ag_rules_cue(t->rules, AG_SAYING_VERB, ag_lemma(t, v)))
        return -1;
    for (int j = v + 1; j < t->doc->tokens.n && j < v + 7 && ag_tok(t, j)->sentence == ag_tok(t, v)->sentence; j++) {
        const ag_token *k = ag_tok(t, j);
        int m = t->named[j];

        if (k->upos != AG_DET && k->upos != AG_ADJ && k->upos != AG_NUM && k->upos != AG_PROPN && k->upos != AG_NOUN)
            return -1;
        if (m < 0 || ag_is(t, j, AG_NSUBJ_) || ag_is(t, j, AG_NSUBJ_PASS_))
            continue;

        int end = t->doc->mentions.at[m].end;

        if (end < t->doc->tokens.n && (ag_xpos_is(t, end, "POS") || ag_is_verb(t, end) || ag_tok(t, end)->upos == AG_AUX))
            return -1;
        return j;
    }
    return -1;
}

static int
own_object(const ag_trees *t, int v)
{
    int obj = ag_child(t, v, AG_OBJ_), said = ag_child(t, v, AG_CCOMP_);

    if (obj >= 0 && obj < v && t->next[obj] >= 0) /* "told Berg he backed the calls": Berg, attached one too low */
        AG_EACH_CHILD(t, c, v)
            if (c > v && ag_is(t, c, AG_OBJ_)) {
                obj = c;
                break;
            }
    if (obj < 0 && said > v && hears(t, v)) {
        int low = ag_child(t, said, AG_OBJ_), who = ag_child(t, said, AG_NSUBJ_);

        if (low > v && low < who)
            return low;
    }
    if (obj >= 0 && obj < said && obj > v && is_saying(t, v) && ag_child(t, said, AG_NSUBJ_) < 0
        && !ag_xpos_is(t, said, "VBG"))
        return -1;
    if (obj >= 0)
        return antecedent(t, obj);
    obj = ag_child(t, v, AG_XCOMP_);
    if (obj > v && ag_tok(t, obj)->upos == AG_PROPN && t->named[obj] >= 0 && !is_passive(t, v))
        return obj; /* "called Berg": a name is no complement where there is no object */
    if (ag_is(t, v, AG_ACL_RELCL_) && !is_passive(t, v) && ag_child(t, v, AG_CCOMP_) < 0) {
        int s = ag_child(t, v, AG_NSUBJ_);

        if (s >= 0 && !is_relative(t, s) && ag_child(t, v, AG_OBL_) < 0)
            return ag_tok(t, v)->head; /* "the deal they signed" */
    }
    return said < 0 && ag_child(t, v, AG_IOBJ_) < 0 && !is_passive(t, v) ? name_behind(t, v) : -1;
}

/* "gave Ukraine money": the receiver, taken for part of the noun. */
static int
country_before(const ag_trees *t, int obj)
{
    if (obj >= 0)
        AG_EACH_CHILD(t, c, obj)
            if (ag_is(t, c, AG_COMPOUND_) && t->named[c] >= 0 && ag_child(t, c, AG_CONJ_) < 0
                && t->doc->entities.at[t->doc->mentions.at[t->named[c]].entity].type == AG_TYPE_COUNTRY)
                return c;
    return -1;
}

void
ag_clause_of(const ag_trees *t, int v, ag_clause *out)
{
    *out = (ag_clause){ .verb = v, .doer = -1, .done = -1, .given = -1 };
    out->is_passive = is_passive(t, v);
    out->subject = subject(t, v, 0);
    out->given = antecedent(t, ag_child(t, v, AG_IOBJ_));

    int c_country;

    AG_EACH_CHILD(t, c, v) {
        bool is_agent = (ag_is(t, c, AG_OBL_AGENT_) && (out->is_passive || ag_has_case(t, c, AG_S("by"))))
                        || (out->is_passive && ag_is(t, c, AG_OBL_) && ag_has_case(t, c, AG_S("by")));

        if (is_agent)
            out->doer = antecedent(t, c);
        else if ((ag_is(t, c, AG_OBL_) || ag_is(t, c, AG_NMOD_)) && out->n_obliques < 16) {
            int np = antecedent(t, c);

            out->oblique[out->n_obliques].token = np;
            out->oblique[out->n_obliques].is_after = c > v || np != c;
            out->oblique[out->n_obliques++].prep = ag_case(t, c);
        }
    }
    if (out->given < 0 && (c_country = country_before(t, ag_child(t, v, AG_OBJ_))) >= 0)
        out->given = c_country;
    if (out->is_passive) {
        int obj = own_object(t, v);

        if (obj >= 0) { /* "was given a medal" */
            out->given = out->subject;
            out->done = obj;
        } else
            out->done = out->subject;
    } else {
        out->doer = out->subject;
        out->done = own_object(t, v);
        if (out->given < 0 && out->done > v && ag_is(t, out->done, AG_OBJ_) && t->named[out->done] >= 0 && in_class(t, "giving", v))
            for (int c = t->next[out->done]; c >= 0; c = t->next[c])
                if (ag_is(t, c, AG_OBJ_) && t->around[c] < 0) { /* "offered Iran a treaty": two objects to the tree */
                    out->given = out->done;
                    out->done = c;
                    break;
                }
        if (out->done < 0 && ag_child(t, v, AG_CCOMP_) < 0 && ag_child(t, v, AG_XCOMP_) < 0)
            AG_EACH_CHILD(t, c, v) /* "attacked and destroyed the base" */
                if (ag_is(t, c, AG_CONJ_) && ag_is_verb(t, c) && c == v + 2
                    && ag_str_eq(ag_tok(t, c)->xpos, ag_tok(t, v)->xpos)) {
                    out->done = ag_child(t, c, AG_OBJ_);
                    break;
                }
    }
    if (!out->is_passive && out->done < 0 && out->given >= 0) { /* "urged Iran to": one object is the object */
        out->done = out->given;
        out->given = -1;
    }
    if (out->is_passive && out->doer < 0 && ag_child(t, v, AG_XCOMP_) >= 0)
        AG_EACH_CHILD(t, c, ag_child(t, v, AG_XCOMP_)) /* "was shot dead by" */
            if ((ag_is(t, c, AG_OBL_) || ag_is(t, c, AG_OBL_AGENT_)) && ag_tok(t, ag_child(t, v, AG_XCOMP_))->upos == AG_ADJ
                && ag_has_case(t, c, AG_S("by")))
                out->doer = antecedent(t, c);
    if (out->is_passive && ag_is(t, v, AG_CONJ_) && out->doer < 0) {
        int g = ag_tok(t, v)->head, agent = g >= 0 ? ag_child(t, g, AG_OBL_AGENT_) : -1;

        out->doer = agent;
    }
}
