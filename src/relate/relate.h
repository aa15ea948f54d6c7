/* From what happened to who is tied to whom: the acts of the world → ties of pairs of actors, and
 * the words of the articles → co-occurrence with its statistics.
 *
 * Tie. The weight of a pair is a sum over its distinct acts that happened, by the word of the
 * outlet, of a participant on itself or of a third party:
 *
 *     weight(x, y) = sum over acts of (1 + log2 origins) / (participants - 1)
 *
 * One act, one origin, two actors: 1. A further independent report adds ever less (the logarithm),
 * and an act's bonds are shared among those present (Newman 2001, "Scientific collaboration
 * networks II": a paper of n authors gives each pair 1/(n - 1)). Above eight participants an act
 * makes no tie: a summit of twenty would be 190 of them.
 *
 * Participants are sources and targets; places do not act, unless asked for. A symmetric act ties
 * all its participants; an act done to somebody ties its sources to its targets, and nobody else:
 * two that accuse a third, or are accused by one, need have nothing to do with each other. A friendly
 * act of several that is done to nobody ("Canada and Ukraine launch a fund") ties those who do it.
 *
 * Everything else that is said of a pair is kept in layers and has no weight. */
#ifndef AG_RELATE_H
#define AG_RELATE_H

#include "actorgraph.h"

typedef enum ag_layer {
    AG_LAYER_FACT,        /* happened; voice outlet, self or third */
    AG_LAYER_CLAIMED,     /* happened, says an opponent or somebody unnamed */
    AG_LAYER_PLANNED, AG_LAYER_POSSIBLE, AG_LAYER_DENIED, AG_LAYER_CONDITIONAL,
    AG_LAYER_CONTEXT,     /* outside the slice of days, or undated in a slice */
    AG_LAYER_COUNT
} ag_layer;

/* "fact", "claimed" … */
const char *ag_layer_name(ag_layer layer);

typedef enum ag_quad {
    AG_QUAD_NONE, AG_QUAD_VERBAL_COOPERATION, AG_QUAD_MATERIAL_COOPERATION, AG_QUAD_VERBAL_CONFLICT,
    AG_QUAD_MATERIAL_CONFLICT
} ag_quad;

/* "verbal cooperation" …; "" for none. */
const char *ag_quad_name(ag_quad quad);

/* The quad class of PLOVER's sixteen types (Halterman et al. 2023, "PLOVER and POLECAT"); none for
 * any other type. The default of ag_relate_options.quad_of. */
ag_quad ag_quad_plover(const void *context, ag_str type);

typedef struct ag_relate_options {
    bool is_sliced;          /* then only days since … until count, both inclusive;  */
    ag_day since, until;     /* AG_NO_DAY: open on that side                          */
    bool places;             /* places may be participants too                        */
    bool claims;             /* a claim weighs as a fact                              */
    bool acts_only;          /* a pair that only occurs together is no tie            */
    ag_quad (*quad_of)(const void *context, ag_str type); /* NULL: ag_quad_plover     */
    const void *quad_context;
} ag_relate_options;

/* What one act gives to one pair x, y with x < y (indices in world->actors). */
typedef struct ag_share {
    int act;                 /* in world->acts                                  */
    uint8_t layer;           /* ag_layer                                        */
    bool forward, back;      /* x did it to y, y to x; both when symmetric; neither: they act together */
    double weight;           /* (1 + log2 origins) / (participants - 1)         */
} ag_share;

typedef struct ag_tie {
    int x, y;                /* actors, x < y                                   */
    AG_LIST(ag_share) shares; /* in order of the acts                           */
    double weight;           /* of the facts; with claims, of claims too        */
    bool is_fact;            /* something of it weighs                          */
} ag_tie;

typedef struct ag_ties {
    AG_LIST(ag_tie) list;    /* by x, y */
    int crowded;             /* acts left out: above eight participants         */
    int acts_in[AG_LAYER_COUNT]; /* acts that tie somebody, by layer            */
} ag_ties;

enum { AG_TIE_PARTICIPANTS = 8 };

/* All ties of a world, in `a`. */
void ag_relate(ag_arena *a, const ag_world *w, const ag_relate_options *o, ag_ties *out);

/* The layer of one act under these options. */
ag_layer ag_act_layer(const ag_world *w, const ag_act *act, const ag_relate_options *o);

/* The day an act goes by: its own, else the publication day of its first report; AG_NO_DAY. */
ag_day ag_act_day(const ag_world *w, const ag_act *act);

/* The actors that take part as source or target, without repetition, in order of the text. Returns
 * their number; fills at most `room`. `is_source`, `is_target` may be NULL. */
int ag_act_actors(const ag_world *w, const ag_act *act, bool places, int room, int *actor,
                  bool *is_source, bool *is_target);

