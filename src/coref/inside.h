/* What mentions, decoder and trainer share. Inside coref/ only. */
#ifndef AG_COREF_INSIDE_H
#define AG_COREF_INSIDE_H

#include "base/buf.h"
#include "coref/coref.h"
#include "ontology/gazetteer.h"

/* Features are numbers in a table of 2^AG_COREF_BITS weights; two that fall on one place share it
 * (Weinberger et al. 2009). */
enum { AG_COREF_BITS = 19, AG_COREF_TABLE = 1 << AG_COREF_BITS, AG_COREF_FEATURES = 256 };

typedef AG_LIST(ag_np) ag_nps;

/* The noun phrases of an article, by first token, the longer first. */
void ag_coref_phrases(ag_arena *a, const ag_doc *doc, ag_nps *out);

/* The features of one choice: places in the table. */
typedef struct ag_choice {
    uint32_t at[AG_COREF_FEATURES];
    int n;
} ag_choice;

/* A noun phrase as features see it. */
typedef struct ag_phrase {
    uint64_t head, first, last, before, after, text; /* words in small letters, as numbers; text without article and 's */
    uint64_t governor;      /* lemma that it hangs on */
    uint64_t role;          /* relation to it, by class */
    uint64_t path;          /* relations from the head up to the root */
    uint64_t inside;        /* the relation by which it lies in another noun phrase, 0: in none */
    uint64_t modifiers[8];  /* content words beside the head */
    int n_modifiers;
    int sentence, paragraph, length;
    int clause;             /* token: the verb of its clause, or -1 */
    int quote;              /* number of the quotation around it, 0: none */
    uint8_t kind, number, gender, label; /* number: 0 unknown 1 one 2 several; label: 1 + ag_name_label */
    bool is_reflexive, is_possessive, is_subject, is_expletive;
    uint64_t acronym;       /* of the capitals of its words, 0: none */
    uint64_t given, surname; /* first and last word of a name; 0: none */
} ag_phrase;

typedef struct ag_coref_task {
    ag_arena *a;
    const ag_doc *doc;
    const ag_gazetteer *gazetteer;
    ag_nps nps;
    ag_phrase *phrase;      /* [nps] */
    /* chains so far, as decided by whoever walks the phrases: root of each, and what is known of it */
    int *root;              /* [nps] first phrase of its chain; -1: not decided yet */
    uint8_t *chain_gender, *chain_number, *chain_label; /* [nps], at the root */
    bool *chain_named;      /* [nps], at the root: has a name */
    int *chain_size;        /* [nps], at the root */
    int *last_of;           /* [nps], at the root: latest phrase */
    int *subjects_of;       /* [nps], at the root: how many of its phrases are subjects */
    int *same_head;         /* [nps] the phrase before with the same head word, or -1 */
    int *turn;              /* [nps] the order in which they are decided: that of the text, but "In her youth,
                               Berg …": her after Berg */
    int *later;             /* [nps] for such a pronoun the subject behind it, else -1 */
} ag_coref_task;

static inline bool
ag_is_pronoun(int kind)
{
    return kind < AG_NP_NAME;
}

/* The verb (or predicate) of the clause around token i, or -1. */
int ag_coref_clause(const ag_coref_task *t, int i);

/* The relation of a token to its head, by class. */
uint64_t ag_coref_role(const ag_token *k);

/* Does a content word of one stand in the other? */
bool ag_shares_word(const ag_phrase *p, const ag_phrase *q);

void ag_coref_prepare(ag_coref_task *t); /* from a, doc, gazetteer, nps */

/* A phrase that another one may be joined to. */
typedef struct ag_option_np {
    int np;
    bool agrees;
    int rank, subjects, names; /* how many that agree stand nearer: of all, subjects, names */
    int chains;                /* how many other chains with a phrase that agrees stand nearer */
    bool largest;              /* no chain that agrees has more phrases */
    bool leads;                /* no other that agrees stands before it in its sentence */
} ag_option_np;

/* The phrases that k may be joined to, nearest first. Returns their number, at most AG_COREF_LOOKS. */
int ag_coref_candidates(const ag_coref_task *t, int k, ag_option_np *out);

/* Features of joining k to `to`, or of starting anew (NULL). */
void ag_coref_features(const ag_coref_task *t, int k, const ag_option_np *to, ag_choice *out);

/* Whether k and `to` may agree in number, gender and kind. */
bool ag_coref_agrees(const ag_coref_task *t, int k, int to);

/* Notes the decision: k joined to `to`, or -1. */
void ag_coref_decide(ag_coref_task *t, int k, int to);

/* No link at all: one phrase lies in the other, and not in a clause about it. */
bool ag_coref_nested(const ag_coref_task *t, int k, int to);

#endif
