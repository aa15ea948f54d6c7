/* What is known of a tuple → how likely annotators would accept it. */
#include "clauses/clauses.h"

#include <math.h>

double
ag_tuple_confidence(const ag_tuple_facts *f)
{
    static const double kinds[AG_TUPLE_KINDS] = {
        [AG_TUPLE_VERB] = 1.0, [AG_TUPLE_SHARED] = 0.7, [AG_TUPLE_CONTROL] = -0.5, [AG_TUPLE_RELATIVE] = 0.5,
        [AG_TUPLE_PARTICIPLE] = 0.2, [AG_TUPLE_ADJUNCT] = 0, [AG_TUPLE_COPULA] = 0.8, [AG_TUPLE_APPOSITION] = 0,
        [AG_TUPLE_TITLE] = -0.5, [AG_TUPLE_POSSESSIVE] = -0.7, [AG_TUPLE_EVENT] = -0.7,
    };
    double x = kinds[f->kind];

    x -= 0.03 * f->all_tokens;
    x -= f->arguments < 2 ? 1.5 : 0;
    x -= f->is_bare_pronoun ? 0.5 : 0;
    return 1 / (1 + exp(-x));
}
