/* Trees mended before they are read.
 *
 * First by grammar alone: a verb does not have a subject on either side, "accused Ukraine of
 * attacking" says what Ukraine is accused of, "rule out attacking" what is ruled out, "calls for a
 * summit" what is called for.
 *
 * Then by what the tables know: "Ukrainian Prime Minister Yuliia Svyrydenko" is one noun phrase,
 * whatever the parser made of it.
 *
 * A title right before its holder, with what stands in front of it (nation, status, owner), hangs on
 * the name, and the name takes the place in the sentence that the phrase had. Where the parser had
 * torn the phrase apart, the place is that of the first part which hung on a word outside as a noun
 * does, else of the first that hung there at all; a relation that no noun phrase has (xcomp, amod …) becomes the object of a verb to the left that
 * has none, or the subject of one to the right.
 *
 * Weak where the title belongs to somebody else than the name behind it; titles.c is careful. */
#include "extract/cast.h"
#include "extract/mend.h"

/* "Merkel told Macron": of two subjects, one on either side of the verb, the right one is the object. */
static void
part_subjects(ag_doc *doc, int verb)
{
    int left = -1, right = -1;
    const ag_sentence *s = &doc->sentences.at[doc->tokens.at[verb].sentence];

    for (int t = s->first; t < s->end; t++)
        if (doc->tokens.at[t].head == verb && doc->tokens.at[t].deprel == AG_NSUBJ_) {
            if (t < verb)
                left = t;
            else if (right < 0)
                right = t;
        }
    if (left >= 0 && right >= 0 && ag_tree_child(doc, verb, AG_OBJ_) < 0)
        doc->tokens.at[right].deprel = AG_OBJ_;
}

/* “The talks, the visit and their deeds show …,” Berg said: of two subjects in front of a verb, with what is said
 * between them, the first belongs to what is said. */
static void
part_speaker(ag_doc *doc, int verb)
{
    int said = ag_tree_child(doc, verb, AG_CCOMP_), first = ag_tree_child(doc, verb, AG_NSUBJ_), second = -1;
    bool has_mark_between = false;

    if (first < 0 || first > verb)
        return;
    for (int t = first + 1; t < verb && second < 0; t++) {
        if (doc->tokens.at[t].head == verb && doc->tokens.at[t].deprel == AG_NSUBJ_)
            second = t;
        else
            has_mark_between |= ag_str_is(doc->tokens.at[t].form, "”") || ag_str_is(doc->tokens.at[t].form, "''") || ag_str_is(doc->tokens.at[t].form, "\"");
    }
    if (second < 0 || (!has_mark_between && !(said > first && said < second)))
        return;
    if (said < first || said > second) {
        doc->tokens.at[first].deprel = AG_CCOMP_; /* the tree lost the verb */
        return;
    }
    doc->tokens.at[first].deprel = ag_tree_child(doc, said, AG_NSUBJ_) < 0 ? AG_NSUBJ_ : AG_DISLOCATED_;
    doc->tokens.at[first].head = said;
}

static bool
has_mark(const ag_doc *doc, int t, const char *word)
{
    int mark = ag_tree_child(doc, t, AG_MARK_);

    return word ? mark >= 0 && ag_form_is(doc, mark, word) : mark >= 0;
}

static bool
is_finite(const ag_token *t)
{
    return (t->upos == AG_VERB || t->upos == AG_AUX) && (ag_str_is(t->xpos, "VBD") || ag_str_is(t->xpos, "VBZ") || ag_str_is(t->xpos, "VBP"));
}

/* "said a group of allies is working": what is said needs a subject, and takes the noun phrase that stands
 * between the verbs as the object of the first. "told reporters he left" has one. */
