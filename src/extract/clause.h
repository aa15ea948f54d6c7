/* What the rules of events ask of a dependency tree: who is meant by a noun phrase, who does what a
 * verb says, what stands in which of its slots. Shared by the files of extract/ that read trees. */
#ifndef AG_EXTRACT_CLAUSE_H
#define AG_EXTRACT_CLAUSE_H

#include "actorgraph.h"
#include "ontology/rules.h"

/* What is longer is a table or a list that lost its line ends: no events or relations are read from it. */
enum { AG_LONGEST_SENTENCE = 400 };

/* An article's trees and mentions, indexed by token. Lives as long as its arena; `doc` keeps its tokens. */
typedef struct ag_trees {
    ag_arena *a;
    const ag_doc *doc;
    const ag_rules *rules;
    const ag_gazetteer *gazetteer; /* may be NULL */
    int *first, *next;   /* [tokens] first child, next sibling, in the order of the text; -1 none */
    int *named;          /* [tokens] narrowest mention with this token as head, adjectives left out; -1 */
    int *around;         /* [tokens] narrowest mention by name around it, adjectives left out; -1     */
    int *adjective;      /* [tokens] mention "Ukrainian" at this token; -1                             */
    int *quote;          /* [tokens] direct quote around it, -1; all -1 until ag_trees_quotes          */
    int *time;           /* [tokens] time expression around it, -1                                     */
    ag_str *lemma;       /* [tokens] the lemma; where the tables know only another reading, that one   */
    bool is_sport;       /* a report of sport, by class `sport` of event_words.txt */
    bool *is_noun;       /* [tokens] a noun, or tagged as a verb where only a noun can stand           */
} ag_trees;

void ag_trees_build(ag_arena *a, const ag_ontology *o, const ag_doc *doc, ag_trees *out);
void ag_trees_quotes(ag_trees *t); /* fills `quote` from doc->quotes */

#define AG_EACH_CHILD(t, c, head) for (int c = (t)->first[head]; c >= 0; c = (t)->next[c])

static inline ag_str
ag_lemma(const ag_trees *t, int i)
{
    return t->lemma[i];
}

/* A verb that is one. */
static inline bool
ag_is_verb(const ag_trees *t, int i)
{
    return t->doc->tokens.at[i].upos == AG_VERB && !t->is_noun[i];
}

static inline const ag_token *
ag_tok(const ag_trees *t, int i)
{
    return &t->doc->tokens.at[i];
}

static inline bool
ag_is(const ag_trees *t, int i, ag_deprel d)
{
    return t->doc->tokens.at[i].deprel == (uint8_t)d;
}

bool ag_lemma_is(const ag_trees *t, int i, const char *lemma);
bool ag_xpos_is(const ag_trees *t, int i, const char *xpos);

/* First child with that relation, or -1. */
int ag_child(const ag_trees *t, int head, ag_deprel d);

/* Whether `i` hangs by preposition (or mark) `word`: "with", "according to". */
bool ag_has_case(const ag_trees *t, int i, ag_str word);
/* Its first preposition in lower case, "" for none. */
ag_str ag_case(const ag_trees *t, int i);

/* Whether `i` is `above` or stands below it. */
bool ag_below(const ag_trees *t, int i, int above);

/* What a conjunct is joined to: its head; for a finite verb that the tree joined to an infinitive or
 * participle ("denied having fired and accused"), the finite verb above that. */
int ag_joined_to(const ag_trees *t, int v);

/* The verb with its particle, "rule out"; the lemma alone without one. */
ag_str ag_verb_phrase(const ag_trees *t, int v);

/* Entities meant by a noun phrase, with conjuncts, titles and groups looked through ("Russian forces" is Russia). */
typedef struct ag_who {
    int n;
    int entity[24], token[24]; /* further ones are left out: no act of ours has so many parties */
} ag_who;

void ag_who_of(const ag_trees *t, int np, ag_who *out);      /* adds to out */

/* Whose it is: "Russia's demands", "a Russian airfield"; with `assets` only of what can be hit or held. */
void ag_who_owns(const ag_trees *t, int np, bool assets, ag_who *out);
bool ag_who_has(const ag_who *w, int entity);

/* Whether the gazetteer knows it as a newspaper, agency or broadcaster. */
bool ag_is_media(const ag_trees *t, const ag_entity *e);

/* A predicate and its arguments: tokens that head noun phrases, relative pronouns replaced by what
 * they stand for; -1 none. */
typedef struct ag_clause {
    int verb;
    bool is_passive;
    int doer;      /* logical subject: subject, or by-phrase of a passive */
    int done;      /* logical object                                      */
    int given;     /* indirect object                                     */
    int subject;   /* grammatical                                         */
    struct {
        int token;
        ag_str prep;
        bool is_after; /* behind the verb, or moved from there as a relative pronoun */
    } oblique[16];
    int n_obliques;
} ag_clause;

/* Through passive, control, participles, relative clauses and shared subjects. */
void ag_clause_of(const ag_trees *t, int verb, ag_clause *out);

/* ---- status and claim (status.c) ------------------------------------------------------------------- */

typedef struct ag_judgement {
    uint8_t status;         /* ag_reality */
    bool is_claim;          /* somebody vouches for it … */
    int claimant;           /* … this entity, or -1: without a name */
    bool is_accusation;     /* the claimant accuses, alleges */
} ag_judgement;

/* Judges what the sentence says of the act at token `trigger`; `carrier` is its light verb, or -1. */
ag_judgement ag_judge(const ag_trees *t, int trigger, int carrier);

/* The date that governs an act, zeroed where the text tells none. */
ag_date ag_date_of(const ag_trees *t, int trigger, int carrier);

/* Whether `verb` tells of the very act that noun is: "the talks began", "the strike killed". */
bool ag_tells_of(const ag_trees *t, int verb, int noun);

/* The act noun that participle or relative clause `v` tells more of ("a ceremony in Kyiv attended by Berg"), or -1:
 * they share day and place. */
int ag_gathering_of(const ag_trees *t, int v);

/* Verb relations of the article → doc->relations; called after doc->events are there. */
void ag_extract_relations(const ag_trees *t, ag_doc *doc);

#endif
