/* Did something change, or is it chance? Exact tests of two counts, and what may be said of them. */
#ifndef AG_REPORT_CHANGE_H
#define AG_REPORT_CHANGE_H

#include "base/arena.h"

/* P(X = k) of a binomial X of n trials with chance p; 0 ≤ k ≤ n. */
double ag_binomial(int k, int n, double p);

/* The exact two-sided binomial test: the chance of all outcomes that are no likelier than k, of n trials with
 * chance p each (Clopper & Pearson's setting; the sum that R's binom.test gives; outcomes are equal when they
 * differ by less than one part in 10^7). 1 for n = 0. */
double ag_binomial_test(int k, int n, double p);

/* k of `exposure` units now against k0 of `exposure0` before: the conditional test of two Poisson rates
 * (Przyborowski & Wilenski 1940). Given k + k0, k is binomial with chance exposure / (exposure + exposure0) where
 * nothing has changed. 1 where an exposure is 0. */
double ag_rates_test(int k, double exposure, int k0, double exposure0);

/* The smallest p that this test can give for k + k0 = n: with it it is known before looking whether a pair can be
 * told from chance at all (Tarone 1990). */
double ag_rates_least(int n, double exposure, double exposure0);

/* Which of n tests are discoveries at a false discovery rate: Benjamini & Hochberg (1995), over those tests alone
 * whose least p is not above `rate` (Gilbert 2005). q[i] of the others, which cannot be told from chance, is 1. Returns how many were
 * counted. q [n] is filled, p and least stay. */
int ag_discoveries(ag_arena *a, int n, const double *p, const double *least, double rate, double *q);

#endif