static void
take_subject(ag_doc *doc, int verb)
{
    int above = doc->tokens.at[verb].head, np, aux;

    if (doc->tokens.at[verb].deprel != AG_CCOMP_ || above < 0 || above > verb)
        return;
    aux = ag_tree_child(doc, verb, AG_AUX_REL_);
    if (aux < 0)
        aux = ag_tree_child(doc, verb, AG_AUX_PASS_);
    if (!is_finite(&doc->tokens.at[aux < 0 ? verb : aux]))
        return;
    for (int rel = AG_NSUBJ_; rel <= AG_NSUBJ_OUTER_; rel++)
        if (ag_tree_child(doc, verb, (ag_deprel)rel) >= 0)
            return;
    if (ag_tree_child(doc, verb, AG_EXPL_) >= 0 || ag_tree_child(doc, verb, AG_CSUBJ_) >= 0)
        return;
    np = ag_tree_child(doc, above, AG_IOBJ_);
    if (np < 0)
        np = ag_tree_child(doc, above, AG_OBJ_);
    if (np < above || np > verb)
        return;
    doc->tokens.at[np].head = verb;
    doc->tokens.at[np].deprel = doc->tokens.at[aux < 0 ? verb : aux].deprel == AG_AUX_PASS_ ? AG_NSUBJ_PASS_ : AG_NSUBJ_;
}

/* "told Dahl on Sunday he backed", "said Monday he would": what stands between the verb and the subject of what is
 * said belongs to the verb, where no "that" parts them. */
static void
keep_hearer(ag_doc *doc, int verb)
{
    int above = doc->tokens.at[verb].head, subject = ag_tree_child(doc, verb, AG_NSUBJ_), mark = ag_tree_child(doc, verb, AG_MARK_);

    if (subject < 0)
        subject = ag_tree_child(doc, verb, AG_NSUBJ_PASS_);
    if (doc->tokens.at[verb].deprel != AG_CCOMP_ || above < 0 || above > verb || doc->tokens.at[above].upos != AG_VERB || subject < above ||
        (mark > above && mark < subject))
        return;
    for (int i = above + 1; i < subject; i++) {
        ag_token *k = &doc->tokens.at[i];
        bool is_object = k->deprel == AG_OBJ_ || k->deprel == AG_IOBJ_;

        if (k->head != verb || !(k->deprel == AG_OBL_ || k->deprel == AG_OBL_UNMARKED_ || is_object) ||
            (is_object && ag_tree_child(doc, above, AG_OBJ_) >= 0))
            continue;
        k->head = above;
        if (is_object)
            k->deprel = AG_OBJ_;
    }
}

/* "Berg, head of the party, called on …": a participle of the perfect with a subject and no auxiliary at
 * the top of a full sentence is the past tense. In a headline ("Berg killed in crash") it is what it seems. */
static void
make_active(ag_doc *doc, int verb)
{
    ag_token *k = &doc->tokens.at[verb];
    const ag_sentence *s = &doc->sentences.at[k->sentence];
    int subject = ag_tree_child(doc, verb, AG_NSUBJ_PASS_);

    if (subject < 0 || subject > verb || k->head >= 0 || !ag_str_is(k->xpos, "VBN") || !ag_str_is(doc->tokens.at[s->end - 1].form, ".")
        || ag_tree_child(doc, verb, AG_AUX_PASS_) >= 0 || ag_tree_child(doc, verb, AG_AUX_REL_) >= 0
        || ag_tree_child(doc, verb, AG_OBL_AGENT_) >= 0)
        return;
    k->xpos = AG_S("VBD");
    doc->tokens.at[subject].deprel = AG_NSUBJ_;
}