/* What a set of shares adds up to: one edge of a view. */
typedef struct ag_tally {
    int events, reports, origins; /* distinct acts, articles, independent ones among them          */
    double weight;
    double cooperation, conflict; /* parts of the weight whose intensity is above or below 0       */
    double intensity;             /* mean over the acts, by weight                                 */
    int n_forward, n_back;        /* acts x → y, y → x; a symmetric one counts in both             */
    bool is_symmetric;            /* every act is                                                  */
    uint8_t quad;                 /* of the heaviest type                                          */
    ag_str relation;              /* heaviest type, "CONSULT"; between equals the first by name    */
    ag_str verb;                  /* commonest lemma; between equals one of `relation`, then the first */
    int verbs;                    /* distinct lemmas                                               */
    int status, voice;            /* ag_reality, ag_voice; -1: they differ                         */
    ag_day first_seen, last_seen; /* publication days                                              */
    ag_day first_day, last_day;   /* own days of the acts                                          */
    bool has_evidence;
    ag_evidence evidence;         /* the earliest                                                  */
} ag_tally;

/* Adds up the shares for which `keep` bit (1 << layer) is set. */
void ag_tally_shares(ag_arena *a, const ag_world *w, const ag_relate_options *o, const ag_share *shares,
                     int n, unsigned keep, ag_tally *out);

/* Is evidence p before q: publication day (undated last), document, place? */
bool ag_evidence_before(const ag_world *w, ag_evidence p, ag_evidence q);

/* ---- co-occurrence ---- */

typedef enum ag_window_kind { AG_WINDOW_SENTENCE, AG_WINDOW_PARAGRAPH, AG_WINDOW_DOCUMENT, AG_WINDOW_WORDS } ag_window_kind;

/* How often two actors stand in one window of text. Of N windows, c_x name x, c_y name y, c both:
 *
 *     expected  e = c_x · c_y / N
 *     npmi      ln(c·N / (c_x·c_y)) / -ln(c/N)        normalised pointwise mutual information, -1 … 1
 *                                                     (Bouma 2009); 0 where both are in every window
 *     g2        2 · sum over the four cells O of O · ln(O/E)
 *                                                     log-likelihood ratio (Dunning 1993)
 *     p         erfc(√(g2/2)) / 2 for c > e, else 1   upper tail, one degree of freedom
 *     q         p after Benjamini & Hochberg (1995), over all pairs of actors that are in a window,
 *               also those never seen together
 *
 * Windows with the same words count once, wherever they stand: a passage that two articles share is
 * one. Adjectives ("Ukrainian forces") do not count, nor do unnamed actors, works and events. Weak points: with counts below five the tail of g2 is
 * somewhat too thin, so read q together with `count`; a window of K words is cut at every K-th
 * word, so that windows do not overlap and counts stay independent, but neighbours may be parted. */
typedef struct ag_cooccurrence {
    int x, y;             /* actors, x < y        */
    int count, origins;   /* windows; origins     */
    double expected, npmi, g2, p, q;
    ag_evidence evidence; /* the earliest window: its first sentence naming either */
} ag_cooccurrence;

typedef struct ag_cooccurrences {
    AG_LIST(ag_cooccurrence) list; /* by x, y */
    int windows;          /* N */
    int actors;           /* in at least one window */
    int cut;              /* windows of which only the first 256 actors were paired */
} ag_cooccurrences;

/* `words` is K for AG_WINDOW_WORDS. In a slice, articles count by publication day. Time and memory
 * grow with the sum of pairs per window. */
void ag_cooccur(ag_arena *a, const ag_world *w, const ag_relate_options *o, ag_window_kind window,
                int words, ag_cooccurrences *out);

/* Adjusts n p-values in place to q-values, over `tests` tests in all (tests >= n; the rest have
 * p = 1): q_(i) = min over j >= i of p_(j) · tests / j. */
void ag_benjamini_hochberg(ag_arena *a, int n, double tests, double *p);

/* Is a co-occurrence without any act worth a pale edge: q below 0.05, more than chance, three windows, two
 * origins. */
bool ag_cooccurrence_is_tie(const ag_cooccurrence *c);

/* ---- states ---- */

typedef struct ag_bond { /* member_of, family …: doc->states across articles */
    int subject, object; /* actors */
    ag_str type, word, wikidata; /* as in ag_state; the word of its earliest evidence */
    ag_evidence evidence;
    int reports;
} ag_bond;

typedef struct ag_bonds {
    AG_LIST(ag_bond) list; /* by subject, object, type */
} ag_bonds;

void ag_bonds_of(ag_arena *a, const ag_world *w, const ag_relate_options *o, ag_bonds *out);

#endif
