/* Two counts → the chance of such a difference where nothing changed.
 *
 * The idea: what is compared are independent stories of the same outlets, each week against all stories of those
 * outlets in that week, so that more news, or a copy more, is no change. Exact, since counts are small. Weak:
 * stories of one affair draw each other on, so that they are less independent than a Poisson count would have
 * it; the test then finds somewhat too much. */
#include "report/change.h"

#include "relate/relate.h"

#include <math.h>

double
ag_binomial(int k, int n, double p)
{
    if (p <= 0 || p >= 1)
        return k == (p <= 0 ? 0 : n);
    return exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) + k * log(p) + (n - k) * log1p(-p));
}

double
ag_binomial_test(int k, int n, double p)
{
    double here, sum = 0;

    if (n <= 0)
        return 1;
    here = ag_binomial(k, n, p) * (1 + 1e-7);
    for (int i = 0; i <= n; i++) {
        double x = ag_binomial(i, n, p);

        sum += x <= here ? x : 0;
    }
    return sum < 1 ? sum : 1;
}

double
ag_rates_test(int k, double exposure, int k0, double exposure0)
{
    if (exposure <= 0 || exposure0 <= 0)
        return 1;
    return ag_binomial_test(k, k + k0, exposure / (exposure + exposure0));
}

double
ag_rates_least(int n, double exposure, double exposure0)
{
    double none = ag_rates_test(0, exposure, n, exposure0), all = ag_rates_test(n, exposure, 0, exposure0);

    return none < all ? none : all;
}

int
ag_discoveries(ag_arena *a, int n, const double *p, const double *least, double rate, double *q)
{
    double *kept = AG_ARRAY(a, double, n + 1);
    int *place = AG_ARRAY(a, int, n + 1), m = 0;

    for (int i = 0; i < n; i++) {
        q[i] = 1;
        if (least[i] <= rate) {
            place[m] = i;
            kept[m++] = p[i];
        }
    }
    ag_benjamini_hochberg(a, m, m, kept);
    for (int i = 0; i < m; i++)
        q[place[i]] = kept[i];
    return m;
}