void
ag_mend_trees(ag_doc *doc)
{
    for (int t = 0; t < doc->tokens.n; t++) {
        ag_token *k = &doc->tokens.at[t];

        keep_hearer(doc, t);
        if (k->upos != AG_VERB)
            continue;
        make_active(doc, t);
        part_speaker(doc, t);
        part_subjects(doc, t);
        take_subject(doc, t);
        if (k->head < 0)
            continue;

        const ag_token *h = &doc->tokens.at[k->head];
        bool is_ing = ag_str_is(k->xpos, "VBG");

        if (k->deprel == AG_ACL_ && is_ing && has_mark(doc, t, "of") && h->deprel == AG_OBJ_ && h->head >= 0 &&
            h->head < k->head && doc->tokens.at[h->head].upos == AG_VERB) {
            k->head = h->head; /* "accused Ukraine of attacking" */
            k->deprel = AG_ADVCL_;
        } else if (k->deprel == AG_ADVCL_ && is_ing && h->upos == AG_VERB && !has_mark(doc, t, NULL) &&
                   ag_tree_child(doc, k->head, AG_OBJ_) < 0 &&
                   (t == k->head + 1 || (t == k->head + 2 && doc->tokens.at[t - 1].deprel == AG_COMPOUND_PRT_))) {
            k->deprel = AG_XCOMP_; /* "rule out attacking" */
        } else if (k->deprel == AG_CONJ_ && h->deprel == AG_XCOMP_ && h->head >= 0 && is_finite(k) && !is_finite(h) &&
                   is_finite(&doc->tokens.at[h->head])) {
            k->head = h->head; /* "denied having opened fire and accused": like goes with like */
        } else if (k->deprel == AG_CONJ_ && h->deprel == AG_XCOMP_ && h->head >= 0 && is_ing && !ag_str_is(h->xpos, "VBG") &&
                   ag_str_is(doc->tokens.at[h->head].xpos, "VBG")) {
            k->head = h->head; /* "by failing to come and cancelling" */
        } else if (k->deprel == AG_ACL_ && h->upos == AG_VERB && has_mark(doc, t, "to")) {
            k->deprel = AG_XCOMP_; /* "plans to visit": a verb has no acl */
        } else if (k->deprel == AG_ADVCL_ && has_mark(doc, t, "to") && h->head < 0 && h->upos == AG_PROPN) {
            k->deprel = AG_ACL_; /* "Germany to send tanks": a headline */
        }
    }
}

/* "…, added Berg, who is in Norway.": a verb of saying behind a comma with nothing before it but the comma speaks
 * for the line; the name behind it is its subject, not its object. */
static void
turn_round(const ag_rules *r, ag_doc *doc, int t)
{
    ag_token *k = &doc->tokens.at[t];
    int obj = ag_tree_child(doc, t, AG_OBJ_), subject = ag_tree_child(doc, t, AG_NSUBJ_);

    if (k->deprel == AG_CONJ_ && subject == t + 1 && is_finite(k) && doc->tokens.at[t - 1].upos == AG_PUNCT &&
        ag_tree_child(doc, t, AG_CC_) < 0 && ag_tree_child(doc, t, AG_CCOMP_) < 0 && ag_rules_cue(r, AG_SAYING_VERB, k->lemma))
        k->deprel = AG_PARATAXIS_; /* ", said Berg": joined to nothing */
    if (k->deprel != AG_CONJ_ || obj < t || obj > t + 6 || doc->tokens.at[obj].upos != AG_PROPN || !is_finite(k) ||
        doc->tokens.at[t - 1].upos != AG_PUNCT || ag_tree_child(doc, t, AG_NSUBJ_) >= 0 || ag_tree_child(doc, t, AG_CC_) >= 0 ||
        !ag_rules_cue(r, AG_SAYING_VERB, k->lemma))
        return;
    doc->tokens.at[obj].deprel = AG_NSUBJ_;
    k->deprel = AG_PARATAXIS_;
    for (int c = obj + 1; c < doc->sentences.at[k->sentence].end; c++) /* what hung on it belongs to the name */
        if (doc->tokens.at[c].head == t && doc->tokens.at[c].deprel == AG_CCOMP_) {
            doc->tokens.at[c].head = obj;
            doc->tokens.at[c].deprel = AG_ACL_RELCL_;
        }
}

/* "claimed responsibility for firing": done by who claimed it. Not "the need for mobilising". */
static void
take_gerund(const ag_rules *r, ag_doc *doc, int t)
{
    ag_token *k = &doc->tokens.at[t];
    const ag_token *noun = k->deprel == AG_ACL_ && k->head >= 0 ? &doc->tokens.at[k->head] : NULL;

    if (!noun || noun->deprel != AG_OBJ_ || noun->head < 0 || noun->head > k->head || !ag_str_is(k->xpos, "VBG") ||
        !(has_mark(doc, t, "for") || has_mark(doc, t, "in")) || ag_rules_cue(r, AG_CUE_NOUN, noun->lemma))
        return;
    k->head = noun->head;
    k->deprel = AG_ADVCL_;
}

