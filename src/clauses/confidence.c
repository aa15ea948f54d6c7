/* What is known of a tuple → how likely annotators would accept it.
 *
 *     confidence = 1 / (1 + exp(-x)),  x = weight of its kind + sum of the weights below
 *
 * The weights were set by hand, in tenths, to what the tuples of each kind were worth on two thirds of the
 * development sentences of CaRB (Bhardwaj et al. 2019); the other third gives the same order. Weak: the tree's own
 * certainty is not asked. */
#include "clauses/inside.h"

#include <math.h>

double
ag_tuple_confidence(const ag_tuple_facts *f)
{
    static const double kinds[AG_TUPLE_KINDS] = {
        [AG_TUPLE_VERB] = 1.0, [AG_TUPLE_SHARED] = 1.0, [AG_TUPLE_CONTROL] = -0.2, [AG_TUPLE_RELATIVE] = 0.5,
        [AG_TUPLE_PARTICIPLE] = 0.5, [AG_TUPLE_ADJUNCT] = 0.0, [AG_TUPLE_COPULA] = 0.6, [AG_TUPLE_APPOSITION] = 0.0,
        [AG_TUPLE_TITLE] = -1.0, [AG_TUPLE_POSSESSIVE] = -0.9, [AG_TUPLE_EVENT] = -0.6,
    };
    double x = kinds[f->kind];

    x -= 0.2 * (f->depth < 3 ? f->depth : 3);
    x -= f->is_embedded ? 0.5 : 0;              /* somebody else's word */
    x -= f->arguments < 2 ? 1.5 : 0;            /* "he left": little is said */
    x -= f->has_clause ? 0.4 : 0;
    x -= f->is_one_of_many ? 0.2 : 0;
    x -= f->tokens > 8 ? 0.03 * (f->tokens < 48 ? f->tokens - 8 : 40) : 0; /* the longer, the more can be wrong */
    return 1 / (1 + exp(-x));
}