/* "secured promises from Iran to give aid": the infinitive hangs on the promises, not on the verb, where
 * nothing but the noun's own phrase stands between them. */
static void
take_infinitive(const ag_rules *r, ag_doc *doc, int t)
{
    ag_token *k = &doc->tokens.at[t];
    int obj = k->deprel == AG_ADVCL_ && k->head >= 0 && has_mark(doc, t, "to") ? ag_tree_child(doc, k->head, AG_OBJ_) : -1;
    int mark = ag_tree_child(doc, t, AG_MARK_);

    if (obj < k->head || mark < obj || doc->tokens.at[obj].upos != AG_NOUN || !ag_rules_cue(r, AG_CUE_NOUN, doc->tokens.at[obj].lemma))
        return;
    for (int i = obj + 1; i < mark; i++) {
        int up = i;

        for (int n = 0; up >= 0 && up != obj && n < 8; n++)
            up = doc->tokens.at[up].head;
        if (up != obj)
            return;
    }
    k->head = obj;
    k->deprel = AG_ACL_;
}

/* "renewing calls for a summit": what is called for hangs on the calls, where the noun is one that
 * leaves open whether it comes (reality.txt) and the preposition stands right behind it. */
void
ag_mend_attachments(const ag_rules *r, ag_doc *doc)
{
    for (int t = 0; t < doc->tokens.n; t++) {
        ag_token *k = &doc->tokens.at[t];
        int prep = k->deprel == AG_OBL_ ? ag_tree_child(doc, t, AG_CASE_) : -1;
        const ag_token *noun = prep > 0 ? &doc->tokens.at[prep - 1] : NULL;

        if (noun && noun->deprel == AG_OBJ_ && noun->upos == AG_NOUN && noun->head == k->head && ag_form_is(doc, prep, "for") &&
            ag_rules_cue(r, AG_CUE_NOUN, noun->lemma)) {
            k->head = prep - 1;
            k->deprel = AG_NMOD_;
        }
        if (k->deprel == AG_ADVCL_ && k->head >= 0 && k->head < t && has_mark(doc, t, "to") && ag_tree_child(doc, k->head, AG_AUX_PASS_) >= 0 &&
            (ag_rules_cue(r, AG_SAYING_VERB, doc->tokens.at[k->head].lemma) || ag_rules_cue(r, AG_SAYING_WEAK, doc->tokens.at[k->head].lemma)))
            k->deprel = AG_XCOMP_; /* "is believed by them to be hiding": no purpose */
        turn_round(r, doc, t);
        take_gerund(r, doc, t);
        take_infinitive(r, doc, t);
    }
}

static bool
fits_a_noun(int rel)
{
    switch (rel) {
    case AG_NSUBJ_: case AG_NSUBJ_PASS_: case AG_NSUBJ_OUTER_: case AG_OBJ_: case AG_IOBJ_: case AG_OBL_:
    case AG_OBL_AGENT_: case AG_OBL_UNMARKED_: case AG_NMOD_: case AG_NMOD_POSS_: case AG_NMOD_UNMARKED_: case AG_APPOS_:
    case AG_CONJ_: case AG_ROOT_: case AG_VOCATIVE_: case AG_DISLOCATED_: case AG_PARATAXIS_: case AG_LIST_: case AG_NMOD_DESC_:
    case AG_ORPHAN_:
        return true;
    default:
        return false;
    }
}

static bool
is_inside(int t, int first, int end)
{
    return t >= first && t < end;
}

/* Whether the way up from `t` leads through [first, end): hanging the phrase there would close a ring. */
static bool
leads_through(const ag_doc *doc, int t, int first, int end)
{
    for (int steps = 0; t >= 0 && steps < doc->tokens.n; t = doc->tokens.at[t].head, steps++)
        if (is_inside(t, first, end))
            return true;
    return false;
}

/* What a phrase is to the word it hangs on, when the parser's answer is none that a noun can have. */
static int
relation_to(const ag_doc *doc, int head, int phrase, bool has_case)
{
    const ag_token *h = &doc->tokens.at[head];

    if (h->upos == AG_VERB && has_case)
        return AG_OBL_;
    if (h->upos == AG_VERB && phrase > head && ag_tree_child(doc, head, AG_OBJ_) < 0)
        return AG_OBJ_;
    if (h->upos == AG_VERB && phrase < head && ag_tree_child(doc, head, AG_NSUBJ_) < 0)
        return AG_NSUBJ_;
    return h->upos == AG_VERB ? AG_OBL_ : AG_NMOD_;
}

/* Makes [first, end) one noun phrase with head `name`, a token of it. */
static void
make_phrase(ag_doc *doc, int first, int end, int name)
{
    int top = -1;
    bool has_case = false;

    for (int t = first; t < end; t++) {
        bool hangs_outside = !is_inside(doc->tokens.at[t].head, first, end) && !leads_through(doc, doc->tokens.at[t].head, first, end);

        if (hangs_outside && (top < 0 || (!fits_a_noun(doc->tokens.at[top].deprel) && fits_a_noun(doc->tokens.at[t].deprel))))
            top = t;
    }
    if (top < 0)
        return;

    int head = doc->tokens.at[top].head, rel = doc->tokens.at[top].deprel;
    int from = doc->sentences.at[doc->tokens.at[name].sentence].first, to = doc->sentences.at[doc->tokens.at[name].sentence].end;

    for (int t = from; t < first; t++) /* the phrase's preposition, not the "'s" of its owner */
        has_case |= doc->tokens.at[t].deprel == AG_CASE_ && is_inside(doc->tokens.at[t].head, first, end);
    if (head >= 0 && !fits_a_noun(rel))
        rel = relation_to(doc, head, name, has_case);
    for (int t = from; t < to; t++) /* what hung on a part hangs on the whole */
        if (!is_inside(t, first, end) && is_inside(doc->tokens.at[t].head, first, end))
            doc->tokens.at[t].head = name;
    for (int t = first; t < end; t++) {
        ag_token *k = &doc->tokens.at[t];

        if (t == name || k->head == name)
            continue;
        if (is_inside(k->head, first, end) && k->deprel != AG_FLAT_ && (k->deprel == AG_COMPOUND_ || k->deprel == AG_AMOD_ || k->deprel == AG_CASE_) &&
            !leads_through(doc, name, t, t + 1))
            continue; /* "prime" on "minister", "'s" on its owner */
        k->head = name;
        k->deprel = (uint8_t)(t + 1 < end && ag_is_possessive(doc, t + 1) ? AG_NMOD_POSS_ : k->upos == AG_ADJ ? AG_AMOD_ : t > name ? AG_FLAT_ : k->upos == AG_PUNCT ? AG_PUNCT_REL_ : AG_NMOD_DESC_);
    }
    doc->tokens.at[name].head = head;
    doc->tokens.at[name].deprel = (uint8_t)rel;
}

/* Whether the tokens hang together as the phrase they are: one of them outside, and that is the name's. */
static bool
is_phrase(const ag_doc *doc, int first, int end, int name)
{
    for (int t = first; t < end; t++)
        if (t != name && !is_inside(doc->tokens.at[t].head, first, end))
            return false;
    return !is_inside(doc->tokens.at[name].head, first, end);
}

void
ag_cast_mend(ag_cast *c)
{
    for (int i = 0; i < c->titles.n; i++) {
        const ag_titled *t = &c->titles.at[i];

        if (t->holder < 0 || t->is_plural || t->is_copula)
            continue;

        ag_find *name = &c->finds.at[t->holder];
        int first = t->np < t->first ? t->np : t->first;

        if (name->first != t->end || c->doc->tokens.at[first].sentence != c->doc->tokens.at[name->first].sentence)
            continue;
        if (c->doc->tokens.at[first].upos == AG_DET || is_phrase(c->doc, first, name->end, name->first))
            continue;
        make_phrase(c->doc, first, name->end, name->first);
        name->head = name->first;
    }
}
